/* Registers, rosters and activity logs to records: headings in both languages and any order, values as offices write them,
 * and what is wrong named cell by cell while the rest comes through. */
#include "base/alloc.h"
#include "load/load.h"
#include "load/records.h"
#include "wenze/law.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

CU_pSuite test_load_records_suite(void);

static wz_vocabulary *vocabulary;

static int load_vocabulary(void)
{
    return wz_load_vocabulary(&vocabulary, "rules/vocabulary.xml", NULL);
}

static int free_vocabulary(void)
{
    wz_vocabulary_free(vocabulary);
    return 0;
}

/* --- single values --- */

/* What a text says of an attribute: the value, "null", or the id of the problem. */
static const char *value_of(wz_entity_kind entity, const char *attribute, const char *text, wz_arena *arena)
{
    wz_cell_problem problem;
    bool null;
    int index = wz_attribute_find(vocabulary, entity, attribute);
    CU_ASSERT_FATAL(index > 0);
    const char *value = wz_record_value_read(vocabulary, entity, index, text, &null, arena, &problem);
    CU_ASSERT((value == NULL) == (problem.id != NULL && !problem.kept));
    if (problem.id)
        CU_ASSERT(*problem.message && *problem.advice);
    return problem.id && !problem.kept ? problem.id : null ? "null" : value;
}

static void expect_values(wz_entity_kind entity, const char *attribute, const char *const pairs[][2], size_t count)
{
    wz_arena *arena = wz_arena_new();
    for (size_t i = 0; i < count; i++) {
        const char *value = value_of(entity, attribute, pairs[i][0], arena);
        CU_ASSERT_STRING_EQUAL(value, pairs[i][1]);
        if (strcmp(value, pairs[i][1]) != 0)
            fprintf(stderr, "\n%s: %s, not %s\n", pairs[i][0], value, pairs[i][1]);
    }
    wz_arena_free(arena);
}

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void test_load_records__days_in_all_usual_forms(void)
{
    static const char *const days[][2] = {
        {"2019-06-04", "2019-06-04"},
        {"2019/6/4", "2019-06-04"},
        {"2019.6.4", "2019-06-04"},
        {"2019年6月4日", "2019-06-04"},
        {"２０１９年６月４日", "2019-06-04"},
        {" 2019 年 6 月 4 日 ", "2019-06-04"},
        {"2019年06月04号", "2019-06-04"},
        {"20190604", "2019-06-04"},
        {"2019/6/4 0:00", "2019-06-04"},
        {"2019-06-04T00:00:00", "2019-06-04"},
        {"二〇一九年六月四日", "2019-06-04"},
        {"二〇二三年十二月二十三日", "2023-12-23"},
        {"二〇二〇年十月三十一日", "2020-10-31"},
        {"2018.05", "2018-05"},
        {"201805", "2018-05"},
        {"2018年5月", "2018-05"},
        {"2018-5", "2018-05"},
        {"2018.12", "2018-12"},
        {"2018", "2018"},
        {"2018年", "2018"},
        {"43620", "2019-06-04"},
        {"2020-02-29", "2020-02-29"},
        {"2018.2", "2018-02"},
        /* not to be guessed */
        {"2018.1", "RECORD-014"},
        {"2018.10", "2018-10"},
        {"6/4/2019", "RECORD-011"},
        {"19.6.4", "RECORD-011"},
        {"2019-02-29", "RECORD-012"},
        {"2019-13-01", "RECORD-012"},
        {"20191301", "RECORD-012"},
        {"20190631", "RECORD-012"},
        {"2019-06-04x", "RECORD-011"},
        {"昨天", "RECORD-011"},
        {"123", "RECORD-011"},
        {"1234567", "RECORD-011"},
        {"0000-00-00", "RECORD-011"},
        {"至今", "RECORD-013"},
        {"99999", "RECORD-011"},
        {"2019年0月", "RECORD-011"},
        {"2019-06-041", "RECORD-012"},
        {"20241231000000000000", "RECORD-011"},
    };
    expect_values(WZ_SANCTION, "decision_date", days, COUNT(days));
    static const char *const ends[][2] = {
        {"至今", "null"}, {" 今 ", "null"}, {"present", "null"}, {"2019.06", "2019-06"}};
    expect_values(WZ_POST, "post_to", ends, COUNT(ends));
}

