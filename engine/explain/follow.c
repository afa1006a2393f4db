/* Following a conclusion down to what it rests on. A conjunction that is false rests on its false operands, one that is
 * true on all; one that is open on the open ones. Findings follow their conditions and the exceptions that count; values
 * follow whatever settles them, or could. Source: docs/semantics.md, sections 2 and 3. */
#include "explain/follow.h"

#include "explain/build.h"

#include <string.h>

static void follow_rule(wz_follower *f, uint32_t rule, uint32_t instance);
static void follow_cell(wz_follower *f, const wz_row *row, int attribute);

/* --- how a conclusion stands --- */

static wz_verdict of_truth(wz_truth truth)
{
    return (wz_verdict){.settled = truth != WZ_UNKNOWN, .truth = truth};
}

static wz_truth held(const wz_entry *e, uint32_t rule, uint32_t instance)
{
    return wz_truth_of(wz_memory_fired(e->memory, rule, instance)->members[WZ_F_HOLDS]);
}

/* Whether a rule holds in any binding that counts. */
static wz_truth any_held(const wz_entry *e, uint32_t rule)
{
    wz_truth any = WZ_FALSE;
    for (uint32_t i = 0; i < wz_memory_instances(e->memory, rule); i++)
        if (wz_memory_fired(e->memory, rule, i)->bound)
            any = wz_or(any, held(e, rule, i));
    return any;
}

static bool lists(wz_strings list, const char *id)
{
    for (size_t i = 0; i < list.count; i++)
        if (strcmp(list.items[i], id) == 0)
            return true;
    return false;
}

static bool gives_measure(const wz_rule *rule, const char *id)
{
    return (rule->kind->part == WZ_PART_MEASURE || rule->kind->part == WZ_PART_PATH) && lists(rule->measures, id);
}

static const feel_program *available(const wz_entry *e, const char *id)
{
    const wz_frame *frame = e->net->law->frame;
    const wz_measure *measure = wz_measure_find(frame, id);
    return measure && e->net->available ? e->net->available[measure - frame->measures] : NULL;
}

static wz_truth measure_truth(wz_entry *e, const char *id)
{
    wz_truth any = WZ_FALSE;
    const feel_program *program = available(e, id);
    for (uint32_t r = 0; r < e->net->own_count; r++)
        if (gives_measure(e->net->rules[r].rule, id))
            any = wz_or(any, held(e, r, 0));
    return program ? wz_and(any, wz_truth_of(wz_memory_evaluate(e->memory, program, NULL))) : any;
}

static wz_truth ban_truth(wz_entry *e, const char *id)
{
    wz_regime_result result = {0};
    wz_truth any = WZ_FALSE;
    wz_entry_bans(e, &result);
    for (size_t i = 0; i < result.ban_count; i++)
        if (strcmp(result.bans[i].rule->id, id) == 0)
            any = wz_or(any, result.bans[i].truth);
    return any;
}

static uint32_t rule_of_part(const wz_entry *e, wz_part part)
{
    uint32_t r = 0;
    while (r < e->net->own_count && e->net->rules[r].rule->kind->part != part)
        r++;
    return r;
}

/* The only row that is asked about; NULL where there are several or none. */
static const wz_row *only_row(const wz_entry *e, const wz_about *about)
{
    const wz_row *only = NULL;
    uint32_t count = about->entity == WZ_INCIDENT && !about->of ? 1 : wz_memory_count(e->memory, about->entity);
    for (uint32_t i = 0; i < count; i++) {
        const wz_row *row = wz_memory_row(e->memory, about->entity, i);
        if (about->of && strcmp(row->id, about->of) != 0)
            continue;
        if (only)
            return NULL;
        only = row;
    }
    return only;
}

static const wz_attribute *asked(const wz_entry *e, const wz_about *about)
{
    return &wz_entry_vocabulary(e)->entities[about->entity].attributes[about->attribute];
}

