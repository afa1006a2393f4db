/* `wenze register`: what an office has on file of people. Each word behind it is one job of include/wenze/register.h. */
#include "wenze/register.h"

#include "cli/commands.h"
#include "cli/common.h"
#include "cli/problems.h"
#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    OPTION_DB = 256,
    OPTION_KEY,
    OPTION_WAIT,
    OPTION_BY,
    OPTION_WHY,
    OPTION_DRY_RUN,
    OPTION_KEEP_GOOD,
    OPTION_AMEND,
    OPTION_ON,
    OPTION_TO,
    OPTION_KNOWN_ON,
    OPTION_FORMAT,
    OPTION_ONLY_ID,
    FIELDS_MOST = 255
};

static const struct argp_option options_zh[] = {
    {"db", OPTION_DB, "文件", 0, "登记簿所在的库（缺省：$WENZE_DB）", 0},
    {"key", OPTION_KEY, "文件", 0, "审计日志的密钥（缺省：库文件名加 .key）", 0},
    {"wait", OPTION_WAIT, "秒", 0, "别的进程正在写入时最多等多久（缺省 10）", 0},
    {"by", OPTION_BY, "姓名", 0, "经办人（缺省：登录名）", 0},
    {"why", OPTION_WHY, "事由", 0, "更正、撤销、撤回的事由", 0},
    {"dry-run", OPTION_DRY_RUN, NULL, 0, "导入：只检查，不登记", 0},
    {"keep-good", OPTION_KEEP_GOOD, NULL, 0, "导入：有误的行不登记，其余照登", 0},
    {"amend", OPTION_AMEND, "事由", 0, "导入：与登记不一致的行按此事由更正登记", 0},
    {"on", OPTION_ON, "日期", 0, "撤销：从哪一天起", 0},
    {"to", OPTION_TO, "日期", 0, "齐全声明：到哪一天", 0},
    {"known-on", OPTION_KNOWN_ON, "日期", 0, "查看、导出：以当日所登记的为准", 0},
    {"format", OPTION_FORMAT, "text|json", 0, "查看、历次登记的形式", 0},
    {"output", 'o', "文件", 0, "导出：写到哪里（.xlsx 为工作簿，其余为 CSV；- 为标准输出）", 0},
    {"only-id", OPTION_ONLY_ID, NULL, 0, "导出：不写姓名", 0},
    {0},
};

static const struct argp_option options_en[] = {
    {"db", OPTION_DB, "FILE", 0, "the store that holds the register (default: $WENZE_DB)", 0},
    {"key", OPTION_KEY, "FILE", 0, "the key of the audit log (default: the store's name with .key behind)", 0},
    {"wait", OPTION_WAIT, "SECONDS", 0, "how long to wait while another process writes (default 10)", 0},
    {"by", OPTION_BY, "WHO", 0, "who acts (default: the login name)", 0},
    {"why", OPTION_WHY, "WHY", 0, "amend, rescind, withdraw: the reason", 0},
    {"dry-run", OPTION_DRY_RUN, NULL, 0, "import: look at every row and keep nothing", 0},
    {"keep-good", OPTION_KEEP_GOOD, NULL, 0, "import: keep the good rows where others are bad", 0},
    {"amend", OPTION_AMEND, "WHY", 0, "import: rows that say otherwise amend the register for this reason", 0},
    {"on", OPTION_ON, "DATE", 0, "rescind: since when", 0},
    {"to", OPTION_TO, "DATE", 0, "declare: complete to this day", 0},
    {"known-on", OPTION_KNOWN_ON, "DATE", 0, "show, export: as the register knew it on that day", 0},
    {"format", OPTION_FORMAT, "text|json", 0, "form of show and history", 0},
    {"output", 'o', "FILE", 0, "export: where to (.xlsx a workbook, else CSV; - standard output)", 0},
    {"only-id", OPTION_ONLY_ID, NULL, 0, "export: leave names out", 0},
    {0},
};

typedef struct {
    wz_cli_common common;
    const char *db, *key;
    unsigned wait_ms;
    wz_register_act act;
    wz_register_view view;
    bool dry_run, keep_good, only_id;
    const char *amend, *on, *to, *output;
    char **words; /* the job and its arguments */
    int count;
    wz_register_field fields[FIELDS_MOST];
    size_t field_count;
} arguments;

