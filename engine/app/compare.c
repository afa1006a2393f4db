/* What was found against what was expected. Every regime, every contradiction, and every finding of the parts that decide
 * (grounds, weight, exemptions, path, lifetime, veto) that is not false must be expected; of the rest, only what the author
 * wrote down is looked at. Found things are turned into the same strings that expected.xml uses, so one comparison
 * serves all kinds. */
#include "app/compare.h"

#include <stdio.h>
#include <string.h>

enum { TEXT = 512 };

/* One found thing as expected.xml would write it. */
typedef struct {
    const char *values[WZ_X_MOST_VALUES];
    char texts[WZ_X_MOST_VALUES][TEXT];
} found;

typedef struct {
    wz_buffer *out;
    const wz_assessment *assessment;
    const char *person;
    const wz_regime_result *regime;
    wz_lang lang;
    size_t differences;
} comparison;

static const char *say(const comparison *c, const char *zh, const char *en)
{
    return c->lang == WZ_EN ? en : zh;
}

static const char *regime_id(const comparison *c)
{
    return c->assessment->law->rulebooks[c->regime->rulebook]->id;
}

static void differ(comparison *c, wz_place place, const char *what, const char *expected, const char *got)
{
    c->differences++;
    wz_buffer_printf(c->out,
                     say(c, "  %s:%u: %s%s%s %s：应为 %s，实为 %s\n", "  %s:%u: %s%s%s %s: expected %s, found %s\n"),
                     place.file ? place.file : "", place.line, c->person ? c->person : "", c->regime ? "/" : "",
                     c->regime ? regime_id(c) : "", what, expected, got);
}

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

static void find_finding(const wz_finding *f, found *out)
{
    const char *values[] = {f->rule->id,          f->bound.id ? f->bound.id : "",
                            truth_name(f->truth), truth_name(f->condition),
                            yes(f->contradicted), out->texts[5],
                            out->texts[6]};
    join(f->defeated_by, out->texts[5]);
    join(f->offered_by, out->texts[6]);
    memcpy(out->values, values, sizeof values);
}

static void find_choice(const wz_choice *choice, found *out)
{
    out->values[0] = choice->rule->id;
    out->values[1] = truth_name(choice->truth);
}

static void find_measure(const wz_measure_result *m, found *out)
{
    const char *values[] = {m->measure->id,           m->rule->id,   truth_name(m->truth),
                            truth_name(m->available), out->texts[4], out->texts[5]};
    join(m->bodies, out->texts[4]);
    size_t length = 0;
    for (size_t i = 0; i < m->bar_count && length + strlen(m->bars[i].rule->id) + 2 < TEXT; i++)
        length += (size_t)snprintf(out->texts[5] + length, TEXT - length, "%s%s", i ? " " : "", m->bars[i].rule->id);
    memcpy(out->values, values, sizeof values);
}

static void find_clause(const wz_clause *clause, const char *third, found *out)
{
    out->values[0] = clause->rule ? clause->rule->id : "null";
    out->values[1] = clause->rule ? truth_name(clause->truth) : "null";
    out->values[2] = or_null(third);
}

static void find_window(const wz_veto_window *w, found *out)
{
    day_text(w->last_barred_day, out->texts[2]);
    const char *values[] = {w->step->id, or_null(w->sanction), out->texts[2]};
    memcpy(out->values, values, sizeof values);
}

static void find_ban(const wz_ban_result *b, found *out)
{
    join(b->steps, out->texts[3]);
    day_text(b->from, out->texts[4]);
    day_text(b->last_barred_day, out->texts[5]);
    day_text(b->first_free_day, out->texts[6]);
    const char *values[] = {b->rule->id,   or_null(b->sanction), truth_name(b->truth), out->texts[3],
                            out->texts[4], out->texts[5],        out->texts[6],        truth_name(b->running)};
    memcpy(out->values, values, sizeof values);
}

static void find_shortfall(const wz_shortfall *s, found *out)
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

static void find_question(const comparison *c, const wz_question *q, found *out)
{
    out->values[0] = c->assessment->law->vocabulary->entities[q->entity].attributes[q->attribute].id;
    out->values[1] = q->of;
}

