/* Opening: is the file a store, of which form, and bringing it to this version's. */
#include "store/store.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "store/audit.h"
#include "store/store_private.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BUSY_MS = 10000, RETRY_MS = 20 };

static void cannot_open(wz_store *store, const char *why)
{
    wz_store_fail(store, WZ_EIO, "STORE-002",
                  "the store cannot be opened (%s); check the path, and the permission on the file and its folder",
                  why);
}

static void no_store(wz_store *store)
{
    wz_store_fail(store, WZ_EINPUT, "STORE-001",
                  "there is no store here; check the path, or make one by adding a case or importing a register");
}

/* The file must be there, or is made: empty and 0600, which the files beside it (-wal, -shm) inherit. */
static void find_file(wz_store *store, bool create)
{
    struct stat found;
    if (create) {
        int handle = open(store->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0600);
        if (handle >= 0)
            close(handle);
        else if (errno != EEXIST && errno != EROFS && errno != EACCES)
            cannot_open(store, strerror(errno));
    }
    if (store->failed)
        return;
    if (stat(store->path, &found) != 0) {
        if (errno == ENOENT && !create)
            no_store(store);
        else
            cannot_open(store, strerror(errno));
    } else if (!S_ISREG(found.st_mode)) {
        cannot_open(store, "it is no ordinary file");
    }
}

static int64_t pragma(wz_store *store, const char *sql)
{
    wz_sql *q = wz_sql_start(store, sql);
    int64_t number = wz_sql_next(q) ? wz_sql_int(q, 0) : 0;
    wz_sql_end(q);
    return number;
}

/* Several processes may turn a new file into the same store at once; this one change does not wait by itself. */
static void use_write_ahead_log(wz_store *store)
{
    for (unsigned waited = 0;; waited += RETRY_MS) {
        wz_sql *q = wz_sql_start(store, "PRAGMA journal_mode = WAL");
        bool wal = wz_sql_next(q) && strcmp(wz_sql_text(q, 0), "wal") == 0;
        wz_sql_end(q);
        if (!store->failed && !wal)
            cannot_open(store, "its file system has no shared memory: put it on a local disk");
        if (!store->failed || (store->cause & 0xFF) != SQLITE_BUSY || waited >= store->busy_ms)
            return;
        store->failed = false;
        nanosleep(&(struct timespec){.tv_nsec = RETRY_MS * 1000000L}, NULL);
    }
}

static void one_step(wz_store *store, const wz_store_step *step, size_t number)
{
    char text[128];
    if (number == 1) {
        snprintf(text, sizeof text, "PRAGMA application_id = %d", WZ_STORE_APPLICATION);
        wz_sql_do(store, text);
    }
    wz_sql_do(store, step->sql);
    if (number == 1)
        wz_audit_begin(store);
    snprintf(text, sizeof text, "PRAGMA user_version = %zu", number);
    wz_sql_do(store, text);
    snprintf(text, sizeof text, "{\"form\":%zu,\"step\":\"%s\"}", number, step->name);
    wz_audit_append(store, NULL, number == 1 ? "store.create" : "store.migrate", "", text);
}

/* Each step is a transaction of its own; another process may have taken it meanwhile. */
static void take_steps(wz_store *store, const wz_store_step *steps, size_t count)
{
    for (bool more = true; more;) {
        wz_store_begin(store);
        int64_t done = pragma(store, "PRAGMA user_version");
        more = !store->failed && done >= 0 && done < (int64_t)count;
        if (more)
            one_step(store, &steps[done], (size_t)done + 1);
        more &= wz_store_finish(store);
    }
}

static void newer(wz_store *store, int64_t version, size_t count)
{
    wz_store_fail(store, WZ_EINPUT, "STORE-005",
                  "the store has form %lld and this version of wenze knows forms up to %zu; "
                  "open it with the newer version that made it",
                  (long long)version, count);
}

static void bring_up_to_date(wz_store *store, const wz_store_step *steps, size_t count, bool create)
{
    int64_t application = pragma(store, "PRAGMA application_id"), version = pragma(store, "PRAGMA user_version");
    bool fresh = application == 0 && version == 0 && pragma(store, "SELECT count(*) FROM sqlite_schema") == 0;
    if (store->failed)
        return;
    if (fresh && !create) {
        no_store(store);
    } else if (!fresh && application != WZ_STORE_APPLICATION) {
        wz_store_fail(store, WZ_EINPUT, "STORE-004",
                      "the file is a database of another application; name the file that holds a store of wenze");
    } else if (version > (int64_t)count || version < 0) {
        newer(store, version, count);
    } else if (version < (int64_t)count && store->read_only) {
        wz_store_fail(store, WZ_EINPUT, "STORE-011",
                      "the store has form %lld, older than this version's; open it once with permission to write",
                      (long long)version);
    } else if (version < (int64_t)count) {
        if (fresh) {
            use_write_ahead_log(store);
            wz_audit_key_make(store);
        }
        take_steps(store, steps, count);
    }
}

