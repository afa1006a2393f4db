/* Edits made in the model: a copy of the case in which the facts of one entity are others. Only what load/edit.c and the loader
 * would make of them without a word is made here; whatever is doubtful is left to them. */
#include "load/edit.h"

#include "load/common.h"

#include <string.h>

typedef struct {
    const wz_vocabulary *vocabulary;
    wz_case *after;
    wz_arena *arena;
    bool own_persons, own_incidents; /* the lists have been copied */
} quick;

static const char *field(const wz_edit *edit, const char *name)
{
    for (size_t i = 0; i < edit->field_count; i++)
        if (edit->fields[i].value && strcmp(edit->fields[i].name, name) == 0)
            return edit->fields[i].value;
    return NULL;
}

/* Only fields that say what is stated, not when or of which provision. */
static bool plain_fields(const wz_edit *edit)
{
    static const char *const known[] = {"value", "standing", "evidence", "in"};
    for (size_t i = 0; i < edit->field_count; i++) {
        bool found = !edit->fields[i].value;
        for (size_t k = 0; k < sizeof known / sizeof *known; k++)
            found |= strcmp(edit->fields[i].name, known[k]) == 0;
        if (!found)
            return false;
    }
    return true;
}

static bool known_evidence(const quick *q, const char *ids)
{
    wz_strings list = wz_split(q->arena, ids);
    for (size_t i = 0; i < list.count; i++)
        if (!wz_evidence_find(q->after, list.items[i]))
            return false;
    return !ids || list.count;
}

/* The entity that an edit is about, to be changed; NULL where it is none of those. */
static wz_case_entity *entity_for(quick *q, const char *id, wz_model_change *change)
{
    wz_case *c = q->after;
    if (strcmp(c->incidents[c->subject].id, id) == 0) {
        wz_case_entity *copy = (wz_case_entity *)c->incidents;
        if (!q->own_incidents) {
            copy = wz_arena_array(q->arena, c->incident_count, sizeof *copy);
            if (!copy)
                return NULL;
            memcpy(copy, c->incidents, c->incident_count * sizeof *copy);
            c->incidents = copy;
            q->own_incidents = true;
        }
        change->kind = WZ_INCIDENT;
        return &copy[c->subject];
    }
    size_t p = 0;
    while (p < c->person_count && strcmp(c->persons[p].self.id, id) != 0)
        p++;
    if (p == c->person_count)
        return NULL;
    wz_case_person *copy = (wz_case_person *)c->persons;
    if (!q->own_persons) {
        copy = wz_arena_array(q->arena, c->person_count, sizeof *copy);
        if (!copy)
            return NULL;
        memcpy(copy, c->persons, c->person_count * sizeof *copy);
        c->persons = copy;
        q->own_persons = true;
    }
    change->kind = WZ_PERSON;
    change->person = p;
    return &copy[p].self;
}

/* Attributes whose values only conditions read: none that the engine itself reads, no text, no ids. */
static bool plain_attribute(const wz_attribute *a)
{
    feel_type_kind kind = wz_element_type(a)->kind;
    return a->role == WZ_ROLE_NONE && !a->xml && !a->reference && !a->many &&
           (kind == FEEL_T_BOOLEAN || kind == FEEL_T_NUMBER || kind == FEEL_T_DATE || a->enumeration);
}

/* Whether a fact is one of the attribute in the subject incident. */
static bool concerns(const quick *q, const wz_attribute *a, int attribute, const wz_fact *fact)
{
    const char *subject = q->after->incidents[q->after->subject].id;
    return fact->attribute == attribute && (!a->in_incident || !fact->incident || strcmp(fact->incident, subject) == 0);
}

/* Whether what is stated now can be replaced: it names no provision and has no days, from which the conduct would be read. */
static bool replaceable(const quick *q, const wz_case_entity *entity, const wz_attribute *a, int attribute)
{
    for (size_t i = 0; i < entity->fact_count; i++) {
        const wz_fact *fact = &entity->facts[i];
        if (concerns(q, a, attribute, fact) &&
            (fact->duty || fact->under || fact->conduct.has_from || fact->conduct.has_to))
            return false;
    }
    return true;
}

