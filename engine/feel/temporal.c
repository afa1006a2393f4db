/* Arithmetic, order and components of temporal values. A moment is computed as whole seconds and nanoseconds: of a
 * date and time in UTC where it has a zone, else on its own clock. Invariants: days stay within the calendar's nine
 * digits of year, nanoseconds of every kind in 0 .. 999,999,999, and the offset of a value with a named zone is the one
 * of that zone at that moment. Source: DMN 1.5, tables 57 to 60 and 65. */
#include "feel/temporal.h"

#include "feel/number.h"
#include "feel/zones.h"

#include <string.h>

enum { DAY = 86400, SECOND = 1000000000 };

/* Seconds and nanoseconds; nanos in 0 .. 999,999,999. */
typedef struct {
    int64_t seconds;
    int64_t nanos;
} moment;

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

static bool day_in_range(wz_day day)
{
    const wz_day first = wz_day_from_civil((wz_civil){-999999999, 1, 1});
    const wz_day last = wz_day_from_civil((wz_civil){999999999, 12, 31});
    return day >= first && day <= last;
}

static const feel_time *time_of(feel_value v)
{
    return v.as.pointer;
}

static const feel_date_time *date_time_of(feel_value v)
{
    return v.as.pointer;
}

/* --- making values --- */

feel_value feel_time_new(wz_arena *arena, feel_time time)
{
    if (time.zone_kind == FEEL_ZONE && !feel_zone_standard(time.zone, &time.offset))
        return feel_null();
    feel_time *kept = wz_arena_alloc(arena, sizeof *kept);
    if (!kept)
        return feel_null();
    *kept = time;
    return feel_from(FEEL_TIME, kept);
}

static feel_value date_time_as_given(wz_arena *arena, wz_day day, feel_time time)
{
    feel_date_time *kept = day_in_range(day) ? wz_arena_alloc(arena, sizeof *kept) : NULL;
    if (!kept)
        return feel_null();
    *kept = (feel_date_time){.day = day, .time = time};
    return feel_from(FEEL_DATE_TIME, kept);
}

feel_value feel_date_time_new(wz_arena *arena, wz_day day, feel_time time)
{
    if (!day_in_range(day))
        return feel_null();
    if (time.zone_kind == FEEL_ZONE && !feel_zone_at_local(time.zone, day * DAY + time.nanos / SECOND, &time.offset))
        return feel_null();
    return date_time_as_given(arena, day, time);
}

/* The date and time in `like`'s zone at a moment. */
static feel_value date_time_at(wz_arena *arena, moment m, feel_time like)
{
    if (!day_in_range(floor_div(m.seconds, DAY)))
        return feel_null();
    if (like.zone_kind == FEEL_ZONE && !feel_zone_at_utc(like.zone, m.seconds, &like.offset))
        return feel_null();
    int64_t local = m.seconds + (like.zone_kind == FEEL_LOCAL ? 0 : like.offset);
    wz_day day = floor_div(local, DAY);
    like.nanos = (local - day * DAY) * SECOND + m.nanos;
    return date_time_as_given(arena, day, like);
}

static feel_value day_or_null(wz_day day)
{
    return day_in_range(day) ? feel_date(day) : feel_null();
}

/* --- moments --- */

static moment moment_of_time(const feel_time *t)
{
    int64_t shift = t->zone_kind == FEEL_LOCAL ? 0 : t->offset;
    return (moment){t->nanos / SECOND - shift, t->nanos % SECOND};
}

static moment moment_of(feel_value v)
{
    moment m = {v.as.integer, v.aux};
    if (v.tag == FEEL_DATE) {
        m = (moment){v.as.integer * DAY, 0};
    } else if (v.tag == FEEL_TIME) {
        m = moment_of_time(time_of(v));
    } else if (v.tag == FEEL_DATE_TIME) {
        m = moment_of_time(&date_time_of(v)->time);
        m.seconds += date_time_of(v)->day * DAY;
    }
    return m;
}

/* a plus or minus b; false on overflow. */
static bool shift_moment(moment a, moment b, int sign, moment *out)
{
    int64_t nanos = a.nanos + sign * b.nanos;
    int64_t carry = floor_div(nanos, SECOND);
    bool failed = sign > 0 ? __builtin_add_overflow(a.seconds, b.seconds, &out->seconds)
                           : __builtin_sub_overflow(a.seconds, b.seconds, &out->seconds);
    out->nanos = nanos - carry * SECOND;
    return !failed && !__builtin_add_overflow(out->seconds, carry, &out->seconds);
}

