/* Writing the register: an act is one transaction that puts entries and ends in its own row and its entry in the audit log.
 * The last person's file stays in memory while entries are put into it, so that a file sorted by person reads each person
 * once, and one who is new is never read at all. */
#include "store/register.h"

#include "base/alloc.h"
#include "store/audit_chain.h"
#include "store/register_private.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

static const char *const subjects[] = {NULL, "person", "post", "sanction", "responsibility", "complete"};
static const char *const ops[] = {NULL, "add", "amend", "rescind", "withdraw"};

const char *wz_reg_subject_name(wz_reg_subject subject)
{
    return subjects[subject];
}

const char *wz_reg_op_name(wz_reg_op op)
{
    return ops[op];
}

bool wz_reg_subject_find(const char *name, wz_reg_subject *out)
{
    for (int i = WZ_REG_PERSON; i <= WZ_REG_COMPLETE; i++)
        if (strcmp(subjects[i], name) == 0) {
            *out = (wz_reg_subject)i;
            return true;
        }
    return false;
}

/* --- opening ---------------------------------------------------------------------------------------------------------- */

int wz_reg_open(wz_reg **out, wz_store *store, const wz_vocabulary *vocabulary)
{
    wz_reg *reg = wz_calloc(1, sizeof *reg);
    *out = reg;
    if (!reg)
        return WZ_ENOMEM;
    reg->store = store;
    reg->vocabulary = vocabulary;
    reg_names_find(&reg->names, vocabulary);
    return WZ_OK;
}

void wz_reg_close(wz_reg *reg)
{
    if (!reg)
        return;
    wz_reg_rollback(reg, WZ_OK, NULL);
    wz_reg_release(reg, NULL);
    reg_source_end(reg);
    wz_buffer_free(&reg->by);
    wz_buffer_free(&reg->name);
    wz_buffer_free(&reg->facts);
    wz_arena_free(reg->written.arena);
    wz_arena_free(reg->read.arena);
    wz_arena_free(reg->record);
    wz_arena_free(reg->kept);
    wz_arena_free(reg->held_arena);
    explicit_bzero(reg->key, sizeof reg->key);
    wz_free(reg);
}

/* --- acts ------------------------------------------------------------------------------------------------------------- */

static void take_time(wz_reg *reg, const wz_reg_act *act)
{
    enum { PER_SECOND = 1000, NANO = 1000000 };
    reg->at = act->at;
    if (act->at) {
        wz_day_format(act->on, reg->on);
        return;
    }
    struct timespec now;
    struct tm local;
    clock_gettime(CLOCK_REALTIME, &now);
    reg->at = (int64_t)now.tv_sec * PER_SECOND + now.tv_nsec / NANO;
    strftime(reg->on, sizeof reg->on, "%Y-%m-%d", localtime_r(&now.tv_sec, &local));
}

static int64_t next_act(wz_reg *reg)
{
    wz_sql *q = wz_sql_start(reg->store, "SELECT coalesce(max(act), 0) + 1 FROM register_act");
    int64_t act = wz_sql_next(q) ? wz_sql_int(q, 0) : 0;
    wz_sql_end(q);
    return act;
}

int wz_reg_begin(wz_reg *reg, const wz_reg_act *act, wz_diag *diag)
{
    enum { LOGIN = 256 };
    char login[LOGIN];
    reg->acting = true;
    reg->entered = 0;
    reg->written.person_id = NULL;
    take_time(reg, act);
    wz_buffer_clear(&reg->by);
    wz_buffer_puts(&reg->by, act->by && *act->by ? act->by : wz_audit_login(login, sizeof login));
    wz_buffer_clear(&reg->name);
    wz_buffer_puts(&reg->name, act->file ? act->file : "");
    reg->has_name = act->file != NULL;
    wz_store_begin(reg->store);
    reg->seal = (reg_seal){0};
    if (wz_audit_key(reg->store))
        reg_seal_key(reg->store, reg->key);
    reg->act = next_act(reg);
    reg->insert =
        wz_sql_start(reg->store, "INSERT INTO register_entry(person_id, entry, act, op, subject, item, why, facts)"
                                 " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING");
    wz_sql_put_int(reg->insert, 3, reg->act);
    if (!wz_store_failed(reg->store) && !reg->by.failed && !reg->name.failed)
        return WZ_OK;
    return wz_reg_rollback(reg, WZ_ENOMEM, diag);
}

