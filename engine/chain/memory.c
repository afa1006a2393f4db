/* Rows, slots and the write log. Invariants: a row or finding never moves once made; with an empty log every cell,
 * finding and definition beyond the lists has its blank value, the one that all-unknown facts give. */
#include "chain/memory_private.h"

#include "base/alloc.h"

#include <string.h>

static bool grow_log(wz_memory *memory)
{
    wz_write *grown = wz_grow(memory->log, &memory->log_capacity, memory->log_count + 1, sizeof *grown);
    if (grown)
        memory->log = grown;
    memory->failed |= !grown;
    return grown;
}

bool wz_memory_change(wz_memory *memory, feel_value *where, feel_value value)
{
    if (memory->log_count == memory->log_capacity && !grow_log(memory))
        return false;
    memory->log[memory->log_count++] = (wz_write){where, *where};
    *where = value;
    return true;
}

size_t wz_memory_mark(const wz_memory *memory)
{
    return memory->log_count;
}

void wz_memory_undo(wz_memory *memory, size_t mark)
{
    while (memory->log_count > mark) {
        const wz_write *write = &memory->log[--memory->log_count];
        *write->where = write->before;
    }
}

/* Mark nodes for evaluation. A change in one entity concerns only that instance of the nodes bound to its kind. */
void wz_memory_mark_nodes(wz_memory *memory, const uint32_t *nodes, size_t count, wz_entity_kind kind,
                          uint32_t instance)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t node = nodes[i];
        const wz_node *n = &memory->net->nodes[node];
        memory->dirty[node / 64] |= (uint64_t)1 << (node % 64);
        if (n->per == WZ_NO_ENTITY)
            memory->mask[node] = 1;
        else if (n->per == kind && !n->across)
            memory->mask[node] |= (uint64_t)1 << (instance < 63 ? instance : 63);
        else
            memory->mask[node] = UINT64_MAX;
    }
}

void wz_memory_write_cell(wz_memory *memory, wz_row *row, int attribute, feel_value value)
{
    if (!wz_memory_write(memory, &row->cells[attribute], value))
        return;
    const wz_attribute_readers *readers = &memory->net->attributes[row->kind][attribute];
    wz_memory_mark_nodes(memory, readers->readers, readers->reader_count, row->kind, row->index);
}

/* Expressions may read an entity of a kind through a list too, then for every instance: the list's readers are told. */
static void mark_input(wz_memory *memory, int input)
{
    wz_memory_mark_nodes(memory, memory->net->input_readers[input], memory->net->input_reader_count[input],
                         WZ_NO_ENTITY, 0);
}

static wz_row *make_row(wz_memory *memory, wz_entity_kind kind, uint32_t index)
{
    const wz_entity *entity = &memory->net->law->vocabulary->entities[kind];
    wz_row *row = wz_arena_alloc(memory->fixed, sizeof *row);
    feel_value *values = wz_arena_array(memory->fixed, 2 * entity->count, sizeof *values);
    if (!row || !values)
        return NULL;
    *row = (wz_row){.kind = kind, .index = index, .cells = values, .stated = values + entity->count};
    row->record = (feel_record){.shape = &entity->shape, .members = row->cells, .owner = row};
    for (size_t a = 0; a < entity->count; a++)
        row->cells[a] =
            memory->blank_ready ? memory->blank[kind][a] : feel_unknown_of(wz_attribute_tag(memory->net, kind, (int)a));
    return row;
}

static wz_fired *make_fired(wz_memory *memory, uint32_t rule, uint32_t instance)
{
    wz_fired *fired = wz_arena_alloc(memory->fixed, sizeof *fired);
    if (!fired)
        return NULL;
    *fired = (wz_fired){.rule = rule, .instance = instance, .bound = true};
    memcpy(fired->members, memory->net->rules[rule].constant, sizeof fired->members);
    fired->members[WZ_F_CONDITION] = memory->blank_fired[rule][0];
    fired->members[WZ_F_HOLDS] = memory->blank_fired[rule][1];
    fired->record = (feel_record){.shape = &memory->net->finding_shape, .members = fired->members, .owner = fired};
    return fired;
}

