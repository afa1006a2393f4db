/* FEEL as the specification has it: for each section of DMN 1.5, chapter 10, the expressions that its grammar rules,
 * tables, built-in functions and examples speak of, each with the value they demand, through the public calls. A row is an
 * expression and its value as printed; "error" where the text is not FEEL. Where the specification leaves room, the row says
 * what docs/feel.md has decided. */
#include "wenze/feel.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

CU_pSuite test_feel_spec_suite(void);

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

typedef struct {
    const char *expression;
    const char *value;
} spec_row;

static void check_row(const wz_feel_context *context, const wz_feel_options *options, const spec_row *row)
{
    char *got = NULL;
    int code = wz_feel_evaluate(&got, context, row->expression, strlen(row->expression), options, NULL);
    const char *value = code == WZ_OK && got ? got : code == WZ_EINPUT ? "error" : "stopped";
    bool same = strcmp(value, row->value) == 0;
    if (!same)
        printf("\n    %s\n      gives %s\n      not   %s\n", row->expression, value, row->value);
    CU_ASSERT(same);
    wz_text_free(got);
}

static void check_rows(const char *json, bool unary_tests, const spec_row *rows, size_t count)
{
    wz_feel_context *context = NULL;
    if (json)
        CU_ASSERT_EQUAL_FATAL(wz_feel_context_new(&context, json, strlen(json), NULL), WZ_OK);
    wz_feel_options options = WZ_FEEL_OPTIONS_INIT;
    options.unary_tests = unary_tests;
    for (size_t i = 0; i < count; i++)
        check_row(context, &options, &rows[i]);
    wz_feel_context_free(context);
}

static void check_values(const char *json, const spec_row *rows, size_t count)
{
    check_rows(json, false, rows, count);
}

static void check_tests(const char *json, const spec_row *rows, size_t count)
{
    check_rows(json, true, rows, count);
}

/* 10.3.1 operators and what binds tighter */
static const spec_row operators[] = {
    {"1 + 2 * 3", "7"},
    {"(1 + 2) * 3", "9"},
    {"2 * 3 ** 2", "18"},
    {"2 ** 3 ** 2", "64"},
    {"-2 ** 2", "4"},
    {"2 ** -1", "0.5"},
    {"10 - 3 - 2", "5"},
    {"100 / 10 / 5", "2"},
    {"8 - -3", "11"},
    {"- - 3", "3"},
    {"-(1 + 2)", "-3"},
    {"2 * -3", "-6"},
    {"1 + 2 = 3 and 2 > 1", "true"},
    {"true or false and false", "true"},
    {"(true or false) and false", "false"},
    {"1 < 2 and 2 < 3", "true"},
    {"if 1 < 2 then \"a\" else \"b\"", "\"a\""},
    {"if true then 1 else if true then 2 else 3", "1"},
    {"1 + if true then 1 else 2", "2"},
    {"[1, 2][1] + 1", "2"},
    {"not(true)", "false"},
    {"not(1 = 2)", "true"},
    {"1 in (1, 2)", "true"},
    {"1 in [1..2] and true", "true"},
    {"{a: 1}.a + 1", "2"},
    {"1 + 2 in (3, 4)", "true"},
    {"1 between 0 and 2 and true", "true"},
    {"\"a\" instance of string and true", "true"},
    {"1 +", "error"},
    {"(1", "error"},
    {"[1, 2", "error"},
    {"{a: 1", "error"},
    {"1 2", "error"},
    {"if true then 1", "error"},
    {"for x in [1]", "error"},
    {"some x in [1]", "error"},
    {"", "error"},
    {"* 2", "error"},
    {"a.", "error"},
    {"\"abc", "error"},
    {"1 & 2", "error"},
    {"// a comment only", "error"},
};

/* 10.3.1 comments and white space */
static const spec_row comments[] = {
    {"1 /* one */ + /* two */ 2", "3"},
    {"1 + 2 // three", "3"},
    {"/* a\nb */ 1", "1"},
    {"\"/* no comment */\"", "\"/* no comment */\""},
    {"\"// none\"", "\"// none\""},
    {"\t1\t+\t2\t", "3"},
    {"1 + 2", "3"},
};

/* 10.3.1 numeric literals */
static const spec_row numeric_literals[] = {
    {".5", "0.5"},
    {"-.5", "-0.5"},
    {"1.", "error"},
    {"0.10", "0.1"},
    {"007", "7"},
    {"1e3", "1000"},
    {"1E3", "1000"},
    {"1e+3", "1000"},
    {"1.5e-3", "0.0015"},
    {"-1e2", "-100"},
    {"-0", "0"},
    {"-0.0", "0"},
    {"0 = -0", "true"},
    {"1.0 = 1", "true"},
    {"123456789012345678901234567890.1234", "123456789012345678901234567890.1234"},
    {"0.000001", "0.000001"},
    {"9999999999999999999999999999999999 + 1", "10000000000000000000000000000000000"},
    {"1e6144 * 10", "null"},
    {"1e-6176 / 100", "0"},
    {"1/3", "0.3333333333333333333333333333333333"},
    {"2/3", "0.6666666666666666666666666666666667"},
    {"1 / 0", "null"},
    {"0 / 0", "null"},
    {"1.1 + 2.2", "3.3"},
    {"0.1 + 0.2 = 0.3", "true"},
};

/* 10.3.1 string literals */
static const spec_row string_literals[] = {
    {"\"\"", "\"\""},
    {"\"a\\\"b\"", "\"a\\\"b\""},
    {"\"a\\\\b\"", "\"a\\\\b\""},
    {"\"a\\nb\\tc\\r\"", "\"a\\nb\\tc\\r\""},
    {"\"\\'\"", "\"'\""},
    {"\"\\u0041\"", "\"A\""},
    {"\"\\u00e9\"", "\"é\""},
    {"\"\\U01F40E\"", "\"🐎\""},
    {"\"\\uD83D\\uDC0E\"", "\"🐎\""},
    {"\"横綱\"", "\"横綱\""},
    {"\"\\s\"", "\"\\\\s\""},
    {"\"\\d+\"", "\"\\\\d+\""},
};

/* 10.3.1 names */
static const spec_row names[] = {
    {"{first name: \"a\", greeting: first name + \"!\"}.greeting", "\"a!\""},
    {"{a+b: 1, c: a+b}.c", "1"},
    {"{\"a b\": 1}.a b", "1"},
    {"{été: 1}.été", "1"},
    {"{朝: 1, 夕: 朝 + 1}.夕", "2"},
    {"{_x: 1}._x", "1"},
    {"{?: 1}.?", "1"},
    {"{a1: 1, b: a1}.b", "1"},
    {"{🐎: 5, b: 🐎 * 2}.b", "10"},
    {"{a-b: 5, c: a-b}.c", "5"},
    {"{a.b: 5}[\"a.b\"]", "null"},
    {"{a.b: 5, c: a.b}.c", "5"},
    {"{it's: 1, r: it's}.r", "1"},
    {"{a/b: 4, r: a/b}.r", "4"},
    {"{a*b: 4, r: a*b}.r", "4"},
    {"{iff: 1, r: iff}.r", "1"},
    {"{order: 1, r: order}.r", "1"},
    {"{android: 1, r: android}.r", "1"},
    {"{nothing: 1, r: nothing}.r", "1"},
    {"{days and time duration: 1}.days and time duration", "1"},
    {"unknown name", "null"},
};

/* 10.3.1 names */
static const spec_row names_of_a_context[] = {
    {"Monthly Salary", "10000"},
    {"Monthly  Salary", "10000"},
    {"Monthly Salary * 12", "120000"},
    {"x-y", "3"},
    {"x - y", "3"},
    {"(x)-(y)", "6"},
    {"customer.first name", "\"Jo\""},
    {"customer.first name + \"x\"", "\"Jox\""},
    {"customer.in", "5"},
    {"n", "null"},
    {"n.a", "null"},
    {"n.a.b", "null"},
    {"x.a", "null"},
    {"customer.zip", "null"},
};

/* 10.3.2 equality */
static const spec_row equality[] = {
    {"null = null", "true"},
    {"null != null", "false"},
    {"1 = null", "false"},
    {"null = 1", "false"},
    {"1 != null", "true"},
    {"\"a\" = null", "false"},
    {"[] = null", "false"},
    {"{} = null", "false"},
    {"true = true", "true"},
    {"true = false", "false"},
    {"true != false", "true"},
    {"1 = 1.00", "true"},
    {"1 = \"1\"", "null"},
    {"1 != \"1\"", "null"},
    {"true = 1", "null"},
    {"\"a\" = \"a\"", "true"},
    {"\"a\" = \"A\"", "false"},
    {"[1, 2] = [1, 2]", "true"},
    {"[1, 2] = [2, 1]", "false"},
    {"[1] = [1, 1]", "false"},
    {"[] = []", "true"},
    {"[[1]] = [[1]]", "true"},
    {"[1, null] = [1, null]", "true"},
    {"{a: 1} = {a: 1}", "true"},
    {"{a: 1, b: 2} = {b: 2, a: 1}", "true"},
    {"{a: 1} = {a: 2}", "false"},
    {"{a: 1} = {b: 1}", "false"},
    {"{a: 1} = {a: 1, b: 2}", "false"},
    {"{} = {}", "true"},
    {"{a: {b: 1}} = {a: {b: 1}}", "true"},
    {"[1..2] = [1..2]", "true"},
    {"[1..2] = [1..2)", "false"},
    {"[1..2] = [1..3]", "false"},
    {"(1..2) = ]1..2[", "true"},
    {"(<5) = (<5)", "true"},
    {"(<5) = (<=5)", "false"},
    {"(<5) = (>5)", "false"},
    {"date(\"2020-01-01\") = date(\"2020-01-01\")", "true"},
    {"date(\"2020-01-01\") = date(\"2020-01-02\")", "false"},
    {"date(\"2020-01-01\") = date and time(\"2020-01-01T00:00:00\")", "null"},
    {"time(\"10:00:00Z\") = time(\"11:00:00+01:00\")", "true"},
    {"time(\"10:00:00Z\") = time(\"10:00:00+01:00\")", "false"},
    {"time(\"10:00:00\") = time(\"10:00:00\")", "true"},
    {"time(\"10:00:00Z\") = time(\"10:00:00\")", "false"},
    {"@\"2020-01-01T10:00:00Z\" = @\"2020-01-01T10:00:00\"", "false"},
    {"date and time(\"2020-01-01T10:00:00Z\") = date and time(\"2020-01-01T11:00:00+01:00\")", "true"},
    {"date and time(\"2020-01-01T10:00:00Z\") = date and time(\"2020-01-01T10:00:00@Etc/UTC\")", "true"},
    {"date and time(\"2020-01-01T10:00:00\") = date and time(\"2020-01-01T10:00:00\")", "true"},
    {"duration(\"P1Y\") = duration(\"P12M\")", "true"},
    {"duration(\"P1D\") = duration(\"PT24H\")", "true"},
    {"duration(\"P1M\") = duration(\"P30D\")", "null"},
    {"duration(\"P0M\") = duration(\"PT0S\")", "null"},
    {"duration(\"PT1S\") = duration(\"PT1.0S\")", "true"},
    {"duration(\"PT60S\") != duration(\"PT1M\")", "false"},
};

/* 10.3.2 order */
static const spec_row order[] = {
    {"1 < 2", "true"},
    {"2 < 1", "false"},
    {"1 <= 1", "true"},
    {"1 >= 1", "true"},
    {"1 > 1", "false"},
    {"\"a\" < \"b\"", "true"},
    {"\"a\" < \"B\"", "false"},
    {"\"abc\" > \"ab\"", "true"},
    {"\"10\" < \"9\"", "true"},
    {"null < 1", "null"},
    {"1 > null", "null"},
    {"null <= null", "null"},
    {"1 < \"2\"", "null"},
    {"true < false", "null"},
    {"true > null", "null"},
    {"[1] < [2]", "null"},
    {"{a: 1} < {a: 2}", "null"},
    {"date(\"2020-01-01\") < date(\"2020-01-02\")", "true"},
    {"date(\"2020-01-01\") >= date(\"2020-01-02\")", "false"},
    {"date(\"2020-01-01\") < date and time(\"2020-01-02T00:00:00\")", "null"},
    {"time(\"10:00:00\") < time(\"10:00:01\")", "true"},
    {"time(\"10:00:00+02:00\") < time(\"09:00:00Z\")", "true"},
    {"date and time(\"2020-01-01T00:00:00\") < date and time(\"2020-01-01T00:00:01\")", "true"},
    {"date and time(\"2020-01-01T00:00:00+01:00\") < date and time(\"2020-01-01T00:00:00Z\")", "true"},
    {"duration(\"P1M\") < duration(\"P1Y\")", "true"},
    {"duration(\"PT1H\") <= duration(\"PT60M\")", "true"},
    {"duration(\"P1M\") < duration(\"P31D\")", "null"},
};

/* 10.3.2 conjunction, disjunction and negation */
static const spec_row logic[] = {
    {"true and true", "true"},    {"true and false", "false"},    {"true and null", "null"},
    {"true and 1", "null"},       {"false and true", "false"},    {"false and null", "false"},
    {"false and \"x\"", "false"}, {"null and true", "null"},      {"null and false", "false"},
    {"null and null", "null"},    {"1 and false", "false"},       {"1 and true", "null"},
    {"1 and 2", "null"},          {"true or true", "true"},       {"true or null", "true"},
    {"true or 1", "true"},        {"false or true", "true"},      {"false or false", "false"},
    {"false or null", "null"},    {"false or 1", "null"},         {"null or true", "true"},
    {"null or false", "null"},    {"\"a\" or true", "true"},      {"\"a\" or false", "null"},
    {"not(false)", "true"},       {"not(null)", "null"},          {"not(1)", "null"},
    {"not(\"true\")", "null"},    {"not(negand: true)", "false"}, {"not(not(true))", "true"},
};

/* 10.3.2 between and in */
static const spec_row between_and_in[] = {
    {"5 between 1 and 10", "true"},
    {"1 between 1 and 10", "true"},
    {"10 between 1 and 10", "true"},
    {"11 between 1 and 10", "false"},
    {"5 between 10 and 1", "false"},
    {"null between 1 and 10", "null"},
    {"5 between null and 10", "null"},
    {"5 between 1 and null", "null"},
    {"5 between 7 and null", "false"},
    {"5 between null and 3", "false"},
    {"\"b\" between \"a\" and \"c\"", "true"},
    {"5 between \"a\" and \"c\"", "null"},
    {"date(\"2020-01-15\") between date(\"2020-01-01\") and date(\"2020-02-01\")", "true"},
    {"duration(\"P5D\") between duration(\"P1D\") and duration(\"P6D\")", "true"},
    {"5 in (5)", "true"},
    {"5 in 5", "true"},
    {"5 in (4, 5)", "true"},
    {"5 in (4, 6)", "false"},
    {"5 in (< 6)", "true"},
    {"5 in < 6", "true"},
    {"5 in (> 6)", "false"},
    {"5 in (>= 5)", "true"},
    {"5 in (<= 4)", "false"},
    {"5 in (> 6, < 3, = 5)", "true"},
    {"5 in (!= 5)", "false"},
    {"5 in (!= 4)", "true"},
    {"5 in = 5", "true"},
    {"5 in [1..5]", "true"},
    {"5 in [1..5)", "false"},
    {"5 in (5..6]", "false"},
    {"5 in ]4..6[", "true"},
    {"5 in ([1..3], [4..6])", "true"},
    {"5 in ([1..3], [6..8])", "false"},
    {"5 in [1, 5]", "true"},
    {"5 in [1, 2]", "false"},
    {"5 in ([1, 5])", "true"},
    {"5 in [[1..3], [4..6]]", "true"},
    {"5 in [[1..3], [6..7]]", "false"},
    {"5 in ((<3), (>4))", "true"},
    {"5 in []", "false"},
    {"[1, 2] in [[1, 2]]", "true"},
    {"[1, 2] in ([1, 2])", "true"},
    {"5 in (not(4))", "true"},
    {"\"b\" in (\"a\", \"b\")", "true"},
    {"\"b\" in [\"a\"..\"c\"]", "true"},
    {"null in (null)", "true"},
    {"null in [null]", "true"},
    {"5 in (null, 5)", "true"},
    {"date(\"2020-01-15\") in [date(\"2020-01-01\")..date(\"2020-02-01\")]", "true"},
    {"5 in (? > 4)", "true"},
    {"5 in (? > 6)", "false"},
    {"5 in (4, ? + 0 > 4)", "true"},
    {"5 in (even(?), odd(?))", "true"},
    {"{a: 1} in ({a: 1})", "true"},
    {"\"x\" in [1..5]", "null"},
    {"null in [1..5]", "null"},
    {"null in (< 5)", "null"},
    {"1 in ((1..5])", "false"},
};

