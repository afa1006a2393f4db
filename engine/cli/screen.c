/* `wenze screen`: a roster in, the same rows with an answer for each step out. */
#include "wenze/screen.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/problems.h"
#include "cli/progress.h"
#include "cli/result.h"
#include "cli/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_IDS = 64, MOST_THREADS = 16 };
enum {
    OPTION_STEP = 256,
    OPTION_ON,
    OPTION_DB,
    OPTION_REGIME,
    OPTION_KNOWN_ON,
    OPTION_COMPLETE_TO,
    OPTION_JURISDICTION,
    OPTION_ONLY_ID,
    OPTION_WORDS,
    OPTION_THREADS,
    OPTION_FORMAT
};

typedef struct {
    wz_cli_common common;
    wz_screen_request request;
    const char *db;
    wz_cli_progress progress;
    const char *steps[MOST_IDS], *regimes[MOST_IDS];
} arguments;

static const struct argp_option options_zh[] = {
    {"on", OPTION_ON, "日期", 0, "所问之日（YYYY-MM-DD）", 0},
    {"step", OPTION_STEP, "事项…", 0, "所问事项（可重复，或用逗号分隔），如 promotion,important_use", 0},
    {"output", 'o', "文件", 0, "写入的表：.xlsx 或 CSV；“-”为标准输出（CSV）", 0},
    {"db", OPTION_DB, "文件", 0, "按人员编号从登记簿取记录", 0},
    {"regime", OPTION_REGIME, "规定…", 0, "另外还看这些规定（可重复，或用逗号分隔）", 0},
    {"known-on", OPTION_KNOWN_ON, "日期", 0, "以截至哪一天掌握的情况为准（缺省：今天）", 0},
    {"complete-to", OPTION_COMPLETE_TO, "日期", 0, "声明全体的处理处分记录已查全到这一天", 0},
    {"jurisdiction", OPTION_JURISDICTION, "地方", 0, "记录未写地方的人属于哪里，如 江苏省/苏州市", 0},
    {"only-id", OPTION_ONLY_ID, NULL, 0, "不写姓名", 0},
    {"words", OPTION_WORDS, NULL, 0, "表头和结论用文字，不用代号", 0},
    {"threads", OPTION_THREADS, "数", 0, "线程数（缺省：处理器数）", 0},
    {"format", OPTION_FORMAT, "text|json", 0, "汇总的形式（缺省 text）", 0},
    {0},
};

static const struct argp_option options_en[] = {
    {"on", OPTION_ON, "DATE", 0, "the day asked about, YYYY-MM-DD", 0},
    {"step", OPTION_STEP, "STEP…", 0, "steps asked about (repeatable, or separated by commas)", 0},
    {"output", 'o', "FILE", 0, "the table to write: .xlsx, else CSV; \"-\" is standard output (CSV)", 0},
    {"db", OPTION_DB, "FILE", 0, "look people up by id in a register", 0},
    {"regime", OPTION_REGIME, "ID…", 0, "read these regulations too (repeatable, or separated by commas)", 0},
    {"known-on", OPTION_KNOWN_ON, "DATE", 0, "by what was known on that day (default: today)", 0},
    {"complete-to", OPTION_COMPLETE_TO, "DATE", 0, "declare everybody's record of sanctions complete to that day", 0},
    {"jurisdiction", OPTION_JURISDICTION, "PLACE", 0, "place of people whose records name none", 0},
    {"only-id", OPTION_ONLY_ID, NULL, 0, "leave names out", 0},
    {"words", OPTION_WORDS, NULL, 0, "headings and answers in words, not ids", 0},
    {"threads", OPTION_THREADS, "N", 0, "how many threads (default: as many as processors)", 0},
    {"format", OPTION_FORMAT, "text|json", 0, "form of the summary (default: text)", 0},
    {0},
};

