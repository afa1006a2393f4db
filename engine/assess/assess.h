/* Assessing a case: who answers for what under which regulation, and why. Needs a law and its networks; reads no file,
 * no clock. Source: docs/semantics.md, sections 2 to 7. */
#ifndef WZ_ASSESS_ASSESS_H
#define WZ_ASSESS_ASSESS_H

#include "chain/network.h"
#include "model/assessment.h"

/* The law, compiled: one network for each rulebook. Immutable, shared between threads. */
typedef struct wz_engine {
    const wz_law *law;                  /* borrowed */
    wz_network *const *networks;        /* by rulebook */
    size_t baseline;                    /* index of the baseline rulebook, or law->rulebook_count */
} wz_engine;

/* Compile all rulebooks; problems of all of them go to diag. @return WZ_OK, WZ_EINPUT, WZ_ENOMEM. */
int wz_engine_build(wz_engine **out, const wz_law *law, wz_diag *diag);
void wz_engine_free(wz_engine *engine);

/* What one thread needs to assess case after case: a working memory for each network. */
typedef struct wz_assessor wz_assessor;
wz_assessor *wz_assessor_new(const wz_engine *engine);      /* NULL when memory is short */
void wz_assessor_free(wz_assessor *assessor);

typedef struct {
    bool has_as_of;             /* else the case's own; one of both must be there */
    wz_day as_of;
    const char *const *regimes; /* rulebook ids to assess beside those that jurisdiction and dates choose, and to which */
    size_t regime_count;        /* the result is then limited; 0 = as chosen */
    bool reasons_all;           /* reasons for false findings too */
    bool as_if;                 /* regulations asked for that do not bear are applied as if they did, and hypothetical */
    bool plain;                 /* no reasons and no open questions: for comparing results, which rest on neither */
} wz_assess_options;

/* Assess one case. The result borrows the case and the law. Facts missing or contradictory are outcomes, not errors.
 * @return WZ_OK; WZ_EINPUT (no as-of day, or a fact that names no regulation or provision there is; diag says so); WZ_ELIMIT; WZ_ENOMEM. */
int wz_assess_case(wz_assessment **out, wz_assessor *assessor, const wz_case *subject, const wz_assess_options *options,
                   wz_diag *diag);

/* The label of an outcome that the engine itself gives (undetermined, contradictory, no_sanction_rule); empty for those of
 * the frame. */
wz_text wz_outcome_own_label(const char *name);

#endif
