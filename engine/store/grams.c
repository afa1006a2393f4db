/* Cutting text into pairs of characters. */
#include "store/grams.h"

#include <stdint.h>
#include <string.h>

typedef struct {
    uint32_t code;
    const char *at;
    size_t length;
} character;

/* The next character; bytes that are no UTF-8 count as blanks. */
static bool next(const char **text, character *out)
{
    const unsigned char *p = (const unsigned char *)*text;
    if (!*p)
        return false;
    size_t length = *p < 0x80 ? 1 : *p < 0xE0 ? 2 : *p < 0xF0 ? 3 : 4;
    uint32_t code = length == 1 ? *p : *p & (0xFFU >> (length + 1));
    size_t read = 1;
    for (; read < length && (p[read] & 0xC0) == 0x80; read++)
        code = code << 6 | (p[read] & 0x3F);
    *out = (character){read == length && *p != 0xC0 ? code : ' ', *text, read};
    *text += read;
    return true;
}

static bool chinese(uint32_t code)
{
    return (code >= 0x3400 && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0x20000 && code <= 0x3FFFF) || code == 0x3007;
}

static bool word(uint32_t code)
{
    return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') ||
           (code >= 0xC0 && code <= 0x2FFF && code != 0xD7 && code != 0xF7 && !(code >= 0x2000 && code <= 0x2BFF)) ||
           (code >= 0x3040 && code <= 0x30FF) || (code >= 0xAC00 && code <= 0xD7A3);
}

/* FF01–FF5E are the ordinary 21–7E, twice as wide. */
static uint32_t folded(uint32_t code)
{
    return code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code;
}

static void put(wz_buffer *out, character c)
{
    if (folded(c.code) != c.code)
        wz_buffer_putc(out, (char)folded(c.code));
    else
        wz_buffer_add(out, c.at, c.length);
}

/* Chinese characters from `c` on; returns with the first other one in *c, or false at the end. */
static bool put_run(wz_buffer *out, const char **text, character *c, bool last_alone)
{
    bool more, first = true;
    do {
        character before = *c;
        more = next(text, c);
        bool pair = more && chinese(c->code);
        if (pair || last_alone || first) {
            put(out, before);
            if (pair)
                put(out, *c);
            wz_buffer_putc(out, ' ');
        }
        first = false;
    } while (more && chinese(c->code));
    return more;
}

static bool put_word(wz_buffer *out, const char **text, character *c)
{
    bool more = true;
    while (more && word(folded(c->code))) {
        put(out, *c);
        more = next(text, c);
    }
    wz_buffer_putc(out, ' ');
    return more;
}

void wz_grams_of(wz_buffer *out, const char *text)
{
    character c;
    for (bool more = next(&text, &c); more;) {
        if (chinese(c.code))
            more = put_run(out, &text, &c, true);
        else if (word(folded(c.code)))
            more = put_word(out, &text, &c);
        else
            more = next(&text, &c);
    }
    wz_buffer_putc(out, ' ');
}

/* One part of the query: a phrase, to be found as the beginning of words where it ends in a single character or in letters. */
bool wz_grams_query(wz_buffer *out, const char *text)
{
    character c;
    size_t parts = 0;
    for (bool more = next(&text, &c); more;) {
        bool run = chinese(c.code);
        if (!run && !word(folded(c.code))) {
            more = next(&text, &c);
            continue;
        }
        const char *from = text;
        character second;
        bool single = run && !(next(&from, &second) && chinese(second.code));
        wz_buffer_puts(out, parts++ ? " AND \"" : "\"");
        more = run ? put_run(out, &text, &c, false) : put_word(out, &text, &c);
        wz_buffer_puts(out, single || !run ? "\" *" : "\"");
    }
    return parts > 0;
}
