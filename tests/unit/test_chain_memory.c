/* Working memory: only what reads a changed fact is evaluated again; a what-if leaves no trace; a used memory equals a
 * fresh one; many entities; the order in which facts come in does not matter. */
#include "law_common.h"

#include <CUnit/CUnit.h>

/* clang-format off */
static const char vocabulary[] = VOCABULARY(
    DEFINED("role", "type=\"colour\"",
    "<define id=\"role.red\" value=\"red\"><when>some c in posts satisfies c.office = \"red\"</when></define>")
    DEFINED("many", "type=\"boolean\"", "<define id=\"many.1\"><is>count(sanctions[heavy]) > 70</is></define>"),
    "<excludes a=\"person.p\" b=\"person.q\" settles=\"both\"/><implies a=\"person.r\" b=\"person.p\"/>");
/* clang-format on */

#define PER(what, id, when) RULE("ground", id, "modality=\"must\" for-each=\"" what "\"", when)

/* clang-format off */
static const char book[] =
    BOOK("x", SCOPE_ALL("x") PLAIN("x.d", "incident.derived", "incident.deaths >= 3")
    GROUND("x.1", "person.p and person.s")
    GROUND("x.2", "person.t") GROUND("x.3", "incident.derived and person.t")
    PER("sanction", "x.4", "sanction.heavy and person.s")
    PER("sanction", "x.5", "some o in sanctions satisfies o.id != sanction.id and o.kind = sanction.kind")
    PER("post", "x.6", "post.office = \"red\"")
    RULE("exempt", "x.7", "modality=\"must\" reaches=\"x.2\" for-each=\"sanction\"", "sanction.heavy")
    RULE("exempt", "x.8", "modality=\"must\" reaches=\"x.3\" for-each=\"post\"",
    "post.office = \"green\"")
    RULE("heavier", "x.9", "modality=\"must\"", ANY_GROUND "f.holds")
    GROUND("x.10", "person.many") GROUND("x.11", "person.role = \"red\""));
/* clang-format on */

static small_law law;
static const wz_network *net;

static int start(void)
{
    static const char *const books[] = {book, NULL};
    if (!small_law_start(&law, vocabulary, books))
        return 1;
    net = law.engine->networks[0];
    return 0;
}

static int stop(void)
{
    small_law_close(&law);
    return 0;
}

static wz_memory *fresh(uint32_t posts, uint32_t sanctions)
{
    wz_census census = {.count = {1, 1, posts, sanctions, 0}, .open = {false, false, false, false, true}};
    wz_memory *memory = wz_memory_new(net);
    CU_ASSERT_PTR_NOT_NULL_FATAL(memory);
    CU_ASSERT_EQUAL(wz_memory_begin(memory, &census), WZ_OK);
    return memory;
}

static void run(wz_memory *memory)
{
    CU_ASSERT_EQUAL(wz_memory_run(memory), WZ_OK);
}

/* All cells and findings, one sign or number each: a picture of the whole state. */
static void picture(const wz_memory *m, wz_buffer *out)
{
    wz_buffer_clear(out);
    for (int kind = 0; kind < WZ_ENTITIES; kind++)
        for (uint32_t i = 0; i < wz_memory_count(m, (wz_entity_kind)kind); i++) {
            const wz_row *row = wz_memory_row(m, (wz_entity_kind)kind, i);
            for (size_t a = 0; a < net->law->vocabulary->entities[kind].count; a++) {
                feel_print(out, row->cells[a]);
                wz_buffer_printf(out, "/%d/%d ", row->cells[a].bits, (int)wz_memory_stated(row, (int)a));
            }
        }
    for (uint32_t r = 0; r < net->rule_count; r++)
        for (uint32_t i = 0; i < wz_memory_instances(m, r); i++) {
            const wz_fired *fired = wz_memory_fired(m, r, i);
            wz_buffer_printf(out, "%s:%c%c%d ", net->rules[r].rule->id, sign_of(fired->members[WZ_F_CONDITION]),
                             sign_of(fired->members[WZ_F_HOLDS]), fired->bound);
        }
    CU_ASSERT_FALSE(out->failed);
}

