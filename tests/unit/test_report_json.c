/* The JSON form of an assessment. Its bytes are a contract: docs/semantics.md, section 7. */
#include "report_fixture.h"

#include <CUnit/CUnit.h>
#include <jansson.h>

CU_pSuite test_report_json_suite(void);

static json_t *parse(const wz_buffer *out)
{
    json_error_t error;
    json_t *root = json_loadb(out->data, out->length, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        printf("\nline %d: %s\n", error.line, error.text);
    return root;
}

static void test_report_json__is_the_golden_file(void)
{
    report_fixture f;
    wz_buffer out = {0};
    CU_ASSERT_EQUAL(wz_report_json(&out, report_fixture_make(&f), WZ_ZH), WZ_OK);
    CU_ASSERT_TRUE(fixture_is_golden(&out, "tests/golden/report/demo.json"));
    wz_buffer_free(&out);
    wz_arena_free(f.arena);
}

static void test_report_json__layout_is_janssons(void)
{
    report_fixture f;
    wz_buffer out = {0};
    wz_report_json(&out, report_fixture_make(&f), WZ_ZH);
    json_t *root = parse(&out);
    CU_ASSERT_PTR_NOT_NULL_FATAL(root);
    char *again = json_dumps(root, JSON_INDENT(2));
    CU_ASSERT_EQUAL(strlen(again) + 1, out.length);
    CU_ASSERT_EQUAL(memcmp(again, out.data, strlen(again)), 0);
    CU_ASSERT_EQUAL(out.data[out.length - 1], '\n');
    free(again);
    json_decref(root);
    wz_buffer_free(&out);
    wz_arena_free(f.arena);
}

/* The keys of each object, as the contract has them. */
static const struct {
    const char *path, *keys;
} contract[] = {
    {"", "format engine as_of case rulebooks contradictions allegations persons"},
    {".case", "id sha256"},
    {".rulebooks[]", "id status from to sha256"},
    {".contradictions[]", "of attribute facts exclusion"},
    {".allegations[]", "fact of attribute value standing"},
    {".persons[]", "id regimes"},
    {".persons[].regimes[]",
     "regime incident conduct governing applicability hypothetical baseline post outcome possible_outcomes reason "
     "findings "
     "weight choices measures_open measures lifetime veto referrals procedure bans shortfalls open_questions warnings"},
    {".persons[].regimes[].findings[]", "rule kind for cites modality condition truth defeated_by offered_by reaches "
                                        "contradicted readings presumptions verify "
                                        "because"},
    {".persons[].regimes[].findings[].readings[]", "id chosen alternative truth_if"},
    {".persons[].regimes[].findings[].because", "expr value rules facts"},
    {".persons[].regimes[].findings[].because.facts[]", "id of attribute value settled standing source from evidence"},
    {".persons[].regimes[].weight", "heavier lighter"},
    {".persons[].regimes[].choices[]", "rule truth reaches"},
    {".persons[].regimes[].measures[]", "rule truth measure available bodies bars"},
    {".persons[].regimes[].measures[].bars[]", "rule steps lasts verify"},
    {".persons[].regimes[].lifetime", "rule truth route"},
    {".persons[].regimes[].veto", "rule truth waits_for windows"},
    {".persons[].regimes[].veto.windows[]", "step sanction from last_barred_day"},
    {".persons[].regimes[].referrals[]", "rule truth to"},
    {".persons[].regimes[].procedure[]", "rule truth actor act"},
    {".persons[].regimes[].bans[]", "rule sanction truth steps from last_barred_day first_free_day running verify"},
    {".persons[].regimes[].shortfalls[]", "rule post period required done truth counts log_complete"},
    {".persons[].regimes[].open_questions[]", "fact of affects"},
    {".persons[].regimes[].open_questions[].affects[]", "rule if becomes"},
    {".persons[].regimes[].warnings[]", "id rule text"},
};

/* Whether an object has the contract's keys for its path; counts the paths that were met. */
static void check_keys(json_t *value, const char *path, bool met[])
{
    char below[200], keys[400] = "";
    if (json_is_array(value)) {
        snprintf(below, sizeof below, "%s[]", path);
        for (size_t i = 0; i < json_array_size(value); i++)
            check_keys(json_array_get(value, i), below, met);
        return;
    }
    const char *key;
    json_t *member;
    json_object_foreach(value, key, member)
    {
        size_t used = strlen(keys);
        snprintf(keys + used, sizeof keys - used, "%s%s", used ? " " : "", key);
        snprintf(below, sizeof below, "%s.%s", path, key);
        check_keys(member, below, met);
    }
    for (size_t i = 0; json_is_object(value) && i < COUNT(contract); i++) {
        if (strcmp(contract[i].path, path) != 0)
            continue;
        met[i] = true;
        CU_ASSERT_STRING_EQUAL(keys, contract[i].keys);
    }
}

static void test_report_json__has_every_key_in_order(void)
{
    report_fixture f;
    wz_buffer out = {0};
    bool met[COUNT(contract)] = {false};
    wz_report_json(&out, report_fixture_make(&f), WZ_ZH);
    json_t *root = parse(&out);
    CU_ASSERT_PTR_NOT_NULL_FATAL(root);
    check_keys(root, "", met);
    for (size_t i = 0; i < COUNT(contract); i++)
        CU_ASSERT_TRUE(met[i]);
    json_decref(root);
    wz_buffer_free(&out);
    wz_arena_free(f.arena);
}

/* The language changes the texts of warnings and not a byte else. */
static void test_report_json__language_changes_only_text(void)
{
    report_fixture f;
    wz_buffer zh = {0}, en = {0};
    const wz_assessment *a = report_fixture_make(&f);
    wz_report_json(&zh, a, WZ_ZH);
    wz_report_json(&en, a, WZ_EN);
    json_t *chinese = parse(&zh), *english = parse(&en);
    json_t *regime =
        json_array_get(json_object_get(json_array_get(json_object_get(english, "persons"), 0), "regimes"), 0);
    json_t *warning = json_array_get(json_object_get(regime, "warnings"), 0);
    CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(warning, "text")), "the text is silent");
    CU_ASSERT_FALSE(json_equal(chinese, english));
    json_object_set_new(warning, "text", json_string("条文未作规定"));
    CU_ASSERT_TRUE(json_equal(chinese, english));
    json_decref(chinese);
    json_decref(english);
    wz_buffer_free(&zh);
    wz_buffer_free(&en);
    wz_arena_free(f.arena);
}

