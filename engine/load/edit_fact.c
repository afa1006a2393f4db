/* Stating and withdrawing facts: one attribute of one entity, whether <fact> elements, an XML attribute of the entity or <to>
 * state it. */
#include "load/edit_private.h"

#include <string.h>

/* What says something of one attribute of an entity now. */
typedef struct {
    const wz_outline_element *entity;
    const wz_attribute *attribute;
    const wz_outline_element **facts; /* <fact> elements that the edit is about, and <to> */
    size_t fact_count;
    bool apart;  /* they speak of different provisions */
    bool as_xml; /* an XML attribute of the entity states it */
} statement;

static const char *subject_of(const wz_editor *e)
{
    for (size_t i = 0; i < e->outline.count; i++) {
        if (wz_edit_is(wz_edit_at(e, i), "incident") && wz_is_true(wz_outline_value(wz_edit_at(e, i), "subject")))
            return wz_edit_id(wz_edit_at(e, i));
    }
    return NULL;
}

/* A field of the edit; NULL where it is not given, or given empty. */
static const char *filled(const wz_editor *e, const char *name)
{
    const char *value = wz_edit_given(e, name);
    return value && *value ? value : NULL;
}

/* Whether a fact is one that the edit speaks of: in its incident, and of its provision where it names one. */
static bool concerns(const wz_editor *e, const wz_outline_element *fact, const wz_attribute *attribute)
{
    const char *duty = filled(e, "duty"), *under = filled(e, "under"), *id = filled(e, "id");
    if (!wz_edit_same(wz_outline_value(fact, "name"), attribute->id))
        return false;
    if (attribute->in_incident) {
        const char *in = filled(e, "in"), *its = wz_outline_value(fact, "in"), *subject = subject_of(e);
        if (!wz_edit_same(in ? in : subject, its ? its : subject))
            return false;
    }
    if (id && wz_edit_id(fact) && !wz_edit_same(id, wz_edit_id(fact)))
        return false;
    return (!duty || wz_edit_same(duty, wz_outline_value(fact, "duty"))) &&
           (!under || wz_edit_same(under, wz_outline_value(fact, "under")));
}

static void gather(wz_editor *e, statement *s)
{
    s->facts = wz_arena_array(e->arena, e->outline.count, sizeof *s->facts);
    bool end = s->attribute->role == WZ_ROLE_POST_TO;
    for (size_t i = 0; s->facts && i < e->outline.count; i++) {
        const wz_outline_element *child = wz_edit_at(e, i);
        if (!wz_edit_child(e, child, s->entity))
            continue;
        if ((wz_edit_is(child, "fact") && concerns(e, child, s->attribute)) || (end && wz_edit_is(child, "to")))
            s->facts[s->fact_count++] = child;
    }
    for (size_t i = 1; i < s->fact_count; i++)
        s->apart |= !wz_edit_same(wz_outline_value(s->facts[0], "duty"), wz_outline_value(s->facts[i], "duty")) ||
                    !wz_edit_same(wz_outline_value(s->facts[0], "under"), wz_outline_value(s->facts[i], "under"));
    s->as_xml = s->attribute->xml && wz_outline_value(s->entity, s->attribute->xml);
}

/* Find what the edit speaks of; false where there is none, or it is no fact but an attribute of the element's own. */
static bool find_statement(wz_editor *e, statement *s)
{
    const wz_outline_element *element = wz_edit_find(e, e->edit.of);
    if (!element)
        return false;
    if (wz_edit_is(element, "fact")) {
        s->entity = wz_edit_at(e, (size_t)element->parent);
        s->attribute = wz_edit_attribute(e, wz_edit_entity(s->entity), wz_outline_value(element, "name"));
        s->facts = wz_arena_array(e->arena, 1, sizeof *s->facts);
        if (s->facts)
            s->facts[s->fact_count++] = element;
        return s->attribute && s->facts;
    }
    s->entity = element;
    wz_entity_kind kind = wz_edit_entity(element);
    const char *name = e->edit.name ? e->edit.name : "";
    s->attribute = kind == WZ_NO_ENTITY ? NULL : wz_edit_attribute(e, kind, name);
    if (s->attribute)
        gather(e, s);
    else if (!wz_edit_is_own(element, name))
        wz_edit_no_attribute(e, element, kind, name);
    return s->attribute != NULL;
}

static void set_own(wz_editor *e, const wz_outline_element *element, const char *value)
{
    bool out = !value || !*value || strcmp(value, "unknown") == 0;
    wz_edit_attributes(e, element, &(wz_edit_field){e->edit.name, out ? NULL : value}, 1);
}

static void withdraw(wz_editor *e, const statement *s)
{
    for (size_t i = 0; i < s->fact_count; i++)
        wz_edit_remove(e, s->facts[i]);
    if (s->as_xml)
        wz_edit_attributes(e, s->entity, &(wz_edit_field){s->attribute->xml, NULL}, 1);
}

/* The id of the value that a label stands for. */
static const char *value_meant(const wz_editor *e, const wz_attribute *attribute, const char *value)
{
    const wz_enumeration *of =
        attribute->enumeration ? wz_enumeration_find(e->vocabulary, attribute->enumeration) : NULL;
    for (size_t i = 0; value && of && i < of->count; i++) {
        if (wz_edit_labelled(&of->values[i].label, value))
            return of->values[i].id;
    }
    return value;
}

enum { FACT_FIELDS = 12 };

/* The XML attributes of a <fact> as the edit gives them; one that is given empty is taken out. A new one is of the subject incident
 * where its attribute is of one and none is named. */
