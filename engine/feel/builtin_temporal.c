/* Functions of dates and of the run's clock. Without a clock (rulebooks) now() and today() are null.
 * Source: DMN 1.5, 10.3.4.7 and 10.3.4.8. */
#include "feel/builtin_common.h"
#include "feel/temporal.h"

#include <string.h>

enum { DAY = 86400 };

/* The civil date of a date, or date and time, argument. */
static bool day_arg(feel_run *run, const char *function, feel_value v, wz_day *out)
{
    if (feel_is(v, FEEL_DATE_TIME)) {
        *out = ((const feel_date_time *)v.as.pointer)->day;
        return true;
    }
    *out = v.as.integer;
    return feel_want(run, function, "date", v, FEEL_DATE);
}

static wz_day first_of_year(int64_t year)
{
    return wz_day_from_civil((wz_civil){(int32_t)year, 1, 1});
}

static feel_value call_day_of_year(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    wz_day day;
    if (!day_arg(run, "day of year", args[0], &day))
        return feel_null();
    return feel_integer(day - first_of_year(wz_civil_from_day(day).year) + 1);
}

static feel_value text_of(feel_run *run, const char *text)
{
    return feel_string_new(feel_run_arena(run), text, strlen(text));
}

static feel_value call_day_of_week(feel_run *run, const feel_value *args, size_t count)
{
    static const char *const names[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    (void)count;
    wz_day day;
    return day_arg(run, "day of week", args[0], &day) ? text_of(run, names[wz_weekday(day) - 1]) : feel_null();
}

static feel_value call_month_of_year(feel_run *run, const feel_value *args, size_t count)
{
    static const char *const names[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};
    (void)count;
    wz_day day;
    if (!day_arg(run, "month of year", args[0], &day))
        return feel_null();
    return text_of(run, names[wz_civil_from_day(day).month - 1]);
}

/* ISO 8601: a week belongs to the year in which its Thursday lies. */
static feel_value call_week_of_year(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    wz_day day;
    if (!day_arg(run, "week of year", args[0], &day))
        return feel_null();
    wz_day thursday = day + 4 - wz_weekday(day);
    return feel_integer((thursday - first_of_year(wz_civil_from_day(thursday).year)) / 7 + 1);
}

static const feel_time *time_in(feel_value v)
{
    if (feel_is(v, FEEL_TIME))
        return v.as.pointer;
    return feel_is(v, FEEL_DATE_TIME) ? &((const feel_date_time *)v.as.pointer)->time : NULL;
}

/* The same element of the domain: equal, of one type, and for times with the same kind of zone. */
static feel_value call_is(feel_run *run, const feel_value *args, size_t count)
{
    feel_value a = args[0], b = args[1];
    if (a.tag != b.tag && !(feel_is_context(a) && feel_is_context(b)))
        return feel_boolean(false);
    const feel_time *x = time_in(a), *y = time_in(b);
    if (x && (x->nanos != y->nanos || (x->zone_kind == FEEL_LOCAL) != (y->zone_kind == FEEL_LOCAL) ||
              (x->zone_kind != FEEL_LOCAL && x->offset != y->offset)))
        return feel_boolean(false);
    feel_value equal = feel_equal(run, a, b);
    if (feel_is(equal, FEEL_UNKNOWN))
        return feel_unknown_over(FEEL_BOOLEAN, args, count);
    return feel_boolean(feel_is_true(equal));
}

/* The clock's moment by its own offset, as day and time. */
static bool read_clock(feel_run *run, const char *function, wz_day *day, feel_time *time)
{
    const feel_clock *clock = run->clock;
    const int64_t limit = INT64_C(1) << 54;
    if (!clock || clock->epoch_seconds < -limit || clock->epoch_seconds > limit) {
        feel_complain(run, "%s: there is no clock here; give the date as an input", function);
        return false;
    }
    int64_t local = clock->epoch_seconds + clock->offset;
    *day = local / DAY - (local % DAY < 0 ? 1 : 0);
    *time = (feel_time){.nanos = (local - *day * DAY) * 1000000000 + clock->nanos % 1000000000,
                        .offset = clock->offset,
                        .zone_kind = FEEL_OFFSET};
    return true;
}

static feel_value call_now(feel_run *run, const feel_value *args, size_t count)
{
    (void)args;
    (void)count;
    wz_day day;
    feel_time time;
    return read_clock(run, "now", &day, &time) ? feel_date_time_new(feel_run_arena(run), day, time) : feel_null();
}

static feel_value call_today(feel_run *run, const feel_value *args, size_t count)
{
    (void)args;
    (void)count;
    wz_day day;
    feel_time time;
    return read_clock(run, "today", &day, &time) ? feel_date(day) : feel_null();
}

static const char *const no_names[] = {NULL};

static const feel_builtin rows[] = {
    {"is", FEEL_NAMES("value1", "value2"), 2, false, false, "any,any->boolean", call_is},
    {"now", no_names, 0, false, false, "->datetime", call_now},
    {"today", no_names, 0, false, false, "->date", call_today},
    {"day of year", FEEL_NAMES("date"), 1, false, false, "date|datetime->number", call_day_of_year},
    {"day of week", FEEL_NAMES("date"), 1, false, false, "date|datetime->string", call_day_of_week},
    {"month of year", FEEL_NAMES("date"), 1, false, false, "date|datetime->string", call_month_of_year},
    {"week of year", FEEL_NAMES("date"), 1, false, false, "date|datetime->number", call_week_of_year},
};

feel_builtin_group feel_builtins_temporal(void)
{
    return (feel_builtin_group){rows, sizeof rows / sizeof *rows};
}