static void parse_format(struct argp_state *state, arguments *a, const char *text)
{
    if (strcmp(text, "json") == 0)
        a->view.format = WZ_FORMAT_JSON;
    else if (strcmp(text, "text") != 0)
        wz_cli_bad_value(state, a->common.language, text);
}

static void parse_wait(struct argp_state *state, arguments *a, const char *text)
{
    enum { MOST = 3600, MS = 1000 };
    char *end;
    long seconds = strtol(text, &end, 10);
    if (*end || end == text || seconds < 1 || seconds > MOST)
        wz_cli_bad_value(state, a->common.language, text);
    a->wait_ms = (unsigned)seconds * MS;
}

static error_t parse_option(int key, char *text, struct argp_state *state)
{
    arguments *a = state->input;
    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &a->common; return 0;
    case OPTION_DB: a->db = text; return 0;
    case OPTION_KEY: a->key = text; return 0;
    case OPTION_WAIT: parse_wait(state, a, text); return 0;
    case OPTION_BY: a->act.by = text; return 0;
    case OPTION_WHY: a->act.why = text; return 0;
    case OPTION_DRY_RUN: a->dry_run = true; return 0;
    case OPTION_KEEP_GOOD: a->keep_good = true; return 0;
    case OPTION_AMEND: a->amend = text; return 0;
    case OPTION_ON: a->on = text; return 0;
    case OPTION_TO: a->to = text; return 0;
    case OPTION_KNOWN_ON: a->view.known_on = text; return 0;
    case OPTION_FORMAT: parse_format(state, a, text); return 0;
    case 'o': a->output = text; return 0;
    case OPTION_ONLY_ID: a->only_id = true; return 0;
    case ARGP_KEY_ARGS:
        a->words = state->argv + state->next;
        a->count = state->argc - state->next;
        return 0;
    case ARGP_KEY_NO_ARGS: argp_usage(state); return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

/* What a job needs. */
typedef struct {
    arguments *a;
    wz_rules *rules;
    wz_store *store;
    wz_diag *diag;
} bench;

static const char *say(const bench *b, const char *zh, const char *en)
{
    return wz_cli_say(b->a->common.language, zh, en);
}

static int misused(const bench *b, const char *zh, const char *en)
{
    fprintf(stderr, "wenze register: %s\n", say(b, zh, en));
    return WZ_EXIT_USAGE;
}

static int report(const bench *b, int code, const char *subject)
{
    wz_cli_print_problems(b->a->common.language, b->diag, code, subject);
    return wz_cli_status(code);
}

/* COLUMN=VALUE from a word on; false where one has no sign of equality. */
static bool read_fields(arguments *a, int from)
{
    for (int i = from; i < a->count && a->field_count < FIELDS_MOST; i++) {
        char *equals = strchr(a->words[i], '=');
        if (!equals)
            return false;
        *equals = '\0';
        a->fields[a->field_count++] = (wz_register_field){a->words[i], equals + 1};
    }
    return a->count - from <= FIELDS_MOST;
}

/* --- import ------------------------------------------------------------------------------------------------------------ */

static bool progress(const wz_register_progress *state, void *payload)
{
    return wz_cli_progress_show(payload, state->bytes, state->bytes_all, state->rows);
}

/* What an import works with besides the store. */
typedef struct {
    wz_cli_progress bar;
    const bench *b;
} importing;

static bool import_progress(const wz_register_progress *state, void *payload)
{
    importing *i = payload;
    return wz_cli_progress_show(&i->bar, state->bytes, state->bytes_all, state->rows);
}

/* What would not enter because it is there already is worth a line only where somebody looks before importing. */
static void import_row(const wz_register_row *row, void *payload)
{
    importing *i = payload;
    if (row->state != WZ_REGISTER_ALREADY || !i->b->a->dry_run)
        return;
    wz_cli_progress_end(&i->bar);
    printf(say(i->b, "%s：第 %" PRIu64 " 行，%s：已有登记\n", "%s: row %" PRIu64 ", %s: recorded already\n"),
           i->b->a->words[1], row->number, row->person_id);
}

static void say_tally(const bench *b, const char *file, const wz_register_tally *t)
{
    printf(say(b,
               "%s：共 %" PRIu64 " 行，可登记 %" PRIu64 " 行（更正 %" PRIu64 " 行，新增人员 %" PRIu64
               " 名），已有登记 %" PRIu64 " 行，有误 %" PRIu64 " 行，与登记抵触 %" PRIu64 " 行。",
               "%s: %" PRIu64 " rows, %" PRIu64 " to be recorded (%" PRIu64 " amending, %" PRIu64
               " new people), %" PRIu64 " recorded already, %" PRIu64 " bad, %" PRIu64 " in conflict."),
           file, t->rows, t->entered, t->amended, t->persons, t->already, t->bad, t->conflicts);
    putchar('\n');
}

static void say_outcome(const bench *b, const wz_register_tally *t)
{
    if (t->kept)
        printf(say(b, "已登记 %" PRIu64 " 项。日志校验码：%s\n",
                   "Recorded: %" PRIu64 " entries. Head of the audit log: %s\n"),
               t->entries, t->head);
    else if (b->a->dry_run)
        puts(say(b, "仅检查，未登记。", "Looked at only, nothing recorded."));
    else if (t->bad + t->conflicts > 0 && !b->a->keep_good)
        puts(say(
            b, "有误或抵触，整个文件未登记；改正后重新导入，或用 --keep-good 只登记其余的行。",
            "Nothing recorded, since rows are bad or in conflict; correct them, or keep the others with --keep-good."));
    else
        puts(say(b, "没有新内容，未登记。", "Nothing new, nothing recorded."));
}

static int run_import(bench *b)
{
    arguments *a = b->a;
    importing work = {.b = b};
    wz_register_tally tally;
    wz_register_import_options options = WZ_REGISTER_IMPORT_INIT;
    options.by = a->act.by;
    options.dry_run = a->dry_run;
    options.keep_good = a->keep_good;
    options.amend = a->amend;
    options.progress = import_progress;
    options.row = import_row;
    options.payload = &work;
    wz_cli_progress_begin(&work.bar, a->common.language, say(b, "导入", "importing"));
    int code = wz_register_import(&tally, b->store, b->rules, a->words[1], &options, b->diag);
    wz_cli_progress_end(&work.bar);
    int status = report(b, code, a->words[1]);
    if (tally.stopped) {
        fputs(say(b, "已中断，登记簿没有变动。\n", "Interrupted; the register is as it was.\n"), stderr);
        return WZ_EXIT_FAILURE;
    }
    if (code == WZ_OK || tally.rows > 0)
        say_tally(b, a->words[1], &tally);
    if (code == WZ_OK || (code == WZ_EINPUT && tally.rows > 0))
        say_outcome(b, &tally);
    return status;
}

/* --- by hand ----------------------------------------------------------------------------------------------------------- */

static int done(const bench *b, int code, int64_t entry)
{
    const char *person = b->a->count > 1 ? b->a->words[1] : say(b, "整个登记簿", "the whole register");
    int status = report(b, code, person);
    if (code == WZ_OK)
        printf(say(b, "%s：登记为第 %" PRId64 " 项。\n", "%s: recorded as entry %" PRId64 ".\n"), person, entry);
    return status;
}

static int run_add(bench *b)
{
    arguments *a = b->a;
    int64_t entry = 0;
    int code = wz_register_add(&entry, b->store, b->rules, a->words[1], a->fields, a->field_count, &a->act, b->diag);
    return done(b, code, entry);
}

/* The number of the entry that a command names, written 3, s3 or [3]; 0 where it is none. */
static int64_t item_of(const arguments *a)
{
    const char *word = a->count > 2 ? a->words[2] : "";
    char *end;
    word += *word == '[' || *word == 's' || *word == 'p';
    long long number = strtoll(word, &end, 10);
    return end > word && (!*end || strcmp(end, "]") == 0) && number > 0 ? number : 0;
}

static int run_amend(bench *b)
{
    arguments *a = b->a;
    int64_t entry = 0, item = item_of(a);
    int code =
        wz_register_amend(&entry, b->store, b->rules, a->words[1], item, a->fields, a->field_count, &a->act, b->diag);
    return done(b, code, entry);
}

static int run_rescind(bench *b)
{
    arguments *a = b->a;
    int64_t entry = 0, item = item_of(a);
    int code = wz_register_rescind(&entry, b->store, b->rules, a->words[1], item, a->on, a->fields, a->field_count,
                                   &a->act, b->diag);
    return done(b, code, entry);
}

static int run_withdraw(bench *b)
{
    arguments *a = b->a;
    int64_t entry = 0, item = item_of(a);
    int code = wz_register_withdraw(&entry, b->store, b->rules, a->words[1], item, &a->act, b->diag);
    return done(b, code, entry);
}

static int run_declare(bench *b)
{
    arguments *a = b->a;
    int64_t entry = 0;
    int code =
        wz_register_declare(&entry, b->store, b->rules, a->count > 1 ? a->words[1] : "", a->to, &a->act, b->diag);
    return done(b, code, entry);
}

/* --- looking ------------------------------------------------------------------------------------------------------------- */

static int print_view(bench *b, int (*view)(char **out, wz_store *store, const wz_rules *rules, const char *person_id,
                                            const wz_register_view *view, wz_diag *diag))
{
    arguments *a = b->a;
    char *text = NULL;
    const char *person = a->count > 1 ? a->words[1] : "";
    int code = view(&text, b->store, b->rules, person, &a->view, b->diag);
    int status = report(b, code, *person ? person : "wenze register");
    if (text)
        fputs(text, stdout);
    wz_text_free(text);
    return status;
}

static int run_show(bench *b)
{
    return print_view(b, wz_register_show);
}

static int run_history(bench *b)
{
    return print_view(b, wz_register_history);
}

/* Names come from files: what would move a terminal's cursor is not printed. */
static void print_plain(const char *text)
{
    for (; *text; text++)
        putchar((unsigned char)*text < ' ' || *text == '\x7f' ? '?' : *text);
}

static bool print_person(const wz_register_person *person, void *payload)
{
    ++*(size_t *)payload;
    print_plain(person->person_id);
    putchar('\t');
    print_plain(person->name);
    putchar('\n');
    return true;
}

static int run_find(bench *b)
{
    arguments *a = b->a;
    size_t found = 0;
    int code = wz_register_find(b->store, b->rules, a->count > 1 ? a->words[1] : "", NULL, SIZE_MAX, print_person,
                                &found, b->diag);
    int status = report(b, code, "wenze register");
    if (status != WZ_EXIT_OK || found > 0)
        return status;
    fprintf(stderr, "%s\n", wz_cli_say(a->common.language, "没有找到。", "Nobody was found."));
    return WZ_EXIT_NO;
}

static int run_export(bench *b)
{
    arguments *a = b->a;
    wz_register_exported out;
    wz_cli_progress bar;
    wz_register_export_options options = WZ_REGISTER_EXPORT_INIT;
    options.by = a->act.by;
    options.known_on = a->view.known_on;
    options.only_id = a->only_id;
    options.language = a->view.language;
    options.progress = progress;
    options.payload = &bar;
    wz_cli_progress_begin(&bar, a->common.language, say(b, "导出", "exporting"));
    int code = wz_register_export(&out, b->store, b->rules, a->output, &options, b->diag);
    wz_cli_progress_end(&bar);
    int status = report(b, code, a->output);
    if (code == WZ_OK && !wz_cli_interrupted())
        fprintf(strcmp(a->output, "-") == 0 ? stderr : stdout,
                say(b, "%s：%" PRIu64 " 人，%" PRIu64 " 行。日志校验码：%s\n",
                    "%s: %" PRIu64 " people, %" PRIu64 " rows. Head of the audit log: %s\n"),
                a->output, out.persons, out.rows, out.head);
    return status;
}

/* --- the command ------------------------------------------------------------------------------------------------------- */

/* What a job takes: words behind its name, COLUMN=VALUE behind those, and what must be said by options. */
typedef struct {
    const char *name;
    int (*run)(bench *b);
    bool creates, reads_only;
    int least, most; /* words, the job's name included */
    bool fields, item, why, to, output;
    const char *zh, *en; /* usage */
} job;

static const job jobs[] = {
    {"import", run_import, .creates = true, .least = 2, .most = 2, .zh = "import 后写一个文件（- 为标准输入）",
     .en = "import takes one file (- is standard input)"},
    {"add", run_add, .creates = true, .least = 2, .most = 2, .fields = true, .zh = "add 后写人员编号和 栏目=值…",
     .en = "add takes a person_id and COLUMN=VALUE…"},
    {"amend", run_amend, .least = 3, .most = 3, .fields = true, .item = true, .why = true,
     .zh = "amend 后写人员编号、项号和 栏目=值…，并用 --why 说明事由",
     .en = "amend takes a person_id, the number of an entry, COLUMN=VALUE…, and --why"},
    {"rescind", run_rescind, .least = 3, .most = 3, .fields = true, .item = true, .why = true,
     .zh = "rescind 后写人员编号和项号，并用 --on 说明日期、--why 说明事由",
     .en = "rescind takes a person_id and the number of an entry, with --on and --why"},
    {"withdraw", run_withdraw, .least = 3, .most = 3, .item = true, .why = true,
     .zh = "withdraw 后写人员编号和项号，并用 --why 说明事由",
     .en = "withdraw takes a person_id and the number of an entry, with --why"},
    {"declare", run_declare, .creates = true, .least = 1, .most = 2, .to = true,
     .zh = "declare 后写人员编号（不写为整个登记簿），并用 --to 说明齐全到哪一天",
     .en = "declare takes a person_id (none: the whole register), with --to"},
    {"show", run_show, .reads_only = true, .least = 1, .most = 2,
     .zh = "show 后写一个人员编号（不写为整个登记簿的声明）",
     .en = "show takes one person_id (none: declarations on the whole register)"},
    {"history", run_history, .reads_only = true, .least = 1, .most = 2,
     .zh = "history 后写一个人员编号（不写为整个登记簿的声明）",
     .en = "history takes one person_id (none: declarations on the whole register)"},
    {"find", run_find, .reads_only = true, .least = 1, .most = 2, .zh = "find 后写姓名或编号的一部分",
     .en = "find takes a part of a name or person_id"},
    {"export", run_export, .least = 1, .most = 1, .output = true, .zh = "export 用 -o 说明写到哪个文件",
     .en = "export takes -o FILE"},
    {.name = NULL},
};

/* Whether the words and options are what the job takes; nothing is opened before. The fields are read on the way. */
static bool sound(arguments *a, const job *j)
{
    int words = a->count;
    if (j->fields && words > j->most) {
        if (!read_fields(a, j->most))
            return false;
        words = j->most;
    }
    return words >= j->least && words <= j->most && (!j->item || item_of(a) > 0) && (!j->why || a->act.why) &&
           (!j->to || a->to) && (!j->output || a->output);
}

/* A dry run where there is no store yet works on one that is gone afterwards. */
typedef struct {
    char folder[32], path[48];
} passing_store;

static bool make_passing(passing_store *passing)
{
    snprintf(passing->folder, sizeof passing->folder, "/tmp/wenze-dry.XXXXXX");
    if (!mkdtemp(passing->folder))
        return false;
    snprintf(passing->path, sizeof passing->path, "%s/store", passing->folder);
    return true;
}

static void remove_passing(const passing_store *passing)
{
    static const char *const tails[] = {"", "-wal", "-shm", ".key"};
    char name[64];
    for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
        snprintf(name, sizeof name, "%s%s", passing->path, tails[i]);
        unlink(name);
    }
    rmdir(passing->folder);
}

