/* Filling in a case without ever seeing its XML: removing things, declarations, other incidents, a second statement with days and
 * provision, the case's own words. After each step the file is looked at: nothing else may have changed. */
#include "client.h"
#include "small_case.h"
#include "suites.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* The newest version's bytes; free() them. */
static char *bytes_of(const char *id)
{
    char *bytes = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_case_bytes(&bytes, NULL, server.store, id, 0, NULL), WZ_OK);
    return bytes;
}

/* Post, which must make a new version; the file must then be what it was with `before` replaced by `after`. */
static void changes(answer a, const char *id, char *was, const char *before, const char *after)
{
    if (a.status != 303)
        fprintf(stderr, "\n%d %.2000s\n", a.status, a.body ? a.body : "");
    CU_ASSERT_EQUAL(a.status, 303);
    answer_free(&a);
    char *is = bytes_of(id);
    wz_buffer wanted = {0};
    const char *found = strstr(was, before);
    CU_ASSERT_PTR_NOT_NULL_FATAL(found);
    wz_buffer_add(&wanted, was, (size_t)(found - was));
    wz_buffer_puts(&wanted, after);
    wz_buffer_puts(&wanted, found + strlen(before));
    bool same = strcmp(wanted.data, is) == 0;
    if (!same)
        fprintf(stderr, "\nwanted\n%s\ngot\n%s\n", wanted.data, is);
    CU_ASSERT_TRUE(same);
    wz_buffer_free(&wanted);
    wz_text_free(is);
    wz_text_free(was);
}

static bool note_version(const wz_case_row *row, void *payload)
{
    *(int64_t *)payload = row->versions;
    return true;
}

/* The version that forms are drawn from, as a field. Static. */
static const char *newest(const char *id)
{
    static char text[32];
    int64_t version = 0;
    CU_ASSERT_EQUAL(wz_case_find(server.store, id, note_version, &version, NULL), WZ_OK);
    snprintf(text, sizeof text, "%lld", (long long)version);
    return text;
}

static const char post[] = "\n    <post id=\"po1\" office=\"镇长\" role=\"gov_head\" body=\"government\" "
                           "level=\"township\" jurisdiction=\"北京市/通州区\" from=\"2018-05\"><to "
                           "open=\"true\"/></post>";
static const char found_responsible[] =
    "    <fact name=\"report_finds_leading_responsibility\" in=\"i1\" value=\"true\" evidence=\"e1\"/>";

static void test_filling__removes_things(void)
{
    visitor v = web_account("f-rem", "甲填", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&v, "f-rem", "周正");
    answer a = get_of(&v, "f-rem", "/remove/po1");
    CU_ASSERT_EQUAL(a.status, 200);
    CU_ASSERT_TRUE(answer_has(&a, "镇长"));
    CU_ASSERT_TRUE(answer_has(&a, "name=\"over\" value=\"1\""));
    answer_free(&a);
    changes(web_post(&v, "/cases/f-rem/remove/po1", "over", "1", NULL), "f-rem", bytes_of("f-rem"), post, "");
    /* evidence goes from the facts that name it */
    a = get_of(&v, "f-rem", "/remove/e1");
    CU_ASSERT_TRUE(answer_has(&a, "不再以它为证"));
    answer_free(&a);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/f-rem/remove/e1", "over", newest("f-rem"), NULL)), 303);
    char *bytes = bytes_of("f-rem");
    CU_ASSERT_PTR_NULL(strstr(bytes, "e1"));
    CU_ASSERT_PTR_NOT_NULL(strstr(bytes, "<!-- a comment that stays -->"));
    wz_text_free(bytes);
    /* the incident that the case is about stays; what is not there is not found; a person goes with all */
    a = get_of(&v, "f-rem", "/remove/i1");
    CU_ASSERT_TRUE(answer_has(&a, "不能删去"));
    CU_ASSERT_FALSE(answer_has(&a, "确认删去"));
    answer_free(&a);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/f-rem/remove/i1", "over", newest("f-rem"), NULL)), 400);
    CU_ASSERT_EQUAL(status_of(get_of(&v, "f-rem", "/remove/p9")), 404);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/f-rem/remove/case", "over", newest("f-rem"), NULL)), 404);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/f-rem/remove/f1", "over", newest("f-rem"), NULL)), 404);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/f-rem/remove/p1", "over", "1", NULL)), 409);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/f-rem/remove/p1", "over", newest("f-rem"), NULL)), 303);
    bytes = bytes_of("f-rem");
    CU_ASSERT_PTR_NULL(strstr(bytes, "<person"));
    wz_text_free(bytes);
}

