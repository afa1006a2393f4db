/* What stands behind a store. Private to this module. */
#ifndef WZ_STORE_STORE_PRIVATE_H
#define WZ_STORE_STORE_PRIVATE_H

#include "store/sql.h"

#include <sqlite3.h>

enum { WZ_STORE_APPLICATION = 0x575A4B31, WZ_STORE_MESSAGE = 512, WZ_STORE_KEY = 32 };   /* "WZK1" */

struct wz_sql {
    wz_store *store;
    sqlite3_stmt *statement;
    const char *text;
    bool busy;                      /* between start and end */
    wz_sql *next;
};

struct wz_store {
    sqlite3 *db;
    char *path, *key_path;
    bool read_only;
    unsigned busy_ms;
    wz_sql *statements;
    int depth;                      /* of transactions */
    bool failed, reported;          /* since the outermost began */
    int code;                       /* WZ_E…, of the failure */
    int cause;                      /* SQLite's extended code, 0 where it was none of its */
    char id[16];
    char message[WZ_STORE_MESSAGE];
    bool has_key;
    unsigned char key[WZ_STORE_KEY];
};

/* Turn SQLite's result into a sticky failure; SQLITE_OK, _ROW and _DONE are none. */
void wz_store_note(wz_store *store, int result);

/* wz_store_end() without its last part: a failure is neither told nor forgotten. Returns whether there is none. */
bool wz_store_finish(wz_store *store);

/* audit.c: make the key's file where there is none; a new store's first step does so. */
void wz_audit_key_make(wz_store *store);
/* audit.c: what a new store remembers of its key, so that a wrong one is known. */
void wz_audit_begin(wz_store *store);

#endif
