/* Evaluation where no unknown is involved: expressions of DMN 1.5, chapter 10, and what they print. */
#include "feel_common.h"

static void test_feel_eval__literals(void)
{
    static const feel_row rows[] = {{"1", "1"},
                                    {"-1", "-1"},
                                    {".5", "0.5"},
                                    {"1.50", "1.5"},
                                    {"1e3", "1000"},
                                    {"1.5E-2", "0.015"},
                                    {"1e+2", "100"},
                                    {"9007199254740993 + 1", "9007199254740994"},
                                    {"0.1 + 0.2", "0.3"},
                                    {"0.1 + 0.2 = 0.3", "true"},
                                    {"9223372036854775807 + 1", "9223372036854775808"},
                                    {"1/3", "0.3333333333333333333333333333333333"},
                                    {"2/3", "0.6666666666666666666666666666666667"},
                                    {"-0", "0"},
                                    {"1.0 = 1", "true"},
                                    {"\"\"", "\"\""},
                                    {"\"a\"", "\"a\""},
                                    {"\"安全\"", "\"安全\""},
                                    {"\"a\\nb\\tc\"", "\"a\\nb\\tc\""},
                                    {"\"\\\"q\\\"\"", "\"\\\"q\\\"\""},
                                    {"\"\\\\\"", "\"\\\\\""},
                                    {"\"\\'\"", "\"'\""},
                                    {"\"\\u00e9\"", "\"é\""},
                                    {"\"\\uD83D\\uDC0E\"", "\"🐎\""},
                                    {"\"\\U01F40E\"", "\"🐎\""},
                                    {"\"\\d\"", "\"\\\\d\""},
                                    {"\"\\u12\"", "\"\\\\u12\""},
                                    {"true", "true"},
                                    {"false", "false"},
                                    {"null", "null"},
                                    {"@\"2020-01-31\"", "date(\"2020-01-31\")"},
                                    {"@\"10:11:12\"", "time(\"10:11:12\")"},
                                    {"@\"2020-01-31T10:11:12Z\"", "date and time(\"2020-01-31T10:11:12Z\")"},
                                    {"@\"P1Y\"", "duration(\"P1Y\")"},
                                    {"@\"P1DT2H\"", "duration(\"P1DT2H\")"},
                                    {"@\"-PT5M\"", "duration(\"-PT5M\")"},
                                    {"@\"nothing\"", "null"},
                                    {"/* a */ 1 /* b */ + 2 // c", "3"},
                                    {"// c", "error FEEL-001"}};
    FEEL_CHECK_ROWS(rows);
}

static void test_feel_eval__arithmetic(void)
{
    static const feel_row rows[] = {{"1 + 2 * 3", "7"},
                                    {"(1 + 2) * 3", "9"},
                                    {"10 - 3 - 2", "5"},
                                    {"100 / 10 / 2", "5"},
                                    {"2 ** 3", "8"},
                                    {"2 ** 3 ** 2", "64"},
                                    {"-2 ** 2", "4"},
                                    {"2 ** -1", "0.5"},
                                    {"-(3)", "-3"},
                                    {"--3", "3"},
                                    {"1 - -1", "2"},
                                    {"1-1", "0"},
                                    {"5 * -2", "-10"},
                                    {"1 / 0", "null"},
                                    {"1 + null", "null"},
                                    {"null - 1", "null"},
                                    {"\"a\" + \"b\"", "\"ab\""},
                                    {"\"a\" + 1", "null"},
                                    {"\"a\" - \"b\"", "null"},
                                    {"true + true", "null"},
                                    {"[1] + 1", "null"},
                                    {"- \"a\"", "null"},
                                    {"- null", "null"},
                                    {"10 ** 2 * 2", "200"}};
    FEEL_CHECK_ROWS(rows);
}

