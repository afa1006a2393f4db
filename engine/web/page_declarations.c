/* Declarations: that facts were examined, that a list is complete, for which days the duty log is looked at. They decide whether what
 * is not stated counts as "no" or as not known, so each is shown as a sentence, with what it turns into "no", before it is made. */
#include "web/access.h"
#include "web/case_head.h"
#include "web/fill.h"
#include "web/layout.h"
#include "web/library.h"
#include "web/pages.h"
#include "web/problems.h"

#include <stdlib.h>
#include <string.h>

/* The forms: by the field `what`. */
static const struct {
    const char *what;
    const char *zh, *en, *hint_zh, *hint_en;
} forms[] = {
    {"person", "人员的事实已经审查", "A person's facts were examined",
     "某人在某一事件中的哪几类是非事实已经查过。查过而没有写明的，今后算“否”。",
     "Which yes/no facts of a person in an incident were looked into. What is not stated of them then counts as a no."},
    {"incident", "事件的事实已经审查", "The facts of an incident were examined", "事件本身的哪几类是非事实已经查过。",
     "Which yes/no facts of the incident itself were looked into."},
    {"sanctions", "处理、处分已经列全", "All sanctions are listed",
     "某人在一段期间内受过的处理和处分都已列出；没有列的，算没有。",
     "All sanctions that a person received in a period are in the case; there are no others."},
    {"duty_records", "履职记录已经列全", "All activities are listed",
     "某人在一段期间内的履职记录都已列出；次数不足的，才算欠缺。",
     "All of a person's activities in a period are in the case; only then can one be found short."},
    {"incidents", "事件已经列全", "All incidents are listed", "一段期间内与本案有关的事件都已列出。",
     "All incidents of a period that matter to the case are in it."},
    {"window", "履职台账查核期间", "Days for which the duty log is looked at",
     "台账查核的起止日期；不写则为行为当年和上一年。",
     "From which day to which the log is looked at; else the year of the conduct and the one before."},
};
enum { FORMS = sizeof forms / sizeof forms[0] };

static bool is_form(size_t form, const char *what)
{
    return strcmp(forms[form].what, what) == 0;
}

static bool of_person(size_t form)
{
    return !is_form(form, "incident") && !is_form(form, "incidents");
}

static bool of_facts(size_t form)
{
    return is_form(form, "person") || is_form(form, "incident");
}

/* What was typed into a form, to be shown again. */
static const char *typed(wz_exchange *x, size_t form, const char *name)
{
    return is_form(form, wz_form(x, "what")) ? wz_form(x, name) : "";
}

static bool is_ticked(const wz_exchange *x, size_t form, const char *name, const char *value)
{
    bool mine = is_form(form, wz_form(x, "what"));
    for (size_t i = 0; mine && i < x->form.count; i++)
        if (strcmp(x->form.items[i].name, name) == 0 && strcmp(x->form.items[i].value, value) == 0)
            return true;
    return false;
}

/* --- drawing the forms --- */

static void write_choice(wz_exchange *x, const wz_case_content *c, size_t form, const char *name, const char *label,
                         wz_view_entity kind, const char *any, const char *first)
{
    const char *id = wz_arena_printf(x->arena, "%s-%s", name, forms[form].what);
    const char *chosen = *typed(x, form, name) ? typed(x, form, name) : first;
    wz_html(&x->body, "<p class=\"field\"><label for=\"%s\">%s</label><select id=\"%s\" name=\"%s\">", id, label, id,
            name);
    for (size_t i = 0; i < c->entity_count; i++)
        if (c->entities[i].kind == kind)
            wz_fill_option(x, c->entities[i].id, wz_fill_short(x, &c->entities[i]), chosen);
    if (*any)
        wz_fill_option(x, "*", any, chosen);
    wz_buffer_puts(&x->body, "</select></p>\n");
}

static void write_tick(wz_exchange *x, size_t form, const char *name, const char *value, const char *label)
{
    wz_html(&x->body,
            is_ticked(x, form, name, value)
                ? "<label><input type=\"checkbox\" name=\"%s\" value=\"%s\" checked>%s</label>\n"
                : "<label><input type=\"checkbox\" name=\"%s\" value=\"%s\">%s</label>\n",
            name, value, label);
}

