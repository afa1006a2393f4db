/* Who may open a case. Closed unless shared; recusal stands above sharing. */
#include "store/account_private.h"
#include "store/cases_private.h"

#include <string.h>

static bool one_line(const char *text, size_t most)
{
    return *text && strlen(text) < most && !strpbrk(text, "\r\n");
}

static void check_case(wz_store *store, const char *case_id)
{
    if (!one_line(case_id, WZ_ACCOUNT_CASE))
        wz_store_fail(store, WZ_EINPUT, "ACCESS-001", "a case is named by its number, one line; give the number");
}

static wz_access of_people(const wz_account_record *account, const wz_assessed *people, size_t count, bool other_person)
{
    for (size_t i = 0; i < count; i++)
        if (*account->person_id && people[i].person_id && strcmp(account->person_id, people[i].person_id) == 0)
            return WZ_ACCESS_ASSESSED;
    for (size_t i = 0; i < count; i++) {
        if (!other_person && people[i].name && strcmp(account->display, people[i].name) == 0)
            return WZ_ACCESS_SAME_NAME;
    }
    return WZ_ACCESS_OPEN;
}

static bool reads_cases(const wz_account_record *account)
{
    return !account->disabled && (account->roles & (WZ_ACCOUNT_INVESTIGATOR | WZ_ACCOUNT_ORGANISATION));
}

int wz_case_admission(wz_admission *out, wz_store *store, const wz_account_record *account, const char *case_id,
                      wz_diag *diag)
{
    *out = (wz_admission){.access = WZ_ACCESS_ROLE};
    if (!reads_cases(account))
        return WZ_OK;
    wz_store_begin_reading(store);
    wz_sql *q =
        wz_sql_start(store, "SELECT r.what, v.version, c.hash FROM case_share AS s"
                            " JOIN case_file AS f ON f.id = s.case_id AND f.erased IS NULL"
                            " JOIN case_version AS v ON v.case_number = f.number JOIN content AS c ON c.id = v.content"
                            " LEFT JOIN case_recusal AS r ON r.case_id = s.case_id AND r.account = s.account"
                            " WHERE s.case_id = ? AND s.account = ? ORDER BY v.version DESC LIMIT 1");
    wz_sql_put_text(q, 1, case_id);
    wz_sql_put_int(q, 2, account->id);
    out->access = WZ_ACCESS_NOT_SHARED;
    if (wz_sql_next(q)) {
        int64_t declared = wz_sql_null(q, 0) ? -1 : wz_sql_int(q, 0);
        out->access = declared == WZ_RECUSAL_CONFLICT ? WZ_ACCESS_CONFLICT : WZ_ACCESS_OPEN;
        out->other_person = declared == WZ_RECUSAL_OTHER_PERSON;
        out->version = wz_sql_int(q, 1);
        wz_cases_read_hash(q, 2, out->sha256);
    }
    wz_sql_end(q);
    return wz_store_end(store, diag);
}

wz_access wz_case_admits(const wz_admission *admission, const wz_account_record *account, const wz_assessed *people,
                         size_t count)
{
    if (admission->access != WZ_ACCESS_OPEN)
        return admission->access;
    return of_people(account, people, count, admission->other_person);
}

int wz_case_share(wz_store *store, const char *by, int64_t now, const char *case_id, int64_t account, bool shared,
                  wz_diag *diag)
{
    char name[WZ_ACCOUNT_NAME];
    wz_store_begin(store);
    check_case(store, case_id);
    wz_account_name_of(store, account, name);
    if (!*name)
        wz_store_fail(store, WZ_EINPUT, "ACCOUNT-005", "there is no such account; look at the list of accounts");
    wz_sql *q = wz_sql_start(
        store, shared ? "INSERT INTO case_share(case_id, account, since) VALUES(?1, ?2, ?3) ON CONFLICT DO NOTHING"
                      : "DELETE FROM case_share WHERE case_id = ?1 AND account = ?2 AND ?3 IS NOT NULL");
    wz_sql_put_text(q, 1, case_id);
    wz_sql_put_int(q, 2, account);
    wz_sql_put_int(q, 3, now);
    wz_sql_run(q);
    wz_account_audit(store, by, shared ? "case.share" : "case.unshare", case_id, "\"account\":%lld",
                     (long long)account);
    return wz_store_end(store, diag);
}

int wz_case_declare(wz_store *store, const char *by, int64_t now, const char *case_id, int64_t account, wz_recusal what,
                    const char *reason, wz_diag *diag)
{
    static const char *const words[] = {"conflict", "other_person", "withdrawn"};
    char name[WZ_ACCOUNT_NAME];
    wz_store_begin(store);
    check_case(store, case_id);
    wz_account_name_of(store, account, name);
    if (!*name)
        wz_store_fail(store, WZ_EINPUT, "ACCOUNT-005", "there is no such account; look at the list of accounts");
    if (what != WZ_RECUSAL_WITHDRAWN && !one_line(reason, 1024))
        wz_store_fail(store, WZ_EINPUT, "ACCESS-002", "a declaration needs its reason, one line; give the reason");
    wz_sql *q = wz_sql_start(store, "DELETE FROM case_recusal WHERE case_id = ? AND account = ?");
    wz_sql_put_text(q, 1, case_id);
    wz_sql_put_int(q, 2, account);
    wz_sql_run(q);
    if (what != WZ_RECUSAL_WITHDRAWN) {
        q = wz_sql_start(store,
                         "INSERT INTO case_recusal(case_id, account, what, reason, since) VALUES(?, ?, ?, ?, ?)");
        wz_sql_put_text(q, 1, case_id);
        wz_sql_put_int(q, 2, account);
        wz_sql_put_int(q, 3, what);
        wz_sql_put_text(q, 4, reason);
        wz_sql_put_int(q, 5, now);
        wz_sql_run(q);
    }
    wz_account_audit(store, by, "case.recusal", case_id, "\"account\":%lld,\"what\":\"%s\"", (long long)account,
                     words[what]);
    return wz_store_end(store, diag);
}

int wz_case_standings(wz_store *store, const char *case_id, int64_t account,
                      bool (*each)(const wz_case_standing *standing, void *payload), void *payload, wz_diag *diag)
{
    wz_store_begin_reading(store);
    wz_sql *q = wz_sql_start(
        store, "SELECT at.case_id, at.account, a.name, a.display, s.since IS NOT NULL, coalesce(r.what, 2),"
               " coalesce(r.reason, '') FROM (SELECT case_id, account FROM case_share UNION"
               " SELECT case_id, account FROM case_recusal) AS at JOIN account AS a ON a.id = at.account"
               " LEFT JOIN case_share AS s ON s.case_id = at.case_id AND s.account = at.account"
               " LEFT JOIN case_recusal AS r ON r.case_id = at.case_id AND r.account = at.account"
               " WHERE (?1 IS NULL OR at.case_id = ?1) AND (?2 = 0 OR at.account = ?2) ORDER BY at.case_id, a.name");
    wz_sql_put_text(q, 1, case_id);
    wz_sql_put_int(q, 2, account);
    while (wz_sql_next(q)) {
        wz_case_standing standing = {.case_id = wz_sql_text(q, 0),
                                     .account = wz_sql_int(q, 1),
                                     .account_name = wz_sql_text(q, 2),
                                     .display = wz_sql_text(q, 3),
                                     .shared = wz_sql_int(q, 4) != 0,
                                     .recusal = (wz_recusal)wz_sql_int(q, 5),
                                     .reason = wz_sql_text(q, 6)};
        if (!each(&standing, payload))
            break;
    }
    wz_sql_end(q);
    return wz_store_end(store, diag);
}
