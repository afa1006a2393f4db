/* What follows from the findings besides measures, as text: the lasting clauses, referrals, and the bars of
 * sanctions already imposed. Steps that are barred for the same days stand together. */
#include "report/prose.h"

#include <string.h>

static void begin_entry(wz_prose *prose, unsigned indent)
{
    wz_page_line(&prose->page, indent, 2);
    wz_say_raw(prose, "· ");
}

void wz_say_state(wz_prose *prose, wz_truth truth)
{
    wz_say(prose, truth == WZ_TRUE ? WZ_SAY_HOLDS : truth == WZ_FALSE ? WZ_SAY_DOES_NOT_HOLD : WZ_SAY_UNSETTLED);
}

static void say_start(wz_prose *prose, wz_day_range from)
{
    wz_say(prose, WZ_SAY_FROM);
    wz_say_range(prose, from);
    wz_say(prose, WZ_SAY_FROM_END);
}

static bool is_day(wz_day_range range)
{
    return range.has_low && range.has_high && range.low == range.high;
}

/* From a day to the last one barred. */
void wz_say_barred(wz_prose *prose, wz_day_range from, wz_day_range last)
{
    if (is_day(from) && is_day(last)) {
        wz_say_period(prose, from.low, last.low);
        return;
    }
    say_start(prose, from);
    wz_say(prose, WZ_SAY_COMMA);
    wz_say(prose, WZ_SAY_LAST_BARRED);
    wz_say_range(prose, last);
}

static bool same_days(wz_day_range a, wz_day_range b)
{
    return a.has_low == b.has_low && a.has_high == b.has_high && (!a.has_low || a.low == b.low) &&
           (!a.has_high || a.high == b.high);
}

