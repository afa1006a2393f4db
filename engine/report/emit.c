/* The neutral tree and its two forms. Invariant: levels[depth - 1] is the object or list being filled; nothing recurses,
 * and no result is deeper than WZ_EMIT_DEPTH, which is a property of the code that calls, not of its data. */
#include "report/emit.h"

#include "report/xml_writer.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

static wz_buffer *buffer(const wz_emitter *emit)
{
    return emit->json.out;
}

/* The XML name of the next member. */
static const char *element(const wz_emitter *emit, const char *name)
{
    return name ? name : emit->levels[emit->depth - 1].item;
}

/* The JSON key of the next member: none in a list. */
static const char *key(const wz_emitter *emit, const char *name)
{
    return emit->levels[emit->depth - 1].list ? NULL : name;
}

static void push(wz_emitter *emit, const char *name, const char *item, bool list)
{
    assert(emit->depth < WZ_EMIT_DEPTH);
    emit->levels[emit->depth].name = name;
    emit->levels[emit->depth].item = item;
    emit->levels[emit->depth].list = list;
    emit->levels[emit->depth].start = buffer(emit)->length;
    emit->depth++;
}

void wz_emit_begin(wz_emitter *emit, wz_emit_form form, wz_buffer *out, const char *root, const char *space)
{
    *emit = (wz_emitter){.form = form, .json = {.out = out}};
    if (form == WZ_EMIT_XML) {
        wz_buffer_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        wz_buffer_printf(out, "<%s xmlns=\"%s\">\n", root, space);
    } else {
        wz_json_open(&emit->json, NULL, '{');
    }
    push(emit, root, NULL, false);
}

void wz_emit_finish(wz_emitter *emit)
{
    wz_emit_end(emit);
    assert(emit->depth == 0);
    if (emit->form == WZ_EMIT_JSON)
        wz_buffer_putc(buffer(emit), '\n');
}

void wz_emit_object(wz_emitter *emit, const char *name)
{
    if (emit->form == WZ_EMIT_XML)
        wz_xml_open(buffer(emit), emit->depth, element(emit, name), emit->typed ? "bounds" : NULL);
    else
        wz_json_open(&emit->json, key(emit, name), '{');
    push(emit, element(emit, name), NULL, false);
}

void wz_emit_list(wz_emitter *emit, const char *name, const char *item)
{
    if (emit->form == WZ_EMIT_XML)
        wz_xml_open(buffer(emit), emit->depth, element(emit, name), emit->typed ? "list" : NULL);
    else
        wz_json_open(&emit->json, key(emit, name), '[');
    push(emit, element(emit, name), item, true);
}

void wz_emit_end(wz_emitter *emit)
{
    emit->depth--;
    if (emit->form == WZ_EMIT_XML)
        wz_xml_close(buffer(emit), emit->depth, emit->levels[emit->depth].name, emit->levels[emit->depth].start);
    else
        wz_json_close(&emit->json, emit->levels[emit->depth].list ? ']' : '}');
}

void wz_emit_null(wz_emitter *emit, const char *name)
{
    if (emit->form == WZ_EMIT_XML)
        wz_xml_nil(buffer(emit), emit->depth, element(emit, name));
    else
        wz_json_literal(&emit->json, key(emit, name), "null");
}

/* The start tag of an element with text. */
static void xml_begin(wz_emitter *emit, const char *name, const char *type)
{
    wz_xml_text_begin(buffer(emit), emit->depth, element(emit, name), emit->typed ? type : NULL);
}

void wz_emit_boolean(wz_emitter *emit, const char *name, bool value)
{
    const char *text = value ? "true" : "false";
    if (emit->form == WZ_EMIT_XML) {
        xml_begin(emit, name, "boolean");
        wz_buffer_puts(buffer(emit), text);
        wz_xml_text_end(buffer(emit), element(emit, name));
    } else {
        wz_json_literal(&emit->json, key(emit, name), text);
    }
}

void wz_emit_integer(wz_emitter *emit, const char *name, int64_t value)
{
    if (emit->form == WZ_EMIT_XML) {
        xml_begin(emit, name, "number");
        wz_buffer_printf(buffer(emit), "%" PRId64, value);
        wz_xml_text_end(buffer(emit), element(emit, name));
    } else {
        wz_json_integer(&emit->json, key(emit, name), value);
    }
}

void wz_emit_text_begin(wz_emitter *emit, const char *name, const char *type)
{
    if (emit->form == WZ_EMIT_XML)
        xml_begin(emit, name, type);
    else
        wz_json_string_begin(&emit->json, key(emit, name));
}

void wz_emit_text_part(wz_emitter *emit, const char *text, size_t length)
{
    if (emit->form == WZ_EMIT_XML)
        wz_xml_escape(buffer(emit), text, length);
    else
        wz_json_escape(buffer(emit), text, length);
}

void wz_emit_text_end(wz_emitter *emit, const char *name)
{
    if (emit->form == WZ_EMIT_XML)
        wz_xml_text_end(buffer(emit), element(emit, name));
    else
        wz_json_string_end(&emit->json);
}

static void emit_string(wz_emitter *emit, const char *name, const char *type, const char *text, size_t length)
{
    wz_emit_text_begin(emit, name, type);
    wz_emit_text_part(emit, text, length);
    wz_emit_text_end(emit, name);
}

void wz_emit_bytes(wz_emitter *emit, const char *name, const char *text, size_t length)
{
    emit_string(emit, name, "string", text, length);
}

void wz_emit_decimal(wz_emitter *emit, const char *name, const char *digits, size_t length)
{
    emit_string(emit, name, "number", digits, length);
}

void wz_emit_text(wz_emitter *emit, const char *name, const char *text)
{
    if (text)
        wz_emit_bytes(emit, name, text, strlen(text));
    else
        wz_emit_null(emit, name);
}

void wz_emit_known(wz_emitter *emit, const char *name, wz_truth value)
{
    if (value == WZ_UNKNOWN)
        wz_emit_null(emit, name);
    else
        wz_emit_boolean(emit, name, value == WZ_TRUE);
}

void wz_emit_day(wz_emitter *emit, const char *name, wz_day day)
{
    char text[WZ_DAY_TEXT];
    wz_day_format(day, text);
    emit_string(emit, name, "date", text, strlen(text));
}

void wz_emit_strings(wz_emitter *emit, const char *name, const char *item, wz_strings strings)
{
    wz_emit_list(emit, name, item);
    for (size_t i = 0; i < strings.count; i++)
        wz_emit_text(emit, NULL, strings.items[i]);
    wz_emit_end(emit);
}

void wz_emit_joined(wz_emitter *emit, const char *name, wz_strings strings)
{
    if (strings.count == 0) {
        wz_emit_null(emit, name);
        return;
    }
    wz_emit_text_begin(emit, name, "string");
    for (size_t i = 0; i < strings.count; i++) {
        if (i > 0)
            wz_emit_text_part(emit, " ", 1);
        wz_emit_text_part(emit, strings.items[i], strlen(strings.items[i]));
    }
    wz_emit_text_end(emit, name);
}
