/* Tokens of FEEL. The lexer works on demand from any byte of the text, because where a name ends depends on the
 * names in scope and is decided by the parser. Source: DMN 1.5, 10.3.1.2 (grammar rules 27 to 37 and 61 to 66). */
#ifndef WZ_FEEL_LEXER_H
#define WZ_FEEL_LEXER_H

#include "feel/value.h"

typedef enum {
    TOK_END, TOK_ERROR, TOK_NUMBER, TOK_STRING, TOK_AT, TOK_WORD,
    TOK_LPAREN, TOK_RPAREN, TOK_LBRACKET, TOK_RBRACKET, TOK_LBRACE, TOK_RBRACE,
    TOK_COMMA, TOK_COLON, TOK_DOT, TOK_DOTS,
    TOK_PLUS, TOK_MINUS, TOK_STAR, TOK_SLASH, TOK_POWER,
    TOK_LT, TOK_LE, TOK_GT, TOK_GE, TOK_EQ, TOK_NE,
    TOK_FOR, TOK_RETURN, TOK_IF, TOK_THEN, TOK_ELSE, TOK_SOME, TOK_EVERY, TOK_SATISFIES, TOK_INSTANCE, TOK_OF, TOK_IN,
    TOK_FUNCTION, TOK_EXTERNAL, TOK_OR, TOK_AND, TOK_BETWEEN, TOK_NOT, TOK_NULL, TOK_TRUE, TOK_FALSE
} feel_token_kind;

typedef struct {
    feel_token_kind kind;
    size_t start;           /* bytes of the text: [start, end) */
    size_t end;
    const char *error;      /* TOK_ERROR: what is wrong; what to do */
} feel_token;

/* The token that begins at or behind `position`, after white space and comments. */
feel_token feel_lex(const char *text, size_t length, size_t position);

/* The first byte at or behind `position` that is neither white space nor comment. */
size_t feel_lex_skip(const char *text, size_t length, size_t position);

/* The string that a TOK_STRING's bytes (with their quotes) stand for. */
feel_value feel_lex_string(wz_arena *arena, const char *text, size_t length);

/* Read one code point of valid UTF-8; returns its length in bytes (0 at the end). */
size_t feel_decode(const char *text, size_t length, size_t position, uint32_t *code);
bool feel_is_space(uint32_t code);
bool feel_is_name_start(uint32_t code);
bool feel_is_name_part(uint32_t code);
/* The first byte that is not valid UTF-8, or `length`. */
size_t feel_utf8_check(const char *text, size_t length);

#endif
