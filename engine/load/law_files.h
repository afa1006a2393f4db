/* The files of a law as bytes, so that the very bytes from which a law was loaded can be kept, and the law loaded from them
 * again where there is no directory any more.
 *
 *     wz_law_files *files = wz_law_files_read("rules");       gathers each file as it is loaded
 *     wz_load_law_files(&law, files, diag);
 *
 *     wz_law_files *files = wz_law_files_new("store");        or: what was kept
 *     wz_law_files_add(files, "vocabulary.xml", bytes, length);
 *     wz_load_law_files(&law, files, diag); */
#ifndef WZ_LOAD_LAW_FILES_H
#define WZ_LOAD_LAW_FILES_H

#include "load/load.h"

/* Everything is owned by the list. */
typedef struct {
    const char *name;       /* relative to the directory: "frame.xml", "sources/x.xml" */
    const void *bytes;
    size_t length;
} wz_law_file;

typedef struct wz_law_files wz_law_files;

/* A list that is filled from a directory while a law is loaded. NULL when memory is short, as below. */
wz_law_files *wz_law_files_read(const char *directory);
/* An empty list to be filled by wz_law_files_add(); `name` stands before the files' names in messages. */
wz_law_files *wz_law_files_new(const char *name);
void wz_law_files_free(wz_law_files *files);                            /* accepts NULL */
/* Copies name and bytes. False when memory is short. */
bool wz_law_files_add(wz_law_files *files, const char *name, const void *bytes, size_t length);

size_t wz_law_files_count(const wz_law_files *files);
const wz_law_file *wz_law_files_at(const wz_law_files *files, size_t index);    /* good until the next addition */
const char *wz_law_files_name(const wz_law_files *files);
bool wz_law_files_closed(const wz_law_files *files);                    /* there is no directory behind it */
/* Bring the files into the order of their names. */
void wz_law_files_sort(wz_law_files *files);

/* One file by its name, from the list or else from the directory. Returns WZ_OK, or what went wrong, which is told. */
int wz_law_files_get(wz_law_files *files, const char *name, const wz_law_file **out, wz_diag *diag);

/* Load a law from the list; it may be freed afterwards. As wz_load_law(). */
int wz_load_law_files(wz_law **out, wz_law_files *files, wz_diag *diag);

#endif
