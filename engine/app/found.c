/* Found things as the strings that expected.xml uses: for comparing with what was expected, and for writing it down. */
#include "app/found.h"

#include <stdio.h>
#include <string.h>

enum { TEXT = WZ_FOUND_TEXT };

static const char *truth_name(wz_truth truth)
{
    static const char *const names[] = {"false", "unknown", "true"};
    return names[truth];
}

static const char *yes(bool value)
{
    return value ? "true" : "false";
}

static void join(wz_strings list, char *out)
{
    size_t length = 0;
    out[0] = '\0';
    for (size_t i = 0; i < list.count && length + strlen(list.items[i]) + 2 < TEXT; i++)
        length += (size_t)snprintf(out + length, TEXT - length, "%s%s", i ? " " : "", list.items[i]);
}

/* "2020-02-29", "2020-02-01..2020-02-29" or "null". */
static void day_text(wz_day_range range, char *out)
{
    char low[WZ_DAY_TEXT] = "", high[WZ_DAY_TEXT] = "";
    if (range.has_low)
        wz_day_format(range.low, low);
    if (range.has_high)
        wz_day_format(range.high, high);
    if (!range.has_low && !range.has_high)
        snprintf(out, TEXT, "null");
    else if (range.has_low && range.has_high && range.low == range.high)
        snprintf(out, TEXT, "%s", low);
    else
        snprintf(out, TEXT, "%s..%s", low, high);
}

static const char *or_null(const char *text)
{
    return text ? text : "null";
}

/* --- each kind of thing, as strings in the order of its form --- */

static void find_finding(const wz_finding *f, wz_found *out)
{
    const char *values[] = {f->rule->id,          f->bound.id ? f->bound.id : "",
                            truth_name(f->truth), truth_name(f->condition),
                            yes(f->contradicted), out->texts[5],
                            out->texts[6]};
    join(f->defeated_by, out->texts[5]);
    join(f->offered_by, out->texts[6]);
    memcpy(out->values, values, sizeof values);
}

static void find_choice(const wz_choice *choice, wz_found *out)
{
    out->values[0] = choice->rule->id;
    out->values[1] = truth_name(choice->truth);
}

static void find_measure(const wz_measure_result *m, wz_found *out)
{
    const char *values[] = {m->measure->id,           m->rule->id,   truth_name(m->truth),
                            truth_name(m->available), out->texts[4], out->texts[5]};
    join(m->bodies, out->texts[4]);
    size_t length = 0;
    for (size_t i = 0; i < m->bar_count && length + strlen(m->bars[i].rule->id) + 2 < TEXT; i++)
        length += (size_t)snprintf(out->texts[5] + length, TEXT - length, "%s%s", i ? " " : "", m->bars[i].rule->id);
    memcpy(out->values, values, sizeof values);
}

static void find_clause(const wz_clause *clause, const char *third, wz_found *out)
{
    out->values[0] = clause->rule ? clause->rule->id : "null";
    out->values[1] = clause->rule ? truth_name(clause->truth) : "null";
    out->values[2] = or_null(third);
}

static void find_window(const wz_veto_window *w, wz_found *out)
{
    day_text(w->last_barred_day, out->texts[2]);
    const char *values[] = {w->step->id, or_null(w->sanction), out->texts[2]};
    memcpy(out->values, values, sizeof values);
}

static void find_ban(const wz_ban_result *b, wz_found *out)
{
    join(b->steps, out->texts[3]);
    day_text(b->from, out->texts[4]);
    day_text(b->last_barred_day, out->texts[5]);
    day_text(b->first_free_day, out->texts[6]);
    const char *values[] = {b->rule->id,   or_null(b->sanction), truth_name(b->truth), out->texts[3],
                            out->texts[4], out->texts[5],        out->texts[6],        truth_name(b->running)};
    memcpy(out->values, values, sizeof values);
}

