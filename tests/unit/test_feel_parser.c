/* The parser's tree, the places of its faults, and its limits. */
#include "feel/parser.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "feel_common.h"

#include <time.h>

/* --- the tree as text: (kind item item …) with names and signs --- */

static void write_tree(wz_buffer *out, const feel_ast *ast)
{
    static const char *const kinds[] = {
        "",        "",   ".",   "[]",   "call",  "neg", "",    "",   "between", "in",       "test",     "range", "list",
        "context", "if", "for", "some", "every", "..",  "and", "or", "not",     "instance", "function", "tests", "any"};
    static const char *const signs[] = {"+", "-", "*", "/", "**", "<", "<=", ">", ">=", "=", "!="};
    if (ast->kind == AST_LITERAL) {
        feel_print(out, ast->value);
        return;
    }
    if (ast->kind == AST_NAME) {
        wz_buffer_add(out, ast->name.text, ast->name.length);
        return;
    }
    bool sign = ast->kind == AST_ARITHMETIC || ast->kind == AST_COMPARE || ast->kind == AST_TEST;
    wz_buffer_printf(out, "(%s", sign ? signs[ast->op] : kinds[ast->kind]);
    for (size_t i = 0; i < ast->count; i++) {
        wz_buffer_putc(out, ' ');
        write_tree(out, ast->items[i]);
    }
    if (ast->kind == AST_PATH)
        wz_buffer_printf(out, " %.*s", (int)ast->name.length, ast->name.text);
    wz_buffer_putc(out, ')');
}

static int parse(const char *text, uint32_t depth, wz_buffer *tree, feel_fault *fault)
{
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    const feel_compile_options options = {.mode = FEEL_STANDARD, .max_depth = depth};
    int status = WZ_OK;
    feel_ast *ast = feel_parse(arena, text, strlen(text), NULL, &options, fault, &status);
    CU_ASSERT_EQUAL(ast != NULL, status == WZ_OK);
    if (ast && tree)
        write_tree(tree, ast);
    fault->message = NULL; /* it goes with the arena */
    wz_arena_free(arena);
    return status;
}

