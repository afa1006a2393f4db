/* Dates, times and durations: lexical forms there and back, arithmetic, order, components. Offsets of named zones
 * and sums across changes of the clock were compared with another implementation over all zones; here are fixed
 * cases. */
#include "feel/number.h"
#include "feel/temporal.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

CU_pSuite test_feel_temporal_suite(void);

/* A temporal value by its literal, or a number behind '#'. */
static feel_value value(wz_arena *arena, const char *text)
{
    if (text[0] == '#')
        return feel_number_parse(arena, text + 1, strlen(text + 1));
    return feel_parse_at(arena, text, strlen(text));
}

static void check(feel_value got, const char *want, const char *a, const char *b)
{
    char text[FEEL_NUMBER_TEXT] = "null";
    if (feel_is(got, FEEL_NUMBER))
        feel_number_text(got, text);
    else if (feel_is(got, FEEL_STRING))
        snprintf(text, sizeof text, "%s", feel_str(got)->text);
    else if (!feel_is(got, FEEL_NULL))
        feel_temporal_text(got, text);
    bool same = strcmp(text, want ? want : "null") == 0;
    if (!same)
        fprintf(stderr, "%s, %s: got %.60s, want %s\n", a, b, text, want ? want : "null");
    CU_ASSERT(same);
}

static const struct {
    const char *text, *want; /* want NULL: null; "=": the same text */
} literals[] = {
    {"2016-08-01", "="},
    {"999999999-12-31", "="},
    {"-999999999-01-01", "="},
    {"-2016-01-30", "="},
    {"0000-12-31", "="},
    {"2016-02-29", "="},
    {"1000000000-12-31", NULL},
    {"01211-12-31", NULL},
    {"2015-02-29", NULL},
    {"2015-13-01", NULL},
    {"2015-04-31", NULL},
    {"2015-1-1", NULL},
    {"+2015-01-01", NULL},
    {"2015-01-01Z", NULL},
    {"-0000-01-01", NULL},
    {"", NULL},
    {"2015-01-011", NULL},
    {" 2015-01-01", NULL},
    {"13:01:05.105", "="},
    {"13:20:00-05:00", "="},
    {"13:20:00@Europe/Paris", "="},
    {"23:59:00Z", "="},
    {"23:59:00z", "23:59:00Z"},
    {"23:59:00+00:00", "23:59:00Z"},
    {"23:59:00+14:00", "="},
    {"23:59:00.123456789+02:45:55", "="},
    {"10:00:00.500", "10:00:00.5"},
    {"10:00:00@Etc/UTC", "="},
    {"23:59:60", NULL},
    {"24:00:00", "00:00:00"},
    {"23:60:00", NULL},
    {"23:59", NULL},
    {"23:59:00.", NULL},
    {"23:59:00+15:00", NULL},
    {"23:59:00+14:01", NULL},
    {"23:59:00@xyz/abc", NULL},
    {"23:59:00@", NULL},
    {"23:59:00@../zoneinfo/Europe/Paris", NULL},
    {"23:59:00@/Europe/Paris", NULL},
    {"23:59:00@Europe", NULL},
    {"23:59:00@Europe//Paris", NULL},
    {"23:59:00@zone.tab", NULL},
    {"23:59:00@right/Europe/Paris", NULL},
    {"23:59:00+01:00@Europe/Paris", NULL},
    {"23:59:00.1234567891", NULL},
    {"2018-10-11T01:01:01.5-03:00", "="},
    {"2018-07-11T01:01:01@Europe/Paris", "="},
    {"2018-10-11T01:01:01", "="},
    {"2018-10-11t01:01:01", NULL},
    {"2018-10-11 01:01:01", NULL},
    {"2018-10-11T", NULL},
    {"2018-10-11T25:00:00", NULL},
    {"P1Y2M", "="},
    {"P14M", "P1Y2M"},
    {"-P1Y", "="},
    {"P0M", "="},
    {"P0Y", "P0M"},
    {"P1000000000Y", "="},
    {"P1DT2H3M4.5S", "="},
    {"PT25H", "P1DT1H"},
    {"-PT0.5S", "="},
    {"-P1DT0.25S", "="},
    {"PT0S", "="},
    {"P0D", "PT0S"},
    {"PT60M", "PT1H"},
    {"P1Y1D", NULL},
    {"P1Y0M2D", NULL},
    {"P1MT1S", NULL},
    {"PT", NULL},
    {"P", NULL},
    {"P1DT", NULL},
    {"P1M1Y", NULL},
    {"P1Y1Y", NULL},
    {"PT1.5H", NULL},
    {"PT.5S", NULL},
    {"PT1.S", NULL},
    {"P1W", NULL},
    {"P-1Y", NULL},
    {"p1y", NULL},
    {"P9999999999999999999D", NULL},
    {"P9223372036854775807Y", NULL},
    {"PT9223372036854775807M", NULL},
};

