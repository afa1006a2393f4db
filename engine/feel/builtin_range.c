/* Functions of points and ranges, and range(text).
 *
 * Every relation is a few comparisons of edges. An edge is a value and a side: an open start lies just behind its value
 * (+1), an open end just before it (-1), a closed one and a point at it (0). A point is the range that starts and ends
 * there; a missing bound lies beyond every value. Comparisons are ternary, so bounded unknowns settle what they can.
 * Source: DMN 1.5, 10.3.4.6 (table 78). */
#include "feel/builtin_common.h"
#include "feel/lexer.h"
#include "feel/number.h"
#include "feel/temporal.h"

#include <string.h>

typedef struct {
    feel_value value;
    int side;
    int beyond; /* -1 or 1: before or behind every value */
} edge;

typedef struct {
    edge start, end;
    bool is_point;
} span;

static span span_of(feel_value v)
{
    if (!feel_is(v, FEEL_RANGE))
        return (span){{v, 0, 0}, {v, 0, 0}, true};
    const feel_range *range = v.as.pointer;
    return (span){.start = {range->low, range->low_closed ? 0 : 1, feel_is(range->low, FEEL_NULL) ? -1 : 0},
                  .end = {range->high, range->high_closed ? 0 : -1, feel_is(range->high, FEEL_NULL) ? 1 : 0}};
}

static feel_value not_after(feel_run *run, edge a, edge b)
{
    if (a.beyond != 0 || b.beyond != 0)
        return feel_boolean(a.beyond <= b.beyond);
    return a.side <= b.side ? feel_less_or_equal(run, a.value, b.value) : feel_less(run, a.value, b.value);
}

static feel_value is_before(feel_run *run, edge a, edge b)
{
    if (a.beyond != 0 || b.beyond != 0)
        return feel_boolean(a.beyond < b.beyond);
    return a.side < b.side ? feel_less_or_equal(run, a.value, b.value) : feel_less(run, a.value, b.value);
}

static feel_value coincide(feel_run *run, edge a, edge b)
{
    if (a.beyond != 0 || b.beyond != 0)
        return feel_boolean(a.beyond == b.beyond);
    feel_value equal = feel_equal(run, a.value, b.value);
    return a.side == b.side || feel_is(equal, FEEL_NULL) ? equal : feel_boolean(false);
}

/* All of them hold: null where one is null (the operands do not compare), else Kleene's `and`. */
static feel_value together(feel_run *run, const char *function, const feel_value *parts, size_t count)
{
    bool no = false, unknown = false;
    for (size_t i = 0; i < count; i++) {
        if (feel_is(parts[i], FEEL_NULL))
            return FEEL_FAIL(run, "%s: these cannot be compared", function);
        no |= feel_is_false(parts[i]);
        unknown |= feel_is(parts[i], FEEL_UNKNOWN);
    }
    if (no || !unknown)
        return feel_boolean(!no);
    return feel_unknown_over(FEEL_BOOLEAN, parts, count);
}

/* --- the relations, each in one direction; its inverse swaps the operands --- */

typedef feel_value (*relation)(feel_run *run, const char *function, span a, span b);

static feel_value before(feel_run *run, const char *function, span a, span b)
{
    return together(run, function, (feel_value[]){is_before(run, a.end, b.start)}, 1);
}

static feel_value meets(feel_run *run, const char *function, span a, span b)
{
    bool both_closed = a.end.side == 0 && b.start.side == 0 && a.end.beyond == 0 && b.start.beyond == 0;
    feel_value equal = coincide(run, a.end, b.start);
    return together(run, function, (feel_value[]){feel_boolean(both_closed), equal}, 2);
}

static feel_value overlaps(feel_run *run, const char *function, span a, span b)
{
    return together(run, function, (feel_value[]){not_after(run, b.start, a.end), not_after(run, a.start, b.end)}, 2);
}

static feel_value overlaps_before(feel_run *run, const char *function, span a, span b)
{
    return together(
        run, function,
        (feel_value[]){is_before(run, a.start, b.start), not_after(run, b.start, a.end), not_after(run, a.end, b.end)},
        3);
}

static feel_value finishes(feel_run *run, const char *function, span a, span b)
{
    return together(run, function, (feel_value[]){coincide(run, a.end, b.end), not_after(run, b.start, a.start)}, 2);
}

static feel_value starts(feel_run *run, const char *function, span a, span b)
{
    return together(run, function, (feel_value[]){coincide(run, a.start, b.start), not_after(run, a.end, b.end)}, 2);
}

static feel_value during(feel_run *run, const char *function, span a, span b)
{
    return together(run, function, (feel_value[]){not_after(run, b.start, a.start), not_after(run, a.end, b.end)}, 2);
}

static feel_value coincides(feel_run *run, const char *function, span a, span b)
{
    return together(run, function, (feel_value[]){coincide(run, a.start, b.start), coincide(run, a.end, b.end)}, 2);
}