static void test_feel_parser__precedence(void)
{
    static const feel_row rows[] = {{"1 + 2 * 3 ** 4", "(+ 1 (* 2 (** 3 4)))"},
                                    {"1 - 2 - 3", "(- (- 1 2) 3)"},
                                    {"2 ** 3 ** 4", "(** (** 2 3) 4)"},
                                    {"-a ** 2", "(** (neg a) 2)"},
                                    {"-2 ** 2", "(** -2 2)"},
                                    {"-a.b[1]", "(neg ([] (. a b) 1))"},
                                    {"a or b and c or d", "(or a (and b c) d)"},
                                    {"a and b and c", "(and a b c)"},
                                    {"a < b = c", "(= (< a b) c)"},
                                    {"a between 1 and 2 and b", "(and (between a 1 2) b)"},
                                    {"a in (1, < 2) or b", "(or (in a 1 (< 2)) b)"},
                                    {"a in (1 + 2) * 3", "(in a (* (+ 1 2) 3))"},
                                    {"a in (1..2)", "(in a (range 1 2))"},
                                    {"a in (1)", "(in a 1)"},
                                    {"a instance of number = b", "(= (instance a) b)"},
                                    {"f(a)(b).c", "(. (call (call f a) b) c)"},
                                    {"if a then b else c + 1", "(if a b (+ c 1))"},
                                    {"for x in 1..2, y in x return x + y", "(for (.. 1 2) x (+ x y))"},
                                    {"some x in a satisfies x = 1 and b", "(some a (and (= x 1) b))"},
                                    {"function(a, b) a + b", "(function (+ a b))"},
                                    {"not(a) and b", "(and (not a) b)"},
                                    {"[1..2[", "(range 1 2)"},
                                    {"]1..a[", "(range 1 a)"},
                                    {"]1..a[1]]", "(range 1 ([] a 1))"},
                                    {"[ ]1..2[, ]3..4[ ]", "(list (range 1 2) (range 3 4))"},
                                    {"{a b: 1, c: a b}", "(context 1 a b)"},
                                    {"date and time(\"x\")", "(call date and time \"x\")"},
                                    {"date and b", "(and date b)"},
                                    {"first name = 1", "(= first name 1)"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        wz_buffer tree = {0};
        feel_fault fault = {0};
        CU_ASSERT_EQUAL(parse(rows[i].expression, 0, &tree, &fault), WZ_OK);
        bool same = tree.data && strcmp(tree.data, rows[i].printed) == 0;
        if (!same)
            printf("\n    %s is %s, not %s\n", rows[i].expression, tree.data ? tree.data : "", rows[i].printed);
        CU_ASSERT(same);
        wz_buffer_free(&tree);
    }
}

static void test_feel_parser__fault_places(void)
{
    static const struct {
        const char *text;
        size_t offset;
    } rows[] = {{"1 +", 3},   {"1 2", 2}, {"(1", 2},    {"a + + b", 4},
                {"安 + ", 6}, {"\"a", 0}, {"a\xff", 1}, {"[1, 2", 5}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        feel_fault fault = {0};
        CU_ASSERT_EQUAL(parse(rows[i].text, 0, NULL, &fault), WZ_EINPUT);
        CU_ASSERT_STRING_EQUAL(fault.id, "FEEL-001");
        CU_ASSERT_EQUAL(fault.offset, rows[i].offset);
    }
}

/* A text of `piece` repeated, with something behind; to be freed with wz_free. */
static char *repeated(const char *piece, size_t times, const char *last)
{
    wz_buffer out = {0};
    for (size_t i = 0; i < times; i++)
        wz_buffer_puts(&out, piece);
    wz_buffer_puts(&out, last);
    return out.data;
}

static int parse_repeated(const char *piece, size_t times, const char *last)
{
    char *text = repeated(piece, times, last);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    feel_fault fault = {0};
    int status = parse(text, 0, NULL, &fault);
    wz_free(text);
    return status;
}

static void test_feel_parser__depth_is_limited(void)
{
    static const char *const deep[] = {"(",    "[",    "]",         "{a:",      "-a - -",      "not(",
                                       "f(",   "if ",  "for x in ", "a[",       "function() ", "1 in not(",
                                       "]1..", "{a:[", "x in (",    "1 in ]2.."};
    for (size_t i = 0; i < sizeof deep / sizeof *deep; i++)
        CU_ASSERT_NOT_EQUAL(parse_repeated(deep[i], 20000, "1"), WZ_OK);
    CU_ASSERT_EQUAL(parse_repeated("(", 100, "1"), WZ_EINPUT);
    CU_ASSERT_EQUAL(parse_repeated("1 + ", 20000, "1"), WZ_ELIMIT);
    CU_ASSERT_EQUAL(parse_repeated("1 + ", 500, "1"), WZ_OK);
    CU_ASSERT_EQUAL(parse_repeated("a and ", 20000, "a"), WZ_OK);
    CU_ASSERT_EQUAL(parse_repeated("1 ", 600000, "1"), WZ_ELIMIT);
    feel_fault fault = {0};
    CU_ASSERT_EQUAL(parse("((1))", 2, NULL, &fault), WZ_ELIMIT);
    CU_ASSERT_STRING_EQUAL(fault.id, "FEEL-002");
    CU_ASSERT_EQUAL(parse("((1))", 20, NULL, &fault), WZ_OK);
}

/* Texts that could be read in many ways do not take many times as long. */
static void test_feel_parser__time_is_limited(void)
{
    clock_t start = clock();
    CU_ASSERT_NOT_EQUAL(parse_repeated("x in (", 150, "nothing"), WZ_OK);
    CU_ASSERT_NOT_EQUAL(parse_repeated("]1..a[", 190, "nothing"), WZ_OK);
    CU_ASSERT_NOT_EQUAL(parse_repeated("a ]1..b[ ", 190, "nothing"), WZ_OK);
    parse_repeated("x in (1 + ", 90, "1");
    CU_ASSERT((double)(clock() - start) / CLOCKS_PER_SEC < 5.0);
}

CU_pSuite test_feel_parser_suite(void);

CU_pSuite test_feel_parser_suite(void)
{
    CU_pSuite suite = CU_add_suite("feel parser", NULL, NULL);
    if (!suite)
        return NULL;
    CU_add_test(suite, "precedence", test_feel_parser__precedence);
    CU_add_test(suite, "fault places", test_feel_parser__fault_places);
    CU_add_test(suite, "depth is limited", test_feel_parser__depth_is_limited);
    CU_add_test(suite, "time is limited", test_feel_parser__time_is_limited);
    return suite;
}
