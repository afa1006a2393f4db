/* Rules that can never hold. What a condition demands of every case in which it is true (its conjuncts) is stated as
 * facts in an otherwise unknown memory; if the rules then show a contradiction, or the condition false, or the regulation
 * bearing on no such post, no case can make it true: by the refinement law what is false while things are unknown stays
 * false. */
#include "chain/check.h"

#include "base/diag.h"
#include "chain/memory.h"
#include "feel/ast.h"
#include "feel/number.h"
#include "feel/parser.h"

#include <string.h>

/* What the conjuncts demand of one attribute. */
typedef struct {
    wz_entity_kind entity;
    int attribute;
    feel_value value;     /* settled, or FEEL_NULL */
    feel_value low, high; /* bounds, FEEL_NULL = none */
    bool low_strict, high_strict;
} demand;

typedef struct {
    const wz_network *net;
    wz_memory *memory;
    wz_arena *arena;
    demand *demands;
    size_t count, capacity;
    bool impossible;
    bool failed;
} checking;

/* The attribute that `entity.attribute` reads; false for any other expression. */
static bool attribute_path(const checking *c, const feel_ast *ast, wz_entity_kind *entity, int *attribute)
{
    if (ast->kind != AST_PATH || ast->items[0]->kind != AST_NAME)
        return false;
    const feel_name of = ast->items[0]->name;
    for (int e = 0; e < WZ_ENTITIES; e++) {
        const char *name = wz_entity_name((wz_entity_kind)e);
        if (strlen(name) != of.length || memcmp(name, of.text, of.length) != 0)
            continue;
        const wz_entity *found = &c->net->law->vocabulary->entities[e];
        for (size_t a = 0; a < found->count; a++)
            if (strlen(found->attributes[a].id) == ast->name.length &&
                memcmp(found->attributes[a].id, ast->name.text, ast->name.length) == 0) {
                *entity = (wz_entity_kind)e;
                *attribute = (int)a;
                return true;
            }
    }
    return false;
}

static demand *demand_on(checking *c, const feel_ast *ast)
{
    wz_entity_kind entity;
    int attribute;
    if (!attribute_path(c, ast, &entity, &attribute))
        return NULL;
    for (size_t i = 0; i < c->count; i++)
        if (c->demands[i].entity == entity && c->demands[i].attribute == attribute)
            return &c->demands[i];
    demand *grown = wz_arena_grow(c->arena, c->demands, c->count, &c->capacity, sizeof *grown);
    if (!grown) {
        c->failed = true;
        return NULL;
    }
    c->demands = grown;
    c->demands[c->count] = (demand){.entity = entity, .attribute = attribute};
    return &c->demands[c->count++];
}

static void demand_value(checking *c, const feel_ast *path, feel_value value)
{
    demand *d = demand_on(c, path);
    if (!d)
        return;
    c->impossible |= d->value.tag != FEEL_NULL && !feel_same(d->value, value);
    d->value = value;
}

static int compare(feel_value a, feel_value b)
{
    if (a.tag == FEEL_NUMBER)
        return feel_number_compare(a, b);
    return a.as.integer < b.as.integer ? -1 : a.as.integer > b.as.integer;
}

static bool ordered(feel_value v)
{
    return v.tag == FEEL_NUMBER || v.tag == FEEL_DATE;
}

static void demand_bound(checking *c, const feel_ast *path, feel_value bound, bool low, bool strict)
{
    demand *d = ordered(bound) ? demand_on(c, path) : NULL;
    if (!d)
        return;
    feel_value *mine = low ? &d->low : &d->high;
    bool *mine_strict = low ? &d->low_strict : &d->high_strict;
    int sharper = mine->tag != bound.tag ? 1 : low ? compare(bound, *mine) : -compare(bound, *mine);
    if (sharper > 0)
        *mine = bound;
    if (sharper >= 0)
        *mine_strict = strict || (sharper == 0 && *mine_strict);
    if (d->low.tag != d->high.tag)
        return;
    int order = compare(d->low, d->high);
    c->impossible |= order > 0 || (order == 0 && (d->low_strict || d->high_strict));
}

static void demand_comparison(checking *c, const feel_ast *ast)
{
    const feel_ast *path = ast->items[0], *literal = ast->items[1];
    int op = ast->op;
    if (path->kind == AST_LITERAL) {
        static const int turned[] = {
            [OP_LT] = OP_GT, [OP_LE] = OP_GE, [OP_GT] = OP_LT, [OP_GE] = OP_LE, [OP_EQ] = OP_EQ, [OP_NE] = OP_NE};
        path = ast->items[1];
        literal = ast->items[0];
        op = turned[op];
    }
    if (literal->kind != AST_LITERAL || literal->value.tag == FEEL_NULL)
        return;
    if (op == OP_EQ)
        demand_value(c, path, literal->value);
    else if (op == OP_GE || op == OP_GT)
        demand_bound(c, path, literal->value, true, op == OP_GT);
    else if (op == OP_LE || op == OP_LT)
        demand_bound(c, path, literal->value, false, op == OP_LT);
}

