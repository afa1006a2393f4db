/* Removing a thing from a case: what goes with it, which references to it go, too, and which stay and lead nowhere. Nothing is lost
 * for good: the version before is kept. */
#include "web/access.h"
#include "web/case_head.h"
#include "web/fill.h"
#include "web/layout.h"
#include "web/pages.h"
#include "web/problems.h"

#include <string.h>

enum { MOST_EDITS = 2000 };

/* What is to be removed, and the edits that do it: first all that names it. */
typedef struct {
    wz_exchange *x;
    const wz_case_content *c;
    const char *id;
    const wz_entity_view *e; /* NULL: it is evidence */
    const wz_evidence_view *evidence;
    wz_edit edits[MOST_EDITS];
    size_t count;
    wz_buffer going, staying; /* lines of HTML */
} removal;

static void add(removal *r, wz_edit edit)
{
    edit.version = 1;
    if (r->count < MOST_EDITS)
        r->edits[r->count] = edit;
    r->count++;
}

/* Whether an entity goes: the one itself, and what belongs to a person. */
static bool goes(const removal *r, const wz_entity_view *e)
{
    return r->e && (e == r->e || (r->e->kind == WZ_VIEW_PERSON && strcmp(e->person, r->e->id) == 0));
}

static bool names_going(const removal *r, const char *id)
{
    const wz_entity_view *e = wz_fill_entity(r->c, id);
    return e && goes(r, e);
}

static const char *owner_name(const removal *r, const wz_entity_view *e)
{
    const wz_entity_view *person = *e->person ? wz_fill_entity(r->c, e->person) : NULL;
    const char *name = wz_fill_name(r->x, e);
    return person ? wz_arena_printf(r->x->arena, "%s · %s", wz_fill_short(r->x, person), name) : name;
}

static wz_edit_field *field(const removal *r, const char *name, const char *value)
{
    wz_edit_field *made = wz_arena_alloc(r->x->arena, sizeof *made);
    if (made)
        *made = (wz_edit_field){name, value};
    return made;
}

static void write_fact(const removal *r, wz_buffer *out, const wz_entity_view *e, const wz_fact_view *f)
{
    wz_html(out, wz_say(r->x, "<li>%s · %s：%s</li>\n", "<li>%s · %s: %s</li>\n"), owner_name(r, e), f->label,
            f->words);
}

/* A statement by something that stays. */
static void look_at_fact(removal *r, const wz_entity_view *e, const wz_fact_view *f)
{
    bool in = r->e && r->e->kind == WZ_VIEW_INCIDENT && strcmp(f->incident, r->id) == 0;
    bool reference = f->type == WZ_VIEW_REFERENCE && names_going(r, f->value);
    if (in || reference) {
        write_fact(r, &r->going, e, f);
        add(r, (wz_edit){.verb = WZ_EDIT_UNSET,
                         .of = e->id,
                         .name = f->attribute,
                         .fields = in ? field(r, "in", r->id) : NULL,
                         .field_count = in});
    } else if (f->role == WZ_VIEW_SANCTION_MATTER && names_going(r, f->value)) {
        write_fact(r, &r->staying, e, f);
    } else if (r->evidence) {
        const char *padded = wz_arena_printf(r->x->arena, " %s ", f->evidence);
        const char *wanted = wz_arena_printf(r->x->arena, " %s ", r->id);
        if (padded && wanted && strstr(padded, wanted))
            wz_html(&r->going,
                    wz_say(r->x, "<li>%s · %s（不再以它为证）</li>\n", "<li>%s · %s (loses it as evidence)</li>\n"),
                    owner_name(r, e), f->label);
    }
}

static void look_at_declarations(removal *r)
{
    for (size_t i = 0; i < r->c->declaration_count; i++) {
        const wz_declaration_view *d = &r->c->declarations[i];
        bool in = r->e && r->e->kind == WZ_VIEW_INCIDENT && *d->incident && strcmp(d->incident, r->id) == 0;
        bool of = r->e && *d->person && strcmp(d->person, r->id) == 0;
        if (in || of)
            wz_html(&r->going, "<li>%s%s</li>\n", wz_say(r->x, "声明：", "Declaration: "),
                    wz_fill_declaration(r->x, r->c, d));
        if (!in)
            continue;
        wz_edit_field *fields = wz_arena_array(r->x->arena, 4, sizeof *fields);
        if (!fields)
            return;
        fields[0] = (wz_edit_field){"facts", d->words};
        fields[1] = (wz_edit_field){"in", d->incident};
        fields[2] = (wz_edit_field){"by", d->by};
        fields[3] = (wz_edit_field){"on", d->on};
        add(r, (wz_edit){.verb = WZ_EDIT_REMOVE,
                         .of = *d->person ? d->person : NULL,
                         .name = "examined",
                         .fields = fields,
                         .field_count = 4});
    }
}

/* Find the thing and all that hangs on it; false where there is none. */
static bool prepare(removal *r)
{
    r->e = wz_fill_entity(r->c, r->id);
    for (size_t i = 0; i < r->c->evidence_count; i++)
        if (strcmp(r->c->evidence[i].id, r->id) == 0)
            r->evidence = &r->c->evidence[i];
    if (!r->e && !r->evidence)
        return false;
    for (size_t i = 0; i < r->c->entity_count; i++) {
        const wz_entity_view *e = &r->c->entities[i];
        if (goes(r, e) && e != r->e)
            wz_html(&r->going, "<li>%s</li>\n", wz_fill_name(r->x, e));
        for (size_t f = 0; !goes(r, e) && f < e->fact_count; f++)
            look_at_fact(r, e, &e->facts[f]);
        for (size_t f = 0; e == r->e && f < e->fact_count; f++)
            wz_html(&r->going, wz_say(r->x, "<li>%s：%s</li>\n", "<li>%s: %s</li>\n"), e->facts[f].label,
                    e->facts[f].words);
    }
    look_at_declarations(r);
    add(r, (wz_edit){.verb = WZ_EDIT_REMOVE, .of = r->id});
    return true;
}

