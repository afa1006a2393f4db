/* Lists of cases, versions and evidence, and searching them. */
#include "store/cases.h"

#include "store/cases_private.h"
#include "store/grams.h"

#include <string.h>

/* The newest version of each case, with the entries of its first and last. */
#define CASE_COLUMNS \
    "SELECT f.id, v.title, v.jurisdiction, v.version," \
    " (SELECT count(*) FROM assessment a WHERE a.case_number = f.number)," \
    " (SELECT e.time FROM case_version o JOIN audit e ON e.seq = o.audit" \
    "  WHERE o.case_number = f.number AND o.version = 1)," \
    " n.time, n.who, f.erased IS NOT NULL, f.number"
#define CASE_TABLES \
    " JOIN case_version v ON v.case_number = f.number" \
    "  AND v.version = (SELECT max(version) FROM case_version WHERE case_number = f.number)" \
    " JOIN audit n ON n.seq = v.audit "

static wz_case_row read_case(wz_sql *q)
{
    return (wz_case_row){.id = wz_cases_text(q, 0),
                         .title = wz_cases_text(q, 1),
                         .jurisdiction = wz_cases_text(q, 2),
                         .versions = wz_sql_int(q, 3),
                         .assessments = wz_sql_int(q, 4),
                         .added = wz_sql_int(q, 5),
                         .changed = wz_sql_int(q, 6),
                         .changed_by = wz_cases_text(q, 7),
                         .erased = wz_sql_int(q, 8) != 0};
}

static void pass_cases(wz_sql *q, wz_case_fn fn, void *payload)
{
    while (wz_sql_next(q)) {
        wz_case_row row = read_case(q);
        if (!fn(&row, payload))
            break;
    }
    wz_sql_end(q);
}

void wz_cases_each(wz_store *store, const char *id, wz_case_fn fn, void *payload)
{
    if (!id) {
        wz_cases_after(store, "", fn, payload);
        return;
    }
    wz_sql *q = wz_sql_start(store, CASE_COLUMNS " FROM case_file f" CASE_TABLES "WHERE f.id = ?");
    wz_sql_put_text(q, 1, id);
    pass_cases(q, fn, payload);
}

void wz_cases_after(wz_store *store, const char *after, wz_case_fn fn, void *payload)
{
    wz_sql *q = wz_sql_start(store, CASE_COLUMNS " FROM case_file f" CASE_TABLES "WHERE f.id > ? ORDER BY f.id");
    wz_sql_put_text(q, 1, after);
    pass_cases(q, fn, payload);
}

void wz_cases_versions(wz_store *store, const char *id, wz_version_fn fn, void *payload)
{
    wz_sql *q = wz_sql_start(store, "SELECT v.title, v.jurisdiction, e.who, v.version, c.size, e.time, c.hash,"
                                    " (SELECT count(*) FROM case_evidence x"
                                    "  WHERE x.case_number = v.case_number AND x.version = v.version)"
                                    " FROM case_version v JOIN case_file f ON f.number = v.case_number"
                                    " JOIN content c ON c.id = v.content JOIN audit e ON e.seq = v.audit"
                                    " WHERE f.id = ? ORDER BY v.version");
    wz_sql_put_text(q, 1, id);
    while (wz_sql_next(q)) {
        wz_version_row row = {.title = wz_cases_text(q, 0),
                              .jurisdiction = wz_cases_text(q, 1),
                              .by = wz_cases_text(q, 2),
                              .version = wz_sql_int(q, 3),
                              .size = wz_sql_int(q, 4),
                              .added = wz_sql_int(q, 5),
                              .evidence_count = wz_sql_int(q, 7)};
        wz_cases_read_hash(q, 6, row.sha256);
        if (!fn(&row, payload))
            break;
    }
    wz_sql_end(q);
}

void wz_cases_evidence(wz_store *store, const char *id, int64_t version, wz_evidence_fn fn, void *payload)
{
    wz_sql *q = wz_sql_start(store, "SELECT x.id, x.title, x.document_no, x.day FROM case_evidence x"
                                    " JOIN case_file f ON f.number = x.case_number"
                                    " WHERE f.id = ? AND x.version = ? ORDER BY x.place");
    wz_sql_put_text(q, 1, id);
    wz_sql_put_int(q, 2, version);
    while (wz_sql_next(q)) {
        wz_kept_evidence evidence = {wz_cases_text(q, 0), wz_cases_text(q, 1), wz_cases_text(q, 2),
                                     wz_cases_text(q, 3)};
        if (!fn(&evidence, payload))
            break;
    }
    wz_sql_end(q);
}

