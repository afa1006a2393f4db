/* The jobs "show" and "history": what stands on record of a person, or every entry. Reading a record is no act: only an
 * export is an entry in the audit log. */
#include "wenze/register.h"

#include "app/law.h"
#include "app/register.h"
#include "base/arena.h"
#include "base/diag.h"
#include "report/register.h"

#include <string.h>

typedef struct {
    wz_arena *arena;
    wz_reg_entry *entries;
    size_t count, capacity;
} entries;

static const char *keep(wz_arena *arena, const char *text)
{
    return text ? wz_arena_strdup(arena, text) : NULL;
}

static int take(void *payload, const wz_reg_entry *entry)
{
    entries *list = payload;
    wz_reg_entry *grown = wz_arena_grow(list->arena, list->entries, list->count, &list->capacity, sizeof *grown);
    wz_reg_value *values = wz_arena_array(list->arena, entry->value_count + 1, sizeof *values);
    if (!grown || !values)
        return WZ_ENOMEM;
    for (size_t i = 0; i < entry->value_count; i++)
        values[i] =
            (wz_reg_value){keep(list->arena, entry->values[i].attribute), keep(list->arena, entry->values[i].value)};
    wz_reg_entry *kept = &grown[list->count++];
    *kept = *entry;
    kept->values = values;
    kept->person_id = keep(list->arena, entry->person_id);
    kept->why = keep(list->arena, entry->why);
    kept->recorded_by = keep(list->arena, entry->recorded_by);
    kept->file = keep(list->arena, entry->file);
    kept->sha256 = keep(list->arena, entry->sha256);
    list->entries = grown;
    return wz_arena_failed(list->arena) ? WZ_ENOMEM : WZ_OK;
}

static int read_all(wz_reg *reg, wz_report_register *what, wz_arena *arena, wz_diag *diag)
{
    entries own = {.arena = arena}, whole = {.arena = arena};
    int code = what->history ? wz_reg_history(reg, what->person_id, what->known_on, take, &own, diag)
                             : wz_reg_items(reg, what->person_id, what->known_on, take, &own, diag);
    if (code == WZ_OK && *what->person_id && !what->history)
        code = wz_reg_items(reg, "", what->known_on, take, &whole, diag);
    what->entries = own.entries;
    what->count = own.count;
    what->whole = whole.entries;
    what->whole_count = whole.count;
    return code;
}

static void say_nothing(const wz_report_register *what, wz_diag *diag)
{
    char day[WZ_DAY_TEXT];
    wz_place place = {what->person_id, 0, 0};
    if (what->known_on == WZ_REG_NOW) {
        wz_diag_add(diag, WZ_ERROR, "REGISTER-004", place, "nothing is on record of this person; check the number");
        return;
    }
    wz_day_format(what->known_on, day);
    wz_diag_add(diag, WZ_ERROR, "REGISTER-004", place,
                "nothing was on record of this person at the end of %s; check the number and the day of known-on", day);
}

static int show(char **out, wz_store *store, const wz_rules *rules, const char *person_id, const wz_register_view *view,
                bool history, wz_diag *diag)
{
    wz_report_register what = {.history = history,
                               .vocabulary = rules->law->vocabulary,
                               .lang = wz_app_lang(view->language),
                               .html = view->format == WZ_FORMAT_HTML};
    wz_buffer text = {0};
    wz_reg *reg = NULL;
    *out = NULL;
    if (!app_register_day(view->known_on, &what.known_on, diag))
        return WZ_EINPUT;
    wz_arena *arena = wz_arena_new();
    what.person_id = arena ? app_register_person(person_id, arena) : NULL;
    int code = what.person_id ? wz_reg_open(&reg, store, rules->law->vocabulary) : WZ_ENOMEM;
    if (code == WZ_OK)
        code = read_all(reg, &what, arena, diag);
    if (code == WZ_OK && what.count == 0 && *what.person_id) {
        say_nothing(&what, diag);
        code = WZ_EINPUT;
    }
    if (code == WZ_OK && view->format == WZ_FORMAT_JSON)
        wz_report_register_json(&text, &what);
    else if (code == WZ_OK)
        wz_report_register_text(&text, &what);
    wz_reg_close(reg);
    wz_arena_free(arena);
    if (code != WZ_OK || text.failed) {
        wz_buffer_free(&text);
        return code != WZ_OK ? code : WZ_ENOMEM;
    }
    *out = text.data;
    return WZ_OK;
}

int wz_register_show(char **out, wz_store *store, const wz_rules *rules, const char *person_id,
                     const wz_register_view *view, wz_diag *diag)
{
    return show(out, store, rules, person_id ? person_id : "", view, false, diag);
}

int wz_register_history(char **out, wz_store *store, const wz_rules *rules, const char *person_id,
                        const wz_register_view *view, wz_diag *diag)
{
    return show(out, store, rules, person_id ? person_id : "", view, true, diag);
}

/* --- finding and counting --------------------------------------------------------------------------------------------------- */

typedef struct {
    const char *text;
    size_t most, count;
    bool (*found)(const wz_register_person *person, void *payload);
    void *payload;
} finding;

enum { ENOUGH = 1 };

static int try_person(void *payload, const char *person_id, const char *name)
{
    finding *f = payload;
    if (!strstr(person_id, f->text) && !strstr(name, f->text))
        return WZ_OK;
    if (f->count == f->most)
        return ENOUGH;
    f->count++;
    return f->found(&(wz_register_person){person_id, name}, f->payload) ? WZ_OK : ENOUGH;
}

int wz_register_find(wz_store *store, const wz_rules *rules, const char *text, const char *after, size_t most,
                     bool (*found)(const wz_register_person *person, void *payload), void *payload, wz_diag *diag)
{
    wz_reg *reg = NULL;
    finding f = {text, most, 0, found, payload};
    int code = wz_reg_open(&reg, store, rules->law->vocabulary);
    if (code == WZ_OK)
        code = wz_reg_persons(reg, after ? after : "", try_person, &f, diag);
    wz_reg_close(reg);
    return code == ENOUGH ? WZ_OK : code;
}

int wz_register_count(uint64_t *persons, uint64_t *entries_out, wz_store *store, const wz_rules *rules, wz_diag *diag)
{
    wz_reg *reg = NULL;
    int64_t people = 0, all = 0;
    int code = wz_reg_open(&reg, store, rules->law->vocabulary);
    if (code == WZ_OK)
        code = wz_reg_count(reg, &people, &all, diag);
    *persons = (uint64_t)people;
    *entries_out = (uint64_t)all;
    wz_reg_close(reg);
    return code;
}
