/* Working out a header. A heading is looked for, made plain, among the format's own names, then among what the vocabulary
 * calls the attributes of the entities that the table speaks of; then with the entity named in front (post_level, post.level),
 * then with a number that joins columns of one post or sanction (kind_1, 处分种类1). */
#include "load/columns.h"

#include "load/common.h"
#include "load/plain.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GROUPS_MAX = 99 };

static const struct {
    wz_column_kind kind;
    const char *names; /* separated by blanks */
} own_names[] = {
    {WZ_COLUMN_PERSON_ID,
     " person_id personid id 编号 人员编号 人员id 干部编号 工号 身份证 身份证号 身份证号码 公民身份号码 身份号码 "},
    {WZ_COLUMN_NAME, " name 姓名 人员姓名 干部姓名 "},
    {WZ_COLUMN_COMPLETE_TO,
     " records_complete_to recordscompleteto complete_to 记录完整至 记录齐全至 处分记录查至 查询截至 查至 "},
    {WZ_COLUMN_COMPLETE_BY, " records_complete_by recordscompleteby complete_by 查询单位 记录核查人 "},
    {WZ_COLUMN_COMPLETE_ON, " records_complete_on recordscompleteon complete_on 查询日期 记录核查日期 "},
};

/* Columns that every roster has and that say nothing here. */
static const char silent_names[] =
    " no no. 序号 行号 备注 说明 性别 民族 籍贯 出生年月 出生日期 学历 学位 note notes remark remarks ";

static bool is_listed(const char *list, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = length ? strstr(list, word) : NULL; at; at = strstr(at + 1, word)) {
        if (at[-1] == ' ' && at[length] == ' ')
            return true;
    }
    return false;
}

/* The entities that a table speaks of, the first that knows a name winning. */
static const wz_entity_kind *entities_of(wz_records_of of)
{
    static const wz_entity_kind people[] = {WZ_SANCTION, WZ_POST, WZ_PERSON, WZ_INCIDENT, WZ_NO_ENTITY};
    static const wz_entity_kind activities[] = {WZ_DUTY_RECORD, WZ_NO_ENTITY};
    return of == WZ_RECORDS_PEOPLE ? people : activities;
}

/* The names of the contract that stand for what the engine knows by role, whatever the vocabulary calls it. */
static int by_contract(const wz_vocabulary *vocabulary, wz_entity_kind entity, const char *word)
{
    static const struct {
        wz_entity_kind entity;
        wz_role role;
        const char *name;
    } names[] = {{WZ_SANCTION, WZ_ROLE_SANCTION_KIND, "kind"},
                 {WZ_SANCTION, WZ_ROLE_SANCTION_DECIDED, "date"},
                 {WZ_SANCTION, WZ_ROLE_SANCTION_DECIDED, "decision_date"},
                 {WZ_SANCTION, WZ_ROLE_SANCTION_EFFECTIVE, "effective_date"},
                 {WZ_SANCTION, WZ_ROLE_SANCTION_MATTER, "matter"},
                 {WZ_DUTY_RECORD, WZ_ROLE_ACTIVITY, "activity"},
                 {WZ_DUTY_RECORD, WZ_ROLE_ACTIVITY_DATE, "date"},
                 {WZ_DUTY_RECORD, WZ_ROLE_PERSONALLY, "personally"}};
    for (size_t i = 0; i < WZ_COUNT(names); i++) {
        if (names[i].entity == entity && strcmp(names[i].name, word) == 0)
            return vocabulary->entities[entity].by_role[names[i].role];
    }
    return -1;
}

/* An attribute by a plain name; the built-in id only where it is named with its entity. */
static int attribute_of(const wz_vocabulary *vocabulary, wz_entity_kind entity, const char *word, bool id_too)
{
    int attribute = (int)wz_map_number(&vocabulary->index->columns[entity], word, -1);
    if (attribute < 0)
        attribute = by_contract(vocabulary, entity, word);
    return attribute > 0 || id_too ? attribute : -1;
}

static bool find_value(const wz_record_columns *columns, const char *word, wz_column *out)
{
    const wz_vocabulary *vocabulary = columns->vocabulary;
    for (const wz_entity_kind *entity = entities_of(columns->of); *entity != WZ_NO_ENTITY; entity++) {
        int attribute = attribute_of(vocabulary, *entity, word, false);
        const char *name = wz_entity_name(*entity);
        size_t length = strlen(name);
        if (attribute < 0 && strncmp(word, name, length) == 0 && (word[length] == '.' || word[length] == '_'))
            attribute = attribute_of(vocabulary, *entity, word + length + 1, true);
        if (attribute >= 0) {
            out->kind = WZ_COLUMN_VALUE;
            out->entity = *entity;
            out->attribute = attribute;
            return true;
        }
    }
    return false;
}

