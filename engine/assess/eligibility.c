/* Reading a person's bars, and what they say of a step on a day. The sets of certain and of possible days are unions of runs
 * of days; runs that touch are one. Source: docs/semantics.md, section 5. */
#include "assess/eligibility.h"

#include "assess/limits.h"
#include "assess/open.h"
#include "feel/temporal.h"

#include <stdlib.h>
#include <string.h>

/* No calendar of ours reaches so far. */
static const wz_day never_begun = INT64_MIN / 4, never_over = INT64_MAX / 4;

const char *wz_answer_name(wz_answer answer)
{
    static const char *const names[] = {"eligible", "barred", "undetermined"};
    return names[answer];
}

const char *wz_why_name(wz_why why)
{
    static const char *const names[] = {NULL,           "expelled",          "no_version",
                                        "days_unknown", "condition_unknown", "veto_waits",
                                        "veto_open",    "nothing_recorded"};
    return names[why];
}

/* ---- reading bars ---- */

typedef struct {
    wz_arena *arena;
    const wz_frame *frame;
    wz_bar *items;
    size_t count, capacity;
    bool failed;
} collector;

static void add_bar(collector *c, wz_bar bar)
{
    wz_bar *grown = bar.steps ? wz_arena_grow(c->arena, c->items, c->count, &c->capacity, sizeof *grown) : c->items;
    c->failed |= bar.steps && !grown;
    if (!bar.steps || !grown)
        return;
    c->items = grown;
    c->items[c->count++] = bar;
}

static uint64_t step_bits(const wz_frame *frame, wz_strings steps)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < steps.count; i++)
        for (size_t s = 0; s < frame->step_count && s < 64; s++)
            if (strcmp(frame->steps[s].id, steps.items[i]) == 0)
                bits |= UINT64_C(1) << s;
    return bits;
}

static bool settled(wz_day_range day)
{
    return day.has_low && day.has_high && day.low == day.high;
}

static wz_why why_of(const wz_ban_result *ban, wz_truth condition)
{
    if (condition == WZ_UNKNOWN)
        return WZ_WHY_CONDITION_UNKNOWN;
    if (ban->rule->expels)
        return WZ_WHY_EXPELLED;
    if (ban->reason && strcmp(ban->reason, "no_version") == 0)
        return WZ_WHY_NO_VERSION;
    bool known = ban->truth == WZ_TRUE && settled(ban->from) && settled(ban->last_barred_day);
    return known ? WZ_WHY_NONE : WZ_WHY_DAYS_UNKNOWN;
}

static wz_bar bar_of(const wz_entry *e, const wz_frame *frame, const wz_ban_result *ban, wz_truth bears)
{
    return (wz_bar){.rule = ban->rule,
                    .rulebook = e->book,
                    .sanction = ban->sanction,
                    .hypothetical = e->hypothetical,
                    .truth = wz_and(ban->truth, bears),
                    .why = why_of(ban, wz_and(ban->condition, bears)),
                    .from = ban->from,
                    .last = ban->last_barred_day,
                    .steps = step_bits(frame, ban->may_bar),
                    .version = ban->version,
                    .lasts = ban->lasts,
                    .to = ban->to,
                    .rescinded = ban->reason && strcmp(ban->reason, "rescinded") == 0,
                    .verify = ban->verify};
}

/* The steps of a veto that bars of this ban carry on to. */
static uint64_t veto_steps(const wz_frame *frame, const wz_rule *veto, const wz_ban_result *ban)
{
    uint64_t bits = 0;
    for (size_t s = 0; s < frame->step_count && s < 64; s++)
        for (size_t i = 0; i < veto->bars.count; i++) {
            if (strcmp(veto->bars.items[i], frame->steps[s].id) != 0)
                continue;
            for (size_t k = 0; k < ban->may_bar.count; k++)
                if (wz_same_family(frame, &frame->steps[s], ban->may_bar.items[k]))
                    bits |= UINT64_C(1) << s;
        }
    return bits;
}

