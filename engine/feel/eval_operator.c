/* Arithmetic, order and equality, on settled values and on unknown ones with bounds. Invariant: an answer that is not
 * unknown holds for every value that the operands may have. Source: DMN 1.5, tables 42 to 45 and 53 to 62;
 * docs/semantics.md, section 1. */
#include "feel/eval.h"

#include "feel/number.h"
#include "feel/temporal.h"

static bool is_unknown(feel_value v)
{
    return v.tag == FEEL_UNKNOWN;
}

static feel_tag kind_of(feel_value v)
{
    return (feel_tag)(is_unknown(v) ? v.sub : v.tag);
}

static const char *kind_name(feel_value v)
{
    static const char *const names[] = {"null",
                                        "boolean",
                                        "number",
                                        "string",
                                        "date",
                                        "time",
                                        "date and time",
                                        "days and time duration",
                                        "years and months duration",
                                        "list",
                                        "context",
                                        "context",
                                        "range",
                                        "function",
                                        "unknown"};
    return names[v.tag];
}

static bool is_duration(feel_tag tag)
{
    return tag == FEEL_DAYS_TIME || tag == FEEL_YEARS_MONTHS;
}
static bool is_temporal(feel_tag tag)
{
    return tag >= FEEL_DATE && tag <= FEEL_YEARS_MONTHS;
}

/* The lowest and highest value that v may have; FEEL_NULL = no bound. */
static feel_unknown ends_of(feel_value v)
{
    if (!is_unknown(v))
        return (feel_unknown){v, v};
    return feel_bounds(v) ? *feel_bounds(v) : (feel_unknown){feel_null(), feel_null()};
}

/* --- arithmetic on settled values; null where DMN has none --- */

static feel_value concatenate(feel_run *run, feel_value a, feel_value b)
{
    const feel_string *x = feel_str(a), *y = feel_str(b);
    if (!feel_spend(run, (x->length + y->length) / 64))
        return feel_null();
    feel_string *joined = feel_checked(run, wz_arena_alloc(run->arena, sizeof *joined + x->length + y->length + 1));
    if (!joined)
        return feel_null();
    joined->length = x->length + y->length;
    memcpy(joined->text, x->text, x->length);
    memcpy(joined->text + x->length, y->text, y->length);
    return feel_from(FEEL_STRING, joined);
}

static feel_value number_arithmetic(wz_arena *arena, feel_operator op, feel_value a, feel_value b)
{
    switch (op) {
    case OP_ADD: return feel_add(arena, a, b);
    case OP_SUBTRACT: return feel_subtract(arena, a, b);
    case OP_MULTIPLY: return feel_multiply(arena, a, b);
    case OP_DIVIDE: return feel_divide(arena, a, b);
    default: return feel_power(arena, a, b);
    }
}

static feel_value temporal_arithmetic(wz_arena *arena, feel_operator op, feel_value a, feel_value b)
{
    bool a_number = feel_is(a, FEEL_NUMBER), b_number = feel_is(b, FEEL_NUMBER);
    switch (op) {
    case OP_ADD: return a_number || b_number ? feel_null() : feel_temporal_add(arena, a, b);
    case OP_SUBTRACT: return a_number || b_number ? feel_null() : feel_temporal_subtract(arena, a, b);
    case OP_MULTIPLY:
        if (is_duration((feel_tag)a.tag) && b_number)
            return feel_duration_multiply(arena, a, b);
        return a_number && is_duration((feel_tag)b.tag) ? feel_duration_multiply(arena, b, a) : feel_null();
    case OP_DIVIDE:
        if (is_duration((feel_tag)a.tag) && (b_number || a.tag == b.tag))
            return feel_duration_divide(arena, a, b);
        return feel_null();
    default: return feel_null();
    }
}

