/* What the jobs on the register share: names of files and columns, days, numbers of people. */
#include "app/register.h"

#include "load/records.h"

#include <string.h>

const char *app_register_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (strcmp(path, "-") == 0)
        return "stdin";
    return slash ? slash + 1 : path;
}

const char *app_register_person(const char *person_id, wz_arena *arena)
{
    wz_cell_problem problem = {0};
    const char *plain = *person_id ? wz_person_id_read(person_id, arena, &problem) : "";
    return plain || wz_arena_failed(arena) ? plain : wz_arena_strdup(arena, person_id);
}

const char *app_register_heading(const wz_vocabulary *vocabulary, wz_entity_kind entity, int attribute, wz_arena *arena)
{
    static const wz_entity_kind others[] = {WZ_PERSON, WZ_POST, WZ_SANCTION, WZ_INCIDENT};
    const char *id = vocabulary->entities[entity].attributes[attribute].id;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (others[i] != entity && wz_attribute_find(vocabulary, others[i], id) >= 0)
            return wz_arena_printf(arena, "%s.%s", wz_entity_name(entity), id);
    return id;
}

bool app_register_day(const char *text, wz_day *out, wz_diag *diag)
{
    *out = WZ_REG_NOW;
    if (!text || wz_day_parse(text, out))
        return true;
    wz_diag_add(diag, WZ_ERROR, "REGISTER-011", (wz_place){0}, "\"%.40s\" is no day; write it as in 2019-06-04", text);
    return false;
}
