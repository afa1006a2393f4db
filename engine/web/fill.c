/* Filling in a case: what its pages share. */
#include "web/fill.h"

#include "web/case_head.h"
#include "web/library.h"
#include "web/server.h"

#include <stdlib.h>
#include <string.h>

static const char *const standings[][3] = {{"established", "查实", "established"},
                                           {"refuted", "查否", "refuted"},
                                           {"alleged", "反映", "alleged"},
                                           {"disputed", "有争议", "disputed"}};
enum { STANDINGS = sizeof standings / sizeof standings[0] };

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

/* --- what there is --- */

const wz_entity_view *wz_fill_entity(const wz_case_content *content, const char *id)
{
    for (size_t i = 0; i < content->entity_count; i++)
        if (strcmp(content->entities[i].id, id) == 0)
            return &content->entities[i];
    return NULL;
}

const char *wz_fill_subject(const wz_case_content *content)
{
    for (size_t i = 0; i < content->entity_count; i++)
        if (content->entities[i].subject)
            return content->entities[i].id;
    return "";
}

bool wz_fill_more_incidents(const wz_case_content *content)
{
    return content->entity_count > 1 && content->entities[1].kind == WZ_VIEW_INCIDENT;
}

/* By the fact that says what it is, else by its first text or choice; an incident by its day. */
const char *wz_fill_short(wz_exchange *x, const wz_entity_view *e)
{
    const char *named = "", *day = "", *first = "";
    for (size_t i = e->fact_count; i-- > 0;) {
        const wz_fact_view *f = &e->facts[i];
        bool says = f->role == WZ_VIEW_SANCTION_KIND || f->role == WZ_VIEW_ACTIVITY;
        if (says)
            named = f->words;
        else if (f->type == WZ_VIEW_DATE && f->role != WZ_VIEW_PLAIN && e->kind != WZ_VIEW_POST)
            day = f->words;
        else if (e->kind == WZ_VIEW_POST && (f->type == WZ_VIEW_TEXT || f->type == WZ_VIEW_CHOICE) &&
                 f->role == WZ_VIEW_PLAIN)
            first = f->words;
    }
    if (*e->name)
        return e->name;
    const char *parts[] = {*named ? named : first, day};
    if (!*parts[0] && !*parts[1])
        return e->id;
    return or_empty(wz_arena_printf(x->arena, "%s%s%s", parts[0], *parts[0] && *parts[1] ? " " : "", parts[1]));
}

const char *wz_fill_name(wz_exchange *x, const wz_entity_view *e)
{
    const wz_vocabulary_view *v = wz_library_vocabulary(x);
    const char *kind = v ? wz_vocabulary_entity_label(v, e->kind) : "";
    return or_empty(wz_arena_printf(x->arena, "%s %s", kind, wz_fill_short(x, e)));
}

static bool is_taken(const wz_case_content *content, const char *id)
{
    for (size_t i = 0; i < content->evidence_count; i++)
        if (strcmp(content->evidence[i].id, id) == 0)
            return true;
    for (size_t i = 0; i < content->entity_count; i++)
        for (size_t f = 0; f < content->entities[i].fact_count; f++)
            if (strcmp(content->entities[i].facts[f].id, id) == 0)
                return true;
    return wz_fill_entity(content, id) || strcmp(content->id, id) == 0;
}

const char *wz_fill_new_id(wz_exchange *x, const wz_case_content *content, const char *letters)
{
    for (size_t n = 1;; n++) {
        const char *id = wz_arena_printf(x->arena, "%s%zu", letters, n);
        if (!id || !is_taken(content, id))
            return or_empty(id);
    }
}

/* --- drawing --- */

static void write_link(wz_exchange *x, const char *path, const char *label, bool current)
{
    wz_html(&x->body, "<li><a href=\"%s\"", path);
    if (current)
        wz_buffer_puts(&x->body, " aria-current=\"page\"");
    wz_html(&x->body, ">%s</a></li>\n", label);
}

