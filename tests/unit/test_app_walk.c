/* Walking: what is known at each step, that later steps cannot be read, marks with their reasons, going back, saving and
 * resuming, and that a case at its last step is the whole case. */
#include "explain/walk.h"
#include "load_common.h"
#include "report/report.h"
#include "wenze/assess.h"
#include "wenze/walk.h"

#include <CUnit/CUnit.h>
#include <ftw.h>

CU_pSuite test_app_walk_suite(void);

static wz_rules *rules;
static const char scenario[] = "cases/training/t01-report-outstanding/scenario.xml";

static wz_walk *open_as(const char *file, bool trainer, wz_language language)
{
    wz_walk_options options = WZ_WALK_OPTIONS_INIT;
    options.trainer = trainer;
    options.language = language;
    options.learner = "learner";
    wz_walk *walk = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_walk_open(&walk, rules, file, &options, NULL), WZ_OK);
    return walk;
}

static const wz_walk_view *look(wz_walk *walk)
{
    const wz_walk_view *view = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_walk_look(&view, walk, NULL), WZ_OK);
    return view;
}

static void answer(wz_walk *walk, size_t question, const char *text, unsigned points, unsigned of)
{
    CU_ASSERT_EQUAL_FATAL(wz_walk_answer(walk, question, text, NULL), WZ_OK);
    const wz_walk_question *q = &look(walk)->questions[question];
    CU_ASSERT_EQUAL(q->points, points);
    CU_ASSERT_EQUAL(q->of, of);
}

static bool names(const wz_walk_view *view, const char *text)
{
    for (size_t i = 0; i < view->news_count; i++)
        if (strstr(view->news[i].text, text))
            return true;
    return false;
}

static void test_app_walk__results_wait_for_answers(void)
{
    wz_walk *walk = open_as(scenario, false, WZ_LANGUAGE_EN);
    CU_ASSERT_EQUAL(wz_walk_get_about(walk).steps, 4);
    CU_ASSERT_EQUAL(wz_walk_get_about(walk).difficulty, 1);
    CU_ASSERT_EQUAL(wz_walk_go(walk, 1, NULL), WZ_OK);
    const wz_walk_view *view = look(walk);
    CU_ASSERT_TRUE(view->open && !view->outcomes && view->change_count == 0 && !view->note);
    CU_ASSERT_TRUE(names(view, "Deaths") || names(view, "deaths"));
    CU_ASSERT_EQUAL(wz_walk_go(walk, 2, NULL), WZ_EINPUT);
    char *text = NULL;
    CU_ASSERT_EQUAL(wz_walk_result(&text, walk, WZ_FORMAT_TEXT, 0, NULL), WZ_EINPUT);
    answer(walk, 0, "direct", 1, 1);
    CU_ASSERT_TRUE(look(walk)->open);
    answer(walk, 1, "accountable", 0, 1);
    view = look(walk);
    CU_ASSERT_TRUE(!view->open && view->outcomes && view->change_count > 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(view->questions[1].verdict, "It is: undetermined"));
    CU_ASSERT_EQUAL(wz_walk_answer(walk, 1, "undetermined", NULL), WZ_EINPUT);
    CU_ASSERT_EQUAL(wz_walk_go(walk, 2, NULL), WZ_OK);
    wz_walk_free(walk);
}

static void test_app_walk__grounds_are_marked_with_reasons(void)
{
    wz_walk *walk = open_as(scenario, true, WZ_LANGUAGE_ZH);
    CU_ASSERT_EQUAL(wz_walk_go(walk, 4, NULL), WZ_OK);
    CU_ASSERT_PTR_NOT_NULL(look(walk)->note);
    answer(walk, 0, "bj2019.18.1, bj2019.18.4", 0, 1);
    const char *verdict = look(walk)->questions[0].verdict;
    CU_ASSERT_PTR_NOT_NULL(strstr(verdict, "多选：第十八条（四）"));
    CU_ASSERT_PTR_NULL(strstr(verdict, "漏选"));
    answer(walk, 1, "2", 1, 1);
    answer(walk, 2, "不明", 1, 1);
    wz_walk_free(walk);
}

