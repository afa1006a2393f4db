/* Who is asking, and whether they may: the checks before a page is called. */
#ifndef WZ_WEB_GUARD_H
#define WZ_WEB_GUARD_H

#include "web/exchange.h"

/* Whether a Host header names this server: the configured name or a loopback literal, with or without a port. */
bool wz_guard_host(const wz_web_server *server, const char *host);
/* Whether a request may come from where it says: Origin (NULL = not said) is this server under the name in Host; "null" only
 * where the browser says that the request is of our own pages (it sends that because we forbid referrers). */
bool wz_guard_origin(const char *origin, const char *host, bool secure, const char *fetch_site);

/* The names of cookies: with the prefix that binds them to host and TLS where there is TLS. */
const char *wz_guard_cookie(bool secure);

/* Find the session by its cookie, or begin an anonymous one where the route needs a form; set signed_in, account, token, csrf. */
int wz_guard_session(wz_exchange *x, wz_store *store);
/* Answer a request that is not let in; true where it is. Looks at roles, then at the form's token. */
bool wz_guard_admit(wz_exchange *x);

/* Set the session's cookie to a token; "" takes it away. */
void wz_guard_set_cookie(wz_exchange *x, const char *token);

#endif
