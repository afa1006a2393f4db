/* What stands between operators: literals, names, brackets, lists, contexts, ranges, functions, `if`, `for`, `some` and
 * `every`. Invariant: names declared by a construct are visible in its parts only. */
#include "feel/parser.h"

#include "feel/number.h"
#include "feel/temporal.h"

#include <string.h>

static feel_ast *literal(feel_parser *p, size_t offset, feel_value value)
{
    feel_ast *ast = feel_ast_new(p->arena, AST_LITERAL, offset);
    if (ast)
        ast->value = value;
    return ast;
}

feel_ast *feel_parse_number(feel_parser *p, bool negative)
{
    feel_token t = p->token;
    feel_value value = feel_number_parse(p->arena, p->text + t.start, t.end - t.start);
    if (feel_is(value, FEEL_NULL))
        return feel_parser_fail(p, t.start, "this number is outside decimal128; write a smaller one");
    feel_parser_advance(p);
    return literal(p, t.start, negative ? feel_negate(p->arena, value) : value);
}

static feel_ast *parse_string(feel_parser *p)
{
    feel_token t = p->token;
    feel_parser_advance(p);
    return literal(p, t.start, feel_lex_string(p->arena, p->text + t.start, t.end - t.start));
}

/* @"…"; a text that is no temporal value is null. */
static feel_ast *parse_at(feel_parser *p)
{
    size_t offset = p->token.start;
    feel_parser_advance(p);
    if (p->token.kind != TOK_STRING)
        return feel_parser_fail(p, offset, "@ needs a string behind it; write e.g. @\"2020-01-31\"");
    feel_ast *ast = parse_string(p);
    if (!ast || feel_is(ast->value, FEEL_NULL))
        return NULL;
    const feel_string *text = feel_str(ast->value);
    ast->value = feel_parse_at(p->arena, text->text, text->length);
    ast->offset = offset;
    return ast;
}

static feel_ast *parse_constant(feel_parser *p, feel_value value)
{
    size_t offset = p->token.start;
    feel_parser_advance(p);
    return literal(p, offset, value);
}

/* --- brackets --- */

/* One level deeper, where the part does not pass through feel_parse_expression. */
static feel_ast *nested(feel_parser *p, feel_ast *(*part)(feel_parser *))
{
    if (!feel_parser_enter(p))
        return NULL;
    feel_ast *ast = part(p);
    feel_parser_leave(p);
    return ast;
}

feel_ast *feel_parse_range_rest(feel_parser *p, size_t offset, feel_ast *low, bool low_closed)
{
    feel_parser_advance(p);
    bool end_possible = p->range_end;
    p->range_end = true;
    feel_ast *high = nested(p, feel_parse_arithmetic);
    p->range_end = end_possible;
    feel_ast *range = low && high ? feel_ast_of(p->arena, AST_RANGE, offset, low, high, NULL) : NULL;
    if (!range)
        return NULL;
    range->low_closed = low_closed;
    range->high_closed = p->token.kind == TOK_RBRACKET;
    if (p->token.kind != TOK_RBRACKET && p->token.kind != TOK_RPAREN && p->token.kind != TOK_LBRACKET)
        return feel_parser_fail(p, p->token.start, "the range is not closed; put `]`, `)` or `[` behind it");
    feel_parser_advance(p);
    return range;
}

/* (expression), (a..b), or (< a): the range of all values that pass. */
static feel_ast *parse_parenthesis(feel_parser *p)
{
    size_t offset = p->token.start;
    feel_parser_advance(p);
    feel_ast *inner = feel_parse_expression(p);
    if (inner && inner->kind != AST_TEST && p->token.kind == TOK_DOTS)
        return feel_parse_range_rest(p, offset, inner, false);
    return inner && feel_parser_expect(p, TOK_RPAREN, "`)`") ? inner : NULL;
}

/* An operand follows the next token: in `[ ]1..5[ ]` the bracket does not end an empty list. */
static bool operand_after(const feel_parser *p)
{
    feel_token_kind kind = feel_lex(p->text, p->length, p->token.end).kind;
    return kind == TOK_NUMBER || kind == TOK_STRING || kind == TOK_AT || kind == TOK_WORD;
}

/* [a, b] or [a..b] */
static feel_ast *parse_bracket(feel_parser *p)
{
    feel_ast *list = feel_ast_new(p->arena, AST_LIST, p->token.start);
    size_t room = 0;
    feel_parser_advance(p);
    if (!list)
        return NULL;
    if (p->token.kind == TOK_RBRACKET && !operand_after(p)) {
        feel_parser_advance(p);
        return list;
    }
    do {
        feel_ast *item = feel_parse_expression(p);
        if (item && list->count == 0 && p->token.kind == TOK_DOTS)
            return feel_parse_range_rest(p, list->offset, item, true);
        if (!feel_ast_add(p->arena, list, &room, item))
            return NULL;
    } while (feel_parser_take(p, TOK_COMMA));
    return feel_parser_expect(p, TOK_RBRACKET, "`,` or `]`") ? list : NULL;
}

