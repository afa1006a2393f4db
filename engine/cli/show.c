/* `wenze show`: a rule beside the words of its article; an attribute; a regulation's list of rules. */
#include "wenze/check.h"

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
    char **ids;
    int id_count;
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
    case ARGP_KEY_ARGS:
        a->ids = state->argv + state->next;
        a->id_count = state->argc - state->next;
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "%s", wz_cli_say(a->language, "要给出规则、规定或事实的编号", "name a rule, regulation or attribute"));
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int show_all(const arguments *a, const wz_rules *rules)
{
    int worst = WZ_OK;
    for (int i = 0; i < a->id_count; i++) {
        wz_diag *diag = wz_diag_new();
        char *text = NULL;
        int code = wz_show(&text, NULL, rules, a->ids[i],
                           a->language == WZ_CLI_EN ? WZ_LANGUAGE_EN : WZ_LANGUAGE_ZH, diag);
        if (text)
            printf("%s%s", i ? "\n" : "", text);
        wz_cli_print_problems(a->language, diag, code, a->ids[i]);
        wz_text_free(text);
        wz_diag_free(diag);
        if (code != WZ_OK)
            worst = code;
    }
    return worst;
}

int wz_cli_show(int argc, char **argv)
{
    arguments a = {.language = wz_cli_language_find(argc, argv)};
    bool zh = a.language == WZ_CLI_ZH;
    const struct argp argp = {.options = zh ? options_zh : options_en, .parser = parse_option,
                              .args_doc = zh ? "编号…" : "ID…",
                              .doc = zh ? "对照条文显示规则：条文原文、用文字读出的条件、例外、读法及其另一读法。"
                                        : "Show a rule beside the words of its article: its condition read out, its exceptions, "
                                          "its readings and their alternatives."};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    wz_diag *diag = wz_diag_new();
    wz_rules *rules = NULL;
    int code = wz_rules_open(&rules, a.rules, diag);
    if (code != WZ_OK)
        wz_cli_print_problems(a.language, diag, code, a.rules ? a.rules : wz_rules_directory());
    else
        code = show_all(&a, rules);
    wz_rules_close(rules);
    wz_diag_free(diag);
    return wz_cli_status(code);
}
