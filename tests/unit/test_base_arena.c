/* Arena, buffer and diagnostics, also with an allocator that refuses. */
#include "base/alloc.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"

#include <CUnit/CUnit.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

CU_pSuite test_base_arena_suite(void);

/* An allocator that refuses the n-th request and, if it persists, all later ones; it counts blocks that are out. */
typedef struct {
    int requests, refuse_at, out;
    bool persists;
} miser;

static void *miserly(void *user, void *ptr, size_t size)
{
    miser *m = user;
    if (size == 0) {
        m->out--;
        free(ptr);
        return NULL;
    }
    m->requests++;
    if (m->requests == m->refuse_at || (m->persists && m->requests > m->refuse_at))
        return NULL;
    m->out += ptr == NULL;
    return realloc(ptr, size);
}

static void test_base_arena__blocks_are_zeroed_aligned_and_apart(void)
{
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    for (int round = 0; round < 3; round++) {
        unsigned char *before = NULL;
        size_t before_size = 0;
        int wrong = 0;
        for (size_t size = 0; size < 3000; size += 7) {
            unsigned char *p = wz_arena_alloc(arena, size);
            CU_ASSERT_PTR_NOT_NULL_FATAL(p);
            wrong += (uintptr_t)p % alignof(max_align_t) != 0;
            for (size_t i = 0; i < size; i++)
                wrong += p[i] != 0;
            memset(p, 0xAB, size);
            for (size_t i = 0; i < before_size; i++)
                wrong += before[i] != 0xAB;
            before = p;
            before_size = size;
        }
        CU_ASSERT_EQUAL(wrong, 0);
        wz_arena_reset(arena);
    }
    wz_arena_free(arena);
    wz_arena_free(NULL);
}

static void test_base_arena__reset_takes_no_new_memory(void)
{
    miser m = {.refuse_at = -1};
    wz_alloc_set(miserly, &m);
    wz_arena *arena = wz_arena_new();
    int after_first = 0;
    for (int round = 0; arena && round < 4; round++) {
        for (int i = 0; i < 1000; i++)
            wz_arena_alloc(arena, 100);
        if (round == 0)
            after_first = m.requests;
        wz_arena_reset(arena);
    }
#ifdef WZ_ARENA_EACH
    CU_ASSERT_EQUAL(m.requests - 1, 4 * (after_first - 1)); /* each allocation is a block of its own, given back */
#else
    CU_ASSERT_EQUAL(m.requests, after_first);
#endif
    wz_arena_free(arena);
    CU_ASSERT_EQUAL(m.out, 0);
    wz_alloc_set(NULL, NULL);
}

static void test_base_arena__limit_and_overflow_are_sticky(void)
{
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    wz_arena_limit(arena, 1000);
    CU_ASSERT_PTR_NOT_NULL(wz_arena_alloc(arena, 900));
    CU_ASSERT_FALSE(wz_arena_failed(arena));
    CU_ASSERT_PTR_NULL(wz_arena_alloc(arena, 200));
    CU_ASSERT_TRUE(wz_arena_failed(arena));
    wz_arena_reset(arena);
    CU_ASSERT_FALSE(wz_arena_failed(arena));
    CU_ASSERT_PTR_NOT_NULL(wz_arena_alloc(arena, 900));
    CU_ASSERT_PTR_NULL(wz_arena_alloc(arena, SIZE_MAX - 64));
    wz_arena_reset(arena);
    wz_arena_limit(arena, 0);
    CU_ASSERT_PTR_NULL(wz_arena_alloc(arena, SIZE_MAX));
    wz_arena_reset(arena);
    CU_ASSERT_PTR_NULL(wz_arena_array(arena, SIZE_MAX / 2, 3));
    CU_ASSERT_TRUE(wz_arena_failed(arena));
    wz_arena_free(arena);
}

