/* When and to whom a regulation speaks: the days of the conduct, whether it was in force on them, which posts were held
 * then, and whether it bears on one. Days may be known to the month only; then the answer may be unknown.
 * Source: docs/semantics.md, section 5 and "Entities". */
#include "assess/entry.h"

#include <string.h>

wz_day_range wz_range_of(feel_value date)
{
    wz_day_range range = {0};
    if (date.tag == FEEL_DATE)
        return (wz_day_range){true, true, date.as.integer, date.as.integer};
    const feel_unknown *bounds = date.tag == FEEL_UNKNOWN ? feel_bounds(date) : NULL;
    if (bounds && bounds->low.tag == FEEL_DATE) {
        range.has_low = true;
        range.low = bounds->low.as.integer;
    }
    if (bounds && bounds->high.tag == FEEL_DATE) {
        range.has_high = true;
        range.high = bounds->high.as.integer;
    }
    return range;
}

feel_value wz_value_of_range(wz_arena *arena, wz_day_range range)
{
    if (!range.has_low && !range.has_high)
        return feel_unknown_of(FEEL_DATE);
    return feel_bounded(arena, FEEL_DATE, range.has_low ? feel_date(range.low) : feel_null(),
                        range.has_high ? feel_date(range.high) : feel_null());
}

/* Whether day a <= day b. */
static wz_truth not_after(wz_day_range a, wz_day_range b)
{
    if (a.has_high && b.has_low && a.high <= b.low)
        return WZ_TRUE;
    if (a.has_low && b.has_high && a.low > b.high)
        return WZ_FALSE;
    return WZ_UNKNOWN;
}

wz_truth wz_force_on(wz_period force, wz_day_range from, wz_day_range to)
{
    wz_truth begun = WZ_TRUE, not_over = WZ_TRUE;
    if (force.has_from)
        begun = not_after((wz_day_range){true, true, force.from, force.from}, to);
    if (force.has_to)
        not_over = not_after(from, (wz_day_range){true, true, force.to, force.to});
    return wz_and(begun, not_over);
}

/* The earlier of two days, and the later of two: of days not known exactly, what is then known of it. */
static wz_day_range earlier(wz_day_range a, wz_day_range b)
{
    wz_day_range day = {.has_low = a.has_low && b.has_low, .has_high = a.has_high || b.has_high};
    day.low = a.low < b.low ? a.low : b.low;
    day.high = !a.has_high ? b.high : !b.has_high || a.high < b.high ? a.high : b.high;
    return day;
}

static wz_day_range later(wz_day_range a, wz_day_range b)
{
    wz_day_range day = {.has_low = a.has_low || b.has_low, .has_high = a.has_high && b.has_high};
    day.low = !a.has_low ? b.low : !b.has_low || a.low > b.low ? a.low : b.low;
    day.high = a.high > b.high ? a.high : b.high;
    return day;
}

static void widen(wz_day_range *from, wz_day_range *to, wz_day_range begin, wz_day_range end)
{
    *from = earlier(*from, begin);
    *to = later(*to, end);
}

/* The days of the facts that one ground marks as its conduct; false where none is stated with days. */
static bool conduct_of(const wz_entry *e, const wz_rule *rule, wz_day_range *from, wz_day_range *to)
{
    bool found = false;
    const wz_case_entity *self = &e->person->self;
    for (size_t i = 0; i < self->fact_count; i++) {
        const wz_fact *fact = &self->facts[i];
        const char *id = wz_entry_vocabulary(e)->entities[WZ_PERSON].attributes[fact->attribute].id;
        bool named = false;
        for (size_t k = 0; k < rule->conduct.count; k++)
            named |= strcmp(rule->conduct.items[k], id) == 0;
        if (!named || (!fact->conduct.has_from && !fact->conduct.has_to) || !wz_entry_counts(e, WZ_PERSON, fact))
            continue;
        wz_day first = fact->conduct.has_from ? fact->conduct.from : fact->conduct.to;
        wz_day last = fact->conduct.has_to ? fact->conduct.to : fact->conduct.from;
        wz_day_range begin = {true, true, first, first}, end = {true, true, last, last};
        if (found)
            widen(from, to, begin, end);
        else
            *from = begin, *to = end;
        found = true;
    }
    return found;
}

static wz_day_range incident_day(const wz_entry *e)
{
    const wz_vocabulary *vocabulary = wz_entry_vocabulary(e);
    int attribute = vocabulary->entities[WZ_INCIDENT].by_role[WZ_ROLE_INCIDENT_DATE];
    if (attribute < 0)
        return (wz_day_range){0};
    return wz_range_of(wz_memory_row(e->memory, WZ_INCIDENT, 0)->cells[attribute]);
}

/* A rule's own time within the rulebook's; drafts are read as if in force on every day. */
static wz_truth rule_force(const wz_entry *e, const wz_rule *rule, wz_day_range from, wz_day_range to)
{
    if (e->hypothetical || e->as_if || rule->shared)
        return WZ_TRUE;
    return wz_and(wz_force_on(wz_entry_book(e)->force, from, to), wz_force_on(rule->force, from, to));
}

static wz_truth held_then(const wz_entry *e, uint32_t post)
{
    const wz_entity *entity = &wz_entry_vocabulary(e)->entities[WZ_POST];
    const wz_row *row = wz_memory_row(e->memory, WZ_POST, post);
    int from = entity->by_role[WZ_ROLE_POST_FROM], to = entity->by_role[WZ_ROLE_POST_TO];
    wz_truth begun = from < 0 ? WZ_TRUE : not_after(wz_range_of(row->cells[from]), e->conduct_to);
    if (to < 0 || row->cells[to].tag == FEEL_NULL)
        return begun;
    return wz_and(begun, not_after(e->conduct_from, wz_range_of(row->cells[to])));
}

