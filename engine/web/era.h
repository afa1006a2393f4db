/* Eras: what the server remembers of cases (pages, cases that were read, what workers hold open) is dropped whole when the store
 * tells of a deletion. A new era begins before anything is dropped; whoever keeps something says in which era he asked the store
 * for it, and what is of an earlier one is not kept. So nothing of a deleted case comes back by a request that was under way. */
#ifndef WZ_WEB_ERA_H
#define WZ_WEB_ERA_H

#include <stdatomic.h>

typedef atomic_uint wz_era;
struct wz_web_server;

/* Look whether the store tells of a deletion since the last look, and begin a new era then. The first look only notes where the
 * log stands. Called about once a second: that long may what was deleted by another process stay in memory. */
void wz_era_look(struct wz_web_server *server);

#endif
