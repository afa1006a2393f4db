/* The job "import a register": a table's rows into the register, in one act. Every row is looked at even where the file will
 * not be kept, so that all that is wrong with it is said at once. */
#include "wenze/register.h"

#include "app/law.h"
#include "app/register.h"
#include "app/register_row.h"
#include "app/row_reader.h"
#include "base/alloc.h"
#include "base/diag.h"
#include "store/audit.h"

#include <string.h>

typedef struct {
    const wz_register_import_options *options;
    wz_table *table;
    wz_record_columns *columns;
    wz_arena *arena;  /* of one row */
    wz_diag *reading; /* the table's own problems: another thread reads it */
    app_register_rows rows;
    wz_register_tally *tally;
    const char *file;
    uint64_t first_row, last_row; /* that were entered */
    wz_diag *diag;
} importing;

/* --- what is said of a row ------------------------------------------------------------------------------------------------ */

/* Tell of a row with the problems that were added for it, those from index `first` on; of more than a list keeps, nothing. */
static void tell(const importing *i, const wz_cell_row *row, const char *person_id, wz_register_row_state state,
                 size_t first)
{
    size_t all = i->diag ? wz_diag_count(i->diag) : first, count = all - first;
    wz_problem *problems = wz_arena_array(i->arena, count + 1, sizeof *problems);
    if (!i->options->row || !problems)
        return;
    for (size_t p = 0; p < count; p++)
        problems[p] = *wz_diag_at(i->diag, first + p);
    i->options->row(&(wz_register_row){row->number, person_id, state, problems, count}, i->options->payload);
}

static size_t problems_so_far(const importing *i)
{
    return i->diag ? wz_diag_count(i->diag) : 0;
}

/* Every problem of a row's cells; whether one of them keeps the row out. */
static bool tell_cells(const importing *i, const wz_record_row *record)
{
    bool bad = false;
    for (size_t p = 0; p < record->problem_count; p++) {
        wz_cell_problem_add(i->diag, i->file, &record->problems[p]);
        bad |= !record->problems[p].kept;
    }
    return bad;
}

/* --- rows ------------------------------------------------------------------------------------------------------------------ */

static void count_entered(importing *i, const wz_cell_row *row, const app_register_row *result)
{
    i->tally->entered++;
    i->tally->amended += result->amended;
    i->tally->persons += result->new_person;
    if (!i->first_row)
        i->first_row = row->number;
    i->last_row = row->number;
}

static int put_row(importing *i, const wz_cell_row *row, const wz_person_record *person, size_t first)
{
    app_register_row result;
    int code = app_register_put_row(&result, &i->rows, person, i->arena);
    if (code != WZ_OK)
        return code;
    uint64_t *counts[] = {[WZ_REGISTER_ALREADY] = &i->tally->already,
                          [WZ_REGISTER_BAD] = &i->tally->bad,
                          [WZ_REGISTER_CONFLICT] = &i->tally->conflicts};
    if (result.state == WZ_REGISTER_ENTERED)
        count_entered(i, row, &result);
    else
        ++*counts[result.state];
    if (result.state != WZ_REGISTER_ENTERED || problems_so_far(i) > first)
        tell(i, row, person->person_id, result.state, first);
    return WZ_OK;
}

static int import_row(importing *i, const wz_cell_row *row, const wz_record_row *record)
{
    size_t first = problems_so_far(i);
    wz_arena_reset(i->arena);
    i->tally->rows++;
    i->rows.place.line = (unsigned)row->number;
    if (!tell_cells(i, record))
        return put_row(i, row, &record->person, first);
    i->tally->bad++;
    tell(i, row, record->person.person_id, WZ_REGISTER_BAD, first);
    return WZ_OK;
}

/* Asked now and then, and a last time before anything is kept. */
static bool go_on(importing *i, const app_row_block *block)
{
    wz_register_progress state = {block->bytes, block->bytes_all, i->tally->rows};
    i->tally->stopped = i->options->progress && !i->options->progress(&state, i->options->payload);
    return !i->tally->stopped;
}

