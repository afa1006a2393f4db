/* One row to one record. The columns stand in the order of entities, groups and attributes, so that each post and sanction is
 * read off in one go. A row's fault and every bad cell become problems; what they would say is then not stated. */
#include "load/cell.h"
#include "load/columns.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    wz_record_row *out;
    const wz_record_columns *columns;
    const wz_cell_row *row;
    wz_arena *arena;
    wz_cell_problem *problems;
    size_t problem_count, problem_capacity;
    size_t bad_cells;
    const char *matter; /* the first that a column of sanctions names */
} reading;

static void add_problem(reading *r, const wz_cell_problem *problem, const char *column, const char *value)
{
    wz_cell_problem *grown =
        r->problem_count < r->problem_capacity
            ? r->problems
            : wz_arena_grow(r->arena, r->problems, r->problem_count, &r->problem_capacity, sizeof *grown);
    if (!grown)
        return;
    r->problems = grown;
    wz_cell_problem *made = &grown[r->problem_count++];
    *made = *problem;
    made->row = r->row->number;
    made->column = column;
    made->value = value;
    r->bad_cells += !problem->kept;
}

static void row_problem(reading *r, const char *id, const char *text)
{
    wz_cell_problem problem = {0};
    wz_cell_problem_set(&problem, r->arena, id, "%s", text);
    add_problem(r, &problem, NULL, NULL);
}

static const wz_cell *cell_of(const reading *r, const wz_column *column)
{
    return &r->row->cells[column->at];
}

/* The value of a cell; false where it states none. *unknown is set where it says that there is one which is not known. */
static bool read_value(reading *r, const wz_column *column, wz_record_value *out, bool *unknown)
{
    const wz_cell *cell = cell_of(r, column);
    wz_cell_problem problem;
    bool null;
    wz_cell_state state = wz_cell_state_of(cell->text);
    *unknown |= state == WZ_CELL_UNKNOWN;
    if (state != WZ_CELL_FILLED)
        return false;
    const char *text = wz_record_value_read(r->columns->vocabulary, column->entity, column->attribute, cell->text,
                                            &null, r->arena, &problem);
    if (problem.id)
        add_problem(r, &problem, r->columns->names[column->at], wz_cell_shown(cell->text, r->arena));
    *unknown |= !text;
    *out = (wz_record_value){column->attribute, null, text};
    return text != NULL;
}

/* A post, a sanction, the facts of a matter: the columns from *at on that belong to one entity and group. */
typedef struct {
    wz_record_value *values;
    size_t count;
    const char *id;
    bool any;       /* some cell says that there is such a thing */
    bool kind_told; /* that its kind cannot be read has been said of the cell */
} item;

static item read_item(reading *r, size_t *at, wz_entity_kind entity, unsigned group)
{
    const wz_record_columns *columns = r->columns;
    item made = {.id = ""};
    size_t end = *at;
    bool filled = false;
    while (end < columns->value_count && columns->columns[end].entity == entity && columns->columns[end].group == group)
        filled |= cell_of(r, &columns->columns[end++])->length > 0;
    if (filled)
        made.values = wz_arena_array(r->arena, end - *at, sizeof *made.values);
    for (size_t i = *at; made.values && i < end; i++) {
        wz_record_value value;
        bool unknown = false;
        if (cell_of(r, &columns->columns[i])->length == 0)
            continue;
        size_t told = r->problem_count;
        bool stated = read_value(r, &columns->columns[i], &value, &unknown);
        wz_role role = columns->vocabulary->entities[entity].attributes[columns->columns[i].attribute].role;
        bool is_matter = role == WZ_ROLE_SANCTION_MATTER;
        made.kind_told |= role == WZ_ROLE_SANCTION_KIND && !stated && r->problem_count > told;
        if (stated && is_matter && !r->matter)
            r->matter = value.text;
        made.any |= (stated || unknown) && !is_matter; /* a matter alone is no sanction */
        if (stated && value.attribute == 0)
            made.id = value.text;
        else if (stated)
            made.values[made.count++] = value;
    }
    *at = end;
    return made;
}

