/* The job "test" on a table: each row is a scenario, a base case with some facts stated otherwise, and what must come of it. A
 * heading that names a conclusion says what is expected, any other is the left side of an edit (docs/formats.md, "Edits"), its
 * cells the right one. An empty cell states nothing and expects nothing. */
#include "app/law.h"
#include "base/alloc.h"
#include "base/diag.h"
#include "io/table.h"
#include "load/edit.h"
#include "load/load.h"
#include "load/plain.h"
#include "wenze/test.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

/* What a column is about. */
typedef enum {
    COLUMN_NONE,
    COLUMN_EDIT,
    COLUMN_NAME,
    COLUMN_CASE,
    COLUMN_AS_OF,
    COLUMN_PERSON,
    COLUMN_REGIME,
    COLUMN_EXPECT
} column_use;

/* What is expected: conclusions of the regulation as a whole, then those that name one of several things. */
typedef enum {
    X_OUTCOME,
    X_POSSIBLE,
    X_APPLICABILITY,
    X_REASON,
    X_LIFETIME,
    X_VETO,
    X_FINDING,
    X_MEASURE,
    X_BAN,
    X_CHOICE,
    X_WARNING,
    X_CONCLUSIONS
} conclusion;

static const struct {
    const char *name, *zh;
    bool named; /* "finding:ID" */
} conclusions[X_CONCLUSIONS] = {
    [X_OUTCOME] = {"outcome", "结论", false},
    [X_POSSIBLE] = {"possible", "可能的结论", false},
    [X_APPLICABILITY] = {"applicability", "适用", false},
    [X_REASON] = {"reason", "原因", false},
    [X_LIFETIME] = {"lifetime", "终身追究", false},
    [X_VETO] = {"veto", "一票否决", false},
    [X_FINDING] = {"finding", "条款", true},
    [X_MEASURE] = {"measure", "措施", true},
    [X_BAN] = {"ban", "限制", true},
    [X_CHOICE] = {"choice", "可选", true},
    [X_WARNING] = {"warning", "提示", true},
};

typedef struct {
    column_use use;
    const char *heading; /* as written; of an edit its left side */
    conclusion what;
    const char *person; /* in front of the conclusion; NULL = the row's */
    const char *id;     /* behind it */
} column;

typedef struct {
    const wz_rules *rules;
    wz_assessor *assessor;
    wz_table *table;
    const char *base; /* the case of rows that name none; NULL */
    wz_arena *arena;  /* of the columns */
    wz_arena *row_arena;
    column *columns;
    size_t column_count;
    wz_buffer out;
    wz_test_tally *tally;
    wz_lang lang;
    wz_diag *diag; /* of the table */
    const wz_cell_row *row;
    wz_buffer misses; /* what the row does not give */
} run;

static const char *say(const run *r, const char *zh, const char *en)
{
    return r->lang == WZ_EN ? en : zh;
}

/* --- headings --- */

static bool is_plain(const char *heading, const char *const *names)
{
    char word[WZ_PLAIN_MAX];
    wz_plain(heading, strlen(heading), word, sizeof word, NULL);
    for (; *names; names++) {
        if (strcmp(word, *names) == 0)
            return true;
    }
    return false;
}

/* Whether a name, up to its colon, is that of a conclusion. */
static bool read_conclusion(const char *name, column *out)
{
    size_t length = strcspn(name, ":");
    for (int i = 0; i < X_CONCLUSIONS; i++) {
        const char *const names[] = {conclusions[i].name, conclusions[i].zh};
        for (int lang = 0; lang < 2; lang++) {
            if (strlen(names[lang]) != length || strncmp(name, names[lang], length) != 0 ||
                (name[length] == ':') != conclusions[i].named || (conclusions[i].named && !name[length + 1]))
                continue;
            out->use = COLUMN_EXPECT;
            out->what = (conclusion)i;
            out->id = conclusions[i].named ? name + length + 1 : NULL;
            return true;
        }
    }
    return false;
}

