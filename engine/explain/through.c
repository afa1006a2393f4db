/* Nodes stand in the order in which they are evaluated, so that one pass backwards over them follows a conclusion to all that
 * it reads, and one forwards lists what was met. */
#include "explain/through.h"

#include <string.h>

struct wz_snapshot {
    const wz_network *net;
    wz_day as_of;
    wz_day_range conduct_from, conduct_to;
    uint32_t counts[WZ_ENTITIES];
    const feel_value *cells[WZ_ENTITIES];  /* by row and attribute */
    const feel_value *stated[WZ_ENTITIES]; /* the same, as stated */
    const feel_value *findings;            /* condition and holds, by rule and instance */
    const bool *bound;                     /* by rule and instance */
    const uint32_t *first;                 /* by rule: index of its first instance */
    const feel_read *bars;                 /* what ban rules read, by any of their expressions */
    size_t bar_count;
};

struct wz_through {
    const wz_network *net;
    const wz_entry *entry;
    wz_arena *arena;
    bool *attributes[WZ_ENTITIES]; /* changed, by attribute */
    bool *stated[WZ_ENTITIES];     /* stated otherwise, by attribute */
    bool *rules;                   /* changed, by rule */
    bool inputs[WZ_INPUTS];        /* changed days and lists */
    bool any;
    bool bars;     /* a ban rule reads something that changed */
    uint32_t *hot; /* nodes of which something changed, in order */
    size_t hot_count;
    bool *needed_attributes[WZ_ENTITIES], *needed_rules, needed_inputs[WZ_INPUTS]; /* on the way in hand */
    const char **names[WZ_ENTITIES]; /* of attributes, once they were needed */
};

static size_t width(const wz_network *net, int kind)
{
    return net->law->vocabulary->entities[kind].count;
}

static const feel_value *copy_values(const wz_entry *e, int kind, bool stated, wz_arena *arena)
{
    uint32_t count = wz_memory_count(e->memory, (wz_entity_kind)kind);
    feel_value *cells = wz_arena_array(arena, count * width(e->net, kind) + 1, sizeof *cells);
    for (uint32_t i = 0; cells && i < count; i++) {
        const wz_row *row = wz_memory_row(e->memory, (wz_entity_kind)kind, i);
        memcpy(cells + i * width(e->net, kind), stated ? row->stated : row->cells, width(e->net, kind) * sizeof *cells);
    }
    return cells;
}

static bool add_reads(const feel_program *program, feel_read *list, size_t *count, size_t most)
{
    size_t more = 0;
    const feel_read *reads = program ? feel_program_reads(program, &more) : NULL;
    for (size_t i = 0; i < more; i++) {
        bool known = false;
        for (size_t k = 0; k < *count && list; k++)
            known |=
                list[k].input == reads[i].input && list[k].shape == reads[i].shape && list[k].member == reads[i].member;
        if (known)
            continue;
        if (*count == most)
            return false;
        list[(*count)++] = reads[i];
    }
    return true;
}

/* What ban rules read. NULL where that is more than a few things: then everything counts as read. */
static const feel_read *reads_of_bans(const wz_network *net, wz_arena *arena, size_t *count)
{
    enum { MOST = 64 };
    feel_read *list = wz_arena_array(arena, MOST, sizeof *list);
    bool whole = list != NULL;
    *count = 0;
    for (uint32_t r = 0; whole && r < net->rule_count; r++) {
        const wz_network_rule *rule = &net->rules[r];
        if (rule->rule->kind->part != WZ_PART_BAN)
            continue;
        whole = add_reads(rule->when, list, count, MOST) && add_reads(rule->from, list, count, MOST) &&
                add_reads(rule->to, list, count, MOST);
        for (size_t v = 0; v < rule->rule->version_count && whole; v++)
            whole = add_reads(rule->versions[v], list, count, MOST);
    }
    return whole ? list : NULL;
}

