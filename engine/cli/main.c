/* The program: reads what stands before the command, calls the command, and makes sure that what it printed arrived.
 * A new command is one line in commands.h, one in the table below and a file of its own. */
#include "base/arena.h"
#include "base/outfile.h"
#include "cli/commands.h"
#include "cli/language.h"
#include "wenze/version.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *zh;
    const char *en;
} command;

static const command commands[] = {
    {"assess", wz_cli_assess, "认定案件，给出有理由的建议", "assess cases: a reasoned recommendation"},
    {"report", wz_cli_report, "写出书面建议（HTML、DOCX、文本）", "write the recommendation (HTML, DOCX, text)"},
    {"check", wz_cli_check, "检查规则库或文件，列出条文覆盖情况",
     "check the law or files, and the coverage of its provisions"},
    {"register", wz_cli_register, "干部登记簿：任职、处理处分、责任认定",
     "the register of people: posts, sanctions, responsibilities"},
    {"duties", wz_cli_duties, "逐期列出履职义务，画出日历", "duties period by period, with a calendar"},
    {"screen", wz_cli_screen, "筛查名册，一人一行给出结论", "screen a roster: an answer for each person"},
    {"show", wz_cli_show, "对照条文显示一条规则", "show a rule beside the words of its article"},
    {"explain", wz_cli_explain, "说明结论为什么成立或不成立，还差什么",
     "why a conclusion holds or not, and what is missing"},
    {"what-if", wz_cli_what_if, "假如事实有变，结论变什么", "what changed facts change, and through which rules"},
    {"eligible", wz_cli_eligible, "查询一人能否提拔、重用、晋升、评优", "may a person be promoted, and from when"},
    {"compare", wz_cli_compare, "并列比较几个规定、日期、版本或人员", "compare regulations, days, versions or people"},
    {"ask", wz_cli_ask, "还缺什么：待查问题，影响大的在前", "what is missing: open questions, most decisive first"},
    {"feel", wz_cli_feel, "计算一个 FEEL 表达式", "evaluate a FEEL expression"},
    {"test", wz_cli_test, "运行案例，与预期结果比较", "run worked cases and compare them with what is expected"},
    {"walk", wz_cli_walk, "教学：一步一步走一个情景", "walk a class through a scenario step by step"},
    {"serve", wz_cli_serve, "提供网页", "serve the web page"},
    {"account", wz_cli_account, "网页的账号：建立、列出、角色、密码、一次性登录链接",
     "accounts of the web page: add, list, role, password, one-time link"},
    {"case", wz_cli_case, "收存案件、认定和审计日志", "keep cases, assessments and the audit log"},
    {NULL, NULL, NULL, NULL},
};

static const command *find_command(const char *name)
{
    for (const command *c = commands; c->name; c++) {
        if (strcmp(c->name, name) == 0)
            return c;
    }
    return NULL;
}

static const char usage_zh[] = "用法：wenze [--lang zh|en] 命令 [参数…]\n"
                               "按规章认定安全生产责任：说明条文对事实怎么说、为什么，以及还不清楚什么。\n\n"
                               "命令：\n";
static const char usage_en[] = "Usage: wenze [--lang zh|en] COMMAND [ARGUMENT…]\n"
                               "What the provisions on work-safety accountability say of the facts of a case, why,\n"
                               "and what is not known.\n\n"
                               "Commands:\n";

static const char options_zh[] =
    "\n选项：\n"
    "  --lang zh|en  消息所用的语言（默认看 LC_ALL、LC_MESSAGES、LANG，否则为中文）\n"
    "  --version     版本\n"
    "  --help        本说明；wenze 命令 --help 说明一个命令\n\n"
    "退出状态：0 完成或“是”，1 “否”或检查未通过，2 用法错误，3 输入有误，4 内部或读写错误，5 不能确定。\n";
static const char options_en[] =
    "\nOptions:\n"
    "  --lang zh|en  language of messages (default: LC_ALL, LC_MESSAGES, LANG, else Chinese)\n"
    "  --version     the version\n"
    "  --help        this text; wenze COMMAND --help explains a command\n\n"
    "Exit status: 0 done or yes, 1 no or a check failed, 2 wrong usage, 3 bad input,\n"
    "4 internal or I/O error, 5 undetermined.\n";

static void print_help(FILE *out, wz_cli_language language)
{
    fputs(wz_cli_say(language, usage_zh, usage_en), out);
    for (const command *c = commands; c->name; c++)
        fprintf(out, "  %-10s %s\n", c->name, wz_cli_say(language, c->zh, c->en));
    fputs(wz_cli_say(language, options_zh, options_en), out);
}