static void settle(wz_store *store)
{
    sqlite3_busy_timeout(store->db, (int)store->busy_ms);
    sqlite3_extended_result_codes(store->db, 1);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    /* secure_delete: what was erased by law is overwritten; synchronous: an answer given is on the disk */
    wz_sql_do(store, "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
                     "PRAGMA secure_delete = ON; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY");
}

/* A file in a folder that may not be written has no write-ahead log to share unless somebody else is at work. */
static bool nobody_writes(const wz_store *store)
{
    char beside[4096];
    struct stat found;
    int length = snprintf(beside, sizeof beside, "%s-wal", store->path);
    return length > 0 && (size_t)length < sizeof beside && (stat(beside, &found) != 0 || found.st_size == 0);
}

static char *immutable_uri(const wz_store *store)
{
    wz_buffer uri = {0};
    wz_buffer_puts(&uri, "file:");
    for (const unsigned char *p = (const unsigned char *)store->path; *p; p++)
        wz_buffer_printf(&uri, strchr("%?#", *p) || *p < 0x20 ? "%%%02X" : "%c", *p);
    wz_buffer_puts(&uri, "?immutable=1");
    if (uri.failed)
        wz_buffer_free(&uri);
    return uri.failed ? NULL : uri.data;
}

static void reopen_immutable(wz_store *store)
{
    char *uri = immutable_uri(store);
    sqlite3_close(store->db);
    store->db = NULL;
    store->failed = false;
    int result =
        uri ? sqlite3_open_v2(uri, &store->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL)
            : SQLITE_NOMEM;
    wz_free(uri);
    wz_store_note(store, result);
    if (!store->failed)
        settle(store);
}

static void open_database(wz_store *store)
{
    int flags = SQLITE_OPEN_NOMUTEX | (store->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    wz_store_note(store, sqlite3_open_v2(store->path, &store->db, flags, NULL));
    if (!store->failed)
        settle(store);
    pragma(store, "PRAGMA application_id"); /* the first look at the file itself */
    int cause = store->failed ? store->cause & 0xFF : SQLITE_OK;
    if (store->read_only && (cause == SQLITE_CANTOPEN || cause == SQLITE_READONLY) && nobody_writes(store))
        reopen_immutable(store);
    if (!store->failed && !store->read_only && sqlite3_db_readonly(store->db, "main"))
        wz_store_note(store, SQLITE_READONLY);
}

/* A path that SQLite does not take for one of its special names. */
static char *plain_path(const char *path)
{
    size_t length = strlen(path);
    bool special = *path == ':';
    char *copy = wz_malloc(length + 3);
    if (copy)
        snprintf(copy, length + 3, "%s%s", special ? "./" : "", path);
    return copy;
}

static wz_store *prepare(const char *path, const wz_store_options *options)
{
    wz_store *store = sodium_init() < 0 ? NULL : wz_calloc(1, sizeof *store);
    if (!store)
        return NULL;
    const char *key = options->key ? options->key : path;
    size_t room = strlen(key) + sizeof ".key";
    store->path = plain_path(path);
    store->key_path = wz_malloc(room);
    if (!store->path || !store->key_path) {
        wz_store_close(store);
        return NULL;
    }
    snprintf(store->key_path, room, "%s%s", key, options->key ? "" : ".key");
    store->read_only = options->read_only;
    store->busy_ms = options->busy_ms ? options->busy_ms : BUSY_MS;
    return store;
}

int wz_store_open_steps(wz_store **out, const char *path, const wz_store_options *options, const wz_store_step *steps,
                        size_t count, wz_diag *diag)
{
    static const wz_store_options defaults = WZ_STORE_OPTIONS_INIT;
    *out = NULL;
    if (!options)
        options = &defaults;
    wz_store *store = prepare(path, options);
    if (!store)
        return WZ_ENOMEM;
    bool create = options->create && !options->read_only;
    find_file(store, create);
    if (!store->failed)
        open_database(store);
    if (!store->failed)
        bring_up_to_date(store, steps, count, create);
    int code = store->failed ? store->code : WZ_OK;
    if (store->failed && *store->message)
        wz_diag_add(diag, WZ_ERROR, store->id, (wz_place){.file = store->path}, "%s", store->message);
    if (code == WZ_OK)
        *out = store;
    else
        wz_store_close(store);
    return code;
}

int wz_store_open(wz_store **out, const char *path, const wz_store_options *options, wz_diag *diag)
{
    size_t count;
    const wz_store_step *steps = wz_store_steps(&count);
    return wz_store_open_steps(out, path, options, steps, count, diag);
}
