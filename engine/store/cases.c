/* Keeping cases and reading them back. */
#include "store/cases.h"

#include "io/json_writer.h"
#include "store/audit.h"
#include "store/cases_private.h"
#include "store/store_private.h"

#include <sodium.h>
#include <string.h>

const char *wz_cases_text(wz_sql *q, int column)
{
    const char *text = wz_sql_text(q, column);
    return text ? text : "";
}

void wz_cases_read_hash(wz_sql *q, int column, char hex[WZ_BLOB_HEX])
{
    size_t length;
    const unsigned char *hash = wz_sql_bytes(q, column, &length);
    hex[0] = '\0';
    if (hash && length == (WZ_BLOB_HEX - 1) / 2)
        sodium_bin2hex(hex, WZ_BLOB_HEX, hash, length);
}

/* --- finding --- */

int64_t wz_cases_number(wz_store *store, const char *id, int64_t *erased)
{
    wz_sql *q = wz_sql_start(store, "SELECT number, erased FROM case_file WHERE id = ?");
    wz_sql_put_text(q, 1, id);
    int64_t number = 0;
    *erased = 0;
    if (wz_sql_next(q)) {
        number = wz_sql_int(q, 0);
        *erased = wz_sql_int(q, 1);
    }
    wz_sql_end(q);
    return number;
}

static void fail_no_case(wz_store *store, const char *id)
{
    wz_store_fail(store, WZ_EINPUT, "STORE-041", "the store has no case %.100s; list the cases that it has", id);
}

static void fail_erased(wz_store *store, const char *id, int64_t entry)
{
    wz_store_fail(store, WZ_EINPUT, "STORE-042",
                  "the case %.100s was deleted (audit entry %lld); its number cannot be used again: choose another", id,
                  (long long)entry);
}

int64_t wz_cases_need(wz_store *store, const char *id)
{
    int64_t erased, number = wz_cases_number(store, id, &erased);
    if (!number)
        fail_no_case(store, id);
    else if (erased)
        fail_erased(store, id, erased);
    return wz_store_failed(store) ? 0 : number;
}

static int64_t newest(wz_store *store, int64_t number)
{
    wz_sql *q = wz_sql_start(store, "SELECT coalesce(max(version), 0) FROM case_version WHERE case_number = ?");
    wz_sql_put_int(q, 1, number);
    int64_t version = wz_sql_next(q) ? wz_sql_int(q, 0) : 0;
    wz_sql_end(q);
    return version;
}

static int64_t content_of(wz_store *store, int64_t number, int64_t version)
{
    wz_sql *q = wz_sql_start(store, "SELECT content FROM case_version WHERE case_number = ? AND version = ?");
    wz_sql_put_int(q, 1, number);
    wz_sql_put_int(q, 2, version);
    int64_t content = wz_sql_next(q) ? wz_sql_int(q, 0) : 0;
    wz_sql_end(q);
    return content;
}

int64_t wz_cases_version(wz_store *store, const char *id, int64_t version)
{
    int64_t number = wz_cases_need(store, id);
    if (!number)
        return 0;
    if (version == 0)
        return newest(store, number);
    if (!content_of(store, number, version))
        wz_store_fail(store, WZ_EINPUT, "STORE-041", "the case %.100s has no version %lld; list its versions", id,
                      (long long)version);
    return wz_store_failed(store) ? 0 : version;
}

bool wz_cases_bytes(wz_store *store, const char *id, int64_t version, wz_buffer *out, char hex[WZ_BLOB_HEX])
{
    version = wz_cases_version(store, id, version);
    int64_t number = version ? wz_cases_need(store, id) : 0;
    int64_t content = number ? content_of(store, number, version) : 0;
    return content && wz_blob_get(store, content, out, hex);
}

/* --- keeping --- */

static int64_t new_case(wz_store *store, const char *id)
{
    wz_sql *q = wz_sql_start(store, "INSERT INTO case_file(id) VALUES(?)");
    wz_sql_put_text(q, 1, id);
    return wz_sql_run(q) ? wz_sql_last_id(store) : 0;
}

