/* A person's record as JSON. */
#include "io/json_writer.h"
#include "report/register.h"

#include <string.h>

static void text(wz_json_writer *json, const char *key, const char *value)
{
    if (value)
        wz_json_string(json, key, value, strlen(value));
    else
        wz_json_literal(json, key, "null");
}

static void day(wz_json_writer *json, const char *key, wz_day value)
{
    char written[WZ_DAY_TEXT];
    if (value != WZ_REG_NOW)
        wz_day_format(value, written);
    text(json, key, value == WZ_REG_NOW ? NULL : written);
}

static void put_entry(wz_json_writer *json, const wz_reg_entry *entry)
{
    wz_json_open(json, NULL, '{');
    wz_json_integer(json, "item", entry->item);
    wz_json_integer(json, "entry", entry->entry);
    text(json, "op", wz_reg_op_name(entry->op));
    text(json, "subject", wz_reg_subject_name(entry->subject));
    wz_json_open(json, "values", '{');
    for (size_t i = 0; i < entry->value_count; i++)
        text(json, entry->values[i].attribute, entry->values[i].value);
    wz_json_close(json, '}');
    text(json, "why", entry->why);
    day(json, "recorded_on", entry->recorded_on);
    wz_json_moment(json, "recorded_at", entry->recorded_at);
    text(json, "recorded_by", entry->recorded_by);
    text(json, "file", entry->file);
    text(json, "sha256", entry->sha256);
    wz_json_close(json, '}');
}

static void put_entries(wz_json_writer *json, const char *key, const wz_reg_entry *entries, size_t count)
{
    wz_json_open(json, key, '[');
    for (size_t i = 0; i < count; i++)
        put_entry(json, &entries[i]);
    wz_json_close(json, ']');
}

void wz_report_register_json(wz_buffer *out, const wz_report_register *what)
{
    wz_json_writer json = {.out = out};
    wz_json_open(&json, NULL, '{');
    text(&json, "format", "wenze-register/1");
    text(&json, "person_id", what->person_id);
    day(&json, "known_on", what->known_on);
    put_entries(&json, what->history ? "history" : "items", what->entries, what->count);
    put_entries(&json, "whole_register", what->whole, what->whole_count);
    wz_json_close(&json, '}');
    wz_buffer_putc(out, '\n');
}
