/* Reading the register: a person's things as a record, everybody's one after the other, and the entries as they stand. */
#include "store/register_private.h"
#include "store/store_private.h"

#include <stdlib.h>
#include <string.h>

static const char incident_prefix[] = "incident.", person_prefix[] = "person.";

/* --- a record --------------------------------------------------------------------------------------------------------- */

static int by_attribute(const void *a, const void *b)
{
    const wz_record_value *x = a, *y = b;
    return (x->attribute > y->attribute) - (x->attribute < y->attribute);
}

/* The values of an entity among those of a thing, by the vocabulary's attributes: those that begin with `prefix`, which is
 * taken off. A value of an attribute that the vocabulary no longer has cannot be read, and is counted. */
static bool make_item(wz_record_item *out, wz_arena *arena, const reg_thing *thing, const wz_vocabulary *vocabulary,
                      wz_entity_kind entity, const char *prefix, size_t *problems)
{
    wz_record_value *values = wz_arena_array(arena, thing->count + 1, sizeof *values);
    size_t count = 0, length = strlen(prefix);
    if (!values)
        return false;
    for (size_t i = 0; i < thing->count; i++) {
        const wz_reg_value *from = &thing->values[i];
        if (strncmp(from->attribute, prefix, length) != 0)
            continue;
        int attribute = wz_attribute_find(vocabulary, entity, from->attribute + length);
        const char *text = from->value ? wz_arena_strdup(arena, from->value) : "";
        if (!text)
            return false;
        if (attribute >= 0)
            values[count++] = (wz_record_value){attribute, !from->value, text};
        else
            ++*problems;
    }
    qsort(values, count, sizeof *values, by_attribute);
    out->values = values;
    out->count = count;
    return true;
}

static const char *value_text(wz_arena *arena, const reg_thing *thing, const char *attribute)
{
    const wz_reg_value *value = reg_value(thing->values, thing->count, attribute);
    return value && value->value ? wz_arena_strdup(arena, value->value) : NULL;
}

wz_record_complete reg_complete(wz_arena *arena, const reg_file *file)
{
    wz_record_complete found = {0};
    for (size_t i = 0; i < file->count; i++) {
        const reg_thing *thing = &file->things[i];
        wz_day to;
        const wz_reg_value *value =
            thing->subject == WZ_REG_COMPLETE && reg_live(thing) ? reg_value(thing->values, thing->count, "to") : NULL;
        if (value && value->value && wz_day_parse(value->value, &to) && (!found.stated || to > found.to))
            found = (wz_record_complete){true, to, value_text(arena, thing, "by"), value_text(arena, thing, "on")};
    }
    return found;
}

typedef struct {
    wz_arena *arena;
    const wz_vocabulary *vocabulary;
    wz_person_record *person;
    wz_record_item *posts;
    wz_record_sanction *sanctions;
    wz_record_matter *matters;
} making;

static bool add_person(making *m, const reg_thing *thing)
{
    wz_record_item item = {0};
    const wz_reg_value *name = reg_value(thing->values, thing->count, "name");
    reg_thing rest = *thing;
    /* the name is written first; it is no attribute of the vocabulary */
    if (name && name == rest.values) {
        rest.values++;
        rest.count--;
    }
    m->person->name = value_text(m->arena, thing, "name");
    if (!make_item(&item, m->arena, &rest, m->vocabulary, WZ_PERSON, "", &m->person->problems))
        return false;
    m->person->values = item.values;
    m->person->value_count = item.count;
    return true;
}

static bool add_sanction(making *m, const reg_thing *thing)
{
    wz_record_sanction *sanction = &m->sanctions[m->person->sanction_count++];
    *sanction = (wz_record_sanction){.kind = -1};
    sanction->item.id = wz_arena_printf(m->arena, "s%lld", (long long)thing->item);
    if (!make_item(&sanction->item, m->arena, thing, m->vocabulary, WZ_SANCTION, "", &m->person->problems))
        return false;
    wz_record_read_roles(sanction, m->vocabulary);
    return true;
}

static bool add_matter(making *m, const reg_thing *thing)
{
    wz_record_matter *matter = &m->matters[m->person->matter_count++];
    const char *id = value_text(m->arena, thing, "matter");
    *matter = (wz_record_matter){0};
    matter->incident.id = matter->person.id = id ? id : wz_arena_printf(m->arena, "m%lld", (long long)thing->item);
    size_t ignored = 0;
    return make_item(&matter->incident, m->arena, thing, m->vocabulary, WZ_INCIDENT, incident_prefix,
                     &m->person->problems) &&
           make_item(&matter->person, m->arena, thing, m->vocabulary, WZ_PERSON, person_prefix, &ignored);
}

