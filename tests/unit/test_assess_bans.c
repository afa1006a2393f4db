/* Bars and the veto's time: calendar months, leap days, versions by the decision's day, rescission, bounded days,
 * windows. Source: docs/semantics.md, section 5, "Bars". */
#include "law_common.h"

#include <CUnit/CUnit.h>

#define NORM \
    "<norm title=\"n\" article=\"1\" status=\"confirmed\"><text xml:lang=\"zh-CN\">n</text><text " \
    "xml:lang=\"en\">n</text></norm>"
#define BAN(id, rest, kind, end) \
    "<ban id=\"" id "\" modality=\"must_not\" for-each=\"sanction\" " rest \
    ">" LABEL(id) "<when>sanction.kind = \"" kind "\"</when><from>sanction.effective</from>" end NORM "</ban>"
#define LASTS(duration) "<lasts>" duration "</lasts>"
#define VERSION(days, bars, end) "<version " days " bars=\"" bars "\">" end NORM "</version>"

static const char vocabulary[] = VOCABULARY("", "");
/* clang-format off */
static const char book[] = BOOK(
    "x",
    SCOPE_ALL("x") GROUND("x.g", "person.p")
    "<veto id=\"x.veto\" modality=\"must_not\" bars=\"up honour\" grounds=\"x.g\">" LABEL("veto")
    "<when>findings[rule = \"x.g\"].holds</when><starts>sanction.heavy and sanction.matter = incident.id</starts>"
    "</veto>"
    "<ways id=\"x.ways\" modality=\"must\">" LABEL("ways") "<when>findings[rule = \"x.g\"].holds</when>"
    "<measure id=\"mildly\"/><measure id=\"strictly\"/></ways>"
    BAN("x.mild", "bars=\"up\"", "mild", LASTS("P6M"))
    BAN("x.mild.year", "bars=\"honour\"", "mild", "<to>date(sanction.effective.year, 12, 31)</to>")
    BAN("x.strict", "shared=\"true\"", "strict",
    VERSION("from=\"2015-01-01\" to=\"2017-12-31\"", "up", LASTS("P1Y"))
    VERSION("from=\"2018-01-01\"", "up over", LASTS("P18M")))
    BAN("x.late", "shared=\"true\" from=\"2019-01-01\" bars=\"over\"", "strict", LASTS("P1M"))
    "<ban id=\"x.last\" modality=\"must_not\" for-each=\"sanction\" expels=\"true\">" LABEL("last")
    "<when>sanction.kind = \"last\" and sanction.probation = null</when></ban>"
    BAN("x.prob", "bars=\"up\"", "last", "<to>sanction.probation</to>"));
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

#define SANCTION(id, kind, rest) "<sanction id=\"" id "\" kind=\"" kind "\" " rest "/>"
#define HELD(sanctions) CASE(INCIDENT(FACT("day", "2019-05-05")) PERSON(POST_OPEN sanctions))

static void check_ban(const char *text, const char *rule, const char *truth, const char *from, const char *last,
                      const char *free_day)
{
    static const char *const names[] = {"false", "unknown", "true"};
    assessed a = assess_text(&law, text, NULL);
    const wz_ban_result *ban = ban_of(regime_of(&a, "x"), rule, "s");
    CU_ASSERT_TRUE(same_text(ban ? names[ban->truth] : "none", truth));
    if (ban) {
        CU_ASSERT_TRUE(same_text(range_text(ban->from), from));
        CU_ASSERT_TRUE(same_text(range_text(ban->last_barred_day), last));
        CU_ASSERT_TRUE(same_text(range_text(ban->first_free_day), free_day));
    }
    assessed_free(&a);
}

#define MILD(day) HELD(SANCTION("s", "mild", "decision-date=\"" day "\""))

static void test_bans__months_end_on_the_same_day_or_the_months_last(void)
{
    check_ban(MILD("2019-08-15"), "x.mild", "true", "2019-08-15", "2020-02-15", "2020-02-16");
    check_ban(MILD("2019-08-31"), "x.mild", "true", "2019-08-31", "2020-02-29", "2020-03-01");
    check_ban(MILD("2018-08-31"), "x.mild", "true", "2018-08-31", "2019-02-28", "2019-03-01");
    check_ban(MILD("2020-02-29"), "x.mild", "true", "2020-02-29", "2020-08-29", "2020-08-30");
    check_ban(MILD("2019-05-31"), "x.mild", "true", "2019-05-31", "2019-11-30", "2019-12-01");
    check_ban(MILD("2019-03-03"), "x.mild.year", "true", "2019-03-03", "2019-12-31", "2020-01-01");
}

