/* What a value rests on. The program is evaluated again, subexpression by subexpression, and only those are
 * followed that the value depends on. Invariant: the frame holds, at each node followed, what it held when the
 * node was evaluated. */
#include "feel/eval.h"

#include "feel/unknown.h"

typedef struct {
    feel_machine m;
    bool all;
    feel_visit visit;
    void *payload;
} tracer;

static void trace(tracer *t, uint32_t at);

static const uint32_t *children(const tracer *t, const feel_node *node)
{
    return t->m.program->children + node->first;
}

/* --- reads --- */

static void visit_record_member(tracer *t, feel_value record, uint32_t member)
{
    t->visit(t->payload, feel_rec(record), (int)member, feel_rec(record)->members[member]);
}

/* A record that is compared or handed over whole: all its members. */
static void visit_whole(tracer *t, feel_value value)
{
    for (size_t i = 0; value.tag == FEEL_RECORD && i < feel_rec(value)->shape->count; i++)
        visit_record_member(t, value, (uint32_t)i);
}

/* A member of a record, or of each record of a list. */
static void visit_member(tracer *t, feel_value from, const feel_string *name, unsigned depth)
{
    if (depth >= FEEL_MAX_NESTING || !feel_spend(t->m.run, 1))
        return;
    for (size_t i = 0; from.tag == FEEL_LIST && i < feel_items(from)->count; i++)
        visit_member(t, feel_items(from)->items[i], name, depth + 1);
    for (size_t i = 0; from.tag == FEEL_RECORD && i < feel_rec(from)->shape->count; i++) {
        if (strcmp(feel_rec(from)->shape->names[i], name->text) == 0)
            visit_record_member(t, from, (uint32_t)i);
    }
}

static void trace_input(tracer *t, const feel_node *node)
{
    t->visit(t->payload, NULL, (int)node->a, t->m.run->inputs[node->a]);
}

static void trace_input_member(tracer *t, const feel_node *node)
{
    feel_value v = t->m.run->inputs[node->a];
    if (v.tag == FEEL_RECORD && feel_rec(v)->shape == node->shape)
        visit_record_member(t, v, node->b);
    else
        trace_input(t, node);
}

static void trace_path(tracer *t, const feel_node *node)
{
    feel_value from = feel_eval(&t->m, node->a);
    bool plain = t->m.program->nodes[node->a].kind == NODE_INPUT && from.tag == FEEL_RECORD;
    if (!plain)
        trace(t, node->a);
    visit_member(t, from, feel_str(node->value), 0);
}

static void trace_dynamic(tracer *t, const feel_node *node)
{
    feel_value item = t->m.frame[node->a];
    const feel_string *name = feel_str(node->value);
    feel_value found;
    if (feel_is_context(item) && feel_entry_find(item, name->text, name->length, &found))
        visit_member(t, item, name, 0);
    else
        trace(t, node->b);
}

/* --- logic --- */

bool feel_matters(feel_value whole, feel_value part, bool deciding)
{
    if (whole.tag == FEEL_UNKNOWN)
        return part.tag == FEEL_UNKNOWN;
    if (whole.tag == FEEL_BOOLEAN && (whole.as.integer != 0) == deciding)
        return part.tag == FEEL_BOOLEAN && (part.as.integer != 0) == deciding;
    return true;
}

static void trace_chain(tracer *t, const feel_node *node, feel_value whole, bool deciding)
{
    for (uint32_t i = 0; i < node->count && t->m.run->status == WZ_OK; i++) {
        uint32_t child = children(t, node)[i];
        if (t->all || feel_matters(whole, feel_eval(&t->m, child), deciding))
            trace(t, child);
    }
}

static void trace_if(tracer *t, const feel_node *node)
{
    const uint32_t *parts = children(t, node);
    feel_value condition = feel_eval(&t->m, parts[0]);
    bool unknown = condition.tag == FEEL_UNKNOWN;
    trace(t, parts[0]);
    if (unknown || feel_is_true(condition))
        trace(t, parts[1]);
    if (unknown || !feel_is_true(condition))
        trace(t, parts[2]);
}

/* --- iteration --- */

