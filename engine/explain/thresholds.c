/* Values worth trying. Between two neighbouring constants that an attribute is compared with, one value is as good as
 * another: so the constants themselves and what stands next to them on either side are enough. */
#include "explain/thresholds.h"

#include "feel/number.h"

#include <string.h>

static void add_value(wz_thresholds *t, wz_value_list *list, feel_value value)
{
    for (size_t i = 0; i < list->count; i++)
        if (feel_same(list->items[i], value))
            return;
    feel_value *grown = wz_arena_grow(t->arena, list->items, list->count, &list->capacity, sizeof *grown);
    if (!grown) {
        t->failed = true;
        return;
    }
    list->items = grown;
    list->items[list->count++] = value;
}

static void note_constant(void *payload, const feel_shape *shape, int member, feel_value constant)
{
    wz_thresholds *t = payload;
    const wz_vocabulary *vocabulary = wz_entry_vocabulary(t->e);
    for (int kind = 0; kind < WZ_ENTITIES; kind++) {
        if (shape != &vocabulary->entities[kind].shape || member < 0 ||
            (size_t)member >= vocabulary->entities[kind].count)
            continue;
        if (constant.tag != FEEL_LIST) {
            add_value(t, &t->constants[kind][member], constant);
            continue;
        }
        for (size_t i = 0; i < feel_items(constant)->count; i++)
            add_value(t, &t->constants[kind][member], feel_items(constant)->items[i]);
    }
}

static void note_program(wz_thresholds *t, const feel_program *program)
{
    if (program)
        feel_thresholds(program, note_constant, t);
}

bool wz_thresholds_begin(wz_thresholds *t, const wz_entry *e, wz_arena *arena)
{
    *t = (wz_thresholds){.arena = arena, .e = e};
    const wz_frame *frame = e->net->law->frame;
    for (int kind = 0; kind < WZ_ENTITIES; kind++)
        t->constants[kind] =
            wz_arena_array(arena, wz_entry_vocabulary(e)->entities[kind].count + 1, sizeof *t->constants[kind]);
    if (wz_arena_failed(arena))
        return false;
    for (size_t r = 0; r < e->net->rule_count; r++) {
        note_program(t, e->net->rules[r].when);
        note_program(t, e->net->rules[r].starts);
    }
    for (size_t d = 0; d < e->net->define_count; d++)
        note_program(t, e->net->defines[d].program);
    size_t fields = 0;
    for (size_t f = 0; f < frame->field_count; f++)
        fields += frame->fields[f].count;
    for (size_t i = 0; i < fields; i++)
        note_program(t, e->net->field_programs[i]);
    for (size_t i = 0; e->net->available && i < frame->measure_count; i++)
        note_program(t, e->net->available[i]);
    return !t->failed;
}

/* --- what fits --- */

static int compare(feel_value a, feel_value b)
{
    if (a.tag == FEEL_NUMBER)
        return feel_number_compare(a, b);
    return a.as.integer < b.as.integer ? -1 : a.as.integer > b.as.integer;
}

/* Whether a value could be what an open one proves to be; of a settled one, whether it is another. */
static bool possible(feel_value now, feel_value value)
{
    if (now.tag != FEEL_UNKNOWN)
        return now.tag != value.tag || !feel_same(now, value);
    const feel_unknown *bounds = feel_bounds(now);
    if (!bounds)
        return true;
    return (bounds->low.tag != value.tag || compare(value, bounds->low) >= 0) &&
           (bounds->high.tag != value.tag || compare(value, bounds->high) <= 0);
}

typedef struct {
    feel_value *out;
    size_t count;
    feel_value now;
} trial_values;

static void take(trial_values *v, feel_value value)
{
    if (v->count == WZ_VALUES_MOST || !possible(v->now, value))
        return;
    for (size_t i = 0; i < v->count; i++)
        if (v->out[i].tag == value.tag && feel_same(v->out[i], value))
            return;
    v->out[v->count++] = value;
}

/* A constant and its neighbours. */
static void take_around(trial_values *v, const wz_attribute *attribute, feel_value constant)
{
    bool whole = constant.tag == FEEL_DATE || (constant.tag == FEEL_NUMBER && !(constant.bits & FEEL_BIG));
    take(v, constant);
    for (int step = -1; whole && step <= 1; step += 2) {
        feel_value near = constant;
        near.as.integer += step;
        if (constant.tag == FEEL_DATE || near.as.integer >= 0 || !attribute->never_negative)
            take(v, near);
    }
}

/* Some value of the enumeration that nothing names. */
static void take_other(wz_thresholds *t, trial_values *v, const wz_attribute *attribute, const wz_value_list *named)
{
    const wz_enumeration *e =
        attribute->enumeration ? wz_enumeration_find(wz_entry_vocabulary(t->e), attribute->enumeration) : NULL;
    for (size_t i = 0; e && i < e->count; i++) {
        bool is_named = false;
        for (size_t k = 0; k < named->count; k++)
            is_named |=
                named->items[k].tag == FEEL_STRING && strcmp(feel_str(named->items[k])->text, e->values[i].id) == 0;
        feel_value value = is_named ? feel_null() : feel_string_new(t->arena, e->values[i].id, strlen(e->values[i].id));
        t->failed |= !is_named && value.tag != FEEL_STRING;
        if (value.tag == FEEL_STRING && possible(v->now, value)) {
            take(v, value);
            return;
        }
    }
}

size_t wz_values_to_try(wz_thresholds *t, const wz_row *row, int attribute, feel_value out[WZ_VALUES_MOST])
{
    const wz_attribute *a = &wz_entry_vocabulary(t->e)->entities[row->kind].attributes[attribute];
    const wz_value_list *named = &t->constants[row->kind][attribute];
    trial_values v = {.out = out, .now = row->cells[attribute]};
    if (a->type->kind == FEEL_T_BOOLEAN) {
        take(&v, feel_boolean(true));
        take(&v, feel_boolean(false));
        return v.count;
    }
    if (a->many || a->reference)
        return 0;
    for (size_t i = 0; i < named->count; i++)
        if (named->items[i].tag == feel_type_tag(a->type))
            a->type->kind == FEEL_T_STRING ? take(&v, named->items[i]) : take_around(&v, a, named->items[i]);
    if (named->count)
        take_other(t, &v, a, named);
    return v.count;
}
