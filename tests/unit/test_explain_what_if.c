/* What-if: the differences that edits make. Over generated cases and random edits, what working memory gives equals what two
 * fresh assessments give, byte for byte; known edits of a worked case give known differences. */
#include "load_common.h"
#include "random_case.h"

#include "explain/what_if.h"

#include <CUnit/CUnit.h>

CU_pSuite test_explain_what_if_suite(void);

static wz_law *law;
static wz_engine *engine;

static void write_diffs(const wz_diffs *diffs, const wz_strings *through, wz_buffer *out)
{
    for (size_t i = 0; i < diffs->count; i++) {
        const wz_diff *d = &diffs->items[i];
        wz_buffer_printf(out, "%s %s %s %s %s.%s", d->person ? d->person : "-", d->regime ? d->regime : "-",
                         d->rule_id ? d->rule_id : "-", d->item ? d->item : "-", wz_diff_part_name(d->part), d->field);
        if (d->has_period)
            wz_buffer_printf(out, " %lld", (long long)d->from);
        if (d->part == WZ_DIFF_CONTRADICTION)
            wz_buffer_printf(out, " %d/%d", (int)d->entity, d->attribute);
        wz_buffer_printf(out, ": %s -> %s", d->before ? d->before : "null", d->after ? d->after : "null");
        for (size_t k = 0; through && k < through[i].count; k++)
            wz_buffer_printf(out, "%s%s", k ? " " : " [", through[i].items[k]);
        wz_buffer_puts(out, through && through[i].count ? "]\n" : "\n");
    }
}

/* The same by two whole assessments. */
static int by_assessments(wz_buffer *out, const wz_case *before, const wz_case *after, wz_assessor *assessor)
{
    wz_assess_options options = {0};
    wz_assessment *a = NULL, *b = NULL;
    wz_arena *arena = wz_arena_new();
    wz_diffs diffs = {.arena = arena};
    int code = wz_assess_case(&a, assessor, before, &options, NULL);
    if (code == WZ_OK)
        code = wz_assess_case(&b, assessor, after, &options, NULL);
    if (code == WZ_OK)
        wz_diff_assessments(&diffs, a, b);
    write_diffs(&diffs, NULL, out);
    wz_assessment_free(a);
    wz_assessment_free(b);
    wz_arena_free(arena);
    return code;
}

static int run(wz_trial *trial, const wz_edit *edits, size_t count, bool afresh, wz_buffer *with, wz_buffer *without,
               bool *was_afresh, wz_diag *diag)
{
    wz_arena *arena = wz_arena_new();
    wz_trial_result result;
    int code =
        wz_trial_run(&result, trial, &(wz_supposed){.edits = edits, .count = count, .afresh = afresh}, arena, diag);
    if (code == WZ_OK) {
        write_diffs(&result.diffs, result.through, with);
        if (without)
            write_diffs(&result.diffs, NULL, without);
        *was_afresh = result.afresh;
    }
    wz_arena_free(arena);
    return code;
}

static const char *empty(const wz_buffer *buffer)
{
    return buffer->length ? buffer->data : "";
}

/* --- generated cases --- */

/* A random value of an attribute, as text; NULL where it is of a kind that edits of the test do not state. */
static const char *random_value(dice *d, const wz_attribute *a, char *text, size_t size)
{
    const wz_enumeration *e = a->enumeration ? wz_enumeration_find(law->vocabulary, a->enumeration) : NULL;
    if (roll(d, 8) == 0)
        return "unknown";
    if (e)
        return e->values[roll(d, (uint32_t)e->count)].id;
    switch (a->type->kind) {
    case FEEL_T_BOOLEAN: return roll(d, 2) ? "true" : "false";
    case FEEL_T_NUMBER: snprintf(text, size, "%u", roll(d, 40)); return text;
    case FEEL_T_DATE:
        snprintf(text, size, "20%02u-%02u-%02u", 14 + roll(d, 10), 1 + roll(d, 12), 1 + roll(d, 28));
        return text;
    default: return NULL;
    }
}

