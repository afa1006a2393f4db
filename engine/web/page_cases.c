/* Cases: the list with search, and handing one in. */
#include "web/access.h"
#include "web/layout.h"
#include "web/library.h"
#include "web/pager.h"
#include "web/pages.h"
#include "web/people.h"
#include "web/problems.h"
#include "web/server.h"
#include "wenze/edit.h"

#include <stdlib.h>
#include <string.h>

/* --- the list --- */

/* One line of the list; a case that recusal closes shows its number alone. */
static void write_row(wz_exchange *x, const wz_case_row *row, wz_access access, const wz_kept_text *hits, size_t count)
{
    if (access != WZ_ACCESS_OPEN) {
        wz_html(&x->body,
                "<tr><td class=\"mono\">%s</td><td colspan=\"4\"><span class=\"tag open\">%s</span></td></tr>\n",
                row->id, wz_say(x, "回避", "recused"));
        return;
    }
    wz_buffer link = {0};
    wz_html_url(&link, row->id);
    wz_html(&x->body, "<tr><td class=\"mono\">%s</td><td><a href=\"/cases/%s\">%s</a>", row->id,
            link.data ? link.data : "", *row->title ? row->title : row->id);
    wz_buffer_free(&link);
    for (size_t i = 0; i < count && i < 3; i++)
        wz_html(&x->body, "<br><small>%s</small>", hits[i].text);
    wz_html(&x->body, "</td><td data-label=\"%s\">%s</td><td data-label=\"%s\">", wz_say(x, "地区", "Place"),
            row->jurisdiction, wz_say(x, "更新", "Changed"));
    wz_people_time(x, row->changed);
    wz_html(&x->body, " %s</td><td class=\"number\" data-label=\"%s\">%lld</td></tr>\n", row->changed_by,
            wz_say(x, "认定", "Assessments"), (long long)row->assessments);
}

typedef struct {
    wz_case_row row;
    const wz_kept_text *hits;
    size_t count;
} kept_row;

/* The callbacks may not use the store: rows are kept, and checked one by one afterwards. */
typedef struct {
    wz_exchange *x;
    kept_row rows[WZ_A_PAGE];
    size_t count;
} listing;

static const char *copy(const wz_exchange *x, const char *text)
{
    const char *kept = wz_arena_strdup(x->arena, text ? text : "");
    return kept ? kept : "";
}

static bool keep_row(const wz_case_row *row, const wz_kept_text *hits, size_t count, void *payload)
{
    listing *l = payload;
    kept_row *kept = &l->rows[l->count++];
    kept->row = *row;
    kept->row.id = copy(l->x, row->id);
    kept->row.title = copy(l->x, row->title);
    kept->row.jurisdiction = copy(l->x, row->jurisdiction);
    kept->row.changed_by = copy(l->x, row->changed_by);
    wz_kept_text *texts = wz_arena_array(l->x->arena, count + 1, sizeof *texts);
    for (size_t i = 0; texts && i < count; i++)
        texts[i] = (wz_kept_text){copy(l->x, hits[i].kind), copy(l->x, hits[i].text)};
    kept->hits = texts;
    kept->count = texts ? count : 0;
    return l->count < WZ_A_PAGE;
}

