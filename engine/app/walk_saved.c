/* A walk on paper: saved to come back to, as a transcript, and in a score sheet. */
#include "app/walk_private.h"

#include "base/alloc.h"
#include "base/diag.h"
#include "io/json.h"
#include "io/json_writer.h"
#include "report/page.h"

#include <stdlib.h>
#include <string.h>

static const char format_name[] = "wenze-walk/1";

/* What the saved walk is of: the scenario's bytes, and the case's. */
static const char *scenario_hash(const wz_walk *walk)
{
    return walk->scenario ? walk->scenario->sha256 : "";
}

static void add_text(wz_json_writer *json, const char *key, const char *text)
{
    wz_json_string(json, key, text, strlen(text));
}

int wz_walk_save(char **out, const wz_walk *walk)
{
    wz_buffer buffer = {0};
    wz_json_writer json = {.out = &buffer};
    wz_json_open(&json, NULL, '{');
    add_text(&json, "format", format_name);
    add_text(&json, "scenario", walk->about.id);
    add_text(&json, "title", walk->about.title);
    add_text(&json, "scenario_sha256", scenario_hash(walk));
    add_text(&json, "case_sha256", walk->whole->sha256);
    if (walk->learner)
        add_text(&json, "learner", walk->learner);
    else
        wz_json_literal(&json, "learner", "null");
    wz_json_integer(&json, "at", (int64_t)walk->at);
    wz_json_integer(&json, "questions", (int64_t)walk->about.questions);
    wz_json_open(&json, "answers", '[');
    for (size_t i = 0; i < walk->given_count; i++) {
        const wz_walk_given *given = &walk->given[i];
        wz_json_open(&json, NULL, '{');
        wz_json_integer(&json, "step", (int64_t)given->step);
        wz_json_integer(&json, "question", (int64_t)given->question);
        add_text(&json, "answer", given->text);
        wz_json_integer(&json, "points", given->points);
        wz_json_integer(&json, "of", given->of);
        wz_json_close(&json, '}');
    }
    wz_json_close(&json, ']');
    wz_json_close(&json, '}');
    wz_buffer_putc(&buffer, '\n');
    *out = buffer.failed ? NULL : buffer.data;
    if (buffer.failed)
        wz_buffer_free(&buffer);
    return *out ? WZ_OK : WZ_ENOMEM;
}

/* ---- reading it back ---- */

static const wz_json *member(const wz_json *object, const char *key)
{
    for (size_t i = 0; object && object->kind == WZ_JSON_OBJECT && i < object->count; i++)
        if (strcmp(object->keys[i].text, key) == 0)
            return &object->items[i];
    return NULL;
}

static const char *text_of(const wz_json *object, const char *key)
{
    const wz_json *found = member(object, key);
    return found && found->kind == WZ_JSON_STRING ? found->text : NULL;
}

/* A count below a million; false where there is none. */
static bool count_of(const wz_json *object, const char *key, size_t *out)
{
    const wz_json *found = member(object, key);
    if (!found || found->kind != WZ_JSON_NUMBER || found->length > 6 ||
        strspn(found->text, "0123456789") != found->length)
        return false;
    *out = (size_t)strtoul(found->text, NULL, 10);
    return true;
}

static bool has_text(const wz_json *object, const char *key, const char *text)
{
    const char *found = text_of(object, key);
    return found && strcmp(found, text) == 0;
}

/* Parses a saved walk; NULL with the problem in diag. */
static const wz_json *parse(wz_arena *arena, const wz_walk_saved *saved, wz_diag *diag)
{
    const wz_json *root = NULL;
    wz_json_error error = {0};
    int code = wz_json_parse(arena, saved->json, saved->length, &root, &error);
    if (code == WZ_OK && has_text(root, "format", format_name) && member(root, "answers") &&
        member(root, "answers")->kind == WZ_JSON_ARRAY)
        return root;
    wz_diag_add(diag, WZ_ERROR, "WALK-011", (wz_place){saved->file, error.line, error.column},
                "this is not a saved walk; name a file that wenze walk --save has written");
    return NULL;
}

static void forget_answers(wz_walk *walk)
{
    for (size_t i = 0; i < walk->given_count; i++)
        wz_free(walk->given[i].text);
    walk->given_count = 0;
}

