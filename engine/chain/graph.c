/* From compiled rules to an ordered network: which node reads which, the strata, and who is to be marked when a value
 * changes. A cycle has no order and is reported with the names on it; no provision needs one. */
#include "chain/build.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

/* A growing list of node numbers without repeats at its end. */
typedef struct {
    uint32_t *items;
    size_t count, capacity;
} node_list;

typedef struct {
    wz_build *build;
    wz_arena *arena;
    wz_node *nodes; /* in provisional order: settles, defines, rules */
    size_t count;
    node_list *out; /* by node: its readers */
    node_list *of_attribute[WZ_ENTITIES];
    node_list of_input[WZ_INPUTS];
    uint32_t *waiting; /* by node: how many that it reads are still to be placed */
    uint32_t *place;   /* provisional number to final number */
} graph;

static bool push(graph *g, node_list *list, uint32_t node)
{
    for (size_t i = list->count; i-- > 0;)
        if (list->items[i] == node)
            return true;
    uint32_t *grown = wz_arena_grow(g->arena, list->items, list->count, &list->capacity, sizeof *grown);
    if (!grown)
        return false;
    list->items = grown;
    list->items[list->count++] = node;
    return true;
}

static bool edge(graph *g, uint32_t from, uint32_t to)
{
    size_t before = g->out[from].count;
    if (!push(g, &g->out[from], to))
        return false;
    g->waiting[to] += g->out[from].count > before;
    return true;
}

static uint32_t settle_node(const graph *g, int32_t group)
{
    (void)g;
    return (uint32_t)group;
}
static uint32_t define_node(const graph *g, size_t define)
{
    return (uint32_t)(g->build->net->group_count + define);
}
static uint32_t rule_node(const graph *g, size_t rule)
{
    return (uint32_t)(g->build->net->group_count + g->build->net->define_count + rule);
}

static bool reads_attribute(graph *g, uint32_t node, wz_entity_kind entity, int attribute)
{
    int32_t group = g->build->group_of[entity][attribute];
    if (group >= 0 && settle_node(g, group) != node && !edge(g, settle_node(g, group), node))
        return false;
    return push(g, &g->of_attribute[entity][attribute], node);
}

/* The edges that one program asks for. */
static bool reads_of(graph *g, uint32_t node, const feel_program *program)
{
    size_t count = 0;
    const feel_read *reads = program ? feel_program_reads(program, &count) : NULL;
    const wz_vocabulary *vocabulary = g->build->net->law->vocabulary;
    for (size_t i = 0; i < count; i++) {
        int input = reads[i].input;
        if (input >= 0 && (size_t)input >= g->build->scope.count) {
            const wz_finding_index *index = &g->build->indexes[(size_t)input - g->build->scope.count];
            g->nodes[node].across = true;
            for (size_t r = 0; r < index->rule_count; r++)
                if (!edge(g, rule_node(g, index->rules[r]), node))
                    return false;
        } else if (input >= 0 && input < WZ_INPUTS) {
            g->nodes[node].across |= input >= WZ_IN_INCIDENTS && input <= WZ_IN_DUTY_RECORDS;
            if (!push(g, &g->of_input[input], node))
                return false;
        }
        for (int e = 0; input < 0 && e < WZ_ENTITIES; e++)
            if (reads[i].shape == &vocabulary->entities[e].shape &&
                !reads_attribute(g, node, (wz_entity_kind)e, reads[i].member))
                return false;
    }
    return true;
}

/* The own rules that each use of findings[…] selects. */
static bool fill_indexes(wz_build *build)
{
    wz_network *net = build->net;
    for (size_t i = 0; i < build->index_count; i++) {
        wz_finding_index *index = &build->indexes[i];
        uint32_t *rules = wz_arena_array(build->arena, net->own_count + 1, sizeof *rules);
        if (!rules)
            return false;
        for (size_t r = 0; r < net->own_count; r++) {
            const wz_rule *rule = build->rules[r].rule;
            const char *key = index->member == WZ_F_RULE ? rule->id : rule->kind->id;
            if (strcmp(key, index->literal) == 0)
                rules[index->rule_count++] = (uint32_t)r;
        }
        index->rules = rules;
    }
    net->indexes = build->indexes;
    net->index_count = build->index_count;
    return true;
}

/* The duty periods are counted outside expressions: from the duty and scope rules, posts, duty records and days. */
static bool shortfall_edges(graph *g, uint32_t self)
{
    static const int inputs[] = {WZ_IN_DUTY_RECORDS, WZ_IN_POSTS, WZ_IN_AS_OF, WZ_IN_CONDUCT_FROM, WZ_IN_CONDUCT_TO};
    static const wz_entity_kind kinds[] = {WZ_POST, WZ_DUTY_RECORD};
    const wz_network *net = g->build->net;
    for (size_t r = 0; r < net->own_count; r++) {
        wz_part part = net->rules[r].rule->kind->part;
        if ((part == WZ_PART_DUTY || part == WZ_PART_SCOPE) && !edge(g, rule_node(g, r), self))
            return false;
    }
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
        if (!push(g, &g->of_input[inputs[i]], self))
            return false;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t a = 0; a < net->law->vocabulary->entities[kinds[k]].count; a++)
            if (net->law->vocabulary->entities[kinds[k]].attributes[a].role != WZ_ROLE_NONE &&
                !reads_attribute(g, self, kinds[k], (int)a))
                return false;
    return true;
}

