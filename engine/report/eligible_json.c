/* The answer of `wenze eligible` as JSON. The order of the calls is the order of the keys; every key is always there.
 * Source: docs/formats.md, "The answer of eligible". */
#include "report/eligible.h"

#include "feel/temporal.h"
#include "report/emit.h"
#include "wenze/version.h"

#include <string.h>

static void truth(wz_emitter *emit, const char *name, wz_truth value)
{
    static const char *const names[] = {"false", "unknown", "true"};
    wz_emit_text(emit, name, names[value]);
}

static void bound(wz_emitter *emit, const char *name, bool has, wz_day day)
{
    if (has)
        wz_emit_day(emit, name, day);
    else
        wz_emit_null(emit, name);
}

static void day_range(wz_emitter *emit, const char *name, wz_day_range range)
{
    if (!range.has_low && !range.has_high) {
        wz_emit_null(emit, name);
    } else if (range.has_low && range.has_high && range.low == range.high) {
        wz_emit_day(emit, name, range.low);
    } else {
        wz_emit_object(emit, name);
        bound(emit, "min", range.has_low, range.low);
        bound(emit, "max", range.has_high, range.high);
        wz_emit_end(emit);
    }
}

static wz_day_range next(wz_day_range day)
{
    day.low++;
    day.high++;
    return day;
}

/* Last day and first free day of a verdict: null where there is no latest end. */
static void verdict_days(wz_emitter *emit, const wz_verdict *verdict)
{
    wz_day_range last = verdict->last_barred_day, none = {0};
    bool ends = verdict->answer == WZ_BARRED && last.has_high;
    day_range(emit, "last_barred_day", ends ? last : none);
    day_range(emit, "first_free_day", ends ? next(last) : none);
    bound(emit, "barred_at_least_to", verdict->answer == WZ_BARRED && last.has_low, last.low);
}

static void deciding(wz_emitter *emit, const wz_bar *bar)
{
    if (!bar) {
        wz_emit_null(emit, "deciding");
        return;
    }
    wz_emit_object(emit, "deciding");
    wz_emit_text(emit, "rule", bar->rule->id);
    wz_emit_text(emit, "sanction", bar->sanction);
    wz_emit_end(emit);
}

static void verdict(wz_emitter *emit, const wz_verdict *verdict)
{
    wz_emit_text(emit, "answer", wz_answer_name(verdict->answer));
    wz_emit_text(emit, "reason", wz_why_name(verdict->why));
    verdict_days(emit, verdict);
    deciding(emit, verdict->deciding);
}

bool wz_bar_clamped(const wz_bar *bar)
{
    if (!bar->lasts || !bar->from.has_low || !bar->last.has_low || bar->from.low != bar->from.high ||
        bar->last.low != bar->last.high || bar->rescinded)
        return false;
    return strchr(bar->lasts, 'D') == NULL &&
           wz_civil_from_day(bar->from.low).day != wz_civil_from_day(bar->last.low).day;
}

