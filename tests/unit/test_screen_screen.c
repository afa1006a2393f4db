/* Screening: the table gives the engine's answers, whatever is stated of people and whatever is left open; and what becomes
 * known later never overturns an answer. The law is the real one. */
#include "app/law.h"
#include "screen/screen.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SANCTIONS = 6, MOST_VALUES = 10, MOST_STEPS = 6 };

static wz_rules *rules;

static int start(void)
{
    return wz_rules_open(&rules, "rules", NULL) == WZ_OK ? 0 : 1;
}

static int stop(void)
{
    wz_rules_close(rules);
    return 0;
}

/* ---- a record written by hand or by chance ---- */

typedef struct {
    wz_person_record record;
    wz_record_sanction sanctions[MOST_SANCTIONS];
    wz_record_value values[MOST_SANCTIONS][MOST_VALUES];
    char days[MOST_SANCTIONS][MOST_VALUES][WZ_DAY_TEXT];
} person;

static int attribute_of(const char *id)
{
    return wz_attribute_find(rules->law->vocabulary, WZ_SANCTION, id);
}

static void begin_sanction(person *p)
{
    wz_record_sanction *s = &p->sanctions[p->record.sanction_count];
    *s = (wz_record_sanction){.kind = -1};
    s->item.values = p->values[p->record.sanction_count++];
    p->record.sanctions = p->sanctions;
}

/* State a value of the last sanction; the vocabulary's order is kept by stating in it. */
static void state(person *p, const char *attribute, const char *text)
{
    wz_record_sanction *s = &p->sanctions[p->record.sanction_count - 1];
    p->values[p->record.sanction_count - 1][s->item.count++] =
        (wz_record_value){.attribute = attribute_of(attribute), .text = text};
    wz_record_read_roles(s, rules->law->vocabulary);
}

static void add_sanction(person *p, const char *kind, const char *decided)
{
    begin_sanction(p);
    state(p, "kind", kind);
    state(p, "decision_date", decided);
}

static wz_day day(const char *text)
{
    wz_day found = 0;
    CU_ASSERT_TRUE_FATAL(wz_day_parse(text, &found));
    return found;
}

static void set_complete(person *p, const char *to)
{
    p->record.complete = (wz_record_complete){.stated = true, .to = day(to)};
}

/* ---- asking ---- */

typedef struct {
    wz_screen_table *table, *engine;
    wz_screener *by_table, *by_engine;
    size_t steps[MOST_STEPS];
} both;

static void open_both(both *b, const char *const *steps, size_t count, const char *on, const char *jurisdiction)
{
    for (size_t i = 0; i < count; i++) {
        const wz_step *step = wz_step_find(rules->law->frame, steps[i]);
        CU_ASSERT_PTR_NOT_NULL_FATAL(step);
        b->steps[i] = (size_t)(step - rules->law->frame->steps);
    }
    wz_screen_options options = {.steps = b->steps,
                                 .step_count = count,
                                 .ask = {.on = day(on), .known_on = day("2026-11-28")},
                                 .jurisdiction = jurisdiction};
    CU_ASSERT_EQUAL_FATAL(wz_screen_table_new(&b->table, rules->engine, &options, NULL), WZ_OK);
    options.always_engine = true;
    CU_ASSERT_EQUAL_FATAL(wz_screen_table_new(&b->engine, rules->engine, &options, NULL), WZ_OK);
    b->by_table = wz_screener_new(b->table);
    b->by_engine = wz_screener_new(b->engine);
    CU_ASSERT_TRUE_FATAL(b->by_table && b->by_engine);
}

static void close_both(both *b)
{
    wz_screener_free(b->by_table);
    wz_screener_free(b->by_engine);
    wz_screen_table_free(b->table);
    wz_screen_table_free(b->engine);
}

