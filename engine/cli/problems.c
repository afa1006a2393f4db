/* How problems look in a terminal, and what the program's exit status makes of a result code. */
#include "cli/problems.h"

#include "cli/commands.h"
#include "wenze/law.h"

#include <stdio.h>

static void print_place(const wz_place *place)
{
    fputs(place->file, stderr);
    if (place->line)
        fprintf(stderr, ":%u", place->line);
    if (place->line && place->column)
        fprintf(stderr, ":%u", place->column);
    fputs(": ", stderr);
}

static void print_problem(wz_cli_language language, const wz_problem *problem)
{
    if (problem->place_count && problem->places[0].file)
        print_place(&problem->places[0]);
    if (problem->severity != WZ_ERROR)
        fputs(problem->severity == WZ_WARNING ? wz_cli_say(language, "警告：", "warning: ")
                                              : wz_cli_say(language, "说明：", "note: "),
              stderr);
    char *text = NULL;
    wz_problem_text(&text, problem, language == WZ_CLI_EN ? WZ_LANGUAGE_EN : WZ_LANGUAGE_ZH);
    fprintf(stderr, "%s: %s\n", problem->id, text ? text : problem->message);
    wz_text_free(text);
    for (size_t i = 1; i < problem->place_count; i++) {
        fputs("  ", stderr);
        print_place(&problem->places[i]);
        fputs(wz_cli_say(language, "另见此处\n", "see also here\n"), stderr);
    }
}

void wz_cli_print_problems(wz_cli_language language, const wz_diag *diag, int code, const char *subject)
{
    for (size_t i = 0; diag && i < wz_diag_count(diag); i++)
        print_problem(language, wz_diag_at(diag, i));
    if (code == WZ_OK || (diag && wz_diag_errors(diag)))
        return;
    const char *why = code == WZ_ENOMEM   ? wz_cli_say(language, "内存不足", "out of memory")
                      : code == WZ_ELIMIT ? wz_cli_say(language, "超出限度", "a limit was reached")
                      : code == WZ_EIO    ? wz_cli_say(language, "读写失败", "could not be read or written")
                      : code == WZ_EINPUT ? wz_cli_say(language, "输入有误", "bad input")
                                          : wz_cli_say(language, "内部错误", "internal error");
    fprintf(stderr, "wenze: %s: %s\n", subject, why);
}

int wz_cli_status(int code)
{
    switch (code) {
    case WZ_OK: return WZ_EXIT_OK;
    case WZ_EINPUT:
    case WZ_ELIMIT: return WZ_EXIT_INPUT;
    default: return WZ_EXIT_FAILURE;
    }
}
