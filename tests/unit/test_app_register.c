/* The register's jobs: rows enter wholly or not at all, what stands against them is told row by row, and changes by hand are
 * read as rows of a file are. */
#include "register_common.h"

#include "wenze/case_store.h"

#include "base/alloc.h"

#include <stdatomic.h>

CU_pSuite test_app_register_suite(void);

#define HEADER "person_id,name,kind,decision_date,document_no,office,post_from\n"

typedef struct {
    unsigned rows[4]; /* by state */
    uint64_t last;
    size_t problems;
} seen;

static void take_row(const wz_register_row *row, void *payload)
{
    seen *s = payload;
    s->rows[row->state]++;
    s->last = row->number;
    s->problems += row->problem_count;
    for (size_t i = 0; i < row->problem_count; i++)
        CU_ASSERT_TRUE(*row->problems[i].id && *row->problems[i].message);
}

static void test_app_register__tells_what_becomes_of_rows(void)
{
    desk d = open_desk();
    seen s = {{0}, 0, 0};
    wz_register_import_options options = WZ_REGISTER_IMPORT_INIT;
    options.row = take_row;
    options.payload = &s;
    CU_ASSERT_EQUAL(
        import(&d, HEADER "A,甲,admonition,2020-01-02,1号,,\nA,甲,admonition,2020-01-02,1号,,\nB,乙,,,,镇长,2018-05\n",
               &options),
        WZ_OK);
    CU_ASSERT_TRUE(d.tally.kept);
    CU_ASSERT_EQUAL(d.tally.rows, 3);
    CU_ASSERT_EQUAL(d.tally.entered, 2);
    CU_ASSERT_EQUAL(d.tally.already, 1);
    CU_ASSERT_EQUAL(d.tally.persons, 2);
    CU_ASSERT_EQUAL(d.tally.entries, 4);
    CU_ASSERT_EQUAL(strlen(d.tally.sha256), 64);
    CU_ASSERT_TRUE(*d.tally.head);
    CU_ASSERT_EQUAL(s.rows[WZ_REGISTER_ALREADY], 1);
    CU_ASSERT_EQUAL(s.last, 3);
    memset(&s, 0, sizeof s);
    CU_ASSERT_EQUAL(
        import(&d, HEADER "A,丙,,,,,\nA,甲,admonition,2020-01-05,1号,,\nC,丁,nonsense,,,,\nD,戊,,,,,\n", &options),
        WZ_EINPUT);
    CU_ASSERT_FALSE(d.tally.kept);
    CU_ASSERT_EQUAL(s.rows[WZ_REGISTER_CONFLICT], 2);
    CU_ASSERT_EQUAL(s.rows[WZ_REGISTER_BAD], 1);
    CU_ASSERT_TRUE(s.problems >= 3);
    CU_ASSERT_TRUE(diag_has(d.diag, "REGISTER-002"));
    CU_ASSERT_TRUE(diag_has(d.diag, "REGISTER-001"));
    CU_ASSERT_EQUAL(people(&d), 2);
    close_desk(&d);
}

static void test_app_register__keeps_all_or_what_is_good(void)
{
    desk d = open_desk();
    const char *text =
        HEADER "A,甲,admonition,2020-01-02,,,\nB,乙,admonition,2020-02-30,,,\nC,丙,admonition,2020-01-02,,,\n";
    wz_register_import_options options = WZ_REGISTER_IMPORT_INIT;
    CU_ASSERT_EQUAL(import(&d, text, &options), WZ_EINPUT);
    CU_ASSERT_EQUAL(people(&d), 0);
    options.dry_run = true;
    options.keep_good = true;
    CU_ASSERT_EQUAL(import(&d, text, &options), WZ_EINPUT);
    CU_ASSERT_EQUAL(d.tally.entered, 2);
    CU_ASSERT_EQUAL(people(&d), 0);
    options.dry_run = false;
    CU_ASSERT_EQUAL(import(&d, text, &options), WZ_EINPUT);
    CU_ASSERT_TRUE(d.tally.kept);
    CU_ASSERT_EQUAL(people(&d), 2);
    CU_ASSERT_FALSE(record_has(&d, "B", "person_id"));
    close_desk(&d);
}

