/* Types of values at run time: conformance, `instance of` and implicit conversion. Source: DMN 1.5, 10.3.2.9. */
#include "feel/eval.h"

static bool conforms(feel_value value, const feel_type *type, unsigned depth);

static bool list_conforms(const feel_list *list, const feel_type *element, unsigned depth)
{
    for (size_t i = 0; element && element->kind != FEEL_T_ANY && i < list->count; i++) {
        if (!conforms(list->items[i], element, depth))
            return false;
    }
    return true;
}

static bool context_conforms(feel_value value, const feel_shape *shape, unsigned depth)
{
    for (size_t i = 0; shape && i < shape->count; i++) {
        feel_value member;
        if (!feel_entry_find(value, shape->names[i], strlen(shape->names[i]), &member))
            return false;
        if (shape->types[i] && !conforms(member, shape->types[i], depth))
            return false;
    }
    return true;
}

static bool range_conforms(const feel_range *range, const feel_type *element, unsigned depth)
{
    return !element || (conforms(range->low, element, depth) && conforms(range->high, element, depth));
}

static bool type_conforms(const feel_type *type, const feel_type *to);

/* A context type conforms to one that has some of its members. */
static bool shape_conforms(const feel_shape *shape, const feel_shape *to)
{
    for (size_t i = 0; to && i < to->count; i++) {
        size_t k = 0;
        while (shape && k < shape->count && strcmp(shape->names[k], to->names[i]) != 0)
            k++;
        if (!shape || k == shape->count || !type_conforms(shape->types[k], to->types[i]))
            return false;
    }
    return true;
}

static bool function_type_conforms(const feel_type *type, const feel_type *to);

/* NULL is Any. A type is no deeper than the brackets of its text. */
static bool type_conforms(const feel_type *type, const feel_type *to)
{
    if (!to || to->kind == FEEL_T_ANY)
        return true;
    if (!type || type->kind != to->kind)
        return type && type->kind == FEEL_T_NULL;
    switch (to->kind) {
    case FEEL_T_LIST:
    case FEEL_T_RANGE: return type_conforms(type->element, to->element);
    case FEEL_T_CONTEXT: return shape_conforms(type->shape, to->shape);
    case FEEL_T_FUNCTION: return function_type_conforms(type, to);
    default: return true;
    }
}

/* Parameters the other way round than results: the function must take all that the type promises. A function type
 * without its result is any function. */
static bool function_type_conforms(const feel_type *type, const feel_type *to)
{
    if (!to->element)
        return true;
    if (!type->element || type->parameter_count != to->parameter_count)
        return false;
    for (size_t i = 0; i < to->parameter_count; i++) {
        if (!type_conforms(to->parameters[i], type->parameters[i]))
            return false;
    }
    return type_conforms(type->element, to->element);
}

/* What a function gives may show only when it is called: then it may conform. */
static bool function_conforms(const feel_function *function, const feel_type *type)
{
    if (!type->element || !function->program)
        return true;
    const feel_function_code *code = function->code;
    bool open = !code->result || code->result->kind == FEEL_T_ANY;
    const feel_type own = {.kind = FEEL_T_FUNCTION,
                           .element = open ? type->element : code->result,
                           .parameters = code->types,
                           .parameter_count = code->count};
    return function_type_conforms(&own, type);
}

static bool conforms(feel_value value, const feel_type *type, unsigned depth)
{
    if (!type || depth > FEEL_MAX_NESTING)
        return false;
    if (type->kind == FEEL_T_ANY || value.tag == FEEL_NULL || value.tag == FEEL_UNKNOWN)
        return true;
    switch (type->kind) {
    case FEEL_T_LIST: return value.tag == FEEL_LIST && list_conforms(feel_items(value), type->element, depth + 1);
    case FEEL_T_CONTEXT:
    case FEEL_T_RECORD: return feel_is_context(value) && context_conforms(value, type->shape, depth + 1);
    case FEEL_T_RANGE: return value.tag == FEEL_RANGE && range_conforms(value.as.pointer, type->element, depth + 1);
    case FEEL_T_FUNCTION: return value.tag == FEEL_FUNCTION && function_conforms(value.as.pointer, type);
    case FEEL_T_NULL: return false;
    default: return value.tag == feel_type_tag(type);
    }
}

