/* `wenze ask`: what is missing, as a list, or as an interview that writes the completed case. */
#include "wenze/ask.h"

#include "cli/commands.h"
#include "cli/common.h"
#include "cli/lines.h"
#include "cli/problems.h"
#include "cli/result.h"
#include "cli/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    OPTION_PERSON = 256,
    OPTION_REGIME,
    OPTION_CONCLUSION,
    OPTION_AS_OF,
    OPTION_PLAN,
    OPTION_MOST,
    OPTION_INTERACTIVE,
    OPTION_FORMAT
};

typedef struct {
    wz_cli_common common;
    wz_ask_request request;
    bool interactive;
    const char *file, *output;
} arguments;

static const struct argp_option options_zh[] = {
    {"person", OPTION_PERSON, "编号", 0, "只问一人（缺省：案件各人）", 0},
    {"regime", OPTION_REGIME, "规定", 0, "按哪一规定（缺省：适用的规定）", 0},
    {"conclusion", OPTION_CONCLUSION, "条款", 0, "只问关系到一个结论的：outcome、规则编号或规则种类", 0},
    {"as-of", OPTION_AS_OF, "日期", 0, "以哪一天为准（YYYY-MM-DD；缺省：案件所写，否则今天）", 0},
    {"plan", OPTION_PLAN, "decisive|lookahead|vocabulary", 0,
     "先后：关系到最多结论的在前（缺省）；试一步，剩下最少的在前；按词汇表", 0},
    {"most", OPTION_MOST, "条数", 0, "最多列几条", 0},
    {"interactive", OPTION_INTERACTIVE, NULL, 0, "一问一答，把补充完整的案件写入 -o 的文件", 0},
    {"format", OPTION_FORMAT, "text|json|xml", 0, "输出形式（缺省 text）", 0},
    {"output", 'o', "文件", 0, "写入文件而不是标准输出", 0},
    {0},
};

static const struct argp_option options_en[] = {
    {"person", OPTION_PERSON, "ID", 0, "about one person only (default: all of the case)", 0},
    {"regime", OPTION_REGIME, "ID", 0, "under which regulation (default: the one that governs)", 0},
    {"conclusion", OPTION_CONCLUSION, "RULE", 0,
     "only what bears on one conclusion: outcome, a rule or a kind of rules", 0},
    {"as-of", OPTION_AS_OF, "DATE", 0, "the day asked about, YYYY-MM-DD (default: the case's own, else today)", 0},
    {"plan", OPTION_PLAN, "decisive|lookahead|vocabulary", 0,
     "order: under most conclusions first (default); one step tried, what leaves fewest open first; as in the "
     "vocabulary",
     0},
    {"most", OPTION_MOST, "N", 0, "list at most so many", 0},
    {"interactive", OPTION_INTERACTIVE, NULL, 0, "ask one by one, and write the completed case to the file of -o", 0},
    {"format", OPTION_FORMAT, "text|json|xml", 0, "form of the output (default: text)", 0},
    {"output", 'o', "FILE", 0, "write to a file instead of standard output", 0},
    {0},
};

static bool read_plan(arguments *a, const char *text)
{
    static const char *const names[] = {"decisive", "lookahead", "vocabulary", NULL};
    int index = wz_cli_index_of(text, names);
    a->request.plan = index < 0 ? WZ_PLAN_DECISIVE : (wz_plan)index;
    return index >= 0;
}

static bool read_size(const char *text, size_t *out)
{
    int64_t number = 0;
    bool good = wz_cli_read_number(&number, text, 1, 1000000);
    *out = (size_t)number;
    return good;
}

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    arguments *a = state->input;
    bool good = true;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &a->common; break;
    case OPTION_PERSON: a->request.person = text; break;
    case OPTION_REGIME: a->request.regime = text; break;
    case OPTION_CONCLUSION: a->request.conclusion = text; break;
    case OPTION_AS_OF: a->request.as_of = text; break;
    case OPTION_PLAN: good = read_plan(a, text); break;
    case OPTION_MOST: good = read_size(text, &a->request.most); break;
    case OPTION_INTERACTIVE: a->interactive = true; break;
    case OPTION_FORMAT: good = wz_cli_read_format(&a->request.format, text, WZ_FORMAT_XML); break;
    case 'o': a->output = text; break;
    case ARGP_KEY_ARG:
        if (a->file)
            return ARGP_ERR_UNKNOWN;
        a->file = text;
        break;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "%s",
                   wz_cli_say(a->common.language, "要给出案件文件（“-”为标准输入）",
                              "name a case file (\"-\" is standard input)"));
        break;
    case ARGP_KEY_END:
        if (a->interactive && (!a->output || (a->file && strcmp(a->file, "-") == 0)))
            argp_error(state, "%s",
                       wz_cli_say(a->common.language, "一问一答时，案件要给文件名，并用 -o 给出写入的文件",
                                  "with --interactive name the case as a file, and with -o the file to write"));
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    if (!good)
        wz_cli_bad_value(state, a->common.language, text);
    return 0;
}

