/* `wenze serve`: the web page. */
#include "web/serve.h"
#include "cli/commands.h"
#include "cli/common.h"
#include "cli/problems.h"

#include <stdio.h>

enum { OPTION_DB = 256, OPTION_LISTEN, OPTION_NAME, OPTION_CERT, OPTION_KEY, OPTION_PROXY, OPTION_QUIET, OPTION_READY };

typedef struct {
    wz_cli_common common;
    wz_serve_options options;
} arguments;

static const struct argp_option options_zh[] = {
    {"db", OPTION_DB, "文件", 0, "数据文件（wenze account add 建立）", 0},
    {"listen", OPTION_LISTEN, "地址:端口", 0, "监听地址（缺省 127.0.0.1:8443）", 0},
    {"name", OPTION_NAME, "主机名", 0, "用户访问所用的主机名；缺省只接受本机地址", 0},
    {"cert", OPTION_CERT, "文件", 0, "TLS 证书（PEM）；监听非本机地址时必须给出", 0},
    {"key", OPTION_KEY, "文件", 0, "TLS 私钥（PEM）", 0},
    {"proxy", OPTION_PROXY, NULL, 0, "本机反向代理转来的请求：采信其 X-Forwarded-For 和 X-Forwarded-Proto", 0},
    {"quiet", OPTION_QUIET, NULL, 0, "日志只记故障", 0},
    {"ready-file", OPTION_READY, "文件", 0, "可以应答后把网址写入此文件", 0},
    {0},
};

static const struct argp_option options_en[] = {
    {"db", OPTION_DB, "FILE", 0, "the store (`wenze account add` makes one)", 0},
    {"listen", OPTION_LISTEN, "HOST:PORT", 0, "where to listen (default: 127.0.0.1:8443)", 0},
    {"name", OPTION_NAME, "HOST", 0, "the name by which users reach it; default: loopback addresses only", 0},
    {"cert", OPTION_CERT, "FILE", 0, "TLS certificate (PEM); required unless listening on loopback", 0},
    {"key", OPTION_KEY, "FILE", 0, "TLS key (PEM)", 0},
    {"proxy", OPTION_PROXY, NULL, 0, "behind a reverse proxy on this machine: believe its X-Forwarded-For and -Proto",
     0},
    {"quiet", OPTION_QUIET, NULL, 0, "log troubles only", 0},
    {"ready-file", OPTION_READY, "FILE", 0, "write the URL to this file once requests are answered", 0},
    {0},
};

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    arguments *a = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &a->common; return 0;
    case OPTION_DB: a->options.db = text; return 0;
    case OPTION_LISTEN: a->options.listen = text; return 0;
    case OPTION_NAME: a->options.name = text; return 0;
    case OPTION_CERT: a->options.cert = text; return 0;
    case OPTION_KEY: a->options.key = text; return 0;
    case OPTION_PROXY: a->options.proxy = true; return 0;
    case OPTION_QUIET: a->options.quiet = true; return 0;
    case OPTION_READY: a->options.ready = text; return 0;
    case ARGP_KEY_END:
        if (!a->options.db)
            argp_error(state, "%s",
                       wz_cli_say(a->common.language, "要用 --db 给出数据文件", "name the store with --db"));
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

int wz_cli_serve(int argc, char **argv)
{
    arguments a = {.common.language = wz_cli_language_find(argc, argv), .options.listen = "127.0.0.1:8443"};
    bool zh = a.common.language == WZ_CLI_ZH;
    const struct argp_child children[] = {{wz_cli_common_argp(a.common.language), 0, NULL, 0}, {0}};
    const struct argp argp = {
        .options = zh ? options_zh : options_en,
        .parser = parse_option,
        .children = children,
        .doc = zh ? "在本机提供网页：案件、提任、培训、规定、管理。SIGTERM 使其办完手头请求后停止。"
                  : "Serve the web page: cases, promotion, training, law, administration. SIGTERM stops it "
                    "once what runs is finished."};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    a.options.language = wz_cli_library_language(a.common.language);
    wz_rules *rules = NULL;
    wz_diag *diag = wz_diag_new();
    int code = wz_rules_open_keeping(&rules, a.common.rules, diag);
    if (code == WZ_OK)
        code = wz_serve(&a.options, rules, diag);
    wz_cli_print_problems(a.common.language, diag, code, a.options.db);
    wz_rules_close(rules);
    wz_diag_free(diag);
    return wz_cli_status(code);
}
