/* Threads over a ring of slots. A slot is free, filled (its rows wait for a thread), taken, or done; slots become done in any
 * order and are written in the order of the ring. The thread that called reads and writes, and answers too while it would
 * otherwise wait. */
#include "app/screen_work.h"

#include "base/alloc.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>

enum { MOST_THREADS = 16, SLOTS_A_THREAD = 3 };

typedef enum { SLOT_FREE, SLOT_FILLED, SLOT_TAKEN, SLOT_DONE } slot_state;

typedef struct {
    slot_state state;
    wz_table_block *block;
    wz_arena *arena;
    wz_buffer text;       /* CSV: the rows as written */
    wz_screened *answers; /* XLSX: by row */
    wz_screen_tally *tally;
    size_t rows, with_problems, repeated;
    bool *again; /* by row: the person stood in a row above; NULL = none did */
    size_t again_room;
    int code;
} slot;

typedef struct {
    wz_screen_job *job;
    slot *slots;
    size_t slot_count;
    size_t oldest, filled; /* ring: slots in use, `filled` of them from `oldest` on */
    bool ending;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    wz_screen_worker workers[MOST_THREADS];
    wz_diag *diag; /* written to under the lock only */
} ring;

bool wz_screen_told(const wz_screen_job *job, size_t bytes, size_t all)
{
    const wz_screen_request *r = job->plan.request;
    return !r->progress || r->progress(r->payload, job->rows, bytes, all);
}

int wz_screen_write(wz_screen_job *job, const wz_cell_row *row, const wz_screened *answer, wz_cell *cells,
                    wz_arena *arena)
{
    if (!wz_screen_cells(cells, &job->plan, row, answer, arena))
        return WZ_ENOMEM;
    return wz_table_writer_row(job->writer, cells, job->cell_count);
}

/* ---- one block ---- */

/* What a block is answered with: room for a row that is written, and (CSV) for the answers of one. */
typedef struct {
    wz_cell *cells;
    wz_screen_answer *answers;
} row_room;

static int answer_row(wz_screened *out, const slot *s, wz_screen_worker *worker, const wz_cell_row *row, bool again,
                      wz_screen_answer *answers)
{
    if (!answers)
        return WZ_ENOMEM;
    *out = (wz_screened){.read = true, .answers = answers, .problems = ""};
    if (!again && wz_screen_plain_row(answers, worker, row))
        return WZ_OK;
    *out = (wz_screened){0};
    return wz_screen_row(out, worker, row, again, s->arena, NULL);
}

static int write_csv(slot *s, wz_screen_worker *worker, const wz_cell_row *row, const wz_screened *answer,
                     const wz_screen_job *job, wz_cell *cells)
{
    bool plain = answer->read && !*answer->problems;
    if (plain && wz_screen_csv_row(&s->text, worker->csv, row, answer->answers))
        return s->text.failed ? WZ_ENOMEM : WZ_OK;
    if (!wz_screen_cells(cells, &job->plan, row, answer, s->arena))
        return WZ_ENOMEM;
    wz_csv_row(&s->text, cells, job->cell_count);
    return s->text.failed ? WZ_ENOMEM : WZ_OK;
}

static int answer_rows(const ring *r, slot *s, wz_screen_worker *worker, const wz_cell_row *rows, const row_room *room)
{
    size_t steps = r->job->plan.step_count;
    bool xlsx = r->job->format == WZ_TABLE_XLSX;
    int code = WZ_OK;
    for (size_t i = 0; code == WZ_OK && i < s->rows; i++) {
        wz_screened answer = {0};
        wz_screen_answer *answers =
            xlsx ? wz_arena_array(s->arena, steps, sizeof *answers) : room->answers; /* XLSX: kept until written */
        code = answer_row(&answer, s, worker, &rows[i], s->repeated && s->again[i], answers);
        if (code != WZ_OK)
            break;
        s->with_problems += answer.problems[0] != '\0';
        wz_screen_count(s->tally, &answer, steps);
        if (xlsx)
            s->answers[i] = answer;
        else
            code = write_csv(s, worker, &rows[i], &answer, r->job, room->cells);
    }
    return code;
}

static void answer_block(ring *r, slot *s, wz_screen_worker *worker)
{
    size_t count, steps = r->job->plan.step_count;
    const wz_cell_row *rows = wz_table_rows(s->block, &count);
    wz_arena_reset(s->arena);
    wz_buffer_clear(&s->text);
    s->rows = count;
    s->with_problems = 0;
    s->tally = wz_arena_array(s->arena, steps, sizeof *s->tally);
    s->answers = r->job->format == WZ_TABLE_XLSX ? wz_arena_array(s->arena, count + 1, sizeof *s->answers) : NULL;
    row_room room = {wz_arena_array(s->arena, r->job->cell_count + 1, sizeof *room.cells),
                     wz_arena_array(s->arena, steps, sizeof *room.answers)};
    s->code = wz_arena_failed(s->arena) ? WZ_ENOMEM : answer_rows(r, s, worker, rows, &room);
}

