/* The measures open, as text, in the order of the article: one line for each (or for several that are alike), with
 * who decides and, for every step of a career, how long it would be barred. A measure that becomes one of several
 * kinds of sanction gives the shortest and the longest time among them; expulsion stands apart. Every single bar is
 * printed where details are asked for. */
#include "report/prose.h"

#include <string.h>

/* How long a measure bars a step. */
typedef struct {
    const char *shortest, *longest; /* ISO durations; NULL where no bar has a fixed time */
    bool unfixed;                   /* some bar's time is reckoned from the decision */
} span;

static bool has_step(wz_strings steps, const char *step)
{
    for (size_t i = 0; i < steps.count; i++) {
        if (strcmp(steps.items[i], step) == 0)
            return true;
    }
    return false;
}

/* False where the measure does not bar the step for a time. */
static bool find_span(const wz_measure_result *m, const char *step, span *out)
{
    *out = (span){0};
    for (size_t i = 0; i < m->bar_count; i++) {
        const wz_measure_bar *bar = &m->bars[i];
        if (bar->rule->expels || !has_step(bar->steps, step))
            continue;
        out->unfixed |= !bar->lasts;
        if (bar->lasts && (!out->shortest || wz_duration_compare(bar->lasts, out->shortest) < 0))
            out->shortest = bar->lasts;
        if (bar->lasts && (!out->longest || wz_duration_compare(bar->lasts, out->longest) > 0))
            out->longest = bar->lasts;
    }
    return out->longest || out->unfixed;
}

static bool same_time(const char *a, const char *b)
{
    return a && b ? wz_duration_compare(a, b) == 0 : a == b;
}

static bool same_span(span a, span b)
{
    return same_time(a.shortest, b.shortest) && same_time(a.longest, b.longest) && a.unfixed == b.unfixed;
}

static void say_span(wz_prose *prose, span time, bool several_kinds)
{
    if (several_kinds && time.longest && !same_time(time.shortest, time.longest)) {
        wz_say_duration(prose, time.shortest);
        wz_say(prose, WZ_SAY_TO);
    }
    if (time.longest)
        wz_say_duration(prose, time.longest);
    if (time.unfixed)
        wz_say(prose, time.longest ? WZ_SAY_OR_NO_FIXED_TERM : WZ_SAY_NO_FIXED_TERM);
}

/* Whether an earlier step of the frame is barred for the same time: the two are said together. */
static bool said_before(const wz_prose *prose, const wz_measure_result *m, size_t step, span time)
{
    span earlier;
    for (size_t i = 0; i < step; i++) {
        if (find_span(m, prose->a->law->frame->steps[i].id, &earlier) && same_span(earlier, time))
            return true;
    }
    return false;
}

/* The steps from the given one on that are barred for the same time. */
static void say_steps_of(wz_prose *prose, const wz_measure_result *m, size_t step, span time)
{
    const wz_frame *frame = prose->a->law->frame;
    bool first = true;
    span other;
    for (size_t i = step; i < frame->step_count; i++) {
        if (!find_span(m, frame->steps[i].id, &other) || !same_span(other, time))
            continue;
        if (!first)
            wz_say(prose, WZ_SAY_LIST);
        wz_say_label(prose, frame->steps[i].label, frame->steps[i].id);
        first = false;
    }
    wz_say(prose, WZ_SAY_LASTING);
}

static void say_expulsions(wz_prose *prose, const wz_measure_result *m, bool first)
{
    for (size_t i = 0; i < m->bar_count; i++) {
        const wz_measure_bar *bar = &m->bars[i];
        if (!bar->rule->expels || bar->steps.count == 0)
            continue;
        if (!first)
            wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say_label(prose, bar->rule->label, bar->rule->id);
        wz_say(prose, WZ_SAY_LASTING);
        wz_say(prose, WZ_SAY_NO_END);
        first = false;
    }
}

/* Whether no bar that it brings rests on a norm still to be verified. */
static bool is_verified(const wz_measure_result *m)
{
    for (size_t i = 0; i < m->bar_count; i++) {
        if (m->bars[i].verify && m->bars[i].steps.count > 0)
            return false;
    }
    return true;
}

/* Whether some bar that it brings is in a version in force on the day asked about; the others have no steps. */
static bool is_in_force(const wz_measure_result *m)
{
    for (size_t i = 0; i < m->bar_count; i++) {
        if (m->bars[i].steps.count > 0)
            return true;
    }
    return false;
}

