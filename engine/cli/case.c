/* `wenze case`: cases kept in a store. One word says what to do (case_work.c). */
#include "cli/case_work.h"
#include "cli/commands.h"
#include "cli/values.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPTION_DB = 256,
    OPTION_KEY,
    OPTION_BY,
    OPTION_WAIT,
    OPTION_NEW,
    OPTION_VERSION,
    OPTION_XML,
    OPTION_REGIME,
    OPTION_AS_OF,
    OPTION_FORMAT,
    OPTION_LIMIT,
    OPTION_AFTER,
    OPTION_REASONS,
    OPTION_DETAILS,
    OPTION_HEAD,
    OPTION_REASON,
    OPTION_YES
};

static const struct argp_option options_zh[] = {
    {"db", OPTION_DB, "文件", 0, "案件库文件（缺省：$WENZE_DB）", 1},
    {"key", OPTION_KEY, "文件", 0, "审计日志的密钥文件（缺省：案件库文件名加 .key）", 1},
    {"by", OPTION_BY, "姓名", 0, "操作人，记入审计日志（缺省：登录名）", 1},
    {"wait", OPTION_WAIT, "秒", 0, "别的进程正在写入时最多等待多久（缺省 10）", 1},
    {"version", OPTION_VERSION, "N", 0, "案件的第几版（缺省：最近一版）", 2},
    {"new", OPTION_NEW, NULL, 0, "add：编号已有时拒绝，而不是收存为新的一版", 3},
    {"as-of", OPTION_AS_OF, "日期", 0, "assess：以哪一天为准（YYYY-MM-DD）", 4},
    {"regime", OPTION_REGIME, "规定…", 0, "assess：只按这些规定认定", 4},
    {"reasons", OPTION_REASONS, "all", 0, "assess：不成立的认定也给出理由", 4},
    {"format", OPTION_FORMAT, "text|json|xml", 0,
     "assess、result：输出形式（缺省 text）；list、show、search、history：text 或 json", 4},
    {"details", OPTION_DETAILS, NULL, 0, "assess、result：文字形式列出每项限制", 4},
    {"limit", OPTION_LIMIT, "N", 0, "list、search、history：至多列出 N 条；show：只列最近 N 版和 N 次认定", 5},
    {"after", OPTION_AFTER, "值", 0, "list、search、history：接着上一页列，值见上一页末尾", 5},
    {"head", OPTION_HEAD, "校验码", 0, "verify：与先前记下的日志校验码核对", 5},
    {"output", 'o', "路径", 0, "export：写入的目录（--xml 时为文件或“-”）；backup：备份文件", 6},
    {"xml", OPTION_XML, NULL, 0, "export：只要案件本身，按收存时的原样", 6},
    {"reason", OPTION_REASON, "文字", 0, "delete：删除的缘由，记入审计日志", 7},
    {"yes", OPTION_YES, NULL, 0, "delete：确认删除", 7},
    {0},
};

static const struct argp_option options_en[] = {
    {"db", OPTION_DB, "FILE", 0, "the store (default: $WENZE_DB)", 1},
    {"key", OPTION_KEY, "FILE", 0, "key of the audit log (default: the store's name with .key)", 1},
    {"by", OPTION_BY, "NAME", 0, "who acts, for the audit log (default: the login name)", 1},
    {"wait", OPTION_WAIT, "SECONDS", 0, "how long to wait for another process that writes (default: 10)", 1},
    {"version", OPTION_VERSION, "N", 0, "which version of the case (default: the newest)", 2},
    {"new", OPTION_NEW, NULL, 0, "add: refuse a number that is there instead of keeping a new version", 3},
    {"as-of", OPTION_AS_OF, "DATE", 0, "assess: the day asked about, YYYY-MM-DD", 4},
    {"regime", OPTION_REGIME, "ID…", 0, "assess: only these regulations", 4},
    {"reasons", OPTION_REASONS, "all", 0, "assess: give reasons for findings that do not hold, too", 4},
    {"format", OPTION_FORMAT, "text|json|xml", 0,
     "assess, result: form of the output (default: text); list, show, search, history: text or json", 4},
    {"details", OPTION_DETAILS, NULL, 0, "assess, result: in text, list every bar", 4},
    {"limit", OPTION_LIMIT, "N", 0,
     "list, search, history: at most N; show: only the newest N versions and N assessments", 5},
    {"after", OPTION_AFTER, "VALUE", 0,
     "list, search, history: go on behind the part before, which ends with the value", 5},
    {"head", OPTION_HEAD, "HEAD", 0, "verify: a head of the log that was noted earlier", 5},
    {"output", 'o', "PATH", 0, "export: the directory to make (with --xml a file or \"-\"); backup: the file", 6},
    {"xml", OPTION_XML, NULL, 0, "export: only the case, as it was given", 6},
    {"reason", OPTION_REASON, "TEXT", 0, "delete: why, for the audit log", 7},
    {"yes", OPTION_YES, NULL, 0, "delete: this is meant", 7},
    {0},
};

static void take_words(wz_cli_case_job *a, struct argp_state *state)
{
    const char *name = state->argv[state->next];
    a->action = wz_cli_case_find(name);
    a->words = state->argv + state->next + 1;
    a->word_count = state->argc - state->next - 1;
    if (!a->action)
        argp_error(state, "%s: %s", name, wz_cli_say(a->common.language, "没有这样的操作", "no such thing to do"));
    else if (a->word_count < a->action->least || (a->action->most >= 0 && a->word_count > a->action->most))
        argp_error(state, "%s: %s", name, wz_cli_say(a->common.language, "参数个数不对", "wrong number of arguments"));
}