/* 10.3.2 addition and subtraction */
static const spec_row addition_and_subtraction[] = {
    {"1 + null", "null"},
    {"null + 1", "null"},
    {"null + null", "null"},
    {"1 - null", "null"},
    {"1 + \"a\"", "null"},
    {"\"a\" + 1", "null"},
    {"\"a\" + \"b\"", "\"ab\""},
    {"\"\" + \"\"", "\"\""},
    {"\"a\" - \"b\"", "null"},
    {"\"a\" + null", "null"},
    {"true + true", "null"},
    {"[1] + [2]", "null"},
    {"{} + {}", "null"},
    {"date(\"2020-01-31\") + duration(\"P1M\")", "date(\"2020-02-29\")"},
    {"date(\"2019-01-31\") + duration(\"P1M\")", "date(\"2019-02-28\")"},
    {"date(\"2020-02-29\") + duration(\"P1Y\")", "date(\"2021-02-28\")"},
    {"date(\"2020-02-29\") - duration(\"P1Y\")", "date(\"2019-02-28\")"},
    {"date(\"2020-03-31\") - duration(\"P1M\")", "date(\"2020-02-29\")"},
    {"duration(\"P1M\") + date(\"2020-01-31\")", "date(\"2020-02-29\")"},
    {"date(\"2020-01-01\") + duration(\"P1D\")", "date(\"2020-01-02\")"},
    {"date(\"2020-01-01\") + duration(\"PT25H\")", "date(\"2020-01-02\")"},
    {"date(\"2020-01-01\") - duration(\"PT1H\")", "date(\"2019-12-31\")"},
    {"date(\"2020-01-01\") - duration(\"P1D\")", "date(\"2019-12-31\")"},
    {"date(\"2020-12-31\") + duration(\"P1D\")", "date(\"2021-01-01\")"},
    {"date(\"2020-03-01\") - date(\"2020-02-01\")", "duration(\"P29D\")"},
    {"date(\"2020-02-01\") - date(\"2020-03-01\")", "duration(\"-P29D\")"},
    {"date(\"2020-01-01\") + date(\"2020-01-01\")", "null"},
    {"date(\"2020-01-01\") + 1", "null"},
    {"date(\"2020-01-01\") - 1", "null"},
    {"date(\"2020-01-01\") + null", "null"},
    {"duration(\"P1D\") - date(\"2020-01-01\")", "null"},
    {"time(\"10:15:00\") - time(\"10:00:00\")", "duration(\"PT15M\")"},
    {"time(\"10:00:00\") - time(\"10:15:00\")", "duration(\"-PT15M\")"},
    {"time(\"23:30:00\") + duration(\"PT1H\")", "time(\"00:30:00\")"},
    {"time(\"00:30:00\") - duration(\"PT1H\")", "time(\"23:30:00\")"},
    {"time(\"10:00:00\") + duration(\"P1D\")", "time(\"10:00:00\")"},
    {"duration(\"PT1H\") + time(\"10:00:00\")", "time(\"11:00:00\")"},
    {"time(\"10:00:00+01:00\") + duration(\"PT1H\")", "time(\"11:00:00+01:00\")"},
    {"time(\"10:00:00\") + duration(\"P1M\")", "null"},
    {"time(\"10:00:00\") + time(\"10:00:00\")", "null"},
    {"time(\"10:00:00+01:00\") - time(\"10:00:00Z\")", "duration(\"-PT1H\")"},
    {"date and time(\"2020-01-31T10:00:00\") + duration(\"P1M\")", "date and time(\"2020-02-29T10:00:00\")"},
    {"date and time(\"2020-01-31T10:00:00\") - duration(\"P1M\")", "date and time(\"2019-12-31T10:00:00\")"},
    {"date and time(\"2020-01-01T23:59:00\") + duration(\"PT1M\")", "date and time(\"2020-01-02T00:00:00\")"},
    {"date and time(\"2020-01-01T10:00:00Z\") - date and time(\"2020-01-01T11:00:00+02:00\")", "duration(\"PT1H\")"},
    {"date and time(\"2020-01-02T10:00:00\") - date and time(\"2020-01-01T09:00:00\")", "duration(\"P1DT1H\")"},
    {"date and time(\"2020-01-01T00:00:00Z\") - date(\"2019-12-31\")", "duration(\"P1D\")"},
    {"date(\"2020-01-02\") - date and time(\"2020-01-01T00:00:00Z\")", "duration(\"P1D\")"},
    {"date and time(\"2020-01-01T10:00:00\") + date and time(\"2020-01-01T10:00:00\")", "null"},
    {"date and time(\"2020-01-01T00:00:00+05:00\") + duration(\"P1D\")",
     "date and time(\"2020-01-02T00:00:00+05:00\")"},
    {"duration(\"P1D\") + duration(\"PT12H\")", "duration(\"P1DT12H\")"},
    {"duration(\"P1D\") - duration(\"P2D\")", "duration(\"-P1D\")"},
    {"duration(\"P1Y\") + duration(\"P2M\")", "duration(\"P1Y2M\")"},
    {"duration(\"P1Y\") - duration(\"P14M\")", "duration(\"-P2M\")"},
    {"duration(\"P1Y\") + duration(\"P1D\")", "null"},
    {"duration(\"P1D\") + 1", "null"},
};

/* 10.3.2 multiplication, division, exponentiation and arithmetic negation */
static const spec_row multiplication_and_division[] = {
    {"2 * 3.5", "7"},
    {"2 * null", "null"},
    {"2 * \"a\"", "null"},
    {"duration(\"P1Y2M\") * 2", "duration(\"P2Y4M\")"},
    {"2 * duration(\"P1Y2M\")", "duration(\"P2Y4M\")"},
    {"duration(\"PT1H\") * 1.5", "duration(\"PT1H30M\")"},
    {"duration(\"PT1H\") * -1", "duration(\"-PT1H\")"},
    {"duration(\"P1D\") * duration(\"P1D\")", "null"},
    {"duration(\"P1D\") * null", "null"},
    {"duration(\"P1Y\") / 2", "duration(\"P6M\")"},
    {"duration(\"P1D\") / 2", "duration(\"PT12H\")"},
    {"duration(\"P1D\") / duration(\"PT6H\")", "4"},
    {"duration(\"P1Y\") / duration(\"P1M\")", "12"},
    {"duration(\"P1Y\") / duration(\"P1D\")", "null"},
    {"duration(\"P1D\") / 0", "null"},
    {"duration(\"P1D\") / duration(\"PT0S\")", "null"},
    {"duration(\"P1Y\") / duration(\"P0M\")", "null"},
    {"1 / duration(\"P1D\")", "null"},
    {"10 / null", "null"},
    {"\"a\" * 2", "null"},
    {"2 ** 10", "1024"},
    {"4 ** 0.5", "2"},
    {"0 ** 0", "1"},
    {"10 ** -2", "0.01"},
    {"(-8) ** 3", "-512"},
    {"(-8) ** 0.5", "null"},
    {"2 ** null", "null"},
    {"2 ** \"a\"", "null"},
    {"10 ** 7000", "null"},
    {"duration(\"P1D\") ** 2", "null"},
    {"-duration(\"P1D\")", "duration(\"-P1D\")"},
    {"-duration(\"P1Y2M\")", "duration(\"-P1Y2M\")"},
    {"-\"a\"", "null"},
    {"-null", "null"},
    {"-true", "null"},
    {"-[1]", "null"},
    {"-date(\"2020-01-01\")", "null"},
};

/* 10.3.2 and 10.3.4.1 dates, times and durations from text and from parts */
static const spec_row dates_times_and_durations[] = {
    {"date(\"2017-01-01\")", "date(\"2017-01-01\")"},
    {"@\"2017-01-01\"", "date(\"2017-01-01\")"},
    {"date(\"2017-13-01\")", "null"},
    {"date(\"2017-02-29\")", "null"},
    {"date(\"2016-02-29\")", "date(\"2016-02-29\")"},
    {"date(\"2017-1-1\")", "null"},
    {"date(\"17-01-01\")", "null"},
    {"date(\"02017-01-01\")", "null"},
    {"date(\"12017-01-01\")", "date(\"12017-01-01\")"},
    {"date(\"999999999-12-31\")", "date(\"999999999-12-31\")"},
    {"date(\"-999999999-01-01\")", "date(\"-999999999-01-01\")"},
    {"date(\"1000000000-01-01\")", "null"},
    {"date(\"-0001-01-01\")", "date(\"-0001-01-01\")"},
    {"date(\"+2017-01-01\")", "null"},
    {"date(\"2017-01-01T00:00:00\")", "null"},
    {"date(\"\")", "null"},
    {"date(\"x\")", "null"},
    {"date(\" 2017-01-01\")", "null"},
    {"date(\"2017-01-01Z\")", "null"},
    {"date(null)", "null"},
    {"date(1)", "null"},
    {"date([])", "null"},
    {"date([\"2017-01-01\"])", "date(\"2017-01-01\")"},
    {"date(2017, 1, 31)", "date(\"2017-01-31\")"},
    {"date(2017, 2, 30)", "null"},
    {"date(2017, 13, 1)", "null"},
    {"date(2017, null, 1)", "null"},
    {"date(\"2017\", 1, 1)", "null"},
    {"date(-1, 1, 1)", "date(\"-0001-01-01\")"},
    {"date(year: 2017, month: 1, day: 31)", "date(\"2017-01-31\")"},
    {"date(day: 31, month: 1, year: 2017)", "date(\"2017-01-31\")"},
    {"date(from: \"2017-01-31\")", "date(\"2017-01-31\")"},
    {"date(date and time(\"2017-01-31T10:00:00Z\"))", "date(\"2017-01-31\")"},
    {"date(date(\"2017-01-31\"))", "date(\"2017-01-31\")"},
    {"date(x: \"2017-01-31\")", "null"},
    {"date(year: 2017, month: 1)", "null"},
    {"date()", "null"},
    {"date(2017, 1)", "null"},
    {"time(\"10:15:30\")", "time(\"10:15:30\")"},
    {"@\"10:15:30\"", "time(\"10:15:30\")"},
    {"time(\"10:15:30Z\")", "time(\"10:15:30Z\")"},
    {"time(\"10:15:30+00:00\")", "time(\"10:15:30Z\")"},
    {"time(\"10:15:30-05:30\")", "time(\"10:15:30-05:30\")"},
    {"time(\"10:15:30+05:30:15\")", "time(\"10:15:30+05:30:15\")"},
    {"time(\"10:15:30@Europe/Paris\")", "time(\"10:15:30@Europe/Paris\")"},
    {"time(\"10:15:30.123\")", "time(\"10:15:30.123\")"},
    {"time(\"10:15:30.123456789Z\")", "time(\"10:15:30.123456789Z\")"},
    {"time(\"10:15:30.500\") = time(\"10:15:30.5\")", "true"},
    {"time(\"10:15\")", "null"},
    {"time(\"25:00:00\")", "null"},
    {"time(\"10:60:00\")", "null"},
    {"time(\"10:15:60\")", "null"},
    {"time(\"1:15:30\")", "null"},
    {"time(\"10:15:30@No/Where\")", "null"},
    {"time(\"10:15:30+15:00\")", "null"},
    {"time(\"10:15:30+14:01\")", "null"},
    {"time(\"10:15:30Z@Europe/Paris\")", "null"},
    {"time(\"10:15:30+01:00@Europe/Paris\")", "null"},
    {"time(\"T10:15:30\")", "null"},
    {"time(\"10:15:30.\")", "null"},
    {"time(\"\")", "null"},
    {"time(null)", "null"},
    {"time(10, 15, 30)", "time(\"10:15:30\")"},
    {"time(10, 15, 30, null)", "time(\"10:15:30\")"},
    {"time(10, 15, 30, duration(\"PT1H\"))", "time(\"10:15:30+01:00\")"},
    {"time(10, 15, 30, duration(\"-PT5H30M\"))", "time(\"10:15:30-05:30\")"},
    {"time(10, 15, 30, duration(\"PT0S\"))", "time(\"10:15:30Z\")"},
    {"time(10, 15, 30.5)", "time(\"10:15:30.5\")"},
    {"time(24, 0, 0)", "null"},
    {"time(\"24:00:00\")", "time(\"00:00:00\")"},
    {"time(\"24:00:01\")", "null"},
    {"date and time(\"2017-12-31T24:00:00Z\")", "date and time(\"2018-01-01T00:00:00Z\")"},
    {"date and time(\"2017-12-31T24:00:00.1\")", "null"},
    {"date and time(\"2017-01-01\")", "date and time(\"2017-01-01T00:00:00\")"},
    {"time(10, 60, 0)", "null"},
    {"time(10, 0, -1)", "null"},
    {"time(10, 15, null)", "null"},
    {"time(10, 15, 30, duration(\"P1M\"))", "null"},
    {"time(hour: 10, minute: 15, second: 30)", "time(\"10:15:30\")"},
    {"time(second: 30, minute: 15, hour: 10, offset: duration(\"PT2H\"))", "time(\"10:15:30+02:00\")"},
    {"time(from: \"10:15:30\")", "time(\"10:15:30\")"},
    {"time(date and time(\"2017-01-01T10:15:30\"))", "time(\"10:15:30\")"},
    {"time(date and time(\"2017-01-01T10:15:30+02:00\"))", "time(\"10:15:30+02:00\")"},
    {"time(date(\"2017-01-01\"))", "time(\"00:00:00Z\")"},
    {"time(time(\"10:15:30\"))", "time(\"10:15:30\")"},
    {"date and time(\"2017-01-01T10:15:30\")", "date and time(\"2017-01-01T10:15:30\")"},
    {"@\"2017-01-01T10:15:30\"", "date and time(\"2017-01-01T10:15:30\")"},
    {"@\"2017-01-01T10:15:30@Europe/Paris\"", "date and time(\"2017-01-01T10:15:30@Europe/Paris\")"},
    {"date and time(\"2017-01-01T10:15:30Z\")", "date and time(\"2017-01-01T10:15:30Z\")"},
    {"date and time(\"2017-01-01T10:15:30+11:00\")", "date and time(\"2017-01-01T10:15:30+11:00\")"},
    {"date and time(\"2017-01-01T10:15:30.999999999\")", "date and time(\"2017-01-01T10:15:30.999999999\")"},
    {"date and time(\"-2017-01-01T10:15:30\")", "date and time(\"-2017-01-01T10:15:30\")"},
    {"date and time(\"999999999-12-31T23:59:59\")", "date and time(\"999999999-12-31T23:59:59\")"},
    {"date and time(\"2017-02-30T10:15:30\")", "null"},
    {"date and time(\"2017-01-01 10:15:30\")", "null"},
    {"date and time(\"2017-01-01T10:15\")", "null"},
    {"date and time(\"2017-01-01T25:15:30\")", "null"},
    {"date and time(\"2017-01-01T10:15:30Z@Europe/Paris\")", "null"},
    {"date and time(\"2017-01-01T10:15:30@xyz/abc\")", "null"},
    {"date and time(null)", "null"},
    {"date and time(1)", "null"},
    {"date and time(date(\"2017-01-01\"), time(\"10:15:30\"))", "date and time(\"2017-01-01T10:15:30\")"},
    {"date and time(date(\"2017-01-01\"), time(\"10:15:30Z\"))", "date and time(\"2017-01-01T10:15:30Z\")"},
    {"date and time(date and time(\"2017-01-01T00:00:00+05:00\"), time(\"10:15:30\"))",
     "date and time(\"2017-01-01T10:15:30\")"},
    {"date and time(date: date(\"2017-01-01\"), time: time(\"10:15:30\"))", "date and time(\"2017-01-01T10:15:30\")"},
    {"date and time(time: time(\"10:15:30\"), date: date(\"2017-01-01\"))", "date and time(\"2017-01-01T10:15:30\")"},
    {"date and time(from: \"2017-01-01T10:15:30\")", "date and time(\"2017-01-01T10:15:30\")"},
    {"date and time(date(\"2017-01-01\"), null)", "null"},
    {"date and time(null, time(\"10:00:00\"))", "null"},
    {"date and time(\"2017-01-01\", \"10:00:00\")", "null"},
    {"date and time(\"2012-12-24T23:59:00\") + duration(\"PT1M\") = date and time(\"2012-12-25T00:00:00\")", "true"},
    {"duration(\"P1Y2M\")", "duration(\"P1Y2M\")"},
    {"@\"P1Y2M\"", "duration(\"P1Y2M\")"},
    {"duration(\"P14M\")", "duration(\"P1Y2M\")"},
    {"duration(\"P24M\")", "duration(\"P2Y\")"},
    {"duration(\"P0Y\")", "duration(\"P0M\")"},
    {"duration(\"P0M\")", "duration(\"P0M\")"},
    {"duration(\"-P0M\")", "duration(\"P0M\")"},
    {"duration(\"-P14M\")", "duration(\"-P1Y2M\")"},
    {"duration(\"P1D\")", "duration(\"P1D\")"},
    {"@\"-P1D\"", "duration(\"-P1D\")"},
    {"duration(\"PT36H\")", "duration(\"P1DT12H\")"},
    {"duration(\"PT24H\")", "duration(\"P1D\")"},
    {"duration(\"PT90M\")", "duration(\"PT1H30M\")"},
    {"duration(\"PT3600S\")", "duration(\"PT1H\")"},
    {"duration(\"PT0S\")", "duration(\"PT0S\")"},
    {"duration(\"P0D\")", "duration(\"PT0S\")"},
    {"duration(\"PT0.5S\")", "duration(\"PT0.5S\")"},
    {"duration(\"PT1.500S\")", "duration(\"PT1.5S\")"},
    {"duration(\"-PT0.001S\")", "duration(\"-PT0.001S\")"},
    {"duration(\"P1DT2H3M4.5S\")", "duration(\"P1DT2H3M4.5S\")"},
    {"duration(\"P1Y1D\")", "null"},
    {"duration(\"P1M1D\")", "null"},
    {"duration(\"P1Y2MT1H\")", "null"},
    {"duration(\"P\")", "null"},
    {"duration(\"PT\")", "null"},
    {"duration(\"P1DT\")", "null"},
    {"duration(\"-P\")", "null"},
    {"duration(\"1D\")", "null"},
    {"duration(\"P1H\")", "null"},
    {"duration(\"P1W\")", "null"},
    {"duration(\"+P1D\")", "null"},
    {"duration(\"P-1D\")", "null"},
    {"duration(\"P1.5D\")", "null"},
    {"duration(\"p1d\")", "null"},
    {"duration(\"PT1.S\")", "null"},
    {"duration(\"\")", "null"},
    {"duration(null)", "null"},
    {"duration(1)", "null"},
    {"duration(from: \"P1D\")", "duration(\"P1D\")"},
    {"duration(duration(\"P1D\"))", "null"},
    {"years and months duration(date(\"2011-12-22\"), date(\"2013-08-24\"))", "duration(\"P1Y8M\")"},
    {"years and months duration(date(\"2013-08-24\"), date(\"2011-12-22\"))", "duration(\"-P1Y8M\")"},
    {"years and months duration(date(\"2020-01-31\"), date(\"2020-02-29\"))", "duration(\"P0M\")"},
    {"years and months duration(date(\"2020-01-15\"), date(\"2020-02-14\"))", "duration(\"P0M\")"},
    {"years and months duration(date(\"2020-01-15\"), date(\"2020-02-15\"))", "duration(\"P1M\")"},
    {"years and months duration(date(\"2020-01-15\"), date(\"2020-01-15\"))", "duration(\"P0M\")"},
    {"years and months duration(date and time(\"2020-01-15T10:00:00\"), date and time(\"2021-01-15T10:00:00\"))",
     "duration(\"P1Y\")"},
    {"years and months duration(date(\"2020-01-15\"), date and time(\"2021-03-15T10:00:00\"))", "duration(\"P1Y2M\")"},
    {"years and months duration(from: date(\"2020-01-15\"), to: date(\"2021-01-15\"))", "duration(\"P1Y\")"},
    {"years and months duration(to: date(\"2021-01-15\"), from: date(\"2020-01-15\"))", "duration(\"P1Y\")"},
    {"years and months duration(null, date(\"2021-01-15\"))", "null"},
    {"years and months duration(date(\"2021-01-15\"), null)", "null"},
    {"years and months duration(date(\"2021-01-15\"), \"x\")", "null"},
    {"@\"foo\"", "null"},
    {"@\"\"", "null"},
    {"@1", "error"},
};

