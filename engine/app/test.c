/* The job "test": every worked case below a directory. Besides the differences it reports which rules the cases exercise:
 * a rule that no case has made true, or none false, is not tested yet. */
#include "wenze/test.h"

#include "app/compare.h"
#include "app/law.h"
#include "base/alloc.h"
#include "base/diag.h"
#include "load/load.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_DEPTH = 16, SEEN_FALSE = 1, SEEN_UNKNOWN = 2, SEEN_TRUE = 4 };

typedef struct {
    const wz_rules *rules;
    wz_assessor *assessor;
    wz_buffer out;
    wz_test_tally *tally;
    wz_lang lang;
    wz_diag *diag;
    wz_arena *arena;
    unsigned char **seen; /* by rulebook and rule: truths met */
    int code;
} run;

static const char *say(const run *r, const char *zh, const char *en)
{
    return r->lang == WZ_EN ? en : zh;
}

static void note_findings(run *r, const wz_regime_result *regime)
{
    const wz_rulebook *book = r->rules->law->rulebooks[regime->rulebook];
    static const unsigned char bits[] = {SEEN_FALSE, SEEN_UNKNOWN, SEEN_TRUE};
    for (size_t i = 0; i < regime->finding_count; i++)
        r->seen[regime->rulebook][regime->findings[i].rule - book->rules] |= bits[regime->findings[i].truth];
}

/* Shared bans show in every regime in force; they are noted where they stand. */
static void note_bans(run *r, const wz_regime_result *regime)
{
    const wz_law *law = r->rules->law;
    for (size_t i = 0; i < regime->ban_count; i++)
        for (size_t b = 0; b < law->rulebook_count; b++) {
            const wz_rule *rule = regime->bans[i].rule, *first = law->rulebooks[b]->rules;
            if (rule >= first && rule < first + law->rulebooks[b]->rule_count)
                r->seen[b][rule - first] |= regime->bans[i].truth == WZ_TRUE ? SEEN_TRUE : SEEN_UNKNOWN;
        }
}

static void fail(run *r, const char *file, const char *why)
{
    r->tally->failed++;
    wz_buffer_printf(&r->out, "✗ %s: %s\n", file, why);
}

static void compare_case(run *r, const char *file, const wz_case *subject, const wz_expected *expected)
{
    wz_assessment *assessment = NULL;
    wz_assess_options options = {.reasons_all = false};
    int code = wz_assess_case(&assessment, r->assessor, subject, &options, r->diag);
    if (code != WZ_OK) {
        fail(r, file, say(r, "不能认定", "could not be assessed"));
        r->code = code == WZ_ENOMEM ? code : r->code;
        return;
    }
    for (size_t p = 0; p < assessment->person_count; p++)
        for (size_t i = 0; i < assessment->persons[p].regime_count; i++) {
            note_findings(r, &assessment->persons[p].regimes[i]);
            note_bans(r, &assessment->persons[p].regimes[i]);
        }
    wz_buffer differences = {0};
    size_t count = wz_compare(&differences, assessment, expected, r->lang);
    if (count == 0) {
        r->tally->passed++;
    } else {
        fail(r, file, say(r, "与预期不符", "differs from what is expected"));
        wz_buffer_add(&r->out, differences.data ? differences.data : "", differences.length);
    }
    wz_buffer_free(&differences);
    wz_assessment_free(assessment);
}

static void run_case(run *r, const char *directory)
{
    char *file = wz_arena_printf(r->arena, "%s/case.xml", directory);
    char *expected_file = wz_arena_printf(r->arena, "%s/expected.xml", directory);
    wz_case *subject = NULL;
    wz_expected *expected = NULL;
    if (!file || !expected_file) {
        r->code = WZ_ENOMEM;
        return;
    }
    int code = wz_load_case(&subject, file, r->rules->law->vocabulary, NULL, r->diag);
    if (code == WZ_OK)
        code = wz_load_expected(&expected, expected_file, r->diag);
    if (code == WZ_OK)
        compare_case(r, file, subject, expected);
    else
        fail(r, file, say(r, "不能读入", "could not be loaded"));
    wz_expected_free(expected);
    wz_case_free(subject);
}

