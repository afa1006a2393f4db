/* Where a name of several words ends. FEEL's names may hold spaces and operator characters; which characters
 * belong to a name is decided by the names that are visible, the longest match winning. Source: DMN 1.5, 10.3.1.2,
 * rules 24 to 30. */
#ifndef WZ_FEEL_NAMES_H
#define WZ_FEEL_NAMES_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    const char *text;
    size_t length;
} feel_name;

/* A stack of visible names; scopes push and pop by `count`. */
typedef struct {
    wz_arena *arena;
    feel_name *items;
    size_t count;
    size_t capacity;
} feel_names;

bool feel_names_push(feel_names *names, const char *text, size_t length);

/* The end of the longest name in `names` that stands at `position` of the text (where a word begins), 0 where none
 * does. *out is the name as declared. White space around operator characters does not count; between words it must
 * be there. */
size_t feel_names_match(const feel_names *names, const char *text, size_t length, size_t position, feel_name *out);

/* `text` with each run of white space as one space, none at the ends. */
feel_name feel_name_normal(wz_arena *arena, const char *text, size_t length);

#endif
