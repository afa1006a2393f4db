/* The text form of an assessment: what an investigator reads first. */
#include "report/page.h"
#include "report_fixture.h"

#include <CUnit/CUnit.h>

CU_pSuite test_report_text_suite(void);

static void check_golden(wz_lang lang, const char *path)
{
    report_fixture f;
    wz_buffer out = {0};
    CU_ASSERT_EQUAL(wz_report_text(&out, report_fixture_make(&f), lang, NULL), WZ_OK);
    CU_ASSERT_TRUE(fixture_is_golden(&out, path));
    wz_buffer_free(&out);
    wz_arena_free(f.arena);
}

static void test_report_text__is_the_golden_file_in_chinese(void)
{
    check_golden(WZ_ZH, "tests/golden/report/demo.zh.txt");
}

static void test_report_text__is_the_golden_file_in_english(void)
{
    check_golden(WZ_EN, "tests/golden/report/demo.en.txt");
}

/* How often a text stands in another. */
static unsigned times(const char *text, const char *what)
{
    unsigned count = 0;
    for (const char *at = text; at && (at = strstr(at, what)) != NULL; at += strlen(what))
        count++;
    return count;
}

static void test_report_text__order_is_governing_then_drafts_then_the_rest(void)
{
    report_fixture f;
    wz_buffer out = {0};
    report_fixture_make(&f);
    wz_regime_result governing = f.regimes[0];
    f.regimes[0] = f.regimes[2];
    f.regimes[2] = governing;
    wz_report_text(&out, &f.assessment, WZ_ZH, NULL);
    const char *first = strstr(out.data, "◆ 示例市细则"), *apart = strstr(out.data, "以下为假设性评估");
    const char *draft = strstr(out.data, "◆ 示例县草案"), *last = strstr(out.data, "不适用的规定");
    CU_ASSERT_PTR_NOT_NULL_FATAL(first);
    CU_ASSERT(first < apart && apart < draft && draft < last);
    wz_buffer_free(&out);
    wz_arena_free(f.arena);
}

/* What does not hold is counted; an excluded ground is shown. */
static void test_report_text__false_findings_are_counted(void)
{
    report_fixture f;
    wz_buffer out = {0};
    report_fixture_make(&f);
    f.findings[2].condition = f.findings[2].truth = WZ_FALSE;
    f.findings[1].truth = WZ_FALSE;
    f.regimes[0].veto.rule = NULL;
    f.regimes[0].choice_count = 0;
    wz_report_text(&out, &f.assessment, WZ_ZH, NULL);
    CU_ASSERT_EQUAL(times(out.data, "· 第十八条（四）"), 0);
    CU_ASSERT_EQUAL(times(out.data, "· 第十八条（一）"), 1);
    CU_ASSERT_EQUAL(times(out.data, "情形存在，但被排除"), 1);
    CU_ASSERT_EQUAL(times(out.data, "其余2条不成立。"), 1);
    wz_buffer_free(&out);
    wz_arena_free(f.arena);
}

/* A finding that is open takes one line, without the article's words; one whose circumstances exist has them. */
static void test_report_text__open_findings_have_no_words_of_law(void)
{
    report_fixture f;
    wz_buffer out = {0};
    wz_report_text(&out, report_fixture_make(&f), WZ_ZH, &(wz_text_options){.width = 120});
    CU_ASSERT_EQUAL(times(out.data, "“履行本细则第二章规定职责不到位的；”"), 1);
    CU_ASSERT_EQUAL(times(out.data, "依据事故调查处理报告，因履行职责不到位"), 0);
    CU_ASSERT_EQUAL(times(out.data, "——尚缺：对事故负有领导责任〔反映，未查实〕\n"), 1);
    wz_buffer_free(&out);
    wz_arena_free(f.arena);
}

/* The bars of a measure that becomes one of several sanctions, beside one that brings no step. */
static const wz_measure several_kinds = {
    .id = "removal", .kinds = STRINGS("warning", "dismissal"), .label = BOTH("处分", "discipline")};
