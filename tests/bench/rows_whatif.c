/* Row 9: what one changed fact changes, asked of a case held open, against assessing the changed case afresh; and how many questions
 * an interview needs, by its plan, until the outcome is settled. */
#include "rows.h"

#include "app/law.h"
#include "explain/what_if.h"
#include "load/load.h"
#include "wenze/ask.h"
#include "wenze/what_if.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES = 200, ROUNDS = 3, QUESTIONS_MOST = 400 };

static const char *const facts[] = {"took_remedial_measures",           "nature_vile",
                                    "statutory_duties_fully_performed", "duty_performance_deficient",
                                    "obstructed_investigation",         "losses_reduced"};
enum { FACTS = sizeof facts / sizeof *facts };

static void need(bool good, const char *what)
{
    if (good)
        return;
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

/* One case held open, with the questions put to it and the cases that they lead to. */
typedef struct {
    bench_text text;
    wz_trial *trial;
    wz_what_if *what_if;
    char edits[FACTS][96];
    wz_edited after[FACTS];
} subject;

static void open_subject(subject *s, const bench_bench *bench, uint32_t i)
{
    *s = (subject){.text = bench_case_text(i + 1, 1 + i % 3, 2)};
    const wz_case_bytes bytes = {"case.xml", s->text.bytes, s->text.length};
    const wz_engine *engine = bench->rules->engine;
    need(wz_trial_open(&s->trial, engine, &bytes, NULL, &(wz_assess_options){0}, NULL) == WZ_OK &&
             wz_what_if_open_memory(&s->what_if, bench->rules, "case.xml", bytes.bytes, bytes.size, NULL, NULL) ==
                 WZ_OK,
         "a generated case is refused");
    for (int f = 0; f < FACTS; f++) {
        snprintf(s->edits[f], sizeof s->edits[f], "p%u.%s=%s", i % (1 + i % 3), facts[f],
                 (i + (uint32_t)f) % 2 ? "true" : "false");
        const wz_edit edit = {1, WZ_EDIT_SET, s->edits[f], NULL, NULL, NULL, 0};
        need(wz_edit_case(&s->after[f], &bytes, bench->rules->law->vocabulary, &edit, 1, NULL) == WZ_OK,
             "an edit is refused");
    }
}

static void close_subject(subject *s)
{
    wz_trial_free(s->trial);
    wz_what_if_free(s->what_if);
    for (int f = 0; f < FACTS; f++)
        wz_edited_free(&s->after[f]);
    free(s->text.bytes);
}

typedef struct {
    size_t live, changes;
} tally;

static void try_live(const subject *s, tally *count)
{
    for (int f = 0; f < FACTS; f++) {
        wz_arena *arena = wz_arena_new();
        wz_trial_result result;
        const wz_edit edit = {1, WZ_EDIT_SET, s->edits[f], NULL, NULL, NULL, 0};
        need(arena && wz_trial_run(&result, s->trial, &(wz_supposed){.edits = &edit, .count = 1}, arena, NULL) == WZ_OK,
             "a what-if is refused");
        count->live += !result.afresh;
        count->changes += result.diffs.count;
        wz_arena_free(arena);
    }
}

static void assess_afresh(const subject *s, wz_assessor *assessor)
{
    for (int f = 0; f < FACTS; f++) {
        wz_assessment *assessment = NULL;
        need(wz_assess_case(&assessment, assessor, s->after[f].subject, &(wz_assess_options){0}, NULL) == WZ_OK,
             "an edited case is refused");
        wz_assessment_free(assessment);
    }
}

/* The whole call, edits as text in and JSON out. */
static void ask(const subject *s)
{
    for (int f = 0; f < FACTS; f++) {
        const wz_edit edit = {1, WZ_EDIT_SET, s->edits[f], NULL, NULL, NULL, 0};
        wz_what_if_question question = WZ_WHAT_IF_QUESTION_INIT;
        char *text = NULL;
        question.edits = &edit;
        question.edit_count = 1;
        question.format = WZ_FORMAT_JSON;
        need(wz_what_if_ask(&text, NULL, s->what_if, &question, NULL) == WZ_OK, "a what-if is refused");
        wz_text_free(text);
    }
}

void bench_what_if(const bench_bench *bench)
{
    subject *subjects = calloc(FILES, sizeof *subjects);
    wz_assessor *assessor = wz_assessor_new(bench->rules->engine);
    need(subjects && assessor, "memory is short");
    double seconds[3][ROUNDS];
    tally count = {0};
    for (uint32_t i = 0; i < FILES; i++)
        open_subject(&subjects[i], bench, i);
    for (int round = -1; round < ROUNDS; round++) { /* one to warm up */
        double at[4];
        count = (tally){0};
        at[0] = bench_cpu();
        for (uint32_t i = 0; i < FILES; i++)
            try_live(&subjects[i], &count);
        at[1] = bench_cpu();
        for (uint32_t i = 0; i < FILES; i++)
            assess_afresh(&subjects[i], assessor);
        at[2] = bench_cpu();
        for (uint32_t i = 0; i < FILES; i++)
            ask(&subjects[i]);
        at[3] = bench_cpu();
        for (int k = 0; k < 3 && round >= 0; k++)
            seconds[k][round] = (at[k + 1] - at[k]) / (FILES * FACTS);
    }
    double live = bench_median(seconds[0], ROUNDS), fresh = bench_median(seconds[1], ROUNDS);
    printf("\n9  what if one fact changed: %d cases held open, %d facts each (%zu of them in working memory, %.1f "
           "changes each)\n",
           FILES, FACTS, count.live, (double)count.changes / (FILES * FACTS));
    printf("  %-58s %9.1f us\n  %-58s %9.1f us\n  %-58s %9.1f us\n", "what-if: state, run, read, compare, undo",
           live * 1e6, "assessing the changed case, loaded already", fresh * 1e6,
           "what-if through the public call, JSON out", bench_median(seconds[2], ROUNDS) * 1e6);
    bench_row("what-if, part of the time of a fresh assessment", live / fresh, 0.2, 0.05, false);
    for (uint32_t i = 0; i < FILES; i++)
        close_subject(&subjects[i]);
    free(subjects);
    wz_assessor_free(assessor);
}

/* --- questions --- */

/* A worked case without what was found of a person: his yes/no facts and the declarations that he was examined. */
static char *forget(const bench_bench *bench, const wz_case *c, const wz_case_person *person, const wz_case_bytes *from,
                    size_t *length)
{
    const wz_vocabulary *v = bench->rules->law->vocabulary;
    wz_edit *edits = calloc(person->self.fact_count + 1, sizeof *edits);
    size_t count = 0;
    need(edits != NULL, "memory is short");
    (void)c;
    for (size_t i = 0; i < person->self.fact_count; i++) {
        const wz_attribute *a = &v->entities[WZ_PERSON].attributes[person->self.facts[i].attribute];
        if (a->type->kind == FEEL_T_BOOLEAN && a->in_incident)
            edits[count++] = (wz_edit){1, WZ_EDIT_UNSET, NULL, person->self.id, a->id, NULL, 0};
    }
    if (person->examined_count)
        edits[count++] = (wz_edit){1, WZ_EDIT_REMOVE, NULL, person->self.id, "examined", NULL, 0};
    char *text = NULL;
    int code = wz_case_edit(&text, length, bench->rules, from->name, from->bytes, from->size, edits, count, NULL);
    free(edits);
    return code == WZ_OK ? text : NULL;
}

/* What the worked case says of a yes/no fact: stated, else no. */
static const char *answer_of(const bench_bench *bench, const wz_case *c, const char *of, const char *fact)
{
    const wz_vocabulary *v = bench->rules->law->vocabulary;
    for (size_t p = 0; p < c->person_count; p++)
        for (size_t i = 0; i < c->persons[p].self.fact_count; i++) {
            const wz_fact *f = &c->persons[p].self.facts[i];
            if (strcmp(c->persons[p].self.id, of) == 0 &&
                strcmp(v->entities[WZ_PERSON].attributes[f->attribute].id, fact) == 0 && f->value.tag == FEEL_BOOLEAN)
                return (f->value.as.integer != 0) == (f->standing != WZ_REFUTED) ? "true" : "false";
        }
    return "false";
}

/* How many yes/no questions until the outcome is settled; -1 where it never is. */
static int count_questions(const bench_bench *bench, const wz_case *c, const char *text, size_t length,
                           const char *person, wz_plan plan)
{
    wz_ask_request request = WZ_ASK_REQUEST_INIT;
    wz_interview *w = NULL;
    request.person = person;
    request.conclusion = "outcome";
    request.plan = plan;
    request.today = "2026-01-01";
    if (wz_interview_open_memory(&w, bench->rules, "case.xml", text, length, &request, NULL) != WZ_OK)
        return -1;
    int count = 0;
    size_t settled = 0, all = 0, at = 0;
    wz_interview_progress(w, &settled, &all);
    while (settled < all && at < wz_interview_open_count(w) && count < QUESTIONS_MOST) {
        const wz_open_question *q = wz_interview_question(w, at);
        char of[128], fact[128];
        snprintf(of, sizeof of, "%s", q->of);
        snprintf(fact, sizeof fact, "%s", q->fact);
        wz_answer answer = WZ_ANSWER_INIT;
        answer.of = of;
        answer.fact = fact;
        answer.value = answer_of(bench, c, of, fact);
        bool taken = strcmp(q->type, "boolean") == 0 && strcmp(of, person) == 0 &&
                     wz_interview_answer(w, &answer, NULL) == WZ_OK;
        at = taken ? 0 : at + 1;
        count += taken;
        wz_interview_progress(w, &settled, &all);
    }
    wz_interview_free(w);
    return all && settled == all ? count : -1;
}

typedef struct {
    size_t interviews, questions[3];
} asked;

static void ask_case(const bench_bench *bench, const char *path, asked *sum)
{
    wz_arena *arena = wz_arena_new();
    wz_case_bytes from;
    wz_case *c = NULL;
    need(arena && wz_case_bytes_read(&from, path, arena, NULL) == WZ_OK &&
             wz_load_case_memory(&c, path, from.bytes, from.size, bench->rules->law->vocabulary, NULL, NULL) == WZ_OK,
         path);
    for (size_t p = 0; p < c->person_count; p++) {
        size_t length = 0;
        char *text = forget(bench, c, &c->persons[p], &from, &length);
        int n[3];
        for (int plan = 0; plan < 3 && text; plan++)
            n[plan] = count_questions(bench, c, text, length, c->persons[p].self.id, (wz_plan)plan);
        if (text && n[0] > 0 && n[1] > 0 && n[2] > 0) {
            sum->interviews++;
            for (int plan = 0; plan < 3; plan++)
                sum->questions[plan] += (size_t)n[plan];
        }
        wz_text_free(text);
    }
    wz_case_free(c);
    wz_arena_free(arena);
}

void bench_questions(const bench_bench *bench)
{
    static const char *const names[] = {[WZ_PLAN_DECISIVE] = "most conclusions first",
                                        [WZ_PLAN_LOOKAHEAD] = "one step ahead",
                                        [WZ_PLAN_VOCABULARY] = "in the vocabulary's order"};
    asked sum = {0};
    glob_t found;
    need(glob("cases/*/*/case.xml", 0, NULL, &found) == 0, "no worked cases");
    for (size_t i = 0; i < found.gl_pathc; i++)
        ask_case(bench, found.gl_pathv[i], &sum);
    globfree(&found);
    printf("\n   yes/no questions until the outcome is settled: %zu interviews on people of the worked cases, of whom "
           "nothing is known "
           "but what cannot be asked\n",
           sum.interviews);
    double vocabulary = (double)sum.questions[WZ_PLAN_VOCABULARY];
    for (int plan = 0; plan < 3 && sum.interviews; plan++)
        printf("  %-58s %9.1f questions each, %5.1f %% of the vocabulary's order\n", names[plan],
               (double)sum.questions[plan] / (double)sum.interviews, 100 * (double)sum.questions[plan] / vocabulary);
}