/* A group to be declared as a whole, or some of its facts. */
static void write_group(wz_exchange *x, size_t form, wz_view_entity kind, const wz_choice_view *group)
{
    size_t count, found = 0;
    const wz_attribute_view *list = wz_vocabulary_attributes(wz_library_vocabulary(x), kind, &count);
    for (size_t i = 0; i < count; i++) {
        if (!list[i].examinable || strcmp(list[i].group, group->id) != 0)
            continue;
        if (!found++) {
            wz_buffer_puts(&x->body, "<div class=\"group\">");
            write_tick(x, form, "facts", group->id, group->label);
            wz_html(&x->body, "<details><summary>%s</summary><div class=\"checks\">\n",
                    wz_say(x, "只声明其中几项", "Only some of them"));
        }
        write_tick(x, form, "facts", list[i].id, list[i].label);
    }
    wz_buffer_puts(&x->body, found ? "</div></details></div>\n" : "");
}

static void write_facts(wz_exchange *x, size_t form)
{
    size_t count;
    const wz_choice_view *groups = wz_vocabulary_groups(wz_library_vocabulary(x), &count);
    wz_html(&x->body, "<fieldset><legend>%s</legend>\n", wz_say(x, "审查过的事实", "Facts that were examined"));
    for (size_t i = 0; i < count; i++)
        write_group(x, form, is_form(form, "person") ? WZ_VIEW_PERSON : WZ_VIEW_INCIDENT, &groups[i]);
    wz_buffer_puts(&x->body, "</fieldset>\n");
}

static void write_activities(wz_exchange *x, size_t form)
{
    size_t count;
    const wz_attribute_view *list = wz_vocabulary_attributes(wz_library_vocabulary(x), WZ_VIEW_DUTY_RECORD, &count);
    wz_html(&x->body, "<fieldset><legend>%s</legend><div class=\"checks\">\n",
            wz_say(x, "哪几类活动（一项不选即为全部）", "Which activities (none: all)"));
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; list[i].role == WZ_VIEW_ACTIVITY && k < list[i].choice_count; k++)
            write_tick(x, form, "of", list[i].choices[k].id, list[i].choices[k].label);
    wz_buffer_puts(&x->body, "</div></fieldset>\n");
}

static void write_fields(wz_exchange *x, const wz_case_content *c, size_t form)
{
    if (of_person(form))
        write_choice(x, c, form, "person", wz_say(x, "人员", "Person"), WZ_VIEW_PERSON, "", "");
    if (of_facts(form)) {
        write_choice(x, c, form, "in", wz_say(x, "事件", "Incident"), WZ_VIEW_INCIDENT,
                     wz_say(x, "每一起事件", "every incident"), wz_fill_subject(c));
        write_facts(x, form);
    }
    if (is_form(form, "duty_records"))
        write_activities(x, form);
    wz_buffer_puts(&x->body, "<div class=\"row\">\n");
    if (!of_facts(form)) {
        wz_fill_line(x, "from", wz_say(x, "自", "From"), "date", typed(x, form, "from"), "required");
        wz_fill_line(x, "to", wz_say(x, "至", "To"), "date", typed(x, form, "to"), "required");
    }
    if (!is_form(form, "window")) {
        wz_fill_line(x, "by", wz_say(x, "由谁声明（单位或者人）", "Declared by (body or person)"), "text",
                     typed(x, form, "by"), "required maxlength=\"200\"");
        wz_fill_line(x, "on", wz_say(x, "声明日期", "On"), "date", typed(x, form, "on"), "required");
    }
    wz_buffer_puts(&x->body, "</div>\n");
}

static bool has(const wz_case_content *c, wz_view_entity kind)
{
    for (size_t i = 0; i < c->entity_count; i++)
        if (c->entities[i].kind == kind)
            return true;
    return false;
}

static void write_form(wz_exchange *x, const wz_opened *opened, size_t form)
{
    if (of_person(form) && !has(opened->content, WZ_VIEW_PERSON))
        return;
    wz_html(&x->body,
            is_form(form, wz_form(x, "what")) ? "<details class=\"add\" open><summary>%s</summary>\n"
                                              : "<details class=\"add\"><summary>%s</summary>\n",
            wz_say(x, forms[form].zh, forms[form].en));
    wz_html(&x->body, "<p class=\"hint\">%s</p>\n", wz_say(x, forms[form].hint_zh, forms[form].hint_en));
    wz_form_begin(x, wz_arena_printf(x->arena, "%s/declarations", wz_case_path(x, opened->content->id)), false);
    wz_fill_over(x, opened);
    wz_html(&x->body, "<input type=\"hidden\" name=\"what\" value=\"%s\">\n", forms[form].what);
    write_fields(x, opened->content, form);
    wz_html(&x->body, "<p><button class=\"main\">%s</button></p></form></details>\n",
            wz_say(x, "看看声明怎么说", "See what it says"));
}