/* Gives the answers again, each at its step: they are checked and marked afresh. */
static int give_again(wz_walk *walk, const wz_json *answers, wz_diag *diag)
{
    for (size_t i = 0; i < answers->count; i++) {
        size_t step, question;
        const char *text = text_of(&answers->items[i], "answer");
        if (!text || !count_of(&answers->items[i], "step", &step) ||
            !count_of(&answers->items[i], "question", &question))
            return WZ_EINPUT;
        int code = wz_walk_go(walk, step, diag);
        if (code == WZ_OK)
            code = wz_walk_answer(walk, question, text, diag);
        if (code != WZ_OK)
            return code;
    }
    return WZ_OK;
}

int wz_walk_resume(wz_walk *walk, const char *name, const char *json, size_t length, wz_diag *diag)
{
    wz_arena *arena = wz_arena_new();
    if (!arena)
        return WZ_ENOMEM;
    const wz_json *root = parse(arena, &(wz_walk_saved){name, json, length}, diag);
    int code = root ? WZ_OK : WZ_EINPUT;
    size_t at = 0;
    if (root && (!has_text(root, "scenario_sha256", scenario_hash(walk)) ||
                 !has_text(root, "case_sha256", walk->whole->sha256) || !count_of(root, "at", &at))) {
        wz_diag_add(diag, WZ_ERROR, "WALK-012", (wz_place){name, 0, 0},
                    "this walk was saved of another scenario or case, or they have changed since; begin anew");
        code = WZ_EINPUT;
    }
    if (code == WZ_OK) {
        forget_answers(walk);
        code = wz_walk_go(walk, 0, diag);
    }
    if (code == WZ_OK)
        code = give_again(walk, member(root, "answers"), diag);
    if (code == WZ_OK)
        code = wz_walk_go(walk, at, diag);
    const char *learner = code == WZ_OK ? text_of(root, "learner") : NULL;
    if (learner && !walk->learner && (walk->learner = wz_malloc(strlen(learner) + 1)))
        memcpy(walk->learner, learner, strlen(learner) + 1);
    wz_arena_free(arena);
    return code;
}

/* ---- transcript ---- */

static void put_lines(wz_page *page, unsigned indent, const char *text)
{
    while (text && *text) {
        size_t length = strcspn(text, "\n");
        wz_page_line(page, indent, 0);
        wz_page_put_bytes(page, text, length);
        text += length + (text[length] == '\n');
    }
    wz_page_end(page);
}

static void put_question(wz_page *page, const wz_walk *walk, const wz_walk_question *q)
{
    bool en = walk->lang == WZ_EN;
    wz_page_line(page, 2, 3);
    wz_page_put(page, en ? "? " : "问：");
    wz_page_put(page, q->text);
    wz_page_line(page, 4, 2);
    wz_page_put(page, en ? "Answer: " : "答：");
    wz_page_put(page, q->answered ? q->answer_text : (en ? "(open)" : "（未答）"));
    if (q->answered) {
        wz_buffer points = {0};
        wz_buffer_printf(&points, en ? "  [%u of %u]" : "（得 %u 分，满分 %u 分）", q->points, q->of);
        wz_page_put(page, points.data ? points.data : "");
        page->out->failed |= points.failed;
        wz_buffer_free(&points);
        put_lines(page, 4, q->verdict);
    }
    wz_page_end(page);
}

static void put_change(wz_page *page, const wz_walk *walk, const wz_walk_change *change)
{
    wz_page_line(page, 2, 2);
    wz_page_put(page, "→ ");
    wz_page_put(page, change->name);
    wz_page_put(page, " · ");
    wz_page_put(page, change->regime_text);
    wz_page_put(page, " · ");
    wz_page_put(page, change->text);
    wz_page_put(page, walk->lang == WZ_EN ? ": " : "：");
    if (change->from_text) {
        wz_page_put(page, change->from_text);
        wz_page_put(page, " → ");
    }
    wz_page_put(page, change->to_text ? change->to_text : "");
    wz_page_end(page);
}

