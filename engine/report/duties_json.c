/* Duty periods for programs. Source: docs/formats.md, "Duties". */
#include "report/duties.h"

#include "report/emit.h"
#include "wenze/version.h"

#include <string.h>

static const char *const truths[] = {[WZ_FALSE] = "false", [WZ_UNKNOWN] = "unknown", [WZ_TRUE] = "true"};
static const char *const frequencies[] = {
    [WZ_MONTH] = "month", [WZ_TWO_MONTHS] = "two_months",    [WZ_QUARTER] = "quarter", [WZ_HALF_YEAR] = "half_year",
    [WZ_YEAR] = "year",   [WZ_UNQUANTIFIED] = "unquantified"};

static void period(wz_emitter *emit, const wz_shortfall *s)
{
    wz_emit_object(emit, NULL);
    wz_emit_day(emit, "from", s->from);
    wz_emit_day(emit, "to", s->to);
    wz_emit_list(emit, "done", NULL);
    wz_emit_integer(emit, NULL, s->done_low);
    if (s->has_done_high)
        wz_emit_integer(emit, NULL, s->done_high);
    else
        wz_emit_null(emit, NULL);
    wz_emit_end(emit);
    wz_emit_text(emit, "short", truths[s->truth]);
    wz_emit_text(emit, "counts", wz_period_counts_name(s->counts));
    wz_emit_boolean(emit, "log_complete", s->log_complete);
    wz_emit_end(emit);
}

static bool same_duty(const wz_shortfall *a, const wz_shortfall *b)
{
    return a->rule == b->rule && strcmp(a->post, b->post) == 0;
}

/* Returns how many periods the duty has. */
static size_t duty(wz_emitter *emit, const wz_shortfall *periods, size_t left)
{
    const wz_rule *rule = periods->rule;
    size_t count = 0;
    wz_emit_object(emit, NULL);
    wz_emit_text(emit, "rule", rule->id);
    wz_emit_joined(emit, "cites", rule->cites);
    wz_emit_text(emit, "post", periods->post);
    wz_emit_strings(emit, "activities", "activity", rule->activities);
    wz_emit_boolean(emit, "personally", rule->personally);
    wz_emit_boolean(emit, "of_body", rule->of_body);
    wz_emit_boolean(emit, "presumed", rule->frequency_presumed);
    wz_emit_text(emit, "per", frequencies[rule->frequency]);
    if (rule->frequency == WZ_UNQUANTIFIED)
        wz_emit_null(emit, "required");
    else
        wz_emit_integer(emit, "required", rule->required);
    wz_emit_list(emit, "periods", "period");
    for (; count < left && same_duty(periods, &periods[count]); count++)
        period(emit, &periods[count]);
    wz_emit_end(emit);
    wz_emit_end(emit);
    return count;
}

static void regime(wz_emitter *emit, const wz_assessment *assessment, const wz_regime_result *result)
{
    wz_emit_object(emit, NULL);
    wz_emit_text(emit, "regime", assessment->law->rulebooks[result->rulebook]->id);
    wz_emit_boolean(emit, "governing", result->governing);
    wz_emit_boolean(emit, "hypothetical", result->hypothetical);
    wz_emit_list(emit, "duties", "duty");
    for (size_t i = 0; i < result->shortfall_count;)
        i += duty(emit, &result->shortfalls[i], result->shortfall_count - i);
    wz_emit_end(emit);
    wz_emit_end(emit);
}

int wz_report_duties_json(wz_buffer *out, const wz_assessment *assessment, size_t person, const wz_duties_log *log)
{
    wz_emitter emit;
    const wz_person_result *result = &assessment->persons[person];
    wz_emit_begin(&emit, WZ_EMIT_JSON, out, "duties", NULL);
    wz_emit_text(&emit, "format", "wenze-duties/1");
    wz_emit_text_begin(&emit, "engine", "string");
    wz_buffer_printf(out, "wenze %s", wz_version());
    wz_emit_text_end(&emit, "engine");
    wz_emit_day(&emit, "as_of", assessment->as_of);
    wz_emit_text(&emit, "case", assessment->subject->id);
    wz_emit_text(&emit, "person", result->person->self.id);
    if (log && log->file) {
        wz_emit_object(&emit, "log");
        wz_emit_integer(&emit, "rows", (int64_t)log->rows);
        wz_emit_integer(&emit, "taken", (int64_t)log->taken);
        wz_emit_integer(&emit, "bad", (int64_t)log->bad);
        wz_emit_integer(&emit, "others", (int64_t)log->others);
        wz_emit_end(&emit);
    } else {
        wz_emit_null(&emit, "log");
    }
    wz_emit_list(&emit, "regimes", "regime");
    for (size_t i = 0; i < result->regime_count; i++)
        if (result->regimes[i].shortfall_count > 0)
            regime(&emit, assessment, &result->regimes[i]);
    wz_emit_end(&emit);
    wz_emit_finish(&emit);
    return out->failed ? WZ_ENOMEM : WZ_OK;
}
