/* `wenze report`: the written recommendation of one case. */
#include "wenze/report.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/output.h"
#include "cli/problems.h"
#include "cli/result.h"
#include "cli/values.h"

#include <stdio.h>
#include <unistd.h>

enum {
    MOST = 64,
    OPTION_REGIME = 256,
    OPTION_AS_OF,
    OPTION_FORMAT,
    OPTION_PERSON,
    OPTION_MASK,
    OPTION_STYLESHEET,
    OPTION_CASE,
    OPTION_NO_ANNEX,
    OPTION_AUDIT_HEAD
};

typedef struct {
    wz_cli_common common;
    wz_report_request request;
    const char *file, *case_file, *output, *stylesheet;
    const char *regimes[MOST], *persons[MOST];
} arguments;

static const struct argp_option options_zh[] = {
    {"person", OPTION_PERSON, "人员…", 0, "只写这些人员（案件中的 id，可重复，或用逗号分隔）", 0},
    {"format", OPTION_FORMAT, "html|docx|text|xml", 0, "报告形式（缺省 html）", 0},
    {"output", 'o', "文件", 0, "写入文件而不是标准输出", 0},
    {"mask", OPTION_MASK, NULL, 0, "隐去姓名、单位、文号等（甲、乙……），说理不变", 0},
    {"stylesheet", OPTION_STYLESHEET, "文件|目录", 0, "用本单位的样式表：一个文件（代替 html.xsl），或一个目录", 0},
    {"case", OPTION_CASE, "案件.xml", 0, "所给是认定结果（JSON 或 XML）时，它所依据的案件文件", 0},
    {"regime", OPTION_REGIME, "规定…", 0, "只按这些规定认定（可重复，或用逗号分隔）", 0},
    {"as-of", OPTION_AS_OF, "日期", 0, "以哪一天为准（YYYY-MM-DD；缺省：案件所写，否则今天）", 0},
    {"no-annex", OPTION_NO_ANNEX, NULL, 0, "不附推理过程和图", 0},
    {"audit-head", OPTION_AUDIT_HEAD, "散列", 0, "写入来源一节的审计日志末端散列", 0},
    {0},
};

static const struct argp_option options_en[] = {
    {"person", OPTION_PERSON, "ID…", 0, "only these persons of the case (repeatable, or separated by commas)", 0},
    {"format", OPTION_FORMAT, "html|docx|text|xml", 0, "form of the report (default: html)", 0},
    {"output", 'o', "FILE", 0, "write to a file instead of standard output", 0},
    {"mask", OPTION_MASK, NULL, 0, "leave out names, organisations, document numbers …; the reasoning stays whole", 0},
    {"stylesheet", OPTION_STYLESHEET, "FILE|DIR", 0,
     "an organisation's own stylesheet (in the place of html.xsl), or a directory of them", 0},
    {"case", OPTION_CASE, "CASE.xml", 0, "the case file, where an assessment (JSON or XML) is given", 0},
    {"regime", OPTION_REGIME, "ID…", 0, "only these regulations (repeatable, or separated by commas)", 0},
    {"as-of", OPTION_AS_OF, "DATE", 0, "the day asked about, YYYY-MM-DD (default: the case's own, else today)", 0},
    {"no-annex", OPTION_NO_ANNEX, NULL, 0, "without proofs and picture", 0},
    {"audit-head", OPTION_AUDIT_HEAD, "HASH", 0, "hash that the audit log ends in, for the provenance", 0},
    {0},
};

static bool read_format(arguments *a, const char *text)
{
    static const char *const names[] = {"html", "docx", "text", "xml", NULL};
    int index = wz_cli_index_of(text, names);
    a->request.format = index < 0 ? WZ_REPORT_HTML : (wz_report_format)index;
    return index >= 0;
}

