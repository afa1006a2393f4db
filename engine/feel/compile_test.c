/* Unary tests, `in`, and ranges. Invariant: the value under test is computed once and stands in a local of its
 * own, which tests may also read as `?`. */
#include "feel/compile.h"

#include <string.h>

static const feel_type *range_of(feel_compiler *c, const feel_type *endpoint)
{
    feel_type *type = wz_arena_alloc(c->arena, sizeof *type);
    if (!type)
        return feel_type_plain(FEEL_T_RANGE);
    *type = (feel_type){.kind = FEEL_T_RANGE, .element = endpoint};
    return type;
}

/* A range between two endpoints, or the range of all values that pass a test such as `< 5`. */
feel_piece feel_compile_range(feel_compiler *c, const feel_ast *ast)
{
    bool test = ast->kind == AST_TEST;
    feel_operator op = (feel_operator)ast->op;
    feel_piece given = feel_compile_ast(c, ast->items[0]);
    if (test && op == OP_NE)
        return feel_failed_piece(c, "`!=` alone is no range");
    feel_piece nothing = feel_constant(c, feel_null(), feel_type_plain(FEEL_T_NULL));
    feel_piece low = !test || op == OP_GT || op == OP_GE || op == OP_EQ ? given : nothing;
    feel_piece high = !test                                       ? feel_compile_ast(c, ast->items[1])
                      : op == OP_LT || op == OP_LE || op == OP_EQ ? given
                                                                  : nothing;
    bool low_closed = test ? op == OP_GE || op == OP_EQ : ast->low_closed;
    bool high_closed = test ? op == OP_LE || op == OP_EQ : ast->high_closed;
    feel_ast order = *ast;
    order.op = OP_LE;
    if (!test)
        feel_check_comparison(c, &order, low.type, high.type);
    feel_node node = {.kind = NODE_RANGE,
                      .a = low.node,
                      .b = high.node,
                      .sub = (uint8_t)((low_closed ? RANGE_LOW_CLOSED : 0) | (high_closed ? RANGE_HIGH_CLOSED : 0) |
                                       (test ? RANGE_HALF : 0))};
    feel_piece parts[] = {low, high};
    return feel_fold(c, feel_add_node(c, node, range_of(c, given.type)), parts, 2);
}

/* --- tests over a local --- */

typedef struct {
    uint32_t slot;
    const feel_type *type;
} subject;

static feel_piece compile_test(feel_compiler *c, const feel_ast *ast, subject s);

static feel_piece compare_subject(feel_compiler *c, const feel_ast *ast, subject s, feel_operator op, feel_piece with)
{
    feel_ast comparison = *ast;
    comparison.op = (uint8_t)op;
    feel_check_comparison(c, &comparison, s.type, with.type);
    feel_piece local = feel_add_node(c, (feel_node){.kind = NODE_LOCAL, .a = s.slot}, s.type);
    return feel_add_node(c, (feel_node){.kind = NODE_COMPARE, .sub = (uint8_t)op, .a = local.node, .b = with.node},
                         feel_type_plain(FEEL_T_BOOLEAN));
}

/* Any of the tests, or none of them. */
static feel_piece any_of(feel_compiler *c, const feel_ast *ast, size_t from, subject s, bool negated)
{
    size_t count = ast->count - from;
    feel_piece *parts = wz_arena_array(c->arena, count, sizeof *parts);
    for (size_t i = 0; parts && i < count; i++)
        parts[i] = compile_test(c, ast->items[from + i], s);
    feel_node node = {.kind = NODE_OR};
    feel_add_children(c, &node, parts, parts ? count : 0);
    feel_piece piece = feel_add_node(c, node, feel_type_plain(FEEL_T_BOOLEAN));
    return negated ? feel_add_node(c, (feel_node){.kind = NODE_NOT, .a = piece.node}, piece.type) : piece;
}

