/* The register as entries: what is new, known already or in conflict; nothing overwritten; the state on any day; and an act
 * that is there wholly or not at all. */
#include "store_common.h"

#include "load/load.h"
#include "store/register.h"

CU_pSuite test_store_register_suite(void);

typedef struct {
    store_place place;
    wz_store *store;
    wz_vocabulary *vocabulary;
    wz_reg *reg;
    wz_diag *diag;
} office;

static office open_office(void)
{
    office o = {.place = new_place(), .diag = wz_diag_new()};
    o.store = open_store(o.place.path, true);
    CU_ASSERT_EQUAL_FATAL(wz_load_vocabulary(&o.vocabulary, "rules/vocabulary.xml", o.diag), WZ_OK);
    CU_ASSERT_EQUAL_FATAL(wz_reg_open(&o.reg, o.store, o.vocabulary), WZ_OK);
    return o;
}

static void close_office(office *o)
{
    wz_reg_close(o->reg);
    wz_store_close(o->store);
    wz_vocabulary_free(o->vocabulary);
    wz_diag_free(o->diag);
    remove_place(&o->place);
}

static wz_day day(const char *text)
{
    wz_day out = 0;
    CU_ASSERT_TRUE_FATAL(wz_day_parse(text, &out));
    return out;
}

static void begin_on(office *o, const char *on)
{
    enum { DAY_MS = 86400000 };
    wz_reg_act act = {.by = "zhang", .at = day(on) * DAY_MS + 1, .on = day(on), .file = "people.csv"};
    CU_ASSERT_EQUAL_FATAL(wz_reg_begin(o->reg, &act, o->diag), WZ_OK);
}

static void commit(office *o)
{
    wz_reg_end end = {.verb = "register.import",
                      .sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                      .first_row = 2,
                      .last_row = 9};
    CU_ASSERT_EQUAL_FATAL(wz_reg_commit(o->reg, &end, o->diag), WZ_OK);
}

/* values: attribute, value, attribute, value … NULL */
static wz_reg_result put(office *o, const char *person, wz_reg_subject subject, wz_reg_op op, int64_t item,
                         const char *const *values)
{
    wz_reg_value list[16];
    size_t count = 0;
    for (; values[2 * count]; count++)
        list[count] = (wz_reg_value){values[2 * count], values[2 * count + 1]};
    wz_reg_change change = {person, subject, op, item, list, count, op == WZ_REG_ADD ? NULL : "a reason"};
    wz_reg_result result;
    CU_ASSERT_EQUAL(wz_reg_put(o->reg, &change, &result), WZ_OK);
    return result;
}

#define PUT(o, person, subject, op, item, ...) \
    put(o, person, subject, op, item, (const char *const[]){__VA_ARGS__, NULL, NULL})
#define SANCTION(o, person, ...) PUT(o, person, WZ_REG_SANCTION, WZ_REG_ADD, 0, __VA_ARGS__)
#define PERSON(o, person, name) PUT(o, person, WZ_REG_PERSON, WZ_REG_ADD, 0, "name", name)

static const wz_person_record *record(office *o, const char *person, wz_day known_on)
{
    const wz_person_record *found = NULL;
    CU_ASSERT_EQUAL(wz_reg_record(o->reg, person, known_on, &found, o->diag), WZ_OK);
    return found;
}

static const char *sanction_text(const office *o, const wz_person_record *person, size_t index, const char *attribute)
{
    const char *text =
        wz_record_text(&person->sanctions[index].item, wz_attribute_find(o->vocabulary, WZ_SANCTION, attribute));
    return text ? text : "not stated";
}

