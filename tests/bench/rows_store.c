/* Row 8 and growth: a CSV file into the register, against bare prepared inserts of the very entries that the import makes,
 * from memory, into the same tables of a store of the same form. Beside it, for whoever means other rows: one insert a row of
 * the file into one plain table with an index on person_id. Everything on the same disk, fsync and all, in turns. */
#include "rows.h"

#include "base/diag.h"
#include "wenze/register.h"
#include "wenze/store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 3, ROW_ROOM = 256, MILLION = 1000000 };

/* The same row as a line of the file and as the facts of its entries. */
typedef struct {
    char person[20], name[32], date[12], document[40], kind[24];
} row;

static void die(const char *what, const char *why)
{
    fprintf(stderr, "bench: %s: %s\n", what, why ? why : "");
    exit(1);
}

static row make_row(uint32_t number)
{
    static const char *const kinds[] = {"admonition", "party_warning", "admin_demerit", "admin_warning"};
    row r;
    snprintf(r.person, sizeof r.person, "P%08u", number);
    snprintf(r.name, sizeof r.name, "王小%u", number % 1000);
    snprintf(r.kind, sizeof r.kind, "%s", kinds[number % 4]);
    snprintf(r.date, sizeof r.date, "20%02u-%02u-%02u", 10 + number % 14, 1 + number % 12, 1 + number % 28);
    snprintf(r.document, sizeof r.document, "通组字〔2019〕%u号", number % 5000);
    return r;
}

static void write_file(const char *path, uint32_t rows)
{
    FILE *file = fopen(path, "w");
    if (!file)
        die(path, "cannot be written");
    fputs("person_id,name,kind,decision_date,document_no\r\n", file);
    for (uint32_t i = 0; i < rows; i++) {
        row r = make_row(i);
        fprintf(file, "%s,%s,%s,%s,%s\r\n", r.person, r.name, r.kind, r.date, r.document);
    }
    if (fclose(file) != 0)
        die(path, "cannot be written");
}

static void remove_store(const char *path)
{
    char name[512];
    static const char *const tails[] = {"", "-wal", "-shm", ".key"};
    for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
        snprintf(name, sizeof name, "%s%s", path, tails[i]);
        unlink(name);
    }
}

static wz_store *new_store(const char *path)
{
    wz_store_options options = WZ_STORE_OPTIONS_INIT;
    wz_store *store = NULL;
    options.create = true;
    remove_store(path);
    if (wz_store_open(&store, path, &options, NULL) != WZ_OK)
        die(path, "the store cannot be made");
    return store;
}

/* Seconds by the wall clock, of processor time of all threads, and of the one that writes: where the second core is free, the
 * wall clock shows that. */
typedef struct {
    double wall, processor, writer;
} spent;

static double processor(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

static spent since(spent start)
{
    return (spent){bench_wall() - start.wall, processor() - start.processor, bench_cpu() - start.writer};
}

static spent by_wenze(const bench_bench *bench, const char *path, const char *file, uint32_t rows)
{
    wz_store *store = new_store(path);
    wz_register_import_options options = WZ_REGISTER_IMPORT_INIT;
    wz_register_tally tally;
    spent start = {bench_wall(), processor(), bench_cpu()};
    int code = wz_register_import(&tally, store, bench->rules, file, &options, NULL);
    spent seconds = since(start);
    if (code != WZ_OK || tally.entered != rows || tally.entries != 2 * (uint64_t)rows)
        die(file, "was not imported as it should be");
    wz_store_close(store);
    return seconds;
}

static void run(sqlite3 *db, const char *sql)
{
    char *error = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &error) != SQLITE_OK)
        die(sql, error);
}

static void step(sqlite3 *db, sqlite3_stmt *insert)
{
    if (sqlite3_step(insert) != SQLITE_DONE)
        die("insert", sqlite3_errmsg(db));
    sqlite3_reset(insert);
}

static void put(sqlite3_stmt *insert, int place, const char *text)
{
    sqlite3_bind_text(insert, place, text, -1, SQLITE_STATIC);
}

