/* The tree that the parser makes of a text. It lives in the compiler's arena and is dropped after compiling. */
#ifndef WZ_FEEL_AST_H
#define WZ_FEEL_AST_H

#include "feel/names.h"
#include "feel/type.h"
#include "feel/value.h"

typedef enum {
    AST_LITERAL,      /* value */
    AST_NAME,         /* name */
    AST_PATH,         /* items[0] . name */
    AST_FILTER,       /* items[0] [ items[1] ] */
    AST_CALL,         /* items[0] ( items[1..] ), names of the arguments where they are named */
    AST_NEGATE,       /* - items[0] */
    AST_ARITHMETIC,   /* items[0] op items[1] */
    AST_COMPARE,      /* items[0] op items[1] */
    AST_BETWEEN,      /* items[0] between items[1] and items[2] */
    AST_IN,           /* items[0] in tests items[1..] */
    AST_TEST,         /* op items[0]: the range of all values that pass */
    AST_RANGE,        /* items[0] .. items[1], with both brackets */
    AST_LIST,
    AST_CONTEXT,      /* names[i] : items[i] */
    AST_IF,           /* if items[0] then items[1] else items[2] */
    AST_FOR,          /* for names[i] in items[i] return the last item */
    AST_SOME,
    AST_EVERY,
    AST_DOTS,         /* items[0] .. items[1] as what a `for` runs over */
    AST_AND,          /* any number of operands */
    AST_OR,
    AST_NOT,
    AST_INSTANCE,     /* items[0] instance of type */
    AST_FUNCTION,     /* function(names : types) items[0] */
    AST_UNARY_TESTS,  /* tests over `?`: a disjunction, negated where `op` is OP_NE */
    AST_ANY_TEST      /* "-": passes for everything */
} feel_ast_kind;

typedef enum {
    OP_ADD, OP_SUBTRACT, OP_MULTIPLY, OP_DIVIDE, OP_POWER, OP_LT, OP_LE, OP_GT, OP_GE, OP_EQ, OP_NE
} feel_operator;

typedef struct feel_ast {
    uint8_t kind;
    uint8_t op;
    bool low_closed, high_closed;       /* AST_RANGE */
    bool external;                      /* AST_FUNCTION */
    uint32_t depth;                     /* of the tree below, 1 for a leaf */
    uint32_t number;                    /* from 1 in the order of the text's reading: the same text gives the same ones */
    size_t offset;                      /* byte of the text */
    feel_value value;
    feel_name name;
    struct feel_ast **items;
    size_t count;
    feel_name *names;                   /* as many as items need; NULL where not named */
    const feel_type **types;            /* AST_FUNCTION: of the parameters, NULL = any */
    size_t name_count;                  /* AST_FUNCTION: parameters */
    const feel_type *type;              /* AST_INSTANCE; NULL = not a known type */
} feel_ast;

feel_ast *feel_ast_new(wz_arena *arena, feel_ast_kind kind, size_t offset);
/* With one to three items; the depth follows from theirs. NULL when memory is short or an item is NULL. */
feel_ast *feel_ast_of(wz_arena *arena, feel_ast_kind kind, size_t offset, feel_ast *a, feel_ast *b, feel_ast *c);
/* Append an item (and keep the depth right). */
bool feel_ast_add(wz_arena *arena, feel_ast *ast, size_t *capacity, feel_ast *item);
/* Number the whole tree, each item after what it is an item of. Returns the last number. */
uint32_t feel_ast_number(feel_ast *ast, uint32_t last);
/* Whether the name is read in the tree. */
bool feel_ast_mentions(const feel_ast *ast, const char *name);

#endif
