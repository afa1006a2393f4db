/* Open questions: every fact that could change an unknown conclusion is asked for, no other is; what an answer is
 * said to settle it settles. Source: docs/semantics.md, section 5, "Open questions". */
#include "law_common.h"
#include "random_case.h"

#include <CUnit/CUnit.h>
#include <stdlib.h>

/* clang-format off */
static const char vocabulary[] =
    VOCABULARY("", "<implies a=\"person.r\" b=\"person.p\"/>"
    "<excludes a=\"person.t\" b=\"person.q\" settles=\"both\"/>");
/* clang-format on */
/* clang-format off */
static const char book[] = BOOK(
    "x", SCOPE_ALL("x") PLAIN("x.d", "incident.derived", "incident.deaths >= 3")
    GROUND("x.1", "person.p and incident.a")
    GROUND("x.2", "incident.derived and person.q")
    RULE("exempt", "x.3", "modality=\"must\" reaches=\"x.1\"", "person.s")
    GROUND("x.4", "person.short")
    "<duty id=\"x.5\" modality=\"must\" for-each=\"post\" activities=\"meet\">" LABEL("x.5")
    "<when>post.office = \"green\"</when><frequency count=\"1\" per=\"year\"/></duty>");
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

static const char *asked_id(const wz_question *q)
{
    return law.vocabulary->entities[q->entity].attributes[q->attribute].id;
}

/* The questions' attributes in order, separated by spaces. */
static void check_asked(const char *text, const char *expected)
{
    assessed a = assess_text(&law, text, NULL);
    const wz_regime_result *r = regime_of(&a, "x");
    wz_buffer found = {0};
    for (size_t i = 0; r && i < r->question_count; i++)
        wz_buffer_printf(&found, "%s%s", i ? " " : "", asked_id(&r->questions[i]));
    CU_ASSERT_TRUE(same_text(found.length ? found.data : "", expected));
    wz_buffer_free(&found);
    assessed_free(&a);
}

#define ON_DAY(incident, person) CASE(INCIDENT(FACT("day", "2019-05-05") incident) PERSON(POST_OPEN person))

static void test_questions__follow_the_unknown_parts_only(void)
{
    /* red office: no duty binds, so short is false; p is asked with r, which would settle it */
    check_asked(ON_DAY(FACT("deaths", "1"), FACT("s", "false")), "a p r");
    check_asked(ON_DAY(FACT("deaths", "1") FACT("a", "false"), ""), "s"); /* x.3 itself is a conclusion */
    check_asked(ON_DAY(FACT("deaths", "1") FACT("a", "false"), FACT("s", "false")), "");
}

static void test_questions__go_through_rules_and_exclusions(void)
{
    /* x.2 needs derived (so deaths) and q, which t would settle */
    check_asked(ON_DAY(FACT("a", "false"), FACT("s", "false")), "deaths derived q t");
    check_asked(ON_DAY(FACT("a", "false") FACT("deaths", "5"), FACT("s", "false")), "q t");
    check_asked(ON_DAY(FACT("a", "false"), FACT("s", "false") FACT("q", "false")), "");
}

static const wz_question *question_on(const wz_regime_result *r, const char *id)
{
    for (size_t i = 0; r && i < r->question_count; i++)
        if (strcmp(asked_id(&r->questions[i]), id) == 0)
            return &r->questions[i];
    return NULL;
}

static const char *effect_of(const wz_question *q, const char *rule, const char *answer)
{
    for (size_t i = 0; q && i < q->affect_count; i++)
        if (strcmp(q->affects[i].rule, rule) == 0 && q->affects[i].if_value &&
            strcmp(q->affects[i].if_value, answer) == 0)
            return q->affects[i].becomes;
    return "nothing";
}

static void test_questions__say_what_an_answer_settles(void)
{
    assessed a = assess_text(&law, ON_DAY(FACT("deaths", "1") FACT("a", "true"), FACT("s", "false")), NULL);
    const wz_regime_result *r = regime_of(&a, "x");
    const wz_question *p = question_on(r, "p"), *rr = question_on(r, "r");
    CU_ASSERT_TRUE(same_text(effect_of(p, "x.1", "true"), "true"));
    CU_ASSERT_TRUE(same_text(effect_of(p, "x.1", "false"), "false"));
    CU_ASSERT_TRUE(same_text(effect_of(p, "outcome", "true"), "guilty"));
    CU_ASSERT_TRUE(same_text(effect_of(p, "outcome", "false"), "free"));
    CU_ASSERT_TRUE(same_text(effect_of(rr, "x.1", "true"), "true"));
    CU_ASSERT_TRUE(same_text(effect_of(rr, "x.1", "false"), "nothing"));
    assessed_free(&a);
}