static void test_feel_temporal__literals_read_back(void)
{
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    for (size_t i = 0; i < sizeof literals / sizeof *literals; i++) {
        bool itself = literals[i].want && strcmp(literals[i].want, "=") == 0;
        check(value(arena, literals[i].text), itself ? literals[i].text : literals[i].want, literals[i].text,
              "literal");
    }
    check(feel_parse_date_time(arena, "2012-12-24", 10), "2012-12-24T00:00:00", "date and time of a date", "");
    wz_arena_free(arena);
}

typedef struct {
    feel_value (*apply)(wz_arena *arena, feel_value a, feel_value b);
    const char *a, *b, *want;
} row;

static void check_rows(const row *rows, size_t count)
{
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    for (size_t i = 0; i < count; i++)
        check(rows[i].apply(arena, value(arena, rows[i].a), value(arena, rows[i].b)), rows[i].want, rows[i].a,
              rows[i].b);
    wz_arena_free(arena);
}

static void test_feel_temporal__adds(void)
{
    static const row rows[] = {
        {feel_temporal_add, "2012-12-24T23:59:00", "PT1M", "2012-12-25T00:00:00"},
        {feel_temporal_add, "PT1M", "2012-12-24T23:59:00", "2012-12-25T00:00:00"},
        {feel_temporal_add, "2012-01-31", "P1M", "2012-02-29"},
        {feel_temporal_add, "2012-02-29", "P1Y", "2013-02-28"},
        {feel_temporal_add, "2012-12-24", "PT25H", "2012-12-25"},
        {feel_temporal_add, "23:59:00Z", "PT2H", "01:59:00Z"},
        {feel_temporal_add, "10:00:00", "P10DT0.5S", "10:00:00.5"},
        {feel_temporal_add, "P1Y", "P1M", "P1Y1M"},
        {feel_temporal_add, "P1D", "-PT0.5S", "PT23H59M59.5S"},
        {feel_temporal_add, "P1Y", "P1D", NULL},
        {feel_temporal_add, "10:00:00", "P1M", NULL},
        {feel_temporal_add, "2012-12-24", "2012-12-24", NULL},
        {feel_temporal_add, "2012-12-24", "10:00:00", NULL},
        {feel_temporal_add, "2018-03-24T12:00:00@Europe/Paris", "P1D", "2018-03-25T13:00:00@Europe/Paris"},
        {feel_temporal_add, "2018-03-24T12:00:00@Europe/Paris", "P1M", "2018-04-24T12:00:00@Europe/Paris"},
        {feel_temporal_add, "999999999-12-31", "P1D", NULL},
        {feel_temporal_add, "999999999-12-31", "P1M", NULL},
        {feel_temporal_add, "999999999-12-31T23:00:00@Europe/Paris", "PT9000000H", NULL},
        {feel_temporal_add, "P9000000000000000000M", "P9000000000000000000M", NULL},
        {feel_temporal_add, "P90000000000000D", "P90000000000000D", NULL},
    };
    check_rows(rows, sizeof rows / sizeof *rows);
}

