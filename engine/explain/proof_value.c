/* A value's node: who stated it, what was examined, which rules and definitions conclude it, which facts settle it. Of an
 * open value: who alleges it, and what could conclude it. Source: docs/semantics.md, section 2. */
#include "explain/build.h"

#include "explain/words.h"

#include <string.h>

static const wz_attribute *attribute_at(const wz_builder *b, wz_entity_kind kind, int attribute)
{
    return &wz_entry_vocabulary(b->e)->entities[kind].attributes[attribute];
}

/* --- what the case says --- */

static void add_stated(wz_builder *b, wz_proof_list *children, const wz_row *row, int attribute)
{
    const wz_case_entity *entity = wz_entry_entity(b->e, row);
    for (size_t i = 0; i < entity->fact_count && !b->failed; i++) {
        const wz_fact *fact = &entity->facts[i];
        if (fact->attribute != attribute || !wz_entry_counts(b->e, row->kind, fact))
            continue;
        wz_proof_node *node = wz_build_node(b, WZ_PROOF_STATED, WZ_LINK_SOURCE);
        if (!node)
            return;
        node->entity = row->kind;
        node->of = row->id;
        node->attribute = attribute;
        node->fact = fact;
        node->value = wz_keep_value(b->arena, fact->value);
        node->evidence = fact->evidence;
        node->decides = fact->standing != WZ_ALLEGED && fact->standing != WZ_DISPUTED;
        wz_build_add(b, children, node);
    }
}

static void add_examined(wz_builder *b, wz_proof_list *children, const wz_row *row, int attribute)
{
    const char *subject = b->e->subject->incidents[b->e->subject->subject].id;
    bool incident = row->kind == WZ_INCIDENT;
    const wz_examined *examined = incident ? b->e->subject->examined : b->e->person->examined;
    size_t count = incident ? b->e->subject->examined_count : b->e->person->examined_count;
    for (size_t x = 0; x < count; x++)
        for (size_t i = 0; i < examined[x].count; i++) {
            if (examined[x].attributes[i] != attribute ||
                (examined[x].incident && strcmp(examined[x].incident, subject) != 0))
                continue;
            wz_proof_node *node = wz_build_node(b, WZ_PROOF_EXAMINED, WZ_LINK_SOURCE);
            if (!node)
                return;
            node->examined = &examined[x];
            node->attribute = attribute;
            wz_build_add(b, children, node);
            return;
        }
}

static bool is_stated(const wz_proof_list *children)
{
    for (size_t i = 0; i < children->count; i++)
        if (children->items[i]->kind == WZ_PROOF_STATED && children->items[i]->decides)
            return true;
    return false;
}

/* --- what concludes it --- */

static uint32_t instance_of(const wz_builder *b, uint32_t node, const wz_row *row)
{
    return b->e->net->nodes[node].per == WZ_NO_ENTITY ? 0 : row->index;
}

static void add_definition(wz_builder *b, wz_proof_list *children, const wz_network_define *define, const wz_row *row,
                           bool decides)
{
    wz_proof_node *node = wz_build_node(b, WZ_PROOF_DEFINITION, WZ_LINK_SOURCE);
    if (!node)
        return;
    const wz_row *bound = b->e->net->nodes[define->node].per == WZ_NO_ENTITY ? NULL : row;
    const char *text = define->define->is ? define->define->is : define->define->guard;
    feel_value value = wz_memory_evaluate(b->e->memory, define->program, bound);
    node->define = define->define;
    node->decides = decides;
    if (define->define->is)
        node->value = wz_keep_value(b->arena, value);
    else
        wz_build_truth(node, value);
    wz_proof_list parts = {0};
    if (wz_build_down(b, node)) {
        wz_build_add(b, &parts, wz_build_expression(b, WZ_LINK_CONDITION, define->program, text, bound));
        wz_build_up(b, node, &parts);
    }
    wz_build_add(b, children, node);
}

/* Whether a conclusion's truth is what the value comes from: one that is met gives the value, those that are not all
 * together the value false, open ones leave it open. */
static bool gives(feel_value value, feel_value truth, bool derived)
{
    if (value.tag == FEEL_UNKNOWN)
        return truth.tag != FEEL_BOOLEAN;
    if (feel_is_true(truth))
        return true;
    return derived && feel_is_false(value) && feel_is_false(truth);
}

static void add_conclusions(wz_builder *b, wz_proof_list *children, const wz_row *row, const wz_group_member *member,
                            bool stated)
{
    const wz_network *net = b->e->net;
    feel_value value = row->cells[member->attribute];
    bool derived = attribute_at(b, row->kind, member->attribute)->derived;
    for (size_t i = 0; i < member->rule_count && !b->failed; i++) {
        uint32_t rule = member->rules[i], instance = instance_of(b, net->rules[rule].node, row);
        bool decides = gives(value, wz_memory_fired(b->e->memory, rule, instance)->members[WZ_F_HOLDS], derived);
        if (!decides && !b->all)
            continue;
        wz_proof_node *node = wz_build_finding(b, WZ_LINK_SOURCE, rule, instance);
        if (node)
            node->decides = decides;
        wz_build_add(b, children, node);
    }
    /* a stated value does not rest on what the vocabulary would make of other facts */
    for (size_t i = 0; i < member->define_count && !b->failed && (!stated || b->all); i++) {
        const wz_network_define *define = &net->defines[member->defines[i]];
        const wz_row *bound = net->nodes[define->node].per == WZ_NO_ENTITY ? NULL : row;
        feel_value truth = wz_memory_evaluate(b->e->memory, define->program, bound);
        bool is = define->define->is != NULL;
        bool decides = is ? (truth.tag == FEEL_UNKNOWN) == (value.tag == FEEL_UNKNOWN) : gives(value, truth, derived);
        if (decides || b->all)
            add_definition(b, children, define, row, decides);
    }
}

