/* Which column of a table says what. Private to this module. */
#ifndef WZ_LOAD_COLUMNS_H
#define WZ_LOAD_COLUMNS_H

#include "load/records.h"

/* What the format itself has columns for; everything else is an attribute of the vocabulary. */
typedef enum {
    WZ_COLUMN_NONE,
    WZ_COLUMN_PERSON_ID,
    WZ_COLUMN_NAME,
    WZ_COLUMN_COMPLETE_TO,
    WZ_COLUMN_COMPLETE_BY,
    WZ_COLUMN_COMPLETE_ON,
    WZ_COLUMN_VALUE
} wz_column_kind;

typedef struct {
    wz_column_kind kind;
    size_t at;                  /* in the row */
    wz_entity_kind entity;      /* of a value */
    unsigned group;             /* kind_2 belongs to 2; 0 = without a number */
    int attribute;
} wz_column;

struct wz_record_columns {
    wz_arena *arena;
    const wz_vocabulary *vocabulary;
    wz_records_of of;
    const char *const *names;   /* the headings as written, by place in the row */
    size_t name_count;
    wz_column *columns;         /* those of values first, by entity, group and attribute */
    size_t count, value_count;
    int person_id, name;        /* places in the row; -1 = none */
    bool wide;
};

#endif
