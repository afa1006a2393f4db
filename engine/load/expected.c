/* expected.xml to wz_expected. The elements of a regime are the forms of model/expected.h: one table serves the reader and
 * the comparison. */
#include "load/load.h"

#include "load/common.h"
#include "model/expected.h"

typedef struct {
    wz_expected *expected;
    wz_report *report;
    wz_vector persons, regimes, items, contradictions;
} builder;

static builder *builder_of(const wz_reader *reader)
{
    return wz_reader_user(reader);
}

/* A regime's children are named by the forms, their attributes too: both are looked up here. */
static void item_start(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    for (size_t k = 0; k < WZ_X_ITEMS; k++)
        if (strcmp(element->name, wz_expected_forms[k].element) == 0) {
            wz_expected_item *item = wz_arena_alloc(b->report->arena, sizeof *item);
            element->data = item;
            if (item)
                *item = (wz_expected_item){.kind = (wz_expected_kind)k, .place = element->place};
            return;
        }
    wz_nearest nearest = wz_nearest_to(element->name);
    for (size_t k = 0; k < WZ_X_ITEMS; k++)
        wz_nearest_try(&nearest, wz_expected_forms[k].element);
    wz_report_error(b->report, "FORM-001", element->place, "<%s> does not stand in <regime>; %s", element->name,
                    wz_nearest_advice(b->report, &nearest, "see docs/formats.md, expected.xml"));
}

static void item_attribute(wz_reader *reader, wz_element *element, const char *name, const char *value, wz_place place)
{
    builder *b = builder_of(reader);
    wz_expected_item *item = element->data;
    if (!item)
        return;
    const wz_expected_form *form = &wz_expected_forms[item->kind];
    wz_nearest nearest = wz_nearest_to(name);
    for (size_t i = 0; form->names[i]; i++) {
        if (strcmp(form->names[i], name) == 0) {
            item->values[i] = wz_arena_strdup(b->report->arena, value);
            return;
        }
        wz_nearest_try(&nearest, form->names[i]);
    }
    wz_report_error(b->report, "FORM-004", place, "<%s> has no attribute '%s'; %s", element->name, name,
                    wz_nearest_advice(b->report, &nearest, "remove it"));
}

static void item_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    wz_expected_item *item = element->data ? WZ_ADD(&b->items, wz_expected_item) : NULL;
    if (item)
        *item = *(wz_expected_item *)element->data;
}

enum { ID };
static const wz_attribute_rule id_attributes[] = {[ID] = {"id", WZ_FORM_ID, true, NULL}};
static const wz_attribute_rule regime_attributes[] = {
    [WZ_XR_ID] = {"id", WZ_FORM_ID, true, NULL},
    [WZ_XR_APPLICABILITY] = {"applicability", WZ_FORM_ID, true, NULL},
    [WZ_XR_GOVERNING] = {"governing", WZ_FORM_BOOLEAN, false, NULL},
    [WZ_XR_HYPOTHETICAL] = {"hypothetical", WZ_FORM_BOOLEAN, false, NULL},
    [WZ_XR_BASELINE] = {"baseline", WZ_FORM_BOOLEAN, false, NULL},
    [WZ_XR_POST] = {"post", WZ_FORM_ANY, false, NULL},
    [WZ_XR_OUTCOME] = {"outcome", WZ_FORM_ANY, true, NULL},
    [WZ_XR_POSSIBLE] = {"possible", WZ_FORM_ANY, false, NULL},
    [WZ_XR_REASON] = {"reason", WZ_FORM_ANY, false, NULL},
};
enum { OF, ATTRIBUTE };
static const wz_attribute_rule contradiction_attributes[] = {
    [OF] = {"of", WZ_FORM_ID, true, NULL}, [ATTRIBUTE] = {"attribute", WZ_FORM_ID, true, NULL}};

static void regime_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    wz_expected_regime made = {.place = element->place};
    for (size_t i = 0; i < WZ_XR_VALUES; i++)
        made.values[i] = element->values[i];
    made.items = WZ_TAKE(&b->items, b->report->arena, wz_expected_item, &made.item_count);
    wz_expected_regime *regime = WZ_ADD(&b->regimes, wz_expected_regime);
    if (regime)
        *regime = made;
}

static void person_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    wz_expected_person made = {.id = element->values[ID], .place = element->place};
    made.regimes = WZ_TAKE(&b->regimes, b->report->arena, wz_expected_regime, &made.regime_count);
    wz_expected_person *person = WZ_ADD(&b->persons, wz_expected_person);
    if (person)
        *person = made;
}

static void contradiction_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    wz_expected_contradiction *made = WZ_ADD(&b->contradictions, wz_expected_contradiction);
    if (made)
        *made = (wz_expected_contradiction){element->values[OF], element->values[ATTRIBUTE], element->place};
}

static const wz_element_rule item_rule = {.start = item_start, .attribute = item_attribute, .end = item_end};
static const wz_element_rule regime_rule = {
    .name = "regime", WZ_ATTRIBUTES_OF(regime_attributes), .other_child = &item_rule, .end = regime_end};
static const wz_child_rule person_children[] = {{&regime_rule, 0, 0, 0}};
static const wz_element_rule person_rule = {
    .name = "person", WZ_ATTRIBUTES_OF(id_attributes), WZ_CHILDREN_OF(person_children), .end = person_end};
static const wz_element_rule contradiction_rule = {
    .name = "contradiction", WZ_ATTRIBUTES_OF(contradiction_attributes), .end = contradiction_end};
static const wz_child_rule expected_children[] = {{&contradiction_rule, 0, 0, 0}, {&person_rule, 1, 0, 0}};
static const wz_element_rule expected_rule = {.name = "expected", WZ_CHILDREN_OF(expected_children)};

static int load(wz_expected *expected, const char *file, wz_diag *diag)
{
    wz_report report = {.diag = diag, .arena = expected->arena, .file = file};
    builder b = {.expected = expected, .report = &report};
    int code = wz_read_xml(&(wz_reading_task){.input = {.file = file, .limit = WZ_LAW_BYTES},
                                              .namespace = "urn:wenze:expected:1",
                                              .root = &expected_rule,
                                              .arena = expected->arena,
                                              .report = &report,
                                              .user = &b,
                                              .sha256 = expected->sha256});
    expected->persons = WZ_TAKE(&b.persons, expected->arena, wz_expected_person, &expected->person_count);
    expected->contradictions =
        WZ_TAKE(&b.contradictions, expected->arena, wz_expected_contradiction, &expected->contradiction_count);
    wz_vector *const vectors[] = {&b.persons, &b.regimes, &b.items, &b.contradictions};
    bool whole = true;
    for (size_t i = 0; i < WZ_COUNT(vectors); i++) {
        whole &= !vectors[i]->failed;
        wz_vector_free(vectors[i]);
    }
    return whole ? wz_load_code(code, &report, expected->arena) : WZ_ENOMEM;
}

int wz_load_expected(wz_expected **out, const char *file, wz_diag *diag)
{
    *out = NULL;
    wz_arena *arena = wz_arena_new();
    wz_expected *expected = arena ? wz_arena_alloc(arena, sizeof *expected) : NULL;
    const char *name = expected ? wz_arena_strdup(arena, file) : NULL;
    if (!name) {
        wz_arena_free(arena);
        return WZ_ENOMEM;
    }
    expected->arena = arena;
    expected->file = name;
    int code = load(expected, name, diag);
    if (code == WZ_OK)
        *out = expected;
    else
        wz_expected_free(expected);
    return code;
}
