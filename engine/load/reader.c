/* The reader: libxml2's SAX events walked along the tables. Invariant: `stack[0..depth)` are the open elements that the
 * tables know; below an unknown element nothing is looked at until it ends (`skipped` counts the open elements there).
 * Positions are offsets into the bytes, turned into lines and columns by one cursor that only moves forward. */
#include "load/reader.h"

#include "load/xml_error.h"

#include "base/alloc.h"
#include "base/buffer.h"

#include <libxml/SAX2.h>
#include <libxml/dict.h>
#include <libxml/parser.h>
#include <string.h>

enum { VALUE_MAX = 1 << 20, NAMESPACES_MAX = 64, NAMES_MAX = 10000 };

struct wz_reader {
    const wz_reading_task *task;
    wz_input input;
    size_t given; /* how much of it libxml2 has asked for */
    xmlParserCtxtPtr parser;
    wz_cursor cursor;  /* at the last tag that opened */
    size_t mark;       /* offset where text after the last markup begins */
    wz_element *stack; /* WZ_DEPTH of them */
    size_t depth;
    size_t skipped;
    size_t namespaces;
    wz_buffer text;
    size_t text_mark; /* offset from which the text's first character is looked for */
    int code;         /* WZ_OK until broken off */
};

void *wz_reader_user(const wz_reader *reader)
{
    return reader->task->user;
}

wz_arena *wz_reader_arena(const wz_reader *reader)
{
    return reader->task->arena;
}

wz_report *wz_reader_report(const wz_reader *reader)
{
    return reader->task->report;
}

