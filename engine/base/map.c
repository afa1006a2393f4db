/* Open addressing with linear probing. Invariant: at most three slots in four are taken, so that a search ends. The hash
 * is mixed with the arena's address, which differs from run to run: a file cannot be made so that its ids collide. The
 * order of slots is never shown. */
#include "base/map.h"

#include <string.h>

enum { FIRST_CAPACITY = 16 };

void wz_map_init(wz_map *map, wz_arena *arena)
{
    *map = (wz_map){.arena = arena};
}

/* Multiply and fold (as wyhash does), eight bytes at a time. */
static uint64_t fold(uint64_t a, uint64_t b)
{
    __extension__ typedef unsigned __int128 wide;
    wide product = (wide)(a ^ 0x9e3779b97f4a7c15U) * (b ^ 0xe7037ed1a0b428dbU);
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t hash_of(const wz_map *map, const char *key)
{
    size_t length = strlen(key);
    uint64_t hash = (uint64_t)(uintptr_t)map->arena ^ length;
    for (; length >= 8; length -= 8, key += 8) {
        uint64_t word;
        memcpy(&word, key, 8);
        hash = fold(hash, word);
    }
    uint64_t rest = 0;
    memcpy(&rest, key, length);
    return fold(hash, rest);
}

/* The slot of a key, or the free one where it would stand. */
static wz_map_slot *slot_of(const wz_map *map, const char *key, uint64_t hash)
{
    size_t mask = map->capacity - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        wz_map_slot *slot = &map->slots[i];
        if (!slot->key || (slot->hash == hash && strcmp(slot->key, key) == 0))
            return slot;
    }
}

static bool grow(wz_map *map)
{
    size_t capacity = map->capacity ? map->capacity * 2 : FIRST_CAPACITY;
    wz_map larger = {map->arena, wz_arena_array(map->arena, capacity, sizeof *larger.slots), capacity, map->count};
    if (!larger.slots)
        return false;
    for (size_t i = 0; i < map->capacity; i++) {
        if (map->slots[i].key)
            *slot_of(&larger, map->slots[i].key, map->slots[i].hash) = map->slots[i];
    }
    *map = larger;
    return true;
}

bool wz_map_add(wz_map *map, const char *key, wz_map_value value)
{
    if (map->count + 1 > map->capacity / 4 * 3 && !grow(map))
        return false;
    uint64_t hash = hash_of(map, key);
    wz_map_slot *slot = slot_of(map, key, hash);
    if (slot->key)
        return false;
    *slot = (wz_map_slot){key, hash, value};
    map->count++;
    return true;
}

bool wz_map_add_pointer(wz_map *map, const char *key, const void *pointer)
{
    return wz_map_add(map, key, (wz_map_value){.pointer = pointer});
}

bool wz_map_add_number(wz_map *map, const char *key, int64_t number)
{
    return wz_map_add(map, key, (wz_map_value){.number = number});
}

wz_map_value *wz_map_find(const wz_map *map, const char *key)
{
    if (map->count == 0)
        return NULL;
    wz_map_slot *slot = slot_of(map, key, hash_of(map, key));
    return slot->key ? &slot->value : NULL;
}

const void *wz_map_pointer(const wz_map *map, const char *key)
{
    const wz_map_value *value = wz_map_find(map, key);
    return value ? value->pointer : NULL;
}

int64_t wz_map_number(const wz_map *map, const char *key, int64_t otherwise)
{
    const wz_map_value *value = wz_map_find(map, key);
    return value ? value->number : otherwise;
}