static column read_heading(run *r, const char *text)
{
    static const struct {
        column_use use;
        const char *names[8];
    } own[] = {{COLUMN_NAME, {"scenario", "name", "场景", "名称", "情形", NULL}},
               {COLUMN_CASE, {"case", "案件", NULL}},
               {COLUMN_AS_OF, {"as_of", "as-of", "case.as-of", "截止日期", "以哪天为准", NULL}},
               {COLUMN_PERSON, {"person", "人员", NULL}},
               {COLUMN_REGIME, {"regime", "规定", NULL}},
               {COLUMN_NONE, {"note", "备注", "说明", "序号", NULL}}};
    column made = {.use = COLUMN_NONE};
    made.heading = wz_arena_strdup(r->arena, text);
    if (!made.heading || !*text)
        return made;
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        if (is_plain(text, own[i].names)) {
            made.use = own[i].use;
            return made;
        }
    }
    if (read_conclusion(made.heading, &made))
        return made;
    const char *colon = strchr(made.heading, ':'), *dot = strchr(made.heading, '.');
    if (dot && (!colon || dot < colon) && read_conclusion(dot + 1, &made)) {
        made.person = wz_arena_strndup(r->arena, made.heading, (size_t)(dot - made.heading));
        return made;
    }
    made.use = COLUMN_EDIT;
    return made;
}

static int read_header(run *r)
{
    const wz_cell_row *header = wz_table_header(r->table);
    bool expects = false;
    r->columns = wz_arena_array(r->arena, header->count + 1, sizeof *r->columns);
    if (!r->columns)
        return WZ_ENOMEM;
    for (size_t i = 0; i < header->count; i++) {
        r->columns[r->column_count++] = read_heading(r, header->cells[i].text);
        expects |= r->columns[i].use == COLUMN_EXPECT;
    }
    if (wz_arena_failed(r->arena))
        return WZ_ENOMEM;
    if (expects)
        return WZ_OK;
    wz_diag_add(r->diag, WZ_ERROR, "TEST-003", (wz_place){wz_table_file(r->table), (unsigned)header->number, 0},
                "no column says what is expected; add one such as outcome, p1.outcome or finding:ID");
    return WZ_EINPUT;
}

/* --- edits of a row --- */

/* "alleged:true" is true with that standing; "查实:" and so on likewise. */
static const char *standing_in_front(const char *cell, wz_standing *out)
{
    static const char *const zh[] = {"查实:", "查否:", "反映:", "有争议:"};
    for (int standing = WZ_ESTABLISHED; standing <= WZ_DISPUTED; standing++) {
        const char *name = wz_standing_name((wz_standing)standing);
        size_t length = strlen(name);
        *out = (wz_standing)standing;
        if (strncmp(cell, name, length) == 0 && cell[length] == ':')
            return cell + length + 1;
        if (strncmp(cell, zh[standing], strlen(zh[standing])) == 0)
            return cell + strlen(zh[standing]);
    }
    return NULL;
}

/* The textual form of the edit that a cell makes. */
static const char *edit_text(run *r, const column *c, const char *cell)
{
    wz_standing standing;
    const char *value = standing_in_front(cell, &standing);
    if (strncmp(cell, ">=", 2) == 0 || strncmp(cell, "<=", 2) == 0)
        return wz_arena_printf(r->row_arena, "%s%s", c->heading, cell);
    if (strcmp(cell, "未知") == 0)
        cell = "unknown";
    return value ? wz_arena_printf(r->row_arena, "%s=%s@%s", c->heading, value, wz_standing_name(standing))
                 : wz_arena_printf(r->row_arena, "%s=%s", c->heading, cell);
}

static size_t edits_of(run *r, wz_edit *edits)
{
    size_t count = 0;
    for (size_t i = 0; i < r->column_count; i++) {
        const column *c = &r->columns[i];
        const char *cell = r->row->cells[i].text;
        if (c->use != COLUMN_EDIT || !*cell)
            continue;
        edits[count] = (wz_edit)WZ_EDIT_INIT;
        edits[count++].text = edit_text(r, c, cell);
    }
    return count;
}

