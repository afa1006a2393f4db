/* A trial. Invariant between runs: of every person who has been opened, the working memories of his own assessor stand as they
 * stood when they were opened (all that a run writes is undone), so that the snapshots and results taken then describe them. */
#include "explain/what_if.h"

#include "assess/limits.h"
#include "assess/open.h"
#include "base/alloc.h"
#include "base/diag.h"
#include "explain/through.h"
#include "load/load.h"

#include <string.h>

/* Values made while running stay in working memory until it begins anew: after so many runs it does. */
enum { RUNS_MOST = 400 };

/* A person held open. */
typedef struct {
    size_t person;         /* index in the case */
    wz_assessor *assessor; /* NULL: not opened yet */
    wz_arena *arena;       /* lives as long as it is open */
    wz_work work;
    wz_person_result before;
    wz_contradiction_list contradictions;
    wz_snapshot **snapshots; /* by rulebook; NULL where none is open */
    size_t *marks;
    bool **nulls;      /* by rulebook and rule: conditions that came to null */
    wz_entry *entries; /* as they were opened */
    unsigned runs;
} held;

struct wz_trial {
    const wz_engine *engine;
    wz_arena *arena;
    char *bytes; /* wz_free() */
    wz_case_bytes from;
    wz_case *subject;
    wz_assess_options options;
    held *people;
    size_t count;
    wz_assessor *spare; /* for what is assessed afresh; made when first needed */
    wz_edited edited;   /* of the last run */
};

const wz_case *wz_trial_subject(const wz_trial *trial)
{
    return trial->subject;
}

const wz_case_bytes *wz_trial_bytes(const wz_trial *trial)
{
    return &trial->from;
}

const wz_law *wz_trial_law(const wz_trial *trial)
{
    return trial->engine->law;
}

wz_day wz_trial_as_of(const wz_trial *trial)
{
    return trial->options.has_as_of ? trial->options.as_of : trial->subject->as_of;
}

/* --- opening and closing --- */

static void close_person(held *h)
{
    wz_assessor_free(h->assessor);
    wz_arena_free(h->arena);
    *h = (held){.person = h->person};
}

void wz_trial_free(wz_trial *trial)
{
    if (!trial)
        return;
    for (size_t i = 0; trial->people && i < trial->count; i++)
        close_person(&trial->people[i]);
    wz_assessor_free(trial->spare);
    wz_edited_free(&trial->edited);
    wz_case_free(trial->subject);
    wz_free(trial->bytes);
    wz_arena_free(trial->arena);
    wz_free(trial);
}

static bool copy_options(wz_trial *t, const wz_assess_options *options)
{
    t->options = *options;
    t->options.plain = true;
    const char **ids = wz_arena_array(t->arena, options->regime_count + 1, sizeof *ids);
    for (size_t i = 0; ids && i < options->regime_count; i++)
        ids[i] = wz_arena_strdup(t->arena, options->regimes[i]);
    t->options.regimes = ids;
    return !wz_arena_failed(t->arena);
}

static int list_people(wz_trial *t, const char *person, wz_diag *diag)
{
    t->people = wz_arena_array(t->arena, t->subject->person_count + 1, sizeof *t->people);
    if (!t->people)
        return WZ_ENOMEM;
    for (size_t p = 0; p < t->subject->person_count; p++)
        if (!person || strcmp(t->subject->persons[p].self.id, person) == 0)
            t->people[t->count++].person = p;
    if (t->count || !person)
        return WZ_OK;
    wz_diag_add(diag, WZ_ERROR, "EXPLAIN-001", (wz_place){t->from.name, 1, 1},
                "the case has no person \"%s\"; give the id of a <person> in it", person);
    return WZ_EINPUT;
}

static int open_trial(wz_trial *t, const wz_case_bytes *from, const char *person, const wz_assess_options *options,
                      wz_diag *diag)
{
    t->arena = wz_arena_new();
    t->bytes = wz_malloc(from->size + 1);
    if (!t->arena || !t->bytes)
        return WZ_ENOMEM;
    if (from->size)
        memcpy(t->bytes, from->bytes, from->size);
    t->from = (wz_case_bytes){wz_arena_strdup(t->arena, from->name), t->bytes, from->size};
    if (!t->from.name || !copy_options(t, options))
        return WZ_ENOMEM;
    int code =
        wz_load_case_memory(&t->subject, t->from.name, t->bytes, from->size, t->engine->law->vocabulary, NULL, diag);
    return code == WZ_OK ? list_people(t, person, diag) : code;
}

