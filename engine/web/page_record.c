/* One person's record in the register: what stands, every entry behind it, and new entries. Nothing is overwritten. */
#include "web/layout.h"
#include "web/library.h"
#include "web/pages.h"
#include "web/problems.h"
#include "web/register.h"
#include "web/server.h"
#include "wenze/register.h"

#include <stdlib.h>
#include <string.h>

/* The library's fragment of the record or its history; false with an answer written where there is none. */
static bool write_part(wz_exchange *x, bool history)
{
    wz_register_view view = WZ_REGISTER_VIEW_INIT;
    view.format = WZ_FORMAT_HTML;
    view.language = x->language;
    const char *known_on = wz_query(x, "known_on");
    view.known_on = *known_on ? known_on : NULL;
    char *html = NULL;
    wz_diag *diag = wz_diag_new();
    int code = (history ? wz_register_history : wz_register_show)(&html, x->worker->store, x->server->rules,
                                                                  x->params[0], &view, diag);
    if (code == WZ_OK)
        wz_buffer_puts(&x->body, html); /* HTML of the library's, which escapes what records say */
    else if (code == WZ_EINPUT && *known_on)
        wz_problems_list(x, diag);
    else if (code == WZ_EINPUT)
        wz_not_found(x);
    else
        wz_refuse_code(x, code, diag);
    wz_text_free(html);
    wz_diag_free(diag);
    return code == WZ_OK || (code == WZ_EINPUT && *known_on);
}

/* ---- forms ---- */

/* Whether the page answers this form, which could not be recorded: it is open then, and what was typed stands in it. */
static bool is_posted(const wz_exchange *x, const char *form)
{
    size_t length = strlen(form), path = strlen(x->path);
    return x->method == WZ_POST && path > length && strcmp(x->path + path - length, form) == 0;
}

static const char *typed(const wz_exchange *x, const char *form, const char *name)
{
    return is_posted(x, form) ? wz_form(x, name) : "";
}

static void begin_fold(wz_exchange *x, const char *form, const char *summary)
{
    wz_buffer_puts(&x->body, is_posted(x, form) ? "<details open>" : "<details>");
    wz_html(&x->body, "<summary>%s</summary>\n", summary);
    wz_form_begin(x, wz_register_path(x, x->params[0], form), false);
}

static void write_option(wz_exchange *x, const char *value, const char *label, const char *chosen)
{
    wz_html(&x->body,
            strcmp(value, chosen) == 0 ? "<option value=\"%s\" selected>%s</option>"
                                       : "<option value=\"%s\">%s</option>",
            value, label);
}

/* The fields of a sanction that an office fills in; the rest of the vocabulary's stand behind a fold. */
static void write_attribute(wz_exchange *x, const wz_attribute_view *a, const char *prefix, const char *form)
{
    const char *value = typed(x, form, wz_arena_printf(x->arena, "f.%s", a->id));
    wz_html(&x->body, "<p class=\"field\"><label for=\"%s%s\">%s</label>", prefix, a->id, a->label);
    if (a->type == WZ_VIEW_CHOICE || a->type == WZ_VIEW_BOOLEAN) {
        wz_html(&x->body, "<select id=\"%s%s\" name=\"f.%s\"><option value=\"\"></option>", prefix, a->id, a->id);
        if (a->type == WZ_VIEW_BOOLEAN) {
            write_option(x, "true", wz_say(x, "是", "yes"), value);
            write_option(x, "false", wz_say(x, "否", "no"), value);
        }
        for (size_t i = 0; i < a->choice_count; i++)
            write_option(x, a->choices[i].id, a->choices[i].label, value);
        wz_buffer_puts(&x->body, "</select></p>\n");
    } else {
        wz_html(&x->body, "<input id=\"%s%s\" name=\"f.%s\" value=\"%s\" maxlength=\"500\" placeholder=\"%s\"></p>\n",
                prefix, a->id, a->id, value, a->type == WZ_VIEW_DATE ? "2026-01-31" : "");
    }
}

static void write_fields(wz_exchange *x, const char *prefix, const char *form)
{
    size_t count = 0;
    const wz_vocabulary_view *vocabulary = wz_library_vocabulary(x);
    const wz_attribute_view *list = vocabulary ? wz_vocabulary_attributes(vocabulary, WZ_VIEW_SANCTION, &count) : NULL;
    wz_buffer_puts(&x->body, "<div class=\"row\">\n");
    for (size_t i = 0; i < count; i++)
        if (list[i].xml)
            write_attribute(x, &list[i], prefix, form);
    wz_html(&x->body, "</div>\n<p class=\"hint\">%s</p>\n",
            wz_say(x, "日期写作 2026-01-31；只知年月的写 2026-01，只知年份的写 2026。",
                   "Days as 2026-01-31; 2026-01 or 2026 where only month or year is known."));
}

