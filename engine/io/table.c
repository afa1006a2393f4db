/* A table over one of the readers: what the file is, its header, and rows one by one out of blocks. */
#include "base/alloc.h"
#include "io/decode.h"
#include "io/table_private.h"

#include <string.h>

struct wz_table {
    wz_bytes bytes;
    wz_diag *diag;
    void *reader;
    const wz_table_reader *how;
    wz_table_format format;
    wz_table_block *header; /* its rows: a title perhaps, the header, and first rows of data */
    size_t header_at;       /* which of them is the header */
    wz_cell_row names;      /* the header, cut behind its last filled cell */
    wz_table_block *block;  /* of wz_table_next() */
    size_t at;              /* in it */
    bool ended, header_given;
};

const char *wz_row_fault_id(wz_row_fault fault)
{
    static const char *const ids[WZ_ROW_FAULTS] = {NULL,        "TABLE-010", "TABLE-011", "TABLE-012",
                                                   "TABLE-013", "TABLE-014", "TABLE-015"};
    return ids[fault];
}

const char *wz_row_fault_text(wz_row_fault fault)
{
    static const char *const texts[WZ_ROW_FAULTS] = {
        NULL,
        ("a quotation mark stands inside a cell or is never closed; put the whole cell into quotation marks and double "
         "those in it"),
        "there are bytes that are no characters of the file's encoding; save the file as UTF-8",
        "there is a NUL byte; remove it, or export the table again",
        "a cell has more than 65,536 bytes; shorten it",
        "there are more filled cells than the header has; give each column a heading, or quote cells with commas",
        "the row has more than 1 MiB; shorten it, or look for a quotation mark that is not closed",
    };
    return texts[fault];
}

/* What a file begins with that is no table at all. */
static int refuse_known(const char *head, size_t length, const char *name, wz_diag *diag)
{
    static const struct {
        const char *mark;
        size_t length;
        const char *id, *message;
    } others[] = {
        {"\xD0\xCF\x11\xE0", 4, "TABLE-003",
         "this is an old .xls workbook, or one with a password; save it as .xlsx without a password, or as CSV"},
        {"%PDF", 4, "TABLE-004", "this is a PDF; give the table itself, as .xlsx or CSV"},
        {"<?xml", 5, "TABLE-004", "this is an XML file; give a table, as .xlsx or CSV"},
        {"<html", 5, "TABLE-004", "this is a web page; open it in a spreadsheet and save it as .xlsx or CSV"},
        {"<!DOCTYPE", 9, "TABLE-004", "this is a web page; open it in a spreadsheet and save it as .xlsx or CSV"},
    };
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (length >= others[i].length && memcmp(head, others[i].mark, others[i].length) == 0) {
            wz_diag_add(diag, WZ_ERROR, others[i].id, (wz_place){.file = name}, "%s", others[i].message);
            return WZ_EINPUT;
        }
    }
    return WZ_OK;
}

static int open_reader(wz_table *table, const wz_table_options *options)
{
    static const wz_table_options none = {0};
    char *head = wz_malloc(WZ_DECODE_CHUNK);
    if (!head)
        return WZ_ENOMEM;
    wz_reader_start start = {options ? options : &none, &table->bytes, head, 0, table->diag};
    int code = wz_bytes_read(&table->bytes, head, WZ_DECODE_CHUNK, &start.head_length, table->diag);
    if (code == WZ_OK)
        code = refuse_known(head, start.head_length, table->bytes.name, table->diag);
    if (code == WZ_OK) {
        bool zip = start.head_length >= 4 && memcmp(head, "PK\3\4", 4) == 0;
        table->format = zip ? WZ_TABLE_XLSX : WZ_TABLE_CSV;
        code =
            zip ? wz_xlsx_open(&table->reader, &table->how, &start) : wz_csv_open(&table->reader, &table->how, &start);
    }
    wz_free(head);
    return code;
}

static size_t filled_cells(const wz_cell_row *row)
{
    size_t count = 0;
    for (size_t i = 0; i < row->count; i++)
        count += row->cells[i].length > 0;
    return count;
}

static int no_header(const wz_table *table, const char *id, const char *message)
{
    wz_diag_add(table->diag, WZ_ERROR, id, (wz_place){.file = table->bytes.name}, "%s", message);
    return WZ_EINPUT;
}

/* The rows of the first block were read WZ_COLUMNS_MAX cells wide; those below the header are cut to its width. */
static void cut_rows(wz_table *table)
{
    for (size_t i = table->header_at + 1; i < table->header->row_count; i++) {
        wz_cell_row *row = &table->header->rows[i];
        for (size_t c = table->names.count; c < row->count && row->fault == WZ_ROW_GOOD; c++) {
            if (row->cells[c].length > 0)
                row->fault = WZ_ROW_MANY_CELLS;
        }
        row->count = table->names.count;
    }
}