static void test_feel_temporal__subtracts(void)
{
    static const row rows[] = {
        {feel_temporal_subtract, "2012-03-31", "P1M", "2012-02-29"},
        {feel_temporal_subtract, "2012-12-24", "PT1S", "2012-12-23"},
        {feel_temporal_subtract, "10:00:00", "PT11H", "23:00:00"},
        {feel_temporal_subtract, "2012-12-24", "2012-12-23", "P1D"},
        {feel_temporal_subtract, "2012-12-24T00:00:00Z", "2012-12-23", "P1D"},
        {feel_temporal_subtract, "2012-12-24T00:00:00+01:00", "2012-12-23", "PT23H"},
        {feel_temporal_subtract, "2012-12-24T00:00:00", "2012-12-23", NULL},
        {feel_temporal_subtract, "2012-12-24T00:00:00", "2012-12-23T00:00:00Z", NULL},
        {feel_temporal_subtract, "2012-12-23T00:00:00", "2012-12-24T00:00:00.5", "-P1DT0.5S"},
        {feel_temporal_subtract, "10:30:00", "09:00:00.25", "PT1H29M59.75S"},
        {feel_temporal_subtract, "10:30:00+01:00", "10:30:00Z", "-PT1H"},
        {feel_temporal_subtract, "P1Y", "2012-12-23", NULL},
        {feel_temporal_subtract, "P1Y", "P2Y", "-P1Y"},
        {feel_temporal_subtract, "2018-07-11T12:00:00@Asia/Shanghai", "2018-07-11T12:00:00Z", "-PT8H"},
    };
    check_rows(rows, sizeof rows / sizeof *rows);
}

static void test_feel_temporal__durations_scale(void)
{
    static const row rows[] = {
        {feel_duration_multiply, "P1Y", "#1.5", "P1Y6M"},
        {feel_duration_multiply, "P1M", "#0.5", "P0M"},
        {feel_duration_multiply, "P1D", "#-0.5", "-PT12H"},
        {feel_duration_multiply, "P1D", "#1e30", NULL},
        {feel_duration_multiply, "P1D", "P1D", NULL},
        {feel_duration_divide, "P1D", "#3", "PT8H"},
        {feel_duration_divide, "PT1S", "#3", "PT0.333333333S"},
        {feel_duration_divide, "P1Y", "P5M", "2.4"},
        {feel_duration_divide, "P1D", "PT16H", "1.5"},
        {feel_duration_divide, "P1D", "#0", NULL},
        {feel_duration_divide, "P1D", "PT0S", NULL},
        {feel_duration_divide, "P1D", "P1M", NULL},
        {feel_duration_divide, "-P1Y", "#2", "-P6M"},
    };
    check_rows(rows, sizeof rows / sizeof *rows);
    CU_ASSERT_EQUAL(feel_duration_negate(NULL, feel_seconds(-1, 500000000)).as.integer, 0);
    CU_ASSERT_EQUAL(feel_duration_negate(NULL, feel_seconds(-1, 500000000)).aux, 500000000);
    CU_ASSERT_EQUAL(feel_duration_negate(NULL, feel_months(7)).as.integer, -7);
    CU_ASSERT_EQUAL(feel_duration_negate(NULL, feel_months(INT64_MIN)).tag, FEEL_NULL);
}

static void test_feel_temporal__order(void)
{
    static const struct {
        const char *a, *b;
        int want;
    } rows[] = {
        {"10:00:00", "10:00:00Z", FEEL_INCOMPARABLE},
        {"10:00:00+01:00", "09:00:00Z", 0},
        {"10:00:00", "10:00:00.1", -1},
        {"2018-01-01", "2018-01-02", -1},
        {"2018-01-01", "2018-01-01T00:00:00", FEEL_INCOMPARABLE},
        {"2018-07-11T12:00:00@Europe/Paris", "2018-07-11T10:00:00Z", 0},
        {"2018-07-11T12:00:00@Europe/Paris", "2018-07-11T10:00:01Z", -1},
        {"P1Y", "P11M", 1},
        {"P1Y", "P365D", FEEL_INCOMPARABLE},
        {"-PT0.5S", "PT0S", -1},
        {"PT24H", "P1D", 0},
    };
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        CU_ASSERT_EQUAL(feel_temporal_compare(value(arena, rows[i].a), value(arena, rows[i].b)), rows[i].want);
    wz_arena_free(arena);
}

