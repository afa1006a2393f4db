/* The only file that knows Intel's decimal library. Each operation runs with its own exception flags, so nothing is
 * shared between threads; its result is checked to be finite and brought to lowest terms before it leaves.
 *
 * Lowest terms are found in the encoding itself (IEEE 754-2008, 3.5.2, binary integer significand): bit 63 of the high
 * word is the sign, the next fourteen the biased exponent, the other 113 bits the coefficient. */
#include "base/decimal.h"

#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

#include <string.h>

__extension__ typedef unsigned __int128 wide;

enum { DIGITS = 34, BIAS = 6176, MAX_EXPONENT = 6111, MIN_EXPONENT = -6176 };

#define SIGN_BIT (UINT64_C(1) << 63)
#define EXPONENT_SHIFT 49
#define EXPONENT_MASK UINT64_C(0x3fff)
#define HIGH_COEFFICIENT ((UINT64_C(1) << EXPONENT_SHIFT) - 1)

static BID_UINT128 load(wz_decimal a)
{
    BID_UINT128 x;
    x.w[0] = a.bits[0];
    x.w[1] = a.bits[1];
    return x;
}

static int exponent_of(wz_decimal a)
{
    return (int)(a.bits[1] >> EXPONENT_SHIFT & EXPONENT_MASK) - BIAS;
}

static wide coefficient_of(wz_decimal a)
{
    return (wide)(a.bits[1] & HIGH_COEFFICIENT) << 64 | a.bits[0];
}

static wz_decimal assemble(bool negative, wide coefficient, int exponent)
{
    wz_decimal a;
    a.bits[0] = (uint64_t)coefficient;
    a.bits[1] = (uint64_t)(coefficient >> 64) | (uint64_t)(exponent + BIAS) << EXPONENT_SHIFT;
    if (negative)
        a.bits[1] |= SIGN_BIT;
    return a;
}

/* 2^64 leaves 1 when divided by 5, so the words' remainders add up. */
static bool ends_in_zero(wide coefficient)
{
    return (coefficient & 1) == 0 && ((uint64_t)coefficient % 5 + (uint64_t)(coefficient >> 64) % 5) % 5 == 0;
}

/* Check that a result is finite and hand it out in lowest terms. */
static bool deliver(BID_UINT128 x, wz_decimal *out)
{
    if (!bid128_isFinite(x))
        return false;
    wz_decimal a = {{x.w[0], x.w[1]}};
    wide coefficient = bid128_isZero(x) ? 0 : coefficient_of(a);
    if (coefficient == 0) {
        *out = assemble(false, 0, 0);
        return true;
    }
    if (ends_in_zero(coefficient)) {
        int exponent = exponent_of(a);
        while (exponent < MAX_EXPONENT && ends_in_zero(coefficient)) {
            coefficient /= 10;
            exponent++;
        }
        a = assemble(wz_decimal_sign(a) < 0, coefficient, exponent);
    }
    *out = a;
    return true;
}

/* --- reading --- */

/* A number being read: the first significant digits, one more that decides the rounding, and whether anything
 * follows. */
typedef struct {
    char text[DIGITS + 32];
    int digits;
    bool sticky;
    bool any; /* a digit was seen, zeros included */
    int64_t exponent;
} reading;

static void take_digit(reading *r, char c, bool fraction)
{
    r->any = true;
    if (r->digits == 0 && c == '0') {
        r->exponent -= fraction;
    } else if (r->digits <= DIGITS) {
        r->text[r->digits++] = c;
        r->exponent -= fraction;
    } else {
        r->sticky |= c != '0';
        r->exponent += !fraction;
    }
}

/* The part behind "e"; saturates far outside the range of exponents. */
static bool read_exponent(const char *at, const char *end, int64_t *out)
{
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+'))
        at++;
    if (at == end)
        return false;
    int64_t value = 0;
    for (; at < end; at++) {
        if (*at < '0' || *at > '9')
            return false;
        if (value < INT64_C(1000000000000))
            value = value * 10 + (*at - '0');
    }
    *out = negative ? -value : value;
    return true;
}

