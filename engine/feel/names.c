/* Matching names against text. Invariant: a match never ends inside a word of the text. */
#include "feel/names.h"

#include "feel/lexer.h"

#include <string.h>

bool feel_names_push(feel_names *names, const char *text, size_t length)
{
    feel_name *grown = wz_arena_grow(names->arena, names->items, names->count, &names->capacity, sizeof *names->items);
    if (!grown)
        return false;
    names->items = grown;
    names->items[names->count++] = (feel_name){text, length};
    return true;
}

static bool part_at(const char *text, size_t length, size_t position)
{
    uint32_t code = 0;
    return feel_decode(text, length, position, &code) != 0 && feel_is_name_part(code);
}

/* The last byte before `position` belongs to a word: only then can a space part two words. Bytes above 0x7f that matter
 * here are always parts of names, since spaces and symbols of a declared name were matched before. */
static bool part_before(const char *text, size_t position)
{
    if (position == 0)
        return false;
    unsigned char c = (unsigned char)text[position - 1];
    return c >= 0x80 || feel_is_name_part(c);
}

/* The end of `name` at `position`, or 0. */
static size_t match_one(const char *text, size_t length, size_t position, feel_name name)
{
    size_t p = position;
    size_t n = 0;
    while (n < name.length) {
        size_t after_space = n;
        while (after_space < name.length && name.text[after_space] == ' ')
            after_space++;
        size_t skipped = feel_lex_skip(text, length, p);
        bool words_meet = part_before(text, p) && n > 0 && part_at(text, length, skipped);
        if (words_meet && (skipped > p) != (after_space > n))
            return 0;
        p = skipped;
        n = after_space;
        if (n == name.length)
            break;
        if (p >= length || text[p] != name.text[n])
            return 0;
        p++;
        n++;
        /* the rest of a multi-byte character */
        while (n < name.length && ((unsigned char)name.text[n] & 0xc0) == 0x80) {
            if (p >= length || text[p] != name.text[n])
                return 0;
            p++;
            n++;
        }
    }
    return part_before(text, p) && part_at(text, length, p) ? 0 : p;
}

size_t feel_names_match(const feel_names *names, const char *text, size_t length, size_t position, feel_name *out)
{
    size_t best = 0;
    for (size_t i = names->count; i-- > 0;) {
        feel_name name = names->items[i];
        if (name.length == 0 || name.text[0] != text[position])
            continue;
        size_t end = match_one(text, length, position, name);
        if (end > best) {
            best = end;
            *out = name;
        }
    }
    return best;
}

feel_name feel_name_normal(wz_arena *arena, const char *text, size_t length)
{
    char *out = wz_arena_alloc(arena, length + 1);
    size_t used = 0;
    size_t position = 0;
    while (out && position < length) {
        size_t next = feel_lex_skip(text, length, position);
        if (next > position) {
            if (used && next < length)
                out[used++] = ' ';
            position = next;
            continue;
        }
        out[used++] = text[position++];
    }
    return (feel_name){out, used};
}
