/* `wenze what-if`: what changed facts change in the result, and through which rules. */
#include "wenze/what_if.h"

#include "cli/commands.h"
#include "cli/common.h"
#include "cli/problems.h"
#include "cli/result.h"
#include "cli/values.h"

#include <stdio.h>
#include <unistd.h>

enum { MOST_EDITS = 256, MOST_REGIMES = 64 };
enum { OPTION_SET = 256, OPTION_UNSET, OPTION_AS_OF, OPTION_PERSON, OPTION_REGIME, OPTION_FORMAT, OPTION_SAVE };

typedef struct {
    wz_cli_common common;
    wz_what_if_request request;
    wz_what_if_question question;
    wz_edit edits[MOST_EDITS];
    const char *regimes[MOST_REGIMES];
    const char *file, *output, *save;
} arguments;

static const struct argp_option options_zh[] = {
    {"set", OPTION_SET, "事实", 0, "改写一项事实，如 p1.took_remedial_measures=true、i1.deaths>=3（可重复）", 0},
    {"unset", OPTION_UNSET, "事实", 0, "撤去一项事实，如 p1.nature_vile（可重复）", 0},
    {"as-of", OPTION_AS_OF, "日期", 0, "假如以另一天为准（YYYY-MM-DD）", 0},
    {"person", OPTION_PERSON, "编号", 0, "只看一人（缺省：案件各人）", 0},
    {"regime", OPTION_REGIME, "规定…", 0, "只按这些规定（可重复，或用逗号分隔）", 0},
    {"format", OPTION_FORMAT, "text|json|xml", 0, "输出形式（缺省 text）", 0},
    {"save-case", OPTION_SAVE, "目录", 0, "另存为样例（case.xml、expected.xml、story.md），由人核对", 0},
    {"output", 'o', "文件", 0, "写入文件而不是标准输出", 0},
    {0},
};

static const struct argp_option options_en[] = {
    {"set", OPTION_SET, "FACT", 0, "state a fact, as in p1.took_remedial_measures=true or i1.deaths>=3 (repeatable)",
     0},
    {"unset", OPTION_UNSET, "FACT", 0, "withdraw a fact, as in p1.nature_vile (repeatable)", 0},
    {"as-of", OPTION_AS_OF, "DATE", 0, "what if asked for another day, YYYY-MM-DD", 0},
    {"person", OPTION_PERSON, "ID", 0, "look at one person only (default: all of the case)", 0},
    {"regime", OPTION_REGIME, "ID…", 0, "only these regulations (repeatable, or separated by commas)", 0},
    {"format", OPTION_FORMAT, "text|json|xml", 0, "form of the output (default: text)", 0},
    {"save-case", OPTION_SAVE, "DIR", 0,
     "also make a worked case of it (case.xml, expected.xml, story.md), for a person to check", 0},
    {"output", 'o', "FILE", 0, "write to a file instead of standard output", 0},
    {0},
};

static bool add_edit(arguments *a, wz_edit_verb verb, const char *text)
{
    if (a->question.edit_count == MOST_EDITS)
        return false;
    a->edits[a->question.edit_count++] = (wz_edit){.version = 1, .verb = verb, .text = text};
    return true;
}

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    arguments *a = state->input;
    bool good = true;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &a->common; break;
    case OPTION_SET: good = add_edit(a, WZ_EDIT_SET, text); break;
    case OPTION_UNSET: good = add_edit(a, WZ_EDIT_UNSET, text); break;
    case OPTION_AS_OF: a->question.as_of = text; break;
    case OPTION_PERSON: a->request.person = text; break;
    case OPTION_REGIME: good = wz_cli_add_ids(a->regimes, &a->request.regime_count, MOST_REGIMES, text); break;
    case OPTION_FORMAT: good = wz_cli_read_format(&a->question.format, text, WZ_FORMAT_XML); break;
    case OPTION_SAVE: a->save = text; break;
    case 'o': a->output = text; break;
    case ARGP_KEY_ARG:
        if (a->file)
            return ARGP_ERR_UNKNOWN;
        a->file = text;
        break;
    case ARGP_KEY_END:
        if (!a->file)
            argp_error(state, "%s",
                       wz_cli_say(a->common.language, "要给出案件文件（“-”为标准输入）",
                                  "name a case file (\"-\" is standard input)"));
        if (a->question.edit_count == 0 && !a->question.as_of)
            argp_error(state, "%s",
                       wz_cli_say(a->common.language, "要说假如什么：--set、--unset 或 --as-of",
                                  "say what if: --set, --unset or --as-of"));
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    if (!good)
        wz_cli_bad_value(state, a->common.language, text);
    return 0;
}

static int ask(const arguments *a, const wz_rules *rules)
{
    wz_diag *diag = wz_diag_new();
    wz_what_if *what_if = NULL;
    char *text = NULL;
    size_t length = 0;
    int code = wz_what_if_open(&what_if, rules, a->file, &a->request, diag);
    if (code == WZ_OK)
        code = wz_what_if_ask(&text, &length, what_if, &a->question, diag);
    if (code == WZ_OK && a->save && (code = wz_what_if_save(what_if, &a->question, a->save, diag)) != WZ_OK) {
        wz_text_free(text);
        text = NULL;
    }
    int status = wz_cli_result(a->common.language, code, text, length, a->output, a->file, diag);
    if (code == WZ_OK && a->save)
        fprintf(stderr, "%s%s\n", a->save,
                wz_cli_say(a->common.language, "：已保存为样例；请人核对 expected.xml 后再作准",
                           ": saved as a worked case; let a person check expected.xml before it counts"));
    wz_what_if_free(what_if);
    wz_diag_free(diag);
    return status;
}

int wz_cli_what_if(int argc, char **argv)
{
    static arguments a; /* too large for some stacks */
    a = (arguments){.request = WZ_WHAT_IF_REQUEST_INIT,
                    .question = WZ_WHAT_IF_QUESTION_INIT,
                    .common.language = wz_cli_language_find(argc, argv)};
    bool zh = a.common.language == WZ_CLI_ZH;
    const struct argp_child children[] = {{wz_cli_common_argp(a.common.language), 0, NULL, 0}, {0}};
    const struct argp argp = {
        .options = zh ? options_zh : options_en,
        .parser = parse_option,
        .children = children,
        .args_doc = zh ? "案件.xml" : "CASE.xml",
        .doc = zh ? "假如事实有变，结论变什么，经由哪些条款；其余不变。事实的写法见 docs/formats.md“Edits”。"
                  : "What changed facts change in the result and through which rules, and nothing else. How facts are "
                    "written: docs/formats.md, \"Edits\"."};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    static char today[11]; /* kept as long as what refers to it */
    wz_cli_today(today);
    a.request.today = today;
    a.request.regimes = a.regimes;
    a.question.edits = a.edits;
    a.question.language = wz_cli_library_language(a.common.language);
    a.question.colour = !a.output && isatty(STDOUT_FILENO);
    a.question.width = a.output ? 0 : wz_cli_terminal_width();
    wz_rules *rules = NULL;
    int code = wz_cli_open_rules(&rules, &a.common);
    int status = code == WZ_OK ? ask(&a, rules) : wz_cli_status(code);
    wz_rules_close(rules);
    return status;
}
