/* Cases in the store: versions, assessments, deletion, search; whatever is changed behind the store's back is found. */
#include "store_common.h"

#include "store/cases.h"

CU_pSuite test_store_cases_suite(void);

static int64_t put(wz_store *store, const char *id, const char *bytes, const wz_kept_text *texts, size_t count)
{
    static const wz_kept_evidence evidence[] = {{"e1", "笔录", "甲〔2019〕1号", "2019-07-12"}, {"e2", "照片", "", ""}};
    wz_case_input input = {.id = id,
                           .title = "事故",
                           .jurisdiction = "北京市",
                           .bytes = bytes,
                           .length = strlen(bytes),
                           .evidence = evidence,
                           .evidence_count = 2,
                           .texts = texts,
                           .text_count = count};
    wz_store_begin(store);
    int64_t version = wz_cases_put(store, &input, false, "张三", NULL);
    return wz_store_end(store, NULL) == WZ_OK ? version : 0;
}

static int64_t assess(wz_store *store, const char *id, int64_t version, const char *vocabulary, const char *result)
{
    wz_law_files *law = wz_law_files_new("test");
    CU_ASSERT_TRUE(wz_law_files_add(law, "frame.xml", "<frame/>", 8));
    CU_ASSERT_TRUE(wz_law_files_add(law, "vocabulary.xml", vocabulary, strlen(vocabulary)));
    wz_assessment_row row = {.case_id = id,
                             .version = version,
                             .as_of = "2020-01-15",
                             .today = "2026-01-01",
                             .regimes = "a b",
                             .language = "zh",
                             .engine = "wenze 1.0.0"};
    wz_store_begin(store);
    int64_t number = wz_cases_put_assessment(store, &row, law, result, strlen(result), "李四");
    int code = wz_store_end(store, NULL);
    wz_law_files_free(law);
    return code == WZ_OK ? number : 0;
}

static bool same_bytes(wz_store *store, const char *id, int64_t version, const char *wanted)
{
    wz_buffer bytes = {0};
    wz_store_begin_reading(store);
    bool good = wz_cases_bytes(store, id, version, &bytes, NULL);
    wz_store_end(store, NULL);
    good = good && bytes.length == strlen(wanted) && memcmp(bytes.data, wanted, bytes.length) == 0;
    wz_buffer_free(&bytes);
    return good;
}

static size_t faults(wz_store *store)
{
    wz_store_begin_reading(store);
    size_t count = wz_cases_verify(store, NULL);
    CU_ASSERT_EQUAL(wz_store_end(store, NULL), WZ_OK);
    return count;
}

static int64_t number(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(path, &db), SQLITE_OK);
    CU_ASSERT_EQUAL_FATAL(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    int64_t found = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return found;
}

static void test_cases__keeps_every_version_and_each_content_once(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    CU_ASSERT_EQUAL(put(store, "a", "<one/>", NULL, 0), 1);
    CU_ASSERT_EQUAL(put(store, "a", "<two/>", NULL, 0), 2);
    CU_ASSERT_EQUAL(put(store, "a", "<two/>", NULL, 0), 2);
    CU_ASSERT_EQUAL(put(store, "a", "<one/>", NULL, 0), 3);
    CU_ASSERT_EQUAL(put(store, "b", "<one/>", NULL, 0), 1);
    CU_ASSERT_TRUE(same_bytes(store, "a", 1, "<one/>"));
    CU_ASSERT_TRUE(same_bytes(store, "a", 2, "<two/>"));
    CU_ASSERT_TRUE(same_bytes(store, "a", 0, "<one/>"));
    CU_ASSERT_FALSE(same_bytes(store, "a", 4, "<one/>"));
    CU_ASSERT_FALSE(same_bytes(store, "c", 0, "<one/>"));
    CU_ASSERT_EQUAL(number(place.path, "SELECT count(*) FROM content"), 2);
    /* an unchanged case writes nothing, and no entry */
    CU_ASSERT_EQUAL(number(place.path, "SELECT count(*) FROM audit WHERE what = 'case.add'"), 4);
    CU_ASSERT_EQUAL(faults(store), 0);
    wz_store_close(store);
    remove_place(&place);
}

static void test_cases__refuses_a_second_one_where_it_is_to_be_new(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    CU_ASSERT_EQUAL(put(store, "a", "<one/>", NULL, 0), 1);
    wz_case_input input = {.id = "a", .title = "", .jurisdiction = "", .bytes = "<x/>", .length = 4};
    wz_store_begin(store);
    CU_ASSERT_EQUAL(wz_cases_put(store, &input, true, NULL, NULL), 0);
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_EQUAL(wz_store_end(store, diag), WZ_EINPUT);
    CU_ASSERT_TRUE(diag_has(diag, "STORE-043"));
    wz_diag_free(diag);
    CU_ASSERT_TRUE(same_bytes(store, "a", 0, "<one/>"));
    wz_store_close(store);
    remove_place(&place);
}

