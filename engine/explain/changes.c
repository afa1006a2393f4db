/* Change sets: the smallest sets of facts with which a conclusion would be another one, or, where it is open, would be
 * settled. Found by trying: a fact is stated, the rules run, the conclusion is looked at, all is undone.
 *
 * What makes the search whole without trying everything: a conclusion stays while all that it rests on stays. So every set
 * that changes it has a member among the cells that it rests on now; and once that one is changed without effect, another
 * among those that it rests on then. Sets are looked for by size, so that a set whose part would do is never taken.
 *
 * Not tried: what the engine itself reads when it opens a person (days and places of posts, the day of the incident, the
 * days by which a list counts as closed), duty records, and references. An open conclusion is settled by answers to what is
 * open; a settled one is changed by supposing facts to be otherwise. Source: issue 4; docs/semantics.md, "Refinement". */
#include "explain/build.h"
#include "explain/follow.h"
#include "explain/thresholds.h"

#include "base/map.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SETS = 200, DEAR_ENTITIES = 100 };

/* Steps of evaluation that a search may take in all, and what must be left for another trial. */
static const uint64_t search_steps = UINT64_C(200) * 1000 * 1000, trial_steps = UINT64_C(4) * 1000 * 1000;

typedef struct {
    const wz_row *row;
    int attribute;
    uint32_t number; /* of the cell */
    feel_value value;
} change;

typedef struct {
    const wz_row *row;
    int attribute;
} cell;

typedef struct {
    cell *items;
    size_t count, capacity;
} cell_list;

typedef struct {
    wz_entry *e;
    wz_arena *arena;   /* for what is kept */
    wz_arena *scratch; /* for what is not */
    const wz_about *about;
    wz_follower follower;
    wz_thresholds thresholds;
    wz_verdict before;
    wz_applicability applicability;
    const wz_case_entity *post;
    cell_list *gathering; /* where cells that are found go */
    change made[WZ_CHANGES_MOST];
    unsigned made_count, size; /* changes made; size of the sets looked for */
    wz_map tried;              /* sets met while looking for this size, by a text of their members */
    wz_map changing;           /* sets that change the conclusion */
    wz_change_set *sets;
    wz_verdict *verdicts; /* by set */
    size_t set_count, set_capacity, verdict_capacity;
    size_t trials, most_trials;
    size_t spent, cost;      /* trials in a case with very much in it count for more: each run reads it all */
    bool *seen[WZ_ENTITIES]; /* cells counted as candidates */
    bool *open[WZ_ENTITIES]; /* cells that are open in the case as it is */
    bool contradicted;       /* some are so because facts contradict each other */
    size_t candidates;
    uint64_t steps;
    bool cut, failed;
} search;

/* --- candidates --- */

/* What the engine reads when it opens a person, and what cannot be stated. */
static bool is_fixed(const search *s, wz_entity_kind kind, int attribute)
{
    const wz_attribute *a = &wz_entry_vocabulary(s->e)->entities[kind].attributes[attribute];
    switch (a->role) {
    case WZ_ROLE_INCIDENT_DATE:
    case WZ_ROLE_POST_FROM:
    case WZ_ROLE_POST_TO:
    case WZ_ROLE_JURISDICTION:
    case WZ_ROLE_SANCTION_DECIDED:
    case WZ_ROLE_SHORTFALL: return true;
    default: break;
    }
    /* the question is no answer */
    if (s->about->kind == WZ_ABOUT_ATTRIBUTE && s->about->entity == kind && s->about->attribute == attribute)
        return true;
    /* which of several texts governs may depend on the post */
    bool other = kind == WZ_POST && (wz_entry_book(s->e)->baseline || (!s->e->governing && !s->e->hypothetical));
    return kind == WZ_DUTY_RECORD || a->reference || other;
}

static void gather(void *payload, const wz_row *row, int attribute)
{
    search *s = payload;
    size_t number = row->index * wz_entry_vocabulary(s->e)->entities[row->kind].count + (size_t)attribute;
    if (is_fixed(s, row->kind, attribute) || (!s->before.settled && !s->open[row->kind][number]))
        return;
    cell *grown =
        wz_arena_grow(s->scratch, s->gathering->items, s->gathering->count, &s->gathering->capacity, sizeof *grown);
    if (!grown) {
        s->failed = true;
        return;
    }
    s->gathering->items = grown;
    s->gathering->items[s->gathering->count++] = (cell){row, attribute};
}

static uint32_t number_of(const search *s, const cell *c)
{
    return c->row->index * (uint32_t)wz_entry_vocabulary(s->e)->entities[c->row->kind].count + (uint32_t)c->attribute;
}

