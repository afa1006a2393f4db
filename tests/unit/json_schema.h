/* A validator for the keywords of JSON Schema 2020-12 that rules/schema/ uses; a keyword that is not known here fails. */
#ifndef WZ_TEST_JSON_SCHEMA_H
#define WZ_TEST_JSON_SCHEMA_H

#include <jansson.h>
#include <regex.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static inline bool conforms(json_t *root, json_t *schema, json_t *value);

static inline bool has_type(json_t *value, const char *type)
{
    static const char *const names[] = {
        [JSON_OBJECT] = "object", [JSON_ARRAY] = "array",  [JSON_STRING] = "string", [JSON_INTEGER] = "integer",
        [JSON_REAL] = "number",   [JSON_TRUE] = "boolean", [JSON_FALSE] = "boolean", [JSON_NULL] = "null"};
    return strcmp(names[json_typeof(value)], type) == 0;
}

static inline bool check_type(json_t *type, json_t *value)
{
    if (json_is_string(type))
        return has_type(value, json_string_value(type));
    for (size_t i = 0; i < json_array_size(type); i++) {
        if (has_type(value, json_string_value(json_array_get(type, i))))
            return true;
    }
    return false;
}

static inline bool is_among(json_t *values, json_t *value)
{
    for (size_t i = 0; i < json_array_size(values); i++) {
        if (json_equal(json_array_get(values, i), value))
            return true;
    }
    return false;
}

static inline bool matches(const char *pattern, json_t *value)
{
    regex_t compiled;
    if (!json_is_string(value))
        return true;
    if (regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB) != 0)
        return false;
    bool found = regexec(&compiled, json_string_value(value), 0, NULL, 0) == 0;
    regfree(&compiled);
    return found;
}

static inline bool check_members(json_t *root, json_t *schema, json_t *object)
{
    json_t *properties = json_object_get(schema, "properties"), *names = json_object_get(schema, "propertyNames");
    json_t *others = json_object_get(schema, "additionalProperties"), *required = json_object_get(schema, "required");
    const char *key;
    json_t *member;
    json_object_foreach(object, key, member)
    {
        json_t *own = json_object_get(properties, key);
        json_t *name = json_string(key);
        bool named = !names || conforms(root, names, name);
        json_decref(name);
        if (!named || (own ? !conforms(root, own, member) : others && !conforms(root, others, member)))
            return false;
    }
    for (size_t i = 0; i < json_array_size(required); i++) {
        if (!json_object_get(object, json_string_value(json_array_get(required, i))))
            return false;
    }
    return true;
}

static inline bool check_items(json_t *root, json_t *schema, json_t *array)
{
    json_t *first = json_object_get(schema, "prefixItems"), *rest = json_object_get(schema, "items");
    for (size_t i = 0; i < json_array_size(array); i++) {
        json_t *wanted = i < json_array_size(first) ? json_array_get(first, i) : rest;
        if (wanted && !conforms(root, wanted, json_array_get(array, i)))
            return false;
    }
    return true;
}

static inline bool any_of(json_t *root, json_t *schemas, json_t *value)
{
    for (size_t i = 0; i < json_array_size(schemas); i++) {
        if (conforms(root, json_array_get(schemas, i), value))
            return true;
    }
    return false;
}

static inline json_t *resolve(json_t *root, const char *reference)
{
    static const char prefix[] = "#/$defs/";
    return strncmp(reference, prefix, strlen(prefix)) == 0
               ? json_object_get(json_object_get(root, "$defs"), reference + strlen(prefix))
               : NULL;
}

static inline bool check_keyword(json_t *root, json_t *schema, const char *keyword, json_t *wanted, json_t *value)
{
    /* Annotations, and what check_members and check_items read. */
    static const char *const quiet[] = {
        "$schema",       "$id",      "$defs", "title",       "description",         "format",
        "propertyNames", "required", "items", "prefixItems", "additionalProperties"};
    for (size_t i = 0; i < sizeof quiet / sizeof quiet[0]; i++) {
        if (strcmp(keyword, quiet[i]) == 0)
            return true;
    }
    if (strcmp(keyword, "$ref") == 0)
        return conforms(root, resolve(root, json_string_value(wanted)), value);
    if (strcmp(keyword, "type") == 0)
        return check_type(wanted, value);
    if (strcmp(keyword, "enum") == 0)
        return is_among(wanted, value);
    if (strcmp(keyword, "const") == 0)
        return json_equal(wanted, value);
    if (strcmp(keyword, "anyOf") == 0)
        return any_of(root, wanted, value);
    if (strcmp(keyword, "pattern") == 0)
        return matches(json_string_value(wanted), value);
    if (strcmp(keyword, "minItems") == 0)
        return !json_is_array(value) || (json_int_t)json_array_size(value) >= json_integer_value(wanted);
    if (strcmp(keyword, "minProperties") == 0)
        return !json_is_object(value) || (json_int_t)json_object_size(value) >= json_integer_value(wanted);
    if (strcmp(keyword, "maxProperties") == 0)
        return !json_is_object(value) || (json_int_t)json_object_size(value) <= json_integer_value(wanted);
    if (strcmp(keyword, "properties") == 0)
        return !json_is_object(value) || check_members(root, schema, value);
    printf("\nunknown keyword %s\n", keyword);
    return false;
}

static inline bool conforms(json_t *root, json_t *schema, json_t *value)
{
    if (json_is_boolean(schema))
        return json_is_true(schema);
    if (!json_is_object(schema))
        return false;
    const char *keyword;
    json_t *wanted;
    json_object_foreach(schema, keyword, wanted)
    {
        if (!check_keyword(root, schema, keyword, wanted, value))
            return false;
    }
    if (json_is_object(value) && !json_object_get(schema, "properties") && !check_members(root, schema, value))
        return false;
    return !json_is_array(value) || check_items(root, schema, value);
}

/* How many of the documents that lack one key, or have one more, somewhere from `node` down conform: none should. Members of
 * objects under the key `open` (NULL = none) are free. */
static inline size_t count_accepted(json_t *schema, json_t *document, json_t *node, const char *open)
{
    size_t accepted = 0;
    for (size_t i = 0; i < json_array_size(node); i++)
        accepted += count_accepted(schema, document, json_array_get(node, i), open);
    if (!json_is_object(node))
        return accepted;
    json_t *whole = json_copy(node);
    const char *key;
    json_t *member;
    json_object_foreach(whole, key, member)
    {
        json_object_del(node, key);
        accepted += conforms(schema, schema, document);
        json_object_clear(node);
        json_object_update(node, whole);
        if (!open || strcmp(key, open) != 0)
            accepted += count_accepted(schema, document, member, open);
    }
    json_object_set_new(node, "one more", json_null());
    accepted += conforms(schema, schema, document);
    json_object_del(node, "one more");
    json_decref(whole);
    return accepted;
}

#endif
