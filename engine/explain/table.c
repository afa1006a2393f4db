/* Rows are made one kind after the other; each asks every column for its cell, and a row that is empty everywhere is left out. */
#include "explain/table.h"

#include "assess/entry.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const wz_column *columns;
    size_t count;
    bool by_label;
    wz_arena *arena;
    wz_table_row *rows;
    size_t row_count, row_capacity;
} building;

/* A cell being filled. */
typedef struct {
    wz_arena *arena;
    wz_cell_item *items;
    size_t count, capacity;
} filling;

static void put(filling *f, wz_cell_item item)
{
    wz_cell_item *grown = wz_arena_grow(f->arena, f->items, f->count, &f->capacity, sizeof *grown);
    if (!grown)
        return;
    f->items = grown;
    f->items[f->count++] = item;
}

static bool same_range(wz_day_range a, wz_day_range b)
{
    return a.has_low == b.has_low && a.has_high == b.has_high && (!a.has_low || a.low == b.low) &&
           (!a.has_high || a.high == b.high);
}

/* Whether a cell says all that another does. */
static bool covers(const wz_cell *a, const wz_cell *b)
{
    for (size_t i = 0; i < b->count; i++) {
        bool found = false;
        for (size_t k = 0; k < a->count && !found; k++)
            found = strcmp(a->items[k].token, b->items[i].token) == 0 && a->items[k].truth == b->items[i].truth &&
                    a->items[k].may == b->items[i].may && same_range(a->items[k].day, b->items[i].day);
        if (!found)
            return false;
    }
    return true;
}

typedef void (*cell_fn)(const building *b, const wz_column *column, const void *what, filling *out);

static void add_row(building *b, wz_table_row row, cell_fn fill, const void *what)
{
    wz_cell *cells = wz_arena_array(b->arena, b->count, sizeof *cells);
    bool any = false;
    for (size_t c = 0; cells && c < b->count; c++) {
        filling f = {.arena = b->arena};
        fill(b, &b->columns[c], what, &f);
        cells[c] = (wz_cell){f.items, f.count};
        any |= f.count > 0;
    }
    for (size_t c = 1; cells && c < b->count; c++)
        row.differs |= !covers(&cells[0], &cells[c]) || !covers(&cells[c], &cells[0]);
    wz_table_row *grown =
        any && cells ? wz_arena_grow(b->arena, b->rows, b->row_count, &b->row_capacity, sizeof *grown) : NULL;
    if (!grown)
        return;
    row.cells = cells;
    b->rows = grown;
    b->rows[b->row_count++] = row;
}

/* --- cells --- */

static void fill_applies(const building *b, const wz_column *column, const void *what, filling *out)
{
    (void)b, (void)what;
    if (column->regime)
        put(out, (wz_cell_item){
                     .token = wz_applicability_name(column->as_if ? column->bears : column->regime->applicability),
                     .truth = WZ_TRUE});
}

static void fill_outcome(const building *b, const wz_column *column, const void *what, filling *out)
{
    (void)b, (void)what;
    if (column->regime && column->regime->outcome)
        put(out,
            (wz_cell_item){.token = column->regime->outcome, .label = column->regime->outcome_label, .truth = WZ_TRUE});
}

static void fill_possible(const building *b, const wz_column *column, const void *what, filling *out)
{
    (void)b, (void)what;
    const wz_regime_result *r = column->regime;
    for (size_t i = 0; r && r->possible_outcomes.count > 1 && i < r->possible_outcomes.count; i++)
        put(out, (wz_cell_item){.token = r->possible_outcomes.items[i], .truth = WZ_TRUE});
}

static const char *token_of(const building *b, const wz_rule *rule)
{
    return b->by_label && rule->label.in[WZ_ZH] ? rule->label.in[WZ_ZH] : rule->id;
}

static bool listed(const filling *out, const char *token)
{
    for (size_t i = 0; i < out->count; i++)
        if (strcmp(out->items[i].token, token) == 0)
            return true;
    return false;
}

