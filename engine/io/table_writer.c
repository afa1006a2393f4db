/* Writing tables into a file that takes its place only once it is whole. */
#include "base/alloc.h"
#include "base/date.h"
#include "base/outfile.h"
#include "io/table_private.h"
#include "io/utf8.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { FLUSH = 256 * 1024, XLSX_ROWS = 1048576, XLSX_CHARACTERS = 32767, WIDEST = 40 };

struct wz_table_writer {
    const char *name; /* as given, in messages */
    wz_diag *diag;
    wz_table_format format;
    size_t columns;
    wz_outfile *file; /* NULL: standard output */
    FILE *stream;
    wz_buffer out; /* CSV not yet written */
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *date, *fills[WZ_FILLS], *filled_dates[WZ_FILLS];
    size_t rows; /* written, the header too */
    int code;    /* the first failure */
    int error;   /* its errno */
};

wz_table_format wz_table_format_for(const char *file)
{
    size_t length = strlen(file);
    return length >= 5 && strcasecmp(file + length - 5, ".xlsx") == 0 ? WZ_TABLE_XLSX : WZ_TABLE_CSV;
}

static void fail(wz_table_writer *writer, int code, int error)
{
    if (writer->code != WZ_OK)
        return;
    writer->code = code;
    writer->error = error;
}

static int cannot_write(wz_diag *diag, const char *name, int error)
{
    wz_diag_add(diag, WZ_ERROR, "TABLE-030", (wz_place){.file = name},
                "cannot be written (%s); check the folder, the permission and the space", strerror(error));
    return WZ_EIO;
}

/* --- XLSX --- */

