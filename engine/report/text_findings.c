/* Findings as text: what stands, what is open and what was excluded, each with the article's words and its facts. What
 * does not hold is only counted. The headings are the labels of the frame's kinds. */
#include "report/prose.h"

#include <string.h>

static bool is_part(const wz_finding *f, wz_part part)
{
    return f->rule->kind->part == part;
}

/* A ground whose circumstances exist although an exemption takes its effect: it must be seen beside that exemption. */
static bool is_excluded(const wz_finding *f)
{
    return f->condition == WZ_TRUE && f->truth == WZ_FALSE && is_part(f, WZ_PART_GROUND);
}

bool wz_text_shows(const wz_finding *f)
{
    switch (f->rule->kind->part) {
    case WZ_PART_GROUND: return f->truth != WZ_FALSE || is_excluded(f);
    case WZ_PART_HEAVIER:
    case WZ_PART_LIGHTER:
    case WZ_PART_COMMENDATION: return f->truth != WZ_FALSE;
    case WZ_PART_EXEMPTION:
    case WZ_PART_PATH: return f->truth != WZ_FALSE && f->rule->modality != WZ_MAY;
    default: return false;
    }
}

static wz_word state_of(const wz_finding *f)
{
    if (f->truth == WZ_TRUE)
        return WZ_SAY_HOLDS;
    if (is_excluded(f))
        return WZ_SAY_DEFEATED;
    if (f->truth == WZ_UNKNOWN)
        return f->condition == WZ_TRUE ? WZ_SAY_MAYBE_DEFEATED : WZ_SAY_UNSETTLED;
    return WZ_SAY_DOES_NOT_HOLD;
}

static void say_presumptions(wz_prose *prose, wz_strings ids)
{
    wz_say(prose, WZ_SAY_MARK_OPEN);
    wz_say(prose, WZ_SAY_PRESUMED);
    for (size_t i = 0; i < ids.count; i++) {
        wz_say_raw(prose, i > 0 ? ", " : " ");
        wz_say_raw(prose, ids.items[i]);
    }
    wz_say(prose, WZ_SAY_MARK_CLOSE);
}

/* Where a derived value comes from. */
static void say_source(wz_prose *prose, const wz_reason_fact *fact)
{
    static const wz_word words[] = {[WZ_FROM_EXAMINED] = WZ_SAY_EXAMINED,
                                    [WZ_FROM_EXCLUSION] = WZ_SAY_BY_EXCLUSION,
                                    [WZ_FROM_IMPLICATION] = WZ_SAY_BY_IMPLICATION,
                                    [WZ_FROM_RULE] = WZ_SAY_BY_RULE};
    wz_say(prose, words[fact->source]);
    for (size_t i = 0; i < fact->from.count; i++) {
        wz_say(prose, i > 0 ? WZ_SAY_LIST : WZ_SAY_COLON);
        wz_say_raw(prose, fact->from.items[i]);
    }
}

/* The brackets behind a fact: whose it is where that is not plain, its standing or source, and its evidence. */
static void say_provenance(wz_prose *prose, const wz_reason_fact *fact)
{
    bool other = fact->entity != WZ_PERSON && fact->entity != WZ_INCIDENT;
    bool derived = fact->settled && fact->source != WZ_FROM_STATED;
    if (!other && !derived && !fact->stated && fact->evidence.count == 0)
        return;
    wz_say(prose, WZ_SAY_OPEN);
    if (other)
        wz_say_raw(prose, fact->of);
    if (other && (derived || fact->stated))
        wz_say(prose, WZ_SAY_SEMICOLON);
    if (derived)
        say_source(prose, fact);
    else if (fact->stated)
        wz_say(prose, wz_standing_word(fact->standing));
    if (fact->evidence.count > 0) {
        if (other || derived || fact->stated)
            wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say_evidence(prose, fact->evidence);
    }
    wz_say(prose, WZ_SAY_CLOSE);
}

static void say_facts(wz_prose *prose, const wz_because *why, unsigned indent)
{
    if (!why || why->fact_count == 0)
        return;
    wz_page_line(&prose->page, indent, 2);
    wz_say(prose, WZ_SAY_FACTS);
    for (size_t i = 0; i < why->fact_count; i++) {
        const wz_reason_fact *fact = &why->facts[i];
        const wz_attribute *attribute = wz_prose_attribute(prose, fact->entity, fact->attribute);
        const char *label = wz_text_in(attribute->label, prose->lang);
        wz_page_line(&prose->page, indent + 2, 2);
        wz_say_raw(prose, "- ");
        wz_say_raw(prose, *label ? label : attribute->id);
        wz_say(prose, WZ_SAY_COLON);
        wz_say_value(prose, attribute, fact->value);
        say_provenance(prose, fact);
    }
    wz_page_end(&prose->page);
}

static void say_references(wz_prose *prose, wz_word intro, wz_strings ids, unsigned indent)
{
    if (ids.count == 0)
        return;
    wz_page_line(&prose->page, indent, 2);
    wz_say(prose, intro);
    wz_say_rules(prose, ids);
    wz_page_end(&prose->page);
}