/* A pointer array with room for `count`, its first `used` kept. */
static void *regrow(wz_memory *memory, void *old, uint32_t used, uint32_t count, size_t element)
{
    void *grown = wz_arena_array(memory->fixed, count, element);
    if (grown && used)
        memcpy(grown, old, used * element);
    return grown;
}

static bool grow_nodes(wz_memory *memory, wz_entity_kind kind, uint32_t from, uint32_t to)
{
    const wz_network *net = memory->net;
    for (uint32_t n = 0; n < net->node_count; n++) {
        const wz_node *node = &net->nodes[n];
        if (node->per != kind || node->kind == WZ_NODE_SETTLE)
            continue;
        if (node->kind == WZ_NODE_DEFINE) {
            feel_value *values = regrow(memory, memory->defined[node->index], from, to, sizeof *values);
            if (!values)
                return false;
            for (uint32_t i = from; i < to; i++)
                values[i] = memory->blank_defined[node->index];
            memory->defined[node->index] = values;
            continue;
        }
        wz_fired **fired = regrow(memory, memory->fired[node->index], from, to, sizeof *fired);
        if (!fired)
            return false;
        for (uint32_t i = from; i < to; i++)
            if (!(fired[i] = make_fired(memory, node->index, i)))
                return false;
        memory->fired[node->index] = fired;
    }
    return true;
}

/* Make room for `count` entities of a kind. Rows beyond the census stay blank. */
static bool reserve(wz_memory *memory, wz_entity_kind kind, uint32_t count)
{
    uint32_t from = memory->capacity[kind];
    if (count <= from)
        return true;
    uint32_t to = from + from / 2 > count ? from + from / 2 : count;
    wz_row **rows = regrow(memory, memory->rows[kind], from, to, sizeof *rows);
    feel_value *items = wz_arena_array(memory->fixed, to, sizeof *items);
    if (!rows || !items)
        return false;
    for (uint32_t i = from; i < to; i++)
        if (!(rows[i] = make_row(memory, kind, i)))
            return false;
    for (uint32_t i = 0; i < to; i++)
        items[i] = feel_from(FEEL_RECORD, &rows[i]->record);
    memory->rows[kind] = rows;
    memory->list_items[kind] = items;
    memory->capacity[kind] = to;
    return kind == WZ_INCIDENT || kind == WZ_PERSON || grow_nodes(memory, kind, from, to);
}

/* The list behind one use of findings[…]. Where entities stand in their list only perhaps, so do the findings on them. */
static bool fill_index_list(wz_memory *memory, wz_arena *arena, const wz_finding_index *index, feel_list *list)
{
    size_t count = 0;
    for (size_t r = 0; r < index->rule_count; r++)
        count += wz_memory_instances(memory, index->rules[r]);
    feel_value *items = wz_arena_array(arena, count, sizeof *items);
    bool *possible = wz_arena_array(arena, count, sizeof *possible);
    if (!items || !possible)
        return false;
    bool uncertain = false;
    *list = (feel_list){.items = items};
    for (size_t r = 0; r < index->rule_count; r++) {
        wz_entity_kind per = memory->net->nodes[memory->net->rules[index->rules[r]].node].per;
        bool perhaps = per != WZ_NO_ENTITY && memory->census.possible[per];
        for (uint32_t k = 0; k < wz_memory_instances(memory, index->rules[r]); k++) {
            const wz_fired *fired = memory->fired[index->rules[r]][k];
            if (!fired->bound)
                continue;
            possible[list->count] = perhaps || fired->perhaps;
            uncertain |= possible[list->count];
            items[list->count++] = feel_from(FEEL_RECORD, &fired->record);
        }
        list->open |= perhaps;
    }
    if (uncertain)
        list->possible = possible;
    return true;
}