static bool same_id(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* ---- clauses: lifetime and veto ---- */

static void say_clause_head(wz_prose *prose, const wz_clause *clause)
{
    wz_heading_kind(prose, clause->rule->kind, false);
    begin_entry(prose, 4);
    wz_say_rule(prose, clause->rule);
    wz_say(prose, WZ_SAY_COLON);
    wz_say_state(prose, clause->truth);
}

/* The article's words, or what an open clause lacks. */
static void say_clause_words(wz_prose *prose, const wz_clause *clause)
{
    const wz_finding *f = wz_prose_finding(prose, clause->rule);
    if (clause->truth == WZ_TRUE)
        wz_say_words_of_law(prose, clause->rule, 6);
    else if (f)
        wz_say_missing(prose, f->because);
    wz_page_end(&prose->page);
}

void wz_say_route(wz_prose *prose, const char *route)
{
    if (strcmp(route, "unknown") == 0)
        wz_say(prose, WZ_SAY_UNKNOWN);
    else
        wz_say_field_value(prose, "route", route);
}

static void say_lifetime(wz_prose *prose, const wz_clause *clause)
{
    say_clause_head(prose, clause);
    if (clause->route) {
        wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say(prose, WZ_SAY_ROUTE);
        wz_say_route(prose, clause->route);
    }
    say_clause_words(prose, clause);
}

static bool same_window(const wz_veto_window *a, const wz_veto_window *b)
{
    return same_id(a->sanction, b->sanction) && same_days(a->from, b->from) &&
           same_days(a->last_barred_day, b->last_barred_day);
}

bool wz_window_is_said(const wz_clause *clause, size_t window)
{
    for (size_t i = 0; i < window; i++) {
        if (same_window(&clause->windows[i], &clause->windows[window]))
            return true;
    }
    return false;
}

void wz_say_window_steps(wz_prose *prose, const wz_clause *clause, size_t first)
{
    const wz_veto_window *window = &clause->windows[first];
    for (size_t i = first; i < clause->window_count; i++) {
        if (!same_window(&clause->windows[i], window))
            continue;
        if (i > first)
            wz_say(prose, WZ_SAY_LIST);
        wz_say_steps(prose, (wz_strings){.items = &clause->windows[i].step->id, .count = 1});
    }
}

void wz_say_window_days(wz_prose *prose, const wz_veto_window *window)
{
    if (window->last_barred_day.has_low || window->last_barred_day.has_high) {
        wz_say_barred(prose, window->from, window->last_barred_day);
    } else {
        wz_say(prose, WZ_SAY_WINDOW_OPEN);
    }
    if (window->sanction) {
        wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say_sanction(prose, window->sanction);
    }
}

/* A window with all the steps that share it; nothing where it was said with an earlier one. */
static void say_window(wz_prose *prose, const wz_clause *clause, size_t first)
{
    if (wz_window_is_said(clause, first))
        return;
    begin_entry(prose, 6);
    wz_say_window_steps(prose, clause, first);
    wz_say(prose, WZ_SAY_COLON);
    wz_say_window_days(prose, &clause->windows[first]);
    wz_page_end(&prose->page);
}

static void say_veto(wz_prose *prose, const wz_clause *clause)
{
    say_clause_head(prose, clause);
    if (clause->waits_for) {
        wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say(prose, WZ_SAY_WAITS);
    }
    say_clause_words(prose, clause);
    for (size_t i = 0; i < clause->window_count; i++)
        say_window(prose, clause, i);
}

void wz_text_clauses(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    wz_truth least = prose->brief ? WZ_TRUE : WZ_UNKNOWN;
    if (regime->lifetime.rule && regime->lifetime.truth >= least)
        say_lifetime(prose, &regime->lifetime);
    if (regime->veto.rule && regime->veto.truth >= least)
        say_veto(prose, &regime->veto);
}

/* ---- referrals ---- */

void wz_say_provision(wz_prose *prose, const wz_choice *entry, const char *who, const char *what)
{
    wz_heading_kind(prose, entry->rule->kind, false);
    begin_entry(prose, 4);
    wz_say_rule(prose, entry->rule);
    const char *label = wz_text_in(entry->rule->label, prose->lang);
    bool cited = entry->rule->cites.count > 0 || entry->rule->norm_count > 0;
    if (cited && (*label || what))
        wz_say(prose, WZ_SAY_COLON);
    if (cited && *label)
        wz_say_raw(prose, label);
    else if (cited && what)
        wz_say_term(prose, what);
    if (who) {
        wz_say(prose, WZ_SAY_OPEN);
        wz_say_term(prose, who);
        wz_say(prose, WZ_SAY_CLOSE);
    }
    if (entry->truth == WZ_UNKNOWN)
        wz_say_mark(prose, WZ_SAY_UNSETTLED);
    wz_page_end(&prose->page);
}

void wz_text_referrals(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    for (size_t i = 0; i < regime->referral_count; i++) {
        if (prose->brief && regime->referrals[i].truth != WZ_TRUE)
            continue;
        wz_say_provision(prose, &regime->referrals[i], regime->referrals[i].rule->recipient, NULL);
    }
}

/* ---- bars of sanctions already imposed ---- */

void wz_say_ban_days(wz_prose *prose, const wz_ban_result *b)
{
    if (b->last_barred_day.has_low || b->last_barred_day.has_high) {
        wz_say_barred(prose, b->from, b->last_barred_day);
        wz_say(prose, WZ_SAY_COMMA);
        wz_say(prose, WZ_SAY_FIRST_FREE);
        wz_say_range(prose, b->first_free_day);
    } else {
        say_start(prose, b->from);
        wz_say(prose, WZ_SAY_COMMA);
        wz_say(prose, b->rule->expels ? WZ_SAY_NO_END : WZ_SAY_WINDOW_OPEN);
    }
}

static bool same_strings(wz_strings a, wz_strings b)
{
    for (size_t i = 0; i < a.count && a.count == b.count; i++) {
        if (strcmp(a.items[i], b.items[i]) != 0)
            return false;
    }
    return a.count == b.count;
}

/* Whether two bars read alike: several norms may bar the same steps for the same days. */
static bool same_ban(const wz_ban_result *a, const wz_ban_result *b)
{
    return same_id(a->sanction, b->sanction) && same_strings(a->steps, b->steps) && a->truth == b->truth &&
           same_days(a->from, b->from) && same_days(a->last_barred_day, b->last_barred_day) &&
           same_days(a->first_free_day, b->first_free_day) && a->verify == b->verify && same_id(a->reason, b->reason);
}

bool wz_ban_is_said(const wz_regime_result *regime, size_t ban)
{
    for (size_t i = 0; i < ban; i++) {
        if (same_ban(&regime->bans[i], &regime->bans[ban]))
            return true;
    }
    return false;
}

/* Whether the same steps are barred for other days too: then each says by which norm. */
bool wz_ban_has_rival(const wz_regime_result *regime, const wz_ban_result *b)
{
    for (size_t i = 0; i < regime->ban_count; i++) {
        const wz_ban_result *other = &regime->bans[i];
        if (same_id(other->sanction, b->sanction) && same_strings(other->steps, b->steps) && !same_ban(other, b))
            return true;
    }
    return false;
}

wz_word wz_running_word(wz_truth running)
{
    static const wz_word words[] = {WZ_SAY_ENDED, WZ_SAY_NOT_KNOWN_IF_RUNNING, WZ_SAY_RUNNING};
    return words[running];
}

static void say_ban(wz_prose *prose, const wz_ban_result *b)
{
    wz_page_line(&prose->page, 6, 2);
    wz_say_raw(prose, "- ");
    if (b->steps.count > 0) {
        wz_say_steps(prose, b->steps);
        if (wz_ban_has_rival(prose->regime, b)) {
            wz_say(prose, WZ_SAY_OPEN);
            wz_say_label(prose, b->rule->label, b->rule->id);
            wz_say(prose, WZ_SAY_CLOSE);
        }
        wz_say(prose, WZ_SAY_COLON);
        wz_say_ban_days(prose, b);
        wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say(prose, wz_running_word(b->running));
    } else {
        wz_say_label(prose, b->rule->label, b->rule->id);
    }
    if (b->reason) {
        wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say_reason(prose, b->reason);
    }
    if (b->truth == WZ_UNKNOWN)
        wz_say_mark(prose, WZ_SAY_BAN_UNSETTLED);
    if (b->verify)
        wz_say_mark(prose, WZ_SAY_VERIFY);
    wz_page_end(&prose->page);
}

/* Bars by shared rules stand in every regulation's result; one of them is enough here. One without steps and without a
 * reason comes from a version that does not apply. */
void wz_text_bans(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    bool shown = prose->shared_shown;
    const char *sanction = NULL;
    for (size_t i = 0; i < regime->ban_count; i++) {
        const wz_ban_result *b = &regime->bans[i];
        if ((b->rule->shared && shown) || (b->steps.count == 0 && !b->reason) || wz_ban_is_said(regime, i))
            continue;
        prose->shared_shown |= b->rule->shared;
        wz_heading_kind(prose, b->rule->kind, false);
        if (!sanction || !same_id(sanction, b->sanction)) {
            begin_entry(prose, 4);
            wz_say_sanction(prose, b->sanction);
            wz_page_end(&prose->page);
        }
        sanction = b->sanction;
        say_ban(prose, b);
    }
}
