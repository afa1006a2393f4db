/* `wenze check`: the law as a whole with its coverage table, or single files against it. */
#include "wenze/check.h"

#include "cli/commands.h"
#include "cli/common.h"
#include "cli/problems.h"

#include <stdio.h>

enum { OPTION_COVERAGE = 256 };

static const struct argp_option options_zh[] = {
    {"coverage", OPTION_COVERAGE, NULL, 0, "列出每一处条文及引用它的规则，而不只是缺的", 0},
    {0},
};

static const struct argp_option options_en[] = {
    {"coverage", OPTION_COVERAGE, NULL, 0, "list every provision with the rules that cite it, not only those missing",
     0},
    {0},
};

typedef struct {
    wz_cli_common common;
    wz_check_request request;
} arguments;

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    arguments *a = state->input;
    (void)text;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &a->common; return 0;
    case OPTION_COVERAGE: a->request.whole_table = true; return 0;
    case ARGP_KEY_ARGS:
        a->request.files = (const char *const *)(state->argv + state->next);
        a->request.file_count = (size_t)(state->argc - state->next);
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

int wz_cli_check(int argc, char **argv)
{
    arguments a = {.request = WZ_CHECK_REQUEST_INIT, .common.language = wz_cli_language_find(argc, argv)};
    bool zh = a.common.language == WZ_CLI_ZH;
    const struct argp_child children[] = {{wz_cli_common_argp(a.common.language), 0, NULL, 0}, {0}};
    const struct argp argp = {
        .options = zh ? options_zh : options_en,
        .parser = parse_option,
        .children = children,
        .args_doc = zh ? "[文件…]" : "[FILE…]",
        .doc = zh ? "检查规则库：格式、名称和类型、引用、不可能成立的规则、循环、冲突、缺标签、条文覆盖。\v"
                    "给出文件时，按其根元素（案件、规则、词汇、框架、条文、情景）逐个检查。"
                  : "Check the law: form, names and types, citations, rules that can never hold, cycles, "
                    "conflicts, missing labels, coverage.\v"
                    "With files, check each by its root element: a case, rulebook, vocabulary, frame, source "
                    "or scenario."};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    a.request.language = wz_cli_library_language(a.common.language);
    a.request.directory = a.common.rules;
    wz_diag *diag = wz_diag_new();
    char *text = NULL;
    int code = wz_check(&text, NULL, &a.request, diag);
    if (text)
        fputs(text, stdout);
    wz_cli_print_problems(a.common.language, diag, code,
                          a.request.directory ? a.request.directory : wz_rules_directory());
    size_t errors = diag ? wz_diag_errors(diag) : 0, all = diag ? wz_diag_count(diag) : 0;
    printf(wz_cli_say(a.common.language, "%zu 个错误，%zu 个警告\n", "%zu errors, %zu warnings\n"), errors,
           all > errors ? all - errors : 0);
    wz_text_free(text);
    wz_diag_free(diag);
    return code == WZ_EINPUT ? WZ_EXIT_NO : wz_cli_status(code);
}
