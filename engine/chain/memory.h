/* Working memory: the facts of one person under one regulation, and what the rules make of them.
 *
 *   stated slots --settle--> cells --rules--> findings
 *
 * A change of a fact marks the nodes that read it; wz_memory_run() evaluates marked nodes in network order and stops
 * where a re-evaluation gives the same value. Every write is logged with the value before it, so that a what-if is a
 * mark, some changes, a run and an undo, and starting a new case costs what the last one changed.
 * One memory belongs to one thread; the network is shared. Source: docs/semantics.md, sections 2 and 3. */
#ifndef WZ_CHAIN_MEMORY_H
#define WZ_CHAIN_MEMORY_H

#include "chain/network.h"
#include "feel/trace.h"

/* How a stated slot stands. */
typedef enum {
    WZ_UNSTATED,
    WZ_STATED,          /* one value, by established (or refuted yes/no) facts */
    WZ_CONFLICT,        /* established facts give different values */
    WZ_EXAMINED_FALSE   /* nobody stated it, but it was examined: false unless something derives it */
} wz_slot_state;

/* One entity in memory. Its record is what expressions see; `owner` of the record points here. */
typedef struct {
    wz_entity_kind kind;
    uint32_t index;
    const char *id;
    feel_record record;
    feel_value *cells;      /* settled values, by attribute */
    feel_value *stated;     /* what was stated; see wz_memory_state() */
} wz_row;

/* One rule for one binding. The members are a finding's record; condition and holds are kept there. */
typedef struct {
    uint32_t rule;          /* network rule */
    uint32_t instance;
    bool bound;             /* the entity is one that rules bind (a post held on the day) */
    bool perhaps;           /* … but that is not known: nothing then holds for it surely */
    feel_record record;
    feel_value members[WZ_F_MEMBERS];
} wz_fired;

typedef struct wz_memory wz_memory;

/* Gives the value of the attribute with role "shortfall" (a yes/no value or unknown); called when duty rules, posts,
 * duty records or days changed. */
typedef feel_value (*wz_shortfall_fn)(void *payload, wz_memory *memory);

/* A new, blank memory. NULL when memory is short (or an expression broke its limits on blank facts). */
wz_memory *wz_memory_new(const wz_network *network);
void wz_memory_free(wz_memory *memory);

/* Start afresh: so many entities of each kind (incidents: the subject is number 0; one person), all facts unknown, lists
 * open or closed as `open` says, all posts bound. Returns WZ_OK, WZ_ENOMEM. */
typedef struct {
    uint32_t count[WZ_ENTITIES];
    bool open[WZ_ENTITIES];
    bool possible[WZ_ENTITIES];     /* entities of the kind may be bound, but stand in the list only perhaps */
} wz_census;
int wz_memory_begin(wz_memory *memory, const wz_census *census);

void wz_memory_set_id(wz_memory *memory, wz_entity_kind kind, uint32_t index, const char *id);
void wz_memory_set_day(wz_memory *memory, int input, feel_value day);     /* WZ_IN_AS_OF, WZ_IN_CONDUCT_FROM, _TO */
void wz_memory_bind_post(wz_memory *memory, uint32_t index, wz_truth held);
/* Whether a rule may hold at all on the days of its conduct; WZ_TRUE unless set. */
void wz_memory_set_force(wz_memory *memory, uint32_t rule, wz_truth force);
void wz_memory_set_shortfall(wz_memory *memory, wz_shortfall_fn fn, void *payload);

/* State a fact, change it or withdraw it (WZ_UNSTATED). `value` must live as long as the memory's use of it. */
void wz_memory_state(wz_memory *memory, wz_entity_kind kind, uint32_t index, int attribute, wz_slot_state state,
                     feel_value value);
wz_slot_state wz_memory_stated(const wz_row *row, int attribute);

/* Steps of evaluation that are left to this memory and others that share them; counted down by every run. NULL: each run
 * has its own. Borrowed. */
void wz_memory_set_budget(wz_memory *memory, uint64_t *steps);
uint64_t *wz_memory_budget(const wz_memory *memory);

/* Settle what is marked. Returns WZ_OK, WZ_ELIMIT (too many steps) or WZ_ENOMEM. */
int wz_memory_run(wz_memory *memory);

/* Remember this state, and come back to it. Undo needs no run. */
size_t wz_memory_mark(const wz_memory *memory);
void wz_memory_undo(wz_memory *memory, size_t mark);

/* Reading. */
const wz_network *wz_memory_network(const wz_memory *memory);
uint32_t wz_memory_count(const wz_memory *memory, wz_entity_kind kind);
const wz_row *wz_memory_row(const wz_memory *memory, wz_entity_kind kind, uint32_t index);
uint32_t wz_memory_instances(const wz_memory *memory, uint32_t rule);
const wz_fired *wz_memory_fired(const wz_memory *memory, uint32_t rule, uint32_t instance);
/* Whether an exception holds against one instance of a rule: for the same entity where both are bound to one kind, else
 * in any binding that counts. */
feel_value wz_memory_exception(const wz_memory *memory, uint32_t exception, uint32_t rule, uint32_t instance);
wz_truth wz_memory_force(const wz_memory *memory, uint32_t rule);
/* How many rule evaluations have run so far; for tests and measurements. */
uint64_t wz_memory_evaluations(const wz_memory *memory);
/* WZ_OK, or WZ_ENOMEM or WZ_ELIMIT where anything since wz_memory_begin() ran out: what was read then is not whole. */
int wz_memory_status(const wz_memory *memory);
/* Whether some condition gave null on the way (a division by zero, a missing key). */
bool wz_memory_null_condition(const wz_memory *memory, uint32_t rule);
/* Which did, by network rule, to be put back after an undo, which does not know of them. */
void wz_memory_keep_nulls(const wz_memory *memory, bool *out);
void wz_memory_put_nulls(wz_memory *memory, const bool *kept);

/* A value as a truth: true, false, else unknown (null too). */
static inline wz_truth wz_truth_of(feel_value v)
{
    return v.tag != FEEL_BOOLEAN ? WZ_UNKNOWN : v.as.integer ? WZ_TRUE : WZ_FALSE;
}

/* Evaluate a program with a rule's entity bound (row may be NULL), outside the network: readings, dates, fields. The
 * result lives until wz_memory_begin(). */
feel_value wz_memory_evaluate(wz_memory *memory, const feel_program *program, const wz_row *bound);
/* What it rests on; see feel_support(). */
void wz_memory_support(wz_memory *memory, const feel_program *program, const wz_row *bound, bool all, feel_visit visit,
                       void *payload);
/* The value of each of its parts; NULL where the steps or memory ran out. Lives until wz_memory_begin(). */
const feel_part *wz_memory_trace(wz_memory *memory, const feel_program *program, const wz_row *bound);
/* A row that stands for no entity of the case: all unknown. Its cells may be written by the caller. */
wz_row *wz_memory_spare_row(wz_memory *memory, wz_entity_kind kind);

/* settle.c: where a settled value comes from. */
typedef struct {
    wz_fact_source source;
    wz_entity_kind entity;      /* exclusion, implication: the stated attribute that it comes from */
    int attribute;
    uint32_t rule;              /* rule: network rule or define */
    bool by_define;
} wz_origin;
/* Origins of an attribute's value, at most `max`; returns how many. A contradicted attribute gives all of both sides. */
size_t wz_memory_origins(wz_memory *memory, const wz_row *row, int attribute, wz_origin *out, size_t max);
bool wz_memory_contradicted(wz_memory *memory, const wz_row *row, int attribute);

#endif