static void find_shortfall(const wz_shortfall *s, wz_found *out)
{
    wz_day_format(s->from, out->texts[1]);
    wz_day_format(s->to, out->texts[3]);
    snprintf(out->texts[4], TEXT, "%lld", (long long)s->required);
    if (s->has_done_high)
        snprintf(out->texts[5], TEXT, "%lld..%lld", (long long)s->done_low, (long long)s->done_high);
    else
        snprintf(out->texts[5], TEXT, "%lld..", (long long)s->done_low);
    const char *values[] = {s->rule->id,
                            out->texts[1],
                            s->post,
                            out->texts[3],
                            out->texts[4],
                            out->texts[5],
                            truth_name(s->truth),
                            wz_period_counts_name(s->counts),
                            yes(s->log_complete)};
    memcpy(out->values, values, sizeof values);
}

static void find_question(const wz_law *law, const wz_question *q, wz_found *out)
{
    out->values[0] = law->vocabulary->entities[q->entity].attributes[q->attribute].id;
    out->values[1] = q->of;
}

size_t wz_found_count(const wz_regime_result *r, wz_expected_kind kind)
{
    const size_t counts[WZ_X_ITEMS] = {[WZ_X_FINDING] = r->finding_count,
                                       [WZ_X_HEAVIER] = 1,
                                       [WZ_X_LIGHTER] = 1,
                                       [WZ_X_CHOICE] = r->choice_count,
                                       [WZ_X_MEASURE] = r->measure_count,
                                       [WZ_X_LIFETIME] = 1,
                                       [WZ_X_VETO] = 1,
                                       [WZ_X_WINDOW] = r->veto.window_count,
                                       [WZ_X_REFERRAL] = r->referral_count,
                                       [WZ_X_PROCEDURE] = r->procedure_count,
                                       [WZ_X_BAN] = r->ban_count,
                                       [WZ_X_SHORTFALL] = r->shortfall_count,
                                       [WZ_X_QUESTION] = r->question_count,
                                       [WZ_X_WARNING] = r->warning_count};
    return kind < WZ_X_ITEMS ? counts[kind] : 0;
}

void wz_found_read(const wz_law *law, const wz_regime_result *r, wz_expected_kind kind, size_t i, wz_found *out)
{
    switch (kind) {
    case WZ_X_FINDING: find_finding(&r->findings[i], out); break;
    case WZ_X_HEAVIER:
        join(r->heavier, out->texts[0]);
        out->values[0] = out->texts[0];
        break;
    case WZ_X_LIGHTER:
        join(r->lighter, out->texts[0]);
        out->values[0] = out->texts[0];
        break;
    case WZ_X_CHOICE: find_choice(&r->choices[i], out); break;
    case WZ_X_MEASURE: find_measure(&r->measures[i], out); break;
    case WZ_X_LIFETIME: find_clause(&r->lifetime, r->lifetime.route, out); break;
    case WZ_X_VETO: find_clause(&r->veto, r->veto.waits_for, out); break;
    case WZ_X_WINDOW: find_window(&r->veto.windows[i], out); break;
    case WZ_X_REFERRAL: find_choice(&r->referrals[i], out); break;
    case WZ_X_PROCEDURE: find_choice(&r->procedure[i], out); break;
    case WZ_X_BAN: find_ban(&r->bans[i], out); break;
    case WZ_X_SHORTFALL: find_shortfall(&r->shortfalls[i], out); break;
    case WZ_X_QUESTION: find_question(law, &r->questions[i], out); break;
    case WZ_X_WARNING:
        out->values[0] = r->warnings[i].id;
        out->values[1] = or_null(r->warnings[i].rule);
        break;
    case WZ_X_ITEMS: break;
    }
}

void wz_found_regime(const wz_law *law, const wz_regime_result *r, wz_found *out)
{
    join(r->possible_outcomes, out->texts[WZ_XR_POSSIBLE]);
    const char *values[WZ_XR_VALUES] = {
        [WZ_XR_ID] = law->rulebooks[r->rulebook]->id, [WZ_XR_APPLICABILITY] = wz_applicability_name(r->applicability),
        [WZ_XR_GOVERNING] = yes(r->governing),        [WZ_XR_HYPOTHETICAL] = yes(r->hypothetical),
        [WZ_XR_BASELINE] = yes(r->baseline),          [WZ_XR_POST] = or_null(r->post),
        [WZ_XR_OUTCOME] = or_null(r->outcome),        [WZ_XR_POSSIBLE] = out->texts[WZ_XR_POSSIBLE],
        [WZ_XR_REASON] = or_null(r->reason),
    };
    memcpy(out->values, values, sizeof values);
}