static void norms(wz_emitter *emit, const wz_bar *bar)
{
    const wz_norm *items = bar->version && bar->version->norm_count ? bar->version->norms : bar->rule->norms;
    size_t count = bar->version && bar->version->norm_count ? bar->version->norm_count : bar->rule->norm_count;
    static const char *const status[] = {"confirmed", "confirmed-indirect", "to-verify"};
    wz_emit_list(emit, "norms", "norm");
    for (size_t i = 0; i < count; i++) {
        wz_emit_object(emit, NULL);
        wz_emit_text(emit, "title", items[i].title);
        wz_emit_text(emit, "article", items[i].article);
        wz_emit_text(emit, "status", status[items[i].status]);
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
}

static void bar_object(wz_emitter *emit, const wz_eligible_answer *a, const wz_bar *bar)
{
    wz_emit_object(emit, NULL);
    wz_emit_text(emit, "rule", bar->rule->id);
    wz_emit_text(emit, "regime", a->law->rulebooks[bar->rulebook]->id);
    wz_emit_text(emit, "sanction", bar->sanction);
    wz_emit_boolean(emit, "veto", bar->veto);
    truth(emit, "truth", bar->truth);
    wz_emit_text(emit, "reason", wz_why_name(bar->why));
    day_range(emit, "from", bar->from);
    day_range(emit, "last_barred_day", bar->last);
    day_range(emit, "first_free_day", next(bar->last));
    truth(emit, "on_the_day", wz_bar_on(bar, a->ask.on));
    wz_emit_text(emit, "lasts", bar->lasts);
    wz_emit_text(emit, "to", bar->to);
    wz_emit_boolean(emit, "month_end", wz_bar_clamped(bar));
    wz_emit_boolean(emit, "rescinded", bar->rescinded);
    wz_emit_boolean(emit, "verify", bar->verify);
    wz_emit_strings(emit, "cites", "cite", bar->rule->cites);
    norms(emit, bar);
    wz_emit_end(emit);
}

static void bars_of_step(wz_emitter *emit, const wz_eligible_answer *a, const char *name, size_t step, bool drafts)
{
    wz_emit_list(emit, name, "bar");
    for (size_t i = 0; i < a->bars->count; i++)
        if (a->bars->bars[i].steps >> step & 1 && a->bars->bars[i].hypothetical == drafts)
            bar_object(emit, a, &a->bars->bars[i]);
    wz_emit_end(emit);
}

static void calendar(wz_emitter *emit, const wz_step_answer *step)
{
    wz_emit_list(emit, "calendar", "span");
    for (size_t i = 0; i < step->span_count; i++) {
        const wz_span *span = &step->spans[i];
        wz_emit_object(emit, NULL);
        bound(emit, "from", span->has_from, span->from);
        bound(emit, "to", span->has_last, span->last);
        truth(emit, "barred", span->truth);
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
}

static void step_object(wz_emitter *emit, const wz_eligible_answer *a, const wz_step_answer *step)
{
    wz_emit_object(emit, NULL);
    wz_emit_text(emit, "step", a->law->frame->steps[step->step].id);
    verdict(emit, &step->verdict);
    bars_of_step(emit, a, "bars", step->step, false);
    calendar(emit, step);
    wz_emit_object(emit, "with_drafts");
    verdict(emit, &step->with_drafts);
    bars_of_step(emit, a, "bars", step->step, true);
    wz_emit_end(emit);
    wz_emit_end(emit);
}

static void idle(wz_emitter *emit, const wz_eligible_answer *a)
{
    wz_emit_list(emit, "idle_sanctions", "sanction");
    for (size_t i = 0; i < a->idle_count; i++) {
        wz_emit_object(emit, NULL);
        wz_emit_text(emit, "sanction", a->idle[i].sanction->id);
        wz_emit_text(emit, "reason", wz_idle_name(a->idle[i].why));
        day_range(emit, "last_barred_day", a->idle[i].last);
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
}

static void missing(wz_emitter *emit, const wz_eligible_answer *a)
{
    wz_emit_list(emit, "missing", "fact");
    for (size_t i = 0; i < a->missing_count; i++) {
        const wz_missing_fact *m = &a->missing[i];
        wz_emit_object(emit, NULL);
        wz_emit_text(emit, "of", m->of);
        wz_emit_text(emit, "entity", wz_entity_name(m->entity));
        wz_emit_text(emit, "attribute", a->law->vocabulary->entities[m->entity].attributes[m->attribute].id);
        wz_emit_text(emit, "rule", m->rule->id);
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
}

static void vetoes(wz_emitter *emit, const wz_eligible_answer *a)
{
    wz_emit_list(emit, "vetoes", "veto");
    for (size_t i = 0; i < a->assessment_count; i++)
        for (size_t r = 0; r < a->assessments[i]->persons[0].regime_count; r++) {
            const wz_regime_result *regime = &a->assessments[i]->persons[0].regimes[r];
            if (!regime->veto.rule || regime->veto.truth == WZ_FALSE)
                continue;
            wz_emit_object(emit, NULL);
            wz_emit_text(emit, "rule", regime->veto.rule->id);
            wz_emit_text(emit, "regime", a->law->rulebooks[regime->rulebook]->id);
            wz_emit_text(emit, "incident", regime->incident);
            wz_emit_boolean(emit, "hypothetical", regime->hypothetical);
            truth(emit, "truth", regime->veto.truth);
            wz_emit_text(emit, "waits_for", regime->veto.waits_for);
            wz_emit_end(emit);
        }
    wz_emit_end(emit);
}

static bool first_of_its_rule(const wz_eligible_answer *a, size_t assessment, const wz_choice *choice)
{
    for (size_t i = 0; i < assessment; i++)
        for (size_t r = 0; r < a->assessments[i]->persons[0].regime_count; r++) {
            const wz_regime_result *regime = &a->assessments[i]->persons[0].regimes[r];
            for (size_t p = 0; p < regime->procedure_count; p++)
                if (regime->procedure[p].rule == choice->rule)
                    return false;
        }
    return true;
}

static void procedure(wz_emitter *emit, const wz_eligible_answer *a)
{
    wz_emit_list(emit, "procedure", "act");
    for (size_t i = 0; i < a->assessment_count; i++)
        for (size_t r = 0; r < a->assessments[i]->persons[0].regime_count; r++) {
            const wz_regime_result *regime = &a->assessments[i]->persons[0].regimes[r];
            for (size_t p = 0; p < regime->procedure_count; p++) {
                const wz_choice *choice = &regime->procedure[p];
                if (!first_of_its_rule(a, i, choice))
                    continue;
                wz_emit_object(emit, NULL);
                wz_emit_text(emit, "rule", choice->rule->id);
                wz_emit_text(emit, "regime", a->law->rulebooks[regime->rulebook]->id);
                truth(emit, "truth", choice->truth);
                wz_emit_text(emit, "modality", wz_modality_name(choice->rule->modality));
                wz_emit_text(emit, "actor", choice->rule->actor);
                wz_emit_text(emit, "act", choice->rule->act);
                wz_emit_boolean(emit, "hypothetical", regime->hypothetical);
                wz_emit_end(emit);
            }
        }
    wz_emit_end(emit);
}

/* Every rulebook that the answer was read from: those assessed, and those whose bars it shows. */
static void rulebooks(wz_emitter *emit, const wz_eligible_answer *a)
{
    wz_emit_list(emit, "rulebooks", "rulebook");
    for (size_t b = 0; b < a->law->rulebook_count; b++) {
        bool used = false;
        for (size_t i = 0; i < a->bars->count; i++)
            used |= a->bars->bars[i].rulebook == b;
        for (size_t i = 0; i < a->assessment_count; i++)
            for (size_t r = 0; r < a->assessments[i]->rulebook_count; r++)
                used |= a->assessments[i]->rulebooks[r] == b;
        if (!used)
            continue;
        const wz_rulebook *book = a->law->rulebooks[b];
        wz_emit_object(emit, NULL);
        wz_emit_text(emit, "id", book->id);
        wz_emit_text(emit, "status", wz_status_name(book->status));
        bound(emit, "from", book->force.has_from, book->force.from);
        bound(emit, "to", book->force.has_to, book->force.to);
        wz_emit_text(emit, "sha256", book->sha256);
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
}

static void head(wz_emitter *emit, const wz_eligible_answer *a)
{
    wz_emit_text(emit, "format", "wenze-eligible/1");
    wz_emit_text(emit, "engine", "wenze " WZ_VERSION);
    wz_emit_text(emit, "person", a->person->self.id);
    bound(emit, "on", !a->calendar, a->ask.on);
    wz_emit_day(emit, "known_on", a->ask.known_on);
    bound(emit, "complete_to", a->ask.has_complete_to, a->ask.complete_to);
    wz_emit_text(emit, "complete_by", a->complete_by);
    wz_emit_text(emit, "complete_on", a->complete_on);
    wz_emit_boolean(emit, "assumes_no_new_sanction", a->ask.on > a->ask.known_on);
    wz_emit_integer(emit, "sanctions", (int64_t)a->sanction_count);
    wz_emit_text(emit, "answer", wz_answer_name(a->answer));
}

int wz_eligible_json(wz_buffer *out, const wz_eligible_answer *answer)
{
    wz_emitter emit = {0};
    wz_emit_begin(&emit, WZ_EMIT_JSON, out, "eligible", "");
    head(&emit, answer);
    rulebooks(&emit, answer);
    wz_emit_list(&emit, "steps", "step");
    for (size_t i = 0; i < answer->step_count; i++)
        step_object(&emit, answer, &answer->steps[i]);
    wz_emit_end(&emit);
    vetoes(&emit, answer);
    idle(&emit, answer);
    missing(&emit, answer);
    procedure(&emit, answer);
    wz_emit_finish(&emit);
    return out->failed ? WZ_ENOMEM : WZ_OK;
}
