/* Regular expressions of XPath 3.1 (XQuery and XPath Functions and Operators 3.1, 5.6) on PCRE2. A pattern is checked
 * and rewritten first, since PCRE2's own syntax means other things; matching is limited by the run's budget, so no
 * pattern can hang. Private to the built-in functions. */
#ifndef WZ_FEEL_REGEX_H
#define WZ_FEEL_REGEX_H

#include "base/buffer.h"
#include "feel/feel.h"

typedef struct feel_regex feel_regex;

/* NULL, after a complaint in the name of `function`, where pattern or flags (NULL = none; s m i x q) are wrong or
 * memory is short. Free with feel_regex_free(). */
feel_regex *feel_regex_new(feel_run *run, const char *function, const feel_string *pattern, const feel_string *flags);
void feel_regex_free(feel_regex *regex); /* accepts NULL */

typedef enum { FEEL_NO_MATCH, FEEL_MATCH, FEEL_MATCH_STOPPED } feel_match;
/* Look for the first match at or behind byte `from`; STOPPED after a complaint or when the run must stop. */
feel_match feel_regex_find(feel_run *run, feel_regex *regex, const char *text, size_t length, size_t from);
/* Of the last match: how many groups the pattern has, and where one (0 = the whole match) lies. False where the group
 * took no part. */
size_t feel_regex_groups(const feel_regex *regex);
bool feel_regex_group(const feel_regex *regex, size_t group, size_t *start, size_t *end);
bool feel_regex_literal(const feel_regex *regex); /* the flag q was given */

/* Rewrite an XPath pattern for PCRE2 (regex_syntax.c). NULL, or what is wrong with it. */
const char *feel_regex_rewrite(const char *pattern, size_t length, bool dot_all, wz_buffer *out);

#endif
