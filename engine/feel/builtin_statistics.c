/* Functions over many values, each in the form f(list) and f(a, b, …).
 *
 * min, max, sum, all and any see unknowns. A member that is unknown or only possible widens the answer: the extremes
 * are kept as an interval that holds the answer for every completion of the list, and an end that no completion
 * limits is left out. Source: DMN 1.5, 10.3.4.4; docs/semantics.md, section 1. */
#include "feel/builtin_common.h"
#include "feel/number.h"

/* --- members that may be unknown --- */

static bool is_possible(const feel_list *list, size_t i)
{
    return list->possible && list->possible[i];
}

/* The smallest and largest value that a member can have; FEEL_NULL = no limit. */
static feel_value low_of(feel_value v)
{
    if (!feel_is(v, FEEL_UNKNOWN))
        return v;
    return feel_bounds(v) ? feel_bounds(v)->low : feel_null();
}

static feel_value high_of(feel_value v)
{
    if (!feel_is(v, FEEL_UNKNOWN))
        return v;
    return feel_bounds(v) ? feel_bounds(v)->high : feel_null();
}

static feel_tag type_of(feel_value v)
{
    return (feel_tag)(feel_is(v, FEEL_UNKNOWN) ? v.sub : v.tag);
}

/* Whether nothing in the list, itself included, is unknown. */
static bool is_settled(const feel_list *list)
{
    if (list->open)
        return false;
    for (size_t i = 0; i < list->count; i++)
        if (is_possible(list, i) || feel_is(list->items[i], FEEL_UNKNOWN))
            return false;
    return true;
}

static bool has_certain(const feel_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (!is_possible(list, i))
            return true;
    return false;
}

/* The unknown of a type with these bounds, marked if an argument is. */
static feel_value between(feel_run *run, const feel_value *args, size_t count, feel_tag type, feel_value low,
                          feel_value high)
{
    feel_value result = feel_bounded(feel_run_arena(run), type, low, high);
    if (feel_is(result, FEEL_UNKNOWN))
        result.bits |= feel_unknown_over(type, args, count).bits & FEEL_MARKED;
    return result;
}

/* A list argument that is itself unknown. */
static bool is_unknown_list(const feel_value *args, size_t count)
{
    return count == 1 && feel_is(args[0], FEEL_UNKNOWN) && (args[0].sub == FEEL_NULL || args[0].sub == FEEL_LIST);
}

/* Whether the members are of one usable type in every completion of the list, in none, or perhaps. */
typedef enum { FITS, MISFITS, UNCLEAR } fitness;

static fitness common_type(const feel_list *list, bool (*usable)(feel_tag), feel_tag *type)
{
    fitness result = FITS;
    *type = FEEL_NULL;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < list->count; i++) {
            feel_value v = list->items[i];
            if (is_possible(list, i) != (pass == 1))
                continue;
            bool untyped = feel_is(v, FEEL_UNKNOWN) && v.sub == FEEL_NULL;
            bool fits = usable(type_of(v)) && (*type == FEEL_NULL || *type == type_of(v));
            if (fits)
                *type = type_of(v);
            else if (untyped || pass == 1)
                result = UNCLEAR;
            else
                return MISFITS;
        }
    }
    return result;
}

/* The beginning that sum, min and max share. True where the result is already there: null for members of wrong types or
 * an empty list, unknown where nothing more can be said. */
static bool decided_early(feel_run *run, const char *function, const feel_value *args, size_t count,
                          bool (*usable)(feel_tag), feel_tag *type, feel_value *result)
{
    feel_list list = feel_members(args, count);
    if (is_unknown_list(args, count)) {
        *result = feel_unknown_over(FEEL_NULL, args, count);
        return true;
    }
    fitness fit = common_type(&list, usable, type);
    *result = feel_null();
    if (!feel_spend(run, list.count))
        return true;
    if (fit == MISFITS)
        feel_complain(run, "%s: members that cannot be taken together; give values of one type", function);
    else if (fit == FITS && list.count == 0 && !list.open)
        feel_complain(run, "%s: the list is empty", function);
    else if (fit == FITS && has_certain(&list))
        return false;
    else
        *result = feel_unknown_over(FEEL_NULL, args, count); /* for some values there may be no result */
    return true;
}