static bool standing_of(const char *text, wz_standing *standing)
{
    for (int s = WZ_ESTABLISHED; s <= WZ_DISPUTED; s++) {
        *standing = (wz_standing)s;
        if (!text || strcmp(wz_standing_name(*standing), text) == 0)
            return true;
    }
    return false;
}

/* The fact that an edit states; false where it is not plainly one. */
static bool read_fact(const quick *q, const wz_edit *edit, const wz_attribute *a, wz_fact *fact)
{
    const char *value = field(edit, "value"), *in = field(edit, "in");
    wz_report report = {.arena = q->arena, .file = ""};
    if (!value || !standing_of(field(edit, "standing"), &fact->standing))
        return false;
    if (in && (!a->in_incident || strcmp(in, q->after->incidents[q->after->subject].id) != 0))
        return false;
    fact->incident = a->in_incident ? q->after->incidents[q->after->subject].id : NULL;
    fact->evidence = wz_split(q->arena, field(edit, "evidence"));
    fact->written = true;
    return known_evidence(q, field(edit, "evidence")) &&
           wz_literals(&report, q->vocabulary, a, value, true, (wz_place){0}, &fact->value);
}

/* Give the entity other facts: without those of the attribute, with the new one (NULL = none). */
static bool put_fact(const quick *q, wz_case_entity *entity, const wz_attribute *a, int attribute, const wz_fact *made)
{
    wz_fact *facts = wz_arena_array(q->arena, entity->fact_count + 1, sizeof *facts);
    size_t count = 0;
    for (size_t i = 0; facts && i < entity->fact_count; i++)
        if (!concerns(q, a, attribute, &entity->facts[i]))
            facts[count++] = entity->facts[i];
    if (facts && made)
        facts[count++] = *made;
    entity->facts = facts;
    entity->fact_count = count;
    return facts != NULL;
}

static bool make(quick *q, const wz_edit *given, wz_model_change *change)
{
    wz_edit edit;
    if (given->verb > WZ_EDIT_UNSET || wz_edit_read(&edit, given, q->arena, NULL) != WZ_OK)
        return false;
    if (!edit.of || !edit.name || !plain_fields(&edit))
        return false;
    wz_case_entity *entity = entity_for(q, edit.of, change);
    change->attribute = entity ? wz_attribute_find(q->vocabulary, change->kind, edit.name) : -1;
    if (change->attribute <= 0)
        return false;
    const wz_attribute *a = &q->vocabulary->entities[change->kind].attributes[change->attribute];
    if (!plain_attribute(a) || !replaceable(q, entity, a, change->attribute))
        return false;
    const char *value = field(&edit, "value");
    bool withdrawn = edit.verb == WZ_EDIT_UNSET || (value && strcmp(value, "unknown") == 0);
    if (withdrawn && field(&edit, "in"))
        return false;
    wz_fact fact = {.attribute = change->attribute};
    if (!withdrawn && !read_fact(q, &edit, a, &fact))
        return false;
    return put_fact(q, entity, a, change->attribute, withdrawn ? NULL : &fact);
}

bool wz_edit_model(wz_model_edit *out, const wz_case *subject, const wz_vocabulary *vocabulary, const wz_edit *edits,
                   size_t count, wz_arena *arena)
{
    wz_case *after = wz_arena_alloc(arena, sizeof *after);
    wz_model_change *changes = wz_arena_array(arena, count + 1, sizeof *changes);
    if (!after || !changes)
        return false;
    *after = *subject;
    quick q = {.vocabulary = vocabulary, .after = after, .arena = arena};
    for (size_t i = 0; i < count; i++)
        if (!make(&q, &edits[i], &changes[i]))
            return false;
    *out = (wz_model_edit){after, changes, count};
    return !wz_arena_failed(arena);
}
