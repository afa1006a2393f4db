/* Rows that stand together to one record a person. The record under way owns copies of all it says, since rows pass; who was
 * seen is remembered by a keyed hash of the id, eight bytes a person, up to a limit that keeps the memory of a long run. */
#include "load/records.h"

#include "base/alloc.h"
#include "load/cell.h"
#include "load/columns.h"

#include <sodium.h>
#include <string.h>

enum { FIRST_SLOTS = 4096 };

/* Hashes of the ids met, 0 = a free slot. */
typedef struct {
    uint64_t *slots;
    size_t capacity, count;
    unsigned char key[crypto_shorthash_KEYBYTES];
} seen_ids;

struct wz_records {
    wz_table *table;
    const wz_record_columns *columns;
    wz_on_cell_problem *on_problem;
    void *payload;
    wz_arena *arenas[2]; /* of the record given out, and of the one that begins */
    int current;
    wz_arena *row_arena;
    wz_record_row ahead; /* the first row of the next person, read already */
    bool has_ahead, ended;
    wz_person_record person;
    size_t rows, bad_rows;
    seen_ids seen;
};

/* --- who was met --- */

static uint64_t hash_of(const seen_ids *seen, const char *id)
{
    uint64_t hash;
    crypto_shorthash((unsigned char *)&hash, (const unsigned char *)id, strlen(id), seen->key);
    return hash ? hash : 1;
}

static uint64_t *slot_of(const seen_ids *seen, uint64_t hash)
{
    size_t at = hash & (seen->capacity - 1);
    while (seen->slots[at] && seen->slots[at] != hash)
        at = (at + 1) & (seen->capacity - 1);
    return &seen->slots[at];
}

static bool grow_seen(seen_ids *seen)
{
    seen_ids larger = *seen;
    larger.capacity = seen->capacity ? 2 * seen->capacity : FIRST_SLOTS;
    larger.slots = wz_calloc(larger.capacity, sizeof *larger.slots);
    if (!larger.slots)
        return false;
    for (size_t i = 0; i < seen->capacity; i++) {
        if (seen->slots[i])
            *slot_of(&larger, seen->slots[i]) = seen->slots[i];
    }
    wz_free(seen->slots);
    *seen = larger;
    return true;
}

/* Whether an id was met before; it is then remembered, while there is room. */
static int meet(seen_ids *seen, const char *id, bool *again)
{
    if (4 * (seen->count + 1) > 3 * seen->capacity && seen->count < WZ_RECORDS_REMEMBERED && !grow_seen(seen))
        return WZ_ENOMEM;
    uint64_t hash = hash_of(seen, id), *slot = slot_of(seen, hash);
    *again = *slot == hash;
    if (!*again && seen->count < WZ_RECORDS_REMEMBERED) {
        *slot = hash;
        seen->count++;
    }
    return WZ_OK;
}

/* --- joining --- */

static void say(const wz_records *records, const wz_cell_problem *problem)
{
    if (records->on_problem)
        records->on_problem(problem, records->payload);
}

/* Say that a row is wrong, or only doubtful. */
static void say_row(wz_records *records, size_t row, bool kept, const char *id, const char *text)
{
    wz_cell_problem problem = {.row = row, .kept = kept};
    wz_cell_problem_set(&problem, records->arenas[records->current], id, "%s", text);
    say(records, &problem);
    records->person.problems += !kept;
}

static const char *keep(wz_arena *arena, const char *text)
{
    const char *kept = text ? wz_arena_strdup(arena, text) : NULL;
    return text && !kept ? "" : kept; /* the arena remembers that it failed */
}

static wz_record_item keep_item(wz_arena *arena, const wz_record_item *item)
{
    wz_record_value *values = wz_arena_array(arena, item->count + 1, sizeof *values);
    wz_record_item kept = {keep(arena, item->id), item->row, values, values ? item->count : 0};
    for (size_t i = 0; i < kept.count; i++) {
        values[i] = item->values[i];
        values[i].text = keep(arena, values[i].text);
    }
    return kept;
}

static bool same_item(const wz_record_item *a, const wz_record_item *b)
{
    if (a->count != b->count || !a->id || !b->id || strcmp(a->id, b->id) != 0)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        if (a->values[i].attribute != b->values[i].attribute || a->values[i].null != b->values[i].null ||
            strcmp(a->values[i].text, b->values[i].text) != 0)
            return false;
    }
    return true;
}

/* An array one longer, in the arena. */
static void *extend(wz_arena *arena, const void *array, size_t *count, size_t element)
{
    char *grown = wz_arena_array(arena, *count + 1, element);
    if (!grown)
        return NULL;
    if (*count)
        memcpy(grown, array, *count * element);
    ++*count;
    return grown;
}

