/* One line that is written over again and again. A second signal ends the process at once. */
#include "cli/progress.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t stopped_by;

static void on_signal(int number)
{
    stopped_by = number;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void wz_cli_progress_begin(wz_cli_progress *progress, wz_cli_language language, const char *label)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    struct sigaction before;
    const int numbers[] = {SIGINT, SIGTERM};
    for (int i = 0; i < 2; i++) {
        /* one that is ignored stays so: a job in the background */
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(numbers[i], &action, NULL);
    }
    double now = seconds();
    *progress = (wz_cli_progress){language, label, false, now, now};
}

static void draw(const wz_cli_progress *progress, double passed, uint64_t done, uint64_t all, uint64_t rows)
{
    enum { WHOLE = 100, MINUTE = 60 };
    fprintf(stderr, "\r%s %" PRIu64 "%s", progress->label, rows, wz_cli_say(progress->language, " 行", " rows"));
    if (passed > 0)
        fprintf(stderr, "%s%.0f%s", wz_cli_say(progress->language, "，每秒 ", ", "), (double)rows / passed,
                wz_cli_say(progress->language, " 行", " a second"));
    if (all > 0 && done > 0 && done <= all) {
        double left = passed * (double)(all - done) / (double)done;
        fprintf(stderr, "%s%.0f%%", wz_cli_say(progress->language, "，已完成 ", ", "),
                (double)done * WHOLE / (double)all);
        fprintf(stderr, wz_cli_say(progress->language, "，约余 %d:%02d", ", %d:%02d left"), (int)left / MINUTE,
                (int)left % MINUTE);
    }
    fputs("\033[K", stderr);
    fflush(stderr);
}

bool wz_cli_progress_show(wz_cli_progress *progress, uint64_t done, uint64_t all, uint64_t rows)
{
    const double between = 0.2;
    double now = seconds();
    if (now - progress->last >= between && isatty(STDERR_FILENO)) {
        draw(progress, now - progress->began, done, all, rows);
        progress->last = now;
        progress->shown = true;
    }
    return !stopped_by;
}

void wz_cli_progress_end(wz_cli_progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}

bool wz_cli_interrupted(void)
{
    return stopped_by != 0;
}

void wz_cli_end_by_signal(void)
{
    if (stopped_by) {
        signal(stopped_by, SIG_DFL);
        raise(stopped_by);
    }
}
