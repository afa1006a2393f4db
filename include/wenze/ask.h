/**
 * @file
 * What is missing: the open questions of a case, most decisive first, and an interview that answers them one by one.
 */
#ifndef WENZE_ASK_H
#define WENZE_ASK_H

#include "wenze/edit.h"

#ifdef __cplusplus
extern "C" {
#endif

/** In which order questions come. */
typedef enum {
    WZ_PLAN_DECISIVE,   /**< the one under most conclusions first (docs/semantics.md, section 5) */
    WZ_PLAN_LOOKAHEAD,  /**< of the first sixteen yes/no questions, each answer tried one step ahead: the one first
                             whose less helpful answer leaves fewest questions open; some milliseconds a question */
    WZ_PLAN_VOCABULARY  /**< as the vocabulary lists them */
} wz_plan;

/** What is asked about. Start from WZ_ASK_REQUEST_INIT. Strings are borrowed for the call, but copied by an interview. */
typedef struct {
    unsigned version;           /**< 1 */
    const char *person;         /**< id; NULL: all people of the case */
    const char *regime;         /**< id of a regulation; NULL: the one that governs, and where none does all */
    const char *conclusion;     /**< "outcome", a rule's id, or a kind of rules; NULL: every reported conclusion */
    const char *as_of, *today;  /**< as in wz_assess_request */
    wz_plan plan;
    size_t most;                /**< questions to list; 0 = all */
    wz_format format;
    wz_language language;       /**< text only; JSON and XML hold both */
    unsigned width;             /**< text: columns, 0 = 80 */
    bool colour;                /**< text: ANSI escapes */
} wz_ask_request;

/** A request with every default. */
#define WZ_ASK_REQUEST_INIT \
    {1, NULL, NULL, NULL, NULL, NULL, WZ_PLAN_DECISIVE, 0, WZ_FORMAT_TEXT, WZ_LANGUAGE_ZH, 0, false}

/** An interview on a case. One thread at a time. */
typedef struct wz_interview wz_interview;

/**
 * Begin an interview.
 *
 * @param[out] out  Free with wz_interview_free(). NULL on failure.
 * @param rules     Borrowed; must outlive *out.
 * @param file      A path, or "-" for standard input.
 * @param request   NULL for the defaults.
 * @return WZ_OK; WZ_EINPUT (bad case; no such person, regulation or conclusion; no day); WZ_EIO; WZ_ELIMIT; WZ_ENOMEM.
 */
int wz_interview_open(wz_interview **out, const wz_rules *rules, const char *file, const wz_ask_request *request,
                      wz_diag *diag);
/** The same for a case in memory; the bytes are copied. */
int wz_interview_open_memory(wz_interview **out, const wz_rules *rules, const char *name, const void *bytes, size_t size,
                             const wz_ask_request *request, wz_diag *diag);
/** End it. Accepts NULL. */
void wz_interview_free(wz_interview *interview);

/** The open questions, most decisive first, in the request's form. Free with wz_text_free(). @return WZ_OK; WZ_ENOMEM. */
int wz_interview_list(char **out, size_t *length, const wz_interview *interview);

/** One open question. All strings are the interview's, good until its next answer. */
typedef struct {
    const char *of;             /**< id of the entity asked about */
    const char *fact;           /**< the attribute */
    const char *name;           /**< whom or what it is about: a person's name, an office … in the request's language */
    const char *label;          /**< the attribute's label */
    const char *question;       /**< as an investigator would be asked */
    const char *proof;          /**< what evidence proves it; "" where the vocabulary does not say */
    const char *type;           /**< "boolean", "number", "date", "duration", "choice", "text" */
    const char *const *choices; /**< choice: ids of the values */
    const char *const *choice_labels;
    size_t choice_count;
    bool many;                  /**< several values, separated by blanks */
    const char *const *effects; /**< what each answer would change, a sentence each */
    size_t effect_count;
    const char *stated;         /**< an allegation or dispute that stands in the case, in words; "" = none */
} wz_open_question;

/** How many questions are open; 0: no answer can change any conclusion any more. */
size_t wz_interview_open_count(const wz_interview *interview);
/** The question at an index below wz_interview_open_count(), in the order of the plan. */
const wz_open_question *wz_interview_question(const wz_interview *interview, size_t index);
/** How many conclusions asked about are settled, of how many. */
void wz_interview_progress(const wz_interview *interview, size_t *settled, size_t *all);

/** One answer. Strings are borrowed for the call. */
typedef struct {
    unsigned version;           /**< 1 */
    const char *of, *fact;      /**< the question's */
    const char *value;          /**< as in a <fact>; "unknown" or NULL: not known, do not ask again */
    const char *at_least, *at_most;     /**< bounds in place of a value */
    const char *standing;       /**< NULL: established */
    const char *evidence;       /**< ids, separated by blanks; NULL = none */
    const char *from, *to;      /**< the days of the conduct; NULL = not said */
} wz_answer;

/** An answer with nothing said. */
#define WZ_ANSWER_INIT {1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL}

/**
 * Give an answer. A question answered before is answered anew: later answers that still apply stay, the others are set aside.
 * @return WZ_OK; WZ_EINPUT (no such fact, a value of the wrong type, no such evidence; nothing is kept); WZ_ELIMIT; WZ_ENOMEM.
 */
int wz_interview_answer(wz_interview *interview, const wz_answer *answer, wz_diag *diag);

/** The same with the answer as people write it, behind the "=" of an edit's textual form (wenze/edit.h): "true@alleged#e1", "否",
 *  "3..9", "?" (not known). */
int wz_interview_answer_text(wz_interview *interview, const char *of, const char *fact, const char *text, wz_diag *diag);

/** How many answers have been given, in the order given. */
size_t wz_interview_answer_count(const wz_interview *interview);
/** The answer at an index, with the question that it answered (NULL where unknown). `set_aside`: a question put before it was
 *  answered otherwise since, so that it is not asked any more; it counts again when it is. Borrowed until the next answer. */
const wz_answer *wz_interview_answer_at(const wz_interview *interview, size_t index, const wz_open_question **question,
                                        bool *set_aside);
/** Take an answer back; later ones that still apply stay. @return WZ_OK; WZ_EINPUT (no such index); WZ_ENOMEM. */
int wz_interview_back(wz_interview *interview, size_t index, wz_diag *diag);

/** The case with all answers that apply. Free with wz_text_free(). @return WZ_OK; WZ_ENOMEM. */
int wz_interview_case(char **out, size_t *length, const wz_interview *interview);

#ifdef __cplusplus
}
#endif
#endif
