/* Which text applies when: force and conduct, several texts in force on one conduct, precedence, the baseline,
 * drafts, posts held then, days known only roughly. Source: docs/semantics.md, section 5. */
#include "law_common.h"

#include <CUnit/CUnit.h>

#define GROUNDS(book) \
    SCOPE_ALL(book) \
    RULE("ground", book ".late", "modality=\"must\" conduct=\"p\"", "person.p") \
    GROUND(book ".slack", "person.slack") GROUND(book ".a", "incident.a")

static const char vocabulary[] = VOCABULARY("", "");
/* clang-format off */
static const char *const books[] = {
    BOOK_WITH("base", "status=\"in_force\" from=\"1990-01-01\" jurisdiction=\"\" baseline=\"true\"", GROUNDS("base")),
    BOOK_WITH("city", "status=\"in_force\" from=\"2018-01-01\" jurisdiction=\"甲省/乙市\"",
    GROUNDS("city") RULE("heavier", "city.new", "modality=\"must\" from=\"2020-01-01\"", "incident.a")),
    BOOK_WITH("draft", "status=\"draft\" jurisdiction=\"甲省/乙市\"", GROUNDS("draft")),
    BOOK_WITH("list", "status=\"in_force\" from=\"2000-01-01\" jurisdiction=\"甲省\"", SCOPE_ALL("list")),
    BOOK_WITH("old", "status=\"repealed\" from=\"2005-01-01\" to=\"2018-06-30\" jurisdiction=\"甲省\"", GROUNDS("old")),
    BOOK_WITH("side", "status=\"in_force\" from=\"2010-01-01\" jurisdiction=\"甲省/乙市\"", GROUNDS("side")),
};
/* clang-format on */

static small_law law;

static int start(void)
{
    static const char *all[BOOKS_MOST + 1];
    for (size_t i = 0; i < BOOKS_MOST; i++)
        all[i] = books[i];
    /* city precedes side */
    static wz_buffer city;
    const char *body = strstr(books[1], "<scope");
    wz_buffer_add(&city, books[1], (size_t)(body - books[1]));
    wz_buffer_puts(&city, "<precedes rulebook=\"side\"/>");
    wz_buffer_puts(&city, body);
    all[1] = city.data;
    bool good = small_law_start(&law, vocabulary, all);
    wz_buffer_free(&city);
    city = (wz_buffer){0};
    return good ? 0 : 1;
}

static int stop(void)
{
    small_law_close(&law);
    return 0;
}

#define ON(day, facts) CASE(INCIDENT(FACT("day", day)) PERSON(POST_OPEN facts))

/* The regulation that governs; checks that it is exactly one. */
static const char *governing(const assessed *a)
{
    const char *found = "none";
    size_t count = 0;
    for (size_t i = 0; a->result && i < a->result->persons[0].regime_count; i++)
        if (a->result->persons[0].regimes[i].governing) {
            found = law.listed[a->result->persons[0].regimes[i].rulebook]->id;
            count++;
        }
    CU_ASSERT_TRUE(count <= 1);
    return found;
}

static void check_governing(const char *text, const char *expected)
{
    assessed a = assess_text(&law, text, NULL);
    CU_ASSERT_TRUE(same_text(governing(&a), expected));
    assessed_free(&a);
}

static const char *applies(const assessed *a, const char *book)
{
    const wz_regime_result *r = regime_of(a, book);
    return r ? wz_applicability_name(r->applicability) : "not listed";
}

static void test_time__the_text_in_force_on_the_day_governs(void)
{
    check_governing(ON("2019-05-05", ""), "city");
    check_governing(ON("2018-01-01", ""), "city"); /* its first day */
    check_governing(ON("2018-06-30", ""), "city"); /* nearer than old, in force still */
    check_governing(ON("2017-12-31", ""), "side"); /* of two that could govern, the nearer place */
    check_governing(ON("2009-12-31", ""), "old");
    check_governing(ON("2001-01-01", ""), "base");
}

