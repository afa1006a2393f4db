/* The security administrator's pages: accounts with their roles, one-time codes, sharing of cases and recusal. Cases stand here
 * by their numbers alone: who manages them does not read them. */
#include "web/layout.h"
#include "web/pages.h"
#include "web/people.h"
#include "web/problems.h"
#include "web/server.h"

#include <stdlib.h>
#include <string.h>

/* --- accounts --- */

static void write_roles(wz_exchange *x, unsigned roles)
{
    wz_html(&x->body, "<fieldset><legend>%s</legend><div class=\"checks\">", wz_say(x, "角色", "Roles"));
    for (size_t i = 0; i < WZ_ACCOUNT_ROLES; i++)
        wz_html(&x->body,
                roles & (1U << i) ? "<label><input type=\"checkbox\" name=\"role\" value=\"%s\" checked>%s</label>"
                                  : "<label><input type=\"checkbox\" name=\"role\" value=\"%s\">%s</label>",
                wz_account_role_name(i), wz_people_role(x, i));
    wz_html(&x->body, "</div><p class=\"hint\">%s</p></fieldset>\n",
            wz_say(x,
                   "系统管理员、安全保密管理员、安全审计员三员分立：有其一的账号不能再有任何其他角色，也不能查阅案件。",
                   "System administrator, security administrator and auditor are kept apart: an account with one of "
                   "them has no "
                   "other role and reads no case."));
}

static unsigned read_roles(const wz_exchange *x)
{
    unsigned roles = 0;
    for (size_t i = 0; i < x->form.count; i++)
        if (strcmp(x->form.items[i].name, "role") == 0)
            roles |= wz_account_role_find(x->form.items[i].value);
    return roles;
}

static bool write_account(const wz_account *account, void *payload)
{
    wz_exchange *x = payload;
    wz_buffer link = {0};
    wz_html_url(&link, account->name);
    wz_html(&x->body, "<tr><td><a href=\"/admin/accounts/%s\">%s</a></td><td>%s</td><td class=\"mono\">%s</td><td>",
            link.data ? link.data : "", account->name, account->display, account->person_id);
    wz_buffer_free(&link);
    wz_people_roles(x, account->roles);
    wz_html(&x->body, "</td><td>");
    if (account->disabled)
        wz_html(&x->body, "<span class=\"tag bad\">%s</span>", wz_say(x, "已停用", "closed"));
    else
        wz_html(&x->body, "<span class=\"tag %s\">%s</span>", account->has_password ? "good" : "open",
                account->has_password ? wz_say(x, "可登录", "open") : wz_say(x, "尚无密码", "no password yet"));
    wz_buffer_puts(&x->body, "</td></tr>\n");
    return true;
}

static void write_text(wz_exchange *x, const char *name, const char *label, const char *value, const char *hint,
                       bool required)
{
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"%s\">%s</label><input id=\"%s\" name=\"%s\" value=\"%s\" maxlength=\"64\"",
            name, label, name, name, value);
    wz_buffer_puts(&x->body, required ? " required>" : ">");
    if (*hint)
        wz_html(&x->body, "<span class=\"hint\">%s</span>", hint);
    wz_buffer_puts(&x->body, "</p>\n");
}

void wz_page_accounts(wz_exchange *x)
{
    wz_page_title(x, wz_say(x, "账号与角色", "Accounts and roles"));
    wz_html(&x->body,
            "<div class=\"table\" tabindex=\"0\"><table "
            "class=\"stack\"><thead><tr><th>%s</th><th>%s</th><th>%s</th><th>%s</th><th>%s</th></tr></thead>"
            "<tbody>\n",
            wz_say(x, "账号", "Account"), wz_say(x, "姓名", "Name"), wz_say(x, "登记簿编号", "Register number"),
            wz_say(x, "角色", "Roles"), wz_say(x, "状态", "State"));
    wz_account_list(x->worker->store, write_account, x, NULL);
    wz_html(&x->body, "</tbody></table></div>\n<section><h2>%s</h2>\n", wz_say(x, "建立账号", "Make an account"));
    wz_form_begin(x, "/admin/accounts", false);
    write_text(x, "name", wz_say(x, "账号", "Account"), wz_form(x, "name"),
               wz_say(x, "字母、数字、汉字、点、连字符、下划线；建立后不能更改。",
                      "Letters, digits, Chinese characters, dots, hyphens, underscores; cannot be changed later."),
               true);
    write_text(x, "display", wz_say(x, "姓名", "Name"), wz_form(x, "display"), "", true);
    write_text(x, "person_id", wz_say(x, "登记簿编号", "Register number"), wz_form(x, "person_id"),
               wz_say(x, "用于回避：使用人若为案件的被认定人，系统不予打开。",
                      "For recusal: a case does not open to somebody who is assessed in it."),
               false);
    write_roles(x, read_roles(x));
    wz_html(&x->body, "<p><button class=\"main\">%s</button></p></form></section>\n", wz_say(x, "建立", "Make it"));
}

