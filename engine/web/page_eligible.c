/* May this person be promoted? One person of the register on a day, with the calendar of bars. */
#include "web/layout.h"
#include "web/library.h"
#include "web/pages.h"
#include "web/problems.h"
#include "web/register.h"
#include "web/server.h"
#include "wenze/eligible.h"
#include "wenze/register.h"

#include <string.h>

enum { MOST_STEPS = 32, MOST_FOUND = 20 };

/* What the reader asked for. */
typedef struct {
    const char *person, *on, *known_on, *place;
    const char *steps[MOST_STEPS];
    size_t step_count;
} asked;

static const char *given(const wz_exchange *x, const char *name)
{
    const char *value = wz_query(x, name);
    return *value ? value : NULL;
}

static asked read_asked(const wz_exchange *x)
{
    asked a = {.person = given(x, "person"),
               .on = given(x, "on"),
               .known_on = given(x, "known_on"),
               .place = given(x, "place")};
    for (size_t i = 0; i < x->query.count && a.step_count < MOST_STEPS; i++)
        if (strcmp(x->query.items[i].name, "step") == 0)
            a.steps[a.step_count++] = x->query.items[i].value;
    return a;
}

static bool is_asked(const asked *a, const char *step)
{
    for (size_t i = 0; i < a->step_count; i++)
        if (strcmp(a->steps[i], step) == 0)
            return true;
    return false;
}

static void write_steps(wz_exchange *x, const asked *a)
{
    size_t count = 0;
    const wz_vocabulary_view *vocabulary = wz_library_vocabulary(x);
    const wz_choice_view *steps = vocabulary ? wz_vocabulary_steps(vocabulary, &count) : NULL;
    wz_html(&x->body, "<fieldset><legend>%s</legend><div class=\"checks\">\n",
            wz_say(x, "所问事项（不选则全部）", "Steps asked about (none: all)"));
    for (size_t i = 0; i < count; i++)
        wz_html(&x->body,
                is_asked(a, steps[i].id)
                    ? "<label><input type=\"checkbox\" name=\"step\" value=\"%s\" checked>%s</label>\n"
                    : "<label><input type=\"checkbox\" name=\"step\" value=\"%s\">%s</label>\n",
                steps[i].id, steps[i].label);
    wz_buffer_puts(&x->body, "</div></fieldset>\n");
}

static void write_form(wz_exchange *x, const asked *a)
{
    wz_buffer_puts(&x->body, "<form method=\"get\" action=\"/eligible\" class=\"noprint\">\n<div class=\"row\">\n");
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"person\">%s</label><input id=\"person\" name=\"person\" value=\"%s\" "
            "required maxlength=\"100\" autocomplete=\"off\"></p>\n",
            wz_say(x, "人员编号或姓名", "Person: number or name"), a->person ? a->person : "");
    wz_html(
        &x->body,
        "<p class=\"field\"><label for=\"on\">%s</label><input id=\"on\" name=\"on\" value=\"%s\" type=\"date\"></p>\n",
        wz_say(x, "所问之日（不填则给出全部日历）", "Day asked about (none: the whole calendar)"), a->on ? a->on : "");
    wz_buffer_puts(&x->body, "</div>\n");
    write_steps(x, a);
    wz_html(&x->body, "<details><summary>%s</summary><div class=\"row\">\n", wz_say(x, "更多条件", "More"));
    wz_html(
        &x->body,
        "<p class=\"field\"><label for=\"known_on\">%s</label><input id=\"known_on\" name=\"known_on\" value=\"%s\" "
        "type=\"date\"></p>\n",
        wz_say(x, "按哪一天掌握的情况（缺省：今天）", "As known on (default: today)"), a->known_on ? a->known_on : "");
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"place\">%s</label><input id=\"place\" name=\"place\" value=\"%s\" "
            "maxlength=\"200\"></p>\n",
            wz_say(x, "任职地区（登记簿未写的人）", "Place, of people whose record names none"),
            a->place ? a->place : "");
    wz_html(&x->body, "</div></details>\n<p><button class=\"main\">%s</button></p></form>\n", wz_say(x, "查询", "Ask"));
}

/* ---- finding the person ---- */

