/* Content by its hash. */
#include "store/blobs.h"

#include "store/sql.h"

#include <sodium.h>
#include <string.h>

enum { HASH = crypto_hash_sha256_BYTES };

static void to_hex(char hex[WZ_BLOB_HEX], const unsigned char *hash)
{
    sodium_bin2hex(hex, WZ_BLOB_HEX, hash, HASH);
}

void wz_blob_hash(const void *bytes, size_t length, char hex[WZ_BLOB_HEX])
{
    unsigned char hash[HASH];
    crypto_hash_sha256(hash, bytes, length);
    to_hex(hex, hash);
}

/* The number of a run that is there; `erased` tells whether its bytes are not. */
static int64_t find(wz_store *store, const unsigned char *hash, bool *erased)
{
    wz_sql *q = wz_sql_start(store, "SELECT id, bytes IS NULL FROM content WHERE hash = ?");
    wz_sql_put_bytes(q, 1, hash, HASH);
    int64_t id = 0;
    if (wz_sql_next(q)) {
        id = wz_sql_int(q, 0);
        *erased = wz_sql_int(q, 1) != 0;
    }
    wz_sql_end(q);
    return id;
}

static void put_back(wz_store *store, int64_t id, const void *bytes, size_t length)
{
    wz_sql *q = wz_sql_start(store, "UPDATE content SET bytes = ? WHERE id = ?");
    wz_sql_put_bytes(q, 1, bytes, length);
    wz_sql_put_int(q, 2, id);
    wz_sql_run(q);
}

int64_t wz_blob_put(wz_store *store, const void *bytes, size_t length, char hex[WZ_BLOB_HEX])
{
    unsigned char hash[HASH];
    bool erased = false;
    crypto_hash_sha256(hash, bytes, length);
    if (hex)
        to_hex(hex, hash);
    int64_t id = find(store, hash, &erased);
    if (id && erased)
        put_back(store, id, bytes ? bytes : "", length);
    if (!id) {
        wz_sql *q = wz_sql_start(store, "INSERT INTO content(hash, size, bytes) VALUES(?, ?, ?)");
        wz_sql_put_bytes(q, 1, hash, HASH);
        wz_sql_put_int(q, 2, (int64_t)length);
        wz_sql_put_bytes(q, 3, bytes ? bytes : "", length);
        if (wz_sql_run(q))
            id = wz_sql_last_id(store);
    }
    return wz_store_failed(store) ? 0 : id;
}

static bool fits(const void *bytes, size_t length, const void *hash, size_t hash_length)
{
    unsigned char found[HASH];
    crypto_hash_sha256(found, bytes, length);
    return hash_length == HASH && memcmp(found, hash, HASH) == 0;
}

bool wz_blob_get(wz_store *store, int64_t blob, wz_buffer *out, char hex[WZ_BLOB_HEX])
{
    wz_sql *q = wz_sql_start(store, "SELECT hash, bytes FROM content WHERE id = ?");
    wz_sql_put_int(q, 1, blob);
    bool good = false;
    if (wz_sql_next(q)) {
        size_t hash_length, length;
        const unsigned char *hash = wz_sql_bytes(q, 0, &hash_length);
        const char *bytes = wz_sql_bytes(q, 1, &length);
        char name[WZ_BLOB_HEX] = "";
        if (hash_length == HASH)
            to_hex(name, hash);
        if (hex)
            memcpy(hex, name, sizeof name);
        if (!bytes)
            wz_store_fail(store, WZ_EINPUT, "STORE-037", "the content %.12s was erased; only its hash is left", name);
        else if (!fits(bytes, length, hash, hash_length))
            wz_store_fail(store, WZ_EINPUT, "STORE-036",
                          "the content %.12s is not what was kept under this hash; compare with the last backup", name);
        else
            wz_buffer_add(out, bytes, length);
        good = bytes && !out->failed && !wz_store_failed(store);
        if (out->failed)
            wz_store_fail(store, WZ_ENOMEM, "", "%s", "");
    } else {
        wz_store_fail(store, WZ_EINPUT, "STORE-036", "a content is not there; compare with the last backup");
    }
    wz_sql_end(q);
    return good;
}

void wz_blob_erase(wz_store *store, int64_t blob)
{
    wz_sql *q = wz_sql_start(store, "UPDATE content SET bytes = NULL WHERE id = ?");
    wz_sql_put_int(q, 1, blob);
    wz_sql_run(q);
}

size_t wz_blobs_verify(wz_store *store, int64_t *count, wz_diag *diag)
{
    size_t wrong = 0;
    int64_t seen = 0;
    wz_sql *q = wz_sql_start(store, "SELECT hash, bytes FROM content ORDER BY id");
    while (wz_sql_next(q)) {
        size_t hash_length, length;
        const unsigned char *hash = wz_sql_bytes(q, 0, &hash_length);
        const void *bytes = wz_sql_bytes(q, 1, &length);
        seen++;
        if (!bytes || fits(bytes, length, hash, hash_length))
            continue;
        char hex[WZ_BLOB_HEX] = "";
        if (hash_length == HASH)
            to_hex(hex, hash);
        wrong++;
        wz_diag_add(diag, WZ_ERROR, "STORE-036", (wz_place){.file = wz_store_path(store)},
                    "the content %.12s is not what was kept under this hash; compare with the last backup", hex);
    }
    wz_sql_end(q);
    if (count)
        *count = seen;
    return wrong;
}
