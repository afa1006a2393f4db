/* Strict mode: each fault by its id and place, all of them at once; what is right compiles; what a program reads;
 * what a value rests on. */
#include "feel_common.h"

/* --- a scope as a rulebook has it --- */

static const char *const role_values[] = {"party_secretary", "gov_head", "gov_deputy"};
static const feel_type role = {.kind = FEEL_T_STRING, .name = "role", .values = role_values, .value_count = 3};
static const feel_type wan = {.kind = FEEL_T_NUMBER, .unit = "wan"};
static const feel_type days = {.kind = FEEL_T_NUMBER, .unit = "day"};
static const feel_type nullable_date = {.kind = FEEL_T_DATE, .nullable = true};

enum { SANCTION_KIND, SANCTION_DATE, SANCTION_RESCINDED };
enum { PERSON_ROLE, PERSON_DEATHS, PERSON_LOSS, PERSON_WAIT, PERSON_DAY, PERSON_ALIVE, PERSON_SANCTIONS, PERSON_TAGS };
enum { INPUT_PERSON, INPUT_LIMIT, INPUT_FINDINGS, INPUT_COUNT, SLOT_FIRST = INPUT_COUNT, SLOTS };

typedef struct {
    const feel_type *sanction_types[3], *person_types[8], *finding_types[2];
    feel_shape sanction, person, finding;
    feel_type sanction_type, person_type, finding_type;
    feel_input inputs[INPUT_COUNT];
    feel_scope scope;
    wz_arena *arena;
} fixture;

static int index_findings(void *payload, size_t input, const char *member, const char *literal)
{
    (void)payload;
    return input == INPUT_FINDINGS && strcmp(member, "rule") == 0 && strcmp(literal, "r1") == 0 ? SLOT_FIRST : -1;
}

static void make_shapes(fixture *f)
{
    static const char *const sanction_names[] = {"kind", "date", "rescinded"};
    static const char *const person_names[] = {"role", "deaths", "loss", "wait", "day", "alive", "sanctions", "tags"};
    static const char *const finding_names[] = {"rule", "holds"};
    const feel_type *boolean = feel_type_plain(FEEL_T_BOOLEAN), *string = feel_type_plain(FEEL_T_STRING);
    f->sanction_types[SANCTION_KIND] = string;
    f->sanction_types[SANCTION_DATE] = feel_type_plain(FEEL_T_DATE);
    f->sanction_types[SANCTION_RESCINDED] = &nullable_date;
    f->sanction = (feel_shape){"sanction", 3, sanction_names, f->sanction_types};
    f->sanction_type = (feel_type){.kind = FEEL_T_RECORD, .shape = &f->sanction};
    f->person_types[PERSON_ROLE] = &role;
    f->person_types[PERSON_DEATHS] = feel_type_plain(FEEL_T_NUMBER);
    f->person_types[PERSON_LOSS] = &wan;
    f->person_types[PERSON_WAIT] = &days;
    f->person_types[PERSON_DAY] = feel_type_plain(FEEL_T_DATE);
    f->person_types[PERSON_ALIVE] = boolean;
    f->person_types[PERSON_SANCTIONS] = feel_type_list_of(f->arena, &f->sanction_type);
    f->person_types[PERSON_TAGS] = feel_type_list_of(f->arena, &role);
    f->person = (feel_shape){"person", 8, person_names, f->person_types};
    f->person_type = (feel_type){.kind = FEEL_T_RECORD, .shape = &f->person};
    f->finding_types[0] = string;
    f->finding_types[1] = boolean;
    f->finding = (feel_shape){"finding", 2, finding_names, f->finding_types};
    f->finding_type = (feel_type){.kind = FEEL_T_RECORD, .shape = &f->finding};
}

