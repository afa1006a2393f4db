/* The server's inside, for the files of this module that serve requests; pages use exchange.h and route.h alone. */
#ifndef WZ_WEB_SERVER_H
#define WZ_WEB_SERVER_H

#include "web/exchange.h"
#include "web/cache.h"
#include "web/case_cache.h"
#include "web/library.h"
#include "web/serve.h"
#include "wenze/report.h"

#include <pthread.h>
#include <stdatomic.h>

typedef struct wz_queue wz_queue;
typedef struct wz_connections wz_connections;
typedef struct wz_rosters wz_rosters;

struct wz_web_server {
    wz_serve_options options;
    const wz_rules *rules;
    wz_stylesheets *sheets;
    wz_era era;
    int64_t seen;                   /* how far the store's log has been looked through for deletions */
    wz_cache *cache;
    wz_case_cache *cases;
    wz_library *library;
    const char *host;               /* the name that requests must bear besides loopback literals; NULL = none */
    unsigned port;
    bool tls;
    wz_queue *quick, *slow;
    wz_rosters *rosters;            /* being screened */
    wz_connections *connections;
    wz_store *gate;                 /* to look at a session before a large body is taken in */
    pthread_mutex_t gate_lock;
    atomic_uint troubles;           /* numbers of log entries */
    atomic_bool stopping;
    atomic_ullong served;
};

#endif