/* Whether some regulation's conditions read an attribute. */
static bool is_read(wz_entity_kind kind, size_t attribute)
{
    for (size_t b = 0; b < law->rulebook_count; b++)
        if (engine->networks[b]->attributes[kind][attribute].reader_count)
            return true;
    return false;
}

/* A random edit of an entity of a case; false where the dice chose nothing that can be stated. */
static bool random_edit(dice *d, const random_case *c, wz_edit_field fields[3], char *text, size_t size, wz_edit *out)
{
    static const char *const standings[] = {"established", "established", "refuted", "alleged", "disputed"};
    const case_owner *owner = &c->owners[roll(d, (uint32_t)c->owner_count)];
    for (int i = 0; i < 4 && owner->kind != WZ_PERSON; i++)
        owner = &c->owners[roll(d, (uint32_t)c->owner_count)];
    const wz_entity *entity = &law->vocabulary->entities[owner->kind];
    size_t index = 1 + roll(d, (uint32_t)entity->count - 1);
    for (int i = 0; i < 8 && !is_read(owner->kind, index); i++)
        index = 1 + roll(d, (uint32_t)entity->count - 1);
    const wz_attribute *a = &entity->attributes[index];
    if (owner->form == SLOT_ABSENT || a->role == WZ_ROLE_SHORTFALL)
        return false;
    const char *value = random_value(d, a, text, size);
    if (!value)
        return false;
    fields[0] = (wz_edit_field){"value", value};
    fields[1] = (wz_edit_field){"standing", standings[roll(d, 5)]};
    *out = (wz_edit){1, roll(d, 10) ? WZ_EDIT_SET : WZ_EDIT_UNSET, NULL, owner->id, a->id, fields, 2};
    return true;
}

typedef struct {
    size_t live, afresh, changed, refused;
} tally;

static void try_edits(const random_case *c, wz_trial *trial, wz_assessor *assessor, dice *d, tally *count)
{
    wz_edit_field fields[2][3] = {0};
    char text[2][32];
    wz_edit edits[2];
    size_t n = 0;
    for (size_t i = 0; i < 1 + roll(d, 2); i++)
        n += random_edit(d, c, fields[n], text[n], sizeof text[n], &edits[n]);
    wz_buffer live = {0}, bare = {0}, fresh = {0}, whole = {0};
    bool was_afresh = false, ignored;
    int code = run(trial, edits, n, false, &live, &bare, &was_afresh, NULL);
    int again = run(trial, edits, n, true, &fresh, NULL, &ignored, NULL);
    CU_ASSERT_EQUAL(code, again);
    if (code == WZ_OK) {
        wz_edited edited;
        CU_ASSERT_EQUAL_FATAL(wz_edit_case(&edited, wz_trial_bytes(trial), law->vocabulary, edits, n, NULL), WZ_OK);
        CU_ASSERT_EQUAL(by_assessments(&whole, wz_trial_subject(trial), edited.subject, assessor), WZ_OK);
        wz_edited_free(&edited);
        bool same = strcmp(empty(&live), empty(&fresh)) == 0 && strcmp(empty(&bare), empty(&whole)) == 0;
        if (!same)
            fprintf(stderr, "\n%s.%s=%s@%s%s\nlive:\n%safresh:\n%swhole:\n%s", edits[0].of, edits[0].name,
                    fields[0][0].value, fields[0][1].value, n > 1 ? " and another" : "", empty(&live), empty(&fresh),
                    empty(&whole));
        CU_ASSERT_TRUE(same);
        count->live += !was_afresh;
        count->afresh += was_afresh;
        count->changed += bare.length > 0;
    } else {
        CU_ASSERT_TRUE(code == WZ_EINPUT);
        count->refused++;
    }
    wz_buffer_free(&live);
    wz_buffer_free(&bare);
    wz_buffer_free(&fresh);
    wz_buffer_free(&whole);
}

