/* Reasons in every form, for whole cases under the real law, through the public interface. The golden files in
 * tests/golden/explain were read by hand; after a change that is meant, write them anew with `wenze explain` and read them. */
#include "wenze/explain.h"

#include <CUnit/CUnit.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

CU_pSuite test_report_proof_suite(void);

static wz_rules *rules;
static wz_session *session;

static int start(void)
{
    return wz_rules_open(&rules, "rules", NULL) == WZ_OK && wz_session_new(&session, rules) == WZ_OK ? 0 : 1;
}

static int stop(void)
{
    wz_session_free(session);
    wz_rules_close(rules);
    return 0;
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    char *bytes = size >= 0 ? malloc((size_t)size + 1) : NULL;
    rewind(file);
    if (bytes)
        bytes[fread(bytes, 1, (size_t)size, file)] = '\0';
    fclose(file);
    return bytes;
}

typedef struct {
    const char *golden, *subject, *person, *about;
    wz_explain_format format;
    wz_language language;
} sample;

static const sample samples[] = {
    {"outcome-open.zh.txt", "bj2019/alleged-and-disputed", "p1", NULL, WZ_EXPLAIN_TEXT, WZ_LANGUAGE_ZH},
    {"outcome-open.en.txt", "bj2019/alleged-and-disputed", "p1", NULL, WZ_EXPLAIN_TEXT, WZ_LANGUAGE_EN},
    {"outcome-none.zh.txt", "bj2019/alleged-and-disputed", "p2", NULL, WZ_EXPLAIN_TEXT, WZ_LANGUAGE_ZH},
    {"contradiction.zh.txt", "bj2019/contradictions", "p1", "outcome", WZ_EXPLAIN_TEXT, WZ_LANGUAGE_ZH},
    {"veto.zh.txt", "bj2019/veto-waiting-and-running", "p3", "veto", WZ_EXPLAIN_TEXT, WZ_LANGUAGE_ZH},
    {"veto.en.txt", "bj2019/veto-waiting-and-running", "p3", "veto", WZ_EXPLAIN_TEXT, WZ_LANGUAGE_EN},
    {"all.zh.txt", "bj2019/several-people", "p1", "all", WZ_EXPLAIN_TEXT, WZ_LANGUAGE_ZH},
    {"all.en.txt", "bj2019/several-people", "p2", "all", WZ_EXPLAIN_TEXT, WZ_LANGUAGE_EN},
    {"rule-defeated.zh.txt", "pl2021/exemption-and-tolerance", "p1", "pl2021.26.5", WZ_EXPLAIN_TEXT, WZ_LANGUAGE_ZH},
    {"shortfall.zh.txt", "bj2019/duty-logs", "p2", "duty_shortfall_proven", WZ_EXPLAIN_TEXT, WZ_LANGUAGE_ZH},
    {"rule-false.html", "bj2019/exemption-against-other-grounds", "p2", "bj2019.18.4", WZ_EXPLAIN_HTML, WZ_LANGUAGE_ZH},
    {"rule-false.json", "bj2019/exemption-against-other-grounds", "p2", "bj2019.18.4", WZ_EXPLAIN_JSON, WZ_LANGUAGE_ZH},
    {"bounds.json", "bj2019/bounded-numbers-and-dates", "p1", "at_least_major", WZ_EXPLAIN_JSON, WZ_LANGUAGE_EN},
    {"rule-false.dot", "bj2019/exemption-against-other-grounds", "p2", "bj2019.18.4", WZ_EXPLAIN_DOT, WZ_LANGUAGE_ZH},
};
enum { SAMPLES = sizeof samples / sizeof samples[0] };

static wz_explain_request request_of(const sample *s)
{
    wz_explain_request request = WZ_EXPLAIN_REQUEST_INIT;
    request.person = s->person;
    request.about = s->about;
    request.format = s->format;
    request.language = s->language;
    return request;
}

static char *explain(const char *subject, const wz_explain_request *request)
{
    char path[256], *text = NULL;
    snprintf(path, sizeof path, "cases/%s/case.xml", subject);
    CU_ASSERT_EQUAL(wz_explain(&text, NULL, session, path, request, NULL), WZ_OK);
    return text;
}

static void test_report_proof__is_the_golden_file(void)
{
    for (int i = 0; i < SAMPLES; i++) {
        const wz_explain_request request = request_of(&samples[i]);
        char path[256], *text = explain(samples[i].subject, &request);
        snprintf(path, sizeof path, "tests/golden/explain/%s", samples[i].golden);
        char *wanted = read_file(path);
        bool same = text && wanted && strcmp(text, wanted) == 0;
        if (!same)
            printf("\n%s %s\n", path, wanted ? "differs" : "cannot be read");
        CU_ASSERT_TRUE(same);
        free(wanted);
        wz_text_free(text);
    }
}

