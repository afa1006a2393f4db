/* What the pages share on which a case is filled in: finding its things and naming them, inputs made from the vocabulary, and
 * saving edits as a new version. */
#ifndef WZ_WEB_FILL_H
#define WZ_WEB_FILL_H

#include "web/access.h"
#include "wenze/edit.h"

/* --- what there is --- */

/* An entity by its id; NULL where there is none. */
const wz_entity_view *wz_fill_entity(const wz_case_content *content, const char *id);
/* The subject incident's id; "" where there is none. */
const char *wz_fill_subject(const wz_case_content *content);
/* Whether there are more incidents than the subject. */
bool wz_fill_more_incidents(const wz_case_content *content);
/* What an entity is called on a page: its kind and its name, or what it states first. In the arena. */
const char *wz_fill_name(wz_exchange *x, const wz_entity_view *e);
/* The same without its kind. */
const char *wz_fill_short(wz_exchange *x, const wz_entity_view *e);
/* An id that nothing in the case has, beginning with these letters; in the arena. */
const char *wz_fill_new_id(wz_exchange *x, const wz_case_content *content, const char *letters);

/* --- drawing --- */

/* Links to all that can be filled in; `current` is an entity's id, or the path behind the case's own of another such page. */
void wz_fill_contents(wz_exchange *x, const wz_case_content *content, const char *current);
void wz_fill_option(wz_exchange *x, const char *value, const char *label, const char *chosen);
/* The input for an attribute's value, as field `name` with the id `id`, and what it holds. */
void wz_fill_value(wz_exchange *x, const wz_attribute_view *a, const char *id, const char *name, const char *value);
/* The options of a standing. */
void wz_fill_standings(wz_exchange *x, const char *chosen);
const char *wz_fill_standing(const wz_exchange *x, const char *standing);
/* A statement's value as an input holds it: bounds as "3..9". */
const char *wz_fill_stated(const wz_exchange *x, const wz_fact_view *f);
/* The case's evidence as suggestions for inputs with list="evidence". */
void wz_fill_evidence(wz_exchange *x, const wz_case_content *content);
/* A labelled line of a form; `type` is an input's, `more` are attributes of ours ("required …"). */
void wz_fill_line(wz_exchange *x, const char *name, const char *label, const char *type, const char *value,
                  const char *more);
/* What a declaration says, as a sentence; in the arena. */
const char *wz_fill_declaration(wz_exchange *x, const wz_case_content *content, const wz_declaration_view *d);
/* Labels of groups and attributes given by their ids, which blanks separate; in the arena. */
const char *wz_fill_labels(wz_exchange *x, wz_view_entity kind, const char *ids);
/* A hidden field with the version that the form was drawn from. */
void wz_fill_over(wz_exchange *x, const wz_opened *opened);

/* --- reading and saving --- */

/* A field of the form without blanks around it; "" where there is none. */
const char *wz_fill_field(wz_exchange *x, const char *name);
/* The values of all fields of one name, joined by blanks; "" where there is none. */
const char *wz_fill_joined(wz_exchange *x, const char *name);
/* The fields of an edit that states a value of an attribute (of numbers and dates also "3..9": bounds) with a standing and evidence:
 * at most 4. */
size_t wz_fill_statement(wz_exchange *x, wz_edit_field fields[4], const wz_attribute_view *a, const char *value,
                         const char *standing, const char *evidence);
/* Whether the form was drawn from the newest version. */
bool wz_fill_is_newest(const wz_exchange *x, const wz_opened *opened);
/* Status 409, and a notice that somebody saved meanwhile, with what was typed; the page goes on below it. */
void wz_fill_conflict(wz_exchange *x);
/* Apply edits to the opened version and keep the result as a new one. */
int wz_fill_save(wz_exchange *x, const wz_opened *opened, const wz_edit *edits, size_t count, wz_case_added *added,
                 wz_diag *diag);

#endif