static void test_bans__the_effective_day_counts_else_the_decision(void)
{
    check_ban(HELD(SANCTION("s", "mild", "decision-date=\"2019-08-15\" effective-date=\"2019-09-01\"")), "x.mild",
              "true", "2019-09-01", "2020-03-01", "2020-03-02");
}

static void test_bans__the_version_in_force_on_the_day(void)
{
#define STRICT(day) HELD(SANCTION("s", "strict", "decision-date=\"" day "\""))
    check_ban(STRICT("2015-01-01"), "x.strict", "true", "2015-01-01", "2016-01-01", "2016-01-02");
    check_ban(STRICT("2017-12-31"), "x.strict", "true", "2017-12-31", "2018-12-31", "2019-01-01");
    check_ban(STRICT("2018-01-01"), "x.strict", "true", "2018-01-01", "2019-07-01", "2019-07-02");
    check_ban(STRICT("2016-02-29"), "x.strict", "true", "2016-02-29", "2017-02-28", "2017-03-01");
    assessed a = assess_text(&law, STRICT("2018-01-01"), NULL);
    const wz_ban_result *ban = ban_of(regime_of(&a, "x"), "x.strict", "s");
    CU_ASSERT_TRUE(ban && ban->steps.count == 2);
    assessed_free(&a);
}

static void check_no_version(const char *text, const char *rule)
{
    check_ban(text, rule, "unknown", "2014-12-31", "null", "null");
    assessed a = assess_text(&law, text, NULL);
    const wz_regime_result *r = regime_of(&a, "x");
    const wz_ban_result *ban = ban_of(r, rule, "s");
    CU_ASSERT_TRUE(ban && same_text(ban->reason, "no_version"));
    bool warned = false;
    for (size_t i = 0; r && i < r->warning_count; i++)
        warned |= strcmp(r->warnings[i].id, "no_version") == 0 && strcmp(r->warnings[i].rule, rule) == 0;
    CU_ASSERT_TRUE(warned);
    assessed_free(&a);
}

static void test_bans__before_the_first_version_it_is_unknown(void)
{
    check_no_version(STRICT("2014-12-31"), "x.strict");
    check_no_version(STRICT("2014-12-31"), "x.late"); /* one version: the rule's own time */
    check_ban(STRICT("2019-01-31"), "x.late", "true", "2019-01-31", "2019-02-28", "2019-03-01");
}

static void test_bans__days_known_roughly_give_earliest_and_latest_ends(void)
{
    check_ban(MILD("2019-08"), "x.mild", "true", "2019-08-01..2019-08-31", "2020-02-01..2020-02-29",
              "2020-02-02..2020-03-01");
    check_ban(HELD(SANCTION("s", "mild", "")), "x.mild", "unknown", "null", "null", "null");
    check_ban(STRICT("2017"), "x.strict", "true", "2017-01-01..2017-12-31", "2018-01-01..2018-12-31",
              "2018-01-02..2019-01-01");
    /* December 2017 or January 2018: of which version the end is, is not known */
    check_ban(HELD("<sanction id=\"s\" kind=\"strict\"><fact name=\"decided\" at-least=\"2017-12-01\"/>"
                   "<fact name=\"decided\" at-most=\"2018-01-31\"/></sanction>"),
              "x.strict", "unknown", "2017-12-01..2018-01-31", "null", "null");
}

static void test_bans__an_unknown_kind_bars_perhaps(void)
{
    check_ban(HELD("<sanction id=\"s\" decision-date=\"2019-08-15\"/>"), "x.mild", "unknown", "2019-08-15",
              "2020-02-15", "2020-02-16");
    check_ban(MILD("2019-08-15"), "x.strict", "none", NULL, NULL, NULL);
}

