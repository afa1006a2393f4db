/* What is missing, over all people and regulations asked about: each open fact once, with what each answer would change, in the order
 * of a plan. Source: docs/semantics.md, section 5, "Open questions": what is not listed cannot change a conclusion. */
#ifndef WZ_EXPLAIN_INQUIRY_H
#define WZ_EXPLAIN_INQUIRY_H

#include "model/assessment.h"

/* One conclusion that an answer bears on. */
typedef struct {
    const wz_person_result *person;
    const wz_regime_result *regime;
    const wz_effect *effect;
} wz_inquiry_effect;

typedef struct {
    wz_entity_kind entity;
    const char *of;
    int attribute;
    const wz_person_result *person;     /* with whom it was met first */
    const wz_regime_result *regime;
    const wz_inquiry_effect *effects;   /* those on the conclusions asked about */
    size_t effect_count;
} wz_inquiry_item;

typedef struct {
    const wz_inquiry_item *items;
    size_t count;
    size_t settled, all;        /* conclusions asked about: how many are settled, of how many */
} wz_inquiry;

typedef enum { WZ_ORDER_DECISIVE, WZ_ORDER_VOCABULARY } wz_inquiry_order;

/* What is asked about; NULL members leave open. */
typedef struct {
    const char *person;         /* id */
    const char *regime;         /* id; NULL: the one that governs each person, else all that may bear */
    const char *conclusion;     /* "outcome", a rule's id, or a kind of rules; NULL: every reported conclusion */
    wz_inquiry_order order;
    const char *const *skipped; /* "entity-id attribute-id" of facts not to be asked, in pairs of strings */
    size_t skipped_count;       /* pairs */
} wz_inquiry_about;

/* Everything lives in the arena and borrows the assessment, which must hold open questions. NULL when memory is short. */
const wz_inquiry *wz_inquiry_make(const wz_assessment *assessment, const wz_inquiry_about *about, wz_arena *arena);

#endif