/* A row with several things: none of them stays where one cannot. */
static void test_app_register__enters_a_row_wholly(void)
{
    desk d = open_desk();
    wz_register_import_options options = WZ_REGISTER_IMPORT_INIT;
    options.keep_good = true;
    CU_ASSERT_EQUAL(import(&d, HEADER "A,甲,admonition,2020-01-02,1号,,\nB,,admonition,2020-01-02,1号,,\n", &options),
                    WZ_OK);
    CU_ASSERT_EQUAL(
        import(&d, HEADER "A,甲,admonition,2020-01-09,1号,镇长,2018-05\nB,乙,admonition,2020-01-09,1号,,\n", &options),
        WZ_EINPUT);
    CU_ASSERT_EQUAL(d.tally.conflicts, 2);
    CU_ASSERT_FALSE(record_has(&d, "A", "镇长"));
    CU_ASSERT_FALSE(record_has(&d, "B", "乙"));
    /* and with the wide form, of somebody new */
    CU_ASSERT_EQUAL(import(&d,
                           "person_id,name,kind_1,date_1,document_no_1,kind_2,date_2,document_no_2\n"
                           "C,丙,admonition,2020-01-02,7号,admonition,2020-03-02,7号\n",
                           &options),
                    WZ_EINPUT);
    CU_ASSERT_EQUAL(d.tally.conflicts, 1);
    CU_ASSERT_EQUAL(people(&d), 2);
    close_desk(&d);
}

static void test_app_register__amends_by_a_file(void)
{
    desk d = open_desk();
    wz_register_import_options options = WZ_REGISTER_IMPORT_INIT;
    CU_ASSERT_EQUAL(import(&d, HEADER "A,甲,admonition,2020-01,,,\n", &options), WZ_OK);
    CU_ASSERT_EQUAL(import(&d, HEADER "A,甲,admonition,2020-01-09,3号,,\n", &options), WZ_EINPUT);
    options.amend = "checked against the decision";
    CU_ASSERT_EQUAL(import(&d, HEADER "A,甲,admonition,2020-01-09,3号,,\n", &options), WZ_OK);
    CU_ASSERT_EQUAL(d.tally.amended, 1);
    CU_ASSERT_TRUE(record_has(&d, "A", "2020-01-09"));
    CU_ASSERT_TRUE(record_has(&d, "A", "3号"));
    CU_ASSERT_TRUE(record_has(&d, "A", "checked against the decision"));
    CU_ASSERT_FALSE(record_has(&d, "A", "\"2020-01\""));
    /* not so another name */
    CU_ASSERT_EQUAL(import(&d, HEADER "A,乙,,,,,\n", &options), WZ_EINPUT);
    /* a person may get what was not known before */
    options.amend = NULL;
    CU_ASSERT_EQUAL(import(&d, "person_id,party_member\nA,是\n", &options), WZ_OK);
    CU_ASSERT_TRUE(record_has(&d, "A", "\"party_member\": \"true\""));
    CU_ASSERT_EQUAL(import(&d, "person_id,party_member\nA,否\n", &options), WZ_EINPUT);
    close_desk(&d);
}

static bool stop_late(const wz_register_progress *progress, void *payload)
{
    (void)payload;
    return progress->rows < 2000;
}

static void test_app_register__stops_when_asked(void)
{
    desk d = open_desk();
    enum { ROWS = 5000, ROOM = ROWS * 16 };
    char *text = malloc(ROOM);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    size_t length = (size_t)snprintf(text, ROOM, "person_id,name\n");
    for (int i = 0; i < ROWS; i++)
        length += (size_t)snprintf(text + length, ROOM - length, "P%05d,x\n", i);
    wz_register_import_options options = WZ_REGISTER_IMPORT_INIT;
    options.progress = stop_late;
    CU_ASSERT_EQUAL(import(&d, text, &options), WZ_OK);
    CU_ASSERT_TRUE(d.tally.stopped);
    CU_ASSERT_FALSE(d.tally.kept);
    CU_ASSERT_TRUE(d.tally.rows < ROWS);
    CU_ASSERT_EQUAL(people(&d), 0);
    options.progress = NULL;
    CU_ASSERT_EQUAL(import(&d, text, &options), WZ_OK);
    CU_ASSERT_EQUAL(people(&d), ROWS);
    free(text);
    close_desk(&d);
}

