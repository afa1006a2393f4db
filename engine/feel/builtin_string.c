/* Functions of strings. Length and positions count characters (Unicode code points), not bytes; case follows Unicode's
 * full mappings without a locale. What a function builds is paid for by its length before it is built.
 * Source: DMN 1.5, 10.3.4.3. */
#include "feel/builtin_common.h"
#include "feel/regex.h"

#include "base/buffer.h"

#include <string.h>
#include <unicode/ucasemap.h>

/* Whether the first `count` arguments, called `names`, are strings. */
static bool strings(feel_run *run, const char *function, const char *const *names, const feel_value *args, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!feel_want(run, function, names[i], args[i], FEEL_STRING))
            return false;
    return true;
}

static feel_value made(feel_run *run, const char *text, size_t length)
{
    return feel_spend(run, 1 + length / 16) ? feel_string_new(feel_run_arena(run), text, length) : feel_null();
}

/* The finished text of a buffer, which is freed. */
static feel_value finished(feel_run *run, wz_buffer *text, bool good)
{
    feel_value result = feel_null();
    if (good && !text->failed)
        result = feel_string_new(feel_run_arena(run), text->data ? text->data : "", text->length);
    else if (text->failed)
        feel_complain(run, "memory is short");
    wz_buffer_free(text);
    return result;
}

/* Append a piece of a result that is paid for. */
static bool add_piece(feel_run *run, wz_buffer *out, const char *text, size_t length)
{
    if (!feel_spend(run, 1 + length / 16))
        return false;
    wz_buffer_add(out, text, length);
    return !out->failed;
}

/* --- characters --- */

