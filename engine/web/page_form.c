/* The facts of a case as a form, made from the vocabulary: one page for each incident, person, post, sanction or activity, each
 * attribute with its question, what proves it, its value, standing and evidence.
 *
 * A person's facts are those in one incident: the subject unless another is asked for. What several statements state, as two papers
 * that contradict each other, is changed statement by statement on a page of its own (page_fact.c).
 *
 * What is saved are the differences between the form and the version that it was drawn from. So two people who change
 * different facts do not get into each other's way; where a newer version is there, the second is shown what he would
 * change, and decides. */
#include "web/access.h"
#include "web/case_head.h"
#include "web/fill.h"
#include "web/form_draft.h"
#include "web/layout.h"
#include "web/library.h"
#include "web/pages.h"
#include "web/people.h"
#include "web/problems.h"
#include "web/server.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_EDITS = 512 };

/* What the form is of: an entity, and of a person in which incident. */
typedef struct {
    const wz_entity_view *e;
    const char *incident; /* id */
    bool subject;         /* it is the subject, or the entity is no person */
} topic;

/* Its entity is NULL where there is none such, or no such incident. */
static topic topic_of(const wz_case_content *content, const wz_entity_view *e, const char *incident)
{
    const wz_entity_view *in = *incident ? wz_fill_entity(content, incident) : NULL;
    if (!e || e->kind != WZ_VIEW_PERSON || !*incident)
        return (topic){e, wz_fill_subject(content), true};
    bool there = in && in->kind == WZ_VIEW_INCIDENT;
    return (topic){there ? e : NULL, there ? in->id : "", there && in->subject};
}

/* What drafts of the form are called. */
static const char *draft_part(wz_exchange *x, const topic *t)
{
    const char *part = t->subject ? t->e->id : wz_arena_printf(x->arena, "%s %s", t->e->id, t->incident);
    return part ? part : "";
}

static bool speaks_of(const topic *t, const wz_fact_view *f, const char *attribute)
{
    return strcmp(f->attribute, attribute) == 0 && (!*f->incident || strcmp(f->incident, t->incident) == 0);
}

/* The first statement of an attribute, and how many there are. */
static const wz_fact_view *find_fact(const topic *t, const char *attribute, size_t *count)
{
    const wz_fact_view *first = NULL;
    size_t found = 0;
    for (size_t i = 0; i < t->e->fact_count; i++)
        if (speaks_of(t, &t->e->facts[i], attribute) && !found++)
            first = &t->e->facts[i];
    if (count)
        *count = found;
    return first;
}

/* Value, standing or evidence of an attribute as the form has it: what was typed, else what the case says. */
static const char *shown(const wz_exchange *x, const wz_fields *typed, const char *part, const char *attribute,
                         const char *stated)
{
    const char *name = wz_arena_printf(x->arena, "%s.%s", part, attribute);
    const char *value = name ? wz_field_get(typed, name) : NULL;
    return value ? value : stated;
}

/* --- drawing --- */

/* The way to what the form itself does not hold: other statements, days, provisions. */
static void write_more(wz_exchange *x, const wz_case_content *c, const topic *t, const wz_attribute_view *a,
                       const char *label)
{
    wz_buffer link = {0};
    wz_buffer_printf(&link, "%s/facts/", wz_case_path(x, c->id));
    wz_html_url(&link, t->e->id);
    wz_buffer_puts(&link, "/");
    wz_html_url(&link, a->id);
    if (!t->subject) {
        wz_buffer_puts(&link, "?in=");
        wz_html_url(&link, t->incident);
    }
    wz_html(&x->body, " <a class=\"small\" href=\"%s\">%s</a>", link.data ? link.data : "", label);
    wz_buffer_free(&link);
}

static void write_what(wz_exchange *x, const wz_case_content *c, const topic *t, const wz_attribute_view *a,
                       const wz_fact_view *f)
{
    wz_html(&x->body, "<div class=\"what\"><b>%s</b>", a->label);
    if (f && (*f->from || *f->to))
        wz_html(&x->body, "<br><small>%s %s – %s</small>", wz_say(x, "行为", "conduct"), f->from, f->to);
    if (f && (*f->duty || *f->under))
        wz_html(&x->body, "<br><small>%s %s %s</small>", wz_say(x, "所指", "speaks of"), f->duty, f->under);
    if (*a->question || *a->proof)
        wz_html(&x->body, "<details><summary>%s</summary><p>%s</p><p>%s%s</p></details>", wz_say(x, "说明", "help"),
                a->question, *a->proof ? wz_say(x, "凭证：", "Proof: ") : "", a->proof);
    if (f)
        write_more(x, c, t, a,
                   a->of_duties ? wz_say(x, "另一说法、日期、条款", "Another statement, days, provision")
                                : wz_say(x, "另一说法、日期", "Another statement, days"));
    wz_buffer_puts(&x->body, "</div>\n");
}

