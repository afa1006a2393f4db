/* Journeys of those who run the office in a browser: an account from its making to its closing, a rulebook approved by two, the
 * log verified, a backup, and the trainer's view of a class. Each in both languages. */
#include "browser.h"
#include "client.h"
#include "journey.h"
#include "suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* --- accounts --- */

/* The security administrator makes an account and reads out its code; its owner signs in and sets a password. */
static void account_in(browser *security, browser *owner, bool english)
{
    char name[32], path[64], code[128];
    snprintf(name, sizeof name, "s-new-%s", english ? "en" : "zh");
    snprintf(path, sizeof path, "/admin/accounts/%s", name);
    browser_go(security, english ? "/admin/accounts?lang=en" : "/admin/accounts?lang=zh");
    /* the three administrators' roles exclude every other: said, and what was typed stays */
    browser_type(security, "#name", name);
    browser_type(security, "#display", "秦新");
    browser_click(security, "input[name=role][value=auditor]");
    browser_click(security, "input[name=role][value=investigator]");
    browser_click(security, "main section form button.main");
    CU_ASSERT_TRUE(browser_sees(security, ".notice.bad[role=alert]"));
    CU_ASSERT_TRUE(browser_sees(security, "#display[value='秦新']"));
    look(security, "account-wrong", english);
    browser_click(security, "input[name=role][value=auditor]");
    browser_click(security, "main section form button.main");
    CU_ASSERT_TRUE(browser_reads(security, english ? "The account is made" : "账号已建立"));
    CU_ASSERT_STRING_EQUAL(browser_path(security), path);
    look(security, "account-made", english);
    browser_click(security, "form[action$='/link'] button");
    CU_ASSERT_TRUE(browser_sees(security, ".notice.good .mono"));
    look(security, "account-code", english);
    snprintf(code, sizeof code, "%s",
             browser_script(security, "return document.querySelector('.notice.good .mono').textContent"));
    CU_ASSERT_EQUAL(strncmp(code, "/link#", 6), 0);
    browser_go(owner, code);
    browser_click(owner, "main form button.main");
    CU_ASSERT_TRUE(browser_sees(owner, "main dl.facts"));
    browser_go(owner, english ? "/account?lang=en" : "/account?lang=zh");
    browser_type(owner, "#new", "a long password 42");
    browser_type(owner, "#again", "a long password 42");
    browser_click(owner, "main form button.main");
    CU_ASSERT_TRUE(browser_reads(owner, english ? "The password is changed" : "密码已修改"));
    browser_click(owner, ".who button");
    browser_go(owner, "/signin");
    browser_type(owner, "#name", name);
    browser_type(owner, "#password", "a long password 42");
    browser_click(owner, "main form button.main");
    CU_ASSERT_TRUE(browser_sees(owner, ".menu a[href='/cases']"));
    /* other roles end the session; a closed account does not sign in */
    browser_go(security, path);
    browser_click(security, "form[action$='/roles'] input[value=organisation]");
    browser_click(security, "form[action$='/roles'] button");
    CU_ASSERT_TRUE(browser_reads(security, english ? "The account is changed" : "账号已修改"));
    browser_go(owner, "/cases");
    CU_ASSERT_TRUE(browser_sees(owner, "#password"));
    browser_click(security, "form[action$='/close'] button");
    CU_ASSERT_TRUE(browser_reads(security, english ? "This account is closed" : "此账号已停用"));
    look(security, "account-closed", english);
    browser_type(owner, "#name", name);
    browser_type(owner, "#password", "a long password 42");
    browser_click(owner, "main form button.main");
    CU_ASSERT_TRUE(browser_sees(owner, ".notice.bad"));
    browser_complains(owner);
    browser_complains(security);
}

static void test_admin__makes_and_closes_an_account(void)
{
    make_account("s-security", "安全", WZ_ACCOUNT_SECADMIN);
    browser *security = browser_start(true), *owner = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(security);
    CU_ASSERT_PTR_NOT_NULL_FATAL(owner);
    sign_in(security, "s-security");
    account_in(security, owner, false);
    account_in(security, owner, true);
    browser_stop(security);
    browser_stop(owner);
}

/* --- rulebooks --- */