static bool same_range(wz_day_range a, wz_day_range b)
{
    return a.has_low == b.has_low && a.has_high == b.has_high && (!a.has_low || a.low == b.low) &&
           (!a.has_high || a.high == b.high);
}

static bool same_answer(const wz_screen_answer *a, const wz_screen_answer *b)
{
    return a->answer == b->answer && a->why == b->why && a->deciding == b->deciding && a->version == b->version &&
           (a->answer != WZ_BARRED || same_range(a->last_barred_day, b->last_barred_day));
}

/* One step on one day by both ways; they must agree. */
static wz_screen_answer ask(const person *p, const char *step, const char *on)
{
    both b;
    wz_screen_answer table = {0}, engine = {0};
    open_both(&b, &step, 1, on, NULL);
    CU_ASSERT_EQUAL(wz_screen_record(b.by_table, &p->record, &table, NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_screen_record(b.by_engine, &p->record, &engine, NULL), WZ_OK);
    CU_ASSERT_TRUE(same_answer(&table, &engine));
    close_both(&b);
    return table;
}

static bool ends_on(const wz_screen_answer *a, const char *text)
{
    return a->answer == WZ_BARRED && a->last_barred_day.has_high && a->last_barred_day.low == day(text) &&
           a->last_barred_day.high == day(text);
}

/* ---- single answers, worked out by hand ---- */

static void test_screen__barred_to_the_months_last_day_and_free_the_next(void)
{
    person p = {.record = {.person_id = "1"}};
    add_sanction(&p, "admonition", "2019-08-31");
    set_complete(&p, "2020-12-31");
    wz_screen_answer a = ask(&p, "promotion", "2020-02-29");
    CU_ASSERT_TRUE(ends_on(&a, "2020-02-29"));
    CU_ASSERT_STRING_EQUAL(a.deciding->id, "national.admonition");
    CU_ASSERT_EQUAL(ask(&p, "promotion", "2020-03-01").answer, WZ_ELIGIBLE);
    CU_ASSERT_EQUAL(ask(&p, "promotion", "2019-08-30").answer, WZ_ELIGIBLE);
}

static void test_screen__the_latest_end_decides(void)
{
    person p = {.record = {.person_id = "1"}};
    add_sanction(&p, "party_warning", "2023-05-10");
    add_sanction(&p, "admin_demerit", "2023-06-01");
    wz_screen_answer a = ask(&p, "promotion", "2024-05-01");
    CU_ASSERT_TRUE(ends_on(&a, "2024-06-01"));
    CU_ASSERT_STRING_EQUAL(a.deciding->id, "national.admin_demerit");
}

static void test_screen__nothing_recorded_is_not_eligible(void)
{
    person p = {.record = {.person_id = "1"}};
    wz_screen_answer a = ask(&p, "promotion", "2024-05-01");
    CU_ASSERT_EQUAL(a.answer, WZ_UNDETERMINED);
    CU_ASSERT_EQUAL(a.why, WZ_WHY_NOTHING_RECORDED);
    set_complete(&p, "2024-04-30");
    CU_ASSERT_EQUAL(ask(&p, "promotion", "2024-05-01").answer, WZ_UNDETERMINED);
    set_complete(&p, "2024-05-01");
    CU_ASSERT_EQUAL(ask(&p, "promotion", "2024-05-01").answer, WZ_ELIGIBLE);
    /* a day to come needs the record complete to the day of knowledge only */
    set_complete(&p, "2026-11-28");
    CU_ASSERT_EQUAL(ask(&p, "promotion", "2027-05-01").answer, WZ_ELIGIBLE);
    p.record.returns = true;
    CU_ASSERT_EQUAL(ask(&p, "promotion", "2024-05-01").answer, WZ_UNDETERMINED);
}

static void test_screen__what_is_not_known_leaves_it_open(void)
{
    person p = {.record = {.person_id = "1"}};
    set_complete(&p, "2026-11-28");
    add_sanction(&p, "party_expulsion", "2024-01-05");
    CU_ASSERT_EQUAL(ask(&p, "promotion", "2026-01-01").why, WZ_WHY_EXPELLED);
    person old = {.record = {.person_id = "2"}};
    set_complete(&old, "2026-11-28");
    add_sanction(&old, "admin_warning", "2001-01-05");
    CU_ASSERT_EQUAL(ask(&old, "promotion", "2026-01-01").why, WZ_WHY_NO_VERSION);
    person month = {.record = {.person_id = "3"}};
    set_complete(&month, "2026-11-28");
    add_sanction(&month, "party_warning", "2024-05");
    CU_ASSERT_EQUAL(ask(&month, "promotion", "2025-04-30").answer, WZ_BARRED);
    CU_ASSERT_EQUAL(ask(&month, "promotion", "2025-05-10").why, WZ_WHY_DAYS_UNKNOWN);
    CU_ASSERT_EQUAL(ask(&month, "promotion", "2025-06-01").answer, WZ_ELIGIBLE);
    person kind = {.record = {.person_id = "4"}};
    set_complete(&kind, "2026-11-28");
    begin_sanction(&kind);
    state(&kind, "decision_date", "2026-05-01");
    CU_ASSERT_EQUAL(ask(&kind, "promotion", "2026-10-01").answer, WZ_UNDETERMINED);
}

static void test_screen__probation_without_restoration(void)
{
    person p = {.record = {.person_id = "1"}};
    add_sanction(&p, "party_probation", "2021-02-01");
    state(&p, "probation_ends", "2022-02-01");
    wz_screen_answer a = ask(&p, "promotion", "2023-01-01");
    CU_ASSERT_EQUAL(a.answer, WZ_BARRED);
    CU_ASSERT_FALSE(a.last_barred_day.has_high);
    CU_ASSERT_EQUAL(ask(&p, "promotion", "2025-01-01").why, WZ_WHY_DAYS_UNKNOWN);
    state(&p, "rights_restored_on", "2022-03-10");
    a = ask(&p, "promotion", "2023-01-01");
    CU_ASSERT_TRUE(ends_on(&a, "2024-03-10"));
}

static const char *const all_steps[] = {"promotion",    "important_use",   "grade_advance",
                                        "rank_advance", "equivalent_post", "commendation"};

/* A sanction for an accident whose matter nobody wrote down may start a veto as one does whose matter is named; on another ground
 * it starts none. */
static void test_screen__a_matter_that_is_not_named_may_start_a_veto(void)
{
    static const struct {
        const char *ground, *matter;
        wz_answer answer;
    } rows[] = {{"accident_leadership", "x", WZ_UNDETERMINED},
                {"accident_leadership", NULL, WZ_UNDETERMINED},
                {"reporting_violation", NULL, WZ_ELIGIBLE},
                {NULL, NULL, WZ_ELIGIBLE}};
    both b;
    open_both(&b, all_steps + 2, 1, "2026-11-29", "江苏省/苏州市");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        person p = {.record = {.person_id = "1"}};
        add_sanction(&p, "admonition", "2026-08-01");
        if (rows[i].ground)
            state(&p, "ground", rows[i].ground);
        if (rows[i].matter)
            state(&p, "matter", rows[i].matter);
        set_complete(&p, "2026-11-29");
        wz_screen_answer table, engine;
        CU_ASSERT_EQUAL_FATAL(wz_screen_record(b.by_table, &p.record, &table, NULL), WZ_OK);
        CU_ASSERT_EQUAL_FATAL(wz_screen_record(b.by_engine, &p.record, &engine, NULL), WZ_OK);
        CU_ASSERT_EQUAL(table.answer, rows[i].answer);
        CU_ASSERT_EQUAL(table.why, rows[i].answer == WZ_ELIGIBLE ? WZ_WHY_NONE : WZ_WHY_VETO_OPEN);
        CU_ASSERT_TRUE(same_answer(&table, &engine));
    }
    close_both(&b);
}

