/* Building a network: order of nodes, cycles, unordered conflicts, bindings and limits. */
#include "law_common.h"

#include <CUnit/CUnit.h>

/* The problem that a rulebook's compilation reports under an id; "" where it compiles. In a buffer used anew each
 * time. */
static const char *problem_with(const char *vocabulary, const char *rulebook, const char *id, size_t *places)
{
    static char text[1024];
    const char *const books[] = {rulebook, NULL};
    small_law law = small_law_open(vocabulary, books);
    CU_ASSERT_EQUAL(law.code, WZ_OK);
    if (law.code != WZ_OK)
        show_problems(law.diag);
    bool built = small_law_build(&law);
    const wz_problem *problem = find_problem(law.diag, id);
    snprintf(text, sizeof text, "%s", problem ? problem->message : built ? "" : "another problem");
    if (places)
        *places = problem ? problem->place_count : 0;
    small_law_close(&law);
    return text;
}

static const char plain_vocabulary[] = VOCABULARY("", "");
#define PROBLEM(rules, id) problem_with(plain_vocabulary, BOOK("x", SCOPE_ALL("x") rules), id, NULL)
#define EXEMPT(id, reaches, when) RULE("exempt", id, "modality=\"must\" reaches=\"" reaches "\"", when)

/* Every node stands behind all that it reads. */
static void check_order(const wz_network *net)
{
    for (uint32_t n = 0; n < net->node_count; n++) {
        for (size_t i = 0; i < net->nodes[n].reader_count; i++) {
            uint32_t reader = net->nodes[n].readers[i];
            CU_ASSERT_TRUE(reader > n);
            CU_ASSERT_TRUE(net->nodes[reader].stratum > net->nodes[n].stratum);
        }
        CU_ASSERT_TRUE(n == 0 || net->nodes[n].stratum >= net->nodes[n - 1].stratum);
    }
}

static void test_network__nodes_stand_behind_what_they_read(void)
{
    /* clang-format off */
    static const char *const books[] = {
        BOOK("x", SCOPE_ALL("x") EXEMPT("x.e", "x.g", "person.t") GROUND("x.g", "incident.derived")
        PLAIN("x.n", "incident.derived", "incident.a") RULE("heavier", "x.h", "modality=\"must\"",
        "findings[rule = \"x.g\"].holds")),
        NULL};
    /* clang-format on */
    small_law law;
    CU_ASSERT_TRUE(small_law_start(&law, plain_vocabulary, books));
    if (law.engine) {
        const wz_network *net = law.engine->networks[0];
        check_order(net);
        uint32_t note = net->rules[rule_of_id(net, "x.n")].node, ground = net->rules[rule_of_id(net, "x.g")].node;
        uint32_t exempt = net->rules[rule_of_id(net, "x.e")].node, heavier = net->rules[rule_of_id(net, "x.h")].node;
        CU_ASSERT_TRUE(note < ground && exempt < ground && ground < heavier);
        CU_ASSERT_TRUE(net->has_ground);
    }
    small_law_close(&law);
}

static void test_network__the_real_law_is_ordered(void)
{
    wz_law *law = NULL;
    wz_engine *engine = NULL;
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_EQUAL(wz_load_law(&law, "rules", diag), WZ_OK);
    if (law && wz_engine_build(&engine, law, diag) == WZ_OK)
        for (size_t b = 0; b < law->rulebook_count; b++)
            check_order(engine->networks[b]);
    CU_ASSERT_PTR_NOT_NULL(engine);
    wz_engine_free(engine);
    wz_law_free(law);
    wz_diag_free(diag);
}

