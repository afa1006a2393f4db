/* The audit log: its key, and adding entries. mac(n) = HMAC(key, mac(n-1) | fields of n), each field with its length before
 * it, so that no two entries have the same bytes; mac(0) is made of the store's own id, so that no entry fits another
 * store. */
#include "store/audit.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "store/audit_chain.h"
#include "store/store_private.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { STORE_ID = 16, LOGIN = 256 };

/* --- the key --- */

static bool write_key(int handle, const unsigned char *key)
{
    size_t written = 0;
    while (written < WZ_STORE_KEY) {
        ssize_t n = write(handle, key + written, WZ_STORE_KEY - written);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        written += (size_t)n;
    }
    return fsync(handle) == 0;
}

static void cannot_make(wz_store *store)
{
    wz_store_fail(store, WZ_EIO, "STORE-022",
                  "the key file %s could not be written (%s); check the folder and the space", store->key_path,
                  strerror(errno));
}

/* Of several processes one puts its key into place. Where the file system knows no links, the one that is last does. */
static bool put_in_place(const char *from, const char *to)
{
    if (link(from, to) == 0 || errno == EEXIST)
        return true;
    return (errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS) && rename(from, to) == 0;
}

/* A key that a crash of the machine took away would leave a log that nobody can verify. */
static bool flush_folder(const char *path)
{
    char folder[PATH_MAX] = ".";
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) + 1 : 0;
    if (length >= sizeof folder)
        return false;
    if (length) {
        memcpy(folder, path, length);
        folder[length] = '\0';
    }
    int handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = handle >= 0 && (fsync(handle) == 0 || errno == EINVAL);
    if (handle >= 0)
        close(handle);
    return good;
}

/* Written whole beside its place and then put there, so that no process sees half of it. */
void wz_audit_key_make(wz_store *store)
{
    if (store->failed || access(store->key_path, F_OK) == 0)
        return;
    wz_buffer name = {0};
    wz_buffer_printf(&name, "%s.XXXXXX", store->key_path);
    int handle = name.failed ? -1 : mkstemp(name.data);
    if (handle < 0) {
        if (name.failed)
            wz_store_note(store, SQLITE_NOMEM);
        else
            cannot_make(store);
        wz_buffer_free(&name);
        return;
    }
    unsigned char key[WZ_STORE_KEY];
    randombytes_buf(key, sizeof key);
    bool good = write_key(handle, key) && put_in_place(name.data, store->key_path) && flush_folder(store->key_path);
    if (!good)
        cannot_make(store);
    close(handle);
    unlink(name.data);
    explicit_bzero(key, sizeof key);
    wz_buffer_free(&name);
}

