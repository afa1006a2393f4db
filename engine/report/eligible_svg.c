/* The calendar of bars as a picture: a row a step, a column a year, what is surely barred in full, what is perhaps barred
 * hatched by its outline, the day asked about as a line. Inline SVG without style or script: a page's style sheet colours its
 * classes, and without one black and white tells them apart. */
#include "report/eligible.h"

#include "report/page.h"

#include <string.h>

enum { LEFT = 250, WIDTH = 720, ROW = 32, HEAD = 28, FOOT = 8, MOST_YEARS = 24 };

typedef struct {
    wz_buffer *out;
    const wz_eligible_answer *a;
    wz_lang lang;
    wz_day first, last; /* days that the picture covers */
} picture;

static wz_day new_year(int year)
{
    return wz_day_from_civil((wz_civil){year, 1, 1});
}

static void widen(picture *p, bool has, wz_day day)
{
    if (has && day < p->first)
        p->first = day;
    if (has && day > p->last)
        p->last = day;
}

/* Whole years around everything that is shown, at most MOST_YEARS, the day asked about among them. */
static void choose_years(picture *p)
{
    p->first = p->last = p->a->ask.on;
    for (size_t i = 0; i < p->a->step_count; i++)
        for (size_t k = 0; k < p->a->steps[i].span_count; k++) {
            const wz_span *span = &p->a->steps[i].spans[k];
            widen(p, span->has_from, span->from);
            widen(p, span->has_last, span->last);
        }
    int on = wz_civil_from_day(p->a->ask.on).year, from = wz_civil_from_day(p->first).year,
        to = wz_civil_from_day(p->last).year;
    if (to - from >= MOST_YEARS) {
        from = on - MOST_YEARS / 2 > from ? on - MOST_YEARS / 2 : from;
        to = from + MOST_YEARS - 1;
    }
    p->first = new_year(from);
    p->last = new_year(to + 1) - 1;
}

/* Where a day begins, in the picture's units. */
static int at(const picture *p, wz_day day)
{
    wz_day inside = day < p->first ? p->first : day > p->last + 1 ? p->last + 1 : day;
    return LEFT + (int)((inside - p->first) * WIDTH / (p->last + 1 - p->first));
}

static void put_text(picture *p, const char *text)
{
    wz_page page = {.out = p->out, .html = true};
    wz_page_put(&page, text);
}

static void draw_years(picture *p, int height)
{
    int from = wz_civil_from_day(p->first).year, to = wz_civil_from_day(p->last).year;
    int every = (to - from) / 12 + 1;
    for (int year = from; year <= to; year++) {
        int x = at(p, new_year(year));
        wz_buffer_printf(p->out,
                         "<line class=\"year\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"currentColor\" "
                         "stroke-opacity=\"0.2\"/>",
                         x, HEAD - 6, x, height - FOOT);
        if ((year - from) % every == 0)
            wz_buffer_printf(p->out, "<text x=\"%d\" y=\"15\" font-size=\"14\" fill=\"currentColor\">%d</text>\n",
                             x + 4, year);
    }
}

static void draw_span(picture *p, const wz_span *span, int y)
{
    int from = span->has_from ? at(p, span->from) : LEFT, to = span->has_last ? at(p, span->last + 1) : LEFT + WIDTH;
    char first[WZ_DAY_TEXT] = "…", last[WZ_DAY_TEXT] = "…";
    if (span->has_from)
        wz_day_format(span->from, first);
    if (span->has_last)
        wz_day_format(span->last, last);
    bool sure = span->truth == WZ_TRUE;
    wz_buffer_printf(p->out,
                     "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"16\" fill=\"currentColor\" "
                     "fill-opacity=\"%s\" stroke=\"currentColor\"%s><title>%s – %s</title></rect>\n",
                     sure ? "barred" : "perhaps", from, y, to - from > 2 ? to - from : 2, sure ? "0.75" : "0.08",
                     sure ? "" : " stroke-dasharray=\"4 3\"", first, last);
}

static void draw_rows(picture *p)
{
    for (size_t i = 0; i < p->a->step_count; i++) {
        const wz_step *step = &p->a->law->frame->steps[p->a->steps[i].step];
        int y = HEAD + (int)i * ROW;
        wz_buffer_printf(p->out, "<text x=\"0\" y=\"%d\" font-size=\"14\" fill=\"currentColor\">", y + 17);
        put_text(p, *wz_text_in(step->label, p->lang) ? wz_text_in(step->label, p->lang) : step->id);
        wz_buffer_printf(p->out,
                         "</text><line class=\"row\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" "
                         "stroke=\"currentColor\" stroke-opacity=\"0.2\"/>\n",
                         LEFT, y + 20, LEFT + WIDTH, y + 20);
        for (size_t k = 0; k < p->a->steps[i].span_count; k++)
            draw_span(p, &p->a->steps[i].spans[k], y + 3);
    }
}

int wz_eligible_svg(wz_buffer *out, const wz_eligible_answer *answer, wz_lang lang)
{
    picture p = {.out = out, .a = answer, .lang = lang};
    choose_years(&p);
    int height = HEAD + (int)answer->step_count * ROW + FOOT;
    wz_buffer_printf(out, "<svg class=\"calendar\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n",
                     LEFT + WIDTH + 10, height,
                     lang == WZ_EN ? "calendar of bars; the days stand in the text" : "限制日历，起止日期见正文");
    draw_years(&p, height);
    draw_rows(&p);
    int x = at(&p, answer->ask.on);
    char day[WZ_DAY_TEXT];
    wz_day_format(answer->ask.on, day);
    wz_buffer_printf(out,
                     "<line class=\"today\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"currentColor\" "
                     "stroke-width=\"2\"><title>%s</title></line>\n</svg>\n",
                     x, HEAD - 8, x, height - FOOT + 4, day);
    return out->failed ? WZ_ENOMEM : WZ_OK;
}
