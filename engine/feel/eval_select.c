/* Taking parts: paths, filters, and the test whether a value is within another. Source: DMN 1.5, 10.3.2.5, tables
 * 53, 55 and 65; docs/semantics.md, section 1. */
#include "feel/eval.h"

#include "feel/number.h"
#include "feel/temporal.h"

/* --- paths --- */

static feel_value range_property(const feel_range *range, const feel_string *name, bool *found)
{
    *found = true;
    if (strcmp(name->text, "start") == 0)
        return range->low;
    if (strcmp(name->text, "end") == 0)
        return range->high;
    if (strcmp(name->text, "start included") == 0)
        return feel_boolean(range->low_closed);
    if (strcmp(name->text, "end included") == 0)
        return feel_boolean(range->high_closed);
    *found = false;
    return feel_null();
}

static feel_value property(feel_machine *m, const feel_node *node, feel_value from)
{
    const feel_string *name = feel_str(node->value);
    bool found = false;
    feel_value result = feel_null();
    if (feel_is_context(from))
        found = feel_entry_find(from, name->text, name->length, &result);
    else if (feel_is(from, FEEL_RANGE))
        result = range_property(from.as.pointer, name, &found);
    else if (from.tag >= FEEL_DATE && from.tag <= FEEL_YEARS_MONTHS)
        result = feel_temporal_property(m->run->arena, from, name->text, name->length, &found);
    if (!found)
        feel_complain(m->run, "there is no member `%s` here", name->text);
    return found ? result : feel_null();
}

static feel_value project(feel_machine *m, const feel_node *node, feel_value from, unsigned depth);

static feel_value path(feel_machine *m, const feel_node *node, feel_value from, unsigned depth)
{
    if (from.tag == FEEL_RECORD && node->shape && feel_rec(from)->shape == node->shape)
        return feel_rec(from)->members[node->b];
    if (from.tag == FEEL_UNKNOWN)
        return from.bits & FEEL_MARKED ? feel_marked(FEEL_NULL) : feel_unknown_of(FEEL_NULL);
    if (from.tag == FEEL_LIST)
        return project(m, node, from, depth + 1);
    return property(m, node, from);
}

/* The member of each member; possible ones stay possible and an open list stays open. */
static feel_value project(feel_machine *m, const feel_node *node, feel_value from, unsigned depth)
{
    const feel_list *list = feel_items(from);
    if (depth >= FEEL_MAX_NESTING)
        return feel_stop(m->run, WZ_ELIMIT);
    if (!feel_spend(m->run, list->count))
        return feel_null();
    feel_list *made = feel_checked(m->run, wz_arena_alloc(m->run->arena, sizeof *made));
    feel_value *items = feel_checked(m->run, wz_arena_array(m->run->arena, list->count, sizeof *items));
    if (!made || !items)
        return feel_null();
    for (size_t i = 0; i < list->count; i++)
        items[i] = path(m, node, list->items[i], depth);
    *made = *list;
    made->items = items;
    feel_value result = feel_from(FEEL_LIST, made);
    result.bits = from.bits & FEEL_MARKED;
    return result;
}

feel_value feel_eval_path(feel_machine *m, const feel_node *node, feel_value from)
{
    feel_value result = path(m, node, from, 0);
    if (from.tag == FEEL_UNKNOWN && from.sub == FEEL_RECORD && node->shape && !node->nullable)
        result.sub = node->type;
    return result;
}

/* A name in a filter that the item's type does not settle: the item's member, else what the name means around it. */
feel_value feel_eval_dynamic(feel_machine *m, const feel_node *node)
{
    feel_value item = m->frame[node->a];
    feel_value result;
    const feel_string *name = feel_str(node->value);
    if (feel_is_context(item) && feel_entry_find(item, name->text, name->length, &result))
        return result;
    if (item.tag == FEEL_UNKNOWN && item.sub == FEEL_NULL)
        return item.bits & FEEL_MARKED ? feel_marked(FEEL_NULL) : feel_unknown_of(FEEL_NULL);
    return feel_eval(m, node->b);
}

/* --- filters --- */

/* L[n], from the end where n is negative. Settled where all members up to n are certain; otherwise there may be no such
 * member, so that null is among the values. */
static feel_value at_index(feel_machine *m, feel_value whole, const feel_list *list, feel_value n)
{
    int64_t index;
    if (!feel_to_int64(n, &index) || index == 0) {
        feel_complain(m->run, "the index of a list must be a whole number other than 0");
        return feel_null();
    }
    bool uncertain = feel_list_uncertain(list);
    if (uncertain && index < 0)
        return feel_unknown_over(FEEL_NULL, &whole, 1);
    uint64_t from_end = index < 0 ? (uint64_t) - (index + 1) + 1 : 0;
    if (index < 0 && from_end <= list->count)
        return list->items[list->count - from_end];
    size_t last = index > 0 && (uint64_t)index <= list->count ? (size_t)index : list->count;
    for (size_t i = 0; uncertain && list->possible && i < last; i++) {
        if (list->possible[i])
            return feel_unknown_over(FEEL_NULL, &whole, 1);
    }
    if (index > 0 && (uint64_t)index <= list->count)
        return list->items[index - 1];
    if (list->open)
        return feel_unknown_over(FEEL_NULL, &whole, 1);
    feel_complain(m->run, "the list has no member %lld", (long long)index);
    return feel_null();
}

typedef struct {
    feel_value *items;
    bool *possible;
    size_t count;
    bool marked;
} kept;

