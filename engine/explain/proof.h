/* The derivation tree: why a conclusion about one person under one regulation is what it is, from the conclusion through
 * rules and the parts of their conditions down to the facts of the case. Nothing is recorded while rules run: the tree is
 * recomputed from the compiled expressions over the live memory of an open person (assess/open.h), so that it shows the
 * very values that the result rests on. It is plain data in the caller's arena and stays good when the memory moves on; it
 * borrows the law and the case.
 *
 * Everything that tells a reason reads this tree: explain, why not, what-if, compare, walk, the report, the page.
 * Source: docs/semantics.md, sections 2 to 5 and 7 ("because"). */
#ifndef WZ_EXPLAIN_PROOF_H
#define WZ_EXPLAIN_PROOF_H

#include "assess/open.h"

/* --- what is asked about --- */

typedef enum {
    WZ_ABOUT_FIELD,         /* a field of the result: "outcome" or "route" */
    WZ_ABOUT_RULE,          /* a rule's finding, in every binding that counts */
    WZ_ABOUT_MEASURE,       /* whether a measure is open: by its rules and its availability */
    WZ_ABOUT_BAN,           /* a rule's bans: whether they stand, and from which day to which */
    WZ_ABOUT_VETO,          /* the veto clause and its windows */
    WZ_ABOUT_LIFETIME,      /* the lifetime clause */
    WZ_ABOUT_ATTRIBUTE,     /* the value of an attribute, in every entity that has it */
    WZ_ABOUT_SCOPE,         /* whether the regulation bears on the person */
    WZ_ABOUT_ALL            /* every conclusion that holds, each reason told once */
} wz_about_kind;

typedef struct {
    wz_about_kind kind;
    const char *id;         /* of the field, rule or measure; borrowed from the law */
    wz_entity_kind entity;  /* ATTRIBUTE */
    int attribute;
    const char *of;         /* ATTRIBUTE: one entity only, by id; NULL = all */
} wz_about;

/* Read "outcome", "route", "veto", "lifetime", "scope", "all", a rule's id, "measure:ID", "ban:RULE", or an attribute: "ID",
 * "ENTITY.ID" ("person.in_post") or "ENTITY-ID.ATTRIBUTE" ("s1.kind"). NULL or "" is "outcome". False where there is no
 * such thing under the entry's regulation or in the case; diag (may be NULL) then says what comes nearest. `text` must
 * live as long as *out where it names an entity. */
bool wz_about_read(wz_about *out, const wz_entry *e, const char *text, wz_diag *diag);

/* --- the tree --- */

typedef enum {
    WZ_PROOF_ABOUT,         /* the root where several things answer: an attribute of many entities, a rule's bindings */
    WZ_PROOF_FIELD,         /* a field of the result: `name` is its value's name, NULL where unsettled */
    WZ_PROOF_CHOICE,        /* one value of a field, in order: its condition, and whether it is reached */
    WZ_PROOF_SCOPE,         /* whether the regulation bears on the person */
    WZ_PROOF_FINDING,       /* a rule for one binding; children: condition, exceptions, force, binding, readings */
    WZ_PROOF_MEASURE,       /* a measure; children: the rules that open it, whether it is available */
    WZ_PROOF_BAN,           /* a ban by a rule and a sanction, with its days */
    WZ_PROOF_WINDOW,        /* a veto's window on one step */
    WZ_PROOF_DUTY,          /* a duty counted in one period */
    WZ_PROOF_PART,          /* an expression or a part of it */
    WZ_PROOF_VALUE,         /* an attribute's value for one entity; children: where it comes from */
    WZ_PROOF_STATED,        /* a fact of the case: standing, evidence */
    WZ_PROOF_EXAMINED,      /* a declaration that this was examined and nothing was found */
    WZ_PROOF_DEFINITION,    /* a definition of the vocabulary by which a value is concluded */
    WZ_PROOF_LIST,          /* a list that a condition runs over: how many members, closed or open */
    WZ_PROOF_READING,       /* another reading of the rule and the truth under it */
    WZ_PROOF_DAY,           /* what the engine reads from days: whether a rule was in force, a post held */
    WZ_PROOF_NOTE           /* a remark in `words` only */
} wz_proof_kind;
const char *wz_proof_kind_name(wz_proof_kind kind);     /* "finding" …, as written in JSON */