static bool reads_bound_rules(const wz_memory *memory, const wz_finding_index *index)
{
    for (size_t r = 0; r < index->rule_count; r++) {
        if (memory->net->nodes[memory->net->rules[index->rules[r]].node].per != WZ_NO_ENTITY)
            return true;
    }
    return false;
}

/* All of them; once filled, only those with a rule that is bound to entities, which may be counted anew. */
bool wz_memory_fill_lists(wz_memory *memory)
{
    const wz_network *net = memory->net;
    memory->stale = false;
    for (size_t i = 0; i < net->index_count; i++) {
        if (memory->index_lists[i].items && !reads_bound_rules(memory, &net->indexes[i]))
            continue;
        wz_arena *arena = memory->index_lists[i].items ? memory->arena : memory->fixed;
        if (!fill_index_list(memory, arena, &net->indexes[i], &memory->index_lists[i]))
            return false;
        memory->inputs[memory->input_count - net->index_count + i] = feel_from(FEEL_LIST, &memory->index_lists[i]);
    }
    return true;
}

/* Those who read a rule's findings must look again where its bindings change. */
static void mark_readers_of_bound(wz_memory *memory, uint32_t rule)
{
    const wz_node *node = &memory->net->nodes[memory->net->rules[rule].node];
    if (node->per != WZ_NO_ENTITY)
        wz_memory_mark_nodes(memory, node->readers, node->reader_count, WZ_NO_ENTITY, 0);
}

static bool allocate(wz_memory *memory)
{
    const wz_network *net = memory->net;
    wz_arena *fixed = memory->fixed;
    memory->input_count = WZ_INPUTS + net->book->parameter_count + net->index_count;
    memory->inputs = wz_arena_array(fixed, memory->input_count, sizeof *memory->inputs);
    memory->fired = wz_arena_array(fixed, net->rule_count + 1, sizeof *memory->fired);
    memory->defined = wz_arena_array(fixed, net->define_count + 1, sizeof *memory->defined);
    memory->blank_fired = wz_arena_array(fixed, net->rule_count + 1, sizeof *memory->blank_fired);
    memory->blank_defined = wz_arena_array(fixed, net->define_count + 1, sizeof *memory->blank_defined);
    memory->force = wz_arena_array(fixed, net->rule_count + 1, sizeof *memory->force);
    memory->nulls = wz_arena_array(fixed, net->rule_count + 1, sizeof *memory->nulls);
    memory->index_lists = wz_arena_array(fixed, net->index_count + 1, sizeof *memory->index_lists);
    memory->dirty = wz_arena_array(fixed, net->node_count / 64 + 1, sizeof *memory->dirty);
    memory->mask = wz_arena_array(fixed, net->node_count + 1, sizeof *memory->mask);
    for (int kind = 0; kind < WZ_ENTITIES; kind++)
        memory->blank[kind] =
            wz_arena_array(fixed, net->law->vocabulary->entities[kind].count + 1, sizeof **memory->blank);
    if (wz_arena_failed(fixed))
        return false;
    for (size_t r = 0; r < net->rule_count; r++) {
        memory->force[r] = WZ_TRUE;
        memory->blank_fired[r][0] = memory->blank_fired[r][1] = feel_unknown_of(FEEL_BOOLEAN);
    }
    for (size_t d = 0; d < net->define_count; d++)
        memory->blank_defined[d] = feel_unknown_of(FEEL_NULL);
    return true;
}

/* Findings and definitions that are concluded once. */
static bool make_single_nodes(wz_memory *memory)
{
    const wz_network *net = memory->net;
    for (uint32_t n = 0; n < net->node_count; n++) {
        const wz_node *node = &net->nodes[n];
        if (node->per != WZ_NO_ENTITY || node->kind == WZ_NODE_SETTLE)
            continue;
        if (node->kind == WZ_NODE_DEFINE) {
            memory->defined[node->index] = wz_arena_alloc(memory->fixed, sizeof(feel_value));
            if (!memory->defined[node->index])
                return false;
            *memory->defined[node->index] = memory->blank_defined[node->index];
            continue;
        }
        memory->fired[node->index] = wz_arena_alloc(memory->fixed, sizeof(wz_fired *));
        if (!memory->fired[node->index] || !(*memory->fired[node->index] = make_fired(memory, node->index, 0)))
            return false;
    }
    return true;
}

