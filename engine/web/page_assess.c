/* Assessing a case: what the provisions say of it as it stands, as a page; keeping that as an assessment; what was kept. */
#include "web/access.h"
#include "web/case_head.h"
#include "web/layout.h"
#include "web/library.h"
#include "web/pages.h"
#include "web/people.h"
#include "web/problems.h"
#include "web/server.h"
#include "wenze/report.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_REGIMES = 16 };

/* What the reader asked for: a day, regulations. */
typedef struct {
    const char *as_of;
    const char *regimes[MOST_REGIMES];
    size_t regime_count;
} asked;

static asked read_asked(const wz_fields *fields)
{
    asked a = {0};
    const char *day = wz_field_get(fields, "as_of");
    a.as_of = day && *day ? day : NULL;
    for (size_t i = 0; i < fields->count && a.regime_count < MOST_REGIMES; i++)
        if (strcmp(fields->items[i].name, "regime") == 0 && fields->items[i].length)
            a.regimes[a.regime_count++] = fields->items[i].value;
    return a;
}

static bool is_asked(const asked *a, const char *id)
{
    for (size_t i = 0; i < a->regime_count; i++)
        if (strcmp(a->regimes[i], id) == 0)
            return true;
    return false;
}

/* The day and the regulations, to be changed. */
static void write_asking(wz_exchange *x, const wz_opened *opened, const asked *a)
{
    const wz_law_view *law = wz_library_law(x);
    size_t count = 0;
    const wz_regulation_view *list = law ? wz_law_view_regulations(law, &count) : NULL;
    wz_html(&x->body,
            "<details class=\"noprint\"><summary>%s</summary><form method=\"get\" action=\"%s/assessment\">"
            "<p class=\"field\"><label for=\"as_of\">%s</label><input id=\"as_of\" name=\"as_of\" value=\"%s\" "
            "placeholder=\"%s\"></p>\n",
            wz_say(x, "换一个日期或规定", "Another day or regulation"), wz_case_path(x, opened->content->id),
            wz_say(x, "以哪一天为准", "As of"), a->as_of ? a->as_of : "",
            *opened->content->as_of ? opened->content->as_of : wz_today(x));
    wz_html(&x->body, "<fieldset><legend>%s</legend><div class=\"checks\">",
            wz_say(x, "只按这些规定（不选则由地区和日期确定）", "Only these (none: place and days choose)"));
    for (size_t i = 0; i < count; i++)
        wz_html(&x->body,
                is_asked(a, list[i].id)
                    ? "<label><input type=\"checkbox\" name=\"regime\" value=\"%s\" checked>%s</label>"
                    : "<label><input type=\"checkbox\" name=\"regime\" value=\"%s\">%s</label>",
                list[i].id, list[i].short_title);
    wz_html(&x->body, "</div></fieldset><p><button>%s</button></p></form></details>\n",
            wz_say(x, "重新认定", "Assess"));
}

/* Whether every rulebook that is served is approved; said at the top of each result. */
typedef struct {
    wz_exchange *x;
    const wz_regulation_view *list;
    size_t count, approved;
} approving;

static bool count_approved(const wz_approval *approval, void *payload)
{
    approving *a = payload;
    for (size_t i = 0; approval->confirmed_by && !approval->withdrawn_by && i < a->count; i++)
        a->approved += strcmp(approval->sha256, a->list[i].sha256) == 0;
    return true;
}

static void write_approvals(wz_exchange *x)
{
    const wz_law_view *law = wz_library_law(x);
    approving a = {.x = x};
    a.list = law ? wz_law_view_regulations(law, &a.count) : NULL;
    wz_approval_list(x->worker->store, count_approved, &a, NULL);
    if (a.approved >= a.count)
        return;
    wz_html(&x->body, "<div class=\"notice open\"><p>%s %zu / %zu。<a href=\"/law\">%s</a></p></div>\n",
            wz_say(x, "所用规则库尚未全部核准：已核准", "Not every rulebook in use is approved: approved"), a.approved,
            a.count, wz_say(x, "查看", "See which"));
}

/* What the page form of an assessment follows from: the case's bytes, the day, the regulations, the language. The law does
 * not change while the server runs. */
static const char *page_key(wz_exchange *x, const wz_opened *opened, const asked *a)
{
    wz_buffer key = {0};
    wz_buffer_printf(&key, "page %s %s %s %s", opened->content->sha256, wz_say(x, "zh", "en"),
                     a->as_of ? a->as_of : "-", *opened->content->as_of ? "-" : wz_today(x));
    for (size_t i = 0; i < a->regime_count; i++)
        wz_buffer_printf(&key, " %s", a->regimes[i]);
    const char *kept = key.failed ? NULL : wz_arena_strdup(x->arena, key.data);
    wz_buffer_free(&key);
    return kept;
}

