/* The case in the document: its evidence, and what was stated of its incident and people, with the standing of each fact
 * and the evidence that it names. */
#include "report/document_writer.h"

#include <string.h>

/* The evidence that a fact names, by the numbers of the case's list. */
static void write_evidence_numbers(wz_doc *d, wz_strings ids)
{
    const wz_case *c = d->prose.a->subject;
    for (size_t i = 0; i < ids.count; i++) {
        const wz_evidence *evidence = wz_evidence_find(c, ids.items[i]);
        wz_doc_open(d, "evidence");
        wz_doc_attribute(d, "ref", ids.items[i]);
        if (evidence)
            wz_doc_number(d, "number", evidence - c->evidence + 1);
        wz_doc_close(d, "evidence");
    }
}

static void write_evidence(wz_doc *d)
{
    const wz_case *c = d->prose.a->subject;
    wz_doc_open(d, "evidence_list");
    for (size_t i = 0; i < c->evidence_count; i++) {
        const wz_evidence *evidence = &c->evidence[i];
        wz_day day;
        wz_doc_open(d, "evidence");
        wz_doc_attribute(d, "id", evidence->id);
        wz_doc_number(d, "number", (int64_t)i + 1);
        wz_doc_text(d, "title", evidence->title ? evidence->title : evidence->id);
        wz_doc_text(d, "document_no", evidence->document_no);
        if (evidence->date && wz_day_parse(evidence->date, &day)) {
            wz_say_day(wz_doc_say(d), day);
            wz_doc_said(d, "date");
        } else {
            wz_doc_text(d, "date", evidence->date);
        }
        wz_doc_close(d, "evidence");
    }
    wz_doc_close(d, "evidence_list");
}

/* ---- stated facts ---- */

static void write_stated(wz_doc *d, wz_entity_kind kind, const wz_fact *fact)
{
    const wz_attribute *attribute = wz_prose_attribute(&d->prose, kind, fact->attribute);
    wz_doc_open(d, "fact");
    wz_doc_attribute(d, "id", fact->id);
    wz_doc_attribute(d, "attribute", attribute->id);
    wz_doc_attribute(d, "standing", wz_standing_name(fact->standing));
    wz_doc_attribute(d, "incident", fact->incident);
    wz_say_label(wz_doc_say(d), attribute->label, attribute->id);
    wz_doc_said(d, "label");
    wz_say_value(wz_doc_say(d), attribute, fact->value);
    wz_doc_said(d, "value");
    wz_doc_word(d, "standing", wz_standing_word(fact->standing));
    if (fact->conduct.has_from && fact->conduct.has_to) {
        wz_say_period(wz_doc_say(d), fact->conduct.from, fact->conduct.to);
        wz_doc_said(d, "conduct");
    }
    write_evidence_numbers(d, fact->evidence);
    wz_doc_close(d, "fact");
}

/* The facts of an entity that are findings about what happened; a post's and a sanction's attributes are said with it. */
static void write_entity(wz_doc *d, const wz_case_entity *entity, const char *words, const char *label)
{
    bool begun = false;
    for (size_t i = 0; i < entity->fact_count; i++) {
        if (!entity->facts[i].written)
            continue;
        if (!begun) {
            wz_doc_open(d, "entity");
            wz_doc_attribute(d, "kind", wz_entity_name(entity->kind));
            wz_doc_attribute(d, "id", entity->id);
            wz_doc_text(d, "label", label);
            wz_doc_text(d, "words", words);
        }
        begun = true;
        write_stated(d, entity->kind, &entity->facts[i]);
    }
    if (begun)
        wz_doc_close(d, "entity");
}

static const char *entity_label(const wz_doc *d, wz_entity_kind kind)
{
    const char *label = wz_text_in(d->prose.a->law->vocabulary->entities[kind].label, d->options->lang);
    return *label ? label : wz_entity_name(kind);
}

/* ---- a person ---- */

static void write_sanction(wz_doc *d, const wz_case_entity *sanction)
{
    const wz_entity *kind = &d->prose.a->law->vocabulary->entities[WZ_SANCTION];
    wz_doc_open(d, "sanction");
    wz_doc_attribute(d, "id", sanction->id);
    wz_say_sanction(wz_doc_say(d), sanction->id);
    wz_doc_said(d, "words");
    for (size_t i = 0; i < sanction->fact_count; i++) {
        wz_role role = kind->attributes[sanction->facts[i].attribute].role;
        if (role != WZ_ROLE_SANCTION_KIND && role != WZ_ROLE_SANCTION_DECIDED && role != WZ_ROLE_SANCTION_MATTER)
            write_stated(d, WZ_SANCTION, &sanction->facts[i]);
    }
    wz_doc_close(d, "sanction");
}

/* What somebody declared: lists that are complete, facts that were examined. */
static void write_declarer(wz_doc *d, const char *by, const char *on)
{
    wz_day day;
    wz_doc_text(d, "by", by);
    if (on && wz_day_parse(on, &day)) {
        wz_say_day(wz_doc_say(d), day);
        wz_doc_said(d, "on");
    }
}

