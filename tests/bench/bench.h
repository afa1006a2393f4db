/* What the measurements share: neutral cases that every engine reads, and what each engine must give back.
 *
 *   cases (one generator) → wenze | CLIPS | C by hand → truths, compared first and measured afterwards
 *
 * A case is one incident and one to five people; a fact is eight bytes that name no engine. What is not stated is not
 * there. All engines hold the rules of law/bench.xml, numbered as they stand in it. */
#ifndef WZ_TESTS_BENCH_H
#define WZ_TESTS_BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    INCIDENT_FACTS = 5,     /* i0..i3, deaths */
    DEATHS = 4,
    PERSON_FACTS = 33,      /* x0..x31, status */
    STATUS = 32,
    PEOPLE_MOST = 5,
    SANCTIONS_MOST = 6
};

/* Rules by number. */
enum {
    GROUNDS = 10,
    EXEMPTION_1 = 10,
    MUST_EXEMPTIONS = 3,
    HEAVIER_1 = 14,
    LIGHTER_1 = 19,
    LIFETIME = 22,
    VETO,
    FORM,
    REFERRAL,
    PROCEDURE_1,
    AUTHORITY_1 = 31,
    AUTHORITIES = 4,
    BAN_1 = 35,
    BANS = 6,
    RULES = 41
};

/* Conclusions on one person: RULES before the bans, then the bans by sanction. */
enum { CONCLUSIONS = BAN_1 + BANS * SANCTIONS_MOST };

typedef enum { ABOUT_INCIDENT, ABOUT_PERSON, ABOUT_POST, ABOUT_SANCTION } bench_entity;

/* Attributes: of the incident 0..4, of the person 0..32, of the post 0 role and 1 level, of a sanction 0 kind. */
typedef struct {
    uint8_t entity;
    uint8_t attribute;
    uint16_t index;     /* which sanction */
    int32_t value;      /* yes/no as 1 or 0; deaths; an enumeration's value by number */
} bench_fact;

typedef struct {
    const bench_fact *facts;
    uint32_t count;
    uint32_t sanctions;
} bench_person;

typedef struct {
    const bench_fact *facts;    /* of the incident */
    uint32_t count;
    uint32_t people;
    bench_person person[PEOPLE_MOST];
} bench_case;

extern const char *const bench_roles[], *const bench_levels[], *const bench_kinds[], *const bench_statuses[];
enum { ROLES = 6, LEVELS = 4, STATUSES = 4 };

typedef enum { IS_FALSE, IS_TRUE, IS_UNKNOWN } bench_truth;

/* What a finding's record holds. */
typedef struct {
    uint32_t person;
    uint16_t rule;
    uint16_t binding;       /* which sanction */
    uint8_t truth;
    uint8_t condition;
    uint16_t spare;
    uint32_t defeaters;     /* bits of the must-exemptions that reach it and are not false */
} bench_record;

enum { RECORDS_MOST = PEOPLE_MOST * CONCLUSIONS };

/* By person, then by conclusion. */
typedef uint8_t bench_truths[PEOPLE_MOST][CONCLUSIONS];

/* --- cases.c: the same cases on every machine --- */
bench_case *bench_cases_new(uint32_t count);
void bench_cases_free(bench_case *cases);
uint32_t bench_random(uint64_t *state, uint32_t below);

/* --- case_text.c: case files for the real law --- */
typedef struct {
    char *bytes;
    size_t length;
} bench_text;
/* One case with so many people; the first of them has so many duty records. Ends the program where memory is short. */
bench_text bench_case_text(uint64_t seed, uint32_t people, uint32_t records);

/* --- by_hand.c --- */
size_t bench_by_hand(const bench_case *subject, bench_record *records);     /* returns how many are not false */
void bench_by_hand_bare(const bench_case *subject, uint64_t out[PEOPLE_MOST]);
void bench_by_hand_truths(const bench_case *subject, bench_truths out);

/* --- by_clips.c --- */
typedef struct bench_clips bench_clips;
bench_clips *bench_clips_new(const char *rules);    /* NULL where the file cannot be loaded; said on standard error */
void bench_clips_free(bench_clips *clips);
/* Reset, assert, run; true conclusions are set in out, all others IS_FALSE. out may be NULL. Returns how many are true. */
size_t bench_by_clips(bench_clips *clips, const bench_case *subject, bench_truths out);
/* The whole work of a process: environment, rules, one case, its conclusions on standard output. */
int bench_clips_process(const char *rules);

/* --- by_wenze.c --- */
struct wz_network;
typedef struct bench_wenze bench_wenze;
struct wz_law;
/* One thread's work over a shared network. NULL where memory is short or the law is not the bench's. */
bench_wenze *bench_wenze_new(const struct wz_network *network);
void bench_wenze_free(bench_wenze *wenze);
size_t bench_by_wenze(bench_wenze *wenze, const bench_case *subject, bench_record *records);
void bench_by_wenze_truths(bench_wenze *wenze, const bench_case *subject, bench_truths out);

/* --- measure.c --- */
double bench_wall(void);                /* seconds */
double bench_cpu(void);                 /* seconds of this thread */
double bench_median(double *values, size_t count);      /* sorts them */
/* Print one row: what, the measured ratio, its must and its aim; at_least says which side is better. */
void bench_row(const char *what, double measured, double must, double aim, bool at_least);

#endif
