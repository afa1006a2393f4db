/* Changes of the register by hand. They are read as a table of one row, so that columns and values may be written as in any
 * file, and what stands against them is the same. */
#include "app/law.h"
#include "app/register.h"
#include "app/register_row.h"
#include "base/alloc.h"
#include "base/diag.h"
#include "store/audit.h"
#include "wenze/register.h"

#include <inttypes.h>
#include <string.h>

typedef struct {
    wz_reg *reg;
    wz_store *store;
    const wz_vocabulary *vocabulary;
    wz_arena *arena;
    const char *person_id;
    const char *by, *why;
    char login[APP_REGISTER_LOGIN];
    wz_diag *diag;
} hand;

static wz_place at(const hand *h)
{
    return (wz_place){h->person_id, 0, 0};
}

/* What is wrong with a value given by hand: it stands in no row. */
static void say_cell(const hand *h, const wz_cell_problem *problem)
{
    wz_cell_problem here = *problem;
    here.row = 0;
    wz_cell_problem_add(h->diag, h->person_id, &here);
}

static int refuse(const hand *h, const char *id, const char *message)
{
    wz_diag_add(h->diag, WZ_ERROR, id, at(h), "%s", message);
    return WZ_EINPUT;
}

/* Begin. The person's number is made plain as in files: full-width digits, blanks, its checksum. */
static int begin(hand *h, wz_store *store, const wz_rules *rules, const char *person_id, const wz_register_act *act,
                 wz_diag *diag)
{
    *h = (hand){
        .store = store, .vocabulary = rules->law->vocabulary, .arena = wz_arena_new(), .why = act->why, .diag = diag};
    h->by = act->by && *act->by ? act->by : wz_audit_login(h->login, sizeof h->login);
    int code = h->arena ? wz_reg_open(&h->reg, store, h->vocabulary) : WZ_ENOMEM;
    if (code != WZ_OK)
        return code;
    wz_cell_problem problem = {0};
    h->person_id = person_id && *person_id ? wz_person_id_read(person_id, h->arena, &problem) : "";
    if (problem.id)
        wz_cell_problem_add(diag, person_id, &problem);
    if (!h->person_id)
        return problem.id ? WZ_EINPUT : WZ_ENOMEM;
    return wz_reg_begin(h->reg, &(wz_reg_act){.by = h->by}, diag);
}

/* End: keep what was entered, or undo it. */
static int end(hand *h, int code, const char *verb)
{
    if (code == WZ_OK)
        code = wz_reg_commit(h->reg, &(wz_reg_end){.verb = verb, .subject = h->person_id}, h->diag);
    else if (h->reg)
        code = wz_reg_rollback(h->reg, code, h->diag);
    wz_reg_close(h->reg);
    wz_arena_free(h->arena);
    return code;
}

/* --- fields as a table of one row ------------------------------------------------------------------------------------------ */

/* The fields, but for those that do (not) have a value, as bytes of a table with person_id first. Returns how many. */
static size_t write_table(wz_buffer *out, const char *person_id, const wz_register_field *fields, size_t count,
                          bool filled)
{
    wz_cell cells[WZ_COLUMNS_MAX];
    for (int line = 0; line < 2; line++) {
        size_t n = 0;
        cells[n++] = (wz_cell){.text = line ? person_id : "person_id"};
        for (size_t i = 0; i < count && n < WZ_COLUMNS_MAX; i++)
            if ((*fields[i].value != '\0') == filled)
                cells[n++] = (wz_cell){.text = line ? *fields[i].value ? fields[i].value : "-" : fields[i].column};
        for (size_t i = 0; i < n; i++)
            cells[i].length = strlen(cells[i].text);
        wz_csv_row(out, cells, n);
        if (line)
            return n - 1;
    }
    return 0;
}

typedef struct {
    wz_buffer bytes;
    wz_table *table;
    wz_record_columns *columns;
    wz_record_row row;
    size_t count;
} fields_table;

static void close_fields(fields_table *t)
{
    wz_record_columns_free(t->columns);
    wz_table_close(t->table);
    wz_buffer_free(&t->bytes);
}