void wz_fill_contents(wz_exchange *x, const wz_case_content *c, const char *current)
{
    const char *const pages[][3] = {{"/heading", "案件与证据", "Case and evidence"},
                                    {"/declarations", "查全与审查声明", "Declarations"},
                                    {"/add", "＋ 添加", "＋ Add"}};
    const char *path = wz_case_path(x, c->id);
    wz_html(&x->body, "<nav aria-label=\"%s\" class=\"noprint fill\"><ul class=\"tabs small\">\n",
            wz_say(x, "填写对象", "What to fill in"));
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        write_link(x, or_empty(wz_arena_printf(x->arena, "%s%s", path, pages[i][0])),
                   wz_say(x, pages[i][1], pages[i][2]), strcmp(pages[i][0], current) == 0);
    wz_buffer_puts(&x->body, "</ul>\n<ul class=\"tabs small\">\n");
    for (size_t i = 0; i < c->entity_count; i++) {
        const wz_entity_view *e = &c->entities[i];
        wz_buffer link = {0};
        wz_buffer_printf(&link, "%s/form/", path);
        wz_html_url(&link, e->id);
        write_link(x, or_empty(link.data), wz_fill_name(x, e), strcmp(e->id, current) == 0);
        wz_buffer_free(&link);
    }
    wz_buffer_puts(&x->body, "</ul></nav>\n");
}

void wz_fill_option(wz_exchange *x, const char *value, const char *label, const char *chosen)
{
    wz_html(&x->body,
            strcmp(value, chosen) == 0 ? "<option value=\"%s\" selected>%s</option>"
                                       : "<option value=\"%s\">%s</option>",
            value, label);
}

static void write_select(wz_exchange *x, const wz_attribute_view *a, const char *id, const char *name,
                         const char *value)
{
    wz_html(&x->body, "<select id=\"%s\" name=\"%s\" aria-label=\"%s\">", id, name, a->label);
    wz_fill_option(x, "", wz_say(x, "不详", "not known"), value);
    if (a->type == WZ_VIEW_BOOLEAN) {
        wz_fill_option(x, "true", wz_say(x, "是", "yes"), value);
        wz_fill_option(x, "false", wz_say(x, "否", "no"), value);
    }
    for (size_t i = 0; i < a->choice_count; i++)
        wz_fill_option(x, a->choices[i].id, a->choices[i].label, value);
    wz_buffer_puts(&x->body, "</select>");
}

static const char *hint_of(const wz_exchange *x, const wz_attribute_view *a)
{
    switch (a->type) {
    case WZ_VIEW_DATE:
        return a->nullable ? wz_say(x, "2019-07-12；至今填 null", "2019-07-12; null = to this day") : "2019-07-12";
    case WZ_VIEW_INTEGER: return wz_say(x, "3 或 3..9", "3 or 3..9");
    case WZ_VIEW_NUMBER: return wz_say(x, "12.5 或 10..20", "12.5 or 10..20");
    case WZ_VIEW_DURATION: return "P6M";
    default: return a->many ? wz_say(x, "用空格分隔", "separated by blanks") : "";
    }
}

void wz_fill_value(wz_exchange *x, const wz_attribute_view *a, const char *id, const char *name, const char *value)
{
    if (!a->many && (a->type == WZ_VIEW_BOOLEAN || a->type == WZ_VIEW_CHOICE)) {
        write_select(x, a, id, name, value);
        return;
    }
    wz_html(&x->body,
            "<input id=\"%s\" name=\"%s\" value=\"%s\" aria-label=\"%s\" placeholder=\"%s\" maxlength=\"2000\">", id,
            name, value, a->label, hint_of(x, a));
}

void wz_fill_standings(wz_exchange *x, const char *chosen)
{
    for (size_t i = 0; i < STANDINGS; i++)
        wz_fill_option(x, standings[i][0], wz_say(x, standings[i][1], standings[i][2]), chosen);
}

const char *wz_fill_standing(const wz_exchange *x, const char *standing)
{
    for (size_t i = 0; i < STANDINGS; i++)
        if (strcmp(standings[i][0], standing) == 0)
            return wz_say(x, standings[i][1], standings[i][2]);
    return standing;
}

const char *wz_fill_stated(const wz_exchange *x, const wz_fact_view *f)
{
    if (!f)
        return "";
    if (*f->value || (!*f->at_least && !*f->at_most))
        return f->value;
    return strcmp(f->at_least, f->at_most) == 0
               ? f->at_least
               : or_empty(wz_arena_printf(x->arena, "%s..%s", f->at_least, f->at_most));
}

void wz_fill_evidence(wz_exchange *x, const wz_case_content *c)
{
    wz_buffer_puts(&x->body, "<datalist id=\"evidence\">");
    for (size_t i = 0; i < c->evidence_count; i++)
        wz_html(&x->body, "<option value=\"%s\">%s</option>", c->evidence[i].id, c->evidence[i].title);
    wz_buffer_puts(&x->body, "</datalist>\n");
}