static void read_key(wz_store *store)
{
    int handle = open(store->key_path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (handle < 0 && errno == ENOENT) {
        wz_store_fail(store, WZ_EINPUT, "STORE-020",
                      "the key of the audit log, %s, is not there; put back the key that was made with the store",
                      store->key_path);
        return;
    }
    unsigned char bytes[WZ_STORE_KEY + 1];
    ssize_t length = handle < 0 ? -1 : read(handle, bytes, sizeof bytes);
    int error = errno;
    if (handle >= 0)
        close(handle);
    if (length < 0)
        wz_store_fail(store, WZ_EIO, "STORE-022", "the key file %s could not be read (%s); ask for permission",
                      store->key_path, strerror(error));
    else if (length != WZ_STORE_KEY)
        wz_store_fail(store, WZ_EINPUT, "STORE-021",
                      "%s is no key of an audit log; put back the key that was made with the store", store->key_path);
    else
        memcpy(store->key, bytes, sizeof store->key);
    explicit_bzero(bytes, sizeof bytes);
}

/* What the store remembers of its key. */
static void key_mark(const wz_store *store, const void *id, size_t length, unsigned char mark[WZ_AUDIT_MAC])
{
    crypto_auth_hmacsha256_state hash;
    crypto_auth_hmacsha256_init(&hash, store->key, sizeof store->key);
    crypto_auth_hmacsha256_update(&hash, (const unsigned char *)"wenze key", 9);
    crypto_auth_hmacsha256_update(&hash, id, length);
    crypto_auth_hmacsha256_final(&hash, mark);
}

static size_t info(wz_store *store, const char *name, unsigned char *bytes, size_t room)
{
    wz_sql *q = wz_sql_start(store, "SELECT value FROM store_info WHERE name = ?");
    wz_sql_put_text(q, 1, name);
    size_t length = 0;
    if (wz_sql_next(q)) {
        const void *value = wz_sql_bytes(q, 0, &length);
        length = length < room ? length : room;
        if (length)
            memcpy(bytes, value, length);
    }
    wz_sql_end(q);
    return length;
}

static void put_info(wz_store *store, const char *name, const void *bytes, size_t length)
{
    wz_sql *q = wz_sql_start(store, "INSERT INTO store_info(name, value) VALUES(?, ?)");
    wz_sql_put_text(q, 1, name);
    wz_sql_put_bytes(q, 2, bytes, length);
    wz_sql_run(q);
}

void wz_audit_begin(wz_store *store)
{
    unsigned char id[STORE_ID], mark[WZ_AUDIT_MAC];
    if (!store->failed)
        read_key(store);
    if (store->failed)
        return;
    randombytes_buf(id, sizeof id);
    key_mark(store, id, sizeof id, mark);
    put_info(store, "id", id, sizeof id);
    put_info(store, "key", mark, sizeof mark);
    store->has_key = !store->failed;
}

bool wz_audit_key(wz_store *store)
{
    if (store->failed || store->has_key)
        return !store->failed;
    unsigned char id[STORE_ID], kept[WZ_AUDIT_MAC] = {0}, mark[WZ_AUDIT_MAC];
    read_key(store);
    size_t length = info(store, "id", id, sizeof id);
    info(store, "key", kept, sizeof kept);
    if (store->failed)
        return false;
    key_mark(store, id, length, mark);
    if (sodium_memcmp(kept, mark, sizeof mark) != 0)
        wz_store_fail(store, WZ_EINPUT, "STORE-021",
                      "%s is not the key of this store's audit log; put back the key that was made with the store",
                      store->key_path);
    store->has_key = !store->failed;
    return store->has_key;
}

/* --- the chain --- */

static void add_number(crypto_auth_hmacsha256_state *hash, int64_t number)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
    crypto_auth_hmacsha256_update(hash, bytes, sizeof bytes);
}

static void add_text(crypto_auth_hmacsha256_state *hash, const char *text)
{
    size_t length = strlen(text);
    add_number(hash, (int64_t)length);
    crypto_auth_hmacsha256_update(hash, (const unsigned char *)text, length);
}

void wz_audit_first(wz_store *store, unsigned char mac[WZ_AUDIT_MAC])
{
    unsigned char id[STORE_ID];
    size_t length = info(store, "id", id, sizeof id);
    crypto_auth_hmacsha256_state hash;
    crypto_auth_hmacsha256_init(&hash, store->key, sizeof store->key);
    crypto_auth_hmacsha256_update(&hash, (const unsigned char *)"wenze audit", 11);
    crypto_auth_hmacsha256_update(&hash, id, length);
    crypto_auth_hmacsha256_final(&hash, mac);
}

void wz_audit_mac(const wz_store *store, const unsigned char before[WZ_AUDIT_MAC], const wz_audit_entry *entry,
                  unsigned char mac[WZ_AUDIT_MAC])
{
    crypto_auth_hmacsha256_state hash;
    crypto_auth_hmacsha256_init(&hash, store->key, sizeof store->key);
    crypto_auth_hmacsha256_update(&hash, before, WZ_AUDIT_MAC);
    add_number(&hash, entry->seq);
    add_number(&hash, entry->time);
    add_text(&hash, entry->who);
    add_text(&hash, entry->what);
    add_text(&hash, entry->subject);
    add_text(&hash, entry->details);
    crypto_auth_hmacsha256_final(&hash, mac);
}

void wz_audit_seal(const wz_store *store, int64_t seq, const unsigned char mac[WZ_AUDIT_MAC],
                   unsigned char seal[WZ_AUDIT_MAC])
{
    crypto_auth_hmacsha256_state hash;
    crypto_auth_hmacsha256_init(&hash, store->key, sizeof store->key);
    crypto_auth_hmacsha256_update(&hash, (const unsigned char *)"wenze head", 10);
    add_number(&hash, seq);
    crypto_auth_hmacsha256_update(&hash, mac, WZ_AUDIT_MAC);
    crypto_auth_hmacsha256_final(&hash, seal);
}

/* The number of the newest entry and its mac. */
static int64_t newest(wz_store *store, unsigned char mac[WZ_AUDIT_MAC])
{
    wz_sql *q = wz_sql_start(store, "SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1");
    int64_t seq = 0;
    if (wz_sql_next(q)) {
        size_t length;
        const void *bytes = wz_sql_bytes(q, 1, &length);
        seq = wz_sql_int(q, 0);
        if (length == WZ_AUDIT_MAC)
            memcpy(mac, bytes, WZ_AUDIT_MAC);
    }
    wz_sql_end(q);
    return seq;
}

