/* What if: facts of a case turned over, and what changes with them. The case itself stays as it is. The same address gives the
 * whole page, or with part=1 the answer alone, which the script puts in place on every click. */
#include "base/alloc.h"
#include "web/access.h"
#include "web/case_head.h"
#include "web/layout.h"
#include "web/library.h"
#include "web/pages.h"
#include "web/problems.h"
#include "web/server.h"

#include <string.h>

enum { MOST_EDITS = 64 };

/* The edits that the address asks for: "set.ENTITY.ATTRIBUTE=true|false|unknown". */
typedef struct {
    wz_edit edits[MOST_EDITS];
    size_t count;
} supposed;

static supposed read_supposed(wz_exchange *x)
{
    supposed s = {.count = 0};
    for (size_t i = 0; i < x->query.count && s.count < MOST_EDITS; i++) {
        const wz_field *f = &x->query.items[i];
        if (strncmp(f->name, "set.", 4) != 0 || !f->length)
            continue;
        s.edits[s.count] = (wz_edit)WZ_EDIT_INIT;
        s.edits[s.count++].text = wz_arena_printf(x->arena, "%s=%s", f->name + 4, f->value);
    }
    return s;
}

/* What is supposed of one fact in the address; "" where nothing is. */
static const char *supposed_of(wz_exchange *x, const char *of, const char *attribute)
{
    return wz_query(x, wz_arena_printf(x->arena, "set.%s.%s", of, attribute));
}

static const char *stated_words(const wz_exchange *x, const wz_entity_view *e, const char *attribute)
{
    for (size_t i = 0; i < e->fact_count; i++)
        if (strcmp(e->facts[i].attribute, attribute) == 0)
            return e->facts[i].words;
    return wz_say(x, "未陈述", "not stated");
}

static void write_choice(wz_exchange *x, const char *name, const char *value, const char *now, const char *label)
{
    wz_html(&x->body,
            strcmp(value, now) == 0 ? "<label><input type=\"radio\" name=\"%s\" value=\"%s\" checked>%s</label> "
                                    : "<label><input type=\"radio\" name=\"%s\" value=\"%s\">%s</label> ",
            name, value, label);
}

static void write_toggle(wz_exchange *x, const wz_entity_view *e, const wz_attribute_view *a)
{
    const char *name = wz_arena_printf(x->arena, "set.%s.%s", e->id, a->id), *now = supposed_of(x, e->id, a->id);
    wz_html(&x->body,
            "<tr><th scope=\"row\">%s</th><td>%s</td><td><fieldset class=\"toggle\"><legend class=\"away\">%s</legend>",
            a->label, stated_words(x, e, a->id), a->label);
    write_choice(x, name, "", now, wz_say(x, "照旧", "as it is"));
    write_choice(x, name, "true", now, wz_say(x, "是", "yes"));
    write_choice(x, name, "false", now, wz_say(x, "否", "no"));
    write_choice(x, name, "unknown", now, wz_say(x, "不明", "unknown"));
    wz_buffer_puts(&x->body, "</fieldset></td></tr>\n");
}

/* The yes/no facts of one group; those that are stated or supposed come first in the reader's eye, so that their group is
 * open. */
static void write_group(wz_exchange *x, const wz_entity_view *e, const wz_choice_view *group)
{
    size_t count = 0, shown = 0;
    const wz_attribute_view *list = wz_vocabulary_attributes(wz_library_vocabulary(x), e->kind, &count);
    bool open = false;
    for (size_t i = 0; i < count; i++) {
        if (list[i].type != WZ_VIEW_BOOLEAN || strcmp(list[i].group, group->id) != 0)
            continue;
        shown++;
        open |= *supposed_of(x, e->id, list[i].id) != '\0';
        for (size_t k = 0; k < e->fact_count; k++)
            open |= strcmp(e->facts[k].attribute, list[i].id) == 0;
    }
    if (!shown)
        return;
    wz_html(&x->body, open ? "<details open><summary>%s · %s</summary>" : "<details><summary>%s · %s</summary>",
            *e->name                      ? e->name
            : e->kind == WZ_VIEW_INCIDENT ? wz_vocabulary_entity_label(wz_library_vocabulary(x), e->kind)
                                          : e->id,
            group->label);
    wz_html(
        &x->body,
        "<div class=\"table\" tabindex=\"0\"><table><thead><tr><th>%s</th><th>%s</th><th>%s</th></tr></thead><tbody>\n",
        wz_say(x, "事实", "Fact"), wz_say(x, "案件所述", "As stated"), wz_say(x, "假如", "What if"));
    for (size_t i = 0; i < count; i++)
        if (list[i].type == WZ_VIEW_BOOLEAN && strcmp(list[i].group, group->id) == 0)
            write_toggle(x, e, &list[i]);
    wz_buffer_puts(&x->body, "</tbody></table></div></details>\n");
}

