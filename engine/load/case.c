/* A case's XML to wz_case. At most two entities are open at once: an incident or a person (`outer`), and a post, sanction or
 * duty record in the person (`inner`); each collects its facts in a list of its own. Ids are looked up when all are
 * known, so children may stand in any order. Nothing is concluded here: standings, bounds and declarations are kept as
 * they were written. */
#include "load/load.h"

#include "load/common.h"

#include "feel/number.h"
#include "feel/temporal.h"

#include <stdlib.h>

enum { PERSONS_MAX = 100000, DECLARATIONS_MAX = 100000, ENTITIES_MAX = 1000000, FACTS_MAX = 5000000 };
static const size_t bytes_max = (size_t)64 << 20;

/* What an id names: an entity kind, or one of these. */
enum { EVIDENCE = WZ_ENTITIES, FACT, ANY_ENTITY };

typedef struct {
    wz_case_entity self;
    wz_vector facts; /* wz_fact */
} open_entity;

/* An id that must name something of the case. */
typedef struct {
    const char *id;
    wz_place place;
    int what; /* WZ_INCIDENT, EVIDENCE or ANY_ENTITY; in `numbered`, the ordinal of the fact */
} pending;

/* The yes/no facts of a group, of one entity. */
typedef struct {
    const int *attributes;
    size_t count;
} group_members;

typedef struct {
    wz_case *made;
    const wz_vocabulary *vocabulary;
    wz_report *report;
    wz_case_limits limits;
    open_entity outer, inner;
    wz_case_person person; /* the open one */
    wz_vector evidence, incidents, persons, posts, sanctions, duty_records;
    wz_vector closures, examined, person_closures, person_examined, pendings;
    wz_map ids;                   /* to what they name */
    wz_map groups[WZ_PERSON + 1]; /* of incident and person: id to group_members */
    size_t entities, facts, written, declarations, examined_total;
    wz_vector numbered; /* pending: given ids that look like a fact's ordinal */
    size_t subjects;
    wz_place place; /* of the case */
} builder;

/* --- what can stand where --- */

static const char *const standing_choices[] = {"established", "refuted", "alleged", "disputed", NULL};
static const char *const case_lists[] = {"incidents", NULL};
static const char *const person_lists[] = {"sanctions", "duty_records", NULL};
static const char *const true_choice[] = {"true", NULL};

enum { CASE_ID, CASE_TITLE, CASE_JURISDICTION, CASE_AS_OF };
static const wz_attribute_rule case_attributes[] = {
    [CASE_ID] = {"id", WZ_FORM_ID, true, NULL},
    [CASE_TITLE] = {"title", WZ_FORM_ANY, false, NULL},
    [CASE_JURISDICTION] = {"jurisdiction", WZ_FORM_ANY, false, NULL},
    [CASE_AS_OF] = {"as-of", WZ_FORM_DAY, false, NULL},
};
enum { EVIDENCE_ID, EVIDENCE_TITLE, EVIDENCE_DOCUMENT, EVIDENCE_DATE };
static const wz_attribute_rule evidence_attributes[] = {
    [EVIDENCE_ID] = {"id", WZ_FORM_ID, true, NULL},
    [EVIDENCE_TITLE] = {"title", WZ_FORM_ANY, false, NULL},
    [EVIDENCE_DOCUMENT] = {"document-no", WZ_FORM_ANY, false, NULL},
    [EVIDENCE_DATE] = {"date", WZ_FORM_ANY, false, NULL},
};
enum { ENTITY_ID, ENTITY_SECOND };
static const wz_attribute_rule incident_attributes[] = {
    [ENTITY_ID] = {"id", WZ_FORM_ID, true, NULL},
    [ENTITY_SECOND] = {"subject", WZ_FORM_BOOLEAN, false, NULL},
};
static const wz_attribute_rule person_attributes[] = {
    [ENTITY_ID] = {"id", WZ_FORM_ID, true, NULL},
    [ENTITY_SECOND] = {"name", WZ_FORM_ANY, false, NULL},
};
static const wz_attribute_rule inner_attributes[] = {[ENTITY_ID] = {"id", WZ_FORM_ID, true, NULL}};
enum {
    FACT_NAME,
    FACT_VALUE,
    FACT_AT_LEAST,
    FACT_AT_MOST,
    FACT_IN,
    FACT_ID,
    FACT_STANDING,
    FACT_EVIDENCE,
    FACT_FROM,
    FACT_TO,
    FACT_DUTY,
    FACT_UNDER
};
static const wz_attribute_rule fact_attributes[] = {
    [FACT_NAME] = {"name", WZ_FORM_NAME, true, NULL},
    [FACT_VALUE] = {"value", WZ_FORM_ANY, false, NULL},
    [FACT_AT_LEAST] = {"at-least", WZ_FORM_ANY, false, NULL},
    [FACT_AT_MOST] = {"at-most", WZ_FORM_ANY, false, NULL},
    [FACT_IN] = {"in", WZ_FORM_ID, false, NULL},
    [FACT_ID] = {"id", WZ_FORM_ID, false, NULL},
    [FACT_STANDING] = {"standing", WZ_FORM_CHOICE, false, standing_choices},
    [FACT_EVIDENCE] = {"evidence", WZ_FORM_IDS, false, NULL},
    [FACT_FROM] = {"from", WZ_FORM_DAY, false, NULL},
    [FACT_TO] = {"to", WZ_FORM_DAY, false, NULL},
    [FACT_DUTY] = {"duty", WZ_FORM_ID, false, NULL},
    [FACT_UNDER] = {"under", WZ_FORM_ID, false, NULL},
};
static const wz_attribute_rule to_attributes[] = {{"open", WZ_FORM_CHOICE, true, true_choice}};
enum { COMPLETE_LIST, COMPLETE_FROM, COMPLETE_TO, COMPLETE_BY, COMPLETE_ON, COMPLETE_OF };
#define COMPLETE_ATTRIBUTES(lists) \
    [COMPLETE_LIST] = {"list", WZ_FORM_CHOICE, true, (lists)}, [COMPLETE_FROM] = {"from", WZ_FORM_DAY, false, NULL}, \
    [COMPLETE_TO] = {"to", WZ_FORM_DAY, false, NULL}, [COMPLETE_BY] = {"by", WZ_FORM_ANY, false, NULL}, \
    [COMPLETE_ON] = {"on", WZ_FORM_DAY, false, NULL}
