/* The case's facts into working memory. Several facts on one attribute of one entity make one stated value, or a
 * conflict; alleged and disputed ones say nothing; what was examined and not stated is false until something derives it.
 * Source: docs/semantics.md, section 2. */
#include "assess/entry.h"

#include "feel/number.h"

#include <string.h>

static const wz_attribute *attribute_at(const wz_entry *e, wz_entity_kind kind, int index)
{
    return &wz_entry_vocabulary(e)->entities[kind].attributes[index];
}

static bool begins_rule_id(const char *duty, const char *book)
{
    size_t length = strlen(book);
    return strncmp(duty, book, length) == 0 && (duty[length] == '.' || duty[length] == '\0');
}

/* Whether a fact about duties names a regulation: by `under`, or as the beginning of a rule id in `duty` (an eId alone
 * names none). */
static bool names_text(const wz_entry *e, const wz_fact *fact)
{
    const wz_law *law = e->net->law;
    bool named = fact->under != NULL;
    for (size_t b = 0; !named && fact->duty && b < law->rulebook_count; b++)
        named = begins_rule_id(fact->duty, law->rulebooks[b]->id);
    return named;
}

static bool names_this_text(const wz_entry *e, const wz_fact *fact)
{
    const char *id = wz_entry_book(e)->id;
    return fact->under ? strcmp(fact->under, id) == 0 : begins_rule_id(fact->duty, id);
}

/* Whether a fact is not one of the person in another incident. */
static bool in_subject(const wz_entry *e, wz_entity_kind kind, const wz_fact *fact)
{
    const char *incident = e->subject->incidents[e->subject->subject].id;
    return kind != WZ_PERSON || !attribute_at(e, kind, fact->attribute)->in_incident || !fact->incident ||
           strcmp(fact->incident, incident) == 0;
}

bool wz_entry_counts(const wz_entry *e, wz_entity_kind kind, const wz_fact *fact)
{
    if (!in_subject(e, kind, fact))
        return false;
    if (!attribute_at(e, kind, fact->attribute)->of_duties)
        return true;
    return names_text(e, fact) ? names_this_text(e, fact) : e->duty_facts;
}

static int compare_bound(feel_value a, feel_value b)
{
    if (a.tag == FEEL_NUMBER)
        return feel_number_compare(a, b);
    return a.as.integer < b.as.integer ? -1 : a.as.integer > b.as.integer;
}

static feel_value low_of(feel_value v)
{
    return v.tag != FEEL_UNKNOWN ? v : feel_bounds(v) ? feel_bounds(v)->low : feel_null();
}

static feel_value high_of(feel_value v)
{
    return v.tag != FEEL_UNKNOWN ? v : feel_bounds(v) ? feel_bounds(v)->high : feel_null();
}

/* Two stated values of one attribute as one: equal, or the common part of their bounds. False where they conflict. */
static bool merge(wz_arena *arena, feel_value a, feel_value b, feel_value *out)
{
    bool settled = a.tag != FEEL_UNKNOWN && b.tag != FEEL_UNKNOWN;
    *out = a;
    if (settled)
        return feel_same(a, b) || (a.tag == FEEL_NULL && b.tag == FEEL_NULL);
    if (a.tag == FEEL_NULL || b.tag == FEEL_NULL)
        return false; /* nothing lies within bounds */
    feel_value low = low_of(a), high = high_of(a), low_b = low_of(b), high_b = high_of(b);
    if (low.tag == FEEL_NULL || (low_b.tag != FEEL_NULL && compare_bound(low_b, low) > 0))
        low = low_b;
    if (high.tag == FEEL_NULL || (high_b.tag != FEEL_NULL && compare_bound(high_b, high) < 0))
        high = high_b;
    if (low.tag != FEEL_NULL && high.tag != FEEL_NULL && compare_bound(low, high) > 0)
        return false;
    *out = feel_bounded(arena, (feel_tag)(a.tag == FEEL_UNKNOWN ? a.sub : a.tag), low, high);
    return true;
}

static void state_fact(wz_entry *e, wz_entity_kind kind, uint32_t index, const wz_fact *fact)
{
    if (fact->standing == WZ_ALLEGED || fact->standing == WZ_DISPUTED)
        return;
    feel_value value = fact->value;
    if (fact->standing == WZ_REFUTED) {
        if (value.tag != FEEL_BOOLEAN)
            return;
        value = feel_boolean(!value.as.integer);
    }
    const wz_row *row = wz_memory_row(e->memory, kind, index);
    wz_slot_state before = wz_memory_stated(row, fact->attribute);
    if (before == WZ_CONFLICT)
        return;
    if (before == WZ_STATED) {
        feel_value stated = row->stated[fact->attribute];
        stated.bits = (uint16_t)(stated.bits & 0xFF);
        if (!merge(e->arena, stated, value, &value)) {
            wz_memory_state(e->memory, kind, index, fact->attribute, WZ_CONFLICT, feel_null());
            return;
        }
    }
    wz_memory_state(e->memory, kind, index, fact->attribute, WZ_STATED, value);
}

