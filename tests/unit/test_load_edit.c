/* Edits of a case's XML: what they change, that they change nothing else, and what they say when they cannot. The law is
 * rules/. */
#include "load_common.h"

#include "load/edit.h"

#include <CUnit/CUnit.h>

CU_pSuite test_load_edit_suite(void);

static wz_law *law;

static const char text[] =
    "\xEF\xBB\xBF<?xml version='1.0' encoding=\"UTF-8\"?>\r\n"
    "<!-- 头 --><case xmlns=\"urn:wenze:case:1\" id=\"c1\" title='甲\"乙'\r\n"
    "      as-of=\"2020-03-01\" >\r\n"
    "  <evidence id=\"e1\" title=\"报告\"/> <!-- 证据 -->\r\n"
    "  <incident id=\"i1\" subject=\"true\"><fact name=\"incident_date\" value=\"2019-07-01\"/> <fact name=\"deaths\" "
    "at-least=\"3\"/></incident>\r\n"
    "  <incident id=\"i2\"/>\r\n"
    "  <person id=\"p1\" name=\"张三\">\r\n"
    "    <post id=\"po1\" role=\"gov_head\"   from='2018-05'\r\n"
    "          body=\"government\"><to open=\"true\"/></post>\r\n"
    "    <fact name=\"nature_vile\" value=\"true\" standing=\"alleged\" evidence=\"e1\" from=\"2019-07-02\"/><!-- 信 "
    "-->\r\n"
    "    <fact id=\"own\" name=\"duty_performance_deficient\" in=\"i2\" value=\"false\"/>\r\n"
    "    <sanction id=\"s1\" kind=\"admonition\" decision-date=\"2019-08-31\"/>\r\n"
    "    <examined facts=\"weight\"/>\r\n"
    "  </person>\r\n"
    "</case>\r\n";

static int edit(wz_buffer *out, const char *from, size_t size, const wz_edit *edits, size_t count)
{
    wz_edited edited;
    wz_diag *diag = wz_diag_new();
    const wz_case_bytes bytes = {"case.xml", from, size};
    int code = wz_edit_case(&edited, &bytes, law->vocabulary, edits, count, diag);
    if (code == WZ_OK)
        wz_buffer_add(out, edited.bytes, edited.size);
    for (size_t i = 0; code != WZ_OK && i < wz_diag_count(diag); i++) {
        const wz_problem *problem = wz_diag_at(diag, i);
        if (problem->severity == WZ_ERROR)
            wz_buffer_printf(out, "%s: %s %s; %s\n", problem->place_count ? problem->places[0].file : "", problem->id,
                             problem->message, problem->advice);
    }
    if (code == WZ_OK)
        wz_edited_free(&edited);
    wz_diag_free(diag);
    return code;
}

/* Apply one edit in its textual form to `text`: the result must be `text` with `before` replaced by `after`. */
static void changes(wz_edit_verb verb, const char *form, const char *before, const char *after)
{
    wz_buffer out = {0}, wanted = {0};
    const char *found = strstr(text, before);
    CU_ASSERT_PTR_NOT_NULL_FATAL(found);
    wz_buffer_add(&wanted, text, (size_t)(found - text));
    wz_buffer_puts(&wanted, after);
    wz_buffer_puts(&wanted, found + strlen(before));
    const wz_edit one = {.version = 1, .verb = verb, .text = form};
    int code = edit(&out, text, sizeof text - 1, &one, 1);
    CU_ASSERT_EQUAL(code, WZ_OK);
    bool same = out.length == wanted.length && memcmp(out.data, wanted.data, out.length) == 0;
    if (!same)
        fprintf(stderr, "\n%s gives\n%s\n", form, out.data ? out.data : "");
    CU_ASSERT_TRUE(same);
    wz_buffer_free(&out);
    wz_buffer_free(&wanted);
}

static void sets(const char *form, const char *before, const char *after)
{
    changes(WZ_EDIT_SET, form, before, after);
}