static void again(wz_exchange *x, int code, const wz_diag *diag, void (*page)(wz_exchange *x))
{
    if (code != WZ_EINPUT) {
        wz_refuse_code(x, code, diag);
        return;
    }
    x->status = 400;
    wz_problems_list(x, diag);
    page(x);
}

void wz_do_account_add(wz_exchange *x)
{
    wz_diag *diag = wz_diag_new();
    int code = wz_account_add(NULL, x->worker->store, x->account.name, x->now, wz_form(x, "name"),
                              wz_form(x, "display"), wz_form(x, "person_id"), read_roles(x), diag);
    if (code == WZ_OK) {
        wz_buffer link = {0};
        wz_html_url(&link, wz_form(x, "name"));
        wz_redirect(x, "account-added", "/admin/accounts/%s", link.data ? link.data : "");
        wz_buffer_free(&link);
    } else {
        again(x, code, diag, wz_page_accounts);
    }
    wz_diag_free(diag);
}

static const char *account_path(wz_exchange *x, const char *name)
{
    wz_buffer link = {0};
    wz_buffer_puts(&link, "/admin/accounts/");
    wz_html_url(&link, name);
    const char *path = link.failed ? NULL : wz_arena_strdup(x->arena, link.data);
    wz_buffer_free(&link);
    return path ? path : "/admin/accounts";
}

static void write_account_page(wz_exchange *x, const wz_account_record *a)
{
    const char *path = account_path(x, a->name);
    wz_page_title(x, wz_arena_printf(x->arena, "%s · %s", a->name, a->display));
    wz_html(&x->body, "<nav class=\"bar\"><a href=\"/admin/accounts\">← %s</a></nav>\n",
            wz_say(x, "全部账号", "All accounts"));
    if (a->disabled)
        wz_html(&x->body, "<div class=\"notice bad\"><p>%s</p></div>\n",
                wz_say(x, "此账号已停用。", "This account is closed."));
    wz_html(&x->body, "<section><h2>%s</h2><p>%s</p>\n", wz_say(x, "一次性登录码", "One-time code"),
            wz_say(x, "十分钟内有效，只能使用一次，只显示一次。请当面或经可靠渠道交给本人。",
                   "Good for ten minutes, once, and shown once. Hand it over in person or by a safe way."));
    wz_form_begin(x, wz_arena_printf(x->arena, "%s/link", path), false);
    wz_html(&x->body, "<p><button>%s</button></p></form></section>\n<section><h2>%s</h2>\n",
            wz_say(x, "生成登录码", "Make a code"), wz_say(x, "角色", "Roles"));
    wz_form_begin(x, wz_arena_printf(x->arena, "%s/roles", path), false);
    write_roles(x, a->roles);
    wz_html(&x->body, "<p><button>%s</button></p></form></section>\n<section><h2>%s</h2>\n",
            wz_say(x, "保存角色（其登录随即失效）", "Save the roles (ends its sessions)"),
            wz_say(x, "使用人", "Person"));
    wz_form_begin(x, wz_arena_printf(x->arena, "%s/person", path), false);
    write_text(x, "display", wz_say(x, "姓名", "Name"), a->display, "", true);
    write_text(x, "person_id", wz_say(x, "登记簿编号", "Register number"), a->person_id, "", false);
    wz_html(&x->body, "<p><button>%s</button></p></form></section>\n<section><h2>%s</h2>\n", wz_say(x, "保存", "Save"),
            a->disabled ? wz_say(x, "恢复使用", "Open again") : wz_say(x, "停用", "Close"));
    wz_form_begin(x, wz_arena_printf(x->arena, "%s/%s", path, a->disabled ? "open" : "close"), false);
    wz_html(&x->body, "<p><button>%s</button></p></form></section>\n",
            a->disabled ? wz_say(x, "恢复此账号", "Open this account") : wz_say(x, "停用此账号", "Close this account"));
}

static bool find_account(wz_exchange *x, wz_account_record *a)
{
    if (wz_account_find(a, x->worker->store, x->params[0], NULL) == WZ_OK)
        return true;
    wz_not_found(x);
    return false;
}

void wz_page_one_account(wz_exchange *x)
{
    wz_account_record a;
    if (find_account(x, &a))
        write_account_page(x, &a);
}

/* After a change: back to the account, or the page with what is wrong. */
static void changed(wz_exchange *x, int code, const wz_diag *diag, const wz_account_record *a)
{
    if (code == WZ_OK)
        wz_redirect(x, "account-changed", "%s", account_path(x, a->name));
    else
        again(x, code, diag, wz_page_one_account);
}