static void put_minor(wz_page *page, const wz_walk *walk, size_t count)
{
    wz_buffer line = {0};
    wz_buffer_printf(&line,
                     walk->lang == WZ_EN ? "→ and %zu rules on duties, competent bodies and procedure"
                                         : "→ 另有 %zu 条职责、权限、程序规则随之变化",
                     count);
    wz_page_line(page, 2, 2);
    wz_page_put(page, line.data ? line.data : "");
    wz_page_end(page);
    page->out->failed |= line.failed;
    wz_buffer_free(&line);
}

static void put_step(wz_page *page, const wz_walk *walk, const wz_walk_view *view)
{
    wz_buffer head = {0};
    wz_buffer_printf(&head, walk->lang == WZ_EN ? "Step %zu" : "第 %zu 步", view->step);
    wz_page_gap(page);
    wz_page_line(page, 0, 0);
    wz_page_put(page, head.data ? head.data : "");
    wz_page_end(page);
    page->out->failed |= head.failed;
    wz_buffer_free(&head);
    put_lines(page, 2, view->tell);
    put_lines(page, 2, view->note);
    for (size_t i = 0; i < view->news_count; i++) {
        wz_page_line(page, 2, 2);
        wz_page_put(page, "· ");
        wz_page_put(page, view->news[i].text);
    }
    wz_page_end(page);
    for (size_t i = 0; i < view->question_count; i++)
        put_question(page, walk, &view->questions[i]);
    size_t minor = 0;
    for (size_t i = 0; i < view->change_count; i++) {
        minor += view->changes[i].minor;
        if (!view->changes[i].minor)
            put_change(page, walk, &view->changes[i]);
    }
    if (minor)
        put_minor(page, walk, minor);
    put_lines(page, 2, view->outcomes);
}

int wz_walk_transcript(char **out, wz_walk *walk, unsigned width, wz_diag *diag)
{
    *out = NULL;
    wz_buffer buffer = {0};
    wz_page page = {.out = &buffer, .width = width ? width : 80};
    size_t at = walk->at;
    wz_page_line(&page, 0, 0);
    wz_page_put(&page, walk->about.title);
    wz_page_end(&page);
    put_lines(&page, 0, walk->learner);
    int code = WZ_OK;
    for (size_t step = 0; step <= at && code == WZ_OK; step++) {
        const wz_walk_view *view;
        code = wz_walk_go(walk, step, diag);
        if (code == WZ_OK)
            code = wz_walk_look(&view, walk, diag);
        if (code == WZ_OK)
            put_step(&page, walk, view);
    }
    int back = wz_walk_go(walk, at, NULL);
    code = code == WZ_OK ? back : code;
    if (code == WZ_OK && buffer.failed)
        code = WZ_ENOMEM;
    if (code == WZ_OK)
        *out = buffer.data;
    else
        wz_buffer_free(&buffer);
    return code;
}

/* ---- scores ---- */

/* What a learner, or one walk, has reached. */
typedef struct {
    const char *learner;
    size_t walks, answered, questions, points, of;
} score;

static score score_of(const wz_json *root)
{
    score s = {.learner = text_of(root, "learner"), .walks = 1};
    count_of(root, "questions", &s.questions);
    const wz_json *answers = member(root, "answers");
    for (size_t i = 0; i < answers->count; i++) {
        size_t points = 0, of = 0;
        if (!count_of(&answers->items[i], "points", &points) || !count_of(&answers->items[i], "of", &of))
            continue;
        s.answered++;
        s.points += points < of ? points : of;
        s.of += of;
    }
    return s;
}

int wz_walk_score_of(wz_walk_score *out, const wz_walk *walk, const char *json, size_t length)
{
    *out = (wz_walk_score){0};
    wz_arena *arena = wz_arena_new();
    if (!arena)
        return WZ_ENOMEM;
    const wz_json *root = parse(arena, &(wz_walk_saved){"walk", json, length}, NULL);
    if (root) {
        score s = score_of(root);
        *out = (wz_walk_score){.answered = s.answered,
                               .questions = s.questions,
                               .points = (unsigned)s.points,
                               .of = (unsigned)s.of,
                               .current = walk && has_text(root, "scenario_sha256", scenario_hash(walk)) &&
                                          has_text(root, "case_sha256", walk->whole->sha256)};
        count_of(root, "at", &out->at);
    }
    wz_arena_free(arena);
    return root ? WZ_OK : WZ_EINPUT;
}

