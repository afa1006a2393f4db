/* Open addressing; 0 = a free slot. Full, it forgets nobody and learns nobody. What stands in a slot is SipHash-2-4 of the id under a key
 * made for the run (libsodium's short hash): among 1.5 million people two differ in all but their hash once in many million runs. */
#include "app/screen_seen.h"

#include "base/alloc.h"
#include "load/records.h"

#include <sodium.h>
#include <string.h>

enum { SLOTS = 1u << 21, AT_ONCE = 64, IDENTITY = 18 };

struct wz_screen_seen {
    uint64_t *slots;
    size_t count;
    bool full;
    unsigned char key[crypto_shorthash_KEYBYTES];
};

wz_screen_seen *wz_screen_seen_new(void)
{
    wz_screen_seen *seen = wz_calloc(1, sizeof *seen);
    if (!seen)
        return NULL;
    seen->slots = wz_calloc(SLOTS, sizeof *seen->slots);
    crypto_shorthash_keygen(seen->key);
    if (seen->slots)
        return seen;
    wz_free(seen);
    return NULL;
}

void wz_screen_seen_free(wz_screen_seen *seen)
{
    if (!seen)
        return;
    wz_free(seen->slots);
    wz_free(seen);
}

bool wz_screen_seen_full(const wz_screen_seen *seen)
{
    return seen->full;
}

static uint64_t hash_of(const wz_screen_seen *seen, const char *id, size_t length)
{
    uint64_t hash = 0;
    _Static_assert(sizeof hash == crypto_shorthash_BYTES, "a slot holds a whole hash");
    crypto_shorthash((unsigned char *)&hash, (const unsigned char *)id, length, seen->key);
    return hash ? hash : 1;
}

/* Whether an id is read as it stands: printable ASCII without blanks, and no x of an identity number. */
static bool is_plain(const char *id, size_t length)
{
    bool odd = length == IDENTITY && id[IDENTITY - 1] == 'x';
    for (size_t i = 0; i < length; i++)
        odd |= id[i] <= ' ' || id[i] > '~';
    return !odd;
}

static bool meet(wz_screen_seen *seen, uint64_t hash)
{
    size_t i = hash & (SLOTS - 1);
    for (; seen->slots[i]; i = (i + 1) & (SLOTS - 1))
        if (seen->slots[i] == hash)
            return true;
    if (seen->count == WZ_SCREEN_REMEMBERED) {
        seen->full = true;
        return false;
    }
    seen->slots[i] = hash;
    seen->count++;
    return false;
}

bool wz_screen_meet(wz_screen_seen *seen, const char *person_id)
{
    return meet(seen, hash_of(seen, person_id, strlen(person_id)));
}

/* The hash of a cell's id; 0 where it is none. */
static uint64_t hash_of_cell(const wz_screen_seen *seen, const wz_cell *cell, wz_arena *arena)
{
    wz_cell_problem problem;
    if (cell->length == 0)
        return 0;
    if (is_plain(cell->text, cell->length))
        return hash_of(seen, cell->text, cell->length);
    wz_arena_reset(arena);
    const char *id = wz_person_id_read(cell->text, arena, &problem);
    return id && *id && !problem.id ? hash_of(seen, id, strlen(id)) : 0;
}

/* Slots of many rows are fetched at once: each lies somewhere else in memory. */
size_t wz_screen_meet_rows(wz_screen_seen *seen, bool *again, const wz_cell_row *rows, size_t count, size_t column,
                           wz_arena *arena)
{
    size_t found = 0;
    uint64_t hashes[AT_ONCE];
    for (size_t from = 0; from < count; from += AT_ONCE) {
        size_t here = count - from < AT_ONCE ? count - from : AT_ONCE;
        for (size_t i = 0; i < here; i++) {
            const wz_cell_row *row = &rows[from + i];
            bool good = row->fault == WZ_ROW_GOOD && column < row->count;
            hashes[i] = good ? hash_of_cell(seen, &row->cells[column], arena) : 0;
            __builtin_prefetch(&seen->slots[hashes[i] & (SLOTS - 1)]);
        }
        for (size_t i = 0; i < here; i++) {
            again[from + i] = hashes[i] && meet(seen, hashes[i]);
            found += again[from + i];
        }
    }
    return found;
}
