/* Unknown values, bounds, open lists and possible members: each row of the tables of docs/semantics.md, section 1. */
#include "feel_common.h"

enum {
    U,
    UN,
    UM,
    AL3,
    AM5,
    B24,
    D18,
    DAY,
    US,
    UL,
    EMPTY,
    POSS,
    VAGUE,
    OPEN,
    OPENE,
    TRUTHS,
    TPOSS,
    TOPEN,
    REC,
    RECS,
    INPUTS
};

static const char *const names[INPUTS] = {[U] = "u",           /* unknown boolean */
                                          [UN] = "un",         /* unknown number */
                                          [UM] = "um",         /* unknown boolean, marked */
                                          [AL3] = "al3",       /* a number of 3 or more */
                                          [AM5] = "am5",       /* a number of 5 at most */
                                          [B24] = "b24",       /* a number from 2 to 4 */
                                          [D18] = "d18",       /* a day in May 2018 */
                                          [DAY] = "day",       /* unknown date */
                                          [US] = "us",         /* unknown string */
                                          [UL] = "ul",         /* unknown list */
                                          [EMPTY] = "empty",   /* [], closed */
                                          [POSS] = "poss",     /* [1, possibly 2], closed */
                                          [VAGUE] = "vague",   /* [possibly 1], closed */
                                          [OPEN] = "open",     /* [1, 2, …], open */
                                          [OPENE] = "opene",   /* […], open */
                                          [TRUTHS] = "truths", /* [false, unknown] */
                                          [TPOSS] = "tposs",   /* [false, possibly true] */
                                          [TOPEN] = "topen",   /* [false, …], open */
                                          [REC] = "rec",       /* {k: unknown number, s: "a"} */
                                          [RECS] = "recs"};    /* [{k: 1, s: "a"}, {k: unknown, s: "b"}] */

static feel_value context(wz_arena *arena, feel_value k, const char *s)
{
    feel_context *made = wz_arena_alloc(arena, sizeof *made);
    const feel_string **keys = wz_arena_array(arena, 2, sizeof *keys);
    feel_value *values = wz_arena_array(arena, 2, sizeof *values);
    CU_ASSERT_FATAL(made != NULL && keys != NULL && values != NULL);
    keys[0] = feel_str(feel_string_new(arena, "k", 1));
    keys[1] = feel_str(feel_string_new(arena, "s", 1));
    values[0] = k;
    values[1] = feel_string_new(arena, s, strlen(s));
    *made = (feel_context){.count = 2, .keys = keys, .values = values};
    return feel_from(FEEL_CONTEXT, made);
}

static feel_value list(wz_arena *arena, feel_value a, feel_value b, bool b_possible, bool open)
{
    const feel_value items[] = {a, b};
    const bool possible[] = {false, b_possible};
    return feel_list_open(arena, items, possible, 2, open);
}

static void make_values(wz_arena *arena, feel_value *v)
{
    const feel_value one = feel_integer(1), two = feel_integer(2), no = feel_boolean(false), yes = feel_boolean(true);
    const feel_value unknown = feel_unknown_of(FEEL_NUMBER);
    const bool possible = true;
    wz_day first = 0, last = 0;
    CU_ASSERT_FATAL(wz_day_parse_loose("2018.05", &first, &last));
    v[U] = feel_unknown_of(FEEL_BOOLEAN);
    v[UN] = unknown;
    v[UM] = feel_marked(FEEL_BOOLEAN);
    v[AL3] = feel_bounded(arena, FEEL_NUMBER, feel_integer(3), feel_null());
    v[AM5] = feel_bounded(arena, FEEL_NUMBER, feel_null(), feel_integer(5));
    v[B24] = feel_bounded(arena, FEEL_NUMBER, two, feel_integer(4));
    v[D18] = feel_bounded(arena, FEEL_DATE, feel_date(first), feel_date(last));
    v[DAY] = feel_unknown_of(FEEL_DATE);
    v[US] = feel_unknown_of(FEEL_STRING);
    v[UL] = feel_unknown_of(FEEL_LIST);
    v[EMPTY] = feel_list_new(arena, NULL, 0);
    v[POSS] = list(arena, one, two, true, false);
    v[VAGUE] = feel_list_open(arena, &one, &possible, 1, false);
    v[OPEN] = list(arena, one, two, false, true);
    v[OPENE] = feel_list_open(arena, NULL, NULL, 0, true);
    v[TRUTHS] = list(arena, no, v[U], false, false);
    v[TPOSS] = list(arena, no, yes, true, false);
    v[TOPEN] = feel_list_open(arena, &no, NULL, 1, true);
    v[REC] = context(arena, unknown, "a");
    v[RECS] = list(arena, context(arena, one, "a"), context(arena, unknown, "b"), false, false);
}

