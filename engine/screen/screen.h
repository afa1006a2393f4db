/* Screening: the same answers as eligibility (assess/eligibility.h), person after person, at the speed of a table.
 *
 * What a sanction bars on the day asked depends, for most, on two things: its kind, and the day on which it took effect. So the
 * bars are read once from the law's network, for each kind and each run of days between two versions of a norm, and laid down
 * in a table: for a kind and a step, the runs of effective days on which the day asked is barred, perhaps barred or free. A
 * person is then a few comparisons; days are reckoned only for those who are barred. Whatever the table cannot settle
 * (a bar that reads other facts, a matter with a veto, a rescission, a decision after the day asked …) goes through the
 * ordinary engine. Nothing of the law stands here: what the table may hold is told by what the compiled conditions read.
 * Source: docs/semantics.md, sections 5 and 8. */
#ifndef WZ_SCREEN_SCREEN_H
#define WZ_SCREEN_SCREEN_H

#include "assess/record_case.h"

/* What is asked of everybody. Borrowed for as long as the table lives. */
typedef struct {
    const size_t *steps;        /* of the frame */
    size_t step_count;          /* 1 to WZ_SCREEN_STEPS */
    wz_ask ask;                 /* complete_to: for people whose record declares nothing itself */
    const char *jurisdiction;   /* of people whose records name no place; NULL = none */
    const char *const *regimes; /* to read beside what place and days bring */
    size_t regime_count;
    bool always_engine;         /* answer through the ordinary engine only; for tests and measurements */
} wz_screen_options;

enum { WZ_SCREEN_STEPS = 64 };

/* One person's answer for one step; as wz_verdict. */
typedef struct {
    wz_answer answer;
    wz_why why;
    wz_day_range last_barred_day;   /* barred only */
    const wz_rule *deciding;        /* NULL = none */
    const wz_ban_version *version;  /* by which the deciding ban was read; NULL = none */
} wz_screen_answer;

/* The table: immutable once made, shared between threads. */
typedef struct wz_screen_table wz_screen_table;
/* Returns WZ_OK, WZ_ENOMEM, or what the engine says against reading the law. `engine` is borrowed. */
int wz_screen_table_new(wz_screen_table **out, const wz_engine *engine, const wz_screen_options *options, wz_diag *diag);
void wz_screen_table_free(wz_screen_table *screen);     /* accepts NULL */

/* One thread's work by a table. */
typedef struct wz_screener wz_screener;
wz_screener *wz_screener_new(const wz_screen_table *screen);  /* NULL when memory is short */
void wz_screener_free(wz_screener *screener);

/* Answer for one record, a step after the other. Returns WZ_OK, WZ_ENOMEM, or WZ_ELIMIT for a record beyond what one person
 * may bring, which diag then names. */
int wz_screen_record(wz_screener *screener, const wz_person_record *record, wz_screen_answer *answers, wz_diag *diag);
/* The same, but only where the table alone can tell; else false. Values of the record need not be there. */
bool wz_screen_record_by_table(const wz_screener *screener, const wz_person_record *record, wz_screen_answer *answers);
/* How many records went through the ordinary engine so far. */
size_t wz_screener_by_engine(const wz_screener *screener);

/* --- rows without anything but kinds and days, for rosters in memory --- */

/* A sanction that took effect on a known day; nothing else is stated of it. */
typedef struct {
    uint16_t kind;              /* index among the values of the enumeration of kinds */
    int32_t day;                /* effective */
} wz_screen_sanction;

/* A block of persons: the sanctions of person i are items[first[i]] to items[first[i + 1] - 1]. complete_to[i]: INT32_MIN =
 * not declared. */
typedef struct {
    const wz_screen_sanction *items;
    const uint32_t *first;
    const int32_t *complete_to;
    size_t count;
} wz_screen_rows;

/* What is written for each person: a wz_answer, or WZ_SCREEN_ASK where the table cannot tell (the record must be asked); and for
 * the barred the last barred day, INT32_MAX where it has no known end. */
enum { WZ_SCREEN_ASK = 0xFF };
/* Answer a block for the step at an index of the options. */
void wz_screen_rows_answer(const wz_screen_table *screen, size_t step, const wz_screen_rows *rows, uint8_t *answers,
                           int32_t *last_barred_day);

#endif
