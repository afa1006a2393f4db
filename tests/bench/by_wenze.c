/* The rules as wenze runs them: facts stated into a working memory, one person after the other, and every finding read
 * back with its record. */
#include "bench.h"

#include "chain/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct bench_wenze {
    wz_memory *memory;
    wz_arena *arena;                                                       /* the enumerations' values */
    int incident[INCIDENT_FACTS], person[PERSON_FACTS], post[2], sanction; /* indexes in the vocabulary */
    feel_value roles[ROLES], levels[LEVELS], kinds[BANS], statuses[STATUSES];
};

static int find(const wz_network *network, wz_entity_kind kind, const char *id)
{
    const wz_entity *entity = &network->law->vocabulary->entities[kind];
    for (size_t i = 0; i < entity->count; i++) {
        if (strcmp(entity->attributes[i].id, id) == 0)
            return (int)i;
    }
    return -1;
}

static bool find_attributes(bench_wenze *wenze, const wz_network *network)
{
    char id[8] = "";
    bool found = true;
    for (int i = 0; i < INCIDENT_FACTS; i++) {
        snprintf(id, sizeof id, i < DEATHS ? "i%d" : "deaths", i);
        found &= (wenze->incident[i] = find(network, WZ_INCIDENT, id)) >= 0;
    }
    for (int i = 0; i < PERSON_FACTS; i++) {
        snprintf(id, sizeof id, i < STATUS ? "x%d" : "status", i);
        found &= (wenze->person[i] = find(network, WZ_PERSON, id)) >= 0;
    }
    wenze->post[0] = find(network, WZ_POST, "role");
    wenze->post[1] = find(network, WZ_POST, "level");
    wenze->sanction = find(network, WZ_SANCTION, "kind");
    return found && wenze->post[0] >= 0 && wenze->post[1] >= 0 && wenze->sanction >= 0;
}

static void make_values(wz_arena *arena, feel_value *out, const char *const *texts, int count)
{
    for (int i = 0; i < count; i++)
        out[i] = feel_string_new(arena, texts[i], strlen(texts[i]));
}

bench_wenze *bench_wenze_new(const wz_network *network)
{
    bench_wenze *wenze = calloc(1, sizeof *wenze);
    if (!wenze)
        return NULL;
    wenze->memory = wz_memory_new(network);
    wenze->arena = wz_arena_new();
    if (wenze->memory && wenze->arena) {
        make_values(wenze->arena, wenze->roles, bench_roles, ROLES);
        make_values(wenze->arena, wenze->levels, bench_levels, LEVELS);
        make_values(wenze->arena, wenze->kinds, bench_kinds, BANS);
        make_values(wenze->arena, wenze->statuses, bench_statuses, STATUSES);
    }
    if (!wenze->memory || wz_arena_failed(wenze->arena) || network->rule_count != RULES ||
        !find_attributes(wenze, network)) {
        bench_wenze_free(wenze);
        return NULL;
    }
    return wenze;
}

void bench_wenze_free(bench_wenze *wenze)
{
    if (!wenze)
        return;
    wz_memory_free(wenze->memory);
    wz_arena_free(wenze->arena);
    free(wenze);
}

static void state(bench_wenze *wenze, const bench_fact *fact)
{
    wz_entity_kind kind = WZ_PERSON;
    int attribute = 0;
    feel_value value;
    switch ((bench_entity)fact->entity) {
    case ABOUT_INCIDENT:
        kind = WZ_INCIDENT;
        attribute = wenze->incident[fact->attribute];
        value = fact->attribute == DEATHS ? feel_integer(fact->value) : feel_boolean(fact->value);
        break;
    case ABOUT_PERSON:
        attribute = wenze->person[fact->attribute];
        value = fact->attribute == STATUS ? wenze->statuses[fact->value] : feel_boolean(fact->value);
        break;
    case ABOUT_POST:
        kind = WZ_POST;
        attribute = wenze->post[fact->attribute];
        value = fact->attribute ? wenze->levels[fact->value] : wenze->roles[fact->value];
        break;
    case ABOUT_SANCTION:
        kind = WZ_SANCTION;
        attribute = wenze->sanction;
        value = wenze->kinds[fact->value];
        break;
    }
    wz_memory_state(wenze->memory, kind, fact->index, attribute, WZ_STATED, value);
}

/* Everything about one person, settled. A failure leaves the findings blank, which the comparison finds. */
static void settle(bench_wenze *wenze, const bench_case *subject, const bench_person *person)
{
    wz_census census = {
        .count = {[WZ_INCIDENT] = 1, [WZ_PERSON] = 1, [WZ_POST] = 1, [WZ_SANCTION] = person->sanctions}};
    if (wz_memory_begin(wenze->memory, &census) != WZ_OK)
        return;
    for (uint32_t i = 0; i < subject->count; i++)
        state(wenze, &subject->facts[i]);
    for (uint32_t i = 0; i < person->count; i++)
        state(wenze, &person->facts[i]);
    wz_memory_run(wenze->memory);
}

static uint8_t truth_of(feel_value value)
{
    return value.tag != FEEL_BOOLEAN ? IS_UNKNOWN : value.as.integer ? IS_TRUE : IS_FALSE;
}

static uint32_t defeaters_of(const wz_memory *memory, const wz_network_rule *rule)
{
    uint32_t defeaters = 0;
    for (size_t i = 0; i < rule->must_count; i++) {
        const wz_fired *exemption = wz_memory_fired(memory, rule->must[i], 0);
        if (!feel_is_false(exemption->members[WZ_F_HOLDS]))
            defeaters |= 1u << (rule->must[i] - EXEMPTION_1);
    }
    return defeaters;
}

static size_t record(const wz_memory *memory, uint32_t person, bench_record *records)
{
    size_t n = 0;
    const wz_network *network = wz_memory_network(memory);
    const uint32_t sanctions = wz_memory_count(memory, WZ_SANCTION);
    for (uint32_t r = 0; r < network->rule_count; r++) {
        uint32_t instances = r < BAN_1 ? 1 : sanctions;
        for (uint32_t i = 0; i < instances; i++) {
            const wz_fired *fired = wz_memory_fired(memory, r, i);
            uint8_t condition = truth_of(fired->members[WZ_F_CONDITION]);
            if (condition == IS_FALSE)
                continue;
            records[n++] = (bench_record){person,
                                          (uint16_t)r,
                                          (uint16_t)i,
                                          truth_of(fired->members[WZ_F_HOLDS]),
                                          condition,
                                          0,
                                          defeaters_of(memory, &network->rules[r])};
        }
    }
    return n;
}

size_t bench_by_wenze(bench_wenze *wenze, const bench_case *subject, bench_record *records)
{
    size_t n = 0;
    for (uint32_t p = 0; p < subject->people; p++) {
        settle(wenze, subject, &subject->person[p]);
        n += record(wenze->memory, p, records + n);
    }
    return n;
}

void bench_by_wenze_truths(bench_wenze *wenze, const bench_case *subject, bench_truths out)
{
    for (uint32_t p = 0; p < subject->people; p++) {
        settle(wenze, subject, &subject->person[p]);
        for (uint32_t r = 0; r < RULES; r++)
            for (uint32_t i = 0; i < wz_memory_instances(wenze->memory, r); i++)
                out[p][r < BAN_1 ? r : BAN_1 + i * BANS + (r - BAN_1)] =
                    truth_of(wz_memory_fired(wenze->memory, r, i)->members[WZ_F_HOLDS]);
    }
}