static const char *title_of(const removal *r)
{
    if (r->e)
        return owner_name(r, r->e);
    return wz_arena_printf(r->x->arena, "%s %s %s", wz_say(r->x, "证据", "Evidence"), r->id, r->evidence->title);
}

static void write_list(wz_exchange *x, const wz_buffer *lines, const char *heading)
{
    if (!lines->length)
        return;
    wz_html(&x->body, "<h3>%s</h3>\n<ul>\n", heading);
    wz_buffer_add(&x->body, lines->data, lines->length); /* escaped when it was written */
    wz_buffer_puts(&x->body, "</ul>\n");
}

static void write_subject(wz_exchange *x)
{
    wz_html(&x->body, "<div class=\"notice open\"><p>%s</p></div>\n",
            wz_say(x, "这是本案所说的事件，不能删去：每个案件必须有一个。要换一个事件，请新建案件。",
                   "This is the incident that the case is about; every case has one, so it cannot be removed. For "
                   "another incident make a new case."));
}

static void write_page(wz_exchange *x, const wz_opened *opened, const removal *r)
{
    const char *path = wz_case_path(x, r->c->id);
    wz_html(&x->body, "<h2>%s%s</h2>\n", wz_say(x, "删去：", "Remove: "), title_of(r));
    if (r->e && r->e->subject) {
        write_subject(x);
        return;
    }
    write_list(x, &r->going, wz_say(x, "随之一并删去", "What goes with it"));
    write_list(x, &r->staying, wz_say(x, "留下、但不再指向案内事件的", "What stays and leads nowhere afterwards"));
    if (!r->going.length && !r->staying.length)
        wz_html(&x->body, "<p>%s</p>\n", wz_say(x, "没有别的内容与它相关。", "Nothing else hangs on it."));
    if (r->e && r->e->kind == WZ_VIEW_PERSON)
        wz_html(
            &x->body, "<p class=\"hint\">%s</p>\n",
            wz_say(x, "此人今后不再列为本案的被认定人，据此作出的回避也随之改变。",
                   "This person is then no longer assessed in the case, and is no longer recused for that reason."));
    wz_html(&x->body, "<p class=\"hint\">%s</p>\n",
            wz_say(x, "删去之后是一个新版本；此前各版本和已存档的认定都保留，可以查阅。",
                   "This makes a new version; earlier versions and kept assessments stay and can be read."));
    wz_buffer link = {0};
    wz_html_url(&link, r->id);
    wz_form_begin(x, wz_arena_printf(x->arena, "%s/remove/%s", path, link.data ? link.data : ""), false);
    wz_fill_over(x, opened);
    wz_html(
        &x->body,
        "<p class=\"bar\"><button class=\"main\">%s</button> <a class=\"button\" href=\"%s/%s%s\">%s</a></p></form>\n",
        wz_say(x, "确认删去", "Remove it"), path, r->e ? "form/" : "heading", r->e ? link.data : "",
        wz_say(x, "不删", "Keep it"));
    wz_buffer_free(&link);
}

static removal *begin(wz_exchange *x, const wz_opened *opened)
{
    removal *r = wz_arena_alloc(x->arena, sizeof *r);
    if (!r)
        return NULL;
    r->x = x;
    r->c = opened->content;
    r->id = x->params[1];
    return prepare(r) ? r : NULL;
}

static void end(removal *r)
{
    if (!r)
        return;
    wz_buffer_free(&r->going);
    wz_buffer_free(&r->staying);
}

static const char *after(const removal *r)
{
    return r->evidence && !r->e ? "heading" : "form";
}

void wz_page_remove(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        removal *r = begin(x, &opened);
        if (r) {
            wz_case_head(x, &opened, "/form");
            write_page(x, &opened, r);
        } else {
            wz_not_found(x);
        }
        end(r);
    }
    wz_access_close(&opened);
}

static void carry_out(wz_exchange *x, const wz_opened *opened, const removal *r)
{
    wz_diag *diag = wz_diag_new();
    wz_case_added added = {0};
    bool may = wz_fill_is_newest(x, opened) && r->count <= MOST_EDITS && !(r->e && r->e->subject);
    int code = may ? wz_fill_save(x, opened, r->edits, r->count, &added, diag) : WZ_EINPUT;
    if (code == WZ_OK) {
        wz_redirect(x, "removed", "%s/%s", wz_case_path(x, r->c->id), after(r));
    } else if (code == WZ_EINPUT || code == WZ_ELIMIT) {
        wz_case_head(x, opened, "/form");
        x->status = 400;
        if (!wz_fill_is_newest(x, opened))
            wz_fill_conflict(x);
        if (wz_diag_count(diag))
            wz_problems_list(x, diag);
        write_page(x, opened, r);
    } else {
        wz_refuse_code(x, code, diag);
    }
    wz_diag_free(diag);
}

void wz_do_remove(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened)) {
        removal *r = begin(x, &opened);
        if (r)
            carry_out(x, &opened, r);
        else
            wz_not_found(x);
        end(r);
    }
    wz_access_close(&opened);
}
