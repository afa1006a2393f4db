/* Through which rules a change reached a conclusion: what was changed of the working memory, followed from the conclusion back
 * along what each condition reads. Private to explain/.
 *
 * It names only what did change and is read on the way; facts and attributes as "person.x", rules by id, days and lists by their
 * names in expressions, each before what reads it. */
#ifndef WZ_EXPLAIN_THROUGH_H
#define WZ_EXPLAIN_THROUGH_H

#include "assess/entry.h"
#include "explain/differ.h"

/* A settled memory as it was: every entity's values, every rule's findings. */
typedef struct wz_snapshot wz_snapshot;
/* Take one, in an arena; values are borrowed from the memory, which must not begin anew. NULL when memory is short. */
wz_snapshot *wz_snapshot_take(const wz_entry *e, wz_arena *arena);

/* What changed from a snapshot to an entry of the same regulation, in this memory or another. */
typedef struct wz_through wz_through;
wz_through *wz_through_begin(const wz_snapshot *before, const wz_entry *after, wz_arena *arena);
/* Whether anything that decides which regulation bears, and how it is read, is other than it was: rules of scope, posts, days,
 * sanctions, duty records, lists. Then results cannot be read on from the same opening. */
bool wz_through_scope_changed(const wz_through *through);
/* Whether any value or finding changed at all. */
bool wz_through_any(const wz_through *through);
/* What of an earlier result still stands. The last result is set by the caller. NULL when memory is short. */
wz_known *wz_through_known(wz_through *through);
/* Whether the bars that a measure would carry may be others: a ban rule reads something that changed. */
bool wz_through_bars_changed(const wz_through *through);

/* The way to one difference, in the arena. */
wz_strings wz_through_of(wz_through *through, const wz_diff *diff);

#endif
