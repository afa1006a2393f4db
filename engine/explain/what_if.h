/* What if: the difference that edits of a case make to its result, and through which rules. A trial holds people of a case open
 * in working memory. An edit that only states or withdraws yes/no facts, numbers and choices of a person or of the subject incident
 * is stated there, run, read and undone; any other, and any that turns out to bear on which regulation applies, is made in the
 * case's XML and assessed afresh. Both ways give the same: tests/unit/test_explain_what_if.c. */
#ifndef WZ_EXPLAIN_WHAT_IF_H
#define WZ_EXPLAIN_WHAT_IF_H

#include "assess/assess.h"
#include "explain/differ.h"
#include "load/edit.h"

typedef struct wz_trial wz_trial;

/* Open a case, whose bytes are copied; so are the regulations in `options`. `person`: an id; NULL = all people.
 * Returns WZ_OK; WZ_EINPUT (bad case, no such person, no as-of day); WZ_ELIMIT; WZ_ENOMEM. */
int wz_trial_open(wz_trial **out, const wz_engine *engine, const wz_case_bytes *from, const char *person,
                  const wz_assess_options *options, wz_diag *diag);
void wz_trial_free(wz_trial *trial);    /* accepts NULL */

const wz_case *wz_trial_subject(const wz_trial *trial);
const wz_case_bytes *wz_trial_bytes(const wz_trial *trial);
const wz_law *wz_trial_law(const wz_trial *trial);
wz_day wz_trial_as_of(const wz_trial *trial);

typedef struct {
    const wz_edit *edits;
    size_t count;
    bool has_as_of;         /* another day than that of the opening */
    wz_day as_of;
    bool afresh;            /* in any case assess afresh */
} wz_supposed;

/* What a trial found. Texts are in the arena of the call; ids and names borrow from the law, the trial's case and `after`. */
typedef struct {
    wz_diffs diffs;
    const wz_strings *through;  /* for each difference: what changed on the way to it */
    const wz_case *after;       /* the edited case, good until the trial's next run; facts of its own may lack ids */
    wz_day as_of_before, as_of_after;
    bool afresh;                /* it was assessed afresh */
} wz_trial_result;

/* Try. Returns WZ_OK; WZ_EINPUT (diag says what is wrong with an edit); WZ_ELIMIT; WZ_ENOMEM. */
int wz_trial_run(wz_trial_result *out, wz_trial *trial, const wz_supposed *supposed, wz_arena *arena, wz_diag *diag);

#endif