static wz_record_item as_item(const reading *r, const item *made)
{
    return (wz_record_item){made->id, r->row->number, made->values, made->count};
}

/* Grows an array of the record that the reading still writes to. */
static void *add(reading *r, const void *array, size_t *count, size_t element)
{
    char *grown = wz_arena_array(r->arena, *count + 1, element);
    if (!grown)
        return NULL;
    if (*count)
        memcpy(grown, array, *count * element);
    ++*count;
    return grown;
}

static void add_post(reading *r, const item *made)
{
    wz_person_record *person = &r->out->person;
    wz_record_item *posts = add(r, person->posts, &person->post_count, sizeof *posts);
    if (!posts)
        return;
    posts[person->post_count - 1] = as_item(r, made);
    person->posts = posts;
}

static void add_sanction(reading *r, const item *made)
{
    wz_person_record *person = &r->out->person;
    wz_record_sanction *sanctions = add(r, person->sanctions, &person->sanction_count, sizeof *sanctions);
    if (!sanctions)
        return;
    wz_record_sanction *sanction = &sanctions[person->sanction_count - 1];
    *sanction = (wz_record_sanction){.item = as_item(r, made)};
    wz_record_read_roles(sanction, r->columns->vocabulary);
    person->sanctions = sanctions;
    if (sanction->kind < 0 && !made->kind_told)
        row_problem(
            r, "RECORD-007",
            "a sanction is given without a kind that can be read; name its kind, or leave its other columns empty");
}

static void add_activity(reading *r, const item *made)
{
    wz_record_item *activities = add(r, r->out->activities, &r->out->activity_count, sizeof *activities);
    if (!activities)
        return;
    activities[r->out->activity_count - 1] = as_item(r, made);
    r->out->activities = activities;
}

/* Of the person's values those that belong to an incident go to the row's matter. */
static void split_person(reading *r, const item *made, item *in_incident)
{
    const wz_entity *entity = &r->columns->vocabulary->entities[WZ_PERSON];
    wz_record_value *own = wz_arena_array(r->arena, made->count + 1, sizeof *own);
    in_incident->values = wz_arena_array(r->arena, made->count + 1, sizeof *in_incident->values);
    if (!own || !in_incident->values)
        return;
    size_t count = 0;
    for (size_t i = 0; i < made->count; i++) {
        if (entity->attributes[made->values[i].attribute].in_incident)
            in_incident->values[in_incident->count++] = made->values[i];
        else
            own[count++] = made->values[i];
    }
    r->out->person.values = own;
    r->out->person.value_count = count;
}

/* The matter of a row: what it says of an incident and of the person in it. Its id is the incident's own, or else the matter
 * that the row's sanction names. */
static void add_matter(reading *r, const item *incident, const item *in_incident)
{
    wz_person_record *person = &r->out->person;
    if (incident->count == 0 && in_incident->count == 0)
        return;
    const char *id = incident->id;
    if (!*id && r->matter)
        id = r->matter;
    if (!*id) {
        row_problem(r, "RECORD-008",
                    "the row speaks of the person in a matter, but names no matter; fill in the column of the matter "
                    "(matter, 所涉事项)");
        return;
    }
    wz_record_matter *matter = wz_arena_alloc(r->arena, sizeof *matter);
    if (!matter)
        return;
    matter->incident = as_item(r, incident);
    matter->person = as_item(r, in_incident);
    matter->incident.id = matter->person.id = id;
    person->matters = matter;
    person->matter_count = 1;
}

static void read_values(reading *r)
{
    const wz_record_columns *columns = r->columns;
    item incident = {.id = ""}, in_incident = {.id = ""};
    for (size_t at = 0; at < columns->value_count;) {
        wz_entity_kind entity = columns->columns[at].entity;
        item made = read_item(r, &at, entity, columns->columns[at].group);
        if (!made.any)
            continue;
        switch (entity) {
        case WZ_POST: add_post(r, &made); break;
        case WZ_SANCTION: add_sanction(r, &made); break;
        case WZ_DUTY_RECORD: add_activity(r, &made); break;
        case WZ_PERSON: split_person(r, &made, &in_incident); break;
        default: incident = made;
        }
    }
    add_matter(r, &incident, &in_incident);
}

