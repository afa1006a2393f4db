/* The job "walk": a scenario or a case, step by step. At each step the case as it is known is assessed afresh by the
 * ordinary engine; what changed since the step before is what the class sees. */
#include "app/walk_private.h"

#include "base/alloc.h"
#include "base/diag.h"
#include "load/load.h"
#include "load/scenario.h"
#include "report/report.h"

#include <stdio.h>
#include <string.h>

/* ---- opening ---- */

/* The folder of a file with its "/", or nothing. */
static int folder_length(const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash ? (int)(slash - file + 1) : 0;
}

/* A scenario's root element stands near the top of its file; everything else is loaded as a case, whose loader says what
 * is wrong with it. */
static bool is_scenario(const char *file)
{
    char head[4096];
    FILE *in = strcmp(file, "-") == 0 ? NULL : fopen(file, "rb");
    size_t length = in ? fread(head, 1, sizeof head - 1, in) : 0;
    if (in)
        fclose(in);
    head[length] = '\0';
    const char *root = strstr(head, "<scenario"), *other = strstr(head, "<case");
    return root && (!other || root < other);
}

static int load_files(wz_walk *walk, const char *file, wz_diag *diag)
{
    const wz_vocabulary *vocabulary = walk->rules->law->vocabulary;
    if (!is_scenario(file))
        return wz_load_case(&walk->whole, file, vocabulary, NULL, diag);
    int code = wz_load_scenario(&walk->scenario, file, diag);
    if (code != WZ_OK)
        return code;
    const char *relative = walk->scenario->case_file;
    char *path = *relative == '/' ? wz_arena_strdup(walk->about_arena, relative)
                                  : wz_arena_printf(walk->about_arena, "%.*s%s", folder_length(file), file, relative);
    return path ? wz_load_case(&walk->whole, path, vocabulary, NULL, diag) : WZ_ENOMEM;
}

/* What the questions name must be there in the law. */
static bool check_questions(const wz_walk *walk, wz_diag *diag)
{
    const wz_law *law = walk->rules->law;
    bool good = true;
    for (size_t s = 0; walk->scenario && s < walk->scenario->step_count; s++)
        for (size_t k = 0; k < walk->scenario->steps[s].prediction_count; k++) {
            const wz_prediction *p = &walk->scenario->steps[s].predictions[k];
            bool known = !p->regime;
            for (size_t b = 0; b < law->rulebook_count && !known; b++)
                known = strcmp(law->rulebooks[b]->id, p->regime) == 0;
            if (!known)
                wz_diag_add(diag, WZ_ERROR, "WALK-005", p->place,
                            "regime=\"%s\" is no regulation; use the id of a rulebook", p->regime);
            bool step = !p->career || wz_step_find(law->frame, p->career);
            if (!step)
                wz_diag_add(diag, WZ_ERROR, "WALK-006", p->place,
                            "step=\"%s\" is no step of a career; use an id of frame.xml's steps", p->career);
            good &= known && step;
        }
    return good;
}

static bool describe(wz_walk *walk)
{
    const wz_scenario *s = walk->scenario;
    wz_walk_about *about = &walk->about;
    const char **aims = wz_arena_array(walk->about_arena, s ? s->aim_count + 1 : 1, sizeof *aims);
    if (!aims)
        return false;
    *about = (wz_walk_about){.id = s ? s->id : walk->whole->id,
                             .title = s                    ? wz_text_in(s->title, walk->lang)
                                      : walk->whole->title ? walk->whole->title
                                                           : walk->whole->id,
                             .difficulty = s ? s->difficulty : 0,
                             .aims = aims,
                             .steps = walk->course->steps};
    for (size_t i = 0; s && i < s->aim_count; i++)
        aims[about->aim_count++] = wz_text_in(s->aims[i], walk->lang);
    for (size_t i = 0; s && i < s->step_count; i++)
        about->questions += s->steps[i].prediction_count;
    return true;
}

static int open_walk(wz_walk *walk, const char *file, const wz_walk_options *options, wz_diag *diag)
{
    walk->about_arena = wz_arena_new();
    walk->assessor = walk->about_arena ? wz_assessor_new(walk->rules->engine) : NULL;
    size_t length = options->learner ? strlen(options->learner) : 0;
    walk->learner = options->learner ? wz_malloc(length + 1) : NULL;
    if (!walk->assessor || (options->learner && !walk->learner))
        return WZ_ENOMEM;
    if (walk->learner)
        memcpy(walk->learner, options->learner, length + 1);
    int code = load_files(walk, file, diag);
    if (code == WZ_OK)
        code = wz_course_new(&walk->course, walk->whole, walk->scenario, walk->rules->law->vocabulary, diag);
    if (code == WZ_OK && !check_questions(walk, diag))
        code = WZ_EINPUT;
    if (code != WZ_OK)
        return code;
    walk->options = (wz_assess_options){.reasons_all = true};
    if (!walk->whole->has_as_of && options->today)
        walk->options.has_as_of = wz_day_parse(options->today, &walk->options.as_of);
    return describe(walk) ? WZ_OK : WZ_ENOMEM;
}

