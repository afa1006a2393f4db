/* Passwords, links, sessions. Hashing a password takes a tenth of a second and is done outside transactions, so that nobody
 * waits for it. Whether an account is there cannot be told from the answer nor from its time: a password is always hashed
 * once, against the account's or against one that nobody knows. */
#include "io/utf8.h"
#include "store/account_private.h"
#include "store/store_private.h"

#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { SHORTEST = 10, LONGEST = 256, TOUCH_MS = 2 * 60 * 1000, TOKEN_BYTES = 32 };

void wz_account_hash(const char *secret, unsigned char hash[WZ_ACCOUNT_HASH])
{
    crypto_hash_sha256(hash, (const unsigned char *)secret, strlen(secret));
}

static void new_secret(char *secret)
{
    unsigned char bytes[TOKEN_BYTES];
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2base64(secret, WZ_ACCOUNT_SECRET, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(bytes, sizeof bytes);
}

/* --- passwords --- */

static bool is_common(const char *password, const char *name)
{
    static const char *const common[] = {
        "1234567890",    "0123456789",   "password123",  "password1234", "qwertyuiop",  "1q2w3e4r5t", "admin12345",
        "administrator", "a123456789",   "woaini1314",   "123456789a",   "wenze123456", "qwer123456", "abc1234567",
        "iloveyou123",   "1qaz2wsx3edc", "123456789012", "11223344556",  "passw0rd123", "letmein1234"};
    size_t length = strlen(password);
    if (strspn(password, (char[]){password[0], '\0'}) == length || strcasestr(password, name))
        return true;
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++)
        if (strcasecmp(common[i], password) == 0)
            return true;
    return false;
}

static bool good_password(const char *password, const char *name)
{
    size_t length = strlen(password), at = 0, characters = 0;
    while (at < length && characters <= LONGEST) {
        uint32_t c;
        at += wz_utf8_next(password + at, length - at, &c);
        if (c == WZ_REPLACEMENT)
            return false;
        characters++;
    }
    return characters >= SHORTEST && characters <= LONGEST && !is_common(password, name);
}

static bool hash_password(char *out, const char *password)
{
    return crypto_pwhash_str(out, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                             crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0;
}

int wz_account_set_password(wz_store *store, const char *by, int64_t now, int64_t id, const char *password,
                            const char *keep, wz_diag *diag)
{
    (void)now;
    char name[WZ_ACCOUNT_NAME], hash[crypto_pwhash_STRBYTES];
    wz_store_begin_reading(store);
    wz_account_name_of(store, id, name);
    if (!*name)
        wz_store_fail(store, WZ_EINPUT, "ACCOUNT-005", "there is no such account; look at the list of accounts");
    else if (!good_password(password, name))
        wz_store_fail(
            store, WZ_EINPUT, "ACCOUNT-007",
            "a password has %d to %d characters, does not hold the account's name and is none of the commonest; "
            "choose another",
            SHORTEST, LONGEST);
    int code = wz_store_end(store, diag);
    if (code == WZ_OK && !hash_password(hash, password))
        code = WZ_ENOMEM;
    if (code != WZ_OK)
        return code;
    wz_store_begin(store);
    wz_sql *q = wz_sql_start(store, "UPDATE account SET password = ? WHERE id = ?");
    wz_sql_put_text(q, 1, hash);
    wz_sql_put_int(q, 2, id);
    wz_sql_run(q);
    wz_account_end_sessions(store, id, keep);
    wz_account_audit(store, by, "account.password", name, "%s", "");
    return wz_store_end(store, diag);
}

/* --- links --- */

int wz_account_link(char *secret, wz_store *store, const char *by, int64_t now, int64_t id, wz_diag *diag)
{
    char name[WZ_ACCOUNT_NAME];
    unsigned char hash[WZ_ACCOUNT_HASH];
    new_secret(secret);
    wz_account_hash(secret, hash);
    wz_store_begin(store);
    wz_account_name_of(store, id, name);
    if (!*name)
        wz_store_fail(store, WZ_EINPUT, "ACCOUNT-005", "there is no such account; look at the list of accounts");
    wz_sql *q = wz_sql_start(store, "DELETE FROM account_link WHERE expires < ?");
    wz_sql_put_int(q, 1, now);
    wz_sql_run(q);
    q = wz_sql_start(store, "INSERT INTO account_link(hash, account, expires) VALUES(?, ?, ?)");
    wz_sql_put_bytes(q, 1, hash, sizeof hash);
    wz_sql_put_int(q, 2, id);
    wz_sql_put_int(q, 3, now + WZ_SIGNIN_LINK_LASTS);
    wz_sql_run(q);
    wz_account_audit(store, by, "account.link", name, "%s", "");
    int code = wz_store_end(store, diag);
    if (code != WZ_OK)
        *secret = '\0';
    return code;
}

/* --- signing in --- */

/* The account that an attempt is for, 0 where it fails; by a password, the hash that it was held against. */
typedef struct {
    int64_t id;
    char name[WZ_ACCOUNT_NAME], hash[crypto_pwhash_STRBYTES];
} found_account;

/* A hash of a password that nobody knows, made once, in the same form and at the same cost as every other. */
static const char *nobodys_hash(void)
{
    static char hash[crypto_pwhash_STRBYTES];
    static bool made;
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&lock);
    if (!made) {
        char password[WZ_ACCOUNT_SECRET];
        new_secret(password);
        made = hash_password(hash, password);
        sodium_memzero(password, sizeof password);
    }
    pthread_mutex_unlock(&lock);
    return hash;
}

