/* The facts of a case as a form, made from the vocabulary: one page for each incident, person, post, sanction or activity, each
 * attribute with its question, what proves it, its value, standing and evidence.
 *
 * What is saved are the differences between the form and the version that it was drawn from. So two people who change
 * different facts do not get into each other's way; where a newer version is there, the second is shown what he would
 * change, and decides. */
#include "web/access.h"
#include "web/case_head.h"
#include "web/form_draft.h"
#include "web/layout.h"
#include "web/library.h"
#include "web/pages.h"
#include "web/people.h"
#include "web/problems.h"
#include "web/server.h"
#include "wenze/edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_EDITS = 512 };

static const char *const standings[][3] = {{"established", "查实", "established"},
                                           {"refuted", "查否", "refuted"},
                                           {"alleged", "反映", "alleged"},
                                           {"disputed", "有争议", "disputed"}};

static const wz_entity_view *find_entity(const wz_case_content *content, const char *id)
{
    for (size_t i = 0; i < content->entity_count; i++)
        if (strcmp(content->entities[i].id, id) == 0)
            return &content->entities[i];
    return NULL;
}

/* The statement of an attribute that the form shows: the first, of the subject incident where it is of one. */
static const wz_fact_view *find_fact(const wz_case_content *content, const wz_entity_view *e, const char *attribute)
{
    const char *subject = "";
    for (size_t i = 0; i < content->entity_count; i++)
        if (content->entities[i].subject)
            subject = content->entities[i].id;
    for (size_t i = 0; i < e->fact_count; i++)
        if (strcmp(e->facts[i].attribute, attribute) == 0 &&
            (!*e->facts[i].incident || strcmp(e->facts[i].incident, subject) == 0))
            return &e->facts[i];
    return NULL;
}

/* Value, standing or evidence of an attribute as the form has it: what was typed, else what the case says. */
static const char *shown(const wz_exchange *x, const wz_fields *typed, const char *part, const char *attribute,
                         const char *stated)
{
    const char *name = wz_arena_printf(x->arena, "%s.%s", part, attribute);
    const char *value = name ? wz_field_get(typed, name) : NULL;
    return value ? value : stated;
}

static const char *stated_value(const wz_exchange *x, const wz_fact_view *f)
{
    if (!f)
        return "";
    if (*f->value || (!*f->at_least && !*f->at_most))
        return f->value;
    return strcmp(f->at_least, f->at_most) == 0 ? f->at_least
                                                : wz_arena_printf(x->arena, "%s..%s", f->at_least, f->at_most);
}

/* --- drawing --- */

static void write_option(wz_exchange *x, const char *value, const char *label, const char *chosen)
{
    wz_html(&x->body,
            strcmp(value, chosen) == 0 ? "<option value=\"%s\" selected>%s</option>"
                                       : "<option value=\"%s\">%s</option>",
            value, label);
}

