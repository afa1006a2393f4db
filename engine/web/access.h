/* Opening a case for an account: every page of a case goes through here. */
#ifndef WZ_WEB_ACCESS_H
#define WZ_WEB_ACCESS_H

#include "web/case_cache.h"
#include "web/exchange.h"
#include "wenze/case_store.h"

/* A case that the account may open, in its newest version. */
typedef struct {
    const char *bytes;
    size_t size;
    int64_t version;
    const wz_case_content *content;
    wz_read_case *read;             /* where they stand */
} wz_opened;

/* Open the case for the account. False where it may not, or it cannot be: the answer then stands in the exchange. Close it with
 * wz_access_close() either way. */
bool wz_access_open(wz_exchange *x, const char *id, wz_opened *out);
/* The same for one of its versions; 0 = the newest. What is assessed in the newest decides who may. */
bool wz_access_open_version(wz_exchange *x, const char *id, int64_t version, wz_opened *out);
void wz_access_close(wz_opened *opened);

/* Whether the account may open a case, without an answer; WZ_ACCESS_NOT_SHARED where anything fails. */
wz_access wz_access_of(wz_exchange *x, const char *id);
/* The same for a case that is being handed in: whether one of its people bars the account. */
wz_access wz_access_of_new(wz_exchange *x, const wz_case_content *content);
/* Why not, as a page. */
void wz_access_refuse(wz_exchange *x, wz_access why);

#endif