static bool settle_edges(graph *g, size_t number)
{
    const wz_attribute_group *group = &g->build->groups[number];
    const wz_network *net = g->build->net;
    uint32_t self = settle_node(g, (int32_t)number);
    for (size_t m = 0; m < group->count; m++) {
        const wz_group_member *member = &group->members[m];
        for (size_t i = 0; i < member->rule_count; i++)
            if (!edge(g, rule_node(g, member->rules[i]), self))
                return false;
        for (size_t i = 0; i < member->define_count; i++)
            if (!edge(g, define_node(g, member->defines[i]), self))
                return false;
        if (member->default_from >= 0 && !reads_attribute(g, self, member->entity, member->default_from))
            return false;
        const wz_attribute *a = &net->law->vocabulary->entities[member->entity].attributes[member->attribute];
        if (a->role == WZ_ROLE_SHORTFALL && !shortfall_edges(g, self))
            return false;
    }
    return true;
}

static wz_entity_kind group_binding(const wz_attribute_group *group)
{
    wz_entity_kind first = group->members[0].entity;
    return first == WZ_INCIDENT || first == WZ_PERSON ? WZ_NO_ENTITY : first;
}

static wz_entity_kind rule_binding(wz_entity_kind kind)
{
    return kind == WZ_INCIDENT ? WZ_NO_ENTITY : kind;
}

static bool make_nodes(graph *g)
{
    wz_build *build = g->build;
    wz_network *net = build->net;
    for (size_t i = 0; i < net->group_count; i++) {
        g->nodes[settle_node(g, (int32_t)i)] =
            (wz_node){.kind = WZ_NODE_SETTLE, .index = (uint32_t)i, .per = group_binding(&build->groups[i])};
        if (!settle_edges(g, i))
            return false;
    }
    for (size_t i = 0; i < net->define_count; i++) {
        g->nodes[define_node(g, i)] =
            (wz_node){.kind = WZ_NODE_DEFINE, .index = (uint32_t)i, .per = rule_binding(build->defines[i].entity)};
        if (build->defines[i].entity == WZ_PERSON)
            g->nodes[define_node(g, i)].per = WZ_NO_ENTITY;
        if (!reads_of(g, define_node(g, i), build->defines[i].program))
            return false;
    }
    for (size_t i = 0; i < net->rule_count; i++) {
        const wz_network_rule *r = &build->rules[i];
        g->nodes[rule_node(g, i)] =
            (wz_node){.kind = WZ_NODE_RULE, .index = (uint32_t)i, .per = rule_binding(r->rule->for_each)};
        if (!reads_of(g, rule_node(g, i), r->when))
            return false;
        for (size_t e = 0; e < r->must_count; e++)
            if (!edge(g, rule_node(g, r->must[e]), rule_node(g, i)))
                return false;
    }
    return true;
}

static const char *node_name(const graph *g, uint32_t node, wz_place *place)
{
    const wz_network *net = g->build->net;
    const wz_node *n = &g->nodes[node];
    if (n->kind == WZ_NODE_RULE) {
        *place = net->rules[n->index].rule->place;
        return net->rules[n->index].rule->id;
    }
    if (n->kind == WZ_NODE_DEFINE) {
        *place = net->defines[n->index].define->place;
        return net->defines[n->index].define->id;
    }
    const wz_group_member *member = &net->groups[n->index].members[0];
    const wz_attribute *a = &net->law->vocabulary->entities[member->entity].attributes[member->attribute];
    *place = a->place;
    return a->id;
}

/* Walk forward among the nodes that could not be placed until one comes round again, and name the round. */
static void report_cycle(graph *g, uint32_t start)
{
    uint32_t *seen = wz_arena_array(g->arena, g->count + 1, sizeof *seen);
    if (!seen)
        return;
    size_t steps = 0;
    uint32_t at = start;
    /* every unplaced node is read by or reads another unplaced one; going backwards always finds one */
    while (seen[at] == 0) {
        seen[at] = (uint32_t)++steps;
        for (uint32_t from = 0; from < g->count; from++) {
            bool reads = false;
            for (size_t i = 0; g->waiting[from] && i < g->out[from].count; i++)
                reads |= g->out[from].items[i] == at;
            if (reads) {
                at = from;
                break;
            }
        }
    }
    wz_buffer names = {0};
    wz_place places[16];
    size_t place_count = 0;
    for (uint32_t step = (uint32_t)steps; step >= seen[at]; step--)
        for (uint32_t n = 0; n < g->count; n++)
            if (seen[n] == step) {
                wz_place place;
                wz_buffer_printf(&names, "%s -> ", node_name(g, n, &place));
                if (place_count < sizeof places / sizeof *places)
                    places[place_count++] = place;
            }
    wz_diag_add_at(g->build->diag, WZ_ERROR, "CHECK-003", places, place_count,
                   "these conclusions rest on each other in a circle: %s…; let one of them read only stated facts",
                   names.failed ? "" : names.data);
    wz_buffer_free(&names);
    g->build->failed = true;
}

