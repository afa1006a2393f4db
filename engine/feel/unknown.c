/* Looking into values. Invariant: recursion ends at FEEL_MAX_NESTING, which also ends records that refer to each
 * other. */
#include "feel/unknown.h"

size_t feel_entry_count(feel_value context)
{
    if (feel_is(context, FEEL_RECORD))
        return feel_rec(context)->shape->count;
    return ((const feel_context *)context.as.pointer)->count;
}

feel_entry feel_entry_at(feel_value context, size_t index)
{
    if (feel_is(context, FEEL_RECORD)) {
        const feel_record *record = feel_rec(context);
        const char *name = record->shape->names[index];
        return (feel_entry){name, strlen(name), record->members[index]};
    }
    const feel_context *c = context.as.pointer;
    return (feel_entry){c->keys[index]->text, c->keys[index]->length, c->values[index]};
}

bool feel_entry_find(feel_value context, const char *key, size_t length, feel_value *out)
{
    size_t count = feel_entry_count(context);
    for (size_t i = 0; i < count; i++) {
        feel_entry entry = feel_entry_at(context, i);
        if (entry.key_length == length && memcmp(entry.key, key, length) == 0) {
            *out = entry.value;
            return true;
        }
    }
    return false;
}

bool feel_list_uncertain(const feel_list *list)
{
    if (list->open)
        return true;
    for (size_t i = 0; list->possible && i < list->count; i++) {
        if (list->possible[i])
            return true;
    }
    return false;
}

static void inspect(feel_value value, feel_inspection *found, unsigned depth);

static void inspect_list(feel_value value, feel_inspection *found, unsigned depth)
{
    const feel_list *list = feel_items(value);
    if (feel_list_uncertain(list))
        found->unsettled = true;
    if (value.bits & FEEL_MARKED)
        found->marked = true;
    for (size_t i = 0; i < list->count && !found->too_deep; i++)
        inspect(list->items[i], found, depth);
}

static void inspect(feel_value value, feel_inspection *found, unsigned depth)
{
    found->steps++;
    if (depth >= FEEL_MAX_NESTING || found->steps > FEEL_MAX_INSPECTION) {
        found->too_deep = true;
        return;
    }
    switch ((feel_tag)value.tag) {
    case FEEL_UNKNOWN:
        found->unsettled = true;
        found->marked = found->marked || (value.bits & FEEL_MARKED);
        break;
    case FEEL_LIST: inspect_list(value, found, depth + 1); break;
    case FEEL_CONTEXT:
    case FEEL_RECORD:
        for (size_t i = 0; i < feel_entry_count(value) && !found->too_deep; i++)
            inspect(feel_entry_at(value, i).value, found, depth + 1);
        break;
    case FEEL_RANGE:
        inspect(((const feel_range *)value.as.pointer)->low, found, depth + 1);
        inspect(((const feel_range *)value.as.pointer)->high, found, depth + 1);
        break;
    default: break;
    }
}

void feel_inspect(feel_value value, feel_inspection *found)
{
    inspect(value, found, 0);
}