static void write_search(wz_exchange *x)
{
    const char *state = wz_query(x, "state");
    wz_html(&x->body,
            "<div class=\"bar noprint\"><form class=\"search\" method=\"get\" action=\"/cases\" role=\"search\">"
            "<input type=\"search\" name=\"q\" value=\"%s\" aria-label=\"%s\" placeholder=\"%s\">"
            "<input name=\"place\" value=\"%s\" aria-label=\"%s\" placeholder=\"%s\">",
            wz_query(x, "q"), wz_say(x, "搜索", "Search"),
            wz_say(x, "标题、姓名、证据或事实", "title, name, evidence or fact"), wz_query(x, "place"),
            wz_say(x, "地区", "Place"), wz_say(x, "地区，如 北京市/通州区", "place, e.g. 北京市/通州区"));
    wz_html(&x->body, "<select name=\"state\" aria-label=\"%s\"><option value=\"\">%s</option>",
            wz_say(x, "状态", "State"), wz_say(x, "全部状态", "every state"));
    const char *const states[][3] = {{"open", "尚未认定", "not assessed"}, {"done", "已有认定", "assessed"}};
    for (size_t i = 0; i < 2; i++)
        wz_html(&x->body,
                strcmp(state, states[i][0]) == 0 ? "<option value=\"%s\" selected>%s</option>"
                                                 : "<option value=\"%s\">%s</option>",
                states[i][0], wz_say(x, states[i][1], states[i][2]));
    wz_html(&x->body, "</select><button>%s</button></form>", wz_say(x, "查找", "Find"));
    if (x->account.roles & WZ_ACCOUNT_INVESTIGATOR)
        wz_html(&x->body, "<a class=\"button main right\" href=\"/cases/new\">%s</a>",
                wz_say(x, "新建案件", "New case"));
    wz_buffer_puts(&x->body, "</div>\n");
}

static void write_pager(wz_exchange *x, const wz_pager *pager)
{
    static const char *const names[] = {"q", "place", "state"};
    wz_buffer path = {0};
    wz_buffer_puts(&path, "/cases?");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        wz_buffer_printf(&path, "%s=", names[i]);
        wz_html_url(&path, wz_query(x, names[i]));
        wz_buffer_puts(&path, "&");
    }
    wz_pager_write(x, pager, path.data ? path.data : "");
    wz_buffer_free(&path);
}

/* Read the page that is asked for, or the last where it lies behind. */
static int read_page(wz_exchange *x, listing *l, wz_pager *pager, wz_diag *diag)
{
    const char *place = wz_query(x, "place"), *state = wz_query(x, "state");
    wz_case_query query = WZ_CASE_QUERY_INIT;
    query.account = x->account.id;
    query.text = wz_query(x, "q");
    query.place = *place ? place : NULL;
    query.assessed = strcmp(state, "done") == 0 ? 1 : strcmp(state, "open") == 0 ? 0 : -1;
    query.most = WZ_A_PAGE;
    int code;
    do {
        l->count = 0;
        query.skip = wz_pager_skip(pager);
        code = wz_case_list_shared(&pager->total, x->worker->store, &query, keep_row, l, diag);
    } while (code == WZ_OK && wz_pager_overshot(pager));
    return code;
}

static void write_nothing(wz_exchange *x)
{
    bool asked = *wz_query(x, "q") || *wz_query(x, "place") || *wz_query(x, "state");
    wz_html(&x->body, "<p class=\"empty\">%s</p>\n",
            asked
                ? wz_say(x, "没有符合条件的案件。请放宽条件。", "No case matches. Ask for less.")
                : wz_say(x, "还没有授权给您的案件。可新建案件，或请安全保密管理员授权。",
                         "No case is shared with you yet. Make one, or ask the security administrator to share one."));
}

static void write_list(wz_exchange *x, const listing *l)
{
    wz_html(&x->body,
            "<div class=\"table\" tabindex=\"0\"><table "
            "class=\"stack\"><thead><tr><th>%s</th><th>%s</th><th>%s</th><th>%s</th>"
            "<th class=\"number\">%s</th></tr></thead><tbody>\n",
            wz_say(x, "编号", "Number"), wz_say(x, "案件", "Case"), wz_say(x, "地区", "Place"),
            wz_say(x, "更新", "Changed"), wz_say(x, "认定", "Assessments"));
    for (size_t i = 0; i < l->count; i++)
        write_row(x, &l->rows[i].row, wz_access_of(x, l->rows[i].row.id), l->rows[i].hits, l->rows[i].count);
    wz_buffer_puts(&x->body, "</tbody></table></div>\n");
}

