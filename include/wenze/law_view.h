/**
 * @file
 * A law as data for reading: each regulation with its provisions in the order of its text, and beside them the rules that model
 * them, in words.
 */
#ifndef WENZE_LAW_VIEW_H
#define WENZE_LAW_VIEW_H

#include "wenze/assess.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A reading chosen for ambiguous words. Texts are "" where there is none. */
typedef struct {
    const char *id;
    bool presumption;           /**< ours, not the text's */
    const char *chosen, *alternative;
    const char *when;           /**< the condition under the alternative, in words */
} wz_reading_view;

/** A norm outside the sources, in our words. */
typedef struct {
    const char *title, *article, *text;
    bool to_verify;             /**< from general knowledge, not yet checked against its text */
} wz_norm_view;

/** A rule. Texts are "" where there is none. */
typedef struct {
    const char *id;
    const char *kind;           /**< label of its kind */
    bool is_duty;               /**< it lays down a duty */
    const char *label;
    const char *modality;       /**< must, may … in words */
    const char *when;           /**< its condition in words */
    const char *feel;           /**< the same as it is written */
    const char *measures;       /**< labels of what it lets be taken */
    const char *bars;           /**< labels of the steps that it bars */
    const char *reaches;        /**< ids of the rules that it defeats, separated by blanks */
    const char *note;
    bool verify;
    const wz_reading_view *readings;
    size_t reading_count;
    const wz_norm_view *norms;
    size_t norm_count;
} wz_rule_view;

/** A provision of the text. */
typedef struct {
    const char *eid;
    const char *element;        /**< "chapter", "article", "paragraph", "point" … */
    const char *num;            /**< "（四）", or "" */
    const char *heading;        /**< how it is cited: "第二十条（四）" */
    const char *text;           /**< its words, where it is a leaf or a heading; "" for what only holds others */
    int depth;                  /**< below the text: 0, 1, 2 … */
    bool leaf;                  /**< carries words of its own: what coverage counts */
    const size_t *rules;        /**< indexes of the rules that cite it */
    size_t rule_count;
    const char *not_modelled;   /**< why no rule models it; "" where one does, or it is no leaf */
} wz_provision_view;

/** A regulation. */
typedef struct {
    const char *id, *title, *short_title;
    const char *status;         /**< in words */
    bool draft;
    const char *from, *to;      /**< days in force, "" = open */
    const char *jurisdiction;   /**< path, "" = the whole country */
    const char *sha256;         /**< of the rulebook's bytes */
    const char *source_sha256;  /**< of its text's bytes, "" = none */
    const wz_provision_view *provisions;
    size_t provision_count;     /**< 0 where its own words are not at hand */
    const wz_rule_view *rules;
    size_t rule_count;
    size_t leaves, modelled, declared;  /**< coverage: provisions with words, those a rule cites, those declared not modelled */
    const wz_reading_view *readings;    /**< of the whole text */
    size_t reading_count;
} wz_regulation_view;

/** The law in one language. Immutable; any number of threads may use it. */
typedef struct wz_law_view wz_law_view;

/** @param rules  Borrowed; must outlive *out. @return WZ_OK; WZ_ENOMEM. Free with wz_law_view_free(). */
int wz_law_view_new(wz_law_view **out, const wz_rules *rules, wz_language language);
/** Free a view and all it lent. Accepts NULL. */
void wz_law_view_free(wz_law_view *view);
/** The regulations, in order of id. */
const wz_regulation_view *wz_law_view_regulations(const wz_law_view *view, size_t *count);
/** One by id; NULL where there is none. */
const wz_regulation_view *wz_law_view_regulation(const wz_law_view *view, const char *id);

/** How a rule comes out in a case. */
typedef enum {
    WZ_RULE_ABSENT,     /**< its regulation does not bear on the case, or the case cannot be assessed */
    WZ_RULE_FALSE,      /**< for nobody */
    WZ_RULE_UNKNOWN,    /**< not settled for somebody, and true for nobody */
    WZ_RULE_TRUE        /**< for somebody */
} wz_rule_outcome;

/**
 * Whether a case in memory fires a rule, over all its people and posts.
 * @param today  The day to take where the case says none, YYYY-MM-DD.
 * @return WZ_OK; otherwise as wz_session_assess_memory(), and *out is WZ_RULE_ABSENT.
 */
int wz_rule_fires(wz_rule_outcome *out, wz_session *session, const char *name, const void *bytes, size_t size,
                  const char *today, const char *rule, wz_diag *diag);

#ifdef __cplusplus
}
#endif
#endif
