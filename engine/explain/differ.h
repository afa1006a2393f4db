/* What differs between two results. One list of differences serves what-if, compare, the case store's "what moved" and
 * reproducing an assessment. Compared is what a result says: not its reasons and open questions, which follow from it, nor the
 * facts. Source: docs/semantics.md, section 7; docs/formats.md, "What changes". */
#ifndef WZ_EXPLAIN_DIFFER_H
#define WZ_EXPLAIN_DIFFER_H

#include "model/assessment.h"

/* The part of the result that differs, in the order of the result. */
typedef enum {
    WZ_DIFF_PERSON,         /* a person in one of the two only: field "person" */
    WZ_DIFF_REGIME,         /* which regulation bears and how: "applicability", "governing", "baseline", "post", "conduct_from",
                               "conduct_to"; "regime" where it stands in one of the two only */
    WZ_DIFF_OUTCOME,        /* "outcome", "possible_outcomes", "reason" */
    WZ_DIFF_FINDING,        /* item: id of the bound entity; "condition", "truth", "defeated_by", "offered_by", "contradicted",
                               "reading" (its item: the reading's id) */
    WZ_DIFF_WEIGHT,         /* "heavier", "lighter" */
    WZ_DIFF_CHOICE,         /* "truth" */
    WZ_DIFF_MEASURE,        /* item: the measure's id; "truth", "available", "bodies", "bars"; no rule: "measures_open" */
    WZ_DIFF_LIFETIME,       /* "truth", "route" */
    WZ_DIFF_VETO,           /* "truth", "waits_for"; item: the step's id: "sanction", "from", "last_barred_day" */
    WZ_DIFF_REFERRAL,       /* "truth" */
    WZ_DIFF_PROCEDURE,      /* "truth" */
    WZ_DIFF_BAN,            /* item: the sanction's id; "truth", "steps", "from", "last_barred_day", "first_free_day", "running",
                               "verify" */
    WZ_DIFF_SHORTFALL,      /* item: the post's id, period; "truth", "required", "done", "counts", "log_complete" */
    WZ_DIFF_WARNING,        /* item: the warning's id; "warning" */
    WZ_DIFF_CONTRADICTION,  /* item: the entity's id; attribute; "contradiction" */
    WZ_DIFF_PARTS
} wz_diff_part;
const char *wz_diff_part_name(wz_diff_part part);       /* "outcome" …, as written in JSON */

/* One difference: a field of a part, before and after. Values are written as the result's JSON writes them, a list's members
 * separated by spaces, a bounded day as "min..max"; NULL = null, or where the item is in one of the two only, not there. */
typedef struct {
    wz_diff_part part;
    const char *person;     /* id; NULL for a contradiction within the incident */
    const char *regime;     /* id of the rulebook; NULL for persons and contradictions */
    const wz_rule *rule;    /* NULL = none */
    const char *rule_id;    /* NULL = none; warnings may name one that is no rule here */
    const char *item;       /* what is meant besides the rule; NULL = nothing */
    const char *field;
    const char *before, *after;
    bool has_period;        /* SHORTFALL */
    wz_day from, to;
    wz_entity_kind entity;  /* CONTRADICTION; FINDING: of the bound entity; else WZ_NO_ENTITY */
    int attribute;          /* CONTRADICTION */
} wz_diff;

typedef struct {
    wz_arena *arena;        /* receives the list and the texts of values */
    wz_diff *items;
    size_t count, capacity;
} wz_diffs;                 /* short memory shows in the arena */

/* Add what differs between two results of one person under one regulation (NULL = not there). */
void wz_diff_regime(wz_diffs *diffs, const wz_law *law, const char *person, const wz_regime_result *before,
                    const wz_regime_result *after);
/* … of one person: regulations matched by their ids, so that results under two versions of a law can be compared. */
void wz_diff_person(wz_diffs *diffs, const wz_law *before_law, const wz_person_result *before, const wz_law *after_law,
                    const wz_person_result *after);
/* A person who stands in one of the two only. */
void wz_diff_person_alone(wz_diffs *diffs, const char *id, bool before);
/* … between lists of contradictions; `persons`: the case that says who is a person. */
void wz_diff_contradictions(wz_diffs *diffs, const wz_contradiction *before, size_t before_count,
                            const wz_contradiction *after, size_t after_count);
/* All that differs between two assessments: persons by id in the first's order, then contradictions. */
void wz_diff_assessments(wz_diffs *diffs, const wz_assessment *before, const wz_assessment *after);

#endif