/* What a node is to the one above it. */
typedef enum {
    WZ_LINK_ROOT,
    WZ_LINK_CONDITION,      /* the condition of a rule, choice, definition or measure */
    WZ_LINK_PART,           /* an operand */
    WZ_LINK_SOURCE,         /* where a value or a finding's truth comes from */
    WZ_LINK_EXCLUSION,      /* a fact that cannot stand beside the value's opposite */
    WZ_LINK_IMPLICATION,    /* a fact that the value follows from */
    WZ_LINK_INSTEAD,        /* an attribute that stands in while this one is not stated */
    WZ_LINK_EXCEPTION,      /* a mandatory exception that reaches the finding */
    WZ_LINK_OFFERED,        /* a discretionary one: never counts against the finding */
    WZ_LINK_FORCE,          /* whether it was in force, whether the post was held */
    WZ_LINK_READING,
    WZ_LINK_CHOICE,         /* a field's value that was considered */
    WZ_LINK_CONCLUSION      /* one of all conclusions */
} wz_proof_link;
const char *wz_proof_link_name(wz_proof_link link);

/* The kind of part, for layout; words, values and children say the rest. */
typedef enum {
    WZ_PIECE_WHOLE,         /* anything else */
    WZ_PIECE_AND,
    WZ_PIECE_OR,
    WZ_PIECE_NOT,
    WZ_PIECE_SOME,          /* children: the list where it matters, then members */
    WZ_PIECE_EVERY,
    WZ_PIECE_MEMBER,        /* the body of a quantifier for one member, `of` being its id where it has one */
    WZ_PIECE_COMPARISON,    /* children: what its operands rest on */
    WZ_PIECE_IF
} wz_piece_kind;
const char *wz_piece_kind_name(wz_piece_kind piece);

typedef struct wz_proof_node {
    wz_proof_kind kind;
    wz_proof_link link;
    wz_piece_kind piece;        /* PART */
    uint32_t number;            /* from 1 in order of building; unique within the tree: a name for pictures and pages */
    const struct wz_proof_node *twin;   /* the node that tells the same in full, children and all; NULL = this one does */
    bool has_truth;             /* it is a yes/no matter, and `truth` counts */
    bool marked;                /* unknown because facts contradict each other */
    bool decides;               /* what stands above rests on it; false: shown for completeness */
    bool cut;                   /* more belongs below than was built: a limit was reached */
    size_t left_out;            /* how many members of a list were not told */
    bool possible;              /* MEMBER: of a member that may not exist; FINDING: for a post perhaps held */
    wz_truth truth;
    feel_value value;           /* VALUE, STATED, PART that is no yes/no matter; copied into the arena */
    wz_text words;              /* read out in both languages; empty where the members below say it all */
    const char *name;           /* FIELD, CHOICE: the value's name; MEASURE: the measure's id */
    const wz_rule *rule;        /* FINDING, BAN, DUTY, READING; NULL otherwise */
    const wz_rulebook *book;    /* where the rule stands */
    wz_truth condition;         /* FINDING: before defeat */
    wz_entity_kind entity;      /* VALUE, STATED, LIST, MEMBER, FINDING's binding; else WZ_NO_ENTITY */
    const char *of;             /* id of that entity; NULL = none */
    int attribute;              /* VALUE, STATED, EXAMINED */
    const wz_fact *fact;        /* STATED: standing, evidence ids, place */
    const wz_examined *examined;    /* EXAMINED */
    const wz_define *define;    /* DEFINITION */
    const wz_reading *reading;  /* READING */
    const wz_measure *measure;  /* MEASURE */
    const wz_step *step;        /* WINDOW */
    const wz_ban_result *ban;   /* BAN */
    const wz_veto_window *window;   /* WINDOW */
    const wz_shortfall *duty;   /* DUTY */
    wz_fact_source source;      /* VALUE */
    wz_strings evidence;        /* VALUE: of all facts that it rests on */
    struct wz_proof_node *const *children;
    size_t child_count;
} wz_proof_node;

