/* Names and types in the grammar. Invariant: after a name is taken, `token` begins behind its last byte. */
#include "feel/parser.h"

#include <string.h>

static bool is_word(feel_token_kind kind)
{
    return kind == TOK_WORD || kind >= TOK_FOR;
}

/* Two words that follow one another can only be one name. */
static size_t extend_over_words(feel_parser *p, size_t end)
{
    for (;;) {
        feel_token next = feel_lex(p->text, p->length, end);
        if (next.kind != TOK_WORD)
            return end;
        end = next.end;
    }
}

/* Comparing with many names is work that counts as tokens do. */
static void pay_for_names(feel_parser *p)
{
    enum { NAMES_FOR_A_TOKEN = 512 };
    uint64_t cost = (p->visible.count + p->members.count) / NAMES_FOR_A_TOKEN;
    p->tokens_left -= cost < p->tokens_left ? cost : p->tokens_left;
}

/* The end of the longest name at the next token, 0 where none is known. */
static size_t longest(feel_parser *p, bool member, feel_name *name)
{
    pay_for_names(p);
    size_t start = p->token.start;
    size_t end = member ? 0 : feel_names_match(&p->visible, p->text, p->length, start, name);
    if (member || p->filters > 0) {
        feel_name other = {0};
        size_t other_end = feel_names_match(&p->members, p->text, p->length, start, &other);
        if (other_end > end) {
            end = other_end;
            *name = other;
        }
    }
    return end;
}

bool feel_parser_name_ahead(feel_parser *p)
{
    feel_name name = {0};
    return p->token.kind >= TOK_FOR && longest(p, false, &name) > p->token.end;
}

feel_ast *feel_parse_name(feel_parser *p, bool member)
{
    if (!is_word(p->token.kind))
        return feel_parser_fail(p, p->token.start, "a name is missing here; write one");
    feel_ast *ast = feel_ast_new(p->arena, AST_NAME, p->token.start);
    if (!ast)
        return NULL;
    feel_name name = {0};
    size_t matched = longest(p, member, &name);
    size_t end = extend_over_words(p, matched > p->token.end ? matched : p->token.end);
    if (end != matched)
        name = feel_name_normal(p->arena, p->text + p->token.start, end - p->token.start);
    if (!name.text)
        return NULL;
    ast->name = name;
    p->token.end = end;
    feel_parser_advance(p);
    return ast;
}

/* The end of a run of name characters, name symbols and spaces that begins at `start`. */
static size_t name_run(feel_parser *p, size_t start)
{
    size_t position = start;
    uint32_t code = 0;
    for (size_t step; (step = feel_decode(p->text, p->length, position, &code)) != 0; position += step) {
        if (position > start && code < 0x80 && code != 0 && strchr("./-'+*", (int)code))
            continue;
        if (!feel_is_name_part(code) && !feel_is_space(code))
            break;
    }
    return position;
}

bool feel_parse_label(feel_parser *p, feel_name *name)
{
    if (!is_word(p->token.kind))
        return false;
    size_t end = name_run(p, p->token.start);
    if (end >= p->length || p->text[end] != ':')
        return false;
    *name = feel_name_normal(p->arena, p->text + p->token.start, end - p->token.start);
    p->token.end = end + 1;
    feel_parser_advance(p);
    return name->text != NULL;
}

static bool may_continue_name(feel_token_kind kind)
{
    switch (kind) {
    case TOK_NUMBER:
    case TOK_DOT:
    case TOK_SLASH:
    case TOK_MINUS:
    case TOK_PLUS:
    case TOK_STAR: return true;
    default: return is_word(kind) && kind != TOK_IN && kind != TOK_EXTERNAL;
    }
}

bool feel_parse_declared(feel_parser *p, feel_name *name)
{
    if (!is_word(p->token.kind) || p->token.kind == TOK_IN) {
        feel_parser_fail(p, p->token.start, "the name of a variable is missing here; write one");
        return false;
    }
    size_t start = p->token.start;
    size_t end = p->token.end;
    for (feel_parser_advance(p); p->status == WZ_OK && may_continue_name(p->token.kind); feel_parser_advance(p))
        end = p->token.end;
    *name = feel_name_normal(p->arena, p->text + start, end - start);
    return p->status == WZ_OK && name->text != NULL;
}

/* --- types --- */

static const struct {
    const char *name;
    feel_type_kind kind;
} type_names[] = {{"Any", FEEL_T_ANY},
                  {"Null", FEEL_T_NULL},
                  {"boolean", FEEL_T_BOOLEAN},
                  {"number", FEEL_T_NUMBER},
                  {"string", FEEL_T_STRING},
                  {"date", FEEL_T_DATE},
                  {"time", FEEL_T_TIME},
                  {"date and time", FEEL_T_DATE_TIME},
                  {"days and time duration", FEEL_T_DAYS_TIME},
                  {"years and months duration", FEEL_T_YEARS_MONTHS},
                  {"dayTimeDuration", FEEL_T_DAYS_TIME},
                  {"yearMonthDuration", FEEL_T_YEARS_MONTHS},
                  {"list", FEEL_T_LIST},
                  {"context", FEEL_T_CONTEXT},
                  {"range", FEEL_T_RANGE},
                  {"function", FEEL_T_FUNCTION}};