static void test_store_register__gives_back_what_was_put(void)
{
    office o = open_office();
    begin_on(&o, "2020-01-02");
    CU_ASSERT_EQUAL(PERSON(&o, "A1", "李“四”'; DROP TABLE register_entry;--").entry, 1);
    CU_ASSERT_EQUAL(SANCTION(&o, "A1", "kind", "admonition", "decision_date", "2019-08-31", "matter", "m1").entry, 2);
    CU_ASSERT_EQUAL(PUT(&o, "A1", WZ_REG_POST, WZ_REG_ADD, 0, "office", "镇长", "post_from", "2018-05").entry, 3);
    wz_reg_value open_end[] = {{"office", "书记"}, {"post_from", "2020-01-01"}, {"post_to", NULL}};
    wz_reg_change post = {"A1", WZ_REG_POST, WZ_REG_ADD, 0, open_end, 3, NULL};
    wz_reg_result result;
    CU_ASSERT_EQUAL(wz_reg_put(o.reg, &post, &result), WZ_OK);
    CU_ASSERT_EQUAL(PUT(&o, "A1", WZ_REG_RESPONSIBILITY, WZ_REG_ADD, 0, "matter", "m1", "incident.incident_date",
                        "2019-07-01", "person.leading_responsibility_for_accident", "true")
                        .entry,
                    5);
    commit(&o);
    const wz_person_record *p = record(&o, "A1", WZ_REG_NOW);
    CU_ASSERT_PTR_NOT_NULL_FATAL(p);
    CU_ASSERT_STRING_EQUAL(p->person_id, "A1");
    CU_ASSERT_STRING_EQUAL(p->name, "李“四”'; DROP TABLE register_entry;--");
    CU_ASSERT_EQUAL_FATAL(p->sanction_count, 1);
    CU_ASSERT_STRING_EQUAL(p->sanctions[0].item.id, "s2");
    CU_ASSERT_STRING_EQUAL(sanction_text(&o, p, 0, "kind"), "admonition");
    CU_ASSERT_TRUE(p->sanctions[0].kind >= 0);
    CU_ASSERT_TRUE(p->sanctions[0].decided.stated);
    CU_ASSERT_EQUAL(p->sanctions[0].decided.first, day("2019-08-31"));
    CU_ASSERT_STRING_EQUAL(p->sanctions[0].matter, "m1");
    CU_ASSERT_EQUAL_FATAL(p->post_count, 2);
    CU_ASSERT_STRING_EQUAL(p->posts[1].id, "p4");
    int to = wz_attribute_find(o.vocabulary, WZ_POST, "post_to");
    CU_ASSERT_PTR_NULL(wz_record_text(&p->posts[0], to));
    CU_ASSERT_STRING_EQUAL(wz_record_text(&p->posts[1], to), "");
    CU_ASSERT_EQUAL_FATAL(p->matter_count, 1);
    CU_ASSERT_STRING_EQUAL(p->matters[0].incident.id, "m1");
    CU_ASSERT_EQUAL(p->matters[0].incident.count, 1);
    CU_ASSERT_EQUAL(p->matters[0].person.count, 1);
    CU_ASSERT_EQUAL(p->problems, 0);
    CU_ASSERT_FALSE(p->complete.stated);
    CU_ASSERT_PTR_NULL(record(&o, "A2", WZ_REG_NOW));
    close_office(&o);
}

