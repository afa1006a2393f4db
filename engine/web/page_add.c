/* Adding to a case: evidence, another incident, a person, and a person's posts, sanctions and activities, from the vocabulary's own list of what
 * is written of each. */
#include "web/access.h"
#include "web/case_head.h"
#include "web/fill.h"
#include "web/layout.h"
#include "web/library.h"
#include "web/pages.h"
#include "web/problems.h"

#include <string.h>

enum { MOST_FIELDS = 64 };

/* What can be added; an entity with a vocabulary has its attributes that are written as XML attributes, an incident also its day. */
static const struct {
    const char *element;
    int entity; /* wz_view_entity, -1 = none */
    bool of_person;
    const char *letters; /* how ids begin */
    const char *zh, *en;
} kinds[] = {
    {"evidence", -1, false, "e", "证据", "Evidence"},
    {"person", WZ_VIEW_PERSON, false, "p", "人员", "Person"},
    {"post", WZ_VIEW_POST, true, "po", "任职", "Post"},
    {"sanction", WZ_VIEW_SANCTION, true, "s", "已作出的处理", "Sanction"},
    {"duty-record", WZ_VIEW_DUTY_RECORD, true, "d", "履职记录", "Activity"},
    {"incident", WZ_VIEW_INCIDENT, false, "i", "另一起事件", "Another incident"},
};

/* Under which field of the form an attribute is written when its entity is added; NULL: it is filled in afterwards. */
static const char *field_of(wz_view_entity entity, const wz_attribute_view *a)
{
    return a->xml ? a->xml : entity == WZ_VIEW_INCIDENT && a->role == WZ_VIEW_INCIDENT_DATE ? a->id : NULL;
}

static void write_input(wz_exchange *x, const char *name, const char *label, const char *hint)
{
    const char *id = wz_arena_printf(x->arena, "%s-%zu", name, x->body.length);
    wz_html(&x->body,
            "<p class=\"field\"><label for=\"%s\">%s</label><input id=\"%s\" name=\"%s\" placeholder=\"%s\" "
            "maxlength=\"2000\">"
            "</p>\n",
            id, label, id, name, hint);
}

static void write_choice(wz_exchange *x, const wz_attribute_view *a, const char *field)
{
    const char *id = wz_arena_printf(x->arena, "%s-%zu", field, x->body.length);
    wz_html(
        &x->body,
        "<p class=\"field\"><label for=\"%s\">%s</label><select id=\"%s\" name=\"%s\"><option value=\"\">%s</option>",
        id, a->label, id, field, wz_say(x, "不详", "not known"));
    if (a->type == WZ_VIEW_BOOLEAN)
        wz_html(&x->body, "<option value=\"true\">%s</option><option value=\"false\">%s</option>",
                wz_say(x, "是", "yes"), wz_say(x, "否", "no"));
    for (size_t i = 0; i < a->choice_count; i++)
        wz_html(&x->body, "<option value=\"%s\">%s</option>", a->choices[i].id, a->choices[i].label);
    wz_buffer_puts(&x->body, "</select></p>\n");
}

static void write_people(wz_exchange *x, const wz_case_content *c)
{
    const char *id = wz_arena_printf(x->arena, "of-%zu", x->body.length);
    wz_html(&x->body, "<p class=\"field\"><label for=\"%s\">%s</label><select id=\"%s\" name=\"of\" required>", id,
            wz_say(x, "人员", "Person"), id);
    for (size_t i = 0; i < c->entity_count; i++)
        if (c->entities[i].kind == WZ_VIEW_PERSON)
            wz_html(&x->body, "<option value=\"%s\">%s</option>", c->entities[i].id,
                    *c->entities[i].name ? c->entities[i].name : c->entities[i].id);
    wz_buffer_puts(&x->body, "</select></p>\n");
}

static void write_attributes(wz_exchange *x, wz_view_entity entity)
{
    size_t count;
    const wz_attribute_view *list = wz_vocabulary_attributes(wz_library_vocabulary(x), entity, &count);
    for (size_t i = 0; i < count; i++) {
        const wz_attribute_view *a = &list[i];
        const char *field = field_of(entity, a);
        if (!field)
            continue;
        if (!a->many && (a->type == WZ_VIEW_BOOLEAN || a->type == WZ_VIEW_CHOICE))
            write_choice(x, a, field);
        else
            write_input(x, field, a->label,
                        a->nullable               ? wz_say(x, "至今填 null", "null = to this day")
                        : a->type == WZ_VIEW_DATE ? "2019-07-12"
                                                  : "");
    }
}

static bool has_person(const wz_case_content *c)
{
    for (size_t i = 0; i < c->entity_count; i++)
        if (c->entities[i].kind == WZ_VIEW_PERSON)
            return true;
    return false;
}

static void write_kind(wz_exchange *x, const wz_opened *opened, size_t i)
{
    if (kinds[i].of_person && !has_person(opened->content))
        return;
    wz_html(&x->body, "<details class=\"add\"><summary>%s</summary>\n", wz_say(x, kinds[i].zh, kinds[i].en));
    wz_form_begin(x, wz_arena_printf(x->arena, "%s/add", wz_case_path(x, opened->content->id)), false);
    wz_html(&x->body, "<input type=\"hidden\" name=\"what\" value=\"%s\">\n", kinds[i].element);
    if (kinds[i].of_person)
        write_people(x, opened->content);
    if (kinds[i].entity == WZ_VIEW_PERSON)
        write_input(x, "name", wz_say(x, "姓名", "Name"), "");
    if (kinds[i].entity >= 0) {
        write_attributes(x, (wz_view_entity)kinds[i].entity);
    } else {
        write_input(x, "title", wz_say(x, "名称", "Title"), "");
        write_input(x, "document-no", wz_say(x, "文号", "Document number"), "");
        write_input(x, "date", wz_say(x, "日期", "Date"), "2019-08-26");
    }
    wz_html(&x->body, "<p><button class=\"main\">%s</button></p></form></details>\n", wz_say(x, "添加", "Add"));
}

