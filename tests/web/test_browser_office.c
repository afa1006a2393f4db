/* Journeys of an organisation department in a browser: a roster from upload to download, the register with its history. Each in
 * both languages, against the command line. */
#include "browser.h"
#include "client.h"
#include "journey.h"
#include "suites.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char roster[] = "cases/register/roster.csv";

static const char *language_of(bool english)
{
    return english ? "en" : "zh";
}

static const char *whole_path(const char *file)
{
    static char path[4096];
    return realpath(file, path) ? path : file;
}

static void set_value(browser *b, const char *css, const char *value)
{
    char script[256];
    snprintf(script, sizeof script, "document.querySelector(\"%s\").value = '%s'", css, value);
    browser_script(b, script);
}

/* --- rosters --- */

/* What `wenze screen` makes of a roster, asked as the page is. */
static wz_buffer screened(const char *file, bool english)
{
    char out[160];
    wz_buffer bytes = {0};
    snprintf(out, sizeof out, "%s/screened.csv", server.folder);
    wz_buffer said =
        command_line((const char *const[]){"wenze", "screen", file, "--lang", language_of(english), "--words", "--on",
                                           "2026-06-30", "--step", "promotion", "-o", out, NULL},
                     false);
    wz_buffer_free(&said);
    char piece[4096];
    FILE *in = fopen(out, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(in);
    for (size_t got; (got = fread(piece, 1, sizeof piece, in)) > 0;)
        wz_buffer_add(&bytes, piece, got);
    fclose(in);
    remove(out);
    return bytes;
}

static void upload_roster(browser *b, const char *file)
{
    browser_type(b, "#file", whole_path(file));
    set_value(b, "#on", "2026-06-30");
    CU_ASSERT_STRING_EQUAL(
        browser_script(b, "return [...document.querySelectorAll('[name=step]:checked')].map(e => e.value).join()"),
        "promotion");
    browser_click(b, "main form[enctype] button.main");
}

/* The cells of a column as the table shows them, from top to bottom, are in order. */
static bool in_order(browser *b, int column, bool descending)
{
    char script[512];
    snprintf(script, sizeof script,
             "const c = [...document.querySelectorAll('table.roster tbody tr')].map(r => r.cells[%d].textContent);"
             "return (c.length > 10 && c.every((t, i) => !i || %s)) + ''",
             column, descending ? "c[i - 1] >= t" : "c[i - 1] <= t");
    return strcmp(browser_script(b, script), "true") == 0;
}

static void sort_and_filter(browser *b, const char *csv, bool english)
{
    browser_click(b, "table.roster th:nth-child(2) a");
    CU_ASSERT_TRUE(browser_sees(b, "table.roster th:nth-child(2)[aria-sort=ascending]"));
    CU_ASSERT_TRUE(in_order(b, 1, false));
    browser_click(b, "table.roster th:nth-child(2) a");
    CU_ASSERT_TRUE(browser_sees(b, "table.roster th:nth-child(2)[aria-sort=descending]"));
    CU_ASSERT_TRUE(in_order(b, 1, true));
    /* the filter keeps the order; by keyboard: what is typed, and Enter */
    const char *word = english ? "undetermined" : "不能确定";
    int wanted = 0;
    for (const char *at = csv; (at = strstr(at, word)); at += strlen(word))
        wanted++;
    CU_ASSERT_TRUE_FATAL(wanted > 1);
    browser_type(b, "main input[type=search]", word);
    browser_keys(b, "\n");
    char filtered[128];
    snprintf(filtered, sizeof filtered, "main input[type=search][value='%s']", word);
    CU_ASSERT_TRUE(browser_sees(b, filtered));
    CU_ASSERT_EQUAL(count_of(b, "table.roster tbody tr"), wanted);
    CU_ASSERT_TRUE(browser_sees(b, "table.roster th:nth-child(2)[aria-sort=descending]"));
    look(b, "roster-filtered", english);
    /* nothing left is said */
    browser_type(b, "main input[type=search]", "NO-SUCH-THING");
    browser_keys(b, "\n");
    CU_ASSERT_TRUE(browser_sees(b, "p.empty"));
    look(b, "roster-empty", english);
}

/* By keyboard alone from the filter on: its button, the table's frame, the first heading, which sorts. */
static void sort_by_keyboard(browser *b)
{
    browser_script(b, "document.querySelector('main input[type=search]').focus()");
    browser_keys(b, "\t\t");
    CU_ASSERT_STRING_EQUAL(browser_script(b, "return document.activeElement.className"), "table");
    browser_keys(b, "\t\n");
    CU_ASSERT_TRUE(browser_sees(b, "table.roster th:nth-child(1)[aria-sort=ascending]"));
    CU_ASSERT_TRUE(in_order(b, 0, false));
}

static void download_both(browser *b, const char *csv)
{
    wz_buffer bytes = {0};
    browser_click(b, "a[href$='form=csv']");
    CU_ASSERT_TRUE_FATAL(browser_downloads(b, "screened.csv", &bytes));
    CU_ASSERT_STRING_EQUAL(bytes.data, csv);
    wz_buffer_free(&bytes);
    for (int i = 0; i < 20 && !count_of(b, "a[href$='form=xlsx']"); i++)
        browser_go(b, browser_path(b)); /* the workbook is made behind the table */
    browser_click(b, "a[href$='form=xlsx']");
    CU_ASSERT_TRUE_FATAL(browser_downloads(b, "screened.xlsx", &bytes));
    CU_ASSERT_TRUE(bytes.length > 1000 && memcmp(bytes.data, "PK", 2) == 0);
    wz_buffer_free(&bytes);
}

static void test_office__screens_a_roster(void)
{
    make_account("o-roster", "名册", WZ_ACCOUNT_ORGANISATION);
    browser *b = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    sign_in(b, "o-roster");
    for (int english = 0; english < 2; english++) {
        char result[128];
        wz_buffer csv = screened(roster, english);
        browser_go(b, english ? "/screen?lang=en" : "/screen?lang=zh");
        upload_roster(b, roster);
        CU_ASSERT_TRUE_FATAL(browser_waits(b, "table.roster", 20));
        snprintf(result, sizeof result, "%s", browser_path(b));
        CU_ASSERT_TRUE(shows_csv(b, "table.roster", csv.data));
        CU_ASSERT_TRUE(browser_says(b, "table.roster th:nth-child(3)", english ? "Answer" : "结论"));
        look(b, "roster", english);
        sort_and_filter(b, csv.data, english);
        browser_go(b, result);
        sort_by_keyboard(b);
        download_both(b, csv.data);
        browser_go(b, "/screen");
        CU_ASSERT_TRUE(browser_sees(b, "section a[href^='/screen/']"));
        look(b, "screen-results", english);
        wz_buffer_free(&csv);
    }
    browser_stop(b);
}

/* A large one is seen to come along; a table that is none is said to be none. */
static void test_office__shows_how_far_a_roster_has_come(void)
{
    enum { ROWS = 400000 };
    make_account("o-large", "大名册", WZ_ACCOUNT_ORGANISATION);
    char path[160];
    snprintf(path, sizeof path, "%s", make_file("large.csv", ""));
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("person_id,name,complete_to,kind_1,date_1\n", file);
    for (int i = 0; i < ROWS; i++)
        fprintf(file, "L%06d,某某,2026-06-30,admonition,2026-0%d-1%d\n", i, 1 + i % 6, i % 9);
    fclose(file);
    browser *b = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    sign_in(b, "o-large");
    browser_go(b, "/screen?lang=zh");
    upload_roster(b, path);
    CU_ASSERT_TRUE(browser_sees(b, "progress[value][max]"));
    browser_picture(b, "roster-progress-zh-1280", 1280);
    CU_ASSERT_TRUE(browser_waits(b, "table.roster", 60));
    CU_ASSERT_TRUE(browser_reads(b, "共 400000 行"));
    browser_click(b, "a[rel=next]");
    CU_ASSERT_TRUE(browser_reads(b, "第 101–200 行"));
    for (int english = 0; english < 2; english++) {
        browser_go(b, english ? "/screen?lang=en" : "/screen?lang=zh");
        upload_roster(b, "cases/bj2019/several-people/case.xml");
        CU_ASSERT_TRUE(browser_waits(b, ".notice.bad[role=alert]", 20));
        CU_ASSERT_TRUE(browser_sees(b, "main a[href='/screen']"));
        look(b, "roster-broken", english);
    }
    remove(path);
    browser_stop(b);
}

/* --- the register --- */

static const char table[] = "person_id,name,kind,decision_date,document_no,complete_to\n"
                            "%s1,尹一,admonition,2025-11-30,甲〔2025〕1号,2026-06-30\n"
                            "%s2,尹二,party_warning,2025-03,,2026-06-30\n";

static void import_table(browser *b, const char *prefix, bool english)
{
    char text[512], name[64];
    snprintf(text, sizeof text, table, prefix, prefix);
    snprintf(name, sizeof name, "register-%s.csv", prefix);
    char path[160];
    snprintf(path, sizeof path, "%s", make_file(name, text));
    browser_go(b, english ? "/register?lang=en" : "/register?lang=zh");
    browser_type(b, "#file", path);
    browser_click(b, "form[action='/register/import'] button.main");
    CU_ASSERT_TRUE(browser_reads(b, english ? "nothing was written" : "没有写入"));
    look(b, "register-checked", english);
    browser_go(b, "/register");
    browser_type(b, "#file", path);
    browser_click(b, "form[action='/register/import'] input[name=dry]");
    browser_click(b, "form[action='/register/import'] button.main");
    CU_ASSERT_TRUE(browser_reads(b, english ? "It is recorded" : "已写入登记簿"));
    look(b, "register-imported", english);
    remove(path);
}

/* The record's two sections are what `wenze register show` and `history` print. */
static void check_record(browser *b, const char *person, bool english)
{
    const char *what[] = {"show", "history"};
    for (int i = 0; i < 2; i++) {
        char section[64];
        wz_buffer printed = command_line((const char *const[]){"wenze", "register", what[i], person, "--lang",
                                                               language_of(english), "--db", server.db, NULL},
                                         false);
        snprintf(section, sizeof section, "section.record:nth-of-type(%d)", i + 1);
        CU_ASSERT_TRUE(shows_text(b, section, printed.data));
        wz_buffer_free(&printed);
    }
}

static void open_fold(browser *b, const char *action)
{
    char css[128];
    snprintf(css, sizeof css, "details:has(form[action$='%s']) summary", action);
    browser_click(b, css);
}

/* The page of `wenze eligible`'s answer, on a day. */
static void check_eligible(browser *b, const char *person, bool english, const char *word)
{
    char path[128];
    snprintf(path, sizeof path, "/eligible?person=%s&on=2026-04-30&step=promotion", person);
    wz_buffer printed =
        command_line((const char *const[]){"wenze", "eligible", person, "--lang", language_of(english), "--db",
                                           server.db, "--on", "2026-04-30", "--step", "promotion", NULL},
                     true);
    browser_go(b, path);
    CU_ASSERT_TRUE(browser_sees(b, ".answer .step"));
    CU_ASSERT_TRUE(shows_text(b, ".answer .step", printed.data));
    CU_ASSERT_TRUE(browser_says(b, ".answer .step", word));
    wz_buffer_free(&printed);
}

static void record_in(browser *b, const char *prefix, bool english)
{
    char person[16], record[64];
    snprintf(person, sizeof person, "%s1", prefix);
    snprintf(record, sizeof record, "/register/%s", person);
    browser_type(b, "main form.search input", "尹一");
    browser_keys(b, "\n");
    browser_click(b, "main table a[href^='/register/']");
    CU_ASSERT_TRUE(browser_says(b, "h1", "尹一"));
    check_record(b, person, english);
    look(b, "record", english);
    check_eligible(b, person, english, english ? "last barred day" : "最后受限日");
    /* a second sanction, with a day that is none first: what was typed stays */
    browser_go(b, record);
    open_fold(b, "/add");
    browser_choose(b, "#a-kind", "party_warning");
    browser_type(b, "#a-decision_date", "31/31/2026");
    browser_type(b, "#a-document_no", "乙〔2026〕2号");
    browser_click(b, "form[action$='/add'] button.main");
    CU_ASSERT_TRUE(browser_sees(b, ".notice.bad[role=alert]"));
    CU_ASSERT_TRUE(browser_sees(b, "#a-document_no[value='乙〔2026〕2号']"));
    look(b, "record-wrong", english);
    browser_type(b, "#a-decision_date", "2026-01-31");
    browser_click(b, "form[action$='/add'] button.main");
    CU_ASSERT_TRUE(browser_reads(b, english ? "It is recorded" : "已登记"));
    check_record(b, person, english);
    CU_ASSERT_TRUE(browser_says(b, "section.record", "乙〔2026〕2号"));
    /* it is the fourth entry: corrected, then rescinded; each is an entry of its own */
    open_fold(b, "/amend");
    browser_type(b, "#m-item", "4");
    browser_type(b, "#m-document_no", "乙〔2026〕3号");
    browser_type(b, "#m-why", english ? "misread" : "文号误看");
    browser_click(b, "form[action$='/amend'] button");
    CU_ASSERT_TRUE(browser_reads(b, english ? "misread" : "文号误看"));
    check_record(b, person, english);
    CU_ASSERT_TRUE(browser_says(b, "section.record:nth-of-type(1)", "乙〔2026〕3号"));
    CU_ASSERT_TRUE(browser_says(b, "section.record:nth-of-type(2)", "乙〔2026〕2号"));
    open_fold(b, "/rescind");
    browser_type(b, "#r-item", "4");
    set_value(b, "#r-on", "2026-03-01");
    browser_type(b, "#r-why", english ? "appeal allowed" : "申诉成立");
    browser_click(b, "form[action$='/rescind'] button");
    CU_ASSERT_TRUE(browser_reads(b, english ? "appeal allowed" : "申诉成立"));
    check_record(b, person, english);
    look(b, "record-history", english);
    check_eligible(b, person, english, english ? "last barred day" : "最后受限日");
    /* what was recorded by mistake is taken back, and the history still shows it */
    browser_go(b, record);
    open_fold(b, "/withdraw");
    browser_type(b, "#w-item", "2");
    browser_type(b, "#w-why", english ? "another person's" : "系他人的处理");
    browser_click(b, "form[action$='/withdraw'] button");
    CU_ASSERT_TRUE(browser_reads(b, english ? "another person's" : "系他人的处理"));
    check_record(b, person, english);
    check_eligible(b, person, english, english ? ": eligible" : "：不受限");
}

/* Somebody whom no table names; a number that is taken is said to be, and what was typed stays. */
static void enter_person(browser *b, const char *prefix, bool english)
{
    char number[16], record[64];
    snprintf(number, sizeof number, "%s9", prefix);
    snprintf(record, sizeof record, "/register/%s", number);
    browser_go(b, "/register");
    browser_type(b, "#person", number);
    browser_type(b, "#name", "尹九");
    browser_click(b, "form[action='/register/person'] button");
    CU_ASSERT_TRUE(browser_says(b, "h1", "尹九"));
    CU_ASSERT_STRING_EQUAL(browser_path(b), record);
    check_record(b, number, english);
    browser_go(b, "/register");
    browser_type(b, "#person", number);
    browser_type(b, "#name", "尹十");
    browser_click(b, "form[action='/register/person'] button");
    CU_ASSERT_TRUE(browser_sees(b, ".notice.bad[role=alert]"));
    CU_ASSERT_TRUE(browser_sees(b, "#name[value='尹十']"));
    look(b, "register-taken", english);
}

static void test_office__keeps_a_register(void)
{
    make_account("o-register", "登记", WZ_ACCOUNT_ORGANISATION);
    browser *b = browser_start(true);
    CU_ASSERT_PTR_NOT_NULL_FATAL(b);
    sign_in(b, "o-register");
    for (int english = 0; english < 2; english++) {
        const char *prefix = english ? "EN" : "ZH";
        import_table(b, prefix, english);
        browser_go(b, "/register?q=NO-SUCH");
        CU_ASSERT_TRUE(browser_sees(b, "p.empty"));
        browser_go(b, "/register");
        look(b, "register-list", english);
        record_in(b, prefix, english);
        enter_person(b, prefix, english);
    }
    browser_stop(b);
}

CU_pSuite browser_office_suite(void)
{
    CU_pSuite suite = CU_add_suite("web/browser-office", NULL, NULL);
    if (!browser_there() || !getenv("WZ_LONG"))
        return suite;
    CU_ADD_TEST(suite, test_office__screens_a_roster);
    CU_ADD_TEST(suite, test_office__shows_how_far_a_roster_has_come);
    CU_ADD_TEST(suite, test_office__keeps_a_register);
    return suite;
}
