/* `wenze test`: worked cases against their expected results. */
#include "wenze/test.h"

#include "cli/commands.h"
#include "cli/common.h"
#include "cli/problems.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { OPTION_CASE = 256 };

typedef struct {
    wz_cli_common common;
    const char *directory; /* or a table */
    const char *base;
} arguments;

static const struct argp_option options_zh[] = {
    {"case", OPTION_CASE, "案件.xml", 0, "场景表中没有写明案件的行，以此为基础案件", 0},
    {0},
};

static const struct argp_option options_en[] = {
    {"case", OPTION_CASE, "CASE.xml", 0, "the case of those rows of a scenario table that name none", 0},
    {0},
};

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    arguments *a = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &a->common; return 0;
    case OPTION_CASE: a->base = text; return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 0)
            argp_usage(state);
        a->directory = text;
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

/* Worked cases lie in a folder; anything else that is there is a table. */
static bool is_table(const char *path)
{
    struct stat about;
    return strcmp(path, "-") == 0 || (stat(path, &about) == 0 && !S_ISDIR(about.st_mode));
}

int wz_cli_test(int argc, char **argv)
{
    arguments a = {.common.language = wz_cli_language_find(argc, argv), .directory = "cases"};
    bool zh = a.common.language == WZ_CLI_ZH;
    const struct argp_child children[] = {{wz_cli_common_argp(a.common.language), 0, NULL, 0}, {0}};
    const struct argp argp = {
        .options = zh ? options_zh : options_en,
        .parser = parse_option,
        .children = children,
        .args_doc = zh ? "[目录|场景表.csv]" : "[DIR|TABLE.csv]",
        .doc = zh ? "运行目录（缺省 "
                    "cases）下的所有案例，与预期结果比较，并列出案例没有覆盖到的规则；或者逐行运行场景表（CSV、XLSX）。"
                  : "Run the worked cases below a directory (default: cases), compare them with what is "
                    "expected, and list the rules that they leave untested; or run the scenarios of a table "
                    "(CSV or XLSX), one a row."};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    wz_rules *rules = NULL;
    int code = wz_cli_open_rules(&rules, &a.common);
    if (code != WZ_OK)
        return wz_cli_status(code);
    wz_diag *diag = wz_diag_new();
    wz_test_tally tally = {0};
    char *text = NULL;
    wz_language language = wz_cli_library_language(a.common.language);
    code = is_table(a.directory) ? wz_test_table(&text, &tally, rules, a.directory, a.base, language, diag)
                                 : wz_test(&text, &tally, rules, a.directory, language, diag);
    wz_cli_print_problems(a.common.language, diag, code, a.directory);
    if (code == WZ_OK)
        printf("%s%zu passed, %zu failed\n", text, tally.passed, tally.failed);
    wz_text_free(text);
    wz_rules_close(rules);
    wz_diag_free(diag);
    return code != WZ_OK ? wz_cli_status(code) : tally.failed ? WZ_EXIT_NO : WZ_EXIT_OK;
}
