/* Time zones by IANA name, read from the system's tzdata (TZif files, RFC 8536). Nothing is kept between calls. */
#ifndef WZ_FEEL_ZONES_H
#define WZ_FEEL_ZONES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FEEL_ZONE_NAME = 64 }; /* longest name accepted, with its NUL */

/* Copy the name out if it is a well-formed zone name that the system knows; `out` has room for FEEL_ZONE_NAME. */
bool feel_zone_find(const char *name, size_t length, char *out);

/* Offset from UTC in seconds east, at a moment given as seconds since 1970 in UTC or by the zone's own clock. Where the
 * clock shows a time twice or never, the offset before the change is taken. False where the zone cannot be read. */
bool feel_zone_at_utc(const char *name, int64_t seconds, int32_t *offset);
bool feel_zone_at_local(const char *name, int64_t seconds, int32_t *offset);
/* The offset outside daylight saving by the zone's present rule: what a time of day without a date has. */
bool feel_zone_standard(const char *name, int32_t *offset);

#endif
