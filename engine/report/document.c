/* The document from its head to each person's results; what stands in a result is written by document_findings.c and
 * document_consequences.c. */
#include "report/document.h"

#include "base/alloc.h"
#include "report/document_writer.h"
#include "report/report.h"
#include "wenze/version.h"

#include <string.h>

/* ---- head ---- */

static const wz_rulebook *book_at(const wz_doc *d, size_t i)
{
    return d->prose.a->law->rulebooks[d->prose.a->rulebooks[i]];
}

static void write_basis(wz_doc *d)
{
    wz_doc_open(d, "rulebooks");
    for (size_t i = 0; i < d->prose.a->rulebook_count; i++) {
        const wz_rulebook *book = book_at(d, i);
        wz_doc_open(d, "rulebook");
        wz_doc_attribute(d, "id", book->id);
        wz_doc_attribute(d, "status", wz_status_name(book->status));
        if (book->force.has_from)
            wz_doc_day(d, "from", book->force.from);
        if (book->force.has_to)
            wz_doc_day(d, "to", book->force.to);
        wz_doc_attribute(d, "sha256", book->sha256);
        wz_doc_label(d, "title", book->title);
        wz_doc_label(d, "short_title", book->short_title);
        if (book->force.has_from) {
            wz_say_day(wz_doc_say(d), book->force.from);
            wz_doc_said(d, "in_force_from");
        }
        wz_doc_close(d, "rulebook");
    }
    wz_doc_close(d, "rulebooks");
}

static void write_file(wz_doc *d, const char *role, const char *id, const char *sha256)
{
    if (!sha256 || !*sha256)
        return;
    wz_doc_open(d, "file");
    wz_doc_attribute(d, "role", role);
    wz_doc_attribute(d, "id", id);
    wz_doc_attribute(d, "sha256", sha256);
    wz_doc_close(d, "file");
}

/* What the result was made from, each by its hash. */
static void write_provenance(wz_doc *d)
{
    const wz_law *law = d->prose.a->law;
    wz_doc_open(d, "provenance");
    wz_doc_attribute(d, "audit_head", d->options->audit_head);
    write_file(d, "case", d->prose.a->subject->id, d->prose.a->subject->sha256);
    write_file(d, "vocabulary", NULL, law->vocabulary->sha256);
    write_file(d, "frame", NULL, law->frame->sha256);
    for (size_t i = 0; i < d->prose.a->rulebook_count; i++) {
        size_t index = d->prose.a->rulebooks[i];
        write_file(d, "rulebook", law->rulebooks[index]->id, law->rulebooks[index]->sha256);
        if (law->sources && law->sources[index])
            write_file(d, "source", law->rulebooks[index]->id, law->sources[index]->sha256);
    }
    wz_doc_close(d, "provenance");
}

static bool holds_entity(const wz_case_entity *entities, size_t count, const char *id)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(entities[i].id, id) == 0)
            return true;
    }
    return false;
}

static bool is_of_person(const wz_case_person *person, const char *id)
{
    return holds_entity(&person->self, 1, id) || holds_entity(person->posts, person->post_count, id) ||
           holds_entity(person->sanctions, person->sanction_count, id) ||
           holds_entity(person->duty_records, person->duty_record_count, id);
}

/* Whether an entity is one of the people written of, or something of theirs, or nobody's. */
static bool concerns(const wz_doc *d, const char *id)
{
    const wz_assessment *a = d->prose.a;
    for (size_t i = 0; i < a->person_count; i++) {
        if (is_of_person(a->persons[i].person, id))
            return true;
    }
    for (size_t i = 0; i < a->subject->person_count && a->person_count < a->subject->person_count; i++) {
        if (is_of_person(&a->subject->persons[i], id))
            return false;
    }
    return true;
}

static void write_contradictions(wz_doc *d)
{
    const wz_assessment *a = d->prose.a;
    wz_doc_open(d, "contradictions");
    for (size_t i = 0; i < a->contradiction_count; i++) {
        const wz_contradiction *c = &a->contradictions[i];
        if (wz_contradiction_is_repeated(a, i) || !concerns(d, c->of))
            continue;
        wz_doc_open(d, "contradiction");
        wz_doc_attribute(d, "of", c->of);
        wz_say_holder(wz_doc_say(d), c->of);
        wz_doc_said(d, "holder");
        wz_say_contradicted(wz_doc_say(d), c);
        wz_doc_said(d, "words");
        for (size_t k = 0; k < c->facts.count; k++) {
            wz_say_stated(wz_doc_say(d), c->facts.items[k]);
            wz_doc_said(d, "stated");
        }
        wz_doc_close(d, "contradiction");
    }
    wz_doc_close(d, "contradictions");
}

