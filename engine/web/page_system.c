/* The auditor's page of the log, the system administrator's page of backups, the maintainers' page of approved rulebooks. */
#include "web/layout.h"
#include "web/library.h"
#include "web/pages.h"
#include "web/people.h"
#include "web/problems.h"
#include "web/server.h"
#include "wenze/case_store.h"
#include "wenze/version.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ENTRIES = 100 };

/* --- the audit log --- */

/* The entries to show, the newest of them: a ring. Texts are copied. */
typedef struct {
    wz_exchange *x;
    int64_t to;
    wz_log_row rows[ENTRIES];
    size_t count;
} window;

static const char *copy(const wz_exchange *x, const char *text)
{
    const char *kept = wz_arena_strdup(x->arena, text);
    return kept ? kept : "";
}

static bool keep_entry(const wz_log_row *row, void *payload)
{
    window *w = payload;
    if (row->seq > w->to)
        return false;
    wz_log_row *kept = &w->rows[w->count++ % ENTRIES];
    *kept = *row;
    kept->who = copy(w->x, row->who);
    kept->what = copy(w->x, row->what);
    kept->subject = copy(w->x, row->subject);
    kept->details = copy(w->x, row->details);
    return true;
}

static void write_entry(wz_exchange *x, const wz_log_row *row)
{
    wz_html(&x->body, "<tr><td class=\"number\" data-label=\"%s\">%lld</td><td data-label=\"%s\">",
            wz_say(x, "序号", "No."), (long long)row->seq, wz_say(x, "时间", "Time"));
    wz_people_time(x, row->time);
    wz_html(&x->body,
            "</td><td data-label=\"%s\">%s</td><td class=\"mono\" data-label=\"%s\">%s</td>"
            "<td class=\"mono\" data-label=\"%s\">%s</td><td class=\"mono\" data-label=\"%s\">%s</td></tr>\n",
            wz_say(x, "何人", "Who"), row->who, wz_say(x, "何事", "What"), row->what, wz_say(x, "对象", "Subject"),
            row->subject, wz_say(x, "细节", "Details"), strcmp(row->details, "{}") == 0 ? "" : row->details);
}

/* A page of entries, the newest first; of one subject the newest page alone. */
static void write_log(wz_exchange *x, const char *head)
{
    const char *subject = wz_query(x, "subject");
    int64_t last = strtoll(head, NULL, 10), to = strtoll(wz_query(x, "to"), NULL, 10);
    if (to <= 0 || to > last || *subject)
        to = last;
    int64_t from = to > ENTRIES && !*subject ? to - ENTRIES + 1 : 1;
    window *w = wz_arena_alloc(x->arena, sizeof *w);
    if (!w)
        return;
    w->x = x;
    w->to = to;
    wz_log_list(x->worker->store, from, *subject ? subject : NULL, keep_entry, w, NULL);
    wz_html(&x->body,
            "<div class=\"table\" tabindex=\"0\"><table class=\"stack\"><thead><tr><th "
            "class=\"number\">%s</th><th>%s</th><th>%s</th><th>%s</th><th>%s</th>"
            "<th>%s</th></tr></thead><tbody>\n",
            wz_say(x, "序号", "No."), wz_say(x, "时间", "Time"), wz_say(x, "何人", "Who"), wz_say(x, "何事", "What"),
            wz_say(x, "对象", "Subject"), wz_say(x, "细节", "Details"));
    for (size_t i = 0; i < w->count && i < ENTRIES; i++)
        write_entry(x, &w->rows[(w->count - 1 - i) % ENTRIES]);
    wz_buffer_puts(&x->body, "</tbody></table></div>\n");
    if (!w->count)
        wz_html(&x->body, "<p class=\"empty\">%s</p>\n", wz_say(x, "没有记录。", "There is no entry."));
    wz_buffer_puts(&x->body, "<nav class=\"bar\">");
    if (to < last)
        wz_html(&x->body, "<a class=\"button\" href=\"/admin/audit?to=%lld\">%s</a>",
                (long long)(to + ENTRIES > last ? last : to + ENTRIES), wz_say(x, "更晚", "Later"));
    if (from > 1)
        wz_html(&x->body, "<a class=\"button\" href=\"/admin/audit?to=%lld\">%s</a>", (long long)from - 1,
                wz_say(x, "更早", "Earlier"));
    wz_buffer_puts(&x->body, "</nav>\n");
}