/* A value to be equal to, a list or range to be within, or a condition on `?`. */
static feel_piece match_value(feel_compiler *c, const feel_ast *ast, subject s)
{
    bool condition = feel_ast_mentions(ast, "?");
    feel_piece test = feel_compile_ast(c, ast);
    feel_check_values(c, s.type, ast);
    const feel_type *wanted = test.type;
    if (wanted->kind == FEEL_T_RANGE && s.type->kind != FEEL_T_RANGE)
        wanted = wanted->element;
    else if (wanted->kind == FEEL_T_LIST && s.type->kind != FEEL_T_LIST)
        wanted = wanted->element;
    if (wanted && wanted->kind == FEEL_T_RANGE && s.type->kind != FEEL_T_RANGE)
        wanted = wanted->element;
    feel_ast comparison = *ast;
    comparison.op = OP_EQ;
    if (!condition && wanted)
        feel_check_comparison(c, &comparison, s.type, wanted);
    feel_read_all(c, test.type);
    uint8_t sub = condition ? MATCH_CONDITION : ast->kind == AST_RANGE ? MATCH_INTERVAL : 0;
    return feel_add_node(c, (feel_node){.kind = NODE_MATCH, .sub = sub, .a = s.slot, .b = test.node},
                         feel_type_plain(FEEL_T_BOOLEAN));
}

/* Ranges whose endpoints are not constant are tested without making the range. */
static feel_piece compile_test(feel_compiler *c, const feel_ast *ast, subject s)
{
    const feel_type *boolean = feel_type_plain(FEEL_T_BOOLEAN);
    if (ast->kind == AST_ANY_TEST)
        return feel_constant(c, feel_boolean(true), boolean);
    if (ast->kind == AST_UNARY_TESTS)
        return any_of(c, ast, 0, s, ast->op == OP_NE);
    if (ast->kind == AST_TEST) {
        feel_check_values(c, s.type, ast->items[0]);
        return compare_subject(c, ast->items[0], s, (feel_operator)ast->op, feel_compile_ast(c, ast->items[0]));
    }
    bool plain = ast->kind == AST_RANGE && s.type->kind != FEEL_T_RANGE && s.type->kind != FEEL_T_ANY;
    if (!plain)
        return match_value(c, ast, s);
    feel_piece low = feel_compile_ast(c, ast->items[0]), high = feel_compile_ast(c, ast->items[1]);
    if (feel_is_constant(c, low) && feel_is_constant(c, high))
        return match_value(c, ast, s);
    feel_piece parts[] = {compare_subject(c, ast->items[0], s, ast->low_closed ? OP_GE : OP_GT, low),
                          compare_subject(c, ast->items[1], s, ast->high_closed ? OP_LE : OP_LT, high)};
    feel_node node = {.kind = NODE_AND};
    feel_add_children(c, &node, parts, 2);
    return feel_add_node(c, node, boolean);
}

static feel_piece compile_tests(feel_compiler *c, const feel_ast *ast, size_t from, feel_piece value, bool negated)
{
    size_t locals = c->frame->count;
    subject s = {.type = value.type};
    s.slot = feel_declare(c, (feel_name){"?", 1}, value.type, false);
    feel_read_all(c, value.type);
    feel_piece test = any_of(c, ast, from, s, negated);
    c->frame->count = locals;
    feel_node node = {.kind = NODE_IN, .a = value.node, .b = s.slot};
    feel_add_children(c, &node, &test, 1);
    return feel_add_node(c, node, feel_type_plain(FEEL_T_BOOLEAN));
}

feel_piece feel_compile_in(feel_compiler *c, const feel_ast *ast)
{
    return compile_tests(c, ast, 1, feel_compile_ast(c, ast->items[0]), false);
}

/* The whole text being unary tests: the value is the input named `?`. Within an expression, not(…) over the `?`
 * around. */
feel_piece feel_compile_unary_tests(feel_compiler *c, const feel_ast *ast)
{
    feel_ast *input = feel_ast_new(c->arena, AST_NAME, ast->offset);
    if (!input) {
        c->failed = true;
        return feel_constant(c, feel_null(), NULL);
    }
    input->name = (feel_name){"?", 1};
    return compile_tests(c, ast, 0, feel_compile_name(c, input), ast->op == OP_NE);
}
