/* The jobs "assess a kept case", "assess it again as it was" and "what moved". The store is not held while the engine works:
 * what is needed is read at one moment, and what came of it is written at another. */
#include "wenze/case_store.h"

#include "app/law.h"
#include "app/result_diff.h"
#include "base/alloc.h"
#include "base/diag.h"
#include "store/audit.h"
#include "store/cases.h"
#include "wenze/version.h"

#include <string.h>

enum { MOST_REGIMES = 256 };

/* --- assessing --- */

static int assess_bytes(char **out, size_t *length, const wz_rules *rules, const char *name, const wz_buffer *bytes,
                        const wz_assess_request *ask, wz_diag *diag)
{
    wz_session *session = NULL;
    int code = wz_session_new(&session, rules);
    if (code == WZ_OK)
        code = wz_session_assess_memory(out, length, session, name, bytes->length ? bytes->data : "", bytes->length,
                                        ask, diag);
    wz_session_free(session);
    return code;
}

static wz_assess_request as_json(const wz_assess_request *ask)
{
    wz_assess_request json = *ask;
    json.format = WZ_FORMAT_JSON;
    return json;
}

static void join(wz_buffer *out, const wz_assess_request *ask)
{
    for (size_t i = 0; i < ask->regime_count; i++)
        wz_buffer_printf(out, "%s%s", i ? " " : "", ask->regimes[i]);
}

/* The part of the work that writes: keep the assessment, and read the one before. */
static int keep(wz_case_assessed *out, wz_store *store, const wz_rules *rules, wz_assessment_row *row,
                const wz_buffer *json, wz_buffer *before, const wz_case_assess_request *request, wz_diag *diag)
{
    wz_store_begin(store);
    out->previous = wz_cases_last_assessment(store, row->case_id);
    if (out->previous)
        wz_cases_result(store, out->previous, before);
    out->id = wz_cases_put_assessment(store, row, rules->files, json->data, json->length, request->by);
    if (request->also && !wz_store_failed(store))
        request->also(row->case_id, out->id, diag, request->payload);
    wz_audit_head(store, out->head);
    return wz_store_end(store, diag);
}

/* The differences as a text of its own, "" where there are none; NULL where a result is too long to be compared. */
static int tell_moved(char **moved, const wz_buffer *before, const wz_buffer *after, const wz_diff_options *options)
{
    wz_buffer lines = {0};
    int code = wz_result_diff(&lines, NULL, (wz_result_text){before->data, before->length},
                              (wz_result_text){after->data, after->length}, options);
    if (code == WZ_OK && lines.failed)
        code = WZ_ENOMEM;
    if (code == WZ_OK && !lines.data) {
        lines.data = wz_calloc(1, 1);
        code = lines.data ? WZ_OK : WZ_ENOMEM;
    }
    if (code != WZ_OK)
        wz_buffer_free(&lines);
    *moved = lines.data;
    return code == WZ_ELIMIT ? WZ_OK : code;
}

static int keep_and_compare(wz_case_assessed *out, wz_store *store, const wz_rules *rules, const char *id,
                            const wz_case_assess_request *request, const wz_buffer *json, wz_diag *diag)
{
    wz_buffer regimes = {0}, before = {0};
    join(&regimes, &request->ask);
    const char *engine = "wenze " WZ_VERSION;
    wz_assessment_row row = {.case_id = id,
                             .version = out->version,
                             .as_of = request->ask.as_of,
                             .today = request->ask.today ? request->ask.today : "",
                             .regimes = regimes.length ? regimes.data : "",
                             .reasons_all = request->ask.reasons_all,
                             .language = request->ask.language == WZ_LANGUAGE_EN ? "en" : "zh",
                             .engine = engine};
    int code = regimes.failed ? WZ_ENOMEM : keep(out, store, rules, &row, json, &before, request, diag);
    wz_diff_options options = {.lang = wz_app_lang(request->ask.language), .brief = true, .law = rules->law};
    /* the assessment is kept whether or not this can be told */
    if (code == WZ_OK && out->previous)
        (void)tell_moved(&out->moved, &before, json, &options);
    wz_buffer_free(&regimes);
    wz_buffer_free(&before);
    return code;
}

