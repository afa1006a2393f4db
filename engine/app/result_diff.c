/* Walking two results side by side. The path to the member at hand stands in a buffer, which is cut back on the way out. */
#include "app/result_diff.h"

#include "base/map.h"
#include "io/json.h"
#include "io/json_writer.h"

#include <string.h>

typedef struct {
    wz_buffer *out;
    const wz_diff_options *options;
    wz_arena *arena;
    wz_buffer path;
    size_t count;
} diff;

/* --- words --- */

typedef struct {
    const char *name, *zh, *en;
} member_word;

/* Members of the published result; others are shown by their name. An empty word leaves the level out of the path. */
static const member_word words[] = {
    {"persons", "", ""},
    {"regimes", "", ""},
    {"case", "案件", "case"},
    {"as_of", "截至日", "as of"},
    {"engine", "引擎版本", "engine"},
    {"rulebooks", "规定文本", "text of the regulation"},
    {"sha256", "内容", "content"},
    {"outcome", "结论", "outcome"},
    {"possible_outcomes", "可能的结论", "possible outcomes"},
    {"applicability", "适用情况", "applicability"},
    {"governing", "是否为适用的规定", "governs"},
    {"hypothetical", "是否假设性", "hypothetical"},
    {"findings", "认定", "finding"},
    {"truth", "成立与否", "truth"},
    {"condition", "条件", "condition"},
    {"defeated_by", "排除依据", "excluded by"},
    {"offered_by", "可供选择的适用", "offered by"},
    {"contradicted", "所依事实是否矛盾", "contradicted"},
    {"because", "理由", "reason"},
    {"facts", "所依事实", "fact"},
    {"value", "值", "value"},
    {"standing", "查证状态", "standing"},
    {"evidence", "证据", "evidence"},
    {"weight", "轻重情节", "weight"},
    {"heavier", "从重", "heavier"},
    {"lighter", "从轻", "lighter"},
    {"choices", "由决定机关裁量", "at discretion"},
    {"measures", "措施", "measure"},
    {"available", "可否采取", "available"},
    {"bodies", "决定机关", "bodies"},
    {"bars", "限制", "bar"},
    {"bans", "限制", "bar"},
    {"referrals", "移送", "referral"},
    {"procedure", "程序", "procedure"},
    {"windows", "期间", "window"},
    {"from", "起日", "from"},
    {"last_barred_day", "最后受限日", "last barred day"},
    {"first_free_day", "解除日", "first free day"},
    {"running", "尚在影响期内", "running"},
    {"waits_for", "所待决定", "waits for"},
    {"route", "去向", "route"},
    {"shortfalls", "履职期间", "duty period"},
    {"required", "应完成次数", "required"},
    {"done", "已完成次数", "done"},
    {"log_complete", "台账是否完整", "log complete"},
    {"open_questions", "待查事项", "open question"},
    {"warnings", "提示", "note"},
    {"contradictions", "矛盾的事实", "contradiction"},
    {"allegations", "未查实的事实", "allegation"},
    {"reason", "原因", "reason"},
    {"conduct", "行为时间", "conduct"},
};

static const char *say(const diff *d, const char *zh, const char *en)
{
    return d->options->lang == WZ_EN ? en : zh;
}

/* "lifetime" and "veto" are called what the frame calls the kinds that fill them. */
static const char *frame_word(const diff *d, const char *name)
{
    const wz_frame *frame = d->options->law ? d->options->law->frame : NULL;
    for (size_t i = 0; frame && i < frame->kind_count; i++) {
        if (strcmp(wz_part_name(frame->kinds[i].part), name) == 0)
            return wz_text_in(frame->kinds[i].label, d->options->lang);
    }
    return name;
}

static const char *word(const diff *d, const char *name)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i].name, name) == 0)
            return say(d, words[i].zh, words[i].en);
    }
    return frame_word(d, name);
}

/* Values of the result's fields are labelled by the frame. */
static const char *field_label(const diff *d, const char *name, const char *value)
{
    if (strcmp(name, "possible_outcomes") == 0)
        name = "outcome";
    const wz_field *field = d->options->law ? wz_field_find(d->options->law->frame, name) : NULL;
    for (size_t i = 0; field && i < field->count; i++) {
        if (strcmp(field->values[i].name, value) == 0)
            return wz_text_in(field->values[i].label, d->options->lang);
    }
    return NULL;
}

static bool is_truth(const char *name)
{
    static const char *const names[] = {"truth", "condition", "running", "available", "truth_if", "becomes"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(name, names[i]) == 0)
            return true;
    }
    return false;
}

static const char *text_label(const diff *d, const char *name, const char *text)
{
    if (is_truth(name)) {
        if (strcmp(text, "true") == 0)
            return say(d, "成立", "true");
        if (strcmp(text, "false") == 0)
            return say(d, "不成立", "false");
        if (strcmp(text, "unknown") == 0)
            return say(d, "尚不能确定", "unknown");
    }
    return field_label(d, name, text);
}