/* 10.3.2 properties */
static const spec_row properties[] = {
    {"date(\"2018-10-11\").year", "2018"},
    {"date(\"2018-10-11\").month", "10"},
    {"date(\"2018-10-11\").day", "11"},
    {"date(\"2018-10-11\").weekday", "4"},
    {"date(\"2018-10-14\").weekday", "7"},
    {"date(\"2018-10-15\").weekday", "1"},
    {"date(\"2018-10-11\").hour", "null"},
    {"date(\"2018-10-11\").foo", "null"},
    {"date(\"-0044-03-15\").year", "-44"},
    {"date and time(\"2018-10-11T10:20:30\").year", "2018"},
    {"date and time(\"2018-10-11T10:20:30\").month", "10"},
    {"date and time(\"2018-10-11T10:20:30\").day", "11"},
    {"date and time(\"2018-10-11T10:20:30\").weekday", "4"},
    {"date and time(\"2018-10-11T10:20:30\").hour", "10"},
    {"date and time(\"2018-10-11T10:20:30\").minute", "20"},
    {"date and time(\"2018-10-11T10:20:30\").second", "30"},
    {"date and time(\"2018-10-11T10:20:30.5\").second", "30.5"},
    {"date and time(\"2018-10-11T10:20:30\").time offset", "null"},
    {"date and time(\"2018-10-11T10:20:30\").timezone", "null"},
    {"date and time(\"2018-10-11T10:20:30+02:00\").time offset", "duration(\"PT2H\")"},
    {"date and time(\"2018-10-11T10:20:30-02:30\").time offset", "duration(\"-PT2H30M\")"},
    {"date and time(\"2018-10-11T10:20:30Z\").time offset", "duration(\"PT0S\")"},
    {"date and time(\"2018-07-11T10:20:30@Europe/Paris\").timezone", "\"Europe/Paris\""},
    {"date and time(\"2018-07-11T10:20:30@Europe/Paris\").time offset", "duration(\"PT2H\")"},
    {"date and time(\"2018-07-11T10:20:30+02:00\").timezone", "null"},
    {"time(\"10:20:30\").hour", "10"},
    {"time(\"10:20:30\").minute", "20"},
    {"time(\"10:20:30\").second", "30"},
    {"time(\"10:20:30\").time offset", "null"},
    {"time(\"10:20:30+01:00\").time offset", "duration(\"PT1H\")"},
    {"time(\"10:20:30\").timezone", "null"},
    {"time(\"10:20:30@Etc/UTC\").timezone", "\"Etc/UTC\""},
    {"time(\"10:20:30\").day", "null"},
    {"duration(\"P1Y2M\").years", "1"},
    {"duration(\"P1Y2M\").months", "2"},
    {"duration(\"P14M\").years", "1"},
    {"duration(\"-P1Y2M\").years", "-1"},
    {"duration(\"-P1Y2M\").months", "-2"},
    {"duration(\"P1Y2M\").days", "null"},
    {"duration(\"P2DT20H14M5S\").days", "2"},
    {"duration(\"P2DT20H14M5S\").hours", "20"},
    {"duration(\"P2DT20H14M5S\").minutes", "14"},
    {"duration(\"P2DT20H14M5S\").seconds", "5"},
    {"duration(\"-P2DT20H\").days", "-2"},
    {"duration(\"-P2DT20H\").hours", "-20"},
    {"duration(\"PT48H\").days", "2"},
    {"duration(\"P1D\").years", "null"},
    {"duration(\"P1D\").seconds", "0"},
    {"[1..2].start", "1"},
    {"[1..2].end", "2"},
    {"[1..2].start included", "true"},
    {"[1..2).end included", "false"},
    {"(1..2].start included", "false"},
    {"]1..2].start included", "false"},
    {"[1..2[.end included", "false"},
    {"(<5).start", "null"},
    {"(<5).end", "5"},
    {"(<5).start included", "false"},
    {"(<5).end included", "false"},
    {"(<=5).end included", "true"},
    {"(>5).start", "5"},
    {"(>5).end", "null"},
    {"(>=5).start included", "true"},
    {"(>=5).end included", "false"},
    {"(=5).start", "5"},
    {"(=5).end", "5"},
    {"(=5).start included", "true"},
    {"[@\"2020-01-01\"..@\"2020-02-01\"].start.month", "1"},
    {"[1..2].foo", "null"},
    {"\"abc\".foo", "null"},
    {"1 .foo", "null"},
    {"true.foo", "null"},
    {"[{a: 1}, {a: 2}].a", "[1, 2]"},
    {"[{a: 1}, {b: 2}].a", "[1, null]"},
    {"[].a", "[]"},
    {"[[{a: 1}]].a", "[[1]]"},
    {"[date(\"2018-10-11\"), date(\"2019-10-11\")].year", "[2018, 2019]"},
    {"{a: {b: {c: 3}}}.a.b.c", "3"},
    {"{a: null}.a.b", "null"},
};

/* 10.3.2 ranges */
static const spec_row ranges[] = {
    {"[1..5]", "[1..5]"},
    {"(1..5)", "(1..5)"},
    {"]1..5[", "(1..5)"},
    {"[1..5[", "[1..5)"},
    {"[\"a\"..\"c\"]", "[\"a\"..\"c\"]"},
    {"[date(\"2020-01-01\")..date(\"2020-01-31\")]", "[date(\"2020-01-01\")..date(\"2020-01-31\")]"},
    {"[@\"2020-01-01\"..@\"2020-01-31\"]", "[date(\"2020-01-01\")..date(\"2020-01-31\")]"},
    {"[duration(\"P1D\")..duration(\"P2D\")]", "[duration(\"P1D\")..duration(\"P2D\")]"},
    {"[1+1..2*5]", "[2..10]"},
    {"(< 5)", "(< 5)"},
    {"(>= 5)", "(>= 5)"},
    {"(=5)", "[5..5]"},
    {"< 5", "(< 5)"},
    {">= \"a\"", "(>= \"a\")"},
    {"= 5", "[5..5]"},
    {"{r: < 5, x: 3 in r}.x", "true"},
    {"[< 5, > 7][1]", "(< 5)"},
    {"1 < < 2", "error"},
    {"(< 5..6)", "error"},
    {"(!= 5)", "null"},
    {"[ ]1..3[ ]", "[(1..3)]"},
    {"[[1..3], ]1..3[]", "[[1..3], (1..3)]"},
    {"[(1)..(3)]", "[1..3]"},
    {"[-1..-0.5]", "[-1..-0.5]"},
    {"1 in ]0..1[", "false"},
    {"[1..3] = [1.0..3]", "true"},
    {"[1..\"a\"]", "null"},
    {"[1..null]", "null"},
    {"5 in [1..null]", "null"},
    {"(< null)", "null"},
    {"5 in (< null)", "null"},
    {"[true..false]", "null"},
    {"3 in [5..1]", "false"},
    {"{r: [1..5], x: 3 in r}.x", "true"},
    {"{r: (<5), x: 3 in r}.x", "true"},
    {"[1..5] instance of range<number>", "true"},
    {"[\"a\"..\"b\"] instance of range<string>", "true"},
    {"[1..5] instance of range<string>", "false"},
    {"(<5) instance of range<number>", "true"},
    {"1 instance of range<number>", "false"},
};

/* 10.3.2 instance of */
static const spec_row instance_of[] = {
    {"1 instance of number", "true"},
    {"1 instance of string", "false"},
    {"\"a\" instance of string", "true"},
    {"true instance of boolean", "true"},
    {"date(\"2020-01-01\") instance of date", "true"},
    {"date(\"2020-01-01\") instance of date and time", "false"},
    {"time(\"10:00:00\") instance of time", "true"},
    {"date and time(\"2020-01-01T00:00:00\") instance of date and time", "true"},
    {"date and time(\"2020-01-01T00:00:00\") instance of date", "false"},
    {"duration(\"P1D\") instance of days and time duration", "true"},
    {"duration(\"P1D\") instance of years and months duration", "false"},
    {"duration(\"P1M\") instance of years and months duration", "true"},
    {"duration(\"P1M\") instance of days and time duration", "false"},
    {"1 instance of Any", "true"},
    {"\"a\" instance of Any", "true"},
    {"[] instance of Any", "true"},
    {"{} instance of Any", "true"},
    {"null instance of Any", "false"},
    {"null instance of number", "false"},
    {"null instance of string", "false"},
    {"null instance of list<number>", "false"},
    {"null instance of Null", "true"},
    {"1 instance of Null", "false"},
    {"[1] instance of list<number>", "true"},
    {"[1, \"a\"] instance of list<number>", "false"},
    {"[1, \"a\"] instance of list<Any>", "true"},
    {"[] instance of list<number>", "true"},
    {"[[1]] instance of list<list<number>>", "true"},
    {"1 instance of list<number>", "false"},
    {"{a: 1} instance of context<a: number>", "true"},
    {"{a: 1, b: \"x\"} instance of context<a: number>", "true"},
    {"{a: 1} instance of context<a: string>", "false"},
    {"{a: 1} instance of context<a: number, b: string>", "false"},
    {"{a: {b: 1}} instance of context<a: context<b: number>>", "true"},
    {"{} instance of context<>", "error"},
    {"(function(a: number) a) instance of function<number> -> Any", "true"},
    {"(function() 1) instance of function<> -> Any", "true"},
    {"(function(a: number) a) instance of function<string> -> Any", "false"},
    {"(function(a: number) a) instance of function<number, number> -> Any", "false"},
    {"(function(a) a) instance of function<Any> -> Any", "true"},
    {"abs instance of function<number> -> number", "true"},
    {"abs instance of function", "true"},
    {"(function(x) x) instance of function<> -> Any", "false"},
    {"(function(a: number) a) instance of function<Any> -> Any", "false"},
    {"(function(a: number) a) instance of function<number> -> string", "false"},
    {"(function(a: Any) \"x\") instance of function<number> -> string", "true"},
    {"(function(a: list<number>) 1) instance of function<list<number>> -> number", "true"},
    {"(function(a: list<number>) 1) instance of function<list<string>> -> number", "false"},
    {"(function(a: context<b: number>) 1) instance of function<context<b: number, c: string>> -> number", "true"},
    {"(function(a: context<b: number>) 1) instance of function<context<c: string>> -> number", "false"},
    {"(function(f: function<number> -> number) f(1))(function(x: number) x + 1)", "2"},
    {"(function(f: function<string> -> number) f(\"a\"))(function(x: number) x + 1)", "null"},
    {"{a: 1} instance of context", "true"},
    {"[1] instance of list", "true"},
    {"[\"a\"..\"b\"] instance of range<number>", "false"},
    {"[1..2] instance of range<Any>", "true"},
    {"(> @\"P1D\") instance of range<days and time duration>", "true"},
    {"[1, null] instance of list<number>", "true"},
    {"{a: null} instance of context<a: number>", "true"},
    {"{} instance of context<a: Any>", "false"},
    {"null instance of foo", "null"},
    {"-1 instance of number", "true"},
    {"2 ** 3 instance of number", "null"},
    {"@\"10:00:00\" instance of time", "true"},
    {"[1..2] instance of Any", "true"},
    {"1 instance of foo", "null"},
    {"1 instance of", "error"},
    {"1 + 1 instance of number", "null"},
    {"(1 + 1) instance of number", "true"},
};

/* 10.3.2 filters */
static const spec_row filters[] = {
    {"[1, 2, 3][1]", "1"},
    {"[1, 2, 3][3]", "3"},
    {"[1, 2, 3][0]", "null"},
    {"[1, 2, 3][4]", "null"},
    {"[1, 2, 3][-1]", "3"},
    {"[1, 2, 3][-3]", "1"},
    {"[1, 2, 3][-4]", "null"},
    {"[1, 2, 3][item > 1]", "[2, 3]"},
    {"[1, 2, 3][item > 5]", "[]"},
    {"[1, 2, 3][item = 2]", "[2]"},
    {"[1, 2, 3][true]", "[1, 2, 3]"},
    {"[1, 2, 3][false]", "[]"},
    {"[1, 2, 3][null]", "[]"},
    {"[1, 2, 3][\"a\"]", "null"},
    {"[1, 2, 3][1.5]", "null"},
    {"[true, 1][item]", "null"},
    {"[{a: 1}, 5][a = 1]", "[{\"a\": 1}]"},
    {"[null][item = null]", "[null]"},
    {"{a: 1}[\"a\"]", "null"},
    {"[{x: 1}, {x: 2}][x]", "{\"x\": 1}"},
    {"[1, null, 3][item = null]", "[null]"},
    {"[1, \"a\", 3][item > 1]", "[3]"},
    {"[][1]", "null"},
    {"[][true]", "[]"},
    {"5[1]", "5"},
    {"5[2]", "null"},
    {"5[item > 3]", "[5]"},
    {"5[item > 6]", "[]"},
    {"5[true]", "[5]"},
    {"\"abc\"[1]", "\"abc\""},
    {"null[1]", "null"},
    {"null[true]", "null"},
    {"{a: 1}[a = 1]", "[{\"a\": 1}]"},
    {"{a: 1}[a = 2]", "[]"},
    {"{a: 1}[1]", "{\"a\": 1}"},
    {"[{a: 1, b: 2}, {a: 3, b: 4}][a = 3]", "[{\"a\": 3, \"b\": 4}]"},
    {"[{a: 1, b: 2}, {a: 3, b: 4}][a = 3].b", "[4]"},
    {"[{a: 1, b: 2}, {a: 3, b: 4}][1].b", "2"},
    {"[{a: 1, b: 2}, {a: 3, b: 4}].b[2]", "4"},
    {"[{a: 1}, {b: 2}][a = 1]", "[{\"a\": 1}]"},
    {"[{a: 1}, {a: null}, {b: 2}][a = null]", "[{\"a\": null}, {\"b\": 2}]"},
    {"[{a: 1}, {a: 2}][item.a = 2]", "[{\"a\": 2}]"},
    {"[{item: 1}, {item: 2}][item = 2]", "[{\"item\": 2}]"},
    {"[{x: 1, y: 2}, {x: 2, y: 3}][x = 1]", "[{\"x\": 1, \"y\": 2}]"},
    {"[{x: 1}, {x: 2}, {x: null}][x >= 2]", "[{\"x\": 2}]"},
    {"[[1, 2], [3]][1]", "[1, 2]"},
    {"[[1, 2], [3]][1][2]", "2"},
    {"[[1, 2], [3]][count(item) = 1]", "[[3]]"},
    {"[1, 2, 3, 4][item > 1][item < 4]", "[2, 3]"},
    {"[1, 2, 3][even(item)]", "[2]"},
    {"{l: [1, 2, 3], i: 2, r: l[i]}.r", "2"},
    {"{l: [1, 2, 3], i: 2, r: l[item >= i]}.r", "[2, 3]"},
    {"[true, false][item]", "[true]"},
    {"[1, 2, 3][if item = 2 then true else false]", "[2]"},
};

