/* What `wenze case` does: a function for each word, and the table of them at the end. */
#include "cli/case_work.h"

#include "base/buffer.h"
#include "base/outfile.h"
#include "cli/case_print.h"
#include "cli/commands.h"
#include "cli/problems.h"
#include "cli/result.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LARGEST_CASE = 64 * 1024 * 1024 };

static const char *say(const wz_cli_case_job *a, const char *zh, const char *en)
{
    return wz_cli_say(a->common.language, zh, en);
}

/* Print the problems of one call and give its exit status. */
int wz_cli_case_finish(const wz_cli_case_job *a, wz_diag *diag, int code, const char *subject)
{
    wz_cli_print_problems(a->common.language, diag, code, subject);
    wz_diag_free(diag);
    return wz_cli_status(code);
}

static int worse(int a, int b)
{
    return a > b ? a : b;
}

void wz_cli_case_head(const wz_cli_case_job *a, FILE *to, const char *head)
{
    fprintf(to, "%s%s\n", say(a, "审计日志校验码：", "Head of the audit log: "), head);
}

static bool read_number(const wz_cli_case_job *a, const char *text, int64_t *number)
{
    char *end;
    errno = 0;
    *number = strtoll(text, &end, 10);
    if (errno == 0 && *text && !*end && *number > 0)
        return true;
    fprintf(
        stderr, "%s: %s\n", text,
        say(a, "不是认定号；认定号见 wenze case show 案件", "no number of an assessment; see wenze case show CASE"));
    return false;
}

/* --- add --- */

static bool read_stream(FILE *file, wz_buffer *out)
{
    char block[65536];
    size_t n;
    out->limit = LARGEST_CASE + 2;
    while (!out->failed && (n = fread(block, 1, sizeof block, file)) > 0)
        wz_buffer_add(out, block, n);
    return !ferror(file);
}

/* A case is read whole; one that is too long is told so by the loader. */
static int read_file(const char *path, wz_buffer *out)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *file = standard ? stdin : fopen(path, "rb");
    if (!file)
        return errno;
    errno = 0;
    bool good = read_stream(file, out);
    int error = good ? 0 : errno ? errno : EIO;
    if (!standard)
        fclose(file);
    return error;
}

static void print_added(const wz_cli_case_job *a, const char *id, const wz_case_added *added)
{
    const char *text = added->unchanged      ? say(a, "%s：与已收存的第%lld版相同，未作改动\n",
                                                   "%s: the same as version %lld, which is kept; nothing was changed\n")
                       : added->version == 1 ? say(a, "%s：已收存（第%lld版）\n", "%s: kept (version %lld)\n")
                                             : say(a, "%s：已收存为第%lld版\n", "%s: kept as version %lld\n");
    printf(text, id, (long long)added->version);
}

static int add_one(const wz_cli_case_job *a, wz_store *store, const wz_rules *rules, const char *path)
{
    wz_buffer bytes = {0};
    int error = read_file(path, &bytes);
    if (error || (bytes.failed && bytes.length <= LARGEST_CASE / 2)) {
        fprintf(stderr, "%s: %s%s%s\n", path, say(a, "不能读取（", "cannot be read ("),
                strerror(error ? error : ENOMEM),
                say(a, "）；请检查路径和权限", "); check the path and the permission"));
        wz_buffer_free(&bytes);
        return error == ENOENT || error == EISDIR ? WZ_EXIT_INPUT : WZ_EXIT_FAILURE;
    }
    wz_case_add_request request = WZ_CASE_ADD_INIT;
    request.name = path;
    request.bytes = bytes.length ? bytes.data : "";
    request.size = bytes.failed ? (size_t)LARGEST_CASE + 1 : bytes.length;
    request.only_new = a->only_new;
    request.by = a->by;
    wz_diag *diag = wz_diag_new();
    wz_case_added added;
    char *id = NULL;
    int code = wz_case_add(&id, &added, store, rules, &request, diag);
    if (code == WZ_OK)
        print_added(a, id, &added);
    wz_text_free(id);
    wz_buffer_free(&bytes);
    return wz_cli_case_finish(a, diag, code, path);
}