static void say_title(wz_prose *prose, const wz_finding *f)
{
    wz_page_line(&prose->page, 4, 2);
    wz_say_raw(prose, "· ");
    wz_say_rule(prose, f->rule);
    const char *label = wz_text_in(f->rule->label, prose->lang);
    if (*label && (f->rule->cites.count > 0 || f->rule->norm_count > 0)) {
        wz_say(prose, WZ_SAY_GAP);
        wz_say_raw(prose, label);
    }
    if (f->bound.id) {
        wz_say(prose, WZ_SAY_OPEN);
        wz_say_raw(prose, f->bound.id);
        wz_say(prose, WZ_SAY_CLOSE);
    }
    wz_say(prose, WZ_SAY_COLON);
    wz_say(prose, state_of(f));
    if (f->contradicted)
        wz_say_mark(prose, WZ_SAY_CONTRADICTED);
    if (f->verify)
        wz_say_mark(prose, WZ_SAY_VERIFY);
    if (f->presumptions.count > 0)
        say_presumptions(prose, f->presumptions);
}

static void say_finding(wz_prose *prose, const wz_finding *f)
{
    bool exempts = is_part(f, WZ_PART_EXEMPTION) || is_part(f, WZ_PART_PATH);
    say_title(prose, f);
    wz_say_words_of_law(prose, f->rule, 6);
    say_facts(prose, f->because, 6);
    say_references(prose, f->truth == WZ_UNKNOWN ? WZ_SAY_MAYBE_DEFEATED_BY : WZ_SAY_DEFEATED_BY, f->defeated_by, 6);
    say_references(prose, WZ_SAY_OFFERED_BY, f->offered_by, 6);
    if (exempts)
        say_references(prose, WZ_SAY_REACHES, f->rule->reaches, 6);
}

/* Grounds first, then what weighs, then what takes their effect. */
void wz_text_findings(wz_prose *prose)
{
    static const wz_part order[] = {WZ_PART_GROUND,  WZ_PART_EXEMPTION, WZ_PART_PATH,
                                    WZ_PART_HEAVIER, WZ_PART_LIGHTER,   WZ_PART_COMMENDATION};
    const wz_regime_result *regime = prose->regime;
    for (size_t k = 0; k < sizeof order / sizeof order[0]; k++) {
        for (size_t i = 0; i < regime->finding_count; i++) {
            const wz_finding *f = &regime->findings[i];
            if (!is_part(f, order[k]) || !wz_text_shows(f))
                continue;
            wz_heading_kind(prose, f->rule->kind);
            say_finding(prose, f);
        }
    }
}

/* The finding that a choice was taken from, for its facts. */
static const wz_finding *finding_of(const wz_regime_result *regime, const wz_rule *rule)
{
    for (size_t i = 0; i < regime->finding_count; i++) {
        if (regime->findings[i].rule == rule)
            return &regime->findings[i];
    }
    return NULL;
}

void wz_text_choices(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    if (regime->choice_count == 0)
        return;
    wz_heading_word(prose, 2, WZ_SAY_CHOICES);
    for (size_t i = 0; i < regime->choice_count; i++) {
        const wz_choice *choice = &regime->choices[i];
        const wz_finding *f = finding_of(regime, choice->rule);
        wz_finding plain = {.rule = choice->rule, .condition = choice->truth, .truth = choice->truth};
        say_finding(prose, f ? f : &plain);
    }
}

static void say_reading(wz_prose *prose, const wz_finding *f, const wz_reading_result *result)
{
    wz_finding other = {.rule = f->rule, .condition = result->truth_if, .truth = result->truth_if};
    wz_page_line(&prose->page, 4, 2);
    wz_say_raw(prose, "· ");
    wz_say_raw(prose, result->reading->id);
    wz_say(prose, WZ_SAY_OPEN);
    wz_say_rule(prose, f->rule);
    wz_say(prose, WZ_SAY_CLOSE);
    wz_say(prose, WZ_SAY_COLON);
    wz_say(prose, WZ_SAY_READ_AS);
    wz_say_text(prose, result->reading->chosen);
    wz_say_mark(prose, state_of(f));
    wz_say(prose, WZ_SAY_READ_OTHERWISE);
    wz_say_text(prose, result->reading->alternative);
    wz_say_mark(prose, state_of(&other));
    wz_page_end(&prose->page);
}

void wz_text_readings(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    bool headed = false;
    for (size_t i = 0; i < regime->finding_count; i++) {
        const wz_finding *f = &regime->findings[i];
        for (size_t k = 0; k < f->reading_count; k++) {
            if (!f->readings[k].has_truth_if || f->readings[k].truth_if == f->truth)
                continue;
            if (!headed)
                wz_heading_word(prose, 2, WZ_SAY_READINGS);
            headed = true;
            say_reading(prose, f, &f->readings[k]);
        }
    }
}

/* How many findings that can fill a part of the result do not hold. */
void wz_text_rest(wz_prose *prose)
{
    int64_t count = 0;
    for (size_t i = 0; i < prose->regime->finding_count; i++) {
        const wz_finding *f = &prose->regime->findings[i];
        bool counted = !is_part(f, WZ_PART_NONE) && !is_part(f, WZ_PART_SCOPE) && !is_part(f, WZ_PART_AUTHORITY);
        count += counted && f->truth == WZ_FALSE && !is_excluded(f);
    }
    if (count == 0)
        return;
    wz_page_gap(&prose->page);
    wz_page_line(&prose->page, 2, 2);
    wz_say(prose, WZ_SAY_REST_FALSE);
    wz_say_count(prose, count);
    wz_say(prose, WZ_SAY_RULES);
    wz_say(prose, WZ_SAY_STOP);
    wz_page_end(&prose->page);
}
