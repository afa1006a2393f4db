/* A queue of jobs with the threads that do them. */
#ifndef WZ_WEB_QUEUE_H
#define WZ_WEB_QUEUE_H

#include "web/server.h"

typedef struct wz_job wz_job;
struct wz_job {
    wz_job *next;
    void (*run)(wz_job *job, wz_worker *worker);
};

/* Start `threads` threads, each with a store and an assessing session of its own. NULL where one cannot be had; diag says why. */
wz_queue *wz_queue_start(wz_web_server *server, unsigned threads, size_t longest, wz_diag *diag);
/* Add a job; false when the queue is full: then it is the caller's still. */
bool wz_queue_add(wz_queue *queue, wz_job *job);
/* Have every thread let go of the cases that it holds: at once where it waits for a job, else after the one it does. */
void wz_queue_forget(wz_queue *queue);
/* Do what is waiting and end the threads; from then on nothing can be added. Accepts NULL. */
void wz_queue_stop(wz_queue *queue);
/* Free a queue that was stopped and to which nobody adds any more. Accepts NULL. */
void wz_queue_free(wz_queue *queue);

#endif