wz_snapshot *wz_snapshot_take(const wz_entry *e, wz_arena *arena)
{
    wz_snapshot *s = wz_arena_alloc(arena, sizeof *s);
    uint32_t *first = wz_arena_array(arena, e->net->rule_count + 1, sizeof *first), total = 0;
    if (!s || !first)
        return NULL;
    for (uint32_t r = 0; r < e->net->rule_count; r++) {
        first[r] = total;
        total += wz_memory_instances(e->memory, r);
    }
    feel_value *findings = wz_arena_array(arena, 2 * (size_t)total + 1, sizeof *findings);
    bool *bound = wz_arena_array(arena, (size_t)total + 1, sizeof *bound);
    *s = (wz_snapshot){.net = e->net,
                       .as_of = e->as_of,
                       .conduct_from = e->conduct_from,
                       .conduct_to = e->conduct_to,
                       .findings = findings,
                       .bound = bound,
                       .first = first};
    for (uint32_t r = 0; findings && bound && r < e->net->rule_count; r++)
        for (uint32_t i = 0; i < wz_memory_instances(e->memory, r); i++) {
            const wz_fired *fired = wz_memory_fired(e->memory, r, i);
            findings[2 * (first[r] + i)] = fired->members[WZ_F_CONDITION];
            findings[2 * (first[r] + i) + 1] = fired->members[WZ_F_HOLDS];
            bound[first[r] + i] = fired->bound;
        }
    for (int kind = 0; kind < WZ_ENTITIES; kind++) {
        s->counts[kind] = wz_memory_count(e->memory, (wz_entity_kind)kind);
        s->cells[kind] = copy_values(e, kind, false, arena);
        s->stated[kind] = copy_values(e, kind, true, arena);
    }
    s->bars = reads_of_bans(e->net, arena, &s->bar_count);
    return wz_arena_failed(arena) ? NULL : s;
}

/* --- what changed --- */

static bool same_bound(feel_value a, feel_value b)
{
    return a.tag == b.tag && (a.tag == FEEL_NULL || feel_same(a, b));
}

/* Values of two memories: what differs in place only is the same. */
static bool same_value(feel_value a, feel_value b)
{
    if (memcmp(&a, &b, sizeof a) == 0)
        return true;
    if (a.tag != b.tag)
        return false;
    if (a.tag != FEEL_UNKNOWN)
        return feel_same(a, b);
    const feel_unknown *x = feel_bounds(a), *y = feel_bounds(b);
    if (a.sub != b.sub || (a.bits & FEEL_MARKED) != (b.bits & FEEL_MARKED) || !x != !y)
        return false;
    return !x || (same_bound(x->low, y->low) && same_bound(x->high, y->high));
}

static bool same_range(wz_day_range a, wz_day_range b)
{
    return a.has_low == b.has_low && a.has_high == b.has_high && (!a.has_low || a.low == b.low) &&
           (!a.has_high || a.high == b.high);
}

static void find_statements(wz_through *t, const feel_value *before, const feel_value *now, int kind)
{
    if (memcmp(before, now, width(t->net, kind) * sizeof *now) == 0)
        return;
    for (size_t a = 0; a < width(t->net, kind); a++)
        if (before[a].bits != now[a].bits || !same_value(before[a], now[a]))
            t->stated[kind][a] = true;
}

static void find_attributes(wz_through *t, const wz_snapshot *s, int kind)
{
    static const int lists[WZ_ENTITIES] = {WZ_IN_INCIDENTS, -1, WZ_IN_POSTS, WZ_IN_SANCTIONS, WZ_IN_DUTY_RECORDS};
    const wz_memory *memory = t->entry->memory;
    uint32_t count = wz_memory_count(memory, (wz_entity_kind)kind);
    if (count != s->counts[kind] && lists[kind] >= 0)
        t->inputs[lists[kind]] = t->any = true;
    for (uint32_t i = 0; i < count && i < s->counts[kind]; i++) {
        find_statements(t, s->stated[kind] + i * width(t->net, kind),
                        wz_memory_row(memory, (wz_entity_kind)kind, i)->stated, kind);
        const feel_value *before = s->cells[kind] + i * width(t->net, kind);
        const feel_value *now = wz_memory_row(memory, (wz_entity_kind)kind, i)->cells;
        if (memcmp(before, now, width(t->net, kind) * sizeof *now) == 0)
            continue;
        for (size_t a = 0; a < width(t->net, kind); a++)
            if (!same_value(before[a], now[a]))
                t->attributes[kind][a] = t->any = true;
    }
}

