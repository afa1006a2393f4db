/* The text form: what an investigator reads first. In front what the case is, what the result rests on and, for
 * several people, a line for each; then each person, under the regulation that governs in full, then briefly under
 * others beside it, then, clearly apart, under drafts. A section without content is left out. */
#include "report/prose.h"

#include <string.h>

wz_rank wz_rank_of(const wz_regime_result *regime)
{
    if (!regime->outcome)
        return WZ_LAST_NOT_APPLICABLE;
    if (regime->hypothetical)
        return WZ_THEN_DRAFTS;
    return regime->governing ? WZ_FIRST_GOVERNING : WZ_THEN_BESIDE;
}

/* ---- a regulation ---- */

/* The regulation that governs a person; NULL where none does. */
const wz_regime_result *wz_governing_of(const wz_person_result *person)
{
    for (size_t i = 0; i < person->regime_count; i++) {
        if (wz_rank_of(&person->regimes[i]) == WZ_FIRST_GOVERNING)
            return &person->regimes[i];
    }
    return NULL;
}

void wz_say_regime_title(wz_prose *prose, const wz_regime_result *regime)
{
    const wz_rulebook *book = prose->a->law->rulebooks[regime->rulebook];
    const char *title = wz_text_in(book->short_title, prose->lang);
    wz_say_label(prose, *title ? book->short_title : book->title, book->id);
}

static void say_book(wz_prose *prose, const wz_regime_result *regime)
{
    wz_say_regime_title(prose, regime);
    wz_say(prose, WZ_SAY_OPEN);
    wz_say_raw(prose, prose->a->law->rulebooks[regime->rulebook]->id);
    wz_say(prose, WZ_SAY_CLOSE);
}

static void say_regime_head(wz_prose *prose, const wz_regime_result *regime)
{
    static const wz_word marks[WZ_RANKS] = {WZ_SAY_GOVERNING, WZ_SAY_BESIDE, WZ_SAY_HYPOTHETICAL,
                                            WZ_SAY_NOT_APPLICABLE};
    wz_page_gap(&prose->page);
    wz_page_line(&prose->page, 0, 2);
    wz_page_style(&prose->page, WZ_BOLD);
    wz_say_raw(prose, "◆ ");
    say_book(prose, regime);
    wz_say_mark(prose, marks[wz_rank_of(regime)]);
    if (regime->baseline)
        wz_say_mark(prose, WZ_SAY_BASELINE);
    wz_page_style(&prose->page, WZ_PLAIN);
    wz_page_end(&prose->page);
}

void wz_say_possible(wz_prose *prose, wz_strings outcomes)
{
    wz_say_raw(prose, prose->lang == WZ_EN ? " " : "");
    wz_say(prose, WZ_SAY_POSSIBLE);
    for (size_t i = 0; i < outcomes.count; i++) {
        if (i > 0)
            wz_say(prose, i + 1 < outcomes.count ? WZ_SAY_LIST : WZ_SAY_OR);
        wz_say_outcome(prose, (wz_text){{0}}, outcomes.items[i], false);
    }
    wz_say(prose, WZ_SAY_STOP);
}

static bool has_grounds(const wz_regime_result *regime)
{
    for (size_t i = 0; i < regime->finding_count; i++) {
        if (regime->findings[i].rule->kind->part == WZ_PART_GROUND)
            return true;
    }
    return false;
}

/* One without grounds comes to nothing, and where either is open its possible outcomes say more. */
wz_word wz_comparison_word(const wz_prose *prose, const wz_regime_result *regime)
{
    const wz_regime_result *governing = wz_governing_of(prose->person);
    if (!governing || governing == regime || !has_grounds(regime))
        return WZ_WORD_COUNT;
    if (governing->possible_outcomes.count > 1 || regime->possible_outcomes.count > 1)
        return WZ_WORD_COUNT;
    return strcmp(governing->outcome, regime->outcome) == 0 ? WZ_SAY_SAME_OUTCOME : WZ_SAY_OTHER_OUTCOME;
}

