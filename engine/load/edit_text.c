/* The textual form of edits: taken apart from its ends, since ids and values may hold almost anything. First the operator
 * divides what is stated from the value; then standing, evidence and the rest are taken off the end of the value. */
#include "load/edit.h"

#include "load/common.h"
#include "load/edit_private.h"

#include "base/buffer.h"

#include <string.h>

enum { FIELDS = 12 };

/* An edit being read: its fields by name. */
typedef struct {
    wz_report *report;
    const char *text;
    wz_edit_field fields[FIELDS];
    size_t count;
    const char *evidence;
    bool failed;
} reading;

static const struct {
    const char *written, *standing;
} standings[] = {
    {"established", "established"}, {"refuted", "refuted"}, {"alleged", "alleged"}, {"disputed", "disputed"},
    {"查实", "established"},        {"查否", "refuted"},    {"反映", "alleged"},    {"有争议", "disputed"},
};

static const char *const suffix_names[] = {"in", "from", "to", "duty", "under", "id"};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static char *trim(char *text)
{
    size_t length = strlen(text);
    while (length && is_blank(text[length - 1]))
        text[--length] = '\0';
    while (is_blank(*text))
        text++;
    return text;
}

static void refuse(reading *r, const char *what, const char *advice)
{
    wz_report_error(r->report, "EDIT-001", (wz_place){.file = r->text}, "%s; %s", what, advice);
    r->failed = true;
}

static void put(reading *r, const char *name, const char *value)
{
    if (r->count < FIELDS)
        r->fields[r->count++] = (wz_edit_field){name, value};
}

/* Take "@standing" or "#evidence" from the end of a value, at `mark`. */
static bool take_mark(reading *r, char *mark)
{
    char *after = mark + 1;
    if (*mark == '#' && *after) {
        for (char *c = after; *c; c++) {
            if (*c == ',')
                *c = ' ';
        }
        r->evidence = r->evidence ? wz_arena_printf(r->report->arena, "%s %s", after, r->evidence) : after;
        *mark = '\0';
        return true;
    }
    wz_nearest nearest = wz_nearest_to(after);
    for (size_t i = 0; *mark == '@' && i < WZ_COUNT(standings); i++) {
        if (strcmp(standings[i].written, after) == 0) {
            put(r, "standing", standings[i].standing);
            *mark = '\0';
            return true;
        }
        wz_nearest_try(&nearest, standings[i].written);
    }
    if (*mark == '@' && nearest.best) {
        const char *what = wz_arena_printf(r->report->arena, "%s is no standing", wz_shown(r->report, after));
        refuse(r, what ? what : "?", wz_nearest_advice(r->report, &nearest, ""));
    }
    return false;
}

/* Take "in:i2" and the like, from `word` on. */
static bool take_suffix(reading *r, char *word)
{
    char *colon = strchr(word, ':');
    if (!colon || !colon[1])
        return false;
    for (size_t i = 0; i < WZ_COUNT(suffix_names); i++) {
        if (strlen(suffix_names[i]) == (size_t)(colon - word) &&
            strncmp(suffix_names[i], word, (size_t)(colon - word)) == 0) {
            put(r, suffix_names[i], colon + 1);
            return true;
        }
    }
    return false;
}

/* Take one suffix off the end; false where there is none. */
static bool take_last(reading *r, char *text)
{
    trim(text);
    char *word = text + strlen(text);
    while (word > text && !is_blank(word[-1]))
        word--;
    if (take_suffix(r, word)) {
        *word = '\0';
        return true;
    }
    char *mark = strrchr(word, '#'), *at = strrchr(word, '@');
    if (at && (!mark || at > mark))
        mark = at;
    return mark && take_mark(r, mark);
}

static void take_suffixes(reading *r, char *text)
{
    while (r->count < FIELDS - 4 && !r->failed && take_last(r, text))
        continue;
    if (r->evidence)
        put(r, "evidence", r->evidence);
}

/* The end of a value in quotation marks, which are taken away in place; NULL where it does not end. */
static char *unquote(char *text)
{
    char *out = text;
    for (char *c = text + 1; *c; c++) {
        if (*c == '"' && c[1] != '"') {
            char *rest = c + 1;
            *out = '\0';
            return rest;
        }
        c += *c == '"';
        *out++ = *c;
    }
    return NULL;
}

static bool is_end(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (!strchr("0123456789.-+", text[i]))
            return false;
    }
    return true;
}

/* "3..9", "3..", "..9" as bounds. */
static bool take_range(reading *r, char *value)
{
    char *dots = strstr(value, "..");
    if (!dots || strlen(value) == 2 || !is_end(value, (size_t)(dots - value)) || !is_end(dots + 2, strlen(dots + 2)))
        return false;
    *dots = '\0';
    if (*value)
        put(r, "at-least", value);
    if (dots[2])
        put(r, "at-most", dots + 2);
    return true;
}

static const char *plain_value(const char *value)
{
    static const char *const meant[][2] = {{"是", "true"}, {"否", "false"}, {"未知", "unknown"}, {"?", "unknown"}};
    for (size_t i = 0; i < WZ_COUNT(meant); i++) {
        if (strcmp(meant[i][0], value) == 0)
            return meant[i][1];
    }
    return value;
}

static void take_value(reading *r, char *text, const char *bound)
{
    text = trim(text);
    bool quoted = *text == '"';
    char *rest = quoted ? unquote(text) : text;
    if (!rest) {
        refuse(r, "the quotation mark is not closed", "write it as in e1.title=\"…\"");
        return;
    }
    take_suffixes(r, rest);
    if (quoted && *trim(rest) && !r->failed)
        refuse(r, "something stands behind the quotation mark", "write \"\" for one within it");
    text = quoted ? text : trim(text);
    if (bound)
        put(r, bound, text);
    else if (quoted || !take_range(r, text))
        put(r, "value", quoted ? text : plain_value(text));
}