static void test_bans__a_rescission_ends_it_from_that_day(void)
{
    check_ban(HELD(SANCTION("s", "mild", "decision-date=\"2019-08-15\" rescinded-on=\"2019-10-01\"")), "x.mild", "true",
              "2019-08-15", "2019-09-30", "2019-10-01");
    check_ban(HELD(SANCTION("s", "mild", "decision-date=\"2019-08-15\" rescinded-on=\"2020-05-01\"")), "x.mild", "true",
              "2019-08-15", "2020-02-15", "2020-02-16");
    check_ban(HELD(SANCTION("s", "mild", "decision-date=\"2019-08-15\" rescinded-on=\"2019-10\"")), "x.mild", "true",
              "2019-08-15", "2019-09-30..2019-10-30", "2019-10-01..2019-10-31");
    /* its own end is unknown and may come before the rescission */
    check_ban(HELD(SANCTION("s", "last", "decision-date=\"2019-08-15\" rescinded-on=\"2019-10-01\"")), "x.prob", "true",
              "2019-08-15", "..2019-09-30", "..2019-10-01");
}

#define RESCINDED(bounds) \
    HELD("<sanction id=\"s\" kind=\"mild\" decision-date=\"2019-08-15\"><fact name=\"rescinded\" " bounds \
         "/></sanction>")

static void test_bans__a_rescission_on_a_day_known_from_one_side_may_end_it(void)
{
    check_ban(RESCINDED("at-least=\"2019-10-01\""), "x.mild", "true", "2019-08-15", "2019-09-30..2020-02-15",
              "2019-10-01..2020-02-16");
    check_ban(RESCINDED("at-least=\"2020-10-01\""), "x.mild", "true", "2019-08-15", "2020-02-15", "2020-02-16");
    check_ban(RESCINDED("at-most=\"2019-10-01\""), "x.mild", "true", "2019-08-15", "2019-08-14..2019-09-30",
              "2019-08-15..2019-10-01");
    check_ban(RESCINDED("at-most=\"2020-10-01\""), "x.mild", "true", "2019-08-15", "2019-08-14..2020-02-15",
              "2019-08-15..2020-02-16");
}

static void test_bans__running_on_the_day_asked_about(void)
{
    const struct {
        wz_day as_of;
        wz_truth running;
    } days[] = {
        {day_of(2019, 8, 14), WZ_FALSE},
        {day_of(2019, 8, 15), WZ_TRUE},
        {day_of(2020, 2, 15), WZ_TRUE},
        {day_of(2020, 2, 16), WZ_FALSE},
    };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        wz_assess_options options = {.has_as_of = true, .as_of = days[i].as_of};
        assessed a = assess_text(&law, MILD("2019-08-15"), &options);
        const wz_ban_result *ban = ban_of(regime_of(&a, "x"), "x.mild", "s");
        CU_ASSERT_TRUE(ban && ban->running == days[i].running);
        assessed_free(&a);
    }
}

/* --- the veto --- */

#define VETOED(sanctions) CASE(INCIDENT(FACT("day", "2019-05-05")) PERSON(POST_OPEN FACT("p", "true") sanctions))
#define HEAVY(id, kind, day, matter) \
    "<sanction id=\"" id "\" kind=\"" kind "\" decision-date=\"" day "\" matter=\"" matter \
    "\">" FACT("heavy", "true") "</sanction>"

static const wz_veto_window *window_on(const assessed *a, const char *step)
{
    const wz_regime_result *r = regime_of(a, "x");
    for (size_t i = 0; r && i < r->veto.window_count; i++)
        if (strcmp(r->veto.windows[i].step->id, step) == 0)
            return &r->veto.windows[i];
    return NULL;
}

static void check_window(const char *text, const char *waits, const char *up, const char *honour)
{
    assessed a = assess_text(&law, text, NULL);
    const wz_regime_result *r = regime_of(&a, "x");
    CU_ASSERT_TRUE(r && r->veto.truth == WZ_TRUE);
    CU_ASSERT_TRUE(same_text(r ? r->veto.waits_for : "none", waits));
    const wz_veto_window *w = window_on(&a, "up"), *h = window_on(&a, "honour");
    CU_ASSERT_TRUE(same_text(w ? range_text(w->last_barred_day) : "none", up));
    CU_ASSERT_TRUE(same_text(h ? range_text(h->last_barred_day) : "none", honour));
    assessed_free(&a);
}

static void test_bans__the_veto_waits_for_a_decision(void)
{
    check_window(VETOED(""), "decision", "none", "none");
    /* in another matter, or on a ground not stated: no decision in this one */
    check_window(VETOED(HEAVY("s", "mild", "2019-08-15", "else")), "decision", "none", "none");
    check_window(VETOED(SANCTION("s", "mild", "decision-date=\"2019-08-15\" matter=\"i\"")), "decision", "none",
                 "none");
}