/* Another incident: added, filled in for itself and for a person, and removed with all that speaks of it. */
static void test_filling__keeps_other_incidents(void)
{
    visitor v = web_account("f-inc", "乙填", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&v, "f-inc", "周正");
    char *before = bytes_of("f-inc");
    answer a = web_post(&v, "/cases/f-inc/add", "what", "incident", "incident_date", "2019-11", NULL);
    CU_ASSERT_STRING_EQUAL(a.location, "/cases/f-inc/form/i2");
    answer_free(&a);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/f-inc/form/i2", "over", newest("f-inc"), "v.deaths", "1..2", NULL)),
                    303);
    /* a person's facts in it are apart from those in the subject */
    a = get_of(&v, "f-inc", "/form/p1?in=i2");
    CU_ASSERT_EQUAL(a.status, 200);
    CU_ASSERT_TRUE(answer_has(&a, "name=\"in\" value=\"i2\""));
    CU_ASSERT_TRUE(answer_has(&a, "name=\"v.nature_vile\""));
    CU_ASSERT_FALSE(answer_has(&a, "name=\"v.party_member\""));
    CU_ASSERT_FALSE(answer_has(&a, "class=\"fact stated\""));
    answer_free(&a);
    CU_ASSERT_EQUAL(status_of(get_of(&v, "f-inc", "/form/p1?in=i7")), 404);
    changes(web_post(&v, "/cases/f-inc/form/p1", "over", newest("f-inc"), "in", "i2",
                     "v.report_finds_leading_responsibility", "false", NULL),
            "f-inc", bytes_of("f-inc"), found_responsible,
            "    <fact name=\"report_finds_leading_responsibility\" in=\"i1\" value=\"true\" evidence=\"e1\"/>\n"
            "    <fact name=\"report_finds_leading_responsibility\" in=\"i2\" value=\"false\" "
            "standing=\"established\"/>");
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/f-inc/form/p1", "over", newest("f-inc"), "in", "i7", "v.nature_vile",
                                       "true", NULL)),
                    404);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/f-inc/add", "what", "sanction", "of", "p1", "kind", "admonition",
                                       "matter", "i2", NULL)),
                    303);
    CU_ASSERT_EQUAL(
        status_of(web_post(&v, "/cases/f-inc/declarations", "over", newest("f-inc"), "what", "person", "person", "p1",
                           "in", "i2", "facts", "weight", "by", "区纪委", "on", "2020-01-02", "sure", "1", NULL)),
        303);
    /* the draft of one incident's form is not the other's */
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/f-inc/form/p1/draft", "over", newest("f-inc"), "draft", "0", "in",
                                       "i2", "v.nature_vile", "true", NULL)),
                    200);
    a = get_of(&v, "f-inc", "/form/p1");
    CU_ASSERT_TRUE(answer_has(&a, "name=\"draft\" value=\"0\""));
    answer_free(&a);
    a = get_of(&v, "f-inc", "/form/p1?in=i2");
    CU_ASSERT_TRUE(answer_has(&a, "name=\"draft\" value=\"1\""));
    answer_free(&a);
    a = web_post(&v, "/cases/f-inc/form/p1/drop", "in", "i2", NULL);
    CU_ASSERT_STRING_EQUAL(a.location, "/cases/f-inc/form/p1?in=i2");
    answer_free(&a);
    /* it goes with the person's fact and the declaration; the sanction's matter stays and is told of */
    a = get_of(&v, "f-inc", "/remove/i2");
    CU_ASSERT_TRUE(answer_has(&a, "随之一并删去"));
    CU_ASSERT_TRUE(answer_has(&a, "区纪委，2020-01-02"));
    CU_ASSERT_TRUE(answer_has(&a, "不再指向案内事件"));
    answer_free(&a);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/f-inc/remove/i2", "over", newest("f-inc"), NULL)), 303);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/f-inc/remove/s1", "over", newest("f-inc"), NULL)), 303);
    char *after = bytes_of("f-inc");
    CU_ASSERT_STRING_EQUAL(after, before);
    wz_text_free(before);
    wz_text_free(after);
}

