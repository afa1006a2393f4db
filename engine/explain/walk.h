/* A case that becomes known step by step, for a class: which of its facts, entities and declarations are known at each
 * step, and the case as it then stands. What the rules make of it is asked of the ordinary engine.
 * Source: docs/formats.md, "scenario.xml". */
#ifndef WZ_EXPLAIN_WALK_H
#define WZ_EXPLAIN_WALK_H

#include "base/diag.h"
#include "model/case.h"
#include "model/scenario.h"

typedef enum { WZ_NEWS_FACT, WZ_NEWS_ENTITY, WZ_NEWS_EXAMINED, WZ_NEWS_CLOSURE } wz_news_kind;

/* One thing that can become known by itself. Persons, incidents and evidence are known from the start; facts written as
 * XML attributes of an entity come with it. */
typedef struct {
    wz_news_kind kind;
    const wz_case_entity *entity;   /* the fact's holder, or what becomes known; declarations: the person, NULL = the case */
    const wz_case_person *person;   /* NULL: of an incident or the case */
    const wz_fact *fact;
    const wz_examined *examined;
    const wz_closure *closure;
    size_t step;                    /* at which it becomes known; 0 = known from the start */
} wz_news;

/* Borrows the case and the scenario. */
typedef struct {
    wz_arena *arena;
    const wz_case *whole;
    const wz_scenario *scenario;    /* NULL: every item of the case has a step of its own, in document order */
    wz_news *news;                  /* in document order */
    size_t news_count;
    size_t steps;                   /* the last step; at it everything is known */
} wz_course;

/* Lay a case out in steps. Returns WZ_OK; WZ_EINPUT (a step reveals what is not there, or twice; diag says which);
 * WZ_ENOMEM. Free with wz_course_free(). */
int wz_course_new(wz_course **out, const wz_case *whole, const wz_scenario *scenario, const wz_vocabulary *vocabulary,
                  wz_diag *diag);
void wz_course_free(wz_course *course);     /* accepts NULL */

/* The case as it is known at a step, made in `arena`; it borrows from the whole case. NULL when memory is short. */
const wz_case *wz_course_case(const wz_course *course, size_t step, wz_arena *arena);

/* The scenario's step behind a number; NULL for 0, and without a scenario. */
const wz_scenario_step *wz_course_step(const wz_course *course, size_t step);

#endif
