/* The frame of every page. The navigation shows what the account may use: an entry stands in it once there is a route for its
 * path that admits the account, so that a page is added by its line in routes.c and, at most, one here. */
#include "web/layout.h"

#include "web/assets.h"
#include "web/route.h"
#include "wenze/version.h"

#include <string.h>

typedef struct {
    const char *path;
    const char *zh, *en;
} entry;

/* In the order of work; an entry without a path is a heading of those behind it. */
static const entry entries[] = {
    {"/", "首页", "Start"},
    {NULL, "办案", "Cases"},
    {"/cases", "案件", "Cases"},
    {"/reviews", "复核", "Review"},
    {NULL, "组织", "Organisation"},
    {"/eligible", "一人可否提任", "One person"},
    {"/screen", "名册筛查", "Rosters"},
    {"/register", "登记簿", "Register"},
    {"/duties", "履职", "Duties"},
    {NULL, "培训", "Training"},
    {"/training", "情景推演", "Scenarios"},
    {"/training/class", "班级答卷", "The class"},
    {NULL, "依据", "Law"},
    {"/law", "规定与规则", "Regulations"},
    {"/approvals", "核准的规则库", "Approved rulebooks"},
    {NULL, "管理", "Administration"},
    {"/admin/accounts", "账号与角色", "Accounts and roles"},
    {"/admin/sharing", "案件授权与回避", "Sharing and recusal"},
    {"/admin/audit", "审计日志", "Audit log"},
    {"/admin/system", "备份与运行", "Backup and system"},
};

typedef struct {
    const char *id;
    bool good;
    const char *zh, *en;
} flash;

static const flash flashes[] = {
    {"signed-out", true, "已退出登录。", "You are signed out."},
    {"password-set", true, "密码已修改，其他登录均已失效。", "The password is changed; every other session has ended."},
    {"account-added", true, "账号已建立。请为其生成一次性登录链接。",
     "The account is made. Give its owner a one-time link."},
    {"account-changed", true, "账号已修改。", "The account is changed."},
    {"shared", true, "授权已更新。", "The sharing is changed."},
    {"declared", true, "回避情况已登记。", "The declaration is recorded."},
    {"case-added", true, "案件已保存。", "The case is kept."},
    {"case-saved", true, "已保存为新版本，旧版本仍可查阅。", "Saved as a new version; the earlier ones are kept."},
    {"case-same", true, "内容没有变化，未产生新版本。", "Nothing has changed: no new version was made."},
    {"removed", true, "已从案件中删去，并存为新版本；旧版本仍可查阅。",
     "Removed from the case, as a new version; the earlier ones are kept."},
    {"delete-asked", true, "已申请删除，等待另一名办案人员核对。",
     "The deletion is asked for; another investigator has to look at it."},
    {"delete-withdrawn", true, "删除申请已撤回。", "The request for deletion is withdrawn."},
    {"case-deleted", true, "案件已删除；编号、校验值和日志保留。",
     "The case is deleted; its number, hashes and log stay."},
    {"draft-dropped", true, "草稿已放弃。", "The draft is dropped."},
    {"assessed", true, "认定已完成并存档，等待复核。", "Assessed and kept; it waits for a review."},
    {"reviewed", true, "已复核。", "Reviewed."},
    {"final", true, "已定稿。此后不再修改，只能由新的认定取代。",
     "Final. It is never edited any more, only superseded by a new one."},
    {"approval-entered", true, "已登记，等待另一账号确认。", "Entered; another account has to confirm it."},
    {"approval-confirmed", true, "已确认。", "Confirmed."},
    {"approval-withdrawn", true, "核准已撤回。", "The approval is withdrawn."},
    {"answered", true, "答复已写入案件。", "The answer stands in the case."},
    {"recorded", true, "已登记。", "It is recorded."},
    {"imported", true, "导入完成。", "The import is done."},
};

bool wz_flash_text(const char *id, const char **zh, const char **en, bool *good)
{
    for (size_t i = 0; i < sizeof flashes / sizeof flashes[0]; i++) {
        if (strcmp(flashes[i].id, id) != 0)
            continue;
        *zh = flashes[i].zh;
        *en = flashes[i].en;
        *good = flashes[i].good;
        return true;
    }
    return false;
}

void wz_page_title(wz_exchange *x, const char *title)
{
    wz_buffer_clear(&x->title);
    wz_buffer_puts(&x->title, title);
}

static bool may_use(wz_exchange *x, const char *path)
{
    const char *params[WZ_MOST_PARAMS];
    bool other;
    const wz_route *route = wz_route_find(x->arena, WZ_GET, path, params, &other);
    return route && wz_route_admits(route, x->signed_in ? &x->account : NULL);
}

/* Whether an entry is the page that is shown, or stands above it. */
static bool is_current(const wz_exchange *x, const entry *e)
{
    size_t length = strlen(e->path);
    if (!x->path || strncmp(x->path, e->path, length) != 0)
        return false;
    if (length == 1)
        return x->path[1] == '\0';
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
        const char *other = entries[i].path;
        if (other && strlen(other) > length && strncmp(x->path, other, strlen(other)) == 0)
            return false;
    }
    return x->path[length] == '\0' || x->path[length] == '/';
}

