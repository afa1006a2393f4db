/* Reports on real cases, through the public interface. The golden files in tests/golden/written were read by hand; after a
 * change that is meant, write them anew with `wenze report --no-annex` and look at them. Hashes stand in them as they were: rules may
 * change without the report being another, so hashes are not compared. */
#include "base/buffer.h"
#include "report/xslt.h"
#include "written_common.h"

#include <ctype.h>
#include <glob.h>

CU_pSuite test_report_written_suite(void);

static const char *const cases[] = {"bj2019/several-people", "sz-draft/draft-beside-national", "bj2019/contradictions"};
enum { CASES = sizeof cases / sizeof cases[0], HASH = 64 };

static char *written_case(writer *w, const char *name, const wz_report_request *request, size_t *length)
{
    char path[256];
    snprintf(path, sizeof path, "cases/%s/case.xml", name);
    char *out = NULL;
    CU_ASSERT_EQUAL(wz_report(&out, length, w->session, w->sheets, path, NULL, request, w->diag), WZ_OK);
    return out;
}

/* Put zeros in the place of every SHA-256. */
static void blank_hashes(char *text)
{
    size_t run = 0;
    for (char *at = text; *at; at++) {
        run = isxdigit((unsigned char)*at) ? run + 1 : 0;
        if (run == HASH)
            memset(at + 1 - HASH, '0', HASH);
    }
}

static void check_golden(writer *w, const char *name, wz_report_format format, wz_language language)
{
    static const char *const endings[] = {[WZ_REPORT_HTML] = "html", [WZ_REPORT_TEXT] = "txt"};
    wz_report_request request = request_of(format, language);
    request.annex = false; /* has golden files of its own, and its picture depends on the machine's fonts */
    char path[256], *text = written_case(w, name, &request, NULL);
    snprintf(path, sizeof path, "tests/golden/written/%s.%s.%s", name, language == WZ_LANGUAGE_EN ? "en" : "zh",
             endings[format]);
    *strchr(path + strlen("tests/golden/written/"), '/') = '-';
    char *wanted = file_bytes(path, NULL);
    if (text)
        blank_hashes(text);
    if (wanted)
        blank_hashes(wanted);
    bool same = text && wanted && strcmp(text, wanted) == 0;
    if (!same)
        printf("\n%s %s\n", path, wanted ? "differs" : "cannot be read");
    CU_ASSERT_TRUE(same);
    free(wanted);
    wz_text_free(text);
}

static void test_written__is_golden(void)
{
    writer w;
    writer_open(&w);
    for (int i = 0; i < CASES; i++) {
        check_golden(&w, cases[i], WZ_REPORT_TEXT, WZ_LANGUAGE_ZH);
        check_golden(&w, cases[i], WZ_REPORT_TEXT, WZ_LANGUAGE_EN);
    }
    check_golden(&w, cases[0], WZ_REPORT_HTML, WZ_LANGUAGE_ZH);
    check_golden(&w, cases[0], WZ_REPORT_HTML, WZ_LANGUAGE_EN);
    writer_close(&w);
}

/* HTML in XML's syntax, which nothing from outside completes. */
static void test_written__html_is_well_formed_and_whole(void)
{
    writer w;
    writer_open(&w);
    for (int language = 0; language < 2; language++) {
        for (int i = 0; i < CASES; i++) {
            wz_report_request request = request_of(WZ_REPORT_HTML, (wz_language)language);
            char *text = written_case(&w, cases[i], &request, NULL);
            CU_ASSERT_PTR_NOT_NULL_FATAL(text);
            CU_ASSERT_TRUE(is_well_formed(text));
            CU_ASSERT_EQUAL(strncmp(text, "<!DOCTYPE html>\n<html", 21), 0);
            CU_ASSERT_EQUAL(times_in(text, "<script") + times_in(text, "src=") + times_in(text, "<link") +
                                times_in(text, "@import") + times_in(text, "url("),
                            0);
            wz_text_free(text);
        }
    }
    writer_close(&w);
}

