/* What follows from the findings, as text: the measures open with who decides and what each would bar, the lasting
 * clauses, referrals and procedure, and the bars of sanctions already imposed. */
#include "report/prose.h"

#include <string.h>

static void begin_entry(wz_prose *prose, unsigned indent)
{
    wz_page_line(&prose->page, indent, 2);
    wz_say_raw(prose, "· ");
}

static void say_state(wz_prose *prose, wz_truth truth)
{
    wz_say(prose, truth == WZ_TRUE ? WZ_SAY_HOLDS : truth == WZ_FALSE ? WZ_SAY_DOES_NOT_HOLD : WZ_SAY_UNSETTLED);
}

static void say_start(wz_prose *prose, wz_day_range from)
{
    wz_say(prose, WZ_SAY_FROM);
    wz_say_range(prose, from);
    wz_say(prose, WZ_SAY_FROM_END);
}

/* ---- measures ---- */

static void say_bar(wz_prose *prose, const wz_measure_bar *bar, bool named)
{
    wz_page_line(&prose->page, 8, 2);
    wz_say_raw(prose, "- ");
    const char *label = wz_text_in(bar->rule->label, prose->lang);
    if (named) {
        wz_say_raw(prose, *label ? label : bar->rule->id);
        wz_say(prose, WZ_SAY_COLON);
    }
    wz_say(prose, WZ_SAY_BARS);
    wz_say_steps(prose, bar->steps);
    wz_say(prose, WZ_SAY_FOR);
    if (bar->lasts)
        wz_say_duration(prose, bar->lasts);
    else
        wz_say(prose, bar->rule->expels ? WZ_SAY_NO_END : WZ_SAY_NO_FIXED_TERM);
    if (bar->verify)
        wz_say_mark(prose, WZ_SAY_VERIFY);
    wz_page_end(&prose->page);
}

static void say_measure(wz_prose *prose, const wz_measure_result *m)
{
    begin_entry(prose, 6);
    const char *label = wz_text_in(m->measure->label, prose->lang);
    wz_say_raw(prose, *label ? label : m->measure->id);
    if (m->available != WZ_TRUE)
        wz_say_mark(prose, m->available == WZ_FALSE ? WZ_SAY_NOT_AVAILABLE : WZ_SAY_MAYBE_AVAILABLE);
    if (m->bodies.count > 0) {
        wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say(prose, WZ_SAY_BODIES);
    }
    for (size_t i = 0; i < m->bodies.count; i++) {
        if (i > 0)
            wz_say(prose, WZ_SAY_LIST);
        wz_say_term(prose, m->bodies.items[i]);
    }
    wz_page_end(&prose->page);
    for (size_t i = 0; i < m->bar_count; i++)
        say_bar(prose, &m->bars[i], m->bar_count > 1);
}

void wz_text_measures(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    const wz_rule *rule = NULL;
    for (size_t i = 0; i < regime->measure_count; i++) {
        const wz_measure_result *m = &regime->measures[i];
        wz_heading_kind(prose, m->rule->kind);
        if (m->rule != rule) {
            begin_entry(prose, 4);
            wz_say_rule(prose, m->rule);
            wz_say(prose, WZ_SAY_COLON);
            say_state(prose, m->truth);
            if (m->rule->open)
                wz_say_mark(prose, WZ_SAY_LIST_OPEN);
            wz_say_words_of_law(prose, m->rule, 6);
        }
        rule = m->rule;
        say_measure(prose, m);
    }
}

/* ---- clauses: lifetime and veto ---- */

static void say_clause_head(wz_prose *prose, const wz_clause *clause)
{
    wz_heading_kind(prose, clause->rule->kind);
    begin_entry(prose, 4);
    wz_say_rule(prose, clause->rule);
    wz_say(prose, WZ_SAY_COLON);
    say_state(prose, clause->truth);
}

static void say_lifetime(wz_prose *prose, const wz_clause *clause)
{
    say_clause_head(prose, clause);
    if (clause->route) {
        wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say(prose, WZ_SAY_ROUTE);
        if (strcmp(clause->route, "unknown") == 0)
            wz_say(prose, WZ_SAY_UNKNOWN);
        else
            wz_say_field_value(prose, "route", clause->route);
    }
    wz_say_words_of_law(prose, clause->rule, 6);
}

