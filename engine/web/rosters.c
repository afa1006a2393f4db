/* The list of rosters and their threads. The list is short and guarded by one lock; a thread writes its own roster's numbers
 * under it. */
#include "web/rosters.h"

#include "base/alloc.h"
#include "wenze/screen.h"

#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MOST_KEPT = 40, MOST_OF_ACCOUNT = 8, MOST_RUNNING = 2, KEPT_MS = 60 * 60 * 1000, PATH_ROOM = 128 };

typedef struct roster {
    struct roster *next;
    wz_rosters *all;
    pthread_t thread;
    char id[WZ_ROSTER_ID];
    int64_t account, begun, ended;
    int fd;
    wz_arena *arena; /* of what was asked */
    wz_roster_request asked;
    wz_roster_phase phase;
    bool ended_thread; /* its thread can be joined without waiting */
    bool has_xlsx;
    char *summary, *problem;
    size_t rows, bytes, size;
    char csv[PATH_ROOM], xlsx[PATH_ROOM];
} roster;

struct wz_rosters {
    pthread_mutex_t lock;
    const wz_rules *rules;
    const char *db;
    char directory[PATH_ROOM / 2];
    roster *first;
    size_t count, running;
    bool stopping;
};

wz_rosters *wz_rosters_new(const wz_rules *rules, const char *db)
{
    const char *base = getenv("TMPDIR");
    wz_rosters *rosters = wz_calloc(1, sizeof *rosters);
    if (!rosters)
        return NULL;
    rosters->rules = rules;
    rosters->db = db;
    int length = snprintf(rosters->directory, sizeof rosters->directory, "%s/wenze-rosters-XXXXXX",
                          base && strlen(base) < PATH_ROOM / 4 ? base : "/tmp");
    if (length <= 0 || !mkdtemp(rosters->directory)) {
        wz_free(rosters);
        return NULL;
    }
    pthread_mutex_init(&rosters->lock, NULL);
    return rosters;
}

/* ---- one roster ---- */

static void drop(roster *r)
{
    pthread_join(r->thread, NULL);
    unlink(r->csv);
    unlink(r->xlsx);
    close(r->fd);
    wz_text_free(r->summary);
    wz_text_free(r->problem);
    wz_arena_free(r->arena);
    wz_free(r);
}

static bool note_progress(void *payload, size_t rows, size_t bytes, size_t all)
{
    roster *r = payload;
    pthread_mutex_lock(&r->all->lock);
    r->rows = rows;
    r->bytes = bytes;
    r->size = all;
    bool more = !r->all->stopping;
    pthread_mutex_unlock(&r->all->lock);
    return more;
}

static int screen_into(roster *r, const char *output, wz_store *store, char **summary, wz_diag *diag)
{
    char path[64];
    wz_screen_request request = WZ_SCREEN_REQUEST_INIT;
    snprintf(path, sizeof path, "/proc/self/fd/%d", r->fd);
    request.roster = path;
    request.output = output;
    request.store = store;
    request.steps = r->asked.steps;
    request.step_count = r->asked.step_count;
    request.on = r->asked.on;
    request.today = r->asked.today;
    request.complete_to = r->asked.complete_to;
    request.jurisdiction = r->asked.place;
    request.only_id = r->asked.only_id;
    request.words = true;
    request.threads = 1; /* the others have their pages to be answered */
    request.language = r->asked.language;
    request.progress = note_progress;
    request.payload = r;
    return wz_screen(summary, NULL, r->all->rules, &request, diag);
}

