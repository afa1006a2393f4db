/* The life of a request: head, body, work in another thread, answer. The HTTP library calls wz_intake_request() once with
 * the head, then with each piece of the body, then once at its end; the connection is suspended while a worker has the
 * exchange, and the library calls again when it is resumed. */
#include "web/intake.h"

#include "base/alloc.h"
#include "web/guard.h"
#include "web/intake_private.h"
#include "web/layout.h"
#include "web/log.h"
#include "web/route.h"

#include <arpa/inet.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int64_t clock_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void intake_free(wz_intake *in)
{
    if (!in)
        return;
    if (in->post)
        MHD_destroy_post_processor(in->post);
    if (in->x.upload.fd >= 0)
        close(in->x.upload.fd);
    wz_buffer_free(&in->value);
    wz_buffer_free(&in->x.body);
    wz_buffer_free(&in->x.title);
    wz_arena_free(in->x.arena);
    wz_free(in);
}

void *wz_intake_uri(void *cls, const char *uri, struct MHD_Connection *connection)
{
    wz_intake *in = wz_calloc(1, sizeof *in);
    if (!in)
        return NULL;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    in->x.arena = wz_arena_new();
    in->x.server = cls;
    in->x.status = 200;
    in->x.upload.fd = -1;
    in->x.now = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    in->begun_us = clock_us();
    in->connection = connection;
    in->keep = true;
    in->uri = in->x.arena ? wz_arena_strdup(in->x.arena, uri) : NULL;
    if (!in->uri) {
        intake_free(in);
        return NULL;
    }
    return in;
}

/* --- in the worker --- */

static void serve(wz_exchange *x)
{
    bool plain = x->route->flags & WZ_NO_SESSION;
    int code = plain ? WZ_OK : wz_guard_session(x, x->worker->store);
    if (code != WZ_OK)
        wz_refuse_code(x, code, NULL);
    else if (wz_guard_admit(x))
        x->route->handle(x);
    if (x->body.failed || wz_arena_failed(x->arena)) {
        x->body.failed = false;
        wz_refuse(x, 503, "服务器内存不足，没有完成。请稍后再试。", "The server is short of memory. Try again later.");
    }
}

static void run_job(wz_job *job, wz_worker *worker)
{
    wz_intake *in = (wz_intake *)job;
    in->x.worker = worker;
    in->x.era = atomic_load(&in->x.server->era);
    serve(&in->x);
    if (!in->x.type)
        wz_layout(&in->x);
    in->x.worker = NULL;
    in->stage = WZ_STAGE_ANSWER;
    MHD_resume_connection(in->connection);
}

/* --- in the library's thread --- */

static enum MHD_Result answer_here(wz_intake *in)
{
    if (!in->x.type)
        wz_layout(&in->x);
    in->stage = WZ_STAGE_ANSWER;
    return wz_answer(in);
}

static enum MHD_Result hand_over(wz_intake *in)
{
    wz_web_server *server = in->x.server;
    bool slow = in->x.route->flags & WZ_SLOW;
    in->job.run = run_job;
    in->stage = WZ_STAGE_WORK;
    wz_connection_phase(server->connections, in->line, WZ_RUNNING, 0);
    /* suspended first: a worker may be done before this function returns */
    MHD_suspend_connection(in->connection);
    if (wz_queue_add(slow ? server->slow : server->quick, &in->job))
        return MHD_YES;
    wz_refuse(&in->x, 503, "现在使用的人太多，请求没有处理。请过几秒再试。",
              "Too many requests are waiting; yours was not taken. Try again in a few seconds.");
    wz_layout(&in->x);
    in->stage = WZ_STAGE_ANSWER;
    MHD_resume_connection(in->connection);
    return MHD_YES;
}

static enum MHD_Result begin(wz_intake *in, const char *method)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(in->connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    in->line = info ? info->socket_context : NULL;
    if (!wz_intake_head(in, method))
        return answer_here(in);
    wz_connection_phase(in->x.server->connections, in->line, WZ_READING, 0);
    in->stage = WZ_STAGE_BODY;
    return MHD_YES;
}

enum MHD_Result wz_intake_request(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *data, size_t *size, void **state)
{
    (void)cls, (void)connection, (void)url, (void)version;
    wz_intake *in = *state;
    if (!in)
        return MHD_NO;
    switch (in->stage) {
    case WZ_STAGE_NEW: return begin(in, method);
    case WZ_STAGE_BODY:
        if (*size == 0)
            return wz_intake_body_end(in) ? hand_over(in) : answer_here(in);
        wz_connection_received(in->x.server->connections, in->line, *size);
        wz_intake_body(in, data, *size);
        *size = 0;
        return MHD_YES;
    case WZ_STAGE_WORK: return MHD_YES; /* not yet */
    case WZ_STAGE_ANSWER: return wz_answer(in);
    }
    return MHD_NO;
}

void wz_intake_completed(void *cls, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode why)
{
    (void)connection, (void)why;
    wz_web_server *server = cls;
    wz_intake *in = *state;
    *state = NULL;
    if (!in)
        return;
    if (in->stage == WZ_STAGE_ANSWER)
        wz_log_request(&in->x, clock_us() - in->begun_us);
    atomic_fetch_add(&server->served, 1);
    wz_connection_phase(server->connections, in->line, WZ_IDLE, 0);
    intake_free(in);
}

static void address_text(struct MHD_Connection *connection, char *out, size_t size)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *address = info ? info->client_addr : NULL;
    *out = '\0';
    if (!address)
        return;
    if (address->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)address)->sin_addr, out, (socklen_t)size);
    else if (address->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr, out, (socklen_t)size);
}

void wz_intake_connection(void *cls, struct MHD_Connection *connection, void **context,
                          enum MHD_ConnectionNotificationCode what)
{
    wz_web_server *server = cls;
    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        wz_connection_ended(server->connections, *context);
        *context = NULL;
        return;
    }
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    char address[INET6_ADDRSTRLEN];
    address_text(connection, address, sizeof address);
    *context = info ? wz_connection_begun(server->connections, info->connect_fd, address) : NULL;
}
