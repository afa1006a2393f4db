/* Looking up provisions. A source made by hand has no index and is searched from front to back. */
#include "model/source.h"

#include <string.h>

void wz_source_free(wz_source *source)
{
    if (source)
        wz_arena_free(source->arena);
}

int wz_source_find(const wz_source *source, const char *eid)
{
    if (source->by_eid.count)
        return (int)wz_map_number(&source->by_eid, eid, -1);
    for (size_t i = 0; i < source->count; i++)
        if (strcmp(source->provisions[i].eid, eid) == 0)
            return (int)i;
    return -1;
}
