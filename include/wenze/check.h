/**
 * @file
 * For rule maintainers: checking a law and its files, and reading a rule beside the words of its article.
 */
#ifndef WENZE_CHECK_H
#define WENZE_CHECK_H

#include "wenze/law.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What is to be checked. Start from WZ_CHECK_REQUEST_INIT. */
typedef struct {
    unsigned version;           /**< 1 */
    const char *directory;      /**< the law's; NULL: wz_rules_directory() */
    const char *const *files;   /**< files to check against that law: cases, rulebooks, vocabularies, frames, sources */
    size_t file_count;          /**< 0: the law itself, with the coverage table */
    bool whole_table;           /**< every provision in the coverage table, not only what is missing */
    wz_language language;
} wz_check_request;

/** A request with every default. */
#define WZ_CHECK_REQUEST_INIT {1, NULL, NULL, 0, false, WZ_LANGUAGE_ZH}

/**
 * Check a law, or files against it: form, every name, type and unit in every expression, citations, rules that can never
 * hold, cycles, unordered conflicts, missing labels, and the coverage of each provision.
 *
 * @param[out] out   A report; free with wz_text_free(). NULL on failure before there is one.
 * @param[out] length  Its bytes; may be NULL.
 * @param request    What is to be checked.
 * @param diag       Receives every problem, errors and warnings.
 * @return WZ_OK (diag may hold warnings); WZ_EINPUT (diag holds errors, or a provision is neither modelled nor declared);
 *         WZ_EIO; WZ_ELIMIT; WZ_ENOMEM.
 */
int wz_check(char **out, size_t *length, const wz_check_request *request, wz_diag *diag);

/**
 * A rule beside the words of its article, with its condition read out and its readings; or an attribute of the
 * vocabulary with the rules that read it; or a regulation with a line for each rule.
 *
 * @param id  Of a rule ("bj2019.18.4"), a regulation ("bj2019") or an attribute ("person.nature_vile" or "nature_vile").
 * @return WZ_OK; WZ_EINPUT (there is none; diag names the nearest); WZ_ENOMEM.
 */
int wz_show(char **out, size_t *length, const wz_rules *rules, const char *id, wz_language language, wz_diag *diag);

#ifdef __cplusplus
}
#endif
#endif
