/* Tables of text: CSV and XLSX files, or standard input, read row by row and written row by row. What a file is, is told
 * by its content, not by its name; memory does not grow with the rows. CSV by libcsv (RFC 4180, strict quotes), encodings
 * by iconv, XLSX by libzip and libxml2 (ECMA-376, part 1, 18.3) and by libxlsxwriter.
 *
 * Reading CSV: UTF-8 with or without a byte order mark, UTF-16 with one, else GB18030 (and so GBK and GB 2312); lines end in
 * LF, CRLF or CR; cells are separated by commas, or by tabs or semicolons where the first line has no comma; blanks around an
 * unquoted cell fall away. Reading XLSX: the first sheet or one by name; a date is given as YYYY-MM-DD, whatever its serial
 * number (1900 and 1904 systems) and however it is shown; of a formula, its last value. In both, rows without any text are
 * passed over but counted, and an apostrophe that the writer below set before a formula sign is taken away again. */
#ifndef WZ_IO_TABLE_H
#define WZ_IO_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/diag.h"

typedef enum { WZ_CELL_TEXT, WZ_CELL_NUMBER, WZ_CELL_DATE, WZ_CELL_BOOLEAN } wz_cell_kind;

/* Colours that a written XLSX cell can have. */
typedef enum { WZ_FILL_NONE, WZ_FILL_GREEN, WZ_FILL_RED, WZ_FILL_YELLOW, WZ_FILL_GREY, WZ_FILLS } wz_fill;

/* `text` is UTF-8 and ends in a NUL; "" = an empty cell. Number: as in 12 or 0.5. Date: YYYY-MM-DD, with a time of day that
 * is not midnight behind a blank (HH:MM:SS). Boolean: true or false. CSV gives and takes text only, as it stands; a CSV
 * writer writes the kinds as their text. */
typedef struct {
    const char *text;
    size_t length;
    wz_cell_kind kind;
    wz_fill fill;           /* written XLSX only */
} wz_cell;

/* What a row can suffer from. Its cells are then what could be read of it, in order. */
typedef enum {
    WZ_ROW_GOOD,
    WZ_ROW_QUOTE,           /* a quotation mark that does not open or close a cell, or is never closed */
    WZ_ROW_ENCODING,        /* bytes that are no characters of the file's encoding; U+FFFD stands for them */
    WZ_ROW_NUL,             /* a NUL byte; '?' stands for it */
    WZ_ROW_CELL_LONG,       /* a cell of more than WZ_CELL_MAX bytes; cut there */
    WZ_ROW_MANY_CELLS,      /* more filled cells than the header has; cut there */
    WZ_ROW_LONG,            /* more than WZ_ROW_MAX bytes; cut there */
    WZ_ROW_FAULTS
} wz_row_fault;

enum { WZ_CELL_MAX = 64 * 1024, WZ_ROW_MAX = 1024 * 1024, WZ_COLUMNS_MAX = 256, WZ_BLOCK_ROWS = 256 };

/* A row below the header. `number` is as a spreadsheet counts rows, the header's being 1 where nothing stands above it.
 * `count` is always the header's: missing cells are empty. */
typedef struct {
    size_t number;
    const wz_cell *cells;
    size_t count;
    wz_row_fault fault;
    bool as_written;    /* the cells' texts follow one another in memory, a NUL apart, and CSV would have them as they are */
} wz_cell_row;

/* "TABLE-010" …, and its words "what is wrong; what to do", of a row's fault. */
const char *wz_row_fault_id(wz_row_fault fault);
const char *wz_row_fault_text(wz_row_fault fault);

typedef struct wz_table wz_table;

typedef enum { WZ_TABLE_CSV, WZ_TABLE_XLSX } wz_table_format;

/* Set every member, or start from zero. */
typedef struct {
    const char *sheet;      /* XLSX: which; NULL = the first. No matter in a CSV file */
    const char *encoding;   /* CSV: "UTF-8", "GB18030", "UTF-16LE" …, any that iconv knows; NULL = found out */
    bool hash;              /* work out the SHA-256 of the file's bytes */
} wz_table_options;

/* Open a file, or "-" for standard input, and read its header: the first row with any text, but for a title (a single filled
 * cell above a row with several). `options` may be NULL. Returns WZ_OK, WZ_EIO, WZ_ELIMIT, WZ_ENOMEM or WZ_EINPUT (an empty
 * file, an old .xls, no such sheet, an encoding that is not known …), the problem then standing in `diag`. */