/* --- the list --- */

static void write_declaration(wz_exchange *x, const wz_opened *opened, size_t i)
{
    const wz_case_content *c = opened->content;
    wz_html(&x->body, "<li><p>%s</p>\n", wz_fill_declaration(x, c, &c->declarations[i]));
    wz_form_begin(x, wz_arena_printf(x->arena, "%s/declarations", wz_case_path(x, c->id)), false);
    wz_fill_over(x, opened);
    wz_html(&x->body,
            "<input type=\"hidden\" name=\"what\" value=\"withdraw\"><input type=\"hidden\" name=\"number\" "
            "value=\"%zu\"><button class=\"small\" aria-label=\"%s %zu\">%s</button></form></li>\n",
            i, wz_say(x, "撤回声明", "Withdraw declaration"), i + 1, wz_say(x, "撤回", "Withdraw"));
}

static void write_page(wz_exchange *x, const wz_opened *opened)
{
    const wz_case_content *c = opened->content;
    wz_html(
        &x->body, "<h2>%s</h2>\n<p>%s</p>\n", wz_say(x, "查全与审查声明", "Declarations"),
        wz_say(x,
               "案件没有写的，一律算“不清楚”，不算“没有”。要让没写的算“没有”，须有人对查过的范围负责，写明是谁、在哪"
               "一天声明，并有材料为凭。没有查过的，不要声明；撤回之后，没写的又算不清楚。",
               "What a case does not state is not known; it is never a no. For it to count as one somebody answers "
               "for what was looked into, with name and day, and with papers to show for it. Declare nothing that "
               "was not looked into. Once withdrawn, what is not stated is not known again."));
    wz_buffer_puts(&x->body, c->declaration_count ? "<ul class=\"declarations\">\n" : "");
    for (size_t i = 0; i < c->declaration_count; i++)
        write_declaration(x, opened, i);
    if (c->declaration_count)
        wz_buffer_puts(&x->body, "</ul>\n");
    else
        wz_html(&x->body, "<p class=\"empty\">%s</p>\n", wz_say(x, "还没有声明。", "Nothing is declared yet."));
    wz_html(&x->body, "<h2>%s</h2>\n", wz_say(x, "作一项声明", "Make a declaration"));
    for (size_t i = 0; i < FORMS; i++)
        write_form(x, opened, i);
}

static void begin_page(wz_exchange *x, const wz_opened *opened)
{
    wz_case_head(x, opened, "/form");
    wz_fill_contents(x, opened->content, "/declarations");
}

void wz_page_declarations(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        if (wz_library_vocabulary(x)) {
            begin_page(x, &opened);
            write_page(x, &opened);
        } else {
            wz_not_found(x);
        }
    }
    wz_access_close(&opened);
}

/* --- what is declared, before it is --- */

/* The form as a declaration. */
static wz_declaration_view read_form(wz_exchange *x, size_t form)
{
    const char *in = wz_fill_field(x, "in");
    wz_declaration_view d = {.element = of_facts(form)            ? "examined"
                                        : is_form(form, "window") ? "duty-window"
                                                                  : "complete",
                             .person = of_person(form) ? wz_fill_field(x, "person") : "",
                             .list = of_facts(form) || is_form(form, "window") ? "" : forms[form].what,
                             .of = is_form(form, "duty_records") ? wz_fill_joined(x, "of") : "",
                             .facts = "",
                             .words = of_facts(form) ? wz_fill_joined(x, "facts") : "",
                             .incident = of_facts(form) && strcmp(in, "*") != 0 ? in : "",
                             .from = of_facts(form) ? "" : wz_fill_field(x, "from"),
                             .to = of_facts(form) ? "" : wz_fill_field(x, "to"),
                             .by = is_form(form, "window") ? "" : wz_fill_field(x, "by"),
                             .on = is_form(form, "window") ? "" : wz_fill_field(x, "on")};
    return d;
}

/* What is missing, as a message; NULL where nothing is. */
static const char *missing(wz_exchange *x, const wz_case_content *c, size_t form, const wz_declaration_view *d)
{
    const wz_entity_view *person = wz_fill_entity(c, d->person);
    if (of_person(form) && (!person || person->kind != WZ_VIEW_PERSON))
        return wz_say(x, "请选择人员。", "Choose the person.");
    if (of_facts(form) && !*d->words)
        return wz_say(x, "请勾选审查过的事实。", "Tick the facts that were examined.");
    if (!of_facts(form) && (!*d->from || !*d->to))
        return wz_say(x, "请写明起止日期。", "Give the days from and to.");
    if (!is_form(form, "window") && (!*d->by || !*d->on))
        return wz_say(x, "请写明由谁、在哪一天声明。", "Say by whom and on which day it is declared.");
    return NULL;
}

