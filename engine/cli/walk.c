/* `wenze walk`: a scenario in a terminal, step by step, or through a pipe. */
#include "wenze/walk.h"

#include "base/buffer.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/lines.h"
#include "cli/problems.h"
#include "cli/result.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    OPTION_TRAINER = 256,
    OPTION_LEARNER,
    OPTION_SAVE,
    OPTION_RESUME,
    OPTION_TRANSCRIPT,
    OPTION_SCORES,
    OPTION_LIST
};

typedef struct {
    wz_cli_common common;
    wz_walk_options options;
    const char *save, *resume, *transcript;
    bool scores, list;
    char **files;
    int file_count;
} arguments;

static const struct argp_option options_zh[] = {
    {"trainer", OPTION_TRAINER, NULL, 0, "教员：显示教员备注，答题前也显示结果", 0},
    {"learner", OPTION_LEARNER, "姓名", 0, "学员姓名，记入记录和成绩", 0},
    {"save", OPTION_SAVE, "文件", 0, "离开时把进度和答案存入文件（权限 0600）", 0},
    {"resume", OPTION_RESUME, "文件", 0, "接着走已存的进度", 0},
    {"transcript", OPTION_TRANSCRIPT, "文件", 0, "离开时把全过程写成文字", 0},
    {"list", OPTION_LIST, NULL, 0, "列出各情景的名称、难度、步数、题数和学习目标", 0},
    {"scores", OPTION_SCORES, NULL, 0, "参数是已存的进度文件：打印成绩表", 0},
    {0},
};

static const struct argp_option options_en[] = {
    {"trainer", OPTION_TRAINER, NULL, 0, "show the trainer's notes, and results before questions are answered", 0},
    {"learner", OPTION_LEARNER, "NAME", 0, "who walks, for the transcript and the scores", 0},
    {"save", OPTION_SAVE, "FILE", 0, "on leaving, save progress and answers (mode 0600)", 0},
    {"resume", OPTION_RESUME, "FILE", 0, "go on from what was saved", 0},
    {"transcript", OPTION_TRANSCRIPT, "FILE", 0, "on leaving, write down the whole walk as text", 0},
    {"list", OPTION_LIST, NULL, 0, "list scenarios: title, difficulty, steps, questions, learning aims", 0},
    {"scores", OPTION_SCORES, NULL, 0, "the arguments are saved walks: print a score sheet", 0},
    {0},
};

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    arguments *a = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &a->common; break;
    case OPTION_TRAINER: a->options.trainer = true; break;
    case OPTION_LEARNER: a->options.learner = text; break;
    case OPTION_SAVE: a->save = text; break;
    case OPTION_RESUME: a->resume = text; break;
    case OPTION_TRANSCRIPT: a->transcript = text; break;
    case OPTION_SCORES: a->scores = true; break;
    case OPTION_LIST: a->list = true; break;
    case ARGP_KEY_ARGS:
        a->files = state->argv + state->next;
        a->file_count = state->argc - state->next;
        break;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "%s",
                   wz_cli_say(a->common.language, "要给出情景文件或案件文件", "name a scenario or a case"));
        break;
    case ARGP_KEY_END:
        if (!a->list && !a->scores && a->file_count > 1)
            argp_error(state, "%s", wz_cli_say(a->common.language, "一次走一个情景", "walk one scenario at a time"));
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static const char *say(const arguments *a, const char *zh, const char *en)
{
    return wz_cli_say(a->common.language, zh, en);
}

/* ---- files ---- */

/* A whole file in memory; NULL with a message where it cannot be read. Free with free(). */
static char *read_file(const arguments *a, const char *file, size_t *length)
{
    enum { LARGEST = 1 << 24 };
    char *bytes = NULL;
    FILE *in = fopen(file, "rb");
    if (in && (bytes = malloc(LARGEST)))
        *length = fread(bytes, 1, LARGEST, in);
    if (!in || !bytes || ferror(in) || *length == LARGEST) {
        fprintf(stderr, "%s: %s\n", file,
                *length == LARGEST
                    ? say(a, "文件过大；请给出保存的进度文件", "too large; name a saved walk")
                    : say(a, "不能读取；请检查路径和权限", "cannot be read; check the path and the permission"));
        free(bytes);
        bytes = NULL;
    }
    if (in)
        fclose(in);
    return bytes;
}