static int read_header(wz_table *table)
{
    table->header = wz_table_block_new();
    if (!table->header)
        return WZ_ENOMEM;
    wz_table_block *block = table->header;
    wz_block_begin(block, WZ_COLUMNS_MAX);
    int code = table->how->fill(table->reader, block, &table->ended);
    if (code != WZ_OK)
        return code;
    wz_block_end(block);
    if (block->row_count == 0)
        return no_header(table, "TABLE-002", "there is no row in the table; give one with a row of headings");
    bool title = block->row_count > 1 && filled_cells(&block->rows[0]) == 1 && filled_cells(&block->rows[1]) > 1;
    table->header_at = title ? 1 : 0;
    table->names = block->rows[table->header_at];
    if (table->names.fault == WZ_ROW_MANY_CELLS)
        return no_header(table, "TABLE-005", "there are more than 256 columns; remove those that are not needed");
    if (table->names.fault != WZ_ROW_GOOD) {
        wz_diag_add(table->diag, WZ_ERROR, wz_row_fault_id(table->names.fault),
                    (wz_place){table->bytes.name, (unsigned)table->names.number, 0}, "标题行 (headings): %s",
                    wz_row_fault_text(table->names.fault));
        return WZ_EINPUT;
    }
    while (table->names.count > 0 && table->names.cells[table->names.count - 1].length == 0)
        table->names.count--;
    cut_rows(table);
    return WZ_OK;
}

static int open_table(wz_table *table, const wz_table_options *options)
{
    int code = open_reader(table, options);
    if (code == WZ_OK)
        code = read_header(table);
    return code;
}

int wz_table_open(wz_table **out, const char *file, const wz_table_options *options, wz_diag *diag)
{
    *out = NULL;
    wz_table *table = wz_calloc(1, sizeof *table);
    if (!table)
        return WZ_ENOMEM;
    table->diag = diag;
    int code = wz_bytes_open(&table->bytes, file, options && options->hash, diag);
    if (code != WZ_OK) {
        wz_free(table);
        return code;
    }
    code = open_table(table, options);
    if (code == WZ_OK)
        *out = table;
    else
        wz_table_close(table);
    return code;
}

int wz_table_open_memory(wz_table **out, const char *name, const void *bytes, size_t size,
                         const wz_table_options *options, wz_diag *diag)
{
    *out = NULL;
    wz_table *table = wz_calloc(1, sizeof *table);
    if (!table)
        return WZ_ENOMEM;
    table->diag = diag;
    wz_bytes_open_memory(&table->bytes, name, bytes, size, options && options->hash);
    int code = open_table(table, options);
    if (code == WZ_OK)
        *out = table;
    else
        wz_table_close(table);
    return code;
}

void wz_table_close(wz_table *table)
{
    if (!table)
        return;
    if (table->reader)
        table->how->close(table->reader);
    wz_bytes_close(&table->bytes);
    wz_table_block_free(table->header);
    wz_table_block_free(table->block);
    wz_free(table);
}

const wz_cell_row *wz_table_header(const wz_table *table)
{
    return &table->names;
}

wz_table_format wz_table_form(const wz_table *table)
{
    return table->format;
}

const char *wz_table_encoding(const wz_table *table)
{
    return table->how->encoding(table->reader);
}

const char *wz_table_file(const wz_table *table)
{
    return table->bytes.name;
}

const char *wz_table_sha256(const wz_table *table)
{
    return table->bytes.sha256;
}

void wz_table_progress(const wz_table *table, size_t *done, size_t *all)
{
    table->how->progress(table->reader, done, all);
}

/* The rows that were read with the header come first. */
static bool give_first(wz_table *table, wz_table_block *block)
{
    const wz_table_block *first = table->header;
    wz_block_begin(block, table->names.count);
    for (size_t i = table->header_at + 1; i < first->row_count; i++) {
        const wz_cell_row *row = &first->rows[i];
        for (size_t c = 0; c < row->count; c++)
            wz_block_cell(block, row->cells[c].text, row->cells[c].length, row->cells[c].kind);
        if (row->fault != WZ_ROW_GOOD)
            wz_block_fault(block, row->fault);
        wz_block_row(block, row->number);
    }
    table->header_given = true;
    return !block->failed;
}

int wz_table_read(wz_table *table, wz_table_block *block)
{
    int code = WZ_OK;
    wz_block_begin(block, table->names.count);
    if (!table->header_given)
        code = give_first(table, block) ? WZ_OK : WZ_ENOMEM;
    if (code == WZ_OK && block->row_count == 0 && !table->ended)
        code = table->how->fill(table->reader, block, &table->ended);
    wz_block_end(block);
    if (code != WZ_OK)
        block->row_count = 0;
    return code;
}

int wz_table_next(wz_table *table, const wz_cell_row **out)
{
    *out = NULL;
    if (!table->block && !(table->block = wz_table_block_new()))
        return WZ_ENOMEM;
    if (table->at == table->block->row_count) {
        table->at = 0;
        int code = wz_table_read(table, table->block);
        if (code != WZ_OK)
            return code;
    }
    if (table->at < table->block->row_count)
        *out = &table->block->rows[table->at++];
    return WZ_OK;
}
