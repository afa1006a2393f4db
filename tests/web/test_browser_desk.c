/* Journeys around a case in a browser: a year of duties; an assessment that is reviewed, made final and superseded; a case that
 * stays closed to the recused. Each in both languages, against the command line. */
#include "browser.h"
#include "client.h"
#include "journey.h"
#include "suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char duty_case[] = "cases/bj2019/duty-logs/case.xml";

/* How often a mark stands at the beginning of a line of the command's: the periods of that kind. */
static int marked(const char *text, const char *mark)
{
    int count = 0;
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += strspn(line, " \n");
        count += strncmp(line, mark, strlen(mark)) == 0 && line[strlen(mark)] == ' ';
    }
    return count;
}

/* The section of the n-th person says what `wenze duties` says, and its calendars have a box for each period. */
static void check_duties(browser *b, int n, const char *from, const char *to)
{
    char person[8], section[64], boxes[96];
    bool english = strstr(browser_path(b), "lang=en") != NULL;
    snprintf(person, sizeof person, "p%d", n);
    const char *args[] = {"wenze",    "duties", "--lang",  english ? "en" : "zh",
                          "--person", person,   duty_case, from ? "--from" : NULL,
                          from,       "--to",   to,        NULL};
    wz_buffer printed = command_line(args, false);
    snprintf(section, sizeof section, "section.duties:nth-of-type(%d)", n);
    CU_ASSERT_TRUE(shows_text(b, section, printed.data));
    const struct {
        const char *mark, *class;
    } kinds[] = {{"✓", "met"}, {"✗", "short"}, {"?", "open"}};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        snprintf(boxes, sizeof boxes, "%s td.%s", section, kinds[i].class);
        CU_ASSERT_EQUAL(count_of(b, boxes), marked(printed.data, kinds[i].mark));
    }
    wz_buffer_free(&printed);
}

static void test_desk__shows_a_year_of_duties(void)
{
    make_account("d-duty", "履职核查", WZ_ACCOUNT_INVESTIGATOR);
    add_case_of(duty_case, "duty-logs", "d-duty");
    browser *b = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    sign_in(b, "d-duty");
    for (int english = 0; english < 2; english++) {
        browser_go(b, english ? "/cases/duty-logs/duties?lang=en" : "/cases/duty-logs/duties?lang=zh");
        CU_ASSERT_TRUE(browser_sees(b, "section.duties table.duty"));
        for (int n = 1; n <= 3; n++)
            check_duties(b, n, NULL, NULL);
        CU_ASSERT_TRUE(count_of(b, "section.duties td.met") > 0 && count_of(b, "section.duties td.short") > 0);
        look(b, "duties", english);
        /* another stretch of days */
        browser_script(b, "document.querySelector('[name=from]').value = '2020-01-01';"
                          "document.querySelector('[name=to]').value = '2020-12-31'");
        browser_click(b, "form.inline button");
        CU_ASSERT_TRUE(browser_sees(b, "[name=from][value='2020-01-01']"));
        browser_go(b, english ? "/cases/duty-logs/duties?from=2020-01-01&to=2020-12-31&lang=en"
                              : "/cases/duty-logs/duties?from=2020-01-01&to=2020-12-31&lang=zh");
        check_duties(b, 3, "2020-01-01", "2020-12-31");
        /* and one that ends before it begins is said to be wrong */
        browser_go(b, "/cases/duty-logs/duties?from=2020-12-31&to=2020-01-01");
        CU_ASSERT_TRUE(browser_sees(b, ".notice.bad"));
        browser_complains(b);
    }
    browser_stop(b);
}

/* --- review --- */

