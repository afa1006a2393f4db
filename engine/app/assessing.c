/* The day: the one asked for, else the case's own, else today where the caller said what that is. */
#include "app/assessing.h"

#include "app/asking.h"

int wz_app_assess(wz_assessment **out, wz_session *session, const wz_case *subject, const wz_order *order,
                  wz_diag *diag)
{
    wz_assess_options options = {
        .regimes = order->regimes, .regime_count = order->regime_count, .reasons_all = order->reasons_all};
    *out = NULL;
    if (!wz_app_regimes(session->rules->law, order->regimes, order->regime_count, diag) ||
        !wz_app_day(subject, order->as_of, order->today, &options.has_as_of, &options.as_of, diag))
        return WZ_EINPUT;
    return wz_assess_case(out, session->assessor, subject, &options, diag);
}
