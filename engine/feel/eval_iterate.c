/* `for`, `some` and `every`. Invariant: nothing is made before it is reached, so a range of any length costs only the
 * steps taken. Source: DMN 1.5, 10.3.2.14 and table 54; docs/semantics.md, section 1, for lists that are open or have
 * possible members. */
#include "feel/eval.h"

#include "feel/number.h"

#include <string.h>

/* --- cursors --- */

static void over_integers(feel_cursor *cursor, int64_t low, int64_t high, bool days)
{
    cursor->kind = days ? CURSOR_DATES : CURSOR_NUMBERS;
    cursor->next = low;
    cursor->last = high;
    cursor->step = low <= high ? 1 : -1;
}

static bool integer_pair(feel_value a, feel_value b, int64_t *low, int64_t *high, bool *days)
{
    *days = feel_is(a, FEEL_DATE) && feel_is(b, FEEL_DATE);
    if (*days) {
        *low = a.as.integer;
        *high = b.as.integer;
        return true;
    }
    return feel_is(a, FEEL_NUMBER) && feel_is(b, FEEL_NUMBER) && feel_to_int64(a, low) && feel_to_int64(b, high);
}

static void over_dots(feel_machine *m, const feel_node *node, feel_cursor *cursor)
{
    feel_value ends[] = {feel_eval(m, node->a), feel_eval(m, node->b)};
    int64_t low, high;
    bool days;
    if (ends[0].tag == FEEL_UNKNOWN || ends[1].tag == FEEL_UNKNOWN) {
        cursor->kind = CURSOR_UNKNOWN;
        cursor->marked = feel_unknown_over(FEEL_LIST, ends, 2).bits & FEEL_MARKED;
    } else if (integer_pair(ends[0], ends[1], &low, &high, &days)) {
        over_integers(cursor, low, high, days);
    } else {
        cursor->kind = CURSOR_NULL;
        feel_complain(m->run, "an iteration a..b needs two whole numbers or two dates");
    }
}

/* A range value of whole numbers or dates, its ends within it or not. */
static void over_range(feel_machine *m, const feel_range *range, feel_cursor *cursor)
{
    int64_t low, high;
    bool days;
    if (!integer_pair(range->low, range->high, &low, &high, &days)) {
        cursor->kind = CURSOR_NULL;
        feel_complain(m->run, "only a range of whole numbers or dates can be run through");
        return;
    }
    bool empty = low >= high && !(low == high && range->low_closed && range->high_closed);
    over_integers(cursor, range->low_closed ? low : low + !empty, range->high_closed ? high : high - !empty, days);
    cursor->done = empty || cursor->step < 0;
}

const feel_list *feel_as_list(feel_value *value, feel_list *own)
{
    if (value->tag == FEEL_LIST)
        return feel_items(*value);
    *own = (feel_list){.count = 1, .items = value};
    return own;
}

void feel_cursor_start(feel_machine *m, uint32_t domain, feel_cursor *cursor)
{
    const feel_node *node = &m->program->nodes[domain];
    *cursor = (feel_cursor){.kind = CURSOR_LIST};
    if (node->kind == NODE_DOTS) {
        over_dots(m, node, cursor);
        return;
    }
    cursor->single = feel_eval(m, domain);
    cursor->marked = cursor->single.bits & FEEL_MARKED && cursor->single.tag != FEEL_NUMBER;
    if (cursor->single.tag == FEEL_NULL)
        cursor->kind = CURSOR_NULL;
    else if (cursor->single.tag == FEEL_UNKNOWN)
        cursor->kind = CURSOR_UNKNOWN;
    else if (cursor->single.tag == FEEL_RANGE)
        over_range(m, cursor->single.as.pointer, cursor);
    else
        cursor->list = feel_as_list(&cursor->single, &cursor->own);
}

bool feel_cursor_next(feel_machine *m, feel_cursor *cursor, feel_value *item, bool *possible)
{
    *possible = false;
    if (cursor->done || !feel_spend(m->run, 1))
        return false;
    if (cursor->kind == CURSOR_LIST) {
        if (cursor->index >= cursor->list->count)
            return false;
        *possible = cursor->list->possible && cursor->list->possible[cursor->index];
        *item = cursor->list->items[cursor->index++];
        return true;
    }
    *item = cursor->kind == CURSOR_DATES ? feel_date(cursor->next) : feel_integer(cursor->next);
    cursor->done = cursor->next == cursor->last;
    if (!cursor->done)
        cursor->next += cursor->step;
    return true;
}

/* --- the loops --- */

typedef struct loop {
    feel_machine *m;
    const feel_node *node;
    uint32_t iterators;
    bool quantifier;
    bool deciding; /* quantifiers: the value that decides */
    feel_truth truth;
    feel_value *items; /* for: the results so far */
    bool *flags;
    size_t count, item_room, flag_room;
    bool null, unknown, open, any_possible, marked;
} loop;

/* A domain that is no list. A null one that may not be reached leaves the result open. */
static bool no_domain(loop *l, const feel_cursor *cursor, bool possible)
{
    bool unknown = cursor->kind == CURSOR_UNKNOWN || possible;
    if (l->quantifier) {
        feel_value part = !unknown         ? feel_null()
                          : cursor->marked ? feel_marked(FEEL_BOOLEAN)
                                           : feel_unknown_of(FEEL_BOOLEAN);
        feel_truth_add(&l->truth, l->deciding, part);
        return !l->truth.decided;
    }
    l->marked = l->marked || cursor->marked;
    l->unknown = l->unknown || unknown;
    l->null = l->null || !unknown;
    return false;
}