static void test_memory__a_change_is_evaluated_by_its_readers_only(void)
{
    wz_memory *m = fresh(1, 0);
    run(m);
    uint64_t before = wz_memory_evaluations(m);
    state_yes(m, WZ_PERSON, "t", true);
    run(m);
    /* x.2 and x.3 read it; x.9 reads x.2 and x.3 */
    CU_ASSERT_EQUAL(wz_memory_evaluations(m) - before, 3);
    before = wz_memory_evaluations(m);
    state_yes(m, WZ_PERSON, "t", true);
    run(m);
    CU_ASSERT_EQUAL(wz_memory_evaluations(m), before); /* the same again: nothing to do */
    state_yes(m, WZ_PERSON, "q", true);                /* so not p: x.1 alone, which is now false; then x.9 */
    run(m);
    CU_ASSERT_EQUAL(wz_memory_evaluations(m) - before, 2);
    CU_ASSERT_EQUAL(holds_sign(m, "x.1", 0), 'f');
    before = wz_memory_evaluations(m);
    state_yes(m, WZ_PERSON, "s", true); /* x.1 is read again, stays false: x.9 is left alone */
    run(m);
    CU_ASSERT_EQUAL(wz_memory_evaluations(m) - before, 1);
    wz_memory_free(m);
}

static void test_memory__withdrawing_a_fact_takes_its_consequences_back(void)
{
    wz_memory *m = fresh(1, 0);
    wz_buffer before = {0}, after = {0};
    run(m);
    picture(m, &before);
    state_yes(m, WZ_PERSON, "r", true);
    state_yes(m, WZ_PERSON, "s", true);
    run(m);
    CU_ASSERT_EQUAL(holds_sign(m, "x.1", 0), 't');
    CU_ASSERT_EQUAL(holds_sign(m, "x.9", 0), 't');
    state_yes(m, WZ_PERSON, "s", false);
    run(m);
    CU_ASSERT_EQUAL(holds_sign(m, "x.1", 0), 'f');
    withdraw(m, WZ_PERSON, "r");
    withdraw(m, WZ_PERSON, "s");
    run(m);
    picture(m, &after);
    CU_ASSERT_STRING_EQUAL(before.data, after.data);
    wz_buffer_free(&before);
    wz_buffer_free(&after);
    wz_memory_free(m);
}

static void test_memory__a_what_if_leaves_no_trace(void)
{
    wz_memory *m = fresh(2, 3);
    wz_buffer before = {0}, after = {0};
    state_yes(m, WZ_PERSON, "t", true);
    state_value(m, WZ_INCIDENT, 0, "deaths", feel_integer(2));
    run(m);
    picture(m, &before);
    size_t outer = wz_memory_mark(m);
    state_value(m, WZ_INCIDENT, 0, "deaths", feel_integer(7));
    run(m);
    CU_ASSERT_EQUAL(condition_sign(m, "x.3", 0), 't');
    size_t inner = wz_memory_mark(m);
    for (uint32_t i = 0; i < 3; i++)
        state_value(m, WZ_SANCTION, i, "heavy", feel_boolean(true));
    run(m);
    CU_ASSERT_EQUAL(holds_sign(m, "x.2", 0), 'f');
    wz_memory_undo(m, inner);
    CU_ASSERT_EQUAL(condition_sign(m, "x.3", 0), 't');
    CU_ASSERT_EQUAL(holds_sign(m, "x.2", 0), '?');
    wz_memory_undo(m, outer);
    picture(m, &after);
    CU_ASSERT_STRING_EQUAL(before.data, after.data);
    run(m); /* and nothing was left to be done */
    picture(m, &after);
    CU_ASSERT_STRING_EQUAL(before.data, after.data);
    wz_buffer_free(&before);
    wz_buffer_free(&after);
    wz_memory_free(m);
}

static void state_some(wz_memory *m, wz_arena *arena)
{
    state_yes(m, WZ_PERSON, "s", true);
    state_yes(m, WZ_PERSON, "t", true);
    for (uint32_t i = 0; i < wz_memory_count(m, WZ_SANCTION); i++)
        state_value(m, WZ_SANCTION, i, "heavy", feel_boolean(i % 2));
    for (uint32_t i = 0; i < wz_memory_count(m, WZ_POST); i++)
        state_value(m, WZ_POST, i, "office", feel_string_new(arena, i ? "red" : "blue", i ? 3 : 4));
}

