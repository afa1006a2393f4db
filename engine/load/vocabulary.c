/* vocabulary.xml to wz_vocabulary. Declarations may stand in any order, so elements are first taken as written (`draft_*`)
 * and put together once the whole file is read: enumerations, then attributes with their types, then what refers to them. */
#include "load/load.h"

#include "load/common.h"
#include "load/plain.h"

#include <stdio.h>

/* An attribute as written. */
typedef struct {
    wz_attribute as;
    wz_entity_kind entity;
    const char *type, *unit;
    bool nullable;
    wz_place type_place;
} draft_attribute;

typedef struct {
    const char *a, *b;
    wz_bearing bearing;
} draft_bearing;

typedef struct {
    wz_vocabulary *vocabulary;
    wz_vocabulary_index *index;
    wz_report *report;
    wz_vector groups, enumerations, values, places, attributes, defines, bearings, aliases;
    wz_map group_ids, define_ids;
    bool declared[WZ_ENTITIES];
    wz_entity_kind entity; /* the open <entity> */
} builder;

/* --- what can stand where --- */

static const char *const entity_choices[] = {"incident", "person", "post", "sanction", "duty_record", NULL};
static const char *const settles_choices[] = {"both", "none", NULL};
static const char *const role_choices[] = {
    "incident-date",    "post-from",          "post-to",         "jurisdiction",       "sanction-kind",
    "sanction-decided", "sanction-effective", "sanction-matter", "sanction-rescinded", "sanction-withdrawn",
    "activity",         "activity-date",      "personally",      "shortfall",          NULL,
};

enum { GROUP_ID };
static const wz_attribute_rule group_attributes[] = {[GROUP_ID] = {"id", WZ_FORM_TOKEN, true, NULL}};
static const wz_child_rule group_children[] = {{&wz_label_rule, 0, 0, 0}};

enum { VALUE_ID, VALUE_FAMILY };
static const wz_attribute_rule value_attributes[] = {
    [VALUE_ID] = {"id", WZ_FORM_TOKEN, true, NULL},
    [VALUE_FAMILY] = {"family", WZ_FORM_TOKEN, false, NULL},
};

enum { PLACE_NAME, PLACE_CODE };
static const wz_attribute_rule place_attributes[] = {
    [PLACE_NAME] = {"name", WZ_FORM_ID, true, NULL},
    [PLACE_CODE] = {"code", WZ_FORM_COUNT, false, NULL},
};

enum { ENTITY_ID };
static const wz_attribute_rule entity_attributes[] = {[ENTITY_ID] = {"id", WZ_FORM_CHOICE, true, entity_choices}};

enum {
    ATTRIBUTE_ID,
    ATTRIBUTE_TYPE,
    ATTRIBUTE_MANY,
    ATTRIBUTE_NULLABLE,
    ATTRIBUTE_UNIT,
    ATTRIBUTE_NEVER_NEGATIVE,
    ATTRIBUTE_XML,
    ATTRIBUTE_IN_INCIDENT,
    ATTRIBUTE_OF_DUTIES,
    ATTRIBUTE_DERIVED,
    ATTRIBUTE_DEFAULT_FROM,
    ATTRIBUTE_ROLE,
    ATTRIBUTE_GROUP
};
static const wz_attribute_rule attribute_attributes[] = {
    [ATTRIBUTE_ID] = {"id", WZ_FORM_NAME, true, NULL},
    [ATTRIBUTE_TYPE] = {"type", WZ_FORM_TOKEN, true, NULL},
    [ATTRIBUTE_MANY] = {"many", WZ_FORM_BOOLEAN, false, NULL},
    [ATTRIBUTE_NULLABLE] = {"nullable", WZ_FORM_BOOLEAN, false, NULL},
    [ATTRIBUTE_UNIT] = {"unit", WZ_FORM_FILLED, false, NULL},
    [ATTRIBUTE_NEVER_NEGATIVE] = {"never-negative", WZ_FORM_BOOLEAN, false, NULL},
    [ATTRIBUTE_XML] = {"xml", WZ_FORM_TOKEN, false, NULL},
    [ATTRIBUTE_IN_INCIDENT] = {"in-incident", WZ_FORM_BOOLEAN, false, NULL},
    [ATTRIBUTE_OF_DUTIES] = {"of-duties", WZ_FORM_BOOLEAN, false, NULL},
    [ATTRIBUTE_DERIVED] = {"derived", WZ_FORM_BOOLEAN, false, NULL},
    [ATTRIBUTE_DEFAULT_FROM] = {"default-from", WZ_FORM_NAME, false, NULL},
    [ATTRIBUTE_ROLE] = {"role", WZ_FORM_CHOICE, false, role_choices},
    [ATTRIBUTE_GROUP] = {"group", WZ_FORM_TOKEN, false, NULL},
};

enum { DEFINE_ID, DEFINE_VALUE, DEFINE_EXCLUDES };
static const wz_attribute_rule define_attributes[] = {
    [DEFINE_ID] = {"id", WZ_FORM_TOKEN, true, NULL},
    [DEFINE_VALUE] = {"value", WZ_FORM_FILLED, false, NULL},
    [DEFINE_EXCLUDES] = {"excludes", WZ_FORM_FILLED, false, NULL},
};

