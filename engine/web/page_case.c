/* A case as it stands: people and posts on a time line, facts, evidence; and as XML. */
#include "web/access.h"
#include "web/case_head.h"
#include "web/fill.h"
#include "web/layout.h"
#include "web/pages.h"
#include "web/problems.h"
#include "web/server.h"
#include "web/timeline.h"

#include <stdlib.h>
#include <string.h>

static void write_evidence(wz_exchange *x, const wz_case_content *c)
{
    wz_html(&x->body, "<h2>%s</h2>\n", wz_say(x, "证据", "Evidence"));
    if (!c->evidence_count) {
        wz_html(&x->body, "<p class=\"empty\">%s</p>\n", wz_say(x, "还没有登记证据。", "No evidence is listed yet."));
        return;
    }
    wz_html(&x->body,
            "<div class=\"table\" tabindex=\"0\"><table "
            "class=\"stack\"><thead><tr><th>%s</th><th>%s</th><th>%s</th><th>%s</th></tr></thead><tbody>\n",
            wz_say(x, "编号", "Id"), wz_say(x, "名称", "Title"), wz_say(x, "文号", "Document"),
            wz_say(x, "日期", "Date"));
    for (size_t i = 0; i < c->evidence_count; i++)
        wz_html(&x->body, "<tr id=\"evidence-%s\"><td class=\"mono\">%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n",
                c->evidence[i].id, c->evidence[i].id, c->evidence[i].title, c->evidence[i].document_no,
                c->evidence[i].day);
    wz_buffer_puts(&x->body, "</tbody></table></div>\n");
}

static const char *standing_class(const char *standing)
{
    return strcmp(standing, "established") == 0 ? "good" : strcmp(standing, "refuted") == 0 ? "bad" : "open";
}

static void write_facts(wz_exchange *x, const wz_entity_view *e)
{
    wz_html(&x->body,
            "<div class=\"table\" tabindex=\"0\"><table "
            "class=\"stack\"><thead><tr><th>%s</th><th>%s</th><th>%s</th><th>%s</th></tr></thead><tbody>\n",
            wz_say(x, "事实", "Fact"), wz_say(x, "内容", "Value"), wz_say(x, "状态", "Standing"),
            wz_say(x, "证据", "Evidence"));
    for (size_t i = 0; i < e->fact_count; i++) {
        const wz_fact_view *f = &e->facts[i];
        wz_html(&x->body,
                "<tr><td>%s</td><td>%s</td><td><span class=\"tag %s\">%s</span></td><td class=\"mono\">%s</td></tr>\n",
                f->label, f->words, standing_class(f->standing), wz_fill_standing(x, f->standing), f->evidence);
    }
    wz_buffer_puts(&x->body, "</tbody></table></div>\n");
}

static void write_people(wz_exchange *x, const wz_case_content *c)
{
    for (size_t i = 0; i < c->entity_count; i++) {
        const wz_entity_view *e = &c->entities[i];
        bool heads = e->kind == WZ_VIEW_PERSON || (e->kind == WZ_VIEW_INCIDENT && e->subject);
        if (!heads || !e->fact_count)
            continue;
        wz_html(&x->body, "<section><h2>%s</h2>\n",
                e->kind == WZ_VIEW_PERSON ? (*e->name ? e->name : e->id) : wz_say(x, "事件基本情况", "What happened"));
        write_facts(x, e);
        wz_buffer_puts(&x->body, "</section>\n");
    }
}

static void write_declarations(wz_exchange *x, const wz_case_content *c)
{
    if (!c->declaration_count)
        return;
    wz_html(&x->body, "<h2>%s</h2>\n<ul>\n", wz_say(x, "查全与核查声明", "Declarations"));
    for (size_t i = 0; i < c->declaration_count; i++) {
        const wz_declaration_view *d = &c->declarations[i];
        wz_html(&x->body, "<li>%s", wz_fill_declaration(x, c, d));
        if (*d->facts)
            wz_html(&x->body, "<details><summary>%s</summary>%s</details>", wz_say(x, "逐项", "fact by fact"),
                    d->facts);
        wz_buffer_puts(&x->body, "</li>\n");
    }
    wz_buffer_puts(&x->body, "</ul>\n");
}

void wz_page_case(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        wz_case_head(x, &opened, "");
        wz_html(&x->body, "<h2>%s</h2>\n", wz_say(x, "人员与任职", "People and posts"));
        wz_timeline(x, opened.content);
        write_people(x, opened.content);
        write_evidence(x, opened.content);
        write_declarations(x, opened.content);
    }
    wz_access_close(&opened);
}

/* --- as XML --- */

