/* `wenze assess`: cases in, recommendations out. Each case that can be assessed is, even where another cannot; the exit
 * status then tells of the worst. */
#include "wenze/assess.h"

#include "base/outfile.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/problems.h"
#include "cli/result.h"
#include "cli/values.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MOST_REGIMES = 64, OPTION_REGIME = 256, OPTION_AS_OF, OPTION_FORMAT, OPTION_REASONS, OPTION_DETAILS };

typedef struct {
    wz_cli_common common;
    wz_assess_request request;
    const char *output;
    const char *regimes[MOST_REGIMES];
    char **files;
    int file_count;
} arguments;

static const struct argp_option options_zh[] = {
    {"regime", OPTION_REGIME, "规定…", 0, "只按这些规定认定（可重复，或用逗号分隔），如 bj2019,sz-draft", 0},
    {"as-of", OPTION_AS_OF, "日期", 0, "以哪一天为准（YYYY-MM-DD；缺省：案件所写，否则今天）", 0},
    {"format", OPTION_FORMAT, "text|json|xml", 0, "输出形式（缺省 text）", 0},
    {"reasons", OPTION_REASONS, "all", 0, "不成立的认定也给出理由", 0},
    {"details", OPTION_DETAILS, NULL, 0, "文字形式列出每种处分的每项限制", 0},
    {"output", 'o', "文件", 0, "写入文件而不是标准输出", 0},
    {0},
};

static const struct argp_option options_en[] = {
    {"regime", OPTION_REGIME, "ID…", 0, "only these regulations (repeatable, or separated by commas)", 0},
    {"as-of", OPTION_AS_OF, "DATE", 0, "the day asked about, YYYY-MM-DD (default: the case's own, else today)", 0},
    {"format", OPTION_FORMAT, "text|json|xml", 0, "form of the output (default: text)", 0},
    {"reasons", OPTION_REASONS, "all", 0, "give reasons for findings that do not hold, too", 0},
    {"details", OPTION_DETAILS, NULL, 0, "in text, list every bar of every kind of sanction", 0},
    {"output", 'o', "FILE", 0, "write to a file instead of standard output", 0},
    {0},
};

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    arguments *a = state->input;
    bool good = true;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &a->common; break;
    case OPTION_REGIME: good = wz_cli_add_ids(a->regimes, &a->request.regime_count, MOST_REGIMES, text); break;
    case OPTION_AS_OF: a->request.as_of = text; break;
    case OPTION_FORMAT: good = wz_cli_read_format(&a->request.format, text, WZ_FORMAT_XML); break;
    case OPTION_REASONS:
        good = strcmp(text, "all") == 0;
        a->request.reasons_all = true;
        break;
    case OPTION_DETAILS: a->request.details = true; break;
    case 'o': a->output = text; break;
    case ARGP_KEY_ARGS:
        a->files = state->argv + state->next;
        a->file_count = state->argc - state->next;
        break;
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

static int worse(int a, int b)
{
    return a > b ? a : b;
}

/* Where results go. */
typedef struct {
    FILE *file;
    int written; /* how many cases have theirs there */
    int error;   /* the first that the system gave, 0 = none */
} output;

static int assess_files(const arguments *a, wz_session *session, output *out)
{
    int status = WZ_EXIT_OK;
    for (int i = 0; i < a->file_count; i++) {
        wz_diag *diag = wz_diag_new();
        char *text = NULL;
        size_t length = 0;
        int code = wz_session_assess(&text, &length, session, a->files[i], &a->request, diag);
        if (code == WZ_OK) {
            if (i > 0 && a->request.format == WZ_FORMAT_TEXT)
                fputc('\n', out->file);
            if (fwrite(text, 1, length, out->file) < length && !out->error)
                out->error = errno;
            out->written++;
        }
        wz_cli_print_problems(a->common.language, diag, code, a->files[i]);
        wz_text_free(text);
        wz_diag_free(diag);
        status = worse(status, wz_cli_status(code));
    }
    return status;
}

static int cannot_write(const arguments *a, int error)
{
    fprintf(stderr, "%s: %s%s%s\n", a->output, wz_cli_say(a->common.language, "不能写入（", "cannot be written ("),
            strerror(error),
            wz_cli_say(a->common.language, "）；请检查目录、权限和磁盘空间",
                       "); check the folder, the permission and the space"));
    return WZ_EXIT_FAILURE;
}

/* Whether the output would take the place of a case. */
static bool overwrites_a_case(const arguments *a)
{
    for (int i = 0; i < a->file_count; i++) {
        if (wz_outfile_same(a->files[i], a->output)) {
            fprintf(stderr, "%s: %s\n", a->output,
                    wz_cli_say(a->common.language, "这是案件文件；请写入另一个文件",
                               "this is the file of a case; write to another one"));
            return true;
        }
    }
    return false;
}

/* What stood in the file stays where no case could be assessed. */
static int assess_into_file(const arguments *a, wz_session *session)
{
    if (overwrites_a_case(a))
        return WZ_EXIT_USAGE;
    wz_outfile *file;
    int error = wz_outfile_open(&file, a->output);
    if (error)
        return cannot_write(a, error);
    output out = {.file = wz_outfile_stream(file)};
    int status = assess_files(a, session, &out);
    if (out.error || !out.written)
        wz_outfile_discard(file);
    else
        out.error = wz_outfile_commit(file);
    return out.error ? cannot_write(a, out.error) : status;
}

int wz_cli_assess(int argc, char **argv)
{
    arguments a = {.request = WZ_ASSESS_REQUEST_INIT, .common.language = wz_cli_language_find(argc, argv)};
    bool zh = a.common.language == WZ_CLI_ZH;
    const struct argp_child children[] = {{wz_cli_common_argp(a.common.language), 0, NULL, 0}, {0}};
    const struct argp argp = {.options = zh ? options_zh : options_en,
                              .parser = parse_option,
                              .children = children,
                              .args_doc = zh ? "案件.xml…" : "CASE.xml…",
                              .doc =
                                  zh ? "按规定认定案件，给出有条文、有事实、有待查事项的建议。"
                                     : "Assess cases: a recommendation with its articles, facts and open questions."};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    char today[11];
    wz_cli_today(today);
    a.request.today = today;
    a.request.regimes = a.regimes;
    a.request.language = wz_cli_library_language(a.common.language);
    a.request.colour = !a.output && isatty(STDOUT_FILENO);
    a.request.width = a.output ? 0 : wz_cli_terminal_width();

    wz_rules *rules = NULL;
    wz_session *session = NULL;
    int code = wz_cli_open_rules(&rules, &a.common);
    if (code == WZ_OK && (code = wz_session_new(&session, rules)) != WZ_OK)
        wz_cli_print_problems(a.common.language, NULL, code, "wenze assess");
    int status = wz_cli_status(code);
    if (code == WZ_OK)
        status = a.output ? assess_into_file(&a, session) : assess_files(&a, session, &(output){.file = stdout});
    wz_session_free(session);
    wz_rules_close(rules);
    return status;
}