/* --- searching --- */

/* More text than this of one case is not searched. */
enum { MOST_TEXT = 16 * 1024 * 1024 };

static void put_text(wz_store *store, int64_t number, size_t place, const wz_kept_text *text)
{
    wz_sql *q = wz_sql_start(store, "INSERT INTO case_text(case_number, place, kind, text) VALUES(?, ?, ?, ?)");
    wz_sql_put_int(q, 1, number);
    wz_sql_put_int(q, 2, (int64_t)place);
    wz_sql_put_text(q, 3, text->kind);
    wz_sql_put_text(q, 4, text->text);
    wz_sql_run(q);
}

void wz_cases_index(wz_store *store, int64_t number, const wz_kept_text *texts, size_t count)
{
    wz_sql *q = wz_sql_start(store, "DELETE FROM case_gram WHERE rowid = ?");
    wz_sql_put_int(q, 1, number);
    wz_sql_run(q);
    q = wz_sql_start(store, "DELETE FROM case_text WHERE case_number = ?");
    wz_sql_put_int(q, 1, number);
    wz_sql_run(q);
    wz_buffer grams = {0};
    for (size_t i = 0; i < count && grams.length < MOST_TEXT; i++) {
        put_text(store, number, i + 1, &texts[i]);
        wz_grams_of(&grams, texts[i].text);
    }
    if (grams.failed)
        wz_store_fail(store, WZ_ENOMEM, "", "%s", "");
    if (count && !grams.failed) {
        q = wz_sql_start(store, "INSERT INTO case_gram(rowid, grams) VALUES(?, ?)");
        wz_sql_put_int(q, 1, number);
        wz_sql_put_text(q, 2, grams.data);
        wz_sql_run(q);
    }
    wz_buffer_free(&grams);
}

/* Texts of a case that hold one of the words, which stand in a row, each ended by a NUL, and a last empty one. */
typedef struct {
    wz_kept_text items[WZ_HITS];
    size_t count;
    wz_arena *arena;
} hits;

static void add_hits(wz_store *store, hits *found, int64_t number, const char *word)
{
    wz_sql *q = wz_sql_start(store, "SELECT kind, text FROM case_text WHERE case_number = ?1"
                                    " AND instr(lower(text), lower(?2)) ORDER BY place LIMIT 3");
    wz_sql_put_int(q, 1, number);
    wz_sql_put_text(q, 2, word);
    while (found->count < WZ_HITS && wz_sql_next(q)) {
        wz_kept_text hit = {wz_arena_strdup(found->arena, wz_cases_text(q, 0)),
                            wz_arena_strdup(found->arena, wz_cases_text(q, 1))};
        bool known = !hit.kind || !hit.text;
        for (size_t i = 0; !known && i < found->count; i++)
            known = strcmp(found->items[i].text, hit.text) == 0;
        if (!known)
            found->items[found->count++] = hit;
    }
    wz_sql_end(q);
}

static void find_hits(wz_store *store, hits *found, int64_t number, const char *text)
{
    char *words = wz_arena_strdup(found->arena, text), *rest = NULL;
    for (char *word = words ? strtok_r(words, " \t\r\n", &rest) : NULL; word && found->count < WZ_HITS;
         word = strtok_r(NULL, " \t\r\n", &rest))
        add_hits(store, found, number, word);
}

/* A case that was found, with its hits. */
static bool pass_hit(wz_store *store, int64_t number, const char *text, wz_arena *arena, wz_hit_fn fn, void *payload)
{
    bool more = true;
    wz_sql *q = wz_sql_start(store, CASE_COLUMNS " FROM case_file f" CASE_TABLES "WHERE f.number = ?");
    wz_sql_put_int(q, 1, number);
    if (wz_sql_next(q)) {
        wz_arena_reset(arena);
        wz_case_row row = read_case(q);
        hits found = {.arena = arena};
        find_hits(store, &found, number, text);
        more = fn(&row, found.items, found.count, payload);
    }
    wz_sql_end(q);
    return more;
}