static void test_load_records__kinds_by_any_usual_name(void)
{
    static const char *const kinds[][2] = {
        {"admonition", "admonition"},
        {"诫勉", "admonition"},
        {"诫勉谈话", "admonition"},
        {"ADMONITION", "admonition"},
        {"党内严重警告处分", "party_serious_warning"},
        {"严重警告（党内）", "party_serious_warning"},
        {"严重警告(党内)", "party_serious_warning"},
        {" 党内 警告 ", "party_warning"},
        {"行政记过", "admin_demerit"},
        {"政务记过处分", "admin_demerit"},
        {"留党察看一年", "party_probation"},
        {"留党察看２年", "party_probation"},
        {"serious Party warning", "party_serious_warning"},
        {"开除公职", "admin_expulsion"},
        {"行政撤职处分", "admin_dismissal"},
        {"警告", "RECORD-017"},
        {"批评教育", "RECORD-017"},
        {"党内警告、政务记过", "RECORD-018"},
        {"党内警告，诫勉和免职", "RECORD-018"},
        {"admonitoin", "RECORD-017"},
    };
    expect_values(WZ_SANCTION, "kind", kinds, COUNT(kinds));
    wz_arena *arena = wz_arena_new();
    wz_cell_problem problem;
    bool null;
    int kind = wz_attribute_find(vocabulary, WZ_SANCTION, "kind");
    wz_record_value_read(vocabulary, WZ_SANCTION, kind, "警告", &null, arena, &problem);
    CU_ASSERT_PTR_NOT_NULL(strstr(problem.advice, "party_warning"));
    CU_ASSERT_PTR_NOT_NULL(strstr(problem.advice, "admin_warning"));
    wz_record_value_read(vocabulary, WZ_SANCTION, kind, "admonitoin", &null, arena, &problem);
    CU_ASSERT_PTR_NOT_NULL(strstr(problem.advice, "'admonition'"));
    wz_arena_free(arena);
}

static void test_load_records__other_types(void)
{
    static const char *const truths[][2] = {{"是", "true"},     {"否", "false"}, {"√", "true"},
                                            {"ＹＥＳ", "true"}, {"0", "false"},  {"也许", "RECORD-015"}};
    expect_values(WZ_PERSON, "party_member", truths, COUNT(truths));
    static const char *const numbers[][2] = {{"３", "3"},           {"1,000", "1000"},    {"-1", "RECORD-016"},
                                             {"3.5", "RECORD-016"}, {"三", "RECORD-016"}, {"3人", "RECORD-016"}};
    expect_values(WZ_INCIDENT, "deaths", numbers, COUNT(numbers));
    static const char *const losses[][2] = {
        {"12.50", "12.50"}, {"１２．５", "12.5"}, {".5", "RECORD-016"}, {"5.", "RECORD-016"}};
    expect_values(WZ_INCIDENT, "direct_loss_wan", losses, COUNT(losses));
    static const char *const lists[][2] = {{"supervising", "supervising"},
                                           {"supervising、行业（领域）主管", "supervising industry"},
                                           {"a b", "RECORD-017"}};
    expect_values(WZ_POST, "department_function", lists, COUNT(lists));
    static const char *const places[][2] = {{"北京市/通州区", "北京市/通州区"},
                                            {"北京市通州区", "北京市/通州区"},
                                            {"110112", "北京市/通州区"},
                                            {"火星", "火星"}};
    expect_values(WZ_POST, "jurisdiction", places, COUNT(places));
}

static void test_load_records__identity_numbers_are_checked(void)
{
    static const char *const ids[][2] = {
        {"11010519491231002X", "11010519491231002X"},
        {"11010519491231002x", "11010519491231002X"},
        {"１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"},
        {"440524188001010014", "440524188001010014"},
        {"110105194912310021", "RECORD-003"},
        {"110105194912310020", "RECORD-003"},
        {"A-17/3", "A-17/3"},
        {"0012", "0012"},
        {"110105491231002", "110105491231002"},
        {"1.10105194912E+17", "RECORD-004"},
        {"干部12", "干部12"},
        {"合计", "RECORD-024"},
        {"周正", "RECORD-024"},
        {"——", "RECORD-024"},
        {"-", "RECORD-024"},
        {"x2345678901234567890123456789012345678901234567890123456789012345", "RECORD-005"},
    };
    wz_arena *arena = wz_arena_new();
    for (size_t i = 0; i < COUNT(ids); i++) {
        wz_cell_problem problem;
        const char *id = wz_person_id_read(ids[i][0], arena, &problem);
        CU_ASSERT_STRING_EQUAL(id ? id : problem.id, ids[i][1]);
    }
    wz_arena_free(arena);
}

