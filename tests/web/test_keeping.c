/* What is kept, and how it leaves: long lists page by page, a case exported as an archive, a case deleted by two. */
#include "client.h"
#include "small_case.h"
#include "suites.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { CASES = 330, REVIEWS = 260 };

/* --- long lists --- */

static void keep_case(const char *id, const char *name)
{
    wz_case_add_request request = WZ_CASE_ADD_INIT;
    request.bytes = make_case(id, name);
    request.size = strlen(request.bytes);
    CU_ASSERT_EQUAL(wz_case_add(NULL, NULL, server.store, server.rules, &request, NULL), WZ_OK);
}

/* How often a text stands in an answer. */
static size_t times(const answer *a, const char *text)
{
    size_t count = 0;
    for (const char *at = a->body; at && (at = strstr(at, text)); at += strlen(text))
        count++;
    return count;
}

/* Follow the links to the next page from `path` on, as a browser without scripts does; each page has `row` so many times. Returns how
 * many pages there are, *rows of them all. */
static size_t walk(visitor *v, const char *path, const char *row, const char *foreign, size_t *rows)
{
    char next[512];
    size_t pages = 0;
    snprintf(next, sizeof next, "%s", path);
    *rows = 0;
    while (*next && pages < 50) {
        answer a = web_get(v, next);
        CU_ASSERT_EQUAL(a.status, 200);
        CU_ASSERT_FALSE(answer_has(&a, foreign));
        size_t here = times(&a, row);
        CU_ASSERT_TRUE(here > 0 && here <= 50);
        *rows += here;
        pages++;
        const char *rel = a.body ? strstr(a.body, "\" rel=\"next\"") : NULL, *href = rel;
        while (href && strncmp(href, "href=\"", 6) != 0)
            href--;
        *next = '\0';
        /* the page writes "&" as a reference */
        for (const char *c = href ? href + 6 : rel; c && c < rel; c++) {
            size_t length = strlen(next);
            next[length] = *c;
            next[length + 1] = '\0';
            if (strncmp(c, "&amp;", 5) == 0)
                c += 4;
        }
        answer_free(&a);
    }
    return pages;
}

static void test_keeping__lists_hundreds_of_cases(void)
{
    visitor v = web_account("k-many", "多案", WZ_ACCOUNT_INVESTIGATOR),
            few = web_account("k-few", "少案", WZ_ACCOUNT_INVESTIGATOR);
    char id[32];
    for (int i = 0; i < CASES; i++) {
        snprintf(id, sizeof id, "k-%03d", i);
        keep_case(id, i % 3 ? "周正" : "欧阳大满");
        share(id, i % 11 == 5 ? "k-few" : "k-many");
    }
    size_t rows;
    CU_ASSERT_EQUAL(walk(&v, "/cases", "<a href=\"/cases/k-", "k-005", &rows), 6);
    CU_ASSERT_EQUAL(rows, CASES - CASES / 11);
    CU_ASSERT_EQUAL(walk(&few, "/cases", "<a href=\"/cases/k-", "k-004", &rows), 1);
    CU_ASSERT_EQUAL(rows, CASES / 11);
    /* with a search and a filter the links keep what was asked for: every third of those */
    CU_ASSERT_EQUAL(walk(&v, "/cases?q=%E5%A4%A7%E6%BB%A1&place=%E5%8C%97%E4%BA%AC%E5%B8%82&state=open",
                         "<a href=\"/cases/k-", "k-001", &rows),
                    2);
    CU_ASSERT_EQUAL(rows, 100);
    answer a = web_get(&v, "/cases?page=2");
    CU_ASSERT_TRUE(answer_has(&a, "第 2 页，共 6 页，300 项"));
    CU_ASSERT_TRUE(answer_has(&a, "rel=\"prev\""));
    answer_free(&a);
    /* beyond the end is the end, and nonsense the beginning */
    a = web_get(&v, "/cases?page=999&lang=en");
    CU_ASSERT_TRUE(answer_has(&a, "Page 6 of 6, 300 in all"));
    CU_ASSERT_TRUE(answer_has(&a, "/cases/k-329\""));
    answer_free(&a);
    static const char *const nonsense[] = {"/cases?page=-7&lang=zh", "/cases?page=x",
                                           "/cases?page=99999999999999999999999"};
    for (size_t i = 0; i < sizeof nonsense / sizeof nonsense[0]; i++) {
        a = web_get(&v, nonsense[i]);
        CU_ASSERT_EQUAL(a.status, 200);
        CU_ASSERT_EQUAL(times(&a, "<a href=\"/cases/k-"), 50);
        answer_free(&a);
    }
    a = web_get(&v, "/cases?q=%22%3E%3Cscript%3E&place=%22%3E%3Cscript%3E&page=2");
    CU_ASSERT_TRUE(answer_has(&a, "class=\"empty\""));
    CU_ASSERT_FALSE(answer_has(&a, "\"><script>"));
    answer_free(&a);
}