static int try_password(found_account *out, wz_store *store, const wz_signin_attempt *attempt, wz_diag *diag)
{
    bool there = false;
    snprintf(out->hash, sizeof out->hash, "%s", nobodys_hash());
    wz_store_begin_reading(store);
    wz_sql *q = wz_sql_start(store, "SELECT id, name, password FROM account WHERE name = ? AND disabled = 0");
    wz_sql_put_text(q, 1, attempt->name);
    if (wz_sql_next(q)) {
        out->id = wz_sql_int(q, 0);
        snprintf(out->name, sizeof out->name, "%s", wz_sql_text(q, 1));
        there = !wz_sql_null(q, 2);
        if (there)
            snprintf(out->hash, sizeof out->hash, "%s", wz_sql_text(q, 2));
    }
    wz_sql_end(q);
    int code = wz_store_end(store, diag);
    /* no longer than any real password may be, so that the time does not grow with what is sent */
    size_t length = strnlen(attempt->password, (size_t)LONGEST * 4);
    bool right = crypto_pwhash_str_verify(out->hash, attempt->password, length) == 0;
    if (code == WZ_OK && !(there && right))
        out->id = 0;
    return code;
}

/* What was found may have changed while the password was hashed: closed, or given another password, the account begins no
 * session that the change would not end. */
static void look_again(found_account *found, wz_store *store)
{
    wz_sql *q = wz_sql_start(store, "SELECT 1 FROM account WHERE id = ? AND password = ? AND disabled = 0");
    wz_sql_put_int(q, 1, found->id);
    wz_sql_put_text(q, 2, found->hash);
    if (!wz_sql_next(q))
        found->id = 0;
    wz_sql_end(q);
}

/* A link is used up by being tried, inside the transaction that begins the session. */
static void try_link(found_account *out, wz_store *store, int64_t now, const char *secret)
{
    unsigned char hash[WZ_ACCOUNT_HASH];
    wz_account_hash(secret, hash);
    wz_sql *q =
        wz_sql_start(store, "SELECT account.id, account.name FROM account_link JOIN account ON account.id = account"
                            " WHERE hash = ? AND expires >= ? AND disabled = 0");
    wz_sql_put_bytes(q, 1, hash, sizeof hash);
    wz_sql_put_int(q, 2, now);
    if (wz_sql_next(q)) {
        out->id = wz_sql_int(q, 0);
        snprintf(out->name, sizeof out->name, "%s", wz_sql_text(q, 1));
    }
    wz_sql_end(q);
    q = wz_sql_start(store, "DELETE FROM account_link WHERE hash = ?");
    wz_sql_put_bytes(q, 1, hash, sizeof hash);
    wz_sql_run(q);
}

static void begin_session(char *session, wz_store *store, int64_t now, int64_t account)
{
    unsigned char hash[WZ_ACCOUNT_HASH];
    new_secret(session);
    wz_account_hash(session, hash);
    wz_sql *q = wz_sql_start(store, "DELETE FROM account_session WHERE used < ? OR begun < ?");
    wz_sql_put_int(q, 1, now - WZ_SESSION_IDLE);
    wz_sql_put_int(q, 2, now - WZ_SESSION_LASTS);
    wz_sql_run(q);
    q = wz_sql_start(store, "INSERT INTO account_session(hash, account, begun, used) VALUES(?, ?, ?, ?)");
    wz_sql_put_bytes(q, 1, hash, sizeof hash);
    wz_sql_put_int(q, 2, account);
    wz_sql_put_int(q, 3, now);
    wz_sql_put_int(q, 4, now);
    wz_sql_run(q);
}

