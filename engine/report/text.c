/* The text form: what an investigator reads first. In front what the case is and what the result rests on; then each
 * person, under the regulation that governs, then under others beside it, then, clearly apart, under drafts. A section
 * without content is left out. */
#include "report/prose.h"

#include <string.h>

/* Where a regulation's result stands under its person. */
typedef enum { FIRST_GOVERNING, THEN_BESIDE, THEN_DRAFTS, LAST_NOT_APPLICABLE, RANKS } rank;

static rank rank_of(const wz_regime_result *regime)
{
    if (!regime->outcome)
        return LAST_NOT_APPLICABLE;
    if (regime->hypothetical)
        return THEN_DRAFTS;
    return regime->governing ? FIRST_GOVERNING : THEN_BESIDE;
}

/* ---- a regulation ---- */

static void say_book(wz_prose *prose, const wz_regime_result *regime)
{
    const wz_rulebook *book = prose->a->law->rulebooks[regime->rulebook];
    const char *title = wz_text_in(book->short_title, prose->lang);
    if (!*title)
        title = wz_text_in(book->title, prose->lang);
    wz_say_raw(prose, *title ? title : book->id);
    wz_say(prose, WZ_SAY_OPEN);
    wz_say_raw(prose, book->id);
    wz_say(prose, WZ_SAY_CLOSE);
}

static void say_regime_head(wz_prose *prose, const wz_regime_result *regime)
{
    static const wz_word marks[RANKS] = {WZ_SAY_GOVERNING, WZ_SAY_BESIDE, WZ_SAY_HYPOTHETICAL, WZ_SAY_NOT_APPLICABLE};
    wz_page_gap(&prose->page);
    wz_page_line(&prose->page, 0, 2);
    wz_page_style(&prose->page, WZ_BOLD);
    wz_say_raw(prose, "◆ ");
    say_book(prose, regime);
    wz_say_mark(prose, marks[rank_of(regime)]);
    if (regime->baseline)
        wz_say_mark(prose, WZ_SAY_BASELINE);
    wz_page_style(&prose->page, WZ_PLAIN);
    wz_page_end(&prose->page);
}

static void say_outcome(wz_prose *prose, const wz_regime_result *regime)
{
    const char *label = wz_text_in(regime->outcome_label, prose->lang);
    wz_page_line(&prose->page, 2, 2);
    wz_page_style(&prose->page, WZ_BOLD);
    wz_say(prose, WZ_SAY_OUTCOME);
    if (*label)
        wz_say_raw(prose, label);
    else
        wz_say_outcome(prose, regime->outcome);
    wz_say(prose, WZ_SAY_STOP);
    wz_page_style(&prose->page, WZ_PLAIN);
    if (regime->possible_outcomes.count > 1) {
        wz_say_raw(prose, prose->lang == WZ_EN ? " " : "");
        wz_say(prose, WZ_SAY_POSSIBLE);
        for (size_t i = 0; i < regime->possible_outcomes.count; i++) {
            if (i > 0)
                wz_say(prose, i + 1 < regime->possible_outcomes.count ? WZ_SAY_LIST : WZ_SAY_OR);
            wz_say_outcome(prose, regime->possible_outcomes.items[i]);
        }
        wz_say(prose, WZ_SAY_STOP);
    }
    if (regime->reason) {
        wz_say_raw(prose, prose->lang == WZ_EN ? " " : "");
        wz_say(prose, WZ_SAY_BECAUSE_OF);
        wz_say_reason(prose, regime->reason);
        wz_say(prose, WZ_SAY_STOP);
    }
    wz_page_end(&prose->page);
}

static bool is_settled(wz_day_range range)
{
    return range.has_low && range.has_high && range.low == range.high;
}

static void say_conduct(wz_prose *prose, const wz_regime_result *regime)
{
    wz_day_range from = regime->conduct_from, to = regime->conduct_to;
    wz_say(prose, WZ_SAY_SEMICOLON);
    wz_say(prose, WZ_SAY_CONDUCT);
    if (is_settled(from) && is_settled(to) && from.low != to.low) {
        wz_say_period(prose, from.low, to.low);
    } else if (is_settled(from) && is_settled(to)) {
        wz_say_day(prose, from.low);
    } else {
        wz_say(prose, WZ_SAY_FROM);
        wz_say_range(prose, from);
        wz_say(prose, WZ_SAY_COMMA);
        wz_say(prose, WZ_SAY_UP_TO);
        wz_say_range(prose, to);
    }
}

static wz_word scope_word(wz_applicability applicability)
{
    switch (applicability) {
    case WZ_DIRECT: return WZ_SAY_DIRECT;
    case WZ_REFERENCE: return WZ_SAY_BY_REFERENCE;
    case WZ_OUT_OF_SCOPE: return WZ_SAY_OUT_OF_SCOPE;
    case WZ_NOT_IN_FORCE: return WZ_SAY_NOT_IN_FORCE;
    case WZ_SCOPE_UNKNOWN: break;
    }
    return WZ_SAY_SCOPE_UNKNOWN;
}

