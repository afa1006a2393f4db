/* From a person's bars to the whole answer. Everything here is read off the bars and the compiled rules. */
#include "assess/eligible.h"

#include "assess/record_case.h"

#include <string.h>

const char *wz_idle_name(wz_idle_why why)
{
    static const char *const names[] = {"no_bar", "other_steps", "ended", "rescinded", "not_begun"};
    return names[why];
}

static uint64_t asked_steps(const wz_eligible_answer *a)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < a->step_count; i++)
        bits |= UINT64_C(1) << a->steps[i].step;
    return bits;
}

/* ---- sanctions that bar nothing ---- */

static bool is_of(const wz_bar *bar, const wz_case_entity *sanction)
{
    return !bar->hypothetical && !bar->veto && bar->sanction && strcmp(bar->sanction, sanction->id) == 0;
}

static void later(wz_day_range *latest, wz_day_range day)
{
    if (!latest->has_high || (day.has_high && day.high > latest->high))
        *latest = day;
}

/* Whether a sanction bars none of the steps, and why. */
static bool is_idle(const wz_eligible_answer *a, const wz_case_entity *sanction, wz_idle_sanction *out)
{
    *out = (wz_idle_sanction){.sanction = sanction, .why = WZ_IDLE_NO_BAR};
    uint64_t asked = asked_steps(a);
    for (size_t i = 0; i < a->bars->count; i++) {
        const wz_bar *bar = &a->bars->bars[i];
        if (!is_of(bar, sanction))
            continue;
        if (out->why == WZ_IDLE_NO_BAR)
            out->why = WZ_IDLE_OTHER_STEPS;
        if (!(bar->steps & asked))
            continue;
        if (wz_bar_on(bar, a->ask.on) != WZ_FALSE)
            return false;
        bool begun = !bar->from.has_low || bar->from.low <= a->ask.on;
        if (begun && out->why != WZ_IDLE_RESCINDED)
            out->why = bar->rescinded ? WZ_IDLE_RESCINDED : WZ_IDLE_ENDED;
        else if (!begun && out->why == WZ_IDLE_OTHER_STEPS)
            out->why = WZ_IDLE_NOT_BEGUN;
        if (begun)
            later(&out->last, bar->last);
    }
    return true;
}

static bool find_idle(wz_eligible_answer *a, wz_arena *arena)
{
    wz_idle_sanction *idle = wz_arena_array(arena, a->person->sanction_count + 1, sizeof *idle);
    for (size_t i = 0; idle && i < a->person->sanction_count; i++)
        a->idle_count += is_idle(a, &a->person->sanctions[i], &idle[a->idle_count]);
    a->idle = idle;
    return idle != NULL;
}

/* ---- facts that are missing ---- */

typedef struct {
    wz_eligible_answer *answer;
    const wz_engine *engine;
    wz_arena *arena;
    wz_missing_fact *items;
    size_t capacity;
    bool failed;
} missing_list;

static void add_missing(missing_list *m, const char *of, wz_entity_kind entity, int attribute, const wz_rule *rule)
{
    for (size_t i = 0; i < m->answer->missing_count; i++)
        if (m->items[i].entity == entity && m->items[i].attribute == attribute && strcmp(m->items[i].of, of) == 0)
            return;
    wz_missing_fact *grown = wz_arena_grow(m->arena, m->items, m->answer->missing_count, &m->capacity, sizeof *grown);
    m->failed |= !grown;
    if (!grown)
        return;
    m->items = grown;
    m->items[m->answer->missing_count++] = (wz_missing_fact){of, entity, attribute, rule};
}

static const wz_fact *stated(const wz_case_entity *entity, int attribute)
{
    for (size_t i = 0; i < entity->fact_count; i++)
        if (entity->facts[i].attribute == attribute)
            return &entity->facts[i];
    return NULL;
}