/* Follow the body for each combination of members; `whole` is the value of the quantifier. */
static void trace_level(tracer *t, const feel_node *node, uint32_t level, feel_value whole, bool possible)
{
    uint32_t child = children(t, node)[level];
    bool deciding = node->kind == NODE_SOME;
    if (level == node->count - 1) {
        feel_value v = feel_eval(&t->m, child);
        bool open = possible && whole.tag == FEEL_UNKNOWN && v.tag == FEEL_BOOLEAN && (v.as.integer != 0) == deciding;
        if (node->kind == NODE_FOR || open || t->all || feel_matters(whole, v, deciding))
            trace(t, child);
        return;
    }
    feel_cursor cursor;
    trace(t, child);
    feel_cursor_start(&t->m, child, &cursor);
    if (cursor.kind == CURSOR_NULL || cursor.kind == CURSOR_UNKNOWN)
        return;
    feel_value item;
    bool item_possible;
    while (feel_cursor_next(&t->m, &cursor, &item, &item_possible)) {
        t->m.frame[node->of.slots[level]] = item;
        trace_level(t, node, level + 1, whole, possible || item_possible);
    }
}

static void trace_iteration(tracer *t, const feel_node *node, uint32_t at)
{
    feel_value whole = node->kind == NODE_FOR ? feel_null() : feel_eval(&t->m, at);
    uint32_t partial = node->kind == NODE_FOR ? node->of.slots[node->count - 1] : UINT32_MAX;
    if (partial != UINT32_MAX) {
        feel_list *none = feel_checked(t->m.run, wz_arena_alloc(t->m.run->arena, sizeof *none));
        t->m.frame[partial] = none ? feel_from(FEEL_LIST, none) : feel_null();
    }
    trace_level(t, node, 0, whole, false);
}

static void trace_filter(tracer *t, const feel_node *node)
{
    trace(t, node->a);
    feel_value value = feel_eval(&t->m, node->a);
    if (value.tag == FEEL_NULL || value.tag == FEEL_UNKNOWN)
        return;
    feel_list own;
    const feel_list *list = feel_as_list(&value, &own);
    size_t count = node->sub == FILTER_INDEX && list->count > 1 ? 1 : list->count;
    for (size_t i = 0; i < count && t->m.run->status == WZ_OK; i++) {
        t->m.frame[node->first] = list->items[i];
        trace(t, node->b);
    }
}

/* --- calls --- */

/* Follow a closure's body with these arguments. */
static void trace_body(tracer *t, feel_value callee, const feel_value *args, size_t count, bool same_for_all)
{
    const feel_function *function = callee.tag == FEEL_FUNCTION ? callee.as.pointer : NULL;
    if (!function || !function->program || function->code->external)
        return;
    const feel_function_code *code = function->code;
    feel_run *run = t->m.run;
    uint32_t cost = 1 + code->depth / FEEL_LEVELS_EACH_CALL;
    feel_value *frame = feel_checked(run, wz_arena_array(run->arena, code->frame, sizeof *frame));
    if (!frame || count == 0 || (!same_for_all && count != code->count))
        return;
    if (run->depth + cost > FEEL_MAX_CALLS) {
        feel_stop(run, WZ_ELIMIT);
        return;
    }
    for (size_t i = 0; i < code->count; i++)
        frame[i] = args[same_for_all ? 0 : i];
    for (size_t i = 0; i < code->capture_count; i++)
        frame[code->captures[i].inner] = function->captured[i];
    tracer inner = *t;
    inner.m.program = function->program;
    inner.m.frame = frame;
    run->depth += cost;
    trace(&inner, code->body);
    run->depth -= cost;
}

static void trace_call(tracer *t, const feel_node *node)
{
    feel_value *args = feel_checked(t->m.run, wz_arena_array(t->m.run->arena, node->count, sizeof *args));
    trace(t, node->a);
    for (uint32_t i = 0; args && i < node->count; i++) {
        trace(t, children(t, node)[i]);
        args[i] = feel_eval(&t->m, children(t, node)[i]);
    }
    if (args && !node->of.names)
        trace_body(t, feel_eval(&t->m, node->a), args, node->count, false);
}

