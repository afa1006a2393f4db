/* Bump allocation in blocks of growing size. Invariant: `head` is the block being filled, the blocks behind it are full
 * or retired; after a reset the blocks wait in `spare` and are taken again before new ones are made. Under
 * AddressSanitizer each allocation still ends in its own padding, so overruns inside a block are caught by WZ_ARENA_EACH:
 * every allocation is then a block of its own, and a reset frees them all. */
#include "base/arena.h"

#include "base/alloc.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct block {
    struct block *next;
    size_t size;
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
} block;

struct wz_arena {
    block *head;
    block *spare;
    size_t total;
    size_t limit;
    bool failed;
    bool limited; /* it failed at its limit */
};

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

wz_arena *wz_arena_new(void)
{
    return wz_calloc(1, sizeof(wz_arena));
}

static void free_blocks(block *b)
{
    while (b) {
        block *next = b->next;
        wz_free(b);
        b = next;
    }
}

void wz_arena_free(wz_arena *arena)
{
    if (!arena)
        return;
    free_blocks(arena->head);
    free_blocks(arena->spare);
    wz_free(arena);
}

void wz_arena_reset(wz_arena *arena)
{
#ifdef WZ_ARENA_EACH
    free_blocks(arena->head);
    arena->head = NULL;
#endif
    while (arena->head) {
        block *b = arena->head;
        arena->head = b->next;
        b->used = 0;
        b->next = arena->spare;
        arena->spare = b;
    }
    arena->total = 0;
    arena->failed = false;
    arena->limited = false;
}

void wz_arena_limit(wz_arena *arena, size_t bytes)
{
    arena->limit = bytes;
}

bool wz_arena_failed(const wz_arena *arena)
{
    return arena->failed;
}

void wz_arena_fail(wz_arena *arena)
{
    arena->failed = true;
}

bool wz_arena_limited(const wz_arena *arena)
{
    return arena->limited;
}

/* Put a block with room for `size` in front. */
static bool add_block(wz_arena *arena, size_t size)
{
    for (block **link = &arena->spare; *link; link = &(*link)->next) {
        block *b = *link;
        if (b->size < size)
            continue;
        *link = b->next;
        b->next = arena->head;
        arena->head = b;
        return true;
    }
    size_t want = arena->head ? arena->head->size * 2 : FIRST_BLOCK;
    if (want > LARGEST_BLOCK)
        want = LARGEST_BLOCK;
#ifdef WZ_ARENA_EACH
    want = size;
#endif
    if (want < size)
        want = size;
    if (want > SIZE_MAX - sizeof(block))
        return false;
    block *b = wz_malloc(sizeof(block) + want);
    if (!b)
        return false;
    *b = (block){.next = arena->head, .size = want, .used = 0};
    arena->head = b;
    return true;
}

void *wz_arena_alloc(wz_arena *arena, size_t size)
{
    size_t align = alignof(max_align_t);
    if (size > SIZE_MAX - align)
        goto fail;
    size = (size + align - 1) / align * align;
    if (size == 0)
        size = align;
    if (arena->limit != 0 && (size > arena->limit || arena->total > arena->limit - size)) {
        arena->limited = true;
        goto fail;
    }
    if ((!arena->head || arena->head->size - arena->head->used < size) && !add_block(arena, size))
        goto fail;
    void *result = arena->head->bytes + arena->head->used;
    arena->head->used += size;
    arena->total += size;
    return memset(result, 0, size);
fail:
    arena->failed = true;
    return NULL;
}

void *wz_arena_array(wz_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        arena->failed = true;
        return NULL;
    }
    return wz_arena_alloc(arena, count * size);
}

char *wz_arena_strndup(wz_arena *arena, const char *text, size_t length)
{
    char *copy = length < SIZE_MAX ? wz_arena_alloc(arena, length + 1) : NULL;
    if (copy && length)
        memcpy(copy, text, length);
    return copy;
}

char *wz_arena_strdup(wz_arena *arena, const char *text)
{
    return wz_arena_strndup(arena, text, strlen(text));
}

char *wz_arena_vprintf(wz_arena *arena, const char *format, va_list args)
{
    char room[128]; /* most are short: formatted once and copied */
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(room, sizeof room, format, args);
    char *text = length >= 0 ? wz_arena_alloc(arena, (size_t)length + 1) : NULL;
    if (text && (size_t)length < sizeof room)
        memcpy(text, room, (size_t)length + 1);
    else if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

char *wz_arena_printf(wz_arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = wz_arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

void *wz_arena_grow(wz_arena *arena, void *array, size_t count, size_t *capacity, size_t element)
{
    if (arena->failed)
        return NULL;
    if (count < *capacity)
        return array;
    size_t next = *capacity ? *capacity * 2 : 8;
    void *moved = wz_arena_array(arena, next, element);
    if (!moved)
        return NULL;
    if (count)
        memcpy(moved, array, count * element);
    *capacity = next;
    return moved;
}
