/* Conditions in words, in both languages: labels for attributes and values, brackets only where reading would go
 * wrong. */
#include "explain/words.h"

#include "law_common.h"

#include <CUnit/CUnit.h>

#define TWO(zh, en) "<label xml:lang=\"zh-CN\">" zh "</label><label xml:lang=\"en\">" en "</label>"
/* clang-format off */
static const char vocabulary[] =
    "<vocabulary xmlns=\"urn:wenze:vocabulary:1\"><enumeration id=\"colour\">" TWO("颜色", "colour")
    "<value id=\"red\">" TWO("红", "Red") "</value><value id=\"green\">" TWO("绿", "Green") "</value></enumeration>"
    "<entity id=\"incident\">" TWO("事", "event") "<attribute id=\"rain\" type=\"boolean\">" TWO("下雨", "It rained")
    "</attribute><attribute id=\"depth\" type=\"integer\">" TWO("水深", "Depth") "</attribute>"
    "<attribute id=\"day\" type=\"date\" role=\"incident-date\">" TWO("当日", "The day") "</attribute></entity>"
    "<entity id=\"person\">" TWO("人", "person") "<attribute id=\"wet\" type=\"boolean\">" TWO("淋湿", "Got wet")
    "</attribute><attribute id=\"coat\" type=\"colour\">" TWO("衣色", "Coat") "</attribute>"
    "<attribute id=\"coats\" type=\"colour\" many=\"true\">" TWO("诸衣", "Coats") "</attribute></entity>"
    "<entity id=\"post\">" TWO("职", "post") "<attribute id=\"hue\" type=\"colour\">" TWO("职色", "Hue")
    "</attribute></entity>"
    "<entity id=\"sanction\">" TWO("罚", "sanction") "<attribute id=\"heavy\" type=\"boolean\">" TWO("重", "Heavy")
    "</attribute></entity><entity id=\"duty_record\">" TWO("记", "record") "</entity></vocabulary>";
/* clang-format on */

/* clang-format off */
static const char book[] =
    "<rulebook xmlns=\"urn:wenze:rulebook:1\" id=\"x\" status=\"in_force\" from=\"2000-01-01\" jurisdiction=\"\">"
    "<title xml:lang=\"zh-CN\">甲</title><title xml:lang=\"en\">A</title>"
    "<short-title xml:lang=\"zh-CN\">甲</short-title><short-title xml:lang=\"en\">A</short-title>"
    "<parameter id=\"deep\" type=\"integer\" value=\"7\">" TWO("很深", "very deep") "</parameter>"
    "<ground id=\"x.1\" modality=\"must\">" TWO("淋雨", "Rained upon") "<when>person.wet</when></ground></rulebook>";
/* clang-format on */

static small_law law;

static int start(void)
{
    static const char *const books[] = {book, NULL};
    /* the frame that tests share reads attributes which this vocabulary has not: one of its own */
    /* clang-format off */
    static const char frame[] =
        "<frame xmlns=\"urn:wenze:frame:1\"><kind id=\"ground\" part=\"ground\">" TWO("情形", "Grounds")
        "</kind><field name=\"outcome\"><value name=\"any\">" TWO("任", "any")
        "<when>true</when></value></field></frame>";
    /* clang-format on */
    law = (small_law){.diag = wz_diag_new()};
    law.code = wz_load_vocabulary_memory(&law.vocabulary, "v", vocabulary, strlen(vocabulary), law.diag);
    if (law.code == WZ_OK)
        law.code = wz_load_frame_memory(&law.frame, "f", frame, strlen(frame), law.vocabulary, law.diag);
    if (law.code == WZ_OK)
        law.code = wz_load_rulebook_memory(&law.books[0], "b", books[0], strlen(books[0]), law.vocabulary, law.frame,
                                           law.diag);
    law.listed[0] = law.books[0];
    law.law = (wz_law){law.vocabulary, law.frame, NULL, NULL, 1};
    if (!small_law_build(&law))
        show_problems(law.diag);
    return law.engine ? 0 : 1;
}

static int stop(void)
{
    small_law_close(&law);
    return 0;
}

static void check_words(const char *expression, const char *zh, const char *en)
{
    const char *const wanted[] = {[WZ_ZH] = zh, [WZ_EN] = en};
    for (int lang = WZ_ZH; lang <= WZ_EN; lang++) {
        wz_buffer out = {0};
        CU_ASSERT_EQUAL(wz_words_of(&out, law.engine->networks[0], expression, (wz_lang)lang), WZ_OK);
        CU_ASSERT_TRUE(same_text(out.data, wanted[lang]));
        wz_buffer_free(&out);
    }
}

static void test_words__attributes_speak_by_their_labels(void)
{
    check_words("person.wet", "淋湿", "Got wet");
    check_words("incident.rain and person.wet", "下雨，且淋湿", "It rained, and Got wet");
    check_words("incident.rain or person.wet", "下雨，或者淋湿", "It rained, or Got wet");
    check_words("not(incident.rain)", "并非（下雨）", "not (It rained)");
}

static void test_words__brackets_stand_where_they_are_needed(void)
{
    check_words("incident.rain and (person.wet or incident.depth > 3)", "下雨，且（淋湿，或者水深大于3）",
                "It rained, and (Got wet, or Depth is above 3)");
    check_words("(incident.rain and person.wet) or incident.depth > 3", "（下雨，且淋湿），或者水深大于3",
                "(It rained, and Got wet), or Depth is above 3");
    check_words("not(incident.rain and person.wet)", "并非（下雨，且淋湿）", "not (It rained, and Got wet)");
}

