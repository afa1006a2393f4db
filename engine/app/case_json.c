/* Lists of what is kept as JSON (docs/formats.md, "Lists of the case store"). A document is handed on row by row, so that no
 * list stands in memory; each is one look at the store as it is at one moment. */
#include "wenze/case_store.h"

#include "base/buffer.h"
#include "io/json.h"
#include "io/json_writer.h"
#include "store/audit.h"
#include "store/cases.h"

#include <string.h>

/* A document being written, and what of a list has been given so far. */
typedef struct {
    wz_json_writer json;
    wz_buffer text; /* of the row */
    wz_piece_fn write;
    void *payload;
    bool closed; /* whoever takes it wants no more */
    int64_t limit, given, skip;
    bool more;         /* there is a row behind the last one given */
    wz_buffer last_id; /* of the last row given */
    int64_t last;
    wz_arena *arena; /* of the log's details */
} document;

static void begin(document *d, const wz_case_part *part, wz_piece_fn write, void *payload, const char *format)
{
    *d = (document){.write = write, .payload = payload, .limit = part->limit};
    d->json.out = &d->text;
    wz_json_open(&d->json, NULL, '{');
    wz_json_string(&d->json, "format", format, strlen(format));
}

/* Hand on what has been written. */
static bool pass(document *d)
{
    if (!d->closed && !d->text.failed && d->text.length > 0)
        d->closed = !d->write(d->text.data, d->text.length, d->payload);
    if (!d->text.failed)
        wz_buffer_clear(&d->text);
    return !d->closed && !d->text.failed;
}

/* Take a list's next row; false once there are enough. */
static bool room(document *d)
{
    d->more = d->limit && d->given == d->limit;
    if (!d->more)
        d->given++;
    return !d->more;
}

/* The end of a document, where all of it could be read. */
static int end(document *d, wz_store *store, wz_diag *diag)
{
    bool failed = d->text.failed || d->last_id.failed;
    wz_arena_free(d->arena);
    int code = wz_store_end(store, diag);
    if (code == WZ_OK && !failed) {
        wz_json_close(&d->json, '}');
        wz_buffer_putc(&d->text, '\n');
        pass(d);
    }
    failed = failed || d->text.failed;
    wz_buffer_free(&d->text);
    wz_buffer_free(&d->last_id);
    return code == WZ_OK && failed ? WZ_ENOMEM : code;
}

/* --- members --- */

/* What is not given is null. */
static void put_text(document *d, const char *key, const char *value)
{
    if (value && *value)
        wz_json_string(&d->json, key, value, strlen(value));
    else
        wz_json_literal(&d->json, key, "null");
}

static void boolean(document *d, const char *key, bool value)
{
    wz_json_literal(&d->json, key, value ? "true" : "false");
}

static void case_members(document *d, const wz_case_row *row)
{
    put_text(d, "id", row->id);
    put_text(d, "title", row->title);
    put_text(d, "jurisdiction", row->jurisdiction);
    wz_json_integer(&d->json, "versions", row->versions);
    wz_json_integer(&d->json, "assessments", row->assessments);
    wz_json_moment(&d->json, "added", row->added);
    wz_json_moment(&d->json, "changed", row->changed);
    put_text(d, "changed_by", row->changed_by);
    boolean(d, "erased", row->erased);
}

/* --- all cases --- */

static bool put_case(const wz_case_row *row, void *payload)
{
    document *d = payload;
    if (!room(d))
        return false;
    wz_buffer_clear(&d->last_id);
    wz_buffer_puts(&d->last_id, row->id);
    wz_json_open(&d->json, NULL, '{');
    case_members(d, row);
    wz_json_close(&d->json, '}');
    return pass(d);
}

int wz_case_list_json(wz_store *store, const wz_case_part *part, wz_piece_fn write, void *payload, wz_diag *diag)
{
    document d;
    begin(&d, part, write, payload, "wenze-cases/1");
    wz_json_open(&d.json, "cases", '[');
    wz_store_begin_reading(store);
    wz_cases_after(store, part->after_id ? part->after_id : "", put_case, &d);
    wz_json_close(&d.json, ']');
    put_text(&d, "next", d.more ? d.last_id.data : NULL);
    return end(&d, store, diag);
}

/* --- searching --- */

static bool put_hit(const wz_case_row *row, const wz_kept_text *hits, size_t count, void *payload)
{
    document *d = payload;
    if (!room(d))
        return false;
    wz_json_open(&d->json, NULL, '{');
    case_members(d, row);
    wz_json_open(&d->json, "texts", '[');
    for (size_t i = 0; i < count; i++) {
        wz_json_open(&d->json, NULL, '{');
        put_text(d, "kind", hits[i].kind);
        put_text(d, "text", hits[i].text);
        wz_json_close(&d->json, '}');
    }
    wz_json_close(&d->json, ']');
    wz_json_close(&d->json, '}');
    return pass(d);
}

static void put_next(document *d, int64_t number)
{
    if (d->more)
        wz_json_integer(&d->json, "next", number);
    else
        wz_json_literal(&d->json, "next", "null");
}

int wz_case_search_json(int64_t *found, wz_store *store, const char *text, const wz_case_part *part, wz_piece_fn write,
                        void *payload, wz_diag *diag)
{
    document d;
    begin(&d, part, write, payload, "wenze-case-search/1");
    wz_json_string(&d.json, "text", text, strlen(text));
    wz_json_open(&d.json, "cases", '[');
    wz_store_begin_reading(store);
    /* one more than is wanted tells whether there is more */
    wz_cases_search(store, text, part->after, part->limit ? part->limit + 1 : 0, put_hit, &d);
    wz_json_close(&d.json, ']');
    put_next(&d, part->after + d.given);
    if (found)
        *found = d.given;
    return end(&d, store, diag);
}

