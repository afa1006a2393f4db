/* The names that expressions may use: entities and their lists, the days, the findings, and a rulebook's parameters.
 * Types come from the vocabulary, so that a rule is checked when it is loaded. */
#include "chain/build.h"

#include "feel/number.h"
#include "feel/temporal.h"

#include <string.h>

static const feel_type *record_type(wz_build *build, const feel_shape *shape, const char *name)
{
    feel_type *type = wz_arena_alloc(build->arena, sizeof *type);
    if (type)
        *type = (feel_type){.kind = FEEL_T_RECORD, .shape = shape, .name = name};
    return type;
}

static const feel_type *nullable(wz_build *build, const feel_type *plain)
{
    feel_type *type = wz_arena_alloc(build->arena, sizeof *type);
    if (type) {
        *type = *plain;
        type->nullable = true;
    }
    return type;
}

/* The shape of one finding, as `findings` gives it. */
static bool finding_shape(wz_build *build)
{
    static const char *const names[WZ_F_MEMBERS] = {
        [WZ_F_RULE] = "rule",         [WZ_F_KIND] = "kind",
        [WZ_F_MODALITY] = "modality", [WZ_F_CONDITION] = "condition",
        [WZ_F_HOLDS] = "holds",       [WZ_F_REACHES] = "reaches",
        [WZ_F_FOR] = "for",
    };
    const feel_type *text = feel_type_plain(FEEL_T_STRING), *truth = feel_type_plain(FEEL_T_BOOLEAN);
    const feel_type *maybe = nullable(build, text), *texts = feel_type_list_of(build->arena, text);
    const feel_type **types = wz_arena_array(build->arena, WZ_F_MEMBERS, sizeof *types);
    if (!types || !maybe || !texts)
        return false;
    types[WZ_F_RULE] = types[WZ_F_KIND] = text;
    types[WZ_F_MODALITY] = types[WZ_F_FOR] = maybe;
    types[WZ_F_CONDITION] = types[WZ_F_HOLDS] = truth;
    types[WZ_F_REACHES] = texts;
    build->net->finding_shape = (feel_shape){"finding", WZ_F_MEMBERS, names, types};
    return true;
}

/* The index of a literal among the uses met so far, added where it is new; -1 where nothing bears that name. */
static int find_index(void *payload, size_t input, const char *member, const char *literal)
{
    wz_build *build = payload;
    bool by_rule = strcmp(member, "rule") == 0;
    if (input != WZ_IN_FINDINGS || (!by_rule && strcmp(member, "kind") != 0))
        return -1;
    if (by_rule ? !wz_rule_find(build->net->book, literal) : !wz_kind_find(build->net->law->frame, literal))
        return -1;
    int key = by_rule ? WZ_F_RULE : WZ_F_KIND;
    for (size_t i = 0; i < build->index_count; i++)
        if (build->indexes[i].member == key && strcmp(build->indexes[i].literal, literal) == 0)
            return (int)(build->scope.count + i);
    wz_finding_index *grown =
        wz_arena_grow(build->arena, build->indexes, build->index_count, &build->index_capacity, sizeof *grown);
    char *copy = wz_arena_strdup(build->arena, literal);
    if (!grown || !copy)
        return -1;
    build->indexes = grown;
    build->indexes[build->index_count] = (wz_finding_index){.member = key, .literal = copy};
    return (int)(build->scope.count + build->index_count++);
}

static bool add_parameters(wz_build *build, feel_input *inputs)
{
    const wz_rulebook *book = build->net->book;
    for (size_t i = 0; i < book->parameter_count; i++) {
        const wz_parameter *p = &book->parameters[i];
        feel_value value = wz_read_literal(build->arena, p->type, p->value);
        if (wz_arena_failed(build->arena))
            return false;
        inputs[i] = (feel_input){.name = p->id, .type = p->type, .constant = true, .value = value};
    }
    return true;
}

