/* Reading with read(2) straight into the reader's own buffer: no copy in between. */
#include "io/bytes.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int refuse(wz_diag *diag, const char *file, int error)
{
    wz_place place = {.file = file};
    switch (error) {
    case ENOENT:
    case ENOTDIR: wz_diag_add(diag, WZ_ERROR, "IO-001", place, "there is no such file; check the path"); break;
    case EACCES:
    case EPERM:
        wz_diag_add(diag, WZ_ERROR, "IO-002", place, "the file may not be read; ask for permission, or copy it");
        break;
    case EISDIR: wz_diag_add(diag, WZ_ERROR, "IO-003", place, "this is a directory; name a file in it"); break;
    default:
        wz_diag_add(diag, WZ_ERROR, "IO-004", place, "the file could not be read (%s); try again", strerror(error));
    }
    return WZ_EIO;
}

int wz_bytes_open(wz_bytes *bytes, const char *file, bool hash, wz_diag *diag)
{
    bool standard = strcmp(file, "-") == 0;
    int handle = standard ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (handle < 0)
        return refuse(diag, file, errno);
    *bytes = (wz_bytes){.name = file, .handle = handle, .owned = !standard, .hashing = hash};
    struct stat about;
    if (fstat(handle, &about) == 0 && S_ISREG(about.st_mode))
        bytes->size = (size_t)about.st_size;
    crypto_hash_sha256_init(&bytes->hash);
    return WZ_OK;
}

void wz_bytes_open_memory(wz_bytes *bytes, const char *name, const void *memory, size_t size, bool hash)
{
    *bytes = (wz_bytes){.name = name, .handle = -1, .memory = memory, .size = size, .hashing = hash};
    crypto_hash_sha256_init(&bytes->hash);
}

void wz_bytes_close(wz_bytes *bytes)
{
    if (bytes->owned && bytes->handle >= 0)
        close(bytes->handle);
    bytes->owned = false;
    bytes->handle = -1;
}

bool wz_bytes_seekable(const wz_bytes *bytes)
{
    return bytes->memory || (bytes->handle >= 0 && lseek(bytes->handle, 0, SEEK_CUR) >= 0 && bytes->owned);
}

static void end(wz_bytes *bytes)
{
    bytes->ended = true;
    if (!bytes->hashing)
        return;
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final(&bytes->hash, digest);
    sodium_bin2hex(bytes->sha256, sizeof bytes->sha256, digest, sizeof digest);
}

static size_t copy_memory(const wz_bytes *bytes, char *into, size_t room)
{
    size_t left = bytes->size - bytes->done;
    size_t count = left < room ? left : room;
    if (count && bytes->memory)
        memcpy(into, bytes->memory + bytes->done, count);
    return count;
}

int wz_bytes_read(wz_bytes *bytes, char *into, size_t room, size_t *got, wz_diag *diag)
{
    *got = 0;
    while (*got < room && !bytes->ended) {
        ssize_t count = bytes->memory || bytes->handle < 0 ? (ssize_t)copy_memory(bytes, into + *got, room - *got)
                                                           : read(bytes->handle, into + *got, room - *got);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return refuse(diag, bytes->name, errno);
        if (count == 0) {
            end(bytes);
            break;
        }
        if (bytes->hashing)
            crypto_hash_sha256_update(&bytes->hash, (unsigned char *)into + *got, (unsigned long long)count);
        *got += (size_t)count;
        bytes->done += (size_t)count;
    }
    return WZ_OK;
}
