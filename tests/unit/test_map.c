/* The string map: what was added is found, what was not is not, through growth and with keys that share beginnings. */
#include "base/map.h"

#include <CUnit/CUnit.h>
#include <stdio.h>

CU_pSuite test_map_suite(void);

enum { MANY = 20000 };

static void test_map__finds_what_was_added(void)
{
    wz_arena *arena = wz_arena_new();
    wz_map map;
    wz_map_init(&map, arena);
    CU_ASSERT_PTR_NULL(wz_map_find(&map, "a"));
    for (int i = 0; i < MANY; i++)
        CU_ASSERT_TRUE_FATAL(wz_map_add_number(&map, wz_arena_printf(arena, "key-number-%d", i), i));
    CU_ASSERT_EQUAL(map.count, MANY);
    char key[32];
    for (int i = 0; i < MANY; i++) {
        snprintf(key, sizeof key, "key-number-%d", i);
        CU_ASSERT_EQUAL_FATAL(wz_map_number(&map, key, -1), i);
    }
    snprintf(key, sizeof key, "key-number-%d", MANY);
    CU_ASSERT_EQUAL(wz_map_number(&map, key, -1), -1);
    wz_arena_free(arena);
}

static void test_map__keeps_the_first_value_of_a_key(void)
{
    wz_arena *arena = wz_arena_new();
    wz_map map;
    wz_map_init(&map, arena);
    CU_ASSERT_TRUE(wz_map_add_pointer(&map, "x", &map));
    CU_ASSERT_FALSE(wz_map_add_pointer(&map, "x", arena));
    CU_ASSERT_PTR_EQUAL(wz_map_pointer(&map, "x"), &map);
    wz_map_find(&map, "x")->pointer = arena;
    CU_ASSERT_PTR_EQUAL(wz_map_pointer(&map, "x"), arena);
    CU_ASSERT_PTR_NULL(wz_map_pointer(&map, "y"));
    wz_arena_free(arena);
}

static void test_map__tells_keys_of_all_lengths_apart(void)
{
    wz_arena *arena = wz_arena_new();
    wz_map map;
    wz_map_init(&map, arena);
    char key[41] = "";
    for (int i = 0; i < 40; i++) {
        CU_ASSERT_TRUE(wz_map_add_number(&map, wz_arena_strdup(arena, key), i));
        key[i] = 'a';
    }
    for (int i = 0; i < 40; i++) {
        key[i] = '\0';
        CU_ASSERT_EQUAL(wz_map_number(&map, key, -1), i);
        key[i] = 'a';
    }
    wz_arena_free(arena);
}

static void test_map__says_when_memory_is_short(void)
{
    wz_arena *arena = wz_arena_new();
    wz_arena_limit(arena, 64);
    wz_map map;
    wz_map_init(&map, arena);
    CU_ASSERT_FALSE(wz_map_add_number(&map, "x", 1));
    CU_ASSERT_TRUE(wz_arena_failed(arena));
    CU_ASSERT_PTR_NULL(wz_map_find(&map, "x"));
    wz_arena_free(arena);
}

CU_pSuite test_map_suite(void)
{
    CU_pSuite suite = CU_add_suite("map", NULL, NULL);
    if (suite) {
        CU_add_test(suite, "finds what was added", test_map__finds_what_was_added);
        CU_add_test(suite, "keeps the first value of a key", test_map__keeps_the_first_value_of_a_key);
        CU_add_test(suite, "tells keys of all lengths apart", test_map__tells_keys_of_all_lengths_apart);
        CU_add_test(suite, "says when memory is short", test_map__says_when_memory_is_short);
    }
    return suite;
}
