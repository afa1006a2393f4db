/* Why a finding is what it is: its condition, the facts that the value rests on and where each came from, the findings it
 * reads, and the exceptions that reach it. Everything is recomputed from the compiled condition over the same memory.
 * Source: docs/semantics.md, section 7, "because". */
#include "assess/entry.h"
#include "base/map.h"

#include <stdlib.h>
#include <string.h>

bool wz_push_string(wz_arena *arena, wz_string_list *list, const char *text)
{
    const char **grown = wz_arena_grow(arena, list->items, list->count, &list->capacity, sizeof *grown);
    if (!grown)
        return false;
    list->items = grown;
    list->items[list->count++] = text;
    return true;
}

static int by_id(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void wz_sort_strings(wz_string_list *list)
{
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_id);
}

typedef struct {
    wz_entry *e;
    wz_reason_fact *facts;
    size_t count, capacity;
    wz_string_list rules;
} gathering;

feel_value wz_keep_value(wz_arena *arena, feel_value v)
{
    if (v.tag == FEEL_STRING)
        return feel_string_new(arena, feel_str(v)->text, feel_str(v)->length);
    if (v.tag == FEEL_UNKNOWN && feel_bounds(v))
        return feel_bounded(arena, (feel_tag)v.sub, wz_keep_value(arena, feel_bounds(v)->low),
                            wz_keep_value(arena, feel_bounds(v)->high));
    if (v.tag == FEEL_LIST) {
        const feel_list *list = feel_items(v);
        feel_value *items = wz_arena_array(arena, list->count, sizeof *items);
        for (size_t i = 0; items && i < list->count; i++)
            items[i] = wz_keep_value(arena, list->items[i]);
        return items ? feel_list_open(arena, items, list->possible, list->count, list->open) : feel_null();
    }
    return v;
}

/* Ids of evidence, each once, in the order found. Beyond a few a map knows which are there. */
typedef struct {
    wz_string_list list;
    wz_map seen;
} evidence_list;

static bool has_evidence(evidence_list *evidence, wz_arena *arena, const char *id)
{
    enum { FEW = 32 };
    const wz_string_list *list = &evidence->list;
    if (list->count >= FEW && !evidence->seen.capacity) {
        wz_map_init(&evidence->seen, arena);
        for (size_t i = 0; i < list->count; i++)
            wz_map_add_number(&evidence->seen, list->items[i], 1);
    }
    if (evidence->seen.capacity)
        return wz_map_find(&evidence->seen, id) != NULL;
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i], id) == 0)
            return true;
    return false;
}

static void add_evidence(gathering *g, evidence_list *evidence, const wz_fact *fact)
{
    for (size_t i = 0; i < fact->evidence.count; i++) {
        const char *id = fact->evidence.items[i];
        if (has_evidence(evidence, g->e->arena, id))
            continue;
        g->e->failed |= !wz_push_string(g->e->arena, &evidence->list, id);
        if (evidence->seen.capacity)
            wz_map_add_number(&evidence->seen, id, 1);
    }
}

/* The stated facts behind an attribute: the first gives its id and standing, all give evidence. */
static void describe_stated(gathering *g, const wz_row *row, int attribute, wz_reason_fact *out)
{
    const wz_case_entity *entity = wz_entry_entity(g->e, row);
    evidence_list evidence = {0};
    for (size_t i = 0; i < out->evidence.count; i++)
        g->e->failed |= !wz_push_string(g->e->arena, &evidence.list, out->evidence.items[i]);
    for (size_t i = 0; i < entity->fact_count; i++) {
        const wz_fact *fact = &entity->facts[i];
        if (fact->attribute != attribute || !wz_entry_counts(g->e, row->kind, fact))
            continue;
        if (!out->stated) {
            out->stated = true;
            out->id = fact->id;
            out->standing = fact->standing;
            out->place = fact->place;
        }
        add_evidence(g, &evidence, fact);
    }
    out->evidence = (wz_strings){evidence.list.items, evidence.list.count};
}

/* Ids of the stated facts on an attribute, with their evidence; the attribute's own id where it was only derived or
 * examined. */
static void push_facts_of(gathering *g, wz_string_list *from, evidence_list *evidence, wz_entity_kind kind,
                          int attribute)
{
    const wz_row *row = wz_memory_row(g->e->memory, kind, 0);
    const wz_case_entity *entity = wz_entry_entity(g->e, row);
    bool any = false;
    for (size_t i = 0; i < entity->fact_count; i++) {
        const wz_fact *fact = &entity->facts[i];
        if (fact->attribute != attribute || !fact->id || !wz_entry_counts(g->e, kind, fact))
            continue;
        any = true;
        g->e->failed |= !wz_push_string(g->e->arena, from, fact->id);
        add_evidence(g, evidence, fact);
    }
    if (!any)
        g->e->failed |=
            !wz_push_string(g->e->arena, from, wz_entry_vocabulary(g->e)->entities[kind].attributes[attribute].id);
}

/* Which declaration said that an attribute was examined. */
static void push_examined(gathering *g, wz_string_list *from, const wz_row *row, int attribute)
{
    bool incident = row->kind == WZ_INCIDENT;
    const wz_examined *examined = incident ? g->e->subject->examined : g->e->person->examined;
    size_t count = incident ? g->e->subject->examined_count : g->e->person->examined_count;
    for (size_t x = 0; x < count; x++)
        for (size_t i = 0; i < examined[x].count; i++)
            if (examined[x].attributes[i] == attribute && examined[x].id) {
                g->e->failed |= !wz_push_string(g->e->arena, from, examined[x].id);
                return;
            }
}

