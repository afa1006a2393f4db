/* The law above all others (docs/semantics.md): saying more never changes what was settled. Random cases over the
 * real rulebooks are assessed, refined and assessed again; what was true, false, settled or an outcome must be so
 * still. Pairs whose refinement brings a contradiction are left out and counted apart, as the law allows. On a
 * failure the seed is printed: WZ_SEED=n runs that pair alone and prints both cases. */
#include "law_common.h"
#include "random_case.h"
#include "report/report.h"

#include <CUnit/CUnit.h>
#include <jansson.h>
#include <stdlib.h>

static wz_law *law;
static wz_engine *engine;
static wz_assessor *assessor;

static int start(void)
{
    if (wz_load_law(&law, "rules", NULL) != WZ_OK || wz_engine_build(&engine, law, NULL) != WZ_OK)
        return 1;
    assessor = wz_assessor_new(engine);
    return assessor ? 0 : 1;
}

static int stop(void)
{
    wz_assessor_free(assessor);
    wz_engine_free(engine);
    wz_law_free(law);
    return 0;
}

typedef struct {
    wz_buffer text;
    wz_case *subject;
    wz_assessment *result;
} worked;

static const char *const every_regime[] = {"bj2019", "cd2020", "national", "pl2021", "sz-draft", "tz2014"};

static bool work_out(worked *w, bool all_regimes)
{
    wz_assess_options options = {0};
    wz_diag *diag = wz_diag_new();
    if (all_regimes) {
        options.regimes = every_regime;
        options.regime_count = sizeof every_regime / sizeof *every_regime;
    }
    int code = wz_load_case_memory(&w->subject, "case", w->text.data, w->text.length, law->vocabulary, NULL, diag);
    if (code == WZ_OK)
        code = wz_assess_case(&w->result, assessor, w->subject, &options, diag);
    if (code != WZ_OK)
        show_problems(diag);
    wz_diag_free(diag);
    return code == WZ_OK;
}

static void forget(worked *w)
{
    wz_assessment_free(w->result);
    wz_case_free(w->subject);
    wz_buffer_free(&w->text);
}

/* --- comparing --- */

typedef struct {
    wz_buffer told; /* what changed that must not have */
    const char *regime;
    size_t compared; /* settled things compared */
} comparison;

static void tell(comparison *c, const char *what, const char *id, const char *before, const char *after)
{
    wz_buffer_printf(&c->told, "    %s: %s %s was %s, became %s\n", c->regime, what, id ? id : "",
                     before ? before : "null", after ? after : "null");
}

static const char *truth_name(wz_truth truth)
{
    static const char *const names[] = {"false", "unknown", "true"};
    return names[truth];
}

static void keep_truth(comparison *c, const char *what, const char *id, wz_truth before, wz_truth after)
{
    c->compared += before != WZ_UNKNOWN;
    if (before != WZ_UNKNOWN && before != after)
        tell(c, what, id, truth_name(before), truth_name(after));
}