int wz_case_assess(wz_case_assessed *out, wz_store *store, const wz_rules *rules, const char *id,
                   const wz_case_assess_request *request, wz_diag *diag)
{
    *out = (wz_case_assessed){0};
    if (!rules->files) {
        wz_diag_add(diag, WZ_ERROR, "STORE-045", (wz_place){0},
                    "the files of the law were not kept in memory; open it with wz_rules_open_keeping()");
        return WZ_EINTERNAL;
    }
    wz_buffer bytes = {0}, json = {0};
    wz_store_begin_reading(store);
    out->version = wz_cases_version(store, id, request->case_version);
    wz_cases_bytes(store, id, out->version, &bytes, NULL);
    int code = wz_store_end(store, diag);
    wz_assess_request ask = as_json(&request->ask);
    if (code == WZ_OK)
        code = assess_bytes(&json.data, &json.length, rules, id, &bytes, &ask, diag);
    /* problems of the case have been told once */
    if (code == WZ_OK)
        code = assess_bytes(&out->text, &out->length, rules, id, &bytes, &request->ask, NULL);
    if (code == WZ_OK)
        code = keep_and_compare(out, store, rules, id, request, &json, diag);
    wz_free(json.data);
    wz_buffer_free(&bytes);
    if (code != WZ_OK)
        wz_case_assessed_clear(out);
    return code;
}

void wz_case_assessed_clear(wz_case_assessed *assessed)
{
    wz_text_free(assessed->text);
    wz_text_free(assessed->moved);
    *assessed = (wz_case_assessed){0};
}

/* --- assessing as it was --- */

/* Everything that an assessment was made of. */
typedef struct {
    wz_arena *arena;
    wz_assessment_row row;
    wz_buffer bytes, result;
    wz_law_files *files; /* handed to the rules */
    wz_rules *rules;
    const char *regimes[MOST_REGIMES];
    wz_assess_request ask;
} kept;

static void split_regimes(kept *k)
{
    char *list = wz_arena_strdup(k->arena, k->row.regimes), *rest = NULL;
    for (char *id = list ? strtok_r(list, " ", &rest) : NULL; id && k->ask.regime_count < MOST_REGIMES;
         id = strtok_r(NULL, " ", &rest))
        k->regimes[k->ask.regime_count++] = id;
    k->ask.regimes = k->regimes;
}

static int read_kept(kept *k, wz_store *store, int64_t assessment, wz_diag *diag)
{
    k->arena = wz_arena_new();
    const char *name =
        k->arena ? wz_arena_printf(k->arena, "%s#%lld", wz_store_path(store), (long long)assessment) : NULL;
    k->files = name ? wz_law_files_new(name) : NULL;
    if (!k->files)
        return WZ_ENOMEM;
    wz_store_begin_reading(store);
    if (wz_cases_assessment(store, assessment, k->arena, &k->row) && wz_cases_result(store, assessment, &k->result) &&
        wz_cases_law(store, assessment, k->files))
        wz_cases_bytes(store, k->row.case_id, k->row.version, &k->bytes, NULL);
    return wz_store_end(store, diag);
}

static int open_kept(kept *k, wz_store *store, int64_t assessment, wz_diag *diag)
{
    *k = (kept){.ask = WZ_ASSESS_REQUEST_INIT};
    int code = read_kept(k, store, assessment, diag);
    if (code == WZ_OK) {
        wz_law_files *files = k->files;
        k->files = NULL;
        code = wz_rules_open_files(&k->rules, files, diag);
    }
    if (code != WZ_OK)
        return code;
    k->ask.as_of = k->row.as_of;
    k->ask.today = *k->row.today ? k->row.today : NULL;
    k->ask.reasons_all = k->row.reasons_all;
    k->ask.language = strcmp(k->row.language, "en") == 0 ? WZ_LANGUAGE_EN : WZ_LANGUAGE_ZH;
    k->ask.format = WZ_FORMAT_JSON;
    split_regimes(k);
    return wz_arena_failed(k->arena) ? WZ_ENOMEM : WZ_OK;
}

static void close_kept(kept *k)
{
    wz_rules_close(k->rules);
    wz_law_files_free(k->files);
    wz_buffer_free(&k->bytes);
    wz_buffer_free(&k->result);
    wz_arena_free(k->arena);
}

