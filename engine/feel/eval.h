/* The evaluator's own state and the parts it is made of. Private to engine/feel. */
#ifndef WZ_FEEL_EVAL_H
#define WZ_FEEL_EVAL_H

#include "feel/program.h"
#include "feel/unknown.h"

/* One activation: the main expression, or a function's body. */
typedef struct {
    const feel_program *program;
    feel_run *run;
    feel_value *frame;
} feel_machine;

feel_value feel_eval(feel_machine *m, uint32_t at);

/* End the run; every evaluation then returns at once. */
feel_value feel_stop(feel_run *run, int status);
/* The result of an allocation: NULL ends the run. */
static inline void *feel_checked(feel_run *run, void *block)
{
    if (!block)
        feel_stop(run, WZ_ENOMEM);
    return block;
}

/* A three-valued truth being put together, with what DMN's null and unknown leave open. */
typedef struct {
    bool decided;        /* the deciding value was met: false for a conjunction, true for a disjunction */
    bool unknown, marked, null;
} feel_truth;

static inline void feel_truth_add(feel_truth *truth, bool deciding, feel_value value)
{
    if (value.tag == FEEL_BOOLEAN) {
        truth->decided = truth->decided || (value.as.integer != 0) == deciding;
    } else if (value.tag == FEEL_UNKNOWN) {
        truth->unknown = true;
        truth->marked = truth->marked || (value.bits & FEEL_MARKED);
    } else {
        truth->null = true;
    }
}

static inline feel_value feel_truth_end(const feel_truth *truth, bool deciding)
{
    if (truth->decided)
        return feel_boolean(deciding);
    if (truth->unknown)
        return truth->marked ? feel_marked(FEEL_BOOLEAN) : feel_unknown_of(FEEL_BOOLEAN);
    return truth->null ? feel_null() : feel_boolean(!deciding);
}

feel_value feel_not(feel_value value);

/* support.c: what the node's value rests on, the frame holding what it held when the node was evaluated. */
void feel_support_node(const feel_machine *m, uint32_t at, bool all, feel_visit visit, void *payload);
/* Whether an operand matters to a conjunction (deciding = false) or disjunction of this value. */
bool feel_matters(feel_value whole, feel_value part, bool deciding);

/* eval_operator.c */
feel_value feel_arithmetic(feel_run *run, feel_operator op, feel_value a, feel_value b);
feel_value feel_negation(feel_run *run, feel_value a);
feel_value feel_compare(feel_run *run, feel_operator op, feel_value a, feel_value b);

/* eval_iterate.c: what a `for` or a quantifier runs over. */
typedef struct {
    enum { CURSOR_LIST, CURSOR_NUMBERS, CURSOR_DATES, CURSOR_NULL, CURSOR_UNKNOWN } kind;
    const feel_list *list;
    feel_list own;       /* of a single value */
    feel_value single;
    int64_t next, last, step;
    size_t index;
    bool done, marked;
} feel_cursor;
void feel_cursor_start(feel_machine *m, uint32_t domain, feel_cursor *cursor);
bool feel_cursor_next(feel_machine *m, feel_cursor *cursor, feel_value *item, bool *possible);
static inline bool feel_cursor_open(const feel_cursor *cursor) { return cursor->kind == CURSOR_LIST && cursor->list->open; }
feel_value feel_eval_for(feel_machine *m, const feel_node *node);
feel_value feel_eval_quantifier(feel_machine *m, const feel_node *node);

/* eval_select.c: path, filter, tests. */
feel_value feel_eval_path(feel_machine *m, const feel_node *node, feel_value from);
feel_value feel_eval_dynamic(feel_machine *m, const feel_node *node);
feel_value feel_eval_filter(feel_machine *m, const feel_node *node);
feel_value feel_matches(feel_run *run, feel_value value, feel_value test);
/* Take a value as the list of its members: itself, or a list of one in *own over *item. */
const feel_list *feel_as_list(feel_value *value, feel_list *own);

/* eval_call.c */
feel_value feel_eval_call(feel_machine *m, const feel_node *node);
feel_value feel_eval_builtin(feel_machine *m, const feel_node *node);
feel_value feel_eval_function(feel_machine *m, const feel_node *node);
feel_value feel_call_site_apply(feel_run *run, const feel_call_site *site, const feel_value *args, size_t count);

/* convert.c: types of values at run time. */
bool feel_conforms(feel_value value, const feel_type *type);
feel_value feel_instance_of(feel_run *run, feel_value value, const feel_type *type);
/* The implicit conversions of 10.3.2.9.4; null where the value then does not conform. */
feel_value feel_convert(feel_run *run, feel_value value, const feel_type *type);
/* The same from and to lists of one, without the last test. */
feel_value feel_convert_loosely(feel_run *run, feel_value value, const feel_type *type);
/* For a built-in's parameter: conversion to what it takes, and whether it takes the value. */
feel_value feel_convert_argument(feel_run *run, feel_value value, const feel_alternatives *wanted);
bool feel_takes(feel_value value, const feel_alternatives *wanted);
const feel_type *feel_type_of_value(wz_arena *arena, feel_value value);

enum { FEEL_FRAME_ON_STACK = 12, FEEL_LEVELS_EACH_CALL = 16 };

#endif
