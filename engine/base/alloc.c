/* The engine's only calls to malloc, realloc and free. The hook is plain process-wide state: it is set once, by a test
 * or an embedding program, before threads start. */
#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void *libc_alloc(void *user, void *ptr, size_t size)
{
    (void)user;
    if (size == 0) {
        free(ptr);
        return NULL;
    }
    return realloc(ptr, size);
}

static wz_alloc_fn hook = libc_alloc;
static void *hook_user;

void wz_alloc_set(wz_alloc_fn fn, void *user)
{
    hook = fn ? fn : libc_alloc;
    hook_user = user;
}

void *wz_malloc(size_t size)
{
    return hook(hook_user, NULL, size ? size : 1);
}

void *wz_calloc(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    void *block = wz_malloc(count * size);
    if (block)
        memset(block, 0, count * size);
    return block;
}

void *wz_realloc(void *ptr, size_t size)
{
    return hook(hook_user, ptr, size ? size : 1);
}

void wz_free(void *ptr)
{
    if (ptr)
        hook(hook_user, ptr, 0);
}

void *wz_grow(void *array, size_t *capacity, size_t need, size_t element)
{
    if (need <= *capacity)
        return array;
    size_t next = *capacity + *capacity / 2;
    if (next < need)
        next = need;
    if (next < 8)
        next = 8;
    if (next > SIZE_MAX / element)
        return NULL;
    void *moved = wz_realloc(array, next * element);
    if (moved)
        *capacity = next;
    return moved;
}