/* Take the one number out of a name, with a '_' or brackets around it; 0 where there is none, or more than one. */
static unsigned take_number(const char *word, char *rest)
{
    size_t before = strcspn(word, "0123456789"), digits = strspn(word + before, "0123456789");
    const char *after = word + before + digits;
    unsigned number = digits > 0 && digits < 3 ? (unsigned)strtoul(word + before, NULL, 10) : 0;
    if (number == 0 || number > GROUPS_MAX || strpbrk(after, "0123456789"))
        return 0;
    while (before > 0 && strchr("_-(.", word[before - 1]))
        before--;
    while (*after && strchr("_-).", *after))
        after++;
    memcpy(rest, word, before);
    memmove(rest + before, after, strlen(after) + 1);
    return number;
}

static wz_column column_of(const wz_record_columns *columns, const char *heading, size_t at)
{
    char word[WZ_PLAIN_MAX], rest[WZ_PLAIN_MAX];
    wz_column column = {.kind = WZ_COLUMN_NONE, .at = at, .entity = WZ_NO_ENTITY, .attribute = -1};
    wz_plain(heading, strlen(heading), word, sizeof word, NULL);
    for (size_t i = 0; i < WZ_COUNT(own_names); i++) {
        if (is_listed(own_names[i].names, word)) {
            column.kind = own_names[i].kind;
            return column;
        }
    }
    if (find_value(columns, word, &column))
        return column;
    unsigned number = take_number(word, rest);
    if (number && find_value(columns, rest, &column))
        column.group = number;
    return column;
}

/* --- the header as a whole --- */

static int compare_columns(const void *a, const void *b)
{
    const wz_column *x = a, *y = b;
    bool x_value = x->kind == WZ_COLUMN_VALUE, y_value = y->kind == WZ_COLUMN_VALUE;
    if (x_value != y_value)
        return x_value ? -1 : 1;
    if (!x_value)
        return x->kind != y->kind ? (x->kind < y->kind ? -1 : 1) : (x->at > y->at) - (x->at < y->at);
    if (x->entity != y->entity)
        return x->entity < y->entity ? -1 : 1;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return x->attribute != y->attribute ? (x->attribute < y->attribute ? -1 : 1) : (x->at > y->at) - (x->at < y->at);
}

static bool same_meaning(const wz_column *a, const wz_column *b)
{
    return a->kind == b->kind && a->entity == b->entity && a->group == b->group && a->attribute == b->attribute;
}

typedef struct {
    wz_record_columns *columns;
    wz_diag *diag;
    wz_place place;
    bool bad;
} header;

static void report(header *h, wz_severity severity, const char *id, const char *format, const char *a, const char *b)
{
    char message[1024];
    snprintf(message, sizeof message, format, a, b);
    wz_diag_add(h->diag, severity, id, h->place, "%s", message);
    h->bad |= severity == WZ_ERROR;
}

static const char *shown(const header *h, size_t at)
{
    return wz_shown(&(wz_report){.arena = h->columns->arena}, h->columns->names[at]);
}

static void check_twice(header *h)
{
    const wz_record_columns *columns = h->columns;
    for (size_t i = 1; i < columns->count; i++) {
        const wz_column *a = &columns->columns[i - 1], *b = &columns->columns[i];
        if (same_meaning(a, b))
            report(h, WZ_ERROR, "RECORD-002",
                   "the columns %s and %s say the same; keep one, or number them as in kind_1", shown(h, a->at),
                   shown(h, b->at));
    }
}

/* The nearest name for a heading that means nothing. */
static const char *nearest_heading(const header *h, const char *heading)
{
    const wz_record_columns *columns = h->columns;
    wz_nearest nearest = wz_nearest_to(heading);
    for (const wz_entity_kind *kind = entities_of(columns->of); *kind != WZ_NO_ENTITY; kind++) {
        const wz_entity *entity = &columns->vocabulary->entities[*kind];
        for (size_t i = 1; i < entity->count; i++) {
            wz_nearest_try(&nearest, entity->attributes[i].id);
            wz_nearest_try(&nearest, wz_text_in(entity->attributes[i].label, WZ_ZH));
        }
    }
    return wz_nearest_advice(&(wz_report){.arena = columns->arena}, &nearest,
                             "remove it, or give it a name that is known");
}

static void need(header *h, bool there, const char *id, const char *text)
{
    if (!there)
        report(h, WZ_ERROR, id, "%s", text, NULL);
}

