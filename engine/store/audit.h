/* The audit log: who did what, when, to which case or person. Entries are only ever added; each carries an HMAC-SHA-256
 * over itself and the one before, under a key that lies outside the store (FILE.key). Without the key nobody can alter,
 * take out, put in or reorder an entry unseen; that the last ones were cut off is seen from the seal of the newest entry
 * and, where the whole file was put back to an older state, from a head that was noted elsewhere. */
#ifndef WZ_STORE_AUDIT_H
#define WZ_STORE_AUDIT_H

#include "store/store.h"

enum { WZ_AUDIT_MAC = 32, WZ_AUDIT_HEAD = 96 };

/* Strings are borrowed. */
typedef struct {
    int64_t seq;            /* 1, 2, 3 … without a gap */
    int64_t time;           /* milliseconds since 1970-01-01T00:00:00Z */
    const char *who;
    const char *what;       /* a verb: "case.add", "register.import" … */
    const char *subject;    /* the number of a case, person, account; "" where none */
    const char *details;    /* a JSON object; ids, hashes and counts, nothing personal */
    unsigned char mac[WZ_AUDIT_MAC];
} wz_audit_entry;

/* Add an entry inside the caller's transaction (wz_store_begin), so that the entry and the change stand or fall together.
 * `who` NULL = the login name of the process's user. `details` is a JSON object, NULL = {}. Returns its number, or 0 once the
 * store has failed (errors stick; a missing or wrong key is one). */
int64_t wz_audit_append(wz_store *store, const char *who, const char *what, const char *subject, const char *details);

/* The head: "NUMBER:HEX" of the newest entry, to be noted outside the store; "0:" where there is none. Needs no key. */
void wz_audit_head(wz_store *store, char head[WZ_AUDIT_HEAD]);

/* Entries in order, from `from` (1 = the first) on; `subject` NULL = all. Stops when the callback returns false. */
typedef bool (*wz_audit_fn)(const wz_audit_entry *entry, void *payload);
void wz_audit_each(wz_store *store, int64_t from, const char *subject, wz_audit_fn fn, void *payload);

/* Look through the whole log. `head` (may be NULL) is one noted earlier. Every fault is an error in diag that names the
 * entry. *entries (may be NULL) = how many there are. Returns WZ_OK; WZ_EINPUT (the log was tampered with, `head` is none,
 * no key or the wrong one); WZ_EIO; WZ_ENOMEM. */
int wz_audit_verify(wz_store *store, const char *head, int64_t *entries, wz_diag *diag);

/* The login name of the user of this process, "uid NUMBER" where there is none. */
const char *wz_audit_login(char *buffer, size_t size);

#endif
