/* What was found against what was expected. Every regime, every contradiction, and every finding of the parts that decide
 * (grounds, weight, exemptions, path, lifetime, veto) that is not false must be expected; of the rest, only what the author
 * wrote down is looked at. Found things are turned into the same strings that expected.xml uses, so one comparison
 * serves all kinds. */
#include "app/compare.h"

#include "app/found.h"

#include <stdio.h>
#include <string.h>

enum { TEXT = WZ_FOUND_TEXT };

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

static bool keys_match(const wz_expected_item *item, const wz_found *f)
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
    for (size_t i = 0; i < wz_found_count(c->regime, item->kind); i++) {
        wz_found f = {0};
        wz_found_read(c->assessment->law, c->regime, item->kind, i, &f);
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
    wz_found head = {0};
    wz_found_regime(c->assessment->law, c->regime, &head);
    for (size_t i = 0; i < WZ_XR_VALUES; i++)
        if (expected->values[i] && strcmp(expected->values[i], head.values[i]) != 0)
            differ(c, expected->place, wz_expected_regime_names[i], expected->values[i], head.values[i]);
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