static void test_app_register__reads_changes_by_hand_like_rows(void)
{
    desk d = open_desk();
    int64_t entry = 0;
    wz_register_act act = WZ_REGISTER_ACT_INIT;
    act.by = "li";
    const wz_register_field sanction[] = {{"姓名", "甲"}, {"处分种类", "诫勉谈话"}, {"决定日期", "2020年1月2日"}};
    CU_ASSERT_EQUAL(wz_register_add(&entry, d.store, d.rules, "A", sanction, 3, &act, d.diag), WZ_OK);
    CU_ASSERT_EQUAL(entry, 2);
    CU_ASSERT_EQUAL(wz_register_add(&entry, d.store, d.rules, "A", sanction, 3, &act, d.diag), WZ_EINPUT);
    CU_ASSERT_TRUE(diag_has(d.diag, "REGISTER-006"));
    const wz_register_field strange[] = {{"处分种", "诫勉"}};
    CU_ASSERT_EQUAL(wz_register_add(&entry, d.store, d.rules, "A", strange, 1, &act, d.diag), WZ_EINPUT);
    CU_ASSERT_TRUE(diag_has(d.diag, "REGISTER-009"));
    const wz_register_field number[] = {{"document_no", "=SUM(A1)"}};
    CU_ASSERT_EQUAL(wz_register_amend(&entry, d.store, d.rules, "A", 2, number, 1, &act, d.diag), WZ_EINPUT);
    CU_ASSERT_TRUE(diag_has(d.diag, "REGISTER-012"));
    act.why = "added";
    CU_ASSERT_EQUAL(wz_register_amend(&entry, d.store, d.rules, "A", 2, number, 1, &act, d.diag), WZ_OK);
    CU_ASSERT_TRUE(record_has(&d, "A", "\"=SUM(A1)\""));
    CU_ASSERT_TRUE(record_has(&d, "A", "\"admonition\""));
    const wz_register_field none[] = {{"文号", ""}};
    CU_ASSERT_EQUAL(wz_register_amend(&entry, d.store, d.rules, "A", 2, none, 1, &act, d.diag), WZ_OK);
    CU_ASSERT_FALSE(record_has(&d, "A", "SUM"));
    CU_ASSERT_EQUAL(wz_register_rescind(&entry, d.store, d.rules, "A", 2, "2020-05-01", NULL, 0, &act, d.diag), WZ_OK);
    CU_ASSERT_TRUE(record_has(&d, "A", "\"rescinded_on\": \"2020-05-01\""));
    CU_ASSERT_EQUAL(wz_register_declare(&entry, d.store, d.rules, "", "2020-06-01", &act, d.diag), WZ_OK);
    CU_ASSERT_EQUAL(wz_register_declare(&entry, d.store, d.rules, "", "2999-06-01", &act, d.diag), WZ_EINPUT);
    CU_ASSERT_EQUAL(wz_register_withdraw(&entry, d.store, d.rules, "A", 2, &act, d.diag), WZ_OK);
    CU_ASSERT_FALSE(record_has(&d, "A", "admonition"));
    int64_t count = 0;
    CU_ASSERT_EQUAL(wz_audit_verify(d.store, NULL, &count, d.diag), WZ_OK);
    close_desk(&d);
}

/* Two threads take memory during an import. */
static struct {
    atomic_size_t calls;
    size_t fail_at;
    atomic_size_t refused;
} heap;

static void *refusing(void *user, void *ptr, size_t size)
{
    (void)user;
    if (size == 0) {
        free(ptr);
        return NULL;
    }
    if (atomic_fetch_add(&heap.calls, 1) + 1 == heap.fail_at) {
        atomic_fetch_add(&heap.refused, 1);
        return NULL;
    }
    return realloc(ptr, size);
}

static void begin_refusing(size_t fail_at)
{
    atomic_store(&heap.calls, 0);
    atomic_store(&heap.refused, 0);
    heap.fail_at = fail_at;
    wz_alloc_set(refusing, NULL);
}