/* 10.3.2 for */
static const spec_row for_expressions[] = {
    {"for i in [1, 2, 3] return i * 2", "[2, 4, 6]"},
    {"for i in 1..3 return i", "[1, 2, 3]"},
    {"for i in 3..1 return i", "[3, 2, 1]"},
    {"for i in 2..2 return i", "[2]"},
    {"for i in -1..1 return i", "[-1, 0, 1]"},
    {"for i in 1..2, j in 1..2 return i * 10 + j", "[11, 12, 21, 22]"},
    {"for i in 1..3, j in 1..i return j", "[1, 1, 2, 1, 2, 3]"},
    {"for i in [] return i", "[]"},
    {"for i in [], j in [1] return i", "[]"},
    {"for i in null return i", "null"},
    {"for i in 5 return i", "[5]"},
    {"for i in \"ab\" return i", "[\"ab\"]"},
    {"for i in [[1, 2], [3]] return count(i)", "[2, 1]"},
    {"for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"},
    {"for i in 1..4 return count(partial)", "[0, 1, 2, 3]"},
    {"for i in {a: 1} return i.a", "[1]"},
    {"for i in [{a: 1}, {a: 2}] return i.a", "[1, 2]"},
    {"for i in 1..2 return for j in 1..2 return i + j", "[[2, 3], [3, 4]]"},
    {"for i in @\"2021-01-01\"..@\"2021-01-03\" return i",
     "[date(\"2021-01-01\"), date(\"2021-01-02\"), date(\"2021-01-03\")]"},
    {"for i in @\"2021-01-03\"..@\"2021-01-01\" return i",
     "[date(\"2021-01-03\"), date(\"2021-01-02\"), date(\"2021-01-01\")]"},
    {"for i in @\"2020-02-28\"..@\"2020-03-01\" return i.day", "[28, 29, 1]"},
    {"for i in \"a\"..\"c\" return i", "null"},
    {"for x in [3..1] return x", "[]"},
    {"for x in [1..3], y in [x..3] return x * y", "[1, 2, 3, 4, 6, 9]"},
    {"for x in [1, 2], x in [3] return x", "[3, 3]"},
    {"for x in [1, 2] return unknown name", "[null, null]"},
    {"for x in (< 5) return x", "null"},
    {"for i in 1..null return i", "null"},
    {"for i in 1.5..3 return i", "null"},
    {"for i in [1..3] return i", "[1, 2, 3]"},
    {"for i in (1..4) return i", "[2, 3]"},
    {"for i in [1, 2] return null", "[null, null]"},
    {"(for x in 1..3 return x)[2]", "2"},
    {"for some variable in [1] return some variable", "[1]"},
};

/* 10.3.2 if */
static const spec_row if_expressions[] = {
    {"if false then 1 else 2", "2"},    {"if null then 1 else 2", "2"},       {"if 1 then 1 else 2", "2"},
    {"if \"true\" then 1 else 2", "2"}, {"if [] then 1 else 2", "2"},         {"if [true] then 1 else 2", "2"},
    {"if 1 > null then 1 else 2", "2"}, {"if true then null else 1", "null"},
};

/* 10.3.2 some and every */
static const spec_row quantified_expressions[] = {
    {"some x in [1, 2] satisfies x > 1", "true"},
    {"some x in [1, 2] satisfies x > 2", "false"},
    {"some x in [] satisfies true", "false"},
    {"some x in [1] satisfies null", "null"},
    {"some x in [1, 2] satisfies if x = 1 then null else true", "true"},
    {"some x in [1, 2] satisfies if x = 1 then null else false", "null"},
    {"some x in [1] satisfies 1", "null"},
    {"some x in [1, 2], y in [2, 3] satisfies x = y", "true"},
    {"some x in [1, 2], y in [3, 4] satisfies x > y", "false"},
    {"some x in 1..3 satisfies x = 3", "true"},
    {"some x in null satisfies true", "null"},
    {"some x in 5 satisfies x = 5", "true"},
    {"every x in [1, 2] satisfies x > 0", "true"},
    {"every x in [1, 2] satisfies x > 1", "false"},
    {"every x in [] satisfies false", "true"},
    {"every x in [1] satisfies null", "null"},
    {"every x in [1, 2] satisfies if x = 1 then null else true", "null"},
    {"every x in [1, 2] satisfies if x = 1 then null else false", "false"},
    {"every x in [1] satisfies \"a\"", "null"},
    {"every x in [1, 2], y in [3, 4] satisfies x < y", "true"},
    {"every x in [1, 2], y in [x] satisfies x = y", "true"},
    {"every x in null satisfies true", "null"},
};

/* 10.3.2 functions as values and their calls */
static const spec_row functions[] = {
    {"(function(x) x + 1)(2)", "3"},
    {"(function(x, y) x - y)(y: 1, x: 3)", "2"},
    {"(function() 5)()", "5"},
    {"(function(x) x)(1, 2)", "null"},
    {"(function(x) x)()", "null"},
    {"(function(x) x)(y: 1)", "null"},
    {"(function(x: number) x)(\"a\")", "null"},
    {"(function(x: number) x)([1])", "1"},
    {"(function(x: list<number>) x)(1)", "[1]"},
    {"(function(x: number) x)(null)", "null"},
    {"(function(x: date and time) x)(date(\"2020-01-01\"))", "date and time(\"2020-01-01T00:00:00Z\")"},
    {"{f: function(x) x * 2, r: f(3)}.r", "6"},
    {"{f: function(n) if n <= 1 then 1 else n * f(n - 1), r: f(5)}.r", "120"},
    {"{k: 10, f: function(x) x + k, r: f(1)}.r", "11"},
    {"{make: function(a) function(b) a + b, r: make(1)(2)}.r", "3"},
    {"{f: function(g, x) g(x), r: f(function(y) y * y, 4)}.r", "16"},
    {"{f: abs, r: f(-1)}.r", "1"},
    {"{f: function(first name) first name, r: f(first name: 1)}.r", "1"},
    {"no such thing(1)", "null"},
    {"no_such_thing(1)", "null"},
    {"1(2)", "null"},
    {"{f: 1, r: f(2)}.r", "null"},
    {"abs()", "null"},
    {"abs(1, 2)", "null"},
    {"abs(n: -1)", "1"},
    {"abs(x: -1)", "null"},
    {"(function(x) x) = 1", "null"},
    {"function(x)", "error"},
};

/* 10.3.2 contexts */
static const spec_row contexts[] = {
    {"{}", "{}"},
    {"{a: 1, b: a + 1}", "{\"a\": 1, \"b\": 2}"},
    {"{b: a + 1, a: 1}", "{\"b\": null, \"a\": 1}"},
    {"{a: 1, b: {c: a}}", "{\"a\": 1, \"b\": {\"c\": 1}}"},
    {"{\"a\": 1, \"b\": a + 1}", "{\"a\": 1, \"b\": 2}"},
    {"{\"a b\": 1, c: a b}", "{\"a b\": 1, \"c\": 1}"},
    {"{a: 1, a: 2}", "null"},
    {"{a: null}", "{\"a\": null}"},
    {"{\"\": 1}", "{\"\": 1}"},
    {"{\"\\\"\": 1}", "{\"\\\"\": 1}"},
    {"{a: [1, {b: 2}]}", "{\"a\": [1, {\"b\": 2}]}"},
    {"{a: {a: 1}}.a.a", "1"},
    {"{a: 1}.b", "null"},
    {"{a: 1}.a.b", "null"},
    {"{a: 1, f: function() a}.f()", "1"},
};

/* 10.3.2 lists */
static const spec_row lists[] = {
    {"[]", "[]"},         {"[1, \"a\", null, true]", "[1, \"a\", null, true]"}, {"[[]]", "[[]]"}, {"[1,]", "error"},
    {"[null]", "[null]"},
};

/* 10.3.4.1 number and string */
static const spec_row number_and_string[] = {
    {"number(\"1 000,0\", \" \", \",\")", "1000"},
    {"number(\"1,000.0\", \",\", \".\")", "1000"},
    {"number(\"1.000,5\", \".\", \",\")", "1000.5"},
    {"number(\"1000\", null, null)", "1000"},
    {"number(\"1000.5\", null, \".\")", "1000.5"},
    {"number(\"1000,5\", null, \",\")", "1000.5"},
    {"number(\"1,000\", \",\", null)", "1000"},
    {"number(\"-1.5\", null, null)", "-1.5"},
    {"number(\"1e3\", null, null)", "1000"},
    {"number(\"1,000\", null, null)", "null"},
    {"number(\"1,000.0\", \".\", \".\")", "null"},
    {"number(\"1x000\", \"x\", \".\")", "null"},
    {"number(\"1000\", \",\", \"x\")", "null"},
    {"number(\"1000\", 1, null)", "null"},
    {"number(\"1000\", null, 1)", "null"},
    {"number(\"abc\", null, null)", "null"},
    {"number(\"\", null, null)", "null"},
    {"number(\"1000\")", "null"},
    {"number(null, null, null)", "null"},
    {"number(1000, null, null)", "null"},
    {"number(from: \"1 000,0\", grouping separator: \" \", decimal separator: \",\")", "1000"},
    {"number(decimal separator: \",\", grouping separator: \" \", from: \"1 000,0\")", "1000"},
    {"number(\" 1\", null, null)", "null"},
    {"number(\"1.\", null, null)", "null"},
    {"number(\"--1\", null, null)", "null"},
    {"string(1)", "\"1\""},
    {"string(1.10)", "\"1.1\""},
    {"string(-0.5)", "\"-0.5\""},
    {"string(1e3)", "\"1000\""},
    {"string(true)", "\"true\""},
    {"string(null)", "null"},
    {"string(\"a\")", "\"a\""},
    {"string(\"a\\\"b\")", "\"a\\\"b\""},
    {"string(\"a\\nb\")", "\"a\\nb\""},
    {"string(date(\"2020-01-01\"))", "\"2020-01-01\""},
    {"string(time(\"10:00:00\"))", "\"10:00:00\""},
    {"string(time(\"10:00:00Z\"))", "\"10:00:00Z\""},
    {"string(time(\"10:00:00.500+01:00\"))", "\"10:00:00.5+01:00\""},
    {"string(date and time(\"2020-01-01T10:00:00@Europe/Paris\"))", "\"2020-01-01T10:00:00@Europe/Paris\""},
    {"string(duration(\"P14M\"))", "\"P1Y2M\""},
    {"string(duration(\"P1DT2H\"))", "\"P1DT2H\""},
    {"string(duration(\"-PT1.5S\"))", "\"-PT1.5S\""},
    {"string(duration(\"PT0S\"))", "\"PT0S\""},
    {"string(duration(\"P0M\"))", "\"P0M\""},
    {"string([])", "\"[]\""},
    {"string([1, 2, 3])", "\"[1, 2, 3]\""},
    {"string([1, \"a\", null])", "\"[1, \\\"a\\\", null]\""},
    {"string([[1]])", "\"[[1]]\""},
    {"string({})", "\"{}\""},
    {"string({a: 1})", "\"{a: 1}\""},
    {"string({a: \"foo\"})", "\"{a: \\\"foo\\\"}\""},
    {"string({a: \"f\\\"oo\"})", "\"{a: \\\"f\\\\\\\"oo\\\"}\""},
    {"string({a: 1, b: [2]})", "\"{a: 1, b: [2]}\""},
    {"string({\"{\": \"foo\"})", "\"{\\\"{\\\": \\\"foo\\\"}\""},
    {"string({\":\": \"foo\"})", "\"{\\\":\\\": \\\"foo\\\"}\""},
    {"string({\",\": \"foo\"})", "\"{\\\",\\\": \\\"foo\\\"}\""},
    {"string({\"}\": \"foo\"})", "\"{\\\"}\\\": \\\"foo\\\"}\""},
    {"string({\"\\\"\": \"foo\"})", "\"{\\\"\\\\\\\"\\\": \\\"foo\\\"}\""},
    {"string({a: {b: 1}})", "\"{a: {b: 1}}\""},
    {"string([1..5])", "\"[1..5]\""},
    {"string((1..5))", "\"(1..5)\""},
    {"string(from: 1)", "\"1\""},
    {"string()", "null"},
    {"string(1, 2)", "null"},
    {"string([\"\\U01F40E\"])", "\"[\\\"🐎\\\"]\""},
};

/* 10.3.4.2 not */
static const spec_row not_function[] = {
    {"not(negand: null)", "null"}, {"not()", "null"},       {"not(true, false)", "null"},     {"not(x: true)", "null"},
    {"not true", "error"},         {"not (true)", "false"}, {"not(true) and false", "false"}, {"not(1) = null", "true"},
};

