/* Three blocks go round: one is being used while others are filled. `full` and `free` count them; the reader's thread
 * takes a free one, fills it and hands it over, and ends with the block that is empty or failed. */
#include "app/row_reader.h"

#include "base/alloc.h"

#include <pthread.h>

enum { BLOCKS = 3 };

typedef struct {
    wz_table_block *rows;
    wz_arena *arena; /* of the records */
    app_row_block block;
    int code;
} slot;

struct app_row_reader {
    wz_table *table;
    const wz_record_columns *columns;
    slot slots[BLOCKS];
    size_t filled, taken; /* blocks so far; the one in use is taken - 1 */
    bool threaded, stop;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
};

/* ---- filling ---- */

static int read_records(const app_row_reader *reader, slot *s)
{
    wz_arena_reset(s->arena);
    wz_record_row *records = wz_arena_array(s->arena, s->block.count + 1, sizeof *records);
    int code = records ? WZ_OK : WZ_ENOMEM;
    for (size_t i = 0; code == WZ_OK && i < s->block.count; i++)
        code = wz_record_read(&records[i], reader->columns, &s->block.rows[i], s->arena);
    s->block.records = records;
    return code;
}

static void fill(const app_row_reader *reader, slot *s)
{
    s->block = (app_row_block){0};
    s->code = wz_table_read(reader->table, s->rows);
    if (s->code == WZ_OK)
        s->block.rows = wz_table_rows(s->rows, &s->block.count);
    wz_table_progress(reader->table, &s->block.bytes, &s->block.bytes_all);
    if (s->code == WZ_OK)
        s->code = read_records(reader, s);
}

static bool is_last(const slot *s)
{
    return s->code != WZ_OK || s->block.count == 0;
}

/* ---- the thread ---- */

static void *read_ahead(void *argument)
{
    app_row_reader *reader = argument;
    bool more = true;
    while (more) {
        pthread_mutex_lock(&reader->lock);
        while (!reader->stop && reader->filled == reader->taken + BLOCKS - 1)
            pthread_cond_wait(&reader->changed, &reader->lock);
        more = !reader->stop;
        slot *s = &reader->slots[reader->filled % BLOCKS];
        pthread_mutex_unlock(&reader->lock);
        if (!more)
            break;
        fill(reader, s);
        more = !is_last(s);
        pthread_mutex_lock(&reader->lock);
        reader->filled++;
        pthread_cond_signal(&reader->changed);
        pthread_mutex_unlock(&reader->lock);
    }
    return NULL;
}

int app_row_reader_new(app_row_reader **out, wz_table *table, const wz_record_columns *columns, bool ahead)
{
    app_row_reader *reader = wz_calloc(1, sizeof *reader);
    *out = NULL;
    if (!reader)
        return WZ_ENOMEM;
    reader->table = table;
    reader->columns = columns;
    bool good = true;
    for (size_t i = 0; i < BLOCKS; i++) {
        reader->slots[i].rows = wz_table_block_new();
        reader->slots[i].arena = wz_arena_new();
        good = good && reader->slots[i].rows && reader->slots[i].arena;
    }
    pthread_mutex_init(&reader->lock, NULL);
    pthread_cond_init(&reader->changed, NULL);
    if (!good) {
        app_row_reader_free(reader);
        return WZ_ENOMEM;
    }
    reader->threaded = ahead && pthread_create(&reader->thread, NULL, read_ahead, reader) == 0;
    *out = reader;
    return WZ_OK;
}

void app_row_reader_free(app_row_reader *reader)
{
    if (!reader)
        return;
    if (reader->threaded) {
        pthread_mutex_lock(&reader->lock);
        reader->stop = true;
        pthread_cond_signal(&reader->changed);
        pthread_mutex_unlock(&reader->lock);
        pthread_join(reader->thread, NULL);
    }
    pthread_cond_destroy(&reader->changed);
    pthread_mutex_destroy(&reader->lock);
    for (size_t i = 0; i < BLOCKS; i++) {
        wz_table_block_free(reader->slots[i].rows);
        wz_arena_free(reader->slots[i].arena);
    }
    wz_free(reader);
}

/* ---- taking ---- */

int app_row_reader_next(app_row_reader *reader, const app_row_block **out)
{
    slot *s = &reader->slots[reader->taken % BLOCKS];
    if (!reader->threaded)
        fill(reader, s);
    pthread_mutex_lock(&reader->lock);
    while (reader->threaded && reader->filled == reader->taken)
        pthread_cond_wait(&reader->changed, &reader->lock);
    reader->taken++;
    pthread_cond_signal(&reader->changed);
    pthread_mutex_unlock(&reader->lock);
    *out = &s->block;
    return s->code;
}

void app_row_reader_tell(wz_diag *diag, const wz_diag *reading, const char *file)
{
    for (size_t p = 0; diag && reading && p < wz_diag_count(reading); p++) {
        const wz_problem *problem = wz_diag_at(reading, p);
        wz_place place = problem->place_count ? problem->places[0] : (wz_place){file, 0, 0};
        wz_diag_add(diag, problem->severity, problem->id, place, *problem->advice ? "%s; %s" : "%s%s", problem->message,
                    problem->advice);
    }
}
