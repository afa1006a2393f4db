/* Steps of a case. Everything that can become known by itself is listed once, in document order, with the number of its
 * step; the case at a step is the whole one without what has a higher number. */
#include "explain/walk.h"

#include <stdlib.h>
#include <string.h>

/* A case without a scenario has a step for each item, but no more than a class can sit through. */
enum { MOST_STEPS = 500 };

/* ---- what there is ---- */

typedef struct {
    wz_course *course;
    size_t capacity;
    bool failed;
} listing;

static void add(listing *l, wz_news news)
{
    wz_course *c = l->course;
    wz_news *grown = wz_arena_grow(c->arena, c->news, c->news_count, &l->capacity, sizeof *grown);
    if (!grown) {
        l->failed = true;
        return;
    }
    c->news = grown;
    c->news[c->news_count++] = news;
}

static void add_facts(listing *l, const wz_case_entity *entity, const wz_case_person *person)
{
    for (size_t i = 0; i < entity->fact_count; i++)
        if (entity->facts[i].written)
            add(l, (wz_news){.kind = WZ_NEWS_FACT, .entity = entity, .person = person, .fact = &entity->facts[i]});
}

static void add_entities(listing *l, const wz_case_entity *entities, size_t count, const wz_case_person *person)
{
    for (size_t i = 0; i < count; i++) {
        add(l, (wz_news){.kind = WZ_NEWS_ENTITY, .entity = &entities[i], .person = person});
        add_facts(l, &entities[i], person);
    }
}

static void add_declarations(listing *l, const wz_case_person *person)
{
    const wz_case *c = l->course->whole;
    const wz_case_entity *entity = person ? &person->self : NULL;
    const wz_examined *examined = person ? person->examined : c->examined;
    const wz_closure *closures = person ? person->closures : c->closures;
    size_t examined_count = person ? person->examined_count : c->examined_count;
    size_t closure_count = person ? person->closure_count : c->closure_count;
    for (size_t i = 0; i < examined_count; i++)
        add(l, (wz_news){.kind = WZ_NEWS_EXAMINED, .entity = entity, .person = person, .examined = &examined[i]});
    for (size_t i = 0; i < closure_count; i++)
        add(l, (wz_news){.kind = WZ_NEWS_CLOSURE, .entity = entity, .person = person, .closure = &closures[i]});
}

static const wz_place *place_of(const wz_news *news)
{
    return news->fact       ? &news->fact->place
           : news->examined ? &news->examined->place
           : news->closure  ? &news->closure->place
                            : &news->entity->place;
}

