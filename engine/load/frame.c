/* frame.xml to wz_frame. Lists are kept in the order of the file. */
#include "load/load.h"

#include "load/common.h"

typedef struct {
    wz_frame *frame;
    const wz_vocabulary *vocabulary; /* may be NULL: then kinds of sanction are not looked up */
    wz_report *report;
    wz_vector kinds, steps, measures, terms, fields, values, warnings;
    wz_map ids; /* "kind x" … */
} builder;

static const char *const part_choices[] = {"none", "scope",    "ground",    "heavier",      "lighter",  "exemption",
                                           "path", "lifetime", "veto",      "measure",      "referral", "authority",
                                           "ban",  "duty",     "procedure", "commendation", NULL};
static const char *const field_choices[] = {"outcome", "route", NULL};

enum { KIND_ID, KIND_PART, KIND_REPORTS };
static const wz_attribute_rule kind_attributes[] = {
    [KIND_ID] = {"id", WZ_FORM_TOKEN, true, NULL},
    [KIND_PART] = {"part", WZ_FORM_CHOICE, true, part_choices},
    [KIND_REPORTS] = {"reports", WZ_FORM_BOOLEAN, false, NULL},
};
enum { ID, SECOND };
static const wz_attribute_rule step_attributes[] = {
    [ID] = {"id", WZ_FORM_TOKEN, true, NULL},
    [SECOND] = {"family", WZ_FORM_TOKEN, false, NULL},
};
static const wz_attribute_rule measure_attributes[] = {
    [ID] = {"id", WZ_FORM_TOKEN, true, NULL},
    [SECOND] = {"kinds", WZ_FORM_IDS, false, NULL},
};
static const wz_attribute_rule id_attributes[] = {[ID] = {"id", WZ_FORM_TOKEN, true, NULL}};
static const wz_attribute_rule value_attributes[] = {[ID] = {"name", WZ_FORM_TOKEN, true, NULL}};
static const wz_attribute_rule field_attributes[] = {[ID] = {"name", WZ_FORM_CHOICE, true, field_choices}};

static builder *builder_of(const wz_reader *reader)
{
    return wz_reader_user(reader);
}

/* The id of an ended element, if it has one that no other element of the sort has. */
static const char *new_id(builder *b, const wz_element *element, const char *sort)
{
    const char *id = element->values[ID];
    const char *key = id ? wz_arena_printf(b->report->arena, "%s %s", sort, id) : NULL;
    if (!key)
        return NULL;
    if (wz_map_find(&b->ids, key)) {
        wz_report_error(b->report, "REF-001", element->place, "the %s '%s' is declared twice; rename one",
                        element->name, id);
        return NULL;
    }
    wz_map_add_number(&b->ids, key, 1);
    wz_text_require(b->report, &element->texts[0], "label",
                    wz_arena_printf(b->report->arena, "%s '%s'", element->name, id), element->place);
    return id;
}

static void kind_end(wz_reader *reader, wz_element *element)
{
    /* Elements that a rulebook has besides its rules. */
    static const char *const taken[] = {"title",   "short-title",  "precedes", "parameter",
                                        "reading", "not-modelled", NULL};
    builder *b = builder_of(reader);
    const char *id = new_id(b, element, "kind");
    wz_kind *kind = id ? WZ_ADD(&b->kinds, wz_kind) : NULL;
    if (!kind)
        return;
    *kind = (wz_kind){
        .id = id,
        .part = (wz_part)wz_choice_index(element->values[KIND_PART], part_choices, WZ_PART_NONE),
        .reports = wz_is_true(element->values[KIND_REPORTS]),
        .label = element->texts[0],
        .place = element->place,
    };
    if (wz_choice_index(id, taken, WZ_COUNT(taken)) < WZ_COUNT(taken))
        wz_report_error(b->report, "REF-004", element->place,
                        "the kind '%s' has the name of an element of rulebooks; %s", id, "choose another");
}

static void step_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    const char *id = new_id(b, element, "step");
    wz_step *step = id ? WZ_ADD(&b->steps, wz_step) : NULL;
    if (step)
        *step = (wz_step){id, element->values[SECOND], element->texts[0]};
}

static void expression_end(wz_reader *reader, wz_element *element)
{
    (void)reader;
    element->parent->text = element->text;
    element->parent->text_place = element->text_place;
}