/* A column that means nothing is a warning in a file, where it may be a remark of the office's; by hand it is a mistake. */
static int open_fields(const hand *h, fields_table *t, const wz_register_field *fields, size_t count, bool filled)
{
    *t = (fields_table){0};
    if (count >= WZ_COLUMNS_MAX)
        return refuse(h, "REGISTER-009", "too many values at once; give at most 255");
    t->count = write_table(&t->bytes, h->person_id, fields, count, filled);
    if (t->bytes.failed)
        return WZ_ENOMEM;
    size_t before = wz_diag_count(h->diag);
    int code = wz_table_open_memory(&t->table, h->person_id, t->bytes.data, t->bytes.length,
                                    &(wz_table_options){.encoding = "UTF-8"}, h->diag);
    if (code == WZ_OK)
        code = wz_record_columns_new(&t->columns, t->table, h->vocabulary, NULL, h->diag);
    if (code == WZ_OK && wz_diag_count(h->diag) > before)
        code = refuse(h, "REGISTER-009", "nothing was recorded; correct the names of the values");
    return code;
}

/* An amendment need not say of which kind a sanction is, or in which matter. */
static int tell_problems(const hand *h, const fields_table *t, bool amending)
{
    int code = WZ_OK;
    for (size_t i = 0; i < t->row.problem_count; i++) {
        const wz_cell_problem *problem = &t->row.problems[i];
        if (amending && !problem->column && strcmp(problem->id, "RECORD-007") == 0)
            continue;
        say_cell(h, problem);
        code = problem->kept ? code : WZ_EINPUT;
    }
    return code;
}

static int read_fields(const hand *h, fields_table *t, const wz_register_field *fields, size_t count, bool amending)
{
    const wz_cell_row *row = NULL;
    int code = open_fields(h, t, fields, count, true);
    if (code == WZ_OK)
        code = wz_table_next(t->table, &row);
    if (code == WZ_OK && row)
        code = wz_record_read(&t->row, t->columns, row, h->arena);
    return code == WZ_OK ? tell_problems(h, t, amending) : code;
}

/* --- adding ---------------------------------------------------------------------------------------------------------------- */

static int add(hand *h, const wz_person_record *person, int64_t *entry)
{
    app_register_rows rows = {
        .reg = h->reg, .vocabulary = h->vocabulary, .by = h->by, .supplement = "add", .diag = h->diag, .place = at(h)};
    app_register_row result;
    app_register_today(rows.today);
    int code = app_register_put_row(&result, &rows, person, h->arena);
    if (code != WZ_OK)
        return code;
    *entry = result.entry;
    if (result.state == WZ_REGISTER_ENTERED)
        return WZ_OK;
    if (result.state == WZ_REGISTER_ALREADY)
        wz_diag_add(h->diag, WZ_ERROR, "REGISTER-006", at(h),
                    "the register says all of this already (entry %" PRId64 "); nothing needs to be recorded",
                    result.entry);
    return WZ_EINPUT;
}

int wz_register_add(int64_t *entry, wz_store *store, const wz_rules *rules, const char *person_id,
                    const wz_register_field *fields, size_t field_count, const wz_register_act *act, wz_diag *diag)
{
    hand h;
    fields_table t = {0};
    int64_t made = 0;
    int code = begin(&h, store, rules, person_id, act, diag);
    if (code == WZ_OK && !*h.person_id)
        code = refuse(&h, "REGISTER-010", "nobody is named; give the person_id");
    if (code == WZ_OK)
        code = read_fields(&h, &t, fields, field_count, false);
    if (code == WZ_OK)
        code = add(&h, &t.row.person, &made);
    code = end(&h, code, "register.add");
    close_fields(&t);
    if (entry)
        *entry = code == WZ_OK ? made : 0;
    return code;
}

/* --- amending ---------------------------------------------------------------------------------------------------------------- */

/* The thing that is to be changed. */
typedef struct {
    int64_t item;
    wz_reg_subject subject;
    const wz_reg_value *values;
    size_t count;
} thing;

static int find_thing(const hand *h, int64_t item, thing *out)
{
    int64_t last = 0;
    int code = wz_reg_turn(h->reg, h->person_id, &last);
    if (code != WZ_OK)
        return code;
    if (!h->why || !*h->why)
        return refuse(h, "REGISTER-012", "no reason is given; say why the register changes");
    if (last == 0)
        return refuse(h, "REGISTER-004", "nothing is on record of this person; check the number");
    out->item = item;
    if (wz_reg_current(h->reg, item, &out->subject, &out->values, &out->count))
        return WZ_OK;
    wz_diag_add(h->diag, WZ_ERROR, "REGISTER-005", at(h),
                "entry %" PRId64 " records no thing that still stands; see the numbers with wenze register show", item);
    return WZ_EINPUT;
}

