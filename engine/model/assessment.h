/* An assessment: what the provisions say of a case's facts, as data ready to be written down. The fields and their order
 * are the published result's (docs/semantics.md, section 7); text and lookups for people come from the rules, vocabulary,
 * frame and sources that it borrows. */
#ifndef WZ_MODEL_ASSESSMENT_H
#define WZ_MODEL_ASSESSMENT_H

#include "base/arena.h"
#include "feel/value.h"
#include "model/case.h"
#include "model/frame.h"
#include "model/rulebook.h"
#include "model/source.h"
#include "model/text.h"
#include "model/vocabulary.h"

/* Everything that law is loaded from; owned by the loader, immutable, shared. */
typedef struct wz_law {
    const wz_vocabulary *vocabulary;
    const wz_frame *frame;
    const wz_rulebook *const *rulebooks;    /* by id */
    const wz_source *const *sources;        /* of the same index; NULL where the rulebook names none */
    size_t rulebook_count;
} wz_law;

typedef enum { WZ_FROM_STATED, WZ_FROM_EXAMINED, WZ_FROM_EXCLUSION, WZ_FROM_IMPLICATION, WZ_FROM_RULE } wz_fact_source;
const char *wz_fact_source_name(wz_fact_source source);

/* A fact as a reason: a settled (or open) value of an attribute, and where it came from. */
typedef struct {
    const char *id;         /* of the stated fact; NULL for a derived value or one nobody stated */
    const char *of;         /* entity id */
    wz_entity_kind entity;
    int attribute;
    feel_value value;       /* unknown where unsettled */
    bool settled;
    bool stated;            /* standing is meaningful */
    wz_standing standing;
    wz_fact_source source;
    wz_strings from;        /* ids (or attribute ids, or rule ids) that a derived value comes from */
    wz_strings evidence;
    wz_place place;         /* of the stated fact; line 0 = none: decides the order */
} wz_reason_fact;

typedef struct {
    const char *expression; /* FEEL text of the condition */
    wz_truth value;
    wz_strings rules;       /* findings read by the condition */
    const wz_reason_fact *facts;
    size_t fact_count;
} wz_because;

typedef struct {
    const wz_reading *reading;
    bool has_truth_if;
    wz_truth truth_if;
} wz_reading_result;

/* What a finding is bound to besides person and incident. */
typedef struct {
    wz_entity_kind kind;    /* WZ_POST, WZ_SANCTION, WZ_DUTY_RECORD or WZ_NO_ENTITY */
    const char *id;
} wz_binding;

typedef struct {
    const wz_rule *rule;
    wz_binding bound;
    wz_truth condition;     /* before defeat */
    wz_truth truth;         /* after */
    bool contradicted;
    wz_strings defeated_by; /* must-exceptions that hold true, or may (unknown), and reach it */
    wz_strings offered_by;  /* may-exceptions not false that reach it */
    const wz_reading_result *readings;
    size_t reading_count;
    wz_strings presumptions;    /* ids of parameters and readings of ours that it uses */
    bool verify;
    const wz_because *because;  /* NULL where not given */
} wz_finding;

typedef struct {
    const wz_rule *rule;
    wz_truth truth;
} wz_choice;

typedef struct {
    const wz_rule *rule;
    wz_strings steps;
    const char *lasts;      /* ISO duration, or NULL */
    bool verify;
} wz_measure_bar;

typedef struct {
    const wz_rule *rule;
    wz_truth truth;
    const wz_measure *measure;
    wz_truth available;
    wz_strings bodies;      /* term ids */
    const wz_measure_bar *bars;
    size_t bar_count;
} wz_measure_result;

/* A day that may be bounded: null (neither bound), settled (low = high) or between. */
typedef struct {
    bool has_low, has_high;
    wz_day low, high;
} wz_day_range;

typedef struct {
    const wz_step *step;
    const char *sanction;   /* the one that decides */
    wz_day_range from, last_barred_day;
} wz_veto_window;

typedef struct {
    const wz_rule *rule;    /* NULL = the regulation has no such clause */
    wz_truth truth;
    const char *route;      /* lifetime: name of the frame's field value, or "unknown" */
    const char *waits_for;  /* veto: "decision", or NULL */
    const wz_veto_window *windows;
    size_t window_count;
} wz_clause;