static void mark_all(wz_memory *memory)
{
    for (uint32_t n = 0; n < memory->net->node_count; n++) {
        memory->dirty[n / 64] |= (uint64_t)1 << (n % 64);
        memory->mask[n] = UINT64_MAX;
    }
}

/* Evaluate everything once with one unknown entity of each kind standing in no list; what comes out is blank. */
static bool make_blank(wz_memory *memory)
{
    const wz_network *net = memory->net;
    wz_census one = {.count = {1, 1, 1, 1, 1}};
    memory->census = one;
    for (int kind = 0; kind < WZ_ENTITIES; kind++) {
        if (!reserve(memory, (wz_entity_kind)kind, 1))
            return false;
        memory->lists[kind] = (feel_list){.count = 0, .items = memory->list_items[kind]};
    }
    if (!make_single_nodes(memory) || !wz_memory_fill_lists(memory))
        return false;
    memory->inputs[WZ_IN_INCIDENT] = feel_from(FEEL_RECORD, &memory->rows[WZ_INCIDENT][0]->record);
    memory->inputs[WZ_IN_PERSON] = feel_from(FEEL_RECORD, &memory->rows[WZ_PERSON][0]->record);
    mark_all(memory);
    if (wz_memory_run(memory) != WZ_OK)
        return false;
    memory->log_count = 0;
    for (int kind = 0; kind < WZ_ENTITIES; kind++)
        memcpy(memory->blank[kind], memory->rows[kind][0]->cells,
               net->law->vocabulary->entities[kind].count * sizeof(feel_value));
    for (size_t r = 0; r < net->rule_count; r++) {
        memory->blank_fired[r][0] = memory->fired[r][0]->members[WZ_F_CONDITION];
        memory->blank_fired[r][1] = memory->fired[r][0]->members[WZ_F_HOLDS];
    }
    for (size_t d = 0; d < net->define_count; d++)
        memory->blank_defined[d] = memory->defined[d][0];
    memory->blank_ready = true;
    return true;
}

wz_memory *wz_memory_new(const wz_network *network)
{
    wz_memory *memory = wz_calloc(1, sizeof *memory);
    if (!memory)
        return NULL;
    memory->net = network;
    memory->fixed = wz_arena_new();
    memory->arena = wz_arena_new();
    if (!memory->fixed || !memory->arena || !allocate(memory))
        goto fail;
    memory->run = (feel_run){.arena = memory->fixed, .inputs = memory->inputs};
    for (int i = WZ_IN_INCIDENT; i <= WZ_IN_DUTY_RECORDS; i++)
        memory->inputs[i] = feel_unknown_of(i < WZ_IN_INCIDENTS ? FEEL_RECORD : FEEL_LIST);
    for (int i = WZ_IN_AS_OF; i <= WZ_IN_CONDUCT_TO; i++)
        memory->inputs[i] = feel_unknown_of(FEEL_DATE);
    static const int lists[WZ_ENTITIES] = {WZ_IN_INCIDENTS, -1, WZ_IN_POSTS, WZ_IN_SANCTIONS, WZ_IN_DUTY_RECORDS};
    for (int kind = 0; kind < WZ_ENTITIES; kind++)
        if (lists[kind] >= 0)
            memory->inputs[lists[kind]] = feel_from(FEEL_LIST, &memory->lists[kind]);
    if (!make_blank(memory))
        goto fail;
    memory->run.arena = memory->arena;
    return memory;
fail:
    wz_memory_free(memory);
    return NULL;
}

void wz_memory_free(wz_memory *memory)
{
    if (!memory)
        return;
    wz_arena_free(memory->fixed);
    wz_arena_free(memory->arena);
    wz_free(memory->log);
    wz_free(memory);
}

