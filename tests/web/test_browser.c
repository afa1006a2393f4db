/* Journeys of investigators in a browser. The first runs in `make check` wherever chromedriver is installed; the others, with
 * pictures of every page in both languages and three widths and with axe-core, in `make check-long`. */
#include "browser.h"
#include "client.h"
#include "journey.h"
#include "suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* From the link to a kept assessment, in Chinese, then a page in English. */
static void test_browser__takes_an_investigator_through_a_case(void)
{
    browser *b = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    make_account("b-chen", "陈思远", WZ_ACCOUNT_INVESTIGATOR);
    sign_in(b, "b-chen");
    /* the code is gone from the address */
    CU_ASSERT_PTR_NULL(strchr(browser_path(b), '#'));
    browser_go(b, "/cases/new?lang=zh");
    browser_type(b, "#id", "journey");
    browser_type(b, "#title", "清河木器厂火灾");
    browser_type(b, "#jurisdiction", "北京市/通州区");
    browser_type(b, "#incident_date", "2019-09-10");
    browser_click(b, "form button.main");
    CU_ASSERT_TRUE(browser_reads(b, "案件已保存"));
    CU_ASSERT_STRING_EQUAL(browser_path(b), "/cases/journey");
    browser_go(b, "/cases/journey/add");
    browser_click(b, "details.add:nth-of-type(2) summary");
    browser_type(b, "details.add:nth-of-type(2) input[name=name]", "周正");
    browser_click(b, "details.add:nth-of-type(2) button");
    CU_ASSERT_TRUE(browser_reads(b, "已保存为新版本"));
    /* what is typed is kept as a draft without being saved */
    browser_go(b, "/cases/journey/form/p1");
    browser_choose(b, "#v\\.report_finds_leading_responsibility", "true");
    CU_ASSERT_TRUE(browser_says(b, "[data-state]", "草稿已自动保存"));
    browser_go(b, "/cases/journey/form/p1");
    CU_ASSERT_STRING_EQUAL(
        browser_script(b, "return document.querySelector('#v\\\\.report_finds_leading_responsibility').value"), "true");
    browser_click(b, ".sticky button.main");
    CU_ASSERT_TRUE(browser_reads(b, "已保存为新版本"));
    browser_go(b, "/cases/journey/assessment");
    CU_ASSERT_TRUE(browser_sees(b, "article.wz-assessment"));
    browser_click(b, ".bar button.main");
    CU_ASSERT_TRUE(browser_reads(b, "等待复核"));
    browser_go(b, "/cases/journey?lang=en");
    CU_ASSERT_TRUE(browser_reads(b, "People and posts"));
    CU_ASSERT_FALSE(browser_complains(b));
    browser_stop(b);
}

/* --- at length --- */

static void test_browser__works_without_script(void)
{
    browser *b = browser_start(false);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    char secret[WZ_ACCOUNT_SECRET];
    make_account("b-plain", "无脚本", WZ_ACCOUNT_INVESTIGATOR);
    make_link("b-plain", secret);
    browser_go(b, "/link?lang=zh");
    browser_type(b, "#code", secret);
    browser_click(b, "main form button.main");
    CU_ASSERT_TRUE(browser_sees(b, ".who .me"));
    browser_go(b, "/cases/new");
    browser_type(b, "#id", "plain");
    browser_type(b, "#title", "无脚本案件");
    browser_click(b, "form button.main");
    CU_ASSERT_TRUE(browser_reads(b, "案件已保存"));
    browser_go(b, "/cases/plain/form");
    browser_choose(b, "#v\\.accident_occurred", "true");
    browser_click(b, ".sticky button.main");
    CU_ASSERT_TRUE(browser_reads(b, "已保存为新版本"));
    browser_stop(b);
}

