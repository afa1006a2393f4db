/* Signing in and out. */
#include "web/guard.h"
#include "web/layout.h"
#include "web/pages.h"

#include <string.h>

/* Where to go after signing in: a path of ours, "/" for everything else. */
static const char *safe_target(const char *then)
{
    bool ours = then[0] == '/' && then[1] != '/' && then[1] != '\\';
    for (const char *c = then; ours && *c; c++)
        ours = (unsigned char)*c > ' ' && (unsigned char)*c < 0x7F && *c != '"' && *c != '\\' && *c != '<' && *c != '>';
    return ours && strlen(then) < 1024 ? then : "/";
}

static void notice(wz_exchange *x, const char *zh, const char *en)
{
    wz_html(&x->body, "<div class=\"notice bad\" role=\"alert\"><p>%s</p></div>\n", wz_say(x, zh, en));
}

static void write_form(wz_exchange *x, const char *name, const char *then)
{
    wz_page_title(x, wz_say(x, "登录", "Sign in"));
    wz_form_begin(x, "/signin", false);
    wz_html(&x->body,
            "<input type=\"hidden\" name=\"then\" value=\"%s\">\n"
            "<p class=\"field\"><label for=\"name\">%s</label>"
            "<input id=\"name\" name=\"name\" value=\"%s\" autocomplete=\"username\" maxlength=\"64\" required "
            "autofocus></p>\n",
            then, wz_say(x, "账号", "Account"), name);
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"password\">%s</label><input id=\"password\" name=\"password\" "
            "type=\"password\" "
            "autocomplete=\"current-password\" maxlength=\"256\" required></p>\n"
            "<p><button class=\"main\">%s</button></p>\n</form>\n",
            wz_say(x, "密码", "Password"), wz_say(x, "登录", "Sign in"));
    wz_html(&x->body, "<p class=\"hint\">%s <a href=\"/link\">%s</a></p>\n",
            wz_say(x, "首次使用，或忘记密码：请向安全保密管理员索取一次性登录码。",
                   "First time, or password forgotten: ask the security administrator for a one-time code."),
            wz_say(x, "用一次性登录码登录", "Sign in with a one-time code"));
}

void wz_page_signin(wz_exchange *x)
{
    write_form(x, "", safe_target(wz_query(x, "then")));
}

static void signed_in(wz_exchange *x, const char *session, const char *then)
{
    wz_guard_set_cookie(x, session);
    wz_redirect(x, NULL, "%s", safe_target(then));
}

/* Says why it did not work; false where it did. */
static bool refused(wz_exchange *x, wz_signin result, int64_t wait, const char *zh, const char *en)
{
    if (result == WZ_SIGNIN_DONE)
        return false;
    if (result == WZ_SIGNIN_WAIT) {
        x->status = 429;
        const char *minutes_zh =
            wz_arena_printf(x->arena, "尝试次数过多，请在 %lld 秒后再试。", (long long)wait / 1000 + 1);
        const char *minutes_en =
            wz_arena_printf(x->arena, "Too many attempts; try again in %lld seconds.", (long long)wait / 1000 + 1);
        notice(x, minutes_zh, minutes_en);
    } else {
        x->status = 403;
        notice(x, zh, en);
    }
    return true;
}

void wz_do_signin(wz_exchange *x)
{
    wz_signin result;
    int64_t wait = 0;
    char session[WZ_ACCOUNT_SECRET];
    wz_signin_attempt attempt = {.name = wz_form(x, "name"), .password = wz_form(x, "password"), .address = x->address};
    wz_diag *diag = wz_diag_new();
    int code = wz_account_signin(&result, session, &wait, x->worker->store, x->now, &attempt, diag);
    if (code != WZ_OK)
        wz_refuse_code(x, code, diag);
    else if (refused(x, result, wait, "账号或密码不正确，或账号已停用。",
                     "Account or password is wrong, or the account is closed."))
        write_form(x, attempt.name, safe_target(wz_form(x, "then")));
    else
        signed_in(x, session, wz_form(x, "then"));
    wz_diag_free(diag);
}

/* The code stands behind the # of the link, which no browser sends and no proxy logs; a script puts it into the field. */
static void write_link_form(wz_exchange *x)
{
    wz_page_title(x, wz_say(x, "一次性登录", "One-time sign-in"));
    wz_html(&x->body, "<p>%s</p>\n",
            wz_say(x, "登录码十分钟内有效，只能使用一次。从链接打开时已自动填入；否则请粘贴链接中“#”之后的部分。",
                   "A code is good for ten minutes and works once. Opened by its link it is filled in already; "
                   "otherwise paste "
                   "what stands behind the “#” of the link."));
    wz_form_begin(x, "/link", false);
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"code\">%s</label><input id=\"code\" name=\"code\" data-from-fragment "
            "autocomplete=\"off\" spellcheck=\"false\" maxlength=\"64\" required autofocus></p>\n"
            "<p><button class=\"main\">%s</button></p>\n</form>\n",
            wz_say(x, "一次性登录码", "One-time code"), wz_say(x, "登录", "Sign in"));
    wz_html(&x->body, "<p class=\"hint\"><a href=\"/signin\">%s</a></p>\n",
            wz_say(x, "用账号和密码登录", "Sign in with account and password"));
}

void wz_page_link(wz_exchange *x)
{
    write_link_form(x);
}

void wz_do_link(wz_exchange *x)
{
    wz_signin result;
    int64_t wait = 0;
    char session[WZ_ACCOUNT_SECRET];
    wz_signin_attempt attempt = {.link = wz_form(x, "code"), .address = x->address};
    wz_diag *diag = wz_diag_new();
    int code = wz_account_signin(&result, session, &wait, x->worker->store, x->now, &attempt, diag);
    if (code != WZ_OK)
        wz_refuse_code(x, code, diag);
    else if (refused(x, result, wait, "登录码无效：已过期、已使用或抄写有误。请重新索取。",
                     "The code is not good: too old, used already, or mistyped. Ask for a new one."))
        write_link_form(x);
    else
        signed_in(x, session, "/account");
    wz_diag_free(diag);
}

void wz_do_signout(wz_exchange *x)
{
    wz_diag *diag = wz_diag_new();
    int code = wz_account_signout(x->worker->store, x->now, x->token, diag);
    if (code == WZ_OK) {
        wz_guard_set_cookie(x, "");
        wz_redirect(x, "signed-out", "/signin");
    } else {
        wz_refuse_code(x, code, diag); /* the session has not ended, and nobody is told that it has */
    }
    wz_diag_free(diag);
}
