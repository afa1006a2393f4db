/* Small things that every model shares: a text in both languages, a place in a file, truth values, date intervals. */
#ifndef WZ_MODEL_TEXT_H
#define WZ_MODEL_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "wenze/base.h"

typedef enum { WZ_ZH, WZ_EN, WZ_LANGS } wz_lang;

/* A text in the languages of the product; NULL where it was not given. */
typedef struct {
    const char *in[WZ_LANGS];
} wz_text;

/* The text in a language, or in the other one where it is missing, or "". */
static inline const char *wz_text_in(wz_text text, wz_lang lang)
{
    const char *found = text.in[lang] ? text.in[lang] : text.in[1 - lang];
    return found ? found : "";
}

/* Ternary truth (strong Kleene). */
typedef enum { WZ_FALSE, WZ_UNKNOWN, WZ_TRUE } wz_truth;

static inline wz_truth wz_and(wz_truth a, wz_truth b) { return a < b ? a : b; }
static inline wz_truth wz_or(wz_truth a, wz_truth b) { return a > b ? a : b; }
static inline wz_truth wz_not(wz_truth a) { return (wz_truth)(WZ_TRUE - a); }

/* An interval of days, both ends in it; has_* false = open on that side. */
typedef struct {
    bool has_from, has_to;
    wz_day from, to;
} wz_period;

static inline bool wz_period_holds(wz_period period, wz_day day)
{
    return (!period.has_from || day >= period.from) && (!period.has_to || day <= period.to);
}

/* A list of strings, e.g. ids separated by spaces in an attribute. */
typedef struct {
    const char *const *items;
    size_t count;
} wz_strings;

#endif
