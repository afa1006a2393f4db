/* The checks before a page is called. What the HTTP headers say is looked at while the request comes in (intake.c), what
 * the store says in the worker. */
#include "web/guard.h"

#include "web/layout.h"
#include "web/route.h"
#include "web/server.h"

#include <sodium.h>
#include <string.h>
#include <strings.h>

/* Length of a host without its port; 0 where it is no host. */
static size_t host_length(const char *host)
{
    size_t length = *host == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":");
    const char *port = host + length;
    if (length > strlen(host))
        return 0;
    if (*port == ':' && strspn(port + 1, "0123456789") == strlen(port + 1))
        return length;
    return *port ? 0 : length;
}

static bool same(const char *host, size_t length, const char *name)
{
    return strlen(name) == length && strncasecmp(host, name, length) == 0;
}

bool wz_guard_host(const wz_web_server *server, const char *host)
{
    size_t length = host ? host_length(host) : 0;
    if (!length)
        return false;
    return (server->host && same(host, length, server->host)) || same(host, length, "127.0.0.1") ||
           same(host, length, "[::1]") || same(host, length, "localhost");
}

bool wz_guard_origin(const char *origin, const char *host, bool secure, const char *fetch_site)
{
    if (fetch_site && strcmp(fetch_site, "same-origin") != 0 && strcmp(fetch_site, "none") != 0)
        return false;
    if (!origin)
        return true;
    if (strcmp(origin, "null") == 0)
        return fetch_site && strcmp(fetch_site, "same-origin") == 0;
    const char *scheme = secure ? "https://" : "http://";
    return strncasecmp(origin, scheme, strlen(scheme)) == 0 && strcasecmp(origin + strlen(scheme), host) == 0;
}

const char *wz_guard_cookie(bool secure)
{
    return secure ? "__Host-wenze" : "wenze";
}

void wz_guard_set_cookie(wz_exchange *x, const char *token)
{
    const char *cookie =
        wz_arena_printf(x->arena, "%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s", wz_guard_cookie(x->secure), token,
                        x->secure ? "; Secure" : "", *token ? "" : "; Max-Age=0");
    if (!cookie || !wz_field_add(x->arena, &x->headers, "Set-Cookie", cookie, strlen(cookie)))
        x->body.failed = true;
}

static void make_csrf(wz_exchange *x)
{
    unsigned char key[crypto_generichash_BYTES], hash[crypto_generichash_BYTES];
    static const unsigned char what[] = "wenze form token";
    crypto_generichash(key, sizeof key, (const unsigned char *)x->token, strlen(x->token), NULL, 0);
    crypto_generichash(hash, sizeof hash, what, sizeof what - 1, key, sizeof key);
    sodium_bin2hex(x->csrf, sizeof x->csrf, hash, sizeof hash);
    sodium_memzero(key, sizeof key);
}

/* A token for a visitor who has not signed in, so that the form to do so carries one too. It is no session: no store knows
 * it, and signing in puts another in its place. */
static bool begin_anonymous(wz_exchange *x)
{
    unsigned char bytes[32];
    randombytes_buf(bytes, sizeof bytes);
    char *token = wz_arena_alloc(x->arena, WZ_ACCOUNT_SECRET);
    if (!token)
        return false;
    sodium_bin2base64(token, WZ_ACCOUNT_SECRET, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    x->token = token;
    wz_guard_set_cookie(x, token);
    return true;
}

int wz_guard_session(wz_exchange *x, wz_store *store)
{
    const char *cookie = wz_field_get(&x->cookies, wz_guard_cookie(x->secure));
    bool plausible = cookie && strlen(cookie) == 43;
    int code = WZ_EINPUT;
    if (plausible)
        code = wz_account_resume(&x->account, store, x->now, cookie, NULL);
    if (code != WZ_OK && code != WZ_EINPUT)
        return code;
    x->signed_in = code == WZ_OK;
    if (!x->signed_in)
        memset(&x->account, 0, sizeof x->account);
    if (plausible)
        x->token = cookie;
    else if (!begin_anonymous(x))
        return WZ_ENOMEM;
    make_csrf(x);
    return WZ_OK;
}

static void send_to_signin(wz_exchange *x)
{
    if (x->method == WZ_POST) {
        wz_refuse(
            x, 403,
            "您尚未登录，或登录已经过期，刚才提交的内容没有保存。请在另一个标签页登录，再回到原页面刷新后提交；案件表单"
            "的"
            "草稿会自动保存。",
            "You are not signed in, or no longer: what you sent was not saved. Sign in in another tab, then come back, "
            "reload and send again; drafts of case forms are saved as you type.");
        return;
    }
    wz_buffer url = {0};
    wz_buffer_puts(&url, "/signin");
    if (strcmp(x->path, "/") != 0) {
        wz_buffer_puts(&url, "?then=");
        wz_html_url(&url, x->path);
    }
    wz_redirect(x, NULL, "%s", url.failed ? "/signin" : url.data);
    wz_buffer_free(&url);
}

static bool has_token(const wz_exchange *x)
{
    const char *given = wz_form(x, "csrf");
    return strlen(given) == WZ_CSRF_TEXT - 1 && sodium_memcmp(given, x->csrf, WZ_CSRF_TEXT - 1) == 0;
}

bool wz_guard_admit(wz_exchange *x)
{
    if (!wz_route_admits(x->route, x->signed_in ? &x->account : NULL)) {
        if (!x->signed_in)
            send_to_signin(x);
        else
            wz_refuse(
                x, 403, "您的账号没有使用这一页的角色。如工作需要，请安全保密管理员授予。",
                "Your account has no role that uses this page. Ask the security administrator if your work needs it.");
        return false;
    }
    if (x->method == WZ_POST && !has_token(x)) {
        wz_refuse(x, 403, "表单已失效（登录状态有变化），没有任何内容被改动。请返回上一页，刷新后重新提交。",
                  "The form is no longer valid (you signed in or out meanwhile); nothing was changed. Go back, reload "
                  "the page "
                  "and send it again.");
        return false;
    }
    return true;
}