enum { BEARING_A, BEARING_B, BEARING_SETTLES };
static const wz_attribute_rule bearing_attributes[] = {
    [BEARING_A] = {"a", WZ_FORM_ID, true, NULL},
    [BEARING_B] = {"b", WZ_FORM_ID, true, NULL},
    [BEARING_SETTLES] = {"settles", WZ_FORM_CHOICE, false, settles_choices},
};

/* --- elements as they end --- */

static builder *builder_of(const wz_reader *reader)
{
    return wz_reader_user(reader);
}

/* Warn of missing labels; `noun` and the id name the element. */
static void require_label(const builder *b, const wz_element *element, const char *noun, const char *id)
{
    const char *owner = wz_arena_printf(b->report->arena, "%s '%s'", noun, id);
    wz_text_require(b->report, &element->texts[0], "label", owner ? owner : noun, element->place);
}

static bool once(builder *b, wz_map *ids, const wz_element *element, const char *noun, const char *id)
{
    if (wz_map_find(ids, id)) {
        wz_report_error(b->report, "REF-001", element->place, "the %s '%s' is declared twice; rename one", noun, id);
        return false;
    }
    return wz_map_add_number(ids, id, 1);
}

static void group_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    const char *id = element->values[GROUP_ID];
    wz_group *group = id && once(b, &b->group_ids, element, "group", id) ? WZ_ADD(&b->groups, wz_group) : NULL;
    if (!group)
        return;
    *group = (wz_group){id, element->texts[0]};
    require_label(b, element, "group", id);
}

static void alias_end(wz_reader *reader, wz_element *element)
{
    const char **alias = element->text ? WZ_ADD(&builder_of(reader)->aliases, const char *) : NULL;
    if (alias)
        *alias = element->text;
}

/* The aliases of the element that ends. */
static wz_strings take_aliases(builder *b)
{
    wz_strings aliases;
    aliases.items = WZ_TAKE(&b->aliases, b->report->arena, const char *, &aliases.count);
    return aliases;
}

static void value_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    const char *id = element->values[VALUE_ID];
    wz_strings aliases = take_aliases(b);
    wz_value_label *value = id ? WZ_ADD(&b->values, wz_value_label) : NULL;
    if (!value)
        return;
    *value = (wz_value_label){id, element->values[VALUE_FAMILY], element->texts[0], aliases};
    require_label(b, element, "value", id);
}

static void enumeration_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    wz_enumeration made = {.id = element->values[GROUP_ID], .label = element->texts[0], .place = element->place};
    made.values = WZ_TAKE(&b->values, b->report->arena, wz_value_label, &made.count);
    wz_enumeration *enumeration = made.id ? WZ_ADD(&b->enumerations, wz_enumeration) : NULL;
    if (!enumeration)
        return;
    *enumeration = made;
    require_label(b, element, "enumeration", made.id);
}

/* A place is added as it opens, before those below it; its path waits in `data` for them. */
static void place_start(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    const char *name = element->values[PLACE_NAME], *above = element->parent->data;
    if (!name)
        return;
    char *path = wz_arena_printf(b->report->arena, "%s%s%s", above ? above : "", above ? "/" : "", name);
    wz_place_name *place = path ? WZ_ADD(&b->places, wz_place_name) : NULL;
    if (!place)
        return;
    *place = (wz_place_name){path, element->values[PLACE_CODE]};
    element->data = path;
    if (strchr(name, '/'))
        wz_report_error(b->report, "FORM-006", element->place, "a place's name has a '/' in it; %s",
                        "put the place below into a <place> of its own");
    if (wz_map_find(&b->index->places, path))
        wz_report_error(b->report, "REF-001", element->place, "the place '%s' is declared twice; remove one", path);
    else
        wz_map_add_number(&b->index->places, path, (int64_t)b->places.count - 1);
}

static void entity_start(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    const char *id = element->values[ENTITY_ID];
    b->entity = id ? wz_entity_by_name(id, strlen(id)) : WZ_NO_ENTITY;
    if (b->entity == WZ_NO_ENTITY)
        return;
    if (b->declared[b->entity])
        wz_report_error(b->report, "REF-001", element->place, "the entity '%s' is declared twice; join them", id);
    b->declared[b->entity] = true;
}

static void entity_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    if (b->entity == WZ_NO_ENTITY)
        return;
    b->vocabulary->entities[b->entity].label = element->texts[0];
    require_label(b, element, "entity", wz_entity_name(b->entity));
    b->entity = WZ_NO_ENTITY;
}

static void expression_end(wz_reader *reader, wz_element *element)
{
    (void)reader;
    element->parent->data = wz_arena_alloc(wz_reader_arena(reader), sizeof(wz_define));
    wz_define *define = element->parent->data;
    if (!define)
        return;
    define->place = element->text_place;
    *(strcmp(element->name, "is") == 0 ? &define->is : &define->guard) = element->text;
}

