/* The register: what an office has on file of each person (posts, sanctions, responsibility for accidents, declarations
 * that the file is complete), as entries that are only ever added.
 *
 *   act (who, when, from which file) ──> entries of one or many persons, all in one transaction
 *   entry 1 of a person records him or her; every later entry adds a thing, or names an earlier entry and says how that
 *   thing reads now (amend), that it was legally set aside (rescind) or recorded by mistake (withdraw), and why.
 *
 * So the state on any day that the register knew it is the fold of the entries recorded up to that day. Values are those
 * of the vocabulary's attributes, by id, as a <fact value=> writes them ("2018-05" is a month, "unknown" is never
 * written: what is not known is not there). Nothing of the law stands here or in the tables.
 *
 * A wz_reg belongs to one thread and to one open store. Persons are joined by person_id and by nothing else.
 * Source: docs/semantics.md, sections 5 (Eligibility, known on) and 8. */
#ifndef WZ_STORE_REGISTER_H
#define WZ_STORE_REGISTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "model/record.h"
#include "model/vocabulary.h"
#include "wenze/store.h"

typedef struct wz_reg wz_reg;

/* What an entry speaks of. The numbers stand in the file. */
typedef enum {
    WZ_REG_PERSON = 1,      /* the person: name, and attributes of the person */
    WZ_REG_POST,
    WZ_REG_SANCTION,
    WZ_REG_RESPONSIBILITY,  /* what a person was found responsible for: attributes of the incident and of the person in it */
    WZ_REG_COMPLETE         /* a declaration: the file is complete to a day; of person "" = of the whole register */
} wz_reg_subject;

typedef enum {
    WZ_REG_ADD = 1,
    WZ_REG_AMEND,           /* the thing reads as in this entry instead: a correction, or a new development */
    WZ_REG_RESCIND,         /* set aside by a decision: it reads as in this entry, which says so and since when */
    WZ_REG_WITHDRAW         /* recorded by mistake: as if it had never been recorded */
} wz_reg_op;

/* "person", "post" … and "add" …; the words of the tables, of JSON and of the command line. */
const char *wz_reg_subject_name(wz_reg_subject subject);
const char *wz_reg_op_name(wz_reg_op op);
bool wz_reg_subject_find(const char *name, wz_reg_subject *out);

/* One value of an entry. `attribute` is the id of an attribute of the subject's entity (person, post, sanction); in a
 * responsibility "incident.ID", "person.ID" and "matter"; in a declaration "to", "by" and "on"; and "name" of a person. */
typedef struct {
    const char *attribute;
    const char *value;          /* NULL = stated to have none: an end that is open (至今) */
} wz_reg_value;

/* A change to be recorded. Everything is borrowed for the call. */
typedef struct {
    const char *person_id;      /* "" only for declarations on the whole register */
    wz_reg_subject subject;
    wz_reg_op op;
    int64_t item;               /* amend, rescind, withdraw: the number of the entry that recorded the thing; add: 0 */
    const wz_reg_value *values;    /* the thing as it reads now, whole; none with withdraw */
    size_t value_count;
    const char *why;            /* NULL only with add */
} wz_reg_change;

/* What became of a change. */
typedef enum {
    WZ_REG_ENTERED,
    WZ_REG_ALREADY,             /* the register says just this already: nothing was written */
    WZ_REG_CONFLICT,            /* it says otherwise: nothing was written */
    WZ_REG_NO_ITEM,             /* amend, rescind, withdraw: there is no such entry, or it was withdrawn */
    WZ_REG_NO_PERSON            /* add: nothing is recorded of this person_id, and the change is not WZ_REG_PERSON */
} wz_reg_outcome;

typedef struct {
    wz_reg_outcome outcome;
    int64_t entry;              /* entered: its number; already and conflict: the item that says so */
    const char *attribute;      /* conflict: what differs; borrowed from the change or static */
    const char *recorded;       /* conflict: what the register says of it, "" = nothing; good until the next call */
    bool here;                  /* already and conflict: that item was recorded by this very act */
} wz_reg_result;

/* Who acts, when, and what came in. Strings are borrowed for the call. */
typedef struct {
    const char *by;             /* who */
    int64_t at;                 /* UTC, milliseconds since 1970; 0 = now */
    wz_day on;                  /* with at: the civil day of the office; otherwise taken from the clock */
    const char *file;           /* an import: the file's name without its folder; NULL = by hand */
} wz_reg_act;

/* An entry as it stands in the file. */
typedef struct {
    const char *person_id;
    int64_t entry, item;
    wz_reg_subject subject;
    wz_reg_op op;
    const wz_reg_value *values;
    size_t value_count;
    const char *why;            /* NULL = none */
    int64_t batch;              /* number of the act */
    int64_t recorded_at;        /* UTC, milliseconds since 1970 */
    wz_day recorded_on;
    const char *recorded_by;
    const char *file;           /* NULL = by hand */
    const char *sha256;         /* of that file; NULL */
} wz_reg_entry;

/* A day that stands for "all that is recorded". */
#define WZ_REG_NOW INT64_MAX

/* Begin to work over an open store. `vocabulary` gives attributes their places in records; both are borrowed. Returns WZ_OK
 * or WZ_ENOMEM. Every call below returns WZ_OK, WZ_EIO (or another code of the store, its problem then standing in `diag`)
 * or WZ_ENOMEM, unless it says otherwise. */
