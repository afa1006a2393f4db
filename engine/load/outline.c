/* libxml2 parses; only its position is noted. When it reports the start of an element it stands before the '>' or "/>" of the
 * first tag, and when it reports the end, behind the last one (as load/reader.c relies on, too). Values of a tag hold no '<',
 * so that a tag begins at the last '<' before its end. */
#include "load/outline.h"

#include "load/vector.h"

#include "wenze/base.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <string.h>

typedef struct {
    wz_outline *out;
    wz_arena *arena;
    size_t given;
    xmlParserCtxtPtr parser;
    wz_vector elements; /* wz_outline_element */
    int open;           /* index of the innermost open element; -1 */
    bool failed;
} outliner;

static size_t position(const outliner *o)
{
    long offset = xmlByteConsumed(o->parser);
    return offset < 0 ? 0 : (size_t)offset < o->out->size ? (size_t)offset : o->out->size;
}

/* One of libxml2's attributes. */
typedef struct {
    const xmlChar *name, *prefix, *uri, *value, *end;
} sax_attribute;

static void take_attributes(outliner *o, wz_outline_element *element, const sax_attribute *given, size_t count)
{
    wz_outline_attribute *kept = wz_arena_array(o->arena, count ? count : 1, sizeof *kept);
    for (size_t i = 0; kept && i < count; i++) {
        if (given[i].uri)
            continue;
        kept[element->attribute_count++] = (wz_outline_attribute){
            wz_arena_strdup(o->arena, (const char *)given[i].name),
            wz_arena_strndup(o->arena, (const char *)given[i].value, (size_t)(given[i].end - given[i].value))};
    }
    element->attributes = kept;
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int attribute_count, int defaulted, const xmlChar **attributes)
{
    (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted;
    outliner *o = user;
    size_t end = position(o), start = end;
    while (start > 0 && (start == o->out->size || o->out->bytes[start] != '<'))
        start--;
    wz_outline_element *element = WZ_ADD(&o->elements, wz_outline_element);
    if (!element) {
        xmlStopParser(o->parser);
        return;
    }
    element->name = wz_arena_strdup(o->arena, (const char *)name);
    element->prefix = prefix ? wz_arena_printf(o->arena, "%s:", (const char *)prefix) : "";
    element->parent = o->open;
    element->start = start;
    element->tag_end = end;
    take_attributes(o, element, (const sax_attribute *)(const void *)attributes, (size_t)attribute_count);
    o->open = (int)(o->elements.count - 1);
    if (wz_arena_failed(o->arena))
        xmlStopParser(o->parser);
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)name, (void)prefix, (void)uri;
    outliner *o = user;
    if (o->open < 0)
        return;
    wz_outline_element *element = (wz_outline_element *)o->elements.items + o->open;
    element->end = position(o);
    o->open = element->parent;
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *id, const xmlChar *system)
{
    (void)name, (void)id, (void)system;
    outliner *o = user;
    o->failed = true;
    xmlStopParser(o->parser);
}

static void on_error(void *user, xmlErrorPtr error)
{
    outliner *o = user;
    o->failed |= error->level != XML_ERR_WARNING;
}

static int on_read(void *user, char *out, int room)
{
    outliner *o = user;
    size_t left = o->out->size - o->given, count = left < (size_t)room ? left : (size_t)room;
    memcpy(out, o->out->bytes + o->given, count);
    o->given += count;
    return (int)count;
}