static void load_entity(wz_entry *e, const wz_case_entity *entity, uint32_t index)
{
    if (entity->id)
        wz_memory_set_id(e->memory, entity->kind, index, entity->id);
    for (size_t i = 0; i < entity->fact_count; i++)
        if (wz_entry_counts(e, entity->kind, &entity->facts[i]))
            state_fact(e, entity->kind, index, &entity->facts[i]);
}

/* By attribute, whether anybody said anything of it here, whatever its standing. What was said of duties without naming a
 * text was found by the examination, too, even where it counts under another text only. NULL when memory is short. */
static const bool *mentioned(const wz_entry *e, const wz_case_entity *entity)
{
    bool *any = wz_arena_array(e->arena, wz_entry_vocabulary(e)->entities[entity->kind].count, sizeof *any);
    for (size_t i = 0; any && i < entity->fact_count; i++) {
        const wz_fact *fact = &entity->facts[i];
        bool of_duties = attribute_at(e, entity->kind, fact->attribute)->of_duties;
        if (in_subject(e, entity->kind, fact) && (!of_duties || !names_text(e, fact) || names_this_text(e, fact)))
            any[fact->attribute] = true;
    }
    return any;
}

static void load_examined(wz_entry *e, const wz_case_entity *entity, const wz_examined *examined, size_t count)
{
    const char *incident = e->subject->incidents[e->subject->subject].id;
    const bool *said = count ? mentioned(e, entity) : NULL;
    for (size_t x = 0; said && x < count; x++) {
        if (examined[x].incident && strcmp(examined[x].incident, incident) != 0)
            continue;
        for (size_t i = 0; i < examined[x].count; i++)
            if (!said[examined[x].attributes[i]])
                wz_memory_state(e->memory, entity->kind, 0, examined[x].attributes[i], WZ_EXAMINED_FALSE,
                                feel_boolean(false));
    }
    e->failed |= count && !said;
}

/* Whether a declaration says that one attribute was examined in the subject incident. */
static bool is_examined(const wz_entry *e, const wz_examined *examined, size_t count, int attribute)
{
    const char *incident = e->subject->incidents[e->subject->subject].id;
    for (size_t x = 0; x < count; x++) {
        if (examined[x].incident && strcmp(examined[x].incident, incident) != 0)
            continue;
        for (size_t i = 0; i < examined[x].count; i++)
            if (examined[x].attributes[i] == attribute)
                return true;
    }
    return false;
}

void wz_entry_restate(wz_entry *e, wz_entity_kind kind, uint32_t index, int attribute)
{
    const wz_case_entity *entity = wz_entry_entity(e, wz_memory_row(e->memory, kind, index));
    bool of_person = kind == WZ_PERSON, subject = kind == WZ_INCIDENT && index == 0;
    wz_memory_state(e->memory, kind, index, attribute, WZ_UNSTATED, feel_null());
    for (size_t i = 0; i < entity->fact_count; i++)
        if (entity->facts[i].attribute == attribute && wz_entry_counts(e, kind, &entity->facts[i]))
            state_fact(e, kind, index, &entity->facts[i]);
    const wz_examined *examined = of_person ? e->person->examined : e->subject->examined;
    size_t count = of_person ? e->person->examined_count : subject ? e->subject->examined_count : 0;
    if (!is_examined(e, examined, count, attribute))
        return;
    const bool *said = mentioned(e, entity);
    e->failed |= !said;
    if (said && !said[attribute])
        wz_memory_state(e->memory, kind, index, attribute, WZ_EXAMINED_FALSE, feel_boolean(false));
}

const wz_closure *wz_entry_closed(const wz_entry *e, const char *list, const char *activity, wz_day from, wz_day to)
{
    const wz_case_person *p = e->person;
    for (size_t i = 0; i < p->closure_count; i++) {
        const wz_closure *c = &p->closures[i];
        if (strcmp(c->list, list) != 0 || (c->period.has_from && c->period.from > from) ||
            (c->period.has_to && c->period.to < to))
            continue;
        bool named = c->of.count == 0 || !activity;
        for (size_t k = 0; !named && k < c->of.count; k++)
            named = strcmp(c->of.items[k], activity) == 0;
        if (named)
            return c;
    }
    return NULL;
}

