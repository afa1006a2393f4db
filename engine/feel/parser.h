/* From text to tree. Source: DMN 1.5, 10.3.1.2. */
#ifndef WZ_FEEL_PARSER_H
#define WZ_FEEL_PARSER_H

#include "feel/ast.h"
#include "feel/feel.h"
#include "feel/lexer.h"

/* The parser's own state; private to parser*.c, which share it. Invariant: `token` is the next token not yet taken, and
 * once `status` is not WZ_OK every function returns NULL and only the first fault is kept. */
typedef struct {
    wz_arena *arena;
    const char *text;
    size_t length;
    feel_token token;
    feel_names visible;        /* inputs, built-ins, variables */
    feel_names members;        /* every member name known anywhere: what may follow a dot or stand in a filter */
    unsigned filters;          /* filters around the current place */
    bool range_end;            /* the bracket that may follow ends a range: ]1..5[ */
    feel_ast *parsed;          /* an operand that was read before its operator was met; the next operand is this */
    uint32_t depth, max_depth;
    uint64_t tokens_left;      /* bounds the work of going back */
    int status;
    feel_fault fault;
} feel_parser;

/* Parse the whole text. Returns NULL with *fault set where it is not FEEL or a limit is reached (*status says
 * which). */
feel_ast *feel_parse(wz_arena *arena, const char *text, size_t length, const feel_scope *scope,
                     const feel_compile_options *options, feel_fault *fault, int *status);

/* --- between parser.c (operators), parser_primary.c (what operators stand between) and parser_name.c --- */
void feel_parser_advance(feel_parser *p);
bool feel_parser_take(feel_parser *p, feel_token_kind kind);               /* if it is next */
bool feel_parser_expect(feel_parser *p, feel_token_kind kind, const char *what);
void *feel_parser_fail(feel_parser *p, size_t offset, const char *format, ...) __attribute__((format(printf, 3, 4)));
bool feel_parser_enter(feel_parser *p);                                    /* one level deeper; pair with leave */
void feel_parser_leave(feel_parser *p);

feel_ast *feel_parse_expression(feel_parser *p);
feel_ast *feel_parse_arithmetic(feel_parser *p);
feel_ast *feel_parse_test(feel_parser *p);
feel_ast *feel_parse_primary(feel_parser *p);
feel_ast *feel_parse_number(feel_parser *p, bool negative);
/* The rest of a range whose first endpoint was read; the dots are next. */
feel_ast *feel_parse_range_rest(feel_parser *p, size_t offset, feel_ast *low, bool low_closed);

/* The name at the next token, as long as the visible names (or, with `member`, the member names) make it. */
feel_ast *feel_parse_name(feel_parser *p, bool member);
/* The next token is a keyword but begins a longer visible name. */
bool feel_parser_name_ahead(feel_parser *p);
/* If a name followed by `:` is next, take both. */
bool feel_parse_label(feel_parser *p, feel_name *name);
/* A declared name: everything up to a token that cannot be part of a name, or the keyword `in`. */
bool feel_parse_declared(feel_parser *p, feel_name *name);
const feel_type *feel_parse_type(feel_parser *p);

#endif
