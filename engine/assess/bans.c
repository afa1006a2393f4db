/* Bars: what sanctions already bar and until when, what each open measure would bar, and the veto's time. A bar's last
 * day is the start plus its calendar months, inclusive; bounded days give an earliest and a latest end.
 * Source: docs/semantics.md, section 5, "Bars"; provisions Q1, Q17 to Q19. */
#include "assess/entry.h"

#include "feel/temporal.h"

#include <stdlib.h>
#include <string.h>

static int role_of(const wz_entry *e, wz_role role)
{
    return wz_entry_vocabulary(e)->entities[WZ_SANCTION].by_role[role];
}

static wz_day_range role_range(const wz_entry *e, const wz_row *row, wz_role role)
{
    int attribute = role_of(e, role);
    return attribute < 0 ? (wz_day_range){0} : wz_range_of(row->cells[attribute]);
}

/* Shift a range by calendar months, or days. */
static wz_day_range add_duration(wz_arena *arena, wz_day_range from, const char *lasts)
{
    feel_value duration = feel_parse_duration(arena, lasts, strlen(lasts));
    bool months = duration.tag == FEEL_YEARS_MONTHS;
    if (!months && duration.tag != FEEL_DAYS_TIME)
        return (wz_day_range){0};
    int64_t days = months ? 0 : duration.as.integer / 86400;
    if (from.has_low)
        from.low = months ? wz_day_add_months(from.low, duration.as.integer) : from.low + days;
    if (from.has_high)
        from.high = months ? wz_day_add_months(from.high, duration.as.integer) : from.high + days;
    return from;
}

/* The version of a ban for a decision: its index, or -1 and the truth unknown where the day decides between versions or
 * comes before the first. A shared ban without versions is one version for its own time. */
static int version_for(const wz_rule *rule, wz_day_range decided, wz_truth *truth, const char **reason)
{
    bool perhaps = false;
    for (size_t v = 0; v < rule->version_count; v++) {
        wz_truth in = wz_force_on(rule->versions[v].force, decided, decided);
        if (in == WZ_TRUE)
            return (int)v;
        perhaps |= in == WZ_UNKNOWN;
    }
    if (rule->version_count == 0) {
        wz_truth in = wz_force_on(rule->force, decided, decided);
        if (in == WZ_TRUE)
            return -1;
        perhaps = in == WZ_UNKNOWN;
    }
    *truth = wz_and(*truth, WZ_UNKNOWN);
    if (!perhaps)
        *reason = "no_version";
    return -1;
}

static wz_truth running_on(const wz_ban_result *ban, wz_day day)
{
    wz_truth begun = !ban->from.has_low && !ban->from.has_high     ? WZ_UNKNOWN
                     : ban->from.has_high && ban->from.high <= day ? WZ_TRUE
                     : ban->from.has_low && ban->from.low > day    ? WZ_FALSE
                                                                   : WZ_UNKNOWN;
    wz_truth over = ban->last_barred_day.has_high && ban->last_barred_day.high < day  ? WZ_TRUE
                    : ban->last_barred_day.has_low && ban->last_barred_day.low >= day ? WZ_FALSE
                                                                                      : WZ_UNKNOWN;
    return wz_and(begun, wz_not(over));
}

/* A rescission ends a bar from that day; one on a day of which the earliest is not known, on some day since the bar began. */
static void cut_by_rescission(wz_entry *e, const wz_row *row, wz_ban_result *ban)
{
    wz_day_range day = role_range(e, row, WZ_ROLE_SANCTION_RESCINDED), *last = &ban->last_barred_day;
    int withdrawn = role_of(e, WZ_ROLE_SANCTION_WITHDRAWN);
    bool dated = day.has_low || day.has_high;
    if (!dated && (withdrawn < 0 || !feel_is_true(row->cells[withdrawn])))
        return;
    if (!day.has_low && ban->from.has_low) {
        day.has_low = true;
        day.low = day.has_high && day.high < ban->from.low ? day.high : ban->from.low;
    }
    bool endless = ban->rule->expels || !dated;
    if (!day.has_low) {
        last->has_low = false;
    } else if (endless || (last->has_low && last->low >= day.low)) {
        ban->reason = day.has_high ? ban->reason : "rescinded";
        last->has_low = true;
        last->low = day.low - 1;
    }
    if (day.has_high && (!last->has_high || last->high >= day.high)) {
        last->has_high = true;
        last->high = day.high - 1;
        ban->reason = "rescinded";
    }
}

