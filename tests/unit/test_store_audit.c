/* The audit log: whatever is done to it behind the store's back is found, and the entry named. */
#include "store_common.h"

CU_pSuite test_store_audit_suite(void);

enum { ENTRIES = 10 }; /* in all, with the steps of the file's form */

static store_place filled(char head[WZ_AUDIT_HEAD])
{
    store_place place = new_place();
    wz_store *store = open_store(place.path, true);
    int64_t seq = 0;
    for (int i = 0; seq < ENTRIES; i++) {
        char subject[32];
        snprintf(subject, sizeof subject, "case-%d", i);
        wz_store_begin(store);
        seq = wz_audit_append(store, "李四", "case.add", subject, "{\"n\":1}");
        CU_ASSERT_EQUAL_FATAL(wz_store_end(store, NULL), WZ_OK);
    }
    wz_audit_head(store, head);
    wz_store_close(store);
    return place;
}

/* Tamper, verify: the problem has this id and names this entry. */
static void found(const char *sql, bool with_head, const char *id, const char *entry)
{
    char head[WZ_AUDIT_HEAD], text[1024];
    store_place place = filled(head);
    snprintf(text, sizeof text, "DROP TRIGGER audit_keep; DROP TRIGGER audit_stay; %s", sql);
    tamper(place.path, text);
    wz_store *store = open_store(place.path, false);
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_EQUAL(wz_audit_verify(store, with_head ? head : NULL, NULL, diag), WZ_EINPUT);
    bool named = false;
    for (size_t i = 0; i < wz_diag_count(diag); i++) {
        const wz_problem *problem = wz_diag_at(diag, i);
        named |= strcmp(problem->id, id) == 0 && strstr(problem->message, entry);
    }
    if (!named)
        fprintf(stderr, "\n%s: wanted %s '%s', first found: %s %s\n", sql, id, entry,
                wz_diag_count(diag) ? wz_diag_at(diag, 0)->id : "nothing",
                wz_diag_count(diag) ? wz_diag_at(diag, 0)->message : "");
    CU_ASSERT_TRUE(named);
    wz_diag_free(diag);
    wz_store_close(store);
    remove_place(&place);
}