void wz_fill_line(wz_exchange *x, const char *name, const char *label, const char *type, const char *value,
                  const char *more)
{
    const char *id = or_empty(wz_arena_printf(x->arena, "%s-%zu", name, x->body.length));
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"%s\">%s</label><input id=\"%s\" name=\"%s\" type=\"%s\" value=\"%s\" ", id,
            label, id, name, type, value);
    wz_buffer_puts(&x->body, more);
    wz_buffer_puts(&x->body, "></p>\n");
}

/* What an id of a declaration's list is called: a group, an attribute, or a value of the attribute that says which activity. */
static const char *label_of(wz_exchange *x, wz_view_entity kind, const char *id)
{
    const wz_vocabulary_view *v = wz_library_vocabulary(x);
    size_t count;
    if (!v)
        return id;
    const wz_choice_view *groups = wz_vocabulary_groups(v, &count);
    for (size_t i = 0; i < count && kind != WZ_VIEW_DUTY_RECORD; i++)
        if (strcmp(groups[i].id, id) == 0)
            return groups[i].label;
    const wz_attribute_view *list = wz_vocabulary_attributes(v, kind, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].id, id) == 0)
            return list[i].label;
        for (size_t k = 0; list[i].role == WZ_VIEW_ACTIVITY && k < list[i].choice_count; k++)
            if (strcmp(list[i].choices[k].id, id) == 0)
                return list[i].choices[k].label;
    }
    return id;
}

const char *wz_fill_labels(wz_exchange *x, wz_view_entity kind, const char *ids)
{
    char *words = wz_arena_strdup(x->arena, ids), *rest = NULL;
    const char *all = "";
    for (char *word = words ? strtok_r(words, " \t\r\n", &rest) : NULL; word; word = strtok_r(NULL, " \t\r\n", &rest))
        all = or_empty(
            wz_arena_printf(x->arena, "%s%s%s", all, *all ? wz_say(x, "、", ", ") : "", label_of(x, kind, word)));
    return all;
}

static const char *named(wz_exchange *x, const wz_case_content *content, const char *id)
{
    const wz_entity_view *e = wz_fill_entity(content, id);
    return e ? wz_fill_short(x, e) : id;
}

static const char *list_words(wz_exchange *x, const wz_declaration_view *d)
{
    if (strcmp(d->list, "sanctions") == 0)
        return wz_say(x, "处理、处分", "sanctions");
    if (strcmp(d->list, "incidents") == 0)
        return wz_say(x, "事件", "incidents");
    return *d->of ? or_empty(wz_arena_printf(x->arena, wz_say(x, "履职记录（%s）", "activities (%s)"),
                                             wz_fill_labels(x, WZ_VIEW_DUTY_RECORD, d->of)))
                  : wz_say(x, "履职记录", "activities");
}

/* A period in words; an end that is not given is open. */
static const char *period(wz_exchange *x, const char *from, const char *to)
{
    return or_empty(wz_arena_printf(x->arena, wz_say(x, "%s至%s", "%s to %s"),
                                    *from ? from : wz_say(x, "最初", "the beginning"),
                                    *to ? to : wz_say(x, "最后", "the end")));
}

const char *wz_fill_declaration(wz_exchange *x, const wz_case_content *c, const wz_declaration_view *d)
{
    const char *who = *d->person ? named(x, c, d->person) : wz_say(x, "本案", "this case"), *what;
    if (strcmp(d->element, "examined") == 0) {
        const wz_entity_view *incident = wz_fill_entity(c, d->incident);
        const char *in = incident       ? wz_fill_name(x, incident)
                         : *d->incident ? d->incident
                                        : wz_say(x, "每一起事件", "every incident");
        const char *facts = wz_fill_labels(x, *d->person ? WZ_VIEW_PERSON : WZ_VIEW_INCIDENT, d->words);
        const char *subject = *d->person ? wz_arena_printf(x->arena, wz_say(x, "%s在%s中", "%s, in %s"), who, in) : in;
        what =
            wz_arena_printf(x->arena,
                            wz_say(x, "%s的下列事实已经审查，除写明的以外没有发现：%s。",
                                   "%s: these facts were examined, and nothing was found beyond what is stated: %s."),
                            or_empty(subject), facts);
    } else if (strcmp(d->element, "complete") == 0) {
        what = wz_arena_printf(x->arena, wz_say(x, "%s%s的%s已经全部列出。", "%s: all %s are listed, %s."), who,
                               x->language == WZ_LANGUAGE_EN ? list_words(x, d) : period(x, d->from, d->to),
                               x->language == WZ_LANGUAGE_EN ? period(x, d->from, d->to) : list_words(x, d));
    } else {
        what = wz_arena_printf(x->arena, wz_say(x, "%s的履职台账查核%s。", "%s: the duty log is looked at for %s."),
                               who, period(x, d->from, d->to));
    }
    if (!*d->by && !*d->on)
        return or_empty(what);
    return or_empty(wz_arena_printf(x->arena, wz_say(x, "%s（%s，%s）", "%s (%s, %s)"), or_empty(what), d->by, d->on));
}

