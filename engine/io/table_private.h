/* What the readers of tables share: a block of rows being filled, and the table with the reader behind it. Private to this
 * module. */
#ifndef WZ_IO_TABLE_PRIVATE_H
#define WZ_IO_TABLE_PRIVATE_H

#include "io/bytes.h"
#include "io/table.h"

/* Text of a block: pieces that never move. */
typedef struct wz_text_piece {
    struct wz_text_piece *next;
    size_t size, used;
    char bytes[];
} wz_text_piece;

/* Rows as they are read. The cells of row i are `columns` of them from cells[i * columns]; rows point to them only once the
 * block is complete, since the array may move. While the header is looked for, `columns` is WZ_COLUMNS_MAX. */
struct wz_table_block {
    wz_cell_row *rows;
    size_t row_count, row_capacity;
    wz_cell *cells;
    size_t cell_capacity;
    size_t columns;
    wz_text_piece *texts, *text;    /* the first, and the one being filled */
    bool open;                      /* a row is being filled */
    wz_cell *row_cells;             /* of the open row */
    size_t filled;                  /* cells of the open row that were given, past the last column too */
    bool any;                       /* one of them has text */
    bool as_written;                /* so far; see wz_cell_row */
    wz_row_fault fault;             /* of the open row: the first */
    bool failed;                    /* memory is short */
};

void wz_block_begin(wz_table_block *block, size_t columns);
/* Give the next cell of the open row, or of a new one. Longer text than WZ_CELL_MAX is cut. */
void wz_block_cell(wz_table_block *block, const char *text, size_t length, wz_cell_kind kind);
/* Room for text of the block, such as lines that are given to libcsv at once. NULL when memory is short; the block has then
 * failed. */
char *wz_block_room(wz_table_block *block, size_t length);
/* Room for the cells of the row to come, as many as there are columns. NULL when memory is short; the block has then failed. */
wz_cell *wz_block_row_room(wz_table_block *block);
/* Open a row whose first cells, at least one, stand in that room already, their texts in the block. */
void wz_block_cells_in_place(wz_table_block *block, size_t count, bool any, bool as_written);
/* Give the cell at an index not below those given. */
void wz_block_cell_at(wz_table_block *block, size_t index, const char *text, size_t length, wz_cell_kind kind);
void wz_block_fault(wz_table_block *block, wz_row_fault fault);
/* End the open row: it stays where it has any text or a fault. */
void wz_block_row(wz_table_block *block, size_t number);
/* Let the rows point to their cells. */
void wz_block_end(wz_table_block *block);

/* A reader fills a begun block with rows until it has WZ_BLOCK_ROWS, or the table ends (*ended). */
typedef struct {
    int (*fill)(void *reader, wz_table_block *block, bool *ended);
    void (*progress)(const void *reader, size_t *done, size_t *all);
    const char *(*encoding)(const void *reader);
    void (*close)(void *reader);
} wz_table_reader;

typedef struct {
    const wz_table_options *options;
    wz_bytes *bytes;
    const char *head;       /* the first bytes, read already */
    size_t head_length;
    wz_diag *diag;
} wz_reader_start;

/* Whether a text, apart from apostrophes in front, begins as a formula does. */
bool wz_csv_formula(const char *text, size_t length);
/* By byte: bit 0 = a cell with it needs quotes, perhaps; bit 1 = a formula may begin with it, or an apostrophe before one. */
extern const unsigned char wz_csv_odd[256];

int wz_csv_open(void **out, const wz_table_reader **how, const wz_reader_start *start);
int wz_xlsx_open(void **out, const wz_table_reader **how, const wz_reader_start *start);

#endif
