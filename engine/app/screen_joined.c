/* A roster with a row a sanction: the rows of one person stand together and are answered for together; each row is written with
 * that answer, so that nothing of the input is lost. Somebody who comes back after others is not joined: neither part of that
 * record is whole, so it cannot be called complete, and the row says so. Another thread reads ahead; this one joins, answers and
 * writes. */
#include "app/row_reader.h"
#include "app/screen_work.h"

#include <string.h>

enum { ROWS_A_PERSON = 10000 };

typedef struct {
    wz_screen_job *job;
    wz_screen_worker *worker;
    wz_arena *arena;   /* of the person in hand */
    wz_cell_row *rows; /* copies, those in the block that was read last borrowed from it */
    wz_record_row *read;
    const char **problems;
    size_t count, copied, room;
    wz_diag *diag;
} joiner;

static bool copy_row(wz_cell_row *out, const wz_cell_row *row, wz_arena *arena)
{
    wz_cell *cells = wz_arena_array(arena, row->count + 1, sizeof *cells);
    *out = *row;
    out->cells = cells;
    for (size_t i = 0; cells && i < row->count; i++) {
        cells[i] = row->cells[i];
        cells[i].text = wz_arena_strndup(arena, row->cells[i].text, row->cells[i].length);
    }
    return cells && !wz_arena_failed(arena);
}

/* ---- a person's rows as one record ---- */

static void *gather(joiner *j, size_t size, size_t (*count)(const wz_person_record *),
                    const void *(*items)(const wz_person_record *), size_t *total)
{
    *total = 0;
    for (size_t i = 0; i < j->count; i++)
        *total += count(&j->read[i].person);
    char *all = wz_arena_array(j->arena, *total + 1, size);
    size_t at = 0;
    for (size_t i = 0; all && i < j->count; i++) {
        size_t n = count(&j->read[i].person);
        if (n)
            memcpy(all + at * size, items(&j->read[i].person), n * size);
        at += n;
    }
    return all;
}

static size_t sanctions_in(const wz_person_record *r)
{
    return r->sanction_count;
}
static const void *sanctions_of(const wz_person_record *r)
{
    return r->sanctions;
}
static size_t posts_in(const wz_person_record *r)
{
    return r->post_count;
}
static const void *posts_of(const wz_person_record *r)
{
    return r->posts;
}
static size_t matters_in(const wz_person_record *r)
{
    return r->matter_count;
}
static const void *matters_of(const wz_person_record *r)
{
    return r->matters;
}

/* Rows that declare different days are complete to the earliest of them only. */
static wz_record_complete declared(const joiner *j)
{
    wz_record_complete found = {0};
    for (size_t i = 0; i < j->count; i++) {
        const wz_record_complete *c = &j->read[i].person.complete;
        if (c->stated && (!found.stated || c->to < found.to))
            found = *c;
    }
    return found;
}

static int answer_person(joiner *j, bool returns)
{
    static const char *const backs[] = {"同一人的各行没有排在一起；请排在一起",
                                        "rows of this person stand apart from others of the same; put them together"};
    const char *back =
        wz_arena_printf(j->arena, "%s %s", "SCREEN-004", backs[j->job->plan.request->language != WZ_LANGUAGE_ZH]);
    wz_screened answer = {0};
    wz_person_record record = j->read[0].person;
    record.sanctions = gather(j, sizeof *record.sanctions, sanctions_in, sanctions_of, &record.sanction_count);
    record.posts = gather(j, sizeof *record.posts, posts_in, posts_of, &record.post_count);
    record.matters = gather(j, sizeof *record.matters, matters_in, matters_of, &record.matter_count);
    record.complete = declared(j);
    record.returns |= returns;
    int code = record.sanctions && record.posts && record.matters
                   ? wz_screen_person(&answer, j->worker, &record, "", j->arena, j->diag)
                   : WZ_ENOMEM;
    if (code == WZ_OK)
        wz_screen_count(j->job->tally, &answer, j->job->plan.step_count);
    j->job->repeated += returns ? j->count : 0;
    wz_cell *cells = wz_arena_array(j->arena, j->job->cell_count + 1, sizeof *cells);
    const char *common = answer.problems ? answer.problems : "";
    for (size_t i = 0; code == WZ_OK && cells && i < j->count; i++) {
        const char *own = returns ? back : common;
        const char *row = j->problems[i];
        answer.problems = *own && *row ? wz_arena_printf(j->arena, "%s | %s", own, row) : *own ? own : row;
        j->job->with_problems += answer.problems && *answer.problems;
        code = answer.problems ? wz_screen_write(j->job, &j->rows[i], &answer, cells, j->arena) : WZ_ENOMEM;
    }
    return cells ? code : WZ_ENOMEM;
}

