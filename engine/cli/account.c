/* `wenze account`: the first accounts of the web page are made here; the rest can be done on its pages. */
#include "base/alloc.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/problems.h"
#include "wenze/accounts.h"
#include "wenze/case_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum {
    OPTION_DB = 256,
    OPTION_LISTEN,
    OPTION_DISPLAY,
    OPTION_PERSON,
    OPTION_ROLE,
    OPTION_BY,
    OPTION_CASE,
    MOST_WORDS = 2
};

typedef struct {
    wz_cli_common common;
    const char *db, *url, *display, *person, *by, *case_id;
    unsigned roles;
    const char *words[MOST_WORDS]; /* what to do, the account's name */
    int word_count;
    wz_store *store;
    wz_diag *diag;
    int64_t now;
} arguments;

static const struct argp_option options_zh[] = {
    {"db", OPTION_DB, "文件", 0, "数据文件；add 在没有时建立", 0},
    {"url", OPTION_LISTEN, "网址", 0, "一次性链接所用的网址（缺省 http://127.0.0.1:8443/）", 0},
    {"display", OPTION_DISPLAY, "姓名", 0, "使用人姓名（缺省同账号）", 0},
    {"person-id", OPTION_PERSON, "编号", 0, "使用人在登记簿中的编号，用于回避", 0},
    {"role", OPTION_ROLE, "角色…", 0,
     "角色（可重复，或用逗号分隔）：investigator organisation trainer learner maintainer，或单独一个 sysadmin secadmin "
     "auditor",
     0},
    {"case", OPTION_CASE, "编号", 0, "share 授权的案件（缺省：全部案件）", 0},
    {"by", OPTION_BY, "名称", 0, "审计日志所记的操作人（缺省：登录名）", 0},
    {0},
};

static const struct argp_option options_en[] = {
    {"db", OPTION_DB, "FILE", 0, "the store; add makes it where there is none", 0},
    {"url", OPTION_LISTEN, "URL", 0, "address for one-time links (default: http://127.0.0.1:8443/)", 0},
    {"display", OPTION_DISPLAY, "NAME", 0, "the person's name (default: the account's)", 0},
    {"person-id", OPTION_PERSON, "ID", 0, "the person's number in the register, for recusal", 0},
    {"role", OPTION_ROLE, "ROLE…", 0,
     "roles (repeatable, or separated by commas): investigator organisation trainer learner maintainer, or one alone "
     "of "
     "sysadmin secadmin auditor",
     0},
    {"case", OPTION_CASE, "ID", 0, "the case that share opens to the account (default: every case)", 0},
    {"by", OPTION_BY, "NAME", 0, "who does it, for the audit log (default: the login name)", 0},
    {0},
};

static bool add_roles(arguments *a, char *list)
{
    char *rest = NULL;
    for (char *name = strtok_r(list, ", ", &rest); name; name = strtok_r(NULL, ", ", &rest)) {
        unsigned role = wz_account_role_find(name);
        if (!role)
            return false;
        a->roles |= role;
    }
    return true;
}

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    arguments *a = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &a->common; return 0;
    case OPTION_DB: a->db = text; return 0;
    case OPTION_LISTEN: a->url = text; return 0;
    case OPTION_DISPLAY: a->display = text; return 0;
    case OPTION_PERSON: a->person = text; return 0;
    case OPTION_BY: a->by = text; return 0;
    case OPTION_CASE: a->case_id = text; return 0;
    case OPTION_ROLE:
        if (!add_roles(a, text))
            wz_cli_bad_value(state, a->common.language, text);
        return 0;
    case ARGP_KEY_ARG:
        if (a->word_count == MOST_WORDS)
            return ARGP_ERR_UNKNOWN;
        a->words[a->word_count++] = text;
        return 0;
    case ARGP_KEY_END:
        if (!a->db)
            argp_error(state, "%s",
                       wz_cli_say(a->common.language, "要用 --db 给出数据文件", "name the store with --db"));
        if (!a->word_count)
            argp_error(state, "%s", wz_cli_say(a->common.language, "要说明做什么", "say what to do"));
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static int add(arguments *a, const char *name)
{
    return wz_account_add(NULL, a->store, a->by, a->now, name, a->display ? a->display : name, a->person, a->roles,
                          a->diag);
}

static bool print_account(const wz_account *account, void *payload)
{
    (void)payload;
    printf("%s\t%s\t%s\t", account->name, account->display, account->person_id);
    bool first = true;
    for (size_t i = 0; i < WZ_ACCOUNT_ROLES; i++)
        if (account->roles & (1U << i)) {
            printf("%s%s", first ? "" : ",", wz_account_role_name(i));
            first = false;
        }
    printf("\t%s\t%s\n", account->disabled ? "closed" : "open", account->has_password ? "password" : "-");
    return true;
}

static int list(arguments *a, const char *name)
{
    (void)name;
    return wz_account_list(a->store, print_account, NULL, a->diag);
}

static int role(arguments *a, const char *name)
{
    wz_account_record account;
    int code = wz_account_find(&account, a->store, name, a->diag);
    return code == WZ_OK ? wz_account_set_roles(a->store, a->by, a->now, account.id, a->roles, a->diag) : code;
}

/* A line from the terminal without echo, or from a pipe. */
static bool read_secret(wz_cli_language language, char *line, size_t size)
{
    struct termios before, silent;
    bool terminal = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &before) == 0;
    if (terminal) {
        fputs(wz_cli_say(language, "新密码：", "New password: "), stderr);
        silent = before;
        silent.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    bool read = fgets(line, (int)size, stdin) != NULL;
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        fputc('\n', stderr);
    }
    if (read)
        line[strcspn(line, "\r\n")] = '\0';
    return read;
}

