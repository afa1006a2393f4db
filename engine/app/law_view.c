/* A law as data for reading: everything is written out once, in one language, when the view is made. */
#include "wenze/law_view.h"

#include "app/coverage.h"
#include "app/law.h"
#include "base/alloc.h"
#include "explain/words.h"

#include <string.h>

struct wz_law_view {
    wz_arena *arena;
    wz_regulation_view *regulations;
    size_t count;
};

typedef struct {
    wz_arena *arena;
    const wz_rules *rules;
    size_t book; /* index of the regulation in hand */
    wz_lang lang;
} viewing;

static const char *say(const viewing *v, const char *zh, const char *en)
{
    return v->lang == WZ_EN ? en : zh;
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

static const char *words_of(const viewing *v, const char *expression)
{
    wz_buffer out = {0};
    if (expression && wz_words_of(&out, v->rules->engine->networks[v->book], expression, v->lang) != WZ_OK)
        out.failed = true;
    return keep(v, &out);
}

/* Labels of ids one after another. */
typedef const char *(*label_fn)(const viewing *v, const char *id);

static const char *labels(const viewing *v, wz_strings ids, label_fn label)
{
    wz_buffer out = {0};
    for (size_t i = 0; i < ids.count; i++) {
        wz_buffer_puts(&out, i ? say(v, "、", ", ") : "");
        wz_buffer_puts(&out, label(v, ids.items[i]));
    }
    return keep(v, &out);
}

static const char *measure_label(const viewing *v, const char *id)
{
    const wz_measure *measure = wz_measure_find(v->rules->law->frame, id);
    return measure ? wz_text_in(measure->label, v->lang) : id;
}

static const char *step_label(const viewing *v, const char *id)
{
    const wz_step *step = wz_step_find(v->rules->law->frame, id);
    return step ? wz_text_in(step->label, v->lang) : id;
}

static const char *joined(const viewing *v, wz_strings ids)
{
    wz_buffer out = {0};
    for (size_t i = 0; i < ids.count; i++)
        wz_buffer_printf(&out, "%s%s", i ? " " : "", ids.items[i]);
    return keep(v, &out);
}

/* An expression on one line. */
static const char *one_line(const viewing *v, const char *text)
{
    wz_buffer out = {0};
    bool blank_before = true;
    for (const char *c = text ? text : ""; *c; c++) {
        bool blank = *c == ' ' || *c == '\n' || *c == '\t' || *c == '\r';
        if (!blank || !blank_before)
            wz_buffer_putc(&out, blank ? ' ' : *c);
        blank_before = blank;
    }
    return keep(v, &out);
}

static const char *modality_words(const viewing *v, wz_modality modality)
{
    switch (modality) {
    case WZ_MUST: return say(v, "应当", "must");
    case WZ_MAY: return say(v, "可以", "may");
    case WZ_MUST_NOT: return say(v, "不得（不予）", "must not");
    case WZ_BY_REFERENCE: return say(v, "参照、转引", "by reference");
    case WZ_NO_MODALITY: break;
    }
    return "";
}

static const char *status_words(const viewing *v, wz_status status)
{
    switch (status) {
    case WZ_IN_FORCE: return say(v, "现行", "in force");
    case WZ_DRAFT: return say(v, "征求意见稿", "draft");
    case WZ_REPEALED: return say(v, "已废止", "repealed");
    }
    return "";
}

static const wz_reading_view *copy_readings(const viewing *v, const wz_reading *readings, size_t count)
{
    wz_reading_view *list = wz_arena_array(v->arena, count, sizeof *list);
    for (size_t i = 0; list && i < count; i++)
        list[i] = (wz_reading_view){.id = readings[i].id ? readings[i].id : "",
                                    .presumption = readings[i].presumption,
                                    .chosen = wz_text_in(readings[i].chosen, v->lang),
                                    .alternative = wz_text_in(readings[i].alternative, v->lang),
                                    .when = words_of(v, readings[i].when.text)};
    return list;
}

static const wz_norm_view *copy_norms(const viewing *v, const wz_norm *norms, size_t count)
{
    wz_norm_view *list = wz_arena_array(v->arena, count, sizeof *list);
    for (size_t i = 0; list && i < count; i++)
        list[i] = (wz_norm_view){.title = norms[i].title ? norms[i].title : "",
                                 .article = norms[i].article ? norms[i].article : "",
                                 .text = wz_text_in(norms[i].text, v->lang),
                                 .to_verify = norms[i].status != WZ_CONFIRMED};
    return list;
}

static void copy_rule(const viewing *v, wz_rule_view *out, const wz_rule *rule)
{
    *out = (wz_rule_view){.id = rule->id,
                          .kind = wz_text_in(rule->kind->label, v->lang),
                          .is_duty = rule->kind->part == WZ_PART_DUTY,
                          .label = wz_text_in(rule->label, v->lang),
                          .modality = modality_words(v, rule->modality),
                          .when = words_of(v, rule->when.text),
                          .feel = one_line(v, rule->when.text),
                          .measures = labels(v, rule->measures, measure_label),
                          .bars = labels(v, rule->bars, step_label),
                          .reaches = joined(v, rule->reaches),
                          .note = wz_text_in(rule->note, v->lang),
                          .verify = rule->verify,
                          .readings = copy_readings(v, rule->readings, rule->reading_count),
                          .reading_count = rule->reading_count,
                          .norms = copy_norms(v, rule->norms, rule->norm_count),
                          .norm_count = rule->norm_count};
}

/* --- the text --- */

static bool covered_by(const wz_source *source, wz_strings cites, int leaf)
{
    for (size_t i = 0; i < cites.count; i++) {
        int cited = wz_source_find(source, cites.items[i]);
        if (cited >= 0 && wz_coverage_covers(source, cited, leaf))
            return true;
    }
    return false;
}

static const char *why_not_modelled(const wz_rulebook *book, const wz_source *source, int leaf)
{
    for (size_t i = 0; i < book->not_modelled_count; i++)
        if (covered_by(source, book->not_modelled[i].cites, leaf))
            return book->not_modelled[i].why ? book->not_modelled[i].why : "";
    return "";
}

/* The rules that cite this very provision: each stands once in the page, beside what it cites. A citation of a part (a span of
 * a sentence) stands beside the leaf that holds it. */
static void find_rules(const viewing *v, wz_provision_view *out, const wz_rulebook *book, const wz_source *source,
                       int provision)
{
    size_t *list = wz_arena_array(v->arena, book->rule_count, sizeof *list);
    for (size_t r = 0; list && r < book->rule_count; r++) {
        bool here = false;
        for (size_t i = 0; i < book->rules[r].cites.count; i++) {
            int cited = wz_source_find(source, book->rules[r].cites.items[i]);
            while (cited >= 0 && cited != provision && !source->provisions[cited].leaf &&
                   source->provisions[cited].parent >= 0 && strcmp(source->provisions[cited].element, "span") == 0)
                cited = source->provisions[cited].parent;
            here |= cited == provision;
        }
        if (here)
            list[out->rule_count++] = r;
    }
    out->rules = list;
}

static int depth_of(const wz_source *source, int provision)
{
    int depth = 0;
    for (int at = source->provisions[provision].parent; at >= 0; at = source->provisions[at].parent)
        depth++;
    return depth;
}

static void copy_provision(const viewing *v, wz_regulation_view *regulation, wz_provision_view *list,
                           const wz_rulebook *book, const wz_source *source, int at)
{
    const wz_provision *p = &source->provisions[at];
    if (strcmp(p->element, "span") == 0)
        return;
    wz_provision_view *out = &list[regulation->provision_count++];
    bool heading = strcmp(p->element, "chapter") == 0 || strcmp(p->element, "section") == 0;
    *out = (wz_provision_view){.eid = p->eid,
                               .element = p->element,
                               .num = p->num,
                               .heading = p->heading,
                               .text = p->leaf || heading ? p->text : "",
                               .depth = depth_of(source, at),
                               .leaf = p->leaf,
                               .not_modelled = ""};
    find_rules(v, out, book, source, at);
    if (!p->leaf)
        return;
    bool modelled = false;
    for (size_t r = 0; r < book->rule_count && !modelled; r++)
        modelled = covered_by(source, book->rules[r].cites, at);
    regulation->leaves++;
    regulation->modelled += modelled;
    if (modelled)
        return;
    out->not_modelled = why_not_modelled(book, source, at);
    regulation->declared += *out->not_modelled != '\0';
}

static void copy_regulation(const viewing *v, wz_regulation_view *out)
{
    const wz_rulebook *book = v->rules->law->rulebooks[v->book];
    const wz_source *source = v->rules->law->sources[v->book];
    *out = (wz_regulation_view){.id = book->id,
                                .title = wz_text_in(book->title, v->lang),
                                .short_title = wz_text_in(book->short_title, v->lang),
                                .status = status_words(v, book->status),
                                .draft = book->status == WZ_DRAFT,
                                .from = day_text(v, book->force.has_from, book->force.from),
                                .to = day_text(v, book->force.has_to, book->force.to),
                                .jurisdiction = book->jurisdiction ? book->jurisdiction : "",
                                .sha256 = book->sha256,
                                .source_sha256 = source ? source->sha256 : "",
                                .readings = copy_readings(v, book->readings, book->reading_count),
                                .reading_count = book->reading_count,
                                .rule_count = book->rule_count};
    wz_rule_view *rules = wz_arena_array(v->arena, book->rule_count, sizeof *rules);
    for (size_t r = 0; rules && r < book->rule_count; r++)
        copy_rule(v, &rules[r], &book->rules[r]);
    out->rules = rules;
    if (!source)
        return;
    wz_provision_view *list = wz_arena_array(v->arena, source->count, sizeof *list);
    for (size_t i = 0; list && i < source->count; i++)
        copy_provision(v, out, list, book, source, (int)i);
    out->provisions = list;
}

int wz_law_view_new(wz_law_view **out, const wz_rules *rules, wz_language language)
{
    *out = NULL;
    wz_law_view *view = wz_calloc(1, sizeof *view);
    if (!view)
        return WZ_ENOMEM;
    view->arena = wz_arena_new();
    view->regulations =
        view->arena ? wz_arena_array(view->arena, rules->law->rulebook_count, sizeof *view->regulations) : NULL;
    viewing v = {view->arena, rules, 0, wz_app_lang(language)};
    for (; view->regulations && v.book < rules->law->rulebook_count; v.book++)
        copy_regulation(&v, &view->regulations[view->count++]);
    if (!view->arena || wz_arena_failed(view->arena)) {
        wz_law_view_free(view);
        return WZ_ENOMEM;
    }
    *out = view;
    return WZ_OK;
}

void wz_law_view_free(wz_law_view *view)
{
    if (!view)
        return;
    wz_arena_free(view->arena);
    wz_free(view);
}

const wz_regulation_view *wz_law_view_regulations(const wz_law_view *view, size_t *count)
{
    *count = view->count;
    return view->regulations;
}

const wz_regulation_view *wz_law_view_regulation(const wz_law_view *view, const char *id)
{
    for (size_t i = 0; i < view->count; i++)
        if (strcmp(view->regulations[i].id, id) == 0)
            return &view->regulations[i];
    return NULL;
}
