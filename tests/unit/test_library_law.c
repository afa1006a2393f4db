/* An invented law, a library's lending rules, through the public interface: it is checked without a problem, its
 * worked cases come out as expected, and nothing of the domain that wenze was made for shows in a result. No kind of
 * rule, step, measure, outcome or attribute is known to C, then. Source: docs/semantics.md, section 3, "Kinds are
 * data". */
#include "base/buffer.h"
#include "load/load.h"
#include "wenze.h"

#include <CUnit/CUnit.h>
#include <dirent.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

#define LAW "tests/library/law"
#define CASES "tests/library/cases"
/* clang-format off */
static const char *const cases[] = {CASES "/spoilt-book/case.xml", CASES "/other-readers/case.xml",
    CASES "/north-house/case.xml"};
/* clang-format on */
enum { CASE_COUNT = sizeof cases / sizeof *cases };

static wz_rules *rules;
static wz_session *session;

static int start(void)
{
    return wz_rules_open(&rules, LAW, NULL) == WZ_OK && wz_session_new(&session, rules) == WZ_OK ? 0 : 1;
}

static int stop(void)
{
    wz_session_free(session);
    wz_rules_close(rules);
    return 0;
}

static char *assessed_as(const char *file, wz_format format, wz_language language)
{
    wz_assess_request request = WZ_ASSESS_REQUEST_INIT;
    request.format = format;
    request.language = language;
    request.reasons_all = true;
    char *text = NULL;
    CU_ASSERT_EQUAL(wz_session_assess(&text, NULL, session, file, &request, NULL), WZ_OK);
    return text;
}

static void test_library__is_checked_without_a_problem(void)
{
    wz_check_request request = WZ_CHECK_REQUEST_INIT;
    request.directory = LAW;
    wz_diag *diag = wz_diag_new();
    char *report = NULL;
    CU_ASSERT_EQUAL(wz_check(&report, NULL, &request, diag), WZ_OK);
    CU_ASSERT_EQUAL(wz_diag_count(diag), 0);
    for (size_t i = 0; i < wz_diag_count(diag); i++)
        fprintf(stderr, "    %s %s\n", wz_diag_at(diag, i)->id, wz_diag_at(diag, i)->message);
    wz_text_free(report);
    wz_diag_free(diag);
}

static void test_library__its_worked_cases_come_out_as_expected(void)
{
    wz_test_tally tally = {0};
    char *report = NULL;
    CU_ASSERT_EQUAL(wz_test(&report, &tally, rules, CASES, WZ_LANGUAGE_EN, NULL), WZ_OK);
    CU_ASSERT_EQUAL(tally.passed, CASE_COUNT);
    CU_ASSERT_EQUAL(tally.failed, 0);
    if (tally.failed && report)
        fprintf(stderr, "%s\n", report);
    wz_text_free(report);
}

static void test_library__every_rule_can_be_shown(void)
{
    static const char *const ids[] = {"lending.4.2", "charter.4", "lending", "person.owned_up"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        char *text = NULL;
        CU_ASSERT_EQUAL(wz_show(&text, NULL, rules, ids[i], WZ_LANGUAGE_ZH, NULL), WZ_OK);
        CU_ASSERT_TRUE(text && strlen(text) > 20);
        wz_text_free(text);
    }
}

static void test_library__text_and_xml_are_whole(void)
{
    for (size_t i = 0; i < CASE_COUNT; i++) {
        char *zh = assessed_as(cases[i], WZ_FORMAT_TEXT, WZ_LANGUAGE_ZH);
        char *en = assessed_as(cases[i], WZ_FORMAT_TEXT, WZ_LANGUAGE_EN);
        char *xml = assessed_as(cases[i], WZ_FORMAT_XML, WZ_LANGUAGE_ZH);
        CU_ASSERT_TRUE(zh && strstr(zh, "借阅办法") != NULL);
        CU_ASSERT_TRUE(en && strstr(en, "Lending rules") != NULL);
        xmlDoc *document = xml ? xmlReadMemory(xml, (int)strlen(xml), "x", NULL, XML_PARSE_NONET) : NULL;
        CU_ASSERT_PTR_NOT_NULL(document);
        xmlFreeDoc(document);
        wz_text_free(zh);
        wz_text_free(en);
        wz_text_free(xml);
    }
}

/* --- no word of the other domain --- */

