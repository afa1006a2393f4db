/* Sealing acts of the register. Every field is hashed with its length, so that no two entries have the same bytes. */
#include "store/register_seal.h"

#include "store/audit_chain.h"
#include "store/store_private.h"

#include <string.h>

void reg_seal_key(const wz_store *store, unsigned char key[REG_SEAL])
{
    static const unsigned char purpose[] = "wenze register";
    crypto_auth_hmacsha256_state hash;
    crypto_auth_hmacsha256_init(&hash, store->key, sizeof store->key);
    crypto_auth_hmacsha256_update(&hash, purpose, sizeof purpose);
    crypto_auth_hmacsha256_final(&hash, key);
}

static void add_number(crypto_generichash_state *hash, int64_t number)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)((uint64_t)number >> (8 * i));
    crypto_generichash_update(hash, bytes, sizeof bytes);
}

/* Null has a length that no text has. */
static void add_text(crypto_generichash_state *hash, const char *text)
{
    size_t length = text ? strlen(text) : 0;
    add_number(hash, text ? (int64_t)length : -1);
    crypto_generichash_update(hash, (const unsigned char *)text, length);
}

static void add(reg_seal *seal, crypto_generichash_state *hash)
{
    unsigned char digest[REG_SEAL];
    crypto_generichash_final(hash, digest, sizeof digest);
    sodium_add(seal->sum, digest, sizeof seal->sum);
}

void reg_seal_add_entry(reg_seal *seal, const unsigned char key[REG_SEAL], const reg_seal_entry *entry)
{
    crypto_generichash_state hash;
    crypto_generichash_init(&hash, key, REG_SEAL, REG_SEAL);
    add_number(&hash, entry->act);
    add_number(&hash, entry->entry);
    add_number(&hash, entry->op);
    add_number(&hash, entry->subject);
    add_number(&hash, entry->item);
    add_text(&hash, entry->person_id);
    add_text(&hash, entry->why);
    add_text(&hash, entry->facts);
    add(seal, &hash);
    seal->entries++;
}

void reg_seal_add_act(reg_seal *seal, const unsigned char key[REG_SEAL], const reg_seal_act *act)
{
    crypto_generichash_state hash;
    crypto_generichash_init(&hash, key, REG_SEAL, REG_SEAL);
    add_text(&hash, "act");
    add_number(&hash, act->act);
    add_number(&hash, act->at);
    add_number(&hash, act->first_row);
    add_number(&hash, act->last_row);
    add_text(&hash, act->on);
    add_text(&hash, act->by);
    add_text(&hash, act->file);
    add_text(&hash, act->sha256);
    add(seal, &hash);
}