static void test_feel_eval__temporal_arithmetic(void)
{
    static const feel_row rows[] = {
        {"date(\"2020-01-31\") + duration(\"P1M\")", "date(\"2020-02-29\")"},
        {"date(\"2020-01-31\") - duration(\"P1M\")", "date(\"2019-12-31\")"},
        {"duration(\"P1M\") + date(\"2020-01-31\")", "date(\"2020-02-29\")"},
        {"date(\"2020-03-01\") - date(\"2020-02-01\")", "duration(\"P29D\")"},
        {"date(\"2020-01-01\") + duration(\"P1D\")", "date(\"2020-01-02\")"},
        {"time(\"23:00:00\") + duration(\"PT2H\")", "time(\"01:00:00\")"},
        {"time(\"10:00:00\") - time(\"09:00:00\")", "duration(\"PT1H\")"},
        {"date and time(\"2020-01-01T00:00:00\") + duration(\"PT36H\")", "date and time(\"2020-01-02T12:00:00\")"},
        {"date and time(\"2020-01-02T00:00:00\") - date and time(\"2020-01-01T12:00:00\")", "duration(\"PT12H\")"},
        {"duration(\"P1Y\") + duration(\"P2M\")", "duration(\"P1Y2M\")"},
        {"duration(\"P1D\") - duration(\"PT1H\")", "duration(\"PT23H\")"},
        {"duration(\"P1Y\") * 2", "duration(\"P2Y\")"},
        {"2 * duration(\"PT1H\")", "duration(\"PT2H\")"},
        {"duration(\"PT3H\") / 2", "duration(\"PT1H30M\")"},
        {"duration(\"P1Y\") / duration(\"P6M\")", "2"},
        {"duration(\"P1Y\") + duration(\"P1D\")", "null"},
        {"duration(\"P1Y\") * duration(\"P1Y\")", "null"},
        {"- duration(\"P1Y\")", "duration(\"-P1Y\")"},
        {"date(\"2020-01-01\") + date(\"2020-01-01\")", "null"},
        {"date(\"2020-01-01\") + 1", "null"}};
    FEEL_CHECK_ROWS(rows);
}

static void test_feel_eval__comparison(void)
{
    static const feel_row rows[] = {
        {"1 < 2", "true"},
        {"2 <= 2", "true"},
        {"3 > 4", "false"},
        {"4 >= 4", "true"},
        {"\"a\" < \"b\"", "true"},
        {"\"abc\" < \"abd\"", "true"},
        {"\"a\" < \"ab\"", "true"},
        {"date(\"2020-01-01\") < date(\"2020-01-02\")", "true"},
        {"time(\"10:00:00\") > time(\"09:00:00\")", "true"},
        {"duration(\"P1Y\") < duration(\"P13M\")", "true"},
        {"duration(\"P1D\") = duration(\"PT24H\")", "true"},
        {"duration(\"P1Y\") = duration(\"P12M\")", "true"},
        {"1 < \"a\"", "null"},
        {"true < false", "null"},
        {"[1] < [2]", "null"},
        {"1 < null", "null"},
        {"date(\"2020-01-01\") < date and time(\"2020-01-01T00:00:00\")", "null"},
        {"1 = 1", "true"},
        {"1 != 2", "true"},
        {"1 = \"1\"", "null"},
        {"1 != \"1\"", "null"},
        {"null = null", "true"},
        {"null != null", "false"},
        {"null = 1", "false"},
        {"1 != null", "true"},
        {"\"a\" = \"a\"", "true"},
        {"[] = []", "true"},
        {"[1, 2] = [1, 2]", "true"},
        {"[1, 2] = [2, 1]", "false"},
        {"[1] = [1, 1]", "false"},
        {"[1, \"a\"] = [1, 2]", "false"},
        {"[1] = 1", "null"},
        {"{a: 1} = {a: 1}", "true"},
        {"{a: 1, b: 2} = {b: 2, a: 1}", "true"},
        {"{a: 1} = {a: 2}", "false"},
        {"{a: 1} = {b: 1}", "false"},
        {"{} = {}", "true"},
        {"[1..2] = [1..2]", "true"},
        {"[1..2] = (1..2]", "false"},
        {"(< 5) = (< 5)", "true"},
        {"{f: function(x) x, r: f = f}.r", "true"},
        {"(function(x) x) = (function(x) x)", "false"},
        {"1 = 1 = true", "true"},
        {"date(\"2020-01-01\") = date(\"2020-01-01\")", "true"},
        {"time(\"10:00:00Z\") = time(\"11:00:00+01:00\")", "true"},
        {"date and time(\"2020-01-01T10:00:00Z\") = date and time(\"2020-01-01T11:00:00+01:00\")", "true"},
        {"1 between 1 and 3", "true"},
        {"0 between 1 and 3", "false"},
        {"2 between 3 and 1", "false"},
        {"\"b\" between \"a\" and \"c\"", "true"},
        {"null between 1 and 2", "null"},
        {"1 between null and 2", "null"},
        {"1 between \"a\" and 2", "null"},
        {"5 between null and 2", "false"},
        {"1 between 0 and 2 and true", "true"}};
    FEEL_CHECK_ROWS(rows);
}

