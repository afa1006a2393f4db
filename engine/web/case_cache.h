/* Cases that have been read, by the hash of their bytes and the language: the next request for one need not read it again. They
 * never change, so that any number of threads may hold one. Bounded; what was not asked for longest goes first. Nothing in it
 * decides who may see it: the hash comes from the store, which is asked each time. */
#ifndef WZ_WEB_CASE_CACHE_H
#define WZ_WEB_CASE_CACHE_H

#include "web/era.h"
#include "wenze/vocabulary.h"

typedef struct wz_case_cache wz_case_cache;

/* A case that was read. */
typedef struct wz_read_case wz_read_case;
struct wz_read_case {
    char *bytes;
    size_t size;
    wz_case_view *view;
    const wz_case_content *content;
    /* the cache's own */
    wz_case_cache *cache;
    wz_read_case *older;
    unsigned holders;
    wz_language language;
    bool kept;
};

wz_case_cache *wz_case_cache_new(const wz_era *era, size_t most_bytes);     /* NULL when memory is short */
void wz_case_cache_free(wz_case_cache *cache);                              /* nobody holds one any more; accepts NULL */
/* One that is kept, held for the caller; NULL where none is. */
wz_read_case *wz_case_cache_get(wz_case_cache *cache, const char *sha256, wz_language language);
/* Take over what was read: `bytes` of wz_text_free(), and their view. It is held for the caller, and kept if it may be (`since`: the
 * era when the store was asked). NULL when memory is short: both are freed then, too. */
wz_read_case *wz_case_cache_add(wz_case_cache *cache, unsigned since, char *bytes, size_t size, wz_case_view *view,
                                wz_language language);
/* Let go of one. Accepts NULL. */
void wz_case_cache_release(wz_read_case *read);
/* Keep nothing; what is held is freed when it is let go. */
void wz_case_cache_clear(wz_case_cache *cache);

#endif
