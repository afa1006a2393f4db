/* Statements on a store. Each SQL text is compiled once and kept; where its statement is in use (a query inside the same
 * query), another is compiled. */
#include "store/sql.h"

#include "base/alloc.h"
#include "store/store_private.h"

#include <limits.h>
#include <string.h>

static wz_sql *kept(const wz_store *store, const char *text)
{
    for (wz_sql *sql = store->statements; sql; sql = sql->next) {
        if (!sql->busy && (sql->text == text || strcmp(sql->text, text) == 0))
            return sql;
    }
    return NULL;
}

static wz_sql *compile(wz_store *store, const char *text)
{
    wz_sql *sql = wz_calloc(1, sizeof *sql);
    if (!sql) {
        wz_store_note(store, SQLITE_NOMEM);
        return NULL;
    }
    int result = sqlite3_prepare_v3(store->db, text, -1, SQLITE_PREPARE_PERSISTENT, &sql->statement, NULL);
    if (result != SQLITE_OK) {
        wz_store_note(store, result);
        wz_free(sql);
        return NULL;
    }
    sql->store = store;
    sql->text = text;
    sql->next = store->statements;
    store->statements = sql;
    return sql;
}

wz_sql *wz_sql_start(wz_store *store, const char *text)
{
    if (store->failed)
        return NULL;
    wz_sql *sql = kept(store, text);
    if (!sql)
        sql = compile(store, text);
    if (sql)
        sql->busy = true;
    return sql;
}

void wz_sql_end(wz_sql *sql)
{
    if (!sql)
        return;
    sqlite3_reset(sql->statement);
    sqlite3_clear_bindings(sql->statement);
    sql->busy = false;
}

void wz_sql_put_text(wz_sql *sql, int place, const char *text)
{
    if (sql && !sql->store->failed)
        wz_store_note(sql->store, sqlite3_bind_text(sql->statement, place, text, -1, SQLITE_STATIC));
}

void wz_sql_put_bytes(wz_sql *sql, int place, const void *bytes, size_t length)
{
    if (!sql || sql->store->failed)
        return;
    /* an empty run of bytes is no null */
    const void *from = bytes && length == 0 ? "" : bytes;
    wz_store_note(sql->store, sqlite3_bind_blob64(sql->statement, place, from, length, SQLITE_STATIC));
}

void wz_sql_put_int(wz_sql *sql, int place, int64_t number)
{
    if (sql && !sql->store->failed)
        wz_store_note(sql->store, sqlite3_bind_int64(sql->statement, place, number));
}

void wz_sql_put_null(wz_sql *sql, int place)
{
    if (sql && !sql->store->failed)
        wz_store_note(sql->store, sqlite3_bind_null(sql->statement, place));
}

bool wz_sql_next(wz_sql *sql)
{
    if (!sql || sql->store->failed)
        return false;
    int result = sqlite3_step(sql->statement);
    wz_store_note(sql->store, result);
    return result == SQLITE_ROW;
}

bool wz_sql_again(wz_sql *sql)
{
    if (!sql || sql->store->failed)
        return false;
    int result = sqlite3_step(sql->statement);
    while (result == SQLITE_ROW)
        result = sqlite3_step(sql->statement);
    wz_store_note(sql->store, result);
    sqlite3_reset(sql->statement);
    return result == SQLITE_DONE;
}

bool wz_sql_run(wz_sql *sql)
{
    bool done = wz_sql_again(sql);
    wz_sql_end(sql);
    return done;
}

const char *wz_sql_text(wz_sql *sql, int column)
{
    if (!sql || sqlite3_column_type(sql->statement, column) == SQLITE_NULL)
        return NULL;
    const char *text = (const char *)sqlite3_column_text(sql->statement, column);
    if (!text)
        wz_store_note(sql->store, SQLITE_NOMEM);
    return text;
}

const void *wz_sql_bytes(wz_sql *sql, int column, size_t *length)
{
    *length = 0;
    if (!sql || sqlite3_column_type(sql->statement, column) == SQLITE_NULL)
        return NULL;
    const void *bytes = sqlite3_column_blob(sql->statement, column);
    *length = (size_t)sqlite3_column_bytes(sql->statement, column);
    if (!bytes && *length)
        wz_store_note(sql->store, SQLITE_NOMEM);
    return bytes ? bytes : "";
}

int64_t wz_sql_int(wz_sql *sql, int column)
{
    return sql ? sqlite3_column_int64(sql->statement, column) : 0;
}

bool wz_sql_null(wz_sql *sql, int column)
{
    return !sql || sqlite3_column_type(sql->statement, column) == SQLITE_NULL;
}

bool wz_sql_do(wz_store *store, const char *sql)
{
    if (!store->failed)
        wz_store_note(store, sqlite3_exec(store->db, sql, NULL, NULL, NULL));
    return !store->failed;
}

int64_t wz_sql_changes(wz_store *store)
{
    return sqlite3_changes64(store->db);
}

int64_t wz_sql_last_id(wz_store *store)
{
    return sqlite3_last_insert_rowid(store->db);
}

bool wz_sql_duplicate(wz_store *store)
{
    if (!store->failed || (store->cause != SQLITE_CONSTRAINT_UNIQUE && store->cause != SQLITE_CONSTRAINT_PRIMARYKEY))
        return false;
    store->failed = false;
    store->cause = 0;
    return true;
}
