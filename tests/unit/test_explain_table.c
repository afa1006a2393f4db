/* Comparing: a regulation applied as if it bore, and rows that agree and differ. */
#include "load_common.h"

#include "assess/assess.h"
#include "explain/table.h"

#include <CUnit/CUnit.h>

CU_pSuite test_explain_table_suite(void);

static wz_law *law;
static wz_engine *engine;
static wz_case *subject;

static const wz_regime_result *regime_of(const wz_assessment *a, size_t person, const char *id)
{
    for (size_t i = 0; i < a->persons[person].regime_count; i++)
        if (strcmp(law->rulebooks[a->persons[person].regimes[i].rulebook]->id, id) == 0)
            return &a->persons[person].regimes[i];
    return NULL;
}

static wz_assessment *assess(const char *const *regimes, size_t count, bool as_if)
{
    wz_assessor *assessor = wz_assessor_new(engine);
    wz_assessment *a = NULL;
    wz_assess_options options = {.regimes = regimes, .regime_count = count, .as_if = as_if, .plain = true};
    CU_ASSERT_EQUAL_FATAL(wz_assess_case(&a, assessor, subject, &options, NULL), WZ_OK);
    wz_assessor_free(assessor);
    return a;
}

/* Outside its place and time a regulation says nothing; as if, it finds, is hypothetical, and takes nothing from the one that governs. */
static void test_explain_table__as_if_it_bore(void)
{
    static const char *const ids[] = {"bj2019", "pl2021"};
    wz_assessment *plain = assess(ids, 2, false), *supposed = assess(ids, 2, true);
    const wz_regime_result *out = regime_of(plain, 0, "pl2021"), *as_if = regime_of(supposed, 0, "pl2021");
    CU_ASSERT_PTR_NOT_NULL_FATAL(out);
    CU_ASSERT_PTR_NOT_NULL_FATAL(as_if);
    CU_ASSERT_TRUE(out->applicability > WZ_SCOPE_UNKNOWN);
    CU_ASSERT_PTR_NULL(out->outcome);
    CU_ASSERT_FALSE(out->hypothetical);
    CU_ASSERT_EQUAL(as_if->applicability, WZ_DIRECT);
    CU_ASSERT_TRUE(as_if->hypothetical);
    CU_ASSERT_FALSE(as_if->governing);
    CU_ASSERT_STRING_EQUAL(as_if->outcome, "accountable");
    CU_ASSERT_STRING_EQUAL(as_if->post, "p1-post");
    const wz_regime_result *governs[] = {regime_of(plain, 0, "bj2019"), regime_of(supposed, 0, "bj2019")};
    for (int i = 0; i < 2; i++) {
        CU_ASSERT_PTR_NOT_NULL_FATAL(governs[i]);
        CU_ASSERT_TRUE(governs[i]->governing);
        CU_ASSERT_FALSE(governs[i]->hypothetical);
        CU_ASSERT_STRING_EQUAL(governs[i]->outcome, "accountable");
    }
    wz_assessment_free(plain);
    wz_assessment_free(supposed);
}

static const wz_table_row *row_of(const wz_table *table, const char *id)
{
    for (size_t i = 0; i < table->row_count; i++)
        if (strcmp(table->rows[i].id, id) == 0 && !table->rows[i].step)
            return &table->rows[i];
    return NULL;
}

static void test_explain_table__rows_agree_and_differ(void)
{
    wz_assessment *a = assess(NULL, 0, false);
    wz_arena *arena = wz_arena_new();
    wz_column columns[2];
    for (size_t i = 0; i < 2; i++)
        columns[i] = (wz_column){.law = law,
                                 .subject = subject,
                                 .person = &a->persons[2 * i],
                                 .regime = regime_of(a, 2 * i, "bj2019"),
                                 .as_of = a->as_of};
    const wz_table *table = wz_table_build(columns, 2, false, arena);
    CU_ASSERT_PTR_NOT_NULL_FATAL(table);
    CU_ASSERT_PTR_NOT_NULL_FATAL(row_of(table, "outcome"));
    CU_ASSERT_FALSE(row_of(table, "outcome")->differs);  /* both accountable */
    CU_ASSERT_TRUE(row_of(table, "situation")->differs); /* for other reasons */
    CU_ASSERT_TRUE(row_of(table, "applicability")->differs);
    CU_ASSERT_EQUAL(row_of(table, "situation")->cells[0].count, 2);
    CU_ASSERT_EQUAL(row_of(table, "situation")->cells[1].count, 1);
    CU_ASSERT_STRING_EQUAL(row_of(table, "situation")->cells[1].items[0].rule->id, "bj2019.18.2");
    columns[1] = columns[0];
    table = wz_table_build(columns, 2, true, arena);
    CU_ASSERT_PTR_NOT_NULL_FATAL(table);
    for (size_t i = 0; i < table->row_count; i++)
        CU_ASSERT_FALSE(table->rows[i].differs);
    wz_arena_free(arena);
    wz_assessment_free(a);
}

static int set_up(void)
{
    return wz_load_law(&law, "rules", NULL) == WZ_OK && wz_engine_build(&engine, law, NULL) == WZ_OK &&
                   wz_load_case(&subject, "cases/bj2019/several-people/case.xml", law->vocabulary, NULL, NULL) == WZ_OK
               ? 0
               : 1;
}

static int tear_down(void)
{
    wz_case_free(subject);
    wz_engine_free(engine);
    wz_law_free(law);
    return 0;
}

CU_pSuite test_explain_table_suite(void)
{
    CU_pSuite suite = CU_add_suite("explain_table", set_up, tear_down);
    if (suite) {
        CU_add_test(suite, "as if it bore", test_explain_table__as_if_it_bore);
        CU_add_test(suite, "rows agree and differ", test_explain_table__rows_agree_and_differ);
    }
    return suite;
}
