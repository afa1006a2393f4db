/* Functions of contexts; records count as contexts. They carry members along without looking into them, so a context
 * with unknown members is as good as any; only a context, key or list of entries that is itself unknown makes the
 * result unknown. Source: DMN 1.5, 10.3.4.9. */
#include "feel/builtin_common.h"

#include <string.h>

/* Two arrays that become a feel_context. Invariant: no key stands in it twice. */
typedef struct {
    const feel_string **keys;
    feel_value *values;
    size_t count, key_room, value_room;
} entries;

/* Set a key, in its old place if it has one; false when the run must stop. */
static bool set_entry(feel_run *run, entries *e, const feel_string *key, feel_value value)
{
    if (!feel_spend(run, 1 + e->count / 16))
        return false;
    for (size_t i = 0; i < e->count; i++) {
        if (feel_string_same(e->keys[i], key)) {
            e->values[i] = value;
            return true;
        }
    }
    wz_arena *arena = feel_run_arena(run);
    const feel_string **keys = wz_arena_grow(arena, e->keys, e->count, &e->key_room, sizeof *keys);
    feel_value *values = wz_arena_grow(arena, e->values, e->count, &e->value_room, sizeof *values);
    if (!keys || !values)
        return false;
    e->keys = keys;
    e->values = values;
    keys[e->count] = key;
    values[e->count++] = value;
    return true;
}

static bool has_key(const entries *e, const feel_string *key)
{
    for (size_t i = 0; i < e->count; i++)
        if (feel_string_same(e->keys[i], key))
            return true;
    return false;
}

static bool set_all(feel_run *run, entries *e, feel_value context)
{
    for (size_t i = 0; i < feel_entry_count(context); i++) {
        feel_entry entry = feel_entry_at(context, i);
        feel_value key = feel_string_new(feel_run_arena(run), entry.key, entry.key_length);
        if (!feel_is(key, FEEL_STRING) || !set_entry(run, e, feel_str(key), entry.value))
            return false;
    }
    return true;
}

static feel_value context_of(feel_run *run, const entries *e)
{
    feel_context *context = wz_arena_alloc(feel_run_arena(run), sizeof *context);
    if (!context)
        return feel_null();
    *context = (feel_context){.count = e->count, .keys = e->keys, .values = e->values};
    return feel_from(FEEL_CONTEXT, context);
}

static bool want_context(feel_run *run, const char *function, feel_value v)
{
    return feel_is_context(v) || feel_want(run, function, "context", v, FEEL_CONTEXT);
}

static bool any_unknown(const feel_value *args, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (feel_is(args[i], FEEL_UNKNOWN) || (feel_is(args[i], FEEL_LIST) && feel_list_uncertain(feel_items(args[i]))))
            return true;
    }
    return false;
}

/* --- reading --- */

static feel_value call_get_value(feel_run *run, const feel_value *args, size_t count)
{
    if (any_unknown(args, count))
        return feel_unknown_over(FEEL_NULL, args, count);
    feel_list keys = feel_members(args + 1, 1);
    feel_value at = args[0];
    for (size_t i = 0; i < keys.count; i++) {
        feel_value key = keys.items[i], found;
        if (feel_is(key, FEEL_UNKNOWN) || feel_is(at, FEEL_UNKNOWN))
            return feel_unknown_over(FEEL_NULL, (feel_value[]){key, at}, 2);
        if (!want_context(run, "get value", at) || !feel_want(run, "get value", "key", key, FEEL_STRING))
            return feel_null();
        if (!feel_spend(run, 1) || !feel_entry_find(at, feel_str(key)->text, feel_str(key)->length, &found))
            return FEEL_FAIL(run, "get value: no entry \"%s\"", feel_str(key)->text);
        at = found;
    }
    return keys.count > 0 ? at : FEEL_FAIL(run, "get value: no key is given");
}

static const feel_string *constant_key(feel_run *run, const char *text)
{
    feel_value key = feel_string_new(feel_run_arena(run), text, strlen(text));
    return feel_is(key, FEEL_STRING) ? feel_str(key) : NULL;
}

static feel_value call_get_entries(feel_run *run, const feel_value *args, size_t count)
{
    if (any_unknown(args, count))
        return feel_unknown_over(FEEL_LIST, args, count);
    if (!want_context(run, "get entries", args[0]))
        return feel_null();
    const feel_string *names[] = {constant_key(run, "key"), constant_key(run, "value")};
    feel_gathered out = {.items = NULL};
    for (size_t i = 0; i < feel_entry_count(args[0]); i++) {
        feel_entry entry = feel_entry_at(args[0], i);
        entries pair = {.keys = NULL};
        feel_value key = feel_string_new(feel_run_arena(run), entry.key, entry.key_length);
        bool done = names[0] && names[1] && feel_is(key, FEEL_STRING) && set_entry(run, &pair, names[0], key) &&
                    set_entry(run, &pair, names[1], entry.value) && feel_gather(run, &out, context_of(run, &pair));
        if (!done)
            return feel_null();
    }
    return feel_gathered_list(run, &out);
}

