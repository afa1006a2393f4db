/**
 * @file
 * Editing a case as bytes: stating and withdrawing facts, adding and removing what a case consists of. Everything that an edit does
 * not touch stays byte for byte: comments, layout, order. What comes out has been read back by the loader and is a case.
 *
 * Used by what-if, the interview, scenario tables and the forms of a page.
 */
#ifndef WENZE_EDIT_H
#define WENZE_EDIT_H

#include "wenze/law.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What an edit does. */
typedef enum {
    /** State a fact. `of`: id of the incident, person, post, sanction or duty record, or of a <fact> itself; `name`: the
     *  attribute (vocabulary id, or the name of its XML attribute, or its Chinese label); NULL where `of` is a fact's id.
     *  Fields are those of <fact>: value, at-least, at-most, standing, evidence, in, from, to, duty, under, id.
     *
     *  The statement (value, standing, evidence) is replaced as a whole; id, in, from, to, duty and under of a fact that
     *  stands there stay unless given; given as "", they are taken out. A fact written as an XML attribute of its entity is changed there, and becomes a
     *  <fact> only where it must (bounds, standing, evidence, or one of those six, even ""). A person's fact without `in` is of the subject incident.
     *  post_to = "null": the post is held to this day. value "unknown" withdraws the fact.
     *
     *  Attributes of the elements that are no facts can be named too: case title, jurisdiction, as-of; evidence title,
     *  document-no, date; a person's name; an incident's subject. Only `value` is a field then; value NULL or "" removes it. */
    WZ_EDIT_SET,
    /** Withdraw every statement of an attribute (`of`, `name`; field in), or one fact by its id (`of`, name NULL). That
     *  nothing stands there is no error: the fact is unknown afterwards. */
    WZ_EDIT_UNSET,
    /** Add an element: `name`: evidence, incident, person, post, sanction, duty-record, duty-window, complete, examined;
     *  `of`: the person (or NULL: the case) that it stands in; fields: its XML attributes as in docs/formats.md. A post
     *  takes to="null" for <to open="true"/>. An id that is not given is made ("p2", "e3").
     *
     *  Or a fact beside those that state the same, as when two papers contradict each other: `name`: fact; `of`: the incident,
     *  person, post, sanction or duty record; fields: those of <fact>, `name` the attribute as for SET. */
    WZ_EDIT_ADD,
    /** Remove an element with all in it. name NULL: the one whose id is `of` (with the evidence that facts name, its id goes
     *  from them too). Else those elements called `name` in `of` (NULL: the case) whose XML attributes are as the fields
     *  say, word by word ("": it has none such): the way to remove complete, examined, duty-window, which have no id. */
    WZ_EDIT_REMOVE
} wz_edit_verb;

/** One XML attribute: a name of docs/formats.md, and its value without escapes. value NULL = as if the field were not there. */
typedef struct {
    const char *name;
    const char *value;
} wz_edit_field;

/** One edit. Zero it, or start from WZ_EDIT_INIT. All strings are borrowed. */
typedef struct {
    unsigned version;            /**< 1 */
    wz_edit_verb verb;
    const char *text;            /**< SET and UNSET in the textual form below, in place of the members behind it; else NULL */
    const char *of;              /**< id; NULL or the case's id: the case */
    const char *name;
    const wz_edit_field *fields;
    size_t field_count;
} wz_edit;

/** An edit with nothing said. */
#define WZ_EDIT_INIT {1, WZ_EDIT_SET, NULL, NULL, NULL, NULL, 0}

/*
 * The textual form, one edit a text (`--set`, `--unset`, cells of a scenario table):
 *
 *   p1.took_remedial_measures=true               a fact; also true/false as 是/否
 *   i1.deaths>=3   i1.deaths<=9  i1.deaths=3..9   bounds
 *   p1.nature_vile=true@alleged                  standing: established refuted alleged disputed, or 查实 查否 反映 有争议
 *   p1.nature_vile=true@established#e1,e2        evidence
 *   p1.nature_vile=true in:i2 from:2019-07-01 to:2019-07-05 duty:bj2019.6.2a under:bj2019 id:f9
 *   po1.to=null                                  a post held to this day
 *   p1.nature_vile=unknown                       withdrawn, as by UNSET
 *   f3=false@refuted                             a fact by its id
 *   case.as-of=2020-03-01  e1.title="第3#井"      a value in quotation marks is taken as it is ("" within is one ")
 *
 * UNSET: `p1.nature_vile`, `p1.nature_vile in:i2`, `f3`. "case" means the case unless something has that id.
 */

/**
 * Apply edits, in their order, to a case in memory.
 *
 * @param[out] out     The edited case, NUL-terminated; free with wz_text_free(). NULL on failure.
 * @param[out] length  Its bytes without the NUL; may be NULL.
 * @param rules        The law whose vocabulary types the facts.
 * @param name         Under which problems of the case are reported; those of an edit are reported under its textual form.
 * @param bytes        The XML, borrowed for the call.
 * @param size         How many bytes.
 * @param edits        Borrowed for the call.
 * @param count        How many; with 0 the case comes back as it is.
 * @param diag         Receives problems; may be NULL.
 * @return WZ_OK; WZ_EINPUT (the case is bad; an edit names nothing there is, or would make a bad case); WZ_ELIMIT; WZ_ENOMEM.
 * Source: docs/formats.md, "Edits".
 */
int wz_case_edit(char **out, size_t *length, const wz_rules *rules, const char *name, const void *bytes, size_t size,
                 const wz_edit *edits, size_t count, wz_diag *diag);

/** What a new case begins with. */
typedef struct {
    unsigned version;           /**< 1 */
    const char *id;             /**< without blanks; required */
    const char *title;          /**< NULL = none, as for all below */
    const char *jurisdiction;   /**< path of places */
    const char *as_of;          /**< YYYY-MM-DD */
    const char *incident;       /**< id of the subject incident; NULL = "i1" */
    const char *incident_date;  /**< a day, month or year */
} wz_case_heading;

/** A heading with nothing said. */
#define WZ_CASE_HEADING_INIT {1, NULL, NULL, NULL, NULL, NULL, NULL}

/**
 * A blank case: its heading and the subject incident, ready for edits.
 * @return WZ_OK; WZ_EINPUT (a value of the wrong form); WZ_ENOMEM.
 */
int wz_case_blank(char **out, size_t *length, const wz_rules *rules, const wz_case_heading *heading, wz_diag *diag);

#ifdef __cplusplus
}
#endif
#endif