static void test_load_edit__states_what_was_not_stated(void)
{
    static const char *const last = "value=\"false\"/>\r\n    <sanction";
    sets("p1.took_remedial_measures=true", last,
         "value=\"false\"/>\r\n    <fact name=\"took_remedial_measures\" in=\"i1\" value=\"true\"/>\r\n    <sanction");
    sets(
        "p1.took_remedial_measures = 否 @反映 #e1", last,
        "value=\"false\"/>\r\n    <fact name=\"took_remedial_measures\" in=\"i1\" value=\"false\" standing=\"alleged\" "
        "evidence=\"e1\"/>\r\n    <sanction");
    sets("p1.took_remedial_measures=true in:i2 from:2019-07-02 to:2019-07-03", last,
         "value=\"false\"/>\r\n    <fact name=\"took_remedial_measures\" in=\"i2\" value=\"true\" from=\"2019-07-02\" "
         "to=\"2019-07-03\"/>\r\n    <sanction");
    sets("i1.serious_injuries=3..9", "at-least=\"3\"/></incident>",
         "at-least=\"3\"/> <fact name=\"serious_injuries\" at-least=\"3\" at-most=\"9\"/></incident>");
    sets("i2.deaths>=1", "<incident id=\"i2\"/>",
         "<incident id=\"i2\">\r\n    <fact name=\"deaths\" at-least=\"1\"/>\r\n  </incident>");
    sets("i2.deaths≤1", "<incident id=\"i2\"/>",
         "<incident id=\"i2\">\r\n    <fact name=\"deaths\" at-most=\"1\"/>\r\n  </incident>");
    sets("s1.imposed_alone=true", "decision-date=\"2019-08-31\"/>",
         "decision-date=\"2019-08-31\">\r\n      <fact name=\"imposed_alone\" value=\"true\"/>\r\n    </sanction>");
}

static void test_load_edit__restates_what_was_stated(void)
{
    static const char *const vile =
        "<fact name=\"nature_vile\" value=\"true\" standing=\"alleged\" evidence=\"e1\" from=\"2019-07-02\"/>";
    sets("p1.nature_vile=false", vile, "<fact name=\"nature_vile\" value=\"false\" from=\"2019-07-02\"/>");
    sets("p1.nature_vile=true@disputed#e1", vile,
         "<fact name=\"nature_vile\" value=\"true\" standing=\"disputed\" evidence=\"e1\" from=\"2019-07-02\"/>");
    sets("f3=true@refuted", vile,
         "<fact name=\"nature_vile\" value=\"true\" standing=\"refuted\" from=\"2019-07-02\"/>");
    sets("own=true#e1", "in=\"i2\" value=\"false\"/>", "in=\"i2\" value=\"true\" evidence=\"e1\"/>");
    sets("i1.deaths=3", "at-least=\"3\"", "value=\"3\"");
    sets("i1.deaths=..9", "at-least=\"3\"", "at-most=\"9\"");
    /* of another incident */
    sets("p1.duty_performance_deficient=true in:i2", "value=\"false\"", "value=\"true\"");
    sets("p1.duty_performance_deficient=true", "value=\"false\"/>\r\n    <sanction",
         "value=\"false\"/>\r\n    <fact name=\"duty_performance_deficient\" in=\"i1\" value=\"true\"/>\r\n    "
         "<sanction");
}