int wz_walk_open(wz_walk **out, const wz_rules *rules, const char *file, const wz_walk_options *options, wz_diag *diag)
{
    *out = NULL;
    wz_walk *walk = wz_calloc(1, sizeof *walk);
    if (!walk)
        return WZ_ENOMEM;
    walk->rules = rules;
    walk->lang = wz_app_lang(options->language);
    walk->trainer = options->trainer;
    int code = open_walk(walk, file, options, diag);
    /* a case that cannot be assessed is refused here, not in the middle of a class */
    const wz_walk_view *view;
    if (code == WZ_OK)
        code = wz_walk_look(&view, walk, diag);
    if (code == WZ_OK)
        *out = walk;
    else
        wz_walk_free(walk);
    return code;
}

static void leave_step(wz_walk *walk)
{
    wz_assessment_free(walk->before);
    wz_assessment_free(walk->now);
    wz_arena_free(walk->arena);
    walk->before = walk->now = NULL;
    walk->arena = NULL;
    walk->ready = false;
}

void wz_walk_free(wz_walk *walk)
{
    if (!walk)
        return;
    leave_step(walk);
    for (size_t i = 0; i < walk->given_count; i++)
        wz_free(walk->given[i].text);
    wz_free(walk->given);
    wz_free(walk->learner);
    wz_course_free(walk->course);
    wz_assessor_free(walk->assessor);
    wz_case_free(walk->whole);
    wz_scenario_free(walk->scenario);
    wz_arena_free(walk->about_arena);
    wz_free(walk);
}

wz_walk_about wz_walk_get_about(const wz_walk *walk)
{
    return walk->about;
}

/* ---- a step ---- */

const char *wz_walk_keep(wz_walk *walk, wz_buffer *buffer)
{
    const char *kept =
        buffer->failed ? NULL : wz_arena_strndup(walk->arena, buffer->length ? buffer->data : "", buffer->length);
    wz_buffer_free(buffer);
    return kept;
}

const wz_walk_given *wz_walk_find_given(const wz_walk *walk, size_t step, size_t question)
{
    for (size_t i = 0; i < walk->given_count; i++)
        if (walk->given[i].step == step && walk->given[i].question == question)
            return &walk->given[i];
    return NULL;
}

bool wz_walk_open_at(const wz_walk *walk, size_t step)
{
    const wz_scenario_step *s = wz_course_step(walk->course, step);
    for (size_t q = 0; s && q < s->prediction_count; q++)
        if (!wz_walk_find_given(walk, step, q))
            return true;
    return false;
}

static int assess_at(wz_walk *walk, size_t step, wz_assessment **out, wz_diag *diag)
{
    const wz_case *known = wz_course_case(walk->course, step, walk->arena);
    return known ? wz_assess_case(out, walk->assessor, known, &walk->options, diag) : WZ_ENOMEM;
}

static const wz_person_result *result_of(const wz_assessment *a, const wz_case_person *person)
{
    for (size_t p = 0; person && p < a->person_count; p++)
        if (strcmp(a->persons[p].person->self.id, person->self.id) == 0)
            return &a->persons[p];
    return a->person_count ? &a->persons[0] : NULL;
}

static bool list_news(wz_walk *walk)
{
    const wz_course *course = walk->course;
    wz_walk_news *news = wz_arena_array(walk->arena, course->news_count + 1, sizeof *news);
    if (!news)
        return false;
    size_t count = 0;
    for (size_t i = 0; i < course->news_count; i++) {
        if (course->news[i].step != walk->at)
            continue;
        wz_buffer line = {0};
        wz_speaking_of of = {
            .assessment = walk->now, .person = result_of(walk->now, course->news[i].person), .lang = walk->lang};
        wz_walk_say_news(&line, &of, &course->news[i]);
        news[count].text = wz_walk_keep(walk, &line);
        if (!news[count++].text)
            return false;
    }
    walk->view.news = news;
    walk->view.news_count = count;
    return true;
}

/* ---- what changed ---- */

typedef struct {
    wz_walk *walk;
    wz_walk_change *items;
    size_t count, capacity;
    bool failed;
} change_list;