/* The row's cell of a use; NULL where it has none. */
static const char *cell_of(const run *r, column_use use)
{
    for (size_t i = 0; i < r->column_count; i++) {
        if (r->columns[i].use == use && *r->row->cells[i].text)
            return r->row->cells[i].text;
    }
    return NULL;
}

/* --- what came of it --- */

static void miss(run *r, const char *heading, const char *format, const char *a, const char *b)
{
    wz_buffer_printf(&r->misses, "    %s: ", heading);
    wz_buffer_printf(&r->misses, format, a, b);
    wz_buffer_putc(&r->misses, '\n');
}

static const char *truth_name(wz_truth truth)
{
    static const char *const names[] = {[WZ_FALSE] = "false", [WZ_UNKNOWN] = "unknown", [WZ_TRUE] = "true"};
    return names[truth];
}

static bool has_rule(const wz_regime_result *regime, const char *id, wz_truth *truth)
{
    bool found = false;
    for (size_t i = 0; i < regime->finding_count; i++) {
        if (strcmp(regime->findings[i].rule->id, id) != 0)
            continue;
        *truth = found ? wz_or(*truth, regime->findings[i].truth) : regime->findings[i].truth;
        found = true;
    }
    return found;
}

/* A finding by its rule's id, under whichever regulation has it; the strongest of several bindings. NULL: no such rule. */
static const char *finding(const wz_person_result *person, const char *id)
{
    wz_truth truth = WZ_FALSE;
    for (size_t i = 0; i < person->regime_count; i++) {
        if (has_rule(&person->regimes[i], id, &truth))
            return truth_name(truth);
    }
    return NULL;
}

static const char *measure(const run *r, const wz_regime_result *regime, const char *id)
{
    wz_truth truth = WZ_FALSE;
    if (!wz_measure_find(r->rules->law->frame, id))
        return NULL;
    for (size_t i = 0; i < regime->measure_count; i++) {
        if (strcmp(regime->measures[i].measure->id, id) == 0)
            truth = wz_or(truth, regime->measures[i].truth);
    }
    return truth_name(truth);
}

static bool is_rule(const run *r, const char *id)
{
    const wz_law *law = r->rules->law;
    for (size_t b = 0; b < law->rulebook_count; b++)
        for (size_t i = 0; i < law->rulebooks[b]->rule_count; i++) {
            if (strcmp(law->rulebooks[b]->rules[i].id, id) == 0)
                return true;
        }
    return false;
}

static const char *ban(const run *r, const wz_regime_result *regime, const char *id)
{
    wz_truth truth = WZ_FALSE;
    for (size_t i = 0; i < regime->ban_count; i++) {
        if (strcmp(regime->bans[i].rule->id, id) == 0)
            truth = wz_or(truth, regime->bans[i].truth);
    }
    return is_rule(r, id) ? truth_name(truth) : NULL;
}

static const char *choice(const run *r, const wz_regime_result *regime, const char *id)
{
    wz_truth truth = WZ_FALSE;
    for (size_t i = 0; i < regime->choice_count; i++) {
        if (strcmp(regime->choices[i].rule->id, id) == 0)
            truth = wz_or(truth, regime->choices[i].truth);
    }
    return is_rule(r, id) ? truth_name(truth) : NULL;
}

static const char *warning(const wz_regime_result *regime, const char *id)
{
    for (size_t i = 0; i < regime->warning_count; i++) {
        if (strcmp(regime->warnings[i].id, id) == 0)
            return "true";
    }
    return "false";
}

static const char *possible(run *r, const wz_regime_result *regime)
{
    char *list = NULL;
    for (size_t i = 0; i < regime->possible_outcomes.count; i++)
        list = wz_arena_printf(r->row_arena, "%s%s%s", list ? list : "", list ? " " : "",
                               regime->possible_outcomes.items[i]);
    return list ? list : "";
}