static const char review_case[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<case xmlns=\"urn:wenze:case:1\" id=\"%s\" title=\"复核案件\" jurisdiction=\"北京市/通州区\" "
    "as-of=\"2020-03-20\">\n"
    "  <incident id=\"i1\" subject=\"true\">\n"
    "    <fact name=\"incident_date\" value=\"2019-09-10\"/>\n"
    "    <fact name=\"accident_occurred\" value=\"true\"/>\n"
    "  </incident>\n"
    "  <person id=\"p1\" name=\"%s\">\n"
    "    <post id=\"po1\" office=\"镇长\" role=\"gov_head\" body=\"government\" level=\"township\" "
    "from=\"2018-05\"><to open=\"true\"/></post>\n"
    "    <fact name=\"duty_performance_deficient\" in=\"i1\" value=\"true\"/>\n"
    "  </person>\n"
    "</case>\n";

/* The case as a file, kept and open to both accounts; the file's path. */
static const char *add_review_case(const char *id, const char *name, const char *one, const char *two)
{
    char text[2048], file[64];
    snprintf(text, sizeof text, review_case, id, name);
    snprintf(file, sizeof file, "%s.xml", id);
    const char *path = make_file(file, text);
    add_case_of(path, id, one);
    CU_ASSERT_EQUAL(wz_case_share(server.store, "t", now_ms(), id, web_account_id(two), true, NULL), WZ_OK);
    return path;
}

/* Assess on the page; the path of what was kept. Static. */
static const char *assess(browser *b, const char *id)
{
    static char kept[128];
    char path[128];
    snprintf(path, sizeof path, "/cases/%s/assessment", id);
    browser_go(b, path);
    browser_click(b, ".bar button.main");
    CU_ASSERT_TRUE(browser_sees(b, "dl.facts .tag.open"));
    snprintf(kept, sizeof kept, "%s", browser_path(b));
    CU_ASSERT_PTR_NOT_NULL(strstr(kept, "/assessments/"));
    return kept;
}

/* The second account finds it under “review”, says something, and passes it. */
static void pass(browser *b, const char *kept, const char *note)
{
    char link[192];
    browser_go(b, "/reviews");
    snprintf(link, sizeof link, "main a[href='%s']", kept);
    browser_click(b, link);
    browser_type(b, "#note", note);
    browser_click(b, "main form button.main");
    CU_ASSERT_TRUE(browser_sees(b, "dl.facts .tag.accent"));
    CU_ASSERT_TRUE(browser_says(b, "dl.facts", note));
}

static void finish(browser *b, const char *kept)
{
    browser_go(b, kept);
    browser_click(b, "main form[action$='/finish'] button.main");
    CU_ASSERT_TRUE(browser_sees(b, "dl.facts .tag.good"));
    CU_ASSERT_EQUAL(count_of(b, "main form button.main"), 0);
}

static void review_in(browser *a, browser *b, bool english)
{
    char id[32], first[128], path[160], file[160];
    snprintf(id, sizeof id, "review-%s", english ? "en" : "zh");
    snprintf(file, sizeof file, "%s", add_review_case(id, "周正", "d-maker", "d-reviewer"));
    browser_go(a, english ? "/cases?lang=en" : "/cases?lang=zh");
    browser_go(b, english ? "/reviews?lang=en" : "/reviews?lang=zh");
    snprintf(first, sizeof first, "%s", assess(a, id));
    /* who made it cannot review it, and is told so; what was kept is what the command line prints */
    CU_ASSERT_TRUE(browser_reads(a, english ? "another account reviews it" : "须由另一账号复核"));
    CU_ASSERT_EQUAL(count_of(a, "#note"), 0);
    wz_buffer printed =
        command_line((const char *const[]){"wenze", "assess", "--lang", english ? "en" : "zh", file, NULL}, false);
    CU_ASSERT_TRUE(shows_lines(a, ".kept", printed.data));
    wz_buffer_free(&printed);
    look(a, "kept-draft", english);
    browser_go(b, "/reviews");
    look(b, "reviews-waiting", english);
    pass(b, first, english ? "facts are clear" : "事实清楚");
    look(b, "kept-reviewed", english);
    finish(a, first);
    look(a, "kept-final", english);
    browser_go(b, "/reviews");
    snprintf(path, sizeof path, "main a[href='%s']", first);
    CU_ASSERT_EQUAL(count_of(b, path), 0);
    /* a final one is superseded by the next that becomes final */
    char second[128];
    snprintf(second, sizeof second, "%s", assess(a, id));
    pass(b, second, english ? "again" : "再次");
    finish(a, second);
    browser_go(a, first);
    CU_ASSERT_TRUE(browser_reads(a, english ? "superseded" : "已被取代"));
    snprintf(path, sizeof path, "dl.facts a[href='%s']", second);
    CU_ASSERT_TRUE(browser_sees(a, path));
    snprintf(path, sizeof path, "/cases/%s/history", id);
    browser_go(a, path);
    CU_ASSERT_EQUAL(count_of(a, "main table:first-of-type tbody tr"), 3); /* two assessments, one version */
    look(a, "history", english);
}

static void test_desk__reviews_by_a_second_account(void)
{
    make_account("d-maker", "认定者", WZ_ACCOUNT_INVESTIGATOR);
    make_account("d-reviewer", "复核者", WZ_ACCOUNT_INVESTIGATOR);
    browser *a = browser_start(true), *b = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(a);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    sign_in(a, "d-maker");
    sign_in(b, "d-reviewer");
    review_in(a, b, false);
    review_in(a, b, true);
    browser_stop(a);
    browser_stop(b);
}

/* The person assessed has an account, and so has a relative; the security administrator records what is to be recorded. */
static void recuse_in(browser *reader, browser *security, bool english)
{
    char id[32], name[32], path[64];
    snprintf(id, sizeof id, "recusal-%s", english ? "en" : "zh");
    snprintf(name, sizeof name, "d-same-%s", english ? "en" : "zh");
    snprintf(path, sizeof path, "/cases/%s", id);
    make_account(name, "许同名", WZ_ACCOUNT_INVESTIGATOR);
    add_review_case(id, "许同名", name, "d-maker");
    sign_in(reader, name);
    browser_go(reader, english ? "/cases?lang=en" : "/cases?lang=zh");
    CU_ASSERT_TRUE(browser_reads(reader, id));
    CU_ASSERT_FALSE(browser_has(reader, "复核案件"));
    look(reader, "cases-recused", english);
    browser_go(reader, path);
    CU_ASSERT_TRUE(browser_reads(reader, english ? "has your name" : "与您同名"));
    look(reader, "recused", english);
    /* it is another person: recorded, the case opens */
    browser_go(security, english ? "/admin/sharing?lang=en" : "/admin/sharing?lang=zh");
    browser_type(security, "#case", id);
    browser_type(security, "#account", name);
    browser_choose(security, "#what", "other");
    browser_type(security, "#reason", english ? "born in another year" : "出生年月不同");
    browser_click(security, "main section form button.main");
    CU_ASSERT_TRUE(browser_reads(security, english ? "another person of the same name" : "同名非本人"));
    look(security, "sharing", english);
    browser_go(reader, path);
    CU_ASSERT_TRUE(browser_reads(reader, "复核案件"));
    /* a conflict of interest closes it again */
    browser_type(security, "#case", id);
    browser_type(security, "#account", name);
    browser_choose(security, "#what", "conflict");
    browser_type(security, "#reason", english ? "a relative" : "近亲属");
    browser_click(security, "main section form button.main");
    CU_ASSERT_TRUE(browser_reads(security, english ? "a relative" : "近亲属"));
    browser_go(reader, path);
    CU_ASSERT_TRUE(browser_reads(reader, english ? "A conflict of interest is recorded" : "已登记与本案有利害关系"));
    CU_ASSERT_FALSE(browser_has(reader, "复核案件"));
    browser_complains(reader);
}

static void test_desk__stays_closed_to_the_recused(void)
{
    make_account("d-security", "安全", WZ_ACCOUNT_SECADMIN);
    browser *reader = browser_start(true), *security = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(reader);
    CU_ASSERT_PTR_NOT_NULL_FATAL(security);
    sign_in(security, "d-security");
    recuse_in(reader, security, false);
    recuse_in(reader, security, true);
    browser_stop(reader);
    browser_stop(security);
}

CU_pSuite browser_desk_suite(void)
{
    CU_pSuite suite = CU_add_suite("web/browser-desk", NULL, NULL);
    if (!browser_there() || !getenv("WZ_LONG"))
        return suite;
    CU_ADD_TEST(suite, test_desk__shows_a_year_of_duties);
    CU_ADD_TEST(suite, test_desk__reviews_by_a_second_account);
    CU_ADD_TEST(suite, test_desk__stays_closed_to_the_recused);
    return suite;
}