bool feel_conforms(feel_value value, const feel_type *type)
{
    return conforms(value, type, 0);
}

feel_value feel_instance_of(feel_run *run, feel_value value, const feel_type *type)
{
    if (!type) {
        feel_complain(run, "`instance of` names a type that is not known");
        return feel_null();
    }
    feel_inspection found = {0};
    feel_inspect(value, &found);
    if (found.too_deep)
        return feel_stop(run, WZ_ELIMIT);
    if (!feel_spend(run, found.steps))
        return feel_null();
    if (found.unsettled)
        return feel_unknown_over(FEEL_BOOLEAN, &value, 1);
    if (feel_is(value, FEEL_NULL))
        return feel_boolean(type->kind == FEEL_T_NULL);
    return feel_boolean(feel_conforms(value, type));
}

/* --- conversions --- */

static feel_value wrap(feel_run *run, feel_value value)
{
    feel_value list = feel_list_new(run->arena, &value, 1);
    if (feel_is(list, FEEL_NULL))
        feel_stop(run, WZ_ENOMEM);
    return list;
}

feel_value feel_convert_loosely(feel_run *run, feel_value value, const feel_type *type)
{
    if (type->kind == FEEL_T_ANY || value.tag == FEEL_NULL || value.tag == FEEL_UNKNOWN)
        return value;
    if (type->kind == FEEL_T_LIST)
        return value.tag == FEEL_LIST ? value : wrap(run, value);
    if (value.tag == FEEL_LIST && feel_items(value)->count == 1 && !feel_list_uncertain(feel_items(value)))
        return feel_items(value)->items[0];
    return value;
}

bool feel_takes(feel_value value, const feel_alternatives *wanted)
{
    for (size_t i = 0; i < wanted->count; i++) {
        if (feel_conforms(value, wanted->types[i]))
            return true;
    }
    return false;
}

feel_value feel_convert_argument(feel_run *run, feel_value value, const feel_alternatives *wanted)
{
    bool list_wanted = false;
    for (size_t i = 0; i < wanted->count; i++) {
        feel_type_kind kind = wanted->types[i]->kind;
        if (kind == FEEL_T_ANY)
            return value;
        list_wanted = list_wanted || kind == FEEL_T_LIST;
    }
    if (list_wanted && wanted->count > 1)
        return value;
    return feel_convert_loosely(run, value, wanted->types[0]);
}

static feel_value date_to_date_time(feel_run *run, feel_value date)
{
    feel_date_time *made = feel_checked(run, wz_arena_alloc(run->arena, sizeof *made));
    if (!made)
        return feel_null();
    *made = (feel_date_time){.day = date.as.integer, .time = {.zone_kind = FEEL_OFFSET}};
    return feel_from(FEEL_DATE_TIME, made);
}

feel_value feel_convert(feel_run *run, feel_value value, const feel_type *type)
{
    if (value.tag == FEEL_UNKNOWN && (type->kind == FEEL_T_ANY || value.sub == (uint8_t)feel_type_tag(type)))
        return value;
    if (value.tag == FEEL_UNKNOWN)
        return feel_unknown_over(FEEL_NULL, &value, 1);
    if (value.tag == FEEL_LIST && type->kind != FEEL_T_LIST && type->kind != FEEL_T_ANY &&
        feel_list_uncertain(feel_items(value)))
        return feel_unknown_over(FEEL_NULL, &value, 1);
    value = feel_convert_loosely(run, value, type);
    if (value.tag == FEEL_UNKNOWN)
        return feel_convert(run, value, type);
    if (type->kind == FEEL_T_DATE_TIME && feel_is(value, FEEL_DATE))
        value = date_to_date_time(run, value);
    feel_inspection found = {0};
    if (value.tag == FEEL_LIST || feel_is_context(value)) {
        feel_inspect(value, &found);
        if (found.too_deep)
            return feel_stop(run, WZ_ELIMIT);
        if (!feel_spend(run, found.steps))
            return feel_null();
    }
    if (feel_conforms(value, type))
        return value;
    feel_complain(run, "a value does not conform to the type that is wanted");
    return feel_null();
}

