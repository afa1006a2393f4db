/* A zone is the 64-bit half of its TZif file, kept as read: transitions, the type each one switches to, and behind them
 * a rule in POSIX TZ form for all later years. Invariant of a loaded zone: every offset into `bytes` that a lookup can
 * form lies inside the file, checked once in locate(). */
#include "feel/zones.h"

#include "base/date.h"

#include <stdio.h>
#include <string.h>

#define ZONE_FOLDER "/usr/share/zoneinfo/"

enum { LARGEST_FILE = 32768, HEADER = 44, DAY = 86400 };

typedef struct {
    size_t length;
    uint32_t transitions;
    uint32_t types;
    const unsigned char *times;     /* transitions × 8 bytes */
    const unsigned char *indices;   /* transitions × 1 byte */
    const unsigned char *type_rows; /* types × 6 bytes */
    char rule[128];                 /* "" where the file has none */
    unsigned char bytes[LARGEST_FILE];
} zone;

static bool name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '+';
}

/* Segments of letters, digits, _, - and + with single slashes between: no dot, so no way out of the folder. */
static bool well_formed(const char *name, size_t length)
{
    if (length == 0 || length >= FEEL_ZONE_NAME)
        return false;
    for (size_t i = 0; i < length; i++) {
        bool slash = name[i] == '/' && i > 0 && i + 1 < length && name[i - 1] != '/';
        if (!slash && !name_byte(name[i]))
            return false;
    }
    return true;
}

static uint32_t big32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static int64_t big64(const unsigned char *p)
{
    return (int64_t)((uint64_t)big32(p) << 32 | big32(p + 4));
}

/* Length of the data behind a header, its times being `width` bytes each. */
static uint64_t data_length(const unsigned char *header, uint64_t width)
{
    uint64_t utc = big32(header + 20), standard = big32(header + 24), leaps = big32(header + 28);
    uint64_t times = big32(header + 32), types = big32(header + 36), names = big32(header + 40);
    return times * (width + 1) + types * 6 + names + leaps * (width + 4) + standard + utc;
}

/* The rule between two line feeds at the file's end; an odd one is left out. */
static void read_rule(zone *z, size_t at)
{
    const unsigned char *end;
    if (at >= z->length || z->bytes[at] != '\n')
        return;
    at++;
    end = memchr(z->bytes + at, '\n', z->length - at);
    size_t length = end ? (size_t)(end - (z->bytes + at)) : sizeof z->rule;
    if (length < sizeof z->rule)
        memcpy(z->rule, z->bytes + at, length);
}

/* Find the tables of the second, 64-bit part; zones with leap seconds ("right/…") are refused. */
static bool locate(zone *z)
{
    if (z->length < HEADER || memcmp(z->bytes, "TZif", 4) != 0 || z->bytes[4] < '2')
        return false;
    uint64_t second = HEADER + data_length(z->bytes, 4);
    if (second > z->length || z->length - second < HEADER)
        return false;
    const unsigned char *header = z->bytes + second;
    uint64_t data = data_length(header, 8);
    if (memcmp(header, "TZif", 4) != 0 || data > z->length - second - HEADER || big32(header + 28) != 0)
        return false;
    z->transitions = big32(header + 32);
    z->types = big32(header + 36);
    z->times = header + HEADER;
    z->indices = z->times + (size_t)z->transitions * 8;
    z->type_rows = z->indices + z->transitions;
    for (uint32_t i = 0; i < z->transitions; i++)
        if (z->indices[i] >= z->types)
            return false;
    read_rule(z, (size_t)(second + HEADER + data));
    return z->types > 0;
}

static bool load(zone *z, const char *name, size_t length)
{
    char path[sizeof ZONE_FOLDER + FEEL_ZONE_NAME];
    if (!well_formed(name, length))
        return false;
    memcpy(path, ZONE_FOLDER, sizeof ZONE_FOLDER - 1);
    memcpy(path + sizeof ZONE_FOLDER - 1, name, length);
    path[sizeof ZONE_FOLDER - 1 + length] = '\0';
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    memset(z->rule, 0, sizeof z->rule);
    z->length = fread(z->bytes, 1, sizeof z->bytes, file);
    fclose(file);
    return locate(z);
}

/* --- the rule for later years --- */

typedef struct {
    char form; /* 'M': month, week, weekday; 'J': 1..365 without 29 February; 'N': 0..365 */
    int month, week, day;
    int64_t time; /* seconds after midnight, may be negative */
} change;

typedef struct {
    int32_t standard, daylight;
    bool has_daylight;
    change start, end;
} rule;

static bool skip_name(const char **at)
{
    const char *from = *at;
    if (**at == '<') {
        const char *close = strchr(*at, '>');
        if (!close)
            return false;
        *at = close + 1;
        return true;
    }
    while ((**at >= 'a' && **at <= 'z') || (**at >= 'A' && **at <= 'Z'))
        (*at)++;
    return *at > from;
}

static bool small_number(const char **at, int limit, int *out)
{
    int value = 0;
    if (**at < '0' || **at > '9')
        return false;
    while (**at >= '0' && **at <= '9' && value <= limit)
        value = value * 10 + (*(*at)++ - '0');
    *out = value;
    return value <= limit;
}