typedef struct {
    const char **items;
    size_t count;
    wz_arena *arena;
    wz_law *law;
} words;

static void add_word(words *w, const char *word)
{
    if (w->count < 1000 && strcmp(word, "rule") != 0)
        w->items[w->count++] = word;
}

/* Ids that the real law's frame and vocabulary give to things. None is one of the library's, so any of them in a result
 * would have come from C; "rule" is the published format's own ("source": "rule"). */
static words words_of_the_real_law(void)
{
    words w = {.arena = wz_arena_new()};
    w.items = wz_arena_array(w.arena, 1000, sizeof *w.items);
    CU_ASSERT_EQUAL(wz_load_law(&w.law, "rules", NULL), WZ_OK);
    const wz_frame *f = w.law->frame;
    for (size_t i = 0; i < f->kind_count; i++)
        add_word(&w, f->kinds[i].id);
    for (size_t i = 0; i < f->step_count; i++)
        add_word(&w, f->steps[i].id);
    for (size_t i = 0; i < f->measure_count; i++)
        add_word(&w, f->measures[i].id);
    for (size_t i = 0; i < f->term_count; i++)
        add_word(&w, f->terms[i].id);
    for (size_t i = 0; i < f->field_count; i++)
        for (size_t v = 0; v < f->fields[i].count; v++)
            add_word(&w, f->fields[i].values[v].name);
    const wz_vocabulary *v = w.law->vocabulary;
    for (size_t e = 0; e < v->enumeration_count; e++)
        for (size_t i = 0; i < v->enumerations[e].count; i++)
            add_word(&w, v->enumerations[e].values[i].id);
    for (int e = 0; e < WZ_ENTITIES; e++)
        for (size_t a = 1; a < v->entities[e].count; a++)
            add_word(&w, v->entities[e].attributes[a].id);
    return w;
}

static void check_string(const char *value, const words *w)
{
    static const char *const parts[] = {"accountab",  "accident", "cadre", "disciplin", "sanction_kind",
                                        "regulation", "问责",     "事故",  "处分",      "干部",
                                        "追究",       "领导责任", "晋升",  "提拔",      "安全生产"};
    bool clean = true;
    for (size_t i = 0; i < w->count; i++)
        clean &= strcmp(value, w->items[i]) != 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        clean &= strstr(value, parts[i]) == NULL;
    CU_ASSERT_TRUE(clean);
    if (!clean)
        fprintf(stderr, "    a word of the other domain: %s\n", value);
}

static size_t check_values(const json_t *value, const words *w)
{
    size_t seen = 0, index;
    const char *key;
    json_t *member;
    if (json_is_string(value)) {
        check_string(json_string_value(value), w);
        return 1;
    }
    if (json_is_array(value))
        json_array_foreach(value, index, member) seen += check_values(member, w);
    if (json_is_object(value)) {
        json_object_foreach((json_t *)value, key, member) seen += check_values(member, w);
    }
    return seen;
}

static void test_library__no_word_of_the_other_domain_in_a_result(void)
{
    words w = words_of_the_real_law();
    CU_ASSERT_TRUE(w.count > 150);
    for (size_t i = 0; i < CASE_COUNT; i++)
        for (int language = WZ_LANGUAGE_ZH; language <= WZ_LANGUAGE_EN; language++) {
            char *text = assessed_as(cases[i], WZ_FORMAT_JSON, (wz_language)language);
            json_t *json = text ? json_loads(text, 0, NULL) : NULL;
            CU_ASSERT_PTR_NOT_NULL(json);
            CU_ASSERT_TRUE(check_values(json, &w) > 100);
            json_decref(json);
            wz_text_free(text);
        }
    wz_law_free(w.law);
    wz_arena_free(w.arena);
}

CU_pSuite test_library_law_suite(void)
{
    CU_pSuite suite = CU_add_suite("an invented law", start, stop);
    if (!suite)
        return NULL;
#define ADD(test) CU_add_test(suite, #test, test)
    ADD(test_library__is_checked_without_a_problem);
    ADD(test_library__its_worked_cases_come_out_as_expected);
    ADD(test_library__every_rule_can_be_shown);
    ADD(test_library__text_and_xml_are_whole);
    ADD(test_library__no_word_of_the_other_domain_in_a_result);
#undef ADD
    return suite;
}
