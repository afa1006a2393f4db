/* The lexer. Invariant: every function takes the whole text and a byte position in it, keeps no state, and never
 * reads at or behind `length`. A number does not swallow the dots of a range: "1..5" is 1, "..", 5. */
#include "feel/lexer.h"

#include <string.h>

/* --- characters --- */

size_t feel_decode(const char *text, size_t length, size_t position, uint32_t *code)
{
    if (position >= length)
        return 0;
    const unsigned char *p = (const unsigned char *)text + position;
    size_t left = length - position;
    if (p[0] < 0x80) {
        *code = p[0];
        return 1;
    }
    size_t need = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
    if (left < need) {
        *code = 0xfffd;
        return left;
    }
    uint32_t value = p[0] & (0xffu >> (need + 1));
    for (size_t i = 1; i < need; i++)
        value = value << 6 | (p[i] & 0x3fu);
    *code = value;
    return need;
}

/* Length of the valid UTF-8 sequence at p (left >= 1 bytes), or 0. */
static size_t valid_sequence(const unsigned char *p, size_t left)
{
    if (p[0] < 0x80)
        return 1;
    size_t need = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
    if (p[0] < 0xc2 || p[0] > 0xf4 || left < need)
        return 0;
    for (size_t i = 1; i < need; i++) {
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    }
    bool bad = (p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) || (p[0] == 0xf0 && p[1] < 0x90) ||
               (p[0] == 0xf4 && p[1] > 0x8f);
    return bad ? 0 : need;
}

size_t feel_utf8_check(const char *text, size_t length)
{
    size_t position = 0;
    while (position < length) {
        size_t step = valid_sequence((const unsigned char *)text + position, length - position);
        if (step == 0)
            return position;
        position += step;
    }
    return length;
}

typedef struct {
    uint32_t first, last;
} span;

static bool in_spans(uint32_t code, const span *spans, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (code >= spans[i].first && code <= spans[i].last)
            return true;
    }
    return false;
}

bool feel_is_space(uint32_t code)
{
    static const span spaces[] = {{0x09, 0x0d},     {0x20, 0x20},     {0x85, 0x85},     {0xa0, 0xa0},
                                  {0x1680, 0x1680}, {0x180e, 0x180e}, {0x2000, 0x200b}, {0x2028, 0x2029},
                                  {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000}, {0xfeff, 0xfeff}};
    return in_spans(code, spaces, sizeof spaces / sizeof *spaces);
}

bool feel_is_name_start(uint32_t code)
{
    if (code < 0x80)
        return code == '?' || code == '_' || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
    static const span starts[] = {{0xc0, 0xd6},     {0xd8, 0xf6},     {0xf8, 0x2ff},    {0x370, 0x37d},
                                  {0x37f, 0x1fff},  {0x200c, 0x200d}, {0x2070, 0x218f}, {0x2c00, 0x2fef},
                                  {0x3001, 0xd7ff}, {0xf900, 0xfdcf}, {0xfdf0, 0xfffd}, {0x10000, 0xeffff}};
    return !feel_is_space(code) && in_spans(code, starts, sizeof starts / sizeof *starts);
}

bool feel_is_name_part(uint32_t code)
{
    if (code >= '0' && code <= '9')
        return true;
    return feel_is_name_start(code) || code == 0xb7 || (code >= 0x300 && code <= 0x36f) || code == 0x203f ||
           code == 0x2040;
}

/* --- tokens --- */

size_t feel_lex_skip(const char *text, size_t length, size_t position)
{
    unsigned char first = position < length ? (unsigned char)text[position] : 0;
    if (first > ' ' && first < 0x80 && first != '/')
        return position; /* as nearly always */
    for (;;) {
        uint32_t code = 0;
        size_t step = feel_decode(text, length, position, &code);
        if (step && feel_is_space(code)) {
            position += step;
            continue;
        }
        if (position + 1 >= length || text[position] != '/')
            return position;
        if (text[position + 1] == '/') {
            const char *end = memchr(text + position, '\n', length - position);
            position = end ? (size_t)(end - text) : length;
        } else if (text[position + 1] == '*') {
            size_t p = position + 2;
            while (p + 1 < length && !(text[p] == '*' && text[p + 1] == '/'))
                p++;
            if (p + 1 >= length)
                return position;
            position = p + 2;
        } else {
            return position;
        }
    }
}

