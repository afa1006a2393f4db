/* Drafts with a version that goes up by one at each save: who saves over a version that is no longer there is told. */
#include "store/account_private.h"

static int64_t version_of(wz_store *store, const char *key)
{
    wz_sql *q = wz_sql_start(store, "SELECT version FROM draft WHERE key = ?");
    wz_sql_put_text(q, 1, key);
    int64_t version = wz_sql_next(q) ? wz_sql_int(q, 0) : 0;
    wz_sql_end(q);
    return version;
}

int wz_draft_save(int64_t *version, wz_store *store, const wz_account_record *by, int64_t now, const char *key,
                  int64_t over, const void *bytes, size_t size, wz_diag *diag)
{
    wz_store_begin(store);
    *version = version_of(store, key);
    if (*version != over)
        wz_store_fail(store, WZ_EINPUT, "DRAFT-001",
                      "somebody else saved this draft in the meantime; look at their text before you save yours");
    wz_sql *q =
        wz_sql_start(store, "INSERT INTO draft(key, version, saved_by, saved, bytes) VALUES(?1, ?2, ?3, ?4, ?5)"
                            " ON CONFLICT(key) DO UPDATE SET version = ?2, saved_by = ?3, saved = ?4, bytes = ?5");
    wz_sql_put_text(q, 1, key);
    wz_sql_put_int(q, 2, over + 1);
    wz_sql_put_int(q, 3, by->id);
    wz_sql_put_int(q, 4, now);
    wz_sql_put_bytes(q, 5, bytes, size);
    wz_sql_run(q);
    wz_account_audit(store, by->name, "draft.save", key, "\"version\":%lld", (long long)over + 1);
    int code = wz_store_end(store, diag);
    if (code == WZ_OK)
        *version = over + 1;
    return code;
}

#define DRAFT_COLUMNS \
    "d.key, d.version, d.saved_by, a.name, d.saved, d.bytes FROM draft AS d JOIN account AS a ON a.id = d.saved_by"

static wz_draft draft_at(wz_sql *q)
{
    wz_draft draft = {.key = wz_sql_text(q, 0),
                      .version = wz_sql_int(q, 1),
                      .saved_by = wz_sql_int(q, 2),
                      .saved_by_name = wz_sql_text(q, 3),
                      .saved = wz_sql_int(q, 4)};
    draft.bytes = wz_sql_bytes(q, 5, &draft.size);
    return draft;
}

int wz_draft_read(wz_store *store, const char *key, void (*found)(const wz_draft *draft, void *payload), void *payload,
                  wz_diag *diag)
{
    wz_store_begin_reading(store);
    wz_sql *q = wz_sql_start(store, "SELECT " DRAFT_COLUMNS " WHERE d.key = ?");
    wz_sql_put_text(q, 1, key);
    if (wz_sql_next(q)) {
        wz_draft draft = draft_at(q);
        found(&draft, payload);
    }
    wz_sql_end(q);
    return wz_store_end(store, diag);
}

int wz_draft_list(wz_store *store, const char *prefix, bool (*each)(const wz_draft *draft, void *payload),
                  void *payload, wz_diag *diag)
{
    wz_store_begin_reading(store);
    wz_sql *q = wz_sql_start(store, "SELECT " DRAFT_COLUMNS " WHERE substr(d.key, 1, length(?1)) = ?1 ORDER BY d.key");
    wz_sql_put_text(q, 1, prefix);
    for (bool more = true; more && wz_sql_next(q);) {
        wz_draft draft = draft_at(q);
        more = each(&draft, payload);
    }
    wz_sql_end(q);
    return wz_store_end(store, diag);
}

int wz_draft_drop(wz_store *store, const wz_account_record *by, int64_t now, const char *key, wz_diag *diag)
{
    (void)now;
    wz_store_begin(store);
    wz_sql *q = wz_sql_start(store, "DELETE FROM draft WHERE key = ?");
    wz_sql_put_text(q, 1, key);
    wz_sql_run(q);
    if (!wz_store_failed(store) && wz_sql_changes(store))
        wz_account_audit(store, by->name, "draft.drop", key, "%s", "");
    return wz_store_end(store, diag);
}
