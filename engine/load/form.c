/* Forms of attribute values: what can be said of a value without looking into another file. The RELAX NG schemas say the
 * same by patterns. */
#include "load/reader.h"

#include <string.h>

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool filled(const char *value)
{
    while (blank(*value))
        value++;
    return *value != '\0';
}

static bool word(const char *value, const char *more)
{
    if (!letter(*value))
        return false;
    while (*value && (letter(*value) || digit(*value) || strchr(more, *value)))
        value++;
    return *value == '\0';
}

static bool count(const char *value)
{
    size_t length = strspn(value, "0123456789");
    return length >= 1 && length <= 9 && value[length] == '\0' && *value != '0';
}

static bool day(const char *value)
{
    wz_day ignored;
    return strncmp(value, "0000", 4) != 0 && wz_day_parse(value, &ignored);
}

bool wz_form_holds(wz_form form, const char *value, const char *const *choices)
{
    switch (form) {
    case WZ_FORM_ANY: return true;
    case WZ_FORM_FILLED:
    case WZ_FORM_IDS: return filled(value);
    case WZ_FORM_ID: return *value && !strpbrk(value, " \t\r\n");
    case WZ_FORM_NAME: return word(value, "");
    case WZ_FORM_TOKEN: return word(value, "-.");
    case WZ_FORM_BOOLEAN: return strcmp(value, "true") == 0 || strcmp(value, "false") == 0;
    case WZ_FORM_DAY: return day(value);
    case WZ_FORM_COUNT: return count(value);
    case WZ_FORM_CHOICE:
        while (*choices && strcmp(*choices, value) != 0)
            choices++;
        return *choices != NULL;
    }
    return false;
}

bool wz_is_true(const char *value)
{
    return value && strcmp(value, "true") == 0;
}

size_t wz_choice_index(const char *value, const char *const *choices, size_t otherwise)
{
    for (size_t i = 0; value && choices[i]; i++) {
        if (strcmp(choices[i], value) == 0)
            return i;
    }
    return otherwise;
}

wz_period wz_period_between(const char *from, const char *to)
{
    wz_period period = {0};
    period.has_from = from && wz_day_parse(from, &period.from);
    period.has_to = to && wz_day_parse(to, &period.to);
    return period;
}

wz_strings wz_split(wz_arena *arena, const char *value)
{
    size_t words = 0;
    for (const char *c = value; c && *c; c++)
        words += !blank(*c) && (c == value || blank(c[-1]));
    char *copy = words ? wz_arena_strdup(arena, value) : NULL;
    const char **items = copy ? wz_arena_array(arena, words, sizeof *items) : NULL;
    if (!items)
        return (wz_strings){0};
    char *rest = NULL;
    size_t n = 0;
    for (char *part = strtok_r(copy, " \t\r\n", &rest); part; part = strtok_r(NULL, " \t\r\n", &rest))
        items[n++] = part;
    return (wz_strings){items, n};
}