/* Whose name will stand in the register, where nobody said so. */
static void say_who(const bench *b)
{
    fputs(say(b, "说明：未写 --by，经办人记为登录名\n", "note: no --by; recorded under the login name\n"), stderr);
}

static int open_and_run(bench *b, const job *j, const char *db, const char *key, bool create)
{
    wz_store_options options = WZ_STORE_OPTIONS_INIT;
    options.create = create;
    options.read_only = j->reads_only;
    options.key = key;
    options.busy_ms = b->a->wait_ms;
    int code = wz_store_open(&b->store, db, &options, b->diag);
    if (code == WZ_OK && !j->reads_only && !b->a->dry_run && !b->a->act.by)
        say_who(b);
    int status = code == WZ_OK ? j->run(b) : report(b, code, db);
    wz_store_close(b->store);
    return status;
}

static int run_on_store(bench *b, const job *j, const char *db)
{
    passing_store passing = {.folder = ""};
    if (!b->a->dry_run || !j->creates || access(db, F_OK) == 0 || !make_passing(&passing))
        return open_and_run(b, j, db, b->a->key, j->creates && !b->a->dry_run);
    int status = open_and_run(b, j, passing.path, NULL, true);
    remove_passing(&passing);
    return status;
}

static int run_job(arguments *a, const job *j)
{
    bench b = {.a = a, .diag = wz_diag_new()};
    const char *db = a->db ? a->db : getenv("WENZE_DB");
    bool named = db && *db;
    if (!named || !sound(a, j)) {
        wz_diag_free(b.diag);
        return named ? misused(&b, j->zh, j->en)
                     : misused(&b, "用 --db 写明登记簿所在的库", "name the store with --db");
    }
    int code = wz_cli_open_rules(&b.rules, &a->common);
    int status = code == WZ_OK ? run_on_store(&b, j, db) : wz_cli_status(code);
    wz_rules_close(b.rules);
    wz_diag_free(b.diag);
    wz_cli_end_by_signal();
    return status;
}