static void test_load_edit__writes_xml_attributes(void)
{
    sets("po1.from=2018-06", "from='2018-05'", "from='2018-06'");
    sets("po1.post_from=2018-06", "from='2018-05'", "from='2018-06'");
    sets("po1.任职起=2018-06", "from='2018-05'", "from='2018-06'");
    sets("po1.role=party_head", "role=\"gov_head\"", "role=\"party_head\"");
    sets("po1.to=2019-12-31", "body=\"government\"><to open=\"true\"/></post>",
         "body=\"government\" to=\"2019-12-31\"></post>");
    sets("po1.term_to=2021-12-31", "body=\"government\">", "body=\"government\" term-to=\"2021-12-31\">");
    sets("po1.from=2018-06@alleged", "   from='2018-05'\r\n          body=\"government\"><to open=\"true\"/></post>",
         "\r\n          body=\"government\"><to open=\"true\"/> <fact name=\"post_from\" value=\"2018-06\" "
         "standing=\"alleged\"/></post>");
    sets("case.as-of=2020-04-01", "as-of=\"2020-03-01\"", "as-of=\"2020-04-01\"");
    sets("c1.title=\"丙 & <丁> \"\"戊\"\" #3\"", "title='甲\"乙'", "title='丙 &amp; &lt;丁&gt; &quot;戊&quot; #3'");
    sets("e1.date=2019-09-01", "title=\"报告\"/>", "title=\"报告\" date=\"2019-09-01\"/>");
    sets("p1.name=李四", "name=\"张三\"", "name=\"李四\"");
    sets("case.title=", " title='甲\"乙'", "");
}

static void test_load_edit__withdraws(void)
{
    static const char *const own =
        "\r\n    <fact id=\"own\" name=\"duty_performance_deficient\" in=\"i2\" value=\"false\"/>";
    changes(WZ_EDIT_UNSET, "p1.duty_performance_deficient in:i2", own, "");
    changes(WZ_EDIT_UNSET, "own", own, "");
    changes(WZ_EDIT_UNSET, "p1.duty_performance_deficient", own, own); /* none in the subject incident */
    sets("own=unknown", own, "");
    sets("own=?", own, "");
    changes(WZ_EDIT_UNSET, "po1.from", "   from='2018-05'", "");
    changes(WZ_EDIT_UNSET, "po1.to", "<to open=\"true\"/>", "");
    changes(WZ_EDIT_UNSET, "i1.deaths", " <fact name=\"deaths\" at-least=\"3\"/>", "");
    changes(WZ_EDIT_UNSET, "case.as-of", "\r\n      as-of=\"2020-03-01\"", "");
    /* a comment behind it stays */
    changes(WZ_EDIT_UNSET, "p1.nature_vile",
            "<fact name=\"nature_vile\" value=\"true\" standing=\"alleged\" evidence=\"e1\" from=\"2019-07-02\"/>", "");
}

static void struct_changes(const wz_edit *one, const char *before, const char *after)
{
    wz_buffer out = {0}, wanted = {0};
    const char *found = strstr(text, before);
    CU_ASSERT_PTR_NOT_NULL_FATAL(found);
    wz_buffer_add(&wanted, text, (size_t)(found - text));
    wz_buffer_puts(&wanted, after);
    wz_buffer_puts(&wanted, found + strlen(before));
    CU_ASSERT_EQUAL(edit(&out, text, sizeof text - 1, one, 1), WZ_OK);
    bool same = out.length == wanted.length && memcmp(out.data, wanted.data, out.length) == 0;
    if (!same)
        fprintf(stderr, "\n%s\n", out.data ? out.data : "");
    CU_ASSERT_TRUE(same);
    wz_buffer_free(&out);
    wz_buffer_free(&wanted);
}

