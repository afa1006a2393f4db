/* The register: finding people, importing tables, declaring that it is complete. One person's record: page_record.c. */
#include "web/layout.h"
#include "web/pages.h"
#include "web/problems.h"
#include "web/register.h"
#include "web/server.h"
#include "wenze/register.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { A_PAGE = 50 };

const char *wz_register_path(wz_exchange *x, const char *person, const char *behind)
{
    wz_buffer out = {0};
    wz_buffer_puts(&out, "/register/");
    wz_html_url(&out, person);
    wz_buffer_puts(&out, behind);
    const char *path = out.failed ? NULL : wz_arena_strdup(x->arena, out.data);
    wz_buffer_free(&out);
    return path ? path : "/register";
}

/* ---- the list ---- */

typedef struct {
    wz_exchange *x;
    size_t count;
    const char *last;
} listing;

static bool write_person(const wz_register_person *person, void *payload)
{
    listing *l = payload;
    wz_exchange *x = l->x;
    if (l->count++ == A_PAGE)
        return false;
    wz_html(&x->body,
            "<tr><td class=\"mono\" data-label=\"%s\"><a href=\"%s\">%s</a></td><td data-label=\"%s\">%s</td>",
            wz_say(x, "编号", "Number"), wz_register_path(x, person->person_id, ""), person->person_id,
            wz_say(x, "姓名", "Name"), person->name);
    wz_html(&x->body, "<td><a href=\"/eligible?person=");
    wz_html_url(&x->body, person->person_id);
    wz_html(&x->body, "\">%s</a></td></tr>\n", wz_say(x, "可否提任", "Eligible?"));
    l->last = wz_arena_strdup(x->arena, person->person_id);
    return true;
}

static void write_people(wz_exchange *x)
{
    const char *text = wz_query(x, "q"), *after = wz_query(x, "after");
    listing l = {.x = x};
    size_t before = x->body.length;
    wz_html(&x->body,
            "<div class=\"table\" tabindex=\"0\"><table "
            "class=\"stack\"><thead><tr><th>%s</th><th>%s</th><th></th></tr></thead><tbody>\n",
            wz_say(x, "编号", "Number"), wz_say(x, "姓名", "Name"));
    wz_register_find(x->worker->store, x->server->rules, text, *after ? after : NULL, A_PAGE + 1, write_person, &l,
                     NULL);
    wz_buffer_puts(&x->body, "</tbody></table></div>\n");
    if (!l.count && !x->body.failed) {
        x->body.length = before;
        wz_html(&x->body, "<p class=\"empty\">%s</p>\n",
                *text ? wz_say(x, "没有符合的人。", "Nobody matches.")
                      : wz_say(x, "登记簿是空的。请在下面登记一个人，或者导入表格。",
                               "The register is empty. Enter somebody below, or import a table."));
    }
    if (l.count <= A_PAGE || !l.last)
        return;
    wz_buffer_puts(&x->body, "<p class=\"bar\"><a class=\"button\" rel=\"next\" href=\"/register?q=");
    wz_html_url(&x->body, text);
    wz_buffer_puts(&x->body, "&amp;after=");
    wz_html_url(&x->body, l.last);
    wz_html(&x->body, "\">%s</a></p>\n", wz_say(x, "下一页", "Next"));
}

