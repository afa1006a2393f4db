/* Private to explain/: which values of an attribute are worth trying, since some expression asks about them. */
#ifndef WZ_EXPLAIN_THRESHOLDS_H
#define WZ_EXPLAIN_THRESHOLDS_H

#include "assess/entry.h"

typedef struct {
    feel_value *items;
    size_t count, capacity;
} wz_value_list;

typedef struct {
    wz_arena *arena;
    const wz_entry *e;
    wz_value_list *constants[WZ_ENTITIES];  /* by attribute: what it is compared with anywhere in the regulation */
    bool failed;
} wz_thresholds;

enum { WZ_VALUES_MOST = 40 };

/* Collect them. False when memory is short. */
bool wz_thresholds_begin(wz_thresholds *t, const wz_entry *e, wz_arena *arena);
/* Values other than the settled one, and within what is known of an open one: of a yes/no attribute both; of an enumeration
 * those that are named and one that is not; of a number or day the bounds named and their neighbours. At most
 * WZ_VALUES_MOST; none where nothing names any. */
size_t wz_values_to_try(wz_thresholds *t, const wz_row *row, int attribute, feel_value out[WZ_VALUES_MOST]);

#endif
