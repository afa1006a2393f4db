/* The XML form of an assessment: valid against its schema, and member for member the JSON form. */
#include "report_fixture.h"

#include <CUnit/CUnit.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>

CU_pSuite test_report_xml_suite(void);

static void be_quiet(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

static xmlDocPtr parse(const wz_buffer *out)
{
    return xmlReadMemory(out->data, (int)out->length, NULL, NULL,
                         XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_HUGE);
}

static xmlDocPtr write_and_parse(const wz_assessment *a)
{
    wz_buffer out = {0};
    wz_report_xml(&out, a, WZ_ZH);
    xmlDocPtr document = parse(&out);
    wz_buffer_free(&out);
    return document;
}

/* Whether a document is valid against rules/schema/assessment.rng. */
static bool is_valid(xmlDocPtr document)
{
    xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt("rules/schema/assessment.rng");
    xmlRelaxNGPtr schema = xmlRelaxNGParse(parser);
    xmlRelaxNGFreeParserCtxt(parser);
    if (!schema || !document) {
        xmlRelaxNGFree(schema);
        return false;
    }
    xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt(schema);
    xmlRelaxNGSetValidErrors(context, be_quiet, be_quiet, NULL);
    int problems = xmlRelaxNGValidateDoc(context, document);
    xmlRelaxNGFreeValidCtxt(context);
    xmlRelaxNGFree(schema);
    return problems == 0;
}

static void test_report_xml__is_the_golden_file(void)
{
    report_fixture f;
    wz_buffer out = {0};
    CU_ASSERT_EQUAL(wz_report_xml(&out, report_fixture_make(&f), WZ_ZH), WZ_OK);
    CU_ASSERT_TRUE(fixture_is_golden(&out, "tests/golden/report/demo.xml"));
    wz_buffer_free(&out);
    wz_arena_free(f.arena);
}

static void test_report_xml__is_valid(void)
{
    report_fixture f;
    xmlDocPtr document = write_and_parse(report_fixture_make(&f));
    CU_ASSERT_TRUE(is_valid(document));
    xmlFreeDoc(document);
    wz_arena_free(f.arena);
}

/* Each element of the document is needed: without any one of them the schema refuses it. */
static void test_report_xml__schema_refuses_what_lacks_a_key(void)
{
    static const char *const keys[] = {"as_of", "veto", "lifetime", "because", "counts", "value", "first_free_day"};
    report_fixture f;
    const wz_assessment *a = report_fixture_make(&f);
    wz_buffer out = {0};
    wz_report_xml(&out, a, WZ_ZH);
    for (size_t i = 0; i < COUNT(keys); i++) {
        xmlDocPtr document = parse(&out);
        xmlNodePtr node = xmlDocGetRootElement(document);
        while (node && strcmp((const char *)node->name, keys[i]) != 0) {
            xmlNodePtr up = node;
            node = node->children && node->children->type == XML_ELEMENT_NODE ? node->children : node->next;
            while (!node && up->parent) {
                up = up->parent;
                node = up->next;
            }
        }
        CU_ASSERT_PTR_NOT_NULL_FATAL(node);
        xmlUnlinkNode(node);
        xmlFreeNode(node);
        CU_ASSERT_FALSE(is_valid(document));
        xmlFreeDoc(document);
    }
    wz_buffer_free(&out);
    wz_arena_free(f.arena);
}

/* Whether an element says what a JSON scalar says. */
static bool same_scalar(json_t *value, xmlNodePtr node)
{
    xmlChar *nil = xmlGetNoNsProp(node, BAD_CAST "nil");
    xmlChar *text = xmlNodeGetContent(node);
    char number[40];
    const char *wanted = json_string_value(value);
    if (json_is_boolean(value))
        wanted = json_is_true(value) ? "true" : "false";
    if (json_is_integer(value)) {
        snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        wanted = number;
    }
    bool same = wanted ? !nil && strcmp(wanted, (const char *)text) == 0 : nil && *text == '\0';
    xmlFree(nil);
    xmlFree(text);
    return same;
}

/* Walks both forms together: whether the members of one are those of the other, in the same order. */
static bool same_tree(json_t *value, xmlNodePtr node)
{
    if (!node)
        return false;
    if (!json_is_object(value) && !json_is_array(value))
        return same_scalar(value, node);
    if (xmlHasProp(node, BAD_CAST "nil"))
        return false;
    xmlNodePtr child = node->children;
    for (size_t i = 0; i < json_array_size(value); i++) {
        if (!same_tree(json_array_get(value, i), child))
            return false;
        child = child->next;
    }
    const char *key;
    json_t *member;
    json_object_foreach(value, key, member)
    {
        if (!child || strcmp((const char *)child->name, key) != 0 || !same_tree(member, child)) {
            printf("\n%s differs\n", key);
            return false;
        }
        child = child->next;
    }
    return !child;
}

static void test_report_xml__says_what_the_json_says(void)
{
    report_fixture f;
    const wz_assessment *a = report_fixture_make(&f);
    wz_buffer out = {0};
    wz_report_json(&out, a, WZ_ZH);
    json_t *root = json_loadb(out.data, out.length, 0, NULL);
    xmlDocPtr document = write_and_parse(a);
    CU_ASSERT_PTR_NOT_NULL_FATAL(root);
    CU_ASSERT_PTR_NOT_NULL_FATAL(document);
    CU_ASSERT_TRUE(same_tree(root, xmlDocGetRootElement(document)));
    xmlFreeDoc(document);
    json_decref(root);
    wz_buffer_free(&out);
    wz_arena_free(f.arena);
}

static void test_report_xml__hostile_text_stays_in_its_element(void)
{
    report_fixture f;
    const wz_assessment *a = report_fixture_make(&f);
    f.subject.id = HOSTILE;
    xmlDocPtr document = write_and_parse(a);
    CU_ASSERT_TRUE_FATAL(is_valid(document));
    xmlNodePtr id = xmlDocGetRootElement(document)->children->next->next->next->children;
    xmlChar *text = xmlNodeGetContent(id);
    CU_ASSERT_STRING_EQUAL((const char *)text,
                           "a\"\\</id><x>&amp;]]>\xEF\xBF\xBD\xEF\xBF\xBD[31m\r\n\t\x7f\xE2\x80\xA8\xE2\x80\xAE"
                           "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz");
    xmlFree(text);
    xmlFreeDoc(document);
    wz_arena_free(f.arena);
}

static int write_xml(wz_buffer *out, const wz_assessment *a)
{
    return wz_report_xml(out, a, WZ_EN);
}

static void test_report_xml__running_out_of_memory_ends_cleanly(void)
{
    report_fixture f;
    CU_ASSERT_TRUE(fixture_survives(write_xml, report_fixture_make(&f)));
    wz_arena_free(f.arena);
}

CU_pSuite test_report_xml_suite(void)
{
    CU_pSuite suite = CU_add_suite("report/xml", NULL, NULL);
    if (!suite || !CU_add_test(suite, "is the golden file", test_report_xml__is_the_golden_file) ||
        !CU_add_test(suite, "is valid", test_report_xml__is_valid) ||
        !CU_add_test(suite, "the schema refuses what lacks a key", test_report_xml__schema_refuses_what_lacks_a_key) ||
        !CU_add_test(suite, "says what the JSON says", test_report_xml__says_what_the_json_says) ||
        !CU_add_test(suite, "hostile text stays in its element", test_report_xml__hostile_text_stays_in_its_element) ||
        !CU_add_test(suite, "running out of memory ends cleanly", test_report_xml__running_out_of_memory_ends_cleanly))
        return NULL;
    return suite;
}
