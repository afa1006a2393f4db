/**
 * @file
 * What can be said of a case, as data for forms: entities, their attributes with label, question and proof, the values of
 * choices, groups and places. And a case as it stands, fact by fact.
 */
#ifndef WENZE_VOCABULARY_H
#define WENZE_VOCABULARY_H

#include "wenze/law.h"

#ifdef __cplusplus
extern "C" {
#endif

/** An id with its label in the view's language. */
typedef struct {
    const char *id;
    const char *label;
} wz_choice_view;

/** The types that a form draws differently. */
typedef enum {
    WZ_VIEW_BOOLEAN,
    WZ_VIEW_INTEGER,
    WZ_VIEW_NUMBER,
    WZ_VIEW_DATE,
    WZ_VIEW_DURATION,
    WZ_VIEW_CHOICE,
    WZ_VIEW_TEXT,
    WZ_VIEW_REFERENCE
} wz_view_type;

/** The entities of a case, as their elements are called: incident, person, post, sanction, duty-record. */
typedef enum {
    WZ_VIEW_INCIDENT,
    WZ_VIEW_PERSON,
    WZ_VIEW_POST,
    WZ_VIEW_SANCTION,
    WZ_VIEW_DUTY_RECORD,
    WZ_VIEW_ENTITIES
} wz_view_entity;

/** What the engine itself reads an attribute as; pages use it to find dates without knowing the vocabulary. */
typedef enum {
    WZ_VIEW_PLAIN,
    WZ_VIEW_INCIDENT_DATE,
    WZ_VIEW_POST_FROM,
    WZ_VIEW_POST_TO,
    WZ_VIEW_JURISDICTION,
    WZ_VIEW_SANCTION_KIND,
    WZ_VIEW_SANCTION_DECIDED,
    WZ_VIEW_SANCTION_EFFECTIVE,
    WZ_VIEW_SANCTION_MATTER,    /**< id of an incident, or another word for what it was imposed for */
    WZ_VIEW_ACTIVITY,
    WZ_VIEW_OTHER_ROLE
} wz_view_role;

/** An attribute. Texts are "" where the vocabulary has none. */
typedef struct {
    const char *id;
    const char *xml;            /**< the XML attribute of the entity's element that states it; NULL: only as a fact */
    wz_view_type type;
    wz_view_role role;
    bool many;                  /**< several values, separated by blanks */
    bool nullable;              /**< "null" is a value: a post held to this day */
    bool in_incident;           /**< of a person in one incident */
    bool derived;               /**< concluded by rules or definitions; may still be stated */
    bool examinable;            /**< a yes/no fact that a declaration on its whole group refutes where it is not stated */
    bool of_duties;             /**< its statements may name the provision (duty) or regulation (under) that they speak of */
    const char *group;          /**< id of its group, "" = none */
    const char *label, *question, *proof;
    const wz_choice_view *choices;
    size_t choice_count;
} wz_attribute_view;

/** The vocabulary in one language. Immutable; any number of threads may use it. */
typedef struct wz_vocabulary_view wz_vocabulary_view;

/** @param rules  Borrowed; must outlive *out. @return WZ_OK; WZ_ENOMEM. Free with wz_vocabulary_view_free(). */
int wz_vocabulary_view_new(wz_vocabulary_view **out, const wz_rules *rules, wz_language language);
/** Free a view and all it lent. Accepts NULL. */
void wz_vocabulary_view_free(wz_vocabulary_view *view);
/** The attributes of an entity, in the vocabulary's order, without `id`. Borrowed from the view. */
const wz_attribute_view *wz_vocabulary_attributes(const wz_vocabulary_view *view, wz_view_entity entity, size_t *count);
/** One of them by id; NULL where there is none. */
const wz_attribute_view *wz_vocabulary_attribute(const wz_vocabulary_view *view, wz_view_entity entity, const char *id);
/** The groups, in the vocabulary's order. */
const wz_choice_view *wz_vocabulary_groups(const wz_vocabulary_view *view, size_t *count);
/** The places: id is the path ("北京市/通州区"), label its last name. */
const wz_choice_view *wz_vocabulary_places(const wz_vocabulary_view *view, size_t *count);
/** The steps of a career, in the frame's order. */
const wz_choice_view *wz_vocabulary_steps(const wz_vocabulary_view *view, size_t *count);
/** What an entity is called. */
const char *wz_vocabulary_entity_label(const wz_vocabulary_view *view, wz_view_entity entity);

/** A stated fact. Texts are "" where not given. */
typedef struct {
    const char *attribute;      /**< id */
    wz_view_type type;
    wz_view_role role;
    const char *label;
    const char *value;          /**< as a <fact> writes it; "" where only bounds are given */
    const char *at_least, *at_most;
    const char *words;          /**< value or bounds as people read them */
    const char *standing;       /**< established, refuted, alleged, disputed */
    const char *evidence;       /**< ids, separated by blanks */
    const char *id;             /**< of the <fact>; "" where it is an XML attribute of its entity */
    const char *incident, *duty, *under, *from, *to;
} wz_fact_view;

/** An entity of the case. */
typedef struct {
    wz_view_entity kind;
    const char *id;
    const char *name;           /**< of a person; else "" */
    const char *person;         /**< id of the person that it belongs to; "" for incidents and persons */
    bool subject;               /**< incident: the subject of the case */
    const wz_fact_view *facts;
    size_t fact_count;
} wz_entity_view;

/** A piece of evidence. */
typedef struct {
    const char *id, *title, *document_no, *day;
} wz_evidence_view;

/** A declaration: that a list is complete, that facts were examined, or for which days the duty log was looked through. Texts
 *  are "" where not given. */
typedef struct {
    const char *element;        /**< "complete", "examined" or "duty-window", as WZ_EDIT_REMOVE names it */
    const char *person;         /**< id, "" = of the case */
    const char *list;           /**< of complete: "sanctions" … */
    const char *of;             /**< of complete: the activities, separated by blanks; "" = all */
    const char *facts;          /**< of examined: labels of what was examined */
    const char *words;          /**< of examined: groups and attributes as written, separated by blanks */
    const char *incident;       /**< of examined: id, "" = every one */
    const char *from, *to, *by, *on;
} wz_declaration_view;

/** A case as it stands. All strings are the view's. */
typedef struct {
    const char *id, *title, *jurisdiction, *as_of, *sha256;
    const wz_entity_view *entities;     /**< incidents, then each person followed by posts, sanctions, duty records */
    size_t entity_count;
    const wz_evidence_view *evidence;
    size_t evidence_count;
    const wz_declaration_view *declarations;
    size_t declaration_count;
} wz_case_content;

/** A case opened for reading. */
typedef struct wz_case_view wz_case_view;

/**
 * Read a case in memory.
 * @param name  Under which problems are reported.
 * @return WZ_OK; WZ_EINPUT (the case is bad; diag says where); WZ_ELIMIT; WZ_ENOMEM. Free with wz_case_view_free().
 */
int wz_case_view_open(wz_case_view **out, const wz_rules *rules, const char *name, const void *bytes, size_t size,
                      wz_language language, wz_diag *diag);
/** Free a view and all it lent. Accepts NULL. */
void wz_case_view_free(wz_case_view *view);
/** What the case says. Borrowed from the view. */
const wz_case_content *wz_case_view_content(const wz_case_view *view);

#ifdef __cplusplus
}
#endif
#endif