/* Values of two rows joined: what both say alike stands, what they say differently is a problem and not stated. */
static void join_values(wz_records *records, wz_record_item *into, const wz_record_item *from)
{
    wz_arena *arena = records->arenas[records->current];
    wz_record_value *values = wz_arena_array(arena, into->count + from->count + 1, sizeof *values);
    if (!values)
        return;
    size_t count = 0, a = 0, b = 0;
    while (a < into->count || b < from->count) {
        const wz_record_value *x = a < into->count ? &into->values[a] : NULL;
        const wz_record_value *y = b < from->count ? &from->values[b] : NULL;
        bool both = x && y && x->attribute == y->attribute;
        if (both && strcmp(x->text, y->text) != 0)
            say_row(records, from->row, false, "RECORD-020",
                    "the row says something else of the person than the rows above; correct one of them");
        else if (both || (x && (!y || x->attribute < y->attribute)))
            values[count++] = *x;
        else if (y)
            values[count++] = (wz_record_value){y->attribute, y->null, keep(arena, y->text)};
        bool first = both || (x && (!y || x->attribute < y->attribute));
        a += first;
        b += both || !first;
    }
    into->values = values;
    into->count = count;
}

static void join_posts(wz_records *records, const wz_person_record *row)
{
    wz_person_record *person = &records->person;
    wz_arena *arena = records->arenas[records->current];
    for (size_t i = 0; i < row->post_count; i++) {
        bool known = false;
        for (size_t k = 0; k < person->post_count; k++)
            known |= same_item(&person->posts[k], &row->posts[i]);
        wz_record_item *posts = known ? NULL : extend(arena, person->posts, &person->post_count, sizeof *posts);
        if (!posts)
            continue;
        posts[person->post_count - 1] = keep_item(arena, &row->posts[i]);
        person->posts = posts;
    }
}

static void join_sanctions(wz_records *records, const wz_person_record *row)
{
    wz_person_record *person = &records->person;
    wz_arena *arena = records->arenas[records->current];
    for (size_t i = 0; i < row->sanction_count; i++) {
        bool known = false;
        for (size_t k = 0; k < person->sanction_count; k++)
            known |= same_item(&person->sanctions[k].item, &row->sanctions[i].item);
        if (known) {
            say_row(records, row->row, true, "RECORD-021",
                    "the same sanction stands in a row above; remove one, it counts once");
            continue;
        }
        wz_record_sanction *sanctions = extend(arena, person->sanctions, &person->sanction_count, sizeof *sanctions);
        if (!sanctions)
            return;
        wz_record_sanction *made = &sanctions[person->sanction_count - 1];
        *made = row->sanctions[i];
        made->item = keep_item(arena, &row->sanctions[i].item);
        made->matter = keep(arena, row->sanctions[i].matter);
        person->sanctions = sanctions;
    }
}

static void join_matters(wz_records *records, const wz_person_record *row)
{
    wz_person_record *person = &records->person;
    wz_arena *arena = records->arenas[records->current];
    for (size_t i = 0; i < row->matter_count; i++) {
        const wz_record_matter *from = &row->matters[i];
        wz_record_matter *matters = extend(arena, person->matters, &person->matter_count, sizeof *matters);
        if (!matters)
            return;
        person->matters = matters;
        size_t at = 0;
        while (strcmp(at + 1 < person->matter_count ? matters[at].incident.id : from->incident.id, from->incident.id) !=
               0)
            at++;
        if (at + 1 == person->matter_count) {
            matters[at] = (wz_record_matter){keep_item(arena, &from->incident), keep_item(arena, &from->person)};
            continue;
        }
        person->matter_count--;
        join_values(records, &matters[at].incident, &from->incident);
        join_values(records, &matters[at].person, &from->person);
    }
}

/* A record is as complete as the most careful row says. */
static void join_complete(wz_records *records, const wz_person_record *row)
{
    wz_arena *arena = records->arenas[records->current];
    wz_record_complete *complete = &records->person.complete;
    if (!row->complete.stated || (complete->stated && complete->to <= row->complete.to))
        return;
    *complete = row->complete;
    complete->by = keep(arena, row->complete.by);
    complete->on = keep(arena, row->complete.on);
}

