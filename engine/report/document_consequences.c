/* What follows from the findings, in the document: measures, lasting clauses, referrals, bars, duties, what others have to
 * do, what is open, warnings. Members that read alike stand once, as in the text form. */
#include "report/document_writer.h"

#include <string.h>

/* ---- measures ---- */

static void write_bar(wz_doc *d, const wz_measure_bar *bar)
{
    if (bar->steps.count == 0)
        return;
    wz_doc_open(d, "bar");
    wz_doc_attribute(d, "rule", bar->rule->id);
    wz_doc_ids(d, "steps", bar->steps);
    wz_doc_attribute(d, "lasts", bar->lasts);
    wz_doc_flag(d, "verify", bar->verify);
    wz_say_label(wz_doc_say(d), bar->rule->label, bar->rule->id);
    wz_doc_said(d, "label");
    wz_say_steps(wz_doc_say(d), bar->steps);
    wz_doc_said(d, "steps");
    if (bar->lasts) {
        wz_say_duration(wz_doc_say(d), bar->lasts);
        wz_doc_said(d, "lasts");
    } else {
        wz_doc_word(d, "lasts", bar->rule->expels ? WZ_SAY_NO_END : WZ_SAY_NO_FIXED_TERM);
    }
    wz_doc_close(d, "bar");
}

static void write_measure(wz_doc *d, size_t first, size_t n)
{
    const wz_measure_result *m = wz_measure_at(d->prose.regime, first, n);
    if (!m || wz_measure_is_named_before(&d->prose, first, n))
        return;
    wz_doc_open(d, "measure");
    wz_doc_attribute(d, "measure", m->measure->id);
    wz_doc_truth(d, "available", m->available);
    wz_doc_ids(d, "bodies", m->bodies);
    wz_say_measure_names(wz_doc_say(d), first, n);
    wz_doc_said(d, "names");
    wz_prose *prose = wz_doc_say(d);
    for (size_t i = 0; i < m->bodies.count; i++) {
        if (i > 0)
            wz_say(prose, WZ_SAY_LIST);
        wz_say_term(prose, m->bodies.items[i]);
    }
    wz_doc_said(d, "bodies");
    wz_say_availability(wz_doc_say(d), m);
    wz_doc_said(d, "availability");
    if (m->bar_count > 0) {
        wz_say_measure_bars(wz_doc_say(d), m);
        wz_doc_said(d, "bars");
    }
    for (size_t i = 0; i < m->bar_count && !d->options->brief; i++)
        write_bar(d, &m->bars[i]);
    wz_doc_close(d, "measure");
}

static void write_measures(wz_doc *d)
{
    const wz_regime_result *regime = d->prose.regime;
    wz_doc_open(d, "measures");
    wz_doc_flag(d, "open", regime->measures_open);
    for (size_t i = 0; i < regime->measure_count; i++) {
        const wz_measure_result *m = &regime->measures[i];
        if (i > 0 && m->rule == regime->measures[i - 1].rule)
            continue;
        wz_doc_open(d, "by");
        wz_doc_attribute(d, "rule", m->rule->id);
        wz_doc_truth(d, "truth", m->truth);
        wz_doc_flag(d, "open", m->rule->open);
        wz_doc_rule(d, m->rule);
        wz_say_state(wz_doc_say(d), m->truth);
        wz_doc_said(d, "state");
        if (m->rule->open)
            wz_doc_word(d, "list", WZ_SAY_LIST_OPEN);
        wz_doc_words_of_law(d, m->rule);
        for (size_t n = 0; n < m->rule->measures.count; n++)
            write_measure(d, i, n);
        wz_doc_close(d, "by");
    }
    wz_doc_close(d, "measures");
}

/* ---- clauses ---- */

static void begin_clause(wz_doc *d, const char *element, const wz_clause *clause)
{
    const wz_finding *f = wz_prose_finding(&d->prose, clause->rule);
    wz_doc_open(d, element);
    wz_doc_attribute(d, "rule", clause->rule->id);
    wz_doc_truth(d, "truth", clause->truth);
    wz_doc_attribute(d, "waits_for", clause->waits_for);
    wz_doc_attribute(d, "route", clause->route);
    wz_doc_rule(d, clause->rule);
    wz_say_state(wz_doc_say(d), clause->truth);
    wz_doc_said(d, "state");
    if (clause->truth == WZ_UNKNOWN && f) {
        wz_say_missing(wz_doc_say(d), f->because);
        wz_doc_said(d, "missing");
    }
    if (clause->truth == WZ_TRUE)
        wz_doc_words_of_law(d, clause->rule);
}

static void write_lifetime(wz_doc *d, const wz_clause *clause)
{
    if (!clause->rule)
        return;
    begin_clause(d, "lifetime", clause);
    if (clause->route) {
        wz_say_route(wz_doc_say(d), clause->route);
        wz_doc_said(d, "route");
    }
    wz_doc_close(d, "lifetime");
}