/* Longest-path strata by repeated removal; then nodes are ordered by stratum and provisional number. */
static bool stratify(graph *g)
{
    uint32_t *ready = wz_arena_array(g->arena, g->count + 1, sizeof *ready);
    if (!ready)
        return false;
    size_t head = 0, tail = 0;
    for (uint32_t n = 0; n < g->count; n++)
        if (g->waiting[n] == 0)
            ready[tail++] = n;
    while (head < tail) {
        uint32_t n = ready[head++];
        for (size_t i = 0; i < g->out[n].count; i++) {
            uint32_t reader = g->out[n].items[i];
            if (g->nodes[reader].stratum < g->nodes[n].stratum + 1)
                g->nodes[reader].stratum = g->nodes[n].stratum + 1;
            if (--g->waiting[reader] == 0)
                ready[tail++] = reader;
        }
    }
    for (uint32_t n = 0; n < g->count && tail < g->count; n++)
        if (g->waiting[n]) {
            report_cycle(g, n);
            break;
        }
    return true;
}

static bool number_nodes(graph *g)
{
    size_t next = 0;
    for (uint32_t stratum = 0; next < g->count; stratum++) {
        if (stratum > g->count)
            return true; /* a cycle: the order does not matter any more */
        for (uint32_t n = 0; n < g->count; n++)
            if (g->nodes[n].stratum == stratum)
                g->place[n] = (uint32_t)next++;
    }
    return true;
}

static int ascending(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Provisional numbers in a list to final ones, ascending. */
static const uint32_t *renumber(graph *g, node_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        list->items[i] = g->place[list->items[i]];
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, ascending);
    return list->items;
}

static bool finish(graph *g)
{
    wz_build *build = g->build;
    wz_network *net = build->net;
    wz_node *ordered = wz_arena_array(build->arena, g->count + 1, sizeof *ordered);
    if (!ordered)
        return false;
    for (uint32_t n = 0; n < g->count; n++) {
        wz_node *node = &ordered[g->place[n]];
        *node = g->nodes[n];
        node->readers = renumber(g, &g->out[n]);
        node->reader_count = g->out[n].count;
        if (node->kind == WZ_NODE_RULE)
            build->rules[node->index].node = g->place[n];
        if (node->kind == WZ_NODE_DEFINE)
            build->defines[node->index].node = g->place[n];
    }
    for (int e = 0; e < WZ_ENTITIES; e++) {
        size_t count = net->law->vocabulary->entities[e].count;
        net->attributes[e] = wz_arena_array(build->arena, count + 1, sizeof *net->attributes[e]);
        if (!net->attributes[e])
            return false;
        for (size_t a = 0; a < count; a++) {
            int32_t group = build->group_of[e][a];
            net->attributes[e][a] = (wz_attribute_readers){
                .settle = group < 0 ? -1 : (int32_t)g->place[settle_node(g, group)],
                .readers = renumber(g, &g->of_attribute[e][a]),
                .reader_count = g->of_attribute[e][a].count,
            };
        }
    }
    for (int i = 0; i < WZ_INPUTS; i++) {
        net->input_readers[i] = renumber(g, &g->of_input[i]);
        net->input_reader_count[i] = g->of_input[i].count;
    }
    net->nodes = ordered;
    net->node_count = g->count;
    return true;
}

bool wz_build_graph(wz_build *build)
{
    wz_network *net = build->net;
    graph g = {.build = build, .arena = build->arena, .count = net->group_count + net->define_count + net->rule_count};
    g.nodes = wz_arena_array(g.arena, g.count + 1, sizeof *g.nodes);
    g.out = wz_arena_array(g.arena, g.count + 1, sizeof *g.out);
    g.waiting = wz_arena_array(g.arena, g.count + 1, sizeof *g.waiting);
    g.place = wz_arena_array(g.arena, g.count + 1, sizeof *g.place);
    for (int e = 0; e < WZ_ENTITIES; e++) {
        g.of_attribute[e] = wz_arena_array(g.arena, net->law->vocabulary->entities[e].count + 1, sizeof(node_list));
        if (!g.of_attribute[e])
            return false;
    }
    if (!g.nodes || !g.out || !g.waiting || !g.place || !fill_indexes(build) || build->failed || !make_nodes(&g) ||
        !stratify(&g) || build->failed)
        return !wz_arena_failed(build->arena);
    return number_nodes(&g) && finish(&g);
}
