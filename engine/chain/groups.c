/* Attributes that are settled together: those joined by exclusions and implications form one group, so that no cycle
 * runs through them; an attribute that anything concludes is a group of its own otherwise. What each literal (attribute
 * true, attribute false) derives is closed transitively here, once. */
#include "chain/build.h"

#include "base/diag.h"

#include <string.h>

/* Attributes of all entities in one numbering, for the union-find. */
typedef struct {
    const wz_vocabulary *vocabulary;
    size_t first[WZ_ENTITIES];
    size_t total;
    uint32_t *root;
    bool *wanted;
} joining;

static uint32_t find_root(uint32_t *root, uint32_t i)
{
    while (root[i] != i)
        i = root[i] = root[root[i]];
    return i;
}

static size_t number_of(const joining *j, wz_entity_kind entity, int attribute)
{
    return j->first[entity] + (size_t)attribute;
}

/* What anything concludes must be settled by a node. */
static void mark_concluded(joining *j, const wz_build *build)
{
    for (int e = 0; e < WZ_ENTITIES; e++)
        for (size_t a = 0; a < j->vocabulary->entities[e].count; a++) {
            const wz_attribute *attribute = &j->vocabulary->entities[e].attributes[a];
            if (attribute->define_count || attribute->default_from || attribute->role == WZ_ROLE_SHORTFALL)
                j->wanted[number_of(j, (wz_entity_kind)e, (int)a)] = true;
        }
    for (size_t r = 0; r < build->net->rule_count; r++) {
        const wz_rule *rule = build->rules[r].rule;
        if (rule->concludes_entity != WZ_NO_ENTITY)
            j->wanted[number_of(j, rule->concludes_entity, rule->concludes)] = true;
    }
    for (size_t b = 0; b < j->vocabulary->bearing_count; b++) {
        const wz_bearing *bearing = &j->vocabulary->bearings[b];
        uint32_t x = (uint32_t)number_of(j, bearing->a_entity, bearing->a);
        uint32_t y = (uint32_t)number_of(j, bearing->b_entity, bearing->b);
        j->wanted[x] = j->wanted[y] = true;
        j->root[find_root(j->root, x)] = find_root(j->root, y);
    }
}

static bool start_joining(joining *j, const wz_build *build)
{
    j->vocabulary = build->net->law->vocabulary;
    for (int e = 0; e < WZ_ENTITIES; e++) {
        j->first[e] = j->total;
        j->total += j->vocabulary->entities[e].count;
    }
    j->root = wz_arena_array(build->arena, j->total, sizeof *j->root);
    j->wanted = wz_arena_array(build->arena, j->total, sizeof *j->wanted);
    if (!j->root || !j->wanted)
        return false;
    for (size_t i = 0; i < j->total; i++)
        j->root[i] = (uint32_t)i;
    mark_concluded(j, build);
    return true;
}

/* Rules and definitions that conclude a member. */
static bool collect_concluding(wz_build *build, wz_group_member *member)
{
    wz_network *net = build->net;
    uint32_t *rules = wz_arena_array(build->arena, net->rule_count + 1, sizeof *rules);
    uint32_t *defines = wz_arena_array(build->arena, net->define_count + 1, sizeof *defines);
    if (!rules || !defines)
        return false;
    for (size_t r = 0; r < net->rule_count; r++) {
        const wz_rule *rule = build->rules[r].rule;
        if (rule->concludes_entity == member->entity && rule->concludes == member->attribute)
            rules[member->rule_count++] = (uint32_t)r;
    }
    for (size_t d = 0; d < net->define_count; d++)
        if (build->defines[d].entity == member->entity && build->defines[d].attribute == member->attribute)
            defines[member->define_count++] = (uint32_t)d;
    member->rules = rules;
    member->defines = defines;
    const wz_vocabulary *vocabulary = net->law->vocabulary;
    const char *from = vocabulary->entities[member->entity].attributes[member->attribute].default_from;
    member->default_from = from ? wz_attribute_find(vocabulary, member->entity, from) : -1;
    return true;
}

static int member_index(const wz_attribute_group *group, wz_entity_kind entity, int attribute)
{
    for (size_t i = 0; i < group->count; i++)
        if (group->members[i].entity == entity && group->members[i].attribute == attribute)
            return (int)i;
    return -1;
}

static void set_bit(uint64_t *row, size_t bit)
{
    row[bit / 64] |= (uint64_t)1 << (bit % 64);
}

