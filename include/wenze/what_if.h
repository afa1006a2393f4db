/**
 * @file
 * What if: what a changed fact changes in the result, through which rules, and nothing else.
 *
 * A what-if is kept open on a case, so that a page can ask on every click: people's working memories stay live, the changed fact
 * is stated, the rules that read it run, the results are compared, and all is undone. Where an edit bears on which regulation
 * applies, on days, posts or lists, the edited case is assessed afresh. Both ways give the same bytes.
 */
#ifndef WENZE_WHAT_IF_H
#define WENZE_WHAT_IF_H

#include "wenze/edit.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A case held open. One thread at a time; any number of them on one law. */
typedef struct wz_what_if wz_what_if;

/** On what it is opened. Start from WZ_WHAT_IF_REQUEST_INIT. Strings are borrowed for the call. */
typedef struct {
    unsigned version;           /**< 1 */
    const char *person;         /**< id; NULL: all people of the case */
    const char *as_of;          /**< the day the answer is for, YYYY-MM-DD; NULL: the case's own */
    const char *today;          /**< the day to take where neither says one; NULL: then it is an error */
    const char *const *regimes; /**< ids of the regulations to assess; with regime_count 0, those that place and days choose */
    size_t regime_count;
} wz_what_if_request;

/** A request with every default. */
#define WZ_WHAT_IF_REQUEST_INIT {1, NULL, NULL, NULL, NULL, 0}

/**
 * Open a case.
 *
 * @param[out] out  Free with wz_what_if_free(). NULL on failure.
 * @param rules     Borrowed; must outlive *out.
 * @param file      A path, or "-" for standard input.
 * @param request   NULL for the defaults.
 * @param diag      Receives problems; may be NULL.
 * @return WZ_OK; WZ_EINPUT (bad case, no as-of day, no such person or regulation); WZ_EIO; WZ_ELIMIT; WZ_ENOMEM.
 */
int wz_what_if_open(wz_what_if **out, const wz_rules *rules, const char *file, const wz_what_if_request *request,
                    wz_diag *diag);
/** The same for a case in memory; `name` is the one under which its problems are reported, the bytes are copied. */
int wz_what_if_open_memory(wz_what_if **out, const wz_rules *rules, const char *name, const void *bytes, size_t size,
                           const wz_what_if_request *request, wz_diag *diag);
/** Close it. Accepts NULL. */
void wz_what_if_free(wz_what_if *what_if);

/** One question: "what if these edits were made?". Start from WZ_WHAT_IF_QUESTION_INIT. Strings are borrowed for the call. */
typedef struct {
    unsigned version;           /**< 1 */
    const wz_edit *edits;       /**< see wenze/edit.h */
    size_t edit_count;
    const char *as_of;          /**< another day to answer for, YYYY-MM-DD; NULL: the day of the opening */
    wz_format format;           /**< text, JSON, XML or HTML */
    wz_language language;       /**< text and HTML only */
    unsigned width;             /**< text: columns, 0 = 80 */
    bool colour;                /**< text: ANSI escapes */
    bool afresh;                /**< assess the edited case afresh whatever the edits: the same answer, slower */
} wz_what_if_question;

/** A question with every default. */
#define WZ_WHAT_IF_QUESTION_INIT {1, NULL, 0, NULL, WZ_FORMAT_TEXT, WZ_LANGUAGE_ZH, 0, false, false}

/**
 * Answer a question. The case stays as it was opened.
 *
 * @param[out] out     What changes, NUL-terminated; free with wz_text_free(). NULL on failure. JSON and XML are described in
 *                     docs/formats.md, "What changes".
 * @param[out] length  Bytes without the NUL; may be NULL.
 * @param diag         Receives problems of the edits; may be NULL.
 * @return WZ_OK (also where nothing changes); WZ_EINPUT; WZ_ELIMIT; WZ_ENOMEM. After a failure it can be asked on.
 * Source: docs/semantics.md, sections 2 to 7.
 */
int wz_what_if_ask(char **out, size_t *length, wz_what_if *what_if, const wz_what_if_question *question, wz_diag *diag);

/**
 * Make a worked case of what is on the screen: DIRECTORY with case.xml (the edited case), expected.xml (what it gives today) and
 * story.md (a stub which says that a person must check it). `wenze test` then runs it.
 *
 * @param directory  Made; it must not exist yet, or be empty.
 * @return WZ_OK; WZ_EINPUT (the edits; the directory holds something); WZ_EIO; WZ_ELIMIT; WZ_ENOMEM.
 */
int wz_what_if_save(wz_what_if *what_if, const wz_what_if_question *question, const char *directory, wz_diag *diag);

#ifdef __cplusplus
}
#endif
#endif
