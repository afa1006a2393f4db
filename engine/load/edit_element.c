/* Adding and removing elements. */
#include "load/edit_private.h"

#include <string.h>

static void refuse_place(wz_editor *e, const char *name, const char *advice)
{
    wz_report_error(e->report, "EDIT-005", wz_edit_place(e), "<%.40s> cannot be added or removed here; %s", name,
                    advice);
    e->refused = true;
}

static bool id_taken(const wz_editor *e, const char *id)
{
    for (size_t i = 0; i < e->outline.count; i++) {
        if (wz_edit_id(wz_edit_at(e, i)) && strcmp(wz_edit_id(wz_edit_at(e, i)), id) == 0)
            return true;
    }
    return false;
}

static const char *new_id(const wz_editor *e, const char *letters)
{
    for (size_t n = 1;; n++) {
        const char *id = wz_arena_printf(e->arena, "%s%zu", letters, n);
        if (!id || !id_taken(e, id))
            return id;
    }
}

/* The parent of an element to be added or removed by its name; NULL where it cannot stand there. */
static const wz_outline_element *parent_for(wz_editor *e, const wz_element_kind **kind)
{
    const wz_outline_element *parent = wz_edit_find(e, e->edit.of);
    const char *name = e->edit.name ? e->edit.name : "";
    if (!parent)
        return NULL;
    bool of_person = wz_edit_is(parent, "person");
    *kind = of_person || parent->parent < 0 ? wz_edit_kind(name, of_person) : NULL;
    if (*kind && strcmp(name, "fact") != 0)
        return parent;
    wz_nearest nearest = wz_nearest_to(name);
    wz_edit_try_kinds(&nearest);
    bool elsewhere = nearest.best && nearest.distance == 0;
    refuse_place(e, name,
                 strcmp(name, "fact") == 0 ? "withdraw it with an unset edit"
                 : elsewhere               ? "name the person that it belongs to, or for the case none"
                             : wz_nearest_advice(e->report, &nearest, "docs/formats.md lists the elements of a case"));
    return NULL;
}

void wz_edit_do_add(wz_editor *e)
{
    if (wz_edit_same(e->edit.name, "fact")) {
        wz_edit_do_add_fact(e);
        return;
    }
    const wz_element_kind *kind = NULL;
    const wz_outline_element *parent = parent_for(e, &kind);
    if (!parent)
        return;
    size_t count = e->edit.field_count, made = 0;
    wz_edit_field *fields = wz_arena_array(e->arena, count + 1, sizeof *fields);
    if (!fields)
        return;
    bool open = false;
    if (kind->id && !wz_edit_given(e, "id"))
        fields[made++] = (wz_edit_field){"id", new_id(e, kind->id)};
    for (size_t i = 0; i < count; i++) {
        const wz_edit_field *given = &e->edit.fields[i];
        bool is_open = kind->kind == WZ_POST && given->value && strcmp(given->name, "to") == 0 &&
                       strcmp(given->value, "null") == 0;
        open |= is_open;
        if (!given->name || !wz_form_holds(WZ_FORM_TOKEN, given->name, NULL))
            refuse_place(e, given->name ? given->name : "", "name an XML attribute as docs/formats.md does");
        else if (!is_open && given->value && *given->value)
            fields[made++] = *given;
    }
    const char *content = open ? wz_arena_printf(e->arena, "<%sto open=\"true\"/>", parent->prefix) : NULL;
    wz_edit_insert(e, parent, e->edit.name, wz_edit_element(e, parent, e->edit.name, fields, made, content));
}

/* Take an evidence's id from the facts that name it. */
static void drop_evidence(wz_editor *e, const char *id)
{
    for (size_t i = 0; i < e->outline.count; i++) {
        const char *named =
            wz_edit_is(wz_edit_at(e, i), "fact") ? wz_outline_value(wz_edit_at(e, i), "evidence") : NULL;
        wz_strings ids = wz_split(e->arena, named);
        wz_buffer left = {0};
        for (size_t j = 0; j < ids.count; j++) {
            if (strcmp(ids.items[j], id) != 0)
                wz_buffer_printf(&left, "%s%s", left.length ? " " : "", ids.items[j]);
        }
        bool found = named && left.length < strlen(named) && strstr(named, id);
        if (found) {
            const char *value = left.length ? wz_edit_keep(e, &left) : NULL;
            wz_edit_attributes(e, wz_edit_at(e, i), &(wz_edit_field){"evidence", value}, 1);
        }
        wz_buffer_free(&left);
    }
}

/* Whether an XML attribute says what is asked for, word for word; "" asks for none. */
static bool says(const wz_editor *e, const wz_outline_element *element, const wz_edit_field *asked)
{
    const char *value = wz_outline_value(element, asked->name);
    wz_strings has = wz_split(e->arena, value), wanted = wz_split(e->arena, asked->value);
    bool same = has.count == wanted.count;
    for (size_t i = 0; same && i < has.count; i++)
        same = strcmp(has.items[i], wanted.items[i]) == 0;
    return same;
}

static bool has_all(const wz_editor *e, const wz_outline_element *element)
{
    for (size_t i = 0; i < e->edit.field_count; i++) {
        if (e->edit.fields[i].value && !says(e, element, &e->edit.fields[i]))
            return false;
    }
    return true;
}

static void remove_by_name(wz_editor *e)
{
    const wz_element_kind *kind = NULL;
    const wz_outline_element *parent = parent_for(e, &kind);
    size_t found = 0;
    for (size_t i = 0; parent && i < e->outline.count; i++) {
        const wz_outline_element *child = wz_edit_at(e, i);
        if (!wz_edit_child(e, child, parent) || !wz_edit_is(child, e->edit.name) || !has_all(e, child))
            continue;
        wz_edit_remove(e, child);
        found++;
    }
    if (!parent || found)
        return;
    wz_report_error(e->report, "EDIT-006", wz_edit_place(e), "there is no such <%.40s> to remove; %s", e->edit.name,
                    "look at its XML attributes in the case");
    e->refused = true;
}

void wz_edit_do_remove(wz_editor *e)
{
    if (e->edit.name) {
        remove_by_name(e);
        return;
    }
    const wz_outline_element *element = wz_edit_find(e, e->edit.of);
    if (!element)
        return;
    if (element->parent < 0) {
        refuse_place(e, element->name, "name what is to be removed by its id");
        return;
    }
    wz_edit_remove(e, element);
    if (wz_edit_is(element, "evidence"))
        drop_evidence(e, wz_edit_id(element));
}
