/* What the files account*.c, case_access.c, review.c, approval.c and draft.c share. Private to this module. */
#ifndef WZ_STORE_ACCOUNT_PRIVATE_H
#define WZ_STORE_ACCOUNT_PRIVATE_H

#include "store/audit.h"
#include "store/sql.h"
#include "wenze/accounts.h"

enum { WZ_ACCOUNT_HASH = 32 };

/* The columns of an account, to be read by wz_account_row() or wz_account_copy() from column 0 on. */
#define WZ_ACCOUNT_COLUMNS \
    "account.id, account.name, account.display, account.person_id, account.roles, account.disabled," \
    " account.password IS NOT NULL, account.created"
wz_account wz_account_row(wz_sql *q);
void wz_account_copy(wz_account_record *out, wz_sql *q);

/* An audit entry on an account, inside the caller's transaction; `details` is the inside of a JSON object without its braces
 * and holds ids and numbers alone. */
void wz_account_audit(wz_store *store, const char *by, const char *what, const char *subject, const char *details, ...)
    __attribute__((format(printf, 5, 6)));
/* The name of an account, "" where there is none. `name` has room for WZ_ACCOUNT_NAME. */
void wz_account_name_of(wz_store *store, int64_t id, char *name);

/* The hash under which a secret is kept. */
void wz_account_hash(const char *secret, unsigned char hash[WZ_ACCOUNT_HASH]);
/* End the sessions of an account but `keep` (NULL = none), and its links. */
void wz_account_end_sessions(wz_store *store, int64_t id, const char *keep);

/* account_throttle.c: how long an attempt has to wait, 0 = not at all; what became of it. `name` and `address` as given. */
int64_t wz_throttle_wait(wz_store *store, int64_t now, const char *name, const char *address);
void wz_throttle_failed(wz_store *store, int64_t now, const char *name, const char *address);
void wz_throttle_passed(wz_store *store, int64_t now, const char *name, const char *address);

#endif