static void test_store_register__knows_what_is_recorded_already(void)
{
    office o = open_office();
    begin_on(&o, "2020-01-02");
    CU_ASSERT_EQUAL(SANCTION(&o, "A1", "kind", "admonition").outcome, WZ_REG_NO_PERSON);
    PERSON(&o, "A1", "李四");
    CU_ASSERT_EQUAL(PERSON(&o, "A1", "李四").outcome, WZ_REG_ALREADY);
    wz_reg_result other = PERSON(&o, "A1", "王五");
    CU_ASSERT_EQUAL(other.outcome, WZ_REG_CONFLICT);
    CU_ASSERT_STRING_EQUAL(other.attribute, "name");
    CU_ASSERT_TRUE(other.here);
    SANCTION(&o, "A1", "kind", "admonition", "decision_date", "2019-08-31", "document_no", "5号");
    commit(&o);
    begin_on(&o, "2020-01-03");
    CU_ASSERT_EQUAL(SANCTION(&o, "A1", "kind", "admonition", "decision_date", "2019-08-31").outcome, WZ_REG_ALREADY);
    wz_reg_result more = SANCTION(&o, "A1", "kind", "admonition", "decision_date", "2019-08-31", "ground", "other");
    CU_ASSERT_EQUAL(more.outcome, WZ_REG_CONFLICT);
    CU_ASSERT_EQUAL(more.entry, 2);
    CU_ASSERT_STRING_EQUAL(more.attribute, "ground");
    CU_ASSERT_STRING_EQUAL(more.recorded, "");
    CU_ASSERT_FALSE(more.here);
    /* a month agrees with a day in it, but is not the same */
    CU_ASSERT_EQUAL(SANCTION(&o, "A1", "kind", "admonition", "decision_date", "2019-08").outcome, WZ_REG_CONFLICT);
    /* one document has one date, though it may impose two measures */
    wz_reg_result date =
        SANCTION(&o, "A1", "kind", "party_warning", "decision_date", "2019-09-30", "document_no", "5号");
    CU_ASSERT_EQUAL(date.outcome, WZ_REG_CONFLICT);
    CU_ASSERT_STRING_EQUAL(date.attribute, "decision_date");
    CU_ASSERT_STRING_EQUAL(date.recorded, "2019-08-31");
    CU_ASSERT_EQUAL(
        SANCTION(&o, "A1", "kind", "party_warning", "decision_date", "2019-08-31", "document_no", "5号").outcome,
        WZ_REG_ENTERED);
    /* another decision of the same day and kind */
    CU_ASSERT_EQUAL(
        SANCTION(&o, "A1", "kind", "admonition", "decision_date", "2019-08-31", "document_no", "6号").outcome,
        WZ_REG_ENTERED);
    CU_ASSERT_EQUAL(SANCTION(&o, "A1", "kind", "admonition", "decision_date", "2020-08-31").outcome, WZ_REG_ENTERED);
    CU_ASSERT_EQUAL(wz_reg_rollback(o.reg, WZ_OK, o.diag), WZ_OK);
    close_office(&o);
}

static void test_store_register__keeps_every_state(void)
{
    office o = open_office();
    begin_on(&o, "2020-01-02");
    PERSON(&o, "A1", "李四");
    SANCTION(&o, "A1", "kind", "admonition", "decision_date", "2019-08-13");
    commit(&o);
    begin_on(&o, "2020-03-01");
    CU_ASSERT_EQUAL(PUT(&o, "A1", WZ_REG_SANCTION, WZ_REG_AMEND, 7, "kind", "admonition").outcome, WZ_REG_NO_ITEM);
    CU_ASSERT_EQUAL(PUT(&o, "A1", WZ_REG_POST, WZ_REG_AMEND, 2, "office", "镇长").outcome, WZ_REG_NO_ITEM);
    CU_ASSERT_EQUAL(
        PUT(&o, "A1", WZ_REG_SANCTION, WZ_REG_AMEND, 2, "kind", "admonition", "decision_date", "2019-08-31").entry, 3);
    commit(&o);
    begin_on(&o, "2020-05-01");
    CU_ASSERT_EQUAL(PUT(&o, "A1", WZ_REG_SANCTION, WZ_REG_RESCIND, 2, "kind", "admonition", "decision_date",
                        "2019-08-31", "rescinded", "true", "rescinded_on", "2020-04-20")
                        .entry,
                    4);
    commit(&o);
    begin_on(&o, "2020-06-01");
    wz_reg_change withdraw = {"A1", WZ_REG_SANCTION, WZ_REG_WITHDRAW, 2, NULL, 0, "another person's"};
    wz_reg_result result;
    CU_ASSERT_EQUAL(wz_reg_put(o.reg, &withdraw, &result), WZ_OK);
    CU_ASSERT_EQUAL(result.outcome, WZ_REG_ENTERED);
    CU_ASSERT_EQUAL(wz_reg_put(o.reg, &withdraw, &result), WZ_OK);
    CU_ASSERT_EQUAL(result.outcome, WZ_REG_NO_ITEM);
    commit(&o);

    CU_ASSERT_PTR_NULL(record(&o, "A1", day("2020-01-01")));
    const wz_person_record *p = record(&o, "A1", day("2020-02-29"));
    CU_ASSERT_STRING_EQUAL(sanction_text(&o, p, 0, "decision_date"), "2019-08-13");
    p = record(&o, "A1", day("2020-03-01"));
    CU_ASSERT_STRING_EQUAL(sanction_text(&o, p, 0, "decision_date"), "2019-08-31");
    CU_ASSERT_FALSE(p->sanctions[0].rescinded.stated);
    p = record(&o, "A1", day("2020-05-31"));
    CU_ASSERT_TRUE(p->sanctions[0].rescinded.stated);
    p = record(&o, "A1", WZ_REG_NOW);
    CU_ASSERT_PTR_NOT_NULL_FATAL(p);
    CU_ASSERT_EQUAL(p->sanction_count, 0);
    close_office(&o);
}

