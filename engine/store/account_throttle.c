/* Slowing down who guesses. Failures are counted for a name from an address, for a name from anywhere, and for an address; each
 * count has a number of free failures, then a wait that doubles up to a bound, and is forgotten an hour after its last
 * failure. Nobody is locked out for good: the waits for a name and for an address stay under a minute, and the wait for a
 * name does not touch an address from which it was signed in with success before.
 *
 * Names and addresses are kept as keyed hashes only, under the store's own random id. */
#include "store/account_private.h"

#include <sodium.h>
#include <string.h>

enum { HOUR = 60 * 60 * 1000, KNOWN_FOR_DAYS = 90 };

typedef enum { NAME_AND_ADDRESS, NAME, ADDRESS, KINDS } kind;

static const struct {
    int64_t free;    /* failures without a wait */
    int64_t longest; /* wait, milliseconds */
} limits[KINDS] = {
    [NAME_AND_ADDRESS] = {5, 15 * 60 * 1000},
    [NAME] = {20, 60 * 1000},
    [ADDRESS] = {50, 60 * 1000},
};

static void make_mark(wz_store *store, unsigned char mark[WZ_ACCOUNT_HASH], kind what, const char *name,
                      const char *address)
{
    wz_sql *q = wz_sql_start(store, "SELECT value FROM store_info WHERE name = 'id'");
    size_t length = 0;
    const void *id = wz_sql_next(q) ? wz_sql_bytes(q, 0, &length) : NULL;
    crypto_generichash_state state;
    crypto_generichash_init(&state, NULL, 0, WZ_ACCOUNT_HASH);
    unsigned char tag = (unsigned char)what;
    crypto_generichash_update(&state, &tag, 1);
    if (id)
        crypto_generichash_update(&state, id, length);
    wz_sql_end(q);
    char folded[WZ_ACCOUNT_NAME] = "";
    if (what != ADDRESS)
        for (size_t i = 0; i < sizeof folded - 1 && name[i]; i++)
            folded[i] = (char)(name[i] >= 'A' && name[i] <= 'Z' ? name[i] + 32 : name[i]);
    crypto_generichash_update(&state, (const unsigned char *)folded, sizeof folded);
    if (what != NAME)
        crypto_generichash_update(&state, (const unsigned char *)address, strlen(address));
    crypto_generichash_final(&state, mark, WZ_ACCOUNT_HASH);
}

static bool is_known(wz_store *store, int64_t now, const char *name, const char *address)
{
    unsigned char mark[WZ_ACCOUNT_HASH];
    make_mark(store, mark, NAME_AND_ADDRESS, name, address);
    wz_sql *q = wz_sql_start(store, "SELECT 1 FROM signin_known WHERE mark = ? AND last > ?");
    wz_sql_put_bytes(q, 1, mark, sizeof mark);
    wz_sql_put_int(q, 2, now - (int64_t)KNOWN_FOR_DAYS * 24 * HOUR);
    bool known = wz_sql_next(q);
    wz_sql_end(q);
    return known;
}

static int64_t wait_of(wz_store *store, int64_t now, kind what, const char *name, const char *address)
{
    unsigned char mark[WZ_ACCOUNT_HASH];
    make_mark(store, mark, what, name, address);
    wz_sql *q = wz_sql_start(store, "SELECT count, last FROM signin_failure WHERE mark = ? AND last > ?");
    wz_sql_put_bytes(q, 1, mark, sizeof mark);
    wz_sql_put_int(q, 2, now - HOUR);
    int64_t over = 0, last = 0;
    if (wz_sql_next(q)) {
        over = wz_sql_int(q, 0) - limits[what].free;
        last = wz_sql_int(q, 1);
    }
    wz_sql_end(q);
    if (over < 0 || !last)
        return 0;
    int64_t wait = over < 20 ? (int64_t)1000 << over : limits[what].longest;
    if (wait > limits[what].longest)
        wait = limits[what].longest;
    return last + wait > now ? last + wait - now : 0;
}

int64_t wz_throttle_wait(wz_store *store, int64_t now, const char *name, const char *address)
{
    int64_t longest = wait_of(store, now, ADDRESS, name, address);
    if (*name) {
        int64_t both = wait_of(store, now, NAME_AND_ADDRESS, name, address);
        int64_t named = is_known(store, now, name, address) ? 0 : wait_of(store, now, NAME, name, address);
        longest = both > longest ? both : longest;
        longest = named > longest ? named : longest;
    }
    return longest;
}

static void count(wz_store *store, int64_t now, kind what, const char *name, const char *address)
{
    unsigned char mark[WZ_ACCOUNT_HASH];
    make_mark(store, mark, what, name, address);
    wz_sql *q = wz_sql_start(store, "INSERT INTO signin_failure(mark, count, last) VALUES(?1, 1, ?2)"
                                    " ON CONFLICT(mark) DO UPDATE SET last = ?2, count = iif(last > ?3, count + 1, 1)");
    wz_sql_put_bytes(q, 1, mark, sizeof mark);
    wz_sql_put_int(q, 2, now);
    wz_sql_put_int(q, 3, now - HOUR);
    wz_sql_run(q);
}

void wz_throttle_failed(wz_store *store, int64_t now, const char *name, const char *address)
{
    wz_sql *q = wz_sql_start(store, "DELETE FROM signin_failure WHERE last < ?");
    wz_sql_put_int(q, 1, now - HOUR);
    wz_sql_run(q);
    count(store, now, ADDRESS, name, address);
    if (*name) {
        count(store, now, NAME, name, address);
        count(store, now, NAME_AND_ADDRESS, name, address);
    }
}

void wz_throttle_passed(wz_store *store, int64_t now, const char *name, const char *address)
{
    if (!*name)
        return;
    unsigned char mark[WZ_ACCOUNT_HASH];
    for (kind what = NAME_AND_ADDRESS; what <= NAME; what++) {
        make_mark(store, mark, what, name, address);
        wz_sql *q = wz_sql_start(store, "DELETE FROM signin_failure WHERE mark = ?");
        wz_sql_put_bytes(q, 1, mark, sizeof mark);
        wz_sql_run(q);
    }
    make_mark(store, mark, NAME_AND_ADDRESS, name, address);
    wz_sql *q = wz_sql_start(store, "INSERT INTO signin_known(mark, last) VALUES(?1, ?2)"
                                    " ON CONFLICT(mark) DO UPDATE SET last = ?2");
    wz_sql_put_bytes(q, 1, mark, sizeof mark);
    wz_sql_put_int(q, 2, now);
    wz_sql_run(q);
}
