/* The evaluator: one function over the kinds of node, and the services that built-ins call. Invariant: each node
 * costs one step; when the budget is spent, memory is short or calls are nested too deep, `status` is set, `steps`
 * is zero and every further node returns null at once, so that the recursion unwinds by itself. */
#include "feel/eval.h"

#include "feel/number.h"

#include <stdarg.h>
#include <stdio.h>

/* Work that is rare or needs room of its own stays out of feel_eval(): its frame is paid for at every node. */
#define OUT_OF_LINE __attribute__((noinline))

/* --- the run --- */

feel_value feel_stop(feel_run *run, int status)
{
    if (run->status == WZ_OK)
        run->status = status;
    run->steps = 0;
    return feel_null();
}

bool feel_spend(feel_run *run, uint64_t steps)
{
    if (run->steps <= steps) {
        feel_stop(run, wz_arena_failed(run->arena) ? WZ_ENOMEM : WZ_ELIMIT);
        return false;
    }
    run->steps -= steps;
    return true;
}

wz_arena *feel_run_arena(feel_run *run)
{
    return run->arena;
}

void feel_complain(feel_run *run, const char *format, ...)
{
    if (!run->complain || run->status != WZ_OK)
        return;
    char message[512];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    run->complain(run->payload, message);
}

feel_value feel_unknown_over(feel_tag type, const feel_value *operands, size_t count)
{
    feel_inspection found = {0};
    for (size_t i = 0; i < count && !found.marked; i++) {
        if (operands[i].tag == FEEL_UNKNOWN)
            found.marked = operands[i].bits & FEEL_MARKED;
        else
            feel_inspect(operands[i], &found);
    }
    return found.marked ? feel_marked(type) : feel_unknown_of(type);
}

/* --- logic --- */

feel_value feel_not(feel_value value)
{
    if (value.tag == FEEL_BOOLEAN)
        return feel_boolean(!value.as.integer);
    if (value.tag == FEEL_UNKNOWN)
        return value.bits & FEEL_MARKED ? feel_marked(FEEL_BOOLEAN) : feel_unknown_of(FEEL_BOOLEAN);
    return feel_null();
}

/* A part of a condition. Most are members of inputs, which need no second look at the kind of node. */
static inline feel_value eval_part(feel_machine *m, uint32_t at)
{
    const feel_node *node = &m->program->nodes[at];
    if (node->kind == NODE_INPUT_MEMBER && m->run->steps > 1) {
        feel_value v = m->run->inputs[node->a];
        if (v.tag == FEEL_RECORD && feel_rec(v)->shape == node->shape) {
            m->run->steps--;
            return feel_rec(v)->members[node->b];
        }
    }
    return feel_eval(m, at);
}

static OUT_OF_LINE feel_value eval_chain(feel_machine *m, const feel_node *node, bool deciding)
{
    feel_truth truth = {0};
    const uint32_t *children = m->program->children + node->first;
    for (uint32_t i = 0; i < node->count && !truth.decided; i++)
        feel_truth_add(&truth, deciding, eval_part(m, children[i]));
    return feel_truth_end(&truth, deciding);
}

/* An unknown condition leaves the branches' common value, if both are settled and the same. */
static feel_value eval_if(feel_machine *m, const feel_node *node)
{
    const uint32_t *parts = m->program->children + node->first;
    feel_value condition = feel_eval(m, parts[0]);
    if (condition.tag != FEEL_UNKNOWN)
        return feel_eval(m, feel_is_true(condition) ? parts[1] : parts[2]);
    feel_value both[] = {feel_eval(m, parts[1]), feel_eval(m, parts[2]), condition};
    feel_inspection found = {0};
    feel_inspect(both[0], &found);
    feel_inspect(both[1], &found);
    if (!found.unsettled && !found.too_deep && feel_same(both[0], both[1]))
        return both[0];
    feel_tag kinds[2];
    for (int i = 0; i < 2; i++)
        kinds[i] = (feel_tag)(both[i].tag == FEEL_UNKNOWN ? both[i].sub : both[i].tag);
    return feel_unknown_over(kinds[0] == kinds[1] ? kinds[0] : FEEL_NULL, both, 3);
}

/* --- making values --- */