static bool has_word(wz_exchange *x, const char *words, const char *word)
{
    const char *padded = wz_arena_printf(x->arena, " %s ", words), *wanted = wz_arena_printf(x->arena, " %s ", word);
    return padded && wanted && strstr(padded, wanted) != NULL;
}

static bool is_stated(const wz_entity_view *e, const char *attribute, const char *incident)
{
    for (size_t i = 0; i < e->fact_count; i++)
        if (strcmp(e->facts[i].attribute, attribute) == 0 &&
            (!*incident || !*e->facts[i].incident || strcmp(e->facts[i].incident, incident) == 0))
            return true;
    return false;
}

/* The facts that are not stated and count as "no" from then on. */
static void write_effect(wz_exchange *x, const wz_case_content *c, const wz_declaration_view *d)
{
    const wz_entity_view *e = wz_fill_entity(c, *d->person     ? d->person
                                                : *d->incident ? d->incident
                                                               : wz_fill_subject(c));
    size_t count, found = 0;
    if (!e)
        return;
    const wz_attribute_view *list = wz_vocabulary_attributes(wz_library_vocabulary(x), e->kind, &count);
    for (size_t i = 0; i < count; i++) {
        bool named = has_word(x, d->words, list[i].id) || (*list[i].group && has_word(x, d->words, list[i].group));
        if (!list[i].examinable || !named || is_stated(e, list[i].id, d->incident))
            continue;
        if (!found++)
            wz_html(&x->body, "<h3>%s</h3>\n<ul class=\"columns\">\n",
                    wz_say(x, "没有写明、今后算“否”的", "Not stated, and a no from then on"));
        wz_html(&x->body, "<li>%s</li>\n", list[i].label);
    }
    if (found)
        wz_buffer_puts(&x->body, "</ul>\n");
    else
        wz_html(&x->body, "<p>%s</p>\n",
                wz_say(x, "这些事实都已写明，声明不改变什么。",
                       "All of these are stated: the declaration changes nothing."));
}

static size_t listed(const wz_case_content *c, const wz_declaration_view *d)
{
    wz_view_entity kind = strcmp(d->list, "sanctions") == 0   ? WZ_VIEW_SANCTION
                          : strcmp(d->list, "incidents") == 0 ? WZ_VIEW_INCIDENT
                                                              : WZ_VIEW_DUTY_RECORD;
    size_t count = 0;
    for (size_t i = 0; i < c->entity_count; i++)
        count += c->entities[i].kind == kind && (!*d->person || strcmp(c->entities[i].person, d->person) == 0);
    return count;
}

static void write_preview(wz_exchange *x, const wz_opened *opened, const wz_declaration_view *d)
{
    const wz_case_content *c = opened->content;
    const char *path = wz_arena_printf(x->arena, "%s/declarations", wz_case_path(x, c->id));
    wz_html(&x->body, "<h2>%s</h2>\n<p class=\"tell\">%s</p>\n", wz_say(x, "将要声明", "To be declared"),
            wz_fill_declaration(x, c, d));
    if (*d->words)
        write_effect(x, c, d);
    if (*d->list)
        wz_html(&x->body,
                wz_say(x, "<p>案内现列 %zu 项；此外的，算没有。</p>\n",
                       "<p>The case lists %zu now; there are then no others.</p>\n"),
                listed(c, d));
    wz_form_begin(x, path, false);
    for (size_t i = 0; i < x->form.count; i++)
        if (strcmp(x->form.items[i].name, "csrf") != 0 && strcmp(x->form.items[i].name, "sure") != 0)
            wz_html(&x->body, "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n", x->form.items[i].name,
                    x->form.items[i].value);
    wz_html(&x->body,
            "<p class=\"bar\"><button class=\"main\" name=\"sure\" value=\"1\">%s</button> <a class=\"button\" "
            "href=\"%s\">%s</a></p></form>\n",
            wz_say(x, "确认声明", "Declare it"), path, wz_say(x, "不声明", "Do not"));
}

/* --- doing it --- */

enum { MOST_FIELDS = 6 };

