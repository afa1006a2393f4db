/* Parts and their values. Invariant, as in support.c: the frame holds, at each node followed, what it held when the node
 * was evaluated. */
#include "feel/trace.h"

#include "feel/eval.h"

#include <string.h>

typedef struct {
    feel_machine m;
} tracing;

/* A list of parts being made. */
typedef struct {
    feel_part **items;
    size_t count, capacity, left_out;
} part_list;

static feel_part *part_of(tracing *t, uint32_t at);

static feel_part *new_part(tracing *t, feel_part_kind kind, uint32_t at, feel_value value)
{
    feel_part *part = feel_checked(t->m.run, wz_arena_alloc(t->m.run->arena, sizeof *part));
    if (part)
        *part = (feel_part){
            .kind = kind, .syntax = t->m.program->nodes[at].syntax, .value = value, .member = -1, .decides = true};
    return part;
}

static void push(tracing *t, part_list *list, feel_part *part)
{
    feel_part **grown =
        part ? wz_arena_grow(t->m.run->arena, list->items, list->count, &list->capacity, sizeof *grown) : NULL;
    if (!feel_checked(t->m.run, grown) || !grown)
        return;
    list->items = grown;
    list->items[list->count++] = part;
}

static feel_part *with(feel_part *part, const part_list *list)
{
    if (part) {
        part->parts = list->items;
        part->count = list->count;
        part->left_out = list->left_out;
    }
    return part;
}

static uint32_t child(const tracing *t, const feel_node *node, uint32_t i)
{
    return t->m.program->children[node->first + i];
}

/* --- what a part read --- */

typedef struct {
    tracing *t;
    part_list list;
} reading;

static void note_read(void *payload, const feel_record *record, int member, feel_value value)
{
    reading *r = payload;
    for (size_t i = 0; i < r->list.count; i++)
        if (r->list.items[i]->record == record && r->list.items[i]->member == member)
            return;
    if (r->list.count == FEEL_TRACE_READS) {
        r->list.left_out++;
        return;
    }
    feel_part *part = new_part(r->t, FEEL_PART_READ, r->t->m.program->root, value);
    if (!part)
        return;
    part->syntax = 0;
    part->record = record;
    part->member = member;
    push(r->t, &r->list, part);
}

/* A part that is not opened further: its value and what it read. */
static feel_part *closed(tracing *t, feel_part_kind kind, uint32_t at, feel_value value)
{
    reading r = {.t = t};
    feel_support_node(&t->m, at, false, note_read, &r);
    return with(new_part(t, kind, at, value), &r.list);
}

/* The record that a node reads one member of, and which; false where it is nothing so plain. */
static bool plain_read(tracing *t, const feel_node *node, const feel_record **record, int *member)
{
    feel_value from;
    if (node->kind == NODE_INPUT_MEMBER)
        from = t->m.run->inputs[node->a];
    else if (node->kind == NODE_PATH)
        from = feel_eval(&t->m, node->a);
    else
        return false;
    if (from.tag != FEEL_RECORD)
        return false;
    *record = feel_rec(from);
    const feel_shape *shape = (*record)->shape;
    for (size_t i = 0; i < shape->count; i++)
        if (strcmp(shape->names[i], feel_str(node->value)->text) == 0) {
            *member = (int)i;
            return true;
        }
    return false;
}

static feel_part *read_part(tracing *t, uint32_t at, feel_value value)
{
    const feel_record *record = NULL;
    int member = -1;
    if (!plain_read(t, &t->m.program->nodes[at], &record, &member))
        return closed(t, FEEL_PART_OTHER, at, value);
    feel_part *part = new_part(t, FEEL_PART_READ, at, value);
    if (part) {
        part->record = record;
        part->member = member;
    }
    return part;
}

static feel_part *input_part(tracing *t, uint32_t at, feel_value value)
{
    if (value.tag == FEEL_LIST || value.tag == FEEL_RECORD)
        return closed(t, FEEL_PART_OTHER, at, value);
    feel_part *part = new_part(t, FEEL_PART_READ, at, value);
    if (part)
        part->member = (int)t->m.program->nodes[at].a;
    return part;
}

static feel_part *compare_part(tracing *t, uint32_t at, feel_value value)
{
    const feel_node *node = &t->m.program->nodes[at];
    feel_part *part = closed(t, FEEL_PART_COMPARE, at, value);
    if (!part)
        return NULL;
    if (node->kind == NODE_TEST_MEMBER) {
        feel_value record = t->m.run->inputs[node->a];
        part->has_operand[0] = record.tag == FEEL_RECORD && feel_rec(record)->shape == node->shape;
        if (part->has_operand[0])
            part->operand[0] = feel_rec(record)->members[node->b];
        return part;
    }
    part->operand[0] = feel_eval(&t->m, node->a);
    part->has_operand[0] = true;
    if (node->kind == NODE_COMPARE) {
        part->operand[1] = feel_eval(&t->m, node->b);
        part->has_operand[1] = true;
    }
    return part;
}