static feel_token token(feel_token_kind kind, size_t start, size_t end)
{
    return (feel_token){.kind = kind, .start = start, .end = end};
}

static feel_token wrong(size_t start, size_t end, const char *error)
{
    return (feel_token){.kind = TOK_ERROR, .start = start, .end = end, .error = error};
}

static bool digit_at(const char *text, size_t length, size_t position)
{
    return position < length && text[position] >= '0' && text[position] <= '9';
}

static size_t skip_digits(const char *text, size_t length, size_t position)
{
    while (digit_at(text, length, position))
        position++;
    return position;
}

static feel_token lex_number(const char *text, size_t length, size_t start)
{
    size_t p = skip_digits(text, length, start);
    if (p < length && text[p] == '.' && digit_at(text, length, p + 1))
        p = skip_digits(text, length, p + 1);
    if (p < length && (text[p] == 'e' || text[p] == 'E')) {
        size_t exponent = p + 1;
        if (exponent < length && (text[exponent] == '+' || text[exponent] == '-'))
            exponent++;
        if (digit_at(text, length, exponent))
            p = skip_digits(text, length, exponent);
    }
    return token(TOK_NUMBER, start, p);
}

static feel_token lex_string(const char *text, size_t length, size_t start)
{
    size_t p = start + 1;
    while (p < length && text[p] != '"')
        p += text[p] == '\\' && p + 1 < length ? 2 : 1;
    if (p >= length)
        return wrong(start, length, "the string is not closed; put a \" behind it");
    return token(TOK_STRING, start, p + 1);
}

static feel_token_kind keyword(const char *word, size_t length)
{
    static const struct {
        const char *word;
        feel_token_kind kind;
    } words[] = {{"for", TOK_FOR},           {"return", TOK_RETURN}, {"if", TOK_IF},       {"then", TOK_THEN},
                 {"else", TOK_ELSE},         {"some", TOK_SOME},     {"every", TOK_EVERY}, {"satisfies", TOK_SATISFIES},
                 {"instance", TOK_INSTANCE}, {"of", TOK_OF},         {"in", TOK_IN},       {"function", TOK_FUNCTION},
                 {"external", TOK_EXTERNAL}, {"or", TOK_OR},         {"and", TOK_AND},     {"between", TOK_BETWEEN},
                 {"not", TOK_NOT},           {"null", TOK_NULL},     {"true", TOK_TRUE},   {"false", TOK_FALSE}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i].word) == length && memcmp(words[i].word, word, length) == 0)
            return words[i].kind;
    }
    return TOK_WORD;
}

static feel_token lex_word(const char *text, size_t length, size_t start)
{
    size_t p = start;
    uint32_t code = 0;
    for (size_t step; (step = feel_decode(text, length, p, &code)) != 0 && feel_is_name_part(code);)
        p += step;
    return token(keyword(text + start, p - start), start, p);
}

static feel_token lex_symbol(const char *text, size_t length, size_t p)
{
    char c = text[p];
    char next = p + 1 < length ? text[p + 1] : '\0';
    switch (c) {
    case '(': return token(TOK_LPAREN, p, p + 1);
    case ')': return token(TOK_RPAREN, p, p + 1);
    case '[': return token(TOK_LBRACKET, p, p + 1);
    case ']': return token(TOK_RBRACKET, p, p + 1);
    case '{': return token(TOK_LBRACE, p, p + 1);
    case '}': return token(TOK_RBRACE, p, p + 1);
    case ',': return token(TOK_COMMA, p, p + 1);
    case ':': return token(TOK_COLON, p, p + 1);
    case '+': return token(TOK_PLUS, p, p + 1);
    case '-': return token(TOK_MINUS, p, p + 1);
    case '/':
        return next == '*' ? wrong(p, length, "the comment is not closed; put */ behind it")
                           : token(TOK_SLASH, p, p + 1);
    case '=': return token(TOK_EQ, p, p + 1);
    case '*': return next == '*' ? token(TOK_POWER, p, p + 2) : token(TOK_STAR, p, p + 1);
    case '.': return next == '.' ? token(TOK_DOTS, p, p + 2) : token(TOK_DOT, p, p + 1);
    case '<': return next == '=' ? token(TOK_LE, p, p + 2) : token(TOK_LT, p, p + 1);
    case '>': return next == '=' ? token(TOK_GE, p, p + 2) : token(TOK_GT, p, p + 1);
    case '!':
        if (next == '=')
            return token(TOK_NE, p, p + 2);
        break;
    case '@': return token(TOK_AT, p, p + 1);
    default: break;
    }
    uint32_t code = 0;
    size_t step = feel_decode(text, length, p, &code);
    return wrong(p, p + step, "this character has no meaning here; remove it or put the text in quotes");
}

