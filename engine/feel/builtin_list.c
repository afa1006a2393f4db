/* Functions of lists. Positions count from 1, or back from -1; one outside the list is null. Except for `list
 * contains` the evaluator has seen to it that lists and their members are settled; equality of contexts can still
 * come out unknown, and then the result is. Source: DMN 1.5, 10.3.4.4. */
#include "feel/builtin_common.h"

/* A list argument. */
static const feel_list *list_arg(feel_run *run, const char *function, feel_value v)
{
    return feel_want(run, function, "list", v, FEEL_LIST) ? feel_items(v) : NULL;
}

/* A position as an index from 0. */
static bool position_arg(feel_run *run, const char *function, feel_value v, size_t count, size_t *out)
{
    int64_t position;
    if (!feel_want_int(run, function, "position", v, &position))
        return false;
    bool inside = position > 0 ? (uint64_t)position <= count : position < 0 && 0 - (uint64_t)position <= count;
    if (!inside) {
        feel_complain(run, "%s: position %lld is not in a list of %zu", function, (long long)position, count);
        return false;
    }
    *out = position > 0 ? (size_t)position - 1 : count - (size_t)(0 - (uint64_t)position);
    return true;
}

static bool gather_range(feel_run *run, feel_gathered *out, const feel_list *list, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!feel_gather(run, out, list->items[i]))
            return false;
    return true;
}

/* --- looking for members --- */

static feel_value call_list_contains(feel_run *run, const feel_value *args, size_t count)
{
    if (feel_is(args[0], FEEL_UNKNOWN))
        return feel_unknown_over(FEEL_BOOLEAN, args, count);
    const feel_list *list = list_arg(run, "list contains", args[0]);
    if (!list || !feel_spend(run, list->count))
        return feel_null();
    bool unknown = list->open;
    for (size_t i = 0; i < list->count; i++) {
        feel_value equal = feel_equal(run, list->items[i], args[1]);
        bool possible = list->possible && list->possible[i];
        if (feel_is_true(equal) && !possible)
            return equal;
        unknown |= feel_is(equal, FEEL_UNKNOWN) || feel_is_true(equal);
    }
    return unknown ? feel_unknown_over(FEEL_BOOLEAN, args, count) : feel_boolean(false);
}

static feel_value call_index_of(feel_run *run, const feel_value *args, size_t count)
{
    const feel_list *list = list_arg(run, "index of", args[0]);
    feel_gathered out = {.items = NULL};
    for (size_t i = 0; list && i < list->count; i++) {
        feel_value equal = feel_spend(run, 1) ? feel_equal(run, list->items[i], args[1]) : feel_null();
        if (feel_is(equal, FEEL_UNKNOWN))
            return feel_unknown_over(FEEL_LIST, args, count);
        if (feel_is_true(equal) && !feel_gather(run, &out, feel_integer((int64_t)i + 1)))
            return feel_null();
    }
    return list ? feel_gathered_list(run, &out) : feel_null();
}

/* Gather an item unless an equal one is there: true, false for "the run must stop", or unknown. */
static feel_value gather_new(feel_run *run, feel_gathered *out, feel_value item)
{
    feel_value seen = feel_boolean(false);
    for (size_t i = 0; i < out->count && feel_is_false(seen); i++) {
        if (!feel_spend(run, 1))
            return feel_boolean(false);
        feel_value equal = feel_equal(run, out->items[i], item);
        if (feel_is(equal, FEEL_UNKNOWN))
            return equal;
        seen = feel_boolean(feel_is_true(equal));
    }
    return feel_boolean(feel_is_true(seen) || feel_gather(run, out, item));
}

/* The members of all the lists, each once, in the order of their first appearance. */
static feel_value distinct(feel_run *run, const char *function, const feel_value *args, size_t count)
{
    feel_gathered out = {.items = NULL};
    for (size_t i = 0; i < count; i++) {
        const feel_list *list = list_arg(run, function, args[i]);
        for (size_t j = 0; list && j < list->count; j++) {
            feel_value done = gather_new(run, &out, list->items[j]);
            if (feel_is(done, FEEL_UNKNOWN))
                return feel_unknown_over(FEEL_LIST, args, count);
            if (!feel_is_true(done))
                return feel_null();
        }
        if (!list)
            return feel_null();
    }
    return feel_gathered_list(run, &out);
}