static void approve_in(browser *a, browser *b, bool english)
{
    char waits[128], row[160];
    const char *title = english ? "second review of 2026" : "2026 年第二次审定";
    browser_go(a, english ? "/approvals?lang=en" : "/approvals?lang=zh");
    /* the last rulebook in one language, the one before it in the other: a rulebook is entered once */
    snprintf(waits, sizeof waits, "%s",
             browser_script(a, english ? "return document.querySelector('#sha256 option:nth-last-child(2)').value"
                                       : "return document.querySelector('#sha256 option:last-child').value"));
    browser_choose(a, "#sha256", waits);
    browser_type(a, "#title", title);
    browser_click(a, "button[value=enter]");
    CU_ASSERT_TRUE(browser_reads(a, english ? "another account has to confirm" : "等待另一账号确认"));
    look(a, "approvals-waiting", english);
    /* who entered it has no button to confirm it */
    snprintf(row, sizeof row, "form:has(input[value='%.64s']) button[value=confirm]", waits);
    CU_ASSERT_EQUAL(count_of(a, row), 0);
    browser_go(b, english ? "/approvals?lang=en" : "/approvals?lang=zh");
    browser_click(b, row);
    CU_ASSERT_TRUE(browser_sees(b, ".notice.good"));
    snprintf(row, sizeof row, "tr:has(input[value='%.64s']) .tag.good", waits);
    CU_ASSERT_TRUE(browser_sees(b, row));
    look(b, "approvals", english);
    browser_go(a, "/law");
    CU_ASSERT_TRUE(browser_reads(a, english ? "rulebook approved" : "规则库已核准"));
}

static void test_admin__approves_a_rulebook_by_two(void)
{
    make_account("s-rules1", "维护甲", WZ_ACCOUNT_MAINTAINER);
    make_account("s-rules2", "维护乙", WZ_ACCOUNT_MAINTAINER);
    browser *a = browser_start(true), *b = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(a);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    sign_in(a, "s-rules1");
    sign_in(b, "s-rules2");
    approve_in(a, b, false);
    approve_in(a, b, true);
    browser_stop(a);
    browser_stop(b);
}

/* --- the log and the backup --- */

static void verify_in(browser *b, bool english)
{
    char head[128];
    browser_go(b, english ? "/admin/audit?lang=en" : "/admin/audit?lang=zh");
    look(b, "audit", english);
    snprintf(head, sizeof head, "%s", browser_script(b, "return document.querySelector('dl.facts .mono').textContent"));
    browser_click(b, "main details summary");
    browser_type(b, "#head", head);
    browser_click(b, "main details button.main");
    CU_ASSERT_TRUE(browser_sees(b, ".notice.good"));
    /* as many entries as the command line verifies: it ran before the page noted that it was asked */
    char said[256], number[32];
    snprintf(said, sizeof said, "%s", browser_script(b, "return document.querySelector('.notice.good').textContent"));
    snprintf(number, sizeof number, " %ld ", strtol(head, NULL, 10));
    CU_ASSERT_PTR_NOT_NULL(strstr(said, number));
    look(b, "verified", english);
    wz_buffer printed = command_line((const char *const[]){"wenze", "case", "verify", "--lang", english ? "en" : "zh",
                                                           "--head", head, "--db", server.db, NULL},
                                     false);
    wz_buffer_free(&printed);
    /* a head that never was */
    browser_go(b, "/admin/audit");
    browser_click(b, "main details summary");
    browser_type(b, "#head", "5:0000000000000000000000000000000000000000000000000000000000000000");
    browser_click(b, "main details button.main");
    CU_ASSERT_TRUE(browser_says(b, ".notice.bad", "STORE-034"));
    look(b, "verified-not", english);
    browser_go(b, "/admin/audit?subject=NO-SUCH");
    CU_ASSERT_TRUE(browser_sees(b, "p.empty"));
}

static void test_admin__verifies_the_log(void)
{
    make_account("s-auditor", "审计", WZ_ACCOUNT_AUDITOR);
    browser *b = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    sign_in(b, "s-auditor");
    verify_in(b, false);
    verify_in(b, true);
    browser_stop(b);
}

static void test_admin__backs_up(void)
{
    make_account("s-system", "系统", WZ_ACCOUNT_SYSADMIN);
    browser *b = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    sign_in(b, "s-system");
    for (int english = 0; english < 2; english++) {
        char path[256], key[128];
        struct stat status;
        browser_go(b, english ? "/admin/system?lang=en" : "/admin/system?lang=zh");
        browser_click(b, "main section button.main");
        CU_ASSERT_TRUE(browser_sees(b, ".notice.good .mono"));
        look(b, "backed-up", english);
        snprintf(path, sizeof path, "%s",
                 browser_script(b, "return document.querySelector('.notice.good .mono').textContent"));
        CU_ASSERT_EQUAL_FATAL(stat(path, &status), 0);
        CU_ASSERT_EQUAL(status.st_mode & 0777, 0600);
        /* the copy is whole, by the command line and the key that lies elsewhere */
        snprintf(key, sizeof key, "%s.key", server.db);
        wz_buffer printed =
            command_line((const char *const[]){"wenze", "case", "verify", "--db", path, "--key", key, NULL}, false);
        wz_buffer_free(&printed);
    }
    browser_stop(b);
}