void wz_page_audit(wz_exchange *x)
{
    char head[WZ_HEAD_TEXT];
    wz_page_title(x, wz_say(x, "审计日志", "Audit log"));
    int code = wz_log_head(x->worker->store, head, NULL);
    if (code != WZ_OK) {
        wz_refuse_code(x, code, NULL);
        return;
    }
    wz_html(&x->body, "<dl class=\"facts\"><dt>%s</dt><dd class=\"mono\">%s</dd></dl>\n",
            wz_say(x, "日志头（请另行保存）", "Head (note it elsewhere)"), head);
    wz_html(&x->body, "<details><summary>%s</summary>\n",
            wz_say(x, "核验全部日志和内容", "Verify the whole log and every content"));
    wz_form_begin(x, "/admin/audit/verify", false);
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"head\">%s</label><input id=\"head\" name=\"head\" maxlength=\"96\" "
            "placeholder=\"123:ab…\">"
            "</p><p><button class=\"main\">%s</button></p></form></details>\n",
            wz_say(x, "以前记下的日志头（可不填）", "A head noted earlier (optional)"), wz_say(x, "核验", "Verify"));
    wz_html(&x->body,
            "<form class=\"search\" method=\"get\" action=\"/admin/audit\"><input type=\"search\" name=\"subject\" "
            "value=\"%s\" aria-label=\"%s\" "
            "placeholder=\"%s\"><button>%s</button></form>\n",
            wz_query(x, "subject"), wz_say(x, "对象", "Subject"),
            wz_say(x, "按对象查找：案件编号、账号", "by subject: case number, account"), wz_say(x, "查找", "Find"));
    write_log(x, head);
}

void wz_do_verify(wz_exchange *x)
{
    int64_t entries = 0;
    wz_diag *diag = wz_diag_new();
    const char *head = wz_form(x, "head");
    int code = wz_store_verify(x->worker->store, *head ? head : NULL, &entries, diag);
    if (code == WZ_OK || code == WZ_EINPUT) {
        const char *verdict = code == WZ_OK ? "{\"good\":true}" : "{\"good\":false}";
        int logged = wz_log_add(x->worker->store, x->account.name, "audit.verify", "", verdict, NULL);
        code = code == WZ_OK ? logged : code; /* what is wrong with the log is shown even where it takes no entry */
    }
    wz_page_title(x, wz_say(x, "核验结果", "Verification"));
    if (code == WZ_OK)
        wz_html(&x->body, "<div class=\"notice good\" role=\"status\"><p>%s %lld %s</p></div>\n",
                wz_say(x, "核验通过：", "Verified:"), (long long)entries,
                wz_say(x, "条日志完整、连续，全部内容与其哈希相符。",
                       "entries, whole and in sequence; every content is that of its hash."));
    else if (code == WZ_EINPUT)
        wz_problems_list(x, diag);
    else
        wz_refuse_code(x, code, diag);
    if (code == WZ_OK || code == WZ_EINPUT)
        wz_html(&x->body, "<p><a class=\"button\" href=\"/admin/audit\">%s</a></p>\n",
                wz_say(x, "返回日志", "Back to the log"));
    wz_diag_free(diag);
}

/* --- backup --- */