static wz_truth in_jurisdiction(const wz_entry *e, uint32_t post)
{
    const char *under = wz_entry_book(e)->jurisdiction;
    int attribute = wz_entry_vocabulary(e)->entities[WZ_POST].by_role[WZ_ROLE_JURISDICTION];
    if (!under || !*under || e->as_if)
        return WZ_TRUE;
    if (attribute < 0)
        return WZ_UNKNOWN;
    feel_value path = wz_memory_row(e->memory, WZ_POST, post)->cells[attribute];
    if (path.tag != FEEL_STRING)
        return WZ_UNKNOWN;
    return wz_place_under(feel_str(path)->text, under) ? WZ_TRUE : WZ_FALSE;
}

void wz_entry_conduct(wz_entry *e)
{
    wz_day_range day = incident_day(e);
    e->conduct_from = e->conduct_to = day;
    for (uint32_t r = 0; r < e->net->own_count; r++) {
        const wz_rule *rule = e->net->rules[r].rule;
        wz_day_range from = day, to = day;
        if (conduct_of(e, rule, &from, &to))
            widen(&e->conduct_from, &e->conduct_to, from, to);
        wz_memory_set_force(e->memory, r, rule_force(e, rule, from, to));
    }
    e->in_force =
        e->hypothetical || e->as_if ? WZ_TRUE : wz_force_on(wz_entry_book(e)->force, e->conduct_from, e->conduct_to);
    /* Rules without a conduct of their own are read on the whole of it; bars, vetoes and procedure on other days. */
    for (uint32_t r = 0; r < e->net->own_count; r++) {
        const wz_rule *rule = e->net->rules[r].rule;
        wz_part part = rule->kind->part;
        if (part == WZ_PART_BAN || part == WZ_PART_VETO || part == WZ_PART_PROCEDURE)
            wz_memory_set_force(e->memory, r, WZ_TRUE);
        else if (part != WZ_PART_GROUND)
            wz_memory_set_force(e->memory, r, rule_force(e, rule, e->conduct_from, e->conduct_to));
    }
    wz_memory_set_day(e->memory, WZ_IN_CONDUCT_FROM, wz_value_of_range(e->arena, e->conduct_from));
    wz_memory_set_day(e->memory, WZ_IN_CONDUCT_TO, wz_value_of_range(e->arena, e->conduct_to));
    for (uint32_t p = 0; p < wz_memory_count(e->memory, WZ_POST); p++)
        wz_memory_bind_post(e->memory, p, wz_and(held_then(e, p), in_jurisdiction(e, p)));
}

/* Whether scope rules of one strength hold for a post. */
static wz_truth scope_of(const wz_entry *e, uint32_t post, bool by_reference)
{
    wz_truth any = WZ_FALSE;
    for (uint32_t r = 0; r < e->net->own_count; r++) {
        const wz_rule *rule = e->net->rules[r].rule;
        if (rule->kind->part != WZ_PART_SCOPE || rule->by_reference != by_reference)
            continue;
        uint32_t instance = rule->for_each == WZ_POST ? post : 0;
        any = wz_or(any, wz_truth_of(wz_memory_fired(e->memory, r, instance)->members[WZ_F_HOLDS]));
    }
    return wz_and(any, wz_and(held_then(e, post), in_jurisdiction(e, post)));
}

wz_truth wz_entry_post_in_scope(const wz_entry *e, uint32_t post)
{
    return wz_or(scope_of(e, post, false), scope_of(e, post, true));
}

/* How strongly the regulation bears on a post: direct, by reference, unknown or not at all. */
static wz_applicability strength(const wz_entry *e, uint32_t post)
{
    wz_truth direct = scope_of(e, post, false), reference = scope_of(e, post, true);
    if (direct == WZ_TRUE)
        return WZ_DIRECT;
    if (reference == WZ_TRUE)
        return WZ_REFERENCE;
    return direct == WZ_UNKNOWN || reference == WZ_UNKNOWN ? WZ_SCOPE_UNKNOWN : WZ_OUT_OF_SCOPE;
}

void wz_entry_applicability(wz_entry *e)
{
    uint32_t posts = wz_memory_count(e->memory, WZ_POST);
    e->post = NULL;
    if (e->in_force == WZ_FALSE) {
        e->applicability = WZ_NOT_IN_FORCE;
        return;
    }
    e->applicability = posts ? WZ_OUT_OF_SCOPE : WZ_SCOPE_UNKNOWN;
    for (uint32_t p = 0; p < posts; p++) {
        wz_applicability found = strength(e, p);
        if (found < e->applicability) {
            e->applicability = found;
            e->post = &e->person->posts[p];
        }
    }
    if (e->in_force == WZ_UNKNOWN && e->applicability < WZ_SCOPE_UNKNOWN)
        e->applicability = WZ_SCOPE_UNKNOWN;
    if (e->as_if && e->applicability >= WZ_OUT_OF_SCOPE) {
        e->applicability = WZ_DIRECT;
        for (uint32_t p = 0; p < posts && !e->post; p++)
            e->post = held_then(e, p) == WZ_FALSE ? NULL : &e->person->posts[p];
    }
}
