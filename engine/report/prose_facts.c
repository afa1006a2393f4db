/* Facts by their names: what a value is, who says so, and on what evidence. Ids of facts, attributes and rules are
 * replaced by what they stand for wherever the case or the vocabulary says it. */
#include "report/prose.h"

#include <string.h>

wz_word wz_standing_word(wz_standing standing)
{
    switch (standing) {
    case WZ_REFUTED: return WZ_SAY_REFUTED;
    case WZ_ALLEGED: return WZ_SAY_ALLEGED;
    case WZ_DISPUTED: return WZ_SAY_DISPUTED;
    case WZ_ESTABLISHED: break;
    }
    return WZ_SAY_ESTABLISHED;
}

void wz_say_evidence(wz_prose *prose, wz_strings ids)
{
    wz_say(prose, WZ_SAY_EVIDENCE);
    for (size_t i = 0; i < ids.count; i++) {
        const wz_evidence *evidence = wz_evidence_find(prose->a->subject, ids.items[i]);
        if (i > 0)
            wz_say(prose, WZ_SAY_LIST);
        wz_say_raw(prose, evidence && evidence->title ? evidence->title : ids.items[i]);
        if (evidence && evidence->document_no) {
            wz_say(prose, WZ_SAY_MARK_OPEN);
            wz_say_raw(prose, evidence->document_no);
            wz_say(prose, WZ_SAY_MARK_CLOSE);
        }
    }
}

/* ---- what ids stand for ---- */

const wz_fact *wz_prose_fact(const wz_prose *prose, const char *id, wz_entity_kind *kind)
{
    return wz_fact_find(prose->a->subject, id, kind);
}

void wz_say_attribute_id(wz_prose *prose, const char *id)
{
    const wz_vocabulary *vocabulary = prose->a->law->vocabulary;
    for (int kind = 0; kind < WZ_ENTITIES; kind++) {
        int index = wz_attribute_find(vocabulary, (wz_entity_kind)kind, id);
        if (index >= 0) {
            wz_say_label(prose, vocabulary->entities[kind].attributes[index].label, id);
            return;
        }
    }
    wz_say_raw(prose, id);
}

/* A stated fact, or an attribute that was itself derived, by its label. */
static void say_premise(wz_prose *prose, const char *id)
{
    wz_entity_kind kind = WZ_NO_ENTITY;
    const wz_fact *fact = wz_prose_fact(prose, id, &kind);
    const wz_attribute *attribute = fact ? wz_prose_attribute(prose, kind, fact->attribute) : NULL;
    if (attribute)
        wz_say_label(prose, attribute->label, attribute->id);
    else
        wz_say_attribute_id(prose, id);
}

static const wz_examined *examined_in(const wz_examined *examined, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++) {
        if (examined[i].id && strcmp(examined[i].id, id) == 0)
            return &examined[i];
    }
    return NULL;
}

/* Who examined a group of facts. */
static void say_examiner(wz_prose *prose, const char *id)
{
    const wz_case *c = prose->a->subject;
    const wz_examined *examined = examined_in(c->examined, c->examined_count, id);
    for (size_t i = 0; i < c->person_count && !examined; i++)
        examined = examined_in(c->persons[i].examined, c->persons[i].examined_count, id);
    wz_say(prose, WZ_SAY_COLON);
    wz_say_raw(prose, examined && examined->by ? examined->by : id);
    if (examined && examined->on) {
        wz_say(prose, WZ_SAY_COMMA);
        wz_day day;
        if (wz_day_parse(examined->on, &day))
            wz_say_day(prose, day);
        else
            wz_say_raw(prose, examined->on);
    }
}

/* ---- where a value comes from ---- */

/* Rules that concluded a value; definitions of the vocabulary have no citation and are not named. */
static void say_concluding(wz_prose *prose, wz_strings from)
{
    wz_citing citing = {0};
    for (size_t i = 0; i < from.count; i++) {
        const wz_rule *rule = wz_prose_rule(prose, from.items[i]);
        if (!rule)
            continue;
        if (!citing.any)
            wz_say(prose, WZ_SAY_COLON);
        wz_cite(prose, &citing, rule);
    }
}

void wz_say_fact_source(wz_prose *prose, const wz_reason_fact *fact)
{
    static const wz_word words[] = {[WZ_FROM_EXAMINED] = WZ_SAY_EXAMINED,
                                    [WZ_FROM_EXCLUSION] = WZ_SAY_BY_EXCLUSION,
                                    [WZ_FROM_IMPLICATION] = WZ_SAY_BY_IMPLICATION,
                                    [WZ_FROM_RULE] = WZ_SAY_BY_RULE};
    wz_say(prose, words[fact->source]);
    if (fact->source == WZ_FROM_RULE) {
        say_concluding(prose, fact->from);
        return;
    }
    for (size_t i = 0; i < fact->from.count; i++) {
        if (fact->source == WZ_FROM_EXAMINED) {
            say_examiner(prose, fact->from.items[i]);
            continue;
        }
        if (i > 0)
            wz_say(prose, WZ_SAY_LIST);
        say_premise(prose, fact->from.items[i]);
    }
}