static void setup(fixture *f)
{
    f->arena = wz_arena_new();
    CU_ASSERT_PTR_NOT_NULL_FATAL(f->arena);
    make_shapes(f);
    f->inputs[INPUT_PERSON] = (feel_input){.name = "person", .type = &f->person_type};
    f->inputs[INPUT_LIMIT] = (feel_input){.name = "limit", .type = &wan};
    f->inputs[INPUT_FINDINGS] =
        (feel_input){.name = "findings", .type = feel_type_list_of(f->arena, &f->finding_type), .indexed = true};
    f->scope = (feel_scope){.inputs = f->inputs, .count = INPUT_COUNT, .index = index_findings};
}

static const feel_program *compile(fixture *f, const char *text, const feel_type *wanted, const feel_fault **faults,
                                   size_t *count)
{
    const feel_program *program = NULL;
    const feel_compile_options options = {.mode = FEEL_STRICT, .wanted = wanted};
    feel_compile(&program, f->arena, text, strlen(text), &f->scope, &options, faults, count);
    return program;
}

/* --- faults --- */

typedef struct {
    const char *expression;
    const char *ids; /* "ID@offset ID@offset …" */
} fault_row;

static void check_faults(const fault_row *rows, size_t count, const feel_type *wanted)
{
    fixture f;
    setup(&f);
    for (size_t i = 0; i < count; i++) {
        const feel_fault *faults = NULL;
        size_t fault_count = 0;
        compile(&f, rows[i].expression, wanted, &faults, &fault_count);
        char ids[512] = "";
        for (size_t k = 0; k < fault_count; k++) {
            size_t used = strlen(ids);
            snprintf(ids + used, sizeof ids - used, "%s%s@%zu", used ? " " : "", faults[k].id, faults[k].offset);
        }
        bool same = strcmp(ids, rows[i].ids) == 0;
        if (!same)
            printf("\n    %s\n      gives %s: %s\n      not   %s\n", rows[i].expression, ids,
                   fault_count ? faults[0].message : "", rows[i].ids);
        CU_ASSERT(same);
    }
    wz_arena_free(f.arena);
}

static void test_feel_strict__faults(void)
{
    static const fault_row rows[] = {
        {"person.deaths >", "FEEL-001@15"},
        {"persn.deaths > 1", "FEEL-003@0"},
        {"person.death > 1", "FEEL-004@7"},
        {"person.day.yeer = 2020", "FEEL-004@11"},
        {"person.deaths.x = 1", "FEEL-004@14"},
        {"lenth(\"a\") = 1", "FEEL-005@0"},
        {"person.deaths(1) = 1", "FEEL-005@7"},
        {"contains(\"a\") = true", "FEEL-006@0"},
        {"contains(string: \"a\", mach: \"b\")", "FEEL-006@0"},
        {"{f: function(a, b) a, r: f(1)}.r = 1", "FEEL-006@25"},
        {"person.deaths + \"a\" = 1", "FEEL-007@14"},
        {"person.day * 2 = 1", "FEEL-007@11"},
        {"person.deaths and person.alive", "FEEL-007@7"},
        {"not(person.day)", "FEEL-007@11"},
        {"if person.deaths then 1 else 2", "FEEL-007@10"},
        {"-person.day = 1", "FEEL-007@0"},
        {"contains(person.deaths, \"a\")", "FEEL-007@16"},
        {"some s in person.sanctions satisfies s.kind", "FEEL-007@39"},
        {"person.sanctions[kind] = []", "FEEL-007@17"},
        {"{f: function(a: number) a, r: f(\"x\")}.r = 1", "FEEL-007@32"},
        {"person.deaths = \"a\"", "FEEL-008@14"},
        {"person.day < 3", "FEEL-008@11"},
        {"person.alive < true", "FEEL-008@13"},
        {"person.deaths between \"a\" and 3", "FEEL-008@14"},
        {"person.deaths in (\"a\", 3)", "FEEL-008@18"},
        {"person.deaths in [person.day..3]", "FEEL-008@25"},
        {"person.deaths in (< \"a\")", "FEEL-008@20"},
        {"person.role = \"gov_haed\"", "FEEL-009@14"},
        {"person.role in (\"gov_head\", \"x\")", "FEEL-009@28"},
        {"person.role in [\"gov_head\", \"x\"]", "FEEL-009@28"},
        {"\"x\" != person.role", "FEEL-009@0"},
        {"some t in person.tags satisfies t = \"x\"", "FEEL-009@36"},
        {"list contains(person.tags, \"x\")", "FEEL-009@27"},
        {"person.loss > person.wait", "FEEL-010@12"},
        {"person.loss + person.wait > 1", "FEEL-010@12"},
        {"person.loss between limit and person.wait", "FEEL-010@12"},
        {"findings[kind = \"x\"].holds", "FEEL-012@16"},
        {"findings[rule = \"r2\"].holds", "FEEL-012@16"},
        {"count(findings) > 1", "FEEL-012@6"},
        {"findings[holds].rule = []", "FEEL-012@0"},
        {"now() = now()", "FEEL-013@0 FEEL-013@8"},
        {"{a: 1, a: 2}.a = 1", "FEEL-014@10"},
        {"(person.deaths) instance of wibble", "FEEL-015@16"},
        {"persn.x = 1 and person.death = 2 or person.role = \"x\"", "FEEL-003@0 FEEL-004@23 FEEL-009@50"}};
    check_faults(rows, sizeof rows / sizeof *rows, NULL);
}

