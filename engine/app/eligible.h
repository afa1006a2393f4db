/* Private to app/: what eligibility and screening ask in common. */
#ifndef WZ_APP_ELIGIBLE_H
#define WZ_APP_ELIGIBLE_H

#include "assess/eligibility.h"
#include "base/diag.h"

/* Indexes of steps by their ids, each once; all steps where none is named. False with ELIGIBLE-001 in diag where one is not
 * of the frame, or when memory is short. */
bool wz_app_steps(const size_t **out, size_t *count, wz_arena *arena, const wz_frame *frame, const char *const *ids,
                  size_t id_count, wz_diag *diag);

/* The days: `on` NULL = the day of knowledge; `known_on` NULL = today. False with a problem in diag where one is no day. */
bool wz_app_ask(wz_ask *out, const char *on, const char *known_on, const char *today, const char *complete_to,
                wz_diag *diag);

#endif
