/* The rows of a sheet as they stream by. A row is gathered here and goes to the block when it ends, since it may begin in the
 * last bytes read for one block and go on in the next. Source: ECMA-376, part 1, 18.3.1.4 (c), 18.3.1.73 (row), 18.17.4 (dates). */
#include "base/alloc.h"
#include "base/date.h"
#include "io/xlsx_workbook.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A sheet may unpack to this many bytes and give this many bytes of text, shared strings counted each time. */
enum { ROWS_MAX = 1048576, DAY_ROOM = WZ_DAY_TEXT + 32 };
#define SHEET_MAX ((size_t)2 << 30)
#define TEXT_MAX ((size_t)2 << 30)

typedef struct {
    size_t column, at, length; /* the text stands in `row_text` */
    wz_cell_kind kind;
} row_cell;

typedef struct {
    wz_xlsx_workbook book;
    wz_xlsx_stream stream;
    wz_table_block *block;
    size_t row, column; /* of the open cell; rows count from 1 */
    char type;          /* 'n'umber, 's'hared, 'i'nline, 't'ext of a formula, 'b'oolean, 'e'rror, 'd'ate */
    size_t style;
    bool in_row, in_text; /* text counts */
    unsigned phonetic;
    wz_buffer text;
    row_cell *cells; /* of the open row */
    size_t cell_count, cell_capacity;
    wz_buffer row_text;
    wz_row_fault fault;
    size_t given; /* bytes of text in all */
    bool out_of_order, too_much, failed;
} xlsx_reader;

/* The column that a reference such as AB12 names, from 0; otherwise `next`. */
static size_t column_of(const char *reference, size_t next)
{
    size_t column = 0;
    const char *p = reference;
    for (; *p >= 'A' && *p <= 'Z' && column < 20000; p++)
        column = column * 26 + (size_t)(*p - 'A') + 1;
    return p == reference ? next : column - 1;
}

static void open_row(xlsx_reader *reader, const xmlChar **attributes, int count)
{
    char number[32] = "";
    size_t row = reader->row + 1;
    if (wz_xlsx_attribute(attributes, count, "r", number, sizeof number))
        row = (size_t)strtoul(number, NULL, 10);
    reader->out_of_order |= row <= reader->row || row > ROWS_MAX;
    reader->row = row;
    reader->column = (size_t)-1;
    reader->in_row = true;
    reader->cell_count = 0;
    reader->fault = WZ_ROW_GOOD;
    wz_buffer_clear(&reader->row_text);
}

static void open_cell(xlsx_reader *reader, const xmlChar **attributes, int count)
{
    char reference[32] = "", type[16] = "n", style[32] = "";
    wz_xlsx_attribute(attributes, count, "r", reference, sizeof reference);
    wz_xlsx_attribute(attributes, count, "t", type, sizeof type);
    reader->style =
        wz_xlsx_attribute(attributes, count, "s", style, sizeof style) ? (size_t)strtoul(style, NULL, 10) : 0;
    size_t column = column_of(reference, reader->column + 1);
    reader->out_of_order |= reader->column != (size_t)-1 && column <= reader->column;
    reader->column = column;
    reader->type = strcmp(type, "inlineStr") == 0 ? 'i' : strcmp(type, "str") == 0 ? 't' : *type;
    reader->in_text = false;
    wz_buffer_clear(&reader->text);
}

static void sheet_open(void *user, const char *name, const xmlChar **attributes, int count)
{
    xlsx_reader *reader = user;
    if (strcmp(name, "row") == 0)
        open_row(reader, attributes, count);
    else if (!reader->in_row)
        return;
    else if (strcmp(name, "c") == 0)
        open_cell(reader, attributes, count);
    else if (strcmp(name, "rPh") == 0)
        reader->phonetic++;
    else if (strcmp(name, "v") == 0 || (strcmp(name, "t") == 0 && reader->phonetic == 0))
        reader->in_text = true;
}

static void sheet_text(void *user, const char *text, size_t length)
{
    xlsx_reader *reader = user;
    if (reader->in_text && reader->text.length <= 2 * WZ_CELL_MAX)
        wz_buffer_add(&reader->text, text, length);
}

static void set_fault(xlsx_reader *reader, wz_row_fault fault)
{
    if (reader->fault == WZ_ROW_GOOD)
        reader->fault = fault;
}

static void give(xlsx_reader *reader, const char *text, size_t length, wz_cell_kind kind)
{
    reader->given += length;
    reader->too_much |= reader->given > TEXT_MAX;
    if (reader->row_text.length + length > WZ_ROW_MAX) {
        set_fault(reader, WZ_ROW_LONG);
        return;
    }
    row_cell *cells = wz_grow(reader->cells, &reader->cell_capacity, reader->cell_count + 1, sizeof *cells);
    if (!cells) {
        reader->failed = true;
        return;
    }
    reader->cells = cells;
    cells[reader->cell_count++] = (row_cell){reader->column, reader->row_text.length, length, kind};
    wz_buffer_add(&reader->row_text, text, length);
}

static void close_row(xlsx_reader *reader)
{
    wz_table_block *block = reader->block;
    const char *texts = reader->row_text.length ? reader->row_text.data : "";
    for (size_t i = 0; i < reader->cell_count && !reader->row_text.failed; i++) {
        const row_cell *cell = &reader->cells[i];
        wz_block_cell_at(block, cell->column, texts + cell->at, cell->length, cell->kind);
    }
    if (reader->fault != WZ_ROW_GOOD)
        wz_block_fault(block, reader->fault);
    wz_block_row(block, reader->row);
    reader->in_row = false;
}

/* A serial number as a day, with a time of day that is not midnight; false where it is no day. 1900 had no 29 February,
 * but serial number 60 of the 1900 system is that day. */
