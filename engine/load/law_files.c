/* The bytes of a law's files. A list with a directory behind it reads what it has not got, once. */
#include "load/law_files.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "load/input.h"

#include <stdlib.h>
#include <string.h>

enum { LAW_FILE_BYTES = 16 * 1024 * 1024 };

struct wz_law_files {
    wz_arena *arena;  /* names and bytes */
    const char *name; /* the directory, or what stands for it */
    bool closed;
    wz_law_file *items;
    size_t count, capacity;
};

static wz_law_files *make(const char *name, bool closed)
{
    wz_law_files *files = wz_calloc(1, sizeof *files);
    if (!files)
        return NULL;
    files->closed = closed;
    files->arena = wz_arena_new();
    files->name = files->arena ? wz_arena_strdup(files->arena, name) : NULL;
    if (!files->name) {
        wz_law_files_free(files);
        return NULL;
    }
    return files;
}

wz_law_files *wz_law_files_read(const char *directory)
{
    return make(directory, false);
}

wz_law_files *wz_law_files_new(const char *name)
{
    return make(name, true);
}

void wz_law_files_free(wz_law_files *files)
{
    if (!files)
        return;
    wz_arena_free(files->arena);
    wz_free(files->items);
    wz_free(files);
}

bool wz_law_files_add(wz_law_files *files, const char *name, const void *bytes, size_t length)
{
    wz_law_file *grown = wz_grow(files->items, &files->capacity, files->count + 1, sizeof *grown);
    if (!grown)
        return false;
    files->items = grown;
    wz_law_file file = {.name = wz_arena_strdup(files->arena, name),
                        .bytes = wz_arena_strndup(files->arena, bytes ? bytes : "", length),
                        .length = length};
    if (!file.name || !file.bytes)
        return false;
    files->items[files->count++] = file;
    return true;
}

size_t wz_law_files_count(const wz_law_files *files)
{
    return files->count;
}

const wz_law_file *wz_law_files_at(const wz_law_files *files, size_t index)
{
    return &files->items[index];
}

const char *wz_law_files_name(const wz_law_files *files)
{
    return files->name;
}

bool wz_law_files_closed(const wz_law_files *files)
{
    return files->closed;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const wz_law_file *)a)->name, ((const wz_law_file *)b)->name);
}

void wz_law_files_sort(wz_law_files *files)
{
    if (files->count)
        qsort(files->items, files->count, sizeof *files->items, by_name);
}

static const wz_law_file *find(const wz_law_files *files, const char *name)
{
    for (size_t i = 0; i < files->count; i++) {
        if (strcmp(files->items[i].name, name) == 0)
            return &files->items[i];
    }
    return NULL;
}

/* Read one file of the directory; the list keeps its bytes. */
static int gather(wz_law_files *files, const char *name, wz_diag *diag)
{
    wz_arena *arena = wz_arena_new();
    const char *path = arena ? wz_arena_printf(arena, "%s/%s", files->name, name) : NULL;
    int code = WZ_ENOMEM;
    if (path) {
        wz_report report = {.diag = diag, .arena = arena, .file = path};
        wz_input input;
        code = wz_input_open(&input, &(wz_input_from){.file = path, .limit = LAW_FILE_BYTES}, &report);
        if (code == WZ_OK) {
            code = wz_law_files_add(files, name, input.bytes, input.length) ? WZ_OK : WZ_ENOMEM;
            wz_input_close(&input);
        }
    }
    wz_arena_free(arena);
    return code;
}

int wz_law_files_get(wz_law_files *files, const char *name, const wz_law_file **out, wz_diag *diag)
{
    int code = WZ_OK;
    *out = find(files, name);
    if (!*out && files->closed) {
        wz_diag_add(diag, WZ_ERROR, "IO-001", (wz_place){.file = files->name},
                    "the law kept here has no file %s; check the store", name);
        code = WZ_EINPUT;
    } else if (!*out) {
        code = gather(files, name, diag);
        *out = code == WZ_OK ? find(files, name) : NULL;
    }
    return code;
}
