/* One way to write a tree of named members, two forms of it: JSON and XML. Who describes a result calls these once and
 * both forms agree.
 *
 * |                      | JSON                      | XML                                                    |
 * |----------------------|---------------------------|--------------------------------------------------------|
 * | object, list         | { }, [ ]                  | an element with a child for each member                |
 * | member of an object  | its key                   | the child's name                                       |
 * | member of a list     | no name                   | a name in the singular, the list's or its own          |
 * | null                 | null                      | an empty element with nil="true"                       |
 * | yes/no, number, text | true, 1, "x"              | the element's text, and where `typed` a type attribute  |
 *
 * An emitter takes no memory of its own; running short shows in the buffer. */
#ifndef WZ_REPORT_EMIT_H
#define WZ_REPORT_EMIT_H

#include <stdint.h>

#include "io/json_writer.h"
#include "model/text.h"

typedef enum { WZ_EMIT_JSON, WZ_EMIT_XML } wz_emit_form;

enum { WZ_EMIT_DEPTH = 16 };    /* levels that a result can have */

typedef struct {
    wz_emit_form form;
    wz_json_writer json;        /* holds the buffer for both forms */
    unsigned depth;
    struct {
        const char *name;       /* XML: of the element to close */
        const char *item;       /* a list: the name of its members; NULL where each has its own */
        bool list;
        size_t start;           /* XML: where its content begins */
    } levels[WZ_EMIT_DEPTH];
    bool typed;                 /* XML: write the type of each value; set by the caller for values of any type */
} wz_emitter;

/* The outermost object and its end. `root` and `space` name the XML element and its namespace. */
void wz_emit_begin(wz_emitter *emit, wz_emit_form form, wz_buffer *out, const char *root, const char *space);
void wz_emit_finish(wz_emitter *emit);

/* Inside a list, `name` may be NULL: the list's item name is taken. */
void wz_emit_object(wz_emitter *emit, const char *name);
void wz_emit_list(wz_emitter *emit, const char *name, const char *item);
void wz_emit_end(wz_emitter *emit);

void wz_emit_null(wz_emitter *emit, const char *name);
void wz_emit_boolean(wz_emitter *emit, const char *name, bool value);
void wz_emit_integer(wz_emitter *emit, const char *name, int64_t value);
void wz_emit_text(wz_emitter *emit, const char *name, const char *text);    /* NULL: null */
void wz_emit_bytes(wz_emitter *emit, const char *name, const char *text, size_t length);
/* A text in pieces: begin, any number of parts, end. `type` is what `typed` says of it. */
void wz_emit_text_begin(wz_emitter *emit, const char *name, const char *type);
void wz_emit_text_part(wz_emitter *emit, const char *text, size_t length);
void wz_emit_text_end(wz_emitter *emit, const char *name);
/* A decimal in plain digits that JSON's readers may not hold exactly: a JSON string, an XML number. */
void wz_emit_decimal(wz_emitter *emit, const char *name, const char *digits, size_t length);
/* true, false, and null for unknown. */
void wz_emit_known(wz_emitter *emit, const char *name, wz_truth value);
void wz_emit_day(wz_emitter *emit, const char *name, wz_day day);
/* A list of texts, and several texts as one, separated by spaces (none: null). */
void wz_emit_strings(wz_emitter *emit, const char *name, const char *item, wz_strings strings);
void wz_emit_joined(wz_emitter *emit, const char *name, wz_strings strings);

#endif