static feel_value settled_arithmetic(feel_run *run, feel_operator op, feel_value a, feel_value b)
{
    if (feel_is(a, FEEL_NUMBER) && feel_is(b, FEEL_NUMBER))
        return number_arithmetic(run->arena, op, a, b);
    if (feel_is(a, FEEL_STRING) && feel_is(b, FEEL_STRING))
        return op == OP_ADD ? concatenate(run, a, b) : feel_null();
    bool temporal = is_temporal((feel_tag)a.tag) || is_temporal((feel_tag)b.tag);
    bool fit = (is_temporal((feel_tag)a.tag) || feel_is(a, FEEL_NUMBER)) &&
               (is_temporal((feel_tag)b.tag) || feel_is(b, FEEL_NUMBER));
    return temporal && fit ? temporal_arithmetic(run->arena, op, a, b) : feel_null();
}

/* --- arithmetic with unknown operands --- */

/* The type of a + b or a - b by the operands' types; FEEL_NULL where it is not known. */
static feel_tag sum_type(feel_operator op, feel_tag a, feel_tag b)
{
    if (a == FEEL_DATE && b == FEEL_DATE && op == OP_SUBTRACT)
        return FEEL_DAYS_TIME;
    if (a == FEEL_DATE_TIME && b == FEEL_DATE_TIME && op == OP_SUBTRACT)
        return FEEL_DAYS_TIME;
    if (a == b && (a == FEEL_NUMBER || a == FEEL_STRING || is_duration(a)))
        return a;
    if ((a == FEEL_DATE || a == FEEL_DATE_TIME || a == FEEL_TIME) && is_duration(b))
        return a;
    if (op == OP_ADD && is_duration(a) && (b == FEEL_DATE || b == FEEL_DATE_TIME || b == FEEL_TIME))
        return b;
    return FEEL_NULL;
}

/* Bounds survive + and - where both ends move with the operands. Times of day wrap around and strings have no
 * bounds. */
static bool keeps_bounds(feel_tag type, feel_tag a, feel_tag b)
{
    bool days = type == FEEL_DATE || type == FEEL_DAYS_TIME || type == FEEL_YEARS_MONTHS || type == FEEL_NUMBER;
    return days && a != FEEL_DATE_TIME && b != FEEL_DATE_TIME;
}

static feel_value bound(feel_run *run, feel_operator op, feel_value a, feel_value b)
{
    if (feel_is(a, FEEL_NULL) || feel_is(b, FEEL_NULL))
        return feel_null();
    return settled_arithmetic(run, op, a, b);
}

static feel_value marked_like(feel_value result, const feel_value *operands, size_t count)
{
    for (size_t i = 0; i < count && is_unknown(result); i++) {
        if (is_unknown(operands[i]))
            result.bits |= operands[i].bits & FEEL_MARKED;
    }
    return result;
}

static feel_value unknown_arithmetic(feel_run *run, feel_operator op, feel_value a, feel_value b)
{
    feel_value operands[] = {a, b};
    feel_tag type = op == OP_ADD || op == OP_SUBTRACT ? sum_type(op, kind_of(a), kind_of(b)) : FEEL_NULL;
    if (kind_of(a) == FEEL_NUMBER && kind_of(b) == FEEL_NUMBER && op == OP_MULTIPLY)
        type = FEEL_NUMBER;
    if ((op != OP_ADD && op != OP_SUBTRACT) || !keeps_bounds(type, kind_of(a), kind_of(b)))
        return feel_unknown_over(type, operands, 2);
    feel_unknown x = ends_of(a), y = ends_of(b);
    feel_value low = bound(run, op, x.low, op == OP_ADD ? y.low : y.high);
    feel_value high = bound(run, op, x.high, op == OP_ADD ? y.high : y.low);
    return marked_like(feel_bounded(run->arena, type, low, high), operands, 2);
}

feel_value feel_arithmetic(feel_run *run, feel_operator op, feel_value a, feel_value b)
{
    if (is_unknown(a) || is_unknown(b))
        return unknown_arithmetic(run, op, a, b);
    feel_value result = settled_arithmetic(run, op, a, b);
    if (feel_is(result, FEEL_NULL)) {
        static const char signs[][3] = {"+", "-", "*", "/", "**"};
        if (feel_is(a, FEEL_NUMBER) && feel_is(b, FEEL_NUMBER))
            feel_complain(run, "`%s` has no result for these numbers", signs[op]);
        else
            feel_complain(run, "`%s` is not defined for %s and %s", signs[op], kind_name(a), kind_name(b));
    }
    return result;
}