static void test_explain_what_if__equals_two_assessments(void)
{
    bool longer = getenv("WZ_LONG") && *getenv("WZ_LONG");
    uint64_t cases = longer ? 1500 : 60;
    tally count = {0};
    wz_assessor *assessor = wz_assessor_new(engine);
    CU_ASSERT_PTR_NOT_NULL_FATAL(assessor);
    for (uint64_t seed = 1; seed <= cases; seed++) {
        random_case *c = random_case_new(law, seed * 77 + 5);
        dice d = {seed * 0x9E3779B97F4A7C15u + 99};
        wz_buffer text = {0};
        random_case_write(c, &text, NULL);
        wz_trial *trial = NULL;
        const wz_case_bytes bytes = {"case", text.data, text.length};
        CU_ASSERT_EQUAL_FATAL(wz_trial_open(&trial, engine, &bytes, NULL, &(wz_assess_options){0}, NULL), WZ_OK);
        for (int i = 0; i < 25; i++)
            try_edits(c, trial, assessor, &d, &count);
        wz_trial_free(trial);
        wz_buffer_free(&text);
        free(c);
    }
    wz_assessor_free(assessor);
    if (longer || getenv("WZ_TELL"))
        printf("\n%zu live, %zu afresh, %zu refused; %zu changed something\n", count.live, count.afresh, count.refused,
               count.changed);
    CU_ASSERT_TRUE(count.live > cases * 8);
    CU_ASSERT_TRUE(count.afresh > cases);
    CU_ASSERT_TRUE(count.changed > cases * 3);
}

/* --- a worked case --- */

#define SEVERAL "cases/bj2019/several-people/case.xml"

static wz_trial *open_file(const char *path, wz_buffer *bytes)
{
    wz_trial *trial = NULL;
    *bytes = read_file(path);
    const wz_case_bytes from = {path, bytes->data, bytes->length};
    CU_ASSERT_EQUAL_FATAL(wz_trial_open(&trial, engine, &from, NULL, &(wz_assess_options){0}, NULL), WZ_OK);
    return trial;
}

static void test_explain_what_if__tells_the_way(void)
{
    wz_buffer bytes, found = {0};
    wz_trial *trial = open_file(SEVERAL, &bytes);
    bool afresh = true;
    const wz_edit withdrawn = {.verb = WZ_EDIT_UNSET, .text = "p1.took_remedial_measures"};
    CU_ASSERT_EQUAL(run(trial, &withdrawn, 1, false, &found, NULL, &afresh, NULL), WZ_OK);
    CU_ASSERT_FALSE(afresh);
    /* what was examined and is not stated any more is refuted */
    CU_ASSERT_STRING_EQUAL(
        empty(&found),
        "p1 bj2019 bj2019.22 - finding.condition: true -> false [person.took_remedial_measures bj2019.22]\n"
        "p1 bj2019 bj2019.22 - finding.truth: true -> false [person.took_remedial_measures bj2019.22]\n"
        "p1 bj2019 bj2019.22 - weight.lighter: true -> null [person.took_remedial_measures bj2019.22]\n");
    wz_buffer_clear(&found);
    const wz_edit post = {.verb = WZ_EDIT_SET, .text = "p2-post.to=2019-06-30"};
    CU_ASSERT_EQUAL(run(trial, &post, 1, false, &found, NULL, &afresh, NULL), WZ_OK);
    CU_ASSERT_TRUE(afresh);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(empty(&found), "p2 bj2019 - - regime.applicability: direct -> out_of_scope [post.post_to"));
    CU_ASSERT_PTR_NULL(strstr(empty(&found), "\np1 "));
    wz_buffer_clear(&found);
    const wz_edit person = {.verb = WZ_EDIT_REMOVE, .of = "p3"};
    CU_ASSERT_EQUAL(run(trial, &person, 1, false, &found, NULL, &afresh, NULL), WZ_OK);
    CU_ASSERT_STRING_EQUAL(empty(&found), "p3 - - - person.person: true -> null\n");
    wz_trial_free(trial);
    wz_buffer_free(&bytes);
    wz_buffer_free(&found);
}

