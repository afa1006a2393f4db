/* Duty records out of a table. The case's own lists stay; a person gets longer ones in the case's arena. A row of which
 * something could not be read is a record all the same, that much of it unknown: it may have been what a duty asks for, so that
 * no shortfall is proven past it. */
#include "load/activities.h"

#include "load/columns.h"
#include "load/common.h"

#include <string.h>

enum { RECORDS_MAX = 1000000 };

typedef struct {
    wz_case *subject;
    const wz_vocabulary *vocabulary;
    const char *person;
    wz_table *table;
    wz_record_columns *columns;
    wz_arena *row_arena;
    wz_case_entity *records;
    size_t count, capacity;
    wz_activity_count *tally;
    wz_diag *diag;
} import;

/* A person that may be written to. */
static wz_case_person *own_person(wz_case *subject, size_t index)
{
    wz_case_person *persons = wz_arena_array(subject->arena, subject->person_count, sizeof *persons);
    if (!persons)
        return NULL;
    memcpy(persons, subject->persons, subject->person_count * sizeof *persons);
    subject->persons = persons;
    return &persons[index];
}

static wz_fact *facts_of(import *i, const wz_record_item *item, wz_place place)
{
    wz_report report = {.arena = i->subject->arena};
    wz_fact *facts = wz_arena_array(i->subject->arena, item->count + 1, sizeof *facts);
    for (size_t k = 0; facts && k < item->count; k++) {
        const wz_attribute *attribute = &i->vocabulary->entities[WZ_DUTY_RECORD].attributes[item->values[k].attribute];
        facts[k] = (wz_fact){.attribute = item->values[k].attribute, .place = place};
        wz_literals(&report, i->vocabulary, attribute, item->values[k].text, true, place, &facts[k].value);
    }
    return facts;
}

static int take(import *i, const wz_record_item *item)
{
    wz_arena *arena = i->subject->arena;
    if (i->count == RECORDS_MAX) {
        wz_diag_add(i->diag, WZ_ERROR, "LIMIT-006", (wz_place){wz_table_file(i->table), (unsigned)item->row, 0},
                    "the log has more than %d activities; divide it", RECORDS_MAX);
        return WZ_ELIMIT;
    }
    wz_case_entity *grown = wz_arena_grow(arena, i->records, i->count, &i->capacity, sizeof *grown);
    if (!grown)
        return WZ_ENOMEM;
    i->records = grown;
    wz_place place = {wz_arena_strdup(arena, wz_table_file(i->table)), (unsigned)item->row, 0};
    char *id = *item->id ? wz_arena_strdup(arena, item->id) : wz_arena_printf(arena, "log.%zu", item->row);
    const wz_fact *facts = facts_of(i, item, place);
    if (!id || !facts)
        return WZ_ENOMEM;
    grown[i->count++] = (wz_case_entity){id, WZ_DUTY_RECORD, facts, item->count, place};
    i->tally->taken++;
    return WZ_OK;
}

/* A log's problems leave the case as it is, so they are warnings. */
static void tell(const import *i, const wz_cell_problem *problem)
{
    wz_cell_problem doubt = *problem;
    doubt.kept = true;
    wz_cell_problem_add(i->diag, wz_table_file(i->table), &doubt);
}

static int read_row(import *i, const wz_cell_row *row)
{
    wz_record_row record;
    wz_arena_reset(i->row_arena);
    int code = wz_record_read(&record, i->columns, row, i->row_arena);
    if (code != WZ_OK)
        return code;
    i->tally->rows++;
    if (*record.person.person_id && strcmp(record.person.person_id, i->person) != 0) {
        i->tally->others++;
        return WZ_OK;
    }
    i->tally->bad += record.problem_count > 0;
    for (size_t k = 0; k < record.problem_count; k++)
        tell(i, &record.problems[k]);
    for (size_t k = 0; k < record.activity_count && code == WZ_OK; k++)
        code = take(i, &record.activities[k]);
    /* what cannot be read may have been any activity */
    if (code == WZ_OK && record.activity_count == 0 && record.problem_count > 0)
        code = take(i, &(wz_record_item){"", row->number, NULL, 0});
    return code;
}

static int read_rows(import *i)
{
    const wz_cell_row *row;
    int code = wz_table_next(i->table, &row);
    while (code == WZ_OK && row) {
        code = read_row(i, row);
        if (code == WZ_OK)
            code = wz_table_next(i->table, &row);
    }
    return code;
}

/* The person's records with those of the log behind them. */
static int join(import *i, size_t person)
{
    wz_case_person *own = own_person(i->subject, person);
    wz_case_entity *all =
        own ? wz_arena_array(i->subject->arena, own->duty_record_count + i->count + 1, sizeof *all) : NULL;
    if (!all)
        return WZ_ENOMEM;
    if (own->duty_record_count)
        memcpy(all, own->duty_records, own->duty_record_count * sizeof *all);
    if (i->count)
        memcpy(all + own->duty_record_count, i->records, i->count * sizeof *all);
    own->duty_records = all;
    own->duty_record_count += i->count;
    i->subject->index = NULL; /* it points into the old lists */
    return WZ_OK;
}

int wz_case_add_activities(wz_case *subject, size_t person, const wz_vocabulary *vocabulary, const char *file,
                           wz_activity_count *count, wz_diag *diag)
{
    *count = (wz_activity_count){0};
import i = {.subject = subject, .vocabulary = vocabulary, .person = subject->persons[person].self.id, .row_arena = wz_arena_new(), .tally = count, .diag = diag };
    wz_records_options options = {.of = WZ_RECORDS_ACTIVITIES, .keep_unknown = true};
    int code = i.row_arena ? wz_table_open(&i.table, file, NULL, diag) : WZ_ENOMEM;
    if (code == WZ_OK)
        code = wz_record_columns_new(&i.columns, i.table, vocabulary, &options, diag);
    if (code == WZ_OK)
        code = read_rows(&i);
    if (code == WZ_OK)
        code = join(&i, person);
    wz_record_columns_free(i.columns);
    wz_table_close(i.table);
    wz_arena_free(i.row_arena);
    return code;
}

int wz_case_declare_log(wz_case *subject, size_t person, wz_period period, const char *by)
{
    wz_case_person *own = own_person(subject, person);
    wz_closure *closures = own ? wz_arena_array(subject->arena, own->closure_count + 1, sizeof *closures) : NULL;
    char *who = by ? wz_arena_strdup(subject->arena, by) : NULL;
    if (!closures || (by && !who))
        return WZ_ENOMEM;
    if (own->closure_count)
        memcpy(closures, own->closures, own->closure_count * sizeof *closures);
    closures[own->closure_count++] = (wz_closure){.list = "duty_records", .period = period, .by = who};
    own->closures = closures;
    subject->index = NULL;
    return WZ_OK;
}

int wz_case_set_window(wz_case *subject, size_t person, wz_period window)
{
    wz_case_person *own = own_person(subject, person);
    if (!own)
        return WZ_ENOMEM;
    own->duty_window = window;
    subject->index = NULL;
    return WZ_OK;
}