static const wz_rule expulsion = {.id = "nation.expulsion", .expels = true, .label = BOTH("开除", "expulsion")};

static void make_several_bars(report_fixture *f, wz_measure_bar bars[4])
{
    static const char *const office[] = {"promotion", "important_use"}, *const honours[] = {"commendation"};
    const wz_rule *rule = &nation_rules[0];
    bars[0] = (wz_measure_bar){.rule = rule, .steps = {office, 2}, .lasts = "P18M"};
    bars[1] = (wz_measure_bar){.rule = rule, .steps = {office, 2}, .lasts = "P1Y", .verify = true};
    bars[2] = (wz_measure_bar){.rule = &expulsion, .steps = {honours, 1}};
    bars[3] = (wz_measure_bar){.rule = &demo_rules[R_LIFETIME], .lasts = "P99Y"};
    f->measures[1].measure = &several_kinds;
    f->measures[1].bars = bars;
    f->measures[1].bar_count = 4;
    f->measures[0].truth = f->measures[1].truth = WZ_TRUE;
}

static void test_report_text__a_measure_is_one_line_with_its_bars_by_step(void)
{
    report_fixture f;
    wz_measure_bar bars[4];
    wz_buffer out = {0};
    report_fixture_make(&f);
    make_several_bars(&f, bars);
    wz_report_text(&out, &f.assessment, WZ_ZH, &(wz_text_options){.width = 120});
    CU_ASSERT_EQUAL(times(out.data, "· 诫勉（纪检监察机关、组织人事部门）：提拔、重用 6个月〔待核〕\n"), 1);
    CU_ASSERT_EQUAL(times(out.data, "：视种类，提拔、重用 1年至18个月；开除 无期满日〔待核〕\n"), 1);
    CU_ASSERT_EQUAL(times(out.data, "99年"), 0);
    wz_buffer_free(&out);
    wz_arena_free(f.arena);
}

/* Details give each bar a line, be it of one in no version in force, whose steps are not known. */
static void test_report_text__details_give_every_bar(void)
{
    report_fixture f;
    wz_measure_bar bars[4];
    wz_buffer out = {0};
    report_fixture_make(&f);
    make_several_bars(&f, bars);
    wz_report_text(&out, &f.assessment, WZ_ZH, &(wz_text_options){.width = 120, .details = true});
    CU_ASSERT_EQUAL(times(out.data, "：限制"), 4);
    CU_ASSERT_EQUAL(times(out.data, "：影响期不明，该日尚无所载规定\n"), 1);
    CU_ASSERT_EQUAL(times(out.data, "- 诫勉的影响期：限制提拔、重用，18个月\n"), 1);
    CU_ASSERT_EQUAL(times(out.data, "- 开除：限制评优评先，无期满日\n"), 1);
    wz_buffer_free(&out);
    wz_arena_free(f.arena);
}

/* A bar by two norms with the same days is said once; one without steps and reason not at all. */
static void test_report_text__equal_bars_are_said_once(void)
{
    report_fixture f;
    wz_buffer out = {0};
    report_fixture_make(&f);
    wz_ban_result bans[3] = {f.ban, f.ban, f.ban};
    bans[2].steps.count = 0;
    f.regimes[0].bans = bans;
    f.regimes[0].ban_count = 3;
    wz_report_text(&out, &f.assessment, WZ_ZH, NULL);
    CU_ASSERT_EQUAL(times(out.data, "解除日2020年3月1日"), 1);
    CU_ASSERT_EQUAL(times(out.data, "诫勉的影响期"), 0);
    wz_buffer_free(&out);
    wz_arena_free(f.arena);
}

