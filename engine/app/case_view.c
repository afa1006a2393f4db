/* A case fact by fact, as a form shows it: each value both as a <fact> writes it and as people read it. */
#include "wenze/vocabulary.h"

#include "app/view.h"
#include "base/alloc.h"
#include "base/buffer.h"
#include "feel/feel.h"
#include "load/load.h"

#include <string.h>

/* Many texts are the loaded case's own. */
struct wz_case_view {
    wz_arena *arena;
    wz_case *subject;
    wz_case_content content;
};

typedef struct {
    wz_arena *arena;
    const wz_case *subject;
    const wz_vocabulary *vocabulary;
    wz_lang lang;
} viewing;

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static const char *keep(const viewing *v, wz_buffer *buffer)
{
    const char *text =
        buffer->failed ? NULL : wz_arena_strndup(v->arena, buffer->data ? buffer->data : "", buffer->length);
    wz_buffer_free(buffer);
    return text;
}

static const char *day_text(const viewing *v, bool has, wz_day day)
{
    char text[WZ_DAY_TEXT];
    if (!has)
        return "";
    wz_day_format(day, text);
    return wz_arena_strdup(v->arena, text);
}

static const char *strings_text(const viewing *v, wz_strings strings)
{
    wz_buffer out = {0};
    for (size_t i = 0; i < strings.count; i++) {
        wz_buffer_puts(&out, i ? " " : "");
        wz_buffer_puts(&out, strings.items[i]);
    }
    return keep(v, &out);
}

/* --- values --- */

/* One value, not a list, as an XML attribute writes it. */
static void put_literal(wz_buffer *out, feel_value value)
{
    switch (value.tag) {
    case FEEL_NULL: wz_buffer_puts(out, "null"); break;
    case FEEL_BOOLEAN: wz_buffer_puts(out, value.as.integer ? "true" : "false"); break;
    case FEEL_STRING: wz_buffer_add(out, feel_str(value)->text, feel_str(value)->length); break;
    case FEEL_DATE: {
        char day[WZ_DAY_TEXT];
        wz_day_format(value.as.integer, day);
        wz_buffer_puts(out, day);
        break;
    }
    case FEEL_YEARS_MONTHS: wz_buffer_printf(out, "P%lldM", (long long)value.as.integer); break;
    default: feel_print(out, value); break;
    }
}

/* A date known to the month or year is written so; other bounds are not one value. */
static bool put_loose_date(wz_buffer *out, const feel_unknown *bounds)
{
    if (!feel_is(bounds->low, FEEL_DATE) || !feel_is(bounds->high, FEEL_DATE))
        return false;
    wz_civil first = wz_civil_from_day(bounds->low.as.integer), last = wz_civil_from_day(bounds->high.as.integer);
    if (first.year != last.year || first.day != 1 || last.day != wz_days_in_month(last.year, last.month))
        return false;
    if (first.month == last.month)
        wz_buffer_printf(out, "%04d-%02d", (int)first.year, first.month);
    else if (first.month == 1 && last.month == 12)
        wz_buffer_printf(out, "%04d", (int)first.year);
    else
        return false;
    return true;
}

static void put_words(const viewing *v, wz_buffer *out, const wz_attribute *attribute, feel_value value)
{
    const wz_enumeration *enumeration =
        attribute->enumeration ? wz_enumeration_find(v->vocabulary, attribute->enumeration) : NULL;
    const wz_value_label *label =
        enumeration && feel_is(value, FEEL_STRING) ? wz_enumeration_value(enumeration, feel_str(value)->text) : NULL;
    if (label)
        wz_buffer_puts(out, wz_text_in(label->label, v->lang));
    else if (feel_is(value, FEEL_BOOLEAN))
        wz_buffer_puts(out, v->lang == WZ_EN ? (value.as.integer ? "yes" : "no") : value.as.integer ? "是" : "否");
    else if (feel_is(value, FEEL_NULL))
        wz_buffer_puts(out, v->lang == WZ_EN ? "to this day" : "至今");
    else
        put_literal(out, value);
}

static void value_texts(const viewing *v, wz_fact_view *out, const wz_attribute *attribute, feel_value value)
{
    wz_buffer literal = {0}, words = {0}, low = {0}, high = {0};
    const feel_list *list = feel_is(value, FEEL_LIST) ? feel_items(value) : NULL;
    const feel_unknown *bounds = feel_is(value, FEEL_UNKNOWN) ? feel_bounds(value) : NULL;
    for (size_t i = 0; list && i < list->count; i++) {
        wz_buffer_puts(&literal, i ? " " : "");
        wz_buffer_puts(&words, i ? (v->lang == WZ_EN ? ", " : "、") : "");
        put_literal(&literal, list->items[i]);
        put_words(v, &words, attribute, list->items[i]);
    }
    if (bounds && put_loose_date(&literal, bounds)) {
        wz_buffer_puts(&words, literal.data);
    } else if (bounds) {
        if (!feel_is(bounds->low, FEEL_NULL))
            put_literal(&low, bounds->low);
        if (!feel_is(bounds->high, FEEL_NULL))
            put_literal(&high, bounds->high);
        wz_buffer_printf(&words, "%s–%s", low.data ? low.data : "", high.data ? high.data : "");
    } else if (!list && !feel_is(value, FEEL_UNKNOWN)) {
        put_literal(&literal, value);
        put_words(v, &words, attribute, value);
    }
    out->value = keep(v, &literal);
    out->words = keep(v, &words);
    out->at_least = keep(v, &low);
    out->at_most = keep(v, &high);
}