static void test_feel_eval__in_and_unary_tests(void)
{
    static const feel_row rows[] = {{"5 in 5", "true"},
                                    {"5 in (5)", "true"},
                                    {"5 in (4, 5)", "true"},
                                    {"5 in (4, 6)", "false"},
                                    {"5 in < 6", "true"},
                                    {"5 in (< 5)", "false"},
                                    {"5 in (<= 5)", "true"},
                                    {"5 in (> 4, < 3)", "true"},
                                    {"5 in (= 5)", "true"},
                                    {"5 in (!= 5)", "false"},
                                    {"5 in [1..5]", "true"},
                                    {"5 in [1..5)", "false"},
                                    {"5 in [1..5[", "false"},
                                    {"5 in ]5..9]", "false"},
                                    {"5 in (1..9)", "true"},
                                    {"1 in ]0..2[ and 2 in [2..3]", "true"},
                                    {"[ ]1..5[, ]6..7[ ]", "[(1..5), (6..7)]"},
                                    {"5 in [4, 5, 6]", "true"},
                                    {"5 in [[1..3], [4..6]]", "true"},
                                    {"5 in ([1..3], [4..6])", "true"},
                                    {"5 in [1..3]", "false"},
                                    {"[1, 2] in [[1, 2], [3]]", "true"},
                                    {"[1, 2] in [1, 2]", "true"},
                                    {"\"a\" in (\"a\", \"b\")", "true"},
                                    {"\"c\" in [\"a\", \"b\"]", "false"},
                                    {"null in (null)", "true"},
                                    {"null in [1..3]", "null"},
                                    {"\"a\" in [1..3]", "null"},
                                    {"1 in null", "false"},
                                    {"5 in not(5)", "false"},
                                    {"5 in not(4, 6)", "true"},
                                    {"5 in (not(4))", "true"},
                                    {"5 in (? > 3)", "true"},
                                    {"5 in (? > 3 and ? < 5)", "false"},
                                    {"\"abc\" in (contains(?, \"b\"))", "true"},
                                    {"5 in (1 + 2) * 0 + 5", "true"},
                                    {"5 in (< 3 + 4)", "true"},
                                    {"date(\"2020-05-01\") in [date(\"2020-01-01\")..date(\"2020-12-31\")]", "true"},
                                    {"5 in [10..1]", "false"},
                                    {"true in (true, false)", "true"}};
    FEEL_CHECK_ROWS(rows);
}

static void test_feel_eval__logic(void)
{
    static const feel_row rows[] = {{"true and true", "true"},
                                    {"true and false", "false"},
                                    {"true and null", "null"},
                                    {"false and null", "false"},
                                    {"null and null", "null"},
                                    {"true or null", "true"},
                                    {"false or null", "null"},
                                    {"true and 1", "null"},
                                    {"false and 1", "false"},
                                    {"true or \"x\"", "true"},
                                    {"not(true)", "false"},
                                    {"not(null)", "null"},
                                    {"not(1)", "null"},
                                    {"not(negand: false)", "true"},
                                    {"true or false and false", "true"},
                                    {"true and not(false)", "true"}};
    FEEL_CHECK_ROWS(rows);
}

static void test_feel_eval__if(void)
{
    static const feel_row rows[] = {{"if true then 1 else 2", "1"},
                                    {"if false then 1 else 2", "2"},
                                    {"if null then 1 else 2", "2"},
                                    {"if 1 then 1 else 2", "2"},
                                    {"if 1 < 2 then if true then 3 else 4 else 5", "3"},
                                    {"(if true then 1 else 2) + 1", "2"},
                                    {"if true then 1 else 2 + 1", "1"}};
    FEEL_CHECK_ROWS(rows);
}

static void test_feel_eval__ranges(void)
{
    static const feel_row rows[] = {
        {"[1..5]", "[1..5]"},
        {"(1..5)", "(1..5)"},
        {"]1..5[", "(1..5)"},
        {"[1..5)", "[1..5)"},
        {"[\"a\"..\"z\"]", "[\"a\"..\"z\"]"},
        {"[@\"2020-01-01\"..@\"2020-12-31\"]", "[date(\"2020-01-01\")..date(\"2020-12-31\")]"},
        {"(< 5)", "(< 5)"},
        {"(<= 5)", "(<= 5)"},
        {"(> 5)", "(> 5)"},
        {"(>= 5)", "(>= 5)"},
        {"(= 5)", "[5..5]"},
        {"(< @\"2020-01-01\")", "(< date(\"2020-01-01\"))"},
        {"[1..5].start", "1"},
        {"[1..5].end", "5"},
        {"[1..5].start included", "true"},
        {"(1..5).start included", "false"},
        {"[1..5).end included", "false"},
        {"(< 5).start", "null"},
        {"(< 5).start included", "false"},
        {"(< 5).end", "5"},
        {"(<= 5).end included", "true"},
        {"(>= 5).start included", "true"},
        {"[1..\"a\"]", "null"},
        {"[true..false]", "null"},
        {"[null..null]", "null"},
        {"[1 + 1..2 * 3]", "[2..6]"}};
    FEEL_CHECK_ROWS(rows);
}

