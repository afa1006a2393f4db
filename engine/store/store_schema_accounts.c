/* The form of the file, the step of the web page: accounts, sessions, who may open which case, reviews, approvals, drafts.
 * What changes here has its history in the audit log; these tables hold what stands now. */
#include "store/schema.h"

const char wz_schema_accounts[] =
    /* roles: bits of wz_account_role. The three that are kept apart (32, 64, 128) stand alone. */
    "CREATE TABLE account(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, display TEXT NOT NULL,"
    " person_id TEXT NOT NULL, roles INTEGER NOT NULL CHECK(roles BETWEEN 0 AND 255 AND"
    " (roles & 224 = 0 OR roles IN (32, 64, 128))), disabled INTEGER NOT NULL DEFAULT 0 CHECK(disabled IN (0, 1)),"
    " password TEXT, created INTEGER NOT NULL) STRICT;"
    /* tokens by their hash alone */
    "CREATE TABLE account_session(hash BLOB PRIMARY KEY, account INTEGER NOT NULL REFERENCES account(id),"
    " begun INTEGER NOT NULL, used INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX account_session_of ON account_session(account);"
    "CREATE TABLE account_link(hash BLOB PRIMARY KEY, account INTEGER NOT NULL REFERENCES account(id),"
    " expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX account_link_of ON account_link(account);"
    /* failures to sign in: keyed hashes of name, address, and both together */
    "CREATE TABLE signin_failure(mark BLOB PRIMARY KEY, count INTEGER NOT NULL, last INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE signin_known(mark BLOB PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE case_share(case_id TEXT NOT NULL, account INTEGER NOT NULL REFERENCES account(id),"
    " since INTEGER NOT NULL, PRIMARY KEY(case_id, account)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX case_share_of ON case_share(account);"
    /* what: 0 a conflict of interest, 1 another person of the same name */
    "CREATE TABLE case_recusal(case_id TEXT NOT NULL, account INTEGER NOT NULL REFERENCES account(id),"
    " what INTEGER NOT NULL CHECK(what IN (0, 1)), reason TEXT NOT NULL, since INTEGER NOT NULL,"
    " PRIMARY KEY(case_id, account)) STRICT, WITHOUT ROWID;"
    /* state: 0 draft, 1 reviewed, 2 final, 3 superseded */
    "CREATE TABLE review(assessment INTEGER PRIMARY KEY, case_id TEXT NOT NULL,"
    " state INTEGER NOT NULL CHECK(state BETWEEN 0 AND 3), made_by INTEGER NOT NULL REFERENCES account(id),"
    " made INTEGER NOT NULL, reviewed_by INTEGER REFERENCES account(id) CHECK(reviewed_by IS NOT made_by),"
    " reviewed INTEGER, final_by INTEGER REFERENCES account(id), final INTEGER, superseded_by INTEGER,"
    " note TEXT NOT NULL DEFAULT '', CHECK(state = 0 OR reviewed_by IS NOT NULL)) STRICT;"
    "CREATE INDEX review_of ON review(case_id);"
    "CREATE TABLE approval(id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL CHECK(length(sha256) = 64), title TEXT NOT "
    "NULL,"
    " entered_by INTEGER NOT NULL REFERENCES account(id), entered INTEGER NOT NULL,"
    " confirmed_by INTEGER REFERENCES account(id) CHECK(confirmed_by IS NOT entered_by), confirmed INTEGER,"
    " withdrawn_by INTEGER REFERENCES account(id), withdrawn INTEGER) STRICT;"
    "CREATE UNIQUE INDEX approval_standing ON approval(sha256) WHERE withdrawn IS NULL;"
    "CREATE TABLE draft(key TEXT PRIMARY KEY, version INTEGER NOT NULL, saved_by INTEGER NOT NULL REFERENCES "
    "account(id),"
    " saved INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;";
