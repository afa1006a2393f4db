/* JSON, written as it comes. There is no tree: many case files become many results, and a DOM costs an allocation for
 * each of its values before the first byte is written. Members stand where the caller puts them, so the order of keys is
 * the caller's.
 *
 * The layout is fixed, since the bytes are a contract: two spaces a level, one member a line, ": " behind a key, [] and
 * {} for what is empty. That is how jansson's JSON_INDENT(2), `jq .` and Python's json.dumps(indent=2,
 * ensure_ascii=False) write it, so a document that went through one of them compares line by line.
 *
 * Invariant: `followed` says whether the next member needs a comma, for the innermost level; closing a level sets it for
 * the level around, which then holds at least that member. */
#include "io/json_writer.h"

#include "io/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static void indent(wz_json_writer *json)
{
    static const char spaces[] = "                                ";
    size_t left = 2 * (size_t)json->depth;
    wz_buffer_putc(json->out, '\n');
    while (left > 0) {
        size_t part = left < sizeof spaces - 1 ? left : sizeof spaces - 1;
        wz_buffer_add(json->out, spaces, part);
        left -= part;
    }
}

/* Everything that stands before a value. */
static void begin_member(wz_json_writer *json, const char *key)
{
    if (json->followed)
        wz_buffer_putc(json->out, ',');
    if (json->depth > 0)
        indent(json);
    json->followed = true;
    if (key) {
        wz_buffer_putc(json->out, '"');
        wz_json_escape(json->out, key, strlen(key));
        wz_buffer_add(json->out, "\": ", 3);
    }
}

void wz_json_open(wz_json_writer *json, const char *key, char bracket)
{
    begin_member(json, key);
    wz_buffer_putc(json->out, bracket);
    json->depth++;
    json->followed = false;
}

void wz_json_close(wz_json_writer *json, char bracket)
{
    json->depth--;
    if (json->followed)
        indent(json);
    wz_buffer_putc(json->out, bracket);
    json->followed = true;
}

void wz_json_literal(wz_json_writer *json, const char *key, const char *text)
{
    begin_member(json, key);
    wz_buffer_puts(json->out, text);
}

void wz_json_integer(wz_json_writer *json, const char *key, int64_t value)
{
    begin_member(json, key);
    wz_buffer_printf(json->out, "%" PRId64, value);
}

void wz_json_string_begin(wz_json_writer *json, const char *key)
{
    begin_member(json, key);
    wz_buffer_putc(json->out, '"');
}

void wz_json_string_end(wz_json_writer *json)
{
    wz_buffer_putc(json->out, '"');
}

void wz_json_string(wz_json_writer *json, const char *key, const char *text, size_t length)
{
    wz_json_string_begin(json, key);
    wz_json_escape(json->out, text, length);
    wz_json_string_end(json);
}

void wz_json_moment(wz_json_writer *json, const char *key, int64_t milliseconds)
{
    enum { PER_SECOND = 1000 };
    time_t seconds = (time_t)(milliseconds / PER_SECOND);
    struct tm utc;
    char written[48], whole[64];
    strftime(written, sizeof written, "%Y-%m-%dT%H:%M:%S", gmtime_r(&seconds, &utc));
    snprintf(whole, sizeof whole, "%s.%03dZ", written, (int)(milliseconds % PER_SECOND));
    wz_json_string(json, key, whole, strlen(whole));
}

/* Write an ASCII character that cannot stand for itself. */
static void escape_ascii(wz_buffer *out, char c)
{
    static const char named[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    const char *at = c ? strchr(named, c) : NULL;
    if (at) {
        wz_buffer_putc(out, '\\');
        wz_buffer_putc(out, letters[at - named]);
    } else {
        wz_buffer_printf(out, "\\u%04X", (unsigned)c);
    }
}

static inline bool stands_for_itself(char c)
{
    return c >= 0x20 && c != '"' && c != '\\' && (unsigned char)c < 0x80;
}

void wz_json_escape(wz_buffer *out, const char *text, size_t length)
{
    size_t written = 0, at = 0;
    while (at < length) {
        while (at < length && stands_for_itself(text[at]))
            at++;
        if (at == length)
            break;
        unsigned char c = (unsigned char)text[at];
        uint32_t code = c;
        size_t size = c < 0x80 ? 1 : wz_utf8_next(text + at, length - at, &code);
        if (code == WZ_REPLACEMENT || code < 0x20 || code == '"' || code == '\\') {
            wz_buffer_add(out, text + written, at - written);
            if (code == WZ_REPLACEMENT)
                wz_buffer_puts(out, WZ_UTF8_REPLACEMENT);
            else
                escape_ascii(out, (char)code);
            written = at + size;
        }
        at += size;
    }
    wz_buffer_add(out, text + written, length - written);
}