static feel_value negate_settled(feel_run *run, feel_value a)
{
    if (feel_is(a, FEEL_NUMBER))
        return feel_negate(run->arena, a);
    return is_duration((feel_tag)a.tag) ? feel_duration_negate(run->arena, a) : feel_null();
}

feel_value feel_negation(feel_run *run, feel_value a)
{
    if (is_unknown(a)) {
        feel_unknown ends = ends_of(a);
        feel_value result =
            feel_bounded(run->arena, (feel_tag)a.sub, negate_settled(run, ends.high), negate_settled(run, ends.low));
        return marked_like(result, &a, 1);
    }
    feel_value result = negate_settled(run, a);
    if (feel_is(result, FEEL_NULL))
        feel_complain(run, "`-` is not defined for %s", kind_name(a));
    return result;
}

/* --- order --- */

enum { NO_ORDER = FEEL_INCOMPARABLE };

/* -1, 0 or 1, NO_ORDER where the two have none. */
static int order(feel_value a, feel_value b)
{
    if (a.tag != b.tag)
        return NO_ORDER;
    switch ((feel_tag)a.tag) {
    case FEEL_NUMBER:
        if (!((a.bits | b.bits) & FEEL_BIG))
            return (a.as.integer > b.as.integer) - (a.as.integer < b.as.integer);
        return feel_number_compare(a, b);
    case FEEL_DATE:
    case FEEL_YEARS_MONTHS: return (a.as.integer > b.as.integer) - (a.as.integer < b.as.integer);
    case FEEL_STRING: {
        const feel_string *x = feel_str(a), *y = feel_str(b);
        size_t shorter = x->length < y->length ? x->length : y->length;
        int head = memcmp(x->text, y->text, shorter);
        return head ? (head > 0) - (head < 0) : (x->length > y->length) - (x->length < y->length);
    }
    case FEEL_TIME:
    case FEEL_DATE_TIME:
    case FEEL_DAYS_TIME: return feel_temporal_compare(a, b);
    default: return NO_ORDER;
    }
}

static feel_value unknown_boolean(feel_value a, feel_value b)
{
    bool marked = (is_unknown(a) && (a.bits & FEEL_MARKED)) || (is_unknown(b) && (b.bits & FEEL_MARKED));
    return marked ? feel_marked(FEEL_BOOLEAN) : feel_unknown_of(FEEL_BOOLEAN);
}

/* a < b, or with `or_equal` a <= b, where one is unknown: settled if both ends agree. */
static feel_value unknown_less(feel_value a, feel_value b, bool or_equal)
{
    feel_unknown x = ends_of(a), y = ends_of(b);
    int most = feel_is(x.high, FEEL_NULL) || feel_is(y.low, FEEL_NULL) ? NO_ORDER : order(x.high, y.low);
    int least = feel_is(x.low, FEEL_NULL) || feel_is(y.high, FEEL_NULL) ? NO_ORDER : order(x.low, y.high);
    if (most == -1 || (or_equal && most == 0))
        return feel_boolean(true);
    if (least == 1 || (!or_equal && least == 0))
        return feel_boolean(false);
    return unknown_boolean(a, b);
}

static feel_value less(feel_run *run, feel_value a, feel_value b, bool or_equal)
{
    if (is_unknown(a) || is_unknown(b))
        return unknown_less(a, b, or_equal);
    int result = order(a, b);
    if (result == NO_ORDER) {
        feel_complain(run, "%s and %s have no order", kind_name(a), kind_name(b));
        return feel_null();
    }
    return feel_boolean(result < 0 || (or_equal && result == 0));
}

feel_value feel_less(feel_run *run, feel_value a, feel_value b)
{
    return less(run, a, b, false);
}

feel_value feel_less_or_equal(feel_run *run, feel_value a, feel_value b)
{
    return less(run, a, b, true);
}

/* --- equality --- */

typedef struct {
    feel_run *run;
    unsigned depth;
} comparison;

