/* Lines from a person. libedit edits them where standard input and output are a terminal. */
#include "cli/lines.h"

#include "base/alloc.h"

#include <histedit.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct wz_cli_lines {
    EditLine *edit; /* NULL: not a terminal */
    History *history;
    const char *prompt;
    char *line;
    size_t room;
};

static char *prompt_of(EditLine *edit)
{
    wz_cli_lines *lines = NULL;
    el_get(edit, EL_CLIENTDATA, &lines);
    static char prompt[256];
    snprintf(prompt, sizeof prompt, "%s", lines ? lines->prompt : "");
    return prompt;
}

static void begin_editing(wz_cli_lines *lines)
{
    HistEvent event;
    lines->edit = el_init("wenze", stdin, stdout, stderr);
    lines->history = lines->edit ? history_init() : NULL;
    if (!lines->history)
        return;
    history(lines->history, &event, H_SETSIZE, 100);
    el_set(lines->edit, EL_CLIENTDATA, lines);
    el_set(lines->edit, EL_PROMPT, prompt_of);
    el_set(lines->edit, EL_EDITOR, "emacs");
    el_set(lines->edit, EL_HIST, history, lines->history);
}

wz_cli_lines *wz_cli_lines_open(void)
{
    wz_cli_lines *lines = wz_calloc(1, sizeof *lines);
    if (lines && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
        begin_editing(lines);
    return lines;
}

void wz_cli_lines_close(wz_cli_lines *lines)
{
    if (!lines)
        return;
    if (lines->history)
        history_end(lines->history);
    if (lines->edit)
        el_end(lines->edit);
    free(lines->line);
    wz_free(lines);
}

static const char *edited(wz_cli_lines *lines)
{
    int length = 0;
    HistEvent event;
    const char *read = el_gets(lines->edit, &length);
    if (!read || length <= 0)
        return NULL;
    if (lines->history && strspn(read, " \t\r\n") < strlen(read))
        history(lines->history, &event, H_ENTER, read);
    char *copy = realloc(lines->line, (size_t)length + 1);
    if (!copy)
        return NULL;
    lines->line = copy;
    memcpy(copy, read, (size_t)length);
    copy[length] = '\0';
    return copy;
}

static const char *plain(wz_cli_lines *lines)
{
    fputs(lines->prompt, stdout);
    fflush(stdout);
    bool got = getline(&lines->line, &lines->room, stdin) >= 0;
    if (!got) {
        putchar('\n');
        return NULL;
    }
    fputs(lines->line, stdout);
    return lines->line;
}

const char *wz_cli_lines_ask(wz_cli_lines *lines, const char *prompt)
{
    lines->prompt = prompt;
    const char *line = lines->edit ? edited(lines) : plain(lines);
    if (line)
        lines->line[strcspn(lines->line, "\r\n")] = '\0';
    return line;
}
