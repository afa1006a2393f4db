/* Long lists page by page: links that work without script. */
#ifndef WZ_WEB_PAGER_H
#define WZ_WEB_PAGER_H

#include "web/exchange.h"

enum { WZ_A_PAGE = 50 };

/* A page of a list. */
typedef struct {
    int64_t number; /* counts from 1 */
    int64_t total;  /* of what is listed, over all pages */
} wz_pager;

/* The page that the query asks for ("page"); 1 where it asks for none. */
wz_pager wz_pager_asked(const wz_exchange *x);
/* How many come before it. */
int64_t wz_pager_skip(const wz_pager *pager);
/* Whether it lies behind the last one; it is then that one, and to be read anew. */
bool wz_pager_overshot(wz_pager *pager);
/* Links to the first, previous, next and last page, and where one is; nothing where there is one page. `path` is a path of ours, with
 * its query as wz_html_url() encodes it and "?" or "&" at the end. */
void wz_pager_write(wz_exchange *x, const wz_pager *pager, const char *path);

#endif