void wz_do_account_roles(wz_exchange *x)
{
    wz_account_record a;
    wz_diag *diag = wz_diag_new();
    if (find_account(x, &a))
        changed(x, wz_account_set_roles(x->worker->store, x->account.name, x->now, a.id, read_roles(x), diag), diag,
                &a);
    wz_diag_free(diag);
}

void wz_do_account_person(wz_exchange *x)
{
    wz_account_record a;
    wz_diag *diag = wz_diag_new();
    if (find_account(x, &a))
        changed(x,
                wz_account_set_person(x->worker->store, x->account.name, x->now, a.id, wz_form(x, "display"),
                                      wz_form(x, "person_id"), diag),
                diag, &a);
    wz_diag_free(diag);
}

static void set_closed(wz_exchange *x, bool closed)
{
    wz_account_record a;
    wz_diag *diag = wz_diag_new();
    if (find_account(x, &a))
        changed(x, wz_account_set_disabled(x->worker->store, x->account.name, x->now, a.id, closed, diag), diag, &a);
    wz_diag_free(diag);
}

void wz_do_account_close(wz_exchange *x)
{
    set_closed(x, true);
}

void wz_do_account_open(wz_exchange *x)
{
    set_closed(x, false);
}

void wz_do_account_link(wz_exchange *x)
{
    wz_account_record a;
    char secret[WZ_ACCOUNT_SECRET];
    wz_diag *diag = wz_diag_new();
    if (find_account(x, &a)) {
        int code = wz_account_link(secret, x->worker->store, x->account.name, x->now, a.id, diag);
        if (code == WZ_OK) {
            wz_page_title(x, wz_say(x, "一次性登录码", "One-time code"));
            wz_html(&x->body,
                    "<div class=\"notice good\"><p>%s <b>%s</b></p><p class=\"mono\">/link#%s</p></div>\n<p>%s</p>\n",
                    wz_say(x, "账号", "Account"), a.name, secret,
                    wz_say(x,
                           "在本系统网址之后接上这一段即为登录链接；也可只交登录码（“#"
                           "”之后的部分），由本人在登录页填入。离开本页后"
                           "不能再查看。",
                           "Behind this site's address it is the link; or hand over the code alone, the part behind "
                           "“#”, to be typed on "
                           "the sign-in page. It cannot be shown again."));
            wz_html(&x->body, "<p><a class=\"button\" href=\"%s\">%s</a></p>\n", account_path(x, a.name),
                    wz_say(x, "返回", "Back"));
        } else {
            again(x, code, diag, wz_page_one_account);
        }
    }
    wz_diag_free(diag);
}

/* --- sharing and recusal --- */

static const char *recusal_words(const wz_exchange *x, wz_recusal recusal)
{
    switch (recusal) {
    case WZ_RECUSAL_CONFLICT: return wz_say(x, "回避（利害关系）", "recused (conflict of interest)");
    case WZ_RECUSAL_OTHER_PERSON: return wz_say(x, "同名非本人", "another person of the same name");
    case WZ_RECUSAL_WITHDRAWN: break;
    }
    return "";
}

static bool write_standing(const wz_case_standing *s, void *payload)
{
    wz_exchange *x = payload;
    wz_html(&x->body, "<tr><td class=\"mono\">%s</td><td>%s %s</td><td>", s->case_id, s->account_name, s->display);
    if (s->shared)
        wz_html(&x->body, "<span class=\"tag good\">%s</span> ", wz_say(x, "已授权", "shared"));
    if (s->recusal != WZ_RECUSAL_WITHDRAWN)
        wz_html(&x->body, "<span class=\"tag %s\">%s</span> <small>%s</small>",
                s->recusal == WZ_RECUSAL_CONFLICT ? "bad" : "open", recusal_words(x, s->recusal), s->reason);
    wz_html(&x->body, "</td><td>");
    if (s->shared)
        wz_html(
            &x->body,
            "<form class=\"inline\" method=\"post\" action=\"/admin/sharing\"><input type=\"hidden\" name=\"csrf\" "
            "value=\"%s\">"
            "<input type=\"hidden\" name=\"case\" value=\"%s\"><input type=\"hidden\" name=\"account\" value=\"%s\">"
            "<button class=\"small\" name=\"what\" value=\"unshare\">%s</button></form>",
            x->csrf, s->case_id, s->account_name, wz_say(x, "收回授权", "Take back"));
    wz_buffer_puts(&x->body, "</td></tr>\n");
    return true;
}

static bool write_reader(const wz_account *account, void *payload)
{
    wz_exchange *x = payload;
    if (!account->disabled && (account->roles & (WZ_ACCOUNT_INVESTIGATOR | WZ_ACCOUNT_ORGANISATION)))
        wz_html(&x->body, "<option value=\"%s\">%s</option>", account->name, account->display);
    return true;
}

