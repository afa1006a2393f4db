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

static int assess_person(work *w, const wz_case_person *person, wz_person_result *out, wz_contradiction_list *list)
{
    out->person = person;
    int code = wz_open_person(&w->open, person);
    if (code == WZ_OK)
        code = wz_read_person(&w->open, out);
    for (size_t i = 0; code == WZ_OK && i < out->regime_count; i++)
        w->used[out->regimes[i].rulebook] = true;
    return code == WZ_OK ? wz_read_contradictions(&w->open, list) : code;
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
    wz_contradiction_list contradictions = {0};
    w->result->persons = persons;
    w->result->person_count = c->person_count;
    for (size_t p = 0; p < c->person_count; p++) {
        int code = assess_person(w, &c->persons[p], &persons[p], &contradictions);
        if (code != WZ_OK)
            return code;
    }
    w->result->contradictions = contradictions.items;
    w->result->contradiction_count = contradictions.count;
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