static void test_browser__shows_what_is_wrong_with_a_file(void)
{
    browser *b = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    char path[128], here[4096];
    make_account("b-file", "上传者", WZ_ACCOUNT_INVESTIGATOR);
    sign_in(b, "b-file");
    browser_go(b, "/cases/new?lang=zh");
    CU_ASSERT_PTR_NOT_NULL_FATAL(getcwd(here, sizeof here - 64));
    snprintf(path, sizeof path, "%s/broken.xml", server.folder);
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("<?xml version=\"1.0\"?>\n<case xmlns=\"urn:wenze:case:1\" id=\"b\">\n  <person id=\"p1\" "
          "nam=\"x\"/>\n</case>\n",
          file);
    fclose(file);
    browser_type(b, "input[type=file]", path);
    browser_click(b, "form[enctype] button");
    CU_ASSERT_TRUE(browser_sees(b, "li.bad code"));
    CU_ASSERT_STRING_EQUAL(browser_script(b, "return (document.querySelector('li.bad[value=\"3\"]') !== null) + ''"),
                           "true");
    browser_stop(b);
}

static void test_browser__loses_a_session_and_goes_back(void)
{
    browser *b = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    make_account("b-lost", "失效者", WZ_ACCOUNT_INVESTIGATOR);
    sign_in(b, "b-lost");
    browser_go(b, "/cases?lang=zh");
    CU_ASSERT_TRUE(browser_reads(b, "<h1>案件</h1>"));
    browser_click(b, ".who button");
    CU_ASSERT_TRUE(browser_reads(b, "已退出登录"));
    browser_back(b);
    CU_ASSERT_TRUE(browser_sees(b, "#password"));
    CU_ASSERT_PTR_NOT_NULL(strstr(browser_path(b), "/signin"));
    /* a form that was open when the session ended */
    sign_in(b, "b-lost");
    browser_go(b, "/cases/new");
    CU_ASSERT_EQUAL(wz_account_set_password(server.store, "t", now_ms(), web_account_id("b-lost"),
                                            "a long new password", NULL, NULL),
                    WZ_OK);
    browser_type(b, "#id", "lost");
    browser_type(b, "#title", "x");
    browser_click(b, "form button.main");
    CU_ASSERT_TRUE(browser_reads(b, "登录已经过期"));
    browser_stop(b);
}

static void test_browser__tells_two_editors(void)
{
    browser *a = browser_start(true), *b = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(a);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    make_account("b-one", "编辑甲", WZ_ACCOUNT_INVESTIGATOR);
    make_account("b-two", "编辑乙", WZ_ACCOUNT_INVESTIGATOR);
    sign_in(a, "b-one");
    sign_in(b, "b-two");
    browser_go(a, "/cases/new?lang=zh");
    browser_type(a, "#id", "editors");
    browser_type(a, "#title", "两人同编");
    browser_click(a, "form button.main");
    CU_ASSERT_TRUE(browser_reads(a, "案件已保存"));
    CU_ASSERT_EQUAL(wz_case_share(server.store, "t", now_ms(), "editors", web_account_id("b-two"), true, NULL), WZ_OK);
    browser_go(a, "/cases/editors/form");
    browser_go(b, "/cases/editors/form?lang=zh");
    browser_choose(a, "#v\\.accident_occurred", "true");
    CU_ASSERT_TRUE(browser_says(a, "[data-state]", "草稿已自动保存"));
    browser_choose(b, "#v\\.hazard_is_major", "true");
    CU_ASSERT_TRUE(browser_says(b, "[data-state]", "草稿没有保存：b-one"));
    browser_click(a, ".sticky button.main");
    CU_ASSERT_TRUE(browser_reads(a, "已保存为新版本"));
    browser_click(b, ".sticky button.main");
    CU_ASSERT_TRUE(browser_reads(b, "别人已保存了新版本"));
    browser_click(b, "main form button.main");
    CU_ASSERT_TRUE(browser_reads(b, "已保存为新版本"));
    browser_go(a, "/cases/editors/xml");
    CU_ASSERT_TRUE(browser_reads(a, "hazard_is_major"));
    CU_ASSERT_TRUE(browser_reads(a, "accident_occurred"));
    browser_stop(a);
    browser_stop(b);
}

