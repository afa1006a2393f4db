/* Finding a route. The table is short, and a request is matched against it line by line. */
#include "web/route.h"

#include <string.h>

/* One segment of a path, percent-decoded into the arena; NULL where it is no text or says "." or "..". */
static const char *decode(wz_arena *arena, const char *segment, size_t length)
{
    char *out = wz_arena_alloc(arena, length + 1);
    size_t n = 0;
    for (size_t i = 0; out && i < length; i++) {
        int c = (unsigned char)segment[i];
        if (c == '%') {
            int value = 0;
            for (int digit = 1; digit <= 2; digit++) {
                int d = i + (size_t)digit < length ? (unsigned char)segment[i + (size_t)digit] : 0;
                int hex = d >= '0' && d <= '9'                 ? d - '0'
                          : (d | 32) >= 'a' && (d | 32) <= 'f' ? (d | 32) - 'a' + 10
                                                               : -1;
                if (hex < 0)
                    return NULL;
                value = value * 16 + hex;
            }
            c = value;
            i += 2;
        }
        out[n++] = (char)c;
    }
    if (!out || !wz_utf8_text(out, n) || strcmp(out, ".") == 0 || strcmp(out, "..") == 0)
        return NULL;
    return out;
}

/* Whether a raw path is of a pattern; its parameters decoded. */
static bool match(wz_arena *arena, const char *pattern, const char *path, const char *params[WZ_MOST_PARAMS])
{
    size_t count = 0;
    while (*pattern == '/' && *path == '/') {
        pattern++;
        path++;
        size_t wanted = strcspn(pattern, "/"), given = strcspn(path, "/");
        if (*pattern == ':') {
            if (!given || count == WZ_MOST_PARAMS || !(params[count++] = decode(arena, path, given)))
                return false;
        } else if (wanted != given || strncmp(pattern, path, given) != 0) {
            return false;
        }
        pattern += wanted;
        path += given;
    }
    return !*pattern && !*path;
}

const wz_route *wz_route_find(wz_arena *arena, wz_method method, const char *path, const char *params[WZ_MOST_PARAMS],
                              bool *other_method)
{
    size_t count = 0;
    const wz_route *routes = wz_routes(&count);
    *other_method = false;
    for (size_t i = 0; i < count; i++) {
        if (!match(arena, routes[i].pattern, path, params))
            continue;
        if (routes[i].method == method)
            return &routes[i];
        *other_method = true;
    }
    return NULL;
}

bool wz_route_admits(const wz_route *route, const wz_account_record *account)
{
    if (route->roles & WZ_ANYBODY)
        return true;
    return account && ((route->roles & WZ_SIGNED_IN) || (route->roles & account->roles));
}
