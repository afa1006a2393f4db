/* Starting and stopping: the listening socket, the HTTP library's threads, the workers; then one loop that looks after slow
 * connections until a signal says stop. */
#include "web/serve.h"

#include "base/alloc.h"
#include "base/diag.h"
#include "web/connection.h"
#include "web/intake.h"
#include "web/log.h"
#include "web/queue.h"
#include "web/rosters.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    MOST_CONNECTIONS = 2048,  /* that the library takes */
    MANY_CONNECTIONS = 1024,  /* beyond this the longest idle is put out */
    MANY_OF_ONE = 256,        /* the same of one address */
    HEADER_BYTES = 32 * 1024, /* line and headers, and the window through which a body is read */
    CACHE_BYTES = 64 * 1024 * 1024,
    CASE_BYTES = 8 * 1024 * 1024, /* of XML; read, a case takes some ten times as much */
    SILENT_SECONDS = 30,
    STOP_SECONDS = 30, /* for what runs to finish */
    QUEUE_QUICK = 512,
    QUEUE_SLOW = 64,
    SLOW_THREADS = 2, /* hashing a password takes 64 MiB */
    IO_THREADS = 2
};

/* What is taken down again, in this order. */
typedef struct {
    wz_web_server server;
    int socket;
    bool loopback;
    char *cert, *key; /* their PEM text */
    struct MHD_Daemon *daemon;
    sigset_t signals, before;
} running;

/* --- where to listen --- */

/* Splits "HOST:PORT" or "[HOST]:PORT". */
static bool split_address(const char *text, char *host, size_t size, char *port, size_t port_size)
{
    const char *colon = strrchr(text, ':');
    if (!colon || !colon[1] || strspn(colon + 1, "0123456789") != strlen(colon + 1) || strlen(colon + 1) >= port_size)
        return false;
    size_t length = (size_t)(colon - text);
    bool brackets = length > 2 && *text == '[' && text[length - 1] == ']';
    if (brackets) {
        text++;
        length -= 2;
    }
    if (!length || length >= size || (!brackets && memchr(text, ':', length)))
        return false;
    memcpy(host, text, length);
    host[length] = '\0';
    snprintf(port, port_size, "%s", colon + 1);
    return true;
}

static bool is_loopback(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET)
        return (ntohl(((const struct sockaddr_in *)(const void *)address)->sin_addr.s_addr) >> 24) == 127;
    return address->sa_family == AF_INET6 &&
           IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)(const void *)address)->sin6_addr);
}

static int listen_failed(wz_diag *diag, const char *where, int error)
{
    wz_diag_add(diag, WZ_ERROR, "WEB-002", (wz_place){0},
                "cannot listen on %s (%s); choose another address or port with --listen, or stop what uses it", where,
                strerror(error));
    return WZ_EIO;
}

static unsigned port_of(int socket)
{
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } bound;
    socklen_t size = sizeof bound;
    memset(&bound, 0, sizeof bound);
    if (getsockname(socket, &bound.any, &size) != 0)
        return 0;
    return ntohs(bound.any.sa_family == AF_INET6 ? bound.v6.sin6_port : bound.v4.sin_port);
}

static int open_socket(running *r, wz_diag *diag)
{
    const char *where = r->server.options.listen;
    char host[64], port[6];
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    if (!split_address(where, host, sizeof host, port, sizeof port) || getaddrinfo(host, port, &hints, &found) != 0) {
        wz_diag_add(diag, WZ_ERROR, "WEB-001", (wz_place){0},
                    "\"%s\" is no address to listen on; write e.g. 127.0.0.1:8443 or [::1]:8443", where);
        return WZ_EINPUT;
    }
    r->loopback = is_loopback(found->ai_addr);
    int one = 1, code = WZ_OK;
    r->socket = socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (r->socket < 0 || setsockopt(r->socket, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) != 0 ||
        bind(r->socket, found->ai_addr, found->ai_addrlen) != 0 || listen(r->socket, SOMAXCONN) != 0)
        code = listen_failed(diag, where, errno);
    freeaddrinfo(found);
    if (code == WZ_OK)
        r->server.port = port_of(r->socket);
    return code;
}

/* --- TLS --- */