static void write_import(wz_exchange *x)
{
    wz_html(&x->body, "<section><h2>%s</h2>\n", wz_say(x, "导入", "Import"));
    wz_form_begin(x, "/register/import", true);
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"file\">%s</label><input id=\"file\" type=\"file\" name=\"file\" "
            "accept=\".csv,.xlsx\" required></p>\n",
            wz_say(x, "表格（CSV 或 XLSX）：每行一项处理、任职或声明",
                   "A table (CSV or XLSX), a row a sanction, post or declaration"));
    wz_html(
        &x->body,
        "<div class=\"checks\"><label><input type=\"checkbox\" name=\"dry\" value=\"1\" checked>%s</label>"
        "<label><input type=\"checkbox\" name=\"keep\" value=\"1\">%s</label></div>\n"
        "<p class=\"field\"><label for=\"amend\">%s</label><input id=\"amend\" name=\"amend\" maxlength=\"500\"></p>\n"
        "<p><button class=\"main\">%s</button></p></form></section>\n",
        wz_say(x, "只检查，不写入", "Only check, keep nothing"),
        wz_say(x, "有坏行时仍保留好的行", "Keep the good rows where others are bad"),
        wz_say(x, "与登记不符的行按更正处理，理由（不填则列为冲突）",
               "Rows that say otherwise amend the register, for this reason (none: they are conflicts)"),
        wz_say(x, "导入", "Import"));
}

static void write_new_person(wz_exchange *x)
{
    wz_html(&x->body, "<section><h2>%s</h2>\n", wz_say(x, "登记一个人", "Enter one person"));
    wz_form_begin(x, "/register/person", false);
    wz_html(
        &x->body,
        "<div class=\"row\"><p class=\"field\"><label for=\"person\">%s</label><input id=\"person\" name=\"person\" "
        "value=\"%s\" maxlength=\"100\" autocomplete=\"off\" required></p>\n"
        "<p class=\"field\"><label for=\"name\">%s</label><input id=\"name\" name=\"name\" value=\"%s\" "
        "maxlength=\"100\" autocomplete=\"off\" required></p></div>\n"
        "<p><button>%s</button></p></form></section>\n",
        wz_say(x, "人员编号", "Number"), wz_form(x, "person"), wz_say(x, "姓名", "Name"), wz_form(x, "name"),
        wz_say(x, "登记，接着填处理、处分", "Enter, and go on to the sanctions"));
}

static void write_declare(wz_exchange *x)
{
    wz_html(&x->body, "<section><h2>%s</h2><p class=\"hint\">%s</p>\n", wz_say(x, "声明查全", "Declare it complete"),
            wz_say(x, "声明全登记簿的处理处分记录到某日已经齐全。没有这项声明，查不到处理的人只能答“不能确定”。",
                   "Says that the whole register holds every sanction up to a day. Without it nobody is “eligible” for "
                   "want of "
                   "entries."));
    wz_form_begin(x, "/register/declare", false);
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"to\">%s</label><input id=\"to\" name=\"to\" type=\"date\" required></p>\n"
            "<p><button>%s</button></p></form></section>\n",
            wz_say(x, "查全至", "Complete to"), wz_say(x, "声明", "Declare"));
}

void wz_page_register(wz_exchange *x)
{
    uint64_t persons = 0, entries = 0;
    wz_page_title(x, wz_say(x, "登记簿", "The register"));
    wz_register_count(&persons, &entries, x->worker->store, x->server->rules, NULL);
    wz_html(&x->body,
            "<div class=\"bar\"><form class=\"search\" method=\"get\" action=\"/register\"><input type=\"search\" "
            "name=\"q\" "
            "value=\"%s\" aria-label=\"%s\"><button>%s</button></form><span class=\"hint\">",
            wz_query(x, "q"), wz_say(x, "编号或姓名", "Number or name"), wz_say(x, "查找", "Find"));
    wz_html(&x->body, wz_say(x, "%lld 人，%lld 条记录", "%lld people, %lld entries"), (long long)persons,
            (long long)entries);
    wz_html(&x->body, "</span><a class=\"button right\" href=\"/register/export\">%s</a></div>\n",
            wz_say(x, "导出 CSV", "Export as CSV"));
    write_people(x);
    write_new_person(x);
    write_import(x);
    write_declare(x);
}