/* Calls a command with "wenze NAME", the --lang given before it (NULL: none) and its own arguments. */
static int run_command(const command *c, const char *lang, int argc, char **argv)
{
    wz_arena *arena = wz_arena_new();
    char **args = arena ? wz_arena_array(arena, (size_t)argc + 4, sizeof *args) : NULL;
    int count = 0;
    if (args) {
        args[count++] = wz_arena_printf(arena, "wenze %s", c->name);
        if (lang)
            args[count++] = wz_arena_printf(arena, "--lang=%s", lang);
        for (int i = 0; i < argc; i++)
            args[count++] = argv[i];
    }
    int status = WZ_EXIT_FAILURE;
    if (args && !wz_arena_failed(arena))
        status = c->run(count, args);
    else
        fputs("wenze: 内存不足 / out of memory\n", stderr);
    wz_arena_free(arena);
    return status;
}

static int wrong_usage(wz_cli_language language, const char *zh, const char *en, const char *what)
{
    fprintf(stderr, "wenze: %s%s%s\n", wz_cli_say(language, zh, en), what,
            wz_cli_say(language, "；wenze --help 列出用法", "; see wenze --help"));
    return WZ_EXIT_USAGE;
}

/* What stands before the command. */
typedef struct {
    wz_cli_language language;
    const char *lang; /* as given, NULL where it was not */
    bool help;
    bool version;
    int command; /* its index in argv, argc where there is none */
} request;

/* The value of --lang at argv[*at] in either form, *at then being on its last word; NULL where there is none. */
static const char *lang_value(int argc, char **argv, int *at)
{
    static const char prefix[] = "--lang=";
    if (strncmp(argv[*at], prefix, sizeof prefix - 1) == 0)
        return argv[*at] + sizeof prefix - 1;
    return *at + 1 < argc ? argv[++*at] : NULL;
}

/* Reads the options before the command; WZ_EXIT_OK, or WZ_EXIT_USAGE with the message printed. */
static int read_request(int argc, char **argv, request *out)
{
    *out = (request){.language = wz_cli_language_default()};
    int at = 1;
    for (; at < argc && argv[at][0] == '-'; at++) {
        const char *option = argv[at];
        if (strcmp(option, "--help") == 0 || strcmp(option, "-h") == 0) {
            out->help = true;
        } else if (strcmp(option, "--version") == 0 || strcmp(option, "-V") == 0) {
            out->version = true;
        } else if (strcmp(option, "--lang") == 0 || strncmp(option, "--lang=", strlen("--lang=")) == 0) {
            out->lang = lang_value(argc, argv, &at);
            if (!out->lang || !wz_cli_language_parse(out->lang, &out->language))
                return wrong_usage(out->language, "--lang 要写 zh 或 en", "--lang takes zh or en", "");
        } else {
            return wrong_usage(out->language, "没有选项 ", "no such option: ", option);
        }
    }
    out->command = at;
    return WZ_EXIT_OK;
}

static int serve_request(const request *request, int argc, char **argv)
{
    if (request->version) {
        printf("wenze %s\n", wz_version());
        return WZ_EXIT_OK;
    }
    if (request->help || request->command == argc) {
        print_help(request->help ? stdout : stderr, request->language);
        return request->help ? WZ_EXIT_OK : WZ_EXIT_USAGE;
    }
    char **words = argv + request->command;
    const command *c = find_command(words[0]);
    if (!c)
        return wrong_usage(request->language, "没有命令 ", "no such command: ", words[0]);
    return run_command(c, request->lang, argc - request->command - 1, words + 1);
}

/* A result that did not reach its reader (a full disk, a closed descriptor) must not look like success. Runs at exit,
 * since argp leaves by exit() after --help. */
static void check_output(void)
{
    bool failed = ferror(stdout) != 0;
    errno = 0;
    if (fclose(stdout) == 0 && !failed)
        return;
    fprintf(stderr, "wenze: %s%s%s\n",
            wz_cli_say(wz_cli_language_default(), "标准输出没有写完，结果不全",
                       "standard output could not be written, the result is cut"),
            errno ? ": " : "", errno ? strerror(errno) : "");
    _exit(WZ_EXIT_FAILURE);
}

/* Where a standard stream is closed, the next file opened would take its number, and messages would go into it. What
 * stands in its place answers every read or write with an error. */
static void hold_standard_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            /* It is meant to stay open. */
            /* cppcheck-suppress leakReturnValNotUsed */
            (void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

/* Interrupted: nothing half written stays, and the parent learns of the signal. Only calls that are safe in a handler. */
static void interrupted(int signal_number)
{
    wz_outfile_abandon_all();
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

/* A signal that the parent had ignored (nohup) stays so. */
static void watch_signals(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct sigaction before;
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL)
            sigaction(signals[i], &(struct sigaction){.sa_handler = interrupted}, NULL);
    }
}

int main(int argc, char **argv)
{
    hold_standard_streams();
    watch_signals();
    if (atexit(check_output) != 0)
        return WZ_EXIT_FAILURE;
    request request;
    int status = read_request(argc, argv, &request);
    return status == WZ_EXIT_OK ? serve_request(&request, argc, argv) : status;
}