/* The index of the longest type name at the next token, or -1; takes it. */
static int take_type_name(feel_parser *p)
{
    feel_names names = {.arena = p->arena};
    for (size_t i = 0; i < sizeof type_names / sizeof *type_names; i++) {
        if (!feel_names_push(&names, type_names[i].name, strlen(type_names[i].name)))
            return -1;
    }
    feel_name name = {0};
    size_t end = feel_names_match(&names, p->text, p->length, p->token.start, &name);
    if (end == 0)
        return -1;
    for (size_t i = 0; i < sizeof type_names / sizeof *type_names; i++) {
        if (type_names[i].name == name.text) {
            p->token.end = end;
            feel_parser_advance(p);
            return (int)i;
        }
    }
    return -1;
}

/* `<` type `>` */
static const feel_type *type_argument(feel_parser *p)
{
    if (!feel_parser_take(p, TOK_LT))
        return feel_type_plain(FEEL_T_ANY);
    const feel_type *type = feel_parse_type(p);
    feel_parser_expect(p, TOK_GT, "`>`");
    return type;
}

/* context< name : type, … > */
static const feel_type *context_type(feel_parser *p)
{
    if (!feel_parser_take(p, TOK_LT))
        return feel_type_plain(FEEL_T_CONTEXT);
    const char **names = NULL;
    const feel_type **types = NULL;
    size_t count = 0, name_room = 0, type_room = 0;
    do {
        feel_name name = {0};
        if (!feel_parse_label(p, &name))
            return feel_parser_fail(p, p->token.start, "context<…> needs `name: type`; write one for each member");
        names = wz_arena_grow(p->arena, names, count, &name_room, sizeof *names);
        types = wz_arena_grow(p->arena, types, count, &type_room, sizeof *types);
        char *text = wz_arena_strndup(p->arena, name.text, name.length);
        const feel_type *type = feel_parse_type(p);
        if (!names || !types || !text || p->status != WZ_OK)
            return NULL;
        names[count] = text;
        types[count++] = type;
    } while (feel_parser_take(p, TOK_COMMA));
    feel_parser_expect(p, TOK_GT, "`>`");
    feel_shape *shape = wz_arena_alloc(p->arena, sizeof *shape);
    feel_type *type = wz_arena_alloc(p->arena, sizeof *type);
    if (!shape || !type)
        return NULL;
    *shape = (feel_shape){.name = "context", .count = count, .names = names, .types = types};
    *type = (feel_type){.kind = FEEL_T_CONTEXT, .shape = shape};
    return type;
}

/* function< type, … > -> type */
static const feel_type *function_type(feel_parser *p)
{
    if (!feel_parser_take(p, TOK_LT))
        return feel_type_plain(FEEL_T_FUNCTION);
    const feel_type **types = NULL;
    size_t count = 0, room = 0;
    while (p->token.kind != TOK_GT && p->status == WZ_OK) {
        if (count > 0 && !feel_parser_expect(p, TOK_COMMA, "`,` or `>`"))
            return NULL;
        types = wz_arena_grow(p->arena, types, count, &room, sizeof *types);
        const feel_type *type = feel_parse_type(p);
        if (!types)
            return NULL;
        types[count++] = type;
    }
    feel_type *type = wz_arena_alloc(p->arena, sizeof *type);
    if (!type || !feel_parser_expect(p, TOK_GT, "`>`") || !feel_parser_expect(p, TOK_MINUS, "`->`") ||
        !feel_parser_expect(p, TOK_GT, "`->`"))
        return NULL;
    *type = (feel_type){.kind = FEEL_T_FUNCTION, .parameters = types, .parameter_count = count};
    type->element = feel_parse_type(p);
    return type;
}

const feel_type *feel_parse_type(feel_parser *p)
{
    if (!feel_parser_enter(p))
        return NULL;
    const feel_type *type = NULL;
    int at = is_word(p->token.kind) ? take_type_name(p) : -1;
    feel_type_kind kind = at >= 0 ? type_names[at].kind : FEEL_T_ANY;
    if (at < 0 && p->token.kind == TOK_NULL) {
        feel_parser_advance(p);
        type = feel_type_plain(FEEL_T_NULL);
    } else if (at < 0) {
        if (is_word(p->token.kind))
            feel_parse_name(p, false); /* a type of some model: not known here */
        else
            feel_parser_fail(p, p->token.start, "a type is missing here; write one, e.g. number");
    } else if (kind == FEEL_T_LIST || kind == FEEL_T_RANGE) {
        feel_type *made = wz_arena_alloc(p->arena, sizeof *made);
        const feel_type *element = type_argument(p);
        if (made)
            *made = (feel_type){.kind = kind, .element = element};
        type = made;
    } else if (kind == FEEL_T_CONTEXT) {
        type = context_type(p);
    } else if (kind == FEEL_T_FUNCTION) {
        type = function_type(p);
    } else {
        type = feel_type_plain(kind);
    }
    feel_parser_leave(p);
    return type;
}