static void define_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    const char *value = element->values[DEFINE_VALUE], *excludes = element->values[DEFINE_EXCLUDES];
    const wz_define *text = element->data;
    bool given = text && text->is;
    if (element->counts[0] + element->counts[1] != 1 || (value && excludes) || (given && (value || excludes)))
        wz_report_error(b->report, "FORM-011", element->place,
                        "<define> is not complete; give it <when> with value= or excludes=, or <is> alone");
    if (!text || !element->values[DEFINE_ID] ||
        !once(b, &b->define_ids, element, "definition", element->values[DEFINE_ID]))
        return;
    wz_define *define = WZ_ADD(&b->defines, wz_define);
    if (!define)
        return;
    *define = *text;
    define->id = element->values[DEFINE_ID];
    define->value = excludes ? excludes : value;
    define->excludes = excludes != NULL;
}

/* The attribute's texts: label, question, proof. A question or proof in one language needs the other. */
static void require_texts(const builder *b, const wz_element *element, const char *id)
{
    static const char *const names[WZ_TEXTS] = {"label", "question", "proof"};
    const char *owner = wz_arena_printf(b->report->arena, "attribute '%s'", id);
    for (size_t i = 0; i < WZ_TEXTS; i++) {
        if (i == 0 || element->texts[i].in[WZ_ZH] || element->texts[i].in[WZ_EN])
            wz_text_require(b->report, &element->texts[i], names[i], owner ? owner : id, element->place);
    }
}

static void attribute_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    const char *const *given = element->values;
    size_t define_count;
    const wz_define *defines = WZ_TAKE(&b->defines, b->report->arena, wz_define, &define_count);
    wz_strings aliases = take_aliases(b);
    bool usable = given[ATTRIBUTE_ID] && given[ATTRIBUTE_TYPE] && b->entity != WZ_NO_ENTITY;
    draft_attribute *draft = usable ? WZ_ADD(&b->attributes, draft_attribute) : NULL;
    if (!draft)
        return;
    *draft = (draft_attribute){
        .entity = b->entity,
        .type = given[ATTRIBUTE_TYPE],
        .unit = given[ATTRIBUTE_UNIT],
        .nullable = wz_is_true(given[ATTRIBUTE_NULLABLE]),
        .type_place = wz_attribute_place(reader, element, ATTRIBUTE_TYPE),
        .as =
            {
                .id = given[ATTRIBUTE_ID],
                .xml = given[ATTRIBUTE_XML],
                .many = wz_is_true(given[ATTRIBUTE_MANY]),
                .never_negative = wz_is_true(given[ATTRIBUTE_NEVER_NEGATIVE]),
                .derived = wz_is_true(given[ATTRIBUTE_DERIVED]),
                .of_duties = wz_is_true(given[ATTRIBUTE_OF_DUTIES]),
                .in_incident = wz_is_true(given[ATTRIBUTE_IN_INCIDENT]),
                .role = (wz_role)(wz_choice_index(given[ATTRIBUTE_ROLE], role_choices, (size_t)-1) + 1),
                .group = given[ATTRIBUTE_GROUP],
                .default_from = given[ATTRIBUTE_DEFAULT_FROM],
                .label = element->texts[0],
                .question = element->texts[1],
                .proof = element->texts[2],
                .aliases = aliases,
                .defines = defines,
                .define_count = define_count,
                .place = element->place,
            },
    };
    require_texts(b, element, draft->as.id);
}

static void bearing_end(wz_reader *reader, wz_element *element)
{
    builder *b = builder_of(reader);
    const char *a_path = element->values[BEARING_A], *b_path = element->values[BEARING_B];
    draft_bearing *draft = a_path && b_path ? WZ_ADD(&b->bearings, draft_bearing) : NULL;
    if (!draft)
        return;
    bool excludes = strcmp(element->name, "excludes") == 0;
    const char *settles = excludes ? element->values[BEARING_SETTLES] : NULL;
    *draft = (draft_bearing){a_path, b_path, {.kind = excludes ? WZ_EXCLUDES : WZ_IMPLIES, .place = element->place}};
    draft->bearing.settles = excludes && (!settles || strcmp(settles, "both") == 0);
}

static const wz_element_rule group_rule = {
    .name = "group", WZ_ATTRIBUTES_OF(group_attributes), WZ_CHILDREN_OF(group_children), .end = group_end};
static const wz_element_rule alias_rule = {.name = "alias", .content = WZ_HAS_TEXT, .end = alias_end};
static const wz_child_rule value_children[] = {{&wz_label_rule, 0, 0, 0}, {&alias_rule, 0, 0, 0}};
static const wz_element_rule value_rule = {
    .name = "value", WZ_ATTRIBUTES_OF(value_attributes), WZ_CHILDREN_OF(value_children), .end = value_end};
static const wz_child_rule enumeration_children[] = {{&wz_label_rule, 0, 0, 0}, {&value_rule, 1, 0, 0}};
static const wz_element_rule enumeration_rule = {.name = "enumeration",
                                                 WZ_ATTRIBUTES_OF(group_attributes),
                                                 WZ_CHILDREN_OF(enumeration_children),
                                                 .end = enumeration_end};
static const wz_element_rule place_rule;
static const wz_child_rule place_children[] = {{&place_rule, 0, 0, 0}};
static const wz_element_rule place_rule = {
    .name = "place", WZ_ATTRIBUTES_OF(place_attributes), WZ_CHILDREN_OF(place_children), .start = place_start};