void wz_reader_stop(wz_reader *reader, int code)
{
    if (reader->code != WZ_OK)
        return;
    reader->code = code;
    xmlStopParser(reader->parser);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* --- places --- */

static size_t parsed(const wz_reader *reader)
{
    long offset = xmlByteConsumed(reader->parser);
    return offset < 0 ? 0 : (size_t)offset < reader->input.length ? (size_t)offset : reader->input.length;
}

static wz_place place_of(const wz_reader *reader, const wz_cursor *cursor)
{
    return (wz_place){reader->task->report->file, cursor->line, cursor->column};
}

static wz_place place_at(const wz_reader *reader, size_t offset)
{
    wz_cursor cursor = {.line = 1, .column = 1};
    if (offset >= reader->cursor.offset)
        cursor = reader->cursor;
    wz_cursor_advance(&cursor, &reader->input, offset);
    return place_of(reader, &cursor);
}

/* Offset of an attribute's value, looked for in the bytes of its tag; that of the tag where it is not found. */
static size_t find_value(const wz_reader *reader, const wz_element *element, const char *name)
{
    const char *at = reader->input.bytes + element->offset, *end = reader->input.bytes + reader->input.length;
    size_t length = strlen(name);
    while (at < end && *at && *at != '>') {
        const char *word = at;
        while (at < end && !strchr("= \t\r\n\"'>", *at))
            at++;
        bool found = (size_t)(at - word) == length && memcmp(word, name, length) == 0;
        while (at < end && !strchr("\"'>", *at) && (is_blank(*at) || *at == '='))
            at++;
        if (at >= end || (*at != '"' && *at != '\''))
            continue;
        if (found)
            return (size_t)(at + 1 - reader->input.bytes);
        at = memchr(at + 1, *at, (size_t)(end - at - 1));
        at = at ? at + 1 : end;
    }
    return element->offset;
}

/* Counted from the element's own tag, so that a place costs as much as the tag is long. */
static wz_place value_place(const wz_reader *reader, const wz_element *element, const char *name, size_t offset)
{
    size_t wanted = offset ? offset : find_value(reader, element, name);
    if (wanted < element->offset)
        return place_at(reader, wanted);
    wz_cursor cursor = {.offset = element->offset, .line = element->place.line, .column = element->place.column};
    wz_cursor_advance(&cursor, &reader->input, wanted);
    return place_of(reader, &cursor);
}

wz_place wz_attribute_place(const wz_reader *reader, const wz_element *element, size_t attribute)
{
    if (!(element->present >> attribute & 1))
        return element->place;
    return value_place(reader, element, element->rule->attributes[attribute].name, element->offsets[attribute]);
}

/* Offset of a pointer into the parser's window of the file; 0 where it points elsewhere, as a value does in which
 * entities were replaced. */
static size_t offset_of(const wz_reader *reader, const xmlChar *p)
{
    const xmlParserInput *window = reader->parser->input;
    uintptr_t at = (uintptr_t)p, base = (uintptr_t)window->base, end = (uintptr_t)window->end;
    return at < base || at >= end ? 0 : window->consumed + (size_t)(at - base);
}

/* Move the cursor to the '<' of the tag that the parser has just read: the last one before its position, as no '<' can
 * stand in a tag's values. */
static wz_place enter_tag(wz_reader *reader)
{
    size_t end = parsed(reader), offset = end;
    while (offset > reader->cursor.offset && (offset == reader->input.length || reader->input.bytes[offset] != '<'))
        offset--;
    wz_cursor_advance(&reader->cursor, &reader->input, offset);
    reader->mark = end < reader->input.length ? end + 1 : end;
    return place_of(reader, &reader->cursor);
}

/* Whether the reading was broken off, or memory is short: handlers rely on what stands in the arena. */
static bool cannot_go_on(wz_reader *reader)
{
    if (wz_arena_failed(reader->task->arena))
        wz_reader_stop(reader, WZ_ENOMEM);
    return reader->code != WZ_OK;
}

/* --- attributes --- */

static const char *form_advice(const wz_reader *reader, const wz_attribute_rule *rule, const char *value)
{
    static const char *const advice[] = {
        [WZ_FORM_ANY] = "",
        [WZ_FORM_FILLED] = "write something in it",
        [WZ_FORM_ID] = "write an id without blanks",
        [WZ_FORM_IDS] = "write one or more ids, separated by blanks",
        [WZ_FORM_NAME] = "use letters, digits and _, not a digit first",
        [WZ_FORM_TOKEN] = "use letters, digits, _ - and ., not a digit first",
        [WZ_FORM_BOOLEAN] = "write true or false",
        [WZ_FORM_DAY] = "write a day that exists as YYYY-MM-DD",
        [WZ_FORM_COUNT] = "write a whole number from 1",
        [WZ_FORM_CHOICE] = "",
    };
    if (rule->form != WZ_FORM_CHOICE)
        return advice[rule->form];
    wz_nearest nearest = wz_nearest_to(value);
    char *list = wz_arena_strdup(reader->task->arena, "write");
    for (const char *const *choice = rule->choices; *choice && list; choice++) {
        wz_nearest_try(&nearest, *choice);
        list = wz_arena_printf(reader->task->arena, "%s%s %s", list,
                               choice == rule->choices ? ""
                               : choice[1]             ? ","
                                                       : " or",
                               *choice);
    }
    return wz_nearest_advice(reader->task->report, &nearest, list ? list : "");
}

static void take_attribute(wz_reader *reader, wz_element *element, size_t i, const char *value, size_t offset)
{
    const wz_attribute_rule *rule = &element->rule->attributes[i];
    element->offsets[i] = offset;
    element->present |= UINT32_C(1) << i;
    if (wz_form_holds(rule->form, value, rule->choices))
        element->values[i] = value;
    else if (wz_report_open(reader->task->report))
        wz_report_error(reader->task->report, "FORM-006", wz_attribute_place(reader, element, i),
                        "%s=%s is not of the right form; %s", rule->name, wz_shown(reader->task->report, value),
                        form_advice(reader, rule, value));
    else
        reader->task->report->errors++;
}

/* One of libxml2's attributes: local name, prefix, URI, value, end of value. */
typedef struct {
    const xmlChar *name, *prefix, *uri, *value, *end;
} sax_attribute;

/* Name as the tables have it, or NULL where the attribute belongs to some other namespace. */
static const char *known_name(const sax_attribute *attribute)
{
    if (!attribute->uri)
        return (const char *)attribute->name;
    bool lang =
        strcmp((const char *)attribute->prefix, "xml") == 0 && strcmp((const char *)attribute->name, "lang") == 0;
    return lang ? "xml:lang" : NULL;
}

static bool find_attribute(const wz_element_rule *rule, const char *name, size_t *index)
{
    for (size_t i = 0; name && i < rule->attribute_count; i++) {
        if (strcmp(rule->attributes[i].name, name) == 0) {
            *index = i;
            return true;
        }
    }
    return false;
}

static void unknown_attribute(wz_reader *reader, wz_element *element, const sax_attribute *attribute, const char *name,
                              const char *value)
{
    wz_place place = value_place(reader, element, (const char *)attribute->name, offset_of(reader, attribute->value));
    if (element->rule->attribute && name) {
        element->rule->attribute(reader, element, name, value, place);
        return;
    }
    if (element->rule->any_attribute)
        return;
    wz_report *report = reader->task->report;
    if (!wz_report_open(report)) {
        report->errors++;
        return;
    }
    wz_nearest nearest = wz_nearest_to((const char *)attribute->name);
    for (size_t i = 0; i < element->rule->attribute_count; i++)
        wz_nearest_try(&nearest, element->rule->attributes[i].name);
    const char *full = attribute->prefix ? wz_arena_printf(report->arena, "%s:%s", (const char *)attribute->prefix,
                                                           (const char *)attribute->name)
                                         : (const char *)attribute->name;
    wz_report_error(report, "FORM-004", place, "<%s> has no attribute %s; %s", element->name,
                    wz_shown(report, full ? full : "?"), wz_nearest_advice(report, &nearest, "leave it out"));
}

/* Give the attributes to the element: those of its table first, for its start to see, then the others. */
static void take_attributes(wz_reader *reader, wz_element *element, const sax_attribute *attributes, size_t count,
                            bool known)
{
    for (size_t i = 0; i < count && reader->code == WZ_OK; i++) {
        const char *name = known_name(&attributes[i]);
        size_t index = 0, length = (size_t)(attributes[i].end - attributes[i].value);
        if (find_attribute(element->rule, name, &index) != known || (!known && element->rule->any_attribute))
            continue;
        if (length > VALUE_MAX) {
            wz_report_error(reader->task->report, "LIMIT-003", element->place,
                            "a value of <%s> is longer than %d bytes; shorten it", element->name, VALUE_MAX);
            wz_reader_stop(reader, WZ_ELIMIT);
            return;
        }
        const char *value = wz_arena_strndup(reader->task->arena, (const char *)attributes[i].value, length);
        if (!value)
            wz_reader_stop(reader, WZ_ENOMEM);
        else if (known)
            take_attribute(reader, element, index, value, offset_of(reader, attributes[i].value));
        else
            unknown_attribute(reader, element, &attributes[i], name, value);
    }
}

static void require_attributes(wz_reader *reader, const wz_element *element)
{
    for (size_t i = 0; i < element->rule->attribute_count; i++) {
        const wz_attribute_rule *rule = &element->rule->attributes[i];
        if (rule->required && !(element->present >> i & 1))
            wz_report_error(reader->task->report, "FORM-005", element->place, "<%s> needs the attribute %s; add it",
                            element->name, rule->name);
    }
}

/* --- elements --- */

static void unknown_element(wz_reader *reader, const wz_element *parent, const char *name, wz_place place)
{
    wz_report *report = reader->task->report;
    if (!wz_report_open(report)) {
        report->errors++;
        return;
    }
    wz_nearest nearest = wz_nearest_to(name);
    if (!parent) {
        const char *advice = wz_arena_printf(report->arena, "it should begin <%s xmlns=\"%s\">",
                                             reader->task->root->name, reader->task->namespace);
        wz_report_error(report, "FORM-010", place, "the file begins with <%.60s>; %s", name, advice ? advice : "");
        return;
    }
    for (size_t i = 0; i < parent->rule->child_count; i++)
        wz_nearest_try(&nearest, parent->rule->children[i].element->name);
    if (nearest.best && nearest.distance == 0)
        wz_report_error(report, "FORM-010", place, "<%s> is of another namespace; leave out its xmlns", name);
    else
        wz_report_error(report, "FORM-001", place, "<%.60s> cannot stand in <%s>; %s", name, parent->name,
                        wz_nearest_advice(report, &nearest, "take it out, or put it where it belongs"));
}

/* Note a child of a known name in its parent: how many, and in which order. */
static void count_child(wz_reader *reader, wz_element *parent, size_t i, wz_place place)
{
    const wz_child_rule *child = &parent->rule->children[i];
    parent->counts[i]++;
    if (child->max && parent->counts[i] == child->max + 1U)
        wz_report_error(reader->task->report, "FORM-003", place, "<%s> stands in <%s> more than %s; keep one",
                        child->element->name, parent->name, child->max == 1 ? "once" : "often enough");
    if (!parent->rule->ordered)
        return;
    if (child->rank < parent->rank)
        wz_report_error(reader->task->report, "FORM-009", place,
                        "<%s> stands too late in <%s>; put it before what follows it in docs/formats.md",
                        child->element->name, parent->name);
    else
        parent->rank = child->rank;
}

static const wz_element_rule *rule_for(wz_reader *reader, wz_element *parent, const char *name, const char *uri,
                                       wz_place place)
{
    bool ours = uri && strcmp(uri, reader->task->namespace) == 0;
    if (!parent)
        return ours && strcmp(name, reader->task->root->name) == 0 ? reader->task->root : NULL;
    if (!ours)
        return NULL;
    for (size_t i = 0; i < parent->rule->child_count; i++) {
        if (strcmp(parent->rule->children[i].element->name, name) == 0) {
            count_child(reader, parent, i, place);
            return parent->rule->children[i].element;
        }
    }
    return parent->rule->other_child;
}

static bool too_deep(wz_reader *reader, wz_place place)
{
    if (reader->depth + reader->skipped < WZ_DEPTH)
        return false;
    wz_report_error(reader->task->report, "LIMIT-002", place, "elements stand in each other more than %d deep; %s",
                    WZ_DEPTH, "check that each one is closed");
    wz_reader_stop(reader, WZ_ELIMIT);
    return true;
}

/* libxml2 looks names up in lists that grow with their number, and namespaces one by one. */
static bool too_many_names(wz_reader *reader, size_t offset)
{
    bool namespaces = reader->namespaces > NAMESPACES_MAX;
    if (!namespaces && xmlDictSize(reader->parser->dict) <= NAMES_MAX)
        return false;
    wz_report_error(reader->task->report, "LIMIT-005", place_at(reader, offset),
                    "the file has more than %d %s; use those that wenze knows", namespaces ? NAMESPACES_MAX : NAMES_MAX,
                    namespaces ? "declarations of namespaces" : "different names of elements and attributes");
    wz_reader_stop(reader, WZ_ELIMIT);
    return true;
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int attribute_count, int defaulted, const xmlChar **attributes)
{
    (void)prefix, (void)namespaces, (void)defaulted;
    wz_reader *reader = user;
    wz_place place = enter_tag(reader);
    reader->namespaces += (size_t)namespace_count;
    if (reader->code != WZ_OK || too_deep(reader, place))
        return;
    if (too_many_names(reader, reader->cursor.offset))
        return;
    wz_element *parent = reader->depth ? &reader->stack[reader->depth - 1] : NULL;
    const wz_element_rule *rule =
        reader->skipped ? NULL : rule_for(reader, parent, (const char *)name, (const char *)uri, place);
    if (!rule) {
        if (!reader->skipped++)
            unknown_element(reader, parent, (const char *)name, place);
        if (!parent || reader->task->report->errors > WZ_DIAG_MAX)
            wz_reader_stop(reader, WZ_EINPUT);
        return;
    }
    wz_element *element = &reader->stack[reader->depth++];
    *element = (wz_element){
        .rule = rule, .parent = parent, .name = (const char *)name, .place = place, .offset = reader->cursor.offset};
    if (rule->content == WZ_HAS_TEXT)
        wz_buffer_clear(&reader->text);
    const sax_attribute *given = (const sax_attribute *)(const void *)attributes;
    take_attributes(reader, element, given, (size_t)attribute_count, true);
    require_attributes(reader, element);
    if (rule->start && !cannot_go_on(reader))
        rule->start(reader, element);
    take_attributes(reader, element, given, (size_t)attribute_count, false);
}

/* Offset of the first character that is no blank at or behind an offset where text begins. */
static size_t text_offset(const wz_reader *reader, size_t offset)
{
    static const char section[] = "<![CDATA[";
    while (offset < reader->input.length && is_blank(reader->input.bytes[offset]))
        offset++;
    bool opens = reader->input.length - offset >= strlen(section) &&
                 memcmp(reader->input.bytes + offset, section, strlen(section)) == 0;
    return opens ? offset + strlen(section) : offset;
}

/* Trim the text read and find the place of its first character. */
static void finish_text(wz_reader *reader, wz_element *element)
{
    const char *text = reader->text.length ? reader->text.data : "";
    size_t length = reader->text.length;
    while (length && is_blank(text[length - 1]))
        length--;
    while (length && is_blank(*text)) {
        text++;
        length--;
    }
    element->text = wz_arena_strndup(reader->task->arena, text, length);
    if (length == 0) {
        wz_report_error(reader->task->report, "FORM-008", element->place, "<%s> is empty; write something in it",
                        element->name);
        element->text_place = element->place;
        return;
    }
    element->text_place = place_at(reader, text_offset(reader, reader->text_mark));
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)name, (void)prefix, (void)uri;
    wz_reader *reader = user;
    if (reader->code != WZ_OK)
        return;
    reader->mark = parsed(reader);
    if (reader->skipped) {
        reader->skipped--;
        return;
    }
    wz_element *element = &reader->stack[reader->depth - 1];
    if (element->rule->content == WZ_HAS_TEXT)
        finish_text(reader, element);
    for (size_t i = 0; i < element->rule->child_count; i++) {
        const wz_child_rule *child = &element->rule->children[i];
        if (element->counts[i] < child->min)
            wz_report_error(reader->task->report, "FORM-002", element->place, "<%s> needs <%s> in it; add it",
                            element->name, child->element->name);
    }
    if (element->rule->end && !cannot_go_on(reader))
        element->rule->end(reader, element);
    reader->depth--;
    if (reader->task->report->errors > WZ_DIAG_MAX)
        wz_reader_stop(reader, WZ_EINPUT);
}