static int count_entries(void *payload, const wz_reg_entry *entry)
{
    int64_t *last = payload;
    CU_ASSERT_EQUAL(entry->entry, *last + 1);
    CU_ASSERT_STRING_EQUAL(entry->recorded_by, "zhang");
    CU_ASSERT_STRING_EQUAL(entry->file, "people.csv");
    *last = entry->entry;
    return WZ_OK;
}

static int count_items(void *payload, const wz_reg_entry *entry)
{
    CU_ASSERT_NOT_EQUAL(entry->op, WZ_REG_WITHDRAW);
    ++*(int *)payload;
    return WZ_OK;
}

static void test_store_register__shows_every_entry(void)
{
    office o = open_office();
    begin_on(&o, "2020-01-02");
    PERSON(&o, "A1", "李四");
    SANCTION(&o, "A1", "kind", "admonition");
    commit(&o);
    begin_on(&o, "2020-01-03");
    PUT(&o, "A1", WZ_REG_SANCTION, WZ_REG_AMEND, 2, "kind", "party_warning");
    commit(&o);
    int64_t last = 0;
    CU_ASSERT_EQUAL(wz_reg_history(o.reg, "A1", WZ_REG_NOW, count_entries, &last, o.diag), WZ_OK);
    CU_ASSERT_EQUAL(last, 3);
    last = 0;
    CU_ASSERT_EQUAL(wz_reg_history(o.reg, "A1", day("2020-01-02"), count_entries, &last, o.diag), WZ_OK);
    CU_ASSERT_EQUAL(last, 2);
    int items = 0;
    CU_ASSERT_EQUAL(wz_reg_items(o.reg, "A1", WZ_REG_NOW, count_items, &items, o.diag), WZ_OK);
    CU_ASSERT_EQUAL(items, 2);
    close_office(&o);
}