static const wz_element_rule places_rule = {.name = "places", WZ_CHILDREN_OF(place_children)};
static const wz_element_rule when_rule = {.name = "when", .content = WZ_HAS_TEXT, .end = expression_end};
static const wz_element_rule is_rule = {.name = "is", .content = WZ_HAS_TEXT, .end = expression_end};
static const wz_child_rule define_children[] = {{&when_rule, 0, 0, 0}, {&is_rule, 0, 0, 0}};
static const wz_element_rule define_rule = {
    .name = "define", WZ_ATTRIBUTES_OF(define_attributes), WZ_CHILDREN_OF(define_children), .end = define_end};
static const wz_element_rule question_rule = WZ_TEXT_RULE("question", 1);
static const wz_element_rule proof_rule = WZ_TEXT_RULE("proof", 2);
static const wz_child_rule attribute_children[] = {{&wz_label_rule, 0, 0, 0},
                                                   {&question_rule, 0, 0, 0},
                                                   {&proof_rule, 0, 0, 0},
                                                   {&alias_rule, 0, 0, 0},
                                                   {&define_rule, 0, 0, 0}};
static const wz_element_rule attribute_rule = {.name = "attribute",
                                               WZ_ATTRIBUTES_OF(attribute_attributes),
                                               WZ_CHILDREN_OF(attribute_children),
                                               .end = attribute_end};
static const wz_child_rule entity_children[] = {{&wz_label_rule, 0, 0, 0}, {&attribute_rule, 0, 0, 0}};
static const wz_element_rule entity_rule = {.name = "entity",
                                            WZ_ATTRIBUTES_OF(entity_attributes),
                                            WZ_CHILDREN_OF(entity_children),
                                            .start = entity_start,
                                            .end = entity_end};
static const wz_element_rule excludes_rule = {
    .name = "excludes", WZ_ATTRIBUTES_OF(bearing_attributes), .end = bearing_end};
static const wz_element_rule implies_rule = {
    .name = "implies", .attributes = bearing_attributes, .attribute_count = BEARING_SETTLES, .end = bearing_end};
static const wz_child_rule vocabulary_children[] = {{&group_rule, 0, 0, 0},    {&enumeration_rule, 0, 0, 0},
                                                    {&places_rule, 0, 1, 0},   {&entity_rule, 0, 0, 0},
                                                    {&excludes_rule, 0, 0, 0}, {&implies_rule, 0, 0, 0}};
static const wz_element_rule vocabulary_rule = {.name = "vocabulary", WZ_CHILDREN_OF(vocabulary_children)};

/* --- putting together --- */

static void index_enumeration(builder *b, const wz_enumeration *enumeration)
{
    if (!wz_map_add_pointer(&b->index->enumerations, enumeration->id, enumeration))
        wz_report_error(b->report, "REF-001", enumeration->place, "the enumeration '%s' is declared twice; rename one",
                        enumeration->id);
    for (size_t i = 0; i < enumeration->count; i++) {
        const char *key = wz_arena_printf(b->report->arena, "%s %s", enumeration->id, enumeration->values[i].id);
        if (key && !wz_map_add_pointer(&b->index->values, key, &enumeration->values[i]))
            wz_report_error(b->report, "REF-001", enumeration->place, "the value '%s' stands twice in '%s'; remove one",
                            enumeration->values[i].id, enumeration->id);
    }
}

/* A word, made plain, behind "before " or alone; NULL where it is empty or memory is short. */
static const char *plain_key(const builder *b, const char *before, const char *word)
{
    char plain[WZ_PLAIN_MAX];
    if (!word || wz_plain(word, strlen(word), plain, sizeof plain, NULL) == 0)
        return NULL;
    return before ? wz_arena_printf(b->report->arena, "%s %s", before, plain)
                  : wz_arena_strdup(b->report->arena, plain);
}

/* What people write for the values of an enumeration. Ids and labels come first; an alias must not mean two values. */
static void index_words(builder *b, const wz_enumeration *enumeration)
{
    wz_map *words = &b->index->words;
    for (size_t i = 0; i < enumeration->count; i++) {
        const wz_value_label *value = &enumeration->values[i];
        const char *names[] = {value->id, value->label.in[WZ_ZH], value->label.in[WZ_EN]};
        for (size_t n = 0; n < WZ_COUNT(names); n++) {
            const char *key = plain_key(b, enumeration->id, names[n]);
            if (key)
                wz_map_add_pointer(words, key, value);
        }
    }
    for (size_t i = 0; i < enumeration->count; i++) {
        const wz_value_label *value = &enumeration->values[i];
        for (size_t n = 0; n < value->aliases.count; n++) {
            const char *key = plain_key(b, enumeration->id, value->aliases.items[n]);
            if (key && !wz_map_add_pointer(words, key, value) && wz_map_pointer(words, key) != value)
                wz_report_error(b->report, "REF-006", enumeration->place,
                                "the alias %s of '%s' means another value of '%s' too; keep one",
                                wz_shown(b->report, value->aliases.items[n]), value->id, enumeration->id);
        }
    }
}

