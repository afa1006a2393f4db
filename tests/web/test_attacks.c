/* Attacks: markup in every field, forms of other sites, planted cookies, paths, headers, bodies that are too large or cut off,
 * requests that two servers would read differently, crowds of idle and slow clients. */
#include "client.h"
#include "small_case.h"
#include "suites.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const char *const MARKUP = "\"'><x-mark onload=alert(1)>&amp;";

/* No page may hold the mark as a tag. */
static void clean(answer a, bool shown)
{
    CU_ASSERT_TRUE(a.status == 200 || (a.status >= 400 && a.status < 500) || a.status == 303);
    CU_ASSERT_FALSE(answer_has(&a, "<x-mark"));
    if (shown)
        CU_ASSERT_TRUE(answer_has(&a, "&lt;x-mark"));
    answer_free(&a);
}

static void test_attacks__markup_stays_text(void)
{
    visitor v = web_account("a-xss", "<x-mark>\"'&", WZ_ACCOUNT_INVESTIGATOR),
            secretary = web_account("a-xs", "s", WZ_ACCOUNT_SECADMIN),
            maintainer = web_account("a-xm", "m", WZ_ACCOUNT_MAINTAINER),
            auditor = web_account("a-xa", "a", WZ_ACCOUNT_AUDITOR);
    /* reflected */
    clean(web_get(&v, "/cases?q=%3Cx-mark%3E&place=%22%3E%3Cx-mark%3E&state=%3Cx-mark%3E"), true);
    clean(web_get(&v, "/signin?then=/%22%3E%3Cx-mark%3E"), false);
    clean(web_get(&v, "/%3Cx-mark%3E"), false);
    clean(web_get(&v, "/cases/%3Cx-mark%3E"), false);
    clean(web_get(&auditor, "/admin/audit?subject=%3Cx-mark%3E"), true);
    clean(web_get(&secretary, "/admin/sharing?case=%3Cx-mark%3E"), true);
    clean(web_post(&v, "/signin", "name", MARKUP, "password", MARKUP, "then", MARKUP, NULL), true);
    clean(web_post(&v, "/cases/new", "xml", MARKUP, NULL), true);
    clean(web_post(&v, "/cases/new", "way", "form", "id", MARKUP, "title", MARKUP, "jurisdiction", MARKUP,
                   "incident_date", MARKUP, NULL),
          true);
    clean(web_post(&secretary, "/admin/accounts", "name", MARKUP, "display", MARKUP, "person_id", MARKUP, "role",
                   MARKUP, NULL),
          true);
    clean(web_post(&secretary, "/admin/sharing", "case", MARKUP, "account", MARKUP, "reason", MARKUP, NULL), true);
    clean(web_post(&maintainer, "/approvals", "what", "enter", "sha256", MARKUP, "title", MARKUP, NULL), false);
    /* stored */
    clean(web_get(&v, "/"), true);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/new", "way", "form", "id", "xss", "title", MARKUP, NULL)), 303);
    CU_ASSERT_EQUAL(
        status_of(web_post(&v, "/cases/xss/add", "what", "evidence", "title", MARKUP, "document-no", MARKUP, NULL)),
        303);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/xss/add", "what", "person", "name", MARKUP, NULL)), 303);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/xss/add", "what", "post", "of", "p1", "office", MARKUP,
                                       "organisation", MARKUP, NULL)),
                    303);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/xss/form/p1", "over", "4", "v.other_circumstance_basis", MARKUP,
                                       "s.other_circumstance_basis", "established", NULL)),
                    303);
    clean(web_get(&v, "/cases"), true);
    clean(web_get(&v, "/cases?q=x-mark"), true);
    clean(web_get(&v, "/cases/xss"), true);
    clean(web_get(&v, "/cases/xss/form/p1"), true);
    clean(web_get(&v, "/cases/xss/add"), true);
    clean(web_get(&v, "/cases/xss/xml"), true);
    clean(web_get(&v, "/cases/xss/assessment"), true);
    clean(web_post(&v, "/cases/xss/form/p1/draft", "over", "5", "draft", "0", "v.other_circumstance_basis", MARKUP,
                   "name", MARKUP, NULL),
          false);
    clean(web_get(&v, "/cases/xss/form/p1"), true);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/xss/assessment", "over", "5", NULL)), 303);
    size_t at = 0;
    for (const char *path = web_case_page("xss", &at); *path; path = web_case_page("xss", &at))
        if (!strstr(path, "/file")) /* a download is what it is */
            clean(web_get(&v, path), false);
    clean(web_get(&v, "/cases/xss/history"), true);
    clean(web_get(&auditor, "/admin/audit"), false);
    clean(web_get(&secretary, "/admin/accounts"), true);
}