/* Very many questions to one trial: its memories begin anew now and then, and it goes on after what it refuses. */
static void test_explain_what_if__goes_on(void)
{
    wz_buffer bytes, first = {0};
    wz_trial *trial = open_file(SEVERAL, &bytes);
    const wz_edit yes = {.verb = WZ_EDIT_SET, .text = "p1.nature_vile=true"};
    const wz_edit bad = {.verb = WZ_EDIT_SET, .text = "p1.nature_vile=perhaps"};
    bool afresh;
    CU_ASSERT_EQUAL(run(trial, &yes, 1, false, &first, NULL, &afresh, NULL), WZ_OK);
    CU_ASSERT_TRUE(first.length > 0);
    for (int i = 0; i < 1000; i++) {
        wz_buffer found = {0};
        if (i % 100 == 0)
            CU_ASSERT_EQUAL(run(trial, &bad, 1, false, &found, NULL, &afresh, NULL), WZ_EINPUT);
        wz_buffer_clear(&found);
        if (run(trial, &yes, 1, false, &found, NULL, &afresh, NULL) != WZ_OK || strcmp(empty(&found), first.data) != 0)
            CU_FAIL("a what-if asked again gives another answer");
        wz_buffer_free(&found);
    }
    wz_trial_free(trial);
    wz_buffer_free(&bytes);
    wz_buffer_free(&first);
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

/* Every allocation refused in turn, in opening and in both ways of running; the trial can be asked again afterwards. */
static void test_explain_what_if__survives_failing_allocations(void)
{
    wz_buffer bytes = read_file("docs/case-example.xml"), wanted = {0};
    const wz_case_bytes from = {"case", bytes.data, bytes.length};
    const wz_edit edit = {.verb = WZ_EDIT_SET, .text = "p1.duty_performance_deficient=false"};
    wz_trial *trial = NULL;
    int code = WZ_ENOMEM;
    size_t n = 0;
    bool afresh;
    for (; code != WZ_OK && n < 100000; n += 1 + n / 50) {
        allowance a = {n};
        wz_alloc_set(refuse, &a);
        code = wz_trial_open(&trial, engine, &from, NULL, &(wz_assess_options){0}, NULL);
        wz_alloc_set(NULL, NULL);
        CU_ASSERT_TRUE(code == WZ_OK || (code == WZ_ENOMEM && !trial));
    }
    CU_ASSERT_EQUAL_FATAL(code, WZ_OK);
    CU_ASSERT_EQUAL(run(trial, &edit, 1, false, &wanted, NULL, &afresh, NULL), WZ_OK);
    for (int way = 0; way < 2; way++) {
        code = WZ_ENOMEM;
        for (n = 0; code != WZ_OK && n < 100000; n += 1 + n / 20) {
            allowance a = {n};
            wz_arena *arena = wz_arena_new();
            wz_trial_result result;
            wz_alloc_set(refuse, &a);
            code = wz_trial_run(&result, trial, &(wz_supposed){.edits = &edit, .count = 1, .afresh = way}, arena, NULL);
            wz_alloc_set(NULL, NULL);
            CU_ASSERT_TRUE(code == WZ_OK || code == WZ_ENOMEM);
            wz_arena_free(arena);
            wz_buffer found = {0};
            CU_ASSERT_EQUAL(run(trial, &edit, 1, way, &found, NULL, &afresh, NULL), WZ_OK);
            if (strcmp(empty(&found), empty(&wanted)) != 0)
                CU_FAIL("after an allocation was refused the answer is another");
            wz_buffer_free(&found);
        }
        CU_ASSERT_EQUAL(code, WZ_OK);
    }
    wz_trial_free(trial);
    wz_buffer_free(&bytes);
    wz_buffer_free(&wanted);
}

static int set_up(void)
{
    if (wz_load_law(&law, "rules", NULL) != WZ_OK)
        return 1;
    return wz_engine_build(&engine, law, NULL) == WZ_OK ? 0 : 1;
}

static int tear_down(void)
{
    wz_engine_free(engine);
    wz_law_free(law);
    return 0;
}

CU_pSuite test_explain_what_if_suite(void)
{
    CU_pSuite suite = CU_add_suite("explain_what_if", set_up, tear_down);
    if (suite) {
        CU_add_test(suite, "equals two assessments", test_explain_what_if__equals_two_assessments);
        CU_add_test(suite, "tells the way", test_explain_what_if__tells_the_way);
        CU_add_test(suite, "goes on", test_explain_what_if__goes_on);
        CU_add_test(suite, "survives failing allocations", test_explain_what_if__survives_failing_allocations);
    }
    return suite;
}