static void write_select(wz_exchange *x, const wz_attribute_view *a, const char *value)
{
    wz_html(&x->body, "<select id=\"v.%s\" name=\"v.%s\" aria-label=\"%s\">", a->id, a->id, a->label);
    write_option(x, "", wz_say(x, "不详", "not known"), value);
    if (a->type == WZ_VIEW_BOOLEAN) {
        write_option(x, "true", wz_say(x, "是", "yes"), value);
        write_option(x, "false", wz_say(x, "否", "no"), value);
    }
    for (size_t i = 0; i < a->choice_count; i++)
        write_option(x, a->choices[i].id, a->choices[i].label, value);
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

static void write_value(wz_exchange *x, const wz_attribute_view *a, const char *value)
{
    if (!a->many && (a->type == WZ_VIEW_BOOLEAN || a->type == WZ_VIEW_CHOICE)) {
        write_select(x, a, value);
        return;
    }
    wz_html(&x->body,
            "<input id=\"v.%s\" name=\"v.%s\" value=\"%s\" aria-label=\"%s\" placeholder=\"%s\" maxlength=\"2000\">",
            a->id, a->id, value, a->label, hint_of(x, a));
}

static void write_fact(wz_exchange *x, const wz_attribute_view *a, const wz_fact_view *f, const wz_fields *typed)
{
    const char *value = shown(x, typed, "v", a->id, stated_value(x, f));
    const char *standing = shown(x, typed, "s", a->id, f ? f->standing : "established");
    const char *evidence = shown(x, typed, "e", a->id, f ? f->evidence : "");
    wz_buffer_puts(&x->body, *value ? "<div class=\"fact stated\">" : "<div class=\"fact\">");
    wz_html(&x->body, "<div class=\"what\"><b>%s</b>", a->label);
    if (*a->question || *a->proof)
        wz_html(&x->body, "<details><summary>%s</summary><p>%s</p><p>%s%s</p></details>", wz_say(x, "说明", "help"),
                a->question, *a->proof ? wz_say(x, "凭证：", "Proof: ") : "", a->proof);
    wz_html(&x->body, "</div>\n<div class=\"part\"><span aria-hidden=\"true\">%s</span>", wz_say(x, "内容", "value"));
    write_value(x, a, value);
    wz_html(
        &x->body,
        "</div>\n<div class=\"part\"><span aria-hidden=\"true\">%s</span><select name=\"s.%s\" aria-label=\"%s: %s\">",
        wz_say(x, "状态", "standing"), a->id, a->label, wz_say(x, "状态", "standing"));
    for (size_t i = 0; i < 4; i++)
        write_option(x, standings[i][0], wz_say(x, standings[i][1], standings[i][2]), standing);
    wz_html(
        &x->body,
        "</select></div>\n<div class=\"part\"><span aria-hidden=\"true\">%s</span><input name=\"e.%s\" value=\"%s\" "
        "aria-label=\"%s: %s\" placeholder=\"e1 e2\" list=\"evidence\" maxlength=\"500\"></div></div>\n",
        wz_say(x, "证据编号", "evidence"), a->id, evidence, a->label, wz_say(x, "证据编号", "evidence"));
}

/* The attributes of a group, in a fieldset; nothing where the entity has none of it. */
static void write_group(wz_exchange *x, const wz_case_content *content, const wz_entity_view *e, const char *group,
                        const char *label, const wz_fields *typed)
{
    size_t count;
    const wz_attribute_view *list = wz_vocabulary_attributes(wz_library_vocabulary(x), e->kind, &count);
    bool begun = false;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].group, group) != 0)
            continue;
        if (!begun)
            wz_html(&x->body, "<fieldset><legend>%s</legend>\n", label);
        begun = true;
        write_fact(x, &list[i], find_fact(content, e, list[i].id), typed);
    }
    wz_buffer_puts(&x->body, begun ? "</fieldset>\n" : "");
}

static const char *entity_name(wz_exchange *x, const wz_entity_view *e)
{
    const char *kind = wz_vocabulary_entity_label(wz_library_vocabulary(x), e->kind);
    return wz_arena_printf(x->arena, "%s %s", kind, *e->name ? e->name : e->id);
}

/* All that can be filled in, with what belongs to whom. */
static void write_contents(wz_exchange *x, const wz_case_content *c, const char *current)
{
    const char *path = wz_case_path(x, c->id);
    wz_html(&x->body, "<nav aria-label=\"%s\" class=\"noprint\"><ul class=\"tabs\">\n",
            wz_say(x, "填写对象", "What to fill in"));
    for (size_t i = 0; i < c->entity_count; i++) {
        const wz_entity_view *e = &c->entities[i];
        wz_buffer link = {0};
        wz_html_url(&link, e->id);
        wz_html(&x->body, "<li><a href=\"%s/form/%s\"", path, link.data ? link.data : "");
        wz_buffer_free(&link);
        if (strcmp(e->id, current) == 0)
            wz_buffer_puts(&x->body, " aria-current=\"page\"");
        wz_html(&x->body, ">%s</a></li>\n", entity_name(x, e));
    }
    wz_html(&x->body, "<li><a href=\"%s/add\">＋ %s</a></li></ul></nav>\n", path, wz_say(x, "添加", "Add"));
}

static void write_evidence_list(wz_exchange *x, const wz_case_content *c)
{
    wz_buffer_puts(&x->body, "<datalist id=\"evidence\">");
    for (size_t i = 0; i < c->evidence_count; i++)
        wz_html(&x->body, "<option value=\"%s\">%s</option>", c->evidence[i].id, c->evidence[i].title);
    wz_buffer_puts(&x->body, "</datalist>\n");
}