void wz_say_measure_bars(wz_prose *prose, const wz_measure_result *m)
{
    const wz_frame *frame = prose->a->law->frame;
    bool first = true, several = m->measure->kinds.count > 1;
    if (!is_in_force(m)) {
        wz_say(prose, WZ_SAY_BARS_UNKNOWN);
        return;
    }
    for (size_t i = 0; i < frame->step_count; i++) {
        span time;
        if (!find_span(m, frame->steps[i].id, &time) || said_before(prose, m, i, time))
            continue;
        if (!first)
            wz_say(prose, WZ_SAY_SEMICOLON);
        if (first && several)
            wz_say(prose, WZ_SAY_BY_KIND);
        say_steps_of(prose, m, i, time);
        say_span(prose, time, several);
        first = false;
    }
    say_expulsions(prose, m, first);
    if (!is_verified(m))
        wz_say_mark(prose, WZ_SAY_VERIFY);
}

static void say_bar(wz_prose *prose, const wz_measure_bar *bar)
{
    wz_say(prose, WZ_SAY_BARS);
    wz_say_steps(prose, bar->steps);
    wz_say(prose, WZ_SAY_COMMA);
    if (bar->lasts)
        wz_say_duration(prose, bar->lasts);
    else
        wz_say(prose, bar->rule->expels ? WZ_SAY_NO_END : WZ_SAY_NO_FIXED_TERM);
    if (bar->verify)
        wz_say_mark(prose, WZ_SAY_VERIFY);
}

/* Every bar on a line of its own. */
static void say_bars(wz_prose *prose, const wz_measure_result *m)
{
    for (size_t i = 0; i < m->bar_count; i++) {
        const wz_measure_bar *bar = &m->bars[i];
        wz_page_line(&prose->page, 8, 2);
        wz_say_raw(prose, "- ");
        wz_say_label(prose, bar->rule->label, bar->rule->id);
        wz_say(prose, WZ_SAY_COLON);
        if (bar->steps.count > 0)
            say_bar(prose, bar);
        else
            wz_say(prose, WZ_SAY_BARS_UNKNOWN);
        wz_page_end(&prose->page);
    }
}

/* ---- which measures read alike ---- */

static bool expels(const wz_measure_result *m)
{
    for (size_t i = 0; i < m->bar_count; i++) {
        if (m->bars[i].rule->expels && m->bars[i].steps.count > 0)
            return true;
    }
    return false;
}

static bool same_strings(wz_strings a, wz_strings b)
{
    for (size_t i = 0; i < a.count && a.count == b.count; i++) {
        if (strcmp(a.items[i], b.items[i]) != 0)
            return false;
    }
    return a.count == b.count;
}

static bool alike(const wz_prose *prose, const wz_measure_result *a, const wz_measure_result *b)
{
    const wz_frame *frame = prose->a->law->frame;
    if (a == b)
        return true;
    if (prose->details || a->available != b->available || !same_strings(a->bodies, b->bodies) || expels(a) ||
        expels(b) || is_verified(a) != is_verified(b) || (a->bar_count > 0) != (b->bar_count > 0) ||
        (a->measure->kinds.count > 1) != (b->measure->kinds.count > 1))
        return false;
    for (size_t i = 0; i < frame->step_count; i++) {
        span left, right;
        find_span(a, frame->steps[i].id, &left);
        find_span(b, frame->steps[i].id, &right);
        if (!same_span(left, right))
            return false;
    }
    return true;
}

/* The result for the n-th measure that the rule names, among those from `first` on; NULL where there is none. */
const wz_measure_result *wz_measure_at(const wz_regime_result *regime, size_t first, size_t n)
{
    const wz_rule *rule = regime->measures[first].rule;
    for (size_t i = first; i < regime->measure_count && regime->measures[i].rule == rule; i++) {
        if (strcmp(regime->measures[i].measure->id, rule->measures.items[n]) == 0)
            return &regime->measures[i];
    }
    return NULL;
}

/* ---- lines ---- */

bool wz_measure_is_named_before(const wz_prose *prose, size_t first, size_t n)
{
    const wz_measure_result *m = wz_measure_at(prose->regime, first, n);
    for (size_t i = 0; i < n; i++) {
        const wz_measure_result *earlier = wz_measure_at(prose->regime, first, i);
        if (earlier && alike(prose, earlier, m))
            return true;
    }
    return false;
}

void wz_say_measure_names(wz_prose *prose, size_t first, size_t n)
{
    const wz_regime_result *regime = prose->regime;
    const wz_measure_result *m = wz_measure_at(regime, first, n);
    const wz_strings names = regime->measures[first].rule->measures;
    for (size_t i = n; i < names.count; i++) {
        const wz_measure_result *other = wz_measure_at(regime, first, i);
        if (!other || !alike(prose, m, other))
            continue;
        if (i > n)
            wz_say(prose, WZ_SAY_LIST);
        wz_say_label(prose, other->measure->label, other->measure->id);
    }
}

