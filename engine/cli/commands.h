/* The program's commands, one a file: each takes its own arguments (argv[0] is "wenze NAME", for messages; a --lang given
 * before the command stands among its own options) and returns an exit status. A failed write to standard output is seen
 * at exit and makes it WZ_EXIT_FAILURE. Source: docs/wenze.1, EXIT STATUS. */
#ifndef WZ_CLI_COMMANDS_H
#define WZ_CLI_COMMANDS_H

enum {
    WZ_EXIT_OK = 0,            /* done, or yes */
    WZ_EXIT_NO = 1,            /* no, or a check failed */
    WZ_EXIT_USAGE = 2,         /* wrong usage */
    WZ_EXIT_INPUT = 3,         /* bad input */
    WZ_EXIT_FAILURE = 4,       /* an internal or I/O error */
    WZ_EXIT_UNDETERMINED = 5   /* neither yes nor no */
};

int wz_cli_account(int argc, char **argv);
int wz_cli_ask(int argc, char **argv);
int wz_cli_assess(int argc, char **argv);
int wz_cli_case(int argc, char **argv);
int wz_cli_check(int argc, char **argv);
int wz_cli_compare(int argc, char **argv);
int wz_cli_explain(int argc, char **argv);
int wz_cli_duties(int argc, char **argv);
int wz_cli_eligible(int argc, char **argv);
int wz_cli_feel(int argc, char **argv);
int wz_cli_report(int argc, char **argv);
int wz_cli_serve(int argc, char **argv);
int wz_cli_register(int argc, char **argv);
int wz_cli_screen(int argc, char **argv);
int wz_cli_show(int argc, char **argv);
int wz_cli_test(int argc, char **argv);
int wz_cli_walk(int argc, char **argv);
int wz_cli_what_if(int argc, char **argv);

#endif
