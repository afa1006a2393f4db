/* The connections that are open, and who is put out: a client that sends or reads too slowly, one that says nothing, and,
 * when there are many, the one that has been idle longest, or has sent least of its form. So slow clients end by themselves and cannot keep others out. */
#ifndef WZ_WEB_CONNECTION_H
#define WZ_WEB_CONNECTION_H

#include "web/server.h"

typedef struct wz_connection wz_connection;

/* What a connection is doing. The time limits: connection.c. */
typedef enum { WZ_IDLE, WZ_READING, WZ_RUNNING, WZ_SENDING } wz_phase;

wz_connections *wz_connections_new(size_t most, size_t most_of_one);     /* NULL when memory is short */
void wz_connections_free(wz_connections *all);                           /* accepts NULL; all are closed by then */

/* A connection began; `address` is of its peer. May put another one out. NULL when memory is short. */
wz_connection *wz_connection_begun(wz_connections *all, int fd, const char *address);
void wz_connection_ended(wz_connections *all, wz_connection *connection);
/* The peer's address, good as long as the connection. */
const char *wz_connection_address(const wz_connection *connection);
/* It goes to another phase; `bytes` is the size of what is to be sent. */
void wz_connection_phase(wz_connections *all, wz_connection *connection, wz_phase phase, size_t bytes);
/* More of the request's body came. */
void wz_connection_received(wz_connections *all, wz_connection *connection, size_t bytes);

/* Put out what is overdue. To be called about once a second. */
void wz_connections_sweep(wz_connections *all);
/* How many are neither idle nor waiting for a request's header. */
size_t wz_connections_busy(wz_connections *all);

#endif
