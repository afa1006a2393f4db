/* One walk over the case makes ids (by a prefix and an ordinal) for everything that has one, a second copies the model and
 * puts the new ids in wherever the old ones stood. What is copied is listed; what is new in the model is left out until
 * somebody decides that it names nobody. */
#include "report/mask.h"

#include "base/map.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    wz_arena *arena;
    const wz_vocabulary *vocabulary;
    wz_map ids; /* old id -> new id */
    size_t facts;
    wz_lang lang;
} masking;

/* ---- ids ---- */

static void rename_id(masking *m, const char *old, const char *new_id)
{
    if (old && new_id)
        wz_map_add_pointer(&m->ids, old, new_id);
}

static const char *renamed(const masking *m, const char *old)
{
    const char *found = old ? wz_map_pointer(&m->ids, old) : NULL;
    return found ? found : old ? WZ_MASKED : NULL;
}

static wz_strings renamed_all(masking *m, wz_strings ids)
{
    const char **items = wz_arena_array(m->arena, ids.count + 1, sizeof *items);
    for (size_t i = 0; i < ids.count && items; i++)
        items[i] = renamed(m, ids.items[i]);
    return (wz_strings){items, items ? ids.count : 0};
}

static void rename_entities(masking *m, const wz_case_entity *entities, size_t count, const char *prefix)
{
    for (size_t i = 0; i < count; i++)
        rename_id(m, entities[i].id, wz_arena_printf(m->arena, "%s%zu", prefix, i + 1));
}

static void rename_everything(masking *m, const wz_case *c)
{
    for (size_t i = 0; i < c->evidence_count; i++)
        rename_id(m, c->evidence[i].id, wz_arena_printf(m->arena, "e%zu", i + 1));
    rename_entities(m, c->incidents, c->incident_count, "i");
    for (size_t i = 0; i < c->person_count; i++) {
        const wz_case_person *p = &c->persons[i];
        const char *prefix = wz_arena_printf(m->arena, "p%zu", i + 1);
        rename_id(m, p->self.id, prefix);
        if (!prefix)
            return;
        rename_entities(m, p->posts, p->post_count, wz_arena_printf(m->arena, "%s-post", prefix));
        rename_entities(m, p->sanctions, p->sanction_count, wz_arena_printf(m->arena, "%s-s", prefix));
        rename_entities(m, p->duty_records, p->duty_record_count, wz_arena_printf(m->arena, "%s-d", prefix));
    }
}

/* ---- values ---- */

/* How much of a path the vocabulary declares as a place. */
static size_t declared_place(const wz_vocabulary *vocabulary, const feel_string *path)
{
    size_t longest = 0;
    for (size_t i = 0; i < vocabulary->place_count; i++) {
        const char *place = vocabulary->places[i].path;
        size_t length = strlen(place);
        bool under = length <= path->length && memcmp(place, path->text, length) == 0 &&
                     (length == path->length || path->text[length] == '/');
        if (under && length > longest)
            longest = length;
    }
    return longest;
}

static feel_value masked_text(masking *m, const wz_attribute *attribute, feel_value value)
{
    const feel_string *text = feel_str(value);
    if (text->length == 0) /* names nobody, and rules ask whether something is written */
        return value;
    const wz_enumeration *enumeration =
        attribute->enumeration ? wz_enumeration_find(m->vocabulary, attribute->enumeration) : NULL;
    if (enumeration && wz_enumeration_value(enumeration, text->text))
        return feel_string_new(m->arena, text->text, text->length);
    size_t place = declared_place(m->vocabulary, text);
    if (place > 0)
        return feel_string_new(m->arena, text->text, place);
    const char *id = wz_map_pointer(&m->ids, text->text);
    if (id && (attribute->reference || attribute->role == WZ_ROLE_SANCTION_MATTER))
        return feel_string_new(m->arena, id, strlen(id));
    return feel_string_new(m->arena, WZ_MASKED, strlen(WZ_MASKED));
}

/* Numbers, days and truths name nobody; they are borrowed. */
static feel_value masked_value(masking *m, const wz_attribute *attribute, feel_value value)
{
    if (value.tag == FEEL_STRING)
        return masked_text(m, attribute, value);
    if (value.tag != FEEL_LIST)
        return value;
    const feel_list *list = feel_items(value);
    feel_value *items = wz_arena_array(m->arena, list->count + 1, sizeof *items);
    for (size_t i = 0; i < list->count && items; i++)
        items[i] = masked_value(m, attribute, list->items[i]);
    return items ? feel_list_open(m->arena, items, list->possible, list->count, list->open) : value;
}

