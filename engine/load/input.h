/* The bytes of one file: read whole within a limit, hashed, and known to be UTF-8. Private to this module. */
#ifndef WZ_LOAD_INPUT_H
#define WZ_LOAD_INPUT_H

#include "load/report.h"

typedef struct {
    const char *file;       /* a path, "-" for standard input, or the name of `bytes` in messages */
    const void *bytes;      /* NULL = read the file */
    size_t length;
    size_t limit;           /* bytes */
} wz_input_from;

typedef struct {
    const char *bytes;
    size_t length;
    char *owned;            /* what to free */
    char sha256[65];
} wz_input;

/* Fetch the bytes and check what can be checked without a parser. On failure the problem is reported and there is nothing
 * to free. Returns WZ_OK, WZ_EIO, WZ_ELIMIT, WZ_EINPUT or WZ_ENOMEM. */
int wz_input_open(wz_input *input, const wz_input_from *from, wz_report *report);
void wz_input_close(wz_input *input);

/* A place counted from the start of the bytes. */
typedef struct {
    size_t offset;
    unsigned line, column;  /* the column counts characters */
} wz_cursor;

/* Move forward to an offset. */
void wz_cursor_advance(wz_cursor *cursor, const wz_input *input, size_t offset);

#endif
