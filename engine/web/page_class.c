/* The trainer's view: the class's answers, a row a learner, and one learner's whole walk as a transcript. */
#include "web/layout.h"
#include "web/pages.h"
#include "web/people.h"
#include "web/training.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SCENARIOS = 200, MOST_WALKS = 20000 };

typedef struct {
    const char *name, *title;
    wz_walk *walk;
} scenario;

/* A walk that somebody has begun. */
typedef struct {
    int64_t account;
    const char *learner;
    size_t scenario;
    wz_walk_score score;
    int64_t saved;
} begun;

typedef struct {
    wz_exchange *x;
    scenario scenarios[MOST_SCENARIOS];
    size_t scenario_count;
    begun *walks;
    size_t count, capacity;
} class_list;

static bool add_scenario(const char *name, const char *file, void *payload)
{
    class_list *l = payload;
    wz_walk *walk = wz_training_open(l->x, file, NULL, false, NULL);
    if (walk)
        l->scenarios[l->scenario_count++] = (scenario){
            wz_arena_strdup(l->x->arena, name), wz_arena_strdup(l->x->arena, wz_walk_get_about(walk).title), walk};
    return l->scenario_count < MOST_SCENARIOS;
}

/* "walk:ACCOUNT:SCENARIO" */
static bool add_walk(const wz_draft *draft, void *payload)
{
    class_list *l = payload;
    const char *account = draft->key + strlen("walk:"), *name = strchr(account, ':');
    for (size_t i = 0; name && i < l->scenario_count; i++) {
        if (strcmp(l->scenarios[i].name, name + 1) != 0)
            continue;
        begun walk = {.account = strtoll(account, NULL, 10),
                      .learner = wz_arena_strdup(l->x->arena, draft->saved_by_name),
                      .scenario = i,
                      .saved = draft->saved};
        begun *grown = wz_arena_grow(l->x->arena, l->walks, l->count, &l->capacity, sizeof *grown);
        if (!grown)
            return false;
        l->walks = grown;
        if (wz_walk_score_of(&walk.score, l->scenarios[i].walk, draft->bytes, draft->size) == WZ_OK)
            l->walks[l->count++] = walk;
    }
    return l->count < MOST_WALKS;
}

/* The name that goes with an account. */
static const char *display_of(wz_exchange *x, const char *account)
{
    wz_account_record record;
    if (wz_account_find(&record, x->worker->store, account, NULL) != WZ_OK)
        return "";
    const char *display = wz_arena_strdup(x->arena, record.display);
    return display ? display : "";
}

static void write_rows(class_list *l)
{
    wz_exchange *x = l->x;
    wz_html(&x->body,
            "<div class=\"table\" tabindex=\"0\"><table class=\"stack\"><thead><tr><th>%s</th><th>%s</th><th "
            "class=\"number\">%s</th>"
            "<th class=\"number\">%s</th><th>%s</th></tr></thead><tbody>\n",
            wz_say(x, "学员", "Learner"), wz_say(x, "情景", "Scenario"), wz_say(x, "已答", "Answered"),
            wz_say(x, "得分", "Points"), wz_say(x, "最近", "Last"));
    for (size_t i = 0; i < l->count; i++) {
        const begun *w = &l->walks[i];
        const scenario *s = &l->scenarios[w->scenario];
        wz_html(&x->body,
                "<tr><td data-label=\"%s\">%s <small>%s</small></td><td data-label=\"%s\"><a "
                "href=\"/training/class/%lld/%s\">%s</a>%s</td>",
                wz_say(x, "学员", "Learner"), display_of(x, w->learner), w->learner, wz_say(x, "情景", "Scenario"),
                (long long)w->account, s->name, s->title,
                w->score.current ? "" : wz_say(x, "（情景已改）", " (scenario changed)"));
        wz_html(&x->body,
                "<td class=\"number\" data-label=\"%s\">%zu/%zu</td><td class=\"number\" data-label=\"%s\">%u/%u</td>"
                "<td data-label=\"%s\">",
                wz_say(x, "已答", "Answered"), w->score.answered, w->score.questions, wz_say(x, "得分", "Points"),
                w->score.points, w->score.of, wz_say(x, "最近", "Last"));
        wz_people_time(x, w->saved);
        wz_buffer_puts(&x->body, "</td></tr>\n");
    }
    wz_buffer_puts(&x->body, "</tbody></table></div>\n");
}

void wz_page_class(wz_exchange *x)
{
    wz_page_title(x, wz_say(x, "班级答卷", "The class"));
    class_list *l = wz_arena_alloc(x->arena, sizeof *l);
    wz_diag *diag = wz_diag_new();
    int code = l ? WZ_OK : WZ_ENOMEM;
    if (l) {
        l->x = x;
        wz_walk_list(wz_walk_directory(), add_scenario, l);
        code = wz_draft_list(x->worker->store, "walk:", add_walk, l, diag);
    }
    if (code != WZ_OK)
        wz_refuse_code(x, code, diag);
    else if (!l->count)
        wz_html(&x->body, "<p class=\"empty\">%s</p>\n",
                wz_say(x, "还没有人开始推演。学员在“情景推演”里选一个情景开始。",
                       "Nobody has begun yet. Learners choose a scenario under “Scenarios”."));
    else
        write_rows(l);
    for (size_t i = 0; l && i < l->scenario_count; i++)
        wz_walk_free(l->scenarios[i].walk);
    wz_diag_free(diag);
}

/* ---- one learner's walk ---- */

typedef struct {
    wz_exchange *x;
    const char *name, *file, *json, *learner;
    size_t length;
} looked_up;

static bool find_file(const char *name, const char *file, void *payload)
{
    looked_up *f = payload;
    if (strcmp(name, f->name) == 0)
        f->file = wz_arena_strdup(f->x->arena, file);
    return !f->file;
}

static void take_draft(const wz_draft *draft, void *payload)
{
    looked_up *f = payload;
    f->json = wz_arena_strndup(f->x->arena, draft->bytes, draft->size);
    f->length = draft->size;
    f->learner = wz_arena_strdup(f->x->arena, draft->saved_by_name);
}

static int transcribe(looked_up *f, char **text, wz_diag *diag)
{
    wz_walk *walk = wz_training_open(f->x, f->file, f->learner, false, diag);
    int code = walk ? wz_walk_resume(walk, "draft", f->json, f->length, diag) : WZ_EINPUT;
    if (code == WZ_OK)
        code = wz_walk_transcript(text, walk, 96, diag);
    wz_walk_free(walk);
    return code;
}

void wz_page_class_walk(wz_exchange *x)
{
    looked_up f = {.x = x, .name = x->params[1]};
    int64_t account = strtoll(x->params[0], NULL, 10);
    wz_walk_list(wz_walk_directory(), find_file, &f);
    wz_draft_read(x->worker->store, wz_training_key(x, account, f.name), take_draft, &f, NULL);
    if (!f.file || !f.json) {
        wz_not_found(x);
        return;
    }
    wz_diag *diag = wz_diag_new();
    char *text = NULL;
    int code = transcribe(&f, &text, diag);
    if (code == WZ_OK) {
        wz_page_title(x, wz_arena_printf(x->arena, "%s %s", display_of(x, f.learner), f.learner));
        wz_html(&x->body, "<p><a href=\"/training/class\">%s</a></p>\n<pre class=\"transcript\">%s</pre>\n",
                wz_say(x, "← 全班", "← the class"), text);
    } else {
        wz_refuse_code(x, code, diag);
    }
    wz_text_free(text);
    wz_diag_free(diag);
}
