/* The compiled form: a tree of small nodes in one array, names resolved to slots. Private to engine/feel. */
#ifndef WZ_FEEL_PROGRAM_H
#define WZ_FEEL_PROGRAM_H

#include "feel/ast.h"
#include "feel/builtin.h"
#include "feel/feel.h"

/* What a node computes. a, b: child nodes unless said otherwise; children: program->children[first .. first +
 * count). */
typedef enum {
    NODE_CONSTANT,       /* value */
    NODE_INPUT,          /* a = slot */
    NODE_LOCAL,          /* a = slot of the frame */
    NODE_INPUT_MEMBER,   /* member b of the record in input a (else as NODE_PATH) */
    NODE_TEST_MEMBER,    /* member b of the record in input a, named of.keys[0], compared by `sub` with value */
    NODE_PATH,           /* a . value (a string); b = member where a's record has `shape` */
    NODE_DYNAMIC,        /* member `value` of the context in local a, else b: a name in a filter */
    NODE_NEGATE,         /* a */
    NODE_ARITHMETIC,     /* a `sub` b */
    NODE_COMPARE,        /* a `sub` b */
    NODE_IN,             /* a in children; local b holds a's value */
    NODE_MATCH,          /* local a passes test b; sub: MATCH_* */
    NODE_AND,            /* children */
    NODE_OR,             /* children */
    NODE_NOT,            /* a */
    NODE_IF,             /* children: condition, then, else */
    NODE_LIST,           /* children */
    NODE_CONTEXT,        /* children; of.keys; entry i goes to local a + i too */
    NODE_RANGE,          /* a .. b; sub: RANGE_* */
    NODE_DOTS,           /* a .. b, what an iteration runs over */
    NODE_FOR,            /* children: domains, then the body; of.slots: the variables, then `partial` */
    NODE_SOME,           /* the same without `partial` */
    NODE_EVERY,
    NODE_FILTER,         /* a [ b ]; first = local of `item`; sub: FILTER_* */
    NODE_CALL,           /* a ( children ); of.names where the arguments are named */
    NODE_BUILTIN,        /* of.site ( children ) */
    NODE_FUNCTION,       /* a = index of the function */
    NODE_BUILTIN_VALUE,  /* of.text: the name of a built-in that is used as a value */
    NODE_INSTANCE,       /* a instance of of.type */
    NODE_SINGLE,         /* a, or the only member of the list a (implicit conversion) */
    NODE_FAILED          /* null, its cause being of.text */
} feel_node_kind;

enum { RANGE_LOW_CLOSED = 1, RANGE_HIGH_CLOSED = 2, RANGE_HALF = 4 };   /* half: one end is open by intent */
enum { MATCH_VALUE, MATCH_CONDITION, MATCH_INTERVAL };   /* a condition reads `?`; an interval may have no value */
enum { FILTER_DYNAMIC, FILTER_INDEX, FILTER_CONDITION };

/* The types that a parameter takes. */
enum { FEEL_MAX_ALTERNATIVES = 4 };
typedef struct {
    const feel_type *types[FEEL_MAX_ALTERNATIVES];
    size_t count;
} feel_alternatives;

/* How the arguments of one call fit one row of a built-in's name. */
typedef struct {
    const feel_builtin *row;
    const feel_alternatives *parameters;  /* variadic: the last one stands for all further arguments */
    size_t parameter_count;
    feel_alternatives result;             /* empty: as FEEL_RESULT_* says */
    uint8_t result_like;
    const uint32_t *from;                 /* parameter -> argument, UINT32_MAX = omitted; NULL: positional, variadic */
} feel_candidate;

enum { FEEL_RESULT_STATED, FEEL_RESULT_SAME, FEEL_RESULT_ELEMENT };   /* as the first argument, or as its members */

typedef struct {
    const feel_candidate *candidates;     /* at least one */
    size_t count;
} feel_call_site;

typedef struct {
    uint8_t kind;
    uint8_t sub;
    uint8_t type;                         /* tag of the static type */
    bool nullable;                        /* null is among the static type's values */
    uint32_t syntax;                      /* number of the tree's item that it was made of; 0 = made beside it */
    uint32_t a, b, first, count;
    feel_value value;
    const feel_shape *shape;
    union {
        const feel_string *const *keys;
        const uint32_t *slots;
        const feel_name *names;
        const feel_call_site *site;
        const feel_type *type;
        const char *text;
    } of;
} feel_node;

/* Where a closure takes a local of the function around it. */
typedef struct {
    uint32_t outer, inner;
} feel_capture;

typedef struct {
    uint32_t body;
    uint32_t frame;                       /* locals: parameters first */
    uint32_t depth;                       /* of the body's tree */
    bool external;
    const feel_name *names;
    const feel_type *const *types;        /* NULL entries = any */
    size_t count;
    const feel_capture *captures;
    size_t capture_count;
    const feel_type *result;
} feel_function_code;

struct feel_program {
    const char *text;
    size_t length;
    const feel_type *type;
    const feel_node *nodes;
    const uint32_t *children;
    const feel_function_code *functions;
    uint32_t root;
    uint32_t frame;
    const feel_read *reads;
    size_t read_count;
    size_t input_count;
};

/* A function value: a closure (program not NULL), or a built-in by name. */
typedef struct {
    const feel_program *program;
    const feel_function_code *code;
    const feel_value *captured;
    const char *builtin;
} feel_function;

/* --- built-ins by name (builtin_lookup.c) --- */
/* The rows of a name, at most FEEL_MAX_ROWS; returns how many. */
enum { FEEL_MAX_ROWS = 16 };
size_t feel_builtin_rows(const char *name, size_t length, const feel_builtin *rows[FEEL_MAX_ROWS]);
/* Fit a call: `names` is NULL for positional arguments. Returns a site, or NULL where no row takes such arguments. */
const feel_call_site *feel_builtin_site(wz_arena *arena, const char *name, size_t length, const feel_name *names,
                                        size_t count);

#endif
