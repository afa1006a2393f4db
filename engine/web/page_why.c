/* Reasons: the derivation of one conclusion, unfolding, with its picture and what would change it; and comparisons of
 * regulations, side by side. */
#include "web/access.h"
#include "web/case_head.h"
#include "web/layout.h"
#include "web/library.h"
#include "web/pages.h"
#include "web/problems.h"
#include "web/server.h"
#include "wenze/compare.h"
#include "wenze/explain.h"

#include <string.h>

enum { MOST_REGIMES = 16 };

static void write_people(wz_exchange *x, const wz_case_content *content)
{
    const char *asked = wz_query(x, "person");
    wz_html(&x->body, "<p class=\"field\"><label for=\"person\">%s</label><select id=\"person\" name=\"person\">",
            wz_say(x, "人员", "Person"));
    for (size_t i = 0; i < content->entity_count; i++) {
        const wz_entity_view *e = &content->entities[i];
        if (e->kind != WZ_VIEW_PERSON)
            continue;
        wz_html(&x->body,
                strcmp(e->id, asked) == 0 ? "<option value=\"%s\" selected>%s</option>"
                                          : "<option value=\"%s\">%s</option>",
                e->id, *e->name ? e->name : e->id);
    }
    wz_buffer_puts(&x->body, "</select></p>\n");
}

/* The person asked about, else the case's first. */
static const char *person_of(wz_exchange *x, const wz_case_content *content)
{
    const char *first = NULL, *asked = wz_query(x, "person");
    for (size_t i = 0; i < content->entity_count; i++) {
        const wz_entity_view *e = &content->entities[i];
        if (e->kind != WZ_VIEW_PERSON)
            continue;
        if (strcmp(e->id, asked) == 0)
            return e->id;
        first = first ? first : e->id;
    }
    return first;
}

/* ---- reasons ---- */

/* What can be asked about: the conclusions, and each rule of the regulations shown, by what it is called. */
static void write_abouts(wz_exchange *x, const wz_regulation_view *list, size_t count)
{
    static const struct {
        const char *id, *zh, *en;
    } usual[] = {{"outcome", "结论", "the outcome"},
                 {"all", "成立的各项结论", "every conclusion that holds"},
                 {"scope", "是否适用", "whether it applies"},
                 {"veto", "一票否决", "the veto"},
                 {"lifetime", "终身追究", "lifetime accountability"}};
    wz_buffer_puts(&x->body, "<datalist id=\"abouts\">");
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        wz_html(&x->body, "<option value=\"%s\">%s</option>", usual[i].id, wz_say(x, usual[i].zh, usual[i].en));
    for (size_t i = 0; i < count; i++) {
        if (*wz_query(x, "regime") && strcmp(list[i].id, wz_query(x, "regime")) != 0)
            continue;
        for (size_t k = 0; k < list[i].rule_count; k++)
            if (*list[i].rules[k].label)
                wz_html(&x->body, "<option value=\"%s\">%s</option>", list[i].rules[k].id, list[i].rules[k].label);
    }
    wz_buffer_puts(&x->body, "</datalist>\n");
}

static void write_about(wz_exchange *x)
{
    size_t count = 0;
    const wz_law_view *law = wz_library_law(x);
    const wz_regulation_view *list = law ? wz_law_view_regulations(law, &count) : NULL;
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"about\">%s</label><input id=\"about\" name=\"about\" value=\"%s\" "
            "list=\"abouts\" maxlength=\"200\" placeholder=\"%s\"></p>",
            wz_say(x, "问什么（不填则问结论）", "About (empty: the outcome)"), wz_query(x, "about"),
            wz_say(x, "点选，或填规则编号、事实", "choose, or a rule's id, or a fact"));
    write_abouts(x, list, count);
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"regime\">%s</label><select id=\"regime\" name=\"regime\">"
            "<option value=\"\">%s</option>",
            wz_say(x, "按哪一规定", "Under"), wz_say(x, "适用的规定", "the one that governs"));
    for (size_t i = 0; i < count; i++)
        wz_html(&x->body,
                strcmp(list[i].id, wz_query(x, "regime")) == 0 ? "<option value=\"%s\" selected>%s</option>"
                                                               : "<option value=\"%s\">%s</option>",
                list[i].id, list[i].short_title);
    wz_buffer_puts(&x->body, "</select></p>\n");
}

static int write_reasons(wz_exchange *x, const wz_opened *opened, const char *person, wz_explain_format format,
                         wz_diag *diag)
{
    char *text = NULL;
    size_t length = 0;
    wz_explain_request request = WZ_EXPLAIN_REQUEST_INIT;
    request.person = person;
    request.about = *wz_query(x, "about") ? wz_query(x, "about") : NULL;
    request.regime = *wz_query(x, "regime") ? wz_query(x, "regime") : NULL;
    request.today = wz_today(x);
    request.why_not = strcmp(wz_query(x, "about"), "all") != 0;
    request.format = format;
    request.language = x->language;
    int code =
        wz_explain_memory(&text, &length, x->worker->session, "case.xml", opened->bytes, opened->size, &request, diag);
    if (code == WZ_OK)
        wz_buffer_add(&x->body, text, length); /* HTML or SVG of the library's, which escapes what the case says */
    wz_text_free(text);
    return code;
}

