/* Words for accounts: roles, times. */
#ifndef WZ_WEB_PEOPLE_H
#define WZ_WEB_PEOPLE_H

#include "web/exchange.h"

/* A role's label in the reader's language, by its number 0..7. */
const char *wz_people_role(const wz_exchange *x, size_t number);
/* Append the labels of roles. */
void wz_people_roles(wz_exchange *x, unsigned roles);
/* Append a time (milliseconds) in the server's zone, as <time>; a dash for 0. */
void wz_people_time(wz_exchange *x, int64_t time);

#endif