static bool emit_truth(loop *l, bool possible, bool marked)
{
    feel_value v = feel_eval(l->m, l->m->program->children[l->node->first + l->iterators]);
    bool harmless = v.tag == FEEL_BOOLEAN && (v.as.integer != 0) != l->deciding;
    if (possible && !harmless)
        v = marked || (v.tag == FEEL_UNKNOWN && v.bits & FEEL_MARKED) ? feel_marked(FEEL_BOOLEAN)
                                                                      : feel_unknown_of(FEEL_BOOLEAN);
    feel_truth_add(&l->truth, l->deciding, v);
    return !l->truth.decided;
}

/* Let the body see the results so far. They are never moved or changed, only added to or copied. */
static bool show_partial(loop *l)
{
    uint32_t slot = l->node->of.slots[l->iterators];
    if (slot == UINT32_MAX)
        return true;
    feel_list *list = feel_checked(l->m->run, wz_arena_alloc(l->m->run->arena, sizeof *list));
    if (!list)
        return false;
    *list = (feel_list){.count = l->count, .items = l->items, .possible = l->any_possible ? l->flags : NULL};
    l->m->frame[slot] = feel_from(FEEL_LIST, list);
    return true;
}

static bool emit_item(loop *l, bool possible, bool marked)
{
    feel_run *run = l->m->run;
    if (!show_partial(l))
        return false;
    feel_value v = feel_eval(l->m, l->m->program->children[l->node->first + l->iterators]);
    feel_value *items = wz_arena_grow(run->arena, l->items, l->count, &l->item_room, sizeof *items);
    bool *flags = wz_arena_grow(run->arena, l->flags, l->count, &l->flag_room, sizeof *flags);
    if (!feel_checked(run, items) || !feel_checked(run, flags))
        return false;
    l->items = items;
    l->flags = flags;
    l->items[l->count] = v;
    l->flags[l->count++] = possible;
    l->any_possible = l->any_possible || possible;
    l->marked = l->marked || (possible && marked);
    return run->status == WZ_OK;
}

/* The domain is a list whatever the variables around it are: never null, which would make the whole result null. */
static bool always_list(const loop *l, uint32_t level)
{
    const feel_node *node = &l->m->program->nodes[l->m->program->children[l->node->first + level]];
    switch ((feel_node_kind)node->kind) {
    case NODE_CONSTANT: return feel_is(node->value, FEEL_LIST);
    case NODE_LIST: return true;
    case NODE_INPUT: return feel_is(l->m->run->inputs[node->a], FEEL_LIST);
    case NODE_INPUT_MEMBER: return node->type == FEEL_LIST && !node->nullable;
    case NODE_PATH: return node->shape && node->type == FEEL_LIST && !node->nullable;
    default: return false;
    }
}

/* An open domain: for a quantifier one more member may decide. For a list its results would stand between those
 * already made and those of the next outer member, so the list ends here, open. Members that are not gone through
 * must not be able to make it null. */
static bool open_domain(loop *l, uint32_t level, bool marked)
{
    if (l->quantifier) {
        feel_truth_add(&l->truth, l->deciding, marked ? feel_marked(FEEL_BOOLEAN) : feel_unknown_of(FEEL_BOOLEAN));
        return true;
    }
    l->open = true;
    l->marked = l->marked || marked;
    for (uint32_t k = level == 0 ? 1 : level; k < l->iterators; k++)
        l->unknown = l->unknown || !always_list(l, k);
    return level == 0;
}

/* Run through the iterators from `level` on; false ends all of them. */
static bool run_level(loop *l, uint32_t level, bool possible, bool marked)
{
    if (level == l->iterators)
        return l->quantifier ? emit_truth(l, possible, marked) : emit_item(l, possible, marked);
    feel_cursor cursor;
    feel_cursor_start(l->m, l->m->program->children[l->node->first + level], &cursor);
    if (cursor.kind == CURSOR_NULL || cursor.kind == CURSOR_UNKNOWN)
        return no_domain(l, &cursor, possible);
    feel_value item;
    bool item_possible;
    while (feel_cursor_next(l->m, &cursor, &item, &item_possible)) {
        l->m->frame[l->node->of.slots[level]] = item;
        if (!run_level(l, level + 1, possible || item_possible, marked || (item_possible && cursor.marked)))
            return false;
    }
    return !feel_cursor_open(&cursor) || open_domain(l, level, cursor.marked);
}

feel_value feel_eval_for(feel_machine *m, const feel_node *node)
{
    loop l = {.m = m, .node = node, .iterators = node->count - 1};
    run_level(&l, 0, false, false);
    if (l.null || m->run->status != WZ_OK)
        return feel_null();
    if (l.unknown)
        return l.marked ? feel_marked(FEEL_NULL) : feel_unknown_of(FEEL_NULL);
    feel_list *list = feel_checked(m->run, wz_arena_alloc(m->run->arena, sizeof *list));
    if (!list)
        return feel_null();
    *list =
        (feel_list){.count = l.count, .open = l.open, .items = l.items, .possible = l.any_possible ? l.flags : NULL};
    feel_value result = feel_from(FEEL_LIST, list);
    if (l.marked)
        result.bits |= FEEL_MARKED;
    return result;
}

feel_value feel_eval_quantifier(feel_machine *m, const feel_node *node)
{
    loop l = {
        .m = m, .node = node, .iterators = node->count - 1, .quantifier = true, .deciding = node->kind == NODE_SOME};
    run_level(&l, 0, false, false);
    return feel_truth_end(&l.truth, l.deciding);
}
