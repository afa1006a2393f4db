/* A case's XML to the model: values, bounds, standings, declarations, defaults and places. The law is tests/bad/law. */
#include "load_common.h"

#include "feel/number.h"

#include <CUnit/CUnit.h>
#include <pthread.h>

CU_pSuite test_load_case_suite(void);

static wz_law *law;

static const char text[] =
    "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
    "<case xmlns=\"urn:wenze:case:1\" id=\"c1\" title=\"甲\" jurisdiction=\"甲省/乙市\" as-of=\"2020-03-01\">\r\n"
    "  <person id=\"p1\" name=\"张三\">\r\n"
    "    <post id=\"po1\" role=\"head\" functions=\"head deputy\" from=\"2018-05\"><to open=\"true\"/></post>\r\n"
    "    <fact name=\"deficient\" value=\"true\" standing=\"disputed\" evidence=\"e1 e2\" from=\"2019-01-02\" "
    "to=\"2019-02-03\"\r\n"
    "          duty=\"small.3\"/>\r\n"
    "    <fact name=\"careless\" in=\"i2\" value=\"false\" id=\"x7\"/>\r\n"
    "    <fact name=\"member\" value=\"true\" standing=\"refuted\"/>\r\n"
    "    <sanction id=\"s1\" kind=\"admonition\" decision-date=\"2019\"/>\r\n"
    "    <duty-record id=\"d1\" activity=\"meeting\" date=\"2019-03-02\" personally=\"true\"/>\r\n"
    "    <duty-window from=\"2019-01-01\" to=\"2019-12-31\"/>\r\n"
    "    <complete list=\"duty_records\" of=\"meeting\" from=\"2019-01-01\" to=\"2019-12-31\" by=\"某\" "
    "on=\"2020-01-01\"/>\r\n"
    "    <examined facts=\"trigger\" in=\"i2\"/>\r\n"
    "    <examined facts=\"member careless trigger\"/>\r\n"
    "  </person>\r\n"
    "  <evidence id=\"e1\" title=\"报告\" document-no=\"1号\" date=\"2019\"/><evidence id=\"e2\"/>\r\n"
    "  <incident id=\"i2\"/>\r\n"
    "  <incident id=\"i1\" subject=\"true\">\r\n"
    "    <fact name=\"incident_date\" value=\"2019-07\"/>\r\n"
    "    <fact name=\"deaths\" at-least=\"3\"/><fact name=\"loss\" at-least=\"1.50\" at-most=\"2\"/>\r\n"
    "    <fact name=\"took\" value=\"P1Y2M\"/><fact name=\"leader\" value=\"p1\"/>\r\n"
    "    <fact name=\"deaths\" at-least=\"4\" at-most=\"4\"/>\r\n"
    "    <fact name=\"incident_date\" at-least=\"2019-02\" at-most=\"2019-02\"/>\r\n"
    "  </incident>\r\n"
    "  <complete list=\"incidents\"/>\r\n"
    "  <examined facts=\"accident\"/>\r\n"
    "</case>\r\n";

static wz_case *load(void)
{
    wz_diag *diag = wz_diag_new();
    wz_case *made = NULL;
    wz_buffer found = {0};
    wz_load_case_memory(&made, "case.xml", text, sizeof text - 1, law->vocabulary, NULL, diag);
    write_problems(diag, &found);
    if (found.length)
        fprintf(stderr, "\n%s", found.data);
    wz_buffer_free(&found);
    wz_diag_free(diag);
    CU_ASSERT_PTR_NOT_NULL_FATAL(made);
    return made;
}

static wz_day day(const char *iso)
{
    wz_day parsed = 0;
    CU_ASSERT_TRUE(wz_day_parse(iso, &parsed));
    return parsed;
}

static const char *attribute(wz_entity_kind kind, const wz_fact *fact)
{
    return law->vocabulary->entities[kind].attributes[fact->attribute].id;
}

static bool between(feel_value value, feel_tag tag, feel_value low, feel_value high)
{
    if (!feel_is(value, FEEL_UNKNOWN) || value.sub != tag || !feel_bounds(value))
        return false;
    const feel_unknown *bounds = feel_bounds(value);
    return feel_same(bounds->low, low) && feel_same(bounds->high, high);
}