static bool get_bit(const uint64_t *row, size_t bit)
{
    return row[bit / 64] >> (bit % 64) & 1;
}

/* Close "derives" transitively over the group's literals. */
static void close_reach(uint64_t *reach, size_t literals, size_t words)
{
    for (size_t k = 0; k < literals; k++)
        for (size_t i = 0; i < literals; i++)
            if (get_bit(reach + i * words, k))
                for (size_t w = 0; w < words; w++)
                    reach[i * words + w] |= reach[k * words + w];
}

static bool derive_reach(wz_build *build, wz_attribute_group *group)
{
    const wz_vocabulary *vocabulary = build->net->law->vocabulary;
    size_t literals = 2 * group->count;
    group->words = (literals + 63) / 64;
    uint64_t *reach = wz_arena_array(build->arena, literals * group->words, sizeof *reach);
    wz_member_pair *marks = wz_arena_array(build->arena, vocabulary->bearing_count + 1, sizeof *marks);
    if (!reach || !marks)
        return false;
    for (size_t i = 0; i < literals; i++)
        set_bit(reach + i * group->words, i);
    for (size_t b = 0; b < vocabulary->bearing_count; b++) {
        const wz_bearing *bearing = &vocabulary->bearings[b];
        int x = member_index(group, bearing->a_entity, bearing->a),
            y = member_index(group, bearing->b_entity, bearing->b);
        if (x < 0 || y < 0)
            continue;
        size_t x_true = 2 * (size_t)x + 1, y_true = 2 * (size_t)y + 1;
        if (bearing->kind == WZ_IMPLIES) {
            set_bit(reach + x_true * group->words, y_true);
            set_bit(reach + (y_true - 1) * group->words, x_true - 1);
        } else if (bearing->settles) {
            set_bit(reach + x_true * group->words, y_true - 1);
            set_bit(reach + y_true * group->words, x_true - 1);
        } else {
            marks[group->only_mark_count++] = (wz_member_pair){(uint32_t)x, (uint32_t)y};
        }
    }
    close_reach(reach, literals, group->words);
    group->reach = reach;
    group->only_marks = marks;
    return true;
}

/* Gather the members that share one root into a group. */
static bool make_group(wz_build *build, const joining *j, uint32_t root, wz_attribute_group *group, int32_t number)
{
    size_t count = 0;
    for (uint32_t i = 0; i < j->total; i++)
        count += j->wanted[i] && find_root(j->root, i) == root;
    if (count > WZ_GROUP_MOST) {
        wz_diag_add(build->diag, WZ_ERROR, "CHECK-005", (wz_place){j->vocabulary->file, 1, 1},
                    "%zu attributes are joined by exclusions and implications, more than %d; divide them", count,
                    WZ_GROUP_MOST);
        build->failed = true;
        return true;
    }
    wz_group_member *members = wz_arena_array(build->arena, count, sizeof *members);
    if (!members)
        return false;
    for (int e = 0; e < WZ_ENTITIES; e++)
        for (size_t a = 0; a < j->vocabulary->entities[e].count; a++) {
            size_t i = number_of(j, (wz_entity_kind)e, (int)a);
            if (!j->wanted[i] || find_root(j->root, (uint32_t)i) != root)
                continue;
            members[group->count] = (wz_group_member){.entity = (wz_entity_kind)e, .attribute = (int)a};
            build->group_of[e][a] = number;
            if (!collect_concluding(build, &members[group->count++]))
                return false;
        }
    group->members = members;
    return derive_reach(build, group);
}

bool wz_build_groups(wz_build *build)
{
    joining j = {0};
    if (!start_joining(&j, build))
        return false;
    build->groups = wz_arena_array(build->arena, j.total, sizeof *build->groups);
    if (!build->groups)
        return false;
    for (int e = 0; e < WZ_ENTITIES; e++) {
        size_t count = j.vocabulary->entities[e].count;
        build->group_of[e] = wz_arena_array(build->arena, count + 1, sizeof **build->group_of);
        if (!build->group_of[e])
            return false;
        for (size_t a = 0; a < count; a++)
            build->group_of[e][a] = -1;
    }
    size_t n = 0;
    for (uint32_t i = 0; i < j.total; i++) {
        if (!j.wanted[i] || find_root(j.root, i) != i)
            continue;
        if (!make_group(build, &j, i, &build->groups[n], (int32_t)n))
            return false;
        n++;
    }
    build->net->groups = build->groups;
    build->net->group_count = n;
    return true;
}