/* --- logic --- */

static feel_part *chain_part(tracing *t, uint32_t at, feel_value whole)
{
    const feel_node *node = &t->m.program->nodes[at];
    bool any = node->kind == NODE_OR;
    part_list list = {0};
    for (uint32_t i = 0; i < node->count && t->m.run->status == WZ_OK; i++) {
        feel_part *part = part_of(t, child(t, node, i));
        if (part)
            part->decides = feel_matters(whole, part->value, any);
        push(t, &list, part);
    }
    return with(new_part(t, any ? FEEL_PART_OR : FEEL_PART_AND, at, whole), &list);
}

static feel_part *not_part(tracing *t, uint32_t at, feel_value value)
{
    part_list list = {0};
    push(t, &list, part_of(t, t->m.program->nodes[at].a));
    return with(new_part(t, FEEL_PART_NOT, at, value), &list);
}

static feel_part *if_part(tracing *t, uint32_t at, feel_value value)
{
    const feel_node *node = &t->m.program->nodes[at];
    feel_part *condition = part_of(t, child(t, node, 0));
    part_list list = {0};
    push(t, &list, condition);
    bool unknown = condition && condition->value.tag == FEEL_UNKNOWN;
    bool taken = condition && feel_is_true(condition->value);
    if (unknown || taken)
        push(t, &list, part_of(t, child(t, node, 1)));
    if (unknown || !taken)
        push(t, &list, part_of(t, child(t, node, 2)));
    return with(new_part(t, FEEL_PART_IF, at, value), &list);
}

/* --- quantifiers --- */

typedef struct {
    tracing *t;
    const feel_node *node;
    feel_value whole;
    feel_value *items; /* by variable: at hand */
    part_list deciding, rest;
} members;

/* The body for the members at hand. Those that decide are kept before all others. */
static void add_member(members *all, bool possible)
{
    tracing *t = all->t;
    uint32_t variables = all->node->count - 1;
    feel_part *body = part_of(t, child(t, all->node, variables));
    feel_part *member = new_part(t, FEEL_PART_MEMBER, child(t, all->node, variables), feel_null());
    feel_value *items = feel_checked(t->m.run, wz_arena_array(t->m.run->arena, variables, sizeof *items));
    if (!body || !member || !items)
        return;
    memcpy(items, all->items, variables * sizeof *items);
    bool deciding = all->node->kind == NODE_SOME;
    bool open = possible && all->whole.tag == FEEL_UNKNOWN && body->value.tag == FEEL_BOOLEAN &&
                (body->value.as.integer != 0) == deciding;
    member->decides = open || feel_matters(all->whole, body->value, deciding);
    member->value = body->value;
    member->possible = possible;
    member->items = items;
    member->item_count = variables;
    part_list one = {0};
    push(t, &one, body);
    part_list *list = member->decides ? &all->deciding : &all->rest;
    if (list->count < FEEL_TRACE_MEMBERS)
        push(t, list, with(member, &one));
    else
        list->left_out++;
}

static void each_member(members *all, uint32_t level, bool possible)
{
    feel_machine *m = &all->t->m;
    if (level == all->node->count - 1) {
        add_member(all, possible);
        return;
    }
    feel_cursor cursor;
    feel_cursor_start(m, child(all->t, all->node, level), &cursor);
    if (cursor.kind == CURSOR_NULL || cursor.kind == CURSOR_UNKNOWN)
        return;
    feel_value item;
    bool item_possible;
    while (m->run->status == WZ_OK && feel_cursor_next(m, &cursor, &item, &item_possible)) {
        all->items[level] = item;
        m->frame[all->node->of.slots[level]] = item;
        each_member(all, level + 1, possible || item_possible);
    }
}

/* The list that a variable runs over, where it does not depend on the variables before it. It decides where its being open
 * or unknown leaves the whole unknown. */
static void add_domain(members *all, uint32_t level, part_list *list)
{
    tracing *t = all->t;
    uint32_t at = child(t, all->node, level);
    if (t->m.program->nodes[at].kind == NODE_DOTS)
        return;
    feel_value value = feel_eval(&t->m, at);
    feel_part *part = closed(t, FEEL_PART_DOMAIN, at, value);
    if (part)
        part->decides = value.tag != FEEL_LIST || feel_items(value)->open || feel_items(value)->count == 0;
    push(t, list, part);
}

static feel_part *quantifier_part(tracing *t, uint32_t at, feel_value whole)
{
    const feel_node *node = &t->m.program->nodes[at];
    members all = {.t = t, .node = node, .whole = whole};
    all.items = feel_checked(t->m.run, wz_arena_array(t->m.run->arena, node->count, sizeof *all.items));
    part_list list = {0};
    if (!all.items)
        return NULL;
    add_domain(&all, 0, &list);
    each_member(&all, 0, false);
    size_t room = all.deciding.count < FEEL_TRACE_MEMBERS ? FEEL_TRACE_MEMBERS - all.deciding.count : 0;
    for (size_t i = 0; i < all.deciding.count; i++)
        push(t, &list, all.deciding.items[i]);
    for (size_t i = 0; i < all.rest.count && i < room; i++)
        push(t, &list, all.rest.items[i]);
    list.left_out = all.deciding.left_out + all.rest.left_out + (all.rest.count > room ? all.rest.count - room : 0);
    return with(new_part(t, node->kind == NODE_SOME ? FEEL_PART_SOME : FEEL_PART_EVERY, at, whole), &list);
}