typedef struct {
    wz_page page;
    wz_lang lang;
    wz_arena *arena;
    score *learners;
    size_t count, capacity;
    bool failed;
} sheet;

static void put_row(sheet *s, const char *what, const score *row)
{
    wz_buffer numbers = {0};
    wz_page_line(&s->page, 0, 0);
    wz_page_put(&s->page, what);
    wz_page_pad(&s->page, 34);
    wz_page_put(&s->page, row->learner ? row->learner : (s->lang == WZ_EN ? "(not named)" : "（未署名）"));
    wz_page_pad(&s->page, 50);
    wz_buffer_printf(&numbers, "%zu/%zu", row->answered, row->questions);
    wz_page_put(&s->page, numbers.data ? numbers.data : "");
    wz_page_pad(&s->page, 60);
    wz_buffer_clear(&numbers);
    wz_buffer_printf(&numbers, "%zu/%zu", row->points, row->of);
    wz_page_put(&s->page, numbers.data ? numbers.data : "");
    wz_page_end(&s->page);
    wz_buffer_free(&numbers);
}

static void add_to_learner(sheet *s, const score *row)
{
    for (size_t i = 0; i < s->count; i++) {
        score *l = &s->learners[i];
        if (!row->learner != !l->learner || (row->learner && strcmp(row->learner, l->learner) != 0))
            continue;
        l->walks += row->walks;
        l->answered += row->answered;
        l->questions += row->questions;
        l->points += row->points;
        l->of += row->of;
        return;
    }
    score *grown = wz_arena_grow(s->arena, s->learners, s->count, &s->capacity, sizeof *grown);
    s->failed |= !grown;
    if (!grown)
        return;
    s->learners = grown;
    s->learners[s->count++] = *row;
}

static void put_head(sheet *s, const char *first)
{
    static const char *const zh[] = {"学员", "已答", "得分"}, *const en[] = {"Learner", "Answered", "Points"};
    static const unsigned columns[] = {34, 50, 60};
    wz_page_line(&s->page, 0, 0);
    wz_page_put(&s->page, first);
    for (size_t i = 0; i < 3; i++) {
        wz_page_pad(&s->page, columns[i]);
        wz_page_put(&s->page, s->lang == WZ_EN ? en[i] : zh[i]);
    }
    wz_page_end(&s->page);
}

int wz_walk_scores(char **out, const wz_walk_saved *saved, size_t count, wz_language language, wz_diag *diag)
{
    *out = NULL;
    wz_buffer buffer = {0};
    sheet s = {.page = {.out = &buffer, .width = 100}, .lang = wz_app_lang(language), .arena = wz_arena_new()};
    if (!s.arena)
        return WZ_ENOMEM;
    bool en = s.lang == WZ_EN, good = true;
    put_head(&s, en ? "Scenario" : "情景");
    for (size_t i = 0; i < count; i++) {
        const wz_json *root = parse(s.arena, &saved[i], diag);
        good &= root != NULL;
        if (!root)
            continue;
        score row = score_of(root);
        const char *title = text_of(root, "title");
        put_row(&s, title ? title : saved[i].file, &row);
        add_to_learner(&s, &row);
    }
    wz_page_gap(&s.page);
    put_head(&s, en ? "Total" : "合计");
    for (size_t i = 0; i < s.count; i++) {
        wz_buffer walks = {0};
        size_t count = s.learners[i].walks;
        wz_buffer_printf(&walks, !en ? "%zu 个情景" : count == 1 ? "%zu walk" : "%zu walks", count);
        s.failed |= walks.failed;
        put_row(&s, walks.data ? walks.data : "", &s.learners[i]);
        wz_buffer_free(&walks);
    }
    bool failed = s.failed || buffer.failed || wz_arena_failed(s.arena);
    wz_arena_free(s.arena);
    if (failed) {
        wz_buffer_free(&buffer);
        return WZ_ENOMEM;
    }
    *out = buffer.data;
    return good ? WZ_OK : WZ_EINPUT;
}