static void say_window(wz_prose *prose, const wz_veto_window *window)
{
    begin_entry(prose, 6);
    wz_say_steps(prose, (wz_strings){.items = &window->step->id, .count = 1});
    wz_say(prose, WZ_SAY_COLON);
    if (window->last_barred_day.has_low || window->last_barred_day.has_high) {
        say_start(prose, window->from);
        wz_say(prose, WZ_SAY_COMMA);
        wz_say(prose, WZ_SAY_LAST_BARRED);
        wz_say_range(prose, window->last_barred_day);
    } else {
        wz_say(prose, WZ_SAY_WINDOW_OPEN);
    }
    if (window->sanction) {
        wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say_sanction(prose, window->sanction);
    }
    wz_page_end(&prose->page);
}

static void say_veto(wz_prose *prose, const wz_clause *clause)
{
    say_clause_head(prose, clause);
    if (clause->waits_for) {
        wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say(prose, WZ_SAY_WAITS);
    }
    wz_say_words_of_law(prose, clause->rule, 6);
    for (size_t i = 0; i < clause->window_count; i++)
        say_window(prose, &clause->windows[i]);
}

void wz_text_clauses(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    if (regime->lifetime.rule && regime->lifetime.truth != WZ_FALSE)
        say_lifetime(prose, &regime->lifetime);
    if (regime->veto.rule && regime->veto.truth != WZ_FALSE)
        say_veto(prose, &regime->veto);
}

/* ---- referrals and procedure ---- */

static void say_step(wz_prose *prose, const wz_choice *entry, const char *who, const char *what)
{
    wz_heading_kind(prose, entry->rule->kind);
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

void wz_text_procedure(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    for (size_t i = 0; i < regime->referral_count; i++)
        say_step(prose, &regime->referrals[i], regime->referrals[i].rule->recipient, NULL);
    for (size_t i = 0; i < regime->procedure_count; i++)
        say_step(prose, &regime->procedure[i], regime->procedure[i].rule->actor, regime->procedure[i].rule->act);
}

/* ---- bars of sanctions already imposed ---- */

static void say_ban_days(wz_prose *prose, const wz_ban_result *b)
{
    say_start(prose, b->from);
    if (b->last_barred_day.has_low || b->last_barred_day.has_high) {
        wz_say(prose, WZ_SAY_COMMA);
        wz_say(prose, WZ_SAY_LAST_BARRED);
        wz_say_range(prose, b->last_barred_day);
        wz_say(prose, WZ_SAY_COMMA);
        wz_say(prose, WZ_SAY_FIRST_FREE);
        wz_say_range(prose, b->first_free_day);
    } else {
        wz_say(prose, WZ_SAY_COMMA);
        wz_say(prose, b->rule->expels ? WZ_SAY_NO_END : WZ_SAY_WINDOW_OPEN);
    }
}

static void say_ban(wz_prose *prose, const wz_ban_result *b)
{
    static const wz_word running[] = {WZ_SAY_ENDED, WZ_SAY_NOT_KNOWN_IF_RUNNING, WZ_SAY_RUNNING};
    begin_entry(prose, 4);
    wz_say_sanction(prose, b->sanction);
    wz_say(prose, WZ_SAY_COLON);
    wz_say(prose, WZ_SAY_BARS);
    wz_say_steps(prose, b->steps);
    if (b->truth == WZ_UNKNOWN)
        wz_say_mark(prose, WZ_SAY_BAN_UNSETTLED);
    wz_page_line(&prose->page, 6, 2);
    say_ban_days(prose, b);
    wz_say(prose, WZ_SAY_SEMICOLON);
    wz_say(prose, running[b->running]);
    if (b->reason) {
        wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say_reason(prose, b->reason);
    }
    wz_say(prose, WZ_SAY_OPEN);
    wz_say_rule(prose, b->rule);
    wz_say(prose, WZ_SAY_CLOSE);
    if (b->verify)
        wz_say_mark(prose, WZ_SAY_VERIFY);
    wz_page_end(&prose->page);
}

/* Bars by shared rules stand in every regulation's result; one of them is enough here. */
void wz_text_bans(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    bool shown = prose->shared_shown;
    for (size_t i = 0; i < regime->ban_count; i++) {
        const wz_ban_result *b = &regime->bans[i];
        if (b->rule->shared && shown)
            continue;
        prose->shared_shown |= b->rule->shared;
        wz_heading_kind(prose, b->rule->kind);
        say_ban(prose, b);
    }
}
