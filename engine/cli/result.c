/* A result on its way out. */
#include "cli/result.h"

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/problems.h"
#include "wenze/law.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

void wz_cli_today(char *out)
{
    time_t now = time(NULL);
    struct tm local;
    strftime(out, 11, "%Y-%m-%d", localtime_r(&now, &local));
}

unsigned wz_cli_terminal_width(void)
{
    enum { WIDEST = 120 };
    struct winsize size;
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        return 0;
    return size.ws_col < WIDEST ? size.ws_col : WIDEST;
}

int wz_cli_result(wz_cli_language language, int code, char *text, size_t length, const char *output, const char *input,
                  const wz_diag *diag)
{
    int status = wz_cli_status(code);
    if (code == WZ_OK && output)
        status = wz_cli_write_file(language, output, input, text, length);
    else if (code == WZ_OK)
        fwrite(text, 1, length, stdout);
    wz_cli_print_problems(language, diag, code, input);
    wz_text_free(text);
    return status;
}