static void test_time__first_and_last_day_are_in_force(void)
{
    /* clang-format off */
    static const struct { const char *text, *old, *city; } days[] = {
        {ON("2017-12-31", ""), "direct", "not_in_force"}, {ON("2018-01-01", ""), "direct", "direct"},
        {ON("2018-06-30", ""), "direct", "direct"},       {ON("2018-07-01", ""), "not_in_force", "direct"},
        {ON("2004-12-31", ""), "not_in_force", "not_in_force"},
    };
    /* clang-format on */
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        assessed a = assess_text(&law, days[i].text, NULL);
        CU_ASSERT_TRUE(same_text(applies(&a, "old"), days[i].old));
        CU_ASSERT_TRUE(same_text(applies(&a, "city"), days[i].city));
        const wz_regime_result *out = regime_of(&a, "city");
        if (out && out->applicability == WZ_NOT_IN_FORCE) {
            CU_ASSERT_PTR_NULL(out->outcome);
            CU_ASSERT_EQUAL(out->finding_count, 0);
        }
        assessed_free(&a);
    }
}

static void test_time__precedence_decides_between_two_in_force(void)
{
    assessed a = assess_text(&law, ON("2019-05-05", FACT("slack", "true")), NULL);
    CU_ASSERT_TRUE(same_text(governing(&a), "city"));
    CU_ASSERT_TRUE(same_text(applies(&a, "side"), "direct"));
    /* what was said of duties without naming a text speaks for the governing one, and for drafts */
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "city"), "city.slack"), "true"));
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "side"), "side.slack"), "unknown"));
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "draft"), "draft.slack"), "true"));
    CU_ASSERT_PTR_NULL(regime_of(&a, "base"));
    assessed_free(&a);
    a = assess_text(&law, ON("2019-05-05", "<fact name=\"slack\" value=\"true\" under=\"side\"/>"), NULL);
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "city"), "city.slack"), "unknown"));
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "side"), "side.slack"), "true"));
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "draft"), "draft.slack"), "unknown"));
    assessed_free(&a);
}

static void test_time__examined_duties_do_not_deny_what_counts_elsewhere(void)
{
    assessed a = assess_text(
        &law, ON("2019-05-05", FACT("slack", "true") "<examined facts=\"slack\" by=\"x\" on=\"2019-06-01\"/>"), NULL);
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "city"), "city.slack"), "true"));
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "side"), "side.slack"), "unknown"));
    assessed_free(&a);
    a = assess_text(&law, ON("2019-05-05", "<examined facts=\"slack\" by=\"x\" on=\"2019-06-01\"/>"), NULL);
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "city"), "city.slack"), "false"));
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "side"), "side.slack"), "false"));
    assessed_free(&a);
}

#define LATE(from, to) "<fact name=\"p\" value=\"true\" from=\"" from "\" to=\"" to "\"/>"

static void test_time__conduct_that_spans_a_change_is_read_under_both(void)
{
    assessed a = assess_text(&law, ON("2017-06-01", LATE("2017-12-01", "2018-02-01")), NULL);
    CU_ASSERT_TRUE(same_text(governing(&a), "city")); /* in force on its last day */
    CU_ASSERT_TRUE(same_text(applies(&a, "old"), "direct"));
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "old"), "old.late"), "true"));
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "city"), "city.late"), "true"));
    const wz_regime_result *r = regime_of(&a, "city");
    CU_ASSERT_TRUE(r && same_text(range_text(r->conduct_from), "2017-06-01"));
    CU_ASSERT_TRUE(r && same_text(range_text(r->conduct_to), "2018-02-01"));
    assessed_free(&a);
}

static void test_time__a_ground_is_read_on_the_days_of_its_own_conduct(void)
{
    /* the report was late in 2018, the accident was in 2017: city was in force for the one only */
    assessed a = assess_text(
        &law,
        CASE(INCIDENT(FACT("day", "2017-06-01") FACT("a", "true")) PERSON(POST_OPEN LATE("2018-03-01", "2018-03-02"))),
        NULL);
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "city"), "city.late"), "true"));
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "city"), "city.a"), "false"));
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "side"), "side.a"), "true"));
    assessed_free(&a);
}

