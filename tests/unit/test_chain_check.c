/* Rules that can never hold: each reason is found, and no rule that can hold is named. */
#include "chain/check.h"

#include "law_common.h"

#include <CUnit/CUnit.h>

/* clang-format off */
static const char vocabulary[] = VOCABULARY(
    ATTRIBUTE("k", "type=\"boolean\"") ATTRIBUTE("l", "type=\"boolean\"") ATTRIBUTE("m", "type=\"boolean\"")
    DEFINED("tone", "type=\"colour\"", "<define id=\"tone.red\" value=\"red\"><when>person.k</when></define>"),
    "<excludes a=\"person.k\" b=\"person.l\" settles=\"both\"/><implies a=\"person.m\" b=\"person.k\"/>");
/* clang-format on */

/* What the check says of a rule with this condition; "" where it says nothing. */
static const char *told_of(const char *rule)
{
    static char text[512];
    wz_buffer book = {0};
    wz_buffer_printf(&book, BOOK("x", SCOPE_ALL("x") GROUND("x.0", "person.p") "%s"), rule);
    const char *const books[] = {book.data, NULL};
    small_law law;
    text[0] = '\0';
    CU_ASSERT_TRUE(small_law_start(&law, vocabulary, books));
    if (law.engine) {
        wz_diag *diag = wz_diag_new();
        CU_ASSERT_EQUAL(wz_network_check(law.engine->networks[0], diag), WZ_OK);
        const wz_problem *problem = find_problem(diag, "CHECK-010");
        CU_ASSERT_TRUE(wz_diag_count(diag) <= 1);
        if (problem) {
            snprintf(text, sizeof text, "%s", problem->message);
            CU_ASSERT_EQUAL(problem->severity, WZ_WARNING);
            CU_ASSERT_PTR_NOT_NULL(strstr(text, "x.1"));
        }
        wz_diag_free(diag);
    }
    small_law_close(&law);
    wz_buffer_free(&book);
    return text;
}

#define TOLD(condition) told_of(GROUND("x.1", condition))
#define TOLD_EACH(what, condition) told_of(RULE("ground", "x.1", "modality=\"must\" for-each=\"" what "\"", condition))
#define NEVER(told, why) CU_ASSERT_PTR_NOT_NULL(strstr(told, why))

static void test_check__a_condition_false_whatever_the_facts(void)
{
    NEVER(TOLD("false"), "false whatever the facts");
    NEVER(TOLD("person.p and not(person.p)"), "two different values");
    NEVER(TOLD("count(posts) &lt; 0"), "false whatever the facts");
    NEVER(TOLD("person.number = 3 and person.number > 4"), "false whatever the facts");
    NEVER(TOLD("(incident.deaths between 3 and 5) and incident.deaths = 2"), "false whatever the facts");
}

static void test_check__two_values_of_one_fact(void)
{
    NEVER(TOLD("person.shade = \"red\" and person.shade = \"green\""), "two different values");
    NEVER(TOLD("incident.deaths > 5 and person.p and incident.deaths &lt; 5"), "two different values");
    NEVER(TOLD("incident.deaths > 5 and incident.deaths &lt;= 5"), "two different values");
    NEVER(TOLD("incident.deaths in [3..5] and incident.deaths in (5..9]"), "two different values");
    NEVER(TOLD("incident.day > @\"2020-01-01\" and incident.day &lt; @\"2019-01-01\""), "two different values");
}

static void test_check__facts_that_exclude_each_other(void)
{
    NEVER(TOLD("person.k and person.p and person.l"), "exclude each other");
    NEVER(TOLD("person.m and person.l"), "exclude each other");
    NEVER(TOLD("person.m and not(person.k)"), "exclude each other");
    NEVER(TOLD("person.k and person.tone = \"green\""), "exclude each other");
}

static void test_check__no_such_post(void)
{
    NEVER(TOLD_EACH("post", "post.office = \"blue\" and person.p"), "no such post");
}