static bool is_settled(const wz_case_entity *entity, int attribute)
{
    for (size_t i = 0; i < entity->fact_count; i++)
        if (entity->facts[i].attribute == attribute && entity->facts[i].standing == WZ_ESTABLISHED &&
            entity->facts[i].value.tag != FEEL_UNKNOWN)
            return true;
    return false;
}

/* An attribute of an entity, or the one that stands in for it. */
static void miss_attribute(missing_list *m, const wz_case_entity *entity, int attribute, const wz_rule *rule)
{
    const wz_vocabulary *v = m->answer->law->vocabulary;
    const wz_attribute *a = &v->entities[entity->kind].attributes[attribute];
    if (attribute == 0 || is_settled(entity, attribute))
        return;
    int stands_in = a->default_from ? wz_attribute_find(v, entity->kind, a->default_from) : -1;
    if (stands_in >= 0 && !stated(entity, attribute)) {
        if (is_settled(entity, stands_in))
            return;
        attribute = stands_in;
    }
    add_missing(m, entity->id, entity->kind, attribute, rule);
}

static void miss_reads(missing_list *m, const feel_program *program, const wz_case_entity *sanction,
                       const wz_rule *rule);

/* What is missing for an attribute: itself, or what the vocabulary derives it from. */
static void miss_of_sanction(missing_list *m, const wz_case_entity *sanction, int attribute, const wz_rule *rule)
{
    const wz_network *net = m->engine->networks[0];
    for (size_t d = 0; d < net->define_count; d++)
        if (net->defines[d].entity == WZ_SANCTION && net->defines[d].attribute == attribute) {
            miss_reads(m, net->defines[d].program, sanction, rule);
            return;
        }
    miss_attribute(m, sanction, attribute, rule);
}

static void miss_reads(missing_list *m, const feel_program *program, const wz_case_entity *sanction,
                       const wz_rule *rule)
{
    const wz_vocabulary *v = m->answer->law->vocabulary;
    const wz_case_person *person = m->answer->person;
    size_t count = 0;
    const feel_read *reads = program ? feel_program_reads(program, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (reads[i].input >= 0 || reads[i].member < 0)
            continue;
        if (reads[i].shape == &v->entities[WZ_SANCTION].shape && sanction)
            miss_of_sanction(m, sanction, reads[i].member, rule);
        if (reads[i].shape == &v->entities[WZ_PERSON].shape)
            miss_attribute(m, &person->self, reads[i].member, rule);
        for (size_t p = 0; reads[i].shape == &v->entities[WZ_POST].shape && p < person->post_count; p++)
            miss_attribute(m, &person->posts[p], reads[i].member, rule);
    }
}

static const wz_network_rule *compiled(const missing_list *m, const wz_bar *bar, const char *id)
{
    const wz_network *net = m->engine->networks[bar->rulebook];
    for (size_t r = 0; r < net->rule_count; r++)
        if (strcmp(net->rules[r].rule->id, id) == 0)
            return &net->rules[r];
    return NULL;
}

static const wz_case_entity *sanction_of(const wz_eligible_answer *a, const wz_bar *bar)
{
    for (size_t i = 0; bar->sanction && i < a->person->sanction_count; i++)
        if (strcmp(a->person->sanctions[i].id, bar->sanction) == 0)
            return &a->person->sanctions[i];
    return NULL;
}

/* What an open veto turns on: the questions that the assessment found to bear on it. Of a matter of which nothing is recorded
 * there is no assessment: there it is what the veto's grounds read. */