static bool serial_day(const xlsx_reader *reader, double serial, char *out, size_t size)
{
    double whole = floor(serial);
    bool from_1904 = reader->book.from_1904;
    if (!(whole >= (from_1904 ? 0 : 1)) || whole > 2958465 || (!from_1904 && whole == 60))
        return false;
    wz_day first = wz_day_from_civil(from_1904 ? (wz_civil){1904, 1, 1} : (wz_civil){1899, 12, 30});
    wz_day day = first + (wz_day)whole + (!from_1904 && whole < 60);
    unsigned seconds = (unsigned)lround((serial - whole) * 86400) % 86400;
    day += seconds == 0 && serial - whole > 0.5;
    wz_day_format(day, out);
    size_t length = strlen(out);
    if (seconds > 0)
        snprintf(out + length, size - length, " %02u:%02u:%02u", seconds / 3600, seconds / 60 % 60, seconds % 60);
    return true;
}

/* A number as it stands, but a whole one without an exponent where a double holds it exactly. */
static void give_number(xlsx_reader *reader)
{
    const char *text = reader->text.data;
    size_t length = reader->text.length;
    char out[DAY_ROOM], *end;
    double value = strtod(text, &end);
    bool is_number = end != text && *end == '\0' && isfinite(value);
    bool is_date = reader->style < reader->book.date_count && reader->book.dates[reader->style];
    if (is_number && is_date && serial_day(reader, value, out, sizeof out)) {
        give(reader, out, strlen(out), WZ_CELL_DATE);
    } else if (is_number && value == floor(value) && fabs(value) < 1e15 && strpbrk(text, ".eE")) {
        snprintf(out, sizeof out, "%.0f", value);
        give(reader, out, strlen(out), WZ_CELL_NUMBER);
    } else {
        give(reader, text, length, is_number ? WZ_CELL_NUMBER : WZ_CELL_TEXT);
    }
}

static void give_shared(xlsx_reader *reader)
{
    size_t length;
    const char *text = wz_xlsx_string(&reader->book, (size_t)strtoul(reader->text.data, NULL, 10), &length);
    if (text)
        give(reader, text, length, WZ_CELL_TEXT);
    else
        set_fault(reader, WZ_ROW_ENCODING);
}

static void give_text(xlsx_reader *reader)
{
    wz_buffer whole = {0};
    wz_xlsx_unescape(&whole, reader->text.data, reader->text.length);
    reader->failed |= whole.failed;
    give(reader, whole.length ? whole.data : "", whole.length, WZ_CELL_TEXT);
    wz_buffer_free(&whole);
}

static void close_cell(xlsx_reader *reader)
{
    if (reader->text.length == 0)
        return;
    bool truth = reader->text.data[0] == '1' || reader->text.data[0] == 't';
    switch (reader->type) {
    case 'n': give_number(reader); break;
    case 's': give_shared(reader); break;
    case 'b': give(reader, truth ? "true" : "false", truth ? 4 : 5, WZ_CELL_BOOLEAN); break;
    case 'd': give(reader, reader->text.data, strcspn(reader->text.data, "T"), WZ_CELL_DATE); break;
    default: give_text(reader);
    }
}

static void sheet_close(void *user, const char *name)
{
    xlsx_reader *reader = user;
    if (!reader->in_row)
        return;
    if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
        reader->in_text = false;
    } else if (strcmp(name, "rPh") == 0) {
        reader->phonetic -= reader->phonetic > 0;
    } else if (strcmp(name, "c") == 0) {
        close_cell(reader);
    } else if (strcmp(name, "row") == 0) {
        close_row(reader);
    }
}

static int fill(void *self, wz_table_block *block, bool *ended)
{
    xlsx_reader *reader = self;
    reader->block = block;
    *ended = false;
    int code = WZ_OK;
    while (code == WZ_OK && !*ended && block->row_count < WZ_BLOCK_ROWS) {
        code = wz_xlsx_stream_step(&reader->stream, ended);
        if (code == WZ_OK && reader->out_of_order)
            code = wz_xlsx_broken(&reader->book.package, reader->stream.part);
        if (code == WZ_OK && reader->too_much)
            code = wz_xlsx_limit(&reader->book.package, reader->stream.part);
        if (code == WZ_OK && (block->failed || reader->failed || reader->text.failed || reader->row_text.failed))
            code = WZ_ENOMEM;
    }
    return code;
}

static void progress(const void *self, size_t *done, size_t *all)
{
    const xlsx_reader *reader = self;
    *done = reader->stream.unpacked;
    *all = reader->stream.size;
}

static const char *encoding(const void *self)
{
    (void)self;
    return "UTF-8";
}

static void close_reader(void *self)
{
    xlsx_reader *reader = self;
    if (!reader)
        return;
    wz_xlsx_stream_close(&reader->stream);
    wz_xlsx_workbook_close(&reader->book);
    wz_buffer_free(&reader->text);
    wz_buffer_free(&reader->row_text);
    wz_free(reader->cells);
    wz_free(reader);
}

int wz_xlsx_open(void **out, const wz_table_reader **how, const wz_reader_start *start)
{
    static const wz_table_reader reading = {fill, progress, encoding, close_reader};
    static const wz_xlsx_events events = {sheet_open, sheet_close, sheet_text};
    *how = &reading;
    xlsx_reader *reader = *out = wz_calloc(1, sizeof *reader);
    if (!reader)
        return WZ_ENOMEM;
    int code = wz_xlsx_workbook_open(&reader->book, start);
    if (code == WZ_OK)
        code =
            wz_xlsx_stream_open(&reader->stream, &reader->book.package, reader->book.sheet, SHEET_MAX, &events, reader);
    return code;
}