static void test_keeping__lists_hundreds_of_reviews(void)
{
    visitor v = web_account("k-rev", "多复核", WZ_ACCOUNT_INVESTIGATOR),
            other = web_account("k-rev-o", "他复核", WZ_ACCOUNT_INVESTIGATOR);
    wz_account_record maker = {.id = web_account_id("k-rev-o"), .name = "k-rev-o"};
    keep_case("kr-mine", "周正");
    keep_case("kr-other", "周正");
    share("kr-mine", "k-rev");
    share("kr-other", "k-rev-o");
    for (int i = 0; i < REVIEWS; i++)
        CU_ASSERT_EQUAL(
            wz_review_open(server.store, &maker, now_ms(), i < REVIEWS - 5 ? "kr-mine" : "kr-other", 1000000 + i, NULL),
            WZ_OK);
    size_t rows;
    CU_ASSERT_EQUAL(walk(&v, "/reviews", "/assessments/1000", "kr-other", &rows), 6);
    CU_ASSERT_EQUAL(rows, REVIEWS - 5);
    CU_ASSERT_EQUAL(walk(&other, "/reviews", "/assessments/1000", "kr-mine", &rows), 1);
    CU_ASSERT_EQUAL(rows, 5);
    /* and those of one case */
    CU_ASSERT_EQUAL(walk(&v, "/cases/kr-mine/history", "/assessments/1000", "kr-other", &rows), 6);
    CU_ASSERT_EQUAL(rows, REVIEWS - 5);
    /* who is recused sees the number alone */
    CU_ASSERT_EQUAL(wz_case_declare(server.store, "t", now_ms(), "kr-mine", web_account_id("k-rev"),
                                    WZ_RECUSAL_CONFLICT, "亲属", NULL),
                    WZ_OK);
    answer a = web_get(&v, "/reviews");
    CU_ASSERT_TRUE(answer_has(&a, "回避"));
    CU_ASSERT_FALSE(answer_has(&a, "/assessments/1000"));
    answer_free(&a);
}

/* --- export --- */

static bool read_member(const char *path, const char *name, wz_buffer *out)
{
    int error = 0;
    char block[4096];
    zip_int64_t got = 0;
    zip_t *archive = zip_open(path, ZIP_RDONLY, &error);
    zip_file_t *file = archive ? zip_fopen(archive, name, 0) : NULL;
    while (file && (got = zip_fread(file, block, sizeof block)) > 0)
        wz_buffer_add(out, block, (size_t)got);
    bool read = file && got == 0;
    if (file)
        zip_fclose(file);
    if (archive)
        zip_discard(archive);
    return read;
}

static bool read_file(const char *path, wz_buffer *out)
{
    char block[4096];
    size_t got;
    FILE *file = fopen(path, "rb");
    while (file && (got = fread(block, 1, sizeof block, file)) > 0)
        wz_buffer_add(out, block, got);
    if (file)
        fclose(file);
    return file != NULL;
}

static bool note_entry(const wz_log_row *row, void *payload)
{
    wz_buffer_printf(payload, "%s %s\n", row->who, row->what);
    return true;
}

/* Whether the log of a case has an entry, as "WHO WHAT". */
static bool is_logged(const char *id, const char *entry)
{
    wz_buffer log = {0};
    CU_ASSERT_EQUAL(wz_log_list(server.store, 1, id, note_entry, &log, NULL), WZ_OK);
    bool found = log.length && strstr(log.data, entry);
    wz_buffer_free(&log);
    return found;
}

