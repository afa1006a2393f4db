/* How much one call assesses: a case within the loader's limits can still be too much to work out in a reasonable time and
 * memory. What breaks a limit is an error that says which and what to do, never a partial result. */
#ifndef WZ_ASSESS_LIMITS_H
#define WZ_ASSESS_LIMITS_H

#include "base/diag.h"
#include "model/case.h"

#include <stdint.h>

/* Steps of evaluation over all people and regulations of a case (half a minute), and the bytes of its result. */
#define WZ_ASSESS_STEPS (UINT64_C(2) * 1000 * 1000 * 1000)
#define WZ_ASSESS_BYTES ((size_t)2048 << 20)

/* Whether there are no more entities, and no more of the duty log to be counted, than can be assessed. */
bool wz_within_limits(const wz_case *subject, wz_diag *diag);
/* Reports that an assessment reached a limit, at the person it had come to (NULL: none). */
void wz_limit_reached(const wz_case *subject, const wz_case_person *person, bool of_memory, wz_diag *diag);

#endif
