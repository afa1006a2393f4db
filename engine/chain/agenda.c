/* The agenda: marked nodes are evaluated in network order, lowest first; a node marks only nodes behind it, so one scan
 * of the bits is a whole run. */
#include "chain/memory_private.h"

#include <string.h>

static void bind(wz_memory *memory, const wz_row *row)
{
    static const int inputs[WZ_ENTITIES] = {-1, -1, WZ_IN_POST, WZ_IN_SANCTION, WZ_IN_DUTY_RECORD};
    if (row && inputs[row->kind] >= 0)
        memory->inputs[inputs[row->kind]] = feel_from(FEEL_RECORD, &row->record);
}

/* A condition's value as an answer: true, false or unknown. Null is unknown, with a warning. */
static feel_value answer(wz_memory *memory, uint32_t rule, feel_value value)
{
    if (value.tag == FEEL_BOOLEAN)
        return value;
    if (value.tag == FEEL_UNKNOWN)
        return value.bits & FEEL_MARKED ? feel_marked(FEEL_BOOLEAN) : feel_unknown_of(FEEL_BOOLEAN);
    memory->nulls[rule] = true;
    return feel_unknown_of(FEEL_BOOLEAN);
}

static feel_value both(feel_value a, feel_value b)
{
    if (feel_is_false(a) || feel_is_false(b))
        return feel_boolean(false);
    if (feel_is_true(a))
        return b;
    if (feel_is_true(b))
        return a;
    return a.bits & FEEL_MARKED ? a : b;
}

static feel_value opposite(feel_value a)
{
    return a.tag == FEEL_BOOLEAN ? feel_boolean(!a.as.integer) : a;
}

static feel_value of_truth(wz_truth truth)
{
    return truth == WZ_UNKNOWN ? feel_unknown_of(FEEL_BOOLEAN) : feel_boolean(truth == WZ_TRUE);
}

static wz_entity_kind binding_of(const wz_memory *memory, uint32_t rule)
{
    return memory->net->nodes[memory->net->rules[rule].node].per;
}

feel_value wz_memory_exception(const wz_memory *memory, uint32_t exception, uint32_t rule, uint32_t instance)
{
    wz_entity_kind per = binding_of(memory, rule);
    if (per != WZ_NO_ENTITY && binding_of(memory, exception) == per)
        return memory->fired[exception][instance]->members[WZ_F_HOLDS];
    feel_value none = feel_boolean(true);
    for (uint32_t i = 0; i < wz_memory_instances(memory, exception); i++)
        if (memory->fired[exception][i]->bound)
            none = both(none, opposite(memory->fired[exception][i]->members[WZ_F_HOLDS]));
    return opposite(none);
}

static void evaluate_rule(wz_memory *memory, const wz_node *node, uint32_t instance)
{
    const wz_network_rule *rule = &memory->net->rules[node->index];
    wz_fired *fired = memory->fired[node->index][instance];
    feel_value condition = feel_boolean(true);
    memory->evaluations++;
    if (rule->when) {
        bind(memory, node->per == WZ_NO_ENTITY ? NULL : memory->rows[node->per][instance]);
        memory->nulls[node->index] &= instance > 0;
        condition = answer(memory, node->index, feel_evaluate(rule->when, &memory->run));
    }
    if (memory->force[node->index] != WZ_TRUE)
        condition = both(condition, of_truth(memory->force[node->index]));
    if (fired->perhaps)
        condition = both(condition, feel_unknown_of(FEEL_BOOLEAN));
    feel_value holds = condition;
    for (size_t i = 0; i < rule->must_count && !feel_is_false(holds); i++)
        holds = both(holds, opposite(wz_memory_exception(memory, rule->must[i], node->index, instance)));
    bool changed = wz_memory_write(memory, &fired->members[WZ_F_CONDITION], condition);
    changed |= wz_memory_write(memory, &fired->members[WZ_F_HOLDS], holds);
    if (changed)
        wz_memory_mark_nodes(memory, node->readers, node->reader_count, node->per, instance);
}