static bool take_number(wz_cli_case_job *a, int key, const char *text)
{
    int64_t number;
    if (!wz_cli_read_number(&number, text, 1, key == OPTION_WAIT ? 86400 : INT64_MAX - 1))
        return false;
    if (key == OPTION_WAIT)
        a->store.busy_ms = (unsigned)number * 1000;
    else if (key == OPTION_LIMIT)
        a->limit = number;
    else
        a->version = number;
    return true;
}

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    wz_cli_case_job *a = state->input;
    bool good = true;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &a->common; break;
    case OPTION_DB: a->db = text; break;
    case OPTION_KEY: a->store.key = text; break;
    case OPTION_BY: a->by = text; break;
    case OPTION_WAIT:
    case OPTION_LIMIT:
    case OPTION_VERSION: good = take_number(a, key, text); break;
    case OPTION_NEW: a->only_new = true; break;
    case OPTION_XML: a->xml = true; break;
    case OPTION_YES: a->yes = true; break;
    case OPTION_AS_OF: a->ask.as_of = text; break;
    case OPTION_REGIME: good = wz_cli_add_ids(a->regimes, &a->ask.regime_count, WZ_CLI_CASE_REGIMES, text); break;
    case OPTION_FORMAT: good = wz_cli_read_format(&a->ask.format, text, WZ_FORMAT_XML); break;
    case OPTION_REASONS:
        good = strcmp(text, "all") == 0;
        a->ask.reasons_all = true;
        break;
    case OPTION_DETAILS: a->ask.details = true; break;
    case OPTION_AFTER: a->after = text; break;
    case OPTION_HEAD: a->head = text; break;
    case OPTION_REASON: a->reason = text; break;
    case 'o': a->output = text; break;
    case ARGP_KEY_ARGS: take_words(a, state); break;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "%s", wz_cli_say(a->common.language, "要说明做什么", "say what to do"));
        break;
    default: return ARGP_ERR_UNKNOWN;
    }
    if (!good)
        wz_cli_bad_value(state, a->common.language, text);
    return 0;
}

static const char doc_zh[] = "收存案件、认定和审计日志。\v操作：\n"
                             "  add 案件.xml…      收存案件；同一编号的新内容为新的一版\n"
                             "  list               列出案件\n"
                             "  show 案件          各版、证据目录、历次认定\n"
                             "  search 文字…       全文检索名称、姓名、证据和事实\n"
                             "  assess 案件        认定并留存，说明与上一次相比有何变化\n"
                             "  result 认定号      某一次认定的结果\n"
                             "  compare 认定号 认定号  两次认定有何不同\n"
                             "  reproduce 认定号…  用当时的案件和规则重新推理，与留存的结果逐字节比较\n"
                             "  history [案件]     审计日志\n"
                             "  verify             核验整个案件库和审计日志\n"
                             "  export 案件        导出案件的全部留存\n"
                             "  backup             备份整个案件库\n"
                             "  delete 案件        依法删除内容，日志保留";
static const char doc_en[] = "Keep cases, assessments and the log of who did what.\vWhat to do:\n"
                             "  add CASE.xml…     keep cases; new content under the same number is a new version\n"
                             "  list              list the cases\n"
                             "  show CASE         its versions, evidence list and assessments\n"
                             "  search TEXT…      look for words in titles, names, evidence and facts\n"
                             "  assess CASE       assess, keep the assessment, and say what moved since the last\n"
                             "  result NUMBER     the result of an assessment\n"
                             "  compare N M       what differs between two assessments\n"
                             "  reproduce N…      assess again with the case and law of then, and compare the bytes\n"
                             "  history [CASE]    the audit log\n"
                             "  verify            look through the whole store and its log\n"
                             "  export CASE       write out everything kept of a case\n"
                             "  backup            copy the whole store\n"
                             "  delete CASE       take the content away by law; the log stays";

static int run(wz_cli_case_job *a)
{
    if (!a->db || !*a->db) {
        fprintf(stderr, "%s\n", wz_cli_say(a->common.language, "请用 --db 指明案件库文件", "name the store with --db"));
        return WZ_EXIT_USAGE;
    }
    if (!(a->action->formats & 1U << a->ask.format)) {
        fprintf(stderr, "%s: %s\n", a->action->name,
                wz_cli_say(a->common.language, "没有这种输出形式（--format）", "it has no such --format"));
        return WZ_EXIT_USAGE;
    }
    wz_diag *diag = wz_diag_new();
    wz_store *store = NULL;
    a->store.create = a->action->creates;
    a->store.read_only = !a->action->writes;
    int code = wz_store_open(&store, a->db, &a->store, diag);
    int status = wz_cli_case_finish(a, diag, code, a->db);
    if (code == WZ_OK)
        status = a->action->run(a, store);
    wz_store_close(store);
    return status;
}

int wz_cli_case(int argc, char **argv)
{
    wz_cli_case_job a = {.common.language = wz_cli_language_find(argc, argv),
                         .store = WZ_STORE_OPTIONS_INIT,
                         .ask = WZ_ASSESS_REQUEST_INIT,
                         .db = getenv("WENZE_DB")};
    bool zh = a.common.language == WZ_CLI_ZH;
    const struct argp_child children[] = {{wz_cli_common_argp(a.common.language), 0, NULL, 0}, {0}};
    const struct argp argp = {.options = zh ? options_zh : options_en,
                              .parser = parse_option,
                              .children = children,
                              .args_doc = zh ? "操作 [参数…]" : "WHAT [ARGUMENT…]",
                              .doc = zh ? doc_zh : doc_en};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    a.ask.regimes = a.regimes;
    a.ask.language = wz_cli_library_language(a.common.language);
    return run(&a);
}
