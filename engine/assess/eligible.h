/* One person's answer in full: for each step asked about the verdict and the calendar, sanctions that bar nothing and why,
 * and the facts that would settle what is open. Source: docs/semantics.md, section 5; docs/formats.md, "eligible". */
#ifndef WZ_ASSESS_ELIGIBLE_H
#define WZ_ASSESS_ELIGIBLE_H

#include "assess/eligibility.h"

typedef struct {
    size_t step;                /* of the frame */
    wz_verdict verdict;
    wz_verdict with_drafts;     /* as if the drafts read were in force */
    const wz_span *spans;       /* the calendar, drafts apart */
    size_t span_count;
} wz_step_answer;

/* Why a sanction counts for none of the steps on the day asked. */
typedef enum {
    WZ_IDLE_NO_BAR,             /* no rule follows a bar from it */
    WZ_IDLE_OTHER_STEPS,        /* it bars other steps only */
    WZ_IDLE_ENDED,
    WZ_IDLE_RESCINDED,
    WZ_IDLE_NOT_BEGUN
} wz_idle_why;
const char *wz_idle_name(wz_idle_why why);      /* "no_bar" … */

typedef struct {
    const wz_case_entity *sanction;
    wz_idle_why why;
    wz_day_range last;          /* ended: the last day that it barred one of the steps */
} wz_idle_sanction;

/* A fact that is not known, or not to the day, and on which a bar rests. */
typedef struct {
    const char *of;             /* id of the entity */
    wz_entity_kind entity;
    int attribute;
    const wz_rule *rule;        /* of the bar */
} wz_missing_fact;

typedef struct {
    const wz_law *law;
    const wz_case *subject;
    const wz_case_person *person;
    const wz_bars *bars;
    wz_ask ask;
    bool calendar;              /* no day was asked about: ask.on is the day of knowledge */
    const char *complete_by, *complete_on;  /* who declared the record complete and when; NULL */
    size_t sanction_count;
    wz_answer answer;           /* of all steps together */
    const wz_step_answer *steps;
    size_t step_count;
    const wz_idle_sanction *idle;
    size_t idle_count;
    const wz_missing_fact *missing;
    size_t missing_count;
    const wz_assessment *const *assessments;    /* one for each matter read: for procedure and vetoes */
    size_t assessment_count;
} wz_eligible_answer;

/* Fill everything from `bars` on; the members before, `ask`, `calendar`, `steps` (with `step` set, in the arena) and the
 * assessments come from the caller. False when memory is short. */
bool wz_eligible_work_out(wz_eligible_answer *answer, wz_arena *arena, const wz_engine *engine, wz_step_answer *steps,
                          size_t step_count);

#endif
