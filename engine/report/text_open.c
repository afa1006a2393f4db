/* What is uncertain, as text: in front the facts that contradict each other or are not established; behind, warnings
 * and what should be asked next. */
#include "report/prose.h"

#include <string.h>

/* ---- contradictions and what is not established ---- */

static void say_attribute(wz_prose *prose, const char *of, const wz_attribute *attribute)
{
    wz_page_line(&prose->page, 2, 2);
    wz_say_raw(prose, "· ");
    wz_say_holder(prose, of);
    wz_say(prose, WZ_SAY_COLON);
    wz_say_label(prose, attribute->label, attribute->id);
}

void wz_say_stated(wz_prose *prose, const char *id)
{
    wz_entity_kind kind = WZ_NO_ENTITY;
    const wz_fact *fact = wz_prose_fact(prose, id, &kind);
    if (!fact) {
        wz_say_raw(prose, id);
        return;
    }
    const wz_attribute *attribute = wz_prose_attribute(prose, kind, fact->attribute);
    wz_say_label(prose, attribute->label, attribute->id);
    wz_say(prose, WZ_SAY_COLON);
    wz_say_value(prose, attribute, fact->value);
    wz_say(prose, WZ_SAY_OPEN);
    wz_say(prose, wz_standing_word(fact->standing));
    if (fact->evidence.count > 0) {
        wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say_evidence(prose, fact->evidence);
    }
    wz_say(prose, WZ_SAY_CLOSE);
}

/* A stated fact on a line of its own. */
static void say_stated(wz_prose *prose, const char *id)
{
    wz_page_line(&prose->page, 4, 2);
    wz_say_raw(prose, "- ");
    wz_say_stated(prose, id);
}

/* What cannot both be so, or the attribute that has two values. */
void wz_say_contradicted(wz_prose *prose, const wz_contradiction *c)
{
    const wz_attribute *attribute = wz_prose_attribute(prose, c->entity, c->attribute);
    if (c->exclusion.count != 2) {
        wz_say_label(prose, attribute->label, attribute->id);
        return;
    }
    wz_say_attribute_id(prose, c->exclusion.items[0]);
    wz_say(prose, WZ_SAY_AND);
    wz_say_attribute_id(prose, c->exclusion.items[1]);
    wz_say_raw(prose, prose->lang == WZ_EN ? " " : "");
    wz_say(prose, WZ_SAY_EXCLUDE_EACH_OTHER);
}

static bool same_exclusion(const wz_contradiction *a, const wz_contradiction *b)
{
    const char *const *x = a->exclusion.items, *const *y = b->exclusion.items;
    if (a->exclusion.count != 2 || b->exclusion.count != 2)
        return false;
    return (strcmp(x[0], y[0]) == 0 && strcmp(x[1], y[1]) == 0) || (strcmp(x[0], y[1]) == 0 && strcmp(x[1], y[0]) == 0);
}

/* An exclusion contradicts both of its attributes and stands in the result twice; here once, where its facts are. */
bool wz_contradiction_is_repeated(const wz_assessment *a, size_t i)
{
    const wz_contradiction *c = &a->contradictions[i];
    for (size_t k = 0; k < a->contradiction_count; k++) {
        const wz_contradiction *other = &a->contradictions[k];
        bool earlier = k < i && strcmp(other->of, c->of) == 0;
        if (k != i && same_exclusion(other, c) && (earlier || (c->facts.count == 0 && other->facts.count > 0)))
            return true;
    }
    return false;
}

void wz_text_contradictions(wz_prose *prose)
{
    if (prose->a->contradiction_count > 0)
        wz_heading_word(prose, 0, WZ_SAY_CONTRADICTIONS);
    for (size_t i = 0; i < prose->a->contradiction_count; i++) {
        const wz_contradiction *c = &prose->a->contradictions[i];
        if (wz_contradiction_is_repeated(prose->a, i))
            continue;
        wz_page_line(&prose->page, 2, 2);
        wz_say_raw(prose, "· ");
        wz_say_holder(prose, c->of);
        wz_say(prose, WZ_SAY_COLON);
        wz_say_contradicted(prose, c);
        for (size_t k = 0; k < c->facts.count; k++)
            say_stated(prose, c->facts.items[k]);
        wz_page_end(&prose->page);
    }
}

void wz_text_allegations(wz_prose *prose)
{
    if (prose->a->allegation_count > 0)
        wz_heading_word(prose, 0, WZ_SAY_ALLEGATIONS);
    for (size_t i = 0; i < prose->a->allegation_count; i++) {
        const wz_allegation *allegation = &prose->a->allegations[i];
        const wz_fact *fact = allegation->fact;
        const wz_attribute *attribute = wz_prose_attribute(prose, allegation->entity, fact->attribute);
        say_attribute(prose, allegation->of, attribute);
        wz_say(prose, WZ_SAY_COLON);
        wz_say_value(prose, attribute, fact->value);
        wz_say(prose, WZ_SAY_OPEN);
        wz_say(prose, wz_standing_word(fact->standing));
        if (fact->evidence.count > 0) {
            wz_say(prose, WZ_SAY_SEMICOLON);
            wz_say_evidence(prose, fact->evidence);
        }
        wz_say(prose, WZ_SAY_CLOSE);
        wz_page_end(&prose->page);
    }
}

