/* Names and look-ups of rulebooks. */
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

const wz_rule *wz_rule_find(const wz_rulebook *rulebook, const char *id)
{
    for (size_t i = 0; i < rulebook->rule_count; i++) {
        if (strcmp(rulebook->rules[i].id, id) == 0)
            return &rulebook->rules[i];
    }
    return NULL;
}
