/* Every allocation fails in turn, once and from then on: a small law is loaded, compiled, checked, put to a case and
 * the result written down. Each time the work ends with WZ_ENOMEM or, where it could do without, with the right
 * result; nothing is leaked and nothing crashes. libxml2's allocations fail through the same door. */
#include "base/alloc.h"
#include "chain/check.h"
#include "explain/words.h"
#include "failing_heap.h"
#include "law_common.h"
#include "report/report.h"

#include <CUnit/CUnit.h>
#include <stdlib.h>

/* --- the work --- */

/* clang-format off */
static const char vocabulary[] = VOCABULARY(
    DEFINED("role", "type=\"colour\"", "<define id=\"role.red\" value=\"red\"><when>person.t</when></define>"),
    "<excludes a=\"person.p\" b=\"person.r\" settles=\"both\"/><implies a=\"person.t\" b=\"person.p\"/>");
/* clang-format on */
/* clang-format off */
static const char book[] = BOOK(
    "x", SCOPE_ALL("x") GROUND("x.1", "person.p and incident.derived")
    PLAIN("x.2", "incident.derived", "incident.deaths >= 3")
    RULE("exempt", "x.3", "modality=\"must\" reaches=\"x.1\"", "some s in sanctions satisfies s.kind = \"last\"")
    "<ban id=\"x.4\" modality=\"must_not\" for-each=\"sanction\" bars=\"up\">" LABEL("x.4")
    "<when>sanction.kind = \"mild\"</when><from>sanction.effective</from><lasts>P6M</lasts></ban>"
    "<duty id=\"x.5\" modality=\"must\" for-each=\"post\" activities=\"meet\">" LABEL("x.5")
    "<frequency count=\"1\" per=\"year\"/></duty>");
/* clang-format on */
/* clang-format off */
static const char subject[] = CASE(
    INCIDENT(FACT("day", "2019-05-05") "<fact name=\"deaths\" at-least=\"2\"/>")
    PERSON(POST_OPEN FACT("p", "true") FACT("r", "true")
    "<sanction id=\"s\" kind=\"mild\" decision-date=\"2019-08-31\"/>"
    "<duty-record id=\"d\" activity=\"meet\" date=\"2019-02\"/>"));
/* clang-format on */

/* One case against an engine, in all three forms; the JSON goes to *out. */
static int assess_and_report(const wz_engine *engine, const char *text, wz_buffer *out)
{
    static const wz_assess_options options = {.reasons_all = true};
    static const wz_text_options plain;
    wz_case *made = NULL;
    wz_assessor *assessor = NULL;
    wz_assessment *result = NULL;
    wz_buffer other = {0};
    int code = wz_load_case_memory(&made, "case", text, strlen(text), engine->law->vocabulary, NULL, NULL);
    if (code == WZ_OK)
        code = (assessor = wz_assessor_new(engine)) ? WZ_OK : WZ_ENOMEM;
    if (code == WZ_OK)
        code = wz_assess_case(&result, assessor, made, &options, NULL);
    if (code == WZ_OK)
        code = wz_report_json(out, result, WZ_ZH);
    if (code == WZ_OK)
        code = wz_report_xml(&other, result, WZ_ZH);
    if (code == WZ_OK)
        code = wz_report_text(&other, result, WZ_EN, &plain);
    wz_buffer_free(&other);
    wz_assessment_free(result);
    wz_assessor_free(assessor);
    wz_case_free(made);
    return code;
}

static int small_work(wz_buffer *out)
{
    wz_vocabulary *v = NULL;
    wz_frame *f = NULL;
    wz_rulebook *b = NULL;
    wz_engine *engine = NULL;
    wz_diag *diag = wz_diag_new();
    wz_law law = {0};
    int code = diag ? wz_load_vocabulary_memory(&v, "v", vocabulary, strlen(vocabulary), diag) : WZ_ENOMEM;
    if (code == WZ_OK)
        code = wz_load_frame_memory(&f, "f", FRAME, strlen(FRAME), v, diag);
    if (code == WZ_OK)
        code = wz_load_rulebook_memory(&b, "b", book, strlen(book), v, f, diag);
    const wz_rulebook *books[] = {b};
    const wz_source *sources[] = {NULL};
    law = (wz_law){v, f, books, sources, 1};
    if (code == WZ_OK)
        code = wz_engine_build(&engine, &law, diag);
    if (code == WZ_OK)
        code = wz_network_check(engine->networks[0], diag);
    if (code == WZ_OK)
        code = assess_and_report(engine, subject, out);
    wz_engine_free(engine);
    wz_rulebook_free(b);
    wz_frame_free(f);
    wz_vocabulary_free(v);
    wz_diag_free(diag);
    return code;
}

/* clang-format off */
static const char real_case[] =
    "<case xmlns=\"urn:wenze:case:1\" id=\"c\" jurisdiction=\"北京市/通州区\" as-of=\"2020-03-01\">"
    "<incident id=\"i\" subject=\"true\"><fact name=\"incident_date\" value=\"2019-07-01\"/>"
    "<fact name=\"deaths\" at-least=\"3\"/>"
    "</incident><person id=\"x\">"
    "<post id=\"po\" role=\"gov_head\" body=\"government\" level=\"county\" jurisdiction=\"北京市/通州区\""
    " from=\"2018-05\"><to open=\"true\"/></post><fact name=\"duty_performance_deficient\" value=\"true\"/>"
    "<sanction id=\"s\" kind=\"admonition\" decision-date=\"2019-08-31\""
    " ground=\"accident_leadership\" matter=\"i\"/></person></case>";
/* clang-format on */

static int real_work(wz_buffer *out)
{
    wz_law *law = NULL;
    wz_engine *engine = NULL;
    int code = wz_load_law(&law, "rules", NULL);
    if (code == WZ_OK)
        code = wz_engine_build(&engine, law, NULL);
    if (code == WZ_OK)
        code = assess_and_report(engine, real_case, out);
    wz_engine_free(engine);
    wz_law_free(law);
    return code;
}

static void test_alloc__each_allocation_of_a_small_law_fails(void)
{
    const char *longer = getenv("WZ_LONG");
    fail_each(small_work, true, longer && *longer == '1' ? 0 : 700);
}

static void test_alloc__allocations_of_the_real_law_fail(void)
{
    const char *longer = getenv("WZ_LONG");
    fail_each(real_work, true, longer && *longer == '1' ? 1500 : 12);
}

CU_pSuite test_alloc_failure_suite(void)
{
    CU_pSuite suite = CU_add_suite("allocation failure", NULL, NULL);
    if (!suite)
        return NULL;
    CU_add_test(suite, "test_alloc__each_allocation_of_a_small_law_fails",
                test_alloc__each_allocation_of_a_small_law_fails);
    CU_add_test(suite, "test_alloc__allocations_of_the_real_law_fail", test_alloc__allocations_of_the_real_law_fail);
    return suite;
}