static void write_closure(wz_doc *d, const wz_closure *closure)
{
    wz_doc_open(d, "complete");
    wz_doc_attribute(d, "of", closure->list);
    if (closure->period.has_from && closure->period.has_to) {
        wz_say_period(wz_doc_say(d), closure->period.from, closure->period.to);
        wz_doc_said(d, "period");
    }
    write_declarer(d, closure->by, closure->on);
    wz_doc_close(d, "complete");
}

static bool is_examined(const wz_vocabulary *vocabulary, const wz_examined *examined, wz_entity_kind kind,
                        const char *group)
{
    for (size_t i = 0; i < examined->count; i++) {
        const char *of = vocabulary->entities[kind].attributes[examined->attributes[i]].group;
        if (of && strcmp(of, group) == 0)
            return true;
    }
    return false;
}

/* By the groups that the facts belong to. */
static void write_examined(wz_doc *d, const wz_examined *examined, wz_entity_kind kind)
{
    const wz_vocabulary *vocabulary = d->prose.a->law->vocabulary;
    bool any = false;
    wz_doc_open(d, "examined");
    wz_doc_attribute(d, "id", examined->id);
    wz_doc_number(d, "count", (int64_t)examined->count);
    wz_prose *prose = wz_doc_say(d);
    for (size_t i = 0; i < vocabulary->group_count; i++) {
        if (!is_examined(vocabulary, examined, kind, vocabulary->groups[i].id))
            continue;
        if (any)
            wz_say(prose, WZ_SAY_LIST);
        wz_say_label(prose, vocabulary->groups[i].label, vocabulary->groups[i].id);
        any = true;
    }
    wz_doc_said(d, "label");
    write_declarer(d, examined->by, examined->on);
    wz_doc_close(d, "examined");
}

void wz_doc_person_facts(wz_doc *d, const wz_case_person *person)
{
    write_entity(d, &person->self, NULL, entity_label(d, WZ_PERSON));
    for (size_t i = 0; i < person->sanction_count; i++)
        write_sanction(d, &person->sanctions[i]);
    for (size_t i = 0; i < person->closure_count; i++)
        write_closure(d, &person->closures[i]);
    for (size_t i = 0; i < person->examined_count; i++)
        write_examined(d, &person->examined[i], WZ_PERSON);
}

/* ---- the case ---- */

void wz_doc_case(wz_doc *d)
{
    const wz_case *c = d->prose.a->subject;
    wz_doc_open(d, "case");
    wz_doc_attribute(d, "id", c->id);
    wz_doc_attribute(d, "jurisdiction", c->jurisdiction);
    wz_doc_attribute(d, "sha256", c->sha256);
    wz_doc_text(d, "title", c->title);
    write_evidence(d);
    for (size_t i = 0; i < c->incident_count && !d->options->brief; i++)
        write_entity(d, &c->incidents[i], c->incident_count > 1 ? c->incidents[i].id : NULL,
                     entity_label(d, WZ_INCIDENT));
    for (size_t i = 0; i < c->examined_count && !d->options->brief; i++)
        write_examined(d, &c->examined[i], WZ_INCIDENT);
    wz_doc_close(d, "case");
}

/* ---- reasons ---- */

/* Standing and source in one word or phrase. */
static void write_source(wz_doc *d, const wz_reason_fact *fact)
{
    if (fact->settled && fact->source != WZ_FROM_STATED) {
        wz_say_fact_source(wz_doc_say(d), fact);
        wz_doc_said(d, "source");
    } else if (fact->stated) {
        wz_doc_word(d, "source", wz_standing_word(fact->standing));
    }
}

void wz_doc_reason(wz_doc *d, const wz_reason_fact *fact)
{
    const wz_attribute *attribute = wz_prose_attribute(&d->prose, fact->entity, fact->attribute);
    wz_doc_open(d, "fact");
    wz_doc_attribute(d, "id", fact->id);
    wz_doc_attribute(d, "of", fact->of);
    wz_doc_attribute(d, "attribute", attribute->id);
    wz_doc_flag(d, "settled", fact->settled);
    wz_doc_attribute(d, "source", wz_fact_source_name(fact->source));
    if (fact->stated)
        wz_doc_attribute(d, "standing", wz_standing_name(fact->standing));
    wz_say_label(wz_doc_say(d), attribute->label, attribute->id);
    wz_doc_said(d, "label");
    wz_say_value(wz_doc_say(d), attribute, fact->value);
    wz_doc_said(d, "value");
    write_source(d, fact);
    write_evidence_numbers(d, fact->evidence);
    if (!d->options->brief) {
        wz_say_fact(wz_doc_say(d), fact);
        wz_doc_said(d, "words");
    }
    wz_doc_close(d, "fact");
}
