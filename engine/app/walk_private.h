/* Private to the walk's files: what stands behind wz_walk. */
#ifndef WZ_APP_WALK_PRIVATE_H
#define WZ_APP_WALK_PRIVATE_H

#include "app/law.h"
#include "explain/walk.h"
#include "report/walk_words.h"
#include "wenze/walk.h"

/* An answer that was given. */
typedef struct {
    size_t step, question;
    char *text;                     /* wz_malloc */
    unsigned points, of;
} wz_walk_given;

struct wz_walk {
    const wz_rules *rules;
    wz_lang lang;
    bool trainer;
    char *learner;                  /* NULL = nobody named */
    wz_case *whole;
    wz_scenario *scenario;          /* NULL: a bare case */
    wz_course *course;
    wz_assessor *assessor;
    wz_assess_options options;
    size_t at;
    wz_walk_given *given;
    size_t given_count, given_capacity;
    wz_arena *about_arena;
    wz_walk_about about;
    /* the step at hand; NULL until it is looked at */
    wz_arena *arena;
    wz_assessment *before, *now;
    wz_walk_view view;
    bool ready;
};

static inline const char *wz_walk_text_or_null(const wz_walk *walk, wz_text text)
{
    const char *found = wz_text_in(text, walk->lang);
    return *found ? found : NULL;
}

/* A copy of what a buffer holds, in the step's arena; the buffer is freed. */
const char *wz_walk_keep(wz_walk *walk, wz_buffer *buffer);
const wz_walk_given *wz_walk_find_given(const wz_walk *walk, size_t step, size_t question);
/* Whether questions of a step are unanswered. */
bool wz_walk_open_at(const wz_walk *walk, size_t step);

/* walk_questions.c: the questions of the step at hand, with what was answered. False when memory is short. */
bool wz_walk_ask(wz_walk *walk, const wz_scenario_step *step);

#endif