static int write_block(ring *r, slot *s)
{
    wz_screen_job *job = r->job;
    size_t count;
    const wz_cell_row *rows = wz_table_rows(s->block, &count);
    if (s->code != WZ_OK)
        return s->code;
    int code = WZ_OK;
    if (job->format == WZ_TABLE_CSV && s->text.length)
        code = wz_table_writer_bytes(job->writer, s->text.data, s->text.length);
    wz_cell *cells = job->format == WZ_TABLE_XLSX ? wz_arena_array(s->arena, job->cell_count + 1, sizeof *cells) : NULL;
    for (size_t i = 0; cells && code == WZ_OK && i < count; i++)
        code = wz_screen_write(job, &rows[i], &s->answers[i], cells, s->arena);
    for (size_t i = 0; i < job->plan.step_count; i++) {
        job->tally[i].eligible += s->tally[i].eligible;
        job->tally[i].barred += s->tally[i].barred;
        job->tally[i].undetermined += s->tally[i].undetermined;
        job->tally[i].nothing_recorded += s->tally[i].nothing_recorded;
        job->tally[i].unread += s->tally[i].unread;
    }
    job->rows += s->rows;
    job->with_problems += s->with_problems;
    job->repeated += s->repeated;
    return code;
}

/* ---- threads; all of these with the lock held ---- */

static slot *slot_at(ring *r, size_t behind)
{
    return &r->slots[(r->oldest + behind) % r->slot_count];
}

/* Answer for the oldest block that waits; false where none does. The lock is given away meanwhile. */
static bool help(ring *r, wz_screen_worker *worker)
{
    for (size_t i = 0; i < r->filled; i++) {
        slot *s = slot_at(r, i);
        if (s->state != SLOT_FILLED)
            continue;
        s->state = SLOT_TAKEN;
        pthread_mutex_unlock(&r->lock);
        answer_block(r, s, worker);
        pthread_mutex_lock(&r->lock);
        s->state = SLOT_DONE;
        pthread_cond_broadcast(&r->changed);
        return true;
    }
    return false;
}

typedef struct {
    ring *ring;
    wz_screen_worker *worker;
} thread_part;

