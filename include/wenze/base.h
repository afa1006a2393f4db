/**
 * @file
 * Result codes and the diagnostics that every public call can fill.
 *
 * A diagnostics list belongs to the caller. A problem has a stable id (listed in docs/diagnostics.md),
 * one line that says what is wrong and one that says what to do, and any number of places.
 */
#ifndef WENZE_BASE_H
#define WENZE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a call returns: 0, or a negative reason. Bad input and an unknown fact are different things: the second is
 *  never an error. */
enum wz_code {
    WZ_OK = 0,
    WZ_EINPUT = -1,    /**< the input is wrong; the diagnostics list says where and what to do */
    WZ_ENOMEM = -2,    /**< an allocation failed; nothing was kept */
    WZ_ELIMIT = -3,    /**< a limit on size, depth, steps or time was reached */
    WZ_EIO = -4,       /**< a file could not be read or written */
    WZ_EINTERNAL = -5  /**< a fault in wenze itself */
};

/** The languages of the product. */
typedef enum { WZ_LANGUAGE_ZH, WZ_LANGUAGE_EN } wz_language;

/** How much a problem weighs. Only errors stop a load. */
typedef enum { WZ_ERROR, WZ_WARNING, WZ_NOTE } wz_severity;

/** A place in a file; line and column count from 1, 0 where not known. Strings are owned by the list. */
typedef struct {
    const char *file;
    unsigned line;
    unsigned column;
} wz_place;

/** One problem. All strings are owned by the list it stands in. */
typedef struct {
    wz_severity severity;
    const char *id;      /**< stable, e.g. "FACT-003" */
    const char *message; /**< one line: what is wrong */
    const char *advice;  /**< one line: what to do; "" where the message says it */
    const wz_place *places;
    size_t place_count;
} wz_problem;

typedef struct wz_diag wz_diag;

/** Make an empty list. @return NULL when memory is short; free with wz_diag_free(). */
wz_diag *wz_diag_new(void);
/** Free a list and all strings in it; accepts NULL. */
void wz_diag_free(wz_diag *diag);
/** How many problems stand in the list; 0 for NULL. */
size_t wz_diag_count(const wz_diag *diag);
/** How many of them are errors; 0 for NULL. */
size_t wz_diag_errors(const wz_diag *diag);
/** The problem at an index below wz_diag_count(), in the order found. Borrowed from the list. */
const wz_problem *wz_diag_at(const wz_diag *diag, size_t index);
/**
 * A problem in words: what is wrong and, behind a semicolon, what to do.
 * @param[out] out  One line; free with wz_text_free(). NULL on failure.
 * @param language  Where a text has no Chinese, its English is given.
 * @return WZ_OK or WZ_ENOMEM.
 */
int wz_problem_text(char **out, const wz_problem *problem, wz_language language);

#ifdef __cplusplus
}
#endif
#endif
