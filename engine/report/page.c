/* Wrapping as the text is written: each character goes to the buffer at once, and the page remembers the last place where
 * the line may break. When a line grows too long, a line feed and the indent are put in there and what follows moves
 * right. So no second buffer is needed, and no text is looked at twice.
 *
 * Invariant: line <= stop <= out->length; the text from `line` on is the current line's, and no earlier byte changes.
 * Source of the breaking rules: Unicode UAX 14, cut down to what Chinese and English need; of the widths: UAX 11. */
#include "report/page.h"

#include "io/utf8.h"

#include <string.h>

/* ---- characters ---- */

typedef struct {
    uint32_t first, last;
} range;

static bool in_ranges(uint32_t code, const range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    }
    return false;
}

static bool is_wide(uint32_t code)
{
    static const range wide[] = {{0x4E00, 0x9FFF},   {0x3000, 0x303E},   {0xFF01, 0xFF60},   {0x3041, 0x4DBF},
                                 {0x2E80, 0x2FFF},   {0x1100, 0x115F},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},
                                 {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFFE0, 0xFFE6},
                                 {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD}};
    return code >= 0x1100 && in_ranges(code, wide, sizeof wide / sizeof wide[0]);
}

static bool is_combining(uint32_t code)
{
    static const range none[] = {{0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},  {0x20D0, 0x20FF},
                                 {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xE0100, 0xE01EF}};
    return code >= 0x300 && in_ranges(code, none, sizeof none / sizeof none[0]);
}

/* Controls, and the marks that turn the direction of writing: a name must not be able to repaint the page. */
static bool is_harmful(uint32_t code)
{
    if (code >= 0x2070 && code < 0xFE00) /* most of what is Chinese */
        return false;
    static const range harmful[] = {{0x00, 0x1F},     {0x7F, 0x9F},     {0x200B, 0x200F}, {0x2028, 0x202E},
                                    {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF0, 0xFFFB}, {0xE0000, 0xE007F}};
    return in_ranges(code, harmful, sizeof harmful / sizeof harmful[0]);
}

static unsigned columns_of(uint32_t code)
{
    return is_combining(code) ? 0 : is_wide(code) ? 2 : 1;
}

static bool is_one_of(uint32_t code, const uint32_t *set, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (set[i] == code)
            return true;
    }
    return false;
}

/* Punctuation that closes: no line begins with it. */
static bool closes(uint32_t code)
{
    static const uint32_t set[] = {0xFF0C, 0x3002, 0x3001, 0xFF1B, 0xFF1A, 0xFF1F, 0xFF01, 0xFF09, 0x300B,
                                   0x300D, 0x300F, 0x3011, 0x3015, 0x3009, 0x201D, 0x2019, 0x2026, 0x2014,
                                   0x00B7, ')',    ']',    ',',    '.',    ';',    ':',    '?',    '!'};
    return is_one_of(code, set, sizeof set / sizeof set[0]);
}

/* Punctuation that opens: no line ends with it. */
static bool opens(uint32_t code)
{
    static const uint32_t set[] = {0xFF08, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3008, 0x201C, 0x2018, '(', '['};
    return is_one_of(code, set, sizeof set / sizeof set[0]);
}

static bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

/* Whether the line may break between two characters. A date such as 2019年7月1日 stays in one piece. */
static bool may_break(uint32_t before, uint32_t after)
{
    if (before == 0 || after == ' ' || closes(after) || opens(before) || is_combining(after))
        return false;
    if (before == ' ')
        return true;
    if ((is_digit(before) && is_wide(after) && !opens(after)) ||
        ((before == 0x5E74 || before == 0x6708) && is_digit(after)))
        return false;
    return is_wide(before) || is_wide(after);
}

unsigned wz_page_columns(const char *text)
{
    unsigned columns = 0;
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        uint32_t code;
        at += wz_utf8_next(text + at, length - at, &code);
        columns += columns_of(code);
    }
    return columns;
}

/* ---- lines ---- */

static void spaces(wz_buffer *out, size_t count)
{
    while (count-- > 0)
        wz_buffer_putc(out, ' ');
}

static void start_of_line(wz_page *page, unsigned indent)
{
    page->column = indent;
    page->last = 0;
    page->line = page->stop = page->out->length;
    page->stop_column = indent;
}

/* No indent may leave less than half of the page. */
static unsigned fitting(const wz_page *page, unsigned indent)
{
    return indent < page->width / 2 ? indent : page->width / 2;
}

/* ---- as HTML ---- */

static void html_style(wz_page *page, bool open)
{
    static const char *const opening[] = {"", "<strong>", "<span class=\"words\">"};
    static const char *const closing[] = {"", "</strong>", "</span>"};
    wz_buffer_puts(page->out, open ? opening[page->style] : closing[page->style]);
}

static void html_line(wz_page *page, unsigned indent)
{
    wz_buffer_puts(page->out, "<p class=\"in");
    if (indent >= 10)
        wz_buffer_printf(page->out, "%u", indent / 10);
    wz_buffer_putc(page->out, (char)('0' + indent % 10));
    wz_buffer_puts(page->out, "\">");
    html_style(page, true);
    start_of_line(page, 0);
    page->inside = true;
}

/* What stands for a character in HTML; NULL = itself. */
static const char *html_escape(uint32_t code)
{
    switch (code) {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    case '"': return "&quot;";
    default: return NULL;
    }
}

void wz_page_line(wz_page *page, unsigned indent, unsigned hang)
{
    wz_page_end(page);
    if (page->html) {
        html_line(page, indent);
        return;
    }
    indent = fitting(page, indent);
    page->indent = fitting(page, indent + hang);
    spaces(page->out, indent);
    start_of_line(page, indent);
    page->inside = true;
}

