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

/* --- headings, each on a line of its own --- */
void wz_heading(wz_prose *prose, unsigned indent, const char *text);
void wz_heading_word(wz_prose *prose, unsigned indent, wz_word word);
/* The heading of a kind of rules, once for all that follow each other; `open` for what is not settled. */
void wz_heading_kind(wz_prose *prose, const wz_kind *kind, bool open);

/* --- text_rests.c --- */
void wz_text_rests_on(wz_prose *prose);

/* --- text_findings.c --- */
/* The findings that fill one part of the result: what stands, then what is open. */
void wz_text_part(wz_prose *prose, wz_part part);
void wz_text_choices(wz_prose *prose);
void wz_text_readings(wz_prose *prose);
void wz_text_rest(wz_prose *prose);
/* The first finding of a rule under the regulation in hand; NULL where there is none. */
const wz_finding *wz_prose_finding(const wz_prose *prose, const wz_rule *rule);

/* --- text_measures.c --- */
void wz_text_measures(wz_prose *prose);

/* --- text_consequences.c --- */
void wz_say_state(wz_prose *prose, wz_truth truth);
/* A referral or a procedure on a line of its own: its article, what it asks for, of whom. */
void wz_say_provision(wz_prose *prose, const wz_choice *entry, const char *who, const char *what);
void wz_text_clauses(wz_prose *prose);
void wz_text_referrals(wz_prose *prose);
void wz_text_bans(wz_prose *prose);

/* --- text_duties.c --- */
void wz_text_shortfalls(wz_prose *prose);

/* --- text_procedure.c --- */
void wz_text_procedure(wz_prose *prose);

/* --- text_open.c --- */
void wz_text_contradictions(wz_prose *prose);
void wz_text_allegations(wz_prose *prose);
void wz_text_questions(wz_prose *prose);
void wz_text_warnings(wz_prose *prose);

#endif