static bool rule_changed(const wz_through *t, const wz_snapshot *s, uint32_t r)
{
    const wz_memory *memory = t->entry->memory;
    wz_entity_kind per = t->net->nodes[t->net->rules[r].node].per;
    if (per != WZ_NO_ENTITY && wz_memory_count(memory, per) != s->counts[per])
        return true;
    for (uint32_t i = 0; i < wz_memory_instances(memory, r); i++) {
        const wz_fired *fired = wz_memory_fired(memory, r, i);
        const feel_value *was = s->findings + 2 * (s->first[r] + i);
        if (fired->bound != s->bound[s->first[r] + i] || !same_value(was[0], fired->members[WZ_F_CONDITION]) ||
            !same_value(was[1], fired->members[WZ_F_HOLDS]))
            return true;
    }
    return false;
}

static void find_rules(wz_through *t, const wz_snapshot *s)
{
    for (uint32_t r = 0; r < t->net->rule_count; r++) {
        t->rules[r] = rule_changed(t, s, r);
        t->any |= t->rules[r];
    }
}

/* --- what a change reaches --- */

static void need_attribute(wz_through *t, wz_entity_kind kind, int attribute)
{
    if (attribute >= 0 && t->attributes[kind][attribute])
        t->needed_attributes[kind][attribute] = true;
}

static void need_rule(wz_through *t, uint32_t rule)
{
    if (t->rules[rule])
        t->needed_rules[rule] = true;
}

/* Whether something that can be read changed; it becomes needed where `note` is set. */
static bool read_changed(wz_through *t, const feel_read *read, bool note)
{
    const wz_vocabulary *vocabulary = t->net->law->vocabulary;
    bool any = false;
    if (read->input >= 0 && (size_t)read->input >= t->net->scope.count) {
        const wz_finding_index *index = &t->net->indexes[(size_t)read->input - t->net->scope.count];
        for (size_t r = 0; r < index->rule_count; r++) {
            any |= t->rules[index->rules[r]];
            if (note)
                need_rule(t, index->rules[r]);
        }
    } else if (read->input >= 0 && read->input < WZ_INPUTS && t->inputs[read->input]) {
        any = true;
        t->needed_inputs[read->input] |= note;
    }
    for (int e = 0; read->input < 0 && e < WZ_ENTITIES; e++) {
        if (read->shape != &vocabulary->entities[e].shape)
            continue;
        any |= t->attributes[e][read->member];
        if (note)
            need_attribute(t, (wz_entity_kind)e, read->member);
    }
    return any;
}

