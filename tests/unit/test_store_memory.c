/* Every allocation of the store's own fails in turn: each call ends with WZ_ENOMEM or succeeds, nothing is leaked, and what is
 * in the file afterwards is whole. SQLite's own memory does not come through this door. */
#include "store_common.h"

#include "base/alloc.h"
#include "store/cases.h"

CU_pSuite test_store_memory_suite(void);

static struct {
    size_t calls, fail_at;
    long live;
} heap;

static void *counted(void *user, void *ptr, size_t size)
{
    (void)user;
    if (size == 0) {
        heap.live -= ptr != NULL;
        free(ptr);
        return NULL;
    }
    heap.calls++;
    if (heap.fail_at && heap.calls >= heap.fail_at)
        return NULL;
    void *block = realloc(ptr, size);
    heap.live += !ptr && block;
    return block;
}

static bool count_hit(const wz_case_row *row, const wz_kept_text *hits, size_t count, void *payload)
{
    (void)row, (void)hits, (void)count;
    ++*(int *)payload;
    return true;
}

static int write_case(wz_store *store, const char *bytes)
{
    static const wz_kept_text texts[] = {{"title", "有限空间中毒窒息事故"}, {"person", "林知远"}};
    static const wz_kept_evidence evidence[] = {{"e1", "笔录", "", ""}};
    wz_case_input input = {.id = "a",
                           .title = "事故",
                           .jurisdiction = "",
                           .bytes = bytes,
                           .length = strlen(bytes),
                           .evidence = evidence,
                           .evidence_count = 1,
                           .texts = texts,
                           .text_count = 2};
    wz_store_begin(store);
    wz_cases_put(store, &input, false, NULL, NULL);
    return wz_store_end(store, NULL);
}

static int write_assessment(wz_store *store)
{
    wz_law_files *law = wz_law_files_new("test");
    bool good = law && wz_law_files_add(law, "vocabulary.xml", "<v/>", 4);
    wz_assessment_row row = {
        .case_id = "a", .version = 1, .today = "2026-01-01", .regimes = "", .language = "zh", .engine = "wenze 1"};
    int code = WZ_ENOMEM;
    if (good) {
        wz_store_begin(store);
        wz_cases_put_assessment(store, &row, law, "{}", 2, NULL);
        code = wz_store_end(store, NULL);
    }
    wz_law_files_free(law);
    return code;
}

static int search(wz_store *store)
{
    int found = 0;
    wz_store_begin_reading(store);
    wz_cases_search(store, "中毒 林知远", 0, 0, count_hit, &found);
    int code = wz_store_end(store, NULL);
    CU_ASSERT_TRUE(code != WZ_OK || found == 1);
    return code;
}

/* The whole work; the first code that is not WZ_OK. */
static int work(const char *path)
{
    wz_store *store = NULL;
    wz_store_options options = WZ_STORE_OPTIONS_INIT;
    options.create = true;
    char copy[160];
    snprintf(copy, sizeof copy, "%s.copy", path);
    int code = wz_store_open(&store, path, &options, NULL);
    if (code == WZ_OK)
        code = write_case(store, "<one/>");
    if (code == WZ_OK)
        code = write_assessment(store);
    if (code == WZ_OK)
        code = search(store);
    if (code == WZ_OK)
        code = wz_store_backup(store, copy, NULL);
    if (code == WZ_OK)
        code = wz_audit_verify(store, NULL, NULL, NULL);
    wz_store_close(store);
    return code;
}

static void test_memory__fails_cleanly_wherever_it_is_short(void)
{
    size_t tries = 0;
    int code = WZ_ENOMEM;
    for (size_t at = 1; code != WZ_OK && at < 5000; at++) {
        store_place place = new_place();
        heap.calls = 0;
        heap.fail_at = at;
        heap.live = 0;
        wz_alloc_set(counted, NULL);
        code = work(place.path);
        wz_alloc_set(NULL, NULL);
        if (heap.live != 0 || (code != WZ_OK && code != WZ_ENOMEM))
            fprintf(stderr, "\nallocation %zu: code %d, %ld blocks left\n", at, code, heap.live);
        CU_ASSERT_EQUAL_FATAL(heap.live, 0);
        CU_ASSERT_TRUE_FATAL(code == WZ_OK || code == WZ_ENOMEM);
        wz_store *store = open_store(place.path, true);
        CU_ASSERT_EQUAL(wz_audit_verify(store, NULL, NULL, NULL), WZ_OK);
        wz_store_begin_reading(store);
        CU_ASSERT_EQUAL(wz_cases_verify(store, NULL), 0);
        CU_ASSERT_EQUAL(wz_store_end(store, NULL), WZ_OK);
        wz_store_close(store);
        remove_place(&place);
        tries++;
    }
    CU_ASSERT_EQUAL(code, WZ_OK);
    CU_ASSERT_TRUE(tries > 50);
}

CU_pSuite test_store_memory_suite(void)
{
    CU_pSuite suite = CU_add_suite("store/memory", NULL, NULL);
    CU_ADD_TEST(suite, test_memory__fails_cleanly_wherever_it_is_short);
    return suite;
}
