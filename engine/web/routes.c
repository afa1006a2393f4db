/* The table of routes. A page is one line here and a function in a page_*.c file; the navigation, the checks before it and the
 * tests of who may open it follow from the line. */
#include "web/assets.h"
#include "web/pages.h"
#include "web/route.h"

static const wz_route routes[] = {
    {WZ_GET, "/", WZ_SIGNED_IN, wz_page_home, 0, 0},
    {WZ_GET, "/alive", WZ_ANYBODY, wz_page_alive, 0, WZ_NO_SESSION},
    {WZ_GET, "/static/:name", WZ_ANYBODY, wz_page_asset, 0, WZ_NO_SESSION},
    {WZ_GET, "/signin", WZ_ANYBODY, wz_page_signin, 0, 0},
    {WZ_POST, "/signin", WZ_ANYBODY, wz_do_signin, 8192, WZ_SLOW},
    {WZ_GET, "/link", WZ_ANYBODY, wz_page_link, 0, 0},
    {WZ_POST, "/link", WZ_ANYBODY, wz_do_link, 8192, 0},
    {WZ_POST, "/signout", WZ_SIGNED_IN, wz_do_signout, 8192, 0},
    {WZ_GET, "/account", WZ_SIGNED_IN, wz_page_account, 0, 0},
    {WZ_POST, "/account/password", WZ_SIGNED_IN, wz_do_password, 8192, WZ_SLOW},

    {WZ_GET, "/training", WZ_CLASS, wz_page_training, 0, 0},
    {WZ_GET, "/training/class", WZ_ACCOUNT_TRAINER, wz_page_class, 0, WZ_SLOW},
    {WZ_GET, "/training/class/:account/:scenario", WZ_ACCOUNT_TRAINER, wz_page_class_walk, 0, 0},
    {WZ_GET, "/training/:scenario", WZ_CLASS, wz_page_walk, 0, 0},
    {WZ_POST, "/training/:scenario/go", WZ_CLASS, wz_do_walk_go, 8192, 0},
    {WZ_POST, "/training/:scenario/answer", WZ_CLASS, wz_do_walk_answer, 16384, 0},
    {WZ_POST, "/training/:scenario/restart", WZ_CLASS, wz_do_walk_restart, 8192, 0},
};

const wz_route *wz_routes(size_t *count)
{
    *count = sizeof routes / sizeof routes[0];
    return routes;
}
