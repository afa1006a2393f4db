/* Open addressing; 0 = a free slot. Full, it forgets nobody and learns nobody.
 *
 * An id is hashed eight bytes at a time: each word is folded in by a multiplication whose upper half is added to its lower, under a key
 * made for the run. That spreads ids well enough that among 1.5 million people two differ in all but their hash once in many million
 * runs. */
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
    uint64_t key[2];
};

wz_screen_seen *wz_screen_seen_new(void)
{
    wz_screen_seen *seen = wz_calloc(1, sizeof *seen);
    if (!seen)
        return NULL;
    seen->slots = wz_calloc(SLOTS, sizeof *seen->slots);
    randombytes_buf(seen->key, sizeof seen->key);
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

static uint64_t fold(uint64_t a, uint64_t b)
{
    __extension__ unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* *plain: every byte is printable ASCII and no blank, but for 0x7F, which is let pass. */
static uint64_t hash_of(const wz_screen_seen *seen, const char *id, size_t length, bool *plain)
{
    static const uint64_t high = UINT64_C(0x8080808080808080), least = UINT64_C(0x2121212121212121);
    uint64_t hash = seen->key[0] ^ length, odd = 0;
    for (size_t at = 0; at < length; at += sizeof(uint64_t)) {
        uint64_t word = least;
        memcpy(&word, id + at, length - at < sizeof word ? length - at : sizeof word);
        odd |= (word | ((word - least) & ~word)) & high;
        hash = fold(hash ^ word, seen->key[1] | 1);
    }
    *plain = odd == 0;
    hash = fold(hash, seen->key[0] | 1);
    return hash ? hash : 1;
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
    bool plain;
    return meet(seen, hash_of(seen, person_id, strlen(person_id), &plain));
}

/* The hash of a cell's id; 0 where it is none. */
static uint64_t hash_of_cell(const wz_screen_seen *seen, const wz_cell *cell, wz_arena *arena)
{
    wz_cell_problem problem;
    bool plain;
    if (cell->length == 0)
        return 0;
    uint64_t hash = hash_of(seen, cell->text, cell->length, &plain);
    /* plain ASCII is read as it stands, but for the x of an identity number */
    if (plain && (cell->length != IDENTITY || cell->text[IDENTITY - 1] != 'x'))
        return hash;
    wz_arena_reset(arena);
    const char *id = wz_person_id_read(cell->text, arena, &problem);
    return id && *id && !problem.id ? hash_of(seen, id, strlen(id), &plain) : 0;
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
