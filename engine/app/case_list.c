/* Lists of what is kept: each is one look at the store as it is at one moment. */
#include "wenze/case_store.h"

#include "store/audit.h"
#include "store/cases.h"
#include "store/register.h"

int wz_case_list(wz_store *store, wz_case_fn fn, void *payload, wz_diag *diag)
{
    wz_store_begin_reading(store);
    wz_cases_each(store, NULL, fn, payload);
    return wz_store_end(store, diag);
}

int wz_case_list_after(wz_store *store, const char *after, wz_case_fn fn, void *payload, wz_diag *diag)
{
    wz_store_begin_reading(store);
    wz_cases_after(store, after, fn, payload);
    return wz_store_end(store, diag);
}

/* Tells whether a case came by. */
typedef struct {
    wz_case_fn fn;
    void *payload;
    bool seen;
} relay;

static bool pass_on(const wz_case_row *row, void *payload)
{
    relay *r = payload;
    r->seen = true;
    return r->fn(row, r->payload);
}

int wz_case_find(wz_store *store, const char *id, wz_case_fn fn, void *payload, wz_diag *diag)
{
    relay r = {fn, payload, false};
    wz_store_begin_reading(store);
    wz_cases_each(store, id, pass_on, &r);
    if (!r.seen)
        wz_cases_version(store, id, 0);
    return wz_store_end(store, diag);
}

int wz_case_versions(wz_store *store, const char *id, wz_version_fn fn, void *payload, wz_diag *diag)
{
    wz_store_begin_reading(store);
    wz_cases_versions(store, id, fn, payload);
    return wz_store_end(store, diag);
}

int wz_case_evidence(wz_store *store, const char *id, int64_t version, wz_evidence_fn fn, void *payload, wz_diag *diag)
{
    wz_store_begin_reading(store);
    version = wz_cases_version(store, id, version);
    if (version)
        wz_cases_evidence(store, id, version, fn, payload);
    return wz_store_end(store, diag);
}

int wz_case_assessments(wz_store *store, const char *id, wz_assessment_fn fn, void *payload, wz_diag *diag)
{
    wz_store_begin_reading(store);
    wz_cases_assessments(store, id, fn, payload);
    return wz_store_end(store, diag);
}

int wz_case_search_part(wz_store *store, const char *text, int64_t skip, int64_t most, wz_hit_fn fn, void *payload,
                        wz_diag *diag)
{
    wz_store_begin_reading(store);
    wz_cases_search(store, text, skip, most, fn, payload);
    return wz_store_end(store, diag);
}

int wz_case_search(wz_store *store, const char *text, wz_hit_fn fn, void *payload, wz_diag *diag)
{
    return wz_case_search_part(store, text, 0, 0, fn, payload, diag);
}

int wz_case_list_shared(int64_t *total, wz_store *store, const wz_case_query *query, wz_hit_fn fn, void *payload,
                        wz_diag *diag)
{
    wz_store_begin_reading(store);
    int64_t count = wz_cases_shared(store, query, fn, payload);
    if (total)
        *total = count;
    return wz_store_end(store, diag);
}

int wz_case_bytes(char **out, size_t *length, wz_store *store, const char *id, int64_t version, wz_diag *diag)
{
    wz_buffer bytes = {0};
    wz_store_begin_reading(store);
    wz_cases_bytes(store, id, version, &bytes, NULL);
    int code = wz_store_end(store, diag);
    *out = NULL;
    if (code != WZ_OK) {
        wz_buffer_free(&bytes);
        return code;
    }
    *out = bytes.data;
    if (length)
        *length = bytes.length;
    return WZ_OK;
}

int wz_case_deleted(bool *any, int64_t *seen, wz_store *store, wz_diag *diag)
{
    wz_store_begin_reading(store);
    *any = wz_cases_deleted(store, seen);
    return wz_store_end(store, diag);
}

int wz_case_delete(wz_store *store, const char *id, const char *reason, const char *by, wz_diag *diag)
{
    wz_store_begin(store);
    wz_cases_erase(store, id, reason, by);
    int code = wz_store_end(store, diag);
    /* what was erased stands in the write-ahead log until that is written back and emptied */
    return code == WZ_OK ? wz_store_settle(store, diag) : code;
}

/* --- the log --- */

typedef struct {
    wz_log_fn fn;
    void *payload;
} log_relay;

static bool pass_entry(const wz_audit_entry *entry, void *payload)
{
    const log_relay *r = payload;
    wz_log_row row = {entry->seq, entry->time, entry->who, entry->what, entry->subject, entry->details};
    return r->fn(&row, r->payload);
}

int wz_log_list(wz_store *store, int64_t from, const char *subject, wz_log_fn fn, void *payload, wz_diag *diag)
{
    log_relay r = {fn, payload};
    wz_store_begin_reading(store);
    wz_audit_each(store, from, subject, pass_entry, &r);
    return wz_store_end(store, diag);
}

int wz_log_head(wz_store *store, char *head, wz_diag *diag)
{
    wz_store_begin_reading(store);
    wz_audit_head(store, head);
    return wz_store_end(store, diag);
}

int wz_log_add(wz_store *store, const char *by, const char *what, const char *subject, const char *details,
               wz_diag *diag)
{
    wz_store_begin(store);
    wz_audit_append(store, by, what, subject, details);
    return wz_store_end(store, diag);
}

int wz_store_verify(wz_store *store, const char *head, int64_t *entries, wz_diag *diag)
{
    int64_t count = 0;
    wz_store_begin_reading(store);
    int file = wz_store_check(store, diag);
    int log = file == WZ_OK ? wz_audit_verify(store, head, &count, diag) : WZ_OK;
    size_t faults = file == WZ_OK ? wz_cases_verify(store, diag) + wz_reg_verify(store, diag) : 0;
    int code = wz_store_end(store, diag);
    if (entries)
        *entries = count;
    if (code == WZ_OK)
        code = file != WZ_OK ? file : log != WZ_OK ? log : faults ? WZ_EINPUT : WZ_OK;
    return code;
}
