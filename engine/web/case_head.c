/* The head of a case's pages. */
#include "web/case_head.h"

#include "web/layout.h"
#include "web/route.h"

#include <string.h>

static const struct {
    const char *path, *zh, *en;
} tabs[] = {
    {"", "概况", "Overview"},
    {"/form", "事实", "Facts"},
    {"/assessment", "认定", "Assessment"},
    {"/why", "理由", "Reasons"},
    {"/questions", "未决问题", "Open questions"},
    {"/what-if", "假如", "What if"},
    {"/compare", "比较", "Compare"},
    {"/report", "报告", "Report"},
    {"/duties", "履职", "Duties"},
    {"/xml", "XML", "XML"},
    {"/history", "版本与复核", "History"},
};

const char *wz_case_path(wz_exchange *x, const char *id)
{
    wz_buffer out = {0};
    wz_buffer_puts(&out, "/cases/");
    wz_html_url(&out, id);
    const char *path = out.failed ? NULL : wz_arena_strdup(x->arena, out.data);
    wz_buffer_free(&out);
    return path ? path : "/cases";
}

static void write_tab(wz_exchange *x, const char *base, size_t i, const char *tab)
{
    const char *params[WZ_MOST_PARAMS], *path = wz_arena_printf(x->arena, "%s%s", base, tabs[i].path);
    bool other;
    const wz_route *route = path ? wz_route_find(x->arena, WZ_GET, path, params, &other) : NULL;
    if (!route || !wz_route_admits(route, &x->account))
        return;
    wz_html(&x->body, "<li><a href=\"%s\"", path);
    if (strcmp(tabs[i].path, tab) == 0)
        wz_buffer_puts(&x->body, " aria-current=\"page\"");
    wz_html(&x->body, ">%s</a></li>\n", wz_say(x, tabs[i].zh, tabs[i].en));
}

void wz_case_head(wz_exchange *x, const wz_opened *opened, const char *tab)
{
    const wz_case_content *c = opened->content;
    wz_page_title(x, *c->title ? c->title : c->id);
    const char *base = wz_case_path(x, c->id);
    wz_html(&x->body, "<p class=\"hint\">%s <span class=\"mono\">%s</span>%s%s · %s %lld</p>\n",
            wz_say(x, "案件编号", "Case"), c->id, *c->jurisdiction ? " · " : "", c->jurisdiction,
            wz_say(x, "版本", "version"), (long long)opened->version);
    wz_html(&x->body, "<nav aria-label=\"%s\" class=\"noprint\"><ul class=\"tabs\">\n", wz_say(x, "本案", "This case"));
    for (size_t i = 0; i < sizeof tabs / sizeof tabs[0]; i++)
        write_tab(x, base, i, tab);
    wz_buffer_puts(&x->body, "</ul></nav>\n");
}