static size_t count_of(const comparison *c, wz_expected_kind kind)
{
    const wz_regime_result *r = c->regime;
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

static void find(const comparison *c, wz_expected_kind kind, size_t i, found *out)
{
    const wz_regime_result *r = c->regime;
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
    case WZ_X_QUESTION: find_question(c, &r->questions[i], out); break;
    case WZ_X_WARNING:
        out->values[0] = r->warnings[i].id;
        out->values[1] = or_null(r->warnings[i].rule);
        break;
    case WZ_X_ITEMS: break;
    }
}

static bool keys_match(const wz_expected_item *item, const found *f)
{
    for (size_t i = 0; i < wz_expected_forms[item->kind].keys; i++)
        if (item->values[i] && (!f->values[i] || strcmp(item->values[i], f->values[i]) != 0))
            return false;
    return true;
}

/* "question fact=x of=p1": the item's element and keys, for people. */
static void item_name(const wz_expected_item *item, char *out)
{
    const wz_expected_form *form = &wz_expected_forms[item->kind];
    size_t length = (size_t)snprintf(out, TEXT, "%s", form->element);
    for (size_t i = 0; i < form->keys && length < TEXT; i++)
        if (item->values[i])
            length += (size_t)snprintf(out + length, TEXT - length, " %s=%s", form->names[i], item->values[i]);
}

static void compare_item(comparison *c, const wz_expected_item *item)
{
    const wz_expected_form *form = &wz_expected_forms[item->kind];
    char name[TEXT];
    bool any = false;
    item_name(item, name);
    for (size_t i = 0; i < count_of(c, item->kind); i++) {
        found f = {0};
        find(c, item->kind, i, &f);
        if (!keys_match(item, &f))
            continue;
        any = true;
        for (size_t v = form->keys; form->names[v]; v++)
            if (item->values[v] && f.values[v] && strcmp(item->values[v], f.values[v]) != 0) {
                char what[2 * TEXT];
                snprintf(what, sizeof what, "%s %s", name, form->names[v]);
                differ(c, item->place, what, item->values[v], f.values[v]);
            }
    }
    bool none_expected =
        item->kind != WZ_X_FINDING && item->values[form->keys] && strcmp(item->values[form->keys], "false") == 0;
    if (!any && !none_expected)
        differ(c, item->place, name, say(c, "有此项", "to be there"), say(c, "没有", "missing"));
}

/* Parts whose findings must all be expected where they are not false. */
static bool decides(const wz_rule *rule)
{
    switch (rule->kind->part) {
    case WZ_PART_GROUND:
    case WZ_PART_HEAVIER:
    case WZ_PART_LIGHTER:
    case WZ_PART_EXEMPTION:
    case WZ_PART_PATH:
    case WZ_PART_LIFETIME:
    case WZ_PART_VETO: return true;
    default: return false;
    }
}

static void compare_unlisted(comparison *c, const wz_expected_regime *regime)
{
    for (size_t i = 0; i < c->regime->finding_count; i++) {
        const wz_finding *f = &c->regime->findings[i];
        bool listed = !decides(f->rule) || f->truth == WZ_FALSE;
        for (size_t k = 0; k < regime->item_count && !listed; k++)
            listed = regime->items[k].kind == WZ_X_FINDING && regime->items[k].values[0] &&
                     strcmp(regime->items[k].values[0], f->rule->id) == 0;
        if (!listed)
            differ(c, regime->place, f->rule->id, say(c, "false（未列出）", "false (not listed)"),
                   truth_name(f->truth));
    }
}

static void compare_regime(comparison *c, const wz_expected_regime *expected)
{
    const wz_regime_result *r = c->regime;
    char possible[TEXT];
    join(r->possible_outcomes, possible);
    const char *values[WZ_XR_VALUES] = {
        [WZ_XR_ID] = regime_id(c),
        [WZ_XR_APPLICABILITY] = wz_applicability_name(r->applicability),
        [WZ_XR_GOVERNING] = yes(r->governing),
        [WZ_XR_HYPOTHETICAL] = yes(r->hypothetical),
        [WZ_XR_BASELINE] = yes(r->baseline),
        [WZ_XR_POST] = or_null(r->post),
        [WZ_XR_OUTCOME] = or_null(r->outcome),
        [WZ_XR_POSSIBLE] = possible,
        [WZ_XR_REASON] = or_null(r->reason),
    };
    for (size_t i = 0; i < WZ_XR_VALUES; i++)
        if (expected->values[i] && strcmp(expected->values[i], values[i]) != 0)
            differ(c, expected->place, wz_expected_regime_names[i], expected->values[i], values[i]);
    for (size_t i = 0; i < expected->item_count; i++)
        compare_item(c, &expected->items[i]);
    compare_unlisted(c, expected);
}

