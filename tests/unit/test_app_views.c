/* The vocabulary, a case and the law as data for pages: what they hold, in both languages, of this law and of an invented one. */
#include "wenze/edit.h"
#include "wenze/law_view.h"
#include "wenze/vocabulary.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

CU_pSuite test_app_views_suite(void);

static wz_rules *open_rules(const char *directory)
{
    wz_rules *rules = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_rules_open(&rules, directory, NULL), WZ_OK);
    return rules;
}

static char *read_case(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    char *bytes = calloc(1, 1 << 20);
    CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
    *size = fread(bytes, 1, (1 << 20) - 1, file);
    fclose(file);
    return bytes;
}

static const wz_fact_view *fact(const wz_case_content *c, const char *entity, const char *attribute)
{
    for (size_t i = 0; i < c->entity_count; i++)
        for (size_t f = 0; strcmp(c->entities[i].id, entity) == 0 && f < c->entities[i].fact_count; f++)
            if (strcmp(c->entities[i].facts[f].attribute, attribute) == 0)
                return &c->entities[i].facts[f];
    return NULL;
}

static void test_views__read_a_case_fact_by_fact(void)
{
    wz_rules *rules = open_rules("rules");
    size_t size;
    char *bytes = read_case("docs/case-example.xml", &size);
    wz_case_view *view = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_case_view_open(&view, rules, "x", bytes, size, WZ_LANGUAGE_ZH, NULL), WZ_OK);
    const wz_case_content *c = wz_case_view_content(view);
    CU_ASSERT_STRING_EQUAL(c->id, "qinghe");
    CU_ASSERT_STRING_EQUAL(c->as_of, "2020-03-20");
    CU_ASSERT_EQUAL(c->evidence_count, 3);
    CU_ASSERT_TRUE(c->declaration_count >= 3);
    const wz_fact_view *deaths = fact(c, "i1", "deaths"), *alleged = fact(c, "p1", "took_remedial_measures"),
                       *from = fact(c, "p1-post", "post_from"), *to = fact(c, "p1-post", "post_to"),
                       *role = fact(c, "p1-post", "role");
    CU_ASSERT_PTR_NOT_NULL_FATAL(deaths);
    CU_ASSERT_STRING_EQUAL(deaths->value, "");
    CU_ASSERT_STRING_EQUAL(deaths->at_least, "1");
    CU_ASSERT_STRING_EQUAL(deaths->at_most, "2");
    CU_ASSERT_PTR_NOT_NULL_FATAL(alleged);
    CU_ASSERT_STRING_EQUAL(alleged->value, "true");
    CU_ASSERT_STRING_EQUAL(alleged->words, "是");
    CU_ASSERT_STRING_EQUAL(alleged->standing, "alleged");
    CU_ASSERT_STRING_EQUAL(alleged->incident, "i1");
    CU_ASSERT_PTR_NOT_NULL_FATAL(from);
    CU_ASSERT_STRING_EQUAL(from->value, "2018-05"); /* known to the month */
    CU_ASSERT_EQUAL(from->role, WZ_VIEW_POST_FROM);
    CU_ASSERT_PTR_NOT_NULL_FATAL(to);
    CU_ASSERT_STRING_EQUAL(to->value, "null");
    CU_ASSERT_PTR_NOT_NULL_FATAL(role);
    CU_ASSERT_STRING_EQUAL(role->value, "gov_head");
    CU_ASSERT_STRING_NOT_EQUAL(role->words, "gov_head");
    wz_case_view_free(view);
    view = NULL;
    CU_ASSERT_EQUAL(wz_case_view_open(&view, rules, "x", "<case/>", 7, WZ_LANGUAGE_EN, NULL), WZ_EINPUT);
    CU_ASSERT_PTR_NULL(view);
    free(bytes);
    wz_rules_close(rules);
}

/* What a form shows and sends back unchanged states the same. */
static void test_views__give_values_that_edits_take(void)
{
    wz_rules *rules = open_rules("rules");
    size_t size, length = 0;
    char *bytes = read_case("cases/bj2019/several-people/case.xml", &size), *edited = NULL;
    wz_case_view *view = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_case_view_open(&view, rules, "x", bytes, size, WZ_LANGUAGE_EN, NULL), WZ_OK);
    const wz_case_content *c = wz_case_view_content(view);
    size_t tried = 0;
    for (size_t i = 0; i < c->entity_count; i++)
        for (size_t f = 0; f < c->entities[i].fact_count; f++) {
            const wz_fact_view *v = &c->entities[i].facts[f];
            const wz_edit_field fields[] = {
                {"value", v->value}, {"standing", v->standing}, {"evidence", *v->evidence ? v->evidence : NULL}};
            wz_edit edit = {.version = 1,
                            .verb = WZ_EDIT_SET,
                            .of = c->entities[i].id,
                            .name = v->attribute,
                            .fields = fields,
                            .field_count = 3};
            if (*v->at_least || *v->at_most)
                continue;
            int code = wz_case_edit(&edited, &length, rules, "x", bytes, size, &edit, 1, NULL);
            if (code != WZ_OK)
                fprintf(stderr, "\n%s.%s=%s", c->entities[i].id, v->attribute, v->value);
            CU_ASSERT_EQUAL(code, WZ_OK);
            wz_text_free(edited);
            tried++;
        }
    CU_ASSERT_TRUE(tried > 40);
    wz_case_view_free(view);
    free(bytes);
    wz_rules_close(rules);
}

