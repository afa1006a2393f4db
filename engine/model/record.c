/* Reading what a record says. */
#include "model/record.h"

#include <string.h>

const char *wz_record_text(const wz_record_item *item, int attribute)
{
    for (size_t i = 0; i < item->count; i++) {
        if (item->values[i].attribute == attribute)
            return item->values[i].text;
    }
    return NULL;
}

wz_record_day wz_record_day_of(const char *text)
{
    wz_record_day day = {0};
    if (text && *text)
        day.stated = wz_day_parse_loose(text, &day.first, &day.last);
    return day;
}

static const char *by_role(const wz_record_item *item, const wz_entity *entity, wz_role role)
{
    return entity->by_role[role] < 0 ? NULL : wz_record_text(item, entity->by_role[role]);
}

/* Index of a value in the enumeration of an attribute; -1 where there is none. */
static int value_index(const wz_vocabulary *vocabulary, const wz_entity *entity, wz_role role, const char *text)
{
    const char *id = entity->by_role[role] < 0 ? NULL : entity->attributes[entity->by_role[role]].enumeration;
    const wz_enumeration *enumeration = id ? wz_enumeration_find(vocabulary, id) : NULL;
    /* a text that was read against the vocabulary is the vocabulary's own */
    for (size_t i = 0; enumeration && i < enumeration->count; i++)
        if (enumeration->values[i].id == text)
            return (int)i;
    const wz_value_label *value = enumeration && text ? wz_enumeration_value(enumeration, text) : NULL;
    return value ? (int)(value - enumeration->values) : -1;
}

void wz_record_read_roles(wz_record_sanction *sanction, const wz_vocabulary *vocabulary)
{
    const wz_entity *entity = &vocabulary->entities[WZ_SANCTION];
    const wz_record_item *item = &sanction->item;
    sanction->kind =
        value_index(vocabulary, entity, WZ_ROLE_SANCTION_KIND, by_role(item, entity, WZ_ROLE_SANCTION_KIND));
    sanction->decided = wz_record_day_of(by_role(item, entity, WZ_ROLE_SANCTION_DECIDED));
    sanction->effective = wz_record_day_of(by_role(item, entity, WZ_ROLE_SANCTION_EFFECTIVE));
    sanction->rescinded = wz_record_day_of(by_role(item, entity, WZ_ROLE_SANCTION_RESCINDED));
    sanction->matter = by_role(item, entity, WZ_ROLE_SANCTION_MATTER);
}
