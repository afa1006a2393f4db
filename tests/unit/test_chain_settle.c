/* Settling: one value for each attribute from what is stated, derived and examined, or a contradiction.
 * Each test is a sentence of docs/semantics.md, section 2. */
#include "law_common.h"

#include <CUnit/CUnit.h>

/* clang-format off */
static const char vocabulary[] = VOCABULARY(
    DEFINED("role", "type=\"colour\"",
    "<define id=\"role.red\" value=\"red\"><when>person.p</when></define>"
    "<define id=\"role.not_red\" excludes=\"red\"><when>person.q</when></define>"
    "<define id=\"role.green\" value=\"green\"><when>person.r</when></define>")
    DEFINED("total", "type=\"integer\"", "<define id=\"total.is\"><is>incident.deaths + 1</is></define>")
    DEFINED("either", "type=\"boolean\" derived=\"true\"",
    "<define id=\"either.1\"><when>person.p or person.q</when></define>")
    ATTRIBUTE("k", "type=\"boolean\"") ATTRIBUTE("l", "type=\"boolean\"") ATTRIBUTE("m", "type=\"boolean\"")
    ATTRIBUTE("n", "type=\"boolean\"") ATTRIBUTE("loose", "type=\"boolean\""),
    "<excludes a=\"person.k\" b=\"person.l\" settles=\"both\"/>"
    "<implies a=\"person.m\" b=\"person.k\"/>"
    "<implies a=\"person.n\" b=\"incident.b\"/>"
    "<excludes a=\"person.s\" b=\"person.t\" settles=\"none\"/>");
/* clang-format on */

/* clang-format off */
static const char book[] = BOOK("x", SCOPE_ALL("x") PLAIN("x.d1", "incident.derived", "incident.deaths >= 3")
    PLAIN("x.d2", "incident.derived", "incident.a")
    GROUND("x.k", "person.k") GROUND("x.total", "person.total > 3")
    GROUND("x.red", "person.role = \"red\"") GROUND("x.derived", "incident.derived")
    GROUND("x.plain", "person.loose"));
/* clang-format on */

static small_law law;
static wz_memory *memory;

static int start(void)
{
    static const char *const books[] = {book, NULL};
    if (!small_law_start(&law, vocabulary, books))
        return 1;
    memory = wz_memory_new(law.engine->networks[0]);
    return memory ? 0 : 1;
}

static int stop(void)
{
    wz_memory_free(memory);
    small_law_close(&law);
    return 0;
}

static void begin(void)
{
    static const wz_census one = {.count = {1, 1, 1, 0, 0}};
    CU_ASSERT_EQUAL(wz_memory_begin(memory, &one), WZ_OK);
}

static void run(void)
{
    CU_ASSERT_EQUAL(wz_memory_run(memory), WZ_OK);
}

static char person_sign(const char *attribute)
{
    return sign_of(cell_of(memory, WZ_PERSON, 0, attribute));
}

static bool contradicted(wz_entity_kind kind, const char *attribute)
{
    return wz_memory_contradicted(memory, wz_memory_row(memory, kind, 0),
                                  attribute_of_id(law.engine->networks[0], kind, attribute));
}

static void examine(const char *attribute)
{
    wz_memory_state(memory, WZ_PERSON, 0, attribute_of_id(law.engine->networks[0], WZ_PERSON, attribute),
                    WZ_EXAMINED_FALSE, feel_boolean(false));
}

static void test_settle__an_established_side_settles_the_other(void)
{
    begin();
    state_yes(memory, WZ_PERSON, "k", true);
    run();
    CU_ASSERT_EQUAL(person_sign("l"), 'f');
    CU_ASSERT_EQUAL(person_sign("m"), '?');
    begin();
    state_yes(memory, WZ_PERSON, "k", false);
    run();
    CU_ASSERT_EQUAL(person_sign("l"), '?'); /* both may be false */
    CU_ASSERT_EQUAL(person_sign("m"), 'f'); /* m implies k */
}