static void test_load_edit__adds_and_removes(void)
{
    const wz_edit_field evidence[] = {{"title", "笔录"}, {"date", NULL}};
    struct_changes(&(wz_edit){1, WZ_EDIT_ADD, NULL, NULL, "evidence", evidence, 2}, "<!-- 证据 -->",
                   "<!-- 证据 -->\r\n  <evidence id=\"e2\" title=\"笔录\"/>");
    const wz_edit_field post[] = {{"id", "po7"}, {"role", "party_head"}, {"to", "null"}};
    struct_changes(&(wz_edit){1, WZ_EDIT_ADD, NULL, "p1", "post", post, 3}, "</post>",
                   "</post>\r\n    <post id=\"po7\" role=\"party_head\"><to open=\"true\"/></post>");
    const wz_edit_field complete[] = {{"list", "sanctions"}, {"from", "2015-01-01"}};
    struct_changes(&(wz_edit){1, WZ_EDIT_ADD, NULL, "p1", "complete", complete, 2}, "2019-08-31\"/>",
                   "2019-08-31\"/>\r\n    <complete list=\"sanctions\" from=\"2015-01-01\"/>");
    struct_changes(&(wz_edit){1, WZ_EDIT_ADD, NULL, NULL, "person", NULL, 0}, "  </person>",
                   "  </person>\r\n  <person id=\"p2\"/>");
    struct_changes(&(wz_edit){1, WZ_EDIT_REMOVE, NULL, "s1", NULL, NULL, 0},
                   "\r\n    <sanction id=\"s1\" kind=\"admonition\" decision-date=\"2019-08-31\"/>", "");
    const wz_edit_field examined[] = {{"facts", "weight"}};
    struct_changes(&(wz_edit){1, WZ_EDIT_REMOVE, NULL, "p1", "examined", examined, 1},
                   "\r\n    <examined facts=\"weight\"/>", "");
    wz_buffer out = {0};
    CU_ASSERT_EQUAL(edit(&out, text, sizeof text - 1, &(wz_edit){1, WZ_EDIT_REMOVE, NULL, "e1", NULL, NULL, 0}, 1),
                    WZ_OK);
    CU_ASSERT_PTR_NULL(strstr(out.data, "e1"));
    wz_buffer_free(&out);
}

/* A second statement beside the first, which stays as it is; of the subject incident unless another is named. */
static void test_load_edit__adds_a_second_statement(void)
{
    static const char *const last = "value=\"false\"/>\r\n    <sanction";
    const wz_edit_field vile[] = {
        {"name", "nature_vile"}, {"value", "false"}, {"evidence", "e1"}, {"from", ""}, {"standing", ""}};
    struct_changes(&(wz_edit){1, WZ_EDIT_ADD, NULL, "p1", "fact", vile, 5}, last,
                   "value=\"false\"/>\r\n    <fact name=\"nature_vile\" in=\"i1\" value=\"false\" "
                   "evidence=\"e1\"/>\r\n    <sanction");
    const wz_edit_field other[] = {{"name", "duty_performance_deficient"},
                                   {"in", "i2"},
                                   {"value", "true"},
                                   {"standing", "disputed"},
                                   {"from", "2019-01-02"},
                                   {"to", "2019-03-04"},
                                   {"duty", "bj2019.6.2a"},
                                   {"under", "bj2019"}};
    struct_changes(&(wz_edit){1, WZ_EDIT_ADD, NULL, "p1", "fact", other, 8}, last,
                   "value=\"false\"/>\r\n    <fact name=\"duty_performance_deficient\" in=\"i2\" value=\"true\" "
                   "standing=\"disputed\" from=\"2019-01-02\" to=\"2019-03-04\" duty=\"bj2019.6.2a\" "
                   "under=\"bj2019\"/>\r\n    <sanction");
    /* beside what the post's own element states, and beside its open end */
    const wz_edit_field begin[] = {{"name", "from"}, {"value", "2018-06"}, {"standing", "alleged"}};
    struct_changes(&(wz_edit){1, WZ_EDIT_ADD, NULL, "po1", "fact", begin, 3}, "<to open=\"true\"/></post>",
                   "<to open=\"true\"/> <fact name=\"post_from\" value=\"2018-06\" standing=\"alleged\"/></post>");
    const wz_edit_field deaths[] = {{"name", "deaths"}, {"at-least", "4"}, {"at-most", "4"}};
    struct_changes(&(wz_edit){1, WZ_EDIT_ADD, NULL, "i1", "fact", deaths, 3}, "at-least=\"3\"/></incident>",
                   "at-least=\"3\"/> <fact name=\"deaths\" at-least=\"4\" at-most=\"4\"/></incident>");
}

