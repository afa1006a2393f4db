/* Any bytes as a table (CSV in any encoding, XLSX), read to its end and as records of people: no crash, no hang, no leak; every
 * cell is valid UTF-8 and ends where it says; a problem is named whenever there is no table; and what is written of the rows as
 * CSV reads back to the same cells. Runs from the project's root. */
#include "base/alloc.h"
#include "fuzz.h"
#include "io/table.h"
#include "io/utf8.h"
#include "load/load.h"
#include "load/records.h"

#include <stdlib.h>
#include <string.h>

static void check(bool right)
{
    if (!right)
        abort();
}

static void check_cells(const wz_cell_row *row, size_t columns)
{
    check(row->count == columns);
    for (size_t i = 0; i < row->count; i++) {
        const wz_cell *cell = &row->cells[i];
        check(cell->text[cell->length] == '\0' && strlen(cell->text) == cell->length && cell->length <= WZ_CELL_MAX);
        check(wz_utf8_valid(cell->text, cell->length) == cell->length);
    }
}

/* A row that is said to stand as CSV has it, does. */
static void check_as_written(const wz_cell_row *row)
{
    wz_buffer standing = {0}, written = {0};
    wz_csv_cells_as_written(&standing, row->cells, row->count);
    wz_buffer_puts(&standing, "\r\n");
    wz_csv_row(&written, row->cells, row->count);
    check(!standing.failed && !written.failed && standing.length == written.length &&
          memcmp(standing.data, written.data, written.length) == 0);
    wz_buffer_free(&standing);
    wz_buffer_free(&written);
}

/* Blanks around unquoted cells fall away, and rows without text are passed over, so only cells with text are compared. */
static void check_written(const wz_buffer *text, const wz_cell_row *row)
{
    wz_table *table = NULL;
    const wz_cell_row *again = NULL;
    check(wz_table_open_memory(&table, "again", text->data, text->length, &(wz_table_options){.encoding = "UTF-8"},
                               NULL) == WZ_OK);
    check(wz_table_next(table, &again) == WZ_OK && again && again->fault == WZ_ROW_GOOD);
    for (size_t i = 0; i < row->count; i++)
        check(again->cells[i].length == row->cells[i].length &&
              memcmp(again->cells[i].text, row->cells[i].text, row->cells[i].length) == 0);
    wz_table_close(table);
}

static void write_and_read(const wz_cell_row *row)
{
    wz_buffer text = {0};
    wz_cell heads[WZ_COLUMNS_MAX];
    bool any = false;
    for (size_t i = 0; i < row->count; i++) {
        heads[i] = (wz_cell){.text = "h", .length = 1};
        any |= row->cells[i].length > 0;
    }
    if (!any)
        return;
    wz_csv_row(&text, heads, row->count);
    wz_csv_row(&text, heads, row->count); /* two rows, so that none is taken for a title */
    wz_buffer_clear(&text);
    wz_csv_row(&text, heads, row->count);
    wz_csv_row(&text, row->cells, row->count);
    check(!text.failed);
    check_written(&text, row);
    wz_buffer_free(&text);
}

static void read_rows(const uint8_t *data, size_t size)
{
    wz_table *table = NULL;
    wz_diag *diag = wz_diag_new();
    int code = wz_table_open_memory(&table, "t", data, size, &(wz_table_options){.hash = true}, diag);
    check((code == WZ_OK) == (wz_diag_errors(diag) == 0));
    size_t columns = table ? wz_table_header(table)->count : 0, number = table ? wz_table_header(table)->number : 0;
    const wz_cell_row *row = NULL;
    while (code == WZ_OK && (code = wz_table_next(table, &row)) == WZ_OK && row) {
        check_cells(row, columns);
        check(row->number > number);
        number = row->number;
        if (row->as_written)
            check_as_written(row);
        if (columns > 1 && number < 64)
            write_and_read(row);
    }
    check((code == WZ_OK) == (wz_diag_errors(diag) == 0));
    check(code != WZ_OK || strlen(wz_table_sha256(table)) == 64);
    wz_table_close(table);
    wz_diag_free(diag);
}

static void on_problem(const wz_cell_problem *problem, void *payload)
{
    (void)payload;
    check(problem->id && *problem->message && problem->advice);
}

static void read_records(const uint8_t *data, size_t size, const wz_vocabulary *vocabulary)
{
    wz_table *table = NULL;
    wz_record_columns *columns = NULL;
    wz_records *records = NULL;
    const wz_person_record *person = NULL;
    int code = wz_table_open_memory(&table, "t", data, size, NULL, NULL);
    if (code == WZ_OK)
        code = wz_record_columns_new(&columns, table, vocabulary, NULL, NULL);
    if (code == WZ_OK)
        code = wz_records_new(&records, table, columns, on_problem, NULL);
    while (code == WZ_OK && (code = wz_records_next(records, &person)) == WZ_OK && person)
        check(*person->person_id);
    wz_records_free(records);
    wz_record_columns_free(columns);
    wz_table_close(table);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static wz_vocabulary *vocabulary;
    if (!vocabulary && wz_load_vocabulary(&vocabulary, "rules/vocabulary.xml", NULL) != WZ_OK)
        abort();
    read_rows(data, size);
    read_records(data, size, vocabulary);
    return 0;
}
