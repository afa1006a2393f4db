/* Values that options of several commands take. Each function is false where the text is no such value. */
#ifndef WZ_CLI_VALUES_H
#define WZ_CLI_VALUES_H

#include "wenze/law.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Index of a word in a list ended by NULL, or -1. */
int wz_cli_index_of(const char *word, const char *const *words);

/* text, json, xml or html, up to `last` in this order. */
bool wz_cli_read_format(wz_format *out, const char *text, wz_format last);

/* A whole number within bounds (neither below 0), in digits alone. */
bool wz_cli_read_number(int64_t *out, const char *text, int64_t least, int64_t most);

/* Ids separated by commas or spaces, behind those that are there, `most` in all. Cuts the list up; the ids lie in it. */
bool wz_cli_add_ids(const char **ids, size_t *count, size_t most, char *list);

#endif
