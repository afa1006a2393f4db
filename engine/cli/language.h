/* The language of messages: --lang, else the environment, else Chinese. */
#ifndef WZ_CLI_LANGUAGE_H
#define WZ_CLI_LANGUAGE_H

#include <stdbool.h>

typedef enum { WZ_CLI_ZH, WZ_CLI_EN } wz_cli_language;

/* English where the first of LC_ALL, LC_MESSAGES and LANG that is set names English, else Chinese. */
wz_cli_language wz_cli_language_default(void);

/* Reads the value of --lang; false unless it is "zh" or "en". */
bool wz_cli_language_parse(const char *text, wz_cli_language *out);

/* The language asked for among a command's arguments, looked up before they are parsed since the help itself is in it;
 * else the default. */
wz_cli_language wz_cli_language_find(int argc, char **argv);

/* The one of two texts that is in this language. */
const char *wz_cli_say(wz_cli_language language, const char *zh, const char *en);

#endif
