/* store-faults KILLS SEED FOLDER [SMALL-FOLDER]: a process at work on a store is killed at random moments, KILLS times for
 * each kind of work; the disk is full; the file may only be read. Each time the file opens and verifies, and every piece of
 * work is wholly there or not at all: what was answered is there, what was not may be. */
#include "common.h"

#include "store/audit.h"
#include "wenze/register.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

static char path[512];
static wz_rules *rules;

static const char case_file[] = "cases/bj2019/several-people/case.xml";

static size_t read_case(char *bytes, size_t room)
{
    FILE *file = fopen(case_file, "rb");
    size_t length = file ? fread(bytes, 1, room - 1, file) : 0;
    if (file)
        fclose(file);
    bytes[length] = '\0';
    return length;
}

/* One byte for each piece of work that was answered. */
static void acknowledge(int to)
{
    while (write(to, "+", 1) < 0 && errno == EINTR)
        continue;
}

/* --- the kinds of work --- */

/* Add a case, assess it, add a version, delete another: on and on. */
static void work_on_cases(int to)
{
    static char bytes[64 * 1024], changed[sizeof bytes + 64];
    read_case(bytes, sizeof bytes);
    wz_store *store = open_or_null(path, true, NULL);
    for (int i = 0; store; i++) {
        snprintf(changed, sizeof changed, "%s<!-- %d %d -->", bytes, (int)getpid(), i);
        wz_case_add_request add = WZ_CASE_ADD_INIT;
        add.bytes = changed;
        add.size = strlen(changed);
        if (wz_case_add(NULL, NULL, store, rules, &add, NULL) != WZ_OK)
            _exit(1);
        acknowledge(to);
        char day[16];
        snprintf(day, sizeof day, "2020-01-%02d", 15 + i % 4);
        wz_case_assess_request request = WZ_CASE_ASSESS_INIT;
        request.ask.today = "2026-01-01";
        request.ask.as_of = day;
        request.ask.format = WZ_FORMAT_JSON;
        wz_case_assessed assessed;
        if (wz_case_assess(&assessed, store, rules, "several-people", &request, NULL) != WZ_OK)
            _exit(1);
        wz_case_assessed_clear(&assessed);
        acknowledge(to);
    }
    _exit(1);
}

static bool add_entry(const wz_log_row *row, void *payload)
{
    *(long *)payload += strncmp(row->what, "case.", 5) == 0;
    return true;
}

static long count_case_entries(wz_store *store)
{
    long count = 0;
    wz_log_list(store, 1, NULL, add_entry, &count, NULL);
    return count;
}

/* Bring a store of the first form, with entries in it, to this version's; made anew each time. */
enum { OLD_ENTRIES = 50 };

static void prepare_old(void)
{
    size_t count;
    const wz_store_step *steps = wz_store_steps(&count);
    wz_store_options options = WZ_STORE_OPTIONS_INIT;
    options.create = true;
    wz_store *store = NULL;
    remove_store(path);
    wz_store_open_steps(&store, path, &options, steps, 1, NULL);
    wz_store_begin(store);
    for (int i = 0; i < OLD_ENTRIES; i++)
        wz_audit_append(store, "a", "case.old", "", NULL);
    EXPECT(wz_store_end(store, NULL) == WZ_OK, "no old store could be made");
    wz_store_close(store);
}

static void prepare_none(void)
{
    remove_store(path);
}

static void open_once(int to)
{
    wz_store *store = open_or_null(path, true, NULL);
    if (!store)
        _exit(1);
    acknowledge(to);
    wz_store_close(store);
    _exit(0);
}

/* Import a register, all of it or nothing; into a new store each time. */
enum { PEOPLE = 1500 };
static char table[512];

static void write_table(void)
{
    FILE *file = fopen(table, "w");
    if (!file)
        exit(EXIT_FAILURE);
    fputs("person_id,name,kind,decision_date\n", file);
    for (int i = 0; i < PEOPLE; i++)
        fprintf(file, "%04d-%04d,甲%d,诫勉,2019-11-%02d\n", i / 100, i, i, i % 30 + 1);
    fclose(file);
}

static void prepare_new(void)
{
    remove_store(path);
    wz_store *store = open_or_null(path, true, NULL);
    EXPECT(store, "no new store could be made");
    wz_store_close(store);
}

static void import_once(int to)
{
    wz_store *store = open_or_null(path, true, NULL);
    wz_register_import_options options = WZ_REGISTER_IMPORT_INIT;
    wz_register_tally tally;
    if (!store || wz_register_import(&tally, store, rules, table, &options, NULL) != WZ_OK)
        _exit(1);
    acknowledge(to);
    wz_store_close(store);
    _exit(0);
}

static bool add_import(const wz_log_row *row, void *payload)
{
    *(long *)payload += strcmp(row->what, "register.import") == 0;
    return true;
}