static void test_check__none_falsely(void)
{
    /* clang-format off */
    static const char *const may_hold[] = {
        GROUND("x.1", "person.p or not(person.p)"),
        GROUND("x.1", "person.k or person.l"),
        GROUND("x.1", "not(person.k) and not(person.l)"),
        GROUND("x.1", "person.k and not(person.l)"),
        GROUND("x.1", "person.m and person.k"),
        GROUND("x.1", "incident.deaths >= 5 and incident.deaths &lt;= 5"),
        GROUND("x.1", "incident.deaths in [3..5] and incident.deaths in [5..9]"),
        GROUND("x.1", "3 &lt; incident.deaths and incident.deaths &lt; 5"),
        GROUND("x.1", "count(sanctions) = 0"),
        GROUND("x.1", "count(posts) > 2"),
        GROUND("x.1", "every s in sanctions satisfies false"),
        GROUND("x.1", "count(duty_records) = 0 and count(sanctions) = 3"),
        GROUND("x.1",
        "(some c in posts satisfies c.office = \"red\") and (some c in posts satisfies c.office = \"green\")"),
        GROUND("x.1", "count(incidents) > 4"),
        GROUND("x.1", "person.shade = \"red\" and person.tone = \"red\""),
        GROUND("x.1", "person.shade != \"red\" and person.shade != \"green\""),
        GROUND("x.1", "findings[rule = \"x.0\"].holds and not(person.q)"),
        GROUND("x.1", "if person.p then person.q else person.r"),
        RULE("ground", "x.1", "modality=\"must\" for-each=\"post\"", "post.office = \"red\""),
        RULE("ground", "x.1", "modality=\"must\" for-each=\"post\"", "person.p"),
        RULE("ground", "x.1", "modality=\"must\" for-each=\"sanction\"", "count(sanctions) = 1 and sanction.heavy"),
        RULE("scope", "x.1", "applies=\"direct\" for-each=\"post\"", "post.office = \"blue\""),
        RULE("note", "x.1", "concludes=\"incident.derived\" for-each=\"incident\"", "incident.deaths >= 3"),
    };
    /* clang-format on */
    for (size_t i = 0; i < sizeof may_hold / sizeof *may_hold; i++) {
        const char *told = told_of(may_hold[i]);
        CU_ASSERT_STRING_EQUAL(told, "");
        if (*told)
            fprintf(stderr, "    rule %zu: %s\n", i, told);
    }
}

/* A ground defeated for good holds never, but its condition is met: that is the exemption's matter, not a fault. */
static void test_check__of_the_real_law_nothing_is_impossible(void)
{
    wz_law *law = NULL;
    wz_engine *engine = NULL;
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_EQUAL(wz_load_law(&law, "rules", diag), WZ_OK);
    CU_ASSERT_EQUAL(wz_engine_build(&engine, law, diag), WZ_OK);
    for (size_t b = 0; engine && b < law->rulebook_count; b++)
        CU_ASSERT_EQUAL(wz_network_check(engine->networks[b], diag), WZ_OK);
    CU_ASSERT_PTR_NULL(find_problem(diag, "CHECK-010"));
    wz_engine_free(engine);
    wz_law_free(law);
    wz_diag_free(diag);
}

CU_pSuite test_chain_check_suite(void)
{
    CU_pSuite suite = CU_add_suite("chain: rules that can never hold", NULL, NULL);
    if (!suite)
        return NULL;
#define ADD(test) CU_add_test(suite, #test, test)
    ADD(test_check__a_condition_false_whatever_the_facts);
    ADD(test_check__two_values_of_one_fact);
    ADD(test_check__facts_that_exclude_each_other);
    ADD(test_check__no_such_post);
    ADD(test_check__none_falsely);
    ADD(test_check__of_the_real_law_nothing_is_impossible);
#undef ADD
    return suite;
}