static void test_feel_eval__lists(void)
{
    static const feel_row rows[] = {
        {"[]", "[]"},
        {"[1, \"a\", null]", "[1, \"a\", null]"},
        {"[1, 2, 3][1]", "1"},
        {"[1, 2, 3][-1]", "3"},
        {"[1, 2, 3][-3]", "1"},
        {"[1, 2, 3][0]", "null"},
        {"[1, 2, 3][4]", "null"},
        {"[1, 2, 3][-4]", "null"},
        {"[1, 2, 3][1.5]", "null"},
        {"[][1]", "null"},
        {"[1, 2, 3][item > 1]", "[2, 3]"},
        {"[1, 2, 3][item > 3]", "[]"},
        {"[1, 2, 3][true]", "[1, 2, 3]"},
        {"[1, 2, 3][false]", "[]"},
        {"[1, 2, 3][null]", "[]"},
        {"[1, 2, null][item = null]", "[null]"},
        {"[[1, 2], [3]][1][2]", "2"},
        {"[[1, 2], [3, 4]][item[1] = 3]", "[[3, 4]]"},
        {"5[1]", "5"},
        {"5[-1]", "5"},
        {"5[2]", "null"},
        {"5[item = 5]", "[5]"},
        {"\"a\"[1]", "\"a\""},
        {"null[1]", "null"},
        {"null[item = 1]", "null"},
        {"{a: 1}[a = 1]", "[{\"a\": 1}]"},
        {"[{a: 1, b: 2}, {a: 3, b: 4}][a > 1]", "[{\"a\": 3, \"b\": 4}]"},
        {"[{a: 1, b: 2}, {a: 3, b: 4}][a > 1].b", "[4]"},
        {"[{a: 1, b: 2}, {a: 3, b: 4}][a > 1][1].b", "4"},
        {"[{a: 1, b: 2}, {a: 3, b: 4}][item.a > b - 2]", "[{\"a\": 1, \"b\": 2}, {\"a\": 3, \"b\": 4}]"},
        {"[{a: 1}, {b: 2}][a = 1]", "[{\"a\": 1}]"},
        {"[{item: 1}, {item: 2}][item = 2]", "[{\"item\": 2}]"},
        {"{x: 2, l: [{x: 1}, {x: 2}][x = 1]}.l", "[{\"x\": 1}]"},
        {"{y: 2, l: [{x: 1}, {x: 2}][x = y]}.l", "[{\"x\": 2}]"},
        {"{i: 2, l: [4, 5, 6][i]}.l", "5"},
        {"{i: 2, l: [4, 5, 6][i + 1]}.l", "6"},
        {"[1, 2, 3][item in (1, 3)]", "[1, 3]"},
        {"[{a: [1, 2]}, {a: [3]}].a", "[[1, 2], [3]]"},
        {"[{a: {b: 1}}, {a: {b: 2}}].a.b", "[1, 2]"},
        {"[{a: 1}, {b: 2}].a", "[1, null]"},
        {"[1, 2].a", "[null, null]"}};
    FEEL_CHECK_ROWS(rows);
}

static void test_feel_eval__contexts(void)
{
    static const feel_row rows[] = {{"{}", "{}"},
                                    {"{a: 1}", "{\"a\": 1}"},
                                    {"{\"a b\": 1}", "{\"a b\": 1}"},
                                    {"{a b: 1}.a b", "1"},
                                    {"{\"a\": 1}.a", "1"},
                                    {"{a: 1, b: a + 1}", "{\"a\": 1, \"b\": 2}"},
                                    {"{a: {b: {c: 1}}}.a.b.c", "1"},
                                    {"{a: 1}.b", "null"},
                                    {"null.a", "null"},
                                    {"1.a", "null"},
                                    {"{a: 1, a: 2}", "null"},
                                    {"{\"\": 1}", "{\"\": 1}"},
                                    {"{a+b: 1, c: a+b + 1}.c", "2"},
                                    {"{a-b: 1}.a-b", "1"},
                                    {"{a: 5, b: 3, c: a-b}.c", "2"},
                                    {"{in stock: 3, r: in stock + 1}.r", "4"},
                                    {"{a.b: 1, c: a.b + 1}.c", "2"},
                                    {"{first name: \"x\", r: \"y\" + first name}.r", "\"yx\""},
                                    {"{a: 1, b: {a: 2, c: a}}.b.c", "2"},
                                    {"{a: function(x) x + 1, b: a(1)}.b", "2"},
                                    {"{安全: 1, b: 安全 + 1}.b", "2"},
                                    {"{a: 1}.a + {a: 2}.a", "3"},
                                    {"{é: 1}.é", "1"},
                                    {"{'a: 1}", "error FEEL-001"},
                                    {"{it's: 1}.it's", "1"},
                                    {"{a: 1,}", "error FEEL-001"}};
    FEEL_CHECK_ROWS(rows);
}