static void test_feel_temporal__components(void)
{
    static const struct {
        const char *of, *name, *want; /* want "-": no such component */
    } rows[] = {
        {"2018-07-11", "year", "2018"},
        {"2018-07-11", "month", "7"},
        {"2018-07-11", "day", "11"},
        {"2018-07-11", "weekday", "3"},
        {"2018-07-11", "hour", "-"},
        {"2018-07-11", "years", "-"},
        {"13:01:05.105", "hour", "13"},
        {"13:01:05.105", "minute", "1"},
        {"13:01:05.105", "second", "5.105"},
        {"13:01:05", "time offset", NULL},
        {"13:01:05", "timezone", NULL},
        {"13:01:05", "year", "-"},
        {"13:01:05-05:00", "time offset", "-PT5H"},
        {"2018-07-11T12:00:00@Europe/Paris", "time offset", "PT2H"},
        {"2018-01-11T12:00:00@Europe/Paris", "time offset", "PT1H"},
        {"2118-07-11T12:00:00@Europe/Paris", "time offset", "PT2H"},
        {"2018-07-11T12:00:00@Europe/Paris", "timezone", "Europe/Paris"},
        {"2018-07-11T12:00:00Z", "timezone", NULL},
        {"2018-07-11T12:30:00Z", "minute", "30"},
        {"-P14M", "years", "-1"},
        {"-P14M", "months", "-2"},
        {"P14M", "days", "-"},
        {"-P1DT2H3M4.5S", "days", "-1"},
        {"-P1DT2H3M4.5S", "hours", "-2"},
        {"-P1DT2H3M4.5S", "minutes", "-3"},
        {"-P1DT2H3M4.5S", "seconds", "-4.5"},
        {"P1D", "years", "-"},
        {"P1D", "", "-"},
    };
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool found, wanted = !rows[i].want || strcmp(rows[i].want, "-") != 0;
        feel_value got =
            feel_temporal_property(arena, value(arena, rows[i].of), rows[i].name, strlen(rows[i].name), &found);
        CU_ASSERT_EQUAL(found, wanted);
        check(got, wanted ? rows[i].want : NULL, rows[i].of, rows[i].name);
    }
    wz_arena_free(arena);
}

static void test_feel_temporal__text_never_outgrows_its_room(void)
{
    static const char *const longest[] = {
        "-999999999-12-31T23:59:59.123456789@America/Argentina/ComodRivadavia",
        "-P768614336404564650Y7M",
        "-P106751991167300DT15H30M7.999999999S",
        "-999999999-12-31T23:59:59.123456789-13:59:59",
    };
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    for (size_t i = 0; i < sizeof longest / sizeof *longest; i++) {
        char text[FEEL_TEMPORAL_TEXT];
        size_t length = feel_temporal_text(value(arena, longest[i]), text);
        CU_ASSERT_EQUAL(length, strlen(longest[i]));
        CU_ASSERT_STRING_EQUAL(text, longest[i]);
    }
    wz_arena_free(arena);
}

CU_pSuite test_feel_temporal_suite(void)
{
    CU_pSuite suite = CU_add_suite("feel_temporal", NULL, NULL);
    if (!suite)
        return NULL;
    CU_add_test(suite, "literals read back", test_feel_temporal__literals_read_back);
    CU_add_test(suite, "adds", test_feel_temporal__adds);
    CU_add_test(suite, "subtracts", test_feel_temporal__subtracts);
    CU_add_test(suite, "durations scale", test_feel_temporal__durations_scale);
    CU_add_test(suite, "order", test_feel_temporal__order);
    CU_add_test(suite, "components", test_feel_temporal__components);
    CU_add_test(suite, "text never outgrows its room", test_feel_temporal__text_never_outgrows_its_room);
    return suite;
}