void wz_page_system(wz_exchange *x)
{
    wz_page_title(x, wz_say(x, "备份与运行", "Backup and system"));
    wz_html(&x->body,
            "<dl class=\"facts\"><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd "
            "class=\"mono\">%s</dd><dt>%s</dt><dd>%llu</dd></dl>\n",
            wz_say(x, "版本", "Version"), wz_version(), wz_say(x, "数据文件", "Store"), wz_store_path(x->worker->store),
            wz_say(x, "启动以来的请求", "Requests since the start"),
            (unsigned long long)atomic_load(&x->server->served));
    wz_html(&x->body, "<section><h2>%s</h2><p>%s</p>\n", wz_say(x, "备份", "Backup"),
            wz_say(x,
                   "在数据文件旁写一份一致的副本（只有运行账户可读），运行不受影响。审计密钥（.key "
                   "文件）不在副本中，请另行妥善保管。",
                   "Writes a consistent copy beside the store, readable by the service's own user alone, while all "
                   "goes on. The key of the "
                   "audit log (.key) is not in it: keep it elsewhere."));
    wz_form_begin(x, "/admin/backup", false);
    wz_html(&x->body, "<p><button class=\"main\">%s</button></p></form></section>\n",
            wz_say(x, "立即备份", "Back up now"));
}

void wz_do_backup(wz_exchange *x)
{
    char stamp[32];
    time_t seconds = (time_t)(x->now / 1000);
    struct tm utc;
    strftime(stamp, sizeof stamp, "%Y%m%dT%H%M%SZ", gmtime_r(&seconds, &utc));
    const char *path = wz_arena_printf(x->arena, "%s.backup-%s", wz_store_path(x->worker->store), stamp);
    wz_diag *diag = wz_diag_new();
    int code = wz_store_backup(x->worker->store, path, diag);
    if (code == WZ_OK)
        code = wz_log_add(x->worker->store, x->account.name, "store.backup", "", NULL, diag);
    if (code == WZ_OK) {
        wz_page_system(x);
        wz_html(&x->body, "<div class=\"notice good\" role=\"status\"><p>%s <span class=\"mono\">%s</span></p></div>\n",
                wz_say(x, "已备份到", "Backed up to"), path);
    } else {
        wz_refuse_code(x, code, diag);
    }
    wz_diag_free(diag);
}

/* --- approved rulebooks --- */

/* The rulebook in use of this hash, NULL where there is none. */
static const wz_regulation_view *find_rulebook(wz_exchange *x, const char *sha256)
{
    size_t count = 0;
    const wz_law_view *law = wz_library_law(x);
    const wz_regulation_view *list = law ? wz_law_view_regulations(law, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i].sha256, sha256) == 0)
            return &list[i];
    return NULL;
}

static bool write_approval(const wz_approval *a, void *payload)
{
    wz_exchange *x = payload;
    bool waits = !a->confirmed_by && !a->withdrawn_by;
    const wz_regulation_view *used = find_rulebook(x, a->sha256);
    wz_html(&x->body, "<tr><td><b>%s</b><br>%s<br><small class=\"mono\">%s</small></td><td data-label=\"%s\">%s ",
            used ? wz_arena_printf(x->arena, "%s · %s", used->id, used->title)
                 : wz_say(x, "现不在用的规则库", "a rulebook not in use now"),
            a->title, a->sha256, wz_say(x, "登记", "Entered"), a->entered_by_name);
    wz_people_time(x, a->entered);
    wz_html(&x->body, "</td><td data-label=\"%s\">%s ", wz_say(x, "确认", "Confirmed"), a->confirmed_by_name);
    wz_people_time(x, a->confirmed);
    wz_html(&x->body, "</td><td><span class=\"tag %s\">%s</span></td><td>",
            a->withdrawn_by ? ""
            : waits         ? "open"
                            : "good",
            a->withdrawn_by ? wz_say(x, "已撤回", "withdrawn")
            : waits         ? wz_say(x, "待确认", "to be confirmed")
                            : wz_say(x, "已核准", "approved"));
    if (!a->withdrawn_by) {
        wz_html(&x->body,
                "<form class=\"inline\" method=\"post\" action=\"/approvals\"><input type=\"hidden\" name=\"csrf\" "
                "value=\"%s\">"
                "<input type=\"hidden\" name=\"sha256\" value=\"%s\">",
                x->csrf, a->sha256);
        if (waits && a->entered_by != x->account.id)
            wz_html(&x->body, "<button class=\"small\" name=\"what\" value=\"confirm\">%s</button>",
                    wz_say(x, "确认", "Confirm"));
        wz_html(&x->body, "<button class=\"small\" name=\"what\" value=\"withdraw\">%s</button></form>",
                wz_say(x, "撤回", "Withdraw"));
    }
    wz_buffer_puts(&x->body, "</td></tr>\n");
    return true;
}

