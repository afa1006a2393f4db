/* What a register or a roster says of one person, before any law is read: plain data. Values stand as text by the index of
 * the vocabulary's attribute, as <fact value=> writes them (ISO days, ids of values, true or false), so that no measure and
 * no column of the law stands in C; what the engine itself must know (WZ_ROLE_SANCTION_…) is parsed already.
 * Source: docs/semantics.md, section 8. */
#ifndef WZ_MODEL_RECORD_H
#define WZ_MODEL_RECORD_H

#include "model/vocabulary.h"

/* One stated value. An absent value is unknown. */
typedef struct {
    int attribute;          /* index in the vocabulary's entity */
    bool null;              /* stated to have no value, as an end that is open (至今); text is then "" */
    const char *text;       /* a day may be given as YYYY or YYYY-MM: bounded */
} wz_record_value;

/* A day as far as it is known. */
typedef struct {
    bool stated;
    wz_day first, last;     /* equal where the day itself is known */
} wz_record_day;

/* A post, a sanction, or the facts of a matter. */
typedef struct {
    const char *id;         /* "" where the source gives none */
    size_t row;             /* of the table it came from; 0 = none */
    const wz_record_value *values;  /* in the vocabulary's order, none twice */
    size_t count;
} wz_record_item;

typedef struct {
    wz_record_item item;
    int kind;               /* index among the values of the enumeration of WZ_ROLE_SANCTION_KIND; -1 = not stated */
    wz_record_day decided, effective, rescinded;    /* as stated: no default taken */
    const char *matter;     /* NULL = not stated */
} wz_record_sanction;

/* A matter, such as an accident, for which the person answers: the incident's own values, and those of the person in it. */
typedef struct {
    wz_record_item incident;    /* id: the matter that sanctions name */
    wz_record_item person;
} wz_record_matter;

/* Every sanction up to `to` is in the record: who says so, on which day it was said. */
typedef struct {
    bool stated;
    wz_day to;
    const char *by, *on;    /* NULL = not said; `on` is YYYY-MM-DD */
} wz_record_complete;

typedef struct {
    const char *person_id;  /* never empty */
    const char *name;       /* NULL = not given; for people, never to match by */
    size_t row;             /* the first row of the table that speaks of the person; 0 = none */
    const wz_record_value *values;  /* of the person, those that belong to no incident */
    size_t value_count;
    const wz_record_item *posts;
    size_t post_count;
    const wz_record_sanction *sanctions;
    size_t sanction_count;
    const wz_record_matter *matters;
    size_t matter_count;
    wz_record_complete complete;
    bool returns;           /* rows of this person stood earlier, apart from these: neither record is whole */
    size_t problems;        /* how many cells of the record could not be read: what they would say is not known */
} wz_person_record;

/* Whether a record says nothing of the person but how complete it is. */
static inline bool wz_record_is_bare(const wz_person_record *record)
{
    return !record->name && record->value_count + record->post_count + record->sanction_count + record->matter_count == 0;
}

/* Records one after the other. */
typedef struct {
    /* The next one, good until the next call; *out is NULL behind the last. Returns WZ_OK or a reason for stopping. */
    int (*next)(void *self, const wz_person_record **out);
    void *self;
} wz_record_source;

/* The text of a value; NULL where it is not stated, "" where it is stated to have none. */
const char *wz_record_text(const wz_record_item *item, int attribute);
/* A day as text says it: YYYY, YYYY-MM or YYYY-MM-DD. Not stated where it is none or NULL. */
wz_record_day wz_record_day_of(const char *text);
/* Fill kind, days and matter of a sanction from its values. */
void wz_record_read_roles(wz_record_sanction *sanction, const wz_vocabulary *vocabulary);

#endif