/* Fill `r` from the text; false where it is no number. */
static bool read_number(reading *r, const char *at, const char *end)
{
    bool fraction = false;
    for (; at < end; at++) {
        if (*at >= '0' && *at <= '9')
            take_digit(r, *at, fraction);
        else if (*at == '.' && !fraction)
            fraction = true;
        else
            break;
    }
    int64_t exponent = 0;
    if (!r->any || at[-1] == '.')
        return false;
    if (at < end && ((*at != 'e' && *at != 'E') || !read_exponent(at + 1, end, &exponent)))
        return false;
    r->exponent += exponent;
    return true;
}

/* Write `value` in decimal behind the digits. */
static void append_exponent(char *out, int64_t value)
{
    char reversed[24];
    int n = 0;
    *out++ = 'E';
    if (value < 0)
        *out++ = '-';
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do
        reversed[n++] = (char)('0' + rest % 10);
    while ((rest /= 10) != 0);
    while (n > 0)
        *out++ = reversed[--n];
    *out = '\0';
}

bool wz_decimal_parse(const char *text, size_t length, wz_decimal *out)
{
    const char *end = text + length;
    bool negative = length > 0 && *text == '-';
    if (length > 0 && (*text == '-' || *text == '+'))
        text++;
    reading r = {.digits = 0};
    if (!read_number(&r, text, end))
        return false;
    if (r.digits == 0) {
        *out = assemble(false, 0, 0);
        return true;
    }
    if (r.exponent > 2 * BIAS)
        return false;
    if (r.exponent < -3 * BIAS)
        r.exponent = -3 * BIAS;
    if (r.sticky) {
        r.text[r.digits++] = '1';
        r.exponent--;
    }
    append_exponent(r.text + r.digits, r.exponent);
    _IDEC_flags flags = 0;
    wz_decimal magnitude;
    if (!deliver(bid128_from_string(r.text, BID_ROUNDING_TO_NEAREST, &flags), &magnitude))
        return false;
    *out = negative ? wz_decimal_negate(magnitude) : magnitude;
    return true;
}

wz_decimal wz_decimal_from_int64(int64_t value)
{
    wide magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    int exponent = 0;
    while (magnitude != 0 && ends_in_zero(magnitude)) {
        magnitude /= 10;
        exponent++;
    }
    return assemble(value < 0, magnitude, exponent);
}

bool wz_decimal_to_int64(wz_decimal value, int64_t *out)
{
    int exponent = exponent_of(value);
    if (exponent < 0 || exponent > 18)
        return false;
    wide magnitude = coefficient_of(value);
    wide limit = (wide)INT64_MAX + (wz_decimal_sign(value) < 0);
    for (; exponent > 0 && magnitude <= limit; exponent--)
        magnitude *= 10;
    if (magnitude > limit)
        return false;
    uint64_t low = (uint64_t)magnitude;
    *out = wz_decimal_sign(value) >= 0 ? (int64_t)low : low == 0 ? 0 : -(int64_t)(low - 1) - 1;
    return true;
}

/* --- arithmetic --- */

bool wz_decimal_add(wz_decimal a, wz_decimal b, wz_decimal *out)
{
    _IDEC_flags flags = 0;
    return deliver(bid128_add(load(a), load(b), BID_ROUNDING_TO_NEAREST, &flags), out);
}

bool wz_decimal_subtract(wz_decimal a, wz_decimal b, wz_decimal *out)
{
    _IDEC_flags flags = 0;
    return deliver(bid128_sub(load(a), load(b), BID_ROUNDING_TO_NEAREST, &flags), out);
}

bool wz_decimal_multiply(wz_decimal a, wz_decimal b, wz_decimal *out)
{
    _IDEC_flags flags = 0;
    return deliver(bid128_mul(load(a), load(b), BID_ROUNDING_TO_NEAREST, &flags), out);
}

bool wz_decimal_divide(wz_decimal a, wz_decimal b, wz_decimal *out)
{
    _IDEC_flags flags = 0;
    return deliver(bid128_div(load(a), load(b), BID_ROUNDING_TO_NEAREST, &flags), out);
}