/* --- the interview --- */

/* Standard output is the session: questions, prompts and, from a pipe, the answers. The case goes to a file. */
typedef struct {
    const arguments *a;
    wz_interview *interview;
    wz_cli_lines *lines;
    wz_diag *diag;
} talk;

static const char *say(const talk *t, const char *zh, const char *en)
{
    return wz_cli_say(t->a->common.language, zh, en);
}

static void show_question(const talk *t, const wz_open_question *q)
{
    size_t settled, all;
    wz_interview_progress(t->interview, &settled, &all);
    printf("\n(%zu/%zu) %s%s%s\n", settled, all, q->name, say(t, "：", ": "), q->question);
    if (*q->stated)
        printf("   %s%s\n", say(t, "案件所载：", "The case says: "), q->stated);
    if (*q->proof)
        printf("   %s%s\n", say(t, "可凭：", "Proved by: "), q->proof);
    for (size_t i = 0; i < q->effect_count; i++)
        printf("   %s\n", q->effects[i]);
    for (size_t i = 0; i < q->choice_count; i++)
        printf("   %zu) %s (%s)\n", i + 1, q->choice_labels[i], q->choices[i]);
}

static const char *standing_words(const talk *t, const char *standing)
{
    static const char *const ids[] = {"refuted", "alleged", "disputed", NULL};
    static const char *const words[] = {"查否", "反映", "有争议"};
    int at = wz_cli_index_of(standing, ids);
    return at >= 0 ? say(t, words[at], standing) : standing;
}

/* An answer in words: yes and no, a choice by its label, standing and evidence behind it. */
static void show_answer(const talk *t, const wz_answer *answer, const wz_open_question *q)
{
    const char *value = answer->value ? answer->value : "?";
    bool bounded = answer->at_least || answer->at_most;
    if (strcmp(value, "true") == 0)
        value = say(t, "是", "yes");
    else if (strcmp(value, "false") == 0)
        value = say(t, "否", "no");
    else if (strcmp(value, "unknown") == 0 || strcmp(value, "?") == 0)
        value = say(t, "不明", "not known");
    for (size_t i = 0; q && answer->value && i < q->choice_count; i++)
        if (strcmp(q->choices[i], answer->value) == 0)
            value = q->choice_labels[i];
    if (bounded)
        printf("%s..%s", answer->at_least ? answer->at_least : "", answer->at_most ? answer->at_most : "");
    else
        printf("%s", value);
    if (answer->standing && strcmp(answer->standing, "established") != 0)
        printf("@%s", standing_words(t, answer->standing));
    if (answer->evidence && *answer->evidence)
        printf("#%s", answer->evidence);
}

static void show_answers(const talk *t)
{
    for (size_t i = 0; i < wz_interview_answer_count(t->interview); i++) {
        const wz_open_question *q;
        bool aside;
        const wz_answer *answer = wz_interview_answer_at(t->interview, i, &q, &aside);
        printf("%zu. %s%s%s%s", i + 1, q ? q->name : answer->of, say(t, "，", ", "), q ? q->label : answer->fact,
               say(t, "：", ": "));
        show_answer(t, answer, q);
        puts(aside ? say(t, "（已不必问）", " (no longer asked)") : "");
    }
}

/* The value behind the number of a choice; else the words as they are. */
static const char *chosen(const wz_open_question *q, const char *text)
{
    size_t number;
    return q->choice_count && read_size(text, &number) && number <= q->choice_count ? q->choices[number - 1] : text;
}

static const char *plain(const char *text)
{
    static const char *const yes[] = {"y", "yes", "true", "是", NULL}, *const no[] = {"n", "no", "false", "否", NULL};
    static const char *const open[] = {"?", "？", "unknown", "不知道", NULL};
    return wz_cli_index_of(text, yes) >= 0    ? "true"
           : wz_cli_index_of(text, no) >= 0   ? "false"
           : wz_cli_index_of(text, open) >= 0 ? "?"
                                              : text;
}

/* "back 2", "回 2", "回2": the number of the answer to give anew; 0 = it is none. */
static size_t back_to(const char *line)
{
    static const char *const words[] = {"back", "回"};
    for (size_t i = 0; i < 2; i++) {
        size_t length = strlen(words[i]), number;
        if (strncmp(line, words[i], length) == 0 && read_size(line + length + strspn(line + length, " "), &number))
            return number;
    }
    return 0;
}

static void answer(talk *t, const char *of, const char *fact, const wz_open_question *q, const char *line)
{
    wz_diag_free(t->diag);
    t->diag = wz_diag_new();
    int code = wz_interview_answer_text(t->interview, of, fact, plain(q ? chosen(q, line) : line), t->diag);
    if (code != WZ_OK)
        wz_cli_print_problems(t->a->common.language, t->diag, code, t->a->file);
}

