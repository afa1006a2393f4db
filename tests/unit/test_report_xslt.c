/* Stylesheets: whose wins, what they may read, and what is said of those that are wrong. */
#include "report/xslt.h"

#include "base/buffer.h"

#include <CUnit/CUnit.h>
#include <ftw.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

CU_pSuite test_report_xslt_suite(void);

#define SHEET(body) \
    "<xsl:stylesheet version=\"1.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\" " \
    "xmlns:exsl=\"http://exslt.org/common\" extension-element-prefixes=\"exsl\">" body "</xsl:stylesheet>"
#define SAYS(text) SHEET("<xsl:template match=\"/\"><p>" text "</p></xsl:template>")

static char base[64], own[64];

static void put(const char *directory, const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

static void set_up(void)
{
    strcpy(base, "/tmp/wenze-xsl-XXXXXX");
    strcpy(own, "/tmp/wenze-own-XXXXXX");
    CU_ASSERT_FATAL(mkdtemp(base) && mkdtemp(own));
    for (int i = 0; i < WZ_SHEETS; i++)
        put(base, wz_sheet_file((wz_sheet)i), SAYS("ours"));
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *at)
{
    (void)status, (void)type, (void)at;
    return remove(path);
}

static void tear_down(void)
{
    nftw(base, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    nftw(own, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* Open and apply one sheet; what it gives, or the id of the last problem. */
static void check(const char *own_path, wz_sheet sheet, const char *document, const char *wanted)
{
    wz_diag *diag = wz_diag_new();
    wz_sheets *sheets = NULL;
    wz_buffer out = {0};
    int code = wz_sheets_open(&sheets, base, own_path, diag);
    if (code == WZ_OK)
        code = wz_sheet_apply(&out, sheets, sheet, document, strlen(document), diag);
    const char *got = code == WZ_OK         ? (out.length ? out.data : "")
                      : wz_diag_count(diag) ? wz_diag_at(diag, wz_diag_count(diag) - 1)->id
                                            : "nothing";
    if (strcmp(got, wanted) != 0)
        printf("\ngot %s, wanted %s\n", got, wanted);
    CU_ASSERT_STRING_EQUAL(got, wanted);
    wz_sheets_close(sheets);
    wz_buffer_free(&out);
    wz_diag_free(diag);
}

static void test_xslt__own_files_win(void)
{
    char file[256];
    set_up();
    snprintf(file, sizeof file, "%s/ministry.xsl", own);
    check(NULL, WZ_SHEET_PAGE, "<d/>", "<p>ours</p>\n");
    put(own, "page.xsl", SAYS("theirs"));
    check(own, WZ_SHEET_PAGE, "<d/>", "<p>theirs</p>\n");
    check(own, WZ_SHEET_HTML, "<d/>", "<!DOCTYPE html>\n<p>ours</p>\n");
    put(own, "ministry.xsl", SAYS("the ministry's"));
    check(file, WZ_SHEET_HTML, "<d/>", "<!DOCTYPE html>\n<p>the ministry's</p>\n");
    check(file, WZ_SHEET_PAGE, "<d/>", "<p>ours</p>\n");
    tear_down();
}

/* An own file that another includes wins too, and can build on the one that it replaces. */
static void test_xslt__own_files_build_on_what_they_replace(void)
{
    set_up();
    put(base, "common.xsl",
        SHEET("<xsl:variable name=\"a\">1</xsl:variable><xsl:variable name=\"b\">2</xsl:variable>"));
    put(base, "page.xsl",
        SHEET("<xsl:include href=\"common.xsl\"/><xsl:template match=\"/\"><p><xsl:value-of "
              "select=\"concat($a, $b)\"/></p></xsl:template>"));
    check(own, WZ_SHEET_PAGE, "<d/>", "<p>12</p>\n");
    put(own, "common.xsl", SHEET("<xsl:import href=\"wenze:common.xsl\"/><xsl:variable name=\"b\">3</xsl:variable>"));
    check(own, WZ_SHEET_PAGE, "<d/>", "<p>13</p>\n");
    tear_down();
}

static void test_xslt__reads_nothing_else(void)
{
    static const char *const includes[] = {"/etc/hostname", "../../etc/hostname", "file:///etc/hostname",
                                           "http://example.invalid/x.xsl", "wenze:../page.xsl"};
    char sheet[1024];
    set_up();
    for (size_t i = 0; i < sizeof includes / sizeof includes[0]; i++) {
        snprintf(sheet, sizeof sheet, SHEET("<xsl:include href=\"%s\"/>"), includes[i]);
        put(own, "page.xsl", sheet);
        check(own, WZ_SHEET_PAGE, "<d/>", "REPORT-002");
        snprintf(sheet, sizeof sheet,
                 SHEET("<xsl:template match=\"/\"><p><xsl:value-of select=\"document('%s')\"/></p>"
                       "</xsl:template>"),
                 includes[i]);
        put(own, "page.xsl", sheet);
        check(own, WZ_SHEET_PAGE, "<d/>", "REPORT-004");
    }
    put(base, "words.xml", "<words>some</words>");
    put(own, "page.xsl",
        SHEET("<xsl:template match=\"/\"><p><xsl:value-of select=\"document('wenze:words.xml')\"/></p>"
              "</xsl:template>"));
    check(own, WZ_SHEET_PAGE, "<d/>", "<p>some</p>\n");
    tear_down();
}

static void test_xslt__writes_nothing(void)
{
    char sheet[1024], path[256];
    set_up();
    snprintf(path, sizeof path, "%s/written", own);
    snprintf(sheet, sizeof sheet,
             SHEET("<xsl:template match=\"/\"><exsl:document href=\"%s\"><x/></exsl:document></xsl:template>"), path);
    put(own, "page.xsl", sheet);
    check(own, WZ_SHEET_PAGE, "<d/>", "REPORT-004");
    CU_ASSERT_NOT_EQUAL(access(path, F_OK), 0);
    tear_down();
}

static void test_xslt__a_doctype_is_refused(void)
{
    set_up();
    put(own, "page.xsl", "<!DOCTYPE x [<!ENTITY e SYSTEM \"/etc/hostname\">]>" SAYS("&e;"));
    check(own, WZ_SHEET_PAGE, "<d/>", "REPORT-002");
    tear_down();
}

static void test_xslt__what_is_wrong_has_its_place(void)
{
    wz_sheets *sheets = NULL;
    wz_diag *diag = wz_diag_new();
    set_up();
    put(own, "page.xsl", SHEET("\n\n<xsl:template match=\"/\"><p>\n<xsl:value-of select=\"1 +\"/></p></xsl:template>"));
    CU_ASSERT_EQUAL(wz_sheets_open(&sheets, base, own, diag), WZ_EINPUT);
    CU_ASSERT_PTR_NULL(sheets);
    CU_ASSERT_FATAL(wz_diag_count(diag) > 0);
    const wz_problem *problem = wz_diag_at(diag, 0);
    CU_ASSERT_STRING_EQUAL(problem->id, "REPORT-002");
    CU_ASSERT_FATAL(problem->place_count > 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(problem->places[0].file, "page.xsl"));
    CU_ASSERT_EQUAL(problem->places[0].line, 4);
    wz_diag_free(diag);
    check("/nowhere", WZ_SHEET_PAGE, "<d/>", "REPORT-003");
    char missing[256];
    snprintf(missing, sizeof missing, "%s/page.xsl", base);
    remove(missing);
    check(NULL, WZ_SHEET_PAGE, "<d/>", "REPORT-001");
    tear_down();
}

static void test_xslt__a_message_stops_it(void)
{
    set_up();
    put(own, "page.xsl",
        SHEET("<xsl:template match=\"/\"><xsl:message terminate=\"yes\">no such thing</xsl:message></xsl:template>"));
    check(own, WZ_SHEET_PAGE, "<d/>", "REPORT-004");
    tear_down();
}

static void test_xslt__runs_in_circles_no_longer_than_allowed(void)
{
    set_up();
    put(own, "page.xsl",
        SHEET("<xsl:template match=\"/\" name=\"again\"><xsl:call-template name=\"again\"/>"
              "</xsl:template>"));
    check(own, WZ_SHEET_PAGE, "<d/>", "REPORT-004");
    tear_down();
}

/* ---- threads ---- */

enum { THREADS = 4, ROUNDS = 50 };

static void *work(void *payload)
{
    const wz_sheets *sheets = payload;
    for (int i = 0; i < ROUNDS; i++) {
        wz_buffer out = {0};
        if (wz_sheet_apply(&out, sheets, WZ_SHEET_PAGE, "<d/>", 4, NULL) != WZ_OK ||
            strcmp(out.data, "<p>ours</p>\n") != 0)
            payload = NULL;
        wz_buffer_free(&out);
    }
    return payload;
}

static void test_xslt__threads_share_sheets(void)
{
    wz_sheets *sheets = NULL;
    pthread_t threads[THREADS];
    set_up();
    CU_ASSERT_EQUAL_FATAL(wz_sheets_open(&sheets, base, NULL, NULL), WZ_OK);
    for (int i = 0; i < THREADS; i++)
        CU_ASSERT_EQUAL_FATAL(pthread_create(&threads[i], NULL, work, sheets), 0);
    for (int i = 0; i < THREADS; i++) {
        void *result = NULL;
        pthread_join(threads[i], &result);
        CU_ASSERT_PTR_EQUAL(result, sheets);
    }
    wz_sheets_close(sheets);
    tear_down();
}

CU_pSuite test_report_xslt_suite(void)
{
    CU_pSuite suite = CU_add_suite("report_xslt", NULL, NULL);
    CU_add_test(suite, "own_files_win", test_xslt__own_files_win);
    CU_add_test(suite, "own_files_build_on_what_they_replace", test_xslt__own_files_build_on_what_they_replace);
    CU_add_test(suite, "reads_nothing_else", test_xslt__reads_nothing_else);
    CU_add_test(suite, "writes_nothing", test_xslt__writes_nothing);
    CU_add_test(suite, "a_doctype_is_refused", test_xslt__a_doctype_is_refused);
    CU_add_test(suite, "what_is_wrong_has_its_place", test_xslt__what_is_wrong_has_its_place);
    CU_add_test(suite, "a_message_stops_it", test_xslt__a_message_stops_it);
    CU_add_test(suite, "runs_in_circles_no_longer_than_allowed", test_xslt__runs_in_circles_no_longer_than_allowed);
    CU_add_test(suite, "threads_share_sheets", test_xslt__threads_share_sheets);
    return suite;
}