/* The XML attributes of a declaration, "" where it has none such. */
static size_t fields_of(const wz_declaration_view *d, wz_edit_field fields[MOST_FIELDS])
{
    size_t n = 0;
    if (strcmp(d->element, "examined") == 0) {
        fields[n++] = (wz_edit_field){"facts", d->words};
        fields[n++] = (wz_edit_field){"in", d->incident};
    } else {
        if (strcmp(d->element, "complete") == 0)
            fields[n++] = (wz_edit_field){"list", d->list};
        if (*d->person && *d->list)
            fields[n++] = (wz_edit_field){"of", d->of};
        fields[n++] = (wz_edit_field){"from", d->from};
        fields[n++] = (wz_edit_field){"to", d->to};
    }
    if (strcmp(d->element, "duty-window") != 0) {
        fields[n++] = (wz_edit_field){"by", d->by};
        fields[n++] = (wz_edit_field){"on", d->on};
    }
    return n;
}

static wz_edit edit_of(const wz_declaration_view *d, wz_edit_verb verb, wz_edit_field fields[MOST_FIELDS])
{
    return (wz_edit){.version = 1,
                     .verb = verb,
                     .of = *d->person ? d->person : NULL,
                     .name = d->element,
                     .fields = fields,
                     .field_count = fields_of(d, fields)};
}

static void save(wz_exchange *x, const wz_opened *opened, const wz_edit *edits, size_t count)
{
    wz_diag *diag = wz_diag_new();
    wz_case_added added = {0};
    int code = wz_fill_save(x, opened, edits, count, &added, diag);
    if (code == WZ_OK) {
        wz_redirect(x, "case-saved", "%s/declarations", wz_case_path(x, x->params[0]));
    } else if (code == WZ_EINPUT || code == WZ_ELIMIT) {
        x->status = 400;
        begin_page(x, opened);
        wz_problems_list(x, diag);
        write_page(x, opened);
    } else {
        wz_refuse_code(x, code, diag);
    }
    wz_diag_free(diag);
}

static void declare(wz_exchange *x, const wz_opened *opened, size_t form)
{
    wz_declaration_view d = read_form(x, form);
    const char *why = missing(x, opened->content, form, &d);
    if (why) {
        x->status = 400;
        begin_page(x, opened);
        wz_html(&x->body, "<div class=\"notice bad\" role=\"alert\"><p>%s</p></div>\n", why);
        write_page(x, opened);
        return;
    }
    if (!*wz_form(x, "sure")) {
        begin_page(x, opened);
        write_preview(x, opened, &d);
        return;
    }
    wz_edit edits[2];
    wz_edit_field fields[2][MOST_FIELDS];
    size_t count = 0;
    /* a person has one window: the old one gives way */
    for (size_t i = 0; is_form(form, "window") && i < opened->content->declaration_count && !count; i++) {
        const wz_declaration_view *old = &opened->content->declarations[i];
        if (strcmp(old->element, "duty-window") == 0 && strcmp(old->person, d.person) == 0)
            edits[count++] = edit_of(old, WZ_EDIT_REMOVE, fields[1]);
    }
    edits[count++] = edit_of(&d, WZ_EDIT_ADD, fields[0]);
    save(x, opened, edits, count);
}

static void withdraw(wz_exchange *x, const wz_opened *opened)
{
    const char *number = wz_form(x, "number");
    size_t i = strtoul(number, NULL, 10);
    if (*number < '0' || *number > '9' || i >= opened->content->declaration_count) {
        wz_not_found(x);
        return;
    }
    wz_edit_field fields[MOST_FIELDS];
    wz_edit edit = edit_of(&opened->content->declarations[i], WZ_EDIT_REMOVE, fields);
    save(x, opened, &edit, 1);
}

void wz_do_declarations(wz_exchange *x)
{
    wz_opened opened;
    size_t form = 0;
    const char *what = wz_form(x, "what");
    while (form < FORMS && !is_form(form, what))
        form++;
    if (wz_access_open(x, x->params[0], &opened)) {
        bool withdrawn = strcmp(what, "withdraw") == 0;
        if (!wz_library_vocabulary(x) || (form == FORMS && !withdrawn)) {
            wz_not_found(x);
        } else if (!wz_fill_is_newest(x, &opened)) {
            begin_page(x, &opened);
            wz_fill_conflict(x);
            write_page(x, &opened);
        } else if (withdrawn) {
            withdraw(x, &opened);
        } else {
            declare(x, &opened, form);
        }
    }
    wz_access_close(&opened);
}
