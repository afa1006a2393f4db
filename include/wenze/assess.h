/**
 * @file
 * Assessing cases: from a case file to a reasoned recommendation.
 */
#ifndef WENZE_ASSESS_H
#define WENZE_ASSESS_H

#include "wenze/law.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One thread's work on case after case. Borrows its law. */
typedef struct wz_session wz_session;

/** What is asked. Set every member, or start from WZ_ASSESS_REQUEST_INIT. Strings are borrowed for the call. */
typedef struct {
    unsigned version;           /**< 1 */
    const char *as_of;          /**< the day the answer is for, YYYY-MM-DD; NULL: the case's own */
    const char *today;          /**< the day to take where neither says one; NULL: then it is an error */
    const char *const *regimes; /**< ids of the regulations to assess; with regime_count 0, those that place and days
                                     choose */
    size_t regime_count;
    bool reasons_all;           /**< reasons for false findings too */
    wz_format format;
    wz_language language;
    unsigned width;             /**< text: columns, 0 = 80 */
    bool colour;                /**< text: ANSI escapes */
    bool details;               /**< text: every bar of every kind of sanction */
} wz_assess_request;

/** A request with every default. */
#define WZ_ASSESS_REQUEST_INIT {1, NULL, NULL, NULL, 0, false, WZ_FORMAT_TEXT, WZ_LANGUAGE_ZH, 0, false, false}

/**
 * Begin to work.
 * @param[out] out  New session; free with wz_session_free(). NULL on failure.
 * @param rules     Borrowed; must outlive the session.
 * @return WZ_OK or WZ_ENOMEM.
 */
int wz_session_new(wz_session **out, const wz_rules *rules);

/** Free a session. Accepts NULL. */
void wz_session_free(wz_session *session);

/**
 * Assess one case file.
 *
 * @param[out] out     The result as text, NUL-terminated; free with wz_text_free(). NULL on failure.
 * @param[out] length  Its bytes without the NUL; may be NULL.
 * @param file         A path, or "-" for standard input.
 * @param request      What is asked.
 * @param diag         Receives the problems of the case; may be NULL.
 * @return WZ_OK; WZ_EINPUT (bad case, no as-of day, unknown regulation); WZ_EIO; WZ_ELIMIT; WZ_ENOMEM. Facts missing or
 *         contradictory are outcomes, not errors.
 * Source: docs/semantics.md, sections 2 to 7.
 */
int wz_session_assess(char **out, size_t *length, wz_session *session, const char *file,
                      const wz_assess_request *request, wz_diag *diag);

/**
 * The same for a case in memory.
 * @param name   Under which problems are reported.
 * @param bytes  The XML, borrowed for the call.
 * @param size   How many bytes.
 */
int wz_session_assess_memory(char **out, size_t *length, wz_session *session, const char *name, const void *bytes,
                             size_t size, const wz_assess_request *request, wz_diag *diag);

#ifdef __cplusplus
}
#endif
#endif
