/* Rows of a table to records of people: which column says what, and what each cell says. Columns have Chinese or English
 * names in any order: ids, labels and aliases of the vocabulary's attributes, beside the few names of the format itself.
 * Source: docs/semantics.md, section 8; docs/formats.md, "Tables". */
#ifndef WZ_LOAD_RECORDS_H
#define WZ_LOAD_RECORDS_H

#include "base/arena.h"
#include "base/diag.h"
#include "io/table.h"
#include "model/record.h"

/* What is wrong with a cell or a row. Strings belong to the row's arena. */
typedef struct {
    const char *id;         /* "RECORD-…" or "TABLE-…", docs/diagnostics.md */
    size_t row;
    const char *column;     /* its heading as written; NULL = the row as a whole */
    const char *value;      /* as written, on one line, clipped; NULL = none. Never the whole row */
    const char *message;    /* what is wrong */
    const char *advice;     /* what would be right */
    bool kept;              /* only a doubt: the value stands in the record all the same */
} wz_cell_problem;

/* Add a problem to a list, at its row: an error, or a warning where the value is kept; "COLUMN: VALUE: what is wrong; what
 * would be right". */
void wz_cell_problem_add(wz_diag *diag, const char *file, const wz_cell_problem *problem);

/* Which column says what. Immutable once made; any number of threads may read rows by it. */
typedef struct wz_record_columns wz_record_columns;

/* What kind of table a command reads. */
typedef enum {
    WZ_RECORDS_PEOPLE,      /* a register or roster: persons, posts, sanctions, matters */
    WZ_RECORDS_ACTIVITIES   /* an activity log: duty records, of one person or with person_id */
} wz_records_of;

typedef struct {
    wz_records_of of;
    bool keep_unknown;      /* columns without a meaning are let pass without a warning */
} wz_records_options;

/* Work out a header. A heading that means nothing is a warning with the nearest name; two that mean the same, no column of
 * person ids (people), no activity or date (activities) are errors. `options` may be NULL. The header and the vocabulary are
 * borrowed. Returns WZ_OK, WZ_EINPUT or WZ_ENOMEM. */
int wz_record_columns_new(wz_record_columns **out, const wz_table *table, const wz_vocabulary *vocabulary,
                          const wz_records_options *options, wz_diag *diag);
void wz_record_columns_free(wz_record_columns *columns);    /* accepts NULL */
/* Whether there are numbered columns (kind_1, date_1 …): one row a person. */
bool wz_record_columns_wide(const wz_record_columns *columns);
/* Whether some column says this attribute of an entity. */
bool wz_record_columns_have(const wz_record_columns *columns, wz_entity_kind entity, int attribute);
/* Index of the column of person ids or of names; -1 = none. */
int wz_record_columns_person_id(const wz_record_columns *columns);
int wz_record_columns_name(const wz_record_columns *columns);

/* One row's record, with what is wrong with its cells. */
typedef struct {
    wz_person_record person;        /* person_id "" where the row names nobody: then only `problems` counts */
    const wz_record_item *activities;   /* of an activity log */
    size_t activity_count;
    const wz_cell_problem *problems;
    size_t problem_count;
} wz_record_row;

/* Read a row. Everything in *out lives in the arena or in the row. A cell that cannot be read is a problem and a value not
 * stated; a sanction without a kind that can be read stays in the record with kind -1. Returns WZ_OK or WZ_ENOMEM. */
int wz_record_read(wz_record_row *out, const wz_record_columns *columns, const wz_cell_row *row, wz_arena *arena);

/* Rows in their plainest form: an id, whole days and kinds of sanctions, and nothing else. For one thread. */
typedef struct wz_record_brief wz_record_brief;
wz_record_brief *wz_record_brief_new(const wz_record_columns *columns); /* NULL when memory is short; borrows the columns */
void wz_record_brief_free(wz_record_brief *brief);                      /* accepts NULL */
/* Read a row as wz_record_read() would, into a record that names no values: sanctions have their kind and days only, and the id
 * stands as written. False where the row says anything more, or less plainly: it must then be read by wz_record_read(). A row that
 * is accepted has no problems. *out is good until the next call. */
bool wz_record_read_brief(wz_person_record *out, wz_record_brief *brief, const wz_cell_row *row);

/* --- people, one after the other --- */

typedef struct wz_records wz_records;

/* Called for each problem, in the order of the rows. */
typedef void wz_on_cell_problem(const wz_cell_problem *problem, void *payload);

/* Rows of one person must stand together (or the table is wide): they are joined by person_id, never by name. Somebody who
 * comes back after others is a problem of that row and `returns` is set; this is noticed among the first
 * WZ_RECORDS_REMEMBERED people. All is borrowed until the free. */
int wz_records_new(wz_records **out, wz_table *table, const wz_record_columns *columns, wz_on_cell_problem *on_problem,
                   void *payload);
void wz_records_free(wz_records *records);                  /* accepts NULL */
int wz_records_next(wz_records *records, const wz_person_record **out);
wz_record_source wz_records_source(wz_records *records);
/* How many rows were read, and how many of them had a problem. */
void wz_records_count(const wz_records *records, size_t *rows, size_t *bad_rows);

enum { WZ_RECORDS_REMEMBERED = 1500000 };

/* --- single values, for other ways in --- */

/* What a cell holds before any attribute is thought of. */
typedef enum {
    WZ_CELL_FILLED,
    WZ_CELL_EMPTY,          /* nothing, or a word for it: - / 无 */
    WZ_CELL_UNKNOWN         /* 不详, 待查, unknown: there is something, but what is not known */
} wz_cell_state;
wz_cell_state wz_cell_state_of(const char *text);

/* Write a value as <fact value=> has it: dates in any usual form (2019年6月4日, 2019/6/4, 2018.05, 20190604, an Excel serial
 * number), ids, labels and aliases of enumeration values, 是/否, full-width digits. *null is set for an open end (至今) where the
 * attribute may be null. NULL and *problem (id, message and advice; row, column and value unset) where it cannot be read; NULL
 * without a problem id when memory is short. */
const char *wz_record_value_read(const wz_vocabulary *vocabulary, wz_entity_kind entity, int attribute, const char *text,
                                 bool *null, wz_arena *arena, wz_cell_problem *problem);
/* Whether a text is a sound person id: it has a digit or a letter, and an identity number of 18 characters its checksum
 * (GB 11643, MOD 11-2). The id with full-width characters and blanks made plain, else NULL and *problem. */
const char *wz_person_id_read(const char *text, wz_arena *arena, wz_cell_problem *problem);

#endif
