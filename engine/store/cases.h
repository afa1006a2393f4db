/* Cases in the store: every version of a case's bytes, and every assessment as it was, with the bytes of the law that it
 * used. Nothing is overwritten; a deletion takes the content away and leaves its hash and its entries.
 *
 * Calls stand inside the caller's transaction and errors stick to the store (store.h); each change writes its audit entry
 * itself. Rows and callbacks are those of the public header. */
#ifndef WZ_STORE_CASES_H
#define WZ_STORE_CASES_H

#include "base/arena.h"
#include "load/law_files.h"
#include "store/blobs.h"
#include "wenze/case_store.h"

/* A case about to be kept. */
typedef struct {
    const char *id, *title, *jurisdiction;          /* "" where not given */
    const void *bytes;
    size_t length;
    const wz_kept_evidence *evidence;
    size_t evidence_count;
    const wz_kept_text *texts;
    size_t text_count;
    int64_t over;                                   /* the version that it was made from; 0 = whichever is the newest */
} wz_case_input;

enum { WZ_HITS = 5 };     /* texts that a search gives of each case, at most */

/* Keep a case: a new one, or a new version where the id is there; the bytes of the newest version again change nothing.
 * Returns the version's number, 0 once the store has failed (STORE-042: the id was deleted; STORE-043: `only_new`, and the id
 * is there; STORE-053: a version newer than `over` is). *unchanged (may be NULL) tells of the third. */
int64_t wz_cases_put(wz_store *store, const wz_case_input *input, bool only_new, const char *who, bool *unchanged);

/* Cases in order of id; `id` NULL = all. Lists of one case's versions (oldest first), evidence and assessments (oldest first;
 * `id` NULL = of all cases). An id that is not there gives nothing. */
void wz_cases_each(wz_store *store, const char *id, wz_case_fn fn, void *payload);
/* Those behind an id, in order of id. */
void wz_cases_after(wz_store *store, const char *after, wz_case_fn fn, void *payload);
void wz_cases_versions(wz_store *store, const char *id, wz_version_fn fn, void *payload);
void wz_cases_evidence(wz_store *store, const char *id, int64_t version, wz_evidence_fn fn, void *payload);
void wz_cases_assessments(wz_store *store, const char *id, wz_assessment_fn fn, void *payload);
/* Cases with every word of the text, best first, without the first `skip`; at most `most`, 0 = all. */
void wz_cases_search(wz_store *store, const char *text, int64_t skip, int64_t most, wz_hit_fn fn, void *payload);

/* Those that are shared with an account, part by part; how many there are in all. */
int64_t wz_cases_shared(wz_store *store, const wz_case_query *query, wz_hit_fn fn, void *payload);

/* The version meant by a number, 0 = the newest; an id or version that is not there is the sticky error STORE-041, an erased
 * case STORE-042. Returns 0 then. */
int64_t wz_cases_version(wz_store *store, const char *id, int64_t version);
/* The bytes of a version, appended to `out`. False once the store has failed. */
bool wz_cases_bytes(wz_store *store, const char *id, int64_t version, wz_buffer *out, char hex[WZ_BLOB_HEX]);

/* Keep an assessment. Of the row, what is asked, version, language, engine and case are read. Returns its number or 0. */
int64_t wz_cases_put_assessment(wz_store *store, const wz_assessment_row *row, const wz_law_files *law,
                                const void *result, size_t length, const char *who);
/* One by its number, its strings in the arena; false with the sticky error STORE-044 where there is none. */
bool wz_cases_assessment(wz_store *store, int64_t id, wz_arena *arena, wz_assessment_row *out);
/* The number of the last one of a case, 0 = none. */
int64_t wz_cases_last_assessment(wz_store *store, const char *id);
/* Its result, and the law it used. */
bool wz_cases_result(wz_store *store, int64_t id, wz_buffer *out);
bool wz_cases_law(wz_store *store, int64_t id, wz_law_files *out);

/* Take a case's content away: texts, evidence, drafts and review notes of the web page, and every content that nothing else
 * names. */
void wz_cases_erase(wz_store *store, const char *id, const char *reason, const char *who);

/* Whether the log tells of a deletion behind entry *seen, which becomes its newest; -1 asks for nothing but that. */
bool wz_cases_deleted(wz_store *store, int64_t *seen);

/* Hold every version and assessment against the audit entry that tells of it, and every content against its hash. Returns how
 * many faults there are, each an error in diag. */
size_t wz_cases_verify(wz_store *store, wz_diag *diag);

#endif