/* --- tables --- */

static void add_item(wz_buffer *out, wz_entity_kind entity, const wz_record_item *item)
{
    if (*item->id)
        wz_buffer_printf(out, " id=%s", item->id);
    for (size_t i = 0; i < item->count; i++)
        wz_buffer_printf(out, " %s=%s", vocabulary->entities[entity].attributes[item->values[i].attribute].id,
                         item->values[i].null ? "null" : item->values[i].text);
}

static void add_person(wz_buffer *out, const wz_person_record *person)
{
    wz_buffer_printf(out, "%s", person->person_id);
    if (person->name)
        wz_buffer_printf(out, " %s", person->name);
    add_item(out, WZ_PERSON, &(wz_record_item){"", 0, person->values, person->value_count});
    if (person->complete.stated) {
        char day[WZ_DAY_TEXT];
        wz_day_format(person->complete.to, day);
        wz_buffer_printf(out, " complete %s", day);
    }
    if (person->returns)
        wz_buffer_puts(out, " returns");
    if (person->problems)
        wz_buffer_printf(out, " problems=%zu", person->problems);
    for (size_t i = 0; i < person->post_count; i++) {
        wz_buffer_puts(out, "; post");
        add_item(out, WZ_POST, &person->posts[i]);
    }
    for (size_t i = 0; i < person->sanction_count; i++) {
        wz_buffer_puts(out, "; sanction");
        add_item(out, WZ_SANCTION, &person->sanctions[i].item);
        if (person->sanctions[i].kind < 0)
            wz_buffer_puts(out, " no kind");
    }
    for (size_t i = 0; i < person->matter_count; i++) {
        wz_buffer_puts(out, "; matter");
        add_item(out, WZ_INCIDENT, &person->matters[i].incident);
        wz_buffer_puts(out, " person:");
        add_item(out, WZ_PERSON,
                 &(wz_record_item){"", 0, person->matters[i].person.values, person->matters[i].person.count});
    }
    wz_buffer_putc(out, '\n');
}

static void add_problem(const wz_cell_problem *problem, void *payload)
{
    wz_buffer_printf(payload, "  %s row %zu %s %s\n", problem->id, problem->row,
                     problem->column ? problem->column : "-", problem->value ? problem->value : "-");
    CU_ASSERT(problem->message && problem->advice);
}

/* A table's people, each on a line, the problems in the lines before; a bad header as its problems. */
static wz_buffer people_of(const char *text, wz_records_of of)
{
    wz_buffer out = {0};
    wz_table *table = NULL;
    wz_record_columns *columns = NULL;
    wz_records *records = NULL;
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_FATAL(wz_table_open_memory(&table, "t", text, strlen(text), NULL, diag) == WZ_OK);
    int code = wz_record_columns_new(&columns, table, vocabulary, &(wz_records_options){.of = of}, diag);
    for (size_t i = 0; i < wz_diag_count(diag); i++)
        wz_buffer_printf(&out, "%s %s\n", wz_diag_at(diag, i)->id, wz_diag_at(diag, i)->message);
    const wz_person_record *person;
    if (code == WZ_OK)
        code = wz_records_new(&records, table, columns, add_problem, &out);
    while (code == WZ_OK && wz_records_next(records, &person) == WZ_OK && person)
        add_person(&out, person);
    wz_records_free(records);
    wz_record_columns_free(columns);
    wz_table_close(table);
    wz_diag_free(diag);
    return out;
}

static void expect_people(const char *text, const char *wanted)
{
    wz_buffer out = people_of(text, WZ_RECORDS_PEOPLE);
    CU_ASSERT_STRING_EQUAL(out.length ? out.data : "", wanted);
    if (strcmp(out.length ? out.data : "", wanted) != 0)
        fprintf(stderr, "\ngot:\n%swanted:\n%s", out.data, wanted);
    wz_buffer_free(&out);
}