static bool take_option(arguments *a, int key, char *text)
{
    switch (key) {
    case OPTION_REGIME: return wz_cli_add_ids(a->regimes, &a->request.regime_count, MOST, text);
    case OPTION_PERSON: return wz_cli_add_ids(a->persons, &a->request.person_count, MOST, text);
    case OPTION_FORMAT: return read_format(a, text);
    case OPTION_AS_OF: a->request.as_of = text; break;
    case OPTION_MASK: a->request.mask = true; break;
    case OPTION_STYLESHEET: a->stylesheet = text; break;
    case OPTION_CASE: a->case_file = text; break;
    case OPTION_NO_ANNEX: a->request.annex = false; break;
    case OPTION_AUDIT_HEAD: a->request.audit_head = text; break;
    case 'o': a->output = text; break;
    default: break;
    }
    return true;
}

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    arguments *a = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &a->common; return 0;
    case ARGP_KEY_ARG:
        if (a->file)
            argp_error(state, "%s", wz_cli_say(a->common.language, "一次只能写一个案件", "one case at a time"));
        a->file = text;
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "%s",
                   wz_cli_say(a->common.language, "要给出案件文件（“-”为标准输入）",
                              "name a case file (\"-\" is standard input)"));
        return 0;
    case ARGP_KEY_END:
        if (a->request.format == WZ_REPORT_DOCX && !a->output && isatty(STDOUT_FILENO))
            argp_error(state, "%s",
                       wz_cli_say(a->common.language, "DOCX 不能写到终端；用 -o 给出文件",
                                  "DOCX cannot go to a terminal; name a file with -o"));
        return 0;
    default: break;
    }
    if (key < OPTION_REGIME && key != 'o')
        return ARGP_ERR_UNKNOWN;
    if (key > OPTION_AUDIT_HEAD)
        return ARGP_ERR_UNKNOWN;
    if (!take_option(a, key, text))
        wz_cli_bad_value(state, a->common.language, text);
    return 0;
}

static int write_report(const arguments *a, wz_session *session, const wz_stylesheets *sheets)
{
    wz_diag *diag = wz_diag_new();
    char *bytes = NULL;
    size_t length = 0;
    int code = wz_report(&bytes, &length, session, sheets, a->file, a->case_file, &a->request, diag);
    int status = wz_cli_status(code);
    wz_cli_print_problems(a->common.language, diag, code, a->file);
    if (code == WZ_OK && a->output)
        status = wz_cli_write_file(a->common.language, a->output, a->file, bytes, length);
    else if (code == WZ_OK)
        fwrite(bytes, 1, length, stdout); /* a failure shows at exit */
    wz_text_free(bytes);
    wz_diag_free(diag);
    return status;
}

static int open_stylesheets(wz_stylesheets **out, const arguments *a)
{
    wz_diag *diag = wz_diag_new();
    int code = wz_stylesheets_open(out, NULL, a->stylesheet, diag);
    wz_cli_print_problems(a->common.language, diag, code, a->stylesheet ? a->stylesheet : wz_stylesheets_directory());
    wz_diag_free(diag);
    return code;
}

static int run(const arguments *a)
{
    wz_rules *rules = NULL;
    wz_session *session = NULL;
    wz_stylesheets *sheets = NULL;
    int code = wz_cli_open_rules(&rules, &a->common);
    if (code == WZ_OK)
        code = open_stylesheets(&sheets, a);
    if (code == WZ_OK && (code = wz_session_new(&session, rules)) != WZ_OK)
        wz_cli_print_problems(a->common.language, NULL, code, "wenze report");
    int status = code == WZ_OK ? write_report(a, session, sheets) : wz_cli_status(code);
    wz_session_free(session);
    wz_stylesheets_close(sheets);
    wz_rules_close(rules);
    return status;
}

int wz_cli_report(int argc, char **argv)
{
    arguments a = {.request = WZ_REPORT_REQUEST_INIT, .common.language = wz_cli_language_find(argc, argv)};
    bool zh = a.common.language == WZ_CLI_ZH;
    const struct argp_child children[] = {{wz_cli_common_argp(a.common.language), 0, NULL, 0}, {0}};
    const struct argp argp = {
        .options = zh ? options_zh : options_en,
        .parser = parse_option,
        .children = children,
        .args_doc = zh ? "案件.xml" : "CASE.xml",
        .doc = zh ? "写出供有权机关研究的书面建议：依据、事实和证据、情形、方式、限制、待查事项和来源。"
                  : "Write the recommendation that an office would file: basis, facts with "
                    "evidence, grounds, measures, bars, open questions and provenance."};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    char today[11];
    wz_cli_today(today);
    a.request.today = today;
    a.request.regimes = a.regimes;
    a.request.persons = a.persons;
    a.request.language = wz_cli_library_language(a.common.language);
    return run(&a);
}
