/* Reading the values of options. */
#include "cli/values.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int wz_cli_index_of(const char *word, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return -1;
}

bool wz_cli_read_format(wz_format *out, const char *text, wz_format last)
{
    static const char *const names[] = {"text", "json", "xml", "html", NULL};
    int index = wz_cli_index_of(text, names);
    if (index < 0 || index > (int)last)
        return false;
    *out = (wz_format)index;
    return true;
}

bool wz_cli_read_number(int64_t *out, const char *text, int64_t least, int64_t most)
{
    char *end = NULL;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (*text < '0' || *text > '9' || *end != '\0' || errno != 0 || number < least || number > most)
        return false;
    *out = number;
    return true;
}

bool wz_cli_add_ids(const char **ids, size_t *count, size_t most, char *list)
{
    char *rest = NULL;
    for (char *id = strtok_r(list, ", ", &rest); id; id = strtok_r(NULL, ", ", &rest)) {
        if (*count == most)
            return false;
        ids[(*count)++] = id;
    }
    return true;
}
