/* What an edit is about: elements by id, attributes by any of their names, and the nearest where there is none. */
#include "load/edit_private.h"

#include <stdlib.h>
#include <string.h>

/* In the order in which new elements are put. */
static const wz_element_kind element_kinds[] = {
    {"evidence", false, WZ_NO_ENTITY, "e"},     {"incident", false, WZ_INCIDENT, "i"},
    {"complete", false, WZ_NO_ENTITY, NULL},    {"examined", false, WZ_NO_ENTITY, NULL},
    {"person", false, WZ_PERSON, "p"},          {"post", true, WZ_POST, "po"},
    {"fact", true, WZ_NO_ENTITY, NULL},         {"sanction", true, WZ_SANCTION, "s"},
    {"duty-record", true, WZ_DUTY_RECORD, "d"}, {"duty-window", true, WZ_NO_ENTITY, NULL},
    {"complete", true, WZ_NO_ENTITY, NULL},     {"examined", true, WZ_NO_ENTITY, NULL},
};

/* Attributes of elements that state no fact. */
static const char *const case_own[] = {"title", "jurisdiction", "as-of", "id", NULL};
static const char *const evidence_own[] = {"title", "document-no", "date", NULL};
static const char *const person_own[] = {"name", NULL};
static const char *const incident_own[] = {"subject", NULL};
static const char *const none_own[] = {NULL};

const char *wz_edit_field_of(const wz_edit *edit, const char *name)
{
    for (size_t i = 0; i < edit->field_count; i++) {
        if (edit->fields[i].value && strcmp(edit->fields[i].name, name) == 0)
            return edit->fields[i].value;
    }
    return NULL;
}

const char *wz_edit_given(const wz_editor *e, const char *name)
{
    return wz_edit_field_of(&e->edit, name);
}

wz_place wz_edit_place(const wz_editor *e)
{
    return (wz_place){.file = e->shown};
}

bool wz_edit_same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

const wz_outline_element *wz_edit_at(const wz_editor *e, size_t i)
{
    return &e->outline.elements[i];
}

bool wz_edit_is(const wz_outline_element *element, const char *name)
{
    return strcmp(element->name, name) == 0;
}

static int index_of(const wz_editor *e, const wz_outline_element *element)
{
    return (int)(element - e->outline.elements);
}

bool wz_edit_child(const wz_editor *e, const wz_outline_element *element, const wz_outline_element *parent)
{
    return element->parent == index_of(e, parent);
}

const wz_element_kind *wz_edit_kind(const char *name, bool of_person)
{
    for (size_t i = 0; i < WZ_COUNT(element_kinds); i++) {
        if (strcmp(element_kinds[i].name, name) == 0 && element_kinds[i].of_person == of_person)
            return &element_kinds[i];
    }
    return NULL;
}

size_t wz_edit_rank(const char *name, bool of_person)
{
    const wz_element_kind *kind = wz_edit_kind(name, of_person);
    return kind ? (size_t)(kind - element_kinds) : 0;
}

void wz_edit_try_kinds(wz_nearest *nearest)
{
    for (size_t i = 0; i < WZ_COUNT(element_kinds); i++)
        wz_nearest_try(nearest, element_kinds[i].name);
}

wz_entity_kind wz_edit_entity(const wz_outline_element *element)
{
    for (size_t i = 0; i < WZ_COUNT(element_kinds); i++) {
        if (wz_edit_is(element, element_kinds[i].name))
            return element_kinds[i].kind;
    }
    return WZ_NO_ENTITY;
}

/* What an element is called: its id; the ordinal of a <fact>. */
const char *wz_edit_id(const wz_outline_element *element)
{
    return wz_outline_value(element, "id");
}

