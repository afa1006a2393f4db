/* `for`, `some`, `every` and filters. Invariant: each variable has a slot of its own in the frame, written before
 * the body runs. */
#include "feel/compile.h"

#include <string.h>

static const feel_type *member_type(const feel_type *domain)
{
    bool holds = domain->kind == FEEL_T_LIST || domain->kind == FEEL_T_RANGE;
    if (holds)
        return domain->element ? domain->element : feel_type_plain(FEEL_T_ANY);
    return domain;
}

static feel_piece compile_dots(feel_compiler *c, const feel_ast *ast)
{
    feel_piece low = feel_compile_ast(c, ast->items[0]), high = feel_compile_ast(c, ast->items[1]);
    feel_ast order = *ast;
    order.op = OP_LE;
    feel_check_comparison(c, &order, low.type, high.type);
    bool dates = low.type->kind == FEEL_T_DATE;
    const feel_type *element = feel_type_plain(dates ? FEEL_T_DATE : FEEL_T_NUMBER);
    return feel_add_node(c, (feel_node){.kind = NODE_DOTS, .a = low.node, .b = high.node},
                         feel_type_list_of(c->arena, feel_strict(c) ? element : feel_type_plain(FEEL_T_ANY)));
}

/* The body of a `for`, which sees `partial`; *slot is UINT32_MAX where it does not look. */
static feel_piece compile_for_body(feel_compiler *c, const feel_ast *ast, uint32_t *slot)
{
    const feel_ast *body = ast->items[ast->count - 1];
    *slot = UINT32_MAX;
    if (feel_ast_mentions(body, "partial"))
        *slot = feel_declare(c, (feel_name){"partial", strlen("partial")}, feel_type_plain(FEEL_T_LIST), false);
    feel_piece piece = feel_compile_ast(c, body);
    if (*slot != UINT32_MAX)
        feel_read_all(c, piece.type);
    return piece;
}

feel_piece feel_compile_iteration(feel_compiler *c, const feel_ast *ast)
{
    size_t locals = c->frame->count;
    size_t iterators = ast->count - 1;
    feel_piece *parts = wz_arena_array(c->arena, ast->count, sizeof *parts);
    uint32_t *slots = wz_arena_array(c->arena, ast->count, sizeof *slots);
    if (!parts || !slots) {
        c->failed = true;
        return feel_constant(c, feel_null(), NULL);
    }
    for (size_t i = 0; i < iterators; i++) {
        const feel_ast *domain = ast->items[i];
        parts[i] = domain->kind == AST_DOTS ? compile_dots(c, domain) : feel_compile_ast(c, domain);
        slots[i] = feel_declare(c, ast->names[i], member_type(parts[i].type), false);
    }
    bool list = ast->kind == AST_FOR;
    parts[iterators] =
        list ? compile_for_body(c, ast, &slots[iterators]) : feel_compile_condition(c, ast->items[iterators]);
    c->frame->count = locals;
    feel_node node = {.of.slots = slots};
    node.kind = list ? NODE_FOR : ast->kind == AST_SOME ? NODE_SOME : NODE_EVERY;
    feel_add_children(c, &node, parts, ast->count);
    const feel_type *type = list ? feel_type_list_of(c->arena, parts[iterators].type) : feel_type_plain(FEEL_T_BOOLEAN);
    return feel_add_node(c, node, type);
}

/* --- filters --- */

/* name[member = "literal"] on an indexed input: the slot that will hold the list already filtered. */
static bool compile_indexed(feel_compiler *c, const feel_ast *ast, feel_piece *out)
{
    const feel_ast *list = ast->items[0], *test = ast->items[1];
    int index = list->kind == AST_NAME ? feel_input_named(c, list->name) : -1;
    if (index < 0 || !c->scope->inputs[index].indexed || !c->scope->index)
        return false;
    if (test->kind != AST_COMPARE || test->op != OP_EQ)
        return false;
    bool turned = test->items[0]->kind == AST_LITERAL;
    const feel_ast *member = test->items[turned], *literal = test->items[!turned];
    if (member->kind != AST_NAME || literal->kind != AST_LITERAL || !feel_is(literal->value, FEEL_STRING))
        return false;
    char *name = wz_arena_strndup(c->arena, member->name.text, member->name.length);
    const char *text = feel_str(literal->value)->text;
    int slot = name ? c->scope->index(c->scope->payload, (size_t)index, name, text) : -1;
    if (slot < 0)
        feel_fault_at(c, "FEEL-012", literal->offset, "`%s` has nothing where %s = \"%s\"; use a known one",
                      c->scope->inputs[index].name, name ? name : "", text);
    feel_read_input(c, slot < 0 ? (uint32_t)index : (uint32_t)slot);
    *out = feel_add_node(c, (feel_node){.kind = NODE_INPUT, .a = slot < 0 ? 0 : (uint32_t)slot},
                         c->scope->inputs[index].type);
    return true;
}

static void check_filter(feel_compiler *c, const feel_ast *ast, const feel_type *condition)
{
    bool good = feel_static_fits(condition, feel_type_plain(FEEL_T_BOOLEAN)) ||
                feel_static_fits(condition, feel_type_plain(FEEL_T_NUMBER));
    if (!good && feel_strict(c))
        feel_fault_at(c, "FEEL-007", ast->items[1]->offset,
                      "a filter is a condition or an index, this is %s; compare it",
                      feel_type_text(c->arena, condition));
}

feel_piece feel_compile_filter(feel_compiler *c, const feel_ast *ast)
{
    feel_piece list;
    if (compile_indexed(c, ast, &list))
        return list;
    list = feel_compile_ast(c, ast->items[0]);
    const feel_type *element = list.type->kind == FEEL_T_LIST ? member_type(list.type) : list.type;
    size_t locals = c->frame->count;
    uint32_t slot = feel_declare(c, (feel_name){"item", 4}, element, true);
    feel_piece condition = feel_compile_ast(c, ast->items[1]);
    c->frame->count = locals;
    check_filter(c, ast, condition.type);
    feel_type_kind kind = condition.type->kind;
    feel_node node = {.kind = NODE_FILTER,
                      .a = list.node,
                      .b = condition.node,
                      .first = slot,
                      .sub = kind == FEEL_T_NUMBER    ? FILTER_INDEX
                             : kind == FEEL_T_BOOLEAN ? FILTER_CONDITION
                                                      : FILTER_DYNAMIC};
    const feel_type *type = kind == FEEL_T_NUMBER            ? element
                            : kind != FEEL_T_BOOLEAN         ? feel_type_plain(FEEL_T_ANY)
                            : list.type->kind == FEEL_T_LIST ? list.type
                                                             : feel_type_list_of(c->arena, element);
    if (type->kind == FEEL_T_ANY)
        feel_read_all(c, element);
    feel_piece parts[] = {list, condition};
    return feel_fold(c, feel_add_node(c, node, type), parts, 2);
}