/* What people write over the columns of an entity's attributes. */
static void index_columns(builder *b, wz_entity_kind kind)
{
    const wz_entity *entity = &b->vocabulary->entities[kind];
    wz_map *columns = &b->index->columns[kind];
    for (size_t i = 0; i < entity->count; i++) {
        const wz_attribute *attribute = &entity->attributes[i];
        const char *names[] = {attribute->id, attribute->label.in[WZ_ZH], attribute->label.in[WZ_EN]};
        for (size_t n = 0; n < WZ_COUNT(names); n++) {
            const char *key = plain_key(b, NULL, names[n]);
            if (key)
                wz_map_add_number(columns, key, (int64_t)i);
        }
    }
    for (size_t i = 0; i < entity->count; i++) {
        const wz_attribute *attribute = &entity->attributes[i];
        for (size_t n = 0; n < attribute->aliases.count; n++) {
            const char *key = plain_key(b, NULL, attribute->aliases.items[n]);
            if (key && !wz_map_add_number(columns, key, (int64_t)i) && wz_map_number(columns, key, -1) != (int64_t)i)
                wz_report_error(b->report, "REF-006", attribute->place,
                                "the alias %s of '%s' means another attribute of %s too; keep one",
                                wz_shown(b->report, attribute->aliases.items[n]), attribute->id, wz_entity_name(kind));
        }
    }
}

/* The arrays of declarations, and places by path now that they stand still. */
static void settle_declarations(builder *b)
{
    wz_vocabulary *v = b->vocabulary;
    v->groups = WZ_TAKE(&b->groups, v->arena, wz_group, &v->group_count);
    v->enumerations = WZ_TAKE(&b->enumerations, v->arena, wz_enumeration, &v->enumeration_count);
    v->places = WZ_TAKE(&b->places, v->arena, wz_place_name, &v->place_count);
    for (size_t i = 0; i < v->enumeration_count; i++)
        index_enumeration(b, &v->enumerations[i]);
    for (size_t i = 0; i < v->enumeration_count; i++)
        index_words(b, &v->enumerations[i]);
    for (size_t i = 0; i < v->place_count; i++) {
        wz_map_value *slot = wz_map_find(&b->index->places, v->places[i].path);
        if (slot)
            slot->pointer = &v->places[i];
    }
}

static const feel_type *enumeration_type(const builder *b, const wz_enumeration *enumeration)
{
    feel_type *type = wz_arena_alloc(b->report->arena, sizeof *type);
    const char **values = wz_arena_array(b->report->arena, enumeration->count + 1, sizeof *values);
    if (!type || !values)
        return NULL;
    for (size_t i = 0; i < enumeration->count; i++)
        values[i] = enumeration->values[i].id;
    *type = (feel_type){
        .kind = FEEL_T_STRING, .name = enumeration->id, .values = values, .value_count = enumeration->count};
    return type;
}

static const feel_type *unknown_type(const builder *b, const draft_attribute *draft, const char *const *names)
{
    wz_nearest nearest = wz_nearest_to(draft->type);
    for (; *names; names++)
        wz_nearest_try(&nearest, *names);
    for (size_t i = 0; i < b->vocabulary->enumeration_count; i++)
        wz_nearest_try(&nearest, b->vocabulary->enumerations[i].id);
    wz_report_error(b->report, "REF-013", draft->type_place, "%s is neither a type nor an enumeration; %s",
                    wz_shown(b->report, draft->type),
                    wz_nearest_advice(b->report, &nearest, "declare the enumeration"));
    return feel_type_plain(FEEL_T_STRING);
}

/* The type of one value, as the word in type= says. */
static const feel_type *base_type(const builder *b, draft_attribute *draft)
{
    static const char *const names[] = {"boolean", "integer", "decimal", "date", "duration", "text", "reference", NULL};
    static const feel_type_kind kinds[] = {FEEL_T_BOOLEAN,      FEEL_T_NUMBER, FEEL_T_NUMBER, FEEL_T_DATE,
                                           FEEL_T_YEARS_MONTHS, FEEL_T_STRING, FEEL_T_STRING};
    size_t i = wz_choice_index(draft->type, names, WZ_COUNT(kinds));
    if (i < WZ_COUNT(kinds)) {
        draft->as.whole = strcmp(draft->type, "integer") == 0;
        draft->as.reference = strcmp(draft->type, "reference") == 0;
        return feel_type_plain(kinds[i]);
    }
    const wz_enumeration *enumeration = wz_map_pointer(&b->index->enumerations, draft->type);
    if (!enumeration)
        return unknown_type(b, draft, names);
    draft->as.enumeration = enumeration->id;
    return enumeration_type(b, enumeration);
}

static void settle_type(const builder *b, draft_attribute *draft)
{
    const feel_type *type = base_type(b, draft);
    bool number = type && type->kind == FEEL_T_NUMBER;
    if ((draft->unit || draft->as.never_negative) && !number)
        wz_report_error(b->report, "TYPE-020", draft->as.place,
                        "'%s' is not a number; leave out unit and never-negative", draft->as.id);
    if (type && (draft->unit || draft->nullable)) {
        feel_type *own = wz_arena_alloc(b->report->arena, sizeof *own);
        if (own) {
            *own = *type;
            own->unit = draft->unit;
            own->nullable = draft->nullable;
        }
        type = own;
    }
    draft->as.type = draft->as.many && type ? feel_type_list_of(b->report->arena, type) : type;
}

