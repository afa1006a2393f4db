/* Row 3: a whole process, from its start to its end, again and again in turn: wenze with all its rulebooks, and this
 * program as one that only makes a CLIPS environment, loads the bench's rules and runs one case. */
#include "rows.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS = 21 };

/* Wall seconds; below 0 where it cannot be started or fails. */
static double run(const char *program, const char *const *arguments)
{
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status = 0;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return -1;
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    double start = bench_wall();
    int failed = posix_spawn(&child, program, &actions, NULL, (char *const *)(void *)arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed || waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return -1;
    return bench_wall() - start;
}

void bench_process(const char *self, const char *program)
{
    const char *const by_clips[] = {self, "--clips-process", NULL};
    const char *const by_wenze[] = {program, "assess", BENCH_DEMO, NULL};
    double seconds[2][ROUNDS];
    printf("\n3  one case, from the start of the process to its end (wall clock)\n");
    for (int round = 0; round < ROUNDS; round++) {
        seconds[0][round] = run(program, by_wenze);
        seconds[1][round] = run(self, by_clips);
        if (seconds[0][round] < 0 || seconds[1][round] < 0) {
            printf("  not measured: %s does not run\n", seconds[0][round] < 0 ? program : self);
            return;
        }
    }
    double wenze = bench_median(seconds[0], ROUNDS), clips = bench_median(seconds[1], ROUNDS);
    printf("  %-58s %9.2f ms\n  %-58s %9.2f ms\n", "wenze assess, all rulebooks loaded and checked", wenze * 1e3,
           "CLIPS, 44 rules", clips * 1e3);
    bench_row("times the CLIPS process", wenze / clips, 5, 1, false);
}
