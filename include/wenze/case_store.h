/**
 * @file
 * Cases kept in a store: every version of a case, every assessment as it was with the law that it used, and the log of who
 * did what.
 *
 * Lists come by callback: what a callback is given is borrowed until it returns, it returns false to stop, and it may not
 * use the store. Times are milliseconds since 1970-01-01T00:00:00Z. `by` is who acts, NULL for the login name of the
 * process's user. All calls return WZ_OK; WZ_EINPUT (the problem stands in diag: STORE-0…); WZ_EIO (busy, disk full
 * and the like); WZ_ENOMEM. A change that is not WZ_OK changed nothing.
 */
#ifndef WENZE_CASE_STORE_H
#define WENZE_CASE_STORE_H

#include "wenze/assess.h"
#include "wenze/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Room for a SHA-256 in hexadecimal with its NUL, and for the head of the audit log. */
enum { WZ_SHA256_TEXT = 65, WZ_HEAD_TEXT = 96 };

/* ---- what is kept --------------------------------------------------------------------------------------------------- */

/** A case as its newest version says. Of an erased one only id, numbers and times are left. */
typedef struct {
    const char *id;
    const char *title;          /**< "" where it has none */
    const char *jurisdiction;   /**< "" where it has none */
    int64_t versions;
    int64_t assessments;
    int64_t added;              /**< time of its first version */
    int64_t changed;            /**< time of its newest version */
    const char *changed_by;
    bool erased;
} wz_case_row;

/** One version of a case. */
typedef struct {
    const char *title;
    const char *jurisdiction;
    const char *by;
    int64_t version;            /**< 1, 2, 3 … */
    int64_t size;               /**< bytes */
    int64_t evidence_count;
    int64_t added;
    char sha256[WZ_SHA256_TEXT];
} wz_version_row;

/** One piece of a version's evidence list; "" where not given. */
typedef struct {
    const char *id;
    const char *title;
    const char *document_no;
    const char *day;
} wz_kept_evidence;

/** One assessment. */
typedef struct {
    int64_t id;                 /**< over all cases: 1, 2, 3 … */
    const char *case_id;
    const char *by;
    int64_t version;            /**< of the case */
    int64_t made;
    const char *as_of;          /**< the day asked for; NULL: the case's own, else `today` */
    const char *today;
    const char *regimes;        /**< ids separated by blanks; "": those that place and days chose */
    bool reasons_all;
    const char *language;       /**< "zh", "en" */
    const char *engine;         /**< "wenze 1.0.0" */
    char law[WZ_SHA256_TEXT];   /**< over the names and hashes of its files */
    char result[WZ_SHA256_TEXT];
} wz_assessment_row;

/** A text of a case that can be searched: `kind` is "title", "person", "evidence" or "fact". */
typedef struct {
    const char *kind;
    const char *text;
} wz_kept_text;

/** An entry of the audit log. */
typedef struct {
    int64_t seq;                /**< 1, 2, 3 … */
    int64_t time;
    const char *who;
    const char *what;           /**< "case.add", "register.import" … */
    const char *subject;        /**< the number of a case or person; "" where none */
    const char *details;        /**< a JSON object: ids, hashes, counts */
} wz_log_row;

/* What the lists below call for each row, until it says false. What it is given is borrowed for the call; it must not use the
 * store. */
/** A case. */
typedef bool (*wz_case_fn)(const wz_case_row *row, void *payload);
/** A version of one. */
typedef bool (*wz_version_fn)(const wz_version_row *row, void *payload);
/** An item of evidence. */
typedef bool (*wz_evidence_fn)(const wz_kept_evidence *evidence, void *payload);
/** An assessment. */
typedef bool (*wz_assessment_fn)(const wz_assessment_row *row, void *payload);
/** A case that a search found, with the texts that matched. */
typedef bool (*wz_hit_fn)(const wz_case_row *row, const wz_kept_text *hits, size_t count, void *payload);
/** An entry of the audit log. */
typedef bool (*wz_log_fn)(const wz_log_row *row, void *payload);
/** Receives a text piece by piece as it is made; the bytes are borrowed for the call, not terminated. False: no more. */
typedef bool (*wz_piece_fn)(const char *bytes, size_t length, void *payload);

