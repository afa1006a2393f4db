/* Opening a store, its transactions, and the words for what can go wrong.
 *
 * Writers begin with BEGIN IMMEDIATE, so that a transaction waits for its turn at its beginning and never has to give up in
 * the middle; readers see the state of one moment through the write-ahead log and wait for nobody. */
#include "store/store.h"

#include "base/alloc.h"
#include "store/store_private.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/statvfs.h>

/* --- failures --- */

typedef struct {
    int cause;
    int code;
    const char *id, *message;
} failure;

static const failure failures[] = {
    {SQLITE_BUSY, WZ_EIO, "STORE-009",
     "another process has been writing to the store for longer than the time limit; try again when it is done"},
    {SQLITE_LOCKED, WZ_EIO, "STORE-009",
     "the store is in use in this process for longer than the time limit; try again when it is done"},
    {SQLITE_FULL, WZ_EIO, "STORE-007",
     "the disk is full, or the limit on the size of files is reached; nothing was changed: make room and do it again"},
    {SQLITE_READONLY, WZ_EIO, "STORE-006",
     "the store may only be read; ask for permission to write the file and its folder, or work on a copy"},
    {SQLITE_PERM, WZ_EIO, "STORE-002", "the store may not be opened; ask for permission to read the file"},
    {SQLITE_AUTH, WZ_EIO, "STORE-002", "the store may not be opened; ask for permission to read the file"},
    {SQLITE_CANTOPEN, WZ_EIO, "STORE-002",
     "the store cannot be opened; check the path, and the permission to write the file and its folder"},
    {SQLITE_NOTADB, WZ_EINPUT, "STORE-003", "the file is no store of wenze; name the file that holds one"},
    {SQLITE_CORRUPT, WZ_EINPUT, "STORE-008",
     "the store is damaged; keep the file as it is and go on with the last backup"},
    {SQLITE_TOOBIG, WZ_ELIMIT, "STORE-012", "a value is too long to be kept; divide it"},
};

/* Whether a write failed for want of room. SQLite does not always keep the system's reason; then what is left tells. */
static bool disk_full(const wz_store *store, int result, int error)
{
    if (error == ENOSPC || error == EDQUOT || error == EFBIG)
        return true;
    struct rlimit limit;
    struct statvfs disk;
    return error == 0 && result == SQLITE_IOERR_WRITE &&
           ((getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) ||
            (statvfs(store->path, &disk) == 0 && disk.f_bavail == 0));
}

static void keep_failure(wz_store *store, const failure *f, int result)
{
    store->code = f->code;
    store->cause = result;
    snprintf(store->id, sizeof store->id, "%s", f->id);
    snprintf(store->message, sizeof store->message, "%s", f->message);
}

void wz_store_note(wz_store *store, int result)
{
    if (store->failed || result == SQLITE_OK || result == SQLITE_ROW || result == SQLITE_DONE)
        return;
    store->failed = true;
    if ((result & 0xFF) == SQLITE_NOMEM) {
        keep_failure(store, &(failure){0, WZ_ENOMEM, "", ""}, result);
        return;
    }
    int error = store->db ? sqlite3_system_errno(store->db) : 0;
    if ((result & 0xFF) == SQLITE_IOERR && result != SQLITE_IOERR_NOMEM && disk_full(store, result, error))
        result = SQLITE_FULL;
    for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++) {
        if (failures[i].cause == (result & 0xFF)) {
            keep_failure(store, &failures[i], result);
            return;
        }
    }
    if ((result & 0xFF) == SQLITE_IOERR) {
        keep_failure(store, &(failure){0, WZ_EIO, "STORE-010", ""}, result);
        snprintf(store->message, sizeof store->message,
                 "the store could not be read or written (%s); check the disk and do it again",
                 error ? strerror(error) : sqlite3_errstr(result));
        return;
    }
    keep_failure(store, &(failure){0, WZ_EINTERNAL, "STORE-013", ""}, result);
    snprintf(store->message, sizeof store->message, "the store refused a change (%s); nothing was changed: report this",
             store->db ? sqlite3_errmsg(store->db) : sqlite3_errstr(result));
}

void wz_store_fail(wz_store *store, int code, const char *id, const char *format, ...)
{
    if (store->failed)
        return;
    store->failed = true;
    keep_failure(store, &(failure){0, code, id, ""}, 0);
    va_list args;
    va_start(args, format);
    vsnprintf(store->message, sizeof store->message, format, args);
    va_end(args);
}

bool wz_store_failed(const wz_store *store)
{
    return store->failed;
}

static void report(wz_store *store, wz_diag *diag)
{
    if (!store->reported && *store->message)
        wz_diag_add(diag, WZ_ERROR, store->id, (wz_place){.file = store->path}, "%s", store->message);
    store->reported = true;
}

/* --- transactions --- */

static bool begin(wz_store *store, const char *how)
{
    if (store->depth++ == 0)
        wz_sql_run(wz_sql_start(store, how));
    return !store->failed;
}

bool wz_store_begin(wz_store *store)
{
    return begin(store, "BEGIN IMMEDIATE");
}

bool wz_store_begin_reading(wz_store *store)
{
    return begin(store, "BEGIN DEFERRED");
}

/* A statement that still stands on a row would keep the moment of its reading alive. */
static void end_statements(wz_store *store)
{
    for (wz_sql *sql = store->statements; sql; sql = sql->next)
        wz_sql_end(sql);
}

static void undo(wz_store *store)
{
    end_statements(store);
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}

static void forget(wz_store *store)
{
    store->failed = store->reported = false;
    store->code = WZ_OK;
    store->cause = 0;
    store->message[0] = '\0';
}

bool wz_store_finish(wz_store *store)
{
    if (store->depth > 0)
        store->depth--;
    if (store->depth == 0 && !sqlite3_get_autocommit(store->db) && !store->failed) {
        end_statements(store);
        wz_sql_run(wz_sql_start(store, "COMMIT"));
    }
    if (store->depth == 0 && store->failed)
        undo(store);
    return !store->failed;
}

int wz_store_end(wz_store *store, wz_diag *diag)
{
    if (wz_store_finish(store))
        return WZ_OK;
    int code = store->code;
    report(store, diag);
    if (store->depth == 0)
        forget(store);
    return code;
}

void wz_store_cancel(wz_store *store)
{
    wz_store_fail(store, WZ_EINPUT, "", "%s", "");
    wz_store_end(store, NULL);
}

bool wz_store_in_transaction(const wz_store *store)
{
    return store->depth > 0;
}

/* --- closing --- */

void wz_store_close(wz_store *store)
{
    if (!store)
        return;
    while (store->statements) {
        wz_sql *sql = store->statements;
        store->statements = sql->next;
        sqlite3_finalize(sql->statement);
        wz_free(sql);
    }
    sqlite3_close(store->db);
    wz_free(store->path);
    wz_free(store->key_path);
    explicit_bzero(store->key, sizeof store->key);
    wz_free(store);
}

const char *wz_store_path(const wz_store *store)
{
    return store->path;
}