/* ---- by chance ---- */

typedef struct {
    uint64_t state;
} dice;

static uint32_t roll(dice *d, uint32_t below)
{
    d->state ^= d->state << 13;
    d->state ^= d->state >> 7;
    d->state ^= d->state << 17;
    return (uint32_t)(d->state >> 20) % below;
}

static const char *some_day(dice *d, char *text, bool rough)
{
    static const char *const nasty[] = {
        "2019-08-31", "2020-02-29", "2019-03-02", "2019-03-03", "2023-12-31", "2024-01-01", "2018-09-30", "2018-10-01",
        "2020-06-30", "2020-07-01", "2021-03-18", "2021-03-19", "2015-06-29", "2007-05-31", "2024-02-29", "2016-01-01"};
    if (roll(d, 3) == 0)
        return nasty[roll(d, sizeof nasty / sizeof *nasty)];
    wz_day_format(day("2005-01-01") + (wz_day)roll(d, 22 * 365), text);
    if (rough && roll(d, 6) == 0)
        text[roll(d, 3) ? 7 : 4] = '\0';
    return text;
}

/* A sanction with whatever may be stated; `plain`: kind and day only. */
static void random_sanction(dice *d, person *p, bool plain)
{
    const wz_enumeration *kinds = wz_enumeration_find(rules->law->vocabulary, "sanction_kind");
    static const char *const status[] = {"in_effect", "appeal_pending", "rescinded"};
    static const char *const grounds[] = {"accident_leadership", "reporting_violation", "other"};
    begin_sanction(p);
    char(*days)[WZ_DAY_TEXT] = p->days[p->record.sanction_count - 1];
    if (plain || roll(d, 20))
        state(p, "kind", kinds->values[roll(d, (uint32_t)kinds->count)].id);
    if (plain || roll(d, 20))
        state(p, "decision_date", some_day(d, days[0], !plain));
    if (plain)
        return;
    if (roll(d, 6) == 0)
        state(p, "effective_date", some_day(d, days[1], true));
    if (roll(d, 5) == 0)
        state(p, "ground", grounds[roll(d, 3)]);
    if (roll(d, 5) == 0)
        state(p, "matter", roll(d, 2) ? "m1" : "m2");
    if (roll(d, 4) == 0)
        state(p, "status", status[roll(d, 3)]);
    if (roll(d, 12) == 0)
        state(p, "rescinded_on", some_day(d, days[2], false));
    if (roll(d, 8) == 0)
        state(p, "probation_ends", some_day(d, days[3], true));
    if (roll(d, 8) == 0)
        state(p, "rights_restored_on", some_day(d, days[3], true));
}

