/* The table of built-in functions. Each group of functions stands in its own file and gives an array of these.
 * Source: DMN 1.5, 10.3.4. */
#ifndef WZ_FEEL_BUILTIN_H
#define WZ_FEEL_BUILTIN_H

#include "feel/feel.h"
#include "feel/type.h"
#include "feel/value.h"

/* The signature mini-language. It has no spaces:
 *
 *   signature = [ parameter { "," parameter } ] "->" result
 *   parameter = types [ "?" | "..." ]        "?": may be omitted; "...": the last one, given any number of times
 *   types     = type { "|" type }            one of several
 *   type      = "any" | "boolean" | "number" | "string" | "date" | "time" | "datetime" | "dtd" (days and time
 *               duration) | "ymd" (years and months duration) | "list" | "list<" type ">" | "context" | "range" |
 *               "function"
 *   result    = types | "same" (the type of the first argument) | "element" (of the first argument's list; of a
 *               variadic row whose first parameter is no list: the type of the arguments)
 *
 * What the evaluator does with it, in this order:
 *   1. Choosing the row. Of the rows with the called name that fit (positional: required <= arguments <= parameters, or
 *      variadic and required <= arguments; named: every name is a parameter, every required one is given, none twice)
 *      the first whose types accept all arguments as they are is called; else the first that accepts them after
 *      coercion; else the first that fits (its function complains and answers null). Where several rows have the same
 *      set of names, e.g. before(point, range) and before(range, point), a named call prefers the one in the order
 *      written. A named call of a variadic row gives its last parameter once. No row fits: null.
 *   2. Coercion, for each argument. To a parameter that is only "list" or "list<T>": a value that is no list becomes
 *      the list of that one value; null stays null; an unknown of a known type other than list is wrapped likewise, an
 *      unknown of type any or list stays as it is. To a parameter that names neither "list" nor "any": a closed list of
 *      one certain member becomes that member. To one that accepts "datetime" but not "date": a date becomes its
 *      midnight in UTC (DMN 1.5, 10.3.2.9.4). To "any" and to alternatives with "list": nothing.
 *   3. null and values of other types are passed on as they are; FEEL_RECORD is accepted as "context". The function
 *      itself decides and complains.
 *
 * "list<T>" is for the static check; the function tests the members itself.
 *
 * The function receives one value for each parameter of its row (an omitted optional one is FEEL_NULL), or, for a
 * variadic row, all arguments as they stand (at least `required`). Unless `sees_unknown` is set the evaluator has
 * already answered unknown (marked if any is marked) when an argument is unknown, or is a list that is open or has
 * possible or unknown members. A function that sees unknown follows docs/semantics.md, section 1.
 * A result of FEEL_NULL for a wrong argument says why through feel_complain(). */
typedef feel_value (*feel_builtin_fn)(feel_run *run, const feel_value *args, size_t count);

typedef struct {
    const char *name;                 /* may hold single spaces, e.g. "string length" */
    const char *const *parameters;    /* names in order, NULL-terminated; variants = several rows of one name */
    uint8_t required;                 /* parameters that must be given */
    bool variadic;                    /* the last parameter is "...": max(1, 2, 3), append(list, 1, 2) */
    bool sees_unknown;
    const char *signature;            /* "string,number,number?->string"; see above */
    feel_builtin_fn call;
} feel_builtin;

typedef struct {
    const feel_builtin *rows;
    size_t count;
} feel_builtin_group;

feel_builtin_group feel_builtins_convert(void);    /* builtin_convert.c: number, string, date, time, duration, … */
feel_builtin_group feel_builtins_string(void);     /* builtin_string.c: substring … matches, replace, split */
feel_builtin_group feel_builtins_list(void);       /* builtin_list.c: list contains … flatten, sort, list replace */
feel_builtin_group feel_builtins_number(void);     /* builtin_number.c: decimal … odd, even, round up */
feel_builtin_group feel_builtins_statistics(void); /* builtin_statistics.c: min, max, sum … mode, all, any */
feel_builtin_group feel_builtins_temporal(void);   /* builtin_temporal.c: is, now, today, day of week … */
feel_builtin_group feel_builtins_range(void);      /* builtin_range.c: before, after, meets … range */
feel_builtin_group feel_builtins_context(void);    /* builtin_context.c: get value, get entries … context put */

/* Services of the evaluator to built-ins (defined in eval.c). */
wz_arena *feel_run_arena(feel_run *run);
/* Record why a result is null (standard mode prints it); printf format. */
void feel_complain(feel_run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* FEEL `=` in ternary logic: true, false, FEEL_NULL (not comparable) or unknown. */
feel_value feel_equal(feel_run *run, feel_value a, feel_value b);
/* FEEL `<` likewise, for numbers, strings and temporal values, bounded unknowns included. */
feel_value feel_less(feel_run *run, feel_value a, feel_value b);
feel_value feel_less_or_equal(feel_run *run, feel_value a, feel_value b);
/* Call a function value, e.g. the precedes function of sort(). */
feel_value feel_call(feel_run *run, feel_value function, const feel_value *args, size_t count);
/* Spend `steps` of the run's budget, e.g. before building a long list; false when the run must stop. */
bool feel_spend(feel_run *run, uint64_t steps);
/* The unknown that an operation yields over these operands (type tag, marked if one is marked). */
feel_value feel_unknown_over(feel_tag type, const feel_value *operands, size_t count);

#endif