static void demand_range(checking *c, const feel_ast *ast)
{
    const feel_ast *range = ast->count == 2 ? ast->items[1] : NULL;
    if (!range || range->kind != AST_RANGE || range->items[0]->kind != AST_LITERAL ||
        range->items[1]->kind != AST_LITERAL)
        return;
    demand_bound(c, ast->items[0], range->items[0]->value, true, !range->low_closed);
    demand_bound(c, ast->items[0], range->items[1]->value, false, !range->high_closed);
}

/* What must be so wherever the expression is true. */
static void collect(checking *c, const feel_ast *ast)
{
    wz_entity_kind entity;
    int attribute;
    if (ast->kind == AST_AND)
        for (size_t i = 0; i < ast->count; i++)
            collect(c, ast->items[i]);
    else if (ast->kind == AST_COMPARE)
        demand_comparison(c, ast);
    else if (ast->kind == AST_IN)
        demand_range(c, ast);
    else if (ast->kind == AST_NOT && attribute_path(c, ast->items[0], &entity, &attribute))
        demand_value(c, ast->items[0], feel_boolean(false));
    else if (ast->kind == AST_PATH && attribute_path(c, ast, &entity, &attribute))
        demand_value(c, ast, feel_boolean(true));
}

/* State the demands and let the rules run. Returns false when memory is short or a limit was reached. */
static bool suppose(checking *c)
{
    static const wz_census one = {.count = {1, 1, 1, 1, 1},
                                  .open = {true, false, true, true, true},
                                  .possible = {false, false, true, true, true}};
    if (wz_memory_begin(c->memory, &one) != WZ_OK)
        return false;
    for (size_t i = 0; i < c->count; i++) {
        const demand *d = &c->demands[i];
        const wz_attribute *a = &c->net->law->vocabulary->entities[d->entity].attributes[d->attribute];
        feel_value value = d->value;
        if (value.tag == FEEL_NULL && (d->low.tag != FEEL_NULL || d->high.tag != FEEL_NULL))
            value = feel_bounded(c->arena, feel_type_tag(a->type), d->low, d->high);
        if (value.tag != FEEL_NULL && !a->many)
            wz_memory_state(c->memory, d->entity, 0, d->attribute, WZ_STATED, value);
    }
    return wz_memory_run(c->memory) == WZ_OK;
}

/* Whether the regulation bears on no post such as the one supposed. */
static bool out_of_scope(const checking *c, const wz_rule *rule)
{
    bool any = false, bears = false;
    for (uint32_t r = 0; rule->for_each == WZ_POST && rule->kind->part != WZ_PART_SCOPE && r < c->net->own_count; r++) {
        if (c->net->rules[r].rule->kind->part != WZ_PART_SCOPE)
            continue;
        any = true;
        bears |= !feel_is_false(wz_memory_fired(c->memory, r, 0)->members[WZ_F_HOLDS]);
    }
    return any && !bears;
}

static bool contradicted(const checking *c)
{
    for (size_t i = 0; i < c->count; i++) {
        const wz_row *row = wz_memory_row(c->memory, c->demands[i].entity, 0);
        feel_value cell = row->cells[c->demands[i].attribute];
        if (cell.tag == FEEL_UNKNOWN && cell.bits & FEEL_MARKED)
            return true;
    }
    return false;
}

static void check_rule(checking *c, uint32_t r, wz_diag *diag)
{
    const wz_network_rule *rule = &c->net->rules[r];
    feel_compile_options options = {.mode = FEEL_STRICT};
    feel_fault fault;
    int status = WZ_OK;
    const char *text = rule->rule->when.text;
    const feel_ast *ast =
        text ? feel_parse(c->arena, text, strlen(text), &c->net->scope, &options, &fault, &status) : NULL;
    c->count = 0;
    c->impossible = false;
    if (ast)
        collect(c, ast);
    if (!suppose(c)) {
        c->failed = true;
        return;
    }
    bool is_false = feel_is_false(wz_memory_fired(c->memory, r, 0)->members[WZ_F_CONDITION]);
    const char *why = c->impossible                 ? "it demands two different values of one fact"
                      : is_false                    ? "its condition is false whatever the facts"
                      : contradicted(c)             ? "it demands facts that exclude each other"
                      : out_of_scope(c, rule->rule) ? "the regulation bears on no such post"
                                                    : NULL;
    if (why)
        wz_diag_add(diag, WZ_WARNING, "CHECK-010", rule->rule->place,
                    "%s can never hold: %s; mend the condition or remove the rule", rule->rule->id, why);
}

int wz_network_check(const wz_network *network, wz_diag *diag)
{
    checking c = {.net = network, .arena = wz_arena_new(), .memory = wz_memory_new(network)};
    c.failed = !c.arena || !c.memory;
    for (uint32_t r = 0; !c.failed && r < network->own_count; r++)
        check_rule(&c, r, diag);
    wz_memory_free(c.memory);
    wz_arena_free(c.arena);
    return c.failed ? WZ_ENOMEM : WZ_OK;
}
