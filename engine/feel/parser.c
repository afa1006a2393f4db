/* The operators of the grammar, from the loosest to the tightest: or, and, comparison (with `between` and `in`), +
 * -, * /, **, unary minus, `instance of`, path, filter and invocation. Invariant: chains of one operator are
 * loops, so that the C stack grows only with brackets; the depth of the tree is bounded apart. */
#include "feel/parser.h"

#include "feel/builtin.h"

#include <stdarg.h>
#include <string.h>

enum {
    MAX_TEXT = 1024 * 1024,
    DEFAULT_DEPTH = 200,
    CHAIN_FACTOR = 5,
    TOKENS_EACH_BYTE = 4,
    TOKENS_AT_LEAST = 4096,
    MEMBERS_LOOKED_AT = 100000
};

/* --- state --- */

void *feel_parser_fail(feel_parser *p, size_t offset, const char *format, ...)
{
    if (p->status != WZ_OK)
        return NULL;
    va_list args;
    va_start(args, format);
    const char *message = wz_arena_vprintf(p->arena, format, args);
    va_end(args);
    p->status = WZ_EINPUT;
    p->fault = (feel_fault){.id = "FEEL-001", .offset = offset, .message = message};
    return NULL;
}

static void fail_limit(feel_parser *p, const char *message)
{
    if (p->status == WZ_OK || p->status == WZ_EINPUT) {
        p->status = WZ_ELIMIT;
        p->fault = (feel_fault){.id = "FEEL-002", .offset = p->token.start, .message = message};
    }
}

void feel_parser_advance(feel_parser *p)
{
    if (p->tokens_left == 0)
        fail_limit(p, "the expression takes too long to read; make it simpler");
    else
        p->tokens_left--;
    p->token = feel_lex(p->text, p->length, p->token.end);
    if (p->token.kind == TOK_ERROR)
        feel_parser_fail(p, p->token.start, "%s", p->token.error);
}

bool feel_parser_take(feel_parser *p, feel_token_kind kind)
{
    if (p->status != WZ_OK || p->token.kind != kind)
        return false;
    feel_parser_advance(p);
    return true;
}

bool feel_parser_expect(feel_parser *p, feel_token_kind kind, const char *what)
{
    if (feel_parser_take(p, kind))
        return true;
    feel_parser_fail(p, p->token.start, "%s is missing before %s; add it", what,
                     p->token.kind == TOK_END ? "the end" : "this place");
    return false;
}

bool feel_parser_enter(feel_parser *p)
{
    if (p->depth >= p->max_depth)
        fail_limit(p, "the expression is nested too deep; split it");
    p->depth++;
    return p->status == WZ_OK || (p->depth--, false);
}

void feel_parser_leave(feel_parser *p)
{
    p->depth--;
}

/* A node over what was parsed; watches the depth that chains give the tree. */
static feel_ast *node(feel_parser *p, feel_ast_kind kind, size_t offset, feel_ast *a, feel_ast *b, feel_ast *c)
{
    feel_ast *ast = p->status == WZ_OK ? feel_ast_of(p->arena, kind, offset, a, b, c) : NULL;
    if (ast && ast->depth > p->max_depth * CHAIN_FACTOR) {
        fail_limit(p, "the chain of operators is too long; split it");
        return NULL;
    }
    return ast;
}

/* --- postfix: path, filter, invocation, instance of --- */

static feel_ast *parse_filter(feel_parser *p, feel_ast *list)
{
    feel_token saved = p->token;
    bool end_possible = p->range_end;
    size_t visible = p->visible.count;
    p->range_end = false;
    feel_parser_advance(p);
    feel_names_push(&p->visible, "item", 4);
    p->filters++;
    feel_ast *condition = feel_parse_expression(p);
    p->filters--;
    p->visible.count = visible;
    if (condition)
        feel_parser_expect(p, TOK_RBRACKET, "`]`");
    p->range_end = end_possible;
    if (p->status == WZ_EINPUT && end_possible) {
        p->status = WZ_OK; /* it was the end of a range: ]1..5[ */
        p->token = saved;
        return list;
    }
    return node(p, AST_FILTER, saved.start, list, condition, NULL);
}