void wz_page_sharing(wz_exchange *x)
{
    wz_page_title(x, wz_say(x, "案件授权与回避", "Sharing and recusal"));
    const char *only = wz_query(x, "case");
    wz_html(&x->body,
            "<div class=\"bar\"><form class=\"search\" method=\"get\" action=\"/admin/sharing\"><input type=\"search\" "
            "name=\"case\" value=\"%s\" "
            "aria-label=\"%s\" placeholder=\"%s\"><button>%s</button></form></div>\n",
            only, wz_say(x, "案件编号", "Case number"), wz_say(x, "案件编号", "case number"),
            wz_say(x, "查找", "Find"));
    size_t before = x->body.length;
    wz_html(&x->body,
            "<div class=\"table\" tabindex=\"0\"><table "
            "class=\"stack\"><thead><tr><th>%s</th><th>%s</th><th>%s</th><th></th></tr></thead><tbody>\n",
            wz_say(x, "案件编号", "Case"), wz_say(x, "账号", "Account"), wz_say(x, "情况", "Standing"));
    size_t heading = x->body.length;
    wz_case_standings(x->worker->store, *only ? only : NULL, 0, write_standing, x, NULL);
    if (x->body.length == heading && !x->body.failed) {
        x->body.length = before;
        wz_html(&x->body, "<p class=\"empty\">%s</p>\n",
                wz_say(x, "没有授权或回避记录。", "Nothing is shared or declared."));
    } else {
        wz_buffer_puts(&x->body, "</tbody></table></div>\n");
    }
    wz_html(&x->body, "<section><h2>%s</h2>\n", wz_say(x, "授权或登记", "Share or declare"));
    wz_form_begin(x, "/admin/sharing", false);
    write_text(x, "case", wz_say(x, "案件编号", "Case number"), *only ? only : wz_form(x, "case"), "", true);
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"account\">%s</label><input id=\"account\" name=\"account\" value=\"%s\" "
            "list=\"readers\" required></p><datalist id=\"readers\">",
            wz_say(x, "账号", "Account"), wz_form(x, "account"));
    wz_account_list(x->worker->store, write_reader, x, NULL);
    wz_html(&x->body,
            "</datalist>\n<p class=\"field\"><label for=\"what\">%s</label><select id=\"what\" name=\"what\">"
            "<option value=\"share\">%s</option><option value=\"unshare\">%s</option>",
            wz_say(x, "事项", "What"), wz_say(x, "授权", "share"), wz_say(x, "收回授权", "take back"));
    wz_html(&x->body,
            "<option value=\"conflict\">%s</option><option value=\"other\">%s</option><option "
            "value=\"withdraw\">%s</option></select></p>\n",
            wz_say(x, "登记回避（利害关系）", "declare a conflict of interest"),
            wz_say(x, "登记同名非本人", "declare another person of the same name"),
            wz_say(x, "撤销登记", "withdraw a declaration"));
    write_text(x, "reason", wz_say(x, "理由（登记时必填）", "Reason (for a declaration)"), wz_form(x, "reason"), "",
               false);
    wz_html(&x->body, "<p><button class=\"main\">%s</button></p></form></section>\n", wz_say(x, "提交", "Submit"));
}

static int share_or_declare(wz_exchange *x, int64_t account, wz_diag *diag)
{
    const char *what = wz_form(x, "what"), *id = wz_form(x, "case"), *reason = wz_form(x, "reason");
    wz_store *store = x->worker->store;
    const char *by = x->account.name;
    if (strcmp(what, "share") == 0 || strcmp(what, "unshare") == 0)
        return wz_case_share(store, by, x->now, id, account, what[0] == 's', diag);
    wz_recusal recusal = strcmp(what, "conflict") == 0 ? WZ_RECUSAL_CONFLICT
                         : strcmp(what, "other") == 0  ? WZ_RECUSAL_OTHER_PERSON
                                                       : WZ_RECUSAL_WITHDRAWN;
    if (recusal == WZ_RECUSAL_WITHDRAWN && strcmp(what, "withdraw") != 0)
        return WZ_EINPUT;
    return wz_case_declare(store, by, x->now, id, account, recusal, reason, diag);
}

void wz_do_sharing(wz_exchange *x)
{
    wz_account_record a;
    wz_diag *diag = wz_diag_new();
    int code = wz_account_find(&a, x->worker->store, wz_form(x, "account"), diag);
    if (code == WZ_OK)
        code = share_or_declare(x, a.id, diag);
    if (code == WZ_OK)
        wz_redirect(x, strstr(wz_form(x, "what"), "share") ? "shared" : "declared", "/admin/sharing");
    else
        again(x, code, diag, wz_page_sharing);
    wz_diag_free(diag);
}
