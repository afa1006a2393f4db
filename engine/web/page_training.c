/* Training: choose a scenario and walk it. Where a learner stands is kept as a draft of his own, so that he goes on where he
 * left off; what he has answered stays answered. */
#include "web/layout.h"
#include "web/pages.h"
#include "web/training.h"

#include <stdlib.h>
#include <string.h>

/* ---- what is kept ---- */

const char *wz_training_key(wz_exchange *x, int64_t account, const char *scenario)
{
    return wz_arena_printf(x->arena, "walk:%lld:%s", (long long)account, scenario);
}

typedef struct {
    wz_exchange *x;
    char *json;
    size_t length;
    int64_t version;
} kept;

static void keep_draft(const wz_draft *draft, void *payload)
{
    kept *k = payload;
    k->json = wz_arena_strndup(k->x->arena, draft->bytes, draft->size);
    k->length = draft->size;
    k->version = draft->version;
}

static bool is_trainer(const wz_exchange *x)
{
    return x->account.roles & WZ_ACCOUNT_TRAINER;
}

/* ---- one walk ---- */

typedef struct {
    wz_exchange *x;
    const char *name; /* the scenario's folder */
    const char *file;
    wz_walk *walk;
    int64_t version; /* of the draft that was read */
    bool stale;      /* the draft is of an earlier state of the scenario */
} visit;

static bool find_scenario(const char *name, const char *file, void *payload)
{
    visit *v = payload;
    if (strcmp(name, v->name) != 0)
        return true;
    v->file = wz_arena_strdup(v->x->arena, file);
    return false;
}

wz_walk *wz_training_open(wz_exchange *x, const char *file, const char *learner, bool trainer, wz_diag *diag)
{
    wz_walk_options options = WZ_WALK_OPTIONS_INIT;
    options.language = x->language;
    options.trainer = trainer;
    options.learner = learner;
    wz_walk *walk = NULL;
    return wz_walk_open(&walk, wz_exchange_rules(x), file, &options, diag) == WZ_OK ? walk : NULL;
}

/* Opens the scenario that the path names, at the step where the account left it. False: an answer is written. */
static bool begin(wz_exchange *x, visit *v)
{
    *v = (visit){.x = x, .name = x->params[0]};
    wz_walk_list(wz_walk_directory(), find_scenario, v);
    if (!v->file) {
        wz_not_found(x);
        return false;
    }
    wz_diag *diag = wz_diag_new();
    v->walk = wz_training_open(x, v->file, x->account.display, is_trainer(x), diag);
    kept k = {.x = x};
    int code = v->walk
                   ? wz_draft_read(x->worker->store, wz_training_key(x, x->account.id, v->name), keep_draft, &k, diag)
                   : WZ_EINPUT;
    if (code == WZ_OK && k.json && wz_walk_resume(v->walk, "draft", k.json, k.length, NULL) != WZ_OK) {
        v->stale = true;
        wz_walk_free(v->walk);
        v->walk = wz_training_open(x, v->file, x->account.display, is_trainer(x), diag);
        code = v->walk ? WZ_OK : WZ_EINPUT;
    }
    v->version = k.version;
    if (code != WZ_OK) {
        wz_refuse_code(x, code, diag);
        wz_walk_free(v->walk);
    }
    wz_diag_free(diag);
    return code == WZ_OK;
}

/* Keeps where the walk stands and shows the step again. */
static void finish(visit *v, int code, wz_diag *diag)
{
    wz_exchange *x = v->x;
    char *json = NULL;
    int64_t version;
    if (code == WZ_OK)
        code = wz_walk_save(&json, v->walk);
    if (code == WZ_OK)
        code = wz_draft_save(&version, x->worker->store, &x->account, x->now,
                             wz_training_key(x, x->account.id, v->name), v->version, json, strlen(json), diag);
    wz_text_free(json);
    wz_walk_free(v->walk);
    if (code == WZ_OK)
        wz_redirect(x, NULL, "/training/%s", v->name);
    else
        wz_refuse_code(x, code, diag);
}

/* ---- the list ---- */

