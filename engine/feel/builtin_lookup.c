/* Finding built-ins by name and fitting the arguments of a call to their rows. Invariant: a site has at least one
 * candidate, and the candidates stand in the order of the table, but for one that a named call means first of all. */
#include "feel/program.h"

#include <string.h>

size_t feel_builtin_rows(const char *name, size_t length, const feel_builtin *rows[FEEL_MAX_ROWS])
{
    static feel_builtin_group (*const groups[])(void) = {
        feel_builtins_convert,    feel_builtins_string,   feel_builtins_list,  feel_builtins_number,
        feel_builtins_statistics, feel_builtins_temporal, feel_builtins_range, feel_builtins_context};
    size_t count = 0;
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
        feel_builtin_group group = groups[g]();
        for (size_t i = 0; i < group.count && count < FEEL_MAX_ROWS; i++) {
            /* The rows stand in static tables; only the group that points at them is local. */
            const char *other = group.rows[i].name;
            if (strlen(other) == length && memcmp(other, name, length) == 0)
                rows[count++] = &group.rows[i]; /* cppcheck-suppress autoVariables */
        }
    }
    return count;
}

/* --- signatures: "string|date,number?,any...->same" --- */

static const feel_type *list_of_kind(wz_arena *arena, feel_type_kind kind)
{
    return feel_type_list_of(arena, feel_type_plain(kind));
}

static const feel_type *named_type(wz_arena *arena, const char *text, size_t length)
{
    static const struct {
        const char *name;
        feel_type_kind kind;
    } names[] = {{"any", FEEL_T_ANY},
                 {"boolean", FEEL_T_BOOLEAN},
                 {"number", FEEL_T_NUMBER},
                 {"string", FEEL_T_STRING},
                 {"date", FEEL_T_DATE},
                 {"time", FEEL_T_TIME},
                 {"datetime", FEEL_T_DATE_TIME},
                 {"dtd", FEEL_T_DAYS_TIME},
                 {"ymd", FEEL_T_YEARS_MONTHS},
                 {"list", FEEL_T_LIST},
                 {"context", FEEL_T_CONTEXT},
                 {"range", FEEL_T_RANGE},
                 {"function", FEEL_T_FUNCTION}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t n = strlen(names[i].name);
        if (n == length && memcmp(names[i].name, text, n) == 0)
            return feel_type_plain(names[i].kind);
        bool member = length == n + 6 && memcmp(text, "list<", 5) == 0 && memcmp(text + 5, names[i].name, n) == 0;
        if (member)
            return list_of_kind(arena, names[i].kind);
    }
    return feel_type_plain(FEEL_T_ANY);
}

/* One parameter's or the result's types, up to a comma, arrow or the end. Returns where it stopped. */
static const char *read_alternatives(wz_arena *arena, const char *text, feel_alternatives *out)
{
    *out = (feel_alternatives){.count = 0};
    for (;;) {
        size_t length = strcspn(text, "|,-?.");
        if (length > 0 && out->count < FEEL_MAX_ALTERNATIVES)
            out->types[out->count++] = named_type(arena, text, length);
        text += length;
        text += strspn(text, "?.");
        if (*text != '|')
            return text;
        text++;
    }
}

static bool read_signature(wz_arena *arena, feel_candidate *c)
{
    const char *text = c->row->signature;
    feel_alternatives *parameters = NULL;
    size_t room = 0;
    while (*text != '\0' && *text != '-') {
        parameters = wz_arena_grow(arena, parameters, c->parameter_count, &room, sizeof *parameters);
        if (!parameters)
            return false;
        text = read_alternatives(arena, text, &parameters[c->parameter_count++]);
        text += *text == ',';
    }
    c->parameters = parameters;
    if (text[0] != '-' || text[1] != '>')
        return true;
    text += 2;
    c->result_like = strcmp(text, "same") == 0      ? FEEL_RESULT_SAME
                     : strcmp(text, "element") == 0 ? FEEL_RESULT_ELEMENT
                                                    : FEEL_RESULT_STATED;
    if (c->result_like == FEEL_RESULT_STATED)
        read_alternatives(arena, text, &c->result);
    return true;
}

/* --- fitting --- */

static size_t parameter_names(const feel_builtin *row)
{
    size_t count = 0;
    while (row->parameters[count])
        count++;
    return count;
}

/* The argument for each parameter; false where the row does not take these. */
static bool map_arguments(const feel_builtin *row, const feel_name *names, size_t count, uint32_t *from, size_t total)
{
    size_t used = 0;
    for (size_t p = 0; p < total; p++) {
        from[p] = UINT32_MAX;
        if (!names && p < count)
            from[p] = (uint32_t)p;
        for (size_t i = 0; names && i < count; i++) {
            if (strlen(row->parameters[p]) == names[i].length &&
                memcmp(row->parameters[p], names[i].text, names[i].length) == 0)
                from[p] = (uint32_t)i;
        }
        if (from[p] != UINT32_MAX)
            used++;
        else if (p < row->required)
            return false;
    }
    return used == count;
}

static bool fit_row(wz_arena *arena, const feel_builtin *row, const feel_name *names, size_t count, feel_candidate *c)
{
    size_t total = parameter_names(row);
    *c = (feel_candidate){.row = row};
    if (row->variadic && !names)
        return count >= row->required && read_signature(arena, c) && c->parameter_count > 0;
    uint32_t *from = wz_arena_array(arena, total, sizeof *from);
    if (!from || !map_arguments(row, names, count, from, total) || !read_signature(arena, c))
        return false;
    c->from = from;
    return c->parameter_count == total;
}

/* Names may fit several rows, as before(point, range) and before(range, point): the one in the order written is meant. */
static bool written_in_order(const feel_candidate *c, size_t count)
{
    size_t at = 0;
    while (at < count && at < c->parameter_count && c->from[at] == at)
        at++;
    return at == count;
}

static void prefer_written_order(feel_call_site *site, feel_candidate *candidates, size_t count)
{
    for (size_t i = 1; i < site->count && !written_in_order(&candidates[0], count); i++) {
        if (written_in_order(&candidates[i], count)) {
            feel_candidate first = candidates[i];
            memmove(candidates + 1, candidates, i * sizeof *candidates);
            candidates[0] = first;
        }
    }
}

const feel_call_site *feel_builtin_site(wz_arena *arena, const char *name, size_t length, const feel_name *names,
                                        size_t count)
{
    const feel_builtin *rows[FEEL_MAX_ROWS];
    size_t row_count = feel_builtin_rows(name, length, rows);
    feel_candidate *candidates = wz_arena_array(arena, FEEL_MAX_ROWS, sizeof *candidates);
    feel_call_site *site = wz_arena_alloc(arena, sizeof *site);
    if (!candidates || !site)
        return NULL;
    for (size_t i = 0; i < row_count; i++) {
        if (fit_row(arena, rows[i], names, count, &candidates[site->count]))
            site->count++;
    }
    if (names)
        prefer_written_order(site, candidates, count);
    site->candidates = candidates;
    return site->count ? site : NULL;
}
