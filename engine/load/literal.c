/* Literals: how a value is written in an attribute, by the type that the vocabulary gives it. */
#include "load/common.h"

#include "feel/number.h"
#include "feel/temporal.h"

#include <stdio.h>

static bool refuse(wz_report *report, const char *id, wz_place place, const wz_attribute *attribute, const char *text,
                   const char *what, const char *advice)
{
    wz_report_error(report, id, place, "%s: %s %s; %s", attribute->id, wz_shown(report, text), what, advice);
    return false;
}

static bool number(wz_report *report, const wz_attribute *attribute, const char *text, wz_place place, feel_value *out)
{
    *out = feel_number_parse(report->arena, text, strlen(text));
    if (!feel_is(*out, FEEL_NUMBER))
        return refuse(report, "TYPE-002", place, attribute, text, "is not a number", "write it as in 3 or 12.5");
    if (attribute->whole && !feel_is_integer(*out))
        return refuse(report, "TYPE-003", place, attribute, text, "is not a whole number", "write one");
    if (attribute->never_negative && feel_number_compare(*out, feel_integer(0)) < 0)
        return refuse(report, "TYPE-004", place, attribute, text, "is negative", "write 0 or more");
    return true;
}

/* Whether a text has the form YYYY, YYYY-MM or YYYY-MM-DD, whatever the numbers. */
static bool date_form(const char *text, bool loose)
{
    static const char *const forms = "dddd-dd-dd";
    size_t i = 0;
    for (; i < strlen(forms) && text[i]; i++) {
        if (forms[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != '-')
            return false;
    }
    return text[i] == '\0' && (i == 10 || (loose && (i == 4 || i == 7)));
}

static bool date(wz_report *report, const wz_attribute *attribute, const char *text, bool loose, wz_place place,
                 feel_value *out)
{
    wz_day first, last;
    if (!date_form(text, loose))
        return refuse(report, "TYPE-005", place, attribute, text, "is not a date",
                      loose ? "write YYYY-MM-DD, or YYYY-MM or YYYY where no more is known" : "write YYYY-MM-DD");
    if (!wz_day_parse_loose(text, &first, &last))
        return refuse(report, "TYPE-006", place, attribute, text, "is no day of the calendar", "correct it");
    *out = first == last ? feel_date(first) : feel_bounded(report->arena, FEEL_DATE, feel_date(first), feel_date(last));
    return true;
}

static bool duration(wz_report *report, const wz_attribute *attribute, const char *text, wz_place place,
                     feel_value *out)
{
    *out = feel_parse_duration(report->arena, text, strlen(text));
    if (feel_is(*out, FEEL_YEARS_MONTHS))
        return true;
    return refuse(report, "TYPE-007", place, attribute, text, "is not a duration of years and months",
                  "write it as in P6M or P1Y");
}

/* "role (some_id 名称, other_id 名称 …)", as many as fit. */
static const char *known_values(const wz_report *report, const wz_enumeration *enumeration)
{
    enum { ENOUGH = 8 };
    char *list = wz_arena_printf(report->arena, "write one of");
    for (size_t i = 0; list && i < enumeration->count && i < ENOUGH; i++)
        list = wz_arena_printf(report->arena, "%s%s %s (%s)", list, i ? "," : "", enumeration->values[i].id,
                               wz_text_in(enumeration->values[i].label, WZ_ZH));
    if (list && enumeration->count > ENOUGH)
        list = wz_arena_printf(report->arena, "%s …", list);
    return list ? list : "";
}

/* A label written instead of its id counts as meant; else the nearest id. */
static const char *value_advice(const wz_report *report, const wz_enumeration *enumeration, const char *text)
{
    wz_nearest nearest = wz_nearest_to(text);
    for (size_t i = 0; i < enumeration->count; i++) {
        const wz_value_label *value = &enumeration->values[i];
        for (int lang = 0; lang < WZ_LANGS; lang++) {
            if (value->label.in[lang] && strcmp(value->label.in[lang], text) == 0)
                nearest = (wz_nearest){text, value->id, 0};
        }
        wz_nearest_try(&nearest, value->id);
    }
    if (!nearest.best)
        return known_values(report, enumeration);
    const wz_value_label *value = wz_enumeration_value(enumeration, nearest.best);
    const char *advice =
        wz_arena_printf(report->arena, "did you mean '%s' (%s)?", value->id, wz_text_in(value->label, WZ_ZH));
    return advice ? advice : "";
}

static bool enumerated(wz_report *report, const wz_vocabulary *vocabulary, const wz_attribute *attribute,
                       const char *text, wz_place place, feel_value *out)
{
    char key[256];
    int length = snprintf(key, sizeof key, "%s %s", attribute->enumeration, text);
    if (length > 0 && (size_t)length < sizeof key && wz_map_find(&vocabulary->index->values, key)) {
        *out = feel_string_new(report->arena, text, strlen(text));
        return true;
    }
    const wz_enumeration *enumeration = wz_enumeration_find(vocabulary, attribute->enumeration);
    if (!enumeration)
        return false;
    return refuse(report, "TYPE-008", place, attribute, text, "is not one of its values",
                  wz_report_open(report) ? value_advice(report, enumeration, text) : "");
}

bool wz_literal(wz_report *report, const wz_vocabulary *vocabulary, const wz_attribute *attribute, const char *text,
                bool loose, wz_place place, feel_value *out)
{
    switch (wz_element_type(attribute)->kind) {
    case FEEL_T_BOOLEAN:
        *out = feel_boolean(wz_is_true(text));
        return wz_form_holds(WZ_FORM_BOOLEAN, text, NULL) ||
               refuse(report, "TYPE-001", place, attribute, text, "is not a truth value", "write true or false");
    case FEEL_T_NUMBER: return number(report, attribute, text, place, out);
    case FEEL_T_DATE: return date(report, attribute, text, loose, place, out);
    case FEEL_T_YEARS_MONTHS: return duration(report, attribute, text, place, out);
    default:
        if (attribute->enumeration)
            return enumerated(report, vocabulary, attribute, text, place, out);
        *out = feel_string_new(report->arena, text, strlen(text));
        return true;
    }
}

bool wz_literals(wz_report *report, const wz_vocabulary *vocabulary, const wz_attribute *attribute, const char *text,
                 bool loose, wz_place place, feel_value *out)
{
    if (!attribute->many)
        return wz_literal(report, vocabulary, attribute, text, loose, place, out);
    wz_strings words = wz_split(report->arena, text);
    feel_value *items = wz_arena_array(report->arena, words.count + 1, sizeof *items);
    bool right = items != NULL;
    for (size_t i = 0; items && i < words.count; i++)
        right &= wz_literal(report, vocabulary, attribute, words.items[i], false, place, &items[i]);
    if (right)
        *out = feel_list_new(report->arena, items, words.count);
    return right;
}