static const char doc_zh[] =
    "登记干部的任职、处理处分、责任认定。登记只增不改：更正、撤销都是新的一项，写明改哪一项、为什么。\v"
    "  import 文件              导入 CSV 或 XLSX（- 为标准输入）\n"
    "  add 人员编号 栏目=值…    登记一项\n"
    "  amend 人员编号 项号 栏目=值… --why 事由    更正，或登记新情况\n"
    "  rescind 人员编号 项号 --on 日期 --why 事由    处理处分被撤销\n"
    "  withdraw 人员编号 项号 --why 事由    撤回误录的一项\n"
    "  declare [人员编号] --to 日期    声明记录齐全到某日（不写编号：整个登记簿）\n"
    "  show 人员编号            现有的记录\n"
    "  history 人员编号         历次登记\n"
    "  find 姓名或编号          找人\n"
    "  export -o 文件           导出 CSV 或 XLSX";

static const char doc_en[] =
    "Posts, sanctions and responsibilities of people. The register only grows: a correction or a rescission is a new "
    "entry "
    "that names the old one and says why.\v"
    "  import FILE                       CSV or XLSX (- is standard input)\n"
    "  add PERSON COLUMN=VALUE…          record one thing\n"
    "  amend PERSON ENTRY COLUMN=VALUE… --why WHY    correct it, or record a development\n"
    "  rescind PERSON ENTRY --on DATE --why WHY    a sanction was set aside\n"
    "  withdraw PERSON ENTRY --why WHY   take back what was recorded by mistake\n"
    "  declare [PERSON] --to DATE        the record is complete to a day (no PERSON: the whole register)\n"
    "  show PERSON                       what stands on record\n"
    "  history PERSON                    every entry\n"
    "  find TEXT                         people by name or number\n"
    "  export -o FILE                    CSV or XLSX";

