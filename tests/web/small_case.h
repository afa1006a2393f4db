/* A small case, and handing it in, for the suites that fill in cases. */
#ifndef WZ_TEST_WEB_SMALL_CASE_H
#define WZ_TEST_WEB_SMALL_CASE_H

#include "client.h"

#include <stdio.h>
#include <time.h>

static inline int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static inline int status_of(answer a)
{
    int status = a.status;
    answer_free(&a);
    return status;
}

/* A small case; %s is its number, a person's name. */
static const char small_case[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<case xmlns=\"urn:wenze:case:1\" id=\"%s\" title=\"测试案件\" jurisdiction=\"北京市/通州区\" "
    "as-of=\"2020-03-20\">\n"
    "  <evidence id=\"e1\" title=\"调查报告\" date=\"2019-10-25\"/>\n"
    "  <incident id=\"i1\" subject=\"true\" jurisdiction=\"北京市/通州区\">\n"
    "    <fact name=\"incident_date\" value=\"2019-09-10\" evidence=\"e1\"/>\n"
    "    <fact name=\"accident_occurred\" value=\"true\" evidence=\"e1\"/>\n"
    "  </incident>\n"
    "  <person id=\"p1\" name=\"%s\">\n"
    "    <post id=\"po1\" office=\"镇长\" role=\"gov_head\" body=\"government\" level=\"township\" "
    "jurisdiction=\"北京市/通州区\" "
    "from=\"2018-05\"><to open=\"true\"/></post>\n"
    "    <!-- a comment that stays -->\n"
    "    <fact name=\"report_finds_leading_responsibility\" in=\"i1\" value=\"true\" evidence=\"e1\"/>\n"
    "  </person>\n"
    "</case>\n";

static inline char *make_case(const char *id, const char *name)
{
    static char text[4096];
    snprintf(text, sizeof text, small_case, id, name);
    return text;
}

static inline void hand_in(visitor *v, const char *id, const char *name)
{
    answer a = web_post(v, "/cases/new", "xml", make_case(id, name), NULL);
    CU_ASSERT_EQUAL_FATAL(a.status, 303);
    char path[128];
    snprintf(path, sizeof path, "/cases/%s", id);
    CU_ASSERT_STRING_EQUAL(a.location, path);
    answer_free(&a);
}

static inline answer get_of(visitor *v, const char *id, const char *rest)
{
    char path[256];
    snprintf(path, sizeof path, "/cases/%s%s", id, rest);
    return web_get(v, path);
}

static inline void share(const char *id, const char *account)
{
    CU_ASSERT_EQUAL(wz_case_share(server.store, "test", now_ms(), id, web_account_id(account), true, NULL), WZ_OK);
}

#endif
