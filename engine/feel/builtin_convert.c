/* Functions that make a value of one type from values of another, and `not`. Text that does not denote a value is null,
 * as are parts that make no date or time. Source: DMN 1.5, 10.3.4.1 and 10.3.4.2. */
#include "feel/builtin_common.h"
#include "feel/number.h"
#include "feel/temporal.h"

#include "base/buffer.h"

#include <string.h>

static const feel_date_time *date_time_of(feel_value v)
{
    return v.as.pointer;
}

/* --- text to temporal values --- */

static feel_value parsed(feel_run *run, const char *function, feel_value text, feel_value result)
{
    enum { SHOWN = 40 };
    if (feel_is(result, FEEL_NULL)) {
        int shown = feel_str(text)->length < SHOWN ? (int)feel_str(text)->length : SHOWN;
        feel_complain(run, "%s: \"%.*s\" is no such value", function, shown, feel_str(text)->text);
    }
    return result;
}

static feel_value call_date(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    if (feel_is(args[0], FEEL_DATE))
        return args[0];
    if (feel_is(args[0], FEEL_DATE_TIME))
        return feel_date(date_time_of(args[0])->day);
    if (!feel_want(run, "date", "from", args[0], FEEL_STRING))
        return feel_null();
    return parsed(run, "date", args[0], feel_parse_date(feel_str(args[0])->text, feel_str(args[0])->length));
}

static feel_value call_date_parts(feel_run *run, const feel_value *args, size_t count)
{
    static const char *const names[] = {"year", "month", "day"};
    int64_t part[3] = {0};
    for (size_t i = 0; i < count && i < 3; i++) {
        if (!feel_want(run, "date", names[i], args[i], FEEL_NUMBER))
            return feel_null();
        if (!feel_to_int64(args[i], &part[i]))
            return FEEL_FAIL(run, "date: %s is no whole number", names[i]);
    }
    bool small = part[1] >= 1 && part[1] <= 12 && part[2] >= 1 && part[2] <= 31;
    if (!small || !wz_date_valid(part[0], (int)part[1], (int)part[2]))
        return FEEL_FAIL(run, "date: there is no such day");
    return feel_date(wz_day_from_civil((wz_civil){(int32_t)part[0], (int)part[1], (int)part[2]}));
}

static feel_value call_date_time(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    wz_arena *arena = feel_run_arena(run);
    if (feel_is(args[0], FEEL_DATE_TIME))
        return args[0];
    if (feel_is(args[0], FEEL_DATE))
        return feel_date_time_new(arena, args[0].as.integer, (feel_time){.zone_kind = FEEL_OFFSET});
    if (!feel_want(run, "date and time", "from", args[0], FEEL_STRING))
        return feel_null();
    const feel_string *text = feel_str(args[0]);
    return parsed(run, "date and time", args[0], feel_parse_date_time(arena, text->text, text->length));
}

static feel_value call_date_time_parts(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    wz_day day;
    if (feel_is(args[0], FEEL_DATE_TIME))
        day = date_time_of(args[0])->day;
    else if (feel_want(run, "date and time", "date", args[0], FEEL_DATE))
        day = args[0].as.integer;
    else
        return feel_null();
    if (!feel_want(run, "date and time", "time", args[1], FEEL_TIME))
        return feel_null();
    return feel_date_time_new(feel_run_arena(run), day, *(const feel_time *)args[1].as.pointer);
}

static feel_value call_time(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    wz_arena *arena = feel_run_arena(run);
    if (feel_is(args[0], FEEL_TIME))
        return args[0];
    if (feel_is(args[0], FEEL_DATE_TIME))
        return feel_time_new(arena, date_time_of(args[0])->time);
    if (feel_is(args[0], FEEL_DATE))
        return feel_time_new(arena, (feel_time){.zone_kind = FEEL_OFFSET});
    if (!feel_want(run, "time", "from", args[0], FEEL_STRING))
        return feel_null();
    return parsed(run, "time", args[0], feel_parse_time(arena, feel_str(args[0])->text, feel_str(args[0])->length));
}

