/* Problems on a page. */
#include "web/problems.h"

#include "base/alloc.h"

#include <string.h>

enum { AROUND = 2, MOST_LINES = 400, LONGEST_LINE = 400 };

static const char *weight(const wz_exchange *x, wz_severity severity)
{
    return severity == WZ_ERROR     ? wz_say(x, "错误", "error")
           : severity == WZ_WARNING ? wz_say(x, "警告", "warning")
                                    : wz_say(x, "说明", "note");
}

static void write_problem(wz_exchange *x, const wz_problem *problem, bool linked)
{
    char *text = NULL;
    wz_problem_text(&text, problem, x->language);
    const wz_place *place = problem->place_count ? &problem->places[0] : NULL;
    wz_html(&x->body, "<li><span class=\"tag %s\">%s</span> ", problem->severity == WZ_ERROR ? "bad" : "open",
            weight(x, problem->severity));
    if (place && place->line && linked)
        wz_html(&x->body, "<a href=\"#line-%u\">%s %u</a>%s", place->line, wz_say(x, "第", "line"), place->line,
                wz_say(x, " 行：", ": "));
    wz_html(&x->body, "%s <small>%s</small></li>\n", text ? text : problem->message, problem->id);
    wz_text_free(text);
}

void wz_problems_list(wz_exchange *x, const wz_diag *diag)
{
    wz_html(&x->body, "<div class=\"notice bad\" role=\"alert\"><ul>\n");
    for (size_t i = 0; i < wz_diag_count(diag); i++)
        write_problem(x, wz_diag_at(diag, i), false);
    if (!wz_diag_count(diag))
        wz_html(&x->body, "<li>%s</li>\n",
                wz_say(x, "这一步没有完成，没有任何内容被改动。请检查所填所选的内容，再试一次。",
                       "This was not done, and nothing was changed. Look through what you typed and chose, and try "
                       "again."));
    wz_buffer_puts(&x->body, "</ul></div>\n");
}

/* Whether a problem stands on the line, or near it. */
static bool has_problem(const wz_diag *diag, unsigned line, unsigned around)
{
    for (size_t i = 0; i < wz_diag_count(diag); i++) {
        const wz_problem *problem = wz_diag_at(diag, i);
        unsigned at = problem->place_count ? problem->places[0].line : 0;
        if (at && line + around >= at && line <= at + around)
            return true;
    }
    return false;
}

static void write_line(wz_exchange *x, const char *line, size_t length, unsigned number, bool bad)
{
    bool cut = length > LONGEST_LINE;
    if (cut)
        length = LONGEST_LINE;
    while (cut && length && ((unsigned char)line[length] & 0xC0) == 0x80)
        length--;
    const char *text = wz_arena_strndup(x->arena, line, length);
    wz_html(&x->body, "<li id=\"line-%u\" value=\"%u\"", number, number);
    wz_buffer_puts(&x->body, bad ? " class=\"bad\">" : ">");
    wz_html(&x->body, "<code>%s%s</code></li>\n", text, cut ? "…" : "");
}

void wz_problems_of_text(wz_exchange *x, const wz_diag *diag, const char *text, size_t size)
{
    wz_html(&x->body, "<div class=\"notice bad\" role=\"alert\"><ul>\n");
    for (size_t i = 0; i < wz_diag_count(diag); i++)
        write_problem(x, wz_diag_at(diag, i), true);
    wz_buffer_puts(&x->body, "</ul></div>\n<ol class=\"lines\">\n");
    unsigned number = 1, shown = 0;
    for (size_t at = 0; at < size && shown < MOST_LINES; number++) {
        const char *end = memchr(text + at, '\n', size - at);
        size_t length = end ? (size_t)(end - text) - at : size - at;
        if (has_problem(diag, number, AROUND)) {
            write_line(x, text + at, length, number, has_problem(diag, number, 0));
            shown++;
        }
        at += length + 1;
    }
    wz_buffer_puts(&x->body, "</ol>\n");
}
