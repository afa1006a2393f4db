/* The network: one regulation's rules, with the vocabulary's definitions and the rules that others share, compiled and
 * laid in strata. Immutable once built, and shared between threads.
 *
 *   attribute cells --settle nodes--> cells --rule nodes--> findings --settle / rule nodes--> …
 *
 * A node is evaluated only after all nodes that it reads: nodes stand in that order (stratum, then document order), so
 * the agenda is a set of bits scanned upwards. Source: docs/semantics.md, sections 2 and 3. */
#ifndef WZ_CHAIN_NETWORK_H
#define WZ_CHAIN_NETWORK_H

#include "feel/feel.h"
#include "model/assessment.h"

/* The inputs of every expression, by slot. Index slots of `findings` follow. */
enum {
    WZ_IN_INCIDENT, WZ_IN_PERSON, WZ_IN_POST, WZ_IN_SANCTION, WZ_IN_DUTY_RECORD, WZ_IN_INCIDENTS, WZ_IN_POSTS,
    WZ_IN_SANCTIONS, WZ_IN_DUTY_RECORDS, WZ_IN_AS_OF, WZ_IN_CONDUCT_FROM, WZ_IN_CONDUCT_TO, WZ_IN_FINDINGS, WZ_INPUTS
};

/* Members of a finding's record. */
enum {
    WZ_F_RULE, WZ_F_KIND, WZ_F_MODALITY, WZ_F_CONDITION, WZ_F_HOLDS, WZ_F_REACHES, WZ_F_FOR, WZ_F_MEMBERS
};

typedef struct wz_network_rule {
    const wz_rule *rule;
    bool own;                       /* of this rulebook; else shared by another */
    const wz_rulebook *book;        /* where it stands */
    const feel_program *when, *from, *to, *starts;
    const feel_program *const *versions;    /* by version: its `to` */
    const feel_program *const *readings;    /* by reading: its alternative condition */
    const uint32_t *must, *may;     /* network rules that reach it, by modality */
    size_t must_count, may_count;
    feel_value constant[WZ_F_MEMBERS];      /* rule, kind, modality, reaches */
    wz_strings presumptions;        /* ids of presumed parameters and readings that it uses */
    uint32_t node;
} wz_network_rule;

/* An exclusion that settles nothing: both true is only a contradiction. Indexes of members. */
typedef struct {
    uint32_t a, b;
} wz_member_pair;

/* Attributes settled together: joined by exclusions and implications, or one alone. A literal is 2 * index + polarity. */
typedef struct {
    wz_entity_kind entity;
    int attribute;
    const uint32_t *rules;          /* network rules that conclude it */
    size_t rule_count;
    const uint32_t *defines;        /* indexes in wz_network.defines */
    size_t define_count;
    int default_from;               /* attribute of the same entity that stands in, or -1 */
} wz_group_member;

typedef struct {
    const wz_group_member *members;
    size_t count;
    const uint64_t *reach;          /* 2 * count rows of `words` words: literals that each literal derives */
    size_t words;
    const wz_member_pair *only_marks;
    size_t only_mark_count;
} wz_attribute_group;

typedef struct {
    const wz_define *define;
    wz_entity_kind entity;
    int attribute;
    const feel_program *program;    /* guard or is */
    feel_value value;               /* concluded or excluded literal */
    uint32_t node;
} wz_network_define;

typedef enum { WZ_NODE_SETTLE, WZ_NODE_DEFINE, WZ_NODE_RULE } wz_node_kind;

typedef struct {
    wz_node_kind kind;
    uint32_t index;                 /* in groups, defines or rules */
    wz_entity_kind per;             /* one instance for each such entity; WZ_NO_ENTITY = one */
    bool across;                    /* reads other instances of its own kind too, through a list */
    uint32_t stratum;
    const uint32_t *readers;        /* nodes that read its result, later in order */
    size_t reader_count;
} wz_node;

/* Who reads an attribute. */
typedef struct {
    int32_t settle;                 /* its settle node, or -1: the stated value is the value */
    const uint32_t *readers;
    size_t reader_count;
} wz_attribute_readers;

/* Attributes joined by exclusions and implications: at most so many in one group (a build error beyond). */
enum { WZ_GROUP_MOST = 128 };

/* A use findings[member = "literal"]. */
typedef struct {
    int member;                     /* WZ_F_RULE or WZ_F_KIND */
    const char *literal;
    const uint32_t *rules;          /* network rules in it */
    size_t rule_count;
} wz_finding_index;

typedef struct wz_network {
    wz_arena *arena;
    const wz_law *law;
    const wz_rulebook *book;
    size_t book_index;
    const wz_network_rule *rules;   /* own ones first, in document order; then shared ones */
    size_t rule_count, own_count;
    const wz_network_define *defines;
    size_t define_count;
    const wz_attribute_group *groups;
    size_t group_count;
    const wz_node *nodes;
    size_t node_count;
    wz_attribute_readers *attributes[WZ_ENTITIES];
    const uint32_t *input_readers[WZ_INPUTS];       /* nodes that read a plain input (as_of, lists …) */
    size_t input_reader_count[WZ_INPUTS];
    const wz_finding_index *indexes;
    size_t index_count;
    feel_shape finding_shape;
    const feel_program *const *field_programs;      /* frame fields' values, flattened in order */
    const feel_program *const *warning_programs;    /* by frame warning */
    const feel_program *const *available;           /* by frame measure */
    feel_scope scope;               /* the names of its expressions, for reading them out; its index() is not set */
    bool has_ground;                /* some own rule's kind fills the part "ground" */
} wz_network;

/* Compile one rulebook of a law. Faults of expressions, cycles, unordered conflicts and names out of place go to diag,
 * all of them. @param out new network; free with wz_network_free(); NULL on failure. @return WZ_OK, WZ_EINPUT, WZ_ENOMEM.
 * The law is borrowed and must outlive the network. */
int wz_network_build(wz_network **out, const wz_law *law, size_t book_index, wz_diag *diag);
void wz_network_free(wz_network *network);
/* Index of a rule of the network by its id; UINT32_MAX where it has none such. */
uint32_t wz_network_find(const wz_network *network, const char *id);

/* Turn a literal as written in an attribute into a value of a type; FEEL_NULL where it is none. */
feel_value wz_read_literal(wz_arena *arena, const feel_type *type, const char *text);

#endif