static void test_load_case__head_and_evidence(void)
{
    wz_case *c = load();
    CU_ASSERT_STRING_EQUAL(c->id, "c1");
    CU_ASSERT_STRING_EQUAL(c->title, "甲");
    CU_ASSERT_STRING_EQUAL(c->jurisdiction, "甲省/乙市");
    CU_ASSERT_TRUE(c->has_as_of && c->as_of == day("2020-03-01"));
    CU_ASSERT_STRING_EQUAL(c->file, "case.xml");
    CU_ASSERT_EQUAL(strlen(c->sha256), 64);
    CU_ASSERT_EQUAL(c->evidence_count, 2);
    CU_ASSERT_STRING_EQUAL(wz_evidence_find(c, "e1")->document_no, "1号");
    CU_ASSERT_PTR_NULL(wz_evidence_find(c, "e2")->title);
    CU_ASSERT_PTR_NULL(wz_evidence_find(c, "e3"));
    CU_ASSERT_EQUAL(c->incident_count, 2);
    CU_ASSERT_STRING_EQUAL(c->incidents[c->subject].id, "i1");
    CU_ASSERT_EQUAL(c->closure_count, 1);
    CU_ASSERT_FALSE(c->closures[0].period.has_from);
    wz_case_free(c);
}

static void test_load_case__settled_and_bounded_values(void)
{
    wz_case *c = load();
    const wz_case_entity *incident = &c->incidents[c->subject];
    const wz_fact *facts = incident->facts;
    CU_ASSERT_EQUAL_FATAL(incident->fact_count, 7);
    CU_ASSERT_TRUE(between(facts[0].value, FEEL_DATE, feel_date(day("2019-07-01")), feel_date(day("2019-07-31"))));
    CU_ASSERT_TRUE(between(facts[1].value, FEEL_NUMBER, feel_integer(3), feel_null()));
    feel_value low = feel_number_parse(c->arena, "1.5", 3);
    CU_ASSERT_TRUE(between(facts[2].value, FEEL_NUMBER, low, feel_integer(2)));
    CU_ASSERT_TRUE(feel_same(facts[3].value, feel_months(14)));
    CU_ASSERT_STRING_EQUAL(feel_str(facts[4].value)->text, "p1");
    CU_ASSERT_TRUE(feel_same(facts[5].value, feel_integer(4)));
    CU_ASSERT_TRUE(between(facts[6].value, FEEL_DATE, feel_date(day("2019-02-01")), feel_date(day("2019-02-28"))));
    wz_case_free(c);
}

static void test_load_case__facts_of_persons(void)
{
    wz_case *c = load();
    const wz_case_person *person = &c->persons[0];
    CU_ASSERT_STRING_EQUAL(person->name, "张三");
    CU_ASSERT_EQUAL_FATAL(person->self.fact_count, 3);
    const wz_fact *first = &person->self.facts[0], *second = first + 1, *third = first + 2;
    CU_ASSERT_STRING_EQUAL(first->id, "f1");
    CU_ASSERT_STRING_EQUAL(attribute(WZ_PERSON, first), "deficient");
    CU_ASSERT_EQUAL(first->standing, WZ_DISPUTED);
    CU_ASSERT_TRUE(feel_is_true(first->value));
    CU_ASSERT_EQUAL_FATAL(first->evidence.count, 2);
    CU_ASSERT_STRING_EQUAL(first->evidence.items[1], "e2");
    CU_ASSERT_STRING_EQUAL(first->incident, "i1");
    CU_ASSERT_STRING_EQUAL(first->duty, "small.3");
    CU_ASSERT_EQUAL(first->conduct.from, day("2019-01-02"));
    CU_ASSERT_EQUAL(first->conduct.to, day("2019-02-03"));
    CU_ASSERT_EQUAL(first->place.line, 5);
    CU_ASSERT_EQUAL(first->place.column, 5);
    CU_ASSERT_STRING_EQUAL(second->id, "x7");
    CU_ASSERT_STRING_EQUAL(second->incident, "i2");
    CU_ASSERT_TRUE(feel_is_false(second->value));
    CU_ASSERT_STRING_EQUAL(third->id, "f3");
    CU_ASSERT_EQUAL(third->standing, WZ_REFUTED);
    CU_ASSERT_TRUE(feel_is_true(third->value));
    CU_ASSERT_PTR_NULL(third->incident);
    wz_case_free(c);
}