static void fill_findings(const building *b, const wz_column *column, const void *what, filling *out)
{
    const wz_kind *kind = what;
    const wz_regime_result *r = column->regime;
    for (size_t i = 0; r && i < r->finding_count; i++) {
        const wz_finding *f = &r->findings[i];
        if (strcmp(f->rule->kind->id, kind->id) != 0 || f->truth == WZ_FALSE || listed(out, token_of(b, f->rule)))
            continue;
        put(out, (wz_cell_item){.token = token_of(b, f->rule),
                                .label = f->rule->label,
                                .rule = f->rule,
                                .truth = f->truth,
                                .may = f->rule->modality == WZ_MAY});
    }
}

static void fill_measures(const building *b, const wz_column *column, const void *what, filling *out)
{
    (void)b, (void)what;
    const wz_regime_result *r = column->regime;
    for (size_t i = 0; r && i < r->measure_count; i++) {
        const wz_measure_result *m = &r->measures[i];
        wz_truth truth = wz_and(m->truth, m->available);
        if (truth != WZ_FALSE && !listed(out, m->measure->id))
            put(out,
                (wz_cell_item){.token = m->measure->id, .label = m->measure->label, .rule = m->rule, .truth = truth});
    }
}

static const char *truth_name(wz_truth truth)
{
    static const char *const names[] = {"false", "unknown", "true"};
    return names[truth];
}

static void fill_lifetime(const building *b, const wz_column *column, const void *what, filling *out)
{
    (void)b, (void)what;
    if (column->regime && column->regime->lifetime.rule)
        put(out, (wz_cell_item){.token = truth_name(column->regime->lifetime.truth),
                                .rule = column->regime->lifetime.rule,
                                .truth = WZ_TRUE});
}

static void fill_veto(const building *b, const wz_column *column, const void *what, filling *out)
{
    (void)b, (void)what;
    const wz_clause *veto = column->regime ? &column->regime->veto : NULL;
    if (!veto || !veto->rule)
        return;
    put(out, (wz_cell_item){.token = truth_name(veto->truth), .rule = veto->rule, .truth = WZ_TRUE});
    if (veto->waits_for)
        put(out, (wz_cell_item){.token = "waits_for_decision", .truth = WZ_TRUE});
}

static bool bars_step(const wz_ban_result *ban, const char *step)
{
    for (size_t i = 0; i < ban->steps.count; i++)
        if (strcmp(ban->steps.items[i], step) == 0)
            return true;
    return false;
}

/* The bar on a step that ends last; those without an end first of all. */
static void fill_last_day(const building *b, const wz_column *column, const void *what, filling *out)
{
    (void)b;
    const wz_step *step = what;
    const wz_ban_result *last = NULL;
    for (size_t i = 0; column->regime && i < column->regime->ban_count; i++) {
        const wz_ban_result *ban = &column->regime->bans[i];
        if (!bars_step(ban, step->id) || (last && last->truth == WZ_TRUE && ban->truth != WZ_TRUE))
            continue;
        bool later = !last || (last->truth != WZ_TRUE && ban->truth == WZ_TRUE) || !ban->last_barred_day.has_high ||
                     (last->last_barred_day.has_high && ban->last_barred_day.high > last->last_barred_day.high);
        last = later ? ban : last;
    }
    if (last)
        put(out,
            (wz_cell_item){.token = "day", .rule = last->rule, .truth = last->truth, .day = last->last_barred_day});
}

static void fill_shortfalls(const building *b, const wz_column *column, const void *what, filling *out)
{
    (void)what;
    const wz_regime_result *r = column->regime;
    for (size_t i = 0; r && i < r->shortfall_count; i++) {
        const wz_shortfall *s = &r->shortfalls[i];
        if (s->counts == WZ_WHOLE && s->truth == WZ_TRUE && !listed(out, token_of(b, s->rule)))
            put(out, (wz_cell_item){
                         .token = token_of(b, s->rule), .label = s->rule->label, .rule = s->rule, .truth = WZ_TRUE});
    }
}