/* The values that the attribute asked about has one of; NULL where it is of another kind, or may have several. */
static const wz_enumeration *enumeration_of(const wz_entry *e, const wz_about *about)
{
    const wz_attribute *attribute = asked(e, about);
    return attribute->type->kind == FEEL_T_STRING && attribute->enumeration
               ? wz_enumeration_find(wz_entry_vocabulary(e), attribute->enumeration)
               : NULL;
}

bool wz_verdict_possible(const wz_entry *e, const wz_about *about)
{
    switch (about->kind) {
    case WZ_ABOUT_FIELD:
        return wz_entry_bears(e) && wz_field_find(e->net->law->frame, about->id) &&
               (strcmp(about->id, "outcome") != 0 || e->net->has_ground);
    case WZ_ABOUT_VETO: return rule_of_part(e, WZ_PART_VETO) < e->net->own_count;
    case WZ_ABOUT_LIFETIME: return rule_of_part(e, WZ_PART_LIFETIME) < e->net->own_count;
    case WZ_ABOUT_ATTRIBUTE:
        return only_row(e, about) && (asked(e, about)->type->kind == FEEL_T_BOOLEAN || enumeration_of(e, about));
    case WZ_ABOUT_ALL: return false;
    case WZ_ABOUT_RULE:
    case WZ_ABOUT_MEASURE:
    case WZ_ABOUT_BAN: return true;
    case WZ_ABOUT_SCOPE: return !wz_entry_book(e)->baseline;
    }
    return false;
}

static wz_verdict field_verdict(wz_entry *e, const char *id)
{
    bool outcome = strcmp(id, "outcome") == 0;
    const char *name = outcome ? wz_entry_outcome_name(e) : wz_entry_route(e);
    const wz_field *field = wz_field_find(e->net->law->frame, id);
    wz_verdict verdict = {.truth = WZ_UNKNOWN};
    if (!wz_entry_bears(e) && outcome)
        return verdict;
    for (size_t i = 0; name && i < field->count; i++)
        if (strcmp(field->values[i].name, name) == 0)
            verdict.name = field->values[i].name;
    verdict.settled = verdict.name != NULL;
    return verdict;
}

static wz_verdict value_verdict(const wz_entry *e, const wz_about *about)
{
    feel_value value = only_row(e, about)->cells[about->attribute];
    const wz_enumeration *enumeration = enumeration_of(e, about);
    if (!enumeration)
        return of_truth(wz_truth_of(value));
    const wz_value_label *label =
        value.tag == FEEL_STRING ? wz_enumeration_value(enumeration, feel_str(value)->text) : NULL;
    return (wz_verdict){.settled = label != NULL, .truth = WZ_UNKNOWN, .name = label ? label->id : NULL};
}

wz_verdict wz_verdict_of(wz_entry *e, const wz_about *about)
{
    switch (about->kind) {
    case WZ_ABOUT_FIELD: return field_verdict(e, about->id);
    case WZ_ABOUT_RULE: return of_truth(any_held(e, wz_network_find(e->net, about->id)));
    case WZ_ABOUT_MEASURE: return of_truth(measure_truth(e, about->id));
    case WZ_ABOUT_BAN: return of_truth(ban_truth(e, about->id));
    case WZ_ABOUT_VETO: return of_truth(any_held(e, rule_of_part(e, WZ_PART_VETO)));
    case WZ_ABOUT_LIFETIME: return of_truth(any_held(e, rule_of_part(e, WZ_PART_LIFETIME)));
    case WZ_ABOUT_ATTRIBUTE: return value_verdict(e, about);
    case WZ_ABOUT_ALL: break;
    case WZ_ABOUT_SCOPE:
        return of_truth(e->applicability < WZ_SCOPE_UNKNOWN    ? WZ_TRUE
                        : e->applicability == WZ_SCOPE_UNKNOWN ? WZ_UNKNOWN
                                                               : WZ_FALSE);
    }
    return (wz_verdict){.truth = WZ_UNKNOWN};
}

/* --- programs --- */

static void visit(void *payload, const feel_record *record, int member, feel_value value)
{
    wz_follower *f = payload;
    (void)value;
    if (!record || !record->owner)
        return;
    if (record->shape == &f->e->net->finding_shape) {
        const wz_fired *fired = record->owner;
        if (member == WZ_F_HOLDS || member == WZ_F_CONDITION)
            follow_rule(f, fired->rule, fired->instance);
        return;
    }
    follow_cell(f, record->owner, member);
}

