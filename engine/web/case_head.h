/* What every page of a case begins with: its title, number and tabs. */
#ifndef WZ_WEB_CASE_HEAD_H
#define WZ_WEB_CASE_HEAD_H

#include "web/access.h"

/* Title, number, place and the tabs; `tab` is the path behind the case's own ("", "/form", "/assessment" …). A tab is shown once
 * there is a route for it that admits the account. */
void wz_case_head(wz_exchange *x, const wz_opened *opened, const char *tab);
/* The path of the case: "/cases/ID", encoded; in the arena. */
const char *wz_case_path(wz_exchange *x, const char *id);

#endif
