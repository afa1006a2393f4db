/* Names and look-ups of cases. */
#include "model/case.h"

#include <string.h>

const char *wz_standing_name(wz_standing standing)
{
    static const char *const names[] = {"established", "refuted", "alleged", "disputed"};
    return names[standing];
}

void wz_case_free(wz_case *c)
{
    if (c)
        wz_arena_free(c->arena);
}

const wz_evidence *wz_evidence_find(const wz_case *c, const char *id)
{
    for (size_t i = 0; i < c->evidence_count; i++) {
        if (strcmp(c->evidence[i].id, id) == 0)
            return &c->evidence[i];
    }
    return NULL;
}
