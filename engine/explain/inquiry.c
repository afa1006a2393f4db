/* Questions of several results as one list: a fact of the incident is open for everyone, and asked once. */
#include "explain/inquiry.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const wz_assessment *a;
    const wz_inquiry_about *about;
    wz_arena *arena;
    wz_inquiry_item *items;
    size_t count, capacity;
    wz_inquiry *out;
} making;

static const wz_rule *rule_of(const making *m, const wz_regime_result *regime, const char *id)
{
    return wz_rule_find(m->a->law->rulebooks[regime->rulebook], id);
}

/* Whether a conclusion is asked about: "outcome" or a rule's id. */
static bool asked(const making *m, const wz_regime_result *regime, const char *conclusion)
{
    const char *wanted = m->about->conclusion;
    if (!wanted || strcmp(wanted, conclusion) == 0)
        return true;
    const wz_rule *rule = rule_of(m, regime, conclusion);
    return rule && strcmp(rule->kind->id, wanted) == 0;
}

static bool is_skipped(const making *m, const wz_question *q)
{
    const char *id = m->a->law->vocabulary->entities[q->entity].attributes[q->attribute].id;
    for (size_t i = 0; i < m->about->skipped_count; i++)
        if (strcmp(m->about->skipped[2 * i], q->of) == 0 && strcmp(m->about->skipped[2 * i + 1], id) == 0)
            return true;
    return false;
}

static wz_inquiry_item *item_for(making *m, const wz_question *q)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->items[i].entity == q->entity && m->items[i].attribute == q->attribute &&
            strcmp(m->items[i].of, q->of) == 0)
            return &m->items[i];
    wz_inquiry_item *grown = wz_arena_grow(m->arena, m->items, m->count, &m->capacity, sizeof *grown);
    if (!grown)
        return NULL;
    m->items = grown;
    m->items[m->count] = (wz_inquiry_item){.entity = q->entity, .of = q->of, .attribute = q->attribute};
    return &m->items[m->count++];
}

static void add_effects(making *m, wz_inquiry_item *item, const wz_person_result *person,
                        const wz_regime_result *regime, const wz_question *q)
{
    wz_inquiry_effect *effects = wz_arena_array(m->arena, item->effect_count + q->affect_count, sizeof *effects);
    if (!effects)
        return;
    if (item->effect_count)
        memcpy(effects, item->effects, item->effect_count * sizeof *effects);
    item->effects = effects;
    for (size_t i = 0; i < q->affect_count; i++) {
        if (!asked(m, regime, q->affects[i].rule))
            continue;
        effects[item->effect_count++] = (wz_inquiry_effect){person, regime, &q->affects[i]};
    }
}

static void add_question(making *m, const wz_person_result *person, const wz_regime_result *regime,
                         const wz_question *q)
{
    bool bears = false;
    for (size_t i = 0; i < q->affect_count; i++)
        bears |= asked(m, regime, q->affects[i].rule);
    wz_inquiry_item *item = bears && !is_skipped(m, q) ? item_for(m, q) : NULL;
    if (!item)
        return;
    if (!item->person) {
        item->person = person;
        item->regime = regime;
    }
    add_effects(m, item, person, regime, q);
}

static void count_conclusions(making *m, const wz_regime_result *regime)
{
    if (regime->outcome && asked(m, regime, "outcome")) {
        m->out->all++;
        m->out->settled +=
            strcmp(regime->outcome, "undetermined") != 0 && strcmp(regime->outcome, "contradictory") != 0;
    }
    for (size_t i = 0; i < regime->finding_count; i++) {
        const wz_finding *f = &regime->findings[i];
        if (f->rule->kind->part == WZ_PART_NONE || !f->rule->kind->reports || !asked(m, regime, f->rule->id))
            continue;
        m->out->all++;
        m->out->settled += f->truth != WZ_UNKNOWN;
    }
}

/* Whether a regulation is asked about; of a person whom none governs, all that may bear are. */
static bool regime_asked(const making *m, const wz_person_result *person, const wz_regime_result *regime)
{
    if (m->about->regime)
        return strcmp(m->a->law->rulebooks[regime->rulebook]->id, m->about->regime) == 0;
    bool governed = false;
    for (size_t i = 0; i < person->regime_count; i++)
        governed |= person->regimes[i].governing;
    return governed ? regime->governing : regime->applicability <= WZ_SCOPE_UNKNOWN && !regime->hypothetical;
}

static int by_vocabulary(const void *a, const void *b)
{
    const wz_inquiry_item *x = a, *y = b;
    if (x->entity != y->entity)
        return x->entity < y->entity ? -1 : 1;
    if (x->attribute != y->attribute)
        return x->attribute < y->attribute ? -1 : 1;
    return strcmp(x->of, y->of);
}

const wz_inquiry *wz_inquiry_make(const wz_assessment *assessment, const wz_inquiry_about *about, wz_arena *arena)
{
    wz_inquiry *out = wz_arena_alloc(arena, sizeof *out);
    making m = {.a = assessment, .about = about, .arena = arena, .out = out};
    if (!out)
        return NULL;
    for (size_t p = 0; p < assessment->person_count; p++) {
        const wz_person_result *person = &assessment->persons[p];
        if (about->person && strcmp(person->person->self.id, about->person) != 0)
            continue;
        for (size_t r = 0; r < person->regime_count; r++) {
            const wz_regime_result *regime = &person->regimes[r];
            if (!regime_asked(&m, person, regime))
                continue;
            count_conclusions(&m, regime);
            for (size_t q = 0; q < regime->question_count; q++)
                add_question(&m, person, regime, &regime->questions[q]);
        }
    }
    if (m.count && about->order == WZ_ORDER_VOCABULARY)
        qsort(m.items, m.count, sizeof *m.items, by_vocabulary);
    out->items = m.items;
    out->count = m.count;
    return wz_arena_failed(arena) ? NULL : out;
}