/* ]a..b] */
static feel_ast *parse_open_range(feel_parser *p)
{
    size_t offset = p->token.start;
    feel_parser_advance(p);
    feel_ast *low = nested(p, feel_parse_arithmetic);
    if (low && p->token.kind != TOK_DOTS)
        return feel_parser_fail(p, p->token.start, "`..` is missing in the range; add it");
    return low ? feel_parse_range_rest(p, offset, low, false) : NULL;
}

static bool parse_key(feel_parser *p, feel_name *key)
{
    if (p->token.kind != TOK_STRING) {
        if (!feel_parse_label(p, key))
            feel_parser_fail(p, p->token.start, "a key and `:` are missing here; write them");
        return p->status == WZ_OK;
    }
    feel_ast *text = parse_string(p);
    if (!text || feel_is(text->value, FEEL_NULL))
        return false;
    *key = (feel_name){feel_str(text->value)->text, feel_str(text->value)->length};
    return feel_parser_expect(p, TOK_COLON, "`:`");
}

/* { key : expression, … }; an entry sees those before it, and a function sees itself. */
static feel_ast *parse_context(feel_parser *p)
{
    feel_ast *context = feel_ast_new(p->arena, AST_CONTEXT, p->token.start);
    size_t room = 0, name_room = 0;
    size_t visible = p->visible.count;
    feel_parser_advance(p);
    if (!context || feel_parser_take(p, TOK_RBRACE))
        return context;
    do {
        feel_name key = {0};
        if (!parse_key(p, &key))
            return NULL;
        context->names = wz_arena_grow(p->arena, context->names, context->count, &name_room, sizeof(feel_name));
        if (!context->names)
            return NULL;
        context->names[context->count] = key;
        bool function = p->token.kind == TOK_FUNCTION;
        if (function)
            feel_names_push(&p->visible, key.text, key.length);
        if (!feel_ast_add(p->arena, context, &room, feel_parse_expression(p)))
            return NULL;
        if (!function)
            feel_names_push(&p->visible, key.text, key.length);
        feel_names_push(&p->members, key.text, key.length);
    } while (feel_parser_take(p, TOK_COMMA));
    p->visible.count = visible;
    return feel_parser_expect(p, TOK_RBRACE, "`,` or `}`") ? context : NULL;
}

/* --- words --- */

/* name in a, name in b..c, …; the names stay visible. */
static bool parse_iterators(feel_parser *p, feel_ast *ast, size_t *room)
{
    size_t name_room = 0;
    do {
        feel_name name = {0};
        if (!feel_parse_declared(p, &name) || !feel_parser_expect(p, TOK_IN, "`in`"))
            return false;
        size_t offset = p->token.start;
        feel_ast *domain = feel_parse_expression(p);
        if (domain && feel_parser_take(p, TOK_DOTS)) {
            feel_ast *high = feel_parse_expression(p);
            domain = high ? feel_ast_of(p->arena, AST_DOTS, offset, domain, high, NULL) : NULL;
        }
        ast->names = wz_arena_grow(p->arena, ast->names, ast->count, &name_room, sizeof(feel_name));
        if (!ast->names)
            return false;
        ast->names[ast->count] = name;
        if (!feel_ast_add(p->arena, ast, room, domain) || !feel_names_push(&p->visible, name.text, name.length))
            return false;
    } while (feel_parser_take(p, TOK_COMMA));
    return p->status == WZ_OK;
}

static feel_ast *parse_iteration(feel_parser *p)
{
    feel_token_kind word = p->token.kind;
    feel_ast_kind kind = word == TOK_FOR ? AST_FOR : word == TOK_SOME ? AST_SOME : AST_EVERY;
    feel_ast *ast = feel_ast_new(p->arena, kind, p->token.start);
    size_t visible = p->visible.count;
    size_t room = 0;
    feel_parser_advance(p);
    if (!ast || !parse_iterators(p, ast, &room))
        return NULL;
    bool ready = word == TOK_FOR ? feel_parser_expect(p, TOK_RETURN, "`return`")
                                 : feel_parser_expect(p, TOK_SATISFIES, "`satisfies`");
    if (word == TOK_FOR)
        feel_names_push(&p->visible, "partial", strlen("partial"));
    bool done = ready && feel_ast_add(p->arena, ast, &room, feel_parse_expression(p));
    p->visible.count = visible;
    return done ? ast : NULL;
}

