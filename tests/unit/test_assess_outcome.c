/* The outcome and the lists beside it: the frame's first value that is true, exemptions, choices, contradictions,
 * reasons. Source: docs/semantics.md, sections 3, 4 and 7. */
#include "law_common.h"

#include <CUnit/CUnit.h>

#define MUST(kind, id, rest, when) RULE(kind, id, "modality=\"must\" " rest, when)
#define MAY(kind, id, rest, when) RULE(kind, id, "modality=\"may\" " rest, when)

static const char vocabulary[] = VOCABULARY("", "<excludes a=\"person.p\" b=\"person.r\" settles=\"both\"/>");
/* clang-format off */
static const char book[] =
    BOOK("x", SCOPE_ALL("x") GROUND("x.1", "person.p") GROUND("x.2", "person.q")
    MUST("exempt", "x.3", "reaches=\"x.1 x.2\"", "person.s")
    MUST("exempt", "x.4", "reaches=\"x.3\"", "person.t") MAY("exempt", "x.5", "reaches=\"x.2\"", "incident.a")
    MAY("path", "x.6", "", "incident.b") MUST("heavier", "x.7", "", "incident.deaths >= 3")
    MAY("lighter", "x.8", "", "incident.deaths &lt; 3") MUST("life", "x.9", "", "person.p and person.q")
    "<refer id=\"x.10\" modality=\"must\" recipient=\"body\">" LABEL("x.10") "<when>person.q</when></refer>"
    "<procedure id=\"x.11\" modality=\"must\" actor=\"body\" act=\"act\">" LABEL("x.11") "</procedure>"
    "<ways id=\"x.12\" modality=\"must\" open=\"true\">" LABEL("x.12")
    "<when>some g in findings[kind = \"ground\"] satisfies g.holds</when><measure id=\"mildly\"/></ways>"
    "<desk id=\"x.13\" modality=\"must\" body=\"body\">" LABEL("x.13") "<measure id=\"mildly\"/></desk>");
/* clang-format on */

static small_law law;

static int start(void)
{
    static const char *const books[] = {book, NULL};
    return small_law_start(&law, vocabulary, books) ? 0 : 1;
}

static int stop(void)
{
    small_law_close(&law);
    return 0;
}

/* p q s t of the person, a b of the incident: t, f or ? each. */
static assessed with_facts(const char *signs)
{
    static const char *const names[] = {"p", "q", "s", "t", "a", "b"};
    wz_buffer incident = {0}, person = {0}, text = {0};
    for (size_t i = 0; i < 6; i++)
        if (signs[i] != '?')
            wz_buffer_printf(i < 4 ? &person : &incident, "<fact name=\"%s\" value=\"%s\"/>", names[i],
                             signs[i] == 't' ? "true" : "false");
    wz_buffer_printf(&text, CASE(INCIDENT(FACT("day", "2019-05-05") "%s") PERSON(POST_OPEN "%s")),
                     incident.data ? incident.data : "", person.data ? person.data : "");
    assessed a = assess_text(&law, text.data, NULL);
    wz_buffer_free(&incident);
    wz_buffer_free(&person);
    wz_buffer_free(&text);
    return a;
}

static void check_outcome(const char *signs, const char *outcome, const char *possible)
{
    assessed a = with_facts(signs);
    const wz_regime_result *r = regime_of(&a, "x");
    wz_buffer found = {0};
    CU_ASSERT_TRUE(same_text(r ? r->outcome : "none", outcome));
    for (size_t i = 0; r && i < r->possible_outcomes.count; i++)
        wz_buffer_printf(&found, "%s%s", i ? " " : "", r->possible_outcomes.items[i]);
    CU_ASSERT_TRUE(same_text(found.data, possible));
    wz_buffer_free(&found);
    assessed_free(&a);
}

static void test_outcome__the_first_value_that_is_true(void)
{
    /*             pqstab */
    check_outcome("tfff?f", "guilty", "guilty");
    check_outcome("tfff?t", "lightly", "lightly");
    check_outcome("tftf?f", "spared", "spared");
    check_outcome("tftt?f", "guilty", "guilty"); /* the exemption is itself defeated */
    check_outcome("ff???f", "free", "free");
    check_outcome("ff???t", "free", "free"); /* a lighter path without a ground leads nowhere */
}