/* XML attributes that the case format itself gives to the entities' elements. */
static bool is_taken(wz_entity_kind kind, const char *xml)
{
    return strcmp(xml, "id") == 0 || (kind == WZ_INCIDENT && strcmp(xml, "subject") == 0) ||
           (kind == WZ_PERSON && strcmp(xml, "name") == 0);
}

/* Give the entities their attributes: the built-in id first, then those of the file. Returns false when memory is short. */
static bool settle_attributes(builder *b)
{
    wz_vocabulary *v = b->vocabulary;
    draft_attribute *drafts = b->attributes.items;
    size_t counts[WZ_ENTITIES] = {0};
    for (size_t i = 0; i < b->attributes.count; i++)
        counts[drafts[i].entity]++;
    for (int kind = 0; kind < WZ_ENTITIES; kind++) {
        wz_entity *entity = &v->entities[kind];
        entity->attributes = wz_arena_array(v->arena, counts[kind] + 1, sizeof *entity->attributes);
        if (!entity->attributes)
            return false;
        entity->attributes[entity->count++] = (wz_attribute){.id = "id", .type = feel_type_plain(FEEL_T_STRING)};
        wz_map_add_number(&b->index->attributes[kind], "id", 0);
    }
    for (size_t i = 0; i < b->attributes.count; i++) {
        draft_attribute *draft = &drafts[i];
        wz_entity *entity = &v->entities[draft->entity];
        settle_type(b, draft);
        if (!draft->as.type)
            return false;
        int64_t index = (int64_t)entity->count;
        if (!wz_map_add_number(&b->index->attributes[draft->entity], draft->as.id, index))
            wz_report_error(b->report, "REF-001", draft->as.place, "%s has the attribute '%s' twice; rename one",
                            wz_entity_name(draft->entity), draft->as.id);
        if (draft->as.xml && is_taken(draft->entity, draft->as.xml))
            wz_report_error(b->report, "REF-004", draft->as.place, "xml=\"%s\" is an attribute of the case format; %s",
                            draft->as.xml, "choose another");
        if (draft->as.xml && !wz_map_add_number(&b->index->written[draft->entity], draft->as.xml, index))
            wz_report_error(b->report, "REF-001", draft->as.place, "%s has xml=\"%s\" twice; rename one",
                            wz_entity_name(draft->entity), draft->as.xml);
        entity->attributes[entity->count++] = draft->as;
    }
    return true;
}

/* Which entity and type a role needs; FEEL_T_STRING stands for text and enumerations. */
static const struct {
    wz_entity_kind entity;
    feel_type_kind type;
} role_needs[WZ_ROLES] = {
    [WZ_ROLE_INCIDENT_DATE] = {WZ_INCIDENT, FEEL_T_DATE},
    [WZ_ROLE_POST_FROM] = {WZ_POST, FEEL_T_DATE},
    [WZ_ROLE_POST_TO] = {WZ_POST, FEEL_T_DATE},
    [WZ_ROLE_JURISDICTION] = {WZ_POST, FEEL_T_STRING},
    [WZ_ROLE_SANCTION_KIND] = {WZ_SANCTION, FEEL_T_STRING},
    [WZ_ROLE_SANCTION_DECIDED] = {WZ_SANCTION, FEEL_T_DATE},
    [WZ_ROLE_SANCTION_EFFECTIVE] = {WZ_SANCTION, FEEL_T_DATE},
    [WZ_ROLE_SANCTION_MATTER] = {WZ_SANCTION, FEEL_T_STRING},
    [WZ_ROLE_SANCTION_RESCINDED] = {WZ_SANCTION, FEEL_T_DATE},
    [WZ_ROLE_SANCTION_WITHDRAWN] = {WZ_SANCTION, FEEL_T_BOOLEAN},
    [WZ_ROLE_ACTIVITY] = {WZ_DUTY_RECORD, FEEL_T_STRING},
    [WZ_ROLE_ACTIVITY_DATE] = {WZ_DUTY_RECORD, FEEL_T_DATE},
    [WZ_ROLE_PERSONALLY] = {WZ_DUTY_RECORD, FEEL_T_BOOLEAN},
    [WZ_ROLE_SHORTFALL] = {WZ_PERSON, FEEL_T_BOOLEAN},
};

static bool needs_enumeration(wz_role role)
{
    return role == WZ_ROLE_SANCTION_KIND || role == WZ_ROLE_ACTIVITY;
}

static void settle_role(const builder *b, wz_entity_kind kind, int index)
{
    wz_entity *entity = &b->vocabulary->entities[kind];
    const wz_attribute *attribute = &entity->attributes[index];
    wz_role role = attribute->role;
    if (role == WZ_ROLE_NONE)
        return;
    static const char *const type_names[] = {
        [FEEL_T_DATE] = "date", [FEEL_T_BOOLEAN] = "boolean", [FEEL_T_STRING] = "text"};
    const char *name = role_choices[role - 1];
    if (role_needs[role].entity != kind || role_needs[role].type != attribute->type->kind ||
        (needs_enumeration(role) && !attribute->enumeration))
        wz_report_error(b->report, "TYPE-021", attribute->place,
                        "role=\"%s\" does not fit %s.%s; give it to an attribute of %s whose type is %s", name,
                        wz_entity_name(kind), attribute->id, wz_entity_name(role_needs[role].entity),
                        needs_enumeration(role) ? "an enumeration" : type_names[role_needs[role].type]);
    else if (entity->by_role[role] >= 0)
        wz_report_error(b->report, "REF-001", attribute->place, "role=\"%s\" is given twice; keep one", name);
    else
        entity->by_role[role] = index;
}