/* By keyboard alone: the first key goes to the link that skips the menu. */
static void test_browser__can_be_used_by_keyboard(void)
{
    browser *b = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    make_account("b-keys", "键盘", WZ_ACCOUNT_INVESTIGATOR);
    sign_in(b, "b-keys");
    browser_go(b, "/cases?lang=zh");
    browser_keys(b, "\t");
    CU_ASSERT_STRING_EQUAL(browser_script(b, "return document.activeElement.className"), "skip");
    browser_keys(b, "\n");
    browser_keys(b, "\t");
    CU_ASSERT_STRING_EQUAL(browser_script(b, "return document.activeElement.name"), "q");
    browser_stop(b);
}

typedef struct {
    const char *account;
    const char *path, *picture;
} page;

static void look_at(browser *b, const page *p)
{
    static const int widths[] = {1280, 800, 390};
    for (int language = 0; language < 2; language++) {
        char path[256], name[128];
        snprintf(path, sizeof path, "%s?lang=%s", p->path, language ? "en" : "zh");
        browser_go(b, path);
        CU_ASSERT_TRUE(browser_sees(b, "main h1"));
        for (int w = 0; w < 3; w++) {
            snprintf(name, sizeof name, "%s-%s-%d", p->picture, language ? "en" : "zh", widths[w]);
            browser_picture(b, name, widths[w]);
            /* nothing sticks out of the window */
            const char *wide =
                browser_script(b, "return document.documentElement.scrollWidth <= window.innerWidth + 1");
            if (strcmp(wide, "true") != 0)
                fprintf(stderr, "\n%s at %d is wider than the window\n", path, widths[w]);
            CU_ASSERT_STRING_EQUAL(wide, "true");
        }
        check_axe(b, path);
        CU_ASSERT_FALSE(browser_complains(b));
    }
}

/* The other jobs, clicked through in both languages: what if, reasons, a person's bars, a scenario, the law. */
static void test_browser__does_the_other_jobs(void)
{
    make_account("b-jobs", "各项", WZ_ACCOUNT_INVESTIGATOR | WZ_ACCOUNT_ORGANISATION | WZ_ACCOUNT_TRAINER);
    add_sample_case("b-jobs");
    browser *b = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    sign_in(b, "b-jobs");
    for (int english = 0; english < 2; english++) {
        const char *language = english ? "?lang=en" : "?lang=zh";
        char path[128];
        snprintf(path, sizeof path, "/cases/several-people/what-if%s", language);
        browser_go(b, path);
        browser_click(b, "label:has(input[name='set.p1.duty_performance_deficient'][value='false'])");
        browser_click(b, "label:has(input[name='set.p1.report_finds_leading_responsibility'][value='false'])");
        CU_ASSERT_TRUE(browser_says(b, "#changed", english ? "No ground" : "不构成问责情形"));
        browser_go(b, "/cases/several-people/assessment");
        browser_click(b, "a.why");
        CU_ASSERT_TRUE(browser_sees(b, ".wz-proof .wz-tree"));
        browser_go(b, "/register");
        CU_ASSERT_TRUE(browser_sees(b, "main h1"));
        browser_go(b, "/eligible");
        browser_type(b, "#person", "NO-SUCH-1");
        browser_click(b, "main form button.main");
        CU_ASSERT_TRUE(browser_reads(b, english ? "no such" : "没有这个编号"));
        browser_go(b, "/training");
        browser_click(b, "main a[href^='/training/t01']");
        CU_ASSERT_TRUE(browser_sees(b, "progress, main form"));
        browser_go(b, "/law");
        browser_click(b, "main a[href='/law/bj2019']");
        CU_ASSERT_TRUE(browser_reads(b, "第十八条"));
        CU_ASSERT_FALSE(browser_complains(b));
    }
    browser_stop(b);
}