static void test_feel_strict__wanted(void)
{
    static const fault_row boolean[] = {{"1", "FEEL-011@0"},
                                        {"person.alive", ""},
                                        {"null", ""},
                                        {"findings[rule = \"r1\"].holds", ""},
                                        {"person.deaths > 1", ""}};
    static const fault_row roles[] = {{"\"gov_head\"", ""},
                                      {"\"x\"", "FEEL-009@0"},
                                      {"person.role", ""},
                                      {"if person.alive then \"gov_head\" else \"y\"", "FEEL-009@37"},
                                      {"1", "FEEL-011@0"}};
    static const fault_row amount[] = {{"person.loss", ""}, {"3", ""}, {"person.wait", "FEEL-010@7"}};
    check_faults(boolean, sizeof boolean / sizeof *boolean, feel_type_plain(FEEL_T_BOOLEAN));
    check_faults(roles, sizeof roles / sizeof *roles, &role);
    check_faults(amount, sizeof amount / sizeof *amount, &wan);
}

static void test_feel_strict__right_expressions_compile(void)
{
    static const fault_row rows[] = {
        {"person.role = \"gov_head\" and person.deaths >= 3", ""},
        {"person.role in (\"gov_head\", \"gov_deputy\")", ""},
        {"person.loss * 2 > limit", ""},
        {"person.loss / limit > 2", ""},
        {"person.day + duration(\"P6M\") > date(\"2020-01-01\")", ""},
        {"(person.day - date(\"2020-01-01\")).days > 30", ""},
        {"some s in person.sanctions satisfies s.kind = \"x\" and s.date < person.day", ""},
        {"person.sanctions[kind = \"x\" and date < person.day].date[1] = null", ""},
        {"count(person.sanctions[rescinded = null]) > 2", ""},
        {"sort(person.sanctions, function(a, b) a.date < b.date)[1].kind = \"x\"", ""},
        {"every t in person.tags satisfies t != \"gov_head\"", ""},
        {"findings[rule = \"r1\"].holds and person.alive", ""},
        {"person.day.year = 2020 and person.day in [date(\"2020-01-01\")..person.day]", ""},
        {"{f: function(a: number) a + 1, r: f(person.deaths)}.r > 2", ""},
        {"max(person.deaths, 3) = 3", ""},
        {"(for s in person.sanctions return s.date)[1] < person.day", ""},
        {"person.deaths in [3..10) or person.deaths in (> 5)", ""},
        {"if person.deaths = null then true else false", ""}};
    check_faults(rows, sizeof rows / sizeof *rows, NULL);
}