/* Each allocation fails once: the job ends with WZ_ENOMEM and nothing written, or could do without. */
static void test_app_register__survives_short_memory(void)
{
    enum { MOST = 3000 };
    desk d = open_desk();
    wz_register_import_options options = WZ_REGISTER_IMPORT_INIT;
    options.keep_good = true;
    size_t tries = 0;
    bool refused = true;
    const char *text = HEADER "A,甲,admonition,2020-01-02,1号,镇长,2018-05\nA,甲,admonition,2020-01-09,1号,,\n"
                              "B,乙,nonsense,,,,\n,丙,,,,,\n";
    options.dry_run = true;
    for (; refused && tries < MOST; tries++) {
        begin_refusing(tries + 1);
        int code = import(&d, text, &options);
        wz_alloc_set(NULL, NULL);
        refused = atomic_load(&heap.refused) > 0;
        CU_ASSERT_TRUE(code == WZ_ENOMEM || code == WZ_EINPUT);
        CU_ASSERT_EQUAL(people(&d), 0);
    }
    CU_ASSERT_TRUE(tries > 20);
    options.dry_run = false;
    for (tries = 0; people(&d) == 0 && tries < MOST; tries++) {
        begin_refusing(tries + 1);
        int code = import(&d, text, &options);
        wz_alloc_set(NULL, NULL);
        CU_ASSERT_TRUE(code == WZ_ENOMEM || code == WZ_EINPUT);
        CU_ASSERT_EQUAL(d.tally.kept, people(&d) == 1);
    }
    CU_ASSERT_EQUAL(people(&d), 1);
    const wz_register_field number[] = {{"document_no", "9号"}, {"ground", ""}};
    wz_register_act act = WZ_REGISTER_ACT_INIT;
    act.why = "added";
    int code = WZ_ENOMEM;
    for (tries = 0; code != WZ_OK && tries < MOST; tries++) {
        forget_problems(&d);
        begin_refusing(tries + 1);
        code = wz_register_amend(NULL, d.store, d.rules, "A", 3, number, 2, &act, d.diag);
        wz_alloc_set(NULL, NULL);
        CU_ASSERT_TRUE(code == WZ_ENOMEM || code == WZ_OK);
        CU_ASSERT_EQUAL(record_has(&d, "A", "9号"), code == WZ_OK);
    }
    CU_ASSERT_EQUAL(code, WZ_OK);
    CU_ASSERT_TRUE(tries > 3);
    for (tries = 0, refused = true; refused && tries < MOST; tries++) {
        char *text = NULL;
        wz_register_view view = WZ_REGISTER_VIEW_INIT;
        begin_refusing(tries + 1);
        code = wz_register_history(&text, d.store, d.rules, "A", &view, NULL);
        wz_alloc_set(NULL, NULL);
        refused = atomic_load(&heap.refused) > 0;
        CU_ASSERT_EQUAL(text != NULL, code == WZ_OK);
        wz_text_free(text);
    }
    CU_ASSERT_EQUAL(code, WZ_OK);
    close_desk(&d);
}

/* Verifying a store holds the register to the log, too. */
static void test_app_register__an_altered_entry_is_found(void)
{
    desk d = open_desk();
    CU_ASSERT_EQUAL(import(&d, HEADER "A,甲,admonition,2020-01-02,,,\nB,乙,,,,,\n", NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_store_verify(d.store, NULL, NULL, d.diag), WZ_OK);
    tamper(d.place.path, "DROP TRIGGER register_entry_stay; DELETE FROM register_entry WHERE subject = 3");
    CU_ASSERT_EQUAL(wz_store_verify(d.store, NULL, NULL, d.diag), WZ_EINPUT);
    CU_ASSERT_TRUE(diag_has(d.diag, "STORE-051"));
    close_desk(&d);
}

CU_pSuite test_app_register_suite(void)
{
    CU_pSuite suite = CU_add_suite("app_register", NULL, NULL);
    CU_ADD_TEST(suite, test_app_register__tells_what_becomes_of_rows);
    CU_ADD_TEST(suite, test_app_register__keeps_all_or_what_is_good);
    CU_ADD_TEST(suite, test_app_register__enters_a_row_wholly);
    CU_ADD_TEST(suite, test_app_register__amends_by_a_file);
    CU_ADD_TEST(suite, test_app_register__stops_when_asked);
    CU_ADD_TEST(suite, test_app_register__reads_changes_by_hand_like_rows);
    CU_ADD_TEST(suite, test_app_register__survives_short_memory);
    CU_ADD_TEST(suite, test_app_register__an_altered_entry_is_found);
    return suite;
}