static void test_feel_eval__iteration(void)
{
    static const feel_row rows[] = {
        {"for i in [1, 2, 3] return i * 2", "[2, 4, 6]"},
        {"for i in 1..3 return i", "[1, 2, 3]"},
        {"for i in 3..1 return i", "[3, 2, 1]"},
        {"for i in -1..1 return i", "[-1, 0, 1]"},
        {"for i in 1..1 return i", "[1]"},
        {"for i in [1..3] return i", "[1, 2, 3]"},
        {"for i in (1..4) return i", "[2, 3]"},
        {"for i in (1..2) return i", "[]"},
        {"for x in [1, 2], y in [10, 20] return x + y", "[11, 21, 12, 22]"},
        {"for x in [[1, 2], [3]], y in x return y", "[1, 2, 3]"},
        {"for x in [1, 2] return for y in [x, 9] return y", "[[1, 9], [2, 9]]"},
        {"for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"},
        {"for i in 1..3 return count(partial)", "[0, 1, 2]"},
        {"for x in [] return x", "[]"},
        {"for x in 1 return x", "[1]"},
        {"for x in null return x", "null"},
        {"for x in \"a\" return x + \"b\"", "[\"ab\"]"},
        {"for d in @\"2020-01-30\"..@\"2020-02-01\" return d.day", "[30, 31, 1]"},
        {"for d in @\"2020-01-02\"..@\"2020-01-01\" return d", "[date(\"2020-01-02\"), date(\"2020-01-01\")]"},
        {"for i in 1.5..3 return i", "null"},
        {"for i in \"a\"..\"c\" return i", "null"},
        {"for my var in [1, 2] return my var + 1", "[2, 3]"},
        {"some x in [1, 2, 3] satisfies x > 2", "true"},
        {"some x in [1, 2, 3] satisfies x > 3", "false"},
        {"some x in [] satisfies x", "false"},
        {"some x in [null] satisfies x", "null"},
        {"some x in [null, true] satisfies x", "true"},
        {"some x in null satisfies x", "null"},
        {"some x in [1, 2], y in [2, 3] satisfies x = y", "true"},
        {"every x in [1, 2] satisfies x > 0", "true"},
        {"every x in [1, 2] satisfies x > 1", "false"},
        {"every x in [] satisfies x", "true"},
        {"every x in [null, true] satisfies x", "null"},
        {"every x in [null, false] satisfies x", "false"},
        {"every x in [1, 2], y in [3, 4] satisfies x < y", "true"},
        {"some i in 1..1000 satisfies i = 7", "true"},
        {"for i in 1..1000000000 return i", "stopped"},
        {"some x in [1, 2] satisfies x = 1 and true", "true"}};
    FEEL_CHECK_ROWS(rows);
}

static void test_feel_eval__functions(void)
{
    static const feel_row rows[] = {
        {"(function(x) x + 1)(2)", "3"},
        {"(function() 5)()", "5"},
        {"{f: function(a: number, b: number) a - b, r: f(3, 1)}.r", "2"},
        {"{f: function(a, b) a - b, r: f(b: 1, a: 3)}.r", "2"},
        {"{f: function(a, b) a - b, r: f(b: 1, c: 3)}.r", "null"},
        {"{f: function(a, b) a - b, r: f(1)}.r", "null"},
        {"{f: function(a) a, r: f(1, 2)}.r", "null"},
        {"{f: function(a: number) a, r: f(\"x\")}.r", "null"},
        {"{f: function(a: number) a, r: f([1])}.r", "1"},
        {"{f: function(a: number) a, r: f([1, 2])}.r", "null"},
        {"{f: function(a: list<number>) a, r: f(1)}.r", "[1]"},
        {"{f: function(a: date and time) a, r: f(date(\"2020-01-01\"))}.r", "date and time(\"2020-01-01T00:00:00Z\")"},
        {"{f: function(a: context<x: number>) a.x, r: f({x: 1})}.r", "1"},
        {"{f: function(a: context<x: number>) a, r: f({x: \"1\"})}.r", "null"},
        {"{n: 10, f: function(x) x + n, r: f(1)}.r", "11"},
        {"{make: function(n) function(x) x + n, r: make(5)(1)}.r", "6"},
        {"{f: function(x) if x <= 1 then 1 else x * f(x - 1), r: f(20)}.r", "2432902008176640000"},
        {"{f: function(x) f(x), r: f(1)}.r", "stopped"},
        {"{f: abs, r: f(-1)}.r", "1"},
        {"{f: function(g, x) g(x), r: f(floor, 1.5)}.r", "1"},
        {"{f: function(a) external {java: {class: \"x\", method signature: \"y\"}}, r: f(1)}.r", "null"},
        {"(1)(2)", "null"},
        {"null(1)", "null"},
        {"nothing(1)", "null"},
        {"for f in [abs, floor] return f(-1.5)", "[1.5, -2]"},
        {"[function(x) x + 1][1](2)", "3"},
        {"{a: {f: function(x) x * 2}}.a.f(4)", "8"},
        {"sort([3, 1, 2], function(x, y) x > y)", "[3, 2, 1]"},
        {"substring(\"foobar\", 3)", "\"obar\""},
        {"substring(string: \"foobar\", start position: 3, length: 2)", "\"ob\""},
        {"substring(start position: 3, string: \"foobar\")", "\"obar\""},
        {"substring([\"foobar\"], 3)", "\"obar\""},
        {"substring(\"foobar\")", "null"},
        {"substring(text: \"foobar\")", "null"},
        {"string length(\"abc\")", "3"},
        {"count(1)", "1"},
        {"date and time(\"2020-01-01T10:00:00\").hour", "10"},
        {"years and months duration(date(\"2020-01-01\"), date(\"2021-03-01\"))", "duration(\"P1Y2M\")"}};
    FEEL_CHECK_ROWS(rows);
}

