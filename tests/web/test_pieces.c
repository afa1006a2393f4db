/* The pieces under the pages: the writer of HTML, the cache, hosts and origins, routes. */
#include "client.h"
#include "suites.h"
#include "web/cache.h"
#include "web/case_cache.h"
#include "web/connection.h"
#include "web/guard.h"
#include "web/html.h"
#include "web/queue.h"
#include "web/route.h"
#include "web/server.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static void writes(const char *text, const char *html)
{
    wz_buffer out = {0};
    wz_html(&out, "%s", text);
    CU_ASSERT_STRING_EQUAL(out.data ? out.data : "", html);
    wz_buffer_free(&out);
}

static void test_html__escapes_by_default(void)
{
    writes("<a href=\"x\" title='y'>&</a>", "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;");
    writes("多字节 ok", "多字节 ok");
    writes("a\x01"
           "b\x7f",
           "a\xEF\xBF\xBD"
           "b\xEF\xBF\xBD");
    writes("bad \xff\xfe bytes", "bad \xEF\xBF\xBD\xEF\xBF\xBD bytes");
    writes("cut \xe4\xb8", "cut \xEF\xBF\xBD");
    writes("abc\xE2\x80\xAE"
           "def\xE2\x81\xA6",
           "abcdef"); /* what turns the direction of writing goes */
    writes("", "");
    wz_buffer out = {0};
    wz_html(&out, "<b>%s</b> %d %u %zu %lld %%", "", -1, 2U, (size_t)3, -4LL);
    CU_ASSERT_STRING_EQUAL(out.data, "<b></b> -1 2 3 -4 %");
    wz_buffer_clear(&out);
    wz_html_url(&out, "a/b?c&d=中 ");
    CU_ASSERT_STRING_EQUAL(out.data, "a%2Fb%3Fc%26d%3D%E4%B8%AD%20");
    wz_buffer_free(&out);
}

static void test_cache__keeps_what_was_used_last(void)
{
    enum { ROOM = 16 * 1024 };
    wz_era era = 0;
    wz_cache *cache = wz_cache_new(&era, ROOM);
    char key[32], bytes[1024];
    wz_buffer out = {0};
    memset(bytes, 'x', sizeof bytes);
    wz_cache_put(cache, 0, "first", "one", 3);
    wz_cache_put(cache, 0, "first", "two", 3);
    CU_ASSERT_TRUE(wz_cache_get(cache, "first", &out));
    CU_ASSERT_STRING_EQUAL(out.data, "two");
    for (int i = 0; i < 100; i++) {
        snprintf(key, sizeof key, "key %d", i);
        wz_cache_put(cache, 0, key, bytes, sizeof bytes);
        wz_buffer_clear(&out);
        CU_ASSERT_TRUE(wz_cache_get(cache, "first", &out)); /* used again and again: it stays */
    }
    wz_buffer_clear(&out);
    CU_ASSERT_FALSE(wz_cache_get(cache, "key 10", &out));
    CU_ASSERT_TRUE(wz_cache_get(cache, "key 99", &out));
    CU_ASSERT_EQUAL(out.length, sizeof bytes);
    /* entries of nothing take room, too */
    wz_cache_put(cache, 0, "empty", "", 0);
    for (int i = 0; i < 1000; i++) {
        snprintf(key, sizeof key, "small %d", i);
        wz_cache_put(cache, 0, key, "", 0);
    }
    CU_ASSERT_FALSE(wz_cache_get(cache, "empty", &out));
    CU_ASSERT_TRUE(wz_cache_get(cache, "small 999", &out));
    /* what would push out everything is not kept */
    static char large[ROOM];
    wz_cache_put(cache, 0, "large", large, sizeof large);
    CU_ASSERT_FALSE(wz_cache_get(cache, "large", &out));
    wz_cache_put(cache, 0, "empty", "", 0);
    CU_ASSERT_TRUE(wz_cache_get(cache, "empty", &out));
    wz_buffer_free(&out);
    wz_cache_free(cache);
    wz_cache_free(NULL);
}