static void test_filling__declares_by_whom_and_when(void)
{
    visitor v = web_account("f-dec", "丙填", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&v, "f-dec", "周正");
    const char *path = "/cases/f-dec/declarations";
    answer a = get_of(&v, "f-dec", "/declarations");
    CU_ASSERT_EQUAL(a.status, 200);
    CU_ASSERT_TRUE(answer_has(&a, "name=\"facts\" value=\"weight\""));
    CU_ASSERT_TRUE(answer_has(&a, "name=\"facts\" value=\"nature_vile\""));
    answer_free(&a);
    /* nothing is declared without a name, a day, a subject; nor before it was read */
    CU_ASSERT_EQUAL(status_of(web_post(&v, path, "over", "1", "what", "person", "person", "p1", "in", "i1", "facts",
                                       "weight", "on", "2020-01-02", NULL)),
                    400);
    CU_ASSERT_EQUAL(status_of(web_post(&v, path, "over", "1", "what", "person", "person", "p1", "in", "i1", "by", "甲",
                                       "on", "2020-01-02", NULL)),
                    400);
    CU_ASSERT_EQUAL(status_of(web_post(&v, path, "over", "1", "what", "sanctions", "person", "p9", "from", "2015-01-01",
                                       "to", "2020-01-01", "by", "甲", "on", "2020-01-02", "sure", "1", NULL)),
                    400);
    a = web_post(&v, path, "over", "1", "what", "person", "person", "p1", "in", "i1", "facts", "weight", "facts",
                 "path", "by", "区纪委", "on", "2020-01-02", NULL);
    CU_ASSERT_EQUAL(a.status, 200);
    CU_ASSERT_TRUE(answer_has(
        &a, "周正在事故（事件） 2019-09-10中的下列事实已经审查，除写明的以外没有发现：从重从轻、轻处路径。"));
    CU_ASSERT_TRUE(answer_has(&a, "今后算“否”的"));
    CU_ASSERT_TRUE(answer_has(&a, "name=\"facts\" value=\"path\""));
    answer_free(&a);
    CU_ASSERT_STRING_EQUAL(newest("f-dec"), "1");
    changes(web_post(&v, path, "over", "1", "what", "person", "person", "p1", "in", "i1", "facts", "weight", "facts",
                     "path", "by", "区纪委", "on", "2020-01-02", "sure", "1", NULL),
            "f-dec", bytes_of("f-dec"), found_responsible,
            "    <fact name=\"report_finds_leading_responsibility\" in=\"i1\" value=\"true\" evidence=\"e1\"/>\n"
            "    <examined facts=\"weight path\" in=\"i1\" by=\"区纪委\" on=\"2020-01-02\"/>");
    changes(web_post(&v, path, "over", newest("f-dec"), "what", "duty_records", "person", "p1", "of", "convene_meeting",
                     "from", "2019-01-01", "to", "2019-12-31", "by", "镇办", "on", "2020-01-08", "sure", "1", NULL),
            "f-dec", bytes_of("f-dec"), "    <examined",
            "    <complete list=\"duty_records\" of=\"convene_meeting\" from=\"2019-01-01\" to=\"2019-12-31\" "
            "by=\"镇办\" on=\"2020-01-08\"/>\n    <examined");
    CU_ASSERT_EQUAL(status_of(web_post(&v, path, "over", newest("f-dec"), "what", "incidents", "from", "2019-01-01",
                                       "to", "2019-12-31", "by", "区应急局", "on", "2020-01-08", "sure", "1", NULL)),
                    303);
    CU_ASSERT_EQUAL(status_of(web_post(&v, path, "over", newest("f-dec"), "what", "incident", "in", "i1", "facts",
                                       "event", "by", "甲", "on", "2020-01-08", "sure", "1", NULL)),
                    303);
    /* a person has one window: the second takes the first one's place */
    CU_ASSERT_EQUAL(status_of(web_post(&v, path, "over", newest("f-dec"), "what", "window", "person", "p1", "from",
                                       "2018-01-01", "to", "2019-12-31", "sure", "1", NULL)),
                    303);
    changes(web_post(&v, path, "over", newest("f-dec"), "what", "window", "person", "p1", "from", "2018-07-01", "to",
                     "2019-12-31", "sure", "1", NULL),
            "f-dec", bytes_of("f-dec"), "window from=\"2018-01-01\"", "window from=\"2018-07-01\"");
    a = get_of(&v, "f-dec", "");
    CU_ASSERT_TRUE(answer_has(&a, "周正2019-01-01至2019-12-31的履职记录（"));
    CU_ASSERT_TRUE(answer_has(&a, "履职台账查核2018-07-01至2019-12-31"));
    answer_free(&a);
    a = web_get(&v, "/cases/f-dec/declarations?lang=en");
    CU_ASSERT_TRUE(answer_has(&a, "these facts were examined, and nothing was found beyond what is stated: "));
    answer_free(&a);
    /* withdrawn by its number in the version that was shown */
    CU_ASSERT_EQUAL(status_of(web_post(&v, path, "over", "1", "what", "withdraw", "number", "0", NULL)), 409);
    CU_ASSERT_EQUAL(status_of(web_post(&v, path, "over", newest("f-dec"), "what", "withdraw", "number", "x", NULL)),
                    404);
    CU_ASSERT_EQUAL(status_of(web_post(&v, path, "over", newest("f-dec"), "what", "withdraw", "number", "99", NULL)),
                    404);
    for (int i = 0; i < 5; i++)
        CU_ASSERT_EQUAL(status_of(web_post(&v, path, "over", newest("f-dec"), "what", "withdraw", "number", "0", NULL)),
                        303);
    char *bytes = bytes_of("f-dec");
    CU_ASSERT_STRING_EQUAL(bytes, make_case("f-dec", "周正"));
    wz_text_free(bytes);
}

