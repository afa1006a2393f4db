/* A rulebook's XML to wz_rulebook. The rule that is being read stands in its element's `data`; its lists are collected
 * beside it and joined to it when the element ends. */
#include "load/rulebook.h"

#include "load/load.h"

#include "feel/temporal.h"

#include <stdlib.h>

typedef struct {
    wz_rulebook *rulebook;
    const wz_vocabulary *vocabulary;
    const wz_frame *frame;
    wz_report *report;
    wz_vector rules, parameters, not_modelled, precedes, book_readings;
    wz_vector readings, norms, versions, measures; /* of the open rule (norms: or version) */
    wz_map parameter_ids;
} builder;

/* --- what can stand where --- */

static const char *const status_choices[] = {"in_force", "draft", "repealed", NULL};
static const char *const modality_choices[] = {"must", "may", "must_not", "by_reference", NULL};
static const char *const for_each_choices[] = {"incident", "post", "sanction", "duty_record", NULL};
static const char *const applies_choices[] = {"direct", "by_reference", NULL};
static const char *const body_choice[] = {"body", NULL};
static const char *const norm_choices[] = {"confirmed", "confirmed-indirect", "to-verify", NULL};
static const char *const per_choices[] = {"month", "two_months", "quarter", "half_year", "year", "unquantified", NULL};
static const char *const type_choices[] = {"boolean", "integer", "decimal", "date", "duration", "text", NULL};

enum { BOOK_ID, BOOK_STATUS, BOOK_FROM, BOOK_TO, BOOK_JURISDICTION, BOOK_SOURCE, BOOK_BASELINE };
static const wz_attribute_rule book_attributes[] = {
    [BOOK_ID] = {"id", WZ_FORM_TOKEN, true, NULL},
    [BOOK_STATUS] = {"status", WZ_FORM_CHOICE, true, status_choices},
    [BOOK_FROM] = {"from", WZ_FORM_DAY, false, NULL},
    [BOOK_TO] = {"to", WZ_FORM_DAY, false, NULL},
    [BOOK_JURISDICTION] = {"jurisdiction", WZ_FORM_ANY, false, NULL},
    [BOOK_SOURCE] = {"source", WZ_FORM_FILLED, false, NULL},
    [BOOK_BASELINE] = {"baseline", WZ_FORM_BOOLEAN, false, NULL},
};

static const wz_attribute_rule rule_attributes[RULE_ATTRIBUTES] = {
    [RULE_ID] = {"id", WZ_FORM_ID, true, NULL},
    [RULE_CITES] = {"cites", WZ_FORM_IDS, false, NULL},
    [RULE_MODALITY] = {"modality", WZ_FORM_CHOICE, false, modality_choices},
    [RULE_FROM] = {"from", WZ_FORM_DAY, false, NULL},
    [RULE_TO] = {"to", WZ_FORM_DAY, false, NULL},
    [RULE_FOR_EACH] = {"for-each", WZ_FORM_CHOICE, false, for_each_choices},
    [RULE_REACHES] = {"reaches", WZ_FORM_IDS, false, NULL},
    [RULE_OVERRIDES] = {"overrides", WZ_FORM_IDS, false, NULL},
    [RULE_SHARED] = {"shared", WZ_FORM_BOOLEAN, false, NULL},
    [RULE_VERIFY] = {"verify", WZ_FORM_BOOLEAN, false, NULL},
    [RULE_CONCLUDES] = {"concludes", WZ_FORM_ID, false, NULL},
    [RULE_VALUE] = {"value", WZ_FORM_FILLED, false, NULL},
    [RULE_APPLIES] = {"applies", WZ_FORM_CHOICE, false, applies_choices},
    [RULE_CONDUCT] = {"conduct", WZ_FORM_IDS, false, NULL},
    [RULE_ACTIVITIES] = {"activities", WZ_FORM_IDS, false, NULL},
    [RULE_PERSONALLY] = {"personally", WZ_FORM_BOOLEAN, false, NULL},
    [RULE_OF] = {"of", WZ_FORM_CHOICE, false, body_choice},
    [RULE_OPEN] = {"open", WZ_FORM_BOOLEAN, false, NULL},
    [RULE_BODY] = {"body", WZ_FORM_TOKEN, false, NULL},
    [RULE_BARS] = {"bars", WZ_FORM_IDS, false, NULL},
    [RULE_EXPELS] = {"expels", WZ_FORM_BOOLEAN, false, NULL},
    [RULE_GROUNDS] = {"grounds", WZ_FORM_IDS, false, NULL},
    [RULE_RECIPIENT] = {"recipient", WZ_FORM_TOKEN, false, NULL},
    [RULE_ACTOR] = {"actor", WZ_FORM_TOKEN, false, NULL},
    [RULE_ACT] = {"act", WZ_FORM_TOKEN, false, NULL},
};