static void test_settle__an_implication_works_forwards_and_backwards(void)
{
    begin();
    state_yes(memory, WZ_PERSON, "m", true);
    run();
    CU_ASSERT_EQUAL(person_sign("k"), 't');
    CU_ASSERT_EQUAL(person_sign("l"), 'f'); /* to a fixed point: m, so k, so not l */
    CU_ASSERT_EQUAL(holds_sign(memory, "x.k", 0), 't');
    begin();
    state_yes(memory, WZ_PERSON, "l", true);
    run();
    CU_ASSERT_EQUAL(person_sign("k"), 'f');
    CU_ASSERT_EQUAL(person_sign("m"), 'f');
    begin();
    state_yes(memory, WZ_INCIDENT, "b", false);
    run();
    CU_ASSERT_EQUAL(person_sign("n"), 'f'); /* between person and incident, too */
}

static void test_settle__both_sides_of_an_exclusion_are_a_contradiction(void)
{
    begin();
    state_yes(memory, WZ_PERSON, "k", true);
    state_yes(memory, WZ_PERSON, "l", true);
    run();
    CU_ASSERT_EQUAL(person_sign("k"), '!');
    CU_ASSERT_EQUAL(person_sign("l"), '!');
    CU_ASSERT_TRUE(contradicted(WZ_PERSON, "k"));
    CU_ASSERT_TRUE(contradicted(WZ_PERSON, "l"));
    CU_ASSERT_FALSE(contradicted(WZ_PERSON, "m"));
    CU_ASSERT_EQUAL(holds_sign(memory, "x.k", 0), '!');
    CU_ASSERT_EQUAL(holds_sign(memory, "x.plain", 0), '?'); /* nothing else is quarantined */
}

static void test_settle__a_true_with_b_false_is_a_contradiction(void)
{
    begin();
    state_yes(memory, WZ_PERSON, "n", true);
    state_yes(memory, WZ_INCIDENT, "b", false);
    run();
    CU_ASSERT_TRUE(contradicted(WZ_PERSON, "n"));
    CU_ASSERT_TRUE(contradicted(WZ_INCIDENT, "b"));
    CU_ASSERT_EQUAL(person_sign("n"), '!');
    CU_ASSERT_EQUAL(sign_of(cell_of(memory, WZ_INCIDENT, 0, "b")), '!');
}

static void test_settle__every_stated_fact_in_both_derivations_is_contradicted(void)
{
    begin();
    state_yes(memory, WZ_PERSON, "m", true); /* m, so k */
    state_yes(memory, WZ_PERSON, "l", true); /* l, so not k */
    run();
    CU_ASSERT_TRUE(contradicted(WZ_PERSON, "m"));
    CU_ASSERT_TRUE(contradicted(WZ_PERSON, "l"));
    CU_ASSERT_TRUE(contradicted(WZ_PERSON, "k"));
    CU_ASSERT_EQUAL(person_sign("k"), '!');
}

static void test_settle__an_exclusion_may_settle_nothing(void)
{
    begin();
    state_yes(memory, WZ_PERSON, "s", true);
    run();
    CU_ASSERT_EQUAL(person_sign("t"), '?');
    state_yes(memory, WZ_PERSON, "t", true);
    run();
    CU_ASSERT_EQUAL(person_sign("s"), '!');
    CU_ASSERT_EQUAL(person_sign("t"), '!');
    state_yes(memory, WZ_PERSON, "t", false);
    run();
    CU_ASSERT_EQUAL(person_sign("s"), 't');
}

static void test_settle__examined_is_false_unless_something_derives_it(void)
{
    begin();
    examine("k");
    run();
    CU_ASSERT_EQUAL(person_sign("k"), 'f');
    CU_ASSERT_EQUAL(person_sign("m"), 'f');
    state_yes(memory, WZ_PERSON, "m", true);
    run();
    CU_ASSERT_EQUAL(person_sign("k"), 't');
    CU_ASSERT_FALSE(contradicted(WZ_PERSON, "k"));
    withdraw(memory, WZ_PERSON, "m");
    run();
    CU_ASSERT_EQUAL(person_sign("k"), 'f');
    begin();
    examine("loose");
    run();
    CU_ASSERT_EQUAL(person_sign("loose"), 'f');
}

static void test_settle__examined_stays_false_where_a_withdrawn_fact_said_so_too(void)
{
    begin();
    examine("m"); /* the contradicted side "not k" would have made m false, too */
    state_yes(memory, WZ_PERSON, "k", true);
    state_yes(memory, WZ_PERSON, "l", true);
    run();
    CU_ASSERT_TRUE(contradicted(WZ_PERSON, "k"));
    CU_ASSERT_EQUAL(person_sign("m"), 'f');
}

