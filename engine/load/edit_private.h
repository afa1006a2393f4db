/* Private to load/edit*.c: one edit at work. */
#ifndef WZ_LOAD_EDIT_PRIVATE_H
#define WZ_LOAD_EDIT_PRIVATE_H

#include "load/common.h"
#include "load/outline.h"
#include "wenze/edit.h"

/* Replace [from, to) of the bytes by a text. */
typedef struct {
    size_t from, to;
    const char *text;
} wz_cut;

typedef struct {
    const wz_vocabulary *vocabulary;
    wz_report *report;
    wz_arena *arena;
    wz_edit edit;           /* as read */
    const char *shown;      /* its textual form: where problems are reported */
    wz_outline outline;     /* of the bytes at hand */
    wz_vector cuts;         /* wz_cut, disjoint */
    bool refused;           /* a problem was reported */
} wz_editor;

/* An element that a case may hold. */
typedef struct {
    const char *name;
    bool of_person;         /* stands in a person; else in the case */
    wz_entity_kind kind;
    const char *id;         /* how new ids begin; NULL = it has none */
} wz_element_kind;

/* edit_find.c */
/* Value of an edit's field, or NULL. */
const char *wz_edit_field_of(const wz_edit *edit, const char *name);
const char *wz_edit_given(const wz_editor *e, const char *name);    /* of the edit at work */
wz_place wz_edit_place(const wz_editor *e);
bool wz_edit_same(const char *a, const char *b);                    /* both NULL, or the same text */
const wz_outline_element *wz_edit_at(const wz_editor *e, size_t i);
bool wz_edit_is(const wz_outline_element *element, const char *name);
bool wz_edit_child(const wz_editor *e, const wz_outline_element *element, const wz_outline_element *parent);
const char *wz_edit_id(const wz_outline_element *element);          /* NULL where it has none */
/* The kind of an element that stands in a person or in the case, or NULL; the order in which new ones are put. */
const wz_element_kind *wz_edit_kind(const char *name, bool of_person);
size_t wz_edit_rank(const char *name, bool of_person);
void wz_edit_try_kinds(wz_nearest *nearest);
wz_entity_kind wz_edit_entity(const wz_outline_element *element);
/* The element with an id (NULL, "" or "case": the case; "f3": the third fact); NULL, having said so, where there is none. */
const wz_outline_element *wz_edit_find(wz_editor *e, const char *id);
/* An attribute of an entity by id, by the name of its XML attribute or by its label; NULL where there is none. */
const wz_attribute *wz_edit_attribute(const wz_editor *e, wz_entity_kind kind, const char *name);
bool wz_edit_labelled(const wz_text *label, const char *name);
/* Whether an element has an XML attribute of this name that states no fact. */
bool wz_edit_is_own(const wz_outline_element *element, const char *name);
/* Say that there is no such attribute, with the nearest. */
void wz_edit_no_attribute(wz_editor *e, const wz_outline_element *element, wz_entity_kind kind, const char *name);

/* edit_layout.c: noting what is to be cut out and put in */
void wz_edit_cut(wz_editor *e, size_t from, size_t to, const char *text);
/* Take an element out, with its line where it has one of its own. */
void wz_edit_remove(wz_editor *e, const wz_outline_element *element);
/* Put an element, given as text, into a parent: behind its like, on a line of its own where these have one. */
void wz_edit_insert(wz_editor *e, const wz_outline_element *parent, const char *name, const char *text);
/* Change attributes of an element's first tag; a value NULL takes the attribute out. */
void wz_edit_attributes(wz_editor *e, const wz_outline_element *element, const wz_edit_field *fields, size_t count);
/* The text of a new element in a parent, with the fields that have a value; content may be NULL. */
const char *wz_edit_element(wz_editor *e, const wz_outline_element *parent, const char *name,
                            const wz_edit_field *fields, size_t count, const char *content);
/* The text of a buffer in the arena; the buffer is freed. */
const char *wz_edit_keep(wz_editor *e, wz_buffer *buffer);

/* edit_fact.c */
void wz_edit_do_set(wz_editor *e);
void wz_edit_do_unset(wz_editor *e);
void wz_edit_do_add_fact(wz_editor *e);

/* edit_element.c */
void wz_edit_do_add(wz_editor *e);
void wz_edit_do_remove(wz_editor *e);

#endif
