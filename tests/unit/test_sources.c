/* Holds the regulations in rules/sources/ to their printed text in tests/sources/. A citation shows what the XML says,
 * so the XML may not differ from the text by one character.
 *
 * The lines are rebuilt so: walk the document in order, outside <meta>. Only <num>, <heading> and <p> hold text, and
 * hold it verbatim, with whatever elements are inside them; white space between other elements is indentation. The text
 * of a <num> begins a line, the text of the next <heading> or <p> ends it. The space printed behind a number therefore
 * stands at the beginning of that <heading> or <p>. Source: docs/sources.md.
 *
 * Paths are relative to the project root. */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include <CUnit/CUnit.h>
#include <glob.h>
#include <libxml/hash.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SCHEMA "../shared/schemas/akn/akomantoso30.xsd"
#define AKN_NAMESPACE "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

CU_pSuite test_sources_suite(void);

/* What has a number, or is counted, and how its eId names it. */
typedef struct {
    const char *element;
    const char *name;
    bool whole_document; /* counted through the document, and its eId has no prefix */
} unit;

static const unit units[] = {
    {"chapter", "chp", false},       {"section", "sec", false},    {"article", "art", true},
    {"subsection", "subsec", false}, {"paragraph", "para", false}, {"point", "point", false},
};

/* How a number is printed; a unit without a row here prints none. */
typedef struct {
    const char *element;
    const char *before;
    const char *after;
    bool arabic;
} mark;

static const mark marks[] = {
    {"chapter", "第", "章", false}, {"section", "第", "节", false},  {"section", "", "、", false},
    {"article", "第", "条", false}, {"subsection", "(", ")", false}, {"subsection", "（", "）", false},
    {"point", "（", "）", false},   {"point", "(", ")", false},      {"point", "", ".", true},
    {"point", "(", ")", true},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void fault(const char *path, long line, const char *what, const char *detail)
{
    fprintf(stderr, "\n%s:%ld: %s: %s\n", path, line, what, detail);
    CU_FAIL("see the line above");
}

static void node_fault(const char *path, const xmlNode *node, const char *what, const char *detail)
{
    fault(path, xmlGetLineNo(node), what, detail);
}

static bool is(const xmlNode *node, const char *element)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, element) == 0;
}

/* Run the check on every regulation. */
static void each_source(void (*check)(const char *path, xmlDoc *doc))
{
    glob_t found;
    if (glob("rules/sources/*.xml", 0, NULL, &found)) {
        fault("rules/sources", 0, "no regulation found", "run from the project root");
        return;
    }
    for (size_t i = 0; i < found.gl_pathc; i++) {
        xmlDoc *doc = xmlReadFile(found.gl_pathv[i], NULL, XML_PARSE_NONET);
        if (doc)
            check(found.gl_pathv[i], doc);
        else
            fault(found.gl_pathv[i], 0, "not well-formed", "see the parser's message");
        xmlFreeDoc(doc);
    }
    globfree(&found);
}

/* From rules/sources/x.xml to tests/sources/x.txt, or back. */
static void counterpart(const char *path, const char *folder, const char *extension, char *out, size_t size)
{
    const char *name = strrchr(path, '/') + 1;
    snprintf(out, size, "%s/%.*s%s", folder, (int)(strrchr(name, '.') - name), name, extension);
}

/* --- The text --- */

static void add_text(const char *path, xmlNode *node, xmlBuffer *lines)
{
    xmlChar *text = xmlNodeGetContent(node);
    if (strpbrk((const char *)text, "\t\r\n"))
        node_fault(path, node, "line break or tab inside the text", (const char *)text);
    xmlBufferCat(lines, text);
    if (!is(node, "num"))
        xmlBufferCCat(lines, "\n");
    xmlFree(text);
}