/* [+-]hh[:mm[:ss]] in seconds. */
static bool clock_time(const char **at, int64_t *out)
{
    int part[3] = {0, 0, 0};
    bool negative = **at == '-';
    if (**at == '-' || **at == '+')
        (*at)++;
    for (int i = 0; i < 3; i++) {
        if (i > 0 && **at != ':')
            break;
        *at += i > 0;
        if (!small_number(at, i == 0 ? 167 : 59, &part[i]))
            return false;
    }
    int64_t value = part[0] * INT64_C(3600) + part[1] * 60 + part[2];
    *out = negative ? -value : value;
    return true;
}

static bool read_change(const char **at, change *c)
{
    c->time = 2 * 3600;
    c->form = **at == 'M' || **at == 'J' ? *(*at)++ : 'N';
    bool good;
    if (c->form == 'M')
        good = small_number(at, 12, &c->month) && c->month >= 1 && *(*at)++ == '.' && small_number(at, 5, &c->week) &&
               c->week >= 1 && *(*at)++ == '.' && small_number(at, 6, &c->day);
    else
        good = small_number(at, 365, &c->day) && (c->form == 'N' || c->day >= 1);
    if (good && **at == '/') {
        (*at)++;
        good = clock_time(at, &c->time);
    }
    return good;
}

/* POSIX: std offset [dst [offset] , start [/time] , end [/time]]; its offsets count west. */
static bool read_posix(const char *at, rule *r)
{
    int64_t west;
    if (!skip_name(&at) || !clock_time(&at, &west))
        return false;
    *r = (rule){.standard = (int32_t)-west, .daylight = (int32_t)(3600 - west)};
    if (*at == '\0')
        return true;
    if (!skip_name(&at))
        return false;
    if (*at != ',') {
        if (!clock_time(&at, &west))
            return false;
        r->daylight = (int32_t)-west;
    }
    r->has_daylight = true;
    return *at++ == ',' && read_change(&at, &r->start) && *at++ == ',' && read_change(&at, &r->end) && *at == '\0';
}

/* The day on which a change falls in a year. */
static wz_day change_day(const change *c, int32_t year)
{
    wz_day first = wz_day_from_civil((wz_civil){year, c->form == 'M' ? c->month : 1, 1});
    if (c->form == 'N')
        return first + c->day;
    if (c->form == 'J')
        return first + c->day - 1 + (c->day >= 60 && wz_days_in_month(year, 2) == 29);
    int to_weekday = (c->day - wz_weekday(first) + 14) % 7;
    wz_day day = first + to_weekday + (c->week - 1) * 7;
    return day >= first + wz_days_in_month(year, c->month) ? day - 7 : day;
}

static int32_t rule_offset(const rule *r, int64_t utc)
{
    if (!r->has_daylight)
        return r->standard;
    int64_t local = utc + r->standard;
    int32_t year = wz_civil_from_day(local / DAY - (local % DAY < 0)).year;
    int64_t start = change_day(&r->start, year) * DAY + r->start.time - r->standard;
    int64_t end = change_day(&r->end, year) * DAY + r->end.time - r->daylight;
    bool daylight = start < end ? utc >= start && utc < end : utc >= start || utc < end;
    return daylight ? r->daylight : r->standard;
}

/* --- lookups --- */

static bool offset_at(const zone *z, int64_t utc, int32_t *offset)
{
    uint32_t low = 0, high = z->transitions; /* the first transition later than utc */
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (big64(z->times + (size_t)middle * 8) <= utc)
            low = middle + 1;
        else
            high = middle;
    }
    rule later;
    if (low == z->transitions && z->rule[0] != '\0' && read_posix(z->rule, &later)) {
        *offset = rule_offset(&later, utc);
    } else {
        uint32_t type = low > 0 ? z->indices[low - 1] : 0;
        *offset = (int32_t)big32(z->type_rows + (size_t)type * 6);
    }
    return *offset > -26 * 3600 && *offset < 26 * 3600;
}

bool feel_zone_find(const char *name, size_t length, char *out)
{
    zone z;
    int32_t offset;
    if (!load(&z, name, length) || !offset_at(&z, 0, &offset))
        return false;
    memcpy(out, name, length);
    out[length] = '\0';
    return true;
}

bool feel_zone_at_utc(const char *name, int64_t seconds, int32_t *offset)
{
    zone z;
    return load(&z, name, strlen(name)) && offset_at(&z, seconds, offset);
}

bool feel_zone_at_local(const char *name, int64_t seconds, int32_t *offset)
{
    zone z;
    int32_t before, after, there;
    if (!load(&z, name, strlen(name)) || !offset_at(&z, seconds - DAY, &before) ||
        !offset_at(&z, seconds + DAY, &after) || !offset_at(&z, seconds - before, &there))
        return false;
    *offset = before;
    if (there == before)
        return true;
    if (!offset_at(&z, seconds - after, &there))
        return false;
    if (there == after)
        *offset = after;
    return true;
}

bool feel_zone_standard(const char *name, int32_t *offset)
{
    zone z;
    rule later;
    if (!load(&z, name, strlen(name)))
        return false;
    if (!read_posix(z.rule, &later))
        return offset_at(&z, INT32_MAX, offset);
    *offset = later.standard;
    return true;
}