static void say_scope(wz_prose *prose, const wz_regime_result *regime)
{
    wz_page_line(&prose->page, 2, 2);
    wz_say(prose, WZ_SAY_SCOPE);
    wz_say(prose, scope_word(regime->applicability));
    if (regime->post) {
        wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say(prose, WZ_SAY_POST);
        wz_say_post(prose, regime->post);
    }
    say_conduct(prose, regime);
    wz_say(prose, WZ_SAY_STOP);
    wz_page_end(&prose->page);
}

static void write_regime(wz_prose *prose, const wz_regime_result *regime)
{
    prose->regime = regime;
    prose->section = NULL;
    say_regime_head(prose, regime);
    say_outcome(prose, regime);
    say_scope(prose, regime);
    wz_text_warnings(prose);
    wz_text_findings(prose);
    wz_text_choices(prose);
    wz_text_readings(prose);
    wz_text_measures(prose);
    wz_text_clauses(prose);
    wz_text_procedure(prose);
    wz_text_bans(prose);
    wz_text_shortfalls(prose);
    wz_text_rest(prose);
    wz_text_questions(prose);
}

static void write_not_applicable(wz_prose *prose, const wz_regime_result *regime, bool first)
{
    if (first)
        wz_heading_word(prose, 0, WZ_SAY_NOT_APPLICABLE);
    wz_page_line(&prose->page, 2, 2);
    wz_say_raw(prose, "· ");
    say_book(prose, regime);
    wz_say(prose, WZ_SAY_COLON);
    wz_say(prose, scope_word(regime->applicability));
    wz_page_end(&prose->page);
}

/* ---- a person ---- */

static void say_person_head(wz_prose *prose, const wz_case_person *person)
{
    wz_page_gap(&prose->page);
    wz_page_rule(&prose->page, "─");
    wz_page_line(&prose->page, 0, 2);
    wz_page_style(&prose->page, WZ_BOLD);
    wz_say_person(prose, person);
    if (person->name) {
        wz_say(prose, WZ_SAY_OPEN);
        wz_say_raw(prose, person->self.id);
        wz_say(prose, WZ_SAY_CLOSE);
    }
    wz_page_style(&prose->page, WZ_PLAIN);
    wz_page_end(&prose->page);
}

static void write_person(wz_prose *prose, const wz_person_result *person)
{
    prose->person = person;
    prose->shared_shown = false;
    say_person_head(prose, person->person);
    for (int k = 0; k < RANKS; k++) {
        bool first = true;
        for (size_t i = 0; i < person->regime_count; i++) {
            const wz_regime_result *regime = &person->regimes[i];
            if (rank_of(regime) != (rank)k)
                continue;
            if (k == LAST_NOT_APPLICABLE) {
                write_not_applicable(prose, regime, first);
            } else {
                if (k == THEN_DRAFTS && first)
                    wz_heading_word(prose, 0, WZ_SAY_HYPOTHETICAL_BELOW);
                write_regime(prose, regime);
            }
            first = false;
        }
    }
    prose->regime = NULL;
}

/* ---- the whole ---- */

static void say_case(wz_prose *prose)
{
    const wz_case *subject = prose->a->subject;
    wz_page_line(&prose->page, 0, 2);
    wz_page_style(&prose->page, WZ_BOLD);
    wz_say(prose, WZ_SAY_CASE);
    wz_say_raw(prose, " ");
    wz_say_raw(prose, subject->id ? subject->id : "");
    if (subject->title) {
        wz_say(prose, WZ_SAY_COLON);
        wz_say_raw(prose, subject->title);
    }
    wz_page_style(&prose->page, WZ_PLAIN);
    wz_say(prose, WZ_SAY_GAP);
    wz_say(prose, WZ_SAY_AS_OF);
    wz_say_day(prose, prose->a->as_of);
    wz_page_end(&prose->page);
}

int wz_report_text(wz_buffer *out, const wz_assessment *assessment, wz_lang lang, const wz_text_options *options)
{
    enum { DEFAULT_WIDTH = 80, LEAST_WIDTH = 40, DEFAULT_QUESTIONS = 10 };
    wz_text_options chosen = options ? *options : (wz_text_options){0};
    unsigned width = chosen.width ? chosen.width : DEFAULT_WIDTH;
    wz_prose prose = {
        .page = {.out = out, .width = width < LEAST_WIDTH ? LEAST_WIDTH : width, .colour = chosen.colour},
        .a = assessment,
        .lang = lang,
        .questions = chosen.questions ? chosen.questions : DEFAULT_QUESTIONS,
    };
    say_case(&prose);
    wz_text_rests_on(&prose);
    wz_text_contradictions(&prose);
    wz_text_allegations(&prose);
    for (size_t i = 0; i < assessment->person_count; i++)
        write_person(&prose, &assessment->persons[i]);
    return out->failed ? WZ_ENOMEM : WZ_OK;
}
