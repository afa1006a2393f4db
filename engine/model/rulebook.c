/* Names and look-ups of rulebooks. A rulebook made by hand has no index and is searched from front to back. */
#include "model/rulebook.h"

#include <string.h>

const char *wz_modality_name(wz_modality modality)
{
    static const char *const names[] = {"must", "may", "must_not", "by_reference", NULL};
    return names[modality];
}

const char *wz_status_name(wz_status status)
{
    static const char *const names[] = {"in_force", "draft", "repealed"};
    return names[status];
}

void wz_rulebook_free(wz_rulebook *rulebook)
{
    if (rulebook)
        wz_arena_free(rulebook->arena);
}

bool wz_rulebook_index(wz_rulebook *rulebook)
{
    wz_map_init(&rulebook->by_id, rulebook->arena);
    for (size_t i = 0; i < rulebook->rule_count; i++)
        wz_map_add_pointer(&rulebook->by_id, rulebook->rules[i].id, &rulebook->rules[i]);
    return !wz_arena_failed(rulebook->arena);
}

const wz_rule *wz_rule_find(const wz_rulebook *rulebook, const char *id)
{
    if (rulebook->by_id.count)
        return wz_map_pointer(&rulebook->by_id, id);
    for (size_t i = 0; i < rulebook->rule_count; i++)
        if (strcmp(rulebook->rules[i].id, id) == 0)
            return &rulebook->rules[i];
    return NULL;
}
