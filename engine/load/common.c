/* Texts in both languages, names of entities and attributes, places. */
#include "load/common.h"

const char *const wz_languages[] = {"zh-CN", "en", NULL};
const wz_attribute_rule wz_language_attribute[1] = {{"xml:lang", WZ_FORM_CHOICE, true, wz_languages}};
const wz_element_rule wz_label_rule = WZ_TEXT_RULE("label", 0);

static void text_to(wz_reader *reader, wz_element *element, size_t slot)
{
    if (!element->values[0])
        return;
    size_t lang = wz_choice_index(element->values[0], wz_languages, WZ_ZH);
    const char **text = &element->parent->texts[slot].in[lang];
    if (*text)
        wz_report_error(wz_reader_report(reader), "REF-002", element->place,
                        "<%s> stands in <%s> twice in the language %s; keep one", element->name, element->parent->name,
                        wz_languages[lang]);
    *text = element->text;
}

void wz_text_to_0(wz_reader *reader, wz_element *element)
{
    text_to(reader, element, 0);
}

void wz_text_to_1(wz_reader *reader, wz_element *element)
{
    text_to(reader, element, 1);
}

void wz_text_to_2(wz_reader *reader, wz_element *element)
{
    text_to(reader, element, 2);
}

void wz_text_require(wz_report *report, const wz_text *text, const char *element, const char *owner, wz_place place)
{
    static const char *const ids[WZ_LANGS] = {[WZ_ZH] = "LABEL-001", [WZ_EN] = "LABEL-002"};
    for (int lang = 0; lang < WZ_LANGS; lang++) {
        if (!text->in[lang])
            wz_report_warning(report, ids[lang], place, "%s has no <%s> in the language %s; add it",
                              owner ? owner : "the file", element, wz_languages[lang]);
    }
}

wz_entity_kind wz_entity_by_name(const char *name, size_t length)
{
    for (int kind = 0; kind < WZ_ENTITIES; kind++) {
        const char *known = wz_entity_name((wz_entity_kind)kind);
        if (strlen(known) == length && memcmp(known, name, length) == 0)
            return (wz_entity_kind)kind;
    }
    return WZ_NO_ENTITY;
}

void wz_no_attribute(wz_report *report, const wz_vocabulary *vocabulary, wz_entity_kind entity, const char *id,
                     wz_place place)
{
    report->errors++;
    if (!wz_report_open(report))
        return;
    report->errors--;
    wz_nearest nearest = wz_nearest_to(id);
    const wz_entity *of = &vocabulary->entities[entity];
    for (size_t i = 1; i < of->count; i++)
        wz_nearest_try(&nearest, of->attributes[i].id);
    const char *otherwise = strcmp(id, of->attributes[0].id) == 0 ? "ids are given by id= alone"
                                                                  : "name one of the vocabulary's, or add it there";
    wz_report_error(report, "REF-010", place, "%s has no attribute %s in the vocabulary; %s", wz_entity_name(entity),
                    wz_shown(report, id), wz_nearest_advice(report, &nearest, otherwise));
}

bool wz_path(wz_report *report, const wz_vocabulary *vocabulary, const char *path, wz_place place,
             wz_entity_kind *entity, int *attribute)
{
    const char *dot = strchr(path, '.');
    *entity = dot ? wz_entity_by_name(path, (size_t)(dot - path)) : WZ_NO_ENTITY;
    *attribute = -1;
    if (*entity == WZ_NO_ENTITY) {
        wz_report_error(report, "REF-011", place, "%s names no attribute of an entity; write it as person.attribute",
                        wz_shown(report, path));
        return false;
    }
    *attribute = wz_attribute_find(vocabulary, *entity, dot + 1);
    if (*attribute < 0)
        wz_no_attribute(report, vocabulary, *entity, dot + 1, place);
    return *attribute >= 0;
}

/* The longest declared beginning of a path; NULL where its first place is not declared. */
static const wz_place_name *declared_part(const wz_vocabulary *vocabulary, char *path)
{
    for (;;) {
        const wz_place_name *found = wz_map_pointer(&vocabulary->index->places, path);
        char *cut = strrchr(path, '/');
        if (found || !cut)
            return found;
        *cut = '\0';
    }
}

static bool has_places_below(const wz_vocabulary *vocabulary, const wz_place_name *place)
{
    const wz_place_name *next = place + 1; /* in document order a place is followed by those below it */
    return next < vocabulary->places + vocabulary->place_count && wz_place_under(next->path, place->path);
}

bool wz_place_known(wz_report *report, const wz_vocabulary *vocabulary, const char *path, wz_severity severity,
                    wz_place place)
{
    if (*path == '\0' || vocabulary->place_count == 0 || wz_map_find(&vocabulary->index->places, path))
        return true;
    char *beginning = wz_arena_strdup(report->arena, path);
    const wz_place_name *known = beginning ? declared_part(vocabulary, beginning) : NULL;
    if (known && !has_places_below(vocabulary, known))
        return true;
    wz_nearest nearest = wz_nearest_to(path);
    for (size_t i = 0; wz_report_open(report) && i < vocabulary->place_count; i++)
        wz_nearest_try(&nearest, vocabulary->places[i].path);
    static const char *const message = "the place %s is not in the vocabulary; %s";
    const char *advice = wz_nearest_advice(report, &nearest, "write the path from the province down, as in 省/市/县");
    if (severity == WZ_ERROR)
        wz_report_error(report, "REF-012", place, message, wz_shown(report, path), advice);
    else
        wz_report_warning(report, "REF-012", place, message, wz_shown(report, path), advice);
    return false;
}

const feel_type *wz_element_type(const wz_attribute *attribute)
{
    return attribute->many ? attribute->type->element : attribute->type;
}

int wz_load_code(int code, const wz_report *report, const wz_arena *arena)
{
    if (code != WZ_OK)
        return code;
    if (wz_arena_failed(arena))
        return WZ_ENOMEM;
    return report->errors ? WZ_EINPUT : WZ_OK;
}
