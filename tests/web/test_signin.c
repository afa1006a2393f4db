/* Signing in and out, over HTTP: one-time codes, passwords, what a session's cookie is like, when it ends. */
#include "client.h"
#include "small_case.h"
#include "suites.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *const PASSWORD = "correct horse battery";

static int64_t add(const char *name, unsigned roles)
{
    int64_t id = 0;
    CU_ASSERT_EQUAL_FATAL(wz_account_add(&id, server.store, "test", now_ms(), name, name, "", roles, NULL), WZ_OK);
    return id;
}

static visitor anonymous(void)
{
    visitor v = {{0}, {0}};
    answer a = web_get(&v, "/signin");
    CU_ASSERT_EQUAL(a.status, 200);
    answer_free(&a);
    return v;
}

static void test_signin__by_password(void)
{
    int64_t id = add("s-li", WZ_ACCOUNT_INVESTIGATOR);
    CU_ASSERT_EQUAL_FATAL(wz_account_set_password(server.store, "t", now_ms(), id, PASSWORD, NULL, NULL), WZ_OK);
    visitor v = anonymous();
    answer wrong = web_post(&v, "/signin", "name", "s-li", "password", "not this one", NULL);
    answer nobody = web_post(&v, "/signin", "name", "s-xx", "password", "not this one", NULL);
    CU_ASSERT_EQUAL(wrong.status, 403);
    CU_ASSERT_EQUAL(nobody.status, 403);
    CU_ASSERT_STRING_EQUAL(wrong.location, "");
    /* the same answer for a wrong password and for nobody, but for the name that was typed */
    char *mine = strstr(wrong.text.data, "value=\"s-li\""), *theirs = strstr(nobody.text.data, "value=\"s-xx\"");
    CU_ASSERT_PTR_NOT_NULL_FATAL(mine);
    CU_ASSERT_PTR_NOT_NULL_FATAL(theirs);
    for (int i = 7; i < 11; i++)
        mine[i] = theirs[i] = 'x';
    CU_ASSERT_STRING_EQUAL(wrong.body, nobody.body);
    answer_free(&wrong);
    answer_free(&nobody);

    visitor before = v;
    answer right = web_post(&v, "/signin", "name", "s-li", "password", PASSWORD, "then", "/cases?x=1", NULL);
    CU_ASSERT_EQUAL(right.status, 303);
    CU_ASSERT_STRING_EQUAL(right.location, "/cases?x=1");
    CU_ASSERT_PTR_NOT_NULL(strstr(right.text.data, "; Path=/; HttpOnly; SameSite=Strict"));
    answer_free(&right);
    /* a new cookie: the one from before, which somebody may have planted, is no session */
    CU_ASSERT_STRING_NOT_EQUAL(v.cookie, before.cookie);
    CU_ASSERT_EQUAL(status_of(web_get(&v, "/cases")), 200);
    CU_ASSERT_EQUAL(status_of(web_get(&before, "/cases")), 303);
}

static void test_signin__ends(void)
{
    visitor v = web_account("s-end", "end", WZ_ACCOUNT_INVESTIGATOR), kept = v;
    CU_ASSERT_EQUAL(status_of(web_get(&v, "/cases")), 200);
    answer out = web_post(&v, "/signout", NULL);
    CU_ASSERT_EQUAL(out.status, 303);
    CU_ASSERT_PTR_NOT_NULL(strstr(out.text.data, "Set-Cookie: wenze=; "));
    answer_free(&out);
    /* the back button shows nothing, and a form that was open says what to do */
    CU_ASSERT_EQUAL(status_of(web_get(&kept, "/cases")), 303);
    answer late = web_post(&kept, "/cases/new", "xml", "<case/>", NULL);
    CU_ASSERT_EQUAL(late.status, 403);
    answer_free(&late);
    char value[64];
    answer page = web_get(&kept, "/cases");
    CU_ASSERT_STRING_EQUAL(answer_header(&page, "Cache-Control", value, sizeof value), "no-store");
    answer_free(&page);
}

