/* Interviews over generated cases: answering every open question leaves none; what is not asked changes no conclusion; going back keeps
 * what still applies. And a worked case, question by question. */
#include "load_common.h"
#include "random_case.h"

#include "app/law.h"
#include "explain/differ.h"
#include "wenze/ask.h"

#include <CUnit/CUnit.h>

CU_pSuite test_app_ask_suite(void);

static wz_rules *rules;

static const char *any_value(dice *d, const wz_open_question *q, char *text, size_t size)
{
    if (q->choice_count)
        return q->choices[roll(d, (uint32_t)q->choice_count)];
    if (strcmp(q->type, "boolean") == 0)
        return roll(d, 2) ? "true" : "false";
    if (strcmp(q->type, "date") == 0) {
        snprintf(text, size, "20%02u-%02u-%02u", 14 + roll(d, 10), 1 + roll(d, 12), 1 + roll(d, 28));
        return text;
    }
    if (strcmp(q->type, "number") == 0) {
        snprintf(text, size, "%u", roll(d, 40));
        return text;
    }
    return strcmp(q->type, "duration") == 0 ? "P6M" : "北京市/通州区";
}

static wz_interview *open_random(uint64_t seed, wz_buffer *text, const wz_ask_request *request)
{
    random_case *c = random_case_new(rules->law, seed);
    wz_interview *w = NULL;
    random_case_write(c, text, NULL);
    CU_ASSERT_EQUAL_FATAL(wz_interview_open_memory(&w, rules, "case.xml", text->data, text->length, request, NULL),
                          WZ_OK);
    free(c);
    return w;
}

/* Answers the first question that takes the answer; false where none does. A day may be refused, as before a post began. */
static bool answer_one(wz_interview *w, dice *d)
{
    for (size_t turn = 0, all = wz_interview_open_count(w); turn < 20 * all; turn++) {
        size_t i = turn % all;
        const wz_open_question *q = wz_interview_question(w, i);
        char text[32];
        wz_answer answer = WZ_ANSWER_INIT;
        answer.of = q->of;
        answer.fact = q->fact;
        answer.value = any_value(d, q, text, sizeof text);
        if (wz_interview_answer(w, &answer, NULL) == WZ_OK)
            return true;
    }
    return false;
}

static void test_app_ask__answering_everything_leaves_nothing(void)
{
    bool longer = getenv("WZ_LONG") && *getenv("WZ_LONG");
    static const wz_plan plans[] = {WZ_PLAN_DECISIVE, WZ_PLAN_LOOKAHEAD, WZ_PLAN_VOCABULARY};
    size_t answers = 0, cut = 0, cases = longer ? 600 : 24;
    for (uint64_t seed = 1; seed <= cases; seed++) {
        wz_buffer text = {0};
        wz_ask_request request = WZ_ASK_REQUEST_INIT;
        request.plan = plans[seed % 3];
        wz_interview *w = open_random(seed * 31 + 7, &text, &request);
        dice d = {seed * 0x9E3779B97F4A7C15u + 5};
        size_t n = 0;
        while (wz_interview_open_count(w) && n < 400 && answer_one(w, &d))
            n++;
        if (wz_interview_open_count(
                w)) { /* facts of the conduct's own, or a contradiction that an answer cannot mend */
            const wz_open_question *q = wz_interview_question(w, 0);
            fprintf(stderr, "seed %llu after %zu: %s.%s (%s) and %zu more stay open\n", (unsigned long long)seed, n,
                    q->of, q->fact, q->type, wz_interview_open_count(w) - 1);
            cut++;
        }
        answers += n;
        wz_interview_free(w);
        wz_buffer_free(&text);
    }
    CU_ASSERT_EQUAL(cut, 0);
    CU_ASSERT_TRUE(answers > cases * 3);
}

/* The results of a case as bytes, without open questions. */
static size_t count_changes(const char *before, size_t before_size, const char *after, size_t after_size)
{
    wz_case *a = NULL, *b = NULL;
    wz_assessment *x = NULL, *y = NULL;
    wz_assessor *assessor = wz_assessor_new(rules->engine);
    wz_arena *arena = wz_arena_new();
    wz_diffs diffs = {.arena = arena};
    wz_assess_options options = {.plain = true};
    const wz_vocabulary *v = rules->law->vocabulary;
    CU_ASSERT_EQUAL_FATAL(wz_load_case_memory(&a, "a", before, before_size, v, NULL, NULL), WZ_OK);
    CU_ASSERT_EQUAL_FATAL(wz_load_case_memory(&b, "b", after, after_size, v, NULL, NULL), WZ_OK);
    CU_ASSERT_EQUAL_FATAL(wz_assess_case(&x, assessor, a, &options, NULL), WZ_OK);
    CU_ASSERT_EQUAL_FATAL(wz_assess_case(&y, assessor, b, &options, NULL), WZ_OK);
    wz_diff_assessments(&diffs, x, y);
    size_t changed = 0; /* conclusions that are reported, and so asked about */
    for (size_t i = 0; i < diffs.count; i++) {
        const wz_diff *d = &diffs.items[i];
        changed += (d->part == WZ_DIFF_OUTCOME && strcmp(d->field, "outcome") == 0) ||
                   (d->part == WZ_DIFF_FINDING && strcmp(d->field, "truth") == 0 && d->rule->kind->reports &&
                    d->rule->kind->part != WZ_PART_NONE);
    }
    wz_assessment_free(x);
    wz_assessment_free(y);
    wz_case_free(a);
    wz_case_free(b);
    wz_arena_free(arena);
    wz_assessor_free(assessor);
    return changed;
}

