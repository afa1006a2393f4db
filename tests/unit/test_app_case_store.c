/* The jobs on kept cases, with the real law: adding, assessing, what moved, reproducing years later without the law's files,
 * and what a changed engine or result would look like. */
#include "store_common.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "store/blobs.h"
#include "wenze/case_store.h"

#include <glob.h>

CU_pSuite test_app_case_store_suite(void);

static const char case_file[] = "cases/bj2019/several-people/case.xml";

static wz_buffer read_all(const char *path)
{
    wz_buffer bytes = {0};
    char block[65536];
    size_t n;
    FILE *file = fopen(path, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    while ((n = fread(block, 1, sizeof block, file)) > 0)
        wz_buffer_add(&bytes, block, n);
    fclose(file);
    return bytes;
}

/* The first place of `from` becomes `to`. */
static wz_buffer replaced(const wz_buffer *bytes, const char *from, const char *to)
{
    wz_buffer out = {0};
    const char *at = strstr(bytes->data, from);
    CU_ASSERT_PTR_NOT_NULL_FATAL(at);
    wz_buffer_add(&out, bytes->data, (size_t)(at - bytes->data));
    wz_buffer_puts(&out, to);
    wz_buffer_puts(&out, at + strlen(from));
    return out;
}

static int64_t add(wz_store *store, const wz_rules *rules, const wz_buffer *bytes)
{
    wz_case_add_request request = WZ_CASE_ADD_INIT;
    request.bytes = bytes->data;
    request.size = bytes->length;
    request.by = "张三";
    wz_case_added added;
    char *id = NULL;
    CU_ASSERT_EQUAL(wz_case_add(&id, &added, store, rules, &request, NULL), WZ_OK);
    CU_ASSERT_STRING_EQUAL(id, "several-people");
    wz_text_free(id);
    return added.version;
}

static wz_case_assessed assess(wz_store *store, const wz_rules *rules)
{
    wz_case_assess_request request = WZ_CASE_ASSESS_INIT;
    request.ask.today = "2026-01-01";
    request.ask.format = WZ_FORMAT_JSON;
    request.by = "李四";
    wz_case_assessed assessed;
    CU_ASSERT_EQUAL_FATAL(wz_case_assess(&assessed, store, rules, "several-people", &request, NULL), WZ_OK);
    return assessed;
}

static wz_rules *open_rules(void)
{
    wz_rules *rules = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_rules_open_keeping(&rules, "rules", NULL), WZ_OK);
    return rules;
}

static wz_sameness reproduce(wz_store *store, int64_t id, char **differences)
{
    wz_sameness sameness = WZ_DIFFERENT;
    CU_ASSERT_EQUAL(wz_case_reproduce(&sameness, differences, store, id, WZ_LANGUAGE_EN, NULL), WZ_OK);
    return sameness;
}

static void test_case_store__tells_what_moved_after_a_fact_changed(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    wz_rules *rules = open_rules();
    wz_buffer one = read_all(case_file);
    wz_buffer two =
        replaced(&one, "name=\"report_finds_leading_responsibility\" in=\"i1\" value=\"true\" evidence",
                 "name=\"report_finds_leading_responsibility\" in=\"i1\" value=\"true\" standing=\"alleged\" "
                 "evidence");
    CU_ASSERT_EQUAL(add(store, rules, &one), 1);
    wz_case_assessed first = assess(store, rules);
    CU_ASSERT_EQUAL(first.id, 1);
    CU_ASSERT_EQUAL(first.previous, 0);
    CU_ASSERT_PTR_NULL(first.moved);
    wz_case_assessed again = assess(store, rules);
    CU_ASSERT_EQUAL(again.previous, 1);
    CU_ASSERT_STRING_EQUAL(again.moved, "");
    CU_ASSERT_STRING_EQUAL(again.text, first.text);
    CU_ASSERT_EQUAL(add(store, rules, &two), 2);
    wz_case_assessed moved = assess(store, rules);
    CU_ASSERT_EQUAL(moved.version, 2);
    CU_ASSERT_PTR_NOT_NULL_FATAL(moved.moved);
    CU_ASSERT_PTR_NOT_NULL(strstr(moved.moved, "bj2019.18.4"));
    CU_ASSERT_PTR_NULL(strstr(moved.moved, "p3"));
    char *lines = NULL;
    CU_ASSERT_EQUAL(wz_case_compare(&lines, store, 1, 3, WZ_LANGUAGE_ZH, NULL), WZ_OK);
    CU_ASSERT_STRING_EQUAL(lines, moved.moved);
    wz_text_free(lines);
    wz_case_assessed_clear(&first);
    wz_case_assessed_clear(&again);
    wz_case_assessed_clear(&moved);
    wz_buffer_free(&one);
    wz_buffer_free(&two);
    wz_rules_close(rules);
    wz_store_close(store);
    remove_place(&place);
}

