/* How a case leaves the store. It is exported as an archive of all that is kept of it. It is deleted by two: one account asks, with the
 * reason, another deletes, and each types the case's number; no assessment of it may be final, since that is a record. */
#include "web/access.h"
#include "web/case_head.h"
#include "web/case_leave.h"
#include "web/fill.h"
#include "web/layout.h"
#include "web/pages.h"
#include "web/people.h"
#include "web/server.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_REASON = 1000 };

void wz_case_leave(wz_exchange *x, const wz_opened *opened)
{
    const char *path = wz_case_path(x, opened->content->id);
    if (!(x->account.roles & WZ_ACCOUNT_INVESTIGATOR))
        return;
    wz_html(
        &x->body, "<h2>%s</h2>\n<p>%s</p>\n", wz_say(x, "导出和删除", "Export and deletion"),
        wz_say(
            x,
            "导出是一个 ZIP 文件：案件的各版、历次认定及其所依规则、本案的日志和校验码。导出会记入日志；文件含有案情，"
            "请按涉密要求保管。",
            "An export is a ZIP file: every version of the case, every assessment with the law it used, the "
            "case's log with its hashes. It is an entry in the log. It holds the case: keep it as carefully."));
    wz_form_begin(x, wz_arena_printf(x->arena, "%s/export", path), false);
    wz_html(&x->body, "<p class=\"bar\"><button>%s</button> <a class=\"button\" href=\"%s/delete\">%s</a></p></form>\n",
            wz_say(x, "导出本案（ZIP）", "Export the case (ZIP)"), path, wz_say(x, "删除本案 …", "Delete the case …"));
}

void wz_do_export(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        char *bytes = NULL;
        size_t length = 0;
        wz_diag *diag = wz_diag_new();
        int code = wz_case_export_archive(&bytes, &length, NULL, x->worker->store, x->params[0], x->account.name, diag);
        if (code == WZ_OK) {
            x->type = "application/zip";
            x->filename = wz_arena_printf(x->arena, "%s.zip", x->params[0]);
            wz_buffer_add(&x->body, bytes, length);
        } else {
            wz_refuse_code(x, code, diag);
        }
        wz_text_free(bytes);
        wz_diag_free(diag);
    }
    wz_access_close(&opened);
}

/* --- deleting --- */

/* That somebody asked for the deletion of a version: a draft that goes with the case. */
typedef struct {
    wz_exchange *x;
    int64_t draft; /* its version, 0 = nobody asked */
    int64_t by;    /* account */
    const char *name, *reason;
    int64_t version; /* of the case */
    int64_t when;
} wish;

static const char *wish_key(wz_exchange *x)
{
    const char *key = wz_arena_printf(x->arena, "case:%s delete", x->params[0]);
    return key ? key : "";
}

/* What is kept is the version, a blank, and the reason. */
static void found_wish(const wz_draft *draft, void *payload)
{
    wish *w = payload;
    const char *text = wz_arena_strndup(w->x->arena, draft->bytes, draft->size);
    char *end = NULL;
    w->draft = draft->version;
    w->by = draft->saved_by;
    w->when = draft->saved;
    w->name = wz_arena_strdup(w->x->arena, draft->saved_by_name);
    w->version = text ? strtoll(text, &end, 10) : 0;
    w->reason = end && *end == ' ' ? end + 1 : "";
}

static wish read_wish(wz_exchange *x)
{
    wish w = {.x = x, .name = "", .reason = ""};
    wz_draft_read(x->worker->store, wish_key(x), found_wish, &w, NULL);
    return w;
}

static bool note_final(const wz_review *review, void *payload)
{
    *(bool *)payload |= review->state == WZ_REVIEW_FINAL || review->state == WZ_REVIEW_SUPERSEDED;
    return true;
}

/* Whether an assessment is or was final; true also where that cannot be known. */
static bool has_final(wz_exchange *x)
{
    bool final = false;
    const wz_review_query query = {.version = 1, .case_id = x->params[0]};
    return wz_review_find(NULL, x->worker->store, &query, note_final, &final, NULL) != WZ_OK || final;
}

static void write_number(wz_exchange *x, const wz_opened *opened)
{
    wz_fill_line(x, "number",
                 wz_arena_printf(x->arena,
                                 wz_say(x, "为确认，请输入案件编号 %s", "To confirm, type the case's number, %s"),
                                 opened->content->id),
                 "text", "", "required autocomplete=\"off\" maxlength=\"200\"");
}

