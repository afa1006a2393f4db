/* A store with a register, and files for it, for suites of the register's jobs. */
#ifndef WZ_TEST_REGISTER_COMMON_H
#define WZ_TEST_REGISTER_COMMON_H

#include "store_common.h"

#include "wenze/register.h"

typedef struct {
    store_place place;
    wz_store *store;
    wz_rules *rules;
    wz_diag *diag;
    wz_register_tally tally;
    char file[160];
} desk;

static inline desk open_desk(void)
{
    desk d = {.place = new_place(), .diag = wz_diag_new()};
    d.store = open_store(d.place.path, true);
    CU_ASSERT_EQUAL_FATAL(wz_rules_open(&d.rules, "rules", d.diag), WZ_OK);
    snprintf(d.file, sizeof d.file, "%s/people.csv", d.place.folder);
    return d;
}

static inline void close_desk(desk *d)
{
    wz_store_close(d->store);
    wz_rules_close(d->rules);
    wz_diag_free(d->diag);
    remove_place(&d->place);
}

static inline void forget_problems(desk *d)
{
    wz_diag_free(d->diag);
    d->diag = wz_diag_new();
}

/* Import a text as a file. */
static inline int import(desk *d, const char *text, const wz_register_import_options *options)
{
    FILE *file = fopen(d->file, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    CU_ASSERT_EQUAL(fclose(file), 0);
    static const wz_register_import_options plain = WZ_REGISTER_IMPORT_INIT;
    forget_problems(d);
    return wz_register_import(&d->tally, d->store, d->rules, d->file, options ? options : &plain, d->diag);
}

static inline uint64_t people(desk *d)
{
    uint64_t persons = 0, entries = 0;
    CU_ASSERT_EQUAL(wz_register_count(&persons, &entries, d->store, d->rules, d->diag), WZ_OK);
    return persons;
}

/* Whether a person's record, as JSON, has a text. */
static inline bool record_has(desk *d, const char *person, const char *text)
{
    char *json = NULL;
    wz_register_view view = WZ_REGISTER_VIEW_INIT;
    view.format = WZ_FORMAT_JSON;
    int code = wz_register_show(&json, d->store, d->rules, person, &view, d->diag);
    bool found = code == WZ_OK && strstr(json, text);
    wz_text_free(json);
    return found;
}

#endif