static void test_app_walk__nonsense_is_no_answer(void)
{
    static const char *const nonsense[] = {"", "0", "7", "1,2", "bj2019.18.1", "none", "\xff", "99999999999999999999"};
    wz_walk *walk = open_as(scenario, true, WZ_LANGUAGE_EN);
    CU_ASSERT_EQUAL(wz_walk_go(walk, 1, NULL), WZ_OK);
    for (size_t i = 0; i < sizeof nonsense / sizeof *nonsense; i++)
        CU_ASSERT_EQUAL(wz_walk_answer(walk, 0, nonsense[i], NULL), WZ_EINPUT);
    CU_ASSERT_EQUAL(wz_walk_answer(walk, 9, "1", NULL), WZ_EINPUT);
    CU_ASSERT_EQUAL(wz_walk_go(walk, 4, NULL), WZ_OK);
    static const char *const days[] = {"2020-02-30", "tomorrow", "", "2020-1-1"};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        CU_ASSERT_EQUAL(wz_walk_answer(walk, 2, days[i], NULL), WZ_EINPUT);
    CU_ASSERT_EQUAL(wz_walk_go(walk, 5, NULL), WZ_EINPUT);
    wz_walk_free(walk);
}

static void test_app_walk__what_was_saved_is_resumed(void)
{
    wz_walk *walk = open_as(scenario, false, WZ_LANGUAGE_EN), *again = open_as(scenario, false, WZ_LANGUAGE_EN);
    CU_ASSERT_EQUAL(wz_walk_go(walk, 1, NULL), WZ_OK);
    answer(walk, 0, "1", 1, 1);
    answer(walk, 1, "4", 0, 1);
    CU_ASSERT_EQUAL(wz_walk_go(walk, 2, NULL), WZ_OK);
    char *saved = NULL, *resaved = NULL, *transcript = NULL, *same = NULL, *sheet = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_walk_save(&saved, walk), WZ_OK);
    CU_ASSERT_EQUAL(wz_walk_resume(again, "saved", saved, strlen(saved), NULL), WZ_OK);
    CU_ASSERT_EQUAL(look(again)->step, 2);
    CU_ASSERT_EQUAL_FATAL(wz_walk_save(&resaved, again), WZ_OK);
    CU_ASSERT_STRING_EQUAL(saved, resaved);
    CU_ASSERT_EQUAL_FATAL(wz_walk_transcript(&transcript, walk, 0, NULL), WZ_OK);
    CU_ASSERT_EQUAL_FATAL(wz_walk_transcript(&same, again, 0, NULL), WZ_OK);
    CU_ASSERT_STRING_EQUAL(transcript, same);
    wz_walk_saved sheets[] = {{"saved", saved, strlen(saved)}, {"broken", "{\"a\":1}", 7}};
    CU_ASSERT_EQUAL(wz_walk_scores(&sheet, sheets, 2, WZ_LANGUAGE_EN, NULL), WZ_EINPUT);
    CU_ASSERT_PTR_NOT_NULL(strstr(sheet, "1/2"));
    wz_walk *other = open_as("cases/bj2019/several-people/case.xml", false, WZ_LANGUAGE_EN);
    CU_ASSERT_EQUAL(wz_walk_resume(other, "saved", saved, strlen(saved), NULL), WZ_EINPUT);
    for (size_t cut = 0; cut < strlen(saved) - 1; cut += 7)
        CU_ASSERT_EQUAL(wz_walk_resume(again, "cut", saved, cut, NULL), WZ_EINPUT);
    wz_walk_free(other);
    wz_walk_free(walk);
    wz_walk_free(again);
    char *texts[] = {saved, resaved, transcript, same, sheet};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        wz_text_free(texts[i]);
}