static void begin_form(wz_exchange *x, const wz_opened *opened)
{
    wz_form_begin(x, wz_arena_printf(x->arena, "%s/delete", wz_case_path(x, opened->content->id)), false);
    wz_fill_over(x, opened);
}

static void write_request(wz_exchange *x, const wz_opened *opened)
{
    begin_form(x, opened);
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"reason\">%s</label><textarea id=\"reason\" name=\"reason\" required "
            "maxlength=\"%d\">%s</textarea></p>\n",
            wz_say(x, "缘由和依据（记入日志，请勿写姓名和案情）",
                   "Why, and on what authority (kept in the log: write no names)"),
            (int)LONGEST_REASON, wz_form(x, "reason"));
    write_number(x, opened);
    wz_html(&x->body, "<p><button class=\"main\" name=\"what\" value=\"request\">%s</button></p></form>\n",
            wz_say(x, "申请删除", "Ask for the deletion"));
}

static void write_wish(wz_exchange *x, const wz_opened *opened, const wish *w)
{
    wz_html(&x->body, "<dl class=\"facts\"><dt>%s</dt><dd>%s ", wz_say(x, "申请人", "Asked for by"), w->name);
    wz_people_time(x, w->when);
    wz_html(&x->body, "</dd><dt>%s</dt><dd>%s</dd></dl>\n", wz_say(x, "缘由", "Reason"), w->reason);
    begin_form(x, opened);
    if (w->version != opened->version) {
        wz_html(&x->body, "<p class=\"hint\">%s</p>\n",
                wz_say(x, "申请之后案件又有新版本，申请已经失效。请撤回之后重新申请。",
                       "The case has changed since, and the request has lapsed. Withdraw it and ask again."));
    } else if (w->by == x->account.id) {
        wz_html(&x->body, "<p class=\"hint\">%s</p>\n",
                wz_say(x, "须由另一名可以打开本案的办案人员核对后删除。",
                       "Another investigator with whom the case is shared looks at it and deletes it."));
    } else {
        write_number(x, opened);
        wz_html(&x->body, "<p><button class=\"main\" name=\"what\" value=\"delete\">%s</button></p>\n",
                wz_say(x, "同意并删除，不可恢复", "Agree and delete for good"));
    }
    wz_html(&x->body, "<p><button name=\"what\" value=\"withdraw\" formnovalidate>%s</button></p></form>\n",
            w->by == x->account.id ? wz_say(x, "撤回申请", "Withdraw the request")
                                   : wz_say(x, "不同意，退回申请", "Refuse the request"));
}

static void write_page(wz_exchange *x, const wz_opened *opened, const char *problem)
{
    wish w = read_wish(x);
    wz_case_head(x, opened, "/history");
    wz_html(&x->body, "<h2>%s</h2>\n", wz_say(x, "删除本案", "Delete the case"));
    if (problem)
        wz_html(&x->body, "<div class=\"notice bad\" role=\"alert\"><p>%s</p></div>\n", problem);
    wz_html(
        &x->body, "<p>%s</p>\n",
        wz_say(
            x,
            "删除之后，案件的各版、认定结果、草稿和检索文字都不能恢复；编号、校验值和日志保留，编号不能再用。此前的备份"
            "和导出不在其内。删除须两人：一人申请，另一人核对后删除。",
            "Every version, result, draft and searched text is gone for good; number, hashes and log stay, and the "
            "number cannot be used again. Backups and exports made before still hold it. It takes two: one asks, "
            "another looks at it and deletes."));
    if (has_final(x))
        wz_html(
            &x->body, "<div class=\"notice open\"><p>%s</p></div>\n",
            wz_say(x, "本案有已定稿的认定，应当留存，不能在网页上删除。依法必须删除的，由保管案件库的人用命令办理。",
                   "An assessment of this case is final and is a record: it cannot be deleted on the page. Where the "
                   "law demands it, whoever keeps the store does so on the command line."));
    else if (w.draft)
        write_wish(x, opened, &w);
    else
        write_request(x, opened);
    wz_html(&x->body, "<p><a class=\"button\" href=\"%s/history\">%s</a></p>\n", wz_case_path(x, opened->content->id),
            wz_say(x, "返回", "Back"));
}

