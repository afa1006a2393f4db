/* A row of a roster: read, looked up, answered, written. */
#include "app/screen_rows.h"

#include "base/diag_words.h"
#include "report/basis.h"

#include <string.h>

/* ---- a worker ---- */

bool wz_screen_worker_begin(wz_screen_worker *worker, const wz_screen_plan *plan)
{
    *worker = (wz_screen_worker){.plan = plan,
                                 .screener = wz_screener_new(plan->screen),
                                 .brief = wz_record_brief_new(plan->columns),
                                 .csv = wz_screen_csv_new(plan)};
    return worker->screener && worker->brief && worker->csv;
}

void wz_screen_worker_end(wz_screen_worker *worker)
{
    wz_reg_close(worker->reg);
    wz_screener_free(worker->screener);
    wz_record_brief_free(worker->brief);
    wz_screen_csv_free(worker->csv);
    *worker = (wz_screen_worker){0};
}

/* ---- what is wrong with a row ---- */

static const char *join(wz_arena *arena, const char *text, const char *more)
{
    return *text ? wz_arena_printf(arena, "%s | %s", text, more) : more;
}

/* A problem's text in Chinese where that is asked for and known, else as it is. NULL when memory is short. */
static const char *in_language(const wz_screen_plan *plan, const char *id, const char *text, wz_arena *arena)
{
    wz_buffer chinese = {0};
    const char *said = text;
    if (text && plan->request->language == WZ_LANGUAGE_ZH && wz_diag_say_chinese(&chinese, id, text, strlen(text)))
        said = chinese.failed ? NULL : wz_arena_strndup(arena, chinese.data, chinese.length);
    wz_buffer_free(&chinese);
    return said;
}

static const char *cell_problem(const wz_screen_plan *plan, const wz_cell_problem *p, wz_arena *arena)
{
    const char *what = p->advice && *p->advice ? wz_arena_printf(arena, "%s; %s", p->message, p->advice) : p->message;
    const char *said = in_language(plan, p->id, what, arena);
    return said ? wz_arena_printf(arena, "%s %s%s%s%s%s", p->id, p->column ? p->column : "", p->column ? ": " : "",
                                  p->value ? p->value : "", p->value ? ": " : "", said)
                : NULL;
}

static const char *row_problem(const wz_screen_plan *plan, wz_row_fault fault, wz_arena *arena)
{
    const char *id = wz_row_fault_id(fault), *said = in_language(plan, id, wz_row_fault_text(fault), arena);
    return said ? wz_arena_printf(arena, "%s %s", id, said) : NULL;
}

const char *wz_screen_problems(const wz_screen_plan *plan, const wz_cell_row *row, const wz_record_row *read,
                               wz_arena *arena)
{
    const char *text = "";
    if (row->fault != WZ_ROW_GOOD && read->problem_count == 0)
        text = row_problem(plan, row->fault, arena);
    for (size_t i = 0; text && i < read->problem_count; i++) {
        const char *one = cell_problem(plan, &read->problems[i], arena);
        text = one ? join(arena, text, one) : NULL;
    }
    return text;
}

/* ---- a person ---- */

/* What the register says with what the roster says: every sanction of either counts. */
static const wz_person_record *with_register(const wz_person_record *roster, const wz_person_record *reg,
                                             wz_arena *arena)
{
    wz_person_record *both = wz_arena_alloc(arena, sizeof *both);
    size_t count = roster->sanction_count + reg->sanction_count;
    wz_record_sanction *sanctions = wz_arena_array(arena, count + 1, sizeof *sanctions);
    if (!both || !sanctions)
        return NULL;
    if (reg->sanction_count)
        memcpy(sanctions, reg->sanctions, reg->sanction_count * sizeof *sanctions);
    for (size_t i = 0; i < roster->sanction_count; i++) {
        sanctions[reg->sanction_count + i] = roster->sanctions[i];
        sanctions[reg->sanction_count + i].item.id = wz_arena_printf(arena, "roster%zu", i + 1);
    }
    *both = *reg;
    both->returns = roster->returns;
    both->sanctions = sanctions;
    both->sanction_count = count;
    bool later = roster->complete.stated && (!reg->complete.stated || roster->complete.to > reg->complete.to);
    if (later)
        both->complete = roster->complete;
    return both;
}

int wz_screen_person(wz_screened *out, wz_screen_worker *worker, const wz_person_record *record, const char *problems,
                     wz_arena *arena, wz_diag *diag)
{
    static const char *const unknown[] = {"登记簿中没有这个人员编号的记录；请核对编号",
                                          "nothing is recorded of this person_id in the register; check the number"};
    const wz_person_record *known = NULL;
    if (worker->reg) {
        int code = wz_reg_record(worker->reg, record->person_id, worker->plan->known_on, &known, diag);
        if (code != WZ_OK)
            return code;
        worker->unrecorded += known && wz_record_is_bare(known);
        if (known)
            record = with_register(record, known, arena);
        else
            problems = join(arena, problems,
                            wz_arena_printf(arena, "%s %s", "SCREEN-001",
                                            unknown[worker->plan->request->language != WZ_LANGUAGE_ZH]));
    }
    wz_screen_answer *answers = wz_arena_array(arena, worker->plan->step_count, sizeof *answers);
    if (!record || !answers || !problems)
        return WZ_ENOMEM;
    *out = (wz_screened){.read = true, .answers = answers, .problems = problems};
    return wz_screen_record(worker->screener, record, answers, diag);
}

