/* Functions of numbers. Scales and arguments are cut to whole numbers where the standard expects an integer; a scale
 * out of decimal128's range is null. Source: DMN 1.5, 10.3.4.5. */
#include "feel/builtin_common.h"
#include "feel/number.h"
#include "feel/temporal.h"

/* A result that is null although the arguments were numbers: outside the function's domain. */
static feel_value in_domain(feel_run *run, const char *function, feel_value result)
{
    if (feel_is(result, FEEL_NULL))
        feel_complain(run, "%s: no number for these arguments", function);
    return result;
}

static feel_value rounded(feel_run *run, const char *function, const feel_value *args, size_t count, feel_rounding how)
{
    int64_t scale = 0;
    if (!feel_want(run, function, "n", args[0], FEEL_NUMBER) ||
        (count > 1 && !feel_want_int(run, function, "scale", args[1], &scale)))
        return feel_null();
    return in_domain(run, function, feel_round(feel_run_arena(run), args[0], scale, how));
}

static feel_value call_decimal(feel_run *run, const feel_value *args, size_t count)
{
    return rounded(run, "decimal", args, count, FEEL_HALF_EVEN);
}

static feel_value call_floor(feel_run *run, const feel_value *args, size_t count)
{
    return rounded(run, "floor", args, count, FEEL_FLOOR);
}

static feel_value call_ceiling(feel_run *run, const feel_value *args, size_t count)
{
    return rounded(run, "ceiling", args, count, FEEL_CEILING);
}

static feel_value call_round_up(feel_run *run, const feel_value *args, size_t count)
{
    return rounded(run, "round up", args, count, FEEL_UP);
}

static feel_value call_round_down(feel_run *run, const feel_value *args, size_t count)
{
    return rounded(run, "round down", args, count, FEEL_DOWN);
}

static feel_value call_round_half_up(feel_run *run, const feel_value *args, size_t count)
{
    return rounded(run, "round half up", args, count, FEEL_HALF_UP);
}

static feel_value call_round_half_down(feel_run *run, const feel_value *args, size_t count)
{
    return rounded(run, "round half down", args, count, FEEL_HALF_DOWN);
}

static feel_value call_abs(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    feel_value n = args[0];
    if (feel_is(n, FEEL_DAYS_TIME) || feel_is(n, FEEL_YEARS_MONTHS))
        return n.as.integer < 0 ? in_domain(run, "abs", feel_duration_negate(feel_run_arena(run), n)) : n;
    if (!feel_want(run, "abs", "n", n, FEEL_NUMBER))
        return feel_null();
    return feel_absolute(feel_run_arena(run), n);
}

static feel_value call_modulo(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    if (!feel_want(run, "modulo", "dividend", args[0], FEEL_NUMBER) ||
        !feel_want(run, "modulo", "divisor", args[1], FEEL_NUMBER))
        return feel_null();
    return in_domain(run, "modulo", feel_modulo(feel_run_arena(run), args[0], args[1]));
}

static feel_value call_sqrt(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    if (!feel_want(run, "sqrt", "number", args[0], FEEL_NUMBER))
        return feel_null();
    return in_domain(run, "sqrt", feel_sqrt(feel_run_arena(run), args[0]));
}

static feel_value call_log(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    if (!feel_want(run, "log", "number", args[0], FEEL_NUMBER))
        return feel_null();
    return in_domain(run, "log", feel_log(feel_run_arena(run), args[0]));
}

static feel_value call_exp(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    if (!feel_want(run, "exp", "number", args[0], FEEL_NUMBER))
        return feel_null();
    return in_domain(run, "exp", feel_exp(feel_run_arena(run), args[0]));
}

/* Whether the number leaves `rest` when divided by two; a fraction leaves neither 0 nor 1. */
static feel_value parity(feel_run *run, const char *function, feel_value n, int64_t rest)
{
    if (!feel_want(run, function, "number", n, FEEL_NUMBER))
        return feel_null();
    feel_value left = feel_modulo(feel_run_arena(run), n, feel_integer(2));
    return feel_is(left, FEEL_NUMBER) ? feel_boolean(feel_number_compare(left, feel_integer(rest)) == 0) : left;
}

static feel_value call_odd(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    return parity(run, "odd", args[0], 1);
}

static feel_value call_even(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    return parity(run, "even", args[0], 0);
}

#define ROUND(title, function) \
    { \
        title, FEEL_NAMES("n", "scale"), 2, false, false, "number,number->number", function \
    }
#define UNARY(title, result, function) \
    { \
        title, FEEL_NAMES("number"), 1, false, false, "number->" result, function \
    }

static const feel_builtin rows[] = {
    ROUND("decimal", call_decimal),
    {"floor", FEEL_NAMES("n"), 1, false, false, "number->number", call_floor},
    ROUND("floor", call_floor),
    {"ceiling", FEEL_NAMES("n"), 1, false, false, "number->number", call_ceiling},
    ROUND("ceiling", call_ceiling),
    ROUND("round up", call_round_up),
    ROUND("round down", call_round_down),
    ROUND("round half up", call_round_half_up),
    ROUND("round half down", call_round_half_down),
    {"abs", FEEL_NAMES("n"), 1, false, false, "number|dtd|ymd->same", call_abs},
    {"modulo", FEEL_NAMES("dividend", "divisor"), 2, false, false, "number,number->number", call_modulo},
    UNARY("sqrt", "number", call_sqrt),
    UNARY("log", "number", call_log),
    UNARY("exp", "number", call_exp),
    UNARY("odd", "boolean", call_odd),
    UNARY("even", "boolean", call_even),
};

feel_builtin_group feel_builtins_number(void)
{
    return (feel_builtin_group){rows, sizeof rows / sizeof *rows};
}
