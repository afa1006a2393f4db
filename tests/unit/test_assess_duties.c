/* Counting duties: which periods count, what was done, when a shortfall is proven and what it feeds.
 * Source: docs/semantics.md, section 5, "Duties". */
#include "law_common.h"

#include <CUnit/CUnit.h>

#define DUTY(id, rest, office, frequency) \
    "<duty id=\"" id "\" modality=\"must\" for-each=\"post\" " rest \
    ">" LABEL(id) "<when>post.office = \"" office "\"</when><frequency " frequency "/></duty>"

static const char vocabulary[] = VOCABULARY("", "<excludes a=\"person.short\" b=\"person.q\" settles=\"both\"/>");
/* clang-format off */
static const char book[] = BOOK_WITH(
    "x", "status=\"in_force\" from=\"2018-04-01\" jurisdiction=\"\"",
    SCOPE_ALL("x") GROUND("x.g", "person.short")
    DUTY("x.quarter", "activities=\"meet\"", "red", "count=\"2\" per=\"quarter\"")
    DUTY("x.self", "activities=\"inspect\" personally=\"true\"", "green", "count=\"1\" per=\"half_year\""));
/* clang-format on */
/* clang-format off */
static const char other[] = BOOK_WITH(
    "y", "status=\"in_force\" from=\"2000-01-01\" jurisdiction=\"\"",
    SCOPE_ALL("y") GROUND("y.g", "person.short")
    DUTY("y.presumed", "activities=\"meet\"", "red", "count=\"1\" per=\"year\" presumption=\"true\"")
    DUTY("y.vague", "activities=\"meet\"", "red", "per=\"unquantified\"")
    DUTY("y.body", "activities=\"meet\" of=\"body\"", "red", "count=\"1\" per=\"month\"")
    DUTY("y.two", "activities=\"meet inspect\"", "green", "count=\"2\" per=\"two_months\""));
/* clang-format on */
/* clang-format off */
static const char draft[] =
    BOOK_WITH("z", "status=\"draft\" jurisdiction=\"\"",
    SCOPE_ALL("z") GROUND("z.g", "person.short")
    DUTY("z.year", "activities=\"meet\"", "red", "count=\"1\" per=\"year\""));
/* clang-format on */

static small_law law;

static int start(void)
{
    static const char *const books[] = {book, other, draft, NULL};
    return small_law_start(&law, vocabulary, books) ? 0 : 1;
}

static int stop(void)
{
    small_law_close(&law);
    return 0;
}

#define DONE(id, activity, day) "<duty-record id=\"" id "\" activity=\"" activity "\" date=\"" day "\"/>"
#define WINDOW(from, to) "<duty-window from=\"" from "\" to=\"" to "\"/>"
#define LOG(of, from, to) \
    "<complete list=\"duty_records\" " of " from=\"" from "\" to=\"" to "\" by=\"x\" on=\"2020-01-01\"/>"
#define YEAR WINDOW("2019-01-01", "2019-12-31")
#define WHOLE_LOG LOG("", "2019-01-01", "2019-12-31")
#define LOGGED(body) CASE(INCIDENT(FACT("day", "2019-05-05")) PERSON(POST_OPEN body))
#define LOGGED_AS(office, body) \
    CASE(INCIDENT(FACT("day", "2019-05-05")) \
             PERSON("<post id=\"po\" role=\"" office "\" from=\"1980-01-01\"><to open=\"true\"/></post>" body))

static const wz_shortfall *row_of(const assessed *a, const char *regime, const char *rule, wz_day from)
{
    const wz_regime_result *r = regime_of(a, regime);
    for (size_t i = 0; r && i < r->shortfall_count; i++)
        if (strcmp(r->shortfalls[i].rule->id, rule) == 0 && r->shortfalls[i].from == from)
            return &r->shortfalls[i];
    return NULL;
}

