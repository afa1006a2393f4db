/* Results side by side: one case under several regulations or laws, on several days, or several of its people. A table of rows, each
 * with a cell for each result: what it says there, by which provisions, and whether the cells agree. Plain data. */
#ifndef WZ_EXPLAIN_TABLE_H
#define WZ_EXPLAIN_TABLE_H

#include "model/assessment.h"

/* One result to be compared. All borrowed. */
typedef struct {
    const char *name;           /* of the column where it is not the regulation's or the person's: a day, a folder; NULL */
    const wz_law *law;
    const wz_case *subject;
    const wz_person_result *person;
    const wz_regime_result *regime;     /* NULL = nothing bears */
    wz_applicability bears;     /* as it is, where `as_if` */
    bool as_if;                 /* does not bear, and was applied as if it did */
    wz_day as_of;
} wz_column;

/* A thing that a cell names. */
typedef struct {
    const char *token;          /* by which cells are compared */
    wz_text label;              /* empty: the token says it */
    const wz_rule *rule;        /* the provision; NULL = none */
    wz_truth truth;             /* TRUE unless it is open */
    bool may;                   /* at discretion */
    wz_day_range day;           /* of a bar's last day */
} wz_cell_item;

typedef struct {
    const wz_cell_item *items;
    size_t count;
} wz_cell;

typedef enum {
    WZ_ROW_APPLIES, WZ_ROW_OUTCOME, WZ_ROW_POSSIBLE, WZ_ROW_FINDINGS, WZ_ROW_MEASURES, WZ_ROW_LIFETIME, WZ_ROW_VETO,
    WZ_ROW_LAST_DAY, WZ_ROW_SHORTFALLS, WZ_ROW_WARNINGS
} wz_row_kind;

typedef struct {
    wz_row_kind kind;
    const char *id;             /* "outcome", "situation" …: unique in the table with `step` */
    wz_text label;
    const char *step;           /* LAST_DAY: id of the step; NULL */
    const wz_cell *cells;       /* one a column */
    bool differs;
} wz_table_row;

typedef struct {
    const wz_column *columns;
    size_t column_count;
    const wz_table_row *rows;
    size_t row_count;
} wz_table;

/* Build a table in an arena. `by_label`: provisions of different regulations are compared by what they say, not by their ids. NULL
 * when memory is short. */
const wz_table *wz_table_build(const wz_column *columns, size_t count, bool by_label, wz_arena *arena);

#endif
