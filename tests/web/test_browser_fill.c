/* A whole case filled in without ever seeing its XML: in a browser that runs no script, and page by page in both languages, wide
 * and on a phone. */
#include "browser.h"
#include "client.h"
#include "journey.h"
#include "suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* From a new case to a declaration, a second statement and a removal, in a browser without script. */
static void test_fill__needs_no_script(void)
{
    browser *b = browser_start(false);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    char secret[WZ_ACCOUNT_SECRET];
    make_account("fill-plain", "无脚本填写", WZ_ACCOUNT_INVESTIGATOR);
    make_link("fill-plain", secret);
    browser_go(b, "/link?lang=zh");
    browser_type(b, "#code", secret);
    browser_click(b, "main form button.main");
    CU_ASSERT_TRUE(browser_sees(b, ".who .me"));
    browser_go(b, "/cases/new");
    browser_type(b, "#id", "fill-plain");
    browser_type(b, "#title", "青河镇火灾");
    browser_type(b, "#incident_date", "2019-09-10");
    browser_click(b, "form button.main");
    CU_ASSERT_TRUE(browser_reads(b, "案件已保存"));
    browser_go(b, "/cases/fill-plain/add");
    browser_click(b, "details.add:nth-of-type(2) summary");
    browser_type(b, "details.add:nth-of-type(2) input[name=name]", "周正");
    browser_click(b, "details.add:nth-of-type(2) button");
    CU_ASSERT_TRUE(browser_reads(b, "人员 周正"));
    browser_choose(b, "#v\\.nature_vile", "true");
    browser_click(b, ".sticky button.main");
    CU_ASSERT_TRUE(browser_reads(b, "已保存为新版本"));
    /* the other paper */
    CU_ASSERT_TRUE(browser_sees(b, "a[href='/cases/fill-plain/facts/p1/nature_vile']"));
    browser_go(b, "/cases/fill-plain/facts/p1/nature_vile");
    browser_click(b, "details.add summary");
    browser_choose(b, "details.add select[name=value]", "false");
    browser_choose(b, "details.add select[name=standing]", "disputed");
    browser_click(b, "details.add button.main");
    CU_ASSERT_TRUE(browser_reads(b, "第 2 种说法"));
    /* examined: read before it is declared */
    browser_go(b, "/cases/fill-plain/declarations");
    browser_click(b, "details.add summary");
    browser_click(b, "details.add input[value=weight]");
    browser_type(b, "details.add input[name=by]", "区纪委区监委");
    browser_type(b, "details.add input[name=on]", "01022020");
    browser_click(b, "details.add button.main");
    CU_ASSERT_TRUE(browser_reads(b, "除写明的以外没有发现：从重从轻。（区纪委区监委，2020-01-02）"));
    browser_click(b, "main form button.main");
    CU_ASSERT_TRUE(browser_reads(b, "已保存为新版本"));
    CU_ASSERT_TRUE(browser_sees(b, ".declarations li button"));
    /* away with the person, and all that hangs on him */
    browser_go(b, "/cases/fill-plain/form/p1");
    browser_click(b, "a[href$='/remove/p1']");
    CU_ASSERT_TRUE(browser_reads(b, "随之一并删去"));
    browser_click(b, "main form button.main");
    CU_ASSERT_TRUE(browser_reads(b, "已从案件中删去"));
    CU_ASSERT_EQUAL(count_of(b, "a[href$='/form/p1']"), 0);
    browser_stop(b);
}

/* Each page as a picture, with axe-core where it can be had; what is folded is opened. */
static void test_fill__looks_right(void)
{
    static const struct {
        const char *path, *picture;
    } pages[] = {{"heading", "fill-heading"},
                 {"declarations", "fill-declarations"},
                 {"facts/p1/duty_performance_deficient", "fill-fact"},
                 {"remove/p1", "fill-remove"},
                 {"remove/i1", "fill-remove-subject"},
                 {"add", "fill-add"},
                 {"form/p1", "fill-form"},
                 {"history", "fill-history"},
                 {"delete", "fill-delete"}};
    make_account("fill-look", "看图", WZ_ACCOUNT_INVESTIGATOR);
    add_sample_case("fill-look");
    browser *b = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    sign_in(b, "fill-look");
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        for (int english = 0; english < 2; english++) {
            char path[128];
            snprintf(path, sizeof path, "/cases/several-people/%s?lang=%s", pages[i].path, english ? "en" : "zh");
            browser_go(b, path);
            CU_ASSERT_TRUE(browser_sees(b, "main h1"));
            browser_script(b, "for (const d of document.querySelectorAll('details.add')) d.open = true");
            look(b, pages[i].picture, english);
        }
    browser_stop(b);
}

/* By keyboard alone: the link behind a stated fact, the fold, the fields and the button follow one another. */
static void test_fill__goes_by_keyboard(void)
{
    make_account("fill-keys", "键盘填写", WZ_ACCOUNT_INVESTIGATOR);
    add_sample_case("fill-keys");
    browser *b = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    sign_in(b, "fill-keys");
    browser_go(b, "/cases/several-people/declarations?lang=zh");
    browser_script(b, "document.querySelector('details.add summary').focus()");
    browser_keys(b, "\n");
    CU_ASSERT_STRING_EQUAL(browser_script(b, "return document.querySelector('details.add').open + ''"), "true");
    browser_keys(b, "\t\t\t");
    CU_ASSERT_STRING_EQUAL(browser_script(b, "return document.activeElement.name"), "facts");
    browser_keys(b, " ");
    CU_ASSERT_STRING_EQUAL(browser_script(b, "return document.activeElement.checked + ''"), "true");
    browser_stop(b);
}

CU_pSuite browser_fill_suite(void)
{
    CU_pSuite suite = CU_add_suite("web/browser-fill", NULL, NULL);
    if (!browser_there() || !getenv("WZ_LONG"))
        return suite;
    CU_ADD_TEST(suite, test_fill__needs_no_script);
    CU_ADD_TEST(suite, test_fill__looks_right);
    CU_ADD_TEST(suite, test_fill__goes_by_keyboard);
    return suite;
}