static wz_entity_kind entity_of(wz_reg_subject subject)
{
    return subject == WZ_REG_POST ? WZ_POST : subject == WZ_REG_SANCTION ? WZ_SANCTION : WZ_PERSON;
}

/* The values that the fields give to a thing of this subject; *others = they say something of another one. */
static wz_reg_value *values_for(const hand *h, const wz_person_record *p, wz_reg_subject subject, size_t *count,
                                bool *others)
{
    const wz_record_item person = {.values = p->values, .count = p->value_count}, nothing = {0};
    const wz_record_item *item = subject == WZ_REG_PERSON                          ? &person
                                 : subject == WZ_REG_POST && p->post_count         ? &p->posts[0]
                                 : subject == WZ_REG_SANCTION && p->sanction_count ? &p->sanctions[0].item
                                                                                   : &nothing;
    const wz_record_item *incident =
        subject == WZ_REG_RESPONSIBILITY && p->matter_count ? &p->matters[0].incident : NULL;
    *others = (p->post_count && subject != WZ_REG_POST) || (p->sanction_count && subject != WZ_REG_SANCTION) ||
              (p->matter_count && subject != WZ_REG_RESPONSIBILITY) || p->complete.stated ||
              ((p->value_count || p->name) && subject != WZ_REG_PERSON) ||
              p->post_count + p->sanction_count + p->matter_count > 1;
    if (incident)
        item = &p->matters[0].person;
    size_t spare = 1 + (incident ? incident->count : 0);
    wz_reg_value *values = app_register_values(h->vocabulary, entity_of(subject), item->values, item->count,
                                               incident ? "person." : "", spare, h->arena);
    *count = item->count;
    wz_reg_value *more = values && incident ? app_register_values(h->vocabulary, WZ_INCIDENT, incident->values,
                                                                  incident->count, "incident.", 0, h->arena)
                                            : NULL;
    for (size_t i = 0; more && i < incident->count; i++)
        values[(*count)++] = more[i];
    if (values && subject == WZ_REG_PERSON && p->name)
        values[(*count)++] = (wz_reg_value){"name", p->name};
    return values;
}

/* Whether a value's column is among those that were given without a value: it is to be taken out. */
static bool emptied(const hand *h, const fields_table *t, wz_reg_subject subject, const char *attribute)
{
    wz_entity_kind entity = entity_of(subject);
    const char *id = attribute;
    if (subject == WZ_REG_PERSON && strcmp(attribute, "name") == 0)
        return wz_record_columns_name(t->columns) >= 0;
    if (subject == WZ_REG_RESPONSIBILITY) {
        const char *dot = strchr(attribute, '.');
        entity = strncmp(attribute, "incident.", 9) == 0 ? WZ_INCIDENT : WZ_PERSON;
        id = dot ? dot + 1 : attribute;
    }
    int index = wz_attribute_find(h->vocabulary, entity, id);
    return index >= 0 && wz_record_columns_have(t->columns, entity, index);
}

/* What stays of a thing where fields without a value take some out. */
static int keep_rest(const hand *h, const wz_register_field *fields, size_t count, thing *what)
{
    fields_table t;
    int code = open_fields(h, &t, fields, count, false);
    wz_reg_value *rest = code == WZ_OK ? wz_arena_array(h->arena, what->count + 1, sizeof *rest) : NULL;
    size_t kept = 0;
    for (size_t i = 0; rest && i < what->count; i++)
        if (t.count == 0 || !emptied(h, &t, what->subject, what->values[i].attribute))
            rest[kept++] = what->values[i];
    close_fields(&t);
    if (code != WZ_OK)
        return code;
    what->values = rest;
    what->count = kept;
    return rest ? WZ_OK : WZ_ENOMEM;
}

/* The fields with the matter that a responsibility is for, since a row must name it. NULL when memory is short. */
static const wz_register_field *with_matter(const hand *h, const wz_register_field *fields, size_t *count,
                                            const thing *what)
{
    static const wz_register_field none[1];
    if (what->subject != WZ_REG_RESPONSIBILITY)
        return fields ? fields : none;
    wz_register_field *all = wz_arena_array(h->arena, *count + 1, sizeof *all);
    for (size_t i = 0; all && i < *count; i++)
        all[i] = fields[i];
    for (size_t i = 0; all && i < what->count; i++)
        if (strcmp(what->values[i].attribute, "matter") == 0 && what->values[i].value)
            all[(*count)++] = (wz_register_field){"incident.id", what->values[i].value};
    return all;
}

