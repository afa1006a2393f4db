/* One case from facts to assessment: each person's regulations are opened (open.c), then results are read. Source:
 * docs/semantics.md, sections 2 to 7. */
#include "assess/assess.h"

#include "assess/limits.h"
#include "assess/open.h"
#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

/* What one call carries along. */
typedef struct {
    wz_work open;
    wz_assessment *result;
    bool *used; /* by rulebook: assessed for anybody */
} work;

static const wz_law *law_of(const work *w)
{
    return wz_work_law(&w->open);
}

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
static int warn_of_higher_law(work *w, wz_regime_result *regime, size_t book)
{
    static const wz_text text = {
        {"上位规定在同样情形下规定“不予追究”（强制），本规定只写“可以”；请人工确认",
         "the higher text exempts here by mandate, this one only permits it; let a person decide"}};
    wz_assessor *a = w->open.assessor;
    size_t base = a->engine->baseline;
    const wz_rule *offered = NULL;
    for (size_t i = 0; i < regime->choice_count && !offered; i++)
        if (regime->choices[i].rule->kind->part == WZ_PART_EXEMPTION && regime->choices[i].truth == WZ_TRUE)
            offered = regime->choices[i].rule;
    if (!offered || mandatory_exemption_holds(&a->entries[book]) || base >= law_of(w)->rulebook_count || base == book)
        return WZ_OK;
    if (!a->wanted[base]) {
        int code = wz_open_entry(&w->open, base);
        if (code != WZ_OK)
            return code;
    }
    wz_entry *e = &a->entries[base];
    wz_entry_load_duty_facts(e);
    int code = wz_memory_run(e->memory);
    if (!mandatory_exemption_holds(e))
        return code;
    wz_warning *warnings = wz_arena_array(w->result->arena, regime->warning_count + 1, sizeof *warnings);
    if (!warnings)
        return WZ_ENOMEM;
    if (regime->warning_count)
        memcpy(warnings, regime->warnings, regime->warning_count * sizeof *warnings);
    warnings[regime->warning_count++] = (wz_warning){"higher-law-mandatory", offered->id, text};
    qsort(warnings, regime->warning_count, sizeof *warnings, wz_warning_order);
    regime->warnings = warnings;
    return code;
}

static int read_results(work *w, wz_person_result *out)
{
    const wz_law *law = law_of(w);
    wz_regime_result *regimes = wz_arena_array(w->result->arena, law->rulebook_count, sizeof *regimes);
    if (!regimes)
        return WZ_ENOMEM;
    out->regimes = regimes;
    for (size_t b = 0; b < law->rulebook_count; b++) {
        if (!wz_entry_shown(&w->open, b))
            continue;
        int code = wz_entry_result(&w->open.assessor->entries[b], &regimes[out->regime_count++]);
        if (code != WZ_OK)
            return code;
        w->used[b] = true;
    }
    for (size_t i = 0; i < out->regime_count; i++) {
        int code = warn_of_higher_law(w, &regimes[i], regimes[i].rulebook);
        if (code != WZ_OK)
            return code;
    }
    return WZ_OK;
}

/* Contradicted attributes of the person and the incident under one entry, once each over all entries. */
static bool known_contradiction(const wz_assessment *result, size_t first, const char *of, wz_entity_kind kind,
                                int attribute)
{
    for (size_t i = kind == WZ_INCIDENT ? 0 : first; i < result->contradiction_count; i++)
        if (result->contradictions[i].entity == kind && result->contradictions[i].attribute == attribute &&
            strcmp(result->contradictions[i].of, of) == 0)
            return true;
    return false;
}

typedef struct {
    wz_contradiction *items;
    size_t capacity;
    size_t first; /* of the person at hand */
} contradiction_list;

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

static int add_contradictions(work *w, wz_entry *e, contradiction_list *list)
{
    for (int kind = 0; kind < WZ_ENTITIES; kind++)
        for (uint32_t i = 0; i < wz_memory_count(e->memory, (wz_entity_kind)kind); i++) {
            const wz_row *row = wz_memory_row(e->memory, (wz_entity_kind)kind, i);
            for (size_t a = 0; a < wz_entry_vocabulary(e)->entities[kind].count; a++) {
                if (row->cells[a].tag != FEEL_UNKNOWN || !(row->cells[a].bits & FEEL_MARKED) ||
                    !wz_memory_contradicted(e->memory, row, (int)a) ||
                    known_contradiction(w->result, list->first, row->id, (wz_entity_kind)kind, (int)a))
                    continue;
                wz_contradiction *grown = wz_arena_grow(e->arena, list->items, w->result->contradiction_count,
                                                        &list->capacity, sizeof *grown);
                if (!grown)
                    return WZ_ENOMEM;
                list->items = grown;
                w->result->contradictions = grown;
                grown[w->result->contradiction_count++] = (wz_contradiction){
                    row->id, (wz_entity_kind)kind, (int)a, facts_behind(e, row, (int)a), exclusion_of(e, row, (int)a)};
            }
        }
    return e->failed ? WZ_ENOMEM : WZ_OK;
}

