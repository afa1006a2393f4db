/* `wenze case list`, `show`, `search` and `history`: lists, in a terminal or as JSON, whole or part by part. */
#include "cli/case_print.h"
#include "cli/case_work.h"
#include "cli/commands.h"

#include "base/buffer.h"

#include <errno.h>
#include <stdlib.h>

static const char *say(const wz_cli_case_job *a, const char *zh, const char *en)
{
    return wz_cli_say(a->common.language, zh, en);
}

static bool put_piece(const char *bytes, size_t length, void *payload)
{
    (void)payload;
    return fwrite(bytes, 1, length, stdout) == length;
}

/* The part that is asked for. False, and said so, where --after should be a number and is none. */
static bool read_part(const wz_cli_case_job *a, wz_case_part *part, bool numbered)
{
    *part = (wz_case_part)WZ_CASE_PART_INIT;
    part->limit = a->limit;
    part->case_version = a->version;
    part->after_id = a->after;
    if (!numbered || !a->after)
        return true;
    char *end;
    errno = 0;
    part->after = strtoll(a->after, &end, 10);
    if (errno == 0 && *a->after && !*end && part->after >= 0 && part->after < INT64_MAX)
        return true;
    fprintf(stderr, "--after=%s: %s\n", a->after,
            say(a, "应当是上一页末尾给出的数", "it should be the number that the part before ended with"));
    return false;
}

/* --- rows of a terminal --- */

/* Prints rows up to a limit, and notices whether there are more. */
typedef struct {
    wz_cli_list list;
    int64_t limit, given;
    bool more;
    wz_buffer last_id;
    int64_t last;
} rows;

static bool room(rows *r)
{
    r->more = r->limit && r->given == r->limit;
    if (!r->more)
        r->given++;
    return !r->more;
}

static void say_more(const wz_cli_case_job *a, const rows *r, const char *next)
{
    if (r->more)
        fprintf(stderr, "%s--after=%s\n", say(a, "还有；接着看：", "There is more; go on with "), next);
}

static void say_more_number(const wz_cli_case_job *a, const rows *r, int64_t next)
{
    char text[24];
    snprintf(text, sizeof text, "%lld", (long long)next);
    say_more(a, r, text);
}

static bool print_case(const wz_case_row *row, void *payload)
{
    rows *r = payload;
    if (!room(r))
        return false;
    wz_buffer_clear(&r->last_id);
    wz_buffer_puts(&r->last_id, row->id);
    return wz_cli_print_case_line(row, &r->list);
}

static bool print_hit(const wz_case_row *row, const wz_kept_text *hits, size_t count, void *payload)
{
    rows *r = payload;
    return room(r) && wz_cli_print_hit(row, hits, count, &r->list);
}

static bool print_entry(const wz_log_row *row, void *payload)
{
    rows *r = payload;
    if (!room(r))
        return false;
    r->last = row->seq;
    return wz_cli_print_entry(row, &r->list);
}

/* --- list --- */

int wz_cli_case_run_list(wz_cli_case_job *a, wz_store *store)
{
    wz_diag *diag = wz_diag_new();
    rows r = {.list = {a->common.language, 0}, .limit = a->limit};
    wz_case_part part;
    read_part(a, &part, false);
    bool json = a->ask.format == WZ_FORMAT_JSON;
    int code = json ? wz_case_list_json(store, &part, put_piece, NULL, diag)
                    : wz_case_list_after(store, a->after ? a->after : "", print_case, &r, diag);
    if (code == WZ_OK && !json && r.list.count == 0)
        fprintf(stderr, "%s\n", say(a, "没有案件。", "There are no cases."));
    if (code == WZ_OK && !r.last_id.failed)
        say_more(a, &r, r.last_id.data);
    wz_buffer_free(&r.last_id);
    return wz_cli_case_finish(a, diag, code, a->db);
}

/* --- search --- */

/* One more hit than is printed tells whether there are more. */
static int search_text(const wz_cli_case_job *a, wz_store *store, const char *words, const wz_case_part *part,
                       int64_t *found, wz_diag *diag)
{
    rows r = {.list = {a->common.language, 0}, .limit = part->limit};
    int code = wz_case_search_part(store, words, part->after, part->limit ? part->limit + 1 : 0, print_hit, &r, diag);
    if (code == WZ_OK && r.given == 0)
        fprintf(stderr, "%s\n", say(a, "没有找到。", "Nothing was found."));
    say_more_number(a, &r, part->after + r.given);
    *found = r.given;
    return code;
}