/* Two papers that say the opposite stand side by side, and the ordinary form leaves both alone. */
static void test_filling__keeps_what_contradicts(void)
{
    visitor v = web_account("f-two", "丁填", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&v, "f-two", "周正");
    const char *path = "/cases/f-two/facts/p1/report_finds_leading_responsibility";
    answer a = web_get(&v, path);
    CU_ASSERT_EQUAL(a.status, 200);
    CU_ASSERT_TRUE(answer_has(&a, "name=\"id\" value=\"f3\""));
    answer_free(&a);
    changes(web_post(&v, path, "over", "1", "what", "add", "id", "", "value", "false", "standing", "established",
                     "evidence", "e1", "from", "2019-09-10", "to", "2019-09-12", "duty", "", NULL),
            "f-two", bytes_of("f-two"), found_responsible,
            "    <fact name=\"report_finds_leading_responsibility\" in=\"i1\" value=\"true\" evidence=\"e1\"/>\n"
            "    <fact name=\"report_finds_leading_responsibility\" in=\"i1\" value=\"false\" standing=\"established\" "
            "evidence=\"e1\" from=\"2019-09-10\" to=\"2019-09-12\"/>");
    a = get_of(&v, "f-two", "/assessment");
    CU_ASSERT_TRUE(answer_has(&a, "矛盾"));
    answer_free(&a);
    a = get_of(&v, "f-two", "/form/p1");
    CU_ASSERT_TRUE(answer_has(&a, "有几种说法"));
    CU_ASSERT_FALSE(answer_has(&a, "name=\"v.report_finds_leading_responsibility\""));
    answer_free(&a);
    /* a form that was drawn when there was one statement replaces neither, even when it is confirmed */
    char *both = bytes_of("f-two");
    a = web_post(&v, "/cases/f-two/form/p1", "over", "1", "v.report_finds_leading_responsibility", "", NULL);
    CU_ASSERT_EQUAL(a.status, 409);
    CU_ASSERT_TRUE(answer_has(&a, "已有几种说法"));
    answer_free(&a);
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/f-two/form/p1", "over", "1", "onto", "2",
                                       "v.report_finds_leading_responsibility", "", NULL)),
                    303);
    char *still = bytes_of("f-two");
    CU_ASSERT_STRING_EQUAL(still, both);
    wz_text_free(both);
    wz_text_free(still);
    /* each by itself: the days go out again, the first becomes disputed, the second is removed */
    changes(web_post(&v, path, "over", newest("f-two"), "what", "change", "id", "f4", "value", "false", "standing",
                     "established", "evidence", "e1", "from", "", "to", "", NULL),
            "f-two", bytes_of("f-two"), " from=\"2019-09-10\" to=\"2019-09-12\"/>", "/>");
    changes(web_post(&v, path, "over", newest("f-two"), "what", "change", "id", "f3", "value", "true", "standing",
                     "disputed", "evidence", "e1", NULL),
            "f-two", bytes_of("f-two"), "value=\"true\" evidence=\"e1\"/>\n    <fact",
            "value=\"true\" evidence=\"e1\" standing=\"disputed\"/>\n    <fact");
    CU_ASSERT_EQUAL(status_of(web_post(&v, path, "over", "1", "what", "remove", "id", "f4", NULL)), 409);
    CU_ASSERT_EQUAL(status_of(web_post(&v, path, "over", newest("f-two"), "what", "remove", "id", "f9", NULL)), 404);
    CU_ASSERT_EQUAL(status_of(web_post(&v, path, "over", newest("f-two"), "what", "remove", "id", "f1", NULL)), 404);
    CU_ASSERT_EQUAL(
        status_of(web_post(&v, path, "over", newest("f-two"), "what", "change", "id", "f4", "value", " ", NULL)), 400);
    changes(web_post(&v, path, "over", newest("f-two"), "what", "remove", "id", "f4", NULL), "f-two", bytes_of("f-two"),
            "\n    <fact name=\"report_finds_leading_responsibility\" in=\"i1\" value=\"false\" "
            "standing=\"established\" evidence=\"e1\"/>",
            "");
}