static void test_signin__closes_at_once(void)
{
    add("s-admin", WZ_ACCOUNT_SECADMIN);
    visitor v = web_account("s-closed", "closed", WZ_ACCOUNT_INVESTIGATOR);
    CU_ASSERT_EQUAL(status_of(web_get(&v, "/cases")), 200);
    CU_ASSERT_EQUAL(wz_account_set_disabled(server.store, "t", now_ms(), web_account_id("s-closed"), true, NULL),
                    WZ_OK);
    CU_ASSERT_EQUAL(status_of(web_get(&v, "/cases")), 303);
}

static void test_signin__links_work_once(void)
{
    char secret[WZ_ACCOUNT_SECRET];
    int64_t id = add("s-link", WZ_ACCOUNT_LEARNER);
    CU_ASSERT_EQUAL_FATAL(wz_account_link(secret, server.store, "t", now_ms(), id, NULL), WZ_OK);
    visitor v = anonymous(), other = anonymous();
    /* looking at the page, as a mail scanner does, uses nothing up; nor does GET with the code */
    char path[128];
    snprintf(path, sizeof path, "/link?code=%s", secret);
    CU_ASSERT_EQUAL(status_of(web_get(&v, path)), 200);
    CU_ASSERT_EQUAL(status_of(web_get(&v, "/link")), 200);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/link", "code", secret, NULL)), 303);
    CU_ASSERT_EQUAL(status_of(web_post(&other, "/link", "code", secret, NULL)), 403);
}

static void test_signin__changes_the_password(void)
{
    visitor v = web_account("s-pass", "pass", WZ_ACCOUNT_INVESTIGATOR);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/account/password", "new", "short", "again", "short", NULL)), 400);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/account/password", "new", PASSWORD, "again", "another one!", NULL)), 400);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/account/password", "new", PASSWORD, "again", PASSWORD, NULL)), 303);
    CU_ASSERT_EQUAL(status_of(web_get(&v, "/account")), 200);
    /* from now on the old one is asked for */
    CU_ASSERT_EQUAL(
        status_of(web_post(&v, "/account/password", "new", "a third long one", "again", "a third long one", NULL)),
        400);
    visitor second = anonymous();
    CU_ASSERT_EQUAL(status_of(web_post(&second, "/signin", "name", "s-pass", "password", PASSWORD, NULL)), 303);
    answer changed = web_post(&v, "/account/password", "old", PASSWORD, "new", "a third long one", "again",
                              "a third long one", NULL);
    CU_ASSERT_EQUAL(changed.status, 303);
    answer_free(&changed);
    CU_ASSERT_EQUAL(status_of(web_get(&second, "/account")), 303);
    CU_ASSERT_EQUAL(status_of(web_get(&v, "/account")), 200);
    /* who guesses it here waits as at the door, and is told so, the right one or not */
    for (int i = 0; i < 5; i++)
        CU_ASSERT_EQUAL(status_of(web_post(&v, "/account/password", "old", "not this one", "new", PASSWORD, "again",
                                           PASSWORD, NULL)),
                        400);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/account/password", "old", "a third long one", "new", PASSWORD, "again",
                                       PASSWORD, NULL)),
                    429);
}

static void test_signin__goes_to_our_own_pages_alone(void)
{
    const char *const targets[] = {"//evil.example",      "https://evil.example", "/\\evil.example",
                                   "javascript:alert(1)", "/a\r\nX: y",           "/\"><script>"};
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
        char name[16];
        snprintf(name, sizeof name, "s-then%zu", i);
        int64_t id = add(name, WZ_ACCOUNT_LEARNER);
        CU_ASSERT_EQUAL_FATAL(wz_account_set_password(server.store, "t", now_ms(), id, PASSWORD, NULL, NULL), WZ_OK);
        visitor v = anonymous();
        answer a = web_post(&v, "/signin", "name", name, "password", PASSWORD, "then", targets[i], NULL);
        CU_ASSERT_EQUAL(a.status, 303);
        CU_ASSERT_STRING_EQUAL(a.location, "/");
        answer_free(&a);
    }
}