/* Whole seconds and nanoseconds of a number of seconds in [0, 60). */
static bool seconds_arg(feel_run *run, feel_value v, int64_t *nanos)
{
    wz_arena *arena = feel_run_arena(run);
    if (!feel_want(run, "time", "second", v, FEEL_NUMBER))
        return false;
    feel_value scaled = feel_multiply(arena, v, feel_integer(1000000000));
    if (feel_is(scaled, FEEL_NUMBER))
        scaled = feel_round(arena, scaled, 0, FEEL_DOWN);
    bool good = feel_is(scaled, FEEL_NUMBER) && feel_number_compare(v, feel_integer(0)) >= 0 &&
                feel_to_int64(scaled, nanos) && *nanos < INT64_C(60000000000);
    if (!good)
        feel_complain(run, "time: second is not from 0 to below 60");
    return good;
}

static feel_value call_time_parts(feel_run *run, const feel_value *args, size_t count)
{
    const int64_t most = 14 * 3600;
    int64_t hour, minute, nanos;
    if (!feel_want(run, "time", "hour", args[0], FEEL_NUMBER) ||
        !feel_want(run, "time", "minute", args[1], FEEL_NUMBER) || !seconds_arg(run, args[2], &nanos))
        return feel_null();
    if (!feel_to_int64(args[0], &hour) || !feel_to_int64(args[1], &minute) || hour < 0 || hour > 23 || minute < 0 ||
        minute > 59)
        return FEEL_FAIL(run, "time: there is no such time of day");
    feel_time time = {.nanos = (hour * 3600 + minute * 60) * 1000000000 + nanos, .zone_kind = FEEL_LOCAL};
    if (count > 3 && !feel_is(args[3], FEEL_NULL)) {
        if (!feel_want(run, "time", "offset", args[3], FEEL_DAYS_TIME))
            return feel_null();
        if (args[3].as.integer < -most || args[3].as.integer > most || args[3].aux != 0)
            return FEEL_FAIL(run, "time: an offset is at most 14 hours, in whole seconds");
        time.offset = (int32_t)args[3].as.integer;
        time.zone_kind = FEEL_OFFSET;
    }
    return feel_time_new(feel_run_arena(run), time);
}

static feel_value call_duration(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    if (!feel_want(run, "duration", "from", args[0], FEEL_STRING))
        return feel_null();
    const feel_string *text = feel_str(args[0]);
    return parsed(run, "duration", args[0], feel_parse_duration(feel_run_arena(run), text->text, text->length));
}

/* Whole months between two days, towards zero. */
static int64_t months_between(wz_day from, wz_day to)
{
    if (from > to)
        return -months_between(to, from);
    wz_civil a = wz_civil_from_day(from), b = wz_civil_from_day(to);
    int64_t months = ((int64_t)b.year - a.year) * 12 + b.month - a.month;
    return b.day < a.day ? months - 1 : months;
}

static feel_value call_years_and_months(feel_run *run, const feel_value *args, size_t count)
{
    static const char *const names[] = {"from", "to"};
    wz_day day[2] = {0};
    for (size_t i = 0; i < count && i < 2; i++) {
        if (feel_is(args[i], FEEL_DATE_TIME))
            day[i] = date_time_of(args[i])->day;
        else if (feel_want(run, "years and months duration", names[i], args[i], FEEL_DATE))
            day[i] = args[i].as.integer;
        else
            return feel_null();
    }
    return feel_months(months_between(day[0], day[1]));
}

/* --- number --- */

/* A separator: one of the `allowed` characters, or 0 for null; -1 where it is neither. */
static int separator_arg(feel_run *run, const char *parameter, feel_value v, const char *allowed)
{
    if (feel_is(v, FEEL_NULL))
        return 0;
    if (!feel_want(run, "number", parameter, v, FEEL_STRING))
        return -1;
    if (feel_str(v)->length == 1 && strchr(allowed, feel_str(v)->text[0]) && feel_str(v)->text[0] != '\0')
        return feel_str(v)->text[0];
    feel_complain(run, "number: %s is none of the characters allowed", parameter);
    return -1;
}

/* Without groups, with a point before the fraction; false where a character is neither digit nor part of a number. */
static size_t plain_number(const feel_string *from, int grouping, int decimal, char *out)
{
    size_t length = 0;
    for (size_t i = 0; i < from->length; i++) {
        char c = from->text[i];
        if (grouping != 0 && c == grouping)
            continue;
        if (decimal != 0 && c == decimal)
            c = '.';
        else if (decimal != 0 && c == '.')
            return 0;
        out[length++] = c;
    }
    return length;
}