/* A field given empty is taken out; what states a fact in its element becomes a <fact> for it. */
static void test_load_edit__takes_out_what_is_given_empty(void)
{
    const wz_edit_field whole[] = {{"value", "true"}, {"standing", "alleged"}, {"evidence", "e1"}, {"from", ""}};
    struct_changes(&(wz_edit){1, WZ_EDIT_SET, NULL, "f3", NULL, whole, 4},
                   "standing=\"alleged\" evidence=\"e1\" from=\"2019-07-02\"/>",
                   "standing=\"alleged\" evidence=\"e1\"/>");
    const wz_edit_field moved[] = {{"value", "false"}, {"in", ""}, {"id", ""}};
    struct_changes(&(wz_edit){1, WZ_EDIT_SET, NULL, "own", NULL, moved, 3},
                   "<fact id=\"own\" name=\"duty_performance_deficient\" in=\"i2\" value=\"false\"/>",
                   "<fact name=\"duty_performance_deficient\" value=\"false\"/>");
    const wz_edit_field apart[] = {{"value", "2018-05"}, {"from", ""}};
    struct_changes(&(wz_edit){1, WZ_EDIT_SET, NULL, "po1", "from", apart, 2},
                   "   from='2018-05'\r\n          body=\"government\"><to open=\"true\"/></post>",
                   "\r\n          body=\"government\"><to open=\"true\"/> <fact name=\"post_from\" "
                   "value=\"2018-05\"/></post>");
}

/* Two declarations on the same facts: that which is named goes, the other stays. */
static void test_load_edit__removes_the_declaration_that_is_named(void)
{
    static const char two[] =
        "<case xmlns=\"urn:wenze:case:1\" id=\"c1\"><incident id=\"i1\" subject=\"true\"/><person id=\"p1\">"
        "<examined facts=\"weight  path\"/><examined facts=\"weight path\" by=\"甲\" on=\"2020-01-02\"/>"
        "</person></case>";
    const wz_edit_field bare[] = {{"facts", "weight path"}, {"in", ""}, {"by", ""}, {"on", ""}};
    const wz_edit_field signed_by[] = {{"facts", "weight path"}, {"in", ""}, {"by", "甲"}, {"on", "2020-01-02"}};
    wz_buffer out = {0};
    const wz_edit first = {1, WZ_EDIT_REMOVE, NULL, "p1", "examined", bare, 4},
                  second = {1, WZ_EDIT_REMOVE, NULL, "p1", "examined", signed_by, 4};
    CU_ASSERT_EQUAL_FATAL(edit(&out, two, sizeof two - 1, &first, 1), WZ_OK);
    CU_ASSERT_PTR_NULL(strstr(out.data, "\"weight  path\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(out.data, "by=\"甲\""));
    wz_buffer_free(&out);
    CU_ASSERT_EQUAL_FATAL(edit(&out, two, sizeof two - 1, &second, 1), WZ_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(out.data, "\"weight  path\""));
    CU_ASSERT_PTR_NULL(strstr(out.data, "by="));
    wz_buffer_free(&out);
}