static void test_words__values_speak_by_their_labels(void)
{
    check_words("person.coat = \"red\"", "衣色为“红”", "Coat is “Red”");
    check_words("person.coat != \"green\"", "衣色不为“绿”", "Coat is not “Green”");
    check_words("person.coat in (\"red\", \"green\")", "衣色为下列之一：“红”、“绿”", "Coat is one of: “Red”, “Green”");
    check_words("list contains(person.coats, \"red\")", "诸衣包括“红”", "Coats includes “Red”");
    check_words("incident.depth = 3 and person.coat = \"red\"", "水深为3，且衣色为“红”",
                "Depth is 3, and Coat is “Red”");
}

static void test_words__comparisons_and_ranges(void)
{
    check_words("incident.depth >= 3", "水深不少于3", "Depth is at least 3");
    check_words("incident.depth <= 3", "水深不超过3", "Depth is at most 3");
    check_words("incident.depth between 3 and 9", "水深在3至9之间（含）", "Depth is between 3 and 9 (included)");
    check_words("incident.depth in [3..9)", "水深为下列之一：3（含）至9（不含）",
                "Depth is one of: 3 (included) to 9 (not included)");
    check_words("incident.depth > deep", "水深大于很深（7）", "Depth is above very deep (7)");
}

static void test_words__findings_speak_by_rule_or_kind(void)
{
    check_words("findings[rule = \"x.1\"].holds", "“淋雨”（x.1）成立", "“Rained upon” (x.1) holds");
    check_words("findings[rule = \"x.1\"].condition", "“淋雨”（x.1）的条件成立",
                "“Rained upon” (x.1)’s condition is met");
    check_words("some g in findings[kind = \"ground\"] satisfies g.holds", "有一项情形成立", "some of Grounds holds");
    check_words("every g in findings[kind = \"ground\"] satisfies not(g.condition)", "每一项情形：并非（其条件成立）",
                "for each of Grounds: not (its condition is met)");
}

static void test_words__lists_of_the_case(void)
{
    check_words("some s in sanctions satisfies s.heavy", "有一项该人员所受的处理（s）：重",
                "for some of the person’s sanctions (s): Heavy");
    check_words("every p in posts satisfies p.hue = \"red\"", "每一项该人员的任职（p）：职色为“红”",
                "for each of the person’s posts (p): Hue is “Red”");
    check_words("count(sanctions) > 2", "该人员所受的处理的项数大于2",
                "the number of the person’s sanctions is above 2");
    check_words("as_of > incident.day", "所问之日晚于当日", "the day asked about is after The day");
}

static void test_words__what_does_not_parse_stands_as_it_is(void)
{
    check_words("person.wet and (", "person.wet and (", "person.wet and (");
}

/* Every condition of the real law and of every reading comes out, and no bracket is left open. */
static void test_words__every_condition_of_the_real_law(void)
{
    wz_law *real = NULL;
    wz_engine *engine = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_load_law(&real, "rules", NULL), WZ_OK);
    CU_ASSERT_EQUAL_FATAL(wz_engine_build(&engine, real, NULL), WZ_OK);
    size_t read = 0;
    for (size_t b = 0; b < real->rulebook_count; b++)
        for (size_t r = 0; r < real->rulebooks[b]->rule_count; r++)
            for (int lang = WZ_ZH; lang <= WZ_EN; lang++) {
                const char *when = real->rulebooks[b]->rules[r].when.text;
                wz_buffer out = {0};
                if (!when)
                    continue;
                CU_ASSERT_EQUAL(wz_words_of(&out, engine->networks[b], when, (wz_lang)lang), WZ_OK);
                int depth = 0;
                for (const char *at = out.data; at && *at; at++)
                    depth += (strncmp(at, "（", 3) == 0 || *at == '(') - (strncmp(at, "）", 3) == 0 || *at == ')');
                CU_ASSERT_EQUAL(depth, 0);
                CU_ASSERT_TRUE(out.length > 0 && strstr(out.data, "person.") == NULL &&
                               strstr(out.data, "incident.") == NULL);
                if (out.length && (strstr(out.data, "person.") || strstr(out.data, "incident.")))
                    fprintf(stderr, "    %s: %s\n", real->rulebooks[b]->rules[r].id, out.data);
                read++;
                wz_buffer_free(&out);
            }
    CU_ASSERT_TRUE(read > 300);
    wz_engine_free(engine);
    wz_law_free(real);
}

CU_pSuite test_explain_words_suite(void)
{
    CU_pSuite suite = CU_add_suite("explain: conditions in words", start, stop);
    if (!suite)
        return NULL;
#define ADD(test) CU_add_test(suite, #test, test)
    ADD(test_words__attributes_speak_by_their_labels);
    ADD(test_words__brackets_stand_where_they_are_needed);
    ADD(test_words__values_speak_by_their_labels);
    ADD(test_words__comparisons_and_ranges);
    ADD(test_words__findings_speak_by_rule_or_kind);
    ADD(test_words__lists_of_the_case);
    ADD(test_words__what_does_not_parse_stands_as_it_is);
    ADD(test_words__every_condition_of_the_real_law);
#undef ADD
    return suite;
}
