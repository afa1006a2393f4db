/* Bytes kept once, whatever names them: each run of bytes is found by its SHA-256. Calls stand inside the caller's
 * transaction; errors stick to the store (store.h). */
#ifndef WZ_STORE_BLOBS_H
#define WZ_STORE_BLOBS_H

#include "base/buffer.h"
#include "store/store.h"

enum { WZ_BLOB_HEX = 65 };      /* a hash in hexadecimal with its NUL */

/* Keep bytes; what is there already is not written again. `hex` (may be NULL) receives the hash. Returns the number under
 * which rows name them, or 0 once the store has failed. Bytes that were erased before are kept anew. */
int64_t wz_blob_put(wz_store *store, const void *bytes, size_t length, char hex[WZ_BLOB_HEX]);

/* Fetch bytes, held against their hash: bytes that do not fit it are the sticky error STORE-036, erased ones STORE-037.
 * Appends to `out`; `hex` may be NULL. */
bool wz_blob_get(wz_store *store, int64_t blob, wz_buffer *out, char hex[WZ_BLOB_HEX]);

/* Forget the bytes of a run and keep its hash and size. The caller knows that nothing else names it. */
void wz_blob_erase(wz_store *store, int64_t blob);

/* The hash of bytes in hexadecimal. */
void wz_blob_hash(const void *bytes, size_t length, char hex[WZ_BLOB_HEX]);

/* Look through all of them; each that does not fit its hash is an error in diag. *count (may be NULL) = how many there are.
 * Returns how many were wrong. */
size_t wz_blobs_verify(wz_store *store, int64_t *count, wz_diag *diag);

#endif
