/* A file is replaced as a whole or not at all. */
#include "cli/output.h"

#include "cli/commands.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int cannot_write(wz_cli_language language, const char *path, int error)
{
    fprintf(
        stderr, "%s: %s%s%s\n", path, wz_cli_say(language, "不能写入（", "cannot be written ("), strerror(error),
        wz_cli_say(language, "）；请检查目录、权限和磁盘空间", "); check the folder, the permission and the space"));
    return WZ_EXIT_FAILURE;
}

/* 0, or what the system said. Closes the file. */
static int put(FILE *file, const char *bytes, size_t length, bool sync)
{
    int error = fwrite(bytes, 1, length, file) < length ? errno : 0;
    if (!error && (fflush(file) != 0 || (sync && fsync(fileno(file)) != 0)))
        error = errno;
    if (fclose(file) != 0 && !error)
        error = errno;
    return error;
}

static int put_beside(const char *target, const char *bytes, size_t length)
{
    char temporary[PATH_MAX + sizeof ".XXXXXX"];
    snprintf(temporary, sizeof temporary, "%s.XXXXXX", target);
    int handle = strlen(target) < PATH_MAX ? mkstemp(temporary) : (errno = ENAMETOOLONG, -1);
    FILE *file = handle >= 0 ? fdopen(handle, "wb") : NULL;
    if (!file)
        return errno;
    int error = put(file, bytes, length, true);
    if (!error && rename(temporary, target) != 0)
        error = errno;
    if (error)
        unlink(temporary);
    return error;
}

static bool is_same_file(const struct stat *a, const char *path)
{
    struct stat b;
    return path && stat(path, &b) == 0 && a->st_dev == b.st_dev && a->st_ino == b.st_ino;
}

int wz_cli_write_file(wz_cli_language language, const char *path, const char *input, const char *bytes, size_t length)
{
    struct stat found;
    bool there = stat(path, &found) == 0;
    if (there && is_same_file(&found, input)) {
        fprintf(stderr, "%s: %s\n", path,
                wz_cli_say(language, "这是所读的文件；请写入另一个文件",
                           "this is the file that is read; write to another one"));
        return WZ_EXIT_USAGE;
    }
    int error = 0;
    if (there && !S_ISREG(found.st_mode)) {
        FILE *device = fopen(path, "wb");
        error = device ? put(device, bytes, length, false) : errno;
    } else {
        char *target = there ? realpath(path, NULL) : NULL; /* the file itself, not a link to it */
        error = put_beside(target ? target : path, bytes, length);
        free(target);
    }
    return error ? cannot_write(language, path, error) : WZ_EXIT_OK;
}
