/* Names and the end of a scenario. */
#include "model/scenario.h"

const char *wz_prediction_name(wz_prediction_kind ask)
{
    static const char *const names[] = {"applicability", "outcome", "grounds", "exemption", "bars"};
    return names[ask];
}

void wz_scenario_free(wz_scenario *scenario)
{
    if (scenario)
        wz_arena_free(scenario->arena);
}