static int page_of(wz_exchange *x, const wz_opened *opened, const asked *a, wz_diag *diag)
{
    char *html = NULL;
    size_t length = 0;
    const char *key = page_key(x, opened, a);
    if (key && wz_cache_get(x->server->cache, key, &x->body))
        return WZ_OK;
    wz_report_request request = WZ_REPORT_REQUEST_INIT;
    request.as_of = a->as_of;
    request.today = wz_today(x);
    request.regimes = a->regimes;
    request.regime_count = a->regime_count;
    request.language = x->language;
    int code = wz_report_page(&html, &length, x->worker->session, x->server->sheets, "case.xml", opened->bytes,
                              opened->size, &request, diag);
    if (code == WZ_OK)
        wz_buffer_add(&x->body, html, length); /* HTML of the library's, which escapes what the case says */
    if (code == WZ_OK && key)
        wz_cache_put(x->server->cache, x->era, key, html, length);
    wz_text_free(html);
    return code;
}

static void write_keep(wz_exchange *x, const wz_opened *opened, const asked *a)
{
    if (!(x->account.roles & WZ_ACCOUNT_INVESTIGATOR))
        return;
    wz_buffer_puts(&x->body, "<div class=\"bar noprint\">");
    wz_html(&x->body,
            "<form class=\"inline\" method=\"post\" action=\"%s/assessment\"><input type=\"hidden\" name=\"csrf\" "
            "value=\"%s\">",
            wz_case_path(x, opened->content->id), x->csrf);
    wz_html(&x->body, "<input type=\"hidden\" name=\"over\" value=\"%lld\">", (long long)opened->version);
    if (a->as_of)
        wz_html(&x->body, "<input type=\"hidden\" name=\"as_of\" value=\"%s\">", a->as_of);
    for (size_t i = 0; i < a->regime_count; i++)
        wz_html(&x->body, "<input type=\"hidden\" name=\"regime\" value=\"%s\">", a->regimes[i]);
    wz_html(&x->body, "<button class=\"main\">%s</button></form> <span class=\"hint\">%s</span></div>\n",
            wz_say(x, "认定并存档", "Assess and keep"),
            wz_say(x, "存档后由另一账号复核，再定稿。", "It is then reviewed by another account, and made final."));
}

void wz_page_assessment(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        asked a = read_asked(&x->query);
        wz_diag *diag = wz_diag_new();
        wz_case_head(x, &opened, "/assessment");
        write_keep(x, &opened, &a);
        write_asking(x, &opened, &a);
        write_approvals(x);
        int code = page_of(x, &opened, &a, diag);
        if (code == WZ_EINPUT || code == WZ_ELIMIT) {
            x->status = 400;
            wz_problems_list(x, diag);
        } else if (code != WZ_OK) {
            wz_refuse_code(x, code, diag);
        }
        wz_diag_free(diag);
    }
    wz_access_close(&opened);
}

static void open_review(const char *case_id, int64_t number, wz_diag *diag, void *payload)
{
    wz_exchange *x = payload;
    wz_review_open(x->worker->store, &x->account, x->now, case_id, number, diag);
}

/* Assess and keep; the review opens as a draft of this account's. */
static int keep(wz_exchange *x, const wz_opened *opened, const asked *a, int64_t *number, wz_diag *diag)
{
    wz_case_assessed result = {0};
    wz_case_assess_request request = WZ_CASE_ASSESS_INIT;
    request.case_version = opened->version;
    request.by = x->account.name;
    request.also = open_review;
    request.payload = x;
    request.ask.as_of = a->as_of;
    request.ask.today = wz_today(x);
    request.ask.regimes = a->regimes;
    request.ask.regime_count = a->regime_count;
    request.ask.format = WZ_FORMAT_JSON;
    request.ask.language = x->language;
    int code = wz_case_assess(&result, x->worker->store, x->server->rules, opened->content->id, &request, diag);
    *number = result.id;
    wz_case_assessed_clear(&result);
    return code;
}

void wz_do_assess(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        asked a = read_asked(&x->form);
        int64_t number = 0;
        wz_diag *diag = wz_diag_new();
        if (strtoll(wz_form(x, "over"), NULL, 10) != opened.version) {
            wz_refuse(x, 409, "案件刚刚有了新版本。请重新查看认定后再存档。",
                      "The case has a newer version by now. Look at its assessment again before you keep it.");
        } else {
            int code = keep(x, &opened, &a, &number, diag);
            if (code == WZ_OK)
                wz_redirect(x, "assessed", "%s/assessments/%lld", wz_case_path(x, x->params[0]), (long long)number);
            else
                wz_refuse_code(x, code, diag);
        }
        wz_diag_free(diag);
    }
    wz_access_close(&opened);
}