static void say_comparison(wz_prose *prose, const wz_regime_result *regime)
{
    wz_word word = wz_comparison_word(prose, regime);
    if (word == WZ_WORD_COUNT)
        return;
    wz_say(prose, WZ_SAY_SEMICOLON);
    wz_say(prose, word);
}

static void say_outcome(wz_prose *prose, const wz_regime_result *regime)
{
    wz_page_line(&prose->page, 2, 2);
    wz_page_style(&prose->page, WZ_BOLD);
    wz_say(prose, WZ_SAY_OUTCOME);
    wz_say_outcome(prose, regime->outcome_label, regime->outcome, !prose->brief);
    wz_page_style(&prose->page, WZ_PLAIN);
    if (prose->brief)
        say_comparison(prose, regime);
    wz_say(prose, WZ_SAY_STOP);
    if (regime->possible_outcomes.count > 1)
        wz_say_possible(prose, regime->possible_outcomes);
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

void wz_say_conduct(wz_prose *prose, const wz_regime_result *regime)
{
    wz_day_range from = regime->conduct_from, to = regime->conduct_to;
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

wz_word wz_scope_word(wz_applicability applicability)
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
    wz_say(prose, wz_scope_word(regime->applicability));
    if (regime->post && prose->person->person->post_count > 1) {
        wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say(prose, WZ_SAY_POST);
        wz_say_post(prose, regime->post);
        wz_say_post_id(prose, regime->post);
    }
    wz_say(prose, WZ_SAY_SEMICOLON);
    wz_say(prose, WZ_SAY_CONDUCT);
    wz_say_conduct(prose, regime);
    wz_say(prose, WZ_SAY_STOP);
    wz_page_end(&prose->page);
}

static void write_findings(wz_prose *prose)
{
    wz_text_part(prose, WZ_PART_GROUND);
    wz_text_part(prose, WZ_PART_HEAVIER);
    wz_text_part(prose, WZ_PART_LIGHTER);
    wz_text_part(prose, WZ_PART_EXEMPTION);
    wz_text_part(prose, WZ_PART_PATH);
    wz_text_choices(prose);
}

/* The findings, then what follows from them, then what others have to do, then what is open. */
static void write_whole(wz_prose *prose)
{
    write_findings(prose);
    wz_text_readings(prose);
    wz_text_measures(prose);
    wz_text_clauses(prose);
    wz_text_referrals(prose);
    wz_text_bans(prose);
    wz_text_shortfalls(prose);
    wz_text_procedure(prose);
    wz_say_rest(prose);
    wz_text_warnings(prose);
    wz_text_questions(prose);
}

/* What it finds and what would follow, by name. */
static void write_brief(wz_prose *prose)
{
    write_findings(prose);
    wz_text_measures(prose);
    wz_text_clauses(prose);
    wz_text_referrals(prose);
    wz_text_bans(prose);
    wz_text_shortfalls(prose);
    wz_text_warnings(prose);
}

/* The regulation that governs stands in full; where none does, every one. */
static void write_regime(wz_prose *prose, const wz_regime_result *regime)
{
    const wz_regime_result *governing = wz_governing_of(prose->person);
    prose->regime = regime;
    prose->section = NULL;
    prose->norm = NULL;
    prose->brief = governing && wz_rank_of(regime) != WZ_FIRST_GOVERNING;
    say_regime_head(prose, regime);
    say_outcome(prose, regime);
    say_scope(prose, regime);
    if (prose->brief)
        write_brief(prose);
    else
        write_whole(prose);
    prose->brief = false;
}

static void write_not_applicable(wz_prose *prose, const wz_regime_result *regime, bool first)
{
    if (first)
        wz_heading_word(prose, 0, WZ_SAY_NOT_APPLICABLE);
    wz_page_line(&prose->page, 2, 2);
    wz_say_raw(prose, "· ");
    say_book(prose, regime);
    wz_say(prose, WZ_SAY_COLON);
    wz_say(prose, wz_scope_word(regime->applicability));
    wz_page_end(&prose->page);
}

/* ---- a person ---- */

/* The one post, else the one that the governing regulation bears on; NULL where neither is there. */
const char *wz_post_of(const wz_person_result *person)
{
    const wz_regime_result *governing = wz_governing_of(person);
    if (person->person->post_count == 1)
        return person->person->posts[0].id;
    return governing ? governing->post : NULL;
}

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
    if (person->post_count == 1) {
        wz_say(prose, WZ_SAY_GAP);
        wz_say_post(prose, person->posts[0].id);
    }
    wz_page_end(&prose->page);
}

