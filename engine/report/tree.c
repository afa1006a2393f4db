/* An assessment as a tree of named members: described once, written as JSON or as XML. The order of the calls is the
 * order of the keys. Source: docs/semantics.md, section 7.
 *
 * Invariant: every function writes all keys of its object whatever the data; what is not known is null, what there is
 * none of is an empty list. */
#include "feel/feel.h"
#include "feel/number.h"
#include "report/emit.h"
#include "report/report.h"
#include "wenze/version.h"

static const char *truth_name(wz_truth truth)
{
    static const char *const names[] = {"false", "unknown", "true"};
    return names[truth];
}

static void truth(wz_emitter *emit, const char *name, wz_truth value)
{
    wz_emit_text(emit, name, truth_name(value));
}

static void rule_id(wz_emitter *emit, const wz_rule *rule)
{
    wz_emit_text(emit, "rule", rule ? rule->id : NULL);
}

/* ---- values ---- */

/* A day that is known, known within bounds, or not known. */
static void day_range(wz_emitter *emit, const char *name, wz_day_range range)
{
    if (!range.has_low && !range.has_high) {
        wz_emit_null(emit, name);
        return;
    }
    if (range.has_low && range.has_high && range.low == range.high) {
        wz_emit_day(emit, name, range.low);
        return;
    }
    wz_emit_object(emit, name);
    if (range.has_low)
        wz_emit_day(emit, "min", range.low);
    else
        wz_emit_null(emit, "min");
    if (range.has_high)
        wz_emit_day(emit, "max", range.high);
    else
        wz_emit_null(emit, "max");
    wz_emit_end(emit);
}

static void number(wz_emitter *emit, const char *name, feel_value value)
{
    const int64_t largest = INT64_C(1) << 53;
    int64_t integer;
    if (feel_to_int64(value, &integer) && integer >= -largest && integer <= largest) {
        wz_emit_integer(emit, name, integer);
        return;
    }
    char digits[FEEL_NUMBER_TEXT];
    size_t length = feel_number_text(value, digits);
    wz_emit_decimal(emit, name, digits, length);
}

/* A value that is neither a list nor bounded. Facts have no other types than these. */
static void single_value(wz_emitter *emit, const char *name, feel_value value)
{
    switch (value.tag) {
    case FEEL_BOOLEAN: wz_emit_boolean(emit, name, feel_is_true(value)); break;
    case FEEL_NUMBER: number(emit, name, value); break;
    case FEEL_STRING: wz_emit_bytes(emit, name, feel_str(value)->text, feel_str(value)->length); break;
    case FEEL_DATE: wz_emit_day(emit, name, value.as.integer); break;
    case FEEL_DAYS_TIME:
    case FEEL_YEARS_MONTHS:
        wz_emit_text_begin(emit, name, "duration");
        feel_print_string(emit->json.out, value);
        wz_emit_text_end(emit, name);
        break;
    default: wz_emit_null(emit, name); break;
    }
}

static void bounded_value(wz_emitter *emit, const char *name, feel_value value)
{
    const feel_unknown *bounds = value.tag == FEEL_UNKNOWN ? feel_bounds(value) : NULL;
    if (!bounds || (bounds->low.tag == FEEL_NULL && bounds->high.tag == FEEL_NULL)) {
        single_value(emit, name, value);
        return;
    }
    wz_emit_object(emit, name);
    single_value(emit, "min", bounds->low);
    single_value(emit, "max", bounds->high);
    wz_emit_end(emit);
}

static void fact_value(wz_emitter *emit, feel_value value)
{
    emit->typed = true;
    if (value.tag == FEEL_LIST) {
        const feel_list *list = feel_items(value);
        wz_emit_list(emit, "value", "item");
        for (size_t i = 0; i < list->count; i++)
            bounded_value(emit, NULL, list->items[i]);
        wz_emit_end(emit);
    } else {
        bounded_value(emit, "value", value);
    }
    emit->typed = false;
}

static void attribute_id(wz_emitter *emit, const wz_assessment *a, wz_entity_kind entity, int attribute,
                         const char *name)
{
    wz_emit_text(emit, name, a->law->vocabulary->entities[entity].attributes[attribute].id);
}

/* ---- findings ---- */