static void write_progress(wz_exchange *x, const char *name, const wz_walk *walk, const wz_walk_about *about)
{
    kept k = {.x = x};
    wz_walk_score score = {0};
    wz_draft_read(x->worker->store, wz_training_key(x, x->account.id, name), keep_draft, &k, NULL);
    if (!k.json || wz_walk_score_of(&score, walk, k.json, k.length) != WZ_OK || !score.current) {
        wz_html(&x->body, "<p><span class=\"tag\">%s</span></p>\n", wz_say(x, "未开始", "not begun"));
        return;
    }
    bool done = score.at == about->steps && score.answered == score.questions;
    wz_html(&x->body,
            wz_say(x, "<p><span class=\"tag %s\">%s</span> 第 %zu/%zu 步，已答 %zu/%zu 题，得 %u/%u 分</p>\n",
                   "<p><span class=\"tag %s\">%s</span> step %zu/%zu, answered %zu/%zu, points %u/%u</p>\n"),
            done ? "good" : "accent", done ? wz_say(x, "已完成", "done") : wz_say(x, "进行中", "under way"), score.at,
            about->steps, score.answered, score.questions, score.points, score.of);
}

static const char *stars(unsigned difficulty)
{
    static const char *const five[] = {"", "★☆☆☆☆", "★★☆☆☆", "★★★☆☆", "★★★★☆", "★★★★★"};
    return five[difficulty <= 5 ? difficulty : 0];
}

static bool write_scenario(const char *name, const char *file, void *payload)
{
    wz_exchange *x = payload;
    wz_walk *walk = wz_training_open(x, file, x->account.display, false, NULL);
    if (!walk)
        return true; /* a scenario that cannot be walked is not offered; wenze walk says why */
    wz_walk_about about = wz_walk_get_about(walk);
    wz_html(&x->body, "<li><h2><a href=\"/training/%s\">%s</a></h2>\n<p class=\"hint\"><span aria-label=\"", name,
            about.title);
    wz_html(&x->body,
            wz_say(x, "难度 %u，共 5 级\">%s</span>　%zu 步　%zu 题</p>\n<ul>\n",
                   "difficulty %u of 5\">%s</span> &nbsp;%zu steps &nbsp;%zu questions</p>\n<ul>\n"),
            about.difficulty, stars(about.difficulty), about.steps, about.questions);
    for (size_t i = 0; i < about.aim_count; i++)
        wz_html(&x->body, "<li>%s</li>\n", about.aims[i]);
    wz_buffer_puts(&x->body, "</ul>\n");
    write_progress(x, name, walk, &about);
    wz_buffer_puts(&x->body, "</li>\n");
    wz_walk_free(walk);
    return true;
}

void wz_page_training(wz_exchange *x)
{
    wz_page_title(x, wz_say(x, "情景推演", "Scenarios"));
    wz_html(&x->body, "<p>%s</p>\n",
            wz_say(x, "事实按故事的顺序一步一步公布，先判断，再看条文怎么说。由易到难。",
                   "Facts become known in the order of the story. Predict first, then see what the articles say. From "
                   "easy to hard."));
    size_t before = x->body.length;
    wz_buffer_puts(&x->body, "<ul class=\"scenarios\">\n");
    size_t opened = x->body.length;
    wz_walk_list(wz_walk_directory(), write_scenario, x);
    bool none = x->body.length == opened;
    wz_buffer_puts(&x->body, "</ul>\n");
    if (none && !x->body.failed) {
        x->body.length = before;
        wz_html(&x->body, "<p class=\"empty\">%s</p>\n",
                wz_say(x, "还没有情景。请把情景放进 WENZE_SCENARIOS 所指的目录。",
                       "There are no scenarios. Put some into the folder that WENZE_SCENARIOS names."));
    }
}

/* ---- a step ---- */

/* Lines of plain text as lines of the page. */
static void write_lines(wz_buffer *out, const char *text, const char *class)
{
    wz_html(out, "<p class=\"%s\">", class);
    while (*text) {
        size_t length = strcspn(text, "\n");
        char line[4096];
        size_t kept = length < sizeof line ? length : sizeof line - 1;
        memcpy(line, text, kept);
        line[kept] = '\0';
        wz_html_text(out, line);
        text += length;
        if (*text == '\n') {
            wz_buffer_puts(out, "<br>");
            text++;
        }
    }
    wz_buffer_puts(out, "</p>\n");
}

static void write_choices(wz_exchange *x, const wz_walk_question *q, size_t number)
{
    if (q->day) {
        wz_html(&x->body,
                "<p class=\"field\"><label for=\"q%zu\">%s</label>"
                "<input id=\"q%zu\" name=\"answer\" type=\"text\" required maxlength=\"20\" autocomplete=\"off\" "
                "placeholder=\"2020-02-29\"></p>\n",
                number, wz_say(x, "日期，或“无”“不明”", "A day, none, or unknown"), number);
        return;
    }
    wz_buffer_puts(&x->body, "<div class=\"choices\">\n");
    for (size_t i = 0; i < q->choice_count; i++)
        if (q->many)
            wz_html(&x->body, "<label><input type=\"checkbox\" name=\"answer\" value=\"%s\"> %s</label>\n",
                    q->choices[i].id, q->choices[i].text);
        else
            wz_html(&x->body, "<label><input type=\"radio\" name=\"answer\" value=\"%s\" required> %s</label>\n",
                    q->choices[i].id, q->choices[i].text);
    wz_buffer_puts(&x->body, "</div>\n");
}