/* Each edit, and the message it gives. */
static const struct {
    wz_edit edit;
    const char *message;
} faults[] = {
    {{1, WZ_EDIT_SET, "p1.nature_vil=true", NULL, NULL, NULL, 0},
     "p1.nature_vil=true: EDIT-003 <person> has no attribute 'nature_vil'; did you mean 'nature_vile'?\n"},
    {{1, WZ_EDIT_SET, "pp1.nature_vile=true", NULL, NULL, NULL, 0},
     "pp1.nature_vile=true: EDIT-002 the case has nothing with the id 'pp1'; did you mean 'p1'?\n"},
    {{1, WZ_EDIT_SET, "p1.nature_vile", NULL, NULL, NULL, 0},
     "p1.nature_vile: EDIT-001 there is no '=' in it; write it as in p1.took_remedial_measures=true\n"},
    {{1, WZ_EDIT_SET, "p1.nature_vile=true@aleged", NULL, NULL, NULL, 0},
     "p1.nature_vile=true@aleged: EDIT-001 'aleged' is no standing; did you mean 'alleged'?\n"},
    {{1, WZ_EDIT_SET, "p1.nature_vile=maybe", NULL, NULL, NULL, 0},
     "p1.nature_vile=maybe: TYPE-001 nature_vile: 'maybe' is not a truth value; write true or false\n"},
    {{1, WZ_EDIT_SET, "p1.nature_vile=true#e9", NULL, NULL, NULL, 0},
     "p1.nature_vile=true#e9: REF-030 'e9' names no evidence of the case; add it, or correct the id\n"},
    {{1, WZ_EDIT_SET, "e1.title=\"a", NULL, NULL, NULL, 0},
     "e1.title=\"a: EDIT-001 the quotation mark is not closed; write it as in e1.title=\"…\"\n"},
    {{1, WZ_EDIT_SET, "e1.title=\"a\" b", NULL, NULL, NULL, 0},
     "e1.title=\"a\" b: EDIT-001 something stands behind the quotation mark; write \"\" for one within it\n"},
    {{1, WZ_EDIT_SET, "=true", NULL, NULL, NULL, 0},
     "=true: EDIT-001 it names nothing of the case; begin with an id, as in p1.took_remedial_measures\n"},
    {{1, WZ_EDIT_SET, "e1.nature_vile=true", NULL, NULL, NULL, 0},
     "e1.nature_vile=true: EDIT-003 <evidence> has no attribute 'nature_vile'; name one of the vocabulary's\n"},
    {{1, WZ_EDIT_ADD, NULL, NULL, "post", NULL, 0},
     "add post: EDIT-005 <post> cannot be added or removed here; name the person that it belongs to, or for the case "
     "none\n"},
    {{1, WZ_EDIT_ADD, NULL, "p1", "psot", NULL, 0},
     "add psot in p1: EDIT-005 <psot> cannot be added or removed here; did you mean 'post'?\n"},
    {{1, WZ_EDIT_ADD, NULL, "p1", "fact", (const wz_edit_field[]){{"name", "nature_vil"}, {"value", "true"}}, 2},
     "add fact in p1: EDIT-003 <person> has no attribute 'nature_vil'; did you mean 'nature_vile'?\n"},
    {{1, WZ_EDIT_ADD, NULL, "e1", "fact", (const wz_edit_field[]){{"name", "nature_vile"}}, 1},
     "add fact in e1: EDIT-003 <evidence> has no attribute 'nature_vile'; name one of the vocabulary's\n"},
    {{1, WZ_EDIT_ADD, NULL, "p1", "fact", (const wz_edit_field[]){{"name", "nature_vile"}}, 1},
     "add fact in p1: FORM-011 <fact> does not say one thing; give it either value=, or at-least= and at-most= or one "
     "of them\n"},
    {{1, WZ_EDIT_REMOVE, NULL, "p1", "fact", NULL, 0},
     "remove fact in p1: EDIT-005 <fact> cannot be added or removed here; withdraw it with an unset edit\n"},
    {{1, WZ_EDIT_REMOVE, NULL, "i2", NULL, NULL, 0},
     "remove i2: REF-030 'i2' names no incident of the case; add it, or correct the id\n"},
    {{1, WZ_EDIT_REMOVE, NULL, "p1", "complete", NULL, 0},
     "remove complete in p1: EDIT-006 there is no such <complete> to remove; look at its XML attributes in the case\n"},
    {{1, WZ_EDIT_REMOVE, NULL, "c1", NULL, NULL, 0},
     "remove c1: EDIT-005 <case> cannot be added or removed here; name what is to be removed by its id\n"},
    {{1, WZ_EDIT_REMOVE, NULL, "i1", NULL, NULL, 0},
     "remove i1: CASE-001 no incident has subject=\"true\"; mark the one that the case is about\n"},
    {{1, WZ_EDIT_SET, "e1.title=a\x01", NULL, NULL, NULL, 0},
     "e1.title=a\x01: EDIT-007 a value holds a control character, which XML cannot; take it out\n"},
};

static void test_load_edit__says_what_is_wrong(void)
{
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        wz_buffer out = {0};
        CU_ASSERT_EQUAL(edit(&out, text, sizeof text - 1, &faults[i].edit, 1), WZ_EINPUT);
        bool same = out.length && strcmp(out.data, faults[i].message) == 0;
        if (!same)
            fprintf(stderr, "\nwanted %sgot    %s", faults[i].message, out.length ? out.data : "nothing\n");
        CU_ASSERT_TRUE(same);
        wz_buffer_free(&out);
    }
}

