/* Every route against every role: who may come in and who may not. The table below is written by hand; a route that is not
 * in it, or is in it and no longer there, is a failure. */
#include "client.h"
#include "suites.h"
#include "web/route.h"

#include <stdio.h>
#include <string.h>

enum {
    I = WZ_ACCOUNT_INVESTIGATOR,
    O = WZ_ACCOUNT_ORGANISATION,
    T = WZ_ACCOUNT_TRAINER,
    L = WZ_ACCOUNT_LEARNER,
    M = WZ_ACCOUNT_MAINTAINER,
    SYS = WZ_ACCOUNT_SYSADMIN,
    SEC = WZ_ACCOUNT_SECADMIN,
    AUD = WZ_ACCOUNT_AUDITOR,
    ALL = WZ_SIGNED_IN,
    ANY = WZ_ANYBODY
};

static const struct {
    wz_method method;
    const char *pattern;
    unsigned roles;
} expected[] = {
    {WZ_GET, "/", ALL},
    {WZ_GET, "/alive", ANY},
    {WZ_GET, "/static/:name", ANY},
    {WZ_GET, "/signin", ANY},
    {WZ_POST, "/signin", ANY},
    {WZ_GET, "/link", ANY},
    {WZ_POST, "/link", ANY},
    {WZ_POST, "/signout", ALL},
    {WZ_GET, "/account", ALL},
    {WZ_POST, "/account/password", ALL},
    {WZ_GET, "/training", T | L},
    {WZ_GET, "/training/class", T},
    {WZ_GET, "/training/class/:account/:scenario", T},
    {WZ_GET, "/training/:scenario", T | L},
    {WZ_POST, "/training/:scenario/go", T | L},
    {WZ_POST, "/training/:scenario/answer", T | L},
    {WZ_POST, "/training/:scenario/restart", T | L},
    {WZ_GET, "/law", ALL},
    {WZ_GET, "/law/rule/:rule", ALL},
    {WZ_GET, "/law/:regulation", ALL},
    {WZ_GET, "/approvals", M},
    {WZ_POST, "/approvals", M},
    {WZ_GET, "/cases", I | O},
    {WZ_GET, "/cases/new", I},
    {WZ_POST, "/cases/new", I},
    {WZ_GET, "/cases/:case", I | O},
    {WZ_GET, "/cases/:case/xml", I | O},
    {WZ_POST, "/cases/:case/xml", I},
    {WZ_GET, "/cases/:case/xml/file", I | O},
    {WZ_GET, "/cases/:case/form", I},
    {WZ_GET, "/cases/:case/form/:entity", I},
    {WZ_POST, "/cases/:case/form/:entity", I},
    {WZ_POST, "/cases/:case/form/:entity/draft", I},
    {WZ_POST, "/cases/:case/form/:entity/drop", I},
    {WZ_GET, "/cases/:case/add", I},
    {WZ_POST, "/cases/:case/add", I},
    {WZ_GET, "/cases/:case/heading", I},
    {WZ_POST, "/cases/:case/heading", I},
    {WZ_GET, "/cases/:case/declarations", I},
    {WZ_POST, "/cases/:case/declarations", I},
    {WZ_GET, "/cases/:case/facts/:entity/:fact", I},
    {WZ_POST, "/cases/:case/facts/:entity/:fact", I},
    {WZ_GET, "/cases/:case/remove/:thing", I},
    {WZ_POST, "/cases/:case/remove/:thing", I},
    {WZ_GET, "/cases/:case/assessment", I | O},
    {WZ_POST, "/cases/:case/assessment", I},
    {WZ_GET, "/cases/:case/why", I | O},
    {WZ_GET, "/cases/:case/why/picture", I | O},
    {WZ_GET, "/cases/:case/questions", I | O},
    {WZ_POST, "/cases/:case/questions", I},
    {WZ_GET, "/cases/:case/compare", I | O},
    {WZ_GET, "/cases/:case/what-if", I | O},
    {WZ_GET, "/cases/:case/duties", I | O},
    {WZ_GET, "/cases/:case/report", I | O},
    {WZ_GET, "/cases/:case/report/file", I | O},
    {WZ_GET, "/cases/:case/history", I | O},
    {WZ_POST, "/cases/:case/export", I},
    {WZ_GET, "/cases/:case/delete", I},
    {WZ_POST, "/cases/:case/delete", I},
    {WZ_GET, "/cases/:case/assessments/:number", I | O},
    {WZ_POST, "/cases/:case/assessments/:number/pass", I},
    {WZ_POST, "/cases/:case/assessments/:number/finish", I},
    {WZ_GET, "/reviews", I},
    {WZ_GET, "/eligible", O},
    {WZ_GET, "/screen", O},
    {WZ_POST, "/screen", O},
    {WZ_GET, "/screen/:roster", O},
    {WZ_GET, "/screen/:roster/file", O},
    {WZ_GET, "/register", O},
    {WZ_POST, "/register/import", O},
    {WZ_POST, "/register/person", O},
    {WZ_POST, "/register/declare", O},
    {WZ_GET, "/register/export", O},
    {WZ_GET, "/register/:person", O},
    {WZ_POST, "/register/:person/add", O},
    {WZ_POST, "/register/:person/amend", O},
    {WZ_POST, "/register/:person/rescind", O},
    {WZ_POST, "/register/:person/withdraw", O},
    {WZ_POST, "/register/:person/declare", O},
    {WZ_GET, "/admin/accounts", SEC},
    {WZ_POST, "/admin/accounts", SEC},
    {WZ_GET, "/admin/accounts/:account", SEC},
    {WZ_POST, "/admin/accounts/:account/roles", SEC},
    {WZ_POST, "/admin/accounts/:account/person", SEC},
    {WZ_POST, "/admin/accounts/:account/close", SEC},
    {WZ_POST, "/admin/accounts/:account/open", SEC},
    {WZ_POST, "/admin/accounts/:account/link", SEC},
    {WZ_GET, "/admin/sharing", SEC},
    {WZ_POST, "/admin/sharing", SEC},
    {WZ_GET, "/admin/audit", AUD},
    {WZ_POST, "/admin/audit/verify", AUD},
    {WZ_GET, "/admin/system", SYS},
    {WZ_POST, "/admin/backup", SYS},
};

