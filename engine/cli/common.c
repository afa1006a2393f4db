/* The shared options are an argp child, so that each command's help lists them among its own. */
#include "cli/common.h"

#include "cli/problems.h"

enum { OPTION_RULES = 0x1000, OPTION_LANG };

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

void wz_cli_bad_value(struct argp_state *state, wz_cli_language language, const char *value)
{
    argp_error(state, "%s: %s", wz_cli_say(language, "参数值无效", "not a value of this option"), value);
}

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    wz_cli_common *common = state->input;
    switch (key) {
    case OPTION_RULES: common->rules = text; return 0;
    case OPTION_LANG:
        if (!wz_cli_language_parse(text, &common->language))
            wz_cli_bad_value(state, common->language, text);
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

const struct argp *wz_cli_common_argp(wz_cli_language language)
{
    static const struct argp zh = {.options = options_zh, .parser = parse_option};
    static const struct argp en = {.options = options_en, .parser = parse_option};
    return language == WZ_CLI_EN ? &en : &zh;
}

int wz_cli_open_rules(wz_rules **out, const wz_cli_common *common)
{
    wz_diag *diag = wz_diag_new();
    int code = wz_rules_open(out, common->rules, diag);
    if (code != WZ_OK)
        wz_cli_print_problems(common->language, diag, code, common->rules ? common->rules : wz_rules_directory());
    wz_diag_free(diag);
    return code;
}
