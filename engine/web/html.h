/* Writing HTML that escapes by default. What reaches a page as data goes through wz_html() or wz_html_text(); a piece that
 * is HTML already (a fragment of the library) is appended by wz_buffer_add(), where a reviewer can look for it. */
#ifndef WZ_WEB_HTML_H
#define WZ_WEB_HTML_H

#include "base/buffer.h"

/* Append text as HTML text or as the value of a quoted attribute: & < > " ' are escaped, what is no character or a control
 * character (except tab and line feed) becomes U+FFFD, and the controls that turn the direction of writing are dropped,
 * lest a name reorder the words around it. Accepts NULL. */
void wz_html_text(wz_buffer *out, const char *text);

/* Append a text made of literal HTML and data. The format is HTML of ours, always a literal; it knows %s (escaped as
 * above), %d, %u, %zu, %lld, %llu and %%, and nothing else. */
void wz_html(wz_buffer *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Append text as one component of a URL, percent-encoded: the value of a parameter or a segment of a path. */
void wz_html_url(wz_buffer *out, const char *text);

/* Whether bytes are UTF-8 without NUL. */
bool wz_utf8_text(const char *bytes, size_t length);

#endif
