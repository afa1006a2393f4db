/* Decimal numbers: IEEE 754-2008 decimal128, 34 digits, rounding half to even. There are no infinities and no NaN here:
 * a function that would yield one returns false and leaves *out alone.
 *
 * Every value that these functions hand out is in lowest terms: its coefficient has no trailing zero (zero itself has
 * exponent 0 and no sign), so equal numbers have equal bits. Source: DMN 1.5, 10.3.2.3.1. */
#ifndef WZ_BASE_DECIMAL_H
#define WZ_BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint64_t bits[2]; /* the binary integer encoding, low word first */
} wz_decimal;

/* [+-] digits [. digits] [e|E [+-] digits], with a digit before or behind the point; false where the text is anything
 * else or the number is too large. */
bool wz_decimal_parse(const char *text, size_t length, wz_decimal *out);
wz_decimal wz_decimal_from_int64(int64_t value);
bool wz_decimal_to_int64(wz_decimal value, int64_t *out); /* exact, else false */

bool wz_decimal_add(wz_decimal a, wz_decimal b, wz_decimal *out);
bool wz_decimal_subtract(wz_decimal a, wz_decimal b, wz_decimal *out);
bool wz_decimal_multiply(wz_decimal a, wz_decimal b, wz_decimal *out);
bool wz_decimal_divide(wz_decimal a, wz_decimal b, wz_decimal *out);
bool wz_decimal_modulo(wz_decimal a, wz_decimal b, wz_decimal *out); /* a - b * floor(a / b): the sign of b */
bool wz_decimal_power(wz_decimal a, wz_decimal b, wz_decimal *out);
bool wz_decimal_sqrt(wz_decimal a, wz_decimal *out);
bool wz_decimal_log(wz_decimal a, wz_decimal *out);
bool wz_decimal_exp(wz_decimal a, wz_decimal *out);
wz_decimal wz_decimal_negate(wz_decimal a);

int wz_decimal_compare(wz_decimal a, wz_decimal b); /* -1, 0, 1 */
int wz_decimal_sign(wz_decimal a);                  /* -1, 0, 1 */
bool wz_decimal_is_integer(wz_decimal a);

typedef enum { WZ_HALF_EVEN, WZ_UP, WZ_DOWN, WZ_HALF_UP, WZ_HALF_DOWN, WZ_FLOOR, WZ_CEILING } wz_rounding;
enum { WZ_DECIMAL_MIN_SCALE = -6111, WZ_DECIMAL_MAX_SCALE = 6176 };
/* Round to `scale` decimals; UP and DOWN mean away from zero and towards zero. False for a scale out of range. */
bool wz_decimal_round(wz_decimal a, int64_t scale, wz_rounding how, wz_decimal *out);

/* Plain decimal text: no exponent, no trailing zeros, no "+"; NUL-terminated. Returns the length. */
enum { WZ_DECIMAL_TEXT = 6200 };
size_t wz_decimal_text(wz_decimal a, char *out);

#endif