static void test_memory__a_used_memory_equals_a_fresh_one(void)
{
    static const uint32_t sizes[][2] = {{1, 0}, {3, 5}, {0, 0}, {2, 90}, {1, 1}, {0, 2}, {4, 0}};
    wz_memory *used = fresh(1, 0);
    wz_arena *arena = wz_arena_new();
    wz_buffer a = {0}, b = {0};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        wz_census census = {.count = {1, 1, sizes[i][0], sizes[i][1], 0}, .open = {false, false, false, i % 2, true}};
        wz_memory *other = wz_memory_new(net);
        CU_ASSERT_PTR_NOT_NULL_FATAL(other);
        CU_ASSERT_EQUAL(wz_memory_begin(used, &census), WZ_OK);
        CU_ASSERT_EQUAL(wz_memory_begin(other, &census), WZ_OK);
        run(used);
        run(other);
        picture(used, &a);
        picture(other, &b);
        CU_ASSERT_STRING_EQUAL(a.data, b.data);
        state_some(used, arena);
        state_some(other, arena);
        if (sizes[i][0])
            wz_memory_bind_post(used, 0, WZ_FALSE), wz_memory_bind_post(other, 0, WZ_FALSE);
        run(used);
        run(other);
        picture(used, &a);
        picture(other, &b);
        CU_ASSERT_STRING_EQUAL(a.data, b.data);
        wz_memory_free(other);
    }
    wz_buffer_free(&a);
    wz_buffer_free(&b);
    wz_memory_free(used);
    wz_arena_free(arena);
}

/* What a run gives must not depend on what was evaluated before: everything marked again changes nothing. */
static void test_memory__marking_by_readers_misses_nothing(void)
{
    wz_arena *arena = wz_arena_new();
    wz_buffer a = {0}, b = {0};
    wz_memory *slow = fresh(2, 2), *quick = fresh(2, 2);
    run(quick); /* quick is run after each fact, slow once at the end */
    state_yes(quick, WZ_PERSON, "s", true);
    run(quick);
    state_some(quick, arena);
    run(quick);
    wz_memory_bind_post(quick, 1, WZ_FALSE);
    run(quick);
    state_value(quick, WZ_INCIDENT, 0, "deaths", feel_integer(4));
    run(quick);
    wz_memory_bind_post(slow, 1, WZ_FALSE);
    state_value(slow, WZ_INCIDENT, 0, "deaths", feel_integer(4));
    state_some(slow, arena);
    run(slow);
    picture(slow, &a);
    picture(quick, &b);
    CU_ASSERT_STRING_EQUAL(a.data, b.data);
    wz_buffer_free(&a);
    wz_buffer_free(&b);
    wz_memory_free(slow);
    wz_memory_free(quick);
    wz_arena_free(arena);
}

static void test_memory__without_sanctions_no_exemption_of_one_defeats(void)
{
    wz_memory *m = fresh(1, 0);
    state_yes(m, WZ_PERSON, "t", true);
    run(m);
    CU_ASSERT_EQUAL(holds_sign(m, "x.2", 0), 't');
    wz_memory_free(m);
}

static void test_memory__a_post_not_held_binds_nothing(void)
{
    wz_arena *arena = wz_arena_new();
    wz_memory *m = fresh(1, 0);
    state_yes(m, WZ_PERSON, "t", true);
    state_value(m, WZ_INCIDENT, 0, "deaths", feel_integer(3));
    state_value(m, WZ_POST, 0, "office", feel_string_new(arena, "green", 5));
    run(m);
    CU_ASSERT_EQUAL(holds_sign(m, "x.3", 0), 'f'); /* defeated through the post */
    CU_ASSERT_EQUAL(condition_sign(m, "x.3", 0), 't');
    wz_memory_bind_post(m, 0, WZ_FALSE);
    run(m);
    CU_ASSERT_EQUAL(holds_sign(m, "x.3", 0), 't');
    wz_memory_bind_post(m, 0, WZ_UNKNOWN);
    run(m);
    CU_ASSERT_EQUAL(holds_sign(m, "x.3", 0), '?');
    state_value(m, WZ_POST, 0, "office", feel_string_new(arena, "red", 3));
    run(m);
    CU_ASSERT_EQUAL(holds_sign(m, "x.3", 0), 't');
    CU_ASSERT_EQUAL(holds_sign(m, "x.6", 0), '?'); /* true of the post, if it was held */
    wz_memory_free(m);
    wz_arena_free(arena);
}

static void test_memory__force_closes_and_opens_a_rule(void)
{
    wz_memory *m = fresh(1, 0);
    state_yes(m, WZ_PERSON, "t", true);
    wz_memory_set_force(m, rule_of_id(net, "x.2"), WZ_FALSE);
    run(m);
    CU_ASSERT_EQUAL(holds_sign(m, "x.2", 0), 'f');
    wz_memory_set_force(m, rule_of_id(net, "x.2"), WZ_UNKNOWN);
    run(m);
    CU_ASSERT_EQUAL(holds_sign(m, "x.2", 0), '?');
    wz_memory_set_force(m, rule_of_id(net, "x.2"), WZ_TRUE);
    run(m);
    CU_ASSERT_EQUAL(holds_sign(m, "x.2", 0), 't');
    wz_memory_free(m);
}

