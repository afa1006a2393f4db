/* The loader and the RELAX NG schemas say the same of a file's structure. What is structural: problems called XML-… (the
 * schema's parser finds the file not well-formed) and FORM-… (the schema finds it invalid). Everything else the loader
 * reports is beyond a schema: REF, TYPE, CASE, RULE and LABEL need the vocabulary, the frame or the rest of the file. Of a
 * file with ENC, DTD, LIMIT or IO the loader sees nothing further, and no comparison is made.
 *
 * Compared: the shipped rules, every case under cases/, every file of tests/bad, and the fuzz corpora.
 *
 * The schema of expected results says more than its loader, which takes any text as a value and leaves it to the
 * comparison: here every shipped one must satisfy both, and what is wrong must not satisfy the schema. */
#include "load/scenario.h"
#include "load_common.h"
#include "model/expected.h"

#include <CUnit/CUnit.h>
#include <ftw.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>

CU_pSuite test_load_schema_suite(void);

enum { VOCABULARY, FRAME, RULEBOOK, CASE, SCENARIO, SORTS };
static const char *const sorts[SORTS] = {"vocabulary", "frame", "rulebook", "case", "scenario"};

static struct {
    xmlRelaxNGPtr schemas[SORTS], expected;
    wz_law *small, *shipped;
    int compared, structural;
} state;

static void ignore(void *user, xmlErrorPtr error)
{
    (void)user, (void)error;
}

static void ignore_message(void *user, const char *message, ...)
{
    (void)user, (void)message;
}

static xmlRelaxNGPtr compile(const char *sort)
{
    char path[64];
    snprintf(path, sizeof path, "rules/schema/%s.rng", sort);
    xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt(path);
    xmlRelaxNGSetParserErrors(parser, ignore_message, ignore_message, NULL);
    xmlRelaxNGPtr schema = xmlRelaxNGParse(parser);
    xmlRelaxNGFreeParserCtxt(parser);
    return schema;
}

/* The schema's verdict: well-formed and valid. */
static bool schema_accepts_bytes(xmlRelaxNGPtr schema, const char *bytes, size_t length, const char *name)
{
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    xmlSetStructuredErrorFunc(NULL, ignore);
    xmlDocPtr document = xmlCtxtReadMemory(parser, bytes, (int)length, name, NULL, XML_PARSE_NONET);
    bool accepted = false;
    if (document && parser->nsWellFormed) {
        xmlRelaxNGValidCtxtPtr validator = xmlRelaxNGNewValidCtxt(schema);
        xmlRelaxNGSetValidErrors(validator, ignore_message, ignore_message, NULL);
        accepted = xmlRelaxNGValidateDoc(validator, document) == 0;
        xmlRelaxNGFreeValidCtxt(validator);
    }
    xmlSetStructuredErrorFunc(NULL, NULL);
    xmlFreeDoc(document);
    xmlFreeParserCtxt(parser);
    return accepted;
}

static bool schema_accepts(xmlRelaxNGPtr schema, const char *path)
{
    wz_buffer bytes = read_file(path);
    bool accepted = schema_accepts_bytes(schema, bytes.length ? bytes.data : "", bytes.length, path);
    wz_buffer_free(&bytes);
    return accepted;
}

static int load(const char *path, int sort, const wz_law *law, wz_diag *diag)
{
    wz_vocabulary *vocabulary = NULL;
    wz_frame *frame = NULL;
    wz_rulebook *rulebook = NULL;
    wz_case *made = NULL;
    wz_scenario *scenario = NULL;
    int code = sort == VOCABULARY ? wz_load_vocabulary(&vocabulary, path, diag)
               : sort == FRAME    ? wz_load_frame(&frame, path, law->vocabulary, diag)
               : sort == SCENARIO ? wz_load_scenario(&scenario, path, diag)
               : sort == RULEBOOK ? wz_load_rulebook(&rulebook, path, law->vocabulary, law->frame, diag)
                                  : wz_load_case(&made, path, law->vocabulary, NULL, diag);
    wz_vocabulary_free(vocabulary);
    wz_frame_free(frame);
    wz_rulebook_free(rulebook);
    wz_case_free(made);
    wz_scenario_free(scenario);
    return code;
}