int wz_account_signin(wz_signin *result, char *session, int64_t *wait, wz_store *store, int64_t now,
                      const wz_signin_attempt *attempt, wz_diag *diag)
{
    const char *name = attempt->link ? "" : attempt->name;
    found_account found = {0};
    *result = WZ_SIGNIN_REFUSED;
    *session = '\0';
    wz_store_begin_reading(store);
    *wait = wz_throttle_wait(store, now, name, attempt->address);
    int code = wz_store_end(store, diag);
    if (code == WZ_OK && *wait) {
        *result = WZ_SIGNIN_WAIT;
        return code;
    }
    if (code == WZ_OK && !attempt->link)
        code = try_password(&found, store, attempt, diag);
    if (code != WZ_OK)
        return code;
    wz_store_begin(store);
    if (attempt->link)
        try_link(&found, store, now, attempt->link);
    else if (found.id)
        look_again(&found, store);
    if (found.id) {
        begin_session(session, store, now, found.id);
        wz_throttle_passed(store, now, name, attempt->address);
        wz_account_audit(store, found.name, attempt->link ? "account.enter" : "account.signin", found.name, "%s", "");
    } else {
        wz_throttle_failed(store, now, name, attempt->address);
        /* whatever was typed stays out of the log: it may be a password in the wrong field */
        wz_account_audit(store, "-", "account.refuse", found.name, "\"link\":%s", attempt->link ? "true" : "false");
    }
    code = wz_store_end(store, diag);
    if (code == WZ_OK && found.id)
        *result = WZ_SIGNIN_DONE;
    else
        *session = '\0';
    return code;
}

/* --- sessions --- */

/* Note that a session is used, now and then only. That it cannot be noted (a reader's store, a busy one) ends no session. */
static void touch(wz_store *store, int64_t now, const unsigned char *hash)
{
    if (store->read_only)
        return;
    wz_store_begin(store);
    wz_sql *q = wz_sql_start(store, "UPDATE account_session SET used = ? WHERE hash = ?");
    wz_sql_put_int(q, 1, now);
    wz_sql_put_bytes(q, 2, hash, WZ_ACCOUNT_HASH);
    wz_sql_run(q);
    wz_store_end(store, NULL);
}

int wz_account_resume(wz_account_record *out, wz_store *store, int64_t now, const char *token, wz_diag *diag)
{
    unsigned char hash[WZ_ACCOUNT_HASH];
    wz_account_hash(token, hash);
    memset(out, 0, sizeof *out);
    wz_store_begin_reading(store);
    wz_sql *q =
        wz_sql_start(store, "SELECT " WZ_ACCOUNT_COLUMNS ", used FROM account_session JOIN account"
                            " ON account.id = account WHERE hash = ? AND used > ? AND begun > ? AND disabled = 0");
    wz_sql_put_bytes(q, 1, hash, sizeof hash);
    wz_sql_put_int(q, 2, now - WZ_SESSION_IDLE);
    wz_sql_put_int(q, 3, now - WZ_SESSION_LASTS);
    bool found = wz_sql_next(q);
    int64_t used = found ? wz_sql_int(q, 8) : 0;
    if (found)
        wz_account_copy(out, q);
    wz_sql_end(q);
    int code = wz_store_end(store, diag);
    if (code == WZ_OK && found && now - used > TOUCH_MS)
        touch(store, now, hash);
    return code == WZ_OK && !found ? WZ_EINPUT : code;
}

int wz_account_signout(wz_store *store, int64_t now, const char *token, wz_diag *diag)
{
    wz_account_record account;
    unsigned char hash[WZ_ACCOUNT_HASH];
    wz_account_hash(token, hash);
    int code = wz_account_resume(&account, store, now, token, diag);
    if (code != WZ_OK)
        return code == WZ_EINPUT ? WZ_OK : code;
    wz_store_begin(store);
    wz_sql *q = wz_sql_start(store, "DELETE FROM account_session WHERE hash = ?");
    wz_sql_put_bytes(q, 1, hash, sizeof hash);
    wz_sql_run(q);
    wz_account_audit(store, account.name, "account.signout", account.name, "%s", "");
    return wz_store_end(store, diag);
}