static bool is_made(const search *s, const cell *c)
{
    for (unsigned i = 0; i < s->made_count; i++)
        if (s->made[i].row == c->row && s->made[i].attribute == c->attribute)
            return true;
    return false;
}

static void count_candidate(search *s, const cell *c)
{
    bool *seen = &s->seen[c->row->kind][number_of(s, c)];
    s->candidates += !*seen;
    *seen = true;
}

/* --- trying --- */

static bool may_go_on(search *s)
{
    if (s->spent >= s->most_trials || s->steps < trial_steps || s->set_count >= MOST_SETS)
        s->cut = true;
    return !s->cut && !s->failed;
}

/* State the last change and run. False where the fact contradicts others, so that it cannot be as supposed. */
static bool state_last(search *s)
{
    const change *c = &s->made[s->made_count - 1];
    s->trials++;
    s->spent += s->cost;
    wz_memory_state(s->e->memory, c->row->kind, c->row->index, c->attribute, WZ_STATED, c->value);
    if (wz_memory_run(s->e->memory) != WZ_OK) {
        s->failed = true;
        return false;
    }
    if (!wz_entry_book(s->e)->baseline) /* whether the baseline bears depends on the other regulations, too */
        wz_entry_applicability(s->e);
    for (unsigned i = 0; i < s->made_count; i++) {
        feel_value now = s->made[i].row->cells[s->made[i].attribute];
        if (now.tag != s->made[i].value.tag || !feel_same(now, s->made[i].value))
            return false;
    }
    return true;
}

static void undo(search *s, size_t mark)
{
    wz_memory_undo(s->e->memory, mark);
    s->e->applicability = s->applicability;
    s->e->post = s->post;
}

static bool changes_it(const search *s, wz_verdict now)
{
    return now.settled && !wz_same_verdict(now, s->before);
}

/* --- what is found --- */

/* A set of the same facts with the same effect, with other values: one stands for both. */
static bool is_known(const search *s, wz_verdict verdict)
{
    for (size_t i = 0; i < s->set_count; i++) {
        bool same = s->sets[i].count == s->made_count && wz_same_verdict(s->verdicts[i], verdict);
        for (unsigned k = 0; k < s->made_count && same; k++) {
            bool in = false;
            for (size_t m = 0; m < s->sets[i].count; m++)
                in |= s->sets[i].changes[m].of == s->made[k].row->id &&
                      s->sets[i].changes[m].entity == s->made[k].row->kind &&
                      s->sets[i].changes[m].attribute == s->made[k].attribute;
            same = in;
        }
        if (same)
            return true;
    }
    return false;
}