typedef struct {
    const wz_rule *rule;
    const char *sanction;
    wz_truth condition;     /* the rule's own, before it is asked which version read it */
    wz_truth truth;
    wz_strings steps;
    wz_day_range from, last_barred_day, first_free_day;
    wz_truth running;       /* on the as-of day */
    bool verify;
    const char *reason;     /* "no_version", "expelled", "rescinded" or NULL; not published in section 7, shown in text */
    const wz_ban_version *version;  /* by which it was read; NULL = the rule's own elements, or none could be chosen */
    wz_strings may_bar;     /* steps that it bars in some version that the day leaves possible; `steps` where one was chosen */
    const char *lasts, *to; /* how the end was found: an ISO duration or the FEEL text of a date; NULL */
} wz_ban_result;

typedef enum { WZ_WHOLE, WZ_PARTIAL_POST, WZ_PARTIAL_FORCE, WZ_NOT_ENDED } wz_period_counts;
const char *wz_period_counts_name(wz_period_counts counts);

typedef struct {
    const wz_rule *rule;
    const char *post;
    wz_day from, to;        /* the period */
    int64_t required;       /* 0 = cannot be counted */
    int64_t done_low;
    bool has_done_high;
    int64_t done_high;
    wz_truth truth;
    wz_period_counts counts;
    bool log_complete;
} wz_shortfall;

typedef struct {
    const char *rule;       /* rule id, or "outcome" */
    const char *if_value;   /* "true" / "false" for yes/no facts, NULL otherwise */
    const char *becomes;    /* truth or outcome then; NULL = depends on the value */
} wz_effect;

typedef struct {
    const char *of;
    wz_entity_kind entity;
    int attribute;
    const wz_effect *affects;
    size_t affect_count;
} wz_question;

typedef struct {
    const char *id;
    const char *rule;       /* NULL = none */
    wz_text text;
} wz_warning;

typedef enum { WZ_DIRECT, WZ_REFERENCE, WZ_SCOPE_UNKNOWN, WZ_OUT_OF_SCOPE, WZ_NOT_IN_FORCE } wz_applicability;
const char *wz_applicability_name(wz_applicability applicability);

/* One regulation for one person. */
typedef struct {
    size_t rulebook;        /* index in the law */
    const char *incident;
    wz_day_range conduct_from, conduct_to;
    bool governing, hypothetical, baseline;
    wz_applicability applicability;
    const char *post;       /* id of the post that brings the person in scope, NULL */
    const char *outcome;    /* NULL where out of scope or not in force */
    wz_text outcome_label;
    wz_strings possible_outcomes;
    const char *reason;     /* NULL, or e.g. "applicability_unknown" */
    const wz_finding *findings;
    size_t finding_count;
    wz_strings heavier, lighter;
    const wz_choice *choices;
    size_t choice_count;
    bool measures_open;
    const wz_measure_result *measures;
    size_t measure_count;
    wz_clause lifetime, veto;
    const wz_choice *referrals;
    size_t referral_count;
    const wz_choice *procedure;
    size_t procedure_count;
    const wz_ban_result *bans;
    size_t ban_count;
    const wz_shortfall *shortfalls;
    size_t shortfall_count;
    const wz_question *questions;
    size_t question_count;
    const wz_warning *warnings;
    size_t warning_count;
} wz_regime_result;

typedef struct {
    const wz_case_person *person;
    const wz_regime_result *regimes;
    size_t regime_count;
} wz_person_result;

typedef struct {
    const char *of;
    wz_entity_kind entity;
    int attribute;
    wz_strings facts;       /* ids of the stated facts in both derivations */
    wz_strings exclusion;   /* attribute ids, two or none */
} wz_contradiction;

typedef struct {
    const char *of;
    wz_entity_kind entity;
    const wz_fact *fact;
} wz_allegation;

typedef struct wz_assessment {
    wz_arena *arena;        /* owns everything made for it */
    const wz_law *law;      /* borrowed */
    const wz_case *subject; /* borrowed */
    wz_day as_of;
    const size_t *rulebooks;    /* indexes of those assessed or whose bans were read, by id */
    size_t rulebook_count;
    const wz_contradiction *contradictions;
    size_t contradiction_count;
    const wz_allegation *allegations;
    size_t allegation_count;
    const wz_person_result *persons;
    size_t person_count;
} wz_assessment;

void wz_assessment_free(wz_assessment *assessment);

#endif
