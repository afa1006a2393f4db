/* Screening a roster: upload, watch it come along, look at the result, take it away. */
#include "web/layout.h"
#include "web/library.h"
#include "web/pages.h"
#include "web/people.h"
#include "web/rosters.h"
#include "web/server.h"
#include "wenze/case_store.h"
#include "wenze/screen.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { A_PAGE = 100, MOST_LISTED = 8 };

/* ---- asking ---- */

static void write_steps(wz_exchange *x)
{
    size_t count = 0;
    const wz_vocabulary_view *vocabulary = wz_library_vocabulary(x);
    const wz_choice_view *steps = vocabulary ? wz_vocabulary_steps(vocabulary, &count) : NULL;
    wz_html(&x->body, "<fieldset><legend>%s</legend><div class=\"checks\">\n",
            wz_say(x, "所问事项", "Steps asked about"));
    for (size_t i = 0; i < count; i++)
        wz_html(&x->body,
                i == 0 ? "<label><input type=\"checkbox\" name=\"step\" value=\"%s\" checked>%s</label>\n"
                       : "<label><input type=\"checkbox\" name=\"step\" value=\"%s\">%s</label>\n",
                steps[i].id, steps[i].label);
    wz_buffer_puts(&x->body, "</div></fieldset>\n");
}

static void write_form(wz_exchange *x)
{
    wz_form_begin(x, "/screen", true);
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"file\">%s</label><input id=\"file\" type=\"file\" name=\"file\" "
            "accept=\".csv,.xlsx\" required></p>\n<p class=\"hint\">%s</p>\n",
            wz_say(x, "名册（CSV 或 XLSX，不超过 64 MiB）", "Roster (CSV or XLSX, up to 64 MiB)"),
            wz_say(x,
                   "首行为列名，中文英文都可以，次序不限：人员编号、姓名、处理处分种类、决定日……或者一人一行："
                   "kind_1、date_1 至 kind_6、date_6。",
                   "The first row names the columns, in Chinese or English, in any order: person_id, name, kind, "
                   "decision_date … or one row a person: kind_1, date_1 to kind_6, date_6."));
    write_steps(x);
    wz_html(
        &x->body,
        "<div class=\"row\"><p class=\"field\"><label for=\"on\">%s</label><input id=\"on\" name=\"on\" type=\"date\" "
        "value=\"%s\" required></p>\n"
        "<p class=\"field\"><label for=\"complete\">%s</label><input id=\"complete\" name=\"complete\" "
        "type=\"date\"></p></div>\n",
        wz_say(x, "所问之日", "Day asked about"), wz_today(x),
        wz_say(x, "名册未写查全日的，视为查全至", "Records complete to, where the roster does not say"));
    wz_html(&x->body,
            "<div class=\"checks\"><label><input type=\"checkbox\" name=\"register\" value=\"1\">%s</label>"
            "<label><input type=\"checkbox\" name=\"ids\" value=\"1\">%s</label></div>\n"
            "<p><button class=\"main\">%s</button></p></form>\n",
            wz_say(x, "按编号到登记簿里查各人的记录", "Look people up in the register by number"),
            wz_say(x, "结果不含姓名", "Leave names out of the result"), wz_say(x, "开始筛查", "Screen"));
}

static void write_earlier(wz_exchange *x)
{
    char ids[MOST_LISTED][WZ_ROSTER_ID];
    size_t count = wz_rosters_list(x->server->rosters, x->account.id, ids, MOST_LISTED);
    if (!count)
        return;
    wz_html(&x->body, "<section><h2>%s</h2><ul>\n", wz_say(x, "近一小时的结果", "Results of the last hour"));
    for (size_t i = 0; i < count; i++) {
        wz_roster_state state;
        if (!wz_rosters_look(x->server->rosters, x->arena, x->account.id, ids[i], &state))
            continue;
        wz_html(&x->body, "<li><a href=\"/screen/%s\">%s</a> ", ids[i], state.filename ? state.filename : ids[i]);
        wz_people_time(x, state.begun);
        wz_buffer_puts(&x->body, "</li>\n");
    }
    wz_buffer_puts(&x->body, "</ul></section>\n");
}

void wz_page_screen(wz_exchange *x)
{
    wz_page_title(x, wz_say(x, "名册筛查", "Screen a roster"));
    write_form(x);
    write_earlier(x);
}

void wz_do_screen(wz_exchange *x)
{
    char id[WZ_ROSTER_ID];
    wz_roster_request request = {.account = x->account.id,
                                 .fd = x->upload.fd,
                                 .filename = x->upload.filename,
                                 .on = wz_form(x, "on"),
                                 .today = wz_today(x),
                                 .complete_to = *wz_form(x, "complete") ? wz_form(x, "complete") : NULL,
                                 .register_too = *wz_form(x, "register"),
                                 .only_id = *wz_form(x, "ids"),
                                 .language = x->language};
    for (size_t i = 0; i < x->form.count && request.step_count < WZ_ROSTER_STEPS; i++)
        if (strcmp(x->form.items[i].name, "step") == 0)
            request.steps[request.step_count++] = x->form.items[i].value;
    if (!x->upload.name || !x->upload.size || !request.step_count) {
        wz_refuse(x, 400, "请选择名册文件，并至少选一个事项。", "Choose a roster and at least one step.");
        return;
    }
    int code = wz_rosters_start(x->server->rosters, &request, x->now, id);
    if (code == WZ_OK)
        wz_redirect(x, NULL, "/screen/%s", id);
    else if (code == WZ_ELIMIT)
        wz_refuse(x, 503, "正在筛查的名册太多，请过一会儿再来。",
                  "Too many rosters are being screened. Come back in a while.");
    else
        wz_refuse_code(x, code, NULL);
}

