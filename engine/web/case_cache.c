/* A list in order of use, the newest first: it is short. */
#include "web/case_cache.h"

#include "base/alloc.h"
#include "wenze/assess.h"

#include <pthread.h>
#include <string.h>

enum { MOST_CASES = 64, LARGEST_SHARE = 8 };

struct wz_case_cache {
    pthread_mutex_t lock;
    const wz_era *era;
    wz_read_case *newest;
    size_t count, bytes, most;
};

wz_case_cache *wz_case_cache_new(const wz_era *era, size_t most_bytes)
{
    wz_case_cache *cache = wz_calloc(1, sizeof *cache);
    if (!cache)
        return NULL;
    pthread_mutex_init(&cache->lock, NULL);
    cache->era = era;
    cache->most = most_bytes;
    return cache;
}

void wz_case_cache_free(wz_case_cache *cache)
{
    if (!cache)
        return;
    wz_case_cache_clear(cache);
    pthread_mutex_destroy(&cache->lock);
    wz_free(cache);
}

static void free_case(wz_read_case *read)
{
    wz_case_view_free(read->view);
    wz_text_free(read->bytes);
    wz_free(read);
}

/* Take one out of the list; it is freed where nobody holds it. */
static void drop(wz_case_cache *cache, wz_read_case **at)
{
    wz_read_case *read = *at;
    *at = read->older;
    read->kept = false;
    cache->count--;
    cache->bytes -= read->size;
    if (!read->holders)
        free_case(read);
}

static wz_read_case **find(wz_case_cache *cache, const char *sha256, wz_language language)
{
    wz_read_case **at = &cache->newest;
    while (*at && ((*at)->language != language || strcmp((*at)->content->sha256, sha256) != 0))
        at = &(*at)->older;
    return at;
}

wz_read_case *wz_case_cache_get(wz_case_cache *cache, const char *sha256, wz_language language)
{
    pthread_mutex_lock(&cache->lock);
    wz_read_case **at = find(cache, sha256, language), *read = *at;
    if (read) {
        read->holders++;
        *at = read->older;
        read->older = cache->newest;
        cache->newest = read;
    }
    pthread_mutex_unlock(&cache->lock);
    return read;
}

static void drop_oldest(wz_case_cache *cache)
{
    wz_read_case **at = &cache->newest;
    while (*at && (*at)->older)
        at = &(*at)->older;
    if (*at)
        drop(cache, at);
}

static void keep(wz_case_cache *cache, wz_read_case *read)
{
    wz_read_case **was = find(cache, read->content->sha256, read->language);
    if (*was)
        drop(cache, was);
    read->kept = true;
    read->older = cache->newest;
    cache->newest = read;
    cache->count++;
    cache->bytes += read->size;
    while (cache->count > MOST_CASES || cache->bytes > cache->most)
        drop_oldest(cache);
}

wz_read_case *wz_case_cache_add(wz_case_cache *cache, unsigned since, char *bytes, size_t size, wz_case_view *view,
                                wz_language language)
{
    wz_read_case *read = wz_calloc(1, sizeof *read);
    if (!read) {
        wz_case_view_free(view);
        wz_text_free(bytes);
        return NULL;
    }
    *read = (wz_read_case){.bytes = bytes,
                           .size = size,
                           .view = view,
                           .content = wz_case_view_content(view),
                           .cache = cache,
                           .holders = 1,
                           .language = language};
    pthread_mutex_lock(&cache->lock);
    if (size <= cache->most / LARGEST_SHARE && atomic_load(cache->era) == since)
        keep(cache, read);
    pthread_mutex_unlock(&cache->lock);
    return read;
}

void wz_case_cache_release(wz_read_case *read)
{
    if (!read)
        return;
    wz_case_cache *cache = read->cache;
    pthread_mutex_lock(&cache->lock);
    bool gone = --read->holders == 0 && !read->kept;
    pthread_mutex_unlock(&cache->lock);
    if (gone)
        free_case(read);
}

void wz_case_cache_clear(wz_case_cache *cache)
{
    pthread_mutex_lock(&cache->lock);
    while (cache->newest)
        drop(cache, &cache->newest);
    pthread_mutex_unlock(&cache->lock);
}
