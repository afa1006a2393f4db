/* TLS: the page by certificate and key, what its cookies are like then, and that no other address than loopback is served
 * without. The certificate of this folder is for tests alone. */
#include "client.h"
#include "suites.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gnutls/gnutls.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *program(void)
{
    const char *named = getenv("WENZE");
    return named ? named : "build/wenze";
}

/* `wenze serve` with these further arguments. Returns the process; what it says goes to `log`. */
static pid_t serve(const char *log, const char *const *more)
{
    const char *args[24] = {"wenze", "serve", "--db", server.db, "--lang", "en"};
    size_t count = 6;
    while (*more)
        args[count++] = *more++;
    pid_t pid = fork();
    if (pid == 0) {
        int fd = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(fd, STDERR_FILENO);
        execv(program(), (char *const *)args);
        _exit(127);
    }
    return pid;
}

static void test_tls__is_required_beyond_loopback(void)
{
    char log[128], text[1024];
    snprintf(log, sizeof log, "%s/tls-log", server.folder);
    const struct {
        const char *id;
        const char *args[6];
    } wrong[] = {
        {"WEB-005", {"--listen", "0.0.0.0:0", NULL}},
        {"WEB-005", {"--listen", "[::]:0", NULL}},
        {"WEB-004", {"--listen", "127.0.0.1:0", "--cert", "tests/web/test-cert.pem", NULL}},
        {"WEB-003", {"--cert", "tests/web/run.sh", "--key", "tests/web/test-key.pem", NULL}},
        {"WEB-001", {"--listen", "example.org:80", NULL}},
        {"WEB-001", {"--listen", "127.0.0.1", NULL}},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        int status = 0;
        pid_t pid = serve(log, wrong[i].args);
        waitpid(pid, &status, 0);
        CU_ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 3);
        FILE *file = fopen(log, "r");
        size_t length = file ? fread(text, 1, sizeof text - 1, file) : 0;
        text[length] = '\0';
        if (file)
            fclose(file);
        if (!strstr(text, wrong[i].id))
            fprintf(stderr, "\n%s expected: %s", wrong[i].id, text);
        CU_ASSERT_PTR_NOT_NULL(strstr(text, wrong[i].id));
    }
}

static int wait_port(const char *ready)
{
    for (int i = 0; i < 300; i++) {
        FILE *file = fopen(ready, "r");
        int port = 0;
        if (file) {
            int found = fscanf(file, "https://wenze.test:%d/", &port);
            fclose(file);
            if (found == 1)
                return port;
        }
        nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
    }
    return 0;
}

static int connect_to(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CU_ASSERT_EQUAL(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
    return fd;
}

/* One request over TLS; the whole answer, or "" where no connection comes about. */
static void ask(int port, const char *priorities, const char *request, char *text, size_t size)
{
    gnutls_session_t session;
    gnutls_certificate_credentials_t credentials;
    size_t length = 0;
    int fd = connect_to(port);
    gnutls_certificate_allocate_credentials(&credentials);
    gnutls_init(&session, GNUTLS_CLIENT);
    CU_ASSERT_EQUAL(gnutls_priority_set_direct(session, priorities, NULL), 0);
    gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, credentials);
    gnutls_transport_set_int(session, fd);
    gnutls_handshake_set_timeout(session, 5000);
    if (gnutls_handshake(session) == 0) {
        gnutls_record_send(session, request, strlen(request));
        for (ssize_t got;
             length < size - 1 && (got = gnutls_record_recv(session, text + length, size - 1 - length)) > 0;)
            length += (size_t)got;
    }
    text[length] = '\0';
    gnutls_deinit(session);
    gnutls_certificate_free_credentials(credentials);
    close(fd);
}

static void test_tls__serves_by_certificate_and_key(void)
{
    static char text[65536];
    char ready[128], log[128];
    snprintf(ready, sizeof ready, "%s/tls-url", server.folder);
    snprintf(log, sizeof log, "%s/tls-log", server.folder);
    unlink(ready);
    const char *const args[] = {"--listen",
                                "0.0.0.0:0",
                                "--name",
                                "wenze.test",
                                "--cert",
                                "tests/web/test-cert.pem",
                                "--key",
                                "tests/web/test-key.pem",
                                "--ready-file",
                                ready,
                                NULL};
    pid_t pid = serve(log, args);
    int port = wait_port(ready), status = 0;
    CU_ASSERT_TRUE_FATAL(port > 0);
    const char *request = "GET /signin HTTP/1.1\r\nHost: wenze.test\r\nConnection: close\r\n\r\n";
    ask(port, "NORMAL", request, text, sizeof text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "HTTP/1.1 200 "));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "Set-Cookie: __Host-wenze="));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "; SameSite=Strict; Secure"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "Strict-Transport-Security: max-age="));
    ask(port, "NORMAL", "GET /signin HTTP/1.1\r\nHost: other.test\r\nConnection: close\r\n\r\n", text, sizeof text);
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "HTTP/1.1 421 "));
    /* not by the old versions */
    ask(port, "NORMAL:-VERS-ALL:+VERS-TLS1.1:%COMPAT", request, text, sizeof text);
    CU_ASSERT_STRING_EQUAL(text, "");
    /* nor without TLS */
    int fd = connect_to(port);
    web_send(fd, request, strlen(request));
    answer plain = web_receive(fd, 3000);
    CU_ASSERT_EQUAL(plain.status, 0);
    answer_free(&plain);
    close(fd);
    kill(pid, SIGTERM);
    waitpid(pid, &status, 0);
    CU_ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

CU_pSuite tls_suite(void)
{
    CU_pSuite suite = CU_add_suite("web/tls", NULL, NULL);
    CU_ADD_TEST(suite, test_tls__is_required_beyond_loopback);
    CU_ADD_TEST(suite, test_tls__serves_by_certificate_and_key);
    return suite;
}
