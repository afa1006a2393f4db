/* Dates, times and durations of FEEL: literals' grammar, printing, components and arithmetic.
 * Source: DMN 1.5, 10.3.2.3.4 to 10.3.2.3.9 and tables 55 to 62; XML Schema 2 for the lexical forms.
 * Zone names are looked up in the system's tzdata. Where a text is no such value the result is FEEL_NULL. */
#ifndef WZ_FEEL_TEMPORAL_H
#define WZ_FEEL_TEMPORAL_H

#include "feel/value.h"

/* Values from their parts. `time` is as in value.h with nanos in range; for FEEL_ZONE the name is known and lives in
 * the arena, and the offset is found here. FEEL_NULL where the day is out of the calendar's range. */
feel_value feel_time_new(wz_arena *arena, feel_time time);
feel_value feel_date_time_new(wz_arena *arena, wz_day day, feel_time time);

feel_value feel_parse_date(const char *text, size_t length);
feel_value feel_parse_time(wz_arena *arena, const char *text, size_t length);
feel_value feel_parse_date_time(wz_arena *arena, const char *text, size_t length); /* a date alone: its midnight */
feel_value feel_parse_duration(wz_arena *arena, const char *text, size_t length);  /* of either kind */
/* What `@"…"` means: a date, time, date and time or duration by its form. */
feel_value feel_parse_at(wz_arena *arena, const char *text, size_t length);

/* The lexical form of a temporal value (what the function string() gives); at most FEEL_TEMPORAL_TEXT bytes. */
enum { FEEL_TEMPORAL_TEXT = 160 };
size_t feel_temporal_text(feel_value v, char *out);

/* `+` and `-` where an operand is temporal; FEEL_NULL for pairs that DMN does not define. */
feel_value feel_temporal_add(wz_arena *arena, feel_value a, feel_value b);
feel_value feel_temporal_subtract(wz_arena *arena, feel_value a, feel_value b);
feel_value feel_duration_multiply(wz_arena *arena, feel_value duration, feel_value number);
feel_value feel_duration_divide(wz_arena *arena, feel_value duration, feel_value by); /* by a number or a duration */
feel_value feel_duration_negate(wz_arena *arena, feel_value duration);

/* Order of two values of one temporal kind: -1, 0, 1; FEEL_INCOMPARABLE e.g. for a local time and one with a zone. */
enum { FEEL_INCOMPARABLE = 2 };
int feel_temporal_compare(feel_value a, feel_value b);

/* A component by its FEEL name (year, month, day, weekday, hour, minute, second, time offset, timezone, years, months,
 * days, hours, minutes, seconds). Sets *found to false where the kind has no such component. */
feel_value feel_temporal_property(wz_arena *arena, feel_value v, const char *name, size_t length, bool *found);

#endif
