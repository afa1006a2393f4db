/**
 * @file
 * Walking a class through a case: facts become known one step after another, the rules fire, and learners predict what
 * follows before they see it.
 *
 * A walk stands at a step. Moving forward or back shows the result of what is known there; nothing of later steps can be
 * read. At a step with questions the result stays hidden until all of them are answered (or the walk is a trainer's).
 * What was answered stays answered when moving. One walk belongs to one thread; it borrows its law.
 * Source: docs/formats.md, "scenario.xml".
 */
#ifndef WENZE_WALK_H
#define WENZE_WALK_H

#include "wenze/law.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A scenario, or a case as it stands, being walked. */
typedef struct wz_walk wz_walk;

/** How to walk. Start from WZ_WALK_OPTIONS_INIT. */
typedef struct {
    unsigned version;       /**< 1 */
    wz_language language;
    bool trainer;           /**< show the trainer's notes, and results before questions are answered */
    const char *learner;    /**< who walks, for the transcript and the score; NULL = nobody named; borrowed for the call */
    const char *today;      /**< the day asked about where the case names none, YYYY-MM-DD; NULL: then it is an error */
} wz_walk_options;

#define WZ_WALK_OPTIONS_INIT {1, WZ_LANGUAGE_ZH, false, NULL, NULL}

/**
 * Begin to walk.
 * @param[out] out  New walk at step 0; free with wz_walk_free(). NULL on failure.
 * @param file      A scenario (scenario.xml), or a case: then each fact has a step of its own, in the case's order.
 * @return WZ_OK; WZ_EINPUT (diag says what is wrong with which file); WZ_EIO; WZ_ELIMIT; WZ_ENOMEM.
 */
int wz_walk_open(wz_walk **out, const wz_rules *rules, const char *file, const wz_walk_options *options, wz_diag *diag);
/** Accepts NULL. */
void wz_walk_free(wz_walk *walk);

/** What stands above a walk. Strings are borrowed from the walk, in its language. */
typedef struct {
    const char *id, *title;
    unsigned difficulty;            /**< 1 to 5; 0 for a case without a scenario */
    const char *const *aims;
    size_t aim_count;
    size_t steps;                   /**< the last step; 0 is the start */
    size_t questions;               /**< in all steps */
} wz_walk_about;
/** What the scenario says of itself. Its strings are borrowed from the walk. */
wz_walk_about wz_walk_get_about(const wz_walk *walk);

/** A fact that has just become known: one line of text, and the id of the entity it is of. */
typedef struct {
    const char *text;
} wz_walk_news;

/** A conclusion that changed with the step. */
typedef struct {
    const char *person;     /**< id */
    const char *name;       /**< the person's name, or the id */
    const char *regime;     /**< rulebook id */
    const char *regime_text;    /**< its short title */
    const char *rule;       /**< rule id, or "outcome" */
    const char *text;       /**< the article and the rule's label, or the outcome's sentence */
    const char *from, *to;  /**< truths ("true", "false", "unknown") or outcomes; NULL = nothing before */
    const char *from_text, *to_text;    /**< the same in words */
    bool minor;             /**< duties, competent bodies, procedure: to be counted rather than read out */
} wz_walk_change;

/** One answer that can be chosen. */
typedef struct {
    const char *id, *text;
} wz_walk_choice;

/** A question put before the step's result is shown. */
typedef struct {
    const char *text;
    const wz_walk_choice *choices;  /**< none where a day is asked for */
    size_t choice_count;
    bool many;                      /**< any number of choices, none included */
    bool day;                       /**< a day YYYY-MM-DD, "none" or "unknown" */
    bool answered;
    const char *answer;             /**< as given; NULL before */
    const char *answer_text;        /**< the same in the words of the choices; NULL before */
    unsigned points, of;            /**< after the answer */
    const char *verdict;            /**< after the answer: right or what would have been right, with the reason; several lines */
} wz_walk_question;