static feel_value equal(comparison c, feel_value a, feel_value b);

/* All parts must be equal: one that differs decides, else one that is unknown leaves it open. */
static bool add_part(feel_truth *truth, feel_value part)
{
    if (feel_is(part, FEEL_NULL))
        part = feel_boolean(false); /* parts of different types differ */
    feel_truth_add(truth, false, part);
    return !truth->decided;
}

static feel_value equal_lists(comparison c, feel_value a, feel_value b)
{
    const feel_list *x = feel_items(a), *y = feel_items(b);
    feel_value both[] = {a, b};
    if (feel_list_uncertain(x) || feel_list_uncertain(y))
        return feel_unknown_over(FEEL_BOOLEAN, both, 2);
    if (x->count != y->count)
        return feel_boolean(false);
    feel_truth truth = {0};
    for (size_t i = 0; i < x->count && add_part(&truth, equal(c, x->items[i], y->items[i])); i++)
        ;
    return feel_truth_end(&truth, false);
}

static feel_value equal_contexts(comparison c, feel_value a, feel_value b)
{
    size_t count = feel_entry_count(a);
    if (count != feel_entry_count(b))
        return feel_boolean(false);
    feel_truth truth = {0};
    for (size_t i = 0; i < count; i++) {
        feel_entry entry = feel_entry_at(a, i);
        feel_value other;
        if (!feel_entry_find(b, entry.key, entry.key_length, &other))
            return feel_boolean(false);
        if (!add_part(&truth, equal(c, entry.value, other)))
            break;
    }
    return feel_truth_end(&truth, false);
}

static feel_value equal_ranges(comparison c, const feel_range *a, const feel_range *b)
{
    if (a->low_closed != b->low_closed || a->high_closed != b->high_closed)
        return feel_boolean(false);
    feel_truth truth = {0};
    if (add_part(&truth, equal(c, a->low, b->low)))
        add_part(&truth, equal(c, a->high, b->high));
    return feel_truth_end(&truth, false);
}

/* Unknown, unless the bounds lie apart. */
static feel_value equal_unknown(feel_value a, feel_value b)
{
    feel_value apart = unknown_less(a, b, false);
    feel_value apart_too = unknown_less(b, a, false);
    bool bounded = (is_unknown(a) && feel_bounds(a)) || (is_unknown(b) && feel_bounds(b));
    if (bounded && (feel_is_true(apart) || feel_is_true(apart_too)))
        return feel_boolean(false);
    return unknown_boolean(a, b);
}

static feel_value equal(comparison c, feel_value a, feel_value b)
{
    if (!feel_spend(c.run, 1))
        return feel_null();
    if (c.depth++ >= FEEL_MAX_NESTING)
        return feel_stop(c.run, WZ_ELIMIT);
    if (is_unknown(a) || is_unknown(b))
        return equal_unknown(a, b);
    if (feel_is_context(a) && feel_is_context(b))
        return equal_contexts(c, a, b);
    if (feel_is(a, FEEL_NULL) || feel_is(b, FEEL_NULL))
        return feel_boolean(a.tag == b.tag);
    if (a.tag != b.tag) {
        feel_complain(c.run, "%s and %s cannot be equal", kind_name(a), kind_name(b));
        return feel_null();
    }
    switch ((feel_tag)a.tag) {
    case FEEL_LIST: return equal_lists(c, a, b);
    case FEEL_RANGE: return equal_ranges(c, a.as.pointer, b.as.pointer);
    default: return feel_boolean(feel_same(a, b));
    }
}

feel_value feel_equal(feel_run *run, feel_value a, feel_value b)
{
    return equal((comparison){.run = run}, a, b);
}

feel_value feel_compare(feel_run *run, feel_operator op, feel_value a, feel_value b)
{
    switch (op) {
    case OP_LT: return less(run, a, b, false);
    case OP_LE: return less(run, a, b, true);
    case OP_GT: return less(run, b, a, false);
    case OP_GE: return less(run, b, a, true);
    case OP_NE: return feel_not(feel_equal(run, a, b));
    default: return feel_equal(run, a, b);
    }
}