static bool add_thing(making *m, const reg_thing *thing)
{
    wz_record_item *post;
    switch (thing->subject) {
    case WZ_REG_PERSON: return add_person(m, thing);
    case WZ_REG_POST:
        post = &m->posts[m->person->post_count++];
        *post = (wz_record_item){.id = wz_arena_printf(m->arena, "p%lld", (long long)thing->item)};
        return make_item(post, m->arena, thing, m->vocabulary, WZ_POST, "", &m->person->problems);
    case WZ_REG_SANCTION: return add_sanction(m, thing);
    case WZ_REG_RESPONSIBILITY: return add_matter(m, thing);
    default: return true;
    }
}

bool reg_record_make(wz_person_record *out, wz_arena *arena, const reg_file *file, const wz_vocabulary *vocabulary,
                     const wz_record_complete *whole)
{
    making m = {.arena = arena,
                .vocabulary = vocabulary,
                .person = out,
                .posts = wz_arena_array(arena, file->count + 1, sizeof *m.posts),
                .sanctions = wz_arena_array(arena, file->count + 1, sizeof *m.sanctions),
                .matters = wz_arena_array(arena, file->count + 1, sizeof *m.matters)};
    *out = (wz_person_record){.person_id = wz_arena_strdup(arena, file->person_id),
                              .posts = m.posts,
                              .sanctions = m.sanctions,
                              .matters = m.matters};
    if (wz_arena_failed(arena))
        return false;
    for (size_t i = 0; i < file->count; i++)
        if (reg_live(&file->things[i]) && !add_thing(&m, &file->things[i]))
            return false;
    out->complete = reg_complete(arena, file);
    if (whole->stated && (!out->complete.stated || whole->to > out->complete.to))
        out->complete = *whole;
    return !wz_arena_failed(arena);
}

/* --- reading ---------------------------------------------------------------------------------------------------------- */

static bool ready(wz_reg *reg)
{
    if (!reg->record)
        reg->record = wz_arena_new();
    if (reg->record)
        wz_arena_reset(reg->record);
    return reg->record != NULL;
}

/* The end of a reading call: what the store has to say, else whether memory sufficed. */
static int ended(wz_reg *reg, bool good, wz_diag *diag)
{
    if (wz_store_failed(reg->store))
        return wz_store_in_transaction(reg->store) ? WZ_EIO : wz_store_end(reg->store, diag);
    return good ? WZ_OK : WZ_ENOMEM;
}

/* The register's own declaration; while a state is held it is read once. */
static bool read_whole(wz_reg *reg, wz_day known_on, wz_record_complete *out)
{
    if (reg->held && reg->has_whole && reg->whole_known_on == known_on) {
        *out = reg->held_whole;
        return true;
    }
    wz_arena *arena = reg->held ? reg->held_arena : reg->record;
    if (!reg_file_load(reg, &reg->read, "", known_on))
        return false;
    *out = reg_complete(arena, &reg->read);
    reg->has_whole = reg->held && !wz_arena_failed(arena);
    reg->whole_known_on = known_on;
    reg->held_whole = *out;
    return !wz_arena_failed(arena);
}

int wz_reg_hold(wz_reg *reg, wz_diag *diag)
{
    if (!reg->held_arena)
        reg->held_arena = wz_arena_new();
    if (!reg->held_arena)
        return WZ_ENOMEM;
    wz_arena_reset(reg->held_arena);
    reg->has_whole = false;
    reg->held = wz_store_begin_reading(reg->store);
    return reg->held ? WZ_OK : wz_store_end(reg->store, diag);
}

int wz_reg_release(wz_reg *reg, wz_diag *diag)
{
    bool held = reg->held;
    reg->held = reg->has_whole = false;
    return held ? wz_store_end(reg->store, diag) : WZ_OK;
}

int wz_reg_record(wz_reg *reg, const char *person_id, wz_day known_on, const wz_person_record **out, wz_diag *diag)
{
    wz_record_complete whole = {0};
    *out = NULL;
    if (!ready(reg))
        return WZ_ENOMEM;
    bool good = read_whole(reg, known_on, &whole) && reg_file_load(reg, &reg->read, person_id, known_on);
    if (good && (reg->read.count || whole.stated)) {
        good = reg_record_make(&reg->person, reg->record, &reg->read, reg->vocabulary, &whole);
        *out = good ? &reg->person : NULL;
    }
    return ended(reg, good, diag);
}

