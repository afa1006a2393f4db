/* The value of each part of an expression: the program is evaluated again, part by part, and what each part gave is kept as
 * a tree. Logic is opened down to its comparisons; a comparison, call or filter is one part, with what it read below it.
 * Every value is the evaluator's own, so a part's value is the one that the whole was made of. Source: docs/semantics.md,
 * section 1. */
#ifndef WZ_FEEL_TRACE_H
#define WZ_FEEL_TRACE_H

#include "feel/feel.h"

typedef enum {
    FEEL_PART_AND,          /* parts: the operands */
    FEEL_PART_OR,
    FEEL_PART_NOT,          /* parts: the operand */
    FEEL_PART_IF,           /* parts: the condition, then the branches that count */
    FEEL_PART_SOME,         /* parts: DOMAIN for each list, then MEMBER for each combination */
    FEEL_PART_EVERY,
    FEEL_PART_DOMAIN,       /* value: the list; parts: READ */
    FEEL_PART_MEMBER,       /* parts: the body, for these `items` */
    FEEL_PART_COMPARE,      /* also `in` and `between`; operands; parts: READ */
    FEEL_PART_READ,         /* a member of a record, or a plain input */
    FEEL_PART_CONSTANT,
    FEEL_PART_OTHER         /* parts: READ */
} feel_part_kind;

typedef struct feel_part {
    feel_part_kind kind;
    uint32_t syntax;            /* feel_ast.number of the same text; 0 = none */
    bool decides;               /* the value above rests on this part; see feel_support() */
    bool possible;              /* MEMBER: one of the items may be absent */
    bool has_operand[2];
    feel_value value;
    feel_value operand[2];      /* COMPARE: left, right; only the first where the other is written out as a constant */
    const feel_record *record;  /* READ: NULL for a plain input */
    int member;                 /* READ: of the record, or the input's slot */
    const feel_value *items;    /* MEMBER: the variables' values, outermost first */
    size_t item_count;
    struct feel_part *const *parts;
    size_t count;
    size_t left_out;            /* parts beyond the limit, those that decide last to go */
} feel_part;

enum { FEEL_TRACE_MEMBERS = 256, FEEL_TRACE_READS = 64 };

/* Trace a program. The tree lives in the run's arena. NULL where the run ended (see its status). */
const feel_part *feel_trace(const feel_program *program, feel_run *run);

/* Each comparison of a member with a constant that is written in a program, wherever it stands: what values of the member
 * could matter to it. */
typedef void (*feel_threshold)(void *payload, const feel_shape *shape, int member, feel_value constant);
void feel_thresholds(const feel_program *program, feel_threshold visit, void *payload);

#endif