static const wz_attribute_rule case_complete_attributes[] = {COMPLETE_ATTRIBUTES(case_lists)};
static const wz_attribute_rule person_complete_attributes[] = {
    COMPLETE_ATTRIBUTES(person_lists), [COMPLETE_OF] = {"of", WZ_FORM_IDS, false, NULL}};
enum { EXAMINED_FACTS, EXAMINED_IN, EXAMINED_BY, EXAMINED_ON };
static const wz_attribute_rule examined_attributes[] = {
    [EXAMINED_FACTS] = {"facts", WZ_FORM_IDS, true, NULL},
    [EXAMINED_IN] = {"in", WZ_FORM_ID, false, NULL},
    [EXAMINED_BY] = {"by", WZ_FORM_ANY, false, NULL},
    [EXAMINED_ON] = {"on", WZ_FORM_DAY, false, NULL},
};
enum { WINDOW_FROM, WINDOW_TO };
static const wz_attribute_rule window_attributes[] = {
    [WINDOW_FROM] = {"from", WZ_FORM_DAY, true, NULL},
    [WINDOW_TO] = {"to", WZ_FORM_DAY, true, NULL},
};

static builder *builder_of(const wz_reader *reader)
{
    return wz_reader_user(reader);
}

/* --- ids --- */

/* Whether an id is `letter` and a number, which it gives. */
static bool is_ordinal(const char *id, char letter, size_t *number)
{
    size_t digits = *id == letter ? strspn(id + 1, "0123456789") : 0;
    if (digits == 0 || digits > 9 || id[1 + digits] || id[1] == '0')
        return false;
    *number = strtoul(id + 1, NULL, 10);
    return true;
}

static void register_id(builder *b, const char *id, int what, wz_place place)
{
    size_t ignored;
    if (!id)
        return;
    if (wz_map_find(&b->ids, id)) {
        wz_report_error(b->report, "REF-001", place, "the id %s stands twice; give each thing in the case its own",
                        wz_shown(b->report, id));
        return;
    }
    wz_map_add_number(&b->ids, id, what);
    pending *given = is_ordinal(id, 'f', &ignored) ? WZ_ADD(&b->numbered, pending) : NULL;
    if (given)
        *given = (pending){id, place, what == FACT ? (int)b->written : 0};
}

static void await(builder *b, const char *id, int what, wz_place place)
{
    pending *wanted = id ? WZ_ADD(&b->pendings, pending) : NULL;
    if (wanted)
        *wanted = (pending){id, place, what};
}

/* A letter and a number in the arena. */
static const char *ordinal(wz_arena *arena, char letter, size_t number)
{
    char text[24], *at = text + sizeof text - 1;
    *at = '\0';
    for (; number; number /= 10)
        *--at = (char)('0' + number % 10);
    *--at = letter;
    return wz_arena_strndup(arena, at, (size_t)(text + sizeof text - 1 - at));
}

/* --- entities --- */

/* Whether a count is within its limit; else the reading ends. */
static bool within_limit(builder *b, wz_reader *reader, size_t count, size_t limit, const char *what, wz_place place)
{
    if (count <= limit)
        return true;
    wz_report_error(b->report, "LIMIT-006", place, "the case has more than %zu %s; divide it into several cases", limit,
                    what);
    wz_reader_stop(reader, WZ_ELIMIT);
    return false;
}

static void begin_entity(wz_reader *reader, wz_element *element, open_entity *entity, wz_entity_kind kind)
{
    builder *b = builder_of(reader);
    const char *id = element->values[ENTITY_ID];
    entity->facts.count = 0;
    entity->self = (wz_case_entity){.id = id ? id : "", .kind = kind, .place = element->place};
    element->data = entity;
    register_id(b, id, (int)kind, element->place);
    within_limit(b, reader, ++b->entities, b->limits.entities, "entities", element->place);
}

static wz_case_entity end_entity(builder *b, open_entity *entity)
{
    entity->self.facts = WZ_TAKE(&entity->facts, b->report->arena, wz_fact, &entity->self.fact_count);
    return entity->self;
}

static void incident_start(wz_reader *reader, wz_element *element)
{
    begin_entity(reader, element, &builder_of(reader)->outer, WZ_INCIDENT);
}

