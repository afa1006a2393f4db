/* What the pages of the register share. */
#ifndef WZ_WEB_REGISTER_H
#define WZ_WEB_REGISTER_H

#include "web/exchange.h"

/* "/register/PERSON" and what follows, the number encoded; in the exchange's arena. */
const char *wz_register_path(wz_exchange *x, const char *person, const char *behind);

#endif
