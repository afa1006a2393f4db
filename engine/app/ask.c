/* The job "ask": an interview. Invariant: `now` is the case with every answer that applies, assessed, with its open questions; the
 * next state is made beside it and takes its place only once it is whole, so that a refused answer leaves nothing behind. */
#include "wenze/ask.h"

#include "app/asking.h"
#include "base/alloc.h"
#include "base/diag.h"
#include "explain/inquiry.h"
#include "load/edit.h"
#include "load/load.h"
#include "report/inquiry.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const size_t longest = (size_t)256 << 20;

typedef struct {
    char *bytes;
    size_t size;
    wz_case *subject;
    wz_assessment *assessment;
    wz_arena *arena;
    const wz_inquiry *inquiry;
    wz_open_question *questions;
    const char **skipped; /* pairs; in the interview's arena */
    size_t skipped_count;
} state;

typedef struct {
    wz_answer answer; /* copied */
    wz_open_question question;
    bool has_question, aside;
} given;

struct wz_interview {
    const wz_rules *rules;
    wz_assessor *assessor;
    wz_arena *arena;
    wz_ask_request request; /* copied */
    wz_assess_options options;
    wz_case_bytes from;
    char *bytes;
    state now;
    given *answers;
    size_t count, capacity;
};

static void free_state(state *s)
{
    wz_free(s->bytes);
    wz_assessment_free(s->assessment);
    wz_case_free(s->subject);
    wz_arena_free(s->arena);
    *s = (state){0};
}

void wz_interview_free(wz_interview *interview)
{
    if (!interview)
        return;
    free_state(&interview->now);
    wz_assessor_free(interview->assessor);
    wz_free(interview->bytes);
    wz_arena_free(interview->arena);
    wz_free(interview);
}

/* --- questions as the caller sees them --- */

static void give_choices(const wz_interview *w, const wz_attribute *attribute, wz_arena *arena, wz_open_question *out)
{
    const wz_enumeration *e =
        attribute->enumeration ? wz_enumeration_find(w->rules->law->vocabulary, attribute->enumeration) : NULL;
    size_t count = e ? e->count : 0;
    const char **ids = wz_arena_array(arena, count + 1, sizeof *ids);
    const char **labels = wz_arena_array(arena, count + 1, sizeof *labels);
    for (size_t i = 0; ids && labels && i < count; i++) {
        ids[i] = e->values[i].id;
        labels[i] = wz_text_in(e->values[i].label, wz_app_lang(w->request.language));
    }
    out->choices = ids;
    out->choice_labels = labels;
    out->choice_count = ids && labels ? count : 0;
}

static void give_question(const wz_interview *w, const state *s, const wz_inquiry_item *item, wz_open_question *out)
{
    const wz_attribute *attribute = &w->rules->law->vocabulary->entities[item->entity].attributes[item->attribute];
    wz_lang lang = wz_app_lang(w->request.language);
    *out = (wz_open_question){.of = item->of,
                              .fact = attribute->id,
                              .name = wz_inquiry_name(s->assessment, item, lang, s->arena),
                              .label = wz_text_in(attribute->label, lang),
                              .question = wz_inquiry_question(s->assessment, item, lang, s->arena),
                              .proof = wz_text_in(attribute->proof, lang),
                              .type = wz_inquiry_type(attribute),
                              .many = attribute->many,
                              .stated = wz_inquiry_stated(s->assessment, item, lang, s->arena)};
    out->effect_count = wz_inquiry_effects(s->assessment, item, lang, s->arena, &out->effects);
    give_choices(w, attribute, s->arena, out);
}

/* A question that outlives its state: without its effects. */
static wz_open_question keep_question(wz_interview *w, const wz_open_question *q)
{
    wz_open_question kept = *q;
    const char **texts[] = {&kept.of, &kept.fact, &kept.name, &kept.label, &kept.question, &kept.proof, &kept.stated};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = wz_arena_strdup(w->arena, *texts[i]);
    const char **ids = wz_arena_array(w->arena, q->choice_count + 1, sizeof *ids);
    const char **labels = wz_arena_array(w->arena, q->choice_count + 1, sizeof *labels);
    for (size_t i = 0; ids && labels && i < q->choice_count; i++) {
        ids[i] = q->choices[i];
        labels[i] = q->choice_labels[i];
    }
    kept.choices = ids;
    kept.choice_labels = labels;
    kept.effects = NULL;
    kept.effect_count = 0;
    return kept;
}