int wz_cli_case_run_search(wz_cli_case_job *a, wz_store *store)
{
    wz_case_part part;
    if (!read_part(a, &part, true))
        return WZ_EXIT_USAGE;
    wz_buffer text = {0};
    for (int i = 0; i < a->word_count; i++)
        wz_buffer_printf(&text, "%s%s", i ? " " : "", a->words[i]);
    wz_diag *diag = wz_diag_new();
    int64_t found = 0;
    int code = text.failed ? WZ_ENOMEM
               : a->ask.format == WZ_FORMAT_JSON
                   ? wz_case_search_json(&found, store, text.data, &part, put_piece, NULL, diag)
                   : search_text(a, store, text.data, &part, &found, diag);
    int status = wz_cli_case_finish(a, diag, code, a->db);
    wz_buffer_free(&text);
    return status == WZ_EXIT_OK && found == 0 ? WZ_EXIT_NO : status;
}

/* --- history --- */

static int history_text(const wz_cli_case_job *a, wz_store *store, const char *subject, const wz_case_part *part,
                        wz_diag *diag)
{
    rows r = {.list = {a->common.language, 0}, .limit = part->limit};
    char head[WZ_HEAD_TEXT];
    int code = wz_log_list(store, part->after + 1, subject, print_entry, &r, diag);
    if (code == WZ_OK)
        code = wz_log_head(store, head, diag);
    if (code == WZ_OK) {
        wz_cli_case_head(a, stdout, head);
        say_more_number(a, &r, r.last);
    }
    return code;
}

int wz_cli_case_run_history(wz_cli_case_job *a, wz_store *store)
{
    wz_case_part part;
    if (!read_part(a, &part, true))
        return WZ_EXIT_USAGE;
    const char *subject = a->word_count ? a->words[0] : NULL;
    wz_diag *diag = wz_diag_new();
    int code = a->ask.format == WZ_FORMAT_JSON ? wz_log_json(store, subject, &part, put_piece, NULL, diag)
                                               : history_text(a, store, subject, &part, diag);
    return wz_cli_case_finish(a, diag, code, a->db);
}

/* --- show --- */

/* What of one case has been printed: only the newest `limit` versions and assessments. */
typedef struct {
    wz_cli_list list;
    int64_t versions, assessments, skip;
} showing;

static bool print_case_head(const wz_case_row *row, void *payload)
{
    showing *s = payload;
    s->versions = row->versions;
    s->assessments = row->assessments;
    return wz_cli_print_case_head(row, &s->list);
}

static bool print_version(const wz_version_row *row, void *payload)
{
    showing *s = payload;
    return s->skip-- > 0 || wz_cli_print_version(row, &s->list);
}

static bool print_assessment(const wz_assessment_row *row, void *payload)
{
    showing *s = payload;
    return s->skip-- > 0 || wz_cli_print_assessment(row, &s->list);
}

static int64_t older(int64_t count, int64_t limit)
{
    return limit && count > limit ? count - limit : 0;
}

static void say_older(const wz_cli_case_job *a, int64_t versions, int64_t assessments)
{
    if (versions || assessments)
        fprintf(stderr,
                say(a, "更早的%lld版、%lld次认定没有列出。\n",
                    "%lld older versions and %lld older assessments are left out.\n"),
                (long long)versions, (long long)assessments);
}

static int show_text(const wz_cli_case_job *a, wz_store *store, const char *id, wz_diag *diag)
{
    showing s = {.list = {a->common.language, 0}};
    wz_cli_list evidence = s.list;
    int code = wz_case_find(store, id, print_case_head, &s, diag);
    int64_t versions = older(s.versions, a->limit), assessments = older(s.assessments, a->limit);
    s.skip = versions;
    if (code == WZ_OK)
        code = wz_case_versions(store, id, print_version, &s, diag);
    /* of a deleted case there is none */
    if (code == WZ_OK)
        wz_case_evidence(store, id, a->version, wz_cli_print_evidence, &evidence, a->version ? diag : NULL);
    s.list.count = 0;
    s.skip = assessments;
    if (code == WZ_OK)
        code = wz_case_assessments(store, id, print_assessment, &s, diag);
    if (code == WZ_OK)
        say_older(a, versions, assessments);
    return code;
}

int wz_cli_case_run_show(wz_cli_case_job *a, wz_store *store)
{
    wz_diag *diag = wz_diag_new();
    wz_case_part part;
    read_part(a, &part, false);
    int code = a->ask.format == WZ_FORMAT_JSON ? wz_case_show_json(store, a->words[0], &part, put_piece, NULL, diag)
                                               : show_text(a, store, a->words[0], diag);
    return wz_cli_case_finish(a, diag, code, a->words[0]);
}
