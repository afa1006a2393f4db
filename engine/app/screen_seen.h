/* Private to app/: who stood in a roster already. Eight bytes of a keyed hash for each person, among the first
 * WZ_SCREEN_REMEMBERED; 16 MiB at most, whatever the roster. */
#ifndef WZ_APP_SCREEN_SEEN_H
#define WZ_APP_SCREEN_SEEN_H

#include "base/arena.h"
#include "io/table.h"

enum { WZ_SCREEN_REMEMBERED = 1500000 };

typedef struct wz_screen_seen wz_screen_seen;

wz_screen_seen *wz_screen_seen_new(void);       /* NULL when memory is short */
void wz_screen_seen_free(wz_screen_seen *seen);     /* accepts NULL */

/* Whether a person was met before, by the id as it is read; who is new is remembered while there is room. */
bool wz_screen_meet(wz_screen_seen *seen, const char *person_id);
/* The same for the rows of a block: again[i], and returns how many. `column` is that of the ids as they are written; rows without
 * a sound id are passed over. The arena is for the moment. */
size_t wz_screen_meet_rows(wz_screen_seen *seen, bool *again, const wz_cell_row *rows, size_t count, size_t column,
                           wz_arena *arena);
/* Whether there was no room for somebody, so that repeats may have passed unseen. */
bool wz_screen_seen_full(const wz_screen_seen *seen);

#endif
