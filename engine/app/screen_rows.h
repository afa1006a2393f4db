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

/* Columns of the input that stand side by side and are all written. */
typedef struct {
    size_t first, count;
} wz_screen_run;

/* A rule, or a version of it (NULL = none), and what it rests on. */
typedef struct {
    const wz_rule *rule;
    const wz_ban_version *version;
    const char *text;
} wz_screen_basis;

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
    const wz_screen_run *runs;  /* the same as runs */
    size_t run_count;
    const wz_screen_basis *bases;   /* what rules rest on, in words; none where ids are written */
    size_t basis_count;
} wz_screen_plan;

/* What became of a row. Strings live in the arena that it was answered in. */
typedef struct {
    bool read;                  /* there is an answer */
    const wz_screen_answer *answers;    /* by step asked about */
    const char *problems;       /* "" = none */
} wz_screened;

typedef struct wz_screen_csv wz_screen_csv;

typedef struct {
    const wz_screen_plan *plan;
    wz_screener *screener;
    wz_reg *reg;                /* NULL = the roster says all */
    size_t unrecorded;          /* of how many the register said nothing but its own declaration */
    wz_record_brief *brief;     /* plain rows; NULL = every row is read as any */
    wz_screen_csv *csv;         /* NULL = every row is written as any */
} wz_screen_worker;

/* Make what a worker needs but the register. False when memory is short; to be ended all the same. */
bool wz_screen_worker_begin(wz_screen_worker *worker, const wz_screen_plan *plan);
void wz_screen_worker_end(wz_screen_worker *worker);

/* Answer for a row in its plainest form, into `answers` (by step asked about). False where the row must be read and answered for as
 * any; where true it has no problems. */
bool wz_screen_plain_row(wz_screen_answer *answers, wz_screen_worker *worker, const wz_cell_row *row);
/* Read one row and answer for it; `again`: the person stood in a row above, so that neither row is the whole record. Returns WZ_OK or
 * why the whole work must stop. */
int wz_screen_row(wz_screened *out, wz_screen_worker *worker, const wz_cell_row *row, bool again, wz_arena *arena,
                  wz_diag *diag);
/* Answer for a record put together from several rows, `problems` being theirs. */
int wz_screen_person(wz_screened *out, wz_screen_worker *worker, const wz_person_record *record, const char *problems,
                     wz_arena *arena, wz_diag *diag);
/* What is wrong with a row, in words on one line; "" = nothing. NULL when memory is short. */
const char *wz_screen_problems(const wz_screen_plan *plan, const wz_cell_row *row, const wz_record_row *read, wz_arena *arena);

/* The cells of the row that is written: `cells` has room for plan->kept_count + WZ_SCREEN_COLUMNS * step_count. False when
 * memory is short. */
bool wz_screen_cells(wz_cell *cells, const wz_screen_plan *plan, const wz_cell_row *row, const wz_screened *answer,
                     wz_arena *arena);
/* The cells that a step adds, but for days and problems, which are left empty: ids and words of the plan's language. */
void wz_screen_words(wz_cell cells[WZ_SCREEN_COLUMNS], const wz_screen_plan *plan, const wz_screen_answer *answer);
/* Write a day (some days later), two days that bound it with a '/' between, or "" where it has no known end; out has room for twice
 * WZ_DAY_TEXT. Returns the length. */
size_t wz_screen_days(char *out, wz_day_range day, wz_day more);

/* Rows of CSV, fast: one thread's. */
wz_screen_csv *wz_screen_csv_new(const wz_screen_plan *plan);   /* NULL when memory is short */
void wz_screen_csv_free(wz_screen_csv *csv);                    /* accepts NULL */
/* Append a row with its answers and no problems, as wz_screen_cells() and wz_csv_row() would. False, and nothing appended, where
 * they must do it. */
bool wz_screen_csv_row(wz_buffer *out, wz_screen_csv *csv, const wz_cell_row *row, const wz_screen_answer *answers);
/* Put the basis of every rule that may decide into the plan, in the arena. False when memory is short. */
bool wz_screen_find_bases(wz_screen_plan *plan, wz_arena *arena);
/* The heading of an added column (0 to WZ_SCREEN_COLUMNS - 1) of a step asked about. NULL when memory is short. */
const char *wz_screen_heading(const wz_screen_plan *plan, size_t step, int column, wz_arena *arena);

/* Count a person's answers. */
void wz_screen_count(wz_screen_tally *tally, const wz_screened *answer, size_t step_count);

#endif