static void random_person(dice *d, person *p, bool plain)
{
    *p = (person){.record = {.person_id = "x"}};
    size_t count = roll(d, MOST_SANCTIONS + 1);
    for (size_t i = 0; i < count; i++)
        random_sanction(d, p, plain);
    if (roll(d, 2)) {
        p->record.complete.stated = true;
        p->record.complete.to = day("2020-01-01") + (wz_day)roll(d, 2700);
    }
}

static size_t seeds(size_t usual)
{
    const char *one = getenv("WZ_SEED");
    return one ? 1 : getenv("WZ_LONG") ? 20 * usual : usual;
}

static uint64_t seed_of(size_t i)
{
    const char *one = getenv("WZ_SEED");
    return one ? strtoull(one, NULL, 10) : (i + 1) * UINT64_C(0x9E3779B97F4A7C15);
}

static void test_screen__the_table_answers_as_the_engine(void)
{
    enum { PEOPLE = 60 };
    size_t by_engine = 0, people = 0;
    for (size_t i = 0; i < seeds(24); i++) {
        dice d = {seed_of(i)};
        char text[WZ_DAY_TEXT];
        wz_day_format(day("2019-01-01") + (wz_day)roll(&d, 3200), text);
        both b;
        size_t count = 1 + roll(&d, MOST_STEPS), first = roll(&d, (uint32_t)(MOST_STEPS - count + 1));
        open_both(&b, all_steps + first, count, text, roll(&d, 3) == 0 ? "江苏省/苏州市" : NULL);
        for (int n = 0; n < PEOPLE; n++) {
            person p;
            random_person(&d, &p, n % 2 == 0);
            wz_screen_answer table[MOST_STEPS] = {{0}}, engine[MOST_STEPS] = {{0}};
            CU_ASSERT_EQUAL_FATAL(wz_screen_record(b.by_table, &p.record, table, NULL), WZ_OK);
            CU_ASSERT_EQUAL_FATAL(wz_screen_record(b.by_engine, &p.record, engine, NULL), WZ_OK);
            for (size_t k = 0; k < count; k++)
                if (!same_answer(&table[k], &engine[k])) {
                    printf("\nWZ_SEED=%llu: person %d, %s on %s\n", (unsigned long long)seed_of(i), n,
                           all_steps[first + k], text);
                    CU_FAIL("the table and the engine differ");
                }
        }
        by_engine += wz_screener_by_engine(b.by_table);
        people += PEOPLE;
        close_both(&b);
    }
    CU_ASSERT_TRUE(4 * by_engine < 3 * people);
}