static void look_at_law(const char *directory, bool library)
{
    wz_rules *rules = open_rules(directory);
    for (int language = 0; language < 2; language++) {
        wz_law_view *law = NULL;
        wz_vocabulary_view *vocabulary = NULL;
        size_t count, rules_beside = 0, attributes = 0;
        CU_ASSERT_EQUAL_FATAL(wz_law_view_new(&law, rules, (wz_language)language), WZ_OK);
        CU_ASSERT_EQUAL_FATAL(wz_vocabulary_view_new(&vocabulary, rules, (wz_language)language), WZ_OK);
        const wz_regulation_view *list = wz_law_view_regulations(law, &count);
        CU_ASSERT_EQUAL(count, wz_rules_count(rules));
        for (size_t i = 0; i < count; i++) {
            CU_ASSERT_PTR_EQUAL(wz_law_view_regulation(law, list[i].id), &list[i]);
            CU_ASSERT_EQUAL(strlen(list[i].sha256), 64);
            /* each provision with words is modelled, or it is said why not: what `wenze check` asks */
            CU_ASSERT_EQUAL(list[i].modelled + list[i].declared, list[i].leaves);
            for (size_t p = 0; p < list[i].provision_count; p++)
                rules_beside += list[i].provisions[p].rule_count;
            for (size_t r = 0; r < list[i].rule_count; r++)
                CU_ASSERT_TRUE(*list[i].rules[r].label && *list[i].rules[r].kind);
        }
        CU_ASSERT_TRUE(library || rules_beside > 100);
        for (int e = 0; e < WZ_VIEW_ENTITIES; e++) {
            size_t n;
            const wz_attribute_view *a = wz_vocabulary_attributes(vocabulary, (wz_view_entity)e, &n);
            for (size_t i = 0; i < n; i++) {
                CU_ASSERT_TRUE(*a[i].label != '\0');
                CU_ASSERT_TRUE(a[i].type != WZ_VIEW_CHOICE || a[i].choice_count > 0);
                CU_ASSERT_PTR_EQUAL(wz_vocabulary_attribute(vocabulary, (wz_view_entity)e, a[i].id), &a[i]);
            }
            attributes += n;
        }
        CU_ASSERT_TRUE(attributes > 10);
        CU_ASSERT_PTR_NULL(wz_law_view_regulation(law, "nothing"));
        CU_ASSERT_PTR_NULL(wz_vocabulary_attribute(vocabulary, WZ_VIEW_PERSON, "nothing"));
        wz_law_view_free(law);
        wz_vocabulary_view_free(vocabulary);
    }
    wz_rules_close(rules);
}

static void test_views__show_this_law_and_another(void)
{
    look_at_law("rules", false);
    look_at_law("tests/library/law", true);
}

static void test_views__say_whether_a_case_fires_a_rule(void)
{
    wz_rules *rules = open_rules("rules");
    wz_session *session = NULL;
    CU_ASSERT_EQUAL_FATAL(wz_session_new(&session, rules), WZ_OK);
    size_t size;
    char *bytes = read_case("cases/bj2019/several-people/case.xml", &size);
    const struct {
        const char *rule;
        wz_rule_outcome outcome;
    } expected[] = {{"bj2019.18.4", WZ_RULE_TRUE},
                    {"bj2019.24", WZ_RULE_FALSE},
                    {"pl2021.28.1", WZ_RULE_ABSENT},
                    {"nothing", WZ_RULE_ABSENT}};
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        wz_rule_outcome outcome;
        CU_ASSERT_EQUAL(wz_rule_fires(&outcome, session, "x", bytes, size, "2020-01-15", expected[i].rule, NULL),
                        WZ_OK);
        if (outcome != expected[i].outcome)
            fprintf(stderr, "\n%s: %d", expected[i].rule, (int)outcome);
        CU_ASSERT_EQUAL(outcome, expected[i].outcome);
    }
    wz_rule_outcome outcome;
    CU_ASSERT_EQUAL(wz_rule_fires(&outcome, session, "x", "<case/>", 7, "2020-01-15", "bj2019.18.4", NULL), WZ_EINPUT);
    CU_ASSERT_EQUAL(outcome, WZ_RULE_ABSENT);
    free(bytes);
    wz_session_free(session);
    wz_rules_close(rules);
}

CU_pSuite test_app_views_suite(void)
{
    CU_pSuite suite = CU_add_suite("app/views", NULL, NULL);
    CU_ADD_TEST(suite, test_views__read_a_case_fact_by_fact);
    CU_ADD_TEST(suite, test_views__give_values_that_edits_take);
    CU_ADD_TEST(suite, test_views__show_this_law_and_another);
    CU_ADD_TEST(suite, test_views__say_whether_a_case_fires_a_rule);
    return suite;
}
