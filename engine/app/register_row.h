/* A row of a table, or one made by hand, into the register: what the row says becomes changes, and what stands against them
 * becomes problems. The row is entered wholly or not at all. */
#ifndef WZ_APP_REGISTER_ROW_H
#define WZ_APP_REGISTER_ROW_H

#include "load/records.h"
#include "store/register.h"
#include "wenze/register.h"

/* What all rows of an act share. */
typedef struct {
    wz_reg *reg;
    const wz_vocabulary *vocabulary;
    const char *by;             /* who declares, where a row does not say */
    char today[WZ_DAY_TEXT];    /* the day of a declaration, where a row does not say */
    const char *amend;          /* why: what says otherwise amends; NULL = it is a conflict */
    const char *supplement;     /* why a person gets more values: the name of the file */
    wz_diag *diag;              /* receives what stands against a row */
    wz_place place;             /* of the row */
} app_register_rows;

/* What became of a row. */
typedef struct {
    wz_register_row_state state;
    bool amended;               /* something on record reads otherwise now */
    bool new_person;
    int64_t entry;              /* the last entry made, or what was there already */
} app_register_row;

/* Enter a row whose cells could all be read. Returns WZ_OK, WZ_ENOMEM or WZ_EIO (the store failed: roll back). */
int app_register_put_row(app_register_row *out, const app_register_rows *rows, const wz_person_record *person,
                         wz_arena *arena);

/* The values of an item of a record, by the ids of attributes, in the arena; with room for `spare` more. */
wz_reg_value *app_register_values(const wz_vocabulary *vocabulary, wz_entity_kind entity, const wz_record_value *values,
                                  size_t count, const char *prefix, size_t spare, wz_arena *arena);

/* `over` laid over `under`: the values of both, those of `over` where both have one. NULL when memory is short. */
wz_reg_value *app_register_merge(const wz_reg_value *under, size_t under_count, const wz_reg_value *over, size_t over_count,
                                 size_t *count, wz_arena *arena);

/* Today, by the clock of the machine. */
void app_register_today(char day[WZ_DAY_TEXT]);

#endif