/* 10.3.4.3 string functions */
static const spec_row string_functions[] = {
    {"substring(\"foobar\", 3)", "\"obar\""},
    {"substring(\"foobar\", 3, 3)", "\"oba\""},
    {"substring(\"foobar\", -2, 1)", "\"a\""},
    {"substring(\"foobar\", -6)", "\"foobar\""},
    {"substring(\"foobar\", 1)", "\"foobar\""},
    {"substring(\"foobar\", 6)", "\"r\""},
    {"substring(\"foobar\", 0)", "null"},
    {"substring(\"foobar\", 3, 100)", "\"obar\""},
    {"substring(\"\\U01F40Eab\", 2)", "\"ab\""},
    {"substring(\"\\U01F40Eab\", 1, 1)", "\"🐎\""},
    {"substring(\"foobar\", 3, null)", "\"obar\""},
    {"substring(null, 3)", "null"},
    {"substring(\"foobar\", null)", "null"},
    {"substring(\"foobar\", \"3\")", "null"},
    {"substring(1, 3)", "null"},
    {"substring(\"foobar\", 3.8)", "\"obar\""},
    {"substring([\"foobar\"], [3])", "\"obar\""},
    {"substring(string: \"foobar\", start position: 3)", "\"obar\""},
    {"substring(length: 3, start position: 3, string: \"foobar\")", "\"oba\""},
    {"substring(\"foobar\")", "null"},
    {"string length(\"tes\")", "3"},
    {"string length(\"\")", "0"},
    {"string length(\"\\U01F40Eab\")", "3"},
    {"string length(null)", "null"},
    {"string length(1)", "null"},
    {"string length([\"abc\"])", "3"},
    {"string length(string: \"abc\")", "3"},
    {"upper case(\"aBc4\")", "\"ABC4\""},
    {"upper case(\"é\")", "\"É\""},
    {"upper case(null)", "null"},
    {"upper case(string: \"a\")", "\"A\""},
    {"lower case(\"aBc4\")", "\"abc4\""},
    {"lower case(string: \"A\")", "\"a\""},
    {"lower case(1)", "null"},
    {"substring before(\"foobar\", \"bar\")", "\"foo\""},
    {"substring before(\"foobar\", \"xyz\")", "\"\""},
    {"substring before(\"foobar\", \"o\")", "\"f\""},
    {"substring before(\"foobar\", \"\")", "\"\""},
    {"substring before(\"\", \"x\")", "\"\""},
    {"substring before(null, \"x\")", "null"},
    {"substring before(\"x\", null)", "null"},
    {"substring before(match: \"bar\", string: \"foobar\")", "\"foo\""},
    {"substring after(\"foobar\", \"ob\")", "\"ar\""},
    {"substring after(\"\", \"a\")", "\"\""},
    {"substring after(\"foo\", \"\")", "\"foo\""},
    {"substring after(\"foobar\", \"xyz\")", "\"\""},
    {"substring after(\"foobar\", \"o\")", "\"obar\""},
    {"substring after(null, \"x\")", "null"},
    {"substring after(match: \"ob\", string: \"foobar\")", "\"ar\""},
    {"replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\")", "\"[1=ab][2=]cd\""},
    {"replace(\"abracadabra\", \"bra\", \"*\")", "\"a*cada*\""},
    {"replace(\"abracadabra\", \"a.*a\", \"*\")", "\"*\""},
    {"replace(\"abracadabra\", \"a.*?a\", \"*\")", "\"*c*bra\""},
    {"replace(\"abracadabra\", \"a\", \"\")", "\"brcdbr\""},
    {"replace(\"abracadabra\", \"a(.)\", \"a$1$1\")", "\"abbraccaddabbra\""},
    {"replace(\"AAAA\", \"A+\", \"b\")", "\"b\""},
    {"replace(\"AAAA\", \"A+?\", \"b\")", "\"bbbb\""},
    {"replace(\"darted\", \"^(.*?)d(.*)$\", \"$1c$2\")", "\"carted\""},
    {"replace(\"abc\", \"B\", \"x\", \"i\")", "\"axc\""},
    {"replace(\"a.b\", \".\", \"x\", \"q\")", "\"axb\""},
    {"replace(\"a\\nb\", \"a.b\", \"x\", \"s\")", "\"x\""},
    {"replace(\"a\\nb\", \"^b\", \"x\", \"m\")", "\"a\\nx\""},
    {"replace(\"helloworld\", \"hello world\", \"x\", \"x\")", "\"x\""},
    {"replace(\"abc\", \"[a-z]\", \"#\")", "\"###\""},
    {"replace(\"0123456789\", \"(\\d{3})(\\d{3})(\\d{4})\", \"($1) $2-$3\")", "\"(012) 345-6789\""},
    {"replace(\"abc\", \"b\", \"$0$0\")", "\"abbc\""},
    {"replace(\"abc\", \"b\", \"\\\\$\")", "\"a$c\""},
    {"replace(\"abc\", \"b\", \"$\")", "null"},
    {"replace(\"abc\", \"(\", \"x\")", "null"},
    {"replace(\"abc\", \"b\", \"x\", \"z\")", "null"},
    {"replace(\"abc\", \"\", \"x\")", "null"},
    {"replace(null, \"b\", \"x\")", "null"},
    {"replace(\"abc\", null, \"x\")", "null"},
    {"replace(\"abc\", \"b\", null)", "null"},
    {"replace(\"abc\", \"b\", 1)", "null"},
    {"replace(\"abc\", \"b\")", "null"},
    {"replace(input: \"abc\", pattern: \"b\", replacement: \"x\")", "\"axc\""},
    {"replace(flags: \"i\", replacement: \"x\", pattern: \"B\", input: \"abc\")", "\"axc\""},
    {"contains(\"foobar\", \"of\")", "false"},
    {"contains(\"foobar\", \"ob\")", "true"},
    {"contains(\"foobar\", \"\")", "true"},
    {"contains(null, \"a\")", "null"},
    {"contains(\"a\", null)", "null"},
    {"contains(\"a\", 1)", "null"},
    {"contains(match: \"ob\", string: \"foobar\")", "true"},
    {"starts with(\"foobar\", \"fo\")", "true"},
    {"starts with(\"foobar\", \"ob\")", "false"},
    {"starts with(\"foobar\", \"\")", "true"},
    {"starts with(null, \"x\")", "null"},
    {"starts with(match: \"fo\", string: \"foobar\")", "true"},
    {"ends with(\"foobar\", \"r\")", "true"},
    {"ends with(\"foobar\", \"x\")", "false"},
    {"ends with(\"a\", null)", "null"},
    {"ends with(match: \"r\", string: \"foobar\")", "true"},
    {"matches(\"foobar\", \"^fo*b\")", "true"},
    {"matches(\"foobar\", \"^Fo*b\", \"i\")", "true"},
    {"matches(\"foobar\", \"bar\")", "true"},
    {"matches(\"foobar\", \"^bar\")", "false"},
    {"matches(\"foobar\", \"^foobar$\")", "true"},
    {"matches(\"a\\nb\", \"a.b\")", "false"},
    {"matches(\"a\\nb\", \"a.b\", \"s\")", "true"},
    {"matches(\"a\\nb\", \"^b$\")", "false"},
    {"matches(\"a\\nb\", \"^b$\", \"m\")", "true"},
    {"matches(\"helloworld\", \"hello[ ]world\", \"x\")", "false"},
    {"matches(\"hello world\", \"hello\\ sworld\", \"x\")", "true"},
    {"matches(\"hello world\", \"hello[ ]world\", \"x\")", "true"},
    {"matches(\"helloworld\", \"hello world\", \"x\")", "true"},
    {"matches(\"abab\", \"(ab)\\1\")", "true"},
    {"matches(\"x\", \"[a-z-[x]]\")", "false"},
    {"matches(\"é\", \"\\p{L}\")", "true"},
    {"matches(\"é\", \"\\w\")", "true"},
    {"matches(\"5\", \"\\p{Nd}\")", "true"},
    {"matches(\"5\", \"\\i\")", "false"},
    {"matches(\"5\", \"\\I\")", "true"},
    {"matches(\"a\", \"\\I\")", "false"},
    {"matches(\"a\", \"\\C\")", "false"},
    {"matches(\"!\", \"[\\C]\")", "true"},
    {"matches(\"\\uE000\", \"\\I\")", "true"},
    {"matches(\"x\", \"[\\i-[:]]\")", "true"},
    {"matches(\"_\", \"\\w\")", "false"},
    {"matches(\"\\u212A\", \"k\", \"i\")", "true"},
    {"matches(\"\\r\", \".\")", "false"},
    {"matches(\"abb\", \"(a)(b)\\2\")", "true"},
    {"matches(\"abc\", \"(a\\1)\")", "null"},
    {"matches(\"abc\", \"a\\1\")", "null"},
    {"matches(\"b\", \"[a-]\")", "false"},
    {"matches(\"-\", \"[a\\-z]\")", "true"},
    {"matches(\"a\", \"[z-a]\")", "null"},
    {"matches(\"A B\", \"a b\", \"qi\")", "true"},
    {"replace(\"a.c\", \".\", \"$\", \"q\")", "\"a$c\""},
    {"replace(\"facetiously\", \"[aeiouy]\", \"[$0]\")", "\"f[a]c[e]t[i][o][u]sl[y]\""},
    {"replace(\"reluctant\", \"r.*?t\", \"X\")", "\"Xant\""},
    {"replace(\"abracadabra\", \".*?\", \"$1\")", "null"},
    {"split(\"a|b\", \"\\|\")", "[\"a\", \"b\"]"},
    {"split(\"a|b\", \"|\")", "null"},
    {"matches(\"-\", \"\\c\")", "true"},
    {"matches(\"\", \"\")", "true"},
    {"matches(\"abc\", \"\")", "true"},
    {"matches(\"abc\", \"[\")", "null"},
    {"matches(\"abc\", \"a\", \"z\")", "null"},
    {"matches(\"abc\", \"a\", \"\")", "true"},
    {"matches(\"abc\", \"a\", null)", "true"},
    {"matches(\"a.c\", \"a.c\", \"q\")", "true"},
    {"matches(\"abc\", \"a.c\", \"q\")", "false"},
    {"matches(null, \"a\")", "null"},
    {"matches(\"a\", null)", "null"},
    {"matches(1, \"a\")", "null"},
    {"matches(input: \"abc\", pattern: \"B\", flags: \"i\")", "true"},
    {"matches(pattern: \"b\", input: \"abc\")", "true"},
    {"matches(\"aaa\", \"a{2}\")", "true"},
    {"matches(\"aaa\", \"^a{4,}$\")", "false"},
    {"matches(\"\\U01F40E\", \"^.$\")", "true"},
    {"split(\"John Doe\", \"\\s\")", "[\"John\", \"Doe\"]"},
    {"split(\"a;b;c;;\", \";\")", "[\"a\", \"b\", \"c\", \"\", \"\"]"},
    {"split(\"abc\", \";\")", "[\"abc\"]"},
    {"split(\"\", \";\")", "[\"\"]"},
    {"split(\"a1b22c\", \"\\d+\")", "[\"a\", \"b\", \"c\"]"},
    {"split(\"a.b\", \"\\.\")", "[\"a\", \"b\"]"},
    {"split(null, \";\")", "null"},
    {"split(\"a\", null)", "null"},
    {"split(\"a\", 1)", "null"},
    {"split(string: \"a;b\", delimiter: \";\")", "[\"a\", \"b\"]"},
    {"split(delimiter: \";\", string: \"a;b\")", "[\"a\", \"b\"]"},
    {"string join([\"a\", \"b\", \"c\"], \"_and_\")", "\"a_and_b_and_c\""},
    {"string join([\"a\", \"b\", \"c\"], \"\")", "\"abc\""},
    {"string join([\"a\", \"b\", \"c\"], null)", "\"abc\""},
    {"string join([\"a\", \"b\", \"c\"])", "\"abc\""},
    {"string join([\"a\"], \"X\")", "\"a\""},
    {"string join([\"a\", null, \"c\"], \"X\")", "\"aXc\""},
    {"string join([null], \"X\")", "\"\""},
    {"string join([], \"X\")", "\"\""},
    {"string join(\"a\", \"X\")", "\"a\""},
    {"string join([\"a\", 1], \"X\")", "null"},
    {"string join(null, \"X\")", "null"},
    {"string join([\"a\", \"b\"], 1)", "null"},
    {"string join(list: [\"a\", \"b\"], delimiter: \",\")", "\"a,b\""},
    {"string join(delimiter: \",\", list: [\"a\", \"b\"])", "\"a,b\""},
    {"string join(list: [\"a\", \"b\"])", "\"ab\""},
};

/* 10.3.4.4 list functions */
static const spec_row list_functions[] = {
    {"list contains([1, 2, 3], 2)", "true"},
    {"list contains([1, 2, 3], 4)", "false"},
    {"list contains([1, null], null)", "true"},
    {"list contains([], null)", "false"},
    {"list contains([1, \"a\"], \"a\")", "true"},
    {"list contains([[1]], [1])", "true"},
    {"list contains(null, 1)", "null"},
    {"list contains(1, 1)", "true"},
    {"list contains(element: 2, list: [1, 2])", "true"},
    {"list contains([1])", "null"},
    {"count([1, 2, 3])", "3"},
    {"count([])", "0"},
    {"count([1, [2, 3]])", "2"},
    {"count([null])", "1"},
    {"count(1)", "1"},
    {"count(null)", "null"},
    {"count(list: [1])", "1"},
    {"count({a: 1})", "1"},
    {"min([1, 2, 3])", "1"},
    {"min(1, 2, 3)", "1"},
    {"min(1)", "1"},
    {"min([1])", "1"},
    {"min(\"b\", \"a\")", "\"a\""},
    {"min([])", "null"},
    {"min([null])", "null"},
    {"min(null)", "null"},
    {"min(1, \"a\")", "null"},
    {"min([1, null])", "null"},
    {"min(list: [2, 1])", "1"},
    {"min(date(\"2020-01-02\"), date(\"2020-01-01\"))", "date(\"2020-01-01\")"},
    {"min([duration(\"P1D\"), duration(\"PT1H\")])", "duration(\"PT1H\")"},
    {"min()", "null"},
    {"max([1, 2, 3])", "3"},
    {"max(1, 2, 3)", "3"},
    {"max(\"a\", \"c\", \"b\")", "\"c\""},
    {"max([])", "null"},
    {"max(1, null)", "null"},
    {"max(list: [1, 3, 2])", "3"},
    {"max([time(\"10:00:00\"), time(\"09:00:00\")])", "time(\"10:00:00\")"},
    {"sum([1, 2, 3])", "6"},
    {"sum(1, 2, 3)", "6"},
    {"sum([])", "null"},
    {"sum(1)", "1"},
    {"sum([1, null])", "null"},
    {"sum([1, \"a\"])", "null"},
    {"sum(null)", "null"},
    {"sum(list: [1, 2])", "3"},
    {"sum(0.1, 0.2)", "0.3"},
    {"mean([1, 2, 3])", "2"},
    {"mean(1, 2, 3)", "2"},
    {"mean(1)", "1"},
    {"mean([])", "null"},
    {"mean([1, \"a\"])", "null"},
    {"mean(null)", "null"},
    {"mean([1, null])", "null"},
    {"mean(list: [1, 2])", "1.5"},
    {"all([false, null, true])", "false"},
    {"all(false, null, true)", "false"},
    {"all(true)", "true"},
    {"all([true])", "true"},
    {"all([])", "true"},
    {"all(0)", "null"},
    {"all([true, null])", "null"},
    {"all(null)", "null"},
    {"all([true, 1])", "null"},
    {"all([false, 1])", "false"},
    {"all(list: [true])", "true"},
    {"any([false, null, true])", "true"},
    {"any(false, null, true)", "true"},
    {"any(true)", "true"},
    {"any([])", "false"},
    {"any(0)", "null"},
    {"any([false, null])", "null"},
    {"any(null)", "null"},
    {"any([true, 1])", "true"},
    {"any(list: [false])", "false"},
    {"and([true])", "error"},
    {"sublist([4, 5, 6], 1, 2)", "[4, 5]"},
    {"sublist([4, 5, 6], 2)", "[5, 6]"},
    {"sublist([4, 5, 6], -1)", "[6]"},
    {"sublist([4, 5, 6], -2, 1)", "[5]"},
    {"sublist([4, 5, 6], 0)", "null"},
    {"sublist([4, 5, 6], 4)", "null"},
    {"sublist([4, 5, 6], -4)", "null"},
    {"sublist([4, 5, 6], 2, 3)", "null"},
    {"sublist(null, 1)", "null"},
    {"sublist([1], null)", "null"},
    {"sublist([1, 2], \"a\")", "null"},
    {"sublist(1, 1)", "[1]"},
    {"sublist(list: [4, 5, 6], start position: 1, length: 2)", "[4, 5]"},
    {"sublist(length: 2, start position: 1, list: [4, 5, 6])", "[4, 5]"},
    {"append([1], 2, 3)", "[1, 2, 3]"},
    {"append([], 1)", "[1]"},
    {"append([1], null)", "[1, null]"},
    {"append([1], [2])", "[1, [2]]"},
    {"append(1, 2)", "[1, 2]"},
    {"append(null, 1)", "null"},
    {"append(list: [1], item: 2)", "[1, 2]"},
    {"append(item: 2, list: [1])", "[1, 2]"},
    {"append(list: 1, item: 2)", "[1, 2]"},
    {"append(item: 2)", "null"},
    {"append(list: [1], item: 2, item: 3)", "null"},
    {"concatenate(list: [1])", "[1]"},
    {"concatenate(list: [1], item: [2])", "null"},
    {"(append)([1], 2, 3)", "[1, 2, 3]"},
    {"concatenate([1, 2], [3])", "[1, 2, 3]"},
    {"concatenate([1], [2], [3])", "[1, 2, 3]"},
    {"concatenate([1], 2)", "[1, 2]"},
    {"concatenate([1])", "[1]"},
    {"concatenate([], [])", "[]"},
    {"concatenate([1], [[2]])", "[1, [2]]"},
    {"concatenate([1], null)", "null"},
    {"insert before([1, 3], 1, 2)", "[2, 1, 3]"},
    {"insert before([1, 3], 2, 2)", "[1, 2, 3]"},
    {"insert before([1, 3], -1, 2)", "[1, 2, 3]"},
    {"insert before([1, 3], 0, 2)", "null"},
    {"insert before([1, 3], 4, 2)", "null"},
    {"insert before([1, 3], -3, 2)", "null"},
    {"insert before([1, 3], 1, null)", "[null, 1, 3]"},
    {"insert before(null, 1, 2)", "null"},
    {"insert before([1], null, 2)", "null"},
    {"insert before(list: [1, 3], position: 1, newItem: 2)", "[2, 1, 3]"},
    {"insert before(newItem: 2, position: 1, list: [1, 3])", "[2, 1, 3]"},
    {"remove([1, 2, 3], 2)", "[1, 3]"},
    {"remove([1, 2, 3], -1)", "[1, 2]"},
    {"remove([1, 2, 3], 0)", "null"},
    {"remove([1, 2, 3], 4)", "null"},
    {"remove([1, 2, 3], -4)", "null"},
    {"remove(null, 1)", "null"},
    {"remove([1], null)", "null"},
    {"remove(position: 2, list: [1, 2, 3])", "[1, 3]"},
    {"remove(1, 1)", "[]"},
    {"reverse([1, 2, 3])", "[3, 2, 1]"},
    {"reverse([])", "[]"},
    {"reverse(1)", "[1]"},
    {"reverse(null)", "null"},
    {"reverse(list: [1, 2])", "[2, 1]"},
    {"index of([1, 2, 3, 2], 2)", "[2, 4]"},
    {"index of([1, 2], 3)", "[]"},
    {"index of([1, null, null], null)", "[2, 3]"},
    {"index of([], 1)", "[]"},
    {"index of(null, 1)", "null"},
    {"index of(match: 2, list: [1, 2])", "[2]"},
    {"index of([1, \"1\"], \"1\")", "[2]"},
    {"union([1, 2], [2, 3])", "[1, 2, 3]"},
    {"union([1, 1], [1])", "[1]"},
    {"union([1], [], [null])", "[1, null]"},
    {"union([1], 2)", "[1, 2]"},
    {"union([1], null)", "null"},
    {"distinct values([1, 2, 3, 2, 1])", "[1, 2, 3]"},
    {"distinct values([1, null, null])", "[1, null]"},
    {"distinct values([1, 1.0])", "[1]"},
    {"distinct values([[1], [1]])", "[[1]]"},
    {"distinct values([])", "[]"},
    {"distinct values(1)", "[1]"},
    {"distinct values(null)", "null"},
    {"distinct values(list: [1, 1])", "[1]"},
    {"distinct values([1, \"1\", 1])", "[1, \"1\"]"},
    {"flatten([[1, 2], [[3]], 4])", "[1, 2, 3, 4]"},
    {"flatten([])", "[]"},
    {"flatten([[]])", "[]"},
    {"flatten([null, [null]])", "[null, null]"},
    {"flatten(1)", "[1]"},
    {"flatten(null)", "null"},
    {"flatten(list: [[1]])", "[1]"},
    {"product([2, 3, 4])", "24"},
    {"product(2, 3, 4)", "24"},
    {"product([])", "null"},
    {"product([2, null])", "null"},
    {"product(\"a\")", "null"},
    {"product(list: [2, 3])", "6"},
    {"median(8, 2, 5, 3, 4)", "4"},
    {"median([6, 1, 2, 3])", "2.5"},
    {"median([])", "null"},
    {"median(5)", "5"},
    {"median([1, null])", "null"},
    {"median(list: [1, 3])", "2"},
    {"stddev(2, 4, 7, 5)", "2.081665999466132735282297706979931"},
    {"stddev([47])", "null"},
    {"stddev(47)", "null"},
    {"stddev([])", "null"},
    {"stddev([2, 2])", "0"},
    {"stddev([1, \"a\"])", "null"},
    {"stddev(list: [1, 3]) = sqrt(2)", "true"},
    {"mode(6, 3, 9, 6, 6)", "[6]"},
    {"mode([6, 1, 9, 6, 1])", "[1, 6]"},
    {"mode([])", "[]"},
    {"mode([1, null])", "null"},
    {"mode(1)", "[1]"},
    {"mode(list: [3, 2, 1])", "[1, 2, 3]"},
    {"mode(\"a\")", "null"},
    {"list replace([2, 4, 7, 8], 3, 6)", "[2, 4, 6, 8]"},
    {"list replace([2, 4, 7, 8], -1, 6)", "[2, 4, 7, 6]"},
    {"list replace([2, 4, 7, 8], 0, 6)", "null"},
    {"list replace([2, 4, 7, 8], 5, 6)", "null"},
    {"list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)", "[5, 5, 7, 8]"},
    {"list replace([1, 2], 1, null)", "[null, 2]"},
    {"list replace(null, 1, 2)", "null"},
    {"list replace([1, 2], null, 2)", "null"},
    {"list replace(list: [1, 2], position: 1, newItem: 9)", "[9, 2]"},
    {"list replace(list: [1, 2], match: function(item, newItem) item = 2, newItem: 9)", "[1, 9]"},
    {"list replace([1, 2], function(item, newItem) \"x\", 9)", "null"},
};

