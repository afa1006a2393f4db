/* From bars to an answer: may this person take this step on this day? Bars are read from the person's opened regulations
 * (bans over sanctions, windows of vetoes) and laid on the calendar.
 *
 *   certain days   of every bar that surely is one, from its latest beginning to its earliest end
 *   possible days  of every bar that is or may be one, from its earliest beginning to its latest end
 *
 * On a certain day the step is barred. On a day that is not even possible it is free, and the answer is "eligible" where the
 * record is declared complete far enough, else "undetermined". On the other days it is undetermined. Whatever unknown is
 * settled later, certain days only grow and possible days only shrink: neither answer is ever overturned.
 * Source: docs/semantics.md, section 5, "Bars", "Veto" and "Eligibility"; provisions Q1, Q4, Q17 to Q19, Q25, Q26. */
#ifndef WZ_ASSESS_ELIGIBILITY_H
#define WZ_ASSESS_ELIGIBILITY_H

#include "assess/assess.h"

typedef enum { WZ_ELIGIBLE, WZ_BARRED, WZ_UNDETERMINED } wz_answer;
const char *wz_answer_name(wz_answer answer);   /* "eligible", "barred", "undetermined" */

/* Why an answer is undetermined, the weightiest first. */
typedef enum {
    WZ_WHY_NONE,
    WZ_WHY_EXPELLED,            /* a sanction that leaves no step to speak of */
    WZ_WHY_NO_VERSION,          /* a bar older than the first known version of its norm */
    WZ_WHY_DAYS_UNKNOWN,        /* a bar's beginning or end is not known, or not to the day */
    WZ_WHY_CONDITION_UNKNOWN,   /* whether a bar is one depends on what is not known */
    WZ_WHY_VETO_WAITS,          /* a veto holds, and no decision has started its time */
    WZ_WHY_VETO_OPEN,           /* whether a veto holds is not known */
    WZ_WHY_NOTHING_RECORDED,    /* nothing recorded bars, and the record is not declared complete to the day that counts */
    WZ_WHYS
} wz_why;
const char *wz_why_name(wz_why why);    /* "expelled" …; NULL for WZ_WHY_NONE */

/* One bar: a ban's over one sanction, or a veto's window on one step. */
typedef struct {
    const wz_rule *rule;
    size_t rulebook;            /* in whose entry it was read */
    const char *sanction;       /* id of the sanction it follows; NULL = a veto without a decision */
    bool veto;
    bool hypothetical;          /* of a draft: counts for nobody, shown apart */
    wz_truth truth;
    wz_why why;                 /* where it is not surely a bar on every day of a known period */
    wz_day_range from, last;    /* first and last barred day */
    uint64_t steps;             /* bit i: step i of the frame */
    const wz_ban_version *version;  /* by which it was read; NULL = the rule's own elements, or none could be chosen */
    const char *lasts;          /* ISO duration; NULL = its end is a date in the law's own words */
    const char *to;             /* FEEL text of that date; NULL */
    bool rescinded;             /* ended, or perhaps ended, by a rescission */
    bool verify;
} wz_bar;

/* A run of days: surely barred (WZ_TRUE) or perhaps (WZ_UNKNOWN). Days outside all spans are free of bars. */
typedef struct {
    bool has_from, has_last;    /* false: since ever, for good */
    wz_day from, last;
    wz_truth truth;
} wz_span;

/* The answer for one step on one day. */
typedef struct {
    wz_answer answer;
    wz_why why;
    wz_day_range last_barred_day;   /* barred: of the days that follow without a gap; no bounds otherwise */
    const wz_bar *deciding;         /* barred: the bar that ends last; undetermined: the one it turns on; NULL */
} wz_verdict;

/* What is asked beside the bars. */
typedef struct {
    wz_day on;
    wz_day known_on;            /* what the record says was known on that day */
    bool has_complete_to;
    wz_day complete_to;         /* the record of sanctions is declared complete to this day */
} wz_ask;

/* Whether the declaration reaches far enough: to the day asked or the day of knowledge, whichever is earlier. */
static inline bool wz_complete_enough(const wz_ask *ask)
{
    return ask->has_complete_to && ask->complete_to >= (ask->on < ask->known_on ? ask->on : ask->known_on);
}

/* The earliest day of a sanction that may still bar on a day, of those that bar for a length of time: a record must reach back
 * so far. Bars that the law ends otherwise (expulsion, probation, terms of office) have no such day. False when memory is
 * short. */
bool wz_bars_reach_back(wz_day *out, wz_arena *scratch, const wz_law *law, wz_day on);

/* The bars of one person. Owned by the arena it was read into. */
typedef struct {
    const wz_bar *bars;         /* in order of rule id, then sanction; those of drafts too */
    size_t count;
} wz_bars;

/* Which vetoes are asked about. */
typedef enum {
    WZ_VETOES_NONE,             /* the incident is none that the person may answer for: it stands for the day of a review */
    WZ_VETOES_ALL,
    WZ_VETOES_STARTED           /* no bar but vetoes whose time a sanction surely starts: of the matter nothing else is
                                 * recorded, not even its day, so that it says nothing about bans */
} wz_vetoes;

/* Read the bars of one person of a case: those that follow the sanction whatever the regulation, those of each regulation in
 * force that bears on the person, the windows of their vetoes, and those of drafts. `options` as for an assessment; its
 * regimes add to what the place brings.
 * @return WZ_OK; WZ_EINPUT, WZ_ELIMIT (diag says why); WZ_ENOMEM. */
int wz_bars_read(wz_bars *out, wz_arena *arena, wz_assessor *assessor, const wz_case *subject,
                 const wz_case_person *person, const wz_assess_options *options, wz_vetoes vetoes, wz_diag *diag);

/* Join two lists of one person (read on different incidents): a bar of one rule over one sanction counts once. False when
 * memory is short. */
bool wz_bars_join(wz_bars *out, wz_arena *arena, const wz_bars *a, const wz_bars *b);

/* The answer for step number `step` of the frame. With `drafts` as if the drafts were in force. No allocation beyond a scratch
 * arena, which may be reset afterwards. @return false when memory is short. */
bool wz_verdict_on(wz_verdict *out, wz_arena *scratch, const wz_bars *bars, size_t step, const wz_ask *ask, bool drafts);

/* The calendar of a step: spans in order, without overlap. False when memory is short. */
bool wz_spans_of(const wz_span **out, size_t *count, wz_arena *arena, const wz_bars *bars, size_t step, bool drafts);

/* Whether a bar stands on a day: surely, perhaps or not. */
wz_truth wz_bar_on(const wz_bar *bar, wz_day day);

#endif