/* The thing with the fields laid over it. */
static int lay_over(const hand *h, const wz_register_field *fields, size_t count, thing *what, fields_table *t)
{
    bool others;
    size_t given = 0, merged = 0;
    fields = with_matter(h, fields, &count, what);
    int code = fields ? read_fields(h, t, fields, count, true) : WZ_ENOMEM;
    if (code != WZ_OK)
        return code;
    wz_reg_value *over = values_for(h, &t->row.person, what->subject, &given, &others);
    if (over && others) {
        wz_diag_add(h->diag, WZ_ERROR, "REGISTER-013", at(h),
                    "a value does not belong to a %s, which entry %" PRId64 " records; amend one thing at a time",
                    wz_reg_subject_name(what->subject), what->item);
        return WZ_EINPUT;
    }
    code = over ? keep_rest(h, fields, count, what) : WZ_ENOMEM;
    if (code == WZ_OK)
        what->values = app_register_merge(what->values, what->count, over, given, &merged, h->arena);
    what->count = merged;
    return code == WZ_OK && !what->values ? WZ_ENOMEM : code;
}

static int change(const hand *h, wz_reg_op op, const thing *what, int64_t *entry)
{
    wz_reg_result result;
    const wz_reg_change made = {h->person_id, what->subject, op, what->item, what->values, what->count, h->why};
    int code = wz_reg_put(h->reg, &made, &result);
    if (code != WZ_OK)
        return code;
    *entry = result.entry;
    if (result.outcome == WZ_REG_ENTERED)
        return WZ_OK;
    wz_diag_add(h->diag, WZ_ERROR, "REGISTER-006", at(h),
                "the register says all of this already (entry %" PRId64 "); nothing needs to be recorded", what->item);
    return WZ_EINPUT;
}

static int finish(hand *h, int code, const char *verb, int64_t made, int64_t *entry, fields_table *t)
{
    code = end(h, code, verb);
    close_fields(t);
    if (entry)
        *entry = code == WZ_OK ? made : 0;
    return code;
}

int wz_register_amend(int64_t *entry, wz_store *store, const wz_rules *rules, const char *person_id, int64_t item,
                      const wz_register_field *fields, size_t field_count, const wz_register_act *act, wz_diag *diag)
{
    hand h;
    thing what = {0};
    fields_table t = {0};
    int64_t made = 0;
    int code = begin(&h, store, rules, person_id, act, diag);
    if (code == WZ_OK)
        code = find_thing(&h, item, &what);
    if (code == WZ_OK)
        code = lay_over(&h, fields, field_count, &what, &t);
    if (code == WZ_OK)
        code = change(&h, WZ_REG_AMEND, &what, &made);
    return finish(&h, code, "register.amend", made, entry, &t);
}

/* --- rescinding, withdrawing --------------------------------------------------------------------------------------------- */

/* What a rescission makes of a sanction: that it was set aside and since when, by the roles of the vocabulary. A standing
 * stated before (xml="status") speaks of the time before and falls away. */
static int set_aside(const hand *h, const char *on, thing *what)
{
    const wz_entity *sanction = &h->vocabulary->entities[WZ_SANCTION];
    int day = sanction->by_role[WZ_ROLE_SANCTION_RESCINDED], gone = sanction->by_role[WZ_ROLE_SANCTION_WITHDRAWN];
    wz_reg_value *values = wz_arena_array(h->arena, what->count + 3, sizeof *values);
    size_t count = 0;
    if (!values)
        return WZ_ENOMEM;
    for (size_t i = 0; i < what->count; i++) {
        int index = wz_attribute_find(h->vocabulary, WZ_SANCTION, what->values[i].attribute);
        const char *xml = index >= 0 ? sanction->attributes[index].xml : NULL;
        if ((index >= 0 && (index == day || index == gone)) || (xml && strcmp(xml, "status") == 0))
            continue;
        values[count++] = what->values[i];
    }
    if (gone >= 0)
        values[count++] = (wz_reg_value){sanction->attributes[gone].id, "true"};
    if (on && day >= 0) {
        wz_cell_problem problem = {0};
        bool null = false;
        const char *read = wz_record_value_read(h->vocabulary, WZ_SANCTION, day, on, &null, h->arena, &problem);
        if (!read && problem.id)
            say_cell(h, &problem);
        if (!read)
            return problem.id ? WZ_EINPUT : WZ_ENOMEM;
        values[count++] = (wz_reg_value){sanction->attributes[day].id, read};
    }
    what->values = values;
    what->count = count;
    return WZ_OK;
}