typedef struct {
    wz_arena *arena;
    feel_input inputs[INPUTS];
    feel_value values[INPUTS];
    feel_scope scope;
} fixture;

static void setup(fixture *f)
{
    f->arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(f->arena);
    make_values(f->arena, f->values);
    for (int i = 0; i < INPUTS; i++)
        f->inputs[i] = (feel_input){.name = names[i], .type = feel_type_plain(FEEL_T_ANY)};
    f->scope = (feel_scope){.inputs = f->inputs, .count = INPUTS};
}

static void check_rows(const feel_row *rows, size_t count)
{
    fixture f;
    setup(&f);
    for (size_t i = 0; i < count; i++) {
        char printed[512];
        feel_print_over(&f.scope, f.values, rows[i].expression, false, printed, sizeof printed);
        if (strcmp(printed, rows[i].printed) != 0)
            printf("\n    %s gives %s, not %s\n", rows[i].expression, printed, rows[i].printed);
        CU_ASSERT_STRING_EQUAL(printed, rows[i].printed);
    }
    wz_arena_free(f.arena);
}

#define CHECK(...) \
    do { \
        static const feel_row rows[] = {__VA_ARGS__}; \
        check_rows(rows, sizeof rows / sizeof *rows); \
    } while (0)

static void test_feel_unknown__logic(void)
{
    CHECK({"u and false", "false"}, {"false and u", "false"}, {"u and true", "unknown"}, {"u and null", "unknown"},
          {"null and false", "false"}, {"u or true", "true"}, {"u or false", "unknown"}, {"null or u", "unknown"},
          {"not(u)", "unknown"}, {"u or not(u)", "unknown"}, {"u and not(u)", "unknown"},
          {"u and u and false", "false"});
}

static void test_feel_unknown__if(void)
{
    CHECK({"if u then 1 else 1", "1"}, {"if u then 1 else 2", "unknown"},
          {"if u then [1, \"a\"] else [1, \"a\"]", "[1, \"a\"]"}, {"if u then un else un", "unknown"},
          {"if u and false then 1 else 2", "2"}, {"if u then null else null", "null"},
          {"if u then opene else opene", "unknown"}, {"(if u then 3 else 4) > 1", "unknown"});
}

static void test_feel_unknown__equality(void)
{
    CHECK({"un = 1", "unknown"}, {"un != 1", "unknown"}, {"un = null", "unknown"}, {"un = un", "unknown"},
          {"[1, un] = [2, 5]", "false"}, {"[1, un] = [1, 5]", "unknown"}, {"[un] = [1, 2]", "false"},
          {"[un] != [1, 2]", "true"}, {"rec = {k: 1, s: \"a\"}", "unknown"}, {"rec = {k: 1, s: \"b\"}", "false"},
          {"rec = {k: 1}", "false"}, {"open = [1, 2]", "unknown"}, {"open = [5]", "unknown"}, {"poss = [1]", "unknown"},
          {"open = null", "false"}, {"[[1, un]] = [[2, 1]]", "false"}, {"us = \"a\"", "unknown"},
          {"ul = []", "unknown"});
}

