/* Watching the store for deletions. */
#include "web/era.h"

#include "web/queue.h"
#include "web/server.h"
#include "wenze/case_store.h"

void wz_era_look(struct wz_web_server *server)
{
    bool deleted = false;
    pthread_mutex_lock(&server->gate_lock);
    wz_case_deleted(&deleted, &server->seen, server->gate, NULL);
    pthread_mutex_unlock(&server->gate_lock);
    if (!deleted)
        return;
    atomic_fetch_add(&server->era, 1);
    wz_cache_clear(server->cache);
    wz_case_cache_clear(server->cases);
    wz_queue_forget(server->quick);
    wz_queue_forget(server->slow);
}
