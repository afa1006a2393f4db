/* A small HTTP client for tests: it sends what it is told, right or wrong, and shows what came back. And the server that it
 * talks to: `wenze serve` as a child on a free port, with a store of its own. */
#ifndef WZ_TEST_WEB_CLIENT_H
#define WZ_TEST_WEB_CLIENT_H

#include "base/buffer.h"
#include "wenze.h"

#include <CUnit/CUnit.h>
#include <stdbool.h>
#include <sys/types.h>

/* The server under test. */
typedef struct {
    char folder[64], db[96];
    pid_t pid;
    int port;
    wz_store *store;        /* the test's own connection */
    wz_rules *rules;
} web_server;

extern web_server server;

bool server_start(void);
/* SIGTERM; waits for the end. Returns the exit status, -1 where it did not end well. */
int server_stop(void);
void server_remove(void);
/* Run the program with these arguments (the first is its name, NULL the end); what it prints. Whether it ended with 0. */
bool web_run(const char *const *args, wz_buffer *out);

/* An answer. */
typedef struct {
    int status;             /* 0 = the connection was closed without one */
    wz_buffer text;         /* all of it */
    const char *body;       /* within text */
    char location[512];
    char cookie[64];        /* the session's cookie as it was set, "" = not */
} answer;

void answer_free(answer *a);
const char *answer_header(const answer *a, const char *name, char *value, size_t size);
bool answer_has(const answer *a, const char *text);

int web_connect(void);
bool web_send(int fd, const void *bytes, size_t size);
/* Read one answer (to its end by Content-Length, chunks not needed); milliseconds to wait. */
answer web_receive(int fd, int wait);
/* Send bytes as they are on a connection of their own. */
answer web_raw(const char *bytes, size_t size);

/* A visitor with a cookie and the token of his forms. */
typedef struct {
    char cookie[64];        /* value of the session's cookie */
    char csrf[80];
} visitor;

answer web_get(visitor *v, const char *path);
/* Fields as name, value, …, NULL; the token is added. */
answer web_post(visitor *v, const char *path, ...);
/* A body as it is, with its type; the token is the caller's affair. */
answer web_post_body(visitor *v, const char *path, const char *type, const void *body, size_t size);
/* The same with more header lines. */
answer web_request(visitor *v, const char *method, const char *path, const char *headers, const void *body, size_t size);

/* The paths of every page of a case, by the table of routes: *at counts from 0; "" at the end. Static. */
const char *web_case_page(const char *id, size_t *at);

/* An account with these roles, signed in by a link. */
visitor web_account(const char *name, const char *display, unsigned roles);
int64_t web_account_id(const char *name);

#endif