static int write_file(const arguments *a, const char *file, const char *text)
{
    int handle = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    FILE *out = handle >= 0 ? fdopen(handle, "w") : NULL;
    bool good = out && fputs(text, out) >= 0;
    if (out && fclose(out) != 0)
        good = false;
    if (!good)
        fprintf(stderr, "%s: %s (%s)\n", file,
                say(a, "不能写入；请检查目录和磁盘空间", "cannot be written; check the folder and the space"),
                strerror(errno));
    return good ? WZ_OK : WZ_EIO;
}

static int print_problems(const arguments *a, wz_diag *diag, int code, const char *subject)
{
    wz_cli_print_problems(a->common.language, diag, code, subject);
    wz_diag_free(diag);
    return code;
}

/* ---- what is seen ---- */

static void print_about(const arguments *a, const char *file, const wz_walk_about *about)
{
    printf("%s", about->title);
    if (about->difficulty)
        printf("%s%u/5", say(a, "　难度 ", "  difficulty "), about->difficulty);
    printf(say(a, "　%zu 步　%zu 题\n", "  %zu steps  %zu questions\n"), about->steps, about->questions);
    if (file)
        printf("  %s\n", file);
    for (size_t i = 0; i < about->aim_count; i++)
        printf("  %s%s\n", i ? say(a, "          ", "           ") : say(a, "学习目标：", "Aims:      "),
               about->aims[i]);
}

static void print_questions(const arguments *a, const wz_walk_view *view)
{
    for (size_t i = 0; i < view->question_count; i++) {
        const wz_walk_question *q = &view->questions[i];
        printf(say(a, "\n  问 %zu　%s\n", "\n  Q%zu  %s\n"), i + 1, q->text);
        for (size_t c = 0; c < q->choice_count; c++)
            printf("     %zu. %s\n", c + 1, q->choices[c].text);
        if (q->answered)
            printf(say(a, "     答：%s　（%u/%u 分）\n", "     Answer: %s  (%u of %u)\n"), q->answer_text, q->points,
                   q->of);
    }
}

static void print_changes(const arguments *a, const wz_walk_view *view)
{
    size_t minor = 0;
    if (view->change_count)
        puts(say(a, "\n  由此：", "\n  And so:"));
    for (size_t i = 0; i < view->change_count; i++) {
        const wz_walk_change *c = &view->changes[i];
        minor += c->minor;
        if (c->minor)
            continue;
        printf(say(a, "  → %s〔%s〕%s：%s%s%s\n", "  → %s [%s] %s: %s%s%s\n"), c->name, c->regime_text, c->text,
               c->from_text ? c->from_text : "", c->from_text ? " → " : "", c->to_text ? c->to_text : "");
    }
    if (minor)
        printf(say(a, "  → 另有 %zu 条职责、权限、程序规则随之变化\n",
                   "  → and %zu rules on duties, competent bodies and procedure\n"),
               minor);
}

static void print_result(const arguments *a, const wz_walk_view *view)
{
    print_changes(a, view);
    if (view->outcomes && *view->outcomes) {
        puts(say(a, "\n  目前结论：", "\n  As it stands:"));
        for (const char *at = view->outcomes; *at;) {
            size_t length = strcspn(at, "\n");
            printf("    %.*s\n", (int)length, at);
            at += length + (at[length] == '\n');
        }
    }
}

static void print_step(const arguments *a, const wz_walk_view *view, size_t steps)
{
    printf(say(a, "\n── 第 %zu 步，共 %zu 步 ──\n", "\n── Step %zu of %zu ──\n"), view->step, steps);
    if (view->tell)
        printf("  %s\n", view->tell);
    if (view->note)
        printf(say(a, "  〔教员〕%s\n", "  [trainer] %s\n"), view->note);
    for (size_t i = 0; i < view->news_count; i++)
        printf("  · %s\n", view->news[i].text);
    print_questions(a, view);
    if (!view->open)
        print_result(a, view);
}

/* ---- a session ---- */

typedef struct {
    const arguments *a;
    wz_walk *walk;
    wz_cli_lines *lines;
    wz_walk_about about;
    size_t at;
    bool shown; /* the step has been printed */
} session;

static int look(session *s, const wz_walk_view **view)
{
    wz_diag *diag = wz_diag_new();
    return print_problems(s->a, diag, wz_walk_look(view, s->walk, diag), s->a->files[0]);
}