static void test_feel_eval__instance_of(void)
{
    static const feel_row rows[] = {{"1 instance of number", "true"},
                                    {"\"a\" instance of string", "true"},
                                    {"true instance of boolean", "true"},
                                    {"@\"2020-01-01\" instance of date", "true"},
                                    {"@\"10:00:00\" instance of time", "true"},
                                    {"@\"2020-01-01T00:00:00\" instance of date and time", "true"},
                                    {"@\"P1D\" instance of days and time duration", "true"},
                                    {"@\"P1M\" instance of years and months duration", "true"},
                                    {"@\"P1M\" instance of days and time duration", "false"},
                                    {"1 instance of string", "false"},
                                    {"1 instance of Any", "true"},
                                    {"null instance of Null", "true"},
                                    {"null instance of number", "false"},
                                    {"null instance of Any", "false"},
                                    {"[1, 2] instance of list<number>", "true"},
                                    {"[1, \"a\"] instance of list<number>", "false"},
                                    {"[1, \"a\"] instance of list<Any>", "true"},
                                    {"[] instance of list<number>", "true"},
                                    {"[[1]] instance of list<list<number>>", "true"},
                                    {"{a: 1} instance of context<a: number>", "true"},
                                    {"{a: 1, b: 2} instance of context<a: number>", "true"},
                                    {"{a: \"x\"} instance of context<a: number>", "false"},
                                    {"{b: 1} instance of context<a: number>", "false"},
                                    {"{a: 1} instance of context", "true"},
                                    {"[1..2] instance of range<number>", "true"},
                                    {"[1..2] instance of range<string>", "false"},
                                    {"(function(a: number) a + 1) instance of function<number> -> number", "true"},
                                    {"(function(a: number, b) a + 1) instance of function<number> -> number", "false"},
                                    {"(function(a: number) \"x\") instance of function<number> -> number", "false"},
                                    {"1 instance of nothing known", "null"},
                                    {"1 instance of number and true", "true"},
                                    {"-1 instance of number", "true"},
                                    {"[1][1] instance of number", "true"}};
    FEEL_CHECK_ROWS(rows);
}

static void test_feel_eval__properties(void)
{
    static const feel_row rows[] = {{"@\"2020-01-31\".year", "2020"},
                                    {"@\"2020-01-31\".month", "1"},
                                    {"@\"2020-01-31\".day", "31"},
                                    {"@\"2020-01-31\".weekday", "5"},
                                    {"@\"10:11:12\".hour", "10"},
                                    {"@\"10:11:12\".minute", "11"},
                                    {"@\"10:11:12\".second", "12"},
                                    {"@\"10:11:12+01:00\".time offset", "duration(\"PT1H\")"},
                                    {"@\"2020-01-01T10:00:00@Europe/Paris\".timezone", "\"Europe/Paris\""},
                                    {"@\"P1Y2M\".years", "1"},
                                    {"@\"P1Y2M\".months", "2"},
                                    {"@\"P1DT2H3M4S\".days", "1"},
                                    {"@\"P1DT2H3M4S\".hours", "2"},
                                    {"@\"P1DT2H3M4S\".minutes", "3"},
                                    {"@\"P1DT2H3M4S\".seconds", "4"},
                                    {"@\"2020-01-31\".hour", "null"},
                                    {"@\"P1Y2M\".days", "null"},
                                    {"[@\"2020-01-31\", @\"2021-01-31\"].year", "[2020, 2021]"}};
    FEEL_CHECK_ROWS(rows);
}

static void test_feel_eval__names_that_are_not_there(void)
{
    static const feel_row rows[] = {
        {"x", "null"}, {"foo bar", "null"}, {"x + 1", "null"}, {"x.y", "null"}, {"unknown", "unknown"}};
    FEEL_CHECK_ROWS(rows);
}

