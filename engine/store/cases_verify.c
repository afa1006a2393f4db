/* Holding what is kept against the audit log: each version and each assessment was told of in an entry, whose details are
 * worked out again from the rows. The log itself is looked through by wz_audit_verify(). */
#include "store/cases.h"

#include "store/cases_private.h"

#include <string.h>

typedef struct {
    wz_store *store;
    wz_diag *diag;
    size_t faults;
} check;

static wz_place place(const check *c)
{
    return (wz_place){.file = wz_store_path(c->store)};
}

static void unlike(check *c, int64_t entry, const char *subject)
{
    c->faults++;
    wz_diag_add(c->diag, WZ_ERROR, "STORE-048", place(c),
                "what is kept of the case %.100s is not what audit entry %lld tells of; compare with the last backup",
                subject, (long long)entry);
}

/* `details` is the row's; the statement's first columns are: entry, what, subject, details. */
static void compare(check *c, wz_sql *q, const char *what, const char *id, const wz_buffer *details)
{
    bool same = strcmp(wz_cases_text(q, 1), what) == 0 && strcmp(wz_cases_text(q, 2), id) == 0 && !details->failed &&
                strcmp(wz_cases_text(q, 3), details->data) == 0;
    if (!same)
        unlike(c, wz_sql_int(q, 0), id);
}

static void versions(check *c)
{
    wz_sql *q = wz_sql_start(c->store, "SELECT e.seq, e.what, e.subject, e.details, f.id, v.version, c.hash, c.size"
                                       " FROM case_version v JOIN case_file f ON f.number = v.case_number"
                                       " JOIN content c ON c.id = v.content JOIN audit e ON e.seq = v.audit");
    while (wz_sql_next(q)) {
        char hex[WZ_BLOB_HEX];
        wz_buffer details = {0};
        wz_cases_read_hash(q, 6, hex);
        wz_cases_version_details(&details, wz_sql_int(q, 5), hex, wz_sql_int(q, 7));
        compare(c, q, "case.add", wz_cases_text(q, 4), &details);
        wz_buffer_free(&details);
    }
    wz_sql_end(q);
}

static void compare_assessment(check *c, wz_sql *of_entry, const wz_assessment_row *row)
{
    wz_buffer details = {0};
    wz_cases_assessment_details(&details, row);
    compare(c, of_entry, "case.assess", row->case_id, &details);
    wz_buffer_free(&details);
}

static void assessments(check *c)
{
    wz_sql *q = wz_sql_start(c->store, WZ_ASSESSMENT_COLUMNS "ORDER BY a.id");
    while (wz_sql_next(q)) {
        wz_assessment_row row;
        wz_cases_read_assessment(q, &row);
        wz_sql *entry = wz_sql_start(c->store, "SELECT seq, what, subject, details FROM audit WHERE seq = ?");
        wz_sql_put_int(entry, 1, wz_sql_int(q, 13));
        if (wz_sql_next(entry))
            compare_assessment(c, entry, &row);
        wz_sql_end(entry);
    }
    wz_sql_end(q);
}

/* The hash of a law is over the names and hashes of its files, as they are kept. */
static void laws(check *c)
{
    wz_sql *q = wz_sql_start(c->store, "SELECT id, hash FROM law");
    while (wz_sql_next(q)) {
        wz_buffer names = {0};
        char hex[WZ_BLOB_HEX];
        wz_sql *file = wz_sql_start(c->store, "SELECT c.hash, l.name FROM law_file l JOIN content c ON c.id = l.content"
                                              " WHERE l.law = ? ORDER BY l.name");
        wz_sql_put_int(file, 1, wz_sql_int(q, 0));
        while (wz_sql_next(file)) {
            wz_cases_read_hash(file, 0, hex);
            wz_buffer_printf(&names, "%s %s\n", hex, wz_cases_text(file, 1));
        }
        wz_sql_end(file);
        wz_blob_hash(names.length ? names.data : "", names.length, hex);
        if (names.failed || strcmp(hex, wz_cases_text(q, 1)) != 0) {
            c->faults++;
            wz_diag_add(c->diag, WZ_ERROR, "STORE-049", place(c),
                        "the files of the law %.12s are not those that were kept; compare with the last backup",
                        wz_cases_text(q, 1));
        }
        wz_buffer_free(&names);
    }
    wz_sql_end(q);
}

/* Entries that tell of a version, an assessment or a deletion that is not there. */
static void missing(check *c)
{
    wz_sql *q = wz_sql_start(
        c->store, "SELECT e.seq, e.subject FROM audit e WHERE"
                  " (e.what = 'case.add' AND NOT EXISTS (SELECT 1 FROM case_version WHERE audit = e.seq)) OR"
                  " (e.what = 'case.assess' AND NOT EXISTS (SELECT 1 FROM assessment WHERE audit = e.seq)) OR"
                  " (e.what = 'case.delete' AND NOT EXISTS (SELECT 1 FROM case_file WHERE erased = e.seq))"
                  " ORDER BY e.seq");
    while (wz_sql_next(q))
        unlike(c, wz_sql_int(q, 0), wz_cases_text(q, 1));
    wz_sql_end(q);
    /* and content that is gone without a deletion */
    q = wz_sql_start(c->store,
                     "SELECT e.seq, f.id FROM case_file f JOIN case_version v ON v.case_number = f.number"
                     " JOIN content c ON c.id = v.content JOIN audit e ON e.seq = v.audit"
                     " WHERE c.bytes IS NULL AND f.erased IS NULL"
                     " UNION SELECT e.seq, f.id FROM case_file f JOIN assessment a ON a.case_number = f.number"
                     " JOIN content c ON c.id = a.result JOIN audit e ON e.seq = a.audit"
                     " WHERE c.bytes IS NULL AND f.erased IS NULL"
                     " UNION SELECT f.erased, f.id FROM case_file f LEFT JOIN audit e ON e.seq = f.erased"
                     " WHERE f.erased IS NOT NULL AND (e.what IS NOT 'case.delete' OR e.subject <> f.id)");
    while (wz_sql_next(q))
        unlike(c, wz_sql_int(q, 0), wz_cases_text(q, 1));
    wz_sql_end(q);
}

size_t wz_cases_verify(wz_store *store, wz_diag *diag)
{
    check c = {.store = store, .diag = diag};
    versions(&c);
    assessments(&c);
    laws(&c);
    missing(&c);
    return c.faults + wz_blobs_verify(store, NULL, diag);
}
