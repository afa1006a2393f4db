/* The one door through which the engine takes memory, so that a test can refuse any allocation. */
#ifndef WZ_BASE_ALLOC_H
#define WZ_BASE_ALLOC_H

#include <stddef.h>

/* Allocates, resizes (ptr not NULL) or frees (size 0) a block. Returns NULL on failure and after a free. */
typedef void *(*wz_alloc_fn)(void *user, void *ptr, size_t size);

/* Replace the allocator for the whole process. Call before any other thread runs; NULL restores the C library's. */
void wz_alloc_set(wz_alloc_fn fn, void *user);

void *wz_malloc(size_t size);
void *wz_calloc(size_t count, size_t size);          /* zeroed; NULL on overflow of count * size */
void *wz_realloc(void *ptr, size_t size);
void wz_free(void *ptr);                             /* accepts NULL */

/* Grow an array to hold at least `need` elements; *capacity is updated. Returns the (moved) array or NULL, the old
 * block then being left as it was. Source of the growth factor: 1.5, at least 8 elements. */
void *wz_grow(void *array, size_t *capacity, size_t need, size_t element);

#endif
