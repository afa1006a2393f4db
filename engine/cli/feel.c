/* `wenze feel`: evaluate an expression and print its value, or one for each line of standard input. Each line of
 * input gets exactly one line of output: `null` where the line is not FEEL, its message then standing on standard
 * error and the exit status being 3 at the end. This is the only place where now() and today() meet the system's
 * clock. */
#include "wenze/feel.h"

#include "base/buffer.h"
#include "cli/commands.h"
#include "cli/language.h"
#include "cli/problems.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { OPTION_CONTEXT = 256, OPTION_UNARY, OPTION_LANG };

static const struct argp_option options_zh[] = {
    {"context", OPTION_CONTEXT, "文件|JSON", 0,
     "表达式可用的名称：JSON 对象或存有它的文件；{\"@\":\"表达式\"} 是 FEEL 的值", 0},
    {"unary", OPTION_UNARY, 0, 0, "作为一元测试求值（决策表的单元格），被测的名称是 ?", 0},
    {"lang", OPTION_LANG, "zh|en", 0, "消息的语言", 0},
    {0},
};

static const struct argp_option options_en[] = {
    {"context", OPTION_CONTEXT, "FILE|JSON", 0,
     "names that the expression may use: a JSON object, or a file with one; {\"@\":\"EXPRESSION\"} is a value of FEEL",
     0},
    {"unary", OPTION_UNARY, 0, 0, "evaluate unary tests (a cell of a decision table); the name under test is ?", 0},
    {"lang", OPTION_LANG, "zh|en", 0, "language of messages", 0},
    {0},
};

typedef struct {
    wz_cli_language language;
    const char *context;
    const char *expression;
    bool unary;
} arguments;

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    arguments *a = state->input;
    switch (key) {
    case OPTION_CONTEXT: a->context = text; return 0;
    case OPTION_UNARY: a->unary = true; return 0;
    case OPTION_LANG:
        if (!wz_cli_language_parse(text, &a->language))
            argp_error(state, "%s: %s", wz_cli_say(a->language, "参数值无效", "not a value of this option"), text);
        return 0;
    case ARGP_KEY_ARG:
        if (state->arg_num > 0)
            argp_error(
                state, "%s",
                wz_cli_say(a->language, "只能给一个表达式；用引号把它括起来", "one expression only; put it in quotes"));
        a->expression = text;
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "%s", wz_cli_say(a->language, "要给出表达式，或 -", "give an expression, or -"));
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static wz_feel_clock system_clock(void)
{
    struct timespec now = {0};
    struct tm local = {0};
    clock_gettime(CLOCK_REALTIME, &now);
    localtime_r(&now.tv_sec, &local);
    return (wz_feel_clock){
        .epoch_seconds = now.tv_sec, .nanoseconds = (uint32_t)now.tv_nsec, .offset = (int32_t)local.tm_gmtoff};
}

/* --- the context --- */

static int read_file(const char *path, wz_buffer *out)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return WZ_EIO;
    char block[8192];
    size_t got;
    while ((got = fread(block, 1, sizeof block, file)) > 0 && !out->failed)
        wz_buffer_add(out, block, got);
    int code = ferror(file) ? WZ_EIO : out->failed ? WZ_ENOMEM : WZ_OK;
    fclose(file);
    return code;
}

/* The argument is JSON itself where it begins like an object, else a file's name. */
static int open_context(const arguments *a, wz_feel_context **out, wz_diag *diag)
{
    *out = NULL;
    if (!a->context)
        return WZ_OK;
    const char *text = a->context + strspn(a->context, " \t\r\n");
    if (*text == '{')
        return wz_feel_context_new(out, a->context, strlen(a->context), diag);
    wz_buffer json = {0};
    int code = read_file(a->context, &json);
    if (code == WZ_OK)
        code = wz_feel_context_new(out, json.data ? json.data : "", json.length, diag);
    wz_buffer_free(&json);
    return code;
}

/* --- answers --- */

typedef struct {
    const arguments *a;
    const wz_feel_context *context;
    wz_feel_clock clock;
    int worst;
} session;

/* Answer one expression. `always`: with a line even where it has no value. */
static void answer(session *s, const char *expression, size_t length, bool always)
{
    wz_feel_options options = WZ_FEEL_OPTIONS_INIT;
    options.unary_tests = s->a->unary;
    options.clock = &s->clock;
    wz_diag *diag = wz_diag_new();
    char *value = NULL;
    int code = diag ? wz_feel_evaluate(&value, s->context, expression, length, &options, diag) : WZ_ENOMEM;
    if (value || always)
        puts(value ? value : "null");
    wz_cli_print_problems(s->a->language, diag, code, "feel");
    if (code != WZ_OK && s->worst != WZ_ENOMEM)
        s->worst = code;
    wz_text_free(value);
    wz_diag_free(diag);
}

static void answer_lines(session *s)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    while ((length = getline(&line, &room, stdin)) >= 0) {
        size_t used = (size_t)length;
        while (used > 0 && (line[used - 1] == '\n' || line[used - 1] == '\r'))
            used--;
        answer(s, line, used, true);
        fflush(stdout);
    }
    if (ferror(stdin))
        s->worst = WZ_EIO;
    free(line);
}

int wz_cli_feel(int argc, char **argv)
{
    arguments a = {.language = wz_cli_language_find(argc, argv)};
    bool zh = a.language == WZ_CLI_ZH;
    const struct argp argp = {
        .options = zh ? options_zh : options_en,
        .parser = parse_option,
        .args_doc = zh ? "表达式|-" : "EXPRESSION|-",
        .doc =
            zh ? "求 FEEL（DMN 1.5 的表达式语言）表达式的值，以一行 FEEL 输出。“-”从标准输入逐行读表达式，每行答一行。"
                 "结果为 null 的原因写到标准错误；不是 FEEL 的行答 null，最后以 3 退出。以 - 开头的表达式前面写 --。"
               : "Evaluate an expression of FEEL, the expression language of DMN 1.5, and print the value as one line "
                 "of "
                 "FEEL. - reads one expression a line from standard input and answers one line each. The cause of a "
                 "null "
                 "is told on standard error; a line that is not FEEL is answered by null, and the exit status is 3 at "
                 "the "
                 "end. Put -- before an expression that begins with -."};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    wz_diag *diag = wz_diag_new();
    wz_feel_context *context = NULL;
    int code = open_context(&a, &context, diag);
    wz_cli_print_problems(a.language, diag, code, a.context ? a.context : "feel");
    wz_diag_free(diag);
    if (code == WZ_OK) {
        session s = {.a = &a, .context = context, .clock = system_clock(), .worst = WZ_OK};
        if (strcmp(a.expression, "-") == 0)
            answer_lines(&s);
        else
            answer(&s, a.expression, strlen(a.expression), false);
        code = s.worst;
    }
    wz_feel_context_free(context);
    return wz_cli_status(code);
}
