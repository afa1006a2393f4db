/* A row's changes, in the order in which they can be entered: the person, then posts, sanctions, matters, the declaration. Of
 * somebody new nothing can stand against them. Of somebody on record the first conflict keeps the whole row out: where more
 * than one thing could be written before it, the row is undone to a mark. */
#include "app/register_row.h"

#include "base/diag.h"

#include <string.h>
#include <time.h>

void app_register_today(char day[WZ_DAY_TEXT])
{
    time_t now = time(NULL);
    struct tm local;
    strftime(day, WZ_DAY_TEXT, "%Y-%m-%d", localtime_r(&now, &local));
}

wz_reg_value *app_register_values(const wz_vocabulary *vocabulary, wz_entity_kind entity, const wz_record_value *values,
                                  size_t count, const char *prefix, size_t spare, wz_arena *arena)
{
    wz_reg_value *out = wz_arena_array(arena, count + spare + 1, sizeof *out);
    for (size_t i = 0; out && i < count; i++) {
        const char *id = vocabulary->entities[entity].attributes[values[i].attribute].id;
        out[i].attribute = *prefix ? wz_arena_printf(arena, "%s%s", prefix, id) : id;
        out[i].value = values[i].null ? NULL : values[i].text;
    }
    return wz_arena_failed(arena) ? NULL : out;
}

static bool has(const wz_reg_value *values, size_t count, const char *attribute)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(values[i].attribute, attribute) == 0)
            return true;
    return false;
}

wz_reg_value *app_register_merge(const wz_reg_value *under, size_t under_count, const wz_reg_value *over,
                                 size_t over_count, size_t *count, wz_arena *arena)
{
    wz_reg_value *out = wz_arena_array(arena, under_count + over_count + 1, sizeof *out);
    size_t made = 0;
    if (!out)
        return NULL;
    for (size_t i = 0; i < under_count; i++)
        if (!has(over, over_count, under[i].attribute)) {
            /* borrowed from the register only until it is written to */
            out[made].attribute = wz_arena_strdup(arena, under[i].attribute);
            out[made++].value = under[i].value ? wz_arena_strdup(arena, under[i].value) : NULL;
        }
    for (size_t i = 0; i < over_count; i++)
        out[made++] = over[i];
    *count = made;
    return wz_arena_failed(arena) ? NULL : out;
}

/* --- one change --------------------------------------------------------------------------------------------------------- */

typedef struct {
    const app_register_rows *rows;
    const wz_person_record *person;
    wz_arena *arena;
    app_register_row *out;
    bool written; /* something was entered */
    bool marked;  /* and can be taken back */
    int code;
} putting;

/* Something stands against the row; what, is said by the caller. */
static bool conflict(putting *p)
{
    p->out->state = WZ_REGISTER_CONFLICT;
    return false;
}

static const char *value_of(const wz_reg_change *change, const char *attribute)
{
    for (size_t i = 0; i < change->value_count; i++)
        if (strcmp(change->values[i].attribute, attribute) == 0)
            return change->values[i].value ? change->values[i].value : "";
    return "";
}

static const wz_attribute *attribute_of(const wz_vocabulary *vocabulary, wz_reg_subject subject, const char *id)
{
    static const wz_entity_kind entities[] = {
        [WZ_REG_PERSON] = WZ_PERSON, [WZ_REG_POST] = WZ_POST, [WZ_REG_SANCTION] = WZ_SANCTION};
    wz_entity_kind entity = subject <= WZ_REG_SANCTION ? entities[subject] : WZ_PERSON;
    const char *dot = strchr(id, '.');
    if (subject == WZ_REG_RESPONSIBILITY && strncmp(id, "incident.", 9) == 0)
        entity = WZ_INCIDENT;
    int index = wz_attribute_find(vocabulary, entity, dot ? dot + 1 : id);
    return index < 0 ? NULL : &vocabulary->entities[entity].attributes[index];
}

/* "决定日 (decision_date)". */
static const char *named(const putting *p, const wz_attribute *attribute, const char *id)
{
    const char *text = attribute ? wz_arena_printf(p->arena, "%s (%s)", wz_text_in(attribute->label, WZ_ZH), id) : id;
    return text ? text : id;
}

/* A value as a table has it: of a list, its label. */
static const char *shown(const putting *p, const wz_attribute *attribute, const char *value)
{
    const wz_enumeration *list =
        attribute && attribute->enumeration ? wz_enumeration_find(p->rows->vocabulary, attribute->enumeration) : NULL;
    const wz_value_label *label = list ? wz_enumeration_value(list, value) : NULL;
    return label ? wz_text_in(label->label, WZ_ZH) : value;
}