/* Whether default-from leads from an attribute back to it, and it is the first declared on that way. */
static bool first_of_circle(const wz_vocabulary *vocabulary, wz_entity_kind kind, const wz_attribute *attribute)
{
    const wz_entity *entity = &vocabulary->entities[kind];
    const wz_attribute *at = attribute;
    for (size_t steps = 0; at->default_from && steps < entity->count; steps++) {
        int next = wz_attribute_find(vocabulary, kind, at->default_from);
        if (next < 0)
            return false;
        at = &entity->attributes[next];
        if (at <= attribute)
            return at == attribute;
    }
    return false;
}

static void check_default(const builder *b, wz_entity_kind kind, const wz_attribute *attribute)
{
    const wz_entity *entity = &b->vocabulary->entities[kind];
    int from = wz_attribute_find(b->vocabulary, kind, attribute->default_from);
    if (from < 0) {
        wz_no_attribute(b->report, b->vocabulary, kind, attribute->default_from, attribute->place);
        return;
    }
    const wz_attribute *other = &entity->attributes[from];
    bool same_enumeration =
        attribute->enumeration == other->enumeration ||
        (attribute->enumeration && other->enumeration && strcmp(attribute->enumeration, other->enumeration) == 0);
    if (attribute->many != other->many || attribute->whole != other->whole || !same_enumeration ||
        wz_element_type(attribute)->kind != wz_element_type(other)->kind)
        wz_report_error(b->report, "TYPE-022", attribute->place, "'%s' and '%s' have different types; %s",
                        attribute->id, other->id, "a default needs the same type");
    if (first_of_circle(b->vocabulary, kind, attribute))
        wz_report_error(b->report, "REF-003", attribute->place,
                        "default-from goes from '%s' round to itself; break the circle", attribute->id);
}

static void check_defines(const builder *b, const wz_attribute *attribute)
{
    for (size_t i = 0; i < attribute->define_count; i++) {
        const wz_define *define = &attribute->defines[i];
        feel_value ignored;
        if (define->value)
            wz_literals(b->report, b->vocabulary, attribute, define->value, false, define->place, &ignored);
        else if (define->guard && attribute->type->kind != FEEL_T_BOOLEAN)
            wz_report_error(
                b->report, "TYPE-023", define->place,
                "the definition says when, but not which value of '%s'; add value= or excludes=", attribute->id);
    }
}

static void check_attribute(const builder *b, wz_entity_kind kind, int index)
{
    const wz_attribute *attribute = &b->vocabulary->entities[kind].attributes[index];
    settle_role(b, kind, index);
    if (attribute->in_incident && kind != WZ_PERSON)
        wz_report_error(b->report, "TYPE-024", attribute->place, "in-incident stands at %s.%s; only persons have it",
                        wz_entity_name(kind), attribute->id);
    if (attribute->derived && attribute->type->kind != FEEL_T_BOOLEAN)
        wz_report_error(b->report, "TYPE-025", attribute->place, "'%s' is derived, but not boolean; %s", attribute->id,
                        "make it boolean, or leave out derived");
    if (attribute->default_from)
        check_default(b, kind, attribute);
    check_defines(b, attribute);
    if (!attribute->group || wz_map_find(&b->group_ids, attribute->group))
        return;
    wz_nearest nearest = wz_nearest_to(attribute->group);
    for (size_t i = 0; i < b->vocabulary->group_count; i++)
        wz_nearest_try(&nearest, b->vocabulary->groups[i].id);
    wz_report_error(b->report, "REF-014", attribute->place, "the group %s is not declared; %s",
                    wz_shown(b->report, attribute->group), wz_nearest_advice(b->report, &nearest, "declare it"));
}

/* One side of an exclusion or implication: a yes/no fact. */
static bool settle_side(const builder *b, const char *path, wz_place place, wz_entity_kind *entity, int *attribute)
{
    if (!wz_path(b->report, b->vocabulary, path, place, entity, attribute))
        return false;
    if (b->vocabulary->entities[*entity].attributes[*attribute].type->kind == FEEL_T_BOOLEAN)
        return true;
    wz_report_error(b->report, "TYPE-026", place, "%s is not boolean; only yes/no facts exclude or imply", path);
    return false;
}

static void settle_bearings(builder *b)
{
    draft_bearing *drafts = b->bearings.items;
    for (size_t i = 0; i < b->bearings.count; i++) {
        wz_bearing *made = &drafts[i].bearing;
        bool right = settle_side(b, drafts[i].a, made->place, &made->a_entity, &made->a);
        right &= settle_side(b, drafts[i].b, made->place, &made->b_entity, &made->b);
        bool near = made->a_entity == made->b_entity || (made->a_entity <= WZ_PERSON && made->b_entity <= WZ_PERSON);
        if (right && !near)
            wz_report_error(b->report, "TYPE-027", made->place, "%s and %s belong to different entities; %s",
                            drafts[i].a, drafts[i].b, "name two of one entity, or of person and incident");
        if (right && made->a_entity == made->b_entity && made->a == made->b)
            wz_report_error(b->report, "TYPE-028", made->place, "%s bears on itself; name another on one side",
                            drafts[i].a);
    }
    wz_vocabulary *v = b->vocabulary;
    wz_bearing *bearings = wz_arena_array(v->arena, b->bearings.count + 1, sizeof *bearings);
    for (size_t i = 0; bearings && i < b->bearings.count; i++)
        bearings[v->bearing_count++] = drafts[i].bearing;
    v->bearings = bearings;
}