/* A fault's message names what is meant and what there is. */
static void test_feel_strict__messages(void)
{
    fixture f;
    setup(&f);
    const feel_fault *faults = NULL;
    size_t count = 0;
    compile(&f, "person.role = \"gov_haed\"", NULL, &faults, &count);
    CU_ASSERT_EQUAL_FATAL(count, 1);
    CU_ASSERT_STRING_EQUAL(faults[0].message, "\"gov_haed\" is not a value of role, which has \"party_secretary\", "
                                              "\"gov_head\", \"gov_deputy\"; did you mean `gov_head`?");
    compile(&f, "person.death = 1", NULL, &faults, &count);
    CU_ASSERT_EQUAL_FATAL(count, 1);
    CU_ASSERT_STRING_EQUAL(faults[0].message, "`death` is not a member of person; did you mean `deaths`?");
    wz_arena_free(f.arena);
}

/* --- reads --- */

static void reads_text(const feel_program *program, char *out, size_t room)
{
    size_t count = 0;
    const feel_read *reads = feel_program_reads(program, &count);
    out[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        size_t used = strlen(out);
        if (reads[i].input >= 0)
            snprintf(out + used, room - used, "%d ", reads[i].input);
        else
            snprintf(out + used, room - used, "%s.%s ", reads[i].shape->name, reads[i].shape->names[reads[i].member]);
    }
}

static void test_feel_strict__reads(void)
{
    static const feel_row rows[] = {
        {"1 = 1", ""},
        {"limit > 2", "1 "},
        {"person.deaths > 2 and person.deaths < 9", "person.deaths 0 "},
        {"some s in person.sanctions satisfies s.kind = \"x\"", "person.sanctions sanction.kind 0 "},
        {"count(person.sanctions) > 1", "person.sanctions 0 "},
        {"count(person.sanctions[date < person.day]) > 1", "person.day person.sanctions sanction.date 0 "},
        {"person.sanctions[1].kind = \"x\"", "person.sanctions sanction.kind 0 "},
        {"findings[rule = \"r1\"].holds", "finding.holds 3 "},
        {"person.sanctions[1] = null", "person.sanctions sanction.kind sanction.date sanction.rescinded 0 "},
        {"{f: function(s) s.kind, r: f(person.sanctions[1])}.r = \"x\"",
         "person.sanctions sanction.kind sanction.date sanction.rescinded 0 "}};
    fixture f;
    setup(&f);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const feel_fault *faults = NULL;
        size_t count = 0;
        char text[512];
        const feel_program *program = compile(&f, rows[i].expression, NULL, &faults, &count);
        CU_ASSERT_PTR_NOT_NULL_FATAL(program);
        reads_text(program, text, sizeof text);
        if (strcmp(text, rows[i].printed) != 0)
            printf("\n    %s reads %s, not %s\n", rows[i].expression, text, rows[i].printed);
        CU_ASSERT_STRING_EQUAL(text, rows[i].printed);
    }
    wz_arena_free(f.arena);
}

/* --- support --- */

static void note_visit(void *payload, const feel_record *record, int at, feel_value value)
{
    char *out = payload;
    size_t used = strlen(out);
    if (record)
        snprintf(out + used, 512 - used, "%s ", record->shape->names[at]);
    else
        snprintf(out + used, 512 - used, "%d ", at);
    (void)value;
}

/* A person of 3 deaths, unknown loss, in post, with two sanctions. */
static void make_person(fixture *f, feel_value *members, feel_value sanctions[2][3], feel_record records[2])
{
    for (int i = 0; i < 2; i++) {
        sanctions[i][SANCTION_KIND] = feel_string_new(f->arena, i ? "y" : "x", 1);
        sanctions[i][SANCTION_DATE] = feel_date(18000 + i);
        sanctions[i][SANCTION_RESCINDED] = feel_null();
        records[i] = (feel_record){.shape = &f->sanction, .members = sanctions[i]};
    }
    const feel_value list[] = {feel_from(FEEL_RECORD, &records[0]), feel_from(FEEL_RECORD, &records[1])};
    members[PERSON_ROLE] = feel_string_new(f->arena, "gov_head", 8);
    members[PERSON_DEATHS] = feel_integer(3);
    members[PERSON_LOSS] = feel_unknown_of(FEEL_NUMBER);
    members[PERSON_WAIT] = feel_integer(1);
    members[PERSON_DAY] = feel_date(18001);
    members[PERSON_ALIVE] = feel_boolean(true);
    members[PERSON_SANCTIONS] = feel_list_new(f->arena, list, 2);
    members[PERSON_TAGS] = feel_list_new(f->arena, NULL, 0);
}