static void compare_person(comparison *c, const wz_person_result *result, const wz_expected_person *expected)
{
    c->person = expected->id;
    for (size_t i = 0; i < result->regime_count; i++) {
        c->regime = &result->regimes[i];
        const wz_expected_regime *found_regime = NULL;
        for (size_t k = 0; k < expected->regime_count && !found_regime; k++)
            if (strcmp(expected->regimes[k].values[WZ_XR_ID], regime_id(c)) == 0)
                found_regime = &expected->regimes[k];
        if (found_regime)
            compare_regime(c, found_regime);
        else
            differ(c, expected->place, say(c, "规定", "regime"), say(c, "未列出", "not listed"),
                   wz_applicability_name(c->regime->applicability));
    }
    for (size_t k = 0; k < expected->regime_count; k++) {
        bool there = false;
        for (size_t i = 0; i < result->regime_count; i++) {
            c->regime = &result->regimes[i];
            there |= strcmp(expected->regimes[k].values[WZ_XR_ID], regime_id(c)) == 0;
        }
        c->regime = NULL;
        if (!there)
            differ(c, expected->regimes[k].place, expected->regimes[k].values[WZ_XR_ID],
                   say(c, "有此项", "to be there"), say(c, "没有", "missing"));
    }
    c->regime = NULL;
}

static const char *attribute_id(const comparison *c, wz_entity_kind entity, int attribute)
{
    return c->assessment->law->vocabulary->entities[entity].attributes[attribute].id;
}

static void compare_contradictions(comparison *c, const wz_expected *expected)
{
    const wz_assessment *a = c->assessment;
    c->person = NULL;
    for (size_t i = 0; i < a->contradiction_count; i++) {
        const wz_contradiction *x = &a->contradictions[i];
        bool listed = false;
        for (size_t k = 0; k < expected->contradiction_count; k++)
            listed |= strcmp(expected->contradictions[k].of, x->of) == 0 &&
                      strcmp(expected->contradictions[k].attribute, attribute_id(c, x->entity, x->attribute)) == 0;
        if (!listed)
            differ(c, (wz_place){expected->file, 1, 1}, attribute_id(c, x->entity, x->attribute),
                   say(c, "无矛盾", "no contradiction"), say(c, "矛盾", "a contradiction"));
    }
    for (size_t k = 0; k < expected->contradiction_count; k++) {
        bool there = false;
        for (size_t i = 0; i < a->contradiction_count; i++)
            there |= strcmp(a->contradictions[i].of, expected->contradictions[k].of) == 0 &&
                     strcmp(attribute_id(c, a->contradictions[i].entity, a->contradictions[i].attribute),
                            expected->contradictions[k].attribute) == 0;
        if (!there)
            differ(c, expected->contradictions[k].place, expected->contradictions[k].attribute,
                   say(c, "矛盾", "a contradiction"), say(c, "无", "none"));
    }
}

size_t wz_compare(wz_buffer *out, const wz_assessment *assessment, const wz_expected *expected, wz_lang lang)
{
    comparison c = {.out = out, .assessment = assessment, .lang = lang};
    for (size_t k = 0; k < expected->person_count; k++) {
        bool there = false;
        for (size_t p = 0; p < assessment->person_count; p++)
            if (strcmp(assessment->persons[p].person->self.id, expected->persons[k].id) == 0) {
                there = true;
                compare_person(&c, &assessment->persons[p], &expected->persons[k]);
            }
        c.person = NULL;
        if (!there)
            differ(&c, expected->persons[k].place, expected->persons[k].id, say(&c, "有此人", "to be there"),
                   say(&c, "没有", "missing"));
    }
    if (assessment->person_count > expected->person_count)
        differ(&c, (wz_place){expected->file, 1, 1}, "person", say(&c, "每人都有结果", "a result for each person"),
               say(&c, "缺", "some missing"));
    compare_contradictions(&c, expected);
    return c.differences;
}