typedef struct {
    wz_exchange *x;
    const asked *a;
    size_t count;
    bool exact;
    const char *only;
} found;

static bool note(const wz_register_person *person, void *payload)
{
    found *f = payload;
    f->exact |= strcmp(person->person_id, f->a->person) == 0;
    f->only = f->count++ ? NULL : wz_arena_strdup(f->x->arena, person->person_id);
    return true;
}

static bool offer(const wz_register_person *person, void *payload)
{
    wz_exchange *x = ((found *)payload)->x;
    const asked *a = ((found *)payload)->a;
    wz_buffer link = {0};
    wz_buffer_puts(&link, "/eligible?person=");
    wz_html_url(&link, person->person_id);
    for (size_t i = 0; i < a->step_count; i++) {
        wz_buffer_puts(&link, "&step=");
        wz_html_url(&link, a->steps[i]);
    }
    wz_buffer_puts(&link, a->on ? "&on=" : "");
    wz_html_url(&link, a->on ? a->on : "");
    wz_html(&x->body, "<li><a href=\"%s\">%s</a> <span class=\"mono\">%s</span></li>\n", link.data ? link.data : "",
            *person->name ? person->name : person->person_id, person->person_id);
    wz_buffer_free(&link);
    return true;
}

/* The number of the one person who is meant; NULL: none is, and the page says who may be. A name alone never decides
 * between two people. */
static const char *find_person(wz_exchange *x, const asked *a)
{
    found f = {.x = x, .a = a};
    wz_register_find(x->worker->store, x->server->rules, a->person, NULL, MOST_FOUND, note, &f, NULL);
    if (f.exact)
        return a->person;
    if (f.count == 1)
        return f.only;
    if (!f.count) {
        wz_html(&x->body, "<p class=\"empty\">%s</p>\n",
                wz_say(x, "登记簿里没有这个编号或姓名。请核对，或者先导入登记簿。",
                       "The register has no such number or name. Check it, or import the register first."));
        return NULL;
    }
    wz_html(&x->body, "<section><h2>%s</h2><ul>\n",
            wz_say(x, "有几个人相符，请按编号选择", "Several people match: choose by number"));
    wz_register_find(x->worker->store, x->server->rules, a->person, NULL, MOST_FOUND, offer, &f, NULL);
    wz_buffer_puts(&x->body, "</ul></section>\n");
    return NULL;
}

/* ---- the answer ---- */

static void write_answer(wz_exchange *x, const asked *a, const char *person)
{
    wz_eligible_source source = WZ_ELIGIBLE_SOURCE_INIT;
    wz_eligible_request request = WZ_ELIGIBLE_REQUEST_INIT;
    char *html = NULL;
    size_t length = 0;
    wz_diag *diag = wz_diag_new();
    source.store = x->worker->store;
    source.person = person;
    request.steps = a->steps;
    request.step_count = a->step_count;
    request.on = a->on;
    request.known_on = a->known_on;
    request.today = wz_today(x);
    request.jurisdiction = a->place;
    request.format = WZ_FORMAT_HTML;
    request.language = x->language;
    int code = wz_eligible(&html, &length, NULL, x->worker->session, &source, &request, diag);
    if (code == WZ_OK) {
        wz_buffer_puts(&x->body, "<article class=\"answer\">\n");
        wz_buffer_add(&x->body, html, length); /* HTML of the library's, which escapes what records say */
        wz_buffer_puts(&x->body, "</article>\n");
        wz_html(&x->body, "<p class=\"noprint\"><a href=\"%s\">%s</a></p>\n", wz_register_path(x, person, ""),
                wz_say(x, "查看登记簿记录和沿革", "The record and its history"));
    } else if (code == WZ_EINPUT) {
        wz_problems_list(x, diag);
    } else {
        wz_refuse_code(x, code, diag);
    }
    wz_text_free(html);
    wz_diag_free(diag);
}

void wz_page_eligible(wz_exchange *x)
{
    asked a = read_asked(x);
    wz_page_title(x, wz_say(x, "一人可否提任", "May this person be promoted?"));
    write_form(x, &a);
    const char *person = a.person ? find_person(x, &a) : NULL;
    if (person)
        write_answer(x, &a, person);
}