static void describe_origin(gathering *g, const wz_row *row, int attribute, wz_reason_fact *out)
{
    enum { MOST = 16 };
    wz_origin origins[MOST];
    size_t count = wz_memory_origins(g->e->memory, row, attribute, origins, MOST);
    wz_string_list from = {0};
    evidence_list evidence = {0};
    const wz_attribute *a = &wz_entry_vocabulary(g->e)->entities[row->kind].attributes[attribute];
    if (count)
        out->source = origins[0].source;
    else if (a->role == WZ_ROLE_SHORTFALL && row->cells[attribute].tag == FEEL_BOOLEAN) {
        out->source = WZ_FROM_RULE;
        wz_entry_duties_behind(g->e, feel_is_true(row->cells[attribute]), &from);
    }
    for (size_t i = 0; i < count; i++) {
        const wz_origin *o = &origins[i];
        if (o->source == WZ_FROM_EXAMINED)
            push_examined(g, &from, row, attribute);
        else if (o->source == WZ_FROM_RULE)
            g->e->failed |= !wz_push_string(g->e->arena, &from,
                                            o->by_define ? g->e->net->defines[o->rule].define->id
                                                         : g->e->net->rules[o->rule].rule->id);
        else if (o->source != WZ_FROM_STATED)
            push_facts_of(g, &from, &evidence, o->entity, o->attribute);
    }
    out->from = (wz_strings){from.items, from.count};
    out->evidence = (wz_strings){evidence.list.items, evidence.list.count};
}

static void add_fact(gathering *g, const wz_row *row, int attribute)
{
    if (row->index == UINT32_MAX || attribute == 0)
        return; /* a supposed sanction, or an id: nothing that was stated */
    for (size_t i = 0; i < g->count; i++)
        if (g->facts[i].of == row->id && g->facts[i].entity == row->kind && g->facts[i].attribute == attribute)
            return;
    wz_reason_fact *grown = wz_arena_grow(g->e->arena, g->facts, g->count, &g->capacity, sizeof *grown);
    if (!grown) {
        g->e->failed = true;
        return;
    }
    g->facts = grown;
    wz_reason_fact *fact = &g->facts[g->count++];
    *fact = (wz_reason_fact){.of = row->id, .entity = row->kind, .attribute = attribute};
    fact->value = wz_keep_value(g->e->arena, row->cells[attribute]);
    fact->settled = fact->value.tag != FEEL_UNKNOWN;
    describe_origin(g, row, attribute, fact);
    describe_stated(g, row, attribute, fact);
    if (fact->stated && fact->source != WZ_FROM_STATED)
        fact->stated = false;
    if (!fact->stated) {
        fact->id = NULL;
        fact->place = (wz_place){0};
    }
}

/* Stated facts in the order of the case, then the others in the vocabulary's. */
static int by_document(const void *a, const void *b)
{
    const wz_reason_fact *x = a, *y = b;
    bool x_placed = x->place.line != 0, y_placed = y->place.line != 0;
    if (x_placed != y_placed)
        return x_placed ? -1 : 1;
    if (x->place.line != y->place.line)
        return x->place.line < y->place.line ? -1 : 1;
    if (x->place.column != y->place.column)
        return x->place.column < y->place.column ? -1 : 1;
    if (x->entity != y->entity)
        return x->entity < y->entity ? -1 : 1;
    return (x->attribute > y->attribute) - (x->attribute < y->attribute);
}

static void visit(void *payload, const feel_record *record, int member, feel_value value)
{
    gathering *g = payload;
    (void)value;
    if (!record)
        return;
    if (record->shape != &g->e->net->finding_shape) {
        add_fact(g, record->owner, member);
        return;
    }
    const wz_fired *fired = record->owner;
    const char *id = g->e->net->rules[fired->rule].rule->id;
    for (size_t i = 0; i < g->rules.count; i++)
        if (g->rules.items[i] == id)
            return;
    g->e->failed |= !wz_push_string(g->e->arena, &g->rules, id);
}

const wz_because *wz_entry_because(wz_entry *e, uint32_t rule, uint32_t instance)
{
    const wz_network_rule *r = &e->net->rules[rule];
    const wz_fired *fired = wz_memory_fired(e->memory, rule, instance);
    wz_because *because = wz_arena_alloc(e->arena, sizeof *because);
    if (!because) {
        e->failed = true;
        return NULL;
    }
    gathering g = {.e = e};
    wz_entity_kind bound = r->rule->for_each;
    const wz_row *row =
        bound == WZ_NO_ENTITY || bound == WZ_INCIDENT ? NULL : wz_memory_row(e->memory, bound, instance);
    if (r->when)
        wz_memory_support(e->memory, r->when, row, false, visit, &g);
    because->expression = r->when ? r->rule->when.text : "true";
    because->value = wz_truth_of(fired->members[WZ_F_CONDITION]);
    wz_sort_strings(&g.rules);
    if (g.count)
        qsort(g.facts, g.count, sizeof *g.facts, by_document);
    because->rules = (wz_strings){g.rules.items, g.rules.count};
    because->facts = g.facts;
    because->fact_count = g.count;
    return because;
}

wz_strings wz_entry_defeaters(wz_entry *e, const uint32_t *rules, size_t count)
{
    wz_string_list list = {0};
    for (size_t i = 0; i < count; i++) {
        bool may_hold = false;
        for (uint32_t k = 0; k < wz_memory_instances(e->memory, rules[i]); k++)
            may_hold |= wz_memory_fired(e->memory, rules[i], k)->bound &&
                        !feel_is_false(wz_memory_fired(e->memory, rules[i], k)->members[WZ_F_HOLDS]);
        if (may_hold)
            e->failed |= !wz_push_string(e->arena, &list, e->net->rules[rules[i]].rule->id);
    }
    wz_sort_strings(&list);
    return (wz_strings){list.items, list.count};
}