static void test_browser__pictures_every_page(void)
{
    static const page pages[] = {
        {NULL, "/signin", "signin"},
        {NULL, "/link", "link"},
        {"b-all", "/", "home"},
        {"b-all", "/account", "account"},
        {"b-all", "/cases", "cases"},
        {"b-all", "/cases/new", "case-new"},
        {"b-all", "/cases/several-people", "case"},
        {"b-all", "/cases/several-people/form/p1", "form"},
        {"b-all", "/cases/several-people/add", "add"},
        {"b-all", "/cases/several-people/assessment", "assessment"},
        {"b-all", "/cases/several-people/why", "why"},
        {"b-all", "/cases/several-people/questions", "questions"},
        {"b-all", "/cases/several-people/what-if", "what-if"},
        {"b-all", "/cases/several-people/compare", "compare"},
        {"b-all", "/cases/several-people/duties", "duties"},
        {"b-all", "/cases/several-people/report", "report"},
        {"b-all", "/cases/several-people/xml", "xml"},
        {"b-all", "/cases/several-people/history", "history"},
        {"b-all", "/reviews", "reviews"},
        {"b-all", "/law", "law"},
        {"b-all", "/law/sz-draft", "regulation"},
        {"b-all", "/law/rule/bj2019.18.4", "rule"},
        {"b-all", "/approvals", "approvals"},
        {"b-all", "/eligible", "eligible"},
        {"b-all", "/screen", "screen"},
        {"b-all", "/register", "register"},
        {"b-all", "/training", "training"},
        {"b-all", "/training/class", "class"},
        {"b-sec", "/admin/accounts", "accounts"},
        {"b-sec", "/admin/accounts/b-all", "one-account"},
        {"b-sec", "/admin/sharing", "sharing"},
        {"b-aud", "/admin/audit", "audit"},
        {"b-sys", "/admin/system", "system"},
    };
    make_account("b-all", "全部",
                 WZ_ACCOUNT_INVESTIGATOR | WZ_ACCOUNT_ORGANISATION | WZ_ACCOUNT_TRAINER | WZ_ACCOUNT_MAINTAINER);
    make_account("b-sec", "安全", WZ_ACCOUNT_SECADMIN);
    make_account("b-aud", "审计", WZ_ACCOUNT_AUDITOR);
    make_account("b-sys", "系统", WZ_ACCOUNT_SYSADMIN);
    add_sample_case("b-all");
    browser *b = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    const char *signed_in = NULL;
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        if (pages[i].account && (!signed_in || strcmp(signed_in, pages[i].account) != 0)) {
            sign_in(b, pages[i].account);
            signed_in = pages[i].account;
        }
        look_at(b, &pages[i]);
    }
    browser_stop(b);
}

CU_pSuite browser_suite(void)
{
    CU_pSuite suite = CU_add_suite("web/browser", NULL, NULL);
    if (!browser_there()) {
        fprintf(stderr,
                "web: no chromedriver here: the journeys in a browser are not made (make check-long installs it)\n");
        return suite;
    }
    CU_ADD_TEST(suite, test_browser__takes_an_investigator_through_a_case);
    if (!getenv("WZ_LONG"))
        return suite;
    CU_ADD_TEST(suite, test_browser__works_without_script);
    CU_ADD_TEST(suite, test_browser__shows_what_is_wrong_with_a_file);
    CU_ADD_TEST(suite, test_browser__loses_a_session_and_goes_back);
    CU_ADD_TEST(suite, test_browser__tells_two_editors);
    CU_ADD_TEST(suite, test_browser__can_be_used_by_keyboard);
    CU_ADD_TEST(suite, test_browser__does_the_other_jobs);
    CU_ADD_TEST(suite, test_browser__pictures_every_page);
    return suite;
}
