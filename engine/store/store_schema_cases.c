/* The form of the file, step 2: cases, their versions, the law and the results of each assessment, and what is searched. */
#include "store/schema.h"

const char wz_schema_cases[] =
    /* `erased`: the audit entry of its deletion */
    "CREATE TABLE case_file(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
    " erased INTEGER REFERENCES audit(seq)) STRICT;"
    /* each with the audit entry that tells of it */
    "CREATE TABLE case_version(case_number INTEGER NOT NULL REFERENCES case_file(number),"
    " version INTEGER NOT NULL CHECK(version > 0), content INTEGER NOT NULL REFERENCES content(id),"
    " title TEXT NOT NULL, jurisdiction TEXT NOT NULL, audit INTEGER NOT NULL UNIQUE REFERENCES audit(seq),"
    " PRIMARY KEY(case_number, version)) STRICT;"
    "CREATE INDEX case_version_content ON case_version(content);"
    "CREATE TABLE case_evidence(case_number INTEGER NOT NULL, version INTEGER NOT NULL, place INTEGER NOT NULL,"
    " id TEXT NOT NULL, title TEXT NOT NULL, document_no TEXT NOT NULL, day TEXT NOT NULL,"
    " PRIMARY KEY(case_number, version, place),"
    " FOREIGN KEY(case_number, version) REFERENCES case_version(case_number, version)) STRICT;"
    /* a law: the files it was loaded from; the hash is over their names and hashes */
    "CREATE TABLE law(id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE law_file(law INTEGER NOT NULL REFERENCES law(id), name TEXT NOT NULL,"
    " content INTEGER NOT NULL REFERENCES content(id), PRIMARY KEY(law, name)) STRICT;"
    "CREATE TABLE assessment(id INTEGER PRIMARY KEY, case_number INTEGER NOT NULL, version INTEGER NOT NULL,"
    " law INTEGER NOT NULL REFERENCES law(id), as_of TEXT, today TEXT NOT NULL, regimes TEXT NOT NULL,"
    " reasons_all INTEGER NOT NULL, language TEXT NOT NULL, engine TEXT NOT NULL,"
    " result INTEGER NOT NULL REFERENCES content(id), audit INTEGER NOT NULL UNIQUE REFERENCES audit(seq),"
    " FOREIGN KEY(case_number, version) REFERENCES case_version(case_number, version)) STRICT;"
    "CREATE INDEX assessment_case ON assessment(case_number, version);"
    "CREATE INDEX assessment_result ON assessment(result);"
    /* the texts of a case's newest version, and the same cut into pairs of characters (grams.h), a row a case */
    "CREATE TABLE case_text(case_number INTEGER NOT NULL REFERENCES case_file(number), place INTEGER NOT NULL,"
    " kind TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY(case_number, place)) STRICT;"
    "CREATE VIRTUAL TABLE case_gram USING fts5(grams, tokenize = \"unicode61 remove_diacritics 2\");";