static void incident_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    wz_case_entity *incident = WZ_ADD(&b->incidents, wz_case_entity);
    if (!incident)
        return;
    *incident = end_entity(b, &b->outer);
    if (!wz_is_true(element->values[ENTITY_SECOND]))
        return;
    b->made->subject = b->incidents.count - 1;
    if (b->subjects++)
        wz_report_error(b->report, "CASE-001", element->place, "a second incident has subject=\"true\"; %s",
                        "mark only the one that the case is about");
}

static void person_start(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    begin_entity(reader, element, &b->outer, WZ_PERSON);
    b->person = (wz_case_person){.name = element->values[ENTITY_SECOND]};
    within_limit(b, reader, b->persons.count + 1, PERSONS_MAX, "persons", element->place);
}

static void person_end(wz_reader *reader, wz_element *element)
{
    (void)element;
    builder *b = builder_of(reader);
    wz_arena *arena = b->report->arena;
    wz_case_person *person = &b->person;
    person->self = end_entity(b, &b->outer);
    person->posts = WZ_TAKE(&b->posts, arena, wz_case_entity, &person->post_count);
    person->sanctions = WZ_TAKE(&b->sanctions, arena, wz_case_entity, &person->sanction_count);
    person->duty_records = WZ_TAKE(&b->duty_records, arena, wz_case_entity, &person->duty_record_count);
    person->closures = WZ_TAKE(&b->person_closures, arena, wz_closure, &person->closure_count);
    person->examined = WZ_TAKE(&b->person_examined, arena, wz_examined, &person->examined_count);
    wz_case_person *kept = WZ_ADD(&b->persons, wz_case_person);
    if (kept)
        *kept = *person;
}

static void post_start(wz_reader *reader, wz_element *element)
{
    begin_entity(reader, element, &builder_of(reader)->inner, WZ_POST);
}

static void sanction_start(wz_reader *reader, wz_element *element)
{
    begin_entity(reader, element, &builder_of(reader)->inner, WZ_SANCTION);
}

static void duty_record_start(wz_reader *reader, wz_element *element)
{
    begin_entity(reader, element, &builder_of(reader)->inner, WZ_DUTY_RECORD);
}

/* The day that a date is not before (low) or not after; false where there is none. */
static bool bound_of(feel_value value, bool low, wz_day *day)
{
    if (feel_is(value, FEEL_UNKNOWN) && feel_bounds(value))
        value = low ? feel_bounds(value)->low : feel_bounds(value)->high;
    *day = value.as.integer;
    return feel_is(value, FEEL_DATE);
}

/* A post does not end before it begins, whatever days its dates leave open. */
static void check_post(builder *b, const wz_case_entity *post)
{
    const int *by_role = b->vocabulary->entities[WZ_POST].by_role;
    wz_day from = 0, to = 0;
    bool has_from = false, has_to = false;
    for (size_t i = 0; i < post->fact_count; i++) {
        const wz_fact *fact = &post->facts[i];
        if (fact->attribute == by_role[WZ_ROLE_POST_FROM])
            has_from = bound_of(fact->value, true, &from);
        if (fact->attribute == by_role[WZ_ROLE_POST_TO])
            has_to = bound_of(fact->value, false, &to);
    }
    if (has_from && has_to && from > to)
        wz_report_error(b->report, "CASE-005", post->place, "the post '%s' ends before it begins; correct its dates",
                        post->id);
}

static void inner_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    (void)element;
    wz_case_entity made = end_entity(b, &b->inner);
    if (made.kind == WZ_POST)
        check_post(b, &made);
    wz_vector *list = made.kind == WZ_POST ? &b->posts : made.kind == WZ_SANCTION ? &b->sanctions : &b->duty_records;
    wz_case_entity *kept = WZ_ADD(list, wz_case_entity);
    if (kept)
        *kept = made;
}

/* --- facts --- */

static const wz_attribute *attribute_of(const builder *b, wz_entity_kind kind, int index)
{
    return &b->vocabulary->entities[kind].attributes[index];
}

static wz_fact *add_fact(builder *b, wz_reader *reader, open_entity *entity, int attribute, wz_place place)
{
    wz_fact *fact = WZ_ADD(&entity->facts, wz_fact);
    if (!fact || !within_limit(b, reader, ++b->facts, b->limits.facts, "facts", place))
        return NULL;
    fact->attribute = attribute;
    fact->place = place;
    return fact;
}

/* What a value must be besides of its type: an id of the case, a place of the country. */
static void check_value(builder *b, wz_entity_kind kind, int index, const char *text, wz_place place)
{
    const wz_attribute *attribute = attribute_of(b, kind, index);
    if (attribute->reference) {
        wz_strings ids = attribute->many ? wz_split(b->report->arena, text) : (wz_strings){&text, 1};
        for (size_t i = 0; i < ids.count; i++)
            await(b, ids.items[i], ANY_ENTITY, place);
    }
    if (attribute->role == WZ_ROLE_JURISDICTION)
        wz_place_known(b->report, b->vocabulary, text, WZ_WARNING, place);
}

