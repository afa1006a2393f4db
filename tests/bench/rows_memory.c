/* Rows 1, 4 (cases) and 11: the engine in memory, on the neutral cases. Timed by the processor time of the thread, since
 * other work on the machine is none of the engine's. */
#include "rows.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 7, CLIPS_CASES = 1500, HAND_PASSES = 10 };

typedef enum { BY_WENZE, BY_CLIPS, BY_HAND, BY_HAND_BARE, ENGINES } engine;

/* One case by one engine. What comes back goes into a volatile sum, so that no work can be left out. */
static size_t work(const bench_bench *bench, engine by, const bench_case *subject)
{
    uint64_t bare[PEOPLE_MOST] = {0};
    switch (by) {
    case BY_WENZE: return bench_by_wenze(bench->wenze, subject, bench->records);
    case BY_CLIPS: return bench_by_clips(bench->clips, subject, NULL);
    case BY_HAND: return bench_by_hand(subject, bench->records);
    default: bench_by_hand_bare(subject, bare); return (size_t)(bare[0] ^ bare[1] ^ bare[2] ^ bare[3] ^ bare[4]);
    }
}

/* Seconds a case. */
static double measure(const bench_bench *bench, engine by, volatile size_t *sink)
{
    uint32_t cases = by == BY_CLIPS ? CLIPS_CASES : CASES;
    uint32_t passes = by >= BY_HAND ? HAND_PASSES : 1;
    double start = bench_cpu();
    for (uint32_t pass = 0; pass < passes; pass++)
        for (uint32_t i = 0; i < cases; i++)
            *sink += work(bench, by, &bench->cases[i]);
    return (bench_cpu() - start) / cases / passes;
}

void bench_memory(const bench_bench *bench)
{
    static const char *const names[ENGINES] = {"wenze, every finding's record read", "CLIPS, reset for each case",
                                               "C by hand, a 16-byte record for each", "C by hand, no records"};
    double seconds[ENGINES][ROUNDS], median[ENGINES];
    volatile size_t sink = 0;
    for (int round = 0; round < ROUNDS; round++)
        for (int by = 0; by < ENGINES; by++)
            seconds[by][round] = measure(bench, (engine)by, &sink);
    printf("\n1  one core, facts in memory\n");
    for (int by = 0; by < ENGINES; by++) {
        median[by] = bench_median(seconds[by], ROUNDS);
        printf("  %-58s %9.3f us a case, %.0f cases a second\n", names[by], median[by] * 1e6, 1 / median[by]);
    }
    bench_row("times as fast as CLIPS", median[BY_CLIPS] / median[BY_WENZE], 40, 150, true);
    bench_row("part of the speed of C by hand with records", median[BY_HAND] / median[BY_WENZE], 0.1, 1.0 / 3, true);
}

void bench_growth_cases(const bench_bench *bench)
{
    enum { REPEATS = 5 };
    double first = 0, last = 0;
    volatile size_t sink = 0;
    printf("\n4  growth\n");
    for (uint32_t n = 10; n <= 100000; n *= 10) {
        double seconds[REPEATS];
        uint32_t passes = n < CASES ? CASES / n : 1;
        for (int r = 0; r < REPEATS; r++) {
            double start = bench_cpu();
            for (uint32_t pass = 0; pass < passes; pass++)
                for (uint32_t i = 0; i < n; i++)
                    sink = sink + work(bench, BY_WENZE, &bench->cases[(pass * n + i) % CASES]);
            seconds[r] = (bench_cpu() - start) / n / passes;
        }
        last = bench_median(seconds, REPEATS);
        first = n == 10 ? last : first;
        printf("  %6u %-51s %9.3f us a case\n", n, "cases one after the other", last * 1e6);
    }
    bench_row("100,000 cases: time a case against 10 cases", last / first, 1.2, 1.05, false);
}

typedef struct {
    bench_wenze *wenze;
    const bench_case *cases;
    bench_record records[RECORDS_MOST];
    size_t sink;
    double cpu; /* seconds of processor time of the last run */
} worker;

static void *run_worker(void *payload)
{
    worker *own = payload;
    double start = bench_cpu();
    for (uint32_t pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < CASES; i++)
            own->sink += bench_by_wenze(own->wenze, &own->cases[i], own->records);
    own->cpu = bench_cpu() - start;
    return NULL;
}

/* Wall seconds of so many threads, each doing the same work; below 0 where a thread cannot be had. */
static double time_threads(worker *workers, int count)
{
    pthread_t threads[2];
    int started = 0;
    double start = bench_wall();
    while (started < count && pthread_create(&threads[started], NULL, run_worker, &workers[started]) == 0)
        started++;
    for (int i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    return started == count ? bench_wall() - start : -1;
}

static void report_threads(double *one, double *two, double *cpu_one, double *cpu_two)
{
    double alone = bench_median(cpu_one, ROUNDS), beside = bench_median(cpu_two, ROUNDS);
    bench_median(one, ROUNDS);
    bench_median(two, ROUNDS);
    printf("  %-58s %9.3f   (2 = they cost one another nothing)\n", "by the threads' processor time",
           2 * alone / beside);
    bench_row("times the work of one thread, best rounds", 2 * one[0] / two[0], 1.8, 1.95, true);
}

/* By the wall clock, which counts only where both cores are idle: other work takes from two threads what it leaves to one.
 * So the best round of each is compared, and beside it the processor time that the same work took, which shows what the
 * threads cost one another through caches. */
void bench_threads(const bench_bench *bench)
{
    static worker workers[2];
    double one[ROUNDS], two[ROUNDS], cpu_one[ROUNDS], cpu_two[ROUNDS];
    double load = 0;
    getloadavg(&load, 1);
    printf("\n11  two threads sharing one network (load of the machine before: %.1f, of which 1 is this program)\n",
           load);
    for (int i = 0; i < 2; i++)
        workers[i] = (worker){.wenze = bench_wenze_new(bench->network), .cases = bench->cases};
    bool ready = workers[0].wenze && workers[1].wenze;
    for (int round = 0; ready && round < ROUNDS; round++) {
        one[round] = time_threads(workers, 1);
        cpu_one[round] = workers[0].cpu;
        two[round] = time_threads(workers, 2);
        cpu_two[round] = (workers[0].cpu + workers[1].cpu) / 2;
        ready = one[round] > 0 && two[round] > 0;
    }
    if (ready)
        report_threads(one, two, cpu_one, cpu_two);
    else
        printf("  not measured: no memory or no thread to be had\n");
    bench_wenze_free(workers[0].wenze);
    bench_wenze_free(workers[1].wenze);
}