static const char *sanction_id(const wz_entry *e, uint32_t s)
{
    return wz_memory_row(e->memory, WZ_SANCTION, s)->id;
}

/* A veto bars what the bans of the sanctions that start it bar, on its own steps. Until one does, it waits: it may yet bar any
 * day since what happened. */
static void add_veto(collector *c, wz_entry *e, const wz_regime_result *regime, wz_truth bears, wz_vetoes asked)
{
    const wz_rule *rule = regime->veto.rule;
    wz_truth truth = wz_and(regime->veto.truth, bears);
    if (!rule || truth == WZ_FALSE)
        return;
    wz_bar bar = {.rule = rule, .rulebook = e->book, .veto = true, .hypothetical = e->hypothetical};
    bool started = false;
    for (uint32_t s = 0; s < wz_memory_count(e->memory, WZ_SANCTION); s++) {
        wz_truth starts = wz_entry_veto_starts(e, s);
        started |= starts == WZ_TRUE;
        bool counts = asked == WZ_VETOES_STARTED ? starts == WZ_TRUE : starts != WZ_FALSE;
        for (size_t b = 0; counts && b < regime->ban_count; b++) {
            const wz_ban_result *ban = &regime->bans[b];
            if (!ban->sanction || strcmp(ban->sanction, sanction_id(e, s)) != 0)
                continue;
            bar.sanction = ban->sanction;
            bar.truth = wz_and(truth, wz_and(starts, ban->truth));
            bar.why = wz_and(truth, starts) == WZ_UNKNOWN ? WZ_WHY_VETO_OPEN : why_of(ban, ban->condition);
            bar.from = ban->from;
            bar.last = ban->last_barred_day;
            bar.steps = veto_steps(c->frame, rule, ban);
            bar.version = ban->version;
            bar.lasts = ban->lasts;
            bar.to = ban->to;
            bar.verify = rule->verify || ban->verify;
            add_bar(c, bar);
        }
    }
    if (started || asked == WZ_VETOES_STARTED)
        return;
    add_bar(c, (wz_bar){.rule = rule,
                        .rulebook = e->book,
                        .veto = true,
                        .hypothetical = e->hypothetical,
                        .truth = WZ_UNKNOWN,
                        .why = truth == WZ_TRUE ? WZ_WHY_VETO_WAITS : WZ_WHY_VETO_OPEN,
                        .from = {.has_low = e->conduct_from.has_low, .low = e->conduct_from.low},
                        .steps = step_bits(c->frame, rule->bars),
                        .verify = rule->verify});
}

static bool is_shared(const wz_ban_result *ban)
{
    return ban->rule->shared;
}

/* The bars of one regulation that bears, or may. */
static int read_regulation(collector *c, wz_entry *e, wz_vetoes vetoes)
{
    if (!wz_entry_bears(e))
        return WZ_OK;
    wz_truth bears = e->applicability == WZ_SCOPE_UNKNOWN ? WZ_UNKNOWN : WZ_TRUE;
    wz_regime_result regime = {0};
    wz_entry_bans(e, &regime);
    for (size_t b = 0; vetoes != WZ_VETOES_STARTED && b < regime.ban_count; b++)
        if (!is_shared(&regime.bans[b]))
            add_bar(c, bar_of(e, c->frame, &regime.bans[b], bears));
    if (vetoes != WZ_VETOES_NONE) {
        wz_entry_veto(e, &regime);
        add_veto(c, e, &regime, bears, vetoes);
    }
    return e->failed || c->failed ? WZ_ENOMEM : wz_memory_status(e->memory);
}