/* "f3": the third <fact> of the case, unless something has that id. */
static const wz_outline_element *fact_by_ordinal(const wz_editor *e, const char *id)
{
    size_t digits = *id == 'f' ? strspn(id + 1, "0123456789") : 0;
    if (digits == 0 || digits > 9 || id[1 + digits] || id[1] == '0')
        return NULL;
    size_t wanted = strtoul(id + 1, NULL, 10);
    for (size_t i = 0; i < e->outline.count; i++) {
        if (wz_edit_is(wz_edit_at(e, i), "fact") && --wanted == 0)
            return wz_edit_at(e, i);
    }
    return NULL;
}

/* The element that an edit is about, or NULL, having said so. */
const wz_outline_element *wz_edit_find(wz_editor *e, const char *id)
{
    if (!id || !*id)
        return wz_edit_at(e, 0);
    wz_nearest nearest = wz_nearest_to(id);
    for (size_t i = 0; i < e->outline.count; i++) {
        const char *known = wz_edit_id(wz_edit_at(e, i));
        if (known && strcmp(known, id) == 0)
            return wz_edit_at(e, i);
    }
    const wz_outline_element *fact = strcmp(id, "case") == 0 ? wz_edit_at(e, 0) : fact_by_ordinal(e, id);
    if (fact)
        return fact;
    for (size_t i = 0; i < e->outline.count; i++) {
        if (wz_edit_id(wz_edit_at(e, i)))
            wz_nearest_try(&nearest, wz_edit_id(wz_edit_at(e, i)));
    }
    wz_report_error(e->report, "EDIT-002", wz_edit_place(e), "the case has nothing with the id %s; %s",
                    wz_shown(e->report, id), wz_nearest_advice(e->report, &nearest, "add it first, or correct the id"));
    e->refused = true;
    return NULL;
}

static const char *const *own_of(const wz_outline_element *element)
{
    return element->parent < 0               ? case_own
           : wz_edit_is(element, "evidence") ? evidence_own
           : wz_edit_is(element, "person")   ? person_own
           : wz_edit_is(element, "incident") ? incident_own
                                             : none_own;
}

bool wz_edit_is_own(const wz_outline_element *element, const char *name)
{
    const char *const *own = own_of(element);
    while (*own && strcmp(*own, name) != 0)
        own++;
    return *own != NULL;
}

bool wz_edit_labelled(const wz_text *label, const char *name)
{
    for (int lang = 0; lang < WZ_LANGS; lang++) {
        if (label->in[lang] && strcmp(label->in[lang], name) == 0)
            return true;
    }
    return false;
}

/* The attribute of an entity by id, by the name of its XML attribute or by its label; NULL where there is none. */
const wz_attribute *wz_edit_attribute(const wz_editor *e, wz_entity_kind kind, const char *name)
{
    const wz_entity *entity = &e->vocabulary->entities[kind];
    int index = wz_attribute_find(e->vocabulary, kind, name);
    if (index > 0)
        return &entity->attributes[index];
    for (size_t i = 1; i < entity->count; i++) {
        const wz_attribute *known = &entity->attributes[i];
        if ((known->xml && strcmp(known->xml, name) == 0) || wz_edit_labelled(&known->label, name))
            return known;
    }
    return NULL;
}

void wz_edit_no_attribute(wz_editor *e, const wz_outline_element *element, wz_entity_kind kind, const char *name)
{
    wz_nearest nearest = wz_nearest_to(name);
    for (size_t i = 1; kind != WZ_NO_ENTITY && i < e->vocabulary->entities[kind].count; i++) {
        const wz_attribute *known = &e->vocabulary->entities[kind].attributes[i];
        wz_nearest_try(&nearest, known->id);
        if (known->xml)
            wz_nearest_try(&nearest, known->xml);
    }
    for (const char *const *own = own_of(element); *own; own++)
        wz_nearest_try(&nearest, *own);
    wz_report_error(e->report, "EDIT-003", wz_edit_place(e), "<%s> has no attribute %s; %s", element->name,
                    wz_shown(e->report, name), wz_nearest_advice(e->report, &nearest, "name one of the vocabulary's"));
    e->refused = true;
}