/* Several statements: shown, and changed on their own page. */
static void write_several(wz_exchange *x, const wz_case_content *c, const topic *t, const wz_attribute_view *a)
{
    wz_html(&x->body, "<div class=\"fact stated several\"><div class=\"what\"><b>%s</b><br>", a->label);
    write_more(x, c, t, a, wz_say(x, "有几种说法：逐一修改", "Stated more than once: change each"));
    wz_buffer_puts(&x->body, "</div>\n<ul>");
    for (size_t i = 0; i < t->e->fact_count; i++) {
        const wz_fact_view *f = &t->e->facts[i];
        if (speaks_of(t, f, a->id))
            wz_html(&x->body, "<li>%s <span class=\"tag\">%s</span> <span class=\"mono\">%s</span></li>\n", f->words,
                    wz_fill_standing(x, f->standing), f->evidence);
    }
    wz_buffer_puts(&x->body, "</ul></div>\n");
}

static void write_fact(wz_exchange *x, const wz_case_content *c, const topic *t, const wz_attribute_view *a,
                       const wz_fields *typed)
{
    size_t count;
    const wz_fact_view *f = find_fact(t, a->id, &count);
    if (count > 1) {
        write_several(x, c, t, a);
        return;
    }
    const char *value = shown(x, typed, "v", a->id, wz_fill_stated(x, f));
    const char *standing = shown(x, typed, "s", a->id, f ? f->standing : "established");
    const char *evidence = shown(x, typed, "e", a->id, f ? f->evidence : "");
    wz_buffer_puts(&x->body, *value ? "<div class=\"fact stated\">" : "<div class=\"fact\">");
    write_what(x, c, t, a, f);
    wz_html(&x->body, "<div class=\"part\"><span aria-hidden=\"true\">%s</span>", wz_say(x, "内容", "value"));
    const char *name = wz_arena_printf(x->arena, "v.%s", a->id);
    wz_fill_value(x, a, name ? name : "", name ? name : "", value);
    wz_html(
        &x->body,
        "</div>\n<div class=\"part\"><span aria-hidden=\"true\">%s</span><select name=\"s.%s\" aria-label=\"%s: %s\">",
        wz_say(x, "状态", "standing"), a->id, a->label, wz_say(x, "状态", "standing"));
    wz_fill_standings(x, standing);
    wz_html(
        &x->body,
        "</select></div>\n<div class=\"part\"><span aria-hidden=\"true\">%s</span><input name=\"e.%s\" value=\"%s\" "
        "aria-label=\"%s: %s\" placeholder=\"e1 e2\" list=\"evidence\" maxlength=\"500\"></div></div>\n",
        wz_say(x, "证据编号", "evidence"), a->id, evidence, a->label, wz_say(x, "证据编号", "evidence"));
}

/* The attributes of a group, in a fieldset; nothing where the entity has none of it. */
static void write_group(wz_exchange *x, const wz_case_content *content, const topic *t, const char *group,
                        const char *label, const wz_fields *typed)
{
    size_t count;
    const wz_attribute_view *list = wz_vocabulary_attributes(wz_library_vocabulary(x), t->e->kind, &count);
    bool begun = false;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].group, group) != 0 || (!t->subject && !list[i].in_incident))
            continue;
        if (!begun)
            wz_html(&x->body, "<fieldset><legend>%s</legend>\n", label);
        begun = true;
        write_fact(x, content, t, &list[i], typed);
    }
    wz_buffer_puts(&x->body, begun ? "</fieldset>\n" : "");
}