static void write_allegations(wz_doc *d)
{
    const wz_assessment *a = d->prose.a;
    wz_doc_open(d, "allegations");
    for (size_t i = 0; i < a->allegation_count; i++) {
        const wz_allegation *allegation = &a->allegations[i];
        if (!concerns(d, allegation->of))
            continue;
        wz_doc_open(d, "allegation");
        wz_doc_attribute(d, "of", allegation->of);
        wz_doc_attribute(d, "fact", allegation->fact->id);
        wz_doc_attribute(d, "standing", wz_standing_name(allegation->fact->standing));
        wz_say_holder(wz_doc_say(d), allegation->of);
        wz_doc_said(d, "holder");
        wz_say_stated(wz_doc_say(d), allegation->fact->id);
        wz_doc_said(d, "words");
        wz_doc_close(d, "allegation");
    }
    wz_doc_close(d, "allegations");
}

/* ---- a regulation ---- */

static void write_outcome(wz_doc *d, const wz_regime_result *regime)
{
    wz_doc_open(d, "outcome");
    wz_doc_attribute(d, "value", regime->outcome);
    wz_doc_ids(d, "possible", regime->possible_outcomes);
    wz_doc_attribute(d, "reason", regime->reason);
    wz_say_outcome(wz_doc_say(d), regime->outcome_label, regime->outcome, false);
    wz_doc_said(d, "label");
    wz_say_outcome(wz_doc_say(d), regime->outcome_label, regime->outcome, true);
    wz_doc_said(d, "words");
    if (regime->possible_outcomes.count > 1) {
        wz_say_possible(wz_doc_say(d), regime->possible_outcomes);
        wz_doc_said(d, "possible");
    }
    if (regime->reason) {
        wz_say_reason(wz_doc_say(d), regime->reason);
        wz_doc_said(d, "reason");
    }
    wz_word comparison = wz_comparison_word(&d->prose, regime);
    if (comparison != WZ_WORD_COUNT)
        wz_doc_word(d, "comparison", comparison);
    wz_doc_close(d, "outcome");
}

static void write_regime_head(wz_doc *d, const wz_regime_result *regime)
{
    static const char *const ranks[WZ_RANKS] = {"governing", "beside", "draft", "not_applicable"};
    const wz_rulebook *book = d->prose.a->law->rulebooks[regime->rulebook];
    wz_doc_attribute(d, "regime", book->id);
    wz_doc_attribute(d, "rank", ranks[wz_rank_of(regime)]);
    wz_doc_attribute(d, "status", wz_status_name(book->status));
    wz_doc_attribute(d, "incident", regime->incident);
    wz_doc_flag(d, "governing", regime->governing);
    wz_doc_flag(d, "hypothetical", regime->hypothetical);
    wz_doc_flag(d, "baseline", regime->baseline);
    wz_doc_attribute(d, "applicability", wz_applicability_name(regime->applicability));
    wz_doc_attribute(d, "post", regime->post);
    wz_doc_range(d, "conduct_from", regime->conduct_from);
    wz_doc_range(d, "conduct_to", regime->conduct_to);
    wz_doc_label(d, "title", book->title);
    wz_say_regime_title(wz_doc_say(d), regime);
    wz_doc_said(d, "short_title");
    wz_doc_word(d, "scope", wz_scope_word(regime->applicability));
    if (regime->outcome) {
        wz_say_conduct(wz_doc_say(d), regime);
        wz_doc_said(d, "conduct");
    }
    if (regime->post) {
        wz_say_post(wz_doc_say(d), regime->post);
        wz_doc_said(d, "post");
    }
}

static void write_regime(wz_doc *d, const wz_regime_result *regime)
{
    d->prose.regime = regime;
    wz_doc_open(d, "regime");
    write_regime_head(d, regime);
    if (regime->outcome) {
        write_outcome(d, regime);
        wz_doc_findings(d);
        wz_doc_consequences(d);
    }
    wz_doc_close(d, "regime");
    d->prose.regime = NULL;
}

/* ---- people ---- */

static void write_posts(wz_doc *d, const wz_case_person *person)
{
    for (size_t i = 0; i < person->post_count; i++) {
        wz_doc_open(d, "post");
        wz_doc_attribute(d, "id", person->posts[i].id);
        wz_say_post(wz_doc_say(d), person->posts[i].id);
        wz_doc_said(d, "words");
        wz_doc_close(d, "post");
    }
}

/* Regulations in the order in which they are read: the one that governs first. */
static void write_regimes(wz_doc *d, const wz_person_result *person)
{
    wz_doc_open(d, "regimes");
    for (int rank = 0; rank < WZ_RANKS; rank++) {
        for (size_t i = 0; i < person->regime_count; i++) {
            if (wz_rank_of(&person->regimes[i]) == (wz_rank)rank)
                write_regime(d, &person->regimes[i]);
        }
    }
    wz_doc_close(d, "regimes");
}