static void restore(held *h);

/* Everything there is to know of a person, before any edit. */
static int read_before(wz_trial *t, held *h)
{
    size_t books = t->engine->law->rulebook_count;
    h->snapshots = wz_arena_array(h->arena, books + 1, sizeof *h->snapshots);
    h->marks = wz_arena_array(h->arena, books + 1, sizeof *h->marks);
    h->nulls = wz_arena_array(h->arena, books + 1, sizeof *h->nulls);
    h->entries = wz_arena_array(h->arena, books + 1, sizeof *h->entries);
    if (wz_arena_failed(h->arena))
        return WZ_ENOMEM;
    for (size_t b = 0; b < books; b++) {
        wz_entry *e = &h->assessor->entries[b];
        if (!h->assessor->wanted[b])
            continue;
        if (wz_entry_bears(e) && wz_entry_shown(&h->work, b))
            e->bars = wz_entry_all_bars(e);
        h->snapshots[b] = wz_snapshot_take(e, h->arena);
        h->marks[b] = wz_memory_mark(e->memory);
        h->nulls[b] = wz_arena_array(h->arena, e->net->rule_count + 1, sizeof **h->nulls);
        if (h->nulls[b])
            wz_memory_keep_nulls(e->memory, h->nulls[b]);
        h->entries[b] = *e;
        if (e->failed || !h->snapshots[b] || !h->nulls[b])
            return WZ_ENOMEM;
    }
    h->before.person = h->work.person;
    int code = wz_read_person(&h->work, &h->before);
    if (code == WZ_OK)
        code = wz_read_contradictions(&h->work, &h->contradictions);
    restore(h);
    return code;
}

/* Open a person, unless he is. */
static int open_person(wz_trial *t, held *h, wz_diag *diag)
{
    if (h->assessor && h->runs < RUNS_MOST)
        return WZ_OK;
    close_person(h);
    h->assessor = wz_assessor_new(t->engine);
    h->arena = h->assessor ? wz_arena_new() : NULL;
    if (!h->arena) {
        close_person(h);
        return WZ_ENOMEM;
    }
    h->work = (wz_work){.assessor = h->assessor, .arena = h->arena, .subject = t->subject, .options = &t->options};
    int code = wz_work_begin(&h->work, diag);
    if (code == WZ_OK)
        code = wz_open_person(&h->work, &t->subject->persons[h->person]);
    if (code == WZ_OK)
        code = read_before(t, h);
    if (code == WZ_ELIMIT)
        wz_limit_reached(t->subject, h->work.person, false, diag);
    if (code != WZ_OK)
        close_person(h);
    return code;
}

int wz_trial_open(wz_trial **out, const wz_engine *engine, const wz_case_bytes *from, const char *person,
                  const wz_assess_options *options, wz_diag *diag)
{
    *out = NULL;
    wz_trial *t = wz_calloc(1, sizeof *t);
    if (!t)
        return WZ_ENOMEM;
    t->engine = engine;
    int code = open_trial(t, from, person, options, diag);
    for (size_t i = 0; code == WZ_OK && i < t->count; i++)
        code = open_person(t, &t->people[i], diag);
    if (code == WZ_OK)
        *out = t;
    else
        wz_trial_free(t);
    return code;
}

/* --- running in working memory --- */

/* Back to what was opened. */
static void restore(held *h)
{
    for (size_t b = 0; b < wz_work_law(&h->work)->rulebook_count; b++)
        if (h->assessor->wanted[b]) {
            wz_memory_undo(h->assessor->entries[b].memory, h->marks[b]);
            wz_memory_put_nulls(h->assessor->entries[b].memory, h->nulls[b]);
            h->assessor->entries[b] = h->entries[b];
        }
}

