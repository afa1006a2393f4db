/* The expression language: compile a text once against a scope, evaluate it many times over inputs.
 *
 *   scope (names, types) + text --compile--> program --evaluate(inputs)--> value
 *
 * A program is immutable and shared between threads; a run holds one evaluation's arena, budget and messages and belongs
 * to one thread. Source: DMN 1.5, chapter 10; docs/semantics.md, sections 1 and 9. */
#ifndef WZ_FEEL_FEEL_H
#define WZ_FEEL_FEEL_H

#include "base/arena.h"
#include "base/buffer.h"
#include "feel/type.h"
#include "feel/value.h"
#include "wenze/base.h"

/* One name that an expression may use. */
typedef struct {
    const char *name;             /* may hold spaces */
    const feel_type *type;        /* FEEL_T_ANY in standard mode where not known */
    bool constant;                /* `value` is known now and is compiled in */
    feel_value value;
    bool indexed;                 /* a list of records read only as name[member = "literal"]; see `index` below */
} feel_input;

/* The names of several words that a scope makes known; private to the parser. */
typedef struct feel_known feel_known;

typedef struct feel_scope {
    const feel_input *inputs;
    size_t count;
    const feel_known *known;      /* by feel_scope_know(), of these inputs; NULL = found anew for each expression */
    /* For an input marked `indexed`: called for each use name[member = "literal"]; returns the slot (>= count) that will
     * hold the list already filtered, or -1 where the member or literal is not known (a compile error). Any other use of
     * such a name is a compile error in strict mode. */
    int (*index)(void *payload, size_t input, const char *member, const char *literal);
    void *payload;
} feel_scope;

/* Find a scope's names once for all expressions that will be compiled against it. They live in the arena; the inputs must not
 * change any more. False when memory is short. */
bool feel_scope_know(feel_scope *scope, wz_arena *arena);

typedef enum {
    FEEL_STRICT,                  /* rulebooks: a type error is an error at its place */
    FEEL_STANDARD                 /* `wenze feel`: DMN's null at run time */
} feel_mode;

/* A fault found by the compiler. */
typedef struct {
    const char *id;               /* "FEEL-001" …, docs/diagnostics.md */
    size_t offset;                /* byte in the text */
    const char *message;          /* "what is wrong; what to do", in the arena */
} feel_fault;

typedef struct feel_program feel_program;

/* Compile an expression. On success *out lives in the arena (as do its constants). `wanted`, where not NULL, is the type
 * that the result must conform to (strict mode). `unary_tests` compiles chapter 10's unary tests, the input value then
 * being the scope's input named "?".
 * Returns WZ_OK, WZ_EINPUT (all faults found stand in *faults, an array in the arena), WZ_ELIMIT (text too long or nested
 * too deep; a fault says so) or WZ_ENOMEM. */
typedef struct {
    feel_mode mode;
    const feel_type *wanted;
    bool unary_tests;
    uint32_t max_depth;           /* nesting; 0 = 200 */
} feel_compile_options;

int feel_compile(const feel_program **out, wz_arena *arena, const char *text, size_t length, const feel_scope *scope,
                 const feel_compile_options *options, const feel_fault **faults, size_t *fault_count);

/* The result's static type, and the source text as compiled. */
const feel_type *feel_program_type(const feel_program *program);
const char *feel_program_text(const feel_program *program);

/* What a program can read: each (input, -1) for a plain input and each (shape, member) of a record that it reaches,
 * through whatever path or iteration; index slots appear as inputs >= scope count. Sorted, without repeats. */
typedef struct {
    int input;                    /* slot, or -1 for a member */
    const feel_shape *shape;      /* member reads only */
    int member;
} feel_read;
const feel_read *feel_program_reads(const feel_program *program, size_t *count);

/* One evaluation at a time. */
typedef struct feel_run {
    wz_arena *arena;              /* receives results; reset by the caller between runs when it likes */
    const feel_value *inputs;     /* by slot: scope inputs, then index slots */
    uint64_t steps;               /* budget left; each node costs one */
    int status;                   /* WZ_OK, WZ_ELIMIT or WZ_ENOMEM: sticky, the result is then meaningless */
    uint32_t depth;               /* nested calls so far */
    const feel_value *locals;     /* private to the evaluator */
    /* May be NULL. Receives the cause of each null in standard mode, and "null-condition" causes in strict mode. */
    void (*complain)(void *payload, const char *message);
    void *payload;
    const struct feel_clock *clock;  /* for now() and today(); NULL: they are null (rulebooks have no clock) */
} feel_run;

typedef struct feel_clock {
    int64_t epoch_seconds;
    uint32_t nanos;
    int32_t offset;               /* seconds east of UTC */
} feel_clock;

enum { FEEL_DEFAULT_STEPS = 10 * 1000 * 1000, FEEL_MAX_CALLS = 200 };

feel_value feel_evaluate(const feel_program *program, feel_run *run);

/* What a value rests on. Evaluates again and calls `visit` for each member or input that the result rests on, in the
 * order of the text: below an `and` that is false only the false operands, below one that is unknown only the unknown
 * ones, below an `or` that is true only the true ones, below an `or` that is unknown only the unknown ones; `if` with a
 * settled condition: the condition and the taken branch; quantifiers like the `and` and `or` they stand for; everything
 * else: all operands. With `all` set every member read is visited instead. `record` is NULL for a plain input. */
typedef void (*feel_visit)(void *payload, const feel_record *record, int member_or_input, feel_value value);
void feel_support(const feel_program *program, feel_run *run, bool all, feel_visit visit, void *payload);

/* Print a value as FEEL that reads back to the same value (docs/semantics.md, section 9), or as the function string()
 * would. Sticky failure in the buffer. */
void feel_print(wz_buffer *out, feel_value value);
void feel_print_string(wz_buffer *out, feel_value value);

#endif