void wz_page_why(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        const char *person = person_of(x, opened.content);
        wz_diag *diag = wz_diag_new();
        wz_case_head(x, &opened, "/why");
        wz_buffer_puts(&x->body, "<form method=\"get\" class=\"wide noprint\"><div class=\"row\">\n");
        write_people(x, opened.content);
        write_about(x);
        wz_html(&x->body, "</div><p class=\"bar\"><button class=\"main\">%s</button>", wz_say(x, "为什么", "Why?"));
        wz_html(&x->body, "<a class=\"button\" href=\"why/picture?person=");
        wz_html_url(&x->body, person ? person : "");
        wz_buffer_puts(&x->body, "&amp;about=");
        wz_html_url(&x->body, wz_query(x, "about"));
        wz_buffer_puts(&x->body, "&amp;regime=");
        wz_html_url(&x->body, wz_query(x, "regime"));
        wz_html(&x->body, "\">%s</a></p></form>\n", wz_say(x, "下载推理图（SVG）", "The picture (SVG)"));
        if (!person)
            wz_html(&x->body, "<p class=\"empty\">%s</p>\n",
                    wz_say(x, "案件里还没有人员。请先在“事实”里加上。",
                           "The case has nobody yet. Add people under “Facts”."));
        else if (write_reasons(x, &opened, person, WZ_EXPLAIN_HTML, diag) != WZ_OK)
            wz_problems_list(x, diag);
        wz_diag_free(diag);
    }
    wz_access_close(&opened);
}

void wz_page_why_picture(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        const char *person = person_of(x, opened.content);
        wz_diag *diag = wz_diag_new();
        int code = person ? write_reasons(x, &opened, person, WZ_EXPLAIN_SVG, diag) : WZ_EINPUT;
        if (code == WZ_OK) {
            x->type = "image/svg+xml";
            x->filename = "why.svg";
        } else {
            wz_refuse_code(x, code, diag);
        }
        wz_diag_free(diag);
    }
    wz_access_close(&opened);
}

/* ---- side by side ---- */

static void write_regimes(wz_exchange *x)
{
    size_t count = 0;
    const wz_law_view *law = wz_library_law(x);
    const wz_regulation_view *list = law ? wz_law_view_regulations(law, &count) : NULL;
    wz_html(&x->body, "<fieldset><legend>%s</legend><div class=\"checks\">", wz_say(x, "比较哪些规定", "Regulations"));
    for (size_t i = 0; i < count; i++) {
        bool asked = false;
        for (size_t k = 0; k < x->query.count; k++)
            asked |= strcmp(x->query.items[k].name, "regime") == 0 && strcmp(x->query.items[k].value, list[i].id) == 0;
        wz_html(&x->body,
                asked ? "<label><input type=\"checkbox\" name=\"regime\" value=\"%s\" checked>%s</label>"
                      : "<label><input type=\"checkbox\" name=\"regime\" value=\"%s\">%s</label>",
                list[i].id, list[i].short_title);
    }
    wz_buffer_puts(&x->body, "</div></fieldset>\n");
}

static void write_comparison(wz_exchange *x, const wz_opened *opened)
{
    const char *regimes[MOST_REGIMES];
    char *html = NULL;
    size_t length = 0;
    wz_compare_request request = WZ_COMPARE_REQUEST_INIT;
    for (size_t i = 0; i < x->query.count && request.regime_count < MOST_REGIMES; i++)
        if (strcmp(x->query.items[i].name, "regime") == 0)
            regimes[request.regime_count++] = x->query.items[i].value;
    request.regimes = regimes;
    request.person = person_of(x, opened->content);
    request.today = wz_today(x);
    request.differences = *wz_query(x, "differences");
    request.format = WZ_COMPARE_HTML;
    request.language = x->language;
    if (request.regime_count < 2 || !request.person) {
        wz_html(&x->body, "<p class=\"empty\">%s</p>\n",
                wz_say(x, "请选两个以上的规定。不在其地区的，按假设适用比较，结果标明。",
                       "Choose two or more. One outside its place is applied as if it bore, and marked so."));
        return;
    }
    wz_diag *diag = wz_diag_new();
    int code = wz_compare_case_memory(&html, &length, x->worker->session, "case.xml", opened->bytes, opened->size,
                                      &request, diag);
    if (code == WZ_OK) {
        wz_buffer_puts(&x->body, "<div class=\"table comparison\" tabindex=\"0\">\n");
        wz_buffer_add(&x->body, html, length); /* HTML of the library's, which escapes what the case says */
        wz_buffer_puts(&x->body, "</div>\n");
    } else {
        wz_problems_list(x, diag);
    }
    wz_text_free(html);
    wz_diag_free(diag);
}

void wz_page_compare(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        wz_case_head(x, &opened, "/compare");
        wz_buffer_puts(&x->body, "<form method=\"get\" class=\"noprint\">\n");
        write_people(x, opened.content);
        write_regimes(x);
        wz_html(&x->body,
                *wz_query(x, "differences") ? "<div class=\"checks\"><label><input type=\"checkbox\" "
                                              "name=\"differences\" value=\"1\" checked>%s</label></div>"
                                            : "<div class=\"checks\"><label><input type=\"checkbox\" "
                                              "name=\"differences\" value=\"1\">%s</label></div>",
                wz_say(x, "只列不同之处", "Only where they differ"));
        wz_html(&x->body, "<p><button class=\"main\">%s</button></p></form>\n", wz_say(x, "比较", "Compare"));
        write_comparison(x, &opened);
    }
    wz_access_close(&opened);
}