/* The brackets behind a fact: whose it is where that is not plain, its standing or source, and its evidence. */
static void say_provenance(wz_prose *prose, const wz_reason_fact *fact)
{
    bool other = fact->entity == WZ_DUTY_RECORD || (fact->entity == WZ_POST && prose->person->person->post_count > 1);
    bool derived = fact->settled && fact->source != WZ_FROM_STATED;
    bool sanction = fact->entity == WZ_SANCTION;
    if (!other && !sanction && !derived && !fact->stated && fact->evidence.count == 0)
        return;
    wz_say(prose, WZ_SAY_OPEN);
    if (other)
        wz_say_raw(prose, fact->of);
    if (sanction)
        wz_say_sanction(prose, fact->of);
    if ((other || sanction) && (derived || fact->stated))
        wz_say(prose, WZ_SAY_SEMICOLON);
    if (derived)
        wz_say_fact_source(prose, fact);
    else if (fact->stated)
        wz_say(prose, wz_standing_word(fact->standing));
    if (fact->evidence.count > 0) {
        if (other || sanction || derived || fact->stated)
            wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say_evidence(prose, fact->evidence);
    }
    wz_say(prose, WZ_SAY_CLOSE);
}

void wz_say_fact(wz_prose *prose, const wz_reason_fact *fact)
{
    const wz_attribute *attribute = wz_prose_attribute(prose, fact->entity, fact->attribute);
    wz_say_label(prose, attribute->label, attribute->id);
    wz_say(prose, WZ_SAY_COLON);
    wz_say_value(prose, attribute, fact->value);
    say_provenance(prose, fact);
}

void wz_say_facts(wz_prose *prose, const wz_because *why, unsigned indent)
{
    if (!why || why->fact_count == 0 || prose->brief)
        return;
    wz_page_line(&prose->page, indent, 2);
    wz_say(prose, WZ_SAY_FACTS);
    for (size_t i = 0; i < why->fact_count; i++) {
        if (why->fact_count > 1) {
            wz_page_line(&prose->page, indent + 2, 2);
            wz_say_raw(prose, "- ");
        }
        wz_say_fact(prose, &why->facts[i]);
    }
    wz_page_end(&prose->page);
}

/* ---- what is missing ---- */

static void say_missing_fact(wz_prose *prose, const wz_reason_fact *fact)
{
    const wz_attribute *attribute = wz_prose_attribute(prose, fact->entity, fact->attribute);
    wz_say_label(prose, attribute->label, attribute->id);
    const feel_unknown *bounds = fact->value.tag == FEEL_UNKNOWN ? feel_bounds(fact->value) : NULL;
    if (bounds && (bounds->low.tag != FEEL_NULL || bounds->high.tag != FEEL_NULL)) {
        wz_say(prose, WZ_SAY_MARK_OPEN);
        wz_say_value(prose, attribute, fact->value);
        wz_say(prose, WZ_SAY_MARK_CLOSE);
    } else if (fact->stated && fact->standing != WZ_ESTABLISHED) {
        wz_say_mark(prose, wz_standing_word(fact->standing));
    }
}

/* Up to a few of the open facts; returns how many there are. */
static int64_t say_open_facts(wz_prose *prose, const wz_because *why)
{
    enum { MOST = 5 };
    int64_t count = 0;
    for (size_t i = 0; i < why->fact_count; i++) {
        if (why->facts[i].settled || ++count > MOST)
            continue;
        wz_say(prose, count == 1 ? WZ_SAY_MISSING : WZ_SAY_SEMICOLON);
        say_missing_fact(prose, &why->facts[i]);
    }
    if (count > MOST) {
        wz_say(prose, WZ_SAY_AND_OTHERS);
        wz_say_raw(prose, prose->lang == WZ_EN ? ", " : "");
        wz_say_count(prose, count);
        wz_say(prose, WZ_SAY_THINGS);
    }
    return count;
}

bool wz_say_missing(wz_prose *prose, const wz_because *why)
{
    if (!why)
        return false;
    if (say_open_facts(prose, why) > 0)
        return true;
    if (why->rules.count == 0)
        return false;
    wz_say(prose, WZ_SAY_RESTS_ON_RULES);
    wz_say_rules(prose, why->rules);
    return true;
}