/* Which operands a relation takes. */
enum { POINT_POINT = 1, POINT_RANGE = 2, RANGE_POINT = 4, RANGE_RANGE = 8 };

static int form_of(span a, span b)
{
    return a.is_point ? (b.is_point ? POINT_POINT : POINT_RANGE) : (b.is_point ? RANGE_POINT : RANGE_RANGE);
}

/* Whether an unknown argument might be a range or anything else: its relation is then unknown altogether. */
static bool is_shapeless(feel_value v)
{
    return feel_is(v, FEEL_UNKNOWN) && (v.sub == FEEL_RANGE || v.sub == FEEL_NULL);
}

static feel_value relate(feel_run *run, const char *function, relation holds, int forms, const feel_value *args,
                         bool inverse)
{
    if (feel_is(args[0], FEEL_NULL) || feel_is(args[1], FEEL_NULL))
        return FEEL_FAIL(run, "%s: an argument is null", function);
    if (is_shapeless(args[0]) || is_shapeless(args[1]))
        return feel_unknown_over(FEEL_BOOLEAN, args, 2);
    span a = span_of(args[inverse ? 1 : 0]), b = span_of(args[inverse ? 0 : 1]);
    if ((form_of(a, b) & forms) == 0)
        return FEEL_FAIL(run, "%s: takes other operands; see which may be points and which ranges", function);
    return holds(run, function, a, b);
}

#define RELATION(name, title, holds, forms, inverse) \
    static feel_value call_##name(feel_run *run, const feel_value *args, size_t count) \
    { \
        (void)count; \
        return relate(run, title, holds, forms, args, inverse); \
    }

#define ALL_FORMS (POINT_POINT | POINT_RANGE | RANGE_POINT | RANGE_RANGE)

RELATION(before, "before", before, ALL_FORMS, false)
RELATION(after, "after", before, ALL_FORMS, true)
RELATION(meets, "meets", meets, RANGE_RANGE, false)
RELATION(met_by, "met by", meets, RANGE_RANGE, true)
RELATION(overlaps, "overlaps", overlaps, RANGE_RANGE, false)
RELATION(overlaps_before, "overlaps before", overlaps_before, RANGE_RANGE, false)
RELATION(overlaps_after, "overlaps after", overlaps_before, RANGE_RANGE, true)
RELATION(finishes, "finishes", finishes, POINT_RANGE | RANGE_RANGE, false)
RELATION(finished_by, "finished by", finishes, POINT_RANGE | RANGE_RANGE, true)
RELATION(includes, "includes", during, POINT_RANGE | RANGE_RANGE, true)
RELATION(during, "during", during, POINT_RANGE | RANGE_RANGE, false)
RELATION(starts, "starts", starts, POINT_RANGE | RANGE_RANGE, false)
RELATION(started_by, "started by", starts, POINT_RANGE | RANGE_RANGE, true)
RELATION(coincides, "coincides", coincides, POINT_POINT | RANGE_RANGE, false)

/* --- range(text) --- */

/* A cursor over the tokens of a range's text. */
typedef struct {
    wz_arena *arena;
    const char *text;
    size_t length, at;
} reader;

static feel_token next_token(reader *r)
{
    feel_token token = feel_lex(r->text, r->length, r->at);
    r->at = token.end;
    return token;
}

/* The next token's string value; FEEL_NULL where it is no string. */
static feel_value read_string(reader *r)
{
    feel_token token = next_token(r);
    if (token.kind != TOK_STRING)
        return feel_null();
    return feel_lex_string(r->arena, r->text + token.start, token.end - token.start);
}

static feel_value read_call(reader *r, size_t start)
{
    typedef enum { DATE, DATE_AND_TIME, TIME, DURATION, KINDS } kind;
    static const char *const names[] = {
        [DATE] = "date", [DATE_AND_TIME] = "date and time", [TIME] = "time", [DURATION] = "duration"};
    const char *open = memchr(r->text + start, '(', r->length - start);
    size_t end = open ? (size_t)(open - r->text) : start;
    int which = DATE;
    while (which < KINDS &&
           (strlen(names[which]) != end - start || memcmp(names[which], r->text + start, end - start) != 0))
        which++;
    r->at = end + 1;
    feel_value text = which < KINDS ? read_string(r) : feel_null();
    if (!feel_is(text, FEEL_STRING) || next_token(r).kind != TOK_RPAREN)
        return feel_null();
    const feel_string *s = feel_str(text);
    switch ((kind)which) {
    case DATE: return feel_parse_date(s->text, s->length);
    case DATE_AND_TIME: return feel_parse_date_time(r->arena, s->text, s->length);
    case TIME: return feel_parse_time(r->arena, s->text, s->length);
    default: return feel_parse_duration(r->arena, s->text, s->length);
    }
}

