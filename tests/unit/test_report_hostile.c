/* Names that want to be more than names, and names that must not be there at all: every form of the report, with masking
 * and without. */
#include "written_common.h"

CU_pSuite test_report_hostile_suite(void);

enum { LONG_NAME = 10000, FORMS = 4 };
static const wz_report_format forms[FORMS] = {WZ_REPORT_HTML, WZ_REPORT_DOCX, WZ_REPORT_TEXT, WZ_REPORT_XML};

/* A case with one text in every place where a case takes free text; `text` is XML, escaped already. */
static char *case_with(const char *text)
{
    static const char shape[] =
        "<case xmlns=\"urn:wenze:case:1\" id=\"Zq7\" title=\"@\" jurisdiction=\"北京市/通州区\" "
        "as-of=\"2020-03-01\">"
        "<evidence id=\"eZq7\" title=\"@\" document-no=\"@\" date=\"2019-09-01\"/>"
        "<incident id=\"iZq7\" subject=\"true\"><fact name=\"incident_date\" value=\"2019-07-01\" evidence=\"eZq7\"/>"
        "<fact name=\"industry\" value=\"@\"/></incident>"
        "<examined facts=\"trigger\" by=\"@\" on=\"2019-09-01\"/>"
        "<person id=\"pZq7\" name=\"@\">"
        "<post id=\"poZq7\" office=\"@\" role=\"gov_head\" body=\"government\" level=\"county\" "
        "organisation=\"@\" "
        "jurisdiction=\"北京市/通州区\" from=\"2018-05\"><to open=\"true\"/></post>"
        "<fact id=\"gZq7\" name=\"report_finds_leading_responsibility\" in=\"iZq7\" value=\"true\" "
        "evidence=\"eZq7\"/>"
        "<fact name=\"other_circumstance_basis\" in=\"iZq7\" value=\"@\"/>"
        "<fact name=\"nature_vile\" in=\"iZq7\" value=\"true\" standing=\"alleged\" evidence=\"eZq7\"/>"
        "<sanction id=\"sZq7\" kind=\"admonition\" decision-date=\"2019-08-31\" ground=\"accident_leadership\" "
        "matter=\"iZq7\" document-no=\"@\"/>"
        "<complete list=\"sanctions\" from=\"2015-01-01\" to=\"2020-03-01\" by=\"@\" on=\"2020-03-01\"/>"
        "<examined facts=\"exemption weight\" in=\"iZq7\" by=\"@\" on=\"2020-01-01\"/></person></case>";
    char *out = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&out, &length);
    for (const char *at = shape; stream && *at; at++) {
        if (*at == '@')
            fputs(text, stream);
        else
            fputc(*at, stream);
    }
    if (stream)
        fclose(stream);
    return out;
}

/* The text of a report, whatever its form: of a DOCX all members with words. */
static char *words_of(const char *bytes, size_t length, wz_report_format form)
{
    if (form != WZ_REPORT_DOCX)
        return strdup(bytes);
    char *document = zip_member(bytes, length, "word/document.xml"),
         *core = zip_member(bytes, length, "docProps/core.xml");
    char *out = NULL;
    CU_ASSERT_FATAL(document && core);
    CU_ASSERT_TRUE(is_well_formed(document));
    if (asprintf(&out, "%s%s", document, core) < 0)
        out = NULL;
    free(document);
    free(core);
    return out;
}

/* Elements of a name in a parsed tree. */
static unsigned count_elements(const xmlNode *node, const char *name)
{
    unsigned count = 0;
    for (; node; node = node->next) {
        count += node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
        count += count_elements(node->type == XML_ENTITY_REF_NODE ? NULL : node->children, name);
    }
    return count;
}

