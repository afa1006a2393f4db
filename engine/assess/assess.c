/* One case from facts to assessment. For each person: every regulation whose place is the case's or a post's is loaded
 * and run once to see whether it bears; then it is known which one governs, and so which facts about duties count where;
 * then results are read. Source: docs/semantics.md, sections 2 to 5. */
#include "assess/assess.h"

#include "assess/entry.h"
#include "assess/limits.h"
#include "base/alloc.h"
#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

struct wz_assessor {
    const wz_engine *engine;
    wz_memory **memories; /* by rulebook; made when first needed */
    wz_entry *entries;    /* by rulebook: the person's at hand */
    bool *wanted;         /* by rulebook: an entry of the person */
};

wz_assessor *wz_assessor_new(const wz_engine *engine)
{
    size_t count = engine->law->rulebook_count;
    wz_assessor *a = wz_calloc(1, sizeof *a);
    if (!a)
        return NULL;
    a->engine = engine;
    a->memories = wz_calloc(count + 1, sizeof *a->memories);
    a->entries = wz_calloc(count + 1, sizeof *a->entries);
    a->wanted = wz_calloc(count + 1, sizeof *a->wanted);
    if (!a->memories || !a->entries || !a->wanted) {
        wz_assessor_free(a);
        return NULL;
    }
    return a;
}

void wz_assessor_free(wz_assessor *assessor)
{
    if (!assessor)
        return;
    for (size_t i = 0; assessor->memories && i < assessor->engine->law->rulebook_count; i++)
        wz_memory_free(assessor->memories[i]);
    wz_free(assessor->memories);
    wz_free(assessor->entries);
    wz_free(assessor->wanted);
    wz_free(assessor);
}

/* What one call carries along. */
typedef struct {
    wz_assessor *assessor;
    wz_assessment *result;
    const wz_case *subject;
    const wz_case_person *person;
    const wz_assess_options *options;
    bool *used;     /* by rulebook: assessed for anybody */
    uint64_t steps; /* of evaluation that are left for the case */
} work;

static const wz_law *law_of(const work *w)
{
    return w->assessor->engine->law;
}

static bool asked_for(const wz_assess_options *options, const char *id)
{
    for (size_t i = 0; i < options->regime_count; i++)
        if (strcmp(options->regimes[i], id) == 0)
            return true;
    return false;
}

/* Whether a regulation's place is the case's or one of the person's posts'. */
static bool reaches_place(const work *w, const wz_rulebook *book)
{
    const wz_vocabulary *vocabulary = law_of(w)->vocabulary;
    int attribute = vocabulary->entities[WZ_POST].by_role[WZ_ROLE_JURISDICTION];
    if (!book->jurisdiction || !*book->jurisdiction)
        return true;
    if (w->subject->jurisdiction && wz_place_under(w->subject->jurisdiction, book->jurisdiction))
        return true;
    for (size_t p = 0; p < w->person->post_count; p++)
        for (size_t i = 0; i < w->person->posts[p].fact_count; i++) {
            const wz_fact *fact = &w->person->posts[p].facts[i];
            if (fact->attribute == attribute && fact->value.tag == FEEL_STRING &&
                wz_place_under(feel_str(fact->value)->text, book->jurisdiction))
                return true;
        }
    return false;
}

/* Load one regulation's entry and see whether it bears on the person. */
static int open_entry(work *w, size_t book)
{
    wz_assessor *a = w->assessor;
    if (!a->memories[book] && !(a->memories[book] = wz_memory_new(a->engine->networks[book])))
        return WZ_ENOMEM;
    const wz_rulebook *text = law_of(w)->rulebooks[book];
    wz_entry *e = &a->entries[book];
    *e = (wz_entry){.subject = w->subject,
                    .person = w->person,
                    .net = a->engine->networks[book],
                    .memory = a->memories[book],
                    .arena = w->result->arena,
                    .book = book,
                    .as_of = w->result->as_of,
                    .hypothetical = text->status == WZ_DRAFT,
                    .reasons_all = w->options->reasons_all};
    e->duty_facts = e->hypothetical;
    /* facts first; the days of the conduct are read from them */
    wz_memory_set_budget(e->memory, &w->steps);
    int code = wz_entry_load(e);
    if (code == WZ_OK)
        code = wz_memory_run(e->memory);
    if (code != WZ_OK)
        return code;
    wz_entry_conduct(e);
    code = wz_memory_run(e->memory);
    wz_entry_applicability(e);
    return e->failed ? WZ_ENOMEM : code;
}

static bool bears(const wz_entry *e)
{
    return e->applicability <= WZ_SCOPE_UNKNOWN;
}

