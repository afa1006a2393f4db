/* The vocabulary: entities, their attributes, enumerations, the places of the country, and how facts bear on each other.
 * Plain data in one arena. Source: docs/formats.md, "vocabulary.xml". */
#ifndef WZ_MODEL_VOCABULARY_H
#define WZ_MODEL_VOCABULARY_H

#include "base/arena.h"
#include "base/map.h"
#include "feel/type.h"
#include "model/text.h"

/* The entities of a case. Their elements and nesting are the case format's; their attributes are the vocabulary's. */
typedef enum { WZ_INCIDENT, WZ_PERSON, WZ_POST, WZ_SANCTION, WZ_DUTY_RECORD, WZ_ENTITIES, WZ_NO_ENTITY = -1 } wz_entity_kind;

/* "incident", "person", "post", "sanction", "duty_record". */
const char *wz_entity_name(wz_entity_kind kind);

/* What the engine itself must know of an attribute; everything else is only read by expressions. */
typedef enum {
    WZ_ROLE_NONE,
    WZ_ROLE_INCIDENT_DATE,   /* incident: the day of what happened; the default conduct */
    WZ_ROLE_POST_FROM,       /* post: first day */
    WZ_ROLE_POST_TO,         /* post: last day; null = to this day */
    WZ_ROLE_JURISDICTION,    /* post: path of places */
    WZ_ROLE_SANCTION_KIND,
    WZ_ROLE_SANCTION_DECIDED,
    WZ_ROLE_SANCTION_EFFECTIVE,
    WZ_ROLE_SANCTION_MATTER,
    WZ_ROLE_SANCTION_RESCINDED,  /* the day it was withdrawn */
    WZ_ROLE_SANCTION_WITHDRAWN,  /* whether it was, be the day known or not */
    WZ_ROLE_ACTIVITY,        /* duty record: what was done */
    WZ_ROLE_ACTIVITY_DATE,
    WZ_ROLE_PERSONALLY,
    WZ_ROLE_SHORTFALL,       /* person: set from the duty periods, "a whole period's shortfall is proven" */
    WZ_ROLES
} wz_role;

/* How an attribute's value can be concluded from others. `guard` (FEEL boolean) concludes `value`, or only excludes
 * it; or `is` gives the value itself. */
typedef struct {
    const char *id;
    const char *guard;      /* NULL where `is` stands */
    const char *is;
    const char *value;      /* literal, as in <fact value=>; NULL = true */
    bool excludes;
    wz_place place;         /* of the expression's first character */
} wz_define;

typedef struct wz_attribute {
    const char *id;
    const char *xml;        /* how it is written as an XML attribute of its entity's element; NULL = only as <fact> */
    const feel_type *type;
    const char *enumeration;    /* id, or NULL */
    bool many;              /* a list of such values (closed once stated) */
    bool whole;             /* integer */
    bool never_negative;
    bool derived;           /* false where every rule that concludes it is false */
    bool of_duties;         /* may name the provision or regulation that it speaks of */
    bool in_incident;       /* person: belongs to the person in one incident */
    bool reference;         /* text: the id of an entity of the case */
    wz_role role;
    const char *group;      /* NULL = none */
    const char *default_from;   /* attribute of the same entity that stands in while this is not stated; NULL */
    wz_text label, question, proof;
    wz_strings aliases;     /* other names of its column in tables */
    const wz_define *defines;
    size_t define_count;
    wz_place place;
} wz_attribute;

/* `attributes` in document order after the built-in first one, `id` (text). An index into it is a member of `shape`. */
typedef struct {
    wz_text label;
    wz_attribute *attributes;
    size_t count;
    feel_shape shape;
    int by_role[WZ_ROLES];      /* index or -1 */
} wz_entity;

typedef struct {
    const char *id;
    const char *family;     /* NULL = none */
    wz_text label;
    wz_strings aliases;     /* other words for it in tables */
} wz_value_label;

typedef struct {
    const char *id;
    wz_text label;
    const wz_value_label *values;
    size_t count;
    wz_place place;
} wz_enumeration;

typedef struct {
    const char *id;
    wz_text label;
} wz_group;

/* A place: its path from the province down, separated by "/", and its GB/T 2260 code (NULL where not given). */
typedef struct {
    const char *path;
    const char *code;
} wz_place_name;

typedef enum { WZ_EXCLUDES, WZ_IMPLIES } wz_bearing_kind;

/* `a` excludes `b` (both cannot be true), or implies it. Attributes of one entity kind or of person and incident. */
typedef struct {
    wz_bearing_kind kind;
    wz_entity_kind a_entity, b_entity;
    int a, b;               /* attribute indexes */
    bool settles;           /* excludes only: an established side settles the other */
    wz_place place;
} wz_bearing;

/* Finds by hashing: attributes by id and by XML name to their index, enumerations by id, values ("enumeration value") and
 * places by path to what they name. What people write in tables, made plain (load/plain.h): columns by id, label or alias to
 * the attribute's index, words ("enumeration word") to the value. */
typedef struct {
    wz_map attributes[WZ_ENTITIES], written[WZ_ENTITIES], enumerations, values, places;
    wz_map columns[WZ_ENTITIES], words;
} wz_vocabulary_index;

typedef struct {
    wz_arena *arena;        /* owns everything below */
    const wz_vocabulary_index *index;   /* made by the loader; NULL in a vocabulary made by hand */
    const char *file;
    char sha256[65];
    wz_entity entities[WZ_ENTITIES];
    const wz_enumeration *enumerations;
    size_t enumeration_count;
    const wz_group *groups;
    size_t group_count;
    const wz_place_name *places;
    size_t place_count;
    const wz_bearing *bearings;
    size_t bearing_count;
} wz_vocabulary;

void wz_vocabulary_free(wz_vocabulary *vocabulary);   /* accepts NULL */
/* Index of an attribute, or -1. */
int wz_attribute_find(const wz_vocabulary *vocabulary, wz_entity_kind entity, const char *id);
const wz_enumeration *wz_enumeration_find(const wz_vocabulary *vocabulary, const char *id);
/* Label of an enumeration's value; NULL where there is none such. */
const wz_value_label *wz_enumeration_value(const wz_enumeration *enumeration, const char *id);
/* Whether `path` is `under` or a place below it; "" is the whole country. */
bool wz_place_under(const char *path, const char *under);

#endif