void wz_fill_over(wz_exchange *x, const wz_opened *opened)
{
    wz_html(&x->body, "<input type=\"hidden\" name=\"over\" value=\"%lld\">\n", (long long)opened->version);
}

/* --- reading and saving --- */

const char *wz_fill_field(wz_exchange *x, const char *name)
{
    const char *text = wz_form(x, name);
    size_t from = strspn(text, " \t\r\n"), to = strlen(text);
    while (to > from && strchr(" \t\r\n", text[to - 1]))
        to--;
    return or_empty(wz_arena_strndup(x->arena, text + from, to - from));
}

const char *wz_fill_joined(wz_exchange *x, const char *name)
{
    const char *all = "";
    for (size_t i = 0; i < x->form.count; i++)
        if (strcmp(x->form.items[i].name, name) == 0 && x->form.items[i].length)
            all = or_empty(wz_arena_printf(x->arena, "%s%s%s", all, *all ? " " : "", x->form.items[i].value));
    return all;
}

size_t wz_fill_statement(wz_exchange *x, wz_edit_field fields[4], const wz_attribute_view *a, const char *value,
                         const char *standing, const char *evidence)
{
    bool bounded = !a->many && a->type >= WZ_VIEW_INTEGER && a->type <= WZ_VIEW_DURATION;
    const char *dots = bounded ? strstr(value, "..") : NULL;
    size_t n = 0;
    if (dots) {
        const char *low = or_empty(wz_arena_strndup(x->arena, value, (size_t)(dots - value)));
        if (*low)
            fields[n++] = (wz_edit_field){"at-least", low};
        if (dots[2])
            fields[n++] = (wz_edit_field){"at-most", dots + 2};
    } else {
        fields[n++] = (wz_edit_field){"value", value};
    }
    fields[n++] = (wz_edit_field){"standing", standing};
    if (*evidence)
        fields[n++] = (wz_edit_field){"evidence", evidence};
    return n;
}

bool wz_fill_is_newest(const wz_exchange *x, const wz_opened *opened)
{
    return strtoll(wz_form(x, "over"), NULL, 10) == opened->version;
}

/* Fields that nobody types. */
static bool is_technical(const char *name)
{
    static const char *const names[] = {"csrf", "over", "what", "id", "number", "sure"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

void wz_fill_conflict(wz_exchange *x)
{
    bool any = false;
    x->status = 409;
    wz_html(&x->body, "<div class=\"notice bad\" role=\"alert\"><p>%s</p>",
            wz_say(x, "其间别人已保存了新版本，您的这一步没有做。下面是最新版本：请核对之后再做一次。",
                   "Somebody saved a new version in the meantime, and yours was not made. Below is the newest version: "
                   "look through it and do it again."));
    for (size_t i = 0; i < x->form.count; i++) {
        if (is_technical(x->form.items[i].name) || !x->form.items[i].length)
            continue;
        wz_html(&x->body, any ? "%s%s" : "<p>%s%s", any ? " · " : wz_say(x, "您填写的是：", "You had typed: "),
                x->form.items[i].value);
        any = true;
    }
    wz_buffer_puts(&x->body, any ? "</p></div>\n" : "</div>\n");
}

int wz_fill_save(wz_exchange *x, const wz_opened *opened, const wz_edit *edits, size_t count, wz_case_added *added,
                 wz_diag *diag)
{
    char *bytes = NULL;
    size_t size = 0;
    int code =
        wz_case_edit(&bytes, &size, x->server->rules, x->params[0], opened->bytes, opened->size, edits, count, diag);
    wz_case_add_request request = WZ_CASE_ADD_INIT;
    request.name = x->params[0];
    request.bytes = bytes;
    request.size = size;
    request.by = x->account.name;
    request.over = opened->version;
    if (code == WZ_OK)
        code = wz_case_add(NULL, added, x->worker->store, x->server->rules, &request, diag);
    wz_text_free(bytes);
    return code;
}