/* The shape by which expressions see an entity. */
static void settle_shape(wz_vocabulary *v, wz_entity_kind kind)
{
    wz_entity *entity = &v->entities[kind];
    const char **names = wz_arena_array(v->arena, entity->count, sizeof *names);
    const feel_type **types = wz_arena_array(v->arena, entity->count, sizeof *types);
    if (!names || !types)
        return;
    for (size_t i = 0; i < entity->count; i++) {
        names[i] = entity->attributes[i].id;
        types[i] = entity->attributes[i].type;
    }
    entity->shape = (feel_shape){wz_entity_name(kind), entity->count, names, types};
}

static void put_together(builder *b)
{
    settle_declarations(b);
    if (!settle_attributes(b))
        return;
    for (int kind = 0; kind < WZ_ENTITIES; kind++) {
        for (int role = 0; role < WZ_ROLES; role++)
            b->vocabulary->entities[kind].by_role[role] = -1;
        for (size_t i = 1; i < b->vocabulary->entities[kind].count; i++)
            check_attribute(b, (wz_entity_kind)kind, (int)i);
        settle_shape(b->vocabulary, (wz_entity_kind)kind);
        index_columns(b, (wz_entity_kind)kind);
    }
    settle_bearings(b);
}

static bool failed(const builder *b)
{
    return b->groups.failed || b->enumerations.failed || b->values.failed || b->places.failed || b->attributes.failed ||
           b->defines.failed || b->bearings.failed || b->aliases.failed;
}

static void builder_free(builder *b)
{
    wz_vector *const vectors[] = {&b->groups,     &b->enumerations, &b->values,   &b->places,
                                  &b->attributes, &b->defines,      &b->bearings, &b->aliases};
    for (size_t i = 0; i < WZ_COUNT(vectors); i++)
        wz_vector_free(vectors[i]);
}

static void init_maps(builder *b, wz_arena *arena)
{
    wz_map *const maps[] = {&b->index->enumerations, &b->index->values, &b->index->places,
                            &b->index->words,        &b->group_ids,     &b->define_ids};
    for (size_t i = 0; i < WZ_COUNT(maps); i++)
        wz_map_init(maps[i], arena);
    for (int kind = 0; kind < WZ_ENTITIES; kind++) {
        wz_map_init(&b->index->attributes[kind], arena);
        wz_map_init(&b->index->written[kind], arena);
        wz_map_init(&b->index->columns[kind], arena);
    }
}

static int load(wz_vocabulary *vocabulary, const wz_input_from *from, wz_diag *diag)
{
    wz_arena *arena = vocabulary->arena;
    wz_report report = {.diag = diag, .arena = arena, .file = vocabulary->file};
    builder b = {.vocabulary = vocabulary, .report = &report, .entity = WZ_NO_ENTITY};
    b.index = wz_arena_alloc(arena, sizeof *b.index);
    if (!b.index)
        return WZ_ENOMEM;
    init_maps(&b, arena);
    vocabulary->index = b.index;
    int code = wz_read_xml(&(wz_reading_task){.input = *from,
                                              .namespace = "urn:wenze:vocabulary:1",
                                              .root = &vocabulary_rule,
                                              .arena = arena,
                                              .report = &report,
                                              .user = &b,
                                              .sha256 = vocabulary->sha256});
    if (code == WZ_OK && !failed(&b))
        put_together(&b);
    code = failed(&b) ? WZ_ENOMEM : wz_load_code(code, &report, arena);
    builder_free(&b);
    return code;
}

static int load_from(wz_vocabulary **out, wz_input_from from, wz_diag *diag)
{
    *out = NULL;
    wz_arena *arena = wz_arena_new();
    wz_vocabulary *vocabulary = arena ? wz_arena_alloc(arena, sizeof *vocabulary) : NULL;
    const char *file = vocabulary ? wz_arena_strdup(arena, from.file) : NULL;
    if (!file) {
        wz_arena_free(arena);
        return WZ_ENOMEM;
    }
    vocabulary->arena = arena;
    vocabulary->file = from.file = file;
    from.limit = WZ_LAW_BYTES;
    int code = load(vocabulary, &from, diag);
    if (code == WZ_OK)
        *out = vocabulary;
    else
        wz_vocabulary_free(vocabulary);
    return code;
}

int wz_load_vocabulary(wz_vocabulary **out, const char *file, wz_diag *diag)
{
    return load_from(out, (wz_input_from){.file = file}, diag);
}

int wz_load_vocabulary_memory(wz_vocabulary **out, const char *name, const void *bytes, size_t length, wz_diag *diag)
{
    return load_from(out, (wz_input_from){.file = name, .bytes = bytes ? bytes : "", .length = length}, diag);
}