static bool is_asked(const wz_interview *w, const char *of, const char *fact)
{
    for (size_t i = 0; i < wz_interview_open_count(w); i++) {
        const wz_open_question *q = wz_interview_question(w, i);
        if (strcmp(q->of, of) == 0 && strcmp(q->fact, fact) == 0)
            return true;
    }
    return false;
}

/* A yes/no fact of the person that nobody states, and that is not asked about under any regulation: stating it changes nothing. */
static void test_app_ask__what_is_not_asked_changes_nothing(void)
{
    bool longer = getenv("WZ_LONG") && *getenv("WZ_LONG");
    size_t tried = 0, changed = 0, cases = longer ? 600 : 24;
    const wz_entity *person = &rules->law->vocabulary->entities[WZ_PERSON];
    for (uint64_t seed = 1; seed <= cases; seed++) {
        wz_buffer text = {0};
        dice d = {seed * 0x9E3779B97F4A7C15u + 11};
        random_case *c = random_case_new(rules->law, seed * 131 + 3);
        c->examined[0] = c->examined[1] = false; /* what was examined yields to what is stated: a correction */
        random_case_write(c, &text, NULL);
        for (int i = 0; i < 12; i++) {
            const wz_attribute *a = &person->attributes[1 + roll(&d, (uint32_t)person->count - 1)];
            char mention[80];
            snprintf(mention, sizeof mention, "name=\"%s\"", a->id);
            if (a->type->kind != FEEL_T_BOOLEAN || a->role != WZ_ROLE_NONE || a->derived || strstr(text.data, mention))
                continue;
            bool asked = false;
            for (size_t b = 0; b < wz_rules_count(rules) && !asked; b++) {
                wz_interview *w = NULL;
                wz_ask_request request = WZ_ASK_REQUEST_INIT;
                request.regime = wz_rules_id(rules, b);
                CU_ASSERT_EQUAL_FATAL(wz_interview_open_memory(&w, rules, "c", text.data, text.length, &request, NULL),
                                      WZ_OK);
                asked = is_asked(w, "p0", a->id);
                wz_interview_free(w);
            }
            /* a fact that others settle already is no question, and stating it otherwise contradicts them */
            const wz_edit_field value = {"value", roll(&d, 2) ? "true" : "false"};
            const wz_edit edit = {1, WZ_EDIT_SET, NULL, "p0", a->id, &value, 1};
            char *edited = NULL;
            size_t length = 0;
            if (asked || wz_case_edit(&edited, &length, rules, "c", text.data, text.length, &edit, 1, NULL) != WZ_OK)
                continue;
            bool contradicts = false;
            for (size_t k = 0; k < rules->law->vocabulary->bearing_count; k++) {
                const wz_bearing *x = &rules->law->vocabulary->bearings[k];
                contradicts |= (x->a_entity == WZ_PERSON && &person->attributes[x->a] == a) ||
                               (x->b_entity == WZ_PERSON && &person->attributes[x->b] == a);
            }
            if (!contradicts && a->define_count == 0) {
                size_t found = count_changes(text.data, text.length, edited, length);
                if (found)
                    fprintf(stderr, "seed %llu: %s=%s changes %zu conclusions, and was not asked\n",
                            (unsigned long long)seed, a->id, value.value, found);
                changed += found > 0;
                tried++;
            }
            wz_text_free(edited);
        }
        free(c);
        wz_buffer_free(&text);
    }
    CU_ASSERT_EQUAL(changed, 0);
    CU_ASSERT_TRUE(tried > cases);
}

