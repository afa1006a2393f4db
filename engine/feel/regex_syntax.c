/* Rewriting an XPath 3.1 pattern (XML Schema's syntax with anchors, groups that do not capture, reluctant
 * quantifiers and back-references) for PCRE2. Everything is read and written out again, so that nothing of PCRE2's
 * own syntax can pass: a character stands as itself only if it is a letter or digit of ASCII, else as \x{…}; classes
 * stand as sets of ranges and Unicode properties; a subtraction [A-[B]] becomes [A] followed by a look-behind for B. */
#include "feel/lexer.h"
#include "feel/regex.h"

#include <string.h>

enum { MAX_GROUPS = 100, MAX_SUBTRACTIONS = 20, LAST_CODE = 0x10FFFF };

typedef struct {
    const char *text;
    size_t length, at;
    bool dot_all;
    wz_buffer *out;
    const char *error;
    int groups;           /* capturing groups opened so far */
    int open[MAX_GROUPS]; /* numbers of the groups not yet closed; 0 = does not capture */
    int depth;
} rewriter;

static bool fail(rewriter *r, const char *error)
{
    if (!r->error)
        r->error = error;
    return false;
}

static bool peek(const rewriter *r, char c)
{
    return r->at < r->length && r->text[r->at] == c;
}

static bool accept(rewriter *r, char c)
{
    if (!peek(r, c))
        return false;
    r->at++;
    return true;
}

/* One code point; only called before the end of a valid text. */
static uint32_t take(rewriter *r)
{
    uint32_t code = 0;
    size_t step = feel_decode(r->text, r->length, r->at, &code);
    r->at += step ? step : 1;
    return code;
}

