/* Dates, times and durations as text: XML Schema's lexical forms with FEEL's additions (zone names behind "@", offsets
 * with seconds). A reader moves one cursor over the text and must end exactly at its end; leap seconds are
 * refused, and so are digits beyond the nanosecond, since a value could not keep them. */
#include "feel/temporal.h"

#include "feel/zones.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { SECOND = 1000000000, LARGEST_OFFSET = 14 * 3600 };

typedef struct {
    const char *at, *end;
} cursor;

static bool accept(cursor *c, char wanted)
{
    if (c->at == c->end || *c->at != wanted)
        return false;
    c->at++;
    return true;
}

static bool digit(const cursor *c)
{
    return c->at < c->end && *c->at >= '0' && *c->at <= '9';
}

static bool two_digits(cursor *c, int limit, int *out)
{
    if (c->end - c->at < 2 || !digit(c) || c->at[1] < '0' || c->at[1] > '9')
        return false;
    *out = (c->at[0] - '0') * 10 + (c->at[1] - '0');
    c->at += 2;
    return *out <= limit;
}

/* Any number of digits into an integer; false where there are none or too many for it. */
static bool digits(cursor *c, int64_t *out)
{
    int64_t value = 0;
    if (!digit(c))
        return false;
    for (; digit(c); c->at++)
        if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, *c->at - '0', &value))
            return false;
    *out = value;
    return true;
}

/* The digits behind a decimal point, as nanoseconds. */
static bool fraction(cursor *c, int64_t *nanos)
{
    int64_t unit = SECOND / 10, value = 0;
    if (!digit(c))
        return false;
    for (; digit(c); c->at++, unit /= 10) {
        if (unit == 0)
            return false;
        value += unit * (*c->at - '0');
    }
    *nanos = value;
    return true;
}

/* --- dates --- */

/* Four to nine digits, more than four only without a leading zero. */
static bool read_year(cursor *c, int64_t *year)
{
    bool negative = accept(c, '-');
    const char *from = c->at;
    if (!digits(c, year))
        return false;
    ptrdiff_t length = c->at - from;
    if (length < 4 || length > 9 || (length > 4 && *from == '0') || (negative && *year == 0))
        return false;
    if (negative)
        *year = -*year;
    return true;
}

static bool read_date(cursor *c, wz_day *day)
{
    int64_t year;
    int month, of_month;
    if (!read_year(c, &year) || !accept(c, '-') || !two_digits(c, 12, &month) || !accept(c, '-') ||
        !two_digits(c, 31, &of_month) || !wz_date_valid(year, month, of_month))
        return false;
    *day = wz_day_from_civil((wz_civil){(int32_t)year, month, of_month});
    return true;
}

feel_value feel_parse_date(const char *text, size_t length)
{
    cursor c = {text, text + length};
    wz_day day;
    return read_date(&c, &day) && c.at == c.end ? feel_date(day) : feel_null();
}

/* --- times --- */

static bool read_offset(cursor *c, feel_time *time)
{
    bool west = *c->at++ == '-';
    int hours, minutes, seconds = 0;
    if (!two_digits(c, 14, &hours) || !accept(c, ':') || !two_digits(c, 59, &minutes))
        return false;
    if (accept(c, ':') && !two_digits(c, 59, &seconds))
        return false;
    int32_t offset = hours * 3600 + minutes * 60 + seconds;
    time->offset = west ? -offset : offset;
    time->zone_kind = FEEL_OFFSET;
    return offset <= LARGEST_OFFSET;
}

/* What follows the seconds: nothing, Z, an offset, or @ and a zone name, which is everything to the end. */
static bool read_zone(wz_arena *arena, cursor *c, feel_time *time)
{
    char name[FEEL_ZONE_NAME];
    time->zone_kind = FEEL_LOCAL;
    if (c->at == c->end)
        return true;
    if (accept(c, 'Z') || accept(c, 'z')) {
        time->zone_kind = FEEL_OFFSET;
        return true;
    }
    if (*c->at == '+' || *c->at == '-')
        return read_offset(c, time);
    if (!accept(c, '@') || !feel_zone_find(c->at, (size_t)(c->end - c->at), name))
        return false;
    c->at = c->end;
    time->zone_kind = FEEL_ZONE;
    time->zone = wz_arena_strdup(arena, name);
    return time->zone != NULL;
}