static void test_feel_strict__support(void)
{
    static const struct {
        const char *expression;
        const char *rests_on, *all;
    } rows[] = {{"person.deaths > 5 and person.alive", "deaths ", "deaths alive "},
                {"person.deaths > 2 and person.alive", "deaths alive ", "deaths alive "},
                {"person.deaths > 2 and person.loss > 100", "loss ", "deaths loss "},
                {"person.deaths > 5 and person.loss > 100", "deaths ", "deaths loss "},
                {"person.alive or person.loss > 100", "alive ", "alive loss "},
                {"person.deaths > 5 or person.loss > 100", "loss ", "deaths loss "},
                {"if person.alive then person.deaths else person.wait", "alive deaths ", "alive deaths "},
                {"some s in person.sanctions satisfies s.kind = \"y\"", "sanctions kind ", "sanctions kind kind "},
                {"every s in person.sanctions satisfies s.date >= person.day", "sanctions date day ",
                 "sanctions date day date day "},
                {"count(person.sanctions[kind = \"x\"]) = 1", "sanctions kind kind ", "sanctions kind kind "},
                {"person.role in (\"gov_head\", \"gov_deputy\")", "role ", "role "},
                {"limit > 1", "1 ", "1 "},
                {"sort(person.sanctions, function(a, b) a.date < b.date)[1].kind",
                 "sanctions date date date date kind ", "sanctions date date date date kind "}};
    fixture f;
    setup(&f);
    feel_value members[8], sanctions[2][3];
    feel_record records[2];
    make_person(&f, members, sanctions, records);
    feel_record person = {.shape = &f.person, .members = members};
    feel_value inputs[SLOTS] = {feel_from(FEEL_RECORD, &person), feel_integer(2), feel_list_new(f.arena, NULL, 0),
                                feel_list_new(f.arena, NULL, 0)};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const feel_fault *faults = NULL;
        size_t count = 0;
        const feel_program *program = compile(&f, rows[i].expression, NULL, &faults, &count);
        CU_ASSERT_PTR_NOT_NULL_FATAL(program);
        for (int all = 0; all < 2; all++) {
            char text[512] = "";
            feel_run run = {.arena = f.arena, .inputs = inputs, .steps = 100000};
            feel_support(program, &run, all, note_visit, text);
            const char *want = all ? rows[i].all : rows[i].rests_on;
            if (strcmp(text, want) != 0)
                printf("\n    %s rests on %s, not %s\n", rows[i].expression, text, want);
            CU_ASSERT_STRING_EQUAL(text, want);
            CU_ASSERT_EQUAL(run.status, WZ_OK);
        }
    }
    wz_arena_free(f.arena);
}

CU_pSuite test_feel_strict_suite(void);

CU_pSuite test_feel_strict_suite(void)
{
    CU_pSuite suite = CU_add_suite("feel strict", NULL, NULL);
    if (!suite)
        return NULL;
    CU_add_test(suite, "faults", test_feel_strict__faults);
    CU_add_test(suite, "wanted", test_feel_strict__wanted);
    CU_add_test(suite, "right expressions compile", test_feel_strict__right_expressions_compile);
    CU_add_test(suite, "messages", test_feel_strict__messages);
    CU_add_test(suite, "reads", test_feel_strict__reads);
    CU_add_test(suite, "support", test_feel_strict__support);
    return suite;
}
