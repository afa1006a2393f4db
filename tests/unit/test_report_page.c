/* Wrapping: no line is too wide, none begins or ends with the wrong mark, and nothing of the text is lost. */
#include "report/page.h"

#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <string.h>

CU_pSuite test_report_page_suite(void);

/* The text as a page of `width` columns, indented by 2 and continued at 4. */
static void wrap(wz_buffer *out, unsigned width, const char *text)
{
    wz_page page = {.out = out, .width = width};
    wz_page_line(&page, 2, 2);
    wz_page_put(&page, text);
    wz_page_end(&page);
}

static void check(unsigned width, const char *text, const char *wanted)
{
    wz_buffer out = {0};
    wrap(&out, width, text);
    CU_ASSERT_STRING_EQUAL(out.data, wanted);
    wz_buffer_free(&out);
}

static void test_report_page__breaks_between_words(void)
{
    check(20, "the quick brown fox jumps", "  the quick brown\n    fox jumps\n");
}

static void test_report_page__breaks_between_chinese_characters(void)
{
    check(12, "安全生产责任制", "  安全生产责\n    任制\n");
}

static void test_report_page__no_line_begins_with_a_closing_mark(void)
{
    check(12, "安全生产责，任", "  安全生产\n    责，任\n");
}

static void test_report_page__no_line_ends_with_an_opening_mark(void)
{
    check(12, "安全生产（责任", "  安全生产\n    （责任\n");
}

static void test_report_page__a_date_stays_whole(void)
{
    check(20, "事故发生于2019年7月1日", "  事故发生于\n    2019年7月1日\n");
}

static void test_report_page__a_long_word_is_cut(void)
{
    check(20, "abcdefghijklmnopqrstuvwxyz0123456789", "  abcdefghijklmnopqr\n    stuvwxyz01234567\n    89\n");
}

static void test_report_page__controls_are_made_harmless(void)
{
    check(40,
          "a\x1b[31m\nb\tc\xE2\x80\xAE"
          "d\xFF",
          "  a\xEF\xBF\xBD[31m b c\xEF\xBF\xBD"
          "d\xEF\xBF\xBD\n");
}

static void test_report_page__gaps_do_not_add_up(void)
{
    wz_buffer out = {0};
    wz_page page = {.out = &out, .width = 40};
    wz_page_gap(&page);
    wz_page_line(&page, 0, 0);
    wz_page_put(&page, "a");
    wz_page_gap(&page);
    wz_page_gap(&page);
    wz_page_line(&page, 0, 0);
    wz_page_put(&page, "b");
    wz_page_pad(&page, 4);
    wz_page_put(&page, "c");
    wz_page_end(&page);
    CU_ASSERT_STRING_EQUAL(out.data, "a\n\nb   c\n");
    wz_buffer_free(&out);
}

/* Random mixtures of short and long words, wide characters, marks and spaces, at every width. */
static void test_report_page__no_line_is_too_wide_and_nothing_is_lost(void)
{
    static const char *const pieces[] = {
        "a", "word", "抽", "查", "，", "（", "）", " ", "2019年", "incomprehensibilities-", "“", "”"};
    unsigned seed = 1;
    for (unsigned width = 12; width <= 90; width++) {
        char text[600] = "", plain[600] = "", again[600] = "";
        for (int i = 0; i < 60; i++) {
            seed = seed * 1103515245u + 12345u;
            strncat(text, pieces[(seed >> 16) % (sizeof pieces / sizeof pieces[0])], sizeof text - strlen(text) - 1);
        }
        wz_buffer out = {0};
        wrap(&out, width, text);
        size_t used = 0, kept = 0;
        for (const char *c = text; *c; c++)
            if (*c != ' ')
                plain[used++] = *c;
        for (char *line = strtok(out.data, "\n"); line; line = strtok(NULL, "\n")) {
            CU_ASSERT(wz_page_columns(line) <= width);
            for (const char *c = line; *c; c++)
                if (*c != ' ')
                    again[kept++] = *c;
        }
        CU_ASSERT_STRING_EQUAL(plain, again);
        wz_buffer_free(&out);
    }
}

CU_pSuite test_report_page_suite(void)
{
    CU_pSuite suite = CU_add_suite("report/page", NULL, NULL);
    if (!suite || !CU_add_test(suite, "breaks between words", test_report_page__breaks_between_words) ||
        !CU_add_test(suite, "breaks between Chinese characters", test_report_page__breaks_between_chinese_characters) ||
        !CU_add_test(suite, "no line begins with a closing mark",
                     test_report_page__no_line_begins_with_a_closing_mark) ||
        !CU_add_test(suite, "no line ends with an opening mark", test_report_page__no_line_ends_with_an_opening_mark) ||
        !CU_add_test(suite, "a date stays whole", test_report_page__a_date_stays_whole) ||
        !CU_add_test(suite, "a long word is cut", test_report_page__a_long_word_is_cut) ||
        !CU_add_test(suite, "controls are made harmless", test_report_page__controls_are_made_harmless) ||
        !CU_add_test(suite, "gaps do not add up", test_report_page__gaps_do_not_add_up) ||
        !CU_add_test(suite, "no line is too wide and nothing is lost",
                     test_report_page__no_line_is_too_wide_and_nothing_is_lost))
        return NULL;
    return suite;
}