/* The annex has for each person the proof down to the facts; the picture only where the form can hold it. */
static void test_written__annex_has_proofs_and_pictures(void)
{
    writer w;
    writer_open(&w);
    wz_report_request request = request_of(WZ_REPORT_TEXT, WZ_LANGUAGE_ZH);
    char *text = written_case(&w, cases[0], &request, NULL);
    const char *annex = text ? strstr(text, "附件3　推理过程") : NULL;
    CU_ASSERT_PTR_NOT_NULL_FATAL(annex);
    CU_ASSERT_EQUAL(times_in(annex, "· 结论："), 3);
    CU_ASSERT(times_in(annex, "“阻挠、干涉安全生产监管执法或者生产安全事故调查处理工作的；”") == 1);
    CU_ASSERT_EQUAL(times_in(annex, "· 适用情况："), 3);
    CU_ASSERT_EQUAL(times_in(annex, "· 免责：第二十三条"), 1);
    CU_ASSERT_EQUAL(times_in(annex, "· 从轻、减轻情节：第二十二条"), 1);
    CU_ASSERT_EQUAL(times_in(annex, "· 问责方式：第十九条"), 2);
    CU_ASSERT_EQUAL(times_in(annex, "· 提拔、晋升职务：2019年8月31日至2020年2月29日"), 1);
    CU_ASSERT_EQUAL(times_in(annex, "诫勉：不得提拔、重用〔诫勉（2019年8月31日）〕：成立"), 1);
    wz_text_free(text);
    request.format = WZ_REPORT_HTML;
    text = written_case(&w, cases[0], &request, NULL);
    CU_ASSERT_EQUAL(times_in(text, "<svg"), 3);
    CU_ASSERT_EQUAL(times_in(text, "<figure"), 3);
    CU_ASSERT_TRUE(is_well_formed(text));
    wz_text_free(text);
    request.annex = false;
    text = written_case(&w, cases[0], &request, NULL);
    CU_ASSERT_EQUAL(times_in(text, "<svg") + times_in(text, "推理过程"), 0);
    wz_text_free(text);
    writer_close(&w);
}

