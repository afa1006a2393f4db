/* The seal of an act of the register: what holds its entries to the audit log. Private to this module.
 *
 * A seal is the sum, modulo 2^256, of a keyed hash of the act's own row and of each of its entries. A sum can be made while entries
 * come in the order of a file and checked while they are read in the order of people; without the key nobody can find other
 * entries with the same sum. The key is derived from that of the audit log. */
#ifndef WZ_STORE_REGISTER_SEAL_H
#define WZ_STORE_REGISTER_SEAL_H

#include "store/store.h"

enum { REG_SEAL = 32, REG_SEAL_HEX = 2 * REG_SEAL + 1 };

typedef struct {
    unsigned char sum[REG_SEAL];
    int64_t entries;
} reg_seal;

/* The columns of an entry, and of an act; NULL = null. */
typedef struct {
    const char *person_id;
    int64_t entry, act, op, subject, item;
    const char *why, *facts;
} reg_seal_entry;

typedef struct {
    int64_t act, at;
    const char *on, *by, *file, *sha256;
    int64_t first_row, last_row;    /* 0 = null */
} reg_seal_act;

/* Derive the key. The store's own has been read (wz_audit_key). */
void reg_seal_key(const wz_store *store, unsigned char key[REG_SEAL]);
void reg_seal_add_entry(reg_seal *seal, const unsigned char key[REG_SEAL], const reg_seal_entry *entry);
void reg_seal_add_act(reg_seal *seal, const unsigned char key[REG_SEAL], const reg_seal_act *act);

#endif