static feel_value eval_list(feel_machine *m, const feel_node *node)
{
    feel_list *list = feel_checked(m->run, wz_arena_alloc(m->run->arena, sizeof *list));
    feel_value *items = feel_checked(m->run, wz_arena_array(m->run->arena, node->count, sizeof *items));
    if (!list || !items)
        return feel_null();
    for (uint32_t i = 0; i < node->count; i++)
        items[i] = feel_eval(m, m->program->children[node->first + i]);
    *list = (feel_list){.count = node->count, .items = items};
    return feel_from(FEEL_LIST, list);
}

static feel_value eval_context(feel_machine *m, const feel_node *node)
{
    feel_context *context = feel_checked(m->run, wz_arena_alloc(m->run->arena, sizeof *context));
    feel_value *values = feel_checked(m->run, wz_arena_array(m->run->arena, node->count, sizeof *values));
    if (!context || !values)
        return feel_null();
    for (uint32_t i = 0; i < node->count; i++) {
        values[i] = feel_eval(m, m->program->children[node->first + i]);
        m->frame[node->a + i] = values[i];
    }
    *context = (feel_context){.count = node->count, .keys = node->of.keys, .values = values};
    return feel_from(FEEL_CONTEXT, context);
}

static bool range_endpoint(feel_value v)
{
    return v.tag >= FEEL_NUMBER && v.tag <= FEEL_YEARS_MONTHS;
}

static feel_value eval_range(feel_machine *m, const feel_node *node)
{
    feel_value ends[] = {feel_eval(m, node->a), feel_eval(m, node->b)};
    if (ends[0].tag == FEEL_UNKNOWN || ends[1].tag == FEEL_UNKNOWN)
        return feel_unknown_over(FEEL_RANGE, ends, 2);
    feel_value given = feel_is(ends[0], FEEL_NULL) ? ends[1] : ends[0];
    bool alike = ends[0].tag == ends[1].tag || node->sub & RANGE_HALF;
    if (!range_endpoint(given) || !alike) {
        feel_complain(m->run, "a range needs two endpoints of one ordered type");
        return feel_null();
    }
    feel_range *range = feel_checked(m->run, wz_arena_alloc(m->run->arena, sizeof *range));
    if (!range)
        return feel_null();
    *range = (feel_range){.low = ends[0],
                          .high = ends[1],
                          .low_closed = node->sub & RANGE_LOW_CLOSED,
                          .high_closed = node->sub & RANGE_HIGH_CLOSED};
    return feel_from(FEEL_RANGE, range);
}

static feel_value eval_single(feel_machine *m, const feel_node *node)
{
    feel_value value = feel_eval(m, node->a);
    if (value.tag != FEEL_LIST)
        return value;
    const feel_list *list = feel_items(value);
    if (feel_list_uncertain(list))
        return feel_unknown_over(FEEL_NULL, &value, 1);
    if (list->count == 1)
        return list->items[0];
    feel_complain(m->run, "a list of %zu members stands where one value is wanted", list->count);
    return feel_null();
}

static feel_value eval_builtin_value(feel_machine *m, const feel_node *node)
{
    feel_function *function = feel_checked(m->run, wz_arena_alloc(m->run->arena, sizeof *function));
    if (!function)
        return feel_null();
    function->builtin = node->of.text;
    return feel_from(FEEL_FUNCTION, function);
}

/* --- members of inputs: the hot cases --- */

static feel_value input_member(feel_machine *m, const feel_node *node)
{
    feel_value v = m->run->inputs[node->a];
    if (v.tag == FEEL_RECORD && feel_rec(v)->shape == node->shape)
        return feel_rec(v)->members[node->b];
    return feel_eval_path(m, node, v);
}

static OUT_OF_LINE feel_value test_elsewhere(feel_machine *m, const feel_node *node, feel_value from)
{
    feel_node path = *node;
    path.value = feel_from(FEEL_STRING, node->of.keys[0]);
    return feel_compare(m->run, (feel_operator)node->sub, feel_eval_path(m, &path, from), node->value);
}

/* Compare a member with a constant: same kinds directly, everything else by the general rule. */
static feel_value test_member(feel_machine *m, const feel_node *node)
{
    feel_value v = m->run->inputs[node->a];
    if (v.tag != FEEL_RECORD || feel_rec(v)->shape != node->shape)
        return test_elsewhere(m, node, v);
    v = feel_rec(v)->members[node->b];
    if (v.tag == FEEL_STRING && node->value.tag == FEEL_STRING && node->sub >= OP_EQ)
        return feel_boolean(feel_string_same(feel_str(v), feel_str(node->value)) == (node->sub == OP_EQ));
    return feel_compare(m->run, (feel_operator)node->sub, v, node->value);
}