static unsigned scripts_for_a_browser(const char *html)
{
    htmlDocPtr doc = htmlReadMemory(html, (int)strlen(html), "out", "UTF-8", HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    unsigned count = count_elements(doc->children, "script") + count_elements(doc->children, "img");
    xmlFreeDoc(doc);
    return count;
}

static void test_hostile__markup_in_names_stays_text(void)
{
    writer w;
    writer_open(&w);
    char *text = case_with("&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&apos;&gt;&lt;img src=x onerror=y&gt;"
                           "&amp;lt;]]&gt;{x}");
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    for (int i = 0; i < FORMS; i++) {
        wz_report_request request = request_of(forms[i], WZ_LANGUAGE_ZH);
        size_t length = 0;
        char *bytes = written(&w, text, &request, &length);
        CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
        char *words = words_of(bytes, length, forms[i]);
        CU_ASSERT_PTR_NOT_NULL_FATAL(words);
        if (forms[i] == WZ_REPORT_TEXT) {
            CU_ASSERT(times_in(words, "<script>") > 0);
        } else {
            CU_ASSERT_EQUAL(times_in(words, "<script"), 0);
            CU_ASSERT_EQUAL(times_in(words, "<img"), 0);
            CU_ASSERT(times_in(words, "&lt;script&gt;") > 0);
        }
        if (forms[i] == WZ_REPORT_HTML || forms[i] == WZ_REPORT_XML)
            CU_ASSERT_TRUE(is_well_formed(bytes));
        if (forms[i] == WZ_REPORT_HTML)
            CU_ASSERT_EQUAL(scripts_for_a_browser(bytes), 0);
        free(words);
        wz_text_free(bytes);
    }
    char *page = NULL;
    wz_report_request request = request_of(WZ_REPORT_HTML, WZ_LANGUAGE_EN);
    CU_ASSERT_EQUAL(wz_report_page(&page, NULL, w.session, w.sheets, "case", text, strlen(text), &request, w.diag),
                    WZ_OK);
    CU_ASSERT_TRUE(is_well_formed(page));
    CU_ASSERT_EQUAL(scripts_for_a_browser(page), 0);
    wz_text_free(page);
    free(text);
    writer_close(&w);
}

/* What turns the direction of writing or rings the terminal's bell is replaced in every form. */
static void test_hostile__controls_are_replaced(void)
{
    static const char *const harmful[] = {"\xE2\x80\xAE", "\xE2\x81\xA6", "\xEF\xBB\xBF", "\xC2\x9B", "\x7F"};
    writer w;
    writer_open(&w);
    char *text = case_with("a&#x202E;b&#x2066;c&#xFEFF;d&#x9B;e&#x7F;f&#x9;g");
    for (int i = 0; i < FORMS; i++) {
        wz_report_request request = request_of(forms[i], WZ_LANGUAGE_EN);
        size_t length = 0;
        char *bytes = written(&w, text, &request, &length);
        CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
        char *words = words_of(bytes, length, forms[i]);
        for (size_t k = 0; k < sizeof harmful / sizeof harmful[0]; k++)
            CU_ASSERT_EQUAL(times_in(words, harmful[k]), 0);
        free(words);
        wz_text_free(bytes);
    }
    free(text);
    writer_close(&w);
}

static void test_hostile__long_names_are_written(void)
{
    static char name[LONG_NAME + 1];
    memset(name, 'n', LONG_NAME);
    writer w;
    writer_open(&w);
    char *text = case_with(name);
    for (int i = 0; i < FORMS; i++) {
        wz_report_request request = request_of(forms[i], WZ_LANGUAGE_ZH);
        size_t length = 0;
        char *bytes = written(&w, text, &request, &length);
        CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
        CU_ASSERT(forms[i] == WZ_REPORT_DOCX || length > LONG_NAME);
        wz_text_free(bytes);
    }
    free(text);
    writer_close(&w);
}

/* ---- masking ---- */

/* The case has the same word, which no law has, in every id and every free text: none of it may be seen. */
static void test_hostile__masked_words_occur_nowhere(void)
{
    writer w;
    writer_open(&w);
    char *text = case_with("Zq7张三丰Zq7");
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    for (int i = 0; i < FORMS * 2; i++) {
        wz_report_request request = request_of(forms[i / 2], (wz_language)(i % 2));
        size_t length = 0;
        char *plain = written(&w, text, &request, &length);
        CU_ASSERT_PTR_NOT_NULL_FATAL(plain);
        char *words = words_of(plain, length, forms[i / 2]);
        CU_ASSERT(times_in(words, "Zq7") > 5);
        free(words);
        request.mask = true;
        char *masked = written(&w, text, &request, &length);
        CU_ASSERT_PTR_NOT_NULL_FATAL(masked);
        words = words_of(masked, length, forms[i / 2]);
        CU_ASSERT_EQUAL(times_in(words, "Zq7"), 0);
        CU_ASSERT_EQUAL(times_in(words, "张三丰"), 0);
        CU_ASSERT(times_in(words, i % 2 ? "evidence 1" : "证据1") > 0 || i / 2 == 2);
        free(words);
        wz_text_free(plain);
        wz_text_free(masked);
    }
    free(text);
    writer_close(&w);
}

/* The reasoning is whole: the same findings, sentence by sentence, as without masking. */
static void test_hostile__masking_keeps_the_reasoning(void)
{
    writer w;
    writer_open(&w);
    const char *file = "cases/bj2019/several-people/case.xml";
    wz_report_request request = request_of(WZ_REPORT_HTML, WZ_LANGUAGE_ZH);
    char *plain = NULL, *masked = NULL;
    CU_ASSERT_EQUAL(wz_report(&plain, NULL, w.session, w.sheets, file, NULL, &request, w.diag), WZ_OK);
    request.mask = true;
    CU_ASSERT_EQUAL(wz_report(&masked, NULL, w.session, w.sheets, file, NULL, &request, w.diag), WZ_OK);
    CU_ASSERT_FATAL(plain && masked);
    CU_ASSERT_EQUAL(times_in(plain, "成立"), times_in(masked, "成立"));
    CU_ASSERT_EQUAL(times_in(plain, "第十八条"), times_in(masked, "第十八条"));
    CU_ASSERT_EQUAL(times_in(plain, "查实"), times_in(masked, "查实"));
    static const char *const names[] = {"林知远", "沈青",   "邵东升",       "恒泰",
                                        "通政函", "青柳镇", "区应急管理局", "several-people"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        CU_ASSERT(times_in(plain, names[i]) > 0);
        CU_ASSERT_EQUAL(times_in(masked, names[i]), 0);
    }
    CU_ASSERT(times_in(masked, "（一）甲") > 0 || times_in(masked, "（二）甲") > 0);
    wz_text_free(plain);
    wz_text_free(masked);
    writer_close(&w);
}

/* A text that the case leaves empty stays empty, since rules ask whether something is written. */
static void test_hostile__empty_texts_are_masked_as_they_are(void)
{
    static const char *const files[] = {"cases/pl2021/exemption-and-tolerance/case.xml",
                                        "cases/pl2021/catch-all-needs-basis/case.xml",
                                        "cases/bj2019/other-circumstance/case.xml"};
    writer w;
    writer_open(&w);
    wz_report_request request = request_of(WZ_REPORT_TEXT, WZ_LANGUAGE_ZH);
    request.mask = true;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char *masked = NULL;
        CU_ASSERT_EQUAL(wz_report(&masked, NULL, w.session, w.sheets, files[i], NULL, &request, w.diag), WZ_OK);
        CU_ASSERT(masked && !strstr(masked, "冯自强") && !strstr(masked, "平党办发"));
        wz_text_free(masked);
    }
    writer_close(&w);
}

