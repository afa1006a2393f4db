/* The coverage table: each provision of a regulation against the rules that cite it. */
#ifndef WZ_APP_COVERAGE_H
#define WZ_APP_COVERAGE_H

#include "base/buffer.h"
#include "base/diag.h"
#include "model/assessment.h"

/* Append one regulation's table. A provision that is neither cited nor declared is a problem (CHECK-020). Returns how many
 * there are. `whole`: also the lines of provisions that are covered. */
size_t wz_coverage(wz_buffer *out, const wz_rulebook *book, const wz_source *source, bool whole, wz_lang lang,
                   wz_diag *diag);

/* Whether citing one provision covers another, a leaf: it is the leaf, lies in it, or holds it. */
bool wz_coverage_covers(const wz_source *source, int cited, int leaf);

#endif