/* The last step's result is that of the whole case, for every worked case; and every step can be looked at. */
static int visit_case(const char *path, const struct stat *status, int type, struct FTW *at)
{
    (void)status, (void)at;
    if (type != FTW_F || strcmp(base_name(path), "case.xml") != 0)
        return 0;
    static unsigned number;
    if (number++ % 8 && !getenv("WZ_LONG"))
        return 0;
    wz_walk *walk = open_as(path, true, WZ_LANGUAGE_ZH);
    size_t last = wz_walk_get_about(walk).steps;
    for (size_t step = 0; step <= last; step++) {
        CU_ASSERT_EQUAL(wz_walk_go(walk, step, NULL), WZ_OK);
        const wz_walk_view *view = look(walk);
        CU_ASSERT_TRUE(step == 0 || view->news_count > 0);
    }
    char *walked = NULL, *whole = NULL;
    CU_ASSERT_EQUAL(wz_walk_result(&walked, walk, WZ_FORMAT_TEXT, 0, NULL), WZ_OK);
    wz_session *session = NULL;
    wz_assess_request request = WZ_ASSESS_REQUEST_INIT;
    request.reasons_all = true;
    CU_ASSERT_EQUAL_FATAL(wz_session_new(&session, rules), WZ_OK);
    CU_ASSERT_EQUAL(wz_session_assess(&whole, NULL, session, path, &request, NULL), WZ_OK);
    if (!walked || !whole || strcmp(walked, whole) != 0)
        fprintf(stderr, "\n%s: the walk ends in another result\n", path);
    CU_ASSERT_TRUE(walked && whole && strcmp(walked, whole) == 0);
    wz_text_free(walked);
    wz_text_free(whole);
    wz_session_free(session);
    wz_walk_free(walk);
    return 0;
}

static void test_app_walk__a_walk_ends_at_the_whole_case(void)
{
    CU_ASSERT_EQUAL(nftw("cases", visit_case, 16, FTW_PHYS), 0);
}

/* Every scenario opens, and in each every question can be asked and is marked. */
static int visit_scenario(const char *path, const struct stat *status, int type, struct FTW *at)
{
    (void)status, (void)at;
    if (type != FTW_F || strcmp(base_name(path), "scenario.xml") != 0)
        return 0;
    wz_walk *walk = open_as(path, true, WZ_LANGUAGE_ZH);
    wz_walk_about about = wz_walk_get_about(walk);
    CU_ASSERT_TRUE(about.questions > 0 && about.aim_count > 0 && about.steps > 0);
    for (size_t step = 0; step <= about.steps; step++) {
        CU_ASSERT_EQUAL(wz_walk_go(walk, step, NULL), WZ_OK);
        for (size_t q = 0; q < look(walk)->question_count; q++) {
            const wz_walk_question *question = &look(walk)->questions[q];
            CU_ASSERT_TRUE(question->day || question->choice_count > 1);
            CU_ASSERT_EQUAL(wz_walk_answer(walk, q, question->day ? "none" : "1", NULL), WZ_OK);
            CU_ASSERT_TRUE(look(walk)->questions[q].of > 0);
            CU_ASSERT_TRUE(strlen(look(walk)->questions[q].verdict) > 0);
        }
    }
    wz_walk_free(walk);
    return 0;
}

static bool holds_chinese(const char *text)
{
    for (const char *c = text; c && *c; c++)
        if ((unsigned char)*c >= 0xe4 && (unsigned char)*c <= 0xe9)
            return true;
    return false;
}

/* In English a scenario is English, the trainer's notes, too; names of people and evidence stay as the case has them. */
static int visit_scenario_in_english(const char *path, const struct stat *status, int type, struct FTW *at)
{
    (void)status, (void)at;
    if (type != FTW_F || strcmp(base_name(path), "scenario.xml") != 0)
        return 0;
    wz_walk *walk = open_as(path, true, WZ_LANGUAGE_EN);
    wz_walk_about about = wz_walk_get_about(walk);
    CU_ASSERT_FALSE(holds_chinese(about.title));
    for (size_t i = 0; i < about.aim_count; i++)
        CU_ASSERT_FALSE(holds_chinese(about.aims[i]));
    for (size_t step = 1; step <= about.steps; step++) {
        CU_ASSERT_EQUAL(wz_walk_go(walk, step, NULL), WZ_OK);
        bool foreign = holds_chinese(look(walk)->tell) || holds_chinese(look(walk)->note);
        if (foreign)
            printf("\n%s: step %zu is not in English\n", path, step);
        CU_ASSERT_FALSE(foreign);
    }
    char *text = NULL;
    CU_ASSERT_EQUAL(wz_walk_transcript(&text, walk, 80, NULL), WZ_OK);
    CU_ASSERT(text && !strstr(text, "：") && !strstr(text, "bj2019 ·") && !strstr(text, "national ·"));
    wz_text_free(text);
    wz_walk_free(walk);
    return 0;
}