static void follow_program(wz_follower *f, const feel_program *program, const wz_row *bound)
{
    if (program)
        wz_memory_support(f->e->memory, program, bound, f->all, visit, f);
}

/* --- findings --- */

/* Whether a part matters to a conjunction. */
static bool matters(wz_truth whole, wz_truth part)
{
    return whole == WZ_TRUE || whole == part;
}

/* Its condition is followed even where an exception alone decides it: conditions are read, too. */
static void follow_rule(wz_follower *f, uint32_t rule, uint32_t instance)
{
    const wz_entry *e = f->e;
    const wz_network_rule *r = &e->net->rules[rule];
    const wz_fired *fired = wz_memory_fired(e->memory, rule, instance);
    if (f->rules[rule][instance] == f->pass)
        return;
    f->rules[rule][instance] = f->pass;
    wz_truth holds = wz_truth_of(fired->members[WZ_F_HOLDS]);
    follow_program(f, r->when, wz_build_bound(e, rule, instance));
    wz_entity_kind per = e->net->nodes[r->node].per;
    for (size_t i = 0; i < r->must_count; i++) {
        uint32_t exception = r->must[i];
        bool same = per != WZ_NO_ENTITY && e->net->nodes[e->net->rules[exception].node].per == per;
        for (uint32_t k = 0; k < wz_memory_instances(e->memory, exception); k++)
            if ((same ? k == instance : wz_memory_fired(e->memory, exception, k)->bound) &&
                (f->all || matters(holds, wz_not(held(e, exception, k)))))
                follow_rule(f, exception, k);
    }
}

/* --- values --- */

static bool is_weak(const wz_row *row, int attribute)
{
    wz_slot_state state = wz_memory_stated(row, attribute);
    return state == WZ_UNSTATED || state == WZ_EXAMINED_FALSE;
}

static void follow_conclusions(wz_follower *f, const wz_row *row, const wz_group_member *member)
{
    const wz_network *net = f->e->net;
    for (size_t i = 0; i < member->rule_count; i++) {
        uint32_t rule = member->rules[i];
        follow_rule(f, rule, net->nodes[net->rules[rule].node].per == WZ_NO_ENTITY ? 0 : row->index);
    }
    for (size_t i = 0; i < member->define_count; i++) {
        const wz_network_define *define = &net->defines[member->defines[i]];
        follow_program(f, define->program, net->nodes[define->node].per == WZ_NO_ENTITY ? NULL : row);
    }
}

/* Others of the group that bear on this member, in whatever state: what settles it, and what would. */
static void follow_joined(wz_follower *f, const wz_attribute_group *group, size_t member, const wz_row *row)
{
    uint64_t both = (uint64_t)3 << (2 * member % 64);
    for (size_t literal = 0; literal < 2 * group->count; literal++) {
        const wz_group_member *from = &group->members[literal / 2];
        if (literal / 2 == member || !(group->reach[literal * group->words + 2 * member / 64] & both))
            continue;
        follow_cell(f, from->entity == row->kind ? row : wz_memory_row(f->e->memory, from->entity, 0), from->attribute);
    }
}

static void follow_cell(wz_follower *f, const wz_row *row, int attribute)
{
    const wz_entry *e = f->e;
    if (row->index == UINT32_MAX || attribute <= 0)
        return;
    uint32_t *mark =
        &f->cells[row->kind][row->index * wz_entry_vocabulary(e)->entities[row->kind].count + (size_t)attribute];
    if (*mark == f->pass)
        return;
    *mark = f->pass;
    f->found(f->payload, row, attribute);
    int32_t settle = e->net->attributes[row->kind][attribute].settle;
    if (settle < 0)
        return;
    const wz_attribute_group *group = &e->net->groups[e->net->nodes[settle].index];
    for (size_t m = 0; m < group->count; m++) {
        const wz_group_member *member = &group->members[m];
        if (member->entity != row->kind || member->attribute != attribute)
            continue;
        follow_conclusions(f, row, member);
        if (group->count > 1 && (is_weak(row, attribute) || wz_memory_contradicted(e->memory, row, attribute)))
            follow_joined(f, group, m, row);
        if (member->default_from >= 0 && is_weak(row, attribute))
            follow_cell(f, row, member->default_from);
    }
}

