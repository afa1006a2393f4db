/* What was kept: the versions of a case, its assessments, and their reviews. */
#include "web/access.h"
#include "web/case_head.h"
#include "web/case_leave.h"
#include "web/layout.h"
#include "web/library.h"
#include "web/pager.h"
#include "web/pages.h"
#include "web/people.h"
#include "web/problems.h"
#include "web/server.h"

#include <stdlib.h>
#include <string.h>

enum { UNBROKEN = 2000 };

static const char *state_words(const wz_exchange *x, wz_review_state state)
{
    switch (state) {
    case WZ_REVIEW_DRAFT: return wz_say(x, "待复核", "draft, waits for a review");
    case WZ_REVIEW_REVIEWED: return wz_say(x, "已复核，待定稿", "reviewed, not final yet");
    case WZ_REVIEW_FINAL: return wz_say(x, "已定稿", "final");
    case WZ_REVIEW_SUPERSEDED: return wz_say(x, "已被取代", "superseded");
    }
    return "";
}

static const char *state_class(wz_review_state state)
{
    return state == WZ_REVIEW_FINAL        ? "good"
           : state == WZ_REVIEW_SUPERSEDED ? ""
           : state == WZ_REVIEW_DRAFT      ? "open"
                                           : "accent";
}

/* Reviews, kept while the store is read; names are copied. */
typedef struct {
    wz_exchange *x;
    wz_review list[WZ_A_PAGE];
    size_t count;
} reviews;

static const char *copy(const wz_exchange *x, const char *text)
{
    const char *kept = wz_arena_strdup(x->arena, text ? text : "");
    return kept ? kept : "";
}

static bool keep_review(const wz_review *review, void *payload)
{
    reviews *r = payload;
    wz_review *kept = &r->list[r->count++];
    *kept = *review;
    kept->case_id = copy(r->x, review->case_id);
    kept->made_by_name = copy(r->x, review->made_by_name);
    kept->reviewed_by_name = copy(r->x, review->reviewed_by_name);
    kept->final_by_name = copy(r->x, review->final_by_name);
    kept->note = copy(r->x, review->note);
    return r->count < WZ_A_PAGE;
}

/* The page that is asked for of those that the query means, or the last where it lies behind. */
static reviews *read_reviews(wz_exchange *x, wz_review_query query, wz_pager *pager)
{
    reviews *r = wz_arena_alloc(x->arena, sizeof *r);
    int code;
    query.version = 1;
    query.most = WZ_A_PAGE;
    if (!r)
        return NULL;
    r->x = x;
    do {
        r->count = 0;
        query.skip = wz_pager_skip(pager);
        code = wz_review_find(&pager->total, x->worker->store, &query, keep_review, r, NULL);
    } while (code == WZ_OK && wz_pager_overshot(pager));
    return code == WZ_OK ? r : NULL;
}

static void write_link(wz_exchange *x, const wz_review *review)
{
    wz_html(&x->body, "<a href=\"%s/assessments/%lld\">%s %lld</a>", wz_case_path(x, review->case_id),
            (long long)review->assessment, wz_say(x, "认定", "assessment"), (long long)review->assessment);
}

static void write_who(wz_exchange *x, const char *what, const char *name, int64_t time)
{
    wz_html(&x->body, "<td data-label=\"%s\">%s ", what, name);
    wz_people_time(x, time);
    wz_buffer_puts(&x->body, "</td>");
}

static void write_review_row(wz_exchange *x, const wz_review *r, bool with_case)
{
    wz_buffer_puts(&x->body, "<tr><td>");
    write_link(x, r);
    wz_buffer_puts(&x->body, "</td>");
    if (with_case)
        wz_html(&x->body, "<td class=\"mono\" data-label=\"%s\">%s</td>", wz_say(x, "案件", "Case"), r->case_id);
    wz_html(&x->body, "<td><span class=\"tag %s\">%s</span></td>", state_class(r->state), state_words(x, r->state));
    write_who(x, wz_say(x, "作出", "Made"), r->made_by_name, r->made);
    write_who(x, wz_say(x, "复核", "Reviewed"), r->reviewed_by_name, r->reviewed);
    write_who(x, wz_say(x, "定稿", "Final"), r->final_by_name, r->final);
    wz_buffer_puts(&x->body, "</tr>\n");
}

static void begin_review_table(wz_exchange *x, bool with_case)
{
    wz_html(&x->body, "<div class=\"table\" tabindex=\"0\"><table class=\"stack\"><thead><tr><th>%s</th>",
            wz_say(x, "认定", "Assessment"));
    if (with_case)
        wz_html(&x->body, "<th>%s</th>", wz_say(x, "案件", "Case"));
    wz_html(&x->body, "<th>%s</th><th>%s</th><th>%s</th><th>%s</th></tr></thead><tbody>\n", wz_say(x, "状态", "State"),
            wz_say(x, "作出", "Made"), wz_say(x, "复核", "Reviewed"), wz_say(x, "定稿", "Final"));
}