static feel_value duration_of(bool defined, moment m)
{
    return defined ? feel_seconds(m.seconds, (uint32_t)m.nanos) : feel_null();
}

static bool zoned(feel_value v)
{
    switch (v.tag) {
    case FEEL_DATE: return true; /* counts as midnight in UTC beside a date and time */
    case FEEL_TIME: return time_of(v)->zone_kind != FEEL_LOCAL;
    case FEEL_DATE_TIME: return date_time_of(v)->time.zone_kind != FEEL_LOCAL;
    default: return false;
    }
}

int feel_temporal_compare(feel_value a, feel_value b)
{
    if (a.tag != b.tag || zoned(a) != zoned(b))
        return FEEL_INCOMPARABLE;
    if (a.tag == FEEL_DATE || a.tag == FEEL_YEARS_MONTHS)
        return (a.as.integer > b.as.integer) - (a.as.integer < b.as.integer);
    if (a.tag != FEEL_TIME && a.tag != FEEL_DATE_TIME && a.tag != FEEL_DAYS_TIME)
        return FEEL_INCOMPARABLE;
    moment x = moment_of(a), y = moment_of(b);
    if (x.seconds != y.seconds)
        return x.seconds < y.seconds ? -1 : 1;
    return (x.nanos > y.nanos) - (x.nanos < y.nanos);
}

/* --- addition and subtraction --- */

/* A date, or date and time, moved by calendar months. */
static feel_value move_months(wz_arena *arena, feel_value v, int64_t months, int sign)
{
    const int64_t most = INT64_C(12) * 2000000000;
    if (months > most || months < -most)
        return feel_null();
    wz_day from = v.tag == FEEL_DATE ? v.as.integer : date_time_of(v)->day;
    wz_civil civil = wz_civil_from_day(from);
    int64_t index = civil.year * INT64_C(12) + civil.month - 1 + sign * months;
    if (index < -999999999 * INT64_C(12) || index > 999999999 * INT64_C(12) + 11)
        return feel_null();
    wz_day to = wz_day_add_months(from, sign * months);
    return v.tag == FEEL_DATE ? feel_date(to) : feel_date_time_new(arena, to, date_time_of(v)->time);
}

/* A date, time, or date and time, moved by a days and time duration. */
static feel_value move_seconds(wz_arena *arena, feel_value v, feel_value duration, int sign)
{
    moment m, step = {duration.as.integer, duration.aux};
    if (v.tag == FEEL_TIME) {
        feel_time time = *time_of(v);
        int64_t days = floor_div(step.seconds, DAY);
        step.seconds -= days * DAY;
        int64_t nanos = time.nanos + sign * (step.seconds * SECOND + step.nanos);
        time.nanos = nanos - floor_div(nanos, (int64_t)DAY * SECOND) * DAY * SECOND;
        return feel_time_new(arena, time);
    }
    if (!shift_moment(moment_of(v), step, sign, &m))
        return feel_null();
    return v.tag == FEEL_DATE ? day_or_null(floor_div(m.seconds, DAY)) : date_time_at(arena, m, date_time_of(v)->time);
}

static bool is_date(feel_value v)
{
    return v.tag == FEEL_DATE || v.tag == FEEL_DATE_TIME;
}

/* v ± duration, or FEEL_NULL. */
static feel_value move(wz_arena *arena, feel_value v, feel_value duration, int sign)
{
    if (duration.tag == FEEL_YEARS_MONTHS && is_date(v))
        return move_months(arena, v, duration.as.integer, sign);
    if (duration.tag == FEEL_DAYS_TIME && (is_date(v) || v.tag == FEEL_TIME))
        return move_seconds(arena, v, duration, sign);
    int64_t months;
    if (duration.tag == FEEL_YEARS_MONTHS && v.tag == FEEL_YEARS_MONTHS) {
        bool failed = sign > 0 ? __builtin_add_overflow(v.as.integer, duration.as.integer, &months)
                               : __builtin_sub_overflow(v.as.integer, duration.as.integer, &months);
        return failed ? feel_null() : feel_months(months);
    }
    if (duration.tag == FEEL_DAYS_TIME && v.tag == FEEL_DAYS_TIME) {
        moment m = {0, 0};
        bool defined = shift_moment(moment_of(v), moment_of(duration), sign, &m);
        return duration_of(defined, m);
    }
    return feel_null();
}

