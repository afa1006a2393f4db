/* Stores in a folder of their own, for the suites of the store. */
#ifndef WZ_TEST_STORE_COMMON_H
#define WZ_TEST_STORE_COMMON_H

#include "base/buffer.h"
#include "base/diag.h"
#include "store/audit.h"
#include "store/store.h"

#include <CUnit/CUnit.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder, and a path in it. */
typedef struct {
    char folder[64];
    char path[128];
} store_place;

static inline store_place new_place(void)
{
    store_place place = {.folder = "/tmp/wenze-store.XXXXXX"};
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(place.folder));
    snprintf(place.path, sizeof place.path, "%s/office.db", place.folder);
    return place;
}

static inline int remove_one(const char *path, const struct stat *status, int type, struct FTW *at)
{
    (void)status, (void)type, (void)at;
    return remove(path);
}

static inline void remove_place(const store_place *place)
{
    enum { HANDLES = 8 };
    CU_ASSERT_EQUAL(nftw(place->folder, remove_one, HANDLES, FTW_DEPTH | FTW_PHYS), 0);
}

/* Whether some bytes stand in a file; false where it is not there. */
static inline bool file_holds(const char *path, const char *text)
{
    wz_buffer bytes = {0};
    char block[65536];
    size_t n;
    FILE *file = fopen(path, "rb");
    while (file && (n = fread(block, 1, sizeof block, file)) > 0)
        wz_buffer_add(&bytes, block, n);
    if (file)
        fclose(file);
    bool found = bytes.length && memmem(bytes.data, bytes.length, text, strlen(text));
    wz_buffer_free(&bytes);
    return found;
}

static inline wz_store *open_store(const char *path, bool create)
{
    wz_store *store = NULL;
    wz_store_options options = WZ_STORE_OPTIONS_INIT;
    options.create = create;
    wz_diag *diag = wz_diag_new();
    int code = wz_store_open(&store, path, &options, diag);
    for (size_t i = 0; i < wz_diag_count(diag); i++)
        fprintf(stderr, "%s: %s\n", wz_diag_at(diag, i)->id, wz_diag_at(diag, i)->message);
    CU_ASSERT_EQUAL_FATAL(code, WZ_OK);
    wz_diag_free(diag);
    return store;
}

/* Whether the list has an error of this id. */
static inline bool diag_has(const wz_diag *diag, const char *id)
{
    for (size_t i = 0; i < wz_diag_count(diag); i++) {
        if (strcmp(wz_diag_at(diag, i)->id, id) == 0)
            return true;
    }
    return false;
}

/* Opening fails with this code and this id. */
static inline void refuses(const char *path, const wz_store_options *options, int code, const char *id)
{
    wz_store *store = NULL;
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_EQUAL(wz_store_open(&store, path, options, diag), code);
    CU_ASSERT_PTR_NULL(store);
    CU_ASSERT_EQUAL(wz_diag_count(diag), 1);
    if (!diag_has(diag, id))
        fprintf(stderr, "\n%s expected, %s found\n", id, wz_diag_count(diag) ? wz_diag_at(diag, 0)->id : "nothing");
    CU_ASSERT_TRUE(diag_has(diag, id));
    CU_ASSERT_TRUE(wz_diag_count(diag) > 0 && *wz_diag_at(diag, 0)->advice);
    wz_diag_free(diag);
    wz_store_close(store);
}

/* SQL behind the store's back. */
static inline void tamper(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    char *error = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &error) != SQLITE_OK) {
        fprintf(stderr, "\n%s: %s\n", sql, error);
        CU_FAIL("tampering failed");
    }
    sqlite3_free(error);
    sqlite3_close(db);
}

#endif