static void evaluate_define(wz_memory *memory, const wz_node *node, uint32_t instance)
{
    const wz_network_define *define = &memory->net->defines[node->index];
    bind(memory, node->per == WZ_NO_ENTITY ? NULL : memory->rows[node->per][instance]);
    feel_value value = feel_evaluate(define->program, &memory->run);
    if (wz_memory_write(memory, &memory->defined[node->index][instance], value))
        wz_memory_mark_nodes(memory, node->readers, node->reader_count, node->per, instance);
}

static void evaluate(wz_memory *memory, const wz_node *node, uint32_t instance)
{
    if (node->kind == WZ_NODE_SETTLE)
        wz_settle(memory, &memory->net->groups[node->index], instance);
    else if (node->kind == WZ_NODE_DEFINE)
        evaluate_define(memory, node, instance);
    else
        evaluate_rule(memory, node, instance);
}

static void evaluate_node(wz_memory *memory, uint32_t number)
{
    const wz_node *node = &memory->net->nodes[number];
    uint64_t mask = memory->mask[number];
    memory->mask[number] = 0;
    if (node->per == WZ_NO_ENTITY) {
        evaluate(memory, node, 0);
        return;
    }
    uint32_t count = memory->census.count[node->per];
    for (uint32_t i = 0; i < count && i < 63; i++)
        if (mask >> i & 1)
            evaluate(memory, node, i);
    for (uint32_t i = 63; mask >> 63 && i < count; i++)
        evaluate(memory, node, i);
}

/* The steps that one run may take, and what is left of the budget after it. */
static uint64_t begin_steps(wz_memory *memory)
{
    bool scarce = memory->budget && *memory->budget < FEEL_DEFAULT_STEPS;
    memory->run.steps = scarce ? *memory->budget : FEEL_DEFAULT_STEPS;
    return memory->run.steps;
}

/* What support visits may run within a run; its steps then count twice. */
static void end_steps(wz_memory *memory, uint64_t begun)
{
    uint64_t spent = begun - memory->run.steps;
    if (memory->budget)
        *memory->budget -= spent < *memory->budget ? spent : *memory->budget;
}

int wz_memory_run(wz_memory *memory)
{
    size_t words = memory->net->node_count / 64 + 1;
    uint64_t steps = begin_steps(memory);
    if (memory->stale && !wz_memory_fill_lists(memory))
        memory->failed = true;
    for (size_t w = 0; w < words; w++)
        while (memory->dirty[w] && memory->run.status == WZ_OK && !memory->failed) {
            uint32_t bit = (uint32_t)__builtin_ctzll(memory->dirty[w]);
            memory->dirty[w] &= memory->dirty[w] - 1;
            evaluate_node(memory, (uint32_t)w * 64 + bit);
        }
    end_steps(memory, steps);
    if (memory->failed || wz_arena_failed(memory->run.arena))
        return WZ_ENOMEM;
    return memory->run.status;
}

feel_value wz_memory_evaluate(wz_memory *memory, const feel_program *program, const wz_row *bound)
{
    bind(memory, bound);
    uint64_t steps = begin_steps(memory);
    feel_value value = feel_evaluate(program, &memory->run);
    end_steps(memory, steps);
    return value;
}

void wz_memory_support(wz_memory *memory, const feel_program *program, const wz_row *bound, bool all, feel_visit visit,
                       void *payload)
{
    bind(memory, bound);
    uint64_t steps = begin_steps(memory);
    feel_support(program, &memory->run, all, visit, payload);
    end_steps(memory, steps);
}

const feel_part *wz_memory_trace(wz_memory *memory, const feel_program *program, const wz_row *bound)
{
    bind(memory, bound);
    uint64_t steps = begin_steps(memory);
    const feel_part *part = feel_trace(program, &memory->run);
    end_steps(memory, steps);
    return part;
}
