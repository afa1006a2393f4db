/**
 * @file
 * Quantified duties of one person, period by period: what was required, what the activity log shows was done.
 */
#ifndef WENZE_DUTIES_H
#define WENZE_DUTIES_H

#include "wenze/assess.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What is asked. Start from WZ_DUTIES_REQUEST_INIT. Strings are borrowed for the call. */
typedef struct {
    unsigned version;           /**< 1 */
    const char *file;           /**< the case: a path, or "-"; with bytes the name under which problems are reported */
    const void *bytes;          /**< the case's XML; NULL: read the file */
    size_t size;
    const char *person;         /**< id; NULL: the only one */
    const char *as_of;          /**< YYYY-MM-DD; NULL: the case's own */
    const char *today;          /**< the day to take where neither says one; NULL: then it is an error */
    const char *const *regimes; /**< as in wz_assess_request */
    size_t regime_count;
    const char *log;            /**< an activity log (CSV or XLSX, "-"), added to the case's own records; NULL: none */
    const char *complete_from;  /**< the log is declared complete from this day … NULL: nothing is declared */
    const char *complete_to;    /**< … to this one */
    const char *complete_by;    /**< by whom; NULL: not said */
    const char *from, *to;      /**< the days to look at; NULL: as the case says, else its year and the one before */
    wz_format format;           /**< text, JSON or HTML */
    wz_language language;
    unsigned width;             /**< text: columns, 0 = 80 */
    bool colour;                /**< text: ANSI escapes */
} wz_duties_request;

/** A request with every default. */
#define WZ_DUTIES_REQUEST_INIT \
    {1, NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, WZ_FORMAT_TEXT, WZ_LANGUAGE_ZH, 0, false}

/**
 * Say of each duty that binds the person's posts and can be counted, period by period: required, done, whether it fell
 * short, whether the period counts as a whole one, whether the log is complete.
 *
 * @param[out] out     The result as text, NUL-terminated; free with wz_text_free(). NULL on failure.
 * @param[out] length  Its bytes without the NUL; may be NULL.
 * @param session      Whose law it is.
 * @param request      What is asked.
 * @param diag         Receives the problems of the case, and of each row of the log that could not be read (warnings: the
 *                     other rows count); may be NULL.
 * @return WZ_OK; WZ_EINPUT (bad case or log, nobody of that id, no as-of day …); WZ_EIO; WZ_ELIMIT; WZ_ENOMEM.
 * Source: docs/semantics.md, section 5, "Duties".
 */
int wz_duties(char **out, size_t *length, wz_session *session, const wz_duties_request *request, wz_diag *diag);

#ifdef __cplusplus
}
#endif
#endif