/* A function given to a built-in will meet the members of its list: follow the body for each of them. */
static void trace_builtin(tracer *t, const feel_node *node)
{
    feel_value list = feel_null();
    for (uint32_t i = 0; i < node->count && t->m.run->status == WZ_OK; i++) {
        uint32_t child = children(t, node)[i];
        trace(t, child);
        feel_value value = feel_eval(&t->m, child);
        visit_whole(t, value);
        if (value.tag == FEEL_LIST && list.tag == FEEL_NULL)
            list = value;
        for (size_t k = 0; value.tag == FEEL_FUNCTION && list.tag == FEEL_LIST && k < feel_items(list)->count; k++)
            trace_body(t, value, &feel_items(list)->items[k], 1, true);
    }
}

/* --- all kinds --- */

static void trace_all(tracer *t, const feel_node *node)
{
    for (uint32_t i = 0; i < node->count && t->m.run->status == WZ_OK; i++) {
        trace(t, children(t, node)[i]);
        if (node->kind == NODE_CONTEXT)
            t->m.frame[node->a + i] = feel_eval(&t->m, children(t, node)[i]);
    }
}

static void trace_compare(tracer *t, const feel_node *node)
{
    trace(t, node->a);
    trace(t, node->b);
    visit_whole(t, feel_eval(&t->m, node->a));
    visit_whole(t, feel_eval(&t->m, node->b));
}

static void trace_in(tracer *t, const feel_node *node, uint32_t at)
{
    trace(t, node->a);
    feel_value whole = feel_eval(&t->m, at);
    t->m.frame[node->b] = feel_eval(&t->m, node->a);
    trace_chain(t, node, whole, true);
}

static void trace(tracer *t, uint32_t at)
{
    const feel_node *node = &t->m.program->nodes[at];
    if (!feel_spend(t->m.run, 1))
        return;
    switch ((feel_node_kind)node->kind) {
    case NODE_CONSTANT:
    case NODE_LOCAL:
    case NODE_FAILED:
    case NODE_FUNCTION:
    case NODE_BUILTIN_VALUE: break;
    case NODE_INPUT: trace_input(t, node); break;
    case NODE_INPUT_MEMBER:
    case NODE_TEST_MEMBER: trace_input_member(t, node); break;
    case NODE_PATH: trace_path(t, node); break;
    case NODE_DYNAMIC: trace_dynamic(t, node); break;
    case NODE_NEGATE:
    case NODE_NOT:
    case NODE_SINGLE:
    case NODE_INSTANCE: trace(t, node->a); break;
    case NODE_ARITHMETIC:
    case NODE_RANGE:
    case NODE_DOTS:
        trace(t, node->a);
        trace(t, node->b);
        break;
    case NODE_COMPARE: trace_compare(t, node); break;
    case NODE_IN: trace_in(t, node, at); break;
    case NODE_MATCH: trace(t, node->b); break;
    case NODE_AND: trace_chain(t, node, feel_eval(&t->m, at), false); break;
    case NODE_OR: trace_chain(t, node, feel_eval(&t->m, at), true); break;
    case NODE_IF: trace_if(t, node); break;
    case NODE_LIST:
    case NODE_CONTEXT: trace_all(t, node); break;
    case NODE_FOR:
    case NODE_SOME:
    case NODE_EVERY: trace_iteration(t, node, at); break;
    case NODE_FILTER: trace_filter(t, node); break;
    case NODE_CALL: trace_call(t, node); break;
    case NODE_BUILTIN: trace_builtin(t, node); break;
    }
}

void feel_support_node(const feel_machine *m, uint32_t at, bool all, feel_visit visit, void *payload)
{
    tracer t = {.m = *m, .all = all, .visit = visit, .payload = payload};
    trace(&t, at);
}

void feel_support(const feel_program *program, feel_run *run, bool all, feel_visit visit, void *payload)
{
    void (*complain)(void *, const char *) = run->complain;
    feel_value *frame = feel_checked(run, wz_arena_array(run->arena, program->frame, sizeof *frame));
    if (!frame || run->status != WZ_OK)
        return;
    run->complain = NULL; /* the evaluation itself has said it */
    tracer t = {.m = {.program = program, .run = run, .frame = frame}, .all = all, .visit = visit, .payload = payload};
    trace(&t, program->root);
    run->complain = complain;
}