static void write_question(wz_exchange *x, const char *name, const wz_walk_question *q, size_t number)
{
    wz_html(&x->body, "<section class=\"question\"><h3>%s</h3>\n", q->text);
    if (!q->answered) {
        wz_form_begin(x, wz_arena_printf(x->arena, "/training/%s/answer", name), false);
        wz_html(&x->body, "<input type=\"hidden\" name=\"question\" value=\"%zu\">\n", number);
        write_choices(x, q, number);
        wz_html(&x->body, "<p><button class=\"main\">%s</button></p>\n</form>\n", wz_say(x, "作答", "Answer"));
    } else {
        wz_html(&x->body, "<p>%s", wz_say(x, "您的判断：", "Your answer: "));
        wz_html_text(&x->body, q->answer_text);
        wz_html(&x->body, " <span class=\"tag %s\">%u/%u</span></p>\n", q->points == q->of ? "good" : "bad", q->points,
                q->of);
        write_lines(&x->body, q->verdict, "verdict");
    }
    wz_buffer_puts(&x->body, "</section>\n");
}

static void write_changes(wz_exchange *x, const wz_walk_view *view)
{
    size_t minor = 0;
    if (!view->change_count)
        return;
    wz_html(&x->body, "<section><h2>%s</h2>\n<ul class=\"changes\">\n", wz_say(x, "由此", "And so"));
    for (size_t i = 0; i < view->change_count; i++) {
        const wz_walk_change *c = &view->changes[i];
        minor += c->minor;
        if (c->minor)
            continue;
        wz_html(&x->body, "<li><b>%s</b> <span class=\"tag\">%s</span> %s", c->name, c->regime, c->text);
        wz_html(&x->body, "%s%s%s<b>%s</b></li>\n", wz_say(x, "：", ": "), c->from_text ? c->from_text : "",
                c->from_text ? " → " : "", c->to_text ? c->to_text : "");
    }
    wz_buffer_puts(&x->body, "</ul>\n");
    if (minor)
        wz_html(&x->body,
                wz_say(x, "<p class=\"hint\">另有 %zu 条职责、权限、程序规则随之变化。</p>\n",
                       "<p class=\"hint\">And %zu rules on duties, competent bodies and procedure.</p>\n"),
                minor);
    wz_buffer_puts(&x->body, "</section>\n");
}

static void write_news(wz_exchange *x, const wz_walk_view *view)
{
    if (view->tell)
        write_lines(&x->body, view->tell, "tell");
    if (view->note)
        wz_html(&x->body, "<div class=\"notice open\"><p><b>%s</b>%s</p></div>\n", wz_say(x, "教员备注：", "Note: "),
                view->note);
    if (view->news_count) {
        wz_buffer_puts(&x->body, "<ul class=\"news\">\n");
        for (size_t i = 0; i < view->news_count; i++)
            wz_html(&x->body, "<li>%s</li>\n", view->news[i].text);
        wz_buffer_puts(&x->body, "</ul>\n");
    }
}

static void write_move(wz_exchange *x, const char *name, size_t step, const char *label, bool main)
{
    wz_form_begin(x, wz_arena_printf(x->arena, "/training/%s/go", name), false);
    wz_html(&x->body, "<input type=\"hidden\" name=\"step\" value=\"%zu\"><button class=\"%s\">%s</button></form>\n",
            step, main ? "main" : "", label);
}

static void write_moves(visit *v, const wz_walk_view *view, size_t steps)
{
    wz_exchange *x = v->x;
    wz_buffer_puts(&x->body, "<div class=\"bar moves\">\n");
    if (view->step > 0)
        write_move(x, v->name, view->step - 1, wz_say(x, "上一步", "Back"), false);
    if (view->step < steps && !view->open)
        write_move(x, v->name, view->step + 1, wz_say(x, "下一步", "Next"), true);
    if (view->step == steps && !view->open)
        wz_html(&x->body, "<p><b>%s</b></p>\n", wz_say(x, "已到最后一步。", "This is the last step."));
    if (view->open)
        wz_html(&x->body, "<p class=\"hint\">%s</p>\n",
                wz_say(x, "答完本步的题，才显示结果和下一步。",
                       "Answer this step's questions to see its result and go on."));
    wz_form_begin(x, wz_arena_printf(x->arena, "/training/%s/restart", v->name), false);
    wz_html(&x->body, "<button class=\"plain\">%s</button></form>\n</div>\n",
            wz_say(x, "从头再来（清除答案）", "Begin again (answers are dropped)"));
}