void wz_do_register_person(wz_exchange *x)
{
    wz_register_act act = WZ_REGISTER_ACT_INIT;
    act.by = x->account.name;
    const wz_register_field name = {"name", wz_form(x, "name")};
    const char *person = wz_form(x, "person");
    wz_diag *diag = wz_diag_new();
    int code =
        *person ? wz_register_add(NULL, x->worker->store, x->server->rules, person, &name, 1, &act, diag) : WZ_EINPUT;
    if (code == WZ_OK) {
        wz_redirect(x, "recorded", "%s", wz_register_path(x, person, ""));
    } else if (code == WZ_EINPUT && wz_diag_count(diag)) {
        x->status = 400;
        wz_problems_list(x, diag);
        wz_page_register(x);
    } else if (code == WZ_EINPUT) {
        wz_refuse(x, 400, "请填写人员编号。", "Fill in the person's number.");
    } else {
        wz_refuse_code(x, code, diag);
    }
    wz_diag_free(diag);
}

void wz_do_register_declare(wz_exchange *x)
{
    wz_register_act act = WZ_REGISTER_ACT_INIT;
    act.by = x->account.name;
    wz_diag *diag = wz_diag_new();
    int code = wz_register_declare(NULL, x->worker->store, x->server->rules, NULL, wz_form(x, "to"), &act, diag);
    if (code == WZ_OK)
        wz_redirect(x, "recorded", "/register");
    else
        wz_refuse_code(x, code, diag);
    wz_diag_free(diag);
}

/* ---- import ---- */

/* Rows are told with their problems, up to a number that a page can hold. */
enum { MOST_ROWS = 500 };

typedef struct {
    wz_exchange *x;
    wz_buffer rows;
    size_t count;
} row_list;

static void note_row(const wz_register_row *row, void *payload)
{
    static const char *const zh[] = {"登记", "已有", "有误", "冲突"};
    static const char *const en[] = {"entered", "on record", "wrong", "conflict"};
    row_list *l = payload;
    if (row->state == WZ_REGISTER_ENTERED || l->count++ >= MOST_ROWS)
        return;
    wz_html(&l->rows,
            "<tr><td class=\"number\">%lld</td><td class=\"mono\">%s</td><td><span class=\"tag %s\">%s</span></td><td>",
            (long long)row->number, row->person_id, row->state == WZ_REGISTER_ALREADY ? "" : "bad",
            l->x->language == WZ_LANGUAGE_EN ? en[row->state] : zh[row->state]);
    for (size_t i = 0; i < row->problem_count; i++) {
        char *text = NULL;
        wz_problem_text(&text, &row->problems[i], l->x->language);
        wz_html(&l->rows, "<p>%s</p>", text ? text : row->problems[i].message);
        wz_text_free(text);
    }
    wz_buffer_puts(&l->rows, "</td></tr>\n");
}

static void write_tally(wz_exchange *x, const wz_register_tally *tally, bool dry)
{
    bool whole = !tally->bad && !tally->conflicts;
    wz_html(&x->body, "<div class=\"notice %s\" role=\"status\"><p>%s</p></div>\n",
            whole || tally->kept ? "good" : "bad",
            tally->kept ? wz_say(x, "已写入登记簿。", "It is recorded.")
            : dry       ? wz_say(x, "只作检查，没有写入。", "Only checked: nothing was written.")
            : whole     ? wz_say(x, "没有新的内容。", "Nothing in it was new.")
                    : wz_say(x, "有问题，整个文件没有写入。改正后再导入，或者选择保留好的行。",
                             "There are problems, and nothing was written. Mend them, or keep the good rows."));
    wz_html(&x->body,
            "<dl class=\"facts\"><dt>%s</dt><dd>%lld</dd><dt>%s</dt><dd>%lld</dd><dt>%s</dt><dd>%lld</dd><dt>%s</dt>"
            "<dd>%lld</dd><dt>%s</dt><dd>%lld</dd></dl>\n",
            wz_say(x, "行", "Rows"), (long long)tally->rows, wz_say(x, "登记", "Entered"), (long long)tally->entered,
            wz_say(x, "已有", "On record already"), (long long)tally->already, wz_say(x, "有误", "Wrong"),
            (long long)tally->bad, wz_say(x, "冲突", "Conflicts"), (long long)tally->conflicts);
}

