/**
 * @file
 * The file in which an office keeps its cases, its register and the log of who did what.
 *
 * A store belongs to one thread at a time: open one a thread. Any number of processes may have the same file open; one
 * writes at a time and the others wait, up to the time that the options say. Whatever a call changes, it changes wholly
 * or not at all, whenever the process or the machine stops.
 */
#ifndef WENZE_STORE_H
#define WENZE_STORE_H

#include "wenze/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** An open store. */
typedef struct wz_store wz_store;

/** How to open. Start from WZ_STORE_OPTIONS_INIT. Strings are borrowed for the call. */
typedef struct {
    unsigned version;    /**< 1 */
    bool create;         /**< make the file, and its key, where there is none */
    bool read_only;      /**< change nothing, not even an old file's form */
    unsigned busy_ms;    /**< how long to wait for another process, in milliseconds; 0 = 10,000 */
    const char *key;     /**< the file with the key of the audit log; NULL: the store's path with ".key" behind */
} wz_store_options;

/** Options with every default. */
#define WZ_STORE_OPTIONS_INIT {1, false, false, 0, NULL}

/**
 * Open a store; an older file is brought to this version's form first.
 *
 * A new file and its key are made with mode 0600. The key seals the audit log; it is read when it is first needed, so a
 * store without its key can still be read.
 *
 * @param[out] out  New store; free with wz_store_close(). NULL on failure.
 * @param path      The file; not "-".
 * @param options   NULL for the defaults.
 * @param diag      Receives the problem (STORE-0…); may be NULL.
 * @return WZ_OK; WZ_EINPUT (no such store, not a store, of a newer version, damaged); WZ_EIO (may not be opened, disk full,
 *         busy beyond the time limit); WZ_ENOMEM.
 */
int wz_store_open(wz_store **out, const char *path, const wz_store_options *options, wz_diag *diag);

/** Close a store; a transaction that is open is undone. Accepts NULL. */
void wz_store_close(wz_store *store);

/** The path under which it was opened. Borrowed from the store. */
const char *wz_store_path(const wz_store *store);

/**
 * Write a consistent copy of the whole store, as of one moment, while others read and write. It takes the place of what
 * stood at `path` only once it is whole; mode 0600. The key is not copied: it is kept apart from the store on purpose.
 * @return WZ_OK; WZ_EIO; WZ_EINPUT (damaged; `path` is a store in use); WZ_ENOMEM.
 */
int wz_store_backup(wz_store *store, const char *path, wz_diag *diag);

/**
 * Look through every page, index and reference of the file (not the audit log: wz_audit_verify()).
 * @return WZ_OK, or WZ_EINPUT with each fault in diag; WZ_EIO.
 */
int wz_store_check(wz_store *store, wz_diag *diag);

#ifdef __cplusplus
}
#endif
#endif
