/* Long work on a terminal: a line on standard error with how far it has come, how fast, and how long it will take; nothing
 * where standard error is no terminal. And Ctrl-C: the work is told to stop, so that it can leave everything as it was. */
#ifndef WZ_CLI_PROGRESS_H
#define WZ_CLI_PROGRESS_H

#include "cli/language.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    wz_cli_language language;
    const char *label;      /* what is being done; borrowed */
    bool shown;             /* a line stands there */
    double began, last;     /* seconds */
} wz_cli_progress;

/* Begin, and watch for SIGINT and SIGTERM from here on. */
void wz_cli_progress_begin(wz_cli_progress *progress, wz_cli_language language, const char *label);
/* Say how far the work is: `rows` done, and of how much (`all`, in any unit, 0 = not known) `done`. Draws at most some times a
 * second. Returns false once the work is to stop. */
bool wz_cli_progress_show(wz_cli_progress *progress, uint64_t done, uint64_t all, uint64_t rows);
/* Take the line away. */
void wz_cli_progress_end(wz_cli_progress *progress);

/* Whether a signal asked the work to stop; after it is undone, end the process by that signal, as its caller expects. */
bool wz_cli_interrupted(void);
void wz_cli_end_by_signal(void);

#endif