/* An XML attribute of an entity's element. */
static void entity_attribute(wz_reader *reader, wz_element *element, const char *name, const char *text, wz_place place)
{
    builder *b = builder_of(reader);
    open_entity *entity = element->data;
    wz_entity_kind kind = entity->self.kind;
    const wz_map *written = &b->vocabulary->index->written[kind];
    int index = (int)wz_map_number(written, name, -1);
    feel_value value;
    if (index >= 0) {
        if (!wz_literals(b->report, b->vocabulary, attribute_of(b, kind, index), text, true, place, &value))
            return;
        check_value(b, kind, index, text, place);
        wz_fact *fact = add_fact(b, reader, entity, index, place);
        if (fact)
            fact->value = value;
        return;
    }
    wz_nearest nearest = wz_nearest_to(name);
    const wz_entity *of = &b->vocabulary->entities[kind];
    for (size_t i = 0; wz_report_open(b->report) && i < of->count; i++) {
        if (of->attributes[i].xml)
            wz_nearest_try(&nearest, of->attributes[i].xml);
    }
    for (size_t i = 0; i < element->rule->attribute_count; i++)
        wz_nearest_try(&nearest, element->rule->attributes[i].name);
    wz_report_error(b->report, "REF-031", place, "<%s> has no attribute %s in the vocabulary; %s", element->name,
                    wz_shown(b->report, name), wz_nearest_advice(b->report, &nearest, "write it as a <fact>"));
}

static bool ordered(const feel_type *type)
{
    return type->kind == FEEL_T_NUMBER || type->kind == FEEL_T_DATE || type->kind == FEEL_T_YEARS_MONTHS;
}

static int compare(feel_value a, feel_value b)
{
    return feel_is(a, FEEL_NUMBER) ? feel_number_compare(a, b) : feel_temporal_compare(a, b);
}

/* One end of a bounded value; a date to the month stands for its first or its last day. */
static bool bound(builder *b, const wz_attribute *attribute, const char *text, bool low, wz_place place,
                  feel_value *out)
{
    if (!text)
        return true;
    if (!wz_literal(b->report, b->vocabulary, attribute, text, true, place, out))
        return false;
    if (feel_is(*out, FEEL_UNKNOWN) && feel_bounds(*out))
        *out = low ? feel_bounds(*out)->low : feel_bounds(*out)->high;
    return true;
}

static void bounded_value(builder *b, wz_reader *reader, const wz_element *element, const wz_attribute *attribute,
                          feel_value *out)
{
    feel_value low = feel_null(), high = feel_null();
    if (attribute->many || !ordered(attribute->type)) {
        wz_report_error(b->report, "TYPE-010", element->place,
                        "'%s' is neither a number nor a date; state its value=", attribute->id);
        return;
    }
    bool right = bound(b, attribute, element->values[FACT_AT_LEAST], true,
                       wz_attribute_place(reader, element, FACT_AT_LEAST), &low);
    right &= bound(b, attribute, element->values[FACT_AT_MOST], false,
                   wz_attribute_place(reader, element, FACT_AT_MOST), &high);
    if (right && !feel_is(low, FEEL_NULL) && !feel_is(high, FEEL_NULL) && compare(low, high) > 0) {
        wz_report_error(b->report, "TYPE-011", element->place,
                        "at-least is more than at-most; exchange or correct them");
        return;
    }
    if (right)
        *out = feel_bounded(b->report->arena, feel_type_tag(attribute->type), low, high);
}

/* Whether a <fact> states a value or bounds, and not both; asked before anything that depends on the vocabulary. */
static bool says_one_thing(builder *b, const wz_element *element)
{
    bool bounds = element->values[FACT_AT_LEAST] || element->values[FACT_AT_MOST];
    if ((element->values[FACT_VALUE] != NULL) != bounds)
        return true;
    wz_report_error(b->report, "FORM-011", element->place, "<fact> does not say one thing; %s",
                    "give it either value=, or at-least= and at-most= or one of them");
    return false;
}

/* The value that a <fact> states, by value= or by bounds. */
static void fact_value(builder *b, wz_reader *reader, const wz_element *element, wz_entity_kind kind, int index,
                       feel_value *out)
{
    const wz_attribute *attribute = attribute_of(b, kind, index);
    const char *text = element->values[FACT_VALUE];
    if (!text) {
        bounded_value(b, reader, element, attribute, out);
        return;
    }
    wz_place place = wz_attribute_place(reader, element, FACT_VALUE);
    if (wz_literals(b->report, b->vocabulary, attribute, text, true, place, out))
        check_value(b, kind, index, text, place);
}

/* in=, duty= and under= stand only where they mean something. */
static void check_scope(builder *b, wz_reader *reader, const wz_element *element, const wz_attribute *attribute)
{
    const char *in = element->values[FACT_IN];
    if (in && !attribute->in_incident)
        wz_report_error(b->report, "CASE-003", wz_attribute_place(reader, element, FACT_IN),
                        "'%s' does not belong to a person in an incident; leave out in=", attribute->id);
    else
        await(b, in, WZ_INCIDENT, element->place);
    if ((element->values[FACT_DUTY] || element->values[FACT_UNDER]) && !attribute->of_duties)
        wz_report_error(b->report, "CASE-004", element->place,
                        "'%s' is no fact about duties; leave out duty= and under=", attribute->id);
}

static void check_period(builder *b, wz_period period, wz_place place)
{
    if (period.has_from && period.has_to && period.from > period.to)
        wz_report_error(b->report, "CASE-005", place, "from= is later than to=; exchange or correct them");
}