/* "true whole 1..2", with ".." alone where the log is not complete; "none" where there is no such period. */
static void check_row(const char *text, const char *regime, const char *rule, wz_day from, const char *expected)
{
    static const char *const names[] = {"false", "unknown", "true"};
    char found[64] = "none";
    assessed a = assess_text(&law, text, NULL);
    const wz_shortfall *s = row_of(&a, regime, rule, from);
    int length = s ? snprintf(found, sizeof found, "%s %s %d..", names[s->truth], wz_period_counts_name(s->counts),
                              (int)s->done_low)
                   : 0;
    if (s && s->has_done_high)
        snprintf(found + length, sizeof found - (size_t)length, "%d", (int)s->done_high);
    CU_ASSERT_TRUE(same_text(found, expected));
    assessed_free(&a);
}

static void check_ground(const char *text, const char *regime, const char *rule, const char *expected)
{
    assessed a = assess_text(&law, text, NULL);
    CU_ASSERT_TRUE(same_text(truth_in(regime_of(&a, regime), rule), expected));
    assessed_free(&a);
}

#define Q1 day_of(2019, 1, 1)
#define Q2 day_of(2019, 4, 1)
#define Q3 day_of(2019, 7, 1)
#define Q4 day_of(2019, 10, 1)

static void test_duties__a_shortfall_needs_a_complete_log(void)
{
    check_row(LOGGED(YEAR DONE("d", "meet", "2019-02-02")), "x", "x.quarter", Q1, "unknown whole 1..");
    check_row(LOGGED(YEAR WHOLE_LOG DONE("d", "meet", "2019-02-02")), "x", "x.quarter", Q1, "true whole 1..1");
    check_row(LOGGED(YEAR DONE("d", "meet", "2019-02-02") DONE("e", "meet", "2019-03-31")), "x", "x.quarter", Q1,
              "false whole 2..");
    check_row(LOGGED(YEAR WHOLE_LOG DONE("d", "meet", "2019-04-01")), "x", "x.quarter", Q1, "true whole 0..0");
    check_ground(LOGGED(YEAR DONE("d", "meet", "2019-02-02")), "x", "x.g", "unknown");
    check_ground(LOGGED(YEAR WHOLE_LOG), "x", "x.g", "true");
}

static void test_duties__a_log_is_complete_for_its_activities_and_days(void)
{
    check_row(LOGGED(YEAR LOG("of=\"meet\"", "2019-01-01", "2019-06-30")), "x", "x.quarter", Q1, "true whole 0..0");
    check_row(LOGGED(YEAR LOG("of=\"inspect\"", "2019-01-01", "2019-12-31")), "x", "x.quarter", Q1,
              "unknown whole 0..");
    check_row(LOGGED(YEAR LOG("", "2019-01-02", "2019-12-31")), "x", "x.quarter", Q1, "unknown whole 0..");
    check_row(LOGGED(YEAR LOG("", "2019-01-01", "2019-03-31")), "x", "x.quarter", Q1, "true whole 0..0");
    check_row(LOGGED(YEAR LOG("", "2019-01-01", "2019-03-31")), "x", "x.quarter", Q2, "unknown whole 0..");
}

static void test_duties__only_the_activity_that_satisfies_it_counts(void)
{
    check_row(LOGGED(YEAR WHOLE_LOG DONE("d", "inspect", "2019-02-02") DONE("e", "meet", "2019-02-02")), "x",
              "x.quarter", Q1, "true whole 1..1");
    check_row(LOGGED_AS("green", YEAR WHOLE_LOG DONE("d", "inspect", "2019-01-02") DONE("e", "meet", "2019-02-02")),
              "y", "y.two", Q1, "false whole 2..2");
    check_row(LOGGED(YEAR WHOLE_LOG "<duty-record id=\"d\" date=\"2019-02-02\"/>" DONE("e", "meet", "2019-02-02")), "x",
              "x.quarter", Q1, "unknown whole 1..2");
}

static void test_duties__a_day_known_roughly_counts_perhaps(void)
{
    check_row(LOGGED(YEAR WHOLE_LOG DONE("d", "meet", "2019-03") DONE("e", "meet", "2019-02-02")), "x", "x.quarter", Q1,
              "false whole 2..2");
    check_row(LOGGED(YEAR WHOLE_LOG DONE("d", "meet", "2019") DONE("e", "meet", "2019-02-02")), "x", "x.quarter", Q1,
              "unknown whole 1..2");
    check_row(LOGGED(YEAR WHOLE_LOG DONE("d", "meet", "2019") DONE("e", "meet", "2018-02-02")), "x", "x.quarter", Q1,
              "true whole 0..1");
}

