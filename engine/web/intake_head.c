/* Reading a request's line and headers. Everything that can be refused without the store is refused here, before a byte of
 * the body is taken in: shapes that a proxy in front might read differently (two lengths, a length and a transfer
 * coding), another host's name, another origin, no such page, a body that is too large or no form. */
#include "web/guard.h"
#include "web/intake_private.h"
#include "web/layout.h"
#include "web/route.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What is looked for among the headers: how often each came, and its last value. */
typedef struct {
    wz_arena *arena;
    unsigned hosts, lengths, codings;
    const char *host, *origin, *fetch_site, *length, *coding, *type, *language, *forwarded, *scheme;
    bool bad; /* a value that is no text */
} headers;

static enum MHD_Result see_header(void *cls, enum MHD_ValueKind kind, const char *name, size_t name_size,
                                  const char *value, size_t value_size)
{
    (void)kind, (void)name_size;
    headers *h = cls;
    const struct {
        const char *name;
        const char **value;
        unsigned *count;
    } wanted[] = {
        {"Host", &h->host, &h->hosts},
        {"Origin", &h->origin, NULL},
        {"Sec-Fetch-Site", &h->fetch_site, NULL},
        {"Content-Length", &h->length, &h->lengths},
        {"Transfer-Encoding", &h->coding, &h->codings},
        {"Content-Type", &h->type, NULL},
        {"Accept-Language", &h->language, NULL},
        {"X-Forwarded-For", &h->forwarded, NULL},
        {"X-Forwarded-Proto", &h->scheme, NULL},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        if (strcasecmp(name, wanted[i].name) != 0)
            continue;
        h->bad |= value && strlen(value) != value_size;
        *wanted[i].value = value ? value : "";
        if (wanted[i].count)
            ++*wanted[i].count;
    }
    return MHD_YES;
}

typedef struct {
    wz_intake *in;
    wz_fields *fields;
} collecting;

static enum MHD_Result collect(void *cls, enum MHD_ValueKind kind, const char *name, size_t name_size,
                               const char *value, size_t value_size)
{
    (void)kind;
    collecting *c = cls;
    if (!value)
        value = "", value_size = 0;
    if (!wz_utf8_text(name, name_size) || !wz_utf8_text(value, value_size) ||
        !wz_field_add(c->in->x.arena, c->fields, name, value, value_size))
        c->in->keep = false;
    return MHD_YES;
}

static void find_language(wz_exchange *x, const headers *h)
{
    const char *asked = wz_field_get(&x->query, "lang");
    const char *kept = wz_field_get(&x->cookies, "wenze-lang");
    x->language_asked = asked && (strcmp(asked, "zh") == 0 || strcmp(asked, "en") == 0);
    const char *said = x->language_asked ? asked : kept;
    if (said)
        x->language = strcmp(said, "en") == 0 ? WZ_LANGUAGE_EN : WZ_LANGUAGE_ZH;
    else if (h->language && strncasecmp(h->language, "zh", 2) == 0)
        x->language = WZ_LANGUAGE_ZH;
    else if (h->language && strncasecmp(h->language, "en", 2) == 0)
        x->language = WZ_LANGUAGE_EN;
    else
        x->language = x->server->options.language;
}

/* Who is behind the proxy, as its own last entry says. */
static void find_client(wz_exchange *x, const headers *h)
{
    const wz_web_server *server = x->server;
    const char *forwarded = server->options.proxy ? h->forwarded : NULL;
    if (forwarded) {
        const char *last = strrchr(forwarded, ',');
        last = last ? last + 1 : forwarded;
        x->address = wz_arena_strdup(x->arena, last + strspn(last, " "));
    }
    x->secure = server->tls || (server->options.proxy && h->scheme && strcasecmp(h->scheme, "https") == 0);
}

/* The size of the body that is announced; a chunked one is counted as it comes. */
static bool good_framing(wz_intake *in, const headers *h)
{
    if (h->bad || h->hosts != 1 || h->lengths > 1 || h->codings > 1 || (h->lengths && h->codings))
        return false;
    if (h->codings && strcasecmp(h->coding, "chunked") != 0)
        return false;
    if (h->lengths && (!*h->length || strspn(h->length, "0123456789") != strlen(h->length)))
        return false;
    bool body = h->codings || (h->lengths && strtoull(h->length, NULL, 10) > 0);
    return in->x.method == WZ_POST || !body;
}