/* --- entities --- */

static void copy_facts(const viewing *v, wz_entity_view *out, const wz_case_entity *entity)
{
    const wz_entity *model = &v->vocabulary->entities[entity->kind];
    wz_fact_view *facts = wz_arena_array(v->arena, entity->fact_count, sizeof *facts);
    for (size_t i = 0; facts && i < entity->fact_count; i++) {
        const wz_fact *f = &entity->facts[i];
        const wz_attribute *attribute = &model->attributes[f->attribute];
        facts[i] = (wz_fact_view){.attribute = attribute->id,
                                  .type = wz_app_view_type(attribute),
                                  .role = wz_app_view_role(attribute),
                                  .label = wz_text_in(attribute->label, v->lang),
                                  .standing = wz_standing_name(f->standing),
                                  .evidence = strings_text(v, f->evidence),
                                  .id = f->written ? or_empty(f->id) : "",
                                  .incident = or_empty(f->incident),
                                  .duty = or_empty(f->duty),
                                  .under = or_empty(f->under),
                                  .from = day_text(v, f->conduct.has_from, f->conduct.from),
                                  .to = day_text(v, f->conduct.has_to, f->conduct.to)};
        value_texts(v, &facts[i], attribute, f->value);
    }
    out->facts = facts;
    out->fact_count = facts ? entity->fact_count : 0;
}

static void copy_entity(const viewing *v, wz_entity_view *out, const wz_case_entity *entity, const char *person,
                        const char *name)
{
    *out = (wz_entity_view){
        .kind = (wz_view_entity)entity->kind, .id = or_empty(entity->id), .name = or_empty(name), .person = person};
    copy_facts(v, out, entity);
}

static void copy_many(const viewing *v, wz_case_content *content, wz_entity_view *list, const wz_case_entity *entities,
                      size_t count, const char *person)
{
    for (size_t i = 0; i < count; i++)
        copy_entity(v, &list[content->entity_count++], &entities[i], person, NULL);
}

static void copy_entities(const viewing *v, wz_case_content *content)
{
    const wz_case *c = v->subject;
    size_t total = c->incident_count;
    for (size_t i = 0; i < c->person_count; i++)
        total += 1 + c->persons[i].post_count + c->persons[i].sanction_count + c->persons[i].duty_record_count;
    wz_entity_view *list = wz_arena_array(v->arena, total, sizeof *list);
    if (!list)
        return;
    copy_many(v, content, list, c->incidents, c->incident_count, "");
    if (c->incident_count)
        list[c->subject].subject = true;
    for (size_t i = 0; i < c->person_count; i++) {
        const wz_case_person *p = &c->persons[i];
        const char *id = or_empty(p->self.id);
        copy_entity(v, &list[content->entity_count++], &p->self, "", p->name);
        copy_many(v, content, list, p->posts, p->post_count, id);
        copy_many(v, content, list, p->sanctions, p->sanction_count, id);
        copy_many(v, content, list, p->duty_records, p->duty_record_count, id);
    }
    content->entities = list;
}

static void copy_evidence(const viewing *v, wz_case_content *content)
{
    const wz_case *c = v->subject;
    wz_evidence_view *list = wz_arena_array(v->arena, c->evidence_count, sizeof *list);
    for (size_t i = 0; list && i < c->evidence_count; i++)
        list[i] = (wz_evidence_view){or_empty(c->evidence[i].id), or_empty(c->evidence[i].title),
                                     or_empty(c->evidence[i].document_no), or_empty(c->evidence[i].date)};
    content->evidence = list;
    content->evidence_count = list ? c->evidence_count : 0;
}

/* --- declarations --- */

static const char *examined_text(const viewing *v, const wz_examined *examined, wz_entity_kind kind)
{
    wz_buffer out = {0};
    for (size_t i = 0; i < examined->count; i++) {
        const wz_attribute *a = &v->vocabulary->entities[kind].attributes[examined->attributes[i]];
        wz_buffer_puts(&out, i ? (v->lang == WZ_EN ? "; " : "；") : "");
        wz_buffer_puts(&out, wz_text_in(a->label, v->lang));
    }
    return keep(v, &out);
}