static void fill_warnings(const building *b, const wz_column *column, const void *what, filling *out)
{
    (void)b, (void)what;
    const wz_regime_result *r = column->regime;
    for (size_t i = 0; r && i < r->warning_count; i++)
        if (!listed(out, r->warnings[i].id))
            put(out, (wz_cell_item){.token = r->warnings[i].id, .label = r->warnings[i].text, .truth = WZ_TRUE});
}

/* --- rows --- */

/* Parts whose rules are compared one by one. */
static bool compared(wz_part part)
{
    switch (part) {
    case WZ_PART_GROUND:
    case WZ_PART_HEAVIER:
    case WZ_PART_LIGHTER:
    case WZ_PART_EXEMPTION:
    case WZ_PART_PATH:
    case WZ_PART_REFERRAL:
    case WZ_PART_PROCEDURE:
    case WZ_PART_COMMENDATION: return true;
    default: return false;
    }
}

static void add_findings(building *b)
{
    const wz_frame *frame = b->columns[0].law->frame;
    for (size_t k = 0; k < frame->kind_count; k++) {
        const wz_kind *kind = &frame->kinds[k];
        if (compared(kind->part))
            add_row(b, (wz_table_row){.kind = WZ_ROW_FINDINGS, .id = kind->id, .label = kind->label}, fill_findings,
                    kind);
    }
}

static void add_days(building *b)
{
    const wz_frame *frame = b->columns[0].law->frame;
    for (size_t s = 0; s < frame->step_count; s++)
        add_row(b,
                (wz_table_row){.kind = WZ_ROW_LAST_DAY,
                               .id = "last_barred_day",
                               .label = frame->steps[s].label,
                               .step = frame->steps[s].id},
                fill_last_day, &frame->steps[s]);
}

const wz_table *wz_table_build(const wz_column *columns, size_t count, bool by_label, wz_arena *arena)
{
    building b = {.columns = columns, .count = count, .by_label = by_label, .arena = arena};
    wz_table *table = wz_arena_alloc(arena, sizeof *table);
    add_row(&b, (wz_table_row){WZ_ROW_APPLIES, "applicability", {{"适用情况", "Applies"}}, NULL, NULL, false},
            fill_applies, NULL);
    add_row(&b, (wz_table_row){WZ_ROW_OUTCOME, "outcome", {{"结论", "Outcome"}}, NULL, NULL, false}, fill_outcome,
            NULL);
    add_row(&b, (wz_table_row){WZ_ROW_POSSIBLE, "possible_outcomes", {{"可能的结论", "Possible"}}, NULL, NULL, false},
            fill_possible, NULL);
    add_findings(&b);
    add_row(&b, (wz_table_row){WZ_ROW_MEASURES, "measures", {{"可采取的措施", "Measures open"}}, NULL, NULL, false},
            fill_measures, NULL);
    add_row(&b, (wz_table_row){WZ_ROW_LIFETIME, "lifetime", {{"终身追究", "Lifetime"}}, NULL, NULL, false},
            fill_lifetime, NULL);
    add_row(&b, (wz_table_row){WZ_ROW_VETO, "veto", {{"一票否决", "Veto"}}, NULL, NULL, false}, fill_veto, NULL);
    add_days(&b);
    add_row(&b, (wz_table_row){WZ_ROW_SHORTFALLS, "shortfalls", {{"查明的履职欠缺", "Shortfalls"}}, NULL, NULL, false},
            fill_shortfalls, NULL);
    add_row(&b, (wz_table_row){WZ_ROW_WARNINGS, "warnings", {{"提示", "Notes"}}, NULL, NULL, false}, fill_warnings,
            NULL);
    if (!table || wz_arena_failed(arena))
        return NULL;
    *table = (wz_table){columns, count, b.rows, b.row_count};
    return table;
}
