/* Problems on a page, in the reader's language; those of a file beside its lines. */
#ifndef WZ_WEB_PROBLEMS_H
#define WZ_WEB_PROBLEMS_H

#include "web/exchange.h"

/* Append a list of every problem. */
void wz_problems_list(wz_exchange *x, const wz_diag *diag);
/* The same for one text: each problem links to its line, and the lines around the problems follow, numbered. */
void wz_problems_of_text(wz_exchange *x, const wz_diag *diag, const char *text, size_t size);

#endif