static void test_feel_unknown__bounds_in_comparisons(void)
{
    CHECK({"al3 >= 3", "true"}, {"al3 > 2", "true"}, {"al3 < 3", "false"}, {"al3 > 3", "unknown"},
          {"al3 >= 4", "unknown"}, {"am5 <= 5", "true"}, {"am5 < 5", "unknown"}, {"am5 > 5", "false"},
          {"b24 > 1", "true"}, {"b24 > 4", "false"}, {"b24 > 2", "unknown"}, {"b24 < al3", "unknown"},
          {"b24 < al3 + 2", "true"}, {"al3 = 2", "false"}, {"al3 != 2", "true"}, {"al3 = 3", "unknown"},
          {"b24 between 1 and 5", "true"}, {"b24 between 5 and 9", "false"}, {"b24 between 3 and 9", "unknown"},
          {"b24 in [1..5]", "true"}, {"b24 in (5, 6)", "false"}, {"b24 in (< 2)", "false"},
          {"b24 in (2, 3, 4)", "unknown"}, {"al3 in (>= 3)", "true"}, {"un > 1", "unknown"}, {"us < \"a\"", "unknown"},
          {"d18 >= date(\"2018-05-01\")", "true"}, {"d18 < date(\"2018-05-31\")", "unknown"},
          {"d18 < date(\"2018-06-01\")", "true"}, {"d18 = date(\"2018-06-01\")", "false"},
          {"day > date(\"2018-06-01\")", "unknown"});
}

static void test_feel_unknown__bounds_in_sums(void)
{
    CHECK({"al3 + 1 >= 4", "true"}, {"10 - b24 <= 8", "true"}, {"10 - b24 < 6", "false"}, {"b24 - b24 <= 2", "true"},
          {"b24 + al3 >= 5", "true"}, {"-b24 <= -2", "true"}, {"b24 * 2 > 1", "unknown"}, {"b24 / 2 > 0", "unknown"},
          {"abs(b24) > 1", "unknown"}, {"d18 + duration(\"P6M\") >= date(\"2018-11-01\")", "true"},
          {"d18 + duration(\"P6M\") <= date(\"2018-11-30\")", "true"},
          {"d18 + duration(\"P6M\") < date(\"2018-11-30\")", "unknown"},
          {"d18 - duration(\"P1D\") < date(\"2018-05-31\")", "true"},
          {"d18 - date(\"2018-04-01\") >= duration(\"P30D\")", "true"}, {"d18.year = 2018", "unknown"},
          {"un + 1", "unknown"}, {"\"a\" + us", "unknown"}, {"b24 - 2 >= 0 and b24 - 4 <= 0", "true"});
}

static void test_feel_unknown__functions(void)
{
    CHECK({"string length(us)", "unknown"}, {"contains(us, \"a\")", "unknown"}, {"string([1, un])", "unknown"},
          {"string(rec)", "unknown"}, {"reverse(open)", "unknown"}, {"append(poss, 3)", "unknown"},
          {"sort([2, un], function(a, b) a < b)", "unknown"}, {"un instance of number", "unknown"},
          {"(function(x) 1)(un)", "1"}, {"(function(x: number) x + 1)(un)", "unknown"}, {"us.length", "unknown"},
          {"[un][1]", "unknown"}, {"{a: un, b: 2}.b", "2"}, {"rec.s", "\"a\""}, {"rec.k", "unknown"},
          {"is(un, 1)", "unknown"}, {"nothing(un)", "null"});
}

static void test_feel_unknown__count(void)
{
    CHECK({"count(empty)", "0"}, {"count(poss) >= 1", "true"}, {"count(poss) <= 2", "true"},
          {"count(poss) = 2", "unknown"}, {"count(poss) > 2", "false"}, {"count(open) >= 2", "true"},
          {"count(open) > 2", "unknown"}, {"count(open) < 2", "false"}, {"count(opene) >= 0", "true"},
          {"count(opene) = 0", "unknown"}, {"count([un, 1])", "2"}, {"count(ul) > 0", "unknown"});
}