/* A person's facts are of one incident: which, where there are several. */
static void write_incidents(wz_exchange *x, const wz_case_content *c, const topic *t, const char *action)
{
    if (t->e->kind != WZ_VIEW_PERSON || !wz_fill_more_incidents(c))
        return;
    wz_html(&x->body, "<p class=\"hint\">%s</p>\n<nav aria-label=\"%s\"><ul class=\"tabs small\">\n",
            wz_say(x, "每起事件中的情节分别填写：", "What a person did is filled in for each incident:"),
            wz_say(x, "事件", "Incidents"));
    for (size_t i = 0; i < c->entity_count && c->entities[i].kind == WZ_VIEW_INCIDENT; i++) {
        const wz_entity_view *e = &c->entities[i];
        wz_buffer link = {0};
        wz_html_url(&link, e->id);
        wz_html(&x->body, "<li><a href=\"%s?in=%s\"", action, link.data ? link.data : "");
        wz_buffer_free(&link);
        if (strcmp(e->id, t->incident) == 0)
            wz_buffer_puts(&x->body, " aria-current=\"page\"");
        wz_html(&x->body, ">%s%s</a></li>\n", wz_fill_name(x, e),
                e->subject ? wz_say(x, "（本案）", " (subject)") : "");
    }
    wz_buffer_puts(&x->body, "</ul></nav>\n");
}

static void write_removal(wz_exchange *x, const wz_case_content *c, const wz_entity_view *e)
{
    if (e->subject)
        return;
    wz_buffer link = {0};
    wz_html_url(&link, e->id);
    wz_html(&x->body, "<p class=\"noprint\"><a class=\"button\" href=\"%s/remove/%s\">%s</a></p>\n",
            wz_case_path(x, c->id), link.data ? link.data : "",
            wz_arena_printf(x->arena, wz_say(x, "从本案删去：%s …", "Remove from the case: %s …"), wz_fill_name(x, e)));
    wz_buffer_free(&link);
}

static const char *form_path(wz_exchange *x, const wz_case_content *c, const topic *t)
{
    wz_buffer link = {0};
    wz_html_url(&link, t->e->id);
    const char *path = wz_arena_printf(x->arena, "%s/form/%s", wz_case_path(x, c->id), link.data ? link.data : "");
    wz_buffer_free(&link);
    return path ? path : "";
}

/* The form's page, with its incident. */
static const char *page_path(wz_exchange *x, const wz_case_content *c, const topic *t)
{
    wz_buffer link = {0};
    wz_html_url(&link, t->incident);
    const char *path = form_path(x, c, t);
    if (!t->subject)
        path = wz_arena_printf(x->arena, "%s?in=%s", path, link.data ? link.data : "");
    wz_buffer_free(&link);
    return path ? path : "";
}

static void begin_form(wz_exchange *x, const topic *t, const char *action, int64_t over, int64_t draft)
{
    wz_html(&x->body,
            "<form class=\"wide\" method=\"post\" action=\"%s\" data-autosave=\"%s/draft\" data-saved=\"%s\" "
            "data-failed=\"%s\">\n"
            "<input type=\"hidden\" name=\"csrf\" value=\"%s\">\n<input type=\"hidden\" name=\"over\" value=\"%lld\">\n"
            "<input type=\"hidden\" name=\"draft\" value=\"%lld\">\n",
            action, action, wz_say(x, "草稿已自动保存", "Draft saved"),
            wz_say(x, "草稿没有保存：", "The draft is not saved: "), x->csrf, (long long)over, (long long)draft);
    if (!t->subject)
        wz_html(&x->body, "<input type=\"hidden\" name=\"in\" value=\"%s\">\n", t->incident);
}

