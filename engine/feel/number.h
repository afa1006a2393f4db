/* FEEL numbers: IEEE 754-2008 decimal128 (34 digits, half-even), with integers of 64 bits kept in place. Every result
 * that is an integer in range is brought back to that form, so one number has one representation.
 * Source: DMN 1.5, 10.3.2.3.1. Null results (division by zero, overflow, negative square root) are FEEL_NULL. */
#ifndef WZ_FEEL_NUMBER_H
#define WZ_FEEL_NUMBER_H

#include "feel/value.h"

/* All take FEEL_NUMBER values; results live in the arena. */
feel_value feel_number_parse(wz_arena *arena, const char *text, size_t length);  /* FEEL or XML decimal, exponent allowed;
                                                                                    FEEL_NULL where it is no number */
feel_value feel_add(wz_arena *arena, feel_value a, feel_value b);
feel_value feel_subtract(wz_arena *arena, feel_value a, feel_value b);
feel_value feel_multiply(wz_arena *arena, feel_value a, feel_value b);
feel_value feel_divide(wz_arena *arena, feel_value a, feel_value b);
feel_value feel_power(wz_arena *arena, feel_value a, feel_value b);
feel_value feel_negate(wz_arena *arena, feel_value a);
feel_value feel_absolute(wz_arena *arena, feel_value a);
feel_value feel_modulo(wz_arena *arena, feel_value a, feel_value b);             /* a - b * floor(a / b) */
int feel_number_compare(feel_value a, feel_value b);                             /* -1, 0, 1 */
bool feel_is_integer(feel_value a);                                              /* no fraction */
bool feel_to_int64(feel_value a, int64_t *out);                                  /* exact, else false */

typedef enum {
    FEEL_HALF_EVEN, FEEL_UP, FEEL_DOWN, FEEL_HALF_UP, FEEL_HALF_DOWN, FEEL_FLOOR, FEEL_CEILING
} feel_rounding;
/* Round to `scale` decimals (may be negative; -6111..6176). */
feel_value feel_round(wz_arena *arena, feel_value a, int64_t scale, feel_rounding how);
feel_value feel_sqrt(wz_arena *arena, feel_value a);
feel_value feel_log(wz_arena *arena, feel_value a);
feel_value feel_exp(wz_arena *arena, feel_value a);

/* Plain decimal text: no exponent, no trailing zeros, no "+". out has room for FEEL_NUMBER_TEXT. Returns the length. */
enum { FEEL_NUMBER_TEXT = 6200 };
size_t feel_number_text(feel_value a, char *out);

#endif