static void test_settle__derived_is_true_unknown_or_false_as_its_rules_are(void)
{
    begin();
    run();
    CU_ASSERT_EQUAL(holds_sign(memory, "x.derived", 0), '?');
    state_value(memory, WZ_INCIDENT, 0, "deaths", feel_integer(2));
    run();
    CU_ASSERT_EQUAL(holds_sign(memory, "x.derived", 0), '?');
    state_yes(memory, WZ_INCIDENT, "a", false);
    run();
    CU_ASSERT_EQUAL(holds_sign(memory, "x.derived", 0), 'f');
    state_value(memory, WZ_INCIDENT, 0, "deaths", feel_integer(3));
    run();
    CU_ASSERT_EQUAL(holds_sign(memory, "x.derived", 0), 't');
    state_yes(memory, WZ_INCIDENT, "derived", false);
    run();
    CU_ASSERT_EQUAL(holds_sign(memory, "x.derived", 0), '!');
    CU_ASSERT_TRUE(contradicted(WZ_INCIDENT, "derived"));
}

static void test_settle__derived_by_definitions_alone(void)
{
    begin();
    state_yes(memory, WZ_PERSON, "p", false);
    run();
    CU_ASSERT_EQUAL(person_sign("either"), '?');
    state_yes(memory, WZ_PERSON, "q", false);
    run();
    CU_ASSERT_EQUAL(person_sign("either"), 'f');
    state_yes(memory, WZ_PERSON, "q", true);
    run();
    CU_ASSERT_EQUAL(person_sign("either"), 't');
}

static bool role_is(const char *value)
{
    feel_value found = cell_of(memory, WZ_PERSON, 0, "role");
    return found.tag == FEEL_STRING && strcmp(feel_str(found)->text, value) == 0;
}

static void test_settle__a_value_is_concluded_excluded_or_stated(void)
{
    wz_arena *arena = wz_arena_new();
    begin();
    state_yes(memory, WZ_PERSON, "p", true);
    run();
    CU_ASSERT_TRUE(role_is("red"));
    CU_ASSERT_EQUAL(holds_sign(memory, "x.red", 0), 't');
    state_yes(memory, WZ_PERSON, "q", true); /* concluded and excluded at once */
    run();
    CU_ASSERT_EQUAL(person_sign("role"), '!');
    CU_ASSERT_TRUE(contradicted(WZ_PERSON, "role"));
    withdraw(memory, WZ_PERSON, "p");
    run();
    CU_ASSERT_EQUAL(person_sign("role"), '?'); /* an exclusion alone says nothing */
    state_value(memory, WZ_PERSON, 0, "role", feel_string_new(arena, "green", 5));
    run();
    CU_ASSERT_TRUE(role_is("green"));
    state_value(memory, WZ_PERSON, 0, "role", feel_string_new(arena, "red", 3));
    run();
    CU_ASSERT_TRUE(contradicted(WZ_PERSON, "role"));
    begin();
    state_yes(memory, WZ_PERSON, "p", true);
    state_yes(memory, WZ_PERSON, "r", true); /* two values */
    run();
    CU_ASSERT_TRUE(contradicted(WZ_PERSON, "role"));
    CU_ASSERT_EQUAL(holds_sign(memory, "x.red", 0), '!');
    begin();
    wz_arena_free(arena);
}

static void test_settle__bounds_pass_through_a_definition(void)
{
    wz_arena *arena = wz_arena_new();
    begin();
    state_value(memory, WZ_INCIDENT, 0, "deaths", feel_bounded(arena, FEEL_NUMBER, feel_integer(3), feel_null()));
    run();
    CU_ASSERT_EQUAL(holds_sign(memory, "x.total", 0), 't');
    state_value(memory, WZ_INCIDENT, 0, "deaths", feel_bounded(arena, FEEL_NUMBER, feel_integer(2), feel_integer(9)));
    run();
    CU_ASSERT_EQUAL(holds_sign(memory, "x.total", 0), '?');
    begin();
    wz_arena_free(arena);
}