/* Nobody and no entry, or everybody and one. */
static bool import_is_whole(wz_store *store, long done)
{
    uint64_t persons = 0, entries = 0;
    long imports = 0;
    bool counted = wz_register_count(&persons, &entries, store, rules, NULL) == WZ_OK &&
                   wz_log_list(store, 1, NULL, add_import, &imports, NULL) == WZ_OK;
    bool whole = counted && persons == (imports ? PEOPLE : 0) && imports <= 1 && imports >= done;
    if (!whole)
        printf("%llu people, %ld imports, %ld answered\n", (unsigned long long)persons, imports, done);
    return whole;
}

typedef struct {
    const char *name;
    void (*prepare)(void); /* NULL: go on with the store as it is */
    void (*work)(int to);
    long entries; /* that must be there whatever happened; -1: as many as were answered, or one more */
    bool (*is_whole)(wz_store *store, long done); /* looks further; NULL = no */
} kind;

static const kind kinds[] = {
    {"working on cases", NULL, work_on_cases, -1, NULL},
    {"migrating", prepare_old, open_once, OLD_ENTRIES, NULL},
    {"importing a register", prepare_new, import_once, 0, import_is_whole},
    {"making a store", prepare_none, open_once, 0, NULL},
};

/* How long one piece of work takes here and now, and a little more; for what goes on and on, several pieces. */
static unsigned longest(const kind *k)
{
    enum { PIECES = 250000, A_THIRD_MORE = 1333333 };
    if (!k->prepare)
        return PIECES;
    k->prepare();
    double began = now_seconds();
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        k->work(open("/dev/null", O_WRONLY));
    waitpid(child, NULL, 0);
    return (unsigned)((now_seconds() - began) * A_THIRD_MORE) + 1;
}

/* Start the work, kill it at some moment; returns how many pieces of work it had answered. */
static long run_and_kill(const kind *k, unsigned microseconds)
{
    int pair[2];
    if (pipe(pair) != 0)
        exit(EXIT_FAILURE);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        close(pair[0]);
        k->work(pair[1]);
        _exit(0);
    }
    close(pair[1]);
    usleep(microseconds);
    kill(child, SIGKILL);
    int status;
    waitpid(child, &status, 0);
    EXPECT(!(WIFEXITED(status) && WEXITSTATUS(status) != 0), "%s failed by itself", k->name);
    char byte;
    long answered = 0;
    while (read(pair[0], &byte, 1) == 1)
        answered++;
    close(pair[0]);
    return answered;
}

static void kill_often(const kind *k, int times, uint64_t *random)
{
    long unanswered = 0, answered = 0;
    unsigned most = longest(k);
    remove_store(path);
    wz_store_close(open_whole(path, "at the beginning"));
    for (int i = 0; i < times; i++) {
        if (k->prepare)
            k->prepare();
        wz_store *store = k->prepare ? NULL : open_whole(path, "before the kill");
        long before = store ? count_case_entries(store) : 0;
        wz_store_close(store);
        unsigned moment = (unsigned)(next_random(random) % most);
        long done = run_and_kill(k, moment);
        store = open_whole(path, "after the kill");
        long after = store ? count_case_entries(store) : -1;
        if (k->is_whole)
            EXPECT(store && k->is_whole(store, done), "%s, killed after %u us, is half done", k->name, moment);
        wz_store_close(store);
        if (k->entries >= 0)
            EXPECT(after == k->entries, "%s, killed after %u us: %ld entries, not %ld", k->name, moment, after,
                   k->entries);
        else
            EXPECT(after == before + done || after == before + done + 1,
                   "%s, killed after %u us: %ld answered, %ld there", k->name, moment, done, after - before);
        answered += done;
        unanswered += k->entries < 0 ? after - before - done : done == 0;
    }
    printf("%s: killed %d times, %ld answered, %ld %s\n", k->name, times, answered, unanswered,
           k->entries < 0 ? "kept but not answered" : "before the answer");
}

/* --- the disk is full --- */

static long add_until_it_fails(const char *where, bool create, char *id)
{
    static char bytes[256 * 1024];
    long added = 0;
    wz_diag *diag = wz_diag_new();
    wz_store *store = open_or_null(where, create, diag);
    for (int code = store ? WZ_OK : WZ_EIO; code == WZ_OK && added < 10000;) {
        char details[64];
        memset(bytes, 'a' + (int)(added % 26), sizeof bytes - 1);
        snprintf(details, sizeof details, "{\"n\":%ld}", added);
        wz_store_begin(store);
        char *big = bytes;
        big[0] = '"';
        big[sizeof bytes - 2] = '"';
        wz_audit_append(store, "a", "case.fill", details, big);
        code = wz_store_end(store, diag);
        added += code == WZ_OK;
    }
    snprintf(id, 16, "%s", wz_diag_count(diag) ? wz_diag_at(diag, 0)->id : "");
    if (strcmp(id, "STORE-007") != 0)
        print_diag(diag);
    wz_diag_free(diag);
    wz_store_close(store);
    return added;
}