static int password(arguments *a, const char *name)
{
    char line[2048];
    wz_account_record account;
    int code = wz_account_find(&account, a->store, name, a->diag);
    if (code == WZ_OK && !read_secret(a->common.language, line, sizeof line))
        code = WZ_EIO;
    if (code == WZ_OK)
        code = wz_account_set_password(a->store, a->by, a->now, account.id, line, NULL, a->diag);
    explicit_bzero(line, sizeof line);
    return code;
}

static int make_link(arguments *a, const char *name)
{
    char secret[WZ_ACCOUNT_SECRET];
    wz_account_record account;
    int code = wz_account_find(&account, a->store, name, a->diag);
    if (code == WZ_OK)
        code = wz_account_link(secret, a->store, a->by, a->now, account.id, a->diag);
    if (code == WZ_OK)
        printf("%s%slink#%s\n", a->url, *a->url && a->url[strlen(a->url) - 1] == '/' ? "" : "/", secret);
    return code;
}

static int set_closed(arguments *a, const char *name, bool closed)
{
    wz_account_record account;
    int code = wz_account_find(&account, a->store, name, a->diag);
    return code == WZ_OK ? wz_account_set_disabled(a->store, a->by, a->now, account.id, closed, a->diag) : code;
}

static int close_account(arguments *a, const char *name)
{
    return set_closed(a, name, true);
}

static int open_account(arguments *a, const char *name)
{
    return set_closed(a, name, false);
}

/* Ids, kept while the store is read. */
typedef struct {
    char **ids;
    size_t count, capacity;
    bool failed;
} id_list;

static bool keep_id(const wz_case_row *row, void *payload)
{
    id_list *list = payload;
    char **grown = row->erased ? list->ids : wz_grow(list->ids, &list->capacity, list->count + 1, sizeof *grown);
    char *copy = row->erased ? NULL : strdup(row->id);
    if (row->erased)
        return true;
    list->failed = !grown || !copy;
    if (grown)
        list->ids = grown;
    if (list->failed)
        free(copy);
    else
        list->ids[list->count++] = copy;
    return !list->failed;
}

static int share_all(arguments *a, int64_t account)
{
    id_list list = {0};
    int code = wz_case_list(a->store, keep_id, &list, a->diag);
    if (code == WZ_OK && list.failed)
        code = WZ_ENOMEM;
    for (size_t i = 0; i < list.count; i++) {
        if (code == WZ_OK)
            code = wz_case_share(a->store, a->by, a->now, list.ids[i], account, true, a->diag);
        free(list.ids[i]);
    }
    wz_free(list.ids);
    return code;
}

static int share(arguments *a, const char *name)
{
    wz_account_record account;
    int code = wz_account_find(&account, a->store, name, a->diag);
    if (code != WZ_OK)
        return code;
    return a->case_id ? wz_case_share(a->store, a->by, a->now, a->case_id, account.id, true, a->diag)
                      : share_all(a, account.id);
}

static const struct {
    const char *name;
    int (*run)(arguments *a, const char *name);
    bool named; /* takes an account's name */
} verbs[] = {
    {"add", add, true},           {"list", list, false},     {"role", role, true},
    {"password", password, true}, {"link", make_link, true}, {"close", close_account, true},
    {"open", open_account, true}, {"share", share, true},
};

static int run(arguments *a)
{
    wz_store_options options = WZ_STORE_OPTIONS_INIT;
    options.create = strcmp(a->words[0], "add") == 0;
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
        if (strcmp(verbs[i].name, a->words[0]) != 0 || verbs[i].named != (a->word_count == 2))
            continue;
        int code = wz_store_open(&a->store, a->db, &options, a->diag);
        if (code == WZ_OK)
            code = verbs[i].run(a, a->words[1]);
        wz_store_close(a->store);
        wz_cli_print_problems(a->common.language, a->diag, code, a->db);
        return wz_cli_status(code);
    }
    fprintf(stderr, "wenze account: %s\n",
            wz_cli_say(a->common.language, "用法有误；wenze account --help 列出用法",
                       "wrong usage; see wenze account --help"));
    return WZ_EXIT_USAGE;
}

int wz_cli_account(int argc, char **argv)
{
    arguments a = {.common.language = wz_cli_language_find(argc, argv), .url = "http://127.0.0.1:8443/", .person = ""};
    bool zh = a.common.language == WZ_CLI_ZH;
    const struct argp_child children[] = {{wz_cli_common_argp(a.common.language), 0, NULL, 0}, {0}};
    const struct argp argp = {
        .options = zh ? options_zh : options_en,
        .parser = parse_option,
        .children = children,
        .args_doc = zh ? "add 账号\nlist\nrole 账号\npassword 账号\nlink 账号\nclose 账号\nopen 账号\nshare 账号"
                       : "add NAME\nlist\nrole NAME\npassword NAME\nlink NAME\nclose NAME\nopen NAME\nshare NAME",
        .doc = zh ? "管理网页的账号。link 打印十分钟内有效、只能用一次的登录链接；password 从终端或标准输入读取密码。"
                  : "Manage the accounts of the web page. link prints a sign-in link that is good for ten minutes and "
                    "works "
                    "once; password reads from the terminal or standard input."};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    a.now = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    a.diag = wz_diag_new();
    int status = run(&a);
    wz_diag_free(a.diag);
    return status;
}