/* The operator: '=' or a bound's. Returns NULL where there is none. */
static char *operator_of(char *text, size_t *length, const char **bound)
{
    static const char *const signs[] = {">=", "<=", "≥", "≤", "="};
    for (char *c = text; *c; c++) {
        for (size_t i = 0; i < WZ_COUNT(signs); i++) {
            *length = strlen(signs[i]);
            if (strncmp(c, signs[i], *length) != 0)
                continue;
            *bound = i == 4 ? NULL : i % 2 == 0 ? "at-least" : "at-most";
            return c;
        }
    }
    return NULL;
}

/* "p1.x": the id and the name behind the last dot; a name does not begin with a digit, so that an id may hold dots. */
static void take_subject(wz_edit *out, char *text)
{
    text = trim(text);
    char *dot = strrchr(text, '.');
    out->of = text;
    out->name = NULL;
    if (!dot || dot == text || !dot[1] || strchr("0123456789", dot[1]))
        return;
    *dot = '\0';
    out->name = dot + 1;
}

static void read_text(reading *r, wz_edit *out, char *text)
{
    size_t length = 0;
    const char *bound = NULL;
    char *sign = out->verb == WZ_EDIT_SET ? operator_of(text, &length, &bound) : NULL;
    if (sign) {
        *sign = '\0';
        take_value(r, sign + length, bound);
    } else if (out->verb == WZ_EDIT_SET) {
        refuse(r, "there is no '=' in it", "write it as in p1.took_remedial_measures=true");
    } else {
        take_suffixes(r, text);
    }
    take_subject(out, text);
    if (!*out->of && !r->failed)
        refuse(r, "it names nothing of the case", "begin with an id, as in p1.took_remedial_measures");
}

int wz_edit_read(wz_edit *out, const wz_edit *edit, wz_arena *arena, wz_diag *diag)
{
    *out = *edit;
    if (!edit->text || edit->verb > WZ_EDIT_UNSET)
        return WZ_OK;
    wz_report report = {.diag = diag, .arena = arena, .file = edit->text};
    reading r = {.report = &report, .text = edit->text};
    char *text = wz_arena_strdup(arena, edit->text);
    if (!text)
        return WZ_ENOMEM;
    read_text(&r, out, text);
    wz_edit_field *fields = wz_arena_array(arena, r.count + 1, sizeof *fields);
    if (!fields || wz_arena_failed(arena))
        return WZ_ENOMEM;
    memcpy(fields, r.fields, r.count * sizeof *fields);
    out->fields = fields;
    out->field_count = r.count;
    return r.failed ? WZ_EINPUT : WZ_OK;
}

/* --- and back --- */

static void write_value(wz_buffer *out, const char *value)
{
    bool plain = *value != '\0';
    for (const char *c = value; *c; c++)
        plain &= !strchr("\"@#", *c) && !is_blank(*c);
    if (plain) {
        wz_buffer_puts(out, value);
        return;
    }
    wz_buffer_putc(out, '"');
    for (const char *c = value; *c; c++) {
        if (*c == '"')
            wz_buffer_putc(out, '"');
        wz_buffer_putc(out, *c);
    }
    wz_buffer_putc(out, '"');
}

static void write_statement(wz_buffer *out, const wz_edit *edit)
{
    const char *value = wz_edit_field_of(edit, "value"), *low = wz_edit_field_of(edit, "at-least");
    const char *high = wz_edit_field_of(edit, "at-most"), *standing = wz_edit_field_of(edit, "standing");
    const char *evidence = wz_edit_field_of(edit, "evidence");
    if (edit->verb == WZ_EDIT_SET) {
        wz_buffer_puts(out, "=");
        if (low || high)
            wz_buffer_printf(out, "%s..%s", low ? low : "", high ? high : "");
        else
            write_value(out, value ? value : "");
    }
    if (standing)
        wz_buffer_printf(out, "@%s", standing);
    if (evidence) {
        wz_buffer_putc(out, '#');
        for (const char *c = evidence; *c; c++)
            wz_buffer_putc(out, is_blank(*c) ? ',' : *c);
    }
    for (size_t i = 0; i < WZ_COUNT(suffix_names); i++) {
        const char *given = wz_edit_field_of(edit, suffix_names[i]);
        if (given)
            wz_buffer_printf(out, " %s:%s", suffix_names[i], given);
    }
}

const char *wz_edit_text(const wz_edit *edit, wz_arena *arena)
{
    static const char *const verbs[] = {[WZ_EDIT_SET] = "", [WZ_EDIT_UNSET] = "", "add ", "remove "};
    if (edit->text)
        return edit->text;
    wz_buffer text = {0};
    wz_buffer_puts(&text, verbs[edit->verb]);
    if (edit->verb <= WZ_EDIT_UNSET) {
        wz_buffer_printf(&text, "%s%s%s", edit->of ? edit->of : "case", edit->name ? "." : "",
                         edit->name ? edit->name : "");
        write_statement(&text, edit);
    } else {
        wz_buffer_printf(&text, "%s%s%s", edit->name ? edit->name : "", edit->name && edit->of ? " in " : "",
                         edit->of ? edit->of : "");
    }
    const char *kept = text.failed ? NULL : wz_arena_strndup(arena, text.data, text.length);
    wz_buffer_free(&text);
    return kept ? kept : "?";
}
