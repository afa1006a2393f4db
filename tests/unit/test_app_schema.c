/* Holds what the public calls give as JSON to the schemas in rules/schema/: lists of the case store part by part, duties, the
 * register, the summary of a screening. Each schema also refuses the document without any one of its keys. */
#include "json_schema.h"
#include "register_common.h"

#include "wenze/case_store.h"
#include "wenze/duties.h"
#include "wenze/screen.h"

CU_pSuite test_app_schema_suite(void);

static wz_rules *rules;
static wz_session *session;
static wz_store *store;
static store_place place;

static const char *const case_files[] = {"cases/bj2019/several-people/case.xml", "cases/bj2019/duty-logs/case.xml",
                                         "cases/national/admonition-ends/case.xml"};
enum { CASES = sizeof case_files / sizeof case_files[0] };

static void add_case(const char *file)
{
    wz_case_add_request request = WZ_CASE_ADD_INIT;
    char bytes[65536];
    FILE *from = fopen(file, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(from);
    request.size = fread(bytes, 1, sizeof bytes, from);
    fclose(from);
    request.bytes = bytes;
    CU_ASSERT_EQUAL_FATAL(wz_case_add(NULL, NULL, store, rules, &request, NULL), WZ_OK);
}

static int open_law(void)
{
    return wz_rules_open_keeping(&rules, "rules", NULL) != WZ_OK || wz_session_new(&session, rules) != WZ_OK;
}

static int close_law(void)
{
    wz_session_free(session);
    wz_rules_close(rules);
    return 0;
}

/* Three cases, of which one has three assessments. */
static void open_kept(void)
{
    place = new_place();
    store = open_store(place.path, true);
    for (size_t i = 0; i < CASES; i++)
        add_case(case_files[i]);
    for (int i = 0; i < 3; i++) {
        wz_case_assess_request request = WZ_CASE_ASSESS_INIT;
        wz_case_assessed assessed;
        request.ask.today = "2026-01-01";
        CU_ASSERT_EQUAL_FATAL(wz_case_assess(&assessed, store, rules, "several-people", &request, NULL), WZ_OK);
        wz_case_assessed_clear(&assessed);
    }
}

static void close_kept(void)
{
    wz_store_close(store);
    remove_place(&place);
}

/* --- documents --- */

static bool keep_piece(const char *bytes, size_t length, void *payload)
{
    wz_buffer_add(payload, bytes, length);
    return true;
}

/* Parse a document and hold it to its schema; of objects under the key `open` any member is good. */
static json_t *checked(const char *schema_file, const char *text, const char *open)
{
    json_t *schema = json_load_file(schema_file, JSON_REJECT_DUPLICATES, NULL);
    json_t *document = json_loads(text ? text : "", JSON_REJECT_DUPLICATES, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(schema);
    CU_ASSERT_PTR_NOT_NULL_FATAL(document);
    CU_ASSERT_TRUE(conforms(schema, schema, document));
    CU_ASSERT_EQUAL(count_accepted(schema, document, document, open), 0);
    json_decref(schema);
    return document;
}

static json_t *checked_pieces(const char *schema_file, int code, wz_buffer *pieces)
{
    CU_ASSERT_EQUAL(code, WZ_OK);
    json_t *document = checked(schema_file, pieces->data, "details");
    wz_buffer_free(pieces);
    return document;
}

static const char *text_of(json_t *list, size_t index, const char *key)
{
    const char *text = json_string_value(json_object_get(json_array_get(list, index), key));
    return text ? text : "";
}

/* --- the case store --- */

static json_t *list_cases(const wz_case_part *part)
{
    wz_buffer pieces = {0};
    int code = wz_case_list_json(store, part, keep_piece, &pieces, NULL);
    return checked_pieces("rules/schema/cases.schema.json", code, &pieces);
}

static void test_schema__cases_part_by_part(void)
{
    open_kept();
    wz_case_part part = WZ_CASE_PART_INIT;
    json_t *all = list_cases(&part);
    CU_ASSERT_EQUAL(json_array_size(json_object_get(all, "cases")), CASES);
    CU_ASSERT_TRUE(json_is_null(json_object_get(all, "next")));
    part.limit = 2;
    json_t *first = list_cases(&part), *cases = json_object_get(first, "cases");
    CU_ASSERT_EQUAL_FATAL(json_array_size(cases), 2);
    CU_ASSERT_STRING_EQUAL(text_of(cases, 0, "id"), "admonition-ends");
    part.after_id = json_string_value(json_object_get(first, "next"));
    CU_ASSERT_STRING_EQUAL(part.after_id, "duty-logs");
    json_t *second = list_cases(&part);
    cases = json_object_get(second, "cases");
    CU_ASSERT_EQUAL_FATAL(json_array_size(cases), 1);
    CU_ASSERT_STRING_EQUAL(text_of(cases, 0, "id"), "several-people");
    CU_ASSERT_TRUE(json_is_null(json_object_get(second, "next")));
    /* a limit that the list just fills: there is no next */
    part.after_id = NULL;
    part.limit = CASES;
    json_t *filled = list_cases(&part);
    CU_ASSERT_TRUE(json_is_null(json_object_get(filled, "next")));
    json_decref(all);
    json_decref(first);
    json_decref(second);
    json_decref(filled);
    close_kept();
}

static json_t *search(const wz_case_part *part, const char *text, int64_t *found)
{
    wz_buffer pieces = {0};
    int code = wz_case_search_json(found, store, text, part, keep_piece, &pieces, NULL);
    return checked_pieces("rules/schema/case-search.schema.json", code, &pieces);
}

/* Two of the cases speak of a district (区). */
static void test_schema__hits_part_by_part(void)
{
    open_kept();
    wz_case_part part = WZ_CASE_PART_INIT;
    int64_t found = 0;
    json_t *all = search(&part, "区", &found);
    CU_ASSERT_EQUAL_FATAL(found, 2);
    part.limit = 1;
    for (int64_t i = 0; i < 2; i++) {
        part.after = i;
        json_t *one = search(&part, "区", &found);
        CU_ASSERT_EQUAL(found, 1);
        CU_ASSERT_STRING_EQUAL(text_of(json_object_get(one, "cases"), 0, "id"),
                               text_of(json_object_get(all, "cases"), (size_t)i, "id"));
        json_t *next = json_object_get(one, "next");
        CU_ASSERT_TRUE(i == 0 ? json_integer_value(next) == 1 : json_is_null(next));
        json_decref(one);
    }
    json_t *none = search(&part, "无此词", &found);
    CU_ASSERT_EQUAL(found, 0);
    json_decref(none);
    json_decref(all);
    close_kept();
}

static void test_schema__one_case_and_its_newest_assessments(void)
{
    open_kept();
    static const char schema[] = "rules/schema/case-record.schema.json";
    wz_case_part part = WZ_CASE_PART_INIT;
    wz_buffer pieces = {0};
    int code = wz_case_show_json(store, "several-people", &part, keep_piece, &pieces, NULL);
    json_t *whole = checked_pieces(schema, code, &pieces);
    CU_ASSERT_EQUAL(json_array_size(json_object_get(whole, "assessments")), 3);
    CU_ASSERT_EQUAL(json_array_size(json_object_get(whole, "evidence")), 8);
    part.limit = 1;
    code = wz_case_show_json(store, "several-people", &part, keep_piece, &pieces, NULL);
    json_t *newest = checked_pieces(schema, code, &pieces), *list = json_object_get(newest, "assessments");
    CU_ASSERT_EQUAL_FATAL(json_array_size(list), 1);
    CU_ASSERT_EQUAL(json_integer_value(json_object_get(json_array_get(list, 0), "assessment")), 3);
    json_decref(whole);
    json_decref(newest);
    /* what cannot be shown leaves nothing behind */
    CU_ASSERT_EQUAL(wz_case_show_json(store, "nobody", &part, keep_piece, &pieces, NULL), WZ_EINPUT);
    part.case_version = 2;
    CU_ASSERT_EQUAL(wz_case_show_json(store, "several-people", &part, keep_piece, &pieces, NULL), WZ_EINPUT);
    CU_ASSERT_EQUAL(pieces.length, 0);
    wz_buffer_free(&pieces);
    close_kept();
}

static json_t *log_of(const char *subject, const wz_case_part *part)
{
    wz_buffer pieces = {0};
    int code = wz_log_json(store, subject, part, keep_piece, &pieces, NULL);
    return checked_pieces("rules/schema/log.schema.json", code, &pieces);
}

static void test_schema__the_log_part_by_part(void)
{
    open_kept();
    wz_case_part part = WZ_CASE_PART_INIT;
    json_t *all = log_of("several-people", &part), *entries = json_object_get(all, "entries");
    CU_ASSERT_EQUAL_FATAL(json_array_size(entries), 4);
    CU_ASSERT_STRING_EQUAL(text_of(entries, 0, "what"), "case.add");
    CU_ASSERT_TRUE(json_is_object(json_object_get(json_array_get(entries, 0), "details")));
    part.limit = 3;
    json_t *first = log_of("several-people", &part);
    part.after = json_integer_value(json_object_get(first, "next"));
    CU_ASSERT_TRUE(part.after > 0);
    json_t *second = log_of("several-people", &part);
    CU_ASSERT_EQUAL(json_array_size(json_object_get(second, "entries")), 1);
    CU_ASSERT_TRUE(json_is_null(json_object_get(second, "next")));
    part.after = 0;
    json_t *everything = log_of(NULL, &part);
    CU_ASSERT_EQUAL(json_array_size(json_object_get(everything, "entries")), 3);
    json_decref(all);
    json_decref(first);
    json_decref(second);
    json_decref(everything);
    close_kept();
}

static bool refuse_piece(const char *bytes, size_t length, void *payload)
{
    (void)bytes, (void)length;
    ++*(int *)payload;
    return false;
}

static void test_schema__a_reader_that_has_enough_ends_it(void)
{
    open_kept();
    wz_case_part part = WZ_CASE_PART_INIT;
    int pieces = 0;
    CU_ASSERT_EQUAL(wz_case_list_json(store, &part, refuse_piece, &pieces, NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_log_json(store, NULL, &part, refuse_piece, &pieces, NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_case_show_json(store, "several-people", &part, refuse_piece, &pieces, NULL), WZ_OK);
    CU_ASSERT_EQUAL(pieces, 3);
    close_kept();
}

/* --- duties --- */

static void test_schema__duties_conform(void)
{
    store_place beside = new_place();
    static const char *const cases[][2] = {{"cases/bj2019/duty-logs/case.xml", "p1"},
                                           {"cases/bj2019/duty-logs/case.xml", "p2"},
                                           {"cases/cd2020/heads-and-their-logs/case.xml", NULL},
                                           {"cases/bj2019/several-people/case.xml", "p1"}};
    char log[160];
    snprintf(log, sizeof log, "%s/log.csv", beside.folder);
    FILE *file = fopen(log, "w");
    fputs("日期,活动,person_id\n2020年3月2日,召开会议,p1\n2020-10-01,喝茶,p1\n", file);
    fclose(file);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        wz_duties_request request = WZ_DUTIES_REQUEST_INIT;
        char *text = NULL;
        request.file = cases[i][0];
        request.person = cases[i][1] ? cases[i][1] : "p1";
        request.format = WZ_FORMAT_JSON;
        request.today = "2022-03-01";
        request.log = i == 0 ? log : NULL;
        CU_ASSERT_EQUAL_FATAL(wz_duties(&text, NULL, session, &request, NULL), WZ_OK);
        json_t *document = checked("rules/schema/duties.schema.json", text, NULL);
        CU_ASSERT_TRUE(json_is_object(json_object_get(document, "log")) == (i == 0));
        CU_ASSERT_TRUE(json_array_size(json_object_get(document, "regimes")) > 0);
        json_decref(document);
        wz_text_free(text);
    }
    remove_place(&beside);
}

/* --- the register and screening --- */

static void test_schema__a_record_conforms(void)
{
    desk d = open_desk();
    wz_register_view view = WZ_REGISTER_VIEW_INIT;
    wz_register_act act = WZ_REGISTER_ACT_INIT;
    char *text = NULL;
    CU_ASSERT_EQUAL_FATAL(import(&d,
                                 "人员编号,姓名,处分种类,决定日期,职务,任职时间,处分记录查至\n"
                                 "A1,周正,诫勉谈话,2019-11-30,青河镇镇长,2018.05,2020-06-30\n",
                                 NULL),
                          WZ_OK);
    act.why = "误录";
    CU_ASSERT_EQUAL(wz_register_withdraw(NULL, d.store, d.rules, "A1", 3, &act, d.diag), WZ_OK);
    CU_ASSERT_EQUAL(wz_register_declare(NULL, d.store, d.rules, "", "2020-01-01", &act, d.diag), WZ_OK);
    view.format = WZ_FORMAT_JSON;
    CU_ASSERT_EQUAL_FATAL(wz_register_show(&text, d.store, d.rules, "A1", &view, d.diag), WZ_OK);
    json_t *document = checked("rules/schema/register.schema.json", text, "values");
    CU_ASSERT_TRUE(json_array_size(json_object_get(document, "items")) > 0);
    CU_ASSERT_EQUAL(json_array_size(json_object_get(document, "whole_register")), 1);
    json_decref(document);
    wz_text_free(text);
    view.known_on = "2099-01-01";
    CU_ASSERT_EQUAL_FATAL(wz_register_history(&text, d.store, d.rules, "A1", &view, d.diag), WZ_OK);
    document = checked("rules/schema/register.schema.json", text, "values");
    CU_ASSERT_TRUE(json_array_size(json_object_get(document, "history")) > 0);
    json_decref(document);
    wz_text_free(text);
    close_desk(&d);
}

static void test_schema__a_summary_conforms(void)
{
    store_place beside = new_place();
    static const char *const steps[] = {"promotion", "important_use"};
    char *text = NULL, output[160];
    wz_screen_request request = WZ_SCREEN_REQUEST_INIT;
    snprintf(output, sizeof output, "%s/out.csv", beside.folder);
    request.roster = "cases/register/roster.csv";
    request.output = output;
    request.steps = steps;
    request.step_count = 2;
    request.on = request.known_on = request.today = "2026-06-30";
    request.format = WZ_FORMAT_JSON;
    CU_ASSERT_EQUAL_FATAL(wz_screen(&text, NULL, rules, &request, NULL), WZ_OK);
    json_t *document = checked("rules/schema/screening.schema.json", text, NULL);
    CU_ASSERT_EQUAL(json_array_size(json_object_get(document, "steps")), 2);
    json_decref(document);
    wz_text_free(text);
    remove_place(&beside);
}

CU_pSuite test_app_schema_suite(void)
{
    CU_pSuite suite = CU_add_suite("app/schema", open_law, close_law);
    if (!suite || !CU_add_test(suite, "cases part by part", test_schema__cases_part_by_part) ||
        !CU_add_test(suite, "hits part by part", test_schema__hits_part_by_part) ||
        !CU_add_test(suite, "one case and its newest assessments", test_schema__one_case_and_its_newest_assessments) ||
        !CU_add_test(suite, "the log part by part", test_schema__the_log_part_by_part) ||
        !CU_add_test(suite, "a reader that has enough ends it", test_schema__a_reader_that_has_enough_ends_it) ||
        !CU_add_test(suite, "duties conform", test_schema__duties_conform) ||
        !CU_add_test(suite, "a record conforms", test_schema__a_record_conforms) ||
        !CU_add_test(suite, "a summary conforms", test_schema__a_summary_conforms))
        return NULL;
    return suite;
}