static char *read_pem(const char *path, wz_diag *diag)
{
    enum { LARGEST = 1 << 20 };
    FILE *file = fopen(path, "re");
    char *text = file ? wz_calloc(1, LARGEST) : NULL;
    size_t length = text ? fread(text, 1, LARGEST - 1, file) : 0;
    if (file)
        fclose(file);
    if (text && length && strstr(text, "-----BEGIN"))
        return text;
    wz_free(text);
    wz_diag_add(diag, WZ_ERROR, "WEB-003", (wz_place){path, 0, 0},
                "the certificate or key cannot be read as PEM; check path and permission of %s", path);
    return NULL;
}

static int load_certificate(running *r, wz_diag *diag)
{
    const wz_serve_options *o = &r->server.options;
    if (!o->cert != !o->key) {
        wz_diag_add(diag, WZ_ERROR, "WEB-004", (wz_place){0}, "--cert and --key belong together; give both");
        return WZ_EINPUT;
    }
    if (!o->cert && !r->loopback) {
        wz_diag_add(diag, WZ_ERROR, "WEB-005", (wz_place){0},
                    "%s can be reached from other machines, so the page needs TLS; give --cert and --key, or listen on "
                    "127.0.0.1",
                    o->listen);
        return WZ_EINPUT;
    }
    if (!o->cert)
        return WZ_OK;
    r->cert = read_pem(o->cert, diag);
    r->key = r->cert ? read_pem(o->key, diag) : NULL;
    r->server.tls = r->key != NULL;
    return r->key ? WZ_OK : WZ_EINPUT;
}

/* --- the HTTP library --- */

static void library_log(void *cls, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
/* What clients do wrong is their affair, and may quote them: it is not logged. */
static void library_log(void *cls, const char *format, va_list args)
{
    (void)cls, (void)format, (void)args;
}

static int start_daemon(running *r, wz_diag *diag)
{
    static char priorities[] = "NORMAL:-VERS-TLS1.0:-VERS-TLS1.1";
    struct MHD_OptionItem options[] = {
        {MHD_OPTION_EXTERNAL_LOGGER, (intptr_t)library_log, NULL},
        {MHD_OPTION_LISTEN_SOCKET, r->socket, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, MOST_CONNECTIONS, NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, SILENT_SECONDS, NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, HEADER_BYTES, NULL},
        {MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL},
        {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)wz_intake_uri, &r->server},
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)wz_intake_completed, &r->server},
        {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)wz_intake_connection, &r->server},
        {MHD_OPTION_THREAD_POOL_SIZE, IO_THREADS, NULL},
        {r->cert ? MHD_OPTION_HTTPS_MEM_CERT : MHD_OPTION_END, 0, r->cert},
        {MHD_OPTION_HTTPS_MEM_KEY, 0, r->key},
        {MHD_OPTION_HTTPS_PRIORITIES, 0, priorities},
        {MHD_OPTION_END, 0, NULL},
    };
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
    if (r->cert)
        flags |= MHD_USE_TLS;
    r->daemon = MHD_start_daemon(flags, 0, NULL, NULL, wz_intake_request, &r->server, MHD_OPTION_ARRAY, options,
                                 MHD_OPTION_END);
    if (r->daemon)
        return WZ_OK;
    wz_diag_add(diag, WZ_ERROR, "WEB-006", (wz_place){0}, "the HTTP server does not start; %s",
                r->cert ? "check that certificate and key are a pair, and the limits on threads and files"
                        : "check the limits on threads and files");
    return WZ_EIO;
}

static int start_workers(running *r, wz_diag *diag)
{
    wz_web_server *s = &r->server;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned threads = s->options.workers ? s->options.workers : processors > 0 ? (unsigned)processors + 1 : 2;
    wz_store_options options = WZ_STORE_OPTIONS_INIT;
    options.read_only = true;
    int code = wz_store_open(&s->gate, s->options.db, &options, diag);
    if (code != WZ_OK)
        return code;
    if ((code = wz_stylesheets_open(&s->sheets, NULL, NULL, diag)) != WZ_OK)
        return code;
    s->cache = wz_cache_new(&s->era, CACHE_BYTES);
    s->cases = wz_case_cache_new(&s->era, CASE_BYTES);
    s->library = wz_library_new();
    s->connections = wz_connections_new(MANY_CONNECTIONS, MANY_OF_ONE);
    s->rosters = wz_rosters_new(s->rules, s->options.db);
    s->quick = wz_queue_start(s, threads, QUEUE_QUICK, diag);
    s->slow = s->quick ? wz_queue_start(s, SLOW_THREADS, QUEUE_SLOW, diag) : NULL;
    wz_era_look(s);
    return s->cache && s->cases && s->library && s->connections && s->rosters && s->slow ? WZ_OK : WZ_ENOMEM;
}

