/* Things by their names: days, values, rules, entities, measures. Every name is looked up in the vocabulary, the frame,
 * the rulebooks and the sources; where there is none, the id stands, so that nothing is lost. */
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

/* A label, or the id where there is none. */
static void say_label(wz_prose *prose, const wz_text *label, const char *id)
{
    const char *text = label ? wz_text_in(*label, prose->lang) : "";
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
        say_label(prose, &value->label, value->id);
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

/* ---- law ---- */

/* Index of the rulebook that holds a rule. */
static size_t book_of(const wz_prose *prose, const wz_rule *rule)
{
    const wz_law *law = prose->a->law;
    uintptr_t at = (uintptr_t)rule;
    for (size_t i = 0; i < law->rulebook_count; i++) {
        uintptr_t first = (uintptr_t)law->rulebooks[i]->rules;
        if (at >= first && at < first + law->rulebooks[i]->rule_count * sizeof *rule)
            return i;
    }
    return law->rulebook_count;
}

static const wz_rule *find_rule(const wz_prose *prose, const char *id)
{
    const wz_law *law = prose->a->law;
    const wz_rule *rule = prose->regime ? wz_rule_find(law->rulebooks[prose->regime->rulebook], id) : NULL;
    for (size_t i = 0; i < law->rulebook_count && !rule; i++)
        rule = wz_rule_find(law->rulebooks[i], id);
    return rule;
}

static const wz_provision *find_provision(const wz_prose *prose, size_t book, const char *eid)
{
    const wz_source *source = prose->a->law->sources ? prose->a->law->sources[book] : NULL;
    int index = source ? wz_source_find(source, eid) : -1;
    return index < 0 ? NULL : &source->provisions[index];
}

static void say_citations(wz_prose *prose, const wz_rule *rule, size_t book)
{
    if (!prose->regime || prose->regime->rulebook != book) {
        const wz_rulebook *rulebook = prose->a->law->rulebooks[book];
        say_label(prose, &rulebook->short_title, rulebook->id);
        wz_page_put(&prose->page, prose->lang == WZ_EN ? " " : "");
    }
    for (size_t i = 0; i < rule->cites.count; i++) {
        const wz_provision *provision = find_provision(prose, book, rule->cites.items[i]);
        if (i > 0)
            wz_say(prose, WZ_SAY_LIST);
        wz_page_put(&prose->page, provision ? provision->heading : rule->cites.items[i]);
    }
}

static void say_norm(wz_prose *prose, const wz_norm *norm)
{
    bool marked = strncmp(norm->title, "《", strlen("《")) == 0;
    wz_page_put(&prose->page, marked ? "" : "《");
    wz_page_put(&prose->page, norm->title);
    wz_page_put(&prose->page, marked ? "" : "》");
    if (norm->article) {
        wz_say(prose, WZ_SAY_ARTICLE_OPEN);
        wz_page_put(&prose->page, norm->article);
        wz_say(prose, WZ_SAY_ARTICLE_CLOSE);
    }
}

void wz_say_rule(wz_prose *prose, const wz_rule *rule)
{
    size_t book = book_of(prose, rule);
    if (rule->cites.count > 0 && book < prose->a->law->rulebook_count) {
        say_citations(prose, rule, book);
    } else if (rule->norm_count > 0) {
        for (size_t i = 0; i < rule->norm_count; i++) {
            if (i > 0)
                wz_say(prose, WZ_SAY_LIST);
            say_norm(prose, &rule->norms[i]);
        }
    } else {
        say_label(prose, &rule->label, rule->id);
    }
}

void wz_say_rules(wz_prose *prose, wz_strings ids)
{
    for (size_t i = 0; i < ids.count; i++) {
        const wz_rule *rule = find_rule(prose, ids.items[i]);
        if (i > 0)
            wz_say(prose, WZ_SAY_LIST);
        if (rule)
            wz_say_rule(prose, rule);
        else
            wz_page_put(&prose->page, ids.items[i]);
    }
}

/* A provision's words, a line for each of its lines. */
static void say_provision(wz_prose *prose, const wz_provision *provision, bool headed, unsigned indent)
{
    const char *line = provision->text;
    wz_page_line(&prose->page, indent, 0);
    if (headed) {
        wz_page_put(&prose->page, provision->heading);
        wz_say(prose, WZ_SAY_COLON);
    }
    wz_say(prose, WZ_SAY_QUOTE_OPEN);
    for (;;) {
        size_t length = strcspn(line, "\n");
        wz_page_put_bytes(&prose->page, line, length);
        if (!line[length])
            break;
        line += length + 1;
        wz_page_line(&prose->page, indent, 0);
    }
    wz_say(prose, WZ_SAY_QUOTE_CLOSE);
    wz_page_end(&prose->page);
}

void wz_say_words_of_law(wz_prose *prose, const wz_rule *rule, unsigned indent)
{
    size_t book = book_of(prose, rule);
    wz_page_end(&prose->page);
    wz_page_style(&prose->page, WZ_DIM);
    for (size_t i = 0; i < rule->cites.count && book < prose->a->law->rulebook_count; i++) {
        const wz_provision *provision = find_provision(prose, book, rule->cites.items[i]);
        if (provision)
            say_provision(prose, provision, rule->cites.count > 1, indent);
    }
    for (size_t i = 0; i < rule->norm_count; i++) {
        wz_page_line(&prose->page, indent, 0);
        say_norm(prose, &rule->norms[i]);
        wz_say(prose, WZ_SAY_COLON);
        wz_say_text(prose, rule->norms[i].text);
        if (rule->norms[i].status != WZ_CONFIRMED)
            wz_say_mark(prose, WZ_SAY_VERIFY);
        wz_page_end(&prose->page);
    }
    wz_page_style(&prose->page, WZ_PLAIN);
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

/* What distinguishes it: its enumerated attributes and its place, in the order of the vocabulary. */
void wz_say_entity(wz_prose *prose, const wz_case_entity *entity)
{
    const wz_entity *kind = &prose->a->law->vocabulary->entities[entity->kind];
    bool first = true;
    for (size_t i = 0; i < kind->count; i++) {
        const wz_attribute *attribute = &kind->attributes[i];
        const wz_fact *fact = find_fact(entity, (int)i);
        if (!fact || fact->value.tag != FEEL_STRING ||
            (!attribute->enumeration && attribute->role != WZ_ROLE_JURISDICTION))
            continue;
        if (!first)
            wz_page_put(&prose->page, " ");
        wz_say_value(prose, attribute, fact->value);
        first = false;
    }
    if (first)
        wz_page_put(&prose->page, entity->id);
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
    if (post) {
        wz_say_entity(prose, post);
        wz_say(prose, WZ_SAY_OPEN);
        wz_page_put(&prose->page, id);
        wz_say(prose, WZ_SAY_CLOSE);
    } else {
        wz_page_put(&prose->page, id ? id : "");
    }
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
    wz_page_put(&prose->page, id);
    if (decided) {
        wz_say(prose, WZ_SAY_COMMA);
        wz_say_value(prose, &kind->attributes[decided->attribute], decided->value);
    }
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
        say_label(prose, step ? &step->label : NULL, ids.items[i]);
    }
}

void wz_say_term(wz_prose *prose, const char *id)
{
    const wz_term *term = wz_term_find(prose->a->law->frame, id);
    say_label(prose, term ? &term->label : NULL, id);
}

void wz_say_field_value(wz_prose *prose, const char *field, const char *name)
{
    const wz_field *found = wz_field_find(prose->a->law->frame, field);
    for (size_t i = 0; found && i < found->count; i++) {
        if (strcmp(found->values[i].name, name) == 0) {
            say_label(prose, &found->values[i].label, name);
            return;
        }
    }
    wz_page_put(&prose->page, name);
}

void wz_say_outcome(wz_prose *prose, const char *name)
{
    wz_say_field_value(prose, "outcome", name);
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

void wz_say_evidence(wz_prose *prose, wz_strings ids)
{
    wz_say(prose, WZ_SAY_EVIDENCE);
    for (size_t i = 0; i < ids.count; i++) {
        const wz_evidence *evidence = wz_evidence_find(prose->a->subject, ids.items[i]);
        if (i > 0)
            wz_say(prose, WZ_SAY_LIST);
        wz_page_put(&prose->page, evidence && evidence->title ? evidence->title : ids.items[i]);
        if (evidence && evidence->document_no) {
            wz_say(prose, WZ_SAY_MARK_OPEN);
            wz_page_put(&prose->page, evidence->document_no);
            wz_say(prose, WZ_SAY_MARK_CLOSE);
        }
    }
}

wz_word wz_standing_word(wz_standing standing)
{
    switch (standing) {
    case WZ_REFUTED: return WZ_SAY_REFUTED;
    case WZ_ALLEGED: return WZ_SAY_ALLEGED;
    case WZ_DISPUTED: return WZ_SAY_DISPUTED;
    case WZ_ESTABLISHED: break;
    }
    return WZ_SAY_ESTABLISHED;
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
    wz_page_gap(&prose->page);
    wz_heading(prose, indent, wz_word_in(word, prose->lang));
}

void wz_heading_kind(wz_prose *prose, const wz_kind *kind)
{
    if (prose->section == kind)
        return;
    prose->section = kind;
    wz_page_gap(&prose->page);
    const char *label = wz_text_in(kind->label, prose->lang);
    wz_heading(prose, 2, *label ? label : kind->id);
}
