/* Bytes of a CSV file to UTF-8. The encoding is found out from the first bytes that are not ASCII. Private to this
 * module. */
#ifndef WZ_IO_DECODE_H
#define WZ_IO_DECODE_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "io/bytes.h"

typedef struct {
    wz_bytes *bytes;
    wz_diag *diag;
    const char *encoding;   /* NULL: only ASCII so far */
    bool converts;          /* else the bytes are UTF-8 */
    iconv_t converter;
    char *raw;              /* read and not yet decoded */
    size_t raw_start, raw_end;
    bool suspicious;        /* what was decoded last may hold NUL or broken characters */
} wz_decoder;

/* Begin with the bytes that were read already. `encoding` NULL = find out. Returns WZ_OK, WZ_ENOMEM, or WZ_EINPUT with the
 * problem in `diag` where the encoding is not known. */
int wz_decode_open(wz_decoder *decoder, wz_bytes *bytes, const char *head, size_t length, const char *encoding,
                   wz_diag *diag);
void wz_decode_close(wz_decoder *decoder);
/* Append up to about WZ_DECODE_CHUNK bytes of text to a buffer that has room for 4 times that; *got = 0 only at the end.
 * Broken bytes of UTF-8 stay as they are, of other encodings become U+FFFD; `suspicious` is then set. */
int wz_decode_more(wz_decoder *decoder, char *into, size_t *got);

enum { WZ_DECODE_CHUNK = 128 * 1024, WZ_DECODE_ROOM = 4 * WZ_DECODE_CHUNK };

#endif