static void require_all(const arguments *a, struct argp_state *state)
{
    wz_cli_language language = a->common.language;
    if (!a->request.roster)
        argp_error(state, "%s",
                   wz_cli_say(language, "要给出名册（“-”为标准输入）", "name a roster (\"-\" is standard input)"));
    if (!a->request.on)
        argp_error(state, "%s", wz_cli_say(language, "要给出 --on 日期", "give --on DATE"));
    if (a->request.step_count == 0)
        argp_error(state, "%s", wz_cli_say(language, "要给出 --step 事项", "give --step STEP"));
    if (!a->request.output)
        argp_error(state, "%s", wz_cli_say(language, "要给出 -o 文件", "give -o FILE"));
}

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    arguments *a = state->input;
    int64_t threads = 0;
    bool good = true;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &a->common; break;
    case OPTION_STEP: good = wz_cli_add_ids(a->steps, &a->request.step_count, MOST_IDS, text); break;
    case OPTION_REGIME: good = wz_cli_add_ids(a->regimes, &a->request.regime_count, MOST_IDS, text); break;
    case OPTION_ON: a->request.on = text; break;
    case OPTION_DB: a->db = text; break;
    case OPTION_KNOWN_ON: a->request.known_on = text; break;
    case OPTION_COMPLETE_TO: a->request.complete_to = text; break;
    case OPTION_JURISDICTION: a->request.jurisdiction = text; break;
    case OPTION_ONLY_ID: a->request.only_id = true; break;
    case OPTION_WORDS: a->request.words = true; break;
    case OPTION_THREADS:
        good = wz_cli_read_number(&threads, text, 1, MOST_THREADS);
        a->request.threads = (unsigned)threads;
        break;
    case OPTION_FORMAT: good = wz_cli_read_format(&a->request.format, text, WZ_FORMAT_JSON); break;
    case 'o': a->request.output = text; break;
    case ARGP_KEY_ARG:
        if (a->request.roster)
            return ARGP_ERR_UNKNOWN;
        a->request.roster = text;
        break;
    case ARGP_KEY_END: require_all(a, state); break;
    default: return ARGP_ERR_UNKNOWN;
    }
    if (!good)
        wz_cli_bad_value(state, a->common.language, text);
    return 0;
}

static bool show_progress(void *payload, size_t rows, size_t bytes, size_t all)
{
    return wz_cli_progress_show(payload, bytes, all, rows);
}

/* The summary goes to standard output, or to standard error where the table goes to standard output. */
static int screen(arguments *a, const wz_rules *rules)
{
    wz_diag *diag = wz_diag_new();
    char *text = NULL;
    int code = WZ_OK;
    if (a->db) {
        wz_store_options options = WZ_STORE_OPTIONS_INIT;
        options.read_only = true;
        code = wz_store_open(&a->request.store, a->db, &options, diag);
    }
    wz_cli_progress_begin(&a->progress, a->common.language, wz_cli_say(a->common.language, "筛查", "screening"));
    if (code == WZ_OK)
        code = wz_screen(&text, NULL, rules, &a->request, diag);
    wz_cli_progress_end(&a->progress);
    if (code == WZ_OK)
        fputs(text, strcmp(a->request.output, "-") == 0 ? stderr : stdout);
    if (!wz_cli_interrupted())
        wz_cli_print_problems(a->common.language, diag, code, "wenze screen");
    wz_text_free(text);
    wz_store_close(a->request.store);
    wz_diag_free(diag);
    return wz_cli_status(code);
}

int wz_cli_screen(int argc, char **argv)
{
    arguments a = {.request = WZ_SCREEN_REQUEST_INIT, .common.language = wz_cli_language_find(argc, argv)};
    bool zh = a.common.language == WZ_CLI_ZH;
    const struct argp_child children[] = {{wz_cli_common_argp(a.common.language), 0, NULL, 0}, {0}};
    const struct argp argp = {.options = zh ? options_zh : options_en,
                              .parser = parse_option,
                              .children = children,
                              .args_doc = zh ? "名册" : "ROSTER",
                              .doc =
                                  zh ? "筛查名册：一人一行进，一行出，加上每个事项的结论，最后汇总。"
                                     : "Screen a roster: a row a person in, a row out with the answer for each step, "
                                       "then a summary."};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    char today[11];
    wz_cli_today(today);
    a.request.today = today;
    a.request.steps = a.steps;
    a.request.regimes = a.regimes;
    a.request.language = wz_cli_library_language(a.common.language);
    a.request.progress = show_progress;
    a.request.payload = &a.progress;
    wz_rules *rules = NULL;
    int code = wz_cli_open_rules(&rules, &a.common);
    int status = code == WZ_OK ? screen(&a, rules) : wz_cli_status(code);
    wz_rules_close(rules);
    if (wz_cli_interrupted())
        wz_cli_end_by_signal();
    return status;
}
