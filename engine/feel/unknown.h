/* Looking into values: entries of contexts and records alike, and whether anything in a value is unknown. Private to
 * engine/feel. Source: docs/semantics.md, section 1. */
#ifndef WZ_FEEL_UNKNOWN_H
#define WZ_FEEL_UNKNOWN_H

#include "feel/value.h"

#include <string.h>

/* Values nested deeper than this are not compared, printed or passed to built-ins: the run ends with WZ_ELIMIT. */
enum { FEEL_MAX_NESTING = 1000, FEEL_MAX_INSPECTION = 2 * 1000 * 1000 };

static inline bool feel_string_same(const feel_string *a, const feel_string *b)
{
    return a == b || (a->length == b->length && memcmp(a->text, b->text, a->length) == 0);
}

static inline bool feel_is_context(feel_value v) { return v.tag == FEEL_CONTEXT || v.tag == FEEL_RECORD; }

/* The entries of a context or record, in order. */
typedef struct {
    const char *key;
    size_t key_length;
    feel_value value;
} feel_entry;
size_t feel_entry_count(feel_value context);
feel_entry feel_entry_at(feel_value context, size_t index);
bool feel_entry_find(feel_value context, const char *key, size_t length, feel_value *out);

/* What stands in the way of taking a value as settled, looked for through lists, contexts, records and ranges. */
typedef struct {
    bool unsettled;      /* an unknown, an open list or a possible member */
    bool marked;         /* one of them marked */
    bool too_deep;       /* beyond FEEL_MAX_NESTING, or more than FEEL_MAX_INSPECTION values (shared parts count
                            each time they are met) */
    uint64_t steps;      /* values looked at */
} feel_inspection;
void feel_inspect(feel_value value, feel_inspection *found);

/* The list itself is open or has a possible member (its members may still be unknown). */
bool feel_list_uncertain(const feel_list *list);

#endif