/* The value of the first fact of the first reason, for a value put there. */
static json_t *written_value(report_fixture *f, feel_value value)
{
    wz_buffer out = {0};
    f->facts[0].value = value;
    wz_report_json(&out, &f->assessment, WZ_ZH);
    json_t *root = parse(&out);
    json_t *regime = json_array_get(json_object_get(json_array_get(json_object_get(root, "persons"), 0), "regimes"), 0);
    json_t *because = json_object_get(json_array_get(json_object_get(regime, "findings"), 1), "because");
    json_t *found = json_object_get(json_array_get(json_object_get(because, "facts"), 0), "value");
    json_incref(found);
    json_decref(root);
    wz_buffer_free(&out);
    return found;
}

static void test_report_json__numbers_beyond_2_53_are_strings(void)
{
    static const struct {
        const char *digits;
        bool string;
    } samples[] = {{"0", false},
                   {"-1", false},
                   {"9007199254740992", false},
                   {"-9007199254740992", false},
                   {"9007199254740993", true},
                   {"-9007199254740993", true},
                   {"0.5", true},
                   {"-12.25", true},
                   {"12345678901234567890123456789012.5", true}};
    report_fixture f;
    report_fixture_make(&f);
    for (size_t i = 0; i < COUNT(samples); i++) {
        json_t *value = written_value(&f, feel_number_parse(f.arena, samples[i].digits, strlen(samples[i].digits)));
        char text[40] = "";
        if (json_is_integer(value))
            snprintf(text, sizeof text, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        CU_ASSERT_EQUAL(json_is_string(value), samples[i].string);
        CU_ASSERT_STRING_EQUAL(samples[i].string ? json_string_value(value) : text, samples[i].digits);
        json_decref(value);
    }
    wz_arena_free(f.arena);
}

static void test_report_json__bounds_and_unknown_values(void)
{
    report_fixture f;
    report_fixture_make(&f);
    json_t *unknown = written_value(&f, feel_unknown_of(FEEL_NUMBER));
    json_t *open = written_value(&f, feel_bounded(f.arena, FEEL_DATE, feel_null(), feel_date(DAY_2020_02_29)));
    json_t *empty = written_value(&f, feel_list_new(f.arena, NULL, 0));
    CU_ASSERT_TRUE(json_is_null(unknown));
    CU_ASSERT_TRUE(json_is_null(json_object_get(open, "min")));
    CU_ASSERT_STRING_EQUAL(json_string_value(json_object_get(open, "max")), "2020-02-29");
    CU_ASSERT_TRUE(json_is_array(empty) && json_array_size(empty) == 0);
    json_decref(unknown);
    json_decref(open);
    json_decref(empty);
    wz_arena_free(f.arena);
}

static void test_report_json__hostile_text_reads_back(void)
{
    report_fixture f;
    report_fixture_make(&f);
    char *endless = calloc(1, 1 << 20);
    memset(endless, '<', (1 << 20) - 1);
    json_t *long_value = written_value(&f, fixture_string(&f, endless));
    json_t *value = written_value(&f, fixture_string(&f, HOSTILE));
    CU_ASSERT_EQUAL(json_string_length(long_value), (1 << 20) - 1);
    CU_ASSERT_STRING_EQUAL(json_string_value(value),
                           "a\"\\</id><x>&amp;]]>\x01\x1b[31m\r\n\t\x7f\xE2\x80\xA8\xE2\x80\xAE\xEF\xBF\xBE"
                           "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz");
    json_decref(value);
    json_decref(long_value);
    free(endless);
    wz_arena_free(f.arena);
}

static int write_json(wz_buffer *out, const wz_assessment *a)
{
    return wz_report_json(out, a, WZ_ZH);
}

static void test_report_json__running_out_of_memory_ends_cleanly(void)
{
    report_fixture f;
    CU_ASSERT_TRUE(fixture_survives(write_json, report_fixture_make(&f)));
    wz_arena_free(f.arena);
}

CU_pSuite test_report_json_suite(void)
{
    CU_pSuite suite = CU_add_suite("report/json", NULL, NULL);
    if (!suite || !CU_add_test(suite, "is the golden file", test_report_json__is_the_golden_file) ||
        !CU_add_test(suite, "its layout is jansson's", test_report_json__layout_is_janssons) ||
        !CU_add_test(suite, "has every key, in order", test_report_json__has_every_key_in_order) ||
        !CU_add_test(suite, "the language changes only text", test_report_json__language_changes_only_text) ||
        !CU_add_test(suite, "numbers beyond 2^53 are strings", test_report_json__numbers_beyond_2_53_are_strings) ||
        !CU_add_test(suite, "bounds and unknown values", test_report_json__bounds_and_unknown_values) ||
        !CU_add_test(suite, "hostile text reads back", test_report_json__hostile_text_reads_back) ||
        !CU_add_test(suite, "running out of memory ends cleanly", test_report_json__running_out_of_memory_ends_cleanly))
        return NULL;
    return suite;
}
