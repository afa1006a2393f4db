/* Texts that were made of what does not change, kept to be shown again: a page's fragment by the hash of its case, who is
 * assessed in it. Bounded; what was not asked for longest goes first. Nothing in it decides who may see it. */
#ifndef WZ_WEB_CACHE_H
#define WZ_WEB_CACHE_H

#include "base/buffer.h"
#include "web/era.h"

typedef struct wz_cache wz_cache;

wz_cache *wz_cache_new(const wz_era *era, size_t most_bytes);   /* NULL when memory is short */
void wz_cache_free(wz_cache *cache);                            /* accepts NULL */
/* Append what is kept under a key; false where nothing is. */
bool wz_cache_get(wz_cache *cache, const char *key, wz_buffer *out);
/* Keep bytes under a key; `since` is the era when the store was asked for what they were made of. What is too large, or when
 * memory is short, is not kept. */
void wz_cache_put(wz_cache *cache, unsigned since, const char *key, const char *bytes, size_t size);
/* Keep nothing. */
void wz_cache_clear(wz_cache *cache);

#endif