/* The shared bans follow the sanction whatever regulation bears: they are read once, in any entry that is not a draft's. */
static int read_shared(collector *c, wz_work *w)
{
    const wz_law *law = wz_work_law(w);
    size_t book = law->rulebook_count;
    for (size_t b = law->rulebook_count; b-- > 0;)
        if (law->rulebooks[b]->status != WZ_DRAFT && (book == law->rulebook_count || w->assessor->wanted[b]))
            book = b;
    if (book == law->rulebook_count)
        return WZ_OK;
    int code = w->assessor->wanted[book] ? WZ_OK : wz_open_entry(w, book);
    if (code != WZ_OK)
        return code;
    wz_entry *e = &w->assessor->entries[book];
    wz_regime_result regime = {0};
    wz_entry_bans(e, &regime);
    for (size_t b = 0; b < regime.ban_count; b++)
        if (is_shared(&regime.bans[b])) {
            wz_bar bar = bar_of(e, c->frame, &regime.bans[b], WZ_TRUE);
            bar.rulebook = law->rulebook_count;
            for (size_t k = 0; k < law->rulebook_count; k++)
                if (wz_rule_find(law->rulebooks[k], bar.rule->id) == bar.rule)
                    bar.rulebook = k;
            add_bar(c, bar);
        }
    return e->failed || c->failed ? WZ_ENOMEM : wz_memory_status(e->memory);
}

static int by_rule(const void *a, const void *b)
{
    const wz_bar *x = a, *y = b;
    int order = strcmp(x->rule->id, y->rule->id);
    if (order == 0)
        order = strcmp(x->sanction ? x->sanction : "", y->sanction ? y->sanction : "");
    return order ? order : (x->steps > y->steps) - (x->steps < y->steps);
}

int wz_bars_read(wz_bars *out, wz_arena *arena, wz_assessor *assessor, const wz_case *subject,
                 const wz_case_person *person, const wz_assess_options *options, wz_vetoes vetoes, wz_diag *diag)
{
    *out = (wz_bars){0};
    wz_work w = {.assessor = assessor, .arena = arena, .subject = subject, .options = options};
    collector c = {.arena = arena, .frame = assessor->engine->law->frame};
    int code = wz_work_begin(&w, diag);
    if (code == WZ_OK)
        code = wz_open_person(&w, person);
    for (size_t b = 0; code == WZ_OK && b < wz_work_law(&w)->rulebook_count; b++)
        if (w.assessor->wanted[b])
            code = read_regulation(&c, &w.assessor->entries[b], vetoes);
    if (code == WZ_OK && vetoes != WZ_VETOES_STARTED)
        code = read_shared(&c, &w);
    if (code == WZ_ELIMIT)
        wz_limit_reached(subject, person, wz_arena_limited(arena), diag);
    if (code != WZ_OK)
        return code;
    if (c.count)
        qsort(c.items, c.count, sizeof *c.items, by_rule);
    *out = (wz_bars){c.items, c.count};
    return WZ_OK;
}

static bool same_range(wz_day_range a, wz_day_range b)
{
    return a.has_low == b.has_low && a.has_high == b.has_high && (!a.has_low || a.low == b.low) &&
           (!a.has_high || a.high == b.high);
}

static bool same_bar(const wz_bar *a, const wz_bar *b)
{
    return by_rule(a, b) == 0 && a->truth == b->truth && a->why == b->why && same_range(a->from, b->from) &&
           same_range(a->last, b->last);
}

bool wz_bars_join(wz_bars *out, wz_arena *arena, const wz_bars *a, const wz_bars *b)
{
    wz_bar *items = wz_arena_array(arena, a->count + b->count + 1, sizeof *items);
    size_t count = 0;
    if (!items)
        return false;
    for (size_t i = 0, k = 0; i < a->count || k < b->count;) {
        bool first = k == b->count || (i < a->count && by_rule(&a->bars[i], &b->bars[k]) <= 0);
        const wz_bar *next = first ? &a->bars[i++] : &b->bars[k++];
        if (count == 0 || !same_bar(&items[count - 1], next))
            items[count++] = *next;
    }
    *out = (wz_bars){items, count};
    return true;
}

