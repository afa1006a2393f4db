/* The text form from the inside: what its files share. A wz_prose is one text being written; each wz_say_ function appends
 * to the current line of its page, and none of them ends a line unless it says so. */
#ifndef WZ_REPORT_PROSE_H
#define WZ_REPORT_PROSE_H

#include "model/assessment.h"
#include "report/page.h"
#include "report/report.h"
#include "report/words.h"

typedef struct {
    wz_page page;
    const wz_assessment *a;
    wz_lang lang;
    size_t questions;                   /* how many to print */
    const wz_person_result *person;     /* whose results are being written */
    const wz_regime_result *regime;     /* and under which regulation; NULL before the first */
    const wz_kind *section;             /* the kind whose heading stands above */
    bool section_open;                  /* and whether it heads what is not settled */
    const char *norm;                   /* title of the norm named last under the regulation in hand */
    bool brief;                         /* a regulation beside the one that governs: no words of law, no facts */
    bool details;                       /* every bar of every measure */
    bool shared_shown;                  /* the person's bans by shared rules have been shown */
    const wz_regime_result *measured;   /* the result of an earlier person whose measures stand in full; NULL */
} wz_prose;

/* --- prose.c: things by their names --- */

void wz_say(wz_prose *prose, wz_word word);
void wz_say_text(wz_prose *prose, wz_text text);
void wz_say_raw(wz_prose *prose, const char *text);
void wz_say_count(wz_prose *prose, int64_t count);
/* A remark in brackets: open, any words, close. */
void wz_say_mark(wz_prose *prose, wz_word word);

void wz_say_day(wz_prose *prose, wz_day day);
/* A day known within bounds; "unknown" where there are none. */
void wz_say_range(wz_prose *prose, wz_day_range range);
void wz_say_period(wz_prose *prose, wz_day from, wz_day to);
/* An ISO 8601 duration in words; as it stands where it has other parts than years, months or days. */
void wz_say_duration(wz_prose *prose, const char *iso);
void wz_say_value(wz_prose *prose, const wz_attribute *attribute, feel_value value);
const wz_attribute *wz_prose_attribute(const wz_prose *prose, wz_entity_kind entity, int attribute);

/* Orders two ISO durations of years, months and days. */
int wz_duration_compare(const char *a, const char *b);
/* A label, or the id where there is none. */
void wz_say_label(wz_prose *prose, wz_text label, const char *id);

/* A post in words: place, office, and what else tells it apart. */
void wz_say_post(wz_prose *prose, const char *id);
/* The post's id in brackets where the person has several posts. */
void wz_say_post_id(wz_prose *prose, const char *id);
void wz_say_person(wz_prose *prose, const wz_case_person *person);
void wz_say_sanction(wz_prose *prose, const char *id);
/* An entity by id as the holder of a fact: a person's name, else the id. */
void wz_say_holder(wz_prose *prose, const char *id);
void wz_say_steps(wz_prose *prose, wz_strings ids);
void wz_say_term(wz_prose *prose, const char *id);
/* An outcome by its label, or by the frame's where that is empty; without the explanation behind it unless `whole`. */
void wz_say_outcome(wz_prose *prose, wz_text label, const char *name, bool whole);
void wz_say_field_value(wz_prose *prose, const char *field, const char *name);
void wz_say_reason(wz_prose *prose, const char *reason);

/* --- prose_law.c: rules and their words --- */

/* Citations said one after another. Start with {0}. */
typedef struct {
    const char *last;   /* the heading said last */
    const wz_norm *norm;    /* or the norm */
    size_t book;        /* 1 + the foreign rulebook named last */
    bool any;           /* something has been said */
} wz_citing;

const wz_rule *wz_prose_rule(const wz_prose *prose, const char *id);
/* A rule by the provisions that it cites (with the regulation's name where that is another one), else by the norms it
 * rests on, else by its label or id. */
