/* Holds the JSON forms of an assessment and of an answer on eligibility to their published schemas in rules/schema/. */
#include "json_schema.h"
#include "report_fixture.h"
#include "wenze/eligible.h"

#include <CUnit/CUnit.h>

CU_pSuite test_report_schema_suite(void);

#define SCHEMA "rules/schema/assessment.schema.json"

static json_t *write_and_parse(const wz_assessment *a)
{
    wz_buffer out = {0};
    wz_report_json(&out, a, WZ_ZH);
    json_t *document = json_loadb(out.data, out.length, 0, NULL);
    wz_buffer_free(&out);
    return document;
}

static void test_report_schema__the_json_conforms(void)
{
    report_fixture f;
    json_t *document = write_and_parse(report_fixture_make(&f));
    json_t *schema = json_load_file(SCHEMA, JSON_REJECT_DUPLICATES, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(schema);
    CU_ASSERT_TRUE(conforms(schema, schema, document));
    json_decref(schema);
    json_decref(document);
    wz_arena_free(f.arena);
}

static void test_report_schema__every_key_is_required(void)
{
    report_fixture f;
    json_t *document = write_and_parse(report_fixture_make(&f));
    json_t *schema = json_load_file(SCHEMA, JSON_REJECT_DUPLICATES, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(schema);
    CU_ASSERT_EQUAL(count_accepted(schema, document, document, NULL), 0);
    CU_ASSERT_TRUE(conforms(schema, schema, document));
    json_decref(schema);
    json_decref(document);
    wz_arena_free(f.arena);
}

/* The answer of `wenze eligible` to its own schema: cases with vetoes, drafts and bars of every sort. */
static void test_report_schema__eligible_conforms(void)
{
    static const char *const cases[][2] = {{"cases/bj2019/veto-waiting-and-running/case.xml", "p1"},
                                           {"cases/sz-draft/bans-of-the-draft/case.xml", "p2"},
                                           {"cases/national/combined-sanctions/case.xml", "p1"},
                                           {"cases/national/expelled-and-without-period/case.xml", "p1"}};
    wz_rules *rules = NULL;
    wz_session *session = NULL;
    json_t *schema = json_load_file("rules/schema/eligible.schema.json", JSON_REJECT_DUPLICATES, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(schema);
    CU_ASSERT_EQUAL_FATAL(wz_rules_open(&rules, "rules", NULL), WZ_OK);
    CU_ASSERT_EQUAL_FATAL(wz_session_new(&session, rules), WZ_OK);
    for (size_t i = 0; i < COUNT(cases); i++) {
        wz_eligible_source source = WZ_ELIGIBLE_SOURCE_INIT;
        wz_eligible_request request = WZ_ELIGIBLE_REQUEST_INIT;
        char *text = NULL;
        source.case_file = cases[i][0];
        source.person = cases[i][1];
        request.today = "2022-03-01";
        request.format = WZ_FORMAT_JSON;
        CU_ASSERT_EQUAL_FATAL(wz_eligible(&text, NULL, NULL, session, &source, &request, NULL), WZ_OK);
        json_t *document = json_loads(text, 0, NULL);
        CU_ASSERT_TRUE(conforms(schema, schema, document));
        CU_ASSERT_EQUAL(count_accepted(schema, document, json_array_get(json_object_get(document, "steps"), 0), NULL),
                        0);
        json_decref(document);
        wz_text_free(text);
    }
    wz_session_free(session);
    wz_rules_close(rules);
    json_decref(schema);
}

CU_pSuite test_report_schema_suite(void)
{
    CU_pSuite suite = CU_add_suite("report/schema", NULL, NULL);
    if (!suite || !CU_add_test(suite, "the JSON conforms", test_report_schema__the_json_conforms) ||
        !CU_add_test(suite, "every key is required", test_report_schema__every_key_is_required) ||
        !CU_add_test(suite, "eligible conforms", test_report_schema__eligible_conforms))
        return NULL;
    return suite;
}