static void go(session *s, size_t step)
{
    wz_diag *diag = wz_diag_new();
    if (print_problems(s->a, diag, wz_walk_go(s->walk, step, diag), s->a->files[0]) != WZ_OK)
        return;
    s->at = step;
    s->shown = false;
}

/* The first question that is open at the step; the count of questions where none is. */
static size_t first_open(const wz_walk_view *view)
{
    size_t i = 0;
    while (i < view->question_count && view->questions[i].answered)
        i++;
    return i;
}

static void answer(session *s, size_t question, const char *text, bool was_open)
{
    wz_diag *diag = wz_diag_new();
    const wz_walk_view *view;
    if (print_problems(s->a, diag, wz_walk_answer(s->walk, question, text, diag), s->a->files[0]) != WZ_OK ||
        look(s, &view) != WZ_OK)
        return;
    const wz_walk_question *q = &view->questions[question];
    printf(say(s->a, "  得 %u 分，满分 %u 分。%s\n", "  %u of %u points. %s\n"), q->points, q->of, q->verdict);
    if (was_open && !view->open)
        print_result(s->a, view);
}

static void print_whole(session *s)
{
    char *text = NULL;
    wz_diag *diag = wz_diag_new();
    if (print_problems(s->a, diag, wz_walk_result(&text, s->walk, WZ_FORMAT_TEXT, 0, diag), s->a->files[0]) == WZ_OK)
        fputs(text, stdout);
    wz_text_free(text);
}

static const char help_zh[] =
    "  回车 下一步　b 上一步　g N 到第 N 步　r 看全部结果　q 离开；有题时直接写答案（编号或规则编号，可用逗号分隔）";
static const char help_en[] =
    "  Enter: next   b: back   g N: step N   r: the whole result   q: leave; where a question stands, write the answer";

/* One command; false = leave. */
static bool obey(session *s, const char *line, const wz_walk_view *view)
{
    while (*line == ' ' || *line == '\t')
        line++;
    char *end;
    if (strcmp(line, "q") == 0)
        return false;
    if (strcmp(line, "?") == 0 || strcmp(line, "h") == 0)
        puts(say(s->a, help_zh, help_en));
    else if (strcmp(line, "b") == 0)
        go(s, s->at ? s->at - 1 : 0);
    else if (strcmp(line, "r") == 0)
        print_whole(s);
    else if (line[0] == 'g' && line[1] == ' ' && strtoul(line + 2, &end, 10) <= s->about.steps && !*end)
        go(s, strtoul(line + 2, NULL, 10));
    else if (*line && first_open(view) < view->question_count) /* a trainer may answer, too, to show the marks */
        answer(s, first_open(view), line, view->open);
    else if (*line)
        puts(say(s->a, help_zh, help_en));
    else if (view->open)
        puts(say(s->a, "  请先作答（无：none）。", "  Answer first (none: none)."));
    else if (s->at == s->about.steps)
        return false;
    else
        go(s, s->at + 1);
    return true;
}

static int run_session(session *s)
{
    for (;;) {
        const wz_walk_view *view;
        int code = look(s, &view);
        if (code != WZ_OK)
            return code;
        if (!s->shown)
            print_step(s->a, view, s->about.steps);
        s->shown = true;
        const char *prompt = view->open ? say(s->a, "你的判断> ", "your answer> ")
                             : s->at == s->about.steps
                                 ? say(s->a, "（已到最后，回车离开）> ", "(the end; Enter leaves)> ")
                                 : "> ";
        const char *line = wz_cli_lines_ask(s->lines, prompt);
        if (!line || !obey(s, line, view))
            return WZ_OK;
    }
}

static int resume(session *s)
{
    size_t length = 0;
    char *bytes = read_file(s->a, s->a->resume, &length);
    if (!bytes)
        return WZ_EIO;
    wz_diag *diag = wz_diag_new();
    int code = print_problems(s->a, diag, wz_walk_resume(s->walk, s->a->resume, bytes, length, diag), s->a->resume);
    free(bytes);
    const wz_walk_view *view;
    if (code == WZ_OK && look(s, &view) == WZ_OK)
        s->at = view->step;
    return code;
}

