/* The time line: a list that reads well without the picture, and an SVG bar in each line. All lines have one axis, from the
 * first day that is told of to the last. */
#include "web/timeline.h"

#include "base/date.h"

#include <string.h>

typedef struct {
    bool has;
    wz_day first, last;
} axis;

enum { WIDTH = 1000 };

/* The day that a fact of this role states, as it is written; "" where none does. */
static const char *day_by_role(const wz_entity_view *e, wz_view_role role)
{
    for (size_t i = 0; i < e->fact_count; i++)
        if (e->facts[i].role == role)
            return *e->facts[i].value ? e->facts[i].value : e->facts[i].at_least;
    return "";
}

/* What an entity is called: by the fact of a role, else by its first text, else by its first choice, else by its id. */
static const char *name_of(const wz_entity_view *e, wz_view_role role)
{
    const char *found[3] = {NULL, NULL, NULL};
    for (size_t i = e->fact_count; i-- > 0;) {
        const wz_fact_view *f = &e->facts[i];
        if (f->role == role && role != WZ_VIEW_PLAIN)
            found[0] = f->words;
        else if (f->type == WZ_VIEW_TEXT && f->role == WZ_VIEW_PLAIN)
            found[1] = f->words;
        else if (f->type == WZ_VIEW_CHOICE)
            found[2] = f->words;
    }
    for (int i = 0; i < 3; i++)
        if (found[i] && *found[i])
            return found[i];
    return e->id;
}

static bool day_of(const char *text, bool last, wz_day *out)
{
    wz_day first, end;
    if (!*text || !wz_day_parse_loose(text, &first, &end))
        return false;
    *out = last ? end : first;
    return true;
}

static void stretch(axis *a, const char *text)
{
    wz_day first, last;
    if (!day_of(text, false, &first) || !day_of(text, true, &last))
        return;
    if (!a->has || first < a->first)
        a->first = first;
    if (!a->has || last > a->last)
        a->last = last;
    a->has = true;
}

/* Incidents, posts and sanctions; a list of activities would only crowd the axis. */
static void measure(axis *a, const wz_case_content *content)
{
    for (size_t i = 0; i < content->entity_count; i++) {
        const wz_entity_view *e = &content->entities[i];
        if (e->kind == WZ_VIEW_DUTY_RECORD || e->kind == WZ_VIEW_PERSON)
            continue;
        for (size_t f = 0; f < e->fact_count; f++)
            if (e->facts[f].type == WZ_VIEW_DATE && e->facts[f].role != WZ_VIEW_PLAIN)
                stretch(a, e->facts[f].value);
    }
    stretch(a, content->as_of);
}

static int place(const axis *a, wz_day day)
{
    int64_t length = a->last - a->first;
    return length <= 0 ? 0 : (int)((day - a->first) * WIDTH / length);
}

static void draw(wz_exchange *x, const axis *a, const char *from, const char *to, const char *kind)
{
    wz_day first = a->first, last = a->last;
    day_of(from, false, &first);
    day_of(to, true, &last);
    int left = place(a, first), right = place(a, last);
    if (right < left + 6)
        right = left + 6;
    wz_html(&x->body,
            "<svg viewBox=\"0 0 %d 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"rail\" x=\"0\" "
            "y=\"9\" "
            "width=\"%d\" height=\"2\"/><rect class=\"%s\" x=\"%d\" y=\"3\" width=\"%d\" height=\"14\"/></svg>",
            WIDTH, WIDTH, kind, left, right - left);
}

static void write_entry(wz_exchange *x, const axis *a, const char *label, const char *from, const char *to, bool open,
                        const char *kind)
{
    wz_html(&x->body, "<li><span>%s<br><small>", label);
    if (strcmp(from, to) == 0)
        wz_html(&x->body, "%s", from);
    else
        wz_html(&x->body, "%s — %s", *from ? from : "?", open ? wz_say(x, "至今", "today") : *to ? to : "?");
    wz_buffer_puts(&x->body, "</small></span><span>");
    draw(x, a, from, open ? "" : to, kind);
    wz_buffer_puts(&x->body, "</span></li>\n");
}

static void write_entity(wz_exchange *x, const axis *a, const wz_entity_view *e)
{
    if (e->kind == WZ_VIEW_POST) {
        const char *to = day_by_role(e, WZ_VIEW_POST_TO);
        write_entry(x, a, name_of(e, WZ_VIEW_PLAIN), day_by_role(e, WZ_VIEW_POST_FROM), to, strcmp(to, "null") == 0,
                    "post");
    } else if (e->kind == WZ_VIEW_SANCTION) {
        const char *day = day_by_role(e, WZ_VIEW_SANCTION_EFFECTIVE);
        day = *day ? day : day_by_role(e, WZ_VIEW_SANCTION_DECIDED);
        write_entry(x, a, name_of(e, WZ_VIEW_SANCTION_KIND), day, day, false, "sanction");
    } else if (e->kind == WZ_VIEW_INCIDENT) {
        const char *day = day_by_role(e, WZ_VIEW_INCIDENT_DATE);
        write_entry(x, a, e->subject ? wz_say(x, "本案事故（事件）", "the incident") : e->id, day, day, false,
                    "incident");
    }
}

void wz_timeline(wz_exchange *x, const wz_case_content *content)
{
    axis a = {0};
    measure(&a, content);
    if (!a.has)
        return;
    bool open = false;
    for (size_t i = 0; i < content->entity_count; i++) {
        const wz_entity_view *e = &content->entities[i];
        if (e->kind == WZ_VIEW_PERSON || !open) {
            wz_buffer_puts(&x->body, open ? "</ol>\n" : "");
            wz_html(&x->body, "<h3>%s</h3>\n<ol class=\"line\">\n",
                    e->kind == WZ_VIEW_PERSON ? (*e->name ? e->name : e->id) : wz_say(x, "事件", "Events"));
            open = true;
        }
        write_entity(x, &a, e);
    }
    wz_buffer_puts(&x->body, open ? "</ol>\n" : "");
}