static wz_strings all_steps(wz_entry *e)
{
    const wz_frame *frame = e->net->law->frame;
    const char **ids = wz_arena_array(e->arena, frame->step_count, sizeof *ids);
    for (size_t i = 0; ids && i < frame->step_count; i++)
        ids[i] = frame->steps[i].id;
    return (wz_strings){ids, ids ? frame->step_count : 0};
}

/* The first and last day of a ban, from its version or its own elements. */
static void days_of(wz_entry *e, const wz_network_rule *r, int version, const wz_row *row, wz_ban_result *ban)
{
    const wz_ban_version *v = version >= 0 ? &r->rule->versions[version] : NULL;
    ban->from = r->from ? wz_range_of(wz_memory_evaluate(e->memory, r->from, row))
                        : role_range(e, row, WZ_ROLE_SANCTION_EFFECTIVE);
    const char *lasts = v && v->lasts ? v->lasts : r->rule->lasts;
    const feel_program *to = version >= 0 && r->versions[version] ? r->versions[version] : r->to;
    if (lasts)
        ban->last_barred_day = add_duration(e->arena, ban->from, lasts);
    else if (to)
        ban->last_barred_day = wz_range_of(wz_memory_evaluate(e->memory, to, row));
    ban->version = v;
    ban->lasts = lasts;
    ban->to = !lasts && to ? feel_program_text(to) : NULL;
}

static bool lists(wz_strings list, const char *id)
{
    for (size_t i = 0; i < list.count; i++)
        if (strcmp(list.items[i], id) == 0)
            return true;
    return false;
}

/* The steps that a ban may bar where no version could be chosen: those of every version that the day leaves possible, or of
 * all where it comes before the first. */
static wz_strings possible_steps(wz_entry *e, const wz_rule *rule, wz_day_range decided)
{
    wz_string_list steps = {0};
    for (int every = 0; every < 2 && steps.count == 0; every++)
        for (size_t v = 0; v < rule->version_count; v++) {
            const wz_ban_version *version = &rule->versions[v];
            if (!every && wz_force_on(version->force, decided, decided) == WZ_FALSE)
                continue;
            wz_strings bars = version->bars.count ? version->bars : rule->bars;
            for (size_t i = 0; i < bars.count; i++)
                if (!lists((wz_strings){steps.items, steps.count}, bars.items[i]))
                    e->failed |= !wz_push_string(e->arena, &steps, bars.items[i]);
        }
    return (wz_strings){steps.items, steps.count};
}

/* One ban rule over one sanction (of the case, or a supposed one). */
static wz_ban_result read_ban(wz_entry *e, const wz_network_rule *r, const wz_row *row, wz_truth condition)
{
    const wz_rule *rule = r->rule;
    wz_ban_result ban = {.rule = rule,
                         .sanction = row->id,
                         .condition = condition,
                         .truth = condition,
                         .steps = rule->bars,
                         .verify = rule->verify};
    wz_day_range decided = role_range(e, row, WZ_ROLE_SANCTION_EFFECTIVE);
    int version = -1;
    if (rule->version_count || rule->shared)
        version = version_for(rule, decided, &ban.truth, &ban.reason);
    else if (!e->hypothetical && !e->as_if)
        ban.truth = wz_and(ban.truth, wz_and(wz_force_on(r->book->force, decided, decided),
                                             wz_force_on(rule->force, decided, decided)));
    if (version >= 0) {
        const wz_ban_version *v = &rule->versions[version];
        ban.steps = v->bars.count ? v->bars : rule->bars;
        ban.verify |= v->verify;
    }
    ban.may_bar = version < 0 && rule->version_count ? possible_steps(e, rule, decided) : ban.steps;
    if (rule->expels)
        ban.may_bar = rule->bars.count ? rule->bars : all_steps(e);
    days_of(e, r, version, row, &ban);
    if (ban.reason || (version < 0 && rule->version_count))
        ban.last_barred_day = (wz_day_range){0};
    if (rule->expels && !ban.reason) {
        ban.steps = ban.may_bar;
        ban.last_barred_day = (wz_day_range){0};
        ban.reason = "expelled";
    }
    cut_by_rescission(e, row, &ban);
    ban.first_free_day = ban.last_barred_day;
    ban.first_free_day.low++;
    ban.first_free_day.high++;
    ban.running = running_on(&ban, e->as_of);
    return ban;
}

