/* The job "screen a roster". Rows are independent, so blocks of them go to threads; they are written in the order in which they
 * were read. Where a person has several rows (one a sanction) they are put together first, by one thread.
 *
 *   read a block ──> [slot] ──> some thread answers for it ──> [slot] ──> written, oldest first
 *
 * The slots are a ring: memory does not grow with the roster. */
#include "wenze/screen.h"

#include "app/eligible.h"
#include "app/law.h"
#include "app/row_reader.h"
#include "app/screen_rows.h"
#include "app/screen_work.h"
#include "base/buffer.h"
#include "base/outfile.h"

#include <string.h>

/* ---- the plan ---- */

/* Whether a column of the input is written: not a name where those are left out, not what an earlier screening added. */
static bool is_kept(const wz_screen_plan *plan, size_t column, wz_arena *arena)
{
    if (plan->request->only_id && (int)column == wz_record_columns_name(plan->columns))
        return false;
    for (size_t i = 0; i < plan->step_count; i++)
        for (int c = 0; c < WZ_SCREEN_COLUMNS; c++) {
            const char *heading = wz_screen_heading(plan, i, c, arena);
            if (heading && strcmp(plan->header->cells[column].text, heading) == 0)
                return false;
        }
    return true;
}

static bool plan_columns(wz_screen_job *job)
{
    wz_screen_plan *plan = &job->plan;
    bool *kept = wz_arena_array(job->arena, plan->header->count + 1, sizeof *kept);
    wz_screen_run *runs = wz_arena_array(job->arena, plan->header->count + 1, sizeof *runs);
    for (size_t i = 0; kept && runs && i < plan->header->count; i++) {
        kept[i] = is_kept(plan, i, job->arena);
        plan->kept_count += kept[i];
        if (kept[i] && (i == 0 || !kept[i - 1]))
            runs[plan->run_count++].first = i;
        if (kept[i])
            runs[plan->run_count - 1].count++;
    }
    plan->kept = kept;
    plan->runs = runs;
    return !wz_arena_failed(job->arena);
}

static int open_roster(wz_screen_job *job, wz_diag *diag)
{
    wz_screen_plan *plan = &job->plan;
    int code = wz_table_open(&job->table, plan->request->roster, NULL, job->reading);
    if (code == WZ_OK)
        code = wz_record_columns_new(&job->columns, job->table, plan->law->vocabulary, NULL, diag);
    if (code != WZ_OK)
        return code;
    plan->columns = job->columns;
    if (plan->request->words && !wz_screen_find_bases(plan, job->arena))
        return WZ_ENOMEM;
    plan->header = wz_table_header(job->table);
    return plan_columns(job) ? WZ_OK : WZ_ENOMEM;
}

static int open_output(wz_screen_job *job, wz_diag *diag)
{
    const wz_screen_plan *plan = &job->plan;
    size_t columns = plan->kept_count + WZ_SCREEN_COLUMNS * plan->step_count, n = 0;
    wz_cell *header = wz_arena_array(job->arena, columns + 1, sizeof *header);
    if (!header)
        return WZ_ENOMEM;
    for (size_t i = 0; i < plan->header->count; i++)
        if (plan->kept[i])
            header[n++] = plan->header->cells[i];
    for (size_t i = 0; i < plan->step_count; i++)
        for (int c = 0; c < WZ_SCREEN_COLUMNS; c++) {
            const char *heading = wz_screen_heading(plan, i, c, job->arena);
            header[n++] = (wz_cell){.text = heading, .length = heading ? strlen(heading) : 0};
        }
    if (wz_arena_failed(job->arena))
        return WZ_ENOMEM;
    job->cell_count = columns;
    job->format = wz_table_format_for(plan->request->output);
    wz_table_writer_options options = {
        .file = plan->request->output, .format = job->format, .header = header, .columns = columns};
    return wz_table_writer_open(&job->writer, &options, diag);
}

static bool overwrites_input(const wz_screen_request *r, wz_diag *diag)
{
    if (strcmp(r->roster, "-") == 0 || strcmp(r->output, "-") == 0 || !wz_outfile_same(r->roster, r->output))
        return false;
    wz_diag_add(diag, WZ_ERROR, "SCREEN-002", (wz_place){r->output, 0, 0},
                "this is the roster itself; write to another file");
    return true;
}

