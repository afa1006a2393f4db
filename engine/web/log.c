/* One line, one write, so that lines of several threads do not mix. */
#include "web/log.h"

#include "web/route.h"
#include "web/server.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { LINE = 1024 };

static void write_line(const char *format, va_list args)
{
    char line[LINE];
    time_t now = time(NULL);
    struct tm utc;
    size_t at = strftime(line, sizeof line, "%Y-%m-%dT%H:%M:%SZ ", gmtime_r(&now, &utc));
    int length = vsnprintf(line + at, sizeof line - at - 1, format, args);
    if (length < 0)
        return;
    at += (size_t)length;
    if (at > sizeof line - 2)
        at = sizeof line - 2;
    for (size_t i = 0; i < at; i++)
        if ((unsigned char)line[i] < ' ')
            line[i] = ' ';
    line[at++] = '\n';
    /* a log that cannot be written must not stop the service */
    if (write(STDERR_FILENO, line, at) < 0)
        return;
}

void wz_log(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    write_line(format, args);
    va_end(args);
}

unsigned wz_log_trouble(wz_exchange *x, int code, const wz_diag *diag)
{
    unsigned number = atomic_fetch_add(&x->server->troubles, 1) + 1;
    const char *route = x->route ? x->route->pattern : "-";
    size_t count = diag ? wz_diag_count(diag) : 0;
    if (!count)
        wz_log("trouble %u %s code %d", number, route, code);
    for (size_t i = 0; i < count; i++) {
        const wz_problem *problem = wz_diag_at(diag, i);
        wz_log("trouble %u %s code %d %s: %s", number, route, code, problem->id, problem->message);
    }
    return number;
}

void wz_log_request(const wz_exchange *x, int64_t took_us)
{
    if (x->server->options.quiet)
        return;
    wz_log("%s %s %d %zu bytes %lld.%03lld ms account %lld", x->method == WZ_POST ? "POST" : "GET",
           x->route ? x->route->pattern : "-", x->status, x->body.length, (long long)(took_us / 1000),
           (long long)(took_us % 1000), (long long)x->account.id);
}