void wz_say_availability(wz_prose *prose, const wz_measure_result *m)
{
    if (m->available != WZ_TRUE)
        wz_say_mark(prose, m->available == WZ_FALSE ? WZ_SAY_NOT_AVAILABLE : WZ_SAY_MAYBE_AVAILABLE);
}

static void say_measure(wz_prose *prose, size_t first, size_t n)
{
    const wz_measure_result *m = wz_measure_at(prose->regime, first, n);
    if (!m || wz_measure_is_named_before(prose, first, n))
        return;
    wz_page_line(&prose->page, 6, 2);
    wz_say_raw(prose, "· ");
    wz_say_measure_names(prose, first, n);
    for (size_t i = 0; i < m->bodies.count; i++) {
        wz_say(prose, i > 0 ? WZ_SAY_LIST : WZ_SAY_OPEN);
        wz_say_term(prose, m->bodies.items[i]);
    }
    if (m->bodies.count > 0)
        wz_say(prose, WZ_SAY_CLOSE);
    wz_say_availability(prose, m);
    if (!prose->details && m->bar_count > 0) {
        wz_say(prose, WZ_SAY_COLON);
        wz_say_measure_bars(prose, m);
    }
    wz_page_end(&prose->page);
    if (prose->details)
        say_bars(prose, m);
}

/* ---- rules ---- */

/* The names alone, each with whether it can be taken. */
static void say_names(wz_prose *prose, size_t first, bool as_above)
{
    const wz_strings names = prose->regime->measures[first].rule->measures;
    bool begun = false;
    wz_page_line(&prose->page, 6, 2);
    if (as_above)
        wz_say(prose, WZ_SAY_AS_FOR);
    for (size_t i = 0; i < names.count; i++) {
        const wz_measure_result *m = wz_measure_at(prose->regime, first, i);
        if (!m)
            continue;
        if (begun)
            wz_say(prose, WZ_SAY_LIST);
        wz_say_label(prose, m->measure->label, m->measure->id);
        wz_say_availability(prose, m);
        begun = true;
    }
    wz_page_end(&prose->page);
}

static bool same_bars(const wz_measure_result *a, const wz_measure_result *b)
{
    for (size_t i = 0; i < a->bar_count && a->bar_count == b->bar_count; i++) {
        if (a->bars[i].rule != b->bars[i].rule || !same_time(a->bars[i].lasts, b->bars[i].lasts) ||
            !same_strings(a->bars[i].steps, b->bars[i].steps))
            return false;
    }
    return a->bar_count == b->bar_count;
}

/* Whether the measures of an earlier person, in full above, are the same but for whether they can be taken. */
static bool as_above(const wz_prose *prose)
{
    const wz_regime_result *now = prose->regime, *above = prose->measured;
    if (!above || above->measure_count != now->measure_count)
        return false;
    for (size_t i = 0; i < now->measure_count; i++) {
        const wz_measure_result *a = &above->measures[i], *b = &now->measures[i];
        if (a->rule != b->rule || a->measure != b->measure || !same_strings(a->bodies, b->bodies) || !same_bars(a, b))
            return false;
    }
    return true;
}

/* The article's words stand where the measures do; elsewhere the names are enough. */
static void write_rule(wz_prose *prose, size_t first, bool names_only, bool above)
{
    const wz_measure_result *m = &prose->regime->measures[first];
    wz_heading_kind(prose, m->rule->kind, false);
    wz_page_line(&prose->page, 4, 2);
    wz_say_raw(prose, "· ");
    wz_say_rule(prose, m->rule);
    wz_say(prose, WZ_SAY_COLON);
    wz_say_state(prose, m->truth);
    if (m->rule->open)
        wz_say_mark(prose, WZ_SAY_LIST_OPEN);
    if (names_only) {
        say_names(prose, first, above);
        return;
    }
    wz_say_words_of_law(prose, m->rule, 6);
    for (size_t n = 0; n < m->rule->measures.count; n++)
        say_measure(prose, first, n);
}

void wz_text_measures(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    bool above = !prose->brief && as_above(prose), whole = false;
    for (size_t i = 0; i < regime->measure_count; i++) {
        const wz_measure_result *m = &regime->measures[i];
        if ((i > 0 && m->rule == regime->measures[i - 1].rule) || (prose->brief && m->truth != WZ_TRUE))
            continue;
        bool names_only = !prose->details && (prose->brief || above || m->truth != WZ_TRUE);
        write_rule(prose, i, names_only, above && m->truth == WZ_TRUE);
        whole |= !names_only;
    }
    if (whole)
        prose->measured = regime;
}