static int in_document_order(const void *a, const void *b)
{
    const wz_place *x = place_of(a), *y = place_of(b);
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

static bool list_news(wz_course *course)
{
    listing l = {.course = course};
    const wz_case *c = course->whole;
    for (size_t i = 0; i < c->incident_count; i++)
        add_facts(&l, &c->incidents[i], NULL);
    add_declarations(&l, NULL);
    for (size_t p = 0; p < c->person_count; p++) {
        const wz_case_person *person = &c->persons[p];
        add_facts(&l, &person->self, person);
        add_entities(&l, person->posts, person->post_count, person);
        add_entities(&l, person->sanctions, person->sanction_count, person);
        add_entities(&l, person->duty_records, person->duty_record_count, person);
        add_declarations(&l, person);
    }
    if (course->news_count)
        qsort(course->news, course->news_count, sizeof *course->news, in_document_order);
    return !l.failed;
}

/* ---- which step reveals it ---- */

static const char *id_of(const wz_news *news)
{
    switch (news->kind) {
    case WZ_NEWS_FACT: return news->fact->id;
    case WZ_NEWS_ENTITY: return news->entity->id;
    case WZ_NEWS_EXAMINED: return news->examined->id;
    case WZ_NEWS_CLOSURE: break;
    }
    return NULL;
}

/* Whether "OWNER.WHAT" names an item. */
static bool named_below(const wz_news *news, const wz_vocabulary *vocabulary, const char *owner, size_t length,
                        const char *what)
{
    const char *id = news->entity && news->entity->id  ? news->entity->id
                     : news->closure || news->examined ? "case"
                                                       : "";
    bool owned = strlen(id) == length && strncmp(id, owner, length) == 0;
    bool post = news->entity && news->entity->kind == WZ_POST;
    if (!owned && !post && news->person && strcmp(what, "*") == 0)
        owned = strlen(news->person->self.id) == length && strncmp(news->person->self.id, owner, length) == 0;
    if (!owned)
        return false;
    if (strcmp(what, "*") == 0)
        return true;
    switch (news->kind) {
    case WZ_NEWS_FACT:
        return news->entity &&
               strcmp(vocabulary->entities[news->entity->kind].attributes[news->fact->attribute].id, what) == 0;
    case WZ_NEWS_EXAMINED: return strcmp(what, "examined") == 0;
    case WZ_NEWS_CLOSURE:
        return strcmp(what, "complete") == 0 ||
               (news->closure && strncmp(what, "complete.", 9) == 0 && strcmp(what + 9, news->closure->list) == 0);
    case WZ_NEWS_ENTITY: break;
    }
    return false;
}

static bool named(const wz_news *news, const wz_vocabulary *vocabulary, const char *token)
{
    const char *id = id_of(news);
    if (id && strcmp(id, token) == 0)
        return true;
    const char *dot = strchr(token, '.');
    return dot && named_below(news, vocabulary, token, (size_t)(dot - token), dot + 1);
}

/* One word of `reveals`: everything that it names becomes known at the step. What ENTITY.* names again stays where an
 * earlier step put it. */
static bool reveal(wz_course *course, const wz_vocabulary *vocabulary, size_t step, const char *token, wz_diag *diag)
{
    const wz_scenario_step *s = wz_course_step(course, step);
    bool all = strlen(token) > 2 && strcmp(token + strlen(token) - 2, ".*") == 0;
    size_t found = 0, earlier = 0;
    for (size_t i = 0; i < course->news_count; i++) {
        wz_news *news = &course->news[i];
        if (!named(news, vocabulary, token))
            continue;
        found++;
        if (news->step && !all)
            earlier = news->step;
        else if (!news->step)
            news->step = step;
    }
    if (!found)
        wz_diag_add(diag, WZ_ERROR, "WALK-002", s->reveals_place,
                    "'%s' names nothing in the case; write the id of a fact, post, sanction, duty record or "
                    "declaration, or ENTITY.ATTRIBUTE, ENTITY.examined, ENTITY.complete or ENTITY.*",
                    token);
    if (earlier)
        wz_diag_add(diag, WZ_ERROR, "WALK-003", s->reveals_place,
                    "'%s' is known from step %zu already; name it in one step", token, earlier);
    return found && !earlier;
}

static const wz_case_person *find_person(const wz_case *c, const char *id)
{
    for (size_t p = 0; p < c->person_count; p++)
        if (strcmp(c->persons[p].self.id, id) == 0)
            return &c->persons[p];
    return NULL;
}

static int follow_scenario(wz_course *course, const wz_vocabulary *vocabulary, wz_diag *diag)
{
    const wz_scenario *s = course->scenario;
    bool good = true;
    course->steps = s->step_count;
    for (size_t i = 0; i < s->step_count; i++) {
        const wz_scenario_step *step = &s->steps[i];
        for (size_t k = 0; k < step->reveals.count; k++)
            good &= reveal(course, vocabulary, i + 1, step->reveals.items[k], diag);
        for (size_t k = 0; k < step->prediction_count; k++) {
            const wz_prediction *p = &step->predictions[k];
            if (!p->person || find_person(course->whole, p->person))
                continue;
            wz_diag_add(diag, WZ_ERROR, "WALK-004", p->place, "person=\"%s\" is nobody in the case; use a person's id",
                        p->person);
            good = false;
        }
    }
    return good ? WZ_OK : WZ_EINPUT;
}

/* Facts and entities one by one; a run of duty records is one step, and so is an entity with its own facts. Posts are known
 * from the start. */
static void follow_document(wz_course *course)
{
    size_t step = 0;
    const wz_news *before = NULL;
    for (size_t i = 0; i < course->news_count; i++) {
        wz_news *news = &course->news[i];
        if (news->entity && news->entity->kind == WZ_POST)
            continue;
        bool record = news->entity && news->entity->kind == WZ_DUTY_RECORD;
        bool same_run = before && record && before->entity && before->entity->kind == WZ_DUTY_RECORD &&
                        before->person == news->person;
        bool inside = before && before->entity == news->entity && news->entity && news->entity->kind >= WZ_SANCTION;
        if (!same_run && !inside && step < MOST_STEPS)
            step++;
        news->step = step;
        before = news;
    }
    course->steps = step;
}

int wz_course_new(wz_course **out, const wz_case *whole, const wz_scenario *scenario, const wz_vocabulary *vocabulary,
                  wz_diag *diag)
{
    *out = NULL;
    wz_arena *arena = wz_arena_new();
    wz_course *course = arena ? wz_arena_alloc(arena, sizeof *course) : NULL;
    if (!course) {
        wz_arena_free(arena);
        return WZ_ENOMEM;
    }
    *course = (wz_course){.arena = arena, .whole = whole, .scenario = scenario};
    int code = list_news(course) ? WZ_OK : WZ_ENOMEM;
    if (code == WZ_OK && scenario)
        code = follow_scenario(course, vocabulary, diag);
    else if (code == WZ_OK)
        follow_document(course);
    if (code == WZ_OK)
        *out = course;
    else
        wz_course_free(course);
    return code;
}

void wz_course_free(wz_course *course)
{
    if (course)
        wz_arena_free(course->arena);
}

const wz_scenario_step *wz_course_step(const wz_course *course, size_t step)
{
    return course->scenario && step && step <= course->scenario->step_count ? &course->scenario->steps[step - 1] : NULL;
}

/* ---- the case at a step ---- */

typedef struct {
    const wz_course *course;
    size_t step;
    wz_arena *arena;
    bool failed;
} cut;

/* Whether an item is known. News are in document order and places are unique, so the item's own place finds it. */
static bool is_known(const cut *c, const wz_news *like)
{
    const wz_news *found = bsearch(like, c->course->news, c->course->news_count, sizeof *like, in_document_order);
    return !found || found->step <= c->step;
}

static void *array(cut *c, size_t count, size_t size)
{
    void *made = wz_arena_array(c->arena, count + 1, size);
    c->failed |= !made;
    return made;
}

static void cut_facts(cut *c, wz_case_entity *entity)
{
    wz_fact *facts = array(c, entity->fact_count, sizeof *facts);
    size_t kept = 0;
    for (size_t i = 0; facts && i < entity->fact_count; i++)
        if (!entity->facts[i].written || is_known(c, &(wz_news){.kind = WZ_NEWS_FACT, .fact = &entity->facts[i]}))
            facts[kept++] = entity->facts[i];
    entity->facts = facts;
    entity->fact_count = kept;
}

static const wz_case_entity *cut_entities(cut *c, const wz_case_entity *all, size_t *count)
{
    wz_case_entity *entities = array(c, *count, sizeof *entities);
    size_t kept = 0;
    for (size_t i = 0; entities && i < *count; i++)
        if (is_known(c, &(wz_news){.kind = WZ_NEWS_ENTITY, .entity = &all[i]})) {
            entities[kept] = all[i];
            cut_facts(c, &entities[kept++]);
        }
    *count = kept;
    return entities;
}

static const wz_examined *cut_examined(cut *c, const wz_examined *all, size_t *count)
{
    wz_examined *examined = array(c, *count, sizeof *examined);
    size_t kept = 0;
    for (size_t i = 0; examined && i < *count; i++)
        if (is_known(c, &(wz_news){.kind = WZ_NEWS_EXAMINED, .examined = &all[i]}))
            examined[kept++] = all[i];
    *count = kept;
    return examined;
}

static const wz_closure *cut_closures(cut *c, const wz_closure *all, size_t *count)
{
    wz_closure *closures = array(c, *count, sizeof *closures);
    size_t kept = 0;
    for (size_t i = 0; closures && i < *count; i++)
        if (is_known(c, &(wz_news){.kind = WZ_NEWS_CLOSURE, .closure = &all[i]}))
            closures[kept++] = all[i];
    *count = kept;
    return closures;
}

static void cut_person(cut *c, wz_case_person *person)
{
    cut_facts(c, &person->self);
    person->posts = cut_entities(c, person->posts, &person->post_count);
    person->sanctions = cut_entities(c, person->sanctions, &person->sanction_count);
    person->duty_records = cut_entities(c, person->duty_records, &person->duty_record_count);
    person->examined = cut_examined(c, person->examined, &person->examined_count);
    person->closures = cut_closures(c, person->closures, &person->closure_count);
}

const wz_case *wz_course_case(const wz_course *course, size_t step, wz_arena *arena)
{
    cut c = {.course = course, .step = step, .arena = arena};
    wz_case *known = array(&c, 1, sizeof *known);
    wz_case_entity *incidents = array(&c, course->whole->incident_count, sizeof *incidents);
    wz_case_person *persons = array(&c, course->whole->person_count, sizeof *persons);
    if (c.failed)
        return NULL;
    *known = *course->whole;
    known->arena = arena;
    known->index = NULL;
    for (size_t i = 0; i < known->incident_count; i++) {
        incidents[i] = course->whole->incidents[i];
        cut_facts(&c, &incidents[i]);
    }
    for (size_t p = 0; p < known->person_count; p++) {
        persons[p] = course->whole->persons[p];
        cut_person(&c, &persons[p]);
    }
    known->incidents = incidents;
    known->persons = persons;
    known->examined = cut_examined(&c, known->examined, &known->examined_count);
    known->closures = cut_closures(&c, known->closures, &known->closure_count);
    return !c.failed && wz_case_make_index(known) ? known : NULL;
}
