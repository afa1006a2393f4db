/* Static types of FEEL, with what rulebooks add: the unit of a number, the values of an enumeration, record shapes.
 * Source: DMN 1.5, 10.3.2.9 (type lattice, conformance). */
#ifndef WZ_FEEL_TYPE_H
#define WZ_FEEL_TYPE_H

#include "feel/value.h"

typedef enum {
    FEEL_T_ANY, FEEL_T_NULL, FEEL_T_BOOLEAN, FEEL_T_NUMBER, FEEL_T_STRING, FEEL_T_DATE, FEEL_T_TIME, FEEL_T_DATE_TIME,
    FEEL_T_DAYS_TIME, FEEL_T_YEARS_MONTHS, FEEL_T_LIST, FEEL_T_CONTEXT, FEEL_T_RECORD, FEEL_T_RANGE, FEEL_T_FUNCTION
} feel_type_kind;

typedef struct feel_type {
    feel_type_kind kind;
    bool nullable;                       /* null is among its values */
    const char *unit;                    /* FEEL_T_NUMBER: e.g. "万元"; NULL = none stated */
    const char *name;                    /* of an enumeration, e.g. "role"; NULL = none */
    const char *const *values;           /* FEEL_T_STRING: the enumeration's values; NULL = any string */
    size_t value_count;
    const struct feel_type *element;     /* list member, range endpoint or function result */
    const feel_shape *shape;             /* FEEL_T_RECORD, and FEEL_T_CONTEXT where known */
    const struct feel_type *const *parameters;   /* FEEL_T_FUNCTION */
    size_t parameter_count;
} feel_type;

/* The plain types; static storage. */
const feel_type *feel_type_plain(feel_type_kind kind);
const feel_type *feel_type_list_of(wz_arena *arena, const feel_type *element);
/* A value tag of this type: what an unknown of the type carries. */
feel_tag feel_type_tag(const feel_type *type);
/* A short name for messages: "list<number>"; in the arena. */
const char *feel_type_text(wz_arena *arena, const feel_type *type);

#endif