static void write_person(wz_prose *prose, const wz_person_result *person)
{
    prose->person = person;
    prose->shared_shown = false;
    say_person_head(prose, person->person);
    for (int k = 0; k < WZ_RANKS; k++) {
        bool first = true;
        for (size_t i = 0; i < person->regime_count; i++) {
            const wz_regime_result *regime = &person->regimes[i];
            if (wz_rank_of(regime) != (wz_rank)k)
                continue;
            if (k == WZ_LAST_NOT_APPLICABLE) {
                write_not_applicable(prose, regime, first);
            } else {
                if (k == WZ_THEN_DRAFTS && first)
                    wz_heading_word(prose, 0, WZ_SAY_HYPOTHETICAL_BELOW);
                write_regime(prose, regime);
            }
            first = false;
        }
    }
    prose->regime = NULL;
}

/* ---- the whole ---- */

static const char *name_of(const wz_case_person *person)
{
    return person->name ? person->name : person->self.id;
}

/* One person of the summary: name, outcome and regulation, and below them the post. */
static void say_summary_of(wz_prose *prose, const wz_person_result *person, unsigned column)
{
    const wz_regime_result *governing = wz_governing_of(person);
    prose->person = person;
    wz_page_line(&prose->page, 2, column - 2);
    wz_say_person(prose, person->person);
    wz_page_pad(&prose->page, column);
    if (governing) {
        wz_page_style(&prose->page, WZ_BOLD);
        wz_say_outcome(prose, governing->outcome_label, governing->outcome, false);
        wz_page_style(&prose->page, WZ_PLAIN);
        wz_say(prose, WZ_SAY_OPEN);
        wz_say_regime_title(prose, governing);
        wz_say(prose, WZ_SAY_CLOSE);
    } else {
        wz_say(prose, WZ_SAY_NOT_GOVERNED);
    }
    if (wz_post_of(person)) {
        wz_page_line(&prose->page, column, 2);
        wz_say_post(prose, wz_post_of(person));
    }
    wz_page_end(&prose->page);
}

static void say_summary(wz_prose *prose)
{
    enum { LEAST_NAME = 4, MOST_NAME = 16 };
    unsigned name = LEAST_NAME;
    for (size_t i = 0; i < prose->a->person_count; i++) {
        unsigned columns = wz_page_columns(name_of(prose->a->persons[i].person));
        name = columns > name && columns <= MOST_NAME ? columns : name;
    }
    if (prose->a->person_count < 2)
        return;
    wz_heading_word(prose, 0, WZ_SAY_SUMMARY);
    for (size_t i = 0; i < prose->a->person_count; i++)
        say_summary_of(prose, &prose->a->persons[i], name + 4);
}

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
    enum { DEFAULT_WIDTH = 80, LEAST_WIDTH = 40, DEFAULT_QUESTIONS = 5 };
    wz_text_options chosen = options ? *options : (wz_text_options){0};
    unsigned width = chosen.width ? chosen.width : DEFAULT_WIDTH;
    wz_prose prose = {
        .page = {.out = out, .width = width < LEAST_WIDTH ? LEAST_WIDTH : width, .colour = chosen.colour},
        .a = assessment,
        .lang = lang,
        .details = chosen.details,
        .questions = chosen.questions ? chosen.questions : DEFAULT_QUESTIONS,
    };
    say_case(&prose);
    wz_text_rests_on(&prose);
    say_summary(&prose);
    wz_text_contradictions(&prose);
    wz_text_allegations(&prose);
    for (size_t i = 0; i < assessment->person_count; i++)
        write_person(&prose, &assessment->persons[i]);
    return out->failed ? WZ_ENOMEM : WZ_OK;
}