static int begin(wz_screen_job *job, const wz_rules *rules, wz_ask *ask, wz_diag *diag)
{
    const wz_screen_request *r = job->plan.request;
    wz_screen_plan *plan = &job->plan;
    if (!r->on || r->step_count == 0 || !r->roster || !r->output) {
        wz_diag_add(diag, WZ_ERROR, "SCREEN-003", (wz_place){0},
                    "a screening needs a roster, an output, a day and a step; give all four");
        return WZ_EINPUT;
    }
    bool regimes = wz_app_regimes(plan->law, r->regimes, r->regime_count, diag);
    if (!wz_app_steps(&plan->steps, &plan->step_count, job->arena, plan->law->frame, r->steps, r->step_count, diag) ||
        !regimes || !wz_app_ask(ask, r->on, r->known_on, r->today, r->complete_to, diag) || overwrites_input(r, diag))
        return wz_arena_failed(job->arena) ? WZ_ENOMEM : WZ_EINPUT;
    plan->known_on = ask->known_on;
    wz_screen_options options = {.steps = plan->steps,
                                 .step_count = plan->step_count,
                                 .ask = *ask,
                                 .jurisdiction = r->jurisdiction,
                                 .regimes = r->regimes,
                                 .regime_count = r->regime_count};
    int code = wz_screen_table_new(&job->screen, rules->engine, &options, diag);
    plan->screen = job->screen;
    return code;
}

/* ---- the summary ---- */

static size_t persons_of(const wz_screen_tally *t)
{
    return t->eligible + t->barred + t->undetermined + t->nothing_recorded;
}

static void summary_text(wz_buffer *out, const wz_screen_job *job, const wz_ask *ask)
{
    const wz_screen_plan *plan = &job->plan;
    bool zh = plan->request->language == WZ_LANGUAGE_ZH;
    char on[WZ_DAY_TEXT], known[WZ_DAY_TEXT];
    wz_day_format(ask->on, on);
    wz_day_format(ask->known_on, known);
    wz_buffer_printf(out, zh ? "所问之日 %s，掌握情况截至 %s\n" : "On %s, known on %s\n", on, known);
    if (ask->on > ask->known_on)
        wz_buffer_puts(out, zh ? "所问之日尚未到来：假定此前没有新的处理、处分\n"
                               : "That day is yet to come: assumed that nothing new is imposed before it\n");
    for (size_t i = 0; i < plan->step_count; i++) {
        const wz_screen_tally *t = &job->tally[i];
        const char *label = wz_text_in(plan->law->frame->steps[plan->steps[i]].label, zh ? WZ_ZH : WZ_EN);
        wz_buffer_printf(out,
                         zh ? "%s：共 %zu 人，不受限 %zu，受限 %zu，不能确定 %zu，无起作用的记载且未声明查全 %zu"
                            : "%s: %zu persons, eligible %zu, barred %zu, undetermined %zu, nothing recorded %zu",
                         label, persons_of(t), t->eligible, t->barred, t->undetermined, t->nothing_recorded);
        if (t->unread)
            wz_buffer_printf(out,
                             zh ? "；另有 %zu 行无法读取，见“%s”栏" : "; %zu rows could not be read, see the column %s",
                             t->unread, wz_screen_heading(plan, 0, WZ_SCREEN_COLUMNS - 1, job->arena));
        wz_buffer_puts(out, "\n");
    }
    if (job->with_problems)
        wz_buffer_printf(out, zh ? "有问题的行：%zu\n" : "Rows with problems: %zu\n", job->with_problems);
    if (job->repeated)
        wz_buffer_printf(out,
                         zh ? "前面已经出现过的人又占 %zu 行，未与前面合并；请合并后重新筛查\n"
                            : "Rows of people who stood above already, not joined: %zu; join them and screen again\n",
                         job->repeated);
    if (job->unrecorded)
        wz_buffer_printf(
            out,
            zh ? "登记簿里没有任何记录、凭整个登记簿的查全声明作答的：%zu 人；编号写错的也在其中，请核对编号\n"
               : "Answered for by the declaration on the whole register alone, nothing being recorded of "
                 "them: %zu; a mistyped number is among them, so check the numbers\n",
            job->unrecorded);
    if (wz_screen_seen_full(job->seen))
        wz_buffer_printf(
            out, zh ? "只在前 %d 人中核对了是否重复出现\n" : "Only the first %d people were compared for repeats\n",
            WZ_SCREEN_REMEMBERED);
}

