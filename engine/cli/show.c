/* `wenze show`: a rule beside the words of its article; an attribute; a regulation's list of rules. */
#include "wenze/check.h"

#include "cli/commands.h"
#include "cli/common.h"
#include "cli/problems.h"

#include <stdio.h>

typedef struct {
    wz_cli_common common;
    char **ids;
    int id_count;
} arguments;

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    arguments *a = state->input;
    (void)text;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &a->common; return 0;
    case ARGP_KEY_ARGS:
        a->ids = state->argv + state->next;
        a->id_count = state->argc - state->next;
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(
            state, "%s",
            wz_cli_say(a->common.language, "要给出规则、规定或事实的编号", "name a rule, regulation or attribute"));
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static int show_all(const arguments *a, const wz_rules *rules)
{
    int worst = WZ_OK;
    for (int i = 0; i < a->id_count; i++) {
        wz_diag *diag = wz_diag_new();
        char *text = NULL;
        int code = wz_show(&text, NULL, rules, a->ids[i], wz_cli_library_language(a->common.language), diag);
        if (text)
            printf("%s%s", i ? "\n" : "", text);
        wz_cli_print_problems(a->common.language, diag, code, a->ids[i]);
        wz_text_free(text);
        wz_diag_free(diag);
        if (code != WZ_OK)
            worst = code;
    }
    return worst;
}

int wz_cli_show(int argc, char **argv)
{
    arguments a = {.common.language = wz_cli_language_find(argc, argv)};
    bool zh = a.common.language == WZ_CLI_ZH;
    const struct argp_child children[] = {{wz_cli_common_argp(a.common.language), 0, NULL, 0}, {0}};
    const struct argp argp = {
        .parser = parse_option,
        .children = children,
        .args_doc = zh ? "编号…" : "ID…",
        .doc = zh ? "对照条文显示规则：条文原文、用文字读出的条件、例外、读法及其另一读法。"
                  : "Show a rule beside the words of its article: its condition read out, its exceptions, "
                    "its readings and their alternatives."};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    wz_rules *rules = NULL;
    int code = wz_cli_open_rules(&rules, &a.common);
    if (code == WZ_OK)
        code = show_all(&a, rules);
    wz_rules_close(rules);
    return wz_cli_status(code);
}
