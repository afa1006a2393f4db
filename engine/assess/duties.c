/* Duties that are counted: period by period, what was required and what the log shows was done. A period counts if it
 * lies wholly inside the post, the rule's time in force, and on or before the as-of day. Only a complete log proves a
 * shortfall. Source: docs/semantics.md, section 5, "Duties"; provisions Q12 and Q13. */
#include "assess/entry.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    bool known;
    wz_day from, to;
} window;

/* The window given in the case, else the calendar year of the conduct and the one before, once that year is known. */
static window duty_window(const wz_entry *e)
{
    const wz_period *given = &e->person->duty_window;
    if (given->has_from && given->has_to)
        return (window){true, given->from, given->to};
    const wz_day_range *end = &e->conduct_to;
    if (!end->has_low || !end->has_high)
        return (window){0};
    int32_t year = wz_civil_from_day(end->high).year;
    if (wz_civil_from_day(end->low).year != year)
        return (window){0};
    return (window){true, wz_day_from_civil((wz_civil){year - 1, 1, 1}), wz_day_from_civil((wz_civil){year, 12, 31})};
}

static int months_of(wz_frequency frequency)
{
    static const int months[] = {[WZ_MONTH] = 1,     [WZ_TWO_MONTHS] = 2, [WZ_QUARTER] = 3,
                                 [WZ_HALF_YEAR] = 6, [WZ_YEAR] = 12,      [WZ_UNQUANTIFIED] = 12};
    return months[frequency];
}

/* What counting needs of one duty record, laid close together: a person may have a hundred thousand. */
typedef struct {
    const char *activity; /* NULL = unknown */
    wz_day_range day;
    wz_truth personally;
} record;

typedef struct {
    record *items;
    size_t count;
    wz_truth *in_scope; /* by post: whether the regulation bears on it */
} record_list;

static bool list_records(const wz_entry *e, record_list *out)
{
    const wz_entity *entity = &wz_entry_vocabulary(e)->entities[WZ_DUTY_RECORD];
    int activity = entity->by_role[WZ_ROLE_ACTIVITY], date = entity->by_role[WZ_ROLE_ACTIVITY_DATE];
    int personally = entity->by_role[WZ_ROLE_PERSONALLY];
    out->count = wz_memory_count(e->memory, WZ_DUTY_RECORD);
    out->items = wz_calloc(out->count + 1, sizeof *out->items);
    for (uint32_t i = 0; out->items && i < out->count; i++) {
        const feel_value *cells = wz_memory_row(e->memory, WZ_DUTY_RECORD, i)->cells;
        bool known = activity >= 0 && cells[activity].tag == FEEL_STRING;
        out->items[i].activity = known ? feel_str(cells[activity])->text : NULL;
        out->items[i].day = date < 0 ? (wz_day_range){0} : wz_range_of(cells[date]);
        out->items[i].personally = personally < 0 ? WZ_TRUE : wz_truth_of(cells[personally]);
    }
    uint32_t posts = wz_memory_count(e->memory, WZ_POST);
    out->in_scope = wz_calloc((size_t)posts + 1, sizeof *out->in_scope);
    for (uint32_t p = 0; out->in_scope && p < posts; p++)
        out->in_scope[p] = wz_entry_post_in_scope(e, p);
    return out->items && out->in_scope;
}

static wz_truth within(wz_day_range day, wz_day from, wz_day to)
{
    if (day.has_low && day.has_high && day.low >= from && day.high <= to)
        return WZ_TRUE;
    if ((day.has_high && day.high < from) || (day.has_low && day.low > to))
        return WZ_FALSE;
    return WZ_UNKNOWN;
}

/* Whether a record is of a kind that a duty counts, by the person where that is asked for. */
static wz_truth suits(const wz_rule *rule, const record *r)
{
    wz_truth kind = r->activity ? WZ_FALSE : WZ_UNKNOWN;
    for (size_t i = 0; r->activity && kind == WZ_FALSE && i < rule->activities.count; i++)
        if (strcmp(rule->activities.items[i], r->activity) == 0)
            kind = WZ_TRUE;
    return rule->personally ? wz_and(kind, r->personally) : kind;
}

static bool log_closed(const wz_entry *e, const wz_rule *rule, wz_day from, wz_day to)
{
    for (size_t i = 0; i < rule->activities.count; i++)
        if (!wz_entry_closed(e, "duty_records", rule->activities.items[i], from, to))
            return false;
    return true;
}

