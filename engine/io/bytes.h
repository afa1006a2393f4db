/* The bytes of a file, standard input or memory, one after the other, with what was read put back once and hashed on the
 * way. Private to this module. */
#ifndef WZ_IO_BYTES_H
#define WZ_IO_BYTES_H

#include <sodium.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

typedef struct {
    const char *name;       /* in messages */
    int handle;             /* -1: memory */
    bool owned;             /* the handle is closed at the end */
    const char *memory;
    size_t size;            /* of memory or of a regular file; 0 = not known */
    size_t done;            /* read so far */
    bool ended;
    bool hashing;
    crypto_hash_sha256_state hash;
    char sha256[65];        /* "" until the end was read, or where not asked for */
} wz_bytes;

/* "-" is standard input. Returns WZ_OK, or WZ_EIO with the problem in `diag`. */
int wz_bytes_open(wz_bytes *bytes, const char *file, bool hash, wz_diag *diag);
void wz_bytes_open_memory(wz_bytes *bytes, const char *name, const void *memory, size_t size, bool hash);
void wz_bytes_close(wz_bytes *bytes);
/* Fill as much of the room as there are bytes: *got is less than `room` only at the end. Returns WZ_OK, or WZ_EIO with the
 * problem in `diag`. */
int wz_bytes_read(wz_bytes *bytes, char *into, size_t room, size_t *got, wz_diag *diag);
/* Whether the bytes can be read at any place. */
bool wz_bytes_seekable(const wz_bytes *bytes);

#endif
