/* Things by their names: days, values, entities, measures. Every name is looked up in the vocabulary and the frame;
 * where there is none, the id stands, so that nothing is lost. */
#include "report/prose.h"

#include "feel/feel.h"
#include "feel/number.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void wz_say(wz_prose *prose, wz_word word)
{
    wz_page_put(&prose->page, wz_word_in(word, prose->lang));
}

void wz_say_text(wz_prose *prose, wz_text text)
{
    wz_page_put(&prose->page, wz_text_in(text, prose->lang));
}

void wz_say_raw(wz_prose *prose, const char *text)
{
    wz_page_put(&prose->page, text);
}

void wz_say_count(wz_prose *prose, int64_t count)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, count);
    wz_page_put(&prose->page, text);
}

void wz_say_mark(wz_prose *prose, wz_word word)
{
    wz_say(prose, WZ_SAY_MARK_OPEN);
    wz_say(prose, word);
    wz_say(prose, WZ_SAY_MARK_CLOSE);
}

void wz_say_label(wz_prose *prose, wz_text label, const char *id)
{
    const char *text = wz_text_in(label, prose->lang);
    wz_page_put(&prose->page, *text ? text : id);
}

/* ---- days ---- */

void wz_say_day(wz_prose *prose, wz_day day)
{
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    wz_civil civil = wz_civil_from_day(day);
    char text[64];
    if (prose->lang == WZ_ZH)
        snprintf(text, sizeof text, "%" PRId32 "年%d月%d日", civil.year, civil.month, civil.day);
    else
        snprintf(text, sizeof text, "%d %s %" PRId32, civil.day, months[civil.month - 1], civil.year);
    wz_page_put(&prose->page, text);
}

void wz_say_range(wz_prose *prose, wz_day_range range)
{
    if (range.has_low && range.has_high && range.low == range.high) {
        wz_say_day(prose, range.low);
    } else if (range.has_low && range.has_high) {
        wz_say(prose, WZ_SAY_BETWEEN);
        wz_say_day(prose, range.low);
        wz_say(prose, WZ_SAY_AND_UPPER);
        wz_say_day(prose, range.high);
        wz_say(prose, WZ_SAY_BETWEEN_END);
    } else if (range.has_low || range.has_high) {
        wz_say_day(prose, range.has_low ? range.low : range.high);
        wz_say(prose, range.has_low ? WZ_SAY_NOT_BEFORE : WZ_SAY_NOT_AFTER);
    } else {
        wz_say(prose, WZ_SAY_UNKNOWN);
    }
}

void wz_say_period(wz_prose *prose, wz_day from, wz_day to)
{
    wz_say_day(prose, from);
    wz_say(prose, WZ_SAY_TO);
    wz_say_day(prose, to);
}

/* Read PnYnMnD into three numbers; false where anything else stands there. */
static bool read_duration(const char *iso, long numbers[3])
{
    static const char units[] = "YMD";
    const char *at = *iso == 'P' ? iso + 1 : "?";
    while (*at >= '0' && *at <= '9') {
        char *end;
        long number = strtol(at, &end, 10);
        const char *unit = *end ? strchr(units, *end) : NULL;
        if (!unit)
            return false;
        numbers[unit - units] = number;
        at = end + 1;
    }
    return *at == '\0' && at > iso + 1;
}

int wz_duration_compare(const char *a, const char *b)
{
    long left[3] = {0, 0, 0}, right[3] = {0, 0, 0};
    if (!read_duration(a, left) || !read_duration(b, right))
        return strcmp(a, b);
    long months = (left[0] - right[0]) * 12 + left[1] - right[1], days = left[2] - right[2];
    return months ? (months > 0) - (months < 0) : (days > 0) - (days < 0);
}

void wz_say_duration(wz_prose *prose, const char *iso)
{
    static const wz_word words[][2] = {
        {WZ_SAY_YEAR, WZ_SAY_YEARS}, {WZ_SAY_MONTH, WZ_SAY_MONTHS}, {WZ_SAY_DAY, WZ_SAY_DAYS}};
    long numbers[3] = {0, 0, 0};
    if (!read_duration(iso, numbers)) {
        wz_page_put(&prose->page, iso);
        return;
    }
    bool first = true;
    for (int i = 0; i < 3; i++) {
        if (numbers[i] == 0)
            continue;
        if (!first && prose->lang == WZ_EN)
            wz_page_put(&prose->page, " ");
        wz_say_count(prose, numbers[i]);
        wz_say(prose, words[i][numbers[i] != 1]);
        first = false;
    }
}

/* ---- values ---- */

const wz_attribute *wz_prose_attribute(const wz_prose *prose, wz_entity_kind entity, int attribute)
{
    return &prose->a->law->vocabulary->entities[entity].attributes[attribute];
}