/* Arguments up to the closing bracket, named or not. */
static feel_ast *parse_call(feel_parser *p, feel_ast *callee)
{
    size_t offset = callee->offset;
    feel_parser_advance(p);
    bool end_possible = p->range_end;
    p->range_end = false;
    feel_ast *call = node(p, AST_CALL, offset, callee, NULL, NULL);
    size_t room = 1, name_room = 0;
    bool named = false;
    while (call && p->status == WZ_OK && p->token.kind != TOK_RPAREN) {
        if (call->count > 1 && !feel_parser_expect(p, TOK_COMMA, "`,` or `)`"))
            break;
        feel_name name = {0};
        if (call->count == 1)
            named = feel_parse_label(p, &name);
        else if (named && !feel_parse_label(p, &name))
            feel_parser_fail(p, p->token.start, "this argument has no name; name all arguments or none");
        if (named) {
            size_t used = call->names ? call->count : 0; /* names[0] belongs to the callee */
            call->names = wz_arena_grow(p->arena, call->names, used, &name_room, sizeof(feel_name));
            if (!call->names)
                return NULL;
            call->names[call->count] = name;
        }
        if (!feel_ast_add(p->arena, call, &room, feel_parse_expression(p)))
            return NULL;
    }
    p->range_end = end_possible;
    return feel_parser_expect(p, TOK_RPAREN, "`)`") ? call : NULL;
}

static bool is_named(feel_name name, const char *text)
{
    return name.length == strlen(text) && memcmp(name.text, text, name.length) == 0;
}

/* not(x) or not(negand: x) is an operator; with other arguments it is a call, which has no value. */
static feel_ast *as_negation(feel_parser *p, feel_ast *call)
{
    const feel_ast *callee = call ? call->items[0] : NULL;
    bool is_not = callee && callee->kind == AST_NAME && is_named(callee->name, "not") && call->count == 2;
    if (!is_not || (call->names && !is_named(call->names[1], "negand")))
        return call;
    return node(p, AST_NOT, call->offset, call->items[1], NULL, NULL);
}

static feel_ast *parse_path(feel_parser *p, feel_ast *from)
{
    feel_parser_advance(p);
    feel_ast *name = feel_parse_name(p, true);
    feel_ast *ast = name ? node(p, AST_PATH, name->offset, from, NULL, NULL) : NULL;
    if (ast)
        ast->name = name->name;
    return ast;
}

static feel_ast *parse_postfix(feel_parser *p, feel_ast *ast)
{
    while (ast && p->status == WZ_OK) {
        feel_ast *before = ast;
        if (p->token.kind == TOK_DOT)
            ast = parse_path(p, ast);
        else if (p->token.kind == TOK_LBRACKET)
            ast = parse_filter(p, ast);
        else if (p->token.kind == TOK_LPAREN)
            ast = as_negation(p, parse_call(p, ast));
        else
            break;
        if (ast == before)
            return ast;
    }
    while (ast && p->token.kind == TOK_INSTANCE) {
        size_t offset = p->token.start;
        feel_parser_advance(p);
        feel_parser_expect(p, TOK_OF, "`of`");
        const feel_type *type = feel_parse_type(p);
        ast = node(p, AST_INSTANCE, offset, ast, NULL, NULL);
        if (ast)
            ast->type = type;
    }
    return ast;
}

/* --- arithmetic --- */

static feel_ast *parse_unary(feel_parser *p)
{
    feel_ast *parsed = p->parsed;
    p->parsed = NULL;
    if (parsed)
        return parse_postfix(p, parsed);
    if (p->token.kind != TOK_MINUS)
        return parse_postfix(p, feel_parse_primary(p));
    size_t offset = p->token.start;
    if (!feel_parser_enter(p))
        return NULL;
    feel_parser_advance(p);
    feel_ast *ast;
    if (p->token.kind == TOK_NUMBER) { /* the sign belongs to the literal (rule 37) */
        ast = feel_parse_number(p, true);
        if (ast)
            ast->offset = offset;
        ast = parse_postfix(p, ast);
    } else {
        ast = node(p, AST_NEGATE, offset, parse_unary(p), NULL, NULL);
    }
    feel_parser_leave(p);
    return ast;
}

static bool arithmetic_operator(feel_token_kind kind, int level, feel_operator *op)
{
    static const struct {
        feel_token_kind token;
        feel_operator op;
        int level;
    } operators[] = {{TOK_PLUS, OP_ADD, 0},
                     {TOK_MINUS, OP_SUBTRACT, 0},
                     {TOK_STAR, OP_MULTIPLY, 1},
                     {TOK_SLASH, OP_DIVIDE, 1},
                     {TOK_POWER, OP_POWER, 2}};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (operators[i].token == kind && operators[i].level == level) {
            *op = operators[i].op;
            return true;
        }
    }
    return false;
}

