/* A map from strings to a pointer or a number, for finding things by id while a file is read. It lives in an arena and is
 * freed with it; keys are borrowed and must live as long. */
#ifndef WZ_BASE_MAP_H
#define WZ_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef union {
    const void *pointer;
    int64_t number;
} wz_map_value;

typedef struct {
    const char *key;     /* NULL = free slot */
    uint64_t hash;
    wz_map_value value;
} wz_map_slot;

/* All zero = empty, but for the arena. */
typedef struct {
    wz_arena *arena;
    wz_map_slot *slots;
    size_t capacity;     /* 0 or a power of two */
    size_t count;
} wz_map;

void wz_map_init(wz_map *map, wz_arena *arena);
/* Add a key that is not there yet. Returns false where it is (the old value stays), and when memory is short. */
bool wz_map_add(wz_map *map, const char *key, wz_map_value value);
bool wz_map_add_pointer(wz_map *map, const char *key, const void *pointer);
bool wz_map_add_number(wz_map *map, const char *key, int64_t number);
/* The value of a key, to read or change until the next addition; NULL where there is none. */
wz_map_value *wz_map_find(const wz_map *map, const char *key);
const void *wz_map_pointer(const wz_map *map, const char *key);                     /* NULL where there is none */
int64_t wz_map_number(const wz_map *map, const char *key, int64_t otherwise);

#endif