void wz_do_register_import(wz_exchange *x)
{
    if (!x->upload.name || !x->upload.size) {
        wz_refuse(x, 400, "没有收到文件。请选择一个表格再导入。", "No file came. Choose a table and import again.");
        return;
    }
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", x->upload.fd);
    row_list rows = {.x = x};
    wz_register_import_options options = WZ_REGISTER_IMPORT_INIT;
    options.by = x->account.name;
    options.name = x->upload.filename;
    options.dry_run = *wz_form(x, "dry");
    options.keep_good = *wz_form(x, "keep");
    options.amend = *wz_form(x, "amend") ? wz_form(x, "amend") : NULL;
    options.row = note_row;
    options.payload = &rows;
    wz_register_tally tally = {0};
    wz_diag *diag = wz_diag_new();
    int code = wz_register_import(&tally, x->worker->store, x->server->rules, path, &options, diag);
    if (code != WZ_OK && !(code == WZ_EINPUT && (rows.count || tally.rows))) {
        wz_refuse_code(x, code, diag);
    } else {
        wz_page_title(x, wz_say(x, "导入结果", "Import"));
        write_tally(x, &tally, options.dry_run);
        if (rows.count) {
            wz_html(&x->body,
                    "<div class=\"table\" tabindex=\"0\"><table><thead><tr><th "
                    "class=\"number\">%s</th><th>%s</th><th>%s</th><th>%s</th></tr>"
                    "</thead><tbody>\n",
                    wz_say(x, "行号", "Row"), wz_say(x, "编号", "Number"), wz_say(x, "结果", "Result"),
                    wz_say(x, "问题", "Problems"));
            wz_buffer_add(&x->body, rows.rows.data, rows.rows.length); /* escaped row by row */
            wz_buffer_puts(&x->body, "</tbody></table></div>\n");
        }
        if (rows.count > MOST_ROWS)
            wz_html(&x->body,
                    wz_say(x, "<p class=\"hint\">另有 %zu 行没有列出。</p>\n",
                           "<p class=\"hint\">%zu more rows are not listed.</p>\n"),
                    rows.count - MOST_ROWS);
        wz_html(&x->body, "<p><a href=\"/register\">%s</a></p>\n", wz_say(x, "← 登记簿", "← the register"));
    }
    wz_buffer_free(&rows.rows);
    wz_diag_free(diag);
}

/* ---- export ---- */

/* The bytes of a file that was just written, into the answer. */
static bool send_file(wz_exchange *x, const char *path)
{
    char chunk[65536];
    ssize_t got = -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    while (fd >= 0 && (got = read(fd, chunk, sizeof chunk)) > 0)
        wz_buffer_add(&x->body, chunk, (size_t)got);
    if (fd >= 0)
        close(fd);
    return fd >= 0 && got == 0 && !x->body.failed;
}

void wz_page_register_export(wz_exchange *x)
{
    char directory[] = "/tmp/wenze-export-XXXXXX", path[sizeof directory + 16];
    if (!mkdtemp(directory)) {
        wz_refuse_code(x, WZ_EIO, NULL);
        return;
    }
    snprintf(path, sizeof path, "%s/register.csv", directory);
    wz_register_export_options options = WZ_REGISTER_EXPORT_INIT;
    options.by = x->account.name;
    options.language = x->language;
    wz_register_exported exported;
    wz_diag *diag = wz_diag_new();
    int code = wz_register_export(&exported, x->worker->store, x->server->rules, path, &options, diag);
    if (code == WZ_OK && !send_file(x, path))
        code = WZ_EIO;
    unlink(path);
    rmdir(directory);
    if (code == WZ_OK) {
        x->type = "text/csv; charset=utf-8";
        x->filename = "register.csv";
    } else {
        wz_buffer_clear(&x->body);
        wz_refuse_code(x, code, diag);
    }
    wz_diag_free(diag);
}