/* How a period stands to the post, the rule's time in force and the as-of day. */
static wz_period_counts counts_of(const wz_entry *e, const wz_rule *rule, uint32_t post, wz_day from, wz_day to,
                                  bool *unsure)
{
    const wz_entity *entity = &wz_entry_vocabulary(e)->entities[WZ_POST];
    const feel_value *cells = wz_memory_row(e->memory, WZ_POST, post)->cells;
    int first = entity->by_role[WZ_ROLE_POST_FROM], last = entity->by_role[WZ_ROLE_POST_TO];
    wz_period book = wz_entry_book(e)->force;
    *unsure = false;
    if (to > e->as_of)
        return WZ_NOT_ENDED;
    if (!e->hypothetical && !e->as_if &&
        (!wz_period_holds(book, from) || !wz_period_holds(book, to) || !wz_period_holds(rule->force, from) ||
         !wz_period_holds(rule->force, to)))
        return WZ_PARTIAL_FORCE;
    wz_day_range begin = first < 0 ? (wz_day_range){true, true, from, from} : wz_range_of(cells[first]);
    wz_day_range end =
        last < 0 || cells[last].tag == FEEL_NULL ? (wz_day_range){true, true, to, to} : wz_range_of(cells[last]);
    if ((begin.has_low && begin.low > from) || (end.has_high && end.high < to))
        return WZ_PARTIAL_POST;
    *unsure = !begin.has_high || begin.high > from || !end.has_low || end.low < to;
    return WZ_WHOLE;
}

/* How many records surely and at most fall into a period of a duty. */
static void count_done(const wz_rule *rule, const record_list *records, wz_shortfall *row)
{
    for (size_t i = 0; i < records->count; i++) {
        wz_truth counted = within(records->items[i].day, row->from, row->to);
        if (counted == WZ_FALSE)
            continue;
        counted = wz_and(counted, suits(rule, &records->items[i]));
        row->done_low += counted == WZ_TRUE;
        row->done_high += counted != WZ_FALSE;
    }
}

/* One period of one duty for one post. */
static wz_shortfall count_period(const wz_entry *e, const record_list *records, uint32_t r, uint32_t post, wz_day from,
                                 wz_day to)
{
    const wz_rule *rule = e->net->rules[r].rule;
    bool unsure;
    wz_shortfall row = {
        .rule = rule, .post = e->person->posts[post].id, .from = from, .to = to, .required = rule->required};
    row.counts = counts_of(e, rule, post, from, to, &unsure);
    row.log_complete = log_closed(e, rule, from, to);
    count_done(rule, records, &row);
    row.has_done_high = row.log_complete;
    if (rule->frequency == WZ_UNQUANTIFIED)
        row.required = 0;
    if (row.counts != WZ_WHOLE)
        row.truth = WZ_FALSE;
    else if (rule->frequency == WZ_UNQUANTIFIED)
        row.truth = WZ_UNKNOWN;
    else if (row.done_low >= rule->required)
        row.truth = WZ_FALSE;
    else
        row.truth = row.has_done_high && row.done_high < rule->required ? WZ_TRUE : WZ_UNKNOWN;
    wz_truth binds =
        wz_and(wz_truth_of(wz_memory_fired(e->memory, r, post)->members[WZ_F_HOLDS]), records->in_scope[post]);
    if (row.truth == WZ_TRUE && (unsure || binds == WZ_UNKNOWN || rule->frequency_presumed))
        row.truth = WZ_UNKNOWN;
    return row;
}

/* Calls `each` for every period of every duty that may bind the person. Returns false when `each` does. */
typedef bool (*period_fn)(void *payload, const wz_shortfall *row);

static bool each_period(const wz_entry *e, const record_list *records, uint32_t r, uint32_t post, window w,
                        period_fn each, void *payload)
{
    const wz_rule *rule = e->net->rules[r].rule;
    int months = months_of(rule->frequency);
    wz_civil first = wz_civil_from_day(w.from);
    int month = (first.month - 1) / months * months + 1;
    wz_day from = wz_day_from_civil((wz_civil){first.year, month, 1});
    for (; from <= w.to; from = wz_day_add_months(from, months)) {
        wz_day to = wz_day_add_months(from, months) - 1;
        if (from < w.from || to > w.to)
            continue;
        wz_shortfall row = count_period(e, records, r, post, from, to);
        if (!each(payload, &row))
            return false;
    }
    return true;
}