static int write_person(wz_doc *d, size_t index)
{
    const wz_person_result *person = &d->prose.a->persons[index];
    int code = WZ_OK;
    d->prose.person = person;
    d->prose.shared_shown = false;
    wz_doc_open(d, "person");
    wz_doc_attribute(d, "id", person->person->self.id);
    wz_doc_number(d, "number", (int64_t)index + 1);
    wz_doc_flag(d, "named", person->person->name != NULL);
    wz_say_person(wz_doc_say(d), person->person);
    wz_doc_said(d, "name");
    write_posts(d, person->person);
    if (wz_post_of(person)) {
        wz_say_post(wz_doc_say(d), wz_post_of(person));
        wz_doc_said(d, "office");
    }
    if (!d->options->brief)
        wz_doc_person_facts(d, person->person);
    write_regimes(d, person);
    if (d->options->annex)
        code = d->options->annex(d->out, person, d->options->payload);
    wz_doc_close(d, "person");
    return code;
}

static int write_persons(wz_doc *d)
{
    int code = WZ_OK;
    wz_doc_open(d, "persons");
    for (size_t i = 0; i < d->prose.a->person_count && code == WZ_OK; i++)
        code = write_person(d, i);
    wz_doc_close(d, "persons");
    return code;
}

/* ---- the whole ---- */

static bool has_draft(const wz_assessment *a)
{
    for (size_t i = 0; i < a->person_count; i++) {
        for (size_t k = 0; k < a->persons[i].regime_count; k++) {
            if (a->persons[i].regimes[k].outcome && a->persons[i].regimes[k].hypothetical)
                return true;
        }
    }
    return false;
}

/* The published assessment itself, for stylesheets that want more than its words. */
static void write_assessment(wz_doc *d)
{
    wz_buffer text = {.limit = d->out->limit};
    int code = wz_report_xml(&text, d->prose.a, d->options->lang);
    const char *start = code == WZ_OK ? strstr(text.data, "<assessment") : NULL;
    if (start)
        wz_buffer_puts(d->out, start);
    d->out->failed |= code != WZ_OK;
    wz_buffer_free(&text);
}

static void write_head(wz_doc *d)
{
    const wz_assessment *a = d->prose.a;
    wz_doc_attribute(d, "xmlns", WZ_DOCUMENT_NAMESPACE);
    wz_doc_attribute(d, "lang", d->options->lang == WZ_EN ? "en" : "zh-CN");
    wz_doc_attribute(d, "engine", wz_version());
    wz_doc_day(d, "as_of", a->as_of);
    wz_doc_flag(d, "masked", d->options->masked);
    wz_doc_flag(d, "hypothetical", has_draft(a));
    wz_say_day(wz_doc_say(d), a->as_of);
    wz_doc_said(d, "as_of");
    wz_text_rests_on(wz_doc_say(d));
    wz_doc_said(d, "rests_on");
}

static int write_document(wz_buffer *out, const wz_assessment *assessment, const wz_document_options *options)
{
    wz_doc d;
    wz_doc_begin(&d, out, assessment, options);
    wz_buffer_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    wz_doc_open(&d, "document");
    write_head(&d);
    write_basis(&d);
    wz_doc_case(&d);
    write_contradictions(&d);
    write_allegations(&d);
    int code = write_persons(&d);
    if (!options->brief) {
        wz_doc_to_verify(&d);
        write_assessment(&d);
    }
    write_provenance(&d);
    wz_doc_close(&d, "document");
    wz_doc_free(&d);
    return code != WZ_OK ? code : out->failed ? WZ_ENOMEM : WZ_OK;
}

static bool is_wanted(wz_strings wanted, const char *id)
{
    for (size_t i = 0; i < wanted.count; i++) {
        if (strcmp(wanted.items[i], id) == 0)
            return true;
    }
    return wanted.count == 0;
}

/* Of some people only: the assessment as if it were theirs alone. */
int wz_document_write(wz_buffer *out, const wz_assessment *assessment, const wz_document_options *options)
{
    wz_assessment some = *assessment;
    wz_person_result *persons = wz_calloc(assessment->person_count + 1, sizeof *persons);
    if (!persons)
        return WZ_ENOMEM;
    some.person_count = 0;
    for (size_t i = 0; i < assessment->person_count; i++) {
        if (is_wanted(options->persons, assessment->persons[i].person->self.id))
            persons[some.person_count++] = assessment->persons[i];
    }
    some.persons = persons;
    int code = write_document(out, &some, options);
    wz_free(persons);
    return code;
}