static void leave(wz_reg *reg)
{
    wz_sql_end(reg->insert);
    reg->insert = NULL;
    reg->acting = false;
    reg->written.person_id = NULL;
}

int wz_reg_rollback(wz_reg *reg, int code, wz_diag *diag)
{
    if (!reg->acting)
        return code;
    leave(reg);
    if (wz_store_failed(reg->store))
        return wz_store_end(reg->store, diag);
    wz_store_cancel(reg->store);
    return code;
}

int64_t wz_reg_entered(const wz_reg *reg)
{
    return reg->entered;
}

static void put_act(wz_reg *reg, const char *sha256, int64_t first_row, int64_t last_row)
{
    const char *file = !reg->has_name ? NULL : reg->name.data ? reg->name.data : "";
    reg_seal_add_act(
        &reg->seal, reg->key,
        &(reg_seal_act){reg->act, reg->at, reg->on, reg->by.data, file, sha256, first_row, first_row ? last_row : 0});
    wz_sql *q = wz_sql_start(
        reg->store, "INSERT INTO register_act(act, recorded_at, recorded_on, recorded_by, file, sha256, first_row,"
                    " last_row) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    wz_sql_put_int(q, 1, reg->act);
    wz_sql_put_int(q, 2, reg->at);
    wz_sql_put_text(q, 3, reg->on);
    wz_sql_put_text(q, 4, reg->by.data);
    wz_sql_put_text(q, 5, file);
    wz_sql_put_text(q, 6, sha256);
    if (first_row) {
        wz_sql_put_int(q, 7, first_row);
        wz_sql_put_int(q, 8, last_row);
    }
    wz_sql_run(q);
}

int wz_reg_commit(wz_reg *reg, const wz_reg_end *end, wz_diag *diag)
{
    wz_buffer details = {0};
    leave(reg);
    if (reg->entered > 0)
        put_act(reg, end->sha256, end->first_row, end->last_row);
    wz_buffer_printf(&details, "{\"act\":%" PRId64 ",\"entries\":%" PRId64, reg->entered ? reg->act : 0, reg->entered);
    if (end->sha256)
        wz_buffer_printf(&details, ",\"sha256\":\"%s\"", end->sha256);
    if (end->first_row)
        wz_buffer_printf(&details, ",\"rows\":[%" PRId64 ",%" PRId64 "]", end->first_row, end->last_row);
    if (reg->entered > 0) {
        char seal[REG_SEAL_HEX];
        sodium_bin2hex(seal, sizeof seal, reg->seal.sum, sizeof reg->seal.sum);
        wz_buffer_printf(&details, ",\"seal\":\"%s\"", seal);
    }
    wz_buffer_putc(&details, '}');
    int code = WZ_ENOMEM;
    if (details.failed) {
        wz_store_cancel(reg->store);
    } else {
        wz_audit_append(reg->store, reg->by.data, end->verb, end->subject ? end->subject : "", details.data);
        code = wz_store_end(reg->store, diag);
    }
    wz_buffer_free(&details);
    return code;
}

/* --- entries ---------------------------------------------------------------------------------------------------------- */

/* Write one entry; false where its number is taken: the person is on record already and was not read. */
static bool insert(wz_reg *reg, const wz_reg_change *change, int64_t entry)
{
    reg_facts_write(&reg->facts, change->values, change->value_count);
    if (reg->facts.failed)
        wz_store_fail(reg->store, WZ_ENOMEM, "", "%s", "");
    wz_sql *q = reg->insert;
    reg_seal_entry row = {.person_id = change->person_id,
                          .entry = entry,
                          .act = reg->act,
                          .op = change->op,
                          .subject = change->subject,
                          .item = change->op == WZ_REG_ADD ? entry : change->item,
                          .why = change->why,
                          .facts = reg->facts.data};
    wz_sql_put_text(q, 1, row.person_id);
    wz_sql_put_int(q, 2, row.entry);
    wz_sql_put_int(q, 4, row.op);
    wz_sql_put_int(q, 5, row.subject);
    wz_sql_put_int(q, 6, row.item);
    wz_sql_put_text(q, 7, row.why);
    wz_sql_put_text(q, 8, row.facts);
    if (!wz_sql_again(q) || wz_sql_changes(reg->store) == 0)
        return false;
    reg_seal_add_entry(&reg->seal, reg->key, &row);
    return true;
}

static int trouble(const wz_reg *reg)
{
    return wz_store_failed(reg->store) ? WZ_EIO : WZ_ENOMEM;
}

/* Go to a person's file. A change that begins a person is tried at once: where it takes its place as entry 1 nothing was on
 * record, and nothing has to be read. *entered says so. */
static int turn_to(wz_reg *reg, const wz_reg_change *change, bool *entered)
{
    reg_file *file = &reg->written;
    *entered = false;
    if (file->person_id && strcmp(file->person_id, change->person_id) == 0)
        return WZ_OK;
    if (change->op == WZ_REG_ADD && change->subject == WZ_REG_PERSON && insert(reg, change, 1)) {
        *entered = reg_file_begin(file, change->person_id);
        return *entered ? WZ_OK : WZ_ENOMEM;
    }
    if (!wz_store_failed(reg->store) && reg_file_load(reg, file, change->person_id, WZ_REG_NOW))
        return WZ_OK;
    file->person_id = NULL;
    return trouble(reg);
}

/* What is to be said of a change before it is written: WZ_REG_ENTERED = nothing against it. */
static void judge(const wz_reg *reg, const wz_reg_change *change, wz_reg_result *result)
{
    const reg_file *file = &reg->written;
    if (change->op == WZ_REG_ADD) {
        bool first = change->subject == WZ_REG_PERSON || !*change->person_id;
        if (file->last == 0 && !first)
            result->outcome = WZ_REG_NO_PERSON;
        else
            reg_match(reg, file, change, result);
        return;
    }
    const wz_reg_value *missing;
    const reg_thing *thing = reg_file_find(file, change->item);
    if (!thing || thing->subject != change->subject)
        result->outcome = WZ_REG_NO_ITEM;
    else if (change->op == WZ_REG_AMEND && change->value_count == thing->count &&
             reg_within(change->values, change->value_count, thing->values, thing->count, &missing))
        *result = (wz_reg_result){.outcome = WZ_REG_ALREADY, .entry = thing->item};
}

int wz_reg_put(wz_reg *reg, const wz_reg_change *change, wz_reg_result *result)
{
    reg_file *file = &reg->written;
    bool entered;
    *result = (wz_reg_result){.outcome = WZ_REG_ENTERED};
    int code = turn_to(reg, change, &entered);
    if (code != WZ_OK)
        return code;
    int64_t entry = file->last + 1;
    if (!entered) {
        judge(reg, change, result);
        if (result->outcome != WZ_REG_ENTERED)
            return WZ_OK;
        if (!insert(reg, change, entry)) {
            file->person_id = NULL;
            return trouble(reg);
        }
    }
    if (!reg_file_put(file, entry, change)) {
        file->person_id = NULL;
        return WZ_ENOMEM;
    }
    reg->entered++;
    result->entry = entry;
    return WZ_OK;
}

/* --- around entries --------------------------------------------------------------------------------------------------- */

int wz_reg_turn(wz_reg *reg, const char *person_id, int64_t *last)
{
    reg_file *file = &reg->written;
    bool here = file->person_id && strcmp(file->person_id, person_id) == 0;
    if (!here && !reg_file_load(reg, file, person_id, WZ_REG_NOW)) {
        file->person_id = NULL;
        return trouble(reg);
    }
    *last = file->last;
    return WZ_OK;
}

bool wz_reg_current(const wz_reg *reg, int64_t item, wz_reg_subject *subject, const wz_reg_value **values,
                    size_t *count)
{
    const reg_thing *thing = reg->written.person_id ? reg_file_find(&reg->written, item) : NULL;
    if (!thing)
        return false;
    *subject = thing->subject;
    *values = thing->values;
    *count = thing->count;
    return true;
}

void wz_reg_mark(wz_reg *reg)
{
    reg->marked = reg->entered;
    reg->marked_seal = reg->seal;
    wz_sql_run(wz_sql_start(reg->store, "SAVEPOINT row"));
}

void wz_reg_unmark(wz_reg *reg, bool keep)
{
    if (!keep) {
        wz_sql_run(wz_sql_start(reg->store, "ROLLBACK TO row"));
        reg->entered = reg->marked;
        reg->seal = reg->marked_seal;
        reg->written.person_id = NULL;
    }
    wz_sql_run(wz_sql_start(reg->store, "RELEASE row"));
}