static void write_veto(wz_doc *d, const wz_clause *clause)
{
    if (!clause->rule)
        return;
    begin_clause(d, "veto", clause);
    if (clause->waits_for)
        wz_doc_word(d, "waits", WZ_SAY_WAITS);
    for (size_t i = 0; i < clause->window_count; i++) {
        if (wz_window_is_said(clause, i))
            continue;
        wz_doc_open(d, "window");
        wz_doc_attribute(d, "sanction", clause->windows[i].sanction);
        wz_doc_range(d, "from", clause->windows[i].from);
        wz_doc_range(d, "last_barred_day", clause->windows[i].last_barred_day);
        wz_say_window_steps(wz_doc_say(d), clause, i);
        wz_doc_said(d, "steps");
        wz_say_window_days(wz_doc_say(d), &clause->windows[i]);
        wz_doc_said(d, "days");
        wz_doc_close(d, "window");
    }
    wz_doc_close(d, "veto");
}

/* ---- referrals and procedure ---- */

static void write_provision(wz_doc *d, const wz_choice *entry, const char *who, const char *what)
{
    wz_doc_attribute(d, "rule", entry->rule->id);
    wz_doc_truth(d, "truth", entry->truth);
    wz_doc_rule(d, entry->rule);
    if (what && !*wz_text_in(entry->rule->label, d->options->lang)) {
        wz_say_term(wz_doc_say(d), what);
        wz_doc_said(d, "label");
    }
    if (who) {
        wz_say_term(wz_doc_say(d), who);
        wz_doc_said(d, "who");
    }
    wz_say_state(wz_doc_say(d), entry->truth);
    wz_doc_said(d, "state");
}

static void write_referrals(wz_doc *d)
{
    const wz_regime_result *regime = d->prose.regime;
    wz_doc_open(d, "referrals");
    for (size_t i = 0; i < regime->referral_count; i++) {
        wz_doc_open(d, "referral");
        write_provision(d, &regime->referrals[i], regime->referrals[i].rule->recipient, NULL);
        wz_doc_close(d, "referral");
    }
    wz_doc_close(d, "referrals");
}

/* What applies whatever the facts are, by its articles. */
static void write_general(wz_doc *d)
{
    const wz_regime_result *regime = d->prose.regime;
    wz_citing citing = {0};
    wz_prose *prose = wz_doc_say(d);
    for (size_t i = 0; i < regime->procedure_count; i++) {
        if (!wz_choice_commends(&regime->procedure[i]) && wz_choice_is_general(&regime->procedure[i]))
            wz_cite(prose, &citing, regime->procedure[i].rule);
    }
    wz_doc_said(d, "general");
}

static void write_procedure(wz_doc *d)
{
    const wz_regime_result *regime = d->prose.regime;
    wz_doc_open(d, "procedure");
    for (size_t i = 0; i < regime->procedure_count; i++) {
        const wz_choice *entry = &regime->procedure[i];
        if (wz_procedure_repeats(regime, i))
            continue;
        wz_doc_open(d, "entry");
        wz_doc_flag(d, "general", wz_choice_is_general(entry));
        wz_doc_flag(d, "commends", wz_choice_commends(entry));
        write_provision(d, entry, entry->rule->actor, entry->rule->act);
        wz_doc_close(d, "entry");
    }
    write_general(d);
    wz_doc_close(d, "procedure");
}

/* ---- bars ---- */

static void write_ban(wz_doc *d, const wz_ban_result *b)
{
    wz_doc_open(d, "ban");
    wz_doc_attribute(d, "rule", b->rule->id);
    wz_doc_attribute(d, "sanction", b->sanction);
    wz_doc_truth(d, "truth", b->truth);
    wz_doc_truth(d, "running", b->running);
    wz_doc_ids(d, "steps", b->steps);
    wz_doc_range(d, "from", b->from);
    wz_doc_range(d, "last_barred_day", b->last_barred_day);
    wz_doc_range(d, "first_free_day", b->first_free_day);
    wz_doc_flag(d, "verify", b->verify);
    wz_doc_label(d, "kind", b->rule->kind->label);
    wz_say_label(wz_doc_say(d), b->rule->label, b->rule->id);
    wz_doc_said(d, "label");
    wz_say_sanction(wz_doc_say(d), b->sanction);
    wz_doc_said(d, "sanction");
    if (b->steps.count > 0) {
        wz_say_steps(wz_doc_say(d), b->steps);
        wz_doc_said(d, "steps");
        if (wz_ban_has_rival(d->prose.regime, b)) {
            wz_say_label(wz_doc_say(d), b->rule->label, b->rule->id);
            wz_doc_said(d, "by");
        }
        wz_say_ban_days(wz_doc_say(d), b);
        wz_doc_said(d, "days");
        wz_doc_word(d, "running", wz_running_word(b->running));
    }
    if (b->reason) {
        wz_say_reason(wz_doc_say(d), b->reason);
        wz_doc_said(d, "reason");
    }
    if (b->truth == WZ_UNKNOWN)
        wz_doc_word(d, "unsettled", WZ_SAY_BAN_UNSETTLED);
    wz_doc_close(d, "ban");
}

