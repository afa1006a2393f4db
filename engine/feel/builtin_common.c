/* Shared by the built-in functions. Invariant: nothing here allocates a member without having paid a step for it. */
#include "feel/builtin_common.h"

#include "feel/number.h"

const char *feel_tag_name(feel_tag tag)
{
    static const char *const names[] = {
        [FEEL_NULL] = "null",
        [FEEL_BOOLEAN] = "boolean",
        [FEEL_NUMBER] = "number",
        [FEEL_STRING] = "string",
        [FEEL_DATE] = "date",
        [FEEL_TIME] = "time",
        [FEEL_DATE_TIME] = "date and time",
        [FEEL_DAYS_TIME] = "days and time duration",
        [FEEL_YEARS_MONTHS] = "years and months duration",
        [FEEL_LIST] = "list",
        [FEEL_CONTEXT] = "context",
        [FEEL_RECORD] = "context",
        [FEEL_RANGE] = "range",
        [FEEL_FUNCTION] = "function",
        [FEEL_UNKNOWN] = "unknown",
    };
    return names[tag];
}

bool feel_want(feel_run *run, const char *function, const char *parameter, feel_value v, feel_tag tag)
{
    if (v.tag == tag)
        return true;
    feel_complain(run, "%s: %s is a %s; give a %s", function, parameter, feel_tag_name((feel_tag)v.tag),
                  feel_tag_name(tag));
    return false;
}

bool feel_want_int(feel_run *run, const char *function, const char *parameter, feel_value v, int64_t *out)
{
    if (!feel_want(run, function, parameter, v, FEEL_NUMBER))
        return false;
    feel_value whole = feel_round(feel_run_arena(run), v, 0, FEEL_DOWN);
    if (feel_is(whole, FEEL_NUMBER) && feel_to_int64(whole, out))
        return true;
    feel_complain(run, "%s: %s is too large", function, parameter);
    return false;
}

feel_list feel_members(const feel_value *args, size_t count)
{
    if (count == 1 && feel_is(args[0], FEEL_LIST))
        return *feel_items(args[0]);
    return (feel_list){.count = count, .items = args};
}

bool feel_gather(feel_run *run, feel_gathered *list, feel_value item)
{
    if (!feel_spend(run, 1))
        return false;
    feel_value *grown =
        wz_arena_grow(feel_run_arena(run), list->items, list->count, &list->capacity, sizeof *list->items);
    if (!grown)
        return false;
    list->items = grown;
    list->items[list->count++] = item;
    return true;
}

feel_value feel_gathered_list(feel_run *run, const feel_gathered *list)
{
    return feel_list_new(feel_run_arena(run), list->items, list->count);
}

/* --- sorting --- */

typedef struct {
    feel_run *run;
    feel_precedes precedes;
    const void *payload;
    feel_value stopped; /* the answer that was no boolean */
    bool failed;
} sorting;

/* Merge [from, middle) and [middle, to) of `in` into `out`; the left one goes first unless the right one precedes
 * it. */
static void merge(sorting *s, const feel_value *in, feel_value *out, size_t from, size_t middle, size_t to)
{
    size_t left = from, right = middle;
    for (size_t at = from; at < to; at++) {
        bool take_right = left == middle;
        if (left < middle && right < to) {
            feel_value answer =
                feel_spend(s->run, 1) ? s->precedes(s->run, s->payload, in[right], in[left]) : feel_null();
            if (!feel_is(answer, FEEL_BOOLEAN)) {
                s->stopped = answer;
                s->failed = true;
                return;
            }
            take_right = feel_is_true(answer);
        }
        out[at] = take_right ? in[right++] : in[left++];
    }
}

feel_value feel_sorted(feel_run *run, const feel_list *list, feel_precedes precedes, const void *payload)
{
    sorting s = {.run = run, .precedes = precedes, .payload = payload};
    size_t count = list->count;
    feel_value *from = wz_arena_array(feel_run_arena(run), count, sizeof *from);
    feel_value *to = wz_arena_array(feel_run_arena(run), count, sizeof *to);
    if (!from || !to || !feel_spend(run, count))
        return feel_null();
    for (size_t i = 0; i < count; i++)
        from[i] = list->items[i];
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t at = 0; at < count && !s.failed; at += 2 * width) {
            size_t middle = at + width < count ? at + width : count;
            size_t end = middle + width < count ? middle + width : count;
            merge(&s, from, to, at, middle, end);
        }
        if (s.failed)
            return s.stopped;
        feel_value *swap = from;
        from = to;
        to = swap;
    }
    return feel_list_new(feel_run_arena(run), from, count);
}