/* --- building --- */

/* The context with the value behind the path of keys[at..] set. */
static feel_value put_path(feel_run *run, feel_value context, const feel_list *keys, size_t at, feel_value value)
{
    feel_value key = keys->items[at], inner = value;
    if (feel_is(context, FEEL_UNKNOWN) || feel_is(key, FEEL_UNKNOWN))
        return feel_unknown_over(FEEL_CONTEXT, (feel_value[]){context, key}, 2);
    if (at >= FEEL_MAX_NESTING || !want_context(run, "context put", context) ||
        !feel_want(run, "context put", "key", key, FEEL_STRING))
        return feel_null();
    if (at + 1 < keys->count) {
        inner = feel_null();
        feel_entry_find(context, feel_str(key)->text, feel_str(key)->length, &inner);
        inner = put_path(run, inner, keys, at + 1, value);
        if (!feel_is_context(inner))
            return inner;
    }
    entries e = {.keys = NULL};
    if (!set_all(run, &e, context) || !set_entry(run, &e, feel_str(key), inner))
        return feel_null();
    return context_of(run, &e);
}

static feel_value call_context_put(feel_run *run, const feel_value *args, size_t count)
{
    if (any_unknown(args, count - 1))
        return feel_unknown_over(FEEL_CONTEXT, args, count - 1);
    feel_list keys = feel_members(args + 1, 1);
    if (keys.count == 0)
        return FEEL_FAIL(run, "context put: no key is given");
    return put_path(run, args[0], &keys, 0, args[2]);
}

static feel_value call_context_merge(feel_run *run, const feel_value *args, size_t count)
{
    if (any_unknown(args, count))
        return feel_unknown_over(FEEL_CONTEXT, args, count);
    if (!feel_want(run, "context merge", "contexts", args[0], FEEL_LIST))
        return feel_null();
    const feel_list *list = feel_items(args[0]);
    entries e = {.keys = NULL};
    for (size_t i = 0; i < list->count; i++) {
        if (feel_is(list->items[i], FEEL_UNKNOWN))
            return feel_unknown_over(FEEL_CONTEXT, &list->items[i], 1);
        if (!want_context(run, "context merge", list->items[i]) || !set_all(run, &e, list->items[i]))
            return feel_null();
    }
    return context_of(run, &e);
}

/* One entry of context(): false where it is no {key, value}, or its key stands there already. */
static bool add_entry(feel_run *run, entries *e, feel_value entry)
{
    feel_value key, value;
    if (!want_context(run, "context", entry))
        return false;
    if (!feel_entry_find(entry, "key", 3, &key) || !feel_entry_find(entry, "value", 5, &value)) {
        feel_complain(run, "context: an entry lacks its key or value");
        return false;
    }
    if (!feel_want(run, "context", "key", key, FEEL_STRING))
        return false;
    if (has_key(e, feel_str(key))) {
        feel_complain(run, "context: the key \"%s\" stands twice", feel_str(key)->text);
        return false;
    }
    return set_entry(run, e, feel_str(key), value);
}

static feel_value call_context(feel_run *run, const feel_value *args, size_t count)
{
    if (any_unknown(args, count))
        return feel_unknown_over(FEEL_CONTEXT, args, count);
    if (!feel_want(run, "context", "entries", args[0], FEEL_LIST))
        return feel_null();
    const feel_list *list = feel_items(args[0]);
    entries e = {.keys = NULL};
    for (size_t i = 0; i < list->count; i++) {
        feel_value key = feel_null();
        if (feel_is_context(list->items[i]))
            feel_entry_find(list->items[i], "key", 3, &key);
        if (feel_is(list->items[i], FEEL_UNKNOWN) || feel_is(key, FEEL_UNKNOWN))
            return feel_unknown_over(FEEL_CONTEXT, args, count);
        if (!add_entry(run, &e, list->items[i]))
            return feel_null();
    }
    return context_of(run, &e);
}

static const feel_builtin rows[] = {
    {"get value", FEEL_NAMES("m", "key"), 2, false, true, "context,string->any", call_get_value},
    {"get value", FEEL_NAMES("context", "keys"), 2, false, true, "context,list<string>->any", call_get_value},
    {"get entries", FEEL_NAMES("m"), 1, false, true, "context->list<context>", call_get_entries},
    {"context", FEEL_NAMES("entries"), 1, false, true, "list<context>->context", call_context},
    {"context put", FEEL_NAMES("context", "key", "value"), 3, false, true, "context,string,any->context",
     call_context_put},
    {"context put", FEEL_NAMES("context", "keys", "value"), 3, false, true, "context,list<string>,any->context",
     call_context_put},
    {"context merge", FEEL_NAMES("contexts"), 1, false, true, "list<context>->context", call_context_merge},
};

feel_builtin_group feel_builtins_context(void)
{
    return (feel_builtin_group){rows, sizeof rows / sizeof *rows};
}