static feel_value call_number(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    if (!feel_want(run, "number", "from", args[0], FEEL_STRING))
        return feel_null();
    int grouping = separator_arg(run, "grouping separator", args[1], " ,.");
    int decimal = separator_arg(run, "decimal separator", args[2], ".,");
    if (grouping < 0 || decimal < 0)
        return feel_null();
    if (grouping != 0 && grouping == decimal)
        return FEEL_FAIL(run, "number: both separators are the same");
    const feel_string *from = feel_str(args[0]);
    wz_arena *arena = feel_run_arena(run);
    char *plain = feel_spend(run, from->length / 16) ? wz_arena_alloc(arena, from->length + 1) : NULL;
    if (!plain)
        return feel_null();
    return parsed(run, "number", args[0],
                  feel_number_parse(arena, plain, plain_number(from, grouping, decimal, plain)));
}

/* --- string, not --- */

/* Pay for printing a value before it is done: a list that holds another many times prints it as often. */
static bool pay_for_text(feel_run *run, feel_value v, int depth)
{
    if (depth > FEEL_MAX_NESTING || !feel_spend(run, feel_is(v, FEEL_STRING) ? 1 + feel_str(v)->length / 16 : 1))
        return false;
    bool paid = true;
    if (feel_is(v, FEEL_LIST)) {
        for (size_t i = 0; paid && i < feel_items(v)->count; i++)
            paid = pay_for_text(run, feel_items(v)->items[i], depth + 1);
    } else if (feel_is_context(v)) {
        for (size_t i = 0; paid && i < feel_entry_count(v); i++)
            paid = pay_for_text(run, feel_entry_at(v, i).value, depth + 1);
    }
    return paid;
}

static feel_value call_string(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    if (feel_is(args[0], FEEL_NULL))
        return FEEL_FAIL(run, "string: from is null");
    if (feel_is(args[0], FEEL_STRING))
        return args[0];
    if (!pay_for_text(run, args[0], 0))
        return FEEL_FAIL(run, "string: the value is too large to print");
    feel_inspection seen = {.unsettled = false};
    feel_inspect(args[0], &seen);
    if (seen.unsettled)
        return feel_unknown_over(FEEL_STRING, args, 1);
    wz_buffer text = {.data = NULL};
    feel_print_string(&text, args[0]);
    feel_value result =
        text.failed || text.length == 0 ? feel_null() : feel_string_new(feel_run_arena(run), text.data, text.length);
    wz_buffer_free(&text);
    return result;
}

static feel_value call_not(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    if (!feel_want(run, "not", "negand", args[0], FEEL_BOOLEAN))
        return feel_null();
    return feel_boolean(!feel_is_true(args[0]));
}

static const feel_builtin rows[] = {
    {"date", FEEL_NAMES("from"), 1, false, false, "string|date|datetime->date", call_date},
    {"date", FEEL_NAMES("year", "month", "day"), 3, false, false, "number,number,number->date", call_date_parts},
    {"date and time", FEEL_NAMES("from"), 1, false, false, "string|date|datetime->datetime", call_date_time},
    {"date and time", FEEL_NAMES("date", "time"), 2, false, false, "date|datetime,time->datetime",
     call_date_time_parts},
    {"time", FEEL_NAMES("from"), 1, false, false, "string|time|date|datetime->time", call_time},
    {"time", FEEL_NAMES("hour", "minute", "second", "offset"), 3, false, false, "number,number,number,dtd?->time",
     call_time_parts},
    {"duration", FEEL_NAMES("from"), 1, false, false, "string->dtd|ymd", call_duration},
    {"years and months duration", FEEL_NAMES("from", "to"), 2, false, false, "date|datetime,date|datetime->ymd",
     call_years_and_months},
    {"number", FEEL_NAMES("from", "grouping separator", "decimal separator"), 3, false, false,
     "string,string,string->number", call_number},
    {"string", FEEL_NAMES("from"), 1, false, false, "any->string", call_string},
    {"not", FEEL_NAMES("negand"), 1, false, false, "boolean->boolean", call_not},
};

feel_builtin_group feel_builtins_convert(void)
{
    return (feel_builtin_group){rows, sizeof rows / sizeof *rows};
}
