/* Holding the register to the audit log: the entries of each act are sealed anew and compared with what the entry of the log
 * tells of the act. */
#include "store/register.h"

#include "base/alloc.h"
#include "io/json.h"
#include "store/audit_chain.h"
#include "store/register_seal.h"
#include "store/sql.h"
#include "store/store_private.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    int64_t act;
    reg_seal seal;
    bool told; /* by an entry of the log */
} act_found;

typedef struct {
    wz_store *store;
    wz_diag *diag;
    unsigned char key[REG_SEAL];
    act_found *acts; /* in order of their numbers */
    size_t count, room;
    size_t last; /* found last: entries of a person often are of one act */
    wz_arena *arena;
    size_t faults;
    int64_t unsealed;
} check;

static void no_memory(check *c)
{
    wz_store_fail(c->store, WZ_ENOMEM, "", "%s", "");
}

static void unlike(check *c, int64_t act, int64_t entry)
{
    wz_place place = {.file = wz_store_path(c->store)};
    c->faults++;
    if (entry)
        wz_diag_add(c->diag, WZ_ERROR, "STORE-051", place,
                    "what the register holds of act %lld is not what audit entry %lld tells of; compare with the last "
                    "backup",
                    (long long)act, (long long)entry);
    else
        wz_diag_add(c->diag, WZ_ERROR, "STORE-051", place,
                    "the register has an act %lld of which no audit entry tells; compare with the last backup",
                    (long long)act);
}

/* ---- what is there ---- */

static act_found *add_act(check *c, int64_t act)
{
    if (c->count == c->room) {
        size_t room = c->room ? 2 * c->room : 64;
        act_found *grown = wz_realloc(c->acts, room * sizeof *grown);
        if (!grown) {
            no_memory(c);
            return NULL;
        }
        c->acts = grown;
        c->room = room;
    }
    c->acts[c->count] = (act_found){.act = act};
    return &c->acts[c->count++];
}

static int by_number(const void *a, const void *b)
{
    int64_t x = ((const act_found *)a)->act, y = ((const act_found *)b)->act;
    return (x > y) - (x < y);
}

static act_found *find_act(check *c, int64_t act)
{
    if (c->last < c->count && c->acts[c->last].act == act)
        return &c->acts[c->last];
    act_found wanted = {.act = act};
    act_found *found = c->count ? bsearch(&wanted, c->acts, c->count, sizeof *c->acts, by_number) : NULL;
    if (found)
        c->last = (size_t)(found - c->acts);
    return found;
}

static void seal_acts(check *c)
{
    wz_sql *q = wz_sql_start(c->store, "SELECT act, recorded_at, recorded_on, recorded_by, file, sha256, first_row,"
                                       " last_row FROM register_act ORDER BY act");
    while (wz_sql_next(q)) {
        reg_seal_act act = {wz_sql_int(q, 0),  wz_sql_int(q, 1),  wz_sql_text(q, 2), wz_sql_text(q, 3),
                            wz_sql_text(q, 4), wz_sql_text(q, 5), wz_sql_int(q, 6),  wz_sql_int(q, 7)};
        act_found *found = add_act(c, act.act);
        if (!found)
            break;
        reg_seal_add_act(&found->seal, c->key, &act);
    }
    wz_sql_end(q);
}

static void seal_entries(check *c)
{
    wz_sql *q =
        wz_sql_start(c->store, "SELECT person_id, entry, act, op, subject, item, why, facts FROM register_entry");
    while (wz_sql_next(q)) {
        reg_seal_entry entry = {wz_sql_text(q, 0), wz_sql_int(q, 1), wz_sql_int(q, 2),  wz_sql_int(q, 3),
                                wz_sql_int(q, 4),  wz_sql_int(q, 5), wz_sql_text(q, 6), wz_sql_text(q, 7)};
        act_found *found = find_act(c, entry.act);
        if (found)
            reg_seal_add_entry(&found->seal, c->key, &entry);
    }
    wz_sql_end(q);
}

/* ---- what the log tells ---- */

static const wz_json *member(const wz_json *object, const char *key)
{
    for (size_t i = 0; object->kind == WZ_JSON_OBJECT && i < object->count; i++)
        if (strcmp(object->keys[i].text, key) == 0)
            return &object->items[i];
    return NULL;
}

static int64_t number(const wz_json *object, const char *key)
{
    const wz_json *value = member(object, key);
    return value && value->kind == WZ_JSON_NUMBER ? strtoll(value->text, NULL, 10) : 0;
}

/* Acts from before there were seals are held to the number of their entries. */
static bool fits(check *c, const act_found *found, const wz_json *details)
{
    char hex[REG_SEAL_HEX];
    const wz_json *seal = member(details, "seal");
    if (number(details, "entries") != found->seal.entries)
        return false;
    c->unsealed += !seal;
    sodium_bin2hex(hex, sizeof hex, found->seal.sum, sizeof found->seal.sum);
    return !seal || (seal->kind == WZ_JSON_STRING && strcmp(seal->text, hex) == 0);
}

static bool compare(const wz_audit_entry *entry, void *payload)
{
    check *c = payload;
    const wz_json *details = NULL;
    wz_json_error error;
    if (strncmp(entry->what, "register.", strlen("register.")) != 0)
        return true;
    wz_arena_reset(c->arena);
    /* what is no JSON was altered, which the log itself shows */
    if (wz_json_parse(c->arena, entry->details, strlen(entry->details), &details, &error) != WZ_OK)
        return true;
    int64_t act = number(details, "act");
    act_found *found = act ? find_act(c, act) : NULL;
    if (act && (!found || !fits(c, found, details)))
        unlike(c, act, entry->seq);
    if (found)
        found->told = true;
    return true;
}

size_t wz_reg_verify(wz_store *store, wz_diag *diag)
{
    if (!store->has_key || wz_store_failed(store))
        return 0;
    check c = {.store = store, .diag = diag, .arena = wz_arena_new()};
    if (c.arena) {
        reg_seal_key(store, c.key);
        seal_acts(&c);
        seal_entries(&c);
        wz_audit_each(store, 1, NULL, compare, &c);
    } else {
        no_memory(&c);
    }
    for (size_t i = 0; !wz_store_failed(store) && i < c.count; i++)
        if (!c.acts[i].told)
            unlike(&c, c.acts[i].act, 0);
    if (c.unsealed && !c.faults && !wz_store_failed(store))
        wz_diag_add(diag, WZ_NOTE, "STORE-052", (wz_place){.file = wz_store_path(store)},
                    "%lld acts of the register were recorded before there were seals: only the number of their entries "
                    "was compared with the log; nothing needs to be done",
                    (long long)c.unsealed);
    explicit_bzero(c.key, sizeof c.key);
    wz_arena_free(c.arena);
    wz_free(c.acts);
    return c.faults;
}