feel_value feel_temporal_add(wz_arena *arena, feel_value a, feel_value b)
{
    bool a_is_duration = a.tag == FEEL_YEARS_MONTHS || a.tag == FEEL_DAYS_TIME;
    bool b_is_duration = b.tag == FEEL_YEARS_MONTHS || b.tag == FEEL_DAYS_TIME;
    if (b_is_duration)
        return move(arena, a, b, 1);
    return a_is_duration ? move(arena, b, a, 1) : feel_null();
}

feel_value feel_temporal_subtract(wz_arena *arena, feel_value a, feel_value b)
{
    bool dates = is_date(a) && is_date(b);
    bool times = a.tag == FEEL_TIME && b.tag == FEEL_TIME;
    if (!dates && !times)
        return move(arena, a, b, -1);
    if (zoned(a) != zoned(b))
        return feel_null();
    moment m = {0, 0};
    bool defined = shift_moment(moment_of(a), moment_of(b), -1, &m);
    return duration_of(defined, m);
}

/* --- durations and numbers --- */

/* A duration as a number: months, or nanoseconds (at most 28 digits, so exact). */
static feel_value measure(wz_arena *arena, feel_value duration)
{
    feel_value whole = feel_integer(duration.as.integer);
    if (duration.tag == FEEL_YEARS_MONTHS)
        return whole;
    feel_value nanos = feel_multiply(arena, whole, feel_integer(SECOND));
    return feel_is(nanos, FEEL_NUMBER) ? feel_add(arena, nanos, feel_integer(duration.aux)) : nanos;
}

/* The way back: months are cut to whole ones, nanoseconds rounded half to even. */
static feel_value duration_from(wz_arena *arena, feel_tag tag, feel_value number)
{
    int64_t seconds, nanos;
    if (!feel_is(number, FEEL_NUMBER))
        return feel_null();
    number = feel_round(arena, number, 0, tag == FEEL_YEARS_MONTHS ? FEEL_DOWN : FEEL_HALF_EVEN);
    if (!feel_is(number, FEEL_NUMBER))
        return feel_null();
    if (tag == FEEL_YEARS_MONTHS)
        return feel_to_int64(number, &seconds) ? feel_months(seconds) : feel_null();
    feel_value rest = feel_modulo(arena, number, feel_integer(SECOND));
    if (!feel_is(rest, FEEL_NUMBER) || !feel_to_int64(rest, &nanos))
        return feel_null();
    feel_value whole = feel_subtract(arena, number, rest);
    if (feel_is(whole, FEEL_NUMBER))
        whole = feel_divide(arena, whole, feel_integer(SECOND));
    if (!feel_is(whole, FEEL_NUMBER) || !feel_to_int64(whole, &seconds))
        return feel_null();
    return feel_seconds(seconds, (uint32_t)nanos);
}

static bool is_duration(feel_value v)
{
    return v.tag == FEEL_YEARS_MONTHS || v.tag == FEEL_DAYS_TIME;
}

feel_value feel_duration_multiply(wz_arena *arena, feel_value duration, feel_value number)
{
    if (!is_duration(duration) || !feel_is(number, FEEL_NUMBER))
        return feel_null();
    feel_value size = measure(arena, duration);
    if (!feel_is(size, FEEL_NUMBER))
        return feel_null();
    return duration_from(arena, duration.tag, feel_multiply(arena, size, number));
}

feel_value feel_duration_divide(wz_arena *arena, feel_value duration, feel_value by)
{
    bool ratio = by.tag == duration.tag;
    if (!is_duration(duration) || (!ratio && !feel_is(by, FEEL_NUMBER)))
        return feel_null();
    feel_value size = measure(arena, duration);
    feel_value divisor = ratio ? measure(arena, by) : by;
    if (!feel_is(size, FEEL_NUMBER) || !feel_is(divisor, FEEL_NUMBER))
        return feel_null();
    feel_value result = feel_divide(arena, size, divisor);
    return ratio ? result : duration_from(arena, duration.tag, result);
}

feel_value feel_duration_negate(wz_arena *arena, feel_value duration)
{
    feel_value zero = duration.tag == FEEL_YEARS_MONTHS ? feel_months(0) : feel_seconds(0, 0);
    return is_duration(duration) ? move(arena, zero, duration, -1) : feel_null();
}

