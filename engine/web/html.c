/* The writer of HTML. Invariant: no byte of an argument reaches the output unescaped. */
#include "web/html.h"

#include <stdarg.h>
#include <string.h>
#include <unicode/utf8.h>

/* The character at text[*at], *at moving behind it; negative where the bytes are none. */
static UChar32 next_character(const char *text, size_t length, size_t *at)
{
    const uint8_t *bytes = (const uint8_t *)text + *at;
    size_t left = length - *at;
    int32_t used = 1;
    UChar32 c = bytes[0];
    if (c >= 0x80)
        c = utf8_nextCharSafeBody(bytes, &used, left < 8 ? (int32_t)left : 8, c, -1);
    *at += (size_t)used;
    return c;
}

/* Explicit directional controls: U+202A to U+202E, U+2066 to U+2069, U+200E, U+200F, U+061C. */
static bool turns_direction(UChar32 c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}

static bool is_control(UChar32 c)
{
    return c < 0 || (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) ||
           (c & 0xFFFE) == 0xFFFE;
}

static const char *entity(UChar32 c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void wz_html_text(wz_buffer *out, const char *text)
{
    size_t length = text ? strlen(text) : 0, at = 0, plain = 0;
    while (at < length) {
        size_t begun = at;
        UChar32 c = next_character(text, length, &at);
        const char *instead = turns_direction(c) ? "" : is_control(c) ? "\xEF\xBF\xBD" : entity(c);
        if (!instead)
            continue;
        wz_buffer_add(out, text + plain, begun - plain);
        wz_buffer_puts(out, instead);
        plain = at;
    }
    if (plain < length)
        wz_buffer_add(out, text + plain, length - plain);
}

/* Append what the conversion at *format (behind its %) says, and move *format behind it. */
static void convert(wz_buffer *out, const char **format, va_list *args)
{
    const char *f = *format;
    if (*f == 's') {
        wz_html_text(out, va_arg(*args, const char *));
    } else if (*f == 'd') {
        wz_buffer_printf(out, "%d", va_arg(*args, int));
    } else if (*f == 'u') {
        wz_buffer_printf(out, "%u", va_arg(*args, unsigned));
    } else if (f[0] == 'z' && f[1] == 'u') {
        wz_buffer_printf(out, "%zu", va_arg(*args, size_t));
        f++;
    } else if (strncmp(f, "lld", 3) == 0) {
        wz_buffer_printf(out, "%lld", va_arg(*args, long long));
        f += 2;
    } else if (strncmp(f, "llu", 3) == 0) {
        wz_buffer_printf(out, "%llu", va_arg(*args, unsigned long long));
        f += 2;
    } else if (*f == '%') {
        wz_buffer_putc(out, '%');
    } else {
        out->failed = true; /* a fault of the caller: the argument's type is not known */
        f += strlen(f) - 1;
    }
    *format = f + 1;
}

void wz_html(wz_buffer *out, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    while (*format) {
        size_t plain = strcspn(format, "%");
        wz_buffer_add(out, format, plain);
        format += plain;
        if (*format) {
            format++;
            convert(out, &format, &args);
        }
    }
    va_end(args);
}

void wz_html_url(wz_buffer *out, const char *text)
{
    for (const unsigned char *c = (const unsigned char *)(text ? text : ""); *c; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || *c == '-' ||
                     *c == '.' || *c == '_' || *c == '~';
        if (plain)
            wz_buffer_putc(out, (char)*c);
        else
            wz_buffer_printf(out, "%%%02X", (unsigned)*c);
    }
}

bool wz_utf8_text(const char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        if (next_character(bytes, length, &at) <= 0)
            return false;
    }
    return true;
}
