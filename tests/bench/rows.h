/* The measured rows of the speed goals, each printed where it stands. */
#ifndef WZ_TESTS_BENCH_ROWS_H
#define WZ_TESTS_BENCH_ROWS_H

#include "bench.h"

#include "wenze/law.h"

enum { CASES = 10000 };

#define BENCH_LAW "tests/bench/law"
#define BENCH_CLIPS BENCH_LAW "/rules.clp"
#define BENCH_DEMO "cases/bj2019/several-people/case.xml"

/* What all rows work on. */
typedef struct {
    bench_case *cases;              /* CASES of them */
    const struct wz_network *network;
    bench_wenze *wenze;
    bench_clips *clips;
    bench_record *records;          /* RECORDS_MOST of them */
    wz_rules *rules;                /* the real law */
} bench_bench;

void bench_memory(const bench_bench *bench);        /* row 1 */
void bench_files(const bench_bench *bench);         /* row 2 */
void bench_process(const char *self, const char *program);     /* row 3 */
void bench_growth_cases(const bench_bench *bench);  /* row 4 */
void bench_growth_files(const bench_bench *bench);  /* row 4 */
void bench_register(const bench_bench *bench);      /* row 8 */
void bench_what_if(const bench_bench *bench);       /* row 9 */
void bench_questions(const bench_bench *bench);     /* beside row 9: questions that the plans of an interview save */
void bench_threads(const bench_bench *bench);       /* row 11 */

void bench_screen_memory(const bench_bench *bench); /* rows 5 and 4 */
void bench_screen_files(const bench_bench *bench);  /* row 6 */
void bench_screen_growth(const char *program);      /* rows 7 and 4 */

/* --- csv_copy.c --- */
/* Copy a CSV file row by row; returns how many there were. */
size_t bench_csv_copy(const char *from, const char *to);

#endif