/* Finish the person in hand. */
static int flush(joiner *j)
{
    int code = WZ_OK;
    if (j->count)
        code = answer_person(j, wz_screen_meet(j->job->seen, j->read[0].person.person_id));
    j->job->rows += j->count;
    j->count = j->copied = 0;
    wz_arena_reset(j->arena);
    j->rows = NULL;
    j->read = NULL;
    j->problems = NULL;
    j->room = 0;
    return code;
}

/* A row that names nobody, or cannot be read, stands for itself. */
static int write_unread(joiner *j, const wz_cell_row *row, const char *problems)
{
    wz_screened answer = {.problems = problems};
    wz_cell *cells = wz_arena_array(j->arena, j->job->cell_count + 1, sizeof *cells);
    if (!cells)
        return WZ_ENOMEM;
    wz_screen_count(j->job->tally, &answer, j->job->plan.step_count);
    j->job->rows++;
    j->job->with_problems++;
    return wz_screen_write(j->job, row, &answer, cells, j->arena);
}

static bool grow(joiner *j)
{
    size_t rows = j->room;
    size_t read = rows;
    j->rows = wz_arena_grow(j->arena, j->rows, j->count, &rows, sizeof *j->rows);
    j->read = wz_arena_grow(j->arena, j->read, j->count, &read, sizeof *j->read);
    j->problems = wz_arena_grow(j->arena, j->problems, j->count, &j->room, sizeof *j->problems);
    return j->rows && j->read && j->problems;
}

/* The block passes: the rows of the person in hand become copies, and are read again, since records borrow cells. */
static int keep_rows(joiner *j)
{
    int code = WZ_OK;
    for (; code == WZ_OK && j->copied < j->count; j->copied++) {
        wz_cell_row *row = &j->rows[j->copied];
        const wz_cell_row borrowed = *row;
        code = copy_row(row, &borrowed, j->arena) ? WZ_OK : WZ_ENOMEM;
        if (code == WZ_OK)
            code = wz_record_read(&j->read[j->copied], j->job->plan.columns, row, j->arena);
    }
    return code;
}

/* Take a row: of the person in hand, or the first of another. */
static int take(joiner *j, const wz_cell_row *row, const wz_record_row *read)
{
    bool names = read->person.person_id && *read->person.person_id && row->fault == WZ_ROW_GOOD;
    bool same = names && j->count && strcmp(j->read[0].person.person_id, read->person.person_id) == 0;
    int code = WZ_OK;
    if (j->count && !same)
        code = flush(j);
    if (code != WZ_OK)
        return code;
    if (j->count == ROWS_A_PERSON) {
        wz_diag_add(j->diag, WZ_ERROR, "SCREEN-005", (wz_place){wz_table_file(j->job->table), (unsigned)row->number, 0},
                    "more than %d rows of one person; divide them, or check the column of person ids", ROWS_A_PERSON);
        return WZ_ELIMIT;
    }
    const char *problems = grow(j) ? wz_screen_problems(&j->job->plan, row, read, j->arena) : NULL;
    if (!problems)
        return WZ_ENOMEM;
    if (!names) {
        code = write_unread(j, row, problems);
        return code == WZ_OK ? flush(j) : code;
    }
    j->rows[j->count] = *row;
    j->read[j->count] = *read;
    j->problems[j->count++] = problems;
    return WZ_OK;
}

static int take_block(joiner *j, const app_row_block *block)
{
    int code = WZ_OK;
    for (size_t i = 0; code == WZ_OK && i < block->count; i++)
        code = take(j, &block->rows[i], &block->records[i]);
    if (code == WZ_OK)
        code = keep_rows(j);
    return code == WZ_OK && !wz_screen_told(j->job, block->bytes, block->bytes_all) ? WZ_EINPUT : code;
}

int wz_screen_joined(wz_screen_job *job, wz_screen_worker *worker, bool ahead, wz_diag *diag)
{
    joiner j = {.job = job, .worker = worker, .arena = wz_arena_new(), .diag = diag};
    app_row_reader *reader = NULL;
    const app_row_block *block = NULL;
    int code = j.arena ? WZ_OK : WZ_ENOMEM;
    if (code == WZ_OK)
        code = app_row_reader_new(&reader, job->table, job->columns, ahead);
    while (code == WZ_OK && (code = app_row_reader_next(reader, &block)) == WZ_OK && block->count)
        code = take_block(&j, block);
    if (code == WZ_OK)
        code = flush(&j);
    app_row_reader_free(reader);
    wz_arena_free(j.arena);
    return code;
}