static void test_base_arena__strings_and_growing_arrays(void)
{
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    CU_ASSERT_STRING_EQUAL(wz_arena_strdup(arena, "规则"), "规则");
    CU_ASSERT_EQUAL(memcmp(wz_arena_strndup(arena, "a\0b", 3), "a\0b", 4), 0);
    CU_ASSERT_STRING_EQUAL(wz_arena_printf(arena, "%s-%d", "x", 42), "x-42");
    int *numbers = NULL;
    size_t capacity = 0;
    for (size_t i = 0; i < 1000; i++) {
        numbers = wz_arena_grow(arena, numbers, i, &capacity, sizeof *numbers);
        CU_ASSERT_PTR_NOT_NULL_FATAL(numbers);
        numbers[i] = (int)i;
    }
    int wrong = 0;
    for (int i = 0; i < 1000; i++)
        wrong += numbers[i] != i;
    CU_ASSERT_EQUAL(wrong, 0);
    /* Once anything was refused no room is given out: *capacity may speak of an array that nobody took. */
    CU_ASSERT_TRUE(capacity > 1000);
    CU_ASSERT_PTR_NULL(wz_arena_alloc(arena, SIZE_MAX));
    CU_ASSERT_PTR_NULL(wz_arena_grow(arena, numbers, 1000, &capacity, sizeof *numbers));
    wz_arena_free(arena);
}

static void test_base_arena__buffer_grows_and_is_reused(void)
{
    wz_buffer buffer = {.data = NULL};
    for (int i = 0; i < 500; i++)
        wz_buffer_printf(&buffer, "%03d", i);
    wz_buffer_putc(&buffer, '!');
    wz_buffer_puts(&buffer, "end");
    CU_ASSERT_EQUAL(buffer.length, 1504);
    CU_ASSERT_EQUAL(strlen(buffer.data), 1504);
    CU_ASSERT_EQUAL(memcmp(buffer.data, "000001002", 9), 0);
    wz_buffer_clear(&buffer);
    CU_ASSERT_EQUAL(buffer.length, 0);
    wz_buffer_add(&buffer, "a\0b", 3);
    CU_ASSERT_EQUAL(buffer.length, 3);
    CU_ASSERT_FALSE(buffer.failed);
    wz_buffer_free(&buffer);
    CU_ASSERT_PTR_NULL(buffer.data);
}

/* However it grows: no byte beyond the limit, and all of it up to there. */
static void test_base_arena__buffer_ends_at_its_limit(void)
{
    for (size_t limit = 1; limit < 40; limit++) {
        wz_buffer buffer = {.limit = limit};
        for (size_t i = 0; i < limit; i++)
            wz_buffer_putc(&buffer, 'x');
        CU_ASSERT_FALSE(buffer.failed);
        wz_buffer_puts(&buffer, "y");
        CU_ASSERT_TRUE(buffer.failed);
        CU_ASSERT_EQUAL(buffer.length, limit);
        wz_buffer_free(&buffer);
    }
}

static void test_base_arena__diagnostics_keep_order_places_and_advice(void)
{
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(diag);
    char file[] = "case.xml";
    wz_diag_add(diag, WZ_ERROR, "FACT-001", (wz_place){file, 3, 4}, "fact \"%s\"; twice; remove one", "a");
    file[0] = 'X';
    wz_diag_add(diag, WZ_WARNING, "FACT-002", (wz_place){NULL, 0, 0}, "odd");
    wz_place two[] = {{"a.xml", 1, 2}, {"b.xml", 3, 4}};
    wz_diag_add_at(diag, WZ_ERROR, "RULE-001", two, 2, "conflict");
    CU_ASSERT_EQUAL_FATAL(wz_diag_count(diag), 3);
    CU_ASSERT_EQUAL(wz_diag_errors(diag), 2);
    const wz_problem *first = wz_diag_at(diag, 0);
    CU_ASSERT_STRING_EQUAL(first->message, "fact \"a\"; twice");
    CU_ASSERT_STRING_EQUAL(first->advice, "remove one");
    CU_ASSERT_STRING_EQUAL(first->places[0].file, "case.xml");
    CU_ASSERT_EQUAL(first->places[0].line, 3);
    CU_ASSERT_EQUAL(wz_diag_at(diag, 1)->place_count, 0);
    CU_ASSERT_STRING_EQUAL(wz_diag_at(diag, 1)->advice, "");
    CU_ASSERT_STRING_EQUAL(wz_diag_at(diag, 2)->places[1].file, "b.xml");
    CU_ASSERT_PTR_NULL(wz_diag_at(diag, 3));
    wz_diag_free(diag);
    wz_diag_add(NULL, WZ_ERROR, "X", (wz_place){NULL, 0, 0}, "nothing happens");
    CU_ASSERT_EQUAL(wz_diag_count(NULL), 0); /* as where memory for a list was short */
    CU_ASSERT_EQUAL(wz_diag_errors(NULL), 0);
    CU_ASSERT_PTR_NULL(wz_diag_at(NULL, 0));
}