bool wz_build_scope(wz_build *build)
{
    const wz_vocabulary *vocabulary = build->net->law->vocabulary;
    size_t count = WZ_INPUTS + build->net->book->parameter_count;
    feel_input *inputs = wz_arena_array(build->arena, count, sizeof *inputs);
    if (!inputs || !finding_shape(build))
        return false;
    const feel_type *records[WZ_ENTITIES], *lists[WZ_ENTITIES];
    for (int kind = 0; kind < WZ_ENTITIES; kind++) {
        records[kind] = record_type(build, &vocabulary->entities[kind].shape, wz_entity_name((wz_entity_kind)kind));
        lists[kind] = records[kind] ? feel_type_list_of(build->arena, records[kind]) : NULL;
        if (!lists[kind])
            return false;
    }
    const feel_type *finding = record_type(build, &build->net->finding_shape, "finding");
    const feel_type *findings = finding ? feel_type_list_of(build->arena, finding) : NULL;
    if (!findings)
        return false;
    const feel_type *date = feel_type_plain(FEEL_T_DATE);
    inputs[WZ_IN_INCIDENT] = (feel_input){.name = "incident", .type = records[WZ_INCIDENT]};
    inputs[WZ_IN_PERSON] = (feel_input){.name = "person", .type = records[WZ_PERSON]};
    inputs[WZ_IN_POST] = (feel_input){.name = "post", .type = records[WZ_POST]};
    inputs[WZ_IN_SANCTION] = (feel_input){.name = "sanction", .type = records[WZ_SANCTION]};
    inputs[WZ_IN_DUTY_RECORD] = (feel_input){.name = "duty_record", .type = records[WZ_DUTY_RECORD]};
    inputs[WZ_IN_INCIDENTS] = (feel_input){.name = "incidents", .type = lists[WZ_INCIDENT]};
    inputs[WZ_IN_POSTS] = (feel_input){.name = "posts", .type = lists[WZ_POST]};
    inputs[WZ_IN_SANCTIONS] = (feel_input){.name = "sanctions", .type = lists[WZ_SANCTION]};
    inputs[WZ_IN_DUTY_RECORDS] = (feel_input){.name = "duty_records", .type = lists[WZ_DUTY_RECORD]};
    inputs[WZ_IN_AS_OF] = (feel_input){.name = "as_of", .type = date};
    inputs[WZ_IN_CONDUCT_FROM] = (feel_input){.name = "conduct_from", .type = date};
    inputs[WZ_IN_CONDUCT_TO] = (feel_input){.name = "conduct_to", .type = date};
    inputs[WZ_IN_FINDINGS] = (feel_input){.name = "findings", .type = findings, .indexed = true};
    if (!add_parameters(build, inputs + WZ_INPUTS))
        return false;
    build->scope = (feel_scope){.inputs = inputs, .count = count, .index = find_index, .payload = build};
    return feel_scope_know(&build->scope, build->arena);
}

static feel_value enumeration_literal(const feel_type *type, wz_arena *arena, const char *text)
{
    for (size_t i = 0; i < type->value_count; i++)
        if (strcmp(type->values[i], text) == 0)
            return feel_string_new(arena, text, strlen(text));
    return type->values ? feel_null() : feel_string_new(arena, text, strlen(text));
}

feel_value wz_read_literal(wz_arena *arena, const feel_type *type, const char *text)
{
    wz_day day;
    switch (type->kind) {
    case FEEL_T_BOOLEAN:
        if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0)
            return feel_boolean(text[0] == 't');
        return feel_null();
    case FEEL_T_NUMBER: return feel_number_parse(arena, text, strlen(text));
    case FEEL_T_DATE: return wz_day_parse(text, &day) ? feel_date(day) : feel_null();
    case FEEL_T_DAYS_TIME:
    case FEEL_T_YEARS_MONTHS: return feel_parse_duration(arena, text, strlen(text));
    case FEEL_T_STRING: return enumeration_literal(type, arena, text);
    default: return feel_null();
    }
}
