/* Changes as a tree of named members: described once, written as JSON or as XML. Every key is always there. */
#include "report/diff.h"

#include "report/emit.h"
#include "wenze/version.h"

static void change(wz_emitter *emit, const wz_diff_report *report, size_t i)
{
    const wz_diff *d = &report->diffs->items[i];
    const wz_vocabulary *vocabulary = report->law->vocabulary;
    wz_emit_object(emit, NULL);
    wz_emit_text(emit, "person", d->person);
    wz_emit_text(emit, "regime", d->regime);
    wz_emit_text(emit, "part", wz_diff_part_name(d->part));
    wz_emit_text(emit, "rule", d->rule_id);
    wz_emit_text(emit, "item", d->item);
    wz_emit_text(emit, "attribute",
                 d->part == WZ_DIFF_CONTRADICTION ? vocabulary->entities[d->entity].attributes[d->attribute].id : NULL);
    if (d->has_period) {
        wz_emit_list(emit, "period", NULL);
        wz_emit_day(emit, "from", d->from);
        wz_emit_day(emit, "to", d->to);
        wz_emit_end(emit);
    } else {
        wz_emit_null(emit, "period");
    }
    wz_emit_text(emit, "field", d->field);
    wz_emit_text(emit, "before", d->before);
    wz_emit_text(emit, "after", d->after);
    wz_emit_strings(emit, "through", "step", report->through ? report->through[i] : (wz_strings){0});
    wz_emit_end(emit);
}

static int write_tree(wz_buffer *out, const wz_diff_report *report, wz_emit_form form)
{
    wz_emitter emit;
    wz_emit_begin(&emit, form, out, "changes", WZ_CHANGES_NAMESPACE);
    wz_emit_text(&emit, "format", "wenze-changes/1");
    wz_emit_text_begin(&emit, "engine", "string");
    wz_buffer_printf(out, "wenze %s", wz_version());
    wz_emit_text_end(&emit, "engine");
    wz_emit_object(&emit, "case");
    wz_emit_text(&emit, "id", report->before->id);
    wz_emit_text(&emit, "sha256", report->before->sha256);
    wz_emit_end(&emit);
    wz_emit_list(&emit, "as_of", NULL);
    wz_emit_day(&emit, "before", report->as_of_before);
    wz_emit_day(&emit, "after", report->as_of_after);
    wz_emit_end(&emit);
    wz_emit_strings(&emit, "edits", "edit", (wz_strings){report->edits, report->edit_count});
    wz_emit_list(&emit, "changes", "change");
    for (size_t i = 0; i < report->diffs->count; i++)
        change(&emit, report, i);
    wz_emit_end(&emit);
    wz_emit_finish(&emit);
    return out->failed ? WZ_ENOMEM : WZ_OK;
}

int wz_report_diff_json(wz_buffer *out, const wz_diff_report *report)
{
    return write_tree(out, report, WZ_EMIT_JSON);
}

int wz_report_diff_xml(wz_buffer *out, const wz_diff_report *report)
{
    return write_tree(out, report, WZ_EMIT_XML);
}