enum { PARAMETER_ID, PARAMETER_TYPE, PARAMETER_VALUE, PARAMETER_PRESUMPTION };
static const wz_attribute_rule parameter_attributes[] = {
    [PARAMETER_ID] = {"id", WZ_FORM_NAME, true, NULL},
    [PARAMETER_TYPE] = {"type", WZ_FORM_CHOICE, true, type_choices},
    [PARAMETER_VALUE] = {"value", WZ_FORM_ANY, true, NULL},
    [PARAMETER_PRESUMPTION] = {"presumption", WZ_FORM_BOOLEAN, false, NULL},
};
enum { READING_ID, READING_PRESUMPTION };
static const wz_attribute_rule reading_attributes[] = {
    [READING_ID] = {"id", WZ_FORM_ID, true, NULL},
    [READING_PRESUMPTION] = {"presumption", WZ_FORM_BOOLEAN, false, NULL},
};
enum { NORM_TITLE, NORM_ARTICLE, NORM_STATUS };
static const wz_attribute_rule norm_attributes[] = {
    [NORM_TITLE] = {"title", WZ_FORM_FILLED, true, NULL},
    [NORM_ARTICLE] = {"article", WZ_FORM_FILLED, false, NULL},
    [NORM_STATUS] = {"status", WZ_FORM_CHOICE, true, norm_choices},
};
enum { FREQUENCY_COUNT, FREQUENCY_PER, FREQUENCY_PRESUMPTION };
static const wz_attribute_rule frequency_attributes[] = {
    [FREQUENCY_COUNT] = {"count", WZ_FORM_COUNT, false, NULL},
    [FREQUENCY_PER] = {"per", WZ_FORM_CHOICE, true, per_choices},
    [FREQUENCY_PRESUMPTION] = {"presumption", WZ_FORM_BOOLEAN, false, NULL},
};
enum { VERSION_FROM, VERSION_TO, VERSION_BARS, VERSION_VERIFY };
static const wz_attribute_rule version_attributes[] = {
    [VERSION_FROM] = {"from", WZ_FORM_DAY, false, NULL},
    [VERSION_TO] = {"to", WZ_FORM_DAY, false, NULL},
    [VERSION_BARS] = {"bars", WZ_FORM_IDS, false, NULL},
    [VERSION_VERIFY] = {"verify", WZ_FORM_BOOLEAN, false, NULL},
};
static const wz_attribute_rule measure_attributes[] = {{"id", WZ_FORM_TOKEN, true, NULL}};
static const wz_attribute_rule precedes_attributes[] = {{"rulebook", WZ_FORM_TOKEN, true, NULL}};
enum { NOT_MODELLED_CITES, NOT_MODELLED_WHY };
static const wz_attribute_rule not_modelled_attributes[] = {
    [NOT_MODELLED_CITES] = {"cites", WZ_FORM_IDS, true, NULL},
    [NOT_MODELLED_WHY] = {"why", WZ_FORM_FILLED, true, NULL},
};

static builder *builder_of(const wz_reader *reader)
{
    return wz_reader_user(reader);
}

static const char *named(const builder *b, const char *noun, const char *id)
{
    return wz_arena_printf(b->report->arena, "%s '%s'", noun, id ? id : "?");
}

/* --- names that the vocabulary and the frame know --- */

typedef const char *(*frame_name)(const wz_frame *frame, size_t i);

static const char *step_name(const wz_frame *frame, size_t i)
{
    return i < frame->step_count ? frame->steps[i].id : NULL;
}

static const char *measure_name(const wz_frame *frame, size_t i)
{
    return i < frame->measure_count ? frame->measures[i].id : NULL;
}

static const char *term_name(const wz_frame *frame, size_t i)
{
    return i < frame->term_count ? frame->terms[i].id : NULL;
}

/* Report a name that is not among those of the frame. */
static void check_name(const builder *b, frame_name name_at, const char *noun, const char *id, wz_place place)
{
    const char *name;
    for (size_t i = 0; (name = name_at(b->frame, i)); i++) {
        if (strcmp(name, id) == 0)
            return;
    }
    wz_nearest nearest = wz_nearest_to(id);
    for (size_t i = 0; (name = name_at(b->frame, i)); i++)
        wz_nearest_try(&nearest, name);
    wz_report_error(b->report, "REF-016", place, "the frame has no %s %s; %s", noun, wz_shown(b->report, id),
                    wz_nearest_advice(b->report, &nearest, "declare it in frame.xml"));
}