void wz_page_approvals(wz_exchange *x)
{
    wz_page_title(x, wz_say(x, "核准的规则库", "Approved rulebooks"));
    wz_html(&x->body, "<p>%s</p>\n",
            wz_say(x, "规则库按文件内容的 SHA-256 核准：一人登记，另一账号确认。认定结果会注明所用规则库是否均已核准。",
                   "A rulebook is approved by the SHA-256 of its bytes: one account enters it, another confirms. "
                   "Results say whether "
                   "their rulebooks are approved."));
    size_t before = x->body.length;
    wz_html(&x->body,
            "<div class=\"table\" tabindex=\"0\"><table "
            "class=\"stack\"><thead><tr><th>%s</th><th>%s</th><th>%s</th><th>%s</th><th></th></tr></thead><tbody>\n",
            wz_say(x, "规则库", "Rulebook"), wz_say(x, "登记", "Entered"), wz_say(x, "确认", "Confirmed"),
            wz_say(x, "状态", "State"));
    size_t heading = x->body.length;
    wz_approval_list(x->worker->store, write_approval, x, NULL);
    if (x->body.length == heading && !x->body.failed) {
        x->body.length = before;
        wz_html(&x->body, "<p class=\"empty\">%s</p>\n", wz_say(x, "还没有登记。", "Nothing is entered yet."));
    } else {
        wz_buffer_puts(&x->body, "</tbody></table></div>\n");
    }
    size_t count = 0;
    const wz_law_view *law = wz_library_law(x);
    const wz_regulation_view *list = law ? wz_law_view_regulations(law, &count) : NULL;
    wz_html(&x->body, "<section><h2>%s</h2>\n", wz_say(x, "登记一部规则库", "Enter a rulebook"));
    wz_form_begin(x, "/approvals", false);
    wz_html(&x->body, "<p class=\"field\"><label for=\"sha256\">%s</label><select id=\"sha256\" name=\"sha256\">",
            wz_say(x, "正在使用的规则库", "Rulebook in use"));
    for (size_t i = 0; i < count; i++)
        wz_html(&x->body, "<option value=\"%s\">%s · %s</option>", list[i].sha256, list[i].id, list[i].title);
    wz_html(&x->body,
            "</select></p>\n<p class=\"field\"><label for=\"title\">%s</label><input id=\"title\" name=\"title\" "
            "maxlength=\"300\" required></p>\n"
            "<p><button class=\"main\" name=\"what\" value=\"enter\">%s</button></p></form></section>\n",
            wz_say(x, "核准说明（版本、会议、文号）", "What is approved (version, meeting, document)"),
            wz_say(x, "登记", "Enter"));
}

void wz_do_approvals(wz_exchange *x)
{
    const char *what = wz_form(x, "what"), *hash = wz_form(x, "sha256");
    wz_store *store = x->worker->store;
    wz_diag *diag = wz_diag_new();
    bool confirm = strcmp(what, "confirm") == 0, withdraw = strcmp(what, "withdraw") == 0;
    int code = confirm    ? wz_approval_confirm(store, &x->account, x->now, hash, diag)
               : withdraw ? wz_approval_withdraw(store, &x->account, x->now, hash, diag)
                          : wz_approval_enter(store, &x->account, x->now, hash, wz_form(x, "title"), diag);
    if (code == WZ_OK)
        wz_redirect(x,
                    confirm    ? "approval-confirmed"
                    : withdraw ? "approval-withdrawn"
                               : "approval-entered",
                    "/approvals");
    else
        wz_refuse_code(x, code, diag);
    wz_diag_free(diag);
}
