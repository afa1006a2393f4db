/* The job "export a case": everything kept of it as plain files, and the export as an entry of the log. The directory is
 * made beside its place and put there once it is whole; the entry is kept only then. Or the same files as an archive in memory. */
#include "wenze/case_store.h"

#include "base/alloc.h"
#include "base/diag.h"
#include "io/json_writer.h"
#include "io/zip_writer.h"
#include "load/vector.h"
#include "store/audit.h"
#include "store/cases.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    wz_store *store;
    const char *id;
    wz_arena *arena;
    const char *folder;    /* where the files are written */
    wz_zip_writer *zip;    /* or the archive that takes them; NULL */
    size_t size;           /* of what it took */
    wz_vector versions;    /* wz_version_row; only numbers and hashes */
    wz_vector assessments; /* wz_assessment_row; strings in the arena */
    wz_buffer manifest;
    wz_json_writer json;
    bool failed; /* memory */
} exporter;

/* --- files --- */

static void cannot(exporter *x, const char *path, int error)
{
    wz_store_fail(x->store, WZ_EIO, "STORE-047",
                  "%s could not be written (%s); check the folder, the permission and the space", path,
                  strerror(error));
}

/* Memory holds an archive whole, and what goes into it besides. */
static void add_to_archive(exporter *x, const char *name, const void *bytes, size_t length)
{
    enum { MOST_MIB = 256 };
    x->size += length;
    if (x->size > (size_t)MOST_MIB << 20)
        wz_store_fail(x->store, WZ_EINPUT, "STORE-050",
                      "the export of %.100s is larger than %d MiB; make it on the command line, into a folder", x->id,
                      MOST_MIB);
    else if (wz_zip_add(x->zip, name, bytes, length) != WZ_OK)
        x->failed = true;
}

/* A file of the export that is not there yet; what failed makes the whole export fail. */
static void write_file(exporter *x, const char *name, const void *bytes, size_t length)
{
    if (x->zip) {
        if (!wz_store_failed(x->store))
            add_to_archive(x, name, bytes, length);
        return;
    }
    const char *path = wz_arena_printf(x->arena, "%s/%s", x->folder, name);
    if (!path || wz_store_failed(x->store))
        return;
    int handle = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    size_t written = 0;
    while (handle >= 0 && written < length) {
        ssize_t n = write(handle, (const char *)bytes + written, length - written);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        written += (size_t)n;
    }
    if (handle < 0 || written < length || fsync(handle) != 0)
        cannot(x, name, errno);
    if (handle >= 0 && close(handle) != 0)
        cannot(x, name, errno);
}

static void make_folder(exporter *x, const char *name)
{
    if (x->zip) /* its members carry their paths */
        return;
    const char *path = wz_arena_printf(x->arena, "%s/%s", x->folder, name);
    if (path && mkdir(path, 0700) != 0 && errno != EEXIST)
        cannot(x, name, errno);
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *at)
{
    (void)status, (void)type, (void)at;
    return remove(path);
}

static void remove_tree(const char *path)
{
    enum { HANDLES = 8 };
    nftw(path, remove_one, HANDLES, FTW_DEPTH | FTW_PHYS);
}

/* --- what there is --- */

static bool note_version(const wz_version_row *row, void *payload)
{
    exporter *x = payload;
    wz_version_row *slot = WZ_ADD(&x->versions, wz_version_row);
    if (slot)
        *slot = *row;
    else
        x->failed = true;
    return slot != NULL;
}

static bool note_assessment(const wz_assessment_row *row, void *payload)
{
    exporter *x = payload;
    wz_assessment_row *slot = WZ_ADD(&x->assessments, wz_assessment_row);
    if (!slot) {
        x->failed = true;
        return false;
    }
    *slot = *row;
    slot->engine = wz_arena_strdup(x->arena, row->engine);
    return true;
}

static void put(exporter *x, const char *key, const char *text)
{
    wz_json_string(&x->json, key, text, strlen(text));
}

