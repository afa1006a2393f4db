/* How kept cases, assessments and log entries look in a terminal. Private to `wenze case`. */
#ifndef WZ_CLI_CASE_PRINT_H
#define WZ_CLI_CASE_PRINT_H

#include "cli/language.h"
#include "wenze/case_store.h"

/* The payload of the functions below. */
typedef struct {
    wz_cli_language language;
    size_t count;           /* lines printed */
} wz_cli_list;

/* Room for a local time, "2026-11-28 21:17:27". */
enum { WZ_CLI_TIME = 32 };
const char *wz_cli_time(int64_t milliseconds, char text[WZ_CLI_TIME]);

bool wz_cli_print_case_line(const wz_case_row *row, void *list);
bool wz_cli_print_case_head(const wz_case_row *row, void *list);
bool wz_cli_print_version(const wz_version_row *row, void *list);
bool wz_cli_print_evidence(const wz_kept_evidence *evidence, void *list);
bool wz_cli_print_assessment(const wz_assessment_row *row, void *list);
bool wz_cli_print_hit(const wz_case_row *row, const wz_kept_text *hits, size_t count, void *list);
bool wz_cli_print_entry(const wz_log_row *row, void *list);

#endif