void wz_cite(wz_prose *prose, wz_citing *citing, const wz_rule *rule);
void wz_say_rule(wz_prose *prose, const wz_rule *rule);
void wz_say_rules(wz_prose *prose, wz_strings ids);
/* A norm outside the sources by title and article. */
void wz_say_norm(wz_prose *prose, const wz_norm *norm);
/* Ends the line; then the words of what the rule cites, or of its norms, on lines of their own. */
void wz_say_words_of_law(wz_prose *prose, const wz_rule *rule, unsigned indent);

/* --- prose_facts.c: facts and where they come from --- */

wz_word wz_standing_word(wz_standing standing);
void wz_say_evidence(wz_prose *prose, wz_strings ids);
/* A stated fact of the case by its id; NULL where there is none. */
const wz_fact *wz_prose_fact(const wz_prose *prose, const char *id, wz_entity_kind *kind);
void wz_say_attribute_id(wz_prose *prose, const char *id);
/* The facts that a finding rests on, on lines of their own. */
void wz_say_facts(wz_prose *prose, const wz_because *why, unsigned indent);
/* On the current line, what an open finding lacks; false where nothing is known of that. */
bool wz_say_missing(wz_prose *prose, const wz_because *why);

/* A fact with its value and, in brackets, where it comes from. */
void wz_say_fact(wz_prose *prose, const wz_reason_fact *fact);
/* How a value that nobody stated was derived. */
void wz_say_fact_source(wz_prose *prose, const wz_reason_fact *fact);

/* --- headings, each on a line of its own --- */
void wz_heading(wz_prose *prose, unsigned indent, const char *text);
void wz_heading_word(wz_prose *prose, unsigned indent, wz_word word);
/* The heading of a kind of rules, once for all that follow each other; `open` for what is not settled. */
void wz_heading_kind(wz_prose *prose, const wz_kind *kind, bool open);

/* --- text.c --- */
/* Where a regulation's result stands under its person. */
typedef enum { WZ_FIRST_GOVERNING, WZ_THEN_BESIDE, WZ_THEN_DRAFTS, WZ_LAST_NOT_APPLICABLE, WZ_RANKS } wz_rank;
wz_rank wz_rank_of(const wz_regime_result *regime);
/* The regulation that governs a person; NULL where none does. */
const wz_regime_result *wz_governing_of(const wz_person_result *person);
/* The one post, else the one that the governing regulation bears on; NULL where neither is there. */
const char *wz_post_of(const wz_person_result *person);
void wz_say_regime_title(wz_prose *prose, const wz_regime_result *regime);
/* What the outcome may still be, as a sentence. */
void wz_say_possible(wz_prose *prose, wz_strings outcomes);
/* Beside the regulation that governs: whether it comes to the same; WZ_WORD_COUNT where that cannot be said. */
wz_word wz_comparison_word(const wz_prose *prose, const wz_regime_result *regime);
wz_word wz_scope_word(wz_applicability applicability);
void wz_say_conduct(wz_prose *prose, const wz_regime_result *regime);

/* --- text_rests.c --- */
void wz_text_rests_on(wz_prose *prose);
/* Whether a rule that is still to be verified gives something that the result shows. */
bool wz_leans_on(const wz_prose *prose, const wz_rule *rule);

/* --- text_findings.c --- */
/* The findings that fill one part of the result: what stands, then what is open. */
void wz_text_part(wz_prose *prose, wz_part part);
void wz_text_choices(wz_prose *prose);
void wz_text_readings(wz_prose *prose);
/* Whether the finding is shown with the article's words and its facts; a ground whose circumstances exist although an
 * exemption takes their effect is. */
bool wz_finding_stands(const wz_finding *f);
bool wz_finding_is_excluded(const wz_finding *f);
/* Exceptions that may be applied are choices. */
bool wz_finding_is_choice(const wz_finding *f);
/* Does not hold, and is counted among those. */
bool wz_finding_is_counted(const wz_finding *f);
wz_word wz_finding_state(const wz_finding *f);
/* In brackets, what a finding is bound to besides its person. */
void wz_say_binding(wz_prose *prose, wz_binding bound);
/* To be verified, presumed, contradicted; `words_follow`: the norm's words carry the first themselves. */
void wz_say_finding_marks(wz_prose *prose, const wz_finding *f, bool words_follow);
/* How many findings do not hold or are open without bearing on the outcome; false where there are none. */
bool wz_say_rest(wz_prose *prose);
/* The first finding of a rule under the regulation in hand; NULL where there is none. */
const wz_finding *wz_prose_finding(const wz_prose *prose, const wz_rule *rule);

