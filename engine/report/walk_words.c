/* Single lines for a walk. Each opens a page of its own, far wider than any line, and takes off the line end. */
#include "report/walk_words.h"

#include "assess/assess.h"
#include "report/prose.h"

#include <string.h>

enum { NO_WRAPPING = 100000 };

static wz_prose prose_on(wz_buffer *out, const wz_speaking_of *of, unsigned width)
{
    return (wz_prose){.page = {.out = out, .width = width},
                      .a = of->assessment,
                      .lang = of->lang,
                      .person = of->person,
                      .regime = of->regime};
}

static wz_prose begin(wz_buffer *out, const wz_speaking_of *of)
{
    wz_prose prose = prose_on(out, of, NO_WRAPPING);
    wz_page_line(&prose.page, 0, 0);
    return prose;
}

static void end(wz_prose *prose)
{
    wz_page_end(&prose->page);
    wz_buffer *out = prose->page.out;
    if (!out->failed && out->length && out->data[out->length - 1] == '\n')
        out->data[--out->length] = '\0';
}

static void say_holder(wz_prose *prose, const wz_news *news)
{
    if (news->person)
        wz_say_person(prose, news->person);
    if (news->kind == WZ_NEWS_ENTITY) {
        /* the entity is said below */
    } else if (news->entity && news->entity->kind == WZ_POST) {
        wz_say_raw(prose, prose->lang == WZ_EN ? ", " : "，");
        wz_say_post(prose, news->entity->id);
    } else if (news->entity && news->entity->kind == WZ_SANCTION) {
        wz_say_raw(prose, prose->lang == WZ_EN ? ", " : "，");
        wz_say_sanction(prose, news->entity->id);
    } else if (news->entity && news->entity->kind == WZ_DUTY_RECORD) {
        wz_say_raw(prose, prose->lang == WZ_EN ? ", " : "，");
        wz_say_raw(prose, news->entity->id);
    }
    if (news->person)
        wz_say(prose, WZ_SAY_COLON);
}

static void say_fact(wz_prose *prose, const wz_news *news)
{
    const wz_fact *fact = news->fact;
    const wz_attribute *attribute = wz_prose_attribute(prose, news->entity->kind, fact->attribute);
    wz_say_label(prose, attribute->label, attribute->id);
    wz_say(prose, WZ_SAY_COLON);
    wz_say_value(prose, attribute, fact->value);
    wz_say(prose, WZ_SAY_OPEN);
    wz_say(prose, wz_standing_word(fact->standing));
    if (fact->evidence.count) {
        wz_say(prose, WZ_SAY_SEMICOLON);
        wz_say_evidence(prose, fact->evidence);
    }
    wz_say(prose, WZ_SAY_CLOSE);
}

/* An entity by what its element says of it. */
static void say_entity(wz_prose *prose, const wz_news *news)
{
    const wz_entity *entity = &prose->a->law->vocabulary->entities[news->entity->kind];
    wz_say_label(prose, entity->label, wz_entity_name(news->entity->kind));
    bool any = false;
    for (size_t i = 0; i < news->entity->fact_count; i++) {
        const wz_fact *fact = &news->entity->facts[i];
        if (fact->written)
            continue;
        const wz_attribute *attribute = wz_prose_attribute(prose, news->entity->kind, fact->attribute);
        wz_say_raw(prose, any ? (prose->lang == WZ_EN ? ", " : "，") : "");
        if (!any)
            wz_say(prose, WZ_SAY_COLON);
        if (attribute->role != WZ_ROLE_POST_TO || fact->value.tag != FEEL_NULL) { /* "to this day" says it all */
            wz_say_label(prose, attribute->label, attribute->id);
            wz_say_raw(prose, " ");
        }
        wz_say_value(prose, attribute, fact->value);
        any = true;
    }
}

/* Who declared something, and when. */
static void say_declared(wz_prose *prose, const char *by, const char *on)
{
    if (!by && !on)
        return;
    wz_day day;
    wz_say(prose, WZ_SAY_OPEN);
    wz_say_raw(prose, by ? by : "");
    wz_say_raw(prose, by && on ? (prose->lang == WZ_EN ? ", " : "，") : "");
    if (on && wz_day_parse(on, &day))
        wz_say_day(prose, day);
    else
        wz_say_raw(prose, on ? on : "");
    wz_say(prose, WZ_SAY_CLOSE);
}

static void say_examined(wz_prose *prose, const wz_news *news)
{
    const wz_examined *examined = news->examined;
    wz_entity_kind kind = news->entity ? WZ_PERSON : WZ_INCIDENT;
    const char *group = NULL;
    wz_say_raw(prose,
               prose->lang == WZ_EN ? "examined, nothing found beyond what is stated: " : "已经查过，除所列外未发现：");
    /* facts stand group by group: name each group once, a fact without a group by itself */
    for (size_t i = 0, said = 0; i < examined->count; i++) {
        const wz_attribute *attribute = wz_prose_attribute(prose, kind, examined->attributes[i]);
        if (attribute->group && group && strcmp(attribute->group, group) == 0)
            continue;
        group = attribute->group;
        if (said++)
            wz_say(prose, WZ_SAY_LIST);
        const wz_vocabulary *v = prose->a->law->vocabulary;
        wz_text label = attribute->label;
        for (size_t g = 0; group && g < v->group_count; g++)
            if (strcmp(v->groups[g].id, group) == 0)
                label = v->groups[g].label;
        wz_say_label(prose, label, attribute->id);
    }
    say_declared(prose, examined->by, examined->on);
}