static void test_questions__asking_changes_nothing(void)
{
    static const char text[] = ON_DAY(FACT("deaths", "1"), "");
    assessed a = assess_text(&law, text, NULL), b = assess_text(&law, text, NULL);
    wz_assessment *again = NULL;
    static const wz_assess_options none;
    CU_ASSERT_EQUAL(wz_assess_case(&again, a.assessor, a.subject, &none, NULL), WZ_OK);
    const wz_regime_result *r = regime_of(&b, "x"), *s = again ? &again->persons[0].regimes[0] : NULL;
    CU_ASSERT_TRUE(r && s && r->finding_count == s->finding_count && r->question_count == s->question_count);
    for (size_t i = 0; r && s && i < r->finding_count; i++)
        CU_ASSERT_TRUE(r->findings[i].truth == s->findings[i].truth &&
                       r->findings[i].condition == s->findings[i].condition);
    wz_assessment_free(again);
    assessed_free(&a);
    assessed_free(&b);
}

static void test_questions__what_the_engine_reads_itself_is_asked_for(void)
{
    /* no day: nothing is known to be in force on it */
    check_asked(CASE(INCIDENT(FACT("deaths", "1") FACT("a", "false"))
                         PERSON(POST_OPEN FACT("s", "false") FACT("short", "false"))),
                "day");
    /* a post perhaps not held, its office unknown */
    check_asked(CASE(INCIDENT(FACT("day", "2019-05-05") FACT("deaths", "1") FACT("a", "false"))
                         PERSON("<post id=\"po\" from=\"2019\"><to open=\"true\"/></post>" FACT("s", "false")
                                    FACT("short", "false"))),
                "office since");
}

static void test_questions__a_shortfall_asks_for_its_records(void)
{
    check_asked(CASE(INCIDENT(FACT("day", "2019-05-05") FACT("deaths", "1") FACT("a", "false"))
                         PERSON("<post id=\"po\" role=\"green\" from=\"1980-01-01\"><to open=\"true\"/></post>" FACT(
                             "s", "false") "<duty-window from=\"2019-01-01\" to=\"2019-12-31\"/>"
                                           "<duty-record id=\"d\" activity=\"meet\"/>"
                                           "<complete list=\"duty_records\" from=\"2019-01-01\" to=\"2019-12-31\" "
                                           "by=\"x\" on=\"2020-01-01\"/>")),
                "short date personally");
}

/* --- over the real law: what is not asked for cannot matter --- */

/* Whether an answer to a slot is asked for by some regime of the person. */
static bool is_asked(const wz_assessment *result, const wz_vocabulary *vocabulary, const char *of, const char *slot)
{
    const wz_person_result *p = &result->persons[0];
    for (size_t i = 0; i < p->regime_count; i++)
        for (size_t q = 0; q < p->regimes[i].question_count; q++) {
            const wz_question *question = &p->regimes[i].questions[q];
            char start[128];
            snprintf(start, sizeof start, "<fact name=\"%s\"",
                     vocabulary->entities[question->entity].attributes[question->attribute].id);
            bool open_end = strncmp(slot, "<to ", 4) == 0 && strstr(start, "\"post_to\"");
            if (strcmp(question->of, of) == 0 && (open_end || strncmp(slot, start, strlen(start)) == 0))
                return true;
        }
    return false;
}

/* All truths and the outcome of a person, as one text. */
static void picture(const wz_assessment *result, wz_buffer *out)
{
    const wz_person_result *p = &result->persons[0];
    for (size_t i = 0; i < p->regime_count; i++) {
        const wz_regime_result *r = &p->regimes[i];
        bool bears = r->applicability <= WZ_SCOPE_UNKNOWN;
        wz_buffer_printf(out, "%s %d %s:", result->law->rulebooks[r->rulebook]->id, bears ? (int)r->applicability : -1,
                         r->outcome ? r->outcome : "");
        for (size_t f = 0; f < r->finding_count; f++)
            if (r->findings[f].rule->kind->reports && r->findings[f].rule->kind->part != WZ_PART_NONE)
                wz_buffer_printf(out, " %s/%s=%d", r->findings[f].rule->id,
                                 r->findings[f].bound.id ? r->findings[f].bound.id : "", (int)r->findings[f].truth);
        wz_buffer_puts(out, "\n");
    }
}

