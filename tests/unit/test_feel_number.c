/* Numbers: the expected values were computed with another decimal library at 34 digits, half to even. */
#include "feel/number.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

CU_pSuite test_feel_number_suite(void);

typedef feel_value (*operation)(wz_arena *arena, feel_value a, feel_value b);

typedef struct {
    operation apply;
    const char *a, *b, *want; /* want NULL: null */
} row;

static feel_value number(wz_arena *arena, const char *text)
{
    return feel_number_parse(arena, text, strlen(text));
}

/* Compare a result with its text, naming the row where they differ. */
static void check(feel_value got, const char *want, const char *a, const char *b)
{
    char text[FEEL_NUMBER_TEXT] = "null";
    if (feel_is(got, FEEL_NUMBER))
        feel_number_text(got, text);
    bool same = strcmp(text, want ? want : "null") == 0;
    if (!same)
        fprintf(stderr, "%s, %s: got %.60s, want %.60s\n", a, b, text, want ? want : "null");
    CU_ASSERT(same);
}

static void check_rows(const row *rows, size_t count)
{
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    for (size_t i = 0; i < count; i++)
        check(rows[i].apply(arena, number(arena, rows[i].a), number(arena, rows[i].b)), rows[i].want, rows[i].a,
              rows[i].b);
    wz_arena_free(arena);
}

#define CHECK(rows) check_rows(rows, sizeof rows / sizeof *rows)

static void test_feel_number__reads_and_prints(void)
{
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"0", "0"},
        {"-0", "0"},
        {"0.0", "0"},
        {"1.10", "1.1"},
        {".5", "0.5"},
        {"-.25", "-0.25"},
        {"007", "7"},
        {"1e3", "1000"},
        {"1E-3", "0.001"},
        {"1.5e1", "15"},
        {"+2", "2"},
        {"9223372036854775807", "9223372036854775807"},
        {"9223372036854775808", "9223372036854775808"},
        {"-9223372036854775808", "-9223372036854775808"},
        {"12345678901234567890123456789012345", "12345678901234567890123456789012340"},
        {"12345678901234567890123456789012355", "12345678901234567890123456789012360"},
        {"123456789012345678901234567890123450000001", "123456789012345678901234567890123500000000"},
        {"0.00000000000000000000000000000000000000001234", "0.00000000000000000000000000000000000000001234"},
        {"1e-7000", "0"},
        {"1e7000", NULL},
        {"1e99999999999999999999", NULL},
        {"0e99999999999999999999", "0"},
        {"", NULL},
        {".", NULL},
        {"1.", NULL},
        {"-", NULL},
        {"1e", NULL},
        {"1e+", NULL},
        {"1.2.3", NULL},
        {"1 2", NULL},
        {"0x10", NULL},
        {"Infinity", NULL},
        {"NaN", NULL},
        {"--1", NULL},
        {"1_000", NULL},
    };
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(number(arena, rows[i].text), rows[i].want, rows[i].text, "");
    wz_arena_free(arena);
}

static void test_feel_number__prints_the_largest_and_smallest_in_full(void)
{
    static char text[FEEL_NUMBER_TEXT];
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    CU_ASSERT_EQUAL(feel_number_text(number(arena, "-9.999999999999999999999999999999999e6144"), text), 6146);
    CU_ASSERT_EQUAL(feel_number_text(number(arena, "-1e-6176"), text), 6179);
    CU_ASSERT_EQUAL(strlen(text), 6179);
    wz_arena_free(arena);
}

static void test_feel_number__adds_and_multiplies(void)
{
    static const row rows[] = {
        {feel_add, "0.1", "0.2", "0.3"},
        {feel_add, "9223372036854775807", "1", "9223372036854775808"},
        {feel_subtract, "-9223372036854775808", "1", "-9223372036854775809"},
        {feel_subtract, "9223372036854775808", "1", "9223372036854775807"},
        {feel_subtract, "0", "-9223372036854775808", "9223372036854775808"},
        {feel_multiply, "9223372036854775807", "9223372036854775807", "85070591730234615847396907784232500000"},
        {feel_multiply, "-9223372036854775808", "-1", "9223372036854775808"},
        {feel_multiply, "2.5", "4", "10"},
        {feel_add, "9999999999999999999999999999999999", "0.5", "10000000000000000000000000000000000"},
        {feel_add, "9999999999999999999999999999999998", "0.5", "9999999999999999999999999999999998"},
        {feel_multiply, "1e6000", "1e6000", NULL},
        {feel_multiply, "1e-6000", "1e-6000", "0"},
    };
    CHECK(rows);
}