static void say_enumerated(wz_prose *prose, const wz_attribute *attribute, const feel_string *string)
{
    const wz_enumeration *enumeration =
        attribute->enumeration ? wz_enumeration_find(prose->a->law->vocabulary, attribute->enumeration) : NULL;
    const wz_value_label *value = enumeration ? wz_enumeration_value(enumeration, string->text) : NULL;
    if (value)
        wz_say_label(prose, value->label, value->id);
    else
        wz_page_put_bytes(&prose->page, string->text, string->length);
}

static void say_number(wz_prose *prose, const wz_attribute *attribute, feel_value value)
{
    char digits[FEEL_NUMBER_TEXT];
    wz_page_put_bytes(&prose->page, digits, feel_number_text(value, digits));
    const feel_type *type = attribute->type;
    if (type && type->kind == FEEL_T_LIST)
        type = type->element;
    if (type && type->unit) {
        if (prose->lang == WZ_EN)
            wz_page_put(&prose->page, " ");
        wz_page_put(&prose->page, type->unit);
    }
}

static void say_months(wz_prose *prose, int64_t months)
{
    char iso[32];
    snprintf(iso, sizeof iso, "P%" PRId64 "M", months);
    wz_say_duration(prose, iso);
}

static void say_single(wz_prose *prose, const wz_attribute *attribute, feel_value value)
{
    switch (value.tag) {
    case FEEL_BOOLEAN: wz_say(prose, feel_is_true(value) ? WZ_SAY_YES : WZ_SAY_NO); break;
    case FEEL_NUMBER: say_number(prose, attribute, value); break;
    case FEEL_STRING: say_enumerated(prose, attribute, feel_str(value)); break;
    case FEEL_DATE: wz_say_day(prose, value.as.integer); break;
    case FEEL_YEARS_MONTHS: say_months(prose, value.as.integer); break;
    case FEEL_NULL: wz_say(prose, attribute->role == WZ_ROLE_POST_TO ? WZ_SAY_TO_THIS_DAY : WZ_SAY_NONE); break;
    default: wz_say(prose, WZ_SAY_UNKNOWN); break;
    }
}

static void say_bounded(wz_prose *prose, const wz_attribute *attribute, const feel_unknown *bounds)
{
    bool low = bounds->low.tag != FEEL_NULL, high = bounds->high.tag != FEEL_NULL;
    if ((low ? bounds->low : bounds->high).tag == FEEL_DATE) {
        wz_day_range range = {.has_low = low, .has_high = high};
        range.low = low ? bounds->low.as.integer : 0;
        range.high = high ? bounds->high.as.integer : 0;
        wz_say_range(prose, range);
    } else if (low && high) {
        say_single(prose, attribute, bounds->low);
        wz_say(prose, WZ_SAY_TO);
        say_single(prose, attribute, bounds->high);
    } else {
        wz_say(prose, low ? WZ_SAY_AT_LEAST : WZ_SAY_AT_MOST);
        say_single(prose, attribute, low ? bounds->low : bounds->high);
    }
}

void wz_say_value(wz_prose *prose, const wz_attribute *attribute, feel_value value)
{
    const feel_unknown *bounds = value.tag == FEEL_UNKNOWN ? feel_bounds(value) : NULL;
    if (bounds && (bounds->low.tag != FEEL_NULL || bounds->high.tag != FEEL_NULL)) {
        say_bounded(prose, attribute, bounds);
    } else if (value.tag == FEEL_LIST) {
        const feel_list *list = feel_items(value);
        if (list->count == 0)
            wz_say(prose, WZ_SAY_NONE);
        for (size_t i = 0; i < list->count; i++) {
            if (i > 0)
                wz_say(prose, WZ_SAY_LIST);
            say_single(prose, attribute, list->items[i]);
        }
    } else {
        say_single(prose, attribute, value);
    }
}

/* ---- people and other entities ---- */

static const wz_fact *find_fact(const wz_case_entity *entity, int attribute)
{
    for (size_t i = 0; i < entity->fact_count && attribute >= 0; i++) {
        if (entity->facts[i].attribute == attribute && entity->facts[i].standing == WZ_ESTABLISHED)
            return &entity->facts[i];
    }
    return NULL;
}

/* A fact's words as they are said: the label of an enumerated value, without the gloss in brackets behind it, or the
 * text itself. */
typedef struct {
    const char *text;
    size_t length;
} words;

