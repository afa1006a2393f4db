/* A hash table with chains, and a list in order of use. */
#include "web/cache.h"

#include "base/alloc.h"

#include <pthread.h>
#include <stdint.h>
#include <string.h>

enum { BUCKETS = 4096, LARGEST_SHARE = 16 };

typedef struct entry entry;
struct entry {
    entry *chain;
    entry *newer, *older;
    uint64_t hash;
    char *key;
    char *bytes;
    size_t size;
};

struct wz_cache {
    pthread_mutex_t lock;
    const wz_era *era;
    entry *buckets[BUCKETS];
    entry *newest, *oldest;
    size_t bytes, most;
};

wz_cache *wz_cache_new(const wz_era *era, size_t most_bytes)
{
    wz_cache *cache = wz_calloc(1, sizeof *cache);
    if (!cache)
        return NULL;
    pthread_mutex_init(&cache->lock, NULL);
    cache->era = era;
    cache->most = most_bytes;
    return cache;
}

static uint64_t hash_of(const char *key)
{
    uint64_t hash = 14695981039346656037U; /* FNV-1a */
    for (; *key; key++)
        hash = (hash ^ (unsigned char)*key) * 1099511628211U;
    return hash;
}

static void unlink_use(wz_cache *cache, entry *e)
{
    *(e->newer ? &e->newer->older : &cache->newest) = e->older;
    *(e->older ? &e->older->newer : &cache->oldest) = e->newer;
}

static void link_newest(wz_cache *cache, entry *e)
{
    e->newer = NULL;
    e->older = cache->newest;
    *(cache->newest ? &cache->newest->newer : &cache->oldest) = e;
    cache->newest = e;
}

static void free_entry(entry *e)
{
    wz_free(e->key);
    wz_free(e->bytes);
    wz_free(e);
}

/* What an entry takes, about: many are small. */
static size_t cost(const entry *e)
{
    return sizeof *e + strlen(e->key) + 1 + e->size;
}

static void drop(wz_cache *cache, entry *e)
{
    entry **at = &cache->buckets[e->hash % BUCKETS];
    while (*at != e)
        at = &(*at)->chain;
    *at = e->chain;
    unlink_use(cache, e);
    cache->bytes -= cost(e);
    free_entry(e);
}

void wz_cache_free(wz_cache *cache)
{
    if (!cache)
        return;
    wz_cache_clear(cache);
    pthread_mutex_destroy(&cache->lock);
    wz_free(cache);
}

void wz_cache_clear(wz_cache *cache)
{
    pthread_mutex_lock(&cache->lock);
    while (cache->newest)
        drop(cache, cache->newest);
    pthread_mutex_unlock(&cache->lock);
}

static entry *find(const wz_cache *cache, const char *key)
{
    uint64_t hash = hash_of(key);
    entry *e = cache->buckets[hash % BUCKETS];
    while (e && (e->hash != hash || strcmp(e->key, key) != 0))
        e = e->chain;
    return e;
}

bool wz_cache_get(wz_cache *cache, const char *key, wz_buffer *out)
{
    pthread_mutex_lock(&cache->lock);
    entry *e = find(cache, key);
    if (e) {
        wz_buffer_add(out, e->bytes, e->size);
        unlink_use(cache, e);
        link_newest(cache, e);
    }
    pthread_mutex_unlock(&cache->lock);
    return e != NULL;
}

static entry *make(const char *key, const char *bytes, size_t size)
{
    entry *e = wz_calloc(1, sizeof *e);
    size_t length = strlen(key) + 1;
    if (!e)
        return NULL;
    e->key = wz_malloc(length);
    e->bytes = wz_malloc(size);
    if (!e->key || !e->bytes) {
        free_entry(e);
        return NULL;
    }
    memcpy(e->key, key, length);
    if (size)
        memcpy(e->bytes, bytes, size);
    e->size = size;
    e->hash = hash_of(key);
    return e;
}

static void put(wz_cache *cache, entry *e)
{
    entry *was = find(cache, e->key);
    if (was)
        drop(cache, was);
    e->chain = cache->buckets[e->hash % BUCKETS];
    cache->buckets[e->hash % BUCKETS] = e;
    link_newest(cache, e);
    cache->bytes += cost(e);
    while (cache->bytes > cache->most && cache->oldest != e)
        drop(cache, cache->oldest);
}

void wz_cache_put(wz_cache *cache, unsigned since, const char *key, const char *bytes, size_t size)
{
    entry *e = size <= cache->most / LARGEST_SHARE ? make(key, bytes, size) : NULL;
    if (!e)
        return;
    pthread_mutex_lock(&cache->lock);
    bool late = atomic_load(cache->era) != since;
    if (!late)
        put(cache, e);
    pthread_mutex_unlock(&cache->lock);
    if (late)
        free_entry(e);
}