enum { EXPECTED = sizeof expected / sizeof expected[0] };

static int find_expected(const wz_route *route)
{
    for (int i = 0; i < EXPECTED; i++)
        if (expected[i].method == route->method && strcmp(expected[i].pattern, route->pattern) == 0)
            return i;
    return -1;
}

static void test_routes__are_those_of_the_table(void)
{
    size_t count;
    const wz_route *routes = wz_routes(&count);
    for (size_t i = 0; i < count; i++) {
        if (find_expected(&routes[i]) < 0)
            fprintf(stderr, "\nnot in the test's table: %s %s", routes[i].method ? "POST" : "GET", routes[i].pattern);
        CU_ASSERT_TRUE(find_expected(&routes[i]) >= 0);
    }
    CU_ASSERT_EQUAL(count, EXPECTED);
}

/* A path of the pattern: each parameter stands as "nothing-NAME", which is no case, account or rule. */
static void make_path(const char *pattern, char *path, size_t size)
{
    size_t at = 0;
    for (const char *c = pattern; *c && at + 16 < size; c++) {
        if (*c == ':')
            at += (size_t)snprintf(path + at, size - at, "nothing-");
        else
            path[at++] = *c;
    }
    path[at] = '\0';
}

static answer ask(visitor *v, wz_method method, const char *path)
{
    return method == WZ_GET ? web_get(v, path) : web_post(v, path, "nothing", "1", NULL);
}

/* Signing out and setting a password change the visitor; they are tried elsewhere. */
static bool ends_session(const char *pattern)
{
    return strcmp(pattern, "/signout") == 0;
}