static void test_app_walk__every_scenario_is_in_english_too(void)
{
    CU_ASSERT_EQUAL(nftw("cases/training", visit_scenario_in_english, 16, FTW_PHYS), 0);
}

static void test_app_walk__every_scenario_can_be_walked(void)
{
    CU_ASSERT_EQUAL(nftw("cases/training", visit_scenario, 16, FTW_PHYS), 0);
}

static const char *opening_fails(const char *bytes, const char *id)
{
    static char found[32];
    FILE *file = fopen("build/walk-test.xml", "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(bytes, file);
    fclose(file);
    wz_walk_options options = WZ_WALK_OPTIONS_INIT;
    wz_walk *walk = NULL;
    wz_diag *diag = wz_diag_new();
    CU_ASSERT_EQUAL(wz_walk_open(&walk, rules, "build/walk-test.xml", &options, diag), WZ_EINPUT);
    CU_ASSERT_PTR_NULL(walk);
    snprintf(found, sizeof found, "%s", wz_diag_count(diag) ? wz_diag_at(diag, 0)->id : "");
    CU_ASSERT_STRING_EQUAL(found, id);
    wz_diag_free(diag);
    remove("build/walk-test.xml");
    return found;
}

#define SCENARIO(step) \
    "<scenario xmlns=\"urn:wenze:scenario:1\" id=\"t\" case=\"../cases/bj2019/report-outstanding/case.xml\" " \
    "difficulty=\"2\"><title xml:lang=\"zh-CN\">t</title><aim><label xml:lang=\"zh-CN\">t</label></aim>" step \
    "</scenario>"

static void test_app_walk__slips_of_a_scenario_are_named(void)
{
    opening_fails(SCENARIO("<step reveals=\"nothing\"/>"), "WALK-002");
    opening_fails(SCENARIO("<step reveals=\"d1\"/><step reveals=\"d1\"/>"), "WALK-003");
    opening_fails(SCENARIO("<step><predict ask=\"outcome\" person=\"p9\"/></step>"), "WALK-004");
    opening_fails(SCENARIO("<step><predict ask=\"outcome\" regime=\"xx\"/></step>"), "WALK-005");
    opening_fails(SCENARIO("<step><predict ask=\"bars\" step=\"nowhere\"/></step>"), "WALK-006");
    opening_fails(SCENARIO("<step><predict ask=\"bars\"/></step>"), "WALK-001");
}

static int set_up(void)
{
    return wz_rules_open(&rules, "rules", NULL) == WZ_OK ? 0 : 1;
}

static int tear_down(void)
{
    wz_rules_close(rules);
    return 0;
}

CU_pSuite test_app_walk_suite(void)
{
    CU_pSuite suite = CU_add_suite("app/walk", set_up, tear_down);
    CU_add_test(suite, "results wait for answers", test_app_walk__results_wait_for_answers);
    CU_add_test(suite, "grounds are marked with reasons", test_app_walk__grounds_are_marked_with_reasons);
    CU_add_test(suite, "nonsense is no answer", test_app_walk__nonsense_is_no_answer);
    CU_add_test(suite, "what was saved is resumed", test_app_walk__what_was_saved_is_resumed);
    CU_add_test(suite, "a walk ends at the whole case", test_app_walk__a_walk_ends_at_the_whole_case);
    CU_add_test(suite, "every scenario can be walked", test_app_walk__every_scenario_can_be_walked);
    CU_add_test(suite, "every scenario is in English, too", test_app_walk__every_scenario_is_in_english_too);
    CU_add_test(suite, "slips of a scenario are named", test_app_walk__slips_of_a_scenario_are_named);
    return suite;
}