/* 10.3.4.5 numeric functions */
static const spec_row numeric_functions[] = {
    {"decimal(1/3, 2)", "0.33"},
    {"decimal(1.5, 0)", "2"},
    {"decimal(2.5, 0)", "2"},
    {"decimal(1125, -2)", "1100"},
    {"decimal(0.515, 2)", "0.52"},
    {"decimal(0.525, 2)", "0.52"},
    {"decimal(-2.5, 0)", "-2"},
    {"decimal(null, 2)", "null"},
    {"decimal(1, null)", "null"},
    {"decimal(\"1\", 2)", "null"},
    {"decimal(1, 6177)", "null"},
    {"decimal(1, -6112)", "null"},
    {"decimal(1, 6176)", "1"},
    {"decimal(n: 1/3, scale: 2)", "0.33"},
    {"decimal(scale: 2, n: 1/3)", "0.33"},
    {"decimal(1.2345, 2.9)", "1.23"},
    {"floor(1.5)", "1"},
    {"floor(-1.5)", "-2"},
    {"floor(-1.56, 1)", "-1.6"},
    {"floor(1.56, 1)", "1.5"},
    {"floor(null)", "null"},
    {"floor(\"a\")", "null"},
    {"floor(n: 1.5)", "1"},
    {"floor(scale: 1, n: 1.56)", "1.5"},
    {"floor(1.5, 6177)", "null"},
    {"ceiling(1.5)", "2"},
    {"ceiling(-1.5)", "-1"},
    {"ceiling(-1.56, 1)", "-1.5"},
    {"ceiling(1.51, 1)", "1.6"},
    {"ceiling(null)", "null"},
    {"ceiling(n: 1.5, scale: 0)", "2"},
    {"round up(5.5, 0)", "6"},
    {"round up(-5.5, 0)", "-6"},
    {"round up(1.121, 2)", "1.13"},
    {"round up(-1.126, 2)", "-1.13"},
    {"round up(null, 0)", "null"},
    {"round up(1.5, null)", "null"},
    {"round up(1.5)", "null"},
    {"round up(n: 1.1, scale: 0)", "2"},
    {"round up(1, 6177)", "null"},
    {"round down(5.5, 0)", "5"},
    {"round down(-5.5, 0)", "-5"},
    {"round down(1.121, 2)", "1.12"},
    {"round down(-1.126, 2)", "-1.12"},
    {"round down(scale: 0, n: 1.9)", "1"},
    {"round half up(5.5, 0)", "6"},
    {"round half up(-5.5, 0)", "-6"},
    {"round half up(1.121, 2)", "1.12"},
    {"round half up(-1.126, 2)", "-1.13"},
    {"round half up(2.5, 0)", "3"},
    {"round half down(5.5, 0)", "5"},
    {"round half down(-5.5, 0)", "-5"},
    {"round half down(1.121, 2)", "1.12"},
    {"round half down(-1.126, 2)", "-1.13"},
    {"round half down(n: 2.5, scale: 0)", "2"},
    {"abs(10)", "10"},
    {"abs(-10)", "10"},
    {"abs(@\"PT5H\")", "duration(\"PT5H\")"},
    {"abs(@\"-PT5H\")", "duration(\"PT5H\")"},
    {"abs(@\"-P1M\")", "duration(\"P1M\")"},
    {"abs(null)", "null"},
    {"abs(\"a\")", "null"},
    {"abs([-1])", "1"},
    {"modulo(12, 5)", "2"},
    {"modulo(-12, 5)", "3"},
    {"modulo(12, -5)", "-3"},
    {"modulo(-12, -5)", "-2"},
    {"modulo(10.1, 4.5)", "1.1"},
    {"modulo(-10.1, 4.5)", "3.4"},
    {"modulo(10.1, -4.5)", "-3.4"},
    {"modulo(-10.1, -4.5)", "-1.1"},
    {"modulo(10, 0)", "null"},
    {"modulo(null, 1)", "null"},
    {"modulo(divisor: 5, dividend: 12)", "2"},
    {"sqrt(16)", "4"},
    {"sqrt(0)", "0"},
    {"sqrt(2)", "1.414213562373095048801688724209698"},
    {"sqrt(-1)", "null"},
    {"sqrt(null)", "null"},
    {"sqrt(number: 4)", "2"},
    {"log(1)", "0"},
    {"decimal(log(10), 8)", "2.30258509"},
    {"log(0)", "null"},
    {"log(-1)", "null"},
    {"log(number: 1)", "0"},
    {"decimal(exp(5), 8)", "148.4131591"},
    {"exp(0)", "1"},
    {"exp(null)", "null"},
    {"exp(number: 0)", "1"},
    {"odd(5)", "true"},
    {"odd(2)", "false"},
    {"odd(0)", "false"},
    {"odd(-1)", "true"},
    {"odd(null)", "null"},
    {"odd(number: 3)", "true"},
    {"even(5)", "false"},
    {"even(2)", "true"},
    {"even(-2)", "true"},
    {"even(\"a\")", "null"},
    {"even(number: 2)", "true"},
};

/* 10.3.4 is */
static const spec_row is_function[] = {
    {"is(date(\"2012-12-25\"), time(\"23:00:50\"))", "false"},
    {"is(date(\"2012-12-25\"), date(\"2012-12-25\"))", "true"},
    {"is(time(\"23:00:50z\"), time(\"23:00:50\"))", "false"},
    {"is(time(\"23:00:50Z\"), time(\"23:00:50\"))", "false"},
    {"is(time(\"23:00:50Z\"), time(\"23:00:50+00:00\"))", "true"},
    {"is(time(\"23:00:50Z\"), time(\"00:00:50+01:00\"))", "false"},
    {"is(1, 1)", "true"},
    {"is(1, \"1\")", "false"},
    {"is(null, null)", "true"},
    {"is(value1: 1, value2: 1)", "true"},
    {"is(value2: 1, value1: 2)", "false"},
    {"is(duration(\"P1Y\"), duration(\"P12M\"))", "true"},
    {"is([1], [1])", "true"},
    {"is(1)", "null"},
    {"is(@\"2020-01-01T10:00:00Z\", @\"2020-01-01T11:00:00+01:00\")", "false"},
};

/* 10.3.4 temporal functions */
static const spec_row temporal_functions[] = {
    {"day of year(date(2019, 9, 17))", "260"},
    {"day of year(date(\"2020-12-31\"))", "366"},
    {"day of year(date and time(\"2019-01-01T10:00:00\"))", "1"},
    {"day of year(null)", "null"},
    {"day of year(\"2020-01-01\")", "null"},
    {"day of year(date: date(\"2020-02-01\"))", "32"},
    {"day of week(date(2019, 9, 17))", "\"Tuesday\""},
    {"day of week(date: date(\"2020-02-02\"))", "\"Sunday\""},
    {"day of week(null)", "null"},
    {"month of year(date(2019, 9, 17))", "\"September\""},
    {"month of year(date: date(\"2020-12-02\"))", "\"December\""},
    {"week of year(date(2019, 9, 17))", "38"},
    {"week of year(date(2003, 12, 29))", "1"},
    {"week of year(date(2004, 1, 4))", "1"},
    {"week of year(date(2005, 1, 1))", "53"},
    {"week of year(date(2005, 1, 3))", "1"},
    {"week of year(date(2005, 1, 9))", "1"},
    {"week of year(date: date(2010, 1, 3))", "53"},
    {"week of year(null)", "null"},
};

/* 10.3.4 sort */
static const spec_row sort_function[] = {
    {"sort([3, 1, 4, 5, 2], function(x, y) x < y)", "[1, 2, 3, 4, 5]"},
    {"sort(list: [3, 1, 4, 5, 2], precedes: function(x, y) x < y)", "[1, 2, 3, 4, 5]"},
    {"sort(precedes: function(x, y) x > y, list: [3, 1, 2])", "[3, 2, 1]"},
    {"sort([\"b\", \"a\"], function(x, y) x < y)", "[\"a\", \"b\"]"},
    {"sort([], function(x, y) x < y)", "[]"},
    {"sort([{k: 1, v: \"a\"}, {k: 0, v: \"b\"}, {k: 1, v: \"c\"}], function(x, y) x.k < y.k).v",
     "[\"b\", \"a\", \"c\"]"},
    {"sort(null, function(x, y) x < y)", "null"},
    {"sort([1, 2], null)", "null"},
    {"sort([1, \"a\"], function(x, y) x < y)", "null"},
    {"sort([2, 1], function(x) true)", "null"},
};

/* 10.3.4 context functions */
static const spec_row context_functions[] = {
    {"get value({key1: \"value1\"}, \"key1\")", "\"value1\""},
    {"get value({key1: \"value1\"}, \"unexistent-key\")", "null"},
    {"get value({key1: {key2: {key3: \"value\"}}}, [\"key1\", \"key2\", \"key3\"])", "\"value\""},
    {"get value({a: 1}, [])", "null"},
    {"get value(null, \"a\")", "null"},
    {"get value({a: 1}, null)", "null"},
    {"get value(m: {a: 1}, key: \"a\")", "1"},
    {"get value(key: \"a\", m: {a: 1})", "1"},
    {"get entries({key1: \"value1\", key2: \"value2\"})",
     "[{\"key\": \"key1\", \"value\": \"value1\"}, {\"key\": \"key2\", \"value\": \"value2\"}]"},
    {"get entries({})", "[]"},
    {"get entries(null)", "null"},
    {"get entries(1)", "null"},
    {"get entries(m: {a: 1})", "[{\"key\": \"a\", \"value\": 1}]"},
    {"get entries({key1: \"value1\", key2: \"value2\"})[key = \"key1\"].value", "[\"value1\"]"},
    {"context([{key: \"a\", value: 1}, {key: \"b\", value: 2}])", "{\"a\": 1, \"b\": 2}"},
    {"context([{key: \"a\", value: 1}, {key: \"b\", value: 2, something: \"else\"}])", "{\"a\": 1, \"b\": 2}"},
    {"context([{key: \"a\", value: 1}, {key: \"b\"}])", "null"},
    {"context([])", "{}"},
    {"context({key: \"a\", value: 1})", "{\"a\": 1}"},
    {"context([{key: \"a\", value: 1}, {key: \"a\", value: 2}])", "null"},
    {"context([{key: 1, value: 1}])", "null"},
    {"context([{key: \"a\", value: null}])", "{\"a\": null}"},
    {"context(null)", "null"},
    {"context(entries: [{key: \"a\", value: 1}])", "{\"a\": 1}"},
    {"context put({x: 1}, \"y\", 2)", "{\"x\": 1, \"y\": 2}"},
    {"context put({x: 1, y: 0}, \"y\", 2)", "{\"x\": 1, \"y\": 2}"},
    {"context put({x: 1, y: 0, z: 0}, \"y\", 2)", "{\"x\": 1, \"y\": 2, \"z\": 0}"},
    {"context put({x: 1}, [\"y\"], 2)", "{\"x\": 1, \"y\": 2}"},
    {"context put({x: 1, y: {a: 0}}, [\"y\", \"a\"], 2)", "{\"x\": 1, \"y\": {\"a\": 2}}"},
    {"context put({x: 1, y: {a: 0}}, [\"y\", \"b\"], 2)", "{\"x\": 1, \"y\": {\"a\": 0, \"b\": 2}}"},
    {"context put({x: 1}, [], 2)", "null"},
    {"context put(null, \"a\", 1)", "null"},
    {"context put({}, null, 1)", "null"},
    {"context put({}, \"a\", null)", "{\"a\": null}"},
    {"context put({}, 1, 1)", "null"},
    {"context put(context: {x: 1}, key: \"y\", value: 2)", "{\"x\": 1, \"y\": 2}"},
    {"context put(value: 2, keys: [\"y\"], context: {x: 1})", "{\"x\": 1, \"y\": 2}"},
    {"context merge([{x: 1}, {y: 2}])", "{\"x\": 1, \"y\": 2}"},
    {"context merge([{x: 1, y: 0}, {y: 2}])", "{\"x\": 1, \"y\": 2}"},
    {"context merge([])", "{}"},
    {"context merge({x: 1})", "{\"x\": 1}"},
    {"context merge(null)", "null"},
    {"context merge([{x: 1}, null])", "null"},
    {"context merge([{x: {a: 1}}, {x: {b: 2}}])", "{\"x\": {\"b\": 2}}"},
    {"context merge(contexts: [{x: 1}])", "{\"x\": 1}"},
};

/* 10.3.4 now and today */
static const spec_row now_and_today[] = {
    {"now(1)", "null"},
    {"today(1)", "null"},
};

/* 10.3.4.1 range */
static const spec_row range_function[] = {
    {"range(\"[18..21)\")", "[18..21)"},
    {"range(\"(18..21]\")", "(18..21]"},
    {"range(\"]18..21[\")", "(18..21)"},
    {"range(\"[2..)\")", "(>= 2)"},
    {"range(\"(2..)\")", "(> 2)"},
    {"range(\"(..2)\")", "(< 2)"},
    {"range(\"(..2]\")", "(<= 2)"},
    {"range(\"\")", "null"},
    {"range(\"[..]\")", "null"},
    {"range(\"(..)\")", "null"},
    {"range(\"[\\\"a\\\"..\\\"c\\\"]\")", "[\"a\"..\"c\"]"},
    {"range(\"[@\\\"2020-01-01\\\"..@\\\"2020-02-01\\\"]\")", "[date(\"2020-01-01\")..date(\"2020-02-01\")]"},
    {"range(\"[1..\\\"a\\\"]\")", "null"},
    {"range(\"[2..1]\")", "null"},
    {"range(\"[2..\")", "null"},
    {"range(\"1..2\")", "null"},
    {"range(\"[1..2]x\")", "null"},
    {"range(null)", "null"},
    {"range(1)", "null"},
    {"range(from: \"[1..2]\")", "[1..2]"},
};