/* Levels 0 to 2 as in the table above; all group from the left. */
static feel_ast *parse_level(feel_parser *p, int level)
{
    feel_ast *left = level == 2 ? parse_unary(p) : parse_level(p, level + 1);
    feel_operator op;
    while (left && p->status == WZ_OK && arithmetic_operator(p->token.kind, level, &op)) {
        size_t offset = p->token.start;
        feel_parser_advance(p);
        feel_ast *right = level == 2 ? parse_unary(p) : parse_level(p, level + 1);
        left = right ? node(p, AST_ARITHMETIC, offset, left, right, NULL) : NULL;
        if (left)
            left->op = (uint8_t)op;
    }
    return p->status == WZ_OK ? left : NULL;
}

feel_ast *feel_parse_arithmetic(feel_parser *p)
{
    return parse_level(p, 0);
}

/* --- comparison --- */

static bool comparison_operator(feel_token_kind kind, feel_operator *op)
{
    if (kind < TOK_LT || kind > TOK_NE)
        return false;
    static const feel_operator operators[] = {OP_LT, OP_LE, OP_GT, OP_GE, OP_EQ, OP_NE};
    *op = operators[kind - TOK_LT];
    return true;
}

/* not ( tests ) as one negated test; the word `not` is next. */
static feel_ast *parse_negated_tests(feel_parser *p)
{
    feel_ast *tests = feel_ast_new(p->arena, AST_UNARY_TESTS, p->token.start);
    size_t room = 0;
    feel_parser_advance(p);
    feel_parser_expect(p, TOK_LPAREN, "`(`");
    if (!tests || !feel_parser_enter(p))
        return NULL;
    bool good = true;
    do {
        good = feel_ast_add(p->arena, tests, &room, feel_parse_test(p));
    } while (good && feel_parser_take(p, TOK_COMMA));
    feel_parser_leave(p);
    tests->op = OP_NE;
    return good && feel_parser_expect(p, TOK_RPAREN, "`)`") ? tests : NULL;
}

/* A positive unary test: `< endpoint`, or an expression; and not(…). */
feel_ast *feel_parse_test(feel_parser *p)
{
    feel_operator op;
    if (comparison_operator(p->token.kind, &op)) {
        size_t offset = p->token.start;
        feel_parser_advance(p);
        feel_ast *test = node(p, AST_TEST, offset, feel_parse_arithmetic(p), NULL, NULL);
        if (test)
            test->op = (uint8_t)op;
        return test;
    }
    if (p->token.kind == TOK_NOT)
        return parse_negated_tests(p);
    return feel_parse_expression(p);
}

static bool continues_operand(feel_token_kind kind)
{
    return (kind >= TOK_PLUS && kind <= TOK_POWER) || kind == TOK_DOT || kind == TOK_LBRACKET || kind == TOK_LPAREN;
}

/* ( tests ); the bracket is next. Where it proves to be the beginning of an expression, as in `x in (1 + 2) * 3` and
 * `x in (1..5)`, that expression is the only test. */
static bool parse_tests(feel_parser *p, feel_ast *in, size_t *room)
{
    size_t offset = p->token.start;
    bool end_possible = p->range_end;
    p->range_end = false;
    feel_parser_advance(p);
    feel_ast *test = NULL;
    do {
        test = feel_parse_test(p);
        if (test && in->count == 1 && p->token.kind == TOK_DOTS)
            break;
        if (!feel_ast_add(p->arena, in, room, test))
            return false;
    } while (feel_parser_take(p, TOK_COMMA));
    p->range_end = end_possible;
    bool plain = in->count <= 2 && test && test->kind != AST_TEST && test->kind != AST_UNARY_TESTS;
    if (plain && p->token.kind == TOK_DOTS)
        test = feel_parse_range_rest(p, offset, test, false);
    else if (!feel_parser_expect(p, TOK_RPAREN, "`)`"))
        return false;
    if (in->count > 1 && !(plain && continues_operand(p->token.kind)))
        return p->status == WZ_OK;
    in->count = 1;
    p->parsed = test;
    return feel_ast_add(p->arena, in, room, feel_parse_arithmetic(p));
}

/* The right side of `in`: ( tests ), or one test without brackets. */
static feel_ast *parse_in(feel_parser *p, feel_ast *left, size_t offset)
{
    feel_ast *in = node(p, AST_IN, offset, left, NULL, NULL);
    size_t room = 1;
    if (!in || p->status != WZ_OK)
        return NULL;
    if (p->token.kind == TOK_LPAREN)
        return parse_tests(p, in, &room) ? in : NULL;
    feel_operator op;
    bool simple = comparison_operator(p->token.kind, &op) || p->token.kind == TOK_NOT;
    feel_ast *test = simple ? feel_parse_test(p) : feel_parse_arithmetic(p);
    return feel_ast_add(p->arena, in, &room, test) ? in : NULL;
}