static bool has(const wz_diag *diag, const char *const *families)
{
    for (size_t i = 0; i < wz_diag_count(diag); i++) {
        for (const char *const *family = families; *family; family++) {
            if (begins(wz_diag_at(diag, i)->id, *family))
                return true;
        }
    }
    return false;
}

static void compare(const char *path, int sort, const wz_law *law)
{
    static const char *const structural[] = {"XML-", "FORM-", NULL};
    static const char *const not_read[] = {"ENC-", "DTD-", "LIMIT-", "IO-", NULL};
    wz_diag *diag = wz_diag_new();
    load(path, sort, law, diag);
    if (!has(diag, not_read)) {
        bool loader = !has(diag, structural), schema = schema_accepts(state.schemas[sort], path);
        if (loader != schema) {
            wz_buffer text = {0};
            write_problems(diag, &text);
            fprintf(stderr, "\n%s: the loader says %s, the schema %s\n%s", path, loader ? "right" : "wrong",
                    schema ? "right" : "wrong", text.length ? text.data : "");
            wz_buffer_free(&text);
        }
        CU_ASSERT_EQUAL(loader, schema);
        state.compared++;
        state.structural += !loader;
    }
    wz_diag_free(diag);
}

/* A file that is called after its sort, or stands in a folder of corpora called so. */
static int visit_small(const char *path, const struct stat *status, int type, struct FTW *at)
{
    (void)status, (void)at;
    for (int sort = 0; type == FTW_F && sort < SORTS; sort++) {
        char folder[32];
        snprintf(folder, sizeof folder, "/%s/", sorts[sort]);
        bool seed = strstr(path, "corpora") && strstr(path, folder);
        const char *dot = strrchr(path, '.');
        if (seed || (begins(base_name(path), sorts[sort]) && dot && strcmp(dot, ".xml") == 0))
            compare(path, sort, state.small);
    }
    return 0;
}

static int visit_case(const char *path, const struct stat *status, int type, struct FTW *at)
{
    (void)status, (void)at;
    if (type == FTW_F && strcmp(base_name(path), "scenario.xml") == 0)
        compare(path, SCENARIO, state.shipped);
    if (type == FTW_F && strcmp(base_name(path), "case.xml") == 0)
        compare(path, CASE, state.shipped);
    return 0;
}

static void test_load_schema__agree_on_broken_files(void)
{
    state.compared = state.structural = 0;
    nftw("tests/bad", visit_small, 8, FTW_PHYS);
    CU_ASSERT_TRUE(state.compared >= 60);
    CU_ASSERT_TRUE(state.structural >= 30);
    CU_ASSERT_TRUE(state.compared - state.structural >= 20);
    compare("tests/bad/law/small.xml", RULEBOOK, state.small);
}

static void test_load_schema__agree_on_corpora(void)
{
    state.compared = 0;
    nftw("tests/fuzz/corpora/case", visit_small, 8, FTW_PHYS);
    nftw("tests/fuzz/corpora/rulebook", visit_small, 8, FTW_PHYS);
    CU_ASSERT_TRUE(state.compared > 0);
}

static void test_load_schema__accept_what_is_shipped(void)
{
    CU_ASSERT_PTR_NOT_NULL(state.shipped);
    if (!state.shipped)
        return;
    CU_ASSERT_TRUE(schema_accepts(state.schemas[VOCABULARY], state.shipped->vocabulary->file));
    CU_ASSERT_TRUE(schema_accepts(state.schemas[FRAME], state.shipped->frame->file));
    for (size_t i = 0; i < state.shipped->rulebook_count; i++)
        CU_ASSERT_TRUE(schema_accepts(state.schemas[RULEBOOK], state.shipped->rulebooks[i]->file));
    nftw("cases", visit_case, 8, FTW_PHYS);
}

