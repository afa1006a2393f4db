/* Private to assess/ and explain/: one person of a case with every regulation that may bear on him open in working memory,
 * before results are read. */
#ifndef WZ_ASSESS_OPEN_H
#define WZ_ASSESS_OPEN_H

#include "assess/entry.h"

struct wz_assessor {
    const wz_engine *engine;
    wz_memory **memories;   /* by rulebook; made when first needed */
    wz_entry *entries;      /* by rulebook: the person's at hand */
    bool *wanted;           /* by rulebook: an entry of the person */
    uint64_t steps;         /* of evaluation that are left for the case */
};

/* What the work on one case carries along. `arena` receives whatever is made for it. */
typedef struct {
    wz_assessor *assessor;
    wz_arena *arena;
    wz_day as_of;
    const wz_case *subject;
    const wz_assess_options *options;
    const wz_case_person *person;   /* at hand; NULL before the first */
} wz_work;

static inline const wz_law *wz_work_law(const wz_work *w)
{
    return w->assessor->engine->law;
}

/* Check that the case can be assessed at all (a day, duties that exist, limits), settle the as-of day and fill the step
 * budget. Returns WZ_OK, WZ_EINPUT or WZ_ELIMIT with the problem in diag. */
int wz_work_begin(wz_work *w, wz_diag *diag);

/* Open all regulations of a person. Afterwards wanted[] says which there are, and their entries stand ready, settled, until
 * the next person is opened. Returns WZ_OK, WZ_ELIMIT or WZ_ENOMEM. */
int wz_open_person(wz_work *w, const wz_case_person *person);
/* Open one more regulation of the person at hand. */
int wz_open_entry(wz_work *w, size_t book);

/* Read the results of the regulations shown of the person at hand. Reading them again gives the same only after what was read
 * has been undone: a warning may open the baseline, or tell it facts about duties. Returns WZ_OK, WZ_ELIMIT or WZ_ENOMEM. */
int wz_read_person(wz_work *w, wz_person_result *out);

/* Facts that contradict each other, in the work's arena; all zero = none. */
typedef struct {
    wz_contradiction *items;
    size_t count, capacity;
} wz_contradiction_list;
/* Add those of the person at hand and of the incident, after his results were read; those of the incident once over all
 * people. Returns WZ_OK or WZ_ENOMEM. */
int wz_read_contradictions(wz_work *w, wz_contradiction_list *list);

/* Whether the result shows this regulation's entry: it is wanted, and asked for where regulations were named. */
bool wz_entry_shown(const wz_work *w, size_t book);
bool wz_asked_for(const wz_assess_options *options, const char *id);
/* Whether the regulation bears on the person, or may. */
static inline bool wz_entry_bears(const wz_entry *e)
{
    return e->applicability <= WZ_SCOPE_UNKNOWN;
}

#endif