static void *thread_main(void *payload)
{
    thread_part *part = payload;
    ring *r = part->ring;
    pthread_mutex_lock(&r->lock);
    while (!r->ending)
        if (!help(r, part->worker))
            pthread_cond_wait(&r->changed, &r->lock);
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

/* Write the oldest block where it is done. */
static int drain(ring *r, bool *wrote)
{
    slot *s = r->filled ? slot_at(r, 0) : NULL;
    *wrote = s && s->state == SLOT_DONE;
    if (!*wrote)
        return WZ_OK;
    pthread_mutex_unlock(&r->lock);
    int code = write_block(r, s);
    size_t bytes, all;
    wz_table_progress(r->job->table, &bytes, &all);
    bool go_on = wz_screen_told(r->job, bytes, all);
    pthread_mutex_lock(&r->lock);
    s->state = SLOT_FREE;
    r->oldest = (r->oldest + 1) % r->slot_count;
    r->filled--;
    return code == WZ_OK && !go_on ? WZ_EINPUT : code;
}

/* Who of a block stood in a row above. In the order of the rows, so by the one thread that reads. */
static int find_repeats(const ring *r, slot *s)
{
    size_t count;
    const wz_cell_row *rows = wz_table_rows(s->block, &count);
    int column = wz_record_columns_person_id(r->job->columns);
    s->repeated = 0;
    if (count > s->again_room) {
        bool *grown = wz_realloc(s->again, count * sizeof *grown);
        if (!grown)
            return WZ_ENOMEM;
        s->again = grown;
        s->again_room = count;
    }
    if (count && column >= 0)
        s->repeated = wz_screen_meet_rows(r->job->seen, s->again, rows, count, (size_t)column, s->arena);
    return WZ_OK;
}

/* Read into a free slot. *at_end is set behind the last row. */
static int fill(ring *r, bool *at_end)
{
    slot *s = slot_at(r, r->filled);
    size_t count;
    pthread_mutex_unlock(&r->lock);
    int code = wz_table_read(r->job->table, s->block);
    wz_table_rows(s->block, &count);
    if (code == WZ_OK)
        code = find_repeats(r, s);
    pthread_mutex_lock(&r->lock);
    *at_end = code != WZ_OK || count == 0;
    if (!*at_end) {
        s->state = SLOT_FILLED;
        r->filled++;
        pthread_cond_broadcast(&r->changed);
    }
    return code;
}

static int work(ring *r, wz_screen_worker *own)
{
    bool at_end = false;
    int code = WZ_OK;
    pthread_mutex_lock(&r->lock);
    while (code == WZ_OK && (!at_end || r->filled)) {
        bool wrote;
        code = drain(r, &wrote);
        if (code != WZ_OK || wrote)
            continue;
        if (!at_end && r->filled < r->slot_count)
            code = fill(r, &at_end);
        else if (!help(r, own))
            pthread_cond_wait(&r->changed, &r->lock);
    }
    r->ending = true;
    pthread_cond_broadcast(&r->changed);
    pthread_mutex_unlock(&r->lock);
    return code;
}

/* ---- setting up ---- */

static bool make_slots(ring *r)
{
    r->slots = wz_calloc(r->slot_count, sizeof *r->slots);
    for (size_t i = 0; r->slots && i < r->slot_count; i++) {
        r->slots[i].block = wz_table_block_new();
        r->slots[i].arena = wz_arena_new();
        if (!r->slots[i].block || !r->slots[i].arena)
            return false;
    }
    return r->slots != NULL;
}

static void free_slots(ring *r)
{
    for (size_t i = 0; r->slots && i < r->slot_count; i++) {
        wz_table_block_free(r->slots[i].block);
        wz_arena_free(r->slots[i].arena);
        wz_buffer_free(&r->slots[i].text);
        wz_free(r->slots[i].again);
    }
    wz_free(r->slots);
}

/* Threads besides the caller's: none that cannot be started is missed. */
static int with_threads(ring *r, size_t threads)
{
    pthread_t ids[MOST_THREADS];
    thread_part parts[MOST_THREADS];
    size_t started = 0;
    for (; started + 1 < threads; started++) {
        parts[started] = (thread_part){r, &r->workers[started + 1]};
        if (pthread_create(&ids[started], NULL, thread_main, &parts[started]) != 0)
            break;
    }
    int code = work(r, &r->workers[0]);
    for (size_t i = 0; i < started; i++)
        pthread_join(ids[i], NULL);
    return code;
}

static size_t wanted_threads(const wz_screen_job *job)
{
    const wz_screen_request *request = job->plan.request;
    long processors = request->threads ? (long)request->threads : sysconf(_SC_NPROCESSORS_ONLN);
    if (processors < 1)
        return 1;
    return processors < MOST_THREADS ? (size_t)processors : MOST_THREADS;
}

/* A register belongs to one thread, and rows of one person are put together by one. */
static size_t answering_threads(const wz_screen_job *job)
{
    return job->plan.request->store || !wz_record_columns_wide(job->columns) ? 1 : wanted_threads(job);
}

static int open_register(ring *r, wz_diag *diag)
{
    const wz_screen_request *request = r->job->plan.request;
    if (!request->store)
        return WZ_OK;
    int code = wz_reg_open(&r->workers[0].reg, request->store, r->job->plan.law->vocabulary);
    /* one state of the register for the whole roster */
    return code == WZ_OK ? wz_reg_hold(r->workers[0].reg, diag) : code;
}

int wz_screen_work(wz_screen_job *job, wz_diag *diag)
{
    size_t threads = answering_threads(job);
    ring r = {.job = job,
              .slot_count =
                  threads > 1 ? SLOTS_A_THREAD * threads + 1 : 1, /* one thread: what was read is still at hand */
              .lock = PTHREAD_MUTEX_INITIALIZER,
              .changed = PTHREAD_COND_INITIALIZER,
              .diag = diag};
    job->seen = wz_screen_seen_new();
    bool good = make_slots(&r) && job->seen;
    for (size_t i = 0; i < threads; i++) {
        good &= wz_screen_worker_begin(&r.workers[i], &job->plan);
    }
    int code = good ? open_register(&r, diag) : WZ_ENOMEM;
    if (code == WZ_OK)
        code = wz_record_columns_wide(job->columns)
                   ? with_threads(&r, threads)
                   : wz_screen_joined(job, &r.workers[0], wanted_threads(job) > 1, diag);
    job->unrecorded = r.workers[0].unrecorded; /* a register belongs to one thread */
    for (size_t i = 0; i < threads; i++)
        wz_screen_worker_end(&r.workers[i]);
    free_slots(&r);
    pthread_cond_destroy(&r.changed);
    pthread_mutex_destroy(&r.lock);
    return code;
}