static void test_base_arena__diagnostics_end_at_their_limit(void)
{
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(diag);
    for (int i = 0; i < WZ_DIAG_MAX + 50; i++)
        wz_diag_add(diag, WZ_ERROR, "X-001", (wz_place){"f", 1, 1}, "problem %d", i);
    CU_ASSERT_EQUAL(wz_diag_errors(diag), WZ_DIAG_MAX + 50);
    CU_ASSERT_EQUAL(wz_diag_count(diag), WZ_DIAG_MAX + 1);
    CU_ASSERT_STRING_EQUAL(wz_diag_at(diag, WZ_DIAG_MAX)->id, "GEN-001");
    wz_diag_free(diag);
}

/* Use everything once; true if nothing reported a failure. */
static bool use_everything(void)
{
    bool good = false;
    wz_buffer buffer = {.data = NULL};
    wz_arena *arena = wz_arena_new();
    wz_diag *diag = wz_diag_new();
    if (arena && diag) {
        for (int i = 0; i < 20; i++)
            wz_arena_printf(arena, "%0500d", i);
        for (int i = 0; i < 50; i++)
            wz_buffer_puts(&buffer, "0123456789");
        wz_diag_add(diag, WZ_WARNING, "X-001", (wz_place){"f", 1, 1}, "a problem; mend it");
        good = !wz_arena_failed(arena) && !buffer.failed && wz_diag_errors(diag) == 0 && wz_diag_count(diag) == 1;
        if (!buffer.failed)
            good = good && buffer.length == 500;
    }
    wz_buffer_free(&buffer);
    wz_arena_free(arena);
    wz_diag_free(diag);
    return good;
}

static void test_base_arena__every_refused_allocation_is_survived(void)
{
    for (int persists = 0; persists < 2; persists++) {
        bool good = false;
        int failures = 0;
        for (int n = 1; !good && n < 200; n++) {
            miser m = {.refuse_at = n, .persists = persists == 1};
            wz_alloc_set(miserly, &m);
            good = use_everything();
            wz_alloc_set(NULL, NULL);
            failures += !good;
            CU_ASSERT_EQUAL(m.out, 0);
        }
        CU_ASSERT_TRUE(good);
        CU_ASSERT_TRUE(failures > 5);
    }
}

CU_pSuite test_base_arena_suite(void)
{
    CU_pSuite suite = CU_add_suite("base_arena", NULL, NULL);
    if (!suite)
        return NULL;
    CU_add_test(suite, "blocks are zeroed, aligned and apart", test_base_arena__blocks_are_zeroed_aligned_and_apart);
    CU_add_test(suite, "reset takes no new memory", test_base_arena__reset_takes_no_new_memory);
    CU_add_test(suite, "limit and overflow are sticky", test_base_arena__limit_and_overflow_are_sticky);
    CU_add_test(suite, "strings and growing arrays", test_base_arena__strings_and_growing_arrays);
    CU_add_test(suite, "buffer grows and is reused", test_base_arena__buffer_grows_and_is_reused);
    CU_add_test(suite, "buffer ends at its limit", test_base_arena__buffer_ends_at_its_limit);
    CU_add_test(suite, "diagnostics keep order, places and advice",
                test_base_arena__diagnostics_keep_order_places_and_advice);
    CU_add_test(suite, "diagnostics end at their limit", test_base_arena__diagnostics_end_at_their_limit);
    CU_add_test(suite, "every refused allocation is survived", test_base_arena__every_refused_allocation_is_survived);
    return suite;
}
