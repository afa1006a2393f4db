/* Tokens, comments, white space and the decoding of strings. */
#include "feel/lexer.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <string.h>

/* The kinds and ends of all tokens of a text, "kind:end …". */
static void tokens_text(const char *text, char *out, size_t room)
{
    size_t length = strlen(text), position = 0;
    out[0] = '\0';
    for (;;) {
        feel_token t = feel_lex(text, length, position);
        size_t used = strlen(out);
        if (t.kind == TOK_END)
            return;
        snprintf(out + used, room - used, "%s%d:%zu", used ? " " : "", (int)t.kind, t.end);
        if (t.kind == TOK_ERROR)
            return;
        position = t.end;
    }
}

static void check_tokens(const char *text, const char *want)
{
    char got[512];
    tokens_text(text, got, sizeof got);
    if (strcmp(got, want) != 0)
        printf("\n    %s gives %s, not %s\n", text, got, want);
    CU_ASSERT_STRING_EQUAL(got, want);
}

static void check_kinds(const char *text, const feel_token_kind *kinds, size_t count)
{
    size_t position = 0;
    for (size_t i = 0; i < count; i++) {
        feel_token t = feel_lex(text, strlen(text), position);
        if (t.kind != kinds[i])
            printf("\n    %s: token %zu is %d, not %d\n", text, i, (int)t.kind, (int)kinds[i]);
        CU_ASSERT_EQUAL(t.kind, kinds[i]);
        position = t.end;
    }
    CU_ASSERT_EQUAL(feel_lex(text, strlen(text), position).kind, TOK_END);
}

#define CHECK_KINDS(text, ...) \
    check_kinds(text, (const feel_token_kind[]){__VA_ARGS__}, \
                sizeof((const feel_token_kind[]){__VA_ARGS__}) / sizeof(feel_token_kind))

static void test_feel_lexer__symbols(void)
{
    CHECK_KINDS("( ) [ ] { } , : . ..", TOK_LPAREN, TOK_RPAREN, TOK_LBRACKET, TOK_RBRACKET, TOK_LBRACE, TOK_RBRACE,
                TOK_COMMA, TOK_COLON, TOK_DOT, TOK_DOTS);
    CHECK_KINDS("+ -* / **", TOK_PLUS, TOK_MINUS, TOK_STAR, TOK_SLASH, TOK_POWER);
    CHECK_KINDS("< <= > >= = !=", TOK_LT, TOK_LE, TOK_GT, TOK_GE, TOK_EQ, TOK_NE);
    CHECK_KINDS("@\"P1D\"", TOK_AT, TOK_STRING);
}

static void test_feel_lexer__words(void)
{
    CHECK_KINDS("for return if then else some every satisfies", TOK_FOR, TOK_RETURN, TOK_IF, TOK_THEN, TOK_ELSE,
                TOK_SOME, TOK_EVERY, TOK_SATISFIES);
    CHECK_KINDS("instance of in function external or and between not", TOK_INSTANCE, TOK_OF, TOK_IN, TOK_FUNCTION,
                TOK_EXTERNAL, TOK_OR, TOK_AND, TOK_BETWEEN, TOK_NOT);
    CHECK_KINDS("null true false", TOK_NULL, TOK_TRUE, TOK_FALSE);
    CHECK_KINDS("fortune truex _a ? 安全 é1", TOK_WORD, TOK_WORD, TOK_WORD, TOK_WORD, TOK_WORD, TOK_WORD);
}

static void test_feel_lexer__numbers(void)
{
    CHECK_KINDS("1 1.5 .5 1e3 1.5E-3", TOK_NUMBER, TOK_NUMBER, TOK_NUMBER, TOK_NUMBER, TOK_NUMBER);
    CHECK_KINDS("1..5", TOK_NUMBER, TOK_DOTS, TOK_NUMBER);
    CHECK_KINDS("1.a", TOK_NUMBER, TOK_DOT, TOK_WORD);
    CHECK_KINDS("1e", TOK_NUMBER, TOK_WORD);
    CHECK_KINDS("1.5..2.5", TOK_NUMBER, TOK_DOTS, TOK_NUMBER);
    check_tokens("12.50", "2:5");
}