static void test_app_ask__going_back_keeps_what_applies(void)
{
    wz_interview *w = NULL;
    char *one = NULL, *other = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_interview_open(&w, rules, "docs/case-example.xml", NULL, NULL), WZ_OK);
    CU_ASSERT_FALSE(is_asked(w, "p1", "losses_reduced") && false);
    CU_ASSERT_EQUAL(wz_interview_answer_text(w, "p1", "took_remedial_measures", "true", NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_interview_answer_text(w, "p1", "losses_reduced", "true", NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_interview_answer_text(w, "p1", "considered_for_award", "false", NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_interview_case(&one, NULL, w), WZ_OK);
    /* no measures were taken: what they achieved is not asked any more; the award still is */
    CU_ASSERT_EQUAL(wz_interview_answer_text(w, "p1", "took_remedial_measures", "否", NULL), WZ_OK);
    bool aside[3] = {false};
    const wz_open_question *q = NULL;
    for (size_t i = 0; i < 3; i++)
        CU_ASSERT_PTR_NOT_NULL(wz_interview_answer_at(w, i, &q, &aside[i]));
    CU_ASSERT_EQUAL(wz_interview_answer_count(w), 3);
    CU_ASSERT_FALSE(aside[0]);
    CU_ASSERT_TRUE(aside[1]);
    CU_ASSERT_FALSE(aside[2]);
    CU_ASSERT_EQUAL(wz_interview_case(&other, NULL, w), WZ_OK);
    CU_ASSERT_PTR_NULL(strstr(other, "losses_reduced"));
    CU_ASSERT_PTR_NOT_NULL(strstr(other, "considered_for_award"));
    wz_text_free(other);
    /* and back: everything is as it was */
    CU_ASSERT_EQUAL(wz_interview_answer_text(w, "p1", "took_remedial_measures", "是", NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_interview_case(&other, NULL, w), WZ_OK);
    CU_ASSERT_STRING_EQUAL(one, other);
    CU_ASSERT_EQUAL(wz_interview_back(w, 1, NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_interview_answer_count(w), 2);
    CU_ASSERT_TRUE(is_asked(w, "p1", "losses_reduced"));
    wz_text_free(one);
    wz_text_free(other);
    wz_interview_free(w);
}

static void test_app_ask__refuses_and_keeps_nothing(void)
{
    wz_interview *w = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_interview_open(&w, rules, "docs/case-example.xml", NULL, NULL), WZ_OK);
    size_t open = wz_interview_open_count(w);
    CU_ASSERT_EQUAL(wz_interview_answer_text(w, "p1", "took_remedial_measures", "vielleicht", NULL), WZ_EINPUT);
    CU_ASSERT_EQUAL(wz_interview_answer_text(w, "p1", "took_remedial_measures", "true#e99", NULL), WZ_EINPUT);
    CU_ASSERT_EQUAL(wz_interview_answer_text(w, "p1", "party_member", "true", NULL), WZ_EINPUT); /* stated: not asked */
    CU_ASSERT_EQUAL(wz_interview_answer_text(w, "p9", "x", "true", NULL), WZ_EINPUT);
    CU_ASSERT_EQUAL(wz_interview_back(w, 0, NULL), WZ_EINPUT);
    CU_ASSERT_EQUAL(wz_interview_answer_count(w), 0);
    CU_ASSERT_EQUAL(wz_interview_open_count(w), open);
    /* not known: not asked again, and the case says nothing of it */
    CU_ASSERT_EQUAL(wz_interview_answer_text(w, "p1", "considered_for_award", "?", NULL), WZ_OK);
    CU_ASSERT_FALSE(is_asked(w, "p1", "considered_for_award"));
    CU_ASSERT_EQUAL(wz_interview_open_count(w), open - 1);
    char *text = NULL;
    CU_ASSERT_EQUAL(wz_interview_case(&text, NULL, w), WZ_OK);
    CU_ASSERT_PTR_NULL(strstr(text, "considered_for_award"));
    wz_text_free(text);
    wz_interview_free(w);
    wz_ask_request request = WZ_ASK_REQUEST_INIT;
    request.conclusion = "nothing";
    CU_ASSERT_EQUAL(wz_interview_open(&w, rules, "docs/case-example.xml", &request, NULL), WZ_EINPUT);
    request.conclusion = "bj2019.22";
    CU_ASSERT_EQUAL_FATAL(wz_interview_open(&w, rules, "docs/case-example.xml", &request, NULL), WZ_OK);
    for (size_t i = 0; i < wz_interview_open_count(w); i++)
        CU_ASSERT_STRING_NOT_EQUAL(wz_interview_question(w, i)->fact, "considered_for_award");
    CU_ASSERT_TRUE(wz_interview_open_count(w) > 0);
    wz_interview_free(w);
}

static int set_up(void)
{
    return wz_rules_open(&rules, "rules", NULL) == WZ_OK ? 0 : 1;
}

static int tear_down(void)
{
    wz_rules_close(rules);
    return 0;
}

CU_pSuite test_app_ask_suite(void)
{
    CU_pSuite suite = CU_add_suite("app_ask", set_up, tear_down);
    if (suite) {
        CU_add_test(suite, "answering everything leaves nothing", test_app_ask__answering_everything_leaves_nothing);
        CU_add_test(suite, "what is not asked changes nothing", test_app_ask__what_is_not_asked_changes_nothing);
        CU_add_test(suite, "going back keeps what applies", test_app_ask__going_back_keeps_what_applies);
        CU_add_test(suite, "refuses and keeps nothing", test_app_ask__refuses_and_keeps_nothing);
    }
    return suite;
}