/* One that recusal closes shows the case's number alone, as in the list of cases. */
static void write_recused_row(wz_exchange *x, const wz_review *r)
{
    wz_html(&x->body,
            "<tr><td></td><td class=\"mono\">%s</td><td colspan=\"4\"><span class=\"tag open\">%s</span></td></tr>\n",
            r->case_id, wz_say(x, "回避", "recused"));
}

void wz_page_reviews(wz_exchange *x)
{
    wz_page_title(x, wz_say(x, "复核", "Review"));
    wz_pager pager = wz_pager_asked(x);
    reviews *r = read_reviews(x, (wz_review_query){.account = x->account.id, .waiting = true}, &pager);
    if (!r) {
        wz_refuse_code(x, WZ_EIO, NULL);
        return;
    }
    if (!r->count) {
        wz_html(&x->body, "<p class=\"empty\">%s</p>\n",
                wz_say(x, "没有等待复核或定稿的认定。", "Nothing waits for a review or to be made final."));
        return;
    }
    begin_review_table(x, true);
    for (size_t i = 0; i < r->count; i++) {
        if (wz_access_of(x, r->list[i].case_id) == WZ_ACCESS_OPEN)
            write_review_row(x, &r->list[i], true);
        else
            write_recused_row(x, &r->list[i]);
    }
    wz_buffer_puts(&x->body, "</tbody></table></div>\n");
    wz_pager_write(x, &pager, "/reviews?");
}

/* --- the history of a case --- */

static bool write_version(const wz_version_row *row, void *payload)
{
    wz_exchange *x = payload;
    wz_html(&x->body, "<tr><td class=\"number\" data-label=\"%s\">%lld</td><td data-label=\"%s\">",
            wz_say(x, "版本", "Version"), (long long)row->version, wz_say(x, "时间", "Time"));
    wz_people_time(x, row->added);
    wz_html(&x->body,
            "</td><td data-label=\"%s\">%s</td><td class=\"number\" data-label=\"%s\">%lld</td>"
            "<td class=\"mono\" data-label=\"SHA-256\">%s</td></tr>\n",
            wz_say(x, "保存者", "By"), row->by, wz_say(x, "字节", "Bytes"), (long long)row->size,
            wz_arena_strndup(x->arena, row->sha256, 16));
    return true;
}

void wz_page_history(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        wz_case_head(x, &opened, "/history");
        wz_pager pager = wz_pager_asked(x);
        reviews *r = read_reviews(x, (wz_review_query){.case_id = x->params[0]}, &pager);
        wz_html(&x->body, "<h2>%s</h2>\n", wz_say(x, "认定", "Assessments"));
        if (!r || !r->count) {
            wz_html(&x->body, "<p class=\"empty\">%s</p>\n",
                    wz_say(x, "还没有存档的认定。", "No assessment is kept yet."));
        } else {
            begin_review_table(x, false);
            for (size_t i = 0; i < r->count; i++)
                write_review_row(x, &r->list[i], false);
            wz_buffer_puts(&x->body, "</tbody></table></div>\n");
            wz_pager_write(x, &pager, wz_arena_printf(x->arena, "%s/history?", wz_case_path(x, x->params[0])));
        }
        wz_html(&x->body,
                "<h2>%s</h2>\n<div class=\"table\" tabindex=\"0\"><table class=\"stack\"><thead><tr><th "
                "class=\"number\">%s</th><th>%s</th><th>%s</th>"
                "<th class=\"number\">%s</th><th>SHA-256</th></tr></thead><tbody>\n",
                wz_say(x, "案件的版本", "Versions of the case"), wz_say(x, "版本", "Version"),
                wz_say(x, "时间", "Time"), wz_say(x, "保存者", "By"), wz_say(x, "字节", "Bytes"));
        wz_case_versions(x->worker->store, x->params[0], write_version, x, NULL);
        wz_buffer_puts(&x->body, "</tbody></table></div>\n");
        wz_case_leave(x, &opened);
    }
    wz_access_close(&opened);
}

/* --- one kept assessment --- */

static void write_action(wz_exchange *x, const wz_review *r, const char *what, const char *label, bool note)
{
    wz_form_begin(x,
                  wz_arena_printf(x->arena, "%s/assessments/%lld/%s", wz_case_path(x, r->case_id),
                                  (long long)r->assessment, what),
                  false);
    if (note)
        wz_html(&x->body,
                "<p class=\"field\"><label for=\"note\">%s</label><textarea id=\"note\" name=\"note\" "
                "maxlength=\"4000\"></textarea></p>\n",
                wz_say(x, "复核意见", "Reviewer's note"));
    wz_html(&x->body, "<p><button class=\"main\">%s</button></p></form>\n", label);
}