static void write_why(wz_exchange *x, const char *id, const char *form)
{
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"%s\">%s</label><input id=\"%s\" name=\"why\" value=\"%s\" required "
            "maxlength=\"500\"></p>\n",
            id, wz_say(x, "理由（文书、依据）", "Why (document, basis)"), id, typed(x, form, "why"));
}

static void write_add(wz_exchange *x)
{
    begin_fold(x, "/add", wz_say(x, "登记一项处理、处分", "Record a sanction"));
    write_fields(x, "a-", "/add");
    wz_html(&x->body, "<p><button class=\"main\">%s</button></p></form></details>\n", wz_say(x, "登记", "Record"));
}

static void write_number(wz_exchange *x, const char *id, const char *form)
{
    wz_html(
        &x->body,
        "<p class=\"field\"><label for=\"%s\">%s</label><input id=\"%s\" name=\"item\" value=\"%s\" type=\"number\" "
        "min=\"1\" required></p>\n",
        id, wz_say(x, "登记号（上面每项前的数字）", "Number of the entry (before each thing above)"), id,
        typed(x, form, "item"));
}

static void end_fold(wz_exchange *x, const char *button)
{
    wz_html(&x->body, "<p><button>%s</button></p></form></details>\n", button);
}

static void write_day(wz_exchange *x, const char *id, const char *name, const char *label, const char *form,
                      bool required)
{
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"%s\">%s</label><input id=\"%s\" name=\"%s\" value=\"%s\" type=\"date\"",
            id, label, id, name, typed(x, form, name));
    wz_buffer_puts(&x->body, required ? " required></p>\n" : "></p>\n");
}

static void write_changes(wz_exchange *x)
{
    begin_fold(x, "/amend", wz_say(x, "更正或补充", "Correct or complete an entry"));
    wz_html(
        &x->body, "<p class=\"hint\">%s</p>\n",
        wz_say(x, "只填要改的栏目，没有填的保持原样。", "Fill in what changes; what is left empty stays as it is."));
    write_number(x, "m-item", "/amend");
    write_fields(x, "m-", "/amend");
    write_why(x, "m-why", "/amend");
    end_fold(x, wz_say(x, "更正", "Amend"));
    begin_fold(x, "/rescind", wz_say(x, "撤销处理（申诉改变、撤销）", "A sanction was rescinded"));
    write_number(x, "r-item", "/rescind");
    write_day(x, "r-on", "on", wz_say(x, "撤销日（不明则不填）", "Rescinded on (empty where not known)"), "/rescind",
              false);
    write_why(x, "r-why", "/rescind");
    end_fold(x, wz_say(x, "登记撤销", "Record the rescission"));
    begin_fold(x, "/withdraw", wz_say(x, "误登收回", "Take back what was recorded by mistake"));
    write_number(x, "w-item", "/withdraw");
    write_why(x, "w-why", "/withdraw");
    end_fold(x, wz_say(x, "收回", "Take back"));
    begin_fold(x, "/declare", wz_say(x, "声明此人记录查全", "Declare this record complete"));
    write_day(x, "d-to", "to", wz_say(x, "查全至", "Complete to"), "/declare", true);
    end_fold(x, wz_say(x, "声明", "Declare"));
}

typedef struct {
    wz_exchange *x;
    const char *name;
} naming;

static bool note_name(const wz_register_person *person, void *payload)
{
    naming *n = payload;
    if (strcmp(person->person_id, n->x->params[0]) != 0)
        return true;
    n->name = wz_arena_strdup(n->x->arena, person->name);
    return false;
}

/* The person's name, "" where the register has none. */
static const char *name_of(wz_exchange *x)
{
    naming n = {.x = x};
    wz_register_find(x->worker->store, x->server->rules, x->params[0], NULL, SIZE_MAX, note_name, &n, NULL);
    return n.name ? n.name : "";
}

