/* The form of the file, step 1: contents by their hash, and the audit log. */
#include "store/schema.h"

const char wz_schema_base[] =
    /* what the store knows of itself: "id" (random), "key" (what its key makes of the id) */
    "CREATE TABLE store_info(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;"
    /* bytes, each once; null where they were erased: the hash and the size remain */
    "CREATE TABLE content(id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE CHECK(length(hash) = 32),"
    " size INTEGER NOT NULL CHECK(size >= 0), bytes BLOB CHECK(bytes IS NULL OR length(bytes) = size)) STRICT;"
    "CREATE TABLE audit(seq INTEGER PRIMARY KEY CHECK(seq > 0), time INTEGER NOT NULL, who TEXT NOT NULL,"
    " what TEXT NOT NULL, subject TEXT NOT NULL, details TEXT NOT NULL,"
    " mac BLOB NOT NULL CHECK(length(mac) = 32)) STRICT;"
    "CREATE INDEX audit_subject ON audit(subject, seq);"
    "CREATE TRIGGER audit_keep BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;"
    "CREATE TRIGGER audit_stay BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;"
    /* the newest entry, sealed with the key: cutting entries off needs the seal of an older one, which is gone */
    "CREATE TABLE audit_head(one INTEGER PRIMARY KEY CHECK(one = 1), seq INTEGER NOT NULL, seal BLOB NOT NULL) STRICT;";