static void write_step(visit *v, const wz_walk_view *view)
{
    wz_exchange *x = v->x;
    wz_walk_about about = wz_walk_get_about(v->walk);
    wz_page_title(x, about.title);
    if (v->stale)
        wz_html(&x->body, "<div class=\"notice open\"><p>%s</p></div>\n",
                wz_say(x, "情景已经改过，原来的进度不能再用，从头开始。",
                       "The scenario has changed: what you had answered no longer fits, and you begin anew."));
    wz_html(&x->body,
            wz_say(x, "<p class=\"hint\">第 %zu 步，共 %zu 步</p>\n", "<p class=\"hint\">Step %zu of %zu</p>\n"),
            view->step, about.steps);
    wz_html(&x->body, "<progress max=\"%zu\" value=\"%zu\" aria-label=\"%s\"></progress>\n", about.steps, view->step,
            wz_say(x, "进度", "Progress"));
    write_news(x, view);
    for (size_t i = 0; i < view->question_count; i++)
        write_question(x, v->name, &view->questions[i], i);
    write_changes(x, view);
    if (view->outcomes && *view->outcomes) {
        wz_html(&x->body, "<section><h2>%s</h2>\n", wz_say(x, "目前结论", "As it stands"));
        write_lines(&x->body, view->outcomes, "outcomes");
        wz_buffer_puts(&x->body, "</section>\n");
    }
    write_moves(v, view, about.steps);
}

void wz_page_walk(wz_exchange *x)
{
    visit v;
    if (!begin(x, &v))
        return;
    const wz_walk_view *view;
    wz_diag *diag = wz_diag_new();
    int code = wz_walk_look(&view, v.walk, diag);
    if (code == WZ_OK)
        write_step(&v, view);
    else
        wz_refuse_code(x, code, diag);
    wz_walk_free(v.walk);
    wz_diag_free(diag);
}

/* ---- what a learner does ---- */

/* A small number of the form; false where it is none. */
static bool form_number(const wz_exchange *x, const char *name, size_t *out)
{
    const char *text = wz_form(x, name);
    size_t length = strlen(text);
    if (length == 0 || length > 4 || strspn(text, "0123456789") != length)
        return false;
    *out = (size_t)strtoul(text, NULL, 10);
    return true;
}

void wz_do_walk_go(wz_exchange *x)
{
    visit v;
    size_t step = 0;
    if (!begin(x, &v))
        return;
    wz_diag *diag = wz_diag_new();
    int code = form_number(x, "step", &step) ? wz_walk_go(v.walk, step, diag) : WZ_EINPUT;
    finish(&v, code, diag);
    wz_diag_free(diag);
}

/* The answers of a form joined by commas: a checkbox for each; none ticked is "none". */
static const char *joined_answers(wz_exchange *x)
{
    const char *joined = NULL;
    for (size_t i = 0; i < x->form.count; i++) {
        if (strcmp(x->form.items[i].name, "answer") != 0)
            continue;
        const char *value = x->form.items[i].value;
        joined = joined ? wz_arena_printf(x->arena, "%s,%s", joined, value) : value;
        if (!joined)
            return "";
    }
    return joined ? joined : "none";
}

void wz_do_walk_answer(wz_exchange *x)
{
    visit v;
    size_t question = 0;
    if (!begin(x, &v))
        return;
    wz_diag *diag = wz_diag_new();
    int code =
        form_number(x, "question", &question) ? wz_walk_answer(v.walk, question, joined_answers(x), diag) : WZ_EINPUT;
    finish(&v, code, diag);
    wz_diag_free(diag);
}

void wz_do_walk_restart(wz_exchange *x)
{
    visit v;
    if (!begin(x, &v))
        return;
    wz_walk_free(v.walk);
    wz_diag *diag = wz_diag_new();
    int code = wz_draft_drop(x->worker->store, &x->account, x->now, wz_training_key(x, x->account.id, v.name), diag);
    if (code == WZ_OK)
        wz_redirect(x, NULL, "/training/%s", v.name);
    else
        wz_refuse_code(x, code, diag);
    wz_diag_free(diag);
}