int wz_cli_register(int argc, char **argv)
{
    arguments a = {.common.language = wz_cli_language_find(argc, argv),
                   .act = WZ_REGISTER_ACT_INIT,
                   .view = WZ_REGISTER_VIEW_INIT};
    bool zh = a.common.language == WZ_CLI_ZH;
    const struct argp_child children[] = {{wz_cli_common_argp(a.common.language), 0, NULL, 0}, {0}};
    const struct argp argp = {.options = zh ? options_zh : options_en,
                              .parser = parse_option,
                              .children = children,
                              .args_doc = zh ? "import|add|amend|rescind|withdraw|declare|show|history|find|export …"
                                             : "import|add|amend|rescind|withdraw|declare|show|history|find|export ...",
                              .doc = zh ? doc_zh : doc_en};
    argp_err_exit_status = WZ_EXIT_USAGE;
    argp_parse(&argp, argc, argv, 0, NULL, &a);
    a.view.language = wz_cli_library_language(a.common.language);
    for (const job *j = jobs; j->name; j++)
        if (a.count > 0 && strcmp(j->name, a.words[0]) == 0)
            return run_job(&a, j);
    fprintf(stderr, "wenze register: %s%s\n", wz_cli_say(a.common.language, "没有这项工作：", "no such job: "),
            a.words[0]);
    return WZ_EXIT_USAGE;
}