static void test_feel_lexer__space_and_comments(void)
{
    CHECK_KINDS("1 // a\n 2", TOK_NUMBER, TOK_NUMBER);
    CHECK_KINDS("1 /* * / // */ 2", TOK_NUMBER, TOK_NUMBER);
    CHECK_KINDS("/**/1", TOK_NUMBER);
    CHECK_KINDS("1\xc2\xa0\xe3\x80\x80\xef\xbb\xbf"
                "2",
                TOK_NUMBER, TOK_NUMBER);
    CHECK_KINDS("// only a comment", TOK_END);
    CU_ASSERT_EQUAL(feel_lex("/* open", 7, 0).kind, TOK_ERROR);
}

static void test_feel_lexer__errors(void)
{
    CU_ASSERT_EQUAL(feel_lex("\"open", 5, 0).kind, TOK_ERROR);
    CU_ASSERT_EQUAL(feel_lex("\"open\\\"", 7, 0).kind, TOK_ERROR);
    CU_ASSERT_EQUAL(feel_lex("#", 1, 0).kind, TOK_ERROR);
    CU_ASSERT_EQUAL(feel_lex("!", 1, 0).kind, TOK_ERROR);
    CU_ASSERT_EQUAL(feel_lex("'", 1, 0).kind, TOK_ERROR);
}

static void check_string(const char *literal, const char *want, size_t length)
{
    wz_arena *arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(arena);
    feel_value v = feel_lex_string(arena, literal, strlen(literal));
    CU_ASSERT_EQUAL_FATAL(v.tag, FEEL_STRING);
    CU_ASSERT_EQUAL(feel_str(v)->length, length);
    CU_ASSERT(memcmp(feel_str(v)->text, want, length < feel_str(v)->length ? length : feel_str(v)->length) == 0);
    wz_arena_free(arena);
}

static void test_feel_lexer__strings(void)
{
    check_string("\"\"", "", 0);
    check_string("\"a\\tb\\n\\r\"", "a\tb\n\r", 5);
    check_string("\"\\\"\\'\\\\\"", "\"'\\", 3);
    check_string("\"\\u0041\\u00e9\\u5b89\"", "A\xc3\xa9\xe5\xae\x89", 6);
    check_string("\"\\U01F40E\\uD83D\\uDC0E\"", "\xf0\x9f\x90\x8e\xf0\x9f\x90\x8e", 8);
    check_string("\"\\uD83D\"", "\xef\xbf\xbd", 3);
    check_string("\"\\U110000\"", "\xef\xbf\xbd", 3);
    check_string("\"\\u0000\"", "\0", 1);
    check_string("\"\\d\\u12\"", "\\d\\u12", 6);
}

static void test_feel_lexer__utf8(void)
{
    CU_ASSERT_EQUAL(feel_utf8_check("a\xe5\xae\x89", 4), 4);
    CU_ASSERT_EQUAL(feel_utf8_check("a\xe5\xae", 3), 1);
    CU_ASSERT_EQUAL(feel_utf8_check("\xc0\x80", 2), 0);
    CU_ASSERT_EQUAL(feel_utf8_check("ab\xed\xa0\x80", 5), 2);
    CU_ASSERT_EQUAL(feel_utf8_check("\xf4\x90\x80\x80", 4), 0);
}

CU_pSuite test_feel_lexer_suite(void);

CU_pSuite test_feel_lexer_suite(void)
{
    CU_pSuite suite = CU_add_suite("feel lexer", NULL, NULL);
    if (!suite)
        return NULL;
    CU_add_test(suite, "symbols", test_feel_lexer__symbols);
    CU_add_test(suite, "words", test_feel_lexer__words);
    CU_add_test(suite, "numbers", test_feel_lexer__numbers);
    CU_add_test(suite, "space and comments", test_feel_lexer__space_and_comments);
    CU_add_test(suite, "errors", test_feel_lexer__errors);
    CU_add_test(suite, "strings", test_feel_lexer__strings);
    CU_add_test(suite, "UTF-8", test_feel_lexer__utf8);
    return suite;
}