/* What the assessment says; NULL where the law has no such thing. */
static const char *found(run *r, const column *c, const wz_person_result *person, const wz_regime_result *regime)
{
    switch (c->what) {
    case X_OUTCOME: return regime->outcome ? regime->outcome : "null";
    case X_POSSIBLE: return possible(r, regime);
    case X_APPLICABILITY: return wz_applicability_name(regime->applicability);
    case X_REASON: return regime->reason ? regime->reason : "null";
    case X_LIFETIME: return regime->lifetime.rule ? truth_name(regime->lifetime.truth) : "null";
    case X_VETO: return regime->veto.rule ? truth_name(regime->veto.truth) : "null";
    case X_FINDING: return finding(person, c->id);
    case X_MEASURE: return measure(r, regime, c->id);
    case X_BAN: return ban(r, regime, c->id);
    case X_CHOICE: return choice(r, regime, c->id);
    case X_WARNING: return warning(regime, c->id);
    default: return NULL;
    }
}

/* A label, whole or without the explanation behind its colon. */
static bool is_label(const char *cell, const char *label)
{
    size_t length = strlen(cell);
    if (!label || strncmp(cell, label, length) != 0)
        return false;
    return !label[length] || label[length] == ':' || strncmp(label + length, "：", strlen("：")) == 0;
}

/* What a cell expects, as the result has it: Chinese words for truth values, labels of outcomes, full-width characters. */
static const char *wanted(run *r, const column *c, const char *cell)
{
    static const char *const truths[][2] = {{"是", "true"},      {"成立", "true"},    {"否", "false"},
                                            {"不成立", "false"}, {"未知", "unknown"}, {"不能确定", "unknown"},
                                            {"无", "null"}};
    const wz_field *field = wz_field_find(r->rules->law->frame, "outcome");
    for (size_t i = 0; i < sizeof truths / sizeof truths[0]; i++) {
        if (strcmp(cell, truths[i][0]) == 0)
            return truths[i][1];
    }
    for (size_t i = 0; c->what == X_OUTCOME && field && i < field->count; i++)
        for (int lang = 0; lang < WZ_LANGS; lang++) {
            if (is_label(cell, field->values[i].label.in[lang]))
                return field->values[i].name;
        }
    char *plain = wz_arena_alloc(r->row_arena, strlen(cell) + 1);
    if (plain)
        wz_half_width(cell, strlen(cell), plain, strlen(cell) + 1, NULL);
    return plain ? plain : cell;
}

static const wz_person_result *person_of(const wz_assessment *a, const char *id)
{
    for (size_t i = 0; i < a->person_count; i++) {
        if (id ? strcmp(a->persons[i].person->self.id, id) == 0 : a->person_count == 1)
            return &a->persons[i];
    }
    return NULL;
}

/* The regulation that the row names, else the one that governs, else the only one. */
static const wz_regime_result *regime_of(const wz_assessment *a, const wz_person_result *person, const char *id)
{
    for (size_t i = 0; i < person->regime_count; i++) {
        const wz_regime_result *regime = &person->regimes[i];
        if (id ? strcmp(a->law->rulebooks[regime->rulebook]->id, id) == 0 : regime->governing)
            return regime;
    }
    return !id && person->regime_count == 1 ? &person->regimes[0] : NULL;
}