static void test_store_register__counts_a_declaration_for_everybody(void)
{
    office o = open_office();
    begin_on(&o, "2020-01-02");
    PERSON(&o, "A1", "李四");
    PUT(&o, "A1", WZ_REG_COMPLETE, WZ_REG_ADD, 0, "to", "2019-06-30", "by", "li", "on", "2019-07-01");
    commit(&o);
    begin_on(&o, "2020-02-02");
    PUT(&o, "", WZ_REG_COMPLETE, WZ_REG_ADD, 0, "to", "2019-12-31", "by", "wang", "on", "2020-02-02");
    CU_ASSERT_EQUAL(
        PUT(&o, "", WZ_REG_COMPLETE, WZ_REG_ADD, 0, "to", "2019-12-30", "by", "wang", "on", "2020-02-02").outcome,
        WZ_REG_ALREADY);
    commit(&o);
    const wz_person_record *p = record(&o, "A1", day("2020-01-31"));
    CU_ASSERT_EQUAL(p->complete.to, day("2019-06-30"));
    CU_ASSERT_STRING_EQUAL(p->complete.by, "li");
    p = record(&o, "A1", WZ_REG_NOW);
    CU_ASSERT_EQUAL(p->complete.to, day("2019-12-31"));
    CU_ASSERT_STRING_EQUAL(p->complete.by, "wang");
    /* a state that is held stays the same, whoever writes */
    CU_ASSERT_EQUAL(wz_reg_hold(o.reg, o.diag), WZ_OK);
    CU_ASSERT_EQUAL(record(&o, "A1", WZ_REG_NOW)->complete.to, day("2019-12-31"));
    wz_store *other = open_store(o.place.path, false);
    wz_reg *others = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_reg_open(&others, other, o.vocabulary), WZ_OK);
    CU_ASSERT_EQUAL(wz_reg_begin(others, &(wz_reg_act){.by = "wu"}, o.diag), WZ_OK);
    const wz_reg_value later[] = {{"to", "2020-06-30"}, {"by", "wu"}, {"on", "2020-07-01"}};
    wz_reg_result result;
    CU_ASSERT_EQUAL(wz_reg_put(others, &(wz_reg_change){"", WZ_REG_COMPLETE, WZ_REG_ADD, 0, later, 3, NULL}, &result),
                    WZ_OK);
    CU_ASSERT_EQUAL(wz_reg_commit(others, &(wz_reg_end){.verb = "register.declare"}, o.diag), WZ_OK);
    CU_ASSERT_EQUAL(record(&o, "A1", WZ_REG_NOW)->complete.to, day("2019-12-31"));
    CU_ASSERT_EQUAL(record(&o, "A1", day("2020-01-31"))->complete.to, day("2019-06-30"));
    CU_ASSERT_EQUAL(record(&o, "A1", WZ_REG_NOW)->complete.to, day("2019-12-31"));
    CU_ASSERT_EQUAL(wz_reg_release(o.reg, o.diag), WZ_OK);
    CU_ASSERT_EQUAL(record(&o, "A1", WZ_REG_NOW)->complete.to, day("2020-06-30"));
    CU_ASSERT_PTR_NOT_NULL(record(&o, "B1", WZ_REG_NOW));
    wz_reg_close(others);
    wz_store_close(other);
    close_office(&o);
}

static void test_store_register__clears_who_is_not_on_record(void)
{
    office o = open_office();
    begin_on(&o, "2020-02-02");
    PUT(&o, "", WZ_REG_COMPLETE, WZ_REG_ADD, 0, "to", "2019-12-31", "by", "wang", "on", "2020-02-02");
    commit(&o);
    const wz_person_record *p;
    /* nothing is on record of others, which is worth something once the register is complete */
    CU_ASSERT_PTR_NULL(record(&o, "B1", day("2020-01-31")));
    p = record(&o, "B1", WZ_REG_NOW);
    CU_ASSERT_PTR_NOT_NULL_FATAL(p);
    CU_ASSERT_EQUAL(p->complete.to, day("2019-12-31"));
    CU_ASSERT_EQUAL(p->sanction_count + p->post_count, 0);
    close_office(&o);
}