/* The law is not asked for again: WENZE_RULES points nowhere. */
static void test_case_store__reproduces_the_same_bytes_from_what_is_kept(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    wz_rules *rules = open_rules();
    wz_buffer bytes = read_all(case_file);
    add(store, rules, &bytes);
    wz_case_assessed assessed = assess(store, rules);
    wz_rules_close(rules);
    setenv("WENZE_RULES", "/nowhere", 1);
    char *differences = NULL;
    CU_ASSERT_EQUAL(reproduce(store, 1, &differences), WZ_SAME_BYTES);
    CU_ASSERT_STRING_EQUAL(differences, "");
    wz_text_free(differences);
    char *text = NULL;
    size_t length = 0;
    wz_assess_request form = WZ_ASSESS_REQUEST_INIT;
    form.format = WZ_FORMAT_JSON;
    CU_ASSERT_EQUAL(wz_case_result(&text, &length, store, 1, &form, NULL), WZ_OK);
    CU_ASSERT_EQUAL(length, assessed.length);
    CU_ASSERT_STRING_EQUAL(text, assessed.text);
    wz_text_free(text);
    form.format = WZ_FORMAT_TEXT;
    form.language = WZ_LANGUAGE_EN;
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_EQUAL(wz_case_result(&text, &length, store, 1, &form, diag), WZ_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "several-people"));
    CU_ASSERT_FALSE(diag_has(diag, "STORE-046"));
    wz_diag_free(diag);
    wz_text_free(text);
    unsetenv("WENZE_RULES");
    wz_case_assessed_clear(&assessed);
    wz_buffer_free(&bytes);
    wz_store_close(store);
    remove_place(&place);
}

/* Put another result in the place of the one kept, as an older engine would have written it. */
static void put_result(const store_place *place, const wz_buffer *result)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(place->path, &db), SQLITE_OK);
    const char sql[] = "UPDATE content SET bytes = ?, hash = ?, size = ? WHERE id = (SELECT result FROM assessment)";
    CU_ASSERT_EQUAL_FATAL(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    unsigned char hash[32];
    char hex[WZ_SHA256_TEXT];
    wz_blob_hash(result->data, result->length, hex);
    for (size_t i = 0; i < sizeof hash; i++) {
        unsigned byte = 0;
        CU_ASSERT_EQUAL(sscanf(hex + 2 * i, "%2x", &byte), 1);
        hash[i] = (unsigned char)byte;
    }
    sqlite3_bind_blob(statement, 1, result->data, (int)result->length, SQLITE_STATIC);
    sqlite3_bind_blob(statement, 2, hash, sizeof hash, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 3, (int64_t)result->length);
    CU_ASSERT_EQUAL(sqlite3_step(statement), SQLITE_DONE);
    sqlite3_finalize(statement);
    sqlite3_close(db);
}

static void test_case_store__tells_an_older_engine_from_another_result(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    wz_rules *rules = open_rules();
    wz_buffer bytes = read_all(case_file);
    add(store, rules, &bytes);
    wz_case_assessed assessed = assess(store, rules);
    wz_buffer kept = {.data = assessed.text, .length = assessed.length};
    wz_buffer older = replaced(&kept, "\"engine\": \"wenze ", "\"engine\": \"wenze 0.9, was ");
    put_result(&place, &older);
    char *differences = NULL;
    CU_ASSERT_EQUAL(reproduce(store, 1, &differences), WZ_SAME_BUT_ENGINE);
    CU_ASSERT_PTR_NOT_NULL(strstr(differences, "engine: wenze 0.9"));
    wz_text_free(differences);
    wz_buffer other = replaced(&older, "\"outcome\": \"accountable\"", "\"outcome\": \"undetermined\"");
    put_result(&place, &other);
    CU_ASSERT_EQUAL(reproduce(store, 1, &differences), WZ_DIFFERENT);
    CU_ASSERT_PTR_NOT_NULL(strstr(differences, "p1 · bj2019 i1 · outcome: "));
    wz_text_free(differences);
    wz_diag *diag = wz_diag_new();
    wz_assess_request form = WZ_ASSESS_REQUEST_INIT;
    char *text = NULL;
    CU_ASSERT_EQUAL(wz_case_result(&text, NULL, store, 1, &form, diag), WZ_OK);
    CU_ASSERT_TRUE(diag_has(diag, "STORE-046"));
    wz_diag_free(diag);
    wz_text_free(text);
    wz_buffer_free(&older);
    wz_buffer_free(&other);
    wz_case_assessed_clear(&assessed);
    wz_buffer_free(&bytes);
    wz_rules_close(rules);
    wz_store_close(store);
    remove_place(&place);
}