/* Read a case, as a request does. */
static wz_read_case *read_case(wz_case_cache *cache, unsigned since, const char *id)
{
    char *bytes;
    size_t size;
    wz_case_view *view;
    CU_ASSERT_EQUAL_FATAL(wz_case_bytes(&bytes, &size, server.store, id, 0, NULL), WZ_OK);
    CU_ASSERT_EQUAL_FATAL(wz_case_view_open(&view, server.rules, id, bytes, size, WZ_LANGUAGE_ZH, NULL), WZ_OK);
    return wz_case_cache_add(cache, since, bytes, size, view, WZ_LANGUAGE_ZH);
}

static void add_case(const char *id)
{
    char text[256];
    snprintf(text, sizeof text,
             "<case xmlns=\"urn:wenze:case:1\" id=\"%s\" as-of=\"2020-03-20\"><incident id=\"i1\" "
             "subject=\"true\"/><person id=\"p1\" name=\"周正\"/></case>",
             id);
    wz_case_add_request request = WZ_CASE_ADD_INIT;
    request.bytes = text;
    request.size = strlen(text);
    request.by = "test";
    CU_ASSERT_EQUAL_FATAL(wz_case_add(NULL, NULL, server.store, server.rules, &request, NULL), WZ_OK);
}

static void test_case_cache__keeps_what_was_used_last(void)
{
    enum { ROOM = 4096, CASES = 40 };
    wz_era era = 0;
    wz_case_cache *cache = wz_case_cache_new(&era, ROOM);
    char id[32], first[65];
    add_case("kept-first");
    wz_read_case *held = read_case(cache, 0, "kept-first");
    CU_ASSERT_STRING_EQUAL(held->content->id, "kept-first");
    snprintf(first, sizeof first, "%s", held->content->sha256);
    CU_ASSERT_PTR_NULL(wz_case_cache_get(cache, first, WZ_LANGUAGE_EN));
    for (int i = 0; i < CASES; i++) {
        snprintf(id, sizeof id, "kept-%d", i);
        add_case(id);
        wz_case_cache_release(read_case(cache, 0, id));
        wz_read_case *again = wz_case_cache_get(cache, first, WZ_LANGUAGE_ZH); /* used again and again: it stays */
        CU_ASSERT_PTR_EQUAL(again, held);
        wz_case_cache_release(again);
    }
    wz_case_cache_clear(cache);
    CU_ASSERT_PTR_NULL(wz_case_cache_get(cache, first, WZ_LANGUAGE_ZH));
    CU_ASSERT_STRING_EQUAL(held->content->id, "kept-first"); /* whoever holds one may go on */
    wz_case_cache_release(held);
    wz_case_cache_free(cache);
}

/* A job that has the worker hold a case open, and says where that is noted. */
typedef struct {
    wz_job job;
    wz_what_if *volatile *held;
    atomic_bool done;
} holding;

static void hold_open(wz_job *job, wz_worker *worker)
{
    static const char text[] = "<case xmlns=\"urn:wenze:case:1\" id=\"held\" as-of=\"2020-03-20\"><incident id=\"i1\" "
                               "subject=\"true\"/><person id=\"p1\"/></case>";
    holding *h = (holding *)job;
    wz_what_if_open_memory(&worker->held, server.rules, "case.xml", text, strlen(text), NULL, NULL);
    h->held = (wz_what_if *volatile *)&worker->held;
    atomic_store(&h->done, true);
}

static bool wait_until(const holding *h, bool held)
{
    for (int i = 0; i < 500; i++) {
        if (atomic_load(&h->done) && (*h->held != NULL) == held)
            return true;
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    }
    return false;
}

