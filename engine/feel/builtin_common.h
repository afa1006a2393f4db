/* What the files of built-in functions share: complaining about arguments, gathering list results within the budget,
 * sorting. Private to builtin_*.c. */
#ifndef WZ_FEEL_BUILTIN_COMMON_H
#define WZ_FEEL_BUILTIN_COMMON_H

#include "feel/builtin.h"
#include "feel/unknown.h"

/* A row's parameter names. */
#define FEEL_NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Null, with its cause. */
#define FEEL_FAIL(run, ...) (feel_complain((run), __VA_ARGS__), feel_null())

/* Whether an argument has the type; complains where not. `function` and `parameter` are names for the message. */
bool feel_want(feel_run *run, const char *function, const char *parameter, feel_value v, feel_tag tag);
/* A number cut to its whole part, as positions and scales are read. */
bool feel_want_int(feel_run *run, const char *function, const char *parameter, feel_value v, int64_t *out);

/* The name of a type as FEEL writes it. */
const char *feel_tag_name(feel_tag tag);

/* The members that a function of either form works on: those of its one list argument, or all its arguments. */
feel_list feel_members(const feel_value *args, size_t count);

/* A list under construction. Each member costs a step; false when the run must stop. */
typedef struct {
    feel_value *items;
    size_t count, capacity;
} feel_gathered;
bool feel_gather(feel_run *run, feel_gathered *list, feel_value item);
feel_value feel_gathered_list(feel_run *run, const feel_gathered *list);

/* Stable merge sort. `precedes` answers FEEL_BOOLEAN; any other answer ends the sort and becomes the result. Otherwise
 * the result is the sorted list. */
typedef feel_value (*feel_precedes)(feel_run *run, const void *payload, feel_value a, feel_value b);
feel_value feel_sorted(feel_run *run, const feel_list *list, feel_precedes precedes, const void *payload);

#endif