bool wz_screen_plain_row(wz_screen_answer *answers, wz_screen_worker *worker, const wz_cell_row *row)
{
    wz_person_record record;
    return worker->brief && !worker->reg && wz_record_read_brief(&record, worker->brief, row) &&
           wz_screen_record_by_table(worker->screener, &record, answers);
}

/* The row of somebody who stood in one above: answered by itself. */
static const char *with_repeat(const wz_screen_plan *plan, const char *problems, wz_arena *arena)
{
    static const char *const repeats[] = {
        "此人在前面的行里已经出现，本行没有与之合并；请合并为一行后重新筛查",
        "this person stands in a row above, which is not joined with this one; make them one row and screen again"};
    const char *text =
        wz_arena_printf(arena, "%s %s", "SCREEN-006", repeats[plan->request->language != WZ_LANGUAGE_ZH]);
    return text ? join(arena, problems, text) : NULL;
}

int wz_screen_row(wz_screened *out, wz_screen_worker *worker, const wz_cell_row *row, bool again, wz_arena *arena,
                  wz_diag *diag)
{
    wz_record_row read;
    int code = wz_record_read(&read, worker->plan->columns, row, arena);
    if (code != WZ_OK)
        return code;
    const char *problems =
        read.problem_count || row->fault != WZ_ROW_GOOD ? wz_screen_problems(worker->plan, row, &read, arena) : "";
    if (!problems)
        return WZ_ENOMEM;
    *out = (wz_screened){.problems = problems};
    if (!read.person.person_id || !*read.person.person_id || row->fault != WZ_ROW_GOOD)
        return WZ_OK;
    read.person.returns = again;
    if (again && !(problems = with_repeat(worker->plan, problems, arena)))
        return WZ_ENOMEM;
    return wz_screen_person(out, worker, &read.person, problems, arena, diag);
}

void wz_screen_count(wz_screen_tally *tally, const wz_screened *answer, size_t step_count)
{
    for (size_t i = 0; i < step_count; i++) {
        if (!answer->read)
            tally[i].unread++;
        else if (answer->answers[i].answer == WZ_ELIGIBLE)
            tally[i].eligible++;
        else if (answer->answers[i].answer == WZ_BARRED)
            tally[i].barred++;
        else if (answer->answers[i].why == WZ_WHY_NOTHING_RECORDED)
            tally[i].nothing_recorded++;
        else
            tally[i].undetermined++;
    }
}

/* ---- the row that is written ---- */

const char *wz_screen_heading(const wz_screen_plan *plan, size_t step, int column, wz_arena *arena)
{
    static const char *const ids[] = {"answer",        "last_barred_day", "first_free_day",
                                      "deciding_rule", "reason",          "problems"};
    static const char *const zh[] = {"结论", "最后受限日", "不再受限之日", "依据", "原因", "问题"};
    static const char *const en[] = {"Answer",        "Last barred day", "First free day",
                                     "Deciding rule", "Reason",          "Problems"};
    bool chinese = plan->request->language == WZ_LANGUAGE_ZH;
    const wz_step *s = &plan->law->frame->steps[plan->steps[step]];
    if (!plan->request->words)
        return plan->step_count == 1 ? ids[column] : wz_arena_printf(arena, "%s_%s", s->id, ids[column]);
    const char *name = chinese ? zh[column] : en[column];
    const char *label = wz_text_in(s->label, chinese ? WZ_ZH : WZ_EN);
    return plan->step_count == 1 ? name : wz_arena_printf(arena, chinese ? "%s：%s" : "%s: %s", label, name);
}

static wz_cell text_cell(const char *text)
{
    return (wz_cell){.text = text, .length = strlen(text)};
}

size_t wz_screen_days(char *out, wz_day_range day, wz_day more)
{
    *out = '\0';
    if (!day.has_low || !day.has_high)
        return 0;
    wz_day_format(day.low + more, out);
    size_t length = strlen(out);
    if (day.low == day.high)
        return length;
    out[length++] = '/';
    wz_day_format(day.high + more, out + length);
    return length + strlen(out + length);
}

static wz_cell day_cell(wz_arena *arena, wz_day_range day, wz_day more)
{
    char *text = day.has_low && day.has_high ? wz_arena_alloc(arena, 2 * WZ_DAY_TEXT) : NULL;
    if (!text)
        return text_cell("");
    size_t length = wz_screen_days(text, day, more);
    return (wz_cell){.text = text, .length = length, .kind = day.low == day.high ? WZ_CELL_DATE : WZ_CELL_TEXT};
}

