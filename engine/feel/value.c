/* Making values, and equality of settled ones. Invariant: a value handed out is never changed afterwards. */
#include "feel/value.h"

#include "feel/number.h"
#include "feel/temporal.h"
#include "feel/unknown.h"

#include <string.h>

feel_value feel_string_new(wz_arena *arena, const char *text, size_t length)
{
    if (length > SIZE_MAX - sizeof(feel_string) - 1)
        return feel_null();
    feel_string *string = wz_arena_alloc(arena, sizeof *string + length + 1);
    if (!string)
        return feel_null();
    string->length = length;
    if (length)
        memcpy(string->text, text, length);
    return feel_from(FEEL_STRING, string);
}

feel_value feel_list_open(wz_arena *arena, const feel_value *items, const bool *possible, size_t count, bool open)
{
    feel_list *list = wz_arena_alloc(arena, sizeof *list);
    feel_value *own = wz_arena_array(arena, count, sizeof *own);
    bool *flags = NULL;
    for (size_t i = 0; possible && i < count && !flags; i++) {
        if (possible[i] && !(flags = wz_arena_array(arena, count, sizeof *flags)))
            return feel_null();
    }
    if (!list || !own)
        return feel_null();
    if (count)
        memcpy(own, items, count * sizeof *own);
    if (flags)
        memcpy(flags, possible, count * sizeof *flags);
    *list = (feel_list){.count = count, .open = open, .possible = flags, .items = own};
    return feel_from(FEEL_LIST, list);
}

feel_value feel_list_new(wz_arena *arena, const feel_value *items, size_t count)
{
    return feel_list_open(arena, items, NULL, count, false);
}

feel_value feel_bounded(wz_arena *arena, feel_tag type, feel_value low, feel_value high)
{
    bool both = !feel_is(low, FEEL_NULL) && !feel_is(high, FEEL_NULL);
    if (both && feel_same(low, high))
        return low;
    if (feel_is(low, FEEL_NULL) && feel_is(high, FEEL_NULL))
        return feel_unknown_of(type);
    feel_unknown *bounds = wz_arena_alloc(arena, sizeof *bounds);
    if (!bounds)
        return feel_null();
    *bounds = (feel_unknown){.low = low, .high = high};
    return (feel_value){.tag = FEEL_UNKNOWN, .sub = (uint8_t)type, .as.pointer = bounds};
}

/* --- feel_same --- */

/* Bounds the work: values may share parts, so that a small one can be a large tree. */
typedef struct {
    uint64_t *work;
    unsigned depth;
} nesting;

static bool same(feel_value a, feel_value b, nesting at);

static bool same_lists(const feel_list *a, const feel_list *b, nesting at)
{
    if (a->count != b->count || a->open || b->open)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        bool uncertain = (a->possible && a->possible[i]) || (b->possible && b->possible[i]);
        if (uncertain || !same(a->items[i], b->items[i], at))
            return false;
    }
    return true;
}

static bool same_contexts(feel_value a, feel_value b, nesting at)
{
    size_t count = feel_entry_count(a);
    if (count != feel_entry_count(b))
        return false;
    for (size_t i = 0; i < count; i++) {
        feel_entry entry = feel_entry_at(a, i);
        feel_value other;
        if (!feel_entry_find(b, entry.key, entry.key_length, &other) || !same(entry.value, other, at))
            return false;
    }
    return true;
}

static bool same_ranges(const feel_range *a, const feel_range *b, nesting at)
{
    return a->low_closed == b->low_closed && a->high_closed == b->high_closed && same(a->low, b->low, at) &&
           same(a->high, b->high, at);
}

static bool same_kind(feel_value a, feel_value b, nesting at)
{
    switch ((feel_tag)a.tag) {
    case FEEL_NULL: return true;
    case FEEL_BOOLEAN:
    case FEEL_DATE:
    case FEEL_YEARS_MONTHS: return a.as.integer == b.as.integer;
    case FEEL_NUMBER: return feel_number_compare(a, b) == 0;
    case FEEL_STRING: return feel_string_same(feel_str(a), feel_str(b));
    case FEEL_TIME:
    case FEEL_DATE_TIME:
    case FEEL_DAYS_TIME: return feel_temporal_compare(a, b) == 0;
    case FEEL_LIST: return same_lists(feel_items(a), feel_items(b), at);
    case FEEL_RANGE: return same_ranges(a.as.pointer, b.as.pointer, at);
    case FEEL_FUNCTION: return a.as.pointer == b.as.pointer;
    default: return false;
    }
}

/* Values nested deeper than FEEL_MAX_NESTING, or too large, are never the same. */
static bool same(feel_value a, feel_value b, nesting at)
{
    if (at.depth >= FEEL_MAX_NESTING || ++*at.work > FEEL_MAX_INSPECTION)
        return false;
    at.depth++;
    if (feel_is_context(a) && feel_is_context(b))
        return same_contexts(a, b, at);
    return a.tag == b.tag && same_kind(a, b, at);
}

bool feel_same(feel_value a, feel_value b)
{
    uint64_t work = 0;
    return same(a, b, (nesting){.work = &work});
}