static int run_add(wz_cli_case_job *a, wz_store *store)
{
    wz_rules *rules = NULL;
    int code = wz_cli_open_rules(&rules, &a->common), status = wz_cli_status(code);
    for (int i = 0; code == WZ_OK && i < a->word_count; i++)
        status = worse(status, add_one(a, store, rules, a->words[i]));
    wz_rules_close(rules);
    return status;
}

/* --- verifying --- */

/* A fault that was found is a "no"; a key that is not there is bad input. */
static bool found_faults(const wz_diag *diag)
{
    static const char *const others[] = {"STORE-020", "STORE-021", "STORE-035"};
    for (size_t i = 0; i < wz_diag_count(diag); i++) {
        for (size_t k = 0; k < sizeof others / sizeof others[0]; k++) {
            if (strcmp(wz_diag_at(diag, i)->id, others[k]) == 0)
                return false;
        }
    }
    return wz_diag_errors(diag) > 0;
}

static int run_verify(wz_cli_case_job *a, wz_store *store)
{
    wz_diag *diag = wz_diag_new();
    int64_t entries = 0;
    char head[WZ_HEAD_TEXT];
    int code = wz_store_verify(store, a->head, &entries, diag);
    bool faults = code == WZ_EINPUT && found_faults(diag);
    if (code == WZ_OK)
        code = wz_log_head(store, head, diag);
    if (code == WZ_OK) {
        printf(say(a, "完好：审计日志%lld项，内容与日志相符。\n",
                   "Whole: %lld entries in the audit log, and all content fits.\n"),
               (long long)entries);
        wz_cli_case_head(a, stdout, head);
    }
    int status = wz_cli_case_finish(a, diag, code, a->db);
    return faults ? WZ_EXIT_NO : status;
}

/* --- assessing --- */

static const char *today(void)
{
    static char text[11];
    wz_cli_today(text);
    return text;
}

static void print_moved(const wz_cli_case_job *a, FILE *to, const wz_case_assessed *assessed)
{
    if (!assessed->previous)
        return;
    if (!assessed->moved)
        fprintf(to,
                say(a, "与第%lld号认定的差别过大，未能逐项列出。\n", "Too long to be compared with assessment %lld.\n"),
                (long long)assessed->previous);
    else if (!*assessed->moved)
        fprintf(to, say(a, "与第%lld号认定相比：无变化。\n", "Against assessment %lld: nothing moved.\n"),
                (long long)assessed->previous);
    else
        fprintf(to, say(a, "与第%lld号认定相比：\n%s", "Against assessment %lld:\n%s"), (long long)assessed->previous,
                assessed->moved);
}

static int run_assess(wz_cli_case_job *a, wz_store *store)
{
    wz_rules *rules = NULL;
    wz_diag *diag = wz_diag_new();
    int code = wz_rules_open_keeping(&rules, a->common.rules, diag);
    wz_case_assess_request request = WZ_CASE_ASSESS_INIT;
    request.ask = a->ask;
    request.ask.today = today();
    request.ask.width = wz_cli_terminal_width();
    request.ask.colour = isatty(STDOUT_FILENO);
    request.by = a->by;
    request.case_version = a->version;
    wz_case_assessed assessed = {0};
    if (code == WZ_OK)
        code = wz_case_assess(&assessed, store, rules, a->words[0], &request, diag);
    if (code == WZ_OK) {
        FILE *beside = a->ask.format == WZ_FORMAT_TEXT ? stdout : stderr;
        fwrite(assessed.text, 1, assessed.length, stdout);
        fprintf(beside,
                say(a, "\n第%lld号认定，据案件第%lld版。\n", "\nAssessment %lld, of version %lld of the case.\n"),
                (long long)assessed.id, (long long)assessed.version);
        print_moved(a, beside, &assessed);
        wz_cli_case_head(a, beside, assessed.head);
    }
    wz_case_assessed_clear(&assessed);
    wz_rules_close(rules);
    return wz_cli_case_finish(a, diag, code, a->words[0]);
}

static int run_result(wz_cli_case_job *a, wz_store *store)
{
    int64_t number;
    if (!read_number(a, a->words[0], &number))
        return WZ_EXIT_USAGE;
    wz_assess_request form = a->ask;
    form.width = wz_cli_terminal_width();
    form.colour = isatty(STDOUT_FILENO);
    wz_diag *diag = wz_diag_new();
    char *text = NULL;
    size_t length = 0;
    int code = wz_case_result(&text, &length, store, number, &form, diag);
    if (code == WZ_OK)
        fwrite(text, 1, length, stdout);
    wz_text_free(text);
    return wz_cli_case_finish(a, diag, code, a->words[0]);
}