static feel_ast *parse_if(feel_parser *p)
{
    size_t offset = p->token.start;
    feel_parser_advance(p);
    feel_ast *condition = feel_parse_expression(p);
    feel_ast *yes = condition && feel_parser_expect(p, TOK_THEN, "`then`") ? feel_parse_expression(p) : NULL;
    feel_ast *no = yes && feel_parser_expect(p, TOK_ELSE, "`else`") ? feel_parse_expression(p) : NULL;
    return no ? feel_ast_of(p->arena, AST_IF, offset, condition, yes, no) : NULL;
}

static bool parse_parameters(feel_parser *p, feel_ast *function)
{
    size_t name_room = 0, type_room = 0;
    if (!feel_parser_expect(p, TOK_LPAREN, "`(`"))
        return false;
    while (p->status == WZ_OK && p->token.kind != TOK_RPAREN) {
        size_t n = function->name_count;
        if (n > 0 && !feel_parser_expect(p, TOK_COMMA, "`,` or `)`"))
            return false;
        function->names = wz_arena_grow(p->arena, function->names, n, &name_room, sizeof(feel_name));
        function->types = wz_arena_grow(p->arena, function->types, n, &type_room, sizeof *function->types);
        if (!function->names || !function->types || !feel_parse_declared(p, &function->names[n]))
            return false;
        function->types[n] = NULL;
        if (feel_parser_take(p, TOK_COLON))
            function->types[n] = feel_parse_type(p);
        function->name_count++;
        feel_names_push(&p->visible, function->names[n].text, function->names[n].length);
    }
    return feel_parser_expect(p, TOK_RPAREN, "`)`");
}

static feel_ast *parse_function(feel_parser *p)
{
    feel_ast *function = feel_ast_new(p->arena, AST_FUNCTION, p->token.start);
    size_t visible = p->visible.count;
    size_t room = 0;
    feel_parser_advance(p);
    if (!function || !parse_parameters(p, function))
        return NULL;
    function->external = feel_parser_take(p, TOK_EXTERNAL);
    bool done = feel_ast_add(p->arena, function, &room, feel_parse_expression(p));
    p->visible.count = visible;
    return done ? function : NULL;
}

/* The word `not`; the call behind it is parsed as any other. */
static feel_ast *parse_not(feel_parser *p)
{
    feel_ast *name = feel_ast_new(p->arena, AST_NAME, p->token.start);
    feel_parser_advance(p);
    if (p->token.kind != TOK_LPAREN)
        return feel_parser_fail(p, p->token.start, "`(` is missing before this place; add it");
    if (name)
        name->name = (feel_name){"not", 3};
    return name;
}

static feel_ast *parse_bracketed(feel_parser *p)
{
    bool end_possible = p->range_end;
    feel_ast *ast = NULL;
    p->range_end = false;
    switch (p->token.kind) {
    case TOK_LPAREN: ast = parse_parenthesis(p); break;
    case TOK_LBRACKET: ast = parse_bracket(p); break;
    case TOK_RBRACKET: ast = parse_open_range(p); break;
    default: ast = parse_context(p); break;
    }
    p->range_end = end_possible;
    return ast;
}

feel_ast *feel_parse_primary(feel_parser *p)
{
    if (p->status != WZ_OK)
        return NULL;
    if (feel_parser_name_ahead(p))
        return feel_parse_name(p, false);
    switch (p->token.kind) {
    case TOK_NUMBER: return feel_parse_number(p, false);
    case TOK_STRING: return parse_string(p);
    case TOK_AT: return parse_at(p);
    case TOK_NULL: return parse_constant(p, feel_null());
    case TOK_TRUE: return parse_constant(p, feel_boolean(true));
    case TOK_FALSE: return parse_constant(p, feel_boolean(false));
    case TOK_WORD: return feel_parse_name(p, false);
    case TOK_LPAREN:
    case TOK_LBRACKET:
    case TOK_RBRACKET:
    case TOK_LBRACE: return parse_bracketed(p);
    case TOK_FOR:
    case TOK_SOME:
    case TOK_EVERY: return parse_iteration(p);
    case TOK_IF: return parse_if(p);
    case TOK_FUNCTION: return parse_function(p);
    case TOK_NOT: return parse_not(p);
    case TOK_END: return feel_parser_fail(p, p->token.start, "the expression is not complete; add what is missing");
    default: return feel_parser_fail(p, p->token.start, "an expression is missing here; write one");
    }
}