static bool is_xml(const char *text)
{
    xmlDoc *doc = xmlReadMemory(text, (int)strlen(text), "x", NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
    xmlFreeDoc(doc);
    return doc != NULL;
}

/* Every form of every sample, whole and in part, in both languages: well formed and without what does not belong in it. */
static void test_report_proof__every_form_is_well_formed(void)
{
    for (int i = 0; i < SAMPLES; i++) {
        wz_explain_request request = request_of(&samples[i]);
        for (int round = 0; round < 4; round++) {
            request.full = round & 1;
            request.depth = round & 2 ? 3 : 0;
            request.language = round & 2 ? WZ_LANGUAGE_EN : WZ_LANGUAGE_ZH;
            request.format = WZ_EXPLAIN_HTML;
            char *html = explain(samples[i].subject, &request);
            CU_ASSERT_TRUE(html && is_xml(html) && !strstr(html, "<script") && !strstr(html, "style="));
            wz_text_free(html);
            request.format = WZ_EXPLAIN_JSON;
            char *json = explain(samples[i].subject, &request);
            json_t *root = json ? json_loads(json, JSON_REJECT_DUPLICATES, NULL) : NULL;
            CU_ASSERT_TRUE(json_is_object(json_object_get(root, "root")));
            json_decref(root);
            wz_text_free(json);
        }
        request = request_of(&samples[i]);
        request.format = WZ_EXPLAIN_SVG;
        char *svg = explain(samples[i].subject, &request);
        CU_ASSERT_TRUE(svg && strncmp(svg, "<svg", 4) == 0 && is_xml(svg) && !strstr(svg, "<title") &&
                       !strstr(svg, " id="));
        wz_text_free(svg);
    }
}

/* --- hostile names --- */

#define HOSTILE \
    "&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&quot;x\\N\\&quot;]; n1 -&gt; n2 " \
    "[label=&quot;&amp;amp;]]&gt;'"

static const char hostile[] =
    "<case xmlns=\"urn:wenze:case:1\" id=\"c\" jurisdiction=\"北京市/通州区\" as-of=\"2020-01-01\">"
    "<evidence id=\"e1\" title=\"" HOSTILE "\" document-no=\"" HOSTILE "\"/>"
    "<incident id=\"i1\" subject=\"true\"><fact name=\"incident_date\" value=\"2019-08-01\"/></incident>"
    "<person id=\"p1\" name=\"" HOSTILE "\">"
    "<post id=\"o1\" role=\"gov_head\" body=\"government\" level=\"county\" office=\"" HOSTILE "\" "
    "jurisdiction=\"北京市/通州区\" from=\"2018-01-01\"><to open=\"true\"/></post>"
    "<fact name=\"obstructed_enforcement\" value=\"true\" evidence=\"e1\"/>"
    "<fact name=\"other_circumstance_basis\" value=\"" HOSTILE "\"/>"
    "<fact name=\"other_accountable_circumstance\" value=\"true\"/></person></case>";

static char *explain_hostile(wz_explain_request *request, wz_explain_format format)
{
    char *text = NULL;
    request->format = format;
    request->full = true;
    CU_ASSERT_EQUAL(wz_explain_memory(&text, NULL, session, "hostile", hostile, strlen(hostile), request, NULL), WZ_OK);
    return text;
}

static void test_report_proof__hostile_names_stay_text(void)
{
    wz_explain_request request = WZ_EXPLAIN_REQUEST_INIT;
    char *html = explain_hostile(&request, WZ_EXPLAIN_HTML);
    CU_ASSERT_TRUE(html && is_xml(html) && strstr(html, "&lt;script&gt;") && !strstr(html, "<script"));
    char *json = explain_hostile(&request, WZ_EXPLAIN_JSON);
    json_t *root = json ? json_loads(json, JSON_REJECT_DUPLICATES, NULL) : NULL;
    CU_ASSERT_PTR_NOT_NULL(root);
    json_decref(root);
    char *svg = explain_hostile(&request, WZ_EXPLAIN_SVG);
    CU_ASSERT_TRUE(svg && is_xml(svg) && !strstr(svg, "<script"));
    /* the name is there whole, its escapes not taken for Graphviz's own */
    request.full = false;
    char *dot = explain_hostile(&request, WZ_EXPLAIN_DOT);
    CU_ASSERT_TRUE(dot && strstr(dot, "\\\\N\\\\\\\""));
    char *plain = explain_hostile(&request, WZ_EXPLAIN_TEXT);
    CU_ASSERT_TRUE(plain && !strchr(plain, '\033'));
    wz_text_free(html);
    wz_text_free(json);
    wz_text_free(svg);
    wz_text_free(dot);
    wz_text_free(plain);
}

/* --- requests that cannot be met --- */

static void expect(const char *id, int code, const wz_explain_request *request, const char *subject)
{
    char path[256], *text = NULL;
    wz_diag *diag = wz_diag_new();
    snprintf(path, sizeof path, "cases/%s/case.xml", subject);
    CU_ASSERT_EQUAL(wz_explain(&text, NULL, session, path, request, diag), code);
    CU_ASSERT_PTR_NULL(text);
    CU_ASSERT_TRUE(wz_diag_count(diag) == 1 && strcmp(wz_diag_at(diag, 0)->id, id) == 0);
    wz_diag_free(diag);
}

static void test_report_proof__says_what_cannot_be_answered(void)
{
    wz_explain_request request = WZ_EXPLAIN_REQUEST_INIT;
    expect("EXPLAIN-002", WZ_EINPUT, &request, "bj2019/contradictions");
    request.person = "nobody";
    expect("EXPLAIN-001", WZ_EINPUT, &request, "bj2019/contradictions");
    request.person = "p1";
    request.regime = "nowhere";
    expect("ASSESS-003", WZ_EINPUT, &request, "bj2019/contradictions");
    request.regime = NULL;
    request.as_of = "soon";
    expect("ASSESS-002", WZ_EINPUT, &request, "bj2019/contradictions");
    request.as_of = NULL;
    request.about = "bj2019.19.99";
    expect("EXPLAIN-004", WZ_EINPUT, &request, "bj2019/contradictions");
    request.about = "measure:hanging";
    expect("EXPLAIN-005", WZ_EINPUT, &request, "bj2019/contradictions");
    request.about = "ban:bj2019.18.1";
    expect("EXPLAIN-006", WZ_EINPUT, &request, "bj2019/contradictions");
    request.about = "veto";
    request.regime = "cd2020";
    expect("EXPLAIN-007", WZ_EINPUT, &request, "bj2019/contradictions");
}

/* Fewer levels asked for is not a tree too large: how many there are more is said. */
static void test_report_proof__a_depth_is_no_limit(void)
{
    wz_explain_request request = WZ_EXPLAIN_REQUEST_INIT;
    request.person = "p1";
    request.depth = 4;
    char *text = explain("bj2019/contradictions", &request);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "… 另有 "));
    CU_ASSERT(!strstr(text, "从略") && !strstr(text, "推导过大"));
    wz_text_free(text);
    request.language = WZ_LANGUAGE_EN;
    request.depth = 0;
    text = explain("bj2019/contradictions", &request);
    CU_ASSERT(strstr(text, "The case states [") && !strstr(text, "states  ["));
    wz_text_free(text);
}