/* In a child, since the limit holds for the whole process. */
static void fill_up_to_a_limit(void)
{
    remove_store(path);
    wz_store_close(open_whole(path, "at the beginning"));
    int pair[2];
    if (pipe(pair) != 0)
        exit(EXIT_FAILURE);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        struct {
            long added;
            char id[16];
        } told = {0, ""};
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){3 << 20, 3 << 20});
        told.added = add_until_it_fails(path, false, told.id);
        fflush(stdout);
        _exit(write(pair[1], &told, sizeof told) == sizeof told ? 0 : 1);
    }
    struct {
        long added;
        char id[16];
    } told = {-1, ""};
    close(pair[1]);
    EXPECT(read(pair[0], &told, sizeof told) == sizeof told, "the filler died");
    waitpid(child, NULL, 0);
    EXPECT(strcmp(told.id, "STORE-007") == 0, "a full disk is told as '%s'", told.id);
    wz_store *store = open_whole(path, "after the disk was full");
    long there = store ? count_case_entries(store) : -1;
    EXPECT(there == told.added && there > 0, "%ld entries answered, %ld there", told.added, there);
    wz_store_close(store);
}

/* A file system that is full: a folder on a small one of its own. */
static void fill_a_disk(const char *folder)
{
    char where[600], id[16], filler[640];
    snprintf(where, sizeof where, "%s/full.db", folder);
    snprintf(filler, sizeof filler, "%s/filler", folder);
    remove_store(where);
    wz_store_close(open_whole(where, "on the small disk"));
    long added = add_until_it_fails(where, false, id);
    EXPECT(strcmp(id, "STORE-007") == 0, "a full disk is told as '%s'", id);
    wz_store *store = open_whole(where, "on the full disk");
    long there = store ? count_case_entries(store) : -1;
    EXPECT(there == added && there > 0, "%ld entries answered, %ld there", added, there);
    /* a copy has no room and leaves nothing behind */
    wz_diag *diag = wz_diag_new();
    snprintf(filler, sizeof filler, "%s/copy.db", folder);
    EXPECT(store && wz_store_backup(store, filler, diag) == WZ_EIO, "a copy fits on the full disk");
    EXPECT(access(filler, F_OK) != 0, "half a copy was left");
    wz_diag_free(diag);
    wz_store_close(store);
    remove_store(where);
    wz_store_close(open_whole(where, "once there is room"));
    remove_store(where);
}

/* --- files that may only be read --- */

static void open_as_nobody(bool read_only, const char *wanted)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        enum { NOBODY = 65534 };
        if (geteuid() == 0 && setuid(NOBODY) != 0)
            _exit(2);
        wz_store *store = NULL;
        wz_store_options options = WZ_STORE_OPTIONS_INIT;
        options.read_only = read_only;
        wz_diag *diag = wz_diag_new();
        int code = wz_store_open(&store, path, &options, diag);
        bool good = wanted ? has_problem(diag, wanted) && !store : code == WZ_OK && count_case_entries(store) >= 0;
        if (!good) {
            print_diag(diag);
            fflush(stdout);
        }
        _exit(good ? 0 : 1);
    }
    int status;
    waitpid(child, &status, 0);
    EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 0, "a file that may not be written is not told rightly (%s)",
           wanted ? wanted : "to be read");
}

static void open_without_permission(const char *folder)
{
    remove_store(path);
    wz_store_close(open_whole(path, "at the beginning"));
    chmod(path, 0444);
    chmod(folder, 0555);
    open_as_nobody(false, "STORE-006");
    open_as_nobody(true, NULL);
    if (geteuid() == 0) {
        chmod(path, 0400);
        open_as_nobody(true, "STORE-002");
    }
    chmod(folder, 0755);
    chmod(path, 0600);
    wz_store_close(open_whole(path, "with the permissions again"));
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    int kills = atoi(argv[1]);
    uint64_t random = strtoull(argv[2], NULL, 10) * 2654435769U + 1;
    snprintf(path, sizeof path, "%s/faults.db", argv[3]);
    snprintf(table, sizeof table, "%s/people.csv", argv[3]);
    write_table();
    wz_diag *diag = wz_diag_new();
    EXPECT(wz_rules_open_keeping(&rules, "rules", diag) == WZ_OK, "the law does not load");
    print_diag(diag);
    wz_diag_free(diag);
    for (size_t i = 0; rules && i < sizeof kinds / sizeof kinds[0]; i++)
        kill_often(&kinds[i], kills, &random);
    fill_up_to_a_limit();
    if (argc > 4)
        fill_a_disk(argv[4]);
    open_without_permission(argv[3]);
    wz_rules_close(rules);
    return finish_part("store-faults");
}