void wz_page_record(wz_exchange *x)
{
    const char *name = name_of(x);
    wz_page_title(x, *name ? wz_arena_printf(x->arena, "%s · %s", name, x->params[0]) : x->params[0]);
    wz_html(&x->body, "<div class=\"bar noprint\"><a class=\"button main\" href=\"/eligible?person=");
    wz_html_url(&x->body, x->params[0]);
    wz_html(
        &x->body,
        "\">%s</a><form class=\"inline\" method=\"get\"><label>%s <input type=\"date\" name=\"known_on\" value=\"%s\">"
        "</label><button>%s</button></form></div>\n<section class=\"record\"><h2>%s</h2>\n",
        wz_say(x, "可否提任", "May this person be promoted?"), wz_say(x, "按哪一天掌握的情况", "As known on"),
        wz_query(x, "known_on"), wz_say(x, "查看", "Show"), wz_say(x, "现有记录", "On record"));
    if (!write_part(x, false))
        return;
    wz_html(&x->body, "</section>\n<section class=\"record\"><h2>%s</h2>\n", wz_say(x, "沿革", "History"));
    if (!write_part(x, true))
        return;
    wz_html(&x->body, "</section>\n<section class=\"noprint\"><h2>%s</h2>\n<p class=\"hint\">%s</p>\n",
            wz_say(x, "新的登记", "New entries"),
            wz_say(x, "登记只增不改：更正、撤销都是新的一条，原来的仍可查到。",
                   "Nothing is overwritten: a correction or rescission is a new entry, and the old one stays."));
    write_add(x);
    write_changes(x);
    wz_buffer_puts(&x->body, "</section>\n");
}

/* ---- entries ---- */

enum { MOST_FIELDS = 64 };

/* The fields of the form that were filled in. */
static size_t read_fields(const wz_exchange *x, wz_register_field *out)
{
    size_t count = 0;
    for (size_t i = 0; i < x->form.count && count < MOST_FIELDS; i++)
        if (strncmp(x->form.items[i].name, "f.", 2) == 0 && x->form.items[i].length)
            out[count++] = (wz_register_field){x->form.items[i].name + 2, x->form.items[i].value};
    return count;
}

static wz_register_act act_of(const wz_exchange *x)
{
    wz_register_act act = WZ_REGISTER_ACT_INIT;
    act.by = x->account.name;
    act.why = *wz_form(x, "why") ? wz_form(x, "why") : NULL;
    return act;
}

static void answer(wz_exchange *x, int code, wz_diag *diag)
{
    if (code == WZ_OK) {
        wz_redirect(x, "recorded", "%s", wz_register_path(x, x->params[0], ""));
    } else if (code == WZ_EINPUT && wz_diag_count(diag)) {
        x->status = 400;
        wz_problems_list(x, diag);
        wz_page_record(x);
    } else {
        wz_refuse_code(x, code, diag);
    }
    wz_diag_free(diag);
}

void wz_do_record_add(wz_exchange *x)
{
    wz_register_field fields[MOST_FIELDS];
    size_t count = read_fields(x, fields);
    wz_register_act act = act_of(x);
    wz_diag *diag = wz_diag_new();
    answer(x, wz_register_add(NULL, x->worker->store, x->server->rules, x->params[0], fields, count, &act, diag), diag);
}

void wz_do_record_amend(wz_exchange *x)
{
    wz_register_field fields[MOST_FIELDS];
    size_t count = read_fields(x, fields);
    wz_register_act act = act_of(x);
    wz_diag *diag = wz_diag_new();
    int64_t item = strtoll(wz_form(x, "item"), NULL, 10);
    answer(x,
           wz_register_amend(NULL, x->worker->store, x->server->rules, x->params[0], item, fields, count, &act, diag),
           diag);
}

void wz_do_record_rescind(wz_exchange *x)
{
    wz_register_act act = act_of(x);
    wz_diag *diag = wz_diag_new();
    int64_t item = strtoll(wz_form(x, "item"), NULL, 10);
    const char *on = *wz_form(x, "on") ? wz_form(x, "on") : NULL;
    answer(x,
           wz_register_rescind(NULL, x->worker->store, x->server->rules, x->params[0], item, on, NULL, 0, &act, diag),
           diag);
}

void wz_do_record_withdraw(wz_exchange *x)
{
    wz_register_act act = act_of(x);
    wz_diag *diag = wz_diag_new();
    int64_t item = strtoll(wz_form(x, "item"), NULL, 10);
    answer(x, wz_register_withdraw(NULL, x->worker->store, x->server->rules, x->params[0], item, &act, diag), diag);
}

void wz_do_record_declare(wz_exchange *x)
{
    wz_register_act act = act_of(x);
    wz_diag *diag = wz_diag_new();
    answer(x, wz_register_declare(NULL, x->worker->store, x->server->rules, x->params[0], wz_form(x, "to"), &act, diag),
           diag);
}