static void fact_start(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    open_entity *entity = element->parent->data;
    wz_entity_kind kind = entity->self.kind;
    const char *const *given = element->values;
    int index = given[FACT_NAME] ? wz_attribute_find(b->vocabulary, kind, given[FACT_NAME]) : -1;
    wz_fact *fact = add_fact(b, reader, entity, index, element->place);
    if (!fact)
        return;
    fact->written = true;
    b->written++;
    fact->id = given[FACT_ID] ? given[FACT_ID] : ordinal(b->report->arena, 'f', b->written);
    register_id(b, given[FACT_ID], FACT, element->place);
    bool clear = says_one_thing(b, element);
    if (index <= 0) {
        if (given[FACT_NAME])
            wz_no_attribute(b->report, b->vocabulary, kind, given[FACT_NAME],
                            wz_attribute_place(reader, element, FACT_NAME));
        return;
    }
    if (clear)
        fact_value(b, reader, element, kind, index, &fact->value);
    fact->standing = (wz_standing)wz_choice_index(given[FACT_STANDING], standing_choices, WZ_ESTABLISHED);
    fact->evidence = wz_split(b->report->arena, given[FACT_EVIDENCE]);
    fact->incident = given[FACT_IN];
    fact->duty = given[FACT_DUTY];
    fact->under = given[FACT_UNDER];
    fact->conduct = wz_period_between(given[FACT_FROM], given[FACT_TO]);
    check_scope(b, reader, element, attribute_of(b, kind, index));
    check_period(b, fact->conduct, element->place);
}

/* <to open="true"/>: the post is held to this day. */
static void to_start(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    open_entity *entity = element->parent->data;
    int index = b->vocabulary->entities[entity->self.kind].by_role[WZ_ROLE_POST_TO];
    if (index < 0 || !attribute_of(b, entity->self.kind, index)->type->nullable) {
        wz_report_error(b->report, "REF-032", element->place, "the vocabulary does not know open ends of posts; %s",
                        "give an attribute role=\"post-to\" and nullable=\"true\"");
        return;
    }
    const wz_fact *facts = entity->facts.items;
    for (size_t i = 0; i < entity->facts.count; i++) {
        if (facts[i].attribute == index)
            wz_report_error(b->report, "CASE-007", element->place,
                            "the post has both an end and <to open=\"true\"/>; keep one");
    }
    wz_fact *fact = add_fact(b, reader, entity, index, element->place);
    if (fact)
        fact->value = feel_null();
}

/* --- declarations --- */

static bool count_declaration(builder *b, wz_reader *reader, wz_place place)
{
    return within_limit(b, reader, ++b->declarations, DECLARATIONS_MAX, "declarations", place);
}

static void check_activities(const builder *b, wz_strings activities, wz_place place)
{
    int role = b->vocabulary->entities[WZ_DUTY_RECORD].by_role[WZ_ROLE_ACTIVITY];
    feel_value ignored;
    for (size_t i = 0; role >= 0 && i < activities.count; i++)
        wz_literal(b->report, b->vocabulary, attribute_of(b, WZ_DUTY_RECORD, role), activities.items[i], false, place,
                   &ignored);
}

static void complete_start(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    const char *const *given = element->values;
    bool of_person = element->parent->data != NULL;
    if (!count_declaration(b, reader, element->place) || !given[COMPLETE_LIST])
        return;
    wz_closure *closure = WZ_ADD(of_person ? &b->person_closures : &b->closures, wz_closure);
    if (!closure)
        return;
    *closure = (wz_closure){
        .list = given[COMPLETE_LIST],
        .of = of_person ? wz_split(b->report->arena, given[COMPLETE_OF]) : (wz_strings){0},
        .period = wz_period_between(given[COMPLETE_FROM], given[COMPLETE_TO]),
        .by = given[COMPLETE_BY],
        .on = given[COMPLETE_ON],
        .place = element->place,
    };
    check_period(b, closure->period, element->place);
    if (closure->of.count && strcmp(closure->list, "duty_records") != 0)
        wz_report_error(b->report, "CASE-008", element->place, "of= names activities, which only duty_records have; %s",
                        "leave it out");
    else
        check_activities(b, closure->of, wz_attribute_place(reader, element, COMPLETE_OF));
}

/* The yes/no facts of a group that a declaration can refute: not those that rules derive. */
static const group_members *members_of(builder *b, wz_entity_kind kind, const char *group)
{
    const group_members *known = wz_map_pointer(&b->groups[kind], group);
    if (known)
        return known;
    const wz_entity *entity = &b->vocabulary->entities[kind];
    group_members *made = wz_arena_alloc(b->report->arena, sizeof *made);
    int *attributes = wz_arena_array(b->report->arena, entity->count, sizeof *attributes);
    if (!made || !attributes)
        return NULL;
    made->attributes = attributes;
    for (size_t i = 0; i < entity->count; i++) {
        const wz_attribute *attribute = &entity->attributes[i];
        bool member = attribute->group && strcmp(attribute->group, group) == 0 && !attribute->derived;
        if (member && attribute->type->kind == FEEL_T_BOOLEAN)
            attributes[made->count++] = (int)i;
    }
    wz_map_add_pointer(&b->groups[kind], group, made);
    return made;
}

static bool is_group(const builder *b, const char *id)
{
    for (size_t i = 0; i < b->vocabulary->group_count; i++) {
        if (strcmp(b->vocabulary->groups[i].id, id) == 0)
            return true;
    }
    return false;
}