/** What is to be seen at a step. All is borrowed from the walk, until it moves or is answered. */
typedef struct {
    size_t step;
    const char *tell;               /**< the story; NULL = none */
    const char *note;               /**< the trainer's; NULL = none, or not for this reader */
    const wz_walk_news *news;
    size_t news_count;
    const wz_walk_question *questions;
    size_t question_count;
    bool open;                      /**< questions are still open: the rest is hidden */
    const wz_walk_change *changes;
    size_t change_count;
    const char *outcomes;           /**< a line for each person: the outcome as it stands; NULL while hidden */
} wz_walk_view;

/** The step at which the walk stands. The view is borrowed. @return WZ_OK, WZ_ELIMIT or WZ_ENOMEM. */
int wz_walk_look(const wz_walk_view **out, wz_walk *walk, wz_diag *diag);
/** Move to a step, 0 to the last; a learner cannot go beyond a step whose questions are open.
 *  @return WZ_OK; WZ_EINPUT (there is no such step, or questions are open before it); WZ_ELIMIT; WZ_ENOMEM. */
int wz_walk_go(wz_walk *walk, size_t step, wz_diag *diag);

/**
 * Answer a question of the step at hand. An answer stands: it cannot be given again.
 * @param question  Index in the view.
 * @param answer    Ids or numbers (from 1) of choices, separated by blanks or commas; "none" for no ground; a day.
 * @return WZ_OK; WZ_EINPUT (not an answer to this question, or answered before; diag says what is).
 */
int wz_walk_answer(wz_walk *walk, size_t question, const char *answer, wz_diag *diag);

/** The whole result at the step, as `wenze assess` writes it; WZ_EINPUT while questions are open. */
int wz_walk_result(char **out, wz_walk *walk, wz_format format, unsigned width, wz_diag *diag);

/** What to come back to: JSON, free with wz_text_free(). */
int wz_walk_save(char **out, const wz_walk *walk);
/** Come back to what was saved of the same scenario. @return WZ_OK; WZ_EINPUT (not a saved walk, or of other files). */
int wz_walk_resume(wz_walk *walk, const char *name, const char *json, size_t length, wz_diag *diag);

/** The walk so far as text: story, facts, questions with answers and marks, what fired. */
int wz_walk_transcript(char **out, wz_walk *walk, unsigned width, wz_diag *diag);

/** What a saved walk says of itself. Strings are the caller's buffers. */
typedef struct {
    size_t answered, questions;     /**< how many questions were answered, of how many */
    unsigned points, of;            /**< of the questions answered */
    size_t at;                      /**< the step it stands at */
    bool current;                   /**< the scenario and the case are still the same files */
} wz_walk_score;
/** Read the score of a saved walk. `walk` (may be NULL) is the scenario as it stands now, to tell `current`.
 *  @return WZ_OK; WZ_EINPUT (not a saved walk); WZ_ENOMEM. */
int wz_walk_score_of(wz_walk_score *out, const wz_walk *walk, const char *json, size_t length);

/** Where the scenarios lie: $WENZE_SCENARIOS, else ./cases/training where it is there, else the installed ones. Borrowed;
 *  good until the environment changes. */
const char *wz_walk_directory(void);
/**
 * The scenarios of a directory: each folder directly below it that holds a scenario.xml, in order of name.
 * @param each  Gets the folder's name and the file; false stops.
 * @return WZ_OK; WZ_EIO (the directory cannot be read); WZ_ENOMEM.
 */
int wz_walk_list(const char *directory, bool (*each)(const char *name, const char *file, void *payload), void *payload);

/** A saved walk in one line of a score sheet. Strings belong to the caller's copy of the JSON's arena. */
typedef struct {
    const char *file;               /**< name under which it is reported */
    const char *json;
    size_t length;
} wz_walk_saved;
/**
 * A score sheet over saved walks: one line a walk (scenario, learner, questions answered, points) and a line a learner.
 * @return WZ_OK; WZ_EINPUT (a file is not a saved walk; the others still count); WZ_ENOMEM.
 */
int wz_walk_scores(char **out, const wz_walk_saved *saved, size_t count, wz_language language, wz_diag *diag);

#ifdef __cplusplus
}
#endif
#endif