/* Whether a program reads anything that changed. */
static bool reads_changed(wz_through *t, const feel_program *program)
{
    size_t count = 0;
    const feel_read *reads = program ? feel_program_reads(program, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        if (read_changed(t, &reads[i], false))
            return true;
    return false;
}

static void need_reads(wz_through *t, const feel_program *program)
{
    size_t count = 0;
    const feel_read *reads = program ? feel_program_reads(program, &count) : NULL;
    for (size_t i = 0; i < count; i++)
        read_changed(t, &reads[i], true);
}

static bool bars_read(wz_through *t, const wz_snapshot *s)
{
    for (size_t i = 0; i < s->bar_count && s->bars; i++)
        if (read_changed(t, &s->bars[i], false))
            return true;
    return t->any && !s->bars;
}

static bool group_changed(const wz_through *t, const wz_attribute_group *group)
{
    for (size_t m = 0; m < group->count; m++)
        if (t->attributes[group->members[m].entity][group->members[m].attribute])
            return true;
    return false;
}

static void find_hot(wz_through *t)
{
    for (uint32_t n = 0; n < t->net->node_count; n++) {
        const wz_node *node = &t->net->nodes[n];
        if (node->kind == WZ_NODE_RULE ? t->rules[node->index]
                                       : node->kind == WZ_NODE_SETTLE && group_changed(t, &t->net->groups[node->index]))
            t->hot[t->hot_count++] = n;
    }
}

wz_through *wz_through_begin(const wz_snapshot *before, const wz_entry *after, wz_arena *arena)
{
    wz_through *t = wz_arena_alloc(arena, sizeof *t);
    if (!t)
        return NULL;
    *t = (wz_through){.net = after->net, .entry = after, .arena = arena};
    t->rules = wz_arena_array(arena, t->net->rule_count + 1, sizeof *t->rules);
    t->needed_rules = wz_arena_array(arena, t->net->rule_count + 1, sizeof *t->needed_rules);
    t->hot = wz_arena_array(arena, t->net->node_count + 1, sizeof *t->hot);
    for (int kind = 0; kind < WZ_ENTITIES; kind++) {
        t->attributes[kind] = wz_arena_array(arena, width(t->net, kind), sizeof **t->attributes);
        t->stated[kind] = wz_arena_array(arena, width(t->net, kind), sizeof **t->stated);
        t->needed_attributes[kind] = wz_arena_array(arena, width(t->net, kind), sizeof **t->attributes);
        t->names[kind] = wz_arena_array(arena, width(t->net, kind), sizeof **t->names);
    }
    if (wz_arena_failed(arena))
        return NULL;
    for (int kind = 0; kind < WZ_ENTITIES; kind++)
        find_attributes(t, before, kind);
    find_rules(t, before);
    if (t->any)
        find_hot(t);
    t->inputs[WZ_IN_AS_OF] = before->as_of != after->as_of;
    t->inputs[WZ_IN_CONDUCT_FROM] = !same_range(before->conduct_from, after->conduct_from);
    t->inputs[WZ_IN_CONDUCT_TO] = !same_range(before->conduct_to, after->conduct_to);
    t->bars = bars_read(t, before);
    return t;
}

bool wz_through_any(const wz_through *through)
{
    return through->any;
}

bool wz_through_scope_changed(const wz_through *t)
{
    const wz_entity *incident = &t->net->law->vocabulary->entities[WZ_INCIDENT];
    bool changed = false;
    for (int i = 0; i < WZ_INPUTS; i++)
        changed |= t->inputs[i];
    for (int kind = WZ_POST; kind < WZ_ENTITIES; kind++)
        for (size_t a = 0; a < width(t->net, kind); a++)
            changed |= t->attributes[kind][a];
    int day = incident->by_role[WZ_ROLE_INCIDENT_DATE];
    changed |= day >= 0 && t->attributes[WZ_INCIDENT][day];
    for (uint32_t r = 0; r < t->net->own_count; r++)
        changed |= t->rules[r] && t->net->rules[r].rule->kind->part == WZ_PART_SCOPE;
    return changed;
}

/* --- the way --- */

bool wz_through_bars_changed(const wz_through *through)
{
    return through->bars;
}

/* Whether a rule's finding says something else: itself, what defeats it or is offered, its readings. */
static bool finding_changed(wz_through *t, uint32_t r)
{
    const wz_network_rule *rule = &t->net->rules[r];
    bool any = t->rules[r];
    for (size_t i = 0; i < rule->must_count && !any; i++)
        any = t->rules[rule->must[i]];
    for (size_t i = 0; i < rule->may_count && !any; i++)
        any = t->rules[rule->may[i]];
    for (size_t i = 0; i < rule->rule->reading_count && !any; i++)
        any = reads_changed(t, rule->readings[i]);
    return any;
}

static bool programs_changed(wz_through *t, const feel_program *const *programs, size_t count)
{
    for (size_t i = 0; programs && i < count; i++)
        if (reads_changed(t, programs[i]))
            return true;
    return false;
}

/* Posts, sanctions, duty records and days stand as they did, or wz_through_scope_changed() says so. */
wz_known *wz_through_known(wz_through *t)
{
    const wz_frame *frame = t->net->law->frame;
    wz_known *known = wz_arena_alloc(t->arena, sizeof *known);
    bool *again = wz_arena_array(t->arena, t->net->own_count + 1, sizeof *again), part[WZ_PARTS] = {false};
    size_t programs = 0;
    if (!known || !again)
        return NULL;
    for (uint32_t r = 0; r < t->net->rule_count; r++) {
        part[t->net->rules[r].rule->kind->part] |= t->rules[r];
        if (r < t->net->own_count)
            again[r] = finding_changed(t, r);
        if (t->net->rules[r].starts && reads_changed(t, t->net->rules[r].starts))
            part[WZ_PART_VETO] = true;
    }
    for (size_t f = 0; f < frame->field_count; f++)
        programs += frame->fields[f].count;
    known->again = again;
    known->outcome = !programs_changed(t, t->net->field_programs, programs);
    known->bans = !part[WZ_PART_BAN] && !t->bars;
    known->measures = !part[WZ_PART_MEASURE] && !part[WZ_PART_PATH] && !part[WZ_PART_AUTHORITY] && !t->bars &&
                      !programs_changed(t, t->net->available, frame->measure_count);
    known->veto = known->bans && !part[WZ_PART_VETO] && !part[WZ_PART_GROUND];
    known->shortfalls = !part[WZ_PART_DUTY] && !part[WZ_PART_SCOPE];
    known->warnings = known->bans && !programs_changed(t, t->net->warning_programs, frame->warning_count);
    return known;
}

static void need_days(wz_through *t)
{
    for (int input = WZ_IN_CONDUCT_FROM; input <= WZ_IN_CONDUCT_TO; input++)
        t->needed_inputs[input] |= t->inputs[input];
    need_attribute(t, WZ_INCIDENT, t->net->law->vocabulary->entities[WZ_INCIDENT].by_role[WZ_ROLE_INCIDENT_DATE]);
}

/* What decides whether a regulation bears: its scope, the posts, the days. */
static void need_scope(wz_through *t)
{
    need_days(t);
    for (size_t a = 0; a < width(t->net, WZ_POST); a++)
        need_attribute(t, WZ_POST, (int)a);
    t->needed_inputs[WZ_IN_POSTS] |= t->inputs[WZ_IN_POSTS];
    for (uint32_t r = 0; r < t->net->own_count; r++)
        if (t->net->rules[r].rule->kind->part == WZ_PART_SCOPE)
            need_rule(t, r);
}

/* What duties are counted from. */
static void need_counting(wz_through *t)
{
    need_scope(t);
    for (size_t a = 0; a < width(t->net, WZ_DUTY_RECORD); a++)
        need_attribute(t, WZ_DUTY_RECORD, (int)a);
    t->needed_inputs[WZ_IN_DUTY_RECORDS] |= t->inputs[WZ_IN_DUTY_RECORDS];
    for (uint32_t r = 0; r < t->net->own_count; r++)
        if (t->net->rules[r].rule->kind->part == WZ_PART_DUTY)
            need_rule(t, r);
}

static void follow_rule(wz_through *t, uint32_t r)
{
    const wz_network_rule *rule = &t->net->rules[r];
    need_reads(t, rule->when);
    for (size_t i = 0; i < rule->must_count; i++)
        need_rule(t, rule->must[i]);
    if (t->net->nodes[rule->node].per == WZ_POST) {
        need_attribute(t, WZ_POST, t->net->law->vocabulary->entities[WZ_POST].by_role[WZ_ROLE_POST_FROM]);
        need_attribute(t, WZ_POST, t->net->law->vocabulary->entities[WZ_POST].by_role[WZ_ROLE_POST_TO]);
    }
    need_days(t);
}

/* Whether literals of one member derive literals of another. */
static bool derives(const wz_attribute_group *group, size_t from, size_t to)
{
    uint64_t both = (uint64_t)3 << (2 * to % 64);
    const uint64_t *reach = group->reach + 2 * from * group->words;
    return (reach[2 * to / 64] & both) || (reach[group->words + 2 * to / 64] & both);
}

/* Whether a member's value has a ground of its own, other than being derived from its like: which all derive from those. */
static bool is_origin(const wz_through *t, const wz_group_member *member)
{
    return t->stated[member->entity][member->attribute] || member->rule_count || member->define_count;
}

static void follow_member(wz_through *t, const wz_attribute_group *group, size_t m)
{
    const wz_group_member *member = &group->members[m];
    const wz_attribute *a = &t->net->law->vocabulary->entities[member->entity].attributes[member->attribute];
    for (size_t i = 0; i < member->rule_count; i++)
        need_rule(t, member->rules[i]);
    for (size_t i = 0; i < member->define_count; i++)
        need_reads(t, t->net->defines[member->defines[i]].program);
    need_attribute(t, member->entity, member->default_from);
    for (size_t k = 0; group->reach && k < group->count; k++)
        if (k != m && is_origin(t, &group->members[k]) && derives(group, k, m))
            need_attribute(t, group->members[k].entity, group->members[k].attribute);
    if (a->role == WZ_ROLE_SHORTFALL)
        need_counting(t);
}

/* Members of a group derive each other: until nothing more is needed. */
static void follow_group(wz_through *t, const wz_attribute_group *group)
{
    uint64_t done[2] = {0};
    bool more = true;
    while (more) {
        more = false;
        for (size_t m = 0; m < group->count && m < WZ_GROUP_MOST; m++) {
            if (done[m / 64] >> (m % 64) & 1 ||
                !t->needed_attributes[group->members[m].entity][group->members[m].attribute])
                continue;
            done[m / 64] |= (uint64_t)1 << (m % 64);
            follow_member(t, group, m);
            more = true;
        }
    }
}

static void follow(wz_through *t)
{
    for (size_t h = t->hot_count; h-- > 0;) {
        const wz_node *node = &t->net->nodes[t->hot[h]];
        if (node->kind == WZ_NODE_SETTLE)
            follow_group(t, &t->net->groups[node->index]);
        else if (t->needed_rules[node->index])
            follow_rule(t, node->index);
    }
}

static bool push_attribute(wz_through *t, wz_string_list *list, wz_entity_kind kind, int attribute)
{
    const char **name = &t->names[kind][attribute];
    if (!*name)
        *name = wz_arena_printf(t->arena, "%s.%s", wz_entity_name(kind),
                                t->net->law->vocabulary->entities[kind].attributes[attribute].id);
    return *name && wz_push_string(t->arena, list, *name);
}

static wz_strings list_way(wz_through *t)
{
    static const char *const inputs[WZ_INPUTS] = {
        [WZ_IN_INCIDENTS] = "incidents",       [WZ_IN_POSTS] = "posts", [WZ_IN_SANCTIONS] = "sanctions",
        [WZ_IN_DUTY_RECORDS] = "duty_records", [WZ_IN_AS_OF] = "as_of", [WZ_IN_CONDUCT_FROM] = "conduct_from",
        [WZ_IN_CONDUCT_TO] = "conduct_to"};
    wz_string_list list = {0};
    for (int i = 0; i < WZ_INPUTS; i++)
        if (t->needed_inputs[i] && inputs[i])
            wz_push_string(t->arena, &list, inputs[i]);
    for (int kind = 0; kind < WZ_ENTITIES; kind++)
        for (size_t a = 0; a < width(t->net, kind); a++)
            if (t->needed_attributes[kind][a] && t->net->attributes[kind][a].settle < 0)
                push_attribute(t, &list, (wz_entity_kind)kind, (int)a);
    for (size_t h = 0; h < t->hot_count; h++) {
        const wz_node *node = &t->net->nodes[t->hot[h]];
        if (node->kind == WZ_NODE_RULE && t->needed_rules[node->index])
            wz_push_string(t->arena, &list, t->net->rules[node->index].rule->id);
        if (node->kind != WZ_NODE_SETTLE)
            continue;
        const wz_attribute_group *group = &t->net->groups[node->index];
        for (int derived = 0; derived < 2; derived++)
            for (size_t m = 0; m < group->count; m++)
                if (t->needed_attributes[group->members[m].entity][group->members[m].attribute] &&
                    t->stated[group->members[m].entity][group->members[m].attribute] == !derived)
                    push_attribute(t, &list, group->members[m].entity, group->members[m].attribute);
    }
    return (wz_strings){list.items, list.count};
}

static void need_field(wz_through *t, const char *name)
{
    const wz_frame *frame = t->net->law->frame;
    size_t program = 0;
    for (size_t f = 0; f < frame->field_count; f++)
        for (size_t v = 0; v < frame->fields[f].count; v++, program++)
            if (strcmp(frame->fields[f].name, name) == 0)
                need_reads(t, t->net->field_programs[program]);
}

static void need_part(wz_through *t, wz_part part)
{
    for (uint32_t r = 0; r < t->net->rule_count; r++)
        if (t->net->rules[r].rule->kind->part == part)
            need_rule(t, r);
}

/* What a rule is read with, beside its condition. */
static void need_terms(wz_through *t, uint32_t r)
{
    const wz_network_rule *rule = &t->net->rules[r];
    need_reads(t, rule->from);
    need_reads(t, rule->to);
    need_reads(t, rule->starts);
    for (size_t v = 0; v < rule->rule->version_count; v++)
        need_reads(t, rule->versions[v]);
    for (size_t v = 0; v < rule->rule->reading_count; v++)
        need_reads(t, rule->readings[v]);
    for (size_t i = 0; i < rule->may_count; i++)
        need_rule(t, rule->may[i]);
}

static void need_sanctions(wz_through *t)
{
    for (size_t a = 0; a < width(t->net, WZ_SANCTION); a++)
        need_attribute(t, WZ_SANCTION, (int)a);
    t->needed_inputs[WZ_IN_SANCTIONS] |= t->inputs[WZ_IN_SANCTIONS];
}

static void begin_at(wz_through *t, const wz_diff *diff)
{
    const wz_frame *frame = t->net->law->frame;
    uint32_t r = diff->rule_id ? wz_network_find(t->net, diff->rule_id) : UINT32_MAX;
    if (r != UINT32_MAX) {
        need_rule(t, r);
        need_terms(t, r);
    }
    switch (diff->part) {
    case WZ_DIFF_REGIME: need_scope(t); break;
    case WZ_DIFF_OUTCOME:
        need_field(t, "outcome");
        if (strcmp(diff->field, "reason") == 0)
            need_scope(t);
        break;
    case WZ_DIFF_LIFETIME: need_field(t, "route"); break;
    case WZ_DIFF_MEASURE:
        for (size_t m = 0; m < frame->measure_count && diff->item; m++)
            if (strcmp(frame->measures[m].id, diff->item) == 0 && t->net->available)
                need_reads(t, t->net->available[m]);
        if (strcmp(diff->field, "bodies") == 0)
            need_part(t, WZ_PART_AUTHORITY);
        if (strcmp(diff->field, "bars") == 0)
            need_part(t, WZ_PART_BAN);
        break;
    case WZ_DIFF_VETO:
        need_part(t, WZ_PART_BAN);
        need_sanctions(t);
        break;
    case WZ_DIFF_BAN:
        need_sanctions(t);
        t->needed_inputs[WZ_IN_AS_OF] = t->inputs[WZ_IN_AS_OF];
        break;
    case WZ_DIFF_SHORTFALL: need_counting(t); break;
    case WZ_DIFF_WARNING:
        for (size_t w = 0; w < frame->warning_count; w++)
            if (strcmp(frame->warnings[w].id, diff->item) == 0)
                need_reads(t, t->net->warning_programs[w]);
        break;
    case WZ_DIFF_CONTRADICTION: need_attribute(t, diff->entity, diff->attribute); break;
    default: break;
    }
}

wz_strings wz_through_of(wz_through *t, const wz_diff *diff)
{
    memset(t->needed_rules, 0, t->net->rule_count * sizeof *t->needed_rules);
    memset(t->needed_inputs, 0, sizeof t->needed_inputs);
    for (int kind = 0; kind < WZ_ENTITIES; kind++)
        memset(t->needed_attributes[kind], 0, width(t->net, kind) * sizeof **t->needed_attributes);
    begin_at(t, diff);
    follow(t);
    return list_way(t);
}