static char *first_problem(const roster *r, const wz_diag *diag)
{
    char *text = NULL;
    for (size_t i = 0; diag && i < wz_diag_count(diag) && !text; i++)
        if (wz_diag_at(diag, i)->severity == WZ_ERROR)
            wz_problem_text(&text, wz_diag_at(diag, i), r->asked.language);
    return text;
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void end(roster *r, int code, char *summary, char *problem)
{
    pthread_mutex_lock(&r->all->lock);
    r->phase = code == WZ_OK ? WZ_ROSTER_DONE : WZ_ROSTER_FAILED;
    r->summary = summary;
    r->problem = problem;
    r->ended = now_ms();
    pthread_mutex_unlock(&r->all->lock);
}

/* The table first, so that it can be looked at; then the workbook. */
static void *work(void *payload)
{
    roster *r = payload;
    wz_diag *diag = wz_diag_new();
    wz_store *store = NULL;
    char *summary = NULL, *again = NULL;
    wz_store_options options = WZ_STORE_OPTIONS_INIT;
    options.read_only = true;
    int code = diag ? WZ_OK : WZ_ENOMEM;
    if (code == WZ_OK && r->asked.register_too)
        code = wz_store_open(&store, r->all->db, &options, diag);
    if (code == WZ_OK)
        code = screen_into(r, r->csv, store, &summary, diag);
    end(r, code, summary, first_problem(r, diag));
    int workbook = code == WZ_OK ? screen_into(r, r->xlsx, store, &again, NULL) : code;
    wz_text_free(again);
    wz_store_close(store);
    wz_diag_free(diag);
    pthread_mutex_lock(&r->all->lock);
    r->has_xlsx = workbook == WZ_OK;
    r->ended_thread = true;
    r->all->running--;
    pthread_mutex_unlock(&r->all->lock);
    return NULL;
}

void wz_rosters_free(wz_rosters *rosters)
{
    if (!rosters)
        return;
    pthread_mutex_lock(&rosters->lock);
    rosters->stopping = true;
    pthread_mutex_unlock(&rosters->lock);
    for (roster *r = rosters->first, *next; r; r = next) {
        next = r->next;
        drop(r);
    }
    rmdir(rosters->directory);
    pthread_mutex_destroy(&rosters->lock);
    wz_free(rosters);
}

/* ---- the list ---- */

/* Take out of the list what is old, and of the account's the oldest beyond its share. The lock is held. */
static roster *take_old(wz_rosters *rosters, int64_t account, int64_t now)
{
    size_t own = 0;
    roster *old = NULL;
    for (roster **at = &rosters->first; *at;) {
        roster *r = *at;
        own += r->account == account;
        bool surplus = r->account == account && own >= MOST_OF_ACCOUNT;
        if (r->ended_thread && (surplus || now - r->ended > KEPT_MS)) {
            *at = r->next;
            r->next = old;
            old = r;
            rosters->count--;
        } else {
            at = &r->next;
        }
    }
    return old;
}

static const char *copied(wz_arena *arena, const char *text)
{
    return text ? wz_arena_strdup(arena, text) : NULL;
}

static roster *make(wz_rosters *rosters, const wz_roster_request *request, int64_t now)
{
    unsigned char random[(WZ_ROSTER_ID - 1) / 2];
    roster *r = wz_calloc(1, sizeof *r);
    wz_arena *arena = r ? wz_arena_new() : NULL;
    if (!arena) {
        wz_free(r);
        return NULL;
    }
    randombytes_buf(random, sizeof random);
    sodium_bin2hex(r->id, sizeof r->id, random, sizeof random);
    snprintf(r->csv, sizeof r->csv, "%s/%s.csv", rosters->directory, r->id);
    snprintf(r->xlsx, sizeof r->xlsx, "%s/%s.xlsx", rosters->directory, r->id);
    r->all = rosters;
    r->arena = arena;
    r->account = request->account;
    r->begun = now;
    r->asked = *request;
    r->asked.filename = copied(arena, request->filename);
    r->asked.on = copied(arena, request->on);
    r->asked.today = copied(arena, request->today);
    r->asked.complete_to = copied(arena, request->complete_to);
    r->asked.place = copied(arena, request->place);
    for (size_t i = 0; i < request->step_count; i++)
        r->asked.steps[i] = copied(arena, request->steps[i]);
    r->fd = fcntl(request->fd, F_DUPFD_CLOEXEC, 3);
    struct stat status;
    if (fstat(request->fd, &status) == 0 && status.st_size > 0)
        r->size = (size_t)status.st_size; /* so that how far it has come can be said from the beginning */
    if (r->fd < 0 || wz_arena_failed(arena)) {
        if (r->fd >= 0)
            close(r->fd);
        wz_arena_free(arena);
        wz_free(r);
        return NULL;
    }
    return r;
}

int wz_rosters_start(wz_rosters *rosters, const wz_roster_request *request, int64_t now, char id[WZ_ROSTER_ID])
{
    pthread_mutex_lock(&rosters->lock);
    roster *old = take_old(rosters, request->account, now);
    bool room = rosters->count < MOST_KEPT && rosters->running < MOST_RUNNING && !rosters->stopping;
    roster *r = room ? make(rosters, request, now) : NULL;
    bool begun = r && pthread_create(&r->thread, NULL, work, r) == 0;
    if (begun) {
        r->next = rosters->first;
        rosters->first = r;
        rosters->count++;
        rosters->running++;
        memcpy(id, r->id, WZ_ROSTER_ID);
    }
    pthread_mutex_unlock(&rosters->lock);
    while (old) {
        roster *next = old->next;
        drop(old);
        old = next;
    }
    if (r && !begun) {
        close(r->fd);
        wz_arena_free(r->arena);
        wz_free(r);
    }
    return begun ? WZ_OK : room ? WZ_EIO : WZ_ELIMIT;
}

bool wz_rosters_look(wz_rosters *rosters, wz_arena *arena, int64_t account, const char *id, wz_roster_state *out)
{
    pthread_mutex_lock(&rosters->lock);
    const roster *r = rosters->first;
    while (r && (r->account != account || strcmp(r->id, id) != 0))
        r = r->next;
    if (r)
        *out = (wz_roster_state){.phase = r->phase,
                                 .filename = copied(arena, r->asked.filename),
                                 .summary = copied(arena, r->summary),
                                 .problem = copied(arena, r->problem),
                                 .csv = copied(arena, r->csv),
                                 .xlsx = r->has_xlsx ? copied(arena, r->xlsx) : NULL,
                                 .rows = r->rows,
                                 .bytes = r->bytes,
                                 .all = r->size,
                                 .begun = r->begun,
                                 .ended = r->ended};
    pthread_mutex_unlock(&rosters->lock);
    return r != NULL;
}

size_t wz_rosters_list(wz_rosters *rosters, int64_t account, char (*ids)[WZ_ROSTER_ID], size_t most)
{
    size_t count = 0;
    pthread_mutex_lock(&rosters->lock);
    for (const roster *r = rosters->first; r && count < most; r = r->next)
        if (r->account == account)
            memcpy(ids[count++], r->id, WZ_ROSTER_ID);
    pthread_mutex_unlock(&rosters->lock);
    return count;
}