/* `over` is the version that differences are taken against. */
static void write_form(wz_exchange *x, const wz_opened *opened, const wz_entity_view *e, const wz_fields *typed,
                       int64_t over, int64_t draft)
{
    const wz_case_content *c = opened->content;
    const char *path = wz_case_path(x, c->id);
    wz_buffer link = {0};
    wz_html_url(&link, e->id);
    const char *action = wz_arena_printf(x->arena, "%s/form/%s", path, link.data ? link.data : "");
    wz_buffer_free(&link);
    wz_html(&x->body, "<h2>%s</h2>\n", entity_name(x, e));
    wz_html(&x->body,
            "<form class=\"wide\" method=\"post\" action=\"%s\" data-autosave=\"%s/draft\" data-saved=\"%s\" "
            "data-failed=\"%s\">\n"
            "<input type=\"hidden\" name=\"csrf\" value=\"%s\">\n<input type=\"hidden\" name=\"over\" value=\"%lld\">\n"
            "<input type=\"hidden\" name=\"draft\" value=\"%lld\">\n",
            action, action, wz_say(x, "草稿已自动保存", "Draft saved"),
            wz_say(x, "草稿没有保存：", "The draft is not saved: "), x->csrf, (long long)over, (long long)draft);
    if (e->kind == WZ_VIEW_PERSON)
        wz_html(&x->body,
                "<p class=\"field\"><label for=\"name\">%s</label><input id=\"name\" name=\"name\" value=\"%s\" "
                "maxlength=\"100\"></p>\n",
                wz_say(x, "姓名", "Name"), wz_field_get(typed, "name") ? wz_field_get(typed, "name") : e->name);
    size_t count;
    const wz_choice_view *groups = wz_vocabulary_groups(wz_library_vocabulary(x), &count);
    for (size_t i = 0; i < count; i++)
        write_group(x, c, e, groups[i].id, groups[i].label, typed);
    write_group(x, c, e, "", wz_say(x, "其他", "Other"), typed);
    write_evidence_list(x, c);
    wz_html(&x->body,
            "<p class=\"sticky noprint\"><button class=\"main\">%s</button> <span class=\"hint\" role=\"status\" "
            "data-state></span></p>\n"
            "</form>\n",
            wz_say(x, "保存为新版本", "Save as a new version"));
}

/* --- what differs --- */

typedef struct {
    wz_edit edits[MOST_EDITS];
    size_t count;
    bool full;
} edits;

static void add_edit(edits *all, wz_edit edit)
{
    if (all->count == MOST_EDITS)
        all->full = true;
    else
        all->edits[all->count++] = edit;
}

static const wz_edit_field *fields_of(wz_exchange *x, const char *value, const char *standing, const char *evidence,
                                      size_t *count)
{
    wz_edit_field *fields = wz_arena_array(x->arena, 4, sizeof *fields);
    const char *dots = strstr(value, "..");
    size_t n = 0;
    if (!fields)
        return NULL;
    if (dots) {
        char *low = wz_arena_strndup(x->arena, value, (size_t)(dots - value));
        if (low && *low)
            fields[n++] = (wz_edit_field){"at-least", low};
        if (dots[2])
            fields[n++] = (wz_edit_field){"at-most", dots + 2};
    } else {
        fields[n++] = (wz_edit_field){"value", value};
    }
    fields[n++] = (wz_edit_field){"standing", standing};
    if (*evidence)
        fields[n++] = (wz_edit_field){"evidence", evidence};
    *count = n;
    return fields;
}

static const char *trimmed(wz_exchange *x, const char *text)
{
    size_t from = strspn(text, " \t\r\n"), to = strlen(text);
    while (to > from && strchr(" \t\r\n", text[to - 1]))
        to--;
    const char *kept = wz_arena_strndup(x->arena, text + from, to - from);
    return kept ? kept : "";
}