/* ---- days ---- */

static void reach_back(wz_day *earliest, wz_arena *scratch, const char *lasts, wz_day on)
{
    feel_value length = lasts ? feel_parse_duration(scratch, lasts, strlen(lasts)) : feel_null();
    wz_day day = length.tag == FEEL_YEARS_MONTHS ? wz_day_add_months(on, -length.as.integer)
                 : length.tag == FEEL_DAYS_TIME  ? on - length.as.integer / 86400
                                                 : on;
    *earliest = day < *earliest ? day : *earliest;
}

bool wz_bars_reach_back(wz_day *out, wz_arena *scratch, const wz_law *law, wz_day on)
{
    *out = on;
    for (size_t b = 0; b < law->rulebook_count; b++)
        for (size_t r = 0; r < law->rulebooks[b]->rule_count; r++) {
            const wz_rule *rule = &law->rulebooks[b]->rules[r];
            reach_back(out, scratch, rule->lasts, on);
            for (size_t v = 0; v < rule->version_count; v++)
                reach_back(out, scratch, rule->versions[v].lasts, on);
        }
    return !wz_arena_failed(scratch);
}

typedef struct {
    wz_day from, last;
} run;

/* The days that a bar may stand on; false where there are none. */
static bool possible_run(const wz_bar *bar, run *out)
{
    if (bar->truth == WZ_FALSE)
        return false;
    *out = (run){bar->from.has_low ? bar->from.low : never_begun, bar->last.has_high ? bar->last.high : never_over};
    return out->from <= out->last;
}

/* The days that it surely stands on. An expulsion leaves nothing to be barred from. */
static bool certain_run(const wz_bar *bar, run *out)
{
    if (bar->truth != WZ_TRUE || bar->why == WZ_WHY_EXPELLED || !bar->from.has_high || !bar->last.has_low)
        return false;
    *out = (run){bar->from.high, bar->last.low};
    return out->from <= out->last;
}

wz_truth wz_bar_on(const wz_bar *bar, wz_day day)
{
    run days;
    if (certain_run(bar, &days) && days.from <= day && day <= days.last)
        return WZ_TRUE;
    return possible_run(bar, &days) && days.from <= day && day <= days.last ? WZ_UNKNOWN : WZ_FALSE;
}

static int by_first_day(const void *a, const void *b)
{
    const run *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->last > y->last) - (x->last < y->last);
}

static bool bears_on(const wz_bar *bar, size_t step, bool drafts)
{
    return bar->steps >> step & 1 && (drafts || !bar->hypothetical);
}

/* The union of the certain, or of the possible, days as runs in order; NULL when memory is short. */
static run *union_of(wz_arena *arena, const wz_bars *bars, size_t step, bool drafts, bool certain, size_t *count)
{
    run *runs = wz_arena_array(arena, bars->count + 1, sizeof *runs);
    size_t n = 0;
    for (size_t i = 0; runs && i < bars->count; i++)
        if (bears_on(&bars->bars[i], step, drafts) &&
            (certain ? certain_run(&bars->bars[i], &runs[n]) : possible_run(&bars->bars[i], &runs[n])))
            n++;
    if (n > 1)
        qsort(runs, n, sizeof *runs, by_first_day);
    *count = n ? 1 : 0;
    for (size_t i = 1; i < n; i++) {
        run *last = &runs[*count - 1];
        if (runs[i].from > last->last + 1)
            runs[(*count)++] = runs[i];
        else if (runs[i].last > last->last)
            last->last = runs[i].last;
    }
    return runs;
}

static const run *run_on(const run *runs, size_t count, wz_day day)
{
    for (size_t i = 0; i < count; i++)
        if (runs[i].from <= day && day <= runs[i].last)
            return &runs[i];
    return NULL;
}