/* A declaration with nothing said. */
static wz_declaration_view *new_declaration(wz_case_content *content, wz_declaration_view *list, const char *element,
                                            const char *person)
{
    wz_declaration_view *made = &list[content->declaration_count++];
    *made = (wz_declaration_view){element, person, "", "", "", "", "", "", "", "", ""};
    return made;
}

static void put_closures(const viewing *v, wz_case_content *content, wz_declaration_view *list,
                         const wz_closure *closures, size_t count, const char *person)
{
    for (size_t i = 0; i < count; i++) {
        wz_declaration_view *made = new_declaration(content, list, "complete", person);
        made->list = or_empty(closures[i].list);
        made->of = strings_text(v, closures[i].of);
        made->from = day_text(v, closures[i].period.has_from, closures[i].period.from);
        made->to = day_text(v, closures[i].period.has_to, closures[i].period.to);
        made->by = or_empty(closures[i].by);
        made->on = or_empty(closures[i].on);
    }
}

static void put_examined(const viewing *v, wz_case_content *content, wz_declaration_view *list,
                         const wz_examined *examined, size_t count, const char *person, wz_entity_kind kind)
{
    for (size_t i = 0; i < count; i++) {
        wz_declaration_view *made = new_declaration(content, list, "examined", person);
        made->facts = examined_text(v, &examined[i], kind);
        made->words = or_empty(examined[i].facts);
        made->incident = or_empty(examined[i].incident);
        made->by = or_empty(examined[i].by);
        made->on = or_empty(examined[i].on);
    }
}

static void put_window(const viewing *v, wz_case_content *content, wz_declaration_view *list, wz_period window,
                       const char *person)
{
    if (!window.has_from)
        return;
    wz_declaration_view *made = new_declaration(content, list, "duty-window", person);
    made->from = day_text(v, window.has_from, window.from);
    made->to = day_text(v, window.has_to, window.to);
}

static void copy_declarations(const viewing *v, wz_case_content *content)
{
    const wz_case *c = v->subject;
    size_t total = c->closure_count + c->examined_count;
    for (size_t i = 0; i < c->person_count; i++)
        total += c->persons[i].closure_count + c->persons[i].examined_count + 1;
    wz_declaration_view *list = wz_arena_array(v->arena, total, sizeof *list);
    if (!list)
        return;
    put_closures(v, content, list, c->closures, c->closure_count, "");
    put_examined(v, content, list, c->examined, c->examined_count, "", WZ_INCIDENT);
    for (size_t i = 0; i < c->person_count; i++) {
        const wz_case_person *p = &c->persons[i];
        put_closures(v, content, list, p->closures, p->closure_count, or_empty(p->self.id));
        put_examined(v, content, list, p->examined, p->examined_count, or_empty(p->self.id), WZ_PERSON);
        put_window(v, content, list, p->duty_window, or_empty(p->self.id));
    }
    content->declarations = list;
}

static int make_view(wz_case_view **out, const wz_case *subject, const wz_vocabulary *vocabulary, wz_lang lang)
{
    wz_case_view *view = wz_calloc(1, sizeof *view);
    wz_arena *arena = wz_arena_new();
    if (!view || !arena) {
        wz_free(view);
        wz_arena_free(arena);
        return WZ_ENOMEM;
    }
    view->arena = arena;
    viewing v = {arena, subject, vocabulary, lang};
    view->content = (wz_case_content){.id = or_empty(subject->id),
                                      .title = or_empty(subject->title),
                                      .jurisdiction = or_empty(subject->jurisdiction),
                                      .as_of = day_text(&v, subject->has_as_of, subject->as_of),
                                      .sha256 = subject->sha256};
    copy_entities(&v, &view->content);
    copy_evidence(&v, &view->content);
    copy_declarations(&v, &view->content);
    if (wz_arena_failed(arena)) {
        wz_case_view_free(view);
        return WZ_ENOMEM;
    }
    *out = view;
    return WZ_OK;
}

int wz_case_view_open(wz_case_view **out, const wz_rules *rules, const char *name, const void *bytes, size_t size,
                      wz_language language, wz_diag *diag)
{
    *out = NULL;
    wz_case *subject = NULL;
    int code = wz_load_case_memory(&subject, name, bytes, size, rules->law->vocabulary, NULL, diag);
    if (code == WZ_OK)
        code = make_view(out, subject, rules->law->vocabulary, wz_app_lang(language));
    if (code == WZ_OK)
        (*out)->subject = subject;
    else
        wz_case_free(subject);
    return code;
}

void wz_case_view_free(wz_case_view *view)
{
    if (!view)
        return;
    wz_arena_free(view->arena);
    wz_case_free(view->subject);
    wz_free(view);
}

const wz_case_content *wz_case_view_content(const wz_case_view *view)
{
    return &view->content;
}
