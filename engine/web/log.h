/* The log, on standard error: a line a request with its route (never the path, query or form: ids and secrets may stand
 * there), and what went wrong under a number that the error page shows. Nothing personal beyond the account's number. */
#ifndef WZ_WEB_LOG_H
#define WZ_WEB_LOG_H

#include "web/exchange.h"

/* Log a failed call with its problems. Returns its number. */
unsigned wz_log_trouble(wz_exchange *x, int code, const wz_diag *diag);
/* Log an answered request; silent with --quiet. */
void wz_log_request(const wz_exchange *x, int64_t took_us);
/* A line of the server's own. */
void wz_log(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