/* Two who change the same version: the second is told, and nothing of the first is lost. */
static void test_cases__refuses_what_was_made_from_an_older_version(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    CU_ASSERT_EQUAL(put(store, "a", "<one/>", NULL, 0), 1);
    const struct {
        const char *bytes;
        int64_t over, version;
    } steps[] = {{"<two/>", 1, 2},   {"<other/>", 1, 0}, {"<two/>", 1, 2},
                 {"<three/>", 2, 3}, {"<four/>", 0, 4},  {"<x/>", 9, 0}};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        wz_case_input input = {.id = "a",
                               .title = "",
                               .jurisdiction = "",
                               .bytes = steps[i].bytes,
                               .length = strlen(steps[i].bytes),
                               .over = steps[i].over};
        wz_diag *diag = wz_diag_new();
        wz_store_begin(store);
        CU_ASSERT_EQUAL(wz_cases_put(store, &input, false, NULL, NULL), steps[i].version);
        CU_ASSERT_EQUAL(wz_store_end(store, diag), steps[i].version ? WZ_OK : WZ_EINPUT);
        CU_ASSERT_EQUAL(diag_has(diag, "STORE-053"), !steps[i].version);
        wz_diag_free(diag);
    }
    CU_ASSERT_TRUE(same_bytes(store, "a", 0, "<four/>"));
    wz_store_close(store);
    remove_place(&place);
}

static void test_cases__keeps_a_law_once(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    put(store, "a", "<one/>", NULL, 0);
    CU_ASSERT_EQUAL(assess(store, "a", 1, "<v1/>", "{\"r\":1}"), 1);
    CU_ASSERT_EQUAL(assess(store, "a", 1, "<v1/>", "{\"r\":1}"), 2);
    CU_ASSERT_EQUAL(assess(store, "a", 1, "<v2/>", "{\"r\":2}"), 3);
    CU_ASSERT_EQUAL(assess(store, "x", 1, "<v2/>", "{\"r\":2}"), 0);
    CU_ASSERT_EQUAL(number(place.path, "SELECT count(*) FROM law"), 2);
    CU_ASSERT_EQUAL(number(place.path, "SELECT count(*) FROM content"), 1 + 3 + 2);
    wz_law_files *law = wz_law_files_new("again");
    wz_buffer result = {0};
    wz_arena *arena = wz_arena_new();
    wz_assessment_row row;
    wz_store_begin_reading(store);
    CU_ASSERT_TRUE(wz_cases_law(store, 3, law));
    CU_ASSERT_TRUE(wz_cases_result(store, 3, &result));
    CU_ASSERT_TRUE(wz_cases_assessment(store, 3, arena, &row));
    CU_ASSERT_EQUAL(wz_store_end(store, NULL), WZ_OK);
    CU_ASSERT_EQUAL_FATAL(wz_law_files_count(law), 2);
    CU_ASSERT_STRING_EQUAL(wz_law_files_at(law, 1)->name, "vocabulary.xml");
    CU_ASSERT_STRING_EQUAL((const char *)wz_law_files_at(law, 1)->bytes, "<v2/>");
    CU_ASSERT_STRING_EQUAL(result.data, "{\"r\":2}");
    CU_ASSERT_STRING_EQUAL(row.as_of, "2020-01-15");
    CU_ASSERT_STRING_EQUAL(row.regimes, "a b");
    CU_ASSERT_STRING_EQUAL(row.by, "李四");
    CU_ASSERT_EQUAL(faults(store), 0);
    wz_arena_free(arena);
    wz_buffer_free(&result);
    wz_law_files_free(law);
    wz_store_close(store);
    remove_place(&place);
}

/* A store with a case of two versions and an assessment of each. */
static store_place filled(void)
{
    static const wz_kept_text texts[] = {{"title", "恒泰新材料公司中毒窒息事故"}, {"person", "林知远"}};
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    CU_ASSERT_EQUAL(put(store, "a", "<one secret-text='1'/>", texts, 2), 1);
    CU_ASSERT_EQUAL(put(store, "a", "<two/>", texts, 2), 2);
    CU_ASSERT_EQUAL(put(store, "b", "<two/>", texts, 1), 1);
    CU_ASSERT_EQUAL(assess(store, "a", 1, "<v1/>", "{\"r\":\"secret-result\"}"), 1);
    CU_ASSERT_EQUAL(assess(store, "a", 2, "<v1/>", "{\"r\":2}"), 2);
    CU_ASSERT_EQUAL(faults(store), 0);
    wz_store_close(store);
    return place;
}