/* --- text --- */

static void keep_text(wz_reader *reader, const wz_element *element, const char *text, size_t length)
{
    if (reader->text.length == 0 || strspn(reader->text.data, " \t\r\n") == reader->text.length)
        reader->text_mark = reader->mark;
    wz_buffer_add(&reader->text, text, length);
    if (reader->text.failed) {
        wz_reader_stop(reader, WZ_ENOMEM);
    } else if (reader->text.length > VALUE_MAX) {
        wz_report_error(reader->task->report, "LIMIT-003", element->place,
                        "the text of <%s> is longer than %d bytes; shorten it", element->name, VALUE_MAX);
        wz_reader_stop(reader, WZ_ELIMIT);
    }
}

static void on_text(void *user, const xmlChar *bytes, int count)
{
    wz_reader *reader = user;
    if (reader->code != WZ_OK || reader->skipped || reader->depth == 0)
        return;
    wz_element *element = &reader->stack[reader->depth - 1];
    const char *text = (const char *)bytes;
    size_t length = (size_t)count;
    if (element->rule->content == WZ_HAS_TEXT) {
        keep_text(reader, element, text, length);
        return;
    }
    if (element->rule->content == WZ_HAS_BOTH) {
        if (element->rule->text)
            element->rule->text(reader, element, text, length);
        return;
    }
    size_t i = 0;
    while (i < length && is_blank(text[i]))
        i++;
    if (i == length || element->text_reported)
        return;
    element->text_reported = true;
    wz_report_error(reader->task->report, "FORM-007", place_at(reader, text_offset(reader, reader->mark)),
                    "<%s> has text in it; take it out, or put it into an element", element->name);
}