/* Fold the rows of one person, the source's query standing on the first of them, and stop on the first of the next. */
static bool fold_person(wz_reg *reg)
{
    enum { PERSON_ID = 7 };
    wz_sql *q = reg->all;
    const char *person_id = wz_sql_text(q, PERSON_ID);
    bool good = person_id && reg_file_begin(&reg->read, person_id);
    while (good && reg->all_row) {
        const char *now = wz_sql_text(q, PERSON_ID);
        if (!now || strcmp(now, reg->read.person_id) != 0)
            break;
        good = reg_file_add(&reg->read, wz_sql_int(q, 0), (wz_reg_op)wz_sql_int(q, 1), (wz_reg_subject)wz_sql_int(q, 2),
                            wz_sql_int(q, 3), NULL, wz_sql_text(q, 5), wz_sql_int(q, 6));
        reg->all_row = wz_sql_next(q);
    }
    return good;
}

/* The end of a transaction ends every query of its store, this one too: going on would begin anew. */
static int next_person(void *self, const wz_person_record **out)
{
    wz_reg *reg = self;
    *out = NULL;
    if (wz_store_failed(reg->store))
        return WZ_EIO;
    if (!reg->all || !reg->all->busy)
        return WZ_EINTERNAL;
    if (!reg->all_row)
        return WZ_OK;
    wz_arena_reset(reg->record);
    bool good = fold_person(reg);
    if (wz_store_failed(reg->store))
        return WZ_EIO;
    if (!good || !reg_record_make(&reg->person, reg->record, &reg->read, reg->vocabulary, &reg->whole))
        return WZ_ENOMEM;
    *out = &reg->person;
    return WZ_OK;
}

#define COLUMNS "e.entry, e.op, e.subject, e.item, e.why, e.facts, e.act, e.person_id"

/* One query is one state of the file: the register's own declarations, of person '', come first. */
static wz_sql *everybody(wz_reg *reg, wz_day known_on)
{
    static const char now[] = "SELECT " COLUMNS " FROM register_entry e ORDER BY e.person_id, e.entry";
    static const char then[] = "SELECT " COLUMNS " FROM register_entry e JOIN register_act a ON a.act = e.act"
                               " WHERE a.recorded_on <= ?1 ORDER BY e.person_id, e.entry";
    wz_sql *q = wz_sql_start(reg->store, known_on == WZ_REG_NOW ? now : then);
    if (known_on != WZ_REG_NOW) {
        wz_day_format(known_on, reg->known_on);
        wz_sql_put_text(q, 1, reg->known_on);
    }
    return q;
}

void reg_source_end(wz_reg *reg)
{
    if (reg->all && reg->all->busy)
        wz_sql_end(reg->all);
    reg->all = NULL;
    reg->all_row = false;
}

int wz_reg_source(wz_reg *reg, wz_day known_on, wz_record_source **out, wz_diag *diag)
{
    *out = NULL;
    wz_arena_free(reg->kept);
    reg->kept = wz_arena_new();
    if (!reg->kept || !ready(reg))
        return WZ_ENOMEM;
    reg_source_end(reg);
    reg->whole = (wz_record_complete){0};
    reg->all = everybody(reg, known_on);
    reg->all_row = wz_sql_next(reg->all);
    const char *first = reg->all_row ? wz_sql_text(reg->all, 7) : NULL;
    bool good = true;
    if (first && !*first) {
        good = fold_person(reg);
        reg->whole = reg_complete(reg->kept, &reg->read);
    }
    reg->source = (wz_record_source){next_person, reg};
    int code = ended(reg, good && !wz_arena_failed(reg->kept), diag);
    *out = code == WZ_OK ? &reg->source : NULL;
    return code;
}

/* --- entries as they stand -------------------------------------------------------------------------------------------- */

static bool read_entry(wz_sql *q, wz_arena *arena, const char *person_id, wz_reg_entry *entry)
{
    const char *day = wz_sql_text(q, 8);
    *entry = (wz_reg_entry){.person_id = person_id,
                            .entry = wz_sql_int(q, 0),
                            .op = (wz_reg_op)wz_sql_int(q, 1),
                            .subject = (wz_reg_subject)wz_sql_int(q, 2),
                            .item = wz_sql_int(q, 3),
                            .why = wz_sql_text(q, 4),
                            .batch = wz_sql_int(q, 6),
                            .recorded_at = wz_sql_int(q, 7),
                            .recorded_by = wz_sql_text(q, 9),
                            .file = wz_sql_text(q, 10),
                            .sha256 = wz_sql_text(q, 11)};
    if (day)
        wz_day_parse(day, &entry->recorded_on);
    return reg_facts_read(arena, wz_sql_text(q, 5), &entry->values, &entry->value_count);
}

static wz_sql *history(wz_reg *reg, const char *person_id, const char *day)
{
    wz_sql *q =
        wz_sql_start(reg->store, "SELECT e.entry, e.op, e.subject, e.item, e.why, e.facts, e.act, a.recorded_at,"
                                 " a.recorded_on, a.recorded_by, a.file, a.sha256 FROM register_entry e"
                                 " JOIN register_act a ON a.act = e.act"
                                 " WHERE e.person_id = ?1 AND a.recorded_on <= ?2 ORDER BY e.entry");
    wz_sql_put_text(q, 1, person_id);
    wz_sql_put_text(q, 2, day);
    return q;
}