static words words_of(const wz_prose *prose, const wz_attribute *attribute, const feel_string *string)
{
    const wz_enumeration *enumeration =
        attribute->enumeration ? wz_enumeration_find(prose->a->law->vocabulary, attribute->enumeration) : NULL;
    const wz_value_label *value = enumeration ? wz_enumeration_value(enumeration, string->text) : NULL;
    if (!value)
        return (words){string->text, string->length};
    const char *label = wz_text_in(value->label, prose->lang);
    const char *gloss = strstr(label, wz_word_in(WZ_SAY_OPEN, prose->lang));
    return gloss && gloss > label ? (words){label, (size_t)(gloss - label)} : (words){label, strlen(label)};
}

/* A place is a path; people read its names in a row. */
static void say_place(wz_prose *prose, const feel_string *path)
{
    for (size_t at = 0; at < path->length; at++) {
        size_t name = at;
        while (at < path->length && path->text[at] != '/')
            at++;
        wz_page_put_bytes(&prose->page, path->text + name, at - name);
    }
}

static bool says_already(const words *said, size_t count, words next)
{
    for (size_t i = 0; i < count; i++) {
        if (memmem(said[i].text, said[i].length, next.text, next.length))
            return true;
    }
    return false;
}

/* The place, then what it is called, then in brackets (unless the name has some) whatever else tells it apart, in the
 * order of the vocabulary. What an earlier part says already (“政府” after “政府主要负责人”) is left out. */
static void say_post(wz_prose *prose, const wz_case_entity *post)
{
    enum { MOST = 8 };
    words said[MOST];
    size_t count = 0;
    bool close = false;
    const wz_entity *kind = &prose->a->law->vocabulary->entities[WZ_POST];
    const wz_fact *place = find_fact(post, kind->by_role[WZ_ROLE_JURISDICTION]);
    if (place && place->value.tag == FEEL_STRING)
        say_place(prose, feel_str(place->value));
    else
        place = NULL;
    for (size_t i = 1; i < kind->count && count < MOST; i++) {
        const wz_attribute *attribute = &kind->attributes[i];
        const wz_fact *fact = attribute->role == WZ_ROLE_NONE ? find_fact(post, (int)i) : NULL;
        if (!fact || fact->value.tag != FEEL_STRING)
            continue;
        words next = words_of(prose, attribute, feel_str(fact->value));
        if (says_already(said, count, next))
            continue;
        bool bracket = count > 0 && !memmem(said[0].text, said[0].length, "（", strlen("（"));
        if (count > 0 || place)
            wz_say(prose, !bracket ? WZ_SAY_COMMA : count == 1 ? WZ_SAY_OPEN : WZ_SAY_LIST);
        wz_page_put_bytes(&prose->page, next.text, next.length);
        said[count++] = next;
        close = bracket;
    }
    if (close)
        wz_say(prose, WZ_SAY_CLOSE);
    if (count == 0 && !place)
        wz_page_put(&prose->page, post->id);
}

void wz_say_person(wz_prose *prose, const wz_case_person *person)
{
    wz_page_put(&prose->page, person->name ? person->name : person->self.id);
}

static const wz_case_entity *find_entity(const wz_case_entity *entities, size_t count, const char *id)
{
    for (size_t i = 0; i < count && id; i++) {
        if (strcmp(entities[i].id, id) == 0)
            return &entities[i];
    }
    return NULL;
}

void wz_say_post(wz_prose *prose, const char *id)
{
    const wz_case_person *person = prose->person->person;
    const wz_case_entity *post = find_entity(person->posts, person->post_count, id);
    if (!post) {
        wz_page_put(&prose->page, id ? id : "");
        return;
    }
    say_post(prose, post);
}

void wz_say_post_id(wz_prose *prose, const char *id)
{
    if (!id || prose->person->person->post_count < 2)
        return;
    wz_say(prose, WZ_SAY_OPEN);
    wz_page_put(&prose->page, id);
    wz_say(prose, WZ_SAY_CLOSE);
}

void wz_say_sanction(wz_prose *prose, const char *id)
{
    const wz_case_person *person = prose->person->person;
    const wz_case_entity *sanction = find_entity(person->sanctions, person->sanction_count, id);
    const wz_entity *kind = &prose->a->law->vocabulary->entities[WZ_SANCTION];
    const wz_fact *what = sanction ? find_fact(sanction, kind->by_role[WZ_ROLE_SANCTION_KIND]) : NULL;
    const wz_fact *decided = sanction ? find_fact(sanction, kind->by_role[WZ_ROLE_SANCTION_DECIDED]) : NULL;
    if (!what) {
        wz_page_put(&prose->page, id ? id : "");
        return;
    }
    wz_say_value(prose, &kind->attributes[what->attribute], what->value);
    wz_say(prose, WZ_SAY_OPEN);
    if (decided)
        wz_say_value(prose, &kind->attributes[decided->attribute], decided->value);
    else
        wz_page_put(&prose->page, id);
    wz_say(prose, WZ_SAY_CLOSE);
}

