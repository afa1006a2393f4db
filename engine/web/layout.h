/* The frame of every page: head, navigation by role, the language switch, a message from the page before, the footer. */
#ifndef WZ_WEB_LAYOUT_H
#define WZ_WEB_LAYOUT_H

#include "web/exchange.h"

/* Give the page a title, plain text; it stands in the head and as the page's <h1>. */
void wz_page_title(wz_exchange *x, const char *title);

/* Turn the exchange's title and body into a whole page. */
void wz_layout(wz_exchange *x);

/* A message that the page after a redirect shows: its two texts by id; false where there is none such. */
bool wz_flash_text(const char *id, const char **zh, const char **en, bool *good);

#endif
