/* Lines about what is kept. Control characters in a text of a case are shown as blanks, so that no text can steer the
 * terminal. */
#include "cli/case_print.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

const char *wz_cli_time(int64_t milliseconds, char text[WZ_CLI_TIME])
{
    time_t seconds = (time_t)(milliseconds / 1000);
    struct tm local;
    if (!localtime_r(&seconds, &local) || strftime(text, WZ_CLI_TIME, "%Y-%m-%d %H:%M:%S", &local) == 0)
        snprintf(text, WZ_CLI_TIME, "%lld", (long long)milliseconds);
    return text;
}

static void plain(const char *text)
{
    for (const unsigned char *p = (const unsigned char *)text; *p; p++)
        putchar(*p < 0x20 || *p == 0x7F ? ' ' : *p);
}

static const char *say(const wz_cli_list *list, const char *zh, const char *en)
{
    return wz_cli_say(list->language, zh, en);
}

bool wz_cli_print_case_line(const wz_case_row *row, void *payload)
{
    wz_cli_list *list = payload;
    char when[WZ_CLI_TIME];
    list->count++;
    plain(row->id);
    fputs("  ", stdout);
    plain(row->erased ? say(list, "（已删除）", "(deleted)") : row->title);
    printf(say(list, "  第%lld版  认定%lld次  %s\n", "  version %lld  assessments %lld  %s\n"),
           (long long)row->versions, (long long)row->assessments, wz_cli_time(row->changed, when));
    return true;
}

bool wz_cli_print_case_head(const wz_case_row *row, void *payload)
{
    wz_cli_list *list = payload;
    char added[WZ_CLI_TIME], changed[WZ_CLI_TIME];
    list->count++;
    fputs(say(list, "案件 ", "Case "), stdout);
    plain(row->id);
    fputs(say(list, "：", ": "), stdout);
    plain(row->erased ? say(list, "（已删除）", "(deleted)") : row->title);
    putchar('\n');
    if (*row->jurisdiction) {
        fputs(say(list, "管辖地：", "Place: "), stdout);
        plain(row->jurisdiction);
        putchar('\n');
    }
    printf(say(list, "收存：%s；最近一版：%s，", "Kept since %s; newest version %s, by "),
           wz_cli_time(row->added, added), wz_cli_time(row->changed, changed));
    plain(row->changed_by);
    putchar('\n');
    return true;
}

bool wz_cli_print_version(const wz_version_row *row, void *payload)
{
    wz_cli_list *list = payload;
    char when[WZ_CLI_TIME];
    list->count++;
    printf(say(list, "  第%lld版  %s  证据%lld份  %lld字节  %.12s  ",
               "  version %lld  %s  evidence %lld  %lld bytes  %.12s  "),
           (long long)row->version, wz_cli_time(row->added, when), (long long)row->evidence_count, (long long)row->size,
           row->sha256);
    plain(row->by);
    putchar('\n');
    return true;
}

bool wz_cli_print_evidence(const wz_kept_evidence *evidence, void *payload)
{
    wz_cli_list *list = payload;
    if (list->count++ == 0)
        printf("%s\n", say(list, "证据：", "Evidence:"));
    const char *const parts[] = {evidence->id, evidence->title, evidence->document_no, evidence->day};
    fputs("  ", stdout);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (!*parts[i])
            continue;
        fputs(i ? "  " : "", stdout);
        plain(parts[i]);
    }
    putchar('\n');
    return true;
}

bool wz_cli_print_assessment(const wz_assessment_row *row, void *payload)
{
    wz_cli_list *list = payload;
    char when[WZ_CLI_TIME];
    if (list->count++ == 0)
        printf("%s\n", say(list, "认定：", "Assessments:"));
    printf(say(list, "  第%lld号  %s  据第%lld版  %s  规则 %.12s  结果 %.12s  ",
               "  no. %lld  %s  of version %lld  %s  law %.12s  result %.12s  "),
           (long long)row->id, wz_cli_time(row->made, when), (long long)row->version, row->engine, row->law,
           row->result);
    plain(row->by);
    putchar('\n');
    return true;
}

static const char *kind_word(const wz_cli_list *list, const char *kind)
{
    static const struct {
        const char *kind, *zh, *en;
    } words[] = {{"title", "名称", "title"},
                 {"person", "人员", "person"},
                 {"evidence", "证据", "evidence"},
                 {"fact", "事实", "fact"}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i].kind, kind) == 0)
            return say(list, words[i].zh, words[i].en);
    }
    return kind;
}

bool wz_cli_print_hit(const wz_case_row *row, const wz_kept_text *hits, size_t count, void *payload)
{
    wz_cli_list *list = payload;
    wz_cli_print_case_line(row, list);
    for (size_t i = 0; i < count; i++) {
        printf("    %s%s", kind_word(list, hits[i].kind), say(list, "：", ": "));
        plain(hits[i].text);
        putchar('\n');
    }
    return true;
}

bool wz_cli_print_entry(const wz_log_row *row, void *payload)
{
    wz_cli_list *list = payload;
    char when[WZ_CLI_TIME];
    list->count++;
    printf("%6lld  %s  ", (long long)row->seq, wz_cli_time(row->time, when));
    plain(row->who);
    fputs("  ", stdout);
    plain(row->what);
    fputs("  ", stdout);
    plain(*row->subject ? row->subject : "-");
    fputs("  ", stdout);
    plain(row->details);
    putchar('\n');
    return true;
}