/* Back to blank: undo what the last case wrote. */
static void clear(wz_memory *memory)
{
    wz_memory_undo(memory, 0);
    for (uint32_t i = 0; i < memory->census.count[WZ_POST]; i++)
        wz_memory_bind_post(memory, i, WZ_TRUE);
    for (size_t r = 0; memory->forced && r < memory->net->rule_count; r++)
        memory->force[r] = WZ_TRUE;
    memory->forced = false;
    memset(memory->nulls, 0, memory->net->rule_count * sizeof *memory->nulls);
    memset(memory->dirty, 0, (memory->net->node_count / 64 + 1) * sizeof *memory->dirty);
    memset(memory->mask, 0, memory->net->node_count * sizeof *memory->mask);
    memory->shortfall = NULL;
    memory->failed = false;
    memory->run.status = WZ_OK;
    wz_arena_reset(memory->arena);
}

static bool *all_possible(wz_memory *memory, uint32_t count)
{
    bool *flags = wz_arena_array(memory->arena, count, sizeof *flags);
    for (uint32_t i = 0; flags && i < count; i++)
        flags[i] = true;
    return flags;
}

int wz_memory_begin(wz_memory *memory, const wz_census *census)
{
    static const int lists[WZ_ENTITIES] = {WZ_IN_INCIDENTS, -1, WZ_IN_POSTS, WZ_IN_SANCTIONS, WZ_IN_DUTY_RECORDS};
    clear(memory);
    memory->census = *census;
    for (int kind = 0; kind < WZ_ENTITIES; kind++) {
        if (!reserve(memory, (wz_entity_kind)kind, census->count[kind]))
            return WZ_ENOMEM;
        bool *possible = census->possible[kind] ? all_possible(memory, census->count[kind]) : NULL;
        if (census->possible[kind] && !possible)
            return WZ_ENOMEM;
        memory->lists[kind] = (feel_list){.count = census->count[kind],
                                          .open = census->open[kind],
                                          .possible = possible,
                                          .items = memory->list_items[kind]};
        if (lists[kind] >= 0 && (census->count[kind] || census->open[kind]))
            mark_input(memory, lists[kind]);
    }
    if (!wz_memory_fill_lists(memory))
        return WZ_ENOMEM;
    for (uint32_t r = 0; r < memory->net->rule_count; r++)
        mark_readers_of_bound(memory, r);
    return WZ_OK;
}

void wz_memory_set_id(wz_memory *memory, wz_entity_kind kind, uint32_t index, const char *id)
{
    wz_row *row = memory->rows[kind][index];
    row->id = id;
    wz_memory_write_cell(memory, row, 0, feel_string_new(memory->arena, id, strlen(id)));
}

void wz_memory_set_day(wz_memory *memory, int input, feel_value day)
{
    if (wz_memory_write(memory, &memory->inputs[input], day))
        mark_input(memory, input);
}

void wz_memory_bind_post(wz_memory *memory, uint32_t index, wz_truth held)
{
    bool changed = false, bound = held != WZ_FALSE, perhaps = held == WZ_UNKNOWN;
    for (uint32_t r = 0; r < memory->net->rule_count; r++) {
        uint32_t node = memory->net->rules[r].node;
        wz_fired *fired = memory->net->nodes[node].per == WZ_POST ? memory->fired[r][index] : NULL;
        if (!fired || (fired->bound == bound && fired->perhaps == perhaps))
            continue;
        fired->bound = bound;
        fired->perhaps = perhaps;
        wz_memory_mark_nodes(memory, &node, 1, WZ_POST, index);
        mark_readers_of_bound(memory, r);
        changed = true;
    }
    memory->stale |= changed;
}

void wz_memory_set_force(wz_memory *memory, uint32_t rule, wz_truth force)
{
    if (memory->force[rule] == force)
        return;
    memory->force[rule] = force;
    memory->forced = true;
    uint32_t node = memory->net->rules[rule].node;
    wz_memory_mark_nodes(memory, &node, 1, WZ_NO_ENTITY, 0);
    memory->mask[node] = UINT64_MAX;
}

void wz_memory_set_budget(wz_memory *memory, uint64_t *steps)
{
    memory->budget = steps;
}