static void test_memory__more_than_sixty_four_entities(void)
{
    enum { COUNT = 200 };
    wz_memory *m = fresh(1, COUNT);
    wz_arena *arena = wz_arena_new();
    state_yes(m, WZ_PERSON, "s", true);
    for (uint32_t i = 0; i < COUNT; i++) {
        char id[16];
        snprintf(id, sizeof id, "s%u", i);
        wz_memory_set_id(m, WZ_SANCTION, i, wz_arena_strdup(arena, id));
        state_value(m, WZ_SANCTION, i, "heavy", feel_boolean(i % 3 == 0));
        state_value(m, WZ_SANCTION, i, "kind", feel_string_new(arena, i == 199 ? "last" : "mild", 4));
    }
    run(m);
    CU_ASSERT_EQUAL(holds_sign(m, "x.10", 0), 'f'); /* 67 of them are heavy */
    for (uint32_t i = 0; i < COUNT; i++) {
        CU_ASSERT_EQUAL(holds_sign(m, "x.4", i), i % 3 == 0 ? 't' : 'f');
        CU_ASSERT_EQUAL(holds_sign(m, "x.5", i), i == 199 ? 'f' : 't');
    }
    for (uint32_t i = 60; i < 72; i++) /* around the last bit of the mask */
        state_value(m, WZ_SANCTION, i, "heavy", feel_boolean(true));
    run(m);
    CU_ASSERT_EQUAL(holds_sign(m, "x.10", 0), 't');
    for (uint32_t i = 60; i < 72; i++)
        CU_ASSERT_EQUAL(holds_sign(m, "x.4", i), 't');
    CU_ASSERT_EQUAL(holds_sign(m, "x.4", 73), 'f');
    state_yes(m, WZ_PERSON, "s", false);
    run(m);
    for (uint32_t i = 0; i < COUNT; i++)
        CU_ASSERT_EQUAL(holds_sign(m, "x.4", i), 'f');
    wz_arena_free(arena);
    wz_memory_free(m);
}

/* The same facts in many orders. */
static void test_memory__the_order_of_facts_does_not_matter(void)
{
    static const struct {
        wz_entity_kind kind;
        uint32_t index;
        const char *id;
        bool value;
    } facts[] = {
        {WZ_PERSON, 0, "r", true},    {WZ_PERSON, 0, "s", true},         {WZ_PERSON, 0, "t", true},
        {WZ_INCIDENT, 0, "a", false}, {WZ_SANCTION, 0, "heavy", false},  {WZ_SANCTION, 1, "heavy", true},
        {WZ_PERSON, 0, "q", false},   {WZ_INCIDENT, 0, "derived", true},
    };
    enum { COUNT = sizeof facts / sizeof *facts };
    wz_buffer first = {0}, other = {0};
    uint32_t seed = 20260101;
    for (int round = 0; round < 200; round++) {
        size_t order[COUNT];
        for (size_t i = 0; i < COUNT; i++) {
            seed = seed * 1664525 + 1013904223;
            size_t k = (seed >> 8) % (i + 1);
            order[i] = order[k];
            order[k] = i;
        }
        wz_memory *m = fresh(1, 2);
        for (size_t i = 0; i < COUNT; i++) {
            state_value(m, facts[order[i]].kind, facts[order[i]].index, facts[order[i]].id,
                        feel_boolean(facts[order[i]].value));
            if (seed >> (16 + i) & 1)
                run(m);
        }
        run(m);
        picture(m, round ? &other : &first);
        if (round)
            CU_ASSERT_STRING_EQUAL(first.data, other.data);
        wz_memory_free(m);
    }
    wz_buffer_free(&first);
    wz_buffer_free(&other);
}

CU_pSuite test_chain_memory_suite(void)
{
    CU_pSuite suite = CU_add_suite("chain: working memory", start, stop);
    if (!suite)
        return NULL;
#define ADD(test) CU_add_test(suite, #test, test)
    ADD(test_memory__a_change_is_evaluated_by_its_readers_only);
    ADD(test_memory__withdrawing_a_fact_takes_its_consequences_back);
    ADD(test_memory__a_what_if_leaves_no_trace);
    ADD(test_memory__a_used_memory_equals_a_fresh_one);
    ADD(test_memory__marking_by_readers_misses_nothing);
    ADD(test_memory__without_sanctions_no_exemption_of_one_defeats);
    ADD(test_memory__a_post_not_held_binds_nothing);
    ADD(test_memory__force_closes_and_opens_a_rule);
    ADD(test_memory__more_than_sixty_four_entities);
    ADD(test_memory__the_order_of_facts_does_not_matter);
#undef ADD
    return suite;
}