/* The archive holds the very files that the command line writes into a folder. */
static void test_keeping__exports_what_the_command_line_exports(void)
{
    visitor v = web_account("k-exp", "导出者", WZ_ACCOUNT_INVESTIGATOR),
            stranger = web_account("k-exp-s", "旁人", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&v, "k-exp", "周正");
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/k-exp/form/p1", "over", "1", "v.nature_vile", "true", NULL)), 303);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/k-exp/assessment", "over", "2", NULL)), 303);
    CU_ASSERT_EQUAL(status_of(web_post(&stranger, "/cases/k-exp/export", NULL)), 404);
    CU_ASSERT_FALSE(is_logged("k-exp", "k-exp case.export"));
    answer a = web_post(&v, "/cases/k-exp/export", NULL);
    char type[64] = "", disposition[256] = "", zip[128], folder[128], path[512];
    CU_ASSERT_EQUAL(a.status, 200);
    CU_ASSERT_STRING_EQUAL(answer_header(&a, "Content-Type", type, sizeof type), "application/zip");
    CU_ASSERT_PTR_NOT_NULL(
        strstr(answer_header(&a, "Content-Disposition", disposition, sizeof disposition), "k-exp.zip"));
    CU_ASSERT_TRUE(is_logged("k-exp", "k-exp case.export"));
    snprintf(zip, sizeof zip, "%s/k-exp.zip", server.folder);
    FILE *file = fopen(zip, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fwrite(a.body, 1, a.text.length - (size_t)(a.body - a.text.data), file);
    fclose(file);
    answer_free(&a);
    snprintf(folder, sizeof folder, "%s/k-exp", server.folder);
    const char *const args[] = {"wenze", "case", "export", "k-exp", "-o", folder, "--db", server.db, NULL};
    wz_buffer printed = {0};
    CU_ASSERT_TRUE(web_run(args, &printed));
    wz_buffer_free(&printed);
    int64_t number = 0;
    wz_buffer manifest = {0};
    CU_ASSERT_TRUE(read_member(zip, "manifest.json", &manifest));
    CU_ASSERT_PTR_NOT_NULL(strstr(manifest.data, "\"wenze-case/1\""));
    const char *kept = strstr(manifest.data, "assessment-");
    CU_ASSERT_PTR_NOT_NULL_FATAL(kept);
    number = strtoll(kept + strlen("assessment-"), NULL, 10);
    const char *law = strstr(manifest.data, "law-");
    CU_ASSERT_PTR_NOT_NULL_FATAL(law);
    char names[4][64];
    snprintf(names[0], sizeof names[0], "case-1.xml");
    snprintf(names[1], sizeof names[1], "case-2.xml");
    snprintf(names[2], sizeof names[2], "assessment-%lld.json", (long long)number);
    snprintf(names[3], sizeof names[3], "%.16s/bj2019.xml", law);
    for (size_t i = 0; i < 4; i++) {
        wz_buffer one = {0}, two = {0};
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        CU_ASSERT_TRUE(read_member(zip, names[i], &one));
        CU_ASSERT_TRUE(read_file(path, &two));
        CU_ASSERT_TRUE(one.length > 0 && one.length == two.length && memcmp(one.data, two.data, one.length) == 0);
        wz_buffer_free(&one);
        wz_buffer_free(&two);
    }
    wz_buffer_free(&manifest);
}

/* --- deletion --- */