static void test_bans__the_veto_runs_by_family_of_steps(void)
{
    check_window(VETOED(HEAVY("s", "mild", "2019-08-15", "i")), NULL, "2020-02-15", "2019-12-31");
    /* of several the latest end; one in another matter does not count; bars on "over" are of the family of "up" */
    check_window(VETOED(HEAVY("s", "mild", "2019-08-15", "i") HEAVY("t", "strict", "2019-07-01", "i")
                            HEAVY("u", "strict", "2020-05-01", "else")),
                 NULL, "2021-01-01", "2019-12-31");
    check_window(VETOED(HEAVY("s", "strict", "2019-08-31", "i")), NULL, "2021-02-28", "null");
}

static void test_bans__a_bar_that_may_hold_leaves_the_end_of_the_veto_open(void)
{
    /* decided before the first version: how long it bars is not known */
    check_window(VETOED(HEAVY("s", "mild", "2014-10-31", "i") HEAVY("t", "strict", "2014-10-31", "i")), NULL,
                 "2015-04-30..", "2014-12-31");
    /* of any kind: an expulsion has no end */
    check_window(
        VETOED(HEAVY("s", "mild", "2019-08-15",
                     "i") "<sanction id=\"t\" decision-date=\"2020-03-15\" matter=\"i\">" FACT("heavy",
                                                                                               "true") "</sanction>"),
        NULL, "2020-02-15..", "2019-12-31..");
}

static void test_bans__no_veto_without_its_ground(void)
{
    assessed a = assess_text(
        &law, CASE(INCIDENT("") PERSON(POST_OPEN FACT("p", "false") HEAVY("s", "mild", "2019-08-15", "i"))), NULL);
    const wz_regime_result *r = regime_of(&a, "x");
    CU_ASSERT_TRUE(r && r->veto.rule && r->veto.truth == WZ_FALSE && !r->veto.waits_for && r->veto.window_count == 0);
    assessed_free(&a);
}

static void test_bans__a_measure_shows_the_bars_it_would_carry(void)
{
    assessed a = assess_text(&law, VETOED(""), NULL);
    const wz_regime_result *r = regime_of(&a, "x");
    CU_ASSERT_TRUE(r && r->measure_count == 2);
    for (size_t i = 0; r && i < r->measure_count; i++) {
        bool mild = strcmp(r->measures[i].measure->id, "mildly") == 0;
        CU_ASSERT_EQUAL(r->measures[i].bar_count, mild ? 2 : 4);
        for (size_t b = 0; b < r->measures[i].bar_count; b++) {
            const wz_measure_bar *bar = &r->measures[i].bars[b];
            if (strcmp(bar->rule->id, "x.strict") == 0)
                CU_ASSERT_TRUE(same_text(bar->lasts, "P18M")); /* the version of the day asked about */
        }
        CU_ASSERT_EQUAL(r->measures[i].available, mild ? WZ_TRUE : WZ_UNKNOWN);
    }
    assessed_free(&a);
}

CU_pSuite test_assess_bans_suite(void)
{
    CU_pSuite suite = CU_add_suite("assess: bars and the veto", start, stop);
    if (!suite)
        return NULL;
#define ADD(test) CU_add_test(suite, #test, test)
    ADD(test_bans__months_end_on_the_same_day_or_the_months_last);
    ADD(test_bans__the_effective_day_counts_else_the_decision);
    ADD(test_bans__the_version_in_force_on_the_day);
    ADD(test_bans__before_the_first_version_it_is_unknown);
    ADD(test_bans__days_known_roughly_give_earliest_and_latest_ends);
    ADD(test_bans__an_unknown_kind_bars_perhaps);
    ADD(test_bans__a_rescission_ends_it_from_that_day);
    ADD(test_bans__a_rescission_on_a_day_known_from_one_side_may_end_it);
    ADD(test_bans__running_on_the_day_asked_about);
    ADD(test_bans__the_veto_waits_for_a_decision);
    ADD(test_bans__the_veto_runs_by_family_of_steps);
    ADD(test_bans__a_bar_that_may_hold_leaves_the_end_of_the_veto_open);
    ADD(test_bans__no_veto_without_its_ground);
    ADD(test_bans__a_measure_shows_the_bars_it_would_carry);
#undef ADD
    return suite;
}
