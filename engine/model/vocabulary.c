/* Looking things up in a vocabulary. The loader leaves an index beside it; a vocabulary made by hand has none and is
 * searched from front to back. */
#include "model/vocabulary.h"

#include "base/map.h"

#include <string.h>

const char *wz_entity_name(wz_entity_kind kind)
{
    static const char *const names[WZ_ENTITIES] = {"incident", "person", "post", "sanction", "duty_record"};
    return kind >= 0 && kind < WZ_ENTITIES ? names[kind] : NULL;
}

void wz_vocabulary_free(wz_vocabulary *vocabulary)
{
    if (vocabulary)
        wz_arena_free(vocabulary->arena);
}

int wz_attribute_find(const wz_vocabulary *vocabulary, wz_entity_kind entity, const char *id)
{
    if (entity < 0 || entity >= WZ_ENTITIES)
        return -1;
    if (vocabulary->index)
        return (int)wz_map_number(&vocabulary->index->attributes[entity], id, -1);
    const wz_entity *of = &vocabulary->entities[entity];
    for (size_t i = 0; i < of->count; i++) {
        if (strcmp(of->attributes[i].id, id) == 0)
            return (int)i;
    }
    return -1;
}

const wz_enumeration *wz_enumeration_find(const wz_vocabulary *vocabulary, const char *id)
{
    if (vocabulary->index)
        return wz_map_pointer(&vocabulary->index->enumerations, id);
    for (size_t i = 0; i < vocabulary->enumeration_count; i++) {
        if (strcmp(vocabulary->enumerations[i].id, id) == 0)
            return &vocabulary->enumerations[i];
    }
    return NULL;
}

const wz_value_label *wz_enumeration_value(const wz_enumeration *enumeration, const char *id)
{
    for (size_t i = 0; i < enumeration->count; i++) {
        if (strcmp(enumeration->values[i].id, id) == 0)
            return &enumeration->values[i];
    }
    return NULL;
}

bool wz_place_under(const char *path, const char *under)
{
    size_t length = strlen(under);
    return length == 0 || (strncmp(path, under, length) == 0 && (path[length] == '\0' || path[length] == '/'));
}