static void test_load_records__the_long_form(void)
{
    expect_people(
        "person_id,name,kind,decision_date,effective_date,matter,status,rights_restored_on,document_no,ground,"
        "post_level,records_complete_to\n"
        "A1,张三,诫勉,2019-08-31,,i1,生效,,京〔2019〕1号,accident_leadership,county,2024-12-31\n"
        "A1,张三,政务记过,2020.05,2020-06-01,,,,,,县级,2024-12-31\n"
        "A2,李四,,,,,,,,,,2024/12/31\n",
        "A1 张三 complete 2024-12-31; post level=county; sanction kind=admonition decision_date=2019-08-31 "
        "ground=accident_leadership matter=i1 status=in_effect document_no=京〔2019〕1号; sanction "
        "kind=admin_demerit decision_date=2020-05 effective_date=2020-06-01\n"
        "A2 李四 complete 2024-12-31\n");
}

static void test_load_records__the_wide_form_in_chinese(void)
{
    expect_people("序号,日期2,姓名,处分种类1,处分种类2,日期1,身份证号,记录完整至\n"
                  "1,,王五,党内警告,无,2020-02-29,11010519491231002X,20241231\n"
                  "2,2021-03-04,赵六,-,留党察看二年,,0012,不详\n"
                  "3,,,不详,,,0013,\n",
                  "11010519491231002X 王五 complete 2024-12-31; sanction kind=party_warning decision_date=2020-02-29\n"
                  "  RECORD-007 row 4 - -\n"
                  "0012 赵六; sanction kind=party_probation decision_date=2021-03-04\n"
                  "0013 problems=1; sanction no kind\n");
}

static void test_load_records__posts_and_matters(void)
{
    expect_people(
        "编号,姓名,职务,任职起,任职止,任职地区,是否党员,事项,incident.deaths,leading_responsibility_for_accident,"
        "处分种类,处分日期\n"
        "7,甲,副区长,2018.05,至今,北京市通州区,是,m1,3,是,诫勉,2019-08-31\n"
        "7,甲,副区长,2018.05,至今,北京市通州区,是,m2,,否,,\n"
        "7,,,,,,,m1,3,,,\n"
        "8,乙,,,,,,,,是,,\n",
        "  RECORD-008 row 5 - -\n"
        "7 甲 party_member=true; post office=副区长 jurisdiction=北京市/通州区 post_from=2018-05 post_to=null; "
        "sanction kind=admonition decision_date=2019-08-31 matter=m1; "
        "matter id=m1 deaths=3 person: leading_responsibility_for_accident=true; "
        "matter id=m2 person: leading_responsibility_for_accident=false\n"
        "8 乙 problems=1\n");
}

static void test_load_records__bad_cells_are_named_and_the_rest_comes_through(void)
{
    expect_people("编号,姓名,处分种类,处分日期,是否党员\n"
                  ",丙,诫勉,2019-08-31,\n"
                  "1,甲,警告,2019/2/30,\"也许\n不是\"\n"
                  "2,乙,诫勉,2019-08-31,是\n"
                  "11010519491231002Y1,丁,诫勉,2019-08-31,\n"
                  "110105194912310021,戊,诫勉,2019-08-31,\n"
                  "3,\"己,诫勉\n"
                  "4,庚,,,\n",
                  "  RECORD-010 row 2 - -\n"
                  "  RECORD-015 row 3 是否党员 '也许 不是'\n"
                  "  RECORD-017 row 3 处分种类 '警告'\n"
                  "  RECORD-012 row 3 处分日期 '2019/2/30'\n"
                  "1 甲 problems=3; sanction no kind\n"
                  "2 乙 party_member=true; sanction kind=admonition decision_date=2019-08-31\n"
                  "  RECORD-003 row 6 编号 '110105194912310021'\n"
                  "  TABLE-010 row 7 - -\n"
                  "11010519491231002Y1 丁; sanction kind=admonition decision_date=2019-08-31\n"
                  "3 problems=1\n"
                  "4 庚\n");
}

static void test_load_records__headings_that_do_not_fit_are_named(void)
{
    expect_people("姓名,处分种类\n甲,诫勉\n",
                  "RECORD-001 no column says who the person is (of a workbook only the first sheet is read)\n");
    expect_people("编号,处分种类,kind\n1,诫勉,\n", "RECORD-002 the columns '处分种类' and 'kind' say the same\n");
    expect_people("编号,处分种累\n1,诫勉\n",
                  "RECORD-006 the column '处分种累' says nothing here and is passed over\n1\n");
}