/* --- sum, min, max --- */

static bool is_number(feel_tag tag)
{
    return tag == FEEL_NUMBER;
}

static bool is_ordered(feel_tag tag)
{
    return tag == FEEL_NUMBER || tag == FEEL_STRING || tag == FEEL_DATE || tag == FEEL_TIME || tag == FEEL_DATE_TIME ||
           tag == FEEL_DAYS_TIME || tag == FEEL_YEARS_MONTHS;
}

/* Add a member's end to the total's end; an absent member counts only where that moves this end outwards. */
static feel_value widen(feel_run *run, feel_value total, feel_value end, bool possible, int direction)
{
    if (feel_is(total, FEEL_NULL) || feel_is(end, FEEL_NULL))
        return feel_null();
    if (possible && feel_number_compare(end, feel_integer(0)) * direction < 0)
        return total;
    return feel_add(feel_run_arena(run), total, end);
}

static feel_value call_sum(feel_run *run, const feel_value *args, size_t count)
{
    feel_tag type;
    feel_value result;
    if (decided_early(run, "sum", args, count, is_number, &type, &result))
        return result;
    feel_list list = feel_members(args, count);
    feel_value low = feel_integer(0), high = feel_integer(0);
    for (size_t i = 0; i < list.count; i++) {
        low = widen(run, low, low_of(list.items[i]), is_possible(&list, i), -1);
        high = widen(run, high, high_of(list.items[i]), is_possible(&list, i), 1);
    }
    if (is_settled(&list))
        return feel_is(low, FEEL_NULL) ? FEEL_FAIL(run, "sum: too large") : low;
    if (list.open)
        low = high = feel_null();
    return between(run, args, count, FEEL_NUMBER, low, high);
}

/* The smaller, or larger, of two; *failed where they have no order. The first may be FEEL_NULL for "none yet". */
static feel_value better(feel_run *run, feel_value a, feel_value b, bool largest, bool *failed)
{
    if (feel_is(a, FEEL_NULL) || *failed)
        return b;
    feel_value less = largest ? feel_less(run, a, b) : feel_less(run, b, a);
    *failed = !feel_is(less, FEEL_BOOLEAN);
    return feel_is_true(less) ? b : a;
}

static feel_value extreme(feel_run *run, const char *function, const feel_value *args, size_t count, bool largest)
{
    feel_tag type;
    feel_value result;
    if (decided_early(run, function, args, count, is_ordered, &type, &result))
        return result;
    feel_list list = feel_members(args, count);
    feel_value outer = feel_null(), inner = feel_null(); /* the furthest any member, and a certain one, can reach */
    bool unlimited = list.open, failed = false;
    for (size_t i = 0; i < list.count; i++) {
        feel_value v = list.items[i];
        feel_value far = largest ? high_of(v) : low_of(v), near = largest ? low_of(v) : high_of(v);
        if (feel_is(far, FEEL_NULL))
            unlimited = true;
        else
            outer = better(run, outer, far, largest, &failed);
        if (!is_possible(&list, i) && !feel_is(near, FEEL_NULL))
            inner = better(run, inner, near, largest, &failed);
    }
    if (is_settled(&list))
        return failed ? FEEL_FAIL(run, "%s: members without an order among them", function) : inner;
    if (failed)
        return feel_unknown_over(FEEL_NULL, args, count);
    if (unlimited)
        outer = feel_null();
    return largest ? between(run, args, count, type, inner, outer) : between(run, args, count, type, outer, inner);
}

static feel_value call_min(feel_run *run, const feel_value *args, size_t count)
{
    return extreme(run, "min", args, count, false);
}

static feel_value call_max(feel_run *run, const feel_value *args, size_t count)
{
    return extreme(run, "max", args, count, true);
}

/* --- count --- */

