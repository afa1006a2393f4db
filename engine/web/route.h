/* Which function answers which request, and who may ask: one table (routes.c), by which the server admits, the navigation
 * is drawn and the tests try every role. */
#ifndef WZ_WEB_ROUTE_H
#define WZ_WEB_ROUTE_H

#include "web/exchange.h"

/* Who may come in besides the bits of wz_account_role. */
enum {
    WZ_ANYBODY = 0x10000,       /* without signing in, too */
    WZ_SIGNED_IN = 0x20000,     /* every account */
    /* Those who may read cases (whether this one is another question: access.h). */
    WZ_CASE_READERS = WZ_ACCOUNT_INVESTIGATOR | WZ_ACCOUNT_ORGANISATION,
    WZ_CLASS = WZ_ACCOUNT_TRAINER | WZ_ACCOUNT_LEARNER
};

enum {
    WZ_SLOW = 1,                /* takes a tenth of a second or more: runs beside the others, few at a time */
    WZ_UPLOADS = 2,             /* the form may carry a file, up to `body` bytes */
    WZ_NO_SESSION = 4           /* nothing of the visitor is looked at: the same for everybody */
};

/* How much a form may carry unless its route says otherwise. */
enum { WZ_FORM_BYTES = 256 * 1024 };

struct wz_route {
    wz_method method;
    const char *pattern;        /* "/cases/:case/edit": ":name" stands for one segment that is not empty */
    unsigned roles;             /* who may: bits */
    void (*handle)(wz_exchange *x);
    size_t body;                /* bytes of the request's body; 0 = WZ_FORM_BYTES for POST, none for GET */
    unsigned flags;
};

/* The table; *count its length. */
const wz_route *wz_routes(size_t *count);

/* The route of a path (decoded) and what its parameters stand for, put into the arena. NULL where there is none; *other_method
 * then says whether there is one for the other method. */
const wz_route *wz_route_find(wz_arena *arena, wz_method method, const char *path, const char *params[WZ_MOST_PARAMS],
                              bool *other_method);

/* Whether an account (NULL = not signed in) may use a route. */
bool wz_route_admits(const wz_route *route, const wz_account_record *account);

#endif
