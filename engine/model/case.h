/* A case: what an investigator wrote down. Plain data: values are typed by the vocabulary, nothing is concluded yet.
 * Source: docs/formats.md, "case.xml"; docs/semantics.md, sections 2 and 6. */
#ifndef WZ_MODEL_CASE_H
#define WZ_MODEL_CASE_H

#include "base/arena.h"
#include "feel/value.h"
#include "model/text.h"
#include "model/vocabulary.h"

typedef enum { WZ_ESTABLISHED, WZ_REFUTED, WZ_ALLEGED, WZ_DISPUTED } wz_standing;
const char *wz_standing_name(wz_standing standing);

typedef struct {
    const char *id, *title, *document_no;
    const char *date;       /* as written, NULL = none */
    wz_place place;
} wz_evidence;

/* One stated fact. XML attributes of an entity's element are facts too (`written` false: no id of their own). */
typedef struct {
    const char *id;         /* given, or "f" and its ordinal among the <fact> elements of the case */
    int attribute;          /* index in the vocabulary's entity */
    feel_value value;       /* settled, or an unknown with bounds (at-least, at-most, a date to the month) */
    wz_standing standing;
    wz_strings evidence;    /* ids */
    const char *incident;   /* person facts: id of the incident, NULL = none */
    const char *duty;       /* rule id or eId of the provision that it speaks of, NULL */
    const char *under;      /* rulebook id, NULL */
    wz_period conduct;      /* from, to */
    bool written;           /* by a <fact> element */
    wz_place place;
} wz_fact;

/* An incident, person, post, sanction or duty record. */
typedef struct {
    const char *id;
    wz_entity_kind kind;
    const wz_fact *facts;
    size_t fact_count;
    wz_place place;
} wz_case_entity;

/* `list` is closed for a period: every member that existed is in the case. */
typedef struct {
    const char *list;       /* "sanctions", "duty_records", "incidents" */
    wz_strings of;          /* activities; none = all */
    wz_period period;
    const char *by, *on;
    wz_place place;
} wz_closure;

/* These yes/no facts were examined and nothing was found beyond what is stated. */
typedef struct {
    const char *id;         /* "x" and its ordinal in the case */
    const char *facts;      /* as written: groups and attributes */
    const int *attributes;  /* person or incident attribute indexes, groups already expanded */
    size_t count;
    const char *incident;   /* NULL = any */
    const char *by, *on;
    wz_place place;
} wz_examined;

typedef struct {
    wz_case_entity self;
    const char *name;       /* NULL = none given */
    const wz_case_entity *posts, *sanctions, *duty_records;
    size_t post_count, sanction_count, duty_record_count;
    const wz_closure *closures;
    size_t closure_count;
    const wz_examined *examined;
    size_t examined_count;
    wz_period duty_window;  /* has_from false = the default window */
} wz_case_person;

typedef struct wz_case_index wz_case_index;

typedef struct {
    wz_arena *arena;
    const char *file;
    char sha256[65];        /* of the bytes read */
    const char *id;
    const char *title;      /* NULL = none */
    const char *jurisdiction;   /* "" = none given */
    bool has_as_of;
    wz_day as_of;
    const wz_evidence *evidence;
    size_t evidence_count;
    const wz_case_entity *incidents;
    size_t incident_count;
    size_t subject;         /* index of the subject incident */
    const wz_closure *closures;     /* of the case: incidents */
    size_t closure_count;
    const wz_examined *examined;    /* of the incident */
    size_t examined_count;
    const wz_case_person *persons;
    size_t person_count;
    const wz_case_index *index;     /* NULL: look through the lists */
} wz_case;

void wz_case_free(wz_case *c);
/* Make things findable by id without looking through them all, where there are many. False when memory is short. */
bool wz_case_make_index(wz_case *c);
const wz_evidence *wz_evidence_find(const wz_case *c, const char *id);
/* A stated fact by its id, and of what kind of entity it is; NULL where there is none. */
const wz_fact *wz_fact_find(const wz_case *c, const char *id, wz_entity_kind *kind);

#endif