bool wz_decimal_modulo(wz_decimal a, wz_decimal b, wz_decimal *out)
{
    _IDEC_flags flags = 0;
    wz_decimal rest;
    if (!deliver(bid128_fmod(load(a), load(b), &flags), &rest))
        return false;
    if (wz_decimal_sign(rest) * wz_decimal_sign(b) < 0)
        return wz_decimal_add(rest, b, out);
    *out = rest;
    return true;
}

/* A value of twice the digits: the sum of the two, `low` being less than the last digit of `high`. */
typedef struct {
    BID_UINT128 high, low;
} pair;

static pair multiply_pairs(pair a, pair b)
{
    _IDEC_flags flags = 0;
    BID_UINT128 product = bid128_mul(a.high, b.high, BID_ROUNDING_TO_NEAREST, &flags);
    BID_UINT128 rest = bid128_fma(a.high, b.high, bid128_negate(product), BID_ROUNDING_TO_NEAREST, &flags);
    rest = bid128_fma(a.high, b.low, rest, BID_ROUNDING_TO_NEAREST, &flags);
    rest = bid128_fma(a.low, b.high, rest, BID_ROUNDING_TO_NEAREST, &flags);
    pair result = {.high = bid128_add(product, rest, BID_ROUNDING_TO_NEAREST, &flags)};
    BID_UINT128 taken = bid128_sub(result.high, product, BID_ROUNDING_TO_NEAREST, &flags);
    result.low = bid128_sub(rest, taken, BID_ROUNDING_TO_NEAREST, &flags);
    return result;
}

static BID_UINT128 reciprocal(pair a)
{
    _IDEC_flags flags = 0;
    BID_UINT128 one = load(wz_decimal_from_int64(1));
    BID_UINT128 quotient = bid128_div(one, a.high, BID_ROUNDING_TO_NEAREST, &flags);
    BID_UINT128 back = bid128_negate(quotient);
    BID_UINT128 rest = bid128_fma(back, a.high, one, BID_ROUNDING_TO_NEAREST, &flags);
    rest = bid128_fma(back, a.low, rest, BID_ROUNDING_TO_NEAREST, &flags);
    rest = bid128_div(rest, a.high, BID_ROUNDING_TO_NEAREST, &flags);
    return bid128_add(quotient, rest, BID_ROUNDING_TO_NEAREST, &flags);
}

/* a to a whole power by squaring; all 34 digits are right, which bid128_pow() does not promise. */
static bool whole_power(wz_decimal a, int64_t exponent, wz_decimal *out)
{
    BID_UINT128 zero = load(wz_decimal_from_int64(0));
    pair square = {load(a), zero};
    pair result = {load(wz_decimal_from_int64(1)), zero};
    uint64_t n = exponent < 0 ? 0 - (uint64_t)exponent : (uint64_t)exponent;
    for (;;) {
        if (n & 1)
            result = multiply_pairs(result, square);
        n >>= 1;
        if (n == 0)
            break;
        square = multiply_pairs(square, square);
    }
    return deliver(exponent < 0 ? reciprocal(result) : result.high, out);
}

bool wz_decimal_power(wz_decimal a, wz_decimal b, wz_decimal *out)
{
    int64_t n;
    if (wz_decimal_to_int64(b, &n)) {
        if (n < 0 && wz_decimal_sign(a) == 0)
            return false;
        if (whole_power(a, n, out))
            return true;
    }
    _IDEC_flags flags = 0; /* no whole power, or one on the way to which a number became too large */
    return deliver(bid128_pow(load(a), load(b), BID_ROUNDING_TO_NEAREST, &flags), out);
}

bool wz_decimal_sqrt(wz_decimal a, wz_decimal *out)
{
    _IDEC_flags flags = 0;
    return deliver(bid128_sqrt(load(a), BID_ROUNDING_TO_NEAREST, &flags), out);
}

bool wz_decimal_log(wz_decimal a, wz_decimal *out)
{
    _IDEC_flags flags = 0;
    return deliver(bid128_log(load(a), BID_ROUNDING_TO_NEAREST, &flags), out);
}

bool wz_decimal_exp(wz_decimal a, wz_decimal *out)
{
    _IDEC_flags flags = 0;
    return deliver(bid128_exp(load(a), BID_ROUNDING_TO_NEAREST, &flags), out);
}