/* A value that nobody stated and nothing led to has no source. */
static const char *source_name(const wz_reason_fact *fact)
{
    bool nobody = !fact->settled && !fact->stated && fact->source == WZ_FROM_STATED;
    return nobody ? NULL : wz_fact_source_name(fact->source);
}

static void reason_fact(wz_emitter *emit, const wz_assessment *a, const wz_reason_fact *fact)
{
    wz_emit_object(emit, NULL);
    wz_emit_text(emit, "id", fact->id);
    wz_emit_text(emit, "of", fact->of);
    attribute_id(emit, a, fact->entity, fact->attribute, "attribute");
    fact_value(emit, fact->value);
    wz_emit_boolean(emit, "settled", fact->settled);
    wz_emit_text(emit, "standing", fact->stated ? wz_standing_name(fact->standing) : NULL);
    wz_emit_text(emit, "source", source_name(fact));
    wz_emit_strings(emit, "from", "id", fact->from);
    wz_emit_strings(emit, "evidence", "id", fact->evidence);
    wz_emit_end(emit);
}

static void because(wz_emitter *emit, const wz_assessment *a, const wz_because *why)
{
    if (!why) {
        wz_emit_null(emit, "because");
        return;
    }
    wz_emit_object(emit, "because");
    wz_emit_text(emit, "expr", why->expression);
    truth(emit, "value", why->value);
    wz_emit_strings(emit, "rules", "rule", why->rules);
    wz_emit_list(emit, "facts", "fact");
    for (size_t i = 0; i < why->fact_count; i++)
        reason_fact(emit, a, &why->facts[i]);
    wz_emit_end(emit);
    wz_emit_end(emit);
}

static void binding(wz_emitter *emit, wz_binding bound)
{
    if (bound.kind == WZ_NO_ENTITY || !bound.id) {
        wz_emit_null(emit, "for");
        return;
    }
    wz_emit_object(emit, "for");
    wz_emit_text(emit, wz_entity_name(bound.kind), bound.id);
    wz_emit_end(emit);
}

