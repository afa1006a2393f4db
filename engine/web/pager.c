/* Long lists page by page. */
#include "web/pager.h"

#include <stdlib.h>

static int64_t last_page(const wz_pager *pager)
{
    return pager->total > WZ_A_PAGE ? (pager->total + WZ_A_PAGE - 1) / WZ_A_PAGE : 1;
}

wz_pager wz_pager_asked(const wz_exchange *x)
{
    enum { MOST_PAGES = 1000000 };
    long long number = strtoll(wz_query(x, "page"), NULL, 10);
    return (wz_pager){number < 1 ? 1 : number > MOST_PAGES ? MOST_PAGES : number, 0};
}

int64_t wz_pager_skip(const wz_pager *pager)
{
    return (pager->number - 1) * WZ_A_PAGE;
}

bool wz_pager_overshot(wz_pager *pager)
{
    if (pager->number <= last_page(pager))
        return false;
    pager->number = last_page(pager);
    return true;
}

static void write_link(wz_exchange *x, const char *path, int64_t number, const char *rel, const char *label)
{
    wz_html(&x->body, "<a class=\"button\" href=\"%s", path);
    wz_html(&x->body, "page=%lld\"", (long long)number);
    if (*rel)
        wz_html(&x->body, " rel=\"%s\"", rel);
    wz_html(&x->body, ">%s</a> ", label);
}

void wz_pager_write(wz_exchange *x, const wz_pager *pager, const char *path)
{
    int64_t last = last_page(pager), number = pager->number;
    if (last == 1)
        return;
    wz_html(&x->body, "<nav class=\"bar noprint\" aria-label=\"%s\">", wz_say(x, "翻页", "Pages"));
    if (number > 2)
        write_link(x, path, 1, "", wz_say(x, "首页", "First"));
    if (number > 1)
        write_link(x, path, number - 1, "prev", wz_say(x, "上一页", "Previous"));
    wz_html(&x->body,
            wz_say(x, "<span>第 %lld 页，共 %lld 页，%lld 项</span> ", "<span>Page %lld of %lld, %lld in all</span> "),
            (long long)number, (long long)last, (long long)pager->total);
    if (number < last)
        write_link(x, path, number + 1, "next", wz_say(x, "下一页", "Next"));
    if (number + 1 < last)
        write_link(x, path, last, "", wz_say(x, "末页", "Last"));
    wz_buffer_puts(&x->body, "</nav>\n");
}
