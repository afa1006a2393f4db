/* An exchange: one request with its answer. A page is a function that reads the first half and writes the second; it runs
 * in a worker thread that has a store and an assessing session of its own, and never sees the HTTP library. */
#ifndef WZ_WEB_EXCHANGE_H
#define WZ_WEB_EXCHANGE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "web/html.h"
#include "wenze/accounts.h"
#include "wenze/assess.h"
#include "wenze/what_if.h"

typedef struct wz_web_server wz_web_server;
typedef struct wz_exchange wz_exchange;
typedef struct wz_route wz_route;

typedef enum { WZ_GET, WZ_POST } wz_method;      /* HEAD is served as GET */

/* A parameter of the query or a field of the form: UTF-8 without NUL. In order of arrival; a name may come again. */
typedef struct {
    const char *name;
    const char *value;
    size_t length;
} wz_field;

typedef struct {
    wz_field *items;
    size_t count, capacity;
} wz_fields;

/* A file that came with the form: its bytes lie in an unnamed temporary file. */
typedef struct {
    const char *name;       /* of the form's field; NULL = no file came */
    const char *filename;   /* as the browser called it; for display only */
    int fd;                 /* at position 0; closed with the exchange */
    size_t size;
} wz_upload;

/* What a worker thread owns. */
typedef struct {
    wz_store *store;
    wz_session *session;    /* for assessing */
    wz_what_if *held;       /* the case last asked about with "what if"; NULL = none */
    char *held_key;         /* which: its hash and the day it was opened for */
} wz_worker;

enum { WZ_MOST_PARAMS = 4, WZ_CSRF_TEXT = 65, WZ_NONCE_TEXT = 45 };

struct wz_exchange {
    /* --- the request --- */
    wz_arena *arena;        /* for whatever lives as long as the exchange */
    wz_web_server *server;
    wz_worker *worker;
    wz_method method;
    const char *path;       /* decoded, begins with "/" */
    const wz_route *route;
    const char *params[WZ_MOST_PARAMS];     /* what the pattern's ":name" segments stand for, in order */
    wz_fields query, form, cookies;
    wz_upload upload;
    const char *address;    /* of the client */
    wz_language language;
    bool language_asked;    /* by ?lang=: to be kept in a cookie */
    bool secure;            /* came by TLS (or through the proxy, by TLS) */
    int64_t now;            /* milliseconds */
    unsigned era;           /* when the worker began (web/era.h) */
    bool signed_in;
    wz_account_record account;
    const char *token;      /* of the session, or of the anonymous visitor; never written into a page */
    char csrf[WZ_CSRF_TEXT];/* what each form must carry */

    /* --- the answer --- */
    int status;             /* 200 until said otherwise */
    const char *type;       /* Content-Type; NULL = an HTML page */
    const char *filename;   /* with which to offer the body for download; NULL = show it */
    const char *location;   /* of a redirect (303) */
    const char *etag;       /* for what may be kept by the browser; NULL = no-store */
    wz_fields headers;      /* more, e.g. Set-Cookie */
    wz_buffer body;         /* with `type` NULL what layout.h makes of it is sent */
    wz_buffer title;        /* of the page, plain text */
    unsigned trouble;       /* number of the log's entry on what went wrong, 0 = none */
};

/* The law that the server serves: shared and immutable. */
const wz_rules *wz_exchange_rules(const wz_exchange *x);

/* The one of two texts that is in the reader's language. */
static inline const char *wz_say(const wz_exchange *x, const char *zh, const char *en)
{
    return x->language == WZ_LANGUAGE_EN ? en : zh;
}

/* The day of the request in the server's zone, YYYY-MM-DD. */
const char *wz_today(wz_exchange *x);

/* A field's value; NULL where there is none such. */
const char *wz_field_get(const wz_fields *fields, const char *name);
/* The same of the form, "" where there is none. */
const char *wz_form(const wz_exchange *x, const char *name);
/* The same of the query. */
const char *wz_query(const wz_exchange *x, const char *name);
/* Append a field; strings are copied into the arena. False when memory is short. */
bool wz_field_add(wz_arena *arena, wz_fields *fields, const char *name, const char *value, size_t length);

/* The bytes of the upload, else of a form's text field, into the arena: a case may come either way. An empty file is none;
 * NULL where neither came. */
const char *wz_upload_or_text(wz_exchange *x, const char *field, size_t *size);

/* --- answers: each is the last thing that a page does --- */

/* Go to a page of ours (303). `flash` is the id of a message of flash.h that the next page shows; NULL = none. */
void wz_redirect(wz_exchange *x, const char *flash, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* A page that says what is wrong and what to do. Texts are plain, in both languages. */
void wz_refuse(wz_exchange *x, int status, const char *zh, const char *en);
/* What a call's failure means: WZ_EINPUT shows the diagnostics as a page (400); all else is logged, and the page says that
 * it is our fault and under which number it stands in the log. */
void wz_refuse_code(wz_exchange *x, int code, const wz_diag *diag);
/* No such page, or none for this account: the two look the same. */
void wz_not_found(wz_exchange *x);

/* A form's beginning: method, action, and the token. `action` is a path of ours without parameters that came from outside, or
 * with such as wz_html_url() encoded. `upload`: the form carries a file. */
void wz_form_begin(wz_exchange *x, const char *action, bool upload);

#endif