/* The kinds of sanction that a measure becomes stand in the vocabulary's enumeration. */
static void check_kinds(const builder *b, wz_strings kinds, wz_place place)
{
    const wz_entity *sanction = b->vocabulary ? &b->vocabulary->entities[WZ_SANCTION] : NULL;
    int role = sanction && sanction->count ? sanction->by_role[WZ_ROLE_SANCTION_KIND] : -1;
    feel_value ignored;
    for (size_t i = 0; role >= 0 && i < kinds.count; i++)
        wz_literal(b->report, b->vocabulary, &sanction->attributes[role], kinds.items[i], false, place, &ignored);
    if (b->vocabulary && role < 0 && kinds.count)
        wz_report_error(b->report, "REF-015", place, "no attribute of sanction has role=\"sanction-kind\"; %s",
                        "add it to the vocabulary, or leave out kinds=");
}

static void measure_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    const char *id = new_id(b, element, "measure");
    wz_measure *measure = id ? WZ_ADD(&b->measures, wz_measure) : NULL;
    if (!measure)
        return;
    *measure = (wz_measure){
        .id = id,
        .kinds = wz_split(b->report->arena, element->values[SECOND]),
        .available = element->text,
        .label = element->texts[0],
        .place = element->text ? element->text_place : element->place,
    };
    check_kinds(b, measure->kinds, wz_attribute_place(reader, element, SECOND));
}

static void term_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    const char *id = new_id(b, element, "term");
    wz_term *term = id ? WZ_ADD(&b->terms, wz_term) : NULL;
    if (term)
        *term = (wz_term){id, element->texts[0]};
}

static void value_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    const char *field = element->parent->values[ID];
    const char *name = new_id(b, element, field ? field : "value");
    wz_field_value *value = name ? WZ_ADD(&b->values, wz_field_value) : NULL;
    if (value)
        *value = (wz_field_value){name, element->text, element->texts[0], element->text_place};
}

static void field_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    wz_field made = {.name = element->values[ID]};
    made.values = WZ_TAKE(&b->values, b->report->arena, wz_field_value, &made.count);
    for (size_t i = 0; made.name && i < b->fields.count; i++) {
        if (strcmp(((wz_field *)b->fields.items)[i].name, made.name) == 0)
            wz_report_error(b->report, "REF-001", element->place, "the field '%s' is declared twice; join them",
                            made.name);
    }
    wz_field *field = made.name ? WZ_ADD(&b->fields, wz_field) : NULL;
    if (field)
        *field = made;
}

static void warning_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    const char *id = new_id(b, element, "warning");
    wz_warning_rule *warning = id ? WZ_ADD(&b->warnings, wz_warning_rule) : NULL;
    if (warning)
        *warning = (wz_warning_rule){id, element->text, element->texts[0], element->text_place};
}

static const wz_element_rule available_rule = {.name = "available", .content = WZ_HAS_TEXT, .end = expression_end};
static const wz_element_rule when_rule = {.name = "when", .content = WZ_HAS_TEXT, .end = expression_end};
static const wz_child_rule label_children[] = {{&wz_label_rule, 0, 0, 0}};
static const wz_child_rule measure_children[] = {{&wz_label_rule, 0, 0, 0}, {&available_rule, 0, 1, 0}};
static const wz_child_rule value_children[] = {{&wz_label_rule, 0, 0, 0}, {&when_rule, 1, 1, 0}};
static const wz_element_rule kind_rule = {
    .name = "kind", WZ_ATTRIBUTES_OF(kind_attributes), WZ_CHILDREN_OF(label_children), .end = kind_end};
static const wz_element_rule step_rule = {
    .name = "step", WZ_ATTRIBUTES_OF(step_attributes), WZ_CHILDREN_OF(label_children), .end = step_end};
static const wz_element_rule measure_rule = {
    .name = "measure", WZ_ATTRIBUTES_OF(measure_attributes), WZ_CHILDREN_OF(measure_children), .end = measure_end};
static const wz_element_rule term_rule = {
    .name = "term", WZ_ATTRIBUTES_OF(id_attributes), WZ_CHILDREN_OF(label_children), .end = term_end};