static void test_feel_unknown__some(void)
{
    CHECK({"some x in empty satisfies x > 0", "false"}, {"some x in poss satisfies x = 1", "true"},
          {"some x in poss satisfies x = 2", "unknown"}, {"some x in poss satisfies x > 5", "false"},
          {"some x in open satisfies x = 1", "true"}, {"some x in open satisfies x > 5", "unknown"},
          {"some x in opene satisfies x > 5", "unknown"}, {"some x in truths satisfies x", "unknown"},
          {"some x in ul satisfies x", "unknown"}, {"some x in [1, un] satisfies x = 1", "true"},
          {"some x in [1, 2], y in open satisfies x = y", "true"}, {"any(tposs)", "unknown"}, {"any(topen)", "unknown"},
          {"some x in [null, 1] satisfies x > 5", "null"}, {"some x in open satisfies false", "unknown"});
}

static void test_feel_unknown__every(void)
{
    CHECK({"every x in empty satisfies x > 0", "true"}, {"every x in poss satisfies x > 1", "false"},
          {"every x in poss satisfies x < 2", "unknown"}, {"every x in poss satisfies x > 0", "true"},
          {"every x in open satisfies x > 1", "false"}, {"every x in open satisfies x > 0", "unknown"},
          {"every x in opene satisfies x > 0", "unknown"}, {"every x in truths satisfies x", "false"},
          {"every x in ul satisfies x", "unknown"}, {"all(tposs)", "false"}, {"all(topen)", "false"},
          {"every x in [un, 5] satisfies x > 6", "false"});
}

static void test_feel_unknown__sum_min_max(void)
{
    CHECK({"sum(empty)", "null"}, {"sum(poss) >= 1", "true"}, {"sum(poss) <= 3", "true"}, {"sum(poss) = 2", "unknown"},
          {"sum(vague)", "unknown"}, {"sum(open) >= 1", "unknown"}, {"sum([un, 1])", "unknown"},
          {"sum([b24, 1]) <= 5", "true"}, {"min(empty)", "null"}, {"max(empty)", "null"}, {"max(poss) >= 1", "true"},
          {"max(poss) <= 2", "true"}, {"max(poss) = 3", "false"}, {"min(poss)", "1"}, {"max(open) >= 2", "true"},
          {"max(open) > 2", "unknown"}, {"min(open) <= 1", "true"}, {"min(open) < 1", "unknown"},
          {"max(vague)", "unknown"}, {"max(opene)", "unknown"}, {"max([b24, 3]) >= 3", "true"},
          {"max(al3, 1) >= 3", "true"}, {"min([al3, 1])", "1"});
}

static void test_feel_unknown__lists(void)
{
    CHECK({"open[1]", "1"}, {"open[2]", "2"}, {"open[3]", "unknown"}, {"open[-1]", "unknown"}, {"poss[1]", "1"},
          {"poss[2]", "unknown"}, {"poss[-1]", "unknown"}, {"vague[1]", "unknown"}, {"[1, 2][un]", "unknown"},
          {"open[0]", "null"}, {"list contains(open, 1)", "true"}, {"list contains(open, 9)", "unknown"},
          {"list contains(poss, 1)", "true"}, {"list contains(poss, 2)", "unknown"},
          {"list contains(poss, 9)", "false"}, {"1 in open", "true"}, {"9 in open", "unknown"}, {"9 in poss", "false"},
          {"distinct values(open)", "unknown"}, {"distinct values(poss)", "unknown"},
          {"concatenate(open, [1])", "unknown"}, {"string join([us, \"a\"])", "unknown"});
}

static void test_feel_unknown__filters(void)
{
    CHECK({"count([1, 2, un][item > 1]) >= 1", "true"}, {"count([1, 2, un][item > 1]) <= 2", "true"},
          {"count([1, un][item > 5]) = 0", "unknown"}, {"count([1, un][item > 5]) > 1", "false"},
          {"[1, 2][item > un]", "unknown"}, {"open[item > 1][1]", "2"}, {"count(open[item > 1]) >= 1", "true"},
          {"count(open[item > 5]) = 0", "unknown"}, {"count(poss[item > 1]) <= 1", "true"},
          {"poss[item > 1]", "unknown"}, {"poss[item < 2]", "[1]"}, {"recs[k = 1].s[1]", "\"a\""},
          {"count(recs[k = 1]) >= 1", "true"}, {"recs[k = 2].s", "unknown"}, {"recs[s = \"b\"].k", "[unknown]"},
          {"ul[item > 1]", "unknown"}, {"[1, 2][u]", "unknown"}, {"count([1, 2][u]) <= 2", "true"},
          {"un[item = 1]", "unknown"});
}