static bool has_role(const wz_record_columns *columns, wz_entity_kind entity, wz_role role)
{
    int attribute = columns->vocabulary->entities[entity].by_role[role];
    return attribute >= 0 && wz_record_columns_have(columns, entity, attribute);
}

static void check(header *h)
{
    const wz_record_columns *columns = h->columns;
    check_twice(h);
    if (columns->of == WZ_RECORDS_PEOPLE) {
        need(h, columns->person_id >= 0, "RECORD-001",
             "no column says who the person is (of a workbook only the first sheet is read); give one the heading "
             "person_id or 编号, a name will not do");
    } else {
        need(h, has_role(columns, WZ_DUTY_RECORD, WZ_ROLE_ACTIVITY), "RECORD-001",
             "no column says what was done; give one the heading activity or 活动种类");
        need(h, has_role(columns, WZ_DUTY_RECORD, WZ_ROLE_ACTIVITY_DATE), "RECORD-001",
             "no column says on which day it was; give one the heading date or 日期");
    }
}

static void sort_out(header *h, bool keep_unknown)
{
    wz_record_columns *columns = h->columns;
    size_t kept = 0;
    for (size_t i = 0; i < columns->name_count; i++) {
        const char *heading = columns->names[i];
        char word[WZ_PLAIN_MAX];
        wz_column column = column_of(columns, heading, i);
        if (column.kind != WZ_COLUMN_NONE) {
            columns->columns[kept++] = column;
            columns->value_count += column.kind == WZ_COLUMN_VALUE;
            columns->wide |= column.group > 0;
            if (column.kind == WZ_COLUMN_PERSON_ID)
                columns->person_id = (int)i;
            if (column.kind == WZ_COLUMN_NAME)
                columns->name = (int)i;
        } else if (wz_plain(heading, strlen(heading), word, sizeof word, NULL) > 0 && !keep_unknown &&
                   !is_listed(silent_names, word)) {
            report(h, WZ_WARNING, "RECORD-006", "the column %s says nothing here and is passed over; %s", shown(h, i),
                   nearest_heading(h, heading));
        }
    }
    columns->count = kept;
    qsort(columns->columns, kept, sizeof *columns->columns, compare_columns);
}

static int copy_names(wz_record_columns *columns, const wz_cell_row *row)
{
    const char **names = wz_arena_array(columns->arena, row->count + 1, sizeof *names);
    columns->columns = wz_arena_array(columns->arena, row->count + 1, sizeof *columns->columns);
    for (size_t i = 0; names && i < row->count; i++)
        names[i] = wz_arena_strndup(columns->arena, row->cells[i].text, row->cells[i].length);
    columns->names = names;
    columns->name_count = row->count;
    return wz_arena_failed(columns->arena) ? WZ_ENOMEM : WZ_OK;
}

int wz_record_columns_new(wz_record_columns **out, const wz_table *table, const wz_vocabulary *vocabulary,
                          const wz_records_options *options, wz_diag *diag)
{
    *out = NULL;
    wz_arena *arena = wz_arena_new();
    wz_record_columns *columns = arena ? wz_arena_alloc(arena, sizeof *columns) : NULL;
    if (!columns) {
        wz_arena_free(arena);
        return WZ_ENOMEM;
    }
    *columns = (wz_record_columns){.arena = arena,
                                   .vocabulary = vocabulary,
                                   .of = options ? options->of : WZ_RECORDS_PEOPLE,
                                   .person_id = -1,
                                   .name = -1};
    const wz_cell_row *row = wz_table_header(table);
    header h = {.columns = columns, .diag = diag, .place = {wz_table_file(table), (unsigned)row->number, 0}};
    int code = copy_names(columns, row);
    if (code == WZ_OK) {
        sort_out(&h, options && options->keep_unknown);
        check(&h);
        code = wz_arena_failed(arena) ? WZ_ENOMEM : h.bad ? WZ_EINPUT : WZ_OK;
    }
    if (code == WZ_OK)
        *out = columns;
    else
        wz_record_columns_free(columns);
    return code;
}

void wz_record_columns_free(wz_record_columns *columns)
{
    if (columns)
        wz_arena_free(columns->arena);
}

bool wz_record_columns_wide(const wz_record_columns *columns)
{
    return columns->wide;
}

bool wz_record_columns_have(const wz_record_columns *columns, wz_entity_kind entity, int attribute)
{
    for (size_t i = 0; i < columns->value_count; i++) {
        if (columns->columns[i].entity == entity && columns->columns[i].attribute == attribute)
            return true;
    }
    return false;
}

int wz_record_columns_person_id(const wz_record_columns *columns)
{
    return columns->person_id;
}

int wz_record_columns_name(const wz_record_columns *columns)
{
    return columns->name;
}
