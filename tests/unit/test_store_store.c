/* Opening and transactions: what may be opened, what is refused and with which words, and that a change is wholly there or
 * not at all. */
#include "store_common.h"

#include "store/sql.h"

#include <fcntl.h>
#include <sys/stat.h>

CU_pSuite test_store_store_suite(void);

static void test_store__makes_a_file_and_its_key_for_the_owner_alone(void)
{
    store_place place = new_place();
    refuses(place.path, NULL, WZ_EINPUT, "STORE-001");
    wz_store_close(open_store(place.path, true));
    struct stat file;
    char key[160];
    snprintf(key, sizeof key, "%s.key", place.path);
    CU_ASSERT_EQUAL_FATAL(stat(place.path, &file), 0);
    CU_ASSERT_EQUAL(file.st_mode & 0777, 0600);
    CU_ASSERT_EQUAL_FATAL(stat(key, &file), 0);
    CU_ASSERT_EQUAL(file.st_mode & 0777, 0600);
    CU_ASSERT_EQUAL(file.st_size, 32);
    wz_store_close(open_store(place.path, false));
    remove_place(&place);
}

static void write_file(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

static void test_store__refuses_what_is_no_store(void)
{
    store_place place = new_place();
    wz_store_options create = WZ_STORE_OPTIONS_INIT;
    create.create = true;
    char text[4096];
    memset(text, 'x', sizeof text);
    write_file(place.path, text, sizeof text);
    refuses(place.path, NULL, WZ_EINPUT, "STORE-003");
    refuses(place.path, &create, WZ_EINPUT, "STORE-003");
    write_file(place.path, "", 0);
    refuses(place.path, NULL, WZ_EINPUT, "STORE-001");
    unlink(place.path);
    tamper(place.path, "CREATE TABLE theirs(x)");
    refuses(place.path, NULL, WZ_EINPUT, "STORE-004");
    refuses(place.path, &create, WZ_EINPUT, "STORE-004");
    tamper(place.path, "PRAGMA application_id = 42");
    refuses(place.path, &create, WZ_EINPUT, "STORE-004");
    refuses(place.folder, &create, WZ_EIO, "STORE-002");
    refuses("/dev/null", &create, WZ_EIO, "STORE-002");
    refuses("/nowhere/at/all.db", &create, WZ_EIO, "STORE-002");
    refuses("", NULL, WZ_EINPUT, "STORE-001");
    remove_place(&place);
}

static void test_store__refuses_a_newer_file(void)
{
    store_place place = new_place();
    wz_store_close(open_store(place.path, true));
    tamper(place.path, "PRAGMA user_version = 1000");
    refuses(place.path, NULL, WZ_EINPUT, "STORE-005");
    tamper(place.path, "PRAGMA user_version = -1");
    refuses(place.path, NULL, WZ_EINPUT, "STORE-005");
    remove_place(&place);
}

/* A file of each earlier form, with an entry in its log, comes up to this version's. */
static void test_store__migrates_from_every_earlier_form(void)
{
    size_t count;
    const wz_store_step *steps = wz_store_steps(&count);
    wz_store_options options = WZ_STORE_OPTIONS_INIT;
    options.create = true;
    for (size_t form = 1; form <= count; form++) {
        store_place place = new_place();
        wz_store *store = NULL;
        CU_ASSERT_EQUAL_FATAL(wz_store_open_steps(&store, place.path, &options, steps, form, NULL), WZ_OK);
        wz_store_begin(store);
        CU_ASSERT_NOT_EQUAL(wz_audit_append(store, "a", "test", "before", NULL), 0);
        CU_ASSERT_EQUAL(wz_store_end(store, NULL), WZ_OK);
        wz_store_close(store);
        if (form < count) {
            wz_store_options reading = WZ_STORE_OPTIONS_INIT;
            reading.read_only = true;
            refuses(place.path, &reading, WZ_EINPUT, "STORE-011");
        }
        store = open_store(place.path, false);
        int64_t entries = 0;
        CU_ASSERT_EQUAL(wz_audit_verify(store, NULL, &entries, NULL), WZ_OK);
        CU_ASSERT_EQUAL(entries, (int64_t)count + 1);
        CU_ASSERT_EQUAL(wz_store_check(store, NULL), WZ_OK);
        wz_store_close(store);
        remove_place(&place);
    }
}

/* A step that fails leaves the file as it was. */
static void test_store__undoes_a_step_that_fails(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    wz_store_close(store);
    size_t count;
    const wz_store_step *steps = wz_store_steps(&count);
    wz_store_step more[64];
    CU_ASSERT_FATAL(count < 60);
    memcpy(more, steps, count * sizeof *steps);
    more[count] = (wz_store_step){"good", "CREATE TABLE good(x INTEGER) STRICT"};
    more[count + 1] = (wz_store_step){"bad", "CREATE TABLE bad(x INTEGER) STRICT; INSERT INTO bad VALUES('no')"};
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_NOT_EQUAL(wz_store_open_steps(&store, place.path, NULL, more, count + 2, diag), WZ_OK);
    CU_ASSERT_TRUE(diag_has(diag, "STORE-013"));
    wz_diag_free(diag);
    CU_ASSERT_EQUAL_FATAL(wz_store_open_steps(&store, place.path, NULL, more, count + 1, NULL), WZ_OK);
    wz_sql *q = wz_sql_start(store, "SELECT count(*) FROM sqlite_schema WHERE name = 'bad'");
    CU_ASSERT_TRUE(wz_sql_next(q));
    CU_ASSERT_EQUAL(wz_sql_int(q, 0), 0);
    wz_sql_end(q);
    CU_ASSERT_EQUAL(wz_audit_verify(store, NULL, NULL, NULL), WZ_OK);
    wz_store_close(store);
    remove_place(&place);
}

static int64_t count_entries(wz_store *store)
{
    wz_sql *q = wz_sql_start(store, "SELECT count(*) FROM audit");
    int64_t count = wz_sql_next(q) ? wz_sql_int(q, 0) : -1;
    wz_sql_end(q);
    return count;
}

static void test_store__keeps_all_or_nothing(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    int64_t before = count_entries(store);
    CU_ASSERT_TRUE(wz_store_begin(store));
    CU_ASSERT_TRUE(wz_store_begin(store));
    wz_audit_append(store, "a", "one", "", NULL);
    CU_ASSERT_EQUAL(wz_store_end(store, NULL), WZ_OK);
    CU_ASSERT_TRUE(wz_store_in_transaction(store));
    CU_ASSERT_EQUAL(count_entries(store), before + 1);
    wz_store_fail(store, WZ_EINPUT, "TEST-001", "the row is wrong; mend it");
    CU_ASSERT_EQUAL(wz_audit_append(store, "a", "two", "", NULL), 0);
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_EQUAL(wz_store_end(store, diag), WZ_EINPUT);
    CU_ASSERT_TRUE(diag_has(diag, "TEST-001"));
    CU_ASSERT_FALSE(wz_store_failed(store));
    CU_ASSERT_EQUAL(count_entries(store), before);

    /* a failure inside reaches the outermost end, and is told once */
    wz_store_begin(store);
    wz_store_begin(store);
    wz_store_cancel(store);
    CU_ASSERT_TRUE(wz_store_failed(store));
    CU_ASSERT_EQUAL(wz_store_end(store, diag), WZ_EINPUT);
    CU_ASSERT_EQUAL(wz_diag_count(diag), 1);
    CU_ASSERT_EQUAL(count_entries(store), before);
    wz_diag_free(diag);
    wz_store_close(store);
    remove_place(&place);
}

static void test_store__says_busy_after_its_time(void)
{
    store_place place = new_place();
    wz_store *one = open_store(place.path, true), *two = NULL;
    wz_store_options options = WZ_STORE_OPTIONS_INIT;
    options.busy_ms = 50;
    CU_ASSERT_EQUAL_FATAL(wz_store_open(&two, place.path, &options, NULL), WZ_OK);
    wz_store_begin(one);
    wz_audit_append(one, "a", "slow", "", NULL);
    CU_ASSERT_FALSE(wz_store_begin(two));
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_EQUAL(wz_store_end(two, diag), WZ_EIO);
    CU_ASSERT_TRUE(diag_has(diag, "STORE-009"));
    wz_diag_free(diag);
    /* reading goes on meanwhile */
    CU_ASSERT_TRUE(count_entries(two) > 0);
    CU_ASSERT_EQUAL(wz_store_end(one, NULL), WZ_OK);
    CU_ASSERT_TRUE(wz_store_begin(two));
    CU_ASSERT_EQUAL(wz_store_end(two, NULL), WZ_OK);
    wz_store_close(one);
    wz_store_close(two);
    remove_place(&place);
}

static void test_store__reads_a_store_that_may_not_be_written(void)
{
    store_place place = new_place();
    wz_store_close(open_store(place.path, true));
    wz_store_options options = WZ_STORE_OPTIONS_INIT;
    options.read_only = true;
    wz_store *store = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_store_open(&store, place.path, &options, NULL), WZ_OK);
    CU_ASSERT_TRUE(count_entries(store) > 0);
    wz_store_begin(store);
    wz_audit_append(store, "a", "no", "", NULL);
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_EQUAL(wz_store_end(store, diag), WZ_EIO);
    CU_ASSERT_TRUE(diag_has(diag, "STORE-006"));
    wz_diag_free(diag);
    wz_store_close(store);
    remove_place(&place);
}