/* One run's way from the edits to the differences. */
typedef struct {
    wz_trial *trial;
    wz_arena *arena; /* the caller's */
    wz_trial_result *out;
    wz_strings *through;
    size_t through_count, through_capacity;
    wz_through **ways;                   /* by rulebook: of the person at hand */
    wz_contradiction_list before, after; /* of all people, those of the incident once */
} running;

static void note_ways(running *r, size_t from)
{
    const wz_law *law = r->trial->engine->law;
    for (size_t i = from; i < r->out->diffs.count; i++) {
        const wz_diff *diff = &r->out->diffs.items[i];
        wz_strings *grown = wz_arena_grow(r->arena, r->through, r->through_count, &r->through_capacity, sizeof *grown);
        if (!grown)
            return;
        r->through = grown;
        wz_strings way = {0};
        for (size_t b = 0; b < law->rulebook_count && way.count == 0; b++)
            if (r->ways[b] && (!diff->regime || strcmp(law->rulebooks[b]->id, diff->regime) == 0))
                way = wz_through_of(r->ways[b], diff);
        r->through[r->through_count++] = way;
    }
}

/* Add a person's contradictions to those of all. */
static void gather(running *r, wz_contradiction_list *all, const wz_contradiction_list *of)
{
    size_t known = all->count;
    for (size_t i = 0; i < of->count; i++) {
        bool again = false;
        for (size_t k = 0; of->items[i].entity == WZ_INCIDENT && k < known; k++)
            again |= all->items[k].entity == WZ_INCIDENT && all->items[k].attribute == of->items[i].attribute &&
                     strcmp(all->items[k].of, of->items[i].of) == 0;
        wz_contradiction *grown =
            again ? NULL : wz_arena_grow(r->arena, all->items, all->count, &all->capacity, sizeof *grown);
        if (!grown)
            continue;
        all->items = grown;
        grown[all->count++] = of->items[i];
    }
}

/* A person's results then, compared with now. */
static int compare(running *r, held *h, wz_work *then)
{
    const wz_law *law = r->trial->engine->law;
    wz_person_result after = {.person = then->person};
    wz_contradiction_list contradictions = {0};
    size_t from = r->out->diffs.count;
    int code = wz_read_person(then, &after);
    if (code == WZ_OK)
        code = wz_read_contradictions(then, &contradictions);
    if (code != WZ_OK)
        return code;
    wz_diff_person(&r->out->diffs, law, &h->before, law, &after);
    note_ways(r, from);
    gather(r, &r->before, &h->contradictions);
    gather(r, &r->after, &contradictions);
    return WZ_OK;
}

static bool gives_null(const wz_entry *e)
{
    bool any = false;
    for (uint32_t i = 0; i < e->net->own_count; i++)
        any |= wz_memory_null_condition(e->memory, i);
    return any;
}

static const wz_regime_result *result_of(const held *h, size_t book)
{
    for (size_t i = 0; i < h->before.regime_count; i++)
        if (h->before.regimes[i].rulebook == book)
            return &h->before.regimes[i];
    return NULL;
}

/* Which parts of the result need not be read again. Warnings between regulations are added after reading, so that a list with one
 * in it is not as it was read. */
static int know(const held *h, wz_entry *e, wz_through *way, size_t book)
{
    const wz_regime_result *last = result_of(h, book);
    if (!last)
        return WZ_OK;
    wz_known *known = wz_through_known(way);
    if (!known)
        return WZ_ENOMEM;
    known->last = last;
    for (size_t i = 0; i < last->warning_count; i++)
        known->warnings &= strcmp(last->warnings[i].id, "higher-law-mandatory") != 0;
    e->known = known;
    return WZ_OK;
}

