/* The vocabulary as data for forms. Everything is copied once into the view's arena, in one language. */
#include "wenze/vocabulary.h"

#include "app/view.h"
#include "base/alloc.h"

#include <string.h>

struct wz_vocabulary_view {
    wz_arena *arena;
    wz_attribute_view *attributes[WZ_VIEW_ENTITIES];
    size_t counts[WZ_VIEW_ENTITIES];
    const char *labels[WZ_VIEW_ENTITIES];
    wz_choice_view *groups, *places, *steps;
    size_t group_count, place_count, step_count;
};

/* The view's entities are the model's, in the same order. */
_Static_assert((int)WZ_VIEW_INCIDENT == (int)WZ_INCIDENT && (int)WZ_VIEW_DUTY_RECORD == (int)WZ_DUTY_RECORD,
               "one order of entities");

wz_view_type wz_app_view_type(const wz_attribute *attribute)
{
    const feel_type *type = attribute->type;
    if (type->kind == FEEL_T_LIST && type->element)
        type = type->element;
    if (attribute->enumeration)
        return WZ_VIEW_CHOICE;
    if (attribute->reference)
        return WZ_VIEW_REFERENCE;
    switch (type->kind) {
    case FEEL_T_BOOLEAN: return WZ_VIEW_BOOLEAN;
    case FEEL_T_NUMBER: return attribute->whole ? WZ_VIEW_INTEGER : WZ_VIEW_NUMBER;
    case FEEL_T_DATE: return WZ_VIEW_DATE;
    case FEEL_T_YEARS_MONTHS: return WZ_VIEW_DURATION;
    default: return WZ_VIEW_TEXT;
    }
}

wz_view_role wz_app_view_role(const wz_attribute *attribute)
{
    switch (attribute->role) {
    case WZ_ROLE_NONE: return WZ_VIEW_PLAIN;
    case WZ_ROLE_INCIDENT_DATE: return WZ_VIEW_INCIDENT_DATE;
    case WZ_ROLE_POST_FROM: return WZ_VIEW_POST_FROM;
    case WZ_ROLE_POST_TO: return WZ_VIEW_POST_TO;
    case WZ_ROLE_JURISDICTION: return WZ_VIEW_JURISDICTION;
    case WZ_ROLE_SANCTION_KIND: return WZ_VIEW_SANCTION_KIND;
    case WZ_ROLE_SANCTION_DECIDED: return WZ_VIEW_SANCTION_DECIDED;
    case WZ_ROLE_SANCTION_EFFECTIVE: return WZ_VIEW_SANCTION_EFFECTIVE;
    case WZ_ROLE_SANCTION_MATTER: return WZ_VIEW_SANCTION_MATTER;
    case WZ_ROLE_ACTIVITY: return WZ_VIEW_ACTIVITY;
    default: return WZ_VIEW_OTHER_ROLE;
    }
}

static void copy_choices(wz_vocabulary_view *view, wz_attribute_view *out, const wz_enumeration *enumeration,
                         wz_lang lang)
{
    wz_choice_view *choices = wz_arena_array(view->arena, enumeration->count, sizeof *choices);
    for (size_t i = 0; choices && i < enumeration->count; i++)
        choices[i] = (wz_choice_view){enumeration->values[i].id, wz_text_in(enumeration->values[i].label, lang)};
    out->choices = choices;
    out->choice_count = choices ? enumeration->count : 0;
}

static void copy_attribute(wz_vocabulary_view *view, wz_attribute_view *out, const wz_attribute *a,
                           const wz_vocabulary *vocabulary, wz_lang lang)
{
    *out = (wz_attribute_view){.id = a->id,
                               .xml = a->xml,
                               .type = wz_app_view_type(a),
                               .role = wz_app_view_role(a),
                               .many = a->many,
                               .nullable = a->type->nullable,
                               .in_incident = a->in_incident,
                               .derived = a->derived || a->define_count > 0,
                               .examinable = !a->derived && a->type->kind == FEEL_T_BOOLEAN,
                               .of_duties = a->of_duties,
                               .group = a->group ? a->group : "",
                               .label = wz_text_in(a->label, lang),
                               .question = wz_text_in(a->question, lang),
                               .proof = wz_text_in(a->proof, lang)};
    const wz_enumeration *enumeration = a->enumeration ? wz_enumeration_find(vocabulary, a->enumeration) : NULL;
    if (enumeration)
        copy_choices(view, out, enumeration, lang);
}