/* On one line: the writer breaks lines between members only. */
static void compact(wz_buffer *json)
{
    size_t kept = 0;
    for (size_t i = 0; i < json->length;) {
        if (json->data[i] == '\n') {
            for (i++; i < json->length && json->data[i] == ' ';)
                i++;
        } else {
            json->data[kept++] = json->data[i++];
        }
    }
    if (json->data)
        json->data[kept] = '\0';
    json->length = kept;
}

void wz_cases_version_details(wz_buffer *out, int64_t version, const char *sha256, int64_t size)
{
    wz_json_writer json = {.out = out};
    wz_json_open(&json, NULL, '{');
    wz_json_integer(&json, "version", version);
    wz_json_string(&json, "sha256", sha256, strlen(sha256));
    wz_json_integer(&json, "size", size);
    wz_json_close(&json, '}');
    compact(out);
}

static int64_t tell(wz_store *store, const char *who, const char *what, const char *subject, wz_buffer *details)
{
    if (details->failed)
        wz_store_fail(store, WZ_ENOMEM, "", "%s", "");
    int64_t entry = details->failed ? 0 : wz_audit_append(store, who, what, subject, details->data);
    wz_buffer_free(details);
    return entry;
}

static void put_evidence(wz_store *store, int64_t number, int64_t version, const wz_case_input *input)
{
    wz_sql *q =
        wz_sql_start(store, "INSERT INTO case_evidence(case_number, version, place, id, title, document_no, day)"
                            " VALUES(?, ?, ?, ?, ?, ?, ?)");
    for (size_t i = 0; i < input->evidence_count; i++) {
        const wz_kept_evidence *evidence = &input->evidence[i];
        wz_sql_put_int(q, 1, number);
        wz_sql_put_int(q, 2, version);
        wz_sql_put_int(q, 3, (int64_t)i + 1);
        wz_sql_put_text(q, 4, evidence->id);
        wz_sql_put_text(q, 5, evidence->title);
        wz_sql_put_text(q, 6, evidence->document_no);
        wz_sql_put_text(q, 7, evidence->day);
        wz_sql_again(q);
    }
    wz_sql_end(q);
}

static int64_t put_version(wz_store *store, int64_t number, const wz_case_input *input, const char *who)
{
    char hex[WZ_BLOB_HEX] = "";
    int64_t version = newest(store, number) + 1;
    int64_t content = wz_blob_put(store, input->bytes, input->length, hex);
    wz_buffer details = {0};
    wz_cases_version_details(&details, version, hex, (int64_t)input->length);
    int64_t entry = tell(store, who, "case.add", input->id, &details);
    wz_sql *q =
        wz_sql_start(store, "INSERT INTO case_version(case_number, version, content, title, jurisdiction, audit)"
                            " VALUES(?, ?, ?, ?, ?, ?)");
    wz_sql_put_int(q, 1, number);
    wz_sql_put_int(q, 2, version);
    wz_sql_put_int(q, 3, content);
    wz_sql_put_text(q, 4, input->title);
    wz_sql_put_text(q, 5, input->jurisdiction);
    wz_sql_put_int(q, 6, entry);
    wz_sql_run(q);
    put_evidence(store, number, version, input);
    wz_cases_index(store, number, input->texts, input->text_count);
    return wz_store_failed(store) ? 0 : version;
}

/* Whether these are the bytes of the newest version. */
static bool same_as_newest(wz_store *store, int64_t number, const wz_case_input *input)
{
    char hex[WZ_BLOB_HEX], kept[WZ_BLOB_HEX] = "";
    wz_blob_hash(input->bytes, input->length, hex);
    wz_sql *q = wz_sql_start(store, "SELECT c.hash FROM case_version v JOIN content c ON c.id = v.content"
                                    " WHERE v.case_number = ? ORDER BY v.version DESC LIMIT 1");
    wz_sql_put_int(q, 1, number);
    if (wz_sql_next(q))
        wz_cases_read_hash(q, 0, kept);
    wz_sql_end(q);
    return strcmp(hex, kept) == 0;
}