static void test_feel_eval__syntax(void)
{
    static const feel_row rows[] = {{"1 +", "error FEEL-001"},
                                    {"(1", "error FEEL-001"},
                                    {"[1, 2", "error FEEL-001"},
                                    {"{a 1}", "error FEEL-001"},
                                    {"\"abc", "error FEEL-001"},
                                    {"1 2", "error FEEL-001"},
                                    {"if 1 then 2", "error FEEL-001"},
                                    {"for x [1] return x", "error FEEL-001"},
                                    {"some x in [1] return x", "error FEEL-001"},
                                    {"1 ! 2", "error FEEL-001"},
                                    {"/* open", "error FEEL-001"},
                                    {"a..b", "error FEEL-001"},
                                    {"1 in", "error FEEL-001"},
                                    {"f(1,", "error FEEL-001"},
                                    {"f(a: 1, 2)", "error FEEL-001"},
                                    {"function x", "error FEEL-001"},
                                    {"1 instance of", "error FEEL-001"},
                                    {")(", "error FEEL-001"},
                                    {"1 between 2", "error FEEL-001"}};
    FEEL_CHECK_ROWS(rows);
}

/* --- unary tests --- */

typedef struct {
    feel_value input;
    const char *tests, *printed;
} unary_row;

static void check_unary(const unary_row *rows, size_t count)
{
    const feel_type *any = feel_type_plain(FEEL_T_ANY);
    for (size_t i = 0; i < count; i++) {
        const feel_input input = {.name = "?", .type = any};
        const feel_scope scope = {.inputs = &input, .count = 1};
        char printed[256];
        feel_print_over(&scope, &rows[i].input, rows[i].tests, true, printed, sizeof printed);
        if (strcmp(printed, rows[i].printed) != 0)
            printf("\n    %s gives %s, not %s\n", rows[i].tests, printed, rows[i].printed);
        CU_ASSERT_STRING_EQUAL(printed, rows[i].printed);
    }
}

static void test_feel_eval__unary_tests(void)
{
    const feel_value five = feel_integer(5), day = feel_date(18000), yes = feel_boolean(true), none = feel_null();
    const unary_row rows[] = {
        {five, "-", "true"},           {none, "-", "true"},      {five, "5", "true"},
        {five, "4, 5", "true"},        {five, "4", "false"},     {five, "not(5)", "false"},
        {five, "not(4, 6)", "true"},   {five, "< 6", "true"},    {five, "[1..4]", "false"},
        {five, "> 7, < 6", "true"},    {five, "(1..9)", "true"}, {five, "? > 4", "true"},
        {five, "? + 1 = 7", "false"},  {five, "[1, 5]", "true"}, {five, "null", "false"},
        {none, "null", "true"},        {five, "-5", "false"},    {day, ">= date(\"2019-01-01\")", "true"},
        {yes, "true", "true"},         {yes, "false", "false"},  {five, "even(?)", "false"},
        {five, "not(? > 3)", "false"}, {five, "\"a\"", "null"},  {five, "5,", "error FEEL-001"}};
    check_unary(rows, sizeof rows / sizeof *rows);
}

/* --- inputs --- */

