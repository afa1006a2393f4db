/* The compiler's own state. Private to compile*.c and check.c. */
#ifndef WZ_FEEL_COMPILE_H
#define WZ_FEEL_COMPILE_H

#include "feel/program.h"

/* A compiled subexpression: its node and static type (never NULL). */
typedef struct {
    uint32_t node;
    const feel_type *type;
} feel_piece;

typedef struct {
    feel_name name;
    uint32_t slot;
    const feel_type *type;
    bool item;                       /* a filter's `item`: its members are visible as names */
} feel_local;

/* The function being compiled; slots are never used twice, so that a capture cannot be overwritten. */
typedef struct feel_frame {
    struct feel_frame *parent;
    feel_local *locals;
    size_t count, room;
    uint32_t slots;
    feel_capture *captures;
    size_t capture_count, capture_room;
} feel_frame;

typedef struct {
    wz_arena *arena;
    const feel_scope *scope;
    const feel_compile_options *options;
    feel_node *nodes;
    uint32_t *children;
    feel_function_code *functions;
    feel_fault *faults;
    feel_read *reads;
    const feel_string **strings;     /* constants, each once */
    size_t node_count, node_room, child_count, child_room, function_count, function_room;
    size_t fault_count, fault_room, read_count, read_room, string_count, string_room;
    feel_frame *frame;
    const feel_type *parameter_hint; /* of the parameters of the function that is compiled next */
    bool failed;                     /* memory */
    const char *text;
    size_t length;
} feel_compiler;

static inline bool feel_strict(const feel_compiler *c) { return c->options->mode == FEEL_STRICT; }

/* compile.c */
feel_piece feel_compile_ast(feel_compiler *c, const feel_ast *ast);
void feel_fault_at(feel_compiler *c, const char *id, size_t offset, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
feel_piece feel_add_node(feel_compiler *c, feel_node node, const feel_type *type);
/* Children of a node, given together. */
void feel_add_children(feel_compiler *c, feel_node *node, const feel_piece *pieces, size_t count);
feel_piece feel_constant(feel_compiler *c, feel_value value, const feel_type *type);
/* Null at run time with its cause. */
feel_piece feel_failed_piece(feel_compiler *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The piece computed now, where all that it needs is constant and it has a value. */
feel_piece feel_fold(feel_compiler *c, feel_piece piece, const feel_piece *parts, size_t count);
feel_value feel_interned(feel_compiler *c, const char *text, size_t length);
bool feel_is_constant(const feel_compiler *c, feel_piece piece);
const feel_type *feel_literal_type(feel_compiler *c, feel_value value);

/* compile_name.c: scopes, names, paths */
uint32_t feel_declare(feel_compiler *c, feel_name name, const feel_type *type, bool item);
feel_piece feel_compile_name(feel_compiler *c, const feel_ast *ast);
feel_piece feel_compile_path(feel_compiler *c, const feel_ast *ast);
/* Whether the name means a variable, input or possibly a member in a filter, rather than a built-in. */
bool feel_name_is_variable(const feel_compiler *c, feel_name name);
int feel_input_named(const feel_compiler *c, feel_name name);
void feel_read_input(feel_compiler *c, uint32_t slot);
/* The whole value is looked at: all members of the records in it are read. */
void feel_read_all(feel_compiler *c, const feel_type *type);

/* compile_operator.c */
feel_piece feel_compile_operator(feel_compiler *c, const feel_ast *ast);
/* An operand that must be true or false. */
feel_piece feel_compile_condition(feel_compiler *c, const feel_ast *ast);

/* compile_test.c */
feel_piece feel_compile_in(feel_compiler *c, const feel_ast *ast);
feel_piece feel_compile_unary_tests(feel_compiler *c, const feel_ast *ast);
feel_piece feel_compile_range(feel_compiler *c, const feel_ast *ast);

/* compile_iterate.c */
feel_piece feel_compile_iteration(feel_compiler *c, const feel_ast *ast);
feel_piece feel_compile_filter(feel_compiler *c, const feel_ast *ast);

/* compile_call.c */
feel_piece feel_compile_call(feel_compiler *c, const feel_ast *ast);
feel_piece feel_compile_function(feel_compiler *c, const feel_ast *ast, feel_name own_name, uint32_t own_slot);

/* check.c: static types; each does nothing in standard mode */
const feel_type *feel_join(const feel_type *a, const feel_type *b);
bool feel_static_fits(const feel_type *given, const feel_type *wanted);
void feel_check_comparison(feel_compiler *c, const feel_ast *ast, const feel_type *a, const feel_type *b);
/* A literal (or list or choice of literals) compared with or given as a value of an enumeration. */
void feel_check_values(feel_compiler *c, const feel_type *type, const feel_ast *ast);
const feel_type *feel_check_arithmetic(feel_compiler *c, const feel_ast *ast, const feel_type *a, const feel_type *b);
void feel_check_wanted(feel_compiler *c, const feel_ast *ast, const feel_type *type);
/* "; did you mean `x`" for the nearest of the candidates, or "". */
const char *feel_suggestion(feel_compiler *c, const char *word, size_t length, const char *const *candidates,
                            size_t count);

#endif
