/* From a settled memory to one regulation's result: every finding with its reasons, and the parts that the frame's kinds
 * fill. Source: docs/semantics.md, section 7. */
#include "assess/entry.h"

#include <stdlib.h>
#include <string.h>

/* A reading's alternative truth: its condition in place of the rule's, under the same exceptions and time. */
static wz_reading_result read_reading(wz_entry *e, uint32_t rule, const wz_row *row, const wz_fired *fired, size_t i)
{
    const wz_network_rule *r = &e->net->rules[rule];
    wz_reading_result result = {.reading = &r->rule->readings[i]};
    if (!r->readings[i])
        return result;
    result.has_truth_if = true;
    result.truth_if =
        wz_and(wz_truth_of(wz_memory_evaluate(e->memory, r->readings[i], row)), wz_memory_force(e->memory, rule));
    for (size_t k = 0; k < r->must_count; k++)
        result.truth_if = wz_and(
            result.truth_if, wz_not(wz_truth_of(wz_memory_exception(e->memory, r->must[k], rule, fired->instance))));
    return result;
}

static const char *bound_id(const wz_entry *e, const wz_rule *rule, uint32_t instance)
{
    bool none = rule->for_each == WZ_NO_ENTITY || rule->for_each == WZ_INCIDENT;
    return none ? NULL : wz_memory_row(e->memory, rule->for_each, instance)->id;
}

static wz_finding read_finding(wz_entry *e, uint32_t rule, uint32_t instance)
{
    const wz_network_rule *r = &e->net->rules[rule];
    const wz_fired *fired = wz_memory_fired(e->memory, rule, instance);
    feel_value condition = fired->members[WZ_F_CONDITION], holds = fired->members[WZ_F_HOLDS];
    wz_finding finding = {.rule = r->rule, .condition = wz_truth_of(condition), .truth = wz_truth_of(holds)};
    bool single = r->rule->for_each == WZ_NO_ENTITY || r->rule->for_each == WZ_INCIDENT;
    finding.bound = (wz_binding){single ? WZ_NO_ENTITY : r->rule->for_each, bound_id(e, r->rule, instance)};
    finding.contradicted = holds.tag == FEEL_UNKNOWN && holds.bits & FEEL_MARKED;
    if (finding.condition != WZ_FALSE) {
        finding.defeated_by = wz_entry_defeaters(e, r->must, r->must_count);
        finding.offered_by = wz_entry_defeaters(e, r->may, r->may_count);
    }
    wz_reading_result *readings = wz_arena_array(e->arena, r->rule->reading_count, sizeof *readings);
    e->failed |= !readings;
    const wz_row *row = single ? NULL : wz_memory_row(e->memory, r->rule->for_each, instance);
    for (size_t i = 0; readings && i < r->rule->reading_count; i++)
        readings[i] = read_reading(e, rule, row, fired, i);
    finding.readings = readings;
    finding.reading_count = readings ? r->rule->reading_count : 0;
    finding.presumptions = r->presumptions;
    finding.verify = r->rule->verify;
    if (!e->plain && (finding.condition != WZ_FALSE || e->reasons_all))
        finding.because = wz_entry_because(e, rule, instance);
    return finding;
}

static void read_findings(wz_entry *e, wz_regime_result *out)
{
    size_t most = 0;
    for (uint32_t r = 0; r < e->net->own_count; r++)
        most += wz_memory_instances(e->memory, r);
    wz_finding *findings = wz_arena_array(e->arena, most, sizeof *findings);
    if (!findings) {
        e->failed = true;
        return;
    }
    for (uint32_t r = 0; r < e->net->own_count; r++) {
        bool known = e->known && !e->known->again[r];
        for (uint32_t i = 0; i < wz_memory_instances(e->memory, r); i++) {
            if (!wz_memory_fired(e->memory, r, i)->bound)
                continue;
            findings[out->finding_count] = known ? e->known->last->findings[out->finding_count] : read_finding(e, r, i);
            out->finding_count++;
        }
    }
    out->findings = findings;
}

/* Ids of the true findings of a part. */
static wz_strings true_rules(wz_entry *e, const wz_regime_result *out, wz_part part)
{
    wz_string_list list = {0};
    for (size_t i = 0; i < out->finding_count; i++)
        if (out->findings[i].rule->kind->part == part && out->findings[i].truth == WZ_TRUE)
            e->failed |= !wz_push_string(e->arena, &list, out->findings[i].rule->id);
    wz_sort_strings(&list);
    return (wz_strings){list.items, list.count};
}

static int by_choice(const void *a, const void *b)
{
    return strcmp(((const wz_choice *)a)->rule->id, ((const wz_choice *)b)->rule->id);
}

typedef bool (*part_filter)(const wz_rule *rule);