/* --- the static type of a value, for what is known when an expression is compiled --- */

enum { TYPE_LEVELS = 8, TYPE_MEMBERS = 200 };

static const feel_type *type_of(wz_arena *arena, feel_value value, int level);

static const feel_type *context_type(wz_arena *arena, feel_value value, int level)
{
    size_t count = feel_entry_count(value);
    const char **names = wz_arena_array(arena, count, sizeof *names);
    const feel_type **types = wz_arena_array(arena, count, sizeof *types);
    feel_shape *shape = wz_arena_alloc(arena, sizeof *shape);
    feel_type *type = wz_arena_alloc(arena, sizeof *type);
    if (!names || !types || !shape || !type)
        return feel_type_plain(FEEL_T_ANY);
    for (size_t i = 0; i < count; i++) {
        feel_entry entry = feel_entry_at(value, i);
        names[i] = entry.key;
        types[i] = type_of(arena, entry.value, level + 1);
    }
    *shape = (feel_shape){.name = "context", .count = count, .names = names, .types = types};
    *type = (feel_type){.kind = FEEL_T_CONTEXT, .shape = shape};
    return type;
}

/* The names that members of a list have, as one shape of members of any type: contexts in a list may differ. */
static const feel_type *list_type(wz_arena *arena, const feel_list *list, int level)
{
    size_t count = list->count < TYPE_MEMBERS ? list->count : TYPE_MEMBERS;
    const char **names = NULL;
    const feel_type **types = NULL;
    size_t name_count = 0, name_room = 0, type_room = 0;
    for (size_t i = 0; i < count; i++) {
        if (!feel_is_context(list->items[i]))
            continue;
        for (size_t k = 0; k < feel_entry_count(list->items[i]) && name_count < TYPE_MEMBERS; k++) {
            feel_entry entry = feel_entry_at(list->items[i], k);
            bool seen = false;
            for (size_t n = 0; n < name_count && !seen; n++)
                seen = strcmp(names[n], entry.key) == 0;
            if (seen)
                continue;
            names = wz_arena_grow(arena, names, name_count, &name_room, sizeof *names);
            types = wz_arena_grow(arena, types, name_count, &type_room, sizeof *types);
            if (!names || !types)
                return feel_type_plain(FEEL_T_LIST);
            names[name_count] = entry.key;
            types[name_count++] = type_of(arena, entry.value, level + 1);
        }
    }
    feel_shape *shape = wz_arena_alloc(arena, sizeof *shape);
    feel_type *element = wz_arena_alloc(arena, sizeof *element);
    if (name_count == 0 || !shape || !element)
        return feel_type_plain(FEEL_T_LIST);
    *shape = (feel_shape){.name = "context", .count = name_count, .names = names, .types = types};
    *element = (feel_type){.kind = FEEL_T_CONTEXT, .shape = shape};
    return feel_type_list_of(arena, element);
}

static const feel_type *type_of(wz_arena *arena, feel_value value, int level)
{
    if (level > TYPE_LEVELS)
        return feel_type_plain(FEEL_T_ANY);
    switch ((feel_tag)value.tag) {
    case FEEL_LIST: return list_type(arena, feel_items(value), level);
    case FEEL_CONTEXT: return context_type(arena, value, level);
    default: return feel_type_plain(FEEL_T_ANY);
    }
}

const feel_type *feel_type_of_value(wz_arena *arena, feel_value value)
{
    return type_of(arena, value, 0);
}