int wz_reg_open(wz_reg **out, wz_store *store, const wz_vocabulary *vocabulary);
void wz_reg_close(wz_reg *reg);   /* accepts NULL; rolls back what was not committed */

/* ---- writing: begin, put …, commit; one transaction ------------------------------------------------------------------- */

/* Begin an act; others wait for their turn to write until it ends. WZ_EIO where the store is busy beyond its time or is
 * read-only; there is then no act. */
int wz_reg_begin(wz_reg *reg, const wz_reg_act *act, wz_diag *diag);
/* Record a change, as the result says. Adding to a person_id that has no entry yet needs a WZ_REG_PERSON first. Returns
 * WZ_OK, WZ_ENOMEM, or WZ_EIO where the store has failed: the act can then only be rolled back, which tells why. */
int wz_reg_put(wz_reg *reg, const wz_reg_change *change, wz_reg_result *result);
/* The values of a thing of the person last put to, as it stands now; false where there is none such. Good until the next
 * call that writes. */
bool wz_reg_current(const wz_reg *reg, int64_t item, wz_reg_subject *subject, const wz_reg_value **values, size_t *count);
/* Load a person's file for wz_reg_current(), inside an act. *last is the number of the newest entry, 0 = there is none. */
int wz_reg_turn(wz_reg *reg, const char *person_id, int64_t *last);
/* A mark to go back to: what was put since is undone, or kept. Marks do not nest. */
void wz_reg_mark(wz_reg *reg);
void wz_reg_unmark(wz_reg *reg, bool keep);

/* How an act ends: `verb` ("register.import") and `subject` (a person_id; "" or NULL for many) of its entry in the audit log;
 * of an import the file's SHA-256 in hex and the first and last row that were entered; NULL and 0 by hand. */
typedef struct {
    const char *verb, *subject;
    const char *sha256;
    int64_t first_row, last_row;
} wz_reg_end;

/* End the act: all its entries are kept, with its entry in the audit log, or none. */
int wz_reg_commit(wz_reg *reg, const wz_reg_end *end, wz_diag *diag);
/* Undo everything since wz_reg_begin(). Where the store has failed, the problem is added and the code of the failure returned,
 * else `code`: the caller's own. Does nothing more outside an act. */
int wz_reg_rollback(wz_reg *reg, int code, wz_diag *diag);
/* How many entries the act has made so far. */
int64_t wz_reg_entered(const wz_reg *reg);

/* ---- reading ---------------------------------------------------------------------------------------------------------- */

/* A person's record as the register knew it at the end of a day (WZ_REG_NOW: now), borrowed until the next call that reads.
 * Posts and sanctions have the ids "p3", "s4": what they are and the number of the entry that recorded them; a matter has its
 * own. A declaration on the whole register counts as one of each person: of somebody who is not on record the result is then
 * a record that holds nothing but that declaration, and otherwise NULL. */
int wz_reg_record(wz_reg *reg, const char *person_id, wz_day known_on, const wz_person_record **out, wz_diag *diag);

/* Hold one state of the register for many calls of wz_reg_record(): they all see it as it is now, and are two to three times
 * as fast. Others may read and write meanwhile; this store may not write until wz_reg_release(). */
int wz_reg_hold(wz_reg *reg, wz_diag *diag);
int wz_reg_release(wz_reg *reg, wz_diag *diag);

/* All persons that the register knew, in order of person_id (bytes), one record in memory at a time. The source reads one
 * state of the file even while other processes write, and is borrowed from the register; it ends with the next call to
 * wz_reg_source() or wz_reg_close(), and with the end of any transaction on this store (its next() then fails). */
int wz_reg_source(wz_reg *reg, wz_day known_on, wz_record_source **out, wz_diag *diag);

/* Each entry on a person in the order of recording ("" = on the whole register), also those withdrawn, up to a day. `take`
 * gets an entry that is good for the call and ends the walk by returning other than WZ_OK, which is then returned. */
int wz_reg_history(wz_reg *reg, const char *person_id, wz_day known_on,
                   int (*take)(void *payload, const wz_reg_entry *entry), void *payload, wz_diag *diag);

/* How a thing read at the end of a day: the last entry of each item that was not withdrawn, in order of items. Otherwise as
 * wz_reg_history(). */
int wz_reg_items(wz_reg *reg, const char *person_id, wz_day known_on,
                 int (*take)(void *payload, const wz_reg_entry *entry), void *payload, wz_diag *diag);

/* How many persons and entries there are, whatever the day. */
int wz_reg_count(wz_reg *reg, int64_t *persons, int64_t *entries, wz_diag *diag);

/* Everybody's person_id and name ("" where there is none) as they are now, in order, behind `after` ("" = from the first).
 * `take` as above; it must not read from the register. */
int wz_reg_persons(wz_reg *reg, const char *after, int (*take)(void *payload, const char *person_id, const char *name),
                   void *payload, wz_diag *diag);

/* Hold every act and every entry against the audit log, inside the caller's transaction and behind wz_audit_verify(), which has
 * read the key. Returns how many acts are not what the log tells of, each an error in diag. */
size_t wz_reg_verify(wz_store *store, wz_diag *diag);

#endif