/* True keeps the member, false and null drop it, unknown keeps it as possible; false where it is no condition. */
static bool keep(kept *k, feel_value item, bool possible, feel_value condition)
{
    bool unknown = condition.tag == FEEL_UNKNOWN;
    if (!unknown && !feel_is_true(condition))
        return feel_is_false(condition) || feel_is(condition, FEEL_NULL);
    k->marked = k->marked || (unknown && condition.bits & FEEL_MARKED);
    k->items[k->count] = item;
    k->possible[k->count++] = possible || unknown;
    return true;
}

static feel_value select_members(feel_machine *m, const feel_node *node, feel_value whole, const feel_list *list,
                                 feel_value first)
{
    kept k = {.items = wz_arena_array(m->run->arena, list->count, sizeof(feel_value)),
              .possible = wz_arena_array(m->run->arena, list->count, sizeof(bool))};
    feel_list *made = wz_arena_alloc(m->run->arena, sizeof *made);
    if (!feel_checked(m->run, k.items) || !feel_checked(m->run, k.possible) || !feel_checked(m->run, made))
        return feel_null();
    for (size_t i = 0; i < list->count; i++) {
        if (!feel_spend(m->run, 1))
            return feel_null();
        m->frame[node->first] = list->items[i];
        feel_value condition = i == 0 ? first : feel_eval(m, node->b);
        if (!keep(&k, list->items[i], list->possible && list->possible[i], condition)) {
            feel_complain(m->run, "a filter must be a number or a condition");
            return feel_null();
        }
    }
    bool any = false;
    for (size_t i = 0; i < k.count; i++)
        any = any || k.possible[i];
    *made = (feel_list){.count = k.count, .open = list->open, .items = k.items, .possible = any ? k.possible : NULL};
    feel_value result = feel_from(FEEL_LIST, made);
    bool inherited = whole.tag == FEEL_LIST && whole.bits & FEEL_MARKED && (any || list->open);
    if ((k.marked && any) || inherited)
        result.bits |= FEEL_MARKED;
    return result;
}

/* What kind of filter this is may show only from its value: a number is an index, anything else a condition on
 * `item`. */
feel_value feel_eval_filter(feel_machine *m, const feel_node *node)
{
    feel_value whole = feel_eval(m, node->a);
    if (feel_is(whole, FEEL_NULL))
        return whole;
    if (whole.tag == FEEL_UNKNOWN) {
        whole.as.pointer = NULL;
        whole.sub = whole.sub == FEEL_LIST && node->sub == FILTER_CONDITION ? FEEL_LIST : FEEL_NULL;
        return whole;
    }
    feel_list own;
    feel_value single = whole;
    const feel_list *list = feel_as_list(&single, &own);
    m->frame[node->first] = list->count ? list->items[0] : feel_null();
    feel_value first = feel_eval(m, node->b);
    if (feel_is(first, FEEL_NUMBER))
        return at_index(m, whole, list, first);
    if (first.tag == FEEL_UNKNOWN && node->sub != FILTER_CONDITION && first.sub != FEEL_BOOLEAN) {
        feel_value both[] = {whole, first};
        return feel_unknown_over(FEEL_NULL, both, 2);
    }
    return select_members(m, node, whole, list, first);
}

/* --- within --- */

static feel_value in_range(feel_run *run, feel_value value, const feel_range *range)
{
    feel_truth truth = {0};
    if (!feel_is(range->low, FEEL_NULL))
        feel_truth_add(&truth, false, feel_compare(run, range->low_closed ? OP_GE : OP_GT, value, range->low));
    if (!truth.decided && !feel_is(range->high, FEEL_NULL))
        feel_truth_add(&truth, false, feel_compare(run, range->high_closed ? OP_LE : OP_LT, value, range->high));
    return feel_truth_end(&truth, false);
}

static feel_value in_list(feel_run *run, feel_value value, feel_value whole)
{
    const feel_list *list = feel_items(whole);
    bool list_marked = whole.bits & FEEL_MARKED;
    feel_truth truth = {0};
    for (size_t i = 0; i < list->count && !truth.decided; i++) {
        feel_value item = list->items[i];
        feel_value part = feel_is(item, FEEL_RANGE) && !feel_is(value, FEEL_RANGE)
                              ? in_range(run, value, item.as.pointer)
                              : feel_equal(run, value, item);
        if (feel_is(part, FEEL_NULL))
            part = feel_boolean(false);
        if (list->possible && list->possible[i] && feel_is_true(part))
            part = list_marked ? feel_marked(FEEL_BOOLEAN) : feel_unknown_of(FEEL_BOOLEAN);
        feel_truth_add(&truth, true, part);
    }
    if (list->open && !truth.decided)
        feel_truth_add(&truth, true, list_marked ? feel_marked(FEEL_BOOLEAN) : feel_unknown_of(FEEL_BOOLEAN));
    return feel_truth_end(&truth, true);
}

feel_value feel_matches(feel_run *run, feel_value value, feel_value test)
{
    if (feel_is(test, FEEL_RANGE) && !feel_is(value, FEEL_RANGE))
        return in_range(run, value, test.as.pointer);
    if (!feel_is(test, FEEL_LIST))
        return feel_equal(run, value, test);
    feel_truth truth = {0};
    feel_truth_add(&truth, true, in_list(run, value, test));
    if (!truth.decided && (feel_is(value, FEEL_LIST) || value.tag == FEEL_UNKNOWN))
        feel_truth_add(&truth, true, feel_equal(run, value, test));
    return feel_truth_end(&truth, true);
}
