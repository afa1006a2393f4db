/* Copying a store while others use it, and looking it through. */
#include "store/store.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "store/store_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void cannot_write(wz_store *store, const char *path, int error)
{
    wz_store_fail(store, WZ_EIO, "STORE-014",
                  "the copy %s could not be written (%s); check the folder, the permission and the space", path,
                  strerror(error));
}

/* All pages in one go: the copy is the state of one moment, and the write-ahead log lets others write meanwhile. */
static void copy_pages(wz_store *store, const char *path)
{
    sqlite3 *copy = NULL;
    int result = sqlite3_open_v2(path, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    sqlite3_backup *backup = result == SQLITE_OK ? sqlite3_backup_init(copy, "main", store->db, "main") : NULL;
    if (backup) {
        sqlite3_busy_timeout(copy, (int)store->busy_ms);
        result = sqlite3_backup_step(backup, -1);
        for (unsigned waited = 0; (result == SQLITE_BUSY || result == SQLITE_LOCKED) && waited < store->busy_ms;
             waited += 20) {
            sqlite3_sleep(20);
            result = sqlite3_backup_step(backup, -1);
        }
        int finished = sqlite3_backup_finish(backup);
        result = result == SQLITE_DONE ? finished : result;
    } else if (result == SQLITE_OK) {
        result = sqlite3_errcode(copy);
    }
    int error = copy ? sqlite3_system_errno(copy) : 0;
    sqlite3_close(copy);
    if ((result & 0xFF) == SQLITE_IOERR && error)
        cannot_write(store, path, error);
    wz_store_note(store, result);
}

/* A copy may not take the place of a store that is in use: of this one, or of one that has a write-ahead log beside it, which
 * would be taken for the copy's. */
static bool in_use(wz_store *store, const char *path)
{
    struct stat ours, there;
    wz_buffer log = {0};
    wz_buffer_printf(&log, "%s-wal", path);
    bool itself = stat(store->path, &ours) == 0 && stat(path, &there) == 0 && ours.st_dev == there.st_dev &&
                  ours.st_ino == there.st_ino;
    bool other = !log.failed && stat(log.data, &there) == 0 && there.st_size > 0;
    if (itself || other)
        wz_store_fail(store, WZ_EINPUT, "STORE-015", "%s is a store in use; name another file for the copy", path);
    wz_buffer_free(&log);
    return itself || other;
}

static void put_in_place(wz_store *store, const char *from, const char *to)
{
    int handle = open(from, O_RDONLY | O_CLOEXEC);
    if (handle < 0 || fsync(handle) != 0 || rename(from, to) != 0)
        cannot_write(store, to, errno);
    if (handle >= 0)
        close(handle);
}

int wz_store_backup(wz_store *store, const char *path, wz_diag *diag)
{
    wz_buffer name = {0};
    if (in_use(store, path))
        return wz_store_end(store, diag);
    wz_buffer_printf(&name, "%s.XXXXXX", path);
    int handle = name.failed ? -1 : mkstemp(name.data);
    if (name.failed)
        wz_store_note(store, SQLITE_NOMEM);
    else if (handle < 0)
        cannot_write(store, path, errno);
    if (handle >= 0) {
        close(handle);
        copy_pages(store, name.data);
        if (!store->failed)
            put_in_place(store, name.data, path);
        if (store->failed)
            unlink(name.data);
    }
    wz_buffer_free(&name);
    return wz_store_end(store, diag);
}

int wz_store_settle(wz_store *store, wz_diag *diag)
{
    int result = sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    if ((result & 0xFF) != SQLITE_BUSY && (result & 0xFF) != SQLITE_LOCKED)
        wz_store_note(store, result);
    return wz_store_end(store, diag);
}

int wz_store_check(wz_store *store, wz_diag *diag)
{
    size_t faults = 0;
    wz_sql *q = wz_sql_start(store, "PRAGMA integrity_check(20)");
    while (wz_sql_next(q)) {
        const char *text = wz_sql_text(q, 0);
        if (!text || strcmp(text, "ok") == 0)
            continue;
        faults++;
        wz_diag_add(diag, WZ_ERROR, "STORE-008", (wz_place){.file = store->path},
                    "the store is damaged (%.200s); keep the file as it is and go on with the last backup", text);
    }
    wz_sql_end(q);
    q = wz_sql_start(store, "PRAGMA foreign_key_check");
    while (wz_sql_next(q)) {
        faults++;
        wz_diag_add(diag, WZ_ERROR, "STORE-008", (wz_place){.file = store->path},
                    "the store is damaged (row %lld of %s names another that is not there); keep the file as it is and "
                    "go on with the last backup",
                    (long long)wz_sql_int(q, 1), wz_sql_text(q, 0));
    }
    wz_sql_end(q);
    int code = wz_store_end(store, diag);
    return code != WZ_OK ? code : faults ? WZ_EINPUT : WZ_OK;
}