static feel_value call_count(feel_run *run, const feel_value *args, size_t count)
{
    if (feel_is(args[0], FEEL_UNKNOWN))
        return feel_unknown_over(args[0].sub == FEEL_LIST ? FEEL_NUMBER : FEEL_NULL, args, count);
    if (!feel_want(run, "count", "list", args[0], FEEL_LIST))
        return feel_null();
    const feel_list *list = feel_items(args[0]);
    int64_t certain = 0;
    for (size_t i = 0; i < list->count; i++)
        certain += !is_possible(list, i);
    feel_value most = list->open ? feel_null() : feel_integer((int64_t)list->count);
    return between(run, args, count, FEEL_NUMBER, feel_integer(certain), most);
}

/* --- all, any --- */

/* `all` looks for a false, `any` for a true: one certain such member decides. */
static feel_value quantify(feel_run *run, const char *function, const feel_value *args, size_t count, bool deciding)
{
    if (is_unknown_list(args, count))
        return feel_unknown_over(FEEL_BOOLEAN, args, count);
    feel_list list = feel_members(args, count);
    bool unknown = list.open, misfit = false;
    for (size_t i = 0; i < list.count; i++) {
        feel_value v = list.items[i];
        bool decides = feel_is(v, FEEL_BOOLEAN) && feel_is_true(v) == deciding;
        if (decides && !is_possible(&list, i))
            return feel_boolean(deciding);
        if (feel_is(v, FEEL_UNKNOWN) || (is_possible(&list, i) && (decides || !feel_is(v, FEEL_BOOLEAN))))
            unknown = true;
        else if (!feel_is(v, FEEL_BOOLEAN))
            misfit = true;
    }
    if (unknown)
        return feel_unknown_over(FEEL_BOOLEAN, args, count);
    return misfit ? FEEL_FAIL(run, "%s: a member is no boolean", function) : feel_boolean(!deciding);
}

static feel_value call_all(feel_run *run, const feel_value *args, size_t count)
{
    return quantify(run, "all", args, count, false);
}

static feel_value call_any(feel_run *run, const feel_value *args, size_t count)
{
    return quantify(run, "any", args, count, true);
}

/* --- functions of settled numbers --- */

/* The members, if there is one at least and all are numbers. */
static bool numbers(feel_run *run, const char *function, const feel_value *args, size_t count, feel_list *out)
{
    *out = feel_members(args, count);
    for (size_t i = 0; i < out->count; i++)
        if (!feel_want(run, function, "a member", out->items[i], FEEL_NUMBER))
            return false;
    if (out->count == 0)
        feel_complain(run, "%s: the list is empty", function);
    return out->count > 0 && feel_spend(run, out->count);
}

/* Null goes through arithmetic as null: a number too large stays null to the end. */
static feel_value plus(feel_run *run, feel_value a, feel_value b)
{
    bool both = feel_is(a, FEEL_NUMBER) && feel_is(b, FEEL_NUMBER);
    return both ? feel_add(feel_run_arena(run), a, b) : feel_null();
}

static feel_value over(feel_run *run, feel_value a, int64_t divisor)
{
    return feel_is(a, FEEL_NUMBER) ? feel_divide(feel_run_arena(run), a, feel_integer(divisor)) : feel_null();
}

static feel_value times(feel_run *run, feel_value a, feel_value b)
{
    bool both = feel_is(a, FEEL_NUMBER) && feel_is(b, FEEL_NUMBER);
    return both ? feel_multiply(feel_run_arena(run), a, b) : feel_null();
}

static feel_value mean_of(feel_run *run, const feel_list *list)
{
    feel_value total = feel_integer(0);
    for (size_t i = 0; i < list->count; i++)
        total = plus(run, total, list->items[i]);
    return over(run, total, (int64_t)list->count);
}

static feel_value call_mean(feel_run *run, const feel_value *args, size_t count)
{
    feel_list list;
    return numbers(run, "mean", args, count, &list) ? mean_of(run, &list) : feel_null();
}

static feel_value call_product(feel_run *run, const feel_value *args, size_t count)
{
    feel_list list;
    if (!numbers(run, "product", args, count, &list))
        return feel_null();
    feel_value product = feel_integer(1);
    for (size_t i = 0; i < list.count; i++)
        product = times(run, product, list.items[i]);
    return product;
}

