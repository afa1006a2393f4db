/* The job "export": everybody's record as a table that can be imported again. A row says one thing, so that what a column says
 * is never of two; the columns are those of which somebody has a value, found in a first pass. */
#include "wenze/register.h"

#include "app/law.h"
#include "app/register.h"
#include "base/alloc.h"
#include "base/diag.h"
#include "io/table.h"
#include "store/audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { ROWS_BETWEEN_PROGRESS = 512, NO_COLUMN = -1 };

/* The columns that are no attribute. */
enum { PERSON_ID, NAME, MATTER, COMPLETE_TO, COMPLETE_BY, COMPLETE_ON, OWN_COLUMNS };

typedef struct {
    const wz_register_export_options *options;
    const wz_vocabulary *vocabulary;
    wz_reg *reg;
    wz_store *store;
    wz_day known_on;
    wz_arena *arena;
    int own[OWN_COLUMNS];         /* their places, or NO_COLUMN */
    int *attributes[WZ_ENTITIES]; /* by index */
    size_t columns;
    wz_cell *cells;
    wz_table_writer *writer;
    wz_register_exported *out;
    bool stopped;
    wz_diag *diag;
} exporting;

/* --- columns ----------------------------------------------------------------------------------------------------------- */

static void use(exporting *e, wz_entity_kind entity, const wz_record_value *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        e->attributes[entity][values[i].attribute] = 0;
}

static void use_person(exporting *e, const wz_person_record *p)
{
    use(e, WZ_PERSON, p->values, p->value_count);
    if (p->name && !e->options->only_id)
        e->own[NAME] = 0;
    for (size_t i = 0; i < p->post_count; i++)
        use(e, WZ_POST, p->posts[i].values, p->posts[i].count);
    for (size_t i = 0; i < p->sanction_count; i++)
        use(e, WZ_SANCTION, p->sanctions[i].item.values, p->sanctions[i].item.count);
    for (size_t i = 0; i < p->matter_count; i++) {
        use(e, WZ_INCIDENT, p->matters[i].incident.values, p->matters[i].incident.count);
        use(e, WZ_PERSON, p->matters[i].person.values, p->matters[i].person.count);
        e->own[MATTER] = 0;
    }
    if (p->complete.stated)
        e->own[COMPLETE_TO] = e->own[COMPLETE_BY] = e->own[COMPLETE_ON] = 0;
}

static bool begin_columns(exporting *e)
{
    e->own[PERSON_ID] = 0;
    for (int i = PERSON_ID + 1; i < OWN_COLUMNS; i++)
        e->own[i] = NO_COLUMN;
    for (int entity = 0; entity < WZ_ENTITIES; entity++) {
        size_t count = e->vocabulary->entities[entity].count;
        int *places = wz_arena_array(e->arena, count + 1, sizeof *places);
        if (!places)
            return false;
        for (size_t i = 0; i < count; i++)
            places[i] = NO_COLUMN;
        e->attributes[entity] = places;
    }
    return true;
}

static const char *own_heading(int which)
{
    static const char *const names[] = {
        "person_id", "name", "incident.id", "records_complete_to", "records_complete_by", "records_complete_on"};
    return names[which];
}

static bool place_columns(exporting *e)
{
    static const wz_entity_kind order[] = {WZ_PERSON, WZ_POST, WZ_SANCTION, WZ_INCIDENT};
    size_t most = OWN_COLUMNS;
    for (int entity = 0; entity < WZ_ENTITIES; entity++)
        most += e->vocabulary->entities[entity].count;
    e->cells = wz_arena_array(e->arena, most, sizeof *e->cells);
    if (!e->cells)
        return false;
    for (int which = 0; which < OWN_COLUMNS; which++)
        if (e->own[which] != NO_COLUMN) {
            e->cells[e->columns].text = own_heading(which);
            e->own[which] = (int)e->columns++;
        }
    for (size_t k = 0; k < sizeof order / sizeof order[0]; k++)
        for (size_t i = 0; i < e->vocabulary->entities[order[k]].count; i++)
            if (e->attributes[order[k]][i] != NO_COLUMN) {
                e->cells[e->columns].text = app_register_heading(e->vocabulary, order[k], (int)i, e->arena);
                e->attributes[order[k]][i] = (int)e->columns++;
            }
    for (size_t i = 0; i < e->columns; i++)
        e->cells[i].length = e->cells[i].text ? strlen(e->cells[i].text) : 0;
    return !wz_arena_failed(e->arena);
}

/* --- rows ---------------------------------------------------------------------------------------------------------------- */

static void set(exporting *e, int place, const char *text)
{
    if (place >= 0 && text)
        e->cells[place] = (wz_cell){.text = text, .length = strlen(text)};
}

static void begin_row(exporting *e, const wz_person_record *p)
{
    for (size_t i = 0; i < e->columns; i++)
        e->cells[i] = (wz_cell){.text = ""};
    set(e, e->own[PERSON_ID], p->person_id);
    set(e, e->own[NAME], p->name);
}

static void set_values(exporting *e, wz_entity_kind entity, const wz_record_value *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const wz_attribute *attribute = &e->vocabulary->entities[entity].attributes[values[i].attribute];
        int place = e->attributes[entity][values[i].attribute];
        wz_day day;
        set(e, place, values[i].null ? "至今" : values[i].text);
        if (place >= 0 && attribute->type->kind == FEEL_T_DATE && wz_day_parse(values[i].text, &day))
            e->cells[place].kind = WZ_CELL_DATE;
    }
}