/* --- one case --- */

static bool put_head(const wz_case_row *row, void *payload)
{
    document *d = payload;
    d->given = row->versions;
    d->last = row->assessments;
    wz_json_open(&d->json, "case", '{');
    case_members(d, row);
    wz_json_close(&d->json, '}');
    return true;
}

static bool put_version(const wz_version_row *row, void *payload)
{
    document *d = payload;
    if (d->skip-- > 0)
        return true;
    wz_json_open(&d->json, NULL, '{');
    wz_json_integer(&d->json, "version", row->version);
    wz_json_moment(&d->json, "added", row->added);
    put_text(d, "by", row->by);
    put_text(d, "title", row->title);
    put_text(d, "jurisdiction", row->jurisdiction);
    wz_json_integer(&d->json, "evidence", row->evidence_count);
    wz_json_integer(&d->json, "bytes", row->size);
    put_text(d, "sha256", row->sha256);
    wz_json_close(&d->json, '}');
    return pass(d);
}

static bool put_evidence(const wz_kept_evidence *evidence, void *payload)
{
    document *d = payload;
    wz_json_open(&d->json, NULL, '{');
    put_text(d, "id", evidence->id);
    put_text(d, "title", evidence->title);
    put_text(d, "document_no", evidence->document_no);
    put_text(d, "date", evidence->day);
    wz_json_close(&d->json, '}');
    return pass(d);
}

static bool put_assessment(const wz_assessment_row *row, void *payload)
{
    document *d = payload;
    if (d->skip-- > 0)
        return true;
    wz_json_open(&d->json, NULL, '{');
    wz_json_integer(&d->json, "assessment", row->id);
    wz_json_integer(&d->json, "version", row->version);
    wz_json_moment(&d->json, "made", row->made);
    put_text(d, "by", row->by);
    put_text(d, "as_of", row->as_of);
    put_text(d, "today", row->today);
    put_text(d, "regimes", row->regimes);
    boolean(d, "reasons_all", row->reasons_all);
    put_text(d, "language", row->language);
    put_text(d, "engine", row->engine);
    put_text(d, "law", row->law);
    put_text(d, "result", row->result);
    wz_json_close(&d->json, '}');
    return pass(d);
}

/* How many of a list come before its newest `limit`. */
static int64_t older(int64_t count, int64_t limit)
{
    return limit && count > limit ? count - limit : 0;
}

typedef struct {
    document *d;
    bool seen, erased;
} finding;

static bool find_case(const wz_case_row *row, void *payload)
{
    finding *f = payload;
    f->seen = true;
    f->erased = row->erased;
    return put_head(row, f->d);
}

int wz_case_show_json(wz_store *store, const char *id, const wz_case_part *part, wz_piece_fn write, void *payload,
                      wz_diag *diag)
{
    document d;
    finding f = {.d = &d};
    begin(&d, part, write, payload, "wenze-case-record/1");
    wz_store_begin_reading(store);
    /* of an erased case there is no evidence; any other fault shows before the first byte is handed on */
    wz_cases_each(store, id, find_case, &f);
    int64_t version = f.seen && f.erased && !part->case_version ? 0 : wz_cases_version(store, id, part->case_version);
    d.skip = older(d.given, d.limit);
    wz_json_open(&d.json, "versions", '[');
    wz_cases_versions(store, id, put_version, &d);
    wz_json_close(&d.json, ']');
    wz_json_open(&d.json, "evidence", '[');
    if (version)
        wz_cases_evidence(store, id, version, put_evidence, &d);
    wz_json_close(&d.json, ']');
    d.skip = older(d.last, d.limit);
    wz_json_open(&d.json, "assessments", '[');
    wz_cases_assessments(store, id, put_assessment, &d);
    wz_json_close(&d.json, ']');
    return end(&d, store, diag);
}

/* --- the log --- */

/* JSON stands in the document as such; what an altered entry may hold, as a text. */
static void put_details(document *d, const char *details)
{
    const wz_json *tree;
    wz_json_error error;
    wz_arena_reset(d->arena);
    if (wz_json_parse(d->arena, details, strlen(details), &tree, &error) == WZ_OK)
        wz_json_literal(&d->json, "details", details);
    else
        put_text(d, "details", details);
}

static bool put_entry(const wz_audit_entry *entry, void *payload)
{
    document *d = payload;
    if (!room(d))
        return false;
    d->last = entry->seq;
    wz_json_open(&d->json, NULL, '{');
    wz_json_integer(&d->json, "seq", entry->seq);
    wz_json_moment(&d->json, "time", entry->time);
    put_text(d, "who", entry->who);
    put_text(d, "what", entry->what);
    put_text(d, "subject", entry->subject);
    put_details(d, entry->details);
    wz_json_close(&d->json, '}');
    return pass(d);
}

int wz_log_json(wz_store *store, const char *subject, const wz_case_part *part, wz_piece_fn write, void *payload,
                wz_diag *diag)
{
    document d;
    char head[WZ_HEAD_TEXT] = "";
    begin(&d, part, write, payload, "wenze-log/1");
    d.arena = wz_arena_new();
    if (!d.arena) {
        wz_buffer_free(&d.text);
        return WZ_ENOMEM;
    }
    wz_store_begin_reading(store);
    put_text(&d, "subject", subject);
    wz_json_open(&d.json, "entries", '[');
    wz_audit_each(store, part->after + 1, subject, put_entry, &d);
    wz_json_close(&d.json, ']');
    put_next(&d, d.last);
    wz_audit_head(store, head);
    put_text(&d, "head", head);
    return end(&d, store, diag);
}
