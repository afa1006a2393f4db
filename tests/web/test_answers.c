/* Page and command line hold each other: what a page says is what the command prints of the same question. */
#include "client.h"
#include "suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char file[] = "cases/bj2019/several-people/case.xml", roster[] = "cases/register/roster.csv";

static wz_buffer read_whole(const char *path)
{
    wz_buffer text = {0};
    char piece[4096];
    FILE *in = fopen(path, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(in);
    for (size_t got; (got = fread(piece, 1, sizeof piece, in)) > 0;)
        wz_buffer_add(&text, piece, got);
    fclose(in);
    return text;
}

/* A file handed over by a form. */
static answer upload(visitor *v, const char *path, const char *name, const char *more)
{
    wz_buffer body = {0}, bytes = read_whole(name);
    wz_buffer_printf(&body, "--bb\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s\r\n%s", v->csrf, more);
    wz_buffer_puts(&body, "--bb\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n");
    wz_buffer_add(&body, bytes.data, bytes.length);
    wz_buffer_puts(&body, "\r\n--bb--\r\n");
    answer a = web_post_body(v, path, "multipart/form-data; boundary=bb", body.data, body.length);
    wz_buffer_free(&body);
    wz_buffer_free(&bytes);
    return a;
}

static visitor with_case(const char *name)
{
    visitor v = web_account(name, "答办", WZ_ACCOUNT_INVESTIGATOR);
    answer a = upload(&v, "/cases/new", file, "");
    CU_ASSERT_TRUE(a.status == 303 || a.status == 400); /* 400: another test handed it in */
    answer_free(&a);
    CU_ASSERT_EQUAL(wz_case_share(server.store, "test", 0, "several-people", web_account_id(name), true, NULL), WZ_OK);
    return v;
}

/* The page at `path` holds what the command prints, word for word. */
static void check_holds(visitor *v, const char *path, const char *const *args)
{
    wz_buffer printed = {0};
    CU_ASSERT_TRUE(web_run(args, &printed));
    while (printed.length && printed.data[printed.length - 1] == '\n')
        printed.data[--printed.length] = '\0';
    CU_ASSERT_TRUE_FATAL(printed.length > 100);
    answer page = web_get(v, path);
    CU_ASSERT_EQUAL(page.status, 200);
    CU_ASSERT_TRUE(answer_has(&page, printed.data));
    answer_free(&page);
    wz_buffer_free(&printed);
}

static void test_answers__reasons_are_those_of_explain(void)
{
    visitor v = with_case("a-why");
    check_holds(&v, "/cases/several-people/why?person=p1",
                (const char *const[]){"wenze", "explain", "--lang", "zh", "--person", "p1", "--why-not", "--format",
                                      "html", file, NULL});
    check_holds(&v, "/cases/several-people/why?person=p1&about=all",
                (const char *const[]){"wenze", "explain", "--lang", "zh", "--person", "p1", "--format", "html", file,
                                      "all", NULL});
    check_holds(&v, "/cases/several-people/why?person=p1&about=bj2019.18.1",
                (const char *const[]){"wenze", "explain", "--lang", "zh", "--person", "p1", "--why-not", "--format",
                                      "html", file, "bj2019.18.1", NULL});
    answer a = web_get(&v, "/cases/several-people/why?person=p1&about=nothing.such");
    CU_ASSERT_TRUE(answer_has(&a, "EXPLAIN-"));
    answer_free(&a);
}

static void test_answers__comparisons_are_those_of_compare(void)
{
    visitor v = with_case("a-compare");
    check_holds(&v, "/cases/several-people/compare?person=p1&regime=bj2019&regime=national",
                (const char *const[]){"wenze", "compare", "--lang", "zh", "--person", "p1", "--regimes",
                                      "bj2019,national", "--format", "html", file, NULL});
}

static void test_answers__what_if_changes_what_what_if_changes(void)
{
    visitor v = with_case("a-if");
    const char *const args[] = {"wenze",  "what-if",
                                "--lang", "zh",
                                "--set",  "p1.duty_performance_deficient=false",
                                "--set",  "p1.report_finds_leading_responsibility=false",
                                file,     NULL};
    wz_buffer printed = {0};
    CU_ASSERT_TRUE(web_run(args, &printed));
    CU_ASSERT_PTR_NOT_NULL(printed.data && strstr(printed.data, "不构成问责情形") ? printed.data : NULL);
    answer a = web_get(&v, "/cases/several-people/what-if?part=1&set.p1.duty_performance_deficient=false&"
                           "set.p1.report_finds_leading_responsibility=false");
    CU_ASSERT_EQUAL(a.status, 200);
    CU_ASSERT_TRUE(answer_has(&a, "不构成问责情形"));
    answer_free(&a);
    a = web_get(&v, "/cases/several-people/what-if?part=1&set.p1.took_remedial_measures=unknown");
    CU_ASSERT_FALSE(answer_has(&a, "不构成问责情形"));
    answer_free(&a);
    wz_buffer_free(&printed);
}

static void test_answers__a_report_is_that_of_report(void)
{
    visitor v = with_case("a-report");
    answer page = web_get(&v, "/cases/several-people/report/file?form=txt");
    char head[WZ_HEAD_TEXT] = "", audit[WZ_HEAD_TEXT + 16];
    CU_ASSERT_EQUAL(wz_log_head(server.store, head, NULL), WZ_OK);
    snprintf(audit, sizeof audit, "--audit-head=%s", head);
    wz_buffer printed = {0};
    CU_ASSERT_TRUE(web_run(
        (const char *const[]){"wenze", "report", "--lang", "zh", "--format", "text", audit, file, NULL}, &printed));
    CU_ASSERT_EQUAL(page.status, 200);
    CU_ASSERT_STRING_EQUAL(page.body, printed.data);
    answer_free(&page);
    wz_buffer_free(&printed);
}

static void test_answers__a_question_is_answered_once(void)
{
    visitor v = with_case("a-ask");
    const char *const path = "/cases/several-people/questions";
    answer a = web_get(&v, path);
    const char *over = a.body ? strstr(a.body, "name=\"over\" value=\"") : NULL;
    CU_ASSERT_PTR_NOT_NULL_FATAL(over);
    char version[16] = "";
    sscanf(over + strlen("name=\"over\" value=\""), "%15[0-9]", version);
    CU_ASSERT_TRUE(answer_has(&a, "该人是否涉嫌职务违法或者职务犯罪？"));
    answer_free(&a);
    for (int turn = 0; turn < 2; turn++) { /* the second is over a version that is no longer the newest */
        a = web_post(&v, path, "over", version, "of", "p3", "fact", "suspected_duty_violation_or_crime", "value",
                     "false", "standing", "established", NULL);
        CU_ASSERT_EQUAL(a.status, turn ? 409 : 303);
        answer_free(&a);
    }
    a = web_get(&v, path);
    CU_ASSERT_FALSE(answer_has(&a, "该人是否涉嫌职务违法或者职务犯罪？"));
    answer_free(&a);
}

static void test_answers__a_person_is_told_what_eligible_tells(void)
{
    visitor v = web_account("a-one", "组办", WZ_ACCOUNT_ORGANISATION);
    answer a = upload(&v, "/register/import", "cases/register/records.csv",
                      "--bb\r\nContent-Disposition: form-data; name=\"keep\"\r\n\r\n1\r\n");
    CU_ASSERT_EQUAL(a.status, 200);
    answer_free(&a);
    wz_buffer printed = {0};
    web_run((const char *const[]){"wenze", "eligible", "C001", "--lang", "zh", "--db", server.db, "--on", "2026-06-30",
                                  "--step", "promotion", "--format", "json", NULL},
            &printed); /* its status is the answer */
    const char *day = printed.data ? strstr(printed.data, "\"last_barred_day\": \"") : NULL;
    CU_ASSERT_PTR_NOT_NULL_FATAL(day);
    int year = 0, month = 0, date = 0;
    CU_ASSERT_EQUAL(sscanf(day, "\"last_barred_day\": \"%d-%d-%d", &year, &month, &date), 3);
    char words[32];
    snprintf(words, sizeof words, "%d年%d月%d日", year, month, date);
    a = web_get(&v, "/eligible?person=C001&on=2026-06-30&step=promotion");
    CU_ASSERT_EQUAL(a.status, 200);
    CU_ASSERT_TRUE(answer_has(&a, words));
    answer_free(&a);
    wz_buffer_free(&printed);
}

static void test_answers__a_person_is_entered_once(void)
{
    visitor v = web_account("a-enter", "组办", WZ_ACCOUNT_ORGANISATION);
    answer a = web_get(&v, "/register");
    answer_free(&a);
    a = web_post(&v, "/register/person", "person", "X/901", "name", "易登", NULL);
    CU_ASSERT_EQUAL(a.status, 303);
    CU_ASSERT_STRING_EQUAL(a.location, "/register/X%2F901");
    answer_free(&a);
    a = web_get(&v, "/register/X%2F901");
    CU_ASSERT_TRUE(answer_has(&a, "<h1>易登 · X/901</h1>"));
    answer_free(&a);
    const char *const names[] = {"别人", "易登"}; /* what contradicts, and what is there already */
    for (size_t i = 0; i < 2; i++) {
        a = web_post(&v, "/register/person", "person", "X/901", "name", names[i], NULL);
        CU_ASSERT_EQUAL(a.status, 400);
        CU_ASSERT_TRUE(answer_has(&a, "role=\"alert\""));
        answer_free(&a);
    }
    /* what could not be recorded stays in its form */
    a = web_post(&v, "/register/X%2F901/add", "f.kind", "admonition", "f.decision_date", "31/31/2026", NULL);
    CU_ASSERT_EQUAL(a.status, 400);
    CU_ASSERT_TRUE(answer_has(&a, "value=\"31/31/2026\""));
    CU_ASSERT_TRUE(answer_has(&a, "<option value=\"admonition\" selected>"));
    answer_free(&a);
}

static answer wait_for(visitor *v, const char *path)
{
    char done[600];
    snprintf(done, sizeof done, "%s/file?form=csv", path);
    for (int i = 0; i < 600; i++) {
        answer a = web_get(v, done);
        if (a.status == 200)
            return a;
        answer_free(&a);
        nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
    }
    return (answer){0};
}

static void test_answers__a_roster_comes_out_as_from_screen(void)
{
    visitor v = web_account("a-many", "组办", WZ_ACCOUNT_ORGANISATION);
    answer a = upload(&v, "/screen", roster,
                      "--bb\r\nContent-Disposition: form-data; name=\"on\"\r\n\r\n2026-06-30\r\n"
                      "--bb\r\nContent-Disposition: form-data; name=\"step\"\r\n\r\npromotion\r\n");
    CU_ASSERT_EQUAL_FATAL(a.status, 303);
    answer result = wait_for(&v, a.location);
    visitor other = web_account("a-other", "组办乙", WZ_ACCOUNT_ORGANISATION);
    answer hidden = web_get(&other, a.location);
    CU_ASSERT_EQUAL(hidden.status, 404);
    answer_free(&hidden);
    answer_free(&a);
    CU_ASSERT_EQUAL_FATAL(result.status, 200);
    char path[128];
    snprintf(path, sizeof path, "%s/screened.csv", server.folder);
    wz_buffer said = {0};
    CU_ASSERT_TRUE(web_run((const char *const[]){"wenze", "screen", roster, "--lang", "zh", "--words", "--on",
                                                 "2026-06-30", "--step", "promotion", "-o", path, NULL},
                           &said));
    wz_buffer printed = read_whole(path);
    CU_ASSERT_TRUE(printed.length > 1000);
    CU_ASSERT_STRING_EQUAL(result.body, printed.data);
    wz_buffer_free(&printed);
    wz_buffer_free(&said);
    answer_free(&result);
    remove(path);
}

CU_pSuite answers_suite(void)
{
    CU_pSuite suite = CU_add_suite("web/answers", NULL, NULL);
    CU_ADD_TEST(suite, test_answers__reasons_are_those_of_explain);
    CU_ADD_TEST(suite, test_answers__comparisons_are_those_of_compare);
    CU_ADD_TEST(suite, test_answers__what_if_changes_what_what_if_changes);
    CU_ADD_TEST(suite, test_answers__a_report_is_that_of_report);
    CU_ADD_TEST(suite, test_answers__a_question_is_answered_once);
    CU_ADD_TEST(suite, test_answers__a_person_is_told_what_eligible_tells);
    CU_ADD_TEST(suite, test_answers__a_person_is_entered_once);
    CU_ADD_TEST(suite, test_answers__a_roster_comes_out_as_from_screen);
    return suite;
}