static void trim(wz_page *page)
{
    wz_buffer *out = page->out;
    while (!out->failed && out->length > 0 && out->data[out->length - 1] == ' ')
        out->length--;
}

void wz_page_end(wz_page *page)
{
    if (!page->inside)
        return;
    trim(page);
    if (page->html) {
        html_style(page, false);
        wz_buffer_puts(page->out, "</p>");
    }
    wz_buffer_putc(page->out, '\n');
    page->inside = false;
}

void wz_page_gap(wz_page *page)
{
    wz_page_end(page);
    wz_buffer *out = page->out;
    if (!page->html && !out->failed && out->length > 1 && out->data[out->length - 2] != '\n')
        wz_buffer_putc(out, '\n');
}

/* Put a line feed and the indent at the last stop; the spaces before it go. */
static void break_line(wz_page *page)
{
    wz_buffer *out = page->out;
    size_t head = page->stop;
    while (head > page->line && out->data[head - 1] == ' ')
        head--;
    size_t tail = out->length - page->stop;
    size_t room = 1 + (size_t)page->indent;
    spaces(out, room);
    if (out->failed)
        return;
    memmove(out->data + head + room, out->data + page->stop, tail);
    out->data[head] = '\n';
    memset(out->data + head + 1, ' ', page->indent);
    out->length = head + room + tail;
    out->data[out->length] = '\0';
    page->column = page->indent + (page->column - page->stop_column);
    page->line = page->stop = head + room;
    page->stop_column = page->indent;
}

static void put_character(wz_page *page, const char *bytes, size_t size, uint32_t code)
{
    wz_buffer *out = page->out;
    unsigned columns = columns_of(code);
    if (may_break(page->last, code)) {
        page->stop = out->length;
        page->stop_column = page->column;
    }
    if (code != ' ' && page->column + columns > page->width) {
        unsigned carried = page->indent + (page->column - page->stop_column);
        if (page->stop == page->line || carried + columns > page->width) { /* a word longer than a line: cut it */
            page->stop = out->length;
            page->stop_column = page->column;
        }
        if (page->stop > page->line && !out->failed)
            break_line(page);
    }
    wz_buffer_add(out, bytes, size);
    page->column += columns;
    page->last = code;
}

/* Size of a character that is Chinese at a glance: U+3000 to U+9FFF, which are never harmful; else 0. */
static size_t chinese(const char *text, size_t length)
{
    const unsigned char *byte = (const unsigned char *)text;
    return length >= 3 && byte[0] >= 0xE3 && byte[0] <= 0xE9 && (byte[1] & 0xC0) == 0x80 && (byte[2] & 0xC0) == 0x80
               ? 3
               : 0;
}

/* Without wrapping: harmless runs as they are. */
static void put_endless(wz_page *page, const char *text, size_t length)
{
    size_t run = 0, at = 0;
    while (at < length) {
        uint32_t code = (unsigned char)text[at];
        size_t size = chinese(text + at, length - at);
        if (size) {
            at += size;
            continue;
        }
        size = code >= 0x20 && code < 0x7F ? 1 : wz_utf8_next(text + at, length - at, &code);
        const char *instead = page->html ? html_escape(code) : NULL;
        if (is_harmful(code) || code == WZ_REPLACEMENT)
            instead = code == '\n' || code == '\t' ? " " : WZ_UTF8_REPLACEMENT;
        if (instead) {
            wz_buffer_add(page->out, text + run, at - run);
            wz_buffer_puts(page->out, instead);
            run = at + size;
        }
        at += size;
    }
    wz_buffer_add(page->out, text + run, length - run);
}

void wz_page_put_bytes(wz_page *page, const char *text, size_t length)
{
    if (page->html || page->width == WZ_PAGE_ENDLESS) {
        put_endless(page, text, length);
        return;
    }
    for (size_t at = 0; at < length && !page->out->failed;) {
        uint32_t code;
        size_t size = wz_utf8_next(text + at, length - at, &code);
        if (code == '\n' || code == '\t')
            put_character(page, " ", 1, ' ');
        else if (is_harmful(code) || code == WZ_REPLACEMENT)
            put_character(page, WZ_UTF8_REPLACEMENT, strlen(WZ_UTF8_REPLACEMENT), WZ_REPLACEMENT);
        else
            put_character(page, text + at, size, code);
        at += size;
    }
}

void wz_page_put(wz_page *page, const char *text)
{
    wz_page_put_bytes(page, text, strlen(text));
}

void wz_page_pad(wz_page *page, unsigned column)
{
    if (page->html) {
        wz_buffer_putc(page->out, ' ');
        return;
    }
    do {
        put_character(page, " ", 1, ' ');
    } while (page->column < column && !page->out->failed);
}

void wz_page_rule(wz_page *page, const char *mark)
{
    if (page->html) {
        wz_page_end(page);
        wz_buffer_puts(page->out, "<hr>\n");
        return;
    }
    wz_page_line(page, 0, 0);
    unsigned columns = wz_page_columns(mark);
    for (unsigned used = 0; used + columns <= page->width; used += columns)
        wz_buffer_puts(page->out, mark);
    wz_page_end(page);
}

void wz_page_style(wz_page *page, wz_style style)
{
    static const char *const escapes[] = {"\033[0m", "\033[1m", "\033[2m"};
    if (page->html) {
        if (page->inside)
            html_style(page, false);
        page->style = (uint8_t)style;
        if (page->inside)
            html_style(page, true);
        return;
    }
    if (page->colour)
        wz_buffer_puts(page->out, escapes[style]);
}
