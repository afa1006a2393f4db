/* A training scenario: a case, the order in which a class learns its facts, and what the learner is asked to predict.
 * Plain data. Source: docs/formats.md, "scenario.xml". */
#ifndef WZ_MODEL_SCENARIO_H
#define WZ_MODEL_SCENARIO_H

#include "base/arena.h"
#include "model/text.h"

/* What is to be predicted, of the result that the facts revealed so far give. */
typedef enum {
    WZ_ASK_APPLICABILITY,   /* does the regulation bear on the person? */
    WZ_ASK_OUTCOME,
    WZ_ASK_GROUNDS,         /* which grounds hold: any number */
    WZ_ASK_EXEMPTION,       /* does a mandatory exemption hold? */
    WZ_ASK_BARS,            /* until which day is a step barred? */
    WZ_ASKS
} wz_prediction_kind;

/* "applicability", "outcome", "grounds", "exemption", "bars". */
const char *wz_prediction_name(wz_prediction_kind ask);

typedef struct {
    wz_prediction_kind ask;
    const char *person;     /* id; NULL = the case's first */
    const char *regime;     /* rulebook id; NULL = the one that governs */
    const char *career;     /* bars: the step of a career asked about */
    wz_place place;
} wz_prediction;

/* `reveals` names what becomes known: an id (of a fact, post, sanction, duty record or declaration of what was examined),
 * or ENTITY.ATTRIBUTE, ENTITY.examined, ENTITY.complete, ENTITY.* (all of an entity; of a person, all but
 * the posts). What no step names is known from the
 * start. */
typedef struct {
    wz_strings reveals;
    wz_place reveals_place;
    wz_text tell;           /* the story, for the class */
    wz_text note;           /* for the trainer alone */
    const wz_prediction *predictions;
    size_t prediction_count;
    wz_place place;
} wz_scenario_step;

typedef struct {
    wz_arena *arena;
    const char *file;
    char sha256[65];
    const char *id;
    const char *case_file;  /* relative to the scenario's folder */
    unsigned difficulty;    /* 1 (easy) to 5 */
    wz_text title;
    const wz_text *aims;    /* what is to be learnt */
    size_t aim_count;
    const wz_scenario_step *steps;
    size_t step_count;
} wz_scenario;

void wz_scenario_free(wz_scenario *scenario);   /* accepts NULL */

#endif