/* State what an edit changed under one regulation, and run. *aside: this cannot be read on from the opening. */
static int run_entry(running *r, held *h, const wz_model_edit *edit, size_t book, bool *aside)
{
    wz_entry *e = &h->assessor->entries[book];
    for (size_t i = 0; i < edit->count; i++)
        if (edit->changes[i].kind == WZ_INCIDENT || edit->changes[i].person == h->person)
            wz_entry_restate(e, edit->changes[i].kind, 0, edit->changes[i].attribute);
    int code = wz_memory_run(e->memory);
    if (code != WZ_OK || e->failed)
        return code != WZ_OK ? code : WZ_ENOMEM;
    wz_through *way = wz_through_begin(h->snapshots[book], e, r->arena);
    if (!way)
        return WZ_ENOMEM;
    *aside = wz_through_scope_changed(way) || gives_null(e);
    if (e->bars && wz_through_bars_changed(way))
        e->bars = NULL;
    r->ways[book] = way;
    return *aside ? WZ_OK : know(h, e, way, book);
}

/* A person whom the edits do not touch keeps his results. */
static bool touched(const held *h, const wz_model_edit *edit)
{
    for (size_t i = 0; i < edit->count; i++)
        if (edit->changes[i].kind == WZ_INCIDENT || edit->changes[i].person == h->person)
            return true;
    return false;
}

static int run_person(running *r, held *h, const wz_model_edit *edit, bool *aside)
{
    const wz_law *law = r->trial->engine->law;
    if (!touched(h, edit)) {
        gather(r, &r->before, &h->contradictions);
        gather(r, &r->after, &h->contradictions);
        return WZ_OK;
    }
    wz_work work = h->work, *w = &h->work;
    w->subject = edit->after;
    w->person = &edit->after->persons[h->person];
    w->arena = r->arena;
    h->assessor->steps = WZ_ASSESS_STEPS;
    h->runs++;
    int code = WZ_OK;
    for (size_t b = 0; b < law->rulebook_count && code == WZ_OK && !*aside; b++) {
        r->ways[b] = NULL;
        if (!h->assessor->wanted[b])
            continue;
        wz_entry *e = &h->assessor->entries[b];
        e->subject = w->subject;
        e->person = w->person;
        e->arena = w->arena;
        code = run_entry(r, h, edit, b, aside);
    }
    if (code == WZ_OK && !*aside)
        code = compare(r, h, w);
    restore(h);
    h->work = work;
    if (code != WZ_OK)
        close_person(h); /* what ran out is remembered in its memories */
    return code;
}

static int finish(running *r)
{
    size_t from = r->out->diffs.count;
    wz_diff_contradictions(&r->out->diffs, r->before.items, r->before.count, r->after.items, r->after.count);
    note_ways(r, from);
    r->out->through = r->through;
    return wz_arena_failed(r->arena) ? WZ_ENOMEM : WZ_OK;
}

static int begin(running *r)
{
    r->out->diffs = (wz_diffs){.arena = r->arena};
    r->ways = wz_arena_array(r->arena, r->trial->engine->law->rulebook_count + 1, sizeof *r->ways);
    return r->ways ? WZ_OK : WZ_ENOMEM;
}

/* Run in working memory; *aside where that cannot be done. */
static int run_live(wz_trial_result *out, wz_trial *t, const wz_supposed *supposed, wz_arena *arena, bool *aside,
                    wz_diag *diag)
{
    running r = {.trial = t, .arena = arena, .out = out};
    wz_model_edit edit;
    if (!wz_edit_model(&edit, t->subject, t->engine->law->vocabulary, supposed->edits, supposed->count, arena)) {
        *aside = true;
        return WZ_OK;
    }
    int code = begin(&r);
    for (size_t i = 0; i < t->count && code == WZ_OK && !*aside; i++) {
        code = open_person(t, &t->people[i], diag);
        if (code == WZ_OK)
            code = run_person(&r, &t->people[i], &edit, aside);
    }
    out->after = edit.after;
    return code == WZ_OK && !*aside ? finish(&r) : code;
}

/* --- assessing afresh --- */

static const wz_case_person *person_called(const wz_case *c, const char *id)
{
    for (size_t i = 0; i < c->person_count; i++)
        if (strcmp(c->persons[i].self.id, id) == 0)
            return &c->persons[i];
    return NULL;
}

static void alone(running *r, const char *person, bool before)
{
    size_t from = r->out->diffs.count;
    wz_diff_person_alone(&r->out->diffs, person, before);
    memset(r->ways, 0, r->trial->engine->law->rulebook_count * sizeof *r->ways);
    note_ways(r, from);
}

