/* Private to app/: one row of a roster to its answers, and to the row that is written. Everything here may run in any thread,
 * each with a worker of its own. */
#ifndef WZ_APP_SCREEN_ROWS_H
#define WZ_APP_SCREEN_ROWS_H

#include "io/table.h"
#include "load/records.h"
#include "screen/screen.h"
#include "store/register.h"
#include "wenze/screen.h"

enum { WZ_SCREEN_COLUMNS = 6 };     /* that each step adds */

/* What is the same for every row. */
typedef struct {
    const wz_screen_table *screen;
    const wz_law *law;
    const wz_record_columns *columns;
    const wz_screen_request *request;
    const size_t *steps;
    size_t step_count;
    wz_day known_on;
    const wz_cell_row *header;
    const bool *kept;           /* by column of the input: written */
    size_t kept_count;
} wz_screen_plan;

/* What became of a row. Strings live in the arena that it was answered in. */
typedef struct {
    bool read;                  /* there is an answer */
    const wz_screen_answer *answers;    /* by step asked about */
    const char *problems;       /* "" = none */
} wz_screened;

typedef struct {
    const wz_screen_plan *plan;
    wz_screener *screener;
    wz_reg *reg;                /* NULL = the roster says all */
} wz_screen_worker;

/* Read one row and answer for it. Returns WZ_OK or why the whole work must stop. */
int wz_screen_row(wz_screened *out, wz_screen_worker *worker, const wz_cell_row *row, wz_arena *arena, wz_diag *diag);
/* Answer for a record put together from several rows, `problems` being theirs. */
int wz_screen_person(wz_screened *out, wz_screen_worker *worker, const wz_person_record *record, const char *problems,
                     wz_arena *arena, wz_diag *diag);
/* What is wrong with a row, in words on one line; "" = nothing. NULL when memory is short. */
const char *wz_screen_problems(const wz_screen_plan *plan, const wz_cell_row *row, const wz_record_row *read, wz_arena *arena);

/* The cells of the row that is written: `cells` has room for plan->kept_count + WZ_SCREEN_COLUMNS * step_count. False when
 * memory is short. */
bool wz_screen_cells(wz_cell *cells, const wz_screen_plan *plan, const wz_cell_row *row, const wz_screened *answer,
                     wz_arena *arena);
/* The heading of an added column (0 to WZ_SCREEN_COLUMNS - 1) of a step asked about. NULL when memory is short. */
const char *wz_screen_heading(const wz_screen_plan *plan, size_t step, int column, wz_arena *arena);

/* Count a person's answers. */
void wz_screen_count(wz_screen_tally *tally, const wz_screened *answer, size_t step_count);

#endif