static void no_such_facts(builder *b, wz_entity_kind kind, const char *id, wz_place place)
{
    wz_nearest nearest = wz_nearest_to(id);
    const wz_entity *entity = &b->vocabulary->entities[kind];
    for (size_t i = 0; wz_report_open(b->report) && i < b->vocabulary->group_count; i++)
        wz_nearest_try(&nearest, b->vocabulary->groups[i].id);
    for (size_t i = 1; wz_report_open(b->report) && i < entity->count; i++)
        wz_nearest_try(&nearest, entity->attributes[i].id);
    wz_report_error(b->report, "REF-033", place, "%s is neither a group of facts nor a fact of %s; %s",
                    wz_shown(b->report, id), wz_entity_name(kind),
                    wz_nearest_advice(b->report, &nearest, "name one of the vocabulary's"));
}

/* Mark the attributes that one word of facts= names: those of a group, or one. */
static void mark_examined(builder *b, wz_entity_kind kind, const char *id, wz_place place, bool *marked)
{
    int index = wz_attribute_find(b->vocabulary, kind, id);
    if (index >= 0) {
        marked[index] = true;
        if (attribute_of(b, kind, index)->type->kind != FEEL_T_BOOLEAN)
            wz_report_error(b->report, "TYPE-012", place, "'%s' is not a yes/no fact; only these can be examined so",
                            id);
        return;
    }
    const group_members *members = is_group(b, id) ? members_of(b, kind, id) : NULL;
    if (!members)
        no_such_facts(b, kind, id, place);
    for (size_t i = 0; members && i < members->count; i++)
        marked[members->attributes[i]] = true;
}

static void take_examined(builder *b, wz_examined *examined, wz_entity_kind kind, const char *facts, wz_place place)
{
    size_t all = b->vocabulary->entities[kind].count;
    wz_strings words = wz_split(b->report->arena, facts);
    bool *marked = wz_arena_array(b->report->arena, all, sizeof *marked);
    for (size_t i = 0; marked && i < words.count; i++)
        mark_examined(b, kind, words.items[i], place, marked);
    for (size_t i = 0; marked && i < all; i++)
        examined->count += marked[i];
    int *attributes = wz_arena_array(b->report->arena, examined->count, sizeof *attributes);
    if (!marked || !attributes)
        return;
    examined->attributes = attributes;
    for (size_t i = 0; i < all; i++) {
        if (marked[i])
            *attributes++ = (int)i;
    }
}

static void examined_start(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    const char *const *given = element->values;
    bool of_person = element->parent->data != NULL;
    if (!count_declaration(b, reader, element->place) || !given[EXAMINED_FACTS])
        return;
    wz_examined *examined = WZ_ADD(of_person ? &b->person_examined : &b->examined, wz_examined);
    if (!examined)
        return;
    *examined = (wz_examined){
        .id = ordinal(b->report->arena, 'x', ++b->examined_total),
        .facts = given[EXAMINED_FACTS],
        .incident = given[EXAMINED_IN],
        .by = given[EXAMINED_BY],
        .on = given[EXAMINED_ON],
        .place = element->place,
    };
    await(b, examined->incident, WZ_INCIDENT, element->place);
    take_examined(b, examined, of_person ? WZ_PERSON : WZ_INCIDENT, given[EXAMINED_FACTS],
                  wz_attribute_place(reader, element, EXAMINED_FACTS));
}

static void window_start(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    b->person.duty_window = wz_period_between(element->values[WINDOW_FROM], element->values[WINDOW_TO]);
    check_period(b, b->person.duty_window, element->place);
}

/* --- the case --- */

static void evidence_start(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    const char *const *given = element->values;
    register_id(b, given[EVIDENCE_ID], EVIDENCE, element->place);
    wz_evidence *evidence = given[EVIDENCE_ID] ? WZ_ADD(&b->evidence, wz_evidence) : NULL;
    if (evidence && within_limit(b, reader, ++b->entities, b->limits.entities, "entities", element->place))
        *evidence = (wz_evidence){given[EVIDENCE_ID], given[EVIDENCE_TITLE], given[EVIDENCE_DOCUMENT],
                                  given[EVIDENCE_DATE], element->place};
}

static void case_start(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    const char *const *given = element->values;
    wz_case *made = b->made;
    made->id = given[CASE_ID] ? given[CASE_ID] : "";
    made->title = given[CASE_TITLE];
    made->jurisdiction = given[CASE_JURISDICTION] ? given[CASE_JURISDICTION] : "";
    made->has_as_of = given[CASE_AS_OF] && wz_day_parse(given[CASE_AS_OF], &made->as_of);
    b->place = element->place;
    wz_place_known(b->report, b->vocabulary, made->jurisdiction, WZ_WARNING,
                   wz_attribute_place(reader, element, CASE_JURISDICTION));
}

static const wz_element_rule evidence_rule = {
    .name = "evidence", WZ_ATTRIBUTES_OF(evidence_attributes), .start = evidence_start};
static const wz_element_rule fact_rule = {.name = "fact", WZ_ATTRIBUTES_OF(fact_attributes), .start = fact_start};
static const wz_element_rule to_rule = {.name = "to", WZ_ATTRIBUTES_OF(to_attributes), .start = to_start};
static const wz_element_rule examined_rule = {
    .name = "examined", WZ_ATTRIBUTES_OF(examined_attributes), .start = examined_start};
static const wz_element_rule case_complete_rule = {
    .name = "complete", WZ_ATTRIBUTES_OF(case_complete_attributes), .start = complete_start};