/* Whether another regulation that bears, too, goes before this one. */
static bool preceded(const work *w, size_t book)
{
    const wz_law *law = law_of(w);
    for (size_t b = 0; b < law->rulebook_count; b++) {
        const wz_entry *e = &w->assessor->entries[b];
        if (!w->assessor->wanted[b] || b == book || e->hypothetical || !bears(e))
            continue;
        const wz_strings *precedes = &law->rulebooks[b]->precedes;
        for (size_t i = 0; i < precedes->count; i++)
            if (strcmp(precedes->items[i], law->rulebooks[book]->id) == 0)
                return true;
    }
    return false;
}

static size_t depth(const char *path)
{
    size_t n = path && *path ? 1 : 0;
    for (; path && *path; path++)
        n += *path == '/';
    return n;
}

/* Of two local regulations that both could govern, the one of the nearer place does; then the one first by id. */
static bool nearer(const work *w, size_t a, size_t b)
{
    return depth(law_of(w)->rulebooks[a]->jurisdiction) > depth(law_of(w)->rulebooks[b]->jurisdiction);
}

/* The local regulation that governs: in force on the conduct's last day, with grounds, bearing on the person. */
static size_t choose_governing(const work *w)
{
    const wz_law *law = law_of(w);
    size_t chosen = law->rulebook_count;
    for (size_t b = 0; b < law->rulebook_count; b++) {
        const wz_entry *e = &w->assessor->entries[b];
        if (!w->assessor->wanted[b] || b == w->assessor->engine->baseline || e->hypothetical || !bears(e) ||
            !e->net->has_ground || wz_force_on(law->rulebooks[b]->force, e->conduct_to, e->conduct_to) == WZ_FALSE ||
            preceded(w, b))
            continue;
        if (chosen == law->rulebook_count || nearer(w, b, chosen))
            chosen = b;
    }
    return chosen;
}

/* Whether some local regulation in force with a ground surely, or perhaps, bears on the person. */
static wz_truth locally_governed(const work *w)
{
    wz_truth any = WZ_FALSE;
    for (size_t b = 0; b < law_of(w)->rulebook_count; b++) {
        const wz_entry *e = &w->assessor->entries[b];
        if (!w->assessor->wanted[b] || b == w->assessor->engine->baseline || e->hypothetical || !e->net->has_ground)
            continue;
        if (bears(e))
            any = wz_or(any, e->applicability == WZ_SCOPE_UNKNOWN ? WZ_UNKNOWN : WZ_TRUE);
    }
    return any;
}

/* The baseline stands in where no local regulation bears; where that is unknown, so is whether it applies. */
static int open_baseline(work *w, size_t *governing)
{
    wz_assessor *a = w->assessor;
    size_t book = a->engine->baseline, none = law_of(w)->rulebook_count;
    bool asked = book < none && asked_for(w->options, law_of(w)->rulebooks[book]->id);
    wz_truth local = locally_governed(w);
    if (book >= none || (local == WZ_TRUE && !asked))
        return WZ_OK;
    int code = open_entry(w, book);
    wz_entry *e = &a->entries[book];
    if (code != WZ_OK)
        return code;
    a->wanted[book] = asked || e->applicability != WZ_OUT_OF_SCOPE || *governing == none;
    if (local == WZ_UNKNOWN && e->applicability < WZ_SCOPE_UNKNOWN)
        e->applicability = WZ_SCOPE_UNKNOWN;
    if (*governing == none && local == WZ_FALSE && bears(e)) {
        *governing = book;
        e->baseline = true;
    }
    return WZ_OK;
}