static void rebuild(const char *path, xmlNode *parent, xmlBuffer *lines)
{
    for (xmlNode *node = parent->children; node; node = node->next) {
        if (node->type == XML_COMMENT_NODE || is(node, "meta"))
            continue;
        if (is(node, "num") || is(node, "heading") || is(node, "p"))
            add_text(path, node, lines);
        else if (node->type == XML_ELEMENT_NODE)
            rebuild(path, node, lines);
        else if (!xmlIsBlankNode(node))
            node_fault(path, node, "text outside num, heading and p", (const char *)node->content);
    }
}

/* The printed text, or NULL. */
static xmlBuffer *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    xmlBuffer *bytes = xmlBufferCreate();
    xmlChar chunk[4096];
    size_t got;
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
        xmlBufferAdd(bytes, chunk, (int)got);
    fclose(file);
    return bytes;
}

/* Returns the number of the first line that differs, 0 if none does; leaves the pointers at its beginning. */
static long first_difference(const char **printed, const char **rebuilt)
{
    for (long line = 1; **printed || **rebuilt; line++) {
        size_t a = strcspn(*printed, "\n"), b = strcspn(*rebuilt, "\n");
        if (a != b || memcmp(*printed, *rebuilt, a) != 0 || (*printed)[a] != (*rebuilt)[b])
            return line;
        *printed += a + ((*printed)[a] == '\n');
        *rebuilt += b + ((*rebuilt)[b] == '\n');
    }
    return 0;
}

/* Compare a regulation with its printed text: the first line that differs, 0 if none, -1 if there is no text. */
static long compare(const char *path, xmlDoc *doc, bool report)
{
    char txt[256];
    counterpart(path, "tests/sources", ".txt", txt, sizeof txt);
    xmlBuffer *file = read_file(txt), *lines = xmlBufferCreate();
    rebuild(path, xmlDocGetRootElement(doc), lines);
    long line = -1;
    if (file) {
        const char *printed = (const char *)xmlBufferContent(file), *rebuilt = (const char *)xmlBufferContent(lines);
        line = first_difference(&printed, &rebuilt);
        if (line > 0 && report)
            fprintf(stderr, "\n%s:%ld: printed “%.*s”\n%s: rebuilt “%.*s”\n", txt, line, (int)strcspn(printed, "\n"),
                    printed, path, (int)strcspn(rebuilt, "\n"), rebuilt);
    }
    xmlBufferFree(lines);
    xmlBufferFree(file);
    return line;
}

static void check_text(const char *path, xmlDoc *doc)
{
    long line = compare(path, doc, true);
    if (line)
        fault(path, 0, "differs from tests/sources", line < 0 ? "the .txt file is missing" : "see the lines above");
}

static void test_sources__text_is_the_printed_text(void)
{
    each_source(check_text);
}