static void test_duties__in_person_where_the_text_says_so(void)
{
#define SELF(value) \
    LOGGED_AS("green", YEAR WHOLE_LOG "<duty-record id=\"d\" activity=\"inspect\" date=\"2019-02-02\" " value "/>")
    check_row(SELF("personally=\"true\""), "x", "x.self", Q1, "false whole 1..1");
    check_row(SELF("personally=\"false\""), "x", "x.self", Q1, "true whole 0..0");
    check_row(SELF(""), "x", "x.self", Q1, "unknown whole 0..1");
}

#define HELD(rest, body) CASE(INCIDENT(FACT("day", "2019-05-05")) PERSON(POST(rest) body))

static void test_duties__only_whole_periods_count(void)
{
    check_row(HELD("from=\"2019-01-02\" to=\"2020-06-01\"", YEAR WHOLE_LOG), "x", "x.quarter", Q1,
              "false partial_post 0..0");
    check_row(HELD("from=\"2019-01-01\" to=\"2020-06-01\"", YEAR WHOLE_LOG), "x", "x.quarter", Q1, "true whole 0..0");
    check_row(HELD("from=\"2019-01-01\" to=\"2019-06-29\"", YEAR WHOLE_LOG), "x", "x.quarter", Q2,
              "false partial_post 0..0");
    check_row(HELD("from=\"2019-01-01\" to=\"2019-06-30\"", YEAR WHOLE_LOG), "x", "x.quarter", Q2, "true whole 0..0");
    check_row(HELD("from=\"2019-01\" to=\"2020-06-01\"", YEAR WHOLE_LOG), "x", "x.quarter", Q1, "unknown whole 0..0");
    check_row(LOGGED(WINDOW("2018-01-01", "2018-12-31") LOG("", "2018-01-01", "2018-12-31")), "x", "x.quarter",
              day_of(2018, 1, 1), "false partial_force 0..0");
    check_row(LOGGED(WINDOW("2018-01-01", "2018-12-31") LOG("", "2018-01-01", "2018-12-31")), "x", "x.quarter",
              day_of(2018, 4, 1), "true whole 0..0");
    check_row(LOGGED(WINDOW("2020-01-01", "2020-12-31") LOG("", "2020-01-01", "2020-12-31")), "x", "x.quarter",
              day_of(2020, 4, 1), "true whole 0..0"); /* ends on the day asked about */
    check_row(LOGGED(WINDOW("2020-01-01", "2020-12-31") LOG("", "2020-01-01", "2020-12-31")), "x", "x.quarter",
              day_of(2020, 7, 1), "false not_ended 0..0");
}

static void test_duties__a_draft_has_no_time_of_its_own(void)
{
    check_row(LOGGED(WINDOW("2001-01-01", "2001-12-31") LOG("", "2001-01-01", "2001-12-31")), "z", "z.year",
              day_of(2001, 1, 1), "true whole 0..0");
}

static void test_duties__the_window_is_the_conducts_year_and_the_one_before(void)
{
    check_row(LOGGED(""), "x", "x.quarter", day_of(2018, 10, 1), "unknown whole 0..");
    check_row(LOGGED(""), "x", "x.quarter", day_of(2019, 1, 1), "unknown whole 0..");
    check_row(LOGGED(""), "x", "x.quarter", day_of(2020, 1, 1), "none");
    check_row(LOGGED(""), "x", "x.quarter", day_of(2017, 10, 1), "none");
    check_row(LOGGED(WINDOW("2019-01-15", "2019-09-29") WHOLE_LOG), "x", "x.quarter", Q1,
              "none"); /* whole periods in it */
    check_row(LOGGED(WINDOW("2019-01-15", "2019-09-29") WHOLE_LOG), "x", "x.quarter", Q3, "none");
    check_row(LOGGED(WINDOW("2019-01-15", "2019-09-29") WHOLE_LOG), "x", "x.quarter", Q2, "true whole 0..0");
    check_ground(CASE("<incident id=\"i\" subject=\"true\"/>" PERSON(POST_OPEN)), "x", "x.g", "unknown");
    /* which years they are is not known before the conduct's year is */
    const char *spanning[] = {"at-least=\"2018-06-01\" at-most=\"2019-06-01\"", "at-most=\"2019-06-01\""};
    for (size_t i = 0; i < sizeof spanning / sizeof *spanning; i++) {
        char text[1024];
        snprintf(text, sizeof text,
                 CASE("<incident id=\"i\" subject=\"true\"><fact name=\"day\" %s/></incident>" PERSON(
                     POST_OPEN LOG("", "2010-01-01", "2030-01-01"))),
                 spanning[i]);
        check_row(text, "x", "x.quarter", Q1, "none");
        check_ground(text, "x", "x.g", "unknown");
    }
}