static bool same_id(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* A settled day stays, and a bounded one stays within its bounds. */
static void keep_day(comparison *c, const char *what, const char *id, wz_day_range before, wz_day_range after)
{
    bool low = !before.has_low || (after.has_low && after.low >= before.low);
    bool high = !before.has_high || (after.has_high && after.high <= before.high);
    c->compared += before.has_low || before.has_high;
    if (!low || !high)
        tell(c, what, id, range_text(before), range_text(after));
}

static void keep_findings(comparison *c, const wz_regime_result *before, const wz_regime_result *after)
{
    for (size_t i = 0; i < before->finding_count; i++) {
        const wz_finding *f = &before->findings[i], *g = NULL;
        for (size_t k = 0; k < after->finding_count && !g; k++)
            if (after->findings[k].rule == f->rule && same_id(after->findings[k].bound.id, f->bound.id))
                g = &after->findings[k];
        /* a rule no longer bound to a post that was perhaps not held says nothing any more: as good as false */
        keep_truth(c, "finding", f->rule->id, f->truth, g ? g->truth : WZ_FALSE);
        keep_truth(c, "condition", f->rule->id, f->condition, g ? g->condition : WZ_FALSE);
        for (size_t r = 0; g && r < f->reading_count; r++)
            if (f->readings[r].has_truth_if)
                keep_truth(c, "reading", f->rule->id, f->readings[r].truth_if, g->readings[r].truth_if);
    }
}

static bool listed(wz_strings list, const char *id)
{
    for (size_t i = 0; i < list.count; i++)
        if (strcmp(list.items[i], id) == 0)
            return true;
    return false;
}

static void keep_outcome(comparison *c, const wz_regime_result *before, const wz_regime_result *after)
{
    bool open = strcmp(before->outcome, "undetermined") == 0 || strcmp(before->outcome, "contradictory") == 0;
    c->compared += !open;
    if (!open && strcmp(before->outcome, after->outcome) != 0)
        tell(c, "outcome", "", before->outcome, after->outcome);
    for (size_t i = 0; i < after->possible_outcomes.count; i++)
        if (!listed(before->possible_outcomes, after->possible_outcomes.items[i]))
            tell(c, "possible outcome", after->possible_outcomes.items[i], "not possible", "possible");
}

static void keep_bans(comparison *c, const wz_regime_result *before, const wz_regime_result *after)
{
    for (size_t i = 0; i < before->ban_count; i++) {
        const wz_ban_result *b = &before->bans[i], *a = ban_of(after, b->rule->id, b->sanction);
        keep_truth(c, "ban", b->rule->id, b->truth, a ? a->truth : WZ_FALSE);
        if (!a)
            continue;
        keep_day(c, "ban from", b->rule->id, b->from, a->from);
        keep_day(c, "last barred day", b->rule->id, b->last_barred_day, a->last_barred_day);
        keep_day(c, "first free day", b->rule->id, b->first_free_day, a->first_free_day);
        keep_truth(c, "ban running", b->rule->id, b->running, a->running);
    }
}

static void keep_shortfalls(comparison *c, const wz_regime_result *before, const wz_regime_result *after)
{
    for (size_t i = 0; i < before->shortfall_count; i++) {
        const wz_shortfall *s = &before->shortfalls[i], *t = NULL;
        for (size_t k = 0; k < after->shortfall_count && !t; k++)
            if (after->shortfalls[k].rule == s->rule && same_id(after->shortfalls[k].post, s->post) &&
                after->shortfalls[k].from == s->from)
                t = &after->shortfalls[k];
        keep_truth(c, "shortfall", s->rule->id, s->truth, t ? t->truth : WZ_FALSE);
        if (t &&
            (t->done_low < s->done_low || (s->has_done_high && (!t->has_done_high || t->done_high > s->done_high))))
            tell(c, "done", s->rule->id, "within bounds", "outside");
    }
}

static void keep_clauses(comparison *c, const wz_regime_result *before, const wz_regime_result *after)
{
    keep_truth(c, "lifetime", "", before->lifetime.truth, after->lifetime.truth);
    keep_truth(c, "veto", "", before->veto.truth, after->veto.truth);
    bool route = before->lifetime.route && strcmp(before->lifetime.route, "unknown") != 0;
    if (route && !same_id(before->lifetime.route, after->lifetime.route))
        tell(c, "route", "", before->lifetime.route, after->lifetime.route);
    for (size_t i = 0; i < before->measure_count; i++)
        for (size_t k = 0; k < after->measure_count; k++)
            if (before->measures[i].rule == after->measures[k].rule &&
                before->measures[i].measure == after->measures[k].measure)
                keep_truth(c, "measure available", before->measures[i].measure->id, before->measures[i].available,
                           after->measures[k].available);
}

static bool bears(const wz_regime_result *regime)
{
    return regime->applicability <= WZ_SCOPE_UNKNOWN;
}

static void keep_regime(comparison *c, const wz_regime_result *before, const wz_regime_result *after)
{
    c->regime = law->rulebooks[before->rulebook]->id;
    if (before->applicability == WZ_SCOPE_UNKNOWN)
        return;
    /* whether it applies is settled, not on which of several grounds: the strongest post may come to light later */
    if (!bears(before) && (!after || !bears(after)))
        return;
    if (!after || bears(before) != bears(after) || after->applicability == WZ_SCOPE_UNKNOWN) {
        tell(c, "applicability", "", wz_applicability_name(before->applicability),
             after ? wz_applicability_name(after->applicability) : "not listed");
        return;
    }
    c->compared++;
    if (before->governing && !after->governing)
        tell(c, "governing", "", "true", "false");
    if (!before->outcome)
        return;
    keep_outcome(c, before, after);
    keep_findings(c, before, after);
    keep_bans(c, before, after);
    keep_shortfalls(c, before, after);
    keep_clauses(c, before, after);
}

static void compare(comparison *c, const wz_assessment *before, const wz_assessment *after)
{
    const wz_person_result *p = &before->persons[0], *q = &after->persons[0];
    for (size_t i = 0; i < p->regime_count; i++) {
        const wz_regime_result *found = NULL;
        for (size_t k = 0; k < q->regime_count && !found; k++)
            if (q->regimes[k].rulebook == p->regimes[i].rulebook)
                found = &q->regimes[k];
        keep_regime(c, &p->regimes[i], found);
    }
}

/* --- pairs --- */

typedef enum { PAIR_KEPT, PAIR_BROKEN, PAIR_CONTRADICTS, PAIR_SAME } pair_end;

static pair_end try_pair(uint64_t seed, size_t *compared, bool show)
{
    random_case *c = random_case_new(law, seed);
    worked before = {0}, after = {0};
    comparison found = {0};
    bool all = roll(&c->dice, 3) == 0;
    pair_end end = PAIR_SAME;
    random_case_write(c, &before.text, NULL);
    uint32_t steps = 1 + roll(&c->dice, roll(&c->dice, 3) ? 3 : 40);
    for (uint32_t i = 0; i < steps * 4 && steps > 0; i++)
        steps -= refine_once(c);
    random_case_write(c, &after.text, NULL);
    if (strcmp(before.text.data, after.text.data) != 0) {
        bool done = work_out(&before, all) && work_out(&after, all);
        CU_ASSERT_TRUE(done);
        if (done && after.result->contradiction_count > 0)
            end = PAIR_CONTRADICTS;
        else if (done) {
            compare(&found, before.result, after.result);
            end = found.told.length ? PAIR_BROKEN : PAIR_KEPT;
        }
        if (end == PAIR_BROKEN || !done)
            fprintf(stderr, "    WZ_SEED=%llu\n%s", (unsigned long long)seed, found.told.data ? found.told.data : "");
        if (show)
            fprintf(stderr, "%s\n%s\n", before.text.data, after.text.data);
    }
    *compared += found.compared;
    wz_buffer_free(&found.told);
    forget(&before);
    forget(&after);
    free(c);
    return end;
}

static void test_refinement__saying_more_never_changes_what_was_settled(void)
{
    const char *one = getenv("WZ_SEED"), *longer = getenv("WZ_LONG");
    size_t ends[4] = {0}, compared = 0, wanted = longer && *longer == '1' ? 50000 : 2000;
    uint64_t seed = one ? strtoull(one, NULL, 10) : 1;
    do
        ends[try_pair(seed++, &compared, one != NULL)]++;
    while (!one && ends[PAIR_KEPT] < wanted && ends[PAIR_BROKEN] < 10 && seed < 20 * wanted);
    CU_ASSERT_EQUAL(ends[PAIR_BROKEN], 0);
    CU_ASSERT_TRUE(one || ends[PAIR_KEPT] >= wanted);
    /* the pairs must have something to keep */
    CU_ASSERT_TRUE(one || compared > 20 * ends[PAIR_KEPT]);
    if (ends[PAIR_BROKEN])
        fprintf(stderr, "    %zu kept, %zu broken, %zu contradict, %zu things compared\n", ends[PAIR_KEPT],
                ends[PAIR_BROKEN], ends[PAIR_CONTRADICTS], compared);
}

/* --- the order of facts --- */

static int by_text(const void *a, const void *b)
{
    char *x = json_dumps(*(json_t *const *)a, JSON_SORT_KEYS | JSON_ENCODE_ANY);
    char *y = json_dumps(*(json_t *const *)b, JSON_SORT_KEYS | JSON_ENCODE_ANY);
    int order = x && y ? strcmp(x, y) : 0;
    free(x);
    free(y);
    return order;
}

static void sort_members(json_t *list)
{
    size_t count = json_array_size(list);
    json_t **items = calloc(count + 1, sizeof(json_t *));
    for (size_t i = 0; items && i < count; i++)
        items[i] = json_incref(json_array_get(list, i));
    if (items && count)
        qsort((void *)items, count, sizeof(json_t *), by_text);
    json_array_clear(list);
    for (size_t i = 0; items && i < count; i++)
        json_array_append_new(list, items[i]);
    free((void *)items);
}

/* Lists of facts stand in the order of the case: put them in one order, and take out the hash of the case's bytes. */
static void make_orderless(json_t *value)
{
    size_t index;
    const char *key;
    json_t *member;
    if (json_is_array(value))
        json_array_foreach(value, index, member) make_orderless(member);
    if (!json_is_object(value))
        return;
    json_object_foreach(value, key, member)
    {
        make_orderless(member);
        if (strcmp(key, "facts") == 0 || strcmp(key, "allegations") == 0 || strcmp(key, "from") == 0)
            sort_members(member);
        if (strcmp(key, "sha256") == 0)
            json_string_set(member, "");
    }
}

static char *orderless(const wz_assessment *assessment)
{
    wz_buffer out = {0};
    CU_ASSERT_EQUAL(wz_report_json(&out, assessment, WZ_EN), WZ_OK);
    json_t *json = out.data ? json_loads(out.data, 0, NULL) : NULL;
    CU_ASSERT_PTR_NOT_NULL(json);
    make_orderless(json);
    char *text = json_dumps(json, JSON_SORT_KEYS);
    json_decref(json);
    wz_buffer_free(&out);
    return text;
}

static void test_refinement__the_order_of_facts_does_not_matter(void)
{
    for (uint64_t seed = 1; seed <= 150; seed++) {
        random_case *c = random_case_new(law, seed * 7919);
        worked a = {0}, b = {0};
        int order[SLOTS_MOST];
        for (int i = 0; i < c->slot_count; i++) {
            int k = (int)roll(&c->dice, (uint32_t)i + 1);
            order[i] = order[k];
            order[k] = i;
        }
        random_case_write(c, &a.text, NULL);
        random_case_write(c, &b.text, order);
        bool done = work_out(&a, false) && work_out(&b, false);
        CU_ASSERT_TRUE(done);
        char *first = done ? orderless(a.result) : NULL, *second = done ? orderless(b.result) : NULL;
        bool same = first && second && strcmp(first, second) == 0;
        CU_ASSERT_TRUE(same);
        if (!same)
            fprintf(stderr, "    shuffled, seed %llu\n", (unsigned long long)seed);
        free(first);
        free(second);
        forget(&a);
        forget(&b);
        free(c);
    }
}

CU_pSuite test_assess_refinement_suite(void)
{
    CU_pSuite suite = CU_add_suite("assess: refinement", start, stop);
    if (!suite)
        return NULL;
    CU_add_test(suite, "test_refinement__saying_more_never_changes_what_was_settled",
                test_refinement__saying_more_never_changes_what_was_settled);
    CU_add_test(suite, "test_refinement__the_order_of_facts_does_not_matter",
                test_refinement__the_order_of_facts_does_not_matter);
    return suite;
}