static void test_store_register__gives_everybody_in_order(void)
{
    office o = open_office();
    char id[16];
    enum { PEOPLE = 300 };
    begin_on(&o, "2020-01-02");
    for (int i = 0; i < PEOPLE; i++) {
        snprintf(id, sizeof id, "P%04d", (i * 7) % PEOPLE);
        PERSON(&o, id, "甲");
        SANCTION(&o, id, "kind", "admonition", "decision_date", "2019-08-31");
    }
    commit(&o);
    begin_on(&o, "2020-02-02");
    PERSON(&o, "Q", "乙");
    PUT(&o, "", WZ_REG_COMPLETE, WZ_REG_ADD, 0, "to", "2019-12-31", "by", "wang", "on", "2020-02-02");
    commit(&o);
    for (int now = 0; now < 2; now++) {
        wz_record_source *source = NULL;
        const wz_person_record *p = NULL;
        int count = 0;
        CU_ASSERT_EQUAL_FATAL(wz_reg_source(o.reg, now ? WZ_REG_NOW : day("2020-01-31"), &source, o.diag), WZ_OK);
        while (source->next(source->self, &p) == WZ_OK && p && count <= PEOPLE) {
            snprintf(id, sizeof id, "P%04d", count++);
            if (count <= PEOPLE) {
                CU_ASSERT_STRING_EQUAL(p->person_id, id);
                CU_ASSERT_EQUAL(p->sanction_count, 1);
            }
            CU_ASSERT_EQUAL(p->complete.stated, now == 1);
        }
        CU_ASSERT_EQUAL(count, now ? PEOPLE + 1 : PEOPLE);
    }
    /* a walk left in the middle is no hindrance to writing */
    wz_record_source *source = NULL;
    const wz_person_record *p = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_reg_source(o.reg, WZ_REG_NOW, &source, o.diag), WZ_OK);
    CU_ASSERT_EQUAL(source->next(source->self, &p), WZ_OK);
    begin_on(&o, "2020-03-02");
    PERSON(&o, "R", "丙");
    commit(&o);
    CU_ASSERT_NOT_EQUAL(source->next(source->self, &p), WZ_OK);
    CU_ASSERT_PTR_NULL(p);
    int64_t persons, entries;
    CU_ASSERT_EQUAL(wz_reg_count(o.reg, &persons, &entries, o.diag), WZ_OK);
    CU_ASSERT_EQUAL(persons, PEOPLE + 2);
    CU_ASSERT_EQUAL(entries, 2 * PEOPLE + 3);
    close_office(&o);
}

static void test_store_register__is_there_wholly_or_not_at_all(void)
{
    office o = open_office();
    char before[WZ_AUDIT_HEAD], after[WZ_AUDIT_HEAD];
    wz_audit_head(o.store, before);
    begin_on(&o, "2020-01-02");
    PERSON(&o, "A1", "李四");
    CU_ASSERT_EQUAL(wz_reg_entered(o.reg), 1);
    CU_ASSERT_EQUAL(wz_reg_rollback(o.reg, WZ_OK, o.diag), WZ_OK);
    CU_ASSERT_PTR_NULL(record(&o, "A1", WZ_REG_NOW));
    wz_audit_head(o.store, after);
    CU_ASSERT_STRING_EQUAL(before, after);

    begin_on(&o, "2020-01-02");
    PERSON(&o, "A1", "李四");
    wz_reg_mark(o.reg);
    PERSON(&o, "A2", "王五");
    SANCTION(&o, "A2", "kind", "admonition");
    wz_reg_unmark(o.reg, false);
    CU_ASSERT_EQUAL(wz_reg_entered(o.reg), 1);
    wz_reg_mark(o.reg);
    PERSON(&o, "A3", "赵六");
    wz_reg_unmark(o.reg, true);
    commit(&o);
    CU_ASSERT_PTR_NOT_NULL(record(&o, "A1", WZ_REG_NOW));
    CU_ASSERT_PTR_NULL(record(&o, "A2", WZ_REG_NOW));
    CU_ASSERT_PTR_NOT_NULL(record(&o, "A3", WZ_REG_NOW));
    wz_audit_head(o.store, after);
    CU_ASSERT_STRING_NOT_EQUAL(before, after);
    CU_ASSERT_EQUAL(wz_audit_verify(o.store, after, NULL, o.diag), WZ_OK);
    CU_ASSERT_EQUAL(wz_store_check(o.store, o.diag), WZ_OK);
    close_office(&o);
}

static int exec(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(path, &db), SQLITE_OK);
    int code = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    return code;
}

static void test_store_register__refuses_to_forget(void)
{
    office o = open_office();
    begin_on(&o, "2020-01-02");
    PERSON(&o, "A1", "李四");
    commit(&o);
    CU_ASSERT_EQUAL(exec(o.place.path, "UPDATE register_entry SET facts = '{}'"), SQLITE_CONSTRAINT);
    CU_ASSERT_EQUAL(exec(o.place.path, "DELETE FROM register_entry"), SQLITE_CONSTRAINT);
    CU_ASSERT_EQUAL(exec(o.place.path, "UPDATE register_act SET recorded_by = 'x'"), SQLITE_CONSTRAINT);
    CU_ASSERT_EQUAL(exec(o.place.path, "DELETE FROM register_act"), SQLITE_CONSTRAINT);
    CU_ASSERT_STRING_EQUAL(record(&o, "A1", WZ_REG_NOW)->name, "李四");
    close_office(&o);
}