void wz_page_cases(wz_exchange *x)
{
    wz_page_title(x, wz_say(x, "案件", "Cases"));
    wz_pager pager = wz_pager_asked(x);
    listing *l = wz_arena_alloc(x->arena, sizeof *l);
    wz_diag *diag = wz_diag_new();
    if (l)
        l->x = x;
    int code = l ? read_page(x, l, &pager, diag) : WZ_ENOMEM;
    if (code != WZ_OK) {
        wz_refuse_code(x, code, diag);
    } else {
        write_search(x);
        if (l->count)
            write_list(x, l);
        else
            write_nothing(x);
        write_pager(x, &pager);
    }
    wz_diag_free(diag);
}

/* --- a new one --- */

static void write_places(wz_exchange *x)
{
    const wz_vocabulary_view *vocabulary = wz_library_vocabulary(x);
    size_t count = 0;
    const wz_choice_view *places = vocabulary ? wz_vocabulary_places(vocabulary, &count) : NULL;
    wz_buffer_puts(&x->body, "<datalist id=\"places\">");
    for (size_t i = 0; i < count && i < 5000; i++)
        wz_html(&x->body, "<option value=\"%s\"></option>", places[i].id);
    wz_buffer_puts(&x->body, "</datalist>\n");
}

static void write_field(wz_exchange *x, const char *name, const char *label, const char *hint, const char *more)
{
    wz_html(&x->body, "<p class=\"field\"><label for=\"%s\">%s</label><input id=\"%s\" name=\"%s\" value=\"%s\" ", name,
            label, name, name, wz_form(x, name));
    wz_buffer_puts(&x->body, more);
    wz_buffer_puts(&x->body, "></p>\n");
    if (*hint)
        wz_html(&x->body, "<p class=\"hint\">%s</p>\n", hint);
}

static void write_blank_form(wz_exchange *x)
{
    wz_html(&x->body, "<section><h2>%s</h2>\n", wz_say(x, "填写", "Fill in"));
    wz_form_begin(x, "/cases/new", false);
    wz_buffer_puts(&x->body, "<input type=\"hidden\" name=\"way\" value=\"form\">\n");
    write_field(x, "id", wz_say(x, "案件编号", "Case number"), "", "required maxlength=\"100\" pattern=\"[^\\s\\/]+\"");
    write_field(x, "title", wz_say(x, "标题", "Title"), "", "maxlength=\"200\" required");
    write_field(x, "jurisdiction", wz_say(x, "发生地", "Place"), "", "list=\"places\" maxlength=\"200\"");
    write_field(
        x, "incident_date", wz_say(x, "事故（事件）日期", "Date of the incident"),
        wz_say(x, "只知道年或月的，可写 2019 或 2019-07。", "Where only year or month is known: 2019 or 2019-07."),
        "maxlength=\"10\" placeholder=\"2019-07-12\"");
    write_places(x);
    wz_html(&x->body, "<p><button class=\"main\">%s</button></p></form></section>\n",
            wz_say(x, "建立案件", "Make the case"));
}

static void write_file_forms(wz_exchange *x, const char *pasted)
{
    wz_html(&x->body, "<section><h2>%s</h2>\n", wz_say(x, "上传案件文件", "Upload a case file"));
    wz_form_begin(x, "/cases/new", true);
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"file\">%s</label><input id=\"file\" type=\"file\" name=\"file\" "
            "accept=\".xml,application/xml,text/xml\" required></p>\n<p><button>%s</button></p></form></section>\n",
            wz_say(x, "案件 XML 文件（UTF-8，不超过 64 MiB）", "Case as XML (UTF-8, up to 64 MiB)"),
            wz_say(x, "上传", "Upload"));
    wz_html(&x->body, "<section><h2>%s</h2>\n", wz_say(x, "粘贴案件 XML", "Paste a case as XML"));
    wz_form_begin(x, "/cases/new", false);
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"xml\">XML</label><textarea class=\"code\" id=\"xml\" name=\"xml\" "
            "spellcheck=\"false\" "
            "required>%s</textarea></p>\n<p><button>%s</button></p></form></section>\n",
            pasted, wz_say(x, "保存", "Save"));
}

