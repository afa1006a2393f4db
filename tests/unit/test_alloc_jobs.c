/* Allocations fail in turn in the jobs that ask on and write down: interview, comparison, report with its document, mask,
 * stylesheets and archive. Each time the job ends with WZ_ENOMEM or, where it could do without, with the right result;
 * nothing is leaked, and the rules that all share stay good. */
#include "failing_heap.h"
#include "wenze/ask.h"
#include "wenze/compare.h"
#include "wenze/explain.h"
#include "wenze/report.h"
#include "wenze/walk.h"

CU_pSuite test_alloc_jobs_suite(void);

static wz_rules *rules;
static wz_stylesheets *sheets;

/* clang-format off */
static const char subject[] =
    "<case xmlns=\"urn:wenze:case:1\" id=\"c\" title=\"甲案\" jurisdiction=\"北京市/通州区\" as-of=\"2020-03-01\">"
    "<evidence id=\"e1\" title=\"报告\"/><incident id=\"i\" subject=\"true\"><fact name=\"incident_date\" value=\"2019-07-01\"/>"
    "<fact name=\"deaths\" at-least=\"3\"/></incident><person id=\"x\" name=\"张三\">"
    "<post id=\"po\" role=\"gov_head\" body=\"government\" level=\"county\" jurisdiction=\"北京市/通州区\""
    " from=\"2018-05\"><to open=\"true\"/></post><fact name=\"duty_performance_deficient\" value=\"true\" evidence=\"e1\"/>"
    "<sanction id=\"s\" kind=\"admonition\" decision-date=\"2019-08-31\""
    " ground=\"accident_leadership\" matter=\"i\"/></person></case>";
/* clang-format on */

static int start(void)
{
    return wz_rules_open(&rules, "rules", NULL) == WZ_OK &&
                   wz_stylesheets_open(&sheets, "engine/report/xsl", NULL, NULL) == WZ_OK
               ? 0
               : 1;
}

static int stop(void)
{
    wz_stylesheets_close(sheets);
    wz_rules_close(rules);
    return 0;
}

/* How much of the heap's refusals to try. */
static size_t most(size_t usual)
{
    const char *longer = getenv("WZ_LONG");
    return longer && *longer == '1' ? 20 * usual : usual;
}

static void take(wz_buffer *out, int *code, char *text)
{
    if (*code == WZ_OK)
        wz_buffer_puts(out, text);
    if (out->failed)
        *code = WZ_ENOMEM;
    wz_text_free(text);
}

static int interview(wz_buffer *out)
{
    wz_ask_request request = WZ_ASK_REQUEST_INIT;
    wz_interview *w = NULL;
    char *text = NULL;
    request.today = "2020-03-01";
    int code = wz_interview_open_memory(&w, rules, "c", subject, strlen(subject), &request, NULL);
    if (code == WZ_OK) {
        code = wz_interview_list(&text, NULL, w);
        take(out, &code, text);
        text = NULL;
    }
    if (code == WZ_OK)
        code = wz_interview_answer_text(w, "x", "report_finds_leading_responsibility", "true@alleged", NULL);
    if (code == WZ_OK)
        code = wz_interview_answer_text(w, "x", "obstructed_enforcement", "false", NULL);
    if (code == WZ_OK)
        code = wz_interview_back(w, 0, NULL);
    if (code == WZ_OK) {
        code = wz_interview_case(&text, NULL, w);
        take(out, &code, text);
    }
    wz_interview_free(w);
    return code;
}

static int comparison(wz_buffer *out)
{
    static const char *const regimes[] = {"bj2019", "pl2021"};
    wz_compare_request request = WZ_COMPARE_REQUEST_INIT;
    wz_session *session = NULL;
    char *text = NULL;
    request.regimes = regimes;
    request.regime_count = 2;
    request.today = "2020-03-01";
    int code = wz_session_new(&session, rules);
    if (code == WZ_OK)
        code = wz_compare_case_memory(&text, NULL, session, "c", subject, strlen(subject), &request, NULL);
    take(out, &code, text);
    wz_session_free(session);
    return code;
}

static int report(wz_buffer *out, wz_report_format format, bool mask, bool annex)
{
    wz_report_request request = WZ_REPORT_REQUEST_INIT;
    wz_session *session = NULL;
    char *text = NULL;
    request.format = format;
    request.mask = mask;
    request.annex = annex;
    request.today = "2020-03-01";
    int code = wz_session_new(&session, rules);
    if (code == WZ_OK)
        code = wz_report_memory(&text, NULL, session, sheets, "c", subject, strlen(subject), &request, NULL);
    take(out, &code, text);
    wz_session_free(session);
    return code;
}

static int document(wz_buffer *out)
{
    return report(out, WZ_REPORT_XML, false, false);
}

static int masked_document(wz_buffer *out)
{
    return report(out, WZ_REPORT_XML, true, false);
}

static int text_with_proofs(wz_buffer *out)
{
    return report(out, WZ_REPORT_TEXT, true, true);
}

static int word_file(wz_buffer *out)
{
    return report(out, WZ_REPORT_DOCX, false, false);
}

static int all_reasons(wz_buffer *out)
{
    wz_explain_request request = WZ_EXPLAIN_REQUEST_INIT;
    wz_session *session = NULL;
    char *text = NULL;
    request.about = "all";
    int code = wz_session_new(&session, rules);
    if (code == WZ_OK)
        code = wz_explain_memory(&text, NULL, session, "c", subject, strlen(subject), &request, NULL);
    take(out, &code, text);
    wz_session_free(session);
    return code;
}

static int class_walk(wz_buffer *out)
{
    wz_walk_options options = WZ_WALK_OPTIONS_INIT;
    wz_walk *walk = NULL;
    char *text = NULL;
    options.trainer = true;
    int code = wz_walk_open(&walk, rules, "cases/training/t12-list-without-grounds/scenario.xml", &options, NULL);
    if (code == WZ_OK)
        code = wz_walk_go(walk, 1, NULL);
    if (code == WZ_OK)
        code = wz_walk_answer(walk, 0, "1", NULL);
    if (code == WZ_OK) {
        code = wz_walk_transcript(&text, walk, 80, NULL);
        take(out, &code, text);
    }
    wz_walk_free(walk);
    return code;
}

static void test_alloc_jobs__interview(void)
{
    fail_each(interview, true, most(150));
}

static void test_alloc_jobs__comparison(void)
{
    fail_each(comparison, true, most(80));
}

static void test_alloc_jobs__document_and_mask(void)
{
    fail_each(document, true, most(80));
    fail_each(masked_document, true, most(80));
}

static void test_alloc_jobs__reasons_and_walk(void)
{
    fail_each(all_reasons, true, most(150));
    fail_each(class_walk, true, most(80));
}

/* libxslt tells no refusal from a fault of the stylesheet, so that it is left alone here: all else around it is refused. */
static void test_alloc_jobs__stylesheets_and_archive(void)
{
    fail_each(text_with_proofs, false, most(60));
    fail_each(word_file, false, most(60));
}

CU_pSuite test_alloc_jobs_suite(void)
{
    CU_pSuite suite = CU_add_suite("allocation failure in jobs", start, stop);
    CU_add_test(suite, "interview", test_alloc_jobs__interview);
    CU_add_test(suite, "comparison", test_alloc_jobs__comparison);
    CU_add_test(suite, "document and mask", test_alloc_jobs__document_and_mask);
    CU_add_test(suite, "reasons and walk", test_alloc_jobs__reasons_and_walk);
    CU_add_test(suite, "stylesheets and archive", test_alloc_jobs__stylesheets_and_archive);
    return suite;
}