static size_t fact_fields(const wz_editor *e, const wz_attribute *attribute, bool fresh,
                          wz_edit_field fields[FACT_FIELDS])
{
    static const char *const stated[] = {"at-least", "at-most", "standing", "evidence"};
    static const char *const kept[] = {"id", "from", "to", "duty", "under"};
    const char *in = filled(e, "in");
    size_t count = 0;
    fields[count++] = (wz_edit_field){"name", attribute->id};
    if (wz_edit_given(e, "in") || fresh)
        fields[count++] = (wz_edit_field){"in", !in && fresh && attribute->in_incident ? subject_of(e) : in};
    fields[count++] = (wz_edit_field){"value", value_meant(e, attribute, wz_edit_given(e, "value"))};
    for (size_t i = 0; i < WZ_COUNT(stated); i++)
        fields[count++] = (wz_edit_field){stated[i], filled(e, stated[i])};
    for (size_t i = 0; i < WZ_COUNT(kept); i++) {
        if (wz_edit_given(e, kept[i]))
            fields[count++] = (wz_edit_field){kept[i], filled(e, kept[i])};
    }
    return count;
}

static const char *new_fact(wz_editor *e, const wz_outline_element *entity, const wz_attribute *attribute)
{
    wz_edit_field fields[FACT_FIELDS];
    size_t count = fact_fields(e, attribute, true, fields);
    return wz_edit_element(e, entity, "fact", fields, count, NULL);
}

/* Make the <fact> as the edit says: rewrite the one there is, or write a new one. */
static void state_fact(wz_editor *e, const statement *s)
{
    bool fresh = s->fact_count == 0 || wz_edit_is(s->facts[0], "to");
    if (!fresh) {
        wz_edit_field fields[FACT_FIELDS];
        size_t count = fact_fields(e, s->attribute, false, fields);
        wz_edit_attributes(e, s->facts[0], fields, count);
    } else if (s->fact_count) {
        wz_edit_cut(e, s->facts[0]->start, s->facts[0]->end, new_fact(e, s->entity, s->attribute));
    } else {
        wz_edit_insert(e, s->entity, "fact", new_fact(e, s->entity, s->attribute));
    }
    for (size_t i = 1; i < s->fact_count; i++)
        wz_edit_remove(e, s->facts[i]);
    if (s->as_xml)
        wz_edit_attributes(e, s->entity, &(wz_edit_field){s->attribute->xml, NULL}, 1);
}

/* <to open="true"/>. */
static void state_open_end(wz_editor *e, const statement *s)
{
    const char *text = wz_edit_element(e, s->entity, "to", &(wz_edit_field){"open", "true"}, 1, NULL);
    if (s->fact_count)
        wz_edit_cut(e, s->facts[0]->start, s->facts[0]->end, text);
    else
        wz_edit_insert(e, s->entity, "to", text);
    for (size_t i = 1; i < s->fact_count; i++)
        wz_edit_remove(e, s->facts[i]);
    if (s->as_xml)
        wz_edit_attributes(e, s->entity, &(wz_edit_field){s->attribute->xml, NULL}, 1);
}

/* Whether nothing but an established value is stated, so that an XML attribute can hold it. */
static bool is_simple(const wz_editor *e)
{
    static const char *const more[] = {"at-least", "at-most", "evidence", "id", "in", "from", "to", "duty", "under"};
    for (size_t i = 0; i < WZ_COUNT(more); i++) {
        if (wz_edit_given(e, more[i]))
            return false;
    }
    const char *standing = wz_edit_given(e, "standing");
    return !standing || strcmp(standing, "established") == 0;
}

static void state(wz_editor *e, const statement *s)
{
    const char *value = wz_edit_given(e, "value");
    if (s->apart) {
        wz_report_error(e->report, "EDIT-004", wz_edit_place(e), "'%s' is stated of several provisions; %s",
                        s->attribute->id, "name the fact by its id, or add duty: or under:");
        e->refused = true;
        return;
    }
    if (value && strcmp(value, "unknown") == 0) {
        withdraw(e, s);
        return;
    }
    if (value && strcmp(value, "null") == 0 && s->attribute->role == WZ_ROLE_POST_TO && is_simple(e)) {
        state_open_end(e, s);
        return;
    }
    bool written =
        is_simple(e) && s->attribute->xml && (s->as_xml || s->fact_count == 0 || wz_edit_is(s->facts[0], "to"));
    if (!written) {
        state_fact(e, s);
        return;
    }
    for (size_t i = 0; i < s->fact_count; i++)
        wz_edit_remove(e, s->facts[i]);
    wz_edit_attributes(e, s->entity, &(wz_edit_field){s->attribute->xml, value_meant(e, s->attribute, value)}, 1);
}

void wz_edit_do_set(wz_editor *e)
{
    statement s = {0};
    if (find_statement(e, &s))
        state(e, &s);
    else if (!e->refused && s.entity)
        set_own(e, s.entity, wz_edit_given(e, "value"));
}

void wz_edit_do_unset(wz_editor *e)
{
    statement s = {0};
    if (find_statement(e, &s))
        withdraw(e, &s);
    else if (!e->refused && s.entity)
        set_own(e, s.entity, NULL);
}

void wz_edit_do_add_fact(wz_editor *e)
{
    const wz_outline_element *entity = wz_edit_find(e, e->edit.of);
    if (!entity)
        return;
    wz_entity_kind kind = wz_edit_entity(entity);
    const char *name = filled(e, "name");
    const wz_attribute *attribute = kind == WZ_NO_ENTITY || !name ? NULL : wz_edit_attribute(e, kind, name);
    if (attribute)
        wz_edit_insert(e, entity, "fact", new_fact(e, entity, attribute));
    else
        wz_edit_no_attribute(e, entity, kind, name ? name : "");
}