/* Where a rule looks for certain words in a text, a report without them would say something else: there is none. */
static void test_hostile__words_that_a_rule_reads_are_not_masked(void)
{
    writer w;
    writer_open(&w);
    wz_report_request request = request_of(WZ_REPORT_TEXT, WZ_LANGUAGE_ZH);
    request.mask = true;
    char *masked = NULL;
    CU_ASSERT_EQUAL(wz_report(&masked, NULL, w.session, w.sheets, "cases/sz-draft/appeal-and-publication/case.xml",
                              NULL, &request, w.diag),
                    WZ_EINPUT);
    CU_ASSERT_PTR_NULL(masked);
    CU_ASSERT(wz_diag_count(w.diag) > 0 &&
              strcmp(wz_diag_at(w.diag, wz_diag_count(w.diag) - 1)->id, "REPORT-009") == 0);
    writer_close(&w);
}

CU_pSuite test_report_hostile_suite(void)
{
    CU_pSuite suite = CU_add_suite("report_hostile", NULL, NULL);
    CU_add_test(suite, "markup_in_names_stays_text", test_hostile__markup_in_names_stays_text);
    CU_add_test(suite, "controls_are_replaced", test_hostile__controls_are_replaced);
    CU_add_test(suite, "long_names_are_written", test_hostile__long_names_are_written);
    CU_add_test(suite, "masked_words_occur_nowhere", test_hostile__masked_words_occur_nowhere);
    CU_add_test(suite, "masking_keeps_the_reasoning", test_hostile__masking_keeps_the_reasoning);
    CU_add_test(suite, "empty_texts_are_masked_as_they_are", test_hostile__empty_texts_are_masked_as_they_are);
    CU_add_test(suite, "words_that_a_rule_reads_are_not_masked", test_hostile__words_that_a_rule_reads_are_not_masked);
    return suite;
}
