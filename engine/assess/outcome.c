/* The outcome and the other fields that the frame defines: the first value whose condition is true, all before it being
 * false; an unknown one before it leaves the field undetermined. Source: docs/semantics.md, section 4. */
#include "assess/entry.h"

#include <stdlib.h>
#include <string.h>

/* The compiled values of a field: the first one's index among the frame's flattened programs. */
static size_t first_program(const wz_frame *frame, const wz_field *field)
{
    size_t n = 0;
    for (const wz_field *f = frame->fields; f != field; f++)
        n += f->count;
    return n;
}

static feel_value value_of(wz_entry *e, const wz_field *field, size_t value)
{
    const feel_program *program = e->net->field_programs[first_program(e->net->law->frame, field) + value];
    return program ? wz_memory_evaluate(e->memory, program, NULL) : feel_boolean(true);
}

static const wz_text undetermined_label = {{"尚不能确定", "undetermined"}};
static const wz_text contradictory_label = {
    {"事实相互矛盾，不作结论", "the facts contradict each other; no conclusion"}};
static const wz_text no_rule_label = {{"本规定没有可据以作出结论的情形条款", "this text has no ground for an outcome"}};

wz_text wz_outcome_own_label(const char *name)
{
    return strcmp(name, "undetermined") == 0       ? undetermined_label
           : strcmp(name, "contradictory") == 0    ? contradictory_label
           : strcmp(name, "no_sanction_rule") == 0 ? no_rule_label
                                                   : (wz_text){{NULL}};
}

/* A text without any ground says so, once it is known that it applies at all. */
static wz_outcome no_ground_rule(const wz_entry *e)
{
    bool open = e->applicability == WZ_SCOPE_UNKNOWN;
    return (wz_outcome){.name = open ? "undetermined" : "no_sanction_rule",
                        .label = open ? undetermined_label : no_rule_label};
}

wz_outcome wz_entry_outcome(wz_entry *e)
{
    const wz_field *field = wz_field_find(e->net->law->frame, "outcome");
    wz_outcome outcome = {0};
    if (!e->net->has_ground)
        return no_ground_rule(e);
    if (!field)
        return outcome;
    wz_string_list possible = {0};
    bool open = e->applicability == WZ_SCOPE_UNKNOWN;
    for (size_t i = 0; i < field->count; i++) {
        feel_value value = value_of(e, field, i);
        if (feel_is_false(value))
            continue;
        e->failed |= !wz_push_string(e->arena, &possible, field->values[i].name);
        if (feel_is_true(value)) {
            outcome.name = field->values[i].name;
            outcome.label = field->values[i].label;
            break;
        }
        open = true;
        outcome.marked |= value.tag == FEEL_UNKNOWN && value.bits & FEEL_MARKED;
    }
    outcome.possible = (wz_strings){possible.items, possible.count};
    if (open) {
        outcome.name = outcome.marked ? "contradictory" : "undetermined";
        outcome.label = outcome.marked ? contradictory_label : undetermined_label;
    }
    return outcome;
}

const char *wz_entry_outcome_name(wz_entry *e)
{
    const wz_field *field = wz_field_find(e->net->law->frame, "outcome");
    if (!e->net->has_ground)
        return e->applicability == WZ_SCOPE_UNKNOWN ? NULL : "no_sanction_rule";
    for (size_t i = 0; field && i < field->count; i++) {
        feel_value value = value_of(e, field, i);
        if (feel_is_true(value))
            return e->applicability == WZ_SCOPE_UNKNOWN ? NULL : field->values[i].name;
        if (!feel_is_false(value))
            return NULL;
    }
    return NULL;
}

const char *wz_entry_route(wz_entry *e)
{
    const wz_field *field = wz_field_find(e->net->law->frame, "route");
    for (size_t i = 0; field && i < field->count; i++) {
        feel_value value = value_of(e, field, i);
        if (feel_is_true(value))
            return field->values[i].name;
        if (!feel_is_false(value))
            break;
    }
    return "unknown";
}

static void add_warning(wz_entry *e, wz_regime_result *out, wz_warning **list, size_t *capacity, wz_warning warning)
{
    wz_warning *grown = wz_arena_grow(e->arena, *list, out->warning_count, capacity, sizeof *grown);
    if (!grown) {
        e->failed = true;
        return;
    }
    *list = grown;
    grown[out->warning_count++] = warning;
    out->warnings = grown;
}

int wz_warning_order(const void *a, const void *b)
{
    const wz_warning *x = a, *y = b;
    int order = strcmp(x->rule ? x->rule : "", y->rule ? y->rule : "");
    return order ? order : strcmp(x->id, y->id);
}

void wz_entry_warnings(wz_entry *e, wz_regime_result *out)
{
    static const wz_text null_text = {{"条件算得空值（如除以零），按未知处理",
                                       "a condition came to null (such as a division "
                                       "by zero) and is read as unknown"}};
    static const wz_text version_text = {{"作出处理的日期早于规范的第一个已知版本，该项限制期未知",
                                          "decided before the norm's first known version; this bar is unknown"}};
    const wz_frame *frame = e->net->law->frame;
    wz_warning *list = NULL;
    size_t capacity = 0;
    for (size_t i = 0; i < frame->warning_count; i++)
        if (e->net->warning_programs[i] &&
            feel_is_true(wz_memory_evaluate(e->memory, e->net->warning_programs[i], NULL)))
            add_warning(e, out, &list, &capacity, (wz_warning){frame->warnings[i].id, NULL, frame->warnings[i].label});
    for (uint32_t r = 0; r < e->net->own_count; r++)
        if (wz_memory_null_condition(e->memory, r))
            add_warning(e, out, &list, &capacity, (wz_warning){"null-condition", e->net->rules[r].rule->id, null_text});
    for (size_t b = 0; b < out->ban_count; b++)
        if (out->bans[b].reason && strcmp(out->bans[b].reason, "no_version") == 0)
            add_warning(e, out, &list, &capacity, (wz_warning){"no_version", out->bans[b].rule->id, version_text});
    if (list && out->warning_count)
        qsort(list, out->warning_count, sizeof *list, wz_warning_order);
}