static void test_attacks__forms_of_other_sites_do_nothing(void)
{
    visitor v = web_account("a-csrf", "x", WZ_ACCOUNT_INVESTIGATOR),
            other = web_account("a-csrf2", "x", WZ_ACCOUNT_INVESTIGATOR), forged = v;
    const char *const tokens[] = {"", "0", other.csrf,
                                  "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"};
    for (size_t i = 0; i < sizeof tokens / sizeof tokens[0]; i++) {
        snprintf(forged.csrf, sizeof forged.csrf, "%s", tokens[i]);
        CU_ASSERT_EQUAL(status_of(web_post(&forged, "/cases/new", "way", "form", "id", "csrf", "title", "x", NULL)),
                        403);
    }
    CU_ASSERT_EQUAL(status_of(web_get(&v, "/cases/csrf")), 404);
    char body[128];
    snprintf(body, sizeof body, "csrf=%s&way=form&id=csrf&title=x", v.csrf);
    const char *const foreign[] = {"Origin: https://evil.example\r\n", "Origin: null\r\n",
                                   "Sec-Fetch-Site: cross-site\r\n", "Sec-Fetch-Site: same-site\r\n",
                                   "Origin: http://127.0.0.1:1\r\n"};
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
        char headers[256];
        snprintf(headers, sizeof headers, "Content-Type: application/x-www-form-urlencoded\r\n%s", foreign[i]);
        CU_ASSERT_EQUAL(status_of(web_request(&v, "POST", "/cases/new", headers, body, strlen(body))), 421);
    }
    CU_ASSERT_EQUAL(status_of(web_get(&v, "/cases/csrf")), 404);
    char headers[256];
    snprintf(headers, sizeof headers,
             "Content-Type: application/x-www-form-urlencoded\r\nOrigin: http://127.0.0.1:%d\r\nSec-Fetch-Site: "
             "same-origin\r\n",
             server.port);
    CU_ASSERT_EQUAL(status_of(web_request(&v, "POST", "/cases/new", headers, body, strlen(body))), 303);
    /* a method that changes nothing changes nothing */
    CU_ASSERT_EQUAL(status_of(web_get(&v, "/signout")), 405);
    CU_ASSERT_EQUAL(status_of(web_request(&v, "PUT", "/cases/new", "", NULL, 0)), 405);
    CU_ASSERT_EQUAL(status_of(web_request(&v, "TRACE", "/", "", NULL, 0)), 405);
}

static int raw_status(const char *text)
{
    return status_of(web_raw(text, strlen(text)));
}

static void test_attacks__other_hosts_are_misdirected(void)
{
    CU_ASSERT_EQUAL(raw_status("GET /signin HTTP/1.1\r\nHost: evil.example\r\n\r\n"), 421);
    CU_ASSERT_EQUAL(raw_status("GET /signin HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\n\r\n"), 421);
    CU_ASSERT_EQUAL(raw_status("GET /signin HTTP/1.1\r\nHost: 127.0.0.1:80@evil.example\r\n\r\n"), 421);
    CU_ASSERT_EQUAL(raw_status("GET /signin HTTP/1.1\r\nHost: \r\n\r\n"), 421);
    CU_ASSERT_EQUAL(raw_status("GET /signin HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n"), 400);
    CU_ASSERT_EQUAL(raw_status("GET /signin HTTP/1.1\r\nHost: localhost:8443\r\n\r\n"), 200);
    CU_ASSERT_EQUAL(raw_status("GET /signin HTTP/1.1\r\nHost: [::1]\r\n\r\n"), 200);
    int status = raw_status("GET /signin HTTP/1.1\r\n\r\n");
    CU_ASSERT_TRUE(status == 400 || status == 421);
}

