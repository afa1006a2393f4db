/* What commands with one result have in common: today's day, the width of the screen, printing or writing the result. */
#ifndef WZ_CLI_RESULT_H
#define WZ_CLI_RESULT_H

#include "cli/language.h"
#include "wenze/base.h"

#include <stddef.h>

/* The local day as YYYY-MM-DD; `out` has room for 11 characters. */
void wz_cli_today(char *out);

/* Columns of the terminal, up to what reads well; 0 where standard output goes elsewhere. */
unsigned wz_cli_terminal_width(void);

/* Print a result that a call gave, or write it to a file (NULL: standard output), and the problems; frees the text. `input`, the
 * file that was read, is never overwritten. Returns the exit status. */
int wz_cli_result(wz_cli_language language, int code, char *text, size_t length, const char *output, const char *input,
                  const wz_diag *diag);

#endif