static void put_code(rewriter *r, uint32_t code)
{
    bool plain = (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
    if (plain)
        wz_buffer_putc(r->out, (char)code);
    else
        wz_buffer_printf(r->out, "\\x{%X}", (unsigned)code);
}

static void put_range(rewriter *r, uint32_t low, uint32_t high)
{
    wz_buffer_printf(r->out, "\\x{%X}-\\x{%X}", (unsigned)low, (unsigned)high);
}

/* --- sets of characters --- */

typedef struct {
    uint32_t low, high;
} span;

static const span spaces[] = {{0x9, 0xA}, {0xD, 0xD}, {0x20, 0x20}};

/* NameStartChar and NameChar of XML 1.0, fifth edition. */
static const span name_start[] = {
    {':', ':'},       {'A', 'Z'},       {'_', '_'},       {'a', 'z'},         {0xC0, 0xD6},     {0xD8, 0xF6},
    {0xF8, 0x2FF},    {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D},   {0x2070, 0x218F}, {0x2C00, 0x2FEF},
    {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};
static const span name_part[] = {
    {'-', '.'},       {'0', ':'},       {'A', 'Z'},       {'_', '_'},       {'a', 'z'},       {0xB7, 0xB7},
    {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x37D},    {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x203F, 0x2040},
    {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};

/* Write sorted ranges, or the gaps between them, as the inside of a class. No range may begin with a surrogate. */
static void put_spans(rewriter *r, const span *spans, size_t count, bool outside)
{
    enum { FIRST_SURROGATE = 0xD800, BEHIND_SURROGATES = 0xE000 };
    uint32_t next = 0;
    for (size_t i = 0; i < count; i++) {
        if (!outside)
            put_range(r, spans[i].low, spans[i].high);
        else if (spans[i].low > next)
            put_range(r, next, spans[i].low - 1);
        next = spans[i].high + 1 == FIRST_SURROGATE ? BEHIND_SURROGATES : spans[i].high + 1;
    }
    if (outside && next <= LAST_CODE)
        put_range(r, next, LAST_CODE);
}

/* The blocks that are known, by their names without spaces. */
static const struct {
    const char *name;
    span span;
} blocks[] = {
    {"BasicLatin", {0, 0x7F}},
    {"Latin-1Supplement", {0x80, 0xFF}},
    {"LatinExtended-A", {0x100, 0x17F}},
    {"LatinExtended-B", {0x180, 0x24F}},
    {"IPAExtensions", {0x250, 0x2AF}},
    {"SpacingModifierLetters", {0x2B0, 0x2FF}},
    {"CombiningDiacriticalMarks", {0x300, 0x36F}},
    {"Greek", {0x370, 0x3FF}},
    {"GreekandCoptic", {0x370, 0x3FF}},
    {"Cyrillic", {0x400, 0x4FF}},
    {"Armenian", {0x530, 0x58F}},
    {"Hebrew", {0x590, 0x5FF}},
    {"Arabic", {0x600, 0x6FF}},
    {"Devanagari", {0x900, 0x97F}},
    {"Bengali", {0x980, 0x9FF}},
    {"Thai", {0xE00, 0xE7F}},
    {"Tibetan", {0xF00, 0xFFF}},
    {"Georgian", {0x10A0, 0x10FF}},
    {"HangulJamo", {0x1100, 0x11FF}},
    {"Mongolian", {0x1800, 0x18AF}},
    {"LatinExtendedAdditional", {0x1E00, 0x1EFF}},
    {"GreekExtended", {0x1F00, 0x1FFF}},
    {"GeneralPunctuation", {0x2000, 0x206F}},
    {"SuperscriptsandSubscripts", {0x2070, 0x209F}},
    {"CurrencySymbols", {0x20A0, 0x20CF}},
    {"LetterlikeSymbols", {0x2100, 0x214F}},
    {"NumberForms", {0x2150, 0x218F}},
    {"Arrows", {0x2190, 0x21FF}},
    {"MathematicalOperators", {0x2200, 0x22FF}},
    {"MiscellaneousTechnical", {0x2300, 0x23FF}},
    {"EnclosedAlphanumerics", {0x2460, 0x24FF}},
    {"BoxDrawing", {0x2500, 0x257F}},
    {"BlockElements", {0x2580, 0x259F}},
    {"GeometricShapes", {0x25A0, 0x25FF}},
    {"MiscellaneousSymbols", {0x2600, 0x26FF}},
    {"Dingbats", {0x2700, 0x27BF}},
    {"CJKRadicalsSupplement", {0x2E80, 0x2EFF}},
    {"KangxiRadicals", {0x2F00, 0x2FDF}},
    {"CJKSymbolsandPunctuation", {0x3000, 0x303F}},
    {"Hiragana", {0x3040, 0x309F}},
    {"Katakana", {0x30A0, 0x30FF}},
    {"Bopomofo", {0x3100, 0x312F}},
    {"EnclosedCJKLettersandMonths", {0x3200, 0x32FF}},
    {"CJKCompatibility", {0x3300, 0x33FF}},
    {"CJKUnifiedIdeographsExtensionA", {0x3400, 0x4DBF}},
    {"CJKUnifiedIdeographs", {0x4E00, 0x9FFF}},
    {"HangulSyllables", {0xAC00, 0xD7AF}},
    {"PrivateUse", {0xE000, 0xF8FF}},
    {"CJKCompatibilityIdeographs", {0xF900, 0xFAFF}},
    {"AlphabeticPresentationForms", {0xFB00, 0xFB4F}},
    {"HalfwidthandFullwidthForms", {0xFF00, 0xFFEF}},
    {"Specials", {0xFFF0, 0xFFFF}},
    {"CJKUnifiedIdeographsExtensionB", {0x20000, 0x2A6DF}},
};

static const span *block_named(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (strlen(blocks[i].name) == length && memcmp(blocks[i].name, name, length) == 0)
            return &blocks[i].span;
    return NULL;
}

static bool is_category(const char *name, size_t length)
{
    static const char *const categories[] = {
        "L",  "Lu", "Ll", "Lt", "Lm", "Lo", "M",  "Mn", "Mc", "Me", "N",  "Nd", "Nl", "No", "P",  "Pc", "Pd", "Ps",
        "Pe", "Pi", "Pf", "Po", "Z",  "Zs", "Zl", "Zp", "S",  "Sm", "Sc", "Sk", "So", "C",  "Cc", "Cf", "Co", "Cn",
    };
    for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
        if (strlen(categories[i]) == length && memcmp(categories[i], name, length) == 0)
            return true;
    return false;
}

/* Behind \p or \P: a category or a block in braces. */
static bool put_property(rewriter *r, bool outside)
{
    const char *close = r->at < r->length ? memchr(r->text + r->at, '}', r->length - r->at) : NULL;
    if (!close || !accept(r, '{'))
        return fail(r, "\\p wants a category or block in braces");
    const char *name = r->text + r->at;
    size_t length = (size_t)(close - name);
    r->at += length + 1;
    if (length > 2 && memcmp(name, "Is", 2) == 0) {
        const span *block = block_named(name + 2, length - 2);
        if (!block)
            return fail(r, "this Unicode block is not known");
        put_spans(r, block, 1, outside);
        return true;
    }
    if (!is_category(name, length))
        return fail(r, "there is no such Unicode category");
    wz_buffer_printf(r->out, "\\%c{%.*s}", outside ? 'P' : 'p', (int)length, name);
    return true;
}

/* The set that an escape stands for, as the inside of a class; *done is false where `c` begins no such escape. */
static bool put_set(rewriter *r, uint32_t c, bool *done)
{
    *done = true;
    switch (c) {
    case 's':
    case 'S': put_spans(r, spaces, sizeof spaces / sizeof *spaces, c == 'S'); break;
    case 'i':
    case 'I': put_spans(r, name_start, sizeof name_start / sizeof *name_start, c == 'I'); break;
    case 'c':
    case 'C': put_spans(r, name_part, sizeof name_part / sizeof *name_part, c == 'C'); break;
    case 'd': wz_buffer_puts(r->out, "\\p{Nd}"); break;
    case 'D': wz_buffer_puts(r->out, "\\P{Nd}"); break;
    case 'w': wz_buffer_puts(r->out, "\\p{L}\\p{M}\\p{N}\\p{S}"); break;
    case 'W': wz_buffer_puts(r->out, "\\p{P}\\p{Z}\\p{C}"); break;
    case 'p':
    case 'P': return put_property(r, c == 'P');
    default: *done = false; break;
    }
    return true;
}

/* The character behind a backslash that stands for one character. */
static bool single_escape(rewriter *r, uint32_t c, uint32_t *code)
{
    if (c == 'n' || c == 'r' || c == 't') {
        *code = c == 'n' ? '\n' : c == 'r' ? '\r' : '\t';
        return true;
    }
    *code = c;
    return (c < 0x80 && c != 0 && strchr("\\|.?*+(){}-[]^$", (int)c)) || fail(r, "this escape has no meaning");
}

/* --- classes --- */

/* The upper end of a range in a class. */
static bool put_range_to(rewriter *r, uint32_t low)
{
    if (r->at >= r->length)
        return fail(r, "a class is not closed with ]");
    uint32_t high = take(r);
    if (high == '\\' && (r->at >= r->length || !single_escape(r, take(r), &high)))
        return fail(r, "a range ends in no character");
    if (high < low)
        return fail(r, "a range runs backwards");
    put_range(r, low, high);
    return true;
}

/* A character, range or set in a class. */
static bool put_member(rewriter *r)
{
    uint32_t code = take(r);
    if (code == '[')
        return fail(r, "[ in a class must be escaped");
    if (code == '\\') {
        bool done;
        if (r->at >= r->length)
            return fail(r, "a backslash stands at the end");
        uint32_t c = take(r);
        if (!put_set(r, c, &done))
            return false;
        if (done)
            return true;
        if (!single_escape(r, c, &code))
            return false;
    }
    bool range = peek(r, '-') && r->at + 1 < r->length && r->text[r->at + 1] != ']' && r->text[r->at + 1] != '[';
    if (range) {
        r->at++;
        return put_range_to(r, code);
    }
    put_code(r, code);
    return true;
}

/* A class behind its [. */
static bool put_class(rewriter *r, int depth)
{
    if (depth > MAX_SUBTRACTIONS)
        return fail(r, "classes are nested too deep");
    wz_buffer_puts(r->out, accept(r, '^') ? "(?:[^" : "(?:[");
    size_t members = 0;
    for (; r->at < r->length && !peek(r, ']'); members++) {
        if (members > 0 && peek(r, '-') && r->at + 1 < r->length && r->text[r->at + 1] == '[') {
            r->at += 2;
            wz_buffer_puts(r->out, "](?<!");
            if (!put_class(r, depth + 1))
                return false;
            wz_buffer_puts(r->out, "))");
            return accept(r, ']') || fail(r, "a subtraction must end its class");
        }
        if (!put_member(r))
            return false;
    }
    if (members == 0 || !accept(r, ']'))
        return fail(r, "a class is empty or not closed with ]");
    wz_buffer_puts(r->out, "])");
    return true;
}

/* --- atoms, groups, quantifiers --- */

/* \1 … : the longest number of a group that is closed already. */
static bool put_reference(rewriter *r, uint32_t digit)
{
    int number = (int)(digit - '0');
    while (r->at < r->length && r->text[r->at] >= '0' && r->text[r->at] <= '9' &&
           number * 10 + (r->text[r->at] - '0') <= r->groups)
        number = number * 10 + (r->text[r->at++] - '0');
    bool closed = number <= r->groups;
    for (int i = 0; i < r->depth; i++)
        closed = closed && r->open[i] != number;
    if (!closed)
        return fail(r, "a back-reference names no group before it");
    wz_buffer_printf(r->out, "\\g{%d}", number);
    return true;
}

static bool put_escape(rewriter *r)
{
    if (r->at >= r->length)
        return fail(r, "a backslash stands at the end");
    uint32_t c = take(r), code;
    if (c >= '1' && c <= '9')
        return put_reference(r, c);
    size_t before = r->out->length;
    bool done;
    wz_buffer_putc(r->out, '[');
    if (!put_set(r, c, &done))
        return false;
    if (done) {
        wz_buffer_putc(r->out, ']');
        return true;
    }
    if (!r->out->failed)
        r->out->length = before;
    if (!single_escape(r, c, &code))
        return false;
    put_code(r, code);
    return true;
}

static bool open_group(rewriter *r)
{
    if (r->depth == MAX_GROUPS)
        return fail(r, "groups are nested too deep");
    bool captures = !accept(r, '?');
    if (!captures && !accept(r, ':'))
        return fail(r, "(? must be followed by :");
    r->open[r->depth++] = captures ? ++r->groups : 0;
    wz_buffer_puts(r->out, captures ? "(" : "(?:");
    return true;
}

static bool count_in_braces(rewriter *r, int *out)
{
    enum { MOST = 65535 };
    int value = 0;
    size_t from = r->at;
    for (; r->at < r->length && r->text[r->at] >= '0' && r->text[r->at] <= '9' && value <= MOST; r->at++)
        value = value * 10 + (r->text[r->at] - '0');
    *out = value;
    return (r->at > from && value <= MOST) || fail(r, "a quantifier is no number or too large");
}

/* ?, *, +, {n}, {n,} or {n,m}, whose first character was read; then perhaps the ? of a reluctant one. */
static bool put_quantifier(rewriter *r, char first)
{
    if (first == '{') {
        int least, most;
        if (!count_in_braces(r, &least))
            return false;
        wz_buffer_printf(r->out, "{%d", least);
        if (accept(r, ',')) {
            wz_buffer_putc(r->out, ',');
            if (!peek(r, '}')) {
                if (!count_in_braces(r, &most))
                    return false;
                if (most < least)
                    return fail(r, "a quantifier runs backwards");
                wz_buffer_printf(r->out, "%d", most);
            }
        }
        if (!accept(r, '}'))
            return fail(r, "a quantifier is not closed with }");
        wz_buffer_putc(r->out, '}');
    } else {
        wz_buffer_putc(r->out, first);
    }
    if (accept(r, '?'))
        wz_buffer_putc(r->out, '?');
    return true;
}

/* One piece of the pattern; *atom says whether a quantifier may follow it. */
static bool put_piece(rewriter *r, bool *atom)
{
    uint32_t c = take(r);
    bool may_repeat = *atom;
    *atom = true;
    switch (c) {
    case '(': *atom = false; return open_group(r);
    case ')': wz_buffer_putc(r->out, ')'); return r->depth-- > 0 || fail(r, "a ) closes nothing");
    case '|':
        *atom = false;
        wz_buffer_putc(r->out, '|');
        return true;
    case '^':
    case '$': wz_buffer_printf(r->out, "(?:%c)", (char)c); return true;
    case '.': wz_buffer_puts(r->out, r->dot_all ? "." : "[^\\n\\r]"); return true;
    case '[': return put_class(r, 0);
    case '\\': return put_escape(r);
    case '?':
    case '*':
    case '+':
    case '{':
        *atom = false;
        return may_repeat ? put_quantifier(r, (char)c) : fail(r, "a quantifier has nothing to repeat");
    case ']':
    case '}': return fail(r, "] and } must be escaped");
    default: put_code(r, c); return true;
    }
}

const char *feel_regex_rewrite(const char *pattern, size_t length, bool dot_all, wz_buffer *out)
{
    rewriter r = {.text = pattern, .length = length, .dot_all = dot_all, .out = out};
    bool atom = false;
    while (r.at < r.length && put_piece(&r, &atom))
        continue;
    if (!r.error && r.depth > 0)
        fail(&r, "a ( is not closed");
    return r.error;
}