static void test_store__copies_while_another_writes(void)
{
    store_place place = new_place();
    char copy[160];
    snprintf(copy, sizeof copy, "%s/copy.db", place.folder);
    wz_store *store = open_store(place.path, true), *writer = open_store(place.path, false);
    wz_store_begin(writer);
    wz_audit_append(writer, "a", "unfinished", "", NULL);
    CU_ASSERT_EQUAL(wz_store_backup(store, copy, NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_store_end(writer, NULL), WZ_OK);
    wz_store_options options = WZ_STORE_OPTIONS_INIT;
    char key[160];
    snprintf(key, sizeof key, "%s.key", place.path);
    options.key = key;
    wz_store *second = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_store_open(&second, copy, &options, NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_store_check(second, NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_audit_verify(second, NULL, NULL, NULL), WZ_OK);
    CU_ASSERT_EQUAL(count_entries(second), count_entries(store) - 1);
    struct stat file;
    CU_ASSERT_EQUAL(stat(copy, &file), 0);
    CU_ASSERT_EQUAL(file.st_mode & 0777, 0600);
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_EQUAL(wz_store_backup(store, "/nowhere/copy.db", diag), WZ_EIO);
    CU_ASSERT_TRUE(diag_has(diag, "STORE-014"));
    wz_diag_free(diag);
    wz_store_close(second);
    wz_store_close(writer);
    wz_store_close(store);
    remove_place(&place);
}

static void test_store__finds_a_damaged_page(void)
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    for (int i = 0; i < 200; i++) {
        wz_store_begin(store);
        wz_audit_append(store, "a", "fill", "some-subject", NULL);
        CU_ASSERT_EQUAL(wz_store_end(store, NULL), WZ_OK);
    }
    wz_store_close(store);
    struct stat file;
    CU_ASSERT_EQUAL_FATAL(stat(place.path, &file), 0);
    int handle = open(place.path, O_WRONLY);
    char junk[4096];
    memset(junk, 0xA5, sizeof junk);
    for (off_t at = 4096; at < file.st_size; at += 4096)
        CU_ASSERT_EQUAL(pwrite(handle, junk, sizeof junk, at), (ssize_t)sizeof junk);
    close(handle);
    wz_diag *diag = wz_diag_new();
    int code = wz_store_open(&store, place.path, NULL, diag);
    if (code == WZ_OK)
        code = wz_store_check(store, diag);
    CU_ASSERT_EQUAL(code, WZ_EINPUT);
    CU_ASSERT_TRUE(diag_has(diag, "STORE-008"));
    wz_diag_free(diag);
    wz_store_close(store);
    remove_place(&place);
}

CU_pSuite test_store_store_suite(void)
{
    CU_pSuite suite = CU_add_suite("store/store", NULL, NULL);
    CU_ADD_TEST(suite, test_store__makes_a_file_and_its_key_for_the_owner_alone);
    CU_ADD_TEST(suite, test_store__refuses_what_is_no_store);
    CU_ADD_TEST(suite, test_store__refuses_a_newer_file);
    CU_ADD_TEST(suite, test_store__migrates_from_every_earlier_form);
    CU_ADD_TEST(suite, test_store__undoes_a_step_that_fails);
    CU_ADD_TEST(suite, test_store__keeps_all_or_nothing);
    CU_ADD_TEST(suite, test_store__says_busy_after_its_time);
    CU_ADD_TEST(suite, test_store__reads_a_store_that_may_not_be_written);
    CU_ADD_TEST(suite, test_store__copies_while_another_writes);
    CU_ADD_TEST(suite, test_store__finds_a_damaged_page);
    return suite;
}
