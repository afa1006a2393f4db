/* Where the elements of an XML text stand: an outline by byte offsets, so that an edit can replace just what it is about. Private
 * to this module. */
#ifndef WZ_LOAD_OUTLINE_H
#define WZ_LOAD_OUTLINE_H

#include "base/arena.h"
#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    const char *name, *value;   /* entities replaced; attributes of other namespaces are left out */
} wz_outline_attribute;

typedef struct {
    const char *prefix;         /* of its namespace, with the colon; "" */
    const char *name;
    int parent;                 /* index; -1 at the root */
    size_t start;               /* of its '<' */
    size_t tag_end;             /* of the '>' or "/>" of its first tag */
    size_t end;                 /* behind its last '>' */
    const wz_outline_attribute *attributes;
    size_t attribute_count;
} wz_outline_element;

/* Elements in the order of their first tags. */
typedef struct {
    const char *bytes;
    size_t size;
    const wz_outline_element *elements;
    size_t count;
} wz_outline;

/* Outline a text that the loader has accepted: well-formed, without DOCTYPE, within its limits. Everything lives in the arena;
 * `bytes` is borrowed. Returns WZ_OK, WZ_EINPUT (it is not well-formed) or WZ_ENOMEM. */
int wz_outline_make(wz_outline *out, const char *bytes, size_t size, wz_arena *arena);

/* Value of an attribute, or NULL. */
const char *wz_outline_value(const wz_outline_element *element, const char *name);
/* Whether it has no last tag: <x/>. */
bool wz_outline_empty(const wz_outline *outline, const wz_outline_element *element);

/* A first tag without its end, "<x a='1'", being rewritten: give an attribute a value, or (NULL) take it out. The rest of the tag
 * keeps its layout. */
void wz_tag_set(wz_buffer *tag, const char *name, const char *value);
/* Append a text as an attribute's value may hold it between quotation marks of either kind. */
void wz_tag_escape(wz_buffer *out, const char *value);

#endif