/* The words of a reading do not follow the language of the report: only `text` does. */
static void readings(wz_emitter *emit, const wz_finding *finding)
{
    wz_emit_list(emit, "readings", "reading");
    for (size_t i = 0; i < finding->reading_count; i++) {
        const wz_reading_result *result = &finding->readings[i];
        wz_emit_object(emit, NULL);
        wz_emit_text(emit, "id", result->reading->id);
        wz_emit_text(emit, "chosen", wz_text_in(result->reading->chosen, WZ_ZH));
        wz_emit_text(emit, "alternative", wz_text_in(result->reading->alternative, WZ_ZH));
        wz_emit_text(emit, "truth_if", result->has_truth_if ? truth_name(result->truth_if) : NULL);
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
}

static void finding(wz_emitter *emit, const wz_assessment *a, const wz_finding *f)
{
    wz_emit_object(emit, NULL);
    wz_emit_text(emit, "rule", f->rule->id);
    wz_emit_text(emit, "kind", f->rule->kind->id);
    binding(emit, f->bound);
    wz_emit_joined(emit, "cites", f->rule->cites);
    wz_emit_text(emit, "modality", wz_modality_name(f->rule->modality));
    truth(emit, "condition", f->condition);
    truth(emit, "truth", f->truth);
    wz_emit_strings(emit, "defeated_by", "rule", f->defeated_by);
    wz_emit_strings(emit, "offered_by", "rule", f->offered_by);
    wz_emit_strings(emit, "reaches", "rule", f->rule->reaches);
    wz_emit_boolean(emit, "contradicted", f->contradicted);
    readings(emit, f);
    wz_emit_strings(emit, "presumptions", "presumption", f->presumptions);
    wz_emit_boolean(emit, "verify", f->verify);
    because(emit, a, f->because);
    wz_emit_end(emit);
}

/* ---- what follows from them ---- */

static void choices(wz_emitter *emit, const wz_regime_result *regime)
{
    wz_emit_list(emit, "choices", "choice");
    for (size_t i = 0; i < regime->choice_count; i++) {
        wz_emit_object(emit, NULL);
        rule_id(emit, regime->choices[i].rule);
        truth(emit, "truth", regime->choices[i].truth);
        wz_emit_strings(emit, "reaches", "rule", regime->choices[i].rule->reaches);
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
}

static void measure(wz_emitter *emit, const wz_measure_result *m)
{
    wz_emit_object(emit, NULL);
    rule_id(emit, m->rule);
    truth(emit, "truth", m->truth);
    wz_emit_text(emit, "measure", m->measure->id);
    wz_emit_known(emit, "available", m->available);
    wz_emit_strings(emit, "bodies", "body", m->bodies);
    wz_emit_list(emit, "bars", "bar");
    for (size_t i = 0; i < m->bar_count; i++) {
        wz_emit_object(emit, NULL);
        rule_id(emit, m->bars[i].rule);
        wz_emit_strings(emit, "steps", "step", m->bars[i].steps);
        wz_emit_text(emit, "lasts", m->bars[i].lasts);
        wz_emit_boolean(emit, "verify", m->bars[i].verify);
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
    wz_emit_end(emit);
}

static void lifetime(wz_emitter *emit, const wz_clause *clause)
{
    if (!clause->rule) {
        wz_emit_null(emit, "lifetime");
        return;
    }
    wz_emit_object(emit, "lifetime");
    rule_id(emit, clause->rule);
    truth(emit, "truth", clause->truth);
    wz_emit_text(emit, "route", clause->route);
    wz_emit_end(emit);
}

static void veto(wz_emitter *emit, const wz_clause *clause)
{
    if (!clause->rule) {
        wz_emit_null(emit, "veto");
        return;
    }
    wz_emit_object(emit, "veto");
    rule_id(emit, clause->rule);
    truth(emit, "truth", clause->truth);
    wz_emit_text(emit, "waits_for", clause->waits_for);
    wz_emit_list(emit, "windows", "window");
    for (size_t i = 0; i < clause->window_count; i++) {
        const wz_veto_window *window = &clause->windows[i];
        wz_emit_object(emit, NULL);
        wz_emit_text(emit, "step", window->step->id);
        wz_emit_text(emit, "sanction", window->sanction);
        day_range(emit, "from", window->from);
        day_range(emit, "last_barred_day", window->last_barred_day);
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
    wz_emit_end(emit);
}

static void referrals(wz_emitter *emit, const wz_regime_result *regime)
{
    wz_emit_list(emit, "referrals", "referral");
    for (size_t i = 0; i < regime->referral_count; i++) {
        wz_emit_object(emit, NULL);
        rule_id(emit, regime->referrals[i].rule);
        truth(emit, "truth", regime->referrals[i].truth);
        wz_emit_text(emit, "to", regime->referrals[i].rule->recipient);
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
}

static void procedure(wz_emitter *emit, const wz_regime_result *regime)
{
    wz_emit_list(emit, "procedure", "provision");
    for (size_t i = 0; i < regime->procedure_count; i++) {
        wz_emit_object(emit, NULL);
        rule_id(emit, regime->procedure[i].rule);
        truth(emit, "truth", regime->procedure[i].truth);
        wz_emit_text(emit, "actor", regime->procedure[i].rule->actor);
        wz_emit_text(emit, "act", regime->procedure[i].rule->act);
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
}

static void ban(wz_emitter *emit, const wz_ban_result *b)
{
    wz_emit_object(emit, NULL);
    rule_id(emit, b->rule);
    wz_emit_text(emit, "sanction", b->sanction);
    truth(emit, "truth", b->truth);
    wz_emit_strings(emit, "steps", "step", b->steps);
    day_range(emit, "from", b->from);
    day_range(emit, "last_barred_day", b->last_barred_day);
    day_range(emit, "first_free_day", b->first_free_day);
    wz_emit_known(emit, "running", b->running);
    wz_emit_boolean(emit, "verify", b->verify);
    wz_emit_end(emit);
}

static void shortfall(wz_emitter *emit, const wz_shortfall *s)
{
    wz_emit_object(emit, NULL);
    rule_id(emit, s->rule);
    wz_emit_text(emit, "post", s->post);
    wz_emit_list(emit, "period", NULL);
    wz_emit_day(emit, "from", s->from);
    wz_emit_day(emit, "to", s->to);
    wz_emit_end(emit);
    if (s->required > 0)
        wz_emit_integer(emit, "required", s->required);
    else
        wz_emit_null(emit, "required");
    wz_emit_list(emit, "done", NULL);
    wz_emit_integer(emit, "min", s->done_low);
    if (s->has_done_high)
        wz_emit_integer(emit, "max", s->done_high);
    else
        wz_emit_null(emit, "max");
    wz_emit_end(emit);
    truth(emit, "truth", s->truth);
    wz_emit_text(emit, "counts", wz_period_counts_name(s->counts));
    wz_emit_boolean(emit, "log_complete", s->log_complete);
    wz_emit_end(emit);
}

static void question(wz_emitter *emit, const wz_assessment *a, const wz_question *q)
{
    wz_emit_object(emit, NULL);
    attribute_id(emit, a, q->entity, q->attribute, "fact");
    wz_emit_text(emit, "of", q->of);
    wz_emit_list(emit, "affects", "effect");
    for (size_t i = 0; i < q->affect_count; i++) {
        wz_emit_object(emit, NULL);
        wz_emit_text(emit, "rule", q->affects[i].rule);
        wz_emit_text(emit, "if", q->affects[i].if_value);
        wz_emit_text(emit, "becomes", q->affects[i].becomes);
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
    wz_emit_end(emit);
}

static void warnings(wz_emitter *emit, const wz_regime_result *regime, wz_lang lang)
{
    wz_emit_list(emit, "warnings", "warning");
    for (size_t i = 0; i < regime->warning_count; i++) {
        wz_emit_object(emit, NULL);
        wz_emit_text(emit, "id", regime->warnings[i].id);
        wz_emit_text(emit, "rule", regime->warnings[i].rule);
        wz_emit_text(emit, "text", wz_text_in(regime->warnings[i].text, lang));
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
}

/* ---- regulations, persons, the whole ---- */

static void regime_head(wz_emitter *emit, const wz_assessment *a, const wz_regime_result *regime)
{
    wz_emit_text(emit, "regime", a->law->rulebooks[regime->rulebook]->id);
    wz_emit_text(emit, "incident", regime->incident);
    wz_emit_list(emit, "conduct", NULL);
    day_range(emit, "from", regime->conduct_from);
    day_range(emit, "to", regime->conduct_to);
    wz_emit_end(emit);
    wz_emit_boolean(emit, "governing", regime->governing);
    wz_emit_text(emit, "applicability", wz_applicability_name(regime->applicability));
    wz_emit_boolean(emit, "hypothetical", regime->hypothetical);
    wz_emit_boolean(emit, "baseline", regime->baseline);
    wz_emit_text(emit, "post", regime->post);
    wz_emit_text(emit, "outcome", regime->outcome);
    wz_emit_strings(emit, "possible_outcomes", "outcome", regime->possible_outcomes);
    wz_emit_text(emit, "reason", regime->reason);
}

static void regime_consequences(wz_emitter *emit, const wz_regime_result *regime)
{
    wz_emit_object(emit, "weight");
    wz_emit_strings(emit, "heavier", "rule", regime->heavier);
    wz_emit_strings(emit, "lighter", "rule", regime->lighter);
    wz_emit_end(emit);
    choices(emit, regime);
    wz_emit_boolean(emit, "measures_open", regime->measures_open);
    wz_emit_list(emit, "measures", "measure");
    for (size_t i = 0; i < regime->measure_count; i++)
        measure(emit, &regime->measures[i]);
    wz_emit_end(emit);
    lifetime(emit, &regime->lifetime);
    veto(emit, &regime->veto);
    referrals(emit, regime);
    procedure(emit, regime);
    wz_emit_list(emit, "bans", "ban");
    for (size_t i = 0; i < regime->ban_count; i++)
        ban(emit, &regime->bans[i]);
    wz_emit_end(emit);
    wz_emit_list(emit, "shortfalls", "shortfall");
    for (size_t i = 0; i < regime->shortfall_count; i++)
        shortfall(emit, &regime->shortfalls[i]);
    wz_emit_end(emit);
}

static void write_regime(wz_emitter *emit, const wz_assessment *a, const wz_regime_result *regime, wz_lang lang)
{
    wz_emit_object(emit, NULL);
    regime_head(emit, a, regime);
    wz_emit_list(emit, "findings", "finding");
    for (size_t i = 0; i < regime->finding_count; i++)
        finding(emit, a, &regime->findings[i]);
    wz_emit_end(emit);
    regime_consequences(emit, regime);
    wz_emit_list(emit, "open_questions", "question");
    for (size_t i = 0; i < regime->question_count; i++)
        question(emit, a, &regime->questions[i]);
    wz_emit_end(emit);
    warnings(emit, regime, lang);
    wz_emit_end(emit);
}

static void rulebooks(wz_emitter *emit, const wz_assessment *a)
{
    wz_emit_list(emit, "rulebooks", "rulebook");
    for (size_t i = 0; i < a->rulebook_count; i++) {
        const wz_rulebook *book = a->law->rulebooks[a->rulebooks[i]];
        wz_emit_object(emit, NULL);
        wz_emit_text(emit, "id", book->id);
        wz_emit_text(emit, "status", wz_status_name(book->status));
        if (book->force.has_from)
            wz_emit_day(emit, "from", book->force.from);
        else
            wz_emit_null(emit, "from");
        if (book->force.has_to)
            wz_emit_day(emit, "to", book->force.to);
        else
            wz_emit_null(emit, "to");
        wz_emit_text(emit, "sha256", book->sha256);
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
}

static void contradictions(wz_emitter *emit, const wz_assessment *a)
{
    wz_emit_list(emit, "contradictions", "contradiction");
    for (size_t i = 0; i < a->contradiction_count; i++) {
        const wz_contradiction *c = &a->contradictions[i];
        wz_emit_object(emit, NULL);
        wz_emit_text(emit, "of", c->of);
        attribute_id(emit, a, c->entity, c->attribute, "attribute");
        wz_emit_strings(emit, "facts", "fact", c->facts);
        wz_emit_strings(emit, "exclusion", "attribute", c->exclusion);
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
}

static void allegations(wz_emitter *emit, const wz_assessment *a)
{
    wz_emit_list(emit, "allegations", "allegation");
    for (size_t i = 0; i < a->allegation_count; i++) {
        const wz_allegation *allegation = &a->allegations[i];
        wz_emit_object(emit, NULL);
        wz_emit_text(emit, "fact", allegation->fact->id);
        wz_emit_text(emit, "of", allegation->of);
        attribute_id(emit, a, allegation->entity, allegation->fact->attribute, "attribute");
        fact_value(emit, allegation->fact->value);
        wz_emit_text(emit, "standing", wz_standing_name(allegation->fact->standing));
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
}

static void persons(wz_emitter *emit, const wz_assessment *a, wz_lang lang)
{
    wz_emit_list(emit, "persons", "person");
    for (size_t i = 0; i < a->person_count; i++) {
        const wz_person_result *person = &a->persons[i];
        wz_emit_object(emit, NULL);
        wz_emit_text(emit, "id", person->person->self.id);
        wz_emit_list(emit, "regimes", "regime");
        for (size_t k = 0; k < person->regime_count; k++)
            write_regime(emit, a, &person->regimes[k], lang);
        wz_emit_end(emit);
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
}

static int write_assessment(wz_buffer *out, const wz_assessment *a, wz_lang lang, wz_emit_form form)
{
    wz_emitter emit;
    wz_emit_begin(&emit, form, out, "assessment", WZ_ASSESSMENT_NAMESPACE);
    wz_emit_text(&emit, "format", "wenze-assessment/1");
    wz_emit_text_begin(&emit, "engine", "string");
    wz_buffer_printf(out, "wenze %s", wz_version());
    wz_emit_text_end(&emit, "engine");
    wz_emit_day(&emit, "as_of", a->as_of);
    wz_emit_object(&emit, "case");
    wz_emit_text(&emit, "id", a->subject->id);
    wz_emit_text(&emit, "sha256", a->subject->sha256);
    wz_emit_end(&emit);
    rulebooks(&emit, a);
    contradictions(&emit, a);
    allegations(&emit, a);
    persons(&emit, a, lang);
    wz_emit_finish(&emit);
    return out->failed ? WZ_ENOMEM : WZ_OK;
}

int wz_report_json(wz_buffer *out, const wz_assessment *assessment, wz_lang lang)
{
    return write_assessment(out, assessment, lang, WZ_EMIT_JSON);
}

int wz_report_xml(wz_buffer *out, const wz_assessment *assessment, wz_lang lang)
{
    return write_assessment(out, assessment, lang, WZ_EMIT_XML);
}