static void write_toggles(wz_exchange *x, const wz_opened *opened)
{
    size_t groups = 0;
    const wz_vocabulary_view *vocabulary = wz_library_vocabulary(x);
    const wz_choice_view *list = vocabulary ? wz_vocabulary_groups(vocabulary, &groups) : NULL;
    wz_html(&x->body, "<form method=\"get\" class=\"wide what-if\" action=\"%s/what-if\">\n",
            wz_case_path(x, opened->content->id));
    for (size_t i = 0; i < opened->content->entity_count; i++) {
        const wz_entity_view *e = &opened->content->entities[i];
        bool shown = e->kind == WZ_VIEW_PERSON || (e->kind == WZ_VIEW_INCIDENT && e->subject);
        for (size_t g = 0; shown && g < groups; g++)
            write_group(x, e, &list[g]);
    }
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"as_of\">%s</label><input id=\"as_of\" name=\"as_of\" type=\"date\" "
            "value=\"%s\"></p>\n"
            "<p class=\"bar\"><button class=\"main\">%s</button><a class=\"button\" "
            "href=\"%s/what-if\">%s</a></p></form>\n",
            wz_say(x, "假如以另一天为准", "As of another day"), wz_query(x, "as_of"),
            wz_say(x, "看变化", "See what changes"), wz_case_path(x, opened->content->id),
            wz_say(x, "全部照旧", "As it is"));
}

/* The case held open by this worker, opened anew where another was: the next click on it then need not read and assess it
 * again. Who may see the case has been asked before. */
static int hold(wz_exchange *x, const wz_opened *opened, wz_diag *diag)
{
    wz_worker *w = x->worker;
    const char *today = wz_today(x);
    const char *key = wz_arena_printf(x->arena, "%s %s", opened->content->sha256, today);
    if (w->held && key && strcmp(w->held_key, key) == 0)
        return WZ_OK;
    wz_what_if_free(w->held);
    wz_free(w->held_key);
    w->held = NULL;
    w->held_key = key ? wz_malloc(strlen(key) + 1) : NULL;
    if (!w->held_key)
        return WZ_ENOMEM;
    memcpy(w->held_key, key, strlen(key) + 1);
    wz_what_if_request request = WZ_WHAT_IF_REQUEST_INIT;
    request.today = today;
    return wz_what_if_open_memory(&w->held, x->server->rules, "case.xml", opened->bytes, opened->size, &request, diag);
}

static void write_answer(wz_exchange *x, const wz_opened *opened)
{
    supposed s = read_supposed(x);
    const char *as_of = wz_query(x, "as_of");
    if (!s.count && !*as_of) {
        wz_html(
            &x->body, "<p class=\"empty\">%s</p>\n",
            wz_say(
                x, "在下面改一个事实，这里就显示结论有什么变化、经过哪些规则。案件本身不变。",
                "Turn a fact over below: here stands what changes, and through which rules. The case stays as it is."));
        return;
    }
    wz_what_if_question question = WZ_WHAT_IF_QUESTION_INIT;
    char *html = NULL;
    size_t length = 0;
    wz_diag *diag = wz_diag_new();
    question.edits = s.edits;
    question.edit_count = s.count;
    question.as_of = *as_of ? as_of : NULL;
    question.format = WZ_FORMAT_HTML;
    question.language = x->language;
    int code = hold(x, opened, diag);
    if (code == WZ_OK)
        code = wz_what_if_ask(&html, &length, x->worker->held, &question, diag);
    if (code == WZ_OK)
        wz_buffer_add(&x->body, html, length); /* HTML of the library's, which escapes what the case says */
    else
        wz_problems_list(x, diag);
    wz_text_free(html);
    wz_diag_free(diag);
}

void wz_page_what_if(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        bool part = *wz_query(x, "part");
        if (!part)
            wz_case_head(x, &opened, "/what-if");
        else
            x->type = "text/html; charset=utf-8";
        if (!part)
            wz_buffer_puts(&x->body, "<section class=\"changed\" id=\"changed\" aria-live=\"polite\">\n");
        write_answer(x, &opened);
        if (!part) {
            wz_buffer_puts(&x->body, "</section>\n");
            write_toggles(x, &opened);
        }
    }
    wz_access_close(&opened);
}
