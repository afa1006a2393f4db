/* Operators: logic, comparison, arithmetic. Invariant: comparing a member of an input with a constant becomes one
 * node. */
#include "feel/compile.h"

#include <string.h>

/* --- logic --- */

feel_piece feel_compile_condition(feel_compiler *c, const feel_ast *ast)
{
    feel_piece piece = feel_compile_ast(c, ast);
    if (!feel_strict(c))
        return piece;
    const feel_type *type = piece.type;
    const feel_type *boolean = feel_type_plain(FEEL_T_BOOLEAN);
    if (type->kind == FEEL_T_LIST && type->element && feel_static_fits(type->element, boolean))
        return feel_add_node(c, (feel_node){.kind = NODE_SINGLE, .a = piece.node}, boolean);
    if (!feel_static_fits(type, boolean))
        feel_fault_at(c, "FEEL-007", ast->offset, "a condition is wanted here, this is %s; compare it with something",
                      feel_type_text(c->arena, type));
    return piece;
}

static feel_piece compile_chain(feel_compiler *c, const feel_ast *ast, feel_node_kind kind)
{
    feel_piece *parts = wz_arena_array(c->arena, ast->count, sizeof *parts);
    for (size_t i = 0; parts && i < ast->count; i++)
        parts[i] = feel_compile_condition(c, ast->items[i]);
    feel_node node = {.kind = (uint8_t)kind};
    feel_add_children(c, &node, parts, parts ? ast->count : 0);
    feel_piece piece = feel_add_node(c, node, feel_type_plain(FEEL_T_BOOLEAN));
    return feel_fold(c, piece, parts, parts ? ast->count : 0);
}

static feel_piece compile_not(feel_compiler *c, const feel_ast *ast)
{
    feel_piece part = feel_compile_condition(c, ast->items[0]);
    feel_piece piece = feel_add_node(c, (feel_node){.kind = NODE_NOT, .a = part.node}, feel_type_plain(FEEL_T_BOOLEAN));
    return feel_fold(c, piece, &part, 1);
}

/* --- comparison --- */

static feel_operator turned(feel_operator op)
{
    switch (op) {
    case OP_LT: return OP_GT;
    case OP_LE: return OP_GE;
    case OP_GT: return OP_LT;
    case OP_GE: return OP_LE;
    default: return op;
    }
}

/* The fused node for member `op` constant, if the two pieces are that. */
static bool fuse(feel_compiler *c, feel_operator op, feel_piece a, feel_piece b, feel_piece *out)
{
    if (c->failed || c->nodes[a.node].kind != NODE_INPUT_MEMBER || !feel_is_constant(c, b))
        return false;
    const feel_string **name = wz_arena_alloc(c->arena, sizeof *name);
    if (!name)
        return false;
    feel_node member = c->nodes[a.node];
    *name = feel_str(member.value);
    *out = feel_add_node(c,
                         (feel_node){.kind = NODE_TEST_MEMBER,
                                     .sub = (uint8_t)op,
                                     .a = member.a,
                                     .b = member.b,
                                     .shape = member.shape,
                                     .value = c->nodes[b.node].value,
                                     .of.keys = name},
                         feel_type_plain(FEEL_T_BOOLEAN));
    return true;
}

static feel_piece compare(feel_compiler *c, feel_operator op, feel_piece a, feel_piece b)
{
    feel_piece fused;
    if (fuse(c, op, a, b, &fused) || fuse(c, turned(op), b, a, &fused))
        return fused;
    feel_piece parts[] = {a, b};
    feel_piece piece = feel_add_node(c, (feel_node){.kind = NODE_COMPARE, .sub = (uint8_t)op, .a = a.node, .b = b.node},
                                     feel_type_plain(FEEL_T_BOOLEAN));
    return feel_fold(c, piece, parts, 2);
}