static int afresh_person(running *r, held *h, wz_work *then, wz_diag *diag)
{
    const wz_law *law = r->trial->engine->law;
    const char *id = r->trial->subject->persons[h->person].self.id;
    const wz_case_person *person = person_called(then->subject, id);
    int code = open_person(r->trial, h, diag);
    if (code != WZ_OK)
        return code;
    if (!person) {
        alone(r, id, true);
        gather(r, &r->before, &h->contradictions);
        return WZ_OK;
    }
    code = wz_open_person(then, person);
    for (size_t b = 0; b < law->rulebook_count && code == WZ_OK; b++) {
        r->ways[b] = NULL;
        if (!h->snapshots[b] || !then->assessor->wanted[b])
            continue;
        r->ways[b] = wz_through_begin(h->snapshots[b], &then->assessor->entries[b], r->arena);
        code = r->ways[b] ? WZ_OK : WZ_ENOMEM;
    }
    return code == WZ_OK ? compare(r, h, then) : code;
}

/* People whom the edits have added. */
static int list_new(running *r, wz_work *then)
{
    const wz_case *after = then->subject;
    int code = WZ_OK;
    if (r->trial->count != r->trial->subject->person_count)
        return WZ_OK; /* only one was asked about */
    for (size_t i = 0; i < after->person_count && code == WZ_OK; i++) {
        if (person_called(r->trial->subject, after->persons[i].self.id))
            continue;
        alone(r, after->persons[i].self.id, false);
        wz_person_result result = {.person = &after->persons[i]};
        wz_contradiction_list contradictions = {0};
        code = wz_open_person(then, result.person);
        if (code == WZ_OK)
            code = wz_read_person(then, &result);
        if (code == WZ_OK)
            code = wz_read_contradictions(then, &contradictions);
        gather(r, &r->after, &contradictions);
    }
    return code;
}

static int run_afresh(wz_trial_result *out, wz_trial *t, const wz_supposed *supposed, wz_arena *arena, wz_diag *diag)
{
    running r = {.trial = t, .arena = arena, .out = out};
    wz_edited_free(&t->edited);
    int code = wz_edit_case(&t->edited, &t->from, t->engine->law->vocabulary, supposed->edits, supposed->count, diag);
    if (code != WZ_OK)
        return code;
    if (!t->spare && !(t->spare = wz_assessor_new(t->engine)))
        return WZ_ENOMEM;
    wz_assess_options options = t->options;
    if (supposed->has_as_of) {
        options.has_as_of = true;
        options.as_of = supposed->as_of;
    }
    wz_work then = {.assessor = t->spare, .arena = arena, .subject = t->edited.subject, .options = &options};
    out->after = t->edited.subject;
    out->afresh = true;
    code = wz_work_begin(&then, diag);
    if (code == WZ_OK)
        code = begin(&r);
    for (size_t i = 0; i < t->count && code == WZ_OK; i++)
        code = afresh_person(&r, &t->people[i], &then, diag);
    if (code == WZ_OK)
        code = list_new(&r, &then);
    out->as_of_after = then.as_of;
    if (code == WZ_ELIMIT)
        wz_limit_reached(then.subject, then.person, false, diag);
    if (code != WZ_OK) {
        wz_assessor_free(t->spare);
        t->spare = NULL;
        return code;
    }
    return finish(&r);
}

int wz_trial_run(wz_trial_result *out, wz_trial *trial, const wz_supposed *supposed, wz_arena *arena, wz_diag *diag)
{
    wz_day as_of = wz_trial_as_of(trial);
    bool aside = supposed->afresh || (supposed->has_as_of && supposed->as_of != as_of);
    *out = (wz_trial_result){.as_of_before = as_of, .as_of_after = as_of};
    int code = aside ? WZ_OK : run_live(out, trial, supposed, arena, &aside, diag);
    if (code == WZ_OK && aside) {
        *out = (wz_trial_result){.as_of_before = as_of, .as_of_after = as_of};
        code = run_afresh(out, trial, supposed, arena, diag);
    }
    return code;
}
