/* What is on record already. Two sanctions are one and the same where kind and day of decision agree and their document
 * numbers do not differ; two posts, where they begin on the same day and nothing but days differs; two responsibilities,
 * where they are for the same matter; a person is always the same. A day given to the month or year agrees with each day in
 * it: what is the same but better known is a conflict, to be settled by an amendment.
 *
 * Of the same thing: what says nothing more is already recorded, what says more or other is a conflict. And one document has
 * one date: the same number of a document on the same person with another day is a conflict, too. */
#include "store/register_private.h"

#include <string.h>

static const char matter_key[] = "matter", to_key[] = "to";

static const char *attribute_of(const wz_vocabulary *vocabulary, wz_entity_kind entity, int index)
{
    return index < 0 ? NULL : vocabulary->entities[entity].attributes[index].id;
}

void reg_names_find(reg_names *names, const wz_vocabulary *vocabulary)
{
    const wz_entity *sanction = &vocabulary->entities[WZ_SANCTION], *post = &vocabulary->entities[WZ_POST];
    names->kind = attribute_of(vocabulary, WZ_SANCTION, sanction->by_role[WZ_ROLE_SANCTION_KIND]);
    names->decided = attribute_of(vocabulary, WZ_SANCTION, sanction->by_role[WZ_ROLE_SANCTION_DECIDED]);
    names->post_from = attribute_of(vocabulary, WZ_POST, post->by_role[WZ_ROLE_POST_FROM]);
    names->document = NULL;
    for (size_t i = 0; i < sanction->count; i++)
        if (sanction->attributes[i].xml && strcmp(sanction->attributes[i].xml, "document-no") == 0)
            names->document = sanction->attributes[i].id;
}

static const char *text(const wz_reg_value *values, size_t count, const char *attribute)
{
    const wz_reg_value *value = reg_value(values, count, attribute);
    return value ? value->value : NULL;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Whether two days may be one; a day that is not stated agrees with none but another such. */
static bool same_day(const char *a, const char *b)
{
    if (same_text(a, b))
        return true;
    wz_record_day x = wz_record_day_of(a), y = wz_record_day_of(b);
    return x.stated && y.stated && x.first <= y.last && y.first <= x.last;
}

bool reg_within(const wz_reg_value *values, size_t count, const wz_reg_value *among, size_t among_count,
                const wz_reg_value **missing)
{
    for (size_t i = 0; i < count; i++) {
        const wz_reg_value *other = reg_value(among, among_count, values[i].attribute);
        if (!other || !same_text(values[i].value, other->value)) {
            *missing = &values[i];
            return false;
        }
    }
    return true;
}

static bool is_day(const wz_vocabulary *vocabulary, wz_entity_kind entity, const char *attribute)
{
    int index = wz_attribute_find(vocabulary, entity, attribute);
    return index >= 0 && vocabulary->entities[entity].attributes[index].type->kind == FEEL_T_DATE;
}

static bool same_post(const wz_reg *reg, const reg_thing *thing, const wz_reg_change *change)
{
    const char *from = text(change->values, change->value_count, reg->names.post_from);
    const char *recorded = text(thing->values, thing->count, reg->names.post_from);
    if (from && recorded && !same_day(from, recorded))
        return false;
    for (size_t i = 0; i < change->value_count; i++) {
        const wz_reg_value *value = &change->values[i],
                           *other = reg_value(thing->values, thing->count, value->attribute);
        if (other && !same_text(value->value, other->value) && !is_day(reg->vocabulary, WZ_POST, value->attribute))
            return false;
    }
    return true;
}

static bool same_sanction(const wz_reg *reg, const reg_thing *thing, const wz_reg_change *change)
{
    const wz_reg_value *values = change->values;
    size_t count = change->value_count;
    const char *document = text(values, count, reg->names.document);
    const char *recorded = text(thing->values, thing->count, reg->names.document);
    return same_text(text(values, count, reg->names.kind), text(thing->values, thing->count, reg->names.kind)) &&
           same_day(text(values, count, reg->names.decided), text(thing->values, thing->count, reg->names.decided)) &&
           (!document || !recorded || strcmp(document, recorded) == 0);
}

/* The same document with another day. */
static bool other_day(const wz_reg *reg, const reg_thing *thing, const wz_reg_change *change)
{
    const char *document = text(change->values, change->value_count, reg->names.document);
    return document && same_text(document, text(thing->values, thing->count, reg->names.document)) &&
           !same_day(text(change->values, change->value_count, reg->names.decided),
                     text(thing->values, thing->count, reg->names.decided));
}

/* A declaration that reaches as far. */
static bool reaches(const reg_thing *thing, const wz_reg_change *change)
{
    const char *to = text(change->values, change->value_count, to_key),
               *recorded = text(thing->values, thing->count, to_key);
    return to && recorded && strcmp(to, recorded) <= 0;
}

static bool same(const wz_reg *reg, const reg_thing *thing, const wz_reg_change *change)
{
    switch (change->subject) {
    case WZ_REG_PERSON: return true;
    case WZ_REG_POST: return same_post(reg, thing, change);
    case WZ_REG_SANCTION: return same_sanction(reg, thing, change);
    case WZ_REG_RESPONSIBILITY:
        return same_text(text(change->values, change->value_count, matter_key),
                         text(thing->values, thing->count, matter_key));
    default: return reaches(thing, change);
    }
}

/* A thing put since the file was read has no act yet. */
static bool by_this_act(const wz_reg *reg, const reg_thing *thing)
{
    return thing->act == 0 || thing->act == reg->act;
}

/* Of several things that might be the same one, that which says all of it already counts before any conflict. */
void reg_match(const wz_reg *reg, const reg_file *file, const wz_reg_change *change, wz_reg_result *result)
{
    for (size_t i = 0; i < file->count; i++) {
        const reg_thing *thing = &file->things[i];
        const wz_reg_value *missing = NULL;
        if (thing->subject != change->subject || !reg_live(thing))
            continue;
        bool sanction = change->subject == WZ_REG_SANCTION;
        if (same(reg, thing, change)) {
            if (change->subject == WZ_REG_COMPLETE ||
                reg_within(change->values, change->value_count, thing->values, thing->count, &missing)) {
                *result =
                    (wz_reg_result){.outcome = WZ_REG_ALREADY, .entry = thing->item, .here = by_this_act(reg, thing)};
                return;
            }
        } else if (sanction && other_day(reg, thing, change)) {
            missing = reg_value(change->values, change->value_count, reg->names.decided);
            missing = missing ? missing : reg_value(change->values, change->value_count, reg->names.document);
        }
        if (missing && result->outcome == WZ_REG_ENTERED) {
            const char *recorded = text(thing->values, thing->count, missing->attribute);
            *result = (wz_reg_result){WZ_REG_CONFLICT, thing->item, missing->attribute, recorded ? recorded : "",
                                      by_this_act(reg, thing)};
        }
    }
}
