/* Assessing a case that has been loaded, for the jobs that write about the result: which day, which regulations. */
#ifndef WZ_APP_ASSESSING_H
#define WZ_APP_ASSESSING_H

#include "app/law.h"
#include "base/diag.h"

typedef struct {
    const char *as_of, *today;      /* as in wz_assess_request */
    const char *const *regimes;
    size_t regime_count;
    bool reasons_all;
} wz_order;

/* Returns as wz_session_assess() does. */
int wz_app_assess(wz_assessment **out, wz_session *session, const wz_case *subject, const wz_order *order,
                  wz_diag *diag);

#endif
