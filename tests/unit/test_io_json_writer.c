/* The JSON writer: its layout is jansson's indented one, and what it writes reads back to what was meant. */
#include "base/alloc.h"
#include "io/json_writer.h"
#include "io/utf8.h"

#include <CUnit/CUnit.h>
#include <jansson.h>
#include <string.h>

CU_pSuite test_io_json_writer_suite(void);

static void write_sample(wz_json_writer *json)
{
    wz_json_open(json, NULL, '{');
    wz_json_string(json, "a \"key\"", "text", 4);
    wz_json_open(json, "empty", '[');
    wz_json_close(json, ']');
    wz_json_open(json, "object", '{');
    wz_json_close(json, '}');
    wz_json_open(json, "list", '[');
    wz_json_integer(json, NULL, INT64_MIN);
    wz_json_literal(json, NULL, "null");
    wz_json_open(json, NULL, '{');
    wz_json_literal(json, "yes", "true");
    wz_json_close(json, '}');
    wz_json_close(json, ']');
    wz_json_close(json, '}');
}

static void test_io_json_writer__layout_is_janssons(void)
{
    wz_buffer out = {0};
    wz_json_writer json = {.out = &out};
    write_sample(&json);
    json_t *read = json_loads(out.data, JSON_REJECT_DUPLICATES, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(read);
    char *again = json_dumps(read, JSON_INDENT(2));
    CU_ASSERT_STRING_EQUAL(out.data, again);
    free(again);
    json_decref(read);
    wz_buffer_free(&out);
}

static void test_io_json_writer__every_ascii_character_reads_back(void)
{
    char all[128];
    for (int i = 0; i < 128; i++)
        all[i] = (char)i;
    wz_buffer out = {0};
    wz_json_writer json = {.out = &out};
    wz_json_string(&json, NULL, all, sizeof all);
    json_t *read = json_loads(out.data, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(read);
    CU_ASSERT_EQUAL_FATAL(json_string_length(read), sizeof all);
    CU_ASSERT_EQUAL(memcmp(json_string_value(read), all, sizeof all), 0);
    char *again = json_dumps(read, JSON_ENCODE_ANY);
    CU_ASSERT_STRING_EQUAL(out.data, again);
    free(again);
    json_decref(read);
    wz_buffer_free(&out);
}

static void test_io_json_writer__unicode_stands_unescaped(void)
{
    static const char text[] = "事故\xE2\x80\xA8\xF0\x9F\x98\x80\xC3\xA9";
    wz_buffer out = {0};
    wz_json_escape(&out, text, strlen(text));
    CU_ASSERT_STRING_EQUAL(out.data, text);
    wz_buffer_free(&out);
}

static void test_io_json_writer__what_is_not_utf8_is_replaced(void)
{
    /* a lone continuation, an overlong NUL, a surrogate, beyond U+10FFFF, and a sequence cut by the end */
    static const struct {
        const char *bytes;
        size_t replaced;
    } samples[] = {{"\x80", 1}, {"\xC0\x80", 2}, {"\xED\xA0\x80", 3}, {"\xF4\x90\x80\x80", 4}, {"\xE4\xBA", 2}};
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        wz_buffer out = {0};
        wz_json_escape(&out, samples[i].bytes, strlen(samples[i].bytes));
        CU_ASSERT_EQUAL(out.length, 3 * samples[i].replaced);
        for (size_t at = 0; at < out.length; at += 3)
            CU_ASSERT_EQUAL(memcmp(out.data + at, WZ_UTF8_REPLACEMENT, 3), 0);
        wz_buffer_free(&out);
    }
}

static void test_io_json_writer__deep_levels_are_indented(void)
{
    wz_buffer out = {0};
    wz_json_writer json = {.out = &out};
    for (int i = 0; i < 40; i++)
        wz_json_open(&json, NULL, '[');
    wz_json_literal(&json, NULL, "1");
    for (int i = 0; i < 40; i++)
        wz_json_close(&json, ']');
    json_t *read = json_loads(out.data, 0, NULL);
    char *again = json_dumps(read, JSON_INDENT(2));
    CU_ASSERT_STRING_EQUAL(out.data, again);
    free(again);
    json_decref(read);
    wz_buffer_free(&out);
}

CU_pSuite test_io_json_writer_suite(void)
{
    CU_pSuite suite = CU_add_suite("io/json_writer", NULL, NULL);
    if (!suite || !CU_add_test(suite, "its layout is jansson's", test_io_json_writer__layout_is_janssons) ||
        !CU_add_test(suite, "every ASCII character reads back",
                     test_io_json_writer__every_ascii_character_reads_back) ||
        !CU_add_test(suite, "Unicode stands unescaped", test_io_json_writer__unicode_stands_unescaped) ||
        !CU_add_test(suite, "what is not UTF-8 is replaced", test_io_json_writer__what_is_not_utf8_is_replaced) ||
        !CU_add_test(suite, "deep levels are indented", test_io_json_writer__deep_levels_are_indented))
        return NULL;
    return suite;
}
