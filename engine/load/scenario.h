/* A training scenario's XML to the model. Its own header: only training needs it. */
#ifndef WZ_LOAD_SCENARIO_H
#define WZ_LOAD_SCENARIO_H

#include "base/diag.h"
#include "model/scenario.h"

/* Load a scenario file (docs/formats.md, "scenario.xml"). The case that it names is loaded by the caller. Free with
 * wz_scenario_free(). Returns WZ_OK, WZ_EINPUT, WZ_EIO, WZ_ELIMIT or WZ_ENOMEM. */
int wz_load_scenario(wz_scenario **out, const char *file, wz_diag *diag);

#endif
