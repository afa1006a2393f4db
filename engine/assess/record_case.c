/* A record's values become stated facts of a case in memory. Values were read by load/records already: one that is not of its
 * attribute's type is left out, which leaves it unknown. */
#include "assess/record_case.h"

#include "base/diag.h"
#include "chain/network.h"

#include <string.h>

typedef struct {
    wz_arena *arena;
    const wz_vocabulary *vocabulary;
    const char *file;
    size_t facts; /* made so far: their ordinals are their ids */
} builder;

static const char review_id[] = "#review";

/* The cases made of one record: some seconds' work. People have a few; a number that is not one person's has thousands. */
enum { SUBJECTS_MAX = 100 };

/* A value of a type; FEEL_NULL where the text is none. A date may be known to the month or the year only. */
static feel_value read_one(const builder *b, const feel_type *type, const char *text)
{
    wz_day first, last;
    if (type->kind != FEEL_T_DATE)
        return wz_read_literal(b->arena, type, text);
    if (!wz_day_parse_loose(text, &first, &last))
        return feel_null();
    return first == last ? feel_date(first) : feel_bounded(b->arena, FEEL_DATE, feel_date(first), feel_date(last));
}

/* Several values stand in one text, separated by spaces. */
static feel_value read_many(const builder *b, const feel_type *element, const char *text)
{
    enum { MOST = 64 };
    feel_value items[MOST];
    size_t count = 0;
    while (*text && count < MOST) {
        size_t length = strcspn(text, " ");
        const char *word = wz_arena_strndup(b->arena, text, length);
        feel_value item = word && length ? read_one(b, element, word) : feel_null();
        if (item.tag != FEEL_NULL)
            items[count++] = item;
        text += length;
        text += strspn(text, " ");
    }
    return feel_list_new(b->arena, items, count);
}

/* One value as a fact; false where it says nothing that its attribute can hold. */
static bool make_fact(builder *b, wz_fact *out, wz_entity_kind kind, const wz_record_value *value, const char *incident,
                      size_t row)
{
    const wz_attribute *attribute = &b->vocabulary->entities[kind].attributes[value->attribute];
    bool nothing = value->null && attribute->type->nullable;
    feel_value made = nothing                                ? feel_null()
                      : attribute->type->kind == FEEL_T_LIST ? read_many(b, attribute->type->element, value->text)
                                                             : read_one(b, attribute->type, value->text);
    if (!nothing && made.tag == FEEL_NULL)
        return false;
    *out = (wz_fact){.id = wz_arena_printf(b->arena, "f%zu", ++b->facts),
                     .attribute = value->attribute,
                     .value = made,
                     .standing = WZ_ESTABLISHED,
                     .incident = kind == WZ_PERSON && attribute->in_incident ? incident : NULL,
                     .place = {b->file, (unsigned)row, 0}};
    return true;
}

/* An entity with its facts. What the vocabulary derives is derived, not taken from a table. */
static wz_case_entity make_entity(builder *b, wz_entity_kind kind, const char *id, size_t row,
                                  const wz_record_value *values, size_t count, const wz_record_value *more,
                                  size_t more_count, const char *incident)
{
    wz_fact *facts = wz_arena_array(b->arena, count + more_count + 1, sizeof *facts);
    size_t made = 0;
    for (size_t i = 0; facts && i < count + more_count; i++)
        made += make_fact(b, &facts[made], kind, i < count ? &values[i] : &more[i - count], incident, row);
    return (wz_case_entity){
        .id = id, .kind = kind, .facts = facts, .fact_count = facts ? made : 0, .place = {b->file, (unsigned)row, 0}};
}

static const char *given_or_numbered(const builder *b, const char *id, const char *prefix, size_t number)
{
    return id && *id ? id : wz_arena_printf(b->arena, "%s%zu", prefix, number);
}

static wz_case_entity *make_posts(builder *b, const wz_person_record *record)
{
    wz_case_entity *posts = wz_arena_array(b->arena, record->post_count + 1, sizeof *posts);
    for (size_t i = 0; posts && i < record->post_count; i++) {
        const wz_record_item *p = &record->posts[i];
        posts[i] = make_entity(b, WZ_POST, given_or_numbered(b, p->id, "po", i + 1), p->row, p->values, p->count, NULL,
                               0, NULL);
    }
    return posts;
}

