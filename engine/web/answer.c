/* Sending an answer: status, the headers that make every page safe, body. */
#include "base/alloc.h"
#include "web/guard.h"
#include "web/intake_private.h"

#include <string.h>

/* No script or style but our own files, no framing, no plug-ins, forms to ourselves alone. Pictures may be data: a page
 * can hold a drawn one. */
static const char policy[] = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
                             "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

static bool add(struct MHD_Response *response, const char *name, const char *value)
{
    return value && MHD_add_response_header(response, name, value) == MHD_YES;
}

/* filename= for old browsers, filename*= (RFC 5987) with all of it. */
static const char *disposition(wz_exchange *x)
{
    wz_buffer encoded = {0};
    wz_html_url(&encoded, x->filename);
    char *plain = wz_arena_strdup(x->arena, x->filename);
    for (char *c = plain; c && *c; c++)
        if ((unsigned char)*c < ' ' || (unsigned char)*c > '~' || *c == '"' || *c == '\\' || *c == '/')
            *c = '_';
    const char *text = encoded.failed || !plain
                           ? NULL
                           : wz_arena_printf(x->arena, "attachment; filename=\"%s\"; filename*=UTF-8''%s", plain,
                                             encoded.data ? encoded.data : "");
    wz_buffer_free(&encoded);
    return text;
}

static bool add_headers(struct MHD_Response *response, wz_exchange *x)
{
    bool good = add(response, "Content-Type", x->type ? x->type : "text/html; charset=utf-8") &&
                add(response, "Content-Security-Policy", policy) &&
                add(response, "X-Content-Type-Options", "nosniff") && add(response, "X-Frame-Options", "DENY") &&
                add(response, "Referrer-Policy", "no-referrer") &&
                add(response, "Cross-Origin-Opener-Policy", "same-origin") &&
                add(response, "Cross-Origin-Resource-Policy", "same-origin") &&
                add(response, "Permissions-Policy", "camera=(), geolocation=(), microphone=()") &&
                add(response, "Cache-Control", x->etag ? "public, max-age=31536000, immutable" : "no-store");
    if (x->secure)
        good = good && add(response, "Strict-Transport-Security", "max-age=31536000");
    if (!x->etag)
        good = good && add(response, "Content-Language", wz_say(x, "zh-CN", "en"));
    if (x->location)
        good = good && add(response, "Location", x->location);
    if (x->filename)
        good = good && add(response, "Content-Disposition", disposition(x));
    if (x->status == 405)
        good = good && add(response, "Allow", "GET, HEAD, POST");
    if (x->status == 503 || x->status == 429)
        good = good && add(response, "Retry-After", "5");
    for (size_t i = 0; i < x->headers.count; i++)
        good = good && add(response, x->headers.items[i].name, x->headers.items[i].value);
    if (atomic_load(&x->server->stopping))
        good = good && add(response, "Connection", "close");
    return good;
}

static void keep_language(wz_exchange *x)
{
    if (!x->language_asked)
        return;
    const char *cookie =
        wz_arena_printf(x->arena, "wenze-lang=%s; Path=/; Max-Age=31536000; SameSite=Strict; HttpOnly%s",
                        wz_say(x, "zh", "en"), x->secure ? "; Secure" : "");
    if (cookie)
        wz_field_add(x->arena, &x->headers, "Set-Cookie", cookie, strlen(cookie));
}

enum MHD_Result wz_answer(wz_intake *in)
{
    wz_exchange *x = &in->x;
    keep_language(x);
    wz_connection_phase(x->server->connections, in->line, WZ_SENDING, x->body.length);
    /* the body stays the exchange's: it is freed when the request is completed, after the last byte */
    struct MHD_Response *response =
        MHD_create_response_from_buffer(x->body.length, x->body.data, MHD_RESPMEM_PERSISTENT);
    if (!response)
        return MHD_NO;
    enum MHD_Result result = MHD_NO;
    if (add_headers(response, x))
        result = MHD_queue_response(in->connection, (unsigned)x->status, response);
    MHD_destroy_response(response);
    return result;
}
