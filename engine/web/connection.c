/* The table of connections. A connection is put out by shutting its socket down under the table's lock: the HTTP library
 * closes the socket only after it has told us (wz_connection_ended), under the same lock, so that the number cannot have
 * been given to another file meanwhile. */
#include "web/connection.h"

#include "base/alloc.h"

#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum {
    HEADER_MS = 15000, /* from the connection's or the last answer's end to a whole header */
    GRACE_MS = 20000,  /* before the rate of a body or an answer is looked at */
    RATE = 4096        /* bytes a second that a client must manage over the whole of a body or an answer */
};

struct wz_connection {
    wz_connection *next, **self;
    int fd;
    char address[48];
    wz_phase phase;
    int64_t since;
    size_t bytes;
    bool out; /* was put out already */
};

struct wz_connections {
    pthread_mutex_t lock;
    wz_connection *first;
    size_t count, most, most_of_one;
};

static int64_t clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

wz_connections *wz_connections_new(size_t most, size_t most_of_one)
{
    wz_connections *all = wz_calloc(1, sizeof *all);
    if (!all)
        return NULL;
    pthread_mutex_init(&all->lock, NULL);
    all->most = most;
    all->most_of_one = most_of_one;
    return all;
}

void wz_connections_free(wz_connections *all)
{
    if (!all)
        return;
    pthread_mutex_destroy(&all->lock);
    wz_free(all);
}

static void put_out(wz_connection *connection)
{
    connection->out = true;
    shutdown(connection->fd, SHUT_RDWR);
}

/* Whether one is to go before another: idle before sending us a body, then who has sent less of it, then who began earlier. */
static bool goes_before(const wz_connection *c, const wz_connection *other)
{
    if (c->phase != other->phase)
        return c->phase == WZ_IDLE;
    if (c->phase == WZ_READING && c->bytes != other->bytes)
        return c->bytes < other->bytes;
    return c->since < other->since;
}

/* Put out a connection of one address or (NULL) of all that we are not busy with. The new one stands first. */
static void make_room(wz_connections *all, const char *address)
{
    wz_connection *chosen = NULL;
    for (wz_connection *c = all->first ? all->first->next : NULL; c; c = c->next)
        if ((c->phase == WZ_IDLE || c->phase == WZ_READING) && !c->out &&
            (!address || strcmp(c->address, address) == 0) && (!chosen || goes_before(c, chosen)))
            chosen = c;
    if (chosen)
        put_out(chosen);
}

static size_t count_of(const wz_connections *all, const char *address)
{
    size_t count = 0;
    for (const wz_connection *c = all->first; c; c = c->next)
        count += !c->out && (!address || strcmp(c->address, address) == 0);
    return count;
}

wz_connection *wz_connection_begun(wz_connections *all, int fd, const char *address)
{
    wz_connection *connection = wz_calloc(1, sizeof *connection);
    if (!connection)
        return NULL;
    connection->fd = fd;
    strncpy(connection->address, address, sizeof connection->address - 1);
    connection->since = clock_ms();
    pthread_mutex_lock(&all->lock);
    connection->next = all->first;
    connection->self = &all->first;
    if (all->first)
        all->first->self = &connection->next;
    all->first = connection;
    all->count++;
    if (count_of(all, connection->address) > all->most_of_one)
        make_room(all, connection->address);
    else if (count_of(all, NULL) > all->most)
        make_room(all, NULL);
    pthread_mutex_unlock(&all->lock);
    return connection;
}

void wz_connection_ended(wz_connections *all, wz_connection *connection)
{
    if (!connection)
        return;
    pthread_mutex_lock(&all->lock);
    *connection->self = connection->next;
    if (connection->next)
        connection->next->self = connection->self;
    all->count--;
    pthread_mutex_unlock(&all->lock);
    wz_free(connection);
}

void wz_connection_phase(wz_connections *all, wz_connection *connection, wz_phase phase, size_t bytes)
{
    if (!connection)
        return;
    pthread_mutex_lock(&all->lock);
    connection->phase = phase;
    connection->since = clock_ms();
    connection->bytes = bytes;
    pthread_mutex_unlock(&all->lock);
}

void wz_connection_received(wz_connections *all, wz_connection *connection, size_t bytes)
{
    if (!connection)
        return;
    pthread_mutex_lock(&all->lock);
    connection->bytes += bytes;
    pthread_mutex_unlock(&all->lock);
}

static bool overdue(const wz_connection *c, int64_t now)
{
    int64_t took = now - c->since;
    switch (c->phase) {
    case WZ_IDLE: return took > HEADER_MS;
    /* a body must have come, an answer must be gone, at the least rate */
    case WZ_READING:
    case WZ_SENDING: {
        int64_t fair = (int64_t)(c->bytes / RATE) * 1000;
        return took > GRACE_MS + fair;
    }
    case WZ_RUNNING: break; /* our own time */
    }
    return false;
}

void wz_connections_sweep(wz_connections *all)
{
    int64_t now = clock_ms();
    pthread_mutex_lock(&all->lock);
    for (wz_connection *c = all->first; c; c = c->next)
        if (!c->out && overdue(c, now))
            put_out(c);
    pthread_mutex_unlock(&all->lock);
}

size_t wz_connections_busy(wz_connections *all)
{
    size_t busy = 0;
    pthread_mutex_lock(&all->lock);
    for (const wz_connection *c = all->first; c; c = c->next)
        busy += c->phase != WZ_IDLE && !c->out;
    pthread_mutex_unlock(&all->lock);
    return busy;
}

const char *wz_connection_address(const wz_connection *connection)
{
    return connection->address;
}