/* Facts that nobody wrote, and attributes that the vocabulary no longer has. */
static void test_store_register__survives_a_strange_file(void)
{
    office o = open_office();
    begin_on(&o, "2020-01-02");
    PERSON(&o, "A1", "李四");
    SANCTION(&o, "A1", "kind", "a_kind_of_long_ago", "an_attribute_of_long_ago", "x");
    commit(&o);
    const wz_person_record *p = record(&o, "A1", WZ_REG_NOW);
    CU_ASSERT_EQUAL(p->problems, 1);
    CU_ASSERT_EQUAL(p->sanctions[0].kind, -1);
    tamper(o.place.path, "INSERT INTO register_entry VALUES('A2', 1, 1, 1, 1, 1, NULL, 'no json')");
    const wz_person_record *none = NULL;
    CU_ASSERT_NOT_EQUAL(wz_reg_record(o.reg, "A2", WZ_REG_NOW, &none, o.diag), WZ_OK);
    CU_ASSERT_PTR_NULL(none);
    CU_ASSERT_PTR_NOT_NULL(record(&o, "A1", WZ_REG_NOW));
    close_office(&o);
}

/* --- held against the log --- */

/* Two acts on three people, one of them with a change that was taken back. */
static void record_three(office *o)
{
    begin_on(o, "2020-01-02");
    PERSON(o, "A1", "李四");
    SANCTION(o, "A1", "kind", "admonition", "decision_date", "2019-08-31");
    PERSON(o, "A2", "王五");
    commit(o);
    begin_on(o, "2020-02-02");
    PERSON(o, "A3", "赵六");
    wz_reg_mark(o->reg);
    SANCTION(o, "A3", "kind", "removal");
    wz_reg_unmark(o->reg, false);
    wz_reg_mark(o->reg);
    PUT(o, "A1", WZ_REG_SANCTION, WZ_REG_AMEND, 2, "kind", "admonition", "decision_date", "2019-09-30");
    wz_reg_unmark(o->reg, true);
    commit(o);
}

static size_t faults_after(const char *sql, const char *id)
{
    office o = open_office();
    record_three(&o);
    if (sql)
        tamper(o.place.path, sql);
    wz_store_begin_reading(o.store);
    CU_ASSERT_EQUAL(wz_audit_verify(o.store, NULL, NULL, o.diag), WZ_OK);
    size_t faults = wz_reg_verify(o.store, o.diag);
    CU_ASSERT_EQUAL(wz_store_end(o.store, o.diag), WZ_OK);
    CU_ASSERT_EQUAL(faults, wz_diag_errors(o.diag));
    CU_ASSERT_TRUE(!id || diag_has(o.diag, id));
    CU_ASSERT_TRUE(id || wz_diag_count(o.diag) == 0);
    close_office(&o);
    return faults;
}

#define OPEN_UP "DROP TRIGGER register_entry_keep; DROP TRIGGER register_entry_stay; DROP TRIGGER register_act_keep;"

