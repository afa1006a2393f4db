/* Files that appear whole. The temporary name stands in a small table until it is renamed or removed, so that a handler of
 * signals can remove what is unfinished: it touches nothing but that table and unlink(). A slot belongs to one file from the
 * moment it is claimed; its name is complete before `ready` is set. */
#include "base/outfile.h"

#include "base/alloc.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PENDING_MAX = 16 };

static struct {
    atomic_bool claimed, ready;
    char name[PATH_MAX];
} pending[PENDING_MAX];

struct wz_outfile {
    FILE *stream;
    char *target; /* NULL: a device, written to as it is */
    char temporary[PATH_MAX];
    int slot; /* in `pending`, -1 = none was free */
};

static int claim(const char *name)
{
    for (int i = 0; i < PENDING_MAX; i++) {
        bool free_slot = false;
        if (!atomic_compare_exchange_strong(&pending[i].claimed, &free_slot, true))
            continue;
        snprintf(pending[i].name, sizeof pending[i].name, "%s", name);
        atomic_store(&pending[i].ready, true);
        return i;
    }
    return -1;
}

static void release(int slot)
{
    if (slot < 0)
        return;
    atomic_store(&pending[slot].ready, false);
    atomic_store(&pending[slot].claimed, false);
}

void wz_outfile_abandon_all(void)
{
    for (int i = 0; i < PENDING_MAX; i++) {
        if (atomic_load(&pending[i].ready))
            unlink(pending[i].name);
    }
}

bool wz_outfile_same(const char *a, const char *b)
{
    struct stat first, second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

/* The file itself, not a link to it. Returns 0 or an errno value; *target stays NULL for a device or a pipe. */
static int find_target(char **target, const char *path)
{
    struct stat found;
    if (stat(path, &found) == 0 && S_ISDIR(found.st_mode))
        return EISDIR;
    if (stat(path, &found) == 0 && !S_ISREG(found.st_mode))
        return 0;
    char *real = realpath(path, NULL);
    const char *use = real ? real : path;
    *target = wz_malloc(strlen(use) + 1);
    if (*target)
        memcpy(*target, use, strlen(use) + 1);
    free(real);
    return *target ? 0 : ENOMEM;
}

static int open_beside(wz_outfile *file)
{
    static const char suffix[] = ".XXXXXX";
    if (strlen(file->target) + sizeof suffix > sizeof file->temporary)
        return ENAMETOOLONG;
    snprintf(file->temporary, sizeof file->temporary, "%s%s", file->target, suffix);
    int handle = mkostemp(file->temporary, O_CLOEXEC); /* 0600 */
    if (handle < 0)
        return errno;
    file->slot = claim(file->temporary);
    file->stream = fdopen(handle, "w");
    if (file->stream)
        return 0;
    int error = errno;
    close(handle);
    unlink(file->temporary);
    release(file->slot);
    return error;
}

int wz_outfile_open(wz_outfile **out, const char *path)
{
    *out = NULL;
    wz_outfile *file = wz_calloc(1, sizeof *file);
    if (!file)
        return ENOMEM;
    file->slot = -1;
    int error = find_target(&file->target, path);
    if (error == 0 && file->target) {
        error = open_beside(file);
    } else if (error == 0) {
        file->stream = fopen(path, "we");
        error = file->stream ? 0 : errno;
    }
    if (error == 0) {
        *out = file;
        return 0;
    }
    wz_free(file->target);
    wz_free(file);
    return error;
}

FILE *wz_outfile_stream(const wz_outfile *file)
{
    return file->stream;
}

const char *wz_outfile_name(const wz_outfile *file)
{
    return file->target ? file->temporary : NULL;
}

static int error_or(int error, bool failed)
{
    return error ? error : failed ? (errno ? errno : EIO) : 0;
}

int wz_outfile_commit(wz_outfile *file)
{
    errno = 0;
    int error = error_or(0, ferror(file->stream) != 0);
    errno = 0;
    error = error_or(error, fflush(file->stream) != 0);
    error = error_or(error, file->target && fsync(fileno(file->stream)) != 0);
    error = error_or(error, fclose(file->stream) != 0);
    file->stream = NULL;
    error = error_or(error, !error && file->target && rename(file->temporary, file->target) != 0);
    if (error == 0)
        *file->temporary = '\0';
    wz_outfile_discard(file);
    return error;
}

void wz_outfile_discard(wz_outfile *file)
{
    if (!file)
        return;
    if (file->stream)
        fclose(file->stream);
    if (file->target && *file->temporary)
        unlink(file->temporary);
    release(file->slot);
    wz_free(file->target);
    wz_free(file);
}