static wz_case_entity *make_sanctions(builder *b, const wz_person_record *record, const wz_record_asked *asked)
{
    wz_case_entity *sanctions = wz_arena_array(b->arena, record->sanction_count + 1, sizeof *sanctions);
    const wz_record_value matter = {.attribute = b->vocabulary->entities[WZ_SANCTION].by_role[WZ_ROLE_SANCTION_MATTER],
                                    .text = asked->incident};
    for (size_t i = 0; sanctions && i < record->sanction_count; i++) {
        const wz_record_item *s = &record->sanctions[i].item;
        sanctions[i] = make_entity(b, WZ_SANCTION, given_or_numbered(b, s->id, "s", i + 1), s->row, s->values, s->count,
                                   &matter, asked->unnamed == i + 1, NULL);
    }
    return sanctions;
}

/* The subject: the matter asked about, or the review on the day asked. A review is no matter that a sanction could name. */
static wz_case_entity make_incident(builder *b, const wz_record_asked *asked)
{
    const wz_record_matter *matter = asked->matter;
    if (matter)
        return make_entity(b, WZ_INCIDENT, matter->incident.id, matter->incident.row, matter->incident.values,
                           matter->incident.count, NULL, 0, NULL);
    const char *id = asked->incident ? asked->incident : review_id;
    wz_case_entity incident = {.id = id, .kind = WZ_INCIDENT, .place = {b->file, 0, 0}};
    int date = b->vocabulary->entities[WZ_INCIDENT].by_role[WZ_ROLE_INCIDENT_DATE];
    wz_fact *fact = wz_arena_alloc(b->arena, sizeof *fact);
    if (fact && date >= 0 && !asked->incident) {
        *fact = (wz_fact){.id = wz_arena_printf(b->arena, "f%zu", ++b->facts),
                          .attribute = date,
                          .value = feel_date(asked->on),
                          .standing = WZ_ESTABLISHED,
                          .place = {b->file, 0, 0}};
        incident.facts = fact;
        incident.fact_count = 1;
    }
    return incident;
}

static void declare_complete(builder *b, wz_case_person *person, const wz_person_record *record,
                             const wz_record_asked *asked)
{
    bool own = record->complete.stated;
    if (record->returns || (!own && !asked->has_complete_to))
        return;
    wz_closure *closure = wz_arena_alloc(b->arena, sizeof *closure);
    if (!closure)
        return;
    closure->list = "sanctions";
    closure->period = (wz_period){.has_to = true, .to = own ? record->complete.to : asked->complete_to};
    if (own && asked->has_complete_to && asked->complete_to > closure->period.to)
        closure->period.to = asked->complete_to;
    closure->by = record->complete.by;
    closure->on = record->complete.on;
    person->closures = closure;
    person->closure_count = 1;
}

wz_case *wz_case_of_record(wz_arena *arena, const wz_vocabulary *vocabulary, const wz_person_record *record,
                           const wz_record_asked *asked)
{
    builder b = {.arena = arena, .vocabulary = vocabulary, .file = asked->file};
    wz_case *made = wz_arena_alloc(arena, sizeof *made);
    wz_case_person *person = wz_arena_alloc(arena, sizeof *person);
    wz_case_entity *incident = wz_arena_alloc(arena, sizeof *incident);
    if (!made || !person || !incident)
        return NULL;
    *incident = make_incident(&b, asked);
    const wz_record_item none = {0}, *in = asked->matter ? &asked->matter->person : &none;
    *person = (wz_case_person){.self = make_entity(&b, WZ_PERSON, record->person_id, record->row, record->values,
                                                   record->value_count, in->values, in->count, incident->id),
                               .name = record->name,
                               .posts = make_posts(&b, record),
                               .post_count = record->post_count,
                               .sanctions = make_sanctions(&b, record, asked),
                               .sanction_count = record->sanction_count};
    declare_complete(&b, person, record, asked);
    *made = (wz_case){.arena = arena,
                      .file = asked->file ? asked->file : "",
                      .id = record->person_id,
                      .jurisdiction = asked->jurisdiction ? asked->jurisdiction : "",
                      .has_as_of = true,
                      .as_of = asked->on,
                      .incidents = incident,
                      .incident_count = 1,
                      .persons = person,
                      .person_count = 1};
    return wz_arena_failed(arena) ? NULL : made;
}

bool wz_case_is_review(const wz_case *subject)
{
    return strcmp(subject->incidents[0].id, review_id) == 0;
}