enum { EDITORS = 8 };

typedef struct {
    visitor v;
    const char *value;
    int status;
} editor;

static void *edit_at_once(void *payload)
{
    editor *e = payload;
    e->status =
        status_of(web_post(&e->v, "/cases/f-race/heading", "over", "1", "what", "heading", "title", e->value, NULL));
    return NULL;
}

/* Of those who save at the same moment over the same version one is kept, and the others are told. */
static void test_filling__keeps_one_of_those_who_save_at_once(void)
{
    visitor v = web_account("f-race", "丑填", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&v, "f-race", "周正");
    static const char *const titles[EDITORS] = {"一", "二", "三", "四", "五", "六", "七", "八"};
    editor editors[EDITORS];
    pthread_t threads[EDITORS];
    int kept = 0, told = 0;
    for (int i = 0; i < EDITORS; i++) {
        editors[i] = (editor){v, titles[i], 0};
        CU_ASSERT_EQUAL_FATAL(pthread_create(&threads[i], NULL, edit_at_once, &editors[i]), 0);
    }
    for (int i = 0; i < EDITORS; i++) {
        pthread_join(threads[i], NULL);
        kept += editors[i].status == 303;
        told += editors[i].status == 409 || editors[i].status == 400;
    }
    CU_ASSERT_EQUAL(kept, 1);
    CU_ASSERT_EQUAL(told, EDITORS - 1);
    CU_ASSERT_STRING_EQUAL(newest("f-race"), "2");
}

