/* The pieces under the pages: the writer of HTML, the cache, hosts and origins, routes. */
#include "client.h"
#include "suites.h"
#include "web/cache.h"
#include "web/guard.h"
#include "web/html.h"
#include "web/route.h"
#include "web/server.h"

#include <stdio.h>
#include <string.h>

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
    wz_cache *cache = wz_cache_new(ROOM);
    char key[32], bytes[1024];
    wz_buffer out = {0};
    memset(bytes, 'x', sizeof bytes);
    wz_cache_put(cache, "first", "one", 3);
    wz_cache_put(cache, "first", "two", 3);
    CU_ASSERT_TRUE(wz_cache_get(cache, "first", &out));
    CU_ASSERT_STRING_EQUAL(out.data, "two");
    for (int i = 0; i < 100; i++) {
        snprintf(key, sizeof key, "key %d", i);
        wz_cache_put(cache, key, bytes, sizeof bytes);
        wz_buffer_clear(&out);
        CU_ASSERT_TRUE(wz_cache_get(cache, "first", &out)); /* used again and again: it stays */
    }
    wz_buffer_clear(&out);
    CU_ASSERT_FALSE(wz_cache_get(cache, "key 10", &out));
    CU_ASSERT_TRUE(wz_cache_get(cache, "key 99", &out));
    CU_ASSERT_EQUAL(out.length, sizeof bytes);
    /* what would push out everything is not kept */
    static char large[ROOM];
    wz_cache_put(cache, "large", large, sizeof large);
    CU_ASSERT_FALSE(wz_cache_get(cache, "large", &out));
    wz_cache_put(cache, "empty", "", 0);
    CU_ASSERT_TRUE(wz_cache_get(cache, "empty", &out));
    wz_buffer_free(&out);
    wz_cache_free(cache);
    wz_cache_free(NULL);
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

CU_pSuite pieces_suite(void)
{
    CU_pSuite suite = CU_add_suite("web/pieces", NULL, NULL);
    CU_ADD_TEST(suite, test_html__escapes_by_default);
    CU_ADD_TEST(suite, test_cache__keeps_what_was_used_last);
    CU_ADD_TEST(suite, test_guard__knows_its_hosts_and_origins);
    CU_ADD_TEST(suite, test_route__decodes_its_segments);
    return suite;
}
