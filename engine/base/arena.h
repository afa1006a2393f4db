/* An arena: many small allocations, one free. A rulebook, a case and an assessment each own one. */
#ifndef WZ_BASE_ARENA_H
#define WZ_BASE_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct wz_arena wz_arena;

wz_arena *wz_arena_new(void);                        /* NULL when memory is short */
void wz_arena_free(wz_arena *arena);                 /* accepts NULL */
void wz_arena_reset(wz_arena *arena);                /* forget all allocations, keep the blocks for reuse */

/* Zeroed, aligned for any type. NULL when memory is short; wz_arena_failed() then stays true until reset. */
void *wz_arena_alloc(wz_arena *arena, size_t size);
void *wz_arena_array(wz_arena *arena, size_t count, size_t size);   /* NULL on overflow too */
bool wz_arena_failed(const wz_arena *arena);
/* Mark it failed, for whoever could not make elsewhere what was to go into it. */
void wz_arena_fail(wz_arena *arena);
/* Refuse (and mark failed) beyond this many bytes in all; 0 = no limit. */
void wz_arena_limit(wz_arena *arena, size_t bytes);
bool wz_arena_limited(const wz_arena *arena);       /* whether that is why it failed */

char *wz_arena_strndup(wz_arena *arena, const char *text, size_t length);  /* adds a NUL; text may hold NULs */
char *wz_arena_strdup(wz_arena *arena, const char *text);
char *wz_arena_printf(wz_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *wz_arena_vprintf(wz_arena *arena, const char *format, va_list args);

/* Make room for one more element of a growing array that lives in the arena: doubles, copies, never frees. `count` is
 * the number in use; *capacity is updated. Returns the array or NULL: always NULL once the arena has failed, for a caller who
 * lost another allocation meanwhile may not have taken the array that *capacity speaks of. */
void *wz_arena_grow(wz_arena *arena, void *array, size_t count, size_t *capacity, size_t element);

#endif