/* --- adding --- */

const char *wz_audit_login(char *buffer, size_t size)
{
    struct passwd entry, *found = NULL;
    char room[4096];
    if (getpwuid_r(geteuid(), &entry, room, sizeof room, &found) == 0 && found)
        snprintf(buffer, size, "%s", found->pw_name);
    else
        snprintf(buffer, size, "uid %ld", (long)geteuid());
    return buffer;
}

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void write_entry(wz_store *store, const wz_audit_entry *entry)
{
    wz_sql *q = wz_sql_start(store, "INSERT INTO audit(seq, time, who, what, subject, details, mac)"
                                    " VALUES(?, ?, ?, ?, ?, ?, ?)");
    wz_sql_put_int(q, 1, entry->seq);
    wz_sql_put_int(q, 2, entry->time);
    wz_sql_put_text(q, 3, entry->who);
    wz_sql_put_text(q, 4, entry->what);
    wz_sql_put_text(q, 5, entry->subject);
    wz_sql_put_text(q, 6, entry->details);
    wz_sql_put_bytes(q, 7, entry->mac, WZ_AUDIT_MAC);
    wz_sql_run(q);
    unsigned char seal[WZ_AUDIT_MAC];
    wz_audit_seal(store, entry->seq, entry->mac, seal);
    q = wz_sql_start(store, "INSERT INTO audit_head(one, seq, seal) VALUES(1, ?1, ?2)"
                            " ON CONFLICT(one) DO UPDATE SET seq = ?1, seal = ?2");
    wz_sql_put_int(q, 1, entry->seq);
    wz_sql_put_bytes(q, 2, seal, sizeof seal);
    wz_sql_run(q);
}

int64_t wz_audit_append(wz_store *store, const char *who, const char *what, const char *subject, const char *details)
{
    char login[LOGIN];
    unsigned char before[WZ_AUDIT_MAC] = {0};
    if (!wz_audit_key(store))
        return 0;
    wz_audit_entry entry = {.seq = newest(store, before) + 1,
                            .time = now(),
                            .who = who ? who : wz_audit_login(login, sizeof login),
                            .what = what,
                            .subject = subject ? subject : "",
                            .details = details ? details : "{}"};
    if (entry.seq == 1)
        wz_audit_first(store, before);
    wz_audit_mac(store, before, &entry, entry.mac);
    write_entry(store, &entry);
    return store->failed ? 0 : entry.seq;
}

/* --- reading --- */

void wz_audit_head(wz_store *store, char head[WZ_AUDIT_HEAD])
{
    unsigned char mac[WZ_AUDIT_MAC] = {0};
    char hex[2 * WZ_AUDIT_MAC + 1] = "";
    int64_t seq = newest(store, mac);
    if (seq)
        sodium_bin2hex(hex, sizeof hex, mac, sizeof mac);
    snprintf(head, WZ_AUDIT_HEAD, "%lld:%s", (long long)seq, hex);
}

void wz_audit_each(wz_store *store, int64_t from, const char *subject, wz_audit_fn fn, void *payload)
{
    wz_sql *q = subject ? wz_sql_start(store, "SELECT seq, time, who, what, subject, details, mac FROM audit"
                                              " WHERE subject = ?2 AND seq >= ?1 ORDER BY seq")
                        : wz_sql_start(store, "SELECT seq, time, who, what, subject, details, mac FROM audit"
                                              " WHERE seq >= ?1 ORDER BY seq");
    wz_sql_put_int(q, 1, from);
    if (subject)
        wz_sql_put_text(q, 2, subject);
    while (wz_sql_next(q)) {
        wz_audit_entry entry = {.seq = wz_sql_int(q, 0),
                                .time = wz_sql_int(q, 1),
                                .who = wz_sql_text(q, 2),
                                .what = wz_sql_text(q, 3),
                                .subject = wz_sql_text(q, 4),
                                .details = wz_sql_text(q, 5)};
        size_t length;
        const void *mac = wz_sql_bytes(q, 6, &length);
        if (store->failed)
            break;
        if (length == WZ_AUDIT_MAC)
            memcpy(entry.mac, mac, WZ_AUDIT_MAC);
        if (!fn(&entry, payload))
            break;
    }
    wz_sql_end(q);
}
