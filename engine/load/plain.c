/* Plain forms. Source of the full-width forms: Unicode 15, block FF00, each 0xFEE0 above its ASCII character. */
#include "load/plain.h"

#include "io/utf8.h"

#include <string.h>

static bool is_blank(uint32_t code)
{
    return code <= ' ' || code == 0xA0 || code == 0x3000 || (code >= 0x2000 && code <= 0x200F) || code == 0x202F ||
           code == 0x2060 || code == 0xFEFF;
}

static bool is_dash(uint32_t code)
{
    return (code >= 0x2010 && code <= 0x2015) || code == 0x2212;
}

typedef struct {
    char *out;
    size_t length, room;
    bool whole;
} writer;

static void put(writer *w, const char *bytes, size_t count)
{
    if (w->length + count >= w->room) {
        w->whole = false;
        return;
    }
    memcpy(w->out + w->length, bytes, count);
    w->length += count;
}

static void put_character(writer *w, const char *text, size_t size, uint32_t code, bool small)
{
    if (code >= 0xFF01 && code <= 0xFF5E)
        code -= 0xFEE0;
    else if (is_dash(code))
        code = '-';
    if (code >= 0x80) {
        put(w, text, size);
        return;
    }
    char c = (char)(small && code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code);
    put(w, &c, 1);
}

size_t wz_plain(const char *text, size_t length, char *out, size_t room, bool *whole)
{
    writer w = {.out = out, .room = room, .whole = true};
    for (size_t at = 0; at < length && w.whole;) {
        uint32_t code;
        size_t size = wz_utf8_next(text + at, length - at, &code);
        if (!is_blank(code))
            put_character(&w, text + at, size, code, true);
        at += size;
    }
    out[w.length] = '\0';
    if (whole)
        *whole = w.whole;
    return w.length;
}

size_t wz_half_width(const char *text, size_t length, char *out, size_t room, bool *whole)
{
    writer w = {.out = out, .room = room, .whole = true};
    bool blank = false;
    for (size_t at = 0; at < length && w.whole;) {
        uint32_t code;
        size_t size = wz_utf8_next(text + at, length - at, &code);
        if (is_blank(code)) {
            blank = w.length > 0;
        } else {
            if (blank)
                put(&w, " ", 1);
            blank = false;
            put_character(&w, text + at, size, code, false);
        }
        at += size;
    }
    out[w.length] = '\0';
    if (whole)
        *whole = w.whole;
    return w.length;
}