void wz_page_delete(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened))
        write_page(x, &opened, NULL);
    wz_access_close(&opened);
}

static void again(wz_exchange *x, const wz_opened *opened, int status, const char *problem)
{
    write_page(x, opened, problem);
    x->status = status;
}

/* The reason on one line, without control characters. */
static const char *reason_of(wz_exchange *x)
{
    const char *text = wz_fill_field(x, "reason");
    char *line = wz_arena_strdup(x->arena, text);
    for (char *c = line; c && *c; c++)
        if ((unsigned char)*c < ' ')
            *c = ' ';
    return line ? line : "";
}

static void request(wz_exchange *x, const wz_opened *opened)
{
    const char *reason = reason_of(x);
    wz_diag *diag = wz_diag_new();
    int64_t version = 0;
    if (!*reason || strlen(reason) > 4 * (size_t)LONGEST_REASON) {
        again(x, opened, 400,
              wz_say(x, "请写明缘由，不超过一千字。", "Say why, in no more than a thousand characters."));
    } else {
        const char *text = wz_arena_printf(x->arena, "%lld %s", (long long)opened->version, reason);
        int code = text ? wz_draft_save(&version, x->worker->store, &x->account, x->now, wish_key(x), 0, text,
                                        strlen(text), diag)
                        : WZ_ENOMEM;
        if (code == WZ_OK)
            code = wz_log_add(x->worker->store, x->account.name, "case.delete.request", x->params[0], NULL, diag);
        if (code == WZ_OK)
            wz_redirect(x, "delete-asked", "%s/delete", wz_case_path(x, x->params[0]));
        else
            wz_refuse_code(x, code, diag);
    }
    wz_diag_free(diag);
}

static void withdraw(wz_exchange *x)
{
    wz_diag *diag = wz_diag_new();
    int code = wz_draft_drop(x->worker->store, &x->account, x->now, wish_key(x), diag);
    if (code == WZ_OK)
        code = wz_log_add(x->worker->store, x->account.name, "case.delete.withdraw", x->params[0], NULL, diag);
    if (code == WZ_OK)
        wz_redirect(x, "delete-withdrawn", "%s/delete", wz_case_path(x, x->params[0]));
    else
        wz_refuse_code(x, code, diag);
    wz_diag_free(diag);
}

static void carry_out(wz_exchange *x, const wz_opened *opened, const wish *w)
{
    if (!w->draft || w->by == x->account.id || w->version != opened->version) {
        again(x, opened, 400,
              wz_say(x, "没有另一人对现在这一版提出的申请，不能删除。",
                     "Nobody else has asked for the deletion of this version: it cannot be deleted."));
        return;
    }
    wz_diag *diag = wz_diag_new();
    const char *reason = wz_arena_printf(x->arena, "%s（申请：%s）", w->reason, w->name);
    int code = wz_case_delete(x->worker->store, x->params[0], reason, x->account.name, diag);
    wz_era_look(x->server); /* what is kept of the case goes at once */
    if (code == WZ_OK)
        wz_redirect(x, "case-deleted", "/cases");
    else
        wz_refuse_code(x, code, diag);
    wz_diag_free(diag);
}

void wz_do_delete(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        const char *what = wz_form(x, "what");
        wish w = read_wish(x);
        bool asks = strcmp(what, "request") == 0, deletes = strcmp(what, "delete") == 0;
        if (strcmp(what, "withdraw") == 0)
            withdraw(x);
        else if (!asks && !deletes)
            wz_not_found(x);
        else if (has_final(x) || (asks && w.draft))
            again(x, &opened, 400, NULL);
        else if (!wz_fill_is_newest(x, &opened))
            again(x, &opened, 409,
                  wz_say(x, "其间案件已有新版本，请核对之后再做一次。",
                         "The case has a newer version by now: look at it and do it again."));
        else if (strcmp(wz_fill_field(x, "number"), opened.content->id) != 0)
            again(x, &opened, 400,
                  wz_say(x, "输入的不是本案编号，没有删除。", "That is not the case's number; nothing was done."));
        else if (asks)
            request(x, &opened);
        else
            carry_out(x, &opened, &w);
    }
    wz_access_close(&opened);
}