static feel_piece compile_compare(feel_compiler *c, const feel_ast *ast)
{
    feel_piece a = feel_compile_ast(c, ast->items[0]);
    feel_piece b = feel_compile_ast(c, ast->items[1]);
    feel_check_comparison(c, ast, a.type, b.type);
    feel_check_values(c, a.type, ast->items[1]);
    feel_check_values(c, b.type, ast->items[0]);
    feel_read_all(c, a.type);
    feel_read_all(c, b.type);
    return compare(c, (feel_operator)ast->op, a, b);
}

/* a between b and c is a >= b and a <= c. A value that costs more than a load is computed once, as the test of `in`. */
static feel_piece compile_between(feel_compiler *c, const feel_ast *ast)
{
    feel_piece value = feel_compile_ast(c, ast->items[0]);
    feel_piece low = feel_compile_ast(c, ast->items[1]);
    feel_piece high = feel_compile_ast(c, ast->items[2]);
    feel_ast order = *ast;
    order.op = OP_GE;
    feel_check_comparison(c, &order, value.type, low.type);
    feel_check_comparison(c, &order, value.type, high.type);
    uint32_t slot = c->frame->slots++;
    feel_piece local = feel_add_node(c, (feel_node){.kind = NODE_LOCAL, .a = slot}, value.type);
    const feel_type *boolean = feel_type_plain(FEEL_T_BOOLEAN);
    feel_piece parts[] = {
        feel_add_node(c, (feel_node){.kind = NODE_COMPARE, .sub = OP_GE, .a = local.node, .b = low.node}, boolean),
        feel_add_node(c, (feel_node){.kind = NODE_COMPARE, .sub = OP_LE, .a = local.node, .b = high.node}, boolean)};
    feel_node both = {.kind = NODE_AND};
    feel_add_children(c, &both, parts, 2);
    feel_piece test = feel_add_node(c, both, boolean);
    feel_node in = {.kind = NODE_IN, .a = value.node, .b = slot};
    feel_add_children(c, &in, &test, 1);
    feel_piece all[] = {value, low, high};
    return feel_fold(c, feel_add_node(c, in, boolean), all, 3);
}

/* --- arithmetic --- */

static feel_piece compile_arithmetic(feel_compiler *c, const feel_ast *ast)
{
    feel_piece parts[] = {feel_compile_ast(c, ast->items[0]), feel_compile_ast(c, ast->items[1])};
    const feel_type *type = feel_check_arithmetic(c, ast, parts[0].type, parts[1].type);
    feel_node node = {.kind = NODE_ARITHMETIC, .sub = ast->op, .a = parts[0].node, .b = parts[1].node};
    return feel_fold(c, feel_add_node(c, node, type), parts, 2);
}

static feel_piece compile_negate(feel_compiler *c, const feel_ast *ast)
{
    feel_piece part = feel_compile_ast(c, ast->items[0]);
    feel_type_kind kind = part.type->kind;
    bool good = kind == FEEL_T_NUMBER || kind == FEEL_T_DAYS_TIME || kind == FEEL_T_YEARS_MONTHS ||
                kind == FEEL_T_ANY || kind == FEEL_T_NULL;
    if (!good && feel_strict(c))
        feel_fault_at(c, "FEEL-007", ast->offset, "`-` is not defined for %s; give it a number or a duration",
                      feel_type_text(c->arena, part.type));
    feel_piece piece = feel_add_node(c, (feel_node){.kind = NODE_NEGATE, .a = part.node}, good ? part.type : NULL);
    return feel_fold(c, piece, &part, 1);
}

feel_piece feel_compile_operator(feel_compiler *c, const feel_ast *ast)
{
    switch ((feel_ast_kind)ast->kind) {
    case AST_AND: return compile_chain(c, ast, NODE_AND);
    case AST_OR: return compile_chain(c, ast, NODE_OR);
    case AST_NOT: return compile_not(c, ast);
    case AST_COMPARE: return compile_compare(c, ast);
    case AST_BETWEEN: return compile_between(c, ast);
    case AST_NEGATE: return compile_negate(c, ast);
    default: return compile_arithmetic(c, ast);
    }
}