static void write_new(wz_exchange *x, const char *pasted)
{
    wz_page_title(x, wz_say(x, "新建案件", "New case"));
    write_blank_form(x);
    write_file_forms(x, pasted);
}

void wz_page_case_new(wz_exchange *x)
{
    write_new(x, "");
}

static void share_it(const char *case_id, int64_t number, wz_diag *diag, void *payload)
{
    wz_exchange *x = payload;
    (void)number;
    wz_case_share(x->worker->store, x->account.name, x->now, case_id, x->account.id, true, diag);
}

/* Keep the bytes as a new case and share it with who handed it in. */
static int keep_new(wz_exchange *x, char **id, const char *bytes, size_t size, wz_diag *diag)
{
    wz_case_add_request request = WZ_CASE_ADD_INIT;
    request.bytes = bytes;
    request.size = size;
    request.only_new = true;
    request.by = x->account.name;
    request.also = share_it;
    request.payload = x;
    return wz_case_add(id, NULL, x->worker->store, x->server->rules, &request, diag);
}

/* Whether the account may hand in what it hands in: not a case about itself. */
static bool may_hand_in(wz_exchange *x, const char *bytes, size_t size)
{
    wz_case_view *view = NULL;
    wz_access access = WZ_ACCESS_OPEN;
    if (wz_case_view_open(&view, x->server->rules, "case.xml", bytes, size, x->language, NULL) == WZ_OK)
        access = wz_access_of_new(x, wz_case_view_content(view));
    wz_case_view_free(view);
    if (access != WZ_ACCESS_OPEN)
        wz_access_refuse(x, access);
    return access == WZ_ACCESS_OPEN;
}

static char *blank_case(wz_exchange *x, size_t *size, wz_diag *diag)
{
    char *bytes = NULL;
    wz_case_heading heading = WZ_CASE_HEADING_INIT;
    heading.id = wz_form(x, "id");
    heading.title = wz_form(x, "title");
    heading.jurisdiction = *wz_form(x, "jurisdiction") ? wz_form(x, "jurisdiction") : NULL;
    heading.incident_date = *wz_form(x, "incident_date") ? wz_form(x, "incident_date") : NULL;
    wz_case_blank(&bytes, size, x->server->rules, &heading, diag);
    return bytes;
}

void wz_do_case_new(wz_exchange *x)
{
    wz_diag *diag = wz_diag_new();
    bool form = strcmp(wz_form(x, "way"), "form") == 0;
    size_t size = 0;
    char *made = form ? blank_case(x, &size, diag) : NULL, *id = NULL;
    const char *bytes = form ? made : wz_upload_or_text(x, "xml", &size);
    int code = bytes ? WZ_OK : WZ_EINPUT;
    bool may = code != WZ_OK || may_hand_in(x, bytes, size);
    if (may && code == WZ_OK)
        code = keep_new(x, &id, bytes, size, diag);
    if (!may) {
        ;
    } else if (code == WZ_OK) {
        wz_buffer link = {0};
        wz_html_url(&link, id);
        wz_redirect(x, "case-added", "/cases/%s", link.data ? link.data : "");
        wz_buffer_free(&link);
    } else if (code == WZ_EINPUT || code == WZ_ELIMIT) {
        x->status = 400;
        if (!form && bytes)
            wz_problems_of_text(x, diag, bytes, size);
        else
            wz_problems_list(x, diag);
        write_new(x, !form && bytes && !x->upload.name ? bytes : "");
    } else {
        wz_refuse_code(x, code, diag);
    }
    wz_text_free(id);
    wz_text_free(made);
    wz_diag_free(diag);
}