/** What is to be done together with keeping a case or an assessment (`number`; 0 = none), in its transaction: calls on the same
 *  store, as of wz_case_share() and wz_review_open(). Where one of them fails nothing is kept. */
typedef void (*wz_also_fn)(const char *case_id, int64_t number, wz_diag *diag, void *payload);

/* ---- cases ---------------------------------------------------------------------------------------------------------- */

/** A case to be kept. Start from WZ_CASE_ADD_INIT. */
typedef struct {
    unsigned version;           /**< 1 */
    const char *name;           /**< under which problems are reported */
    const void *bytes;          /**< the XML, borrowed for the call */
    size_t size;
    bool only_new;              /**< refuse an id that is there (STORE-043) instead of adding a version */
    const char *by;
    int64_t over;               /**< the version that the bytes were made from: refuse where a newer one is there (STORE-053);
                                     0 = add to whichever is the newest */
    wz_also_fn also;            /**< may be NULL; the case's id is what was kept */
    void *payload;
} wz_case_add_request;

#define WZ_CASE_ADD_INIT {1, "case.xml", NULL, 0, false, NULL, 0, NULL, NULL}

/** What became of it. */
typedef struct {
    int64_t version;            /**< of the case; 1 = it is new */
    bool unchanged;             /**< these were the bytes of the newest version, so nothing was written */
} wz_case_added;

/**
 * Keep a case under the id that it gives itself; new bytes under an id that is there are a new version. The case must load
 * without errors under these rules.
 * @param[out] id     The case's id; free with wz_text_free(); may be NULL.
 * @param[out] added  May be NULL.
 */
int wz_case_add(char **id, wz_case_added *added, wz_store *store, const wz_rules *rules,
                const wz_case_add_request *request, wz_diag *diag);

/** All cases in order of id, erased ones too. */
int wz_case_list(wz_store *store, wz_case_fn fn, void *payload, wz_diag *diag);
/** Those whose ids (in order of bytes) come behind `after`, which need not be one; "" = all. */
int wz_case_list_after(wz_store *store, const char *after, wz_case_fn fn, void *payload, wz_diag *diag);
/** One case; STORE-041 where it is not there. An erased one is given. */
int wz_case_find(wz_store *store, const char *id, wz_case_fn fn, void *payload, wz_diag *diag);
/** Its versions, oldest first. */
int wz_case_versions(wz_store *store, const char *id, wz_version_fn fn, void *payload, wz_diag *diag);
/** The evidence list of a version, 0 = the newest. */
int wz_case_evidence(wz_store *store, const char *id, int64_t version, wz_evidence_fn fn, void *payload, wz_diag *diag);
/** The assessments of a case, oldest first; `id` NULL = of all cases. */
int wz_case_assessments(wz_store *store, const char *id, wz_assessment_fn fn, void *payload, wz_diag *diag);
/** Cases that have every word of a text in title, names, evidence or facts, the best match first, with some of the texts
 *  that matched. Chinese words of any length are found; letters as the beginnings of words. */
int wz_case_search(wz_store *store, const char *text, wz_hit_fn fn, void *payload, wz_diag *diag);
/** A part of what wz_case_search() finds: without the first `skip`, and at most `most` of the rest (0 = all). Memory grows with
 *  skip + most, or with what is found where there is no `most`: sixteen bytes or so each. */
int wz_case_search_part(wz_store *store, const char *text, int64_t skip, int64_t most, wz_hit_fn fn, void *payload,
                        wz_diag *diag);
/** Which of the cases that are shared with an account. Zero it, or start from WZ_CASE_QUERY_INIT. */
typedef struct {
    unsigned version;           /**< 1 */
    int64_t account;            /**< number of the account */
    const char *text;           /**< words to search, as wz_case_search(); NULL or "": all, in order of id */
    const char *place;          /**< beginning of the newest version's place; NULL: any */
    int assessed;               /**< 0 not yet, 1 at least once, -1 either */
    int64_t skip, most;         /**< leave out the first `skip`; give at most `most` */
} wz_case_query;