/* 10.3.4 range functions */
static const spec_row range_functions[] = {
    {"before(1, 10)", "true"},
    {"before(10, 1)", "false"},
    {"before(1, [1..10])", "false"},
    {"before(1, (1..10])", "true"},
    {"before(1, [5..10])", "true"},
    {"before([1..10], 10)", "false"},
    {"before([1..10), 10)", "true"},
    {"before([1..10], 15)", "true"},
    {"before([1..10], [15..20])", "true"},
    {"before([1..10], [10..20])", "false"},
    {"before([1..10), [10..20])", "true"},
    {"before([1..10], (10..20])", "true"},
    {"after(10, 5)", "true"},
    {"after(5, 10)", "false"},
    {"after(12, [1..10])", "true"},
    {"after(10, [1..10))", "true"},
    {"after(10, [1..10])", "false"},
    {"after([11..20], 12)", "false"},
    {"after([11..20], 10)", "true"},
    {"after((11..20], 11)", "true"},
    {"after([11..20], 11)", "false"},
    {"after([11..20], [1..10])", "true"},
    {"after([1..10], [11..20])", "false"},
    {"after([11..20], [1..11))", "true"},
    {"after((11..20], [1..11])", "true"},
    {"meets([1..5], [5..10])", "true"},
    {"meets([1..5), [5..10])", "false"},
    {"meets([1..5], (5..10])", "false"},
    {"meets([1..5], [6..10])", "false"},
    {"met by([5..10], [1..5])", "true"},
    {"met by([5..10], [1..5))", "false"},
    {"met by((5..10], [1..5])", "false"},
    {"met by([6..10], [1..5])", "false"},
    {"overlaps([1..5], [3..8])", "true"},
    {"overlaps([3..8], [1..5])", "true"},
    {"overlaps([1..8], [3..5])", "true"},
    {"overlaps([3..5], [1..8])", "true"},
    {"overlaps([1..5], [6..8])", "false"},
    {"overlaps([6..8], [1..5])", "false"},
    {"overlaps([1..5], [5..8])", "true"},
    {"overlaps([1..5], (5..8])", "false"},
    {"overlaps([1..5), [5..8])", "false"},
    {"overlaps([1..5), (5..8])", "false"},
    {"overlaps([5..8], [1..5])", "true"},
    {"overlaps((5..8], [1..5])", "false"},
    {"overlaps([5..8], [1..5))", "false"},
    {"overlaps((5..8], [1..5))", "false"},
    {"overlaps before([1..5], [3..8])", "true"},
    {"overlaps before([1..5], [6..8])", "false"},
    {"overlaps before([1..5], [5..8])", "true"},
    {"overlaps before([1..5], (5..8])", "false"},
    {"overlaps before([1..5), [5..8])", "false"},
    {"overlaps before([1..5), (1..5])", "true"},
    {"overlaps before([1..5], (1..5])", "true"},
    {"overlaps before([1..5), [1..5])", "false"},
    {"overlaps before([1..5], [1..5])", "false"},
    {"overlaps after([3..8], [1..5])", "true"},
    {"overlaps after([6..8], [1..5])", "false"},
    {"overlaps after([5..8], [1..5])", "true"},
    {"overlaps after((5..8], [1..5])", "false"},
    {"overlaps after([5..8], [1..5))", "false"},
    {"overlaps after((1..5], [1..5))", "true"},
    {"overlaps after((1..5], [1..5])", "true"},
    {"overlaps after([1..5], [1..5))", "false"},
    {"overlaps after([1..5], [1..5])", "false"},
    {"finishes(10, [1..10])", "true"},
    {"finishes(10, [1..10))", "false"},
    {"finishes([5..10], [1..10])", "true"},
    {"finishes([5..10), [1..10])", "false"},
    {"finishes([5..10), [1..10))", "true"},
    {"finishes([1..10], [1..10])", "true"},
    {"finishes((1..10], [1..10])", "true"},
    {"finished by([1..10], 10)", "true"},
    {"finished by([1..10), 10)", "false"},
    {"finished by([1..10], [5..10])", "true"},
    {"finished by([1..10], [5..10))", "false"},
    {"finished by([1..10), [5..10))", "true"},
    {"finished by([1..10], [1..10])", "true"},
    {"finished by([1..10], (1..10])", "true"},
    {"includes([1..10], 5)", "true"},
    {"includes([1..10], 12)", "false"},
    {"includes([1..10], 1)", "true"},
    {"includes([1..10], 10)", "true"},
    {"includes((1..10], 1)", "false"},
    {"includes([1..10), 10)", "false"},
    {"includes([1..10], [4..6])", "true"},
    {"includes([1..10], [1..5])", "true"},
    {"includes((1..10], (1..5])", "true"},
    {"includes([1..10], (1..10))", "true"},
    {"includes([1..10), [5..10))", "true"},
    {"includes([1..10], [1..10))", "true"},
    {"includes([1..10], (1..10])", "true"},
    {"includes([1..10], [1..10])", "true"},
    {"includes((1..10], [1..5])", "false"},
    {"during(5, [1..10])", "true"},
    {"during(12, [1..10])", "false"},
    {"during(1, [1..10])", "true"},
    {"during(1, (1..10])", "false"},
    {"during(10, [1..10))", "false"},
    {"during([4..6], [1..10])", "true"},
    {"during([1..5], [1..10])", "true"},
    {"during((1..5], (1..10])", "true"},
    {"during((1..10), [1..10])", "true"},
    {"during([5..10), [1..10))", "true"},
    {"during([1..10], [1..10])", "true"},
    {"during([1..5], (1..10])", "false"},
    {"starts(1, [1..10])", "true"},
    {"starts(1, (1..10])", "false"},
    {"starts(2, [1..10])", "false"},
    {"starts([1..5], [1..10])", "true"},
    {"starts((1..5], (1..10])", "true"},
    {"starts((1..5], [1..10])", "false"},
    {"starts([1..5], (1..10])", "false"},
    {"starts([1..10], [1..10])", "true"},
    {"starts([1..10), [1..10])", "true"},
    {"starts((1..10), (1..10))", "true"},
    {"started by([1..10], 1)", "true"},
    {"started by((1..10], 1)", "false"},
    {"started by([1..10], 2)", "false"},
    {"started by([1..10], [1..5])", "true"},
    {"started by((1..10], (1..5])", "true"},
    {"started by([1..10], (1..5])", "false"},
    {"started by((1..10], [1..5])", "false"},
    {"started by([1..10], [1..10])", "true"},
    {"started by([1..10], [1..10))", "true"},
    {"started by((1..10), (1..10))", "true"},
    {"coincides(5, 5)", "true"},
    {"coincides(3, 4)", "false"},
    {"coincides([1..5], [1..5])", "true"},
    {"coincides((1..5), [1..5])", "false"},
    {"coincides([1..5], [2..6])", "false"},
    {"before(null, [1..2])", "null"},
    {"before([1..2], null)", "null"},
    {"before()", "null"},
    {"after meets(null, [1..2])", "null"},
    {"after meets([1..2], null)", "null"},
    {"after meets()", "null"},
    {"met by(null, [1..2])", "null"},
    {"met by([1..2], null)", "null"},
    {"met by()", "null"},
    {"overlaps(null, [1..2])", "null"},
    {"overlaps([1..2], null)", "null"},
    {"overlaps()", "null"},
    {"overlaps before(null, [1..2])", "null"},
    {"overlaps before([1..2], null)", "null"},
    {"overlaps before()", "null"},
    {"overlaps after(null, [1..2])", "null"},
    {"overlaps after([1..2], null)", "null"},
    {"overlaps after()", "null"},
    {"finishes(null, [1..2])", "null"},
    {"finishes([1..2], null)", "null"},
    {"finishes()", "null"},
    {"finished by(null, [1..2])", "null"},
    {"finished by([1..2], null)", "null"},
    {"finished by()", "null"},
    {"includes(null, [1..2])", "null"},
    {"includes([1..2], null)", "null"},
    {"includes()", "null"},
    {"during(null, [1..2])", "null"},
    {"during([1..2], null)", "null"},
    {"during()", "null"},
    {"starts(null, [1..2])", "null"},
    {"starts([1..2], null)", "null"},
    {"starts()", "null"},
    {"started by(null, [1..2])", "null"},
    {"started by([1..2], null)", "null"},
    {"started by()", "null"},
    {"coincides(null, [1..2])", "null"},
    {"coincides([1..2], null)", "null"},
    {"coincides()", "null"},
    {"before(point1: 1, point2: 10)", "true"},
    {"before(point: 9, range: [2..3])", "false"},
    {"(before)(1, [2..3])", "true"},
    {"{b: before, r: b(range: [2..3], point: 9)}.r", "true"},
    {"before(point2: 1, point1: 10)", "false"},
    {"before(point: 1, range: [5..10])", "true"},
    {"before(range: [2..3], point: 9)", "true"},
    {"before(range1: [1..2], range2: [3..4])", "true"},
    {"before(range2: [1..2], range1: [3..4])", "false"},
    {"after(point: 12, range: [1..10])", "true"},
    {"after(range: [11..20], point: 10)", "true"},
    {"meets(range2: [5..10], range1: [1..5])", "true"},
    {"met by(range1: [5..10], range2: [1..5])", "true"},
    {"overlaps(range1: [1..5], range2: [3..8])", "true"},
    {"overlaps before(range2: [3..8], range1: [1..5])", "true"},
    {"overlaps after(range2: [1..5], range1: [3..8])", "true"},
    {"finishes(point: 10, range: [1..10])", "true"},
    {"finishes(range: [1..10], point: 10)", "true"},
    {"finishes(range2: [1..10], range1: [5..10])", "true"},
    {"finished by(range: [1..10], point: 10)", "true"},
    {"finished by(point: 10, range: [1..10])", "true"},
    {"includes(range: [1..10], point: 5)", "true"},
    {"includes(point: 5, range: [1..10])", "true"},
    {"includes(range1: [1..10], range2: [4..6])", "true"},
    {"during(point: 5, range: [1..10])", "true"},
    {"during(range: [1..10], point: 5)", "true"},
    {"during(range2: [1..10], range1: [4..6])", "true"},
    {"starts(point: 1, range: [1..10])", "true"},
    {"started by(range: [1..10], point: 1)", "true"},
    {"coincides(point1: 5, point2: 5)", "true"},
    {"coincides(range1: [1..5], range2: [1..5])", "true"},
    {"before(date(\"2020-01-01\"), date(\"2020-01-02\"))", "true"},
    {"before(\"a\", \"b\")", "true"},
    {"before(1, \"b\")", "null"},
    {"before(1, [\"a\"..\"b\"])", "null"},
    {"before([1..2], [\"a\"..\"b\"])", "null"},
    {"includes([date(\"2020-01-01\")..date(\"2020-02-01\")], date(\"2020-01-15\"))", "true"},
    {"during(date(\"2020-01-15\"), [date(\"2020-01-01\")..date(\"2020-02-01\")])", "true"},
    {"coincides(1, [1..1])", "null"},
    {"meets(1, 2)", "null"},
};

/* 10.3.1 and 10.3.2 unary tests of a number */
static const spec_row unary_tests_of_a_number[] = {
    {"-", "true"},        {"5", "true"},          {"4", "false"},          {"4, 5", "true"},
    {"not(5)", "false"},  {"not(4, 6)", "true"},  {"not(4, 5)", "false"},  {"< 6", "true"},
    {"<= 4", "false"},    {"> 4, < 3", "true"},   {">= 5", "true"},        {"= 5", "true"},
    {"!= 5", "false"},    {"[1..5]", "true"},     {"[1..5)", "false"},     {"(5..6)", "false"},
    {"]4..6[", "true"},   {"[1, 5]", "true"},     {"[1, 2]", "false"},     {"null", "false"},
    {"? > 4", "true"},    {"? * 2 = 10", "true"}, {"? in [1..5]", "true"}, {"not(? > 4)", "false"},
    {"not(< 3)", "true"}, {"(>= 5)", "true"},     {"not(-)", "error"},     {",", "error"},
    {"1,", "error"},      {"\"a\"", "null"},
};

/* 10.3.1 and 10.3.2 unary tests of null */
static const spec_row unary_tests_of_null[] = {
    {"null", "true"},
    {"5", "false"},
    {"not(null)", "false"},
    {"-", "true"},
};

/* 10.3.1 and 10.3.2 unary tests of a string */
static const spec_row unary_tests_of_a_string[] = {
    {"\"a\", \"b\"", "true"},
    {"options", "true"},
    {"< limit", "true"},
    {"[\"a\"..limit)", "true"},
    {"starts with(?, \"b\")", "true"},
    {"not(\"a\")", "true"},
    {"contains(?, \"x\")", "false"},
};

/* 10.3.1 and 10.3.2 unary tests of a list */
static const spec_row unary_tests_of_a_list[] = {
    {"[1, 2]", "true"},
    {"count(?) = 2", "true"},
    {"list contains(?, 1)", "true"},
    {"[[1, 2]]", "true"},
};

/* 10.3.1 and 10.3.2 unary tests of a boolean */
static const spec_row unary_tests_of_a_boolean[] = {
    {"true", "true"},
    {"false", "false"},
    {"not(false)", "true"},
};

/* 10.6 examples */
static const spec_row examples[] = {
    {"monthly income * 12", "120000"},
    {"if applicant.maritalStatus in (\"M\", \"S\") then \"valid\" else \"not valid\"", "\"valid\""},
    {"sum(monthly outgoings)", "5500"},
    {"PMT(requested product.rate, requested product.term, requested product.amount)",
     "3975.982590125552338278440100112431"},
    {"PMT(amount: 100000, rate: 0.25, term: 36)", "3975.982590125552338278440100112431"},
    {"sum(credit history[record date > date(\"2011-01-01\")].weight)", "150"},
    {"some ch in credit history satisfies ch.event = \"bankruptcy\"", "false"},
    {"every ch in credit history satisfies ch.weight >= 100", "true"},
    {"credit history[weight > 100].event", "[\"foreclosure warning\"]"},
    {"credit history[1].record date.year", "2008"},
    {"credit history[-1].event", "\"foreclosure warning\""},
    {"count(credit history[event = \"x\"])", "0"},
    {"applicant.monthly.income - sum([applicant.monthly.repayments, applicant.monthly.expenses])", "4500"},
    {"requested product.product type", "\"STANDARD LOAN\""},
    {"for ch in credit history return ch.event + \"!\"", "[\"home mortgage!\", \"foreclosure warning!\"]"},
    {"applicant.existingCustomer = false and applicant.age between 18 and 60", "true"},
};

/* 10.3.2 zones, mixed operands and month ends */
static const spec_row zones_and_month_ends[] = {
    {"@\"2021-03-27T12:00:00@Europe/Paris\" + @\"P1D\"", "date and time(\"2021-03-28T13:00:00@Europe/Paris\")"},
    {"@\"2021-03-28T12:00:00@Europe/Paris\" - @\"2021-03-27T12:00:00@Europe/Paris\"", "duration(\"PT23H\")"},
    {"@\"2021-10-31T12:00:00@Europe/Paris\" - @\"2021-10-30T12:00:00@Europe/Paris\"", "duration(\"P1DT1H\")"},
    {"@\"2020-07-01T10:00:00@Europe/Paris\" = @\"2020-07-01T08:00:00Z\"", "true"},
    {"@\"2020-07-01T10:00:00@Asia/Shanghai\".time offset", "duration(\"PT8H\")"},
    {"date and time(date(\"2020-07-01\"), time(\"10:00:00@Europe/Paris\"))",
     "date and time(\"2020-07-01T10:00:00@Europe/Paris\")"},
    {"time(@\"2020-07-01T10:00:00@Europe/Paris\")", "time(\"10:00:00@Europe/Paris\")"},
    {"@\"2020-01-01T10:00:00Z\" < @\"2020-01-01T10:00:00\"", "null"},
    {"@\"2020-01-01T10:00:00Z\" - @\"2020-01-01T10:00:00\"", "null"},
    {"@\"10:00:00Z\" - @\"10:00:00\"", "null"},
    {"@\"10:00:00Z\" < @\"10:00:00\"", "null"},
    {"@\"2020-01-02\" - @\"2020-01-01T00:00:00\"", "null"},
    {"@\"2020-01-30\" + @\"P1M\" + @\"P1M\"", "date(\"2020-03-29\")"},
    {"@\"2020-01-01\" + @\"P1D\" + @\"PT12H\"", "date(\"2020-01-02\")"},
    {"@\"2020-12-31T23:59:59.9\" + @\"PT0.1S\"", "date and time(\"2021-01-01T00:00:00\")"},
    {"@\"2020-03-31T10:00:00@Europe/Paris\" - @\"P1M\"", "date and time(\"2020-02-29T10:00:00@Europe/Paris\")"},
    {"@\"-999999999-01-01\" - @\"P1D\"", "null"},
    {"@\"999999999-12-31\" + @\"P1D\"", "null"},
    {"@\"P1Y\" * 0", "duration(\"P0M\")"},
    {"@\"P1Y\" * -1.5", "duration(\"-P1Y6M\")"},
    {"@\"PT1H\" * 0.0001", "duration(\"PT0.36S\")"},
    {"@\"PT1H\" / @\"PT7H\"", "0.1428571428571428571428571428571429"},
    {"@\"P1D\" * 1e30", "null"},
    {"-@\"PT0S\"", "duration(\"PT0S\")"},
    {"-@\"-P1DT1H\"", "duration(\"P1DT1H\")"},
    {"@\"PT0S\" = @\"P0D\"", "true"},
    {"@\"P1Y\" > @\"P365D\"", "null"},
    {"years and months duration(date(\"2020-02-29\"), date(\"2021-02-28\"))", "duration(\"P11M\")"},
    {"years and months duration(date(\"2020-03-31\"), date(\"2020-02-29\"))", "duration(\"-P1M\")"},
    {"day of year(date(\"-0004-12-31\"))", "366"},
    {"week of year(date(2020, 12, 31))", "53"},
    {"week of year(date(2019, 12, 30))", "1"},
    {"day of week(@\"2020-01-01T23:00:00-10:00\")", "\"Wednesday\""},
    {"date(@\"2020-01-01T23:00:00-10:00\")", "date(\"2020-01-01\")"},
};

