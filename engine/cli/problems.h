/* Problems on standard error, one a line: file:line:column: what is wrong; what to do [ID]. */
#ifndef WZ_CLI_PROBLEMS_H
#define WZ_CLI_PROBLEMS_H

#include "cli/language.h"
#include "wenze/base.h"

/* Print a list; where a call failed and the list has no error of its own, say what the code means about `subject`. */
void wz_cli_print_problems(wz_cli_language language, const wz_diag *diag, int code, const char *subject);

/* The exit status for a result code. */
int wz_cli_status(int code);

#endif
