/* The public calls for FEEL: contexts from JSON, results as text, problems in the list. */
#include "wenze/feel.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

CU_pSuite test_app_feel_suite(void);

static void check(const wz_feel_context *context, const char *expression, const char *want)
{
    char *got = NULL;
    CU_ASSERT_EQUAL(wz_feel_evaluate(&got, context, expression, strlen(expression), NULL, NULL), WZ_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(got);
    if (strcmp(got, want) != 0)
        printf("\n    %s gives %s, not %s\n", expression, got, want);
    CU_ASSERT_STRING_EQUAL(got, want);
    wz_text_free(got);
}

static void test_app_feel__context(void)
{
    static const char json[] =
        "{\"first name\": \"x\", \"n\": 0.10, \"big\": 123456789012345678901234567890, \"none\": null, \"list\": "
        "[{\"k b\": 1}, {\"k b\": 2}], \"d\": {\"@\": \"date(\\\"2020-01-31\\\")\"}, \"u\": {\"@\": \"unknown\"}, "
        "\"f\": {\"@\": \"function(a, b) a - b\"}, \"at\": {\"@\": 1}}";
    wz_feel_context *context = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_feel_context_new(&context, json, strlen(json), NULL), WZ_OK);
    check(context, "first name + \"y\"", "\"xy\"");
    check(context, "n + 0.2", "0.3");
    check(context, "big + 1", "123456789012345678901234567891");
    check(context, "none = null", "true");
    check(context, "list[k b > 1].k b", "[2]");
    check(context, "d + duration(\"P1M\")", "date(\"2020-02-29\")");
    check(context, "u", "unknown");
    check(context, "u > 1 or true", "true");
    check(context, "f(b: 1, a: 3)", "2");
    check(context, "at", "{\"@\": 1}");
    check(NULL, "1 + 1", "2");
    wz_feel_context_free(context);
}

/* The first problem of a context that cannot be read. */
static void check_bad(const char *json, const char *id, unsigned column)
{
    wz_feel_context *context = NULL;
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(diag);
    CU_ASSERT_EQUAL(wz_feel_context_new(&context, json, strlen(json), diag), WZ_EINPUT);
    CU_ASSERT_PTR_NULL(context);
    CU_ASSERT_EQUAL_FATAL(wz_diag_errors(diag), 1);
    CU_ASSERT_STRING_EQUAL(wz_diag_at(diag, 0)->id, id);
    CU_ASSERT_EQUAL(wz_diag_at(diag, 0)->place_count == 0 ? 0 : wz_diag_at(diag, 0)->places[0].column, column);
    wz_diag_free(diag);
}

static void test_app_feel__bad_contexts(void)
{
    check_bad("[1]", "FEEL-102", 1);
    check_bad("{\"a\" 1}", "FEEL-102", 7);
    check_bad("{\"a\": {\"@\": \"1 +\"}}", "FEEL-001", 4);
    check_bad("{\"a\": 1e7000}", "FEEL-102", 0);
    check_bad("{\"@\": \"1\"}", "FEEL-102", 1);
}

static void test_app_feel__problems(void)
{
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(diag);
    char *got = NULL;
    CU_ASSERT_EQUAL(wz_feel_evaluate(&got, NULL, "1 / 0", 5, NULL, diag), WZ_OK);
    CU_ASSERT_STRING_EQUAL(got, "null");
    wz_text_free(got);
    CU_ASSERT_EQUAL(wz_diag_errors(diag), 0);
    CU_ASSERT_EQUAL_FATAL(wz_diag_count(diag), 1);
    CU_ASSERT_STRING_EQUAL(wz_diag_at(diag, 0)->id, "FEEL-100");
    CU_ASSERT_EQUAL(wz_feel_evaluate(&got, NULL, "1\n+", 3, NULL, diag), WZ_EINPUT);
    CU_ASSERT_PTR_NULL(got);
    CU_ASSERT_EQUAL_FATAL(wz_diag_count(diag), 2);
    CU_ASSERT_STRING_EQUAL(wz_diag_at(diag, 1)->id, "FEEL-001");
    CU_ASSERT_EQUAL(wz_diag_at(diag, 1)->places[0].line, 2);
    CU_ASSERT_EQUAL(wz_diag_at(diag, 1)->places[0].column, 2);
    static const char endless[] = "for i in 1..1000000000 return i";
    CU_ASSERT_EQUAL(wz_feel_evaluate(&got, NULL, endless, strlen(endless), NULL, diag), WZ_ELIMIT);
    CU_ASSERT_PTR_NULL(got);
    wz_diag_free(diag);
}

static void test_app_feel__options(void)
{
    static const char json[] = "{\"?\": 5}";
    wz_feel_context *context = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_feel_context_new(&context, json, strlen(json), NULL), WZ_OK);
    wz_feel_options options = WZ_FEEL_OPTIONS_INIT;
    options.unary_tests = true;
    char *got = NULL;
    CU_ASSERT_EQUAL(wz_feel_evaluate(&got, context, "< 3, [4..6]", 11, &options, NULL), WZ_OK);
    CU_ASSERT_STRING_EQUAL(got, "true");
    wz_text_free(got);
    wz_feel_context_free(context);
    const wz_feel_clock clock = {.epoch_seconds = 86400, .offset = 3600};
    options = (wz_feel_options)WZ_FEEL_OPTIONS_INIT;
    options.clock = &clock;
    CU_ASSERT_EQUAL(wz_feel_evaluate(&got, NULL, "today()", 7, &options, NULL), WZ_OK);
    CU_ASSERT_STRING_EQUAL(got, "date(\"1970-01-02\")");
    wz_text_free(got);
    check(NULL, "today()", "null");
}

CU_pSuite test_app_feel_suite(void)
{
    CU_pSuite suite = CU_add_suite("app feel", NULL, NULL);
    if (!suite)
        return NULL;
    CU_add_test(suite, "context", test_app_feel__context);
    CU_add_test(suite, "bad contexts", test_app_feel__bad_contexts);
    CU_add_test(suite, "problems", test_app_feel__problems);
    CU_add_test(suite, "options", test_app_feel__options);
    return suite;
}