feel_token feel_lex(const char *text, size_t length, size_t position)
{
    size_t p = feel_lex_skip(text, length, position);
    if (p >= length)
        return token(TOK_END, length, length);
    if (digit_at(text, length, p) || (text[p] == '.' && digit_at(text, length, p + 1)))
        return lex_number(text, length, p);
    if (text[p] == '"')
        return lex_string(text, length, p);
    uint32_t code = 0;
    feel_decode(text, length, p, &code);
    if (feel_is_name_start(code))
        return lex_word(text, length, p);
    return lex_symbol(text, length, p);
}

/* --- strings --- */

static size_t encode(uint32_t code, char *out)
{
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        code = 0xfffd;
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = length; i > 1; i--) {
        out[i - 1] = (char)(0x80 | (code & 0x3f));
        code >>= 6;
    }
    out[0] = (char)(code | (0xf00u >> length & 0xffu));
    return length;
}

/* Read `digits` hexadecimal digits at p; false where there are fewer. */
static bool hexadecimal(const char *p, const char *end, int digits, uint32_t *out)
{
    uint32_t value = 0;
    for (int i = 0; i < digits; i++) {
        if (p + i >= end)
            return false;
        char c = p[i];
        uint32_t d;
        if (c >= '0' && c <= '9')
            d = (uint32_t)(c - '0');
        else if (c >= 'a' && c <= 'f')
            d = (uint32_t)(c - 'a') + 10;
        else if (c >= 'A' && c <= 'F')
            d = (uint32_t)(c - 'A') + 10;
        else
            return false;
        value = value << 4 | d;
    }
    *out = value;
    return true;
}

/* A code point escape whose backslash stands at p. Returns the bytes read, 0 where it is none. Two \u escapes that
 * are a surrogate pair are one code point. */
static size_t code_escape(const char *p, const char *end, uint32_t *code)
{
    if (p[1] == 'U')
        return hexadecimal(p + 2, end, 6, code) ? 8 : 0;
    if (p[1] != 'u' || !hexadecimal(p + 2, end, 4, code))
        return 0;
    uint32_t low = 0;
    if (*code >= 0xd800 && *code <= 0xdbff && p + 7 < end && p[6] == '\\' && p[7] == 'u' &&
        hexadecimal(p + 8, end, 4, &low) && low >= 0xdc00 && low <= 0xdfff) {
        *code = 0x10000 + ((*code - 0xd800) << 10) + (low - 0xdc00);
        return 12;
    }
    return 6;
}

/* A simple escape's character, or 0: a backslash before anything else stands for itself (rule 35). */
static char simple_escape(char c)
{
    switch (c) {
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case '"': return '"';
    case '\'': return '\'';
    case '\\': return '\\';
    default: return '\0';
    }
}

feel_value feel_lex_string(wz_arena *arena, const char *text, size_t length)
{
    const char *p = text + 1;
    const char *end = text + length - 1;
    char *out = wz_arena_alloc(arena, length);
    if (!out)
        return feel_null();
    size_t used = 0;
    while (p < end) {
        uint32_t code = 0;
        size_t step = 0;
        if (*p == '\\' && p + 1 < end) {
            char plain = simple_escape(p[1]);
            if (plain) {
                out[used++] = plain;
                p += 2;
                continue;
            }
            step = code_escape(p, end, &code);
        }
        if (step) {
            used += encode(code, out + used);
            p += step;
        } else {
            out[used++] = *p++;
        }
    }
    return feel_string_new(arena, out, used);
}