/* What the reader must not miss: that it is no decision, and in front what it rests on. */
static void test_written__says_what_it_is(void)
{
    writer w;
    writer_open(&w);
    wz_report_request request = request_of(WZ_REPORT_TEXT, WZ_LANGUAGE_ZH);
    char *text = written_case(&w, cases[1], &request, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    const char *basis = strstr(text, "一、依据"), *decision = strstr(text, "不是处理决定"),
               *draft = strstr(text, "假设性评估"), *rests = strstr(text, "本结论所依尚有");
    CU_ASSERT_PTR_NOT_NULL_FATAL(basis);
    CU_ASSERT(decision && decision < basis);
    CU_ASSERT(draft && draft < basis);
    CU_ASSERT(rests && rests < basis);
    CU_ASSERT_EQUAL(times_in(text, "所据文本系草案，尚未施行，不得作为处理依据"), times_in(text, "假设性评估：苏州"));
    wz_text_free(text);
    writer_close(&w);
}

static void test_written__persons_can_be_chosen(void)
{
    static const char *const one[] = {"p2"}, *const none[] = {"nobody"};
    writer w;
    writer_open(&w);
    wz_report_request request = request_of(WZ_REPORT_TEXT, WZ_LANGUAGE_ZH);
    request.persons = one;
    request.person_count = 1;
    char *text = written_case(&w, cases[0], &request, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT(times_in(text, "沈青") > 0);
    CU_ASSERT_EQUAL(times_in(text, "邵东升"), 0);
    wz_text_free(text);
    request.persons = none;
    text = NULL;
    CU_ASSERT_EQUAL(
        wz_report(&text, NULL, w.session, w.sheets, "cases/bj2019/several-people/case.xml", NULL, &request, w.diag),
        WZ_EINPUT);
    CU_ASSERT_STRING_EQUAL(wz_diag_at(w.diag, wz_diag_count(w.diag) - 1)->id, "REPORT-007");
    CU_ASSERT_PTR_NULL(text);
    writer_close(&w);
}

/* The page of a case from the whole document, all that it holds. */
static void page_of_whole(wz_buffer *out, writer *w, const wz_sheets *sheets, const char *text, wz_language language)
{
    size_t length = 0;
    wz_report_request request = request_of(WZ_REPORT_XML, language);
    char *document = written(w, text, &request, &length);
    CU_ASSERT_PTR_NOT_NULL_FATAL(document);
    CU_ASSERT_EQUAL(wz_sheet_apply(out, sheets, WZ_SHEET_PAGE, document, length, w->diag), WZ_OK);
    wz_text_free(document);
}

/* What the document of a page leaves out, the page would not have shown. */
static void test_written__page_loses_nothing(void)
{
    glob_t found;
    writer w;
    wz_sheets *sheets = NULL;
    writer_open(&w);
    CU_ASSERT_EQUAL_FATAL(wz_sheets_open(&sheets, "engine/report/xsl", NULL, w.diag), WZ_OK);
    CU_ASSERT_EQUAL_FATAL(glob("cases/*/*/case.xml", 0, NULL, &found), 0);
    CU_ASSERT_TRUE(found.gl_pathc > 50);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        wz_language language = i % 2 ? WZ_LANGUAGE_EN : WZ_LANGUAGE_ZH;
        wz_report_request request = request_of(WZ_REPORT_HTML, language);
        size_t length = 0;
        char *text = file_bytes(found.gl_pathv[i], &length), *page = NULL;
        wz_buffer whole = {0};
        page_of_whole(&whole, &w, sheets, text, language);
        CU_ASSERT_EQUAL(wz_report_page(&page, NULL, w.session, w.sheets, "case.xml", text, length, &request, w.diag),
                        WZ_OK);
        if (!page || strcmp(page, whole.data) != 0)
            CU_FAIL("the page is another than that of the whole document");
        wz_text_free(page);
        wz_buffer_free(&whole);
        free(text);
    }
    globfree(&found);
    wz_sheets_close(sheets);
    writer_close(&w);
}

/* The page form: one element, for every case there is in the list, with an anchor for each person and finding. */
static void test_written__page_is_one_element_with_anchors(void)
{
    writer w;
    writer_open(&w);
    size_t length = 0;
    char *text = file_bytes("cases/bj2019/several-people/case.xml", &length), *page = NULL;
    wz_report_request request = request_of(WZ_REPORT_HTML, WZ_LANGUAGE_ZH);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_EQUAL(wz_report_page(&page, NULL, w.session, w.sheets, "case", text, length, &request, w.diag), WZ_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(page);
    CU_ASSERT_TRUE(is_well_formed(page));
    CU_ASSERT_EQUAL(strncmp(page, "<article ", 9), 0);
    CU_ASSERT_EQUAL(times_in(page, "id=\"person-"), 3);
    CU_ASSERT(times_in(page, "id=\"finding-p1-bj2019-") > 0);
    CU_ASSERT_EQUAL(times_in(page, "<script") + times_in(page, "style=") + times_in(page, "<h1"), 0);
    xmlDocPtr doc = xmlReadMemory(page, (int)strlen(page), "page", NULL, XML_PARSE_NONET);
    CU_ASSERT_PTR_NOT_NULL(doc);
    xmlFreeDoc(doc);
    wz_text_free(page);
    free(text);
    writer_close(&w);
}

/* ---- assessments given back ---- */

static char *assessed(writer *w, wz_format format, const char *const *regimes, size_t count)
{
    wz_assess_request request = WZ_ASSESS_REQUEST_INIT;
    request.format = format;
    request.regimes = regimes;
    request.regime_count = count;
    char *out = NULL;
    CU_ASSERT_EQUAL(
        wz_session_assess(&out, NULL, w->session, "cases/bj2019/several-people/case.xml", &request, w->diag), WZ_OK);
    return out;
}

static const char *last_id(const writer *w)
{
    size_t count = wz_diag_count(w->diag);
    return count ? wz_diag_at(w->diag, count - 1)->id : "";
}

static int report_on(writer *w, const char *assessment, const char *case_file, char **out)
{
    char path[] = "/tmp/wenze-report-XXXXXX";
    int handle = mkstemp(path);
    FILE *file = handle >= 0 ? fdopen(handle, "wb") : NULL;
    if (!file)
        return WZ_EIO;
    fputs(assessment, file);
    fclose(file);
    wz_report_request request = request_of(WZ_REPORT_TEXT, WZ_LANGUAGE_ZH);
    int code = wz_report(out, NULL, w->session, w->sheets, path, case_file, &request, w->diag);
    remove(path);
    return code;
}

static void test_written__an_assessment_is_reported_on_with_its_case(void)
{
    static const char *const beijing[] = {"bj2019"};
    const char *case_file = "cases/bj2019/several-people/case.xml";
    writer w;
    writer_open(&w);
    for (int way = 0; way < 3; way++) {
        char *given = assessed(&w, way == 1 ? WZ_FORMAT_XML : WZ_FORMAT_JSON, beijing, way == 2), *out = NULL;
        CU_ASSERT_EQUAL(report_on(&w, given, NULL, &out), WZ_EINPUT);
        CU_ASSERT_STRING_EQUAL(last_id(&w), "REPORT-013");
        CU_ASSERT_EQUAL(report_on(&w, given, "cases/bj2019/contradictions/case.xml", &out), WZ_EINPUT);
        CU_ASSERT_STRING_EQUAL(last_id(&w), "REPORT-014");
        CU_ASSERT_EQUAL(report_on(&w, given, case_file, &out), WZ_OK);
        CU_ASSERT_EQUAL(times_in(out, "并列评估：通州区暂行办法"), way == 2 ? 0 : 2);
        wz_text_free(out);
        wz_text_free(given);
    }
    writer_close(&w);
}

static void test_written__an_assessment_that_does_not_follow_is_refused(void)
{
    const char *case_file = "cases/bj2019/several-people/case.xml";
    writer w;
    writer_open(&w);
    char *given = assessed(&w, WZ_FORMAT_JSON, NULL, 0), *out = NULL;
    char *outcome = strstr(given, "\"accountable\"");
    CU_ASSERT_PTR_NOT_NULL_FATAL(outcome);
    for (const char *other = "\"exempt     \""; *other; other++)
        *outcome++ = *other;
    CU_ASSERT_EQUAL(report_on(&w, given, case_file, &out), WZ_EINPUT);
    CU_ASSERT_STRING_EQUAL(last_id(&w), "REPORT-012");
    CU_ASSERT_EQUAL(report_on(&w, "{\"format\":\"wenze-assessment/1\"}", case_file, &out), WZ_EINPUT);
    CU_ASSERT_STRING_EQUAL(last_id(&w), "REPORT-010");
    CU_ASSERT_EQUAL(report_on(&w, "{\"format\":", case_file, &out), WZ_EINPUT);
    CU_ASSERT_STRING_EQUAL(last_id(&w), "REPORT-011");
    char *text = file_bytes(case_file, NULL);
    CU_ASSERT_EQUAL(report_on(&w, text, case_file, &out), WZ_EINPUT);
    CU_ASSERT_STRING_EQUAL(last_id(&w), "REPORT-015");
    free(text);
    CU_ASSERT_EQUAL(report_on(&w, "<assessment xmlns=\"urn:wenze:assessment:1\"/>", case_file, &out), WZ_EINPUT);
    CU_ASSERT_STRING_EQUAL(last_id(&w), "REPORT-010");
    wz_text_free(given);
    writer_close(&w);
}

/* ---- DOCX ---- */

static bool is_declared(const char *types, const char *name)
{
    char part[128];
    snprintf(part, sizeof part, "PartName=\"/%s\"", name);
    return strstr(types, part) != NULL;
}

static void test_written__docx_has_its_parts(void)
{
    static const char *const parts[] = {"word/document.xml",  "word/styles.xml",  "word/settings.xml",
                                        "word/fontTable.xml", "word/footer1.xml", "word/footer2.xml",
                                        "word/header1.xml",   "docProps/core.xml"};
    writer w;
    writer_open(&w);
    wz_report_request request = request_of(WZ_REPORT_DOCX, WZ_LANGUAGE_ZH);
    size_t length = 0, again_length = 0;
    char *docx = written_case(&w, cases[0], &request, &length),
         *again = written_case(&w, cases[0], &request, &again_length);
    CU_ASSERT(length == again_length && memcmp(docx, again, length) == 0);
    char *types = zip_member(docx, length, "[Content_Types].xml");
    CU_ASSERT_PTR_NOT_NULL_FATAL(types);
    CU_ASSERT_TRUE(is_well_formed(types));
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        char *part = zip_member(docx, length, parts[i]);
        CU_ASSERT(part && is_well_formed(part));
        CU_ASSERT_TRUE(is_declared(types, parts[i]));
        free(part);
    }
    free(types);
    wz_text_free(docx);
    wz_text_free(again);
    writer_close(&w);
}

/* Headings and tables are real ones, and every style used is there. */
static void test_written__docx_has_headings_tables_and_styles(void)
{
    writer w;
    writer_open(&w);
    wz_report_request request = request_of(WZ_REPORT_DOCX, WZ_LANGUAGE_EN);
    size_t length = 0;
    char *docx = written_case(&w, cases[0], &request, &length);
    char *document = zip_member(docx, length, "word/document.xml"),
         *styles = zip_member(docx, length, "word/styles.xml");
    CU_ASSERT_FATAL(document && styles);
    CU_ASSERT(times_in(document, "<w:pStyle w:val=\"Heading1\"/>") >= 4);
    CU_ASSERT(times_in(document, "<w:pStyle w:val=\"Heading3\"/>") >= 10);
    CU_ASSERT(times_in(document, "<w:tbl>") >= 6);
    CU_ASSERT_EQUAL(times_in(document, "<w:tbl>"), times_in(document, "<w:tblHeader/>"));
    for (const char *at = document; (at = strstr(at, "Style w:val=\"")) != NULL;) {
        char wanted[128];
        at += strlen("Style w:val=\"");
        snprintf(wanted, sizeof wanted, "w:styleId=\"%.*s\"", (int)strcspn(at, "\""), at);
        CU_ASSERT_PTR_NOT_NULL(strstr(styles, wanted));
    }
    CU_ASSERT_PTR_NOT_NULL(strstr(document, "w:top=\"2098\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(document, "w:left=\"1588\""));
    free(document);
    free(styles);
    wz_text_free(docx);
    writer_close(&w);
}

/* A PNG for each person in the file for a word processor, each used once; one that is wider than the text on a page sideways. */
static void test_written__docx_has_pictures(void)
{
    static const char *const kinds[] = {"image/png\"", "<w:drawing>", "w:orient=\"landscape\""};
    writer w;
    writer_open(&w);
    wz_report_request request = request_of(WZ_REPORT_DOCX, WZ_LANGUAGE_ZH);
    size_t length = 0;
    char *docx = written_case(&w, cases[0], &request, &length);
    char *document = zip_member(docx, length, "word/document.xml"),
         *types = zip_member(docx, length, "[Content_Types].xml"),
         *relations = zip_member(docx, length, "word/_rels/document.xml.rels");
    CU_ASSERT_FATAL(document && types && relations);
    CU_ASSERT_EQUAL(times_in(types, kinds[0]), 3);
    CU_ASSERT_EQUAL(times_in(document, kinds[1]), 3);
    CU_ASSERT_EQUAL(times_in(document, kinds[2]), 3);
    for (int i = 1; i <= 3; i++) {
        char name[64], used[64], related[64];
        snprintf(name, sizeof name, "word/media/picture%d.png", i);
        snprintf(used, sizeof used, "embed=\"picture%d\"", i);
        snprintf(related, sizeof related, "Target=\"media/picture%d.png\"", i);
        char *picture = zip_member(docx, length, name);
        CU_ASSERT(picture && memcmp(picture, "\x89PNG\r\n\x1a\n", 8) == 0);
        CU_ASSERT_EQUAL(times_in(document, used), 1);
        CU_ASSERT_EQUAL(times_in(relations, related), 1);
        CU_ASSERT_TRUE(is_declared(types, name));
        free(picture);
    }
    free(document);
    free(types);
    free(relations);
    wz_text_free(docx);
    request.annex = false;
    docx = written_case(&w, cases[0], &request, &length);
    CU_ASSERT_PTR_NULL(zip_member(docx, length, "word/media/picture1.png"));
    wz_text_free(docx);
    writer_close(&w);
}

/* A file for a word processor on very many people stays of a size that can be sent: the first two dozen have pictures. */
static void test_written__docx_has_so_many_pictures_at_most(void)
{
    enum { PEOPLE = 26, MOST = 24, ROOM = 512 };
    static char text[ROOM * (PEOPLE + 1)];
    size_t used = (size_t)snprintf(text, sizeof text,
                                   "<case xmlns=\"urn:wenze:case:1\" id=\"c\" jurisdiction=\"北京市/通州区\" "
                                   "as-of=\"2020-03-01\"><incident id=\"i\" subject=\"true\">"
                                   "<fact name=\"incident_date\" value=\"2019-07-01\"/></incident>");
    for (int i = 0; i < PEOPLE; i++)
        used += (size_t)snprintf(text + used, sizeof text - used,
                                 "<person id=\"x%d\"><post id=\"o%d\" role=\"gov_head\" body=\"government\" "
                                 "level=\"county\" jurisdiction=\"北京市/通州区\" from=\"2018-05\">"
                                 "<to open=\"true\"/></post></person>",
                                 i, i);
    snprintf(text + used, sizeof text - used, "</case>");
    writer w;
    writer_open(&w);
    wz_report_request request = request_of(WZ_REPORT_DOCX, WZ_LANGUAGE_ZH);
    size_t length = 0;
    char *docx = written(&w, text, &request, &length);
    char *types = docx ? zip_member(docx, length, "[Content_Types].xml") : NULL;
    CU_ASSERT_EQUAL(times_in(types, "image/png\""), MOST);
    free(types);
    wz_text_free(docx);
    writer_close(&w);
}

CU_pSuite test_report_written_suite(void)
{
    CU_pSuite suite = CU_add_suite("report_written", NULL, NULL);
    CU_add_test(suite, "is_golden", test_written__is_golden);
    CU_add_test(suite, "html_is_well_formed_and_whole", test_written__html_is_well_formed_and_whole);
    CU_add_test(suite, "annex_has_proofs_and_pictures", test_written__annex_has_proofs_and_pictures);
    CU_add_test(suite, "says_what_it_is", test_written__says_what_it_is);
    CU_add_test(suite, "persons_can_be_chosen", test_written__persons_can_be_chosen);
    CU_add_test(suite, "page_loses_nothing", test_written__page_loses_nothing);
    CU_add_test(suite, "page_is_one_element_with_anchors", test_written__page_is_one_element_with_anchors);
    CU_add_test(suite, "an_assessment_is_reported_on_with_its_case",
                test_written__an_assessment_is_reported_on_with_its_case);
    CU_add_test(suite, "an_assessment_that_does_not_follow_is_refused",
                test_written__an_assessment_that_does_not_follow_is_refused);
    CU_add_test(suite, "docx_has_its_parts", test_written__docx_has_its_parts);
    CU_add_test(suite, "docx_has_headings_tables_and_styles", test_written__docx_has_headings_tables_and_styles);
    CU_add_test(suite, "docx_has_pictures", test_written__docx_has_pictures);
    CU_add_test(suite, "docx_has_so_many_pictures_at_most", test_written__docx_has_so_many_pictures_at_most);
    return suite;
}
