/* `wenze test`: worked cases against their expected results. */
#include "wenze/test.h"

#include "cli/commands.h"
#include "cli/language.h"
#include "cli/problems.h"

#include <argp.h>
#include <stdio.h>

enum { OPTION_RULES = 256, OPTION_LANG };

static const struct argp_option options_zh[] = {
    {"rules", OPTION_RULES, "目录", 0, "规则目录（缺省：$WENZE_RULES、./rules、安装目录）", 0},
    {"lang", OPTION_LANG, "zh|en", 0, "输出和消息的语言", 0},
    {0},
};

static const struct argp_option options_en[] = {
    {"rules", OPTION_RULES, "DIR", 0, "directory of the law (default: $WENZE_RULES, ./rules, the installed one)", 0},
    {"lang", OPTION_LANG, "zh|en", 0, "language of output and messages", 0},
    {0},
};

typedef struct {
    wz_cli_language language;
    const char *rules;
    const char *directory;
} arguments;

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    arguments *a = state->input;
    switch (key) {
    case OPTION_RULES:
        a->rules = text;
        return 0;
    case OPTION_LANG:
        if (!wz_cli_language_parse(text, &a->language))
            argp_error(state, "%s: %s", wz_cli_say(a->language, "参数值无效", "not a value of this option"), text);
        return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 0)
            argp_usage(state);
        a->directory = text;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int wz_cli_test(int argc, char **argv)
{
    arguments a = {.language = wz_cli_language_find(argc, argv), .directory = "cases"};
    bool zh = a.language == WZ_CLI_ZH;
    const struct argp argp = {.options = zh ? options_zh : options_en, .parser = parse_option,
                              .args_doc = zh ? "[目录]" : "[DIR]",
                              .doc = zh ? "运行目录（缺省 cases）下的所有案例，与预期结果比较，并列出案例没有覆盖到的规则。"
                                        : "Run the worked cases below a directory (default: cases), compare them with what is "
                                          "expected, and list the rules that they leave untested."};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    wz_diag *diag = wz_diag_new();
    wz_rules *rules = NULL;
    wz_test_tally tally = {0};
    char *text = NULL;
    int code = wz_rules_open(&rules, a.rules, diag);
    if (code == WZ_OK)
        code = wz_test(&text, &tally, rules, a.directory, a.language == WZ_CLI_EN ? WZ_LANGUAGE_EN : WZ_LANGUAGE_ZH, diag);
    wz_cli_print_problems(a.language, diag, code, a.directory);
    if (code == WZ_OK)
        printf("%s%zu passed, %zu failed\n", text, tally.passed, tally.failed);
    wz_text_free(text);
    wz_rules_close(rules);
    wz_diag_free(diag);
    return code != WZ_OK ? wz_cli_status(code) : tally.failed ? WZ_EXIT_NO : WZ_EXIT_OK;
}