/* 24:00:00 is the midnight at the end of the day. */
static bool read_time(wz_arena *arena, cursor *c, feel_time *time, bool *next_day)
{
    int hours, minutes, seconds;
    int64_t nanos = 0;
    if (!two_digits(c, 24, &hours) || !accept(c, ':') || !two_digits(c, 59, &minutes) || !accept(c, ':') ||
        !two_digits(c, 59, &seconds))
        return false;
    if (accept(c, '.') && !fraction(c, &nanos))
        return false;
    *next_day = hours == 24;
    if (*next_day && (minutes > 0 || seconds > 0 || nanos > 0))
        return false;
    *time = (feel_time){.nanos = (hours % 24 * INT64_C(3600) + minutes * 60 + seconds) * SECOND + nanos};
    return read_zone(arena, c, time) && c->at == c->end;
}

feel_value feel_parse_time(wz_arena *arena, const char *text, size_t length)
{
    cursor c = {text, text + length};
    feel_time time;
    bool next_day;
    return read_time(arena, &c, &time, &next_day) ? feel_time_new(arena, time) : feel_null();
}

feel_value feel_parse_date_time(wz_arena *arena, const char *text, size_t length)
{
    cursor c = {text, text + length};
    wz_day day;
    feel_time time = {.zone_kind = FEEL_LOCAL};
    if (!read_date(&c, &day))
        return feel_null();
    if (c.at == c.end)
        return feel_date_time_new(arena, day, time);
    bool next_day;
    if (!accept(&c, 'T') || !read_time(arena, &c, &time, &next_day))
        return feel_null();
    return feel_date_time_new(arena, day + next_day, time);
}

/* --- durations --- */

/* Parts "n<letter>" in the order of `letters`, each at most once; `parts` receives them. Returns how many were read, or
 * -1. Only a part marked 'S' may have a fraction. */
static int read_parts(cursor *c, const char *letters, int64_t *parts, int64_t *nanos)
{
    int count = 0;
    for (size_t next = 0; digit(c); count++) {
        int64_t value;
        bool fractional = false;
        if (!digits(c, &value))
            return -1;
        if (accept(c, '.')) {
            fractional = true;
            if (!fraction(c, nanos))
                return -1;
        }
        while (letters[next] != '\0' && (c->at == c->end || letters[next] != *c->at))
            next++;
        if (letters[next] == '\0' || (fractional && letters[next] != 'S'))
            return -1;
        parts[next++] = value;
        c->at++;
    }
    return count;
}

static feel_value months_of(bool negative, int64_t years, int64_t months)
{
    int64_t total;
    if (__builtin_mul_overflow(years, 12, &total) || __builtin_add_overflow(total, months, &total))
        return feel_null();
    return feel_months(negative ? -total : total);
}

/* days, hours, minutes and seconds */
static feel_value seconds_of(bool negative, const int64_t *parts, int64_t nanos)
{
    static const int64_t unit[] = {86400, 3600, 60, 1};
    int64_t total = 0;
    for (int i = 0; i < 4; i++) {
        int64_t product;
        if (__builtin_mul_overflow(parts[i], unit[i], &product) || __builtin_add_overflow(total, product, &total))
            return feel_null();
    }
    if (!negative)
        return feel_seconds(total, (uint32_t)nanos);
    return nanos == 0 ? feel_seconds(-total, 0) : feel_seconds(-total - 1, (uint32_t)(SECOND - nanos));
}

feel_value feel_parse_duration(wz_arena *arena, const char *text, size_t length)
{
    (void)arena;
    cursor c = {text, text + length};
    bool negative = accept(&c, '-');
    int64_t date_parts[3] = {0, 0, 0}, parts[4] = {0, 0, 0, 0}, nanos = 0;
    if (!accept(&c, 'P'))
        return feel_null();
    bool calendar = memchr(text, 'Y', length) || (memchr(text, 'M', length) && !memchr(text, 'T', length));
    int count = calendar ? read_parts(&c, "YM", date_parts, &nanos) : read_parts(&c, "D", parts, &nanos);
    if (count < 0)
        return feel_null();
    if (!calendar && accept(&c, 'T')) {
        int clock_parts = read_parts(&c, "HMS", parts + 1, &nanos);
        if (clock_parts <= 0)
            return feel_null();
        count += clock_parts;
    }
    if (count == 0 || c.at != c.end)
        return feel_null();
    return calendar ? months_of(negative, date_parts[0], date_parts[1]) : seconds_of(negative, parts, nanos);
}

