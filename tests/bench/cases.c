/* The generator of neutral cases. Its numbers come from its own generator and a fixed seed, so that every run and every
 * machine measures the same 10,000 cases. */
#include "bench.h"

#include <stdlib.h>

const char *const bench_roles[] = {"head", "deputy", "secretary", "director", "member", "clerk"};
const char *const bench_levels[] = {"city", "county", "township", "zone"};
const char *const bench_kinds[] = {"warning", "demerit", "admonition", "demotion", "removal", "expulsion"};
const char *const bench_statuses[] = {"in_post", "transferred", "promoted", "retired"};

enum { FACTS_MOST = INCIDENT_FACTS + PEOPLE_MOST * (PERSON_FACTS + 2 + SANCTIONS_MOST) };

/* splitmix64 */
uint32_t bench_random(uint64_t *state, uint32_t below)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    z ^= z >> 31;
    return (uint32_t)((z >> 32) * below >> 32);
}

static void put(bench_fact **at, bench_entity entity, int attribute, uint32_t index, uint32_t value)
{
    *(*at)++ = (bench_fact){(uint8_t)entity, (uint8_t)attribute, (uint16_t)index, (int32_t)value};
}

/* Yes/no facts: half of them unstated, three in ten true, two in ten false. */
static void put_booleans(bench_fact **at, bench_entity entity, int count, uint64_t *random)
{
    for (int i = 0; i < count; i++) {
        uint32_t draw = bench_random(random, 10);
        if (draw >= 5)
            put(at, entity, i, 0, draw < 8);
    }
}

static void make_person(bench_fact **at, bench_person *person, uint64_t *random)
{
    *person = (bench_person){.facts = *at, .sanctions = bench_random(random, SANCTIONS_MOST + 1)};
    put_booleans(at, ABOUT_PERSON, STATUS, random);
    if (bench_random(random, 5))
        put(at, ABOUT_PERSON, STATUS, 0, bench_random(random, STATUSES));
    put(at, ABOUT_POST, 0, 0, bench_random(random, ROLES));
    if (bench_random(random, 5))
        put(at, ABOUT_POST, 1, 0, bench_random(random, LEVELS));
    for (uint32_t i = 0; i < person->sanctions; i++)
        if (bench_random(random, 20))
            put(at, ABOUT_SANCTION, 0, i, bench_random(random, BANS));
    person->count = (uint32_t)(*at - person->facts);
}

static void make_case(bench_fact **at, bench_case *subject, uint64_t *random)
{
    *subject = (bench_case){.facts = *at, .people = 1 + bench_random(random, PEOPLE_MOST)};
    put_booleans(at, ABOUT_INCIDENT, DEATHS, random);
    if (bench_random(random, 5))
        put(at, ABOUT_INCIDENT, DEATHS, 0, bench_random(random, 10) ? bench_random(random, 12) : 40);
    subject->count = (uint32_t)(*at - subject->facts);
    for (uint32_t i = 0; i < subject->people; i++)
        make_person(at, &subject->person[i], random);
}

bench_case *bench_cases_new(uint32_t count)
{
    size_t facts = (size_t)count * FACTS_MOST;
    char *block = malloc(count * sizeof(bench_case) + facts * sizeof(bench_fact));
    if (!block)
        return NULL;
    bench_case *cases = (bench_case *)(void *)block;
    bench_fact *at = (bench_fact *)(void *)(block + count * sizeof(bench_case));
    uint64_t random = 20190712;
    for (uint32_t i = 0; i < count; i++)
        make_case(&at, &cases[i], &random);
    return cases;
}

void bench_cases_free(bench_case *cases)
{
    free(cases);
}
