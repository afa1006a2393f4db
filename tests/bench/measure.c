/* Clocks, medians and the lines that are printed. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

double bench_wall(void)
{
    return seconds(CLOCK_MONOTONIC);
}

double bench_cpu(void)
{
    return seconds(CLOCK_THREAD_CPUTIME_ID);
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double bench_median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, ascending);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

void bench_row(const char *what, double measured, double must, double aim, bool at_least)
{
    bool meets_aim = at_least ? measured >= aim : measured <= aim;
    bool meets_must = at_least ? measured >= must : measured <= must;
    printf("  %-58s %9.3f   must %s %-7g aim %s %-7g %s\n", what, measured, at_least ? ">=" : "<=", must,
           at_least ? ">=" : "<=", aim,
           meets_aim    ? "meets its aim"
           : meets_must ? "meets its must"
                        : "MISSES its must");
}