/* A roster in memory gives what records give, wherever the table holds the answer. */
static void test_screen__rows_in_memory_answer_as_records(void)
{
    enum { PEOPLE = 400 };
    dice d = {seed_of(7)};
    both b;
    static wz_screen_sanction items[PEOPLE * MOST_SANCTIONS];
    static uint32_t first[PEOPLE + 1];
    static int32_t complete[PEOPLE], last[PEOPLE];
    static uint8_t answers[PEOPLE];
    static person people[PEOPLE];
    open_both(&b, all_steps, 1, "2023-06-15", NULL);
    for (uint32_t i = 0; i < PEOPLE; i++) {
        random_person(&d, &people[i], true);
        const wz_person_record *r = &people[i].record;
        first[i + 1] = first[i];
        for (size_t k = 0; k < r->sanction_count; k++)
            items[first[i + 1]++] =
                (wz_screen_sanction){(uint16_t)r->sanctions[k].kind, (int32_t)r->sanctions[k].decided.first};
        complete[i] = r->complete.stated ? (int32_t)r->complete.to : INT32_MIN;
    }
    wz_screen_rows rows = {items, first, complete, PEOPLE};
    wz_screen_rows_answer(b.table, 0, &rows, answers, last);
    size_t told = 0;
    for (size_t i = 0; i < PEOPLE; i++) {
        wz_screen_answer a;
        CU_ASSERT_EQUAL_FATAL(wz_screen_record(b.by_engine, &people[i].record, &a, NULL), WZ_OK);
        if (answers[i] == WZ_SCREEN_ASK)
            continue;
        told++;
        CU_ASSERT_EQUAL(answers[i], a.answer);
        int32_t expected = a.answer != WZ_BARRED        ? 0
                           : a.last_barred_day.has_high ? (int32_t)a.last_barred_day.high
                                                        : INT32_MAX;
        CU_ASSERT_EQUAL(last[i], expected);
    }
    CU_ASSERT_TRUE(told > PEOPLE / 4);
    close_both(&b);
}

/* Make a record vaguer: kinds, matters and days go, days become months, the declaration goes. The ground stays: a sanction whose
 * ground is not stated starts no veto (docs/semantics.md, section 5, "Veto"). */