static void check_names(const builder *b, frame_name name_at, const char *noun, wz_strings ids, wz_place place)
{
    for (size_t i = 0; i < ids.count; i++)
        check_name(b, name_at, noun, ids.items[i], place);
}

static void check_term(const builder *b, wz_reader *reader, const wz_element *element, size_t attribute)
{
    if (element->values[attribute])
        check_name(b, term_name, "term", element->values[attribute], wz_attribute_place(reader, element, attribute));
}

static void check_activities(const builder *b, wz_strings activities, wz_place place)
{
    const wz_entity *record = &b->vocabulary->entities[WZ_DUTY_RECORD];
    int role = record->by_role[WZ_ROLE_ACTIVITY];
    feel_value ignored;
    for (size_t i = 0; role >= 0 && i < activities.count; i++)
        wz_literal(b->report, b->vocabulary, &record->attributes[role], activities.items[i], false, place, &ignored);
    if (role < 0 && activities.count)
        wz_report_error(b->report, "REF-015", place, "no attribute of duty_record has role=\"activity\"; %s",
                        "add it to the vocabulary");
}

static void check_conduct(const builder *b, wz_strings conduct, wz_place place)
{
    for (size_t i = 0; i < conduct.count; i++) {
        if (wz_attribute_find(b->vocabulary, WZ_PERSON, conduct.items[i]) < 0)
            wz_no_attribute(b->report, b->vocabulary, WZ_PERSON, conduct.items[i], place);
    }
}

static void check_period(const builder *b, wz_period period, wz_place place)
{
    if (period.has_from && period.has_to && period.from > period.to)
        wz_report_error(b->report, "RULE-015", place, "from= is later than to=; exchange or correct them");
}

/* --- parts of rules as they end --- */

static wz_expression expression_of(const wz_element *element)
{
    return (wz_expression){element->text, element->text_place};
}

static void lasts_check(const builder *b, const wz_element *element)
{
    feel_value value = feel_parse_duration(b->report->arena, element->text, strlen(element->text));
    bool positive = (feel_is(value, FEEL_YEARS_MONTHS) || feel_is(value, FEEL_DAYS_TIME)) && value.as.integer > 0;
    if (!positive && *element->text)
        wz_report_error(b->report, "TYPE-030", element->text_place, "%s is not a duration; write it as in P6M or P1Y",
                        wz_shown(b->report, element->text));
}

static void rule_when_end(wz_reader *reader, wz_element *element)
{
    (void)reader;
    wz_rule *rule = element->parent->data;
    rule->when = expression_of(element);
}

static void rule_from_end(wz_reader *reader, wz_element *element)
{
    (void)reader;
    wz_rule *rule = element->parent->data;
    rule->from = expression_of(element);
}

static void rule_to_end(wz_reader *reader, wz_element *element)
{
    (void)reader;
    wz_rule *rule = element->parent->data;
    rule->to = expression_of(element);
}

static void rule_starts_end(wz_reader *reader, wz_element *element)
{
    (void)reader;
    wz_rule *rule = element->parent->data;
    rule->starts = expression_of(element);
}

static void rule_lasts_end(wz_reader *reader, wz_element *element)
{
    wz_rule *rule = element->parent->data;
    rule->lasts = element->text;
    lasts_check(builder_of(reader), element);
}

static void version_start(wz_reader *reader, wz_element *element)
{
    element->data = WZ_ADD(&builder_of(reader)->versions, wz_ban_version);
    if (!element->data)
        wz_reader_stop(reader, WZ_ENOMEM);
}

static void version_to_end(wz_reader *reader, wz_element *element)
{
    (void)reader;
    wz_ban_version *version = element->parent->data;
    version->to = expression_of(element);
}

static void version_lasts_end(wz_reader *reader, wz_element *element)
{
    wz_ban_version *version = element->parent->data;
    version->lasts = element->text;
    lasts_check(builder_of(reader), element);
}

static bool to_verify(const wz_norm *norms, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (norms[i].status != WZ_CONFIRMED)
            return true;
    }
    return false;
}

static void version_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    wz_ban_version *version = element->data;
    version->force = wz_period_between(element->values[VERSION_FROM], element->values[VERSION_TO]);
    version->bars = wz_split(b->report->arena, element->values[VERSION_BARS]);
    version->norms = WZ_TAKE(&b->norms, b->report->arena, wz_norm, &version->norm_count);
    version->verify = wz_is_true(element->values[VERSION_VERIFY]) || to_verify(version->norms, version->norm_count);
    version->place = element->place;
    check_period(b, version->force, element->place);
    check_names(b, step_name, "step", version->bars, wz_attribute_place(reader, element, VERSION_BARS));
    if (element->counts[0] + element->counts[1] != 1)
        wz_report_error(b->report, "FORM-011", element->place, "<version> does not say when the ban ends; %s",
                        "give it <lasts> or <to>, one of them");
}