static void test_load_records__rows_of_one_person_are_joined_by_id_alone(void)
{
    expect_people("编号,姓名,处分种类,处分日期,是否党员,记录完整至\n"
                  "1,甲,诫勉,2019-08-31,是,2024-12-31\n"
                  "2,甲,诫勉,2019-08-31,,\n"
                  "2,甲,诫勉,2019-08-31,,\n"
                  "2,乙,免职,2020-08-31,是,2023-12-31\n"
                  "2,甲,,,否,2024-12-31\n"
                  "1,甲,免职,2021-01-01,,\n",
                  "1 甲 party_member=true complete 2024-12-31; sanction kind=admonition decision_date=2019-08-31\n"
                  "  RECORD-021 row 4 - -\n"
                  "  RECORD-022 row 5 - -\n"
                  "  RECORD-020 row 6 - -\n"
                  "2 甲 complete 2023-12-31 problems=2; sanction kind=admonition decision_date=2019-08-31; "
                  "sanction kind=removal decision_date=2020-08-31\n"
                  "  RECORD-023 row 7 - -\n"
                  "1 甲 returns problems=1; sanction kind=removal decision_date=2021-01-01\n");
}

/* Ten thousand people, each two rows; the last row of the first comes at the very end. */
static void test_load_records__many_people_are_remembered(void)
{
    wz_buffer text = {0};
    wz_buffer_puts(&text, "person_id,kind,date\n");
    for (int i = 0; i < 10000; i++)
        wz_buffer_printf(&text, "p%d,admonition,2019-01-01\np%d,removal,2019-01-01\n", i, i);
    wz_buffer_puts(&text, "p0,removal,2020-01-01\n");
    wz_buffer out = people_of(text.data, WZ_RECORDS_PEOPLE);
    size_t lines = 0;
    for (const char *at = out.data; *at; at++)
        lines += *at == '\n';
    CU_ASSERT_EQUAL(lines, 10002);
    CU_ASSERT_PTR_NOT_NULL(strstr(out.data, "  RECORD-023 row 20002 - -\np0 returns"));
    wz_buffer_free(&text);
    wz_buffer_free(&out);
}

static void test_load_records__activity_logs(void)
{
    static const char text[] =
        "日期,活动,本人带队,备注\n2019/3/2,带队检查,是,x\n2019.04,听取工作汇报,,\n2019-05-01,喝茶,否,\n";
    wz_table *table = NULL;
    wz_record_columns *columns = NULL;
    CU_ASSERT_FATAL(wz_table_open_memory(&table, "t", text, sizeof text - 1, NULL, NULL) == WZ_OK);
    wz_records_options options = {.of = WZ_RECORDS_ACTIVITIES};
    CU_ASSERT_FATAL(wz_record_columns_new(&columns, table, vocabulary, &options, NULL) == WZ_OK);
    wz_arena *arena = wz_arena_new();
    wz_buffer out = {0};
    const wz_cell_row *row;
    while (wz_table_next(table, &row) == WZ_OK && row) {
        wz_record_row record;
        CU_ASSERT_FATAL(wz_record_read(&record, columns, row, arena) == WZ_OK);
        for (size_t i = 0; i < record.problem_count; i++)
            add_problem(&record.problems[i], &out);
        for (size_t i = 0; i < record.activity_count; i++)
            add_item(&out, WZ_DUTY_RECORD, &record.activities[i]);
        wz_buffer_putc(&out, '\n');
    }
    CU_ASSERT_STRING_EQUAL(out.data, " activity=lead_inspection date=2019-03-02 personally=true\n"
                                     " activity=hear_report date=2019-04\n"
                                     "  RECORD-017 row 4 活动 '喝茶'\n"
                                     " date=2019-05-01 personally=false\n");
    wz_buffer_free(&out);
    wz_arena_free(arena);
    wz_record_columns_free(columns);
    wz_table_close(table);
    wz_buffer people = people_of("活动\n带队检查\n", WZ_RECORDS_ACTIVITIES);
    CU_ASSERT_STRING_EQUAL(people.data, "RECORD-001 no column says on which day it was\n");
    wz_buffer_free(&people);
}