int wz_reg_history(wz_reg *reg, const char *person_id, wz_day known_on,
                   int (*take)(void *payload, const wz_reg_entry *entry), void *payload, wz_diag *diag)
{
    char day[WZ_DAY_TEXT] = "9999-12-31";
    if (known_on != WZ_REG_NOW)
        wz_day_format(known_on, day);
    wz_sql *q = history(reg, person_id, day);
    bool good = true;
    int code = WZ_OK;
    while (good && code == WZ_OK && wz_sql_next(q)) {
        wz_reg_entry entry;
        good = ready(reg) && read_entry(q, reg->record, person_id, &entry);
        code = good ? take(payload, &entry) : WZ_ENOMEM;
    }
    wz_sql_end(q);
    int end = ended(reg, good, diag);
    return code == WZ_OK ? end : code;
}

/* The entries that are the last on their item, in the order of items: the fold gives their numbers. */
typedef struct {
    const reg_file *file;
    wz_reg_entry *entries;
    wz_arena *arena;
    size_t count;
} latest;

static int keep_latest(void *payload, const wz_reg_entry *entry)
{
    latest *l = payload;
    for (size_t i = 0; i < l->file->count; i++) {
        const reg_thing *thing = &l->file->things[i];
        if (thing->entry != entry->entry)
            continue;
        wz_reg_entry *kept = &l->entries[i];
        *kept = *entry;
        kept->values = thing->values;
        kept->value_count = thing->count;
        kept->why = entry->why ? wz_arena_strdup(l->arena, entry->why) : NULL;
        kept->recorded_by = wz_arena_strdup(l->arena, entry->recorded_by);
        kept->file = entry->file ? wz_arena_strdup(l->arena, entry->file) : NULL;
        kept->sha256 = entry->sha256 ? wz_arena_strdup(l->arena, entry->sha256) : NULL;
    }
    return wz_arena_failed(l->arena) ? WZ_ENOMEM : WZ_OK;
}

int wz_reg_items(wz_reg *reg, const char *person_id, wz_day known_on,
                 int (*take)(void *payload, const wz_reg_entry *entry), void *payload, wz_diag *diag)
{
    reg_file *file = &reg->read;
    if (!reg_file_load(reg, file, person_id, known_on))
        return ended(reg, false, diag);
    latest l = {file, wz_arena_array(file->arena, file->count + 1, sizeof *l.entries), file->arena, 0};
    int code = l.entries ? wz_reg_history(reg, person_id, known_on, keep_latest, &l, diag) : WZ_ENOMEM;
    for (size_t i = 0; i < file->count && code == WZ_OK; i++)
        if (reg_live(&file->things[i]) && l.entries[i].entry)
            code = take(payload, &l.entries[i]);
    return code;
}

int wz_reg_count(wz_reg *reg, int64_t *persons, int64_t *entries, wz_diag *diag)
{
    wz_sql *q = wz_sql_start(reg->store, "SELECT count(*), count(*) FILTER (WHERE entry = 1 AND person_id > '')"
                                         " FROM register_entry");
    bool row = wz_sql_next(q);
    *entries = row ? wz_sql_int(q, 0) : 0;
    *persons = row ? wz_sql_int(q, 1) : 0;
    wz_sql_end(q);
    return ended(reg, true, diag);
}

int wz_reg_persons(wz_reg *reg, const char *after, int (*take)(void *payload, const char *person_id, const char *name),
                   void *payload, wz_diag *diag)
{
    wz_sql *q = wz_sql_start(reg->store,
                             "SELECT person_id, facts, op FROM register_entry e WHERE person_id > ?1 AND subject = 1"
                             " AND entry = (SELECT max(entry) FROM register_entry"
                             " WHERE person_id = e.person_id AND subject = 1) ORDER BY person_id");
    wz_sql_put_text(q, 1, after);
    bool good = true;
    int code = WZ_OK;
    while (good && code == WZ_OK && wz_sql_next(q)) {
        const wz_reg_value *values;
        size_t count;
        good = ready(reg) && reg_facts_read(reg->record, wz_sql_text(q, 1), &values, &count);
        const wz_reg_value *name = good ? reg_value(values, count, "name") : NULL;
        code = good ? take(payload, wz_sql_text(q, 0), name && name->value ? name->value : "") : WZ_ENOMEM;
    }
    wz_sql_end(q);
    int end = ended(reg, good, diag);
    return code == WZ_OK ? end : code;
}