static void frequency_end(wz_reader *reader, wz_element *element)
{
    (void)reader;
    wz_rule *rule = element->parent->data;
    const char *count = element->values[FREQUENCY_COUNT];
    rule->required = count ? strtoll(count, NULL, 10) : 0;
    rule->frequency = (wz_frequency)wz_choice_index(element->values[FREQUENCY_PER], per_choices, WZ_UNQUANTIFIED);
    rule->frequency_presumed = wz_is_true(element->values[FREQUENCY_PRESUMPTION]);
}

static void measure_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    const char *id = element->values[0];
    const char **measure = id ? WZ_ADD(&b->measures, const char *) : NULL;
    if (!measure)
        return;
    *measure = id;
    check_name(b, measure_name, "measure", id, wz_attribute_place(reader, element, 0));
}

static void reading_when_end(wz_reader *reader, wz_element *element)
{
    (void)reader;
    element->parent->text = element->text;
    element->parent->text_place = element->text_place;
}

static void reading_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    bool of_rule = element->parent->parent != NULL;
    wz_reading *reading = WZ_ADD(of_rule ? &b->readings : &b->book_readings, wz_reading);
    if (!reading)
        return;
    *reading = (wz_reading){
        .id = element->values[READING_ID] ? element->values[READING_ID] : "",
        .presumption = wz_is_true(element->values[READING_PRESUMPTION]),
        .chosen = element->texts[0],
        .alternative = element->texts[1],
        .when = expression_of(element),
        .place = element->place,
    };
    const char *owner = named(b, "reading", reading->id);
    wz_text_require(b->report, &reading->chosen, "chosen", owner, element->place);
    wz_text_require(b->report, &reading->alternative, "alternative", owner, element->place);
    if (!of_rule && reading->when.text)
        wz_report_error(b->report, "RULE-013", reading->when.place,
                        "a reading of the whole text changes no condition; %s",
                        "take <when> out, or put the reading into its rule");
}

static void norm_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    wz_norm *norm = WZ_ADD(&b->norms, wz_norm);
    if (!norm)
        return;
    norm->title = element->values[NORM_TITLE] ? element->values[NORM_TITLE] : "";
    norm->article = element->values[NORM_ARTICLE] ? element->values[NORM_ARTICLE] : "";
    switch (wz_choice_index(element->values[NORM_STATUS], norm_choices, WZ_TO_VERIFY)) {
    case WZ_CONFIRMED: norm->status = WZ_CONFIRMED; break;
    case WZ_CONFIRMED_INDIRECT: norm->status = WZ_CONFIRMED_INDIRECT; break;
    default: norm->status = WZ_TO_VERIFY;
    }
    norm->text = element->texts[0];
    wz_text_require(b->report, &norm->text, "text", named(b, "the norm", norm->title), element->place);
}

/* --- rules --- */

static const wz_kind *kind_of(const builder *b, const wz_element *element)
{
    const wz_kind *kind = wz_kind_find(b->frame, element->name);
    if (kind || !wz_report_open(b->report)) {
        b->report->errors += !kind;
        return kind;
    }
    wz_nearest nearest = wz_nearest_to(element->name);
    for (size_t i = 0; i < b->frame->kind_count; i++)
        wz_nearest_try(&nearest, b->frame->kinds[i].id);
    for (size_t i = 0; i < element->parent->rule->child_count; i++)
        wz_nearest_try(&nearest, element->parent->rule->children[i].element->name);
    wz_report_error(b->report, "REF-017", element->place, "<%.60s> is no kind of rule in the frame; %s", element->name,
                    wz_nearest_advice(b->report, &nearest, "declare the kind in frame.xml"));
    return NULL;
}

static void rule_start(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    wz_rule *rule = wz_arena_alloc(b->report->arena, sizeof *rule);
    element->data = rule;
    if (!rule) {
        wz_reader_stop(reader, WZ_ENOMEM);
        return;
    }
    rule->kind = kind_of(b, element);
    rule->concludes_entity = WZ_NO_ENTITY;
    rule->concludes = -1;
    rule->frequency = WZ_UNQUANTIFIED;
    rule->place = element->place;
}