/* After a comment or an instruction text begins anew. */
static void on_comment(void *user, const xmlChar *text)
{
    (void)text;
    wz_reader *reader = user;
    if (reader->code == WZ_OK)
        reader->mark = parsed(reader);
}

static void on_instruction(void *user, const xmlChar *target, const xmlChar *data)
{
    (void)target;
    wz_reader *reader = user;
    on_comment(user, data);
    if (reader->code == WZ_OK)
        too_many_names(reader, reader->mark);
}

/* --- problems of the XML itself --- */

static void on_doctype(void *user, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
    (void)name, (void)id, (void)system;
    wz_reader *reader = user;
    if (reader->code != WZ_OK)
        return;
    const char *from = reader->input.bytes + reader->mark;
    const char *found = memmem(from, reader->input.length - reader->mark, "<!DOCTYPE", 9);
    wz_report_error(reader->task->report, "DTD-001",
                    place_at(reader, reader->mark + (size_t)(found ? found - from : 0)),
                    "the file has a DOCTYPE, which wenze does not read; take it out, and entities with it");
    wz_reader_stop(reader, WZ_EINPUT);
}

/* Whether more than a value may hold lies between the last markup before an offset, and the next one behind it. */
static bool in_long_token(const wz_reader *reader, size_t offset)
{
    const char *at = reader->input.bytes + offset;
    const char *next = memchr(at, '<', reader->input.length - offset);
    size_t ahead = next ? (size_t)(next - at) : reader->input.length - offset;
    return ahead > VALUE_MAX || (offset > reader->mark && offset - reader->mark > VALUE_MAX);
}