/* --- text_measures.c --- */
void wz_text_measures(wz_prose *prose);
/* The result for the n-th measure that the rule of measure `first` names; NULL where there is none. */
const wz_measure_result *wz_measure_at(const wz_regime_result *regime, size_t first, size_t n);
/* Measures that are alike in all but their name are said together, with the first of them. */
bool wz_measure_is_named_before(const wz_prose *prose, size_t first, size_t n);
void wz_say_measure_names(wz_prose *prose, size_t first, size_t n);
void wz_say_availability(wz_prose *prose, const wz_measure_result *m);
/* What it bars for how long; of a measure that some ban speaks of. */
void wz_say_measure_bars(wz_prose *prose, const wz_measure_result *m);

/* --- text_consequences.c --- */
void wz_say_state(wz_prose *prose, wz_truth truth);
/* A referral or a procedure on a line of its own: its article, what it asks for, of whom. */
void wz_say_provision(wz_prose *prose, const wz_choice *entry, const char *who, const char *what);
void wz_text_clauses(wz_prose *prose);
void wz_say_route(wz_prose *prose, const char *route);
/* From a day to the last one barred. */
void wz_say_barred(wz_prose *prose, wz_day_range from, wz_day_range last);
/* Steps with the same window are said together, with the first of them. */
bool wz_window_is_said(const wz_clause *clause, size_t window);
void wz_say_window_steps(wz_prose *prose, const wz_clause *clause, size_t first);
void wz_say_window_days(wz_prose *prose, const wz_veto_window *window);
void wz_text_referrals(wz_prose *prose);
void wz_text_bans(wz_prose *prose);
/* Whether an earlier ban of the regulation reads alike, and whether another bars the same steps for other days. */
bool wz_ban_is_said(const wz_regime_result *regime, size_t ban);
bool wz_ban_has_rival(const wz_regime_result *regime, const wz_ban_result *b);
void wz_say_ban_days(wz_prose *prose, const wz_ban_result *b);
wz_word wz_running_word(wz_truth running);

/* --- text_duties.c --- */
void wz_text_shortfalls(wz_prose *prose);
bool wz_shortfall_is_proven(const wz_shortfall *s);
void wz_say_done(wz_prose *prose, const wz_shortfall *s);
/* What became of the periods that do not fall short; false where there are none. */
bool wz_say_other_periods(wz_prose *prose);

/* --- text_procedure.c --- */
void wz_text_procedure(wz_prose *prose);
bool wz_choice_commends(const wz_choice *entry);
/* Whether it applies whatever the facts are. */
bool wz_choice_is_general(const wz_choice *entry);
/* A rule bound several times stands once. */
bool wz_procedure_repeats(const wz_regime_result *regime, size_t i);

/* --- text_open.c --- */
void wz_text_contradictions(wz_prose *prose);
void wz_text_allegations(wz_prose *prose);
void wz_text_questions(wz_prose *prose);
void wz_text_warnings(wz_prose *prose);
/* A stated fact by its id, with standing and evidence. */
void wz_say_stated(wz_prose *prose, const char *id);
/* What cannot both be so, or the attribute that has two values; and whether the same stands elsewhere in the list. */
void wz_say_contradicted(wz_prose *prose, const wz_contradiction *c);
bool wz_contradiction_is_repeated(const wz_assessment *a, size_t i);
void wz_say_question(wz_prose *prose, const wz_question *q);
/* What the outcome becomes by the answer; `begun`: something stands before it. */
void wz_say_effects(wz_prose *prose, const wz_question *q, bool begun);
/* Whether an answer bears on this person's accountability, and not only on what others should do. */
bool wz_question_bears(const wz_prose *prose, const wz_question *q);

#endif
