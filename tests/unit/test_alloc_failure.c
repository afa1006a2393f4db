/* Every allocation fails in turn, once and from then on: a small law is loaded, compiled, checked, put to a case and
 * the result written down. Each time the work ends with WZ_ENOMEM or, where it could do without, with the right
 * result; nothing is leaked and nothing crashes. libxml2's allocations fail through the same door. */
#include "base/alloc.h"
#include "chain/check.h"
#include "explain/words.h"
#include "law_common.h"
#include "report/report.h"

#include <CUnit/CUnit.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlmemory.h>
#include <stdlib.h>

/* The counters of one try; a static because libxml2's hooks carry no pointer of the caller. */
static struct {
    size_t calls;   /* allocations asked for */
    size_t fail_at; /* the first to refuse; 0 = none */
    bool once;      /* that one alone */
    size_t refused;
    bool refused_xml; /* libxml2 was refused */
    long live;        /* blocks given and not yet taken back, wz_malloc's only */
} heap;

static bool refuse(void)
{
    heap.calls++;
    bool no = heap.fail_at && (heap.once ? heap.calls == heap.fail_at : heap.calls >= heap.fail_at);
    heap.refused += no;
    return no;
}

static void *counted(void *user, void *ptr, size_t size)
{
    (void)user;
    if (size == 0) {
        heap.live -= ptr != NULL;
        free(ptr);
        return NULL;
    }
    if (refuse())
        return NULL;
    void *block = realloc(ptr, size);
    heap.live += !ptr && block;
    return block;
}

static bool refuse_xml(void)
{
    bool no = refuse();
    heap.refused_xml |= no;
    return no;
}

/* libxml2's blocks within one try. Version 2.9 itself loses an input buffer when the next allocation fails
 * (xmlCreateIOParserCtxt); what it lost is freed at the end of the try, so that leaks of our own stand out. */
enum { XML_BLOCKS = 8192 };
static void *xml_blocks[XML_BLOCKS];
static size_t xml_count;

static void *keep_xml(void *block)
{
    if (block && xml_count < XML_BLOCKS)
        xml_blocks[xml_count++] = block;
    return block;
}

static void drop_xml(const void *block)
{
    for (size_t i = xml_count; block && i-- > 0;)
        if (xml_blocks[i] == block) {
            xml_blocks[i] = xml_blocks[--xml_count];
            return;
        }
}

static void xml_free_block(void *ptr)
{
    drop_xml(ptr);
    free(ptr);
}

static void *xml_malloc(size_t size)
{
    return refuse_xml() ? NULL : keep_xml(malloc(size));
}

static void *xml_realloc(void *ptr, size_t size)
{
    if (refuse_xml())
        return NULL;
    drop_xml(ptr);
    return keep_xml(realloc(ptr, size));
}

static char *xml_strdup(const char *text)
{
    return refuse_xml() ? NULL : keep_xml(strdup(text));
}

static void free_lost_xml(void)
{
    xmlResetLastError();
    while (xml_count)
        free(xml_blocks[--xml_count]);
}

static void say_nothing(void *payload, const char *format, ...)
{
    (void)payload;
    (void)format;
}

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

/* --- the tries --- */

typedef int (*work_fn)(wz_buffer *out);

/* Run the work with the counted heap; checks that every block came back. */
static int run_counted(work_fn work, size_t fail_at, bool once, wz_buffer *out)
{
    xmlFreeFunc xml_free;
    xmlMallocFunc old_malloc;
    xmlReallocFunc old_realloc;
    xmlStrdupFunc old_strdup;
    xmlMemGet(&xml_free, &old_malloc, &old_realloc, &old_strdup);
    heap.calls = heap.refused = 0;
    heap.refused_xml = false;
    heap.fail_at = fail_at;
    heap.once = once;
    heap.live = 0;
    wz_alloc_set(counted, NULL);
    xmlMemSetup(xml_free_block, xml_malloc, xml_realloc, xml_strdup);
    xmlSetGenericErrorFunc(NULL, say_nothing);
    int code = work(out);
    heap.fail_at = 0;
    free_lost_xml();
    xmlSetGenericErrorFunc(NULL, NULL);
    if (code != WZ_OK)
        wz_buffer_free(out);
    long live = heap.live - (out->data != NULL);
    xmlMemSetup(xml_free, old_malloc, old_realloc, old_strdup);
    wz_alloc_set(NULL, NULL);
    CU_ASSERT_EQUAL(live, 0);
    if (live)
        fprintf(stderr, "    allocation %zu%s: %ld blocks kept\n", fail_at, once ? " alone" : "", live);
    return code;
}

static void fail_each(work_fn work, size_t most)
{
    wz_buffer first = {0}, right = {0};
    CU_ASSERT_EQUAL_FATAL(work(&first), WZ_OK); /* what libxml2 makes once for good is made now */
    wz_buffer_free(&first);
    CU_ASSERT_EQUAL_FATAL(run_counted(work, 0, false, &right), WZ_OK);
    size_t calls = heap.calls, stride = most && calls > most ? calls / most : 1;
    CU_ASSERT_TRUE(calls > 50);
    for (int once = 0; once < 2; once++)
        for (size_t n = 1; n <= calls; n += stride) {
            wz_buffer out = {0};
            int code = run_counted(work, n, once, &out);
            /* libxml2 may take a refusal for a fault of the file */
            bool clean = heap.refused == 0 || code == WZ_ENOMEM || (heap.refused_xml && code == WZ_EINPUT) ||
                         (code == WZ_OK && out.data && strcmp(out.data, right.data) == 0);
            CU_ASSERT_TRUE(clean);
            if (!clean)
                fprintf(stderr, "    allocation %zu%s of %zu: code %d\n", n, once ? " alone" : "", calls, code);
            wz_buffer_free(&out);
        }
    wz_buffer_free(&right);
}

static void test_alloc__each_allocation_of_a_small_law_fails(void)
{
    const char *longer = getenv("WZ_LONG");
    fail_each(small_work, longer && *longer == '1' ? 0 : 700);
}

static void test_alloc__allocations_of_the_real_law_fail(void)
{
    const char *longer = getenv("WZ_LONG");
    fail_each(real_work, longer && *longer == '1' ? 1500 : 12);
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