/* --- what would change it --- */

/* One fact changed. */
typedef struct {
    wz_entity_kind entity;
    const char *of;             /* entity id */
    int attribute;
    feel_value before, after;   /* before: unknown where open */
    bool supposed;              /* it is stated or derived otherwise today: "if it were …" */
} wz_change;

/* A smallest set: with all of its changes the conclusion becomes `becomes`, with no part of them it does. */
typedef struct {
    const wz_change *changes;
    size_t count;
    wz_truth truth;             /* of a yes/no conclusion then */
    const char *name;           /* of a field's or enumeration's value then; NULL for a yes/no conclusion */
} wz_change_set;

typedef struct {
    const wz_change_set *sets;  /* fewest changes first; then those that only answer what is open; then the case's order */
    size_t count;
    size_t candidates;          /* facts that were tried */
    size_t trials;              /* runs that it took */
    unsigned complete;          /* all smallest sets up to this many facts are here: 0 to WZ_CHANGES_MOST */
    bool cut;                   /* the limit on trials or sets was reached before WZ_CHANGES_MOST */
    bool open;                  /* the conclusion is open: the sets settle it */
} wz_changes;

enum { WZ_CHANGES_MOST = 3 };

/* --- building --- */

typedef struct {
    unsigned depth;             /* levels to build; 0 = WZ_PROOF_DEPTH */
    size_t nodes;               /* at most so many; 0 = WZ_PROOF_NODES */
    bool all;                   /* also what the conclusion does not rest on */
    bool changes;               /* look for change sets, too */
    size_t trials;              /* runs to spend on them; 0 = WZ_CHANGES_TRIALS */
} wz_proof_options;

enum { WZ_PROOF_DEPTH = 64, WZ_PROOF_NODES = 20000, WZ_CHANGES_TRIALS = 20000 };

typedef struct {
    const wz_law *law;          /* borrowed, as are the next three */
    const wz_case *subject;
    const wz_case_person *person;
    const wz_rulebook *book;
    const wz_source *source;    /* the book's words; NULL */
    wz_day as_of;
    bool governing, hypothetical, baseline;
    wz_about about;
    const wz_proof_node *root;
    uint32_t nodes;             /* in the tree */
    bool cut;                   /* the tree is not whole: some node's `cut` is set */
    const wz_changes *changes;  /* NULL where not asked for */
} wz_proof;

/* Build the tree. The entry must be open (wz_open_person()); its memory is left as it was found. Everything made lives in
 * `arena`. @return WZ_OK, WZ_ENOMEM; WZ_ELIMIT where the memory's budget of steps ran out (no tree then; reaching the limits
 * of `options` is no error). */
int wz_proof_build(const wz_proof **out, wz_arena *arena, wz_entry *e, const wz_about *about,
                   const wz_proof_options *options);

/* Look for change sets alone. With a conclusion that is settled the sets unsettle or turn it; with one that is unknown they
 * settle it, each way. Same results as wz_proof_build(). */
int wz_changes_find(const wz_changes **out, wz_arena *arena, wz_entry *e, const wz_about *about, size_t trials);

/* The entry of a regulation among those opened, by id; NULL id: the one that governs, else the first that bears, else the
 * first. NULL where there is none. */
wz_entry *wz_proof_entry(const wz_work *w, const char *regime);

#endif