/* --- components --- */

typedef enum {
    YEAR,
    MONTH,
    DAY_OF_MONTH,
    WEEKDAY,
    HOUR,
    MINUTE,
    SECOND_OF_MINUTE,
    TIME_OFFSET,
    TIMEZONE,
    YEARS,
    MONTHS,
    DAYS,
    HOURS,
    MINUTES,
    SECONDS,
    NO_COMPONENT
} component;

static component component_named(const char *name, size_t length)
{
    static const char *const names[] = {
        [YEAR] = "year",         [MONTH] = "month",     [DAY_OF_MONTH] = "day",        [WEEKDAY] = "weekday",
        [HOUR] = "hour",         [MINUTE] = "minute",   [SECOND_OF_MINUTE] = "second", [TIME_OFFSET] = "time offset",
        [TIMEZONE] = "timezone", [YEARS] = "years",     [MONTHS] = "months",           [DAYS] = "days",
        [HOURS] = "hours",       [MINUTES] = "minutes", [SECONDS] = "seconds",
    };
    for (int i = 0; i < NO_COMPONENT; i++)
        if (strlen(names[i]) == length && memcmp(names[i], name, length) == 0)
            return (component)i;
    return NO_COMPONENT;
}

/* Whole seconds and nanoseconds as one number of seconds. */
static feel_value seconds_number(wz_arena *arena, int64_t seconds, int64_t nanos)
{
    feel_value part = feel_divide(arena, feel_integer(nanos), feel_integer(SECOND));
    return feel_is(part, FEEL_NUMBER) ? feel_add(arena, feel_integer(seconds), part) : part;
}

static feel_value date_component(wz_day day, component which, bool *found)
{
    wz_civil civil = wz_civil_from_day(day);
    switch (which) {
    case YEAR: return feel_integer(civil.year);
    case MONTH: return feel_integer(civil.month);
    case DAY_OF_MONTH: return feel_integer(civil.day);
    case WEEKDAY: return feel_integer(wz_weekday(day));
    default: *found = false; return feel_null();
    }
}

static feel_value time_component(wz_arena *arena, const feel_time *t, component which, bool *found)
{
    int64_t seconds = t->nanos / SECOND;
    switch (which) {
    case HOUR: return feel_integer(seconds / 3600);
    case MINUTE: return feel_integer(seconds / 60 % 60);
    case SECOND_OF_MINUTE: return seconds_number(arena, seconds % 60, t->nanos % SECOND);
    case TIME_OFFSET: return t->zone_kind == FEEL_LOCAL ? feel_null() : feel_seconds(t->offset, 0);
    case TIMEZONE: return t->zone_kind == FEEL_ZONE ? feel_string_new(arena, t->zone, strlen(t->zone)) : feel_null();
    default: *found = false; return feel_null();
    }
}

/* Components of a negative duration are all negative or zero. */
static feel_value seconds_component(wz_arena *arena, feel_value v, component which, bool *found)
{
    int64_t seconds = v.as.integer, nanos = v.aux;
    if (seconds < 0 && nanos != 0) {
        seconds++;
        nanos -= SECOND;
    }
    switch (which) {
    case DAYS: return feel_integer(seconds / DAY);
    case HOURS: return feel_integer(seconds % DAY / 3600);
    case MINUTES: return feel_integer(seconds % 3600 / 60);
    case SECONDS: return seconds_number(arena, seconds % 60, nanos);
    default: *found = false; return feel_null();
    }
}

feel_value feel_temporal_property(wz_arena *arena, feel_value v, const char *name, size_t length, bool *found)
{
    component which = component_named(name, length);
    *found = which != NO_COMPONENT;
    switch (v.tag) {
    case FEEL_DATE: return date_component(v.as.integer, which, found);
    case FEEL_TIME: return time_component(arena, time_of(v), which, found);
    case FEEL_DATE_TIME:
        if (which <= WEEKDAY)
            return date_component(date_time_of(v)->day, which, found);
        return time_component(arena, &date_time_of(v)->time, which, found);
    case FEEL_YEARS_MONTHS:
        if (which == YEARS || which == MONTHS)
            return feel_integer(which == YEARS ? v.as.integer / 12 : v.as.integer % 12);
        *found = false;
        return feel_null();
    case FEEL_DAYS_TIME: return seconds_component(arena, v, which, found);
    default: *found = false; return feel_null();
    }
}