/* Ask an earlier question again. */
static void go_back(talk *t, size_t number)
{
    const wz_open_question *q = NULL;
    const wz_answer *given = wz_interview_answer_at(t->interview, number - 1, &q, NULL);
    if (!given) {
        printf("%s\n", say(t, "没有这个回答。", "There is no such answer."));
        return;
    }
    if (q)
        show_question(t, q);
    const char *line = wz_cli_lines_ask(t->lines, "> ");
    if (line && *line)
        answer(t, given->of, given->fact, q, line);
}

static void show_help(const talk *t)
{
    fprintf(stderr, "%s\n",
            say(t,
                "回答：是、否、值或选项序号，不知道写 ?；后面可加 @反映、#证据。回 N 改第 N 个回答，列 看已答，完 "
                "结束，帮助 再看本说明。",
                "Answer yes, no, a value or the number of a choice, or ? where not known; @alleged and #evidence "
                "behind it. back N gives answer N anew, list shows the answers, done ends, help shows this again."));
}

/* One question and what is said to it; false at the end. */
static bool ask_one(talk *t)
{
    static const char *const done[] = {"done", "quit", "完", NULL}, *const list[] = {"list", "列", NULL},
                             *const help[] = {"help", "h", "帮助", NULL};
    const wz_open_question *q = wz_interview_question(t->interview, 0);
    show_question(t, q);
    const char *line = wz_cli_lines_ask(t->lines, "> ");
    if (!line || wz_cli_index_of(line, done) >= 0)
        return false;
    if (back_to(line))
        go_back(t, back_to(line));
    else if (wz_cli_index_of(line, list) >= 0)
        show_answers(t);
    else if (wz_cli_index_of(line, help) >= 0)
        show_help(t);
    else if (*line)
        answer(t, q->of, q->fact, q, line);
    return true;
}

static int interview(const arguments *a, wz_interview *open)
{
    talk t = {.a = a, .interview = open, .lines = wz_cli_lines_open(), .diag = wz_diag_new()};
    char *text = NULL;
    size_t length = 0;
    if (!t.lines || !t.diag) {
        wz_cli_print_problems(a->common.language, NULL, WZ_ENOMEM, a->file);
        wz_cli_lines_close(t.lines);
        wz_diag_free(t.diag);
        return WZ_EXIT_FAILURE;
    }
    show_help(&t);
    while (wz_interview_open_count(open) && ask_one(&t))
        continue;
    if (wz_interview_open_count(open) == 0)
        printf("\n%s\n", say(&t, "没有待查事项了：任何回答都改变不了所问的结论。",
                             "Nothing is open: no answer can change a conclusion asked about."));
    int code = wz_interview_case(&text, &length, open);
    int status = wz_cli_result(a->common.language, code, text, length, a->output, a->file, NULL);
    wz_cli_lines_close(t.lines);
    wz_diag_free(t.diag);
    return status;
}

static int ask(const arguments *a, const wz_rules *rules)
{
    wz_diag *diag = wz_diag_new();
    wz_interview *open = NULL;
    char *text = NULL;
    size_t length = 0;
    int status, code = wz_interview_open(&open, rules, a->file, &a->request, diag);
    if (code == WZ_OK && a->interactive) {
        wz_cli_print_problems(a->common.language, diag, code, a->file);
        status = interview(a, open);
    } else {
        if (code == WZ_OK)
            code = wz_interview_list(&text, &length, open);
        status = wz_cli_result(a->common.language, code, text, length, a->output, a->file, diag);
    }
    wz_interview_free(open);
    wz_diag_free(diag);
    return status;
}

int wz_cli_ask(int argc, char **argv)
{
    arguments a = {.request = WZ_ASK_REQUEST_INIT, .common.language = wz_cli_language_find(argc, argv)};
    bool zh = a.common.language == WZ_CLI_ZH;
    const struct argp_child children[] = {{wz_cli_common_argp(a.common.language), 0, NULL, 0}, {0}};
    const struct argp argp = {
        .options = zh ? options_zh : options_en,
        .parser = parse_option,
        .children = children,
        .args_doc = zh ? "案件.xml" : "CASE.xml",
        .doc = zh ? "还缺什么：待查的问题，影响大的在前，附可凭以查明的证据和每种回答会改变什么；改变不了结论的不问。"
                  : "What is missing: open questions, most decisive first, with what would prove each and what each "
                    "answer "
                    "would change; nothing is asked that could not change a conclusion."};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    char today[11];
    wz_cli_today(today);
    a.request.today = today;
    a.request.language = wz_cli_library_language(a.common.language);
    a.request.colour = !a.output && isatty(STDOUT_FILENO);
    a.request.width = a.output ? 0 : wz_cli_terminal_width();
    wz_rules *rules = NULL;
    int code = wz_cli_open_rules(&rules, &a.common);
    int status = code == WZ_OK ? ask(&a, rules) : wz_cli_status(code);
    wz_rules_close(rules);
    return status;
}