static void test_load_case__attributes_written_as_xml(void)
{
    wz_case *c = load();
    const wz_case_person *person = &c->persons[0];
    CU_ASSERT_EQUAL_FATAL(person->post_count, 1);
    const wz_case_entity *post = &person->posts[0];
    CU_ASSERT_EQUAL_FATAL(post->fact_count, 4);
    CU_ASSERT_STRING_EQUAL(attribute(WZ_POST, &post->facts[0]), "role");
    CU_ASSERT_FALSE(post->facts[0].written);
    CU_ASSERT_PTR_NULL(post->facts[0].id);
    const feel_list *functions = feel_items(post->facts[1].value);
    CU_ASSERT_TRUE(feel_is(post->facts[1].value, FEEL_LIST) && functions->count == 2 && !functions->open);
    CU_ASSERT_STRING_EQUAL(feel_str(functions->items[1])->text, "deputy");
    CU_ASSERT_STRING_EQUAL(attribute(WZ_POST, &post->facts[3]), "post_to");
    CU_ASSERT_TRUE(feel_is(post->facts[3].value, FEEL_NULL));
    CU_ASSERT_EQUAL(person->sanction_count, 1);
    CU_ASSERT_TRUE(between(person->sanctions[0].facts[1].value, FEEL_DATE, feel_date(day("2019-01-01")),
                           feel_date(day("2019-12-31"))));
    CU_ASSERT_EQUAL(person->duty_record_count, 1);
    CU_ASSERT_EQUAL(person->duty_records[0].fact_count, 3);
    wz_case_free(c);
}

static void test_load_case__declarations(void)
{
    wz_case *c = load();
    const wz_case_person *person = &c->persons[0];
    CU_ASSERT_EQUAL(person->duty_window.to, day("2019-12-31"));
    CU_ASSERT_EQUAL_FATAL(person->closure_count, 1);
    CU_ASSERT_STRING_EQUAL(person->closures[0].list, "duty_records");
    CU_ASSERT_STRING_EQUAL(person->closures[0].of.items[0], "meeting");
    CU_ASSERT_EQUAL_FATAL(person->examined_count, 2);
    const wz_examined *group = &person->examined[0], *mixed = &person->examined[1];
    CU_ASSERT_STRING_EQUAL(group->id, "x1");
    CU_ASSERT_STRING_EQUAL(group->incident, "i2");
    CU_ASSERT_EQUAL_FATAL(group->count, 2);
    CU_ASSERT_EQUAL(group->attributes[0], wz_attribute_find(law->vocabulary, WZ_PERSON, "deficient"));
    CU_ASSERT_EQUAL(group->attributes[1], wz_attribute_find(law->vocabulary, WZ_PERSON, "careless"));
    CU_ASSERT_PTR_NULL(mixed->incident);
    CU_ASSERT_EQUAL(mixed->count, 3);
    CU_ASSERT_EQUAL_FATAL(c->examined_count, 1);
    CU_ASSERT_STRING_EQUAL(c->examined[0].id, "x3");
    CU_ASSERT_EQUAL(c->examined[0].attributes[0], wz_attribute_find(law->vocabulary, WZ_INCIDENT, "accident"));
    wz_case_free(c);
}