/* What the attributes say, as they stand. */
static void take_rule_attributes(const builder *b, const wz_element *element, wz_rule *rule)
{
    static const wz_entity_kind bound[] = {WZ_INCIDENT, WZ_POST, WZ_SANCTION, WZ_DUTY_RECORD, WZ_NO_ENTITY};
    const char *const *given = element->values;
    wz_arena *arena = b->report->arena;
    rule->id = given[RULE_ID];
    rule->modality = (wz_modality)wz_choice_index(given[RULE_MODALITY], modality_choices, WZ_NO_MODALITY);
    rule->cites = wz_split(arena, given[RULE_CITES]);
    rule->force = wz_period_between(given[RULE_FROM], given[RULE_TO]);
    rule->for_each = bound[wz_choice_index(given[RULE_FOR_EACH], for_each_choices, WZ_COUNT(bound) - 1)];
    rule->reaches = wz_split(arena, given[RULE_REACHES]);
    rule->overrides = wz_split(arena, given[RULE_OVERRIDES]);
    rule->shared = wz_is_true(given[RULE_SHARED]);
    rule->value = given[RULE_VALUE];
    rule->conduct = wz_split(arena, given[RULE_CONDUCT]);
    rule->by_reference = given[RULE_APPLIES] && strcmp(given[RULE_APPLIES], "by_reference") == 0;
    rule->activities = wz_split(arena, given[RULE_ACTIVITIES]);
    rule->personally = wz_is_true(given[RULE_PERSONALLY]);
    rule->of_body = given[RULE_OF] != NULL;
    rule->open = wz_is_true(given[RULE_OPEN]);
    rule->body = given[RULE_BODY];
    rule->bars = wz_split(arena, given[RULE_BARS]);
    rule->expels = wz_is_true(given[RULE_EXPELS]);
    rule->grounds = wz_split(arena, given[RULE_GROUNDS]);
    rule->recipient = given[RULE_RECIPIENT];
    rule->actor = given[RULE_ACTOR];
    rule->act = given[RULE_ACT];
}

/* The lists that its children filled. */
static void take_rule_children(builder *b, const wz_element *element, wz_rule *rule)
{
    wz_arena *arena = b->report->arena;
    wz_ban_version *versions = WZ_TAKE(&b->versions, arena, wz_ban_version, &rule->version_count);
    for (size_t i = 0; i < rule->version_count; i++) {
        if (versions[i].bars.count == 0)
            versions[i].bars = rule->bars;
    }
    rule->versions = versions;
    rule->label = element->texts[0];
    rule->note = element->texts[1];
    rule->readings = WZ_TAKE(&b->readings, arena, wz_reading, &rule->reading_count);
    rule->norms = WZ_TAKE(&b->norms, arena, wz_norm, &rule->norm_count);
    rule->measures.items = WZ_TAKE(&b->measures, arena, const char *, &rule->measures.count);
    rule->verify = wz_is_true(element->values[RULE_VERIFY]) || to_verify(rule->norms, rule->norm_count);
}

static void check_conclusion(const builder *b, wz_reader *reader, const wz_element *element, wz_rule *rule)
{
    feel_value ignored;
    wz_place place = wz_attribute_place(reader, element, RULE_CONCLUDES);
    if (!element->values[RULE_CONCLUDES] || !wz_path(b->report, b->vocabulary, element->values[RULE_CONCLUDES], place,
                                                     &rule->concludes_entity, &rule->concludes))
        return;
    const wz_attribute *attribute = &b->vocabulary->entities[rule->concludes_entity].attributes[rule->concludes];
    if (rule->value)
        wz_literals(b->report, b->vocabulary, attribute, rule->value, false,
                    wz_attribute_place(reader, element, RULE_VALUE), &ignored);
    else if (attribute->type->kind != FEEL_T_BOOLEAN)
        wz_report_error(b->report, "RULE-009", place, "'%s' is not boolean; say in value= what is concluded",
                        attribute->id);
}

static void check_rule_names(const builder *b, wz_reader *reader, const wz_element *element, const wz_rule *rule)
{
    static const size_t terms[] = {RULE_BODY, RULE_RECIPIENT, RULE_ACTOR, RULE_ACT};
    check_names(b, step_name, "step", rule->bars, wz_attribute_place(reader, element, RULE_BARS));
    check_activities(b, rule->activities, wz_attribute_place(reader, element, RULE_ACTIVITIES));
    check_conduct(b, rule->conduct, wz_attribute_place(reader, element, RULE_CONDUCT));
    for (size_t i = 0; i < WZ_COUNT(terms); i++)
        check_term(b, reader, element, terms[i]);
    check_period(b, rule->force, element->place);
    wz_text_require(b->report, &rule->label, "label", named(b, "rule", rule->id), element->place);
    if (rule->note.in[WZ_ZH] || rule->note.in[WZ_EN])
        wz_text_require(b->report, &rule->note, "note", named(b, "rule", rule->id), element->place);
}