static void test_attacks__paths_stay_inside(void)
{
    const char *const paths[] = {"/static/../../etc/passwd",
                                 "/static/%2e%2e/%2e%2e/etc/passwd",
                                 "/static/..%2f..%2fetc%2fpasswd",
                                 "/static/%00",
                                 "/static/wenze.css%00.svg",
                                 "/static//wenze.css",
                                 "/static/%c0%ae%c0%ae/x",
                                 "/cases/%2e%2e",
                                 "//static/wenze.css",
                                 "/static/%",
                                 "/static/%4",
                                 "/./static/wenze.css",
                                 "/static/wenze.css/"};
    visitor v = web_account("a-path", "x", WZ_ACCOUNT_INVESTIGATOR);
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        int status = status_of(web_get(&v, paths[i]));
        if (status != 404 && status != 400)
            fprintf(stderr, "\n%s: %d", paths[i], status);
        CU_ASSERT_TRUE(status == 404 || status == 400);
    }
    CU_ASSERT_EQUAL(status_of(web_get(&v, "/static/wenze.css")), 200);
}

static void test_attacks__headers_cannot_be_injected(void)
{
    visitor v = web_account("a-head", "x", WZ_ACCOUNT_INVESTIGATOR);
    answer a = web_get(&v, "/cases/x%0d%0aSet-Cookie:%20evil=1/xml/file");
    CU_ASSERT_PTR_NULL(strstr(a.text.data, "evil=1\r"));
    answer_free(&a);
    visitor nobody = {{0}, {0}};
    a = web_get(&nobody, "/cases/x%0d%0aSet-Cookie:%20evil=1");
    CU_ASSERT_EQUAL(a.status, 303);
    char value[64];
    answer_header(&a, "Set-Cookie", value, sizeof value);
    CU_ASSERT_PTR_NULL(strstr(value, "evil"));
    answer_free(&a);
    a = web_get(&v, "/cases?lang=en%0d%0aX-Evil:1");
    CU_ASSERT_PTR_NULL(strstr(a.text.data, "X-Evil"));
    answer_free(&a);
}

static void test_attacks__every_page_has_its_safe_headers(void)
{
    visitor v = web_account("a-safe", "x", WZ_ACCOUNT_INVESTIGATOR);
    const char *const pages[] = {"/", "/signin", "/cases", "/nothing", "/static/wenze.css", "/cases/new"};
    const struct {
        const char *name, *part;
    } headers[] = {{"Content-Security-Policy", "default-src 'none'"},
                   {"Content-Security-Policy", "frame-ancestors 'none'"},
                   {"X-Content-Type-Options", "nosniff"},
                   {"X-Frame-Options", "DENY"},
                   {"Referrer-Policy", "no-referrer"}};
    for (size_t p = 0; p < sizeof pages / sizeof pages[0]; p++) {
        answer a = web_get(&v, pages[p]);
        for (size_t h = 0; h < sizeof headers / sizeof headers[0]; h++) {
            char value[512];
            answer_header(&a, headers[h].name, value, sizeof value);
            CU_ASSERT_PTR_NOT_NULL(strstr(value, headers[h].part));
            CU_ASSERT_PTR_NULL(strstr(value, "unsafe"));
        }
        /* the policy would forbid them anyway; none may be written */
        CU_ASSERT_FALSE(answer_has(&a, "<script>"));
        CU_ASSERT_FALSE(answer_has(&a, " style=\""));
        CU_ASSERT_FALSE(answer_has(&a, " onclick="));
        answer_free(&a);
    }
}