static void say_closure(wz_prose *prose, const wz_news *news)
{
    const wz_closure *closure = news->closure;
    static const struct {
        const char *list, *zh, *en;
    } lists[] = {{"sanctions", "处理、处分记录", "the record of sanctions"},
                 {"duty_records", "履职台账", "the log of duties"},
                 {"incidents", "事故清单", "the list of incidents"}};
    const char *name = closure->list;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (strcmp(lists[i].list, closure->list) == 0)
            name = prose->lang == WZ_EN ? lists[i].en : lists[i].zh;
    wz_say_raw(prose, name);
    wz_say_raw(prose, prose->lang == WZ_EN ? " is complete" : "完整");
    if (closure->period.has_from && closure->period.has_to) {
        wz_say(prose, WZ_SAY_COLON);
        wz_say_period(prose, closure->period.from, closure->period.to);
    }
    say_declared(prose, closure->by, closure->on);
}

void wz_walk_say_news(wz_buffer *out, const wz_speaking_of *of, const wz_news *news)
{
    wz_prose prose = begin(out, of);
    say_holder(&prose, news);
    switch (news->kind) {
    case WZ_NEWS_FACT: say_fact(&prose, news); break;
    case WZ_NEWS_ENTITY: say_entity(&prose, news); break;
    case WZ_NEWS_EXAMINED: say_examined(&prose, news); break;
    case WZ_NEWS_CLOSURE: say_closure(&prose, news); break;
    }
    end(&prose);
}

void wz_walk_say_regime(wz_buffer *out, const wz_speaking_of *of)
{
    const wz_rulebook *book = of->assessment->law->rulebooks[of->regime->rulebook];
    const char *title = wz_text_in(book->short_title, of->lang);
    wz_buffer_puts(out, *title ? title : book->id);
}

void wz_walk_say_rule(wz_buffer *out, const wz_speaking_of *of, const wz_rule *rule)
{
    wz_prose prose = begin(out, of);
    wz_say_rule(&prose, rule);
    const char *label = wz_text_in(rule->label, of->lang);
    if (*label && (rule->cites.count || rule->norm_count)) {
        wz_say(&prose, WZ_SAY_GAP);
        wz_say_raw(&prose, label);
    }
    end(&prose);
}

void wz_walk_say_bound(wz_buffer *out, const wz_speaking_of *of, const wz_finding *finding)
{
    bool only = finding->bound.kind == WZ_POST && of->person->person->post_count == 1;
    if (!finding->bound.id || only)
        return;
    wz_prose prose = begin(out, of);
    wz_say(&prose, WZ_SAY_OPEN);
    if (finding->bound.kind == WZ_SANCTION)
        wz_say_sanction(&prose, finding->bound.id);
    else if (finding->bound.kind == WZ_POST)
        wz_say_post(&prose, finding->bound.id);
    else
        wz_say_raw(&prose, finding->bound.id);
    wz_say(&prose, WZ_SAY_CLOSE);
    end(&prose);
}

void wz_walk_say_truth(wz_buffer *out, wz_truth truth, wz_lang lang)
{
    static const wz_word words[] = {
        [WZ_FALSE] = WZ_SAY_DOES_NOT_HOLD, [WZ_UNKNOWN] = WZ_SAY_UNSETTLED, [WZ_TRUE] = WZ_SAY_HOLDS};
    wz_buffer_puts(out, wz_word_in(words[truth], lang));
}

void wz_walk_say_outcome(wz_buffer *out, const wz_speaking_of *of, const char *outcome)
{
    wz_prose prose = begin(out, of);
    wz_say_outcome(&prose, wz_outcome_own_label(outcome), outcome, false);
    end(&prose);
}

void wz_walk_say_applicability(wz_buffer *out, wz_applicability applicability, wz_lang lang)
{
    static const wz_word words[] = {[WZ_DIRECT] = WZ_SAY_DIRECT,
                                    [WZ_REFERENCE] = WZ_SAY_BY_REFERENCE,
                                    [WZ_SCOPE_UNKNOWN] = WZ_SAY_SCOPE_UNKNOWN,
                                    [WZ_OUT_OF_SCOPE] = WZ_SAY_OUT_OF_SCOPE,
                                    [WZ_NOT_IN_FORCE] = WZ_SAY_NOT_IN_FORCE};
    wz_buffer_puts(out, wz_word_in(words[applicability], lang));
}

void wz_walk_say_career_step(wz_buffer *out, const wz_speaking_of *of, const char *step)
{
    const wz_step *found = wz_step_find(of->assessment->law->frame, step);
    wz_buffer_puts(out, found ? wz_text_in(found->label, of->lang) : step);
}

void wz_walk_say_day(wz_buffer *out, wz_day_range day, wz_lang lang)
{
    wz_speaking_of of = {.lang = lang};
    wz_prose prose = begin(out, &of);
    wz_say_range(&prose, day);
    end(&prose);
}

void wz_walk_say_why(wz_buffer *out, const wz_speaking_of *of, const wz_finding *finding, unsigned width)
{
    wz_prose prose = prose_on(out, of, width ? width : NO_WRAPPING);
    wz_say_words_of_law(&prose, finding->rule, 2);
    if (finding->because)
        wz_say_facts(&prose, finding->because, 2);
    wz_page_end(&prose.page);
}

void wz_walk_say_missing(wz_buffer *out, const wz_speaking_of *of, const wz_finding *finding)
{
    wz_prose prose = begin(out, of);
    wz_say_missing(&prose, finding->because);
    end(&prose);
}
