/**
 * @file
 * Reasons: why a conclusion holds, why it does not, and which facts would settle or change it.
 */
#ifndef WENZE_EXPLAIN_H
#define WENZE_EXPLAIN_H

#include "wenze/assess.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How reasons are written down. */
typedef enum {
    WZ_EXPLAIN_TEXT,    /**< a tree for a terminal or a file */
    WZ_EXPLAIN_HTML,    /**< a fragment to stand in a page: folds by itself, holds no script, every text escaped */
    WZ_EXPLAIN_JSON,    /**< docs/formats.md, "Reasons" */
    WZ_EXPLAIN_DOT,     /**< a picture's description for Graphviz */
    WZ_EXPLAIN_SVG      /**< the picture itself */
} wz_explain_format;

/** What is asked. Set every member, or start from WZ_EXPLAIN_REQUEST_INIT. Strings are borrowed for the call. */
typedef struct {
    unsigned version;           /**< 1 */
    const char *person;         /**< id; NULL: the only person of the case */
    const char *about;          /**< "outcome" (also NULL), "route", "veto", "lifetime", "scope", "all" (whatever
                                     holds, each reason told once), a rule's id, "measure:ID",
                                     "ban:RULE", or an attribute: "ID", "ENTITY.ID" or "ENTITY-ID.ID" */
    const char *regime;         /**< id of a regulation; NULL: the one that governs */
    const char *as_of;          /**< the day the answer is for, YYYY-MM-DD; NULL: the case's own */
    const char *today;          /**< the day to take where neither says one; NULL: then it is an error */
    unsigned depth;             /**< levels to show; 0: as suits the form (a screen for text, all for JSON) */
    bool full;                  /**< every level, and also what the conclusion does not rest on */
    bool why_not;               /**< what would change it; always given for what is unknown or does not hold */
    wz_explain_format format;
    wz_language language;       /**< JSON holds both */
    unsigned width;             /**< text: columns, 0 = 80 */
    bool colour;                /**< text: ANSI escapes */
} wz_explain_request;

/** A request with every default. */
#define WZ_EXPLAIN_REQUEST_INIT                                                                                              \
    {1, NULL, NULL, NULL, NULL, NULL, 0, false, false, WZ_EXPLAIN_TEXT, WZ_LANGUAGE_ZH, 0, false}

/**
 * Give the reasons of one conclusion about one person of a case file.
 *
 * @param[out] out     The reasons, NUL-terminated; free with wz_text_free(). NULL on failure.
 * @param[out] length  Bytes without the NUL; may be NULL.
 * @param session      One thread's; its working memories are used, nothing in it is changed for good.
 * @param file         A path, or "-" for standard input.
 * @param request      What is asked.
 * @param diag         Receives problems; may be NULL.
 * @return WZ_OK; WZ_EINPUT (bad case; no such person, regulation or conclusion); WZ_EIO; WZ_ELIMIT; WZ_ENOMEM.
 * Source: docs/semantics.md, sections 2 to 7.
 */
int wz_explain(char **out, size_t *length, wz_session *session, const char *file, const wz_explain_request *request,
               wz_diag *diag);

/**
 * The same for a case in memory.
 * @param name   Under which problems are reported.
 * @param bytes  The XML, borrowed for the call.
 * @param size   How many bytes.
 */
int wz_explain_memory(char **out, size_t *length, wz_session *session, const char *name, const void *bytes, size_t size,
                      const wz_explain_request *request, wz_diag *diag);

#ifdef __cplusplus
}
#endif
#endif
