/* Findings in the document: each once, with how it is to be shown. What stands has the article's words and its facts, what
 * is open what is missing, and what does not hold only its name. */
#include "report/document_writer.h"

#include <string.h>

void wz_doc_rule(wz_doc *d, const wz_rule *rule)
{
    wz_doc_label(d, "kind", rule->kind->label);
    wz_say_rule(wz_doc_say(d), rule);
    wz_doc_said(d, "cite");
    if (rule->cites.count > 0 || rule->norm_count > 0)
        wz_doc_label(d, "label", rule->label);
}

void wz_doc_words_of_law(wz_doc *d, const wz_rule *rule)
{
    wz_say_words_of_law(wz_doc_say(d), rule, 0);
    wz_doc_said_lines(d, "law", "line");
}

static void write_references(wz_doc *d, const char *name, wz_strings ids)
{
    if (ids.count == 0)
        return;
    wz_say_rules(wz_doc_say(d), ids);
    wz_doc_said(d, name);
}

static void write_readings(wz_doc *d, const wz_finding *f)
{
    for (size_t i = 0; i < f->reading_count; i++) {
        const wz_reading_result *result = &f->readings[i];
        wz_finding other = {.rule = f->rule, .condition = result->truth_if, .truth = result->truth_if};
        wz_doc_open(d, "reading");
        wz_doc_attribute(d, "id", result->reading->id);
        wz_doc_flag(d, "presumption", result->reading->presumption);
        wz_doc_flag(d, "changes", result->has_truth_if && result->truth_if != f->truth);
        wz_doc_label(d, "chosen", result->reading->chosen);
        wz_doc_label(d, "alternative", result->reading->alternative);
        if (result->has_truth_if)
            wz_doc_word(d, "then", wz_finding_state(&other));
        wz_doc_close(d, "reading");
    }
}

static void write_reasons(wz_doc *d, const wz_finding *f)
{
    wz_doc_open(d, "facts");
    for (size_t i = 0; f->because && i < f->because->fact_count; i++)
        wz_doc_reason(d, &f->because->facts[i]);
    wz_doc_close(d, "facts");
}

/* How a finding is shown: in full, as open, among the choices, or only counted. */
static const char *show(const wz_finding *f)
{
    bool open = f->truth == WZ_UNKNOWN && !wz_finding_stands(f);
    if (wz_finding_is_choice(f) && f->truth != WZ_FALSE)
        return open ? "open_choice" : "choice";
    return wz_finding_stands(f) ? "whole" : open ? "open" : wz_finding_is_counted(f) ? "not_met" : "none";
}

static void write_shown(wz_doc *d, const wz_finding *f, bool whole)
{
    bool exempts = f->rule->kind->part == WZ_PART_EXEMPTION || f->rule->kind->part == WZ_PART_PATH;
    wz_say_finding_marks(wz_doc_say(d), f, whole);
    wz_doc_said(d, "marks");
    if (whole)
        wz_doc_words_of_law(d, f->rule);
    write_reasons(d, f);
    if (!whole) {
        wz_say_missing(wz_doc_say(d), f->because);
        wz_doc_said(d, "missing");
    }
    write_references(d, "defeated_by", f->defeated_by);
    write_references(d, "offered_by", f->offered_by);
    if (exempts)
        write_references(d, "reaches", f->rule->reaches);
    write_readings(d, f);
}

/* Whether findings of a part have a layer of their own on a page; the others stand there as what follows from them. */
static bool has_layer(wz_part part)
{
    return part == WZ_PART_GROUND || part == WZ_PART_HEAVIER || part == WZ_PART_LIGHTER || part == WZ_PART_EXEMPTION ||
           part == WZ_PART_PATH;
}

/* What a page says of a finding that does not hold: only its name. */
static void write_name(wz_doc *d, const wz_finding *f)
{
    wz_doc_open(d, "finding");
    wz_doc_attribute(d, "rule", f->rule->id);
    wz_doc_attribute(d, "show", "not_met");
    wz_doc_rule(d, f->rule);
    wz_doc_close(d, "finding");
}

static void write_finding(wz_doc *d, const wz_finding *f, size_t number)
{
    const char *shown = show(f);
    bool named = strcmp(shown, "none") != 0 && strcmp(shown, "not_met") != 0;
    if (d->options->brief && !named) {
        if (strcmp(shown, "not_met") == 0)
            write_name(d, f);
        return;
    }
    if (d->options->brief && !has_layer(f->rule->kind->part) && !wz_finding_is_choice(f))
        return;
    wz_doc_open(d, "finding");
    wz_doc_number(d, "number", (int64_t)number);
    wz_doc_attribute(d, "rule", f->rule->id);
    wz_doc_attribute(d, "kind", f->rule->kind->id);
    wz_doc_attribute(d, "part", wz_part_name(f->rule->kind->part));
    wz_doc_attribute(d, "show", shown);
    wz_doc_attribute(d, "for", f->bound.id);
    wz_doc_attribute(d, "modality", wz_modality_name(f->rule->modality));
    wz_doc_truth(d, "condition", f->condition);
    wz_doc_truth(d, "truth", f->truth);
    wz_doc_flag(d, "contradicted", f->contradicted);
    wz_doc_flag(d, "verify", f->verify);
    wz_doc_ids(d, "presumptions", f->presumptions);
    wz_doc_rule(d, f->rule);
    wz_say_binding(wz_doc_say(d), f->bound);
    wz_doc_said(d, "bound");
    wz_doc_word(d, "state", wz_finding_state(f));
    if (named)
        write_shown(d, f, strcmp(shown, "whole") == 0 || strcmp(shown, "choice") == 0);
    wz_doc_close(d, "finding");
}

/* A choice whose rule has no finding in the list cannot be; each is a finding of kind exemption or path. */
void wz_doc_findings(wz_doc *d)
{
    const wz_regime_result *regime = d->prose.regime;
    wz_doc_open(d, "findings");
    for (size_t i = 0; i < regime->finding_count; i++)
        write_finding(d, &regime->findings[i], i + 1);
    wz_doc_close(d, "findings");
    wz_say_rest(wz_doc_say(d));
    wz_doc_said(d, "rest");
}
