/* `wenze eligible`: may one person take a step in the career, on a day or at all. */
#include "wenze/eligible.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/problems.h"
#include "cli/result.h"
#include "cli/values.h"

#include <stdio.h>
#include <unistd.h>

enum { MOST_IDS = 64 };
enum {
    OPTION_STEP = 256,
    OPTION_ON,
    OPTION_DB,
    OPTION_RECORDS,
    OPTION_CASE,
    OPTION_REGIME,
    OPTION_KNOWN_ON,
    OPTION_COMPLETE_TO,
    OPTION_JURISDICTION,
    OPTION_FORMAT
};

typedef struct {
    wz_cli_common common;
    wz_eligible_request request;
    wz_eligible_source source;
    const char *db;
    const char *steps[MOST_IDS], *regimes[MOST_IDS];
} arguments;

static const struct argp_option options_zh[] = {
    {"step", OPTION_STEP, "事项…", 0, "所问事项（可重复，或用逗号分隔），如 promotion,important_use；缺省：全部", 0},
    {"on", OPTION_ON, "日期", 0, "所问之日（YYYY-MM-DD）；缺省：列出整个日历", 0},
    {"db", OPTION_DB, "文件", 0, "从登记簿取该人的记录", 0},
    {"records", OPTION_RECORDS, "表", 0, "从表格（CSV 或 XLSX，“-”为标准输入）取该人的记录", 0},
    {"case", OPTION_CASE, "案件.xml", 0, "从案件取该人的记录", 0},
    {"regime", OPTION_REGIME, "规定…", 0, "另外还看这些规定（可重复，或用逗号分隔），如 sz-draft", 0},
    {"known-on", OPTION_KNOWN_ON, "日期", 0, "以截至哪一天掌握的情况为准（缺省：今天）", 0},
    {"complete-to", OPTION_COMPLETE_TO, "日期", 0, "声明处理处分记录已查全到这一天", 0},
    {"jurisdiction", OPTION_JURISDICTION, "地方", 0, "记录未写地方的人属于哪里，如 江苏省/苏州市", 0},
    {"format", OPTION_FORMAT, "text|json", 0, "输出形式（缺省 text）", 0},
    {0},
};

static const struct argp_option options_en[] = {
    {"step", OPTION_STEP, "STEP…", 0, "steps asked about (repeatable, or separated by commas); default: all", 0},
    {"on", OPTION_ON, "DATE", 0, "the day asked about, YYYY-MM-DD (default: the whole calendar)", 0},
    {"db", OPTION_DB, "FILE", 0, "take the person's record from a register", 0},
    {"records", OPTION_RECORDS, "TABLE", 0, "take it from a table, CSV or XLSX (\"-\": standard input)", 0},
    {"case", OPTION_CASE, "CASE.xml", 0, "take it from a case", 0},
    {"regime", OPTION_REGIME, "ID…", 0, "read these regulations too (repeatable, or separated by commas)", 0},
    {"known-on", OPTION_KNOWN_ON, "DATE", 0, "by what was known on that day (default: today)", 0},
    {"complete-to", OPTION_COMPLETE_TO, "DATE", 0, "declare the record of sanctions complete to that day", 0},
    {"jurisdiction", OPTION_JURISDICTION, "PLACE", 0, "place of people whose records name none", 0},
    {"format", OPTION_FORMAT, "text|json", 0, "form of the output (default: text)", 0},
    {0},
};

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    arguments *a = state->input;
    bool good = true;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &a->common; break;
    case OPTION_STEP: good = wz_cli_add_ids(a->steps, &a->request.step_count, MOST_IDS, text); break;
    case OPTION_REGIME: good = wz_cli_add_ids(a->regimes, &a->request.regime_count, MOST_IDS, text); break;
    case OPTION_ON: a->request.on = text; break;
    case OPTION_DB: a->db = text; break;
    case OPTION_RECORDS: a->source.records = text; break;
    case OPTION_CASE: a->source.case_file = text; break;
    case OPTION_KNOWN_ON: a->request.known_on = text; break;
    case OPTION_COMPLETE_TO: a->request.complete_to = text; break;
    case OPTION_JURISDICTION: a->request.jurisdiction = text; break;
    case OPTION_FORMAT: good = wz_cli_read_format(&a->request.format, text, WZ_FORMAT_JSON); break;
    case ARGP_KEY_ARG:
        if (a->source.person)
            return ARGP_ERR_UNKNOWN;
        a->source.person = text;
        break;
    case ARGP_KEY_END:
        if ((a->db != NULL) + (a->source.records != NULL) + (a->source.case_file != NULL) != 1)
            argp_error(state, "%s",
                       wz_cli_say(a->common.language, "要给出 --db、--records、--case 之一",
                                  "give one of --db, --records, --case"));
        if (!a->source.person && !a->source.case_file)
            argp_error(state, "%s", wz_cli_say(a->common.language, "要给出人员编号", "name the person by id"));
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    if (!good)
        wz_cli_bad_value(state, a->common.language, text);
    return 0;
}

