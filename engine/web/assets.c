/* Files of ours that pages load. Their bytes are in the program; a mark of their content stands in the URL, so that a browser
 * may keep them for a year and still gets new ones at once. */
#include "web/assets.h"

#include <pthread.h>
#include <sodium.h>
#include <string.h>

typedef struct {
    const char *name, *type;
    const unsigned char *bytes;
    size_t size;
} asset;

/* static const asset assets[] */
#include "web/assets.inc"

enum { COUNT = sizeof assets / sizeof assets[0], MARK = 8 };

static char marks[COUNT][2 * MARK + 1];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make_marks(void)
{
    for (size_t i = 0; i < COUNT; i++) {
        unsigned char hash[crypto_generichash_BYTES];
        crypto_generichash(hash, sizeof hash, assets[i].bytes, assets[i].size, NULL, 0);
        sodium_bin2hex(marks[i], sizeof marks[i], hash, MARK);
    }
}

static size_t find(const char *name)
{
    for (size_t i = 0; i < COUNT; i++)
        if (strcmp(assets[i].name, name) == 0)
            return i;
    return COUNT;
}

void wz_asset_url(wz_buffer *out, const char *name)
{
    pthread_once(&once, make_marks);
    size_t at = find(name);
    wz_html(out, "/static/%s?v=%s", name, at < COUNT ? marks[at] : "");
}

void wz_page_asset(wz_exchange *x)
{
    pthread_once(&once, make_marks);
    size_t at = find(x->params[0]);
    if (at == COUNT) {
        wz_not_found(x);
        return;
    }
    x->type = assets[at].type;
    x->etag = marks[at];
    wz_buffer_add(&x->body, (const char *)assets[at].bytes, assets[at].size);
}