#define WZ_CASE_QUERY_INIT {1, 0, NULL, NULL, -1, 0, 50}

/**
 * The cases that are shared with an account, part by part; erased ones are left out. Recusal is the caller's affair.
 * @param[out] total  How many there are in all; may be NULL.
 */
int wz_case_list_shared(int64_t *total, wz_store *store, const wz_case_query *query, wz_hit_fn fn, void *payload,
                        wz_diag *diag);

/** The bytes of a version, 0 = the newest; free with wz_text_free(). */
int wz_case_bytes(char **out, size_t *length, wz_store *store, const char *id, int64_t version, wz_diag *diag);

/**
 * Delete a case: its bytes, evidence list, searched texts and results are gone for good; its number, hashes and audit entries
 * stay, so that the log still verifies. @param reason  Why, for the log; NULL = none given.
 */
int wz_case_delete(wz_store *store, const char *id, const char *reason, const char *by, wz_diag *diag);

/**
 * Whether a case was deleted since this was last asked, by whatever process. @param[in,out] seen  How far the log has been looked
 * through; -1 at first, when nothing is told.
 */
int wz_case_deleted(bool *any, int64_t *seen, wz_store *store, wz_diag *diag);

/**
 * Write a case with all its versions, assessments, laws and log into a new directory, and the export into the log.
 * @param directory  Made by the call (0700, files 0600); it may not be there yet, unless empty.
 * @param[out] head  The head of the audit log with the export's entry; WZ_HEAD_TEXT bytes; may be NULL.
 */
int wz_case_export(char *head, wz_store *store, const char *id, const char *directory, const char *by, wz_diag *diag);

/**
 * The same files as a ZIP archive in memory, for who has no folder to write to.
 * @param[out] out  Free with wz_text_free(). @param[out] length  Its bytes.
 * @return As above; WZ_EINPUT also where they are more than 256 MiB (STORE-050).
 */
int wz_case_export_archive(char **out, size_t *length, char *head, wz_store *store, const char *id, const char *by,
                           wz_diag *diag);

/* ---- assessments ---------------------------------------------------------------------------------------------------- */

/** What is asked. Start from WZ_CASE_ASSESS_INIT. */
typedef struct {
    unsigned version;           /**< 1 */
    int64_t case_version;       /**< 0 = the newest */
    const char *by;
    wz_assess_request ask;      /**< `today` is needed; format, width, colour and details are those of `text` */
    wz_also_fn also;            /**< may be NULL */
    void *payload;
} wz_case_assess_request;

#define WZ_CASE_ASSESS_INIT {1, 0, NULL, WZ_ASSESS_REQUEST_INIT, NULL, NULL}

/** What came of it. Free the texts with wz_case_assessed_clear(). */
typedef struct {
    int64_t id;                 /**< of the assessment */
    int64_t version;            /**< of the case */
    char *text;                 /**< the result in the form asked for */
    size_t length;
    int64_t previous;           /**< the case's assessment before, 0 = none */
    char *moved;                /**< what differs from that one, one line each; "" where nothing does, NULL where there
                                     is none, or the results are too long to be compared (64 MiB) */
    char head[WZ_HEAD_TEXT];    /**< of the audit log */
} wz_case_assessed;

/**
 * Assess a kept case and keep the assessment: the case's version, every file of the law, what was asked, the result.
 * @param rules  Opened with wz_rules_open_keeping().
 */
int wz_case_assess(wz_case_assessed *out, wz_store *store, const wz_rules *rules, const char *id,
                   const wz_case_assess_request *request, wz_diag *diag);
/** Free what wz_case_assess() gave; the struct itself is the caller's. */
void wz_case_assessed_clear(wz_case_assessed *assessed);

/** The result of an assessment: as JSON the very bytes that were kept; as text or XML written anew from the kept case and
 *  law (with the warning STORE-046 where this version of wenze finds something else). Free with wz_text_free(). */