static void test_attacks__bodies_are_bounded(void)
{
    visitor v = web_account("a-body", "x", WZ_ACCOUNT_INVESTIGATOR), nobody = {{0}, {0}};
    char request[1024];
    /* announced too large: refused before a byte of it */
    snprintf(request, sizeof request,
             "POST /signin HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
             "application/x-www-form-urlencoded\r\nContent-Length: 999999999\r\n\r\n");
    CU_ASSERT_EQUAL(raw_status(request), 413);
    /* an upload by nobody: not received */
    snprintf(request, sizeof request,
             "POST /cases/new HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; "
             "boundary=bb\r\nContent-Length: 1000000\r\n\r\n");
    CU_ASSERT_EQUAL(raw_status(request), 403);
    /* too large, and not announced: chunks */
    wz_buffer chunks = {0};
    wz_buffer_printf(&chunks,
                     "POST /signin HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                     "Transfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 40; i++) {
        wz_buffer_puts(&chunks, "400\r\n");
        for (int k = 0; k < 1024; k++)
            wz_buffer_putc(&chunks, 'a');
        wz_buffer_puts(&chunks, "\r\n");
    }
    wz_buffer_puts(&chunks, "0\r\n\r\n");
    int status = status_of(web_raw(chunks.data, chunks.length));
    CU_ASSERT_TRUE(status == 413 || status == 0);
    wz_buffer_free(&chunks);
    /* cut off: nothing happens */
    snprintf(request, sizeof request,
             "POST /cases/new HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: wenze=%s\r\nContent-Type: "
             "application/x-www-form-urlencoded\r\n"
             "Content-Length: 1000\r\n\r\ncsrf=%s&way=form&id=cut&title=x",
             v.cookie, v.csrf);
    int fd = web_connect();
    web_send(fd, request, strlen(request));
    shutdown(fd, SHUT_WR);
    answer cut = web_receive(fd, 3000);
    CU_ASSERT_TRUE(cut.status == 0 || cut.status >= 400);
    answer_free(&cut);
    close(fd);
    CU_ASSERT_EQUAL(status_of(web_get(&v, "/cases/cut")), 404);
    /* no form, bytes that are no text, a header without end */
    CU_ASSERT_EQUAL(status_of(web_post_body(&v, "/cases/new", "text/plain", "x", 1)), 415);
    char body[200];
    snprintf(body, sizeof body, "csrf=%s&way=form&id=a%%00b&title=%%ff%%fe", v.csrf);
    CU_ASSERT_EQUAL(status_of(web_post_body(&v, "/cases/new", "application/x-www-form-urlencoded", body, strlen(body))),
                    400);
    CU_ASSERT_EQUAL(
        status_of(web_post_body(&v, "/cases/new", "multipart/form-data; boundary=bb", "--bb\r\nnonsense", 14)), 400);
    wz_buffer header = {0};
    wz_buffer_puts(&header, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ");
    for (int i = 0; i < 200000; i++)
        wz_buffer_putc(&header, 'a');
    wz_buffer_puts(&header, "\r\n\r\n");
    status = status_of(web_raw(header.data, header.length));
    CU_ASSERT_TRUE(status == 431 || status == 413 || status == 400 || status == 0);
    wz_buffer_free(&header);
    CU_ASSERT_EQUAL(status_of(web_get(&nobody, "/alive")), 200);
}

/* A proxy in front might see one request where we see two, or the other way round. */
static void test_attacks__ambiguous_requests_are_refused(void)
{
    const char *const heads[] = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: 4\r\nContent-Length: 5\r\n",
        "Content-Length: 4\r\nContent-Length: 4\r\n",
        "Content-Length: +4\r\n",
        "Content-Length: -4\r\n",
        "Content-Length: 4 4\r\n",
        "Content-Length: 0x4\r\n",
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: identity\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Content-Length: \r\n",
        "Content-Length: 99999999999999999999\r\n",
    };
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        char request[512];
        /* a second request hides in the body of the first */
        snprintf(request, sizeof request,
                 "POST /signin HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
                 "application/x-www-form-urlencoded\r\n%s\r\n0\r\n\r\nGET /alive "
                 "HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
                 heads[i]);
        int fd = web_connect();
        web_send(fd, request, strlen(request));
        answer first = web_receive(fd, 3000);
        if (first.status != 0 && (first.status < 400 || first.status == 403))
            fprintf(stderr, "\n%s: %d", heads[i], first.status);
        CU_ASSERT_TRUE(first.status == 0 || (first.status >= 400 && first.status != 403));
        answer second = web_receive(fd, 1000);
        CU_ASSERT_EQUAL(second.status, 0);
        answer_free(&first);
        answer_free(&second);
        close(fd);
    }
    /* a body with GET */
    CU_ASSERT_EQUAL(raw_status("GET /alive HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\n\r\nabcd"), 400);
}

