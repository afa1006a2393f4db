/* People and posts on a time line, drawn. */
#ifndef WZ_WEB_TIMELINE_H
#define WZ_WEB_TIMELINE_H

#include "web/access.h"

/* Append the posts and sanctions of every person as bars and marks over one axis of days, each with its dates in words. */
void wz_timeline(wz_exchange *x, const wz_case_content *content);

#endif
