/* What the modules above use of every store: transactions and the way that problems come back. Nothing here or in the other
 * headers of this module says SQLite (but sql.h, which is this module's own): bytes and plain structs go in and out.
 *
 * Errors stick. Once a call on a store fails, every further call on it does nothing, until wz_store_end() has undone the
 * transaction and reported the problem. So a function may write row after row and look once, at its end:
 *
 *     wz_store_begin(store);
 *     wz_case_put(store, …);
 *     wz_audit_append(store, who, "case.add", id, details);
 *     return wz_store_end(store, diag);
 */
#ifndef WZ_STORE_STORE_H
#define WZ_STORE_STORE_H

#include "base/diag.h"
#include "wenze/store.h"

/* Begin to write: others may read meanwhile and see the state before, none writes. Waits for its turn; too long a wait is
 * the sticky error STORE-009. Inside a transaction it only counts: the outermost wz_store_end() decides. Returns whether
 * nothing has failed so far. */
bool wz_store_begin(wz_store *store);
/* The same to read only: everything read until the end is the state of one moment. */
bool wz_store_begin_reading(wz_store *store);
/* End: keep everything if nothing failed, else undo everything and report why. Returns WZ_OK or the code of the failure,
 * which an inner end leaves in place for the outer ones. Without a transaction: report what failed and forget it. */
int wz_store_end(wz_store *store, wz_diag *diag);
/* End and undo on the caller's own account (a dry run, Ctrl-C, a bad row). Inside another transaction, the outer one is
 * undone too, with the code WZ_EINPUT and no message of its own. */
void wz_store_cancel(wz_store *store);

/* Write the write-ahead log back into the file and empty it, as far as other processes let it: nothing erased is left there.
 * Outside a transaction. A store that others use at the moment is no failure. */
int wz_store_settle(wz_store *store, wz_diag *diag);

bool wz_store_failed(const wz_store *store);
bool wz_store_in_transaction(const wz_store *store);

/* Make the transaction fail for a reason of the caller's: a diagnostic as of wz_diag_add(), told at the end. The first
 * failure counts. */
void wz_store_fail(wz_store *store, int code, const char *id, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* --- the form of the file: a list of steps, each what one module added --- */

/* One step forward. `sql` may hold any number of statements; it runs in one transaction with its number and its audit
 * entry. A step that has been released is never changed. Source: docs/formats.md, "The store". */
typedef struct {
    const char *name;
    const char *sql;
} wz_store_step;

/* Open with other steps than this version's: for tests of files older and newer than this version. */
int wz_store_open_steps(wz_store **out, const char *path, const wz_store_options *options, const wz_store_step *steps,
                        size_t count, wz_diag *diag);
/* This version's steps; *count is also the version of the file's form (user_version). */
const wz_store_step *wz_store_steps(size_t *count);

#endif