/* `over` is the version that differences are taken against. */
static void write_form(wz_exchange *x, const wz_opened *opened, const topic *t, const wz_fields *typed, int64_t over,
                       int64_t draft)
{
    const wz_case_content *c = opened->content;
    const char *action = form_path(x, c, t);
    wz_html(&x->body, "<h2>%s</h2>\n", wz_fill_name(x, t->e));
    write_incidents(x, c, t, action);
    begin_form(x, t, action, over, draft);
    if (t->e->kind == WZ_VIEW_PERSON && t->subject)
        wz_html(&x->body,
                "<p class=\"field\"><label for=\"name\">%s</label><input id=\"name\" name=\"name\" value=\"%s\" "
                "maxlength=\"100\"></p>\n",
                wz_say(x, "姓名", "Name"), wz_field_get(typed, "name") ? wz_field_get(typed, "name") : t->e->name);
    size_t count;
    const wz_choice_view *groups = wz_vocabulary_groups(wz_library_vocabulary(x), &count);
    for (size_t i = 0; i < count; i++)
        write_group(x, c, t, groups[i].id, groups[i].label, typed);
    write_group(x, c, t, "", wz_say(x, "其他", "Other"), typed);
    wz_fill_evidence(x, c);
    wz_html(&x->body,
            "<p class=\"sticky noprint\"><button class=\"main\">%s</button> <span class=\"hint\" role=\"status\" "
            "data-state></span></p>\n"
            "</form>\n",
            wz_say(x, "保存为新版本", "Save as a new version"));
    write_removal(x, c, t->e);
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

static void differ(wz_exchange *x, edits *all, const topic *t, const wz_attribute_view *a)
{
    size_t count;
    const wz_fact_view *f = find_fact(t, a->id, &count);
    const char *name = wz_arena_printf(x->arena, "v.%s", a->id), *was = wz_fill_stated(x, f);
    if (!name || count > 1 || !wz_field_get(&x->form, name))
        return; /* not on the form */
    const char *value = wz_fill_field(x, name);
    const char *standing = wz_form(x, wz_arena_printf(x->arena, "s.%s", a->id));
    const char *evidence = wz_fill_field(x, wz_arena_printf(x->arena, "e.%s", a->id));
    if (!*standing)
        standing = "established";
    bool same =
        f && strcmp(value, was) == 0 && strcmp(standing, f->standing) == 0 && strcmp(evidence, f->evidence) == 0;
    if (same || (!*value && !f))
        return;
    wz_edit_field *fields = wz_arena_array(x->arena, 5, sizeof *fields);
    if (!fields)
        return;
    wz_edit edit = {.version = 1, .verb = *value ? WZ_EDIT_SET : WZ_EDIT_UNSET, .of = t->e->id, .name = a->id};
    edit.fields = fields;
    if (*value)
        edit.field_count = wz_fill_statement(x, fields, a, value, standing, evidence);
    if (a->in_incident && !t->subject)
        fields[edit.field_count++] = (wz_edit_field){"in", t->incident};
    add_edit(all, edit);
}

static edits *find_edits(wz_exchange *x, const topic *t)
{
    edits *all = wz_arena_alloc(x->arena, sizeof *all);
    size_t count;
    const wz_attribute_view *list = wz_vocabulary_attributes(wz_library_vocabulary(x), t->e->kind, &count);
    for (size_t i = 0; all && i < count; i++)
        if (t->subject || list[i].in_incident)
            differ(x, all, t, &list[i]);
    const char *name = wz_fill_field(x, "name");
    bool named = t->e->kind == WZ_VIEW_PERSON && t->subject && wz_field_get(&x->form, "name");
    if (all && named && strcmp(name, t->e->name) != 0) {
        wz_edit_field *field = wz_arena_alloc(x->arena, sizeof *field);
        if (field)
            *field = (wz_edit_field){"value", name};
        add_edit(
            all,
            (wz_edit){
                .version = 1, .verb = WZ_EDIT_SET, .of = t->e->id, .name = "name", .fields = field, .field_count = 1});
    }
    return all;
}

/* Take out what others have stated several times meanwhile: a form that knew of one statement may not replace them all. How many
 * these are. */
static size_t leave_out(edits *all, const topic *newest)
{
    size_t kept = 0, were = all->count;
    for (size_t i = 0; i < all->count; i++) {
        size_t count;
        find_fact(newest, all->edits[i].name, &count);
        if (count < 2)
            all->edits[kept++] = all->edits[i];
    }
    all->count = kept;
    return were - kept;
}

/* --- the pages --- */

static const wz_fields nothing_typed;

void wz_page_form(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        const wz_entity_view *e = NULL;
        if (wz_library_vocabulary(x))
            e = wz_fill_entity(opened.content, x->params[1] ? x->params[1] : wz_fill_subject(opened.content));
        topic t = topic_of(opened.content, e, wz_query(x, "in"));
        if (!t.e) {
            wz_not_found(x);
        } else {
            wz_case_head(x, &opened, "/form");
            wz_fill_contents(x, opened.content, e->id);
            wz_form_draft draft = wz_form_draft_read(x, x->params[0], draft_part(x, &t));
            bool current = draft.version && draft.over == opened.version;
            if (draft.version)
                wz_form_draft_notice(x, &draft, current, x->params[0], e->id, t.subject ? "" : t.incident);
            write_form(x, &opened, &t, current ? &draft.typed : &nothing_typed, opened.version, draft.version);
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

static const char *new_value(wz_exchange *x, const wz_edit *edit)
{
    const char *value = NULL;
    for (size_t i = 0; i < edit->field_count && !value; i++)
        if (strcmp(edit->fields[i].name, "value") == 0 || strncmp(edit->fields[i].name, "at-", 3) == 0)
            value = edit->fields[i].value;
    return value ? value : wz_say(x, "不详", "not known");
}

static void changed_meanwhile(wz_exchange *x, const wz_opened *newest, const topic *t, const edits *all, size_t left)
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
        const wz_attribute_view *a = wz_vocabulary_attribute(wz_library_vocabulary(x), t->e->kind, edit->name);
        const wz_fact_view *now = find_fact(t, edit->name, NULL);
        wz_html(&x->body, "<li>%s：%s → %s</li>\n", a ? a->label : edit->name,
                now ? now->words : wz_say(x, "不详", "not known"), new_value(x, edit));
    }
    if (left)
        wz_html(&x->body, "<li>%s</li>\n",
                wz_say(x, "其间有的事实已有几种说法，您对它们的修改不在其中：请在“另一说法”一页逐一修改。",
                       "Some facts are stated more than once by now; your changes of these are left out: change each "
                       "statement on its own page."));
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

static void save(wz_exchange *x, const wz_opened *newest, const topic *t, const edits *all)
{
    wz_diag *diag = wz_diag_new();
    wz_case_added added = {0};
    int code = all->full ? WZ_ELIMIT : wz_fill_save(x, newest, all->edits, all->count, &added, diag);
    if (code == WZ_OK) {
        wz_form_draft_drop(x, x->params[0], draft_part(x, t));
        wz_redirect(x, added.unchanged ? "case-same" : "case-saved", "%s", page_path(x, newest->content, t));
    } else if (code == WZ_EINPUT || code == WZ_ELIMIT) {
        x->status = 400;
        wz_case_head(x, newest, "/form");
        wz_fill_contents(x, newest->content, t->e->id);
        wz_problems_list(x, diag);
        write_form(x, newest, t, &x->form, newest->version, strtoll(wz_form(x, "draft"), NULL, 10));
    } else {
        wz_refuse_code(x, code, diag);
    }
    wz_diag_free(diag);
}

void wz_do_form(wz_exchange *x)
{
    wz_opened base = {0}, newest = {0};
    if (open_base(x, &base) && wz_access_open(x, x->params[0], &newest)) {
        const char *in = wz_form(x, "in");
        topic was = topic_of(base.content, wz_fill_entity(base.content, x->params[1]), in);
        topic is = topic_of(newest.content, wz_fill_entity(newest.content, x->params[1]), in);
        bool there = was.e && is.e && was.subject == is.subject && wz_library_vocabulary(x);
        edits *all = there ? find_edits(x, &was) : NULL;
        bool confirmed = strtoll(wz_form(x, "onto"), NULL, 10) == newest.version;
        size_t left = all ? leave_out(all, &is) : 0;
        if (!all)
            wz_not_found(x);
        else if (base.version != newest.version && !confirmed && (all->count || left))
            changed_meanwhile(x, &newest, &is, all, left);
        else
            save(x, &newest, &is, all);
    }
    wz_access_close(&base);
    wz_access_close(&newest);
}

/* The form's topic for what is done with its draft; false where there is none such. */
static bool open_topic(wz_exchange *x, wz_opened *opened, topic *t)
{
    if (!wz_access_open(x, x->params[0], opened))
        return false;
    *t = topic_of(opened->content, wz_fill_entity(opened->content, x->params[1]), wz_form(x, "in"));
    if (!t->e)
        wz_not_found(x);
    return t->e != NULL;
}

void wz_do_form_draft(wz_exchange *x)
{
    wz_opened opened;
    topic t;
    if (open_topic(x, &opened, &t))
        wz_form_draft_save(x, x->params[0], draft_part(x, &t));
    wz_access_close(&opened);
}

void wz_do_form_drop(wz_exchange *x)
{
    wz_opened opened;
    topic t;
    if (open_topic(x, &opened, &t)) {
        wz_form_draft_drop(x, x->params[0], draft_part(x, &t));
        wz_redirect(x, "draft-dropped", "%s", page_path(x, opened.content, &t));
    }
    wz_access_close(&opened);
}