/* --- states --- */

static wz_inquiry_about about_of(const wz_interview *w, const state *s)
{
    return (wz_inquiry_about){.person = w->request.person,
                              .regime = w->request.regime,
                              .conclusion = w->request.conclusion,
                              .order = w->request.plan == WZ_PLAN_VOCABULARY ? WZ_ORDER_VOCABULARY : WZ_ORDER_DECISIVE,
                              .skipped = s->skipped,
                              .skipped_count = s->skipped_count};
}

/* How many questions an answer would leave open; SIZE_MAX where it cannot be tried. */
static size_t left_by(const wz_interview *w, const state *s, const wz_inquiry_item *item, const char *value)
{
    const wz_attribute *attribute = &w->rules->law->vocabulary->entities[item->entity].attributes[item->attribute];
    const wz_edit_field field = {"value", value};
    const wz_edit edit = {1, WZ_EDIT_SET, NULL, item->of, attribute->id, &field, 1};
    const wz_case_bytes bytes = {w->from.name, s->bytes, s->size};
    wz_arena *arena = wz_arena_new();
    wz_edited edited = {0};
    wz_assessment *assessment = NULL;
    size_t left = SIZE_MAX;
    if (arena && wz_edit_case(&edited, &bytes, w->rules->law->vocabulary, &edit, 1, NULL) == WZ_OK &&
        wz_assess_case(&assessment, w->assessor, edited.subject, &w->options, NULL) == WZ_OK) {
        wz_inquiry_about about = about_of(w, s);
        const wz_inquiry *then = wz_inquiry_make(assessment, &about, arena);
        left = then ? then->count : SIZE_MAX;
    }
    wz_assessment_free(assessment);
    wz_edited_free(&edited);
    wz_arena_free(arena);
    return left;
}

typedef struct {
    wz_inquiry_item item;
    size_t left; /* by the answer that leaves more open */
    size_t place;
} looked;

