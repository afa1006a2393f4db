/* Running the web page: the one header of this module that another (cli) includes. */
#ifndef WZ_WEB_SERVE_H
#define WZ_WEB_SERVE_H

#include "wenze/law.h"

/* Strings are borrowed until wz_serve() returns. */
typedef struct {
    const char *db;             /* the store's file; it must be there */
    const char *listen;         /* "127.0.0.1:8443", "[::1]:8443", "0.0.0.0:443"; port 0 = any that is free */
    const char *name;           /* the host name by which it is reached; NULL = loopback literals only */
    const char *cert, *key;     /* PEM files; both or neither, required unless `listen` is a loopback address */
    bool proxy;                 /* a reverse proxy on this machine hands requests on: believe its X-Forwarded-For and -Proto */
    bool quiet;                 /* log troubles only */
    unsigned workers;           /* threads that answer; 0 = by the number of processors */
    wz_language language;       /* of messages and of pages for visitors who state none */
    const char *ready;          /* once the server answers, its URL is written to this file; NULL = only printed */
} wz_serve_options;

/* Serve until SIGTERM or SIGINT, then finish what runs. Messages go to standard error. Returns a result code; what is wrong
 * stands in diag (WEB-0...). */
int wz_serve(const wz_serve_options *options, const wz_rules *rules, wz_diag *diag);

#endif