static feel_value call_distinct_values(feel_run *run, const feel_value *args, size_t count)
{
    return distinct(run, "distinct values", args, count);
}

static feel_value call_union(feel_run *run, const feel_value *args, size_t count)
{
    return distinct(run, "union", args, count);
}

/* --- building lists --- */

static feel_value call_append(feel_run *run, const feel_value *args, size_t count)
{
    const feel_list *list = list_arg(run, "append", args[0]);
    feel_list items = {.count = count - 1, .items = args + 1};
    feel_gathered out = {.items = NULL};
    bool done =
        list && gather_range(run, &out, list, 0, list->count) && gather_range(run, &out, &items, 0, items.count);
    return done ? feel_gathered_list(run, &out) : feel_null();
}

static feel_value call_concatenate(feel_run *run, const feel_value *args, size_t count)
{
    feel_gathered out = {.items = NULL};
    for (size_t i = 0; i < count; i++) {
        const feel_list *list = list_arg(run, "concatenate", args[i]);
        if (!list || !gather_range(run, &out, list, 0, list->count))
            return feel_null();
    }
    return feel_gathered_list(run, &out);
}

/* The list with `items` standing instead of the members from `from` to before `to`. */
static feel_value spliced(feel_run *run, const feel_list *list, size_t from, size_t to, const feel_list *items)
{
    feel_gathered out = {.items = NULL};
    bool done = gather_range(run, &out, list, 0, from) && gather_range(run, &out, items, 0, items->count) &&
                gather_range(run, &out, list, to, list->count);
    return done ? feel_gathered_list(run, &out) : feel_null();
}

static feel_value call_insert_before(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    size_t at;
    const feel_list *list = list_arg(run, "insert before", args[0]);
    if (!list || !position_arg(run, "insert before", args[1], list->count, &at))
        return feel_null();
    return spliced(run, list, at, at, &(feel_list){.count = 1, .items = &args[2]});
}

static feel_value call_remove(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    size_t at;
    const feel_list *list = list_arg(run, "remove", args[0]);
    if (!list || !position_arg(run, "remove", args[1], list->count, &at))
        return feel_null();
    return spliced(run, list, at, at + 1, &(feel_list){.count = 0});
}

/* Every member for which match(member, new item) is true becomes the new item. */
static feel_value replace_matching(feel_run *run, const feel_list *list, const feel_value *args)
{
    feel_gathered out = {.items = NULL};
    for (size_t i = 0; i < list->count; i++) {
        feel_value pair[] = {list->items[i], args[2]};
        feel_value matches = feel_call(run, args[1], pair, 2);
        if (feel_is(matches, FEEL_UNKNOWN))
            return feel_unknown_over(FEEL_LIST, &matches, 1);
        if (!feel_want(run, "list replace", "the result of match", matches, FEEL_BOOLEAN) ||
            !feel_gather(run, &out, feel_is_true(matches) ? args[2] : list->items[i]))
            return feel_null();
    }
    return feel_gathered_list(run, &out);
}

static feel_value call_list_replace(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    size_t at;
    const feel_list *list = list_arg(run, "list replace", args[0]);
    if (list && feel_is(args[1], FEEL_FUNCTION))
        return replace_matching(run, list, args);
    if (!list || !position_arg(run, "list replace", args[1], list->count, &at))
        return feel_null();
    return spliced(run, list, at, at + 1, &(feel_list){.count = 1, .items = &args[2]});
}

static feel_value call_reverse(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    const feel_list *list = list_arg(run, "reverse", args[0]);
    feel_gathered out = {.items = NULL};
    for (size_t i = list ? list->count : 0; i > 0; i--)
        if (!feel_gather(run, &out, list->items[i - 1]))
            return feel_null();
    return list ? feel_gathered_list(run, &out) : feel_null();
}

