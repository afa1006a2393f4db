/**
 * @file
 * Comparing: one case under several regulations, on two days, under two versions of a rulebook, or two of its people.
 */
#ifndef WENZE_COMPARE_H
#define WENZE_COMPARE_H

#include "wenze/assess.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How a comparison is written down. */
typedef enum {
    WZ_COMPARE_TEXT,    /**< a table for a terminal */
    WZ_COMPARE_JSON,    /**< docs/formats.md, "Comparisons" */
    WZ_COMPARE_HTML     /**< a table to stand in a page: no script, every text escaped */
} wz_compare_format;

/** What is compared: exactly one of the four kinds. Start from WZ_COMPARE_REQUEST_INIT. Strings are borrowed for the call. */
typedef struct {
    unsigned version;               /**< 1 */
    const char *person;             /**< id; NULL: the only person of the case. Not with `persons` */
    const char *const *regimes;     /**< two or more regulations; one that does not bear on the case is applied as if it did,
                                         and marked hypothetical */
    size_t regime_count;
    const char *const *dates;       /**< two or more days to answer for, YYYY-MM-DD */
    size_t date_count;
    const wz_rules *const *laws;    /**< two or more laws; the first is the one of the session */
    const char *const *law_names;   /**< what they are called in the table, e.g. their directories */
    size_t law_count;
    const char *const *persons;     /**< two or more people of the case, under the regulation that governs each */
    size_t person_count;
    const char *regime;             /**< dates, laws, persons: the regulation to look at; NULL: the one that governs */
    const char *as_of, *today;      /**< as in wz_assess_request */
    bool differences;               /**< only rows that differ */
    wz_compare_format format;
    wz_language language;           /**< JSON holds both */
    unsigned width;                 /**< text: columns, 0 = 80 */
    bool colour;                    /**< text: ANSI escapes */
} wz_compare_request;

/** A request with every default. */
#define WZ_COMPARE_REQUEST_INIT                                                                                          \
    {1, NULL, NULL, 0, NULL, 0, NULL, NULL, 0, NULL, 0, NULL, NULL, NULL, false, WZ_COMPARE_TEXT, WZ_LANGUAGE_ZH, 0, false}

/**
 * Compare.
 *
 * @param[out] out     The table, NUL-terminated; free with wz_text_free(). NULL on failure.
 * @param[out] length  Bytes without the NUL; may be NULL.
 * @param file         A path, or "-" for standard input.
 * @param diag         Receives problems; may be NULL.
 * @return WZ_OK; WZ_EINPUT (bad case, request or ids); WZ_EIO; WZ_ELIMIT; WZ_ENOMEM.
 */
int wz_compare_case(char **out, size_t *length, wz_session *session, const char *file, const wz_compare_request *request,
                    wz_diag *diag);
/** The same for a case in memory. */
int wz_compare_case_memory(char **out, size_t *length, wz_session *session, const char *name, const void *bytes,
                           size_t size, const wz_compare_request *request, wz_diag *diag);

#ifdef __cplusplus
}
#endif
#endif
