/* A growing list that is filled while a file is read and then copied, at its exact size, into the model's arena. Its own
 * memory is kept for the next use. Private to this module. */
#ifndef WZ_LOAD_VECTOR_H
#define WZ_LOAD_VECTOR_H

#include "base/alloc.h"
#include "base/arena.h"

#include <string.h>

typedef struct {
    void *items;
    size_t count, capacity;
    bool failed;            /* memory was short; sticky */
} wz_vector;

/* Room for one more element, zeroed; NULL when memory is short. Pointers into the list end with the next call. */
static inline void *wz_vector_add(wz_vector *vector, size_t element)
{
    void *grown = vector->failed ? NULL : wz_grow(vector->items, &vector->capacity, vector->count + 1, element);
    if (!grown) {
        vector->failed = true;
        return NULL;
    }
    vector->items = grown;
    return memset((char *)vector->items + vector->count++ * element, 0, element);
}

/* Copy the elements into the arena and empty the list. NULL where it is empty or memory is short. */
static inline void *wz_vector_take(wz_vector *vector, wz_arena *arena, size_t element, size_t *count)
{
    void *copy = vector->count ? wz_arena_array(arena, vector->count, element) : NULL;
    if (copy)
        memcpy(copy, vector->items, vector->count * element);
    *count = copy ? vector->count : 0;
    vector->count = 0;
    return copy;
}

static inline void wz_vector_free(wz_vector *vector)
{
    wz_free(vector->items);
    *vector = (wz_vector){0};
}

#define WZ_ADD(vector, type) ((type *)wz_vector_add((vector), sizeof(type)))
#define WZ_TAKE(vector, arena, type, count) ((type *)wz_vector_take((vector), (arena), sizeof(type), (count)))

#endif