static void rule_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    wz_rule *rule = element->data;
    take_rule_attributes(b, element, rule);
    take_rule_children(b, element, rule);
    check_conclusion(b, reader, element, rule);
    check_rule_names(b, reader, element, rule);
    if (rule->kind)
        wz_check_part(b->report, element, rule);
    wz_rule *kept = rule->id && rule->kind ? WZ_ADD(&b->rules, wz_rule) : NULL;
    if (kept)
        *kept = *rule;
}

/* --- the rulebook --- */

static void parameter_end(wz_reader *reader, wz_element *element)
{
    static const feel_type_kind kinds[] = {FEEL_T_BOOLEAN,      FEEL_T_NUMBER, FEEL_T_NUMBER, FEEL_T_DATE,
                                           FEEL_T_YEARS_MONTHS, FEEL_T_STRING, FEEL_T_ANY};
    builder *b = builder_of(reader);
    const char *const *given = element->values;
    size_t type = wz_choice_index(given[PARAMETER_TYPE], type_choices, WZ_COUNT(kinds) - 1);
    wz_attribute as = {.id = given[PARAMETER_ID], .type = feel_type_plain(kinds[type]), .whole = type == 1};
    feel_value value;
    bool usable = as.id && given[PARAMETER_VALUE] &&
                  wz_literal(b->report, b->vocabulary, &as, given[PARAMETER_VALUE], false,
                             wz_attribute_place(reader, element, PARAMETER_VALUE), &value);
    if (as.id && !wz_map_add_number(&b->parameter_ids, as.id, 1))
        wz_report_error(b->report, "REF-001", element->place, "the parameter '%s' is declared twice; rename one",
                        as.id);
    wz_parameter *parameter = usable ? WZ_ADD(&b->parameters, wz_parameter) : NULL;
    if (!parameter)
        return;
    *parameter = (wz_parameter){
        as.id,         as.type, given[PARAMETER_VALUE], wz_is_true(given[PARAMETER_PRESUMPTION]), element->texts[0],
        element->place};
    wz_text_require(b->report, &parameter->label, "label", named(b, "parameter", as.id), element->place);
}

static void precedes_end(wz_reader *reader, wz_element *element)
{
    const char **id = element->values[0] ? WZ_ADD(&builder_of(reader)->precedes, const char *) : NULL;
    if (id)
        *id = element->values[0];
}

static void not_modelled_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    wz_not_modelled *entry = WZ_ADD(&b->not_modelled, wz_not_modelled);
    if (entry)
        *entry = (wz_not_modelled){wz_split(b->report->arena, element->values[NOT_MODELLED_CITES]),
                                   element->values[NOT_MODELLED_WHY], element->place};
}

/* Days in force: none for a draft, a first one for all others, a last one for what is repealed. */
static void check_force(const builder *b, const wz_rulebook *book)
{
    if (book->status == WZ_DRAFT && (book->force.has_from || book->force.has_to))
        wz_report_error(b->report, "RULE-014", book->place, "a draft is never in force; leave out from= and to=");
    if (book->status != WZ_DRAFT && !book->force.has_from)
        wz_report_error(b->report, "RULE-014", book->place,
                        "the rulebook does not say since when it is in force; add from=");
    if (book->status == WZ_REPEALED && !book->force.has_to)
        wz_report_error(b->report, "RULE-014", book->place,
                        "the rulebook does not say until when it was in force; add to=");
    check_period(b, book->force, book->place);
}

static void check_source(const builder *b, const wz_rulebook *book, wz_place place)
{
    const char *source = book->source;
    if (source && (*source == '/' || strstr(source, "..") || strchr(source, '\\')))
        wz_report_error(b->report, "REF-018", place, "the source %s leads out of the rules; write a path below them",
                        wz_shown(b->report, source));
}

static void book_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    const char *const *given = element->values;
    wz_rulebook *book = b->rulebook;
    book->id = given[BOOK_ID];
    book->status = (wz_status)wz_choice_index(given[BOOK_STATUS], status_choices, WZ_DRAFT);
    book->force = wz_period_between(given[BOOK_FROM], given[BOOK_TO]);
    book->jurisdiction = given[BOOK_JURISDICTION] ? given[BOOK_JURISDICTION] : "";
    book->source = given[BOOK_SOURCE];
    book->baseline = wz_is_true(given[BOOK_BASELINE]);
    book->title = element->texts[0];
    book->short_title = element->texts[1];
    book->place = element->place;
    if (!book->id || !given[BOOK_STATUS])
        return;
    check_force(b, book);
    check_source(b, book, wz_attribute_place(reader, element, BOOK_SOURCE));
    wz_place_known(b->report, b->vocabulary, book->jurisdiction, WZ_ERROR,
                   wz_attribute_place(reader, element, BOOK_JURISDICTION));
    wz_text_require(b->report, &book->title, "title", named(b, "rulebook", book->id), element->place);
    wz_text_require(b->report, &book->short_title, "short-title", named(b, "rulebook", book->id), element->place);
}

