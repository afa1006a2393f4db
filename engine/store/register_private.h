/* What the parts of the register share. Private to this module.
 *
 * One person's file is folded in memory while entries are put into it or read from it: its things, each as its last entry
 * left it. */
#ifndef WZ_STORE_REGISTER_PRIVATE_H
#define WZ_STORE_REGISTER_PRIVATE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "store/register.h"
#include "store/register_seal.h"
#include "store/sql.h"

/* A person, post, sanction, responsibility or declaration, as the last entry on it left it. */
typedef struct {
    int64_t item;
    int64_t entry;              /* that last entry */
    wz_reg_subject subject;
    wz_reg_op op;               /* of that entry; WZ_REG_WITHDRAW = it is not there */
    const wz_reg_value *values;
    size_t count;
    const char *why;
    int64_t act;
} reg_thing;

typedef struct {
    wz_arena *arena;            /* everything below; emptied for the next person */
    const char *person_id;      /* NULL = none yet */
    int64_t last;               /* number of the newest entry, 0 = there is none */
    reg_thing *things;          /* in the order of their items */
    size_t count, capacity;
} reg_file;

/* Which attributes say that two things are one and the same; -1 and NULL where the vocabulary has none. */
typedef struct {
    const char *kind, *decided, *document, *post_from;
} reg_names;

struct wz_reg {
    wz_store *store;            /* borrowed, as the vocabulary */
    const wz_vocabulary *vocabulary;
    reg_names names;
    /* writing */
    bool acting;
    int64_t act, at, entered, marked;
    char on[WZ_DAY_TEXT];
    wz_buffer by, name;         /* of the act: who, and what the file is called */
    bool has_name;
    unsigned char key[REG_SEAL];
    reg_seal seal, marked_seal; /* of the act, so far and at the mark */
    wz_sql *insert;
    reg_file written;           /* the file of the person last written to */
    wz_buffer facts;
    /* reading */
    reg_file read;
    wz_arena *record;           /* the record last given */
    wz_person_record person;
    bool held;                  /* between wz_reg_hold() and wz_reg_release(): */
    bool has_whole;             /* the declaration on the whole register was read, */
    wz_day whole_known_on;      /* as known on this day */
    wz_record_complete held_whole;
    wz_arena *held_arena;
    wz_arena *kept;             /* for the source: */
    wz_record_complete whole;   /* the register's own declaration */
    char known_on[WZ_DAY_TEXT];
    wz_sql *all;                /* the source's query, NULL = none */
    bool all_row;               /* it stands on a row not yet taken */
    wz_record_source source;
};

/* --- register_file.c: one person's entries --- */

/* Forget the person; false when memory is short. */
bool reg_file_begin(reg_file *file, const char *person_id);
/* Fold one more entry; its strings are copied. False when memory is short or the facts are not what was ever written. */
bool reg_file_add(reg_file *file, int64_t entry, wz_reg_op op, wz_reg_subject subject, int64_t item, const char *why,
                  const char *facts, int64_t act);
/* The same for values that are not yet text. */
reg_thing *reg_file_put(reg_file *file, int64_t entry, const wz_reg_change *change);
/* Read all entries on a person, or those up to a day. Returns whether the store still stands and memory sufficed. */
bool reg_file_load(wz_reg *reg, reg_file *file, const char *person_id, wz_day known_on);
/* The thing by its item; NULL where there is none or it was withdrawn. */
reg_thing *reg_file_find(const reg_file *file, int64_t item);
bool reg_live(const reg_thing *thing);

/* Values as a JSON object, and back into an arena. */
void reg_facts_write(wz_buffer *out, const wz_reg_value *values, size_t count);
bool reg_facts_read(wz_arena *arena, const char *facts, const wz_reg_value **values, size_t *count);
/* A value by its attribute; NULL where it is not stated. */
const wz_reg_value *reg_value(const wz_reg_value *values, size_t count, const char *attribute);

/* --- register_match.c: what is on record already --- */

void reg_names_find(reg_names *names, const wz_vocabulary *vocabulary);
/* Compare what is to be added with what the file holds: WZ_REG_ENTERED where it is new, else as wz_reg_result says. */
void reg_match(const wz_reg *reg, const reg_file *file, const wz_reg_change *change, wz_reg_result *result);
/* Whether every value of one is among those of the other. */
bool reg_within(const wz_reg_value *values, size_t count, const wz_reg_value *among, size_t among_count,
                const wz_reg_value **missing);

/* --- register_record.c --- */

/* The file as a record in the arena; false when memory is short. */
bool reg_record_make(wz_person_record *out, wz_arena *arena, const reg_file *file, const wz_vocabulary *vocabulary,
                     const wz_record_complete *whole);
/* End the query of the source, if it still runs. */
void reg_source_end(wz_reg *reg);
/* The latest declaration of a file, none stated where there is none. */
wz_record_complete reg_complete(wz_arena *arena, const reg_file *file);

#endif