static void found(const char *sql)
{
    store_place place = filled();
    tamper(place.path, sql);
    wz_store *store = open_store(place.path, false);
    size_t count = faults(store);
    if (count == 0)
        fprintf(stderr, "\nnot found: %s\n", sql);
    CU_ASSERT_TRUE(count > 0);
    wz_store_close(store);
    remove_place(&place);
}

static void test_cases__finds_what_was_changed(void)
{
    found("UPDATE content SET bytes = CAST('<ONE secret-text=''1''/>' AS BLOB) WHERE bytes = CAST('<one "
          "secret-text=''1''/>' AS BLOB)");
    found("UPDATE content SET bytes = CAST('<TWO/>' AS BLOB) WHERE bytes = CAST('<two/>' AS BLOB)");
    found("UPDATE case_version SET content = 2 WHERE case_number = 1 AND version = 1");
    found("UPDATE case_version SET version = 9 WHERE case_number = 2");
    found("UPDATE case_file SET id = 'c' WHERE number = 2");
    found("PRAGMA foreign_keys = OFF; DELETE FROM case_version WHERE case_number = 2");
    found("UPDATE assessment SET as_of = '2020-01-16' WHERE id = 1");
    found("UPDATE assessment SET as_of = NULL WHERE id = 1");
    found("UPDATE assessment SET regimes = 'a' WHERE id = 1");
    found("UPDATE assessment SET engine = 'wenze 9' WHERE id = 1");
    found("UPDATE assessment SET reasons_all = 1 WHERE id = 1");
    found("UPDATE assessment SET result = (SELECT result FROM assessment WHERE id = 2) WHERE id = 1");
    found("DELETE FROM assessment WHERE id = 1");
    found("UPDATE law_file SET content = 1 WHERE name = 'frame.xml'");
    found("DELETE FROM law_file WHERE name = 'frame.xml'");
    found("UPDATE content SET bytes = NULL WHERE id = 1");
    found("UPDATE case_file SET erased = 1 WHERE id = 'a'");
    found("UPDATE assessment SET audit = 1 WHERE id = 1");
}

/* Whether some bytes stand anywhere in the store's files. */
static bool stands_in_file(const store_place *place, const char *text)
{
    char log[160];
    snprintf(log, sizeof log, "%s-wal", place->path);
    return file_holds(place->path, text) || file_holds(log, text);
}

static bool same_title(const wz_case_row *row, void *payload)
{
    ++*(int *)payload;
    if (strcmp(row->id, "a") == 0) {
        CU_ASSERT_TRUE(row->erased);
        CU_ASSERT_STRING_EQUAL(row->title, "");
        CU_ASSERT_EQUAL(row->versions, 2);
    } else {
        CU_ASSERT_FALSE(row->erased);
        CU_ASSERT_STRING_EQUAL(row->title, "事故");
    }
    return true;
}

