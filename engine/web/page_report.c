/* The written report of a case, to be taken away: as a page to print, for a word processor, as text. */
#include "web/access.h"
#include "web/case_head.h"
#include "web/layout.h"
#include "web/pages.h"
#include "web/problems.h"
#include "web/server.h"
#include "wenze/report.h"

#include <string.h>

static const struct {
    const char *id, *zh, *en, *type;
    wz_report_format format;
} forms[] = {
    {"html", "网页（可打印）", "a page to print", "text/html; charset=utf-8", WZ_REPORT_HTML},
    {"docx", "Word 文档（DOCX）", "a word processor's file (DOCX)",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document", WZ_REPORT_DOCX},
    {"txt", "纯文本", "plain text", "text/plain; charset=utf-8", WZ_REPORT_TEXT},
};
enum { FORMS = sizeof forms / sizeof *forms };

static void write_form(wz_exchange *x, const wz_opened *opened)
{
    wz_html(
        &x->body, "<p>%s</p>\n",
        wz_say(
            x,
            "按公文版式写出的建议：依据、事实和证据、情形、轻重、免责、方式和限制、程序、未决事项、读法，附推理和出处。"
            "它是供有权机关决定的建议，不是决定。",
            "The recommendation as an office would file it: basis, facts with evidence, grounds, weight, exemption, "
            "measures and bars, procedure, open questions, readings, with the proofs in an annex. It recommends; the "
            "competent bodies decide."));
    wz_html(&x->body,
            "<form method=\"get\" action=\"%s/report/file\">\n<fieldset><legend>%s</legend><div class=\"checks\">",
            wz_case_path(x, opened->content->id), wz_say(x, "形式", "Form"));
    for (size_t i = 0; i < FORMS; i++)
        wz_html(&x->body,
                i == 0 ? "<label><input type=\"radio\" name=\"form\" value=\"%s\" checked>%s</label>"
                       : "<label><input type=\"radio\" name=\"form\" value=\"%s\">%s</label>",
                forms[i].id, wz_say(x, forms[i].zh, forms[i].en));
    wz_html(
        &x->body,
        "</div></fieldset>\n<div class=\"checks\"><label><input type=\"checkbox\" name=\"mask\" value=\"1\">%s</label>"
        "<label><input type=\"checkbox\" name=\"short\" value=\"1\">%s</label></div>\n",
        wz_say(x, "隐去姓名和个人信息，保留推理", "Leave out names and personal data; the reasoning stays whole"),
        wz_say(x, "不要附录", "Without the annex"));
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"as_of\">%s</label><input id=\"as_of\" name=\"as_of\" type=\"date\"></p>\n"
            "<p><button class=\"main\">%s</button></p></form>\n",
            wz_say(x, "以哪一天为准（缺省：案件所写）", "As of (default: the case's own day)"),
            wz_say(x, "下载", "Download"));
}

void wz_page_report(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        wz_case_head(x, &opened, "/report");
        write_form(x, &opened);
    }
    wz_access_close(&opened);
}

static int write_report(wz_exchange *x, const wz_opened *opened, size_t form, wz_diag *diag)
{
    char head[WZ_HEAD_TEXT] = "", *bytes = NULL;
    size_t length = 0;
    wz_report_request request = WZ_REPORT_REQUEST_INIT;
    const char *as_of = wz_query(x, "as_of");
    request.as_of = *as_of ? as_of : NULL;
    request.today = wz_today(x);
    request.format = forms[form].format;
    request.language = x->language;
    request.mask = *wz_query(x, "mask");
    request.annex = !*wz_query(x, "short");
    int code = wz_log_add(x->worker->store, x->account.name, "report.download", opened->content->id, NULL, diag);
    if (code == WZ_OK)
        code = wz_log_head(x->worker->store, head, diag);
    request.audit_head = *head ? head : NULL;
    if (code == WZ_OK)
        code = wz_report_memory(&bytes, &length, x->worker->session, x->server->sheets, "case.xml", opened->bytes,
                                opened->size, &request, diag);
    if (code == WZ_OK)
        wz_buffer_add(&x->body, bytes, length);
    wz_text_free(bytes);
    return code;
}

void wz_page_report_file(wz_exchange *x)
{
    wz_opened opened;
    size_t form = 0;
    while (form < FORMS && strcmp(forms[form].id, wz_query(x, "form")) != 0)
        form++;
    if (wz_access_open(x, x->params[0], &opened)) {
        wz_diag *diag = wz_diag_new();
        int code = form < FORMS ? write_report(x, &opened, form, diag) : WZ_EINPUT;
        if (code == WZ_OK) {
            x->type = forms[form].type;
            x->filename =
                wz_arena_printf(x->arena, "%s.%s", *wz_query(x, "mask") ? "report" : x->params[0], forms[form].id);
        } else {
            wz_refuse_code(x, code, diag);
        }
        wz_diag_free(diag);
    }
    wz_access_close(&opened);
}
