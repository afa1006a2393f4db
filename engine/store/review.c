/* Reviews: draft, reviewed by a second account, final; superseded by a later final one. A state never goes back. */
#include "store/account_private.h"

#include <stdio.h>
#include <string.h>

/* The case of an assessment under review, its state and who made it; state -1 where there is none. */
typedef struct {
    char case_id[WZ_ACCOUNT_CASE];
    int64_t state, made_by;
} standing;

static standing find(wz_store *store, int64_t assessment)
{
    standing found = {.state = -1};
    wz_sql *q = wz_sql_start(store, "SELECT case_id, state, made_by FROM review WHERE assessment = ?");
    wz_sql_put_int(q, 1, assessment);
    if (wz_sql_next(q)) {
        snprintf(found.case_id, sizeof found.case_id, "%s", wz_sql_text(q, 0));
        found.state = wz_sql_int(q, 1);
        found.made_by = wz_sql_int(q, 2);
    }
    wz_sql_end(q);
    return found;
}

static void audit(wz_store *store, const wz_account_record *by, const char *what, const char *case_id,
                  int64_t assessment)
{
    wz_account_audit(store, by->name, what, case_id, "\"assessment\":%lld", (long long)assessment);
}

int wz_review_open(wz_store *store, const wz_account_record *by, int64_t now, const char *case_id, int64_t assessment,
                   wz_diag *diag)
{
    wz_store_begin(store);
    wz_sql *q =
        wz_sql_start(store, "INSERT INTO review(assessment, case_id, state, made_by, made) VALUES(?, ?, 0, ?, ?)");
    wz_sql_put_int(q, 1, assessment);
    wz_sql_put_text(q, 2, case_id);
    wz_sql_put_int(q, 3, by->id);
    wz_sql_put_int(q, 4, now);
    if (!wz_sql_run(q) && wz_sql_duplicate(store))
        wz_store_fail(store, WZ_EINPUT, "REVIEW-002", "the assessment is under review already; look at its state");
    audit(store, by, "review.open", case_id, assessment);
    return wz_store_end(store, diag);
}

int wz_review_pass(wz_store *store, const wz_account_record *by, int64_t now, int64_t assessment, const char *note,
                   wz_diag *diag)
{
    wz_store_begin(store);
    standing found = find(store, assessment);
    if (found.state != WZ_REVIEW_DRAFT)
        wz_store_fail(store, WZ_EINPUT, "REVIEW-002",
                      "the assessment is no draft that waits for a review; look at its state");
    else if (found.made_by == by->id)
        wz_store_fail(store, WZ_EINPUT, "REVIEW-001",
                      "who made an assessment cannot review it; ask a colleague with whom the case is shared");
    wz_sql *q = wz_sql_start(
        store,
        "UPDATE review SET state = 1, reviewed_by = ?, reviewed = ?, note = ? WHERE assessment = ? AND state = 0");
    wz_sql_put_int(q, 1, by->id);
    wz_sql_put_int(q, 2, now);
    wz_sql_put_text(q, 3, note ? note : "");
    wz_sql_put_int(q, 4, assessment);
    if (!wz_store_failed(store))
        wz_sql_run(q);
    audit(store, by, "review.pass", found.case_id, assessment);
    return wz_store_end(store, diag);
}

int wz_review_finish(wz_store *store, const wz_account_record *by, int64_t now, int64_t assessment, wz_diag *diag)
{
    wz_store_begin(store);
    standing found = find(store, assessment);
    if (found.state != WZ_REVIEW_REVIEWED)
        wz_store_fail(store, WZ_EINPUT, "REVIEW-003",
                      "only an assessment that a second account has reviewed becomes final; have it reviewed first");
    wz_sql *q = wz_sql_start(store, "UPDATE review SET state = 3, superseded_by = ?1 WHERE case_id = ?2 AND state = 2");
    wz_sql_put_int(q, 1, assessment);
    wz_sql_put_text(q, 2, found.case_id);
    wz_sql_run(q);
    q = wz_sql_start(store, "UPDATE review SET state = 2, final_by = ?, final = ? WHERE assessment = ? AND state = 1");
    wz_sql_put_int(q, 1, by->id);
    wz_sql_put_int(q, 2, now);
    wz_sql_put_int(q, 3, assessment);
    wz_sql_run(q);
    audit(store, by, "review.final", found.case_id, assessment);
    return wz_store_end(store, diag);
}