/* Whatever process deletes a case: pages, cases that were read and cases held open go, also what was under way meanwhile. */
static void test_era__forgets_with_a_deletion(void)
{
    wz_web_server s = {.rules = server.rules, .seen = -1};
    wz_store_options options = WZ_STORE_OPTIONS_INIT;
    wz_buffer out = {0};
    char hash[65];
    s.options.db = server.db;
    options.read_only = true;
    pthread_mutex_init(&s.gate_lock, NULL);
    CU_ASSERT_EQUAL_FATAL(wz_store_open(&s.gate, server.db, &options, NULL), WZ_OK);
    s.cache = wz_cache_new(&s.era, 4096);
    s.cases = wz_case_cache_new(&s.era, 65536);
    s.quick = wz_queue_start(&s, 1, 8, NULL);
    s.slow = wz_queue_start(&s, 1, 8, NULL);
    wz_era_look(&s);
    add_case("gone");
    holding h = {.job.run = hold_open};
    CU_ASSERT_TRUE(wz_queue_add(s.quick, &h.job));
    wz_cache_put(s.cache, 0, "page", "x", 1);
    wz_read_case *read = read_case(s.cases, 0, "gone");
    snprintf(hash, sizeof hash, "%s", read->content->sha256);
    wz_case_cache_release(read);
    CU_ASSERT_TRUE(wait_until(&h, true));

    wz_era_look(&s); /* other entries of the log change nothing */
    read = wz_case_cache_get(s.cases, hash, WZ_LANGUAGE_ZH);
    CU_ASSERT_PTR_NOT_NULL_FATAL(read);
    wz_case_cache_release(read);
    CU_ASSERT_TRUE(wz_cache_get(s.cache, "page", &out));
    CU_ASSERT_PTR_NOT_NULL(*h.held);

    wz_read_case *late = read_case(s.cases, 7, "gone"); /* of no era that is now */
    CU_ASSERT_EQUAL(wz_case_delete(server.store, "gone", NULL, "test", NULL), WZ_OK);
    wz_era_look(&s);
    CU_ASSERT_FALSE(wz_cache_get(s.cache, "page", &out));
    CU_ASSERT_PTR_NULL(wz_case_cache_get(s.cases, hash, WZ_LANGUAGE_ZH));
    CU_ASSERT_TRUE(wait_until(&h, false)); /* the worker lets go without another job */
    wz_cache_put(s.cache, 0, "page", "x", 1);
    CU_ASSERT_FALSE(wz_cache_get(s.cache, "page", &out));
    wz_cache_put(s.cache, 1, "page", "x", 1);
    CU_ASSERT_TRUE(wz_cache_get(s.cache, "page", &out));
    wz_case_cache_release(late);
    wz_buffer_free(&out);
    wz_queue_stop(s.quick);
    wz_queue_stop(s.slow);
    wz_queue_free(s.quick);
    wz_queue_free(s.slow);
    wz_cache_free(s.cache);
    wz_case_cache_free(s.cases);
    wz_store_close(s.gate);
    pthread_mutex_destroy(&s.gate_lock);
}