static void add_change(change_list *list, const wz_speaking_of *of, wz_walk_change change, wz_buffer *text)
{
    wz_walk *walk = list->walk;
    wz_walk_change *grown = wz_arena_grow(walk->arena, list->items, list->count, &list->capacity, sizeof *grown);
    change.text = wz_walk_keep(walk, text);
    list->failed |= !grown || !change.text || (change.from && !change.from_text) || (change.to && !change.to_text);
    if (list->failed)
        return;
    const wz_case_person *person = of->person->person;
    change.person = person->self.id;
    change.name = person->name ? person->name : person->self.id;
    const wz_rulebook *book = of->assessment->law->rulebooks[of->regime->rulebook];
    const char *title = wz_text_in(book->short_title, of->lang);
    change.regime = book->id;
    change.regime_text = *title ? title : book->id;
    list->items = grown;
    list->items[list->count++] = change;
}

static const wz_regime_result *regime_in(const wz_person_result *person, size_t book)
{
    for (size_t i = 0; person && i < person->regime_count; i++)
        if (person->regimes[i].rulebook == book)
            return &person->regimes[i];
    return NULL;
}

static const wz_finding *same_finding(const wz_regime_result *regime, const wz_finding *like)
{
    for (size_t i = 0; regime && i < regime->finding_count; i++) {
        const wz_finding *f = &regime->findings[i];
        bool same =
            !f->bound.id || !like->bound.id ? f->bound.id == like->bound.id : strcmp(f->bound.id, like->bound.id) == 0;
        if (f->rule == like->rule && same)
            return f;
    }
    return NULL;
}

static const char *truth_name(wz_truth truth)
{
    static const char *const names[] = {[WZ_FALSE] = "false", [WZ_UNKNOWN] = "unknown", [WZ_TRUE] = "true"};
    return names[truth];
}

static const char *truth_words(wz_walk *walk, wz_truth truth)
{
    wz_buffer words = {0};
    wz_walk_say_truth(&words, truth, walk->lang);
    return wz_walk_keep(walk, &words);
}

static const char *outcome_words(wz_walk *walk, const wz_speaking_of *of, const char *outcome)
{
    wz_buffer words = {0};
    if (outcome)
        wz_walk_say_outcome(&words, of, outcome);
    return outcome ? wz_walk_keep(walk, &words) : NULL;
}

/* Parts of which a regulation has dozens of rules that change with the first facts. */
static bool is_minor(wz_part part)
{
    return part == WZ_PART_DUTY || part == WZ_PART_AUTHORITY || part == WZ_PART_PROCEDURE;
}

static void compare_regime(change_list *list, const wz_speaking_of *of, const wz_regime_result *before)
{
    const wz_regime_result *now = of->regime;
    const char *was = before ? before->outcome : NULL;
    if (now->outcome && (!was || strcmp(was, now->outcome) != 0)) {
        wz_buffer text = {0};
        wz_buffer_puts(&text, of->lang == WZ_EN ? "Outcome" : "结论");
        add_change(list, of,
                   (wz_walk_change){.rule = "outcome",
                                    .from = was,
                                    .to = now->outcome,
                                    .from_text = outcome_words(list->walk, of, was),
                                    .to_text = outcome_words(list->walk, of, now->outcome)},
                   &text);
    }
    for (size_t i = 0; i < now->finding_count; i++) {
        const wz_finding *f = &now->findings[i], *old = same_finding(before, f);
        wz_truth truth = old ? old->truth : WZ_UNKNOWN;
        if (f->truth == truth || !f->rule->kind->reports)
            continue;
        wz_buffer text = {0};
        wz_walk_say_rule(&text, of, f->rule);
        wz_walk_say_bound(&text, of, f);
        add_change(list, of,
                   (wz_walk_change){.rule = f->rule->id,
                                    .from = old ? truth_name(truth) : NULL,
                                    .to = truth_name(f->truth),
                                    .from_text = old ? truth_words(list->walk, truth) : NULL,
                                    .to_text = truth_words(list->walk, f->truth),
                                    .minor = is_minor(f->rule->kind->part)},
                   &text);
    }
}

/* At the start there is nothing before: what holds whatever the facts is no news. */
static bool list_changes(wz_walk *walk)
{
    change_list list = {.walk = walk};
    for (size_t p = 0; walk->before && p < walk->now->person_count; p++) {
        const wz_person_result *person = &walk->now->persons[p];
        const wz_person_result *old = &walk->before->persons[p];
        for (size_t i = 0; i < person->regime_count; i++) {
            wz_speaking_of of = {walk->now, person, &person->regimes[i], walk->lang};
            compare_regime(&list, &of, regime_in(old, person->regimes[i].rulebook));
        }
    }
    walk->view.changes = list.items;
    walk->view.change_count = list.count;
    return !list.failed;
}