/* In a list of problems a cell's problem names its row, column and value, in either language. */
static void test_load_records__problems_are_said_in_both_languages(void)
{
    static const char *const wanted[] = {"处分日期：'昨天'：不是日期；", "处分日期: '昨天': is not a date; "};
    wz_arena *arena = wz_arena_new();
    wz_cell_problem problem;
    bool null;
    int attribute = wz_attribute_find(vocabulary, WZ_SANCTION, "decision_date");
    wz_record_value_read(vocabulary, WZ_SANCTION, attribute, "昨天", &null, arena, &problem);
    problem.column = "处分日期";
    problem.value = "'昨天'";
    problem.row = 7;
    wz_diag *diag = wz_diag_new();
    wz_cell_problem_add(diag, "t.csv", &problem);
    CU_ASSERT_FATAL(wz_diag_count(diag) == 1);
    CU_ASSERT_EQUAL(wz_diag_at(diag, 0)->places[0].line, 7);
    for (int i = 0; i < 2; i++) {
        char *text;
        CU_ASSERT_FATAL(wz_problem_text(&text, wz_diag_at(diag, 0), i ? WZ_LANGUAGE_EN : WZ_LANGUAGE_ZH) == WZ_OK);
        CU_ASSERT(strncmp(text, wanted[i], strlen(wanted[i])) == 0);
        wz_text_free(text);
    }
    wz_diag_free(diag);
    wz_arena_free(arena);
}

/* --- rows in their plainest form --- */

static bool same_day(wz_record_day a, wz_record_day b)
{
    return a.stated == b.stated && (!a.stated || (a.first == b.first && a.last == b.last));
}

/* Whether a row is read in its plainest form; it then says what it says when it is read as any. */
static bool is_brief(wz_record_brief *brief, const wz_record_columns *columns, const wz_cell_row *row)
{
    wz_arena *arena = wz_arena_new();
    wz_record_row whole;
    wz_person_record person;
    CU_ASSERT(wz_record_read(&whole, columns, row, arena) == WZ_OK);
    bool read = wz_record_read_brief(&person, brief, row);
    const wz_person_record *as_any = &whole.person;
    if (read) {
        CU_ASSERT(whole.problem_count == 0 && *as_any->person_id);
        CU_ASSERT(as_any->post_count == 0 && as_any->matter_count == 0 && as_any->value_count == 0);
        CU_ASSERT(person.complete.stated == as_any->complete.stated && person.complete.to == as_any->complete.to);
        CU_ASSERT_EQUAL(person.sanction_count, as_any->sanction_count);
        for (size_t i = 0; i < person.sanction_count && i < as_any->sanction_count; i++) {
            const wz_record_sanction *a = &person.sanctions[i], *b = &as_any->sanctions[i];
            CU_ASSERT(a->kind == b->kind && same_day(a->decided, b->decided) && same_day(a->effective, b->effective) &&
                      same_day(a->rescinded, b->rescinded) && a->matter == b->matter);
        }
    }
    wz_arena_free(arena);
    return read;
}

static void test_load_records__plain_rows_are_read_briefly(void)
{
    static const char text[] = "编号,姓名,记录完整至,kind_1,date_1,effective_date_1,kind_2,date_2,document_no_2,role\n"
                               "1,甲,2026-11-01,诫勉,2020-02-29,,免职,2019-12-31,,\n"
                               "11010519491231002X,,,,,,admonition,,,\n"
                               "2,乙,,政务记过,2020-02-29,2020-03-01,,,,\n"
                               "2,=x,1900-01-01,,,2020-03-01,党内警告,2199-12-31,,\n"
                               "１２-a,丙,,,,,,,,\n"
                               "4,甲,2026年11月1日,诫勉,2020-02-29,,,,,\n"
                               "5,甲,,诫勉,2021-02-29,,,,,\n"
                               "6,甲,,诫勉,2020-02,,,,,\n"
                               "7,甲,,诫勉,2200-01-01,,,,,\n"
                               "8,甲,,不详,2020-02-29,,,,,\n"
                               "9,甲,,无此种类,2020-02-29,,,,,\n"
                               "10,甲,,无此种类,2020-02-29,,,,,\n"
                               "110105194912310021,甲,,,,,,,,\n"
                               ",甲,,,,,,,,\n"
                               "1.1E+17,甲,,,,,,,,\n"
                               "--,甲,,,,,,,,\n"
                               "13,甲,,诫勉,2020-02-29,,,,京1号,\n"
                               "14,甲,,,,,,,,gov_head\n"
                               "15,甲,,-,,,,,,\n"
                               "16,甲,,诫勉,0000-01-01,,,,,\n"
                               "17,甲,0000-01-01,,,,,,,\n"
                               "18,甲,,诫勉,2020/02/29,,,,,,x\n";
    wz_table *table = NULL;
    wz_record_columns *columns = NULL;
    const wz_cell_row *row;
    CU_ASSERT_FATAL(wz_table_open_memory(&table, "t", text, strlen(text), NULL, NULL) == WZ_OK);
    CU_ASSERT_FATAL(wz_record_columns_new(&columns, table, vocabulary, NULL, NULL) == WZ_OK);
    wz_record_brief *brief = wz_record_brief_new(columns);
    size_t rows = 0, briefly = 0;
    while (wz_table_next(table, &row) == WZ_OK && row) {
        bool read = is_brief(brief, columns, row);
        CU_ASSERT_EQUAL(read, rows < 3 || rows == 4);
        rows++;
        briefly += read;
    }
    CU_ASSERT(rows == 22 && briefly == 4);
    wz_record_brief_free(brief);
    wz_record_columns_free(columns);
    wz_table_close(table);
}

