/* The text that investigators read, for whole cases under the real law, through the public interface. The golden
 * files in tests/golden/text were read by hand; after a change that is meant, write them anew with `wenze assess`
 * and read them. */
#include "wenze/assess.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

CU_pSuite test_report_real_suite(void);

static const char *const cases[] = {"bj2019/several-people", "bj2019/contradictions",
                                    "pl2021/consecutive-thirteen-months", "tz2014/before-june-2019",
                                    "sz-draft/draft-beside-national"};
enum { CASES = sizeof cases / sizeof cases[0] };

/* A file's bytes, NUL-terminated; NULL where it cannot be read. */
static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    char *bytes = size >= 0 ? malloc((size_t)size + 1) : NULL;
    rewind(file);
    if (bytes)
        bytes[fread(bytes, 1, (size_t)size, file)] = '\0';
    fclose(file);
    return bytes;
}

/* The assessment of a case as text; free with wz_text_free(). */
static char *assess(wz_session *session, const char *name, wz_language language, unsigned width)
{
    char path[256], *text = NULL;
    snprintf(path, sizeof path, "cases/%s/case.xml", name);
    wz_assess_request request = WZ_ASSESS_REQUEST_INIT;
    request.language = language;
    request.width = width;
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_EQUAL(wz_session_assess(&text, NULL, session, path, &request, diag), WZ_OK);
    wz_diag_free(diag);
    return text;
}

/* The law and a session on it, made anew for each test. */
typedef struct {
    wz_rules *rules;
    wz_session *session;
} bench;

static bool set_up(bench *b)
{
    wz_diag *diag = wz_diag_new();
    *b = (bench){NULL, NULL};
    bool good = wz_rules_open(&b->rules, "rules", diag) == WZ_OK && wz_session_new(&b->session, b->rules) == WZ_OK;
    wz_diag_free(diag);
    CU_ASSERT_TRUE(good);
    return good;
}

static void tear_down(bench *b)
{
    wz_session_free(b->session);
    wz_rules_close(b->rules);
}

/* tests/golden/text/bj2019-several-people.zh.txt for bj2019/several-people. */
static bool is_golden(const char *text, const char *name, const char *language)
{
    char path[256];
    snprintf(path, sizeof path, "tests/golden/text/%s.%s.txt", name, language);
    char *slash = strchr(path + strlen("tests/golden/text/"), '/');
    if (slash)
        *slash = '-';
    char *wanted = read_file(path);
    bool same = text && wanted && strcmp(text, wanted) == 0;
    unsigned line = 1;
    for (size_t i = 0; text && wanted && text[i] && text[i] == wanted[i]; i++)
        line += text[i] == '\n';
    if (!same)
        printf("\n%s: %s, line %u\n", path, wanted ? "differs" : "cannot be read", line);
    free(wanted);
    return same;
}

static void check_language(wz_language language, const char *name)
{
    bench b;
    if (!set_up(&b))
        return;
    for (int i = 0; i < CASES; i++) {
        char *text = assess(b.session, cases[i], language, 0);
        CU_ASSERT_TRUE(is_golden(text, cases[i], name));
        wz_text_free(text);
    }
    tear_down(&b);
}

static void test_report_real__is_the_golden_text_in_chinese(void)
{
    check_language(WZ_LANGUAGE_ZH, "zh");
}

static void test_report_real__is_the_golden_text_in_english(void)
{
    check_language(WZ_LANGUAGE_EN, "en");
}

/* A person's part, from the rule above the name to the next. */
static unsigned longest_part(const char *text)
{
    unsigned lines = 0, longest = 0;
    for (const char *at = text; *at; at += strcspn(at, "\n"), at += *at == '\n') {
        lines = strncmp(at, "──", strlen("──")) == 0 ? 0 : lines + 1;
        longest = lines > longest ? lines : longest;
    }
    return longest;
}

/* A person's part, even with a post not known and two texts side by side, is read on two or three screens. */
static void test_report_real__a_person_takes_a_hundred_lines_at_most(void)
{
    bench b;
    if (!set_up(&b))
        return;
    for (int i = 0; i < CASES; i++) {
        char *text = assess(b.session, cases[i], WZ_LANGUAGE_ZH, 80);
        CU_ASSERT_PTR_NOT_NULL_FATAL(text);
        CU_ASSERT(longest_part(text) > 10 && longest_part(text) <= 100);
        wz_text_free(text);
    }
    tear_down(&b);
}

/* An article is cited once however many of its sentences a rule rests on. */
static void test_report_real__no_article_is_cited_twice_in_a_row(void)
{
    bench b;
    if (!set_up(&b))
        return;
    for (int i = 0; i < CASES; i++) {
        char *text = assess(b.session, cases[i], WZ_LANGUAGE_ZH, 400);
        CU_ASSERT_PTR_NOT_NULL_FATAL(text);
        CU_ASSERT_PTR_NOT_NULL(strstr(text, "第"));
        for (const char *at = strstr(text, "第"); at; at = strstr(at + 1, "第")) {
            const char *end = strstr(at, "条、");
            size_t length = end ? (size_t)(end - at) + strlen("条、") : 0;
            CU_ASSERT(!end || strncmp(at, at + length, length - strlen("、")) != 0);
        }
        wz_text_free(text);
    }
    tear_down(&b);
}

CU_pSuite test_report_real_suite(void)
{
    CU_pSuite suite = CU_add_suite("report/real", NULL, NULL);
    if (!suite ||
        !CU_add_test(suite, "is the golden text in Chinese", test_report_real__is_the_golden_text_in_chinese) ||
        !CU_add_test(suite, "is the golden text in English", test_report_real__is_the_golden_text_in_english) ||
        !CU_add_test(suite, "a person takes a hundred lines at most",
                     test_report_real__a_person_takes_a_hundred_lines_at_most) ||
        !CU_add_test(suite, "no article is cited twice in a row", test_report_real__no_article_is_cited_twice_in_a_row))
        return NULL;
    return suite;
}