int wz_case_result(char **out, size_t *length, wz_store *store, int64_t assessment, const wz_assess_request *form,
                   wz_diag *diag);

/** How a reproduced assessment stands to the kept one. */
typedef enum {
    WZ_SAME_BYTES,              /**< every byte */
    WZ_SAME_BUT_ENGINE,         /**< every byte but for the version of the engine */
    WZ_DIFFERENT
} wz_sameness;

/**
 * Assess again with the kept case, law and options.
 * @param[out] differences  One line each, finding by finding; "" where there are none, NULL where the results are too long to be
 *                          compared (64 MiB); free with wz_text_free(); may be NULL.
 */
int wz_case_reproduce(wz_sameness *out, char **differences, wz_store *store, int64_t assessment, wz_language language,
                      wz_diag *diag);

/** What differs between two kept assessments, one line each; "" where nothing does. Free with wz_text_free(). */
int wz_case_compare(char **out, wz_store *store, int64_t from, int64_t to, wz_language language, wz_diag *diag);

/* ---- the log -------------------------------------------------------------------------------------------------------- */

/** Entries of the audit log from number `from` on (1 = the first); `subject` NULL = all. */
int wz_log_list(wz_store *store, int64_t from, const char *subject, wz_log_fn fn, void *payload, wz_diag *diag);

/** The head of the log, to be noted outside the store: "NUMBER:HEX". `head` has WZ_HEAD_TEXT bytes. */
int wz_log_head(wz_store *store, char *head, wz_diag *diag);

/* ---- the lists as JSON ---------------------------------------------------------------------------------------------- */

/** Which part of a list is wanted; what `next` of the part before says leads on. Start from WZ_CASE_PART_INIT. */
typedef struct {
    unsigned version;           /**< 1 */
    int64_t limit;              /**< at most so many; 0 = all */
    const char *after_id;       /**< cases: only those behind this id; NULL = from the first */
    int64_t after;              /**< log: only entries behind this number; search: how many were given already; 0 = none */
    int64_t case_version;       /**< wz_case_show_json(): whose evidence list; 0 = the newest */
} wz_case_part;

#define WZ_CASE_PART_INIT {1, 0, NULL, 0, 0}

/*
 * Each writes one document, row by row: memory does not grow with the list, and where a call fails after its first row the
 * document is cut short. Where `write` says false the rest is left out, and the call is WZ_OK. What stands in a document:
 * docs/formats.md, "Lists of the case store".
 */
/** wz_case_list_after(). */
int wz_case_list_json(wz_store *store, const wz_case_part *part, wz_piece_fn write, void *payload, wz_diag *diag);
/** A case with its versions, evidence and assessments; `limit`: the newest versions and assessments, so many of each. */
int wz_case_show_json(wz_store *store, const char *id, const wz_case_part *part, wz_piece_fn write, void *payload,
                      wz_diag *diag);
/** wz_case_search_part(). @param[out] found  How many cases the document has; may be NULL. */
int wz_case_search_json(int64_t *found, wz_store *store, const char *text, const wz_case_part *part, wz_piece_fn write,
                        void *payload, wz_diag *diag);
/** wz_log_list(), and the head of the log. `subject` NULL = all. */
int wz_log_json(wz_store *store, const char *subject, const wz_case_part *part, wz_piece_fn write, void *payload,
                wz_diag *diag);

/** Write an entry for something done with what the store gave out (an export, a report). */
int wz_log_add(wz_store *store, const char *by, const char *what, const char *subject, const char *details,
               wz_diag *diag);

/**
 * Look through everything: the file, the audit log against its key, every content against its hash, every version and
 * assessment against the entry that tells of it.
 * @param head          One noted earlier, NULL = none.
 * @param[out] entries  How many entries the log has; may be NULL.
 * @return WZ_OK; WZ_EINPUT with each fault in diag; as above.
 */
int wz_store_verify(wz_store *store, const char *head, int64_t *entries, wz_diag *diag);

#ifdef __cplusplus
}
#endif
#endif