static void compare(run *r, const wz_assessment *a, const column *c, const char *cell)
{
    const char *who = c->person ? c->person : cell_of(r, COLUMN_PERSON);
    const wz_person_result *person = person_of(a, who);
    const wz_regime_result *regime = person ? regime_of(a, person, cell_of(r, COLUMN_REGIME)) : NULL;
    if (!person) {
        miss(r, c->heading, "%s%s",
             say(r, "案件里没有这个人，或者没有指明是谁：", "nobody of that id, or nobody is named: "),
             who ? who : "?");
        return;
    }
    if (!regime && c->what != X_FINDING) {
        miss(r, c->heading, "%s%s", say(r, "没有这部规定的结果", "there is no result under that regulation"), "");
        return;
    }
    const char *is = found(r, c, person, regime), *want = wanted(r, c, cell);
    if (!is)
        miss(r, c->heading, "%s%s", say(r, "没有这个编号：", "there is no such id: "), c->id ? c->id : "");
    else if (strcmp(is, want) != 0)
        miss(r, c->heading, say(r, "应为 %s，实为 %s", "expected %s, found %s"), want, is);
}

/* --- a row --- */

/* The path of the row's case: beside the table, unless it is whole. */
static const char *case_path(run *r)
{
    const char *name = cell_of(r, COLUMN_CASE), *table = wz_table_file(r->table), *slash = strrchr(table, '/');
    if (!name)
        return r->base;
    if (*name == '/' || !slash)
        return name;
    return wz_arena_printf(r->row_arena, "%.*s/%s", (int)(slash - table), table, name);
}

/* The bytes of a file within the limit of a case. */
static int read_bytes(const char *path, wz_buffer *out, wz_diag *diag)
{
    enum { LIMIT = 64 << 20 };
    char piece[16384];
    size_t got;
    FILE *file = fopen(path, "rbe");
    if (!file) {
        wz_diag_add(diag, WZ_ERROR, "IO-001", (wz_place){.file = path}, "there is no such file; check the path");
        return WZ_EIO;
    }
    out->limit = LIMIT;
    while ((got = fread(piece, 1, sizeof piece, file)) > 0)
        wz_buffer_add(out, piece, got);
    bool bad = ferror(file) != 0;
    fclose(file);
    if (bad || out->failed)
        wz_diag_add(diag, WZ_ERROR, "TEST-004", (wz_place){.file = path},
                    "the case cannot be read, or has more than 64 MiB; check the file");
    return bad || out->failed ? WZ_EIO : WZ_OK;
}

static int edit_case(run *r, const char *path, wz_edited *out, wz_diag *diag)
{
    wz_buffer bytes = {0};
    wz_edit *edits = wz_arena_array(r->row_arena, r->column_count + 1, sizeof *edits);
    size_t count = edits ? edits_of(r, edits) : 0;
    int code = edits && !wz_arena_failed(r->row_arena) ? read_bytes(path, &bytes, diag) : WZ_ENOMEM;
    if (code == WZ_OK)
        code = wz_edit_case(out, &(wz_case_bytes){path, bytes.length ? bytes.data : "", bytes.length},
                            r->rules->law->vocabulary, edits, count, diag);
    wz_buffer_free(&bytes);
    return code;
}

static int assess(run *r, const wz_case *subject, wz_diag *diag)
{
    wz_assess_options options = {.plain = true};
    const char *as_of = cell_of(r, COLUMN_AS_OF), *regime = cell_of(r, COLUMN_REGIME);
    wz_assessment *assessment = NULL;
    options.has_as_of = as_of != NULL;
    if (as_of && !wz_day_parse(as_of, &options.as_of)) {
        wz_diag_add(diag, WZ_ERROR, "ASSESS-002", (wz_place){0}, "\"%s\" is not a day; write YYYY-MM-DD", as_of);
        return WZ_EINPUT;
    }
    if (regime) {
        options.regimes = &regime;
        options.regime_count = 1;
    }
    int code = wz_assess_case(&assessment, r->assessor, subject, &options, diag);
    for (size_t i = 0; code == WZ_OK && i < r->column_count; i++) {
        if (r->columns[i].use == COLUMN_EXPECT && *r->row->cells[i].text)
            compare(r, assessment, &r->columns[i], r->row->cells[i].text);
    }
    wz_assessment_free(assessment);
    return code;
}