/* --- memory that runs out --- */

static size_t calls, fail_at;
static long live;

static void *failing(void *user, void *block, size_t size)
{
    (void)user;
    if (size == 0) {
        live -= block != NULL;
        free(block);
        return NULL;
    }
    if (++calls >= fail_at)
        return NULL;
    void *got = realloc(block, size);
    live += !block && got;
    return got;
}

static int read_once(void)
{
    static const char text[] = "编号,姓名,处分种类,处分日期,事项,incident.deaths\n1,甲,警告,2019-08-31,m,3\n1,甲,免职,"
                               "2020-08-31,m,4\n2,乙,,,,\n";
    wz_table *table;
    wz_record_columns *columns = NULL;
    wz_records *records = NULL;
    const wz_person_record *person;
    int code = wz_table_open_memory(&table, "t", text, sizeof text - 1, NULL, NULL);
    if (code == WZ_OK)
        code = wz_record_columns_new(&columns, table, vocabulary, NULL, NULL);
    if (code == WZ_OK)
        code = wz_records_new(&records, table, columns, NULL, NULL);
    while (code == WZ_OK && (code = wz_records_next(records, &person)) == WZ_OK && person)
        continue;
    wz_records_free(records);
    wz_record_columns_free(columns);
    wz_table_close(table);
    return code;
}

static void test_load_records__running_out_of_memory_is_an_answer(void)
{
    int code = WZ_ENOMEM;
    wz_alloc_set(failing, NULL);
    for (fail_at = 1; code == WZ_ENOMEM && fail_at < 500; fail_at++) {
        calls = 0;
        live = 0;
        code = read_once();
        CU_ASSERT(code == WZ_ENOMEM || code == WZ_OK);
        CU_ASSERT_EQUAL(live, 0);
    }
    wz_alloc_set(NULL, NULL);
    CU_ASSERT(code == WZ_OK && fail_at > 10);
}

CU_pSuite test_load_records_suite(void)
{
    static CU_TestInfo tests[] = {
        {"days in all usual forms", test_load_records__days_in_all_usual_forms},
        {"kinds by any usual name", test_load_records__kinds_by_any_usual_name},
        {"other types", test_load_records__other_types},
        {"identity numbers are checked", test_load_records__identity_numbers_are_checked},
        {"the long form", test_load_records__the_long_form},
        {"the wide form in Chinese", test_load_records__the_wide_form_in_chinese},
        {"posts and matters", test_load_records__posts_and_matters},
        {"bad cells are named and the rest comes through",
         test_load_records__bad_cells_are_named_and_the_rest_comes_through},
        {"headings that do not fit are named", test_load_records__headings_that_do_not_fit_are_named},
        {"rows of one person are joined by id alone", test_load_records__rows_of_one_person_are_joined_by_id_alone},
        {"many people are remembered", test_load_records__many_people_are_remembered},
        {"activity logs", test_load_records__activity_logs},
        {"plain rows are read briefly", test_load_records__plain_rows_are_read_briefly},
        {"problems are said in both languages", test_load_records__problems_are_said_in_both_languages},
        {"running out of memory is an answer", test_load_records__running_out_of_memory_is_an_answer},
    };
    CU_pSuite suite = CU_add_suite("load/records", load_vocabulary, free_vocabulary);
    for (size_t i = 0; suite && i < COUNT(tests); i++) {
        if (!CU_add_test(suite, tests[i].pName, tests[i].pTestFunc))
            return NULL;
    }
    return suite;
}
