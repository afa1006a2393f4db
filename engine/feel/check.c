/* Static checks of strict mode: what can be seen to be wrong without a value. Invariant: a type that is not known (any)
 * never gives a fault. Source: DMN 1.5, 10.3.2.9; units and enumerations are what rulebooks add. */
#include "feel/compile.h"

#include <string.h>

static bool open_kind(const feel_type *type)
{
    return type->kind == FEEL_T_ANY || type->kind == FEEL_T_NULL;
}

static bool context_kind(const feel_type *type)
{
    return type->kind == FEEL_T_CONTEXT || type->kind == FEEL_T_RECORD;
}

static bool same_kind(const feel_type *a, const feel_type *b)
{
    return a->kind == b->kind || (context_kind(a) && context_kind(b));
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* The type that covers both: any where they have nothing in common. */
const feel_type *feel_join(const feel_type *a, const feel_type *b)
{
    if (a == b || b->kind == FEEL_T_NULL)
        return a;
    if (a->kind == FEEL_T_NULL)
        return b;
    bool alike = a->kind == b->kind && a->shape == b->shape && same_text(a->unit, b->unit) && a->values == b->values;
    if (alike && (a->kind == FEEL_T_LIST || a->kind == FEEL_T_RANGE) && a->element && b->element) {
        const feel_type *element = feel_join(a->element, b->element);
        return element == a->element ? a : element == b->element ? b : feel_type_plain(a->kind);
    }
    if (alike && a->kind != FEEL_T_FUNCTION)
        return a;
    bool scalar = a->kind == b->kind && a->kind >= FEEL_T_BOOLEAN && a->kind <= FEEL_T_YEARS_MONTHS;
    return feel_type_plain(scalar ? a->kind : FEEL_T_ANY);
}

bool feel_static_fits(const feel_type *given, const feel_type *wanted)
{
    if (!wanted || open_kind(given) || wanted->kind == FEEL_T_ANY)
        return true;
    if (!same_kind(given, wanted))
        return given->kind == FEEL_T_DATE && wanted->kind == FEEL_T_DATE_TIME;
    if (given->kind == FEEL_T_LIST || given->kind == FEEL_T_RANGE)
        return !given->element || !wanted->element || feel_static_fits(given->element, wanted->element);
    return true;
}

/* --- comparison --- */

static void check_units(feel_compiler *c, const feel_ast *ast, const feel_type *a, const feel_type *b)
{
    if (a->kind == FEEL_T_NUMBER && b->kind == FEEL_T_NUMBER && a->unit && b->unit && strcmp(a->unit, b->unit) != 0)
        feel_fault_at(c, "FEEL-010", ast->offset, "%s and %s are different units; convert one first", a->unit, b->unit);
}

static bool ordered(const feel_type *type)
{
    return type->kind >= FEEL_T_NUMBER && type->kind <= FEEL_T_YEARS_MONTHS;
}

void feel_check_comparison(feel_compiler *c, const feel_ast *ast, const feel_type *a, const feel_type *b)
{
    if (!feel_strict(c))
        return;
    check_units(c, ast, a, b);
    if (a->kind == FEEL_T_RANGE && b->kind != FEEL_T_RANGE && a->element)
        a = a->element;
    bool equality = ast->op == OP_EQ || ast->op == OP_NE;
    if (open_kind(a) || open_kind(b))
        return;
    if (!same_kind(a, b))
        feel_fault_at(c, "FEEL-008", ast->offset, "%s and %s cannot be compared; compare values of one type",
                      feel_type_text(c->arena, a), feel_type_text(c->arena, b));
    else if (!equality && !ordered(a))
        feel_fault_at(c, "FEEL-008", ast->offset, "%s has no order; use = or !=", feel_type_text(c->arena, a));
}

/* --- enumerations --- */

/* Number of single-byte edits between two words, at most 64 bytes of each. */
static size_t distance(const char *a, size_t n, const char *b, size_t m)
{
    enum { LONGEST = 64 };
    size_t row[LONGEST + 1];
    n = n > LONGEST ? LONGEST : n;
    m = m > LONGEST ? LONGEST : m;
    for (size_t k = 0; k <= m; k++)
        row[k] = k;
    for (size_t i = 1; i <= n; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t k = 1; k <= m; k++) {
            size_t change = diagonal + (a[i - 1] != b[k - 1]);
            size_t insert = row[k - 1] + 1, drop = row[k] + 1;
            diagonal = row[k];
            row[k] = change < insert ? (change < drop ? change : drop) : insert < drop ? insert : drop;
        }
    }
    return row[m];
}

const char *feel_suggestion(feel_compiler *c, const char *word, size_t length, const char *const *candidates,
                            size_t count)
{
    const char *nearest = NULL;
    size_t best = length / 2 + 1;
    for (size_t i = 0; i < count; i++) {
        size_t d = distance(word, length, candidates[i], strlen(candidates[i]));
        if (d < best) {
            best = d;
            nearest = candidates[i];
        }
    }
    const char *text = nearest ? wz_arena_printf(c->arena, "did you mean `%s`?", nearest) : NULL;
    return text ? text : "use a name that is declared";
}

static const char *listed(feel_compiler *c, const feel_type *type)
{
    enum { LISTED = 40 };
    const char *text = "";
    for (size_t i = 0; i < type->value_count && i < LISTED && text; i++)
        text = wz_arena_printf(c->arena, "%s%s\"%s\"", text, i ? ", " : "", type->values[i]);
    return text ? text : "";
}