/* ---- the cases of a record ---- */

static bool is_matter(const wz_person_record *record, const char *id)
{
    for (size_t i = 0; i < record->matter_count; i++)
        if (strcmp(record->matters[i].incident.id, id) == 0)
            return true;
    return false;
}

/* Whether sanction number `index` is the first to name its matter, which is not otherwise recorded. */
static bool names_another(const wz_person_record *record, size_t index)
{
    const char *matter = record->sanctions[index].matter;
    if (!matter || !*matter || is_matter(record, matter))
        return false;
    for (size_t i = 0; i < index; i++)
        if (record->sanctions[i].matter && strcmp(record->sanctions[i].matter, matter) == 0)
            return false;
    return true;
}

/* Whether a sanction was imposed for something that the record does not name. One stated to have no matter names none. */
static bool is_unnamed(const wz_vocabulary *vocabulary, const wz_record_sanction *sanction)
{
    int matter = vocabulary->entities[WZ_SANCTION].by_role[WZ_ROLE_SANCTION_MATTER];
    for (size_t i = 0; i < sanction->item.count; i++)
        if (sanction->item.values[i].attribute == matter)
            return false;
    return matter >= 0;
}

/* How many cases a record makes of the matters that only its sanctions speak of. */
static size_t other_matters(const wz_vocabulary *vocabulary, const wz_person_record *record)
{
    size_t count = 0;
    for (size_t i = 0; i < record->sanction_count && count <= SUBJECTS_MAX; i++)
        count += is_unnamed(vocabulary, &record->sanctions[i]) || names_another(record, i);
    return count;
}

int wz_record_subjects(const wz_record_subject **out, size_t *count, wz_arena *arena, const wz_vocabulary *vocabulary,
                       const wz_person_record *record, const wz_record_asked *asked, bool places, wz_diag *diag)
{
    bool vetoes = places || record->post_count > 0;
    size_t most = vetoes ? record->matter_count + other_matters(vocabulary, record) : 0, n = 0;
    if (most > SUBJECTS_MAX) {
        wz_diag_add(diag, WZ_ERROR, "ELIGIBLE-006", (wz_place){asked->file, (unsigned)record->row, 0},
                    "the record of \"%s\" speaks of more than %d matters; check whether it is one person's",
                    record->person_id, SUBJECTS_MAX);
        return WZ_ELIMIT;
    }
    wz_record_subject *subjects = wz_arena_array(arena, most + 1, sizeof *subjects);
    if (!subjects)
        return WZ_ENOMEM;
    wz_record_asked one = *asked;
    for (size_t i = 0; vetoes && i < record->matter_count; i++) {
        one.matter = &record->matters[i];
        subjects[n++] = (wz_record_subject){wz_case_of_record(arena, vocabulary, record, &one), WZ_VETOES_ALL};
    }
    one.matter = NULL;
    if (n == 0)
        subjects[n++] = (wz_record_subject){wz_case_of_record(arena, vocabulary, record, &one), WZ_VETOES_NONE};
    for (size_t i = 0; vetoes && i < record->sanction_count; i++) {
        bool unnamed = is_unnamed(vocabulary, &record->sanctions[i]);
        if (!unnamed && !names_another(record, i))
            continue;
        one.incident = unnamed ? wz_arena_printf(arena, "#matter%zu", i + 1) : record->sanctions[i].matter;
        one.unnamed = unnamed ? i + 1 : 0;
        subjects[n++] = (wz_record_subject){wz_case_of_record(arena, vocabulary, record, &one), WZ_VETOES_STARTED};
    }
    *out = subjects;
    *count = n;
    return wz_arena_failed(arena) ? WZ_ENOMEM : WZ_OK;
}

int wz_bars_of_subjects(wz_bars *out, wz_arena *arena, wz_assessor *assessor, const wz_record_subject *subjects,
                        size_t count, const wz_assess_options *options, wz_diag *diag)
{
    *out = (wz_bars){0};
    for (size_t i = 0; i < count; i++) {
        wz_bars more, before = *out;
        int code = wz_bars_read(&more, arena, assessor, subjects[i].subject, subjects[i].subject->persons, options,
                                subjects[i].vetoes, diag);
        if (code != WZ_OK)
            return code;
        if (i == 0)
            *out = more;
        else if (!wz_bars_join(out, arena, &before, &more))
            return WZ_ENOMEM;
    }
    return WZ_OK;
}
