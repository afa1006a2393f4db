/* `wenze duties`: what the quantified duties of one person came to, period by period. */
#include "wenze/duties.h"

#include "cli/commands.h"
#include "cli/common.h"
#include "cli/problems.h"
#include "cli/result.h"
#include "cli/values.h"
#include "wenze/case_store.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    MOST_REGIMES = 64,
    OPTION_DB = 256,
    OPTION_PERSON,
    OPTION_LOG,
    OPTION_COMPLETE,
    OPTION_BY,
    OPTION_FROM,
    OPTION_TO,
    OPTION_AS_OF,
    OPTION_REGIME,
    OPTION_FORMAT
};

typedef struct {
    wz_cli_common common;
    const char *db; /* where the case is kept; NULL = it is a file */
    wz_duties_request request;
    const char *regimes[MOST_REGIMES];
} arguments;

static const struct argp_option options_zh[] = {
    {"db", OPTION_DB, "文件", 0, "从案件库取案件，所给的是案件编号", 0},
    {"person", OPTION_PERSON, "编号", 0, "案件中的哪个人（只有一人时可省）", 0},
    {"log", OPTION_LOG, "台账", 0, "读入履职台账（CSV 或 XLSX，“-”为标准输入），与案件所载合并", 0},
    {"log-complete", OPTION_COMPLETE, "起..止", 0, "声明台账在这段日期内登记完整", 0},
    {"by", OPTION_BY, "何人", 0, "由谁作此声明", 0},
    {"from", OPTION_FROM, "日期", 0, "从哪天看起（与 --to 同用；缺省：案件所写，否则事发当年和上一年）", 0},
    {"to", OPTION_TO, "日期", 0, "看到哪天", 0},
    {"as-of", OPTION_AS_OF, "日期", 0, "以哪一天为准（YYYY-MM-DD；缺省：案件所写，否则今天）", 0},
    {"regime", OPTION_REGIME, "规定…", 0, "只看这些规定（可重复，或用逗号分隔）", 0},
    {"format", OPTION_FORMAT, "text|json", 0, "输出形式（缺省 text）", 0},
    {0},
};

static const struct argp_option options_en[] = {
    {"db", OPTION_DB, "FILE", 0, "take the case, named by its number, from a store", 0},
    {"person", OPTION_PERSON, "ID", 0, "which person of the case (may be left out where there is one)", 0},
    {"log", OPTION_LOG, "LOG", 0, "add an activity log (CSV or XLSX, \"-\" is standard input) to the case's records",
     0},
    {"log-complete", OPTION_COMPLETE, "FROM..TO", 0, "declare the log complete between these days", 0},
    {"by", OPTION_BY, "WHO", 0, "who declares it", 0},
    {"from", OPTION_FROM, "DATE", 0,
     "the first day to look at, with --to (default: as the case says, else the year of the incident and the one "
     "before)",
     0},
    {"to", OPTION_TO, "DATE", 0, "the last one", 0},
    {"as-of", OPTION_AS_OF, "DATE", 0, "the day asked about, YYYY-MM-DD (default: the case's own, else today)", 0},
    {"regime", OPTION_REGIME, "ID…", 0, "only these regulations (repeatable, or separated by commas)", 0},
    {"format", OPTION_FORMAT, "text|json", 0, "form of the output (default: text)", 0},
    {0},
};

/* FROM..TO */
static bool read_complete(arguments *a, char *text)
{
    char *dots = strstr(text, "..");
    if (!dots || dots == text || !dots[2])
        return false;
    *dots = '\0';
    a->request.complete_from = text;
    a->request.complete_to = dots + 2;
    return true;
}

static void read_file(arguments *a, struct argp_state *state, const char *text)
{
    if (a->request.file)
        argp_usage(state);
    a->request.file = text;
}

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    arguments *a = state->input;
    bool good = true;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &a->common; break;
    case OPTION_DB: a->db = text; break;
    case OPTION_PERSON: a->request.person = text; break;
    case OPTION_LOG: a->request.log = text; break;
    case OPTION_COMPLETE: good = read_complete(a, text); break;
    case OPTION_BY: a->request.complete_by = text; break;
    case OPTION_FROM: a->request.from = text; break;
    case OPTION_TO: a->request.to = text; break;
    case OPTION_AS_OF: a->request.as_of = text; break;
    case OPTION_REGIME: good = wz_cli_add_ids(a->regimes, &a->request.regime_count, MOST_REGIMES, text); break;
    case OPTION_FORMAT: good = wz_cli_read_format(&a->request.format, text, WZ_FORMAT_JSON); break;
    case ARGP_KEY_ARG: read_file(a, state, text); break;
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

/* The newest version of a case that is kept in a store, in place of a file. */
static int take_kept(arguments *a, char **bytes, wz_diag *diag)
{
    wz_store *store = NULL;
    wz_store_options options = WZ_STORE_OPTIONS_INIT;
    options.read_only = true;
    int code = wz_store_open(&store, a->db, &options, diag);
    if (code == WZ_OK)
        code = wz_case_bytes(bytes, &a->request.size, store, a->request.file, 0, diag);
    a->request.bytes = *bytes;
    wz_store_close(store);
    return code;
}

static int say_duties(arguments *a)
{
    char *kept = NULL;
    wz_rules *rules = NULL;
    wz_session *session = NULL;
    char *text = NULL;
    wz_diag *diag = wz_diag_new();
    int code = wz_cli_open_rules(&rules, &a->common);
    bool opened = code == WZ_OK;
    if (opened)
        code = wz_session_new(&session, rules);
    if (code == WZ_OK && a->db)
        code = take_kept(a, &kept, diag);
    if (code == WZ_OK)
        code = wz_duties(&text, NULL, session, &a->request, diag);
    if (code == WZ_OK)
        fputs(text, stdout);
    if (opened)
        wz_cli_print_problems(a->common.language, diag, code, a->request.file);
    wz_text_free(text);
    wz_text_free(kept);
    wz_session_free(session);
    wz_rules_close(rules);
    wz_diag_free(diag);
    return wz_cli_status(code);
}

int wz_cli_duties(int argc, char **argv)
{
    arguments a = {.request = WZ_DUTIES_REQUEST_INIT, .common.language = wz_cli_language_find(argc, argv)};
    bool zh = a.common.language == WZ_CLI_ZH;
    const struct argp_child children[] = {{wz_cli_common_argp(a.common.language), 0, NULL, 0}, {0}};
    const struct argp argp = {
        .options = zh ? options_zh : options_en,
        .parser = parse_option,
        .children = children,
        .args_doc = zh ? "案件.xml\n--db=文件 案件编号" : "CASE.xml\n--db=FILE CASE-NUMBER",
        .doc = zh ? "逐期列出此人所任职务的履职义务：应做几次、做了几次、是否达到、是否整期、台账是否完整，并画出日历。"
                  : "The duties that bind a person's posts, period by period: required, done, fallen short, whole or "
                    "not, log complete or not; with a calendar."};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    char today[11];
    wz_cli_today(today);
    a.request.today = today;
    a.request.regimes = a.regimes;
    a.request.language = wz_cli_library_language(a.common.language);
    a.request.colour = isatty(STDOUT_FILENO);
    a.request.width = wz_cli_terminal_width();
    return say_duties(&a);
}