/* --- conclusions --- */

static void follow_any(wz_follower *f, uint32_t rule)
{
    wz_truth any = any_held(f->e, rule);
    for (uint32_t i = 0; i < wz_memory_instances(f->e->memory, rule); i++)
        if (wz_memory_fired(f->e->memory, rule, i)->bound && (f->all || any == WZ_FALSE || held(f->e, rule, i) == any))
            follow_rule(f, rule, i);
}

static void follow_all(wz_follower *f, uint32_t rule)
{
    for (uint32_t i = 0; i < wz_memory_instances(f->e->memory, rule); i++)
        follow_rule(f, rule, i);
}

static void follow_scope(wz_follower *f)
{
    for (uint32_t r = 0; r < f->e->net->own_count; r++)
        if (f->e->net->rules[r].rule->kind->part == WZ_PART_SCOPE)
            follow_all(f, r);
}

static void follow_field(wz_follower *f, const char *id)
{
    const wz_frame *frame = f->e->net->law->frame;
    size_t program = 0;
    for (size_t i = 0; i < frame->field_count; i++) {
        const wz_field *field = &frame->fields[i];
        for (size_t v = 0; strcmp(field->name, id) == 0 && v < field->count; v++) {
            const feel_program *when = f->e->net->field_programs[program + v];
            follow_program(f, when, NULL);
            if (!when || feel_is_true(wz_memory_evaluate(f->e->memory, when, NULL)))
                break;
        }
        program += field->count;
    }
    if (f->e->applicability == WZ_SCOPE_UNKNOWN && strcmp(id, "outcome") == 0)
        follow_scope(f);
}

static void follow_measure(wz_follower *f, const char *id)
{
    for (uint32_t r = 0; r < f->e->net->own_count; r++)
        if (gives_measure(f->e->net->rules[r].rule, id))
            follow_rule(f, r, 0);
    follow_program(f, available(f->e, id), NULL);
}

bool wz_follower_begin(wz_follower *f, wz_entry *e, wz_arena *arena)
{
    f->e = e;
    f->pass = 0;
    f->rules = wz_arena_array(arena, e->net->rule_count + 1, sizeof *f->rules);
    for (uint32_t r = 0; f->rules && r < e->net->rule_count; r++)
        f->rules[r] = wz_arena_array(arena, (size_t)wz_memory_instances(e->memory, r) + 1, sizeof **f->rules);
    for (int kind = 0; kind < WZ_ENTITIES; kind++)
        f->cells[kind] = wz_arena_array(
            arena, wz_memory_count(e->memory, (wz_entity_kind)kind) * wz_entry_vocabulary(e)->entities[kind].count + 1,
            sizeof *f->cells[kind]);
    return !wz_arena_failed(arena);
}

void wz_follow(wz_follower *f, const wz_about *about)
{
    f->pass++;
    switch (about->kind) {
    case WZ_ABOUT_FIELD: follow_field(f, about->id); break;
    case WZ_ABOUT_RULE: follow_any(f, wz_network_find(f->e->net, about->id)); break;
    case WZ_ABOUT_MEASURE: follow_measure(f, about->id); break;
    case WZ_ABOUT_BAN: follow_all(f, wz_network_find(f->e->net, about->id)); break;
    case WZ_ABOUT_VETO: follow_any(f, rule_of_part(f->e, WZ_PART_VETO)); break;
    case WZ_ABOUT_LIFETIME: follow_any(f, rule_of_part(f->e, WZ_PART_LIFETIME)); break;
    case WZ_ABOUT_ATTRIBUTE: follow_cell(f, only_row(f->e, about), about->attribute); break;
    case WZ_ABOUT_SCOPE: follow_scope(f); break;
    case WZ_ABOUT_ALL: break;
    }
}