static int by_left(const void *a, const void *b)
{
    const looked *x = a, *y = b;
    if (x->left != y->left)
        return x->left < y->left ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

/* Look one step ahead: of the first yes/no questions, that one first whose less helpful answer leaves fewest questions open. The others
 * keep their order behind these. On the worked cases this saves more than the average of both answers does (make bench). */
static bool look_ahead(const wz_interview *w, state *s)
{
    enum { LOOKED_AT = 16 };
    const wz_vocabulary *v = w->rules->law->vocabulary;
    size_t count = s->inquiry->count, tried = 0;
    looked *order = wz_arena_array(s->arena, count + 1, sizeof *order);
    wz_inquiry_item *items = wz_arena_array(s->arena, count + 1, sizeof *items);
    wz_inquiry *sorted = wz_arena_alloc(s->arena, sizeof *sorted);
    if (!order || !items || !sorted)
        return false;
    for (size_t i = 0; i < count; i++) {
        const wz_inquiry_item *item = &s->inquiry->items[i];
        order[i] = (looked){*item, SIZE_MAX, i};
        if (v->entities[item->entity].attributes[item->attribute].type->kind != FEEL_T_BOOLEAN || tried == LOOKED_AT)
            continue;
        tried++;
        size_t yes = left_by(w, s, item, "true"), no = left_by(w, s, item, "false");
        order[i].left = yes == SIZE_MAX || no == SIZE_MAX ? SIZE_MAX : (yes > no ? yes : no);
    }
    if (count)
        qsort(order, count, sizeof *order, by_left);
    for (size_t i = 0; i < count; i++)
        items[i] = order[i].item;
    *sorted = *s->inquiry;
    sorted->items = items;
    s->inquiry = sorted;
    return true;
}

static int make_questions(const wz_interview *w, state *s)
{
    wz_inquiry_about about = about_of(w, s);
    s->inquiry = wz_inquiry_make(s->assessment, &about, s->arena);
    if (s->inquiry && w->request.plan == WZ_PLAN_LOOKAHEAD && !look_ahead(w, s))
        return WZ_ENOMEM;
    s->questions = s->inquiry ? wz_arena_array(s->arena, s->inquiry->count + 1, sizeof *s->questions) : NULL;
    for (size_t i = 0; s->questions && i < s->inquiry->count; i++)
        give_question(w, s, &s->inquiry->items[i], &s->questions[i]);
    return s->questions && !wz_arena_failed(s->arena) ? WZ_OK : WZ_ENOMEM;
}

/* Load, assess and question bytes, which the state owns from now on. */
static int settle(const wz_interview *w, state *s, wz_diag *diag)
{
    s->arena = wz_arena_new();
    if (!s->arena)
        return WZ_ENOMEM;
    int code = WZ_OK;
    if (!s->subject)
        code = wz_load_case_memory(&s->subject, w->from.name, s->bytes, s->size, w->rules->law->vocabulary, NULL, diag);
    if (code == WZ_OK)
        code = wz_assess_case(&s->assessment, w->assessor, s->subject, &w->options, diag);
    return code == WZ_OK ? make_questions(w, s) : code;
}

static int begin(const wz_interview *w, state *s, wz_diag *diag)
{
    *s = (state){.bytes = wz_malloc(w->from.size + 1), .size = w->from.size};
    if (!s->bytes)
        return WZ_ENOMEM;
    memcpy(s->bytes, w->from.bytes, w->from.size);
    s->bytes[s->size] = '\0';
    return settle(w, s, diag);
}

static bool not_known(const wz_answer *answer)
{
    bool bounded = answer->at_least || answer->at_most;
    return !bounded && (!answer->value || strcmp(answer->value, "unknown") == 0);
}

static bool skip(wz_interview *w, state *s, const wz_answer *answer)
{
    const char **skipped = wz_arena_array(w->arena, 2 * s->skipped_count + 2, sizeof *skipped);
    if (!skipped)
        return false;
    if (s->skipped_count)
        memcpy(skipped, s->skipped, 2 * s->skipped_count * sizeof *skipped);
    skipped[2 * s->skipped_count] = wz_arena_strdup(w->arena, answer->of);
    skipped[2 * s->skipped_count + 1] = wz_arena_strdup(w->arena, answer->fact);
    s->skipped = skipped;
    s->skipped_count++;
    return !wz_arena_failed(w->arena);
}

static const wz_open_question *question_in(const state *s, const char *of, const char *fact)
{
    for (size_t i = 0; i < s->inquiry->count; i++)
        if (strcmp(s->questions[i].of, of) == 0 && strcmp(s->questions[i].fact, fact) == 0)
            return &s->questions[i];
    return NULL;
}

static int edit_case(const wz_interview *w, state *next, const state *from, const wz_answer *answer, wz_diag *diag)
{
    wz_edit_field fields[] = {{"value", answer->value},
                              {"at-least", answer->at_least},
                              {"at-most", answer->at_most},
                              {"standing", answer->standing},
                              {"evidence", answer->evidence},
                              {"from", answer->from},
                              {"to", answer->to}};
    if (answer->at_least || answer->at_most)
        fields[0].value = NULL;
    const wz_edit edit = {1, WZ_EDIT_SET, NULL, answer->of, answer->fact, fields, sizeof fields / sizeof *fields};
    const wz_case_bytes bytes = {w->from.name, from->bytes, from->size};
    wz_edited edited;
    int code = wz_edit_case(&edited, &bytes, w->rules->law->vocabulary, &edit, not_known(answer) ? 0 : 1, diag);
    if (code != WZ_OK)
        return code;
    next->bytes = edited.bytes;
    next->size = edited.size;
    next->subject = edited.subject;
    return WZ_OK;
}

/* The state after one more answer. What was answered is not asked again, though it stay open: not known, alleged, or contradicted by
 * other answers; only bounds may be narrowed. */
static int step(wz_interview *w, state *next, const state *from, const wz_answer *answer, wz_diag *diag)
{
    *next = (state){.skipped = from->skipped, .skipped_count = from->skipped_count};
    int code = edit_case(w, next, from, answer, diag);
    if (code == WZ_OK)
        code = settle(w, next, diag);
    if (code != WZ_OK || answer->at_least || answer->at_most || !question_in(next, answer->of, answer->fact))
        return code;
    return skip(w, next, answer) ? make_questions(w, next) : WZ_ENOMEM;
}

/* From the beginning through all answers: those whose questions are put apply. `aside` receives which do not. */
static int replay(wz_interview *w, state *out, const given *answers, size_t count, bool *aside, wz_diag *diag)
{
    int code = begin(w, out, diag);
    for (size_t i = 0; i < count && code == WZ_OK; i++) {
        aside[i] = !question_in(out, answers[i].answer.of, answers[i].answer.fact);
        if (aside[i])
            continue;
        state next = {0};
        code = step(w, &next, out, &answers[i].answer, diag);
        if (code == WZ_OK) {
            free_state(out);
            *out = next;
        } else {
            free_state(&next);
        }
    }
    return code;
}

/* --- opening --- */

static bool knows_conclusion(const wz_law *law, const char *conclusion)
{
    if (!conclusion || strcmp(conclusion, "outcome") == 0)
        return true;
    for (size_t k = 0; k < law->frame->kind_count; k++)
        if (strcmp(law->frame->kinds[k].id, conclusion) == 0)
            return true;
    for (size_t b = 0; b < law->rulebook_count; b++)
        if (wz_rule_find(law->rulebooks[b], conclusion))
            return true;
    return false;
}

static int check_request(const wz_interview *w, const wz_case *subject, wz_diag *diag)
{
    const wz_ask_request *q = &w->request;
    bool found = !q->person;
    for (size_t i = 0; i < subject->person_count && !found; i++)
        found = strcmp(subject->persons[i].self.id, q->person) == 0;
    if (!found)
        wz_diag_add(diag, WZ_ERROR, "EXPLAIN-001", (wz_place){w->from.name, 1, 1},
                    "the case has no person \"%s\"; give the id of a <person> in it", q->person);
    bool known = knows_conclusion(w->rules->law, q->conclusion);
    if (!known)
        wz_diag_add(diag, WZ_ERROR, "ASK-002", (wz_place){0},
                    "there is no conclusion \"%s\"; write outcome, a rule's id, or a kind of rules", q->conclusion);
    return found && known && (!q->regime || wz_app_regimes(w->rules->law, &q->regime, 1, diag)) ? WZ_OK : WZ_EINPUT;
}

static bool copy_request(wz_interview *w, const wz_ask_request *request)
{
    static const wz_ask_request defaults = WZ_ASK_REQUEST_INIT;
    w->request = request ? *request : defaults;
    const char **texts[] = {&w->request.person, &w->request.regime, &w->request.conclusion, &w->request.as_of,
                            &w->request.today};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (*texts[i])
            *texts[i] = wz_arena_strdup(w->arena, *texts[i]);
    return !wz_arena_failed(w->arena);
}

static int open_interview(wz_interview *w, const wz_case_bytes *from, const wz_ask_request *request, wz_diag *diag)
{
    w->arena = wz_arena_new();
    w->assessor = wz_assessor_new(w->rules->engine);
    w->bytes = wz_malloc(from->size + 1);
    if (!w->arena || !w->assessor || !w->bytes || !copy_request(w, request))
        return WZ_ENOMEM;
    if (from->size)
        memcpy(w->bytes, from->bytes, from->size);
    w->from = (wz_case_bytes){wz_arena_strdup(w->arena, from->name), w->bytes, from->size};
    wz_case *subject = NULL;
    int code = wz_load_case_memory(&subject, w->from.name, w->bytes, from->size, w->rules->law->vocabulary, NULL, diag);
    if (code == WZ_OK)
        code = check_request(w, subject, diag);
    if (code == WZ_OK &&
        !wz_app_day(subject, w->request.as_of, w->request.today, &w->options.has_as_of, &w->options.as_of, diag))
        code = WZ_EINPUT;
    wz_case_free(subject);
    if (w->request.regime) {
        w->options.regimes = &w->request.regime;
        w->options.regime_count = 1;
    }
    return code == WZ_OK ? begin(w, &w->now, diag) : code;
}

static int open_case(wz_interview **out, const wz_rules *rules, const wz_case_bytes *from,
                     const wz_ask_request *request, wz_diag *diag)
{
    wz_interview *w = wz_calloc(1, sizeof *w);
    if (!w)
        return WZ_ENOMEM;
    w->rules = rules;
    int code = open_interview(w, from, request, diag);
    if (code == WZ_OK)
        *out = w;
    else
        wz_interview_free(w);
    return code;
}

int wz_interview_open(wz_interview **out, const wz_rules *rules, const char *file, const wz_ask_request *request,
                      wz_diag *diag)
{
    *out = NULL;
    wz_arena *arena = wz_arena_new();
    wz_case_bytes from;
    if (!arena)
        return WZ_ENOMEM;
    int code = wz_case_bytes_read(&from, file, arena, diag);
    if (code == WZ_OK)
        code = open_case(out, rules, &from, request, diag);
    wz_arena_free(arena);
    return code;
}

int wz_interview_open_memory(wz_interview **out, const wz_rules *rules, const char *name, const void *bytes,
                             size_t size, const wz_ask_request *request, wz_diag *diag)
{
    *out = NULL;
    return open_case(out, rules, &(wz_case_bytes){name, bytes, size}, request, diag);
}

/* --- reading --- */

int wz_interview_list(char **out, size_t *length, const wz_interview *interview)
{
    static const char *const plans[] = {
        [WZ_PLAN_DECISIVE] = "decisive", [WZ_PLAN_LOOKAHEAD] = "lookahead", [WZ_PLAN_VOCABULARY] = "vocabulary"};
    const wz_ask_request *q = &interview->request;
    wz_inquiry_report report = {interview->now.assessment, interview->now.inquiry, plans[q->plan], q->most};
    wz_text_options text = {.width = q->width, .colour = q->colour};
    wz_buffer buffer = {.limit = longest};
    *out = NULL;
    int code = q->format == WZ_FORMAT_JSON  ? wz_report_inquiry_json(&buffer, &report)
               : q->format == WZ_FORMAT_XML ? wz_report_inquiry_xml(&buffer, &report)
                                            : wz_report_inquiry_text(&buffer, &report, wz_app_lang(q->language), &text);
    if (code != WZ_OK) {
        wz_buffer_free(&buffer);
        return code;
    }
    *out = buffer.data;
    if (length)
        *length = buffer.length;
    return WZ_OK;
}

size_t wz_interview_open_count(const wz_interview *interview)
{
    return interview->now.inquiry->count;
}

const wz_open_question *wz_interview_question(const wz_interview *interview, size_t index)
{
    return index < interview->now.inquiry->count ? &interview->now.questions[index] : NULL;
}

void wz_interview_progress(const wz_interview *interview, size_t *settled, size_t *all)
{
    *settled = interview->now.inquiry->settled;
    *all = interview->now.inquiry->all;
}

size_t wz_interview_answer_count(const wz_interview *interview)
{
    return interview->count;
}

const wz_answer *wz_interview_answer_at(const wz_interview *interview, size_t index, const wz_open_question **question,
                                        bool *set_aside)
{
    if (index >= interview->count)
        return NULL;
    const given *g = &interview->answers[index];
    if (question)
        *question = g->has_question ? &g->question : NULL;
    if (set_aside)
        *set_aside = g->aside;
    return &g->answer;
}

int wz_interview_case(char **out, size_t *length, const wz_interview *interview)
{
    *out = wz_malloc(interview->now.size + 1);
    if (!*out)
        return WZ_ENOMEM;
    memcpy(*out, interview->now.bytes, interview->now.size);
    (*out)[interview->now.size] = '\0';
    if (length)
        *length = interview->now.size;
    return WZ_OK;
}

/* --- answering --- */

static wz_answer keep_answer(wz_interview *w, const wz_answer *answer)
{
    wz_answer kept = *answer;
    const char **texts[] = {&kept.of,       &kept.fact,     &kept.value, &kept.at_least, &kept.at_most,
                            &kept.standing, &kept.evidence, &kept.from,  &kept.to};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (*texts[i])
            *texts[i] = wz_arena_strdup(w->arena, *texts[i]);
    return kept;
}

/* Take a new list of answers with the state that they give. */
static void take(wz_interview *w, given *answers, size_t count, const bool *aside, state *next)
{
    for (size_t i = 0; i < count; i++)
        answers[i].aside = aside[i];
    w->answers = answers;
    w->count = w->capacity = count;
    free_state(&w->now);
    w->now = *next;
}

/* Answers changed somewhere before the last: through all of them again. */
static int again(wz_interview *w, given *answers, size_t count, wz_diag *diag)
{
    state next = {0};
    bool *aside = wz_arena_array(w->arena, count + 1, sizeof *aside);
    if (!aside)
        return WZ_ENOMEM;
    int code = replay(w, &next, answers, count, aside, diag);
    if (code == WZ_OK)
        take(w, answers, count, aside, &next);
    else
        free_state(&next);
    return code;
}

static given *copy_answers(wz_interview *w, size_t room)
{
    given *copy = wz_arena_array(w->arena, w->count + room, sizeof *copy);
    if (copy && w->count)
        memcpy(copy, w->answers, w->count * sizeof *copy);
    return copy;
}

static int first_answer(wz_interview *w, const wz_answer *answer, wz_diag *diag)
{
    const wz_open_question *question = question_in(&w->now, answer->of, answer->fact);
    if (!question) {
        wz_diag_add(diag, WZ_ERROR, "ASK-001", (wz_place){0},
                    "\"%s\" of \"%s\" is not asked; answer a question that is open, or one answered before",
                    answer->fact, answer->of);
        return WZ_EINPUT;
    }
    given *grown = wz_arena_grow(w->arena, w->answers, w->count, &w->capacity, sizeof *grown);
    if (!grown)
        return WZ_ENOMEM;
    w->answers = grown;
    given made = {.answer = keep_answer(w, answer), .question = keep_question(w, question), .has_question = true};
    state next = {0};
    int code = wz_arena_failed(w->arena) ? WZ_ENOMEM : step(w, &next, &w->now, &made.answer, diag);
    if (code != WZ_OK) {
        free_state(&next);
        return code;
    }
    w->answers[w->count++] = made;
    free_state(&w->now);
    w->now = next;
    return WZ_OK;
}

int wz_interview_answer(wz_interview *interview, const wz_answer *answer, wz_diag *diag)
{
    wz_interview *w = interview;
    const char *of = answer->of ? answer->of : "", *fact = answer->fact ? answer->fact : "";
    size_t i = 0;
    while (i < w->count && (strcmp(w->answers[i].answer.of, of) != 0 || strcmp(w->answers[i].answer.fact, fact) != 0))
        i++;
    wz_answer whole = *answer;
    whole.of = of;
    whole.fact = fact;
    if (i == w->count)
        return first_answer(w, &whole, diag);
    given *copy = copy_answers(w, 1);
    if (!copy)
        return WZ_ENOMEM;
    copy[i].answer = keep_answer(w, &whole);
    return again(w, copy, w->count, diag);
}

int wz_interview_back(wz_interview *interview, size_t index, wz_diag *diag)
{
    wz_interview *w = interview;
    if (index >= w->count) {
        wz_diag_add(diag, WZ_ERROR, "ASK-003", (wz_place){0},
                    "there is no answer number %zu; name one of those that were given", index + 1);
        return WZ_EINPUT;
    }
    given *copy = copy_answers(w, 1);
    if (!copy)
        return WZ_ENOMEM;
    memmove(copy + index, copy + index + 1, (w->count - index - 1) * sizeof *copy);
    return again(w, copy, w->count - 1, diag);
}

int wz_interview_answer_text(wz_interview *interview, const char *of, const char *fact, const char *text, wz_diag *diag)
{
    wz_arena *arena = wz_arena_new();
    char *whole = arena ? wz_arena_printf(arena, "x.x=%s", text) : NULL;
    wz_edit read;
    int code =
        whole ? wz_edit_read(&read, &(wz_edit){1, WZ_EDIT_SET, whole, NULL, NULL, NULL, 0}, arena, diag) : WZ_ENOMEM;
    wz_answer answer = WZ_ANSWER_INIT;
    answer.of = of;
    answer.fact = fact;
    for (size_t i = 0; code == WZ_OK && i < read.field_count; i++) {
        const char *name = read.fields[i].name, *value = read.fields[i].value;
        const char **to = strcmp(name, "value") == 0      ? &answer.value
                          : strcmp(name, "at-least") == 0 ? &answer.at_least
                          : strcmp(name, "at-most") == 0  ? &answer.at_most
                          : strcmp(name, "standing") == 0 ? &answer.standing
                          : strcmp(name, "evidence") == 0 ? &answer.evidence
                          : strcmp(name, "from") == 0     ? &answer.from
                          : strcmp(name, "to") == 0       ? &answer.to
                                                          : NULL;
        if (to)
            *to = value;
    }
    if (code == WZ_OK)
        code = wz_interview_answer(interview, &answer, diag);
    wz_arena_free(arena);
    return code;
}
