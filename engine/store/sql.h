/* Statements, with errors that stick to the store (store.h). A statement is kept and used again under the same SQL text.
 * Every function accepts a NULL statement, as wz_sql_start() gives it once the store has failed, and does nothing.
 * Private to this module.
 *
 *     wz_sql *q = wz_sql_start(store, "SELECT title FROM case_file WHERE id = ?");
 *     wz_sql_put_text(q, 1, id);
 *     while (wz_sql_next(q))
 *         use(wz_sql_text(q, 0));
 *     wz_sql_end(q);
 *
 * To insert many rows: start once, then put and wz_sql_again() for each, and end. */
#ifndef WZ_STORE_SQL_H
#define WZ_STORE_SQL_H

#include "store/store.h"

typedef struct wz_sql wz_sql;

/* The statement, ready for values. `text` is a literal. NULL when the store has failed or fails now. */
wz_sql *wz_sql_start(wz_store *store, const char *text);
void wz_sql_end(wz_sql *sql);

/* Values by place, from 1. Text and bytes are borrowed until the row is written or the statement ends. NULL text or bytes
 * are null. */
void wz_sql_put_text(wz_sql *sql, int place, const char *text);
void wz_sql_put_bytes(wz_sql *sql, int place, const void *bytes, size_t length);
void wz_sql_put_int(wz_sql *sql, int place, int64_t number);
void wz_sql_put_null(wz_sql *sql, int place);

/* Go to the next row; false at the end or on failure. */
bool wz_sql_next(wz_sql *sql);
/* Run a statement that gives no rows, and make it ready for the next values (those put remain). True when it succeeded. */
bool wz_sql_again(wz_sql *sql);
/* The same and end: for a statement that runs once. */
bool wz_sql_run(wz_sql *sql);

/* Values of the row, by column from 0; text and bytes are good until the next row. */
const char *wz_sql_text(wz_sql *sql, int column);                       /* NULL for null */
const void *wz_sql_bytes(wz_sql *sql, int column, size_t *length);
int64_t wz_sql_int(wz_sql *sql, int column);                            /* 0 for null */
bool wz_sql_null(wz_sql *sql, int column);

/* A statement without values and rows. */
bool wz_sql_do(wz_store *store, const char *sql);
/* How many rows the last statement changed; the id of the last row inserted. */
int64_t wz_sql_changes(wz_store *store);
int64_t wz_sql_last_id(wz_store *store);
/* Whether the last failure was a row that breaks a UNIQUE or PRIMARY KEY rule; the failure is forgotten if so. */
bool wz_sql_duplicate(wz_store *store);

#endif