/* What runs is finished when the server is told to stop. */
static void test_signin__is_finished_before_the_server_stops(void)
{
    int64_t id = add("s-stop", WZ_ACCOUNT_LEARNER);
    CU_ASSERT_EQUAL_FATAL(wz_account_set_password(server.store, "t", now_ms(), id, PASSWORD, NULL, NULL), WZ_OK);
    visitor v = anonymous();
    char body[256], request[1024];
    snprintf(body, sizeof body, "csrf=%s&name=s-stop&password=correct+horse+battery", v.csrf);
    snprintf(request, sizeof request,
             "POST /signin HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: wenze=%s\r\nContent-Type: "
             "application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%s",
             v.cookie, strlen(body), body);
    int fd = web_connect();
    CU_ASSERT_FATAL(fd >= 0);
    CU_ASSERT_TRUE(web_send(fd, request, strlen(request)));
    nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
    kill(server.pid, SIGTERM);
    answer a = web_receive(fd, 20000);
    CU_ASSERT_EQUAL(a.status, 303);
    answer_free(&a);
    close(fd);
    int status = 0;
    CU_ASSERT_EQUAL(waitpid(server.pid, &status, 0), server.pid);
    CU_ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    CU_ASSERT_TRUE_FATAL(server_start());
}

/* Whether a child ends well within some seconds; one that does not is killed. */
static bool ends_well(pid_t pid, int seconds)
{
    int status = 0;
    for (int i = 0; i < seconds * 20; i++) {
        if (waitpid(pid, &status, WNOHANG) == pid)
            return WIFEXITED(status) && WEXITSTATUS(status) == 0;
        nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
    }
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
    return false;
}

/* Told to stop twice it waits for nobody; a request that comes while its threads end is refused and harms nothing. */
static void test_signin__a_request_while_the_server_stops_is_refused(void)
{
    enum { BUSY = 16 };
    visitor v = anonymous();
    char body[256], request[1024], get[256];
    int busy[BUSY], late = web_connect();
    snprintf(get, sizeof get, "GET /signin HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: wenze=%s\r\n\r\n", v.cookie);
    CU_ASSERT_TRUE(web_send(late, get, strlen(get)));
    CU_ASSERT_EQUAL(status_of(web_receive(late, 20000)), 200);
    for (int i = 0; i < BUSY; i++) {
        snprintf(body, sizeof body, "csrf=%s&name=s-none-%d&password=not+this+one", v.csrf, i);
        snprintf(request, sizeof request,
                 "POST /signin HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: wenze=%s\r\nContent-Type: "
                 "application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%s",
                 v.cookie, strlen(body), body);
        busy[i] = web_connect();
        CU_ASSERT_TRUE(web_send(busy[i], request, strlen(request)));
    }
    nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    kill(server.pid, SIGTERM);
    nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    kill(server.pid, SIGTERM);
    for (int i = 0; i < 6; i++) {
        nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
        web_send(late, get, strlen(get));
    }
    CU_ASSERT_TRUE(ends_well(server.pid, 20));
    close(late);
    for (int i = 0; i < BUSY; i++)
        close(busy[i]);
    CU_ASSERT_TRUE_FATAL(server_start());
}

CU_pSuite signin_suite(void)
{
    CU_pSuite suite = CU_add_suite("web/signin", NULL, NULL);
    CU_ADD_TEST(suite, test_signin__by_password);
    CU_ADD_TEST(suite, test_signin__ends);
    CU_ADD_TEST(suite, test_signin__closes_at_once);
    CU_ADD_TEST(suite, test_signin__links_work_once);
    CU_ADD_TEST(suite, test_signin__changes_the_password);
    CU_ADD_TEST(suite, test_signin__goes_to_our_own_pages_alone);
    CU_ADD_TEST(suite, test_signin__is_finished_before_the_server_stops);
    CU_ADD_TEST(suite, test_signin__a_request_while_the_server_stops_is_refused);
    return suite;
}