static void summary_json(wz_buffer *out, const wz_screen_job *job, const wz_ask *ask)
{
    const wz_screen_plan *plan = &job->plan;
    char on[WZ_DAY_TEXT], known[WZ_DAY_TEXT];
    wz_day_format(ask->on, on);
    wz_day_format(ask->known_on, known);
    wz_buffer_printf(out,
                     "{\"format\":\"wenze-screening/1\",\"on\":\"%s\",\"known_on\":\"%s\","
                     "\"assumes_no_new_sanction\":%s,\"rows\":%zu,\"rows_with_problems\":%zu,\"rows_repeated\":%zu,"
                     "\"not_on_record\":%zu,"
                     "\"all_compared\":%s,\"steps\":[",
                     on, known, ask->on > ask->known_on ? "true" : "false", job->rows, job->with_problems,
                     job->repeated, job->unrecorded, wz_screen_seen_full(job->seen) ? "false" : "true");
    for (size_t i = 0; i < plan->step_count; i++) {
        const wz_screen_tally *t = &job->tally[i];
        wz_buffer_printf(out,
                         "%s{\"step\":\"%s\",\"persons\":%zu,\"eligible\":%zu,\"barred\":%zu,\"undetermined\":%zu,"
                         "\"nothing_recorded\":%zu,\"unread\":%zu}",
                         i ? "," : "", plan->law->frame->steps[plan->steps[i]].id, persons_of(t), t->eligible,
                         t->barred, t->undetermined, t->nothing_recorded, t->unread);
    }
    wz_buffer_puts(out, "]}\n");
}

/* ---- the public call ---- */

static int run(wz_screen_job *job, const wz_rules *rules, wz_ask *ask, wz_diag *diag)
{
    int code = begin(job, rules, ask, diag);
    if (code == WZ_OK)
        code = open_roster(job, diag);
    if (code == WZ_OK)
        code = open_output(job, diag);
    if (code != WZ_OK)
        return code;
    job->tally = wz_arena_array(job->arena, job->plan.step_count, sizeof *job->tally);
    if (!job->tally)
        return WZ_ENOMEM;
    return wz_screen_work(job, diag);
}

/* The summary is made before the file takes its place, so that nothing can go wrong behind that. */
static int summarise(wz_buffer *out, const wz_screen_job *job, const wz_ask *ask)
{
    if (job->plan.request->format == WZ_FORMAT_JSON)
        summary_json(out, job, ask);
    else
        summary_text(out, job, ask);
    return out->failed ? WZ_ENOMEM : WZ_OK;
}

static int finish(wz_screen_job *job)
{
    int code = wz_table_writer_finish(job->writer);
    job->writer = NULL;
    return code;
}

static int screen_roster(char **out, wz_screen_tally *tally, wz_screen_job *job, const wz_rules *rules, wz_diag *diag)
{
    wz_ask ask;
    int code = run(job, rules, &ask, diag);
    wz_buffer text = {0};
    if (code == WZ_OK)
        code = summarise(&text, job, &ask);
    if (code == WZ_OK)
        code = finish(job);
    if (code != WZ_OK) {
        wz_buffer_free(&text);
        return code;
    }
    if (tally)
        memcpy(tally, job->tally, job->plan.step_count * sizeof *tally);
    *out = text.data;
    return WZ_OK;
}

int wz_screen(char **out, wz_screen_tally *tally, const wz_rules *rules, const wz_screen_request *request,
              wz_diag *diag)
{
    *out = NULL;
    wz_screen_job job = {
        .plan = {.request = request, .law = rules->law}, .arena = wz_arena_new(), .reading = wz_diag_new()};
    int code = job.arena && job.reading ? screen_roster(out, tally, &job, rules, diag) : WZ_ENOMEM;
    app_row_reader_tell(diag, job.reading, request->roster);
    wz_table_writer_discard(job.writer);
    wz_record_columns_free(job.columns);
    wz_table_close(job.table);
    wz_diag_free(job.reading);
    wz_screen_seen_free(job.seen);
    wz_screen_table_free(job.screen);
    wz_arena_free(job.arena);
    return code;
}