/* Days, provision and regulation of a fact about duties; what a post's own element states, a second time. */
static void test_filling__names_days_and_provisions(void)
{
    visitor v = web_account("f-duty", "戊填", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&v, "f-duty", "周正");
    const char *path = "/cases/f-duty/facts/p1/duty_performance_deficient";
    answer a = web_get(&v, path);
    CU_ASSERT_TRUE(answer_has(&a, "<option value=\"bj2019.6.2a\">"));
    CU_ASSERT_TRUE(answer_has(&a, "name=\"under\""));
    answer_free(&a);
    changes(web_post(&v, path, "over", "1", "what", "add", "value", "true", "standing", "established", "evidence", "e1",
                     "from", "2019-01-01", "to", "2019-06-30", "duty", "bj2019.6.2a", "under", "bj2019", NULL),
            "f-duty", bytes_of("f-duty"), found_responsible,
            "    <fact name=\"report_finds_leading_responsibility\" in=\"i1\" value=\"true\" evidence=\"e1\"/>\n"
            "    <fact name=\"duty_performance_deficient\" in=\"i1\" value=\"true\" standing=\"established\" "
            "evidence=\"e1\" from=\"2019-01-01\" to=\"2019-06-30\" duty=\"bj2019.6.2a\" under=\"bj2019\"/>");
    a = get_of(&v, "f-duty", "/form/p1");
    CU_ASSERT_TRUE(answer_has(&a, "2019-01-01 – 2019-06-30"));
    CU_ASSERT_TRUE(answer_has(&a, "bj2019.6.2a"));
    answer_free(&a);
    /* a fact that is none of duties takes no provision: the field is not even read */
    CU_ASSERT_EQUAL(status_of(web_post(&v, "/cases/f-duty/facts/p1/nature_vile", "over", newest("f-duty"), "what",
                                       "add", "value", "true", "duty", "bj2019.6.2a", NULL)),
                    303);
    /* what is written in the element becomes a <fact> beside which another can stand; an open end stays as it is */
    changes(web_post(&v, "/cases/f-duty/facts/po1/post_from", "over", newest("f-duty"), "what", "add", "value",
                     "2018-06", "standing", "alleged", NULL),
            "f-duty", bytes_of("f-duty"), " from=\"2018-05\"><to open=\"true\"/>",
            "><to open=\"true\"/> <fact name=\"post_from\" value=\"2018-05\" standing=\"established\"/> <fact "
            "name=\"post_from\" value=\"2018-06\" standing=\"alleged\"/>");
    changes(web_post(&v, "/cases/f-duty/facts/po1/post_to", "over", newest("f-duty"), "what", "add", "value",
                     "2019-12-01", "standing", "alleged", NULL),
            "f-duty", bytes_of("f-duty"), "standing=\"alleged\"/></post>",
            "standing=\"alleged\"/> <fact name=\"post_to\" value=\"2019-12-01\" standing=\"alleged\"/></post>");
    changes(web_post(&v, "/cases/f-duty/facts/po1/office", "over", newest("f-duty"), "what", "change", "value",
                     "区长..代", "standing", "established", "from", "", "to", "", NULL),
            "f-duty", bytes_of("f-duty"), "office=\"镇长\"", "office=\"区长..代\"");
    CU_ASSERT_EQUAL(status_of(get_of(&v, "f-duty", "/facts/p1/nothing")), 404);
    CU_ASSERT_EQUAL(status_of(get_of(&v, "f-duty", "/facts/p9/nature_vile")), 404);
}

static void test_filling__changes_the_heading_and_evidence(void)
{
    visitor v = web_account("f-head", "己填", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&v, "f-head", "周正");
    const char *path = "/cases/f-head/heading";
    CU_ASSERT_EQUAL(status_of(web_get(&v, path)), 200);
    changes(web_post(&v, path, "over", "1", "what", "heading", "title", "测试案件", "jurisdiction", "北京市/通州区",
                     "as-of", "2020-04-01", NULL),
            "f-head", bytes_of("f-head"), "as-of=\"2020-03-20\"", "as-of=\"2020-04-01\"");
    changes(web_post(&v, path, "over", newest("f-head"), "what", "evidence", "id", "e1", "title", "调查报告",
                     "document-no", "通政函〔2019〕150号", "date", "2019-10-25", NULL),
            "f-head", bytes_of("f-head"), "date=\"2019-10-25\"/>",
            "date=\"2019-10-25\" document-no=\"通政函〔2019〕150号\"/>");
    CU_ASSERT_EQUAL(status_of(web_post(&v, path, "over", newest("f-head"), "what", "heading", "as-of", "soon", NULL)),
                    400);
    CU_ASSERT_EQUAL(
        status_of(web_post(&v, path, "over", newest("f-head"), "what", "evidence", "id", "p1", "title", "x", NULL)),
        404);
    CU_ASSERT_EQUAL(status_of(web_post(&v, path, "over", "1", "what", "heading", "title", "晚了", NULL)), 409);
}