/* --- all kinds --- */

static feel_part *part_of(tracing *t, uint32_t at)
{
    const feel_node *node = &t->m.program->nodes[at];
    if (!feel_spend(t->m.run, 1))
        return NULL;
    if (node->kind == NODE_SINGLE)
        return part_of(t, node->a);
    feel_value value = feel_eval(&t->m, at);
    if (t->m.run->status != WZ_OK)
        return NULL;
    switch ((feel_node_kind)node->kind) {
    case NODE_CONSTANT: return new_part(t, FEEL_PART_CONSTANT, at, value);
    case NODE_INPUT: return input_part(t, at, value);
    case NODE_INPUT_MEMBER:
    case NODE_PATH: return read_part(t, at, value);
    case NODE_TEST_MEMBER:
    case NODE_COMPARE:
    case NODE_IN: return compare_part(t, at, value);
    case NODE_AND:
    case NODE_OR: return chain_part(t, at, value);
    case NODE_NOT: return not_part(t, at, value);
    case NODE_IF: return if_part(t, at, value);
    case NODE_SOME:
    case NODE_EVERY: return quantifier_part(t, at, value);
    default: return closed(t, FEEL_PART_OTHER, at, value);
    }
}

const feel_part *feel_trace(const feel_program *program, feel_run *run)
{
    void (*complain)(void *, const char *) = run->complain;
    feel_value *frame = feel_checked(run, wz_arena_array(run->arena, program->frame, sizeof *frame));
    if (!frame || run->status != WZ_OK)
        return NULL;
    run->complain = NULL; /* the evaluation itself has said it */
    tracing t = {.m = {.program = program, .run = run, .frame = frame}};
    const feel_part *root = part_of(&t, program->root);
    run->complain = complain;
    return run->status == WZ_OK ? root : NULL;
}

/* --- thresholds --- */

typedef struct {
    const feel_program *program;
    feel_threshold visit;
    void *payload;
} thresholds;

/* Members read below one operand, and constants below the other, each with each. */
static void pair_constants(const thresholds *t, uint32_t at, const feel_shape *shape, int member)
{
    const feel_node *node = &t->program->nodes[at];
    if (node->kind == NODE_CONSTANT) {
        t->visit(t->payload, shape, member, node->value);
        return;
    }
    if (node->kind == NODE_MATCH || node->kind == NODE_COMPARE || node->kind == NODE_RANGE)
        pair_constants(t, node->b, shape, member);
    if (node->kind == NODE_RANGE)
        pair_constants(t, node->a, shape, member);
    bool several =
        node->kind == NODE_AND || node->kind == NODE_OR || node->kind == NODE_LIST || node->kind == NODE_BUILTIN;
    for (uint32_t i = 0; several && i < node->count; i++)
        pair_constants(t, t->program->children[node->first + i], shape, member);
}

static void pair_members(const thresholds *t, uint32_t at, uint32_t with)
{
    const feel_node *node = &t->program->nodes[at];
    if (node->shape && (node->kind == NODE_INPUT_MEMBER || node->kind == NODE_PATH))
        pair_constants(t, with, node->shape, (int)node->b);
    bool pair = node->kind == NODE_ARITHMETIC;
    if (pair || node->kind == NODE_NEGATE || node->kind == NODE_SINGLE)
        pair_members(t, node->a, with);
    if (pair)
        pair_members(t, node->b, with);
    for (uint32_t i = 0; node->kind == NODE_BUILTIN && i < node->count; i++)
        pair_members(t, t->program->children[node->first + i], with);
}

void feel_thresholds(const feel_program *program, feel_threshold visit, void *payload)
{
    thresholds t = {program, visit, payload};
    for (uint32_t at = 0; at <= program->root; at++) {
        const feel_node *node = &program->nodes[at];
        if (node->kind == NODE_TEST_MEMBER && node->shape)
            visit(payload, node->shape, (int)node->b, node->value);
        if (node->kind == NODE_COMPARE) {
            pair_members(&t, node->a, node->b);
            pair_members(&t, node->b, node->a);
        }
        for (uint32_t i = 0; node->kind == NODE_IN && i < node->count; i++)
            pair_members(&t, node->a, program->children[node->first + i]);
        for (uint32_t i = 0; node->kind == NODE_BUILTIN && i < node->count; i++)
            for (uint32_t k = 0; k < node->count; k++)
                if (i != k)
                    pair_members(&t, program->children[node->first + i], program->children[node->first + k]);
    }
}