static bool continues(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

static size_t characters(const feel_string *s)
{
    size_t count = 0;
    for (size_t i = 0; i < s->length; i++)
        count += !continues(s->text[i]);
    return count;
}

/* The byte at which the character behind `skip` others begins, from byte `at` on. */
static size_t byte_of(const feel_string *s, size_t at, uint64_t skip)
{
    while (at < s->length && skip > 0) {
        at++;
        while (at < s->length && continues(s->text[at]))
            at++;
        skip--;
    }
    return at;
}

static feel_value call_string_length(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    if (!feel_want(run, "string length", "string", args[0], FEEL_STRING))
        return feel_null();
    return feel_integer((int64_t)characters(feel_str(args[0])));
}

static feel_value call_substring(feel_run *run, const feel_value *args, size_t count)
{
    int64_t start, length = INT64_MAX;
    if (!feel_want(run, "substring", "string", args[0], FEEL_STRING) ||
        !feel_want_int(run, "substring", "start position", args[1], &start))
        return feel_null();
    if (count > 2 && !feel_is(args[2], FEEL_NULL) && !feel_want_int(run, "substring", "length", args[2], &length))
        return feel_null();
    const feel_string *s = feel_str(args[0]);
    int64_t total = (int64_t)characters(s);
    if (start == 0 || start > total || start < -total || length < 1)
        return FEEL_FAIL(run, "substring: a position or length outside the string");
    size_t from = byte_of(s, 0, (uint64_t)(start > 0 ? start - 1 : total + start));
    size_t to = byte_of(s, from, (uint64_t)length);
    return made(run, s->text + from, to - from);
}

typedef int32_t (*case_mapping)(const UCaseMap *map, char *out, int32_t room, const char *text, int32_t length,
                                UErrorCode *error);

static feel_value mapped(feel_run *run, const char *function, feel_value v, case_mapping mapping)
{
    if (!feel_want(run, function, "string", v, FEEL_STRING))
        return feel_null();
    const feel_string *s = feel_str(v);
    if (s->length > INT32_MAX / 4 || !feel_spend(run, 1 + s->length / 16))
        return feel_null();
    UErrorCode error = U_ZERO_ERROR;
    UCaseMap *map = ucasemap_open("", 0, &error);
    int32_t room = (int32_t)s->length * 3 + 1; /* no character's mapping is more than thrice as long */
    char *out = wz_arena_alloc(feel_run_arena(run), (size_t)room);
    feel_value result = feel_null();
    if (map && out) {
        int32_t length = mapping(map, out, room, s->text, (int32_t)s->length, &error);
        if (U_SUCCESS(error))
            result = feel_string_new(feel_run_arena(run), out, (size_t)length);
    }
    ucasemap_close(map);
    if (feel_is(result, FEEL_NULL))
        feel_complain(run, "%s: the text cannot be mapped", function);
    return result;
}

static feel_value call_upper_case(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    return mapped(run, "upper case", args[0], ucasemap_utf8ToUpper);
}

static feel_value call_lower_case(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    return mapped(run, "lower case", args[0], ucasemap_utf8ToLower);
}

/* --- looking for text in text --- */

static const char *const string_match[] = {"string", "match", NULL};

static const char *find(const feel_string *s, const feel_string *match)
{
    return match->length == 0 ? s->text : memmem(s->text, s->length, match->text, match->length);
}

static feel_value call_substring_before(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    if (!strings(run, "substring before", string_match, args, 2))
        return feel_null();
    const feel_string *s = feel_str(args[0]);
    const char *at = find(s, feel_str(args[1]));
    return made(run, s->text, at ? (size_t)(at - s->text) : 0);
}

static feel_value call_substring_after(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    if (!strings(run, "substring after", string_match, args, 2))
        return feel_null();
    const feel_string *s = feel_str(args[0]), *match = feel_str(args[1]);
    const char *at = find(s, match);
    if (!at)
        return made(run, "", 0);
    at += match->length;
    return made(run, at, s->length - (size_t)(at - s->text));
}

static feel_value call_contains(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    if (!strings(run, "contains", string_match, args, 2))
        return feel_null();
    return feel_boolean(find(feel_str(args[0]), feel_str(args[1])) != NULL);
}

static feel_value call_starts_with(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    if (!strings(run, "starts with", string_match, args, 2))
        return feel_null();
    const feel_string *s = feel_str(args[0]), *match = feel_str(args[1]);
    return feel_boolean(s->length >= match->length && memcmp(s->text, match->text, match->length) == 0);
}

static feel_value call_ends_with(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    if (!strings(run, "ends with", string_match, args, 2))
        return feel_null();
    const feel_string *s = feel_str(args[0]), *match = feel_str(args[1]);
    return feel_boolean(s->length >= match->length &&
                        memcmp(s->text + s->length - match->length, match->text, match->length) == 0);
}

/* --- regular expressions --- */

/* The pattern compiled; flags may be null or absent. */
static feel_regex *regex_arg(feel_run *run, const char *function, feel_value pattern, const feel_value *flags)
{
    bool given = flags && !feel_is(*flags, FEEL_NULL);
    if (given && !feel_want(run, function, "flags", *flags, FEEL_STRING))
        return NULL;
    return feel_regex_new(run, function, feel_str(pattern), flags && given ? feel_str(*flags) : NULL);
}

static feel_value call_matches(feel_run *run, const feel_value *args, size_t count)
{
    static const char *const names[] = {"input", "pattern"};
    if (!strings(run, "matches", names, args, 2))
        return feel_null();
    feel_regex *regex = regex_arg(run, "matches", args[1], count > 2 ? &args[2] : NULL);
    if (!regex)
        return feel_null();
    feel_match found = feel_regex_find(run, regex, feel_str(args[0])->text, feel_str(args[0])->length, 0);
    feel_regex_free(regex);
    return found == FEEL_MATCH_STOPPED ? feel_null() : feel_boolean(found == FEEL_MATCH);
}

/* As the standard's functions refuse it: a pattern that matches nothing at all, for it would match everywhere. */
static bool matches_nothing(feel_run *run, const char *function, feel_regex *regex)
{
    feel_match found = feel_regex_find(run, regex, "", 0, 0);
    if (found == FEEL_MATCH)
        feel_complain(run, "%s: the pattern matches the empty string", function);
    return found != FEEL_NO_MATCH;
}

/* The number behind a $ in a replacement: as many digits as name a group of the pattern, at least one. */
static size_t group_number(const feel_string *replacement, size_t *at, size_t groups)
{
    size_t number = (size_t)(replacement->text[(*at)++] - '0');
    while (*at < replacement->length && replacement->text[*at] >= '0' && replacement->text[*at] <= '9') {
        size_t longer = number * 10 + (size_t)(replacement->text[*at] - '0');
        if (longer > groups)
            break;
        number = longer;
        (*at)++;
    }
    return number;
}

/* Append the replacement for the last match: $n is a group, \$ and \\ are themselves; false where it says anything
 * else. */
static bool substitute(feel_run *run, const feel_regex *regex, const feel_string *s, const feel_string *replacement,
                       wz_buffer *out)
{
    if (feel_regex_literal(regex))
        return add_piece(run, out, replacement->text, replacement->length);
    size_t groups = feel_regex_groups(regex);
    for (size_t i = 0; i < replacement->length;) {
        char c = replacement->text[i++];
        char next = i < replacement->length ? replacement->text[i] : '\0';
        if (c == '$' && next >= '0' && next <= '9') {
            size_t from, to, group = group_number(replacement, &i, groups);
            if (group <= groups && feel_regex_group(regex, group, &from, &to) &&
                !add_piece(run, out, s->text + from, to - from))
                return false;
        } else if (c == '\\' && (next == '\\' || next == '$')) {
            wz_buffer_putc(out, next);
            i++;
        } else if (c == '$' || c == '\\') {
            feel_complain(run, "replace: in the replacement, $ must be followed by a digit and \\ by $ or \\");
            return false;
        } else {
            wz_buffer_putc(out, c);
        }
    }
    return feel_spend(run, 1 + replacement->length / 16);
}

/* Where to look on behind a match, so that an empty one is not met again. */
static size_t next_start(const feel_string *s, size_t start, size_t end)
{
    return end > start ? end : byte_of(s, end, 1) + (end == s->length);
}

static feel_value replaced(feel_run *run, feel_regex *regex, const feel_string *s, const feel_string *replacement)
{
    wz_buffer out = {.data = NULL};
    size_t copied = 0, at = 0;
    feel_match found = FEEL_NO_MATCH;
    bool good = true;
    while (good && at <= s->length && (found = feel_regex_find(run, regex, s->text, s->length, at)) == FEEL_MATCH) {
        size_t start, end;
        feel_regex_group(regex, 0, &start, &end);
        good = add_piece(run, &out, s->text + copied, start - copied) && substitute(run, regex, s, replacement, &out);
        copied = end;
        at = next_start(s, start, end);
    }
    good = good && found != FEEL_MATCH_STOPPED && add_piece(run, &out, s->text + copied, s->length - copied);
    return finished(run, &out, good);
}

static feel_value call_replace(feel_run *run, const feel_value *args, size_t count)
{
    static const char *const names[] = {"input", "pattern", "replacement"};
    if (!strings(run, "replace", names, args, 3))
        return feel_null();
    feel_regex *regex = regex_arg(run, "replace", args[1], count > 3 ? &args[3] : NULL);
    feel_value result = feel_null();
    if (regex && !matches_nothing(run, "replace", regex))
        result = replaced(run, regex, feel_str(args[0]), feel_str(args[2]));
    feel_regex_free(regex);
    return result;
}

static feel_value pieces(feel_run *run, feel_regex *regex, const feel_string *s)
{
    feel_gathered out = {.items = NULL};
    size_t from = 0, at = 0;
    feel_match found = FEEL_NO_MATCH;
    while (at <= s->length && (found = feel_regex_find(run, regex, s->text, s->length, at)) == FEEL_MATCH) {
        size_t start, end;
        feel_regex_group(regex, 0, &start, &end);
        feel_value piece = made(run, s->text + from, start - from);
        if (!feel_is(piece, FEEL_STRING) || !feel_gather(run, &out, piece))
            return feel_null();
        from = end;
        at = next_start(s, start, end);
    }
    if (found == FEEL_MATCH_STOPPED)
        return feel_null();
    feel_value rest = made(run, s->text + from, s->length - from);
    return feel_is(rest, FEEL_STRING) && feel_gather(run, &out, rest) ? feel_gathered_list(run, &out) : feel_null();
}

static feel_value call_split(feel_run *run, const feel_value *args, size_t count)
{
    static const char *const names[] = {"string", "delimiter"};
    (void)count;
    if (!strings(run, "split", names, args, 2))
        return feel_null();
    feel_regex *regex = regex_arg(run, "split", args[1], NULL);
    feel_value result = feel_null();
    if (regex && !matches_nothing(run, "split", regex))
        result = pieces(run, regex, feel_str(args[0]));
    feel_regex_free(regex);
    return result;
}

/* --- string join --- */

static feel_value call_string_join(feel_run *run, const feel_value *args, size_t count)
{
    bool delimited = count > 1 && !feel_is(args[1], FEEL_NULL);
    if (!feel_want(run, "string join", "list", args[0], FEEL_LIST) ||
        (delimited && !feel_want(run, "string join", "delimiter", args[1], FEEL_STRING)))
        return feel_null();
    const feel_list *list = feel_items(args[0]);
    wz_buffer out = {.data = NULL};
    bool good = true, first = true;
    for (size_t i = 0; good && i < list->count; i++) {
        feel_value v = list->items[i];
        if (feel_is(v, FEEL_NULL))
            continue;
        good = feel_want(run, "string join", "a member", v, FEEL_STRING);
        if (good && delimited && !first)
            good = add_piece(run, &out, feel_str(args[1])->text, feel_str(args[1])->length);
        good = good && add_piece(run, &out, feel_str(v)->text, feel_str(v)->length);
        first = false;
    }
    return finished(run, &out, good);
}

#define TESTS(title, function) \
    { \
        title, FEEL_NAMES("string", "match"), 2, false, false, "string,string->boolean", function \
    }
#define CUTS(title, function) \
    { \
        title, FEEL_NAMES("string", "match"), 2, false, false, "string,string->string", function \
    }

static const feel_builtin rows[] = {
    {"substring", FEEL_NAMES("string", "start position", "length"), 2, false, false, "string,number,number?->string",
     call_substring},
    {"string length", FEEL_NAMES("string"), 1, false, false, "string->number", call_string_length},
    {"upper case", FEEL_NAMES("string"), 1, false, false, "string->string", call_upper_case},
    {"lower case", FEEL_NAMES("string"), 1, false, false, "string->string", call_lower_case},
    CUTS("substring before", call_substring_before),
    CUTS("substring after", call_substring_after),
    TESTS("contains", call_contains),
    TESTS("starts with", call_starts_with),
    TESTS("ends with", call_ends_with),
    {"matches", FEEL_NAMES("input", "pattern", "flags"), 2, false, false, "string,string,string?->boolean",
     call_matches},
    {"replace", FEEL_NAMES("input", "pattern", "replacement", "flags"), 3, false, false,
     "string,string,string,string?->string", call_replace},
    {"split", FEEL_NAMES("string", "delimiter"), 2, false, false, "string,string->list<string>", call_split},
    {"string join", FEEL_NAMES("list", "delimiter"), 1, false, false, "list<string>,string?->string", call_string_join},
};

feel_builtin_group feel_builtins_string(void)
{
    return (feel_builtin_group){rows, sizeof rows / sizeof *rows};
}