#define MARKUP "\"><script>alert(1)</script>&<!--]]>"
#define CONTROL "a\x01z"
#define LARGE "LARGE" /* stands for 200,000 letters */

static const struct {
    const char *path;
    const char *fields[14];
    int status; /* 0 = 303 or 400, as the loader says */
} tries[] = {
    {"/cases/f-bad/heading", {"what", "heading", "title", MARKUP, NULL}, 303},
    {"/cases/f-bad/heading", {"what", "evidence", "id", "e1", "title", MARKUP, NULL}, 303},
    {"/cases/f-bad/heading", {"what", "heading", "title", LARGE, NULL}, 0},
    {"/cases/f-bad/heading", {"what", MARKUP, "id", MARKUP, NULL}, 404},
    {"/cases/f-bad/declarations",
     {"what", "person", "person", "p1", "in", "i1", "facts", "weight", "by", MARKUP, "on", "2020-01-02", "sure", "1"},
     303},
    {"/cases/f-bad/declarations",
     {"what", "person", "person", "p1", "in", "i9", "facts", "weight", "by", "x", "on", "2020-01-02", "sure", "1"},
     400},
    {"/cases/f-bad/declarations",
     {"what", "person", "person", "p1", "in", "i1", "facts", MARKUP, "by", "x", "on", "2020-01-02", "sure", "1"},
     400},
    {"/cases/f-bad/declarations",
     {"what", "person", "person", MARKUP, "in", "i1", "facts", "weight", "by", "x", "on", "2020-01-02", NULL},
     400},
    {"/cases/f-bad/declarations",
     {"what", "person", "person", "p1", "in", "i1", "facts", LARGE, "by", "x", "on", "2020-01-02", NULL},
     200},
    {"/cases/f-bad/declarations",
     {"what", "sanctions", "person", "p1", "from", MARKUP, "to", "2020-01-01", "by", "x", "on", "2020-01-02", "sure",
      "1"},
     400},
    {"/cases/f-bad/facts/p1/nature_vile", {"what", "add", "value", MARKUP, NULL}, 400},
    {"/cases/f-bad/facts/p1/nature_vile", {"what", "add", "value", "true", "in", "i9", NULL}, 400},
    {"/cases/f-bad/facts/p1/nature_vile", {"what", "add", "value", "true", "evidence", "e9", NULL}, 400},
    {"/cases/f-bad/facts/p1/nature_vile", {"what", "add", "value", "true", "standing", MARKUP, NULL}, 400},
    {"/cases/f-bad/facts/p1/nature_vile", {"what", "add", "value", "true", "from", "2020-02-30", NULL}, 400},
    {"/cases/f-bad/facts/p1/nature_vile",
     {"what", "add", "value", "true", "from", "2020-02-03", "to", "2020-02-01", NULL},
     400},
    {"/cases/f-bad/facts/po1/office", {"what", "change", "value", MARKUP, NULL}, 303},
    {"/cases/f-bad/facts/po1/office", {"what", "change", "value", CONTROL, NULL}, 400},
    {"/cases/f-bad/facts/p1/duty_performance_deficient", {"what", "add", "value", "true", "duty", MARKUP, NULL}, 400},
    {"/cases/f-bad/facts/p1/duty_performance_deficient",
     {"what", "add", "value", "true", "duty", "bj2019.99.1", NULL},
     400},
    {"/cases/f-bad/facts/p1/duty_performance_deficient", {"what", "add", "value", "true", "under", MARKUP, NULL}, 400},
    {"/cases/f-bad/add", {"what", "incident", "incident_date", MARKUP, NULL}, 400},
    {"/cases/f-bad/add", {"what", "post", "of", "e1", "office", "x", NULL}, 400},
    {"/cases/f-bad/add", {"what", "post", "of", "p9", "office", "x", NULL}, 400},
    {"/cases/f-bad/remove/%22%3E%3Cscript%3E", {NULL}, 404},
};

