/* Reading ahead: while one thread works on rows, another reads and understands those that follow. Blocks of rows come out in the
 * order of the file. Where no thread is wanted or can be had, each block is read when it is asked for. */
#ifndef WZ_APP_ROW_READER_H
#define WZ_APP_ROW_READER_H

#include "load/records.h"

typedef struct app_row_reader app_row_reader;

/* Rows and what they say, one by one; good until the next block is asked for. */
typedef struct {
    const wz_cell_row *rows;
    const wz_record_row *records;
    size_t count;               /* 0 = the table has ended */
    size_t bytes, bytes_all;    /* how far the reading had come, as wz_table_progress() */
} app_row_block;

/* Begin; `ahead`: by a thread of its own. The table and its columns are borrowed and belong to the reader until it is freed; the list of problems that the
 * table was opened with must be nobody else's meanwhile. Returns WZ_OK or WZ_ENOMEM. */
int app_row_reader_new(app_row_reader **out, wz_table *table, const wz_record_columns *columns, bool ahead);
/* Stops the thread, waiting for a read that is under way; accepts NULL. */
void app_row_reader_free(app_row_reader *reader);
/* The next block. Returns WZ_OK, or what ended the reading, as wz_table_read(). */
int app_row_reader_next(app_row_reader *reader, const app_row_block **out);

/* Tell of a table's own problems, which stand in a list of their own, when nobody reads any more. Either list may be NULL. */
void app_row_reader_tell(wz_diag *diag, const wz_diag *reading, const char *file);

#endif