/* --- running --- */

static void raise_file_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

static void announce(const running *r)
{
    const wz_web_server *s = &r->server;
    char host[64], port[6], url[512];
    split_address(s->options.listen, host, sizeof host, port, sizeof port);
    bool v6 = strchr(host, ':') != NULL;
    snprintf(url, sizeof url, "%s://%s%s%s:%u/", s->tls ? "https" : "http", v6 && !s->host ? "[" : "",
             s->host ? s->host : host, v6 && !s->host ? "]" : "", s->port);
    fprintf(stderr, "%s %s\n", s->options.language == WZ_LANGUAGE_EN ? "wenze serves at" : "wenze 已在此服务：", url);
    FILE *file = s->options.ready ? fopen(s->options.ready, "we") : NULL;
    if (file) {
        fprintf(file, "%s\n", url);
        fclose(file);
    }
}

/* Waits for a signal, looking after the connections once a second. False when `seconds` (not 0) are over. */
static bool wait_for_signal(running *r, bool until_quiet, int seconds)
{
    for (int passed = 0; !seconds || passed < seconds; passed++) {
        if (until_quiet && wz_connections_busy(r->server.connections) == 0)
            return true;
        struct timespec second = {.tv_sec = until_quiet ? 0 : 1, .tv_nsec = until_quiet ? 100000000 : 0};
        if (sigtimedwait(&r->signals, NULL, &second) >= 0)
            return true;
        wz_connections_sweep(r->server.connections);
        wz_era_look(&r->server);
    }
    return false;
}

static void stop(running *r)
{
    atomic_store(&r->server.stopping, true);
    MHD_socket socket = MHD_quiesce_daemon(r->daemon);
    if (socket != MHD_INVALID_SOCKET) {
        close(socket);
        r->socket = -1;
    }
    wait_for_signal(r, true, STOP_SECONDS * 10);
}

static void take_down(running *r)
{
    wz_queue_stop(r->server.quick);
    wz_queue_stop(r->server.slow);
    wz_rosters_free(r->server.rosters);
    if (r->daemon)
        MHD_stop_daemon(r->daemon); /* until then its threads may hand a request over, and have it refused */
    wz_queue_free(r->server.quick);
    wz_queue_free(r->server.slow);
    if (r->socket >= 0)
        close(r->socket);
    wz_connections_free(r->server.connections);
    wz_library_free(r->server.library);
    wz_cache_free(r->server.cache);
    wz_case_cache_free(r->server.cases);
    wz_stylesheets_close(r->server.sheets);
    wz_store_close(r->server.gate);
    if (r->key)
        sodium_memzero(r->key, strlen(r->key));
    wz_free(r->cert);
    wz_free(r->key);
    pthread_mutex_destroy(&r->server.gate_lock);
    pthread_sigmask(SIG_SETMASK, &r->before, NULL);
}

int wz_serve(const wz_serve_options *options, const wz_rules *rules, wz_diag *diag)
{
    running r = {.server = {.options = *options, .rules = rules, .host = options->name, .seen = -1}, .socket = -1};
    pthread_mutex_init(&r.server.gate_lock, NULL);
    sigemptyset(&r.signals);
    sigaddset(&r.signals, SIGTERM);
    sigaddset(&r.signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &r.signals, &r.before);
    signal(SIGPIPE, SIG_IGN);
    raise_file_limit();
    int code = sodium_init() < 0 ? WZ_EINTERNAL : open_socket(&r, diag);
    if (code == WZ_OK)
        code = load_certificate(&r, diag);
    if (code == WZ_OK)
        code = start_workers(&r, diag);
    if (code == WZ_OK)
        code = start_daemon(&r, diag);
    if (code == WZ_OK) {
        announce(&r);
        wait_for_signal(&r, false, 0);
        stop(&r);
    }
    take_down(&r);
    return code;
}
