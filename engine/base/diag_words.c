/* Recognising a problem's text by its format. A format is literal pieces with holes between them; the pieces must follow
 * each other in the text, the first at its beginning and the last at its end. The table lies in diag_zh.c. */
#include "base/diag_words.h"

#include "base/alloc.h"

#include <string.h>

/* Long texts are not searched: a problem is one line. */
enum { LONGEST_TEXT = 8192, DEEPEST_FRAGMENT = 3 };

/* The end of the literal piece at the beginning of a format. "%%" belongs to it. */
static const char *piece_end(const char *format)
{
    while (*format && !(format[0] == '%' && format[1] != '%'))
        format += format[0] == '%' ? 2 : 1;
    return format;
}

/* The format behind the conversion that it begins with. */
static const char *behind_conversion(const char *format)
{
    format++;
    format += strspn(format, "-+ #0123456789.*hljztL");
    return *format ? format + 1 : format;
}

/* Whether a text begins with a literal piece; how long it is there. */
static bool begins_with(const char *piece, const char *end, const char *text, size_t length, size_t *taken)
{
    size_t at = 0;
    for (; piece < end; piece += *piece == '%' ? 2 : 1) {
        if (at == length || text[at] != *piece)
            return false;
        at++;
    }
    *taken = at;
    return true;
}

/* How long a piece is in a text: "%%" is one character of it. */
static size_t piece_length(const char *piece, const char *end)
{
    size_t length = 0;
    for (; piece < end; piece += *piece == '%' ? 2 : 1)
        length++;
    return length;
}

/* How far the hole in front of a piece reaches: to where the piece comes first, so that the most is left for the pieces behind
 * it; in front of the last piece, to where that ends the text. */
static bool find_piece(const char *piece, const char *end, const char *text, size_t length, size_t *at)
{
    size_t taken, least = piece_length(piece, end);
    if (least > length)
        return false;
    for (size_t i = *end ? 0 : length - least; i <= length - least; i++) {
        *at = i;
        if (begins_with(piece, end, text + i, length - i, &taken))
            return true;
    }
    return false;
}

bool wz_diag_match(const char *format, const char *text, size_t length, wz_diag_hole holes[WZ_DIAG_HOLES],
                   size_t *count)
{
    const char *end = piece_end(format);
    size_t taken, at;
    if (!begins_with(format, end, text, length, &taken))
        return false;
    for (; *end && *count < WZ_DIAG_HOLES; taken = at + piece_length(format, end)) {
        text += taken;
        length -= taken;
        format = behind_conversion(end);
        end = piece_end(format);
        if (!find_piece(format, end, text, length, &at))
            return false;
        holes[(*count)++] = (wz_diag_hole){text, at};
    }
    return !*end && taken == length;
}

static bool say(wz_buffer *out, const char *id, const char *text, size_t length, unsigned depth);

/* An argument: a fragment that has Chinese, or as it is. */
static void say_hole(wz_buffer *out, wz_diag_hole hole, unsigned depth)
{
    if (hole.length == 0 || depth == DEEPEST_FRAGMENT || !say(out, "", hole.at, hole.length, depth + 1))
        wz_buffer_add(out, hole.at, hole.length);
}

static void fill(wz_buffer *out, const char *chinese, const wz_diag_hole *holes, size_t count, unsigned depth)
{
    for (; *chinese; chinese++) {
        size_t hole = chinese[0] == '{' && chinese[1] >= '1' && chinese[1] <= '9' ? (size_t)(chinese[1] - '1') : count;
        bool two = hole == 0 && count > 0 && chinese[2] >= '0' && chinese[2] <= '9' && chinese[3] == '}';
        if (two)
            hole = 9 + (size_t)(chinese[2] - '0');
        if (hole < count && chinese[two ? 3 : 2] == '}') {
            say_hole(out, holes[hole], depth);
            chinese += two ? 3 : 2;
        } else {
            wz_buffer_putc(out, *chinese);
        }
    }
}

/* The format with the longest English fits best: "%s" alone fits everything. */
static bool say(wz_buffer *out, const char *id, const char *text, size_t length, unsigned depth)
{
    const wz_diag_word *best = NULL;
    wz_diag_hole best_holes[WZ_DIAG_HOLES] = {{NULL, 0}};
    size_t best_count = 0;
    for (size_t i = 0; i < wz_diag_chinese_count; i++) {
        const wz_diag_word *word = &wz_diag_chinese[i];
        wz_diag_hole holes[WZ_DIAG_HOLES];
        size_t count = 0;
        if (strcmp(word->id, id) != 0 || (best && strlen(best->english) >= strlen(word->english)) ||
            !wz_diag_match(word->english, text, length, holes, &count))
            continue;
        best = word;
        best_count = count;
        memcpy(best_holes, holes, count * sizeof *holes);
    }
    if (best)
        fill(out, best->chinese, best_holes, best_count, depth);
    return best != NULL;
}

/* A text may begin with where it belongs, as in "COLUMN: VALUE: is not a date": that stays, and the rest is said. */
static bool say_behind(wz_buffer *out, const char *id, const char *text, size_t length)
{
    const char *end = text + length, *at = text;
    while ((at = memmem(at, (size_t)(end - at), ": ", 2))) {
        wz_buffer rest = {0};
        at += 2;
        bool said = say(&rest, id, at, (size_t)(end - at), 0);
        for (const char *c = text; said && c < at; c++) {
            bool colon = c[0] == ':' && c[1] == ' ';
            wz_buffer_add(out, colon ? "：" : c, colon ? strlen("：") : 1);
            c += colon;
        }
        if (said)
            wz_buffer_add(out, rest.length ? rest.data : "", rest.length);
        out->failed |= rest.failed;
        wz_buffer_free(&rest);
        if (said)
            return true;
    }
    return false;
}

bool wz_diag_say_chinese(wz_buffer *out, const char *id, const char *text, size_t length)
{
    return length <= LONGEST_TEXT && (say(out, id, text, length, 0) || say_behind(out, id, text, length));
}

/* The whole text as it was written before its advice was cut off. */
static void put_whole(wz_buffer *out, const wz_problem *problem)
{
    wz_buffer_puts(out, problem->message);
    if (*problem->advice) {
        wz_buffer_puts(out, "; ");
        wz_buffer_puts(out, problem->advice);
    }
}

int wz_problem_text(char **out, const wz_problem *problem, wz_language language)
{
    wz_buffer english = {0}, chinese = {0};
    put_whole(&english, problem);
    *out = NULL;
    if (english.failed) {
        wz_buffer_free(&english);
        return WZ_ENOMEM;
    }
    bool said = language == WZ_LANGUAGE_ZH && english.length &&
                wz_diag_say_chinese(&chinese, problem->id, english.data, english.length);
    if (said && !chinese.failed && chinese.length) {
        wz_buffer_free(&english);
        *out = chinese.data;
        return WZ_OK;
    }
    wz_buffer_free(&chinese);
    if (!english.length)
        wz_buffer_puts(&english, problem->id);
    *out = english.data;
    return english.failed ? WZ_ENOMEM : WZ_OK;
}