static void differ(wz_exchange *x, edits *all, const wz_case_content *content, const wz_entity_view *e,
                   const wz_attribute_view *a)
{
    const wz_fact_view *f = find_fact(content, e, a->id);
    const char *was = stated_value(x, f);
    const char *value = wz_field_get(&x->form, wz_arena_printf(x->arena, "v.%s", a->id));
    if (!value)
        return; /* not on the form */
    value = trimmed(x, value);
    const char *standing = wz_form(x, wz_arena_printf(x->arena, "s.%s", a->id));
    const char *evidence = trimmed(x, wz_form(x, wz_arena_printf(x->arena, "e.%s", a->id)));
    if (!*standing)
        standing = "established";
    if (!*value) {
        if (f)
            add_edit(all, (wz_edit){.version = 1, .verb = WZ_EDIT_UNSET, .of = e->id, .name = a->id});
        return;
    }
    bool same =
        f && strcmp(value, was) == 0 && strcmp(standing, f->standing) == 0 && strcmp(evidence, f->evidence) == 0;
    if (same)
        return;
    wz_edit edit = {.version = 1, .verb = WZ_EDIT_SET, .of = e->id, .name = a->id};
    edit.fields = fields_of(x, value, standing, evidence, &edit.field_count);
    add_edit(all, edit);
}

static edits *find_edits(wz_exchange *x, const wz_case_content *content, const wz_entity_view *e)
{
    edits *all = wz_arena_alloc(x->arena, sizeof *all);
    size_t count;
    const wz_attribute_view *list = wz_vocabulary_attributes(wz_library_vocabulary(x), e->kind, &count);
    for (size_t i = 0; all && i < count; i++)
        differ(x, all, content, e, &list[i]);
    const char *name = wz_field_get(&x->form, "name");
    if (all && e->kind == WZ_VIEW_PERSON && name && strcmp(trimmed(x, name), e->name) != 0) {
        wz_edit_field *field = wz_arena_alloc(x->arena, sizeof *field);
        if (field)
            *field = (wz_edit_field){"value", trimmed(x, name)};
        add_edit(
            all,
            (wz_edit){
                .version = 1, .verb = WZ_EDIT_SET, .of = e->id, .name = "name", .fields = field, .field_count = 1});
    }
    return all;
}

/* --- the pages --- */

static const wz_fields nothing_typed;

void wz_page_form(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        const wz_entity_view *subject = opened.content->entity_count ? &opened.content->entities[0] : NULL;
        for (size_t i = 0; i < opened.content->entity_count; i++)
            if (opened.content->entities[i].subject)
                subject = &opened.content->entities[i];
        const wz_entity_view *e = x->params[1] ? find_entity(opened.content, x->params[1]) : subject;
        if (!e || !wz_library_vocabulary(x)) {
            wz_not_found(x);
        } else {
            wz_case_head(x, &opened, "/form");
            write_contents(x, opened.content, e->id);
            wz_form_draft draft = wz_form_draft_read(x, x->params[0], e->id);
            bool current = draft.version && draft.over == opened.version;
            if (draft.version)
                wz_form_draft_notice(x, &draft, current, x->params[0], e->id);
            write_form(x, &opened, e, current ? &draft.typed : &nothing_typed, opened.version, draft.version);
        }
    }
    wz_access_close(&opened);
}

/* The version that the form was drawn from; its content decides what was changed. */
static bool open_base(wz_exchange *x, wz_opened *base)
{
    int64_t over = strtoll(wz_form(x, "over"), NULL, 10);
    return wz_access_open_version(x, x->params[0], over > 0 ? over : 0, base);
}

