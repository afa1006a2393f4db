/* The chain of the audit log, for audit.c and audit_verify.c. Private to this module. */
#ifndef WZ_STORE_AUDIT_CHAIN_H
#define WZ_STORE_AUDIT_CHAIN_H

#include "store/audit.h"

#include <sodium.h>

/* Read the key if that has not been done; a missing or wrong one is a sticky failure. */
bool wz_audit_key(wz_store *store);

/* What stands before the first entry. The key has been read, for this and those below. */
void wz_audit_first(wz_store *store, unsigned char mac[WZ_AUDIT_MAC]);
/* The mac of an entry behind another. */
void wz_audit_mac(const wz_store *store, const unsigned char before[WZ_AUDIT_MAC], const wz_audit_entry *entry,
                  unsigned char mac[WZ_AUDIT_MAC]);
/* The seal of the newest entry. */
void wz_audit_seal(const wz_store *store, int64_t seq, const unsigned char mac[WZ_AUDIT_MAC],
                   unsigned char seal[WZ_AUDIT_MAC]);

#endif