static void join(wz_records *records, const wz_record_row *row)
{
    wz_person_record *person = &records->person;
    const wz_person_record *from = &row->person;
    wz_arena *arena = records->arenas[records->current];
    if (!person->name)
        person->name = keep(arena, from->name);
    else if (from->name && strcmp(person->name, from->name) != 0)
        say_row(records, from->row, false, "RECORD-022",
                "the row gives the person id of the rows above another name; correct the id or the name");
    wz_record_item own = {"", person->row, person->values, person->value_count};
    join_values(records, &own, &(wz_record_item){"", from->row, from->values, from->value_count});
    person->values = own.values;
    person->value_count = own.count;
    join_posts(records, from);
    join_sanctions(records, from);
    join_matters(records, from);
    join_complete(records, from);
    person->problems += from->problems;
}

/* --- reading --- */

/* The next row that names somebody, into `ahead`. */
static int look_ahead(wz_records *records)
{
    while (!records->has_ahead && !records->ended) {
        const wz_cell_row *row;
        int code = wz_table_next(records->table, &row);
        if (code != WZ_OK)
            return code;
        if (!row) {
            records->ended = true;
            break;
        }
        wz_arena_reset(records->row_arena);
        code = wz_record_read(&records->ahead, records->columns, row, records->row_arena);
        if (code != WZ_OK)
            return code;
        records->rows++;
        records->bad_rows += records->ahead.problem_count > 0;
        for (size_t i = 0; i < records->ahead.problem_count; i++)
            say(records, &records->ahead.problems[i]);
        records->has_ahead = *records->ahead.person.person_id != '\0';
    }
    return WZ_OK;
}

static int begin_person(wz_records *records)
{
    const wz_person_record *first = &records->ahead.person;
    records->current = 1 - records->current;
    wz_arena *arena = records->arenas[records->current];
    wz_arena_reset(arena);
    records->person = (wz_person_record){.person_id = keep(arena, first->person_id), .row = first->row};
    int code = meet(&records->seen, first->person_id, &records->person.returns);
    if (code == WZ_OK && records->person.returns)
        say_row(records, first->row, false, "RECORD-023",
                "the person has been in the table before, apart from this row; let the rows of one person stand "
                "together: sort the table by person id");
    return wz_arena_failed(arena) ? WZ_ENOMEM : code;
}

int wz_records_next(wz_records *records, const wz_person_record **out)
{
    *out = NULL;
    int code = look_ahead(records);
    if (code != WZ_OK || !records->has_ahead)
        return code;
    code = begin_person(records);
    while (code == WZ_OK && records->has_ahead &&
           strcmp(records->person.person_id, records->ahead.person.person_id) == 0) {
        join(records, &records->ahead);
        records->has_ahead = false;
        code = look_ahead(records);
    }
    if (code == WZ_OK && wz_arena_failed(records->arenas[records->current]))
        code = WZ_ENOMEM;
    if (code == WZ_OK)
        *out = &records->person;
    return code;
}

static int next_of_source(void *self, const wz_person_record **out)
{
    return wz_records_next(self, out);
}

wz_record_source wz_records_source(wz_records *records)
{
    return (wz_record_source){next_of_source, records};
}

int wz_records_new(wz_records **out, wz_table *table, const wz_record_columns *columns, wz_on_cell_problem *on_problem,
                   void *payload)
{
    wz_records *records = *out = wz_calloc(1, sizeof *records);
    if (!records)
        return WZ_ENOMEM;
    *records = (wz_records){.table = table, .columns = columns, .on_problem = on_problem, .payload = payload};
    crypto_shorthash_keygen(records->seen.key);
    records->arenas[0] = wz_arena_new();
    records->arenas[1] = wz_arena_new();
    records->row_arena = wz_arena_new();
    if (records->arenas[0] && records->arenas[1] && records->row_arena)
        return WZ_OK;
    wz_records_free(records);
    *out = NULL;
    return WZ_ENOMEM;
}

void wz_records_free(wz_records *records)
{
    if (!records)
        return;
    wz_arena_free(records->arenas[0]);
    wz_arena_free(records->arenas[1]);
    wz_arena_free(records->row_arena);
    wz_free(records->seen.slots);
    wz_free(records);
}

void wz_records_count(const wz_records *records, size_t *rows, size_t *bad_rows)
{
    *rows = records->rows;
    *bad_rows = records->bad_rows;
}

void wz_cell_problem_add(wz_diag *diag, const char *file, const wz_cell_problem *problem)
{
    wz_severity severity = problem->kept ? WZ_WARNING : WZ_ERROR;
    const char *column = problem->column ? problem->column : "", *value = problem->value ? problem->value : "";
    wz_diag_add(diag, severity, problem->id, (wz_place){file, (unsigned)problem->row, 0}, "%s%s%s%s%s; %s", column,
                *column ? ": " : "", value, *value ? ": " : "", problem->message, problem->advice);
}