static const wz_element_rule person_complete_rule = {
    .name = "complete", WZ_ATTRIBUTES_OF(person_complete_attributes), .start = complete_start};
static const wz_element_rule window_rule = {
    .name = "duty-window", WZ_ATTRIBUTES_OF(window_attributes), .start = window_start};
static const wz_child_rule fact_children[] = {{&fact_rule, 0, 0, 0}};
static const wz_child_rule post_children[] = {{&fact_rule, 0, 0, 0}, {&to_rule, 0, 1, 0}};
static const wz_element_rule incident_rule = {.name = "incident",
                                              WZ_ATTRIBUTES_OF(incident_attributes),
                                              WZ_CHILDREN_OF(fact_children),
                                              .start = incident_start,
                                              .end = incident_end,
                                              .attribute = entity_attribute};
static const wz_element_rule post_rule = {.name = "post",
                                          WZ_ATTRIBUTES_OF(inner_attributes),
                                          WZ_CHILDREN_OF(post_children),
                                          .start = post_start,
                                          .end = inner_end,
                                          .attribute = entity_attribute};
static const wz_element_rule sanction_rule = {.name = "sanction",
                                              WZ_ATTRIBUTES_OF(inner_attributes),
                                              WZ_CHILDREN_OF(fact_children),
                                              .start = sanction_start,
                                              .end = inner_end,
                                              .attribute = entity_attribute};
static const wz_element_rule duty_record_rule = {.name = "duty-record",
                                                 WZ_ATTRIBUTES_OF(inner_attributes),
                                                 WZ_CHILDREN_OF(fact_children),
                                                 .start = duty_record_start,
                                                 .end = inner_end,
                                                 .attribute = entity_attribute};
static const wz_child_rule person_children[] = {{&post_rule, 0, 0, 0},     {&fact_rule, 0, 0, 0},
                                                {&sanction_rule, 0, 0, 0}, {&duty_record_rule, 0, 0, 0},
                                                {&window_rule, 0, 1, 0},   {&person_complete_rule, 0, 0, 0},
                                                {&examined_rule, 0, 0, 0}};
static const wz_element_rule person_rule = {.name = "person",
                                            WZ_ATTRIBUTES_OF(person_attributes),
                                            WZ_CHILDREN_OF(person_children),
                                            .start = person_start,
                                            .end = person_end,
                                            .attribute = entity_attribute};
static const wz_child_rule case_children[] = {{&evidence_rule, 0, 0, 0},
                                              {&incident_rule, 1, 0, 0},
                                              {&case_complete_rule, 0, 0, 0},
                                              {&examined_rule, 0, 0, 0},
                                              {&person_rule, 0, 0, 0}};
static const wz_element_rule case_rule = {
    .name = "case", WZ_ATTRIBUTES_OF(case_attributes), WZ_CHILDREN_OF(case_children), .start = case_start};

/* --- once all is known --- */

static void check_pending(builder *b, const pending *wanted)
{
    int64_t found = wz_map_number(&b->ids, wanted->id, -1);
    bool right = wanted->what == ANY_ENTITY ? found >= 0 && found < WZ_ENTITIES : found == wanted->what;
    if (right)
        return;
    const char *what = wanted->what == EVIDENCE ? "evidence" : wanted->what == WZ_INCIDENT ? "incident" : "entity";
    wz_nearest nearest = wz_nearest_to(wanted->id);
    const wz_evidence *evidence = b->evidence.items;
    for (size_t i = 0; wz_report_open(b->report) && wanted->what == EVIDENCE && i < b->evidence.count; i++)
        wz_nearest_try(&nearest, evidence[i].id);
    const wz_case_entity *incidents = b->incidents.items;
    for (size_t i = 0; wz_report_open(b->report) && wanted->what == WZ_INCIDENT && i < b->incidents.count; i++)
        wz_nearest_try(&nearest, incidents[i].id);
    wz_report_error(b->report, "REF-030", wanted->place, "%s names no %s of the case; %s",
                    wz_shown(b->report, wanted->id), what,
                    wz_nearest_advice(b->report, &nearest, "add it, or correct the id"));
}

/* The evidence of facts is looked up from the facts themselves, which name much of it. */
static void check_evidence(builder *b, const wz_case_entity *entities, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < entities[i].fact_count; j++) {
            const wz_fact *fact = &entities[i].facts[j];
            for (size_t k = 0; k < fact->evidence.count; k++)
                check_pending(b, &(pending){fact->evidence.items[k], fact->place, EVIDENCE});
        }
    }
}

static void check_evidence_of(builder *b, const wz_case_person *person)
{
    check_evidence(b, &person->self, 1);
    check_evidence(b, person->posts, person->post_count);
    check_evidence(b, person->sanctions, person->sanction_count);
    check_evidence(b, person->duty_records, person->duty_record_count);
}

/* A fact without an id is called f and its ordinal; nothing else may be called so. */
static void check_numbered(builder *b, const pending *given)
{
    size_t number = 0;
    is_ordinal(given->id, 'f', &number);
    if (number <= b->written && number != (size_t)given->what)
        wz_report_error(b->report, "CASE-006", given->place, "'%s' is what <fact> number %zu of the case is called; %s",
                        given->id, number, "choose another id");
}

