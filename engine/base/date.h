/* Civil dates: the proleptic Gregorian calendar, no clock and no zone. Source: DMN 1.5, 10.3.2.3.5 (date). */
#ifndef WZ_BASE_DATE_H
#define WZ_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

/* A day as the number of days since 1970-01-01; years -999,999,999 to 999,999,999. */
typedef int64_t wz_day;

typedef struct {
    int32_t year;
    int month;   /* 1..12 */
    int day;     /* 1..31 */
} wz_civil;

bool wz_date_valid(int64_t year, int month, int day);
int wz_days_in_month(int64_t year, int month);
wz_day wz_day_from_civil(wz_civil civil);              /* civil must be valid */
wz_civil wz_civil_from_day(wz_day day);
/* Add calendar months: the same day-number, or the last day of the month where it has none. Source: semantics of bars
 * (docs/semantics.md, "Time") and DMN 1.5 10.3.2.3.7, addition of a years and months duration. */
wz_day wz_day_add_months(wz_day day, int64_t months);
/* Parse exactly YYYY-MM-DD. Returns false where it is not a real day. */
bool wz_day_parse(const char *text, wz_day *out);
/* Parse YYYY, YYYY-MM or YYYY-MM-DD (also with '.' or '/') to the first and last day meant. */
bool wz_day_parse_loose(const char *text, wz_day *first, wz_day *last);
/* Write YYYY-MM-DD; out has room for WZ_DAY_TEXT. */
enum { WZ_DAY_TEXT = 48 };
void wz_day_format(wz_day day, char *out);
int wz_weekday(wz_day day);                            /* 1 = Monday .. 7 = Sunday */

#endif
