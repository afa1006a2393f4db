/* The client and the server under test. */
#include "client.h"

#include "web/route.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

web_server server = {.pid = -1};

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- the server --- */

static void run_server(const char *ready)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM); /* a test that is killed leaves no server behind */
    const char *program = getenv("WENZE");
    char log[128];
    snprintf(log, sizeof log, "%s/log", server.folder);
    int fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    dup2(fd, STDERR_FILENO);
    execl(program ? program : "build/wenze", "wenze", "serve", "--db", server.db, "--listen", "127.0.0.1:0",
          "--ready-file", ready, "--lang", "zh", (char *)NULL);
    _exit(127);
}

static bool wait_ready(const char *ready)
{
    for (int i = 0; i < 300; i++) {
        FILE *file = fopen(ready, "r");
        int port = 0;
        if (file) {
            int found = fscanf(file, "http://127.0.0.1:%d/", &port);
            fclose(file);
            if (found == 1 && port) {
                server.port = port;
                return true;
            }
        }
        nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
    }
    return false;
}

bool server_start(void)
{
    char ready[128];
    wz_store_options options = WZ_STORE_OPTIONS_INIT;
    options.create = true;
    if (!server.folder[0]) {
        strcpy(server.folder, "/tmp/wenze-web.XXXXXX");
        if (!mkdtemp(server.folder))
            return false;
        snprintf(server.db, sizeof server.db, "%s/office.db", server.folder);
        if (wz_store_open(&server.store, server.db, &options, NULL) != WZ_OK ||
            wz_rules_open(&server.rules, NULL, NULL) != WZ_OK)
            return false;
    }
    snprintf(ready, sizeof ready, "%s/url", server.folder);
    unlink(ready);
    server.pid = fork();
    if (server.pid == 0)
        run_server(ready);
    return server.pid > 0 && wait_ready(ready);
}

int server_stop(void)
{
    int status = 0;
    if (server.pid <= 0)
        return -1;
    kill(server.pid, SIGTERM);
    pid_t ended = waitpid(server.pid, &status, 0);
    server.pid = -1;
    return ended > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *place)
{
    (void)status, (void)type, (void)place;
    return remove(path);
}

void server_remove(void)
{
    wz_store_close(server.store);
    wz_rules_close(server.rules);
    if (nftw(server.folder, remove_one, 8, FTW_DEPTH | FTW_PHYS) != 0)
        fprintf(stderr, "%s was not removed\n", server.folder);
}

bool web_run(const char *const *args, wz_buffer *out)
{
    const char *program = getenv("WENZE");
    int ends[2], status = 0;
    if (pipe(ends) != 0)
        return false;
    pid_t pid = fork();
    if (pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execv(program ? program : "build/wenze", (char *const *)args);
        _exit(127);
    }
    close(ends[1]);
    char piece[4096];
    for (ssize_t got; (got = read(ends[0], piece, sizeof piece)) > 0;)
        wz_buffer_add(out, piece, (size_t)got);
    close(ends[0]);
    return waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* --- bytes --- */

int web_connect(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)server.port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const struct timeval patience = {.tv_sec = 90}; /* a server that never answers fails a test, and does not hold it */
    if (fd >= 0)
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        close(fd);
        fd = -1;
    }
    return fd;
}

bool web_send(int fd, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size) {
        ssize_t sent = send(fd, at, size, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        at += sent;
        size -= (size_t)sent;
    }
    return true;
}

static void read_head(answer *a)
{
    static const char marker[] = "Set-Cookie: wenze=";
    const char *end = strstr(a->text.data, "\r\n\r\n"), *found = strstr(a->text.data, marker);
    a->body = end + 4;
    sscanf(a->text.data, "HTTP/1.1 %d", &a->status);
    if (found && found < end)
        sscanf(found + sizeof marker - 1, "%63[^;\r\n]", a->cookie);
    answer_header(a, "Location", a->location, sizeof a->location);
}

/* How many bytes the whole answer has, 0 = not known yet. */
static size_t whole(const wz_buffer *text)
{
    const char *end = text->data ? strstr(text->data, "\r\n\r\n") : NULL;
    const char *length = text->data ? strstr(text->data, "Content-Length: ") : NULL;
    if (!end)
        return 0;
    size_t head = (size_t)(end - text->data) + 4;
    return length && length < end ? head + strtoull(length + 16, NULL, 10) : head;
}

answer web_receive(int fd, int wait)
{
    answer a = {0};
    char piece[16384];
    while (whole(&a.text) == 0 || a.text.length < whole(&a.text)) {
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        if (poll(&ready, 1, wait) <= 0)
            break;
        ssize_t got = recv(fd, piece, sizeof piece, 0);
        if (got <= 0)
            break;
        wz_buffer_add(&a.text, piece, (size_t)got);
    }
    if (whole(&a.text))
        read_head(&a);
    else
        a.body = "";
    return a;
}

answer web_raw(const char *bytes, size_t size)
{
    int fd = web_connect();
    CU_ASSERT_FATAL(fd >= 0);
    web_send(fd, bytes, size);
    answer a = web_receive(fd, 10000);
    close(fd);
    return a;
}

void answer_free(answer *a)
{
    wz_buffer_free(&a->text);
}

