/* What the pages of training share. */
#ifndef WZ_WEB_TRAINING_H
#define WZ_WEB_TRAINING_H

#include "web/exchange.h"
#include "wenze/walk.h"

/* The key under which an account's walk through a scenario is kept as a draft; without a scenario ("") what all keys of the
 * account begin with. In the exchange's arena. */
const char *wz_training_key(wz_exchange *x, int64_t account, const char *scenario);
/* A scenario at its start, in the reader's language, walked by `learner`; NULL with the problem in diag (may be NULL). */
wz_walk *wz_training_open(wz_exchange *x, const char *file, const char *learner, bool trainer, wz_diag *diag);

#endif
