/* Fields, and the answers that are no page of their own. */
#include "web/exchange.h"

#include "web/layout.h"
#include "web/log.h"
#include "web/problems.h"
#include "web/route.h"
#include "web/server.h"

#include <stdarg.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

const wz_rules *wz_exchange_rules(const wz_exchange *x)
{
    return x->server->rules;
}

const char *wz_today(wz_exchange *x)
{
    time_t seconds = (time_t)(x->now / 1000);
    struct tm local;
    char day[16];
    strftime(day, sizeof day, "%Y-%m-%d", localtime_r(&seconds, &local));
    const char *kept = wz_arena_strdup(x->arena, day);
    return kept ? kept : "";
}

const char *wz_field_get(const wz_fields *fields, const char *name)
{
    for (size_t i = 0; i < fields->count; i++)
        if (strcmp(fields->items[i].name, name) == 0)
            return fields->items[i].value;
    return NULL;
}

const char *wz_form(const wz_exchange *x, const char *name)
{
    const char *value = wz_field_get(&x->form, name);
    return value ? value : "";
}

const char *wz_query(const wz_exchange *x, const char *name)
{
    const char *value = wz_field_get(&x->query, name);
    return value ? value : "";
}

bool wz_field_add(wz_arena *arena, wz_fields *fields, const char *name, const char *value, size_t length)
{
    wz_field *items = wz_arena_grow(arena, fields->items, fields->count, &fields->capacity, sizeof *items);
    if (!items)
        return false;
    fields->items = items;
    wz_field field = {wz_arena_strdup(arena, name), wz_arena_strndup(arena, value, length), length};
    if (!field.name || !field.value)
        return false;
    items[fields->count++] = field;
    return true;
}

static const char *read_upload(wz_exchange *x, size_t *size)
{
    char *bytes = wz_arena_alloc(x->arena, x->upload.size + 1);
    size_t at = 0;
    while (bytes && at < x->upload.size) {
        ssize_t got = pread(x->upload.fd, bytes + at, x->upload.size - at, (off_t)at);
        if (got <= 0)
            return NULL;
        at += (size_t)got;
    }
    *size = x->upload.size;
    return bytes;
}

const char *wz_upload_or_text(wz_exchange *x, const char *field, size_t *size)
{
    if (x->upload.name && x->upload.size)
        return read_upload(x, size);
    for (size_t i = 0; i < x->form.count; i++)
        if (strcmp(x->form.items[i].name, field) == 0) {
            *size = x->form.items[i].length;
            return x->form.items[i].value;
        }
    return NULL;
}

void wz_redirect(wz_exchange *x, const char *flash, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    x->location = wz_arena_vprintf(x->arena, format, args);
    va_end(args);
    x->status = 303;
    wz_buffer_clear(&x->body);
    if (flash) {
        const char *cookie =
            wz_arena_printf(x->arena, "wenze-flash=%s; Path=/; Max-Age=60; HttpOnly; SameSite=Strict%s", flash,
                            x->secure ? "; Secure" : "");
        if (cookie)
            wz_field_add(x->arena, &x->headers, "Set-Cookie", cookie, strlen(cookie));
    }
}

void wz_refuse(wz_exchange *x, int status, const char *zh, const char *en)
{
    static const struct {
        int status;
        const char *zh, *en;
    } titles[] = {
        {400, "请求有误", "The request is wrong"},
        {403, "不能打开", "Not open to you"},
        {404, "没有这一页", "No such page"},
        {405, "不能这样请求", "Not by this method"},
        {409, "他人已先修改", "Somebody else changed it first"},
        {413, "内容过大", "Too large"},
        {415, "不是表单", "Not a form"},
        {421, "网址不对", "Wrong address"},
        {429, "请稍候再试", "Wait a while"},
        {431, "请求头过大", "The header is too large"},
        {500, "服务器出错", "The server failed"},
        {503, "正忙", "Busy"},
    };
    x->status = status;
    x->type = NULL;
    x->location = NULL;
    wz_buffer_clear(&x->body);
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
        if (titles[i].status == status)
            wz_page_title(x, wz_say(x, titles[i].zh, titles[i].en));
    wz_html(&x->body, "<div class=\"notice bad\" role=\"alert\"><p>%s</p></div>\n", wz_say(x, zh, en));
    wz_html(&x->body, "<p><a class=\"button\" href=\"/\">%s</a></p>\n", wz_say(x, "回到首页", "To the start page"));
}

void wz_refuse_code(wz_exchange *x, int code, const wz_diag *diag)
{
    bool ours = code != WZ_EINPUT && code != WZ_ELIMIT;
    if (!ours && diag && wz_diag_count(diag)) {
        wz_refuse(x, 400, "", "");
        wz_buffer_clear(&x->body);
        wz_problems_list(x, diag);
        return;
    }
    x->trouble = wz_log_trouble(x, code, diag);
    const char *zh = wz_arena_printf(
        x->arena,
        "这不是您的操作造成的，没有任何内容被改动。请稍后再试；如仍不行，请将编号 %u 告知系统管理员，日志中有详情。",
        x->trouble);
    const char *en = wz_arena_printf(x->arena,
                                     "This is not your doing, and nothing was changed. Try again later; if it happens "
                                     "again, give the number %u to the system administrator, who finds it in the log.",
                                     x->trouble);
    wz_refuse(x, 500, zh, en);
}

void wz_not_found(wz_exchange *x)
{
    wz_refuse(
        x, 404, "没有这一页，或者没有对您开放。请从上方菜单进入；案件需由安全保密管理员授权后才能打开。",
        "There is no such page, or it is not open to you. Use the menu above; a case must be shared with you by the "
        "security administrator.");
}

void wz_form_begin(wz_exchange *x, const char *action, bool upload)
{
    wz_html(&x->body, "<form method=\"post\" action=\"%s\"", action);
    wz_buffer_puts(&x->body, upload ? " enctype=\"multipart/form-data\">\n" : ">\n");
    wz_html(&x->body, "<input type=\"hidden\" name=\"csrf\" value=\"%s\">\n", x->csrf);
}
