/* FEEL for the public: a context made from JSON, and expressions over it. Invariant: a context and the functions
 * in it live in its own arena; each evaluation has another, limited in size and dropped with it. */
#include "wenze/feel.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/diag.h"
#include "feel/eval.h"
#include "feel/feel.h"
#include "feel/number.h"
#include "io/json.h"

#include <string.h>

enum { MAX_MEMORY = 512 * 1024 * 1024, MAX_CAUSES = 20 };

struct wz_feel_context {
    wz_arena *arena;
    feel_scope scope;
};

/* --- messages --- */

typedef struct {
    wz_diag *diag;
    unsigned causes;
} messages;

static void tell_cause(void *payload, const char *message)
{
    messages *m = payload;
    if (m->causes++ < MAX_CAUSES)
        wz_diag_add(m->diag, WZ_WARNING, "FEEL-100", (wz_place){0}, "null: %s", message);
}

static wz_place place_of(const char *text, size_t offset)
{
    wz_place place = {.line = 1, .column = 1};
    for (size_t i = 0; i < offset; i++) {
        place.column++;
        if (text[i] == '\n') {
            place.line++;
            place.column = 1;
        }
    }
    return place;
}

static void tell_faults(wz_diag *diag, const char *file, const char *text, const feel_fault *faults, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        wz_place place = place_of(text, faults[i].offset);
        place.file = file;
        wz_diag_add(diag, WZ_ERROR, faults[i].id, place, "%s", faults[i].message);
    }
}

/* --- evaluation --- */

typedef struct {
    const char *file; /* for messages */
    const feel_scope *scope;
    const wz_feel_options *options;
} setting;

/* Compile and evaluate in the arena, which keeps the value. */
static int evaluate(wz_arena *arena, const char *text, size_t length, const setting *s, feel_value *out, wz_diag *diag)
{
    const feel_compile_options compile = {.mode = FEEL_STANDARD, .unary_tests = s->options->unary_tests};
    const feel_program *program = NULL;
    const feel_fault *faults = NULL;
    size_t fault_count = 0;
    int code = feel_compile(&program, arena, text, length, s->scope, &compile, &faults, &fault_count);
    tell_faults(diag, s->file, text, faults, fault_count);
    if (code != WZ_OK)
        return code;
    const wz_feel_clock *given = s->options->clock;
    feel_clock clock = {0};
    if (given)
        clock = (feel_clock){given->epoch_seconds, given->nanoseconds, given->offset};
    messages m = {.diag = diag};
    feel_run run = {.arena = arena,
                    .steps = s->options->steps ? s->options->steps : FEEL_DEFAULT_STEPS,
                    .complain = tell_cause,
                    .payload = &m,
                    .clock = given ? &clock : NULL};
    *out = feel_evaluate(program, &run);
    if (run.status == WZ_ELIMIT)
        wz_diag_add(diag, WZ_ERROR, "FEEL-101", (wz_place){.file = s->file},
                    "the evaluation takes too many steps or calls too deep; make the expression simpler");
    return run.status;
}

/* --- contexts --- */

typedef struct {
    wz_arena *arena;
    wz_diag *diag;
    int code;
} reader;

static const wz_feel_options plain_options = WZ_FEEL_OPTIONS_INIT;

static feel_value read_value(reader *r, const wz_json *json);

static feel_value read_expression(reader *r, const wz_json *text)
{
    const setting s = {.file = "context", .options = &plain_options};
    feel_value value = feel_null();
    int code = evaluate(r->arena, text->text, text->length, &s, &value, r->diag);
    if (code != WZ_OK && r->code == WZ_OK)
        r->code = code;
    return value;
}

static feel_value read_list(reader *r, const wz_json *json)
{
    feel_value *items = wz_arena_array(r->arena, json->count, sizeof *items);
    for (size_t i = 0; items && i < json->count; i++)
        items[i] = read_value(r, &json->items[i]);
    return items ? feel_list_new(r->arena, items, json->count) : feel_null();
}

static feel_value read_context(reader *r, const wz_json *json)
{
    feel_context *context = wz_arena_alloc(r->arena, sizeof *context);
    const feel_string **keys = wz_arena_array(r->arena, json->count, sizeof *keys);
    feel_value *values = wz_arena_array(r->arena, json->count, sizeof *values);
    if (!context || !keys || !values)
        return feel_null();
    for (size_t i = 0; i < json->count; i++) {
        feel_value key = feel_string_new(r->arena, json->keys[i].text, json->keys[i].length);
        if (feel_is(key, FEEL_NULL))
            return key;
        keys[i] = feel_str(key);
        values[i] = read_value(r, &json->items[i]);
    }
    *context = (feel_context){.count = json->count, .keys = keys, .values = values};
    return feel_from(FEEL_CONTEXT, context);
}