static bool list_outcomes(wz_walk *walk)
{
    wz_buffer lines = {0};
    for (size_t p = 0; p < walk->now->person_count; p++) {
        const wz_person_result *person = &walk->now->persons[p];
        for (size_t i = 0; i < person->regime_count; i++) {
            const wz_regime_result *regime = &person->regimes[i];
            if (!regime->outcome || !(regime->governing || regime->hypothetical))
                continue;
            wz_speaking_of of = {walk->now, person, regime, walk->lang};
            const char *name = person->person->name ? person->person->name : person->person->self.id;
            wz_buffer_puts(&lines, lines.length ? "\n" : "");
            wz_buffer_puts(&lines, name);
            wz_buffer_puts(&lines, walk->lang == WZ_EN ? " (" : "（");
            wz_walk_say_regime(&lines, &of);
            if (regime->hypothetical)
                wz_buffer_puts(&lines, walk->lang == WZ_EN ? ", hypothetical" : "，假设性");
            wz_buffer_puts(&lines, walk->lang == WZ_EN ? "): " : "）：");
            wz_walk_say_outcome(&lines, &of, regime->outcome);
        }
    }
    walk->view.outcomes = wz_walk_keep(walk, &lines);
    return walk->view.outcomes != NULL;
}

static int look(wz_walk *walk, wz_diag *diag)
{
    walk->arena = wz_arena_new();
    if (!walk->arena)
        return WZ_ENOMEM;
    int code = walk->at ? assess_at(walk, walk->at - 1, &walk->before, diag) : WZ_OK;
    if (code == WZ_OK)
        code = assess_at(walk, walk->at, &walk->now, diag);
    if (code != WZ_OK || !walk->now)
        return code;
    const wz_scenario_step *step = wz_course_step(walk->course, walk->at);
    walk->view = (wz_walk_view){.step = walk->at,
                                .tell = step ? wz_walk_text_or_null(walk, step->tell) : NULL,
                                .note = step && walk->trainer ? wz_walk_text_or_null(walk, step->note) : NULL,
                                .open = !walk->trainer && wz_walk_open_at(walk, walk->at)};
    bool good = list_news(walk) && (!step || wz_walk_ask(walk, step));
    if (good && !walk->view.open)
        good = list_changes(walk) && list_outcomes(walk);
    return good && !wz_arena_failed(walk->arena) ? WZ_OK : WZ_ENOMEM;
}

int wz_walk_look(const wz_walk_view **out, wz_walk *walk, wz_diag *diag)
{
    *out = NULL;
    if (!walk->ready) {
        leave_step(walk);
        int code = look(walk, diag);
        if (code != WZ_OK) {
            leave_step(walk);
            return code;
        }
        walk->ready = true;
    }
    *out = &walk->view;
    return WZ_OK;
}

int wz_walk_go(wz_walk *walk, size_t step, wz_diag *diag)
{
    if (step > walk->course->steps) {
        wz_diag_add(diag, WZ_ERROR, "WALK-007", (wz_place){0}, "there is no step %zu; the last is %zu", step,
                    walk->course->steps);
        return WZ_EINPUT;
    }
    for (size_t s = 0; !walk->trainer && s < step; s++)
        if (wz_walk_open_at(walk, s)) {
            wz_diag_add(diag, WZ_ERROR, "WALK-008", (wz_place){0},
                        "questions of step %zu are still open; answer them before going on", s);
            return WZ_EINPUT;
        }
    if (step != walk->at)
        leave_step(walk);
    walk->at = step;
    return WZ_OK;
}

int wz_walk_result(char **out, wz_walk *walk, wz_format format, unsigned width, wz_diag *diag)
{
    *out = NULL;
    const wz_walk_view *view;
    int code = wz_walk_look(&view, walk, diag);
    if (code != WZ_OK)
        return code;
    if (view->open) {
        wz_diag_add(diag, WZ_ERROR, "WALK-008", (wz_place){0},
                    "questions of step %zu are still open; answer them before going on", walk->at);
        return WZ_EINPUT;
    }
    wz_buffer text = {0};
    wz_text_options options = {.width = width};
    code = format == WZ_FORMAT_JSON  ? wz_report_json(&text, walk->now, walk->lang)
           : format == WZ_FORMAT_XML ? wz_report_xml(&text, walk->now, walk->lang)
                                     : wz_report_text(&text, walk->now, walk->lang, &options);
    if (code == WZ_OK)
        *out = text.data;
    else
        wz_buffer_free(&text);
    return code;
}