static void test_case_store__refuses_a_case_that_does_not_load(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    wz_rules *rules = open_rules();
    char before[WZ_HEAD_TEXT], after[WZ_HEAD_TEXT];
    CU_ASSERT_EQUAL(wz_log_head(store, before, NULL), WZ_OK);
    wz_case_add_request request = WZ_CASE_ADD_INIT;
    request.bytes = "<case/>";
    request.size = 7;
    wz_diag *diag = wz_diag_new();
    char *id = NULL;
    CU_ASSERT_EQUAL(wz_case_add(&id, NULL, store, rules, &request, diag), WZ_EINPUT);
    CU_ASSERT_PTR_NULL(id);
    CU_ASSERT_TRUE(wz_diag_errors(diag) > 0);
    wz_case_assess_request ask = WZ_CASE_ASSESS_INIT;
    ask.ask.today = "2026-01-01";
    wz_case_assessed assessed;
    CU_ASSERT_EQUAL(wz_case_assess(&assessed, store, rules, "nobody", &ask, diag), WZ_EINPUT);
    CU_ASSERT_TRUE(diag_has(diag, "STORE-041"));
    CU_ASSERT_EQUAL(wz_log_head(store, after, NULL), WZ_OK);
    CU_ASSERT_STRING_EQUAL(before, after);
    wz_diag_free(diag);
    wz_rules_close(rules);
    /* a law whose files were not kept cannot be kept with an assessment */
    CU_ASSERT_EQUAL_FATAL(wz_rules_open(&rules, "rules", NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_case_assess(&assessed, store, rules, "nobody", &ask, NULL), WZ_EINTERNAL);
    wz_rules_close(rules);
    wz_store_close(store);
    remove_place(&place);
}

static void test_case_store__exports_everything_or_nothing(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    wz_rules *rules = open_rules();
    wz_buffer bytes = read_all(case_file);
    add(store, rules, &bytes);
    wz_case_assessed assessed = assess(store, rules);
    char folder[160], path[256], head[WZ_HEAD_TEXT], now[WZ_HEAD_TEXT];
    snprintf(folder, sizeof folder, "%s/out", place.folder);
    CU_ASSERT_EQUAL(wz_case_export(head, store, "several-people", folder, NULL, NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_log_head(store, now, NULL), WZ_OK);
    CU_ASSERT_STRING_EQUAL(head, now);
    snprintf(path, sizeof path, "%s/case-1.xml", folder);
    wz_buffer copy = read_all(path);
    CU_ASSERT_EQUAL(copy.length, bytes.length);
    CU_ASSERT_EQUAL(memcmp(copy.data, bytes.data, bytes.length), 0);
    wz_buffer_free(&copy);
    snprintf(path, sizeof path, "%s/manifest.json", folder);
    wz_buffer manifest = read_all(path);
    CU_ASSERT_PTR_NOT_NULL(strstr(manifest.data, head));
    wz_buffer_free(&manifest);
    /* into a directory that is not empty: nothing is written, and no entry */
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_EQUAL(wz_case_export(head, store, "several-people", folder, NULL, diag), WZ_EIO);
    CU_ASSERT_TRUE(diag_has(diag, "STORE-047"));
    wz_diag_free(diag);
    CU_ASSERT_EQUAL(wz_case_export(head, store, "nobody", folder, NULL, NULL), WZ_EINPUT);
    CU_ASSERT_EQUAL(wz_log_head(store, head, NULL), WZ_OK);
    CU_ASSERT_STRING_EQUAL(head, now);
    glob_t left;
    snprintf(path, sizeof path, "%s.??????", folder);
    CU_ASSERT_EQUAL(glob(path, 0, NULL, &left), GLOB_NOMATCH);
    globfree(&left);
    CU_ASSERT_EQUAL(wz_store_verify(store, now, NULL, NULL), WZ_OK);
    wz_case_assessed_clear(&assessed);
    wz_buffer_free(&bytes);
    wz_rules_close(rules);
    wz_store_close(store);
    remove_place(&place);
}

CU_pSuite test_app_case_store_suite(void)
{
    CU_pSuite suite = CU_add_suite("app/case_store", NULL, NULL);
    CU_ADD_TEST(suite, test_case_store__tells_what_moved_after_a_fact_changed);
    CU_ADD_TEST(suite, test_case_store__reproduces_the_same_bytes_from_what_is_kept);
    CU_ADD_TEST(suite, test_case_store__tells_an_older_engine_from_another_result);
    CU_ADD_TEST(suite, test_case_store__refuses_a_case_that_does_not_load);
    CU_ADD_TEST(suite, test_case_store__exports_everything_or_nothing);
    return suite;
}