/* Of the bars that surely stand within a run of barred days, the one that ends last; of several the first. */
static const wz_bar *last_to_end(const wz_bars *bars, size_t step, bool drafts, run barred)
{
    const wz_bar *found = NULL;
    wz_day end = never_begun;
    for (size_t i = 0; i < bars->count; i++) {
        const wz_bar *bar = &bars->bars[i];
        run days;
        if (!bears_on(bar, step, drafts) || bar->truth != WZ_TRUE || bar->why == WZ_WHY_EXPELLED ||
            !possible_run(bar, &days) || days.from > barred.last + 1 || days.last < barred.from)
            continue;
        if (!found || days.last > end) {
            found = bar;
            end = days.last;
        }
    }
    return found;
}

/* Of the bars that may stand on a day, the one with the weightiest reason. */
static const wz_bar *weightiest(const wz_bars *bars, size_t step, bool drafts, wz_day day)
{
    const wz_bar *found = NULL;
    for (size_t i = 0; i < bars->count; i++)
        if (bears_on(&bars->bars[i], step, drafts) && wz_bar_on(&bars->bars[i], day) != WZ_FALSE &&
            (!found || bars->bars[i].why < found->why))
            found = &bars->bars[i];
    return found;
}

bool wz_verdict_on(wz_verdict *out, wz_arena *scratch, const wz_bars *bars, size_t step, const wz_ask *ask, bool drafts)
{
    *out = (wz_verdict){.answer = WZ_UNDETERMINED};
    size_t certain_count = 0, possible_count = 0;
    const run *certain = union_of(scratch, bars, step, drafts, true, &certain_count);
    const run *possible = union_of(scratch, bars, step, drafts, false, &possible_count);
    if (!certain || !possible)
        return false;
    const run *barred = run_on(certain, certain_count, ask->on), *perhaps = run_on(possible, possible_count, ask->on);
    if (barred) {
        out->answer = WZ_BARRED;
        out->last_barred_day = (wz_day_range){true, perhaps && perhaps->last != never_over, barred->last, 0};
        out->last_barred_day.high = out->last_barred_day.has_high ? perhaps->last : 0;
        out->deciding = last_to_end(bars, step, drafts, *barred);
    } else if (perhaps) {
        out->deciding = weightiest(bars, step, drafts, ask->on);
        out->why = out->deciding ? out->deciding->why : WZ_WHY_CONDITION_UNKNOWN;
    } else if (wz_complete_enough(ask)) {
        out->answer = WZ_ELIGIBLE;
    } else {
        out->why = WZ_WHY_NOTHING_RECORDED;
    }
    return true;
}

static void add_span(wz_span *spans, size_t *count, run days, wz_truth truth)
{
    if (days.from > days.last)
        return;
    spans[(*count)++] = (wz_span){.has_from = days.from != never_begun,
                                  .has_last = days.last != never_over,
                                  .from = days.from,
                                  .last = days.last,
                                  .truth = truth};
}

bool wz_spans_of(const wz_span **out, size_t *count, wz_arena *arena, const wz_bars *bars, size_t step, bool drafts)
{
    size_t certain_count = 0, possible_count = 0;
    const run *certain = union_of(arena, bars, step, drafts, true, &certain_count);
    const run *possible = union_of(arena, bars, step, drafts, false, &possible_count);
    wz_span *spans = wz_arena_array(arena, 2 * certain_count + possible_count + 1, sizeof *spans);
    *count = 0;
    *out = spans;
    if (!certain || !possible || !spans)
        return false;
    /* each certain run lies within one possible run */
    for (size_t p = 0, c = 0; p < possible_count; p++) {
        wz_day from = possible[p].from;
        for (; c < certain_count && certain[c].last <= possible[p].last; c++) {
            add_span(spans, count, (run){from, certain[c].from - 1}, WZ_UNKNOWN);
            add_span(spans, count, certain[c], WZ_TRUE);
            from = certain[c].last + 1;
        }
        add_span(spans, count, (run){from, possible[p].last}, WZ_UNKNOWN);
    }
    return true;
}
