/* A finding's node: its condition, whether the rule was in force and its post held, the exceptions that reach it, its other
 * readings. It holds as a conjunction of these, and each part decides as it does there. Source: docs/semantics.md,
 * section 3, "Defeat". */
#include "explain/build.h"

static void add_force(wz_builder *b, wz_proof_list *children, uint32_t rule)
{
    wz_truth force = wz_memory_force(b->e->memory, rule);
    if (force == WZ_TRUE)
        return;
    wz_proof_node *node = wz_build_node(b, WZ_PROOF_DAY, WZ_LINK_FORCE);
    if (!node)
        return;
    wz_text days = wz_build_days(b, b->e->conduct_from, b->e->conduct_to);
    node->words.in[WZ_ZH] = wz_build_words(b, "行为时间（%s）在本条施行期内", "", days.in[WZ_ZH]).in[WZ_ZH];
    node->words.in[WZ_EN] =
        wz_build_words(b, "", "the provision was in force at the time of the conduct (%s)", days.in[WZ_EN]).in[WZ_EN];
    node->has_truth = true;
    node->truth = force;
    wz_build_add(b, children, node);
}

/* Whether the entity counts for the rule at all: a post must have been held on the days of the conduct, at the place. */
static void add_binding(wz_builder *b, wz_proof_list *children, const wz_fired *fired)
{
    if (fired->bound && !fired->perhaps)
        return;
    wz_proof_node *node = wz_build_node(b, WZ_PROOF_DAY, WZ_LINK_FORCE);
    if (!node)
        return;
    node->words = wz_build_words(b, "行为时任该职务，且该职务在本规定的地域范围内",
                                 "the post was held at the time of the conduct, within the regulation's area");
    node->has_truth = true;
    node->truth = fired->bound ? WZ_UNKNOWN : WZ_FALSE;
    wz_build_add(b, children, node);
}

/* Exceptions that reach the finding, in the bindings that count against it: the same entity's where both are bound to one
 * kind, else every one. */
static void add_exceptions(wz_builder *b, wz_proof_list *children, const wz_network_rule *r, uint32_t instance,
                           bool must)
{
    const wz_memory *memory = b->e->memory;
    const uint32_t *reaching = must ? r->must : r->may;
    size_t count = must ? r->must_count : r->may_count;
    wz_entity_kind per = b->e->net->nodes[r->node].per;
    for (size_t i = 0; i < count; i++) {
        uint32_t exception = reaching[i];
        bool same = per != WZ_NO_ENTITY && b->e->net->nodes[b->e->net->rules[exception].node].per == per;
        for (uint32_t k = 0; k < wz_memory_instances(memory, exception); k++)
            if (same ? k == instance : wz_memory_fired(memory, exception, k)->bound)
                wz_build_add(b, children,
                             wz_build_finding(b, must ? WZ_LINK_EXCEPTION : WZ_LINK_OFFERED, exception, k));
    }
}

static void add_readings(wz_builder *b, wz_proof_list *children, const wz_network_rule *r, const wz_row *row)
{
    for (size_t i = 0; r->readings && i < r->rule->reading_count; i++) {
        wz_proof_node *node = r->readings[i] ? wz_build_node(b, WZ_PROOF_READING, WZ_LINK_READING) : NULL;
        if (!node)
            continue;
        node->reading = &r->rule->readings[i];
        node->rule = r->rule;
        node->book = r->book;
        wz_build_truth(node, wz_memory_evaluate(b->e->memory, r->readings[i], row));
        node->decides = false;
        wz_build_add(b, children, node);
    }
}

/* An exception that does not hold is told with what its condition lacks; of what only may apply, and of readings, the same. */
static void add_all(wz_builder *b, wz_proof_node *node, uint32_t rule, uint32_t instance)
{
    const wz_network_rule *r = &b->e->net->rules[rule];
    const wz_row *row = wz_build_bound(b->e, rule, instance);
    wz_proof_list children = {0};
    add_binding(b, &children, wz_memory_fired(b->e->memory, rule, instance));
    add_force(b, &children, rule);
    wz_build_add(b, &children, wz_build_expression(b, WZ_LINK_CONDITION, r->when, r->rule->when.text, row));
    if (node->condition != WZ_FALSE || b->all)
        add_exceptions(b, &children, r, instance, true);
    wz_build_conjunction(node, &children);
    if (node->condition != WZ_FALSE || b->all)
        add_exceptions(b, &children, r, instance, false);
    add_readings(b, &children, r, row);
    for (size_t i = 0; i < children.count; i++)
        if (children.items[i]->link == WZ_LINK_OFFERED)
            children.items[i]->decides = false;
    wz_build_up(b, node, &children);
}

wz_proof_node *wz_build_finding(wz_builder *b, wz_proof_link link, uint32_t rule, uint32_t instance)
{
    const wz_network_rule *r = &b->e->net->rules[rule];
    const wz_fired *fired = wz_memory_fired(b->e->memory, rule, instance);
    const wz_row *row = wz_build_bound(b->e, rule, instance);
    wz_proof_node *node = wz_build_node(b, WZ_PROOF_FINDING, link);
    if (!node)
        return NULL;
    node->rule = r->rule;
    node->book = r->book;
    node->possible = fired->perhaps;
    node->condition = wz_truth_of(fired->members[WZ_F_CONDITION]);
    wz_build_truth(node, fired->members[WZ_F_HOLDS]);
    node->entity = row ? row->kind : WZ_NO_ENTITY;
    node->of = row ? row->id : NULL;
    wz_proof_node **told = &b->told_rules[rule][instance];
    if (*told) {
        node->twin = *told;
        return node;
    }
    if (wz_build_down(b, node)) {
        *told = node;
        add_all(b, node, rule, instance);
    }
    return node;
}