static feel_ast *parse_comparison(feel_parser *p)
{
    feel_ast *left = feel_parse_arithmetic(p);
    while (left && p->status == WZ_OK) {
        size_t offset = p->token.start;
        feel_operator op;
        if (comparison_operator(p->token.kind, &op)) {
            feel_parser_advance(p);
            feel_ast *right = feel_parse_arithmetic(p);
            left = right ? node(p, AST_COMPARE, offset, left, right, NULL) : NULL;
            if (left)
                left->op = (uint8_t)op;
        } else if (feel_parser_take(p, TOK_BETWEEN)) {
            feel_ast *low = feel_parse_arithmetic(p);
            feel_ast *high = feel_parser_expect(p, TOK_AND, "`and`") ? feel_parse_arithmetic(p) : NULL;
            left = low && high ? node(p, AST_BETWEEN, offset, left, low, high) : NULL;
        } else if (feel_parser_take(p, TOK_IN)) {
            left = parse_in(p, left, offset);
        } else {
            return left;
        }
    }
    return NULL;
}

/* --- logic --- */

/* One operand, or all operands of a chain in one node. */
static feel_ast *parse_chain(feel_parser *p, feel_token_kind word, feel_ast_kind kind,
                             feel_ast *(*operand)(feel_parser *))
{
    feel_ast *first = operand(p);
    if (!first || p->token.kind != word)
        return first;
    feel_ast *chain = node(p, kind, first->offset, first, NULL, NULL);
    size_t room = 1;
    while (chain && feel_parser_take(p, word)) {
        if (!feel_ast_add(p->arena, chain, &room, operand(p)))
            return NULL;
    }
    return p->status == WZ_OK ? chain : NULL;
}

static feel_ast *parse_conjunction(feel_parser *p)
{
    return parse_chain(p, TOK_AND, AST_AND, parse_comparison);
}

feel_ast *feel_parse_expression(feel_parser *p)
{
    if (!feel_parser_enter(p))
        return NULL;
    bool range = p->token.kind >= TOK_LT && p->token.kind <= TOK_NE; /* `< 5`: all values that pass (rule 7) */
    feel_ast *ast = range ? feel_parse_test(p) : parse_chain(p, TOK_OR, AST_OR, parse_conjunction);
    feel_parser_leave(p);
    return p->status == WZ_OK ? ast : NULL;
}

/* --- the whole text --- */

/* Unary tests (rule 15): `-`, not(tests), or tests. */
static feel_ast *parse_unary_tests(feel_parser *p)
{
    feel_ast *tests = feel_ast_new(p->arena, AST_UNARY_TESTS, 0);
    size_t room = 0;
    if (!tests)
        return NULL;
    tests->op = OP_EQ;
    if (p->token.kind == TOK_MINUS && feel_lex(p->text, p->length, p->token.end).kind == TOK_END) {
        feel_parser_advance(p);
        return feel_ast_add(p->arena, tests, &room, feel_ast_new(p->arena, AST_ANY_TEST, 0)) ? tests : NULL;
    }
    do {
        if (!feel_ast_add(p->arena, tests, &room, feel_parse_test(p)))
            return NULL;
    } while (feel_parser_take(p, TOK_COMMA));
    return tests;
}

/* One word of ASCII letters, digits and underscores: the lexer finds its end without knowing the name. */
static bool is_plain(const char *name)
{
    const char *c = name;
    while ((*c >= 'a' && *c <= 'z') || *c == '_' || (*c >= '0' && *c <= '9' && c > name) || (*c >= 'A' && *c <= 'Z'))
        c++;
    return c > name && *c == '\0';
}

static bool is_known(const feel_names *names, const char *name)
{
    for (size_t i = names->count; i-- > 0;) {
        if (strcmp(names->items[i].text, name) == 0)
            return true;
    }
    return false;
}

/* What expressions know before they declare anything. Plain names are left out: no name is longer than the word it begins
 * with for their sake. */
struct feel_known {
    feel_names visible, members; /* as in the parser */
};

static void know(feel_names *names, const char *name)
{
    if (!is_plain(name))
        feel_names_push(names, name, strlen(name));
}

/* Collect the member names that a type makes known; `left` more are looked at, since types may share their parts many times
 * over. */