static void write_review(wz_exchange *x, const wz_review *r)
{
    wz_html(&x->body, "<dl class=\"facts\"><dt>%s</dt><dd><span class=\"tag %s\">%s</span></dd><dt>%s</dt><dd>%s ",
            wz_say(x, "状态", "State"), state_class(r->state), state_words(x, r->state), wz_say(x, "作出", "Made by"),
            r->made_by_name);
    wz_people_time(x, r->made);
    if (r->reviewed) {
        wz_html(&x->body, "</dd><dt>%s</dt><dd>%s ", wz_say(x, "复核", "Reviewed by"), r->reviewed_by_name);
        wz_people_time(x, r->reviewed);
    }
    if (*r->note)
        wz_html(&x->body, "</dd><dt>%s</dt><dd>%s", wz_say(x, "复核意见", "Note"), r->note);
    if (r->final) {
        wz_html(&x->body, "</dd><dt>%s</dt><dd>%s ", wz_say(x, "定稿", "Made final by"), r->final_by_name);
        wz_people_time(x, r->final);
    }
    if (r->superseded_by)
        wz_html(&x->body, "</dd><dt>%s</dt><dd><a href=\"%s/assessments/%lld\">%lld</a>",
                wz_say(x, "取代者", "Superseded by"), wz_case_path(x, r->case_id), (long long)r->superseded_by,
                (long long)r->superseded_by);
    wz_buffer_puts(&x->body, "</dd></dl>\n");
    if (!(x->account.roles & WZ_ACCOUNT_INVESTIGATOR))
        return;
    if (r->state == WZ_REVIEW_DRAFT && r->made_by != x->account.id)
        write_action(x, r, "pass", wz_say(x, "复核通过", "Pass the review"), true);
    else if (r->state == WZ_REVIEW_DRAFT)
        wz_html(&x->body, "<p class=\"hint\">%s</p>\n",
                wz_say(x, "由您作出，须由另一账号复核。", "Made by you: another account reviews it."));
    else if (r->state == WZ_REVIEW_REVIEWED)
        write_action(x, r, "finish", wz_say(x, "定稿", "Make it final"), false);
}

/* The text as it is, soft-wrapped; its ruled lines, which a narrow page would break, as rules of the page. */
static void write_text(wz_exchange *x, const char *text)
{
    static const char stroke[] = "─";
    wz_buffer_puts(&x->body, "<div class=\"kept\"><pre class=\"wrap\">");
    for (const char *line = text, *next; *line; line = next) {
        size_t length = strcspn(line, "\n"), strokes = 0;
        next = line + length + (line[length] == '\n');
        while (strokes < length && strncmp(line + strokes, stroke, sizeof stroke - 1) == 0)
            strokes += sizeof stroke - 1;
        if (length && strokes == length)
            wz_buffer_puts(&x->body, "</pre><hr><pre class=\"wrap\">");
        else
            wz_html(&x->body, "%s\n", wz_arena_strndup(x->arena, line, length));
    }
    wz_buffer_puts(&x->body, "</pre></div>\n");
}

static void write_kept(wz_exchange *x, int64_t number)
{
    char *text = NULL;
    size_t length = 0;
    wz_diag *diag = wz_diag_new();
    wz_assess_request form = WZ_ASSESS_REQUEST_INIT;
    form.format = WZ_FORMAT_TEXT;
    form.language = x->language;
    form.width = UNBROKEN;
    int code = wz_case_result(&text, &length, x->worker->store, number, &form, diag);
    if (wz_diag_count(diag))
        wz_problems_list(x, diag);
    if (code == WZ_OK) {
        wz_html(&x->body, "<h2>%s</h2>\n", wz_say(x, "存档内容", "As it was kept"));
        write_text(x, text);
    } else {
        wz_refuse_code(x, code, diag);
    }
    wz_text_free(text);
    wz_diag_free(diag);
}

/* The assessment of the path, if it is of the case of the path. */
static const wz_review *find_review(wz_exchange *x)
{
    int64_t number = strtoll(x->params[1], NULL, 10);
    wz_pager pager = {1, 0};
    const wz_review_query query = {.case_id = x->params[0], .assessment = number};
    reviews *r = number > 0 ? read_reviews(x, query, &pager) : NULL;
    return r && r->count ? &r->list[0] : NULL;
}

void wz_page_kept(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        const wz_review *review = find_review(x);
        if (!review) {
            wz_not_found(x);
        } else {
            wz_case_head(x, &opened, "/history");
            wz_html(&x->body, "<h2>%s %lld</h2>\n", wz_say(x, "认定", "Assessment"), (long long)review->assessment);
            write_review(x, review);
            write_kept(x, review->assessment);
        }
    }
    wz_access_close(&opened);
}

static void act(wz_exchange *x, bool finish)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        const wz_review *review = find_review(x);
        wz_diag *diag = wz_diag_new();
        int code = !review  ? WZ_EINPUT
                   : finish ? wz_review_finish(x->worker->store, &x->account, x->now, review->assessment, diag)
                            : wz_review_pass(x->worker->store, &x->account, x->now, review->assessment,
                                             wz_form(x, "note"), diag);
        if (!review)
            wz_not_found(x);
        else if (code != WZ_OK)
            wz_refuse_code(x, code, diag);
        else
            wz_redirect(x, finish ? "final" : "reviewed", "%s/assessments/%lld", wz_case_path(x, review->case_id),
                        (long long)review->assessment);
        wz_diag_free(diag);
    }
    wz_access_close(&opened);
}

void wz_do_review(wz_exchange *x)
{
    act(x, false);
}

void wz_do_final(wz_exchange *x)
{
    act(x, true);
}