/* ---- entities ---- */

static wz_fact masked_fact(masking *m, wz_entity_kind kind, const wz_fact *fact)
{
    const wz_attribute *attribute = &m->vocabulary->entities[kind].attributes[fact->attribute];
    wz_fact copy = {
        .id = fact->id ? wz_arena_printf(m->arena, "f%zu", ++m->facts) : NULL,
        .attribute = fact->attribute,
        .value = masked_value(m, attribute, fact->value),
        .standing = fact->standing,
        .evidence = renamed_all(m, fact->evidence),
        .incident = renamed(m, fact->incident),
        .duty = fact->duty,
        .under = fact->under,
        .conduct = fact->conduct,
        .written = fact->written,
        .place = {NULL, fact->place.line, fact->place.column},
    };
    return copy;
}

static wz_case_entity masked_entity(masking *m, const wz_case_entity *entity)
{
    wz_fact *facts = wz_arena_array(m->arena, entity->fact_count + 1, sizeof *facts);
    for (size_t i = 0; i < entity->fact_count && facts; i++)
        facts[i] = masked_fact(m, entity->kind, &entity->facts[i]);
    return (wz_case_entity){.id = renamed(m, entity->id),
                            .kind = entity->kind,
                            .facts = facts,
                            .fact_count = facts ? entity->fact_count : 0,
                            .place = {NULL, entity->place.line, entity->place.column}};
}

static const wz_case_entity *masked_entities(masking *m, const wz_case_entity *entities, size_t count)
{
    wz_case_entity *copies = wz_arena_array(m->arena, count + 1, sizeof *copies);
    for (size_t i = 0; i < count && copies; i++)
        copies[i] = masked_entity(m, &entities[i]);
    return copies;
}

/* ---- declarations ---- */

static const wz_closure *masked_closures(masking *m, const wz_closure *closures, size_t count)
{
    wz_closure *copies = wz_arena_array(m->arena, count + 1, sizeof *copies);
    for (size_t i = 0; i < count && copies; i++) {
        copies[i] = closures[i];
        copies[i].by = closures[i].by ? WZ_MASKED : NULL;
        copies[i].place.file = NULL;
    }
    return copies;
}

static const wz_examined *masked_examined(masking *m, const wz_examined *examined, size_t count)
{
    wz_examined *copies = wz_arena_array(m->arena, count + 1, sizeof *copies);
    for (size_t i = 0; i < count && copies; i++) {
        copies[i] = examined[i];
        copies[i].incident = renamed(m, examined[i].incident);
        copies[i].by = examined[i].by ? WZ_MASKED : NULL;
        copies[i].place.file = NULL;
    }
    return copies;
}

static const wz_evidence *masked_evidence(masking *m, const wz_case *c)
{
    wz_evidence *copies = wz_arena_array(m->arena, c->evidence_count + 1, sizeof *copies);
    for (size_t i = 0; i < c->evidence_count && copies; i++)
        copies[i] = (wz_evidence){
            .id = renamed(m, c->evidence[i].id),
            .title = wz_arena_printf(m->arena, m->lang == WZ_EN ? "evidence %zu" : "证据%zu", i + 1),
            .date = c->evidence[i].date,
        };
    return copies;
}

/* ---- people ---- */

/* Persons are called as in judgments that are published: 甲, 乙 …, and by numbers when those run out. */
static const char *person_name(masking *m, size_t index)
{
    static const char *const stems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
    enum { STEMS = sizeof stems / sizeof stems[0], LETTERS = 26 };
    if (m->lang == WZ_EN)
        return index < LETTERS ? wz_arena_printf(m->arena, "%c", 'A' + (int)index)
                               : wz_arena_printf(m->arena, "Person %zu", index + 1);
    return index < STEMS ? stems[index] : wz_arena_printf(m->arena, "第%zu人", index + 1);
}