/* Names from outside, with spaces and operators in them: the longest that is there is meant. */
static void test_feel_eval__inputs(void)
{
    const feel_type *any = feel_type_plain(FEEL_T_ANY);
    const feel_input inputs[] = {{.name = "a", .type = any},        {.name = "b", .type = any},
                                 {.name = "a-b", .type = any},      {.name = "first name", .type = any},
                                 {.name = "if ready", .type = any}, {.name = "date of birth", .type = any}};
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    const feel_value values[] = {feel_integer(5),    feel_integer(3), feel_integer(100), feel_string_new(arena, "x", 1),
                                 feel_boolean(true), feel_date(0)};
    const feel_scope scope = {.inputs = inputs, .count = 6};
    static const feel_row rows[] = {{"a-b", "100"},
                                    {"a - b", "100"},
                                    {"(a)-b", "2"},
                                    {"a -b", "100"},
                                    {"first   name", "\"x\""},
                                    {"first /* c */ name", "\"x\""},
                                    {"first name + \"y\"", "\"xy\""},
                                    {"if ready", "true"},
                                    {"if if ready then 1 else 2", "1"},
                                    {"date of birth", "date(\"1970-01-01\")"},
                                    {"date of birth.year", "1970"},
                                    {"date(\"2020-01-01\")", "date(\"2020-01-01\")"},
                                    {"{a: 1, r: a}.r", "1"},
                                    {"for a in [7] return a", "[7]"},
                                    {"a+b", "8"},
                                    {"firstname", "null"},
                                    {"b*a", "15"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char printed[256];
        feel_print_over(&scope, values, rows[i].expression, false, printed, sizeof printed);
        CU_ASSERT_STRING_EQUAL(printed, rows[i].printed);
    }
    wz_arena_free(arena);
}

/* --- causes, limits, printing --- */

static void test_feel_eval__nulls_have_causes(void)
{
    static const char *const with[] = {"1 / 0",
                                       "1 + \"a\"",
                                       "1 < \"a\"",
                                       "x",
                                       "{a: 1}.b",
                                       "[1][2]",
                                       "nothing(1)",
                                       "substring(\"a\")",
                                       "(1)(2)",
                                       "{a: 1, a: 2}",
                                       "for x in 1.5..2 return x"};
    static const char *const without[] = {"null", "null = 1", "if null then 1 else null", "1 + 1"};
    char printed[256];
    for (size_t i = 0; i < sizeof with / sizeof *with; i++)
        CU_ASSERT(feel_print_over(NULL, NULL, with[i], false, printed, sizeof printed) > 0);
    for (size_t i = 0; i < sizeof without / sizeof *without; i++)
        CU_ASSERT_EQUAL(feel_print_over(NULL, NULL, without[i], false, printed, sizeof printed), 0);
}

/* Values that grow deep or large end the run or the print, not the program. */
static void test_feel_eval__limits(void)
{
    static const feel_row rows[] = {
        {"for i in 1..1000000000 return i", "stopped"},
        {"some x in 1..100000000 satisfies false", "stopped"},
        {"for i in 1..5000, j in 1..5000 return 1", "stopped"},
        {"{f: function(x) f(x + 1), r: f(1)}.r", "stopped"},
        {"{f: function(x) [f(x)], r: f(1)}.r", "stopped"},
        {"string((for i in 1..5000 return if i = 1 then [] else [partial[-1]])[-1])", "stopped"},
        {"{d: (for i in 1..5000 return if i = 1 then [] else [partial[-1]])[-1], r: d = d}.r", "stopped"},
        {"count((for i in 1..100 return if i = 1 then [1] else [partial[-1], partial[-1]])[-1])", "stopped"}};
    FEEL_CHECK_ROWS(rows);
}

/* What is printed reads back to a value that prints the same. */
static void test_feel_eval__prints_read_back(void)
{
    static const char *const values[] = {"[1, \"a\\n\\\"\", null, true]",
                                         "{a b: {c: [1.5]}}",
                                         "@\"2020-01-31\"",
                                         "@\"10:00:00@Europe/Paris\"",
                                         "@\"2020-01-01T10:00:00.5+08:00\"",
                                         "@\"-P1Y2M\"",
                                         "@\"-P1DT2H0.5S\"",
                                         "[1..2)",
                                         "(< 5)",
                                         "(>= @\"2020-01-01\")",
                                         "1/3",
                                         "10**40",
                                         "0.00000001",
                                         "unknown",
                                         "[1, unknown]",
                                         "\"\\u0001\\u007f\"",
                                         "[(1..2), ]3..4[]"};
    char once[512], twice[512];
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        feel_print_over(NULL, NULL, values[i], false, once, sizeof once);
        feel_print_over(NULL, NULL, once, false, twice, sizeof twice);
        CU_ASSERT_STRING_EQUAL(once, twice);
        CU_ASSERT_STRING_NOT_EQUAL(once, "null");
    }
}

CU_pSuite test_feel_eval_suite(void);

CU_pSuite test_feel_eval_suite(void)
{
    static const CU_TestInfo tests[] = {{"literals", test_feel_eval__literals},
                                        {"arithmetic", test_feel_eval__arithmetic},
                                        {"temporal arithmetic", test_feel_eval__temporal_arithmetic},
                                        {"comparison", test_feel_eval__comparison},
                                        {"in and unary tests", test_feel_eval__in_and_unary_tests},
                                        {"logic", test_feel_eval__logic},
                                        {"if", test_feel_eval__if},
                                        {"ranges", test_feel_eval__ranges},
                                        {"lists", test_feel_eval__lists},
                                        {"contexts", test_feel_eval__contexts},
                                        {"iteration", test_feel_eval__iteration},
                                        {"functions", test_feel_eval__functions},
                                        {"instance of", test_feel_eval__instance_of},
                                        {"properties", test_feel_eval__properties},
                                        {"names that are not there", test_feel_eval__names_that_are_not_there},
                                        {"syntax", test_feel_eval__syntax},
                                        {"unary tests", test_feel_eval__unary_tests},
                                        {"inputs", test_feel_eval__inputs},
                                        {"nulls have causes", test_feel_eval__nulls_have_causes},
                                        {"limits", test_feel_eval__limits},
                                        {"prints read back", test_feel_eval__prints_read_back}};
    CU_pSuite suite = CU_add_suite("feel eval", NULL, NULL);
    for (size_t i = 0; suite && i < sizeof tests / sizeof *tests; i++)
        CU_add_test(suite, tests[i].pName, tests[i].pTestFunc);
    return suite;
}
