/* The job "screen a roster": what is written is the same whichever way a row took, with how many threads; and memory that runs
 * out anywhere ends it with WZ_ENOMEM, nothing lost and nothing left behind. The law is the real one. */
#include "app/law.h"
#include "app/screen_seen.h"
#include "base/alloc.h"
#include "base/buffer.h"
#include "wenze/screen.h"
#include "wenze/store.h"

#include <CUnit/CUnit.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

CU_pSuite test_app_screen_suite(void);

static wz_rules *rules;
static char folder[] = "/tmp/wenze-screen-XXXXXX";
static char roster[64], output[64];

static int start(void)
{
    if (!mkdtemp(folder) || wz_rules_open(&rules, "rules", NULL) != WZ_OK)
        return 1;
    snprintf(roster, sizeof roster, "%s/roster.csv", folder);
    snprintf(output, sizeof output, "%s/output.csv", folder);
    return 0;
}

static int stop(void)
{
    wz_rules_close(rules);
    unlink(roster);
    unlink(output);
    return rmdir(folder);
}

static void write_file(const char *path, const wz_buffer *text)
{
    FILE *file = fopen(path, "wb");
    CU_ASSERT_FATAL(file != NULL);
    CU_ASSERT(fwrite(text->data, 1, text->length, file) == text->length);
    fclose(file);
}

/* The file's text; "" where there is none. */
static wz_buffer file_text(const char *path)
{
    wz_buffer text = {0};
    char part[4096];
    FILE *file = fopen(path, "rb");
    size_t got;
    while (file && (got = fread(part, 1, sizeof part, file)) > 0)
        wz_buffer_add(&text, part, got);
    if (file)
        fclose(file);
    wz_buffer_add(&text, "", 0);
    return text;
}

/* ---- rosters ---- */

static uint64_t state;

static unsigned any(unsigned below)
{
    state = state * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (unsigned)(state >> 33) % below;
}

static void put(wz_buffer *out, const char *cell, bool quoted, bool last)
{
    wz_buffer_printf(out, quoted ? "\"%s\"%s" : "%s%s", cell, last ? "\r\n" : ",");
}

/* Rows of every kind: mostly as plain as can be; some with days, kinds, ids and names that are not. */
static wz_buffer make_roster(bool wide, bool quoted)
{
    static const char *const kinds[] = {"诫勉",     "政务记过", "党内警告", "开除党籍", "免职",
                                        "政务警告", "留党察看", "不详",     "瞎写",     "admin_demotion"};
    static const char *const days[] = {"2026-01-31", "2025年3月1日", "2020-05", "2019", "不详", "2026-02-30"};
    static const char *const names[] = {"某某", "张三", "=1+1", "'x", "-", "ＡＢ"};
    wz_buffer out = {0};
    state = 11;
    wz_buffer_puts(&out, wide ? "person_id,name,records_complete_to,kind_1,date_1,kind_2,date_2\r\n"
                              : "person_id,name,records_complete_to,kind,date\r\n");
    unsigned person = 0;
    for (int i = 0; i < 1500; i++) {
        char text[24] = "";
        person += wide || any(10) < 6;
        if (any(200))
            snprintf(text, sizeof text, "P%05u", person);
        put(&out, any(300) ? text : "110105194912310021", quoted, false);
        put(&out, names[any(10) < 9 ? any(2) : any(6)], quoted, false);
        put(&out, any(3) ? "2026-11-01" : "", quoted, false);
        for (int k = 0; k < (wide ? 2 : 1); k++) {
            bool there = any(3) == 0;
            snprintf(text, sizeof text, "%04u-%02u-%02u", 2008 + any(19), 1 + any(12), 1 + any(28));
            put(&out, there || !any(100) ? kinds[any(20) ? any(6) : any(10)] : "", quoted, false);
            put(&out, !there ? "" : any(10) ? text : days[any(6)], quoted, !wide || k == 1);
        }
    }
    return out;
}

/* ---- asking ---- */

static wz_screen_request request_for(const char *const *steps, size_t count, unsigned threads)
{
    wz_screen_request request = WZ_SCREEN_REQUEST_INIT;
    request.roster = roster;
    request.output = output;
    request.steps = steps;
    request.step_count = count;
    request.on = "2026-10-19";
    request.today = "2026-11-28";
    request.threads = threads;
    return request;
}

static wz_buffer screened(const wz_screen_request *request)
{
    char *text = NULL;
    CU_ASSERT_FATAL(wz_screen(&text, NULL, rules, request, NULL) == WZ_OK);
    wz_text_free(text);
    return file_text(output);
}

static void same(wz_buffer *a, const wz_buffer *b)
{
    CU_ASSERT(a->length == b->length && memcmp(a->data, b->data, a->length) == 0);
    wz_buffer_free(a);
}