/* Whether a reader would take what stands here for an escaped character (ECMA-376, part 1, 22.4.2.4). */
static bool looks_escaped(const char *text, size_t length)
{
    if (length < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
        return false;
    for (int i = 2; i < 6; i++) {
        if (!isxdigit((unsigned char)text[i]))
            return false;
    }
    return true;
}

/* The text as a cell takes it, cut to what it holds and with its underlines escaped where they need it; NUL-terminated, in
 * `room` where it differs. */
static const char *fitting(const char *text, size_t length, wz_buffer *room)
{
    if (length <= XLSX_CHARACTERS && !memmem(text, length, "_x", 2))
        return text;
    size_t units = 0; /* a spreadsheet counts UTF-16 units */
    for (size_t at = 0; at < length;) {
        uint32_t code;
        size_t size = wz_utf8_next(text + at, length - at, &code);
        bool escape = looks_escaped(text + at, length - at);
        units += escape ? 7 : code >= 0x10000 ? 2 : 1;
        if (units > XLSX_CHARACTERS - 1) {
            wz_buffer_puts(room, "…");
            break;
        }
        if (escape)
            wz_buffer_puts(room, "_x005F");
        wz_buffer_add(room, text + at, size);
        at += size;
    }
    return room->failed || !room->length ? "" : room->data;
}

static bool write_day(const wz_table_writer *writer, lxw_row_t row, lxw_col_t column, const wz_cell *cell)
{
    char text[WZ_DAY_TEXT] = "";
    wz_day day;
    if (cell->length != 10)
        return false;
    memcpy(text, cell->text, 10);
    if (!wz_day_parse(text, &day) || day < wz_day_from_civil((wz_civil){1900, 3, 1}))
        return false;
    double serial = (double)(day - wz_day_from_civil((wz_civil){1899, 12, 30}));
    return worksheet_write_number(writer->sheet, row, column, serial, writer->filled_dates[cell->fill]) == LXW_NO_ERROR;
}

static void write_cell(wz_table_writer *writer, lxw_row_t row, lxw_col_t column, const wz_cell *cell)
{
    lxw_format *format = writer->fills[cell->fill];
    char *end;
    if (cell->length == 0) {
        if (format)
            worksheet_write_blank(writer->sheet, row, column, format);
        return;
    }
    if (cell->kind == WZ_CELL_DATE && write_day(writer, row, column, cell))
        return;
    if (cell->kind == WZ_CELL_NUMBER && cell->length <= 15) {
        double value = strtod(cell->text, &end);
        if (*end == '\0' && worksheet_write_number(writer->sheet, row, column, value, format) == LXW_NO_ERROR)
            return;
    }
    wz_buffer room = {0};
    lxw_error error =
        worksheet_write_string(writer->sheet, row, column, fitting(cell->text, cell->length, &room), format);
    if (error != LXW_NO_ERROR || room.failed)
        fail(writer, error == LXW_ERROR_MEMORY_MALLOC_FAILED || room.failed ? WZ_ENOMEM : WZ_EIO, EIO);
    wz_buffer_free(&room);
}

static void add_formats(wz_table_writer *writer)
{
    static const lxw_color_t colours[WZ_FILLS] = {0, 0xC6EFCE, 0xFFC7CE, 0xFFEB9C, 0xE7E6E6};
    for (int fill = 0; fill < WZ_FILLS; fill++) {
        lxw_format *plain = fill ? workbook_add_format(writer->book) : NULL;
        lxw_format *day = workbook_add_format(writer->book);
        if (plain)
            format_set_bg_color(plain, colours[fill]);
        if (fill && day)
            format_set_bg_color(day, colours[fill]);
        if (day)
            format_set_num_format(day, "yyyy-mm-dd");
        writer->fills[fill] = plain;
        writer->filled_dates[fill] = day;
    }
}

/* As wide as the heading in a spreadsheet's own units, Chinese characters counting twice, and never less than a day. */
static double width_of(const wz_cell *heading)
{
    double width = 2;
    for (size_t at = 0; at < heading->length;) {
        uint32_t code;
        at += wz_utf8_next(heading->text + at, heading->length - at, &code);
        width += code >= 0x1100 ? 2 : 1;
    }
    return width < 12 ? 12 : width > WIDEST ? WIDEST : width;
}

static void write_headings(wz_table_writer *writer, const wz_cell *header)
{
    lxw_format *bold = workbook_add_format(writer->book);
    if (bold) {
        format_set_bold(bold);
        format_set_bottom(bold, LXW_BORDER_THIN);
    }
    for (size_t i = 0; i < writer->columns; i++)
        worksheet_set_column(writer->sheet, (lxw_col_t)i, (lxw_col_t)i, width_of(&header[i]), NULL);
    worksheet_freeze_panes(writer->sheet, 1, 0);
    for (size_t i = 0; i < writer->columns; i++)
        worksheet_write_string(writer->sheet, 0, (lxw_col_t)i, header[i].text, bold);
    writer->rows = 1;
}

static int begin_xlsx(wz_table_writer *writer, const wz_table_writer_options *options)
{
    const char *name = wz_outfile_name(writer->file);
    lxw_workbook_options how = {.constant_memory = LXW_TRUE};
    if (!name) {
        wz_diag_add(writer->diag, WZ_ERROR, "TABLE-031", (wz_place){.file = writer->name},
                    "a workbook cannot be written to a pipe or a device; name a file, or write CSV");
        return WZ_EINPUT;
    }
    writer->book = workbook_new_opt(name, &how);
    if (!writer->book)
        return WZ_ENOMEM;
    const char *sheet = options->sheet;
    if (sheet && workbook_validate_sheet_name(writer->book, sheet) != LXW_NO_ERROR)
        sheet = NULL;
    writer->sheet = workbook_add_worksheet(writer->book, sheet);
    if (!writer->sheet)
        return WZ_ENOMEM;
    add_formats(writer);
    write_headings(writer, options->header);
    return WZ_OK;
}

/* The filter covers what was written. */
static void end_xlsx(wz_table_writer *writer)
{
    if (writer->columns > 0)
        worksheet_autofilter(writer->sheet, 0, 0, (lxw_row_t)(writer->rows - 1), (lxw_col_t)(writer->columns - 1));
    lxw_error error = workbook_close(writer->book);
    writer->book = NULL;
    if (error != LXW_NO_ERROR)
        fail(writer, error == LXW_ERROR_MEMORY_MALLOC_FAILED ? WZ_ENOMEM : WZ_EIO, errno ? errno : EIO);
}

/* --- CSV --- */

static void flush(wz_table_writer *writer)
{
    if (writer->out.failed)
        fail(writer, WZ_ENOMEM, 0);
    else if (writer->out.length && fwrite(writer->out.data, 1, writer->out.length, writer->stream) < writer->out.length)
        fail(writer, WZ_EIO, errno);
    wz_buffer_clear(&writer->out);
}

static int begin_csv(wz_table_writer *writer, const wz_table_writer_options *options)
{
    wz_buffer_puts(&writer->out, "\xEF\xBB\xBF");
    wz_csv_row(&writer->out, options->header, options->columns);
    return WZ_OK;
}

/* --- both --- */

int wz_table_writer_open(wz_table_writer **out, const wz_table_writer_options *options, wz_diag *diag)
{
    *out = NULL;
    wz_table_writer *writer = wz_calloc(1, sizeof *writer);
    if (!writer)
        return WZ_ENOMEM;
    *writer = (wz_table_writer){
        .name = options->file, .diag = diag, .format = options->format, .columns = options->columns, .stream = stdout};
    int code = WZ_OK;
    bool standard = strcmp(options->file, "-") == 0;
    if (!standard) {
        int error = wz_outfile_open(&writer->file, options->file);
        if (error)
            code = error == ENOMEM ? WZ_ENOMEM : cannot_write(diag, options->file, error);
        else
            writer->stream = wz_outfile_stream(writer->file);
    }
    bool xlsx = options->format == WZ_TABLE_XLSX;
    if (code == WZ_OK && xlsx && standard) {
        wz_diag_add(diag, WZ_ERROR, "TABLE-031", (wz_place){.file = options->file},
                    "a workbook cannot be written to a pipe or a device; name a file, or write CSV");
        code = WZ_EINPUT;
    }
    if (code == WZ_OK)
        code = xlsx ? begin_xlsx(writer, options) : begin_csv(writer, options);
    if (code == WZ_OK)
        *out = writer;
    else
        wz_table_writer_discard(writer);
    return code;
}

int wz_table_writer_row(wz_table_writer *writer, const wz_cell *cells, size_t count)
{
    count = count < writer->columns ? count : writer->columns;
    if (writer->format == WZ_TABLE_CSV) {
        wz_csv_row(&writer->out, cells, count);
        if (writer->out.length > FLUSH || writer->out.failed)
            flush(writer);
    } else if (writer->rows == XLSX_ROWS) {
        fail(writer, WZ_ELIMIT, 0);
    } else if (writer->code == WZ_OK) {
        for (size_t i = 0; i < count; i++)
            write_cell(writer, (lxw_row_t)writer->rows, (lxw_col_t)i, &cells[i]);
        writer->rows++;
    }
    return writer->code;
}

int wz_table_writer_bytes(wz_table_writer *writer, const char *bytes, size_t length)
{
    flush(writer);
    if (length && fwrite(bytes, 1, length, writer->stream) < length)
        fail(writer, WZ_EIO, errno);
    return writer->code;
}

/* libxlsxwriter writes the file under its name, by a stream of its own. */
static void put_into_place(wz_table_writer *writer)
{
    int error = 0;
    if (!writer->file)
        error = fflush(stdout) == 0 ? 0 : errno;
    else if (writer->code == WZ_OK)
        error = wz_outfile_commit(writer->file);
    else
        wz_outfile_discard(writer->file);
    writer->file = NULL;
    if (error)
        fail(writer, WZ_EIO, error);
}

int wz_table_writer_finish(wz_table_writer *writer)
{
    if (writer->format == WZ_TABLE_XLSX)
        end_xlsx(writer);
    else
        flush(writer);
    put_into_place(writer);
    int code = writer->code;
    if (code == WZ_EIO)
        cannot_write(writer->diag, writer->name, writer->error);
    else if (code == WZ_ELIMIT)
        wz_diag_add(writer->diag, WZ_ERROR, "TABLE-032", (wz_place){.file = writer->name},
                    "a sheet holds 1,048,576 rows at most; write CSV, or divide the table");
    wz_table_writer_discard(writer);
    return code;
}

void wz_table_writer_discard(wz_table_writer *writer)
{
    if (!writer)
        return;
    if (writer->book)
        lxw_workbook_free(writer->book);
    wz_outfile_discard(writer->file);
    wz_buffer_free(&writer->out);
    wz_free(writer);
}
