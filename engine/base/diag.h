/* Filling a diagnostics list (include/wenze/base.h has the reader's side). */
#ifndef WZ_BASE_DIAG_H
#define WZ_BASE_DIAG_H

#include "wenze/base.h"

/* Add a problem at one place (file may be NULL). The message is a printf format without a newline: "what is wrong; what
 * to do": the part behind the last "; " becomes the advice. Does nothing when diag is NULL; out of memory is remembered
 * and shows in wz_diag_errors(). At most WZ_DIAG_MAX problems are kept, the last saying that there were more. */
void wz_diag_add(wz_diag *diag, wz_severity severity, const char *id, wz_place place, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* The same at several places. */
void wz_diag_add_at(wz_diag *diag, wz_severity severity, const char *id, const wz_place *places, size_t place_count,
                    const char *format, ...) __attribute__((format(printf, 6, 7)));

enum { WZ_DIAG_MAX = 1000 };

#endif
