/* A word as people write it, made plain so that spellings which differ in form alone are the same: full-width letters,
 * digits and signs become ASCII, ASCII capitals small, dashes of all kinds '-'; blanks of all kinds fall away. Private to
 * this module. */
#ifndef WZ_LOAD_PLAIN_H
#define WZ_LOAD_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

enum { WZ_PLAIN_MAX = 256 };

/* Write the plain form, NUL-terminated; returns its length. False in *whole (may be NULL) where it was cut to the room. */
size_t wz_plain(const char *text, size_t length, char *out, size_t room, bool *whole);
/* The same, but for capitals, and keeping single blanks between words: for ids and texts. */
size_t wz_half_width(const char *text, size_t length, char *out, size_t room, bool *whole);

#endif
