/* The pages, by file. Each function serves one line of the table in routes.c. */
#ifndef WZ_WEB_PAGES_H
#define WZ_WEB_PAGES_H

#include "web/exchange.h"

/* page_signin.c */
void wz_page_signin(wz_exchange *x);
void wz_do_signin(wz_exchange *x);
void wz_page_link(wz_exchange *x);
void wz_do_link(wz_exchange *x);
void wz_do_signout(wz_exchange *x);
/* page_home.c */
void wz_page_home(wz_exchange *x);
void wz_page_account(wz_exchange *x);
void wz_do_password(wz_exchange *x);
void wz_page_alive(wz_exchange *x);
/* page_training.c */
void wz_page_training(wz_exchange *x);
void wz_page_walk(wz_exchange *x);
void wz_do_walk_go(wz_exchange *x);
void wz_do_walk_answer(wz_exchange *x);
void wz_do_walk_restart(wz_exchange *x);
/* page_class.c */
void wz_page_class(wz_exchange *x);
void wz_page_class_walk(wz_exchange *x);

#endif
