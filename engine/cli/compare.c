/* `wenze compare`: one case under several regulations, for several days, under several versions of the law, or several of its
 * people. */
#include "wenze/compare.h"

#include "cli/commands.h"
#include "cli/common.h"
#include "cli/problems.h"
#include "cli/result.h"
#include "cli/values.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MOST = 16 };
enum {
    OPTION_REGIMES = 256,
    OPTION_DATES,
    OPTION_PERSONS,
    OPTION_PERSON,
    OPTION_REGIME,
    OPTION_AS_OF,
    OPTION_DIFFERENCES,
    OPTION_FORMAT
};

typedef struct {
    wz_cli_common common;
    wz_compare_request request;
    const char *regimes[MOST], *dates[MOST], *persons[MOST], *folders[MOST];
    wz_rules *laws[MOST];
    size_t folder_count;
    const char *file, *output;
} arguments;

static const struct argp_option options_zh[] = {
    {"regimes", OPTION_REGIMES, "规定,规定…", 0,
     "比较几个规定，如 bj2019,pl2021,sz-draft；不及于本案的视同适用，标明假设性", 0},
    {"dates", OPTION_DATES, "日期,日期…", 0, "比较几个日期（YYYY-MM-DD）", 0},
    {"persons", OPTION_PERSONS, "编号,编号…", 0, "比较案内几个人", 0},
    {"person", OPTION_PERSON, "编号", 0, "比较哪一人（案件只有一人时可省）", 0},
    {"regime", OPTION_REGIME, "规定", 0, "比较日期、版本、人员时看哪一规定（缺省：适用的规定）", 0},
    {"as-of", OPTION_AS_OF, "日期", 0, "以哪一天为准（YYYY-MM-DD；缺省：案件所写，否则今天）", 0},
    {"differences", OPTION_DIFFERENCES, NULL, 0, "只列有差别的各行", 0},
    {"format", OPTION_FORMAT, "text|json|html", 0, "输出形式（缺省 text）", 0},
    {"output", 'o', "文件", 0, "写入文件而不是标准输出", 0},
    {0},
};

static const struct argp_option options_en[] = {
    {"regimes", OPTION_REGIMES, "ID,ID…", 0,
     "compare regulations, as in bj2019,pl2021,sz-draft; one that does not bear is applied as if it did, and marked",
     0},
    {"dates", OPTION_DATES, "DATE,DATE…", 0, "compare days, YYYY-MM-DD", 0},
    {"persons", OPTION_PERSONS, "ID,ID…", 0, "compare people of the case", 0},
    {"person", OPTION_PERSON, "ID", 0, "about whom (may be left out where the case has one person)", 0},
    {"regime", OPTION_REGIME, "ID", 0,
     "with days, laws or people: the regulation to look at (default: the one that governs)", 0},
    {"as-of", OPTION_AS_OF, "DATE", 0, "the day asked about, YYYY-MM-DD (default: the case's own, else today)", 0},
    {"differences", OPTION_DIFFERENCES, NULL, 0, "only rows that differ", 0},
    {"format", OPTION_FORMAT, "text|json|html", 0, "form of the output (default: text)", 0},
    {"output", 'o', "FILE", 0, "write to a file instead of standard output", 0},
    {0},
};

/* Words between commas; false where there are too many. */
static bool split(char *list, const char **words, size_t *count)
{
    char *rest = NULL;
    for (char *word = strtok_r(list, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
        if (*count == MOST)
            return false;
        words[(*count)++] = word;
    }
    return true;
}

static bool read_format(arguments *a, const char *text)
{
    static const char *const names[] = {"text", "json", "html", NULL};
    int index = wz_cli_index_of(text, names);
    a->request.format = index < 0 ? WZ_COMPARE_TEXT : (wz_compare_format)index;
    return index >= 0;
}

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    arguments *a = state->input;
    bool good = true;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &a->common; break;
    case OPTION_REGIMES: good = split(text, a->regimes, &a->request.regime_count); break;
    case OPTION_DATES: good = split(text, a->dates, &a->request.date_count); break;
    case OPTION_PERSONS: good = split(text, a->persons, &a->request.person_count); break;
    case OPTION_PERSON: a->request.person = text; break;
    case OPTION_REGIME: a->request.regime = text; break;
    case OPTION_AS_OF: a->request.as_of = text; break;
    case OPTION_DIFFERENCES: a->request.differences = true; break;
    case OPTION_FORMAT: good = read_format(a, text); break;
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
    default: return ARGP_ERR_UNKNOWN;
    }
    if (!good)
        wz_cli_bad_value(state, a->common.language, text);
    return 0;
}

/* Open the law, or each of several folders. */
static int open_laws(arguments *a)
{
    int code = WZ_OK;
    for (size_t i = 0; i < a->folder_count && code == WZ_OK; i++) {
        wz_cli_common common = {a->common.language, a->folders[i]};
        code = wz_cli_open_rules(&a->laws[i], &common);
    }
    if (a->folder_count > 1) {
        a->request.laws = (const wz_rules *const *)a->laws;
        a->request.law_names = a->folders;
        a->request.law_count = a->folder_count;
    }
    return code;
}

static int compare(arguments *a)
{
    wz_diag *diag = wz_diag_new();
    wz_session *session = NULL;
    char *text = NULL;
    size_t length = 0;
    int code = wz_session_new(&session, a->laws[0]);
    if (code == WZ_OK)
        code = wz_compare_case(&text, &length, session, a->file, &a->request, diag);
    int status = wz_cli_result(a->common.language, code, text, length, a->output, a->file, diag);
    wz_session_free(session);
    wz_diag_free(diag);
    return status;
}

int wz_cli_compare(int argc, char **argv)
{
    arguments a = {.request = WZ_COMPARE_REQUEST_INIT, .common.language = wz_cli_language_find(argc, argv)};
    bool zh = a.common.language == WZ_CLI_ZH;
    const struct argp_child children[] = {{wz_cli_common_argp(a.common.language), 0, NULL, 0}, {0}};
    const struct argp argp = {
        .options = zh ? options_zh : options_en,
        .parser = parse_option,
        .children = children,
        .args_doc = zh ? "案件.xml" : "CASE.xml",
        .doc =
            zh ? "同一案件并列比较：几个规定、几个日期、规则库的几个版本（--rules 目录,目录），或者案内几个人。"
               : "One case side by side: several regulations, days, versions of the law (--rules DIR,DIR), or several "
                 "of its people."};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    char today[11];
    wz_cli_today(today);
    char folders[4096] = "";
    a.folder_count = 1;
    if (a.common.rules && strchr(a.common.rules, ',')) {
        snprintf(folders, sizeof folders, "%s", a.common.rules);
        a.folder_count = 0;
        if (!split(folders, a.folders, &a.folder_count))
            a.folder_count = 0;
    } else {
        a.folders[0] = a.common.rules;
    }
    a.request.today = today;
    a.request.regimes = a.regimes;
    a.request.dates = a.dates;
    a.request.persons = a.persons;
    a.request.language = wz_cli_library_language(a.common.language);
    a.request.colour = !a.output && isatty(STDOUT_FILENO);
    a.request.width = a.output ? 0 : wz_cli_terminal_width();
    int code = a.folder_count ? open_laws(&a) : WZ_EINPUT;
    int status = code == WZ_OK ? compare(&a) : wz_cli_status(code);
    for (size_t i = 0; i < a.folder_count; i++)
        wz_rules_close(a.laws[i]);
    return status;
}