static void test_keeping__deletes_by_two(void)
{
    visitor a = web_account("k-del-a", "删甲", WZ_ACCOUNT_INVESTIGATOR),
            b = web_account("k-del-b", "删乙", WZ_ACCOUNT_INVESTIGATOR),
            c = web_account("k-del-c", "删丙", WZ_ACCOUNT_INVESTIGATOR);
    const char *path = "/cases/k-del/delete";
    hand_in(&a, "k-del", "周正");
    share("k-del", "k-del-b");
    CU_ASSERT_EQUAL(status_of(web_get(&c, path)), 404);
    CU_ASSERT_EQUAL(
        status_of(web_post(&c, path, "what", "request", "over", "1", "number", "k-del", "reason", "x", NULL)), 404);
    /* the number is typed, the reason given, the version the one that was seen */
    CU_ASSERT_EQUAL(
        status_of(web_post(&a, path, "what", "request", "over", "1", "number", "k-de", "reason", "误建", NULL)), 400);
    CU_ASSERT_EQUAL(
        status_of(web_post(&a, path, "what", "request", "over", "1", "number", "k-del", "reason", " ", NULL)), 400);
    CU_ASSERT_EQUAL(
        status_of(web_post(&a, path, "what", "request", "over", "9", "number", "k-del", "reason", "误建", NULL)), 409);
    CU_ASSERT_EQUAL(status_of(web_post(&a, path, "what", "delete", "over", "1", "number", "k-del", NULL)), 400);
    CU_ASSERT_EQUAL(status_of(web_post(&a, path, "what", "request", "over", "1", "number", "k-del", "reason",
                                       "误建<script>\n依据某条", NULL)),
                    303);
    CU_ASSERT_TRUE(is_logged("k-del", "k-del-a case.delete.request"));
    /* who asked does not delete; who did not may, or refuses */
    CU_ASSERT_EQUAL(status_of(web_post(&a, path, "what", "delete", "over", "1", "number", "k-del", NULL)), 400);
    CU_ASSERT_EQUAL(status_of(get_of(&a, "k-del", "")), 200);
    answer page = web_get(&b, path);
    CU_ASSERT_TRUE(answer_has(&page, "误建&lt;script&gt; 依据某条"));
    CU_ASSERT_TRUE(answer_has(&page, "k-del-a"));
    answer_free(&page);
    CU_ASSERT_EQUAL(status_of(web_post(&b, path, "what", "withdraw", NULL)), 303);
    CU_ASSERT_EQUAL(status_of(web_post(&b, path, "what", "delete", "over", "1", "number", "k-del", NULL)), 400);
    CU_ASSERT_TRUE(is_logged("k-del", "k-del-b case.delete.withdraw"));
    CU_ASSERT_EQUAL(
        status_of(web_post(&a, path, "what", "request", "over", "1", "number", "k-del", "reason", "误建", NULL)), 303);
    /* a version made meanwhile: what was asked for is no longer what is there */
    CU_ASSERT_EQUAL(status_of(web_post(&a, "/cases/k-del/form/p1", "over", "1", "v.nature_vile", "true", NULL)), 303);
    CU_ASSERT_EQUAL(status_of(web_post(&b, path, "what", "delete", "over", "2", "number", "k-del", NULL)), 400);
    CU_ASSERT_EQUAL(status_of(web_post(&a, path, "what", "withdraw", NULL)), 303);
    CU_ASSERT_EQUAL(
        status_of(web_post(&a, path, "what", "request", "over", "2", "number", "k-del", "reason", "误建", NULL)), 303);
    CU_ASSERT_EQUAL(status_of(web_post(&b, path, "what", "delete", "over", "2", "number", "k-delx", NULL)), 400);
    page = web_post(&b, path, "what", "delete", "over", "2", "number", "k-del", NULL);
    CU_ASSERT_EQUAL(page.status, 303);
    CU_ASSERT_STRING_EQUAL(page.location, "/cases");
    answer_free(&page);
    CU_ASSERT_TRUE(is_logged("k-del", "k-del-b case.delete"));
    CU_ASSERT_EQUAL(status_of(get_of(&a, "k-del", "")), 404);
    page = web_get(&a, "/cases");
    CU_ASSERT_FALSE(answer_has(&page, "/cases/k-del\""));
    answer_free(&page);
    CU_ASSERT_EQUAL(status_of(web_post(&a, "/cases/new", "xml", make_case("k-del", "周正"), NULL)), 400);
}

/* A final assessment is a record. */
static void test_keeping__does_not_delete_what_is_final(void)
{
    visitor a = web_account("k-fin-a", "定甲", WZ_ACCOUNT_INVESTIGATOR),
            b = web_account("k-fin-b", "定乙", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&a, "k-fin", "周正");
    share("k-fin", "k-fin-b");
    answer kept = web_post(&a, "/cases/k-fin/assessment", "over", "1", NULL);
    char path[600];
    snprintf(path, sizeof path, "%s/pass", kept.location);
    CU_ASSERT_EQUAL(status_of(web_post(&b, path, "note", "x", NULL)), 303);
    snprintf(path, sizeof path, "%s/finish", kept.location);
    CU_ASSERT_EQUAL(status_of(web_post(&a, path, NULL)), 303);
    answer_free(&kept);
    answer page = get_of(&a, "k-fin", "/delete");
    CU_ASSERT_TRUE(answer_has(&page, "不能在网页上删除"));
    CU_ASSERT_FALSE(answer_has(&page, "name=\"number\""));
    answer_free(&page);
    CU_ASSERT_EQUAL(status_of(web_post(&a, "/cases/k-fin/delete", "what", "request", "over", "1", "number", "k-fin",
                                       "reason", "误建", NULL)),
                    400);
    CU_ASSERT_EQUAL(status_of(get_of(&a, "k-fin", "")), 200);
}

CU_pSuite keeping_suite(void)
{
    CU_pSuite suite = CU_add_suite("web/keeping", NULL, NULL);
    CU_ADD_TEST(suite, test_keeping__lists_hundreds_of_cases);
    CU_ADD_TEST(suite, test_keeping__lists_hundreds_of_reviews);
    CU_ADD_TEST(suite, test_keeping__exports_what_the_command_line_exports);
    CU_ADD_TEST(suite, test_keeping__deletes_by_two);
    CU_ADD_TEST(suite, test_keeping__does_not_delete_what_is_final);
    return suite;
}
