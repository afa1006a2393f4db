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

/* The fields of a sanction that an office fills in; the rest of the vocabulary's stand behind a fold. */
static void write_attribute(wz_exchange *x, const wz_attribute_view *a, const char *prefix)
{
    wz_html(&x->body, "<p class=\"field\"><label for=\"%s%s\">%s</label>", prefix, a->id, a->label);
    if (a->type == WZ_VIEW_CHOICE || a->type == WZ_VIEW_BOOLEAN) {
        wz_html(&x->body, "<select id=\"%s%s\" name=\"f.%s\"><option value=\"\"></option>", prefix, a->id, a->id);
        if (a->type == WZ_VIEW_BOOLEAN)
            wz_html(&x->body, "<option value=\"true\">%s</option><option value=\"false\">%s</option>",
                    wz_say(x, "是", "yes"), wz_say(x, "否", "no"));
        for (size_t i = 0; i < a->choice_count; i++)
            wz_html(&x->body, "<option value=\"%s\">%s</option>", a->choices[i].id, a->choices[i].label);
        wz_buffer_puts(&x->body, "</select></p>\n");
    } else {
        wz_html(&x->body, "<input id=\"%s%s\" name=\"f.%s\" maxlength=\"500\"%s></p>\n", prefix, a->id, a->id, "");
    }
}

static void write_fields(wz_exchange *x, const char *prefix)
{
    size_t count = 0;
    const wz_vocabulary_view *vocabulary = wz_library_vocabulary(x);
    const wz_attribute_view *list = vocabulary ? wz_vocabulary_attributes(vocabulary, WZ_VIEW_SANCTION, &count) : NULL;
    wz_buffer_puts(&x->body, "<div class=\"row\">\n");
    for (size_t i = 0; i < count; i++)
        if (list[i].xml)
            write_attribute(x, &list[i], prefix);
    wz_buffer_puts(&x->body, "</div>\n");
}

static void write_why(wz_exchange *x, const char *id)
{
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"%s\">%s</label><input id=\"%s\" name=\"why\" required "
            "maxlength=\"500\"></p>\n",
            id, wz_say(x, "理由（文书、依据）", "Why (document, basis)"), id);
}

static void write_add(wz_exchange *x)
{
    wz_html(&x->body, "<details><summary>%s</summary>\n", wz_say(x, "登记一项处理、处分", "Record a sanction"));
    wz_form_begin(x, wz_register_path(x, x->params[0], "/add"), false);
    write_fields(x, "a-");
    wz_html(&x->body, "<p><button class=\"main\">%s</button></p></form></details>\n", wz_say(x, "登记", "Record"));
}

static void write_number(wz_exchange *x, const char *id)
{
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"%s\">%s</label><input id=\"%s\" name=\"item\" type=\"number\" min=\"1\" "
            "required></p>\n",
            id, wz_say(x, "登记号（上面每项前的数字）", "Number of the entry (before each thing above)"), id);
}

static void write_changes(wz_exchange *x)
{
    wz_html(&x->body, "<details><summary>%s</summary>\n", wz_say(x, "更正或补充", "Correct or complete an entry"));
    wz_form_begin(x, wz_register_path(x, x->params[0], "/amend"), false);
    write_number(x, "m-item");
    write_fields(x, "m-");
    write_why(x, "m-why");
    wz_html(&x->body, "<p><button>%s</button></p></form></details>\n<details><summary>%s</summary>\n",
            wz_say(x, "更正", "Amend"), wz_say(x, "撤销处理（申诉改变、撤销）", "A sanction was rescinded"));
    wz_form_begin(x, wz_register_path(x, x->params[0], "/rescind"), false);
    write_number(x, "r-item");
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"r-on\">%s</label><input id=\"r-on\" name=\"on\" type=\"date\"></p>\n",
            wz_say(x, "撤销日（不明则不填）", "Rescinded on (empty where not known)"));
    write_why(x, "r-why");
    wz_html(&x->body, "<p><button>%s</button></p></form></details>\n<details><summary>%s</summary>\n",
            wz_say(x, "登记撤销", "Record the rescission"),
            wz_say(x, "误登收回", "Take back what was recorded by mistake"));
    wz_form_begin(x, wz_register_path(x, x->params[0], "/withdraw"), false);
    write_number(x, "w-item");
    write_why(x, "w-why");
    wz_html(&x->body, "<p><button>%s</button></p></form></details>\n", wz_say(x, "收回", "Take back"));
    wz_html(&x->body, "<details><summary>%s</summary>\n",
            wz_say(x, "声明此人记录查全", "Declare this record complete"));
    wz_form_begin(x, wz_register_path(x, x->params[0], "/declare"), false);
    wz_html(
        &x->body,
        "<p class=\"field\"><label for=\"d-to\">%s</label><input id=\"d-to\" name=\"to\" type=\"date\" required></p>\n"
        "<p><button>%s</button></p></form></details>\n",
        wz_say(x, "查全至", "Complete to"), wz_say(x, "声明", "Declare"));
}

void wz_page_record(wz_exchange *x)
{
    wz_page_title(x, x->params[0]);
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
    if (code == WZ_OK)
        wz_redirect(x, "recorded", "%s", wz_register_path(x, x->params[0], ""));
    else
        wz_refuse_code(x, code, diag);
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