wz_decimal wz_decimal_negate(wz_decimal a)
{
    if (wz_decimal_sign(a) != 0)
        a.bits[1] ^= SIGN_BIT;
    return a;
}

/* --- looking --- */

int wz_decimal_compare(wz_decimal a, wz_decimal b)
{
    _IDEC_flags flags = 0;
    if (bid128_quiet_less(load(a), load(b), &flags))
        return -1;
    return bid128_quiet_equal(load(a), load(b), &flags) ? 0 : 1;
}

int wz_decimal_sign(wz_decimal a)
{
    if (coefficient_of(a) == 0)
        return 0;
    return a.bits[1] & SIGN_BIT ? -1 : 1;
}

bool wz_decimal_is_integer(wz_decimal a)
{
    return exponent_of(a) >= 0;
}

/* --- rounding --- */

/* Truncated, then one unit further from zero if more than half a unit was cut off: no rounding mode of IEEE 754. */
static bool round_half_down(BID_UINT128 x, BID_UINT128 unit, wz_decimal *out)
{
    _IDEC_flags flags = 0;
    BID_UINT128 kept = bid128_quantize(x, unit, BID_ROUNDING_TO_ZERO, &flags);
    BID_UINT128 cut = bid128_abs(bid128_sub(x, kept, BID_ROUNDING_TO_NEAREST, &flags));
    BID_UINT128 twice = bid128_add(cut, cut, BID_ROUNDING_TO_NEAREST, &flags);
    if (bid128_quiet_greater(twice, unit, &flags)) {
        BID_UINT128 step = bid128_copySign(unit, x);
        kept = bid128_add(kept, step, BID_ROUNDING_TO_NEAREST, &flags);
    }
    return deliver(kept, out);
}

bool wz_decimal_round(wz_decimal a, int64_t scale, wz_rounding how, wz_decimal *out)
{
    if (scale < WZ_DECIMAL_MIN_SCALE || scale > WZ_DECIMAL_MAX_SCALE)
        return false;
    if (exponent_of(a) >= -scale) {
        *out = a;
        return true;
    }
    BID_UINT128 unit = load(assemble(false, 1, (int)-scale));
    if (how == WZ_HALF_DOWN)
        return round_half_down(load(a), unit, out);
    bool negative = wz_decimal_sign(a) < 0;
    _IDEC_round mode = BID_ROUNDING_TO_NEAREST;
    switch (how) {
    case WZ_HALF_EVEN:
    case WZ_HALF_DOWN: break;
    case WZ_UP: mode = negative ? BID_ROUNDING_DOWN : BID_ROUNDING_UP; break;
    case WZ_DOWN: mode = BID_ROUNDING_TO_ZERO; break;
    case WZ_HALF_UP: mode = BID_ROUNDING_TIES_AWAY; break;
    case WZ_FLOOR: mode = BID_ROUNDING_DOWN; break;
    case WZ_CEILING: mode = BID_ROUNDING_UP; break;
    }
    _IDEC_flags flags = 0;
    return deliver(bid128_quantize(load(a), unit, mode, &flags), out);
}

/* --- writing --- */

size_t wz_decimal_text(wz_decimal a, char *out)
{
    char digits[DIGITS + 6];
    int count = 0;
    for (wide rest = coefficient_of(a); rest != 0 || count == 0; rest /= 10)
        digits[count++] = (char)('0' + (int)(rest % 10));
    int exponent = exponent_of(a);
    char *at = out;
    if (wz_decimal_sign(a) < 0)
        *at++ = '-';
    int whole = count + exponent; /* digits before the point; zeros fill where there are none */
    if (whole <= 0)
        *at++ = '0';
    for (int i = 0; i < whole; i++)
        *at++ = i < count ? digits[count - 1 - i] : '0';
    if (exponent < 0) {
        *at++ = '.';
        for (int i = whole; i < 0; i++)
            *at++ = '0';
        for (int i = whole > 0 ? whole : 0; i < count; i++)
            *at++ = digits[count - 1 - i];
    }
    *at = '\0';
    return (size_t)(at - out);
}