/* Facts of a person in an incident that name none are of the subject incident. */
static void name_subject(const builder *b, const wz_case_person *person)
{
    const wz_case_entity *incidents = b->incidents.items;
    for (size_t i = 0; i < person->self.fact_count; i++) {
        wz_fact *fact = (wz_fact *)&person->self.facts[i];
        if (!fact->incident && fact->attribute > 0 && attribute_of(b, WZ_PERSON, fact->attribute)->in_incident)
            fact->incident = incidents[b->made->subject].id;
    }
}

static void put_together(builder *b)
{
    wz_case *made = b->made;
    for (size_t i = 0; i < b->pendings.count; i++)
        check_pending(b, (const pending *)b->pendings.items + i);
    check_evidence(b, b->incidents.items, b->incidents.count);
    for (size_t i = 0; i < b->persons.count; i++)
        check_evidence_of(b, (const wz_case_person *)b->persons.items + i);
    for (size_t i = 0; i < b->numbered.count; i++)
        check_numbered(b, (const pending *)b->numbered.items + i);
    if (b->subjects == 0 && b->incidents.count)
        wz_report_error(b->report, "CASE-001", b->place, "no incident has subject=\"true\"; %s",
                        "mark the one that the case is about");
    for (size_t i = 0; b->subjects && i < b->persons.count; i++)
        name_subject(b, (const wz_case_person *)b->persons.items + i);
    if (b->persons.count == 0)
        wz_report_warning(b->report, "CASE-002", b->place, "the case has no person; nothing will be assessed");
    made->evidence = WZ_TAKE(&b->evidence, made->arena, wz_evidence, &made->evidence_count);
    made->incidents = WZ_TAKE(&b->incidents, made->arena, wz_case_entity, &made->incident_count);
    made->closures = WZ_TAKE(&b->closures, made->arena, wz_closure, &made->closure_count);
    made->examined = WZ_TAKE(&b->examined, made->arena, wz_examined, &made->examined_count);
    made->persons = WZ_TAKE(&b->persons, made->arena, wz_case_person, &made->person_count);
    wz_case_make_index(made); /* short memory shows in the arena */
}

/* Free the lists; false if memory was short for one of them. */
static bool builder_free(builder *b)
{
    wz_vector *const vectors[] = {&b->evidence,        &b->incidents,  &b->persons,  &b->posts,
                                  &b->sanctions,       &b->closures,   &b->examined, &b->duty_records,
                                  &b->person_closures, &b->pendings,   &b->numbered, &b->person_examined,
                                  &b->outer.facts,     &b->inner.facts};
    bool whole = true;
    for (size_t i = 0; i < WZ_COUNT(vectors); i++) {
        whole &= !vectors[i]->failed;
        wz_vector_free(vectors[i]);
    }
    return whole;
}

static int load(builder *b, const wz_input_from *from)
{
    wz_case *made = b->made;
    wz_map_init(&b->ids, made->arena);
    wz_map_init(&b->groups[WZ_INCIDENT], made->arena);
    wz_map_init(&b->groups[WZ_PERSON], made->arena);
    int code = wz_read_xml(&(wz_reading_task){.input = *from,
                                              .namespace = "urn:wenze:case:1",
                                              .root = &case_rule,
                                              .arena = made->arena,
                                              .report = b->report,
                                              .user = b,
                                              .sha256 = made->sha256});
    if (code == WZ_OK)
        put_together(b);
    bool whole = builder_free(b);
    return whole ? wz_load_code(code, b->report, made->arena) : WZ_ENOMEM;
}

static wz_case_limits limits_of(const wz_case_limits *given)
{
    wz_case_limits limits = given ? *given : (wz_case_limits){0};
    if (limits.bytes == 0)
        limits.bytes = bytes_max;
    if (limits.entities == 0)
        limits.entities = ENTITIES_MAX;
    if (limits.facts == 0)
        limits.facts = FACTS_MAX;
    return limits;
}

static int load_from(wz_case **out, wz_input_from from, const wz_vocabulary *vocabulary, const wz_case_limits *limits,
                     wz_diag *diag)
{
    *out = NULL;
    wz_arena *arena = wz_arena_new();
    wz_case *made = arena ? wz_arena_alloc(arena, sizeof *made) : NULL;
    const char *file = made ? wz_arena_strdup(arena, from.file) : NULL;
    if (!file) {
        wz_arena_free(arena);
        return WZ_ENOMEM;
    }
    made->arena = arena;
    made->file = from.file = file;
    wz_report report = {.diag = diag, .arena = arena, .file = file};
    builder b = {.made = made, .vocabulary = vocabulary, .report = &report, .limits = limits_of(limits)};
    from.limit = b.limits.bytes;
    int code = load(&b, &from);
    if (code == WZ_OK)
        *out = made;
    else
        wz_case_free(made);
    return code;
}

int wz_load_case(wz_case **out, const char *file, const wz_vocabulary *vocabulary, const wz_case_limits *limits,
                 wz_diag *diag)
{
    return load_from(out, (wz_input_from){.file = file}, vocabulary, limits, diag);
}

int wz_load_case_memory(wz_case **out, const char *name, const void *bytes, size_t length,
                        const wz_vocabulary *vocabulary, const wz_case_limits *limits, wz_diag *diag)
{
    return load_from(out, (wz_input_from){.file = name, .bytes = bytes ? bytes : "", .length = length}, vocabulary,
                     limits, diag);
}