/* Several people: a line for each in front. The measures of the second, being the same, refer to the first's. */
static void test_report_text__several_people_have_a_summary(void)
{
    report_fixture f;
    wz_buffer out = {0};
    report_fixture_make(&f);
    f.measures[0].truth = f.measures[1].truth = WZ_TRUE;
    wz_case_person other = f.person;
    other.name = "李四";
    wz_person_result persons[2] = {f.person_result, f.person_result};
    persons[1].person = &other;
    f.assessment.persons = persons;
    f.assessment.person_count = 2;
    wz_report_text(&out, &f.assessment, WZ_ZH, &(wz_text_options){.width = 120});
    CU_ASSERT_EQUAL(times(out.data, "人员一览\n  张三  所依事实矛盾，尚不能作出结论（示例市细则）\n"
                                    "        示例市甲区，政府主要负责人\n  李四  "),
                    1);
    CU_ASSERT_EQUAL(times(out.data, "决定机关、影响期与前述人员相同：诫勉、免职"), 1);
    CU_ASSERT_EQUAL(times(out.data, "提拔、重用 6个月"), 1);
    wz_buffer_free(&out);
    wz_arena_free(f.arena);
}

/* A bar by a shared rule stands in the result of every regulation, and once in the text. */
static void test_report_text__shared_bars_are_shown_once(void)
{
    report_fixture f;
    wz_buffer out = {0};
    report_fixture_make(&f);
    f.regimes[1] = f.regimes[0];
    f.regimes[1].governing = false;
    wz_report_text(&out, &f.assessment, WZ_ZH, NULL);
    CU_ASSERT_EQUAL(times(out.data, "◆ 示例市细则"), 2);
    CU_ASSERT_EQUAL(times(out.data, "影响期已满"), 1);
    wz_buffer_free(&out);
    wz_arena_free(f.arena);
}

static void test_report_text__questions_beyond_the_limit_are_counted(void)
{
    report_fixture f;
    wz_buffer out = {0};
    report_fixture_make(&f);
    wz_question questions[4] = {f.question, f.question, f.question, f.question};
    f.regimes[0].questions = questions;
    f.regimes[0].question_count = 4;
    wz_report_text(&out, &f.assessment, WZ_ZH, &(wz_text_options){.questions = 1});
    CU_ASSERT_EQUAL(times(out.data, "是否全面履行了规定职责？"), 1);
    CU_ASSERT_EQUAL(times(out.data, "其余待查事项：3项"), 1);
    wz_buffer_free(&out);
    wz_arena_free(f.arena);
}

static void test_report_text__an_empty_result_has_no_sections(void)
{
    report_fixture f;
    wz_buffer out = {0};
    report_fixture_make(&f);
    f.assessment.rulebook_count = f.assessment.contradiction_count = f.assessment.allegation_count = 0;
    f.regimes[0] = (wz_regime_result){.rulebook = B_DEMO,
                                      .incident = "i1",
                                      .governing = true,
                                      .outcome = "no_ground",
                                      .conduct_from = fixture_day(DAY_2019_06_30),
                                      .conduct_to = fixture_day(DAY_2019_07_01)};
    f.person_result.regime_count = 1;
    wz_report_text(&out, &f.assessment, WZ_EN, &(wz_text_options){.width = 100});
    static const char wanted[] =
        "张三 (p1)  示例市甲区, head of government\n\n◆ Demo 2019 (demo) [governs]\n  Outcome: no ground.\n"
        "  Applies: directly; conduct: 30 June 2019 to 1 July 2019.\n";
    CU_ASSERT_FATAL(out.length > strlen(wanted));
    CU_ASSERT_STRING_EQUAL(out.data + out.length - strlen(wanted), wanted);
    CU_ASSERT_EQUAL(times(out.data, "rests on"), 0);
    wz_buffer_free(&out);
    wz_arena_free(f.arena);
}