static void test_time__a_rule_has_its_own_time(void)
{
    assessed a = assess_text(&law, CASE(INCIDENT(FACT("day", "2019-12-31") FACT("a", "true")) PERSON(POST_OPEN)), NULL);
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "city"), "city.new"), "false"));
    assessed_free(&a);
    a = assess_text(&law, CASE(INCIDENT(FACT("day", "2020-01-01") FACT("a", "true")) PERSON(POST_OPEN)), NULL);
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "city"), "city.new"), "true"));
    assessed_free(&a);
}

static void test_time__a_draft_is_read_as_if_in_force(void)
{
    assessed a = assess_text(&law, ON("1995-01-01", LATE("1995-01-01", "1995-01-02")), NULL);
    const wz_regime_result *r = regime_of(&a, "draft");
    CU_ASSERT_PTR_NOT_NULL(r);
    CU_ASSERT_TRUE(r && r->hypothetical && !r->governing && !r->baseline);
    CU_ASSERT_TRUE(same_text(r ? r->outcome : NULL, "guilty"));
    CU_ASSERT_TRUE(same_text(governing(&a), "base"));
    assessed_free(&a);
}

static void test_time__the_baseline_stands_in_where_no_local_text_bears(void)
{
    assessed a = assess_text(&law, ON("2003-03-03", FACT("slack", "true")), NULL);
    const wz_regime_result *r = regime_of(&a, "base");
    CU_ASSERT_TRUE(r && r->governing && r->baseline);
    CU_ASSERT_TRUE(same_text(truth_in(r, "base.slack"), "true"));
    CU_ASSERT_TRUE(same_text(applies(&a, "list"), "direct")); /* in force, but without any ground */
    const wz_regime_result *list = regime_of(&a, "list");
    CU_ASSERT_TRUE(same_text(list ? list->outcome : NULL, "no_sanction_rule"));
    assessed_free(&a);
    a = assess_text(
        &law,
        CASE(INCIDENT(FACT("day", "2019-05-05")) PERSON(
            "<post id=\"po\" role=\"red\" jurisdiction=\"丁省\" from=\"2010-01-01\"><to open=\"true\"/></post>")),
        NULL);
    CU_ASSERT_TRUE(same_text(governing(&a), "base")); /* another province */
    CU_ASSERT_TRUE(same_text(applies(&a, "city"), "out_of_scope"));
    assessed_free(&a);
}

static void test_time__posts_are_those_held_on_the_day(void)
{
    /* clang-format off */
    static const struct { const char *post, *applies; } posts[] = {
        {POST("from=\"2019-05-05\" to=\"2019-05-05\""), "direct"}, {POST("from=\"2019-05-06\""), "out_of_scope"},
        {POST("from=\"2010-01-01\" to=\"2019-05-04\""), "out_of_scope"}, {POST("from=\"2019\" to=\"2020-01-01\""),
        "unknown"},
        {POST("from=\"2019-05\" to=\"2020-01-01\""), "unknown"}, {POST("from=\"2019-04\" to=\"2020-01-01\""), "direct"},
        {POST("from=\"2018-01-01\""), "unknown"}, {"", "unknown"},
    };
    /* clang-format on */
    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++) {
        wz_buffer text = {0};
        wz_buffer_printf(&text, CASE(INCIDENT(FACT("day", "2019-05-05")) PERSON("%s")), posts[i].post);
        assessed a = assess_text(&law, text.data, NULL);
        CU_ASSERT_TRUE(same_text(applies(&a, "city"), posts[i].applies));
        assessed_free(&a);
        wz_buffer_free(&text);
    }
}

static void test_time__the_strongest_of_several_posts_is_named(void)
{
    assessed a = assess_text(
        &law,
        ON("2019-05-05",
           "<post id=\"pb\" role=\"blue\" jurisdiction=\"甲省/乙市\" from=\"2010-01-01\"><to open=\"true\"/></post>"
           "<post id=\"pu\" jurisdiction=\"甲省/乙市\" from=\"2010-01-01\"><to open=\"true\"/></post>"),
        NULL);
    const wz_regime_result *r = regime_of(&a, "city");
    CU_ASSERT_TRUE(r && same_text(r->post, "po"));
    CU_ASSERT_TRUE(r && r->applicability == WZ_DIRECT);
    assessed_free(&a);
}