static bool refuse(wz_intake *in, int status, const char *zh, const char *en)
{
    wz_refuse(&in->x, status, zh, en);
    return false;
}

static bool check_place(wz_intake *in, const headers *h)
{
    if (!wz_guard_host(in->x.server, h->host))
        return refuse(
            in, 421, "请用服务器的正式网址打开（服务器只接受配置的名称或本机地址）。",
            "Open the server under its own address: it answers to its configured name and to loopback literals "
            "alone.");
    if (!wz_guard_origin(h->origin, h->host, in->x.secure, in->x.method == WZ_POST ? h->fetch_site : NULL))
        return refuse(in, 421, "请求来自别的网站，没有处理。请在本站页面内操作。",
                      "The request comes from another site and was not taken. Use the pages of this one.");
    return true;
}

static bool check_body(wz_intake *in, const headers *h)
{
    const wz_route *route = in->x.route;
    in->limit = route->body ? route->body : WZ_FORM_BYTES;
    if (h->lengths && strtoull(h->length, NULL, 10) > in->limit)
        return refuse(
            in, 413, "提交的内容超过了这一页的上限，没有接收。请减少内容或拆分文件。",
            "What was sent is more than this page takes; nothing was received. Send less, or divide the file.");
    if (!h->type)
        return h->codings || (h->lengths && strcmp(h->length, "0") != 0)
                   ? refuse(in, 415, "请通过本站的表单提交。", "Send it by a form of this site.")
                   : true;
    if (!wz_intake_body_begin(in))
        return refuse(in, 415, "请通过本站的表单提交。", "Send it by a form of this site.");
    return true;
}

/* A large body is taken in from those only whom the route admits. */
static bool check_sender(wz_intake *in)
{
    wz_web_server *server = in->x.server;
    if (in->limit <= WZ_FORM_BYTES)
        return true;
    wz_account_record account;
    const char *cookie = wz_field_get(&in->x.cookies, wz_guard_cookie(in->x.secure));
    pthread_mutex_lock(&server->gate_lock);
    bool in_session = cookie && wz_account_resume(&account, server->gate, in->x.now, cookie, NULL) == WZ_OK;
    pthread_mutex_unlock(&server->gate_lock);
    if (in_session && wz_route_admits(in->x.route, &account))
        return true;
    return refuse(in, 403, "您尚未登录、登录已经过期，或没有上传的权限；文件没有接收。请登录后再试。",
                  "You are not signed in, or may not upload: the file was not received. Sign in and try again.");
}

static bool find_route(wz_intake *in)
{
    wz_exchange *x = &in->x;
    size_t length = strcspn(in->uri, "?");
    x->path = wz_arena_strndup(x->arena, in->uri, length);
    bool other_method = false;
    x->route = x->path ? wz_route_find(x->arena, x->method, x->path, x->params, &other_method) : NULL;
    if (x->route)
        return true;
    if (other_method)
        return refuse(in, 405, "这一页不能这样请求。请从菜单进入。",
                      "This page is not asked for in that way. Use the menu.");
    wz_not_found(x);
    return false;
}

bool wz_intake_head(wz_intake *in, const char *method)
{
    wz_exchange *x = &in->x;
    bool get = strcmp(method, MHD_HTTP_METHOD_GET) == 0 || strcmp(method, MHD_HTTP_METHOD_HEAD) == 0;
    x->method = get ? WZ_GET : WZ_POST;
    headers h = {.arena = x->arena};
    MHD_get_connection_values_n(in->connection, MHD_HEADER_KIND, see_header, &h);
    MHD_get_connection_values_n(in->connection, MHD_GET_ARGUMENT_KIND, collect, &(collecting){in, &x->query});
    MHD_get_connection_values_n(in->connection, MHD_COOKIE_KIND, collect, &(collecting){in, &x->cookies});
    find_language(x, &h);
    x->address = in->line ? wz_connection_address(in->line) : "";
    find_client(x, &h);
    if (!get && strcmp(method, MHD_HTTP_METHOD_POST) != 0)
        return refuse(in, 405, "只接受 GET 和 POST 请求。", "Only GET and POST are answered.");
    if (!good_framing(in, &h) || !in->keep)
        return refuse(in, 400, "请求的格式有误（首部重复、长度不一致或不是 UTF-8 文字）。请从本站页面操作。",
                      "The request is malformed: a header twice, lengths that disagree, or text that is not UTF-8.");
    return check_place(in, &h) && find_route(in) && (get || (check_body(in, &h) && check_sender(in)));
}
