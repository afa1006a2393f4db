/* FEEL values. A value is sixteen bytes, passed by value and never changed once made; what it points to lives in the
 * arena of the run (or of the program, for constants). Source: DMN 1.5, 10.3.2.3; unknown and its bounds, open lists and
 * possible members: docs/semantics.md, section 1.
 *
 * This module knows no domain: an input is a named value, or a record of named members with a shape. */
#ifndef WZ_FEEL_VALUE_H
#define WZ_FEEL_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"

typedef enum {
    FEEL_NULL,
    FEEL_BOOLEAN,       /* integer 0 or 1 */
    FEEL_NUMBER,        /* see number.h: an int64 in place, or a pointer to a decimal128 */
    FEEL_STRING,        /* feel_string */
    FEEL_DATE,          /* integer: wz_day */
    FEEL_TIME,          /* feel_time */
    FEEL_DATE_TIME,     /* feel_date_time */
    FEEL_DAYS_TIME,     /* days and time duration: integer seconds (rounded down) + aux nanoseconds (0..999999999) */
    FEEL_YEARS_MONTHS,  /* years and months duration: integer months */
    FEEL_LIST,          /* feel_list */
    FEEL_CONTEXT,       /* feel_context */
    FEEL_RECORD,        /* feel_record: a context of fixed shape whose members stand in an array */
    FEEL_RANGE,         /* feel_range */
    FEEL_FUNCTION,      /* feel_function (private to the evaluator) */
    FEEL_UNKNOWN        /* feel_unknown, or NULL pointer where nothing more is known than `sub`, the tag of its type
                           (FEEL_NULL = any type) */
} feel_tag;

/* Bits of feel_value.bits */
enum {
    FEEL_BIG = 1,       /* FEEL_NUMBER: pointer to a decimal, not an integer in place */
    FEEL_MARKED = 2     /* FEEL_UNKNOWN: its being unknown rests on a marked input (the caller marks contradictions);
                           an operation that yields unknown carries the mark on if any operand it rests on has it */
};

typedef struct feel_value {
    uint8_t tag;
    uint8_t sub;        /* FEEL_UNKNOWN: tag of the type */
    uint16_t bits;
    uint32_t aux;       /* FEEL_DAYS_TIME: nanoseconds */
    union {
        int64_t integer;
        const void *pointer;
    } as;
} feel_value;

typedef struct {
    size_t length;      /* bytes */
    char text[];        /* UTF-8, NUL-terminated; may hold NUL characters itself */
} feel_string;

typedef struct {
    int64_t nanos;      /* since midnight, local: 0 .. 86,400e9 - 1 */
    int32_t offset;     /* seconds east of UTC, where zone_kind is not FEEL_LOCAL */
    uint8_t zone_kind;  /* FEEL_LOCAL, FEEL_OFFSET or FEEL_ZONE */
    const char *zone;   /* FEEL_ZONE: the IANA name, e.g. "Asia/Shanghai"; else NULL */
} feel_time;

enum { FEEL_LOCAL, FEEL_OFFSET, FEEL_ZONE };

typedef struct {
    wz_day day;
    feel_time time;
} feel_date_time;

typedef struct {
    size_t count;
    bool open;                 /* more members may exist than are listed */
    const bool *possible;      /* count flags: the member may be absent; NULL = all certain */
    const feel_value *items;
} feel_list;

typedef struct {
    size_t count;
    const feel_string *const *keys;   /* in order of entry, no key twice */
    const feel_value *values;
} feel_context;

struct feel_type;
/* The shape of a record: the names and types of its members, known when expressions are compiled. */
typedef struct feel_shape {
    const char *name;                 /* e.g. "person"; for messages */
    size_t count;
    const char *const *names;
    const struct feel_type *const *types;
} feel_shape;

typedef struct {
    const feel_shape *shape;
    const feel_value *members;        /* shape->count values; may change between runs, never during one */
    const void *owner;                /* the caller's own; reported by feel_reads and supports */
} feel_record;

typedef struct {
    feel_value low, high;             /* FEEL_NULL = no bound on that side (undefined endpoint) */
    bool low_closed, high_closed;
} feel_range;

typedef struct {
    feel_value low, high;             /* closed bounds of an ordered type; FEEL_NULL = none on that side */
} feel_unknown;

/* --- making values (no allocation) --- */
static inline feel_value feel_null(void) { return (feel_value){.tag = FEEL_NULL}; }
static inline feel_value feel_boolean(bool b) { return (feel_value){.tag = FEEL_BOOLEAN, .as.integer = b}; }
static inline feel_value feel_integer(int64_t i) { return (feel_value){.tag = FEEL_NUMBER, .as.integer = i}; }
static inline feel_value feel_date(wz_day day) { return (feel_value){.tag = FEEL_DATE, .as.integer = day}; }
static inline feel_value feel_months(int64_t months)
{
    return (feel_value){.tag = FEEL_YEARS_MONTHS, .as.integer = months};
}
static inline feel_value feel_seconds(int64_t seconds, uint32_t nanos)
{
    return (feel_value){.tag = FEEL_DAYS_TIME, .aux = nanos, .as.integer = seconds};
}
static inline feel_value feel_unknown_of(feel_tag type)
{
    return (feel_value){.tag = FEEL_UNKNOWN, .sub = (uint8_t)type};
}
static inline feel_value feel_marked(feel_tag type)
{
    return (feel_value){.tag = FEEL_UNKNOWN, .sub = (uint8_t)type, .bits = FEEL_MARKED};
}
static inline feel_value feel_from(feel_tag tag, const void *pointer)
{
    return (feel_value){.tag = (uint8_t)tag, .as.pointer = pointer};
}

/* --- looking at values --- */
static inline bool feel_is(feel_value v, feel_tag tag) { return v.tag == tag; }
static inline bool feel_is_true(feel_value v) { return v.tag == FEEL_BOOLEAN && v.as.integer; }
static inline bool feel_is_false(feel_value v) { return v.tag == FEEL_BOOLEAN && !v.as.integer; }
static inline const feel_string *feel_str(feel_value v) { return v.as.pointer; }
static inline const feel_list *feel_items(feel_value v) { return v.as.pointer; }
static inline const feel_record *feel_rec(feel_value v) { return v.as.pointer; }
/* The bounds of an unknown, or NULL where it has none. */
static inline const feel_unknown *feel_bounds(feel_value v) { return v.as.pointer; }

/* --- making values in an arena; FEEL_NULL with wz_arena_failed() set when memory is short --- */
feel_value feel_string_new(wz_arena *arena, const char *text, size_t length);
feel_value feel_list_new(wz_arena *arena, const feel_value *items, size_t count);   /* closed, all certain; copies */
feel_value feel_list_open(wz_arena *arena, const feel_value *items, const bool *possible, size_t count, bool open);
feel_value feel_bounded(wz_arena *arena, feel_tag type, feel_value low, feel_value high);  /* low = high: that value */

/* Equality of settled values without unknown in them, as used for keys and tests: FEEL `=` where both are of one type;
 * false for different types. */
bool feel_same(feel_value a, feel_value b);

#endif
