/* Views of the law, one a language. */
#include "web/library.h"

#include "base/alloc.h"
#include "web/server.h"

enum { LANGUAGES = 2 };

struct wz_library {
    pthread_mutex_t lock;
    wz_law_view *law[LANGUAGES];
    wz_vocabulary_view *vocabulary[LANGUAGES];
};

wz_library *wz_library_new(void)
{
    wz_library *library = wz_calloc(1, sizeof *library);
    if (library)
        pthread_mutex_init(&library->lock, NULL);
    return library;
}

void wz_library_free(wz_library *library)
{
    if (!library)
        return;
    for (int i = 0; i < LANGUAGES; i++) {
        wz_law_view_free(library->law[i]);
        wz_vocabulary_view_free(library->vocabulary[i]);
    }
    pthread_mutex_destroy(&library->lock);
    wz_free(library);
}

const wz_law_view *wz_library_law(wz_exchange *x)
{
    wz_library *library = x->server->library;
    pthread_mutex_lock(&library->lock);
    if (!library->law[x->language])
        wz_law_view_new(&library->law[x->language], x->server->rules, x->language);
    pthread_mutex_unlock(&library->lock);
    return library->law[x->language];
}

const wz_vocabulary_view *wz_library_vocabulary(wz_exchange *x)
{
    wz_library *library = x->server->library;
    pthread_mutex_lock(&library->lock);
    if (!library->vocabulary[x->language])
        wz_vocabulary_view_new(&library->vocabulary[x->language], x->server->rules, x->language);
    pthread_mutex_unlock(&library->lock);
    return library->vocabulary[x->language];
}
