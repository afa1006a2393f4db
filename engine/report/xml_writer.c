/* XML, written as it comes, for the same reason as io/json_writer.c. Names are the program's own; all that comes from a
 * case goes through wz_xml_escape, so no text can end its element. */
#include "report/xml_writer.h"

#include "io/utf8.h"

#include <string.h>

static void indent(wz_buffer *out, unsigned depth)
{
    for (unsigned i = 0; i < depth; i++)
        wz_buffer_add(out, "  ", 2);
}

static void start_tag(wz_buffer *out, unsigned depth, const char *name, const char *type)
{
    indent(out, depth);
    wz_buffer_putc(out, '<');
    wz_buffer_puts(out, name);
    if (type) {
        wz_buffer_puts(out, " type=\"");
        wz_buffer_puts(out, type);
        wz_buffer_putc(out, '"');
    }
    wz_buffer_putc(out, '>');
}

static void end_tag(wz_buffer *out, const char *name)
{
    wz_buffer_puts(out, "</");
    wz_buffer_puts(out, name);
    wz_buffer_puts(out, ">\n");
}

void wz_xml_open(wz_buffer *out, unsigned depth, const char *name, const char *type)
{
    start_tag(out, depth, name, type);
    wz_buffer_putc(out, '\n');
}

void wz_xml_close(wz_buffer *out, unsigned depth, const char *name, size_t start)
{
    if (!out->failed && out->length == start) {
        out->length -= strlen(">\n");
        wz_buffer_puts(out, "/>\n");
        return;
    }
    indent(out, depth);
    end_tag(out, name);
}

void wz_xml_nil(wz_buffer *out, unsigned depth, const char *name)
{
    indent(out, depth);
    wz_buffer_putc(out, '<');
    wz_buffer_puts(out, name);
    wz_buffer_puts(out, " nil=\"true\"/>\n");
}

void wz_xml_text_begin(wz_buffer *out, unsigned depth, const char *name, const char *type)
{
    start_tag(out, depth, name, type);
}

void wz_xml_text_end(wz_buffer *out, const char *name)
{
    end_tag(out, name);
}

/* What stands in character data for a character, or NULL where it stands for itself. Source: XML 1.0, 2.2 (Char) and
 * 2.11: a parser would turn a plain carriage return into a line feed. */
static const char *substitute(uint32_t code)
{
    switch (code) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '\r': return "&#13;";
    case '\t':
    case '\n': return NULL;
    default: return code < 0x20 || (code >= 0xFFFD && code <= 0xFFFF) ? WZ_UTF8_REPLACEMENT : NULL;
    }
}

void wz_xml_escape(wz_buffer *out, const char *text, size_t length)
{
    size_t written = 0, at = 0;
    while (at < length) {
        uint32_t code;
        size_t size = wz_utf8_next(text + at, length - at, &code);
        const char *instead = substitute(code);
        if (instead) {
            wz_buffer_add(out, text + written, at - written);
            wz_buffer_puts(out, instead);
            written = at + size;
        }
        at += size;
    }
    wz_buffer_add(out, text + written, length - written);
}
