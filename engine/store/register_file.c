/* One person's entries: reading them, and folding them into the things they speak of. An entry that names an item takes the
 * place of what was said of it before; nothing is forgotten in the file, only in the fold. */
#include "store/register_private.h"

#include "io/json.h"
#include "io/json_writer.h"

#include <string.h>

bool reg_file_begin(reg_file *file, const char *person_id)
{
    if (!file->arena)
        file->arena = wz_arena_new();
    if (!file->arena)
        return false;
    wz_arena_reset(file->arena);
    *file = (reg_file){.arena = file->arena};
    file->person_id = wz_arena_strdup(file->arena, person_id);
    return file->person_id != NULL;
}

bool reg_live(const reg_thing *thing)
{
    return thing->op != WZ_REG_WITHDRAW;
}

reg_thing *reg_file_find(const reg_file *file, int64_t item)
{
    for (size_t i = 0; i < file->count; i++)
        if (file->things[i].item == item)
            return reg_live(&file->things[i]) ? &file->things[i] : NULL;
    return NULL;
}

const wz_reg_value *reg_value(const wz_reg_value *values, size_t count, const char *attribute)
{
    for (size_t i = 0; attribute && i < count; i++)
        if (strcmp(values[i].attribute, attribute) == 0)
            return &values[i];
    return NULL;
}

/* --- facts ------------------------------------------------------------------------------------------------------------ */

void reg_facts_write(wz_buffer *out, const wz_reg_value *values, size_t count)
{
    wz_buffer_clear(out);
    wz_buffer_putc(out, '{');
    for (size_t i = 0; i < count; i++) {
        wz_buffer_add(out, ",\"", i ? 2 : 0);
        if (i == 0)
            wz_buffer_putc(out, '"');
        wz_json_escape(out, values[i].attribute, strlen(values[i].attribute));
        if (values[i].value) {
            wz_buffer_add(out, "\":\"", 3);
            wz_json_escape(out, values[i].value, strlen(values[i].value));
            wz_buffer_putc(out, '"');
        } else {
            wz_buffer_add(out, "\":null", 6);
        }
    }
    wz_buffer_putc(out, '}');
}

bool reg_facts_read(wz_arena *arena, const char *facts, const wz_reg_value **values, size_t *count)
{
    const wz_json *json = NULL;
    wz_json_error error;
    *values = NULL;
    *count = 0;
    if (!facts || wz_json_parse(arena, facts, strlen(facts), &json, &error) != WZ_OK || json->kind != WZ_JSON_OBJECT)
        return false;
    wz_reg_value *read = wz_arena_array(arena, json->count + 1, sizeof *read);
    if (!read)
        return false;
    for (size_t i = 0; i < json->count; i++) {
        const wz_json *value = &json->items[i];
        if (value->kind != WZ_JSON_STRING && value->kind != WZ_JSON_NULL)
            return false;
        read[i] = (wz_reg_value){json->keys[i].text, value->kind == WZ_JSON_STRING ? value->text : NULL};
    }
    *values = read;
    *count = json->count;
    return true;
}

/* --- folding ---------------------------------------------------------------------------------------------------------- */

/* The thing that an entry speaks of, made by its first entry; NULL when memory is short. An amendment of a thing that was
 * not yet known on the day asked (the clock stood wrong) makes it too. */
static reg_thing *thing_of(reg_file *file, int64_t item)
{
    for (size_t i = file->count; i > 0; i--)
        if (file->things[i - 1].item == item)
            return &file->things[i - 1];
    reg_thing *things = wz_arena_grow(file->arena, file->things, file->count, &file->capacity, sizeof *things);
    if (!things)
        return NULL;
    file->things = things;
    things[file->count] = (reg_thing){.item = item};
    return &things[file->count++];
}

static reg_thing *fold(reg_file *file, int64_t entry, wz_reg_op op, wz_reg_subject subject, int64_t item, int64_t act)
{
    reg_thing *thing = thing_of(file, item);
    if (!thing)
        return NULL;
    *thing = (reg_thing){.item = item, .entry = entry, .subject = subject, .op = op, .act = act};
    file->last = entry;
    return thing;
}

bool reg_file_add(reg_file *file, int64_t entry, wz_reg_op op, wz_reg_subject subject, int64_t item, const char *why,
                  const char *facts, int64_t act)
{
    reg_thing *thing = fold(file, entry, op, subject, item, act);
    if (!thing || !reg_facts_read(file->arena, facts, &thing->values, &thing->count))
        return false;
    thing->why = why ? wz_arena_strdup(file->arena, why) : NULL;
    return !why || thing->why;
}

reg_thing *reg_file_put(reg_file *file, int64_t entry, const wz_reg_change *change)
{
    int64_t item = change->op == WZ_REG_ADD ? entry : change->item;
    reg_thing *thing = fold(file, entry, change->op, change->subject, item, 0);
    wz_reg_value *values = thing ? wz_arena_array(file->arena, change->value_count + 1, sizeof *values) : NULL;
    if (!values)
        return NULL;
    for (size_t i = 0; i < change->value_count; i++) {
        const wz_reg_value *from = &change->values[i];
        values[i].attribute = wz_arena_strdup(file->arena, from->attribute);
        values[i].value = from->value ? wz_arena_strdup(file->arena, from->value) : NULL;
    }
    thing->values = values;
    thing->count = change->value_count;
    return wz_arena_failed(file->arena) ? NULL : thing;
}

/* --- reading ---------------------------------------------------------------------------------------------------------- */

#define COLUMNS "e.entry, e.op, e.subject, e.item, e.why, e.facts, e.act"

static wz_sql *entries(wz_reg *reg, const char *person_id, wz_day known_on, char day[WZ_DAY_TEXT])
{
    static const char now[] = "SELECT " COLUMNS " FROM register_entry e WHERE e.person_id = ?1 ORDER BY e.entry";
    static const char then[] = "SELECT " COLUMNS " FROM register_entry e JOIN register_act a ON a.act = e.act"
                               " WHERE e.person_id = ?1 AND a.recorded_on <= ?2 ORDER BY e.entry";
    wz_sql *q = wz_sql_start(reg->store, known_on == WZ_REG_NOW ? now : then);
    wz_sql_put_text(q, 1, person_id);
    if (known_on != WZ_REG_NOW) {
        wz_day_format(known_on, day);
        wz_sql_put_text(q, 2, day);
    }
    return q;
}

bool reg_file_load(wz_reg *reg, reg_file *file, const char *person_id, wz_day known_on)
{
    char day[WZ_DAY_TEXT];
    if (!reg_file_begin(file, person_id))
        return false;
    wz_sql *q = entries(reg, person_id, known_on, day);
    bool good = q != NULL;
    while (good && wz_sql_next(q))
        good = reg_file_add(file, wz_sql_int(q, 0), (wz_reg_op)wz_sql_int(q, 1), (wz_reg_subject)wz_sql_int(q, 2),
                            wz_sql_int(q, 3), wz_sql_text(q, 4), wz_sql_text(q, 5), wz_sql_int(q, 6));
    wz_sql_end(q);
    return good && !wz_store_failed(reg->store);
}