feel_value feel_parse_at(wz_arena *arena, const char *text, size_t length)
{
    if (length > 0 && (text[0] == 'P' || (length > 1 && text[0] == '-' && text[1] == 'P')))
        return feel_parse_duration(arena, text, length);
    if (length > 2 && text[2] == ':')
        return feel_parse_time(arena, text, length);
    if (memchr(text, 'T', length))
        return feel_parse_date_time(arena, text, length);
    return feel_parse_date(text, length);
}

/* --- printing --- */

typedef struct {
    char *out;
    size_t length;
} writer;

static void __attribute__((format(printf, 2, 3))) put(writer *w, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(w->out + w->length, FEEL_TEMPORAL_TEXT - w->length, format, args);
    va_end(args);
    if (length > 0)
        w->length += (size_t)length;
}

/* ".25" for a quarter of a second, nothing for none. */
static void put_fraction(writer *w, int64_t nanos)
{
    if (nanos == 0)
        return;
    put(w, ".%09lld", (long long)nanos);
    while (w->out[w->length - 1] == '0')
        w->out[--w->length] = '\0';
}

static void put_time(writer *w, const feel_time *t)
{
    int64_t seconds = t->nanos / SECOND;
    put(w, "%02d:%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60), (int)(seconds % 60));
    put_fraction(w, t->nanos % SECOND);
    if (t->zone_kind == FEEL_ZONE) {
        put(w, "@%s", t->zone);
    } else if (t->zone_kind == FEEL_OFFSET && t->offset == 0) {
        put(w, "Z");
    } else if (t->zone_kind == FEEL_OFFSET) {
        int32_t size = t->offset < 0 ? -t->offset : t->offset;
        put(w, "%c%02d:%02d", t->offset < 0 ? '-' : '+', size / 3600, size / 60 % 60);
        if (size % 60 != 0)
            put(w, ":%02d", size % 60);
    }
}

static void put_months(writer *w, int64_t months)
{
    uint64_t size = months < 0 ? 0 - (uint64_t)months : (uint64_t)months;
    put(w, "%sP", months < 0 ? "-" : "");
    if (size / 12 != 0)
        put(w, "%lluY", (unsigned long long)(size / 12));
    if (size % 12 != 0 || size == 0)
        put(w, "%lluM", (unsigned long long)(size % 12));
}

static void put_seconds(writer *w, int64_t seconds, int64_t nanos)
{
    bool negative = seconds < 0;
    uint64_t size = negative ? 0 - (uint64_t)seconds : (uint64_t)seconds;
    if (negative && nanos != 0) {
        size--;
        nanos = SECOND - nanos;
    }
    put(w, "%sP", negative ? "-" : "");
    if (size / 86400 != 0)
        put(w, "%lluD", (unsigned long long)(size / 86400));
    unsigned clock = (unsigned)(size % 86400);
    if (clock == 0 && nanos == 0 && size != 0)
        return;
    put(w, "T");
    if (clock / 3600 != 0)
        put(w, "%uH", clock / 3600);
    if (clock / 60 % 60 != 0)
        put(w, "%uM", clock / 60 % 60);
    if (clock % 60 != 0 || nanos != 0 || clock == 0) {
        put(w, "%u", clock % 60);
        put_fraction(w, nanos);
        put(w, "S");
    }
}

size_t feel_temporal_text(feel_value v, char *out)
{
    writer w = {out, 0};
    char day[WZ_DAY_TEXT];
    out[0] = '\0';
    switch (v.tag) {
    case FEEL_DATE:
        wz_day_format(v.as.integer, day);
        put(&w, "%s", day);
        break;
    case FEEL_TIME: put_time(&w, v.as.pointer); break;
    case FEEL_DATE_TIME:
        wz_day_format(((const feel_date_time *)v.as.pointer)->day, day);
        put(&w, "%sT", day);
        put_time(&w, &((const feel_date_time *)v.as.pointer)->time);
        break;
    case FEEL_YEARS_MONTHS: put_months(&w, v.as.integer); break;
    case FEEL_DAYS_TIME: put_seconds(&w, v.as.integer, v.aux); break;
    default: break;
    }
    return w.length;
}
