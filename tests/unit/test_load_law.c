/* A directory of rules to the model: the small law of tests/bad/law in detail, and the shipped rules as a whole. */
#include "load_common.h"

#include <CUnit/CUnit.h>

CU_pSuite test_load_law_suite(void);

static wz_law *law;

static const wz_attribute *attribute(wz_entity_kind kind, const char *id)
{
    int index = wz_attribute_find(law->vocabulary, kind, id);
    CU_ASSERT_TRUE_FATAL(index >= 0);
    return &law->vocabulary->entities[kind].attributes[index];
}

static void test_load_law__vocabulary(void)
{
    const wz_vocabulary *v = law->vocabulary;
    const wz_entity *person = &v->entities[WZ_PERSON];
    CU_ASSERT_STRING_EQUAL(person->attributes[0].id, "id");
    CU_ASSERT_EQUAL(person->shape.count, person->count);
    CU_ASSERT_STRING_EQUAL(person->shape.name, "person");
    CU_ASSERT_STRING_EQUAL(person->shape.names[1], "member");
    CU_ASSERT_PTR_EQUAL(person->shape.types[1], person->attributes[1].type);
    CU_ASSERT_EQUAL(attribute(WZ_INCIDENT, "deaths")->type->kind, FEEL_T_NUMBER);
    CU_ASSERT_TRUE(attribute(WZ_INCIDENT, "deaths")->whole && attribute(WZ_INCIDENT, "deaths")->never_negative);
    CU_ASSERT_STRING_EQUAL(attribute(WZ_INCIDENT, "loss")->type->unit, "万元");
    CU_ASSERT_FALSE(attribute(WZ_INCIDENT, "loss")->whole);
    CU_ASSERT_TRUE(attribute(WZ_INCIDENT, "leader")->reference);
    CU_ASSERT_EQUAL(attribute(WZ_INCIDENT, "took")->type->kind, FEEL_T_YEARS_MONTHS);
    CU_ASSERT_TRUE(attribute(WZ_POST, "post_to")->type->nullable);
    CU_ASSERT_FALSE(attribute(WZ_POST, "post_from")->type->nullable);
    const wz_attribute *functions = attribute(WZ_POST, "functions");
    CU_ASSERT_TRUE(functions->many && functions->type->kind == FEEL_T_LIST);
    CU_ASSERT_STRING_EQUAL(functions->type->element->name, "role");
    CU_ASSERT_EQUAL(functions->type->element->value_count, 2);
    CU_ASSERT_STRING_EQUAL(attribute(WZ_SANCTION, "effective_date")->default_from, "decision_date");
    CU_ASSERT_EQUAL(v->entities[WZ_SANCTION].by_role[WZ_ROLE_SANCTION_KIND], wz_attribute_find(v, WZ_SANCTION, "kind"));
    CU_ASSERT_EQUAL(v->entities[WZ_SANCTION].by_role[WZ_ROLE_SANCTION_MATTER], -1);
    CU_ASSERT_STRING_EQUAL(wz_enumeration_value(wz_enumeration_find(v, "role"), "head")->label.in[WZ_ZH], "主要负责人");
    CU_ASSERT_PTR_NULL(wz_enumeration_find(v, "roles"));
    CU_ASSERT_EQUAL(v->place_count, 3);
    CU_ASSERT_STRING_EQUAL(v->places[2].path, "甲省/乙市/丙县");
    CU_ASSERT_STRING_EQUAL(v->places[1].code, "110100");
    CU_ASSERT_EQUAL_FATAL(v->bearing_count, 1);
    CU_ASSERT_EQUAL(v->bearings[0].kind, WZ_IMPLIES);
    CU_ASSERT_EQUAL(v->bearings[0].b_entity, WZ_INCIDENT);
}

