/* What `wenze case` was asked to do, and the functions that do it. Private to `wenze case`. */
#ifndef WZ_CLI_CASE_WORK_H
#define WZ_CLI_CASE_WORK_H

#include "cli/common.h"
#include "wenze/case_store.h"

#include <stdio.h>

enum { WZ_CLI_CASE_REGIMES = 64 };

typedef struct wz_cli_case_job wz_cli_case_job;

typedef struct {
    const char *name;
    int (*run)(wz_cli_case_job *a, wz_store *store);    /* returns an exit status */
    int least, most;        /* how many words follow; most -1 = any number */
    bool creates;           /* makes the store where there is none */
    bool writes;
    unsigned formats;       /* 1 << wz_format: those of --format that it has */
} wz_cli_case_action;

struct wz_cli_case_job {
    wz_cli_common common;
    wz_store_options store;
    const char *db, *by, *output, *head, *reason, *after;
    const wz_cli_case_action *action;
    char **words;
    int word_count;
    int64_t version, limit;
    bool only_new, xml, yes;
    const char *regimes[WZ_CLI_CASE_REGIMES];
    wz_assess_request ask;
};

/* One of them by its name; NULL where there is none. */
const wz_cli_case_action *wz_cli_case_find(const char *name);

/* Print the problems of one call, free the list, and give the exit status. */
int wz_cli_case_finish(const wz_cli_case_job *a, wz_diag *diag, int code, const char *subject);

/* The head of the audit log, with a word before it. */
void wz_cli_case_head(const wz_cli_case_job *a, FILE *to, const char *head);

/* Those that only look (case_look.c). */
int wz_cli_case_run_list(wz_cli_case_job *a, wz_store *store);
int wz_cli_case_run_show(wz_cli_case_job *a, wz_store *store);
int wz_cli_case_run_search(wz_cli_case_job *a, wz_store *store);
int wz_cli_case_run_history(wz_cli_case_job *a, wz_store *store);

#endif
