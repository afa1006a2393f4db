/* A comparison for programs: columns, then rows with a cell for each column. Labels come in both languages. */
#include "report/table.h"

#include "report/emit.h"
#include "wenze/version.h"

static const char *truth_name(wz_truth truth)
{
    static const char *const names[] = {"false", "unknown", "true"};
    return names[truth];
}

static void both(wz_emitter *emit, const char *name, wz_text text)
{
    wz_emit_object(emit, name);
    wz_emit_text(emit, "zh", text.in[WZ_ZH]);
    wz_emit_text(emit, "en", text.in[WZ_EN]);
    wz_emit_end(emit);
}

static void column(wz_emitter *emit, const wz_column *c)
{
    wz_emit_object(emit, NULL);
    wz_emit_text(emit, "name", c->name);
    wz_emit_text(emit, "person", c->person ? c->person->person->self.id : NULL);
    wz_emit_text(emit, "regime", c->regime ? c->law->rulebooks[c->regime->rulebook]->id : NULL);
    wz_emit_day(emit, "as_of", c->as_of);
    wz_emit_boolean(emit, "governing", c->regime && c->regime->governing);
    wz_emit_boolean(emit, "hypothetical", c->regime && c->regime->hypothetical);
    wz_emit_boolean(emit, "as_if", c->as_if);
    wz_emit_text(emit, "rules_sha256", c->regime ? c->law->rulebooks[c->regime->rulebook]->sha256 : NULL);
    wz_emit_end(emit);
}

static void day(wz_emitter *emit, const char *name, bool has, wz_day value)
{
    if (has)
        wz_emit_day(emit, name, value);
    else
        wz_emit_null(emit, name);
}

static void item(wz_emitter *emit, const wz_cell_item *i, bool has_day)
{
    wz_emit_object(emit, NULL);
    wz_emit_text(emit, "value", has_day ? NULL : i->token);
    both(emit, "label", i->label);
    wz_emit_text(emit, "rule", i->rule ? i->rule->id : NULL);
    wz_emit_text(emit, "truth", truth_name(i->truth));
    wz_emit_boolean(emit, "may", i->may);
    wz_emit_list(emit, "last_barred_day", NULL);
    day(emit, "min", has_day && i->day.has_low, i->day.low);
    day(emit, "max", has_day && i->day.has_high, i->day.high);
    wz_emit_end(emit);
    wz_emit_end(emit);
}

static void row(wz_emitter *emit, const wz_table *table, const wz_table_row *r)
{
    wz_emit_object(emit, NULL);
    wz_emit_text(emit, "row", r->id);
    wz_emit_text(emit, "step", r->step);
    both(emit, "label", r->label);
    wz_emit_boolean(emit, "differs", r->differs);
    wz_emit_list(emit, "cells", "cell");
    for (size_t c = 0; c < table->column_count; c++) {
        wz_emit_list(emit, NULL, "item");
        for (size_t i = 0; i < r->cells[c].count; i++)
            item(emit, &r->cells[c].items[i], r->kind == WZ_ROW_LAST_DAY);
        wz_emit_end(emit);
    }
    wz_emit_end(emit);
    wz_emit_end(emit);
}

int wz_table_json(wz_buffer *out, const wz_table *table, const wz_table_style *style)
{
    wz_emitter emit;
    wz_emit_begin(&emit, WZ_EMIT_JSON, out, "comparison", "");
    wz_emit_text(&emit, "format", "wenze-comparison/1");
    wz_emit_text_begin(&emit, "engine", "string");
    wz_buffer_printf(out, "wenze %s", wz_version());
    wz_emit_text_end(&emit, "engine");
    wz_emit_object(&emit, "case");
    wz_emit_text(&emit, "id", table->columns[0].subject->id);
    wz_emit_text(&emit, "sha256", table->columns[0].subject->sha256);
    wz_emit_end(&emit);
    wz_emit_list(&emit, "columns", "column");
    for (size_t c = 0; c < table->column_count; c++)
        column(&emit, &table->columns[c]);
    wz_emit_end(&emit);
    wz_emit_list(&emit, "rows", "row");
    for (size_t r = 0; r < table->row_count; r++)
        if (table->rows[r].differs || !style->differences)
            row(&emit, table, &table->rows[r]);
    wz_emit_end(&emit);
    wz_emit_finish(&emit);
    return out->failed ? WZ_ENOMEM : WZ_OK;
}