static void test_load_law__definitions(void)
{
    static const char text[] = "<vocabulary xmlns=\"urn:wenze:vocabulary:1\"><entity id=\"post\">\n"
                               "<attribute id=\"a\" type=\"boolean\">\n"
                               "<define id=\"d1\"><when>\n   post.b &lt; 3</when></define><define id=\"d2\" "
                               "excludes=\"false\"><when>true</when></define>\n"
                               "</attribute><attribute id=\"b\" type=\"integer\"><define id=\"d3\"><is><!-- c --> "
                               "<![CDATA[1 < 2]]></is></define></attribute>\n"
                               "</entity></vocabulary>";
    wz_vocabulary *v = NULL;
    CU_ASSERT_EQUAL(wz_load_vocabulary_memory(&v, "v", text, sizeof text - 1, NULL), WZ_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(v);
    if (!v)
        return;
    const wz_define *defines = v->entities[WZ_POST].attributes[1].defines,
                    *third = v->entities[WZ_POST].attributes[2].defines;
    CU_ASSERT_STRING_EQUAL(defines[0].guard, "post.b < 3");
    CU_ASSERT_PTR_NULL(defines[0].value);
    CU_ASSERT_FALSE(defines[0].excludes);
    CU_ASSERT_EQUAL(defines[0].place.line, 4);
    CU_ASSERT_EQUAL(defines[0].place.column, 4);
    CU_ASSERT_TRUE(defines[1].excludes);
    CU_ASSERT_STRING_EQUAL(defines[1].value, "false");
    CU_ASSERT_STRING_EQUAL(third->is, "1 < 2");
    CU_ASSERT_EQUAL(third->place.line, 5);
    CU_ASSERT_EQUAL(third->place.column, 86);
    wz_vocabulary_free(v);
}

static void test_load_law__frame(void)
{
    const wz_frame *f = law->frame;
    CU_ASSERT_EQUAL(f->kind_count, 11);
    CU_ASSERT_EQUAL(wz_kind_find(f, "situation")->part, WZ_PART_GROUND);
    CU_ASSERT_TRUE(wz_kind_find(f, "situation")->reports);
    CU_ASSERT_FALSE(wz_kind_find(f, "ban")->reports);
    CU_ASSERT_STRING_EQUAL(wz_step_find(f, "promotion")->family, "office");
    CU_ASSERT_STRING_EQUAL(wz_measure_find(f, "admonition")->kinds.items[0], "admonition");
    CU_ASSERT_STRING_EQUAL(wz_term_find(f, "appeal")->label.in[WZ_EN], "Appeal");
    CU_ASSERT_EQUAL(wz_field_find(f, "outcome")->count, 2);
    CU_ASSERT_STRING_EQUAL(wz_field_find(f, "outcome")->values[1].when, "true");
    CU_ASSERT_PTR_NULL(wz_field_find(f, "route"));
    CU_ASSERT_EQUAL(f->warning_count, 1);
    CU_ASSERT_STRING_EQUAL(wz_part_name(WZ_PART_COMMENDATION), "commendation");
}

static void test_load_law__rulebook(void)
{
    CU_ASSERT_EQUAL_FATAL(law->rulebook_count, 1);
    const wz_rulebook *book = law->rulebooks[0];
    CU_ASSERT_STRING_EQUAL(book->id, "small");
    CU_ASSERT_EQUAL(book->status, WZ_IN_FORCE);
    CU_ASSERT_TRUE(book->force.has_from && !book->force.has_to);
    CU_ASSERT_STRING_EQUAL(book->short_title.in[WZ_EN], "Small");
    CU_ASSERT_EQUAL(book->parameter_count, 1);
    CU_ASSERT_TRUE(book->parameters[0].presumption);
    CU_ASSERT_EQUAL(book->reading_count, 1);
    CU_ASSERT_EQUAL(book->not_modelled_count, 1);
    const wz_rule *ground = wz_rule_find(book, "small.1.1");
    CU_ASSERT_PTR_NOT_NULL_FATAL(ground);
    CU_ASSERT_STRING_EQUAL(ground->kind->id, "situation");
    CU_ASSERT_EQUAL(ground->modality, WZ_MUST);
    CU_ASSERT_EQUAL(ground->for_each, WZ_NO_ENTITY);
    CU_ASSERT_STRING_EQUAL(ground->conduct.items[0], "deficient");
    CU_ASSERT_STRING_EQUAL(ground->when.text, "incident.accident and person.deficient");
    CU_ASSERT_EQUAL(ground->when.place.line, 10);
    CU_ASSERT_EQUAL(ground->when.place.column, 11);
    CU_ASSERT_TRUE(ground->verify);
    CU_ASSERT_STRING_EQUAL(ground->note.in[WZ_ZH], "注");
    const wz_rule *ban = wz_rule_find(book, "small.2");
    CU_ASSERT_EQUAL(ban->for_each, WZ_SANCTION);
    CU_ASSERT_STRING_EQUAL(ban->bars.items[0], "promotion");
    CU_ASSERT_STRING_EQUAL(ban->from.text, "sanction.effective_date");
    CU_ASSERT_STRING_EQUAL(ban->lasts, "P6M");
    CU_ASSERT_FALSE(ban->verify);
    const wz_rule *duty = wz_rule_find(book, "small.3");
    CU_ASSERT_EQUAL(duty->required, 2);
    CU_ASSERT_EQUAL(duty->frequency, WZ_HALF_YEAR);
    CU_ASSERT_TRUE(duty->personally && !duty->of_body && !duty->frequency_presumed);
    CU_ASSERT_EQUAL(duty->activities.count, 2);
    CU_ASSERT_PTR_NULL(duty->when.text);
    CU_ASSERT_EQUAL(duty->concludes_entity, WZ_NO_ENTITY);
}

static const wz_provision *provision(const char *eid)
{
    int index = wz_source_find(law->sources[0], eid);
    CU_ASSERT_TRUE_FATAL(index >= 0);
    return &law->sources[0]->provisions[index];
}

static void test_load_law__source(void)
{
    CU_ASSERT_STRING_EQUAL(law->sources[0]->title.in[WZ_ZH], "小办法");
    CU_ASSERT_EQUAL(law->sources[0]->count, 10);
    CU_ASSERT_EQUAL(wz_source_find(law->sources[0], "issue"), -1);
    CU_ASSERT_STRING_EQUAL(provision("chp_1")->text, "总则");
    CU_ASSERT_STRING_EQUAL(provision("art_1")->text, "下列情形：\n（一）履职不到位的；\n（二）开会，检查。");
    CU_ASSERT_STRING_EQUAL(provision("art_1")->num, "第一条");
    CU_ASSERT_FALSE(provision("art_1")->leaf || provision("art_1__intro")->leaf || provision("chp_1")->leaf);
    CU_ASSERT_TRUE(provision("art_1__point_2")->leaf);
    CU_ASSERT_STRING_EQUAL(provision("art_1__point_2")->text, "开会，检查。");
    CU_ASSERT_STRING_EQUAL(provision("art_1__point_2")->heading, "第一条（二）");
    CU_ASSERT_STRING_EQUAL(provision("art_1__point_2__seg_2")->text, "检查。");
    CU_ASSERT_STRING_EQUAL(provision("art_1__point_2__seg_2")->heading, "第一条（二）");
    CU_ASSERT_FALSE(provision("art_1__point_2__seg_2")->leaf);
    CU_ASSERT_STRING_EQUAL(provision("art_2__para_2")->heading, "第二条第二款");
    CU_ASSERT_STRING_EQUAL(provision("art_2__para_1")->text, "诫勉。");
    CU_ASSERT_STRING_EQUAL(law->sources[0]->provisions[provision("art_2")->parent].eid, "chp_1");
}

/* All six rulebooks, in order, each with its source where it names one. */
static bool ordered_by_id(const wz_law *shipped)
{
    bool right = shipped->rulebook_count >= 6;
    for (size_t i = 0; i < shipped->rulebook_count; i++) {
        right &= (shipped->rulebooks[i]->source != NULL) == (shipped->sources[i] != NULL);
        right &= i == 0 || strcmp(shipped->rulebooks[i - 1]->id, shipped->rulebooks[i]->id) < 0;
    }
    return right;
}

/* The rules that are shipped load without a problem, a warning included. */
static void test_load_law__shipped_rules(void)
{
    wz_diag *diag = wz_diag_new();
    wz_law *shipped = NULL;
    wz_buffer found = {0};
    CU_ASSERT_EQUAL(wz_load_law(&shipped, "rules", diag), WZ_OK);
    write_problems(diag, &found);
    if (found.length)
        fprintf(stderr, "\n%s", found.data);
    CU_ASSERT_EQUAL(wz_diag_count(diag), 0);
    CU_ASSERT_PTR_NOT_NULL(shipped);
    if (shipped)
        CU_ASSERT_TRUE(ordered_by_id(shipped));
    wz_law_free(shipped);
    wz_buffer_free(&found);
    wz_diag_free(diag);
}

static void test_load_law__missing_directory(void)
{
    wz_diag *diag = wz_diag_new();
    wz_law *none = NULL;
    CU_ASSERT_EQUAL(wz_load_law(&none, "tests/bad/no-such-directory", diag), WZ_EIO);
    CU_ASSERT_PTR_NULL(none);
    CU_ASSERT_EQUAL(wz_diag_errors(diag), 3);
    wz_diag_free(diag);
}

static void *refuse(void *user, void *ptr, size_t size)
{
    long *left = user;
    if (size == 0) {
        free(ptr);
        return NULL;
    }
    return (*left)-- > 0 ? realloc(ptr, size) : NULL;
}

static void test_load_law__survives_failing_allocations(void)
{
    int code = WZ_ENOMEM;
    long n = 0;
    for (; code != WZ_OK && n < 10000; n++) {
        long left = n;
        wz_law *made = NULL;
        wz_alloc_set(refuse, &left);
        code = wz_load_law(&made, "tests/bad/law", NULL);
        wz_alloc_set(NULL, NULL);
        CU_ASSERT_TRUE(code == WZ_OK || (code == WZ_ENOMEM && !made));
        wz_law_free(made);
    }
    CU_ASSERT_EQUAL(code, WZ_OK);
    CU_ASSERT_TRUE(n > 10);
}

static int set_up(void)
{
    return wz_load_law(&law, "tests/bad/law", NULL) == WZ_OK ? 0 : 1;
}

static int tear_down(void)
{
    wz_law_free(law);
    return 0;
}

CU_pSuite test_load_law_suite(void)
{
    CU_pSuite suite = CU_add_suite("load_law", set_up, tear_down);
    if (suite) {
        CU_add_test(suite, "vocabulary", test_load_law__vocabulary);
        CU_add_test(suite, "definitions", test_load_law__definitions);
        CU_add_test(suite, "frame", test_load_law__frame);
        CU_add_test(suite, "rulebook", test_load_law__rulebook);
        CU_add_test(suite, "source", test_load_law__source);
        CU_add_test(suite, "shipped rules", test_load_law__shipped_rules);
        CU_add_test(suite, "missing directory", test_load_law__missing_directory);
        CU_add_test(suite, "survives failing allocations", test_load_law__survives_failing_allocations);
    }
    return suite;
}
