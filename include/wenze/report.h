/**
 * @file
 * The written recommendation that an office would file, and the page form of an assessment. Both come from one document,
 * an assessment with everything needed to read it, through stylesheets that an organisation can replace.
 */
#ifndef WENZE_REPORT_H
#define WENZE_REPORT_H

#include "wenze/assess.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The stylesheets, compiled. Immutable; any number of threads may use them at once. */
typedef struct wz_stylesheets wz_stylesheets;

/**
 * Load and compile the stylesheets: page.xsl, html.xsl, text.xsl, docx.xsl and what they include.
 *
 * @param[out] out   New stylesheets; free with wz_stylesheets_close(). NULL on failure.
 * @param directory  NULL for wz_stylesheets_directory().
 * @param own        An organisation's own: a directory, any file of which stands in the place of the one of the same
 *                   name, or a single file, which stands in the place of html.xsl unless it has the name of another;
 *                   NULL: none. Its files reach the ones that they replace as "wenze:NAME".
 * @param diag       Receives every problem, with file and line; may be NULL.
 * @return WZ_OK; WZ_EINPUT (a stylesheet is wrong); WZ_EIO (one cannot be read); WZ_ENOMEM.
 * Source: docs/formats.md, "Stylesheets".
 */
int wz_stylesheets_open(wz_stylesheets **out, const char *directory, const char *own, wz_diag *diag);

/** Free stylesheets. Accepts NULL. */
void wz_stylesheets_close(wz_stylesheets *sheets);

/**
 * Where the stylesheets lie unless told otherwise: $WENZE_XSL, else ./engine/report/xsl where there is a page.xsl in it,
 * else the installed ones.
 * @return borrowed; good until the environment changes.
 */
const char *wz_stylesheets_directory(void);

/** The forms of a report. */
typedef enum { WZ_REPORT_HTML, WZ_REPORT_DOCX, WZ_REPORT_TEXT, WZ_REPORT_XML } wz_report_format;

/** What is asked. Set every member, or start from WZ_REPORT_REQUEST_INIT. Strings are borrowed for the call. */
typedef struct {
    unsigned version;           /**< 1 */
    const char *as_of;          /**< the day the answer is for, YYYY-MM-DD; NULL: the case's own */
    const char *today;          /**< the day to take where neither says one; NULL: then it is an error */
    const char *const *regimes; /**< ids of the regulations to assess; with regime_count 0, those that place and days
                                     choose */
    size_t regime_count;
    const char *const *persons; /**< ids of the persons to report on; with person_count 0, all */
    size_t person_count;
    wz_report_format format;
    wz_language language;
    bool mask;                  /**< leave out names and what else the case says in free words about persons and places */
    bool annex;                 /**< with the proofs and their picture */
    const char *audit_head;     /**< the hash that the audit log ends in, for the provenance; NULL: not given */
} wz_report_request;

/** A request with every default: everybody, HTML, Chinese, with names and annex. */
#define WZ_REPORT_REQUEST_INIT {1, NULL, NULL, NULL, 0, NULL, 0, WZ_REPORT_HTML, WZ_LANGUAGE_ZH, false, true, NULL}

/**
 * Write the report on one case, or on an assessment of it made before.
 *
 * @param[out] out     Its bytes (a ZIP archive for DOCX, else UTF-8 text), NUL behind them; free with wz_text_free().
 *                     NULL on failure.
 * @param[out] length  How many; may be NULL.
 * @param file         A case, or an assessment as JSON or XML; a path, or "-" for standard input.
 * @param case_file    The case that an assessment was made of: an assessment holds neither names nor facts. It must be the
 *                     very file, and give the very assessment again. NULL where `file` is the case.
 * @param request      What is asked. With an assessment its as_of and regimes are that assessment's.
 * @param diag         Receives problems; may be NULL.
 * @return WZ_OK; WZ_EINPUT (bad case, unknown person or regulation, an assessment that does not follow from its case);
 *         WZ_EIO; WZ_ELIMIT; WZ_ENOMEM.
 */
int wz_report(char **out, size_t *length, wz_session *session, const wz_stylesheets *sheets, const char *file,
              const char *case_file, const wz_report_request *request, wz_diag *diag);

/**
 * The same for a case in memory.
 * @param name   Under which problems are reported.
 * @param bytes  The XML, borrowed for the call.
 * @param size   How many bytes.
 */
int wz_report_memory(char **out, size_t *length, wz_session *session, const wz_stylesheets *sheets, const char *name,
                     const void *bytes, size_t size, const wz_report_request *request, wz_diag *diag);

/**
 * The page form of an assessment: an HTML fragment, one <article> with what the provisions say of each person, without
 * script or style. Its classes and ids are described in docs/formats.md, "The page". `format`, `annex` and `audit_head` of
 * the request do not matter.
 * @return as wz_report().
 */
int wz_report_page(char **out, size_t *length, wz_session *session, const wz_stylesheets *sheets, const char *name,
                   const void *bytes, size_t size, const wz_report_request *request, wz_diag *diag);

#ifdef __cplusplus
}
#endif
#endif
