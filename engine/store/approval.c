/* Approved rulebooks, by hash. Entered by one account, confirmed by another; withdrawn ones stay in the table. */
#include "store/account_private.h"

#include <string.h>

static void audit(wz_store *store, const wz_account_record *by, const char *what, const char *sha256)
{
    wz_account_audit(store, by->name, what, sha256, "%s", "");
}

int wz_approval_enter(wz_store *store, const wz_account_record *by, int64_t now, const char *sha256, const char *title,
                      wz_diag *diag)
{
    wz_store_begin(store);
    if (strlen(sha256) != 64 || strspn(sha256, "0123456789abcdef") != 64 || !*title || strlen(title) > 1000)
        wz_store_fail(
            store, WZ_EINPUT, "APPROVAL-001",
            "an approval names a rulebook by the 64 hexadecimal digits of its SHA-256, and says in words what it "
            "is; give both");
    wz_sql *q = wz_sql_start(store, "INSERT INTO approval(sha256, title, entered_by, entered) VALUES(?, ?, ?, ?)");
    wz_sql_put_text(q, 1, sha256);
    wz_sql_put_text(q, 2, title);
    wz_sql_put_int(q, 3, by->id);
    wz_sql_put_int(q, 4, now);
    if (!wz_store_failed(store) && !wz_sql_run(q) && wz_sql_duplicate(store))
        wz_store_fail(store, WZ_EINPUT, "APPROVAL-004", "this rulebook has been entered already; look at the list");
    audit(store, by, "approval.enter", sha256);
    return wz_store_end(store, diag);
}

/* Whether the one that stands was entered by this account; -1 where none stands, or (waiting) it is confirmed. */
static int entered_by(wz_store *store, const wz_account_record *by, const char *sha256, bool waiting)
{
    wz_sql *q = wz_sql_start(store, "SELECT entered_by, confirmed_by IS NULL FROM approval"
                                    " WHERE sha256 = ? AND withdrawn IS NULL");
    wz_sql_put_text(q, 1, sha256);
    int found = -1;
    if (wz_sql_next(q) && (!waiting || wz_sql_int(q, 1)))
        found = wz_sql_int(q, 0) == by->id;
    wz_sql_end(q);
    return found;
}

static int change(wz_store *store, const wz_account_record *by, int64_t now, const char *sha256, const char *sql,
                  const char *what, wz_diag *diag)
{
    wz_sql *q = wz_sql_start(store, sql);
    wz_sql_put_int(q, 1, by->id);
    wz_sql_put_int(q, 2, now);
    wz_sql_put_text(q, 3, sha256);
    wz_sql_run(q);
    audit(store, by, what, sha256);
    return wz_store_end(store, diag);
}

int wz_approval_confirm(wz_store *store, const wz_account_record *by, int64_t now, const char *sha256, wz_diag *diag)
{
    wz_store_begin(store);
    int own = entered_by(store, by, sha256, true);
    if (own < 0)
        wz_store_fail(store, WZ_EINPUT, "APPROVAL-003",
                      "no approval of this rulebook waits to be confirmed; look at the list");
    else if (own)
        wz_store_fail(store, WZ_EINPUT, "APPROVAL-002",
                      "who entered an approval cannot confirm it; ask another account that maintains rules");
    return change(store, by, now, sha256,
                  "UPDATE approval SET confirmed_by = ?, confirmed = ? WHERE sha256 = ? AND withdrawn IS NULL",
                  "approval.confirm", diag);
}

int wz_approval_withdraw(wz_store *store, const wz_account_record *by, int64_t now, const char *sha256, wz_diag *diag)
{
    wz_store_begin(store);
    if (entered_by(store, by, sha256, false) < 0)
        wz_store_fail(store, WZ_EINPUT, "APPROVAL-003", "no approval of this rulebook stands; look at the list");
    return change(store, by, now, sha256,
                  "UPDATE approval SET withdrawn_by = ?, withdrawn = ? WHERE sha256 = ? AND withdrawn IS NULL",
                  "approval.withdraw", diag);
}

int wz_approval_list(wz_store *store, bool (*each)(const wz_approval *approval, void *payload), void *payload,
                     wz_diag *diag)
{
    wz_store_begin_reading(store);
    wz_sql *q = wz_sql_start(
        store, "SELECT p.sha256, p.title, p.entered_by, p.confirmed_by, p.withdrawn_by, coalesce(e.name, ''),"
               " coalesce(c.name, ''), coalesce(w.name, ''), p.entered, p.confirmed, p.withdrawn FROM approval AS p"
               " LEFT JOIN account AS e ON e.id = p.entered_by LEFT JOIN account AS c ON c.id = p.confirmed_by"
               " LEFT JOIN account AS w ON w.id = p.withdrawn_by ORDER BY p.id DESC");
    while (wz_sql_next(q)) {
        wz_approval approval = {.sha256 = wz_sql_text(q, 0),
                                .title = wz_sql_text(q, 1),
                                .entered_by = wz_sql_int(q, 2),
                                .confirmed_by = wz_sql_int(q, 3),
                                .withdrawn_by = wz_sql_int(q, 4),
                                .entered_by_name = wz_sql_text(q, 5),
                                .confirmed_by_name = wz_sql_text(q, 6),
                                .withdrawn_by_name = wz_sql_text(q, 7),
                                .entered = wz_sql_int(q, 8),
                                .confirmed = wz_sql_int(q, 9),
                                .withdrawn = wz_sql_int(q, 10)};
        if (!each(&approval, payload))
            break;
    }
    wz_sql_end(q);
    return wz_store_end(store, diag);
}
