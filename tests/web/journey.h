/* What journeys in a browser share: accounts that sign in, cases to work on, the command line beside the page. */
#ifndef WZ_TEST_WEB_JOURNEY_H
#define WZ_TEST_WEB_JOURNEY_H

#include "browser.h"
#include "client.h"

#include <stdint.h>

int64_t now_ms(void);

/* A new account with these roles; a one-time code of an account; sign in by one, to the account's own page. */
void make_account(const char *name, const char *display, unsigned roles);
void make_link(const char *name, char *secret);
void sign_in(browser *b, const char *name);

/* A case file kept in the store under the id that it says itself, if it is not there yet, and open to an account. */
void add_case_of(const char *file, const char *id, const char *account);
/* The case with several people. */
void add_sample_case(const char *account);

/* The page's faults by axe-core, which fail the test; without axe.min.js (it is where check-long put it) nothing. */
void check_axe(browser *b, const char *path);
/* A picture of the page as it stands, wide and on a phone; nothing may stick out of the window, axe-core finds nothing, and the
 * browser does not complain. */
void look(browser *b, const char *name, bool english);

/* What the command prints; its end must be good, or with `any_end` any. Freed by the caller. */
wz_buffer command_line(const char *const *args, bool any_end);
/* Whether every paragraph of an element stands in this text, which has lines of its own: white space does not count. Prints what
 * does not. */
bool shows_text(browser *b, const char *css, const char *text);
/* Whether an element says each line of this text, which was broken otherwise: white space does not count. */
bool shows_lines(browser *b, const char *css, const char *text);
/* Whether the page's table shows the cells of this CSV, row by row, each under its heading; the columns may be in another order. */
bool shows_csv(browser *b, const char *css, const char *csv);
/* How many elements there are. */
int count_of(browser *b, const char *css);

/* Write a file in the server's folder; its path. Static. */
const char *make_file(const char *name, const char *text);

#endif