/* What would make a value of a list another one; and that nothing is tried where there is no such list. */
static void test_report_proof__why_not_of_values(void)
{
    wz_explain_request request = WZ_EXPLAIN_REQUEST_INIT;
    request.person = "p1";
    request.about = "sanction.family";
    request.why_not = true;
    char *text = explain("bj2019/several-people", &request);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "则\n    此项为“党纪处分”"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "此项为“政务处分”"));
    wz_text_free(text);
    static const char *const neither[] = {"incident.deaths", "all"};
    for (size_t i = 0; i < sizeof neither / sizeof *neither; i++) {
        wz_diag *diag = wz_diag_new();
        request.about = neither[i];
        text = NULL;
        CU_ASSERT_EQUAL(wz_explain(&text, NULL, session, "cases/bj2019/several-people/case.xml", &request, diag),
                        WZ_OK);
        CU_ASSERT_TRUE(wz_diag_count(diag) == 1 && strcmp(wz_diag_at(diag, 0)->id, "EXPLAIN-010") == 0);
        CU_ASSERT_TRUE(text && !strstr(text, "三项"));
        wz_text_free(text);
        wz_diag_free(diag);
    }
}

CU_pSuite test_report_proof_suite(void)
{
    CU_pSuite suite = CU_add_suite("report: reasons", start, stop);
    if (!suite || !CU_add_test(suite, "is the golden file", test_report_proof__is_the_golden_file) ||
        !CU_add_test(suite, "every form is well formed", test_report_proof__every_form_is_well_formed) ||
        !CU_add_test(suite, "hostile names stay text", test_report_proof__hostile_names_stay_text) ||
        !CU_add_test(suite, "a depth is no limit", test_report_proof__a_depth_is_no_limit) ||
        !CU_add_test(suite, "why not of values", test_report_proof__why_not_of_values) ||
        !CU_add_test(suite, "says what cannot be answered", test_report_proof__says_what_cannot_be_answered))
        return NULL;
    return suite;
}
