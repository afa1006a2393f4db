/* Matching by PCRE2. Its memory comes from wz_malloc.
 *
 * PCRE2 limits its work for one place where a match may start, not for a search. So a search goes by stretches of
 * such places: a stretch is paid for beforehand from the run's budget, at its length times the limit for each place.
 * Where the limit does not suffice the stretch is tried again, shorter, with a higher one. Repeats are compiled
 * without automatic possessification, because only then does PCRE2's count grow with its work. */
#include "feel/regex.h"

#include "base/alloc.h"
#include "feel/builtin.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <string.h>

enum { FIRST_STRETCH = 8, FIRST_LIMIT = 20, LARGEST_LIMIT = 100 * 1000 * 1000, RAISE = 8, CALLS_PER_STEP = 10 };
enum { HEAP_KIBIBYTES = 20 * 1024 };

struct feel_regex {
    pcre2_general_context *memory;
    pcre2_code *code;
    pcre2_match_data *found;
    pcre2_match_context *limits;
    const char *function;
    const char *checked; /* the text that is known to be valid UTF-8 */
    bool literal;
};

static void *take_memory(PCRE2_SIZE size, void *user)
{
    (void)user;
    return wz_malloc(size);
}

static void give_memory(void *block, void *user)
{
    (void)user;
    wz_free(block);
}

typedef struct {
    uint32_t options;
    bool dot_all, spaced, literal;
} flag_set;

static bool read_flags(const feel_string *flags, flag_set *out)
{
    *out = (flag_set){.options = 0};
    for (size_t i = 0; flags && i < flags->length; i++) {
        switch (flags->text[i]) {
        case 's': out->dot_all = true; break;
        case 'm': out->options |= PCRE2_MULTILINE; break;
        case 'i': out->options |= PCRE2_CASELESS; break;
        case 'x': out->spaced = true; break;
        case 'q': out->literal = true; break;
        default: return false;
        }
    }
    return true;
}

/* What the flag x asks for: white space outside classes is dropped before anything is read, escapes included. */
static void drop_spaces(const feel_string *pattern, wz_buffer *out)
{
    int classes = 0;
    bool escaped = false;
    for (size_t i = 0; i < pattern->length; i++) {
        char c = pattern->text[i];
        bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (space && classes == 0)
            continue;
        wz_buffer_putc(out, c);
        if (!escaped && c == '[')
            classes++;
        else if (!escaped && c == ']' && classes > 0)
            classes--;
        escaped = !escaped && c == '\\';
    }
}

/* The pattern in PCRE2's syntax; NULL, or what is wrong. */
static const char *rewrite(const feel_string *pattern, const flag_set *flags, wz_buffer *out)
{
    if (flags->literal) {
        wz_buffer_add(out, pattern->text, pattern->length);
        return NULL;
    }
    if (!flags->spaced)
        return feel_regex_rewrite(pattern->text, pattern->length, flags->dot_all, out);
    wz_buffer dense = {.data = NULL};
    drop_spaces(pattern, &dense);
    const char *error = feel_regex_rewrite(dense.data ? dense.data : "", dense.length, flags->dot_all, out);
    out->failed |= dense.failed;
    wz_buffer_free(&dense);
    return error;
}

static bool compile(feel_regex *regex, const wz_buffer *text, const flag_set *flags)
{
    uint32_t options = PCRE2_UTF | PCRE2_USE_OFFSET_LIMIT;
    if (flags->literal)
        options |= PCRE2_LITERAL | (flags->options & PCRE2_CASELESS);
    else
        options |= flags->options | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NO_AUTO_POSSESS |
                   (flags->dot_all ? PCRE2_DOTALL : 0);
    int error;
    PCRE2_SIZE where;
    pcre2_compile_context *context = pcre2_compile_context_create(regex->memory);
    if (!context)
        return false;
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    const char *pattern = text->data ? text->data : "";
    regex->code = pcre2_compile((PCRE2_SPTR)pattern, text->length, options, &error, &where, context);
    pcre2_compile_context_free(context);
    return regex->code != NULL;
}