static sqlite3 *open_bare(const char *path)
{
    sqlite3 *db = NULL;
    if (sqlite3_open(path, &db) != SQLITE_OK)
        die(path, "cannot be opened");
    run(db,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536");
    return db;
}

/* The texts are made beforehand: what is measured is inserting. */
static char (*make_facts(uint32_t rows))[2][ROW_ROOM]
{
    char(*facts)[2][ROW_ROOM] = malloc(rows * sizeof *facts);
    if (!facts)
        die("memory", "is short");
    for (uint32_t i = 0; i < rows; i++) {
        row r = make_row(i);
        snprintf(facts[i][0], ROW_ROOM, "{\"name\":\"%s\"}", r.name);
        snprintf(facts[i][1], ROW_ROOM, "{\"kind\":\"%s\",\"decision_date\":\"%s\",\"document_no\":\"%s\"}", r.kind,
                 r.date, r.document);
    }
    return facts;
}

static spent by_inserts(const char *path, uint32_t rows)
{
    char(*facts)[2][ROW_ROOM] = make_facts(rows);
    char person[20];
    wz_store_close(new_store(path));
    sqlite3 *db = open_bare(path);
    sqlite3_stmt *insert = NULL;
    spent start = {bench_wall(), processor(), bench_cpu()};
    run(db, "BEGIN IMMEDIATE; INSERT INTO register_act(act, recorded_at, recorded_on, recorded_by)"
            " VALUES(1, 1, '2020-01-01', 'x')");
    sqlite3_prepare_v2(db,
                       "INSERT INTO register_entry(person_id, entry, act, op, subject, item, facts)"
                       " VALUES(?1, ?2, 1, 1, ?3, ?2, ?4)",
                       -1, &insert, NULL);
    for (uint32_t i = 0; i < rows; i++) {
        snprintf(person, sizeof person, "P%08u", i);
        for (int entry = 1; entry <= 2; entry++) {
            put(insert, 1, person);
            sqlite3_bind_int(insert, 2, entry);
            sqlite3_bind_int(insert, 3, entry == 1 ? 1 : 3);
            put(insert, 4, facts[i][entry - 1]);
            step(db, insert);
        }
    }
    run(db, "COMMIT");
    spent seconds = since(start);
    sqlite3_finalize(insert);
    sqlite3_close(db);
    free(facts);
    return seconds;
}

static spent by_plain_table(const char *path, uint32_t rows)
{
    remove_store(path);
    sqlite3 *db = open_bare(path);
    sqlite3_stmt *insert = NULL;
    run(db, "CREATE TABLE people(person_id TEXT NOT NULL, name TEXT, kind TEXT, decision_date TEXT, document_no TEXT)"
            " STRICT; CREATE INDEX people_id ON people(person_id)");
    spent start = {bench_wall(), processor(), bench_cpu()};
    run(db, "BEGIN IMMEDIATE");
    sqlite3_prepare_v2(db, "INSERT INTO people VALUES(?1, ?2, ?3, ?4, ?5)", -1, &insert, NULL);
    for (uint32_t i = 0; i < rows; i++) {
        row r = make_row(i);
        put(insert, 1, r.person);
        put(insert, 2, r.name);
        put(insert, 3, r.kind);
        put(insert, 4, r.date);
        put(insert, 5, r.document);
        step(db, insert);
    }
    run(db, "COMMIT");
    spent seconds = since(start);
    sqlite3_finalize(insert);
    sqlite3_close(db);
    return seconds;
}

/* Medians of one size, for one row each. */
static void measure(const bench_bench *bench, const char *folder, uint32_t rows, spent out[3])
{
    char store[512], file[512];
    double wall[3][ROUNDS], time[3][ROUNDS], writer[3][ROUNDS];
    snprintf(store, sizeof store, "%s/store.db", folder);
    snprintf(file, sizeof file, "%s/people.csv", folder);
    write_file(file, rows);
    for (int round = 0; round < ROUNDS; round++) {
        const spent seconds[3] = {by_wenze(bench, store, file, rows), by_inserts(store, rows),
                                  by_plain_table(store, rows)};
        for (int which = 0; which < 3; which++) {
            wall[which][round] = seconds[which].wall;
            time[which][round] = seconds[which].processor;
            writer[which][round] = seconds[which].writer;
        }
    }
    for (int which = 0; which < 3; which++)
        out[which] = (spent){bench_median(wall[which], ROUNDS) / rows, bench_median(time[which], ROUNDS) / rows,
                             bench_median(writer[which], ROUNDS) / rows};
    remove_store(store);
    unlink(file);
}

void bench_register(const bench_bench *bench)
{
    static const uint32_t sizes[] = {10000, 100000, MILLION};
    char folder[] = "bench-register.XXXXXX";
    spent all[3][3];
    printf("\n8  importing a register (CSV file of one sanction a row, all people new), wall clock\n");
    if (!mkdtemp(folder))
        die(folder, "cannot be made");
    for (int i = 0; i < 3; i++) {
        measure(bench, folder, sizes[i], all[i]);
        printf("  %8u rows: wenze %9.0f rows/s, the same entries bare %9.0f, one plain row each %9.0f\n", sizes[i],
               1 / all[i][0].wall, 1 / all[i][1].wall, 1 / all[i][2].wall);
    }
    rmdir(folder);
    bench_row("of bare prepared inserts of the same entries, 100,000 rows", all[1][1].wall / all[1][0].wall, 0.5, 0.8,
              true);
    bench_row("of bare prepared inserts of the same entries, 1,000,000 rows", all[2][1].wall / all[2][0].wall, 0.5, 0.8,
              true);
    printf("  %-58s %9.3f\n", "(the same by processor time of both threads)",
           all[2][1].processor / all[2][0].processor);
    printf("  %-58s %9.3f\n", "(by processor time of the thread that writes)", all[2][1].writer / all[2][0].writer);
    printf("  %-58s %9.3f\n", "(of one plain row each)", all[2][2].wall / all[2][0].wall);
    bench_row("time a row, 1,000,000 rows against 10,000", all[2][0].wall / all[0][0].wall, 1.2, 1.05, false);
    bench_row("the same by processor time", all[2][0].processor / all[0][0].processor, 1.2, 1.05, false);
}