/* Whether a network rule is a ban that this entry shows: a draft shows only its own. */
static bool shown_ban(const wz_entry *e, const wz_network_rule *r)
{
    return r->rule->kind->part == WZ_PART_BAN && r->rule->for_each == WZ_SANCTION && (r->own || !e->hypothetical);
}

static int by_rule_then_sanction(const void *a, const void *b)
{
    const wz_ban_result *x = a, *y = b;
    int order = strcmp(x->rule->id, y->rule->id);
    return order ? order : strcmp(x->sanction ? x->sanction : "", y->sanction ? y->sanction : "");
}

void wz_entry_bans(wz_entry *e, wz_regime_result *out)
{
    wz_ban_result *bans = NULL;
    size_t count = 0, capacity = 0;
    for (uint32_t r = 0; r < e->net->rule_count; r++) {
        if (!shown_ban(e, &e->net->rules[r]))
            continue;
        for (uint32_t s = 0; s < wz_memory_count(e->memory, WZ_SANCTION); s++) {
            wz_truth condition = wz_truth_of(wz_memory_fired(e->memory, r, s)->members[WZ_F_HOLDS]);
            if (condition == WZ_FALSE)
                continue;
            wz_ban_result ban = read_ban(e, &e->net->rules[r], wz_memory_row(e->memory, WZ_SANCTION, s), condition);
            wz_ban_result *grown = wz_arena_grow(e->arena, bans, count, &capacity, sizeof *grown);
            if (!grown) {
                e->failed = true;
                return;
            }
            bans = grown;
            if (ban.truth != WZ_FALSE)
                bans[count++] = ban;
        }
    }
    if (count)
        qsort(bans, count, sizeof *bans, by_rule_then_sanction);
    out->bans = bans;
    out->ban_count = count;
}

/* A sanction of this kind, decided on the as-of day, of which nothing else is known. */
static const wz_row *suppose(wz_entry *e, const char *kind)
{
    wz_row *row = wz_memory_spare_row(e->memory, WZ_SANCTION);
    if (!row) {
        e->failed = true;
        return NULL;
    }
    static const wz_role days[] = {WZ_ROLE_SANCTION_DECIDED, WZ_ROLE_SANCTION_EFFECTIVE};
    if (role_of(e, WZ_ROLE_SANCTION_KIND) >= 0)
        row->cells[role_of(e, WZ_ROLE_SANCTION_KIND)] = feel_string_new(e->arena, kind, strlen(kind));
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        if (role_of(e, days[i]) >= 0)
            row->cells[role_of(e, days[i])] = feel_date(e->as_of);
    return row;
}

static int by_bar_rule(const void *a, const void *b)
{
    return strcmp(((const wz_measure_bar *)a)->rule->id, ((const wz_measure_bar *)b)->rule->id);
}

static bool has_bar(const wz_measure_bar *bars, size_t count, const wz_rule *rule)
{
    for (size_t i = 0; i < count; i++)
        if (bars[i].rule == rule)
            return true;
    return false;
}

/* The bars that a measure would carry: those of all kinds of sanction that it can become. */
static void bars_of(wz_entry *e, const wz_measure *measure, wz_measure_result *out)
{
    wz_measure_bar *bars = wz_arena_array(e->arena, e->net->rule_count, sizeof *bars);
    size_t count = 0;
    for (size_t k = 0; bars && k < measure->kinds.count; k++) {
        const wz_row *row = suppose(e, measure->kinds.items[k]);
        for (uint32_t r = 0; row && r < e->net->rule_count; r++) {
            const wz_network_rule *rule = &e->net->rules[r];
            if (!shown_ban(e, rule) || has_bar(bars, count, rule->rule))
                continue;
            wz_truth truth = rule->when ? wz_truth_of(wz_memory_evaluate(e->memory, rule->when, row)) : WZ_TRUE;
            if (truth == WZ_FALSE)
                continue;
            wz_ban_result ban = read_ban(e, rule, row, truth);
            const wz_rule *text = rule->rule;
            const char *lasts = text->lasts;
            for (size_t v = 0; v < text->version_count; v++)
                if (wz_period_holds(text->versions[v].force, e->as_of) && text->versions[v].lasts)
                    lasts = text->versions[v].lasts;
            if (ban.truth != WZ_FALSE)
                bars[count++] =
                    (wz_measure_bar){.rule = text, .steps = ban.steps, .lasts = lasts, .verify = ban.verify};
        }
    }
    e->failed |= !bars;
    if (count)
        qsort(bars, count, sizeof *bars, by_bar_rule);
    out->bars = bars;
    out->bar_count = count;
}