/* A literal: number, string, @"…", or date("…") and its like. */
static feel_value read_endpoint(reader *r)
{
    size_t start = feel_lex_skip(r->text, r->length, r->at);
    feel_token token = next_token(r);
    feel_value v;
    switch (token.kind) {
    case TOK_MINUS:
        token = next_token(r);
        v = feel_number_parse(r->arena, r->text + token.start, token.end - token.start);
        return token.kind == TOK_NUMBER && feel_is(v, FEEL_NUMBER) ? feel_negate(r->arena, v) : feel_null();
    case TOK_NUMBER: return feel_number_parse(r->arena, r->text + token.start, token.end - token.start);
    case TOK_STRING: r->at = start; return read_string(r);
    case TOK_AT:
        v = read_string(r);
        return feel_is(v, FEEL_STRING) ? feel_parse_at(r->arena, feel_str(v)->text, feel_str(v)->length) : v;
    case TOK_WORD: return read_call(r, start);
    default: return feel_null();
    }
}

static feel_token_kind peek(reader *r)
{
    return feel_lex(r->text, r->length, r->at).kind;
}

/* Read the whole text; false where it is no range of literals. An absent endpoint stands at an open end only. */
static bool read_range(reader *r, feel_range *range)
{
    *range = (feel_range){.low = feel_null(), .high = feel_null()};
    feel_token_kind opening = next_token(r).kind;
    range->low_closed = opening == TOK_LBRACKET;
    if (opening != TOK_LBRACKET && opening != TOK_LPAREN && opening != TOK_RBRACKET)
        return false;
    bool has_low = peek(r) != TOK_DOTS;
    if (has_low)
        range->low = read_endpoint(r);
    if (next_token(r).kind != TOK_DOTS || (has_low ? feel_is(range->low, FEEL_NULL) : range->low_closed))
        return false;
    feel_token_kind following = peek(r);
    bool has_high = following != TOK_RPAREN && following != TOK_LBRACKET && following != TOK_RBRACKET;
    if (has_high)
        range->high = read_endpoint(r);
    feel_token_kind closing = next_token(r).kind;
    range->high_closed = closing == TOK_RBRACKET;
    if ((closing != TOK_RPAREN && closing != TOK_LBRACKET && closing != TOK_RBRACKET) || peek(r) != TOK_END)
        return false;
    return (has_low || has_high) && (has_high ? !feel_is(range->high, FEEL_NULL) : !range->high_closed);
}

static feel_value call_range(feel_run *run, const feel_value *args, size_t count)
{
    (void)count;
    if (!feel_want(run, "range", "from", args[0], FEEL_STRING))
        return feel_null();
    reader r = {.arena = feel_run_arena(run), .text = feel_str(args[0])->text, .length = feel_str(args[0])->length};
    feel_range *range = wz_arena_alloc(r.arena, sizeof *range);
    if (!range || !feel_spend(run, 1 + r.length / 16))
        return feel_null();
    if (!read_range(&r, range))
        return FEEL_FAIL(run, "range: the text is no range of literals; write e.g. [1..5)");
    bool both = !feel_is(range->low, FEEL_NULL) && !feel_is(range->high, FEEL_NULL);
    if (both && !feel_is_true(feel_less_or_equal(run, range->low, range->high)))
        return FEEL_FAIL(run, "range: the ends are not in order");
    return feel_from(FEEL_RANGE, range);
}

#define RELATES(title, first, second, types, function) \
    { \
        title, FEEL_NAMES(first, second), 2, false, true, types "->boolean", function \
    }
#define RANGES(title, function) RELATES(title, "range1", "range2", "range,range", function)

static const feel_builtin rows[] = {
    RELATES("before", "point1", "point2", "any,any", call_before),
    RELATES("before", "point", "range", "any,range", call_before),
    RELATES("before", "range", "point", "range,any", call_before),
    RANGES("before", call_before),
    RELATES("after", "point1", "point2", "any,any", call_after),
    RELATES("after", "point", "range", "any,range", call_after),
    RELATES("after", "range", "point", "range,any", call_after),
    RANGES("after", call_after),
    RANGES("meets", call_meets),
    RANGES("met by", call_met_by),
    RANGES("overlaps", call_overlaps),
    RANGES("overlaps before", call_overlaps_before),
    RANGES("overlaps after", call_overlaps_after),
    RELATES("finishes", "point", "range", "any,range", call_finishes),
    RANGES("finishes", call_finishes),
    RELATES("finished by", "range", "point", "range,any", call_finished_by),
    RANGES("finished by", call_finished_by),
    RELATES("includes", "range", "point", "range,any", call_includes),
    RANGES("includes", call_includes),
    RELATES("during", "point", "range", "any,range", call_during),
    RANGES("during", call_during),
    RELATES("starts", "point", "range", "any,range", call_starts),
    RANGES("starts", call_starts),
    RELATES("started by", "range", "point", "range,any", call_started_by),
    RANGES("started by", call_started_by),
    RELATES("coincides", "point1", "point2", "any,any", call_coincides),
    RANGES("coincides", call_coincides),
    {"range", FEEL_NAMES("from"), 1, false, false, "string->range", call_range},
};

feel_builtin_group feel_builtins_range(void)
{
    return (feel_builtin_group){rows, sizeof rows / sizeof *rows};
}