/* What is stated of a day. */
static wz_day_range stated_day(const wz_case_entity *entity, int attribute)
{
    wz_day_range day = {0};
    for (size_t i = 0; i < entity->fact_count; i++) {
        if (entity->facts[i].attribute != attribute || entity->facts[i].standing != WZ_ESTABLISHED)
            continue;
        wz_day_range found = wz_range_of(entity->facts[i].value);
        if (found.has_low && (!day.has_low || found.low > day.low))
            day.low = found.low, day.has_low = true;
        if (found.has_high && (!day.has_high || found.high < day.high))
            day.high = found.high, day.has_high = true;
    }
    return day;
}

/* The list of sanctions counts as closed where a declaration covers the day of what happened and that of the latest
 * decision, whatever they prove to be. */
static bool sanctions_closed(const wz_entry *e)
{
    const wz_vocabulary *v = wz_entry_vocabulary(e);
    wz_day_range happened = stated_day(&e->subject->incidents[e->subject->subject],
                                       v->entities[WZ_INCIDENT].by_role[WZ_ROLE_INCIDENT_DATE]);
    wz_day_range last = {0};
    for (size_t s = 0; s < e->person->sanction_count; s++) {
        wz_day_range decided =
            stated_day(&e->person->sanctions[s], v->entities[WZ_SANCTION].by_role[WZ_ROLE_SANCTION_DECIDED]);
        if (!decided.has_low || !decided.has_high)
            return false;
        last.low = s == 0 || decided.low > last.low ? decided.low : last.low;
        last.high = s == 0 || decided.high > last.high ? decided.high : last.high;
    }
    if (!happened.has_low || !happened.has_high)
        return false;
    if (e->person->sanction_count == 0)
        last = happened;
    return wz_entry_closed(e, "sanctions", NULL, happened.low < last.low ? happened.low : last.low,
                           happened.high > last.high ? happened.high : last.high) != NULL;
}

static bool incidents_open(const wz_entry *e)
{
    for (size_t i = 0; i < e->subject->closure_count; i++)
        if (strcmp(e->subject->closures[i].list, "incidents") == 0)
            return false;
    return true;
}

int wz_entry_load(wz_entry *e)
{
    const wz_case *c = e->subject;
    const wz_case_person *p = e->person;
    wz_census census = {.count = {(uint32_t)c->incident_count, 1, (uint32_t)p->post_count, (uint32_t)p->sanction_count,
                                  (uint32_t)p->duty_record_count}};
    census.open[WZ_INCIDENT] = incidents_open(e);
    census.open[WZ_SANCTION] = !sanctions_closed(e);
    census.open[WZ_DUTY_RECORD] = true;
    int code = wz_memory_begin(e->memory, &census);
    if (code != WZ_OK)
        return code;
    wz_memory_set_day(e->memory, WZ_IN_AS_OF, feel_date(e->as_of));
    wz_memory_set_shortfall(e->memory, wz_entry_shortfall, e);
    const wz_case_entity *incident = &c->incidents[c->subject];
    load_entity(e, incident, 0);
    uint32_t index = 1;
    for (size_t i = 0; i < c->incident_count; i++)
        if (i != c->subject)
            load_entity(e, &c->incidents[i], index++);
    load_entity(e, &p->self, 0);
    for (size_t i = 0; i < p->post_count; i++)
        load_entity(e, &p->posts[i], (uint32_t)i);
    for (size_t i = 0; i < p->sanction_count; i++)
        load_entity(e, &p->sanctions[i], (uint32_t)i);
    for (size_t i = 0; i < p->duty_record_count; i++)
        load_entity(e, &p->duty_records[i], (uint32_t)i);
    load_examined(e, incident, c->examined, c->examined_count);
    load_examined(e, &p->self, p->examined, p->examined_count);
    return WZ_OK;
}

void wz_entry_load_duty_facts(wz_entry *e)
{
    if (e->duty_facts)
        return;
    e->duty_facts = true;
    const wz_case_entity *self = &e->person->self;
    for (size_t i = 0; i < self->fact_count; i++) {
        const wz_fact *fact = &self->facts[i];
        const wz_attribute *a = attribute_at(e, WZ_PERSON, fact->attribute);
        if (a->of_duties && !names_text(e, fact) && wz_entry_counts(e, WZ_PERSON, fact))
            state_fact(e, WZ_PERSON, 0, fact);
    }
}

const wz_case_entity *wz_entry_entity(const wz_entry *e, const wz_row *row)
{
    const wz_case *c = e->subject;
    switch (row->kind) {
    case WZ_INCIDENT:
        return &c->incidents[row->index == 0 ? c->subject : row->index <= c->subject ? row->index - 1 : row->index];
    case WZ_PERSON: return &e->person->self;
    case WZ_POST: return &e->person->posts[row->index];
    case WZ_SANCTION: return &e->person->sanctions[row->index];
    default: return &e->person->duty_records[row->index];
    }
}
