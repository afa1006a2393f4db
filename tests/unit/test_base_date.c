/* Civil dates against a calendar that is walked day by day and knows only how long months are. */
#include "base/date.h"

#include <CUnit/CUnit.h>
#include <string.h>

CU_pSuite test_base_date_suite(void);

static bool is_leap(int year)
{
    if (year % 400 == 0)
        return true;
    return year % 100 != 0 && year % 4 == 0;
}

static int month_length(int year, int month)
{
    if (month == 2)
        return is_leap(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

static void test_base_date__walk_through_eight_centuries(void)
{
    /* 1600-01-01 was a Saturday, 135,140 days before 1970-01-01. */
    int year = 1600, month = 1, day = 1, weekday = 6, wrong = 0;
    for (wz_day number = -135140; year <= 2400; number++) {
        wz_civil civil = wz_civil_from_day(number);
        if (civil.year != year || civil.month != month || civil.day != day)
            wrong++;
        if (wz_day_from_civil((wz_civil){year, month, day}) != number || wz_weekday(number) != weekday)
            wrong++;
        weekday = weekday % 7 + 1;
        if (++day > month_length(year, month)) {
            day = 1;
            if (++month > 12) {
                month = 1;
                year++;
            }
        }
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

static void test_base_date__epoch_and_far_years(void)
{
    CU_ASSERT_EQUAL(wz_day_from_civil((wz_civil){1970, 1, 1}), 0);
    CU_ASSERT_EQUAL(wz_day_from_civil((wz_civil){0, 1, 1}), -719528);
    static const int32_t years[] = {-999999999, -401, -400, -1, 0, 1, 400, 999999999};
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        wz_civil last = wz_civil_from_day(wz_day_from_civil((wz_civil){years[i], 12, 31}));
        CU_ASSERT(last.year == years[i] && last.month == 12 && last.day == 31);
        wz_civil first = wz_civil_from_day(wz_day_from_civil((wz_civil){years[i], 1, 1}));
        CU_ASSERT(first.year == years[i] && first.month == 1 && first.day == 1);
    }
}

static void test_base_date__valid(void)
{
    CU_ASSERT_TRUE(wz_date_valid(2000, 2, 29));
    CU_ASSERT_TRUE(wz_date_valid(-4, 2, 29));
    CU_ASSERT_TRUE(wz_date_valid(0, 2, 29));
    CU_ASSERT_FALSE(wz_date_valid(1900, 2, 29));
    CU_ASSERT_FALSE(wz_date_valid(2019, 2, 29));
    CU_ASSERT_FALSE(wz_date_valid(2019, 4, 31));
    CU_ASSERT_FALSE(wz_date_valid(2019, 0, 1));
    CU_ASSERT_FALSE(wz_date_valid(2019, 13, 1));
    CU_ASSERT_FALSE(wz_date_valid(2019, 1, 0));
    CU_ASSERT_FALSE(wz_date_valid(1000000000, 1, 1));
    CU_ASSERT_FALSE(wz_date_valid(-1000000000, 1, 1));
}

static void test_base_date__parse_takes_only_real_days(void)
{
    static const char *const wrong[] = {
        "",           "2019",       "2019-06",     "2019-6-4",    "2019-06-4",   "2019-06-041", "2019-06-31",
        "2019-02-29", "2019/06/04", "2019-06-04 ", " 2019-06-04", "02019-06-04", "-2019-06-04", "2019-00-01",
        "2019-13-01", "2019-01-00", "20x9-06-04",
    };
    wz_day day = 7;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CU_ASSERT_FALSE(wz_day_parse(wrong[i], &day));
    CU_ASSERT_EQUAL(day, 7);
    CU_ASSERT_TRUE(wz_day_parse("2020-02-29", &day));
    CU_ASSERT_EQUAL(day, wz_day_from_civil((wz_civil){2020, 2, 29}));
}

static void test_base_date__loose_parse_gives_first_and_last_day(void)
{
    static const struct {
        const char *text, *first, *last;
    } rows[] = {
        {"2018", "2018-01-01", "2018-12-31"},       {"2018-05", "2018-05-01", "2018-05-31"},
        {"2018.05", "2018-05-01", "2018-05-31"},    {"2020/02", "2020-02-01", "2020-02-29"},
        {"2019.02", "2019-02-01", "2019-02-28"},    {"2018-05-07", "2018-05-07", "2018-05-07"},
        {"2018.05.07", "2018-05-07", "2018-05-07"},
    };
    static const char *const wrong[] = {
        "",           "0000",       "18",       "2018-",     "2018-5", "2018-13", "2018-00",     "2018-05-",
        "2018-05.07", "2018-05-32", "2018.5.7", "2018年5月", "20185",  "2018 05", "2018-05-07x",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        wz_day first = 0, last = 0, want = 1;
        CU_ASSERT_TRUE(wz_day_parse_loose(rows[i].text, &first, &last));
        CU_ASSERT_TRUE(wz_day_parse(rows[i].first, &want));
        CU_ASSERT_EQUAL(first, want);
        CU_ASSERT_TRUE(wz_day_parse(rows[i].last, &want));
        CU_ASSERT_EQUAL(last, want);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        wz_day first, last;
        CU_ASSERT_FALSE(wz_day_parse_loose(wrong[i], &first, &last));
    }
}

static void test_base_date__add_months_ends_with_the_month(void)
{
    static const struct {
        const char *from;
        int64_t months;
        const char *want;
    } rows[] = {
        {"2019-08-31", 6, "2020-02-29"},   {"2018-08-31", 6, "2019-02-28"},     {"2019-01-31", 1, "2019-02-28"},
        {"2019-03-31", -1, "2019-02-28"},  {"2020-02-29", 12, "2021-02-28"},    {"2020-02-29", 48, "2024-02-29"},
        {"2019-12-15", 1, "2020-01-15"},   {"2019-01-15", -1, "2018-12-15"},    {"2019-06-04", 0, "2019-06-04"},
        {"2019-01-15", -25, "2016-12-15"}, {"2000-02-29", -1200, "1900-02-28"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        wz_day from = 0, want = 1;
        CU_ASSERT_TRUE(wz_day_parse(rows[i].from, &from));
        CU_ASSERT_TRUE(wz_day_parse(rows[i].want, &want));
        CU_ASSERT_EQUAL(wz_day_add_months(from, rows[i].months), want);
    }
}

static void test_base_date__formats_what_it_parses(void)
{
    static const struct {
        wz_civil civil;
        const char *want;
    } rows[] = {
        {{2019, 6, 4}, "2019-06-04"},
        {{7, 12, 31}, "0007-12-31"},
        {{0, 1, 1}, "0000-01-01"},
        {{-5, 2, 3}, "-0005-02-03"},
        {{999999999, 12, 31}, "999999999-12-31"},
        {{-999999999, 1, 1}, "-999999999-01-01"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[WZ_DAY_TEXT];
        wz_day_format(wz_day_from_civil(rows[i].civil), text);
        CU_ASSERT_STRING_EQUAL(text, rows[i].want);
    }
}

CU_pSuite test_base_date_suite(void)
{
    CU_pSuite suite = CU_add_suite("base_date", NULL, NULL);
    if (!suite)
        return NULL;
    CU_add_test(suite, "walk through eight centuries", test_base_date__walk_through_eight_centuries);
    CU_add_test(suite, "epoch and far years", test_base_date__epoch_and_far_years);
    CU_add_test(suite, "valid", test_base_date__valid);
    CU_add_test(suite, "parse takes only real days", test_base_date__parse_takes_only_real_days);
    CU_add_test(suite, "loose parse gives first and last day", test_base_date__loose_parse_gives_first_and_last_day);
    CU_add_test(suite, "add months ends with the month", test_base_date__add_months_ends_with_the_month);
    CU_add_test(suite, "formats what it parses", test_base_date__formats_what_it_parses);
    return suite;
}
