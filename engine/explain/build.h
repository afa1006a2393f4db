/* Private to explain/: a derivation tree on the way. */
#ifndef WZ_EXPLAIN_BUILD_H
#define WZ_EXPLAIN_BUILD_H

#include "explain/proof.h"

/* Nodes below a node, while they are collected. */
typedef struct {
    wz_proof_node **items;
    size_t count, capacity;
} wz_proof_list;

typedef struct {
    wz_arena *arena;
    wz_entry *e;
    unsigned depth, most_depth;
    uint32_t numbers;
    size_t most_nodes;
    bool all;                   /* options.all */
    bool cut;                   /* some node was */
    bool failed;                /* memory */
    wz_proof_node ***told_rules;    /* by network rule: NULL, or by instance */
    wz_proof_node **told_cells[WZ_ENTITIES];    /* by row * attributes + attribute */
    wz_proof_node **told_bans;  /* by rule and sanction; made when first needed */
    const wz_shortfall *duties; /* counted once, when first needed */
    size_t duty_count;
    bool duties_read;
} wz_builder;

/* proof.c */
wz_proof_node *wz_build_node(wz_builder *b, wz_proof_kind kind, wz_proof_link link);
void wz_build_add(wz_builder *b, wz_proof_list *list, wz_proof_node *node);    /* accepts NULL */
/* Go a level down; false (and the node is cut) where the tree is deep or large enough. End each success with wz_build_up(). */
bool wz_build_down(wz_builder *b, wz_proof_node *node);
void wz_build_up(wz_builder *b, wz_proof_node *node, const wz_proof_list *children);
void wz_build_truth(wz_proof_node *node, feel_value value);
/* Two texts of printf formats with the same arguments. */
wz_text wz_build_words(wz_builder *b, const char *zh, const char *en, ...);
const char *wz_build_text(wz_builder *b, wz_buffer *buffer);    /* takes and empties the buffer */
wz_text wz_build_days(wz_builder *b, wz_day_range from, wz_day_range to);
/* Each part of a conjunction decides as it does in the evaluator. */
void wz_build_conjunction(wz_proof_node *whole, const wz_proof_list *parts);

/* proof_part.c: an expression over the memory with a rule's entity bound. NULL program: NULL. */
wz_proof_node *wz_build_expression(wz_builder *b, wz_proof_link link, const feel_program *program, const char *text,
                                   const wz_row *bound);
/* proof_value.c */
wz_proof_node *wz_build_value(wz_builder *b, wz_proof_link link, const wz_row *row, int attribute);
/* proof_rule.c */
wz_proof_node *wz_build_finding(wz_builder *b, wz_proof_link link, uint32_t rule, uint32_t instance);
/* proof_about.c */
wz_proof_node *wz_build_about(wz_builder *b, const wz_about *about);
/* proof_all.c */
wz_proof_node *wz_build_all(wz_builder *b);
/* proof_ban.c */
wz_proof_node *wz_build_bans(wz_builder *b, const char *rule);
wz_proof_node *wz_build_veto(wz_builder *b);

/* The row that a rule is bound to for an instance; NULL where it is none. */
const wz_row *wz_build_bound(const wz_entry *e, uint32_t rule, uint32_t instance);

#endif