/* ---- what to ask next, and warnings ---- */

/* What the outcome becomes where the fact is so; nothing where it stays as it is. */
static bool say_effect(wz_prose *prose, const wz_question *q, wz_word intro, const char *value, bool begun)
{
    for (size_t i = 0; i < q->affect_count; i++) {
        const wz_effect *effect = &q->affects[i];
        bool outcome = strcmp(effect->rule, "outcome") == 0 && effect->if_value && strcmp(effect->if_value, value) == 0;
        const char *now = prose->regime->outcome ? prose->regime->outcome : "";
        if (!outcome || !effect->becomes || strcmp(effect->becomes, now) == 0)
            continue;
        if (begun)
            wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say(prose, intro);
        wz_say(prose, WZ_SAY_OUTCOME_BECOMES);
        wz_say_outcome(prose, (wz_text){{0}}, effect->becomes, false);
        begun = true;
    }
    return begun;
}

void wz_say_question(wz_prose *prose, const wz_question *q)
{
    const wz_attribute *attribute = wz_prose_attribute(prose, q->entity, q->attribute);
    if (*wz_text_in(attribute->question, prose->lang))
        wz_say_text(prose, attribute->question);
    else
        wz_say_label(prose, attribute->label, attribute->id);
    if (q->entity == WZ_POST)
        wz_say_post_id(prose, q->of);
    if (q->entity == WZ_SANCTION || q->entity == WZ_DUTY_RECORD) {
        wz_say(prose, WZ_SAY_OPEN);
        if (q->entity == WZ_SANCTION)
            wz_say_sanction(prose, q->of);
        else
            wz_say_raw(prose, q->of);
        wz_say(prose, WZ_SAY_CLOSE);
    }
}

void wz_say_effects(wz_prose *prose, const wz_question *q, bool begun)
{
    begun = say_effect(prose, q, WZ_SAY_IF_TRUE, "true", begun);
    say_effect(prose, q, WZ_SAY_IF_FALSE, "false", begun);
}

static void say_question(wz_prose *prose, const wz_question *q, int64_t number)
{
    const wz_attribute *attribute = wz_prose_attribute(prose, q->entity, q->attribute);
    const char *proof = wz_text_in(attribute->proof, prose->lang);
    wz_page_line(&prose->page, 4, 3);
    wz_say_count(prose, number);
    wz_say_raw(prose, ". ");
    wz_say_question(prose, q);
    wz_page_line(&prose->page, 7, 2);
    if (*proof) {
        wz_say(prose, WZ_SAY_PROVED_BY);
        wz_say_raw(prose, proof);
    }
    wz_say_effects(prose, q, *proof != '\0');
    wz_page_end(&prose->page);
}

/* Whether an answer bears on this person's accountability, and not only on what others should do. */
bool wz_question_bears(const wz_prose *prose, const wz_question *q)
{
    for (size_t i = 0; i < q->affect_count; i++) {
        const wz_rule *rule = wz_prose_rule(prose, q->affects[i].rule);
        wz_part part = rule ? rule->kind->part : WZ_PART_GROUND;
        if (part != WZ_PART_PROCEDURE && part != WZ_PART_COMMENDATION && part != WZ_PART_NONE)
            return true;
    }
    return false;
}

void wz_text_questions(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    size_t shown = 0;
    for (size_t i = 0; i < regime->question_count && shown < prose->questions; i++) {
        if (!wz_question_bears(prose, &regime->questions[i]))
            continue;
        if (shown == 0)
            wz_heading_word(prose, 2, WZ_SAY_QUESTIONS);
        say_question(prose, &regime->questions[i], (int64_t)++shown);
    }
    if (shown == regime->question_count)
        return;
    if (shown == 0)
        wz_page_gap(&prose->page);
    wz_page_line(&prose->page, shown ? 4 : 2, 2);
    wz_say(prose, WZ_SAY_MORE_QUESTIONS);
    wz_say_count(prose, (int64_t)(regime->question_count - shown));
    wz_say(prose, WZ_SAY_THINGS);
    wz_page_end(&prose->page);
}

void wz_text_warnings(wz_prose *prose)
{
    const wz_regime_result *regime = prose->regime;
    if (regime->warning_count > 0)
        wz_heading_word(prose, 2, WZ_SAY_WARNINGS);
    for (size_t i = 0; i < regime->warning_count; i++) {
        const wz_warning *warning = &regime->warnings[i];
        wz_page_line(&prose->page, 4, 2);
        wz_say_raw(prose, "! ");
        wz_say_label(prose, warning->text, warning->id);
        if (warning->rule) {
            wz_say(prose, WZ_SAY_OPEN);
            wz_say_rules(prose, (wz_strings){.items = &warning->rule, .count = 1});
            wz_say(prose, WZ_SAY_CLOSE);
        }
        wz_page_end(&prose->page);
    }
}