static feel_value eval_in(feel_machine *m, const feel_node *node)
{
    m->frame[node->b] = feel_eval(m, node->a);
    return eval_chain(m, node, true);
}

static feel_value eval_match(feel_machine *m, const feel_node *node)
{
    feel_value test = feel_eval(m, node->b);
    if (node->sub == MATCH_CONDITION && (test.tag == FEEL_BOOLEAN || test.tag == FEEL_UNKNOWN))
        return test;
    if (node->sub == MATCH_INTERVAL && test.tag == FEEL_NULL)
        return test;
    return feel_matches(m->run, m->frame[node->a], test);
}

static feel_value eval_operation(feel_machine *m, const feel_node *node)
{
    feel_value a = feel_eval(m, node->a), b = feel_eval(m, node->b);
    return node->kind == NODE_COMPARE ? feel_compare(m->run, (feel_operator)node->sub, a, b)
                                      : feel_arithmetic(m->run, (feel_operator)node->sub, a, b);
}

static OUT_OF_LINE feel_value eval_structure(feel_machine *m, const feel_node *node)
{
    switch ((feel_node_kind)node->kind) {
    case NODE_IF: return eval_if(m, node);
    case NODE_IN: return eval_in(m, node);
    case NODE_MATCH: return eval_match(m, node);
    case NODE_NEGATE: return feel_negation(m->run, feel_eval(m, node->a));
    case NODE_ARITHMETIC:
    case NODE_COMPARE: return eval_operation(m, node);
    case NODE_LIST: return eval_list(m, node);
    case NODE_CONTEXT: return eval_context(m, node);
    case NODE_RANGE: return eval_range(m, node);
    case NODE_FOR: return feel_eval_for(m, node);
    case NODE_SOME:
    case NODE_EVERY: return feel_eval_quantifier(m, node);
    case NODE_FILTER: return feel_eval_filter(m, node);
    case NODE_DYNAMIC: return feel_eval_dynamic(m, node);
    case NODE_CALL: return feel_eval_call(m, node);
    case NODE_BUILTIN: return feel_eval_builtin(m, node);
    case NODE_FUNCTION: return feel_eval_function(m, node);
    case NODE_BUILTIN_VALUE: return eval_builtin_value(m, node);
    case NODE_INSTANCE: return feel_instance_of(m->run, feel_eval(m, node->a), node->of.type);
    case NODE_SINGLE: return eval_single(m, node);
    case NODE_FAILED: feel_complain(m->run, "%s", node->of.text); return feel_null();
    default: return feel_null();
    }
}

feel_value feel_eval(feel_machine *m, uint32_t at)
{
    const feel_node *node = &m->program->nodes[at];
    if (!feel_spend(m->run, 1))
        return feel_null();
    switch ((feel_node_kind)node->kind) {
    case NODE_CONSTANT: return node->value;
    case NODE_INPUT: return m->run->inputs[node->a];
    case NODE_LOCAL: return m->frame[node->a];
    case NODE_INPUT_MEMBER: return input_member(m, node);
    case NODE_TEST_MEMBER: return test_member(m, node);
    case NODE_PATH: return feel_eval_path(m, node, feel_eval(m, node->a));
    case NODE_AND: return eval_chain(m, node, false);
    case NODE_OR: return eval_chain(m, node, true);
    case NODE_NOT: return feel_not(eval_part(m, node->a));
    default: return eval_structure(m, node);
    }
}

feel_value feel_evaluate(const feel_program *program, feel_run *run)
{
    feel_value small[FEEL_FRAME_ON_STACK];
    feel_value *frame = small;
    if (run->status != WZ_OK)
        return feel_null();
    if (program->frame > FEEL_FRAME_ON_STACK) {
        frame = feel_checked(run, wz_arena_array(run->arena, program->frame, sizeof *frame));
        if (!frame)
            return feel_null();
    }
    feel_machine m = {.program = program, .run = run, .frame = frame};
    feel_value result = feel_eval(&m, program->root);
    if (wz_arena_failed(run->arena))
        feel_stop(run, WZ_ENOMEM);
    return run->status == WZ_OK ? result : feel_null();
}
