/* JSON as read into a tree: every digit of a number, every byte of a string, and the place of what is wrong. */
#include "io/json.h"

#include "wenze/base.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

CU_pSuite test_io_json_suite(void);

static const wz_json *parse(wz_arena *arena, const char *text)
{
    const wz_json *root = NULL;
    wz_json_error error;
    CU_ASSERT_EQUAL(wz_json_parse(arena, text, strlen(text), &root, &error), WZ_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(root);
    return root;
}

static bool is(const wz_json *json, wz_json_kind kind, const char *text)
{
    return json->kind == kind && json->length == strlen(text) && memcmp(json->text, text, json->length) == 0;
}

static void test_io_json__numbers_keep_their_digits(void)
{
    static const char *const numbers[] = {"0", "-1", "0.10", "1e400", "-1.5E-3", "123456789012345678901234567890.123"};
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        CU_ASSERT(is(parse(arena, numbers[i]), WZ_JSON_NUMBER, numbers[i]));
    wz_arena_free(arena);
}

static void test_io_json__strings_are_not_numbers(void)
{
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    CU_ASSERT(is(parse(arena, "\"1\""), WZ_JSON_STRING, "1"));
    CU_ASSERT(is(parse(arena, "\"n1\""), WZ_JSON_STRING, "n1"));
    CU_ASSERT(is(parse(arena, "\"a\\\"1\\\\\""), WZ_JSON_STRING, "a\"1\\"));
    CU_ASSERT_EQUAL(parse(arena, "\"a\\u0000b\"")->length, 3);
    const wz_json *object = parse(arena, "{\"n\": [1, \"x\", null, true, false], \"1\": {}}");
    CU_ASSERT_EQUAL_FATAL(object->kind, WZ_JSON_OBJECT);
    CU_ASSERT_EQUAL_FATAL(object->count, 2);
    CU_ASSERT(is(&object->keys[0], WZ_JSON_STRING, "n"));
    CU_ASSERT(is(&object->keys[1], WZ_JSON_STRING, "1"));
    CU_ASSERT_EQUAL_FATAL(object->items[0].count, 5);
    CU_ASSERT(is(&object->items[0].items[1], WZ_JSON_STRING, "x"));
    CU_ASSERT_EQUAL(object->items[0].items[3].kind, WZ_JSON_TRUE);
    wz_arena_free(arena);
}

static void test_io_json__faults(void)
{
    static const struct {
        const char *text;
        unsigned line, column;
    } rows[] = {{"{\"a\" 1}", 1, 7}, {"[1,\n 2 3]", 2, 5}, {"", 1, 1}, {"01", 1, 3}, {"{\"a\":1,\"a\":2}", 1, 11}};
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const wz_json *root = NULL;
        wz_json_error error;
        CU_ASSERT_EQUAL(wz_json_parse(arena, rows[i].text, strlen(rows[i].text), &root, &error), WZ_EINPUT);
        CU_ASSERT_PTR_NULL(root);
        CU_ASSERT(error.text[0] != '\0');
        if (error.line != rows[i].line || error.column != rows[i].column)
            printf("\n    %s: %u:%u, not %u:%u\n", rows[i].text, error.line, error.column, rows[i].line,
                   rows[i].column);
        CU_ASSERT_EQUAL(error.line, rows[i].line);
        CU_ASSERT_EQUAL(error.column, rows[i].column);
    }
    wz_arena_free(arena);
}

static void test_io_json__depth_is_limited(void)
{
    char text[2 * 600 + 1];
    memset(text, '[', 600);
    memset(text + 600, ']', 600);
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    const wz_json *root = NULL;
    wz_json_error error;
    CU_ASSERT_EQUAL(wz_json_parse(arena, text, 1200, &root, &error), WZ_ELIMIT);
    CU_ASSERT_EQUAL(wz_json_parse(arena, text + 200, 800, &root, &error), WZ_OK);
    wz_arena_free(arena);
}

CU_pSuite test_io_json_suite(void)
{
    CU_pSuite suite = CU_add_suite("io json", NULL, NULL);
    if (!suite)
        return NULL;
    CU_add_test(suite, "numbers keep their digits", test_io_json__numbers_keep_their_digits);
    CU_add_test(suite, "strings are not numbers", test_io_json__strings_are_not_numbers);
    CU_add_test(suite, "faults", test_io_json__faults);
    CU_add_test(suite, "depth is limited", test_io_json__depth_is_limited);
    return suite;
}