static void write_entry(wz_exchange *x, wz_buffer *out, const entry *e)
{
    wz_html(out, "<li><a href=\"%s\"", e->path);
    if (is_current(x, e))
        wz_buffer_puts(out, " aria-current=\"page\"");
    wz_html(out, ">%s</a></li>\n", wz_say(x, e->zh, e->en));
}

static void write_navigation(wz_exchange *x, wz_buffer *out)
{
    if (!x->signed_in)
        return;
    wz_html(out, "<nav class=\"menu\" aria-label=\"%s\">\n<ul>\n", wz_say(x, "主菜单", "Main menu"));
    const entry *heading = NULL;
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
        const entry *e = &entries[i];
        if (!e->path) {
            heading = e;
        } else if (may_use(x, e->path)) {
            if (heading)
                wz_html(out, "<li class=\"group\">%s</li>\n", wz_say(x, heading->zh, heading->en));
            heading = NULL;
            write_entry(x, out, e);
        }
    }
    wz_buffer_puts(out, "</ul>\n</nav>\n");
}

static void write_languages(wz_exchange *x, wz_buffer *out)
{
    bool english = x->language == WZ_LANGUAGE_EN;
    const char *path = x->method == WZ_GET && x->path && x->status == 200 ? x->path : "/";
    wz_html(out, "<a class=\"language\" href=\"%s?lang=%s\" lang=\"%s\" hreflang=\"%s\">%s</a>\n", path,
            english ? "zh" : "en", english ? "zh-CN" : "en", english ? "zh-CN" : "en", english ? "中文" : "English");
}

static void write_who(wz_exchange *x, wz_buffer *out)
{
    wz_buffer_puts(out, "<div class=\"who\">\n");
    write_languages(x, out);
    if (x->signed_in) {
        wz_html(out, "<a class=\"me\" href=\"/account\">%s</a>\n", x->account.display);
        wz_html(out,
                "<form method=\"post\" action=\"/signout\"><input type=\"hidden\" name=\"csrf\" value=\"%s\">"
                "<button class=\"plain\">%s</button></form>\n",
                x->csrf, wz_say(x, "退出", "Sign out"));
    }
    wz_buffer_puts(out, "</div>\n");
}

static void write_head(wz_exchange *x, wz_buffer *out)
{
    wz_html(
        out,
        "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>%s · %s</title>\n<link rel=\"stylesheet\" href=\"",
        wz_say(x, "zh-CN", "en"), x->title.data ? x->title.data : "", wz_say(x, "问责 wenze", "wenze"));
    wz_asset_url(out, "wenze.css");
    wz_buffer_puts(out, "\">\n<script src=\"");
    wz_asset_url(out, "wenze.js");
    wz_buffer_puts(out, "\" defer></script>\n<link rel=\"icon\" href=\"");
    wz_asset_url(out, "icon.svg");
    wz_buffer_puts(out, "\" type=\"image/svg+xml\">\n</head>\n");
}

static void write_flash(wz_exchange *x, wz_buffer *out)
{
    const char *id = wz_field_get(&x->cookies, "wenze-flash");
    const char *zh, *en;
    bool good;
    if (!id || x->status != 200 || !wz_flash_text(id, &zh, &en, &good))
        return;
    wz_html(out, "<div class=\"notice %s\" role=\"status\"><p>%s</p></div>\n", good ? "good" : "bad",
            wz_say(x, zh, en));
    static const char gone[] = "wenze-flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict";
    wz_field_add(x->arena, &x->headers, "Set-Cookie", gone, sizeof gone - 1);
}

void wz_layout(wz_exchange *x)
{
    if (x->location) {
        wz_buffer_clear(&x->body);
        return;
    }
    wz_buffer page = {0};
    write_head(x, &page);
    wz_html(&page,
            "<body>\n<a class=\"skip\" href=\"#main\">%s</a>\n<header class=\"top\">\n"
            "<a class=\"brand\" href=\"/\"><b>问责</b> <span>wenze</span></a>\n",
            wz_say(x, "跳到正文", "Skip to the content"));
    write_who(x, &page);
    wz_buffer_puts(&page, "</header>\n<div class=\"frame\">\n");
    write_navigation(x, &page);
    wz_buffer_puts(&page, "<main id=\"main\" tabindex=\"-1\">\n");
    write_flash(x, &page);
    wz_html(&page, "<h1>%s</h1>\n", x->title.data ? x->title.data : "");
    wz_buffer_add(&page, x->body.data ? x->body.data : "", x->body.length);
    wz_html(
        &page, "</main>\n</div>\n<footer class=\"foot\"><p>%s</p><p>wenze %s</p></footer>\n</body>\n</html>\n",
        wz_say(x, "本系统只提建议，决定由有权机关依规依纪依法作出。", "wenze recommends; the competent bodies decide."),
        wz_version());
    wz_buffer_free(&x->body);
    x->body = page;
}