static void blur(dice *d, const person *full, person *vague)
{
    *vague = (person){.record = full->record};
    vague->record.sanction_count = 0;
    for (size_t i = 0; i < full->record.sanction_count; i++) {
        const wz_record_sanction *s = &full->record.sanctions[i];
        begin_sanction(vague);
        for (size_t k = 0; k < s->item.count; k++) {
            const wz_record_value *v = &s->item.values[k];
            const wz_attribute *a = &rules->law->vocabulary->entities[WZ_SANCTION].attributes[v->attribute];
            bool decision = strcmp(a->id, "status") == 0 || strcmp(a->id, "rescinded_on") == 0;
            const char *text = v->text;
            bool stands_in = strcmp(a->id, "effective_date") == 0 || strcmp(a->id, "ground") == 0;
            if (!decision && !stands_in && roll(d, 4) == 0)
                continue;
            if (a->type->kind == FEEL_T_DATE && !decision && !stands_in && strlen(text) == 10 && roll(d, 3) == 0) {
                char *copy = vague->days[i][k];
                snprintf(copy, WZ_DAY_TEXT, "%.7s", text);
                text = copy;
            }
            state(vague, a->id, text);
        }
    }
    if (roll(d, 2))
        vague->record.complete.stated = false;
}

static bool within(wz_day_range narrow, wz_day_range wide)
{
    bool low = !wide.has_low || (narrow.has_low && narrow.low >= wide.low);
    return low && (!wide.has_high || (narrow.has_high && narrow.high <= wide.high));
}

static void test_screen__what_becomes_known_overturns_no_answer(void)
{
    enum { PEOPLE = 80 };
    size_t settled = 0;
    for (size_t i = 0; i < seeds(12); i++) {
        dice d = {seed_of(i + 1000)};
        char text[WZ_DAY_TEXT];
        wz_day_format(day("2019-01-01") + (wz_day)roll(&d, 3200), text);
        both b;
        open_both(&b, all_steps, MOST_STEPS, text, roll(&d, 2) ? "江苏省/苏州市" : NULL);
        for (int n = 0; n < PEOPLE; n++) {
            person full, vague;
            random_person(&d, &full, false);
            blur(&d, &full, &vague);
            wz_screen_answer before[MOST_STEPS] = {{0}}, after[MOST_STEPS] = {{0}};
            CU_ASSERT_EQUAL_FATAL(wz_screen_record(b.by_table, &vague.record, before, NULL), WZ_OK);
            CU_ASSERT_EQUAL_FATAL(wz_screen_record(b.by_table, &full.record, after, NULL), WZ_OK);
            for (size_t k = 0; k < MOST_STEPS; k++) {
                if (before[k].answer == WZ_UNDETERMINED)
                    continue;
                settled++;
                bool kept =
                    after[k].answer == before[k].answer &&
                    (after[k].answer != WZ_BARRED || within(after[k].last_barred_day, before[k].last_barred_day));
                if (!kept) {
                    printf("\nWZ_SEED=%llu: person %d, %s on %s\n", (unsigned long long)seed_of(i + 1000), n,
                           all_steps[k], text);
                    CU_FAIL("an answer was overturned");
                }
            }
        }
        close_both(&b);
    }
    CU_ASSERT_TRUE(settled > 100);
}

CU_pSuite test_screen_screen_suite(void)
{
    CU_pSuite suite = CU_add_suite("screen: the table and the engine", start, stop);
    if (!suite)
        return NULL;
#define ADD(test) CU_add_test(suite, #test, test)
    ADD(test_screen__barred_to_the_months_last_day_and_free_the_next);
    ADD(test_screen__the_latest_end_decides);
    ADD(test_screen__nothing_recorded_is_not_eligible);
    ADD(test_screen__what_is_not_known_leaves_it_open);
    ADD(test_screen__probation_without_restoration);
    ADD(test_screen__a_matter_that_is_not_named_may_start_a_veto);
    ADD(test_screen__the_table_answers_as_the_engine);
    ADD(test_screen__rows_in_memory_answer_as_records);
    ADD(test_screen__what_becomes_known_overturns_no_answer);
#undef ADD
    return suite;
}
