#include "explain/build.h"
int wz_changes_find(const wz_changes **out, wz_arena *arena, wz_entry *e, const wz_about *about, size_t trials)
{
    (void)e;
    (void)about;
    (void)trials;
    *out = wz_arena_alloc(arena, sizeof **out);
    return WZ_OK;
}
