/* The start page by role, and the account's own page. */
#include "web/layout.h"
#include "web/pages.h"
#include "web/people.h"
#include "web/route.h"

#include <string.h>

/* What each role begins with: the path, and what one does there. */
static const struct {
    unsigned role;
    const char *path, *zh, *en, *what_zh, *what_en;
} jobs[] = {
    {WZ_CASE_READERS, "/cases", "案件", "Cases", "录入事实，作出认定，查看理由和未决问题。",
     "State facts, assess, see reasons and open questions."},
    {WZ_ACCOUNT_INVESTIGATOR, "/reviews", "复核", "Review", "复核同事的认定，或将已复核的定稿。",
     "Review a colleague's assessment, or make a reviewed one final."},
    {WZ_ACCOUNT_ORGANISATION, "/eligible", "一人可否提任", "May this person be promoted?", "查询处分影响期和一票否决。",
     "Bars and the one-vote veto, with their calendar."},
    {WZ_ACCOUNT_ORGANISATION, "/screen", "名册筛查", "Screen a roster", "上传名册，逐人筛查。",
     "Upload a roster; each person is answered."},
    {WZ_ACCOUNT_ORGANISATION, "/register", "登记簿", "The register", "处分、任职和事故责任的登记与沿革。",
     "Sanctions, posts and accident responsibility, with their history."},
    {WZ_ACCOUNT_TRAINER | WZ_ACCOUNT_LEARNER, "/training", "情景推演", "Scenarios", "逐步推演情景，预判并核对。",
     "Walk a scenario step by step, predict, be marked."},
    {WZ_SIGNED_IN, "/law", "规定与规则", "Regulations", "条文原文与对应规则对照阅读。",
     "The words of each article beside the rules that model it."},
    {WZ_ACCOUNT_MAINTAINER, "/approvals", "核准的规则库", "Approved rulebooks", "登记规则库哈希，由另一账号确认。",
     "Enter a rulebook by hash; another account confirms it."},
    {WZ_ACCOUNT_SECADMIN, "/admin/accounts", "账号与角色", "Accounts and roles",
     "建立账号，授予角色，发放一次性登录码。", "Make accounts, give roles, hand out one-time codes."},
    {WZ_ACCOUNT_SECADMIN, "/admin/sharing", "案件授权与回避", "Sharing and recusal", "把案件授权给办案人员，登记回避。",
     "Share cases with accounts; record recusals."},
    {WZ_ACCOUNT_AUDITOR, "/admin/audit", "审计日志", "Audit log", "查阅并核验谁在何时做了什么。",
     "Who did what and when, verified."},
    {WZ_ACCOUNT_SYSADMIN, "/admin/system", "备份与运行", "Backup and system", "备份数据，查看运行状况。",
     "Back up, and see how the server does."},
};

void wz_page_home(wz_exchange *x)
{
    wz_page_title(x, wz_arena_printf(x->arena, wz_say(x, "%s，您好", "Welcome, %s"), x->account.display));
    if (!x->account.has_password)
        wz_html(&x->body, "<div class=\"notice\" role=\"status\"><p>%s <a href=\"/account\">%s</a></p></div>\n",
                wz_say(x, "您还没有设置密码。", "You have no password yet."), wz_say(x, "现在设置", "Set one now"));
    wz_buffer_puts(&x->body, "<ul class=\"cards\">\n");
    for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
        const char *params[WZ_MOST_PARAMS];
        bool other;
        const wz_route *route = wz_route_find(x->arena, WZ_GET, jobs[i].path, params, &other);
        bool mine = (jobs[i].role & WZ_SIGNED_IN) || (jobs[i].role & x->account.roles);
        if (!mine || !route || !wz_route_admits(route, &x->account))
            continue;
        wz_html(&x->body, "<li><a href=\"%s\"><b>%s</b><span>%s</span></a></li>\n", jobs[i].path,
                wz_say(x, jobs[i].zh, jobs[i].en), wz_say(x, jobs[i].what_zh, jobs[i].what_en));
    }
    wz_buffer_puts(&x->body, "</ul>\n");
}