static void on_error(void *user, xmlErrorPtr error)
{
    wz_reader *reader = user;
    if (reader->code != WZ_OK || error->level == XML_ERR_WARNING)
        return;
    if (error->code == XML_ERR_NO_MEMORY) {
        reader->code = WZ_ENOMEM;
        return;
    }
    size_t offset = parsed(reader);
    int kind = error->code;
    char before = offset ? reader->input.bytes[offset - 1] : '\0';
    if (kind == XML_ERR_NAME_REQUIRED && (before == '&' || before == '<')) {
        kind = before == '&' ? XML_ERR_ENTITYREF_NO_NAME : XML_ERR_NAME_REQUIRED;
        offset--;
    }
    const wz_element *open = reader->depth && !reader->skipped ? &reader->stack[reader->depth - 1] : NULL;
    wz_xml_problem problem = {
        .code = kind,
        .place = place_at(reader, offset),
        .at_end = offset >= reader->input.length,
        .long_token = in_long_token(reader, offset),
        .open = open ? open->name : NULL,
        .opened = open ? open->place : (wz_place){0},
    };
    bool fatal = error->level == XML_ERR_FATAL;
    int code = wz_xml_report(reader->task->report, &problem);
    if (fatal)
        reader->code = code;
}

/* libxml2 asks for the bytes piece by piece, and lets go of those behind it. */
static int on_read(void *user, char *out, int room)
{
    wz_reader *reader = user;
    size_t left = reader->input.length - reader->given;
    size_t count = left < (size_t)room ? left : (size_t)room;
    memcpy(out, reader->input.bytes + reader->given, count);
    reader->given += count;
    return (int)count;
}