static void check_value(feel_compiler *c, const feel_type *type, const feel_ast *ast)
{
    const feel_string *text = feel_str(ast->value);
    for (size_t i = 0; i < type->value_count; i++) {
        if (strlen(type->values[i]) == text->length && memcmp(type->values[i], text->text, text->length) == 0)
            return;
    }
    feel_fault_at(c, "FEEL-009", ast->offset, "\"%s\" is not a value of %s, which has %s; %s", text->text,
                  type->name ? type->name : "the enumeration", listed(c, type),
                  feel_suggestion(c, text->text, text->length, type->values, type->value_count));
}

void feel_check_values(feel_compiler *c, const feel_type *type, const feel_ast *ast)
{
    while (type && type->kind == FEEL_T_LIST)
        type = type->element;
    if (!feel_strict(c) || !type || type->kind != FEEL_T_STRING || !type->values)
        return;
    if (ast->kind == AST_LITERAL && feel_is(ast->value, FEEL_STRING))
        check_value(c, type, ast);
    for (size_t i = 0; ast->kind == AST_LIST && i < ast->count; i++)
        feel_check_values(c, type, ast->items[i]);
    for (size_t i = 1; ast->kind == AST_IF && i < ast->count; i++)
        feel_check_values(c, type, ast->items[i]);
}

/* --- arithmetic --- */

static bool is_duration(const feel_type *type)
{
    return type->kind == FEEL_T_DAYS_TIME || type->kind == FEEL_T_YEARS_MONTHS;
}

static bool is_moment(const feel_type *type)
{
    return type->kind == FEEL_T_DATE || type->kind == FEEL_T_TIME || type->kind == FEEL_T_DATE_TIME;
}

/* The unit of a sum is that of either; of a product or quotient that of the only one that has any. */
static const feel_type *number_result(feel_compiler *c, const feel_ast *ast, const feel_type *a, const feel_type *b)
{
    if (ast->op == OP_ADD || ast->op == OP_SUBTRACT) {
        if (feel_strict(c))
            check_units(c, ast, a, b);
        return a->unit ? a : b;
    }
    bool keeps = ast->op == OP_MULTIPLY || (ast->op == OP_DIVIDE && !b->unit);
    if (!keeps || (a->unit && b->unit))
        return feel_type_plain(FEEL_T_NUMBER);
    return a->unit ? a : b;
}

/* The result's type, NULL where the operator is not defined for these types. */
static const feel_type *result_of(feel_operator op, const feel_type *a, const feel_type *b)
{
    bool sum = op == OP_ADD, difference = op == OP_SUBTRACT;
    if (a->kind == FEEL_T_STRING && b->kind == FEEL_T_STRING)
        return sum ? feel_type_plain(FEEL_T_STRING) : NULL;
    if (is_duration(a) && a->kind == b->kind)
        return sum || difference ? a : op == OP_DIVIDE ? feel_type_plain(FEEL_T_NUMBER) : NULL;
    if (is_moment(a) && is_duration(b))
        return sum || difference ? a : NULL;
    if (is_duration(a) && is_moment(b))
        return sum ? b : NULL;
    if (is_moment(a) && is_moment(b))
        return difference && (a->kind == FEEL_T_TIME) == (b->kind == FEEL_T_TIME) ? feel_type_plain(FEEL_T_DAYS_TIME)
                                                                                  : NULL;
    if (is_duration(a) && b->kind == FEEL_T_NUMBER)
        return op == OP_MULTIPLY || op == OP_DIVIDE ? a : NULL;
    return a->kind == FEEL_T_NUMBER && is_duration(b) && op == OP_MULTIPLY ? b : NULL;
}

const feel_type *feel_check_arithmetic(feel_compiler *c, const feel_ast *ast, const feel_type *a, const feel_type *b)
{
    if (a->kind == FEEL_T_NUMBER && b->kind == FEEL_T_NUMBER)
        return number_result(c, ast, a, b);
    if (open_kind(a) || open_kind(b))
        return feel_type_plain(FEEL_T_ANY);
    const feel_type *type = result_of((feel_operator)ast->op, a, b);
    static const char signs[][3] = {"+", "-", "*", "/", "**"};
    if (!type && feel_strict(c))
        feel_fault_at(c, "FEEL-007", ast->offset, "`%s` is not defined for %s and %s; use values that it takes",
                      signs[ast->op], feel_type_text(c->arena, a), feel_type_text(c->arena, b));
    return type ? type : feel_type_plain(FEEL_T_ANY);
}

/* --- the result --- */

void feel_check_wanted(feel_compiler *c, const feel_ast *ast, const feel_type *type)
{
    const feel_type *wanted = c->options->wanted;
    if (!feel_strict(c) || !wanted)
        return;
    bool single = wanted->kind != FEEL_T_LIST && type->kind == FEEL_T_LIST && type->element &&
                  feel_static_fits(type->element, wanted);
    if (!feel_static_fits(type, wanted) && !single)
        feel_fault_at(c, "FEEL-011", ast->offset, "%s is wanted here, this is %s; write an expression of that type",
                      feel_type_text(c->arena, wanted), feel_type_text(c->arena, type));
    if (type->kind == FEEL_T_NUMBER && wanted->kind == FEEL_T_NUMBER)
        check_units(c, ast, type, wanted);
    feel_check_values(c, wanted, ast);
}