#define REVIEW_TABLES \
    " FROM review AS r LEFT JOIN account AS m ON m.id = r.made_by LEFT JOIN account AS v ON v.id = r.reviewed_by" \
    " LEFT JOIN account AS f ON f.id = r.final_by" \
    " WHERE (?1 IS NULL OR r.case_id = ?1) AND (?2 = 0 OR r.assessment = ?2) AND (?4 = 0 OR r.state < 2)" \
    " AND (?3 = 0 OR (EXISTS(SELECT 1 FROM case_share AS s WHERE s.case_id = r.case_id AND s.account = ?3)" \
    "  AND EXISTS(SELECT 1 FROM case_file AS c WHERE c.id = r.case_id AND c.erased IS NULL)))"

/* Start a query of the tables above. */
static wz_sql *start(wz_store *store, const wz_review_query *query, const char *sql)
{
    wz_sql *q = wz_sql_start(store, sql);
    wz_sql_put_text(q, 1, query->case_id);
    wz_sql_put_int(q, 2, query->assessment);
    wz_sql_put_int(q, 3, query->account);
    wz_sql_put_int(q, 4, query->waiting);
    return q;
}

static wz_review review_at(wz_sql *q)
{
    return (wz_review){.assessment = wz_sql_int(q, 0),
                       .case_id = wz_sql_text(q, 1),
                       .state = (wz_review_state)wz_sql_int(q, 2),
                       .made_by = wz_sql_int(q, 3),
                       .reviewed_by = wz_sql_int(q, 4),
                       .final_by = wz_sql_int(q, 5),
                       .made_by_name = wz_sql_text(q, 6),
                       .reviewed_by_name = wz_sql_text(q, 7),
                       .final_by_name = wz_sql_text(q, 8),
                       .made = wz_sql_int(q, 9),
                       .reviewed = wz_sql_int(q, 10),
                       .final = wz_sql_int(q, 11),
                       .superseded_by = wz_sql_int(q, 12),
                       .note = wz_sql_text(q, 13)};
}

int wz_review_find(int64_t *total, wz_store *store, const wz_review_query *query,
                   bool (*each)(const wz_review *review, void *payload), void *payload, wz_diag *diag)
{
    wz_store_begin_reading(store);
    if (total) {
        wz_sql *q = start(store, query, "SELECT count(*)" REVIEW_TABLES);
        *total = wz_sql_next(q) ? wz_sql_int(q, 0) : 0;
        wz_sql_end(q);
    }
    wz_sql *q = start(store, query,
                      "SELECT r.assessment, r.case_id, r.state, r.made_by, r.reviewed_by, r.final_by,"
                      " coalesce(m.name, ''), coalesce(v.name, ''), coalesce(f.name, ''), r.made, r.reviewed, r.final,"
                      " r.superseded_by, r.note" REVIEW_TABLES " ORDER BY r.assessment DESC LIMIT ?5 OFFSET ?6");
    wz_sql_put_int(q, 5, query->most ? query->most : -1);
    wz_sql_put_int(q, 6, query->skip);
    while (wz_sql_next(q)) {
        wz_review review = review_at(q);
        if (!each(&review, payload))
            break;
    }
    wz_sql_end(q);
    return wz_store_end(store, diag);
}

int wz_review_list(wz_store *store, const char *case_id, bool (*each)(const wz_review *review, void *payload),
                   void *payload, wz_diag *diag)
{
    const wz_review_query query = {.version = 1, .case_id = case_id};
    return wz_review_find(NULL, store, &query, each, payload, diag);
}