static int reproduce_one(const wz_cli_case_job *a, wz_store *store, const char *word)
{
    int64_t number;
    if (!read_number(a, word, &number))
        return WZ_EXIT_USAGE;
    wz_diag *diag = wz_diag_new();
    wz_sameness sameness;
    char *differences = NULL;
    int code =
        wz_case_reproduce(&sameness, &differences, store, number, wz_cli_library_language(a->common.language), diag);
    if (code == WZ_OK) {
        const char *text =
            sameness == WZ_SAME_BYTES
                ? say(a, "第%lld号认定：重新推理的结果逐字节相同。\n", "Assessment %lld: reproduced byte for byte.\n")
            : sameness == WZ_SAME_BUT_ENGINE
                ? say(a, "第%lld号认定：除引擎版本外，重新推理的结果逐字节相同。\n",
                      "Assessment %lld: reproduced byte for byte but for the version of the engine.\n")
                : say(a, "第%lld号认定：重新推理的结果不同：\n", "Assessment %lld: the result is another one now:\n");
        printf(text, (long long)number);
        if (sameness != WZ_SAME_BYTES)
            fputs(differences ? differences : "", stdout);
    }
    wz_text_free(differences);
    int status = wz_cli_case_finish(a, diag, code, word);
    return code == WZ_OK && sameness == WZ_DIFFERENT ? WZ_EXIT_NO : status;
}

static int run_reproduce(wz_cli_case_job *a, wz_store *store)
{
    int status = WZ_EXIT_OK;
    for (int i = 0; i < a->word_count; i++)
        status = worse(status, reproduce_one(a, store, a->words[i]));
    return status;
}

static int run_compare(wz_cli_case_job *a, wz_store *store)
{
    int64_t from, to;
    if (!read_number(a, a->words[0], &from) || !read_number(a, a->words[1], &to))
        return WZ_EXIT_USAGE;
    wz_diag *diag = wz_diag_new();
    char *lines = NULL;
    int code = wz_case_compare(&lines, store, from, to, wz_cli_library_language(a->common.language), diag);
    bool same = lines && !*lines;
    if (code == WZ_OK)
        fputs(same ? say(a, "无变化。\n", "Nothing moved.\n") : lines ? lines : "", stdout);
    wz_text_free(lines);
    int status = wz_cli_case_finish(a, diag, code, a->words[0]);
    return status == WZ_EXIT_OK && !same ? WZ_EXIT_NO : status;
}

/* --- giving out and taking away --- */

static bool needs_output(const wz_cli_case_job *a)
{
    if (a->output)
        return false;
    fprintf(stderr, "%s\n", say(a, "请用 -o 指明写到哪里", "say with -o where to write"));
    return true;
}

/* Write the bytes of a version to a file or standard output. */
static int write_bytes(const wz_cli_case_job *a, const char *bytes, size_t length)
{
    if (strcmp(a->output, "-") == 0)
        return fwrite(bytes, 1, length, stdout) == length ? 0 : errno;
    wz_outfile *file = NULL;
    int error = wz_outfile_open(&file, a->output);
    if (error)
        return error;
    fwrite(bytes, 1, length, wz_outfile_stream(file));
    return wz_outfile_commit(file);
}

/* The case alone, as it was given: the entry stands before the bytes leave. */
static int export_xml(wz_cli_case_job *a, wz_store *store)
{
    const char *id = a->words[0];
    char *bytes = NULL, head[WZ_HEAD_TEXT];
    size_t length = 0;
    wz_diag *diag = wz_diag_new();
    int code = wz_case_bytes(&bytes, &length, store, id, a->version, diag);
    if (code == WZ_OK)
        code = wz_log_add(store, a->by, "case.export", id, "{\"only\":\"xml\"}", diag);
    if (code == WZ_OK)
        code = wz_log_head(store, head, diag);
    int error = code == WZ_OK ? write_bytes(a, bytes, length) : 0;
    if (error)
        fprintf(stderr, "%s: %s%s%s\n", a->output, say(a, "不能写入（", "cannot be written ("), strerror(error),
                say(a, "）；请检查目录、权限和磁盘空间", "); check the folder, the permission and the space"));
    else if (code == WZ_OK)
        wz_cli_case_head(a, stderr, head);
    wz_text_free(bytes);
    int status = wz_cli_case_finish(a, diag, code, id);
    return error ? WZ_EXIT_FAILURE : status;
}