static void copy_entity(wz_vocabulary_view *view, int kind, const wz_vocabulary *vocabulary, wz_lang lang)
{
    const wz_entity *entity = &vocabulary->entities[kind];
    view->labels[kind] = wz_text_in(entity->label, lang);
    wz_attribute_view *list = wz_arena_array(view->arena, entity->count, sizeof *list);
    for (size_t i = 1; list && i < entity->count; i++) /* the first is the built-in id */
        copy_attribute(view, &list[view->counts[kind]++], &entity->attributes[i], vocabulary, lang);
    view->attributes[kind] = list;
}

static void copy_lists(wz_vocabulary_view *view, const wz_vocabulary *vocabulary, wz_lang lang)
{
    view->groups = wz_arena_array(view->arena, vocabulary->group_count, sizeof *view->groups);
    for (size_t i = 0; view->groups && i < vocabulary->group_count; i++)
        view->groups[view->group_count++] =
            (wz_choice_view){vocabulary->groups[i].id, wz_text_in(vocabulary->groups[i].label, lang)};
    view->places = wz_arena_array(view->arena, vocabulary->place_count, sizeof *view->places);
    for (size_t i = 0; view->places && i < vocabulary->place_count; i++) {
        const char *path = vocabulary->places[i].path, *slash = strrchr(path, '/');
        view->places[view->place_count++] = (wz_choice_view){path, slash ? slash + 1 : path};
    }
}

static void copy_steps(wz_vocabulary_view *view, const wz_frame *frame, wz_lang lang)
{
    view->steps = wz_arena_array(view->arena, frame->step_count, sizeof *view->steps);
    for (size_t i = 0; view->steps && i < frame->step_count; i++)
        view->steps[view->step_count++] = (wz_choice_view){frame->steps[i].id, wz_text_in(frame->steps[i].label, lang)};
}

int wz_vocabulary_view_new(wz_vocabulary_view **out, const wz_rules *rules, wz_language language)
{
    *out = NULL;
    const wz_vocabulary *vocabulary = rules->law->vocabulary;
    wz_lang lang = wz_app_lang(language);
    wz_vocabulary_view *view = wz_calloc(1, sizeof *view);
    if (!view)
        return WZ_ENOMEM;
    view->arena = wz_arena_new();
    if (view->arena) {
        for (int kind = 0; kind < WZ_VIEW_ENTITIES; kind++)
            copy_entity(view, kind, vocabulary, lang);
        copy_lists(view, vocabulary, lang);
        copy_steps(view, rules->law->frame, lang);
    }
    if (!view->arena || wz_arena_failed(view->arena)) {
        wz_vocabulary_view_free(view);
        return WZ_ENOMEM;
    }
    *out = view;
    return WZ_OK;
}

void wz_vocabulary_view_free(wz_vocabulary_view *view)
{
    if (!view)
        return;
    wz_arena_free(view->arena);
    wz_free(view);
}

const wz_attribute_view *wz_vocabulary_attributes(const wz_vocabulary_view *view, wz_view_entity entity, size_t *count)
{
    *count = view->counts[entity];
    return view->attributes[entity];
}

const wz_attribute_view *wz_vocabulary_attribute(const wz_vocabulary_view *view, wz_view_entity entity, const char *id)
{
    for (size_t i = 0; i < view->counts[entity]; i++)
        if (strcmp(view->attributes[entity][i].id, id) == 0)
            return &view->attributes[entity][i];
    return NULL;
}

const wz_choice_view *wz_vocabulary_groups(const wz_vocabulary_view *view, size_t *count)
{
    *count = view->group_count;
    return view->groups;
}

const wz_choice_view *wz_vocabulary_places(const wz_vocabulary_view *view, size_t *count)
{
    *count = view->place_count;
    return view->places;
}

const wz_choice_view *wz_vocabulary_steps(const wz_vocabulary_view *view, size_t *count)
{
    *count = view->step_count;
    return view->steps;
}

const char *wz_vocabulary_entity_label(const wz_vocabulary_view *view, wz_view_entity entity)
{
    return view->labels[entity];
}
