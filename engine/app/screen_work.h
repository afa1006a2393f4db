/* Private to app/: going through a roster. */
#ifndef WZ_APP_SCREEN_WORK_H
#define WZ_APP_SCREEN_WORK_H

#include "app/screen_rows.h"
#include "app/screen_seen.h"

typedef struct {
    wz_screen_plan plan;
    wz_arena *arena;
    wz_screen_table *screen;
    wz_table *table;
    wz_diag *reading;           /* the table's own problems: another thread may read it */
    wz_record_columns *columns;
    wz_table_writer *writer;
    wz_table_format format;
    size_t cell_count;          /* of a written row */
    wz_screen_tally *tally;     /* by step asked about */
    size_t rows, with_problems;
    wz_screen_seen *seen;       /* who stood in a row above */
    size_t unrecorded;          /* persons of whom the register says nothing but its own declaration */
    size_t repeated;            /* rows of somebody who did, with others between or (wide) at all */
} wz_screen_job;

/* Read, answer and write every row. Returns WZ_OK; WZ_EINPUT without a problem where the caller's progress stopped it; or why it
 * could not go on. */
int wz_screen_work(wz_screen_job *job, wz_diag *diag);

/* Rows of a table with a row a sanction: those of one person stand together. `ahead`: another thread reads. */
int wz_screen_joined(wz_screen_job *job, wz_screen_worker *worker, bool ahead, wz_diag *diag);

/* Tell the caller how far it is, in bytes of all; false where it shall stop. */
bool wz_screen_told(const wz_screen_job *job, size_t bytes, size_t all);
/* Write one row, and count it. */
int wz_screen_write(wz_screen_job *job, const wz_cell_row *row, const wz_screened *answer, wz_cell *cells, wz_arena *arena);

#endif
