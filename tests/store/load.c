/* store-load SECONDS FOLDER: two processes write to one store, ten read, one copies it, for so long. No write is lost, no
 * reader sees half a write, every copy is whole, and nothing fails but for a clear "busy". */
#include "common.h"

#include "store/audit.h"
#include "store/cases.h"

enum { WRITERS = 2, READERS = 10, BUSY_MS = 2000 };

/* What a child tells at its end. */
typedef struct {
    long done, busy, wrong;
} tally;

static char path[512];

static wz_store *open_patient(void)
{
    wz_store *store = NULL;
    wz_store_options options = WZ_STORE_OPTIONS_INIT;
    options.busy_ms = BUSY_MS;
    wz_diag *diag = wz_diag_new();
    if (wz_store_open(&store, path, &options, diag) != WZ_OK)
        print_diag(diag);
    wz_diag_free(diag);
    return store;
}

/* Tell one call's end apart: done, busy, or wrong. */
static void count(tally *t, int code, const wz_diag *diag)
{
    if (code == WZ_OK) {
        t->done++;
    } else if (code == WZ_EIO && has_problem(diag, "STORE-009")) {
        t->busy++;
    } else {
        t->wrong++;
        print_diag(diag);
    }
}

static tally write_on(int writer, double until)
{
    tally t = {0, 0, 0};
    wz_store *store = open_patient();
    for (long n = 0; store && now_seconds() < until; n++) {
        char bytes[64], id[24];
        snprintf(id, sizeof id, "writer-%d", writer);
        snprintf(bytes, sizeof bytes, "<case n='%ld' of='%d'/>", n, writer);
        wz_kept_text text = {"title", bytes};
        wz_case_input input = {.id = id,
                               .title = "",
                               .jurisdiction = "",
                               .bytes = bytes,
                               .length = strlen(bytes),
                               .texts = &text,
                               .text_count = 1};
        wz_diag *diag = wz_diag_new();
        wz_store_begin(store);
        wz_cases_put(store, &input, false, id, NULL);
        count(&t, wz_store_end(store, diag), diag);
        wz_diag_free(diag);
    }
    t.wrong += !store;
    wz_store_close(store);
    return t;
}

static bool count_entry(const wz_audit_entry *entry, void *payload)
{
    int64_t *last = payload;
    bool follows = entry->seq == *last + 1;
    *last = follows ? entry->seq : -1;
    return follows;
}

static bool add_versions(const wz_case_row *row, void *payload)
{
    *(int64_t *)payload += row->versions;
    return true;
}

/* At one moment the log has no gap, ends with its head, and tells of as many versions as there are. */
static void look(wz_store *store, tally *t, int64_t *before)
{
    int64_t entries = 0, versions = 0;
    char head[WZ_AUDIT_HEAD] = "";
    wz_diag *diag = wz_diag_new();
    wz_store_begin_reading(store);
    wz_audit_each(store, 1, NULL, count_entry, &entries);
    wz_audit_head(store, head);
    wz_cases_each(store, NULL, add_versions, &versions);
    int code = wz_store_end(store, diag);
    count(t, code, diag);
    size_t steps;
    wz_store_steps(&steps);
    if (code == WZ_OK &&
        (entries != strtoll(head, NULL, 10) || entries != versions + (int64_t)steps || entries < *before)) {
        printf("a reader saw %lld entries, head %s, %lld versions\n", (long long)entries, head, (long long)versions);
        t->wrong++;
    }
    *before = entries;
    wz_diag_free(diag);
}

static tally read_on(double until)
{
    enum { LOOKS = 20 };
    tally t = {0, 0, 0};
    int64_t before = 0;
    while (now_seconds() < until) {
        wz_store *store = open_patient();
        for (int i = 0; store && i < LOOKS && now_seconds() < until; i++)
            look(store, &t, &before);
        t.wrong += !store;
        wz_store_close(store);
    }
    return t;
}

/* Copy and look through the copy, again and again. */
static tally copy_on(double until)
{
    tally t = {0, 0, 0};
    char copy[600], key[600];
    snprintf(copy, sizeof copy, "%s.copy", path);
    snprintf(key, sizeof key, "%s.key", path);
    while (now_seconds() < until) {
        wz_store *store = open_patient(), *second = NULL;
        wz_diag *diag = wz_diag_new();
        wz_store_options options = WZ_STORE_OPTIONS_INIT;
        options.key = key;
        int code = store ? wz_store_backup(store, copy, diag) : WZ_EIO;
        if (code == WZ_OK)
            code = wz_store_open(&second, copy, &options, diag);
        if (code == WZ_OK)
            code = wz_store_verify(second, NULL, NULL, diag);
        count(&t, code, diag);
        wz_diag_free(diag);
        wz_store_close(second);
        wz_store_close(store);
    }
    return t;
}

/* Children are numbered: writers, readers, the copier. */
static tally work(int number, double until)
{
    if (number < WRITERS)
        return write_on(number, until);
    return number < WRITERS + READERS ? read_on(until) : copy_on(until);
}

static bool check_versions(const wz_case_row *row, void *payload)
{
    const tally *tallies = payload;
    int writer = atoi(row->id + strlen("writer-"));
    EXPECT(row->versions == tallies[writer].done, "%s has %lld versions of %ld written", row->id,
           (long long)row->versions, tallies[writer].done);
    return true;
}

int main(int argc, char **argv)
{
    enum { CHILDREN = WRITERS + READERS + 1 };
    if (argc != 3)
        return 2;
    snprintf(path, sizeof path, "%s/load.db", argv[2]);
    remove_store(path);
    wz_store_close(open_whole(path, "at the beginning"));
    double until = now_seconds() + atof(argv[1]);
    int ends[CHILDREN];
    fflush(stdout);
    for (int i = 0; i < CHILDREN; i++) {
        int pair[2];
        if (pipe(pair) != 0)
            return EXIT_FAILURE;
        ends[i] = pair[0];
        if (fork() == 0) {
            tally t = work(i, until);
            fflush(stdout);
            _exit(write(pair[1], &t, sizeof t) == sizeof t ? 0 : 1);
        }
        close(pair[1]);
    }
    tally tallies[CHILDREN] = {{0, 0, 0}};
    for (int i = 0; i < CHILDREN; i++) {
        bool told = read(ends[i], &tallies[i], sizeof tallies[i]) == sizeof tallies[i];
        EXPECT(told && tallies[i].wrong == 0, "child %d: %s, %ld wrong", i, told ? "ended" : "died", tallies[i].wrong);
        EXPECT(tallies[i].done > 0, "child %d did nothing", i);
    }
    while (wait(NULL) > 0)
        continue;
    wz_store *store = open_whole(path, "after the load");
    wz_case_list(store, check_versions, tallies, NULL);
    wz_store_close(store);
    for (int i = 0; i < CHILDREN; i++)
        printf("%s: %ld done, %ld busy\n",
               i < WRITERS             ? "writer"
               : i < WRITERS + READERS ? "reader"
                                       : "copier",
               tallies[i].done, tallies[i].busy);
    return finish_part("store-load");
}