static bool is_choice(const wz_rule *rule)
{
    wz_part part = rule->kind->part;
    return rule->modality == WZ_MAY && (part == WZ_PART_EXEMPTION || part == WZ_PART_PATH);
}

static bool is_referral(const wz_rule *rule)
{
    return rule->kind->part == WZ_PART_REFERRAL;
}

/* Procedure lists what is to be done now, commendations beside it. */
static bool is_procedure(const wz_rule *rule)
{
    return rule->kind->part == WZ_PART_PROCEDURE || rule->kind->part == WZ_PART_COMMENDATION;
}

/* The true and unknown findings that a filter takes, by rule id. */
static const wz_choice *listed(wz_entry *e, const wz_regime_result *out, part_filter takes, size_t *count)
{
    wz_choice *choices = wz_arena_array(e->arena, out->finding_count, sizeof *choices);
    *count = 0;
    for (size_t i = 0; choices && i < out->finding_count; i++) {
        const wz_finding *f = &out->findings[i];
        if (takes(f->rule) && f->truth != WZ_FALSE)
            choices[(*count)++] = (wz_choice){f->rule, f->truth};
    }
    e->failed |= !choices;
    if (*count)
        qsort(choices, *count, sizeof *choices, by_choice);
    return choices;
}

static void read_lifetime(wz_entry *e, wz_regime_result *out)
{
    for (size_t i = 0; i < out->finding_count && !out->lifetime.rule; i++)
        if (out->findings[i].rule->kind->part == WZ_PART_LIFETIME)
            out->lifetime = (wz_clause){.rule = out->findings[i].rule, .truth = out->findings[i].truth};
    out->lifetime.route = wz_entry_route(e);
}

static void read_outcome(wz_entry *e, wz_regime_result *out)
{
    if (e->known && e->known->outcome) {
        out->outcome = e->known->last->outcome;
        out->outcome_label = e->known->last->outcome_label;
        out->possible_outcomes = e->known->last->possible_outcomes;
        return;
    }
    wz_outcome outcome = wz_entry_outcome(e);
    out->outcome = outcome.name;
    out->outcome_label = outcome.label;
    out->possible_outcomes = outcome.possible;
}

/* What sanctions bar and would bar, in the order in which each reads what stands before it. */
static void read_bars(wz_entry *e, wz_regime_result *out)
{
    static const wz_known none = {0};
    const wz_known *known = e->known ? e->known : &none;
    const wz_regime_result *last = known->last;
    if (known->bans) {
        out->bans = last->bans;
        out->ban_count = last->ban_count;
    } else {
        wz_entry_bans(e, out);
    }
    if (known->measures) {
        out->measures_open = last->measures_open;
        out->measures = last->measures;
        out->measure_count = last->measure_count;
    } else {
        wz_entry_measures(e, out);
    }
    read_lifetime(e, out);
    if (known->veto)
        out->veto = last->veto;
    else
        wz_entry_veto(e, out);
    if (known->shortfalls) {
        out->shortfalls = last->shortfalls;
        out->shortfall_count = last->shortfall_count;
    } else {
        wz_entry_shortfalls(e, out);
    }
    if (known->warnings) {
        out->warnings = last->warnings;
        out->warning_count = last->warning_count;
    } else {
        wz_entry_warnings(e, out);
    }
}

int wz_entry_result(wz_entry *e, wz_regime_result *out)
{
    *out = (wz_regime_result){.rulebook = e->book,
                              .incident = e->subject->incidents[e->subject->subject].id,
                              .conduct_from = e->conduct_from,
                              .conduct_to = e->conduct_to,
                              .governing = e->governing,
                              .hypothetical = e->hypothetical || e->as_if,
                              .baseline = e->baseline,
                              .applicability = e->applicability,
                              .post = e->post ? e->post->id : NULL};
    if (e->applicability == WZ_OUT_OF_SCOPE || e->applicability == WZ_NOT_IN_FORCE)
        return WZ_OK;
    read_outcome(e, out);
    out->reason = e->applicability == WZ_SCOPE_UNKNOWN ? "applicability_unknown" : NULL;
    read_findings(e, out);
    out->heavier = true_rules(e, out, WZ_PART_HEAVIER);
    out->lighter = true_rules(e, out, WZ_PART_LIGHTER);
    out->choices = listed(e, out, is_choice, &out->choice_count);
    out->referrals = listed(e, out, is_referral, &out->referral_count);
    out->procedure = listed(e, out, is_procedure, &out->procedure_count);
    read_bars(e, out);
    if (!e->plain)
        wz_entry_questions(e, out);
    return e->failed || wz_arena_failed(e->arena) ? WZ_ENOMEM : wz_memory_status(e->memory);
}