static void check(visitor *v, const char *who, unsigned roles, int i)
{
    char path[256];
    make_path(expected[i].pattern, path, sizeof path);
    bool may = (expected[i].roles & ANY) || (v && ((expected[i].roles & ALL) || (expected[i].roles & roles)));
    if (may && (ends_session(expected[i].pattern) || expected[i].roles & ANY))
        return;
    visitor nobody = {{0}, {0}};
    answer a = ask(v ? v : &nobody, expected[i].method, path);
    bool refused = v ? a.status == 403 : expected[i].method == WZ_GET ? a.status == 303 : a.status == 403;
    bool to_signin = strncmp(a.location, "/signin", 7) == 0;
    bool right = may ? a.status != 0 && a.status != 403 && a.status < 500 && !to_signin
                     : refused && (v || a.status == 403 || to_signin);
    if (!right)
        fprintf(stderr, "\n%s %s %s: %d %s", who, expected[i].method ? "POST" : "GET", path, a.status, a.location);
    CU_ASSERT_TRUE(right);
    answer_free(&a);
}

static void test_routes__let_in_whom_they_should(void)
{
    const struct {
        const char *name;
        unsigned roles;
    } people[] = {{"r-inv", I},   {"r-org", O},   {"r-tra", T},   {"r-lea", L},     {"r-mai", M},
                  {"r-sys", SYS}, {"r-sec", SEC}, {"r-aud", AUD}, {"r-two", T | M}, {"r-io", I | O}};
    for (size_t p = 0; p < sizeof people / sizeof people[0]; p++) {
        visitor v = web_account(people[p].name, people[p].name, people[p].roles);
        for (int i = 0; i < EXPECTED; i++)
            check(&v, people[p].name, people[p].roles, i);
    }
    for (int i = 0; i < EXPECTED; i++)
        check(NULL, "nobody", 0, i);
}

static void test_routes__show_each_role_its_menu_alone(void)
{
    visitor secretary = web_account("m-sec", "menu", SEC), investigator = web_account("m-inv", "menu", I);
    answer a = web_get(&secretary, "/");
    CU_ASSERT_TRUE(answer_has(&a, "href=\"/admin/accounts\""));
    CU_ASSERT_FALSE(answer_has(&a, "href=\"/cases\""));
    CU_ASSERT_FALSE(answer_has(&a, "href=\"/admin/audit\""));
    answer_free(&a);
    a = web_get(&investigator, "/");
    CU_ASSERT_TRUE(answer_has(&a, "href=\"/cases\""));
    CU_ASSERT_FALSE(answer_has(&a, "href=\"/admin/accounts\""));
    answer_free(&a);
}

static void test_routes__answer_in_both_languages(void)
{
    visitor v = web_account("l-inv", "language", I);
    answer a = web_get(&v, "/cases?lang=en");
    CU_ASSERT_TRUE(answer_has(&a, "<html lang=\"en\">"));
    CU_ASSERT_TRUE(answer_has(&a, "<h1>Cases</h1>"));
    CU_ASSERT_PTR_NOT_NULL(strstr(a.text.data, "Set-Cookie: wenze-lang=en"));
    answer_free(&a);
    a = web_request(&v, "GET", "/cases", "Accept-Language: en-GB\r\n", NULL, 0);
    CU_ASSERT_TRUE(answer_has(&a, "<html lang=\"en\">"));
    answer_free(&a);
    a = web_get(&v, "/cases");
    CU_ASSERT_TRUE(answer_has(&a, "<html lang=\"zh-CN\">"));
    CU_ASSERT_TRUE(answer_has(&a, "<h1>案件</h1>"));
    answer_free(&a);
}

CU_pSuite routes_suite(void)
{
    CU_pSuite suite = CU_add_suite("web/routes", NULL, NULL);
    CU_ADD_TEST(suite, test_routes__are_those_of_the_table);
    CU_ADD_TEST(suite, test_routes__let_in_whom_they_should);
    CU_ADD_TEST(suite, test_routes__show_each_role_its_menu_alone);
    CU_ADD_TEST(suite, test_routes__answer_in_both_languages);
    return suite;
}