static int import_block(importing *i, const app_row_block *block)
{
    for (size_t r = 0; r < block->count; r++) {
        int code = import_row(i, &block->rows[r], &block->records[r]);
        if (code != WZ_OK)
            return code;
    }
    return WZ_OK;
}

static int import_rows(importing *i)
{
    app_row_reader *reader = NULL;
    const app_row_block *block = NULL;
    int code = app_row_reader_new(&reader, i->table, i->columns, true);
    while (code == WZ_OK) {
        code = app_row_reader_next(reader, &block);
        if (code != WZ_OK || !go_on(i, block) || block->count == 0)
            break;
        code = import_block(i, block);
    }
    app_row_reader_free(reader);
    return code;
}

/* --- the act --------------------------------------------------------------------------------------------------------------- */

/* Whether what was entered is to be kept. */
static bool keeps(const importing *i)
{
    return !i->tally->stopped && !i->options->dry_run && i->tally->entered > 0 &&
           (i->options->keep_good || i->tally->bad + i->tally->conflicts == 0);
}

static int finish(importing *i, wz_store *store)
{
    wz_register_tally *tally = i->tally;
    const char *sha256 = wz_table_sha256(i->table);
    tally->entries = (uint64_t)wz_reg_entered(i->rows.reg);
    if (!tally->stopped)
        memcpy(tally->sha256, sha256, strnlen(sha256, sizeof tally->sha256 - 1));
    if (!keeps(i))
        return wz_reg_rollback(i->rows.reg, WZ_OK, i->diag);
    int code = wz_reg_commit(
        i->rows.reg, &(wz_reg_end){"register.import", NULL, sha256, (int64_t)i->first_row, (int64_t)i->last_row},
        i->diag);
    tally->kept = code == WZ_OK;
    if (tally->kept)
        wz_audit_head(store, tally->head);
    return code;
}

static int run(importing *i, wz_store *store, const char *by)
{
    const char *name = i->options->name ? i->options->name : app_register_base_name(i->file);
    int code = wz_reg_begin(i->rows.reg, &(wz_reg_act){.by = by, .file = name}, i->diag);
    if (code != WZ_OK)
        return code;
    code = import_rows(i);
    if (code == WZ_OK)
        code = finish(i, store);
    code = wz_reg_rollback(i->rows.reg, code, i->diag);
    bool wrong = i->tally->bad + i->tally->conflicts > 0;
    return code == WZ_OK && wrong && !i->tally->stopped ? WZ_EINPUT : code;
}

int wz_register_import(wz_register_tally *tally, wz_store *store, const wz_rules *rules, const char *file,
                       const wz_register_import_options *options, wz_diag *diag)
{
    char login[APP_REGISTER_LOGIN];
    const wz_vocabulary *vocabulary = rules->law->vocabulary;
    *tally = (wz_register_tally){0};
    const char *by = options->by && *options->by ? options->by : wz_audit_login(login, sizeof login);
    importing i = {
        .options = options,
        .tally = tally,
        .file = file,
        .diag = diag,
        .arena = wz_arena_new(),
        .rows = {.vocabulary = vocabulary, .by = by, .amend = options->amend, .diag = diag, .place = {file, 0, 0}}};
    i.rows.supplement = options->name ? options->name : app_register_base_name(file);
    app_register_today(i.rows.today);
    i.reading = wz_diag_new();
    int code =
        i.arena && i.reading ? wz_table_open(&i.table, file, &(wz_table_options){.hash = true}, i.reading) : WZ_ENOMEM;
    if (code == WZ_OK)
        code = wz_record_columns_new(&i.columns, i.table, vocabulary, NULL, diag);
    if (code == WZ_OK)
        code = wz_reg_open(&i.rows.reg, store, vocabulary);
    if (code == WZ_OK)
        code = run(&i, store, by);
    app_row_reader_tell(diag, i.reading, file);
    wz_reg_close(i.rows.reg);
    wz_record_columns_free(i.columns);
    wz_table_close(i.table);
    wz_diag_free(i.reading);
    wz_arena_free(i.arena);
    return code;
}
