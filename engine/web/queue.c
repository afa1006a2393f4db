/* Worker threads. A thread blocks in a page's function; the threads of the HTTP library never do. */
#include "web/queue.h"

#include "base/alloc.h"

typedef struct {
    pthread_t thread;
    wz_queue *queue;
    wz_worker own;
    unsigned era; /* that of which the thread may remember something */
    bool running;
} worker;

struct wz_queue {
    const wz_web_server *server;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    wz_job *first, *last;
    size_t waiting, longest;
    bool stopping;
    worker *workers;
    unsigned count;
};

/* Wait for something to do. NULL with nothing left to do but forget, or stop. */
static wz_job *take(const worker *w)
{
    wz_queue *queue = w->queue;
    pthread_mutex_lock(&queue->lock);
    while (!queue->first && !queue->stopping && w->era == atomic_load(&queue->server->era))
        pthread_cond_wait(&queue->wake, &queue->lock);
    wz_job *job = queue->first;
    if (job) {
        queue->first = job->next;
        if (!queue->first)
            queue->last = NULL;
        queue->waiting--;
    }
    pthread_mutex_unlock(&queue->lock);
    return job;
}

/* Let go of the case held open, and of what assessing left in working memory. */
static void forget(worker *w)
{
    wz_session *fresh = NULL;
    wz_what_if_free(w->own.held);
    w->own.held = NULL;
    if (wz_session_new(&fresh, w->queue->server->rules) != WZ_OK)
        return; /* the next assessment overwrites what is left */
    wz_session_free(w->own.session);
    w->own.session = fresh;
}

static void *work(void *payload)
{
    worker *w = payload;
    for (;;) {
        wz_job *job = take(w);
        unsigned era = atomic_load(&w->queue->server->era);
        if (era != w->era)
            forget(w);
        else if (!job)
            return NULL;
        w->era = era;
        if (job)
            job->run(job, &w->own);
    }
}

static int start_worker(worker *w, wz_queue *queue, const wz_web_server *server, wz_diag *diag)
{
    w->queue = queue;
    w->era = atomic_load(&server->era);
    wz_store_options options = WZ_STORE_OPTIONS_INIT;
    int code = wz_store_open(&w->own.store, server->options.db, &options, diag);
    if (code == WZ_OK)
        code = wz_session_new(&w->own.session, server->rules);
    if (code == WZ_OK && pthread_create(&w->thread, NULL, work, w) != 0)
        code = WZ_ENOMEM;
    w->running = code == WZ_OK;
    return code;
}

wz_queue *wz_queue_start(wz_web_server *server, unsigned threads, size_t longest, wz_diag *diag)
{
    wz_queue *queue = wz_calloc(1, sizeof *queue);
    worker *workers = wz_calloc(threads, sizeof *workers);
    if (!queue || !workers) {
        wz_free(queue);
        wz_free(workers);
        return NULL;
    }
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->wake, NULL);
    queue->server = server;
    queue->longest = longest;
    queue->workers = workers;
    queue->count = threads;
    for (unsigned i = 0; i < threads; i++)
        if (start_worker(&workers[i], queue, server, diag) != WZ_OK) {
            wz_queue_stop(queue);
            wz_queue_free(queue);
            return NULL;
        }
    return queue;
}

bool wz_queue_add(wz_queue *queue, wz_job *job)
{
    job->next = NULL;
    pthread_mutex_lock(&queue->lock);
    bool room = queue->waiting < queue->longest && !queue->stopping;
    if (room) {
        *(queue->last ? &queue->last->next : &queue->first) = job;
        queue->last = job;
        queue->waiting++;
        pthread_cond_signal(&queue->wake);
    }
    pthread_mutex_unlock(&queue->lock);
    return room;
}

void wz_queue_forget(wz_queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    pthread_cond_broadcast(&queue->wake);
    pthread_mutex_unlock(&queue->lock);
}

void wz_queue_stop(wz_queue *queue)
{
    if (!queue)
        return;
    pthread_mutex_lock(&queue->lock);
    queue->stopping = true;
    pthread_cond_broadcast(&queue->wake);
    pthread_mutex_unlock(&queue->lock);
    for (unsigned i = 0; i < queue->count; i++) {
        if (queue->workers[i].running)
            pthread_join(queue->workers[i].thread, NULL);
        wz_what_if_free(queue->workers[i].own.held);
        wz_free(queue->workers[i].own.held_key);
        wz_session_free(queue->workers[i].own.session);
        wz_store_close(queue->workers[i].own.store);
    }
    queue->count = 0;
}

void wz_queue_free(wz_queue *queue)
{
    if (!queue)
        return;
    pthread_cond_destroy(&queue->wake);
    pthread_mutex_destroy(&queue->lock);
    wz_free(queue->workers);
    wz_free(queue);
}