static void test_outcome__unknowns_leave_what_is_possible(void)
{
    check_outcome("??????", "undetermined", "lightly guilty spared free");
    check_outcome("tfff??", "undetermined", "lightly guilty");
    check_outcome("tf??ff", "undetermined", "guilty spared");
    check_outcome("t?ff?f", "guilty", "guilty");                   /* another ground would change nothing */
    check_outcome("?ff??f", "undetermined", "guilty spared free"); /* compositional: no search of completions */
    check_outcome("?ftf?f", "undetermined", "spared free");
}

static void test_outcome__an_unknown_exemption_makes_a_true_ground_unknown(void)
{
    assessed a = with_facts("tf??ff");
    const wz_finding *f = finding_of(regime_of(&a, "x"), "x.1", NULL);
    CU_ASSERT_TRUE(f && f->condition == WZ_TRUE && f->truth == WZ_UNKNOWN);
    CU_ASSERT_TRUE(f && f->defeated_by.count == 1 && same_text(f->defeated_by.items[0], "x.3"));
    assessed_free(&a);
    a = with_facts("tf?tff"); /* x.3 cannot hold: x.4 defeats it */
    f = finding_of(regime_of(&a, "x"), "x.1", NULL);
    CU_ASSERT_TRUE(f && f->truth == WZ_TRUE && f->defeated_by.count == 0);
    assessed_free(&a);
}

static void test_outcome__a_may_exemption_is_offered_and_defeats_nothing(void)
{
    assessed a = with_facts("ftfftf");
    const wz_regime_result *r = regime_of(&a, "x");
    const wz_finding *f = finding_of(r, "x.2", NULL);
    CU_ASSERT_TRUE(f && f->truth == WZ_TRUE);
    CU_ASSERT_TRUE(f && f->offered_by.count == 1 && same_text(f->offered_by.items[0], "x.5"));
    CU_ASSERT_TRUE(r && r->choice_count == 1 && same_text(r->choices[0].rule->id, "x.5") &&
                   r->choices[0].truth == WZ_TRUE);
    CU_ASSERT_TRUE(same_text(r ? r->outcome : NULL, "guilty"));
    assessed_free(&a);
    a = with_facts("ftff?t");
    r = regime_of(&a, "x");
    CU_ASSERT_TRUE(r && r->choice_count == 2 && r->choices[0].truth == WZ_UNKNOWN && r->choices[1].truth == WZ_TRUE);
    assessed_free(&a);
}

static void test_outcome__a_contradiction_says_so_where_it_decides(void)
{
    /* clang-format off */
    static const char conflicting[] = CASE(INCIDENT(FACT("day", "2019-05-05") FACT("b", "false")) PERSON(
        POST_OPEN FACT("p", "true") FACT("r", "true") FACT("q", "false") FACT("s", "false")));
    /* clang-format on */
    /* clang-format off */
    static const char settled[] = CASE(INCIDENT(FACT("day", "2019-05-05") FACT("b", "false")) PERSON(
        POST_OPEN FACT("p", "true") FACT("r", "true") FACT("q", "true") FACT("s", "false")));
    /* clang-format on */
    assessed a = assess_text(&law, conflicting, NULL);
    const wz_regime_result *r = regime_of(&a, "x");
    CU_ASSERT_TRUE(same_text(r ? r->outcome : NULL, "contradictory"));
    CU_ASSERT_TRUE(a.result && a.result->contradiction_count == 2);
    for (size_t i = 0; a.result && i < a.result->contradiction_count; i++) {
        CU_ASSERT_TRUE(same_text(a.result->contradictions[i].of, "x"));
        CU_ASSERT_EQUAL(a.result->contradictions[i].facts.count, 2);
        CU_ASSERT_EQUAL(a.result->contradictions[i].exclusion.count, 2);
    }
    assessed_free(&a);
    a = assess_text(&law, settled, NULL); /* the other ground stands */
    r = regime_of(&a, "x");
    CU_ASSERT_TRUE(same_text(r ? r->outcome : NULL, "guilty"));
    CU_ASSERT_TRUE(finding_of(r, "x.1", NULL)->contradicted);
    CU_ASSERT_FALSE(finding_of(r, "x.2", NULL)->contradicted);
    assessed_free(&a);
}

