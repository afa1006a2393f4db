/* A rulebook: one regulation, its rules in the order of its text, as data. Expressions are still text here; the network
 * compiles them. Source: docs/formats.md, "rulebooks". */
#ifndef WZ_MODEL_RULEBOOK_H
#define WZ_MODEL_RULEBOOK_H

#include "base/arena.h"
#include "base/map.h"
#include "model/frame.h"
#include "model/text.h"
#include "model/vocabulary.h"

typedef enum { WZ_MUST, WZ_MAY, WZ_MUST_NOT, WZ_BY_REFERENCE, WZ_NO_MODALITY } wz_modality;
const char *wz_modality_name(wz_modality modality);     /* "must" …; NULL for none */

typedef enum { WZ_IN_FORCE, WZ_DRAFT, WZ_REPEALED } wz_status;
const char *wz_status_name(wz_status status);           /* "in_force" … */

/* An expression with the place of its first character. */
typedef struct {
    const char *text;       /* NULL = absent */
    wz_place place;
} wz_expression;

/* How an ambiguous word was read. */
typedef struct {
    const char *id;         /* e.g. "Q7" */
    bool presumption;       /* ours, not the text's */
    wz_text chosen, alternative;
    wz_expression when;     /* the whole condition under the alternative; may be absent */
    wz_place place;
} wz_reading;

/* A norm outside the sources, in our words. */
typedef struct {
    const char *title;
    const char *article;
    enum { WZ_CONFIRMED, WZ_CONFIRMED_INDIRECT, WZ_TO_VERIFY } status;
    wz_text text;
} wz_norm;

typedef enum { WZ_MONTH, WZ_TWO_MONTHS, WZ_QUARTER, WZ_HALF_YEAR, WZ_YEAR, WZ_UNQUANTIFIED } wz_frequency;

/* A version of a ban, by the day on which the sanction took effect. */
typedef struct {
    wz_period force;
    wz_strings bars;        /* step ids */
    const char *lasts;      /* ISO duration, or NULL */
    wz_expression to;       /* FEEL date, or absent */
    bool verify;
    const wz_norm *norms;
    size_t norm_count;
    wz_place place;
} wz_ban_version;

typedef struct wz_rule {
    const char *id;
    const wz_kind *kind;
    wz_modality modality;
    wz_strings cites;       /* eIds in the regulation's source */
    wz_period force;        /* of this rule, within the rulebook's */
    wz_entity_kind for_each;    /* WZ_NO_ENTITY = once a person; WZ_INCIDENT = once for everyone */
    wz_strings reaches;     /* ids of the rules that an exemption defeats */
    wz_strings overrides;   /* ids of rules that conclude the same attribute and yield to this one */
    bool shared;            /* stands beside every regulation in force, outside its findings */
    bool verify;
    wz_text label, note;
    wz_expression when;     /* absent = true */
    const wz_reading *readings;
    size_t reading_count;
    const wz_norm *norms;
    size_t norm_count;
    wz_place place;

    /* plain conclusions */
    wz_entity_kind concludes_entity;    /* WZ_NO_ENTITY = none */
    int concludes;          /* attribute index */
    const char *value;      /* literal; NULL = true */
    /* ground */
    wz_strings conduct;     /* person facts whose from–to is the conduct */
    /* scope */
    bool by_reference;
    /* duty */
    wz_strings activities;
    int64_t required;       /* a period */
    wz_frequency frequency;
    bool personally;
    bool of_body;           /* binds a body: shown, feeds nothing */
    bool frequency_presumed;    /* never more than unknown */
    /* measure, authority */
    wz_strings measures;
    bool open;              /* the list ends in 等 */
    const char *body;       /* authority: term id */
    /* ban, veto */
    wz_strings bars;
    wz_expression from;     /* FEEL date */
    const char *lasts;
    wz_expression to;
    bool expels;            /* bars every step for good */
    const wz_ban_version *versions;
    size_t version_count;
    wz_expression starts;   /* veto: over a sanction, whether it starts the veto's time */
    wz_strings grounds;     /* veto: the ground rules it follows */
    /* referral, procedure, commendation */
    const char *recipient, *actor, *act;   /* term ids */
} wz_rule;

typedef struct {
    const char *id;
    const feel_type *type;
    const char *value;      /* literal */
    bool presumption;
    wz_text label;
    wz_place place;
} wz_parameter;

typedef struct {
    wz_strings cites;
    const char *why;
    wz_place place;
} wz_not_modelled;

typedef struct wz_rulebook {
    wz_arena *arena;
    const char *file;
    char sha256[65];
    const char *id;
    wz_status status;
    wz_period force;
    const char *jurisdiction;   /* path; "" = the whole country */
    const char *source;     /* file of the Akoma Ntoso text, relative to the rulebook; NULL */
    bool baseline;          /* governs where no local regulation bears */
    wz_text title, short_title;
    wz_strings precedes;    /* rulebooks that only supplement this one */
    const wz_rule *rules;
    size_t rule_count;
    wz_map by_id;           /* of the rules; the loader fills it */
    const wz_parameter *parameters;
    size_t parameter_count;
    const wz_not_modelled *not_modelled;
    size_t not_modelled_count;
    const wz_reading *readings;     /* of the whole text */
    size_t reading_count;
    wz_place place;
} wz_rulebook;

void wz_rulebook_free(wz_rulebook *rulebook);
/* Fill by_id once the rules stand; of two with one id the first is found. False when memory is short. */
bool wz_rulebook_index(wz_rulebook *rulebook);
const wz_rule *wz_rule_find(const wz_rulebook *rulebook, const char *id);

#endif
