/**
 * @file
 * FEEL, the expression language of OMG DMN 1.5 (chapter 10), for expressions outside rulebooks: what has no value by DMN
 * is null, and only what is not FEEL at all is an error. What FEEL is here: docs/feel.md.
 */
#ifndef WENZE_FEEL_H
#define WENZE_FEEL_H

#include "wenze/base.h"
#include "wenze/law.h" /* wz_text_free() */

#ifdef __cplusplus
extern "C" {
#endif

/** The names that expressions may use, with their values. Immutable; any number of threads may use it at once. */
typedef struct wz_feel_context wz_feel_context;

/**
 * Make a context from a JSON object: its keys are names (they may hold spaces), strings are strings, numbers keep all
 * their digits, arrays are lists, objects are contexts, and {"@": "EXPRESSION"} is the value of a FEEL expression, e.g.
 * {"day": {"@": "date(\"2020-01-31\")"}, "x": {"@": "unknown"}}.
 *
 * @param[out] out  New context; free with wz_feel_context_free(). NULL on failure.
 * @param json      UTF-8.
 * @param length    Bytes of json.
 * @param diag      Receives problems, as file "context" with line and column; may be NULL.
 * @return WZ_OK; WZ_EINPUT (not JSON, not an object, or an expression in it is not FEEL); WZ_ELIMIT; WZ_ENOMEM.
 */
int wz_feel_context_new(wz_feel_context **out, const char *json, size_t length, wz_diag *diag);

/** Free a context; accepts NULL. */
void wz_feel_context_free(wz_feel_context *context);

/** The moment that now() and today() give. */
typedef struct {
    int64_t epoch_seconds; /**< since 1970-01-01T00:00:00Z */
    uint32_t nanoseconds;
    int32_t offset;        /**< seconds east of UTC */
} wz_feel_clock;

/** How to evaluate. Start from WZ_FEEL_OPTIONS_INIT. */
typedef struct {
    unsigned version;            /**< 1 */
    bool unary_tests;            /**< the text is unary tests, as in a decision table's cell; they test the name "?" */
    const wz_feel_clock *clock;  /**< NULL: now() and today() are null */
    uint64_t steps;              /**< work allowed; 0 = ten million */
} wz_feel_options;

#define WZ_FEEL_OPTIONS_INIT {1, false, NULL, 0}

/**
 * Evaluate an expression.
 *
 * @param[out] out    The value as one line of FEEL that reads back to the same value; free with wz_text_free(). NULL on
 *                    failure.
 * @param context     Borrowed for this call; NULL = no names.
 * @param expression  UTF-8.
 * @param length      Bytes of expression.
 * @param options     NULL for the defaults.
 * @param diag        Receives what is not FEEL as errors (the column counts bytes from 1), and the cause of each null as
 *                    warnings "FEEL-100"; may be NULL.
 * @return WZ_OK; WZ_EINPUT (not FEEL); WZ_ELIMIT (too long, too deep, too much work or memory); WZ_ENOMEM.
 */
int wz_feel_evaluate(char **out, const wz_feel_context *context, const char *expression, size_t length,
                     const wz_feel_options *options, wz_diag *diag);

#ifdef __cplusplus
}
#endif
#endif
