/* The form of the register. One table holds every entry on everybody, in the order of person_id and then of recording, so
 * that a person's file lies together and everybody's can be read in one go. What an entry says is a JSON object of attribute
 * ids and values: the vocabulary may grow, and no attribute, kind or measure stands here. */
#include "store/schema.h"

const char wz_schema_register[] =
    /* who recorded, when (UTC milliseconds, and the civil day of the office), and what file it came from */
    "CREATE TABLE register_act(act INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL,"
    " recorded_on TEXT NOT NULL CHECK(length(recorded_on) = 10), recorded_by TEXT NOT NULL CHECK(recorded_by <> ''),"
    " file TEXT, sha256 TEXT CHECK(length(sha256) = 64), first_row INTEGER, last_row INTEGER) STRICT;"
    /* subject: 1 person, 2 post, 3 sanction, 4 responsibility, 5 declaration of completeness (of person '': of everybody);
       op: 1 add, 2 amend, 3 rescind, 4 withdraw; item: the entry that recorded the thing first. The act's row is written
       last, when the file's hash is known. */
    "CREATE TABLE register_entry(person_id TEXT NOT NULL, entry INTEGER NOT NULL CHECK(entry > 0),"
    " act INTEGER NOT NULL REFERENCES register_act DEFERRABLE INITIALLY DEFERRED,"
    " op INTEGER NOT NULL CHECK(op BETWEEN 1 AND 4), subject INTEGER NOT NULL CHECK(subject BETWEEN 1 AND 5),"
    " item INTEGER NOT NULL CHECK((op = 1) = (item = entry) AND item <= entry), why TEXT CHECK(op = 1 OR why <> ''),"
    " facts TEXT NOT NULL, PRIMARY KEY(person_id, entry)) STRICT, WITHOUT ROWID;"
    "CREATE TRIGGER register_entry_keep BEFORE UPDATE ON register_entry"
    " BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;"
    "CREATE TRIGGER register_entry_stay BEFORE DELETE ON register_entry"
    " BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;"
    "CREATE TRIGGER register_act_keep BEFORE UPDATE ON register_act"
    " BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;"
    "CREATE TRIGGER register_act_stay BEFORE DELETE ON register_act"
    " BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END;";