static void test_cases__erases_for_good_and_still_verifies(void)
{
    store_place place = filled();
    CU_ASSERT_TRUE(stands_in_file(&place, "secret-text"));
    CU_ASSERT_TRUE(stands_in_file(&place, "林知"));
    tamper(place.path,
           "INSERT INTO account(id, name, display, person_id, roles, created) VALUES(1, 'x', 'x', '', 1, 0);"
           "INSERT INTO draft(key, version, saved_by, saved, bytes) VALUES"
           "('form:a p1', 1, 1, 0, CAST('typed-a' AS BLOB)), ('form:ab p1', 1, 1, 0, CAST('typed-b' AS BLOB)),"
           "('form:a:b p1', 1, 1, 0, CAST('typed-d' AS BLOB)),"
           "('case:a', 1, 1, 0, CAST('typed-c' AS BLOB))");
    wz_store *store = open_store(place.path, false);
    wz_store_begin(store);
    wz_cases_erase(store, "a", "依法", "王五");
    CU_ASSERT_EQUAL(wz_store_end(store, NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_store_settle(store, NULL), WZ_OK);
    CU_ASSERT_FALSE(stands_in_file(&place, "secret-text"));
    CU_ASSERT_FALSE(stands_in_file(&place, "secret-result"));
    CU_ASSERT_FALSE(stands_in_file(&place, "林知"));
    CU_ASSERT_FALSE(stands_in_file(&place, "typed-a"));
    CU_ASSERT_TRUE(stands_in_file(&place, "typed-b"));
    CU_ASSERT_TRUE(stands_in_file(&place, "typed-d"));
    CU_ASSERT_FALSE(stands_in_file(&place, "typed-c"));
    /* what another case shares stays */
    CU_ASSERT_TRUE(same_bytes(store, "b", 1, "<two/>"));
    CU_ASSERT_FALSE(same_bytes(store, "a", 1, "<one secret-text='1'/>"));
    CU_ASSERT_FALSE(same_bytes(store, "a", 2, "<two/>"));
    CU_ASSERT_EQUAL(put(store, "a", "<three/>", NULL, 0), 0);
    wz_buffer result = {0};
    wz_store_begin_reading(store);
    CU_ASSERT_FALSE(wz_cases_result(store, 1, &result));
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_EQUAL(wz_store_end(store, diag), WZ_EINPUT);
    CU_ASSERT_TRUE(diag_has(diag, "STORE-042"));
    wz_diag_free(diag);
    int cases = 0;
    wz_store_begin_reading(store);
    wz_cases_each(store, NULL, same_title, &cases);
    CU_ASSERT_EQUAL(wz_store_end(store, NULL), WZ_OK);
    CU_ASSERT_EQUAL(cases, 2);
    CU_ASSERT_EQUAL(faults(store), 0);
    CU_ASSERT_EQUAL(wz_audit_verify(store, NULL, NULL, NULL), WZ_OK);
    wz_store_close(store);
    remove_place(&place);
}

/* --- search --- */

typedef struct {
    char ids[64];
    char hit[128];
} found_cases;

static bool note(const wz_case_row *row, const wz_kept_text *hits, size_t count, void *payload)
{
    found_cases *f = payload;
    strncat(f->ids, row->id, sizeof f->ids - strlen(f->ids) - 1);
    if (count)
        snprintf(f->hit, sizeof f->hit, "%s", hits[0].text);
    return true;
}

static void finds(wz_store *store, const char *text, const char *ids)
{
    found_cases f = {"", ""};
    wz_store_begin_reading(store);
    wz_cases_search(store, text, 0, 0, note, &f);
    CU_ASSERT_EQUAL(wz_store_end(store, NULL), WZ_OK);
    if (strcmp(f.ids, ids) != 0)
        fprintf(stderr, "\n'%s' found '%s', not '%s'\n", text, f.ids, ids);
    CU_ASSERT_STRING_EQUAL(f.ids, ids);
}

static void test_cases__finds_words_of_any_length(void)
{
    static const wz_kept_text a[] = {
        {"title", "恒泰新材料公司“7·12”有限空间中毒窒息事故"}, {"person", "林知远"}, {"fact", "Boiler-House No. 42"}};
    static const wz_kept_text b[] = {{"title", "平安矿业“3·1”透水事故"},
                                     {"person", "林之远"},
                                     {"fact", "１２号井"},
                                     {"evidence", "\"';DROP TABLE case_text--"}};
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    put(store, "a", "<a/>", a, 3);
    put(store, "b", "<b/>", b, 4);
    finds(store, "恒泰", "a");
    finds(store, "新材料", "a");
    finds(store, "窒", "a");
    finds(store, "息", "a");
    finds(store, "有限空间中毒窒息事故", "a");
    finds(store, "泰恒", "");
    finds(store, "矿业 透水", "b");
    finds(store, "矿业 恒泰", "");
    finds(store, "林知远", "a");
    finds(store, "boil", "a");
    finds(store, "HOUSE 42", "a");
    finds(store, "12号井", "b");
    finds(store, "drop table", "b");
    finds(store, "\" OR *", "");
    finds(store, "NEAR(a b)", "");
    finds(store, "", "");
    finds(store, "“”·", "");
    finds(store, "公司事故", "");
    /* the newest version is what is searched */
    put(store, "b", "<c/>", a, 1);
    finds(store, "透水", "");
    wz_store_close(store);
    remove_place(&place);
}

CU_pSuite test_store_cases_suite(void)
{
    CU_pSuite suite = CU_add_suite("store/cases", NULL, NULL);
    CU_ADD_TEST(suite, test_cases__keeps_every_version_and_each_content_once);
    CU_ADD_TEST(suite, test_cases__refuses_a_second_one_where_it_is_to_be_new);
    CU_ADD_TEST(suite, test_cases__refuses_what_was_made_from_an_older_version);
    CU_ADD_TEST(suite, test_cases__keeps_a_law_once);
    CU_ADD_TEST(suite, test_cases__finds_what_was_changed);
    CU_ADD_TEST(suite, test_cases__erases_for_good_and_still_verifies);
    CU_ADD_TEST(suite, test_cases__finds_words_of_any_length);
    return suite;
}