typedef struct {
    wz_case *subject;
    wz_assessment *result;
} worked;

static worked work_out(const wz_law *real, wz_assessor *assessor, const random_case *c)
{
    static const wz_assess_options none;
    worked w = {0};
    wz_buffer text = {0};
    random_case_write(c, &text, NULL);
    CU_ASSERT_EQUAL(wz_load_case_memory(&w.subject, "case", text.data, text.length, real->vocabulary, NULL, NULL),
                    WZ_OK);
    if (w.subject)
        CU_ASSERT_EQUAL(wz_assess_case(&w.result, assessor, w.subject, &none, NULL), WZ_OK);
    wz_buffer_free(&text);
    return w;
}

static void forget(worked *w)
{
    wz_assessment_free(w->result);
    wz_case_free(w->subject);
}

/* One case, one slot that is open and not asked for: stating it must leave every conclusion as it is. */
static size_t try_unasked(const wz_law *real, wz_assessor *assessor, uint64_t seed)
{
    random_case *c = random_case_new(real, seed);
    worked before = work_out(real, assessor, c);
    size_t tried = 0;
    for (int round = 0; before.result && round < 6; round++) {
        case_slot *s = &c->slots[roll(&c->dice, (uint32_t)c->slot_count)];
        if (s->form != SLOT_ABSENT || examined_slot(c, s) || s->owner < 0 || c->owners[s->owner].form == SLOT_ABSENT ||
            is_asked(before.result, real->vocabulary, c->owners[s->owner].id, s->full))
            continue;
        s->form = SLOT_FULL;
        worked after = work_out(real, assessor, c);
        s->form = SLOT_ABSENT;
        wz_buffer a = {0}, b = {0};
        if (after.result && after.result->contradiction_count == before.result->contradiction_count) {
            picture(before.result, &a);
            picture(after.result, &b);
            bool same = a.data && b.data && strcmp(a.data, b.data) == 0;
            CU_ASSERT_TRUE(same);
            if (!same)
                fprintf(stderr, "    seed %llu: %s of %s was not asked for\n%s    after:\n%s", (unsigned long long)seed,
                        s->full, c->owners[s->owner].id, a.data, b.data);
            tried++;
        }
        wz_buffer_free(&a);
        wz_buffer_free(&b);
        forget(&after);
    }
    forget(&before);
    free(c);
    return tried;
}

static void test_questions__what_is_not_asked_for_never_changes_anything(void)
{
    wz_law *real = NULL;
    wz_engine *engine = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_load_law(&real, "rules", NULL), WZ_OK);
    CU_ASSERT_EQUAL_FATAL(wz_engine_build(&engine, real, NULL), WZ_OK);
    wz_assessor *assessor = wz_assessor_new(engine);
    CU_ASSERT_PTR_NOT_NULL_FATAL(assessor);
    const char *one = getenv("WZ_SEED"), *longer = getenv("WZ_LONG");
    size_t tried = 0, wanted = longer && *longer == '1' ? 5000 : 400;
    unsigned failed = CU_get_number_of_failures();
    if (one)
        tried = wanted + try_unasked(real, assessor, strtoull(one, NULL, 10));
    for (uint64_t seed = 1; !one && tried < wanted && seed < 10 * wanted && CU_get_number_of_failures() < failed + 5;
         seed++)
        tried += try_unasked(real, assessor, seed);
    CU_ASSERT_TRUE(tried >= wanted);
    wz_assessor_free(assessor);
    wz_engine_free(engine);
    wz_law_free(real);
}

CU_pSuite test_assess_questions_suite(void)
{
    CU_pSuite suite = CU_add_suite("assess: open questions", start, stop);
    if (!suite)
        return NULL;
#define ADD(test) CU_add_test(suite, #test, test)
    ADD(test_questions__follow_the_unknown_parts_only);
    ADD(test_questions__go_through_rules_and_exclusions);
    ADD(test_questions__say_what_an_answer_settles);
    ADD(test_questions__asking_changes_nothing);
    ADD(test_questions__what_the_engine_reads_itself_is_asked_for);
    ADD(test_questions__a_shortfall_asks_for_its_records);
    ADD(test_questions__what_is_not_asked_for_never_changes_anything);
#undef ADD
    return suite;
}