/* Bars by shared rules stand in every regulation's result; one of them is enough. */
static void write_bans(wz_doc *d)
{
    const wz_regime_result *regime = d->prose.regime;
    bool shown = d->prose.shared_shown;
    wz_doc_open(d, "bans");
    for (size_t i = 0; i < regime->ban_count; i++) {
        const wz_ban_result *b = &regime->bans[i];
        if ((b->rule->shared && shown) || (b->steps.count == 0 && !b->reason) || wz_ban_is_said(regime, i))
            continue;
        d->prose.shared_shown |= b->rule->shared;
        write_ban(d, b);
    }
    wz_doc_close(d, "bans");
}

/* ---- duties ---- */

static void write_shortfall(wz_doc *d, const wz_shortfall *s)
{
    wz_doc_open(d, "shortfall");
    wz_doc_attribute(d, "rule", s->rule->id);
    wz_doc_attribute(d, "post", s->post);
    wz_doc_day(d, "from", s->from);
    wz_doc_day(d, "to", s->to);
    wz_doc_number(d, "required", s->required);
    wz_doc_rule(d, s->rule);
    wz_say_post_id(wz_doc_say(d), s->post);
    wz_doc_said(d, "post");
    wz_say_period(wz_doc_say(d), s->from, s->to);
    wz_doc_said(d, "period");
    wz_prose *prose = wz_doc_say(d);
    wz_say(prose, WZ_SAY_REQUIRED);
    wz_say_count(prose, s->required);
    wz_say(prose, WZ_SAY_TIMES);
    wz_say(prose, WZ_SAY_COMMA);
    wz_say_done(prose, s);
    wz_doc_said(d, "done");
    wz_doc_close(d, "shortfall");
}

static void write_shortfalls(wz_doc *d)
{
    const wz_regime_result *regime = d->prose.regime;
    if (regime->shortfall_count == 0)
        return;
    wz_doc_open(d, "shortfalls");
    wz_doc_label(d, "kind", regime->shortfalls[0].rule->kind->label);
    for (size_t i = 0; i < regime->shortfall_count; i++) {
        if (wz_shortfall_is_proven(&regime->shortfalls[i]))
            write_shortfall(d, &regime->shortfalls[i]);
    }
    wz_say_other_periods(wz_doc_say(d));
    wz_doc_said(d, "rest");
    wz_doc_close(d, "shortfalls");
}

/* ---- what is open ---- */

static void write_question(wz_doc *d, const wz_question *q, size_t number)
{
    const wz_attribute *attribute = wz_prose_attribute(&d->prose, q->entity, q->attribute);
    wz_doc_open(d, "question");
    wz_doc_number(d, "number", (int64_t)number);
    wz_doc_attribute(d, "fact", attribute->id);
    wz_doc_attribute(d, "of", q->of);
    wz_doc_flag(d, "bears", wz_question_bears(&d->prose, q));
    wz_doc_number(d, "affects", (int64_t)q->affect_count);
    wz_say_question(wz_doc_say(d), q);
    wz_doc_said(d, "words");
    wz_doc_label(d, "proof", attribute->proof);
    wz_say_effects(wz_doc_say(d), q, false);
    wz_doc_said(d, "effects");
    wz_doc_close(d, "question");
}

static void write_questions(wz_doc *d)
{
    const wz_regime_result *regime = d->prose.regime;
    wz_doc_open(d, "open_questions");
    for (size_t i = 0; i < regime->question_count; i++)
        write_question(d, &regime->questions[i], i + 1);
    wz_doc_close(d, "open_questions");
}

static void write_warnings(wz_doc *d)
{
    const wz_regime_result *regime = d->prose.regime;
    wz_doc_open(d, "warnings");
    for (size_t i = 0; i < regime->warning_count; i++) {
        const wz_warning *warning = &regime->warnings[i];
        wz_doc_open(d, "warning");
        wz_doc_attribute(d, "id", warning->id);
        wz_doc_attribute(d, "rule", warning->rule);
        wz_say_label(wz_doc_say(d), warning->text, warning->id);
        wz_doc_said(d, "words");
        if (warning->rule) {
            wz_say_rules(wz_doc_say(d), (wz_strings){.items = &warning->rule, .count = 1});
            wz_doc_said(d, "cite");
        }
        wz_doc_close(d, "warning");
    }
    wz_doc_close(d, "warnings");
}

void wz_doc_consequences(wz_doc *d)
{
    write_measures(d);
    write_lifetime(d, &d->prose.regime->lifetime);
    write_veto(d, &d->prose.regime->veto);
    write_referrals(d);
    write_bans(d);
    write_shortfalls(d);
    write_procedure(d);
    write_questions(d);
    write_warnings(d);
}
