/* Reading lines from a person: with editing and history on a terminal, plainly from a pipe. */
#ifndef WZ_CLI_LINES_H
#define WZ_CLI_LINES_H

typedef struct wz_cli_lines wz_cli_lines;

/* NULL when memory is short. */
wz_cli_lines *wz_cli_lines_open(void);
void wz_cli_lines_close(wz_cli_lines *lines);   /* accepts NULL */

/* Ask with a prompt and give the answer without its line end; NULL at the end of the input. Good until the next call.
 * From a pipe the prompt is printed too, and the answer behind it, so that a transcript reads like a session. */
const char *wz_cli_lines_ask(wz_cli_lines *lines, const char *prompt);

#endif
