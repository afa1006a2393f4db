/* The style sheet and scripts, compiled in (the Makefile turns engine/web/static/ into assets.inc). */
#ifndef WZ_WEB_ASSETS_H
#define WZ_WEB_ASSETS_H

#include "web/exchange.h"

/* Append the URL of an asset ("wenze.css"), with a mark of its content so that browsers may keep it. */
void wz_asset_url(wz_buffer *out, const char *name);

/* GET /static/:name */
void wz_page_asset(wz_exchange *x);

#endif