/* --- the class --- */

/* Answers the first scenario's questions: the first choice of each, and no day known. Ends at the last step. */
static void walk(browser *b, bool english)
{
    browser_go(b, english ? "/training?lang=en" : "/training?lang=zh");
    browser_click(b, "main a[href^='/training/t01']");
    for (int i = 0; i < 40; i++) {
        CU_ASSERT_TRUE(browser_sees(b, "body:not([data-left]) .moves"));
        if (browser_has(b, english ? "This is the last step" : "已到最后一步"))
            break;
        if (count_of(b, ".question:has(form) .choices"))
            browser_click(b, ".question form .choices label:first-child input");
        else if (count_of(b, ".question form"))
            browser_type(b, ".question form input[type=text]", english ? "unknown" : "不明");
        browser_script(b, "document.body.dataset.left = 1"); /* the next page is another */
        browser_click(b, count_of(b, ".question form") ? ".question form button.main" : ".moves button.main");
    }
    CU_ASSERT_TRUE(browser_reads(b, english ? "This is the last step" : "已到最后一步"));
}

static void class_in(browser *learner, browser *trainer, bool english)
{
    char name[32], display[32], row[192], points[32];
    snprintf(name, sizeof name, "s-pupil-%s", english ? "en" : "zh");
    snprintf(display, sizeof display, "学员%s", english ? "英" : "中");
    make_account(name, display, WZ_ACCOUNT_LEARNER);
    sign_in(learner, name);
    walk(learner, english);
    look(learner, "walked", english);
    browser_go(learner, "/training/class");
    CU_ASSERT_EQUAL(count_of(learner, "table"), 0);
    browser_complains(learner);
    browser_go(trainer, english ? "/training/class?lang=en" : "/training/class?lang=zh");
    CU_ASSERT_TRUE(browser_reads(trainer, display));
    look(trainer, "class", english);
    snprintf(row, sizeof row,
             "return [...document.querySelectorAll('main tbody tr')].find(r => r.textContent.includes('%s'))"
             ".cells[3].textContent",
             name);
    snprintf(points, sizeof points, "%s", browser_script(trainer, row));
    snprintf(row, sizeof row,
             "[...document.querySelectorAll('main tbody tr')].find(r => r.textContent.includes('%s'))"
             ".querySelector('a').click()",
             name);
    browser_script(trainer, row);
    CU_ASSERT_TRUE(browser_sees(trainer, "pre.transcript"));
    look(trainer, "class-one", english);
    /* the points that the transcript gives, one by one, are those that the list says */
    CU_ASSERT_STRING_EQUAL(
        browser_script(trainer,
                       "let got = 0, of = 0; const text = document.querySelector('pre.transcript').textContent;"
                       "for (const m of text.matchAll(/得 (\\d+) 分，满分 (\\d+) 分|\\[(\\d+) of (\\d+)\\]/g))"
                       "  { got += +(m[1] ?? m[3]); of += +(m[2] ?? m[4]); } return got + '/' + of"),
        points);
    CU_ASSERT_TRUE(browser_says(trainer, "h1", display));
}

static void test_admin__shows_a_trainer_the_class(void)
{
    make_account("s-trainer", "教员", WZ_ACCOUNT_TRAINER);
    browser *learner = browser_start(true), *trainer = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(learner);
    CU_ASSERT_PTR_NOT_NULL_FATAL(trainer);
    sign_in(trainer, "s-trainer");
    class_in(learner, trainer, false);
    class_in(learner, trainer, true);
    browser_stop(learner);
    browser_stop(trainer);
}

CU_pSuite browser_admin_suite(void)
{
    CU_pSuite suite = CU_add_suite("web/browser-admin", NULL, NULL);
    if (!browser_there() || !getenv("WZ_LONG"))
        return suite;
    CU_ADD_TEST(suite, test_admin__makes_and_closes_an_account);
    CU_ADD_TEST(suite, test_admin__approves_a_rulebook_by_two);
    CU_ADD_TEST(suite, test_admin__verifies_the_log);
    CU_ADD_TEST(suite, test_admin__backs_up);
    CU_ADD_TEST(suite, test_admin__shows_a_trainer_the_class);
    return suite;
}