static int run_export(wz_cli_case_job *a, wz_store *store)
{
    if (needs_output(a))
        return WZ_EXIT_USAGE;
    if (a->xml)
        return export_xml(a, store);
    wz_diag *diag = wz_diag_new();
    char head[WZ_HEAD_TEXT];
    int code = wz_case_export(head, store, a->words[0], a->output, a->by, diag);
    if (code == WZ_OK) {
        printf(say(a, "%s：已导出到 %s\n", "%s: exported to %s\n"), a->words[0], a->output);
        wz_cli_case_head(a, stdout, head);
    }
    return wz_cli_case_finish(a, diag, code, a->words[0]);
}

static int run_backup(wz_cli_case_job *a, wz_store *store)
{
    if (needs_output(a))
        return WZ_EXIT_USAGE;
    wz_diag *diag = wz_diag_new();
    char head[WZ_HEAD_TEXT];
    /* a copy of everything is an export: its entry stands before the bytes leave, and in the copy too */
    int code = wz_log_add(store, a->by, "store.backup", "", "{}", diag);
    if (code == WZ_OK)
        code = wz_store_backup(store, a->output, diag);
    if (code == WZ_OK)
        code = wz_log_head(store, head, diag);
    if (code == WZ_OK) {
        printf(say(a, "已备份到 %s；密钥文件不在其中，请另行保管。\n",
                   "Copied to %s; the key is not in it: keep it in another place.\n"),
               a->output);
        wz_cli_case_head(a, stdout, head);
    }
    return wz_cli_case_finish(a, diag, code, a->output);
}

static int run_delete(wz_cli_case_job *a, wz_store *store)
{
    if (!a->yes) {
        fprintf(stderr, "%s\n",
                say(a, "删除后内容不能恢复；确要删除，请加 --yes",
                    "what is deleted cannot be brought back; add --yes if that is meant"));
        return WZ_EXIT_USAGE;
    }
    wz_diag *diag = wz_diag_new();
    char head[WZ_HEAD_TEXT];
    int code = wz_case_delete(store, a->words[0], a->reason, a->by, diag);
    if (code == WZ_OK)
        code = wz_log_head(store, head, diag);
    if (code == WZ_OK) {
        printf(
            say(a, "%s：内容已删除，日志和校验值保留。\n", "%s: the content is gone; the log and the hashes stay.\n"),
            a->words[0]);
        wz_cli_case_head(a, stdout, head);
    }
    return wz_cli_case_finish(a, diag, code, a->words[0]);
}

enum {
    NO_FORMS = 1U << WZ_FORMAT_TEXT,
    LISTS = NO_FORMS | 1U << WZ_FORMAT_JSON,
    RESULTS = LISTS | 1U << WZ_FORMAT_XML
};

static const wz_cli_case_action actions[] = {
    {"add", run_add, 1, -1, true, true, NO_FORMS},
    {"list", wz_cli_case_run_list, 0, 0, false, false, LISTS},
    {"show", wz_cli_case_run_show, 1, 1, false, false, LISTS},
    {"search", wz_cli_case_run_search, 1, -1, false, false, LISTS},
    {"assess", run_assess, 1, 1, false, true, RESULTS},
    {"result", run_result, 1, 1, false, false, RESULTS},
    {"compare", run_compare, 2, 2, false, false, NO_FORMS},
    {"reproduce", run_reproduce, 1, -1, false, false, NO_FORMS},
    {"history", wz_cli_case_run_history, 0, 1, false, false, LISTS},
    {"verify", run_verify, 0, 0, false, false, NO_FORMS},
    {"export", run_export, 1, 1, false, true, NO_FORMS},
    {"backup", run_backup, 0, 0, false, true, NO_FORMS},
    {"delete", run_delete, 1, 1, false, true, NO_FORMS},
};

const wz_cli_case_action *wz_cli_case_find(const char *name)
{
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        if (strcmp(actions[i].name, name) == 0)
            return &actions[i];
    }
    return NULL;
}