static void test_time__a_day_known_roughly(void)
{
    assessed a = assess_text(&law, ON("2018-06", ""), NULL); /* old and city throughout the month */
    CU_ASSERT_TRUE(same_text(applies(&a, "old"), "direct"));
    CU_ASSERT_TRUE(same_text(applies(&a, "city"), "direct"));
    assessed_free(&a);
    a = assess_text(&law, ON("2018", FACT("slack", "true")), NULL); /* old until June: unknown */
    CU_ASSERT_TRUE(same_text(applies(&a, "old"), "unknown"));
    CU_ASSERT_TRUE(same_text(applies(&a, "city"), "direct"));
    CU_ASSERT_TRUE(same_text(governing(&a), "city"));
    const wz_regime_result *r = regime_of(&a, "old");
    CU_ASSERT_TRUE(r && same_text(r->outcome, "undetermined") && same_text(r->reason, "applicability_unknown"));
    assessed_free(&a);
    a = assess_text(
        &law, CASE("<incident id=\"i\" subject=\"true\"/>" PERSON(POST_OPEN LATE("2019-01-01", "2019-01-02"))), NULL);
    CU_ASSERT_TRUE(same_text(applies(&a, "city"), "direct")); /* the conduct lies in its time, whatever the day */
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "city"), "city.late"), "true"));
    CU_ASSERT_TRUE(same_text(applies(&a, "old"), "unknown"));
    assessed_free(&a);
}

static void test_time__without_an_as_of_day_nothing_is_answered(void)
{
    static const char text[] = "<case xmlns=\"urn:wenze:case:1\" id=\"c\">" INCIDENT("") PERSON("") "</case>";
    wz_assess_options options = {.has_as_of = true, .as_of = day_of(2020, 2, 29)};
    assessed a = assess_text(&law, text, &options);
    CU_ASSERT_EQUAL(a.code, WZ_OK);
    CU_ASSERT_TRUE(a.result && a.result->as_of == day_of(2020, 2, 29));
    assessed_free(&a);
    wz_case *subject = NULL;
    wz_assessment *result = NULL;
    wz_diag *diag = wz_diag_new();
    wz_assessor *assessor = wz_assessor_new(law.engine);
    options.has_as_of = false;
    CU_ASSERT_EQUAL(wz_load_case_memory(&subject, "case", text, strlen(text), law.vocabulary, NULL, diag), WZ_OK);
    CU_ASSERT_EQUAL(wz_assess_case(&result, assessor, subject, &options, diag), WZ_EINPUT);
    CU_ASSERT_PTR_NULL(result);
    CU_ASSERT_PTR_NOT_NULL(find_problem(diag, "ASSESS-001"));
    wz_assessor_free(assessor);
    wz_case_free(subject);
    wz_diag_free(diag);
}

CU_pSuite test_assess_time_suite(void)
{
    CU_pSuite suite = CU_add_suite("assess: time", start, stop);
    if (!suite)
        return NULL;
#define ADD(test) CU_add_test(suite, #test, test)
    ADD(test_time__the_text_in_force_on_the_day_governs);
    ADD(test_time__first_and_last_day_are_in_force);
    ADD(test_time__precedence_decides_between_two_in_force);
    ADD(test_time__examined_duties_do_not_deny_what_counts_elsewhere);
    ADD(test_time__conduct_that_spans_a_change_is_read_under_both);
    ADD(test_time__a_ground_is_read_on_the_days_of_its_own_conduct);
    ADD(test_time__a_rule_has_its_own_time);
    ADD(test_time__a_draft_is_read_as_if_in_force);
    ADD(test_time__the_baseline_stands_in_where_no_local_text_bears);
    ADD(test_time__posts_are_those_held_on_the_day);
    ADD(test_time__the_strongest_of_several_posts_is_named);
    ADD(test_time__a_day_known_roughly);
    ADD(test_time__without_an_as_of_day_nothing_is_answered);
#undef ADD
    return suite;
}