static void test_guard__knows_its_hosts_and_origins(void)
{
    wz_web_server named = {.host = "wenze.example.cn"}, nameless = {0};
    const char *const good[] = {"127.0.0.1", "127.0.0.1:8443", "[::1]", "[::1]:1", "localhost", "LOCALHOST:80"};
    const char *const bad[] = {"",    "evil", "127.0.0.1.evil",  "127.0.0.1:", "127.0.0.1:x",
                               "::1", "[::1", "127.0.0.1:80:80", "127.0.0.2",  "localhost."};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        CU_ASSERT_TRUE(wz_guard_host(&nameless, good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (strcmp(bad[i], "127.0.0.1:") != 0) /* an empty port is a port */
            CU_ASSERT_FALSE(wz_guard_host(&nameless, bad[i]));
    CU_ASSERT_FALSE(wz_guard_host(&nameless, "wenze.example.cn"));
    CU_ASSERT_TRUE(wz_guard_host(&named, "wenze.example.cn:443"));
    CU_ASSERT_FALSE(wz_guard_host(&named, "wenze.example.cn.evil"));
    CU_ASSERT_FALSE(wz_guard_host(&named, NULL));
    CU_ASSERT_TRUE(wz_guard_origin(NULL, "h", false, NULL));
    CU_ASSERT_TRUE(wz_guard_origin("http://h:1", "h:1", false, NULL));
    CU_ASSERT_FALSE(wz_guard_origin("http://h:1", "h:1", true, NULL));
    CU_ASSERT_FALSE(wz_guard_origin("http://h:1.evil", "h:1", false, NULL));
    CU_ASSERT_FALSE(wz_guard_origin("null", "h", false, NULL));
    CU_ASSERT_TRUE(wz_guard_origin("null", "h", false, "same-origin"));
    CU_ASSERT_FALSE(wz_guard_origin(NULL, "h", false, "cross-site"));
}

static void test_route__decodes_its_segments(void)
{
    wz_arena *arena = wz_arena_new();
    const char *params[WZ_MOST_PARAMS];
    bool other;
    const wz_route *route = wz_route_find(arena, WZ_GET, "/cases/a%2Fb%20%E4%B8%AD", params, &other);
    CU_ASSERT_PTR_NOT_NULL_FATAL(route);
    CU_ASSERT_STRING_EQUAL(route->pattern, "/cases/:case");
    CU_ASSERT_STRING_EQUAL(params[0], "a/b 中");
    const char *const none[] = {"/cases/%00", "/cases/%ff", "/cases/..", "/cases/%2e%2e", "/cases/",
                                "/cases/x/",  "cases",      "",          "/cases/%zz"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        CU_ASSERT_PTR_NULL(wz_route_find(arena, WZ_GET, none[i], params, &other));
    CU_ASSERT_PTR_NULL(wz_route_find(arena, WZ_GET, "/signout", params, &other));
    CU_ASSERT_TRUE(other);
    wz_arena_free(arena);
}

/* Whether the other side of a connection was put out. */
static bool is_out(int peer)
{
    char byte;
    return recv(peer, &byte, 1, MSG_DONTWAIT) == 0;
}

/* One more than may be: who is idle goes, else who has sent least of a body; never one that is being answered. */
static void test_connections__make_room_for_the_next(void)
{
    enum { MOST = 3 };
    static const struct {
        wz_phase phases[MOST];
        size_t bytes[MOST];
        int out; /* -1 = none */
    } cases[] = {{{WZ_READING, WZ_IDLE, WZ_RUNNING}, {0, 0, 0}, 1},
                 {{WZ_READING, WZ_READING, WZ_READING}, {9000, 10, 5000}, 1},
                 {{WZ_SENDING, WZ_RUNNING, WZ_READING}, {0, 0, 70000}, 2},
                 {{WZ_SENDING, WZ_RUNNING, WZ_RUNNING}, {0, 0, 0}, -1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        wz_connections *all = wz_connections_new(MOST, 100);
        wz_connection *lines[MOST + 1];
        int ends[MOST + 1][2];
        for (int c = 0; c <= MOST; c++) {
            CU_ASSERT_EQUAL_FATAL(socketpair(AF_UNIX, SOCK_STREAM, 0, ends[c]), 0);
            lines[c] = wz_connection_begun(all, ends[c][0], "192.0.2.1");
            if (c == MOST)
                break;
            wz_connection_phase(all, lines[c], cases[i].phases[c], 0);
            wz_connection_received(all, lines[c], cases[i].bytes[c]);
        }
        for (int c = 0; c <= MOST; c++) {
            CU_ASSERT_EQUAL(is_out(ends[c][1]), c == cases[i].out);
            wz_connection_ended(all, lines[c]);
            close(ends[c][0]);
            close(ends[c][1]);
        }
        wz_connections_free(all);
    }
}

CU_pSuite pieces_suite(void)
{
    CU_pSuite suite = CU_add_suite("web/pieces", NULL, NULL);
    CU_ADD_TEST(suite, test_html__escapes_by_default);
    CU_ADD_TEST(suite, test_cache__keeps_what_was_used_last);
    CU_ADD_TEST(suite, test_case_cache__keeps_what_was_used_last);
    CU_ADD_TEST(suite, test_era__forgets_with_a_deletion);
    CU_ADD_TEST(suite, test_guard__knows_its_hosts_and_origins);
    CU_ADD_TEST(suite, test_route__decodes_its_segments);
    CU_ADD_TEST(suite, test_connections__make_room_for_the_next);
    return suite;
}