static int assess_person(work *w, const wz_case_person *person, wz_person_result *out,
                         contradiction_list *contradictions)
{
    out->person = person;
    contradictions->first = w->result->contradiction_count;
    int code = wz_open_person(&w->open, person);
    if (code == WZ_OK)
        code = read_results(w, out);
    const wz_assessor *a = w->open.assessor;
    for (size_t b = 0; code == WZ_OK && b < law_of(w)->rulebook_count; b++)
        if (a->wanted[b] && wz_entry_bears(&a->entries[b]))
            code = add_contradictions(w, &a->entries[b], contradictions);
    return code;
}

static bool list_allegations_of(work *w, const wz_case_entity *entity, size_t *capacity)
{
    for (size_t i = 0; i < entity->fact_count; i++) {
        const wz_fact *fact = &entity->facts[i];
        if (fact->standing != WZ_ALLEGED && fact->standing != WZ_DISPUTED)
            continue;
        wz_allegation *grown = wz_arena_grow(w->result->arena, (void *)w->result->allegations,
                                             w->result->allegation_count, capacity, sizeof *grown);
        if (!grown)
            return false;
        w->result->allegations = grown;
        grown[w->result->allegation_count++] = (wz_allegation){entity->id, entity->kind, fact};
    }
    return true;
}

static int in_document_order(const void *a, const void *b)
{
    const wz_place *x = &((const wz_allegation *)a)->fact->place, *y = &((const wz_allegation *)b)->fact->place;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

static bool list_allegations(work *w)
{
    size_t capacity = 0;
    const wz_case *c = w->open.subject;
    for (size_t i = 0; i < c->incident_count; i++)
        if (!list_allegations_of(w, &c->incidents[i], &capacity))
            return false;
    for (size_t p = 0; p < c->person_count; p++) {
        const wz_case_person *person = &c->persons[p];
        if (!list_allegations_of(w, &person->self, &capacity))
            return false;
        for (size_t i = 0; i < person->post_count; i++)
            if (!list_allegations_of(w, &person->posts[i], &capacity))
                return false;
        for (size_t i = 0; i < person->sanction_count; i++)
            if (!list_allegations_of(w, &person->sanctions[i], &capacity))
                return false;
        for (size_t i = 0; i < person->duty_record_count; i++)
            if (!list_allegations_of(w, &person->duty_records[i], &capacity))
                return false;
    }
    if (w->result->allegation_count)
        qsort((void *)w->result->allegations, w->result->allegation_count, sizeof *w->result->allegations,
              in_document_order);
    return true;
}

/* The rulebooks that results rest on: those assessed, and those whose shared rules stand beside one in force. */
static bool list_rulebooks(work *w)
{
    const wz_law *law = law_of(w);
    size_t *books = wz_arena_array(w->result->arena, law->rulebook_count, sizeof *books);
    if (!books)
        return false;
    bool in_force = false;
    for (size_t b = 0; b < law->rulebook_count; b++)
        in_force |= w->used[b] && law->rulebooks[b]->status != WZ_DRAFT;
    for (size_t b = 0; b < law->rulebook_count; b++) {
        bool shares = false;
        for (size_t i = 0; in_force && i < law->rulebooks[b]->rule_count; i++)
            shares |= law->rulebooks[b]->rules[i].shared;
        if (w->used[b] || shares)
            books[w->result->rulebook_count++] = b;
    }
    w->result->rulebooks = books;
    return true;
}

static int assess_all(work *w)
{
    const wz_case *c = w->open.subject;
    wz_person_result *persons = wz_arena_array(w->result->arena, c->person_count, sizeof *persons);
    w->used = wz_arena_array(w->result->arena, law_of(w)->rulebook_count + 1, sizeof *w->used);
    if (!persons || !w->used)
        return WZ_ENOMEM;
    contradiction_list contradictions = {0};
    w->result->persons = persons;
    w->result->person_count = c->person_count;
    for (size_t p = 0; p < c->person_count; p++) {
        int code = assess_person(w, &c->persons[p], &persons[p], &contradictions);
        if (code != WZ_OK)
            return code;
    }
    return list_allegations(w) && list_rulebooks(w) ? WZ_OK : WZ_ENOMEM;
}

int wz_assess_case(wz_assessment **out, wz_assessor *assessor, const wz_case *subject, const wz_assess_options *options,
                   wz_diag *diag)
{
    *out = NULL;
    work w = {.open = {.assessor = assessor, .subject = subject, .options = options}};
    int code = wz_work_begin(&w.open, diag);
    if (code != WZ_OK)
        return code;
    wz_arena *arena = wz_arena_new();
    if (arena)
        wz_arena_limit(arena, WZ_ASSESS_BYTES);
    w.result = arena ? wz_arena_alloc(arena, sizeof *w.result) : NULL;
    if (!w.result) {
        wz_arena_free(arena);
        return WZ_ENOMEM;
    }
    *w.result =
        (wz_assessment){.arena = arena, .law = assessor->engine->law, .subject = subject, .as_of = w.open.as_of};
    w.open.arena = arena;
    code = assess_all(&w);
    if (code == WZ_OK && wz_arena_failed(arena))
        code = WZ_ENOMEM;
    if (code == WZ_ENOMEM && wz_arena_limited(arena))
        code = WZ_ELIMIT;
    if (code == WZ_ELIMIT)
        wz_limit_reached(subject, w.open.person, wz_arena_limited(arena), diag);
    if (code == WZ_OK)
        *out = w.result;
    else
        wz_arena_free(arena);
    return code;
}