static void test_outcome__standing_decides_what_counts(void)
{
    static const struct {
        const char *standing, *truth;
    } standings[] = {{"established", "true"}, {"refuted", "false"}, {"alleged", "unknown"}, {"disputed", "unknown"}};
    for (size_t i = 0; i < sizeof standings / sizeof *standings; i++) {
        wz_buffer text = {0};
        wz_buffer_printf(&text,
                         CASE(INCIDENT(FACT("day", "2019-05-05")) PERSON(
                             POST_OPEN "<fact name=\"q\" value=\"true\" standing=\"%s\"/>" FACT("s", "false"))),
                         standings[i].standing);
        assessed a = assess_text(&law, text.data, NULL);
        CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "x"), "x.2"), standings[i].truth));
        CU_ASSERT_TRUE(a.result && a.result->allegation_count == (i >= 2));
        CU_ASSERT_TRUE(a.result && a.result->contradiction_count == 0);
        assessed_free(&a);
        wz_buffer_free(&text);
    }
    /* an allegation never contradicts what is established */
    assessed a = assess_text(&law,
                             CASE(INCIDENT(FACT("day", "2019-05-05")) PERSON(POST_OPEN FACT(
                                 "q", "false") "<fact name=\"q\" value=\"true\" standing=\"alleged\"/>")),
                             NULL);
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "x"), "x.2"), "false"));
    CU_ASSERT_TRUE(a.result && a.result->contradiction_count == 0);
    assessed_free(&a);
    a = assess_text(&law,
                    CASE(INCIDENT(FACT("day", "2019-05-05") FACT("deaths", "2") FACT("deaths", "4")) PERSON(POST_OPEN)),
                    NULL);
    CU_ASSERT_TRUE(a.result && a.result->contradiction_count == 1);
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, "x"), "x.7"), "unknown"));
    assessed_free(&a);
}

static void test_outcome__bounds_intersect(void)
{
    assessed a = assess_text(
        &law,
        CASE(INCIDENT(
            FACT("day", "2019-05-05") "<fact name=\"deaths\" at-least=\"3\"/><fact name=\"deaths\" at-most=\"9\"/>")
                 PERSON(POST_OPEN)),
        NULL);
    const wz_regime_result *r = regime_of(&a, "x");
    CU_ASSERT_TRUE(same_text(truth_in(r, "x.7"), "true"));
    CU_ASSERT_TRUE(same_text(truth_in(r, "x.8"), "false"));
    CU_ASSERT_TRUE(r && r->heavier.count == 1 && r->lighter.count == 0);
    assessed_free(&a);
    a = assess_text(
        &law,
        CASE(INCIDENT(
            FACT("day", "2019-05-05") "<fact name=\"deaths\" at-least=\"3\"/><fact name=\"deaths\" at-most=\"2\"/>")
                 PERSON(POST_OPEN)),
        NULL);
    CU_ASSERT_TRUE(a.result && a.result->contradiction_count == 1);
    assessed_free(&a);
    /* to this day, and to some day of a month */
    a = assess_text(
        &law,
        CASE(INCIDENT(FACT("day", "2019-05-05")) PERSON(
            "<post id=\"po\" from=\"2018-01-01\"><to open=\"true\"/><fact name=\"until\" value=\"2019-06\"/></post>")),
        NULL);
    CU_ASSERT_TRUE(a.result && a.result->contradiction_count == 1);
    assessed_free(&a);
}

static void test_outcome__the_lists_beside_it(void)
{
    assessed a = with_facts("ttffff");
    const wz_regime_result *r = regime_of(&a, "x");
    CU_ASSERT_TRUE(r && r->lifetime.rule && r->lifetime.truth == WZ_TRUE && same_text(r->lifetime.route, "unknown"));
    CU_ASSERT_TRUE(r && !r->veto.rule);
    CU_ASSERT_TRUE(r && r->referral_count == 1 && r->procedure_count == 1);
    CU_ASSERT_TRUE(r && r->measures_open && r->measure_count == 1 && r->measures[0].bodies.count == 1);
    assessed_free(&a);
    a = with_facts("ff????");
    r = regime_of(&a, "x");
    CU_ASSERT_TRUE(r && r->referral_count == 0 && r->measure_count == 0 && !r->measures_open);
    assessed_free(&a);
}