static wz_case_person masked_person(masking *m, const wz_case_person *p, size_t index)
{
    wz_case_person copy = {
        .self = masked_entity(m, &p->self),
        .name = person_name(m, index),
        .posts = masked_entities(m, p->posts, p->post_count),
        .sanctions = masked_entities(m, p->sanctions, p->sanction_count),
        .duty_records = masked_entities(m, p->duty_records, p->duty_record_count),
        .post_count = p->post_count,
        .sanction_count = p->sanction_count,
        .duty_record_count = p->duty_record_count,
        .closures = masked_closures(m, p->closures, p->closure_count),
        .closure_count = p->closure_count,
        .examined = masked_examined(m, p->examined, p->examined_count),
        .examined_count = p->examined_count,
        .duty_window = p->duty_window,
    };
    return copy;
}

static const char *masked_jurisdiction(masking *m, const wz_case *c)
{
    feel_value path = feel_string_new(m->arena, c->jurisdiction, strlen(c->jurisdiction));
    if (path.tag != FEEL_STRING)
        return "";
    return wz_arena_strndup(m->arena, c->jurisdiction, declared_place(m->vocabulary, feel_str(path)));
}

static void fill(masking *m, wz_case *out, const wz_case *c)
{
    wz_case_person *persons = wz_arena_array(m->arena, c->person_count + 1, sizeof *persons);
    rename_everything(m, c);
    memcpy(out->sha256, c->sha256, sizeof out->sha256);
    out->id = "case";
    out->file = "case";
    out->jurisdiction = masked_jurisdiction(m, c);
    out->has_as_of = c->has_as_of;
    out->as_of = c->as_of;
    out->evidence = masked_evidence(m, c);
    out->evidence_count = c->evidence_count;
    out->incidents = masked_entities(m, c->incidents, c->incident_count);
    out->incident_count = c->incident_count;
    out->subject = c->subject;
    out->closures = masked_closures(m, c->closures, c->closure_count);
    out->closure_count = c->closure_count;
    out->examined = masked_examined(m, c->examined, c->examined_count);
    out->examined_count = c->examined_count;
    for (size_t i = 0; i < c->person_count && persons; i++)
        persons[i] = masked_person(m, &c->persons[i], i);
    out->persons = persons;
    out->person_count = c->person_count;
}

wz_case *wz_case_masked(const wz_case *c, const wz_vocabulary *vocabulary, wz_lang lang)
{
    wz_arena *arena = wz_arena_new();
    wz_case *out = arena ? wz_arena_alloc(arena, sizeof *out) : NULL;
    masking m = {.arena = arena, .vocabulary = vocabulary, .lang = lang};
    if (out) {
        wz_map_init(&m.ids, arena);
        out->arena = arena;
        fill(&m, out, c);
    }
    if (!out || wz_arena_failed(arena) || !wz_case_make_index(out)) {
        wz_arena_free(arena);
        return NULL;
    }
    return out;
}

/* ---- whether it changed anything ---- */

static bool same_regime(const wz_regime_result *a, const wz_regime_result *b)
{
    bool same = a->rulebook == b->rulebook && a->applicability == b->applicability && a->governing == b->governing &&
                !a->outcome == !b->outcome && (!a->outcome || strcmp(a->outcome, b->outcome) == 0) &&
                a->finding_count == b->finding_count && a->measure_count == b->measure_count &&
                a->ban_count == b->ban_count && a->question_count == b->question_count &&
                a->shortfall_count == b->shortfall_count;
    for (size_t i = 0; same && i < a->finding_count; i++)
        same = a->findings[i].rule == b->findings[i].rule && a->findings[i].truth == b->findings[i].truth &&
               a->findings[i].condition == b->findings[i].condition;
    for (size_t i = 0; same && i < a->measure_count; i++)
        same = a->measures[i].truth == b->measures[i].truth && a->measures[i].available == b->measures[i].available;
    for (size_t i = 0; same && i < a->ban_count; i++)
        same = a->bans[i].truth == b->bans[i].truth && a->bans[i].running == b->bans[i].running;
    return same;
}

bool wz_mask_keeps(const wz_assessment *plain, const wz_assessment *masked)
{
    bool same = plain->person_count == masked->person_count &&
                plain->contradiction_count == masked->contradiction_count &&
                plain->allegation_count == masked->allegation_count;
    for (size_t i = 0; same && i < plain->person_count; i++) {
        const wz_person_result *a = &plain->persons[i], *b = &masked->persons[i];
        same = a->regime_count == b->regime_count;
        for (size_t k = 0; same && k < a->regime_count; k++)
            same = same_regime(&a->regimes[k], &b->regimes[k]);
    }
    return same;
}