static void test_audit__verifies_what_was_written(void)
{
    char head[WZ_AUDIT_HEAD], now[WZ_AUDIT_HEAD];
    store_place place = filled(head);
    wz_store *store = open_store(place.path, false);
    int64_t entries = 0;
    CU_ASSERT_EQUAL(wz_audit_verify(store, NULL, &entries, NULL), WZ_OK);
    CU_ASSERT_EQUAL(entries, ENTRIES);
    CU_ASSERT_EQUAL(wz_audit_verify(store, head, NULL, NULL), WZ_OK);
    wz_store_begin(store);
    wz_audit_append(store, NULL, "case.show", "case-1", NULL);
    CU_ASSERT_EQUAL(wz_store_end(store, NULL), WZ_OK);
    wz_audit_head(store, now);
    CU_ASSERT_STRING_NOT_EQUAL(head, now);
    /* an earlier head still fits */
    CU_ASSERT_EQUAL(wz_audit_verify(store, head, NULL, NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_audit_verify(store, now, NULL, NULL), WZ_OK);
    wz_store_close(store);
    remove_place(&place);
}

static void test_audit__finds_what_was_altered(void)
{
    found("UPDATE audit SET who = '王五' WHERE seq = 5", false, "STORE-031", "entry 5 ");
    found("UPDATE audit SET what = 'case.show' WHERE seq = 5", false, "STORE-031", "entry 5 ");
    found("UPDATE audit SET subject = 'case-x' WHERE seq = 7", false, "STORE-031", "entry 7 ");
    found("UPDATE audit SET details = '{\"n\":2}' WHERE seq = 7", false, "STORE-031", "entry 7 ");
    found("UPDATE audit SET time = time + 1 WHERE seq = 7", false, "STORE-031", "entry 7 ");
    found("UPDATE audit SET who = '王五' WHERE seq = 10", false, "STORE-032", "entry 10 ");
    found("UPDATE audit SET mac = zeroblob(32) WHERE seq = 6", false, "STORE-032", "entry 6 ");
    /* what was moved between two fields */
    found("UPDATE audit SET who = who || 'c', what = substr(what, 2) WHERE seq = 6", false, "STORE-031", "entry 6 ");
}

static void test_audit__finds_what_was_taken_out_or_put_in(void)
{
    found("DELETE FROM audit WHERE seq = 6", false, "STORE-030", "entry 6 ");
    found("DELETE FROM audit WHERE seq BETWEEN 4 AND 6", false, "STORE-030", "entries 4 to 6");
    found("DELETE FROM audit WHERE seq = 6; UPDATE audit SET seq = seq - 1 WHERE seq > 6", false, "STORE-032",
          "entry 6 ");
    found("UPDATE audit SET seq = 100 WHERE seq = 6; UPDATE audit SET seq = 6 WHERE seq = 7;"
          "UPDATE audit SET seq = 7 WHERE seq = 100",
          false, "STORE-032", "entry 6 ");
    found("INSERT INTO audit SELECT 11, time, who, what, subject, details, mac FROM audit WHERE seq = 10", false,
          "STORE-032", "entry 11 ");
    found("UPDATE audit SET seq = seq + 1000 WHERE seq > 6; UPDATE audit SET seq = seq - 999 WHERE seq > 1000;"
          "INSERT INTO audit SELECT 7, time, who, what, subject, details, mac FROM audit WHERE seq = 6",
          false, "STORE-032", "entry 7 ");
}

static void test_audit__finds_what_was_cut_off(void)
{
    found("DELETE FROM audit WHERE seq > 7", false, "STORE-033", "entries 8 to 10");
    found("DELETE FROM audit WHERE seq > 7; UPDATE audit_head SET seq = 7", false, "STORE-033", "entry 7 ");
    found("DELETE FROM audit", false, "STORE-033", "entries 1 to 10");
    found("DELETE FROM audit WHERE seq > 7; UPDATE audit_head SET seq = 7", true, "STORE-034", "entry 7,");
}

/* The whole file put back to an older state has a good log: only a head noted elsewhere tells. */
static void test_audit__finds_an_older_copy_by_the_head(void)
{
    char head[WZ_AUDIT_HEAD], copy[160];
    store_place place = filled(head);
    snprintf(copy, sizeof copy, "%s/old.db", place.folder);
    wz_store *store = open_store(place.path, false);
    CU_ASSERT_EQUAL(wz_store_backup(store, copy, NULL), WZ_OK);
    wz_store_begin(store);
    wz_audit_append(store, "a", "case.delete", "case-1", NULL);
    CU_ASSERT_EQUAL(wz_store_end(store, NULL), WZ_OK);
    wz_audit_head(store, head);
    wz_store_close(store);
    CU_ASSERT_EQUAL_FATAL(rename(copy, place.path), 0);
    store = open_store(place.path, false);
    CU_ASSERT_EQUAL(wz_audit_verify(store, NULL, NULL, NULL), WZ_OK);
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_EQUAL(wz_audit_verify(store, head, NULL, diag), WZ_EINPUT);
    CU_ASSERT_TRUE(diag_has(diag, "STORE-034"));
    wz_diag_free(diag);
    wz_store_close(store);
    remove_place(&place);
}

static void verify_says(wz_store *store, const char *head, int code, const char *id)
{
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_EQUAL(wz_audit_verify(store, head, NULL, diag), code);
    CU_ASSERT_TRUE(diag_has(diag, id));
    wz_diag_free(diag);
}

static void test_audit__knows_a_wrong_head(void)
{
    char head[WZ_AUDIT_HEAD];
    store_place place = filled(head);
    wz_store *store = open_store(place.path, false);
    verify_says(store, "", WZ_EINPUT, "STORE-035");
    verify_says(store, "abc", WZ_EINPUT, "STORE-035");
    verify_says(store, "3:", WZ_EINPUT, "STORE-035");
    verify_says(store, "3:00", WZ_EINPUT, "STORE-035");
    verify_says(store, "-3:00", WZ_EINPUT, "STORE-035");
    verify_says(store, "99999999999999999999:00", WZ_EINPUT, "STORE-035");
    char *last = &head[strlen(head) - 1];
    char was = *last;
    *last = was == '0' ? '1' : '0';
    verify_says(store, head, WZ_EINPUT, "STORE-034");
    wz_store_close(store);
    remove_place(&place);
}

static void test_audit__needs_its_key(void)
{
    char head[WZ_AUDIT_HEAD], key[160];
    store_place place = filled(head);
    snprintf(key, sizeof key, "%s.key", place.path);
    CU_ASSERT_EQUAL_FATAL(unlink(key), 0);
    wz_store *store = open_store(place.path, false);
    verify_says(store, NULL, WZ_EINPUT, "STORE-020");
    wz_store_begin(store);
    CU_ASSERT_EQUAL(wz_audit_append(store, "a", "x", "", NULL), 0);
    CU_ASSERT_EQUAL(wz_store_end(store, NULL), WZ_EINPUT);
    FILE *file = fopen(key, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("short", file);
    fflush(file);
    verify_says(store, NULL, WZ_EINPUT, "STORE-021");
    fputs("but now it has thirty-two of them", file);
    fclose(file);
    CU_ASSERT_EQUAL(truncate(key, 32), 0);
    verify_says(store, NULL, WZ_EINPUT, "STORE-021");
    wz_store_close(store);
    remove_place(&place);
}

static bool count(const wz_audit_entry *entry, void *payload)
{
    CU_ASSERT_STRING_EQUAL(entry->subject, "case-1");
    CU_ASSERT_STRING_EQUAL(entry->who, "李四");
    CU_ASSERT_STRING_EQUAL(entry->details, "{\"n\":1}");
    CU_ASSERT_TRUE(entry->time > 1600000000000);
    ++*(int *)payload;
    return true;
}

static void test_audit__gives_the_entries_of_one_case(void)
{
    char head[WZ_AUDIT_HEAD];
    store_place place = filled(head);
    wz_store *store = open_store(place.path, false);
    int seen = 0;
    wz_audit_each(store, 1, "case-1", count, &seen);
    CU_ASSERT_EQUAL(seen, 1);
    wz_store_close(store);
    remove_place(&place);
}

CU_pSuite test_store_audit_suite(void)
{
    CU_pSuite suite = CU_add_suite("store/audit", NULL, NULL);
    CU_ADD_TEST(suite, test_audit__verifies_what_was_written);
    CU_ADD_TEST(suite, test_audit__finds_what_was_altered);
    CU_ADD_TEST(suite, test_audit__finds_what_was_taken_out_or_put_in);
    CU_ADD_TEST(suite, test_audit__finds_what_was_cut_off);
    CU_ADD_TEST(suite, test_audit__finds_an_older_copy_by_the_head);
    CU_ADD_TEST(suite, test_audit__knows_a_wrong_head);
    CU_ADD_TEST(suite, test_audit__needs_its_key);
    CU_ADD_TEST(suite, test_audit__gives_the_entries_of_one_case);
    return suite;
}