static void test_duties__presumptions_and_vague_words_prove_nothing(void)
{
    check_row(LOGGED(YEAR WHOLE_LOG), "y", "y.presumed", Q1, "unknown whole 0..0");
    check_row(LOGGED(YEAR WHOLE_LOG), "y", "y.vague", Q1, "unknown whole 0..0");
    check_ground(LOGGED(YEAR WHOLE_LOG), "y", "y.g", "unknown");
}

static void test_duties__of_a_body_are_shown_and_feed_nothing(void)
{
    check_row(LOGGED(YEAR WHOLE_LOG), "y", "y.body", Q1, "true whole 0..0");
    check_ground(LOGGED(YEAR WHOLE_LOG DONE("d", "meet", "2019-01-02")), "y", "y.g", "false"); /* y.presumed is met */
}

static void test_duties__bind_by_the_post(void)
{
    check_row(LOGGED_AS("green", YEAR WHOLE_LOG), "x", "x.quarter", Q1, "none");
    check_row(LOGGED_AS("green", YEAR WHOLE_LOG), "x", "x.self", Q3, "true whole 0..0");
    /* an office not stated: both bind perhaps, and neither shortfall is proven */
    check_row(CASE(INCIDENT(FACT("day", "2019-05-05"))
                       PERSON("<post id=\"po\" from=\"1980-01-01\"><to open=\"true\"/></post>" YEAR WHOLE_LOG)),
              "x", "x.quarter", Q1, "unknown whole 0..0");
}

static void test_duties__a_proven_shortfall_settles_and_contradicts(void)
{
    assessed a = assess_text(&law, LOGGED(YEAR WHOLE_LOG), NULL);
    const wz_finding *f = finding_of(regime_of(&a, "x"), "x.g", NULL);
    CU_ASSERT_TRUE(f && f->truth == WZ_TRUE && !f->contradicted);
    assessed_free(&a);
    a = assess_text(&law, LOGGED(YEAR WHOLE_LOG FACT("q", "true")), NULL);
    f = finding_of(regime_of(&a, "x"), "x.g", NULL);
    CU_ASSERT_TRUE(f && f->truth == WZ_UNKNOWN && f->contradicted);
    bool q = false;
    for (size_t i = 0; a.result && i < a.result->contradiction_count; i++)
        q |= strcmp(law.vocabulary->entities[WZ_PERSON].attributes[a.result->contradictions[i].attribute].id, "q") == 0;
    CU_ASSERT_TRUE(q);
    assessed_free(&a);
}

CU_pSuite test_assess_duties_suite(void)
{
    CU_pSuite suite = CU_add_suite("assess: duties", start, stop);
    if (!suite)
        return NULL;
#define ADD(test) CU_add_test(suite, #test, test)
    ADD(test_duties__a_shortfall_needs_a_complete_log);
    ADD(test_duties__a_log_is_complete_for_its_activities_and_days);
    ADD(test_duties__only_the_activity_that_satisfies_it_counts);
    ADD(test_duties__a_day_known_roughly_counts_perhaps);
    ADD(test_duties__in_person_where_the_text_says_so);
    ADD(test_duties__only_whole_periods_count);
    ADD(test_duties__a_draft_has_no_time_of_its_own);
    ADD(test_duties__the_window_is_the_conducts_year_and_the_one_before);
    ADD(test_duties__presumptions_and_vague_words_prove_nothing);
    ADD(test_duties__of_a_body_are_shown_and_feed_nothing);
    ADD(test_duties__bind_by_the_post);
    ADD(test_duties__a_proven_shortfall_settles_and_contradicts);
#undef ADD
    return suite;
}