/* Facts that settle it through exclusions and implications. */
static void add_joined(wz_builder *b, wz_proof_list *children, const wz_row *row, int attribute, bool stated)
{
    enum { MOST = 64 };
    wz_origin origins[MOST];
    size_t count = wz_memory_origins(b->e->memory, row, attribute, origins, MOST);
    for (size_t i = 0; i < count && !b->failed; i++) {
        const wz_origin *o = &origins[i];
        if (o->source == WZ_FROM_EXAMINED)
            add_examined(b, children, row, attribute);
        if (stated && !b->all)
            continue;
        if (o->source != WZ_FROM_EXCLUSION && o->source != WZ_FROM_IMPLICATION)
            continue;
        const wz_row *from = o->entity == row->kind ? row : wz_memory_row(b->e->memory, o->entity, 0);
        wz_build_add(b, children,
                     wz_build_value(b, o->source == WZ_FROM_EXCLUSION ? WZ_LINK_EXCLUSION : WZ_LINK_IMPLICATION, from,
                                    o->attribute));
    }
}

/* --- duties --- */

static void read_duties(wz_builder *b)
{
    wz_regime_result result = {0};
    if (!b->duties_read)
        wz_entry_shortfalls(b->e, &result);
    b->duties = b->duties_read ? b->duties : result.shortfalls;
    b->duty_count = b->duties_read ? b->duty_count : result.shortfall_count;
    b->duties_read = true;
}

/* The periods that the shortfall rests on: those short, or all that are open, or all. */
static void add_duties(wz_builder *b, wz_proof_node *value, wz_proof_list *children)
{
    enum { MOST = 40 };
    read_duties(b);
    size_t told = 0;
    for (size_t i = 0; i < b->duty_count && !b->failed; i++) {
        const wz_shortfall *duty = &b->duties[i];
        wz_truth truth = duty->truth;
        bool feeds = duty->counts == WZ_WHOLE && !duty->rule->of_body && duty->rule->frequency != WZ_UNQUANTIFIED;
        if (!feeds || (truth != value->truth && !b->all))
            continue;
        if (told++ == MOST) {
            value->left_out++;
            told--;
            continue;
        }
        wz_proof_node *node = wz_build_node(b, WZ_PROOF_DUTY, WZ_LINK_SOURCE);
        if (!node)
            return;
        node->duty = duty;
        node->rule = duty->rule;
        node->book = wz_entry_book(b->e);
        node->entity = WZ_POST;
        node->of = duty->post;
        node->has_truth = true;
        node->truth = truth;
        node->decides = truth == value->truth;
        wz_build_add(b, children, node);
    }
}

/* --- the value --- */

static const wz_group_member *member_of(const wz_network *net, wz_entity_kind kind, int attribute)
{
    int32_t settle = net->attributes[kind][attribute].settle;
    const wz_attribute_group *group = settle < 0 ? NULL : &net->groups[net->nodes[settle].index];
    for (size_t i = 0; group && i < group->count; i++)
        if (group->members[i].entity == kind && group->members[i].attribute == attribute)
            return &group->members[i];
    return NULL;
}

static void add_sources(wz_builder *b, wz_proof_node *node, const wz_row *row, int attribute)
{
    wz_proof_list children = {0};
    const wz_group_member *member = member_of(b->e->net, row->kind, attribute);
    add_stated(b, &children, row, attribute);
    /* what is stated needs no other fact to settle it, unless they contradict each other */
    bool stated = is_stated(&children) && !node->marked && node->value.tag != FEEL_UNKNOWN;
    if (member)
        add_conclusions(b, &children, row, member, stated);
    if (attribute_at(b, row->kind, attribute)->role == WZ_ROLE_SHORTFALL)
        add_duties(b, node, &children);
    size_t own = children.count;
    add_joined(b, &children, row, attribute, stated);
    for (size_t i = own; i < children.count; i++)
        children.items[i]->decides = !stated;
    bool instead = member && member->default_from >= 0 && wz_memory_stated(row, attribute) == WZ_UNSTATED;
    if (instead)
        wz_build_add(b, &children, wz_build_value(b, WZ_LINK_INSTEAD, row, member->default_from));
    wz_build_up(b, node, &children);
}

wz_proof_node *wz_build_value(wz_builder *b, wz_proof_link link, const wz_row *row, int attribute)
{
    const wz_attribute *a = attribute_at(b, row->kind, attribute);
    wz_proof_node *node = wz_build_node(b, WZ_PROOF_VALUE, link);
    if (!node)
        return NULL;
    node->entity = row->kind;
    node->of = row->id;
    node->attribute = attribute;
    node->value = wz_keep_value(b->arena, row->cells[attribute]);
    node->words = a->label;
    if (a->type->kind == FEEL_T_BOOLEAN)
        wz_build_truth(node, row->cells[attribute]);
    node->marked = wz_memory_contradicted(b->e->memory, row, attribute) || node->marked;
    wz_origin origin = {.source = WZ_FROM_STATED};
    if (wz_memory_origins(b->e->memory, row, attribute, &origin, 1) == 0 && node->truth != WZ_UNKNOWN)
        origin.source = WZ_FROM_RULE;
    node->source = origin.source;
    wz_proof_node **told = &b->told_cells[row->kind][row->index * wz_entry_vocabulary(b->e)->entities[row->kind].count +
                                                     (size_t)attribute];
    if (*told) {
        node->twin = *told;
        return node;
    }
    if (wz_build_down(b, node)) {
        *told = node;
        add_sources(b, node, row, attribute);
    }
    return node;
}
