/* Choosing between the two languages. A locale that names neither (C, POSIX, another language) means Chinese: that is
 * what the offices that use the program read. */
#include "cli/language.h"

#include <stdlib.h>
#include <string.h>

wz_cli_language wz_cli_language_default(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        const char *value = getenv(variables[i]);
        if (value && *value)
            return strncmp(value, "en", 2) == 0 ? WZ_CLI_EN : WZ_CLI_ZH;
    }
    return WZ_CLI_ZH;
}

bool wz_cli_language_parse(const char *text, wz_cli_language *out)
{
    bool english = strcmp(text, "en") == 0;
    if (!english && strcmp(text, "zh") != 0)
        return false;
    *out = english ? WZ_CLI_EN : WZ_CLI_ZH;
    return true;
}

wz_cli_language wz_cli_language_find(int argc, char **argv)
{
    wz_cli_language language = wz_cli_language_default();
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "--lang=", 7) == 0)
            wz_cli_language_parse(argv[i] + 7, &language);
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            wz_cli_language_parse(argv[i + 1], &language);
    }
    return language;
}

const char *wz_cli_say(wz_cli_language language, const char *zh, const char *en)
{
    return language == WZ_CLI_EN ? en : zh;
}