/* An expected result that stands beside a case: right for its loader and for its schema. */
static int visit_expected(const char *path, const struct stat *status, int type, struct FTW *at)
{
    (void)status, (void)at;
    if (type != FTW_F || strcmp(base_name(path), "expected.xml") != 0)
        return 0;
    wz_diag *diag = wz_diag_new();
    wz_expected *expected = NULL;
    bool loaded = wz_load_expected(&expected, path, diag) == WZ_OK, accepted = schema_accepts(state.expected, path);
    if (!loaded || !accepted)
        fprintf(stderr, "\n%s: the loader says %s, the schema %s\n", path, loaded ? "right" : "wrong",
                accepted ? "right" : "wrong");
    CU_ASSERT_TRUE(loaded && accepted);
    state.compared++;
    if (expected)
        wz_expected_free(expected);
    wz_diag_free(diag);
    return 0;
}

static void test_load_schema__accept_expected_results(void)
{
    state.compared = 0;
    nftw("cases", visit_expected, 8, FTW_PHYS);
    nftw("tests/library/cases", visit_expected, 8, FTW_PHYS);
    CU_ASSERT_TRUE(state.compared >= 60);
}

/* What stands inside <regime>, and whether the schema takes it. */
static void test_load_schema__refuse_broken_expected_results(void)
{
    static const struct {
        const char *text;
        bool right;
    } samples[] = {
        {"", true},
        {"<window step=\"promotion\" last-barred-day=\"2020-02-01..2020-02-29\"/>", true},
        {"<shortfall rule=\"r.1\" from=\"2019-01-01\" done=\"0..\"/><finding rule=\"r.1\" truth=\"false\"/>", true},
        {"<finding truth=\"true\"/>", false},
        {"<finding rule=\"r.1\" truth=\"ture\"/>", false},
        {"<finding rule=\"r.1\" defeated=\"r.2\"/>", false},
        {"<finding rule=\"r.1\">x</finding>", false},
        {"<findings rule=\"r.1\"/>", false},
        {"<veto waits-for=\"decison\"/>", false},
        {"<veto/><veto/>", false},
        {"<shortfall rule=\"r.1\"/>", false},
        {"<shortfall rule=\"r.1\" from=\"2019-01-01\" done=\"2\"/>", false},
        {"<window step=\"promotion\" last-barred-day=\"2020-2-1\"/>", false},
    };
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        wz_buffer text = {0};
        wz_buffer_printf(&text,
                         "<expected xmlns=\"urn:wenze:expected:1\"><person id=\"p\"><regime id=\"r\" "
                         "applicability=\"direct\" outcome=\"exempt\">%s</regime></person></expected>",
                         samples[i].text);
        bool accepted = schema_accepts_bytes(state.expected, text.data, text.length, "sample");
        if (accepted != samples[i].right)
            fprintf(stderr, "\n%s: %s\n", samples[i].text, accepted ? "accepted" : "refused");
        CU_ASSERT_EQUAL(accepted, samples[i].right);
        wz_buffer_free(&text);
    }
}

static int set_up(void)
{
    state.expected = compile("expected");
    if (!state.expected)
        return 1;
    for (int sort = 0; sort < SORTS; sort++) {
        state.schemas[sort] = compile(sorts[sort]);
        if (!state.schemas[sort])
            return 1;
    }
    if (wz_load_law(&state.small, "tests/bad/law", NULL) != WZ_OK)
        return 1;
    return wz_load_law(&state.shipped, "rules", NULL) == WZ_OK ? 0 : 1;
}

static int tear_down(void)
{
    for (int sort = 0; sort < SORTS; sort++)
        xmlRelaxNGFree(state.schemas[sort]);
    xmlRelaxNGFree(state.expected);
    wz_law_free(state.small);
    wz_law_free(state.shipped);
    xmlRelaxNGCleanupTypes();
    return 0;
}

CU_pSuite test_load_schema_suite(void)
{
    CU_pSuite suite = CU_add_suite("load_schema", set_up, tear_down);
    if (suite) {
        CU_add_test(suite, "agree on broken files", test_load_schema__agree_on_broken_files);
        CU_add_test(suite, "agree on corpora", test_load_schema__agree_on_corpora);
        CU_add_test(suite, "accept what is shipped", test_load_schema__accept_what_is_shipped);
        CU_add_test(suite, "accept expected results", test_load_schema__accept_expected_results);
        CU_add_test(suite, "refuse broken expected results", test_load_schema__refuse_broken_expected_results);
    }
    return suite;
}