/* Whatever the names are, no line is wider than the page and no control character comes through. */
static void test_report_text__hostile_names_stay_on_the_page(void)
{
    report_fixture f;
    report_fixture_make(&f);
    char endless[4000] = "";
    memset(endless, 'W', sizeof endless - 1);
    f.person.name = HOSTILE;
    f.subject.title = endless;
    f.evidence.title = HOSTILE HOSTILE HOSTILE HOSTILE;
    for (unsigned width = 40; width <= 120; width += 20) {
        for (int lang = 0; lang < WZ_LANGS; lang++) {
            wz_buffer out = {0};
            wz_report_text(&out, &f.assessment, (wz_lang)lang, &(wz_text_options){.width = width});
            for (size_t i = 0; i < out.length; i++)
                CU_ASSERT(out.data[i] == '\n' || ((unsigned char)out.data[i] >= 0x20 && out.data[i] != 0x7F));
            for (char *line = strtok(out.data, "\n"); line; line = strtok(NULL, "\n"))
                CU_ASSERT(wz_page_columns(line) <= width);
            wz_buffer_free(&out);
        }
    }
    wz_arena_free(f.arena);
}

/* Colour adds escapes and changes nothing else. */
static void test_report_text__colour_only_adds_escapes(void)
{
    report_fixture f;
    wz_buffer plain = {0}, coloured = {0}, stripped = {0};
    const wz_assessment *a = report_fixture_make(&f);
    wz_report_text(&plain, a, WZ_ZH, NULL);
    wz_report_text(&coloured, a, WZ_ZH, &(wz_text_options){.colour = true});
    CU_ASSERT(coloured.length > plain.length);
    for (size_t i = 0; i < coloured.length; i++) {
        if (coloured.data[i] == '\033')
            i += strcspn(coloured.data + i, "m");
        else
            wz_buffer_putc(&stripped, coloured.data[i]);
    }
    CU_ASSERT_EQUAL_FATAL(stripped.length, plain.length);
    CU_ASSERT_TRUE(stripped.data && memcmp(stripped.data, plain.data, plain.length) == 0);
    wz_buffer_free(&plain);
    wz_buffer_free(&coloured);
    wz_buffer_free(&stripped);
    wz_arena_free(f.arena);
}

static int write_text(wz_buffer *out, const wz_assessment *a)
{
    return wz_report_text(out, a, WZ_ZH, NULL);
}

static void test_report_text__running_out_of_memory_ends_cleanly(void)
{
    report_fixture f;
    CU_ASSERT_TRUE(fixture_survives(write_text, report_fixture_make(&f)));
    wz_arena_free(f.arena);
}

CU_pSuite test_report_text_suite(void)
{
    CU_pSuite suite = CU_add_suite("report/text", NULL, NULL);
    if (!suite ||
        !CU_add_test(suite, "is the golden file in Chinese", test_report_text__is_the_golden_file_in_chinese) ||
        !CU_add_test(suite, "is the golden file in English", test_report_text__is_the_golden_file_in_english) ||
        !CU_add_test(suite, "governing first, drafts apart",
                     test_report_text__order_is_governing_then_drafts_then_the_rest) ||
        !CU_add_test(suite, "false findings are counted", test_report_text__false_findings_are_counted) ||
        !CU_add_test(suite, "open findings have no words of law",
                     test_report_text__open_findings_have_no_words_of_law) ||
        !CU_add_test(suite, "a measure is one line with its bars by step",
                     test_report_text__a_measure_is_one_line_with_its_bars_by_step) ||
        !CU_add_test(suite, "details give every bar", test_report_text__details_give_every_bar) ||
        !CU_add_test(suite, "equal bars are said once", test_report_text__equal_bars_are_said_once) ||
        !CU_add_test(suite, "several people have a summary", test_report_text__several_people_have_a_summary) ||
        !CU_add_test(suite, "shared bars are shown once", test_report_text__shared_bars_are_shown_once) ||
        !CU_add_test(suite, "questions beyond the limit are counted",
                     test_report_text__questions_beyond_the_limit_are_counted) ||
        !CU_add_test(suite, "an empty result has no sections", test_report_text__an_empty_result_has_no_sections) ||
        !CU_add_test(suite, "hostile names stay on the page", test_report_text__hostile_names_stay_on_the_page) ||
        !CU_add_test(suite, "colour only adds escapes", test_report_text__colour_only_adds_escapes) ||
        !CU_add_test(suite, "running out of memory ends cleanly", test_report_text__running_out_of_memory_ends_cleanly))
        return NULL;
    return suite;
}