static void write_password_form(wz_exchange *x)
{
    wz_html(
        &x->body, "<section><h2>%s</h2>\n<p class=\"hint\">%s</p>\n",
        x->account.has_password ? wz_say(x, "修改密码", "Change the password")
                                : wz_say(x, "设置密码", "Set a password"),
        wz_say(
            x, "10 至 256 个字符；不含账号名，不用常见密码。修改后其他登录立即失效。",
            "10 to 256 characters, without the account's name and none of the commonest. Every other session ends."));
    wz_form_begin(x, "/account/password", false);
    wz_html(&x->body,
            "<input class=\"off\" name=\"username\" value=\"%s\" autocomplete=\"username\" readonly tabindex=\"-1\" "
            "aria-hidden=\"true\">\n",
            x->account.name);
    if (x->account.has_password)
        wz_html(&x->body,
                "<p class=\"field\"><label for=\"old\">%s</label><input id=\"old\" name=\"old\" type=\"password\" "
                "autocomplete=\"current-password\" maxlength=\"256\" required></p>\n",
                wz_say(x, "现用密码", "Present password"));
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"new\">%s</label><input id=\"new\" name=\"new\" type=\"password\" "
            "autocomplete=\"new-password\" minlength=\"10\" maxlength=\"256\" required></p>\n"
            "<p class=\"field\"><label for=\"again\">%s</label><input id=\"again\" name=\"again\" type=\"password\" "
            "autocomplete=\"new-password\" minlength=\"10\" maxlength=\"256\" required></p>\n"
            "<p><button class=\"main\">%s</button></p>\n</form></section>\n",
            wz_say(x, "新密码", "New password"), wz_say(x, "再输入一次", "Once more"), wz_say(x, "保存", "Save"));
}

void wz_page_account(wz_exchange *x)
{
    wz_page_title(x, wz_say(x, "我的账号", "My account"));
    wz_html(&x->body, "<dl class=\"facts\"><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>",
            wz_say(x, "账号", "Account"), x->account.name, wz_say(x, "姓名", "Name"), x->account.display,
            wz_say(x, "角色", "Roles"));
    wz_people_roles(x, x->account.roles);
    wz_buffer_puts(&x->body, "</dd></dl>\n");
    write_password_form(x);
}

static void again(wz_exchange *x, const char *zh, const char *en)
{
    x->status = 400;
    wz_html(&x->body, "<div class=\"notice bad\" role=\"alert\"><p>%s</p></div>\n", wz_say(x, zh, en));
    wz_page_account(x);
}

static void too_often(wz_exchange *x, int64_t wait)
{
    long long seconds = (long long)wait / 1000 + 1;
    again(x, wz_arena_printf(x->arena, "尝试次数过多，密码没有修改。请在 %lld 秒后再试。", seconds),
          wz_arena_printf(x->arena, "Too many attempts: the password was not changed. Try again in %lld seconds.",
                          seconds));
    x->status = 429;
}

/* Whether the present password is right; it counts as an attempt to sign in, and the session that this makes ends at once. */
static int check_old(wz_exchange *x, wz_signin *result, int64_t *wait, wz_diag *diag)
{
    char session[WZ_ACCOUNT_SECRET];
    wz_signin_attempt attempt = {.name = x->account.name, .password = wz_form(x, "old"), .address = x->address};
    int code = wz_account_signin(result, session, wait, x->worker->store, x->now, &attempt, diag);
    if (code == WZ_OK && *result == WZ_SIGNIN_DONE)
        code = wz_account_signout(x->worker->store, x->now, session, diag);
    return code;
}

void wz_do_password(wz_exchange *x)
{
    if (strcmp(wz_form(x, "new"), wz_form(x, "again")) != 0) {
        again(x, "两次输入的新密码不一致。", "The two new passwords differ.");
        return;
    }
    wz_diag *diag = wz_diag_new();
    wz_signin result = WZ_SIGNIN_DONE;
    int64_t wait = 0;
    int code = x->account.has_password ? check_old(x, &result, &wait, diag) : WZ_OK;
    if (code == WZ_OK && result == WZ_SIGNIN_DONE)
        code = wz_account_set_password(x->worker->store, x->account.name, x->now, x->account.id, wz_form(x, "new"),
                                       x->token, diag);
    if (code == WZ_OK && result == WZ_SIGNIN_WAIT)
        too_often(x, wait);
    else if (code == WZ_OK && result != WZ_SIGNIN_DONE)
        again(x, "现用密码不正确。", "The present password is wrong.");
    else if (code == WZ_EINPUT)
        again(x, "新密码不合要求：10 至 256 个字符，不含账号名，不是常见密码。",
              "The new password will not do: 10 to 256 characters, without the account's name, none of the commonest.");
    else if (code != WZ_OK)
        wz_refuse_code(x, code, diag);
    else
        wz_redirect(x, "password-set", "/account");
    wz_diag_free(diag);
}

void wz_page_alive(wz_exchange *x)
{
    x->type = "text/plain; charset=utf-8";
    wz_buffer_puts(&x->body, "ok\n");
}