/* Lines past 65,535 and the SHA-256 of what was read. */
static void test_load_case__lines_of_long_files(void)
{
    enum { LINES = 100000 };
    wz_buffer long_case = {0};
    wz_buffer_puts(&long_case, "<case xmlns=\"urn:wenze:case:1\" id=\"c1\">\n<incident id=\"i1\" subject=\"true\"/>\n");
    for (int line = 3; line < LINES; line++)
        wz_buffer_printf(&long_case, "%*s<person id=\"p%d\"/>\n", line % 7, "", line);
    wz_buffer_puts(&long_case, "</case>\n");
    wz_diag *diag = wz_diag_new();
    wz_case *c = NULL;
    CU_ASSERT_EQUAL(wz_load_case_memory(&c, "long", long_case.data, long_case.length, law->vocabulary, NULL, diag),
                    WZ_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(c);
    CU_ASSERT_EQUAL_FATAL(c->person_count, LINES - 3);
    int wrong = 0;
    for (int i = 0; i < LINES - 3; i++) {
        int line = i + 3;
        wrong += c->persons[i].self.place.line != (unsigned)line ||
                 c->persons[i].self.place.column != (unsigned)(line % 7 + 1);
    }
    CU_ASSERT_EQUAL(wrong, 0);
    wz_case_free(c);
    wz_diag_free(diag);
    wz_buffer_free(&long_case);
}

static void test_load_case__hash_of_the_bytes(void)
{
    static const char bytes[] =
        "<case xmlns=\"urn:wenze:case:1\" id=\"c\"><incident id=\"i\" subject=\"true\"/></case>";
    char path[] = "/tmp/wenze-case-XXXXXX";
    int fd = mkstemp(path);
    FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fwrite(bytes, 1, sizeof bytes - 1, file);
    fclose(file);
    wz_case *a = NULL, *b = NULL;
    CU_ASSERT_EQUAL(wz_load_case(&a, path, law->vocabulary, NULL, NULL), WZ_OK);
    CU_ASSERT_EQUAL(wz_load_case_memory(&b, "b", bytes, sizeof bytes - 1, law->vocabulary, NULL, NULL), WZ_OK);
    CU_ASSERT_STRING_EQUAL(a->sha256, b->sha256);
    CU_ASSERT_STRING_EQUAL(b->sha256, "fc7b567c3f0a904a498612ac66744a01887b8e9d0d8fd3813d49856b8921e6e2");
    wz_case_free(a);
    wz_case_free(b);
    remove(path);
}

static void *load_often(void *user)
{
    int *right = user;
    for (int i = 0; i < 50; i++) {
        wz_diag *diag = wz_diag_new();
        wz_case *made = NULL, *none = NULL;
        *right += wz_load_case_memory(&made, "a", text, sizeof text - 1, law->vocabulary, NULL, diag) == WZ_OK;
        *right += wz_load_case_memory(&none, "b", text, sizeof text / 2, law->vocabulary, NULL, diag) == WZ_EINPUT;
        wz_case_free(made);
        wz_diag_free(diag);
    }
    return NULL;
}

static void test_load_case__loads_in_many_threads(void)
{
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    int right[THREADS] = {0};
    for (int i = 0; i < THREADS; i++)
        CU_ASSERT_EQUAL_FATAL(pthread_create(&threads[i], NULL, load_often, &right[i]), 0);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        CU_ASSERT_EQUAL(right[i], 100);
    }
}

/* Each allocation refused in turn: a clean end, and nothing leaked (AddressSanitizer watches). */
typedef struct {
    long left;
} allowance;

static void *refuse(void *user, void *ptr, size_t size)
{
    allowance *a = user;
    if (size == 0) {
        free(ptr);
        return NULL;
    }
    return a->left-- > 0 ? realloc(ptr, size) : NULL;
}

static void test_load_case__survives_failing_allocations(void)
{
    int code = WZ_ENOMEM;
    long n = 0;
    for (; code != WZ_OK && n < 10000; n++) {
        allowance a = {n};
        wz_case *c = NULL;
        wz_alloc_set(refuse, &a);
        code = wz_load_case_memory(&c, "case.xml", text, sizeof text - 1, law->vocabulary, NULL, NULL);
        wz_alloc_set(NULL, NULL);
        CU_ASSERT_TRUE(code == WZ_OK || (code == WZ_ENOMEM && !c));
        wz_case_free(c);
    }
    CU_ASSERT_EQUAL(code, WZ_OK);
    CU_ASSERT_TRUE(n > 5);
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

CU_pSuite test_load_case_suite(void)
{
    CU_pSuite suite = CU_add_suite("load_case", set_up, tear_down);
    if (suite) {
        CU_add_test(suite, "head and evidence", test_load_case__head_and_evidence);
        CU_add_test(suite, "settled and bounded values", test_load_case__settled_and_bounded_values);
        CU_add_test(suite, "facts of persons", test_load_case__facts_of_persons);
        CU_add_test(suite, "attributes written as XML", test_load_case__attributes_written_as_xml);
        CU_add_test(suite, "declarations", test_load_case__declarations);
        CU_add_test(suite, "lines of long files", test_load_case__lines_of_long_files);
        CU_add_test(suite, "hash of the bytes", test_load_case__hash_of_the_bytes);
        CU_add_test(suite, "loads in many threads", test_load_case__loads_in_many_threads);
        CU_add_test(suite, "survives failing allocations", test_load_case__survives_failing_allocations);
    }
    return suite;
}
