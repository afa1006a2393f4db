/* How a case leaves the store: exported, deleted. */
#ifndef WZ_WEB_CASE_LEAVE_H
#define WZ_WEB_CASE_LEAVE_H

#include "web/access.h"

/* The part of the history's page from which a case is exported, and from which its deletion is asked for; nothing for who may do
 * neither. */
void wz_case_leave(wz_exchange *x, const wz_opened *opened);

#endif