static void test_outcome__applicability_unknown_leaves_it_open(void)
{
    assessed a = assess_text(
        &law,
        CASE(INCIDENT(FACT("day", "2019-05-05")) PERSON(
            "<post id=\"po\" from=\"1980-01-01\"><to open=\"true\"/></post>" FACT("q", "true") FACT("s", "false"))),
        NULL);
    const wz_regime_result *r = regime_of(&a, "x");
    CU_ASSERT_TRUE(r && r->applicability == WZ_SCOPE_UNKNOWN);
    CU_ASSERT_TRUE(same_text(truth_in(r, "x.2"), "true"));
    CU_ASSERT_TRUE(r && same_text(r->outcome, "undetermined") && same_text(r->reason, "applicability_unknown"));
    assessed_free(&a);
}

static void test_outcome__reasons_name_what_it_rests_on(void)
{
    static const char text[] = CASE("<evidence id=\"e1\" title=\"e\"/>" INCIDENT(
        FACT("day", "2019-05-05") "<fact id=\"f-b\" name=\"b\" value=\"true\"/>")
                                        PERSON(POST_OPEN "<fact id=\"f-r\" name=\"r\" value=\"true\" evidence=\"e1\"/>"
                                                         "<fact id=\"f-q\" name=\"q\" value=\"true\"/>"));
    wz_assess_options options = {.reasons_all = true};
    assessed a = assess_text(&law, text, &options);
    const wz_regime_result *r = regime_of(&a, "x");
    const wz_because *one = finding_of(r, "x.1", NULL)->because, *two = finding_of(r, "x.2", NULL)->because;
    const wz_because *ways = finding_of(r, "x.12", NULL)->because;
    CU_ASSERT_TRUE(one && one->value == WZ_FALSE && one->fact_count == 1);
    if (one && one->fact_count) {
        CU_ASSERT_EQUAL(one->facts[0].source, WZ_FROM_EXCLUSION);
        CU_ASSERT_PTR_NULL(one->facts[0].id);
        CU_ASSERT_TRUE(one->facts[0].from.count == 1 && same_text(one->facts[0].from.items[0], "f-r"));
    }
    CU_ASSERT_TRUE(two && two->fact_count == 1 && same_text(two->facts[0].id, "f-q") &&
                   two->facts[0].source == WZ_FROM_STATED);
    /* the ways rest on the finding that holds, not on the one that is false */
    CU_ASSERT_TRUE(ways && ways->rules.count == 1 && same_text(ways->rules.items[0], "x.2"));
    CU_ASSERT_TRUE(one && same_text(one->expression, "person.p"));
    assessed_free(&a);
    a = assess_text(&law, text, NULL);
    CU_ASSERT_PTR_NULL(finding_of(regime_of(&a, "x"), "x.1", NULL)->because); /* false: no reasons unless asked */
    assessed_free(&a);
}

CU_pSuite test_assess_outcome_suite(void)
{
    CU_pSuite suite = CU_add_suite("assess: outcome", start, stop);
    if (!suite)
        return NULL;
#define ADD(test) CU_add_test(suite, #test, test)
    ADD(test_outcome__the_first_value_that_is_true);
    ADD(test_outcome__unknowns_leave_what_is_possible);
    ADD(test_outcome__an_unknown_exemption_makes_a_true_ground_unknown);
    ADD(test_outcome__a_may_exemption_is_offered_and_defeats_nothing);
    ADD(test_outcome__a_contradiction_says_so_where_it_decides);
    ADD(test_outcome__standing_decides_what_counts);
    ADD(test_outcome__bounds_intersect);
    ADD(test_outcome__the_lists_beside_it);
    ADD(test_outcome__applicability_unknown_leaves_it_open);
    ADD(test_outcome__reasons_name_what_it_rests_on);
#undef ADD
    return suite;
}