/* Facts about duties that name no text speak for the governing regulation, and for drafts. */
static int give_duty_facts(work *w, size_t governing)
{
    if (governing >= law_of(w)->rulebook_count)
        return WZ_OK;
    wz_entry *e = &w->assessor->entries[governing];
    e->governing = true;
    wz_entry_load_duty_facts(e);
    return wz_memory_run(e->memory);
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
    wz_assessor *a = w->assessor;
    size_t base = a->engine->baseline;
    const wz_rule *offered = NULL;
    for (size_t i = 0; i < regime->choice_count && !offered; i++)
        if (regime->choices[i].rule->kind->part == WZ_PART_EXEMPTION && regime->choices[i].truth == WZ_TRUE)
            offered = regime->choices[i].rule;
    if (!offered || mandatory_exemption_holds(&a->entries[book]) || base >= law_of(w)->rulebook_count || base == book)
        return WZ_OK;
    if (!a->wanted[base]) {
        int code = open_entry(w, base);
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
        if (!w->assessor->wanted[b] || (w->options->regime_count && !asked_for(w->options, law->rulebooks[b]->id)))
            continue;
        int code = wz_entry_result(&w->assessor->entries[b], &regimes[out->regime_count++]);
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

static int assess_person(work *w, wz_person_result *out, contradiction_list *contradictions)
{
    const wz_law *law = law_of(w);
    out->person = w->person;
    contradictions->first = w->result->contradiction_count;
    for (size_t b = 0; b < law->rulebook_count; b++) {
        w->assessor->wanted[b] = b != w->assessor->engine->baseline &&
                                 (reaches_place(w, law->rulebooks[b]) || asked_for(w->options, law->rulebooks[b]->id));
        int code = w->assessor->wanted[b] ? open_entry(w, b) : WZ_OK;
        if (code != WZ_OK)
            return code;
    }
    size_t governing = choose_governing(w);
    int code = open_baseline(w, &governing);
    if (code == WZ_OK)
        code = give_duty_facts(w, governing);
    if (code == WZ_OK)
        code = read_results(w, out);
    for (size_t b = 0; code == WZ_OK && b < law->rulebook_count; b++)
        if (w->assessor->wanted[b] && bears(&w->assessor->entries[b]))
            code = add_contradictions(w, &w->assessor->entries[b], contradictions);
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
    const wz_case *c = w->subject;
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

static bool names_rulebook(const wz_law *law, const char *id)
{
    for (size_t b = 0; b < law->rulebook_count; b++)
        if (strcmp(law->rulebooks[b]->id, id) == 0)
            return true;
    return false;
}

/* Whether an id is a rule's or a provision's of some regulation. */
static bool names_provision(const wz_law *law, const char *id)
{
    for (size_t b = 0; b < law->rulebook_count; b++)
        if (wz_rule_find(law->rulebooks[b], id) || (law->sources[b] && wz_source_find(law->sources[b], id) >= 0))
            return true;
    return false;
}

/* What facts about duties name must be there: a slip would let them count for another regulation. */
static bool check_duties(const wz_case *c, const wz_law *law, wz_diag *diag)
{
    bool good = true;
    for (size_t p = 0; p < c->person_count; p++)
        for (size_t i = 0; i < c->persons[p].self.fact_count; i++) {
            const wz_fact *fact = &c->persons[p].self.facts[i];
            bool duty = !fact->duty || names_provision(law, fact->duty);
            bool under = !fact->under || names_rulebook(law, fact->under);
            if (!duty)
                wz_diag_add(diag, WZ_ERROR, "ASSESS-004", fact->place,
                            "duty=\"%s\" is neither a rule nor a provision of any regulation; see wenze show",
                            fact->duty);
            if (!under)
                wz_diag_add(diag, WZ_ERROR, "ASSESS-005", fact->place,
                            "under=\"%s\" is no regulation; use the id of a rulebook", fact->under);
            good &= duty && under;
        }
    return good;
}

static int assess_all(work *w)
{
    const wz_case *c = w->subject;
    wz_person_result *persons = wz_arena_array(w->result->arena, c->person_count, sizeof *persons);
    w->used = wz_arena_array(w->result->arena, law_of(w)->rulebook_count + 1, sizeof *w->used);
    if (!persons || !w->used)
        return WZ_ENOMEM;
    contradiction_list contradictions = {0};
    w->result->persons = persons;
    w->result->person_count = c->person_count;
    for (size_t p = 0; p < c->person_count; p++) {
        w->person = &c->persons[p];
        int code = assess_person(w, &persons[p], &contradictions);
        if (code != WZ_OK)
            return code;
    }
    return list_allegations(w) && list_rulebooks(w) ? WZ_OK : WZ_ENOMEM;
}

int wz_assess_case(wz_assessment **out, wz_assessor *assessor, const wz_case *subject, const wz_assess_options *options,
                   wz_diag *diag)
{
    *out = NULL;
    if (!options->has_as_of && !subject->has_as_of) {
        wz_diag_add(
            diag, WZ_ERROR, "ASSESS-001", (wz_place){subject->file, 1, 1},
            "the case does not say for which day it is asked; add as-of=\"YYYY-MM-DD\" to <case> or use --as-of");
        return WZ_EINPUT;
    }
    if (!check_duties(subject, assessor->engine->law, diag))
        return WZ_EINPUT;
    if (!wz_within_limits(subject, diag))
        return WZ_ELIMIT;
    wz_arena *arena = wz_arena_new();
    if (arena)
        wz_arena_limit(arena, WZ_ASSESS_BYTES);
    wz_assessment *result = arena ? wz_arena_alloc(arena, sizeof *result) : NULL;
    if (!result) {
        wz_arena_free(arena);
        return WZ_ENOMEM;
    }
    *result = (wz_assessment){.arena = arena,
                              .law = assessor->engine->law,
                              .subject = subject,
                              .as_of = options->has_as_of ? options->as_of : subject->as_of};
    work w = {.assessor = assessor, .result = result, .subject = subject, .options = options, .steps = WZ_ASSESS_STEPS};
    int code = assess_all(&w);
    if (code == WZ_OK && wz_arena_failed(arena))
        code = WZ_ENOMEM;
    if (code == WZ_ENOMEM && wz_arena_limited(arena))
        code = WZ_ELIMIT;
    if (code == WZ_ELIMIT)
        wz_limit_reached(subject, w.person, wz_arena_limited(arena), diag);
    if (code == WZ_OK)
        *out = result;
    else
        wz_arena_free(arena);
    return code;
}