const char *answer_header(const answer *a, const char *name, char *value, size_t size)
{
    char marker[80];
    snprintf(marker, sizeof marker, "\r\n%s: ", name);
    const char *end = strstr(a->text.data, "\r\n\r\n"), *found = strstr(a->text.data, marker);
    value[0] = '\0';
    if (!found || found > end)
        return NULL;
    found += strlen(marker);
    size_t length = strcspn(found, "\r\n");
    length = length < size - 1 ? length : size - 1;
    memcpy(value, found, length);
    value[length] = '\0';
    return value;
}

bool answer_has(const answer *a, const char *text)
{
    return a->text.data && strstr(a->body, text) != NULL;
}

/* --- visitors --- */

/* Take over the cookie that was set and the token of the forms that were shown. */
static void remember(visitor *v, const answer *a)
{
    static const char marker[] = "name=\"csrf\" value=\"";
    if (a->cookie[0])
        snprintf(v->cookie, sizeof v->cookie, "%s", a->cookie);
    const char *found = a->text.data ? strstr(a->body, marker) : NULL;
    if (found)
        sscanf(found + sizeof marker - 1, "%79[0-9a-f]", v->csrf);
}

answer web_request(visitor *v, const char *method, const char *path, const char *headers, const void *body, size_t size)
{
    wz_buffer request = {0};
    wz_buffer_printf(&request, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n", method, path, server.port);
    if (v && v->cookie[0])
        wz_buffer_printf(&request, "Cookie: wenze=%s\r\n", v->cookie);
    if (body)
        wz_buffer_printf(&request, "Content-Length: %zu\r\n", size);
    wz_buffer_puts(&request, headers);
    wz_buffer_puts(&request, "\r\n");
    wz_buffer_add(&request, body ? body : "", size);
    answer a = web_raw(request.data, request.length);
    wz_buffer_free(&request);
    if (v)
        remember(v, &a);
    return a;
}

answer web_get(visitor *v, const char *path)
{
    return web_request(v, "GET", path, "", NULL, 0);
}

static void add_encoded(wz_buffer *out, const char *text)
{
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9');
        wz_buffer_printf(out, plain ? "%c" : "%%%02X", *c);
    }
}

answer web_post(visitor *v, const char *path, ...)
{
    wz_buffer body = {0};
    va_list args;
    wz_buffer_printf(&body, "csrf=%s", v->csrf);
    va_start(args, path);
    for (const char *name = va_arg(args, const char *); name; name = va_arg(args, const char *)) {
        wz_buffer_putc(&body, '&');
        add_encoded(&body, name);
        wz_buffer_putc(&body, '=');
        add_encoded(&body, va_arg(args, const char *));
    }
    va_end(args);
    answer a = web_post_body(v, path, "application/x-www-form-urlencoded", body.data, body.length);
    wz_buffer_free(&body);
    return a;
}

answer web_post_body(visitor *v, const char *path, const char *type, const void *body, size_t size)
{
    char headers[256];
    snprintf(headers, sizeof headers, "Content-Type: %s\r\n", type);
    return web_request(v, "POST", path, headers, body, size);
}

int64_t web_account_id(const char *name)
{
    wz_account_record account;
    CU_ASSERT_EQUAL_FATAL(wz_account_find(&account, server.store, name, NULL), WZ_OK);
    return account.id;
}

visitor web_account(const char *name, const char *display, unsigned roles)
{
    visitor v = {{0}, {0}};
    int64_t id = 0;
    char secret[WZ_ACCOUNT_SECRET];
    CU_ASSERT_EQUAL_FATAL(wz_account_add(&id, server.store, "test", now_ms(), name, display, "", roles, NULL), WZ_OK);
    CU_ASSERT_EQUAL_FATAL(wz_account_link(secret, server.store, "test", now_ms(), id, NULL), WZ_OK);
    answer page = web_get(&v, "/link");
    CU_ASSERT_EQUAL_FATAL(page.status, 200);
    answer_free(&page);
    answer entered = web_post(&v, "/link", "code", secret, NULL);
    CU_ASSERT_EQUAL_FATAL(entered.status, 303);
    answer_free(&entered);
    page = web_get(&v, "/account");
    CU_ASSERT_EQUAL_FATAL(page.status, 200);
    answer_free(&page);
    return v;
}

const char *web_case_page(const char *id, size_t *at)
{
    static const char prefix[] = "/cases/:case";
    static char path[256];
    size_t count;
    const wz_route *routes = wz_routes(&count);
    for (; *at < count; ++*at) {
        const char *rest = routes[*at].pattern + sizeof prefix - 1;
        if (routes[*at].method != WZ_GET || strncmp(routes[*at].pattern, prefix, sizeof prefix - 1) != 0)
            continue;
        ++*at;
        /* a person, one of her facts; else a number */
        size_t length = (size_t)snprintf(path, sizeof path, "/cases/%s", id);
        while (*rest && length < sizeof path) {
            size_t plain = strcspn(rest, ":"), name = strcspn(rest + plain, "/");
            bool entity = strncmp(rest + plain, ":entity", name) == 0 || strncmp(rest + plain, ":thing", name) == 0;
            const char *value = !name                                       ? ""
                                : entity                                    ? "p1"
                                : strncmp(rest + plain, ":fact", name) == 0 ? "nature_vile"
                                                                            : "1";
            length += (size_t)snprintf(path + length, sizeof path - length, "%.*s%s", (int)plain, rest, value);
            rest += plain + name;
        }
        return path;
    }
    return "";
}