static void show(diff *d, const char *name, const wz_json *value)
{
    wz_buffer *out = d->out;
    const char *label = NULL;
    switch (value->kind) {
    case WZ_JSON_NULL: wz_buffer_puts(out, say(d, "无", "none")); break;
    case WZ_JSON_FALSE: wz_buffer_puts(out, say(d, "否", "no")); break;
    case WZ_JSON_TRUE: wz_buffer_puts(out, say(d, "是", "yes")); break;
    case WZ_JSON_NUMBER: wz_buffer_add(out, value->text, value->length); break;
    case WZ_JSON_STRING:
        label = text_label(d, name, value->text);
        wz_buffer_puts(out, label ? label : value->text);
        break;
    case WZ_JSON_ARRAY:
        for (size_t i = 0; i < value->count; i++) {
            wz_buffer_puts(out, i ? say(d, "、", ", ") : "");
            show(d, name, &value->items[i]);
        }
        if (value->count == 0)
            wz_buffer_puts(out, say(d, "无", "none"));
        break;
    case WZ_JSON_OBJECT: wz_buffer_puts(out, "…"); break;
    }
}

/* --- lines --- */

static void line(diff *d, const char *name, const wz_json *from, const wz_json *to)
{
    d->count++;
    wz_buffer_add(d->out, d->path.length ? d->path.data : "", d->path.length);
    wz_buffer_puts(d->out, say(d, "：", ": "));
    if (from && to) {
        show(d, name, from);
        wz_buffer_puts(d->out, " → ");
        show(d, name, to);
    } else {
        wz_buffer_puts(d->out, to ? say(d, "新增", "new") : say(d, "不再有", "gone"));
    }
    wz_buffer_putc(d->out, '\n');
}

/* Go one level down; returns where to cut the path back to. */
static size_t enter(diff *d, const char *part)
{
    size_t length = d->path.length;
    if (*part) {
        wz_buffer_puts(&d->path, length ? " · " : "");
        wz_buffer_puts(&d->path, part);
    }
    return length;
}

static void leave(diff *d, size_t length)
{
    d->path.length = length;
    if (d->path.data)
        d->path.data[length] = '\0';
}

/* --- walking --- */

static const wz_json *member(const wz_json *object, const char *name)
{
    for (size_t i = 0; i < object->count; i++) {
        if (strcmp(object->keys[i].text, name) == 0)
            return &object->items[i];
    }
    return NULL;
}

static bool skipped(const diff *d, const char *name)
{
    static const char *const names[] = {"because", "readings", "presumptions", "affects", "engine", "cites", "case"};
    for (size_t i = 0; d->options->brief && i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(name, names[i]) == 0)
            return true;
    }
    return false;
}

static void walk(diff *d, const char *name, const wz_json *from, const wz_json *to);

static void walk_members(diff *d, const wz_json *from, const wz_json *to)
{
    for (size_t i = 0; i < from->count; i++) {
        const char *name = from->keys[i].text;
        if (skipped(d, name))
            continue;
        size_t cut = enter(d, word(d, name));
        walk(d, name, &from->items[i], member(to, name));
        leave(d, cut);
    }
    for (size_t i = 0; i < to->count; i++) {
        const char *name = to->keys[i].text;
        if (skipped(d, name) || member(from, name))
            continue;
        size_t cut = enter(d, word(d, name));
        line(d, name, NULL, &to->items[i]);
        leave(d, cut);
    }
}

/* A step, a measure or an attribute by its label; anything else as it stands. */
static const char *part_label(const diff *d, const char *member_name, const char *id)
{
    const wz_law *law = d->options->law;
    if (!law)
        return id;
    const wz_step *step = strcmp(member_name, "step") == 0 ? wz_step_find(law->frame, id) : NULL;
    const wz_measure *measure = strcmp(member_name, "measure") == 0 ? wz_measure_find(law->frame, id) : NULL;
    if (step || measure)
        return wz_text_in(step ? step->label : measure->label, d->options->lang);
    bool attribute = strcmp(member_name, "attribute") == 0 || strcmp(member_name, "fact") == 0;
    for (int kind = 0; attribute && kind < WZ_ENTITIES; kind++) {
        int at = wz_attribute_find(law->vocabulary, (wz_entity_kind)kind, id);
        if (at >= 0)
            return wz_text_in(law->vocabulary->entities[kind].attributes[at].label, d->options->lang);
    }
    return id;
}