static feel_value call_sublist(feel_run *run, const feel_value *args, size_t count)
{
    size_t from;
    const feel_list *list = list_arg(run, "sublist", args[0]);
    if (!list || !position_arg(run, "sublist", args[1], list->count, &from))
        return feel_null();
    int64_t length = (int64_t)(list->count - from);
    if (count > 2 && !feel_is(args[2], FEEL_NULL) && !feel_want_int(run, "sublist", "length", args[2], &length))
        return feel_null();
    if (length < 1 || (uint64_t)length > list->count - from)
        return FEEL_FAIL(run, "sublist: no %lld members from there", (long long)length);
    feel_gathered out = {.items = NULL};
    bool done = gather_range(run, &out, list, from, from + (size_t)length);
    return done ? feel_gathered_list(run, &out) : feel_null();
}

static bool flatten_into(feel_run *run, feel_gathered *out, const feel_list *list, int depth)
{
    if (depth >= FEEL_MAX_NESTING) {
        feel_complain(run, "flatten: lists nested too deep");
        return false;
    }
    for (size_t i = 0; i < list->count; i++) {
        feel_value v = list->items[i];
        bool done = feel_is(v, FEEL_LIST) ? feel_spend(run, 1) && flatten_into(run, out, feel_items(v), depth + 1)
                                          : feel_gather(run, out, v);
        if (!done)
            return false;
    }
    return true;
}

static feel_value call_flatten(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    const feel_list *list = list_arg(run, "flatten", args[0]);
    feel_gathered out = {.items = NULL};
    return list && flatten_into(run, &out, list, 0) ? feel_gathered_list(run, &out) : feel_null();
}

static feel_value precedes(feel_run *run, const void *function, feel_value a, feel_value b)
{
    feel_value pair[] = {a, b};
    return feel_call(run, *(const feel_value *)function, pair, 2);
}

static feel_value call_sort(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    const feel_list *list = list_arg(run, "sort", args[0]);
    if (!list || !feel_want(run, "sort", "precedes", args[1], FEEL_FUNCTION))
        return feel_null();
    feel_value result = feel_sorted(run, list, precedes, &args[1]);
    if (feel_is(result, FEEL_UNKNOWN))
        return feel_unknown_over(FEEL_LIST, &result, 1);
    return feel_is(result, FEEL_LIST) ? result : FEEL_FAIL(run, "sort: precedes gave no boolean");
}

static const feel_builtin rows[] = {
    {"list contains", FEEL_NAMES("list", "element"), 2, false, true, "list,any->boolean", call_list_contains},
    {"append", FEEL_NAMES("list", "item"), 2, true, false, "list,any...->same", call_append},
    {"concatenate", FEEL_NAMES("list"), 1, true, false, "list...->same", call_concatenate},
    {"insert before", FEEL_NAMES("list", "position", "newItem"), 3, false, false, "list,number,any->same",
     call_insert_before},
    {"remove", FEEL_NAMES("list", "position"), 2, false, false, "list,number->same", call_remove},
    {"list replace", FEEL_NAMES("list", "position", "newItem"), 3, false, false, "list,number,any->same",
     call_list_replace},
    {"list replace", FEEL_NAMES("list", "match", "newItem"), 3, false, false, "list,function,any->same",
     call_list_replace},
    {"reverse", FEEL_NAMES("list"), 1, false, false, "list->same", call_reverse},
    {"index of", FEEL_NAMES("list", "match"), 2, false, false, "list,any->list<number>", call_index_of},
    {"union", FEEL_NAMES("list"), 1, true, false, "list...->same", call_union},
    {"distinct values", FEEL_NAMES("list"), 1, false, false, "list->same", call_distinct_values},
    {"flatten", FEEL_NAMES("list"), 1, false, false, "list->list", call_flatten},
    {"sublist", FEEL_NAMES("list", "start position", "length"), 2, false, false, "list,number,number?->same",
     call_sublist},
    {"sort", FEEL_NAMES("list", "precedes"), 2, false, false, "list,function->same", call_sort},
};

feel_builtin_group feel_builtins_list(void)
{
    return (feel_builtin_group){rows, sizeof rows / sizeof *rows};
}
