/* What the commands that work on a law share: the options --rules and --lang, and opening the law. */
#ifndef WZ_CLI_COMMON_H
#define WZ_CLI_COMMON_H

#include "cli/language.h"
#include "wenze/law.h"

#include <argp.h>

typedef struct {
    wz_cli_language language;
    const char *rules;          /* NULL = wz_rules_directory() */
} wz_cli_common;

/* The parser of the shared options, in a language, to stand among a command's argp children. Its input is a
 * wz_cli_common: set state->child_inputs[0] at ARGP_KEY_INIT. */
const struct argp *wz_cli_common_argp(wz_cli_language language);

/* End with a usage error that names a value which its option does not take. */
void wz_cli_bad_value(struct argp_state *state, wz_cli_language language, const char *value);

/* Load and compile the law; problems are printed. Returns a result code; free with wz_rules_close(). */
int wz_cli_open_rules(wz_rules **out, const wz_cli_common *common);

/* The same language for the library. */
static inline wz_language wz_cli_library_language(wz_cli_language language)
{
    return language == WZ_CLI_EN ? WZ_LANGUAGE_EN : WZ_LANGUAGE_ZH;
}

#endif