static const wz_element_rule value_rule = {
    .name = "value", WZ_ATTRIBUTES_OF(value_attributes), WZ_CHILDREN_OF(value_children), .end = value_end};
static const wz_child_rule field_children[] = {{&value_rule, 1, 0, 0}};
static const wz_element_rule field_rule = {
    .name = "field", WZ_ATTRIBUTES_OF(field_attributes), WZ_CHILDREN_OF(field_children), .end = field_end};
static const wz_element_rule warning_rule = {
    .name = "warning", WZ_ATTRIBUTES_OF(id_attributes), WZ_CHILDREN_OF(value_children), .end = warning_end};
static const wz_child_rule frame_children[] = {{&kind_rule, 1, 0, 0}, {&step_rule, 0, 0, 0},  {&measure_rule, 0, 0, 0},
                                               {&term_rule, 0, 0, 0}, {&field_rule, 0, 0, 0}, {&warning_rule, 0, 0, 0}};
static const wz_element_rule frame_rule = {.name = "frame", WZ_CHILDREN_OF(frame_children)};

static void put_together(builder *b)
{
    wz_frame *f = b->frame;
    f->kinds = WZ_TAKE(&b->kinds, f->arena, wz_kind, &f->kind_count);
    f->steps = WZ_TAKE(&b->steps, f->arena, wz_step, &f->step_count);
    f->measures = WZ_TAKE(&b->measures, f->arena, wz_measure, &f->measure_count);
    f->terms = WZ_TAKE(&b->terms, f->arena, wz_term, &f->term_count);
    f->fields = WZ_TAKE(&b->fields, f->arena, wz_field, &f->field_count);
    f->warnings = WZ_TAKE(&b->warnings, f->arena, wz_warning_rule, &f->warning_count);
}

/* Free the lists; false if memory was short for one of them. */
static bool builder_free(builder *b)
{
    wz_vector *const vectors[] = {&b->kinds, &b->steps, &b->measures, &b->terms, &b->fields, &b->values, &b->warnings};
    bool whole = true;
    for (size_t i = 0; i < WZ_COUNT(vectors); i++) {
        whole &= !vectors[i]->failed;
        wz_vector_free(vectors[i]);
    }
    return whole;
}

static int load(wz_frame *frame, const wz_input_from *from, const wz_vocabulary *vocabulary, wz_diag *diag)
{
    wz_report report = {.diag = diag, .arena = frame->arena, .file = frame->file};
    builder b = {.frame = frame, .vocabulary = vocabulary, .report = &report};
    wz_map_init(&b.ids, frame->arena);
    int code = wz_read_xml(&(wz_reading_task){.input = *from,
                                              .namespace = "urn:wenze:frame:1",
                                              .root = &frame_rule,
                                              .arena = frame->arena,
                                              .report = &report,
                                              .user = &b,
                                              .sha256 = frame->sha256});
    if (code == WZ_OK)
        put_together(&b);
    bool whole = builder_free(&b);
    return whole ? wz_load_code(code, &report, frame->arena) : WZ_ENOMEM;
}

static int load_from(wz_frame **out, wz_input_from from, const wz_vocabulary *vocabulary, wz_diag *diag)
{
    *out = NULL;
    wz_arena *arena = wz_arena_new();
    wz_frame *frame = arena ? wz_arena_alloc(arena, sizeof *frame) : NULL;
    const char *file = frame ? wz_arena_strdup(arena, from.file) : NULL;
    if (!file) {
        wz_arena_free(arena);
        return WZ_ENOMEM;
    }
    frame->arena = arena;
    frame->file = from.file = file;
    from.limit = WZ_LAW_BYTES;
    int code = load(frame, &from, vocabulary, diag);
    if (code == WZ_OK)
        *out = frame;
    else
        wz_frame_free(frame);
    return code;
}

int wz_load_frame(wz_frame **out, const char *file, const wz_vocabulary *vocabulary, wz_diag *diag)
{
    return load_from(out, (wz_input_from){.file = file}, vocabulary, diag);
}

int wz_load_frame_memory(wz_frame **out, const char *name, const void *bytes, size_t length,
                         const wz_vocabulary *vocabulary, wz_diag *diag)
{
    return load_from(out, (wz_input_from){.file = name, .bytes = bytes ? bytes : "", .length = length}, vocabulary,
                     diag);
}