static int parse(wz_reader *reader)
{
    xmlSAXHandler handler = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
        .comment = on_comment,
        .processingInstruction = on_instruction,
        .internalSubset = on_doctype,
        .serror = on_error,
    };
    reader->parser = xmlCreateIOParserCtxt(&handler, reader, on_read, NULL, reader, XML_CHAR_ENCODING_NONE);
    if (!reader->parser)
        return WZ_ENOMEM;
    xmlCtxtUseOptions(reader->parser, XML_PARSE_NONET);
    int status = xmlParseDocument(reader->parser);
    bool well = status == 0 && reader->parser->wellFormed;
    /* libxml2 makes a document for the declarations of a DOCTYPE, and leaves it */
    xmlFreeDoc(reader->parser->myDoc);
    reader->parser->myDoc = NULL;
    xmlFreeParserCtxt(reader->parser);
    /* Refused memory, libxml2 may stop without a word, elements still being open. */
    if (reader->code == WZ_OK && (!well || reader->depth > 0) && reader->task->report->errors == 0)
        return WZ_ENOMEM;
    return reader->code;
}

int wz_read_xml(const wz_reading_task *task)
{
    xmlInitParser();
    wz_reader reader = {.task = task, .cursor = {.line = 1, .column = 1}};
    int code = wz_input_open(&reader.input, &task->input, task->report);
    if (code != WZ_OK)
        return code;
    memcpy(task->sha256, reader.input.sha256, sizeof reader.input.sha256);
    reader.stack = wz_calloc(WZ_DEPTH, sizeof *reader.stack);
    code = reader.stack ? parse(&reader) : WZ_ENOMEM;
    wz_free(reader.stack);
    wz_buffer_free(&reader.text);
    wz_input_close(&reader.input);
    return code == WZ_OK && wz_arena_failed(task->arena) ? WZ_ENOMEM : code;
}