static int put_row(exporting *e)
{
    if (e->out->rows++ % ROWS_BETWEEN_PROGRESS == 0 && e->options->progress)
        e->stopped = !e->options->progress(&(wz_register_progress){0, 0, e->out->rows}, e->options->payload);
    return wz_table_writer_row(e->writer, e->cells, e->columns);
}

static void set_complete(exporting *e, const wz_record_complete *complete, char day[WZ_DAY_TEXT])
{
    wz_day_format(complete->to, day);
    set(e, e->own[COMPLETE_TO], day);
    e->cells[e->own[COMPLETE_TO]].kind = WZ_CELL_DATE;
    set(e, e->own[COMPLETE_BY], complete->by);
    set(e, e->own[COMPLETE_ON], complete->on);
}

static int put_matter(exporting *e, const wz_person_record *p, const wz_record_matter *matter)
{
    begin_row(e, p);
    set(e, e->own[MATTER], matter->incident.id);
    set_values(e, WZ_INCIDENT, matter->incident.values, matter->incident.count);
    set_values(e, WZ_PERSON, matter->person.values, matter->person.count);
    return put_row(e);
}

/* The person's own values and declaration stand on a row of their own only where there are any, or nothing else. */
static int put_person(exporting *e, const wz_person_record *p)
{
    char day[WZ_DAY_TEXT];
    int code = WZ_OK;
    if (p->value_count || p->complete.stated || p->post_count + p->sanction_count + p->matter_count == 0) {
        begin_row(e, p);
        set_values(e, WZ_PERSON, p->values, p->value_count);
        if (p->complete.stated)
            set_complete(e, &p->complete, day);
        code = put_row(e);
    }
    for (size_t i = 0; i < p->post_count && code == WZ_OK; i++) {
        begin_row(e, p);
        set_values(e, WZ_POST, p->posts[i].values, p->posts[i].count);
        code = put_row(e);
    }
    for (size_t i = 0; i < p->sanction_count && code == WZ_OK; i++) {
        begin_row(e, p);
        set_values(e, WZ_SANCTION, p->sanctions[i].item.values, p->sanctions[i].item.count);
        code = put_row(e);
    }
    for (size_t i = 0; i < p->matter_count && code == WZ_OK; i++)
        code = put_matter(e, p, &p->matters[i]);
    return code;
}

/* --- the job --------------------------------------------------------------------------------------------------------------- */

/* Everybody, either to find the columns or to write the rows. */
static int walk(exporting *e, bool writing)
{
    wz_record_source *source = NULL;
    const wz_person_record *person = NULL;
    int code = wz_reg_source(e->reg, e->known_on, &source, e->diag);
    while (code == WZ_OK && !e->stopped) {
        code = source->next(source->self, &person);
        if (code != WZ_OK || !person)
            break;
        if (!writing) {
            e->stopped =
                e->options->progress && !e->options->progress(&(wz_register_progress){0, 0, 0}, e->options->payload);
            use_person(e, person);
            continue;
        }
        e->out->persons++;
        code = put_person(e, person);
    }
    return code;
}

static int open_writer(exporting *e, const char *file)
{
    wz_table_writer_options options = {
        .file = file, .format = wz_table_format_for(file), .header = e->cells, .columns = e->columns};
    return wz_table_writer_open(&e->writer, &options, e->diag);
}

/* An export is an entry in the audit log, made before the file takes its place: none is there unlogged. */
static int log_export(exporting *e)
{
    char login[APP_REGISTER_LOGIN], details[128];
    const char *by = e->options->by && *e->options->by ? e->options->by : wz_audit_login(login, sizeof login);
    snprintf(details, sizeof details, "{\"persons\":%" PRIu64 ",\"rows\":%" PRIu64 ",\"names\":%s}", e->out->persons,
             e->out->rows, e->options->only_id ? "false" : "true");
    wz_store_begin(e->store);
    wz_audit_append(e->store, by, "register.export", "", details);
    int code = wz_store_end(e->store, e->diag);
    if (code == WZ_OK)
        wz_audit_head(e->store, e->out->head);
    return code;
}

/* Both passes see one state of the register. */
static int write_rows(exporting *e, const char *file)
{
    wz_store_begin_reading(e->store);
    int code = begin_columns(e) ? walk(e, false) : WZ_ENOMEM;
    if (code == WZ_OK && !place_columns(e))
        code = WZ_ENOMEM;
    if (code == WZ_OK && !e->stopped)
        code = open_writer(e, file);
    if (code == WZ_OK && !e->stopped)
        code = walk(e, true);
    int ended = wz_store_end(e->store, e->diag);
    return code == WZ_OK ? ended : code;
}

static int run(exporting *e, const char *file)
{
    int code = write_rows(e, file);
    if (code == WZ_OK && !e->stopped)
        code = log_export(e);
    if (code == WZ_OK && !e->stopped)
        return wz_table_writer_finish(e->writer);
    wz_table_writer_discard(e->writer);
    return code;
}

int wz_register_export(wz_register_exported *out, wz_store *store, const wz_rules *rules, const char *file,
                       const wz_register_export_options *options, wz_diag *diag)
{
    exporting e = {.options = options,
                   .vocabulary = rules->law->vocabulary,
                   .store = store,
                   .arena = wz_arena_new(),
                   .out = out,
                   .diag = diag};
    *out = (wz_register_exported){0};
    int code = app_register_day(options->known_on, &e.known_on, diag) ? WZ_OK : WZ_EINPUT;
    if (code == WZ_OK)
        code = e.arena ? wz_reg_open(&e.reg, store, e.vocabulary) : WZ_ENOMEM;
    if (code == WZ_OK)
        code = run(&e, file);
    wz_reg_close(e.reg);
    wz_arena_free(e.arena);
    return code;
}