static void test_sources__every_printed_text_is_marked_up(void)
{
    glob_t found;
    CU_ASSERT_EQUAL(glob("tests/sources/*.txt", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        char xml[256];
        counterpart(found.gl_pathv[i], "rules/sources", ".xml", xml, sizeof xml);
        if (access(xml, R_OK))
            fault(found.gl_pathv[i], 0, "has no counterpart", xml);
    }
    globfree(&found);
}

/* The last <p> below the node. */
static xmlNode *last_paragraph(xmlNode *node)
{
    for (xmlNode *child = node->last; child; child = child->prev) {
        xmlNode *found = is(child, "p") ? child : last_paragraph(child);
        if (found)
            return found;
    }
    return NULL;
}

static void check_alteration(const char *path, xmlDoc *doc)
{
    xmlNodeAddContent(last_paragraph(xmlDocGetRootElement(doc)), (const xmlChar *)" ");
    if (compare(path, doc, false) <= 0)
        fault(path, 0, "an added space went unseen", "the comparison proves nothing");
}

static void test_sources__one_added_space_is_seen(void)
{
    each_source(check_alteration);
}

/* --- The eIds --- */

/* 1 to 999 as printed: 一, 十, 二十三, 一百零一. */
static void write_chinese(int number, char *out, size_t size)
{
    static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    int hundreds = number / 100 % 10, tens = number / 10 % 10;
    const char *gap = hundreds && !tens && number % 10 ? "零" : "";
    const char *ten_digit = tens == 1 && !hundreds ? "" : digits[tens];
    snprintf(out, size, "%s%s%s%s%s%s", digits[hundreds], hundreds ? "百" : "", gap, ten_digit, tens ? "十" : "",
             digits[number % 10]);
}

/* Is the number printed as this kind of element prints it? */
static bool number_agrees(const char *element, const char *printed, int number)
{
    char chinese[32], arabic[16], expected[64];
    write_chinese(number, chinese, sizeof chinese);
    snprintf(arabic, sizeof arabic, "%d", number);
    bool numbered = false;
    for (size_t i = 0; i < COUNT(marks); i++) {
        const mark *m = &marks[i];
        if (strcmp(m->element, element) != 0)
            continue;
        numbered = true;
        snprintf(expected, sizeof expected, "%s%s%s", m->before, m->arabic ? arabic : chinese, m->after);
        if (strcmp(expected, printed) == 0)
            return true;
    }
    return !numbered && !*printed;
}

/* What the walk over the eIds knows on its way down. */
typedef struct {
    const char *path;
    const char *prefix; /* eId of the nearest element around that has one */
    int *articles;      /* so far in the document */
    int *segments;      /* so far in that element */
} walk;

static const unit *unit_of(const xmlNode *node)
{
    for (size_t i = 0; i < COUNT(units); i++)
        if (is(node, units[i].element))
            return &units[i];
    return NULL;
}

/* Which of its kind the node is, from 1. */
static int ordinal(const xmlNode *node, const unit *kind, int *articles)
{
    if (kind->whole_document)
        return ++*articles;
    int number = 1;
    for (const xmlNode *before = node->prev; before; before = before->prev)
        number += is(before, kind->element);
    return number;
}

static void check_number(const walk *at, xmlNode *node, int number)
{
    xmlNode *num = xmlFirstElementChild(node);
    xmlChar *printed = num && is(num, "num") ? xmlNodeGetContent(num) : xmlStrdup((const xmlChar *)"");
    if (!number_agrees((const char *)node->name, (const char *)printed, number))
        node_fault(at->path, node, "printed number does not fit its place", (const char *)printed);
    xmlFree(printed);
}

/* Writes the eId that the node must have; returns false if none is asked of it. */
static bool expected_eid(const walk *at, xmlNode *node, char *out, size_t size)
{
    const unit *kind = unit_of(node);
    const char *joint = *at->prefix ? "__" : "";
    if (kind) {
        int number = ordinal(node, kind, at->articles);
        check_number(at, node, number);
        if (kind->whole_document)
            joint = "";
        snprintf(out, size, "%s%s%s_%d", kind->whole_document ? "" : at->prefix, joint, kind->name, number);
    } else if (is(node, "intro")) {
        snprintf(out, size, "%s%sintro", at->prefix, joint);
    } else if (is(node, "span")) {
        snprintf(out, size, "%s%sseg_%d", at->prefix, joint, ++*at->segments);
    } else {
        return false;
    }
    return true;
}

/* A paragraph is either plain or cut into segments without a rest. */
static void check_cover(const char *path, const xmlNode *paragraph)
{
    bool cut = false, rest = false;
    for (const xmlNode *child = paragraph->children; child; child = child->next) {
        cut = cut || is(child, "span");
        rest = rest || !is(child, "span");
    }
    if (cut && rest)
        node_fault(path, paragraph, "segments do not cover the paragraph", "put all of its text into them");
}

static void walk_eids(const walk *at, xmlNode *parent)
{
    for (xmlNode *node = xmlFirstElementChild(parent); node; node = xmlNextElementSibling(node)) {
        char expected[128];
        int segments = 0;
        walk below = *at;
        if (is(node, "meta"))
            continue;
        if (is(node, "p"))
            check_cover(at->path, node);
        xmlChar *eid = xmlGetNoNsProp(node, (const xmlChar *)"eId");
        bool asked = expected_eid(at, node, expected, sizeof expected);
        if (asked && (!eid || strcmp((const char *)eid, expected) != 0))
            node_fault(at->path, node, "wrong or missing eId, expected", expected);
        if (!asked && eid)
            node_fault(at->path, node, "eId on an element that is never cited", (const char *)eid);
        xmlFree(eid);
        if (asked) {
            below.prefix = expected;
            below.segments = &segments;
        }
        walk_eids(&below, node);
    }
}

static void check_eids(const char *path, xmlDoc *doc)
{
    int articles = 0, segments = 0;
    walk top = {path, "", &articles, &segments};
    walk_eids(&top, xmlDocGetRootElement(doc));
}

static void test_sources__eids_follow_the_printed_numbers(void)
{
    each_source(check_eids);
}

static void collect_eids(const char *path, xmlNode *node, xmlHashTable *seen)
{
    xmlChar *eid = xmlGetNoNsProp(node, (const xmlChar *)"eId");
    if (eid && xmlHashAddEntry(seen, eid, node))
        node_fault(path, node, "eId stands twice", (const char *)eid);
    xmlFree(eid);
    for (xmlNode *child = xmlFirstElementChild(node); child; child = xmlNextElementSibling(child))
        collect_eids(path, child, seen);
}

static void check_unique(const char *path, xmlDoc *doc)
{
    xmlHashTable *seen = xmlHashCreate(256);
    collect_eids(path, xmlDocGetRootElement(doc), seen);
    xmlHashFree(seen, NULL);
}

static void test_sources__eids_are_unique(void)
{
    each_source(check_unique);
}

static void test_sources__numerals_are_written_as_printed(void)
{
    static const struct {
        int number;
        const char *printed;
    } cases[] = {{1, "一"},      {10, "十"},        {11, "十一"},     {20, "二十"},
                 {35, "三十五"}, {101, "一百零一"}, {110, "一百一十"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        char written[32];
        write_chinese(cases[i].number, written, sizeof written);
        CU_ASSERT_STRING_EQUAL(written, cases[i].printed);
    }
}

/* --- The schema --- */

static xmlSchemaValidCtxt *validator;

static void check_schema(const char *path, xmlDoc *doc)
{
    const xmlNode *root = xmlDocGetRootElement(doc);
    if (!root->ns || strcmp((const char *)root->ns->href, AKN_NAMESPACE) != 0)
        fault(path, 1, "not in the namespace", AKN_NAMESPACE);
    if (validator && xmlSchemaValidateDoc(validator, doc))
        fault(path, 0, "not valid", "see the validator's message");
}

static void test_sources__valid_akoma_ntoso(void)
{
    xmlSchemaParserCtxt *parser = NULL;
    xmlSchema *schema = NULL;
    if (access(SCHEMA, R_OK)) {
        printf("\nsources: schema validation skipped: no " SCHEMA "\n");
    } else {
        parser = xmlSchemaNewParserCtxt(SCHEMA);
        schema = xmlSchemaParse(parser);
        CU_ASSERT_PTR_NOT_NULL(schema);
        validator = schema ? xmlSchemaNewValidCtxt(schema) : NULL;
    }
    each_source(check_schema);
    xmlSchemaFreeValidCtxt(validator);
    validator = NULL;
    xmlSchemaFree(schema);
    xmlSchemaFreeParserCtxt(parser);
}

CU_pSuite test_sources_suite(void)
{
    CU_pSuite suite = CU_add_suite("sources", NULL, NULL);
    if (!suite)
        return NULL;
    CU_ADD_TEST(suite, test_sources__text_is_the_printed_text);
    CU_ADD_TEST(suite, test_sources__every_printed_text_is_marked_up);
    CU_ADD_TEST(suite, test_sources__one_added_space_is_seen);
    CU_ADD_TEST(suite, test_sources__eids_follow_the_printed_numbers);
    CU_ADD_TEST(suite, test_sources__eids_are_unique);
    CU_ADD_TEST(suite, test_sources__numerals_are_written_as_printed);
    CU_ADD_TEST(suite, test_sources__valid_akoma_ntoso);
    return suite;
}