/* The fault is the second edit's, though only the whole was read back. */
static void test_load_edit__blames_the_edit_at_fault(void)
{
    const wz_edit edits[] = {{.verb = WZ_EDIT_SET, .text = "p1.nature_vile=true"},
                             {.verb = WZ_EDIT_SET, .text = "i1.deaths=many"},
                             {.verb = WZ_EDIT_SET, .text = "i1.deaths>=1"}};
    wz_buffer out = {0};
    CU_ASSERT_EQUAL(edit(&out, text, sizeof text - 1, edits, 2), WZ_EINPUT);
    CU_ASSERT_TRUE(out.length && begins(out.data, "i1.deaths=many: TYPE-002"));
    wz_buffer_free(&out);
    CU_ASSERT_EQUAL(edit(&out, text, sizeof text - 1, edits, 3), WZ_OK);
    wz_buffer_free(&out);
}

static void test_load_edit__ambiguous_facts_of_duties(void)
{
    static const char twice[] = "<case xmlns=\"urn:wenze:case:1\" id=\"c1\"><incident id=\"i1\" subject=\"true\"/>"
                                "<person id=\"p1\"><fact name=\"duty_performance_deficient\" value=\"true\" "
                                "under=\"bj2019\"/><fact name=\"duty_performance_deficient\" value=\"true\" "
                                "under=\"tz2014\"/></person></case>";
    wz_buffer out = {0};
    const wz_edit unclear = {.verb = WZ_EDIT_SET, .text = "p1.duty_performance_deficient=false"};
    CU_ASSERT_EQUAL(edit(&out, twice, sizeof twice - 1, &unclear, 1), WZ_EINPUT);
    CU_ASSERT_TRUE(out.length && strstr(out.data, "EDIT-004"));
    wz_buffer_free(&out);
    const wz_edit clear = {.verb = WZ_EDIT_SET, .text = "p1.duty_performance_deficient=false under:tz2014"};
    CU_ASSERT_EQUAL(edit(&out, twice, sizeof twice - 1, &clear, 1), WZ_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(out.data, "value=\"false\" under=\"tz2014\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(out.data, "value=\"true\" under=\"bj2019\""));
    wz_buffer_free(&out);
}

/* The textual form that is written for an edit reads back to the same edit. */
static void test_load_edit__text_of_an_edit_reads_back(void)
{
    const wz_edit_field fields[] = {{"value", "甲 \"乙\" @alleged#3"},
                                    {"standing", "disputed"},
                                    {"evidence", "e1 e2"},
                                    {"in", "i1"},
                                    {"duty", "bj2019.6.2a"}};
    const wz_edit edit = {1, WZ_EDIT_SET, NULL, "p1", "x", fields, 5};
    wz_arena *arena = wz_arena_new();
    wz_edit read;
    const wz_edit written = {1, WZ_EDIT_SET, wz_edit_text(&edit, arena), NULL, NULL, NULL, 0};
    CU_ASSERT_STRING_EQUAL(written.text, "p1.x=\"甲 \"\"乙\"\" @alleged#3\"@disputed#e1,e2 in:i1 duty:bj2019.6.2a");
    CU_ASSERT_EQUAL(wz_edit_read(&read, &written, arena, NULL), WZ_OK);
    CU_ASSERT_EQUAL(read.field_count, 5);
    CU_ASSERT_STRING_EQUAL(read.of, "p1");
    CU_ASSERT_STRING_EQUAL(wz_edit_text(&(wz_edit){1, WZ_EDIT_SET, NULL, read.of, read.name, read.fields, 5}, arena),
                           written.text);
    wz_arena_free(arena);
}