static void miss_for_veto(missing_list *m, const wz_bar *bar)
{
    const wz_eligible_answer *a = m->answer;
    size_t before = a->missing_count;
    for (size_t i = 0; i < a->assessment_count; i++)
        for (size_t r = 0;
             !wz_case_is_review(a->assessments[i]->subject) && r < a->assessments[i]->persons[0].regime_count; r++) {
            const wz_regime_result *regime = &a->assessments[i]->persons[0].regimes[r];
            for (size_t q = 0; regime->veto.rule == bar->rule && q < regime->question_count; q++)
                for (size_t e = 0; e < regime->questions[q].affect_count; e++)
                    if (strcmp(regime->questions[q].affects[e].rule, bar->rule->id) == 0)
                        add_missing(m, regime->questions[q].of, regime->questions[q].entity,
                                    regime->questions[q].attribute, bar->rule);
        }
    for (size_t g = 0; m->answer->missing_count == before && g < bar->rule->grounds.count; g++) {
        const wz_network_rule *ground = compiled(m, bar, bar->rule->grounds.items[g]);
        if (ground)
            miss_reads(m, ground->when, NULL, bar->rule);
    }
}

static void miss_for_bar(missing_list *m, const wz_bar *bar)
{
    if (bar->veto)
        miss_for_veto(m, bar);
    const wz_network_rule *rule = compiled(m, bar, bar->rule->id);
    const wz_case_entity *sanction = sanction_of(m->answer, bar);
    if (!rule || !sanction)
        return;
    const wz_entity *entity = &m->answer->law->vocabulary->entities[WZ_SANCTION];
    miss_reads(m, bar->veto ? rule->starts : rule->when, sanction, bar->rule);
    if (entity->by_role[WZ_ROLE_SANCTION_EFFECTIVE] >= 0 && !bar->veto)
        miss_attribute(m, sanction, entity->by_role[WZ_ROLE_SANCTION_EFFECTIVE], bar->rule);
    if (bar->lasts || bar->veto)
        return;
    miss_reads(m, rule->to, sanction, bar->rule);
    for (size_t v = 0; v < bar->rule->version_count; v++)
        if (!bar->version || bar->version == &bar->rule->versions[v])
            miss_reads(m, rule->versions[v], sanction, bar->rule);
}

/* Only what may stand on the day asked, or for the calendar on any, and is not sure. */
static bool find_missing(wz_eligible_answer *a, wz_arena *arena, const wz_engine *engine)
{
    missing_list m = {.answer = a, .engine = engine, .arena = arena};
    uint64_t asked = asked_steps(a);
    for (size_t i = 0; i < a->bars->count; i++) {
        const wz_bar *bar = &a->bars->bars[i];
        bool open =
            bar->why == WZ_WHY_DAYS_UNKNOWN || bar->why == WZ_WHY_CONDITION_UNKNOWN || bar->why == WZ_WHY_VETO_OPEN;
        if (open && !bar->hypothetical && bar->steps & asked &&
            (a->calendar || wz_bar_on(bar, a->ask.on) == WZ_UNKNOWN))
            miss_for_bar(&m, bar);
    }
    a->missing = m.items;
    return !m.failed;
}

/* ---- all together ---- */

static wz_answer together(const wz_eligible_answer *a)
{
    wz_answer answer = WZ_ELIGIBLE;
    for (size_t i = 0; i < a->step_count; i++) {
        wz_answer one = a->steps[i].verdict.answer;
        if (one == WZ_BARRED)
            return one;
        if (one == WZ_UNDETERMINED)
            answer = one;
    }
    return answer;
}

bool wz_eligible_work_out(wz_eligible_answer *answer, wz_arena *arena, const wz_engine *engine, wz_step_answer *steps,
                          size_t step_count)
{
    answer->steps = steps;
    answer->step_count = step_count;
    for (size_t i = 0; i < step_count; i++)
        if (!wz_verdict_on(&steps[i].verdict, arena, answer->bars, steps[i].step, &answer->ask, false) ||
            !wz_verdict_on(&steps[i].with_drafts, arena, answer->bars, steps[i].step, &answer->ask, true) ||
            !wz_spans_of(&steps[i].spans, &steps[i].span_count, arena, answer->bars, steps[i].step, false))
            return false;
    answer->sanction_count = answer->person->sanction_count;
    answer->answer = together(answer);
    answer->idle_count = answer->missing_count = 0;
    return find_idle(answer, arena) && find_missing(answer, arena, engine);
}