static void test_feel_unknown__for(void)
{
    CHECK({"for x in [1, un] return x * 2", "[2, unknown]"}, {"count(for x in poss return x) <= 2", "true"},
          {"(for x in open return x + 1)[2]", "3"}, {"for x in open return x", "unknown"},
          {"for x in ul return x", "unknown"}, {"for x in 1..un return x", "unknown"},
          {"count(for x in [1, 2], y in poss return y) <= 4", "true"},
          {"count(for x in open, y in [1, 2] return y) >= 4", "true"},
          {"(for x in [1, 2], y in open return y)[2]", "2"}, {"(for x in [1, 2], y in open return y)[3]", "unknown"});
}

/* A result is marked exactly if something that its being unknown rests on is marked. */
static void test_feel_unknown__marks(void)
{
    static const struct {
        const char *expression;
        bool marked;
    } rows[] = {{"um", true},
                {"u", false},
                {"um and true", true},
                {"um and u", true},
                {"u and true", false},
                {"not(um)", true},
                {"if um then 1 else 2", true},
                {"if u then 1 else 2", false},
                {"um = true", true},
                {"string(um)", true},
                {"string([um])", true},
                {"[1, 2][um]", false},
                {"count([1, 2][um]) = 2", true},
                {"count([1, 2][u]) = 2", false},
                {"some x in [1] satisfies um", true},
                {"some x in [u, um] satisfies x", true},
                {"un + 1", false},
                {"{a: um}.a", true},
                {"(function(x) x)(um)", true},
                {"(un > 1) or um", true},
                {"u or (um and false)", false}};
    fixture f;
    setup(&f);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const feel_program *program = NULL;
        const feel_fault *faults = NULL;
        size_t count = 0;
        const feel_compile_options options = {.mode = FEEL_STANDARD};
        const char *text = rows[i].expression;
        CU_ASSERT_EQUAL_FATAL(feel_compile(&program, f.arena, text, strlen(text), &f.scope, &options, &faults, &count),
                              WZ_OK);
        feel_run run = {.arena = f.arena, .inputs = f.values, .steps = 100000};
        feel_value v = feel_evaluate(program, &run);
        bool right = v.tag == FEEL_LIST || (v.tag == FEEL_UNKNOWN && ((v.bits & FEEL_MARKED) != 0) == rows[i].marked);
        if (!right)
            printf("\n    %s is %smarked\n", text, rows[i].marked ? "not " : "");
        CU_ASSERT(right);
    }
    wz_arena_free(f.arena);
}

CU_pSuite test_feel_unknown_suite(void);

CU_pSuite test_feel_unknown_suite(void)
{
    static const CU_TestInfo tests[] = {{"logic", test_feel_unknown__logic},
                                        {"if", test_feel_unknown__if},
                                        {"equality", test_feel_unknown__equality},
                                        {"bounds in comparisons", test_feel_unknown__bounds_in_comparisons},
                                        {"bounds in sums", test_feel_unknown__bounds_in_sums},
                                        {"functions", test_feel_unknown__functions},
                                        {"count", test_feel_unknown__count},
                                        {"some", test_feel_unknown__some},
                                        {"every", test_feel_unknown__every},
                                        {"sum, min, max", test_feel_unknown__sum_min_max},
                                        {"lists", test_feel_unknown__lists},
                                        {"filters", test_feel_unknown__filters},
                                        {"for", test_feel_unknown__for},
                                        {"marks", test_feel_unknown__marks}};
    CU_pSuite suite = CU_add_suite("feel unknown", NULL, NULL);
    for (size_t i = 0; suite && i < sizeof tests / sizeof *tests; i++)
        CU_add_test(suite, tests[i].pName, tests[i].pTestFunc);
    return suite;
}