static void test_settle__what_rests_on_a_contradiction_carries_the_mark(void)
{
    const wz_network *net = law.engine->networks[0];
    begin();
    wz_memory_state(memory, WZ_INCIDENT, 0, attribute_of_id(net, WZ_INCIDENT, "deaths"), WZ_CONFLICT, feel_null());
    run();
    CU_ASSERT_EQUAL(holds_sign(memory, "x.total", 0), '!');   /* through a definition */
    CU_ASSERT_EQUAL(holds_sign(memory, "x.derived", 0), '!'); /* through a rule */
    CU_ASSERT_FALSE(contradicted(WZ_PERSON, "total"));
    CU_ASSERT_TRUE(contradicted(WZ_INCIDENT, "deaths"));
    state_yes(memory, WZ_INCIDENT, "a", true);
    run();
    CU_ASSERT_EQUAL(holds_sign(memory, "x.derived", 0), 't'); /* no longer rests on it */
}

static void test_settle__another_attribute_stands_in_until_one_is_stated(void)
{
    static const wz_census one = {.count = {1, 1, 0, 2, 0}};
    CU_ASSERT_EQUAL(wz_memory_begin(memory, &one), WZ_OK);
    state_value(memory, WZ_SANCTION, 0, "decided", feel_date(100));
    state_value(memory, WZ_SANCTION, 1, "decided", feel_date(100));
    state_value(memory, WZ_SANCTION, 1, "effective", feel_date(107));
    run();
    CU_ASSERT_EQUAL(cell_of(memory, WZ_SANCTION, 0, "effective").as.integer, 100);
    CU_ASSERT_EQUAL(cell_of(memory, WZ_SANCTION, 1, "effective").as.integer, 107);
}

static void test_settle__origins_tell_where_a_value_comes_from(void)
{
    wz_origin origins[8];
    const wz_network *net = law.engine->networks[0];
    const wz_row *person;
    begin();
    person = wz_memory_row(memory, WZ_PERSON, 0);
    state_yes(memory, WZ_PERSON, "m", true);
    examine("loose");
    run();
    CU_ASSERT_EQUAL(wz_memory_origins(memory, person, attribute_of_id(net, WZ_PERSON, "k"), origins, 8), 1);
    CU_ASSERT_EQUAL(origins[0].source, WZ_FROM_IMPLICATION);
    CU_ASSERT_EQUAL(origins[0].attribute, attribute_of_id(net, WZ_PERSON, "m"));
    CU_ASSERT_EQUAL(wz_memory_origins(memory, person, attribute_of_id(net, WZ_PERSON, "l"), origins, 8), 1);
    CU_ASSERT_EQUAL(origins[0].source, WZ_FROM_EXCLUSION);
    CU_ASSERT_EQUAL(wz_memory_origins(memory, person, attribute_of_id(net, WZ_PERSON, "loose"), origins, 8), 1);
    CU_ASSERT_EQUAL(origins[0].source, WZ_FROM_EXAMINED);
    CU_ASSERT_EQUAL(wz_memory_origins(memory, person, attribute_of_id(net, WZ_PERSON, "m"), origins, 8), 1);
    CU_ASSERT_EQUAL(origins[0].source, WZ_FROM_STATED);
}

CU_pSuite test_chain_settle_suite(void)
{
    CU_pSuite suite = CU_add_suite("chain: settling", start, stop);
    if (!suite)
        return NULL;
#define ADD(test) CU_add_test(suite, #test, test)
    ADD(test_settle__an_established_side_settles_the_other);
    ADD(test_settle__an_implication_works_forwards_and_backwards);
    ADD(test_settle__both_sides_of_an_exclusion_are_a_contradiction);
    ADD(test_settle__a_true_with_b_false_is_a_contradiction);
    ADD(test_settle__every_stated_fact_in_both_derivations_is_contradicted);
    ADD(test_settle__an_exclusion_may_settle_nothing);
    ADD(test_settle__examined_is_false_unless_something_derives_it);
    ADD(test_settle__examined_stays_false_where_a_withdrawn_fact_said_so_too);
    ADD(test_settle__derived_is_true_unknown_or_false_as_its_rules_are);
    ADD(test_settle__derived_by_definitions_alone);
    ADD(test_settle__a_value_is_concluded_excluded_or_stated);
    ADD(test_settle__bounds_pass_through_a_definition);
    ADD(test_settle__what_rests_on_a_contradiction_carries_the_mark);
    ADD(test_settle__another_attribute_stands_in_until_one_is_stated);
    ADD(test_settle__origins_tell_where_a_value_comes_from);
#undef ADD
    return suite;
}