/* Quoted cells are read line by line and written cell by cell; plain ones in runs, and as they stand. */
static void test_app_screen__every_way_writes_the_same(void)
{
    static const char *const steps[] = {"promotion", "commendation"};
    for (int i = 0; i < 8; i++) {
        bool wide = i & 1;
        wz_screen_request request = request_for(steps, i & 2 ? 2 : 1, 1);
        request.only_id = request.words = i & 4;
        request.language = i & 2 ? WZ_LANGUAGE_EN : WZ_LANGUAGE_ZH;
        wz_buffer plain = make_roster(wide, false), quoted = make_roster(wide, true);
        write_file(roster, &plain);
        wz_buffer out = screened(&request);
        CU_ASSERT(out.length > plain.length);
        request.threads = 3;
        wz_buffer again = screened(&request);
        same(&again, &out);
        write_file(roster, &quoted);
        again = screened(&request);
        same(&again, &out);
        wz_buffer_free(&out);
        wz_buffer_free(&plain);
        wz_buffer_free(&quoted);
    }
}

/* ---- memory that runs out ---- */

static size_t calls, fail_at, refused;
static bool once;
static long live;

static void *failing(void *user, void *block, size_t size)
{
    (void)user;
    if (size == 0) {
        live -= block != NULL;
        free(block);
        return NULL;
    }
    calls++;
    if (fail_at && (once ? calls == fail_at : calls >= fail_at)) {
        refused++;
        return NULL;
    }
    void *got = realloc(block, size);
    live += !block && got;
    return got;
}

static size_t files_in_folder(void)
{
    size_t count = 0;
    DIR *open = opendir(folder);
    for (const struct dirent *e; open && (e = readdir(open));)
        count += e->d_name[0] != '.' || strlen(e->d_name) > 2;
    if (open)
        closedir(open);
    return count;
}

/* One try; true where it ended as it should: the right output, or none and WZ_ENOMEM. */
static bool try_once(const wz_screen_request *request, const wz_buffer *right)
{
    char *text = NULL;
    calls = refused = 0;
    live = 0;
    unlink(output);
    wz_alloc_set(failing, NULL);
    int code = wz_screen(&text, NULL, rules, request, NULL);
    wz_text_free(text);
    wz_alloc_set(NULL, NULL);
    wz_buffer out = file_text(output);
    bool whole = out.length == right->length && memcmp(out.data, right->data, out.length) == 0;
    bool good = code == WZ_OK ? whole : code == WZ_ENOMEM && refused && access(output, F_OK) != 0;
    good = good && live == 0 && files_in_folder() == (code == WZ_OK ? 2 : 1);
    if (!good)
        fprintf(stderr, "    allocation %zu%s: code %d, %ld blocks kept, %zu files\n", fail_at, once ? " alone" : "",
                code, live, files_in_folder());
    wz_buffer_free(&out);
    return good;
}

/* Every allocation near the start and the end, and some between. */
static void fail_each(const wz_screen_request *request, size_t most)
{
    wz_buffer right = screened(request);
    fail_at = 0;
    once = false;
    CU_ASSERT(try_once(request, &right));
    size_t all = calls, stride = all > most ? all / most : 1, tried = 0;
    for (int way = 0; way < 2; way++)
        for (size_t n = 1; n <= all; n += n < 20 || n + 20 > all ? 1 : stride, tried++) {
            fail_at = n;
            once = way == 1;
            CU_ASSERT(try_once(request, &right));
        }
    CU_ASSERT(tried > 60);
    fail_at = 0;
    wz_buffer_free(&right);
}

static void test_app_screen__running_out_of_memory_is_an_answer(void)
{
    static const char *const steps[] = {"promotion"};
    const char *longer = getenv("WZ_LONG");
    for (int i = 0; i < 4; i++) {
        wz_screen_request request = request_for(steps, 1, 1);
        wz_buffer text = make_roster(i & 1, i & 2);
        write_file(roster, &text);
        fail_each(&request, longer && *longer == '1' ? 4000 : 30);
        wz_buffer_free(&text);
    }
}

/* Who comes again is known among as many people as are remembered; behind them that is said. */
static void test_app_screen__repeats_are_seen_up_to_a_limit(void)
{
    wz_screen_seen *seen = wz_screen_seen_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(seen);
    size_t wrong = 0;
    char id[16];
    for (int i = 0; i < WZ_SCREEN_REMEMBERED; i++) {
        snprintf(id, sizeof id, "P%d", i);
        wrong += wz_screen_meet(seen, id);
    }
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT_FALSE(wz_screen_seen_full(seen));
    CU_ASSERT_TRUE(wz_screen_meet(seen, "P0"));
    CU_ASSERT_TRUE(wz_screen_meet(seen, id));
    CU_ASSERT_FALSE(wz_screen_meet(seen, "another"));
    CU_ASSERT_TRUE(wz_screen_seen_full(seen));
    CU_ASSERT_FALSE(wz_screen_meet(seen, "another"));
    CU_ASSERT_TRUE(wz_screen_meet(seen, "P1"));
    wz_screen_seen_free(seen);
}

CU_pSuite test_app_screen_suite(void)
{
    static CU_TestInfo tests[] = {
        {"every way writes the same", test_app_screen__every_way_writes_the_same},
        {"repeats are seen up to a limit", test_app_screen__repeats_are_seen_up_to_a_limit},
        {"running out of memory is an answer", test_app_screen__running_out_of_memory_is_an_answer},
    };
    CU_pSuite suite = CU_add_suite("app/screen", start, stop);
    for (size_t i = 0; suite && i < sizeof tests / sizeof tests[0]; i++) {
        if (!CU_add_test(suite, tests[i].pName, tests[i].pTestFunc))
            return NULL;
    }
    return suite;
}