static int keep(session *s)
{
    char *text = NULL;
    int code = WZ_OK;
    if (s->a->save && (code = wz_walk_save(&text, s->walk)) == WZ_OK)
        code = write_file(s->a, s->a->save, text);
    wz_text_free(text);
    text = NULL;
    if (code != WZ_OK || !s->a->transcript)
        return code;
    wz_diag *diag = wz_diag_new();
    code = print_problems(s->a, diag, wz_walk_transcript(&text, s->walk, 0, diag), s->a->transcript);
    if (code == WZ_OK)
        code = write_file(s->a, s->a->transcript, text);
    wz_text_free(text);
    return code;
}

static int open_walk(const arguments *a, const wz_rules *rules, const char *file, wz_walk **walk)
{
    wz_diag *diag = wz_diag_new();
    return print_problems(a, diag, wz_walk_open(walk, rules, file, &a->options, diag), file);
}

static int walk_one(const arguments *a, const wz_rules *rules)
{
    session s = {.a = a, .lines = wz_cli_lines_open()};
    int code = s.lines ? open_walk(a, rules, a->files[0], &s.walk) : WZ_ENOMEM;
    if (code == WZ_OK && a->resume)
        code = resume(&s);
    if (code == WZ_OK) {
        s.about = wz_walk_get_about(s.walk);
        print_about(a, NULL, &s.about);
        puts(say(a, help_zh, help_en));
        code = run_session(&s);
    }
    if (code == WZ_OK)
        code = keep(&s);
    wz_walk_free(s.walk);
    wz_cli_lines_close(s.lines);
    return code;
}

static int list_all(const arguments *a, const wz_rules *rules)
{
    int worst = WZ_OK;
    for (int i = 0; i < a->file_count; i++) {
        wz_walk *walk = NULL;
        int code = open_walk(a, rules, a->files[i], &walk);
        if (code == WZ_OK) {
            wz_walk_about about = wz_walk_get_about(walk);
            print_about(a, a->files[i], &about);
        } else {
            worst = code;
        }
        wz_walk_free(walk);
    }
    return worst;
}

static int print_scores(const arguments *a)
{
    wz_walk_saved *saved = calloc((size_t)a->file_count, sizeof *saved);
    char **bytes = calloc((size_t)a->file_count, sizeof *bytes);
    size_t count = 0;
    int worst = saved && bytes ? WZ_OK : WZ_ENOMEM;
    for (int i = 0; worst != WZ_ENOMEM && i < a->file_count; i++) {
        size_t length = 0;
        bytes[i] = read_file(a, a->files[i], &length);
        if (bytes[i])
            saved[count++] = (wz_walk_saved){a->files[i], bytes[i], length};
        else
            worst = WZ_EIO;
    }
    char *text = NULL;
    if (worst != WZ_ENOMEM) {
        wz_diag *diag = wz_diag_new();
        int code = wz_walk_scores(&text, saved, count, wz_cli_library_language(a->common.language), diag);
        worst = print_problems(a, diag, code, "walk") == WZ_OK ? worst : code;
    }
    fputs(text ? text : "", stdout);
    wz_text_free(text);
    for (int i = 0; bytes && i < a->file_count; i++)
        free(bytes[i]);
    free(bytes);
    free(saved);
    return worst;
}

int wz_cli_walk(int argc, char **argv)
{
    arguments a = {.common.language = wz_cli_language_find(argc, argv), .options = WZ_WALK_OPTIONS_INIT};
    bool zh = a.common.language == WZ_CLI_ZH;
    const struct argp_child children[] = {{wz_cli_common_argp(a.common.language), 0, NULL, 0}, {0}};
    const struct argp argp = {
        .options = zh ? options_zh : options_en,
        .parser = parse_option,
        .children = children,
        .args_doc = zh ? "情景.xml|案件.xml" : "SCENARIO.xml|CASE.xml",
        .doc = zh ? "教学：事实按故事的顺序一步一步出现，每步显示由此成立的条款；学员先作判断，再对照推理打分。"
                  : "For a class: facts become known in the order of the story, after each step the rules that fire; "
                    "learners predict first and are marked against the proof."};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    a.options.language = wz_cli_library_language(a.common.language);
    char today[11];
    wz_cli_today(today);
    a.options.today = today;
    if (a.scores)
        return wz_cli_status(print_scores(&a));
    wz_rules *rules = NULL;
    int code = wz_cli_open_rules(&rules, &a.common);
    if (code == WZ_OK)
        code = a.list ? list_all(&a, rules) : walk_one(&a, rules);
    wz_rules_close(rules);
    return wz_cli_status(code);
}