static void add_part(const diff *d, wz_buffer *out, const char *name, const wz_json *part)
{
    if (part->kind == WZ_JSON_STRING && part->length)
        wz_buffer_printf(out, "%s%s", out->length ? " " : "", part_label(d, name, part->text));
    for (size_t i = 0; part->kind == WZ_JSON_ARRAY && i < part->count; i++)
        add_part(d, out, name, &part->items[i]);
}

/* What a member of a list is about: its telling members in a row. A regulation's result is about the regulation and the
 * incident, whatever else it says. */
static void identity(const diff *d, wz_buffer *out, const wz_json *value)
{
    static const char *const names[] = {"id",          "regime", "incident", "rule",      "for",     "post", "sanction",
                                        "duty_record", "fact",   "of",       "attribute", "measure", "step", "period"};
    size_t count = member(value, "regime") ? 3 : sizeof names / sizeof names[0];
    for (size_t i = 0; i < count; i++) {
        const wz_json *part = member(value, names[i]);
        if (part && part->kind == WZ_JSON_OBJECT)
            identity(d, out, part);
        else if (part)
            add_part(d, out, names[i], part);
    }
}

/* The names of a list's members; the second with the same name gets "#2". NULL when memory is short. */
static const char **names_of(diff *d, const wz_json *list, wz_map *map)
{
    const char **names = wz_arena_array(d->arena, list->count + 1, sizeof *names);
    wz_map_init(map, d->arena);
    for (size_t i = 0; names && i < list->count; i++) {
        wz_buffer text = {0};
        identity(d, &text, &list->items[i]);
        size_t length = text.length;
        for (size_t again = 2; !text.failed && wz_map_find(map, text.length ? text.data : ""); again++) {
            text.length = length;
            wz_buffer_printf(&text, "#%zu", again);
        }
        names[i] = text.failed ? NULL : wz_arena_strndup(d->arena, text.length ? text.data : "", text.length);
        wz_buffer_free(&text);
        if (!names[i] || !wz_map_add_number(map, names[i], (int64_t)i))
            return NULL;
    }
    return names;
}

static void walk_list(diff *d, const char *name, const wz_json *from, const wz_json *to)
{
    wz_map old, new;
    const char **old_names = names_of(d, from, &old), **new_names = names_of(d, to, &new);
    for (size_t i = 0; old_names && new_names && i < from->count; i++) {
        int64_t at = wz_map_number(&new, old_names[i], -1);
        size_t cut = enter(d, old_names[i]);
        walk(d, name, &from->items[i], at < 0 ? NULL : &to->items[at]);
        leave(d, cut);
    }
    for (size_t i = 0; old_names && new_names && i < to->count; i++) {
        if (wz_map_find(&old, new_names[i]))
            continue;
        size_t cut = enter(d, new_names[i]);
        line(d, name, NULL, &to->items[i]);
        leave(d, cut);
    }
}

static bool has_objects(const wz_json *list)
{
    return list->count > 0 && list->items[0].kind == WZ_JSON_OBJECT;
}

static bool equal(const wz_json *a, const wz_json *b)
{
    if (a->kind != b->kind || a->count != b->count || a->length != b->length)
        return false;
    if (a->text && b->text && memcmp(a->text, b->text, a->length) != 0)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        if (!equal(&a->items[i], &b->items[i]))
            return false;
    }
    for (size_t i = 0; a->kind == WZ_JSON_OBJECT && i < a->count; i++) {
        if (!equal(&a->keys[i], &b->keys[i]))
            return false;
    }
    return true;
}

static void walk(diff *d, const char *name, const wz_json *from, const wz_json *to)
{
    if (!to)
        line(d, name, from, NULL);
    else if (from->kind == WZ_JSON_OBJECT && to->kind == WZ_JSON_OBJECT)
        walk_members(d, from, to);
    else if (from->kind == WZ_JSON_ARRAY && to->kind == WZ_JSON_ARRAY && (has_objects(from) || has_objects(to)))
        walk_list(d, name, from, to);
    else if (!equal(from, to))
        line(d, name, from, to);
}

int wz_result_diff(wz_buffer *out, size_t *count, wz_result_text from, wz_result_text to,
                   const wz_diff_options *options)
{
    diff d = {.out = out, .options = options, .arena = wz_arena_new()};
    const wz_json *old = NULL, *new = NULL;
    wz_json_error error;
    int code = d.arena ? wz_json_parse(d.arena, from.bytes, from.length, &old, &error) : WZ_ENOMEM;
    if (code == WZ_OK)
        code = wz_json_parse(d.arena, to.bytes, to.length, &new, &error);
    if (code == WZ_OK)
        walk(&d, "", old, new);
    if (code == WZ_OK && (wz_arena_failed(d.arena) || out->failed || d.path.failed))
        code = WZ_ENOMEM;
    if (count)
        *count = d.count;
    wz_buffer_free(&d.path);
    wz_arena_free(d.arena);
    return code;
}