/* --- who, and how complete --- */

static void read_id(reading *r, const wz_column *column)
{
    const wz_cell *cell = cell_of(r, column);
    wz_cell_problem problem;
    if (cell->length == 0)
        return;
    const char *id = wz_person_id_read(cell->text, r->arena, &problem);
    if (problem.id)
        add_problem(r, &problem, r->columns->names[column->at], wz_cell_shown(cell->text, r->arena));
    if (id && *id)
        r->out->person.person_id = id;
}

static void read_complete_to(reading *r, const wz_column *column)
{
    static const feel_type date = {.kind = FEEL_T_DATE};
    const wz_cell *cell = cell_of(r, column);
    wz_cell_problem problem;
    if (wz_cell_state_of(cell->text) != WZ_CELL_FILLED)
        return;
    const wz_attribute attribute = {.id = "records_complete_to", .type = &date};
    const char *text = wz_cell_day(&attribute, cell->text, r->arena, &problem);
    wz_record_complete *complete = &r->out->person.complete;
    if (text && !wz_day_parse(text, &complete->to))
        text = wz_cell_problem_set(&problem, r->arena, "RECORD-009",
                                   "is not a whole day; write the day to which the record is complete");
    complete->stated = text != NULL;
    if (problem.id)
        add_problem(r, &problem, r->columns->names[column->at], wz_cell_shown(cell->text, r->arena));
}

static void read_own(reading *r, const wz_column *column)
{
    static const feel_type date = {.kind = FEEL_T_DATE};
    const wz_attribute attribute = {.id = "records_complete_on", .type = &date};
    const wz_cell *cell = cell_of(r, column);
    wz_person_record *person = &r->out->person;
    wz_cell_problem problem;
    switch (column->kind) {
    case WZ_COLUMN_PERSON_ID: read_id(r, column); break;
    case WZ_COLUMN_NAME: person->name = cell->length ? cell->text : NULL; break;
    case WZ_COLUMN_COMPLETE_TO: read_complete_to(r, column); break;
    case WZ_COLUMN_COMPLETE_BY: person->complete.by = cell->length ? cell->text : NULL; break;
    case WZ_COLUMN_COMPLETE_ON:
        if (wz_cell_state_of(cell->text) != WZ_CELL_FILLED)
            break;
        person->complete.on = wz_cell_day(&attribute, cell->text, r->arena, &problem);
        if (problem.id)
            add_problem(r, &problem, r->columns->names[column->at], wz_cell_shown(cell->text, r->arena));
        break;
    default: break;
    }
}

/* A row that names nobody. In an activity log without a column of ids that is as it should be. */
static void check_person(reading *r)
{
    const wz_record_columns *columns = r->columns;
    if (*r->out->person.person_id || columns->person_id < 0)
        return;
    for (size_t i = 0; i < r->problem_count; i++) {
        if (r->problems[i].column == columns->names[columns->person_id])
            return; /* said already */
    }
    if (r->out->person.name)
        row_problem(r, "RECORD-010",
                    "the row has a name but no person id; fill in the id: people are never told by name");
    else
        row_problem(r, "RECORD-010", "the row has no person id; fill it in, or remove the row");
}

int wz_record_read(wz_record_row *out, const wz_record_columns *columns, const wz_cell_row *row, wz_arena *arena)
{
    *out = (wz_record_row){.person = {.person_id = "", .row = row->number}};
    reading r = {.out = out, .columns = columns, .row = row, .arena = arena};
    if (row->fault != WZ_ROW_GOOD)
        row_problem(&r, wz_row_fault_id(row->fault), wz_row_fault_text(row->fault));
    for (size_t i = columns->value_count; i < columns->count; i++)
        read_own(&r, &columns->columns[i]);
    read_values(&r);
    check_person(&r);
    out->problems = r.problems;
    out->problem_count = r.problem_count;
    out->person.problems = r.bad_cells;
    return wz_arena_failed(arena) ? WZ_ENOMEM : WZ_OK;
}