static const char *answer_word(const wz_screen_plan *plan, wz_answer answer)
{
    static const char *const zh[] = {"不受限", "受限", "不能确定"}, *const en[] = {"eligible", "barred",
                                                                                   "undetermined"};
    bool chinese = plan->request->words && plan->request->language == WZ_LANGUAGE_ZH;
    return chinese ? zh[answer] : en[answer];
}

static const char *why_word(const wz_screen_plan *plan, wz_why why)
{
    static const char *const zh[WZ_WHYS] = {"",
                                            "已开除",
                                            "决定早于所载最早版本",
                                            "日期不明",
                                            "所依事实不明",
                                            "一票否决待追责决定",
                                            "一票否决未定",
                                            "没有起作用的记载，记录未声明查全"};
    static const char *const en[WZ_WHYS] = {"",
                                            "expelled",
                                            "before the first version",
                                            "days unknown",
                                            "facts unknown",
                                            "veto waits for a decision",
                                            "veto open",
                                            "nothing recorded, record not declared complete"};
    if (!plan->request->words)
        return why == WZ_WHY_NONE ? "" : wz_why_name(why);
    return plan->request->language == WZ_LANGUAGE_ZH ? zh[why] : en[why];
}

static wz_fill fill_of(const wz_screen_answer *a)
{
    if (a->answer == WZ_ELIGIBLE)
        return WZ_FILL_GREEN;
    if (a->answer == WZ_BARRED)
        return WZ_FILL_RED;
    return a->why == WZ_WHY_NOTHING_RECORDED ? WZ_FILL_GREY : WZ_FILL_YELLOW;
}

bool wz_screen_find_bases(wz_screen_plan *plan, wz_arena *arena)
{
    wz_lang lang = plan->request->language == WZ_LANGUAGE_ZH ? WZ_ZH : WZ_EN;
    wz_screen_basis *bases = NULL;
    wz_buffer text = {0};
    size_t room = 0;
    for (size_t b = 0; b < plan->law->rulebook_count; b++) {
        const wz_rulebook *book = plan->law->rulebooks[b];
        for (size_t i = 0; i < book->rule_count; i++) {
            const wz_rule *rule = &book->rules[i];
            bool decides = rule->kind->part == WZ_PART_BAN || rule->kind->part == WZ_PART_VETO;
            /* once without a version, then for each */
            for (size_t v = 0; decides && v <= rule->version_count; v++) {
                const wz_ban_version *version = v ? &rule->versions[v - 1] : NULL;
                wz_screen_basis *grown = wz_arena_grow(arena, bases, plan->basis_count, &room, sizeof *grown);
                if (!grown)
                    return false;
                bases = grown;
                wz_buffer_clear(&text);
                wz_report_basis(&text, plan->law, rule, version, lang);
                bases[plan->basis_count++] =
                    (wz_screen_basis){rule, version, text.failed ? NULL : wz_arena_strdup(arena, text.data)};
            }
        }
    }
    plan->bases = bases;
    bool good = !text.failed && !wz_arena_failed(arena);
    wz_buffer_free(&text);
    return good;
}

/* What the deciding rule rests on where words are written, else its id. */
static const char *basis_of(const wz_screen_plan *plan, const wz_screen_answer *a)
{
    for (size_t i = 0; i < plan->basis_count; i++)
        if (plan->bases[i].rule == a->deciding && plan->bases[i].version == a->version)
            return plan->bases[i].text;
    return a->deciding->id;
}

void wz_screen_words(wz_cell cells[WZ_SCREEN_COLUMNS], const wz_screen_plan *plan, const wz_screen_answer *a)
{
    cells[0] = text_cell(answer_word(plan, a->answer));
    cells[0].fill = fill_of(a);
    cells[1] = cells[2] = cells[5] = text_cell("");
    cells[3] = text_cell(a->deciding ? basis_of(plan, a) : "");
    cells[4] = text_cell(why_word(plan, a->why));
}

static void answer_cells(wz_cell *cells, const wz_screen_plan *plan, const wz_screen_answer *a, const char *problems,
                         wz_arena *arena)
{
    if (a)
        wz_screen_words(cells, plan, a);
    for (int i = 0; !a && i < WZ_SCREEN_COLUMNS; i++)
        cells[i] = text_cell("");
    if (a && a->answer == WZ_BARRED) {
        cells[1] = day_cell(arena, a->last_barred_day, 0);
        cells[2] = day_cell(arena, a->last_barred_day, 1);
    }
    cells[5] = text_cell(problems);
}

bool wz_screen_cells(wz_cell *cells, const wz_screen_plan *plan, const wz_cell_row *row, const wz_screened *answer,
                     wz_arena *arena)
{
    size_t n = 0;
    for (size_t i = 0; i < plan->header->count; i++)
        if (plan->kept[i])
            cells[n++] = row->cells[i];
    for (size_t i = 0; i < plan->step_count; i++, n += WZ_SCREEN_COLUMNS)
        answer_cells(cells + n, plan, answer->read ? &answer->answers[i] : NULL, answer->problems, arena);
    return !wz_arena_failed(arena);
}