static void test_load_edit__blank_case(void)
{
    wz_edited made;
    const wz_case_heading heading = {1, "c9", "新案<1>", "北京市/通州区", "2020-01-02", "i7", "2019-06"};
    CU_ASSERT_EQUAL_FATAL(wz_edit_blank(&made, law->vocabulary, &heading, NULL), WZ_OK);
    CU_ASSERT_STRING_EQUAL(made.bytes,
                           "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<case xmlns=\"urn:wenze:case:1\" id=\"c9\" title=\"新案&lt;1&gt;\" "
                           "jurisdiction=\"北京市/通州区\" as-of=\"2020-01-02\">\n"
                           "  <incident id=\"i7\" subject=\"true\">\n"
                           "    <fact name=\"incident_date\" value=\"2019-06\"/>\n  </incident>\n</case>\n");
    CU_ASSERT_STRING_EQUAL(made.subject->id, "c9");
    wz_edited_free(&made);
    const wz_case_heading bad = {1, "c 9", NULL, NULL, NULL, NULL, NULL};
    CU_ASSERT_EQUAL(wz_edit_blank(&made, law->vocabulary, &bad, NULL), WZ_EINPUT);
}

typedef struct {
    size_t left;
} allowance;

static void *refuse(void *user, void *ptr, size_t size)
{
    allowance *a = user;
    if (size == 0) {
        free(ptr);
        return NULL;
    }
    if (a->left == 0)
        return NULL;
    a->left--;
    return realloc(ptr, size);
}

static void test_load_edit__survives_failing_allocations(void)
{
    const wz_edit edits[] = {{.verb = WZ_EDIT_SET, .text = "p1.nature_vile=true@alleged#e1"},
                             {.verb = WZ_EDIT_ADD, .of = "p1", .name = "post"},
                             {.verb = WZ_EDIT_REMOVE, .of = "e1"}};
    const wz_case_bytes bytes = {"case.xml", text, sizeof text - 1};
    int code = WZ_ENOMEM;
    size_t n = 0;
    for (; code != WZ_OK && n < 10000; n++) {
        allowance a = {n};
        wz_edited made;
        wz_alloc_set(refuse, &a);
        code = wz_edit_case(&made, &bytes, law->vocabulary, edits, 3, NULL);
        wz_alloc_set(NULL, NULL);
        CU_ASSERT_TRUE(code == WZ_OK || code == WZ_ENOMEM);
        wz_edited_free(&made);
    }
    CU_ASSERT_EQUAL(code, WZ_OK);
    CU_ASSERT_TRUE(n > 20);
}

static int set_up(void)
{
    return wz_load_law(&law, "rules", NULL) == WZ_OK ? 0 : 1;
}

static int tear_down(void)
{
    wz_law_free(law);
    return 0;
}

CU_pSuite test_load_edit_suite(void)
{
    CU_pSuite suite = CU_add_suite("load_edit", set_up, tear_down);
    if (suite) {
        CU_add_test(suite, "states what was not stated", test_load_edit__states_what_was_not_stated);
        CU_add_test(suite, "restates what was stated", test_load_edit__restates_what_was_stated);
        CU_add_test(suite, "writes XML attributes", test_load_edit__writes_xml_attributes);
        CU_add_test(suite, "withdraws", test_load_edit__withdraws);
        CU_add_test(suite, "adds and removes", test_load_edit__adds_and_removes);
        CU_add_test(suite, "adds a second statement", test_load_edit__adds_a_second_statement);
        CU_add_test(suite, "takes out what is given empty", test_load_edit__takes_out_what_is_given_empty);
        CU_add_test(suite, "removes the declaration that is named",
                    test_load_edit__removes_the_declaration_that_is_named);
        CU_add_test(suite, "says what is wrong", test_load_edit__says_what_is_wrong);
        CU_add_test(suite, "blames the edit at fault", test_load_edit__blames_the_edit_at_fault);
        CU_add_test(suite, "ambiguous facts of duties", test_load_edit__ambiguous_facts_of_duties);
        CU_add_test(suite, "text of an edit reads back", test_load_edit__text_of_an_edit_reads_back);
        CU_add_test(suite, "blank case", test_load_edit__blank_case);
        CU_add_test(suite, "survives failing allocations", test_load_edit__survives_failing_allocations);
    }
    return suite;
}
