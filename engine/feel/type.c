/* Static types. Invariant: a type is never changed once made; plain types are compared by kind, not by pointer. */
#include "feel/type.h"

#include "base/buffer.h"

#include <string.h>

const feel_type *feel_type_plain(feel_type_kind kind)
{
    static const feel_type any = {.kind = FEEL_T_ANY, .nullable = true};
    static const feel_type plain[] = {
        [FEEL_T_ANY] = {.kind = FEEL_T_ANY, .nullable = true},
        [FEEL_T_NULL] = {.kind = FEEL_T_NULL, .nullable = true},
        [FEEL_T_BOOLEAN] = {.kind = FEEL_T_BOOLEAN},
        [FEEL_T_NUMBER] = {.kind = FEEL_T_NUMBER},
        [FEEL_T_STRING] = {.kind = FEEL_T_STRING},
        [FEEL_T_DATE] = {.kind = FEEL_T_DATE},
        [FEEL_T_TIME] = {.kind = FEEL_T_TIME},
        [FEEL_T_DATE_TIME] = {.kind = FEEL_T_DATE_TIME},
        [FEEL_T_DAYS_TIME] = {.kind = FEEL_T_DAYS_TIME},
        [FEEL_T_YEARS_MONTHS] = {.kind = FEEL_T_YEARS_MONTHS},
        [FEEL_T_LIST] = {.kind = FEEL_T_LIST, .element = &any},
        [FEEL_T_CONTEXT] = {.kind = FEEL_T_CONTEXT},
        [FEEL_T_RECORD] = {.kind = FEEL_T_RECORD},
        [FEEL_T_RANGE] = {.kind = FEEL_T_RANGE, .element = &any},
        [FEEL_T_FUNCTION] = {.kind = FEEL_T_FUNCTION, .element = &any},
    };
    return &plain[kind];
}

const feel_type *feel_type_list_of(wz_arena *arena, const feel_type *element)
{
    feel_type *type = wz_arena_alloc(arena, sizeof *type);
    if (!type)
        return feel_type_plain(FEEL_T_LIST);
    *type = (feel_type){.kind = FEEL_T_LIST, .element = element};
    return type;
}

feel_tag feel_type_tag(const feel_type *type)
{
    static const feel_tag tags[] = {[FEEL_T_ANY] = FEEL_NULL,
                                    [FEEL_T_NULL] = FEEL_NULL,
                                    [FEEL_T_BOOLEAN] = FEEL_BOOLEAN,
                                    [FEEL_T_NUMBER] = FEEL_NUMBER,
                                    [FEEL_T_STRING] = FEEL_STRING,
                                    [FEEL_T_DATE] = FEEL_DATE,
                                    [FEEL_T_TIME] = FEEL_TIME,
                                    [FEEL_T_DATE_TIME] = FEEL_DATE_TIME,
                                    [FEEL_T_DAYS_TIME] = FEEL_DAYS_TIME,
                                    [FEEL_T_YEARS_MONTHS] = FEEL_YEARS_MONTHS,
                                    [FEEL_T_LIST] = FEEL_LIST,
                                    [FEEL_T_CONTEXT] = FEEL_CONTEXT,
                                    [FEEL_T_RECORD] = FEEL_RECORD,
                                    [FEEL_T_RANGE] = FEEL_RANGE,
                                    [FEEL_T_FUNCTION] = FEEL_FUNCTION};
    return tags[type->kind];
}

static const char *plain_name(feel_type_kind kind)
{
    static const char *const names[] = {[FEEL_T_ANY] = "Any",
                                        [FEEL_T_NULL] = "Null",
                                        [FEEL_T_BOOLEAN] = "boolean",
                                        [FEEL_T_NUMBER] = "number",
                                        [FEEL_T_STRING] = "string",
                                        [FEEL_T_DATE] = "date",
                                        [FEEL_T_TIME] = "time",
                                        [FEEL_T_DATE_TIME] = "date and time",
                                        [FEEL_T_DAYS_TIME] = "days and time duration",
                                        [FEEL_T_YEARS_MONTHS] = "years and months duration",
                                        [FEEL_T_LIST] = "list",
                                        [FEEL_T_CONTEXT] = "context",
                                        [FEEL_T_RECORD] = "record",
                                        [FEEL_T_RANGE] = "range",
                                        [FEEL_T_FUNCTION] = "function"};
    return names[kind];
}

static const char *text_of(wz_arena *arena, const feel_type *type, int depth)
{
    const char *name = plain_name(type->kind);
    const char *made = NULL;
    enum { TEXT_DEPTH = 6 };
    bool nests = type->kind == FEEL_T_LIST || type->kind == FEEL_T_RANGE;
    if (nests && type->element && type->element->kind != FEEL_T_ANY && depth < TEXT_DEPTH)
        made = wz_arena_printf(arena, "%s<%s>", name, text_of(arena, type->element, depth + 1));
    else if (type->kind == FEEL_T_NUMBER && type->unit)
        made = wz_arena_printf(arena, "number of %s", type->unit);
    else if (type->kind == FEEL_T_STRING && type->name)
        made = wz_arena_printf(arena, "string (%s)", type->name);
    else if (type->kind == FEEL_T_RECORD && type->shape)
        made = type->shape->name;
    return made ? made : name;
}

const char *feel_type_text(wz_arena *arena, const feel_type *type)
{
    return text_of(arena, type, 0);
}
