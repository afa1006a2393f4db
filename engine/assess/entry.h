/* Private to assess/: one person under one regulation, on the way from facts to a result. */
#ifndef WZ_ASSESS_ENTRY_H
#define WZ_ASSESS_ENTRY_H

#include "assess/assess.h"
#include "chain/memory.h"

/* What an earlier result of the same opening says, where it is known still to be so: those parts are not read again. */
typedef struct {
    const wz_regime_result *last;
    const bool *again;          /* by network rule: its findings are to be read again */
    bool outcome, bans, measures, veto, shortfalls, warnings;
} wz_known;

typedef struct wz_entry {
    const wz_case *subject;
    const wz_case_person *person;
    const wz_network *net;
    wz_memory *memory;
    wz_arena *arena;            /* the assessment's */
    size_t book;
    wz_day as_of;
    wz_day_range conduct_from, conduct_to;
    wz_truth in_force;          /* the rulebook, on the days of the conduct */
    wz_applicability applicability;
    const wz_case_entity *post; /* the one that brings the person in scope */
    bool governing, hypothetical, baseline;
    bool as_if;                 /* does not bear, but is applied as if it did: in its place, in force, to a post held then */
    bool duty_facts;            /* facts about duties that name no text count here */
    bool reasons_all;
    bool plain;                 /* neither reasons nor open questions are read */
    bool failed;                /* memory ran out */
    const wz_known *known;      /* NULL: everything is read */
    const wz_measure_result *bars;  /* by measure of the frame: bars known already, of entries whose `bars` is set; NULL */
} wz_entry;

static inline const wz_vocabulary *wz_entry_vocabulary(const wz_entry *e)
{
    return e->net->law->vocabulary;
}

static inline const wz_rulebook *wz_entry_book(const wz_entry *e)
{
    return e->net->book;
}

/* A growing list of strings in an arena. */
typedef struct {
    const char **items;
    size_t count, capacity;
} wz_string_list;

/* facts.c */
/* Lay the case's facts into a fresh memory. Facts about duties that name no text only where `duty_facts` is set. */
int wz_entry_load(wz_entry *e);
/* Add the facts about duties that name no text, once it is known that they count here. */
void wz_entry_load_duty_facts(wz_entry *e);
/* State one attribute of one entity anew, as the entry's case now says it. */
void wz_entry_restate(wz_entry *e, wz_entity_kind kind, uint32_t index, int attribute);
/* The case's entity behind a row. */
const wz_case_entity *wz_entry_entity(const wz_entry *e, const wz_row *row);
/* Whether a fact of an entity counts under this regulation and in the subject incident. */
bool wz_entry_counts(const wz_entry *e, wz_entity_kind kind, const wz_fact *fact);
/* The closure of a person's list of which [from, to] is a part, for an activity (NULL = any); NULL where open. */
const wz_closure *wz_entry_closed(const wz_entry *e, const char *list, const char *activity, wz_day from, wz_day to);

/* scope.c */
/* The days of the conduct, whether the regulation was in force then, the posts held; before the first run. */
void wz_entry_conduct(wz_entry *e);
/* Whether the regulation bears on the person; after the first run. */
void wz_entry_applicability(wz_entry *e);
/* Whether the regulation bears on one post. */
wz_truth wz_entry_post_in_scope(const wz_entry *e, uint32_t post);
/* Whether a period can be (or surely is) met by [from, to]. */
wz_truth wz_force_on(wz_period force, wz_day_range from, wz_day_range to);
/* A date value as a range of days. */
wz_day_range wz_range_of(feel_value date);
feel_value wz_value_of_range(wz_arena *arena, wz_day_range range);

/* duties.c */
/* Count every duty that binds the person; also feeds the attribute with role "shortfall". */
feel_value wz_entry_shortfall(void *entry, wz_memory *memory);
void wz_entry_shortfalls(wz_entry *e, wz_regime_result *out);
/* The duty rules that the shortfall attribute's value comes from: those short where it is proven, else all counted. */
void wz_entry_duties_behind(wz_entry *e, bool proven, wz_string_list *out);

/* bans.c */
void wz_entry_bans(wz_entry *e, wz_regime_result *out);
void wz_entry_measures(wz_entry *e, wz_regime_result *out);
/* The bars of every measure of the frame, for `bars`: they hold for as long as nothing changes that ban rules read. NULL when
 * memory is short. */
const wz_measure_result *wz_entry_all_bars(wz_entry *e);
void wz_entry_veto(wz_entry *e, wz_regime_result *out);
/* Whether a sanction starts the time of the regulation's veto; false where it has none. */
wz_truth wz_entry_veto_starts(wz_entry *e, uint32_t sanction);
/* Whether two steps are of one family, so that bars on one give the veto's window on the other. */
bool wz_same_family(const wz_frame *frame, const wz_step *step, const char *other);

/* reasons.c */
/* A value that outlives the working memory: what it points to is copied. */
feel_value wz_keep_value(wz_arena *arena, feel_value v);
const wz_because *wz_entry_because(wz_entry *e, uint32_t rule, uint32_t instance);
wz_strings wz_entry_defeaters(wz_entry *e, const uint32_t *rules, size_t count);

/* outcome.c */
typedef struct {
    const char *name;           /* NULL = none */
    wz_text label;
    wz_strings possible;
    bool marked;                /* its being unknown rests on a contradiction */
} wz_outcome;
wz_outcome wz_entry_outcome(wz_entry *e);
/* The outcome's name alone, without allocation: for questions. */
const char *wz_entry_outcome_name(wz_entry *e);
const char *wz_entry_route(wz_entry *e);
void wz_entry_warnings(wz_entry *e, wz_regime_result *out);
/* Their order in the result, for qsort(). */
int wz_warning_order(const void *a, const void *b);

/* questions.c */
void wz_entry_questions(wz_entry *e, wz_regime_result *out);

/* result.c */
int wz_entry_result(wz_entry *e, wz_regime_result *out);

bool wz_push_string(wz_arena *arena, wz_string_list *list, const char *text);
/* Put ids in order, as lists of them stand in the result. */
void wz_sort_strings(wz_string_list *list);

#endif