static int answer(arguments *a, const wz_rules *rules)
{
    static const int status[] = {WZ_EXIT_OK, WZ_EXIT_NO, WZ_EXIT_UNDETERMINED};
    wz_diag *diag = wz_diag_new();
    wz_session *session = NULL;
    char *text = NULL;
    size_t length = 0;
    wz_answer_code answered = WZ_ANSWER_UNDETERMINED;
    int code = wz_session_new(&session, rules);
    if (code == WZ_OK && a->db) {
        wz_store_options options = WZ_STORE_OPTIONS_INIT;
        options.read_only = true;
        code = wz_store_open(&a->source.store, a->db, &options, diag);
    }
    if (code == WZ_OK)
        code = wz_eligible(&text, &length, &answered, session, &a->source, &a->request, diag);
    if (code == WZ_OK)
        fwrite(text, 1, length, stdout);
    wz_cli_print_problems(a->common.language, diag, code, "wenze eligible");
    wz_text_free(text);
    wz_store_close(a->source.store);
    wz_session_free(session);
    wz_diag_free(diag);
    return code == WZ_OK ? status[answered] : wz_cli_status(code);
}

int wz_cli_eligible(int argc, char **argv)
{
    arguments a = {.request = WZ_ELIGIBLE_REQUEST_INIT,
                   .source = WZ_ELIGIBLE_SOURCE_INIT,
                   .common.language = wz_cli_language_find(argc, argv)};
    bool zh = a.common.language == WZ_CLI_ZH;
    const struct argp_child children[] = {{wz_cli_common_argp(a.common.language), 0, NULL, 0}, {0}};
    const struct argp argp = {
        .options = zh ? options_zh : options_en,
        .parser = parse_option,
        .children = children,
        .args_doc = zh ? "人员编号" : "PERSON",
        .doc = zh ? "查询一人能否提拔、重用、晋升、评优：不受限、受限到哪一天，或者不能确定及其原因。\v"
                    "退出状态：0 不受限，1 受限，5 不能确定。"
                  : "May a person be promoted: eligible, barred until when, or undetermined and why.\v"
                    "Exit status: 0 eligible, 1 barred, 5 undetermined."};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    char today[11];
    wz_cli_today(today);
    a.request.today = today;
    a.request.steps = a.steps;
    a.request.regimes = a.regimes;
    a.request.language = wz_cli_library_language(a.common.language);
    a.request.colour = isatty(STDOUT_FILENO);
    a.request.width = wz_cli_terminal_width();
    wz_rules *rules = NULL;
    int code = wz_cli_open_rules(&rules, &a.common);
    int status = code == WZ_OK ? answer(&a, rules) : wz_cli_status(code);
    wz_rules_close(rules);
    return status;
}