static bool say_conflict(putting *p, const wz_reg_change *change, const wz_reg_result *result)
{
    const app_register_rows *rows = p->rows;
    const char *subject = wz_reg_subject_name(change->subject);
    const wz_attribute *attribute = attribute_of(rows->vocabulary, change->subject, result->attribute);
    const char *name = named(p, attribute, result->attribute);
    const char *recorded = shown(p, attribute, result->recorded);
    const char *value = shown(p, attribute, value_of(change, result->attribute));
    if (result->here)
        wz_diag_add(
            rows->diag, WZ_ERROR, "REGISTER-001", rows->place,
            "an earlier row says otherwise of this %s: %s is \"%.80s\" there and \"%.80s\" here; correct one of them",
            subject, name, recorded, value);
    else if (*result->recorded)
        wz_diag_add(
            rows->diag, WZ_ERROR, "REGISTER-001", rows->place,
            "the register says otherwise of this %s (entry %lld): %s is \"%.80s\" there and \"%.80s\" here; correct "
            "the row or amend the entry, or amend all such with --amend and the reason",
            subject, (long long)result->entry, name, recorded, value);
    else
        wz_diag_add(
            rows->diag, WZ_ERROR, "REGISTER-001", rows->place,
            "the register has this %s without %s (entry %lld); correct the row or amend the entry, or amend all such "
            "with --amend and the reason",
            subject, name, (long long)result->entry);
    return conflict(p);
}

static bool note_entered(putting *p, int64_t entry)
{
    p->written = true;
    p->out->entry = entry;
    return true;
}

/* What says otherwise takes the place of what was said, the rest staying. */
static bool amend(putting *p, const wz_reg_change *change, int64_t item, const char *why)
{
    wz_reg_change amendment = *change;
    wz_reg_subject subject;
    const wz_reg_value *values;
    size_t count;
    wz_reg_result result;
    if (!wz_reg_current(p->rows->reg, item, &subject, &values, &count))
        return false;
    amendment.op = WZ_REG_AMEND;
    amendment.item = item;
    amendment.why = why;
    amendment.values =
        app_register_merge(values, count, change->values, change->value_count, &amendment.value_count, p->arena);
    p->code = amendment.values ? wz_reg_put(p->rows->reg, &amendment, &result) : WZ_ENOMEM;
    p->out->amended = true;
    return p->code == WZ_OK && note_entered(p, result.entry);
}

static bool put(putting *p, wz_reg_subject subject, const wz_reg_value *values, size_t count)
{
    wz_reg_change change = {.person_id = p->person->person_id,
                            .subject = subject,
                            .op = WZ_REG_ADD,
                            .values = values,
                            .value_count = count};
    wz_reg_result result;
    p->code = values ? wz_reg_put(p->rows->reg, &change, &result) : WZ_ENOMEM;
    if (p->code != WZ_OK)
        return false;
    if (result.outcome == WZ_REG_ENTERED)
        return note_entered(p, result.entry);
    if (result.outcome == WZ_REG_CONFLICT)
        return p->rows->amend ? amend(p, &change, result.entry, p->rows->amend) : say_conflict(p, &change, &result);
    if (!p->written)
        p->out->entry = result.entry;
    return true;
}

/* --- the person ----------------------------------------------------------------------------------------------------------- */

static void mark(putting *p)
{
    if (!p->marked)
        wz_reg_mark(p->rows->reg);
    p->marked = true;
}

static bool other_name(putting *p, const char *recorded, const char *here)
{
    wz_diag_add(p->rows->diag, WZ_ERROR, "REGISTER-002", p->rows->place,
                "this person_id stands for another name, \"%.80s\", and not for \"%.80s\"; check the number: if the "
                "person changed the name, amend it by hand",
                recorded ? recorded : "", here ? here : "");
    return conflict(p);
}

/* Somebody on record may get a name or values that were missing; another name is another person, or a wrong number. */
static bool supplement(putting *p, const wz_reg_change *change, const wz_reg_result *result)
{
    wz_reg_subject subject;
    const wz_reg_value *values;
    size_t count;
    if (!wz_reg_current(p->rows->reg, result->entry, &subject, &values, &count))
        return false;
    bool more = true;
    for (size_t i = 0; i < change->value_count; i++)
        for (size_t j = 0; j < count; j++) {
            if (strcmp(values[j].attribute, change->values[i].attribute) != 0)
                continue;
            const char *a = values[j].value, *b = change->values[i].value;
            bool same = a && b ? strcmp(a, b) == 0 : a == b;
            if (!same && strcmp(values[j].attribute, "name") == 0)
                return other_name(p, a, b);
            more = more && same;
        }
    if (!more && !p->rows->amend)
        return say_conflict(p, change, result);
    mark(p);
    return amend(p, change, result->entry, more ? p->rows->supplement : p->rows->amend);
}