static void test_feel_number__divides(void)
{
    static const row rows[] = {
        {feel_divide, "1", "3", "0.3333333333333333333333333333333333"},
        {feel_divide, "2", "3", "0.6666666666666666666666666666666667"},
        {feel_divide, "6", "3", "2"},
        {feel_divide, "1", "0", NULL},
        {feel_divide, "0", "0", NULL},
        {feel_divide, "-9223372036854775808", "-1", "9223372036854775808"},
        {feel_divide, "1", "8", "0.125"},
        {feel_modulo, "10", "4", "2"},
        {feel_modulo, "-12", "5", "3"},
        {feel_modulo, "12", "-5", "-3"},
        {feel_modulo, "-12", "-5", "-2"},
        {feel_modulo, "10.1", "4.5", "1.1"},
        {feel_modulo, "-10.1", "4.5", "3.4"},
        {feel_modulo, "10.1", "-4.5", "-3.4"},
        {feel_modulo, "5", "0", NULL},
        {feel_modulo, "-9223372036854775808", "-1", "0"},
        {feel_modulo, "1e34", "7", "4"},
    };
    CHECK(rows);
}

static void test_feel_number__raises_to_powers(void)
{
    static const row rows[] = {
        {feel_power, "2", "100", "1267650600228229401496703205376"},
        {feel_power, "1.1", "10", "2.5937424601"},
        {feel_power, "5", "-3", "0.008"},
        {feel_power, "0", "0", "1"},
        {feel_power, "0", "-1", NULL},
        {feel_power, "-8", "3", "-512"},
        {feel_power, "-8", "0.5", NULL},
        {feel_power, "4", "0.5", "2"},
        {feel_power, "10", "9223372036854775807", NULL},
        {feel_power, "10", "-9223372036854775808", "0"},
        {feel_power, "1", "-9223372036854775808", "1"},
    };
    CHECK(rows);
}

static void test_feel_number__rounds_every_way(void)
{
    static const struct {
        const char *a;
        int64_t scale;
        feel_rounding how;
        const char *want;
    } rows[] = {
        {"2.5", 0, FEEL_HALF_EVEN, "2"},
        {"3.5", 0, FEEL_HALF_EVEN, "4"},
        {"-2.5", 0, FEEL_HALF_EVEN, "-2"},
        {"5.5", 0, FEEL_UP, "6"},
        {"-5.5", 0, FEEL_UP, "-6"},
        {"1.121", 2, FEEL_UP, "1.13"},
        {"5.9", 0, FEEL_DOWN, "5"},
        {"-5.9", 0, FEEL_DOWN, "-5"},
        {"-1.126", 2, FEEL_DOWN, "-1.12"},
        {"5.5", 0, FEEL_HALF_UP, "6"},
        {"-5.5", 0, FEEL_HALF_UP, "-6"},
        {"1.125", 2, FEEL_HALF_UP, "1.13"},
        {"5.5", 0, FEEL_HALF_DOWN, "5"},
        {"-5.5", 0, FEEL_HALF_DOWN, "-5"},
        {"5.51", 0, FEEL_HALF_DOWN, "6"},
        {"-1.126", 2, FEEL_HALF_DOWN, "-1.13"},
        {"1.5", 0, FEEL_FLOOR, "1"},
        {"-1.5", 0, FEEL_FLOOR, "-2"},
        {"1.5", 0, FEEL_CEILING, "2"},
        {"-1.5", 0, FEEL_CEILING, "-1"},
        {"-0.5", 0, FEEL_CEILING, "0"},
        {"1234", -2, FEEL_HALF_EVEN, "1200"},
        {"1250", -2, FEEL_HALF_EVEN, "1200"},
        {"7", -1, FEEL_UP, "10"},
        {"7", -6111, FEEL_DOWN, "0"},
        {"7", -6112, FEEL_DOWN, NULL},
        {"0.3", 6176, FEEL_UP, "0.3"},
        {"0.3", 6177, FEEL_UP, NULL},
        {"7", 6177, FEEL_UP, NULL},
        {"7", INT64_MIN, FEEL_UP, NULL},
        {"9999999999999999999999999999999999.5e-1", 0, FEEL_HALF_UP, "1000000000000000000000000000000000"},
    };
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(feel_round(arena, number(arena, rows[i].a), rows[i].scale, rows[i].how), rows[i].want, rows[i].a,
              "round");
    wz_arena_free(arena);
}

