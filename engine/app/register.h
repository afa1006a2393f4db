/* What the jobs on the register share. */
#ifndef WZ_APP_REGISTER_H
#define WZ_APP_REGISTER_H

#include "base/arena.h"
#include "base/diag.h"
#include "store/register.h"

enum { APP_REGISTER_LOGIN = 256 };

/* A path's last part; "stdin" of "-". */
const char *app_register_base_name(const char *path);

/* A person's number made plain as in files, or as it stands where it is no sound number: looking for it then finds nothing.
 * NULL when memory is short. */
const char *app_register_person(const char *person_id, wz_arena *arena);

/* The heading of an attribute's column, one that is read back as nothing else: its id, with the entity before it where
 * several entities have one of that name ("sanction.status"). NULL when memory is short. */
const char *app_register_heading(const wz_vocabulary *vocabulary, wz_entity_kind entity, int attribute, wz_arena *arena);

/* The day that a view asks for: WZ_REG_NOW where text is NULL. False, with REGISTER-011 added, where it is none. */
bool app_register_day(const char *text, wz_day *out, wz_diag *diag);

#endif
