/* scenario.xml to wz_scenario. Whether what a step reveals is there is known only with the case: see explain/walk.c. */
#include "load/scenario.h"

#include "load/common.h"

typedef struct {
    wz_scenario *scenario;
    wz_report *report;
    wz_vector aims, steps, predictions;
} builder;

static builder *builder_of(const wz_reader *reader)
{
    return wz_reader_user(reader);
}

static const char *const difficulty_choices[] = {"1", "2", "3", "4", "5", NULL};
static const char *const ask_choices[] = {"applicability", "outcome", "grounds", "exemption", "bars", NULL};

enum { SCENARIO_ID, SCENARIO_CASE, SCENARIO_DIFFICULTY };
static const wz_attribute_rule scenario_attributes[] = {
    [SCENARIO_ID] = {"id", WZ_FORM_TOKEN, true, NULL},
    [SCENARIO_CASE] = {"case", WZ_FORM_FILLED, true, NULL},
    [SCENARIO_DIFFICULTY] = {"difficulty", WZ_FORM_CHOICE, true, difficulty_choices},
};
enum { STEP_REVEALS };
static const wz_attribute_rule step_attributes[] = {[STEP_REVEALS] = {"reveals", WZ_FORM_IDS, false, NULL}};
enum { PREDICT_ASK, PREDICT_PERSON, PREDICT_REGIME, PREDICT_STEP };
static const wz_attribute_rule predict_attributes[] = {
    [PREDICT_ASK] = {"ask", WZ_FORM_CHOICE, true, ask_choices},
    [PREDICT_PERSON] = {"person", WZ_FORM_ID, false, NULL},
    [PREDICT_REGIME] = {"regime", WZ_FORM_ID, false, NULL},
    [PREDICT_STEP] = {"step", WZ_FORM_TOKEN, false, NULL},
};

static void predict_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    wz_prediction *p = WZ_ADD(&b->predictions, wz_prediction);
    if (!p)
        return;
    size_t ask = wz_choice_index(element->values[PREDICT_ASK], ask_choices, WZ_ASK_OUTCOME);
    *p = (wz_prediction){.ask = (wz_prediction_kind)ask,
                         .person = element->values[PREDICT_PERSON],
                         .regime = element->values[PREDICT_REGIME],
                         .career = element->values[PREDICT_STEP],
                         .place = element->place};
    if (element->values[PREDICT_ASK] && (p->ask == WZ_ASK_BARS) != (p->career != NULL))
        wz_report_error(b->report, "WALK-001", element->place, "step= goes with ask=\"bars\", and with that alone; %s",
                        p->career ? "remove it" : "name the step of a career, e.g. step=\"promotion\"");
}

static void step_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    wz_scenario_step made = {.reveals = wz_split(b->report->arena, element->values[STEP_REVEALS]),
                             .tell = element->texts[1],
                             .note = element->texts[2],
                             .place = element->place};
    if (element->values[STEP_REVEALS])
        made.reveals_place = wz_attribute_place(reader, element, STEP_REVEALS);
    made.predictions = WZ_TAKE(&b->predictions, b->report->arena, wz_prediction, &made.prediction_count);
    wz_scenario_step *step = WZ_ADD(&b->steps, wz_scenario_step);
    if (step)
        *step = made;
}

static void aim_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    wz_text *aim = WZ_ADD(&b->aims, wz_text);
    if (aim)
        *aim = element->texts[0];
}

static void scenario_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    wz_scenario *s = b->scenario;
    s->id = element->values[SCENARIO_ID];
    s->case_file = element->values[SCENARIO_CASE];
    s->title = element->texts[0];
    s->difficulty = 1 + (unsigned)wz_choice_index(element->values[SCENARIO_DIFFICULTY], difficulty_choices, 0);
}

static const wz_element_rule title_rule = WZ_TEXT_RULE("title", 0);
static const wz_element_rule tell_rule = WZ_TEXT_RULE("tell", 1);
static const wz_element_rule note_rule = WZ_TEXT_RULE("note", 2);
static const wz_child_rule aim_children[] = {{&wz_label_rule, 1, 2, 0}};
static const wz_element_rule aim_rule = {.name = "aim", WZ_CHILDREN_OF(aim_children), .end = aim_end};
static const wz_element_rule predict_rule = {
    .name = "predict", WZ_ATTRIBUTES_OF(predict_attributes), .end = predict_end};
static const wz_child_rule step_children[] = {{&tell_rule, 0, 2, 0}, {&note_rule, 0, 2, 0}, {&predict_rule, 0, 0, 0}};
static const wz_element_rule step_rule = {
    .name = "step", WZ_ATTRIBUTES_OF(step_attributes), WZ_CHILDREN_OF(step_children), .end = step_end};
static const wz_child_rule scenario_children[] = {{&title_rule, 1, 2, 0}, {&aim_rule, 1, 0, 0}, {&step_rule, 1, 0, 0}};
static const wz_element_rule scenario_rule = {
    .name = "scenario", WZ_ATTRIBUTES_OF(scenario_attributes), WZ_CHILDREN_OF(scenario_children), .end = scenario_end};

static int load(wz_scenario *scenario, wz_input_from input, wz_diag *diag)
{
    wz_report report = {.diag = diag, .arena = scenario->arena, .file = scenario->file};
    builder b = {.scenario = scenario, .report = &report};
    int code = wz_read_xml(&(wz_reading_task){.input = input,
                                              .namespace = "urn:wenze:scenario:1",
                                              .root = &scenario_rule,
                                              .arena = scenario->arena,
                                              .report = &report,
                                              .user = &b,
                                              .sha256 = scenario->sha256});
    scenario->aims = WZ_TAKE(&b.aims, scenario->arena, wz_text, &scenario->aim_count);
    scenario->steps = WZ_TAKE(&b.steps, scenario->arena, wz_scenario_step, &scenario->step_count);
    bool whole = !b.aims.failed && !b.steps.failed && !b.predictions.failed;
    wz_vector_free(&b.aims);
    wz_vector_free(&b.steps);
    wz_vector_free(&b.predictions);
    return whole ? wz_load_code(code, &report, scenario->arena) : WZ_ENOMEM;
}

int wz_load_scenario(wz_scenario **out, const char *file, wz_diag *diag)
{
    *out = NULL;
    wz_arena *arena = wz_arena_new();
    wz_scenario *scenario = arena ? wz_arena_alloc(arena, sizeof *scenario) : NULL;
    const char *name = scenario ? wz_arena_strdup(arena, file) : NULL;
    if (!name) {
        wz_arena_free(arena);
        return WZ_ENOMEM;
    }
    scenario->arena = arena;
    scenario->file = name;
    int code = load(scenario, (wz_input_from){.file = name, .limit = WZ_LAW_BYTES}, diag);
    if (code == WZ_OK)
        *out = scenario;
    else
        wz_scenario_free(scenario);
    return code;
}