/* Markup, great lengths, ids that name nothing: each is refused or kept as text, and the page is none the worse. */
static void test_filling__takes_hostile_input_as_text(void)
{
    visitor v = web_account("f-bad", "庚填", WZ_ACCOUNT_INVESTIGATOR);
    hand_in(&v, "f-bad", "周正");
    char *large = calloc(1, 200001);
    CU_ASSERT_PTR_NOT_NULL_FATAL(large);
    memset(large, 'x', 200000);
    for (size_t i = 0; i < sizeof tries / sizeof tries[0]; i++) {
        const char *const *f = tries[i].fields;
        const char *third = f[3] && strcmp(f[3], LARGE) == 0 ? large : f[3];
        const char *seventh = f[7] && strcmp(f[7], LARGE) == 0 ? large : f[7];
        answer a = web_post(&v, tries[i].path, "over", newest("f-bad"), f[0], f[1], f[0] ? f[2] : NULL, third, f[4],
                            f[5], f[6], seventh, f[8], f[9], f[10], f[11], f[12], f[13], NULL);
        bool right = tries[i].status ? a.status == tries[i].status : a.status == 303 || a.status == 400;
        if (!right)
            fprintf(stderr, "\n%zu %s %s: %d\n%.1500s\n", i, tries[i].path, f[0] ? f[1] : "", a.status,
                    a.body ? a.body : "");
        CU_ASSERT_TRUE(right);
        CU_ASSERT_FALSE(answer_has(&a, "<script>alert"));
        answer_free(&a);
    }
    static const char *const pages[] = {"",          "/heading",   "/declarations", "/form/p1",
                                        "/form/po1", "/remove/p1", "/remove/e1",    "/facts/po1/office"};
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        answer a = get_of(&v, "f-bad", pages[i]);
        CU_ASSERT_EQUAL(a.status, 200);
        CU_ASSERT_FALSE(answer_has(&a, "<script>alert"));
        bool shown = answer_has(&a, "&lt;script&gt;alert(1)");
        if (!shown)
            fprintf(stderr, "\n%s does not show what was typed\n", pages[i]);
        CU_ASSERT_TRUE(shown);
        answer_free(&a);
    }
    free(large);
}

/* Each of the new pages is closed without the form's token, to a reader and to who has not the case. */
static void test_filling__is_closed_to_others(void)
{
    visitor owner = web_account("f-own", "辛填", WZ_ACCOUNT_INVESTIGATOR),
            stranger = web_account("f-str", "壬填", WZ_ACCOUNT_INVESTIGATOR),
            reader = web_account("f-read", "癸填", WZ_ACCOUNT_ORGANISATION);
    hand_in(&owner, "f-own", "周正");
    share("f-own", "f-read");
    static const char *const paths[] = {"/cases/f-own/heading", "/cases/f-own/declarations", "/cases/f-own/remove/p1",
                                        "/cases/f-own/facts/p1/nature_vile"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        CU_ASSERT_EQUAL(status_of(web_post(&stranger, paths[i], "over", "1", "what", "add", "value", "true", NULL)),
                        404);
        CU_ASSERT_EQUAL(status_of(web_post(&reader, paths[i], "over", "1", "what", "add", "value", "true", NULL)), 403);
        CU_ASSERT_EQUAL(status_of(web_get(&stranger, paths[i])), 404);
        CU_ASSERT_EQUAL(status_of(web_get(&reader, paths[i])), 403);
        CU_ASSERT_EQUAL(status_of(web_post_body(&owner, paths[i], "application/x-www-form-urlencoded", "over=1", 6)),
                        403);
    }
    CU_ASSERT_STRING_EQUAL(newest("f-own"), "1");
}

CU_pSuite filling_suite(void)
{
    CU_pSuite suite = CU_add_suite("web/filling", NULL, NULL);
    CU_ADD_TEST(suite, test_filling__removes_things);
    CU_ADD_TEST(suite, test_filling__keeps_other_incidents);
    CU_ADD_TEST(suite, test_filling__declares_by_whom_and_when);
    CU_ADD_TEST(suite, test_filling__keeps_what_contradicts);
    CU_ADD_TEST(suite, test_filling__keeps_one_of_those_who_save_at_once);
    CU_ADD_TEST(suite, test_filling__names_days_and_provisions);
    CU_ADD_TEST(suite, test_filling__changes_the_heading_and_evidence);
    CU_ADD_TEST(suite, test_filling__takes_hostile_input_as_text);
    CU_ADD_TEST(suite, test_filling__is_closed_to_others);
    return suite;
}