int wz_table_open(wz_table **out, const char *file, const wz_table_options *options, wz_diag *diag);
/* The same for bytes in memory, borrowed until the close; `name` stands in messages. */
int wz_table_open_memory(wz_table **out, const char *name, const void *bytes, size_t size, const wz_table_options *options,
                         wz_diag *diag);
void wz_table_close(wz_table *table);                           /* accepts NULL */

const wz_cell_row *wz_table_header(const wz_table *table);           /* names as written; good until the close */
wz_table_format wz_table_form(const wz_table *table);
const char *wz_table_encoding(const wz_table *table);           /* "UTF-8", "GB18030", "UTF-16LE"; of XLSX "UTF-8" */
const char *wz_table_file(const wz_table *table);
/* SHA-256 of all bytes, in hex, where the options ask for it; known once the last row was read, "" before. */
const char *wz_table_sha256(const wz_table *table);
/* How far the reading has come, for a progress bar: bytes of the file read, and in all (0 = not known). XLSX: of the
 * unpacked sheet. */
void wz_table_progress(const wz_table *table, size_t *done, size_t *all);

/* The next row; *out is NULL behind the last. It is good until the next call. Returns WZ_OK; a row's own fault is no error.
 * WZ_EIO, WZ_EINPUT (XLSX that breaks off), WZ_ELIMIT and WZ_ENOMEM end the reading; the problem is added to the list given
 * at the opening. */
int wz_table_next(wz_table *table, const wz_cell_row **out);

/* Rows in blocks, for threads: a block is its caller's, filled again and again; its rows are good until then. */
typedef struct wz_table_block wz_table_block;
wz_table_block *wz_table_block_new(void);                       /* NULL when memory is short */
void wz_table_block_free(wz_table_block *block);                /* accepts NULL */
/* Fill a block with the rows that follow, about WZ_BLOCK_ROWS of them; none = the end. Returns as wz_table_next(). */
int wz_table_read(wz_table *table, wz_table_block *block);
const wz_cell_row *wz_table_rows(const wz_table_block *block, size_t *count);

/* --- writing --- */

typedef struct wz_table_writer wz_table_writer;

typedef struct {
    const char *file;           /* "-" = standard output (CSV only) */
    wz_table_format format;
    const char *sheet;          /* XLSX: name of the sheet; NULL = "Sheet1" */
    const wz_cell *header;      /* borrowed for the call */
    size_t columns;
} wz_table_writer_options;

/* XLSX for a name that ends in .xlsx, else CSV. */
wz_table_format wz_table_format_for(const char *file);

/* Begin a table. A file is made beside `file`, readable by its owner alone, and takes its place only at
 * wz_table_writer_finish(): see base/outfile.h. CSV is UTF-8 with a byte order mark, lines end in CRLF; a text cell that a
 * spreadsheet would take for a formula (it begins with = + - @, their full-width forms, a tab or a line end, and is no plain
 * number) gets an apostrophe in front. XLSX has frozen and filtered headings, text cells are always text, dates are dates.
 * Returns WZ_OK, WZ_EIO or WZ_ENOMEM, the problem standing in `diag`; WZ_EINPUT for XLSX on standard output. */
int wz_table_writer_open(wz_table_writer **out, const wz_table_writer_options *options, wz_diag *diag);
/* Write a row of at most as many cells as the header has. A failure is remembered until the end. XLSX cells hold at most
 * 32,767 characters, sheets 1,048,576 rows: a longer text is cut and ends in "…", more rows are WZ_ELIMIT. */
int wz_table_writer_row(wz_table_writer *writer, const wz_cell *cells, size_t count);
/* CSV only: rows that wz_csv_row() made, as they are. */
int wz_table_writer_bytes(wz_table_writer *writer, const char *bytes, size_t length);
/* Put the file into its place. On failure the problem is added to the list given at the opening and whatever stood there
 * stays. Frees the writer. */
int wz_table_writer_finish(wz_table_writer *writer);
void wz_table_writer_discard(wz_table_writer *writer);          /* give up: leaves nothing behind; accepts NULL */

/* One row of CSV as the writer writes it, appended to a buffer; safe in threads. */
void wz_csv_row(wz_buffer *out, const wz_cell *cells, size_t count);
/* Some cells of a row that is `as_written`, as wz_csv_row() would have them, commas between them and no line end. */
void wz_csv_cells_as_written(wz_buffer *out, const wz_cell *cells, size_t count);

#endif
