/* Looking through the audit log. Each entry is held against the one before it as that one stands in the store, so that one
 * altered entry is one fault, not a fault of everything behind it. */
#include "store/audit.h"

#include "store/audit_chain.h"
#include "store/store_private.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    wz_store *store;
    wz_diag *diag;
    const char *head; /* the one noted elsewhere; NULL = none */
    int64_t head_seq;
    unsigned char head_mac[WZ_AUDIT_MAC];
    bool head_seen;
    wz_audit_entry last; /* only seq and mac */
    int64_t count;
    int64_t bad; /* an entry that did not fit, judged once the next is seen; 0 = none */
    size_t faults;
} check;

static wz_place place(const check *c)
{
    return (wz_place){.file = wz_store_path(c->store)};
}

static void gap(check *c, int64_t from, int64_t to)
{
    c->faults++;
    if (from == to)
        wz_diag_add(c->diag, WZ_ERROR, "STORE-030", place(c),
                    "audit entry %lld was taken out; compare with the last backup", (long long)from);
    else
        wz_diag_add(c->diag, WZ_ERROR, "STORE-030", place(c),
                    "audit entries %lld to %lld were taken out; compare with the last backup", (long long)from,
                    (long long)to);
}

/* A bad entry whose follower still fits the mac that stands in it was altered in place; where the follower does not fit
 * either, entries were put in, moved or renumbered. */
static void judge(check *c, bool next_fits)
{
    if (!c->bad)
        return;
    c->faults++;
    if (next_fits)
        wz_diag_add(c->diag, WZ_ERROR, "STORE-031", place(c),
                    "audit entry %lld was altered; compare with the last backup", (long long)c->bad);
    else
        wz_diag_add(
            c->diag, WZ_ERROR, "STORE-032", place(c),
            "audit entry %lld is not what was written there: it, or one before it, was altered, moved, put in or "
            "taken out; compare with the last backup",
            (long long)c->bad);
    c->bad = 0;
}

static bool look(const wz_audit_entry *entry, void *payload)
{
    check *c = payload;
    unsigned char mac[WZ_AUDIT_MAC];
    bool follows = entry->seq == c->last.seq + 1;
    wz_audit_mac(c->store, c->last.mac, entry, mac);
    bool fits = sodium_memcmp(mac, entry->mac, sizeof mac) == 0;
    judge(c, follows && fits);
    if (!follows)
        gap(c, c->last.seq + 1, entry->seq - 1);
    else if (!fits)
        c->bad = entry->seq;
    if (c->head && entry->seq == c->head_seq)
        c->head_seen = sodium_memcmp(entry->mac, c->head_mac, sizeof mac) == 0;
    c->last.seq = entry->seq;
    memcpy(c->last.mac, entry->mac, sizeof c->last.mac);
    c->count++;
    return true;
}

/* The seal says which entry was the newest. */
static void look_at_seal(check *c)
{
    unsigned char seal[WZ_AUDIT_MAC];
    wz_sql *q = wz_sql_start(c->store, "SELECT seq, seal FROM audit_head");
    int64_t seq = 0;
    bool good = false;
    if (wz_sql_next(q)) {
        size_t length;
        const void *kept = wz_sql_bytes(q, 1, &length);
        seq = wz_sql_int(q, 0);
        wz_audit_seal(c->store, c->last.seq, c->last.mac, seal);
        good = seq == c->last.seq && length == sizeof seal && sodium_memcmp(kept, seal, sizeof seal) == 0;
    }
    wz_sql_end(q);
    if (good)
        return;
    c->faults++;
    if (seq > c->last.seq)
        wz_diag_add(c->diag, WZ_ERROR, "STORE-033", place(c),
                    "the audit log was cut off: entries %lld to %lld are gone; compare with the last backup",
                    (long long)c->last.seq + 1, (long long)seq);
    else
        wz_diag_add(c->diag, WZ_ERROR, "STORE-033", place(c),
                    "entry %lld was not the newest of the audit log: what followed it was cut off, or the seal was "
                    "changed; compare with the last backup",
                    (long long)c->last.seq);
}

static void look_at_head(check *c)
{
    if (!c->head || c->head_seen || c->head_seq == 0)
        return;
    c->faults++;
    if (c->head_seq > c->last.seq)
        wz_diag_add(c->diag, WZ_ERROR, "STORE-034", place(c),
                    "the audit log ends at entry %lld, before the head that was given (%lld): entries were cut off, or "
                    "this is an older copy; compare with the last backup",
                    (long long)c->last.seq, (long long)c->head_seq);
    else
        wz_diag_add(c->diag, WZ_ERROR, "STORE-034", place(c),
                    "audit entry %lld is not the one of the head that was given; compare with the last backup",
                    (long long)c->head_seq);
}

/* "NUMBER:HEX" */
static bool read_head(check *c, const char *head)
{
    char *end;
    const char *stop;
    size_t length = 0;
    c->head = head;
    c->head_seq = strtoll(head, &end, 10);
    if (end == head || *end != ':' || c->head_seq < 0)
        return false;
    if (c->head_seq == 0)
        return end[1] == '\0';
    return sodium_hex2bin(c->head_mac, sizeof c->head_mac, end + 1, strlen(end + 1), NULL, &length, &stop) == 0 &&
           length == sizeof c->head_mac && *stop == '\0';
}

int wz_audit_verify(wz_store *store, const char *head, int64_t *entries, wz_diag *diag)
{
    check c = {.store = store, .diag = diag};
    if (entries)
        *entries = 0;
    if (head && !read_head(&c, head)) {
        wz_diag_add(diag, WZ_ERROR, "STORE-035", place(&c),
                    "\"%.100s\" is no head of an audit log; give it as it was printed, NUMBER:HEX", head);
        return WZ_EINPUT;
    }
    wz_store_begin_reading(store);
    if (wz_audit_key(store)) {
        wz_audit_first(store, c.last.mac);
        wz_audit_each(store, 1, NULL, look, &c);
        judge(&c, false);
        if (!wz_store_failed(store))
            look_at_seal(&c);
    }
    int code = wz_store_end(store, diag);
    if (code != WZ_OK)
        return code;
    look_at_head(&c);
    if (entries)
        *entries = c.count;
    return c.faults ? WZ_EINPUT : WZ_OK;
}