/* The bodies that may decide a measure, by the regulation's own authority rules. */
static wz_strings bodies_of(wz_entry *e, const char *measure)
{
    wz_string_list bodies = {0};
    for (uint32_t r = 0; r < e->net->own_count; r++) {
        const wz_rule *rule = e->net->rules[r].rule;
        if (rule->kind->part != WZ_PART_AUTHORITY || !rule->body || !lists(rule->measures, measure) ||
            feel_is_false(wz_memory_fired(e->memory, r, 0)->members[WZ_F_HOLDS]) ||
            lists((wz_strings){bodies.items, bodies.count}, rule->body))
            continue;
        e->failed |= !wz_push_string(e->arena, &bodies, rule->body);
    }
    return (wz_strings){bodies.items, bodies.count};
}

static wz_measure_result read_measure(wz_entry *e, const wz_rule *rule, wz_truth truth, const char *id)
{
    const wz_frame *frame = e->net->law->frame;
    const wz_measure *measure = wz_measure_find(frame, id);
    wz_measure_result result = {.rule = rule, .truth = truth, .measure = measure, .available = WZ_TRUE};
    const feel_program *available = e->net->available ? e->net->available[measure - frame->measures] : NULL;
    if (available)
        result.available = wz_truth_of(wz_memory_evaluate(e->memory, available, NULL));
    result.bodies = bodies_of(e, id);
    const wz_measure_result *known = e->bars ? &e->bars[measure - frame->measures] : NULL;
    if (known) {
        result.bars = known->bars;
        result.bar_count = known->bar_count;
    } else {
        bars_of(e, measure, &result);
    }
    return result;
}

const wz_measure_result *wz_entry_all_bars(wz_entry *e)
{
    const wz_frame *frame = e->net->law->frame;
    wz_measure_result *all = wz_arena_array(e->arena, frame->measure_count + 1, sizeof *all);
    e->failed |= !all;
    for (size_t m = 0; all && m < frame->measure_count; m++)
        bars_of(e, &frame->measures[m], &all[m]);
    return all;
}

static int by_rule_then_measure(const void *a, const void *b)
{
    const wz_measure_result *x = a, *y = b;
    int order = strcmp(x->rule->id, y->rule->id);
    return order ? order : strcmp(x->measure->id, y->measure->id);
}

void wz_entry_measures(wz_entry *e, wz_regime_result *out)
{
    wz_measure_result *measures = NULL;
    size_t count = 0, capacity = 0;
    for (uint32_t r = 0; r < e->net->own_count; r++) {
        const wz_rule *rule = e->net->rules[r].rule;
        if (rule->kind->part != WZ_PART_MEASURE && rule->kind->part != WZ_PART_PATH)
            continue;
        wz_truth truth = wz_truth_of(wz_memory_fired(e->memory, r, 0)->members[WZ_F_HOLDS]);
        if (truth == WZ_FALSE)
            continue;
        out->measures_open |= rule->open;
        for (size_t m = 0; m < rule->measures.count; m++) {
            wz_measure_result *grown = wz_arena_grow(e->arena, measures, count, &capacity, sizeof *grown);
            if (!grown) {
                e->failed = true;
                return;
            }
            measures = grown;
            measures[count++] = read_measure(e, rule, truth, rule->measures.items[m]);
        }
    }
    if (count)
        qsort(measures, count, sizeof *measures, by_rule_then_measure);
    out->measures = measures;
    out->measure_count = count;
}

/* Whether two steps are of one family, so that bars on one give the veto's window on the other. */
bool wz_same_family(const wz_frame *frame, const wz_step *step, const char *other)
{
    const wz_step *found = wz_step_find(frame, other);
    if (!found || !step->family || !found->family)
        return found == step;
    return strcmp(step->family, found->family) == 0;
}