static feel_value ascending(feel_run *run, const void *payload, feel_value a, feel_value b)
{
    (void)run;
    (void)payload;
    return feel_boolean(feel_number_compare(a, b) < 0);
}

static feel_value call_median(feel_run *run, const feel_value *args, size_t count)
{
    feel_list list;
    if (!numbers(run, "median", args, count, &list))
        return feel_null();
    feel_value sorted = feel_sorted(run, &list, ascending, NULL);
    if (!feel_is(sorted, FEEL_LIST))
        return sorted;
    const feel_value *items = feel_items(sorted)->items;
    size_t middle = list.count / 2;
    return list.count % 2 != 0 ? items[middle] : over(run, plus(run, items[middle - 1], items[middle]), 2);
}

/* The sample's deviation: divided by one less than the count. */
static feel_value call_stddev(feel_run *run, const feel_value *args, size_t count)
{
    feel_list list;
    if (!numbers(run, "stddev", args, count, &list))
        return feel_null();
    if (list.count < 2)
        return FEEL_FAIL(run, "stddev: one number has no deviation; give two or more");
    feel_value mean = mean_of(run, &list), total = feel_integer(0);
    for (size_t i = 0; i < list.count && feel_is(mean, FEEL_NUMBER); i++) {
        feel_value distance = feel_subtract(feel_run_arena(run), list.items[i], mean);
        total = plus(run, total, times(run, distance, distance));
    }
    feel_value variance = feel_is(mean, FEEL_NUMBER) ? over(run, total, (int64_t)list.count - 1) : feel_null();
    return feel_is(variance, FEEL_NUMBER) ? feel_sqrt(feel_run_arena(run), variance) : variance;
}

/* Length of the run of equal numbers at the start of a sorted array. */
static size_t run_length(const feel_value *items, size_t count)
{
    size_t length = 1;
    while (length < count && feel_number_compare(items[0], items[length]) == 0)
        length++;
    return length;
}

static feel_value call_mode(feel_run *run, const feel_value *args, size_t count)
{
    feel_list list = feel_members(args, count);
    if (list.count == 0)
        return feel_list_new(feel_run_arena(run), NULL, 0);
    if (!numbers(run, "mode", args, count, &list))
        return feel_null();
    feel_value sorted = feel_sorted(run, &list, ascending, NULL);
    if (!feel_is(sorted, FEEL_LIST))
        return sorted;
    const feel_value *items = feel_items(sorted)->items;
    feel_gathered modes = {.items = NULL};
    size_t most = 0, length;
    for (size_t at = 0; at < list.count; at += length) {
        length = run_length(items + at, list.count - at);
        if (length > most)
            modes.count = 0;
        if (length >= most) {
            most = length;
            if (!feel_gather(run, &modes, items[at]))
                return feel_null();
        }
    }
    return feel_gathered_list(run, &modes);
}

#define BOTH(title, several, element, result, sees, function) \
    {title, FEEL_NAMES("list"), 1, false, sees, "list<" element ">->" result, function}, \
    { \
        title, FEEL_NAMES(several), 1, true, sees, element "...->" result, function \
    }

static const feel_builtin rows[] = {
    {"count", FEEL_NAMES("list"), 1, false, true, "list->number", call_count},
    BOTH("min", "c", "any", "element", true, call_min),
    BOTH("max", "c", "any", "element", true, call_max),
    BOTH("sum", "n", "number", "number", true, call_sum),
    BOTH("mean", "n", "number", "number", false, call_mean),
    BOTH("product", "n", "number", "number", false, call_product),
    BOTH("median", "n", "number", "number", false, call_median),
    BOTH("stddev", "n", "number", "number", false, call_stddev),
    BOTH("mode", "n", "number", "list<number>", false, call_mode),
    BOTH("all", "b", "boolean", "boolean", true, call_all),
    BOTH("any", "b", "boolean", "boolean", true, call_any),
};

feel_builtin_group feel_builtins_statistics(void)
{
    return (feel_builtin_group){rows, sizeof rows / sizeof *rows};
}