static void write_xml_form(wz_exchange *x, const wz_opened *opened, const char *text)
{
    const char *path = wz_case_path(x, opened->content->id);
    wz_html(&x->body, "<p class=\"bar\"><a class=\"button\" href=\"%s/xml/file\" download>%s</a></p>\n", path,
            wz_say(x, "下载 XML", "Download the XML"));
    if (!(x->account.roles & WZ_ACCOUNT_INVESTIGATOR)) {
        wz_html(&x->body, "<pre>%s</pre>\n", text);
        return;
    }
    wz_form_begin(x, wz_arena_printf(x->arena, "%s/xml", path), false);
    wz_html(&x->body,
            "<input type=\"hidden\" name=\"over\" value=\"%lld\">\n<p class=\"field\"><label for=\"xml\">%s</label>"
            "<textarea class=\"code\" id=\"xml\" name=\"xml\" spellcheck=\"false\" required>\n%s</textarea></p>\n"
            "<p><button class=\"main\">%s</button></p></form>\n",
            (long long)opened->version, wz_say(x, "案件 XML", "The case as XML"), text,
            wz_say(x, "保存为新版本", "Save as a new version"));
}

void wz_page_case_xml(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        wz_case_head(x, &opened, "/xml");
        write_xml_form(x, &opened, opened.bytes);
    }
    wz_access_close(&opened);
}

void wz_page_case_file(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        wz_diag *diag = wz_diag_new();
        int code = wz_log_add(x->worker->store, x->account.name, "case.download", x->params[0], NULL, diag);
        if (code == WZ_OK) {
            x->type = "application/xml; charset=utf-8";
            x->filename = wz_arena_printf(x->arena, "%s.xml", x->params[0]);
            wz_buffer_add(&x->body, opened.bytes, opened.size);
        } else {
            wz_refuse_code(x, code, diag); /* nothing leaves the office without its entry in the log */
        }
        wz_diag_free(diag);
    }
    wz_access_close(&opened);
}

/* The number that the new text gives itself must be the case's. */
static bool is_same_case(const wz_exchange *x, const char *bytes, size_t size, const char *id, wz_diag *diag, int *code)
{
    wz_case_view *view = NULL;
    *code = wz_case_view_open(&view, x->server->rules, id, bytes, size, x->language, diag);
    bool same = *code != WZ_OK || strcmp(wz_case_view_content(view)->id, id) == 0;
    wz_case_view_free(view);
    return same;
}

static void conflict(wz_exchange *x, const wz_opened *opened, const char *text)
{
    x->status = 409;
    wz_case_head(x, opened, "/xml");
    wz_html(
        &x->body, "<div class=\"notice bad\" role=\"alert\"><p>%s</p></div>\n",
        wz_say(
            x,
            "您编辑期间，别人已保存了新版本；您的内容没有保存，仍在下面的框中。请先比对“版本与复核”，再决定是否保存。",
            "Somebody saved a new version while you were editing. Yours is not saved; it still stands below. Compare "
            "with the "
            "history before you save it."));
    write_xml_form(x, opened, text);
}

void wz_do_case_xml(wz_exchange *x)
{
    wz_opened opened;
    if (!wz_access_open(x, x->params[0], &opened)) {
        wz_access_close(&opened);
        return;
    }
    wz_diag *diag = wz_diag_new();
    const char *text = wz_form(x, "xml");
    size_t size = strlen(text);
    int code;
    bool same = is_same_case(x, text, size, x->params[0], diag, &code);
    wz_case_added added = {0};
    wz_case_add_request request = {
        .version = 1, .name = "case.xml", .bytes = text, .size = size, .by = x->account.name, .over = opened.version};
    if (!same) {
        wz_refuse(x, 400, "案件编号（id）与本案不同，没有保存。新案件请用“新建案件”。",
                  "The id is another case's; nothing was saved. Use “New case” for a new one.");
    } else if (strtoll(wz_form(x, "over"), NULL, 10) != opened.version) {
        conflict(x, &opened, text);
    } else if (code == WZ_OK &&
               (code = wz_case_add(NULL, &added, x->worker->store, x->server->rules, &request, diag)) == WZ_OK) {
        wz_redirect(x, added.unchanged ? "case-same" : "case-saved", "%s/xml", wz_case_path(x, x->params[0]));
    } else if (code == WZ_EINPUT || code == WZ_ELIMIT) {
        x->status = 400;
        wz_case_head(x, &opened, "/xml");
        wz_problems_of_text(x, diag, text, size);
        write_xml_form(x, &opened, text);
    } else {
        wz_refuse_code(x, code, diag);
    }
    wz_diag_free(diag);
    wz_access_close(&opened);
}