/* Only numbers are sorted, and of these only as many as are wanted are held. */
void wz_cases_search(wz_store *store, const char *text, int64_t skip, int64_t most, wz_hit_fn fn, void *payload)
{
    wz_buffer query = {0};
    wz_arena *arena = wz_arena_new();
    bool any = wz_grams_query(&query, text);
    if (!arena || query.failed)
        wz_store_fail(store, WZ_ENOMEM, "", "%s", "");
    wz_sql *q = any ? wz_sql_start(store, "SELECT rowid FROM case_gram WHERE case_gram MATCH ?1"
                                          " ORDER BY rank, rowid LIMIT ?2 OFFSET ?3")
                    : NULL;
    wz_sql_put_text(q, 1, query.data);
    wz_sql_put_int(q, 2, most ? most : -1);
    wz_sql_put_int(q, 3, skip);
    while (wz_sql_next(q) && pass_hit(store, wz_sql_int(q, 0), text, arena, fn, payload))
        ;
    wz_sql_end(q);
    wz_arena_free(arena);
    wz_buffer_free(&query);
}

/* --- those of an account --- */

#define SHARED_TABLES \
    " JOIN case_share s ON s.case_id = f.id AND s.account = ?1" \
    " JOIN case_version v ON v.case_number = f.number" \
    "  AND v.version = (SELECT max(version) FROM case_version WHERE case_number = f.number)" \
    " WHERE f.erased IS NULL AND (?2 IS NULL OR substr(v.jurisdiction, 1, length(?2)) = ?2)" \
    " AND (?3 < 0 OR EXISTS(SELECT 1 FROM assessment a WHERE a.case_number = f.number) = ?3)"
#define ALL_SHARED " FROM case_file f" SHARED_TABLES
#define FOUND_SHARED " FROM case_gram g JOIN case_file f ON f.number = g.rowid" SHARED_TABLES " AND case_gram MATCH ?4"

/* Start a query of the tables above; `grams` NULL: without a search. */
static wz_sql *start_shared(wz_store *store, const wz_case_query *query, const char *grams, const char *sql)
{
    wz_sql *q = wz_sql_start(store, sql);
    wz_sql_put_int(q, 1, query->account);
    wz_sql_put_text(q, 2, query->place);
    wz_sql_put_int(q, 3, query->assessed);
    if (grams)
        wz_sql_put_text(q, 4, grams);
    return q;
}

static int64_t count_shared(wz_store *store, const wz_case_query *query, const char *grams)
{
    wz_sql *q =
        start_shared(store, query, grams, grams ? "SELECT count(*)" FOUND_SHARED : "SELECT count(*)" ALL_SHARED);
    int64_t count = wz_sql_next(q) ? wz_sql_int(q, 0) : 0;
    wz_sql_end(q);
    return count;
}

int64_t wz_cases_shared(wz_store *store, const wz_case_query *query, wz_hit_fn fn, void *payload)
{
    const char *text = query->text ? query->text : "";
    wz_buffer grams = {0};
    wz_arena *arena = wz_arena_new();
    int64_t total = 0;
    bool search = *text != '\0', any = !search || wz_grams_query(&grams, text);
    if (!arena || grams.failed)
        wz_store_fail(store, WZ_ENOMEM, "", "%s", "");
    if (any && !wz_store_failed(store)) {
        const char *words = search ? grams.data : NULL;
        total = count_shared(store, query, words);
        wz_sql *q = start_shared(store, query, words,
                                 search ? "SELECT f.number" FOUND_SHARED " ORDER BY g.rank, g.rowid LIMIT ?5 OFFSET ?6"
                                        : "SELECT f.number" ALL_SHARED " ORDER BY f.id LIMIT ?5 OFFSET ?6");
        wz_sql_put_int(q, 5, query->most);
        wz_sql_put_int(q, 6, query->skip);
        while (wz_sql_next(q) && pass_hit(store, wz_sql_int(q, 0), text, arena, fn, payload))
            ;
        wz_sql_end(q);
    }
    wz_arena_free(arena);
    wz_buffer_free(&grams);
    return total;
}