static void write_page(wz_exchange *x, const wz_opened *opened, const wz_diag *diag)
{
    wz_case_head(x, opened, "/form");
    wz_fill_contents(x, opened->content, "/add");
    if (diag && wz_diag_count(diag))
        wz_problems_list(x, diag);
    wz_html(&x->body, "<h2>%s</h2>\n", wz_say(x, "添加到本案", "Add to this case"));
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        write_kind(x, opened, i);
}

void wz_page_add(wz_exchange *x)
{
    wz_opened opened;
    if (wz_access_open(x, x->params[0], &opened))
        write_page(x, &opened, NULL);
    wz_access_close(&opened);
}

/* Whether a field of the form is an XML attribute of what is added. */
static bool is_field(wz_exchange *x, size_t kind, const char *name)
{
    if (kinds[kind].entity < 0)
        return strcmp(name, "title") == 0 || strcmp(name, "document-no") == 0 || strcmp(name, "date") == 0;
    if (kinds[kind].entity == WZ_VIEW_PERSON && strcmp(name, "name") == 0)
        return true;
    size_t count;
    const wz_attribute_view *list =
        wz_vocabulary_attributes(wz_library_vocabulary(x), (wz_view_entity)kinds[kind].entity, &count);
    for (size_t i = 0; i < count; i++)
        if (list[i].xml && strcmp(list[i].xml, name) == 0)
            return true;
    return false;
}

/* An incident's day is a fact of it. */
static size_t state_incident(wz_exchange *x, const char *id, wz_edit *edits, wz_edit_field *values, size_t most)
{
    size_t count, n = 0;
    const wz_attribute_view *list = wz_vocabulary_attributes(wz_library_vocabulary(x), WZ_VIEW_INCIDENT, &count);
    for (size_t i = 0; i < count && n < most; i++) {
        const char *field = field_of(WZ_VIEW_INCIDENT, &list[i]), *value = field ? wz_fill_field(x, field) : "";
        if (!*value || list[i].xml)
            continue;
        values[n] = (wz_edit_field){"value", value};
        edits[n] = (wz_edit){1, WZ_EDIT_SET, NULL, id, list[i].id, &values[n], 1};
        n++;
    }
    return n;
}

static int add(wz_exchange *x, const wz_opened *opened, size_t kind, const char *id, wz_diag *diag)
{
    enum { MOST_EDITS = 8 };
    wz_edit_field fields[MOST_FIELDS], values[MOST_EDITS];
    wz_edit edits[MOST_EDITS];
    size_t count = 0, edit_count = 1;
    fields[count++] = (wz_edit_field){"id", id};
    for (size_t i = 0; i < x->form.count && count < MOST_FIELDS; i++)
        if (x->form.items[i].length && is_field(x, kind, x->form.items[i].name))
            fields[count++] = (wz_edit_field){x->form.items[i].name, x->form.items[i].value};
    edits[0] = (wz_edit){.version = 1,
                         .verb = WZ_EDIT_ADD,
                         .name = kinds[kind].element,
                         .of = kinds[kind].of_person ? wz_form(x, "of") : NULL,
                         .fields = fields,
                         .field_count = count};
    if (kinds[kind].entity == WZ_VIEW_INCIDENT)
        edit_count += state_incident(x, id, edits + 1, values, MOST_EDITS - 1);
    wz_case_added added = {0};
    return wz_fill_save(x, opened, edits, edit_count, &added, diag);
}

/* Where one goes on: what was added is filled in. */
static void go_on(wz_exchange *x, size_t kind, const char *id)
{
    const char *path = wz_case_path(x, x->params[0]);
    if (kinds[kind].entity < 0)
        wz_redirect(x, "case-saved", "%s/heading", path);
    else
        wz_redirect(x, "case-saved", "%s/form/%s", path, id);
}

void wz_do_add(wz_exchange *x)
{
    wz_opened opened;
    size_t kind = 0, known = sizeof kinds / sizeof kinds[0];
    while (kind < known && strcmp(kinds[kind].element, wz_form(x, "what")) != 0)
        kind++;
    if (wz_access_open(x, x->params[0], &opened)) {
        wz_diag *diag = wz_diag_new();
        bool can = kind < known && wz_library_vocabulary(x);
        const char *id = can ? wz_fill_new_id(x, opened.content, kinds[kind].letters) : "";
        int code = can ? add(x, &opened, kind, id, diag) : WZ_EINPUT;
        if (code == WZ_OK) {
            go_on(x, kind, id);
        } else if (code == WZ_EINPUT || code == WZ_ELIMIT) {
            x->status = 400;
            write_page(x, &opened, diag);
        } else {
            wz_refuse_code(x, code, diag);
        }
        wz_diag_free(diag);
    }
    wz_access_close(&opened);
}