/* One parameter more than most: what a rescission says, and that it is one. */
/* NOLINTNEXTLINE(readability-function-size) */
int wz_register_rescind(int64_t *entry, wz_store *store, const wz_rules *rules, const char *person_id, int64_t item,
                        const char *on, const wz_register_field *fields, size_t field_count, const wz_register_act *act,
                        wz_diag *diag)
{
    hand h;
    thing what = {0};
    fields_table t = {0};
    int64_t made = 0;
    int code = begin(&h, store, rules, person_id, act, diag);
    if (code == WZ_OK)
        code = find_thing(&h, item, &what);
    if (code == WZ_OK && what.subject != WZ_REG_SANCTION)
        code = refuse(&h, "REGISTER-014",
                      "this entry records no sanction; only a sanction is rescinded, a mistake is withdrawn");
    if (code == WZ_OK)
        code = lay_over(&h, fields, field_count, &what, &t);
    if (code == WZ_OK)
        code = set_aside(&h, on, &what);
    if (code == WZ_OK)
        code = change(&h, WZ_REG_RESCIND, &what, &made);
    return finish(&h, code, "register.rescind", made, entry, &t);
}

int wz_register_withdraw(int64_t *entry, wz_store *store, const wz_rules *rules, const char *person_id, int64_t item,
                         const wz_register_act *act, wz_diag *diag)
{
    hand h;
    thing what = {0};
    fields_table t = {0};
    int64_t made = 0;
    int code = begin(&h, store, rules, person_id, act, diag);
    if (code == WZ_OK)
        code = find_thing(&h, item, &what);
    what.values = NULL;
    what.count = 0;
    if (code == WZ_OK)
        code = change(&h, WZ_REG_WITHDRAW, &what, &made);
    return finish(&h, code, "register.withdraw", made, entry, &t);
}

/* --- declaring -------------------------------------------------------------------------------------------------------------- */

static int declare(const hand *h, const char *to, int64_t *entry)
{
    char today[WZ_DAY_TEXT];
    wz_day day;
    int64_t last = 0;
    app_register_today(today);
    if (!wz_day_parse(to, &day)) {
        wz_diag_add(h->diag, WZ_ERROR, "REGISTER-011", at(h), "\"%.40s\" is no day; write it as in 2019-06-04", to);
        return WZ_EINPUT;
    }
    if (strcmp(to, today) > 0)
        return refuse(h, "REGISTER-015",
                      "nobody can know that a record is complete to a day to come; declare it to today "
                      "at most");
    int code = wz_reg_turn(h->reg, h->person_id, &last);
    wz_reg_result result;
    /* that nothing is known of somebody is worth recording too */
    if (code == WZ_OK && last == 0 && *h->person_id)
        code = wz_reg_put(
            h->reg, &(wz_reg_change){.person_id = h->person_id, .subject = WZ_REG_PERSON, .op = WZ_REG_ADD}, &result);
    if (code != WZ_OK)
        return code;
    const wz_reg_value values[] = {{"to", to}, {"by", h->by}, {"on", today}};
    const wz_reg_change made = {h->person_id, WZ_REG_COMPLETE, WZ_REG_ADD, 0, values, 3, h->why};
    code = wz_reg_put(h->reg, &made, &result);
    if (code != WZ_OK)
        return code;
    *entry = result.entry;
    if (result.outcome == WZ_REG_ENTERED)
        return WZ_OK;
    wz_diag_add(h->diag, WZ_ERROR, "REGISTER-006", at(h),
                "the register says all of this already (entry %" PRId64 "); nothing needs to be recorded",
                result.entry);
    return WZ_EINPUT;
}

int wz_register_declare(int64_t *entry, wz_store *store, const wz_rules *rules, const char *person_id, const char *to,
                        const wz_register_act *act, wz_diag *diag)
{
    hand h;
    fields_table t = {0};
    int64_t made = 0;
    int code = begin(&h, store, rules, person_id, act, diag);
    if (code == WZ_OK)
        code = declare(&h, to, &made);
    return finish(&h, code, "register.declare", made, entry, &t);
}
