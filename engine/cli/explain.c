/* `wenze explain`: the reasons of one conclusion about one person of a case. */
#include "wenze/explain.h"

#include "base/outfile.h"
#include "cli/commands.h"
#include "cli/common.h"
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
    OPTION_AS_OF,
    OPTION_DEPTH,
    OPTION_FULL,
    OPTION_WHY_NOT,
    OPTION_FORMAT,
    MOST_DEPTH = 1000
};

typedef struct {
    wz_cli_common common;
    wz_explain_request request;
    const char *file, *output;
} arguments;

static const struct argp_option options_zh[] = {
    {"person", OPTION_PERSON, "编号", 0, "问哪一人（案件只有一人时可省）", 0},
    {"regime", OPTION_REGIME, "规定", 0, "按哪一规定（缺省：适用的规定）", 0},
    {"as-of", OPTION_AS_OF, "日期", 0, "以哪一天为准（YYYY-MM-DD；缺省：案件所写，否则今天）", 0},
    {"depth", OPTION_DEPTH, "层数", 0, "显示几层（文字缺省 8 层）", 0},
    {"full", OPTION_FULL, NULL, 0, "全部显示，包括与结论无关的部分", 0},
    {"why-not", OPTION_WHY_NOT, NULL, 0, "列出哪些事实变化会改变结论", 0},
    {"format", OPTION_FORMAT, "text|html|json|dot|svg", 0, "输出形式（缺省 text）", 0},
    {"output", 'o', "文件", 0, "写入文件而不是标准输出", 0},
    {0},
};

static const struct argp_option options_en[] = {
    {"person", OPTION_PERSON, "ID", 0, "about whom (may be left out where the case has one person)", 0},
    {"regime", OPTION_REGIME, "ID", 0, "under which regulation (default: the one that governs)", 0},
    {"as-of", OPTION_AS_OF, "DATE", 0, "the day asked about, YYYY-MM-DD (default: the case's own, else today)", 0},
    {"depth", OPTION_DEPTH, "LEVELS", 0, "how many levels to show (text: 8)", 0},
    {"full", OPTION_FULL, NULL, 0, "everything, also what the conclusion does not rest on", 0},
    {"why-not", OPTION_WHY_NOT, NULL, 0, "which facts would change the conclusion", 0},
    {"format", OPTION_FORMAT, "text|html|json|dot|svg", 0, "form of the output (default: text)", 0},
    {"output", 'o', "FILE", 0, "write to a file instead of standard output", 0},
    {0},
};

static bool read_format(wz_explain_request *request, const char *text)
{
    static const char *const names[] = {"text", "html", "json", "dot", "svg", NULL};
    int index = wz_cli_index_of(text, names);
    request->format = index < 0 ? WZ_EXPLAIN_TEXT : (wz_explain_format)index;
    return index >= 0;
}

static bool read_depth(wz_explain_request *request, const char *text)
{
    int64_t depth = 0;
    bool good = wz_cli_read_number(&depth, text, 1, MOST_DEPTH);
    if (good)
        request->depth = (unsigned)depth;
    return good;
}

static error_t take_word(arguments *a, char *text)
{
    if (!a->file)
        a->file = text;
    else if (!a->request.about)
        a->request.about = text;
    else
        return ARGP_ERR_UNKNOWN;
    return 0;
}

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    arguments *a = state->input;
    bool good = true;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &a->common; break;
    case OPTION_PERSON: a->request.person = text; break;
    case OPTION_REGIME: a->request.regime = text; break;
    case OPTION_AS_OF: a->request.as_of = text; break;
    case OPTION_DEPTH: good = read_depth(&a->request, text); break;
    case OPTION_FULL: a->request.full = true; break;
    case OPTION_WHY_NOT: a->request.why_not = true; break;
    case OPTION_FORMAT: good = read_format(&a->request, text); break;
    case 'o': a->output = text; break;
    case ARGP_KEY_ARG: return take_word(a, text);
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "%s",
                   wz_cli_say(a->common.language, "要给出案件文件（“-”为标准输入）",
                              "name a case file (\"-\" is standard input)"));
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    if (!good)
        wz_cli_bad_value(state, a->common.language, text);
    return 0;
}

static int cannot_write(const arguments *a, int error)
{
    fprintf(stderr, "%s: %s%s%s\n", a->output, wz_cli_say(a->common.language, "不能写入（", "cannot be written ("),
            strerror(error),
            wz_cli_say(a->common.language, "）；请检查目录、权限和磁盘空间",
                       "); check the folder, the permission and the space"));
    return WZ_EXIT_FAILURE;
}

static int write_file(const arguments *a, const char *text, size_t length)
{
    if (wz_outfile_same(a->file, a->output)) {
        fprintf(stderr, "%s: %s\n", a->output,
                wz_cli_say(a->common.language, "这是案件文件；请写入另一个文件",
                           "this is the file of a case; write to another one"));
        return WZ_EXIT_USAGE;
    }
    wz_outfile *file;
    int error = wz_outfile_open(&file, a->output);
    if (error)
        return cannot_write(a, error);
    fwrite(text, 1, length, wz_outfile_stream(file));
    error = wz_outfile_commit(file);
    return error ? cannot_write(a, error) : WZ_EXIT_OK;
}

static int explain(const arguments *a, wz_session *session)
{
    wz_diag *diag = wz_diag_new();
    char *text = NULL;
    size_t length = 0;
    int code = wz_explain(&text, &length, session, a->file, &a->request, diag);
    int status = wz_cli_status(code);
    if (code == WZ_OK && a->output)
        status = write_file(a, text, length);
    else if (code == WZ_OK)
        fwrite(text, 1, length, stdout);
    wz_cli_print_problems(a->common.language, diag, code, a->file);
    wz_text_free(text);
    wz_diag_free(diag);
    return status;
}

int wz_cli_explain(int argc, char **argv)
{
    arguments a = {.request = WZ_EXPLAIN_REQUEST_INIT, .common.language = wz_cli_language_find(argc, argv)};
    bool zh = a.common.language == WZ_CLI_ZH;
    const struct argp_child children[] = {{wz_cli_common_argp(a.common.language), 0, NULL, 0}, {0}};
    const struct argp argp = {
        .options = zh ? options_zh : options_en,
        .parser = parse_option,
        .children = children,
        .args_doc = zh ? "案件.xml [outcome|条款|measure:编号|ban:条款|veto|lifetime|scope|all|事实]"
                       : "CASE.xml [outcome|RULE|measure:ID|ban:RULE|veto|lifetime|scope|all|ATTRIBUTE]",
        .doc = zh ? "说明一个结论为什么成立，或者为什么不成立、还差什么：从结论经条文、条件各部分直到案件事实。"
                  : "Why a conclusion holds, or why it does not and what is missing: from the conclusion through "
                    "articles and the parts of their conditions to the facts of the case."};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    char today[11];
    wz_cli_today(today);
    a.request.today = today;
    a.request.language = wz_cli_library_language(a.common.language);
    a.request.colour = !a.output && isatty(STDOUT_FILENO);
    a.request.width = a.output ? 0 : wz_cli_terminal_width();
    wz_rules *rules = NULL;
    wz_session *session = NULL;
    int code = wz_cli_open_rules(&rules, &a.common);
    if (code == WZ_OK && (code = wz_session_new(&session, rules)) != WZ_OK)
        wz_cli_print_problems(a.common.language, NULL, code, "wenze explain");
    int status = code == WZ_OK ? explain(&a, session) : wz_cli_status(code);
    wz_session_free(session);
    wz_rules_close(rules);
    return status;
}