static bool each_duty(const wz_entry *e, const record_list *records, bool feeding, period_fn each, void *payload)
{
    window w = duty_window(e);
    for (uint32_t r = 0; w.known && r < e->net->own_count; r++) {
        const wz_rule *rule = e->net->rules[r].rule;
        if (rule->kind->part != WZ_PART_DUTY || rule->for_each != WZ_POST ||
            (feeding && (rule->of_body || rule->frequency == WZ_UNQUANTIFIED)))
            continue;
        for (uint32_t p = 0; p < wz_memory_count(e->memory, WZ_POST); p++) {
            const wz_fired *fired = wz_memory_fired(e->memory, r, p);
            if (!fired->bound || feel_is_false(fired->members[WZ_F_HOLDS]) || records->in_scope[p] == WZ_FALSE)
                continue;
            if (!each_period(e, records, r, p, w, each, payload))
                return false;
        }
    }
    return true;
}

/* Every period of every duty that may bind the person (`feeding`: of those only that can feed a ground). Returns false
 * when `each` does; short memory is noted in the entry. */
static bool each_shortfall(wz_entry *e, bool feeding, period_fn each, void *payload)
{
    record_list records;
    bool listed = list_records(e, &records);
    bool whole = listed && each_duty(e, &records, feeding, each, payload);
    e->failed |= !listed;
    wz_free(records.items);
    wz_free(records.in_scope);
    return whole;
}

static bool any_short(void *payload, const wz_shortfall *row)
{
    wz_truth *any = payload;
    if (row->counts == WZ_WHOLE)
        *any = wz_or(*any, row->truth);
    return *any != WZ_TRUE;
}

feel_value wz_entry_shortfall(void *entry, wz_memory *memory)
{
    wz_entry *e = entry;
    (void)memory;
    wz_truth any = duty_window(e).known ? WZ_FALSE : WZ_UNKNOWN;
    each_shortfall(e, true, any_short, &any);
    return any == WZ_UNKNOWN ? feel_unknown_of(FEEL_BOOLEAN) : feel_boolean(any == WZ_TRUE);
}

typedef struct {
    wz_entry *e;
    wz_string_list *out;
    bool proven_only;
} duty_names;

static bool name_duty(void *payload, const wz_shortfall *row)
{
    duty_names *names = payload;
    bool counts = row->counts == WZ_WHOLE && (!names->proven_only || row->truth == WZ_TRUE);
    bool last = names->out->count && names->out->items[names->out->count - 1] == row->rule->id;
    if (counts && !last)
        names->e->failed |= !wz_push_string(names->e->arena, names->out, row->rule->id);
    return true;
}

void wz_entry_duties_behind(wz_entry *e, bool proven, wz_string_list *out)
{
    duty_names names = {.e = e, .out = out, .proven_only = proven};
    each_shortfall(e, true, name_duty, &names);
    wz_sort_strings(out);
}

typedef struct {
    wz_arena *arena;
    wz_shortfall *rows;
    size_t count, capacity;
} rows_list;

static bool keep_row(void *payload, const wz_shortfall *row)
{
    rows_list *list = payload;
    wz_shortfall *grown = wz_arena_grow(list->arena, list->rows, list->count, &list->capacity, sizeof *grown);
    if (!grown)
        return false;
    list->rows = grown;
    list->rows[list->count++] = *row;
    return true;
}

static int by_rule_post_period(const void *a, const void *b)
{
    const wz_shortfall *x = a, *y = b;
    int order = strcmp(x->rule->id, y->rule->id);
    if (order == 0)
        order = strcmp(x->post, y->post);
    return order ? order : (x->from > y->from) - (x->from < y->from);
}

void wz_entry_shortfalls(wz_entry *e, wz_regime_result *out)
{
    rows_list list = {.arena = e->arena};
    e->failed |= !each_shortfall(e, false, keep_row, &list);
    if (list.count)
        qsort(list.rows, list.count, sizeof *list.rows, by_rule_post_period);
    out->shortfalls = list.rows;
    out->shortfall_count = list.count;
}