static bool prepare(feel_regex *regex, const wz_buffer *text, const flag_set *flags)
{
    regex->memory = pcre2_general_context_create(take_memory, give_memory, NULL);
    if (!regex->memory || !compile(regex, text, flags))
        return false;
    regex->found = pcre2_match_data_create_from_pattern(regex->code, regex->memory);
    regex->limits = pcre2_match_context_create(regex->memory);
    if (!regex->found || !regex->limits)
        return false;
    pcre2_set_heap_limit(regex->limits, HEAP_KIBIBYTES);
    return true;
}

feel_regex *feel_regex_new(feel_run *run, const char *function, const feel_string *pattern, const feel_string *flags)
{
    flag_set set;
    if (!read_flags(flags, &set)) {
        feel_complain(run, "%s: a flag is none of s, m, i, x, q", function);
        return NULL;
    }
    wz_buffer text = {.data = NULL};
    const char *error = feel_spend(run, 1 + pattern->length) ? rewrite(pattern, &set, &text) : "the run was stopped";
    feel_regex *regex = error || text.failed ? NULL : wz_calloc(1, sizeof *regex);
    if (regex) {
        regex->function = function;
        regex->literal = set.literal;
    }
    if (regex && !prepare(regex, &text, &set)) {
        error = "it is too large";
        feel_regex_free(regex);
        regex = NULL;
    }
    wz_buffer_free(&text);
    if (!regex)
        feel_complain(run, "%s: the pattern cannot be used: %s", function, error ? error : "memory is short");
    return regex;
}

void feel_regex_free(feel_regex *regex)
{
    if (!regex)
        return;
    pcre2_match_context_free(regex->limits);
    pcre2_match_data_free(regex->found);
    pcre2_code_free(regex->code);
    pcre2_general_context_free(regex->memory);
    wz_free(regex);
}

/* The first byte behind `stretch` bytes from `at` that begins a character; one past the end counts as such. */
static size_t stretch_end(const char *text, size_t length, size_t at, size_t stretch)
{
    if (stretch > length - at)
        return length + 1;
    size_t end = at + stretch;
    while (end < length && ((unsigned char)text[end] & 0xC0) == 0x80)
        end++;
    return end;
}

feel_match feel_regex_find(feel_run *run, feel_regex *regex, const char *text, size_t length, size_t from)
{
    size_t stretch = FIRST_STRETCH;
    uint32_t limit = FIRST_LIMIT;
    for (size_t at = from; at <= length;) {
        size_t end = stretch_end(text, length, at, stretch);
        if (!feel_spend(run, 1 + (uint64_t)(end - at) * limit / CALLS_PER_STEP))
            return FEEL_MATCH_STOPPED;
        pcre2_set_match_limit(regex->limits, limit);
        pcre2_set_offset_limit(regex->limits, end - 1);
        uint32_t options = regex->checked == text ? PCRE2_NO_UTF_CHECK : 0;
        int result = pcre2_match(regex->code, (PCRE2_SPTR)text, length, at, options, regex->found, regex->limits);
        if (result > 0 || result == PCRE2_ERROR_NOMATCH || result == PCRE2_ERROR_MATCHLIMIT)
            regex->checked = text;
        if (result > 0)
            return FEEL_MATCH;
        if (result == PCRE2_ERROR_NOMATCH) {
            at = end;
            stretch *= 2;
        } else if (result == PCRE2_ERROR_MATCHLIMIT && limit <= LARGEST_LIMIT) {
            limit *= RAISE;
            stretch = stretch / RAISE + 1;
        } else {
            feel_complain(run, "%s: matching takes too long or the text is not UTF-8; simplify the pattern",
                          regex->function);
            return FEEL_MATCH_STOPPED;
        }
    }
    return FEEL_NO_MATCH;
}

size_t feel_regex_groups(const feel_regex *regex)
{
    return pcre2_get_ovector_count(regex->found) - 1;
}

bool feel_regex_group(const feel_regex *regex, size_t group, size_t *start, size_t *end)
{
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(regex->found);
    *start = at[2 * group];
    *end = at[2 * group + 1];
    return *start != PCRE2_UNSET && *end != PCRE2_UNSET;
}

bool feel_regex_literal(const feel_regex *regex)
{
    return regex->literal;
}
