/* Names and look-ups of cases. */
#include "model/case.h"

#include "base/map.h"

#include <string.h>

const char *wz_standing_name(wz_standing standing)
{
    static const char *const names[] = {"established", "refuted", "alleged", "disputed"};
    return names[standing];
}

void wz_case_free(wz_case *c)
{
    if (c)
        wz_arena_free(c->arena);
}

/* The entities of one kind in one place of a case. */
typedef struct {
    const wz_case_entity *items;
    size_t count;
} entity_list;

/* What the case calls by ids. Facts are found with their kind: one map for each. */
struct wz_case_index {
    wz_map evidence;
    wz_map facts[WZ_ENTITIES];
};

enum { LISTS_OF_A_PERSON = 4, FEW = 256 };

static void lists_of(const wz_case_person *p, entity_list lists[LISTS_OF_A_PERSON])
{
    lists[0] = (entity_list){&p->self, 1};
    lists[1] = (entity_list){p->posts, p->post_count};
    lists[2] = (entity_list){p->sanctions, p->sanction_count};
    lists[3] = (entity_list){p->duty_records, p->duty_record_count};
}

static size_t count_facts(entity_list list)
{
    size_t count = 0;
    for (size_t i = 0; i < list.count; i++)
        count += list.items[i].fact_count;
    return count;
}

static void index_facts(wz_case_index *index, entity_list list)
{
    for (size_t i = 0; i < list.count; i++)
        for (size_t k = 0; k < list.items[i].fact_count; k++)
            if (list.items[i].facts[k].id)
                wz_map_add_pointer(&index->facts[list.items[i].kind], list.items[i].facts[k].id,
                                   &list.items[i].facts[k]);
}

static bool is_large(const wz_case *c)
{
    entity_list lists[LISTS_OF_A_PERSON];
    size_t count = c->evidence_count + count_facts((entity_list){c->incidents, c->incident_count});
    for (size_t p = 0; p < c->person_count && count <= FEW; p++) {
        lists_of(&c->persons[p], lists);
        for (int i = 0; i < LISTS_OF_A_PERSON; i++)
            count += count_facts(lists[i]);
    }
    return count > FEW;
}

bool wz_case_make_index(wz_case *c)
{
    if (!is_large(c))
        return true;
    wz_case_index *index = wz_arena_alloc(c->arena, sizeof *index);
    if (!index)
        return false;
    wz_map_init(&index->evidence, c->arena);
    for (int kind = 0; kind < WZ_ENTITIES; kind++)
        wz_map_init(&index->facts[kind], c->arena);
    for (size_t i = 0; i < c->evidence_count; i++)
        wz_map_add_pointer(&index->evidence, c->evidence[i].id, &c->evidence[i]);
    index_facts(index, (entity_list){c->incidents, c->incident_count});
    for (size_t p = 0; p < c->person_count; p++) {
        entity_list lists[LISTS_OF_A_PERSON];
        lists_of(&c->persons[p], lists);
        for (int i = 0; i < LISTS_OF_A_PERSON; i++)
            index_facts(index, lists[i]);
    }
    c->index = index;
    return !wz_arena_failed(c->arena);
}

const wz_evidence *wz_evidence_find(const wz_case *c, const char *id)
{
    if (c->index)
        return wz_map_pointer(&c->index->evidence, id);
    for (size_t i = 0; i < c->evidence_count; i++) {
        if (strcmp(c->evidence[i].id, id) == 0)
            return &c->evidence[i];
    }
    return NULL;
}

static const wz_fact *fact_in(entity_list list, const char *id, wz_entity_kind *kind)
{
    for (size_t i = 0; i < list.count; i++) {
        for (size_t k = 0; k < list.items[i].fact_count; k++) {
            const wz_fact *fact = &list.items[i].facts[k];
            if (fact->id && strcmp(fact->id, id) == 0) {
                *kind = list.items[i].kind;
                return fact;
            }
        }
    }
    return NULL;
}

const wz_fact *wz_fact_find(const wz_case *c, const char *id, wz_entity_kind *kind)
{
    const wz_fact *found = NULL;
    for (int k = 0; c->index && k < WZ_ENTITIES && !found; k++) {
        found = wz_map_pointer(&c->index->facts[k], id);
        *kind = (wz_entity_kind)k;
    }
    if (c->index)
        return found;
    found = fact_in((entity_list){c->incidents, c->incident_count}, id, kind);
    for (size_t p = 0; p < c->person_count && !found; p++) {
        entity_list lists[LISTS_OF_A_PERSON];
        lists_of(&c->persons[p], lists);
        for (int i = 0; i < LISTS_OF_A_PERSON && !found; i++)
            found = fact_in(lists[i], id, kind);
    }
    return found;
}
