/* Reading JSON into a plain tree. Numbers keep every digit: they arrive as the text that stood in the document.
 * The only reader of JSON in the engine; it lets jansson check the grammar. */
#ifndef WZ_IO_JSON_H
#define WZ_IO_JSON_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    WZ_JSON_NULL, WZ_JSON_FALSE, WZ_JSON_TRUE, WZ_JSON_NUMBER, WZ_JSON_STRING, WZ_JSON_ARRAY, WZ_JSON_OBJECT
} wz_json_kind;

typedef struct wz_json {
    wz_json_kind kind;
    const char *text;              /* number: as written; string: decoded, may hold NULs */
    size_t length;
    const struct wz_json *items;   /* array: members; object: values */
    const struct wz_json *keys;    /* object: strings, in document order, none twice */
    size_t count;
} wz_json;

/* What is wrong with a document; line and column count from 1, the column in bytes. */
typedef struct {
    unsigned line, column;
    char text[192];
} wz_json_error;

enum { WZ_JSON_MAX_DEPTH = 500, WZ_JSON_MAX_BYTES = 64 * 1024 * 1024 };

/* Parse one document (UTF-8, no key twice in an object). The tree lives in the arena.
 * Returns WZ_OK, WZ_EINPUT (*error says why), WZ_ELIMIT (too long or too deep; *error too) or WZ_ENOMEM. */
int wz_json_parse(wz_arena *arena, const char *text, size_t length, const wz_json **out, wz_json_error *error);

#endif