static void collect_members(feel_names *members, const feel_type *type, int depth, size_t *left)
{
    enum { MEMBER_LEVELS = 8, MEMBER_NAMES = 2000 };
    if (!type || depth > MEMBER_LEVELS)
        return;
    collect_members(members, type->element, depth + 1, left);
    for (size_t i = 0; type->shape && i<type->shape->count && * left> 0; i++) {
        const char *name = type->shape->names[i];
        --*left;
        if (!is_plain(name) && members->count < MEMBER_NAMES && !is_known(members, name))
            feel_names_push(members, name, strlen(name));
        collect_members(members, type->shape->types[i], depth + 1, left);
    }
}

/* The record type behind an input or, as often, behind a list of such records. */
static const feel_shape *shape_of(const feel_type *type)
{
    while (type && !type->shape && type->kind == FEEL_T_LIST)
        type = type->element;
    return type ? type->shape : NULL;
}

/* One of the first inputs has the same members as this one behind it: no name is lost by looking no further. */
static bool is_seen(const feel_scope *scope, size_t input)
{
    enum { INPUTS_COMPARED = 16 };
    const feel_shape *shape = shape_of(scope->inputs[input].type);
    for (size_t i = 0; shape && i < input && i < INPUTS_COMPARED; i++) {
        if (shape_of(scope->inputs[i].type) == shape)
            return true;
    }
    return false;
}

static void collect_names(feel_known *out, const feel_scope *scope)
{
    static feel_builtin_group (*const groups[])(void) = {
        feel_builtins_convert,    feel_builtins_string,   feel_builtins_list,  feel_builtins_number,
        feel_builtins_statistics, feel_builtins_temporal, feel_builtins_range, feel_builtins_context};
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
        feel_builtin_group group = groups[g]();
        for (size_t i = 0; i < group.count; i++) {
            if (i == 0 || strcmp(group.rows[i].name, group.rows[i - 1].name) != 0)
                know(&out->visible, group.rows[i].name);
        }
    }
    static const char *const properties[] = {"time offset", "start included", "end included"};
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        know(&out->members, properties[i]);
    size_t left = MEMBERS_LOOKED_AT;
    for (size_t i = 0; scope && i < scope->count; i++) {
        know(&out->visible, scope->inputs[i].name);
        if (!is_seen(scope, i))
            collect_members(&out->members, scope->inputs[i].type, 0, &left);
    }
}

bool feel_scope_know(feel_scope *scope, wz_arena *arena)
{
    feel_known *known = wz_arena_alloc(arena, sizeof *known);
    if (!known)
        return false;
    *known = (feel_known){.visible = {.arena = arena}, .members = {.arena = arena}};
    collect_names(known, scope);
    scope->known = known;
    return !wz_arena_failed(arena);
}

/* A stack that begins with names of another's: it takes room of its own when the first is pushed. */
static feel_names names_over(wz_arena *arena, const feel_names *base)
{
    return (feel_names){.arena = arena, .items = base->items, .count = base->count, .capacity = base->count};
}

static void begin_names(feel_parser *p, const feel_scope *scope)
{
    feel_known own = {.visible = {.arena = p->arena}, .members = {.arena = p->arena}};
    const feel_known *known = scope && scope->known ? scope->known : &own;
    if (known == &own)
        collect_names(&own, scope);
    p->visible = names_over(p->arena, &known->visible);
    p->members = names_over(p->arena, &known->members);
}

feel_ast *feel_parse(wz_arena *arena, const char *text, size_t length, const feel_scope *scope,
                     const feel_compile_options *options, feel_fault *fault, int *status)
{
    feel_parser p = {.arena = arena,
                     .text = text,
                     .length = length,
                     .status = WZ_OK,
                     .max_depth = options->max_depth ? options->max_depth : DEFAULT_DEPTH,
                     .tokens_left = (uint64_t)length * TOKENS_EACH_BYTE + TOKENS_AT_LEAST};
    feel_ast *ast = NULL;
    if (length > MAX_TEXT) {
        fail_limit(&p, "the expression is longer than 1 MiB; split it");
    } else if (feel_utf8_check(text, length) != length) {
        feel_parser_fail(&p, feel_utf8_check(text, length), "this is not UTF-8; save the text in that encoding");
    } else {
        begin_names(&p, scope);
        feel_parser_advance(&p);
        ast = options->unary_tests ? parse_unary_tests(&p) : feel_parse_expression(&p);
        if (ast && p.token.kind != TOK_END)
            ast = feel_parser_fail(&p, p.token.start,
                                   "the expression does not go on like this; remove what follows or "
                                   "put an operator before it");
    }
    if (wz_arena_failed(arena))
        p.status = WZ_ENOMEM;
    *fault = p.fault;
    *status = p.status;
    if (p.status == WZ_OK && ast)
        feel_ast_number(ast, 0);
    return p.status == WZ_OK ? ast : NULL;
}
