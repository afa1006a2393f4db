/* A browser, driven by WebDriver: Chromium without a window. */
#ifndef WZ_TEST_WEB_BROWSER_H
#define WZ_TEST_WEB_BROWSER_H

#include "base/buffer.h"

#include <stdbool.h>

typedef struct browser browser;

/* Whether there is a chromedriver to drive. */
bool browser_there(void);
/* Start one; NULL where it does not start. `script` false: pages run no JavaScript. */
browser *browser_start(bool script);
void browser_stop(browser *b);

/* Go to a path of the server under test, or (with "http") to a URL. */
void browser_go(browser *b, const char *path);
/* Whether an element is there, waiting for it up to some seconds; or up to so many. */
bool browser_sees(browser *b, const char *css);
bool browser_waits(browser *b, const char *css, int seconds);
/* The same for a text anywhere on the page. */
bool browser_reads(browser *b, const char *text);
/* Whether a text is on the page now. */
bool browser_has(browser *b, const char *text);
/* The same within an element, as it is shown (by script). */
bool browser_says(browser *b, const char *css, const char *text);
/* Click, empty and type, choose an option by value. A failure is an assertion's. */
void browser_click(browser *b, const char *css);
void browser_type(browser *b, const char *css, const char *text);
void browser_choose(browser *b, const char *css, const char *value);
/* Keys as from the keyboard, to the element that has the focus ("\t", "\n"). */
void browser_keys(browser *b, const char *keys);
/* Leave a dialogue, go back. */
void browser_back(browser *b);
/* The page's path. Static. */
const char *browser_path(browser *b);
/* What a script gives, as text. Static. */
const char *browser_script(browser *b, const char *code);
/* A picture of the window into build/web/NAME.png, at a width; the window stays so wide. */
void browser_picture(browser *b, const char *name, int width);
void browser_size(browser *b, int width, int height);
/* Whether a file of this name is downloaded in the end; its bytes, which the caller frees. It is gone from the folder then. */
bool browser_downloads(browser *b, const char *name, wz_buffer *out);
/* Whether the browser complained (its console): a policy that was broken, a file that was not there. Prints it. */
bool browser_complains(browser *b);

#endif
