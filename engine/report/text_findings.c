/* Findings as text. What holds, and a ground whose circumstances exist, stands with the article's words and its
 * facts; what is open stands in one line with what is missing; what does not hold is only counted. The headings are
 * the labels of the frame's kinds. */
#include "report/prose.h"

#include <string.h>

static bool is_part(const wz_finding *f, wz_part part)
{
    return f->rule->kind->part == part;
}

/* A ground whose circumstances exist although an exemption takes its effect: it must be seen beside that exemption. */
bool wz_finding_is_excluded(const wz_finding *f)
{
    return f->condition == WZ_TRUE && f->truth == WZ_FALSE && is_part(f, WZ_PART_GROUND);
}

/* Shown in full. */
bool wz_finding_stands(const wz_finding *f)
{
    return f->truth == WZ_TRUE || wz_finding_is_excluded(f) || (f->truth == WZ_UNKNOWN && f->condition == WZ_TRUE);
}

/* Exceptions that may be applied are choices. */
bool wz_finding_is_choice(const wz_finding *f)
{
    return f->rule->modality == WZ_MAY && (is_part(f, WZ_PART_EXEMPTION) || is_part(f, WZ_PART_PATH));
}

wz_word wz_finding_state(const wz_finding *f)
{
    if (f->truth == WZ_TRUE)
        return WZ_SAY_HOLDS;
    if (wz_finding_is_excluded(f))
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

static void say_references(wz_prose *prose, wz_word intro, wz_strings ids, unsigned indent)
{
    if (ids.count == 0 || prose->brief)
        return;
    wz_page_line(&prose->page, indent, 2);
    wz_say(prose, intro);
    wz_say_rules(prose, ids);
    wz_page_end(&prose->page);
}

void wz_say_binding(wz_prose *prose, wz_binding bound)
{
    if (bound.id && bound.kind == WZ_POST) {
        wz_say_post_id(prose, bound.id);
    } else if (bound.id) {
        wz_say(prose, WZ_SAY_OPEN);
        if (bound.kind == WZ_SANCTION)
            wz_say_sanction(prose, bound.id);
        else
            wz_say_raw(prose, bound.id);
        wz_say(prose, WZ_SAY_CLOSE);
    }
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
    wz_say_binding(prose, f->bound);
}

void wz_say_finding_marks(wz_prose *prose, const wz_finding *f, bool words_follow)
{
    if (f->contradicted)
        wz_say_mark(prose, WZ_SAY_CONTRADICTED);
    if (f->verify && !(words_follow && f->rule->norm_count > 0)) /* else the norm's words carry the mark */
        wz_say_mark(prose, WZ_SAY_VERIFY);
    if (f->presumptions.count > 0)
        say_presumptions(prose, f->presumptions);
}

static void say_whole(wz_prose *prose, const wz_finding *f)
{
    bool exempts = is_part(f, WZ_PART_EXEMPTION) || is_part(f, WZ_PART_PATH);
    say_title(prose, f);
    wz_say(prose, WZ_SAY_COLON);
    wz_say(prose, wz_finding_state(f));
    wz_say_finding_marks(prose, f, !prose->brief);
    wz_say_words_of_law(prose, f->rule, 6);
    wz_say_facts(prose, f->because, 6);
    say_references(prose, f->truth == WZ_UNKNOWN ? WZ_SAY_MAYBE_DEFEATED_BY : WZ_SAY_DEFEATED_BY, f->defeated_by, 6);
    say_references(prose, WZ_SAY_OFFERED_BY, f->offered_by, 6);
    if (exempts)
        say_references(prose, WZ_SAY_REACHES, f->rule->reaches, 6);
}

static void say_open(wz_prose *prose, const wz_finding *f)
{
    bool exempts = is_part(f, WZ_PART_EXEMPTION) || is_part(f, WZ_PART_PATH);
    say_title(prose, f);
    wz_say_finding_marks(prose, f, false);
    if (!wz_say_missing(prose, f->because))
        wz_say_mark(prose, WZ_SAY_UNSETTLED);
    if (exempts)
        say_references(prose, WZ_SAY_REACHES, f->rule->reaches, 6);
    wz_page_end(&prose->page);
}

/* Briefly, what only may weigh is left out. */
static bool leaves_out_open(const wz_prose *prose, wz_part part)
{
    return prose->brief && (part == WZ_PART_HEAVIER || part == WZ_PART_LIGHTER);
}

void wz_text_part(wz_prose *prose, wz_part part)
{
    const wz_regime_result *regime = prose->regime;
    for (int open = 0; open < (leaves_out_open(prose, part) ? 1 : 2); open++) {
        for (size_t i = 0; i < regime->finding_count; i++) {
            const wz_finding *f = &regime->findings[i];
            if (!is_part(f, part) || wz_finding_is_choice(f) ||
                (open ? f->truth != WZ_UNKNOWN || wz_finding_stands(f) : !wz_finding_stands(f)))
                continue;
            wz_heading_kind(prose, f->rule->kind, open);
            if (open)
                say_open(prose, f);
            else
                say_whole(prose, f);
        }
    }
}

const wz_finding *wz_prose_finding(const wz_prose *prose, const wz_rule *rule)
{
    for (size_t i = 0; i < prose->regime->finding_count; i++) {
        if (prose->regime->findings[i].rule == rule)
            return &prose->regime->findings[i];
    }
    return NULL;
}

/* Briefly, the choices that are open share a line. */
static void say_open_choices(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    wz_citing citing = {0};
    for (size_t i = 0; i < regime->choice_count; i++) {
        if (regime->choices[i].truth != WZ_UNKNOWN)
            continue;
        if (!citing.any)
            wz_page_line(&prose->page, 4, 2);
        wz_say_raw(prose, citing.any ? "" : "· ");
        wz_cite(prose, &citing, regime->choices[i].rule);
    }
    if (citing.any)
        wz_say_mark(prose, WZ_SAY_UNSETTLED);
    wz_page_end(&prose->page);
}

void wz_text_choices(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    if (regime->choice_count == 0)
        return;
    wz_heading_word(prose, 2, WZ_SAY_CHOICES);
    for (size_t i = 0; i < regime->choice_count; i++) {
        const wz_choice *choice = &regime->choices[i];
        const wz_finding *f = wz_prose_finding(prose, choice->rule);
        wz_finding plain = {.rule = choice->rule, .condition = choice->truth, .truth = choice->truth};
        if (choice->truth != WZ_UNKNOWN)
            say_whole(prose, f ? f : &plain);
        else if (!prose->brief)
            say_open(prose, f ? f : &plain);
    }
    if (prose->brief)
        say_open_choices(prose);
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
    wz_say_mark(prose, wz_finding_state(f));
    wz_say(prose, WZ_SAY_READ_OTHERWISE);
    wz_say_text(prose, result->reading->alternative);
    wz_say_mark(prose, wz_finding_state(&other));
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

bool wz_finding_is_counted(const wz_finding *f)
{
    bool counted = !is_part(f, WZ_PART_NONE) && !is_part(f, WZ_PART_SCOPE) && !is_part(f, WZ_PART_AUTHORITY);
    return counted && f->truth == WZ_FALSE && !wz_finding_is_excluded(f);
}

/* Findings that can fill a part of the result and are not shown: how many do not hold, how many are open. */
bool wz_say_rest(wz_prose *prose)
{
    int64_t count = 0, open = 0;
    for (size_t i = 0; i < prose->regime->finding_count; i++) {
        const wz_finding *f = &prose->regime->findings[i];
        count += wz_finding_is_counted(f);
        open += is_part(f, WZ_PART_COMMENDATION) && f->truth == WZ_UNKNOWN;
    }
    if (count + open == 0)
        return false;
    wz_page_gap(&prose->page);
    wz_page_line(&prose->page, 2, 2);
    wz_say(prose, WZ_SAY_REST_FALSE);
    wz_say_count(prose, count);
    wz_say(prose, WZ_SAY_RULES);
    if (open > 0) {
        wz_say(prose, WZ_SAY_OPEN_TOO);
        wz_say_count(prose, open);
        wz_say(prose, WZ_SAY_OPEN_RULES);
    }
    wz_say(prose, WZ_SAY_STOP);
    wz_page_end(&prose->page);
    return true;
}