/* 10.3.1 names: the longest one that is visible */
static const spec_row longest_names[] = {
    {"{a: 1, b: 2, c: a-b}.c", "-1"},
    {"{a: 1, b: 2, c: a+b*2}.c", "5"},
    {"{a-b: 1, a: 5, b: 2, c: a - b}.c", "1"},
    {"{a b c: 1, a b: 2, x: a b c, y: a b}.x", "1"},
    {"{a b c: 1, a b: 2, x: a b c, y: a b}.y", "2"},
    {"{a: {b c: 1}, r: a.b c + 1}.r", "2"},
    {"[{a b: 1}].a b", "[1]"},
    {"context put({}, \"b c\", 1).b c", "1"},
    {"{a b: function(x y) x y * 2, r: a b(3)}.r", "6"},
    {"{a b: function(x y) x y * 2, r: a b(x y: 3)}.r", "6"},
    {"for first name in [\"a\"] return first name + \"x\"", "[\"ax\"]"},
    {"for a-b in [1, 2] return a-b * 2", "[2, 4]"},
    {"for x y in [1], z in [x y] return x y + z", "[2]"},
    {"some x y in [1] satisfies x y = 1", "true"},
    {"{a.b: 1, c: {d: 2}, e: a.b + c.d}.e", "3"},
    {"{a: {b: 1}, c: a.b}.c", "1"},
    {"{a': 1, b: a'}.b", "1"},
    {"{1a: 2}", "error"},
    {"{a 1: 3, c: a 1}.c", "3"},
    {"{a  b: 3, c: a b}.c", "3"},
    {"{ a : 1 , b : a }.b", "1"},
    {"{αβγ: 1, c: αβγ}.c", "1"},
    {"{a: 1, b: {a: 2, c: a}}.b.c", "2"},
    {"{years and months duration: 5, x: years and months duration}.x", "5"},
    {"{date: 1, time: 2, x: date and time(\"2020-01-01T00:00:00\")}.x", "date and time(\"2020-01-01T00:00:00\")"},
    {"{x: {start included: 5}}.x.start included", "5"},
    {"{xin: 1, y: xin in [1]}.y", "true"},
    {"{a: true, b: a and not(a)}.b", "false"},
    {"{f: function(n) if n = 0 then 0 else 1 + f(n - 1), r: f(150)}.r", "150"},
    {"{fib: function(n) if n < 2 then n else fib(n - 1) + fib(n - 2), r: fib(15)}.r", "610"},
    {"(function(f, x) f(x))(function(y) y + 1, 2)", "3"},
    {"(function(a: context<b: number>) a.b)({b: 1, c: 2})", "1"},
    {"(function(a: context<b: number>) a)({c: 2})", "null"},
    {"(function(x: number): number x)(1)", "error"},
    {"(function(a: list<number>) a)([1, \"x\"])", "null"},
    {"function(a) external {java: {class: \"java.lang.Math\", method signature: \"cos(double)\"}}",
     "function(a) external {}"},
    {"(function(a) external {java: {class: \"java.lang.Math\", method signature: \"cos(double)\"}})(1)", "null"},
};

/* 10.3.4.3 regular expressions as in the functions of XPath */
static const spec_row regular_expressions[] = {
    {"replace(\"abc\", \"(b)\", \"$2\")", "\"ac\""},
    {"replace(\"abc\", \"(a)(b)(c)\", \"$3$2$1\")", "\"cba\""},
    {"replace(\"abcdefghijkl\", \"((((((((((a))))))))))\", \"$10x$11\")", "\"axa1bcdefghijkl\""},
    {"replace(\"aaa\", \"^a\", \"b\")", "\"baa\""},
    {"replace(\"abc\", \"(?<x>b)\", \"x\")", "null"},
    {"replace(\"abc\", \"(?i)B\", \"x\")", "null"},
    {"replace(\"abc\", \"\\bb\", \"x\")", "null"},
    {"replace(\"a\\\\b\", \"\\\\\\\\\", \"/\")", "\"a/b\""},
    {"replace(\"abc\", \"a|b|c\", \"\")", "\"\""},
    {"matches(\"abc\", \"^(?:abc)$\")", "true"},
    {"matches(\"abc\", \"a(?=b)\")", "null"},
    {"matches(\"aA\", \"(a)\\1\", \"i\")", "true"},
    {"matches(\"a-b\", \"[\\w-]+\")", "true"},
    {"matches(\"b\", \"[a-c-[b]]\")", "false"},
    {"matches(\"٣\", \"\\d\")", "true"},
    {"matches(\"abc\", \"*\")", "null"},
    {"matches(\"abc\", \"a{2,1}\")", "null"},
    {"matches(\"a\\nb\", \"a$\")", "false"},
    {"matches(\"a\\nb\", \"a$\", \"m\")", "true"},
    {"matches(\"hello\\nworld\", \"^hello.*world$\", \"sm\")", "true"},
    {"matches(\"a\", \"\\P{Lu}\")", "true"},
    {"matches(\"a\", \"\\p{Zz}\")", "null"},
    {"matches(\"α\", \"\\p{IsGreek}\")", "true"},
    {"matches(\"tab\\t\", \"\\t\")", "true"},
    {"matches(\"abc\", \"[^b]\")", "true"},
    {"matches(\"abc\", \")\")", "null"},
    {"matches(\"abc\", \"\\q\")", "null"},
    {"split(\"abc\", \"\")", "null"},
    {"split(\",a\", \",\")", "[\"\", \"a\"]"},
    {"upper case(\"ß\")", "\"SS\""},
    {"lower case(\"ΑΣ\")", "\"ας\""},
    {"substring(\"a\\U01F40Eb\", -2)", "\"🐎b\""},
    {"substring(\"foobar\", 7)", "null"},
    {"substring(\"foobar\", -7)", "null"},
    {"string join([\"a\", \"b\"], delimiter: \",\")", "error"},
    {"string([\"a\\\"b\\\\\"])", "\"[\\\"a\\\\\\\"b\\\\\\\\\\\"]\""},
    {"string({\"a b\": 1, \"1x\": 2})", "\"{a b: 1, \\\"1x\\\": 2}\""},
    {"string([@\"2020-01-01\"])", "\"[2020-01-01]\""},
    {"string((< 5))", "\"(< 5)\""},
    {"string(-0.0)", "\"0\""},
};

/* 10.3.2 numbers are decimal128 */
static const spec_row decimal128[] = {
    {"12345678901234567890123456789012345", "12345678901234567890123456789012340"},
    {"0.1234567890123456789012345678901234567", "0.1234567890123456789012345678901235"},
    {"1234567890123456789012345678901234.5", "1234567890123456789012345678901234"},
    {"9223372036854775807 + 1", "9223372036854775808"},
    {"-9223372036854775808 - 1", "-9223372036854775809"},
    {"9223372036854775807 * 9223372036854775807", "85070591730234615847396907784232500000"},
    {"2 ** 100", "1267650600228229401496703205376"},
    {"0 ** -1", "null"},
    {"(-1) ** 2.0", "1"},
    {"modulo(5.5, 2)", "1.5"},
    {"decimal(-5.555, 2)", "-5.56"},
    {"round half up(-0.5, 0)", "-1"},
    {"round half down(-0.5, 0)", "0"},
    {"round up(0.0001, 2)", "0.01"},
    {"ceiling(-0.1)", "0"},
    {"floor(123.456, -1)", "120"},
    {"exp(1)", "2.718281828459045235360287471352662"},
    {"exp(100000)", "null"},
    {"log(10)", "2.302585092994045684017991454684364"},
    {"odd(1.5)", "false"},
    {"even(1.5)", "false"},
    {"number(\".5\", null, null)", "0.5"},
    {"number(\"1_000\", \"_\", null)", "null"},
    {"number(\"1 000\", \" \", \" \")", "null"},
};

static void test_feel_spec__operators(void)
{
    check_values(NULL, operators, COUNT(operators));
}

static void test_feel_spec__comments(void)
{
    check_values(NULL, comments, COUNT(comments));
}

static void test_feel_spec__numeric_literals(void)
{
    check_values(NULL, numeric_literals, COUNT(numeric_literals));
}

static void test_feel_spec__string_literals(void)
{
    check_values(NULL, string_literals, COUNT(string_literals));
}

static void test_feel_spec__names(void)
{
    check_values(NULL, names, COUNT(names));
}

static void test_feel_spec__names_of_a_context(void)
{
    static const char context[] =
        "{\"if then\": 1, \"a b  c\": 2, \"Monthly Salary\": 10000, \"x-y\": 3, \"x\": 10, \"y\": 4, "
        "\"customer\": {\"first name\": \"Jo\", \"in\": 5, \"for each\": 6}, \"n\": null}";
    check_values(context, names_of_a_context, COUNT(names_of_a_context));
}

static void test_feel_spec__equality(void)
{
    check_values(NULL, equality, COUNT(equality));
}

static void test_feel_spec__order(void)
{
    check_values(NULL, order, COUNT(order));
}

static void test_feel_spec__logic(void)
{
    check_values(NULL, logic, COUNT(logic));
}

static void test_feel_spec__between_and_in(void)
{
    check_values(NULL, between_and_in, COUNT(between_and_in));
}

static void test_feel_spec__addition_and_subtraction(void)
{
    check_values(NULL, addition_and_subtraction, COUNT(addition_and_subtraction));
}

static void test_feel_spec__multiplication_and_division(void)
{
    check_values(NULL, multiplication_and_division, COUNT(multiplication_and_division));
}

static void test_feel_spec__dates_times_and_durations(void)
{
    check_values(NULL, dates_times_and_durations, COUNT(dates_times_and_durations));
}

static void test_feel_spec__properties(void)
{
    check_values(NULL, properties, COUNT(properties));
}

static void test_feel_spec__ranges(void)
{
    check_values(NULL, ranges, COUNT(ranges));
}

static void test_feel_spec__instance_of(void)
{
    check_values(NULL, instance_of, COUNT(instance_of));
}

static void test_feel_spec__filters(void)
{
    check_values(NULL, filters, COUNT(filters));
}

static void test_feel_spec__for_expressions(void)
{
    check_values(NULL, for_expressions, COUNT(for_expressions));
}

static void test_feel_spec__if_expressions(void)
{
    check_values(NULL, if_expressions, COUNT(if_expressions));
}

static void test_feel_spec__quantified_expressions(void)
{
    check_values(NULL, quantified_expressions, COUNT(quantified_expressions));
}

static void test_feel_spec__functions(void)
{
    check_values(NULL, functions, COUNT(functions));
}

static void test_feel_spec__contexts(void)
{
    check_values(NULL, contexts, COUNT(contexts));
}

static void test_feel_spec__lists(void)
{
    check_values(NULL, lists, COUNT(lists));
}

static void test_feel_spec__number_and_string(void)
{
    check_values(NULL, number_and_string, COUNT(number_and_string));
}

static void test_feel_spec__not_function(void)
{
    check_values(NULL, not_function, COUNT(not_function));
}

static void test_feel_spec__string_functions(void)
{
    check_values(NULL, string_functions, COUNT(string_functions));
}

static void test_feel_spec__list_functions(void)
{
    check_values(NULL, list_functions, COUNT(list_functions));
}

static void test_feel_spec__numeric_functions(void)
{
    check_values(NULL, numeric_functions, COUNT(numeric_functions));
}

static void test_feel_spec__is_function(void)
{
    check_values(NULL, is_function, COUNT(is_function));
}

static void test_feel_spec__temporal_functions(void)
{
    check_values(NULL, temporal_functions, COUNT(temporal_functions));
}

static void test_feel_spec__sort_function(void)
{
    check_values(NULL, sort_function, COUNT(sort_function));
}

static void test_feel_spec__context_functions(void)
{
    check_values(NULL, context_functions, COUNT(context_functions));
}

static void test_feel_spec__now_and_today(void)
{
    check_values(NULL, now_and_today, COUNT(now_and_today));
}

static void test_feel_spec__range_function(void)
{
    check_values(NULL, range_function, COUNT(range_function));
}

static void test_feel_spec__range_functions(void)
{
    check_values(NULL, range_functions, COUNT(range_functions));
}

static void test_feel_spec__unary_tests_of_a_number(void)
{
    static const char context[] = "{\"?\": 5}";
    check_tests(context, unary_tests_of_a_number, COUNT(unary_tests_of_a_number));
}

static void test_feel_spec__unary_tests_of_null(void)
{
    static const char context[] = "{\"?\": null}";
    check_tests(context, unary_tests_of_null, COUNT(unary_tests_of_null));
}

static void test_feel_spec__unary_tests_of_a_string(void)
{
    static const char context[] = "{\"?\": \"b\", \"options\": [\"a\", \"b\"], \"limit\": \"c\"}";
    check_tests(context, unary_tests_of_a_string, COUNT(unary_tests_of_a_string));
}

static void test_feel_spec__unary_tests_of_a_list(void)
{
    static const char context[] = "{\"?\": [1, 2]}";
    check_tests(context, unary_tests_of_a_list, COUNT(unary_tests_of_a_list));
}

static void test_feel_spec__unary_tests_of_a_boolean(void)
{
    static const char context[] = "{\"?\": true}";
    check_tests(context, unary_tests_of_a_boolean, COUNT(unary_tests_of_a_boolean));
}

static void test_feel_spec__examples(void)
{
    static const char context[] =
        "{\"applicant\": {\"age\": 51, \"maritalStatus\": \"M\", \"existingCustomer\": false, \"monthly\": "
        "{\"income\": 10000, \"repayments\": 2500, \"expenses\": 3000}}, \"requested product\": {\"product "
        "type\": \"STANDARD LOAN\", \"rate\": 0.25, \"term\": 36, \"amount\": 100000.00}, \"monthly "
        "income\": 10000, \"monthly outgoings\": [2500, 3000], \"credit history\": [{\"record date\": "
        "{\"@\": \"date(\\\"2008-03-12\\\")\"}, \"event\": \"home mortgage\", \"weight\": 100}, {\"record "
        "date\": {\"@\": \"date(\\\"2011-04-01\\\")\"}, \"event\": \"foreclosure warning\", \"weight\": "
        "150}], \"PMT\": {\"@\": \"function(rate: number, term: number, amount: number) (amount * rate / "
        "12) / (1 - (1 + rate / 12) ** -term)\"}}";
    check_values(context, examples, COUNT(examples));
}

static void test_feel_spec__zones_and_month_ends(void)
{
    check_values(NULL, zones_and_month_ends, COUNT(zones_and_month_ends));
}

static void test_feel_spec__longest_names(void)
{
    check_values(NULL, longest_names, COUNT(longest_names));
}

static void test_feel_spec__regular_expressions(void)
{
    check_values(NULL, regular_expressions, COUNT(regular_expressions));
}

static void test_feel_spec__decimal128(void)
{
    check_values(NULL, decimal128, COUNT(decimal128));
}

CU_pSuite test_feel_spec_suite(void)
{
    CU_pSuite suite = CU_add_suite("feel spec", NULL, NULL);
    if (!suite)
        return NULL;
    CU_add_test(suite, "operators", test_feel_spec__operators);
    CU_add_test(suite, "comments", test_feel_spec__comments);
    CU_add_test(suite, "numeric literals", test_feel_spec__numeric_literals);
    CU_add_test(suite, "string literals", test_feel_spec__string_literals);
    CU_add_test(suite, "names", test_feel_spec__names);
    CU_add_test(suite, "names of a context", test_feel_spec__names_of_a_context);
    CU_add_test(suite, "equality", test_feel_spec__equality);
    CU_add_test(suite, "order", test_feel_spec__order);
    CU_add_test(suite, "logic", test_feel_spec__logic);
    CU_add_test(suite, "between and in", test_feel_spec__between_and_in);
    CU_add_test(suite, "addition and subtraction", test_feel_spec__addition_and_subtraction);
    CU_add_test(suite, "multiplication and division", test_feel_spec__multiplication_and_division);
    CU_add_test(suite, "dates times and durations", test_feel_spec__dates_times_and_durations);
    CU_add_test(suite, "properties", test_feel_spec__properties);
    CU_add_test(suite, "ranges", test_feel_spec__ranges);
    CU_add_test(suite, "instance of", test_feel_spec__instance_of);
    CU_add_test(suite, "filters", test_feel_spec__filters);
    CU_add_test(suite, "for expressions", test_feel_spec__for_expressions);
    CU_add_test(suite, "if expressions", test_feel_spec__if_expressions);
    CU_add_test(suite, "quantified expressions", test_feel_spec__quantified_expressions);
    CU_add_test(suite, "functions", test_feel_spec__functions);
    CU_add_test(suite, "contexts", test_feel_spec__contexts);
    CU_add_test(suite, "lists", test_feel_spec__lists);
    CU_add_test(suite, "number and string", test_feel_spec__number_and_string);
    CU_add_test(suite, "not function", test_feel_spec__not_function);
    CU_add_test(suite, "string functions", test_feel_spec__string_functions);
    CU_add_test(suite, "list functions", test_feel_spec__list_functions);
    CU_add_test(suite, "numeric functions", test_feel_spec__numeric_functions);
    CU_add_test(suite, "is function", test_feel_spec__is_function);
    CU_add_test(suite, "temporal functions", test_feel_spec__temporal_functions);
    CU_add_test(suite, "sort function", test_feel_spec__sort_function);
    CU_add_test(suite, "context functions", test_feel_spec__context_functions);
    CU_add_test(suite, "now and today", test_feel_spec__now_and_today);
    CU_add_test(suite, "range function", test_feel_spec__range_function);
    CU_add_test(suite, "range functions", test_feel_spec__range_functions);
    CU_add_test(suite, "unary tests of a number", test_feel_spec__unary_tests_of_a_number);
    CU_add_test(suite, "unary tests of null", test_feel_spec__unary_tests_of_null);
    CU_add_test(suite, "unary tests of a string", test_feel_spec__unary_tests_of_a_string);
    CU_add_test(suite, "unary tests of a list", test_feel_spec__unary_tests_of_a_list);
    CU_add_test(suite, "unary tests of a boolean", test_feel_spec__unary_tests_of_a_boolean);
    CU_add_test(suite, "examples", test_feel_spec__examples);
    CU_add_test(suite, "zones and month ends", test_feel_spec__zones_and_month_ends);
    CU_add_test(suite, "longest names", test_feel_spec__longest_names);
    CU_add_test(suite, "regular expressions", test_feel_spec__regular_expressions);
    CU_add_test(suite, "decimal128", test_feel_spec__decimal128);
    return suite;
}