static bool put_person(putting *p)
{
    const wz_person_record *person = p->person;
    wz_reg_value *values = wz_arena_array(p->arena, person->value_count + 1, sizeof *values);
    if (!values) {
        p->code = WZ_ENOMEM;
        return false;
    }
    size_t count = 0;
    if (person->name && *person->name)
        values[count++] = (wz_reg_value){"name", person->name};
    const wz_attribute *attributes = p->rows->vocabulary->entities[WZ_PERSON].attributes;
    for (size_t i = 0; i < person->value_count; i++)
        values[count++] = (wz_reg_value){attributes[person->values[i].attribute].id,
                                         person->values[i].null ? NULL : person->values[i].text};
    wz_reg_change change = {.person_id = person->person_id,
                            .subject = WZ_REG_PERSON,
                            .op = WZ_REG_ADD,
                            .values = values,
                            .value_count = count};
    wz_reg_result result;
    p->code = wz_reg_put(p->rows->reg, &change, &result);
    if (p->code != WZ_OK)
        return false;
    if (result.outcome == WZ_REG_CONFLICT)
        return supplement(p, &change, &result);
    p->out->new_person = result.outcome == WZ_REG_ENTERED;
    p->out->entry = result.entry;
    p->written = p->out->new_person;
    return true;
}

/* --- the rest of the row ------------------------------------------------------------------------------------------------ */

static bool put_item(putting *p, wz_reg_subject subject, wz_entity_kind entity, const wz_record_item *item)
{
    return put(p, subject, app_register_values(p->rows->vocabulary, entity, item->values, item->count, "", 0, p->arena),
               item->count);
}

static bool put_matter(putting *p, const wz_record_matter *matter)
{
    const wz_vocabulary *vocabulary = p->rows->vocabulary;
    size_t count = matter->incident.count;
    wz_reg_value *values = app_register_values(vocabulary, WZ_INCIDENT, matter->incident.values, count, "incident.",
                                               matter->person.count + 1, p->arena);
    wz_reg_value *own =
        app_register_values(vocabulary, WZ_PERSON, matter->person.values, matter->person.count, "person.", 0, p->arena);
    if (!values || !own)
        return put(p, WZ_REG_RESPONSIBILITY, NULL, 0);
    memcpy(values + count, own, matter->person.count * sizeof *own);
    count += matter->person.count;
    if (matter->incident.id && *matter->incident.id)
        values[count++] = (wz_reg_value){"matter", matter->incident.id};
    return put(p, WZ_REG_RESPONSIBILITY, values, count);
}

static bool put_complete(putting *p)
{
    const wz_record_complete *complete = &p->person->complete;
    if (!complete->stated)
        return true;
    char to[WZ_DAY_TEXT];
    wz_day_format(complete->to, to);
    const wz_reg_value values[] = {{"to", to},
                                   {"by", complete->by ? complete->by : p->rows->by},
                                   {"on", complete->on ? complete->on : p->rows->today}};
    return put(p, WZ_REG_COMPLETE, values, sizeof values / sizeof values[0]);
}

/* A cell that is wrong whatever is on record. */
static bool declares_the_future(const putting *p)
{
    char to[WZ_DAY_TEXT];
    if (!p->person->complete.stated)
        return false;
    wz_day_format(p->person->complete.to, to);
    if (strcmp(to, p->rows->today) <= 0)
        return false;
    wz_diag_add(p->rows->diag, WZ_ERROR, "REGISTER-015", p->rows->place,
                "%s: %s: nobody can know that a record is complete to a day to come; declare it to today at most",
                "记录齐全至 (records_complete_to)", to);
    return true;
}

static bool put_things(putting *p)
{
    const wz_person_record *person = p->person;
    bool good = put_person(p);
    for (size_t i = 0; good && i < person->post_count; i++)
        good = put_item(p, WZ_REG_POST, WZ_POST, &person->posts[i]);
    for (size_t i = 0; good && i < person->sanction_count; i++)
        good = put_item(p, WZ_REG_SANCTION, WZ_SANCTION, &person->sanctions[i].item);
    for (size_t i = 0; good && i < person->matter_count; i++)
        good = put_matter(p, &person->matters[i]);
    return good && put_complete(p);
}

int app_register_put_row(app_register_row *out, const app_register_rows *rows, const wz_person_record *person,
                         wz_arena *arena)
{
    putting p = {.rows = rows, .person = person, .arena = arena, .out = out};
    *out = (app_register_row){.state = WZ_REGISTER_ALREADY};
    if (declares_the_future(&p)) {
        out->state = WZ_REGISTER_BAD;
        return WZ_OK;
    }
    /* of somebody new only the row itself can stand against the row */
    if (person->post_count + person->sanction_count + person->matter_count > 1)
        mark(&p);
    bool good = put_things(&p);
    if (p.marked && p.code == WZ_OK)
        wz_reg_unmark(rows->reg, good);
    if (good && p.written)
        out->state = WZ_REGISTER_ENTERED;
    else if (!good)
        out->amended = out->new_person = false;
    return p.code;
}