/* --- the tables that join all this --- */

#define EXPRESSION(element, handler) \
    { \
        .name = (element), .content = WZ_HAS_TEXT, .end = (handler) \
    }
static const wz_element_rule when_rule = EXPRESSION("when", rule_when_end);
static const wz_element_rule from_rule = EXPRESSION("from", rule_from_end);
static const wz_element_rule lasts_rule = EXPRESSION("lasts", rule_lasts_end);
static const wz_element_rule to_rule = EXPRESSION("to", rule_to_end);
static const wz_element_rule starts_rule = EXPRESSION("starts", rule_starts_end);
static const wz_element_rule version_lasts_rule = EXPRESSION("lasts", version_lasts_end);
static const wz_element_rule version_to_rule = EXPRESSION("to", version_to_end);
static const wz_element_rule reading_when_rule = EXPRESSION("when", reading_when_end);
static const wz_element_rule chosen_rule = WZ_TEXT_RULE("chosen", 0);
static const wz_element_rule alternative_rule = WZ_TEXT_RULE("alternative", 1);
static const wz_element_rule text_rule = WZ_TEXT_RULE("text", 0);
static const wz_element_rule note_rule = WZ_TEXT_RULE("note", 1);
static const wz_element_rule title_rule = WZ_TEXT_RULE("title", 0);
static const wz_element_rule short_title_rule = WZ_TEXT_RULE("short-title", 1);

static const wz_child_rule norm_children[] = {{&text_rule, 0, 0, 0}};
static const wz_element_rule norm_rule = {
    .name = "norm", WZ_ATTRIBUTES_OF(norm_attributes), WZ_CHILDREN_OF(norm_children), .end = norm_end};
static const wz_child_rule reading_children[] = {
    {&chosen_rule, 0, 0, 0}, {&alternative_rule, 0, 0, 0}, {&reading_when_rule, 0, 1, 0}};
static const wz_element_rule reading_rule = {
    .name = "reading", WZ_ATTRIBUTES_OF(reading_attributes), WZ_CHILDREN_OF(reading_children), .end = reading_end};
static const wz_child_rule version_children[] = {
    {&version_lasts_rule, 0, 0, 0}, {&version_to_rule, 0, 0, 0}, {&norm_rule, 0, 0, 1}};
static const wz_element_rule version_rule = {.name = "version",
                                             WZ_ATTRIBUTES_OF(version_attributes),
                                             WZ_CHILDREN_OF(version_children),
                                             .ordered = true,
                                             .start = version_start,
                                             .end = version_end};
static const wz_element_rule frequency_rule = {
    .name = "frequency", WZ_ATTRIBUTES_OF(frequency_attributes), .end = frequency_end};
static const wz_element_rule measure_rule = {
    .name = "measure", WZ_ATTRIBUTES_OF(measure_attributes), .end = measure_end};

static const wz_child_rule rule_children[CHILD_COUNT] = {
    [CHILD_LABEL] = {&wz_label_rule, 0, 0, 0},
    [CHILD_WHEN] = {&when_rule, 0, 1, 1},
    [CHILD_FROM] = {&from_rule, 0, 1, 2},
    [CHILD_LASTS] = {&lasts_rule, 0, 1, 2},
    [CHILD_TO] = {&to_rule, 0, 1, 2},
    [CHILD_VERSION] = {&version_rule, 0, 0, 2},
    [CHILD_FREQUENCY] = {&frequency_rule, 0, 1, 2},
    [CHILD_MEASURE] = {&measure_rule, 0, 0, 2},
    [CHILD_STARTS] = {&starts_rule, 0, 1, 2},
    [CHILD_READING] = {&reading_rule, 0, 0, 3},
    [CHILD_NORM] = {&norm_rule, 0, 0, 4},
    [CHILD_NOTE] = {&note_rule, 0, 0, 5},
};
static const wz_element_rule any_rule = {.attributes = rule_attributes,
                                         .attribute_count = RULE_ATTRIBUTES,
                                         WZ_CHILDREN_OF(rule_children),
                                         .ordered = true,
                                         .start = rule_start,
                                         .end = rule_end};

