/* Private to explain/: the cells that a conclusion rests on as the memory stands now. Whatever facts change, the conclusion
 * stays while these stay: that is what makes the search for change sets exact. */
#ifndef WZ_EXPLAIN_FOLLOW_H
#define WZ_EXPLAIN_FOLLOW_H

#include "explain/proof.h"

/* How a conclusion stands. */
typedef struct {
    bool settled;
    wz_truth truth;
    const char *name;       /* of a field's value, or of an enumeration's; NULL otherwise */
} wz_verdict;

static inline bool wz_same_verdict(wz_verdict a, wz_verdict b)
{
    return a.settled == b.settled && a.truth == b.truth && a.name == b.name;
}

/* Whether change sets can be looked for at all: not for numbers, days and texts, nor for everything at once, nor where the
 * regulation does not bear on the person. */
bool wz_verdict_possible(const wz_entry *e, const wz_about *about);
wz_verdict wz_verdict_of(wz_entry *e, const wz_about *about);

typedef struct {
    wz_entry *e;
    void (*found)(void *payload, const wz_row *row, int attribute);
    void *payload;
    bool all;                   /* everything read, not only what decides */
    uint32_t pass;              /* counts walks, so that marks need no clearing */
    uint32_t **rules;           /* marks by network rule and instance */
    uint32_t *cells[WZ_ENTITIES];
} wz_follower;

/* Marks live in the arena. False when memory is short. */
bool wz_follower_begin(wz_follower *f, wz_entry *e, wz_arena *arena);
/* Call `found` once for each attribute that the conclusion rests on, read on the way or standing behind one that is. */
void wz_follow(wz_follower *f, const wz_about *about);

#endif