static void test_network__a_cycle_is_named(void)
{
    const char *told =
        PROBLEM(GROUND("x.1", "findings[rule = \"x.2\"].holds") GROUND("x.2", "findings[rule = \"x.3\"].holds")
                    GROUND("x.3", "findings[rule = \"x.1\"].holds") GROUND("x.4", "findings[rule = \"x.1\"].holds"),
                "CHECK-003");
    CU_ASSERT_PTR_NOT_NULL(strstr(told, "x.1"));
    CU_ASSERT_PTR_NOT_NULL(strstr(told, "x.2"));
    CU_ASSERT_PTR_NOT_NULL(strstr(told, "x.3"));
    CU_ASSERT_PTR_NULL(strstr(told, "x.4")); /* it reads the circle but is not on it */
    told = PROBLEM(PLAIN("x.n", "incident.derived", "incident.derived and incident.a"), "CHECK-003");
    CU_ASSERT_PTR_NOT_NULL(strstr(told, "x.n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(told, "derived"));
    told = PROBLEM(EXEMPT("x.e1", "x.e2", "person.s") EXEMPT("x.e2", "x.e1", "person.t"), "CHECK-003");
    CU_ASSERT_PTR_NOT_NULL(strstr(told, "x.e1"));
    CU_ASSERT_PTR_NOT_NULL(strstr(told, "x.e2"));
}

static void test_network__exclusions_make_no_cycle(void)
{
    static const char joined[] =
        VOCABULARY("", "<excludes a=\"person.p\" b=\"person.q\" settles=\"both\"/>"
                       "<implies a=\"person.p\" b=\"person.r\"/><implies a=\"person.r\" b=\"person.p\"/>");
    CU_ASSERT_STRING_EQUAL(problem_with(joined, BOOK("x", GROUND("x.1", "person.p and person.q")), "CHECK-003", NULL),
                           "");
    /* … but a rule that reads one and concludes another does */
    const char *told = problem_with(joined, BOOK("x", PLAIN("x.n", "person.q", "person.r")), "CHECK-003", NULL);
    CU_ASSERT_PTR_NOT_NULL(strstr(told, "x.n"));
}

#define YES(id, rest, when) RULE("note", id, "concludes=\"person.shade\" value=\"red\" " rest, when)
#define NO(id, rest, when) RULE("note", id, "concludes=\"person.shade\" value=\"green\" " rest, when)

static void test_network__conflicts_need_an_order(void)
{
    size_t places = 0;
    const char *told = problem_with(plain_vocabulary, BOOK("x", YES("x.1", "", "person.p") NO("x.2", "", "person.q")),
                                    "CHECK-004", &places);
    CU_ASSERT_PTR_NOT_NULL(strstr(told, "x.1"));
    CU_ASSERT_PTR_NOT_NULL(strstr(told, "x.2"));
    CU_ASSERT_EQUAL(places, 2);
    CU_ASSERT_STRING_EQUAL(PROBLEM(YES("x.1", "", "person.p") NO("x.2", "overrides=\"x.1\"", "person.q"), "CHECK-004"),
                           "");
    CU_ASSERT_STRING_EQUAL(PROBLEM(YES("x.1", "", "person.p") YES("x.2", "", "person.q"), "CHECK-004"), "");
    CU_ASSERT_STRING_EQUAL(
        PROBLEM(YES("x.1", "to=\"2009-12-31\"", "person.p") NO("x.2", "from=\"2010-01-01\"", "person.q"), "CHECK-004"),
        "");
    CU_ASSERT_STRING_NOT_EQUAL(
        PROBLEM(YES("x.1", "to=\"2010-01-01\"", "person.p") NO("x.2", "from=\"2010-01-01\"", "person.q"), "CHECK-004"),
        "");
}

/* clang-format off */
static const char kinds_vocabulary[] =
    VOCABULARY(ATTRIBUTE("tone", "type=\"colour\"") ATTRIBUTE("undertone", "type=\"colour\""), "");
/* clang-format on */
#define TONED(rules, id) problem_with(kinds_vocabulary, BOOK("x", rules), id, NULL)

static void test_network__an_enumeration_keeps_rules_apart(void)
{
    CU_ASSERT_STRING_EQUAL(TONED(YES("x.1", "", "person.tone = \"red\" and person.p")
                                     NO("x.2", "", "person.q and person.tone = \"blue\""),
                                 "CHECK-004"),
                           "");
    CU_ASSERT_STRING_NOT_EQUAL(
        TONED(YES("x.1", "", "person.tone = \"red\"") NO("x.2", "", "person.tone = \"red\""), "CHECK-004"), "");
    CU_ASSERT_STRING_NOT_EQUAL(
        TONED(YES("x.1", "", "person.tone = \"red\"") NO("x.2", "", "person.undertone = \"blue\""), "CHECK-004"), "");
    CU_ASSERT_STRING_NOT_EQUAL(
        TONED(YES("x.1", "", "person.tone = \"red\" or person.p") NO("x.2", "", "person.tone = \"blue\""), "CHECK-004"),
        "");
    /* of two posts one may be red, the other green: not apart */
    CU_ASSERT_STRING_NOT_EQUAL(TONED(YES("x.1", "", "some c in posts satisfies c.office = \"red\"")
                                         NO("x.2", "", "some c in posts satisfies c.office = \"green\""),
                                     "CHECK-004"),
                               "");
}

static void test_network__a_rule_reads_only_what_it_is_bound_to(void)
{
    CU_ASSERT_PTR_NOT_NULL(strstr(PROBLEM(GROUND("x.1", "post.office = \"red\""), "CHECK-001"), "x.1"));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(PROBLEM(RULE("ground", "x.1", "modality=\"must\" for-each=\"post\"", "sanction.heavy"), "CHECK-001"),
               "sanction"));
    CU_ASSERT_PTR_NOT_NULL(strstr(
        PROBLEM(RULE("note", "x.1", "concludes=\"incident.derived\" for-each=\"incident\"", "person.p"), "CHECK-002"),
        "person"));
    CU_ASSERT_STRING_EQUAL(
        PROBLEM(RULE("ground", "x.1", "modality=\"must\" for-each=\"post\"",
                     "post.office = \"red\" and person.p and (some s in sanctions satisfies s.heavy)"),
                "CHECK-001"),
        "");
}

static void test_network__findings_name_rules_and_kinds_that_exist(void)
{
    const char *told = PROBLEM(GROUND("x.1", "findings[rule = \"x.none\"].holds"), "CHECK-003");
    CU_ASSERT_STRING_EQUAL(told, "another problem");
    told = PROBLEM(GROUND("x.1", "some f in findings[kind = \"weather\"] satisfies f.holds"), "CHECK-003");
    CU_ASSERT_STRING_EQUAL(told, "another problem");
    told = PROBLEM(GROUND("x.1", "count(findings) > 1"), "CHECK-003");
    CU_ASSERT_STRING_EQUAL(told, "another problem");
}

static void test_network__findings_are_indexed_once_for_each_literal(void)
{
    /* clang-format off */
    static const char *const books[] = {
        BOOK("x", GROUND("x.1", "person.p") GROUND("x.2", "person.q")
        RULE("heavier", "x.3", "modality=\"must\"",
        "findings[rule = \"x.1\"].holds and findings[rule = \"x.1\"].condition")
        RULE("lighter", "x.4", "modality=\"may\"", "some f in findings[kind = \"ground\"] satisfies f.holds")),
        NULL};
    /* clang-format on */
    small_law law;
    CU_ASSERT_TRUE(small_law_start(&law, plain_vocabulary, books));
    size_t by_rule = 0, by_kind = 0;
    for (size_t i = 0; law.engine && i < law.engine->networks[0]->index_count; i++) {
        const wz_finding_index *index = &law.engine->networks[0]->indexes[i];
        if (index->member == WZ_F_RULE && strcmp(index->literal, "x.1") == 0) {
            by_rule++;
            CU_ASSERT_EQUAL(index->rule_count, 1);
        }
        if (index->member == WZ_F_KIND && strcmp(index->literal, "ground") == 0) {
            by_kind++;
            CU_ASSERT_EQUAL(index->rule_count, 2);
        }
    }
    CU_ASSERT_EQUAL(by_rule, 1);
    CU_ASSERT_EQUAL(by_kind, 1);
    small_law_close(&law);
}

/* A chain of so many attributes, each implying the next. */
static wz_buffer chained_vocabulary(int count)
{
    wz_buffer out = {0};
    wz_buffer_puts(&out, VOCABULARY_BEFORE);
    for (int i = 0; i < count; i++)
        wz_buffer_printf(&out, ATTRIBUTE("z%d", "type=\"boolean\""), i, i, i);
    wz_buffer_puts(&out, VOCABULARY_AFTER);
    for (int i = 0; i + 1 < count; i++)
        wz_buffer_printf(&out, "<implies a=\"person.z%d\" b=\"person.z%d\"/>", i, i + 1);
    wz_buffer_puts(&out, "</vocabulary>");
    return out;
}

static void test_network__a_group_has_a_limit(void)
{
    wz_buffer most = chained_vocabulary(WZ_GROUP_MOST), more = chained_vocabulary(WZ_GROUP_MOST + 1);
    CU_ASSERT_STRING_EQUAL(problem_with(most.data, BOOK("x", GROUND("x.1", "person.z0")), "CHECK-005", NULL), "");
    CU_ASSERT_PTR_NOT_NULL(
        strstr(problem_with(more.data, BOOK("x", GROUND("x.1", "person.z0")), "CHECK-005", NULL), "129"));
    wz_buffer_free(&most);
    wz_buffer_free(&more);
}

static void test_network__the_largest_group_derives_to_its_end(void)
{
    static const char *const books[] = {BOOK("x", GROUND("x.1", "person.z127")), NULL};
    static const wz_census one = {.count = {1, 1, 0, 0, 0}};
    wz_buffer most = chained_vocabulary(WZ_GROUP_MOST);
    small_law law;
    CU_ASSERT_TRUE(small_law_start(&law, most.data, books));
    wz_memory *memory = law.engine ? wz_memory_new(law.engine->networks[0]) : NULL;
    CU_ASSERT_PTR_NOT_NULL(memory);
    if (memory) {
        wz_memory_begin(memory, &one);
        state_yes(memory, WZ_PERSON, "z0", true);
        CU_ASSERT_EQUAL(wz_memory_run(memory), WZ_OK);
        CU_ASSERT_EQUAL(holds_sign(memory, "x.1", 0), 't');
        withdraw(memory, WZ_PERSON, "z0");
        state_yes(memory, WZ_PERSON, "z127", false);
        CU_ASSERT_EQUAL(wz_memory_run(memory), WZ_OK);
        CU_ASSERT_EQUAL(sign_of(cell_of(memory, WZ_PERSON, 0, "z0")), 'f');
    }
    wz_memory_free(memory);
    small_law_close(&law);
    wz_buffer_free(&most);
}

CU_pSuite test_chain_network_suite(void)
{
    CU_pSuite suite = CU_add_suite("chain: network", NULL, NULL);
    if (!suite)
        return NULL;
#define ADD(test) CU_add_test(suite, #test, test)
    ADD(test_network__nodes_stand_behind_what_they_read);
    ADD(test_network__the_real_law_is_ordered);
    ADD(test_network__a_cycle_is_named);
    ADD(test_network__exclusions_make_no_cycle);
    ADD(test_network__conflicts_need_an_order);
    ADD(test_network__an_enumeration_keeps_rules_apart);
    ADD(test_network__a_rule_reads_only_what_it_is_bound_to);
    ADD(test_network__findings_name_rules_and_kinds_that_exist);
    ADD(test_network__findings_are_indexed_once_for_each_literal);
    ADD(test_network__a_group_has_a_limit);
    ADD(test_network__the_largest_group_derives_to_its_end);
#undef ADD
    return suite;
}