uint64_t *wz_memory_budget(const wz_memory *memory)
{
    return memory->budget;
}

void wz_memory_set_shortfall(wz_memory *memory, wz_shortfall_fn fn, void *payload)
{
    memory->shortfall = fn;
    memory->shortfall_payload = payload;
    int attribute = memory->net->law->vocabulary->entities[WZ_PERSON].by_role[WZ_ROLE_SHORTFALL];
    if (attribute < 0)
        return;
    uint32_t node = (uint32_t)memory->net->attributes[WZ_PERSON][attribute].settle;
    wz_memory_mark_nodes(memory, &node, 1, WZ_NO_ENTITY, 0);
}

void wz_memory_state(wz_memory *memory, wz_entity_kind kind, uint32_t index, int attribute, wz_slot_state state,
                     feel_value value)
{
    wz_row *row = memory->rows[kind][index];
    feel_value slot = state == WZ_UNSTATED ? feel_null() : value;
    slot.bits = (uint16_t)(slot.bits | (unsigned)state << WZ_SLOT_SHIFT);
    if (!wz_memory_write(memory, &row->stated[attribute], slot))
        return;
    int32_t settle = memory->net->attributes[kind][attribute].settle;
    if (settle >= 0) {
        uint32_t node = (uint32_t)settle;
        wz_memory_mark_nodes(memory, &node, 1, kind, index);
        return;
    }
    feel_value cell = value;
    if (state == WZ_EXAMINED_FALSE)
        cell = feel_boolean(false);
    else if (state != WZ_STATED)
        cell = (state == WZ_CONFLICT ? feel_marked : feel_unknown_of)(wz_attribute_tag(memory->net, kind, attribute));
    wz_memory_write_cell(memory, row, attribute, cell);
}

wz_slot_state wz_memory_stated(const wz_row *row, int attribute)
{
    return wz_slot(row->stated[attribute]);
}

const wz_network *wz_memory_network(const wz_memory *memory)
{
    return memory->net;
}
uint32_t wz_memory_count(const wz_memory *memory, wz_entity_kind kind)
{
    return memory->census.count[kind];
}
wz_truth wz_memory_force(const wz_memory *memory, uint32_t rule)
{
    return memory->force[rule];
}
int wz_memory_status(const wz_memory *memory)
{
    return memory->failed || wz_arena_failed(memory->run.arena) ? WZ_ENOMEM : memory->run.status;
}

uint64_t wz_memory_evaluations(const wz_memory *memory)
{
    return memory->evaluations;
}
bool wz_memory_null_condition(const wz_memory *memory, uint32_t rule)
{
    return memory->nulls[rule];
}

void wz_memory_keep_nulls(const wz_memory *memory, bool *out)
{
    memcpy(out, memory->nulls, memory->net->rule_count * sizeof *out);
}

void wz_memory_put_nulls(wz_memory *memory, const bool *kept)
{
    memcpy(memory->nulls, kept, memory->net->rule_count * sizeof *kept);
}

const wz_row *wz_memory_row(const wz_memory *memory, wz_entity_kind kind, uint32_t index)
{
    return memory->rows[kind][index];
}

uint32_t wz_memory_instances(const wz_memory *memory, uint32_t rule)
{
    wz_entity_kind per = memory->net->nodes[memory->net->rules[rule].node].per;
    return per == WZ_NO_ENTITY ? 1 : memory->census.count[per];
}

const wz_fired *wz_memory_fired(const wz_memory *memory, uint32_t rule, uint32_t instance)
{
    return memory->fired[rule][instance];
}

wz_row *wz_memory_spare_row(wz_memory *memory, wz_entity_kind kind)
{
    if (!memory->spare[kind])
        memory->spare[kind] = make_row(memory, kind, UINT32_MAX);
    wz_row *row = memory->spare[kind];
    if (row)
        memcpy(row->cells, memory->blank[kind],
               memory->net->law->vocabulary->entities[kind].count * sizeof *row->cells);
    return row;
}