static const wz_child_rule parameter_children[] = {{&wz_label_rule, 0, 0, 0}};
static const wz_element_rule parameter_rule = {.name = "parameter",
                                               WZ_ATTRIBUTES_OF(parameter_attributes),
                                               WZ_CHILDREN_OF(parameter_children),
                                               .end = parameter_end};
static const wz_element_rule precedes_rule = {
    .name = "precedes", WZ_ATTRIBUTES_OF(precedes_attributes), .end = precedes_end};
static const wz_element_rule not_modelled_rule = {
    .name = "not-modelled", WZ_ATTRIBUTES_OF(not_modelled_attributes), .end = not_modelled_end};
static const wz_child_rule book_children[] = {{&title_rule, 0, 0, 0},    {&short_title_rule, 0, 0, 0},
                                              {&precedes_rule, 0, 0, 0}, {&parameter_rule, 0, 0, 0},
                                              {&reading_rule, 0, 0, 0},  {&not_modelled_rule, 0, 0, 0}};
static const wz_element_rule book_rule = {.name = "rulebook",
                                          WZ_ATTRIBUTES_OF(book_attributes),
                                          WZ_CHILDREN_OF(book_children),
                                          .other_child = &any_rule,
                                          .end = book_end};

static void put_together(builder *b)
{
    wz_rulebook *book = b->rulebook;
    wz_arena *arena = book->arena;
    book->rules = WZ_TAKE(&b->rules, arena, wz_rule, &book->rule_count);
    book->parameters = WZ_TAKE(&b->parameters, arena, wz_parameter, &book->parameter_count);
    book->not_modelled = WZ_TAKE(&b->not_modelled, arena, wz_not_modelled, &book->not_modelled_count);
    book->readings = WZ_TAKE(&b->book_readings, arena, wz_reading, &book->reading_count);
    book->precedes.items = WZ_TAKE(&b->precedes, arena, const char *, &book->precedes.count);
    if (!wz_rulebook_index(book))
        return;
    if (book->id)
        wz_check_rules(b->report, book);
}

/* Free the lists; false if memory was short for one of them. */
static bool builder_free(builder *b)
{
    wz_vector *const vectors[] = {&b->rules,    &b->parameters, &b->not_modelled, &b->precedes, &b->book_readings,
                                  &b->readings, &b->norms,      &b->versions,     &b->measures};
    bool whole = true;
    for (size_t i = 0; i < WZ_COUNT(vectors); i++) {
        whole &= !vectors[i]->failed;
        wz_vector_free(vectors[i]);
    }
    return whole;
}

static int load(builder *b, const wz_input_from *from)
{
    wz_rulebook *book = b->rulebook;
    wz_map_init(&b->parameter_ids, book->arena);
    int code = wz_read_xml(&(wz_reading_task){.input = *from,
                                              .namespace = "urn:wenze:rulebook:1",
                                              .root = &book_rule,
                                              .arena = book->arena,
                                              .report = b->report,
                                              .user = b,
                                              .sha256 = book->sha256});
    if (code == WZ_OK)
        put_together(b);
    bool whole = builder_free(b);
    return whole ? wz_load_code(code, b->report, book->arena) : WZ_ENOMEM;
}

static int load_from(wz_rulebook **out, wz_input_from from, const wz_vocabulary *vocabulary, const wz_frame *frame,
                     wz_diag *diag)
{
    *out = NULL;
    wz_arena *arena = wz_arena_new();
    wz_rulebook *book = arena ? wz_arena_alloc(arena, sizeof *book) : NULL;
    const char *file = book ? wz_arena_strdup(arena, from.file) : NULL;
    if (!file) {
        wz_arena_free(arena);
        return WZ_ENOMEM;
    }
    book->arena = arena;
    book->file = from.file = file;
    from.limit = WZ_LAW_BYTES;
    wz_report report = {.diag = diag, .arena = arena, .file = file};
    builder b = {.rulebook = book, .vocabulary = vocabulary, .frame = frame, .report = &report};
    int code = load(&b, &from);
    if (code == WZ_OK)
        *out = book;
    else
        wz_rulebook_free(book);
    return code;
}

int wz_load_rulebook(wz_rulebook **out, const char *file, const wz_vocabulary *vocabulary, const wz_frame *frame,
                     wz_diag *diag)
{
    return load_from(out, (wz_input_from){.file = file}, vocabulary, frame, diag);
}

int wz_load_rulebook_memory(wz_rulebook **out, const char *name, const void *bytes, size_t length,
                            const wz_vocabulary *vocabulary, const wz_frame *frame, wz_diag *diag)
{
    return load_from(out, (wz_input_from){.file = name, .bytes = bytes ? bytes : "", .length = length}, vocabulary,
                     frame, diag);
}