int64_t wz_cases_put(wz_store *store, const wz_case_input *input, bool only_new, const char *who, bool *unchanged)
{
    int64_t erased, number = wz_cases_number(store, input->id, &erased);
    if (unchanged)
        *unchanged = false;
    if (erased)
        fail_erased(store, input->id, erased);
    else if (number && only_new)
        wz_store_fail(store, WZ_EINPUT, "STORE-043",
                      "the store has a case %.100s; give the new one another number, or add it as a new version",
                      input->id);
    if (wz_store_failed(store))
        return 0;
    if (number && same_as_newest(store, number, input)) {
        if (unchanged)
            *unchanged = true;
        return newest(store, number);
    }
    if (number && input->over && newest(store, number) != input->over)
        wz_store_fail(store, WZ_EINPUT, "STORE-053",
                      "the case %.100s has a version newer than %lld, from which this one was made, and nothing was "
                      "kept; look at it, and change that one",
                      input->id, (long long)input->over);
    if (!number)
        number = new_case(store, input->id);
    return wz_store_failed(store) ? 0 : put_version(store, number, input, who);
}

/* --- assessments --- */

void wz_cases_assessment_details(wz_buffer *out, const wz_assessment_row *row)
{
    wz_json_writer json = {.out = out};
    wz_json_open(&json, NULL, '{');
    wz_json_integer(&json, "assessment", row->id);
    wz_json_integer(&json, "version", row->version);
    if (row->as_of)
        wz_json_string(&json, "as_of", row->as_of, strlen(row->as_of));
    wz_json_string(&json, "today", row->today, strlen(row->today));
    wz_json_string(&json, "regimes", row->regimes, strlen(row->regimes));
    wz_json_literal(&json, "reasons_all", row->reasons_all ? "true" : "false");
    wz_json_string(&json, "language", row->language, strlen(row->language));
    wz_json_string(&json, "engine", row->engine, strlen(row->engine));
    wz_json_string(&json, "law", row->law, strlen(row->law));
    wz_json_string(&json, "result", row->result, strlen(row->result));
    wz_json_close(&json, '}');
    compact(out);
}

static int64_t next_assessment(wz_store *store)
{
    wz_sql *q = wz_sql_start(store, "SELECT coalesce(max(id), 0) + 1 FROM assessment");
    int64_t id = wz_sql_next(q) ? wz_sql_int(q, 0) : 0;
    wz_sql_end(q);
    return id;
}