static void changed_meanwhile(wz_exchange *x, const wz_opened *newest, const wz_entity_view *e, const edits *all)
{
    x->status = 409;
    wz_case_head(x, newest, "/form");
    wz_html(&x->body, "<div class=\"notice bad\" role=\"alert\"><p>%s</p></div>\n<h2>%s</h2>\n<ul>\n",
            wz_say(x,
                   "您填写期间，别人已保存了新版本。您的修改还没有保存：请核对下列修改，仍要保存的请确认，将在最新版本"
                   "之上保存。",
                   "Somebody saved a new version while you filled in the form. Yours is not saved yet: look through "
                   "your changes; "
                   "confirmed, they are made on top of the newest version."),
            wz_say(x, "您的修改", "Your changes"));
    for (size_t i = 0; i < all->count; i++) {
        const wz_edit *edit = &all->edits[i];
        const wz_attribute_view *a = wz_vocabulary_attribute(wz_library_vocabulary(x), e->kind, edit->name);
        const wz_fact_view *now = find_fact(newest->content, e, edit->name);
        wz_html(&x->body, "<li>%s：%s → %s</li>\n", a ? a->label : edit->name,
                now ? now->words : wz_say(x, "不详", "not known"),
                edit->field_count ? edit->fields[0].value : wz_say(x, "不详", "not known"));
    }
    wz_buffer_puts(&x->body, "</ul>\n");
    wz_form_begin(x, x->path, false);
    for (size_t i = 0; i < x->form.count; i++)
        if (strcmp(x->form.items[i].name, "csrf") != 0 && strcmp(x->form.items[i].name, "onto") != 0)
            wz_html(&x->body, "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n", x->form.items[i].name,
                    x->form.items[i].value);
    wz_html(&x->body,
            "<input type=\"hidden\" name=\"onto\" value=\"%lld\">\n<p class=\"bar\"><button class=\"main\">%s</button> "
            "<a class=\"button\" href=\"%s\">%s</a></p></form>\n",
            (long long)newest->version, wz_say(x, "在最新版本上保存我的修改", "Save my changes on top"), x->path,
            wz_say(x, "放弃我的修改", "Drop mine"));
}

static int save_edits(wz_exchange *x, const wz_opened *newest, const edits *all, wz_case_added *added, wz_diag *diag)
{
    char *bytes = NULL;
    size_t size = 0;
    int code = wz_case_edit(&bytes, &size, x->server->rules, x->params[0], newest->bytes, newest->size, all->edits,
                            all->count, diag);
    wz_case_add_request request = {
        .version = 1, .name = x->params[0], .bytes = bytes, .size = size, .by = x->account.name};
    if (code == WZ_OK)
        code = wz_case_add(NULL, added, x->worker->store, x->server->rules, &request, diag);
    wz_text_free(bytes);
    return code;
}

static void save(wz_exchange *x, const wz_opened *newest, const wz_entity_view *e, const edits *all)
{
    wz_diag *diag = wz_diag_new();
    wz_case_added added = {0};
    int code = all->full ? WZ_ELIMIT : save_edits(x, newest, all, &added, diag);
    if (code == WZ_OK) {
        wz_form_draft_drop(x, x->params[0], e->id);
        wz_redirect(x, added.unchanged ? "case-same" : "case-saved", "%s", x->path);
    } else if (code == WZ_EINPUT || code == WZ_ELIMIT) {
        x->status = 400;
        wz_case_head(x, newest, "/form");
        write_contents(x, newest->content, e->id);
        wz_problems_list(x, diag);
        write_form(x, newest, e, &x->form, newest->version, strtoll(wz_form(x, "draft"), NULL, 10));
    } else {
        wz_refuse_code(x, code, diag);
    }
    wz_diag_free(diag);
}

void wz_do_form(wz_exchange *x)
{
    wz_opened base = {0}, newest = {0};
    if (open_base(x, &base) && wz_access_open(x, x->params[0], &newest)) {
        const wz_entity_view *was = find_entity(base.content, x->params[1]);
        const wz_entity_view *e = find_entity(newest.content, x->params[1]);
        edits *all = was && e && wz_library_vocabulary(x) ? find_edits(x, base.content, was) : NULL;
        bool confirmed = strtoll(wz_form(x, "onto"), NULL, 10) == newest.version;
        if (!all)
            wz_not_found(x);
        else if (base.version != newest.version && !confirmed && all->count)
            changed_meanwhile(x, &newest, e, all);
        else
            save(x, &newest, e, all);
    }
    wz_access_close(&base);
    wz_access_close(&newest);
}

void wz_do_form_draft(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        if (find_entity(opened.content, x->params[1]))
            wz_form_draft_save(x, x->params[0], x->params[1]);
        else
            wz_not_found(x);
    }
    wz_access_close(&opened);
}

void wz_do_form_drop(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        wz_form_draft_drop(x, x->params[0], x->params[1]);
        wz_buffer link = {0};
        wz_html_url(&link, x->params[1]);
        wz_redirect(x, "draft-dropped", "%s/form/%s", wz_case_path(x, x->params[0]), link.data ? link.data : "");
        wz_buffer_free(&link);
    }
    wz_access_close(&opened);
}
