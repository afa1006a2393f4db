/* FEEL's view of decimals: an integer of 64 bits stands in the value itself, anything else is a wz_decimal in the
 * arena. Invariant: a number that fits an int64 is never kept as a decimal, and decimals are in lowest terms, so a
 * number has one representation. The fast path computes on integers and leaves for decimals on overflow. */
#include "feel/number.h"

#include "base/decimal.h"

_Static_assert((int)FEEL_NUMBER_TEXT >= (int)WZ_DECIMAL_TEXT, "room for any decimal");

static wz_decimal decimal_of(feel_value a)
{
    return a.bits & FEEL_BIG ? *(const wz_decimal *)a.as.pointer : wz_decimal_from_int64(a.as.integer);
}

/* The value of a decimal in normal form; FEEL_NULL where there is none, or no memory. */
static feel_value number_of(wz_arena *arena, bool defined, wz_decimal d)
{
    int64_t integer;
    if (!defined)
        return feel_null();
    if (wz_decimal_to_int64(d, &integer))
        return feel_integer(integer);
    wz_decimal *kept = wz_arena_alloc(arena, sizeof *kept);
    if (!kept)
        return feel_null();
    *kept = d;
    return (feel_value){.tag = FEEL_NUMBER, .bits = FEEL_BIG, .as.pointer = kept};
}

static bool both_small(feel_value a, feel_value b)
{
    return ((a.bits | b.bits) & FEEL_BIG) == 0;
}

typedef bool (*binary)(wz_decimal a, wz_decimal b, wz_decimal *out);

static feel_value apply(wz_arena *arena, binary operation, feel_value a, feel_value b)
{
    wz_decimal result = {{0, 0}};
    bool defined = operation(decimal_of(a), decimal_of(b), &result);
    return number_of(arena, defined, result);
}

typedef bool (*unary)(wz_decimal a, wz_decimal *out);

static feel_value apply_unary(wz_arena *arena, unary operation, feel_value a)
{
    wz_decimal result = {{0, 0}};
    bool defined = operation(decimal_of(a), &result);
    return number_of(arena, defined, result);
}

feel_value feel_number_parse(wz_arena *arena, const char *text, size_t length)
{
    wz_decimal result = {{0, 0}};
    bool defined = wz_decimal_parse(text, length, &result);
    return number_of(arena, defined, result);
}

feel_value feel_add(wz_arena *arena, feel_value a, feel_value b)
{
    int64_t sum;
    if (both_small(a, b) && !__builtin_add_overflow(a.as.integer, b.as.integer, &sum))
        return feel_integer(sum);
    return apply(arena, wz_decimal_add, a, b);
}

feel_value feel_subtract(wz_arena *arena, feel_value a, feel_value b)
{
    int64_t difference;
    if (both_small(a, b) && !__builtin_sub_overflow(a.as.integer, b.as.integer, &difference))
        return feel_integer(difference);
    return apply(arena, wz_decimal_subtract, a, b);
}

feel_value feel_multiply(wz_arena *arena, feel_value a, feel_value b)
{
    int64_t product;
    if (both_small(a, b) && !__builtin_mul_overflow(a.as.integer, b.as.integer, &product))
        return feel_integer(product);
    return apply(arena, wz_decimal_multiply, a, b);
}

/* Whether the processor may divide: INT64_MIN / -1 traps like a division by zero. */
static bool divides_safely(feel_value a, feel_value b)
{
    return both_small(a, b) && b.as.integer != 0 && b.as.integer != -1 && a.as.integer != INT64_MIN;
}

feel_value feel_divide(wz_arena *arena, feel_value a, feel_value b)
{
    if (divides_safely(a, b) && a.as.integer % b.as.integer == 0)
        return feel_integer(a.as.integer / b.as.integer);
    return apply(arena, wz_decimal_divide, a, b);
}

feel_value feel_modulo(wz_arena *arena, feel_value a, feel_value b)
{
    if (!divides_safely(a, b))
        return apply(arena, wz_decimal_modulo, a, b);
    int64_t rest = a.as.integer % b.as.integer;
    bool opposite = rest != 0 && (rest < 0) != (b.as.integer < 0);
    return feel_integer(opposite ? rest + b.as.integer : rest);
}

feel_value feel_power(wz_arena *arena, feel_value a, feel_value b)
{
    return apply(arena, wz_decimal_power, a, b);
}

feel_value feel_negate(wz_arena *arena, feel_value a)
{
    return feel_subtract(arena, feel_integer(0), a);
}

feel_value feel_absolute(wz_arena *arena, feel_value a)
{
    return feel_number_compare(a, feel_integer(0)) < 0 ? feel_negate(arena, a) : a;
}

int feel_number_compare(feel_value a, feel_value b)
{
    if (both_small(a, b))
        return (a.as.integer > b.as.integer) - (a.as.integer < b.as.integer);
    return wz_decimal_compare(decimal_of(a), decimal_of(b));
}

bool feel_is_integer(feel_value a)
{
    return !(a.bits & FEEL_BIG) || wz_decimal_is_integer(decimal_of(a));
}

bool feel_to_int64(feel_value a, int64_t *out)
{
    if (a.bits & FEEL_BIG)
        return false;
    *out = a.as.integer;
    return true;
}

static wz_rounding rounding_of(feel_rounding how)
{
    static const wz_rounding of[] = {
        [FEEL_HALF_EVEN] = WZ_HALF_EVEN, [FEEL_UP] = WZ_UP,
        [FEEL_DOWN] = WZ_DOWN,           [FEEL_HALF_UP] = WZ_HALF_UP,
        [FEEL_HALF_DOWN] = WZ_HALF_DOWN, [FEEL_FLOOR] = WZ_FLOOR,
        [FEEL_CEILING] = WZ_CEILING,
    };
    return of[how];
}

feel_value feel_round(wz_arena *arena, feel_value a, int64_t scale, feel_rounding how)
{
    if (!(a.bits & FEEL_BIG) && scale >= 0 && scale <= WZ_DECIMAL_MAX_SCALE)
        return a;
    wz_decimal result = {{0, 0}};
    bool defined = wz_decimal_round(decimal_of(a), scale, rounding_of(how), &result);
    return number_of(arena, defined, result);
}

feel_value feel_sqrt(wz_arena *arena, feel_value a)
{
    return apply_unary(arena, wz_decimal_sqrt, a);
}

feel_value feel_log(wz_arena *arena, feel_value a)
{
    return apply_unary(arena, wz_decimal_log, a);
}

feel_value feel_exp(wz_arena *arena, feel_value a)
{
    return apply_unary(arena, wz_decimal_exp, a);
}

size_t feel_number_text(feel_value a, char *out)
{
    return wz_decimal_text(decimal_of(a), out);
}