static void write_versions(exporter *x)
{
    const wz_version_row *rows = x->versions.items;
    wz_json_open(&x->json, "versions", '[');
    for (size_t i = 0; i < x->versions.count; i++) {
        wz_buffer bytes = {0};
        char name[48];
        snprintf(name, sizeof name, "case-%lld.xml", (long long)rows[i].version);
        if (wz_cases_bytes(x->store, x->id, rows[i].version, &bytes, NULL))
            write_file(x, name, bytes.data, bytes.length);
        wz_buffer_free(&bytes);
        wz_json_open(&x->json, NULL, '{');
        wz_json_integer(&x->json, "version", rows[i].version);
        put(x, "file", name);
        put(x, "sha256", rows[i].sha256);
        wz_json_close(&x->json, '}');
    }
    wz_json_close(&x->json, ']');
}

/* --- the law --- */

/* A law's file below its folder; a name that leads elsewhere is not followed. */
static void write_law_file(exporter *x, const char *folder, const wz_law_file *file)
{
    char *name = wz_arena_strdup(x->arena, file->name);
    if (!name || strstr(name, "..") || *name == '/')
        return;
    for (char *slash = strchr(name, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        const char *inner = wz_arena_printf(x->arena, "%s/%s", folder, name);
        if (inner)
            make_folder(x, inner);
        *slash = '/';
    }
    const char *path = wz_arena_printf(x->arena, "%s/%s", folder, name);
    if (path)
        write_file(x, path, file->bytes, file->length);
}

static bool law_written(const exporter *x, size_t upto)
{
    const wz_assessment_row *rows = x->assessments.items;
    for (size_t i = 0; i < upto; i++) {
        if (strcmp(rows[i].law, rows[upto].law) == 0)
            return true;
    }
    return false;
}

static void write_law(exporter *x, size_t index)
{
    const wz_assessment_row *row = (const wz_assessment_row *)x->assessments.items + index;
    if (law_written(x, index))
        return;
    wz_law_files *files = wz_law_files_new("law");
    const char *folder = wz_arena_printf(x->arena, "law-%.12s", row->law);
    if (!files || !folder) {
        x->failed = true;
    } else if (wz_cases_law(x->store, row->id, files)) {
        make_folder(x, folder);
        for (size_t i = 0; i < wz_law_files_count(files); i++)
            write_law_file(x, folder, wz_law_files_at(files, i));
    }
    wz_law_files_free(files);
}

static void write_assessments(exporter *x)
{
    const wz_assessment_row *rows = x->assessments.items;
    wz_json_open(&x->json, "assessments", '[');
    for (size_t i = 0; i < x->assessments.count; i++) {
        wz_buffer result = {0};
        char name[48], law[32];
        snprintf(name, sizeof name, "assessment-%lld.json", (long long)rows[i].id);
        snprintf(law, sizeof law, "law-%.12s", rows[i].law);
        if (wz_cases_result(x->store, rows[i].id, &result))
            write_file(x, name, result.data, result.length);
        wz_buffer_free(&result);
        write_law(x, i);
        wz_json_open(&x->json, NULL, '{');
        wz_json_integer(&x->json, "assessment", rows[i].id);
        wz_json_integer(&x->json, "version", rows[i].version);
        put(x, "file", name);
        put(x, "sha256", rows[i].result);
        put(x, "law", law);
        put(x, "engine", rows[i].engine ? rows[i].engine : "");
        wz_json_close(&x->json, '}');
    }
    wz_json_close(&x->json, ']');
}

static bool write_entry(const wz_audit_entry *entry, void *payload)
{
    exporter *x = payload;
    char mac[2 * WZ_AUDIT_MAC + 1];
    for (size_t i = 0; i < WZ_AUDIT_MAC; i++)
        snprintf(mac + 2 * i, 3, "%02x", entry->mac[i]);
    wz_json_open(&x->json, NULL, '{');
    wz_json_integer(&x->json, "seq", entry->seq);
    wz_json_integer(&x->json, "time", entry->time);
    put(x, "who", entry->who);
    put(x, "what", entry->what);
    wz_json_literal(&x->json, "details", entry->details);
    put(x, "mac", mac);
    wz_json_close(&x->json, '}');
    return true;
}

/* --- the whole --- */

static void write_all(exporter *x, const char *by, char *head)
{
    x->json.out = &x->manifest;
    wz_cases_version(x->store, x->id, 0);
    wz_cases_versions(x->store, x->id, note_version, x);
    wz_cases_assessments(x->store, x->id, note_assessment, x);
    char details[96];
    snprintf(details, sizeof details, "{\"versions\":%zu,\"assessments\":%zu}", x->versions.count,
             x->assessments.count);
    wz_audit_append(x->store, by, "case.export", x->id, details);
    wz_audit_head(x->store, head);
    wz_json_open(&x->json, NULL, '{');
    put(x, "format", "wenze-case/1");
    put(x, "case", x->id);
    put(x, "head", head);
    write_versions(x);
    write_assessments(x);
    wz_json_open(&x->json, "log", '[');
    wz_audit_each(x->store, 1, x->id, write_entry, x);
    wz_json_close(&x->json, ']');
    wz_json_close(&x->json, '}');
    wz_buffer_putc(&x->manifest, '\n');
    if (x->failed || x->manifest.failed || wz_arena_failed(x->arena))
        wz_store_fail(x->store, WZ_ENOMEM, "", "%s", "");
    write_file(x, "manifest.json", x->manifest.data, x->manifest.length);
}

static void end(exporter *x)
{
    wz_zip_free(x->zip);
    wz_vector_free(&x->versions);
    wz_vector_free(&x->assessments);
    wz_buffer_free(&x->manifest);
    wz_arena_free(x->arena);
}

int wz_case_export(char *head, wz_store *store, const char *id, const char *directory, const char *by, wz_diag *diag)
{
    exporter x = {.store = store, .id = id, .arena = wz_arena_new()};
    char kept_head[WZ_HEAD_TEXT] = "", *folder = x.arena ? wz_arena_printf(x.arena, "%s.XXXXXX", directory) : NULL;
    if (!folder) {
        wz_arena_free(x.arena);
        return WZ_ENOMEM;
    }
    wz_store_begin(store);
    x.folder = mkdtemp(folder);
    if (x.folder)
        write_all(&x, by, kept_head);
    else
        cannot(&x, directory, errno);
    /* an empty directory may be there already; any other is not touched */
    if (!wz_store_failed(store) && rename(x.folder, directory) != 0)
        cannot(&x, directory, errno);
    bool placed = !wz_store_failed(store);
    int code = wz_store_end(store, diag);
    if (x.folder && code != WZ_OK)
        remove_tree(placed ? directory : x.folder);
    if (head)
        memcpy(head, kept_head, sizeof kept_head);
    end(&x);
    return code;
}

int wz_case_export_archive(char **out, size_t *length, char *head, wz_store *store, const char *id, const char *by,
                           wz_diag *diag)
{
    exporter x = {.store = store, .id = id, .arena = wz_arena_new(), .zip = wz_zip_new()};
    char kept_head[WZ_HEAD_TEXT] = "";
    wz_buffer archive = {0};
    *out = NULL;
    if (!x.arena || !x.zip) {
        end(&x);
        return WZ_ENOMEM;
    }
    wz_store_begin(store);
    write_all(&x, by, kept_head);
    if (!wz_store_failed(store) && (x.failed || wz_zip_finish(&archive, x.zip) != WZ_OK))
        wz_store_fail(store, WZ_ENOMEM, "", "%s", "");
    int code = wz_store_end(store, diag);
    if (code == WZ_OK) {
        *out = archive.data;
        *length = archive.length;
        archive = (wz_buffer){0};
    }
    if (head)
        memcpy(head, kept_head, sizeof kept_head);
    wz_buffer_free(&archive);
    end(&x);
    return code;
}