static feel_value read_number(reader *r, const wz_json *json)
{
    feel_value value = feel_number_parse(r->arena, json->text, json->length);
    if (feel_is(value, FEEL_NULL) && !wz_arena_failed(r->arena)) {
        wz_diag_add(r->diag, WZ_ERROR, "FEEL-102", (wz_place){.file = "context"},
                    "%.40s is outside decimal128; write a smaller number", json->text);
        r->code = WZ_EINPUT;
    }
    return value;
}

static bool is_expression(const wz_json *json)
{
    return json->count == 1 && json->keys[0].length == 1 && json->keys[0].text[0] == '@' &&
           json->items[0].kind == WZ_JSON_STRING;
}

static feel_value read_value(reader *r, const wz_json *json)
{
    switch (json->kind) {
    case WZ_JSON_TRUE: return feel_boolean(true);
    case WZ_JSON_FALSE: return feel_boolean(false);
    case WZ_JSON_NUMBER: return read_number(r, json);
    case WZ_JSON_STRING: return feel_string_new(r->arena, json->text, json->length);
    case WZ_JSON_ARRAY: return read_list(r, json);
    case WZ_JSON_OBJECT: return is_expression(json) ? read_expression(r, &json->items[0]) : read_context(r, json);
    default: return feel_null();
    }
}

/* Inputs are constants whose types are taken from their values, so that names within them are known to the parser. */
static void read_names(reader *r, const wz_json *json, feel_scope *scope)
{
    feel_input *inputs = wz_arena_array(r->arena, json->count, sizeof *inputs);
    for (size_t i = 0; inputs && i < json->count; i++) {
        feel_value value = read_value(r, &json->items[i]);
        inputs[i] = (feel_input){
            .name = json->keys[i].text, .type = feel_type_of_value(r->arena, value), .constant = true, .value = value};
    }
    *scope = (feel_scope){.inputs = inputs, .count = inputs ? json->count : 0};
}

static int read_document(wz_feel_context *context, const char *json, size_t length, wz_diag *diag)
{
    const wz_json *root = NULL;
    wz_json_error error;
    int code = wz_json_parse(context->arena, json, length, &root, &error);
    wz_place place = {.file = "context", .line = error.line, .column = error.column};
    if (code == WZ_EINPUT || code == WZ_ELIMIT)
        wz_diag_add(diag, WZ_ERROR, "FEEL-102", place, "this is not JSON that can be read: %s; correct it", error.text);
    if (code != WZ_OK)
        return code;
    if (root->kind != WZ_JSON_OBJECT || is_expression(root)) {
        wz_diag_add(diag, WZ_ERROR, "FEEL-102", place, "the context must be a JSON object; write {\"name\": value}");
        return WZ_EINPUT;
    }
    reader r = {.arena = context->arena, .diag = diag, .code = WZ_OK};
    read_names(&r, root, &context->scope);
    return r.code == WZ_OK && wz_arena_failed(context->arena) ? WZ_ENOMEM : r.code;
}

int wz_feel_context_new(wz_feel_context **out, const char *json, size_t length, wz_diag *diag)
{
    *out = NULL;
    wz_feel_context *context = wz_calloc(1, sizeof *context);
    if (!context)
        return WZ_ENOMEM;
    context->arena = wz_arena_new();
    int code = context->arena ? read_document(context, json, length, diag) : WZ_ENOMEM;
    if (code == WZ_OK)
        *out = context;
    else
        wz_feel_context_free(context);
    return code;
}

void wz_feel_context_free(wz_feel_context *context)
{
    if (!context)
        return;
    wz_arena_free(context->arena);
    wz_free(context);
}

/* --- the call --- */

static int print_value(char **out, feel_value value, wz_diag *diag)
{
    wz_buffer text = {0};
    feel_print(&text, value);
    if (text.failed || !text.data) {
        wz_buffer_free(&text);
        wz_diag_add(diag, WZ_ERROR, "FEEL-101", (wz_place){0}, "the value is too large to print; take a part of it");
        return WZ_ELIMIT;
    }
    *out = text.data;
    return WZ_OK;
}

int wz_feel_evaluate(char **out, const wz_feel_context *context, const char *expression, size_t length,
                     const wz_feel_options *options, wz_diag *diag)
{
    *out = NULL;
    wz_arena *arena = wz_arena_new();
    if (!arena)
        return WZ_ENOMEM;
    wz_arena_limit(arena, MAX_MEMORY);
    const setting s = {
        .file = "expression", .scope = context ? &context->scope : NULL, .options = options ? options : &plain_options};
    feel_value value = feel_null();
    int code = evaluate(arena, expression, length, &s, &value, diag);
    if (code == WZ_OK)
        code = print_value(out, value, diag);
    wz_arena_free(arena);
    return code;
}