/* Why a scenario could not be worked out, from the problems of its case and edits. */
static void tell_problems(run *r, const wz_diag *diag)
{
    for (size_t i = 0; i < wz_diag_count(diag); i++) {
        char *text = NULL;
        const wz_problem *problem = wz_diag_at(diag, i);
        if (problem->severity == WZ_ERROR &&
            wz_problem_text(&text, problem, r->lang == WZ_EN ? WZ_LANGUAGE_EN : WZ_LANGUAGE_ZH) == WZ_OK)
            miss(r, problem->id, "%s%s", text, "");
        wz_text_free(text);
    }
}

static int run_row(run *r)
{
    wz_diag *diag = wz_diag_new();
    wz_edited edited = {0};
    int code = WZ_OK;
    wz_buffer_clear(&r->misses);
    wz_arena_reset(r->row_arena);
    const char *path = case_path(r);
    if (r->row->fault != WZ_ROW_GOOD)
        miss(r, wz_row_fault_id(r->row->fault), "%s%s", wz_row_fault_text(r->row->fault), "");
    else if (!path)
        miss(
            r, say(r, "案件", "case"), "%s%s",
            say(r, "没有指明案件：请加上“案件”列，或者用 --case", "no case is named: add a column case, or use --case"),
            "");
    else
        code = edit_case(r, path, &edited, diag);
    if (code == WZ_OK && edited.subject)
        code = assess(r, edited.subject, diag);
    tell_problems(r, diag);
    if (code != WZ_OK && r->misses.length == 0)
        miss(r, say(r, "案件", "case"), "%s%s", say(r, "不能认定", "could not be assessed"), "");
    wz_edited_free(&edited);
    wz_diag_free(diag);
    bool good = r->misses.length == 0;
    const char *name = cell_of(r, COLUMN_NAME);
    wz_buffer_printf(&r->out, "%s %s%zu%s%s%s\n", good ? "✓" : "✗", say(r, "第 ", "row "), r->row->number,
                     say(r, " 行", ""), name ? say(r, "：", ": ") : "", name ? name : "");
    wz_buffer_add(&r->out, good ? "" : r->misses.data, r->misses.length);
    *(good ? &r->tally->passed : &r->tally->failed) += 1;
    return code == WZ_ENOMEM ? code : WZ_OK;
}

static int run_rows(run *r)
{
    int code = wz_table_next(r->table, &r->row);
    while (code == WZ_OK && r->row) {
        code = run_row(r);
        if (code == WZ_OK)
            code = wz_table_next(r->table, &r->row);
    }
    if (code == WZ_OK && r->tally->passed + r->tally->failed == 0) {
        wz_diag_add(r->diag, WZ_ERROR, "TEST-005", (wz_place){.file = wz_table_file(r->table)},
                    "the table has no scenario; write one a row below the headings");
        code = WZ_EINPUT;
    }
    return code;
}

int wz_test_table(char **out, wz_test_tally *tally, const wz_rules *rules, const char *table, const char *base,
                  wz_language language, wz_diag *diag)
{
    *out = NULL;
    *tally = (wz_test_tally){0};
    run r = {.rules = rules, .base = base, .tally = tally, .lang = wz_app_lang(language), .diag = diag};
    r.arena = wz_arena_new();
    r.row_arena = wz_arena_new();
    r.assessor = wz_assessor_new(rules->engine);
    int code = r.arena && r.row_arena && r.assessor ? wz_table_open(&r.table, table, NULL, diag) : WZ_ENOMEM;
    if (code == WZ_OK)
        code = read_header(&r);
    if (code == WZ_OK)
        code = run_rows(&r);
    if (code == WZ_OK && (r.out.failed || r.misses.failed))
        code = WZ_ENOMEM;
    wz_table_close(r.table);
    wz_assessor_free(r.assessor);
    wz_arena_free(r.arena);
    wz_arena_free(r.row_arena);
    wz_buffer_free(&r.misses);
    if (code == WZ_OK)
        *out = r.out.data;
    else
        wz_buffer_free(&r.out);
    return code;
}
