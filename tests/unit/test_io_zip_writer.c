/* ZIP archives: read back by libzip, the same bytes for the same members. */
#include "base/buffer.h"
#include "io/zip_writer.h"
#include "wenze/base.h"

#include <CUnit/CUnit.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

CU_pSuite test_io_zip_writer_suite(void);

static const char *const names[] = {"word/document.xml", "a", "目录/文件.xml"};
enum { NAMES = sizeof names / sizeof names[0], LARGE = 300000 };

static wz_buffer make(const char *large)
{
    wz_buffer out = {0};
    wz_zip_writer *zip = wz_zip_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(zip);
    CU_ASSERT_EQUAL(wz_zip_add(zip, names[0], large, LARGE), WZ_OK);
    CU_ASSERT_EQUAL(wz_zip_add(zip, names[1], "", 0), WZ_OK);
    CU_ASSERT_EQUAL(wz_zip_add(zip, names[2], "x\0y", 3), WZ_OK);
    CU_ASSERT_EQUAL(wz_zip_add(zip, names[1], "twice", 5), WZ_EINPUT);
    CU_ASSERT_EQUAL(wz_zip_finish(&out, zip), WZ_OK);
    wz_zip_free(zip);
    return out;
}

static void test_zip__is_read_back(void)
{
    char *large = malloc(LARGE), *back = malloc(LARGE);
    CU_ASSERT_FATAL(large && back);
    for (size_t i = 0; i < LARGE; i++)
        large[i] = (char)('a' + i * i % 23);
    wz_buffer first = make(large), second = make(large);
    CU_ASSERT(first.length == second.length && memcmp(first.data, second.data, first.length) == 0);
    CU_ASSERT(first.length < LARGE);
    zip_t *zip = zip_open_from_source(zip_source_buffer_create(first.data, first.length, 0, NULL), ZIP_RDONLY, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(zip);
    CU_ASSERT_EQUAL(zip_get_num_entries(zip, 0), NAMES);
    for (zip_uint64_t i = 0; i < NAMES; i++)
        CU_ASSERT_STRING_EQUAL(zip_get_name(zip, i, 0), names[i]);
    zip_file_t *file = zip_fopen(zip, names[0], 0);
    CU_ASSERT_EQUAL(zip_fread(file, back, LARGE), LARGE);
    CU_ASSERT_EQUAL(memcmp(large, back, LARGE), 0);
    zip_fclose(file);
    file = zip_fopen(zip, names[2], 0);
    CU_ASSERT(zip_fread(file, back, LARGE) == 3 && memcmp(back, "x\0y", 3) == 0);
    zip_fclose(file);
    zip_discard(zip);
    wz_buffer_free(&first);
    wz_buffer_free(&second);
    free(large);
    free(back);
}

/* An archive given up leaves nothing behind (seen under AddressSanitizer). */
static void test_zip__can_be_given_up(void)
{
    wz_zip_writer *zip = wz_zip_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(zip);
    CU_ASSERT_EQUAL(wz_zip_add(zip, "a", "b", 1), WZ_OK);
    wz_zip_free(zip);
    wz_zip_free(NULL);
}

CU_pSuite test_io_zip_writer_suite(void)
{
    CU_pSuite suite = CU_add_suite("io_zip_writer", NULL, NULL);
    CU_add_test(suite, "is_read_back", test_zip__is_read_back);
    CU_add_test(suite, "can_be_given_up", test_zip__can_be_given_up);
    return suite;
}