void wz_say_holder(wz_prose *prose, const char *id)
{
    for (size_t i = 0; i < prose->a->person_count; i++) {
        const wz_case_person *person = prose->a->persons[i].person;
        if (strcmp(person->self.id, id) == 0) {
            wz_say_person(prose, person);
            return;
        }
    }
    wz_page_put(&prose->page, id);
}

/* ---- names from the frame ---- */

void wz_say_steps(wz_prose *prose, wz_strings ids)
{
    for (size_t i = 0; i < ids.count; i++) {
        const wz_step *step = wz_step_find(prose->a->law->frame, ids.items[i]);
        if (i > 0)
            wz_say(prose, WZ_SAY_LIST);
        wz_say_label(prose, step ? step->label : (wz_text){{0}}, ids.items[i]);
    }
}

void wz_say_term(wz_prose *prose, const char *id)
{
    const wz_term *term = wz_term_find(prose->a->law->frame, id);
    wz_say_label(prose, term ? term->label : (wz_text){{0}}, id);
}

void wz_say_field_value(wz_prose *prose, const char *field, const char *name)
{
    const wz_field *found = wz_field_find(prose->a->law->frame, field);
    for (size_t i = 0; found && i < found->count; i++) {
        if (strcmp(found->values[i].name, name) == 0) {
            wz_say_label(prose, found->values[i].label, name);
            return;
        }
    }
    wz_page_put(&prose->page, name);
}

/* A label says what the outcome is and, after a colon, what that means. */
void wz_say_outcome(wz_prose *prose, wz_text label, const char *name, bool whole)
{
    const wz_field *field = wz_field_find(prose->a->law->frame, "outcome");
    const char *text = wz_text_in(label, prose->lang);
    for (size_t i = 0; field && i < field->count && !*text; i++) {
        if (strcmp(field->values[i].name, name) == 0)
            text = wz_text_in(field->values[i].label, prose->lang);
    }
    const char *colon = strstr(text, wz_word_in(WZ_SAY_COLON, prose->lang));
    if (!*text || !colon) {
        wz_page_put(&prose->page, *text ? text : name);
        return;
    }
    wz_page_put_bytes(&prose->page, text, (size_t)(colon - text));
    if (!whole)
        return;
    wz_say(prose, WZ_SAY_OPEN);
    wz_page_put(&prose->page, colon + strlen(wz_word_in(WZ_SAY_COLON, prose->lang)));
    wz_say(prose, WZ_SAY_CLOSE);
}

void wz_say_reason(wz_prose *prose, const char *reason)
{
    static const struct {
        const char *id;
        wz_word word;
    } reasons[] = {{"applicability_unknown", WZ_SAY_REASON_APPLICABILITY},
                   {"no_version", WZ_SAY_REASON_NO_VERSION},
                   {"expelled", WZ_SAY_REASON_EXPELLED},
                   {"rescinded", WZ_SAY_REASON_RESCINDED}};
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (strcmp(reasons[i].id, reason) == 0) {
            wz_say(prose, reasons[i].word);
            return;
        }
    }
    wz_page_put(&prose->page, reason);
}

/* ---- headings ---- */

void wz_heading(wz_prose *prose, unsigned indent, const char *text)
{
    wz_page_line(&prose->page, indent, 2);
    wz_page_style(&prose->page, WZ_BOLD);
    wz_page_put(&prose->page, text);
    wz_page_style(&prose->page, WZ_PLAIN);
    wz_page_end(&prose->page);
}

void wz_heading_word(wz_prose *prose, unsigned indent, wz_word word)
{
    if (!prose->brief)
        wz_page_gap(&prose->page);
    wz_heading(prose, indent, wz_word_in(word, prose->lang));
}

void wz_heading_kind(wz_prose *prose, const wz_kind *kind, bool open)
{
    if (prose->section == kind && prose->section_open == open)
        return;
    prose->section = kind;
    prose->section_open = open;
    if (prose->brief)
        wz_page_end(&prose->page);
    else
        wz_page_gap(&prose->page);
    const char *label = wz_text_in(kind->label, prose->lang);
    wz_page_line(&prose->page, 2, 2);
    wz_page_style(&prose->page, WZ_BOLD);
    wz_page_put(&prose->page, *label ? label : kind->id);
    if (open) {
        wz_say(prose, WZ_SAY_COLON);
        wz_say(prose, WZ_SAY_UNSETTLED);
    }
    wz_page_style(&prose->page, WZ_PLAIN);
    wz_page_end(&prose->page);
}