/* Facts in the order of entities and the vocabulary. */
static int by_place(const void *a, const void *b)
{
    const change *x = a, *y = b;
    if (x->row->kind != y->row->kind)
        return x->row->kind < y->row->kind ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

static void keep(search *s, wz_verdict verdict)
{
    wz_change_set *sets = wz_arena_grow(s->arena, s->sets, s->set_count, &s->set_capacity, sizeof *sets);
    wz_verdict *verdicts = wz_arena_grow(s->arena, s->verdicts, s->set_count, &s->verdict_capacity, sizeof *verdicts);
    wz_change *changes = wz_arena_array(s->arena, s->made_count, sizeof *changes);
    if (!sets || !verdicts || !changes) {
        s->failed = true;
        return;
    }
    s->sets = sets;
    s->verdicts = verdicts;
    change sorted[WZ_CHANGES_MOST];
    memcpy(sorted, s->made, sizeof sorted);
    qsort(sorted, s->made_count, sizeof *sorted, by_place);
    for (unsigned i = 0; i < s->made_count; i++)
        changes[i] = (wz_change){.entity = sorted[i].row->kind,
                                 .of = sorted[i].row->id,
                                 .attribute = sorted[i].attribute,
                                 .after = wz_keep_value(s->arena, sorted[i].value)};
    verdicts[s->set_count] = verdict;
    sets[s->set_count++] =
        (wz_change_set){.changes = changes, .count = s->made_count, .truth = verdict.truth, .name = verdict.name};
}

/* --- sets by a text of their members --- */

static const char *key_of(search *s, const change *made, unsigned count, unsigned members)
{
    const char *key = "";
    for (unsigned i = 0; i < count && key; i++) {
        feel_value v = made[i].value;
        if (!(members >> i & 1))
            continue;
        if (v.tag == FEEL_STRING)
            key = wz_arena_printf(s->scratch, "%s%d.%u=\"%s\" ", key, made[i].row->kind, made[i].number,
                                  feel_str(v)->text);
        else
            key = wz_arena_printf(s->scratch, "%s%d.%u=%lld ", key, made[i].row->kind, made[i].number,
                                  (long long)v.as.integer);
    }
    s->failed |= !key;
    return key;
}

/* The changes made, in order: a set's text is the same however it was come to. */
static void sort_made(const search *s, change sorted[WZ_CHANGES_MOST])
{
    memcpy(sorted, s->made, sizeof s->made);
    qsort(sorted, s->made_count, sizeof *sorted, by_place);
}

/* Whether this very set was met before; notes it. */
static bool was_tried(search *s)
{
    change sorted[WZ_CHANGES_MOST];
    sort_made(s, sorted);
    const char *key = key_of(s, sorted, s->made_count, ~0u);
    bool fresh = key && wz_map_add_number(&s->tried, key, 1);
    s->failed |= wz_arena_failed(s->scratch);
    return !fresh;
}

/* Whether part of the set does alone: all smaller sets that do are known by now. Notes the set as one that does. */
static bool has_smaller(search *s)
{
    change sorted[WZ_CHANGES_MOST];
    sort_made(s, sorted);
    unsigned whole = (1u << s->made_count) - 1;
    for (unsigned members = 1; members < whole; members++) {
        const char *key = key_of(s, sorted, s->made_count, members);
        if (key && wz_map_find(&s->changing, key))
            return true;
    }
    const char *key = key_of(s, sorted, s->made_count, whole);
    if (key)
        wz_map_add_number(&s->changing, key, 1);
    s->failed |= wz_arena_failed(s->scratch);
    return false;
}

/* --- the search --- */

static void look(search *s);

static void try_change(search *s, const cell *c, feel_value value)
{
    s->made[s->made_count++] = (change){c->row, c->attribute, number_of(s, c), value};
    size_t mark = wz_memory_mark(s->e->memory);
    if (!was_tried(s)) {
        bool stands = state_last(s);
        wz_verdict now = s->failed ? s->before : wz_verdict_of(s->e, s->about);
        bool changed = stands && changes_it(s, now);
        if (changed && !has_smaller(s) && !is_known(s, now))
            keep(s, now);
        if (!changed && s->made_count < s->size && !s->failed)
            look(s);
        undo(s, mark);
    }
    s->made_count--;
}

/* Change one more of the cells that the conclusion rests on now. */
static void look(search *s)
{
    cell_list found = {0};
    s->gathering = &found; /* while the conclusion is followed, no longer */
    /* unsettled by facts that contradict each other, it may be turned by any of them, and by what they settled then */
    s->follower.all = s->contradicted || (s->before.settled && !wz_verdict_of(s->e, s->about).settled);
    wz_follow(&s->follower, s->about);
    s->gathering = NULL;
    for (size_t i = 0; i < found.count && may_go_on(s); i++) {
        if (is_made(s, &found.items[i]))
            continue;
        feel_value values[WZ_VALUES_MOST];
        size_t count = wz_values_to_try(&s->thresholds, found.items[i].row, found.items[i].attribute, values);
        if (count)
            count_candidate(s, &found.items[i]);
        for (size_t v = 0; v < count && may_go_on(s); v++)
            try_change(s, &found.items[i], values[v]);
    }
}

static unsigned search_by_size(search *s)
{
    unsigned complete = 0;
    for (s->size = 1; s->size <= WZ_CHANGES_MOST && !s->cut && !s->failed; s->size++) {
        wz_map_init(&s->tried, s->scratch);
        look(s);
        if (!s->cut && !s->failed)
            complete = s->size;
    }
    return complete;
}

/* --- in order --- */

static unsigned supposed_in(const wz_change_set *set)
{
    unsigned n = 0;
    for (size_t i = 0; i < set->count; i++)
        n += set->changes[i].supposed;
    return n;
}

/* Fewest first; then what answers open facts before what supposes settled ones to be otherwise; then as found. */
static int by_size(const void *a, const void *b)
{
    const wz_change_set *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? -1 : 1;
    unsigned m = supposed_in(x), n = supposed_in(y);
    if (m != n)
        return m < n ? -1 : 1;
    for (size_t i = 0; i < x->count; i++) {
        const wz_change *p = &x->changes[i], *q = &y->changes[i];
        if (p->entity != q->entity)
            return p->entity < q->entity ? -1 : 1;
        if (p->attribute != q->attribute)
            return p->attribute < q->attribute ? -1 : 1;
    }
    return (x->truth < y->truth) - (x->truth > y->truth);
}

static const wz_row *row_of(const search *s, const wz_change *change)
{
    for (uint32_t i = 0; i < wz_memory_count(s->e->memory, change->entity); i++)
        if (wz_memory_row(s->e->memory, change->entity, i)->id == change->of)
            return wz_memory_row(s->e->memory, change->entity, i);
    return NULL;
}

/* What each changed fact is now. */
static void tell_before(search *s)
{
    for (size_t i = 0; i < s->set_count; i++)
        for (size_t k = 0; k < s->sets[i].count; k++) {
            wz_change *change = (wz_change *)&s->sets[i].changes[k];
            const wz_row *row = row_of(s, change);
            change->before = row ? wz_keep_value(s->arena, row->cells[change->attribute]) : feel_unknown_of(FEEL_NULL);
            change->supposed = change->before.tag != FEEL_UNKNOWN;
        }
    if (s->set_count)
        qsort(s->sets, s->set_count, sizeof *s->sets, by_size);
}

/* Which cells are open as the case is. */
static void note_open(search *s, wz_entity_kind kind)
{
    size_t attributes = wz_entry_vocabulary(s->e)->entities[kind].count;
    for (uint32_t i = 0; i < wz_memory_count(s->e->memory, kind); i++)
        for (size_t a = 0; a < attributes; a++) {
            feel_value cell = wz_memory_row(s->e->memory, kind, i)->cells[a];
            s->open[kind][i * attributes + a] = cell.tag == FEEL_UNKNOWN;
            s->contradicted |= cell.tag == FEEL_UNKNOWN && cell.bits & FEEL_MARKED;
        }
}

static bool begin(search *s)
{
    for (int kind = 0; kind < WZ_ENTITIES; kind++) {
        size_t cells = (size_t)wz_memory_count(s->e->memory, (wz_entity_kind)kind) *
                       wz_entry_vocabulary(s->e)->entities[kind].count;
        s->seen[kind] = wz_arena_array(s->scratch, cells + 1, sizeof *s->seen[kind]);
        s->open[kind] = wz_arena_array(s->scratch, cells + 1, sizeof *s->open[kind]);
        if (!s->seen[kind] || !s->open[kind])
            return false;
        note_open(s, (wz_entity_kind)kind);
    }
    size_t entities = 0;
    for (int kind = 0; kind < WZ_ENTITIES; kind++)
        entities += wz_memory_count(s->e->memory, (wz_entity_kind)kind);
    s->cost = 1 + entities / DEAR_ENTITIES;
    wz_map_init(&s->changing, s->scratch);
    s->follower.found = gather;
    s->follower.payload = s;
    s->applicability = s->e->applicability;
    s->post = s->e->post;
    s->before = wz_verdict_of(s->e, s->about);
    return wz_follower_begin(&s->follower, s->e, s->scratch) && wz_thresholds_begin(&s->thresholds, s->e, s->scratch);
}

static int run(search *s, wz_changes *changes)
{
    if (!begin(s))
        return WZ_ENOMEM;
    uint64_t *budget = wz_memory_budget(s->e->memory);
    s->steps = search_steps;
    wz_memory_set_budget(s->e->memory, &s->steps);
    *changes = (wz_changes){.complete = search_by_size(s), .open = !s->before.settled};
    wz_memory_set_budget(s->e->memory, budget);
    int code = wz_memory_status(s->e->memory); /* what was followed on the way may have run short, too */
    if (code != WZ_OK)
        return code;
    if (s->failed || s->e->failed || s->thresholds.failed || wz_arena_failed(s->scratch))
        return WZ_ENOMEM;
    tell_before(s);
    changes->sets = s->sets;
    changes->count = s->set_count;
    changes->candidates = s->candidates;
    changes->trials = s->trials;
    changes->cut = s->cut;
    return wz_arena_failed(s->arena) ? WZ_ENOMEM : WZ_OK;
}

int wz_changes_find(const wz_changes **out, wz_arena *arena, wz_entry *e, const wz_about *about, size_t trials)
{
    *out = NULL;
    if (!wz_verdict_possible(e, about))
        return WZ_OK;
    search s = {.e = e,
                .arena = arena,
                .scratch = wz_arena_new(),
                .about = about,
                .most_trials = trials ? trials : WZ_CHANGES_TRIALS};
    wz_changes *changes = wz_arena_alloc(arena, sizeof *changes);
    wz_arena *before = e->arena;
    e->arena = s.scratch; /* what is read on the way, over and over */
    int code = s.scratch && changes ? run(&s, changes) : WZ_ENOMEM;
    e->arena = before;
    wz_arena_free(s.scratch);
    if (code == WZ_OK)
        *out = changes;
    return code;
}
