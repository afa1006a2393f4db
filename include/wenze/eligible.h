/**
 * @file
 * May this person be promoted? One person, from a case, from a table of records or from a register: eligible, barred with
 * its last day, or undetermined with the reason.
 */
#ifndef WENZE_ELIGIBLE_H
#define WENZE_ELIGIBLE_H

#include "wenze/assess.h"
#include "wenze/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** An answer. Of several steps together: barred where one is, else undetermined where one is, else eligible. */
typedef enum { WZ_ANSWER_ELIGIBLE, WZ_ANSWER_BARRED, WZ_ANSWER_UNDETERMINED } wz_answer_code;

/** Where the person's record stands: exactly one of case_file, records and store. Strings are borrowed for the call. */
typedef struct {
    unsigned version;           /**< 1 */
    const char *case_file;      /**< a case; "-" is standard input */
    const char *records;        /**< a table, CSV or XLSX, with a row a sanction or a row a person; "-" is standard input */
    wz_store *store;            /**< a register */
    const char *person;         /**< id of the person in it; NULL: the only one */
} wz_eligible_source;

/** A source with every default. */
#define WZ_ELIGIBLE_SOURCE_INIT {1, NULL, NULL, NULL, NULL}

/** What is asked. Start from WZ_ELIGIBLE_REQUEST_INIT. Strings are borrowed for the call. */
typedef struct {
    unsigned version;           /**< 1 */
    const char *const *steps;   /**< ids of the frame's steps; with step_count 0, all */
    size_t step_count;
    const char *on;             /**< the day asked about, YYYY-MM-DD; NULL: the calendar, and the answer for known_on */
    const char *known_on;       /**< what was known on that day; NULL: today */
    const char *today;          /**< YYYY-MM-DD; must be there */
    const char *complete_to;    /**< the record of sanctions is complete to this day; NULL: as the record itself declares */
    const char *jurisdiction;   /**< of people whose records name no place; NULL: none */
    const char *const *regimes; /**< ids of regulations to read beside those that place and days choose */
    size_t regime_count;
    wz_format format;           /**< text, JSON or HTML (with the calendar of bars as a picture) */
    wz_language language;
    unsigned width;             /**< text: columns, 0 = 80 */
    bool colour;                /**< text: ANSI escapes */
} wz_eligible_request;

/** A request with every default; `today` must still be set. */
#define WZ_ELIGIBLE_REQUEST_INIT                                                                                          \
    {1, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, 0, WZ_FORMAT_TEXT, WZ_LANGUAGE_ZH, 0, false}

/**
 * Answer for one person.
 *
 * @param[out] out     The answer as text or JSON (docs/formats.md, "The answer of eligible"), NUL-terminated; free with
 *                     wz_text_free(). NULL on failure.
 * @param[out] length  Its bytes without the NUL; may be NULL.
 * @param[out] answer  Of all steps asked about together; may be NULL.
 * @param session      One thread's.
 * @param diag         Receives problems, and as warnings what was passed over in the records; may be NULL.
 * @return WZ_OK; WZ_EINPUT (no such person, step or regulation, no day, a bad file); WZ_EIO; WZ_ELIMIT; WZ_ENOMEM. A record
 *         that says too little is an answer, not an error.
 * Source: docs/semantics.md, sections 5 and 8.
 */
int wz_eligible(char **out, size_t *length, wz_answer_code *answer, wz_session *session, const wz_eligible_source *source,
                const wz_eligible_request *request, wz_diag *diag);

#ifdef __cplusplus
}
#endif
#endif
