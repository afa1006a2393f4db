/* Reading what stands open of a person: the results of his regulations, what they say of each other, and which facts
 * contradict each other. Source: docs/semantics.md, sections 2, 3 and 7. */
#include "assess/open.h"

#include <stdlib.h>
#include <string.h>

static bool mandatory_exemption_holds(const wz_entry *e)
{
    for (uint32_t r = 0; r < e->net->own_count; r++) {
        const wz_rule *rule = e->net->rules[r].rule;
        bool mandatory = rule->kind->part == WZ_PART_EXEMPTION && rule->modality != WZ_MAY;
        for (uint32_t i = 0; mandatory && i < wz_memory_instances(e->memory, r); i++)
            if (feel_is_true(wz_memory_fired(e->memory, r, i)->members[WZ_F_HOLDS]))
                return true;
    }
    return false;
}

/* A mandatory exemption of the baseline that holds, beside one that a local text only offers. */
static int warn_of_higher_law(wz_work *w, wz_regime_result *regime, size_t book)
{
    static const wz_text text = {
        {"上位规定在同样情形下规定“不予追究”（强制），本规定只写“可以”；请人工确认",
         "the higher text exempts here by mandate, this one only permits it; let a person decide"}};
    wz_assessor *a = w->assessor;
    size_t base = a->engine->baseline;
    const wz_rule *offered = NULL;
    for (size_t i = 0; i < regime->choice_count && !offered; i++)
        if (regime->choices[i].rule->kind->part == WZ_PART_EXEMPTION && regime->choices[i].truth == WZ_TRUE)
            offered = regime->choices[i].rule;
    if (!offered || mandatory_exemption_holds(&a->entries[book]) || base >= wz_work_law(w)->rulebook_count ||
        base == book)
        return WZ_OK;
    if (!a->wanted[base]) {
        int code = wz_open_entry(w, base);
        if (code != WZ_OK)
            return code;
    }
    wz_entry *e = &a->entries[base];
    wz_entry_load_duty_facts(e);
    int code = wz_memory_run(e->memory);
    if (!mandatory_exemption_holds(e))
        return code;
    wz_warning *warnings = wz_arena_array(w->arena, regime->warning_count + 1, sizeof *warnings);
    if (!warnings)
        return WZ_ENOMEM;
    if (regime->warning_count)
        memcpy(warnings, regime->warnings, regime->warning_count * sizeof *warnings);
    warnings[regime->warning_count++] = (wz_warning){"higher-law-mandatory", offered->id, text};
    qsort(warnings, regime->warning_count, sizeof *warnings, wz_warning_order);
    regime->warnings = warnings;
    return code;
}

int wz_read_person(wz_work *w, wz_person_result *out)
{
    const wz_law *law = wz_work_law(w);
    wz_regime_result *regimes = wz_arena_array(w->arena, law->rulebook_count, sizeof *regimes);
    if (!regimes)
        return WZ_ENOMEM;
    out->regimes = regimes;
    for (size_t b = 0; b < law->rulebook_count; b++) {
        if (!wz_entry_shown(w, b))
            continue;
        int code = wz_entry_result(&w->assessor->entries[b], &regimes[out->regime_count++]);
        if (code != WZ_OK)
            return code;
    }
    for (size_t i = 0; i < out->regime_count; i++) {
        int code = warn_of_higher_law(w, &regimes[i], regimes[i].rulebook);
        if (code != WZ_OK)
            return code;
    }
    return WZ_OK;
}

/* Contradicted attributes of the person and the incident under one entry, once each over all entries. */
static bool known_contradiction(const wz_contradiction_list *list, size_t first, const char *of, wz_entity_kind kind,
                                int attribute)
{
    for (size_t i = kind == WZ_INCIDENT ? 0 : first; i < list->count; i++)
        if (list->items[i].entity == kind && list->items[i].attribute == attribute &&
            strcmp(list->items[i].of, of) == 0)
            return true;
    return false;
}