int wz_outline_make(wz_outline *out, const char *bytes, size_t size, wz_arena *arena)
{
    xmlSAXHandler handler = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .internalSubset = on_doctype,
        .serror = on_error,
    };
    *out = (wz_outline){.bytes = bytes, .size = size};
    outliner o = {.out = out, .arena = arena, .open = -1};
    xmlInitParser();
    o.parser = xmlCreateIOParserCtxt(&handler, &o, on_read, NULL, &o, XML_CHAR_ENCODING_NONE);
    if (!o.parser)
        return WZ_ENOMEM;
    xmlCtxtUseOptions(o.parser, XML_PARSE_NONET);
    bool well = xmlParseDocument(o.parser) == 0 && o.parser->wellFormed;
    xmlFreeDoc(o.parser->myDoc);
    o.parser->myDoc = NULL;
    xmlFreeParserCtxt(o.parser);
    bool short_of_memory = o.elements.failed;
    out->elements = WZ_TAKE(&o.elements, arena, wz_outline_element, &out->count);
    wz_vector_free(&o.elements);
    if (short_of_memory || wz_arena_failed(arena))
        return WZ_ENOMEM;
    if (o.failed)
        return WZ_EINPUT;
    return well && o.open < 0 && out->count ? WZ_OK : WZ_ENOMEM; /* refused memory, libxml2 may stop without a word */
}

const char *wz_outline_value(const wz_outline_element *element, const char *name)
{
    for (size_t i = 0; i < element->attribute_count; i++) {
        if (strcmp(element->attributes[i].name, name) == 0)
            return element->attributes[i].value;
    }
    return NULL;
}

bool wz_outline_empty(const wz_outline *outline, const wz_outline_element *element)
{
    return element->tag_end < outline->size && outline->bytes[element->tag_end] == '/';
}

/* --- the text of a tag --- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void wz_tag_escape(wz_buffer *out, const char *value)
{
    for (; *value; value++) {
        switch (*value) {
        case '&': wz_buffer_puts(out, "&amp;"); break;
        case '<': wz_buffer_puts(out, "&lt;"); break;
        case '>': wz_buffer_puts(out, "&gt;"); break;
        case '"': wz_buffer_puts(out, "&quot;"); break;
        case '\'': wz_buffer_puts(out, "&apos;"); break;
        case '\t': wz_buffer_puts(out, "&#9;"); break;
        case '\n': wz_buffer_puts(out, "&#10;"); break;
        case '\r': wz_buffer_puts(out, "&#13;"); break;
        default: wz_buffer_putc(out, *value);
        }
    }
}

/* Where an attribute stands in a tag: from the blanks before its name, and its value between the quotation marks. */
typedef struct {
    size_t from, value, value_end;
} span;

static bool find(const wz_buffer *tag, const char *name, span *out)
{
    const char *text = tag->data;
    size_t i = 1, length = strlen(name);
    while (i < tag->length && !is_blank(text[i]))
        i++;
    while (i < tag->length) {
        size_t from = i;
        while (i < tag->length && is_blank(text[i]))
            i++;
        size_t word = i;
        while (i < tag->length && text[i] != '=' && !is_blank(text[i]))
            i++;
        bool found = i - word == length && memcmp(text + word, name, length) == 0;
        while (i < tag->length && text[i] != '"' && text[i] != '\'')
            i++;
        const char *close = i < tag->length ? memchr(text + i + 1, text[i], tag->length - i - 1) : NULL;
        if (!close)
            return false;
        *out = (span){from, i + 1, (size_t)(close - text)};
        if (found)
            return true;
        i = out->value_end + 1;
    }
    return false;
}

void wz_tag_set(wz_buffer *tag, const char *name, const char *value)
{
    span at;
    if (tag->failed || tag->length == 0)
        return;
    bool there = find(tag, name, &at);
    wz_buffer made = {0};
    if (there) {
        wz_buffer_add(&made, tag->data, value ? at.value : at.from);
        if (value)
            wz_tag_escape(&made, value);
        size_t rest = value ? at.value_end : at.value_end + 1;
        wz_buffer_add(&made, tag->data + rest, tag->length - rest);
    } else if (value) {
        size_t end = tag->length;
        while (end && is_blank(tag->data[end - 1]))
            end--;
        wz_buffer_add(&made, tag->data, end);
        wz_buffer_printf(&made, " %s=\"", name);
        wz_tag_escape(&made, value);
        wz_buffer_puts(&made, "\"");
        wz_buffer_add(&made, tag->data + end, tag->length - end);
    } else {
        return;
    }
    made.failed |= tag->failed;
    wz_buffer_free(tag);
    *tag = made;
}
