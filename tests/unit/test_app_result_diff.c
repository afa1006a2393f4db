/* What differs between two results: matched by what members are about, not by their place; each difference on one line. */
#include "app/result_diff.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

CU_pSuite test_app_result_diff_suite(void);

static void differs(const char *from, const char *to, bool brief, const char *wanted)
{
    wz_buffer out = {0};
    size_t count = 0, lines = 0;
    wz_diff_options options = {.lang = WZ_EN, .brief = brief};
    CU_ASSERT_EQUAL(
        wz_result_diff(&out, &count, (wz_result_text){from, strlen(from)}, (wz_result_text){to, strlen(to)}, &options),
        WZ_OK);
    const char *text = out.length ? out.data : "";
    if (strcmp(text, wanted) != 0)
        fprintf(stderr, "\nfound:\n%swanted:\n%s", text, wanted);
    CU_ASSERT_STRING_EQUAL(text, wanted);
    for (const char *p = wanted; *p; p++)
        lines += *p == '\n';
    CU_ASSERT_EQUAL(count, lines);
    wz_buffer_free(&out);
}

static const char base[] =
    "{\"engine\":\"1\",\"persons\":[{\"id\":\"p1\",\"regimes\":[{\"regime\":\"r\",\"incident\":\"i\",\"post\":\"a\","
    "\"outcome\":\"x\",\"findings\":[{\"rule\":\"r.1\",\"for\":{\"post\":\"a\"},\"truth\":\"true\",\"because\":{\"n\":"
    "1}},"
    "{\"rule\":\"r.1\",\"for\":{\"post\":\"b\"},\"truth\":\"false\"},{\"rule\":\"r.2\",\"truth\":\"unknown\"}]}]}]}";

static void test_diff__is_empty_for_the_same(void)
{
    differs(base, base, false, "");
    differs("[]", "[]", false, "");
}

static void test_diff__matches_by_what_it_is_about(void)
{
    static const char moved[] =
        "{\"engine\":\"2\",\"persons\":[{\"id\":\"p1\",\"regimes\":[{\"regime\":\"r\",\"incident\":\"i\",\"post\":"
        "\"c\","
        "\"outcome\":\"x\",\"findings\":[{\"rule\":\"r.2\",\"truth\":\"true\"},"
        "{\"rule\":\"r.1\",\"for\":{\"post\":\"b\"},\"truth\":\"unknown\"},"
        "{\"rule\":\"r.1\",\"for\":{\"post\":\"a\"},\"truth\":\"true\",\"because\":{\"n\":2}}]}]}]}";
    differs(base, moved, true,
            "p1 · r i · post: a → c\np1 · r i · finding · r.1 b · truth: false → unknown\n"
            "p1 · r i · finding · r.2 · truth: unknown → true\n");
    differs(base, moved, false,
            "engine: 1 → 2\np1 · r i · post: a → c\np1 · r i · finding · r.1 a · reason · n: 1 → 2\n"
            "p1 · r i · finding · r.1 b · truth: false → unknown\np1 · r i · finding · r.2 · truth: unknown → true\n");
}

static void test_diff__tells_what_came_and_went(void)
{
    differs("{\"persons\":[{\"id\":\"p1\"},{\"id\":\"p2\"}],\"a\":[1,2],\"b\":null}",
            "{\"persons\":[{\"id\":\"p2\"},{\"id\":\"p3\"}],\"a\":[1],\"c\":true}", false,
            "p1: gone\np3: new\na: 1, 2 → 1\nb: gone\nc: new\n");
    /* members about the same are told apart by their order */
    differs("{\"bars\":[{\"rule\":\"x\",\"n\":1},{\"rule\":\"x\",\"n\":2}]}", "{\"bars\":[{\"rule\":\"x\",\"n\":1}]}",
            false, "bar · x#2: gone\n");
    differs("{\"a\":[]}", "{\"a\":[{\"id\":\"q\"}]}", false, "a · q: new\n");
    differs("{\"a\":{\"b\":1}}", "{\"a\":[1]}", false, "a: … → 1\n");
}

static void test_diff__refuses_what_is_no_json(void)
{
    wz_buffer out = {0};
    wz_diff_options options = {.lang = WZ_ZH};
    CU_ASSERT_EQUAL(wz_result_diff(&out, NULL, (wz_result_text){"{", 1}, (wz_result_text){"{}", 2}, &options),
                    WZ_EINPUT);
    wz_buffer_free(&out);
}

CU_pSuite test_app_result_diff_suite(void)
{
    CU_pSuite suite = CU_add_suite("app/result_diff", NULL, NULL);
    CU_ADD_TEST(suite, test_diff__is_empty_for_the_same);
    CU_ADD_TEST(suite, test_diff__matches_by_what_it_is_about);
    CU_ADD_TEST(suite, test_diff__tells_what_came_and_went);
    CU_ADD_TEST(suite, test_diff__refuses_what_is_no_json);
    return suite;
}
