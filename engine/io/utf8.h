/* Reading UTF-8 one character at a time, for those who write text out. */
#ifndef WZ_IO_UTF8_H
#define WZ_IO_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* What stands for bytes that are no character and for characters that a format cannot hold. */
#define WZ_UTF8_REPLACEMENT "\xEF\xBF\xBD"
enum { WZ_REPLACEMENT = 0xFFFD };

/* Decode the character at `text`, where `length` (at least 1) bytes are left. Returns how many bytes it takes; a byte
 * that begins no valid character is taken alone and decodes to WZ_REPLACEMENT. */
size_t wz_utf8_next(const char *text, size_t length, uint32_t *out);

/* How many bytes from the start are whole, valid characters. Fast over ASCII. */
size_t wz_utf8_valid(const char *text, size_t length);

#endif