static void test_attacks__crowds_do_not_keep_others_out(void)
{
    enum { CROWD = 1000 };
    static int fds[CROWD];
    int open = 0;
    for (int i = 0; i < CROWD; i++) {
        fds[i] = web_connect();
        open += fds[i] >= 0;
        if (fds[i] >= 0 && i % 2)
            web_send(fds[i], "GET / HT", 8); /* half of them slow with the header */
    }
    CU_ASSERT_TRUE(open > CROWD / 2);
    visitor nobody = {{0}, {0}};
    for (int i = 0; i < 20; i++) {
        int64_t begun = now_ms();
        CU_ASSERT_EQUAL(status_of(web_get(&nobody, "/signin")), 200);
        CU_ASSERT_TRUE(now_ms() - begun < 3000);
    }
    for (int i = 0; i < CROWD; i++)
        if (fds[i] >= 0)
            close(fds[i]);
}

static void test_attacks__slow_readers_do_not_keep_others_out(void)
{
    enum { READERS = 100 };
    int fds[READERS];
    visitor v = web_account("a-slow", "x", WZ_ACCOUNT_INVESTIGATOR);
    char request[256];
    snprintf(request, sizeof request, "GET /law/bj2019 HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: wenze=%s\r\n\r\n",
             v.cookie);
    for (int i = 0; i < READERS; i++) {
        fds[i] = web_connect();
        int small = 1024;
        setsockopt(fds[i], SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
        web_send(fds[i], request, strlen(request));
    }
    for (int i = 0; i < 10; i++) {
        int64_t begun = now_ms();
        CU_ASSERT_EQUAL(status_of(web_get(&v, "/cases")), 200);
        CU_ASSERT_TRUE(now_ms() - begun < 3000);
    }
    for (int i = 0; i < READERS; i++)
        close(fds[i]);
}

/* Only where there is time: who says nothing, or drips, is put out. */
static void test_attacks__who_drips_is_put_out(void)
{
    if (!getenv("WZ_LONG"))
        return;
    int silent = web_connect(), dripping = web_connect();
    int64_t begun = now_ms();
    bool out_silent = false, out_dripping = false;
    web_send(dripping, "GET / HTTP/1.1\r\nX: ", 19);
    while (now_ms() - begun < 40000 && !(out_silent && out_dripping)) {
        char byte;
        nanosleep(&(struct timespec){.tv_nsec = 500000000}, NULL);
        out_silent |= recv(silent, &byte, 1, MSG_DONTWAIT) == 0;
        out_dripping |= !web_send(dripping, "a", 1);
    }
    CU_ASSERT_TRUE(out_silent);
    CU_ASSERT_TRUE(out_dripping);
    close(silent);
    close(dripping);
}

/* What people did stands in the log; their secrets and names do not. */
static void test_attacks__the_log_keeps_quiet(void)
{
    visitor v = web_account("a-log", "秘密姓名", WZ_ACCOUNT_INVESTIGATOR);
    CU_ASSERT_EQUAL(status_of(web_get(&v, "/cases?q=secretquery")), 200);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/signin", "name", "secretname", "password", "secretpassword", NULL)), 403);
    char path[128];
    snprintf(path, sizeof path, "%s/log", server.folder);
    FILE *file = fopen(path, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    wz_buffer log = {0};
    char piece[4096];
    for (size_t got; (got = fread(piece, 1, sizeof piece, file)) > 0;)
        wz_buffer_add(&log, piece, got);
    fclose(file);
    CU_ASSERT_PTR_NOT_NULL(strstr(log.data, "GET /cases 200"));
    const char *const secrets[] = {"secretquery", "secretname", "secretpassword", "秘密姓名",
                                   "a-log",       v.cookie,     v.csrf,           "127.0.0.1 "};
    for (size_t i = 0; i < sizeof secrets / sizeof secrets[0]; i++)
        CU_ASSERT_PTR_NULL(strstr(log.data, secrets[i]));
    CU_ASSERT_PTR_NULL(strstr(log.data, "trouble"));
    wz_buffer_free(&log);
}

/* Where the log cannot be written nothing happens, and nobody is told that it did. */
static void test_attacks__what_cannot_be_logged_is_not_done(void)
{
    visitor v = web_account("a-unlogged", "log", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&v, "a-unlogged", "周正");
    sqlite3 *db = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(server.db, &db), SQLITE_OK);
    CU_ASSERT_EQUAL(sqlite3_exec(db,
                                 "CREATE TRIGGER no_entry BEFORE INSERT ON audit WHEN new.what IN"
                                 " ('account.signout', 'case.download', 'case.share',"
                                 " 'review.open')"
                                 " BEGIN SELECT RAISE(ABORT, 'refused'); END",
                                 NULL, NULL, NULL),
                    SQLITE_OK);
    CU_ASSERT_EQUAL(status_of(get_of(&v, "a-unlogged", "/xml/file")), 500);
    /* no case that nobody may open, no assessment that nobody can review */
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/new", "xml", make_case("a-unshared", "周正"), NULL)), 500);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/a-unlogged/assessment", "over", "1", NULL)), 500);
    visitor before = v;
    answer a = web_post(&v, "/signout", NULL);
    CU_ASSERT_EQUAL(a.status, 500);
    answer_free(&a);
    CU_ASSERT_EQUAL(status_of(web_get(&before, "/cases")), 200);
    CU_ASSERT_EQUAL(sqlite3_exec(db, "DROP TRIGGER no_entry", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_stmt *count = NULL;
    CU_ASSERT_EQUAL(sqlite3_prepare_v2(db,
                                       "SELECT count(*) FROM assessment a JOIN case_file f ON f.number = a.case_number"
                                       " WHERE f.id = 'a-unlogged'",
                                       -1, &count, NULL),
                    SQLITE_OK);
    CU_ASSERT_EQUAL(sqlite3_step(count), SQLITE_ROW);
    CU_ASSERT_EQUAL(sqlite3_column_int(count, 0), 0);
    sqlite3_finalize(count);
    sqlite3_close(db);
    hand_in(&before, "a-unshared", "周正");
    CU_ASSERT_EQUAL(status_of(get_of(&before, "a-unlogged", "/xml/file")), 200);
    CU_ASSERT_EQUAL(status_of(web_post(&before, "/signout", NULL)), 303);
}

CU_pSuite attacks_suite(void)
{
    CU_pSuite suite = CU_add_suite("web/attacks", NULL, NULL);
    CU_ADD_TEST(suite, test_attacks__markup_stays_text);
    CU_ADD_TEST(suite, test_attacks__forms_of_other_sites_do_nothing);
    CU_ADD_TEST(suite, test_attacks__other_hosts_are_misdirected);
    CU_ADD_TEST(suite, test_attacks__paths_stay_inside);
    CU_ADD_TEST(suite, test_attacks__headers_cannot_be_injected);
    CU_ADD_TEST(suite, test_attacks__every_page_has_its_safe_headers);
    CU_ADD_TEST(suite, test_attacks__bodies_are_bounded);
    CU_ADD_TEST(suite, test_attacks__ambiguous_requests_are_refused);
    CU_ADD_TEST(suite, test_attacks__crowds_do_not_keep_others_out);
    CU_ADD_TEST(suite, test_attacks__slow_readers_do_not_keep_others_out);
    CU_ADD_TEST(suite, test_attacks__who_drips_is_put_out);
    CU_ADD_TEST(suite, test_attacks__the_log_keeps_quiet);
    CU_ADD_TEST(suite, test_attacks__what_cannot_be_logged_is_not_done); /* its troubles stand in the log: the last */
    return suite;
}