/* ---- watching ---- */

static void write_progress(wz_exchange *x, const wz_roster_state *s)
{
    char refresh[] = "2";
    wz_field_add(x->arena, &x->headers, "Refresh", refresh, 1); /* works without script */
    if (s->all)
        wz_html(&x->body, "<progress max=\"%zu\" value=\"%zu\" aria-label=\"%s\"></progress>\n", s->all, s->bytes,
                wz_say(x, "进度", "Progress"));
    wz_html(&x->body,
            wz_say(x, "<p role=\"status\">已筛查 %zu 行。页面每两秒更新。</p>\n",
                   "<p role=\"status\">%zu rows so far. The page renews itself every two seconds.</p>\n"),
            s->rows);
}

/* ---- looking ---- */

typedef struct {
    wz_exchange *x;
    const char *id, *text, *column, *value, *sort;
    bool descending;
    size_t from;
    size_t added; /* the first column that screening added */
} viewing;

enum { LEAD = 2 }; /* columns that stay in front: who it is */

/* The answers stand right behind who it is, before what the roster said itself, so that they are seen without scrolling: the
 * column that is shown at place `i`. */
static size_t column_at(const viewing *v, size_t i, size_t count)
{
    size_t answers = count - v->added;
    if (v->added <= LEAD || i < LEAD)
        return i;
    return i - LEAD < answers ? v->added + i - LEAD : i - answers;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

static void put_link(wz_buffer *out, const viewing *v, const char *sort, bool descending, size_t from)
{
    wz_buffer_puts(out, "/screen/");
    wz_html_url(out, v->id);
    wz_buffer_puts(out, "?q=");
    wz_html_url(out, v->text);
    wz_buffer_puts(out, "&amp;sort=");
    wz_html_url(out, sort);
    wz_buffer_puts(out, descending ? "&amp;down=1" : "");
    wz_html(out, "&amp;from=%zu", from);
}

static bool write_row(size_t number, const char *const *cells, size_t count, void *payload)
{
    viewing *v = payload;
    wz_buffer *out = &v->x->body;
    for (size_t i = 0; !number && i < count && !v->added; i++)
        if (ends_with(cells[i], "结论") || ends_with(cells[i], "Answer"))
            v->added = i;
    wz_buffer_puts(out, "<tr>");
    for (size_t place = 0; place < count; place++) {
        size_t i = column_at(v, place, count);
        if (number) {
            wz_html(out, "<td>%s</td>", cells[i]);
            continue;
        }
        bool by_this = strcmp(v->sort, cells[i]) == 0;
        wz_html(out, "<th aria-sort=\"%s\"><a href=\"", !by_this ? "none" : v->descending ? "descending" : "ascending");
        put_link(out, v, cells[i], by_this && !v->descending, 0);
        wz_html(out, "\">%s</a>%s</th>", cells[i], !by_this ? "" : v->descending ? " ▼" : " ▲");
    }
    wz_buffer_puts(out, number ? "</tr>\n" : "</tr></thead><tbody>\n");
    return true;
}

static void write_pager(viewing *v, size_t count)
{
    wz_exchange *x = v->x;
    wz_html(&x->body, "<nav class=\"bar\" aria-label=\"%s\">", wz_say(x, "翻页", "Pages"));
    if (v->from) {
        wz_buffer_puts(&x->body, "<a class=\"button\" rel=\"prev\" href=\"");
        put_link(&x->body, v, v->sort, v->descending, v->from > A_PAGE ? v->from - A_PAGE : 0);
        wz_html(&x->body, "\">%s</a>", wz_say(x, "上一页", "Previous"));
    }
    size_t last = v->from + A_PAGE < count ? v->from + A_PAGE : count;
    wz_html(&x->body, wz_say(x, "<span>第 %zu–%zu 行，共 %zu 行</span>", "<span>rows %zu–%zu of %zu</span>"),
            count ? v->from + 1 : 0, last, count);
    if (last < count) {
        wz_buffer_puts(&x->body, "<a class=\"button\" rel=\"next\" href=\"");
        put_link(&x->body, v, v->sort, v->descending, last);
        wz_html(&x->body, "\">%s</a>", wz_say(x, "下一页", "Next"));
    }
    wz_buffer_puts(&x->body, "</nav>\n");
}

static void write_filter(const viewing *v)
{
    wz_exchange *x = v->x;
    wz_html(&x->body,
            "<form class=\"search\" method=\"get\"><input type=\"search\" name=\"q\" value=\"%s\" "
            "aria-label=\"%s\" placeholder=\"%s\">",
            v->text, wz_say(x, "筛选：编号、姓名、结论……", "Filter: number, name, answer …"),
            wz_say(x, "编号、姓名、结论……", "number, name, answer …"));
    if (*v->sort)
        wz_html(&x->body, "<input type=\"hidden\" name=\"sort\" value=\"%s\">", v->sort);
    if (v->descending)
        wz_buffer_puts(&x->body, "<input type=\"hidden\" name=\"down\" value=\"1\">");
    wz_html(&x->body, "<button>%s</button></form>\n", wz_say(x, "筛选", "Filter"));
}

static void write_table(wz_exchange *x, const char *id, const wz_roster_state *s)
{
    unsigned long from = strtoul(wz_query(x, "from"), NULL, 10);
    viewing v = {.x = x,
                 .id = id,
                 .text = wz_query(x, "q"),
                 .sort = wz_query(x, "sort"),
                 .descending = *wz_query(x, "down"),
                 .from = from < 1000000 ? from : 0};
    wz_table_look look = WZ_TABLE_LOOK_INIT;
    look.text = v.text;
    look.sort = *v.sort ? v.sort : NULL;
    look.descending = v.descending;
    look.from = v.from;
    look.most = A_PAGE;
    size_t count = 0;
    wz_diag *diag = wz_diag_new();
    write_filter(&v);
    size_t before = x->body.length;
    wz_buffer_puts(&x->body, "<div class=\"table\" tabindex=\"0\"><table class=\"roster\"><thead>");
    int code = wz_table_view(&count, s->csv, &look, write_row, &v, diag);
    wz_buffer_puts(&x->body, "</tbody></table></div>\n");
    if (code != WZ_OK) {
        wz_refuse_code(x, code, diag);
    } else if (count) {
        write_pager(&v, count);
    } else if (!x->body.failed) {
        x->body.length = before;
        wz_html(&x->body, "<p class=\"empty\">%s <a href=\"/screen/%s\">%s</a></p>\n",
                wz_say(x, "没有符合的行。", "No row matches."), id, wz_say(x, "显示全部", "Show all"));
    }
    wz_diag_free(diag);
}

static void write_done(wz_exchange *x, const char *id, const wz_roster_state *s)
{
    wz_html(&x->body,
            "<pre class=\"summary\">%s</pre>\n<p class=\"bar noprint\"><a class=\"button main\" "
            "href=\"/screen/%s/file?form=csv\">%s</a>",
            s->summary ? s->summary : "", id, wz_say(x, "下载 CSV", "Download CSV"));
    if (s->xlsx)
        wz_html(&x->body, "<a class=\"button\" href=\"/screen/%s/file?form=xlsx\">%s</a>", id,
                wz_say(x, "下载 XLSX", "Download XLSX"));
    wz_html(&x->body, "<span class=\"hint\">%s</span></p>\n",
            wz_say(x, "结果只有您看得到，保留一小时。", "Only you can see the result; it is kept for an hour."));
    write_table(x, id, s);
}

void wz_page_roster(wz_exchange *x)
{
    wz_roster_state s;
    if (!wz_rosters_look(x->server->rosters, x->arena, x->account.id, x->params[0], &s)) {
        wz_not_found(x);
        return;
    }
    wz_page_title(x, s.filename ? s.filename : wz_say(x, "名册筛查", "Screen a roster"));
    if (s.phase == WZ_ROSTER_RUNS)
        write_progress(x, &s);
    else if (s.phase == WZ_ROSTER_DONE)
        write_done(x, x->params[0], &s);
    else
        wz_html(&x->body,
                "<div class=\"notice bad\" role=\"alert\"><p>%s</p></div>\n<p><a href=\"/screen\">%s</a></p>\n",
                s.problem ? s.problem : wz_say(x, "没有筛查完。", "It was not finished."),
                wz_say(x, "换一个名册", "Another roster"));
}

void wz_page_roster_file(wz_exchange *x)
{
    wz_roster_state s;
    bool xlsx = strcmp(wz_query(x, "form"), "xlsx") == 0;
    if (!wz_rosters_look(x->server->rosters, x->arena, x->account.id, x->params[0], &s) || s.phase != WZ_ROSTER_DONE ||
        (xlsx && !s.xlsx)) {
        wz_not_found(x);
        return;
    }
    char chunk[65536];
    ssize_t got = -1;
    int fd = open(xlsx ? s.xlsx : s.csv, O_RDONLY | O_CLOEXEC);
    while (fd >= 0 && (got = read(fd, chunk, sizeof chunk)) > 0)
        wz_buffer_add(&x->body, chunk, (size_t)got);
    if (fd >= 0)
        close(fd);
    int code = got != 0 ? WZ_EIO : wz_log_add(x->worker->store, x->account.name, "roster.download", "", NULL, NULL);
    if (code != WZ_OK) {
        wz_buffer_clear(&x->body);
        wz_refuse_code(x, code, NULL);
        return;
    }
    x->type = xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8";
    x->filename = xlsx ? "screened.xlsx" : "screened.csv";
}