/* The line in which a result names its engine: the text before its value, and after. */
static bool engine_line(const char *json, size_t *before, const char **after)
{
    static const char member[] = "\n  \"engine\": \"";
    const char *at = strstr(json, member);
    const char *end = at ? strchr(at + sizeof member - 1, '"') : NULL;
    if (!end)
        return false;
    *before = (size_t)(at - json) + sizeof member - 1;
    *after = end;
    return true;
}

static wz_sameness compare_bytes(const wz_buffer *kept_result, const char *again, size_t length)
{
    const char *old = kept_result->length ? kept_result->data : "";
    if (kept_result->length == length && memcmp(old, again, length) == 0)
        return WZ_SAME_BYTES;
    size_t old_before, new_before;
    const char *old_after, *new_after;
    if (engine_line(old, &old_before, &old_after) && engine_line(again, &new_before, &new_after) &&
        old_before == new_before && memcmp(old, again, old_before) == 0 && strcmp(old_after, new_after) == 0)
        return WZ_SAME_BUT_ENGINE;
    return WZ_DIFFERENT;
}

int wz_case_reproduce(wz_sameness *out, char **differences, wz_store *store, int64_t assessment, wz_language language,
                      wz_diag *diag)
{
    kept k;
    char *json = NULL;
    size_t length = 0;
    *out = WZ_DIFFERENT;
    if (differences)
        *differences = NULL;
    int code = open_kept(&k, store, assessment, diag);
    if (code == WZ_OK)
        code = assess_bytes(&json, &length, k.rules, k.row.case_id, &k.bytes, &k.ask, diag);
    if (code == WZ_OK)
        *out = compare_bytes(&k.result, json, length);
    if (code == WZ_OK && differences) {
        wz_diff_options options = {.lang = wz_app_lang(language), .law = k.rules->law};
        code = tell_moved(differences, &k.result, &(wz_buffer){.data = json, .length = length}, &options);
    }
    wz_text_free(json);
    close_kept(&k);
    return code;
}

/* Whether this version of wenze still finds what was kept. */
static int warn_where_other(const kept *k, int64_t assessment, wz_diag *diag)
{
    char *json = NULL;
    size_t length = 0;
    int code = assess_bytes(&json, &length, k->rules, k->row.case_id, &k->bytes, &k->ask, diag);
    if (code == WZ_OK && compare_bytes(&k->result, json, length) == WZ_DIFFERENT)
        wz_diag_add(diag, WZ_WARNING, "STORE-046", (wz_place){.file = k->row.case_id},
                    "this version of wenze does not find what assessment %lld found; see what differs with "
                    "'wenze case reproduce', or take the JSON that was kept",
                    (long long)assessment);
    wz_text_free(json);
    return code;
}

int wz_case_result(char **out, size_t *length, wz_store *store, int64_t assessment, const wz_assess_request *form,
                   wz_diag *diag)
{
    kept k;
    *out = NULL;
    if (form->format == WZ_FORMAT_JSON) {
        wz_buffer result = {0};
        wz_store_begin_reading(store);
        wz_cases_result(store, assessment, &result);
        int code = wz_store_end(store, diag);
        if (code != WZ_OK)
            wz_buffer_free(&result);
        *out = result.data;
        if (length)
            *length = result.length;
        return code;
    }
    int code = open_kept(&k, store, assessment, diag);
    if (code == WZ_OK)
        code = warn_where_other(&k, assessment, diag);
    wz_assess_request ask = k.ask;
    ask.format = form->format;
    ask.language = form->language;
    ask.width = form->width;
    ask.colour = form->colour;
    ask.details = form->details;
    if (code == WZ_OK)
        code = assess_bytes(out, length, k.rules, k.row.case_id, &k.bytes, &ask, NULL);
    close_kept(&k);
    return code;
}

int wz_case_compare(char **out, wz_store *store, int64_t from, int64_t to, wz_language language, wz_diag *diag)
{
    wz_buffer old = {0};
    kept k = {0};
    *out = NULL;
    wz_store_begin_reading(store);
    wz_cases_result(store, from, &old);
    int code = wz_store_end(store, diag);
    /* in the words of the law that the later one used */
    if (code == WZ_OK)
        code = open_kept(&k, store, to, diag);
    if (code == WZ_OK) {
        wz_diff_options options = {.lang = wz_app_lang(language), .brief = true, .law = k.rules->law};
        code = tell_moved(out, &old, &k.result, &options);
    }
    wz_buffer_free(&old);
    close_kept(&k);
    return code;
}
