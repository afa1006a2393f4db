/* The law that an assessment used, and the assessments kept. A law is kept once: its hash is over the names and hashes of its
 * files, and its files are contents like any other. */
#include "store/cases.h"

#include "store/cases_private.h"

#include <string.h>

static void law_hash(const wz_law_files *law, wz_buffer *names, char hex[WZ_BLOB_HEX])
{
    for (size_t i = 0; i < wz_law_files_count(law); i++) {
        const wz_law_file *file = wz_law_files_at(law, i);
        char hash[WZ_BLOB_HEX];
        wz_blob_hash(file->bytes, file->length, hash);
        wz_buffer_printf(names, "%s %s\n", hash, file->name);
    }
    wz_blob_hash(names->length ? names->data : "", names->length, hex);
}

static int64_t find_law(wz_store *store, const char *hex)
{
    wz_sql *q = wz_sql_start(store, "SELECT id FROM law WHERE hash = ?");
    wz_sql_put_text(q, 1, hex);
    int64_t id = wz_sql_next(q) ? wz_sql_int(q, 0) : 0;
    wz_sql_end(q);
    return id;
}

static void put_files(wz_store *store, int64_t law, const wz_law_files *files)
{
    for (size_t i = 0; i < wz_law_files_count(files); i++) {
        const wz_law_file *file = wz_law_files_at(files, i);
        int64_t content = wz_blob_put(store, file->bytes, file->length, NULL);
        wz_sql *q = wz_sql_start(store, "INSERT INTO law_file(law, name, content) VALUES(?, ?, ?)");
        wz_sql_put_int(q, 1, law);
        wz_sql_put_text(q, 2, file->name);
        wz_sql_put_int(q, 3, content);
        wz_sql_run(q);
    }
}

int64_t wz_cases_put_law(wz_store *store, const wz_law_files *law, char hex[WZ_BLOB_HEX])
{
    wz_buffer names = {0};
    law_hash(law, &names, hex);
    if (names.failed)
        wz_store_fail(store, WZ_ENOMEM, "", "%s", "");
    wz_buffer_free(&names);
    int64_t id = find_law(store, hex);
    if (id || wz_store_failed(store))
        return id;
    wz_sql *q = wz_sql_start(store, "INSERT INTO law(hash) VALUES(?)");
    wz_sql_put_text(q, 1, hex);
    id = wz_sql_run(q) ? wz_sql_last_id(store) : 0;
    put_files(store, id, law);
    return wz_store_failed(store) ? 0 : id;
}

bool wz_cases_law(wz_store *store, int64_t id, wz_law_files *out)
{
    wz_sql *q = wz_sql_start(store, "SELECT l.name, l.content FROM assessment a JOIN law_file l ON l.law = a.law"
                                    " WHERE a.id = ? ORDER BY l.name");
    wz_sql_put_int(q, 1, id);
    while (wz_sql_next(q)) {
        wz_buffer bytes = {0};
        if (wz_blob_get(store, wz_sql_int(q, 1), &bytes, NULL) &&
            !wz_law_files_add(out, wz_cases_text(q, 0), bytes.data, bytes.length))
            wz_store_fail(store, WZ_ENOMEM, "", "%s", "");
        wz_buffer_free(&bytes);
    }
    wz_sql_end(q);
    return !wz_store_failed(store);
}

/* --- assessments --- */

void wz_cases_read_assessment(wz_sql *q, wz_assessment_row *row)
{
    *row = (wz_assessment_row){.id = wz_sql_int(q, 0),
                               .case_id = wz_cases_text(q, 1),
                               .by = wz_cases_text(q, 2),
                               .version = wz_sql_int(q, 3),
                               .made = wz_sql_int(q, 4),
                               .as_of = wz_sql_text(q, 5),
                               .today = wz_cases_text(q, 6),
                               .regimes = wz_cases_text(q, 7),
                               .reasons_all = wz_sql_int(q, 8) != 0,
                               .language = wz_cases_text(q, 9),
                               .engine = wz_cases_text(q, 10)};
    const char *law = wz_cases_text(q, 11);
    memcpy(row->law, law, strnlen(law, WZ_BLOB_HEX - 1) + 1);
    row->law[WZ_BLOB_HEX - 1] = '\0';
    wz_cases_read_hash(q, 12, row->result);
}

void wz_cases_assessments(wz_store *store, const char *id, wz_assessment_fn fn, void *payload)
{
    wz_sql *q = id ? wz_sql_start(store, WZ_ASSESSMENT_COLUMNS "WHERE f.id = ? ORDER BY a.id")
                   : wz_sql_start(store, WZ_ASSESSMENT_COLUMNS "ORDER BY a.id");
    if (id)
        wz_sql_put_text(q, 1, id);
    while (wz_sql_next(q)) {
        wz_assessment_row row;
        wz_cases_read_assessment(q, &row);
        if (!fn(&row, payload))
            break;
    }
    wz_sql_end(q);
}

static const char *keep(wz_store *store, wz_arena *arena, const char *text)
{
    const char *copy = text ? wz_arena_strdup(arena, text) : NULL;
    if (text && !copy)
        wz_store_fail(store, WZ_ENOMEM, "", "%s", "");
    return copy;
}

bool wz_cases_assessment(wz_store *store, int64_t id, wz_arena *arena, wz_assessment_row *out)
{
    wz_sql *q = wz_sql_start(store, WZ_ASSESSMENT_COLUMNS "WHERE a.id = ?");
    wz_sql_put_int(q, 1, id);
    if (wz_sql_next(q)) {
        wz_cases_read_assessment(q, out);
        out->case_id = keep(store, arena, out->case_id);
        out->by = keep(store, arena, out->by);
        out->as_of = keep(store, arena, out->as_of);
        out->today = keep(store, arena, out->today);
        out->regimes = keep(store, arena, out->regimes);
        out->language = keep(store, arena, out->language);
        out->engine = keep(store, arena, out->engine);
    } else {
        wz_store_fail(store, WZ_EINPUT, "STORE-044",
                      "the store has no assessment %lld; the history of a case gives their numbers", (long long)id);
    }
    wz_sql_end(q);
    return !wz_store_failed(store);
}

int64_t wz_cases_last_assessment(wz_store *store, const char *id)
{
    wz_sql *q = wz_sql_start(store, "SELECT coalesce(max(a.id), 0) FROM assessment a"
                                    " JOIN case_file f ON f.number = a.case_number WHERE f.id = ?");
    wz_sql_put_text(q, 1, id);
    int64_t last = wz_sql_next(q) ? wz_sql_int(q, 0) : 0;
    wz_sql_end(q);
    return last;
}

bool wz_cases_result(wz_store *store, int64_t id, wz_buffer *out)
{
    wz_sql *q = wz_sql_start(store, "SELECT a.result, f.id, f.erased FROM assessment a"
                                    " JOIN case_file f ON f.number = a.case_number WHERE a.id = ?");
    wz_sql_put_int(q, 1, id);
    int64_t content = 0;
    if (!wz_sql_next(q))
        wz_store_fail(store, WZ_EINPUT, "STORE-044",
                      "the store has no assessment %lld; the history of a case gives their numbers", (long long)id);
    else if (!wz_sql_null(q, 2))
        wz_store_fail(store, WZ_EINPUT, "STORE-042",
                      "the case %.100s was deleted (audit entry %lld), and its assessments with it; ask for another",
                      wz_cases_text(q, 1), (long long)wz_sql_int(q, 2));
    else
        content = wz_sql_int(q, 0);
    wz_sql_end(q);
    return content && wz_blob_get(store, content, out, NULL);
}