/* Folders in order of their names; a folder with a case.xml and an expected.xml is a worked case. */
static void walk(run *r, const char *directory, unsigned depth)
{
    struct dirent **names = NULL;
    int count = depth < MOST_DEPTH ? scandir(directory, &names, NULL, alphasort) : 0;
    bool has_case = false, has_expected = false;
    if (count < 0) {
        wz_diag_add(r->diag, WZ_ERROR, "TEST-001", (wz_place){directory, 0, 0},
                    "the directory cannot be read; name one with "
                    "worked cases");
        r->code = WZ_EIO;
        return;
    }
    for (int i = 0; i < count; i++) {
        struct stat about;
        const char *name = names[i]->d_name;
        char *path = name[0] == '.' ? NULL : wz_arena_printf(r->arena, "%s/%s", directory, name);
        has_case |= strcmp(name, "case.xml") == 0;
        has_expected |= strcmp(name, "expected.xml") == 0;
        if (path && r->code == WZ_OK && stat(path, &about) == 0 && S_ISDIR(about.st_mode))
            walk(r, path, depth + 1);
        free(names[i]);
    }
    free(names);
    if (has_case && has_expected && r->code == WZ_OK)
        run_case(r, directory);
}

/* Whether a rule of a book is still to be seen with a truth. One without a condition is always true; shared rules stand
 * outside the findings, and only bans among them are met, where they are not false. */
static bool unseen(const run *r, size_t book, size_t index, unsigned char bit)
{
    const wz_rule *rule = &r->rules->law->rulebooks[book]->rules[index];
    if (r->seen[book][index] & bit || (!rule->when.text && bit != SEEN_TRUE))
        return false;
    return !rule->shared || (rule->kind->part == WZ_PART_BAN && bit != SEEN_FALSE);
}

/* The rules that lack a truth, a line for each regulation. */
static void report_unseen(run *r, unsigned char bit, const char *title)
{
    const wz_law *law = r->rules->law;
    wz_buffer lines = {0};
    size_t count = 0;
    for (size_t b = 0; b < law->rulebook_count; b++) {
        size_t before = count;
        for (size_t i = 0; i < law->rulebooks[b]->rule_count; i++)
            if (unseen(r, b, i, bit))
                wz_buffer_printf(&lines, "%s%s", count++ == before ? "  " : " ", law->rulebooks[b]->rules[i].id);
        if (count > before)
            wz_buffer_putc(&lines, '\n');
    }
    wz_buffer_printf(&r->out, "%s%zu\n%s", title, count, lines.data && count ? lines.data : "");
    r->out.failed |= lines.failed;
    wz_buffer_free(&lines);
}

static bool begin(run *r)
{
    const wz_law *law = r->rules->law;
    r->arena = wz_arena_new();
    r->assessor = wz_assessor_new(r->rules->engine);
    r->seen = r->arena ? wz_arena_array(r->arena, law->rulebook_count, sizeof *r->seen) : NULL;
    for (size_t b = 0; r->seen && b < law->rulebook_count; b++)
        r->seen[b] = wz_arena_array(r->arena, law->rulebooks[b]->rule_count + 1, 1);
    return r->assessor && r->arena && !wz_arena_failed(r->arena);
}

int wz_test(char **out, wz_test_tally *tally, const wz_rules *rules, const char *directory, wz_language language,
            wz_diag *diag)
{
    *out = NULL;
    *tally = (wz_test_tally){0};
    run r = {.rules = rules, .tally = tally, .lang = wz_app_lang(language), .diag = diag, .code = WZ_ENOMEM};
    if (begin(&r)) {
        r.code = WZ_OK;
        walk(&r, directory, 0);
    }
    if (r.code == WZ_OK && tally->passed + tally->failed == 0) {
        wz_diag_add(diag, WZ_ERROR, "TEST-002", (wz_place){directory, 0, 0},
                    "no folder with a case.xml and an expected.xml; name a directory with worked cases");
        r.code = WZ_EINPUT;
    }
    if (r.code == WZ_OK && tally->passed + tally->failed > 1) { /* of a single case it would say nearly all rules */
        report_unseen(&r, SEEN_TRUE, say(&r, "没有案例使其成立的规则：", "rules that no case made true: "));
        report_unseen(&r, SEEN_FALSE, say(&r, "没有案例使其不成立的规则：", "rules that no case made false: "));
        report_unseen(&r, SEEN_UNKNOWN, say(&r, "没有案例使其未知的规则：", "rules that no case left unknown: "));
    }
    wz_assessor_free(r.assessor);
    wz_arena_free(r.arena);
    if (r.code == WZ_OK && !r.out.failed)
        *out = r.out.data ? r.out.data : wz_calloc(1, 1);
    else
        wz_buffer_free(&r.out);
    return r.code == WZ_OK && !*out ? WZ_ENOMEM : r.code;
}