static bool in_family(const wz_entry *e, const wz_step *step, wz_strings steps)
{
    for (size_t i = 0; i < steps.count; i++)
        if (wz_same_family(e->net->law->frame, step, steps.items[i]))
            return true;
    return false;
}

static bool has_started(const wz_entry *e, const char *sanction, const bool *started)
{
    for (uint32_t s = 0; s < wz_memory_count(e->memory, WZ_SANCTION); s++)
        if (started[s] && sanction == wz_memory_row(e->memory, WZ_SANCTION, s)->id)
            return true;
    return false;
}

/* The latest bar on steps of one family among the sanctions that started the veto. A bar of which it is not known whether it
 * holds may end later: then the latest day is known only from below. */
static wz_veto_window window_on(const wz_entry *e, const wz_regime_result *out, const wz_step *step,
                                const bool *started)
{
    wz_veto_window window = {.step = step};
    wz_day_range perhaps = {.has_high = true, .high = INT64_MIN};
    for (size_t b = 0; b < out->ban_count; b++) {
        const wz_ban_result *ban = &out->bans[b];
        wz_day_range last = ban->last_barred_day, *latest = &window.last_barred_day;
        bool sure = ban->truth == WZ_TRUE;
        if (!in_family(e, step, sure ? ban->steps : ban->may_bar) || !has_started(e, ban->sanction, started))
            continue;
        if (!sure) {
            perhaps.has_high &= last.has_high;
            perhaps.high = last.high > perhaps.high ? last.high : perhaps.high;
        } else if (!window.sanction || (latest->has_high && (!last.has_high || last.high > latest->high))) {
            window.sanction = ban->sanction;
            window.from = ban->from;
            *latest = last;
        }
    }
    if (window.sanction && window.last_barred_day.has_high) {
        window.last_barred_day.has_high = perhaps.has_high;
        if (perhaps.high > window.last_barred_day.high)
            window.last_barred_day.high = perhaps.high;
    }
    return window;
}

static void veto_windows(wz_entry *e, wz_regime_result *out, const bool *started)
{
    const wz_rule *rule = out->veto.rule;
    wz_veto_window *windows = wz_arena_array(e->arena, rule->bars.count + 1, sizeof *windows);
    if (!windows) {
        e->failed = true;
        return;
    }
    for (size_t i = 0; i < rule->bars.count; i++) {
        const wz_step *step = wz_step_find(e->net->law->frame, rule->bars.items[i]);
        if (step)
            windows[out->veto.window_count++] = window_on(e, out, step, started);
    }
    out->veto.windows = windows;
}

/* The regulation's veto among its own rules, or own_count where it has none. */
static uint32_t veto_rule(const wz_entry *e)
{
    uint32_t r = 0;
    while (r < e->net->own_count && e->net->rules[r].rule->kind->part != WZ_PART_VETO)
        r++;
    return r;
}

wz_truth wz_entry_veto_starts(wz_entry *e, uint32_t sanction)
{
    uint32_t r = veto_rule(e);
    if (r == e->net->own_count || !e->net->rules[r].starts)
        return WZ_FALSE;
    return wz_truth_of(
        wz_memory_evaluate(e->memory, e->net->rules[r].starts, wz_memory_row(e->memory, WZ_SANCTION, sanction)));
}

void wz_entry_veto(wz_entry *e, wz_regime_result *out)
{
    uint32_t r = veto_rule(e);
    if (r == e->net->own_count)
        return;
    const wz_network_rule *rule = &e->net->rules[r];
    out->veto.rule = rule->rule;
    out->veto.truth = wz_truth_of(wz_memory_fired(e->memory, r, 0)->members[WZ_F_HOLDS]);
    uint32_t sanctions = wz_memory_count(e->memory, WZ_SANCTION);
    bool *started = wz_arena_array(e->arena, sanctions + 1, sizeof *started);
    if (!started) {
        e->failed = true;
        return;
    }
    bool any = false;
    for (uint32_t s = 0; s < sanctions; s++)
        any |= started[s] = wz_entry_veto_starts(e, s) == WZ_TRUE;
    if (out->veto.truth == WZ_FALSE)
        return;
    if (any)
        veto_windows(e, out, started);
    else
        out->veto.waits_for = "decision";
}
