/* Writing a row of CSV whose answer has no problem: the cells that were read go out as they stand where CSV would have them so, and
 * behind them each step's answer, of which everything but the days is made once and remembered. What is written is
 * what wz_screen_cells() and wz_csv_row() would write. */
#include "app/screen_rows.h"

#include "base/alloc.h"

#include <string.h>

enum { ANSWERS = 64, BEFORE = 32, AFTER = 512, DAYS_TEXT = 4 * WZ_DAY_TEXT + 1 };

/* "undetermined," and ",rule,reason," around the two days. before_length 0 = none yet. */
typedef struct {
    wz_screen_answer of; /* days left out */
    size_t before_length, after_length;
    char before[BEFORE], after[AFTER];
} answer_text;

struct wz_screen_csv {
    const wz_screen_plan *plan;
    answer_text answers[ANSWERS];
};

wz_screen_csv *wz_screen_csv_new(const wz_screen_plan *plan)
{
    wz_screen_csv *csv = wz_calloc(1, sizeof *csv);
    if (csv)
        csv->plan = plan;
    return csv;
}

void wz_screen_csv_free(wz_screen_csv *csv)
{
    wz_free(csv);
}

/* Cells as CSV without the line end; false where there is no room or no memory. */
static bool put_cells(char *out, size_t room, size_t *length, const wz_cell *cells, size_t count)
{
    wz_buffer text = {0};
    wz_csv_row(&text, cells, count);
    bool fits = !text.failed && text.length - 2 <= room;
    if (fits) {
        *length = text.length - 2;
        memcpy(out, text.data, *length);
    }
    wz_buffer_free(&text);
    return fits;
}

static bool is_same(const wz_screen_answer *a, const wz_screen_answer *b)
{
    return a->answer == b->answer && a->why == b->why && a->deciding == b->deciding && a->version == b->version;
}

/* The text around the days of an answer; NULL where it does not fit. */
static const answer_text *text_of(wz_screen_csv *csv, const wz_screen_answer *a)
{
    uint64_t hash = ((uint64_t)(uintptr_t)a->deciding >> 4) * UINT64_C(0x9E3779B97F4A7C15);
    answer_text *text = &csv->answers[((hash >> 32) + (uint64_t)a->answer * 7 + (uint64_t)a->why) % ANSWERS];
    if (text->before_length && is_same(&text->of, a))
        return text;
    wz_cell cells[WZ_SCREEN_COLUMNS];
    wz_screen_words(cells, csv->plan, a);
    text->before_length = 0;
    if (!put_cells(text->before, BEFORE - 1, &text->before_length, cells, 1) ||
        !put_cells(text->after, AFTER, &text->after_length, cells + 2, WZ_SCREEN_COLUMNS - 2)) {
        text->before_length = 0;
        return NULL;
    }
    text->before[text->before_length++] = ',';
    text->of = *a;
    return text;
}

/* ",answer,last day,first free day,rule,reason,problems" */
static bool put_answer(wz_buffer *out, wz_screen_csv *csv, const wz_screen_answer *a)
{
    char line[1 + BEFORE + DAYS_TEXT + AFTER], *at = line;
    const answer_text *text = text_of(csv, a);
    if (!text)
        return false;
    *at++ = ',';
    memcpy(at, text->before, text->before_length);
    at += text->before_length;
    if (a->answer == WZ_BARRED)
        at += wz_screen_days(at, a->last_barred_day, 0);
    *at++ = ',';
    if (a->answer == WZ_BARRED)
        at += wz_screen_days(at, a->last_barred_day, 1);
    memcpy(at, text->after, text->after_length);
    at += text->after_length;
    wz_buffer_add(out, line, (size_t)(at - line));
    return true;
}

bool wz_screen_csv_row(wz_buffer *out, wz_screen_csv *csv, const wz_cell_row *row, const wz_screen_answer *answers)
{
    const wz_screen_plan *plan = csv->plan;
    size_t before = out->length;
    if (!row->as_written || plan->kept_count == 0)
        return false;
    for (size_t i = 0; i < plan->run_count; i++) {
        if (i > 0)
            wz_buffer_putc(out, ',');
        wz_csv_cells_as_written(out, row->cells + plan->runs[i].first, plan->runs[i].count);
    }
    for (size_t i = 0; i < plan->step_count; i++)
        if (!put_answer(out, csv, &answers[i])) {
            out->length = before;
            return false;
        }
    wz_buffer_add(out, "\r\n", 2);
    return true;
}