/* Two attributes that exclude each other, one of which is this one, both contradicted. */
static wz_strings exclusion_of(wz_entry *e, const wz_row *row, int attribute)
{
    const wz_vocabulary *v = wz_entry_vocabulary(e);
    for (size_t b = 0; b < v->bearing_count; b++) {
        const wz_bearing *x = &v->bearings[b];
        bool is_a = x->a_entity == row->kind && x->a == attribute, is_b = x->b_entity == row->kind && x->b == attribute;
        if (x->kind != WZ_EXCLUDES || (!is_a && !is_b))
            continue;
        wz_entity_kind other = is_a ? x->b_entity : x->a_entity;
        int index = is_a ? x->b : x->a;
        const wz_row *other_row = other == row->kind ? row : wz_memory_row(e->memory, other, 0);
        if (!wz_memory_contradicted(e->memory, other_row, index))
            continue;
        const char **ids = wz_arena_array(e->arena, 2, sizeof *ids);
        if (!ids)
            break;
        ids[0] = v->entities[x->a_entity].attributes[x->a].id;
        ids[1] = v->entities[x->b_entity].attributes[x->b].id;
        return (wz_strings){ids, 2};
    }
    return (wz_strings){0};
}

/* Ids of the stated facts in both derivations. */
static wz_strings facts_behind(wz_entry *e, const wz_row *row, int attribute)
{
    enum { MOST = 32 };
    wz_origin origins[MOST];
    size_t count = wz_memory_origins(e->memory, row, attribute, origins, MOST);
    wz_string_list list = {0};
    for (size_t o = 0; o < count; o++) {
        if (origins[o].source == WZ_FROM_RULE || origins[o].source == WZ_FROM_EXAMINED)
            continue;
        wz_entity_kind kind = origins[o].source == WZ_FROM_STATED ? row->kind : origins[o].entity;
        int index = origins[o].source == WZ_FROM_STATED ? attribute : origins[o].attribute;
        const wz_row *from = kind == row->kind ? row : wz_memory_row(e->memory, kind, 0);
        const wz_case_entity *entity = wz_entry_entity(e, from);
        for (size_t i = 0; i < entity->fact_count; i++)
            if (entity->facts[i].attribute == index && entity->facts[i].id && entity->facts[i].standing <= WZ_REFUTED &&
                wz_entry_counts(e, kind, &entity->facts[i]))
                e->failed |= !wz_push_string(e->arena, &list, entity->facts[i].id);
    }
    return (wz_strings){list.items, list.count};
}

static int add_contradictions(wz_entry *e, wz_contradiction_list *list, size_t first)
{
    for (int kind = 0; kind < WZ_ENTITIES; kind++)
        for (uint32_t i = 0; i < wz_memory_count(e->memory, (wz_entity_kind)kind); i++) {
            const wz_row *row = wz_memory_row(e->memory, (wz_entity_kind)kind, i);
            for (size_t a = 0; a < wz_entry_vocabulary(e)->entities[kind].count; a++) {
                if (row->cells[a].tag != FEEL_UNKNOWN || !(row->cells[a].bits & FEEL_MARKED) ||
                    !wz_memory_contradicted(e->memory, row, (int)a) ||
                    known_contradiction(list, first, row->id, (wz_entity_kind)kind, (int)a))
                    continue;
                wz_contradiction *grown =
                    wz_arena_grow(e->arena, list->items, list->count, &list->capacity, sizeof *grown);
                if (!grown)
                    return WZ_ENOMEM;
                list->items = grown;
                grown[list->count++] = (wz_contradiction){row->id, (wz_entity_kind)kind, (int)a,
                                                          facts_behind(e, row, (int)a), exclusion_of(e, row, (int)a)};
            }
        }
    return e->failed ? WZ_ENOMEM : WZ_OK;
}

int wz_read_contradictions(wz_work *w, wz_contradiction_list *list)
{
    const wz_assessor *a = w->assessor;
    size_t first = list->count;
    int code = WZ_OK;
    for (size_t b = 0; code == WZ_OK && b < wz_work_law(w)->rulebook_count; b++)
        if (a->wanted[b] && wz_entry_bears(&a->entries[b]))
            code = add_contradictions(&a->entries[b], list, first);
    return code;
}