static void test_feel_number__has_roots_and_logarithms(void)
{
    static const struct {
        feel_value (*apply)(wz_arena *arena, feel_value a);
        const char *a, *want;
    } rows[] = {
        {feel_sqrt, "2", "1.414213562373095048801688724209698"},
        {feel_sqrt, "16", "4"},
        {feel_sqrt, "-1", NULL},
        {feel_log, "10", "2.302585092994045684017991454684364"},
        {feel_log, "1", "0"},
        {feel_log, "0", NULL},
        {feel_log, "-1", NULL},
        {feel_exp, "1", "2.718281828459045235360287471352662"},
        {feel_exp, "0", "1"},
        {feel_exp, "99999", NULL},
        {feel_negate, "-9223372036854775808", "9223372036854775808"},
        {feel_negate, "0", "0"},
        {feel_absolute, "-9223372036854775808", "9223372036854775808"},
        {feel_absolute, "-0.5", "0.5"},
    };
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        check(rows[i].apply(arena, number(arena, rows[i].a)), rows[i].want, rows[i].a, "");
    wz_arena_free(arena);
}

static void test_feel_number__has_one_representation(void)
{
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    feel_value a = feel_divide(arena, number(arena, "1.0"), number(arena, "0.5"));
    CU_ASSERT_EQUAL(a.bits & FEEL_BIG, 0);
    CU_ASSERT_EQUAL(a.as.integer, 2);
    feel_value b = number(arena, "1.500"), c = number(arena, "15e-1");
    CU_ASSERT_EQUAL(b.bits & FEEL_BIG, FEEL_BIG);
    CU_ASSERT_EQUAL(memcmp(b.as.pointer, c.as.pointer, 16), 0);
    b = number(arena, "1e30");
    c = number(arena, "1000000000000000000000000000000.000");
    CU_ASSERT_EQUAL(memcmp(b.as.pointer, c.as.pointer, 16), 0);
    CU_ASSERT_TRUE(feel_is_integer(b));
    CU_ASSERT_FALSE(feel_is_integer(number(arena, "1.5")));
    int64_t whole;
    CU_ASSERT_FALSE(feel_to_int64(b, &whole));
    CU_ASSERT_TRUE(feel_to_int64(a, &whole));
    wz_arena_free(arena);
}

static void test_feel_number__compares(void)
{
    static const char *const ascending[] = {
        "-1e40",
        "-9223372036854775809",
        "-9223372036854775808",
        "-1.5",
        "-1",
        "0",
        "1e-40",
        "0.5",
        "1",
        "1.5",
        "9223372036854775807",
        "9223372036854775807.5",
        "9223372036854775808",
        "1e40",
    };
    enum { COUNT = sizeof ascending / sizeof *ascending };
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    for (int i = 0; i < COUNT; i++)
        for (int j = 0; j < COUNT; j++)
            CU_ASSERT_EQUAL(feel_number_compare(number(arena, ascending[i]), number(arena, ascending[j])),
                            (i > j) - (i < j));
    wz_arena_free(arena);
}

static void test_feel_number__is_null_without_memory(void)
{
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    wz_arena_limit(arena, 1);
    CU_ASSERT_EQUAL(feel_divide(arena, feel_integer(1), feel_integer(3)).tag, FEEL_NULL);
    CU_ASSERT_TRUE(wz_arena_failed(arena));
    CU_ASSERT_EQUAL(feel_divide(arena, feel_integer(6), feel_integer(3)).as.integer, 2);
    wz_arena_free(arena);
}

CU_pSuite test_feel_number_suite(void)
{
    CU_pSuite suite = CU_add_suite("feel_number", NULL, NULL);
    if (!suite)
        return NULL;
    CU_add_test(suite, "reads and prints", test_feel_number__reads_and_prints);
    CU_add_test(suite, "prints the largest and smallest in full",
                test_feel_number__prints_the_largest_and_smallest_in_full);
    CU_add_test(suite, "adds and multiplies", test_feel_number__adds_and_multiplies);
    CU_add_test(suite, "divides", test_feel_number__divides);
    CU_add_test(suite, "raises to powers", test_feel_number__raises_to_powers);
    CU_add_test(suite, "rounds every way", test_feel_number__rounds_every_way);
    CU_add_test(suite, "has roots and logarithms", test_feel_number__has_roots_and_logarithms);
    CU_add_test(suite, "has one representation", test_feel_number__has_one_representation);
    CU_add_test(suite, "compares", test_feel_number__compares);
    CU_add_test(suite, "is null without memory", test_feel_number__is_null_without_memory);
    return suite;
}