static void insert_assessment(wz_store *store, const wz_assessment_row *row, int64_t number, int64_t law,
                              int64_t result, int64_t entry)
{
    wz_sql *q = wz_sql_start(store, "INSERT INTO assessment(id, case_number, version, law, as_of, today, regimes,"
                                    " reasons_all, language, engine, result, audit)"
                                    " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    wz_sql_put_int(q, 1, row->id);
    wz_sql_put_int(q, 2, number);
    wz_sql_put_int(q, 3, row->version);
    wz_sql_put_int(q, 4, law);
    wz_sql_put_text(q, 5, row->as_of);
    wz_sql_put_text(q, 6, row->today);
    wz_sql_put_text(q, 7, row->regimes);
    wz_sql_put_int(q, 8, row->reasons_all);
    wz_sql_put_text(q, 9, row->language);
    wz_sql_put_text(q, 10, row->engine);
    wz_sql_put_int(q, 11, result);
    wz_sql_put_int(q, 12, entry);
    wz_sql_run(q);
}

int64_t wz_cases_put_assessment(wz_store *store, const wz_assessment_row *row, const wz_law_files *law,
                                const void *result, size_t length, const char *who)
{
    int64_t number = wz_cases_need(store, row->case_id);
    if (!number)
        return 0;
    wz_assessment_row kept = *row;
    kept.id = next_assessment(store);
    int64_t law_number = wz_cases_put_law(store, law, kept.law);
    int64_t content = wz_blob_put(store, result, length, kept.result);
    wz_buffer details = {0};
    if (wz_store_failed(store))
        return 0;
    wz_cases_assessment_details(&details, &kept);
    int64_t entry = tell(store, who, "case.assess", row->case_id, &details);
    insert_assessment(store, &kept, number, law_number, content, entry);
    return wz_store_failed(store) ? 0 : kept.id;
}

/* --- deleting --- */

/* Content that this case names and nothing else that is still there. */
static const char sole_content[] =
    "SELECT id FROM content c WHERE bytes IS NOT NULL"
    " AND (id IN (SELECT content FROM case_version WHERE case_number = ?1)"
    "  OR id IN (SELECT result FROM assessment WHERE case_number = ?1))"
    " AND NOT EXISTS (SELECT 1 FROM case_version v JOIN case_file f ON f.number = v.case_number"
    "  WHERE v.content = c.id AND v.case_number <> ?1 AND f.erased IS NULL)"
    " AND NOT EXISTS (SELECT 1 FROM assessment a JOIN case_file f ON f.number = a.case_number"
    "  WHERE a.result = c.id AND a.case_number <> ?1 AND f.erased IS NULL)"
    " AND NOT EXISTS (SELECT 1 FROM law_file l WHERE l.content = c.id)";

static int64_t erase_content(wz_store *store, int64_t number)
{
    int64_t count = 0;
    for (int64_t id = 1; id;) {
        wz_sql *q = wz_sql_start(store, sole_content);
        wz_sql_put_int(q, 1, number);
        id = wz_sql_next(q) ? wz_sql_int(q, 0) : 0;
        wz_sql_end(q);
        if (id)
            wz_blob_erase(store, id);
        count += id != 0;
    }
    return count;
}

static void run_for(wz_store *store, const char *sql, int64_t number)
{
    wz_sql *q = wz_sql_start(store, sql);
    wz_sql_put_int(q, 1, number);
    wz_sql_run(q);
}

/* What the web page keeps beside a case: texts half typed, and notes of reviewers. No blank stands in the id of a case, which ends
 * there in the key of a draft. */
static void erase_around(wz_store *store, const char *id)
{
    static const char *const statements[] = {
        "DELETE FROM draft WHERE key = 'case:' || ?1 OR substr(key, 1, length(?1) + 6) IN ('case:' || ?1 || ' ',"
        " 'form:' || ?1 || ' ')",
        "UPDATE review SET note = '' WHERE case_id = ?1"};
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++) {
        wz_sql *q = wz_sql_start(store, statements[i]);
        wz_sql_put_text(q, 1, id);
        wz_sql_run(q);
    }
}

void wz_cases_erase(wz_store *store, const char *id, const char *reason, const char *who)
{
    int64_t number = wz_cases_need(store, id);
    if (!number)
        return;
    int64_t erased = erase_content(store, number);
    run_for(store, "DELETE FROM case_evidence WHERE case_number = ?", number);
    run_for(store, "UPDATE case_version SET title = '', jurisdiction = '' WHERE case_number = ?", number);
    wz_cases_index(store, number, NULL, 0);
    erase_around(store, id);
    /* the search keeps deleted words until its parts are merged */
    wz_sql_do(store, "INSERT INTO case_gram(case_gram) VALUES('optimize')");
    wz_buffer details = {0};
    wz_json_writer json = {.out = &details};
    wz_json_open(&json, NULL, '{');
    wz_json_integer(&json, "contents", erased);
    if (reason)
        wz_json_string(&json, "reason", reason, strlen(reason));
    wz_json_close(&json, '}');
    compact(&details);
    int64_t entry = tell(store, who, "case.delete", id, &details);
    wz_sql *q = wz_sql_start(store, "UPDATE case_file SET erased = ? WHERE number = ?");
    wz_sql_put_int(q, 1, entry);
    wz_sql_put_int(q, 2, number);
    wz_sql_run(q);
}

bool wz_cases_deleted(wz_store *store, int64_t *seen)
{
    wz_sql *q = *seen < 0 ? wz_sql_start(store, "SELECT coalesce(max(seq), 0), 0 FROM audit")
                          : wz_sql_start(store, "SELECT coalesce(max(seq), ?1), coalesce(max(what = 'case.delete'), 0)"
                                                " FROM audit WHERE seq > ?1");
    if (*seen >= 0)
        wz_sql_put_int(q, 1, *seen);
    bool any = false;
    if (wz_sql_next(q)) {
        *seen = wz_sql_int(q, 0);
        any = wz_sql_int(q, 1) != 0;
    }
    wz_sql_end(q);
    return any;
}