static void test_store_register__is_held_against_the_log(void)
{
    CU_ASSERT_EQUAL(faults_after(NULL, NULL), 0);
    static const char *const one_act[] = {
        OPEN_UP "UPDATE register_entry SET facts = replace(facts, '2019-08-31', '2018-08-31')",
        OPEN_UP "UPDATE register_entry SET why = 'another reason' WHERE why IS NOT NULL",
        OPEN_UP "UPDATE register_entry SET person_id = 'A4' WHERE person_id = 'A3'",
        OPEN_UP "DELETE FROM register_entry WHERE person_id = 'A2'",
        OPEN_UP "DELETE FROM register_entry WHERE person_id = 'A1' AND entry = 3",
        OPEN_UP "UPDATE register_act SET recorded_on = '2020-01-01' WHERE act = 1",
        OPEN_UP "UPDATE register_act SET file = NULL WHERE act = 2",
        "INSERT INTO register_entry VALUES('A9', 1, 2, 1, 1, 1, NULL, '{}')",
    };
    for (size_t i = 0; i < sizeof one_act / sizeof one_act[0]; i++)
        CU_ASSERT_EQUAL(faults_after(one_act[i], "STORE-051"), 1);
    /* an entry that changed its act, and names that were exchanged */
    CU_ASSERT_EQUAL(faults_after(OPEN_UP "UPDATE register_entry SET act = 2 WHERE person_id = 'A2'", "STORE-051"), 2);
    CU_ASSERT_EQUAL(faults_after(OPEN_UP "UPDATE register_entry SET facts = CASE person_id WHEN 'A2' THEN"
                                         " '{\"name\":\"赵六\"}' ELSE '{\"name\":\"王五\"}' END"
                                         " WHERE person_id IN ('A2', 'A3')",
                                 "STORE-051"),
                    2);
    /* an act that the log knows nothing of */
    CU_ASSERT_EQUAL(
        faults_after("INSERT INTO register_act VALUES(3, 1, '2020-01-01', 'x', NULL, NULL, NULL, NULL)", "STORE-051"),
        1);
}

/* An act from before there were seals is held to the number of its entries. */
static void test_store_register__takes_acts_without_a_seal(void)
{
    office o = open_office();
    wz_store_begin(o.store);
    wz_audit_append(o.store, "zhang", "register.add", "A1", "{\"act\":1,\"entries\":1}");
    CU_ASSERT_EQUAL(wz_store_end(o.store, o.diag), WZ_OK);
    static const char act[] = "INSERT INTO register_act VALUES(1, 1, '2020-01-01', 'zhang', NULL, NULL, NULL, NULL);"
                              "INSERT INTO register_entry VALUES('A1', 1, 1, 1, 1, 1, NULL, '{}')";
    tamper(o.place.path, act);
    for (size_t wanted = 0; wanted < 2; wanted++) {
        wz_store_begin_reading(o.store);
        CU_ASSERT_EQUAL(wz_audit_verify(o.store, NULL, NULL, o.diag), WZ_OK);
        CU_ASSERT_EQUAL(wz_reg_verify(o.store, o.diag), wanted);
        CU_ASSERT_EQUAL(wz_store_end(o.store, o.diag), WZ_OK);
        CU_ASSERT_TRUE(diag_has(o.diag, wanted ? "STORE-051" : "STORE-052"));
        if (!wanted)
            tamper(o.place.path, "INSERT INTO register_entry VALUES('A2', 1, 1, 1, 1, 1, NULL, '{}')");
    }
    close_office(&o);
}

CU_pSuite test_store_register_suite(void)
{
    CU_pSuite suite = CU_add_suite("store_register", NULL, NULL);
    CU_ADD_TEST(suite, test_store_register__gives_back_what_was_put);
    CU_ADD_TEST(suite, test_store_register__knows_what_is_recorded_already);
    CU_ADD_TEST(suite, test_store_register__keeps_every_state);
    CU_ADD_TEST(suite, test_store_register__shows_every_entry);
    CU_ADD_TEST(suite, test_store_register__counts_a_declaration_for_everybody);
    CU_ADD_TEST(suite, test_store_register__clears_who_is_not_on_record);
    CU_ADD_TEST(suite, test_store_register__gives_everybody_in_order);
    CU_ADD_TEST(suite, test_store_register__is_there_wholly_or_not_at_all);
    CU_ADD_TEST(suite, test_store_register__refuses_to_forget);
    CU_ADD_TEST(suite, test_store_register__survives_a_strange_file);
    CU_ADD_TEST(suite, test_store_register__is_held_against_the_log);
    CU_ADD_TEST(suite, test_store_register__takes_acts_without_a_seal);
    return suite;
}
